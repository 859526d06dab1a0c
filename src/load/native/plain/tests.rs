//! What is read in one walk is what all rules make of it; what is unusual is left to them.

use super::super::raw::{Object as _, RawArticle, RawEvent, RawParticipant, RawPlace, RawQuote};
use super::super::{Kind, by_all_rules};
use crate::model::{Event, Record};
use crate::problem::RecordProblem;
use proptest::prelude::*;

/// The event as the walk makes it, with what is noted of it; one that borrows is the same.
fn walked(json: &str) -> Option<(Event, Vec<RecordProblem>)> {
    let (mut problems, mut same) = (Vec::new(), Vec::new());
    let event = super::event(json, &mut problems);
    let borrowed: Option<super::Borrowed<'_>> = super::event(json, &mut same);
    assert_eq!((format!("{borrowed:?}"), same), (format!("{event:?}"), problems.clone()));
    assert!(event.is_some() || problems.is_empty(), "{json}");
    event.map(|event| (event, problems))
}

/// The event as all rules read it, with what they find in it.
fn by_the_rules(json: &str) -> Option<(Event, Vec<RecordProblem>)> {
    let mut problems = Vec::new();
    match by_all_rules(json, Kind::Event, &mut problems) {
        Ok(Record::Event(event)) => Some((event, problems)),
        _ => None,
    }
}

/// Every field of the format, in all the ways in which it may be written.
const WHOLE: &str = r#"{"record":"event","id":"c5","label":{"en":"C5+1 \"dialogue\"","ru":"Диалог «C5+1»"},"kind":"dialogue",
 "date":"2024-02-08","dateText":"в конце недели","dateBasis":"external","dateNote":{"en":"known\nlater"},
 "place":{"name":{"en":"Washington","ru":"Вашингтон"},"country":"US","latitude":38.9,"longitude":-77.04},"online":true,
 "countries":["US",{"code":"KZ","part":"attendee"},{"code":"CN"}],
 "participants":[{"entity":"rubio","schema":"Person","part":"host","role":{"en":"Secretary of State"},"organization":"State"},
  {"name":"Батцэцэг Батмөнх","part":"attendee","country":"MN","articles":["a1","a2"],"organization":{"entity":"mn-mfa","name":"МИД"}},
  "Токаев\u0301",{"name":"ё\u0308","as":" глава "}],
 "topics":["rare earths",{"ru":"литий"}],"summary":{"en":"line\nline"},"outcomes":[{"en":"a launch"},"шаг"],
 "articles":["a1","https://example.org/a",{"url":"https://example.org/b?x","headline":"Заголовок","publisher":"РИА",
   "language":"ru","datePublished":"2024-02","dateBasis":"stated","author":["Ann"],"credit":"AP","abstract":"a","articleBody":"b\tc"},
  {"id":"a3","headline":"h","publisher":{"name":"AP","country":"US"},"dateNote":"n"}],
 "related":["x-1","x-2"],"confidence":"medium","note":"doubts",
 "quotes":[{"type":"mixed","speaker":{"name":"Marco Rubio","as":"на сайте"},"cue":"говорится","text":"слова","translation":{"en":"words"},
   "language":"ru","article":["a1","a2"],"selector":{"start":0,"end":17,"prefix":"до","suffix":"\u202eпосле"}},
  {"who":"Рубио","quote":"ещё","article":"a1"}]}"#;

#[test]
fn every_field_is_read_in_one_walk_and_as_the_rules_say() {
    let event = walked(WHOLE);
    assert!(event.is_some());
    assert_eq!(event, by_the_rules(WHOLE));
    for small in [
        r#"{"label":"x"}"#,
        r#" { "summary" : "x" , "countries" : [ ] } "#,
        r#"{"title":"x","place":"Астана","participants":[{"name":"A","country":"KZ","part":"mentioned"},{"name":"B","country":"KZ"}]}"#,
        r#"{"label":"x","date":" 2024 ","kind":"visit","confidence":" high"}"#,
        "{\"label\":\"x\u{202e}y\",\"id\":\" 1 \\u000b \"}",
    ] {
        let walked = walked(small).unwrap();
        assert!(walked.1.is_empty(), "{small}");
        assert_eq!(Some(walked), by_the_rules(small), "{small}");
    }
}

#[test]
fn what_data_may_have_in_every_record_is_noted_in_the_same_walk() {
    let cases: [(&str, &[&str]); 10] = [
        (
            r#"{"label":"x","date":"2024/02/05","countries":["Kazakhstan","us"]}"#,
            &["/date", "/countries/0", "/countries/1"],
        ),
        (
            r#"{"label":"x","Date":" 20240208\t","place":{"name":"Astana","country":"Казахстан"}}"#,
            &["/Date", "/place/country"],
        ),
        (
            r#"{"label":"x","participants":[{"name":"A","country":"Kazakhstan","part":"x"},{"name":"B","country":"KZ"}],
                "articles":[{"url":"https://e.org","datePublished":"2022-02-24 10:00","publisher":{"name":"P","country":"us"}}]}"#,
            &[
                "/participants/0/country",
                "/participants/0/part",
                "/articles/0/datePublished",
                "/articles/0/publisher/country",
            ],
        ),
        (r#"{"label":"x","kind":"party"}"#, &["/kind"]),
        (r#"{"label":"x", "kind" :  " Work\u202e \u0441pace\n"}"#, &["/kind"]),
        (
            r#"{"label":"x","eventType":"party","date_basis":"guess","confidence":"so-so"}"#,
            &["/eventType", "/date_basis", "/confidence"],
        ),
        (r#"{"label":"x","kind":"Working Group"}"#, &["/kind"]),
        (r#"{"label":"x","kind":"VISIT","confidence":"Very_High"}"#, &["/confidence"]),
        (
            r#"{"label":"x","countries":["KZ",{"code":"US","part":"guest"}],"participants":["A",{"name":"B","part":"guest"},
                {"name":"C","schema":"Robot","organization":{"name":"D","schema":"Firm"}}]}"#,
            &[
                "/countries/1/part",
                "/participants/1/part",
                "/participants/2/schema",
                "/participants/2/organization/schema",
            ],
        ),
        (
            r#"{"label":"x","articles":["a",{"url":"https://e.org","dateBasis":"guess"}],
                "quotes":[{"text":"x"},{"text":"y","who":{"name":"A","part":"guest"}}]}"#,
            &["/articles/1/dateBasis", "/quotes/1/who/part"],
        ),
    ];
    for (json, pointers) in cases {
        let walked = walked(json).unwrap_or_else(|| panic!("{json}"));
        assert_eq!(walked.1.iter().map(|note| &*note.pointer).collect::<Vec<_>>(), pointers, "{json}");
        assert_eq!(Some(walked), by_the_rules(json), "{json}");
    }
}

#[test]
fn a_field_is_read_in_one_walk_under_each_of_its_names() {
    let tables = [RawEvent::NAMES, RawArticle::NAMES, RawPlace::NAMES, RawParticipant::NAMES, RawQuote::NAMES];
    let mut read = 0;
    for (own, foreign) in tables.into_iter().flatten() {
        // In the spelling of the table, and in another that is read as that.
        let spelled = foreign.iter().flat_map(|name| [(*name).to_owned(), name.to_uppercase()]);
        for name in spelled.chain([format!("{}_", own.to_uppercase())]) {
            let json = WHOLE.replace(&format!("\"{own}\":"), &format!("\"{name}\":"));
            if let Some(event) = walked(&json).filter(|_| json != WHOLE) {
                assert_eq!(Some(event), by_the_rules(&json), "{name} for {own}");
                read += 1;
            }
        }
    }
    // What stands under one name in several objects of the format is foreign in some of them only.
    assert!(read > 50, "{read}");
}

#[test]
fn the_events_of_the_bundled_data_are_plain() {
    let data = include_str!("../../../../data/critical-minerals.json");
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    let events: Vec<String> = data["events"].as_array().unwrap().iter().map(ToString::to_string).collect();
    assert!(events.len() > 100);
    for json in &events {
        assert_eq!(walked(json), by_the_rules(json), "{json}");
    }
}

#[test]
fn what_is_unusual_is_left_to_the_rules() {
    for json in [
        "",
        "[]",
        "{}",
        r#"{"label":"x"} x"#,
        r#"{"label":"x",}"#,
        r#"{"label":"x","label":"x"}"#,
        r#"{"label":"x","title":"y"}"#,
        r#"{"label":"x","quotes":[],"quotes":[]}"#,
        r#"{"label":"x","quotes":[{"text":"a","quote":"b"}]}"#,
        r#"{"label":"x","quotes":[{"text":"a","speaker":"A","who":"A"}]}"#,
        r#"{"label":"x","articles":[{"headline":"a","title":"b"}]}"#,
        r#"{"label":"x","articles":[{"headline":"a","date":"2024","published":"2024"}]}"#,
        r#"{"label":"x","articles":[{"body":"a","text":"b"}]}"#,
        r#"{"label":"x","\u0069d":"1"}"#,
        r#"{"label":{"en":"x","en":"y"}}"#,
        r#"{"label":null}"#,
        r#"{"label":{"en":"","ru":"x"}}"#,
        r#"{"label":"x","topics":[" "]}"#,
        r#"{"label":"x","note":"\n"}"#,
        r#"{"label":"x","unknown":1}"#,
        r#"{"label":"x","record":"article"}"#,
        r#"{"label":"x","kind":"party","unknown":1}"#,
        r#"{"label":"x","kind":" "}"#,
        r#"{"label":"x","date":"in a while"}"#,
        r#"{"label":"x","countries":["Atlantis"]}"#,
        r#"{"label":"x","countries":[{"code":"kz"}]}"#,
        r#"{"label":"x","countries":["KZ","Kazakhstan"]}"#,
        r#"{"label":"x","countries":["KZ","KZ"]}"#,
        r#"{"label":"x","countries":"KZ"}"#,
        r#"{"label":"x","participants":[null]}"#,
        r#"{"label":"x","participants":[{"role":"minister"}]}"#,
        r#"{"label":"x","persons":["A"]}"#,
        r#"{"label":"x","articles":[{"url":"ftp://example.org"}]}"#,
        r#"{"label":"x","articles":[{"id":"a1"}]}"#,
        r#"{"label":"x","quotes":[{"text":""}]}"#,
        r#"{"label":"x","quotes":[{"type":"shout","text":"x"}]}"#,
        r#"{"label":"x","quotes":[{"text":"x","selector":{"start":2,"end":1}}]}"#,
        r#"{"label":"x","quotes":[{"text":"x","selector":{"start":01}}]}"#,
        r#"{"label":"x","online":truth}"#,
        r#"{"label":"x","place":{"name":"p","latitude":1}}"#,
        r#"{"label":"x","place":{"name":"p","latitude":91,"longitude":0}}"#,
        r#"{"label":"x","place":{"name":"p","latitude":01,"longitude":0}}"#,
        r#"{"label":"x","place":{"name":"p","latitude":"1","longitude":0}}"#,
        r#"{"label":"x","place":{"name":"p","lat":1,"latitude":1,"longitude":0}}"#,
        r#"{"label":"x","Label":"x"}"#,
        r#"{"label":"x","country":["KZ"]}"#,
        r#"{"label":"x","lat":1,"lon":0}"#,
        r#"{"label":"x","latitude":1,"longitude":0}"#,
        r#"{"label":"\ud800"}"#,
        "{\"label\":\"x\ny\"}",
        r#"{"label":"x"#,
    ] {
        assert_eq!(walked(json), None, "{json}");
    }
}

proptest! {
    /// However a record is damaged, it is read as the rules say or left to them.
    #[test]
    fn a_damaged_record_is_never_read_in_another_way(
        edits in prop::collection::vec((0..WHOLE.chars().count(), 0..3usize, prop::sample::select(vec![
            "\"", "\\", "{", "}", "[", "]", ":", ",", "null", "1", " ", "\n", "\u{301}", "\u{200d}", "é", "KZ", "\"id\":",
        ])), 1..4),
    ) {
        let mut json: Vec<String> = WHOLE.chars().map(String::from).collect();
        for (at, kind, text) in edits {
            match kind {
                0 => json[at].clear(),
                1 => text.clone_into(&mut json[at]),
                _ => json[at].push_str(text),
            }
        }
        let json = json.concat();
        if let Some(event) = walked(&json) {
            prop_assert_eq!(Some(event), by_the_rules(&json));
        }
    }
}

#[test]
fn what_a_map_carries_along_is_kept_and_is_no_problem() {
    let json = r#"{"record":"event","id":"a","label":"Talks","fatalities":"3","notes 2":"said \"no\"\nand left","n":12,"done":true}"#;
    let mut problems = Vec::new();
    let event: Event = super::event_of(json, true, &mut problems).unwrap();
    assert!(problems.is_empty());
    let Ok(Record::Event(by_rules)) = by_all_rules(json, Kind::Event, &mut problems) else { panic!() };
    assert_eq!((&event, event.unread.len(), problems.len()), (&by_rules, 4, 4));
    assert_eq!(walked(json), None, "in a native file they are noted");
    for json in [
        r#"{"record":"event","id":"a","label":"Talks","x":[1]}"#,
        r#"{"record":"event","id":"a","label":"Talks","x":tru}"#,
        r#"{"record":"event","id":"a","label":"Talks","x":1,"x":2}"#,
    ] {
        assert_eq!(super::event_of::<String, String>(json, true, &mut Vec::new()), None, "{json}");
    }
}
