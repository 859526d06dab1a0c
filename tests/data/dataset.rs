//! Loading: several files, repeated ids, names that mean entities, broken data, and links that lead nowhere.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use oreline::door::dataset::{Dataset, EventRecord, load};
use oreline::door::error::Error;
use oreline::door::load::Input;
use oreline::door::model::Lang;
use oreline::door::problem::Level;
use oreline::door::query::{Query, Request, View, answer};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

/// A folder of files that goes away with the test.
struct Files {
    folder: TempDir,
    inputs: Vec<Input>,
}

impl Files {
    fn new() -> Files {
        Files { folder: TempDir::new().unwrap(), inputs: Vec::new() }
    }

    fn with(mut self, name: &str, content: impl AsRef<[u8]>) -> Files {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        self.inputs.push(Input::Path(path));
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn load(&self) -> Result<Arc<Dataset>, Error> {
        load(&self.inputs, &mut |_| ControlFlow::Continue(()))
    }

    fn loaded(&self) -> Arc<Dataset> {
        self.load().unwrap()
    }
}

fn ids(dataset: &Dataset) -> Vec<&str> {
    dataset.order().iter().map(|id| dataset.head(*id).id).collect()
}

fn found(dataset: &Dataset, query: &str) -> Vec<String> {
    let request = Request { query: Query::parse(query).unwrap(), view: View::Articles, ..Request::default() };
    let answer = answer(dataset, &request, &|| false).unwrap();
    answer.events.whole().iter().map(|id| dataset.head(id).id.to_owned()).collect()
}

fn problems(dataset: &Dataset) -> Vec<String> {
    dataset
        .problems()
        .iter()
        .map(|problem| {
            let place = &problem.location;
            format!(
                "{} {}:{} {} {}",
                problem.level.word(oreline::door::catalogue::Ui::ENGLISH),
                place.line,
                place.column,
                place.pointer,
                problem.reason
            )
        })
        .collect()
}

#[test]
fn events_come_by_first_day_then_last_day_then_id_and_undated_ones_last() {
    let dataset = Files::new()
        .with(
            "a.jsonl",
            r#"{"id":"e","label":"no date"}
{"id":"d","label":"month","date":"2024-02"}
{"id":"b","label":"day","date":"2024-02-01"}
{"id":"a","label":"same day","date":"2024-02-01"}
{"id":"c","label":"words","date":"once upon a time"}
{"id":"f","label":"before","date":"2023"}"#,
        )
        .loaded();
    assert_eq!(ids(&dataset), ["f", "a", "b", "d", "c", "e"]);
    assert_eq!(dataset.undated_count(), 2);
    assert_eq!(problems(&dataset).len(), 1, "{:?}", problems(&dataset));
    assert!(problems(&dataset)[0].starts_with("warning 5:"), "{:?}", problems(&dataset));
}

#[test]
fn a_repeated_id_is_one_record_with_both_lists_and_the_first_values() {
    let files = Files::new()
        .with("a.jsonl", r#"{"id":"x","label":{"en":"First"},"date":"2024-01-01","countries":["KZ"],"topics":["lithium"]}"#)
        .with(
            "b.jsonl",
            r#"{"id":"x","label":{"en":"Second","ru":"Второе"},"date":"2024-01-01","countries":["MN"],"quotes":[{"text":"вольфрам"}]}
{"id":"y","label":"Other","date":"2024-01-02"}"#,
        );
    let dataset = files.loaded();
    assert_eq!(ids(&dataset), ["x", "y"]);
    let event = dataset.event(dataset.event_by_id("x").unwrap()).unwrap();
    assert_eq!((event.label.shown(Lang::En), event.label.shown(Lang::Ru)), ("First", "Второе"));
    let head = dataset.head(dataset.event_by_id("x").unwrap());
    assert_eq!(head.countries().collect::<Vec<_>>(), ["KZ", "MN"]);
    assert_eq!((head.title(Lang::Ru), head.quotes), ("Второе", 1));
    for query in ["country:KZ", "country:MN", "country:KZ country:MN", "вольфрам", "lithium second", "has:quotes"]
    {
        assert_eq!(found(&dataset, query), ["x"], "{query}");
    }
    assert_eq!(found(&dataset, "-country:MN"), ["y"]);
    let listed = problems(&dataset);
    assert!(listed.len() == 1 && listed[0].starts_with("warning 1:1") && listed[0].contains("`label`"), "{listed:?}");
    assert_eq!(dataset.event_records(dataset.event_by_id("x").unwrap()).unwrap().len(), 2);
}

#[test]
fn an_extra_file_of_entities_gives_aliases() {
    let dataset = Files::new()
        .with(
            "data.jsonl",
            r#"{"id":"a","label":"L","participants":["Касым-Жомарт  ТОКАЕВ"],"countries":["KZ"]}
{"id":"b","label":"M","participants":[{"name":"Tokayev","organization":"kz-president"}],"countries":["KZ"]}
{"id":"c","label":"N","participants":["Ivanov"]}"#,
        )
        .with(
            "aliases.json",
            r#"{"entities":[{"id":"tokayev","schema":"Person","name":{"ru":"Касым-Жомарт Токаев","en":"Kassym-Jomart Tokayev"},"alias":["Tokayev"]},
{"id":"kz-president","schema":"PublicBody","name":"Presidency of Kazakhstan"},
{"id":"ivanov-1","name":"Ivanov"},{"id":"ivanov-2","name":"ivanov"}]}"#,
        )
        .loaded();
    assert_eq!(found(&dataset, "person:jomart"), ["a", "b"]);
    assert_eq!(found(&dataset, "kassym"), ["a", "b"]);
    assert_eq!(found(&dataset, "org:presidency"), ["b"]);
    assert_eq!(found(&dataset, "presidency"), ["b"]);
    let event = dataset.event(dataset.event_by_id("b").unwrap()).unwrap();
    assert_eq!(event.participants[0].who.entity.as_deref(), Some("tokayev"));
    assert_eq!(event.participants[0].who.name.shown(Lang::Ru), "Tokayev", "the name stays as printed");
    let listed = problems(&dataset);
    assert!(listed.len() == 1 && listed[0].contains("Ivanov belongs to several"), "{listed:?}");
}

#[test]
fn bad_records_are_skipped_counted_and_listed_with_their_places() {
    let dataset = Files::new()
        .with(
            "a.jsonl",
            b"{\"id\":\"a\",\"label\":\"good\",\"countries\":[\"KZ\",\"Atlantis\"]}\n{\"id\":\"b\"}\n  {\"id\":\"c\",\"label\":\n\n{\"id\":\"d\",\"label\":\"\xff\"}\n{\"id\":\"e\",\"label\":\"good\",\"label\":\"twice\"}\n{\"id\":\"f\",\"label\":\"good too\"}",
        )
        .loaded();
    assert_eq!(ids(&dataset), ["a", "f"]);
    assert_eq!(dataset.skipped(), 4);
    let errors: Vec<u64> =
        dataset.problems().iter().filter(|p| p.level == Level::Error).map(|p| p.location.line).collect();
    assert_eq!(errors, [2, 3, 5, 6]);
    let warning = dataset.problems().iter().find(|p| p.level == Level::Warning).unwrap();
    assert_eq!((warning.location.line, warning.location.pointer.as_str()), (1, "/countries/1"));
    assert_eq!(warning.record.as_deref(), Some("a"));
    assert_eq!(found(&dataset, "has:problem"), ["a"]);
    assert!(dataset.problems().iter().all(|problem| !problem.remedy.to_string().is_empty()));
}

#[test]
fn a_document_broken_in_the_middle_keeps_what_came_before() {
    let dataset = Files::new()
        .with("a.json", "{\"oreline\":1,\"title\":\"T\",\"events\":[\n {\"id\":\"a\",\"label\":\"A\"},\n {\"id\":\"b\",\"label\":\"B\"},\n {\"id\":\"c\" \"label\":\"C\"}]}")
        .loaded();
    assert_eq!(ids(&dataset), ["a", "b"]);
    assert_eq!(dataset.about().title.shown(Lang::En), "T");
    let problem = &dataset.problems()[0];
    assert_eq!((problem.level, problem.location.line, problem.location.column), (Level::Error, 4, 12));
    assert_eq!((dataset.problems().len(), dataset.skipped()), (1, 1));
}

#[test]
fn a_break_in_a_document_loses_the_record_at_the_break_alone() {
    let records = |separator: &str| {
        ["a", "b", "c", "d"]
            .map(|id| format!("{{\"id\":\"{id}\",\"label\":\"L\",\"quotes\":[{{\"text\":\"q\"}}]}}"))
            .join(separator)
    };
    let document = |list: &str| {
        format!("{{\"oreline\":1,\"events\":[{list}],\"articles\":[{{\"id\":\"x\",\"headline\":\"H\"}}]}}")
    };
    let spread =
        |text: &str| text.replace("{\"id\"", "\n    {\n        \"id\"").replace(",\"label\"", ",\n        \"label\"");
    // (what is written, what of it is wrong, what is left, what is said)
    for (right, wrong, left, said) in [
        ("\"b\",\"label\"", "\"b\" \"label\"", "a c d", "the record is broken here: expected `,` or `}`"),
        ("\"b\",\"label\"", "\"b,\"label\"", "a c d", "the record is broken here"),
        ("\"b\",\"label\"", "\"b\",label\"", "a c d", "the record is broken here: key must be a string"),
        ("\"c\",\"label\":\"L\"", "\"c\",\"label\":", "a b d", "the record is broken here: expected value"),
        ("{\"id\":\"c\"", "\"id\":\"c\"", "a b d", "is"),
        ("]},{\"id\":\"c\"", "],{\"id\":\"c\"", "a c d", "the record is broken here"),
        ("},{\"id\":\"c\"", "}}},{\"id\":\"c\"", "a b c d", "broken here: expected a comma"),
        ("},{\"id\":\"c\"", "}{\"id\":\"c\"", "a b c d", "a comma is missing before this record"),
        ("},{\"id\":\"c\"", "},,{\"id\":\"c\"", "a b c d", "two commas"),
        ("],\"articles\"", ",],\"articles\"", "a b c d", "a comma stands before the end"),
        ("],\"articles\"", ",\"articles\"", "a b c d", "a bracket is missing"),
        ("],\"articles\"", "]\"articles\"", "a b c d", "a comma or a bracket is missing"),
        ("\"oreline\":1,", "\"oreline\":1,\"title\":T,", "a b c d", "broken here: expected value"),
    ] {
        for text in [document(&records(",")), spread(&document(&records(",")))] {
            if !text.contains(right) {
                continue;
            }
            let text = text.replace(right, wrong);
            let dataset = Files::new().with("a.json", &text).loaded();
            let mut ids = ids(&dataset);
            ids.sort_unstable();
            assert_eq!(ids.join(" "), left, "{text}: {:?}", dataset.problems());
            assert_eq!(dataset.article_count(), 1, "{text}: {:?}", dataset.problems());
            let problems = dataset.problems();
            assert_eq!(problems.len(), 1, "{text}: {problems:?}");
            assert!(
                problems[0].reason.to_string().contains(said) && problems[0].location.line > 0,
                "{text}: {problems:?}"
            );
            let lost = usize::from(problems[0].level == Level::Error);
            assert_eq!(dataset.skipped(), lost, "{text}: {problems:?}");
        }
    }
    // Bare lists, and objects one after the other, without commas or with a broken one among them.
    for text in [
        "[{\"id\":\"a\",\"label\":\"L\"}\n{\"id\":\"b\",\"label\":\"L\"}]",
        "[\n {\"id\":\"a\",\"label\":\"L\"},\n {\"id\":\"x\",\"label\"},\n {\"id\":\"b\",\"label\":\"L\"}\n]",
        "{\n \"id\":\"a\",\n \"label\":\"L\"\n}\n{\n \"id\":\"x\"\n \"label\":\"L\"\n}\n{\n \"id\":\"b\",\n \"label\":\"L\"\n}\n",
        "{\"events\":[\n{\"id\":\"a\",\"label\":\"L\"}\n{\"id\":\"b\",\"label\":\"L\"}\n]}",
    ] {
        let dataset = Files::new().with("a.json", text).loaded();
        assert_eq!(ids(&dataset), ["a", "b"], "{text}: {:?}", dataset.problems());
        assert_eq!(dataset.problem_count(), 1, "{text}: {:?}", dataset.problems());
    }
}

#[test]
fn many_breaks_take_time_in_proportion() {
    let broken = "{\"id\":\"x\", {\"id\":[{\"id\":\"y\" \"z\":1}],".repeat(20_000);
    let started = std::time::Instant::now();
    let dataset = Files::new().with("a.json", format!("[{broken}{{\"id\":\"a\",\"label\":\"L\"}}]")).loaded();
    assert_eq!(ids(&dataset), ["a"]);
    assert!(started.elapsed() < std::time::Duration::from_secs(60), "{:?}", started.elapsed());
}

#[test]
fn what_is_no_data_is_one_message_with_its_place() {
    for (content, line, column, reason) in [
        ("", 1, 1, "empty"),
        ("  \n\n", 3, 1, "empty"),
        ("\n  hello", 2, 3, "no JSON"),
        ("\u{1}\u{2}", 1, 1, "no text"),
        ("[{\"id\": \n\n", 1, 8, "EOF"),
    ] {
        let error = Files::new().with("a.json", content).load().unwrap_err();
        let Error::UnknownFormat { line: at, column: in_line, reason: why, .. } = &error else { panic!("{error}") };
        assert_eq!((*at, *in_line), (line, column), "{content:?}: {error}");
        assert!(why.to_string().contains(reason), "{content:?}: {why}");
        assert!(error.to_string().contains("a.json") && error.to_string().contains("expected JSON"), "{error}");
    }
}

#[test]
fn a_newer_format_is_refused_and_a_bad_file_beside_a_good_one_is_listed() {
    let newer = Files::new().with("a.json", r#"{"oreline":2,"events":[{"id":"a","label":"A"}]}"#);
    assert!(newer.load().unwrap_err().to_string().contains("version 2"));
    let lines = Files::new().with("a.jsonl", "{\"record\":\"dataset\",\"oreline\":2}\n{\"id\":\"a\",\"label\":\"A\"}");
    assert!(lines.load().unwrap_err().to_string().contains("version 2"));
    let beside = Files::new().with("a.json", "nonsense").with("b.jsonl", r#"{"id":"b","label":"B"}"#);
    let dataset = beside.loaded();
    assert_eq!(ids(&dataset), ["b"]);
    assert_eq!(dataset.problem_count(), 1);
    let missing = Files { folder: TempDir::new().unwrap(), inputs: vec![Input::Path("no-such-file.json".into())] };
    assert!(missing.load().unwrap_err().to_string().contains("no-such-file.json"));
}

#[test]
fn links_that_lead_nowhere_are_listed_and_stay_on_screen() {
    let dataset = Files::new()
        .with(
            "a.json",
            r#"{"articles":[{"id":"known","url":"https://a.example/1"}],"events":[
{"id":"e","label":"E","articles":["known","gone"],"related":["nowhere"],"participants":[{"entity":"nobody"},{"entity":"someone"}],
"quotes":[{"text":"q","article":"lost"}]}]}"#,
        )
        .loaded();
    let listed = problems(&dataset);
    for (level, reason) in [
        ("warning", "no article has the id gone"),
        ("warning", "no article has the id lost"),
        ("warning", "no entity has the id nobody"),
        ("warning", "no entity has the id someone"),
        ("note", "no event has the id nowhere"),
    ] {
        let wanted = listed.iter().any(|line| line.starts_with(&format!("{level} 2:1")) && line.contains(reason));
        assert!(wanted, "{level} {reason}: {listed:?}");
    }
    assert_eq!(listed.len(), 5, "{listed:?}");
}

#[test]
fn articles_with_one_address_are_one_article() {
    let dataset = Files::new()
        .with(
            "a.jsonl",
            r#"{"record":"article","id":"named","url":"https://News.example/1","headline":"H"}
{"id":"e","label":"E","articles":[{"url":"https://news.example/1#top","publisher":"P"}]}
{"id":"f","label":"F","articles":["named"]}
{"id":"g","label":"G","articles":[{"url":"https://news.example/2"}]}"#,
        )
        .loaded();
    assert_eq!(dataset.article_count(), 2);
    let article = dataset.article_by_id("named").unwrap();
    let events: Vec<&str> = dataset.events_of_article(article).iter().map(|id| dataset.head(*id).id).collect();
    assert_eq!(events, ["e", "f"]);
    let whole = dataset.article(article).unwrap();
    assert_eq!(whole.publisher.unwrap().name.shown(Lang::En), "P");
    assert_eq!(found(&dataset, "id:named"), ["e", "f"]);
}

#[test]
fn a_foreign_article_carries_its_event() {
    let dataset = Files::new()
        .with(
            "a.json",
            r#"[{"title":"Встреча в Астане","text":"Долгий текст о литии.","date":"2024-03-01","source":"Orda.kz","country":"KZ","persons":["Токаев"],"quotes":[{"who":"Токаев","quote":"литий нужен"}]}]"#,
        )
        .loaded();
    assert_eq!((dataset.event_count(), dataset.article_count()), (1, 1));
    let event = dataset.event(dataset.order()[0]).unwrap();
    assert_eq!(event.date_basis.as_deref(), Some("published"));
    assert_eq!(event.label.shown(Lang::En), "Встреча в Астане");
    assert_eq!(found(&dataset, "country:KZ by:токаев said:нужен").len(), 1);
    assert_eq!(found(&dataset, "долгий").len(), 1, "the article's text is searched");
    let record = &dataset.event_records(dataset.order()[0]).unwrap()[0];
    assert!(matches!(record, EventRecord::Carried(_)), "the record is the article");
}

#[test]
fn an_article_that_carries_many_events_is_read_once_for_them_all() {
    let events: Vec<String> =
        (0..300).map(|n| format!(r#"{{"id":"e{n}","label":"Event {n}","date":"2024"}}"#)).collect();
    let text = format!(r#"{{"articles":[{{"headline":"H","id":"a","events":[{}]}}]}}"#, events.join(","));
    let files = Files::new().with("a.json", &text);
    let dataset = files.loaded();
    let mut carriers = dataset.order().iter().map(|id| match dataset.event_records(*id).unwrap().remove(0) {
        EventRecord::Carried(carrier) => carrier,
        EventRecord::Own(json) => panic!("{json}"),
    });
    let first = carriers.next().unwrap();
    assert_eq!(first.events.len(), 300);
    assert_eq!(carriers.filter(|carrier| Arc::ptr_eq(carrier, &first)).count(), 299);
    // What is known of it counts only while the file is the same.
    std::fs::write(files.path("a.json"), text.replace("Event", "Other")).unwrap();
    assert!(dataset.event(dataset.order()[0]).is_err());
}

#[test]
fn a_file_that_changes_under_us_is_a_message() {
    let files = Files::new().with("a.jsonl", "{\"id\":\"a\",\"label\":\"A\",\"summary\":\"long enough to be cut\"}\n");
    let dataset = files.loaded();
    std::fs::write(files.path("a.jsonl"), "{}").unwrap();
    let error = dataset.event(dataset.order()[0]).unwrap_err();
    assert!(matches!(error, Error::ReadRecord { .. }), "{error}");
    assert!(error.to_string().contains("F5"), "{error}");
}

#[test]
fn a_load_can_be_ended_at_every_snapshot() {
    let lines: Vec<String> = (0..5000).map(|n| format!("{{\"id\":\"{n}\",\"label\":\"L {n}\"}}")).collect();
    let files = Files::new().with("a.jsonl", lines.join("\n"));
    let mut published = 0;
    load(&files.inputs, &mut |_| {
        published += 1;
        ControlFlow::Continue(())
    })
    .unwrap();
    for end in 1..=published {
        let mut seen = 0;
        let dataset = load(&files.inputs, &mut |_| {
            seen += 1;
            if seen == end { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .unwrap();
        assert_eq!(seen, end);
        assert!(dataset.event_count() <= 5000);
    }
}

#[test]
fn a_file_read_twice_is_one_set_of_records() {
    let lines: Vec<String> =
        (0..2000).map(|n| format!("{{\"id\":\"{n}\",\"label\":\"L\",\"date\":\"20{:02}\"}}", n % 30)).collect();
    let other: Vec<String> = (0..2000).map(|n| format!("{{\"id\":\"{n}\",\"label\":\"M {n}\"}}")).collect();
    let files = Files::new().with("a.jsonl", lines.join("\n")).with("b.jsonl", lines.join("\n"));
    let dataset = files.with("c.jsonl", other.join("\n")).loaded();
    assert_eq!((dataset.event_count(), dataset.undated_count()), (2000, 0));
    // Only the third file differs.
    assert_eq!(dataset.problem_count(), 2000);
    let lines: Vec<u64> = dataset.problems().iter().map(|problem| problem.location.line).collect();
    assert!(lines.is_sorted() && lines[1999] == 2000, "{:?}", &lines[1990..]);
    assert!(dataset.problems().iter().all(|problem| problem.location.file.ends_with("c.jsonl")));
}

#[test]
fn a_date_that_only_a_later_record_has_puts_the_event_in_its_place() {
    let dataset = Files::new()
        .with("a.jsonl", "{\"id\":\"a\",\"label\":\"A\"}\n{\"id\":\"b\",\"label\":\"B\",\"date\":\"2024\"}")
        .with("b.jsonl", r#"{"id":"a","label":"A","date":"2023"}"#)
        .loaded();
    assert_eq!(ids(&dataset), ["a", "b"]);
    assert_eq!(dataset.undated_count(), 0);
    assert_eq!(found(&dataset, "date:2023"), ["a"]);
}
