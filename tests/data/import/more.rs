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
    ("telegram-all.json", "\"messages\"", "Telegram Desktop", [4, 4, 1, 4, 0, 1]),
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
        let wrong: Vec<_> =
            dataset.problems().iter().filter(|it| it.level != oreline::door::problem::Level::Note).collect();
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
fn a_name_with_a_sign_of_hashes_before_it_is_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let post = r##"window.YTD.tweets.part0 = [{"tweet":{"id_str":"1","created_at":"Thu Feb 08 06:30:00 +0000 2024","full_text":"Talks","entities":{"user_mentions":[{"name":"#GetInLine","screen_name":"line"},{"name":"# ","screen_name":"x"}]}}}]"##;
    fs::write(folder.path().join("tweets.js"), post).unwrap();
    fs::write(folder.path().join("own.json"), r##"{"label":"Visit","date":"2024","participants":["#GetInLine"]}"##)
        .unwrap();
    for file in ["tweets.js", "own.json"] {
        let checked = oreline(folder.path(), &["check", file]);
        let said = String::from_utf8_lossy(&checked.stdout).into_owned();
        assert!(!said.contains("no entity has the id"), "{file}: {said}");
        for typed in ["person:GetInLine", "person:\"#GetInLine\""] {
            let listed = oreline(folder.path(), &["list", file, "-q", typed, "--format", "csv"]);
            assert_eq!(String::from_utf8_lossy(&listed.stdout).lines().count(), 2, "{file} {typed}: {listed:?}");
        }
    }
}

#[test]
fn lists_of_posts_without_their_words_are_no_posts() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        (
            "tweet-headers.js",
            r#"window.YTD.tweet_headers.part0 = [{"tweet":{"tweet_id":"1","user_id":"2","created_at":"Thu Feb 08 06:30:00 +0000 2024"}}]"#,
        ),
        (
            "like.js",
            r#"window.YTD.like.part0 = [{"like":{"tweetId":"1","fullText":"Talks","expandedUrl":"https://x.com/i/1"}}]"#,
        ),
        ("block.js", r#"window.YTD.block.part0 = [{"blocking":{"accountId":"1","userLink":"https://x.com/i/1"}}]"#),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
        let listed = oreline(folder.path(), &["list", name]);
        assert_eq!(listed.status.code(), Some(2), "{name}: {listed:?}");
    }
    // What an archive calls otherwise has the same posts.
    let posts =
        r#"[{"tweet":{"id_str":"1","created_at":"Thu Feb 08 06:30:00 +0000 2024","full_text":"Talks","entities":{}}}]"#;
    let old = r#"[{"id_str":"1","created_at":"2013-02-08 06:30:00 +0000","text":"Talks","entities":{},"user":{"screen_name":"ann","name":"Ann"}}]"#;
    for (name, text) in [
        ("deleted-tweets.js", format!("window.YTD.deleted_tweets.part0 = {posts}")),
        ("community-tweet.js", format!("window.YTD.community_tweet.part0 = {posts}")),
        ("2013_02.js", format!("Grailbird.data.tweets_2013_02 = {old}")),
    ] {
        let (dataset, _folder) = opened(name, text.as_bytes());
        let events = events(&dataset);
        assert_eq!((events.len(), events[0].title(Lang::En)), (1, "Talks"), "{name}");
        assert!(events[0].date.as_ref().is_some_and(|date| date.date.is_some()), "{name}");
    }
}

#[test]
fn tags_of_hxl_are_no_record_and_may_stand_for_headings() {
    let folder = tempfile::tempdir().unwrap();
    let opened_as = |name: &str, text: &str, arguments: &[&str]| {
        fs::write(folder.path().join(name), text).unwrap();
        let path = folder.path().join(name);
        converted(&[arguments, &[path.to_str().unwrap()]].concat())
    };
    // Below headings, for a map of the program and for one of one's own.
    let acled = "event_id_cnty,event_date,event_type,actor1,country,admin1,location,fatalities\n\
        #event+code,#date+occurred,#event+type,#group+name+first,#country+name,#adm1+name,#loc+name,#affected+killed\n\
        KZ1,2024-02-08,Protests,Protesters,Kazakhstan,Almaty,Almaty,0\n";
    let (found, said) = opened_as("acled.csv", acled, &[]);
    assert_eq!(rows(&found), ["2024-02-08 Protests: Protesters, Almaty"]);
    assert!(said.contains("1 event of 2 rows") && said.contains("1 row left out"), "{said}");
    let own = "What,When\n#event,#date\nTalks,2024-02-08\n#mining,2024-02-09\n";
    let (found, _) = opened_as("own.csv", own, &["--map", "label={What}; date={When | date}"]);
    assert_eq!(rows(&found), ["2024-02-08 Talks", "2024-02-09 #mining"]);
    // Two rows of headings above the tags: the one next to them names the columns.
    let two = ",What?,When?\nNo,Event,Date\n,#event,#date+reported\n1,Talks,2024-02-08\n";
    let (found, _) = opened_as("two.csv", two, &["--map", "label={Event}; date={Date | date}"]);
    assert_eq!(rows(&found), ["2024-02-08 Talks"]);
    // Without headings the tags are these, in plain words.
    let bare = "#event+name;#date+start;#country+name;#geo+lat;#geo+lon\nTalks;2024-02-08;Kazakhstan;51.1;71.4\n";
    let (found, _) = opened_as(
        "bare.csv",
        bare,
        &["--map", "label={event}; date={start date | date}; countries={country | country}"],
    );
    assert_eq!(
        (rows(&found), &of_kind(&found, "event").next().unwrap()["countries"]),
        (vec!["2024-02-08 Talks".to_owned()], &json!(["KZ"]))
    );
    let proposed = oreline(folder.path(), &["convert", "--propose-map", "bare.csv"]);
    let map = String::from_utf8(proposed.stdout).unwrap();
    for line in ["label = \"{event}\"", "date = \"{start date | date}\"", "place.latitude = \"{latitude}\""] {
        assert!(map.contains(line), "{line}: {map}");
    }
}

#[test]
fn people_of_each_version_of_ninjs_are_named() {
    for (name, item) in [
        (
            "one.json",
            r#"{"uri":"https://example.org/1","type":"text","versioncreated":"2024-02-08T06:30:00Z","headline":"Talks","body_text":"W","person":[{"name":"Ann Lee"}],"organisation":[{"name":"Ministry of Mines"}]}"#,
        ),
        (
            "two.json",
            r#"{"uri":"https://example.org/2","type":"text","versioncreated":"2024-02-08T06:30:00Z","headlines":[{"value":"Talks"}],"people":[{"name":"Ann Lee"}],"organisations":[{"name":"Ministry of Mines"}]}"#,
        ),
    ] {
        let (dataset, _folder) = opened(name, item.as_bytes());
        assert_eq!(names(&events(&dataset)[0]), ["Ann Lee", "Ministry of Mines"], "{name}");
    }
}

#[test]
fn each_source_of_a_clash_is_an_article() {
    let table = "id,type_of_violence,conflict_name,dyad_name,side_a,side_b,source_article,source_office,source_date,source_headline,date_prec,date_start,date_end\n\
        1,2,A - B,A - B,A,B,\"\"\"The Star,2013-12-14,Two, perhaps three, dead\"\";\"\"Wire, Asia,2013-12-15,A second report; with more\"\"\",The Star;Wire,2013-12-14;2013-12-15,Two;A second,1,2013-12-13,2013-12-13\n\
        2,2,A - B,A - B,A,B,Reuters 1990-01-02,,,,1,1990-01-01,1990-01-01\n\
        3,2,A - B,A - B,A,B,,Wire,2014-01-02,Alone,1,2014-01-01,2014-01-01\n";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ged.csv"), table).unwrap();
    let (found, said) = converted(&[folder.path().join("ged.csv").to_str().unwrap()]);
    let articles: Vec<_> = rows(&found).into_iter().filter(|row| row.starts_with("article")).collect();
    assert_eq!(
        articles,
        [
            "article 2013-12-14 Two, perhaps three, dead",
            "article 2013-12-15 A second report; with more",
            "article 2014-01-02 Alone"
        ]
    );
    let publishers: Vec<_> = of_kind(&found, "article").map(|article| &article["publisher"]).collect();
    assert_eq!(publishers, [&json!({"name": "The Star"}), &json!({"name": "Wire, Asia"}), &json!({"name": "Wire"})]);
    assert!(said.contains("3 events and 3 articles of 3 rows"), "{said}");
}

#[test]
fn what_the_client_of_event_registry_gives_is_read_too() {
    let article = r#"{"uri":"9","lang":"eng","isDuplicate":false,"date":"2024-02-08","time":"06:10:00","dateTime":"2024-02-08T06:10:00Z","dateTimePub":"2024-02-08T06:00:00Z","url":"https://example.org/er","title":"Talks","body":"Words.","source":{"uri":"example.org"},"authors":[]}"#;
    let event = r#"{"uri":"eng-1","eventDate":"2024-02-08","totalArticleCount":3,"title":{"eng":"Ministers meet"},"summary":{"eng":"S"},"concepts":[],"location":null}"#;
    for (name, text, expected) in [
        ("list.json", format!("[{article}]"), "article 2024-02-08T06:00:00Z Talks"),
        ("lines.jsonl", format!("{article}\n"), "article 2024-02-08T06:00:00Z Talks"),
        ("breaking.json", format!(r#"{{"breakingEvents":{{"results":[{event}]}}}}"#), "2024-02-08 Ministers meet"),
        ("events.json", format!("[{event}]"), "2024-02-08 Ministers meet"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), text).unwrap();
        let (found, said) = converted(&[folder.path().join(name).to_str().unwrap()]);
        let shown: Vec<String> = rows(&found).iter().map(|row| row.replace("{\"en\":", "")).collect();
        assert!(said.contains("read as Event Registry"), "{name}: {said}");
        let titled = of_kind(&found, "event").next().map_or_else(
            || shown[0].clone(),
            |event| format!("{} {}", event["date"].as_str().unwrap(), event["label"]["en"].as_str().unwrap()),
        );
        assert_eq!(titled, expected, "{name}");
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
    let folder = tempfile::tempdir().unwrap();
    let checked = oreline(folder.path(), &["check", &fixture("more/telegram-all.json")]);
    let checked = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(checked.contains("1 item within rows left out"), "{checked}");
    assert!(checked.contains("note: /messages/0: left out by line"), "{checked}");
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
