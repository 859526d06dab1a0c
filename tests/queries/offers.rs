//! What is offered for words that name something: countries, dates and values of the bundled data.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use oreline::dataset::{Dataset, load};
use oreline::load::Input;
use oreline::model::{Country, Group, Lang};
use oreline::query::{Answer, AnyOrAll, Facet, FacetRequest, FacetRow, Query, Request, Why, answer};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::{Arc, LazyLock};

static BUNDLED: LazyLock<Arc<Dataset>> =
    LazyLock::new(|| load(&[Input::Bundled], &mut |_| ControlFlow::Continue(())).unwrap());

fn asked(text: &str) -> Answer {
    let request = Request { query: Query::parse(text).unwrap(), ..Request::default() };
    answer(&BUNDLED, &request, &|| false).unwrap()
}

/// What is offered in place of words that name something, the joint offer first, each with its count.
fn offered(text: &str) -> Vec<(String, usize)> {
    let offers = asked(text).offers.into_iter().filter(|offer| offer.why == Why::Named);
    offers.map(|offer| (offer.query.to_string(), offer.count)).collect()
}

#[test]
fn names_among_the_words_are_offered_as_their_fields_in_one_offer() {
    let mut wrong = Vec::new();
    for (typed, query) in [
        ("Kazakhstan US -China 2024..", "country:KZ country:US -country:CN date:2024.."),
        ("not China", "-country:CN"),
        ("Rubio", "person:\"Marco Rubio\""),
        ("rubio", "person:\"Marco Rubio\""),
        ("Рубио", "person:\"Marco Rubio\""),
        ("Rubio lithium", "person:\"Marco Rubio\" topic:\"lithium\""),
        ("Tokayev 2024", "person:\"Kassym-Jomart Tokayev\" date:2024"),
        ("Токаевым в 2024 году", "person:\"Kassym-Jomart Tokayev\" date:2024"),
        ("Касым-Жомарт Токаев", "person:\"Kassym-Jomart Tokayev\""),
        ("Kassym Jomart Tokayev", "person:\"Kassym-Jomart Tokayev\""),
        ("Касым-Жомарта Токаева", "person:\"Kassym-Jomart Tokayev\""),
        ("Mirziyoyev and Trump", "person:\"Shavkat Mirziyoyev\" person:\"Donald Trump\""),
        ("US Department of State", "org:\"US Department of State\""),
        ("Госдеп", "org:\"US Department of State\""),
        ("rare earths Kazakhstan or Uzbekistan", "topic:\"rare earths\" country:KZ,UZ"),
        ("Central Asia lithium", "country:C5 topic:\"lithium\""),
        ("visits uranium", "kind:visit topic:\"uranium\""),
        ("Battsetseg since 2024", "person:\"Battsetseg Batmunkh\" date:2024.."),
        ("Astana Times", "publisher:\"Astana Times\""),
        ("Ministry of Foreign Affairs of Mongolia", "org:\"Ministry of Foreign Affairs of Mongolia\""),
        ("Ministry of Commerce of China 2023..", "org:\"Ministry of Commerce of China\" date:2023.."),
        ("United Nations", "org:\"United Nations\""),
        ("индий", "topic:\"indium\""),
        ("Индии", "country:IN"),
        ("Корпорация «Вызовы тысячелетия»", "org:\"Millennium Challenge Corporation\""),
    ] {
        let offers = offered(typed);
        if offers.first().is_none_or(|(offer, count)| offer != query || *count == 0) {
            wrong.push(format!("{typed}: {offers:?}, expected {query}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(offered("Kazakhstan US -China 2024..")[0].1, 14);
    assert_eq!(offered("Rubio")[0].1, asked("person:rubio").events.len());
}

#[test]
fn what_names_nothing_or_several_is_not_offered() {
    for typed in [
        "ministry",
        "minister",
        "deal",
        "said",
        "export",
        "and",
        "not",
        "or",
        "in",
        "the",
        "us",
        "it",
        "министр",
        "соглашение",
        "и",
        "не",
        "или",
        "dfc",
        "подписали",
        "road map",
        "of state",
        "foreign affairs",
        "\"Marco Rubio\"",
        "person:rubio",
        "country:KZ",
        "",
    ] {
        assert_eq!(offered(typed), [], "{typed}");
    }
    // Each of two names is offered where both together find nothing.
    let offers = offered("Rubio Chile 1999");
    assert!(offers.iter().all(|(_, count)| *count > 0), "{offers:?}");
}

#[test]
fn where_nothing_matches_each_term_can_be_dropped() {
    let answer = asked("Rubio lithium Kyrgyzstan export");
    assert!(answer.events.is_empty());
    let dropped: Vec<&str> = answer.drops.iter().map(|without| without.part.as_str()).collect();
    assert_eq!(dropped, ["Rubio", "lithium", "Kyrgyzstan", "export"]);
    let answer = asked("country:KZ -kind:visit (uranium OR gold) qqqq \"no such phrase\"");
    let dropped: Vec<&str> = answer.drops.iter().map(|without| without.part.as_str()).collect();
    assert_eq!(dropped, ["country:KZ", "-kind:visit", "uranium OR gold", "qqqq", "\"no such phrase\""]);
    for without in &answer.drops {
        assert_eq!(asked(&without.query.to_string()).events.len(), without.count, "{}", without.query);
    }
}

fn values(facet: Facet) -> Vec<FacetRow> {
    let asked = FacetRequest { facet, ..FacetRequest::default() };
    let request = Request { facet: Some(asked), ..Request::default() };
    answer(&BUNDLED, &request, &|| false).unwrap().facet.unwrap().rows
}

/// Every country, person, body, publisher, topic and kind, typed whole as words, is offered as that value and no other;
/// of a name that several values have the first sort is offered, or none of two of one sort.
#[test]
fn a_name_typed_whole_as_words_is_offered_as_that_value() {
    const SORTS: [Facet; 6] =
        [Facet::Countries, Facet::People, Facet::Organisations, Facet::Publishers, Facet::Topics, Facet::Kinds];
    let names = |row: &FacetRow| {
        let mut names = vec![row.name(Lang::En).to_owned(), row.name(Lang::Ru).to_owned()];
        names.dedup();
        names
    };
    let rows: Vec<(usize, FacetRow)> = SORTS
        .iter()
        .enumerate()
        .flat_map(|(sort, facet)| values(*facet).into_iter().map(move |row| (sort, row)))
        .collect();
    let mut owners: HashMap<String, Vec<(usize, String)>> = HashMap::new();
    for (sort, row) in &rows {
        for name in names(row).into_iter().chain(row.aliases.clone()) {
            let owners = owners.entry(oreline::language::name_key(&name)).or_default();
            if !owners.contains(&(*sort, row.value.clone())) {
                owners.push((*sort, row.value.clone()));
            }
        }
    }
    let (mut typed, mut wrong, mut faults) = (0, Vec::new(), Vec::new());
    for (sort, row) in &rows {
        for name in names(row) {
            let owners = &owners[&oreline::language::name_key(&name)];
            // `G7` is the group before it is a body.
            let is_place = *sort > 0 && (Country::find(&name).is_some() || Group::find(&name).is_some());
            let is_place = is_place && offered(&name).first().is_some_and(|(query, _)| query.starts_with("country:"));
            if is_place || owners.iter().any(|(other, value)| other < sort || other == sort && *value != row.value) {
                continue;
            }
            // `wallstreet:online` asks for a field that there is none of, and says so; `И` is an operator.
            if Query::parse(&name).is_err() || name.split(' ').any(|word| word == "И") {
                faults.push(name);
                continue;
            }
            typed += 1;
            let expected = Query::default().including(SORTS[*sort].field(), &row.value, AnyOrAll::Any).to_string();
            let offers = offered(&name);
            if offers.first().map(|(query, _)| query.as_str()) != Some(expected.as_str()) {
                wrong.push(format!("{name}: {offers:?}, expected {expected}"));
            }
        }
    }
    assert!(typed > 900 && faults.len() <= 2, "{typed}, {faults:?}");
    assert!(wrong.is_empty(), "{} of {typed}: {wrong:#?}", wrong.len());
}
