//! The index gives exactly what reading every record gives: the same queries are asked of both.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use crate::common::generate;
use oreline::door::dataset::{Dataset, load};
use oreline::door::load::Input;
use oreline::door::model::{Article, Entity};
use oreline::door::query::ast::Values;
use oreline::door::query::matches::{EventText, Marks, event_matches};
use oreline::door::query::{
    Answer, AnyOrAll, Control, Facet, FacetAnswer, FacetRequest, Part, Pick, Query, Reason, Request, Spellings, Why,
    answer, answer_in_steps,
};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::sync::Arc;

fn loaded(input: Input) -> Arc<Dataset> {
    load(&[input], &mut |_| ControlFlow::Continue(())).unwrap()
}

/// The ids that the index selects.
fn by_index(dataset: &Dataset, query: &Query) -> BTreeSet<String> {
    let facet = Some(FacetRequest::default());
    let request = Request { query: query.clone(), histogram_columns: 80, facet, ..Request::default() };
    let answer = answer(dataset, &request, &|| false).unwrap();
    assert_steps(dataset, &request, &answer);
    let ids: BTreeSet<String> = answer.events.whole().iter().map(|id| dataset.head(id).id.to_owned()).collect();
    assert_eq!(ids.len(), answer.events.len(), "an event stands twice in the list of {query}");
    ids
}

/// The ids of the events that satisfy the query when they are read, one after the other.
fn by_reading(dataset: &Dataset, query: &Query) -> BTreeSet<String> {
    let spellings = Spellings::of(query, dataset);
    let satisfies = |id: &oreline::door::dataset::EventId| {
        let event = dataset.event(*id).unwrap();
        let entities: Vec<&Entity> = event.names().filter_map(|who| dataset.resolve(who)).collect();
        let articles: Vec<Article> = event
            .articles
            .iter()
            .map(|link| dataset.article(dataset.article_by_id(link.id()).unwrap()).unwrap())
            .collect();
        let articles: Vec<&Article> = articles.iter().collect();
        let text = EventText { event: &event, entities: &entities, articles: &articles, marks: Marks::default() };
        event_matches(query, &spellings, &text).then(|| event.id.clone())
    };
    dataset.order().iter().filter_map(satisfies).collect()
}

/// Answered in steps the request has the same answer in the end, and the rows and their number in each step but of phrases.
fn assert_steps(dataset: &Dataset, request: &Request, whole: &Answer) {
    let asked = std::cell::Cell::new(0);
    // A phrase would have a step for each event that is read.
    let due = || asked.replace(asked.get() + 1) < 3;
    let mut steps = Vec::new();
    let last = answer_in_steps(dataset, request, &Control { stop: &|| false, due: &due }, &mut |step| steps.push(step));
    let last = last.unwrap();
    assert!(last.is_whole() && steps.iter().all(|step| !step.is_whole()), "{}", request.query);
    let all = |answer: &Answer| (ids(answer), answer.facet.clone(), answer.histogram.clone(), answer.undated_hidden);
    assert_eq!(all(&last), all(whole), "{}", request.query);
    for step in steps.iter().filter(|step| !step.is_checking) {
        assert_eq!(ids(step), ids(whole), "{}: the rows are there", request.query);
        assert!(step.facet.is_none() || !step.counting.facet, "{}: no count that is not there yet", request.query);
        assert!(step.histogram.buckets.is_empty() || !step.counting.over_time, "{}", request.query);
    }
}

#[track_caller]
fn assert_agrees(dataset: &Dataset, text: &str) -> usize {
    let query = Query::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
    let (index, reading) = (by_index(dataset, &query), by_reading(dataset, &query));
    let too_many: Vec<_> = index.difference(&reading).take(3).collect();
    let missing: Vec<_> = reading.difference(&index).take(3).collect();
    assert!(too_many.is_empty() && missing.is_empty(), "{text}: too many {too_many:?}, missing {missing:?}");
    index.len()
}

#[test]
fn bundled_dataset() {
    let dataset = loaded(Input::Bundled);
    for (text, finds) in [
        ("", true),
        ("токаев", true),
        ("Tokayev", true),
        ("ТОКАЕВ", true),
        ("шарлапаев", true),
        ("литий", true),
        ("ruble", false),
        ("critical minerals", true),
        ("\"critical minerals\"", true),
        ("\"диверсификацию рынков\"", true),
        ("-\"critical minerals\" uranium", true),
        ("country:KZ", true),
        ("country:KZ,MN", true),
        ("country:KZ country:US", true),
        ("country:C5", true),
        ("country:US -country:C5", true),
        ("-country:US", true),
        ("person:Tokayev", true),
        ("person:\"Marco Rubio\"", true),
        ("by:Рубио", true),
        ("by:госдепа", true),
        ("said:полезных", true),
        ("said:\"цепочек поставок\"", true),
        ("org:госдеп", true),
        ("topic:литий,copper", true),
        ("kind:visit", true),
        ("publisher:orda", true),
        ("lang:ru", true),
        ("place:Астана", true),
        ("id:2024-02-08-c5plus1-critical-minerals-dialogue", true),
        ("id:orda-kz-2024-02-c5plus1-dialogue", true),
        ("basis:inferred", true),
        ("confidence:medium", true),
        ("has:quotes", true),
        ("-has:quotes", true),
        ("has:problem", false),
        ("date:2024", true),
        ("-date:2024", true),
        ("date:2024-02..2025-06", true),
        ("date:..2023", true),
        ("date:none", false),
        ("токаев OR macron", true),
        ("(токаев OR macron) -астана", true),
        ("C5+1", true),
        ("С5+1", true),
        ("Касым-Жомарт", true),
        ("rare-earth", true),
        ("~uranum", true),
        ("e", true),
    ] {
        let found = assert_agrees(&dataset, text);
        assert_eq!(found > 0, finds, "{text} finds {found}");
    }
}

#[test]
fn other_forms_and_spellings_are_found_and_explained() {
    let dataset = loaded(Input::Bundled);
    let answered = |text: &str| {
        let request = Request { query: Query::parse(text).unwrap(), ..Request::default() };
        answer(&dataset, &request, &|| false).unwrap()
    };
    for (typed, found, reason) in [
        ("минералов", "минералам", Reason::Inflected),
        ("токаева", "tokayev", Reason::Romanised),
        ("Tokayev", "токаев", Reason::Romanised),
        ("~uranum", "uranium", Reason::Near),
    ] {
        let explanations = answered(typed).explanations;
        let explained = explanations.iter().find(|explanation| explanation.reason == reason);
        let explained = explained.unwrap_or_else(|| panic!("{typed}: {explanations:?}"));
        let beginning: String = found.chars().take(5).collect();
        assert!(explained.found.starts_with(&beginning), "{typed}: {explanations:?}");
    }
    assert!(answered("токаева").events.len() > answered("literal:on токаева").events.len());
    assert_eq!(answered("literal:on токаева").explanations, []);
    assert_eq!(answered("\"токаева\"").explanations, []);
    for text in ["токаева", "минералов -казахстане", "person:Токаеву", "said:поставкам"]
    {
        assert!(assert_agrees(&dataset, text) > 0, "{text}");
    }
}

/// Events that hold one name in five ways, and one in the text of an article alone.
const REASONS: &str = r#"{"oreline": 1, "entities": [
 {"id": "us-state", "schema": "PublicBody", "name": {"en": "Department of State"}, "alias": ["Госдеп"]},
 {"id": "kt", "schema": "Person", "name": {"en": "Kassym-Jomart Tokayev", "ru": "Касым-Жомарт Токаев"}}],
"articles": [{"id": "a", "headline": {"ru": "Разговор"}, "articleBody": "Сказано Токаевым."}],
"events": [
 {"id": "literal", "label": "Токаев принял гостей", "date": "2024"},
 {"id": "inflected", "label": "Речь Токаева", "date": "2024"},
 {"id": "script", "label": "Remarks by Tokayev", "date": "2024"},
 {"id": "entity", "label": "A visit", "date": "2024", "participants": [{"entity": "kt"}]},
 {"id": "body", "label": "A briefing", "date": "2024", "participants": [{"entity": "us-state"}]},
 {"id": "typo", "label": "Токоев в опечатке", "date": "2024"},
 {"id": "article", "label": "Talks", "date": "2024", "articles": ["a"]}
]}"#;

#[test]
fn each_reason_is_explained_in_the_order_of_the_reasons() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(REASONS.as_bytes()).unwrap();
    let dataset = loaded(Input::Path(file.path().to_owned()));
    let explained = |text: &str| -> Vec<(String, String, Reason)> {
        let request = Request { query: Query::parse(text).unwrap(), ..Request::default() };
        let answer = answer(&dataset, &request, &|| false).unwrap();
        assert!(!answer.events.is_empty(), "{text} finds nothing");
        let explanations = answer.explanations.into_iter();
        explanations.map(|explanation| (explanation.typed, explanation.found, explanation.reason)).collect()
    };
    let is = |typed: &str, found: &str, reason: Reason| (typed.to_owned(), found.to_owned(), reason);
    assert_eq!(explained("id:literal токаев"), []);
    assert_eq!(
        explained("~токаев"),
        [
            is("токаев", "токаева", Reason::Inflected),
            is("токаев", "tokayev", Reason::Romanised),
            is("токаев", "токоев", Reason::Near),
        ][1..],
        "a beginning is no other form"
    );
    assert_eq!(
        explained("~токаевым"),
        [
            is("токаевым", "токаев", Reason::Inflected),
            is("токаевым", "tokayev", Reason::Romanised),
            is("токаевым", "токоев", Reason::Near),
        ][..2],
        "two letters less and one changed are no mistake of the hand"
    );
    assert_eq!(explained("id:entity tokayev"), []);
    assert_eq!(explained("id:entity токаеву"), [is("токаеву", "токаев", Reason::Inflected)]);
    assert_eq!(explained("id:article токаеву"), [is("токаеву", "токаевым", Reason::Inflected)]);
    assert_eq!(explained("госдепа"), [is("госдепа", "Department of State", Reason::OtherName)]);
    assert_eq!(explained("person:токаеву")[0], is("токаеву", "токаев", Reason::Inflected));
    assert_eq!(explained("org:госдеп OR topic:none"), [is("госдеп", "Department of State", Reason::OtherName)]);
    assert_eq!(explained("literal:on токаев"), []);
    assert_eq!(explained("briefing -токаевым"), []);
}

#[test]
fn what_finds_nothing_offers_what_may_be_meant() {
    let dataset = loaded(Input::Bundled);
    let offers = |text: &str| {
        let request = Request { query: Query::parse(text).unwrap(), ..Request::default() };
        answer(&dataset, &request, &|| false).unwrap().offers
    };
    let wrong_layout = offers("country:KZ njrftd");
    assert!(wrong_layout[0].why == Why::Layout, "{wrong_layout:?}");
    assert_eq!(wrong_layout[0].query.to_string(), "country:KZ токаев");
    assert_eq!(wrong_layout[0].count, by_index(&dataset, &wrong_layout[0].query).len());
    let mistyped = offers("uranuim");
    assert!(mistyped.iter().any(|offer| offer.query.to_string() == "uranium"), "{mistyped:?}");
    assert_eq!(offers("qxzvkjq"), []);
}

#[test]
fn made_up_events_in_several_segments() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(generate::lines(3000).as_bytes()).unwrap();
    let dataset = loaded(Input::Path(file.path().to_owned()));
    assert_eq!(dataset.event_count(), 3000);
    // Segments of a file of lines are at most this long at first.
    assert!(file.as_file().metadata().unwrap().len() > 1 << 20, "the file is one segment: the test would show nothing");
    assert_eq!(assert_agrees(&dataset, generate::NEEDLE), 3);
    for text in [
        "ба",
        "b",
        "country:KZ ме",
        "by:Коваль",
        "person:Smith date:2010..",
        "said:го",
        "\"ба*\" -country:US",
        "org:Court",
    ] {
        assert!(assert_agrees(&dataset, text) > 0, "{text} finds nothing");
    }
}

/// A facet under a query.
fn facet_of(dataset: &Dataset, query: &Query, asked: FacetRequest) -> FacetAnswer {
    let request = Request { query: query.clone(), facet: Some(asked), ..Request::default() };
    answer(dataset, &request, &|| false).unwrap().facet.unwrap()
}

/// Asserts that each row of a facet has the number of events that the list shows when the row is ticked.
#[track_caller]
fn assert_counts_are_the_list(dataset: &Dataset, facet: Facet, text: &str) -> usize {
    let query = Query::parse(text).unwrap();
    let field = facet.field();
    let rows = facet_of(dataset, &query, FacetRequest { facet, ..FacetRequest::default() }).rows;
    let all_of = query.mode(field) == Some(AnyOrAll::All);
    let is_included = |part: &Part| matches!(part, Part::Values(values) if values.field == field && !values.negated);
    let without = Query { parts: query.parts.iter().filter(|part| !is_included(part)).cloned().collect() };
    // The rest is counted against the JSON in another test.
    let (ticked, others): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.state != Pick::None);
    for row in ticked.into_iter().chain(others.into_iter().take(25)) {
        let place = format!("{facet:?} of {text:?}: {row:?}");
        if row.state == Pick::Excluded {
            // How many would come back.
            let back = by_index(dataset, &query.without_value(field, &row.value));
            let now = by_index(dataset, &query);
            assert_eq!(back.difference(&now).count(), row.count, "{place}");
            continue;
        }
        let written = query.values(field).included.into_iter().flatten().find(|value| value.text == row.value);
        let asked = match written {
            _ if all_of => query.including(field, &row.value, AnyOrAll::All),
            // As it is in the query, which may be another way than that of a tick.
            Some(value) => {
                let part = Part::Values(Values { field, values: vec![value.clone()], negated: false });
                Query { parts: without.parts.iter().cloned().chain([part]).collect() }
            }
            None => without.including(field, &row.value, AnyOrAll::Any),
        };
        assert_eq!(by_index(dataset, &asked).len(), row.count, "{place}: {asked}");
        let written = asked.to_string();
        assert_eq!(Query::parse(&written).as_ref(), Ok(&asked), "{place}: {written} is read as something else");
    }
    rows.len()
}

#[test]
fn counts_of_every_facet_are_what_the_list_would_show() {
    let dataset = loaded(Input::Bundled);
    for facet in Facet::ALL {
        for text in [
            "",
            "-country:US date:2024..",
            "person:\"Marco Rubio\" -topic:\"uranium\"",
            "-person:\"Marco Rubio\",\"Kassym-Jomart Tokayev\"",
            "org:\"U.S. Department of State\" kind:meeting",
            "topic:\"rare earths\",\"copper\" lang:en",
            "topic:rare publisher:news",
            "lang:ru lang:en",
            "-lang:ru -kind:visit kind:meeting,summit",
        ] {
            assert_counts_are_the_list(&dataset, facet, text);
        }
        assert!(assert_counts_are_the_list(&dataset, facet, "country:KZ") > 2, "{facet:?}");
    }
}

#[test]
fn counts_of_countries_are_what_the_list_would_show() {
    let dataset = loaded(Input::Bundled);
    for text in [
        "",
        "токаев",
        "country:KZ",
        "country:KZ,MN",
        "country:KZ country:US",
        "-country:US",
        "country:C5 -country:UZ date:2024",
    ] {
        assert!(assert_counts_are_the_list(&dataset, Facet::Countries, text) > 3, "{text}");
    }
}

/// 600 events with the words of a phrase, every third in the order of the phrase; every fifth says it in a quote.
fn phrases() -> Arc<Dataset> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    for n in 0..600 {
        let words = if n % 3 == 0 { "rare earths" } else { "earths are rare" };
        let said = if n % 5 == 0 { "rare earths" } else { "earths so rare" };
        let (month, day) = (n % 12 + 1, n % 28 + 1);
        let country = ["KZ", "MN"][n % 2];
        writeln!(
            file,
            r#"{{"record":"event","id":"e{n}","label":"{words} {n}","date":"2024-{month:02}-{day:02}","countries":["{country}"],"quotes":[{{"type":"direct","speaker":"Ann","text":"{said}"}}]}}"#
        )
        .unwrap();
    }
    loaded(Input::Path(file.path().to_owned()))
}

fn ids(answer: &Answer) -> BTreeSet<u32> {
    answer.events.whole().iter().map(|id| id.0).collect()
}

#[test]
fn a_phrase_is_answered_in_steps_that_only_grow() {
    let dataset = phrases();
    for text in [
        "\"rare earths\"",
        "-\"rare earths\"",
        "\"rare earths\" OR earths country:KZ",
        "said:\"rare earths\" country:MN",
        "-said:\"rare earths\" \"rare earths\"",
        "\"earths rare\"",
    ] {
        let query = Query::parse(text).unwrap();
        let request = Request { query: query.clone(), facet: Some(FacetRequest::default()), ..Request::default() };
        let mut steps = Vec::new();
        let pace = Control { stop: &|| false, due: &|| true };
        let last = answer_in_steps(&dataset, &request, &pace, &mut |step| steps.push(step)).unwrap();
        assert!(steps.len() > 100, "{text}: an answer is due with each event that is read, got {}", steps.len());
        assert!(!last.is_checking, "{text}");
        for pair in steps.windows(2) {
            assert!(pair[0].is_checking && pair[1].is_checking, "{text}");
            assert!(ids(&pair[0]).is_subset(&ids(&pair[1])), "{text}: an answer takes back what one before had");
            let rows = |answer: &Answer| answer.facet.clone().unwrap().rows;
            for (before, after) in rows(&pair[0]).iter().zip(&rows(&pair[1])) {
                assert!(before.value != after.value || before.count <= after.count, "{text}: {before:?} {after:?}");
            }
        }
        assert!(ids(steps.last().unwrap()).is_subset(&ids(&last)), "{text}");
        assert_agrees(&dataset, text);
        assert_eq!(ids(&last), ids(&answer(&dataset, &request, &|| false).unwrap()), "{text}");
    }
}

#[test]
fn the_first_answer_to_a_phrase_comes_before_any_event_is_read() {
    let dataset = phrases();
    let query = Query::parse("\"rare earths\" OR (earths date:2024-01)").unwrap();
    let request = Request { query, ..Request::default() };
    let (mut steps, asked) = (Vec::new(), std::cell::Cell::new(0));
    // Due once, at the beginning.
    let due = || asked.replace(asked.get() + 1) == 0;
    let pace = Control { stop: &|| false, due: &due };
    let last = answer_in_steps(&dataset, &request, &pace, &mut |step| steps.push(step)).unwrap();
    assert_eq!(steps.len(), 1);
    assert_eq!(steps[0].events.len(), 50, "those of January, which need no reading");
    assert!(last.events.len() > 50);
    // Newest first: after one event was read, the newest one is decided.
    let request = Request { query: Query::parse("\"rare earths\"").unwrap(), ..Request::default() };
    let mut first = None;
    let pace = Control { stop: &|| false, due: &|| true };
    let last = answer_in_steps(&dataset, &request, &pace, &mut |step| {
        first = first.take().or(step.events.get(0));
    });
    assert_eq!(first, last.unwrap().events.whole().newest_first().next());
}

#[test]
fn many_events_are_counted_by_two_threads_as_few_are_by_one() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    for n in 0..40_000 {
        let (year, month, country) = (1990 + n % 30, n % 12 + 1, ["KZ", "MN", "US", "CN"][n % 4]);
        let date = if n % 3 == 0 { format!("{year}-{month:02}") } else { format!("{year}-{month:02}-07") };
        writeln!(file, r#"{{"record":"event","id":"e{n}","label":"x","date":"{date}","countries":["{country}"]}}"#)
            .unwrap();
    }
    let dataset = loaded(Input::Path(file.path().to_owned()));
    for (text, kept) in [("", "KZ"), ("-country:KZ date:2000..", "MN")] {
        let (query, facet) = (Query::parse(text).unwrap(), Some(FacetRequest::default()));
        let request = Request { query, histogram_columns: 80, facet, ..Request::default() };
        let whole = answer(&dataset, &request, &|| false).unwrap();
        let rows = &whole.facet.as_ref().unwrap().rows;
        let counted = rows.iter().find(|row| row.value == kept).unwrap().count;
        let selected = whole.events.whole().iter().filter(|id| dataset.head(*id).countries().any(|code| code == kept));
        assert_eq!(counted, selected.count(), "{text}");
        assert_eq!(whole.histogram.total(), whole.around.len(), "{text}");
        assert_steps(&dataset, &request, &whole);
        assert!(answer(&dataset, &request, &|| true).is_none());
    }
}

#[test]
fn a_phrase_gives_up_when_told() {
    let dataset = phrases();
    let request = Request { query: Query::parse("\"rare earths\"").unwrap(), ..Request::default() };
    let asked = std::cell::Cell::new(0);
    let stop = || asked.replace(asked.get() + 1) > 50;
    let pace = Control { stop: &stop, due: &|| false };
    assert!(answer_in_steps(&dataset, &request, &pace, &mut |_| {}).is_none());
    assert!(asked.get() < 60, "it read on: asked {} times", asked.get());
}
