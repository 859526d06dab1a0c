//! The way from an article to a file that opens, as docs/make-a-dataset.md shows it: its answers are clean, what `check`
//! prints of the bad one is what the page says, and each of its faults is named or read rightly.
//!
//! `UPDATE_README=1` writes what `check` prints anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use std::fs;
use std::process::{Command, Output};

use crate::readme::{read, with};

const PAGE: &str = "docs/make-a-dataset.md";

/// The answers and the file of names of the page, in files of a folder: `0.json` …, the bad one `answer.json`.
fn files(page: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let blocks: Vec<&str> = page.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(blocks.len(), 4);
    for (at, block) in blocks.iter().enumerate() {
        let name = if at == 3 { "answer.json".to_owned() } else { format!("{at}.json") };
        fs::write(folder.path().join(name), block).unwrap();
    }
    folder
}

fn oreline(folder: &tempfile::TempDir, arguments: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oreline"));
    command.current_dir(folder.path()).env("XDG_STATE_HOME", folder.path()).args(arguments.split_whitespace());
    command.output().unwrap()
}

/// What a command prints that ends with this status and has nothing else to say.
fn prints(folder: &tempfile::TempDir, arguments: &str, status: i32) -> String {
    let output = oreline(folder, arguments);
    assert_eq!(output.status.code(), Some(status), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_answers_of_the_page_open_without_a_word() {
    let folder = files(&read(PAGE));
    assert_eq!(prints(&folder, "check 0.json 1.json 2.json", 0), "");
    let rows = prints(&folder, "list 0.json 1.json 2.json --format csv", 0);
    assert_eq!(rows.lines().count(), 1 + 3, "{rows}");
    for (view, rows) in [("quotes", 4), ("articles", 2)] {
        assert_eq!(prints(&folder, &format!("list --view {view} 0.json 1.json 2.json"), 0).lines().count(), rows);
    }
    // A month stays a month, and who is named in two scripts is one person.
    let next = prints(&folder, "list 0.json -q date:2025-04", 0);
    assert!(next.starts_with("2025-04-astana-next\t2025-04\t"), "{next}");
    assert_eq!(prints(&folder, "list 0.json 2.json -q person:karimov", 0).lines().count(), 1);
}

#[test]
fn the_answers_of_the_page_have_the_text_of_its_articles() {
    let page = read(PAGE);
    let texts: Vec<&str> =
        page.split("```text\n").skip(2).take(2).map(|rest| rest.split("\n```").next().unwrap()).collect();
    let folder = files(&page);
    for (at, text) in texts.iter().enumerate() {
        let mut lines = text.split('\n');
        let (headline, _, body) = (lines.next().unwrap(), lines.next().unwrap(), lines.nth(1).unwrap());
        let answer: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(folder.path().join(format!("{at}.json"))).unwrap()).unwrap();
        assert_eq!(answer["articles"][0]["headline"], headline);
        assert_eq!(answer["articles"][0]["articleBody"], body);
    }
}

#[test]
fn what_check_says_of_the_bad_answer_stands_on_the_page() {
    let page = read(PAGE);
    let folder = files(&page);
    let printed = prints(&folder, "check answer.json", 1);
    let drawn = with(&page, "check", &format!("```text\n{printed}```\n"));
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/make-a-dataset.md"), &drawn).unwrap();
    }
    assert!(read(PAGE) == drawn, "UPDATE_README=1 draws it anew:\n{printed}");
    // Nine are named, each with its place; and no other line stands there as an error or a warning.
    let faults = [
        "/date: `12/03/2025`",
        "/date: `2025-02-30`",
        "the words of this direct quote do not stand in the text",
        "/quotes/1/type: `paraphrase`",
        "no article has the id a7",
        "`Uzbekstan`",
        "e2: the id stands before with another `label`",
        "unknown field `summry`; `summary` may be meant",
        "/confidence",
    ];
    for fault in faults {
        assert!(printed.contains(fault), "{fault} is not named:\n{printed}");
    }
    // The others are read rightly.
    let rows = prints(&folder, "list answer.json --format json -q date:2025-05", 0);
    let json: serde_json::Value = serde_json::from_str(&rows).unwrap();
    let event = &json["events"][0];
    assert_eq!(event["label"], "A plan is signed");
    let names: Vec<&str> = event["participants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|who| who["name"].as_str().or(who.as_str()).unwrap())
        .collect();
    assert_eq!(names, ["Aziz Karimov", "Dana Seitova"]);
    // What could not be read stands as it was written, under no month.
    let undated = prints(&folder, "list answer.json -q date:none", 0);
    assert!(undated.starts_with("e1\t12/03/2025\t"), "{undated}");
}

/// The prompt asks for an id of its own for each article: with the same one, answers that open together are mixed up, which
/// `check` says.
#[test]
fn an_id_that_two_answers_share_is_named() {
    let page = read(PAGE);
    let prompt = page.split("```text\n").nth(1).unwrap().split("\n```").next().unwrap();
    assert!(prompt.contains("\"id\": \"ARTICLE\"") && prompt.contains("- ARTICLE: publisher, date"), "{prompt}");
    let folder = tempfile::tempdir().unwrap();
    for (file, publisher, title) in [("tin.json", "Made-up Mail", "Tin"), ("bridge.json", "Выдуманный вестник", "Мост")]
    {
        let answer = |id: &str| {
            serde_json::json!({"oreline": 1,
                "articles": [{"id": id, "headline": title, "publisher": publisher, "url": format!("https://example.org/{title}")}],
                "events": [{"id": title, "label": title, "date": "2025-09-03", "articles": [id]}]})
        };
        fs::write(folder.path().join(file), answer("a1").to_string()).unwrap();
        fs::write(folder.path().join(format!("own-{file}")), answer(&format!("{publisher}-2025")).to_string()).unwrap();
    }
    assert_eq!(prints(&folder, "check own-tin.json own-bridge.json", 0), "");
    let said = prints(&folder, "check tin.json bridge.json", 1);
    assert!(said.contains("a1") && said.contains("give each article its own address and id"), "{said}");
}
