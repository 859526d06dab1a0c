//! Pushing twice, in halves, over what is there, again after a kill; other versions.

use super::portions::push_in;
use super::{Files, command, curl, first_of, node, odd, oreline, push};
use crate::common::generate;
use oreline::door::load::Input;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Stdio;

/// What is compared of data: all records, and what a query finds and counts in them.
#[track_caller]
fn told(data: &str) -> Vec<Vec<String>> {
    let outputs = [
        &["list", data, "--format", "jsonl"][..],
        &["list", data, "--view", "articles", "--format", "csv"],
        &["list", data, "--view", "people", "--format", "csv"],
        &["list", data, "--format", "csv", "-q", "Токаев OR uranium OR Госдеп"],
        &["pairs", data],
        &["stats", data],
    ];
    let sorted = |arguments: &&[&str]| {
        let ended = oreline(arguments);
        assert_eq!(ended.status, 0, "{}", ended.said);
        // Half of the data first is another order of the records; what is shown is sorted by what it says.
        let mut lines: Vec<String> = ended.printed.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    outputs.iter().map(sorted).collect()
}

/// The documents that the last line says were written.
#[track_caller]
fn written(said: &str) -> usize {
    said.trim_end().rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn pushed_twice_is_pushed_once() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let file = files.file("odd.jsonl", &odd());
    assert!(written(&push(&node, "test-twice", &[&file], &["--replace"])) > 100);
    let url = format!("{node}/test-twice");
    let first = told(&url);
    for _ in 0..2 {
        assert_eq!(written(&push(&node, "test-twice", &[&file], &[])), 0);
        assert!(told(&url) == first, "what is pushed again changes nothing");
    }
}

#[test]
fn two_halves_are_the_whole_in_either_order() {
    let Some(node) = node() else { return };
    let files = Files::new();
    // Of two dates of one event the first is kept, whichever comes first.
    let all = odd().replace("2023-01-05", "2023-01");
    let lines: Vec<&str> = all.lines().collect();
    // What the data say of themselves stands in both.
    let half = |keep: &dyn Fn(usize) -> bool| -> String {
        let kept =
            lines.iter().enumerate().filter(|(at, _)| *at == 0 || keep(*at)).map(|(_, line)| format!("{line}\n"));
        kept.collect()
    };
    let whole = files.file("whole.jsonl", &all);
    for (name, one) in [("halves", half(&|at| at % 2 == 0)), ("ends", half(&|at| at < lines.len() / 3))] {
        let one = files.file("one.jsonl", &one);
        let is_other: &dyn Fn(usize) -> bool =
            if name == "halves" { &|at| at % 2 == 1 } else { &|at| at >= lines.len() / 3 };
        let other = files.file("other.jsonl", &half(is_other));
        for (first, second) in [(&one, &other), (&other, &one)] {
            let url = format!("{node}/test-halves");
            // As the command does it, or five records at a time.
            let portion = if name == "ends" { 5 } else { 20_000 };
            push_in(&node, "test-halves", &[Input::Path(first.clone())], portion, true);
            push_in(&node, "test-halves", &[Input::Path(second.clone())], portion, false);
            let (there, here) = (told(&url), told(&whole.to_string_lossy()));
            for (there, here) in there.iter().zip(&here) {
                let differ = there.iter().zip(here).find(|(a, b)| a != b);
                assert!(there == here, "{name}, {} first: {differ:#?}", first.display());
            }
        }
    }
}

#[test]
fn what_takes_the_place_of_data_removes_the_rest() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let (many, few) = (files.file("many.jsonl", &generate::lines(60)), files.file("few.jsonl", &generate::lines(20)));
    let url = format!("{node}/test-replaced");
    push(&node, "test-replaced", &[&many], &["--replace"]);
    push(&node, "test-replaced", &[&few], &[]);
    assert!(told(&url) == told(&many.to_string_lossy()), "a push adds");
    push(&node, "test-replaced", &[&few], &["--replace"]);
    assert!(told(&url) == told(&few.to_string_lossy()), "--replace removes");
}

#[test]
fn a_push_that_was_killed_goes_on() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let file = files.file("made.jsonl", &generate::lines(3_000));
    let url = format!("{node}/test-killed");
    push(&node, "test-killed", &[&files.file("one.jsonl", &generate::lines(10))], &["--replace"]);
    let before = told(&url);
    let mut child = command(&["push", &file.to_string_lossy(), "--replace", "--to", &url]);
    let mut child = child.stderr(Stdio::piped()).spawn().unwrap();
    // It says how far it is, and some of the events are there.
    let first = BufReader::new(child.stderr.take().unwrap()).lines().nth(1).unwrap().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(first.contains(" of 3000 events"), "{first}");
    assert!(told(&url) == before, "until all is there the old data are read");
    let rest = written(&push(&node, "test-killed", &[&file], &["--replace"]));
    assert!(told(&url) == told(&file.to_string_lossy()));
    let all = written(&push(&node, "test-killed", &[&file], &["--replace"]));
    assert!(rest < all, "{rest} of {all} were written after the kill");
}

#[test]
fn data_of_another_version_are_refused() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let file = files.file("few.jsonl", &generate::lines(10));
    push(&node, "test-version", &[&file], &["--replace"]);
    let (index, url) = (index_of(&node, "test-version"), format!("{node}/test-version"));
    // As a version of the program would have made it that takes words apart otherwise.
    let body = r#"{"_meta":{"language":"0000000000000000"}}"#;
    let mapping = format!("{}/{index}/_mapping", first_of(&node));
    let done = curl(&["-X", "PUT", "-H", "content-type: application/json", "-d", body, &mapping]);
    assert_eq!(done["acknowledged"], true, "{done}");
    for arguments in [&["list", &url][..], &["push", &file.to_string_lossy(), "--to", &url]] {
        let ended = oreline(arguments);
        assert_eq!((ended.status, &ended.printed[..]), (1, ""), "{}", ended.said);
        assert!(ended.said.contains("--replace"), "{}", ended.said);
    }
    push(&node, "test-version", &[&file], &["--replace"]);
    assert!(told(&url) == told(&file.to_string_lossy()));
}

/// The index of the events of some data.
fn index_of(node: &str, name: &str) -> String {
    let aliases = curl(&[&format!("{}/_alias/oreline-{name}", first_of(node))]);
    aliases.as_object().unwrap().keys().next().unwrap().clone()
}

#[test]
fn the_names_of_what_a_store_has_are_listed() {
    let Some(node) = node() else { return };
    let files = Files::new();
    let file: &Path = &files.file("few.jsonl", &generate::lines(5));
    push(&node, "test-named", &[file], &["--replace"]);
    push(&node, "test-named-2", &[file], &["--replace"]);
    let ended = oreline(&[&node]);
    let names: Vec<&str> = ended.printed.lines().collect();
    assert!(names.contains(&"test-named") && names.contains(&"test-named-2") && names.is_sorted(), "{names:?}");
    let ended = oreline(&["list", &format!("{node}/test-no-such")]);
    assert_eq!((ended.status, &ended.printed[..]), (1, ""));
    assert!(ended.said.contains("test-no-such") && ended.said.contains("oreline push"), "{}", ended.said);
}
