//! `oreline convert`: whatever form the data has, what is written is the strict form of the format, one record a line,
//! and gives the same dataset again.

// Helpers of tests may stop at the first surprise too.
#![allow(clippy::unwrap_used, clippy::panic)]

#[allow(dead_code, reason = "benches and other tests use more of it")]
use crate::common::{generate, strict};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oreline"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    let command = command.current_dir(folder).args(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_owned());
    let writing = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
    output
}

#[track_caller]
fn printed(folder: &Path, arguments: &[&str], input: &[u8]) -> String {
    let output = run(folder, arguments, input);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Converts `inputs`, and holds what is written to what the program says of the data in every other way. Gives it back.
#[track_caller]
fn assert_converts(folder: &Path, inputs: &[&str]) -> String {
    let converted = printed(folder, &[&["convert"], inputs].concat(), b"");
    for command in [
        &["list"][..],
        &["list", "--view", "articles"],
        &["list", "--view", "quotes"],
        &["list", "--view", "people"],
        &["list", "--lang", "ru"],
        &["pairs"],
        &["pairs", "--people"],
        &["stats"],
    ] {
        let before = printed(folder, &[command, inputs].concat(), b"");
        let after = printed(folder, &[command, &["-"]].concat(), converted.as_bytes());
        // Records that were skipped are not written.
        let counted = |text: &str| {
            let lines = text.lines().filter(|line| !line.starts_with("skipped\t") && !line.starts_with("problems\t"));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(counted(&before), counted(&after), "{command:?} {inputs:?}");
    }
    let again = printed(folder, &["convert", "-"], converted.as_bytes());
    assert_eq!(again, converted, "converted again: {inputs:?}");
    converted
}

/// Every line fits the schema of a line.
#[track_caller]
fn assert_strict(lines: &str) {
    let schema = || serde_json::from_str(&printed(Path::new("."), &["schema"], b"")).unwrap();
    strict::assert_strict(schema, lines);
}

/// The records of a list of a document, with what JSONL says beside.
fn records<'d>(document: &'d Value, list: &str, kind: &'static str) -> impl Iterator<Item = Value> + use<'d> {
    document[list].as_array().cloned().unwrap_or_default().into_iter().map(move |mut record| {
        record["record"] = json!(kind);
        record
    })
}

#[test]
fn the_bundled_dataset_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let converted = assert_converts(folder.path(), &[]);
    assert_strict(&converted);
    let document: Value = serde_json::from_str(include_str!("../../data/critical-minerals.json")).unwrap();
    let lines: Vec<Value> = converted.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for name in ["title", "language", "license", "generator"] {
        assert_eq!(lines[0][name], document[name], "{name}");
    }
    let all = records(&document, "entities", "entity")
        .chain(records(&document, "articles", "article"))
        .chain(records(&document, "events", "event"));
    assert_eq!(lines[1..], all.collect::<Vec<Value>>());
    assert_eq!(printed(folder.path(), &["check", "-"], converted.as_bytes()), "");
}

#[test]
fn made_events_are_the_same_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let lines = generate::lines(300);
    let list: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let document = serde_json::to_string_pretty(&json!({"oreline": 1, "title": "Made", "events": list})).unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(lines.as_bytes()).unwrap();
    fs::write(path.join("lines"), &lines).unwrap();
    fs::write(path.join("document"), &document).unwrap();
    fs::write(path.join("gzip"), packed.finish().unwrap()).unwrap();
    let level = ruzstd::encoding::CompressionLevel::Fastest;
    fs::write(path.join("zstd"), ruzstd::encoding::compress_to_vec(document.as_bytes(), level)).unwrap();
    let wide: Vec<u8> = format!("\u{feff}{lines}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(path.join("utf-16"), wide).unwrap();
    let rest = |converted: String| converted.split_once('\n').unwrap().1.to_owned();
    let expected = rest(assert_converts(path, &["lines"]));
    assert_eq!(expected.lines().count(), 300);
    assert_strict(&expected);
    for form in ["gzip", "utf-16"] {
        assert_eq!(rest(printed(path, &["convert", form], b"")), expected, "{form}");
    }
    // In a document the fields may stand in another order; the values are the same.
    let values =
        |lines: &str| -> Vec<Value> { lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect() };
    for form in ["document", "zstd"] {
        let converted = assert_converts(path, &[form]);
        assert!(converted.starts_with("{\"record\":\"dataset\",\"oreline\":1,\"title\":\"Made\"}\n"), "{form}");
        assert_eq!(values(&rest(converted)), values(&expected), "{form}");
    }
}

#[test]
fn foreign_records_become_records_of_the_format() {
    let folder = tempfile::tempdir().unwrap();
    let foreign = r#"[
      {"title": "Визит", "text": "Текст", "source": "https://x.example/1", "published": "2023-11-01", "author": "A. Writer",
       "country": ["Казахстан", "us"], "persons": ["Токаев", {"name": "Ann", "part": "mentioned"}],
       "quotes": ["Рады", {"quote": "Да", "who": "Токаев", "article": []}, {"text": "Нет", "article": ["other", 3]}]},
      {"body": "Only words\nin two lines", "publisher": "Wire", "participants": {"name": "Bob", "country": "MN"}},
      {"url": "https://x.example/3", "date": "2023", "actors": "Cid", "id": 7},
      {"headline": "Alone", "source": "Orda.kz"},
      {"label": "Talks", "actors": ["Dan"], "participants": ["Eve"], "place": "Astana", "topics": "gold", "related": [5, "x"],
       "countries": {"code": "KZ", "part": "host"}, "articles": {"title": "Inline", "published": "2024", "publisher": "Wire"}}]"#;
    fs::write(folder.path().join("foreign"), foreign).unwrap();
    let converted = assert_converts(folder.path(), &["foreign"]);
    assert_strict(&converted);
    let kinds: Vec<String> = converted
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["record"].as_str().unwrap().to_owned())
        .collect();
    let expected = ["dataset", "article", "article", "article", "article", "event", "event", "event", "event"];
    assert_eq!(kinds, expected, "{converted}");
    let visit: Value = serde_json::from_str(converted.lines().nth(5).unwrap()).unwrap();
    assert_eq!(visit["countries"], json!(["KZ", "US"]));
    assert_eq!(visit["participants"], json!(["Токаев", {"name": "Ann", "part": "mentioned"}]));
    assert_eq!(visit["quotes"][1]["speaker"], "Токаев");
    let id = &visit["articles"][0];
    assert_eq!((&visit["quotes"][0]["article"], &visit["quotes"][1]["article"]), (id, id));
    assert_eq!(visit["quotes"][2]["article"], json!(["other", "3"]));
    assert_eq!((&visit["date"], &visit["dateBasis"]), (&json!("2023-11-01"), &json!("published")));
}

#[test]
fn what_no_record_of_the_format_has_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let first = r#"{"oreline": 1, "title": {"en": "First"}, "x-source": {"by": ["a",
        "b"]}, "entities": [{"name": "Nobody Named", "x": 1}],
        "articles": [{"headline": "Alone", "title": "Second name", "persons": []}],
        "events": [{"id": "e", "label": "x", "date": "soon", "x-own": [1, 2], "participants": [{"part": "host"}, "Ann"]}]}"#;
    let second = "{\"record\":\"dataset\",\"oreline\":1,\"title\":{\"ru\":\"Второй\"},\"license\":\"CC0\"}\n\
                  {\"record\":\"event\",\"id\":\"e\",\"label\":\"other\",\"participants\":[\"Bob\"]}\n";
    fs::write(path.join("first.json"), first).unwrap();
    fs::write(path.join("second.jsonl"), second).unwrap();
    let converted = assert_converts(path, &["first.json", "second.jsonl"]);
    let head: Value = serde_json::from_str(converted.lines().next().unwrap()).unwrap();
    let expected = json!({
        "record": "dataset", "oreline": 1, "title": {"en": "First"}, "x-source": {"by": ["a", "b"]}, "license": "CC0",
    });
    assert_eq!(head, expected);
    for part in [
        "Nobody Named",
        "\"x\":1",
        "Alone",
        "Second name",
        "\"x-own\":[1,2]",
        "\"soon\"",
        "{\"part\":\"host\"}",
        "\"other\"",
    ] {
        assert!(converted.replace(": ", ":").replace(", ", ",").contains(part), "{part} is not in\n{converted}");
    }
    assert_eq!(converted, printed(path, &["convert", "."], b""), "a folder is its files");
    // The same faults are found again, but for what is of two datasets: one is written.
    let is_fault = |line: &&str| line.contains(": warning: ") && !line.contains("of this dataset");
    let faults = |text: &str| text.lines().filter(is_fault).count();
    let before = String::from_utf8(run(path, &["check", "first.json", "second.jsonl"], b"").stdout).unwrap();
    let after = String::from_utf8(run(path, &["check", "-"], converted.as_bytes()).stdout).unwrap();
    assert!(faults(&before) > 1);
    assert_eq!(faults(&before), faults(&after), "{before}\n{after}");
}

#[test]
fn several_records_of_one_event_stay_one_event() {
    let folder = tempfile::tempdir().unwrap();
    // Countries that would be filled in do not count beside those that another record names.
    let lines = r#"{"label":"x","id":"e","countries":[{"code":"kz","part":"host"},{"code":"KZ","part":"mentioned"},"США"]}
{"label":"x","id":"e","place":{"name":{"en":"Paris"},"country":"FR"},"participants":["Ann","Bob"]}
{"label":"y","id":"f","place":{"country":"FR"}}
{"label":"y","id":"f","participants":[{"name":"Ann","country":"DE"}]}
{"headline":"H","url":"https://u.example/1","persons":["A","B"]}
{"headline":"H","url":"https://u.example/1#part","persons":["A","B"],"language":"en"}
"#;
    fs::write(folder.path().join("lines"), lines).unwrap();
    assert_converts(folder.path(), &["lines"]);
    let listed = printed(folder.path(), &["list", "lines"], b"");
    let records = printed(folder.path(), &["list", "lines", "--format", "jsonl"], b"");
    assert_eq!(printed(folder.path(), &["list", "-"], records.as_bytes()), listed);
}

#[test]
fn what_cannot_be_read_is_said() {
    let folder = tempfile::tempdir().unwrap();
    // The last one has a head that can be read, and a participant that is no sound JSON.
    let lines = "{\"id\":\"a\",\"label\":\"x\",\"countries\":[]}\nno JSON\n{\"id\":\"b\"}\n\
                 {\"id\":\"c\",\"label\":\"x\",\"countries\":[],\"note\":\"\\ud800\"}\n";
    let output = run(folder.path(), &["convert", "-"], lines.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("3 records skipped; `oreline check FILE`"), "{error}");
    let converted = String::from_utf8(output.stdout).unwrap();
    assert_eq!(converted.lines().count(), 2, "{converted}");
    for line in converted.lines() {
        serde_json::from_str::<Value>(line).unwrap();
    }
    let nothing = run(folder.path(), &["convert", "missing.json"], b"");
    assert_eq!((nothing.status.code(), nothing.stdout.len()), (Some(1), 0));
    assert_eq!(run(folder.path(), &["convert", "-"], b"").status.code(), Some(1));
}

#[test]
fn hostile_text_is_escaped_and_stays() {
    let hostile = "a\u{1b}[2J\u{202e}b\u{200b}c\u{e0041}\u{9b}d";
    let data = json!({"title": hostile, "events": [{"id": "e", "label": hostile, "x": hostile}]}).to_string();
    let converted = printed(Path::new("."), &["convert", "-"], data.as_bytes());
    assert!(!converted.contains(['\u{1b}', '\u{202e}', '\u{200b}', '\u{e0041}', '\u{9b}']), "{converted:?}");
    let lines: Vec<Value> = converted.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        (&lines[0]["title"], &lines[1]["label"], &lines[1]["x"]),
        (&json!(hostile), &json!(hostile), &json!(hostile))
    );
}
