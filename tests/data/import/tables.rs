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
fn a_table_is_as_wide_as_its_tags_or_as_most_rows() {
    const ROWS: &str = "1,Talks,Astana,2024-02-08\n2,A report,,\n3,A visit,Almaty,2024-02-10\n";
    let map = |date: &str| format!("label={{Event}}; date={{{date} | date}}");
    let wide = ["2024-02-08 Talks", "A report", "2024-02-10 A visit"];
    for (before, date) in [
        // Names and sections of names that are narrower than the table: the tag names the column.
        ("What,,Where\nNo,Event,Town\n#meta+no,#event,#loc,#date+reported\n", "reported date"),
        ("No,Event,Town\n,#event,#loc,#date+reported\n", "reported date"),
        // Titles of any width, with line ends in them and not.
        ("A report\nof the desk, Astana\n\nNo,Event,Town,When\n,#event,#loc,#date+reported\n", "When"),
        (
            "\"A report,\nin two lines\"\n\"Astana,\n\nand more\",x\nNo,Event,Town,When\n#meta,#event,#loc,#date\n",
            "When",
        ),
        // Only some columns have tags, and only tags stand below a title.
        ("No,Event,Town,When\n,,,#date+reported\n", "When"),
        ("A report\n#meta+no,#event,#loc,#date+reported\n", "reported date"),
        ("#meta+no,#event,#loc,#date+reported\n", "reported date"),
        // Without tags: names that are fewer or more than the cells of most rows, and more titles than rows.
        ("No,Event,Town\n", "column 4"),
        ("No,Event,Town,When,\n", "When"),
        ("a\nb\nc\nd\ne\nf\nNo,Event,Town,When\n", "When"),
    ] {
        let text = format!("{before}{ROWS}");
        let label = if before.contains("Event") { map(date) } else { map(date).replace("Event", "event") };
        let (records, said) = converted("t.csv", text.as_bytes(), &label);
        let rows: Vec<String> = records
            .iter()
            .map(|record| {
                let word = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
                format!("{} {}", word("date"), word("label")).trim().to_owned()
            })
            .collect();
        assert!(!said.contains("warning"), "{before:?}: {said}");
        let tags = usize::from(before.contains("Event") && before.contains('#'));
        assert_eq!(rows, wide, "{before:?}: {said}");
        assert!(said.contains(&format!("of {} rows", 3 + tags)), "{before:?}: {said}");
    }
    // Tags of posts are data.
    let posts = "text,more\n#mining,#coal\n#gold,\n#iron,#ore\nno tag,x\n";
    assert_eq!(converted("t.csv", posts.as_bytes(), "label={text}").0.len(), 4);
    let posts = "text,when\na post,2024-02-08\nmore,2024-02-09\n#mining,\n#gold,2024-02-10\n";
    assert_eq!(converted("t.csv", posts.as_bytes(), "label={text}").0.len(), 4);
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
