//! Tables as people have them: in any encoding, with titles above the names of the columns, with a mistake in their map.

use super::*;
use std::fmt::Write as _;

const ROWS: &str = "Дата;Событие;Страна;Участники\n05.02.2024;Встреча министров в Астане;Казахстан;Канат Шарлапаев\n\
    16.02.2024;Подписание соглашения;США;Анна Ли\n";
const MAP: &str = "label={Событие}; date={Дата | date dmy}; countries={Страна | country}; participants={Участники}";

/// What `convert` writes of a file, one line a record, and what it says.
fn converted(name: &str, bytes: &[u8], map: &str) -> (Vec<serde_json::Value>, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let output = oreline(folder.path(), &["convert", "--map", map, name]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let lines = String::from_utf8(output.stdout).unwrap();
    let records = lines.lines().map(|line| serde_json::from_str(line).unwrap());
    (records.filter(|record: &serde_json::Value| record["record"] == "event").collect(), said)
}

#[test]
fn a_table_in_any_encoding_opens_whole() {
    let little = ROWS.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let big = ROWS.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let mut files = vec![("utf-16le", little), ("utf-16be", big), ("utf-8", ROWS.as_bytes().to_vec())];
    for label in ["windows-1251", "koi8-r", "ibm866", "x-mac-cyrillic", "iso-8859-5"] {
        files.push((label, encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(ROWS).0.into_owned()));
    }
    for (label, bytes) in files {
        let (records, said) = converted("t.csv", &bytes, MAP);
        assert_eq!(records.len(), 2, "{label}: {said}");
        assert_eq!(records[0]["label"], "Встреча министров в Астане", "{label}");
        assert_eq!(records[1]["countries"], serde_json::json!(["US"]), "{label}");
        // The proposal finds the same, and says how the file is read.
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("t.csv"), &bytes).unwrap();
        let output = oreline(folder.path(), &["convert", "--propose-map", "t.csv"]);
        let map = String::from_utf8(output.stdout).unwrap();
        assert!(map.contains("{Событие}") && map.contains("{Дата | date dmy}"), "{label}: {map}");
    }
    let german = "Datum;Ort;Ereignis\n08.02.2024;München;Gespräch über Größen\n";
    let bytes = encoding_rs::WINDOWS_1252.encode(german).0;
    let (records, said) = converted("t.csv", &bytes, "label={Ereignis}; date={Datum | date dmy}; place.name={Ort}");
    assert_eq!(records[0]["place"]["name"], "München", "{said}");
}

#[test]
fn native_data_in_utf_16_without_a_mark_opens() {
    let text = "{\"record\":\"event\",\"label\":\"Встреча\",\"date\":\"2024-02-08\"}\n";
    for bytes in [
        text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
        text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    ] {
        let (dataset, _folder) = opened("n.jsonl", &bytes);
        assert_eq!(events(&dataset).len(), 1);
    }
}

#[test]
fn titles_above_the_names_of_the_columns_are_passed_and_listed() {
    let titles: [(&str, usize); 5] = [
        ("Отчёт о встречах за февраль\n\n", 1),
        ("Отчёт;;;\nза февраль 2024;;;\n;;;\n", 2),
        ("\n\n\n", 0),
        ("sep=;\nОтчёт, февраль, Астана\n", 1),
        ("Отчёт;\nСоставил;отдел печати\n", 2),
    ];
    for (before, count) in titles {
        let text = format!("{before}{ROWS}");
        let (records, said) = converted("t.csv", text.as_bytes(), MAP);
        assert_eq!(records.len(), 2, "{before:?}: {said}");
        assert_eq!(records[0]["date"], "2024-02-05", "{before:?}");
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("t.csv"), &text).unwrap();
        let output = oreline(folder.path(), &["check", "--map", MAP, "t.csv"]);
        let listed = String::from_utf8_lossy(&output.stdout).into_owned();
        let said = match count {
            0 => String::new(),
            1 => "note: it stands above the names of the columns; a title is no record\n".to_owned(),
            count => format!("a title is no record ({count} notes of this kind"),
        };
        assert!(listed.contains(&said) && listed.contains("above the names") == (count > 0), "{before:?}: {listed}");
        let output = oreline(folder.path(), &["convert", "--propose-map", "t.csv"]);
        let map = String::from_utf8(output.stdout).unwrap();
        assert!(map.contains("{Событие}") && map.contains(": 2 rows, 4 columns"), "{before:?}: {map}");
    }
    // Rows that are only sparse are data.
    let mut sparse = "a;b;c;d\n".to_owned();
    for day in 1..9 {
        let _ = writeln!(sparse, "2024-02-0{day};x;;");
    }
    assert_eq!(converted("t.csv", sparse.as_bytes(), "label={b}; date={a}").0.len(), 8);
}

#[test]
fn a_misspelt_word_of_a_map_is_said_with_the_nearest() {
    let file = "name,when\nTalks,2024-02-08\n";
    for (map, near) in [
        ("evnt.label={name}", "near: event"),
        ("artcle.url={name}", "near: article"),
        ("quots.text={name}", "near: quotes"),
        ("lable={name}", "near: label"),
        ("label={name}; place.contry={when}", "near: country"),
        ("label={name}; kep=x", "near: keep"),
        ("label={name}; wher={name}", "near: where"),
        ("label={name}; unit=x", "near: unite"),
        ("label={name | lowwer}", "near: lower"),
        ("label={name | splt ';'}", "near: split"),
        ("label={nmae}", "near: name"),
        ("read.delimeter=;", "near: delimiter"),
    ] {
        let (records, said) = converted("t.csv", file.as_bytes(), map);
        assert!(records.is_empty() && said.contains(near) && said.contains("--map"), "{map}: {said}");
    }
}
