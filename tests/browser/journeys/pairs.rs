//! The view Pairs: the square of who took part with whom, what stands below it, and what keys and the mouse do there.

use super::*;
use oreline::app::pointer::Act;
use oreline::app::{Ground, Mode, View};
use oreline::layout::{Pane, Square};
use ratatui::layout::Position;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn at(width: u16, height: u16, keys: &str) -> Headless {
    let mut browser = bundled(width, height);
    browser.press(keys).unwrap();
    browser
}

/// Moves the cursor to two of the square, by their codes or names.
fn go_to_pair(browser: &mut Headless, row: &str, column: &str) {
    let place = |browser: &Headless, who: &str| {
        let members = &browser.app().pairs().matrix().members;
        members.iter().position(|member| member.code == who || member.name == who).unwrap()
    };
    browser.press("g").unwrap();
    for _ in 0..place(browser, row) {
        browser.press("j").unwrap();
    }
    for _ in 0..80 {
        browser.press("h").unwrap();
    }
    for _ in 0..place(browser, column) {
        browser.press("l").unwrap();
    }
}

/// Countries, or persons, that took part in an event, by the data's own JSON.
fn countries(event: &Value) -> BTreeSet<String> {
    let is_there = |part: &Value| !matches!(part["part"].as_str(), Some("mentioned" | "initiator"));
    let list = event["countries"].as_array().unwrap().iter().filter(|country| is_there(country));
    list.map(|country| country.as_str().or(country["code"].as_str()).unwrap().to_owned()).collect()
}

/// Every number of the square, against a count of the JSON.
#[test]
fn a_cell_has_the_events_in_which_both_took_part() {
    let document: Value = serde_json::from_str(include_str!("../../../data/critical-minerals.json")).unwrap();
    let mut counted: BTreeMap<(String, String), (u32, u32)> = BTreeMap::new();
    let mut events_of: BTreeMap<String, u32> = BTreeMap::new();
    for event in document["events"].as_array().unwrap() {
        let there = countries(event);
        for one in &there {
            *events_of.entry(one.clone()).or_default() += 1;
            for other in there.iter().filter(|other| *other != one) {
                let (events, alone) = counted.entry((one.clone(), other.clone())).or_default();
                *events += 1;
                *alone += u32::from(there.len() == 2);
            }
        }
    }
    let browser = at(120, 40, "6");
    let matrix = browser.app().pairs().matrix();
    let mut found = BTreeMap::new();
    for (row, one) in matrix.members.iter().enumerate() {
        assert_eq!(Some(&one.events), events_of.get(&one.code), "{}", one.code);
        for (column, other) in matrix.members.iter().enumerate() {
            let cell = matrix.cell(row, column);
            if cell.events > 0 {
                found.insert((one.code.clone(), other.code.clone()), (cell.events, cell.alone));
            }
        }
    }
    assert_eq!(found, counted);
    assert!(counted.len() > 3_000 && matrix.count(false) * 2 == counted.len());
    assert_shows(&browser, &[&format!("{} pairs", counted.len() / 2)]);
}

#[test]
fn two_stand_in_the_square_with_their_sentence_and_their_events() {
    for (width, height, name) in [(80, 24, "pairs-80x24"), (120, 40, "pairs-120x40"), (200, 60, "pairs-200x60")] {
        let mut browser = at(width, height, "6");
        go_to_pair(&mut browser, "KZ", "US");
        assert_shows(&browser, &["[Pairs · took part together]", "KZ Kazakhstan"]);
        let together = browser.app().below().len();
        assert_eq!(together as u32, {
            let pairs = browser.app().pairs();
            pairs.matrix().cell(pairs.row().selected(), pairs.column().selected()).events
        });
        let words = in_one_line(&browser);
        assert!(words.contains(&format!("took part together in {together} events, in")), "{words}");
        assert_frame(name, &browser);
    }
    let mut browser = at(120, 40, "6a");
    go_to_pair(&mut browser, "KZ", "US");
    assert_shows(&browser, &["[Pairs · only these two]", "these two"]);
    assert_hides(&browser, &["more  "]);
    assert_frame("pairs-only-two-120x40", &browser);
    let settings = Settings { color: true, ground: Ground::Light(None), ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(80, 24)).unwrap();
    browser.press("6").unwrap();
    assert_frame("pairs-light-80x24", &browser);
    let settings = Settings { ascii: true, ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(80, 24)).unwrap();
    browser.press("6").unwrap();
    assert!(browser.text().lines().skip(3).take(12).all(str::is_ascii), "{}", browser.text());
}

#[test]
fn space_asks_for_both_and_enter_goes_to_their_events() {
    let mut browser = at(120, 40, "6");
    go_to_pair(&mut browser, "MN", "KR");
    browser.press("<Enter>").unwrap();
    assert_eq!((browser.app().focus(), browser.app().mode()), (Pane::Detail, Mode::Below));
    assert_eq!(query(&browser), "", "the query stays");
    browser.press("<Esc> ").unwrap();
    assert_eq!(query(&browser), "country:MN country:KR");
    assert_shows(&browser, &["Both took part in"]);
    let pair = |browser: &Headless| browser.app().pairs().pair().unwrap().map(|member| member.code.clone());
    assert_eq!(pair(&browser), ["MN", "KR"], "the cursor finds its two again");
    browser.press(" ").unwrap();
    assert_eq!(query(&browser), "");
    browser.press("x").unwrap();
    assert_eq!(query(&browser), "-country:MN");
    assert!(browser.app().pairs().matrix().members.iter().all(|member| member.code != "MN"));
    browser.press("u").unwrap();
    go_to_pair(&mut browser, "MN", "KR");
    browser.press("<Enter>j<Enter>").unwrap();
    assert_eq!(browser.app().timeline().view(), View::Events);
    browser.press("<BS>").unwrap();
    assert_shows(&browser, &["[Pairs", "MN–KR"]);
}

#[test]
fn people_and_bodies_have_numbers_for_heads() {
    let mut browser = at(120, 40, "6f");
    assert_shows(&browser, &["[Pairs · took part together, people]", " 1 ", "Kassym-Jomart"]);
    assert_frame("pairs-people-120x40", &browser);
    let matrix = browser.app().pairs().matrix();
    // Of the sixty with most events those who took part with another of them.
    assert!((40..=60).contains(&matrix.members.len()), "{}", matrix.members.len());
    assert!(matrix.members.iter().map(|member| member.events).rev().is_sorted());
    browser.press("f").unwrap();
    assert_shows(&browser, &["took part together, organisations"]);
    browser.press("f").unwrap();
    assert_shows(&browser, &["[Pairs · took part together]"]);
    browser.press("s").unwrap();
    let members = &browser.app().pairs().matrix().members;
    let begins: Vec<char> =
        members.iter().filter_map(|member| member.name.chars().next()).filter(char::is_ascii).collect();
    assert!(begins.len() > 50 && begins.is_sorted(), "{begins:?}");
}

#[test]
fn a_click_moves_to_two_and_a_second_one_goes_to_their_events() {
    let mut browser = at(120, 40, "<F2>6");
    let area = browser.app().layout().timeline.unwrap();
    let square = Square::of(area, 120);
    let (x, y) = (area.body.x + square.names + 3 * square.cell + 1, area.body.y + 1 + 4);
    for _ in 0..2 {
        browser.point(Act::Press, Position::new(x, y));
        browser.point(Act::Release, Position::new(x, y));
    }
    let pairs = browser.app().pairs();
    assert_eq!((pairs.row().selected(), pairs.column().selected()), (4, 3));
    assert_eq!(browser.app().focus(), Pane::Detail);
}

#[test]
fn without_pairs_it_says_why_and_any_size_is_drawn() {
    let settings = Settings { query: oreline::query::Query::parse("id:zzz").unwrap(), ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(120, 40)).unwrap();
    browser.press("6").unwrap();
    assert_shows(&browser, &["Nothing matches id:zzz"]);
    for (width, height) in [(1, 1), (5, 3), (24, 8), (40, 11), (60, 20), (79, 24), (99, 24)] {
        let mut browser = at(width, height, "6jjlh<Tab>j<Tab> ");
        browser.press("fffa/x<Esc>7jjaa c<Esc>").unwrap();
        browser.resize(Size::new(3, 3));
        browser.text();
    }
}
