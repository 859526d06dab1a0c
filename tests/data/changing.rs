//! Files that change under the program: cut, added to, written over, replaced, removed, while they are read, indexed,
//! browsed and printed. What was read stays; what cannot be read any more is a message with the file and what to do,
//! and no record is ever shown for another.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use std::fs::{self, File};
use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;

use oreline::door::app::Settings;
use oreline::door::dataset::{Dataset, Phase, load};
use oreline::door::headless::Headless;
use oreline::door::load::Input;
use oreline::door::problem::Level;
use oreline::door::query::{Query, Request, answer};
use ratatui::layout::Size;
use tempfile::TempDir;

const REMEDY: &str = "open it again (F5)";

/// A file of records that goes away with the test.
struct Log {
    folder: TempDir,
}

impl Log {
    fn of(text: &str) -> Log {
        let log = Log { folder: TempDir::new().unwrap() };
        fs::write(log.path(), text).unwrap();
        log
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("log.jsonl")
    }

    fn input(&self) -> Vec<Input> {
        vec![Input::Path(self.path())]
    }

    fn loaded(&self) -> Arc<Dataset> {
        load(&self.input(), &mut |_| ControlFlow::Continue(())).unwrap()
    }

    fn browser(&self) -> Headless {
        Headless::new(self.input(), Settings::default(), Size::new(100, 24)).unwrap()
    }

    /// Cuts the file behind the first bytes.
    fn cut(&self, length: u64) {
        File::options().write(true).open(self.path()).unwrap().set_len(length).unwrap();
    }

    fn add(&self, text: &str) {
        File::options().append(true).open(self.path()).unwrap().write_all(text.as_bytes()).unwrap();
    }

    /// Writes over a part of the file in such a way that neither its length nor its times tell.
    fn write_over(&self, from: &str, to: &str) {
        assert_eq!(from.len(), to.len());
        let text = fs::read_to_string(self.path()).unwrap();
        assert!(text.contains(from));
        let file = File::options().write(true).open(self.path()).unwrap();
        let changed = file.metadata().unwrap().modified().unwrap();
        (&file).write_all(text.replace(from, to).as_bytes()).unwrap();
        file.set_modified(changed).unwrap();
    }
}

/// Lines of events with the ids `e0`, `e1`, …; the newest is the last.
fn lines(count: usize) -> String {
    let line = |n: usize| {
        let date = format!("{}-{:02}-{:02}", 1900 + n / 336, n / 28 % 12 + 1, n % 28 + 1);
        format!(
            "{{\"id\":\"e{n}\",\"label\":\"Event number {n}\",\"date\":\"{date}\",\"countries\":[\"KZ\"],\
             \"summary\":\"rare earths were talked about\"}}\n"
        )
    };
    (0..count).map(line).collect::<Vec<_>>().concat()
}

fn found(dataset: &Dataset, query: &str) -> (usize, Option<String>) {
    let request = Request { query: Query::parse(query).unwrap(), ..Request::default() };
    let answer = answer(dataset, &request, &|| false).unwrap();
    (answer.events.len(), answer.unread.map(|error| error.to_string()))
}

#[track_caller]
fn assert_says(message: &str, words: &[&str]) {
    for words in words {
        assert!(message.contains(words), "{words:?} is not in {message:?}");
    }
}

/// Loads a log and changes it when all heads are read and nothing is indexed.
fn changed_before_indexing(log: &Log, change: &dyn Fn()) -> Arc<Dataset> {
    load(&log.input(), &mut |dataset| {
        if dataset.progress().phase == Phase::Indexing && dataset.progress().done == 0 {
            change();
        }
        ControlFlow::Continue(())
    })
    .unwrap()
}

#[test]
fn a_file_that_is_cut_before_it_is_indexed_is_one_problem_for_each_part_of_it() {
    let log = Log::of(&lines(20_000));
    let dataset = changed_before_indexing(&log, &|| log.cut(100));
    assert_eq!((dataset.progress().phase, dataset.event_count(), dataset.skipped()), (Phase::Ready, 0, 20_000));
    let problems = dataset.problems();
    assert!((1..=4).contains(&problems.len()), "{problems:?}");
    for problem in problems {
        assert_eq!((problem.level, &problem.remedy.to_string()[..]), (Level::Error, REMEDY));
        assert!(
            problem.location.file.ends_with("log.jsonl") && problem.reason.to_string().contains("has become shorter")
        );
    }
    let lost = problems.iter().map(|problem| {
        let reason = problem.reason.to_string();
        let words = reason.split(' ').collect::<Vec<_>>();
        let events = words.iter().position(|word| *word == "events").unwrap();
        words[events - 1].parse::<usize>().unwrap()
    });
    assert_eq!(lost.sum::<usize>(), 20_000);
}

#[test]
fn a_record_that_is_another_when_it_is_indexed_is_left_out_and_counted() {
    let log = Log::of(&lines(5));
    let dataset = changed_before_indexing(&log, &|| log.write_over("\"e3\"", "\"x3\""));
    assert_eq!((dataset.event_count(), dataset.skipped()), (4, 1));
    assert_says(&dataset.problems()[0].reason.to_string(), &["the file has changed: 1 event of it"]);
    assert!(dataset.event_by_id("x3").is_none());
    // An article record as well.
    let log = Log::of("{\"record\":\"article\",\"id\":\"a1\",\"headline\":\"H\"}\n{\"id\":\"e\",\"label\":\"E\"}\n");
    let dataset = changed_before_indexing(&log, &|| log.write_over("\"a1\"", "\"a2\""));
    assert_says(&dataset.problems()[0].reason.to_string(), &["the file has changed: 1 article of it"]);
}

#[test]
fn a_file_that_is_cut_when_all_is_ready_is_a_message_for_each_thing_that_is_asked() {
    let log = Log::of(&lines(300));
    let dataset = log.loaded();
    log.cut(5_000);
    let first = dataset.order()[0];
    for error in [dataset.event(first).unwrap_err(), dataset.event_records(first).unwrap_err()] {
        assert_says(&error.to_string(), &["log.jsonl", "has become shorter", REMEDY]);
    }
    // What stands in memory is still found; what must be read is not silently missing.
    assert_eq!(found(&dataset, "earths country:KZ"), (300, None));
    let (events, unread) = found(&dataset, "\"rare earths\"");
    assert_eq!(events, 0);
    assert_says(&unread.unwrap(), &["log.jsonl", "has become shorter", REMEDY]);
}

#[test]
fn the_screen_says_that_a_file_was_cut_and_reads_it_again() {
    let log = Log::of(&lines(40));
    let mut browser = log.browser();
    assert_says(&browser.text(), &["40 of 40 events", "Event number 39"]);
    log.cut(lines(10).len() as u64);
    browser.press("j<Enter>").unwrap();
    assert_says(&browser.text(), &["The record cannot be read.", "shorter; open it again (F5)"]);
    browser.press("<Esc>/\"rare earths\"<Enter>").unwrap();
    assert_says(&browser.text(), &["0 of 40 events", "! cannot read again: the file has become shorter", REMEDY]);
    browser.press("<Esc><F5>").unwrap();
    assert_says(&browser.text(), &["10 of 10 events", "The data was read again", "Event number 9"]);
}

#[test]
fn what_is_added_to_a_file_is_there_after_it_is_opened_again() {
    let log = Log::of(&lines(30));
    let mut browser = log.browser();
    let dataset = log.loaded();
    log.add("{\"id\":\"new\",\"label\":\"Just added\",\"date\":\"2030\"}\n");
    for (n, &id) in dataset.order().iter().enumerate() {
        assert_eq!(dataset.event(id).unwrap().id, format!("e{n}"));
    }
    assert_eq!(found(&dataset, "\"rare earths\""), (30, None));
    browser.press("G").unwrap();
    assert_says(&browser.text(), &["30 of 30 events", "Event number 0"]);
    assert!(!browser.text().contains("cannot be read"), "{}", browser.text());
    browser.press("<F5>g").unwrap();
    assert_says(&browser.text(), &["31 of 31 events", "Just added"]);
}

#[test]
fn what_is_added_while_a_file_is_indexed_does_not_disturb() {
    let log = Log::of(&lines(2_000));
    let dataset = changed_before_indexing(&log, &|| log.add("{\"id\":\"new\",\"label\":\"N\"}\n"));
    assert_eq!((dataset.event_count(), dataset.problems()), (2_000, &[][..]));
    assert_eq!(found(&dataset, "\"rare earths\""), (2_000, None));
}

#[test]
fn a_file_with_something_put_in_front_is_another() {
    let log = Log::of(&lines(3));
    let dataset = log.loaded();
    fs::write(log.path(), format!("{{\"id\":\"new\",\"label\":\"N\"}}\n{}", lines(3))).unwrap();
    let error = dataset.event(dataset.order()[0]).unwrap_err().to_string();
    assert_says(&error, &["log.jsonl", "has changed", REMEDY]);
}

#[test]
fn a_file_that_is_replaced_or_removed_stays_readable_until_it_is_opened_again() {
    let log = Log::of(&lines(3));
    let mut browser = log.browser();
    let newer = log.folder.path().join("newer");
    fs::write(&newer, "{\"id\":\"other\",\"label\":\"Other\"}\n").unwrap();
    fs::rename(&newer, log.path()).unwrap();
    browser.press("/\"rare earths\"<Enter>").unwrap();
    assert_says(&browser.text(), &["3 of 3 events", "Event number 2"]);
    browser.press("<Esc><F5>").unwrap();
    assert_says(&browser.text(), &["1 of 1 event\n", "Other"]);
    fs::remove_file(log.path()).unwrap();
    browser.press("<F5>").unwrap();
    // The data that was there stays, and the message says which file is gone.
    assert_says(&browser.text(), &["1 of 1 event\n", "Other", "! cannot read", "log.jsonl: No such file"]);
}

#[test]
fn a_file_that_is_another_when_it_is_opened_again_is_not_read_at_the_old_places() {
    let folder = TempDir::new().unwrap();
    let text = |n: usize| format!("{{\"id\":\"e{n}\",\"label\":\"Event {n}\",\"summary\":\"rare earths\"}}\n");
    let path = |n: usize| folder.path().join(format!("{n:02}.jsonl"));
    // More than stay open: those that were read first are closed.
    (0..40).for_each(|n| fs::write(path(n), text(n)).unwrap());
    let dataset = load(&[Input::Path(folder.path().to_owned())], &mut |_| ControlFlow::Continue(())).unwrap();
    let event = |n: usize| dataset.event(dataset.event_by_id(&format!("e{n}")).unwrap());
    for n in 0..40 {
        assert_eq!(event(n).unwrap().id, format!("e{n}"));
    }
    // As long and as old, but another; one that is gone; a pipe in its place; one that was only added to.
    let changed = fs::metadata(path(0)).unwrap().modified().unwrap();
    fs::write(folder.path().join("new"), text(0)).unwrap();
    File::options().write(true).open(folder.path().join("new")).unwrap().set_modified(changed).unwrap();
    fs::rename(folder.path().join("new"), path(0)).unwrap();
    fs::remove_file(path(1)).unwrap();
    fs::remove_file(path(2)).unwrap();
    assert!(Command::new("mkfifo").arg(path(2)).status().unwrap().success());
    File::options().append(true).open(path(3)).unwrap().write_all(b"{}\n").unwrap();
    let said = |n: usize| event(n).map(|event| event.id).unwrap_err().to_string();
    assert_says(&said(0), &["00.jsonl", "another file has its name now", REMEDY]);
    assert_says(&said(1), &["01.jsonl", "No such file", REMEDY]);
    assert_says(&said(2), &["02.jsonl", "another file has its name now", REMEDY]);
    assert_eq!(event(3).unwrap().id, "e3");
    let (found, unread) = found(&dataset, "\"rare earths\"");
    assert_eq!(found, 37);
    assert_says(&unread.unwrap(), &[".jsonl", REMEDY]);
}

#[test]
fn a_record_is_never_shown_for_another() {
    for (from, to, reason) in [
        ("\"e1\"", "\"x1\"", "another record stands in its place"),
        ("{\"id\":\"e1\",", "{\"id\" \"e1\",", "the file has changed"),
        ("\"id\":\"e1\",\"label\":\"Event number 1\"", "\"id\":\"e1\",\"lebal\":\"Event number 1\"", ""),
    ] {
        let log = Log::of(&lines(3));
        let dataset = log.loaded();
        log.write_over(from, to);
        let id = dataset.event_by_id("e1").unwrap();
        let read = dataset.event(id).map(|event| event.id).map_err(|error| error.to_string());
        match (read, dataset.event_records(id)) {
            (Err(error), Err(of_text)) => {
                assert_says(&error, &["log.jsonl", reason, REMEDY]);
                assert_says(&of_text.to_string(), &["log.jsonl", reason, REMEDY]);
            }
            (Ok(id), Ok(_)) => assert_eq!((id.as_str(), reason), ("e1", ""), "still the record that it was"),
            other => panic!("{from} {to}: {other:?}"),
        }
        // The others are what they were.
        assert_eq!(dataset.event(dataset.event_by_id("e2").unwrap()).unwrap().id, "e2");
    }
    let log = Log::of("{\"record\":\"article\",\"id\":\"a1\",\"headline\":\"H\"}\n{\"id\":\"e\",\"label\":\"E\"}\n");
    let dataset = log.loaded();
    log.write_over("\"a1\"", "\"a2\"");
    let id = dataset.article_by_id("a1").unwrap();
    assert_says(&dataset.article(id).unwrap_err().to_string(), &["log.jsonl", "another record", REMEDY]);
    assert_says(&dataset.article_records(id).unwrap_err().to_string(), &["log.jsonl", "another record", REMEDY]);
}

fn start(arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oreline"));
    command.env("LC_ALL", "C");
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Starts a command, changes the file when its first byte is printed, and waits for its end. What it prints is more
/// than a pipe holds, so it is not at its end then.
fn changed_while_printing(arguments: &[&str], change: &dyn Fn()) -> Output {
    let mut child = start(arguments);
    let mut first = [0];
    child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
    change();
    child.wait_with_output().unwrap()
}

#[test]
fn a_file_that_is_cut_while_it_is_printed_ends_the_command_with_a_message() {
    for format in ["plain", "csv", "jsonl"] {
        let log = Log::of(&lines(10_000));
        let path = log.path();
        let arguments = ["list", path.to_str().unwrap(), "--format", format];
        let output = changed_while_printing(&arguments, &|| log.cut(1_000));
        assert_eq!(output.status.code(), Some(1), "{format}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_says(&said, &["log.jsonl", "has become shorter", REMEDY]);
        assert!(output.stdout.len() < 10_000 * 40, "{format}");
    }
}

#[test]
fn a_file_that_is_added_to_while_it_is_printed_is_printed_as_it_was() {
    let log = Log::of(&lines(10_000));
    let path = log.path();
    let arguments = ["list", path.to_str().unwrap(), "--format", "jsonl"];
    let output = changed_while_printing(&arguments, &|| log.add("{\"id\":\"new\",\"label\":\"N\"}\n"));
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()));
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed.matches("\"record\":\"event\"").count(), 10_000);
    assert!(!printed.contains("\"new\""));
}

/// What `list` says of `path` when that is cut after it was read and before it is indexed, and `line` is read between.
#[track_caller]
fn cut_before_it_is_indexed(log: &Log, line: &str) -> Output {
    let (path, pipe) = (log.path(), log.folder.path().join("pipe"));
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let child = start(&["list", path.to_str().unwrap(), pipe.to_str().unwrap(), "--format", "plain"]);
    // The pipe is opened at the other end when the file before it has been read.
    let mut writer = File::options().write(true).open(&pipe).unwrap();
    log.cut(1_000);
    writer.write_all(line.as_bytes()).unwrap();
    drop(writer);
    child.wait_with_output().unwrap()
}

#[test]
fn a_file_that_is_cut_before_a_command_has_indexed_it_is_said_on_standard_error() {
    let output = cut_before_it_is_indexed(&Log::of(&lines(100)), "{\"id\":\"other\",\"label\":\"Other\"}\n");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_says(&said, &["log.jsonl: the file has become shorter: 100 events of it", REMEDY]);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains("Other") && !printed.contains("Event number"), "{printed}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn that_a_file_was_cut_is_said_before_what_is_wrong_with_a_record() {
    let output = cut_before_it_is_indexed(&Log::of(&lines(100)), "{\"id\":\"other\",\n");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_says(&said, &["log.jsonl: no record could be read: the file has become shorter: 100 events", REMEDY]);
    assert_eq!(output.status.code(), Some(1));
}
