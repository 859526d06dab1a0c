//! The same questions to a store and to the files that were pushed into it: the answers are equal.
//!
//! Run when `ORELINE_TEST_STORE` names a store, such as `http://127.0.0.1:9200`; `tests/store/node.sh` starts one. Names of
//! data that begin with `test-` are the tests'. What a store may say instead of an answer is tested without one.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]
#![allow(clippy::print_stdout, reason = "how many answers were compared is what is asked of these tests")]

#[path = "../common/mod.rs"]
mod common;

mod answers;
mod cut;
mod engine;
mod faults;
mod figures;
mod keys;
mod lost;
mod portions;
mod pushing;
mod refusals;
mod server;
mod tls;

use oreline::door::load::Input;
use oreline::door::store::{Access, Address, Store};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The address of the node; `None`, with a word, where there is none.
fn node() -> Option<String> {
    let node = std::env::var("ORELINE_TEST_STORE").ok().filter(|node| !node.is_empty());
    if node.is_none() {
        println!("not run: ORELINE_TEST_STORE names no store");
    }
    node.map(|node| node.trim_end_matches('/').to_owned())
}

/// What a run of the program said.
#[derive(PartialEq, Eq, Debug)]
struct Ended {
    printed: String,
    said: String,
    status: i32,
}

fn command(arguments: &[impl AsRef<OsStr>]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oreline"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "ORELINE_USER", "ORELINE_PASSWORD", "ORELINE_API_KEY"] {
        command.env_remove(name);
    }
    command.env("XDG_STATE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-state")).args(arguments);
    command
}

fn oreline(arguments: &[impl AsRef<OsStr>]) -> Ended {
    let output = command(arguments).output().unwrap();
    Ended {
        printed: String::from_utf8(output.stdout).unwrap(),
        said: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code().unwrap(),
    }
}

/// Pushes files, with these options, to the data of this name; says what the program said.
#[track_caller]
fn push(node: &str, name: &str, files: &[&Path], options: &[&str]) -> String {
    let to = format!("{node}/{name}");
    let mut arguments: Vec<&OsStr> = vec![OsStr::new("push")];
    arguments.extend(files.iter().map(|file| file.as_os_str()));
    arguments.extend(["--to", &to].into_iter().chain(options.iter().copied()).map(OsStr::new));
    let ended = oreline(&arguments);
    assert_eq!(ended.status, 0, "{}", ended.said);
    ended.said
}

/// One address of a store that may have several.
fn first_of(node: &str) -> &str {
    node.split(',').next().unwrap()
}

/// What a store answers to a request of the test's own.
#[track_caller]
fn curl(arguments: &[&str]) -> serde_json::Value {
    let output = Command::new("curl").arg("-s").args(arguments).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The data of this name as the program opens them.
fn stored(node: &str, name: &str) -> Input {
    let address = Address::parse(&format!("{node}/{name}"), false).unwrap();
    let store = Store::open(&address, &Access::default()).unwrap();
    Input::Stream(store.stream(Vec::new()).unwrap())
}

/// A folder that goes away, and files in it.
struct Files(tempfile::TempDir);

impl Files {
    fn new() -> Files {
        Files(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

/// Where the bundled data are as a file.
fn bundled() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/critical-minerals.json")
}

/// Records in which much is unusual: open, doubtful and very old dates and none, long ids and words, names that two have,
/// aliases, articles of their own and in place, several records of one id, and lines that are no records.
fn odd() -> String {
    let (long_id, long_word) = ("я".repeat(300), "w".repeat(40_000));
    let ids: Vec<String> = (0..40).map(|n| format!("{{\"record\":\"event\",\"id\":\"n{n}\",\"label\":\"Talks of uranium number {n}\",\"date\":\"20{:02}-{:02}\",\"countries\":[\"{}\"],\"participants\":[{{\"name\":\"Person {}\",\"part\":\"attendee\"}},\"Ann\",{{\"name\":\"Acme Works\"{}}}],\"topics\":[\"Topic {}\"]}}\n", n % 30, n % 12 + 1, ["KZ", "MN", "US"][n % 3], n % 7, if n < 30 { ",\"schema\":\"Organization\"" } else { "" }, n % 5)).collect();
    format!(
        r#"{{"record":"dataset","oreline":1,"title":{{"en": "Odd data", "ru":"Странные данные"}},"own":[1, 2]}}
{{"record":"entity","id":"rubio","schema":"Person","name":{{"ru": "Марко Рубио","en":"Marco Rubio"}},"alias":["Рубио"],"country":"US"}}
{{"record":"entity","id":"us-state","schema":"PublicBody","name":"US Department of State","alias":["Госдеп"],"country":"US"}}
{{"record":"entity","id":"two-a","schema":"Company","name":"Two"}}
{{"record":"entity","id":"two-b","schema":"Company","name":"Two"}}
{{"record":"article","id":"a1","headline":"Rare earths of Mongolia","publisher":"Orda.kz","url":"https://orda.kz/1","language":"ru","articleBody":"Токаев сказал: «редкие земли» важны."}}
{{"record":"article","id":"alone","headline":"An article about cobalt without an event","publisher":"Times","datePublished":"2020"}}
{{"record":"event","id":"{long_id}","label":"An id of 600 bytes","date":"../1999"}}
{{"record":"event","id":"long-word","label":"A word of forty thousand letters","summary":"{long_word} end","date":"-0043-03-15"}}
{{"record":"event","id":"open","label":"Since a year","date":"2025/..","countries":["KZ",{{"code":"CN","part":"mentioned"}}]}}
{{"record":"event","id":"doubt","label":{{"en":"Doubtful","ru":"Сомнительное"}},"date":"2024-02?","kind":"odd-kind","confidence":"low"}}
{{"record":"event","id":"about","label":"About a day","date":"2024-02-08~","dateBasis":"inferred"}}
{{"record":"event","id":"decade","label":"A decade","date":"202X"}}
{{"record":"event","id":"span","label":"Two days","date":"2024-02-05/2024-02-08","articles":["a1"]}}
{{"record":"event","id":"no-date","label":"Without a date: Токаев и минералы","date":null}}
{{"record":"event","id":"bad-date","label":"A date that is none","date":"soon","countries":["Atlantis"]}}
{{"record":"event","id":"by-entity","label":"Rubio speaks","date":"2024-05-01","participants":[{{"entity":"rubio","part":"speaker","organization":"us-state"}},"Two"],"quotes":[{{"type":"direct","speaker":{{"entity":"rubio"}},"text":"We will buy critical minerals.","translation":{{"ru":"Мы купим критически важные минералы."}},"article":"a1"}}],"articles":["a1"],"related":["span","gone"]}}
{{"record":"event","id":"in-place","label":"An article in place","date":"2024-05-01","articles":[{{"url":"https://orda.kz/1","headline":"Rare earths of Mongolia","publisher":"Orda.kz"}},{{"id":"p2","headline":"Only here","articleBody":"lithium"}}]}}
{{"record":"event","id":"twice","label":"Said twice","date":"2023-01","countries":["MN"],"topics":["copper"]}}
{{"record":"event","id":"twice","summary":"And more of it","countries":["KZ"],"date":"2023-01-05"}}
{{"record":"event","label":"Without an id","date":"2022-11-30","participants":[{{"name":"Батцэцэг Батмөнх","part":"host","country":"MN"}}], "unknown": {{"a": [1.50, 2]}}}}
{{"record":"event","id":"empty"}}
this is no JSON
{{"title":"An article with quotes","publisher":"Old Form","date":"2021-03-04","quotes":[{{"who":"Tokayev","text":"we meet in Astana"}}],"persons":["Tokayev"],"country":"KZ"}}
{ids}"#,
        ids = ids.concat()
    )
}
