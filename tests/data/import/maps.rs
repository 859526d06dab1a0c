//! The worked examples, and each map of the program with a small file of its own.

use super::*;
use serde_json::Value;
use std::path::Path;

pub fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/import/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn records(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"))).collect()
}

/// What `convert` makes of a file, and what it says of it.
#[track_caller]
pub fn converted(arguments: &[&str]) -> (Vec<Value>, String) {
    let folder = tempfile::tempdir().unwrap();
    let output = oreline(folder.path(), &[&["convert"], arguments].concat());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    (records(&String::from_utf8(output.stdout).unwrap()), said)
}

#[track_caller]
fn assert_example(input: &str, arguments: &[&str]) {
    let expected = fs::read_to_string(Path::new(&fixture(input)).with_file_name("expected.jsonl")).unwrap();
    let path = fixture(input);
    let (found, _) = converted(&[arguments, &[path.as_str()]].concat());
    let expected = records(&expected);
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len());
}

#[test]
fn the_worked_examples_are_read_as_they_are_to_be() {
    assert_example("acled/input.csv", &[]);
    assert_example("langextract/input.jsonl", &[]);
    assert_example("newsapi/input.json", &[]);
    assert_example("telegram/input.json", &[]);
    assert_example("semicolon-1251/input.csv", &["--map", &fixture("semicolon-1251/map.toml")]);
    // Asked for by name, packed, through a pipe's form of reading, and with another name.
    assert_example("telegram/input.json", &["--map", "telegram"]);
}

/// Of every event its date and title, of every article its date and headline.
pub fn rows(records: &[Value]) -> Vec<String> {
    let text = |record: &Value, name: &str| record[name].as_str().unwrap_or_default().to_owned();
    records
        .iter()
        .filter_map(|record| match record["record"].as_str()? {
            "event" => Some(format!("{} {}", text(record, "date"), text(record, "label"))),
            "article" => Some(format!("article {} {}", text(record, "datePublished"), text(record, "headline"))),
            _ => None,
        })
        .collect()
}

#[test]
fn a_timeline_opens_with_every_date() {
    let (found, said) = converted(&[&fixture("timelinejs.json")]);
    assert_eq!(found[0]["title"], "Copper & power");
    assert_eq!(
        rows(&found),
        [
            "2024-02-08 Talks open",
            "2024 A year only",
            "2024-03/2025 A span",
            "Y-13800000000 The beginning",
            " No such month"
        ]
    );
    assert_eq!(found[1]["summary"], "Ministers meet.\nThey speak of copper.");
    assert_eq!(
        (&found[1]["id"], &found[1]["topics"][0], &found[1]["media"]["credit"]),
        (&"talks".into(), &"Talks".into(), &"AP".into())
    );
    assert_eq!((&found[2]["dateText"], &found[5]["dateBasis"]), (&"some day in 2024".into(), &Value::Null));
    assert!(said.contains("read as TimelineJS: 5 events of 5 rows"), "{said}");

    // An empty end is no end, and what has no text beside its title is no fault.
    let folder = tempfile::tempdir().unwrap();
    let empty = r#"{"events":[{"start_date":{"year":"1960","month":"","day":""},"end_date":{"year":""},"text":{"headline":"A"}}]}"#;
    fs::write(folder.path().join("t.json"), empty).unwrap();
    let checked = oreline(folder.path(), &["check", "t.json"]);
    assert_eq!(String::from_utf8_lossy(&checked.stdout).lines().count(), 1, "{checked:?}");

    let (found, _) = converted(&[&fixture("timelinejs2.jsonp")]);
    assert_eq!(rows(&found), ["2024-02-08/2024-02-09 Two days", "1960 A year"]);
    assert_eq!((&found[0]["title"], &found[1]["asset"]["credit"]), (&"Version two".into(), &"AP".into()));

    let (found, said) = converted(&[&fixture("timelinejs.csv")]);
    assert_eq!(rows(&found), ["2024-02-08 Talks open", "2024-03/2025 A span", "1960 A year only"]);
    assert_eq!((&found[1]["dateText"], &found[1]["Media Credit"]), (&"8 February".into(), &"AP".into()));
    assert!(said.contains("1 row left out"), "{said}");
}

#[test]
fn a_feed_is_articles() {
    let (found, _) = converted(&[&fixture("jsonfeed.json")]);
    assert_eq!(found[0]["title"], "Ore Desk");
    assert_eq!(
        rows(&found),
        [
            "article 2024-02-08T06:30:00+05:00 Talks open",
            "article  A short note without a title, which is only as long as it must be to be cut at a word and not within…",
            "article  No address"
        ]
    );
    assert_eq!(found[1]["articleBody"], "Ministers meet.\nThey & others speak.");
    assert_eq!((&found[1]["author"][0], &found[2]["author"][0]), (&"Ann Lee".into(), &"The desk".into()));
    assert_eq!((&found[1]["language"], &found[2]["language"]), (&"en".into(), &"ru".into()));
    let folder = tempfile::tempdir().unwrap();
    let output = oreline(folder.path(), &["check", &fixture("jsonfeed.json")]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.lines().next().unwrap().contains("read as JSON Feed: "), "{said}");
    assert!(said.contains("jsonfeed.json:9: warning: /datePublished: `yesterday`: it is no date"), "{said}");
}

#[test]
fn a_table_that_no_map_knows_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t.csv"), "When,What\n13.02.2024,Talks\n14.02.2024,More\n").unwrap();
    for command in [&["list", "t.csv"][..], &["check", "t.csv"], &["convert", "t.csv"], &["--print", "80x24", "t.csv"]]
    {
        let output = oreline(folder.path(), command);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("a table with the columns When, What: no map knows it"), "{command:?}: {said}");
        assert!(command[0] == "--print" || output.status.code() == Some(2), "{command:?}: {:?}", output.status);
    }
    let map = "label={What}; date={When | date}";
    let output = oreline(folder.path(), &["list", "--map", map, "t.csv"]);
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(listed.contains("2024-02-14") && listed.contains("Talks"), "{listed}");
    // A map that is wrong is said before anything is opened.
    for (map, reason) in [
        ("label={Nobody}", "{Nobody} is no field of the file; near: When, What"),
        ("label={Wat}", "{Wat} is no field of the file; near: When, What"),
        ("label={Waht}", "{Waht} is no field of the file; near: What"),
        ("lable={What}", "near: label"),
        ("nobody", "no map is called `nobody`"),
        ("./none.toml", "it cannot be read"),
    ] {
        let output = oreline(folder.path(), &["list", "--map", map, "t.csv"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(reason) && output.status.code() == Some(2), "{map}: {said}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_map_of_ones_own_reads_what_looks_as_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let maps = folder.path().join(".config/oreline/maps");
    fs::create_dir_all(&maps).unwrap();
    fs::write(maps.join("a-broken.toml"), "oreline-map = 1\n[evnt]\n").unwrap();
    let map = "# My table\noreline-map = 1\n[match]\ncolumns = [\"when\", \"what\"]\n[event]\nlabel = \"{what}\"\ndate = \"{when | date}\"\n";
    fs::write(maps.join("mine.toml"), map).unwrap();
    fs::write(folder.path().join("t.csv"), "When,What\n13.02.2024,Talks\n").unwrap();
    let output = oreline(folder.path(), &["list", "t.csv"]);
    let (out, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(out.contains("2024-02-13") && said.contains("read as My table: 1 event of 1 row"), "{out}{said}");
    assert!(said.contains("a-broken.toml:2:2: no section is called `evnt`") && said.contains("passed over"), "{said}");
}

#[test]
fn a_map_of_the_program_is_printed_to_be_changed() {
    let folder = tempfile::tempdir().unwrap();
    let listed = oreline(folder.path(), &["convert", "--list-maps"]);
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert_eq!(listed.lines().count(), 29);
    for line in listed.lines() {
        let name = line.split('\t').next().unwrap();
        let printed = oreline(folder.path(), &["convert", "--print-map", name]);
        let text = String::from_utf8(printed.stdout).unwrap();
        assert!(text.contains("oreline-map = 1"), "{name}");
    }
    let printed = oreline(folder.path(), &["convert", "--print-map", "telegram"]);
    fs::write(folder.path().join("mine.toml"), &printed.stdout).unwrap();
    let output = oreline(folder.path(), &["convert", "--map", "mine.toml", &fixture("telegram/input.json")]);
    let expected = fs::read_to_string(fixture("telegram/expected.jsonl")).unwrap();
    assert_eq!(records(&String::from_utf8(output.stdout).unwrap()), records(&expected));
}

#[test]
fn a_foreign_file_that_is_packed_or_comes_through_a_pipe_is_read_too() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = fs::read(fixture("acled/input.csv")).unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut packed, &bytes).unwrap();
    fs::write(folder.path().join("acled.csv.gz"), packed.finish().unwrap()).unwrap();
    let expected = records(&fs::read_to_string(fixture("acled/expected.jsonl")).unwrap());
    let output = oreline(folder.path(), &["convert", "acled.csv.gz"]);
    assert_eq!(records(&String::from_utf8(output.stdout).unwrap()), expected);
    let mut packed = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::best());
    std::io::Write::write_all(&mut packed, &bytes).unwrap();
    fs::write(folder.path().join("acled.csv.bz2"), packed.finish().unwrap()).unwrap();
    let output = oreline(folder.path(), &["convert", "acled.csv.bz2"]);
    assert_eq!(records(&String::from_utf8(output.stdout).unwrap()), expected);
    let mut deflated = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut deflated, &bytes).unwrap();
    let deflated = deflated.finish().unwrap();
    let mut zip = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0".to_vec();
    zip.extend((deflated.len() as u32).to_le_bytes());
    zip.extend((bytes.len() as u32).to_le_bytes());
    zip.extend(b"\x05\0\0\0a.csv");
    zip.extend(&deflated);
    zip.extend(b"PK\x01\x02");
    fs::write(folder.path().join("acled.zip"), zip).unwrap();
    let output = oreline(folder.path(), &["convert", "acled.zip"]);
    assert_eq!(records(&String::from_utf8(output.stdout).unwrap()), expected);
    // A mark of UTF-8 in front, as Excel writes it.
    fs::write(folder.path().join("marked.csv"), [b"\xef\xbb\xbf", &bytes[..]].concat()).unwrap();
    let output = oreline(folder.path(), &["convert", "marked.csv"]);
    assert_eq!(records(&String::from_utf8(output.stdout).unwrap()), expected);
    let utf_16: Vec<u8> =
        format!("\u{feff}{}", String::from_utf8(bytes).unwrap()).encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.path().join("acled16.csv"), utf_16).unwrap();
    let output = oreline(folder.path(), &["convert", "acled16.csv"]);
    assert_eq!(records(&String::from_utf8(output.stdout).unwrap()), expected);
}

#[test]
fn rows_of_one_id_become_one_without_a_word_when_the_map_says_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t.csv"), "id,what,who\n1,Talks,Ann\n1,Talks again,Bo\n2,More,Cy\n").unwrap();
    for (unite, problems) in [("unite = true", 0), ("", 1)] {
        let map = format!(
            "oreline-map = 1\n[event]\nid = \"{{id}}\"\nlabel = \"{{what}}\"\nparticipants = \"{{who}}\"\n{unite}\n"
        );
        fs::write(folder.path().join("m.toml"), map).unwrap();
        let listed = oreline(folder.path(), &["list", "--map", "m.toml", "t.csv", "--format", "csv"]);
        let listed = String::from_utf8(listed.stdout).unwrap();
        assert_eq!(listed.lines().count(), 3, "{listed}");
        assert!(listed.contains("Ann; Bo"), "{listed}");
        let checked = oreline(folder.path(), &["check", "--map", "m.toml", "t.csv"]);
        let said = String::from_utf8(checked.stdout).unwrap();
        assert_eq!(said.lines().filter(|line| line.contains("warning")).count(), problems, "{said}");
    }
}
