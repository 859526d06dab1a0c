//! What keys do: states after key sequences, through the real keymap, update and worker.

mod filters;
mod notices;
mod records;

use super::*;
use crate::app::keymap::Mode;
use crate::app::{Content, RecordId, Status};
use crate::catalogue::Ui;
use crate::query::Target;
use std::fmt::Write as _;
use std::io::Write as _;

/// Two articles, seven events with dates of every precision, and one event a day in May 2025.
fn data() -> String {
    let mut events = String::from(
        r#"
        {"id":"c5","label":{"en":"Critical minerals dialogue","ru":"Диалог по критическим минералам"},"date":"2024-02-08",
         "countries":["US","KZ","KG"],"articles":["orda"],"related":["ministerial","gone"],
         "participants":[{"entity":"tokayev","part":"mentioned"}],
         "quotes":[{"type":"direct","speaker":{"entity":"state"},"text":"литий и уран","language":"ru","article":"orda"}]},
        {"id":"month","label":"Month only","date":"2024-02","countries":["CN"]},
        {"id":"year","label":"Year only","date":"2024","countries":["CN"]},
        {"id":"macron","label":"Tokayev and Macron meet","date":"2023-11-01","countries":["KZ","FR"],
         "participants":[{"entity":"tokayev","part":"host"},{"name":"Macron","part":"attendee"}],"articles":["orda"]},
        {"id":"ministerial","label":"Ministerial in Washington","date":"2026-02-04","countries":["US","MN"],
         "articles":["asia"],"summary":"Ministers spoke of lithium. Lithium again."},
        {"id":"aviation","label":"Aviation matter","date":"2026-02-05","countries":["US","MN"],"articles":["asia"]},
        {"id":"undated","label":"No date at all","countries":["CN"]}"#,
    );
    for day in 1..=31 {
        write!(events, r#",{{"id":"may{day:02}","label":"Talk {day}","date":"2025-05-{day:02}","countries":["UZ"]}}"#)
            .unwrap();
    }
    format!(
        r#"{{"oreline":1,"title":"Test","entities":[
        {{"id":"tokayev","schema":"Person","name":{{"en":"Tokayev","ru":"Токаев"}},"country":"KZ"}},
        {{"id":"state","schema":"PublicBody","name":"Department of State","country":"US"}}],
        "articles":[
        {{"id":"orda","headline":"Orda headline","publisher":"Orda.kz","url":"https://orda.kz/1","datePublished":"2024-02-14"}},
        {{"id":"asia","headline":"Asia headline","publisher":"CentralAsia","url":"ftp://asia/2","datePublished":"2026-02-07"}}],
        "events":[{events}]}}"#
    )
}

fn open(json: &str, size: Size) -> Headless {
    let mut file = tempfile::Builder::new().suffix(".json").tempfile().unwrap();
    file.write_all(json.as_bytes()).unwrap();
    Headless::new(vec![Input::Path(file.path().to_owned())], Settings::default(), size).unwrap()
}

const WIDE: Size = Size { width: 140, height: 40 };
const MEDIUM: Size = Size { width: 90, height: 30 };
const NARROW: Size = Size { width: 60, height: 24 };

/// What the selected row is: the record's id.
fn selected(browser: &Headless) -> String {
    let app = browser.app();
    match (app.selected(), app.dataset()) {
        (Some(record), Some(dataset)) => record.text_id(dataset).into_owned(),
        _ => "nothing".to_owned(),
    }
}

/// What the detail shows: an id, or the name of a page.
fn shown(browser: &Headless) -> String {
    let app = browser.app();
    let Some(dataset) = app.dataset() else { return "nothing".to_owned() };
    match app.detail().target() {
        None => "nothing".to_owned(),
        Some(Target::Event(id)) => RecordId::Event(*id).text_id(dataset).into_owned(),
        Some(Target::Article(id)) => format!("article {}", RecordId::Article(*id).text_id(dataset)),
        Some(Target::Entity(id)) => format!("person {id}"),
        Some(Target::Name(name)) => format!("name {name}"),
        Some(Target::Country(code)) => format!("country {code}"),
        Some(Target::Quote(id, number)) => format!("{} quote {number}", RecordId::Event(*id).text_id(dataset)),
        Some(Target::Url(url)) => url.clone(),
        Some(other @ (Target::Pair(_) | Target::Partners(_) | Target::Whole(_))) => format!("{other:?}"),
    }
}

/// The state in one line, as far as a test names it: `focus selected shown query`.
fn state(browser: &Headless) -> String {
    let app = browser.app();
    format!("{:?} | {} | {} | {}", app.mode(), selected(browser), shown(browser), app.query())
}

/// Presses the keys of each step and compares the state after it.
#[track_caller]
fn assert_states(browser: &mut Headless, steps: &[(&str, &str)]) {
    for (number, (keys, expected)) in steps.iter().enumerate() {
        browser.press(keys).unwrap();
        assert_eq!(state(browser), *expected, "after step {number}: {keys}");
    }
}

/// Presses keys and returns what the status line says.
fn status_after(browser: &mut Headless, keys: &str) -> String {
    browser.press(keys).unwrap();
    match browser.app().status() {
        Some(Status::Info(notice)) => Ui::ENGLISH.say(notice).to_string(),
        Some(Status::Error(notice)) => format!("error: {}", Ui::ENGLISH.say(notice)),
        None => String::new(),
    }
}

/// What lies over the panes.
fn content(browser: &Headless) -> &Content {
    &browser.app().popup().expect("a box lies over the panes").content
}
