//! The program as a shell runs it: arguments in; standard output, standard error and exit status out.
//!
//! No test needs a terminal. Counts of the bundled data come from data/README.md, everything else from small data that
//! the test itself writes.

// Helpers of tests may stop at the first surprise too.
#![allow(clippy::unwrap_used)]

use crate::run::{Run, SMALL, oreline};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};

fn ids_of(json: &str) -> BTreeSet<String> {
    oreline("list -").reading(json).ids().into_iter().collect()
}

#[test]
fn the_bundled_dataset_is_listed_whole() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/README.md")).unwrap();
    let count = |what: &str| -> usize {
        let row = readme.lines().find_map(|line| line.strip_prefix(&format!("| {what} | "))).unwrap();
        row.trim_end_matches(['|', ' ']).parse().unwrap()
    };
    assert_eq!(oreline("list").ids().len(), count("events"));
    assert_eq!(oreline("list --view articles").ids().len(), count("articles"));
    assert_eq!(oreline("list --view quotes").ids().len(), count("quotes"));
    oreline("check").ends().with_status(0).saying("").printing("");
}

#[test]
fn a_list_is_newest_first_and_undated_last() {
    let lines = oreline("list -").reading(SMALL).prints();
    let rows: Vec<Vec<&str>> = lines.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(
        rows[0],
        ["new", "2024-02-08", "visit", "New visit", "KZ", "Kassym-Jomart Tokayev", "0", "", "", "", "", "", ""]
    );
    assert_eq!(
        rows[1][..10],
        [
            "old",
            "2023-11",
            "dialogue",
            "Old talks",
            "KZ; FR",
            "Kassym-Jomart Tokayev",
            "2",
            "a1",
            "Orda.kz",
            "https://orda.example/1"
        ]
    );
    assert_eq!(rows[2][1..], ["", "", "Without a date", "MN", "", "0", "", "", "", "", "", ""]);
    assert!(rows[2][0].starts_with("e-"));
    assert_eq!(rows.len(), 3);
}

#[test]
fn each_view_has_its_columns() {
    let view = |view: &str| oreline("list - --view").with(view).reading(SMALL).prints();
    assert_eq!(
        view("articles"),
        "a2\t2024-05\t\tAlone\t\t\t\t\na1\t2024-02-09\tOrda.kz\tLeaders meet\thttps://orda.example/1\told\t\t\n"
    );
    assert_eq!(
        view("quotes"),
        "old\t2023-11\tKassym-Jomart Tokayev\tdirect\tМы рады\ta1\t\t\n\
         old\t2023-11\tEmmanuel Macron\tindirect\tthanked the hosts\t\t\t\n"
    );
    assert_eq!(view("people"), "Kassym-Jomart Tokayev\tKZ\t2\t2023-11\t2024-02-08\n");
}

#[test]
fn headers_name_the_columns_of_the_contract() {
    for (view, columns) in [
        ("events", "id,date,kind,label,countries,people,quotes,articles,publishers,urls,summary,bookmarked,note"),
        ("articles", "id,date,publisher,headline,url,events,bookmarked,note"),
        ("quotes", "event,date,speaker,type,text,article,bookmarked,note"),
        ("people", "name,country,events,first,last"),
    ] {
        let csv = oreline("list - --format csv --view").with(view).reading(SMALL).prints();
        assert_eq!(csv.lines().next(), Some(columns));
        let markdown = oreline("list - --format md-table --view").with(view).reading(SMALL).prints();
        assert_eq!(markdown.lines().next().unwrap(), format!("| {} |", columns.replace(',', " | ")));
        let page = oreline("list - --format md --view").with(view).reading(SMALL).prints();
        assert_eq!(page == markdown, view != "events", "md of {view}:\n{page}");
    }
    let table = oreline("list - --format table --view people").reading(SMALL).prints();
    let columns = table.lines().next().unwrap().split_whitespace().collect::<Vec<_>>();
    assert_eq!(columns, ["name", "country", "events", "first", "last"]);
}

#[test]
fn every_format_has_each_row_of_the_bundled_data() {
    for view in ["events", "articles", "quotes", "people"] {
        let list = |format: &str| oreline(&format!("list --view {view} --format {format}")).prints();
        let rows = list("plain").lines().count();
        assert!(rows > 100, "{view}: {rows}");
        let csv = list("csv");
        let read: Vec<csv::StringRecord> =
            csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).collect();
        assert_eq!(read.len(), rows, "{view}");
        assert_eq!(list("md-table").lines().count(), 2 + rows, "{view}");
        let table = list("table");
        if view == "people" {
            assert_eq!(table.lines().count(), 1 + rows);
        } else {
            let ids: Vec<&str> =
                table.lines().skip(1).step_by(2).map(|line| line.rsplit(' ').next().unwrap()).collect();
            let id = if view == "quotes" { "event" } else { "id" };
            let at = csv::Reader::from_reader(csv.as_bytes()).headers().unwrap().iter().position(|name| name == id);
            let written: Vec<&str> = read.iter().map(|row| row.get(at.unwrap()).unwrap()).collect();
            assert_eq!(ids, written, "{view}: the second line ends with the id, whole");
        }
    }
    let page = oreline("list --format md").prints();
    let titles = page.lines().filter(|line| line.starts_with("## ")).count();
    assert_eq!(titles, oreline("list").ids().len());
    let said = page.lines().filter(|line| line.contains("(paraphrase) — ") || line.starts_with("> — ")).count();
    assert_eq!(said, oreline("list --view quotes").ids().len(), "each quote once, with who said it");
}

#[test]
fn a_table_is_two_lines_a_record_with_ids_whole() {
    let table = |view: &str| oreline("list - --format table --view").with(view).reading(SMALL).prints();
    let events = table("events");
    assert!(events.starts_with("2024-02-08   New visit\n             KZ · new\n"), "{events}");
    assert!(events.contains("2023-11      Old talks\n             KZ FR · 2 quotes · old\n"), "{events}");
    assert!(table("articles").ends_with("Orda.kz                 Leaders meet\n2024-02-09              a1\n"));
    assert!(table("quotes").starts_with("Kassym-Jomart Tokayev   Мы рады\n2023-11                 direct · old\n"));
}

#[test]
fn an_id_may_be_a_beginning_that_one_record_has() {
    let data = r#"{"articles":[{"id":"orda-1","headline":"A"}],
        "events":[{"id":"2024-talks","label":"T"},{"id":"2024-visit","label":"V"},{"id":"встреча-1","label":"В"}]}"#;
    let show = |id: &str| oreline("show").with(id).with("-").reading(data);
    for (beginning, id) in [("2024-t", "2024-talks"), ("встр", "встреча-1"), ("event:2024-v", "2024-visit")]
    {
        assert!(show(beginning).prints().starts_with(&format!("event\t{id}\n")), "{beginning}");
    }
    assert!(show("or").prints().starts_with("article\torda-1\n"));
    show("2024").ends().with_status(1).saying("2024-talks\n  2024-visit").printing("");
    show("article:2024").ends().with_status(1).saying("no record has the id").printing("");
    let many: Vec<String> = (0..13).map(|number| format!(r#"{{"id":"e{number}","label":"L"}}"#)).collect();
    let many = format!(r#"{{"events":[{}]}}"#, many.join(","));
    oreline("show e -").reading(many).ends().with_status(1).saying("and 3 more").printing("");
}

#[test]
fn a_record_is_cited_with_each_of_its_quotes() {
    let lines = oreline("show old - --format cite").reading(SMALL).prints();
    let lines: Vec<&str> = lines.lines().collect();
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert!(lines[0].starts_with("Old talks (November 2023 (month only)"), "{lines:#?}");
    assert!(lines[1].starts_with("«Мы рады» — ") && lines[1].ends_with("https://orda.example/1 [old]"), "{lines:#?}");
    assert!(lines[2].starts_with("thanked the hosts (paraphrase) — Emmanuel Macron"), "{lines:#?}");
    let article = oreline("show a1 - --format cite").reading(SMALL).prints();
    assert!(article.starts_with("Leaders meet; Orda.kz, 9 February 2024, https://orda.example/1 [a1]\n«Мы рады»"));
    oreline("list - --format cite").reading(SMALL).ends().with_status(2).saying("cite");
}

#[test]
fn a_page_says_what_made_it_and_what_happened() {
    let russian = oreline("list - -c FR --format md --lang ru").reading(SMALL).prints();
    assert!(
        russian.starts_with("# Малое\n\nСобытий: 1 из 3, `country:FR`\n\n## ноябрь 2023 (день не указан) · Давние")
    );
    let page = oreline("list - -c FR --format md").reading(SMALL).prints();
    for part in [
        "# Small\n\nEvents: 1 of 3, `country:FR`\n\n## November 2023 (month only) · Old talks\n",
        "> Мы рады\n>\n> — Kassym-Jomart Tokayev · Orda.kz\n",
        "thanked the hosts (paraphrase) — Emmanuel Macron",
        "- [Leaders meet](<https://orda.example/1>), Orda.kz, 9 February 2024\n",
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
}

#[test]
fn pairs_may_be_of_one() {
    let data = r#"{"events":[{"id":"a","label":"A","countries":["KZ","US"]},{"id":"b","label":"B","countries":["UZ","CN"]},
        {"id":"c","label":"C","participants":["Anna Lee","Bo Chen","Anna Berg"]},
        {"id":"d","label":"D","participants":["Bo Chen","Dan Ray"]}]}"#;
    let pairs = |with: &[&str]| {
        let run = with.iter().fold(oreline("pairs -"), Run::with).reading(data);
        run.prints().lines().map(|row| row.split('\t').take(2).collect::<Vec<_>>().join("+")).collect::<Vec<_>>()
    };
    assert_eq!(pairs(&["--with", "Казахстан"]), ["KZ+US"]);
    assert_eq!(pairs(&["--with", "China"]), ["CN+UZ"]);
    assert_eq!(pairs(&["--with", "C5"]), ["CN+UZ", "KZ+US"]);
    assert!(pairs(&["--with", "France"]).is_empty());
    assert_eq!(pairs(&["--people", "--with", "Dan Ray"]), ["Bo Chen+Dan Ray"]);
    assert_eq!(pairs(&["--people", "--with", "Anna Lee"]), ["Anna Berg+Anna Lee", "Anna Lee+Bo Chen"]);
    assert_eq!(pairs(&["--people", "--with", "anna"]).len(), 3);
    oreline("pairs - --with Atlantis").reading(data).ends().with_status(2).saying("country");
    oreline("pairs - --people --with Nobody").reading(data).ends().with_status(2).saying("nobody is called Nobody");
}

#[test]
fn a_quote_that_several_articles_have_is_each_ones() {
    let data = r#"{"articles": [{"id": "a", "headline": "A"}, {"id": "b", "headline": "B"}, {"id": "c", "headline": "C"}],
        "events": [{"id": "e", "label": "L", "articles": ["a", "b", "c"],
                    "quotes": [{"text": "We agree", "speaker": "Ann", "article": ["a", "b"]}]}]}"#;
    let csv = oreline("list - --view quotes --format csv").reading(data).prints();
    assert_eq!(csv.lines().nth(1), Some("e,,Ann,direct,We agree,a; b,,"));
    let show = |article: &str| oreline(&format!("show {article} -")).reading(data).prints();
    for article in ["a", "b"] {
        assert!(show(article).contains("quote (direct)\tAnn: “We agree” · a; b\n"), "{}", show(article));
    }
    assert!(!show("c").contains("We agree"));
}

#[test]
fn every_filter_narrows_the_list() {
    for (filter, ids) in [
        ("-c KZ", &["new", "old"][..]),
        ("-c fr", &["old"]),
        ("-c FR -c Монголия", &["old", "e"]),
        ("-c C5", &["new", "old"]),
        ("--since 2024", &["new"]),
        ("--until 2023", &["old"]),
        ("--since 2023-11 --until 2023-11", &["old"]),
        ("-q kind:visit", &["new"]),
        ("-q -kind:visit", &["old", "e"]),
        ("-q переговоры", &["old"]),
        ("-q date:none", &["e"]),
        ("-q country:KZ -c FR --since 2023", &["old"]),
    ] {
        let listed = oreline(&format!("list - {filter}")).reading(SMALL).ends().with_status(0).printed();
        let found: Vec<&str> = listed.lines().map(|line| line.split(['\t', '-']).next().unwrap()).collect();
        assert_eq!(found, ids, "{filter}");
    }
}

#[test]
fn no_match_is_no_failure_and_says_which_part_to_drop() {
    let ended = oreline("list - -c KZ -q zzz").reading(SMALL).ends();
    ended.with_status(0).printing("").saying("without `zzz`: 2");
    let hidden = oreline("list - --since 2024").reading(SMALL).ends();
    hidden.with_status(0).saying("1 without a date hidden");
}

#[test]
fn quotes_satisfy_the_query_themselves() {
    let quotes = |query: &str| oreline("list - --view quotes -q").with(query).reading(SMALL).prints();
    assert_eq!(quotes("by:macron").lines().count(), 1);
    assert_eq!(quotes("said:рады").lines().count(), 1);
    assert_eq!(quotes("kind:dialogue").lines().count(), 2);
}

#[test]
fn the_language_of_texts_can_be_chosen() {
    let label = |run: Run| run.reading(SMALL).prints().lines().nth(1).unwrap().split('\t').nth(3).unwrap().to_owned();
    assert_eq!(label(oreline("list -")), "Old talks");
    assert_eq!(label(oreline("list - --lang ru")), "Давние переговоры");
    assert_eq!(label(oreline("list -").where_env("LANG", "ru_RU.UTF-8")), "Давние переговоры");
    assert_eq!(label(oreline("list -").where_env("LANG", "ru_RU").where_env("LC_ALL", "C")), "Old talks");
}

#[test]
fn records_open_again_with_the_same_list() {
    let all = ids_of(SMALL);
    for format in ["json", "jsonl"] {
        let records = oreline("list - --format").with(format).reading(SMALL).prints();
        assert_eq!(ids_of(&records), all, "{format}");
        let again = oreline("list - --format").with(format).reading(records.clone()).prints();
        assert_eq!(again, records, "{format} of itself");
        let narrowed = oreline("list - -c FR --format").with(format).reading(SMALL).prints();
        assert_eq!(ids_of(&narrowed), BTreeSet::from(["old".to_owned()]), "{format}");
        oreline("check -").reading(records).ends().with_status(0);
    }
}

#[test]
fn the_bundled_dataset_opens_again_from_its_own_output() {
    let list = oreline("list").prints();
    for format in ["json", "jsonl"] {
        let records = oreline("list --format").with(format).prints();
        assert_eq!(oreline("list -").reading(records.clone()).prints(), list, "{format}");
        oreline("check -").reading(records).ends().with_status(0);
    }
}

#[test]
fn records_pass_through_unchanged_with_what_they_name() {
    let printed = oreline("list - --format json").reading(SMALL).prints();
    let printed: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let mut expected: serde_json::Value = serde_json::from_str(SMALL).unwrap();
    assert_eq!(printed["title"], expected["title"]);
    assert_eq!(printed["license"], "CC0");
    // Neither the entity nor the article that no event names is there.
    expected["entities"].as_array_mut().unwrap().pop();
    expected["articles"].as_array_mut().unwrap().pop();
    assert_eq!(printed["entities"], expected["entities"]);
    // In the strict form.
    expected["articles"][0]["publisher"] = serde_json::json!({"name": "Orda.kz"});
    assert_eq!(printed["articles"], expected["articles"]);
    let events = printed["events"].as_array().unwrap();
    assert_eq!(events[1], expected["events"][0]);
    // What was filled in is written.
    assert_eq!(events[0]["countries"], serde_json::json!(["KZ"]));
    assert!(events[2]["id"].as_str().unwrap().starts_with("e-"));
    assert_eq!(events[2]["x-weight"], serde_json::json!({"kg": 3}));
    let articles = oreline("list - --view articles --format json").reading(SMALL).prints();
    let articles: serde_json::Value = serde_json::from_str(&articles).unwrap();
    assert_eq!(articles["articles"].as_array().unwrap().len(), 2);
}

#[test]
fn every_line_of_jsonl_says_what_it_is() {
    let lines = oreline("list - --format jsonl").reading(SMALL).prints();
    let kinds: Vec<String> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["record"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(kinds, ["dataset", "entity", "entity", "article", "event", "event", "event"]);
}

#[test]
fn an_article_that_carries_its_event_is_written_once() {
    let foreign = r#"[{"title": "A", "body": "…", "persons": ["Марко Рубио"], "country": "US", "date": "2024-01-02"},
                      {"title": "B", "body": "…", "country": "KZ", "date": "2024-01-03"}]"#;
    let all = oreline("list -").reading(foreign).prints();
    assert_eq!(all.lines().count(), 2);
    for format in ["json", "jsonl"] {
        let records = oreline("list - --format").with(format).reading(foreign).prints();
        assert_eq!(records.matches("Рубио").count(), 1, "{records}");
        assert_eq!(oreline("list -").reading(records).prints(), all, "{format}");
        let narrowed = oreline("list - -c US --format").with(format).reading(foreign).prints();
        assert_eq!(oreline("list -").reading(narrowed).prints().lines().count(), 1, "{format}");
    }
}

#[test]
fn one_record_is_shown_whole() {
    let shown = oreline("show old -").reading(SMALL).prints();
    for part in [
        "event\told\n",
        "label (en)\tOld talks\nlabel (ru)\tДавние переговоры\n",
        "date\t2023-11\n",
        "country\tFR France\n",
        "participant\tKassym-Jomart Tokayev · host",
        "quote (direct)\tKassym-Jomart Tokayev: “Мы рады” · ru · a1\n",
        // A paraphrase never looks like a quotation.
        "quote (indirect)\tEmmanuel Macron: thanked the hosts\n",
        "article\ta1 · Orda.kz · 2024-02-09 · Leaders meet · https://orda.example/1\n",
    ] {
        assert!(shown.contains(part), "{part} is not in\n{shown}");
    }
    let article = oreline("show a1 -").reading(SMALL).prints();
    assert!(article.starts_with("article\ta1\nheadline\tLeaders meet\n"), "{article}");
    assert!(article.contains("“Мы рады”"), "{article}");
    for format in ["table", "csv", "md", "json", "jsonl"] {
        let shown = oreline("show old - --format").with(format).reading(SMALL).prints();
        assert!(shown.contains("Давние переговоры") && shown.contains("Мы рады"), "{format}: {shown}");
    }
}

#[test]
fn an_id_that_is_unknown_or_double_is_said() {
    oreline("show nothing -").reading(SMALL).ends().with_status(1).saying("no record has the id nothing").printing("");
    let both = r#"{"articles":[{"id":"x","headline":"The article"}],"events":[{"id":"x","label":"The event"}]}"#;
    oreline("show x -").reading(both).ends().with_status(2).saying("event:x or article:x");
    assert!(oreline("show event:x -").reading(both).prints().contains("The event"));
    assert!(oreline("show article:x -").reading(both).prints().contains("The article"));
    oreline("show old - -c MN").reading(SMALL).ends().with_status(0).saying("outside the filter");
}

#[test]
fn check_lists_every_problem_with_its_place() {
    let broken = "{\"record\":\"event\",\"id\":\"a\",\"label\":\"x\",\"date\":\"soon\",\"mood\":1}\n\
                  {\"record\":\"event\",\"id\":\"b\"}\n\
                  {\"record\":\"event\",\"id\":\"c\",\"label\":\"y\",\"wind\":1}\n";
    let ended = oreline("check -").reading(broken).ends().with_status(1).saying("");
    let lines = ended.printed();
    let faults: Vec<&str> = lines.lines().collect();
    assert_eq!(faults.len(), 3, "{lines}");
    assert!(
        faults.iter().any(|line| line.starts_with("standard input:1:") && line.contains(": warning: a /date: `soon`"))
    );
    assert!(faults.iter().any(|line| line.starts_with("standard input:2:1: error: ") && line.contains("label")));
    assert!(faults[2].contains(": note: ") && faults[2].contains("2 notes of this kind"), "{lines}");
    oreline("list -").reading(broken).ends().with_status(0).saying("1 record skipped; `oreline check FILE`");
}

#[test]
fn notes_alone_are_no_failure() {
    let unusual = r#"{"events":[{"id":"a","label":"x","mood":1}]}"#;
    let ended = oreline("check -").reading(unusual).ends().with_status(0);
    assert_eq!(ended.printed().lines().count(), 1);
}

#[test]
fn the_schema_is_json() {
    let schema: serde_json::Value = serde_json::from_str(&oreline("schema").prints()).unwrap();
    assert!(schema["properties"]["events"].is_object());
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in [("empty.json", ""), ("empty.csv", ""), ("blank.tsv", "\n\n")] {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    std::fs::write(folder.path().join("words.json"), "just words").unwrap();
    std::fs::write(folder.path().join("good.json"), SMALL).unwrap();
    for (file, said) in [
        ("missing.json", "cannot read missing.json"),
        ("empty.json", "empty.json:1:1: the input is empty\nexpected JSON or a table"),
        ("empty.csv", "empty.csv:1:1: the input is empty\nexpected JSON or a table"),
        ("blank.tsv", "blank.tsv:3:1: the input is empty\nexpected JSON or a table"),
        ("words.json", "words.json:1:1: this is no JSON\n  just words\n  ^"),
    ] {
        for command in ["list", "check"] {
            let ended = oreline(command).with(file).in_folder(folder.path()).ends();
            ended.with_status(1).saying(said).printing("");
        }
    }
    let both = oreline("list words.json good.json").in_folder(folder.path()).ends().with_status(0);
    assert_eq!(both.saying("a file was not read to its end").printed().lines().count(), 3);
    let both = oreline("check words.json good.json").in_folder(folder.path()).ends().with_status(1);
    assert!(both.printed().starts_with("words.json:1:1: error: this is no JSON"));
}

#[test]
fn data_in_which_no_record_can_be_read_are_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in [
        ("object.json", "{}"),
        ("numbers.json", "[1,2]"),
        ("foreign.json", "{\"foo\":1}"),
        ("lines.jsonl", "{\"foo\":1}\n{\"bar\":2}\n"),
        ("event.json", "{\"events\":[{\"date\":\"2024\"}]}"),
        ("none.json", "[]"),
        ("nobody.json", "{\"oreline\":1,\"events\":[]}"),
        ("names.jsonl", "{\"record\":\"entity\",\"id\":\"a\",\"name\":\"A\"}\n{\"foo\":1}\n"),
        ("good.json", SMALL),
    ] {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    for command in ["list", "list --view people --format json", "pairs", "stats", "convert", "show x"] {
        for (file, said) in [
            (
                "object.json",
                "object.json:1:1: no record could be read: the event has neither label nor summary; give it a label",
            ),
            ("numbers.json", "numbers.json:1:2: no record could be read: the record is not an object"),
            (
                "foreign.json",
                "foreign.json:1:1: no record could be read: the event has neither label nor summary; give it a label",
            ),
            ("lines.jsonl", "2 records skipped; `oreline check lines.jsonl` lists what is wrong"),
            (
                "event.json",
                "event.json:1:12: no record could be read: the event has neither label nor summary; give it a label",
            ),
        ] {
            let ended = oreline(command).with(file).in_folder(folder.path()).ends();
            ended.with_status(1).saying(said).saying("lists what is wrong").printing("");
        }
    }
    // What is empty is empty, and what is half good is that half.
    for file in ["none.json", "nobody.json", "names.jsonl"] {
        oreline("list").with(file).in_folder(folder.path()).ends().with_status(0).printing("");
    }
    oreline("list foreign.json good.json").in_folder(folder.path()).ends().with_status(0).saying("1 record skipped");
    oreline("check foreign.json").in_folder(folder.path()).ends().with_status(1).saying("");
}

#[test]
fn what_is_left_out_of_a_folder_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("good.json"), SMALL).unwrap();
    std::fs::write(folder.path().join("picture.png"), "").unwrap();
    let check = || oreline("check .").in_folder(folder.path()).ends().with_status(0);
    assert!(check().printed().contains("1 other file or folder in it was left out"));
    std::fs::write(folder.path().join("sound.wav"), "").unwrap();
    assert!(check().printed().contains("2 other files and folders in it were left out"));
}

#[test]
fn a_frame_is_printed_without_a_terminal() {
    let frame = oreline("- --print 100x24").reading(SMALL).prints();
    assert!(frame.contains("New visit") && frame.contains("Small"), "{frame}");
    assert!(frame.lines().count() <= 24);
    assert!(frame.lines().all(|line| line.chars().count() <= 100));
    assert!(!frame.contains('\u{1b}'));
    let narrowed = oreline("- -q kind:dialogue --print 100x24").reading(SMALL).prints();
    assert!(!narrowed.contains("New visit") && narrowed.contains("Old talks"), "{narrowed}");
}

#[test]
fn nothing_is_coloured() {
    for run in [oreline("list - --format table"), oreline("list -").where_env("NO_COLOR", "1"), oreline("show old -")] {
        assert!(!run.reading(SMALL).prints().contains('\u{1b}'));
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let event = |number: u32| format!("{{\"id\":\"e{number}\",\"label\":\"event number {number}\"}}\n");
    let many: String = (0..20_000).map(event).collect();
    for format in ["plain", "table", "csv", "md", "json", "jsonl"] {
        let mut child = oreline("list - --format").with(format).reading(many.clone()).start();
        let mut line = String::new();
        BufReader::with_capacity(16, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(!line.is_empty(), "{format}");
        // The reader is gone by now; the rest has no place to go.
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{format}");
    }
    let crowd =
        |number: u32| format!("{{\"id\":\"e{number}\",\"label\":\"x\",\"participants\":[\"A{number}\",\"B\"]}}\n");
    let crowds: String = (0..20_000).map(crowd).collect();
    for command in ["convert -", "pairs --people -", "pairs --people - --format json"] {
        let mut child = oreline(command).reading(crowds.clone()).start();
        let mut line = String::new();
        BufReader::with_capacity(16, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(!line.is_empty(), "{command}");
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{command}");
    }
}

/// An escape sequence, a bell, a carriage return, bidi, a zero width space, a tag and a C1 control.
const HOSTILE: &str = "a\u{1b}[2J\u{7}\r\u{202e}b\u{200b}c\u{e0041}\u{9b}d";

#[test]
fn pairs_and_stats_have_the_columns_of_the_contract_in_every_format() {
    for (command, columns, row) in [
        ("pairs", "a,b,events,alone,first,last", "FR,KZ,1,1,2023-11,2023-11"),
        ("pairs --people", "a,b,events,alone,first,last", "Ann Lee,Марко Рубио,1,1,2024,2024"),
        ("stats", "what,value,events", "total,,3"),
    ] {
        let data = if command == "pairs --people" {
            r#"{"events":[{"label":"x","date":"2024","participants":["Марко Рубио","Ann Lee",{"name":"M","schema":"Company"}]}]}"#
        } else {
            SMALL
        };
        let print = |format: &str| oreline(&format!("{command} - --format {format}")).reading(data).prints();
        let csv = print("csv");
        assert_eq!(csv.lines().take(2).collect::<Vec<_>>(), [columns, row], "{command}");
        let cells: Vec<&str> = row.split(',').collect();
        assert_eq!(print("plain").lines().next().unwrap(), cells.join("\t"), "{command}");
        let markdown = print("md");
        assert_eq!(markdown.lines().next().unwrap(), format!("| {} |", columns.replace(',', " | ")), "{command}");
        assert_eq!(markdown.lines().nth(2).unwrap(), format!("| {} |", cells.join(" | ")), "{command}");
        assert_eq!(print("table").lines().next().unwrap().split_whitespace().collect::<Vec<_>>().join(","), columns);
        let list: serde_json::Value = serde_json::from_str(&print("json")).unwrap();
        let lines: Vec<serde_json::Value> =
            print("jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(list, serde_json::Value::from(lines), "{command}");
        for (name, cell) in columns.split(',').zip(cells) {
            let value = &list[0][name];
            let number = cell.parse::<u64>().ok().filter(|_| ["events", "alone"].contains(&name));
            assert_eq!(*value, number.map_or(serde_json::Value::from(cell), Into::into), "{command} {name}");
        }
    }
}

#[test]
fn pairs_and_stats_take_the_filters_of_list() {
    let total = |filter: &str| -> String {
        let printed = oreline(&format!("stats - {filter}")).reading(SMALL).ends().with_status(0).printed();
        printed.lines().next().unwrap().to_owned()
    };
    for (filter, events) in [("-c KZ", 2), ("--since 2024", 1), ("--until 2023", 1), ("-q date:none", 1)] {
        assert_eq!(total(filter), format!("total\t\t{events}"), "{filter}");
    }
    oreline("pairs - -c MN").reading(SMALL).prints();
    oreline("pairs - -c KZ -q zzz").reading(SMALL).ends().with_status(0).printing("").saying("without `zzz`: 2");
    oreline("pairs - -c Atlantis").reading(SMALL).ends().with_status(2).printing("");
    oreline("stats missing.json").ends().with_status(1).saying("cannot read missing.json").printing("");
}

#[test]
fn names_of_pairs_are_in_the_language_that_is_chosen() {
    let data = r#"{"entities":[{"id":"t","name":{"en":"Tokayev","ru":"Токаев"}}],"events":[{"label":"x",
        "participants":[{"entity":"t"},{"name":{"kk":"Орлов П.","ru":"Пётр Орлов","en":"Peter Orlov"}}]}]}"#;
    let pair = |run: Run| run.reading(data).prints().split('\t').take(2).collect::<Vec<_>>().join(" + ");
    assert_eq!(pair(oreline("pairs --people -")), "Peter Orlov + Tokayev");
    assert_eq!(pair(oreline("pairs --people - --lang ru")), "Пётр Орлов + Токаев");
    assert_eq!(pair(oreline("pairs --people -").where_env("LANG", "ru_RU.UTF-8")), "Пётр Орлов + Токаев");
}

#[test]
fn years_of_long_and_open_dates_are_counted() {
    let dates = ["2021-12-30/2022-01-02", "../2020", "2023/..", "2019~", "202X"];
    let events = dates.map(|date| format!("{{\"label\":\"x\",\"date\":\"{date}\"}}")).join("\n");
    let printed = oreline("stats -").reading(events.clone()).prints();
    let years: Vec<&str> = printed.lines().filter_map(|line| line.strip_prefix("year\t")).collect();
    assert_eq!(years[..5], ["2019\t2", "2020\t2", "2021\t2", "2022\t2", "2023\t2"]);
    assert_eq!(years.last(), Some(&"2029\t2"));
    // As many as the filter finds.
    for line in years {
        let (year, count) = line.split_once('\t').unwrap();
        let listed = oreline(&format!("list - -q date:{year}")).reading(events.clone()).ids();
        assert_eq!(listed.len().to_string(), count, "{year}");
    }
}

#[test]
fn every_shell_gets_completions_of_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = oreline("completions").with(shell).prints();
        for word in ["list", "show", "pairs", "stats", "check", "convert", "schema", "people", "since"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    oreline("completions").ends().with_status(2).saying("SHELL").printing("");
    oreline("completions tcsh").ends().with_status(2).saying("possible values").printing("");
}

#[test]
fn the_manual_names_every_command_and_option() {
    let page = oreline("man").prints().replace("\\-", "-");
    assert!(page.contains(".TH oreline 1"), "{page}");
    let help = oreline("--help").prints();
    let words = help.split_whitespace().filter(|word| word.starts_with("--"));
    let options: BTreeSet<&str> = words.map(|word| word.trim_matches(['[', ']', ','])).collect();
    assert!(options.len() > 8, "{options:?}");
    let commands = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let commands = commands.take_while(|line| line.starts_with(' ')).filter_map(|line| {
        // A description that needs a second line goes on further to the right.
        line.strip_prefix("  ").filter(|line| !line.starts_with(' '))?.split_whitespace().next()
    });
    let commands: Vec<String> = commands.map(|command| format!("oreline {command}")).collect();
    assert!(commands.len() >= 9, "{commands:?}");
    for part in
        commands.iter().map(String::as_str).chain(options).chain(["--people", "--view", "--format", "EXIT STATUS"])
    {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn hostile_text_never_reaches_the_terminal() {
    let text = serde_json::to_string(HOSTILE).unwrap();
    let data = format!(
        "{{\"title\":{text},\"entities\":[{{\"id\":\"p\",\"schema\":\"Person\",\"name\":{text},\"alias\":[{text}]}}],\
         \"articles\":[{{\"id\":\"a\",\"headline\":{text},\"publisher\":{text},\"url\":{text}}}],\
         \"events\":[{{\"id\":{text},\"label\":{text},\"kind\":{text},\"date\":{text},\"countries\":[{text},\"KZ\"],\
         \"participants\":[{{\"entity\":\"p\",\"role\":{text}}},\"Ann\"],\"topics\":[{text}],\"articles\":[\"a\"],\"summary\":{text},\
         \"quotes\":[{{\"text\":{text},\"speaker\":{text},\"article\":\"a\"}}],{text}:{text}}}]}}"
    );
    let dangerous = ['\u{1b}', '\u{7}', '\u{202e}', '\u{200b}', '\u{e0041}', '\u{9b}'];
    let mut runs =
        vec![oreline("check -"), oreline("convert -"), oreline("- --print 120x40"), oreline("list - -q").with(HOSTILE)];
    for format in ["table", "plain", "csv", "md", "json", "jsonl"] {
        for view in ["events", "articles", "quotes", "people"] {
            runs.push(oreline("list - --format").with(format).with("--view").with(view));
        }
        runs.push(oreline("show a - --format").with(format));
        for command in ["stats - --format", "pairs - --format", "pairs - --people --format"] {
            runs.push(oreline(command).with(format));
        }
    }
    runs.push(oreline("show -").with(HOSTILE));
    for run in runs {
        let ended = run.reading(data.clone()).ends();
        for output in [ended.printed(), ended.error()] {
            assert!(!output.contains(dangerous), "{}: {output:?}", ended.said);
        }
    }
    let records = oreline("list - --format json").reading(data.clone()).ends().printed();
    let value: serde_json::Value = serde_json::from_str(&records).unwrap();
    assert_eq!(value["events"][0]["label"], HOSTILE, "JSON keeps the value");
}

#[test]
fn a_spreadsheet_runs_nothing() {
    let data = r#"{"events":[{"id":"=1+1","label":"+cmd|' /C calc'!A0"}]}"#;
    let csv = oreline("list - --format csv").reading(data).prints();
    assert_eq!(csv.lines().nth(1), Some("\"'=1+1\",,,\"'+cmd|' /C calc'!A0\",,,0,,,,,,"));
}

#[test]
fn a_csv_is_read_back_cell_by_cell() {
    let cells =
        ["Встреча «в верхах»", "first\nsecond", "a,b;c\t\"d\"", "=SUM(A1)", "\u{a0}+7 701", "会談 🇰🇿", "ends\r\n"];
    let events: Vec<serde_json::Value> = cells
        .iter()
        .enumerate()
        .map(|(at, cell)| serde_json::json!({"id": format!("e{at}"), "label": cell, "summary": cell, "date": format!("20{}", 40 - at)}))
        .collect();
    let data = serde_json::json!({"events": events}).to_string();
    let csv = oreline("list - --format csv").reading(data).prints();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let column = |name: &str| names.iter().position(|have| have == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), cells.len());
    for (at, (row, cell)) in rows.iter().zip(cells).enumerate() {
        assert_eq!(row.len(), names.len());
        assert_eq!(&row[column("id")], format!("e{at}"));
        let runs = cell.trim_start_matches(char::is_whitespace).starts_with(['=', '+']);
        let expected = if runs { format!("'{cell}") } else { cell.to_owned() };
        assert_eq!(row[column("summary")].trim_end(), expected.trim_end());
    }
}

#[test]
fn the_quotes_of_events_with_a_problem_are_found() {
    let quotes = r#""quotes": [{"speaker": "Ann", "text": "We agree."}]"#;
    let event = |id: &str, date: &str| format!(r#"{{"id": "{id}", "label": "Talk", "date": "{date}", {quotes}}}"#);
    let events = format!(r#"{{"oreline": 1, "events": [{}, {}]}}"#, event("a", "2024"), event("b", "some day"));
    let quotes = |query: &str| oreline("list - --view quotes -q").with(query).reading(events.as_str()).ids();
    assert_eq!(quotes("has:problem"), ["b"]);
    assert_eq!(quotes("-has:problem"), ["a"]);
}
