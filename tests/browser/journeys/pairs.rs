//! The view Pairs: the square of who took part with whom, what stands below it, and what keys and the mouse do there.

use super::*;
use oreline::door::app::pointer::Act;
use oreline::door::app::{Ground, Mode, View};
use oreline::door::layout::{Pane, Square};
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
    assert!(browser.app().pairs().matrix().members.len() > 20);
    browser.press("f").unwrap();
    assert_shows(&browser, &["[Pairs · took part together]"]);
    browser.press("s").unwrap();
    let members = &browser.app().pairs().matrix().members;
    let begins: Vec<char> =
        members.iter().filter_map(|member| member.name.chars().next()).filter(char::is_ascii).collect();
    assert!(begins.len() > 50 && begins.is_sorted(), "{begins:?}");
}

/// Persons, or bodies, that took part in an event, by the data's own JSON: the ids of entities, else names.
fn attended(event: &Value, schemas: &BTreeMap<&str, &str>, are_bodies: bool) -> BTreeSet<String> {
    let there = event["participants"].as_array().unwrap().iter();
    let there = there.filter(|who| !matches!(who["part"].as_str(), Some("mentioned" | "initiator")));
    let of = |who: &Value| match who["entity"].as_str() {
        Some(id) => (id.to_owned(), schemas[id] != "Person"),
        None => (
            who["name"]["en"].as_str().or(who["name"].as_str()).unwrap().to_owned(),
            who["schema"].as_str().is_some_and(|of| of != "Person"),
        ),
    };
    there.map(of).filter(|(_, is_body)| *is_body == are_bodies).map(|(who, _)| who).collect()
}

/// What stands below every cell of persons, and of bodies, against a count of the JSON: the events, and who else was there.
#[test]
fn below_two_persons_or_bodies_are_their_events_and_how_many_else_were_there() {
    let document: Value = serde_json::from_str(include_str!("../../../data/critical-minerals.json")).unwrap();
    let entities = document["entities"].as_array().unwrap().iter();
    let schemas: BTreeMap<&str, &str> =
        entities.map(|it| (it["id"].as_str().unwrap(), it["schema"].as_str().unwrap())).collect();
    for (keys, are_bodies) in [("6f", false), ("6ff", true)] {
        let mut browser = at(120, 40, keys);
        let mut counted: BTreeMap<(String, String), BTreeMap<String, usize>> = BTreeMap::new();
        for event in document["events"].as_array().unwrap() {
            let there = attended(event, &schemas, are_bodies);
            for one in &there {
                for other in there.iter().filter(|other| *other != one) {
                    let id = event["id"].as_str().unwrap().to_owned();
                    counted.entry((one.clone(), other.clone())).or_default().insert(id, there.len() - 2);
                }
            }
        }
        let members = browser.app().pairs().matrix().members.clone();
        let name = |member: &oreline::door::query::Member| match &member.target {
            Target::Entity(id) => id.clone(),
            _ => member.name.clone(),
        };
        let mut looked_at = 0;
        let press = |browser: &mut Headless, key: &str| {
            browser.press(key).unwrap();
        };
        for row in 0..members.len().min(12) {
            browser.press("g").unwrap();
            (0..row).for_each(|_| press(&mut browser, "j"));
            (0..members.len()).for_each(|_| press(&mut browser, "h"));
            for (column, other) in members.iter().enumerate().take(12) {
                let of_two = counted.get(&(name(&members[row]), name(other)));
                let app = browser.app();
                let listed: Vec<_> = (0..app.below().len()).map_while(|row| app.below().event(row)).collect();
                let dataset = app.dataset().unwrap();
                let ids: BTreeSet<&str> = listed.iter().map(|event| dataset.head(*event).id).collect();
                let expected: BTreeSet<&str> = of_two.iter().flat_map(|of| of.keys()).map(String::as_str).collect();
                assert_eq!(ids, expected, "{} and {}", members[row].name, other.name);
                if let Some((of_two, event)) = of_two.zip(listed.first()) {
                    let pair = app.below().listed().unwrap().1.pair.as_ref().unwrap();
                    let alone = of_two.values().filter(|others| **others == 0).count();
                    assert_eq!((pair.together, pair.alone), (of_two.len(), alone));
                    let others = of_two[dataset.head(*event).id];
                    let words = if others == 0 { "these two".to_owned() } else { format!("{others} more") };
                    assert_shows(&browser, &["took part together in", &words]);
                    looked_at += 1;
                } else if row == column {
                    assert_shows(&browser, &["h l go to with whom"]);
                }
                browser.press("l").unwrap();
            }
        }
        assert!(looked_at > 10, "{looked_at}");
    }
}

/// What is done with a record is done with the row below that is selected.
#[test]
fn the_selected_row_below_is_cited_marked_noted_and_opened() {
    for keys in ["6<Tab>jj", "5jjjjhhh<Tab>jj", "7<Tab>jj"] {
        let mut browser = at(120, 40, keys);
        assert_eq!(browser.app().mode(), Mode::Below);
        let event = browser.app().below().event(2).unwrap();
        let title = browser.app().dataset().unwrap().head(event).title(oreline::door::model::Lang::En).to_owned();
        let has_title = |browser: &Headless| in_one_line(browser).contains(&title[..30]);
        assert!(has_title(&browser), "{keys}");
        browser.press("y").unwrap();
        let box_words = browser.text();
        assert!(box_words.contains("clipboard") && has_title(&browser), "{keys}: {box_words}");
        browser.press("<Esc>o").unwrap();
        assert_shows(&browser, &["https://"]);
        browser.press("<Esc>m").unwrap();
        assert_shows(&browser, &["★ ", &title[..20], "Bookmarked: "]);
        browser.press("ki").unwrap();
        browser.paste("ask them");
        browser.press("<Enter>j").unwrap();
        assert_shows(&browser, &["★ "]);
        let marks = browser.app().kept().marks();
        let of = |is: fn(&oreline::door::state::Mark) -> bool| marks.iter().filter(|(_, mark)| is(mark)).count();
        assert_eq!((of(|mark| mark.bookmark), of(|mark| !mark.note.is_empty())), (1, 1), "{keys}");
        assert!(
            marks.iter().any(|(key, mark)| mark.bookmark && key.id == browser.app().dataset().unwrap().head(event).id)
        );
        browser.press("M").unwrap();
        assert_eq!(query(&browser), "has:bookmark");
    }
    // On the square itself no record is selected.
    let mut browser = at(120, 40, "6y");
    assert_shows(&browser, &["No record is selected"]);
    browser.press("n").unwrap();
    assert_shows(&browser, &["Hits are walked in the lists"]);
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
    let settings = Settings { query: oreline::door::query::Query::parse("id:zzz").unwrap(), ..Settings::default() };
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

#[test]
fn what_is_only_perhaps_is_a_bar_of_the_second_colour_or_a_sign() {
    let strip = |color: bool, keys: &str, words: &str| {
        let settings = Settings { color, ground: Ground::Dark(None), ..Settings::default() };
        let mut browser = Headless::new(vec![Input::Bundled], settings, Size::new(120, 40)).unwrap();
        browser.press(keys).unwrap();
        let text = browser.text();
        let y = text.lines().position(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}\n{text}")) as u16;
        let frame = browser.frame();
        let cells: Vec<_> = (28..119).map(|x| (frame[(x, y)].symbol().to_owned(), frame[(x, y)].fg)).collect();
        cells.into_iter().filter(|(symbol, _)| symbol != " ").collect::<Vec<_>>()
    };
    // Of two countries, of two others, of two people.
    for keys in ["6", "6jj", "6f"] {
        let colours: BTreeSet<String> =
            strip(true, keys, " by month  ").iter().map(|(_, fg)| format!("{fg:?}")).collect();
        let plain = strip(false, keys, " by month  ");
        let perhaps = plain.iter().filter(|(symbol, _)| symbol == "~").count();
        assert!(strip(true, keys, " by month  ").iter().all(|(symbol, _)| symbol != "~"), "{keys}");
        assert_eq!(colours.len(), 1 + usize::from(perhaps > 0), "{keys} {colours:?}");
    }
    assert!(strip(false, "6", " by month  ").iter().any(|(symbol, _)| symbol == "~"));
}
