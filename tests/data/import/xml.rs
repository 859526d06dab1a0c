//! Feeds, pages and reports of parliaments. What is to be found was counted by hand in the files.

use super::maps::{converted, fixture, rows};
use super::*;
use serde_json::{Value, json};

fn found(name: &str) -> (Vec<Value>, String) {
    converted(&[&fixture(&format!("more/{name}"))])
}

fn of_kind<'r>(records: &'r [Value], kind: &'static str) -> Vec<&'r Value> {
    records.iter().filter(|record| record["record"] == kind).collect()
}

#[test]
fn feeds_of_every_version_are_articles() {
    let (rss, said) = found("rss2.xml");
    assert_eq!((&rss[0]["title"], &rss[0]["language"]), (&"Лента «Руда»".into(), &"ru".into()));
    assert_eq!(rows(&rss).first().unwrap(), "article 2024-02-08T06:30:00+05:00 Переговоры & медь");
    assert_eq!(rows(&rss).last().unwrap(), "article  Без адреса");
    assert_eq!(
        (&rss[1]["abstract"], &rss[1]["author"]),
        (&"Министры встретились.\nОни\u{a0}говорили.".into(), &json!(["Анна Ли"]))
    );
    assert_eq!(
        (&rss[3]["url"], &rss[1]["publisher"]),
        (&"https://example.kz/2".into(), &json!({"name": "Лента «Руда»"}))
    );
    assert!(said.contains("read as RSS: 3 articles of 3 rows"), "{said}");
    // An item that is there twice is one article.
    let (dataset, _folder) = opened("rss.xml", &fs::read(fixture("more/rss2.xml")).unwrap());
    assert_eq!((dataset.event_count(), dataset.article_count()), (0, 2));
    let checked = oreline(std::path::Path::new("/"), &["check", &fixture("more/rss2.xml")]);
    let checked = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(checked.contains("rss2.xml:17: warning: /datePublished: `yesterday`: it is no date"), "{checked}");
    let (rdf, _) = found("rss1.rdf");
    assert_eq!(rows(&rdf), ["article 2024-02-08T06:30:00Z First", "article 2024-02-09 Second"]);
    assert_eq!(
        (&rdf[2]["url"], &rdf[2]["publisher"]),
        (&"https://example.org/r2".into(), &json!({"name": "Ore Desk"}))
    );
    let (old, _) = found("rss091.xml");
    assert_eq!((rows(&old), &old[1]["language"]), (vec!["article  Old news".to_owned()], &"en".into()));
    let (atom, _) = found("atom.xml");
    assert_eq!(rows(&atom), ["article 2024-02-08T06:30:00Z Talks open", "article 2024-02-09T00:00:00Z Вторая"]);
    assert_eq!(
        (&atom[1]["url"], &atom[2]["url"]),
        (&"https://example.org/a1".into(), &"https://example.org/a2".into())
    );
    assert_eq!((&atom[1]["author"], &atom[2]["author"]), (&json!(["Ann Lee", "Bo Chen"]), &json!(["The desk"])));
    let body = atom[1]["articleBody"].as_str().unwrap();
    assert!(body.starts_with("Ministers met.") && body.contains("They spoke."), "{body}");
    assert_eq!((&atom[1]["language"], &atom[2]["language"]), (&"en".into(), &"ru".into()));
}

#[test]
fn a_page_is_read_by_the_data_in_it_and_its_scripts_do_nothing() {
    let (page, said) = found("page.html");
    assert_eq!(rows(&page), ["article 2024-02-08 Talks open"]);
    assert!(said.contains("1 article of 2 rows"), "{said}");
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.html"), "<html><body>nothing</body></html>").unwrap();
    let listed = oreline(folder.path(), &["list", "a.html"]);
    assert!(String::from_utf8_lossy(&listed.stderr).contains("this is a web page"), "{listed:?}");
}

#[test]
fn pages_as_careless_programs_write_them_are_read() {
    let article = r#"{"@context":"http://schema.org","@type":"NewsArticle","headline":"Talks","datePublished":"2024-02-08","mainEntityOfPage":{"@type":"WebPage"},"description":"One"#;
    let folder = tempfile::tempdir().unwrap();
    for (name, page) in [
        // Line ends and tabs within a text; only a part of a page; remarks around the data; an object for an address.
        (
            "lines.html",
            format!("<!DOCTYPE html><html><script type=\"application/ld+json\">{article}\n\ttwo\"}}</script>"),
        ),
        (
            "part.html",
            format!("<style>a {{}}</style>\n<script type='application/ld+json' class='x'>[{article}\"}}]</script>"),
        ),
        (
            "remark.html",
            format!("<div><script type=\"application/ld+json\">//<![CDATA[\n{article}\"}}\n//]]></script></div>"),
        ),
    ] {
        fs::write(folder.path().join(name), page).unwrap();
        let (found, said) = converted(&[folder.path().join(name).to_str().unwrap()]);
        assert_eq!(rows(&found), ["article 2024-02-08 Talks"], "{name}: {said}");
        assert_eq!(found[1].get("url"), None, "{name}");
    }
    fs::write(folder.path().join("none.html"), "<div class=\"x\"><p>Words</p></div>").unwrap();
    let listed = oreline(folder.path(), &["list", "none.html"]);
    assert!(String::from_utf8_lossy(&listed.stderr).contains("this is a web page"), "{listed:?}");
}

#[test]
fn a_debate_is_an_event_and_each_speech_a_direct_quote() {
    let (dataset, _folder) = opened("d.xml", &fs::read(fixture("more/debates2024-02-08a.xml")).unwrap());
    let events = events(&dataset);
    let mut told: Vec<_> =
        events.iter().map(|event| (event.title(Lang::En).to_owned(), names(event), quotes(event))).collect();
    told.sort();
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[0].0, "Critical Minerals");
    assert_eq!(told[0].1, ["Ann Lee", "Bo Chen"]);
    assert_eq!(
        told[0].2,
        [("Ann Lee", "What steps are taken?\nAnd when?"), ("Bo Chen", "We publish a list — in spring.")]
    );
    assert_eq!(told[1].2, [("Ann Lee", "Nothing was said of steel.")]);
    let (records, _) = found("debates2024-02-08a.xml");
    let minerals = of_kind(&records, "event")[0];
    assert_eq!((&minerals["date"], &minerals["topics"]), (&"2024-02-08".into(), &json!(["Business and Trade"])));
    assert_eq!(minerals["participants"][0]["part"], "speaker");
    assert_eq!(of_kind(&records, "article")[0]["url"], "https://example.org/c/1");

    let (records, said) = found("ParlaMint-XX_2024-02-08.xml");
    let events = of_kind(&records, "event");
    assert_eq!(
        (events.len(), &events[0]["label"], &events[0]["date"]),
        (1, &"Lithium law".into(), &"2024-02-08".into())
    );
    assert_eq!(events[0]["quotes"][0]["text"], "I open the sitting.\nPlease speak.");
    assert_eq!(events[0]["quotes"][1]["speaker"], "ChenBo");
    assert!(said.contains("1 row left out"), "{said}");
}

#[test]
fn a_report_that_declares_its_letters_is_read_with_them() {
    let (records, said) = found("answers2024-02-08.xml");
    let events = of_kind(&records, "event");
    assert_eq!(events.iter().map(|event| &event["label"]).collect::<Vec<_>>(), ["Lithium", "Gas"]);
    assert_eq!(events[0]["topics"], json!(["TRADE"]));
    let told: Vec<_> =
        events[0]["quotes"].as_array().unwrap().iter().map(|one| (&one["speaker"], &one["text"])).collect();
    assert_eq!(
        told,
        [
            (&"Ann Özil".into(), &"To ask how much was paid.".into()),
            (&"Bo Chen".into(), &"£5 million – for 9 ft. of core, ét&unknown;.".into())
        ]
    );
    assert!(said.contains("2 events and 2 articles of 2 rows"), "{said}");
}

#[test]
fn what_stands_between_records_is_not_copied_for_each_of_them() {
    let item = |number: usize| {
        format!("<x>{number}</x><item><title>{number}</title><link>https://example.org/{number}</link></item>")
    };
    let items = (0..20_000).map(item).collect::<Vec<_>>().concat();
    let feed = format!("<rss><channel><title>Wire</title>{items}</channel></rss>");
    let (dataset, _folder) = opened("feed.xml", feed.as_bytes());
    assert_eq!(dataset.article_count(), 20_000);
}

#[test]
fn xml_that_would_grow_or_is_of_another_form_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><rss><channel><item><title>&b;</title></item></channel></rss>";
    for (name, text, reason) in [
        ("a.xml", laughs, "declares entities of its own"),
        ("b.xml", "<svg><path/></svg>", "XML of a form that no map knows"),
        ("c.xml", "<rss><channel><item><title>x", "it ends before its elements do"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
        let output = oreline(folder.path(), &["list", name]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(reason), "{name}: {said}");
        assert!(output.stdout.len() < 1000);
    }
}

#[test]
fn a_report_with_each_word_in_an_element_is_read_as_its_sentences() {
    let report = r##"<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="ParlaMint-XX_2024-02-08.ana" xml:lang="en">
 <teiHeader><profileDesc><settingDesc><setting><date when="2024-02-08"/></setting></settingDesc></profileDesc></teiHeader>
 <text ana="#reference"><body><div type="debateSection"><head>Lithium law</head>
  <u who="#LeeAnn" ana="#regular" xml:id="u1"><seg xml:id="s1">
   <s xml:id="s1.1">
    <w xml:id="t1" lemma="we">We</w>
    <w xml:id="t2" lemma="agree" join="right">agree</w>
    <pc xml:id="t3">.</pc>
   </s>
   <s xml:id="s1.2"><name type="PER"><w>Bo</w><w>Chen</w></name><w join="right">speaks</w><pc>.</pc><linkGrp type="UD-SYN"><link ana="x" target="#a #b"/></linkGrp></s>
  </seg></u></div></body></text></TEI>"##;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("r.ana.xml"), report).unwrap();
    let output = oreline(folder.path(), &["convert", "r.ana.xml"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let event: Value = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .find(|it| it["record"] == "event")
        .unwrap();
    assert_eq!((&event["label"], &event["date"]), (&"Lithium law".into(), &"2024-02-08".into()));
    assert_eq!(
        event["quotes"][0],
        json!({"type": "direct", "speaker": "LeeAnn", "text": "We agree. Bo Chen speaks.", "article": event["articles"][0]})
    );
}
