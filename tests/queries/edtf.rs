//! The dates of others: every string of the lists in `fixtures/edtf` is accepted or refused as they say.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use edtf_core::{Bound, BoundDate, Edtf};
use oreline::door::model::date::{Date, Day, parse_range};
use serde_json::Value;
use std::collections::BTreeSet;

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

/// The day of a bound, and the earliest or latest one, `far`, where there is none or it is not known.
fn day_of(bound: Bound, far: Day) -> Day {
    match bound {
        Bound::Date(BoundDate { year, month, day }) => i32::try_from(year)
            .ok()
            .and_then(|year| Day::from_ymd(year, u32::from(month), u32::from(day)))
            .unwrap_or(if year < 0 { Day::MIN } else { Day::MAX }),
        Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown => far,
    }
}

/// Every listed string, and what becomes of it with a character less, or with another one.
fn listed_and_broken() -> BTreeSet<String> {
    const OTHERS: [&str; 17] = ["", "0", "1", "3", "X", "-", "/", "?", "~", "%", ".", "Y", "E", "S", "T", "Z", ","];
    let mut all = BTreeSet::new();
    for (text, _) in listed() {
        for (at, c) in text.char_indices() {
            let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
            all.extend(OTHERS.map(|other| format!("{before}{other}{after}")));
        }
        all.insert(text);
    }
    all
}

/// Whether a text is of a kind.
type Kind = fn(&str) -> bool;

/// How the other reader differs: what such a string has, how many do of those that are tried, and why. The published
/// lists say as we do wherever they have such strings.
const OTHER_READER: [(Kind, usize, &str); 7] = [
    (
        |text| text.contains('S'),
        101,
        "it counts the zeros before a year as significant, allows zeros before the number of digits and no more digits than the year has",
    ),
    (
        |text| text.contains('Y'),
        48,
        "it takes long years with exponents of any length, and none of four digits, with a doubt or too far away for any day",
    ),
    (
        |text| text.contains('T'),
        150,
        "it takes no time before year 0, no fraction of a second, and no shift beyond 14 hours",
    ),
    (
        |text| text.contains(['{', '[']),
        134,
        "in a set it takes ranges without an end before the last, and no end with digits left open, a doubt or a minus",
    ),
    (|text| !text.contains(|c: char| c.is_ascii_digit()), 4, "it takes no interval of which neither end is a date"),
    (ends_before_it_begins, 60, "it takes an interval whose end may lie before its start"),
    (has_minus, 307, "before year 0 it takes no digits left open"),
];

/// Whether an interval's end begins before its start does.
fn ends_before_it_begins(text: &str) -> bool {
    let Some((start, end)) = text.split_once('/') else { return false };
    let first = |text| Date::parse(text).ok().map(|date| date.first());
    first(start).zip(first(end)).is_some_and(|(start, end)| end < start)
}

/// Whether a year before year 0 stands in a text.
fn has_minus(text: &str) -> bool {
    text.split('/').any(|date| date.trim_start_matches(['?', '~', '%']).starts_with('-'))
}

#[test]
fn another_reader_accepts_the_same_strings_and_gives_them_the_same_days() {
    let days_of = |date: Edtf| {
        let bounds = date.bounds();
        [day_of(bounds.earliest, Day::MIN), day_of(bounds.latest, Day::MAX)]
    };
    let mut counts = [0; OTHER_READER.len()];
    let mut unexplained = Vec::new();
    for text in listed_and_broken() {
        let ours = Date::parse(&text).ok().map(|date| [date.first(), date.last()]);
        if ours == Edtf::parse(&text).ok().map(days_of) {
            continue;
        }
        match OTHER_READER.iter().position(|(is_such, ..)| is_such(&text)) {
            Some(at) => counts[at] += 1,
            None => unexplained.push(format!("{text} {}", ours.is_some())),
        }
    }
    assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
    assert_eq!(counts, OTHER_READER.map(|(_, count, _)| count));
}
