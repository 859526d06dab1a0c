//! Reader rule 6: what is written is strict, whatever was read: by `convert`, and by the formats of records of a view.
//!
//! The inputs are small ones that were reported (tests/fixtures/forms) and mixtures that are drawn.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::listing;
use super::{Format, RecordFormat, RowFormat, Terminal, convert};
use crate::dataset::Dataset;
use crate::load::Input;
use crate::model::Lang;
use crate::problem::Level;
use crate::query::{Query, View};
use serde_json::{Value, json};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[path = "../../tests/common/strict.rs"]
mod strict;

/// Every line fits the schema of a line.
#[track_caller]
fn assert_strict(lines: &str) {
    strict::assert_strict(|| serde_json::to_value(crate::load::schema::schema()).unwrap(), lines);
}

/// All of the data in these files.
fn loaded(files: &[PathBuf]) -> Arc<Dataset> {
    let inputs: Vec<Input> = files.iter().cloned().map(Input::Path).collect();
    crate::dataset::load(&inputs, &mut |_| ControlFlow::Continue(())).unwrap()
}

/// What a view lists of all of it.
fn listed(dataset: &Dataset, view: View, format: Format) -> String {
    let answer = listing::answer(dataset, &Query::default(), Arc::default(), (view, Lang::En)).unwrap();
    let mut out = Vec::new();
    listing::write(dataset, &answer, (Lang::En, ""), format, Terminal::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn converted(dataset: &Dataset) -> String {
    let mut out = Vec::new();
    convert::write(dataset, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The reasons of the problems of these levels.
fn reasons(dataset: &Dataset, of: impl Fn(Level) -> bool) -> Vec<String> {
    dataset.problems().iter().filter(|problem| of(problem.level)).map(|problem| problem.reason.to_string()).collect()
}

/// Holds all that is written of files to reader rule 6: strict, with no fault that was not there, the same answers, and
/// its own fixed point; by `convert`, and by the formats of records of a view.
#[track_caller]
fn assert_strict_out(files: &[PathBuf]) {
    let before = loaded(files);
    let faults = reasons(&before, |level| level != Level::Note);
    let folder = tempfile::tempdir().unwrap();
    let again = |name: &str, written: &str| {
        let file = folder.path().join(name);
        fs::write(&file, written).unwrap();
        let after = loaded(&[file]);
        let new: Vec<String> = reasons(&after, |level| level != Level::Note);
        let new: Vec<&String> = new.iter().filter(|reason| !faults.contains(reason)).collect();
        assert!(new.is_empty(), "{files:?}: new faults {new:?} in\n{written}");
        let notes = reasons(&after, |level| level == Level::Note);
        assert!(notes.iter().all(|note| !note.contains("read as")), "{files:?}: {notes:?} of\n{written}");
        // Fields that nobody knows are kept, which the schema of the strict form does not allow.
        let is_known = notes.iter().all(|note| !note.contains("unknown field") && !note.contains("says the same"));
        if name != "view.json" && is_known && reasons(&after, |level| level != Level::Note).is_empty() {
            // What its head has beside is kept and no fault.
            assert_strict(written.split_once('\n').map_or("", |(_, records)| records));
        }
        after
    };
    let views = [View::Events, View::Articles, View::Quotes, View::People];
    let rows = |dataset: &Dataset, view| listed(dataset, view, Format::Rows(RowFormat::Plain));
    let whole = converted(&before);
    let after = again("converted.jsonl", &whole);
    assert_eq!(converted(&after), whole, "{files:?}");
    for view in views {
        assert_eq!(rows(&after, view), rows(&before, view), "{view:?} of {files:?} converted to\n{whole}");
        for (format, name) in [(RecordFormat::Json, "view.json"), (RecordFormat::Jsonl, "view.jsonl")] {
            let written = listed(&before, view, Format::Records(format));
            let after = again(name, &written);
            let twice = listed(&after, view, Format::Records(format));
            for (once, twice) in written.lines().zip(twice.lines()) {
                assert_eq!(once, twice, "{view:?} as {format:?} of {files:?}");
            }
            assert_eq!(written.lines().count(), twice.lines().count());
            if view == View::Events {
                assert_eq!(rows(&after, view), rows(&before, view), "{view:?} as {format:?} of {files:?}:\n{written}");
            }
        }
    }
}

#[test]
fn what_is_written_is_strict_whatever_was_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let entries = fs::read_dir(folder.join("forms")).unwrap();
    let mut forms: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    forms.retain(|path| path.extension().is_some_and(|ending| ending != "md"));
    forms.sort();
    assert!(forms.len() > 25, "{forms:?}");
    forms.push(folder.join("packed.jsonl.zst"));
    for form in forms {
        assert_strict_out(&[form]);
    }
    let form = |name: &str| folder.join("forms").join(name);
    let [one, two] = ["mentioned-takes-part-away-one.json", "mentioned-takes-part-away-two.json"].map(form);
    assert_strict_out(&[one.clone(), two.clone()]);
    assert_strict_out(&[two, one, form("merged-dataset-facts-one.json")]);
}

#[test]
fn countries_of_entities_are_written_with_what_an_article_carries() {
    let folder = tempfile::tempdir().unwrap();
    let data = r#"[{"record":"entity","id":"x","name":"Ann Lee","schema":"person","country":"США"},
      {"headline":"H","url":"https://x.example/1","persons":[{"entity":"x"},"Bo"],"published":"2024-02-08"},
      {"headline":"G","url":"https://x.example/2","quotes":[{"text":"Yes","who":"Ann Lee"}],"actors":{"name":"Ann Lee"}},
      {"record":"event","id":5,"label":"L","participants":[{"entity":"x","organization":{"entity":6}}],
       "articles":{"id":8,"title":"I","published":"2024"}}]"#;
    let file = folder.path().join("data.json");
    fs::write(&file, data).unwrap();
    assert_strict_out(std::slice::from_ref(&file));
    let converted = converted(&loaded(std::slice::from_ref(&file)));
    let events: Vec<Value> = converted
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|record| record["record"] == "event")
        .collect();
    assert_eq!(events.len(), 3, "{converted}");
    assert!(events.iter().all(|event| event["countries"] == json!(["US"])), "{converted}");
    assert!(events.iter().any(|event| event["participants"][0]["organization"]["entity"] == "6"), "{converted}");
}

/// As many cases as the environment says, else a few. A smaller mixture would say no more than the one that failed.
fn mixtures() -> proptest::prelude::ProptestConfig {
    let usual =
        proptest::prelude::ProptestConfig { max_shrink_iters: 0, failure_persistence: None, ..Default::default() };
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { usual.cases } else { 32 };
    proptest::prelude::ProptestConfig { cases, ..usual }
}

proptest::proptest! {
    #![proptest_config(mixtures())]

    #[test]
    fn any_mixture_of_forms_is_written_strictly(seed in proptest::prelude::any::<u64>()) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mixed.json");
        fs::write(&file, mixture(seed).to_string()).unwrap();
        assert_strict_out(&[file]);
    }
}

/// Records in which each value is written in one of the forms that the reader accepts, drawn by `seed`.
fn mixture(seed: u64) -> Value {
    let state = std::cell::Cell::new(seed);
    let below = |bound: usize| {
        state.set(state.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407));
        (state.get() >> 33) as usize % bound
    };
    let countries = [json!("KZ"), json!("kz"), json!("Казахстан"), json!("United States"), json!(" us "), json!("MN")];
    let ids = [json!(1), json!("1"), json!(2), json!("x"), json!("3")];
    let names = [json!("Ann Lee"), json!({"en": "Bo", "ru": null}), json!({"ru": "Токаев"}), json!("Cy")];
    let one = |of: &[Value]| of[below(of.len())].clone();
    let person = || {
        let full = json!({
            "entity": one(&ids), "name": one(&names), "country": one(&countries), "schema": one(&[json!("person"), json!("Person")]),
            "part": one(&[json!("host"), json!("mentioned"), Value::Null]), "articles": one(&ids),
            "organization": one(&[json!("Mine Co"), json!({"entity": one(&ids)}), Value::Null]),
        });
        one(&[
            full,
            json!({"name": one(&names)}),
            json!("Ann Lee"),
            json!({"name": one(&names), "country": one(&countries)}),
        ])
    };
    let mut records = Vec::new();
    for number in 0..3 {
        records.push(json!({
            "record": "entity", "id": number, "name": one(&names), "country": one(&countries), "schema": "person",
            "alias": one(&[json!("Annie"), json!(["A. Lee", null]), Value::Null]),
        }));
    }
    for number in 0..4 {
        let quote = json!({"quote": "Yes", "who": person(), "article": one(&[json!([]), one(&ids), Value::Null])});
        let people = person();
        records.push(json!({
            "record": "article", "id": one(&[json!(number), Value::Null]), "title": one(&names), "text": "Body",
            "url": format!("https://x.example/{number}"), "published": one(&[json!("2024"), json!("2024-02-08"), Value::Null]),
            "source": one(&[json!("Wire"), json!({"name": "Wire", "country": one(&countries)})]), "author": one(&[json!("A"), json!([{"name": "B"}])]),
            "persons": one(&[people, Value::Null]), "quotes": one(&[quote, Value::Null, json!([])]), "country": one(&[one(&countries), Value::Null]),
        }));
        let quote = json!({"text": {"en": "Yes", "ru": null}, "speaker": person(), "article": one(&ids)});
        let people = json!([person(), person()]);
        let place = json!({"name": one(&names), "country": one(&countries)});
        let inline =
            json!({"id": one(&ids), "title": "In place", "publisher": {"name": "P", "country": one(&countries)}});
        records.push(json!({
            "record": "event", "id": one(&[json!(number), Value::Null]), "title": one(&[json!("A"), json!("B")]), "summary": one(&names),
            "date": one(&[json!("2024"), json!("2023-05-01"), Value::Null]), "place": one(&[place, json!("Astana"), Value::Null]),
            "countries": one(&[one(&countries), json!([one(&countries), {"code": one(&countries), "part": "host"}]), Value::Null]),
            "participants": one(&[people, person(), Value::Null]), "topics": one(&[json!("gold"), json!(["a", null]), Value::Null]),
            "related": one(&[one(&ids), json!([1, "x"]), Value::Null]), "articles": one(&[one(&ids), json!([1, inline]), Value::Null]),
            "quotes": one(&[json!([quote]), json!("No"), Value::Null]),
        }));
    }
    json!(records)
}
