//! Forms that the native reader takes as they are.

use super::*;

/// A list of events with names, countries in words and their own article.
const LIST: &str = r#"[{"id":1,"title":"C5+1 meeting","date":"2024-02-08","country":"Kazakhstan","source":"Orda.kz",
  "url":"https://example.org/x","event_type":"meeting","location":"online",
  "participants":[{"name":"Ann Lee","title":"Minister of Industry","country":"Kazakhstan"}],
  "quotes":[{"speaker":"Ann Lee","quote":"We agree"}],"summary":"s","tags":["minerals"]}]"#;

/// Events and quotes inside an article.
const NESTED: &str = r#"{"articles":[{"title":"Добычу обсудили","published":"2024-02-12","lang":"ru","source":"Orda.kz",
  "events":[{"type":"meeting","date":"2024-02-08","description":"Онлайн-встреча C5+1","country":["KZ","US"],"participants":["Анна Ли"]}],
  "quotes":[{"author":"Госдеп","text":"CMD будет"}]}]}"#;

/// One record alone.
const ALONE: &str = r#"{"title":"Talks","date":"2024-02-08","location":"Astana, Kazakhstan","event_type":"meeting",
  "description":"d","source_url":"https://example.org/t","persons":"Ann Lee; Bo Chen"}"#;

/// What must be of each: kind, date, countries, participants, quotes, topics, articles.
#[track_caller]
fn assert_whole(form: &str, expected: &str) {
    let pretty = serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(form).unwrap()).unwrap();
    let line = serde_json::from_str::<serde_json::Value>(form).unwrap().to_string();
    let remarked = format!("// 20240212\n// https://example.org/?key=x\n\n{pretty}");
    for text in [form, &pretty, &line, &remarked] {
        let (dataset, folder) = opened("data.json", text.as_bytes());
        assert_eq!(dataset.skipped(), 0, "{text}");
        assert_eq!(described(&dataset), expected, "{text}");
        // What is written in the strict form says the same.
        let path = folder.path().join("data.json");
        let output = oreline(folder.path(), &["convert", path.to_str().unwrap()]);
        let (again, kept) = opened("again.jsonl", &output.stdout);
        assert_eq!(described(&again), expected, "{}", String::from_utf8_lossy(&output.stdout));
        let unknown: Vec<_> =
            again.problems().iter().filter(|it| it.reason.to_string().contains("unknown field")).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
        let once_more = oreline(kept.path(), &["convert", "again.jsonl"]);
        assert_eq!(String::from_utf8_lossy(&once_more.stdout), String::from_utf8_lossy(&output.stdout));
    }
}

fn described(dataset: &Dataset) -> String {
    let articles: Vec<String> = dataset
        .article_order()
        .iter()
        .map(|id| {
            let article = dataset.article(*id).unwrap();
            let publisher =
                article.publisher.as_ref().map_or("", |publisher| publisher.name.shown(Lang::En)).to_owned();
            format!("{publisher}|{}|{}", article.headline.shown(Lang::En), article.url.unwrap_or_default())
        })
        .collect();
    let events: Vec<String> = events(dataset)
        .iter()
        .map(|event| {
            format!(
                "{} {} {} online={} {:?} {:?} {:?} {:?}",
                event.title(Lang::En),
                event.kind.as_deref().unwrap_or_default(),
                event.date.as_ref().map_or("", |date| &date.text),
                event.online,
                codes(event),
                names(event),
                quotes(event),
                event.topics.iter().map(|topic| topic.shown(Lang::En)).collect::<Vec<_>>(),
            )
        })
        .collect();
    format!("{} / {}", events.join("; "), articles.join("; "))
}

#[test]
fn a_list_of_events_with_foreign_names_opens_whole() {
    assert_whole(
        LIST,
        r#"C5+1 meeting meeting 2024-02-08 online=true ["KZ"] ["Ann Lee"] [("Ann Lee", "We agree")] ["minerals"] / Orda.kz||https://example.org/x"#,
    );
    let (dataset, _folder) = opened("data.json", LIST.as_bytes());
    let event = &events(&dataset)[0];
    assert_eq!(event.participants[0].role.shown(Lang::En), "Minister of Industry");
    assert_eq!(event.participants[0].country.as_ref().unwrap().code(), "KZ");
}

#[test]
fn events_inside_an_article_open_whole() {
    assert_whole(
        NESTED,
        r#"Онлайн-встреча C5+1 meeting 2024-02-08 online=false ["KZ", "US"] ["Анна Ли"] [("Госдеп", "CMD будет")] [] / Orda.kz|Добычу обсудили|"#,
    );
    let (dataset, _folder) = opened("data.json", NESTED.as_bytes());
    let article = dataset.article(dataset.article_order()[0]).unwrap();
    assert_eq!(
        (article.language.as_deref(), article.date_published.unwrap().text),
        (Some("ru"), "2024-02-12".to_owned())
    );
}

#[test]
fn one_record_alone_opens_whole() {
    assert_whole(
        ALONE,
        r#"Talks meeting 2024-02-08 online=false ["KZ"] ["Ann Lee", "Bo Chen"] [] [] / ||https://example.org/t"#,
    );
}

#[test]
fn the_answer_of_a_language_model_opens_as_it_was_saved() {
    for (form, count) in [(LIST, 1), (NESTED, 1), (ALONE, 1)] {
        for answer in [
            format!("```json\n{form}\n```\n"),
            format!("Here are the events:\n\n```json\n{form}\n```\n\nAsk me, if more is needed.\n"),
            format!("## Result\n\n```\n{form}\n```"),
            format!("\u{feff}Sure!\n```JSON\n{form}\n"),
        ] {
            let (dataset, _folder) = opened("answer.md", answer.as_bytes());
            assert_eq!((dataset.event_count(), dataset.skipped()), (count, 0), "{answer}");
        }
    }
    // Lines are those of the file; a table may stand there too, and a map read it.
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Done.\n```jsonl\n{\"label\":\"A\",\"date\":\"soon\"}\n```\n").unwrap();
    let checked = oreline(folder.path(), &["check", "a.txt"]);
    assert!(String::from_utf8_lossy(&checked.stdout).contains("a.txt:3:"), "{checked:?}");
    let table = "The table:\n```csv\nwhen,what\n2024-02-08,Talks\n2024-02-09,More\n```\n";
    fs::write(folder.path().join("t.txt"), table).unwrap();
    let listed = oreline(folder.path(), &["list", "--map", "label={what}; date={when}", "t.txt"]);
    assert_eq!(String::from_utf8_lossy(&listed.stdout).lines().count(), 2, "{listed:?}");
    let proposed = oreline(folder.path(), &["convert", "--propose-map", "t.txt"]);
    assert!(String::from_utf8_lossy(&proposed.stdout).contains("date = \"{when | date}\""), "{proposed:?}");
}

#[test]
fn events_and_articles_stand_side_by_side_under_their_usual_names() {
    let text = r#"{"Events":[{"label":"L","date":"2024"}],"article_list":[{"headline":"H"}],"generated_at":"2026"}"#;
    let (dataset, _folder) = opened("data.json", text.as_bytes());
    assert_eq!((dataset.event_count(), dataset.article_count()), (1, 1));
}

#[test]
fn many_events_of_one_article_are_all_there() {
    let many: Vec<String> =
        (0..40).map(|n| format!(r#"{{"label":"Event {n}","date":"2024-02-{:02}"}}"#, n % 28 + 1)).collect();
    let text = format!(r#"{{"headline":"H","url":"https://example.org/h","events":[{}]}}"#, many.join(","));
    let (dataset, folder) = opened("data.jsonl", format!("{text}\n{text}\n").as_bytes());
    // The same article twice is one, with the same events.
    assert_eq!((dataset.event_count(), dataset.article_count()), (40, 1));
    let output = oreline(folder.path(), &["list", "data.jsonl", "--format", "json"]);
    let (again, _folder) = opened("again.json", &output.stdout);
    assert_eq!((again.event_count(), again.article_count(), again.skipped()), (40, 1, 0));
}

#[test]
fn data_without_one_date_that_had_some_say_so() {
    let text =
        r#"{"oreline":1,"events":[{"label":"A","event_date":"2026-02-04"},{"label":"B","event_date":"2026-02-05"}]}"#;
    for (text, is_told) in [(text, true), (&text.replacen("event_date", "date", 1), false)] {
        let (dataset, _folder) = opened("data.json", text.as_bytes());
        let told = dataset.problems().iter().filter(|it| it.reason.to_string().contains("no event has a date")).count();
        assert_eq!(told, usize::from(is_told), "{:?}", dataset.problems());
    }
}
