//! The mouse, switched on by F2: what a click, a drag and the wheel do where they are made.

use super::*;
use oreline::door::app::hint_row::HintRow;
use oreline::door::app::keymap::Key;
use oreline::door::app::pointer::Act;
use oreline::door::app::{Spot, View};
use oreline::door::layout::Pane;
use ratatui::layout::Position;

/// The browser with the mouse switched on.
fn with_mouse(width: u16, height: u16) -> Headless {
    let mut browser = bundled(width, height);
    browser.press("<F2>").unwrap();
    assert_shows(&browser, &["Mouse on"]);
    browser
}

/// The cell on which these words begin, the first time that they stand on the screen.
#[track_caller]
fn place_of(browser: &Headless, words: &str) -> Position {
    let text = browser.text();
    let mut lines = text.lines().enumerate();
    let found = lines.find_map(|(y, line)| line.find(words).map(|at| (oreline::door::text::width(&line[..at]), y)));
    let Some((x, y)) = found else { panic!("{words:?} is not on the screen:\n{text}") };
    Position::new(x as u16, y as u16)
}

fn click(browser: &mut Headless, at: Position) {
    browser.point(Act::Press, at);
    browser.point(Act::Release, at);
}

#[track_caller]
fn click_on(browser: &mut Headless, words: &str) {
    let at = place_of(browser, words);
    click(browser, at);
}

#[test]
fn the_mouse_does_nothing_before_it_is_switched_on() {
    let mut browser = bundled(120, 40);
    let before = browser.text();
    for act in [Act::Press, Act::Drag, Act::Release, Act::WheelDown, Act::WheelUp] {
        for (x, y) in [(5, 5), (50, 12), (100, 20), (60, 0), (0, 0), (119, 39), (500, 500)] {
            browser.point(act, Position::new(x, y));
        }
    }
    assert_eq!(browser.text(), before);
    browser.press("<F2><F2>").unwrap();
    assert_shows(&browser, &["Mouse off"]);
    browser.point(Act::WheelDown, Position::new(50, 12));
    assert_eq!(browser.app().timeline().cursor().selected(), 0);
}

#[test]
fn a_click_selects_a_row_and_a_second_one_opens_it() {
    let mut browser = with_mouse(80, 24);
    let at = place_of(&browser, "›");
    let below = Position::new(at.x + 10, at.y + 2);
    click(&mut browser, below);
    assert_eq!(browser.app().timeline().cursor().selected(), 2);
    assert_eq!(shown(&browser), selected(&browser));
    assert_eq!(browser.app().focus(), Pane::Timeline);
    click(&mut browser, below);
    assert_eq!(browser.app().focus(), Pane::Detail);
    // A heading is no row, and a click on another pane gives it the focus only.
    click_on(&mut browser, "February 2026");
    assert_eq!((browser.app().focus(), browser.app().timeline().cursor().selected()), (Pane::Timeline, 2));
    click_on(&mut browser, "Detail ");
    assert_eq!(browser.app().focus(), Pane::Detail);
}

#[test]
fn a_second_click_on_a_line_of_the_detail_follows_it() {
    let mut browser = with_mouse(120, 40);
    browser.press("/id:2024-02-08-c5plus1-critical-minerals-dialogue<Enter><Enter>").unwrap();
    go_to_line(&mut browser, "Orda.kz · 12");
    let at = place_of(&browser, "Orda.kz · 12");
    click(&mut browser, at);
    assert_ne!(shown(&browser), "2024-02-08-c5plus1-critical-minerals-dialogue");
    browser.press("<BS>").unwrap();
    assert_eq!(shown(&browser), "2024-02-08-c5plus1-critical-minerals-dialogue");
}

#[test]
fn the_wheel_scrolls_what_is_under_it() {
    let mut browser = with_mouse(120, 40);
    let (timeline, detail) = (place_of(&browser, "›"), place_of(&browser, "ministerial"));
    browser.point(Act::WheelDown, timeline);
    browser.point(Act::WheelDown, timeline);
    browser.point(Act::WheelUp, timeline);
    assert_eq!(browser.app().timeline().cursor().selected(), 3);
    browser.point(Act::WheelDown, detail);
    assert!(browser.app().detail().cursor().top() > 0);
    assert_eq!(browser.app().focus(), Pane::Timeline, "the wheel leaves the focus where it is");
    // In a box that lies over them it is the box that scrolls.
    browser.press("?").unwrap();
    let help = browser.text();
    browser.point(Act::WheelDown, timeline);
    assert_ne!(browser.text(), help);
    assert_eq!(browser.app().timeline().cursor().selected(), 3);
}

#[test]
fn a_click_on_a_chip_removes_it() {
    let mut browser = with_mouse(80, 24);
    browser.press("/country:KZ kind:visit,summit uranium<Enter>").unwrap();
    assert_eq!(query(&browser), "country:KZ kind:visit,summit uranium");
    let beside = place_of(&browser, "  kind:");
    click(&mut browser, beside);
    assert_shows(&browser, &["country:KZ", "kind:visit,summit", "/uranium"]);
    // While the search is typed the other chips stand there still.
    browser.press("<C-u>lith").unwrap();
    click_on(&mut browser, "kind:visit,summit");
    assert_eq!(query(&browser), "country:KZ lith");
    assert_shows(&browser, &["Removed kind:visit,summit; u brings it back"]);
    let last = place_of(&browser, "  lith");
    click(&mut browser, Position::new(last.x - 1, last.y));
    assert_eq!(query(&browser), "lith");
    click_on(&mut browser, "lith  ");
    assert_eq!(query(&browser), "");
    browser.press("uuu").unwrap();
    assert_eq!(query(&browser), "country:KZ kind:visit,summit lith", "each is undone by itself");
}

#[test]
fn a_chip_that_is_not_drawn_is_not_clicked() {
    let mut browser = with_mouse(40, 12);
    let long = "topic:\"one\" topic:\"two\" topic:\"three\" topic:\"four\"";
    browser.press(&format!("/{long}<Enter>")).unwrap();
    let counts = place_of(&browser, " of 170 events");
    click(&mut browser, counts);
    assert_eq!(query(&browser), long);
    browser.press("<Esc>").unwrap();
    click(&mut browser, Position::new(1, counts.y));
    assert!(!query(&browser).contains("one"), "{}", query(&browser));
}

#[test]
fn a_click_on_a_tick_includes_and_takes_it_back() {
    let mut browser = with_mouse(120, 40);
    let tick = place_of(&browser, " KZ   Kazakhstan");
    let name = Position::new(tick.x + 10, tick.y);
    click(&mut browser, name);
    assert_eq!((browser.app().focus(), query(&browser).as_str()), (Pane::Facet, ""));
    assert_shows(&browser, &["› KZ"]);
    click(&mut browser, tick);
    assert_eq!(query(&browser), "country:KZ");
    assert_shows(&browser, &["›+KZ"]);
    click(&mut browser, tick);
    assert_eq!(query(&browser), "");
    // The field of the pane, and a click elsewhere leaves it.
    let first = place_of(&browser, " C5   Central");
    click(&mut browser, Position::new(first.x + 3, first.y - 1));
    browser.press("каз").unwrap();
    assert_shows(&browser, &["> каз"]);
    click_on(&mut browser, "›");
}

#[test]
fn in_the_histogram_a_drag_draws_a_range_and_the_wheel_zooms() {
    let mut browser = with_mouse(80, 24);
    let bars = browser.app().layout().bars;
    let cell = |column: u16| Position::new(bars.x + column, 2);
    let days = |browser: &Headless, column: u16| {
        let buckets = &browser.app().histogram().counted().buckets;
        buckets[oreline::door::layout::bucket_at(column, buckets.len(), bars.width)]
    };
    let (from, to) = (days(&browser, 20), days(&browser, 40));
    click(&mut browser, cell(40));
    assert_eq!(browser.app().focus(), Pane::Histogram);
    assert_eq!(browser.app().histogram().cursor(), Spot::Time(to.first));
    assert_eq!(query(&browser), "", "a click draws nothing");
    browser.point(Act::Press, cell(40));
    browser.point(Act::Drag, cell(30));
    browser.point(Act::Drag, cell(20));
    assert!(browser.app().histogram().is_drawing());
    assert_shows(&browser, &["[Feb 2024 – Oct 2025]", "━"]);
    assert_eq!(query(&browser), "");
    browser.point(Act::Release, cell(20));
    let expected = oreline::door::query::ast::DateSpan::between(from.first, to.last).unwrap().to_string();
    assert_eq!(query(&browser), expected);
    assert_frame("mouse-range", &browser);
    // Beyond the edge is at the edge.
    browser.point(Act::Press, cell(20));
    browser.point(Act::Drag, Position::new(500, 20));
    browser.point(Act::Release, Position::new(500, 20));
    assert!(query(&browser).ends_with("..2026-02"), "{}", query(&browser));
    let all = browser.app().histogram().counted().buckets.len();
    browser.point(Act::WheelUp, cell(20));
    assert!(!browser.app().histogram().counted().is_whole);
    assert!(
        browser
            .app()
            .histogram()
            .counted()
            .buckets
            .iter()
            .any(|bucket| bucket.first <= from.first && from.first <= bucket.last)
    );
    browser.point(Act::WheelDown, cell(20));
    assert_eq!(browser.app().histogram().counted().buckets.len(), all);
}

#[test]
fn a_click_shows_a_view_and_closes_a_box() {
    let mut browser = with_mouse(120, 40);
    click_on(&mut browser, "Articles");
    assert_eq!(browser.app().timeline().view(), View::Articles);
    click_on(&mut browser, "Events");
    assert_eq!(browser.app().timeline().view(), View::Events);
    browser.press("?").unwrap();
    click_on(&mut browser, "find:");
    assert!(browser.app().popup().is_some(), "a click inside leaves it open");
    click(&mut browser, Position::new(0, 39));
    assert!(browser.app().popup().is_none());
    // The click that closes it does nothing else.
    assert_eq!(browser.app().focus(), Pane::Timeline);
    browser.press("/uranium").unwrap();
    click_on(&mut browser, "›");
    assert_eq!((browser.app().focus(), query(&browser).as_str()), (Pane::Timeline, "uranium"));
    assert!(browser.app().search().editor().is_none());
}

#[test]
fn a_second_click_opens_the_address_that_is_chosen() {
    let mut browser = with_mouse(80, 24);
    browser.press("/id:2024-02-08-c5plus1-critical-minerals-dialogue<Enter>o").unwrap();
    click_on(&mut browser, "https://orda.kz/");
    assert!(browser.opened().is_empty());
    assert_shows(&browser, &["›https://orda.kz/"]);
    click_on(&mut browser, "https://orda.kz/");
    assert_eq!(browser.opened().len(), 1);
}

/// Whether the hint of the key that quits stands on a cell.
fn would_quit(browser: &Headless, at: Position) -> bool {
    let hints = browser.app().layout().hints;
    let key = HintRow::of(browser.app(), hints.width).key_at(at.x);
    hints.contains(at) && key == Some(Key::char('q')) && browser.app().popup().is_none()
}

#[test]
fn clicks_anywhere_at_any_size_break_nothing() {
    for (width, height) in [(120, 40), (80, 24), (60, 14), (20, 6), (3, 2), (1, 1)] {
        let mut browser = bundled(width, height);
        browser.press("<F2>").unwrap();
        for keys in ["", "t", "c", "<Tab>", "?", "p", "d2024", "/a", "v"] {
            browser.press(keys).unwrap();
            for y in 0..height {
                for x in (0..width).step_by(7) {
                    // A click on the key that quits does quit.
                    if would_quit(&browser, Position::new(x, y)) {
                        continue;
                    }
                    for act in [Act::Press, Act::Drag, Act::Release, Act::WheelDown, Act::WheelUp] {
                        browser.point(act, Position::new(x, y));
                    }
                }
            }
            assert_eq!(browser.text().lines().count(), usize::from(height));
            assert!(!browser.has_quit());
        }
    }
}

#[test]
fn a_key_in_the_last_row_answers_a_click() {
    let mut browser = with_mouse(120, 40);
    // The first click takes the message away that stands there.
    let hints = Position::new(3, 39);
    click(&mut browser, hints);
    assert_hides(&browser, &["Mouse on"]);
    for (words, shows) in [
        ("? help", "[Help]"),
        ("Enter close", "━[Events]"),
        ("v view", "[Articles]"),
        ("c countries", "> "),
        ("Esc back", "[Articles]"),
        ("/ search", "/"),
        ("Enter keep", "[Articles]"),
    ] {
        let row = browser.text().lines().last().unwrap().to_owned();
        let Some(at) = row.find(words) else { panic!("{words:?} is not in {row:?}") };
        click(&mut browser, Position::new(oreline::door::text::width(&row[..at]) as u16, 39));
        assert_shows(&browser, &[shows]);
    }
    // Of two keys the one that is under the mouse.
    let row = browser.text().lines().last().unwrap().to_owned();
    let at = oreline::door::text::width(&row[..row.find("j/k").unwrap()]) as u16;
    for (column, selected) in [(at, 1), (at, 2), (at + 2, 1)] {
        click(&mut browser, Position::new(column, 39));
        assert_eq!(browser.app().timeline().cursor().selected(), selected);
    }
    let row = browser.text().lines().last().unwrap().to_owned();
    let at = oreline::door::text::width(&row[..row.find("q quit").unwrap()]) as u16;
    click(&mut browser, Position::new(at + 3, 39));
    assert!(browser.has_quit());
}

#[test]
fn the_search_line_and_the_title_of_the_filter_answer_a_click() {
    let mut browser = with_mouse(120, 40);
    browser.press("/uranium<Enter>").unwrap();
    click(&mut browser, Position::new(60, 38));
    assert_shows(&browser, &["/uranium"]);
    // The cursor goes where the mouse is, and nothing is selected any more.
    let at = place_of(&browser, "/uranium");
    click(&mut browser, Position::new(at.x + 3, at.y));
    browser.press("X").unwrap();
    assert_eq!(browser.app().search().editor().unwrap().text(), "urXanium");
    browser.press("<Esc>").unwrap();
    assert_eq!(query(&browser), "uranium");
    click_on(&mut browser, "Countries");
    assert_shows(&browser, &["People", "any of"]);
    click_on(&mut browser, "any of");
    assert_shows(&browser, &["People", "all of"]);
    click_on(&mut browser, "Events ──");
    assert_eq!(browser.app().focus(), Pane::Timeline);
}

/// Every hint, every view, the title of each pane, each part of the query and the line of the query, in each size.
#[test]
fn what_can_be_clicked_answers_in_every_size() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut browser = with_mouse(width, height);
        browser.press("/country:KZ kind:visit,summit uranium<Enter>").unwrap();
        let chips = ["country:KZ", "kind:visit,summit"];
        // Hints: what a click on the key does is what the key does.
        let last = height - 1;
        let hints = HintRow::of(browser.app(), width).hints;
        assert!(hints.len() >= 6, "{width}");
        for hint in hints.iter().filter(|hint| !["quit", "move"].contains(&hint.word)) {
            let mut clicked = with_mouse(width, height);
            let mut pressed = with_mouse(width, height);
            for browser in [&mut clicked, &mut pressed] {
                browser.press("/country:KZ kind:visit,summit uranium<Enter>").unwrap();
            }
            let at = place_in_row(&clicked, last, &format!("{} {}", hint.keys, hint.word));
            let key = HintRow::of(clicked.app(), width).key_at(at.x).unwrap();
            click(&mut clicked, at);
            pressed.press_key(key);
            assert_eq!(clicked.text(), pressed.text(), "{width}: {} {}", hint.keys, hint.word);
        }
        // Views.
        for (name, view) in [("Quotes", View::Quotes), ("People", View::People), ("Events", View::Events)] {
            let at = place_in_row(&browser, 0, name);
            click(&mut browser, at);
            assert_eq!(browser.app().timeline().view(), view, "{width}");
        }
        // Titles of panes.
        for (name, pane) in [("Detail ", Pane::Detail), ("Events ─", Pane::Timeline)] {
            click_on(&mut browser, name);
            assert_eq!(browser.app().focus(), pane, "{width}");
        }
        // The line of the query, beside its parts.
        let words = place_in_row(&browser, last - 1, "uranium");
        click(&mut browser, Position::new(words.x + 12, words.y));
        assert_shows(&browser, &["/uranium"]);
        browser.press("<Esc>").unwrap();
        for chip in chips {
            let at = place_in_row(&browser, last - 1, chip);
            click(&mut browser, at);
            assert_shows(&browser, &[&format!("Removed {chip}; u brings it back")]);
        }
        assert_eq!(query(&browser), "uranium", "{width}");
    }
}

/// The cell on which these words begin in a row.
#[track_caller]
fn place_in_row(browser: &Headless, row: u16, words: &str) -> Position {
    let text = browser.text();
    let line = text.lines().nth(usize::from(row)).unwrap_or_default();
    let Some(at) = line.find(words) else { panic!("{words:?} is not in {line:?}") };
    Position::new(oreline::door::text::width(&line[..at]) as u16, row)
}

#[test]
fn the_mouse_can_be_on_from_the_start() {
    let settings = Settings { mouse: true, ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(120, 40)).unwrap();
    click_on(&mut browser, "Articles");
    assert_eq!(browser.app().timeline().view(), View::Articles);
    browser.press("<F2>").unwrap();
    assert_shows(&browser, &["Mouse off"]);
}

#[test]
fn a_click_in_the_list_below_lanes_and_pairs_finds_the_row_that_is_drawn_there() {
    for (keys, size, words) in [
        // Under each title stands what happened, on several lines.
        ("5jjjjhhh", Size::new(120, 40), "C5+1 summit at the White House"),
        // Above the list stand a sentence and a strip.
        ("6", Size::new(120, 40), "C5+1 summit at the White House"),
        ("6", Size::new(80, 24), "Second B5+1 business forum"),
    ] {
        let mut browser = with_mouse(size.width, size.height);
        browser.press(keys).unwrap();
        browser.press("<Tab>").unwrap();
        click_on(&mut browser, words);
        let app = browser.app();
        let row = app.below().cursor().selected();
        let title = app.dataset().unwrap().head(app.below().event(row).unwrap()).title(app.lang());
        assert!(title.starts_with(words), "{keys} at {size}: {title}\n{}", browser.text());
    }
}
