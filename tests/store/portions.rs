//! Data pushed a few records at a time: the store has the documents that it has of a push of all at once.

use super::{Files, bundled, curl, first_of, node, odd};
use crate::common::generate;
use oreline::door::catalogue::Ui;
use oreline::door::commands::push::{self, Push};
use oreline::door::load::Input;
use oreline::door::store::{Access, Address};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Pushes inputs, so many records at a time.
pub fn push_in(node: &str, name: &str, inputs: &[Input], portion: u32, replace: bool) {
    let to = Address::parse(&format!("{node}/{name}"), false).unwrap();
    let push = Push { inputs: inputs.to_vec(), to, access: Access::default(), replace, shards: 1, portion };
    push::run(&push, Ui::ENGLISH).unwrap();
}

/// All documents of some data, by their kind of index and id; without what tells of the push itself.
#[track_caller]
fn documents(node: &str, name: &str) -> BTreeMap<String, Value> {
    let aliases = curl(&[&format!("{}/_alias/oreline-{name}", first_of(node))]);
    let events = aliases.as_object().unwrap().keys().next().unwrap().clone();
    let mut all = BTreeMap::new();
    for kind in ["events", "records", "words"] {
        let index = events.replace("-events", &format!("-{kind}"));
        let settings = r#"{"index":{"max_result_window":100000}}"#;
        let url = format!("{}/{index}/_settings", first_of(node));
        curl(&["-X", "PUT", "-H", "content-type: application/json", "-d", settings, &url]);
        let found = curl(&[&format!("{}/{index}/_search?size=100000&track_total_hits=true", first_of(node))]);
        let hits = found["hits"]["hits"].as_array().unwrap();
        assert_eq!(Some(hits.len() as u64), found["hits"]["total"]["value"].as_u64(), "{name}: {kind}");
        for hit in hits.iter().filter(|hit| hit["_id"] != "mark:") {
            let mut document = hit["_source"].clone();
            if document["kind"] == "problem" {
                // They are listed in the order in which they are found.
                document.as_object_mut().unwrap().remove("seq");
            }
            all.insert(format!("{kind} {}", hit["_id"].as_str().unwrap()), document);
        }
    }
    all
}

#[track_caller]
fn assert_same(one: &BTreeMap<String, Value>, other: &BTreeMap<String, Value>, what: &str) {
    let keys = |of: &BTreeMap<String, Value>| of.keys().cloned().collect::<Vec<_>>();
    let missing: Vec<String> = keys(one).into_iter().filter(|key| !other.contains_key(key)).collect();
    let more: Vec<String> = keys(other).into_iter().filter(|key| !one.contains_key(key)).collect();
    assert!(missing.is_empty() && more.is_empty(), "{what}: missing {missing:#?}, more {more:#?}");
    let differ: Vec<_> = one.iter().filter(|(key, document)| other[*key] != **document).take(3).collect();
    if let Some((key, document)) = differ.first() {
        panic!("{what}: {} differ, {key}:\n{document:#}\n{:#}", differ.len(), other[*key]);
    }
}

/// Records that say something of each other across many lines: of one id, of one article by id and by address, entities
/// and articles after the events that name them, links to nothing, quotes that stand nowhere, bodies that are persons.
fn across() -> String {
    let mut lines = vec![r#"{"record":"dataset","oreline":1,"title":"Across"}"#.to_owned()];
    for n in 0..60 {
        let (a, b) = (n * 7 % 20, n * 11 % 13);
        let quote = if n % 4 == 0 {
            format!(
                r#","quotes":[{{"type":"direct","speaker":"Ann {b}","text":"we said {n} things","article":"r{a}"}}]"#
            )
        } else {
            String::new()
        };
        lines.push(format!(
            r#"{{"record":"event","id":"e{id}","label":"Event {n} of uranium","date":"20{:02}-03","participants":[{{"entity":"x{b}","name":"X {b}"}},{{"name":"Ann {b}","part":"attendee"}},{{"name":"Body {a}"{sort}}},{{"entity":"gone","name":"Gone {late}"}}],"articles":["r{a}",{{"url":"https://a.org/{b}","publisher":"Paper {b}"}},{{"id":"p{a}","url":"https://b.org/{a}","headline":"Headline {}"}}],"related":["e{}"]{quote}}}"#,
            n % 20, n % 3, n * 3, id = if n % 5 == 0 { 7 } else { n },
            // A body in the first of them, and then it is not said; an id that leads nowhere, and has two names.
            sort = if n < 45 { r#","schema":"Organization""# } else { "" }, late = n / 30,
        ));
        if n % 3 == 0 {
            lines.push(format!(
                r#"{{"record":"article","id":"r{}","url":"https://{}.org/{}","headline":"Report {}","publisher":"News {}","language":"{}","articleBody":"They said: we said {} things."}}"#,
                (n + 5) % 22, ["a", "b", "c"][n % 3 + usize::from(n % 2 == 0)], n % 9, n % 11, n % 4, ["en", "ru", "ru-KZ"][n % 3], n % 17
            ));
        }
        if n % 6 == 5 {
            lines.push(format!(
                r#"{{"record":"entity","id":"x{}","schema":"Person","name":"X {}","alias":["Body {}"],"country":"{}"}}"#,
                n % 9, n % 9, n % 7, ["KZ", "MN"][n % 2]
            ));
        }
    }
    lines.push("no JSON".to_owned());
    lines.join("\n") + "\n"
}

/// Data to be pushed, by names.
fn all(files: &Files) -> Vec<(&'static str, Vec<Input>)> {
    let path = |path: PathBuf| Input::Path(path);
    let made = path(files.file("made.jsonl", &generate::lines(120)));
    let across = path(files.file("across.jsonl", &across()));
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let odd = path(files.file("odd.jsonl", &odd()));
    vec![
        ("bundled", vec![path(bundled())]),
        ("odd", vec![odd.clone()]),
        ("made", vec![made.clone()]),
        ("across", vec![across.clone()]),
        ("several", vec![odd, across, made, Input::Bundled]),
        ("fixtures", ["forms", "import"].map(|folder| path(fixtures.join(folder))).to_vec()),
    ]
}

#[test]
fn a_push_in_portions_is_a_push_of_all_at_once() {
    let Some(node) = node() else { return };
    let files = Files::new();
    for (what, inputs) in all(&files) {
        push_in(&node, "test-at-once", &inputs, 1 << 20, true);
        let whole = documents(&node, "test-at-once");
        let sizes: &[u32] = if ["bundled", "several", "fixtures"].contains(&what) { &[40] } else { &[3, 17] };
        for portion in sizes {
            push_in(&node, "test-portions", &inputs, *portion, true);
            assert_same(&whole, &documents(&node, "test-portions"), &format!("{what} by {portion}"));
            // Again, in other portions: nothing changes.
            push_in(&node, "test-portions", &inputs, portion + 5, false);
            assert_same(&whole, &documents(&node, "test-portions"), &format!("{what} again"));
        }
    }
}
