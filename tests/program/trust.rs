//! What the program says is true: small inputs of which it once gave a wrong list, a wrong count or no word at all.
//!
//! Each input stands in the test, with what a careful reader would expect of it. No test needs a terminal.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run of the program printed, said on standard error, and its exit status.
pub(super) struct Ended {
    pub(super) printed: String,
    pub(super) said: String,
    pub(super) status: i32,
}

/// Runs `oreline` with arguments, in a folder of files (their names and contents).
pub(super) fn oreline(files: &[(&str, &[u8])], arguments: &[&str]) -> Ended {
    let folder = tempfile::tempdir().unwrap();
    for (name, contents) in files {
        fs::write(folder.path().join(name), contents).unwrap();
    }
    in_folder(folder.path(), arguments)
}

pub(super) fn in_folder(folder: &Path, arguments: &[&str]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oreline"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"] {
        command.env_remove(name);
    }
    // Nobody's bookmarks.
    command.env("XDG_STATE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-state"));
    let output = command.args(arguments).current_dir(folder).stdin(Stdio::null()).output().unwrap();
    Ended {
        printed: String::from_utf8(output.stdout).unwrap(),
        said: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code().unwrap(),
    }
}

/// The first cells of what `oreline ARGUMENTS d.json` prints, sorted and joined by blanks.
pub(super) fn ids(data: &str, arguments: &[&str]) -> String {
    let ended = oreline(&[("d.json", data.as_bytes())], &[arguments, &["d.json"]].concat());
    assert_eq!(ended.status, 0, "{arguments:?}: {}", ended.said);
    let mut ids: Vec<&str> = ended.printed.lines().map(|line| line.split('\t').next().unwrap()).collect();
    ids.sort_unstable();
    ids.join(" ")
}

#[test]
fn countries_of_those_named_by_entity_count() {
    let data = r#"{"entities":[{"id":"x","schema":"Person","name":"Ann Lee","country":"US"}],"events":[{"id":"e1","label":"by id","date":"2024","participants":[{"entity":"x","part":"host"},{"name":"Cy","country":"MN","part":"host"}]},{"id":"e2","label":"other","participants":["Ann Lee"]}]}"#;
    assert_eq!(ids(data, &["list", "-c", "US"]), "e1 e2");
    assert_eq!(oreline(&[("d.json", data.as_bytes())], &["pairs", "d.json"]).printed, "MN\tUS\t1\t1\t2024\t2024\n");
    let written = oreline(&[("d.json", data.as_bytes())], &["convert", "d.json"]).printed;
    assert!(written.contains("\"US\"") || written.contains(r#""code":"US""#), "{written}");
    // The entity may come later, from another file.
    let files: [(&str, &[u8]); 2] = [
        ("a.jsonl", br#"{"record":"event","id":"e1","label":"L","participants":[{"entity":"x"}]}"#),
        ("b.jsonl", br#"{"record":"entity","id":"x","name":"Ann","country":"US"}"#),
    ];
    assert!(oreline(&files, &["list", "-c", "US", "a.jsonl", "b.jsonl"]).printed.starts_with("e1"));
}

#[test]
fn has_problem_finds_what_check_names() {
    let data = r#"{"events":[{"id":"e1","label":"L","articles":["nope"]},{"id":"e2","label":"M","date":"soon"},{"id":"e3","label":"N","quotes":[{"text":"q","article":"zip"}]},{"id":"e4","label":"O","participants":[{"entity":"ghost"}]},{"id":"e5","label":"P","date":"2024"},{"id":"e5","label":"P2","date":"2024"},{"id":"e6","label":"fine","related":["gone"]}]}"#;
    assert_eq!(ids(data, &["list", "-q", "has:problem"]), "e1 e2 e3 e4 e5");
    assert_eq!(ids(data, &["list", "-q", "-has:problem"]), "e6");
}

#[test]
fn events_of_an_article_stand_in_one_order() {
    let data = r#"{"articles":[{"id":"a1","headline":"H"}],"events":[{"id":"e1","label":"Old","date":"2023","articles":["a1"]},{"id":"e2","label":"New","date":"2024","articles":["a1"]}]}"#;
    let list = |data: &str| oreline(&[("d.json", data.as_bytes())], &["list", "--view", "articles", "d.json"]).printed;
    let again = oreline(&[("d.json", data.as_bytes())], &["list", "--view", "articles", "--format", "json", "d.json"]);
    assert!(list(data).contains("e2; e1"), "{}", list(data));
    assert_eq!(list(data), list(&again.printed));
}

#[test]
fn an_event_without_a_year_is_one_row_of_stats() {
    let data = r#"{"events":[{"id":"a","label":"A","date":"XXXX-12-25"},{"id":"b","label":"B","date":"2024"},{"id":"c","label":"C","date":"1XXX"},{"id":"d","label":"D","date":"19XX"}]}"#;
    let printed = oreline(&[("d.json", data.as_bytes())], &["stats", "d.json"]).printed;
    let years: Vec<&str> = printed.lines().filter(|line| line.starts_with("year\t")).collect();
    assert_eq!(years.len(), 102, "{printed}");
    assert!(years.contains(&"year\tunknown\t2") && years.contains(&"year\t2024\t1"), "{printed}");
}

#[test]
fn no_event_stands_under_a_month_that_it_does_not_name() {
    let data = r#"{"events":[{"id":"a","label":"since a year","date":"2020/.."},{"id":"b","label":"unknown end","date":"2017/"},{"id":"c","label":"year to month","date":"2014/2014-06"},{"id":"d","label":"15th, month unknown","date":"2010-XX-15"},{"id":"e","label":"spring","date":"2013-21"},{"id":"f","label":"year unknown","date":"XXXX-12-25"},{"id":"g","label":"some month","date":"1984-1X"},{"id":"h","label":"decade","date":"156X-12-25"}]}"#;
    let frame = oreline(&[("d.json", data.as_bytes())], &["d.json", "--print", "100x40"]).printed;
    for month in ["January", "March 2013", "December", "October"] {
        assert!(!frame.contains(month), "{month}: {frame}");
    }
    for heading in [
        "2020, month not known",
        "2017, month not known",
        "2014, month not known",
        "2010, month not known",
        "Year not known",
    ] {
        assert!(frame.contains(heading), "{heading}: {frame}");
    }
    let shown =
        oreline(&[("d.json", data.as_bytes())], &["d.json", "--print", "100x40", "--keys", "/id:d<Enter>"]).printed;
    assert!(shown.contains("a 15th in 2010"), "{shown}");
}

#[test]
fn values_that_are_no_country_are_filtered_as_written() {
    let data = r#"{"events":[{"id":"a","label":"A","countries":["Congo, Dem. Rep.","US"]},{"id":"b","label":"B","countries":["KZ"]},{"id":"c","label":"C","countries":["C5"]}]}"#;
    assert_eq!(ids(data, &["list", "-q", "country:\"Congo, Dem. Rep.\""]), "a");
    assert_eq!(ids(data, &["list", "-q", "country:C5"]), "b");
    assert_eq!(ids(data, &["list", "-q", "country:\"C5\""]), "c");
}

#[test]
fn publishers_and_languages_of_articles_list_the_articles_that_have_them() {
    let data = r#"{"articles":[{"id":"a","headline":"H","publisher":"Orda.kz","language":"ru"},{"id":"b","headline":"I","publisher":"Reuters","language":"en"}],"events":[{"id":"e","label":"L","articles":["a","b"]}]}"#;
    let view = |query: &str| ids(data, &["list", "--view", "articles", "-q", query]);
    assert_eq!(view("publisher:Reuters"), "b");
    assert_eq!(view("lang:ru"), "a");
    assert_eq!(view("-publisher:Reuters"), "");
    assert_eq!(view("L"), "a b");
}

#[test]
fn what_cannot_be_asked_is_said() {
    for (query, word) in [
        ("foo:bar", "foo"),
        ("contry:KZ", "country"),
        ("kind:ministeral", "ministerial"),
        ("has:qoutes", "quotes"),
        ("basis:stateed", "stated"),
        ("confidence:hi", "high"),
        ("lang:Russian", "ru"),
        ("date:2025..2024", "2025"),
    ] {
        let ended = oreline(&[], &["list", "-q", query]);
        assert!(ended.status == 2 && ended.said.contains(word), "{query}: {} {}", ended.status, ended.said);
    }
}

#[test]
fn notes_are_listed_by_kind_with_their_number() {
    let data = r#"{"events":[{"id":"a","label":"A","x":1,"date":"soon"},{"id":"b","label":"B","y":1},{"id":"c","label":"C","kind":"dinner","z":2}]}"#;
    let frame =
        |keys: &str| oreline(&[("d.json", data.as_bytes())], &["d.json", "--print", "120x30", "--keys", keys]).printed;
    let first = frame("p");
    assert!(first.contains("1/1 problem, 4 notes") && first.contains("is no date"), "{first}");
    assert!(first.contains("3 of this kind, the first: unknown field `x`") && !first.contains("`y`"), "{first}");
    assert!(first.contains("unusual word for `kind`: `dinner`"), "{first}");
    assert!(frame("pj").contains("1 problem, 4 notes, kind 1/2"), "{}", frame("pj"));
    assert!(frame("pG").contains("1 problem, 4 notes, kind 2/2"), "{}", frame("pG"));
}

/// A file that an option names is looked for, whatever the data are.
#[test]
fn a_map_that_is_none_is_wrong_usage_with_any_data() {
    let commands: [&[&str]; 7] =
        [&["list"], &["convert"], &["check"], &["stats"], &["pairs"], &["show", "x"], &["--print", "80x24"]];
    for (map, said) in [
        ("missing.toml", "missing.toml: it cannot be read"),
        ("gone/m.toml", "gone/m.toml: it cannot be read"),
        ("nosuch", "no map is called `nosuch`"),
        ("", "no map is called ``"),
        ("label={", "--map: "),
    ] {
        for command in commands {
            for data in [&[][..], &["-"], &["d.jsonl"]] {
                let arguments = [command, data, &["--map", map]].concat();
                let ended = oreline(&[("d.jsonl", br#"{"id":"x","label":"A"}"#)], &arguments);
                assert_eq!((ended.status, &*ended.printed), (2, ""), "{arguments:?}: {}", ended.said);
                assert!(ended.said.contains(said), "{arguments:?}: {}", ended.said);
            }
        }
    }
}
