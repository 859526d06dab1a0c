//! A node lost while data are pushed or read: nothing is pushed twice or lost, and nothing is said that leaves a part out.
//!
//! Run when `ORELINE_TEST_NODES` names the folder in which `tests/store/node.sh` has started three nodes; the store is theirs.

use super::engine::browsed;
use super::{Files, command, curl, first_of, node, oreline, push, stored};
use crate::common::generate;
use oreline::door::app::Settings;
use oreline::door::headless::Headless;
use oreline::door::load::Input;
use oreline::door::worker::Resources;
use ratatui::layout::Size;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The store and the folder of its nodes; `None`, with a word, where there are not three.
fn nodes() -> Option<(String, String)> {
    let node = node()?;
    let folder = std::env::var("ORELINE_TEST_NODES").ok().filter(|folder| !folder.is_empty());
    if folder.is_none() {
        println!("not run: ORELINE_TEST_NODES names no folder of nodes");
    }
    folder.map(|folder| (node, folder))
}

/// One test takes a node away at a time.
static ONE: Mutex<()> = Mutex::new(());

fn node_sh(words: &[&str]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store/node.sh");
    let output = Command::new(script).args(words).output().unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A node that is away; it comes back when this goes.
struct Away(String, &'static str);

impl Away {
    fn new(folder: &str, number: &'static str) -> Away {
        node_sh(&["stop", folder, number]);
        Away(folder.to_owned(), number)
    }

    /// The node is there again, and all that it holds.
    fn back(self) {
        drop(self);
    }
}

impl Drop for Away {
    fn drop(&mut self) {
        node_sh(&["again", &self.0, self.1]);
    }
}

/// All records of some data.
#[track_caller]
fn records(data: &str) -> Vec<String> {
    let ended = oreline(&["list", data, "--format", "jsonl"]);
    assert_eq!(ended.status, 0, "{}", ended.said);
    let mut lines: Vec<String> = ended.printed.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

/// Lets some data have no second copy of anything, on every node a shard.
fn without_copies(node: &str, name: &str) {
    let settings = r#"{"index":{"auto_expand_replicas":"false","number_of_replicas":0}}"#;
    let url = format!("{}/oreline-{name}-*/_settings", first_of(node));
    let done = curl(&["-X", "PUT", "-H", "content-type: application/json", "-d", settings, &url]);
    assert_eq!(done["acknowledged"], true, "{done}");
}

/// Waits until some data have a second copy of each part.
#[track_caller]
fn wait_for_copies(node: &str, name: &str) {
    let health = format!("{}/_cluster/health/oreline-{name}-*?wait_for_status=green&timeout=60s", first_of(node));
    assert_eq!(curl(&[&health])["status"], "green");
}

#[test]
fn a_node_lost_while_data_are_pushed_loses_nothing() {
    let Some((node, folder)) = nodes() else { return };
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let files = Files::new();
    let file = files.file("made.jsonl", &generate::lines(2_000));
    for (name, shards, lost) in [("test-lost-3", "3", "0"), ("test-lost-5", "5", "1")] {
        let url = format!("{node}/{name}");
        let mut child = command(&["push", &file.to_string_lossy(), "--replace", "--shards", shards, "--to", &url]);
        let mut child = child.stderr(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        // Some of the events are there.
        let mut first = String::new();
        said.read_line(&mut first).unwrap();
        assert!(first.contains(" of 2000 events"), "{first}");
        // And a second copy of each part: no push can go on without a part.
        wait_for_copies(&node, name);
        let away = Away::new(&folder, lost);
        let mut rest = String::new();
        said.read_to_string(&mut rest).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{rest}");
        let there = records(&url);
        assert!(there == records(&file.to_string_lossy()), "{name}: with a node away");
        away.back();
        assert!(records(&url) == there, "{name}: with the node back");
        let counted = curl(&[&format!("{}/oreline-{name}/_count", first_of(&node))]);
        assert_eq!(counted["count"], 2_000, "{counted}");
        push(&node, name, &[&file], &[]);
        let counted = curl(&[&format!("{}/oreline-{name}/_count", first_of(&node))]);
        assert_eq!(counted["count"], 2_000, "pushed again: {counted}");
    }
}

#[test]
fn with_a_copy_a_lost_node_costs_no_answer_and_the_next_is_asked() {
    let Some((node, folder)) = nodes() else { return };
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let files = Files::new();
    let file = files.file("made.jsonl", &generate::lines(300));
    push(&node, "test-lost-copy", &[&file], &["--replace", "--shards", "3"]);
    wait_for_copies(&node, "test-lost-copy");
    let url = format!("{node}/test-lost-copy");
    // The first address is the one that is tried first.
    let away = Away::new(&folder, "0");
    let here = records(&file.to_string_lossy());
    for _ in 0..3 {
        assert!(records(&url) == here);
    }
    away.back();
    assert!(records(&url) == here);
}

#[test]
fn a_part_that_is_out_of_reach_is_never_left_out_in_silence() {
    let Some((node, folder)) = nodes() else { return };
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let files = Files::new();
    let file = files.file("made.jsonl", &generate::lines(300));
    push(&node, "test-lost-part", &[&file], &["--replace", "--shards", "3"]);
    without_copies(&node, "test-lost-part");
    let url = format!("{node}/test-lost-part");
    let here = records(&file.to_string_lossy());
    assert!(records(&url) == here);
    let shards = curl(&[&format!("{}/_cat/shards/oreline-test-lost-part-*-events?format=json", first_of(&node))]);
    let of_last = shards.as_array().unwrap().iter().filter(|shard| shard["node"] == "node-2").count();
    assert_eq!(of_last, 1, "each node has one of the three: {shards}");
    let away = Away::new(&folder, "2");
    for words in [
        &["list", &url, "--format", "jsonl"][..],
        &["list", &url, "--format", "csv"],
        &["list", &url, "-q", "date:2000.."],
        &["stats", &url],
        &["pairs", &url],
        &["push", &file.to_string_lossy(), "--to", &url],
    ] {
        let ended = oreline(words);
        assert_eq!((ended.status, &ended.printed[..]), (1, ""), "{words:?}: {}", ended.said);
        assert!(ended.said.contains("out of reach"), "{words:?}: {}", ended.said);
    }
    away.back();
    // What the node holds is there a moment after the node is.
    let until = Instant::now() + Duration::from_secs(60);
    while oreline(&["stats", &url]).status != 0 {
        assert!(Instant::now() < until, "it does not recover");
    }
    assert!(records(&url) == here);
}

/// A browser on data of the store, which asks whatever their size, and one on the file.
pub(super) fn browsers(node: &str, name: &str, file: &Path) -> [Headless; 2] {
    let resources =
        Resources { inputs: vec![stored(node, name)], browsed: Some(browsed(node, name)), ..Resources::default() };
    let size = Size::new(120, 40);
    let here = Headless::new(vec![Input::Path(file.to_owned())], Settings::default(), size).unwrap();
    [here, Headless::with(resources, Settings::default(), size).unwrap()]
}

/// Presses the same keys in both; says whether they show the same.
fn show_the_same([here, there]: &mut [Headless; 2], keys: &str) -> bool {
    here.press(keys).unwrap();
    there.press(keys).unwrap();
    here.frame() == there.frame()
}

/// The rows that a browser shows: what stands in the list.
fn rows(browser: &Headless) -> Vec<String> {
    let text = browser.text();
    let list =
        text.lines().skip_while(|line| !line.contains("Events")).skip(1).skip_while(|line| !line.contains("Events"));
    let list = list.skip(1).take_while(|line| !line.contains("Detail"));
    list.map(|line| line.chars().skip(27).collect()).collect()
}

#[test]
fn with_a_copy_a_lost_node_is_not_seen_in_the_browser() {
    let Some((node, folder)) = nodes() else { return };
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let files = Files::new();
    let file = files.file("made.jsonl", &generate::lines(300));
    push(&node, "test-lost-browsed", &[&file], &["--replace", "--shards", "3"]);
    wait_for_copies(&node, "test-lost-browsed");
    let mut browsers = browsers(&node, "test-lost-browsed", &file);
    assert!(show_the_same(&mut browsers, ""));
    let away = Away::new(&folder, "0");
    for keys in ["jj", "/country:KZ<Enter>", "G", "<Esc><Esc>", "f"] {
        assert!(show_the_same(&mut browsers, keys), "{keys}:\n{}\n{}", browsers[0].text(), browsers[1].text());
    }
    away.back();
    assert!(show_the_same(&mut browsers, "gg/country:MN<Enter>"));
}

#[test]
fn a_part_lost_under_the_browser_is_said_and_comes_back() {
    let Some((node, folder)) = nodes() else { return };
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let files = Files::new();
    let file = files.file("made.jsonl", &generate::lines(300));
    push(&node, "test-lost-seen", &[&file], &["--replace", "--shards", "3"]);
    without_copies(&node, "test-lost-seen");
    let mut browsers = browsers(&node, "test-lost-seen", &file);
    assert!(show_the_same(&mut browsers, "/country:KZ<Enter>j"));
    let before = rows(&browsers[1]);
    assert!(before.len() > 5, "{before:?}");
    let away = Away::new(&folder, "2");
    for keys in ["/country:MN<Enter>", "f", "<Esc>"] {
        browsers[0].press(keys).unwrap();
        browsers[1].press(keys).unwrap();
        let text = browsers[1].text();
        let said = text.lines().rev().take(2).collect::<String>();
        assert!(said.contains("out of reach"), "after {keys} nothing is said:\n{text}");
        assert_eq!(rows(&browsers[1]), before, "{text}");
    }
    away.back();
    let until = Instant::now() + Duration::from_secs(60);
    while !show_the_same(&mut browsers, "<Esc><Esc><Esc>/country:KZ<Enter>gg") {
        assert!(Instant::now() < until, "it does not recover:\n{}", browsers[1].text());
        std::thread::sleep(Duration::from_secs(1));
    }
}
