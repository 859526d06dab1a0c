//! The whole table of the grammar, its traps, and what is said of a wrong map.

use super::grammar::Template;
use super::*;
use serde_json::{Value as Json, json};
use std::cell::RefCell;

struct Mapped {
    records: Vec<Json>,
    lines: Vec<u32>,
    problems: Vec<Problem>,
}

/// What a map makes of a file.
#[track_caller]
fn mapped(map: &str, file: &str) -> Mapped {
    try_mapped(map, file.as_bytes()).unwrap_or_else(|error| panic!("{map}\n{error}"))
}

fn try_mapped(map: &str, file: &[u8]) -> Result<Mapped> {
    let map = Arc::new(Map::parse("test.toml", map, false)?);
    let maps = Arc::new(Maps { chosen: Some(("test.toml".to_owned(), map)), own: Vec::new() });
    let input = Input::Mapped(Box::new(Input::Path("data".into())), maps);
    let plan = match recognise(&input, file, true) {
        Some(Recognised::Foreign(plan)) => plan,
        Some(Recognised::Refused(error)) => return Err(error),
        _ => return Err(Error::Usage("the file is not read with the map".to_owned().into())),
    };
    let (made, origins) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
    let problems = run(&plan, &input, file, &mut |bytes, lines| {
        made.borrow_mut().extend_from_slice(bytes);
        origins.borrow_mut().extend_from_slice(lines);
        Ok(ControlFlow::Continue(()))
    })?;
    let text = String::from_utf8(made.into_inner()).unwrap();
    let records = text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}")));
    Ok(Mapped { records: records.collect(), lines: origins.into_inner(), problems })
}

/// The value that a field of the format gets from one record: the map has that one line in [event].
#[track_caller]
fn field(line: &str, record: &Json) -> Json {
    let (name, _) = line.split_once('=').unwrap();
    let label = if name.trim() == "label" { "" } else { "label = \"x{id}\"\n" };
    let map = format!("oreline-map = 1\n[read]\nrecords = \"list\"\n[event]\n{label}{line}\n");
    let file = json!({"top": "T", "list": [record]}).to_string();
    let found = mapped(&map, &file);
    let path = format!("/{}", name.trim().replace('.', "/"));
    found.records.first().and_then(|event| event.pointer(&path)).cloned().unwrap_or(Json::Null)
}

#[test]
fn what_stands_on_the_right_means_what_the_table_says() {
    let record = json!({
        "id": 7, "title": " A title ", "kind": "Visit", "place": "Astana", "empty": "", "blank": " ", "none": null,
        "list": ["a", "b", "a"], "nested": {"deep": {"er": "found"}, "list": [{"v": "1"}, {"v": "2"}]},
        "people": [{"name": "Ann", "type": "per"}, {"name": "Astana", "type": "loc"}, {"name": "Bo", "type": "per"}],
        "a.b": "dotted", "a": {"b": "stepped"}, "Some_Name": "case", "day": "08.02.2024", "text": "one\n\n two \nthree",
        "codes": "x#y#z", "flag": "yes", "score": "0.5", "tags": "red; blue ;; ", "html": "<p>Hi &amp; bye</p>",
        "quote": "it''s", "brace": "{x}", "1": "one", "rich": ["a ", {"type": "bold", "text": "b"}, "\n", {"type": "x"}],
    });
    for (line, expected) in [
        // Constants and fields.
        (r#"kind = "visit""#, json!("visit")),
        (r#"label = "{title}""#, json!(" A title ")),
        (r#"label = "{list}""#, json!("a")),
        (r#"topics = "{list}""#, json!(["a", "b", "a"])),
        (r#"topics = "{place}""#, json!(["Astana"])),
        (r#"topics = ["{list}", "{place}", "{empty}", "{list}"]"#, json!(["a", "b", "Astana"])),
        (r#"note = "{none}""#, Json::Null),
        (r#"note = "{blank}""#, Json::Null),
        // Templates and parts in square brackets.
        (r#"label = "{kind}: {place}""#, json!("Visit: Astana")),
        (r#"label = "{kind}: {place}[, {empty}]""#, json!("Visit: Astana")),
        (r#"label = "{kind}[, {place}][ ({none})]""#, json!("Visit, Astana")),
        (r#"note = "{kind}: {empty}""#, Json::Null),
        (r#"note = "{kind}[-{place}[-{empty}]]""#, json!("Visit-Astana")),
        (r#"note = "{kind}[-{place}[-{1}]]""#, json!("Visit-Astana-one")),
        (r#"note = "{kind}[-{empty}[-{1}]]""#, json!("Visit")),
        (r#"note = "[no field] {kind}""#, json!("[no field] Visit")),
        (r#"note = "{{x}} [[y]] {kind}""#, json!("{x} [y] Visit")),
        // Paths.
        (r#"note = "{nested.deep.er}""#, json!("found")),
        (r#"topics = "{nested.list.v}""#, json!(["1", "2"])),
        (r#"note = "{nested.list.1.v}""#, json!("2")),
        (r#"topics = "{people.name}""#, json!(["Ann", "Astana", "Bo"])),
        (r#"topics = "{people[type=per].name}""#, json!(["Ann", "Bo"])),
        (r#"note = "{people[type=loc].name}""#, json!("Astana")),
        (r#"note = "{a.b}""#, json!("dotted")),
        (r#"note = "{SOME NAME}""#, json!("case")),
        (r#"note = "{some-name}""#, json!("case")),
        (r#"note = "{/top}""#, json!("T")),
        (r#"note = "{^top}""#, json!("T")),
        (r#"note = "{#}""#, json!("1")),
        (r#"note = "{1}""#, json!("one")),
        // The first that says something.
        (r#"note = "{empty ?? none ?? place}""#, json!("Astana")),
        (r#"note = "{empty ?? tags | split ';' | part '#' 1 ?? place}""#, json!("red")),
        (r#"note = "{missing ?? gone}""#, Json::Null),
        // Choices.
        (r#"note = { by = "{kind}", Visit = "v", else = "e" }"#, json!("v")),
        (r#"note = { by = "{place}", Visit = "v", else = "{kind}" }"#, json!("Visit")),
        (r#"note = { by = "{place}", Visit = "v" }"#, Json::Null),
        (r#"note = { by = "{empty}", "" = "nothing", else = "e" }"#, json!("nothing")),
        (r#"topics = { by = "{id}", 7 = ["{kind}", "{place}"] }"#, json!(["Visit", "Astana"])),
        // Filters.
        (r#"date = "{day | date dmy}""#, json!("2024-02-08")),
        (r#"date = "{day | date dmy | month}""#, json!("2024-02")),
        (r#"date = "{day | date dmy | year}""#, json!("2024")),
        (r#"date = "{day | date dmy | about}""#, json!("2024-02-08~")),
        (r#"date = "{day | date '%d.%m.%Y' | day}""#, json!("2024-02-08")),
        (r#"topics = "{tags | split ';'}""#, json!(["red", "blue"])),
        (r#"note = "{list | join ', '}""#, json!("a, b, a")),
        (r#"note = "{text | line 1}""#, json!("one")),
        (r#"note = "{text | line 2}""#, json!("two")),
        (r#"note = "{text | line 9}""#, Json::Null),
        (r#"label = "{title | cut 4}""#, json!("A…")),
        (r#"note = "{html | html}""#, json!("Hi & bye")),
        (r#"note = "{rich | plain}""#, json!("a b\n")),
        (r#"note = "{place | plain}""#, json!("Astana")),
        (r#"note = "{codes | part '#' 3}""#, json!("z")),
        (r#"note = "{codes | part '#' 4}""#, Json::Null),
        (r#"topics = "{codes | find '[xz]'}""#, json!(["x", "z"])),
        (r#"topics = "{codes | find '(.)#'}""#, json!(["x", "y"])),
        (r#"note = "{codes | drop '#.#'}""#, json!("xz")),
        (r#"note = "{kind | lower}""#, json!("visit")),
        (r#"note = "{quote | drop ''''''}""#, json!("its")),
        (r#"countries = "{place | country}""#, json!(["Astana"])),
        // Numbers, truth values, objects.
        (r#"online = "{flag}""#, json!(true)),
        (r"online = true", json!(true)),
        (r#"place = "{place}""#, json!("Astana")),
        (r#"place.name = "{place}""#, json!("Astana")),
    ] {
        assert_eq!(field(line, &record), expected, "{line}");
    }
    for (line, code) in [("Kazakhstan", "KZ"), ("Казахстан", "KZ"), ("kz", "KZ"), ("Atlantis", "Atlantis")] {
        assert_eq!(field(r#"countries = "{c | country}""#, &json!({"id": 1, "c": line})), json!([code]));
    }
    for (codes, written, expected) in [
        ("iso3", json!("KAZ"), "KZ"),
        ("fips", json!("CH"), "CN"),
        ("fips", json!("rs"), "RU"),
        ("m49", json!(398), "KZ"),
        ("gwn", json!("712"), "MN"),
    ] {
        let line = format!("countries = \"{{c | country {codes}}}\"");
        assert_eq!(field(&line, &json!({"id": 1, "c": written})), json!([expected]), "{codes}");
    }
    assert_eq!(
        field(r#"date = "{t | date unix}""#, &json!({"id": 1, "t": 1_707_424_200})),
        json!("2024-02-08T20:30:00Z")
    );
    assert_eq!(
        field(r#"date = "{t | date unix-ms}""#, &json!({"id": 1, "t": 1_707_424_200_123_u64})),
        json!("2024-02-08T20:30:00Z")
    );
    assert_eq!(
        field(r#"date = "{t | date parts}""#, &json!({"id": 1, "t": {"Year": "1960", "month": ""}})),
        json!("1960")
    );
    assert_eq!(field(r#"date = "{a}/{b}""#, &json!({"id": 1, "a": "2024-02-01", "b": "2024-02-29"})), json!("2024-02"));
    assert_eq!(
        field(r#"date = "{a}/{b}""#, &json!({"id": 1, "a": "2024-02-01", "b": "2024-02-01"})),
        json!("2024-02-01")
    );
}

#[test]
fn sections_stand_for_records_and_items() {
    let map = r#"oreline-map = 1
[read]
records = "docs"
[let]
who = "{speaker | lower}"
[[article]]
id = "{key}"
headline = "{head}"
[[event]]
each = "{events}"
where = ["{kind} != skip", "{label}"]
id = "{^key}-{#}"
label = "{label}"
note = "{^who} {/run}"
dateBasis = "stated"
place.country = "{at.c}"
keep = ["size", "label", "source"]
[[event.quotes]]
each = "{^said}"
where = "{of} = {^label}"
text = "{words}"
[event.quotes.speaker]
name = "{by ?? ^^speaker}"
[[event]]
label = "all of {key}"
date = "{day}"
dateBasis = "stated"
"#;
    let file = json!({"run": "r1", "docs": [
        {"key": "d1", "head": "H", "speaker": "ANN", "day": "2024", "events": [
            {"label": "skipped", "kind": "skip"}, {"label": "one", "at": {"c": "KZ"}, "size": 5, "source": "s"}, {"kind": "no label"}],
         "said": [{"of": "one", "words": "w1", "by": "Bo"}, {"of": "two", "words": "w2"}, {"of": "one", "words": "w3"}, {"of": "one", "words": "w3"}]},
        {"key": "d2", "events": []},
    ]});
    let found = mapped(map, &file.to_string());
    assert_eq!(
        found.records,
        [
            json!({"record": "article", "id": "d1", "headline": "H"}),
            json!({"record": "event", "id": "d1-2", "label": "one", "note": "ann r1", "place": {"country": "KZ"},
                "quotes": [{"text": "w1", "speaker": {"name": "Bo"}, "article": "d1"}, {"text": "w3", "speaker": {"name": "ANN"}, "article": "d1"}],
                "size": 5, "x-label": "one", "x-source": "s", "articles": ["d1"]}),
            json!({"record": "event", "label": "all of d1", "date": "2024", "dateBasis": "stated", "articles": ["d1"],
                "id": found.records[2]["id"]}),
            json!({"record": "event", "label": "all of d2", "id": found.records[3]["id"]}),
        ]
    );
}

#[test]
fn a_file_may_be_one_record_with_lists_in_it() {
    let map = "oreline-map = 1\n[event]\nlabel = \"{event}\"\ndate = \"{when | date}\"\n[[event.quotes]]\neach = \"{said}\"\ntext = \"{what}\"\n";
    let alone = mapped(map, r#"{"event": "Talks", "when": "2024", "said": [{"what": "yes"}, {"what": "no"}]}"#);
    assert_eq!((alone.records.len(), alone.records[0]["quotes"][1]["text"].clone()), (1, json!("no")));
    let listed = mapped(map, r#"{"page": 1, "found": [{"event": "Talks"}, {"event": "More"}]}"#);
    assert_eq!(listed.records.len(), 2);
}

#[test]
fn ids_that_are_not_given_are_of_the_whole_source_record_and_its_number() {
    let map = "oreline-map = 1\n[event]\nlabel = \"{a}\"\n";
    let ids = |file: &str| -> Vec<String> {
        mapped(map, file).records.iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
    };
    // Rows that differ only in what is not mapped, and equal ones, stay apart; order of fields and blanks do not matter.
    let table = ids("a,b\nx,1\nx,2\nx,1\n");
    assert_eq!(table.len(), 3);
    assert!(table[0] != table[1] && table[1] != table[2] && table[0] != table[2]);
    assert_eq!(ids("a,b\nx,1\nx,2\nx,1\n"), table);
    assert_eq!(
        ids("{\"a\":\"x\",\"b\":1}\n{\"c\":1,\"a\":\"y\"}\n")[0],
        ids("{ \"b\": 1, \"a\": \"x\" }\n{\"a\":\"z\"}\n")[0]
    );
    let list = "oreline-map = 1\n[event]\nid = [\"{a}\", \"{b}\"]\nlabel = \"{a}\"\nunite = true\n";
    let united = mapped(list, "a,b\nx,1\nx,2\nx,1\n");
    assert_eq!(united.records[0]["id"], united.records[2]["id"]);
    assert_ne!(united.records[0]["id"], united.records[1]["id"]);
}

#[test]
fn tables_are_read_in_every_form() {
    let map = "oreline-map = 1\n[event]\nlabel = \"{Событие}\"\ndate = \"{Дата | date dmy}\"\nkeep = \"rest\"\n";
    let rows = "Дата;Событие;Число\r\n08.02.2024;\"Встреча; первая\";5\r\n\r\n;Без даты;\r\n";
    let expected = |found: &Mapped| {
        let row = |record: &Json| format!("{} {} {}", record["label"], record["date"], record["Число"]);
        assert_eq!(
            found.records.iter().map(row).collect::<Vec<_>>(),
            ["\"Встреча; первая\" \"2024-02-08\" \"5\"", "\"Без даты\" null null"]
        );
        assert_eq!(found.lines, [2, 4]);
    };
    expected(&mapped(map, rows));
    expected(&mapped(map, &format!("\u{feff}{rows}")));
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(rows);
    expected(&try_mapped(map, &bytes).unwrap());
    for sign in [",", "\t", "|"] {
        let other = rows.replace("; первая", "#").replace(';', sign).replace('#', "; первая");
        expected(&mapped(map, &other));
    }
    // Cells of JSON, a name that is missing, one that repeats, and lines within a cell.
    let map = "oreline-map = 1\n[event]\nlabel = \"{a}\"\nparticipants = \"{b}\"\nnote = \"{column 3} {a 2}\"\n";
    let found = mapped(map, "a,b,,a\n\"x\ny\",\"[\"\"Ann\"\",\"\"Bo\"\"]\",third,fourth\nz,\"[not json]\",3,4\n");
    assert_eq!(found.records[0]["label"], "x\ny");
    assert_eq!(found.records[0]["participants"], json!(["Ann", "Bo"]));
    assert_eq!(found.records[0]["note"], "third fourth");
    assert_eq!((found.records[1]["participants"].clone(), &found.lines[..]), (json!(["[not json]"]), &[2, 4][..]));
    // Without a row of names, and with a word for nothing.
    let map = "oreline-map = 1\n[read]\ncolumns = [\"a\", \"b\"]\nempty = \"NA\"\n[event]\nlabel = \"{a}\"\nnote = \"{b}\"\nid = \"r{#}\"\n";
    let found = mapped(map, "x,NA\ny,1\n");
    assert_eq!(found.records[0], json!({"record": "event", "label": "x", "id": "r1"}));
    assert_eq!(found.records[1], json!({"record": "event", "label": "y", "note": "1", "id": "r2"}));
}

#[test]
fn what_is_left_out_or_not_read_is_counted_and_listed_with_its_place() {
    let map = "oreline-map = 1\n[read]\nwhere = \"{a} != skip\"\n[event]\nlabel = \"{a}\"\ndate = \"{day | date}\"\nonline = \"{on}\"\n";
    let found = mapped(map, "a,day,on\nskip,2024,\nx,01.02.2024,yes\ny,soon,maybe\nz,13.02.2024,no,extra\n");
    assert_eq!(found.records.len(), 3);
    let told: Vec<String> = found
        .problems
        .iter()
        .map(|problem| {
            format!(
                "{} {} {} {}",
                problem.level.word(crate::catalogue::Ui::ENGLISH),
                problem.location.line,
                problem.location.pointer,
                problem.reason
            )
        })
        .collect();
    assert_eq!(
        told[0],
        "note 0  read as test.toml: 3 events of 4 rows, 3 of 3 fields, no event has a place, 1 row left out, 1 row not read"
    );
    assert_eq!(told[1], "note 2  left out by line 3 of the map test.toml");
    assert!(told[2].starts_with("warning 3 /date `01.02.2024`: day and month can be either way round"), "{}", told[2]);
    assert!(told[3].starts_with("warning 4 /date `soon`: it is no date"), "{}", told[3]);
    assert_eq!(told[4], "warning 4 /online `maybe` is neither yes nor no");
    assert!(told[5].starts_with("warning 5  the row has 4 cells, and there are 3 columns"), "{}", told[5]);
    assert!(
        found.problems[2].remedy.to_string().contains("line 6 of the map test.toml"),
        "{}",
        found.problems[2].remedy
    );
    assert_eq!(found.records[2]["date"], "2024-02-13");

    let lines =
        mapped("oreline-map = 1\n[event]\nlabel = \"{a}\"\n", "{\"a\":\"x\"}\n\n{broken\n// remark\n{\"a\":\"y\"}\n");
    assert_eq!((lines.records.len(), &lines.lines[..]), (2, &[1, 5][..]));
    assert!(
        lines
            .problems
            .iter()
            .any(|problem| problem.location.line == 3 && problem.reason.to_string().contains("no JSON"))
    );
}

#[test]
fn a_mistake_of_a_map_is_said_with_its_place_and_the_nearest() {
    for (map, place, reason) in [
        ("[event]\nlabel = \"{a}\"\n", "1:1", "a map begins with `oreline-map = 1`"),
        ("oreline-map = 2\n[event]\nlabel = \"{a}\"\n", "1:1", "reads maps of `oreline-map = 1`"),
        ("oreline-map = 1\n", "2:1", "the map makes nothing"),
        ("oreline-map = 1\n[evnt]\nlabel = \"{a}\"\n", "2:2", "no section is called `evnt`; near: event"),
        ("oreline-map = 1\n[event]\nlable = \"{a}\"\n", "3:1", "the format has no field `lable` here; near: label"),
        ("oreline-map = 1\n[event]\nplace.land = \"{a}\"\n", "3:7", "the format has no field `land` here; near: "),
        ("oreline-map = 1\n[event]\nlabel = \"{a\"\n", "3:12", "expected `|`, `??` or `}`"),
        ("oreline-map = 1\n[event]\nlabel = \"a}\"\n", "3:11", "this `}` has no `{`"),
        ("oreline-map = 1\n[event]\nlabel = \"{a} [b{c}\"\n", "3:14", "this `[` has no `]`"),
        ("oreline-map = 1\n[event]\nlabel = \"{}\"\n", "3:11", "expected the name of a field"),
        ("oreline-map = 1\n[event]\nlabel = \"{a | splt ','}\"\n", "3:15", "no filter is called `splt`; near: split"),
        ("oreline-map = 1\n[event]\nlabel = \"{a | split}\"\n", "3:15", "`split` takes one text in quotes"),
        ("oreline-map = 1\n[event]\nlabel = \"{a | cut 0}\"\n", "3:15", "`cut` takes a number from 1"),
        ("oreline-map = 1\n[event]\ndate = \"{a | date dym}\"\n", "3:14", "`date` knows ymd, dmy, mdy"),
        ("oreline-map = 1\n[event]\ndate = \"{a | date '%d'}\"\n", "3:14", "a pattern of `date` has %Y"),
        ("oreline-map = 1\n[event]\nlabel = \"{a | find '('}\"\n", "3:15", "is no regular expression"),
        ("oreline-map = 1\n[event]\nlabel = \"{a | lower 'x'}\"\n", "3:15", "`lower` takes nothing behind it"),
        ("oreline-map = 1\n[read]\nfromat = \"csv\"\n[event]\nlabel = \"{a}\"\n", "3:1", "near: format"),
        (
            "oreline-map = 1\n[read]\nencoding = \"utf-9\"\n[event]\nlabel = \"{a}\"\n",
            "3:12",
            "is no encoding that is known",
        ),
        (
            "oreline-map = 1\n[match]\nkey = \"a\"\n[event]\nlabel = \"{a}\"\n",
            "3:1",
            "[match] has no `key` of this kind",
        ),
        ("oreline-map = 1\n[event]\nlabel = 5 5\n", "3:", ""),
        (
            "oreline-map = 1\n[event]\nlabel = \"{title}\"\n",
            "test.toml:3",
            "{title} is no field of the file; near: titel",
        ),
    ] {
        let error = try_mapped(map, b"titel,b\nx,1\n").map(|_| ()).expect_err(map).to_string();
        assert!(error.contains(place) && error.contains(reason), "{map}: {error}");
    }
    // Of JSON a record may lack a field; what is nearly another is a mistake all the same.
    let one = "oreline-map = 1\n[event]\nlabel = \"{title}\"\nnote = \"{sometimes}\"\n";
    assert!(try_mapped(one, b"[{\"title\":\"x\"}]").is_ok());
    let error = try_mapped(one, b"[{\"titel\":\"x\"}]").map(|_| ()).unwrap_err().to_string();
    assert!(error.contains("near: titel"), "{error}");
}

#[test]
fn a_map_may_stand_in_one_line() {
    let map =
        Map::of_line("label={title}; date={when | date dmy}; topics={a | split ';'}; topics={b}; article.url={link}")
            .unwrap();
    let words: Vec<&str> = map.sections.iter().map(|section| section.word).collect();
    assert_eq!(words, ["article", "event"]);
    for (line, reason) in [
        ("lable={title}", "near: label"),
        ("label", "is no field of a map"),
        ("article.headlin={x}", "near: headline"),
        ("date={x | date dym}", "`date` knows"),
    ] {
        let error = Map::of_line(line).map(|_| ()).unwrap_err().to_string();
        assert!(error.starts_with("--map: ") && error.contains(reason), "{line}: {error}");
    }
    let error = Map::named("telegrm").map(|_| ()).unwrap_err().to_string();
    assert!(error.contains("near: telegram"), "{error}");
}

#[test]
fn what_a_map_knows_is_recognised_and_what_is_native_is_not() {
    let of = |text: &str, is_all: bool| match recognise(&Input::Stdin, text.as_bytes(), is_all) {
        None => "more".to_owned(),
        Some(Recognised::Native) => "native".to_owned(),
        Some(Recognised::Answer) => "answer".to_owned(),
        Some(Recognised::Foreign(plan)) => format!("{} {:?}", plan.map.name, plan.form),
        Some(Recognised::Refused(error)) => format!("refused: {error}"),
    };
    for (text, is_all, expected) in [
        ("{\"record\":\"event\",\"label\":\"x\"}\n", false, "native"),
        ("{\"oreline\":1,\n\"name\":1,\"type\":2,\"messages\":[", false, "native"),
        ("{\"label\":\"x\"}\n{\"label\":\"y\"}\n", false, "native"),
        ("{\"name\":\"x\",", false, "more"),
        ("{\"name\":\"x\",\n\"type\":\"private_group\",\n\"messages\":[]}", true, "telegram Json"),
        ("{\"document_id\":\"d\",\"text\":\"t\",\"extractions\":[]}\n{", false, "langextract Lines"),
        ("{\"document_id\":\"d\",\"text\":\"t\",\"extractions\":[]}\n", true, "langextract Json"),
        ("{\"document_id\":\"d\",\"text\":\"t\",\"extractions\":[]}\n", false, "more"),
        (
            "// 2024\n// https://x\n\n{\"status\":\"ok\",\"totalResults\":1,\"articles\":[{\"source\":{\"id\":null,\"name\":\"n\"},\"title\":\"t\",\"url\":\"u\",\"publishedAt\":\"p\"}]}",
            true,
            "newsapi Json",
        ),
        ("storyjs_jsonp_data = {\"timeline\":{\"date\":[{\"startDate\":\"1960\"}]}}", true, "timelinejs Json"),
        ("{\"events\":[{\"start_date\":{\"year\":1960}}]}", true, "timelinejs Json"),
        ("{\"events\":[{\"date\":\"1960\"}]}", true, "native"),
        ("{\"events\":[{\"title\":\"t\",\"start_date\":\"1960\",\"end_date\":\"1961\"}]}", true, "native"),
        (
            "{\"status\":200,\"data\":[{\"event_date\":\"2024-02-08\",\"event_type\":\"a\",\"country\":\"b\",\"admin1\":\"c\",\"fatalities\":0}]}",
            true,
            "acled Json",
        ),
        ("EVENT_DATE,Event Type,COUNTRY,ADMIN1,FATALITIES\n1,2,3,4,5\n", true, "acled Table(44)"),
        ("{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"t\",\"items\":[]}", true, "jsonfeed Json"),
        ("no data", true, "native"),
        ("Here it is:\n```json\n[", false, "answer"),
        ("{\"label\":\"x ```json [\"}", true, "native"),
        ("event_date,event_type,country,admin1,fatalities\n1,2,3,4,5\n", false, "acled Table(44)"),
        ("event_date,event_type,country,admin1,fatalities\n", false, "more"),
        ("when,what\n1,2\n", false, "more"),
        ("", false, "more"),
        ("", true, "native"),
        ("\u{1}\u{2}", false, "native"),
        ("plain words, and more of them", false, "more"),
    ] {
        assert_eq!(of(text, is_all), expected, "{text}");
    }
    assert!(
        of("a,b\n1,2\n", true).starts_with("refused: standard input: a table with the columns a, b: no map knows it")
    );
    assert!(of("<!DOCTYPE html><html>", true).contains("web page"));
}

/// The maps of the program that say of themselves that they read a file which begins so.
fn maps_of(text: &str) -> Vec<&'static str> {
    let body = &text[before_data(text, built_in().iter())..].trim_start();
    let outline = body.starts_with(['{', '[']).then(|| {
        let first = body.lines().next().unwrap_or_default();
        let is_line = serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok();
        Outline::of(if is_line { first } else { body })
    });
    let root = xml::beginning(body).0;
    let sign = readers::delimiter(body, true);
    let rows = sign.map(|sign| readers::rows_from_names(body, sign, None).1).unwrap_or_default();
    let is_of = |way: &Matching| match (&outline, root) {
        (Some(outline), _) => outline.matches(way),
        (None, Some(root)) => way.root.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(root)),
        (None, None) => rows.first().is_some_and(|header| is_table_of(way, header)),
    };
    built_in().iter().filter(|map| map.matching.iter().any(is_of)).map(|map| map.name.as_str()).collect()
}

#[test]
fn a_sample_is_of_one_map_and_of_no_other() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/import/");
    let of_names = [
        ("acled", "acled"),
        ("answers", "hansard"),
        ("atom", "atom"),
        ("bellingcat", "bellingcat"),
        ("debates", "hansard"),
        ("eventregistry", "eventregistry"),
        ("ftm", "ftm"),
        ("gdelt-1", "gdelt-1"),
        ("gdelt-doc", "gdelt-doc"),
        ("gdelt-events", "gdelt-events"),
        ("gdelt-named", "gdelt-named"),
        ("gkg", "gkg"),
        ("gqg", "gqg"),
        ("icews", "icews"),
        ("jsonfeed", "jsonfeed"),
        ("jsonld", "jsonld"),
        ("langextract/", "langextract"),
        ("mediacloud", "mediacloud"),
        ("newsapi/", "newsapi"),
        ("ninjs", "ninjs"),
        ("onthisday", "wikipedia-onthisday"),
        ("ParlaMint", "parlamint"),
        ("quotebank", "quotebank"),
        ("rss", "rss"),
        ("telegram-all", "telegram-all"),
        ("telegram/", "telegram"),
        ("timelinejs", "timelinejs"),
        ("timesketch", "timesketch"),
        ("tweets", "xarchive"),
        ("ucdp", "ucdp"),
    ];
    let mut seen: Vec<&str> = Vec::new();
    let more = std::fs::read_dir(format!("{folder}more")).unwrap();
    let mut files: Vec<String> = more.map(|file| format!("more/{}", file.unwrap().file_name().display())).collect();
    files.extend(["jsonfeed.json", "timelinejs.csv", "timelinejs.json", "timelinejs2.jsonp"].map(str::to_owned));
    files.extend(["acled/input.csv", "langextract/input.jsonl", "newsapi/input.json"].map(str::to_owned));
    files.push("telegram/input.json".to_owned());
    for file in files {
        // Pages and spreadsheets are known by what they are, before maps are asked.
        if [".html", ".xlsx"].iter().any(|ending| file.ends_with(ending)) {
            continue;
        }
        let text = String::from_utf8_lossy(&std::fs::read(format!("{folder}{file}")).unwrap()).into_owned();
        let name = file.trim_start_matches("more/");
        let own = of_names.iter().find(|(start, _)| name.starts_with(start));
        let (_, own) = own.unwrap_or_else(|| panic!("{file} is of no map: name it here"));
        assert_eq!(maps_of(&text), [*own], "{file}");
        seen.push(own);
    }
    for map in built_in() {
        assert!(seen.contains(&map.name.as_str()), "{} has no sample", map.name);
    }
}

#[test]
fn what_is_like_a_sample_is_of_no_map() {
    for text in [
        // Like NewsAPI: other services, other articles, no articles.
        r#"{"status":"ok","totalResults":1,"articles":[{"headline":"Talks","when":"2024"}]}"#,
        r#"{"status":"ok","totalResults":1,"articles":["a","b"]}"#,
        r#"{"totalArticles":1,"articles":[{"title":"t","url":"u","image":"i","publishedAt":"2024","source":{"name":"n","url":"u"}}]}"#,
        r#"{"status":"ok","totalResults":2,"articles":{"results":[]}}"#,
        // Like GDELT, X, Event Registry, Media Cloud.
        r#"{"articles":[{"url":"u","title":"t","date":"2024","domain":"d"}]}"#,
        r#"[{"tweet":"Hello","date":"2024-02-08"}]"#,
        r#"{"id_str":"1","created_at":"2024","name":"x"}"#,
        r#"{"articles":{"results":[{"id":1,"title":"t"}],"count":1}}"#,
        r#"[{"uri":"x","title":"t","date":"2024"}]"#,
        "story,publish_date,title,url\n1,2024-02-08,t,u\n",
        // Like Wikipedia, Bellingcat, ninjs, quotations.
        r#"{"events":[{"text":"t","year":1960}]}"#,
        r#"[{"date":"2024-02-08","latitude":1,"longitude":2,"title":"t"}]"#,
        r#"{"uri":"u","title":"t","version":"1"}"#,
        r#"{"quotation":"q","speaker":"s"}"#,
        r#"{"date":"2024","url":"u","title":"t","quotes":["a"]}"#,
        // Like JSON-LD, LangExtract, timelines.
        r#"{"@id":"x","name":"n"}"#,
        r#"{"document_id":"d","text":"t","entities":[]}"#,
        r#"{"timeline":[{"date":"2024","headline":"t"}]}"#,
        "Year,Month,Headline\n2024,2,t\n",
        // Like ACLED, UCDP, ICEWS, Timesketch.
        "event_date,country,fatalities\n2024-02-08,KZ,0\n",
        "conflict_name,side_a,side_b,year\nx,a,b,1990\n",
        "Event ID,Event Date,Source Name\n1,2024-02-08,a\n",
        "message,datetime,level\nm,2024-02-08,info\n",
        // As wide as rows of GDELT, and something else.
        &("x\t".repeat(60) + "x\n"),
        &("20240208\t".repeat(26) + "x\n"),
        "<opml version=\"2.0\"><body><outline text=\"x\"/></body></opml>",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>u</loc></url></urlset>",
        "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document/></kml>",
    ] {
        assert_eq!(maps_of(text), [""; 0], "{text}");
    }
}

#[test]
fn an_object_is_no_id_and_no_address() {
    let made = mapped(
        "oreline-map = 1\n[article]\nheadline = \"{title}\"\nurl = \"{page}\"\nid = \"{key}\"\n",
        r#"[{"title":"A","page":{"kind":"x"},"key":{"a":1}},{"title":"B","page":[{"kind":"x"}],"key":[{"a":1},{"b":2}]}]"#,
    );
    assert_eq!(made.records.iter().map(|record| &record["headline"]).collect::<Vec<_>>(), ["A", "B"]);
    assert!(
        made.records.iter().all(|record| record.get("url").is_none() && record["id"].is_string()),
        "{:?}",
        made.records
    );
}

#[test]
fn hostile_input_ends() {
    let map = "oreline-map = 1\n[event]\nlabel = \"{a}[[{b}]] {c | find '(x+x+)+y'} \"\nid = \"{d.e.f.0}\"\n";
    for file in
        ["[", "[{}]", "{\"a\":", "[[[[]]]]", "[{\"a\":{\"a\":{}}},5,null,\"x\"]", "a,b\n\"", "a;b\n\u{0};\n", "[1e999]"]
    {
        let _ = try_mapped(map, file.as_bytes());
    }
    let _ = try_mapped(map, "[".repeat(10_000).as_bytes());
    let long = format!("[{{\"a\":\"x\",\"c\":\"{}\"}}]", "x".repeat(20_000));
    let _ = try_mapped(map, long.as_bytes());
    assert!(Template::parse(&"[ ".repeat(100_000)).is_err());
}
