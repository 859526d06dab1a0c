//! Arguments that are wrong, or no more than a question: what is said, and with which status the program ends.
//!
//! What commands print when they are used rightly is not known here.

// Helpers of tests may stop at the first surprise too.
#![allow(clippy::unwrap_used)]

use crate::run::{SMALL, oreline};
use std::process::Command;

#[test]
fn a_wrong_argument_leads_on() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    std::fs::create_dir(folder.path().join("papers")).unwrap();
    std::fs::write(folder.path().join("papers/minutes.txt"), "minutes of a meeting").unwrap();
    for (argument, status, said) in [
        ("", 2, "an empty name is no file: name a file, a folder, or - for standard input"),
        ("./missing.csv", 1, "without a name the bundled data are opened"),
        ("empty", 1, "the folder has no file ending in .json, .jsonl or .ndjson"),
        ("papers", 1, "name the one file or folder in it to see why it is not read"),
    ] {
        oreline("list").with(argument).in_folder(folder.path()).ends().with_status(status).saying(said).printing("");
        oreline("--print 80x24").with(argument).in_folder(folder.path()).ends().with_status(status).saying(said);
    }
}

#[test]
fn wrong_usage_ends_with_2_and_marks_the_place() {
    for (arguments, said) in [
        ("list -c Atlantis", "country:\"Atlantis\"\n          ^"),
        ("list --since soon", "date:soon..\n       ^"),
        ("list -q country:", "expected"),
        ("list --format xml", "possible values"),
        ("list --view maps", "possible values"),
        ("list --nonsense", "unexpected argument"),
        ("show", "required"),
        ("list - -", "only once"),
        ("-c KZ list", "after the command"),
        ("--print 0x0", "columns and rows"),
        ("--keys j", "--print"),
        ("--print 40x10 --keys <Nonsense>", "--keys"),
    ] {
        oreline(arguments).ends().with_status(2).saying(said).printing("");
    }
}

#[test]
fn help_and_version_are_answers() {
    for arguments in ["--help", "-h", "--version", "list --help", "check --help"] {
        let ended = oreline(arguments).ends().with_status(0).saying("");
        assert!(ended.printed().contains("oreline"), "{arguments}");
    }
}

#[test]
fn without_a_terminal_the_browser_is_not_started() {
    oreline("").ends().with_status(2).saying("oreline list").printing("");
    oreline("").where_env("TERM", "dumb").ends().with_status(2).saying("oreline list").printing("");
}

#[test]
fn a_file_may_be_named_like_a_command() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("list"), SMALL).unwrap();
    assert_eq!(oreline("list ./list").in_folder(folder.path()).ids().len(), 3);
    let frame = oreline("./list --print 100x24").in_folder(folder.path()).prints();
    assert!(frame.contains("New visit"), "{frame}");
}

#[test]
fn a_word_that_is_no_file_and_no_command_is_wrong_usage() {
    let folder = tempfile::tempdir().unwrap();
    for word in ["lst", "statistics", "лист"] {
        let ended = oreline("").with(word).in_folder(folder.path()).ends().with_status(2).printing("");
        ended.saying("no such file or command").saying("list, show, pairs");
    }
    // What was meant, where that can be told.
    for (word, near) in [
        ("help", "oreline --help"),
        ("version", "oreline --version"),
        ("chekc", "oreline check"),
        ("Stat", "oreline stats"),
        ("converts", "oreline convert"),
        ("KZ", "oreline -c KZ"),
        ("Монголия", "oreline -c MN"),
    ] {
        let ended = oreline("").with(word).in_folder(folder.path()).ends().with_status(2).printing("");
        ended.saying("no such file or command").saying(&format!("did you mean `{near}`?"));
    }
    // What looks like a file is one that cannot be read.
    oreline("lst.json --print 80x24").in_folder(folder.path()).ends().with_status(1).saying("cannot read lst.json");
    std::fs::write(folder.path().join("lst"), SMALL).unwrap();
    oreline("lst --print 80x24").in_folder(folder.path()).ends().with_status(0);
    std::fs::write(folder.path().join("a.json"), SMALL).unwrap();
    let before = oreline("--no-cache stats a.json").in_folder(folder.path()).prints();
    assert_eq!(before, oreline("stats a.json --no-cache").in_folder(folder.path()).prints());
}

#[cfg(target_os = "linux")]
#[test]
fn help_that_cannot_be_printed_is_an_error() {
    for argument in ["--help", "--version", "list --help"] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_oreline"));
        command.env("LC_ALL", "C");
        let output = command.args(argument.split(' ')).stdout(full).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(1) && said.contains("standard output"), "{argument}: {said}");
    }
}

#[test]
fn wrong_arguments_are_printed_as_marks() {
    let attack = "x\u{1b}]0;owned\u{7}\u{202e}y";
    for (arguments, last) in [
        ("list --format", attack.to_owned()),
        ("list --view", attack.to_owned()),
        ("--lang", attack.to_owned()),
        ("--color", attack.to_owned()),
        ("--print", attack.to_owned()),
        ("completions", attack.to_owned()),
        ("", format!("--{attack}")),
        ("list", format!("--format={attack}")),
        ("list", format!("--{attack}")),
        ("list", "-\u{1b}]0;owned\u{7}".to_owned()),
        ("schema", attack.to_owned()),
        ("--print 80x24 --keys", format!("<{attack}>")),
        ("list -q", format!("kind:visit ({attack}")),
        ("list --since", attack.to_owned()),
        ("list -c", attack.to_owned()),
        ("show", attack.to_owned()),
        ("list", attack.to_owned()),
        ("stats", format!("/nowhere/{attack}")),
        ("convert", format!("{attack}\nsecond line")),
    ] {
        let run = oreline(arguments).with(&last).ends();
        let (status, error) = (run.output.status.code().unwrap(), run.error());
        assert!([1, 2].contains(&status), "{arguments} {last:?}: {status}");
        assert!(!error.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{arguments} {last:?}: {error:?}");
        assert!(error.contains('␛'), "{arguments}: the argument is named: {error:?}");
        assert!(run.printed().is_empty());
    }
}

#[cfg(not(feature = "store"))]
#[test]
fn what_needs_a_network_is_refused_and_says_which_build_has_it() {
    for arguments in [
        "push",
        "push data.jsonl --to https://host:9200/news --replace",
        "https://host:9200/news",
        "https://host:9200",
        "list https://host:9200/news -q uranium",
        "show x https://host:9200/news",
        "pairs http://127.0.0.1:9200/news",
        "stats HTTPS://host/news --format json",
    ] {
        oreline(arguments).ends().with_status(2).saying("--features store").printing("");
    }
}
