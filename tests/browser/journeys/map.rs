//! The view Map: the chosen country, with whom it took part, and what keys do there.

use super::*;
use oreline::door::app::pointer::Act;
use oreline::door::app::{Ground, Mode, View};
use oreline::door::layout::Pane;
use ratatui::layout::Position;
use std::io::Write;

fn at(width: u16, height: u16, keys: &str) -> Headless {
    let mut browser = bundled(width, height);
    browser.press(keys).unwrap();
    browser
}

/// Puts the cursor on a country.
fn choose(browser: &mut Headless, code: &str) {
    browser.press("g").unwrap();
    while browser.app().facet().selected().unwrap().value != code {
        browser.press("j").unwrap();
    }
}

#[test]
fn a_country_stands_on_the_map_among_its_partners() {
    for (width, height, name) in [(80, 24, "map-80x24"), (120, 40, "map-120x40"), (200, 60, "map-200x60")] {
        let mut browser = at(width, height, "7");
        choose(&mut browser, "KZ");
        assert_shows(&browser, &["[Map · took part with]", "Kazakhstan · 44 events"]);
        assert_shows(&browser, &["KZ44"]);
        assert_shows(&browser, &["Kazakhstan took part with 60 countries", "lines to the first"]);
        assert_frame(name, &browser);
    }
    for (code, name) in [("US", "map-us-120x40"), ("MN", "map-mn-120x40")] {
        let mut browser = at(120, 40, "7");
        choose(&mut browser, code);
        assert_frame(name, &browser);
    }
    let settings = Settings { color: true, ground: Ground::Dark(None), ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(120, 40)).unwrap();
    browser.press("7jjjj").unwrap();
    assert_frame("map-dark-120x40", &browser);
    let settings = Settings { ascii: true, ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(80, 24)).unwrap();
    browser.press("7jjjj").unwrap();
    assert!(browser.text().lines().skip(3).take(14).all(str::is_ascii), "{}", browser.text());
    assert_frame("map-ascii-80x24", &browser);
}

/// The numbers of the map are those of the pairs.
#[test]
fn partners_have_the_numbers_of_the_pairs() {
    let mut browser = at(120, 40, "7");
    choose(&mut browser, "MN");
    let matrix = browser.app().pairs().matrix();
    let of = |code: &str| matrix.members.iter().position(|member| member.code == code).unwrap();
    let partners = matrix.partners(of("MN"), false);
    assert_shows(&browser, &[&format!("Mongolia took part with {} countries", partners.len())]);
    for (other, count) in partners.iter().filter(|(_, count)| *count > 1) {
        let (code, name) = (&matrix.members[*other].code, &matrix.members[*other].name);
        let line = format!("{code} {name}");
        let text = browser.text();
        let row = text.lines().rfind(|row| row.contains(&line)).unwrap_or_else(|| panic!("{line}\n{text}"));
        let after = row.split(&line).nth(1).unwrap().trim_start();
        assert!(after.starts_with(&format!("{count} ")), "{line}: {row}");
    }
    browser.press("a").unwrap();
    assert_shows(&browser, &["[Map · only these two]", "and nobody else"]);
    let alone = browser.app().pairs().matrix().partners(of_code(&browser, "MN"), true).len();
    assert_shows(&browser, &[&format!("with {alone} countries and nobody else")]);
}

fn of_code(browser: &Headless, code: &str) -> usize {
    browser.app().pairs().matrix().members.iter().position(|member| member.code == code).unwrap()
}

#[test]
fn the_country_goes_into_the_query_and_groups_show_their_members() {
    let mut browser = at(120, 40, "7");
    assert_eq!(browser.app().mode(), Mode::Map);
    assert_shows(&browser, &["Central Asia: its members", "KZ Kazakhstan"]);
    choose(&mut browser, "MN");
    browser.press(" ").unwrap();
    assert_eq!(query(&browser), "country:MN");
    assert_eq!(browser.app().facet().selected().unwrap().value, "MN");
    browser.press(" ").unwrap();
    assert_eq!(query(&browser), "");
    browser.press("<Enter>").unwrap();
    assert_eq!((browser.app().timeline().view(), query(&browser).as_str()), (View::Events, "country:MN"));
    browser.press("u<BS>").unwrap();
    assert_eq!(browser.app().timeline().view(), View::Map);
    // The list below has the newest events of the country.
    browser.press("<Tab>").unwrap();
    assert_eq!((browser.app().focus(), browser.app().mode()), (Pane::Detail, Mode::Below));
    assert_eq!(browser.app().below().len(), browser.app().facet().selected().unwrap().count);
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["[Events]"]);
    // Of another facet it shows countries.
    let mut browser = at(120, 40, "ff<Esc>7");
    assert_shows(&browser, &["Countries · any of", "[Map"]);
    browser.press("c<Tab>f").unwrap();
    assert_shows(&browser, &["The map is of countries"]);
}

/// Where there is no room for all names, none goes past one that lies to its north.
#[test]
fn members_of_a_group_stand_from_the_north_to_the_south() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let browser = at(width, height, "7");
        let text = browser.text();
        let row = |name: &str| text.lines().position(|row| row.contains(name));
        let rows: Vec<usize> = ["KZ44", "UZ33", "TJ19"].into_iter().filter_map(row).collect();
        assert!(rows.len() > 1 && rows.is_sorted(), "{rows:?}\n{text}");
        let mut browser = at(width, height, "7");
        choose(&mut browser, "EU27");
        assert_shows(&browser, &["DE19"]);
    }
}

#[test]
fn a_click_chooses_a_country_of_the_map_and_a_second_one_opens_its_events() {
    let mut browser = at(120, 40, "<F2>7");
    assert_shows(&browser, &["› C5   Central Asia"]);
    let area = browser.app().layout().timeline.unwrap().inner;
    let click = |browser: &mut Headless, (x, y): (u16, u16)| {
        browser.point(Act::Press, Position::new(x, y));
        browser.point(Act::Release, Position::new(x, y));
    };
    // In the middle of Australia, and on the name of the country that is chosen.
    let ground = oreline::door::layout::MapArea::new(area, 40);
    let place = |code: &str| {
        let (x, y) = ground.cell(oreline::door::model::Country::from_code(code).unwrap().position().unwrap()).unwrap();
        (area.x + x, area.y + y)
    };
    let chosen = |browser: &Headless| browser.app().facet().selected().unwrap().value.clone();
    click(&mut browser, place("AU"));
    assert_eq!((chosen(&browser).as_str(), browser.app().timeline().view()), ("AU", View::Map));
    click(&mut browser, place("MN"));
    assert_eq!(chosen(&browser), "MN");
    let (x, y) = place("MN");
    click(&mut browser, (x + 3, y));
    assert_eq!((browser.app().timeline().view(), query(&browser).as_str()), (View::Events, "country:MN"));
    // In the ocean nothing is chosen.
    let mut browser = at(120, 40, "<F2>7jjjj");
    click(&mut browser, (area.x + 60 * area.width / 360, area.bottom() - 2));
    assert_eq!((chosen(&browser).as_str(), browser.app().timeline().view()), ("KZ", View::Map));
}

/// Events with positions stand where they were.
#[test]
fn places_with_coordinates_are_points() {
    let mut file = tempfile::NamedTempFile::with_suffix(".jsonl").unwrap();
    for (id, latitude, longitude) in [("a", -33.9, 18.4), ("b", 64.1, -21.9)] {
        let place = format!(r#"{{"name": "Somewhere", "latitude": {latitude}, "longitude": {longitude}}}"#);
        let event = format!(
            r#"{{"id": "{id}", "label": "Talks", "date": "2024-02-08", "countries": ["KZ", "US"], "place": {place}}}"#
        );
        writeln!(file, "{event}").unwrap();
    }
    // Many newer ones say no position, and one is of others.
    for number in 0..500 {
        let event =
            format!(r#"{{"id": "n{number}", "label": "Call", "date": "2025-02-08", "countries": ["KZ", "US"]}}"#);
        writeln!(file, "{event}").unwrap();
    }
    let place = r#"{"name": "Elsewhere", "latitude": 10.0, "longitude": 100.0}"#;
    writeln!(file, r#"{{"id": "o", "label": "Talks", "date": "2024-02-08", "countries": ["MN"], "place": {place}}}"#)
        .unwrap();
    let input = vec![Input::Path(file.path().to_owned())];
    let mut browser = Headless::new(input, Settings::default(), Size::new(120, 40)).unwrap();
    browser.press("7").unwrap();
    choose(&mut browser, "KZ");
    assert_shows(&browser, &["▪ where events were"]);
    let area = browser.app().layout().timeline.unwrap().inner;
    let frame = browser.frame();
    let points: Vec<(u16, u16)> =
        area.positions().filter(|at| frame[*at].symbol() == "▪").map(|at| (at.x, at.y)).collect();
    // Reykjavik is north-west of Cape Town.
    assert_eq!(points.len(), 2, "{}", browser.text());
    assert!(points[0].1 < points[1].1 && points[0].0 < points[1].0, "{points:?}");
    // A query that leaves one of them leaves its place.
    browser.press("/id:b<Enter>").unwrap();
    let frame = browser.frame();
    assert_eq!(area.positions().filter(|at| frame[*at].symbol() == "▪").count(), 1, "{}", browser.text());
}

/// The rows of the map.
fn rows_of_map(browser: &Headless) -> Vec<Vec<char>> {
    let area = browser.app().layout().timeline.unwrap().inner;
    let text = browser.text();
    let lines = text.lines().skip(usize::from(area.y)).take(usize::from(area.height));
    lines.map(|line| line.chars().skip(usize::from(area.x)).take(usize::from(area.width)).collect()).collect()
}

#[test]
fn names_on_the_map_do_not_touch() {
    for (width, height) in [(100, 30), (120, 40), (200, 60)] {
        for code in ["US", "KZ", "MN", "DE", "EU27", "C5"] {
            let mut browser = at(width, height, "7");
            choose(&mut browser, code);
            for row in rows_of_map(&browser) {
                let touch = row.windows(2).any(|pair| pair[0].is_ascii_digit() && pair[1].is_ascii_uppercase());
                assert!(!touch, "{code} {width}\n{}", browser.text());
            }
        }
    }
}

#[test]
fn a_name_below_the_map_is_not_divided() {
    let mut listed = 0;
    for (width, height) in [(100, 40), (120, 40), (200, 60)] {
        for code in ["KZ", "US", "DE"] {
            let mut browser = at(width, height, "7");
            choose(&mut browser, code);
            let matrix = browser.app().pairs().matrix();
            let once = matrix.partners(of_code(&browser, code), false).into_iter().filter(|(_, count)| *count == 1);
            let text = browser.text();
            let below = text.lines().skip_while(|line| !line.contains("1 event "));
            let rows: Vec<&str> = below.take_while(|line| !line.contains("Newest")).collect();
            for (other, _) in once {
                let name = &matrix.members[other].name;
                let first = name.split(' ').next().unwrap();
                // Where there is no room for all, the last are missing whole.
                if rows.iter().any(|row| row.split("  ").any(|part| part.trim() == first)) {
                    continue;
                }
                let is_begun = rows.iter().any(|row| row.trim_end().ends_with(&format!("  {first}")));
                assert!(!is_begun || rows.iter().any(|row| row.contains(name.as_str())), "{name}\n{text}");
            }
            listed += rows.len();
        }
    }
    assert!(listed > 10, "{listed}");
}

#[test]
fn bars_below_the_map_have_room_beside_large_numbers() {
    let mut file = tempfile::NamedTempFile::with_suffix(".jsonl").unwrap();
    for number in 0..12_000 {
        let others = if number % 12 == 0 { r#", "MN""# } else { "" };
        let event = format!(
            r#"{{"id": "n{number}", "label": "Call", "date": "2025-02-08", "countries": ["KZ", "UZ"{others}]}}"#
        );
        writeln!(file, "{event}").unwrap();
    }
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let input = vec![Input::Path(file.path().to_owned())];
        let mut browser = Headless::new(input, Settings::default(), Size::new(width, height)).unwrap();
        for code in ["C5", "KZ", "MN"] {
            browser.press("7").unwrap();
            choose(&mut browser, code);
            assert_shows(&browser, &["━"]);
            assert!(!browser.text().contains("━…"), "{code}\n{}", browser.text());
        }
    }
}
