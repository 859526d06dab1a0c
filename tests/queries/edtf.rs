//! The dates of others: every string of the lists in `fixtures/edtf` is accepted or refused as they say.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use oreline::model::date::{Date, Day, parse_range};
use serde_json::Value;

const UNT: &str = include_str!("../fixtures/edtf/unt-edtf-validate-lists.json");
const LOC: &str = include_str!("../fixtures/edtf/loc-edtf-examples.json");

/// Strings on which we and a list differ: the text, whether we accept it, and why. Empty today; where the lists
/// and a strict reading of ISO 8601-2 differ, the lists win, and `model/date.rs` says so.
const DIVERGENCES: &[(&str, bool, &str)] = &[];

/// All strings of both lists, each with the list's verdict.
fn listed() -> Vec<(String, bool)> {
    let unt: Value = serde_json::from_str(UNT).unwrap();
    let loc: Value = serde_json::from_str(LOC).unwrap();
    let mut all = Vec::new();
    for (name, strings) in unt.as_object().unwrap() {
        for text in strings.as_array().unwrap() {
            all.push((text.as_str().unwrap().to_owned(), name.starts_with("valid_")));
        }
    }
    for (name, valid) in [("examples", true), ("invalid", false)] {
        for example in loc[name].as_array().unwrap() {
            all.push((example["edtf"].as_str().unwrap().to_owned(), valid));
        }
    }
    all
}

#[test]
fn every_listed_string_is_accepted_or_refused_as_listed() {
    let listed = listed();
    let valid = listed.iter().filter(|(_, valid)| *valid).count();
    assert_eq!((valid, listed.len() - valid), (206 + 64, 56 + 2));
    let mut wrong = Vec::new();
    for (text, valid) in &listed {
        let ours = DIVERGENCES.iter().find(|(known, _, _)| known == text).map_or(*valid, |&(_, ours, _)| ours);
        let result = Date::parse(text);
        if result.is_ok() != ours {
            wrong.push(format!("{text:?}: {result:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_divergence_is_still_one() {
    let listed = listed();
    for (text, ours, reason) in DIVERGENCES {
        assert!(!reason.is_empty());
        assert!(listed.iter().any(|(known, valid)| known == text && valid != ours), "{text}");
    }
}

#[test]
fn every_accepted_string_spans_its_days_and_is_a_range_too() {
    for (text, _) in listed() {
        let Ok(date) = Date::parse(&text) else {
            continue;
        };
        assert!(date.first() <= date.last(), "{text}");
        assert!(!date.is_open_end() || date.last() == Day::MAX, "{text} is open");
        let range = parse_range(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!((range.first, range.last), (date.first(), date.last()), "{text}");
    }
}

#[test]
fn no_piece_of_a_listed_string_stops_the_parser() {
    for (text, _) in listed() {
        for start in 0..text.len() {
            for end in start..=text.len() {
                for foreign in ["", "я", "X", "..", "%"] {
                    let piece = format!("{}{foreign}", &text[start..end]);
                    let columns = piece.chars().count();
                    for at in [
                        Date::parse(&piece).err().map(|error| error.at),
                        parse_range(&piece).err().map(|error| error.at),
                    ]
                    .into_iter()
                    .flatten()
                    {
                        assert!(at <= columns, "{piece}");
                    }
                }
            }
        }
    }
}
