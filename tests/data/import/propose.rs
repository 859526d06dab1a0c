//! Maps that are proposed: each is a map that opens its file, says what the columns mean, and guesses no date.

use super::*;

/// What is proposed for a file, and what `convert` makes of the file with it.
#[track_caller]
fn proposed(name: &str, bytes: &[u8]) -> (String, Vec<serde_json::Value>) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let output = oreline(folder.path(), &["convert", "--propose-map", name]);
    let map = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::write(folder.path().join("this.toml"), &map).unwrap();
    let output = oreline(folder.path(), &["convert", "--map", "./this.toml", name]);
    assert!(output.status.success(), "{map}\n{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    (
        map,
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .filter(|record: &serde_json::Value| record["record"] != "dataset")
            .collect(),
    )
}

/// The entries of a map without the remarks behind them.
fn entries(map: &str) -> Vec<&str> {
    let lines = map.lines().filter(|line| !line.starts_with('#') && line.contains(" = "));
    lines.map(|line| line.split("  # ").next().unwrap().split(" # ").next().unwrap().trim()).collect()
}

#[test]
fn events_of_a_language_model_open_whole() {
    let file = r#"{"metadata":{"generated_at":"2026-02-10"},"events":[{"event_id":"e1","event_name":"Ministerial","event_date":"2026-02-04",
      "location":{"city":"Washington","country":"United States"},"countries_involved":["United States","Mongolia"],
      "key_people":[{"full_name":"Ann Lee","role":"Secretary"}],"quotations":[{"text":"advance joint efforts","attributed_to":"Ann Lee"}],
      "description":"55 delegations","source_article":{"title":"T","url":"https://example.org","published_date":"2026-02-07"}}]}"#;
    let (map, records) = proposed("llm.json", file.as_bytes());
    let [event] = &records[..] else { panic!("{map}\n{records:?}") };
    assert_eq!(
        (event["label"].as_str(), event["date"].as_str(), event["id"].as_str()),
        (Some("Ministerial"), Some("2026-02-04"), Some("e1")),
        "{map}"
    );
    assert_eq!(event["countries"], serde_json::json!(["US", "MN"]), "{map}");
    assert_eq!(event["place"], serde_json::json!({"name": "Washington", "country": "US"}), "{map}");
    assert_eq!(
        (&event["participants"][0]["name"], &event["participants"][0]["role"]),
        (&"Ann Lee".into(), &"Secretary".into()),
        "{map}"
    );
    assert_eq!(
        (&event["quotes"][0]["text"], &event["quotes"][0]["speaker"]),
        (&"advance joint efforts".into(), &"Ann Lee".into()),
        "{map}"
    );
    let article = &event["articles"][0];
    assert_eq!(
        (&article["headline"], &article["url"], &article["datePublished"]),
        (&"T".into(), &"https://example.org".into(), &"2026-02-07".into()),
        "{map}"
    );
    assert_eq!(event["summary"], "55 delegations");
}

#[test]
fn a_record_in_plain_words_opens_whole() {
    let file = r#"{"event":"Talks in Astana","when":"8 February 2024","who":["Ann Lee (Kazakhstan)"],"where":"Astana",
      "what_was_said":[{"who":"Ann Lee","what":"We agree"}]}"#;
    let (map, records) = proposed("words.json", file.as_bytes());
    let [event] = &records[..] else { panic!("{map}\n{records:?}") };
    assert_eq!(
        (event["label"].as_str(), event["date"].as_str()),
        (Some("Talks in Astana"), Some("2024-02-08")),
        "{map}"
    );
    assert_eq!(
        (&event["participants"][0], &event["place"]["name"]),
        (&"Ann Lee (Kazakhstan)".into(), &"Astana".into()),
        "{map}"
    );
    assert_eq!(
        (&event["quotes"][0]["text"], &event["quotes"][0]["speaker"]),
        (&"We agree".into(), &"Ann Lee".into()),
        "{map}"
    );
    assert_eq!(event["countries"], serde_json::json!(["KZ"]), "{map}");
}

#[test]
fn a_table_in_russian_is_proposed_as_it_is_meant() {
    let path = format!("{}/tests/fixtures/import/semicolon-1251/input.csv", env!("CARGO_MANIFEST_DIR"));
    let (map, records) = proposed("t.csv", &fs::read(path).unwrap());
    let expected = [
        "oreline-map = 1",
        "encoding = \"windows-1251\"",
        "delimiter = \";\"",
        "date = \"{Дата | date dmy}\"",
        "label = \"{Событие}\"",
        "countries = \"{Страны | split ',' | country}\"",
        "participants = \"{Участники | split ','}\"",
        "publisher = \"{Источник}\"",
        "url = \"{Ссылка}\"",
    ];
    assert_eq!(entries(&map), expected, "{map}");
    assert!(map.contains("3 of 4: day 1, month 1, year 1") && map.contains("Not mapped: nothing"), "{map}");
    assert_eq!(records.len(), 4);
}

/// Columns of made-up tables, with what each is to become: nothing where it must not be read.
#[test]
fn nine_columns_of_ten_are_right_and_no_date_is_wrong() {
    let tables: [(&str, &[&str]); 5] = [
        (
            "Event ID,Event Title,Date of Event,Host Country,Attendees,Venue,Event Type,Notes,Source URL,Outlet\n\
             1,Road map signed,2024-02-08,Kazakhstan,Ann Lee; Bo Chen,Astana,Signing,first,https://example.org/1,Wire\n\
             2,Talks open,2024-03-11,Mongolia,Cy Dahl,Ulaanbaatar,Meeting,second,https://example.org/2,Post\n",
            &["id", "label", "date", "countries", "participants", "place.name", "kind", "note", "url", "publisher"],
        ),
        (
            "Название;Дата начала;Дата окончания;Страна;Город;Описание;Теги;Ссылка\n\
             Форум;05.02.2024;08.02.2024;Казахстан;Астана;Прошёл форум;литий, медь;https://example.org/1\n\
             Визит;25.03.2024;26.03.2024;Монголия;Улан-Батор;Был визит;медь;https://example.org/2\n",
            &["label", "date", "", "countries", "place.name", "summary", "topics", "url"],
        ),
        (
            "when\twhat\twho\tcountries\turl\tcreated_at\n\
             02/13/2024\tTalks\tAnn Lee\tKZ; US\thttps://example.org/1\t2025-01-01\n\
             02/08/2024\tMore talks\tBo Chen\tMN\thttps://example.org/2\t2025-01-01\n",
            &["date", "label", "participants", "countries", "url", "-"],
        ),
        ("title,date,country\nTalks,02/03/2024,Kazakhstan\nMore,04/05/2024,Mongolia\n", &["label", "-", "countries"]),
        (
            "headline,published_at,author,url,content\n\
             Talks open,2024-02-08T06:30:00Z,Ann Lee,https://example.org/1,The ministers met\n\
             Road map,2024-02-09T06:30:00Z,Bo Chen,https://example.org/2,A map was signed\n",
            &["headline", "datePublished", "author", "url", "articleBody"],
        ),
    ];
    let (mut right, mut all) = (0, 0);
    let mut wrong = Vec::new();
    for (table, expected) in tables {
        let (map, _) = proposed("t.csv", table.as_bytes());
        let sign = ['\t', ';', ','].into_iter().find(|sign| table.lines().next().unwrap().contains(*sign)).unwrap();
        for (column, expected) in table.lines().next().unwrap().split(sign).zip(expected) {
            let asked = [format!("{{{column}}}"), format!("{{{column} |")];
            let found = entries(&map).into_iter().find(|entry| asked.iter().any(|asked| entry.contains(asked)));
            let key = found.map_or("-", |entry| entry.split(" = ").next().unwrap());
            // The end of a time is a part of the date.
            let expected = if expected.is_empty() { "date" } else { *expected };
            all += 1;
            if key == expected { right += 1 } else { wrong.push(format!("{column}: {key} and not {expected}")) }
        }
    }
    assert!(right * 10 >= all * 9, "{right} of {all}: {wrong:?}");
    assert!(!wrong.iter().any(|one| one.contains("date")), "{wrong:?}");
}

/// Files of every form with what each column is to become. Each set and its list were written before the proposal was tried on
/// them, and became known by what was mended with them. Tried blind were: `heldout` (two sets, 118 columns; not written down),
/// `blind-3` 94 of 126, and of these 7 in a map that did not open; `blind-4` 54 of 70; `blind-5` 57 of 67, 13 of these in a map
/// that did not open; `blind-6` 51 of 70, one date among the titles; `blind-7` 39 of 45. Then the rule was made anew, by weight
/// and not by the first that fits. `blind-8` to `blind-10`, written before that by who made it: 218 of 229, and 158 by the rule
/// before. `blind-11` and `blind-12`, each written when the rule was mended with those before, mostly with the headings of what
/// is published: 84 of 104 (84 by the rule before) and 89 of 103 (84); `blind-13`, after that, 82 of 91 (82); `blind-14` 50 of 60
/// (48): 305 of 358. Then short forms and other languages were read by rule: `blind-15`, with which that was mended, 189 of 224
/// before; `blind-16` was run once, 120 of 134, with 15 tables that others have published, 107 of 113, which is 227 of 247 or
/// nine in ten. No date was ever a wrong one. The bound is what holds now.
#[test]
fn columns_of_files_that_people_have_are_right() {
    for (set, bound) in [
        ("heldout", 118),
        ("blind-3", 126),
        ("blind-4", 70),
        ("blind-5", 67),
        ("blind-6", 68),
        ("blind-7", 44),
        ("blind-8", 79),
        ("blind-9", 69),
        ("blind-10", 79),
        ("blind-11", 96),
        ("blind-12", 101),
        ("blind-13", 90),
        ("blind-14", 57),
        ("blind-15", 219),
        ("blind-16", 124),
    ] {
        let (right, wrong) = right_columns(set);
        assert!(right >= bound, "{set}: {right} right, {wrong:#?}");
        let is_wrong_date = |one: &&String| one.contains(": date and not") || one.contains(": datePublished and not");
        assert_eq!(wrong.iter().find(is_wrong_date), None, "{set}");
    }
}

/// How many columns of a set of files are proposed as its list says, and which are not. A map that does not open fails.
fn right_columns(set: &str) -> (usize, Vec<String>) {
    let folder = format!("{}/tests/fixtures/import/{set}", env!("CARGO_MANIFEST_DIR"));
    let expected = fs::read_to_string(format!("{folder}/expected.txt")).unwrap();
    let rows: Vec<Vec<&str>> =
        expected.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(" | ").collect()).collect();
    let mut files: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    files.dedup();
    let (mut right, mut wrong) = (0, Vec::new());
    for name in files {
        let (map, records) = proposed(name, &fs::read(format!("{folder}/{name}")).unwrap());
        assert!(!records.is_empty(), "{name}: {map}");
        for row in rows.iter().filter(|row| row[0] == name) {
            let column = row[1].rsplit('.').next().unwrap();
            // Items of a list are read by their own names.
            let is_item = map.contains(&format!("each = \"{{{}}}\"", row[1].split('.').next().unwrap()));
            let path = if is_item { column } else { row[1] };
            let asked = [format!("{{{path}}}"), format!("{{{path} |")];
            let found = entries(&map).into_iter().filter(|entry| asked.iter().any(|asked| entry.contains(asked)));
            let keys: Vec<&str> = found.map(|entry| entry.split(" = ").next().unwrap()).collect();
            // A title may be made of other columns; a list may allow two meanings.
            let is_meant = |key: &str| row[2].split('/').any(|meant| meant == key);
            let key = keys.iter().find(|key| is_meant(key)).or(keys.first()).copied().unwrap_or("-");
            if is_meant(key) {
                right += 1;
            } else {
                wrong.push(format!("{name} {}: {key} and not {}", row[1], row[2]));
            }
        }
    }
    (right, wrong)
}

#[test]
fn headings_with_signs_in_them_stand_in_a_map_that_opens() {
    let table = "Ref. No.,When did it happen?,Who's who,What [short],Size {t},A | B\n\
                 a1,2024-02-08,Ann Lee,Talks open,5,x\na2,2024-02-09,Bo Chen,A map is signed,6,y\n";
    let (map, records) = proposed("t.csv", table.as_bytes());
    let told =
        |key: &str| [&records[0][key], &records[1][key]].map(|value| value.as_str().unwrap_or_default().to_owned());
    assert_eq!(told("id"), ["a1", "a2"], "{map}");
    assert_eq!(told("date"), ["2024-02-08", "2024-02-09"], "{map}");
    assert_eq!(told("label"), ["Talks open", "A map is signed"], "{map}");
    assert_eq!(records[1]["participants"][0], "Bo Chen", "{map}");
}

#[test]
fn a_column_of_dates_is_no_title_whatever_it_is_called() {
    let table = "Incident,Opened,Place of event\n2024-02-08,2024-02-09,Astana\n2024-02-10,2024-02-11,Almaty\n";
    let (map, _) = proposed("t.csv", table.as_bytes());
    assert!(!entries(&map).iter().any(|entry| entry.starts_with("label") && entry.contains("Incident")), "{map}");
}

#[test]
fn what_is_counted_as_record_is_no_word_of_the_format() {
    let json = r#"[{"record":1,"when":"2024-02-08","what":"Talks"},{"record":2,"when":"2024-02-09","what":"More"}]"#;
    let (map, records) = proposed("t.json", json.as_bytes());
    assert_eq!((records.len(), &records[1]["id"]), (2, &"2".into()), "{map}");
}

#[test]
fn a_date_is_not_guessed_by_a_name_that_tells_of_something_else() {
    for heading in
        ["Deadline", "Reviewed", "Entered by", "Date of birth", "Last seen", "Не позже", "Valid to", "Expected"]
    {
        let table = format!("{heading},title\n2024-02-08,Talks open\n2024-02-09,A map is signed\n");
        let (map, records) = proposed("t.csv", table.as_bytes());
        assert_eq!(records[0]["date"], serde_json::Value::Null, "{heading}: {map}");
    }
}

#[test]
fn a_date_in_three_columns_is_one_and_a_time_of_the_day_asks_nothing() {
    let (map, records) = proposed("t.csv", b"year,month,day,event,time\n2024,2,8,Talks,10:30\n2024,3,,More,09:00\n");
    let dates: Vec<&serde_json::Value> = records.iter().map(|one| &one["date"]).collect();
    assert_eq!(dates, ["2024-02-08", "2024-03"], "{map}");
    assert!(!map.contains("To be decided"), "{map}");
}

#[test]
fn a_table_without_names_of_columns_is_proposed_by_what_stands_in_it() {
    // A first row may only say which sign stands between cells.
    let (map, records) = proposed("t.csv", b"sep=;\r\nWhen;What\r\n2024-02-13;Talks\r\n2024-02-14;More\r\n");
    assert_eq!(
        (records.len(), &records[1]["label"], &records[1]["date"]),
        (2, &"More".into(), &"2024-02-14".into()),
        "{map}"
    );
    let rows = "2024-02-08,Talks in Astana,https://example.org/1\n2024-02-09,Visit to Tashkent,https://example.org/2\n";
    let (map, records) = proposed("t.csv", rows.as_bytes());
    assert_eq!(records.len(), 2, "{map}");
    let told: Vec<String> = records.iter().map(|one| format!("{} {}", one["date"], one["label"])).collect();
    assert_eq!(told, [r#""2024-02-08" "Talks in Astana""#, r#""2024-02-09" "Visit to Tashkent""#], "{map}");
    assert_eq!(records[1]["articles"][0]["url"], "https://example.org/2");
}

#[test]
fn a_proposal_opens_utf_16_and_says_of_dates_that_are_none_what_stands_there() {
    let table = "title;date\nTalks;2024-02-08\nMore;circa 1990\nThird;2024-02\n";
    let bytes: Vec<u8> = format!("\u{feff}{table}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [bytes, table.into()] {
        let (map, records) = proposed("t.csv", &bytes);
        assert_eq!((records.len(), &records[1]["date"]), (3, &serde_json::Value::Null), "{map}");
        assert_eq!((&records[1]["dateText"], &records[2]["date"]), (&"circa 1990".into(), &"2024-02".into()), "{map}");
    }
    let (map, _) = proposed("t.csv", b"title,day\nTalks,13.04.24\nMore,25.04.24\n");
    assert!(map.contains("the year has two digits: say which century"), "{map}");
    assert!(!map.lines().any(|line| line.starts_with("date")), "{map}");
    let said = "label={title}; date=20{day | part '.' 3}-{day | part '.' 2}-{day | part '.' 1}";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t.csv"), "title,day\nTalks,13.04.24\nMore,25.04.24\n").unwrap();
    let listed = oreline(folder.path(), &["list", "--map", said, "t.csv"]);
    assert!(String::from_utf8_lossy(&listed.stdout).contains("2024-04-13"));
}

#[test]
fn what_no_map_knows_is_said_with_the_line_that_proposes_one() {
    let folder = tempfile::tempdir().unwrap();
    let foreign = r#"{"events":[{"event_name":"A","event_date":"2026-02-04","event_id":1}]}"#;
    let words = r#"{"event":"Talks","when":"8 February 2024","who":["Ann"],"where":"Astana"}"#;
    for (name, text) in [("a.csv", "When,What\n2024,Talks\n2023,More\n"), ("b.json", foreign), ("c.json", words)] {
        fs::write(folder.path().join(name), text).unwrap();
        let output = oreline(folder.path(), &["list", name]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(&format!("oreline convert --propose-map {name}")), "{said}");
        assert_eq!(output.status.code(), Some(2), "{name}: {said}");
    }
    let output = oreline(folder.path(), &["convert", "--propose-map", "a.csv", "b.json"]);
    assert_eq!(output.status.code(), Some(2));
    fs::write(folder.path().join("d.txt"), "only words\n").unwrap();
    let output = oreline(folder.path(), &["convert", "--propose-map", "d.txt"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("neither a table nor JSON"));
}

#[test]
fn lists_of_texts_and_objects_together_are_proposed_too() {
    for json in [
        r#"[{"title": "x", "quotes": ["a", {"text": "b", "speaker": "c"}]}]"#,
        r#"[{"title": "x", "sources": [{"url": "https://x.example/a"}, "https://x.example/b"]}]"#,
        r#"[{"title": "x", "countries": ["KZ", {"code": "MN", "role": "host"}]}]"#,
    ] {
        let (map, _) = proposed("mixed.json", json.as_bytes());
        assert!(map.contains("label"), "{map}");
    }
}

#[test]
fn a_date_whose_parts_have_one_beginning_is_read_of_them() {
    let table = "eventid,iyear,imonth,iday,city,summary\n1,2015,1,7,Paris,Men shot at the office of a paper\n2,2016,3,0,Brussels,Bombs went off in a hall\n";
    let (map, records) = proposed("gtd.csv", table.as_bytes());
    let dates: Vec<&serde_json::Value> = records.iter().map(|one| &one["date"]).collect();
    assert_eq!(dates, ["2015-01-07", "2016-03"], "{map}");
}
