//! What an analyst does with the bundled dataset, key by key, and what is on the screen then.
//!
//! A journey is the dataset, a sequence of keys and one stored frame. What matters in the frame is also said here, in
//! words: storing all frames anew cannot hide a fault. `UPDATE_FRAMES=1 cargo test journeys` stores them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod bookmarks;
mod browsing;
mod doing;
mod facets;
mod facts;
mod filtering;
mod keeping;
mod lanes;
mod look;
mod map;
mod matrix;
mod mouse;
mod narrow;
mod pairs;
mod palette;
mod people;
mod proposing;
mod quotes;
mod reading;
mod saved;
mod searching;
mod steps;
mod tasks;
mod time;
mod typing;
mod ways;

use oreline::door::app::{RecordId, Settings};
use oreline::door::headless::Headless;
use oreline::door::load::Input;
use oreline::door::query::Target;
use ratatui::layout::Size;

use crate::common::frames::assert_frame;

/// The browser on the bundled data.
fn bundled(width: u16, height: u16) -> Headless {
    Headless::new(vec![Input::Bundled], Settings::default(), Size::new(width, height)).unwrap()
}

/// The browser on the bundled data on a screen of 80 × 24, after these keys.
fn after(keys: &str) -> Headless {
    let mut browser = bundled(80, 24);
    browser.press(keys).unwrap();
    browser
}

/// A whole journey: these keys lead to the stored frame of that name, which has these words in this order.
#[track_caller]
fn journey(name: &str, keys: &str, shows: &[&str]) -> Headless {
    let browser = after(keys);
    assert_shows(&browser, shows);
    assert_frame(name, &browser);
    browser
}

/// Asserts that the screen has these words in this order, each on one line.
#[track_caller]
fn assert_shows(browser: &Headless, words: &[&str]) {
    let screen = browser.text();
    let mut rest = screen.as_str();
    for words in words {
        match rest.find(words) {
            Some(at) => rest = &rest[at + words.len()..],
            None => panic!("{words:?} is not there, or not in this order:\n{screen}"),
        }
    }
}

/// The screen's words with one blank between them, as they are read over the ends of lines.
fn in_one_line(browser: &Headless) -> String {
    browser.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Asserts that the screen has none of these words.
#[track_caller]
fn assert_hides(browser: &Headless, words: &[&str]) {
    let screen = browser.text();
    for words in words {
        assert!(!screen.contains(words), "{words:?} is there:\n{screen}");
    }
}

/// The chips of the query, as the language writes them.
fn query(browser: &Headless) -> String {
    browser.app().query().to_string()
}

/// The id of the selected row.
fn selected(browser: &Headless) -> String {
    let app = browser.app();
    app.selected().map_or_else(String::new, |record| record.text_id(app.dataset().unwrap()).into_owned())
}

/// What the detail shows: a record's id, or the code of a country, or an entity.
fn shown(browser: &Headless) -> String {
    let app = browser.app();
    let dataset = app.dataset().unwrap();
    match app.detail().target() {
        Some(Target::Event(id)) => RecordId::Event(*id).text_id(dataset).into_owned(),
        Some(Target::Quote(id, number)) => format!("{} quote {number}", RecordId::Event(*id).text_id(dataset)),
        Some(Target::Article(id)) => RecordId::Article(*id).text_id(dataset).into_owned(),
        Some(Target::Entity(id)) => format!("entity {id}"),
        Some(Target::Country(code)) => format!("country {code}"),
        other => panic!("the detail shows {other:?}"),
    }
}

/// Moves the cursor of the detail down to the next line that has these words, or to where it rests below that.
#[track_caller]
fn go_to_line(browser: &mut Headless, words: &str) {
    let lines = &browser.app().detail().document().lines;
    let text = |at: usize| -> String { lines[at].spans.iter().map(|span| span.text.as_str()).collect() };
    let here = browser.app().detail().cursor().selected();
    let Some(wanted) = (here..lines.len()).find(|at| text(*at).contains(words)) else {
        panic!("no line of the detail has {words:?}:\n{}", browser.text());
    };
    while browser.app().detail().cursor().selected() < wanted {
        let place = |browser: &Headless| (browser.app().detail().cursor().selected(), browser.app().detail().link());
        let before = place(browser);
        browser.press("j").unwrap();
        assert_ne!(place(browser), before, "the cursor does not reach {words:?}");
    }
}

#[test]
fn no_stored_frame_is_unused() {
    let mut sources = Vec::new();
    collect_sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"), &mut sources);
    for file in std::fs::read_dir(crate::common::frames::folder()).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(path.extension().is_some_and(|ending| ending == "txt"), "{} is no stored frame", path.display());
        let quoted = format!("\"{name}\"");
        assert!(sources.iter().any(|source| source.contains(&quoted)), "no test names the stored frame {name}");
    }
}

fn collect_sources(folder: &std::path::Path, sources: &mut Vec<String>) {
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            collect_sources(&path, sources);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            sources.push(std::fs::read_to_string(path).unwrap());
        }
    }
}
