//! The other maps of the program, each with a small file of its own. What is to be found was counted by hand in the files;
//! how many records there are is counted by their text, not by what reads them.

use super::maps::{converted, fixture, rows};
use super::*;
use serde_json::{Value, json};

/// A file; what every record in it has once; the name by which the map is called; events, dated events, quotes, articles (those
/// written inside events too), people and bodies that are named, rows left out.
type Expected = (&'static str, &'static str, &'static str, [usize; 6]);

const FILES: [Expected; 24] = [
    ("gdelt-doc.json", "\"seendate\"", "GDELT DOC 2.0", [0, 0, 0, 2, 0, 0]),
    ("eventregistry-articles.json", "\"url\"", "Event Registry", [0, 0, 0, 2, 0, 0]),
    ("eventregistry-events.json", "\"eventDate\"", "Event Registry", [1, 1, 0, 0, 2, 0]),
    ("mediacloud.csv", "https://", "Media Cloud", [0, 0, 0, 2, 0, 0]),
    ("jsonld-graph.json", "\n   \"@type\"", "JSON-LD of news pages", [0, 0, 0, 2, 0, 2]),
    ("jsonld-one.json", "\"headline\"", "JSON-LD of news pages", [0, 0, 0, 1, 0, 0]),
    ("jsonld-list.json", "\"headline\"", "JSON-LD of news pages", [0, 0, 0, 1, 0, 1]),
    ("acled.json", "\"event_date\"", "ACLED", [1, 1, 0, 0, 1, 0]),
    ("ucdp.csv", "\n", "UCDP Georeferenced Event Dataset", [3, 3, 0, 1, 6, 1]),
    ("icews.tab", "\n", "ICEWS coded events", [2, 2, 0, 2, 3, 0]),
    ("gkg.csv", "\n", "GDELT Global Knowledge Graph 2.1", [2, 2, 2, 2, 4, 0]),
    ("gdelt-events.csv", "\n", "GDELT Events 2.0", [3, 3, 0, 2, 4, 0]),
    ("gdelt-1.csv", "\n", "GDELT Events 1.0", [3, 3, 0, 2, 4, 0]),
    ("gdelt-named.csv", "\n", "GDELT Events with the names of the columns", [3, 3, 0, 2, 4, 0]),
    ("telegram-all.json", "\"messages\"", "Telegram Desktop", [4, 4, 1, 4, 0, 0]),
    ("gqg.json", "\n", "GDELT Global Quotation Graph", [2, 2, 3, 2, 0, 0]),
    ("onthisday.json", "\"text\"", "Wikipedia", [5, 4, 0, 2, 0, 0]),
    ("bellingcat.json", "\"latitude\"", "Bellingcat", [2, 2, 0, 2, 0, 0]),
    ("timesketch.csv", "\n", "Timesketch", [2, 2, 0, 0, 0, 0]),
    ("timesketch.jsonl", "\n", "Timesketch", [2, 2, 0, 0, 0, 0]),
    ("tweets.js", "\"id_str\"", "X", [2, 2, 1, 2, 2, 0]),
    ("ninjs.json", "\"uri\"", "News items in ninjs", [1, 1, 0, 1, 2, 0]),
    ("quotebank.jsonl", "\n", "Quotebank", [2, 2, 2, 3, 0, 0]),
    ("ftm.ijson", "\n", "FollowTheMoney", [2, 2, 0, 0, 3, 1]),
];

/// What `convert` makes of one of the files.
fn found(name: &str) -> (Vec<Value>, String) {
    converted(&[&fixture(&format!("more/{name}"))])
}

fn of_kind<'r>(records: &'r [Value], kind: &'static str) -> impl Iterator<Item = &'r Value> {
    records.iter().filter(move |record| record["record"] == kind)
}

#[test]
fn every_file_has_what_was_counted_in_it() {
    for (name, once, map, expected) in FILES {
        let (dataset, _folder) = opened(name, &fs::read(fixture(&format!("more/{name}"))).unwrap());
        let text = fs::read_to_string(fixture(&format!("more/{name}"))).unwrap();
        // A table with names of columns has a row more.
        let has_names = text.starts_with(|first: char| first.is_alphabetic() || first == '"') && name != "tweets.js";
        let count = text.matches(once).count() - usize::from(has_names && once == "\n");
        let events = events(&dataset);
        let dated = events.iter().filter(|event| event.date.as_ref().is_some_and(|date| date.date.is_some())).count();
        let quotes: usize = events.iter().map(|event| event.quotes.len()).sum();
        let named: usize = events.iter().map(|event| event.participants.len()).sum();
        let said = dataset
            .problems()
            .iter()
            .find(|it| it.reason.to_string().starts_with("read as "))
            .unwrap()
            .reason
            .to_string();
        assert!(said.starts_with(&format!("read as {map}: ")), "{name}: {said}");
        assert!(said.contains(&format!("of {count} row")), "{name}: {said}, and {count} were counted");
        let left_out = said.split(", ").find_map(|part| part.strip_suffix(" left out")).unwrap_or("0 rows");
        let left_out: usize = left_out.split(' ').next().unwrap().parse().unwrap();
        let found = [events.len(), dated, quotes, dataset.article_count(), named, left_out];
        assert_eq!(found, expected, "{name}: {said}");
        let wrong: Vec<_> = dataset.problems().iter().filter(|it| it.level != oreline::problem::Level::Note).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:?}");
    }
}

#[test]
fn articles_of_gdelt_event_registry_and_media_cloud_have_their_facts() {
    let (gdelt, _) = found("gdelt-doc.json");
    assert_eq!(gdelt[2]["publisher"], json!({"name": "example.kz", "country": "KZ"}));
    assert_eq!((&gdelt[1]["language"], &gdelt[1]["datePublished"]), (&"en".into(), &"2024-02-08T06:30:00Z".into()));
    let (articles, _) = found("eventregistry-articles.json");
    assert_eq!(articles[1]["publisher"], json!({"name": "Example Wire"}));
    assert_eq!((&articles[1]["language"], &articles[2]["language"]), (&"en".into(), &"ru".into()));
    assert_eq!(
        (&articles[1]["datePublished"], &articles[1]["author"]),
        (&"2024-02-08T06:10:00Z".into(), &json!(["Ann Lee"]))
    );
    let (events, _) = found("eventregistry-events.json");
    let event = of_kind(&events, "event").next().unwrap();
    assert_eq!(event["label"], json!({"en": "Ministers meet", "ru": "Министры встретились"}));
    assert_eq!(event["place"], json!({"name": {"en": "Astana"}, "country": "KZ"}));
    assert_eq!(
        (&event["topics"], &event["participants"][1]["name"]),
        (&json!(["Lithium"]), &json!({"en": "Ministry of Industry"}))
    );
    let (cloud, _) = found("mediacloud.csv");
    assert_eq!(rows(&cloud), ["article 2024-02-08 Talks, and more", "article 2024-02-09 Переговоры"]);
}

#[test]
fn only_articles_of_a_page_are_read_and_the_rest_is_counted() {
    let (graph, said) = found("jsonld-graph.json");
    assert_eq!(rows(&graph), ["article 2024-02-08T06:30:00+05:00 Talks open", "article 2024-02-09 A note"]);
    assert_eq!((&graph[1]["author"], &graph[2]["author"]), (&json!(["Ann Lee", "Bo Chen"]), &json!(["Cy Dahl"])));
    assert_eq!((&graph[2]["url"], &graph[1]["abstract"]), (&"https://example.org/ld2".into(), &"A & B".into()));
    assert!(said.contains("2 rows left out"), "{said}");
    let (one, _) = found("jsonld-one.json");
    assert_eq!((&one[1]["publisher"], &one[1]["url"]), (&json!({"name": "Wire"}), &"https://example.org/ld3".into()));
}

#[test]
fn events_of_conflict_data_say_where_and_how_sure_they_are() {
    let (acled, _) = found("acled.json");
    let event = of_kind(&acled, "event").next().unwrap();
    assert_eq!(
        event["place"],
        json!({"name": "Zhezkazgan", "country": "KZ", "latitude": 47.7833, "longitude": 67.7667})
    );
    let (ucdp, _) = found("ucdp.csv");
    assert_eq!(
        rows(&ucdp),
        [
            "article 2013-12-14 Clash near a town",
            "2013-12-13/2013-12-14 non-state conflict: Side A – Side B, Bhandaria town",
            "1989-09-30 one-sided violence: Group C – Civilians, Rangamati town",
            "1990 state-based conflict: Government – Group E, Border area",
        ]
    );
    let events: Vec<&Value> = of_kind(&ucdp, "event").collect();
    let note = |at: usize| events[at]["dateNote"].as_str().unwrap_or_default();
    assert!(note(0).starts_with("Some day within") && note(1).is_empty() && note(2).starts_with("Some day within"));
    assert_eq!((&events[0]["place"]["country"], &events[2]["place"]["country"]), (&"BD".into(), &"MN".into()));
    let (dataset, _folder) = opened("i.tab", &fs::read(fixture("more/icews.tab")).unwrap());
    let consult =
        super::events(&dataset).into_iter().find(|event| event.title(Lang::En).starts_with("Consult")).unwrap();
    assert_eq!((names(&consult), codes(&consult)), (vec!["Ann Lee", "Bo Chen"], vec!["KZ", "MN"]));
    let position = consult.place.and_then(|place| place.position).unwrap();
    assert_eq!((position.latitude(), position.longitude()), (51.18, 71.44));
}

#[test]
fn rows_of_gdelt_are_read_by_their_places() {
    let (gkg, _) = found("gkg.csv");
    let events: Vec<&Value> = of_kind(&gkg, "event").collect();
    assert_eq!((&events[0]["label"], &events[0]["date"]), (&"Talks & lithium – day one".into(), &"2024-02-08".into()));
    assert_eq!(
        events[0]["countries"],
        json!([{"code": "KZ", "part": "mentioned"}, {"code": "CN", "part": "mentioned"}])
    );
    assert_eq!(
        (&events[1]["countries"][0]["code"], &events[1]["label"]),
        (&"RU".into(), &"https://example.ru/g2".into())
    );
    let quotes: Vec<&Value> = events[0]["quotes"].as_array().unwrap().iter().map(|quote| &quote["text"]).collect();
    assert_eq!(quotes, [&Value::from("We agree"), &Value::from("It is \"open\", he said")]);
    assert_eq!(events[0]["quotes"][0].get("speaker"), None);
    let article = of_kind(&gkg, "article").next().unwrap();
    assert_eq!(article["author"], json!(["Cy Dahl", "Di Eng"]));
    let (dataset, _folder) = opened("e.csv", &fs::read(fixture("more/gdelt-events.csv")).unwrap());
    let united = super::events(&dataset).into_iter().find(|event| event.kind.as_deref() == Some("consult")).unwrap();
    assert_eq!(names(&united), ["KAZAKHSTAN", "UNITED STATES"]);
    let (gqg, _) = found("gqg.json");
    let quote = &of_kind(&gqg, "event").next().unwrap()["quotes"][0];
    assert_eq!(quote["selector"], json!({"prefix": "the minister said", "suffix": "on Thursday"}));
}

#[test]
fn other_formats_have_their_traps() {
    let (wikipedia, _) = found("onthisday.json");
    let dates: Vec<&Value> = of_kind(&wikipedia, "event").map(|event| &event["date"]).collect();
    assert_eq!(dates, [&json!("1983"), &json!("0410"), &json!("-0044"), &json!("1960"), &Value::Null]);
    let (bellingcat, _) = found("bellingcat.json");
    assert_eq!(rows(&bellingcat), ["2022-02-24 A block of flats was hit.", "2022-03-04 A tower was hit."]);
    let (sketch, _) = found("timesketch.jsonl");
    assert_eq!((&sketch[1]["extra_field_1"], &sketch[2]["kind"]), (&"foo".into(), &"access time".into()));
    let (tweets, _) = found("tweets.js");
    let events: Vec<&Value> = of_kind(&tweets, "event").collect();
    assert_eq!(
        (&events[0]["label"], &events[0]["topics"]),
        (&"On lithium & copper #mining".into(), &json!(["mining"]))
    );
    assert_eq!((&events[1]["quotes"][0]["speaker"], &events[1]["related"]), (&"@ann".into(), &json!(["x-91"])));
    let (ninjs, _) = found("ninjs.json");
    let article = of_kind(&ninjs, "article").next().unwrap();
    assert_eq!((&article["articleBody"], article.get("url")), (&"Ministers met.\nThey spoke.".into(), None));
    let (quotebank, _) = found("quotebank.jsonl");
    let quotes: Vec<Option<&Value>> =
        of_kind(&quotebank, "event").map(|event| event["quotes"][0].get("speaker")).collect();
    assert!(quotes.contains(&None) && quotes.len() == 2, "{quotes:?}");
    let (ftm, _) = found("ftm.ijson");
    let ann = of_kind(&ftm, "entity").next().unwrap();
    assert_eq!((&ann["country"], &ann["alias"]), (&"KZ".into(), &json!(["Ann Lee", "Анна Ли", "A. Lee"])));
    let owned = of_kind(&ftm, "event").find(|event| event["id"] == "o1").unwrap();
    assert_eq!((&owned["date"], &owned["participants"][0]["entity"]), (&"2024-02-08/2024-03-01".into(), &"p1".into()));
}

#[test]
fn entities_of_another_file_give_names_to_the_data() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("mine.jsonl"),
        "{\"label\":\"Talks\",\"date\":\"2024\",\"participants\":[\"Анна Ли\"]}\n",
    )
    .unwrap();
    let names = fixture("more/ftm.ijson");
    let listed = oreline(folder.path(), &["list", "mine.jsonl", &names, "-q", "person:\"Ann Lee\"", "--format", "csv"]);
    assert!(String::from_utf8_lossy(&listed.stdout).contains("Talks"), "{listed:?}");
}

#[test]
fn what_only_looks_like_a_known_form_is_not_read_as_that() {
    for (name, text, form) in [
        (
            "shopping.json",
            r#"{"version":"2.1","title":"Shopping","items":[{"id":1,"name":"Milk","date":"2024"}]}"#,
            "JSON Feed",
        ),
        (
            "roadmap.json",
            r#"{"version":3,"title":"Road map","items":[{"title":"Talks","date":"2024-02-08"}]}"#,
            "JSON Feed",
        ),
        (
            "package.json",
            r#"{"version":"https://example.org/v1","title":"T","items":[{"title":"Talks","date":"2024"}]}"#,
            "JSON Feed",
        ),
        ("model.json", r#"{"name":"helper","type":"chat","messages":[{"role":"user","content":"hi"}]}"#, "Telegram"),
        (
            "slack.json",
            r#"{"name":"general","type":"channel","messages":[{"user":"U1","ts":"1707379200.0","text":"hi"}]}"#,
            "Telegram",
        ),
        (
            "matrix.json",
            r#"{"name":"Room","type":"m.room","messages":[{"id":"$1","type":"m.room.message","content":{"body":"x"}}]}"#,
            "Telegram",
        ),
        (
            "schema.json",
            r#"{"id":"x","schema":{"type":"object"},"properties":{"name":{"type":"string"}}}"#,
            "FollowTheMoney",
        ),
        (
            "lines.jsonl",
            "{\"id\":\"1\",\"schema\":\"event\",\"properties\":{\"title\":\"Talks\",\"date\":\"2024\"}}\n",
            "FollowTheMoney",
        ),
        ("table.json", r#"{"id":"x","schema":"public","properties":{"owner":"me"}}"#, "FollowTheMoney"),
        ("entity.json", r#"[{"id":"x","schema":"thing","properties":{"name":"A","date":"2024"}}]"#, "FollowTheMoney"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), text).unwrap();
        let checked = oreline(folder.path(), &["check", name]);
        let said = format!("{}{}", String::from_utf8_lossy(&checked.stdout), String::from_utf8_lossy(&checked.stderr));
        assert!(!said.contains(&format!("read as {form}")), "{name}: {said}");
    }
}

#[test]
fn all_chats_of_an_account_are_read_with_their_messages() {
    let (all, _) = found("telegram-all.json");
    assert_eq!(
        rows(&all).into_iter().filter(|row| !row.starts_with("article")).collect::<Vec<_>>(),
        [
            "2024-02-08T11:30:00Z Talks open. #lithium",
            "2024-02-09 We agree on the road map.",
            "2024-03-01 See you in Astana",
            "2023-01-01 Bye"
        ]
    );
    let reply = of_kind(&all, "event").nth(1).unwrap();
    assert_eq!((&reply["related"], &reply["quotes"][0]["speaker"]), (&json!(["tg-77-2"]), &"Bo Chen".into()));
    assert_eq!(reply["articles"], json!(["post-77-3"]));
    // Messages of two chats have the same numbers.
    assert_eq!(of_kind(&all, "event").nth(2).unwrap()["id"], "tg-78-2");
}

#[test]
fn files_of_gdelt_before_addresses_keep_each_row() {
    let rows = fs::read_to_string(fixture("more/gdelt-1.csv")).unwrap();
    let without: String = rows.lines().map(|row| row.rsplit_once('\t').unwrap().0.to_owned() + "\n").collect();
    let (dataset, _folder) = opened("20120208.export.CSV", without.as_bytes());
    assert_eq!((dataset.event_count(), dataset.article_count()), (rows.lines().count(), 0));
}
