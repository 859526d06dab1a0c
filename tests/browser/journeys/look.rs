//! The screen itself: where panes stand, which is larger, what is remembered of that, and the ground that it is drawn on.

use super::*;
use oreline::door::app::Ground;
use oreline::door::layout::Pane;
use oreline::door::state::StateFile;
use oreline::door::worker::Resources;
use ratatui::style::{Color, Modifier};
use std::path::Path;

/// Rows, and columns, of list and detail; 0 of one that is not on the screen.
fn room(browser: &Headless) -> [(u16, u16); 2] {
    let layout = browser.app().layout();
    [Pane::Timeline, Pane::Detail]
        .map(|pane| layout.pane(pane).map_or((0, 0), |area| (area.inner.height, area.inner.width)))
}

#[test]
fn a_pane_is_made_larger_and_esc_and_q_make_it_normal_first() {
    let mut browser = bundled(120, 40);
    assert_eq!(room(&browser), [(17, 91), (13, 91)]);
    browser.press("<Enter>+").unwrap();
    assert_eq!(room(&browser), [(6, 91), (24, 91)]);
    assert_shows(&browser, &["─ Events ─", "━[Detail]━"]);
    assert_frame("larger-120x40", &browser);
    browser.press("+").unwrap();
    assert_eq!(room(&browser), [(0, 0), (31, 91)]);
    browser.press("+").unwrap();
    assert_shows(&browser, &["It has all of the room; _ makes it smaller"]);
    browser.press("__").unwrap();
    assert_eq!(room(&browser), [(17, 91), (13, 91)]);
    for key in ["<Esc>", "q"] {
        browser.press("++").unwrap().press(key).unwrap();
        assert_eq!((room(&browser), browser.app().focus()), ([(17, 91), (13, 91)], Pane::Detail), "{key}");
        assert!(!browser.has_quit());
    }
    // What has the focus is what is larger; from the facet it stays as it was.
    browser.press("+h").unwrap();
    assert_eq!(room(&browser), [(24, 91), (6, 91)]);
    browser.press("h+").unwrap();
    assert_eq!((browser.app().focus(), room(&browser)), (Pane::Facet, [(24, 91), (6, 91)]));
    assert_shows(&browser, &["Only the list and the detail can be larger"]);
    // Where one pane has the screen there is nothing to make larger.
    let mut browser = bundled(70, 24);
    browser.press("+").unwrap();
    assert_shows(&browser, &["It has all of the room here"]);
    assert!(browser.press("q").unwrap().has_quit());
}

#[test]
fn the_detail_stands_beside_the_list_or_below_it() {
    let mut browser = bundled(120, 40);
    browser.press("\\").unwrap();
    let [list, detail] = room(&browser);
    assert!(list.0 > 30 && detail.0 > 30 && list.1 >= 38 && detail.1 >= 50, "{list:?} {detail:?}");
    assert_frame("beside-120x40", &browser);
    browser.press("\\").unwrap();
    assert_eq!(room(&browser), [(17, 91), (13, 91)]);
    let mut browser = bundled(200, 60);
    assert_eq!(room(&browser), [(49, 91), (56, 73)]);
    browser.press("\\").unwrap();
    assert_eq!(room(&browser)[0].1, 167);
    let mut browser = bundled(80, 24);
    browser.press("\\").unwrap();
    assert_shows(&browser, &["Side by side needs 120 columns; here are 80"]);
}

/// The bundled data with a state that is kept in a folder.
fn keeping(folder: &Path) -> Headless {
    let resources = Resources {
        inputs: vec![Input::Bundled],
        state: Some(StateFile::in_folder(folder.to_owned())),
        ..Resources::default()
    };
    Headless::with(resources, Settings::default(), Size::new(120, 40)).unwrap()
}

#[test]
fn how_the_panes_stand_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let mut browser = keeping(folder.path());
    browser.press("\\<Enter>+").unwrap();
    let wanted = room(&browser);
    // The way out makes the pane normal, which is no wish for the next time.
    assert!(browser.press("qq").unwrap().has_quit());
    let mut browser = keeping(folder.path());
    browser.press("<Enter>").unwrap();
    assert_eq!(room(&browser), wanted);
    // Esc is one.
    browser.press("<Esc>\\1R3R<C-c>").unwrap();
    let mut browser = keeping(folder.path());
    // Events have rows of two lines now, quotes of one.
    assert_eq!(room(&browser)[0].1, 91);
    assert_shows(&browser, &["ministerial · London · GB C5"]);
    browser.press("3").unwrap();
    assert_hides(&browser, &["GB Foreign Secretary"]);
    browser.press("R1Rq").unwrap();
    let mut browser = keeping(folder.path());
    assert_eq!(room(&browser), [(17, 91), (13, 91)]);
    assert_hides(&browser, &["ministerial · London · GB C5"]);
    browser.press("3").unwrap();
    assert_shows(&browser, &["GB Foreign Secretary"]);
}

#[test]
fn below_100_columns_the_facet_lies_over_the_list() {
    let mut browser = bundled(90, 24);
    let before = room(&browser);
    browser.press("c").unwrap();
    assert_eq!(room(&browser), before, "list and detail stay where they are");
    // The titles of what it lies over begin right of it.
    assert_shows(&browser, &["━[Countries · any of]━", "┬─ Events ─", "├─ Detail ── Summary  Quotes  Took part"]);
    browser.press("<Esc>q").unwrap();
    assert!(browser.has_quit());
    let mut browser = bundled(100, 24);
    assert_shows(&browser, &["─ Countries · any of ─", "┬━[Events]━", "├─ Detail ─"]);
    browser.press("hq").unwrap();
    assert!(browser.has_quit(), "a facet beside the list is no drawer");
}

#[test]
fn where_not_all_views_have_room_the_header_names_the_one_that_is_shown() {
    let mut browser = bundled(45, 14);
    assert_shows(&browser, &["  [1 Events] 170"]);
    browser.press("v").unwrap();
    assert_shows(&browser, &["  [2 Articles]  "]);
    assert_shows(&bundled(80, 24), &["  [Events] Articles Quotes People "]);
    assert_shows(&bundled(100, 24), &["  [Events]  Articles   Quotes   People "]);
}

#[test]
fn the_header_counts_what_is_listed_and_stands_still() {
    let header = |keys: &str| after(keys).text().lines().next().unwrap().to_owned();
    let all = header("");
    assert!(all.ends_with(" 170 events"), "{all}");
    for (keys, counted) in [("cKZ<Enter>", " 44 events"), ("/кирпич<Enter>", " 0 events")] {
        let few = header(keys);
        assert!(few.ends_with(counted), "{few}");
        assert_eq!(few.find("[Events]"), all.find("[Events]"), "{few}");
    }
}

/// How the first screen looks in every size, on a ground that is known, in ASCII and without colours.
#[test]
fn the_first_screen_of_every_size_and_look() {
    let dark = Settings { color: true, ground: Ground::Dark(None), ..Settings::default() };
    let looks = [dark, Settings { ascii: true, color: true, ..Settings::default() }, Settings::default()];
    let names = [
        ["first-80x24-dark", "first-80x24-ascii", "first-80x24-plain"],
        ["first-120x40-dark", "first-120x40-ascii", "first-120x40-plain"],
        ["first-200x60-dark", "first-200x60-ascii", "first-200x60-plain"],
    ];
    for ((width, height), names) in [(80, 24), (120, 40), (200, 60)].into_iter().zip(names) {
        for (settings, name) in looks.iter().zip(names) {
            let browser = Headless::new(vec![Input::Bundled], settings.clone(), Size::new(width, height)).unwrap();
            assert_shows(&browser, &["= 170 events"]);
            assert_frame(name, &browser);
        }
    }
}

#[test]
fn on_a_known_ground_the_selected_row_is_tinted_and_a_bar_has_two_colours() {
    for (ground, tint, marked) in [(Ground::Dark(None), 236, 235), (Ground::Light(None), 254, 255)] {
        let settings = Settings { color: true, ground, ..Settings::default() };
        let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(80, 24)).unwrap();
        let frame = browser.frame();
        assert!(frame.content.iter().all(|cell| !cell.modifier.intersects(Modifier::REVERSED | Modifier::DIM)));
        let selected = browser.text().lines().position(|line| line.starts_with(" ›")).unwrap() as u16;
        assert_eq!(frame[(9, selected)].bg, Color::Indexed(tint));
        assert_eq!(frame[(2, 22)].bg, Color::Indexed(marked), "the row of the query");
        // The last month: 20 sure, 1 perhaps; its two colours meet in one cell.
        let bar: Vec<_> = (1..4).map(|y| &frame[(77, y)]).collect();
        assert!(bar.iter().all(|cell| cell.symbol() != "~"), "{}", browser.text());
        assert!(bar.iter().any(|cell| cell.bg == Color::Indexed(31)), "{bar:?}");
        // The cursor of the histogram tints its column.
        browser.press("d2024-08<Enter>t").unwrap();
        assert_eq!(browser.frame()[(59, 1)].bg, Color::Indexed(tint), "{}", browser.text());
    }
}

#[test]
fn a_range_is_tinted_and_bars_outside_keep_their_colour() {
    let query = oreline::door::query::Query::parse("date:2024-06..2025-03").unwrap();
    let settings = Settings { color: true, ground: Ground::Dark(None), query, ..Settings::default() };
    let browser = Headless::new(vec![Input::Bundled], settings, Size::new(120, 40)).unwrap();
    let frame = browser.frame();
    let tinted: Vec<u16> = (28..119).filter(|x| frame[(*x, 1)].bg == Color::Indexed(234)).collect();
    // Ten months of two columns, from the 25th on.
    assert_eq!((tinted.first(), tinted.last(), tinted.len()), (Some(&76), Some(&95), 20));
    let bars =
        |columns: std::ops::Range<u16>| columns.map(|x| frame[(x, 4)].fg).filter(|fg| *fg != Color::Reset).count();
    assert!(bars(28..76) > 20 && bars(96..118) > 10);
    assert_frame("time-range-dark", &browser);
}

/// The relative luminance (WCAG 2) of one of the 240 colours that are the same on every terminal.
fn luminance(color: Color, otherwise: f64) -> f64 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let parts = match color {
        Color::Indexed(grey @ 232..) => [8 + (grey - 232) * 10; 3],
        Color::Indexed(index @ 16..) => [36, 6, 1].map(|size| STEPS[usize::from((index - 16) / size % 6)]),
        Color::Rgb(red, green, blue) => [red, green, blue],
        _ => return otherwise,
    };
    let part = |part: u8| f64::from(part) / 255.0;
    let linear =
        parts.map(|of| if part(of) <= 0.040_45 { part(of) / 12.92 } else { ((part(of) + 0.055) / 1.055).powf(2.4) });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

#[test]
fn whatever_is_drawn_is_read_on_what_it_is_drawn_on() {
    let keys = [
        "",
        "t",
        "/minister",
        "/minister<Enter>",
        "/minister<Enter><Enter>n",
        "cKZ<Space>",
        "cKZ<Space><Tab>x",
        "c<Tab>j",
        ":exp",
        "?move",
        "d2024",
        "3",
        "4",
        "/зебра country:KZ<Enter>",
        "p",
        "y",
        "mi",
        "v<Enter>jjj",
        "t<Space><Left><Left>",
    ];
    for (ground, [of_words, of_ground]) in [(Ground::Dark(None), [1.0, 0.0]), (Ground::Light(None), [0.0, 1.0])] {
        for has_all_colors in [false, true] {
            let settings = Settings { color: true, ground, has_all_colors, ..Settings::default() };
            let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(120, 40)).unwrap();
            for keys in keys {
                browser.press(keys).unwrap();
                for cell in browser.frame().content.iter().filter(|cell| !" ▁▂▃▄▅▆▇█▐─━│".contains(cell.symbol()))
                {
                    let [words, on] = [luminance(cell.fg, of_words), luminance(cell.bg, of_ground)];
                    let contrast = (words.max(on) + 0.05) / (words.min(on) + 0.05);
                    assert!(
                        contrast >= 3.0,
                        "{contrast:.1} of {cell:?} after {keys} on {ground:?}:\n{}",
                        browser.text()
                    );
                }
                browser.press("<Esc><Esc><Esc><Esc><Esc><Esc>1").unwrap();
            }
        }
    }
}

#[test]
fn where_bars_have_one_row_the_sum_stands_beside_them_with_its_signs() {
    for (color, perhaps) in [(true, "█ 8"), (false, "~ 8")] {
        let settings = Settings { color, ground: Ground::Dark(None), ..Settings::default() };
        for keys in ["6", "7"] {
            let mut browser = Headless::new(vec![Input::Bundled], settings.clone(), Size::new(80, 24)).unwrap();
            browser.press(keys).unwrap();
            assert_shows(&browser, &["█ 162", perhaps, "= 170", "max 20+1"]);
        }
    }
    // What has no date is part of the sum, and how many there are in all is said under a range.
    let mut browser = bundled(80, 24);
    browser.press("6/date:2024<Enter>").unwrap();
    let sums = &browser.app().histogram().counted().selected;
    let sum = format!("= {}", sums.sure + sums.perhaps + sums.undated);
    assert_shows(&browser, &[&format!("█ {}", sums.sure), &format!("~ {}", sums.perhaps), &sum, " of "]);
}

#[test]
fn a_ticked_value_stands_out_with_its_code() {
    let settings = Settings { color: true, ground: Ground::Dark(None), ..Settings::default() };
    let looks_of = |keys: &str, row: &str| {
        let mut browser = Headless::new(vec![Input::Bundled], settings.clone(), Size::new(120, 40)).unwrap();
        browser.press(keys).unwrap();
        let text = browser.text();
        let y = text.lines().position(|line| line.contains(row)).unwrap_or_else(|| panic!("{row}\n{text}")) as u16;
        // The sign, the code, the name.
        [1, 2, 7].map(|x| browser.frame()[(x, y)].fg)
    };
    for (keys, row) in [("cKZ<Enter>", "+KZ   Kazakhstan"), ("c-KZ<Enter>", "-KZ   Kazakhstan"), ("cC5<Enter>", "+C5")]
    {
        let [sign, code, name] = looks_of(keys, row);
        assert_eq!((code, name), (sign, sign), "{keys}");
    }
    let [_, code, name] = looks_of("", " KZ   Kazakhstan");
    assert_ne!(code, name);
}
