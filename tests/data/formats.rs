//! Every form of input that is read, and the list that it gives: the same events, however they are written.

// Helpers of tests may stop at the first surprise too.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// The rows of `oreline list`, without what differs between forms.
#[track_caller]
fn assert_lists(folder: &Path, inputs: &[&str], expected: &[(&str, &str)]) {
    let output = Command::new(env!("CARGO_BIN_EXE_oreline"))
        .env_remove("LC_ALL")
        .env("LANG", "C")
        .current_dir(folder)
        .arg("list")
        .args(inputs)
        .output()
        .unwrap();
    let (out, error) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success(), "{inputs:?}: {error}");
    let rows: Vec<(&str, &str)> = out
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            (cells[1], cells[3])
        })
        .collect();
    assert_eq!(rows, expected, "{inputs:?}: {error}");
}

#[track_caller]
fn assert_bytes_list(bytes: &[u8], expected: &[(&str, &str)]) {
    let folder = tempfile::tempdir().unwrap();
    // The name says nothing: formats are told by content.
    fs::write(folder.path().join("data"), bytes).unwrap();
    assert_lists(folder.path(), &["data"], expected);
}

const DOCUMENT: &str = r#"{"oreline": 1, "events": [
    {"id": "a", "label": "Встреча в Астане", "date": "2024-02-08"},
    {"id": "b", "label": "Later", "date": "2024-03"}
]}"#;
const LINES: &str = "{\"record\":\"dataset\",\"oreline\":1}\n\
    {\"record\":\"event\",\"id\":\"a\",\"label\":\"Встреча в Астане\",\"date\":\"2024-02-08\"}\n\
    {\"record\":\"event\",\"id\":\"b\",\"label\":\"Later\",\"date\":\"2024-03\"}\n";
const TWO: [(&str, &str); 2] = [("2024-03", "Later"), ("2024-02-08", "Встреча в Астане")];

#[test]
fn a_document() {
    assert_bytes_list(DOCUMENT.as_bytes(), &TWO);
    assert_bytes_list(DOCUMENT.replace('\n', " ").as_bytes(), &TWO);
    assert_bytes_list(
        br#"{"events":{"label":"One where a list is allowed","date":"2024"}}"#,
        &[("2024", "One where a list is allowed")],
    );
}

#[test]
fn lines() {
    assert_bytes_list(LINES.as_bytes(), &TWO);
    assert_bytes_list(LINES.trim_end().as_bytes(), &TWO);
    assert_bytes_list(LINES.replace('\n', "\r\n\r\n").as_bytes(), &TWO);
}

#[test]
fn a_bare_list() {
    let list = br#"[{"label": "Event", "date": "2024"}, {"headline": "Article", "country": "KZ", "date": "2023"}]"#;
    assert_bytes_list(list, &[("2024", "Event"), ("2023", "Article")]);
}

#[test]
fn foreign_names() {
    let article = r#"{"articles":[{"title":"Визит","text":"…","source":"https://x.example/1","published":"2023-11-01",
        "country":"Казахстан","persons":["Токаев"],"quotes":[{"quote":"…","who":"Токаев"}]}]}"#;
    assert_bytes_list(article.as_bytes(), &[("2023-11-01", "Визит")]);
    let event = r#"{"events":[{"title":"Visit","text":"…","date":"2023","actors":["Tokayev"],"source":"Orda.kz"}]}"#;
    assert_bytes_list(event.as_bytes(), &[("2023", "Visit")]);
}

#[test]
fn gzip() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(LINES.as_bytes()).unwrap();
    assert_bytes_list(&packed.finish().unwrap(), &TWO);
}

#[test]
fn zstd() {
    let packed = ruzstd::encoding::compress_to_vec(LINES.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    assert_bytes_list(&packed, &TWO);
}

#[test]
fn utf_8_with_a_byte_order_mark() {
    assert_bytes_list(format!("\u{feff}{DOCUMENT}").as_bytes(), &TWO);
    assert_bytes_list(format!("\u{feff}{LINES}").as_bytes(), &TWO);
}

#[test]
fn utf_16_of_either_order() {
    for text in [DOCUMENT, LINES] {
        let marked = format!("\u{feff}{text}");
        let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_bytes_list(&little, &TWO);
        assert_bytes_list(&big, &TWO);
    }
}

#[test]
fn several_files_and_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) =
        (r#"{"events":[{"id":"a","label":"First","date":"2024"}]}"#, r#"{"id":"b","label":"Second"}"#);
    fs::write(folder.path().join("1.json"), first).unwrap();
    fs::write(folder.path().join("2.jsonl"), second).unwrap();
    fs::write(folder.path().join("notes.txt"), "no data").unwrap();
    let both = [("2024", "First"), ("", "Second")];
    assert_lists(folder.path(), &["1.json", "2.jsonl"], &both);
    assert_lists(folder.path(), &["2.jsonl", "1.json"], &both);
    assert_lists(folder.path(), &["."], &both);
}

#[test]
fn a_second_file_gives_names_to_the_first() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("data.jsonl"), r#"{"id":"a","label":"Talks","participants":["Госдеп"]}"#).unwrap();
    let aliases =
        r#"{"entities":[{"id":"us-state","schema":"PublicBody","name":"Department of State","alias":["Госдеп"]}]}"#;
    fs::write(folder.path().join("aliases.json"), aliases).unwrap();
    assert_lists(folder.path(), &["data.jsonl", "aliases.json", "-q", "org:department"], &[("", "Talks")]);
}

#[test]
fn a_document_broken_in_the_middle_keeps_what_came_before() {
    let cut = DOCUMENT.find("Later").unwrap();
    assert_bytes_list(&DOCUMENT.as_bytes()[..cut], &TWO[1..]);
}

#[test]
fn json_of_some_other_kind_is_an_error_and_an_empty_dataset_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.json");
    for (text, is_dataset) in [
        ("{\n \"examples\": [\n {\"edtf\": \"1985\"}\n ]\n}", false),
        ("{\n \"foo\": 1\n}", false),
        ("{\n \"events\": []\n}", true),
        ("{\n \"oreline\": 1,\n \"title\": \"Empty\"\n}", true),
        ("[\n]", true),
    ] {
        fs::write(&path, text).unwrap();
        let loaded = oreline::door::dataset::load(&[oreline::door::load::Input::Path(path.clone())], &mut |_| {
            std::ops::ControlFlow::Continue(())
        });
        match loaded {
            Ok(dataset) => assert!(is_dataset && dataset.event_count() == 0, "{text}"),
            Err(error) => {
                assert!(!is_dataset && error.to_string().contains("JSON of some other kind"), "{text}: {error}");
            }
        }
    }
}
