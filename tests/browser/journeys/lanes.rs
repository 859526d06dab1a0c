//! The view Lanes: what stands in its cells, and what keys and the mouse do there.

use super::*;
use oreline::door::app::pointer::Act;
use oreline::door::app::{Ground, Mode, Spot, View};
use oreline::door::layout::Pane;
use ratatui::layout::Position;
use serde_json::Value;
use std::collections::BTreeMap;

/// The browser on the bundled data on a dark ground.
fn coloured(width: u16, height: u16, keys: &str) -> Headless {
    let settings = Settings { color: true, ground: Ground::Dark(None), ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(width, height)).unwrap();
    browser.press(keys).unwrap();
    browser
}

fn at(width: u16, height: u16, keys: &str) -> Headless {
    let mut browser = bundled(width, height);
    browser.press(keys).unwrap();
    browser
}

/// The numbers of a lane as they are on the screen, one character a bucket of one column.
#[track_caller]
fn lane(browser: &Headless, name: &str) -> String {
    let bars = browser.app().layout().bars;
    let area = browser.app().layout().timeline.unwrap();
    let (frame, text) = (browser.frame(), browser.text());
    let Some(y) =
        (area.inner.y..area.inner.bottom()).find(|y| text.lines().nth(usize::from(*y)).unwrap().contains(name))
    else {
        panic!("no lane has {name}:\n{text}");
    };
    (bars.x..bars.right()).map(|x| frame[(x, y)].symbol()).collect::<String>().trim_end().to_owned()
}

#[test]
fn values_stand_over_time_in_the_columns_of_the_bars() {
    let sizes = [(80, 24, 9, "lanes-80x24"), (120, 40, 17, "lanes-120x40"), (200, 60, 49, "lanes-200x60")];
    for (width, height, lanes, name) in sizes {
        let browser = at(width, height, "5jjjjhhh");
        assert_eq!(browser.app().layout().timeline.unwrap().inner.height, lanes);
        assert_shows(&browser, &["[Lanes · countries]", "5/78", "KZ   Kazakhstan"]);
        assert_shows(&browser, &["Kazakhstan · November 2025", "3 events"]);
        assert_frame(name, &browser);
    }
    assert_frame("lanes-dark-80x24", &coloured(80, 24, "5jjjjhhh"));
    let settings = Settings { ascii: true, ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(80, 24)).unwrap();
    browser.press("5jjjjhhh").unwrap();
    assert!(browser.text().lines().skip(5).take(9).all(str::is_ascii), "{}", browser.text());
    assert_frame("lanes-ascii-80x24", &browser);
}

/// Months of a date of the data, and whether it is sure.
fn months(date: &str) -> ((i32, i32), bool) {
    let is_sure = !date.contains(['~', '?']);
    let month = |text: &str| {
        let numbers: Vec<i32> = text.split('-').map(|part| part.trim_matches(['~', '?']).parse().unwrap()).collect();
        numbers[0] * 12 + numbers[1] - 1
    };
    let (first, last) = date.split_once('/').unwrap_or((date, date));
    ((month(first), month(last)), is_sure)
}

/// Every cell of every country, against a count of the data's own JSON.
#[test]
fn a_cell_has_the_events_of_its_country_and_month() {
    let document: Value = serde_json::from_str(include_str!("../../../data/critical-minerals.json")).unwrap();
    let mut counted: BTreeMap<(String, i32), (u32, u32)> = BTreeMap::new();
    for event in document["events"].as_array().unwrap() {
        let ((first, last), is_sure) = months(event["date"].as_str().unwrap());
        for country in event["countries"].as_array().unwrap() {
            let code = country.as_str().or(country["code"].as_str()).unwrap();
            for month in first..=last {
                let (sure, perhaps) = counted.entry((code.to_owned(), month)).or_default();
                if first == last && is_sure { *sure += 1 } else { *perhaps += 1 }
            }
        }
    }
    let browser = at(120, 40, "5");
    let app = browser.app();
    let mut found = BTreeMap::new();
    for row in app.facet().rows().iter().filter(|row| !row.is_group) {
        let cells = app.lane(&row.value);
        assert_eq!(cells.len(), app.histogram().counted().buckets.len(), "{}", row.value);
        for (cell, bucket) in cells.iter().zip(&app.histogram().counted().buckets) {
            let (year, month, _) = bucket.first.ymd();
            if (cell.sure, cell.perhaps) != (0, 0) {
                found.insert((row.value.clone(), year * 12 + month as i32 - 1), (cell.sure, cell.perhaps));
            }
        }
    }
    assert_eq!(found, counted);
    assert!(counted.values().any(|(_, perhaps)| *perhaps > 0) && counted.len() > 300);
}

/// With any query the number of a cell is that of the events that are listed when it is chosen.
#[test]
fn what_a_cell_says_is_what_it_lists() {
    for (query, keys) in
        [("", "jjjj"), ("-country:US uranium", "j"), ("date:2024", "jjjjj"), ("kind:visit,meeting", "jj")]
    {
        let settings = Settings { query: oreline::door::query::Query::parse(query).unwrap(), ..Settings::default() };
        let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(120, 40)).unwrap();
        browser.press("5").unwrap().press(keys).unwrap();
        let mut looked_at = 0;
        for _ in 0..30 {
            let app = browser.app();
            let value = app.facet().selected().unwrap().value.clone();
            let cell = app.lane(&value)[app.histogram().bucket().unwrap()];
            let all = (cell.sure + cell.perhaps) as usize;
            assert_eq!(app.below().len(), all, "{query}: {value}");
            if all > 0 {
                looked_at += 1;
                browser.press("<Enter>").unwrap();
                assert_eq!(browser.app().timeline().view(), View::Events);
                assert_eq!(browser.app().answer().unwrap().events.len(), all, "{}", browser.app().query());
                browser.press("u<BS>").unwrap();
                assert_eq!(browser.app().timeline().view(), View::Lanes);
            }
            browser.press("h").unwrap();
        }
        assert!(looked_at > 2, "{query}");
    }
}

/// A range of dates changes the numbers beside the values, as in every list, and no cell, as it changes no bar.
#[test]
fn a_range_of_dates_is_obeyed_by_the_numbers_and_not_by_the_cells() {
    let with = |view: &str, query: &str| {
        let settings = Settings { query: oreline::door::query::Query::parse(query).unwrap(), ..Settings::default() };
        let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(120, 40)).unwrap();
        browser.press(view).unwrap();
        browser
    };
    for (facet, query) in [
        ("", "date:2024"),
        ("", "country:KZ,MN date:2023-05..2024"),
        ("f", "date:2024 -person:Tokayev"),
        ("fff", "date:2024"),
    ] {
        let lanes = with(&format!("5{facet}"), query);
        let list = with(facet, query);
        let open = with(&format!("5{facet}"), &query.replace("date:2024", "").replace("date:2023-05..2024", ""));
        let mut numbers: BTreeMap<&str, usize> =
            list.app().facet().rows().iter().map(|row| (row.value.as_str(), row.count)).collect();
        let rows = lanes.app().facet().rows();
        for row in rows {
            assert_eq!(row.count, numbers.remove(row.value.as_str()).unwrap_or(0), "{query}: {}", row.value);
            assert_eq!(lanes.app().lane(&row.value), open.app().lane(&row.value), "{query}: {}", row.value);
        }
        assert!(numbers.values().all(|count| *count == 0), "{numbers:?}");
        assert!(rows.iter().any(|row| row.count == 0 && row.has_lane), "{query}");
        assert_eq!(rows.len(), open.app().facet().rows().len(), "{query}");
    }
}

#[test]
fn space_takes_a_cell_and_takes_it_back() {
    let mut browser = at(120, 40, "5jjjjhhh ");
    assert_eq!(query(&browser), "country:KZ date:2025-11");
    assert_shows(&browser, &["3 of 170 events"]);
    // The cells are as before, as bars are, and the label has its sign.
    assert_shows(&browser, &["+KZ   Kazakhstan"]);
    assert_eq!(lane(&browser, "Uzbekistan"), lane(&at(120, 40, "5"), "Uzbekistan"));
    browser.press("jl ").unwrap();
    assert_eq!(query(&browser), "country:UZ date:2025-12");
    browser.press(" ").unwrap();
    assert_eq!(query(&browser), "");
    // Nothing is asked for where nothing is.
    browser.press("gj").unwrap();
    let empty = |browser: &Headless| browser.app().below().is_empty();
    while !empty(&browser) {
        browser.press("h").unwrap();
    }
    browser.press(" ").unwrap();
    assert_eq!(query(&browser), "");
    assert_shows(&browser, &["No event lies here. h l go on in time", "No event is under the cursor"]);
    browser.press("x").unwrap();
    assert_eq!(query(&browser), "-country:EU27");
    browser.press("xu").unwrap();
    // All of: a cell is what is there besides.
    let mut browser = at(120, 40, "5jjja jj");
    assert_eq!(query(&browser), "country:US date:2026-02");
    let (value, both) = (browser.app().facet().selected().unwrap().value.clone(), browser.app().below().len());
    browser.press(" ").unwrap();
    assert_eq!(query(&browser), format!("country:US date:2026-02 country:{value}"));
    assert_eq!(browser.app().answer().unwrap().events.len(), both);
}

#[test]
fn every_facet_has_lanes_by_count_or_by_their_beginning() {
    let mut browser = at(120, 40, "5f");
    assert_shows(&browser, &["274 people", "[Lanes · people]", "Kassym-Jomart Tok", "19"]);
    browser.press("f").unwrap();
    assert_shows(&browser, &["[Lanes · organisations]"]);
    browser.press("f").unwrap();
    assert_shows(&browser, &["[Lanes · topics]"]);
    browser.press("FFF").unwrap();
    assert_eq!(browser.app().focus(), Pane::Timeline);
    browser.press("s").unwrap();
    assert_shows(&browser, &["[Lanes · countries, the earliest first]"]);
    // Groups first, then each begins no earlier than the one above it.
    let first = |value: &str| browser.app().lane(value).iter().position(|cell| cell.sure + cell.perhaps > 0);
    let rows = browser.app().facet().rows().iter().filter(|row| !row.is_group);
    let begins: Vec<_> = rows.map(|row| first(&row.value).unwrap()).collect();
    assert!(begins.is_sorted() && begins.len() == 75, "{begins:?}");
}

#[test]
fn the_query_changes_the_lanes_with_every_letter_and_esc_comes_back() {
    let mut browser = at(120, 40, "5jjjj/uran");
    assert_eq!(browser.app().mode(), Mode::Search);
    let few = lane(&browser, "Kazakhstan");
    assert!(few.matches(|c: char| c.is_ascii_digit()).count() < 20, "{few}");
    // The cursor stays on its value, whatever its row is now.
    assert_eq!(browser.app().facet().selected().unwrap().value, "KZ");
    browser.press("<Esc>").unwrap();
    assert_eq!(query(&browser), "");
    assert_ne!(lane(&browser, "Kazakhstan"), few);
    browser.press("cmong").unwrap();
    assert_shows(&browser, &["[Lanes", "country: mong", "MN   Mongolia"]);
    browser.press("<Esc>").unwrap();
    assert_shows(&browser, &["[Lanes · countries]", "KZ   Kazakhstan"]);
    browser.press("cmong<Enter>").unwrap();
    assert_eq!((query(&browser).as_str(), browser.app().mode()), ("country:MN", Mode::Lanes));
}

#[test]
fn lanes_are_looked_at_closely_and_the_list_below_opens_its_events() {
    let mut browser = at(120, 40, "5jjjjhhhzz");
    assert_eq!(browser.app().histogram().counted().unit, oreline::door::query::Unit::Day);
    assert_frame("lanes-zoomed-120x40", &browser);
    browser.press("Z").unwrap();
    assert!(matches!(browser.app().histogram().cursor(), Spot::Time(_)));
    let browser = at(120, 40, "5d2024-02<Enter>");
    assert_shows(&browser, &["▲ Feb 2024", "Central Asia · February 2024"]);
    let mut browser = at(120, 40, "5jjjjhhh<Tab>j");
    assert_eq!((browser.app().focus(), browser.app().mode()), (Pane::Detail, Mode::Below));
    browser.press("<Enter>").unwrap();
    assert_eq!(browser.app().timeline().view(), View::Events);
    assert_shows(&browser, &["[Events]", "Cove Capital and Tau-Ken Samruk"]);
    browser.press("<BS>").unwrap();
    assert_shows(&browser, &["[Lanes", "Kazakhstan · November 2025"]);
}

#[test]
fn a_click_moves_to_a_cell_and_a_second_one_opens_it() {
    let mut browser = at(120, 40, "<F2>5");
    let bars = browser.app().layout().bars;
    let area = browser.app().layout().timeline.unwrap();
    let click = |browser: &mut Headless, x: u16, y: u16| {
        browser.point(Act::Press, Position::new(x, y));
        browser.point(Act::Release, Position::new(x, y));
    };
    // The fourth country over the bar of a month in which it has events.
    let bucket = browser.app().lane("UZ").iter().rposition(|cell| cell.sure == 4).unwrap() as u16;
    let (x, y) = (bars.x + bucket * 2 + 1, area.inner.y + 5);
    click(&mut browser, x, y);
    assert_eq!(browser.app().facet().selected().unwrap().value, "UZ");
    assert_eq!(browser.app().histogram().bucket(), Some(usize::from(bucket)));
    assert_eq!(browser.app().below().len(), 4);
    click(&mut browser, x, y);
    assert_eq!((browser.app().timeline().view(), browser.app().answer().unwrap().events.len()), (View::Events, 4));
    browser.press("5").unwrap();
    browser.point(Act::WheelDown, Position::new(10, area.inner.y + 2));
    assert_eq!(browser.app().facet().cursor().selected(), 8);
}

#[test]
fn without_events_it_says_why_and_what_to_press() {
    let mut browser = at(120, 40, "5/zzqx<Enter>");
    assert_shows(&browser, &["Nothing matches zzqx"]);
    browser.press("<Esc>").unwrap();
    assert_shows(&browser, &["[Lanes · countries]", "KZ   Kazakhstan"]);
    for (width, height) in [(1, 1), (5, 3), (24, 8), (40, 11), (60, 20), (79, 24), (99, 24)] {
        let mut browser = at(width, height, "5jjlh<Tab>j<Tab> ");
        browser.press("fff/x<Esc>c<Esc>").unwrap();
        browser.resize(Size::new(3, 3));
        browser.text();
    }
}

/// The colours in which a code stands in the rows below.
fn colours_below(browser: &Headless, code: &str) -> Vec<ratatui::style::Color> {
    let area = browser.app().layout().detail.unwrap().inner;
    let (frame, mut found) = (browser.frame(), Vec::new());
    for y in area.y..area.bottom() {
        let row: Vec<&str> = (area.x..area.right()).map(|x| frame[(x, y)].symbol()).collect();
        let letters: Vec<String> = code.chars().map(|letter| letter.to_string()).collect();
        let at = row.windows(letters.len() + 2).position(|part| {
            part[0] == " " && part[letters.len() + 1] == " " && part[1..=letters.len()].iter().eq(letters.iter())
        });
        found.extend(at.map(|at| frame[(area.x + at as u16 + 1, y)].fg));
    }
    found
}

#[test]
fn below_a_lane_and_the_map_the_country_under_the_cursor_stands_out() {
    let ticked = |browser: &Headless| {
        let text = browser.text();
        let y = text.lines().position(|line| line.contains("❝")).unwrap() as u16;
        let x = (0..browser.app().size().width).find(|x| browser.frame()[(*x, y)].symbol() == "❝").unwrap();
        browser.frame()[(x, y)].fg
    };
    let lane = coloured(120, 40, "5jjjjhhh");
    let green = ticked(&lane);
    assert_eq!(colours_below(&lane, "KZ"), [green, green], "{}", lane.text());
    assert!(!colours_below(&lane, "US").is_empty() && !colours_below(&lane, "US").contains(&green));
    // A group that holds it, and a group that has a lane of its own.
    assert_eq!(colours_below(&lane, "C5"), [green]);
    assert_eq!(colours_below(&coloured(120, 40, "5hhh"), "KZ"), [green, green]);
    // On the map the newest events are of the chosen one.
    let map = coloured(200, 60, "7jjjj");
    assert!(colours_below(&map, "KZ").contains(&green), "{}", map.text());
    // Of kinds none is a country.
    assert!(!colours_below(&coloured(120, 40, "5ffff"), "US").contains(&green));
}

#[test]
fn beside_the_lanes_titles_are_whole_where_there_is_room_for_them() {
    for keys in ["5", "5jjj<Home>", "5fff"] {
        let browser = at(200, 60, keys);
        let (below, dataset) = (browser.app().below(), browser.app().dataset().unwrap());
        let area = browser.app().layout().detail.unwrap().inner;
        let text = browser.text();
        let column = |line: &str| line.chars().skip(usize::from(area.x)).collect::<String>();
        let side: Vec<String> = text.lines().skip(usize::from(area.y)).map(column).collect();
        let words = side.iter().flat_map(|line| line.split_whitespace()).collect::<Vec<_>>().join(" ");
        assert!(below.len() > 3, "{text}");
        for event in (0..below.len().min(8)).map_while(|row| below.event(row)) {
            let title = dataset.head(event).title(browser.app().lang());
            assert!(words.contains(title), "{title}\n{text}");
        }
    }
}
