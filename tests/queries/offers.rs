//! What is offered for words that name something: countries, dates and values of the bundled data.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use oreline::door::dataset::{Dataset, load};
use oreline::door::load::Input;
use oreline::door::model::{Country, Day, Group, Lang};
use oreline::door::query::{Answer, AnyOrAll, Facet, FacetRequest, FacetRow, Query, Request, Why, answer};
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

/// What is offered first on the tenth of March 2026.
fn offered_in_march_2026(text: &str) -> Option<String> {
    let today = Day::from_ymd(2026, 3, 10);
    let request = Request { query: Query::parse(text).unwrap().on(today.unwrap()), today, ..Request::default() };
    let mut offers = answer(&BUNDLED, &request, &|| false).unwrap().offers.into_iter();
    offers.find(|offer| offer.why == Why::Named).map(|offer| offer.query.to_string())
}

#[test]
fn days_that_are_counted_from_today_are_offered_in_plain_words() {
    for (typed, offered) in [
        ("last month", "date:last-month"),
        ("Last Month lithium", "topic:\"lithium\" date:last-month"),
        ("this year", "date:this-year"),
        ("previous year Kazakhstan", "date:last-year country:KZ"),
        ("прошлый год", "date:last-year"),
        ("в прошлом году", "date:last-year"),
        ("в этом году Казахстан", "date:this-year country:KZ"),
        ("за прошлый месяц", "date:last-month"),
        ("с прошлого года Монголия", "date:last-year.. country:MN"),
        ("since last month", "date:last-month.."),
        ("until last year uranium", "date:..last-year topic:\"uranium\""),
        ("last 90 days", "date:-90d.."),
        ("past 6 months", "date:-6m.."),
        ("за последние 60 дней", "date:-60d.."),
        ("past year Mirziyoyev", "date:-1y.. person:\"Shavkat Mirziyoyev\""),
        ("за последний год Токаев", "date:-1y.. person:\"Kassym-Jomart Tokayev\""),
        ("not this year", "-date:this-year"),
    ] {
        let sorted = |query: &str| {
            let mut words: Vec<String> = query.split_whitespace().map(str::to_owned).collect();
            words.sort_unstable();
            words
        };
        let found = offered_in_march_2026(typed).unwrap_or_default();
        assert_eq!(sorted(&found), sorted(offered), "{typed}");
    }
    // What is asked for already, what is none of these, and what would find nothing.
    for text in
        ["date:last-month last month", "last minister", "year", "month", "this", "last 0 days", "today", "past tense"]
    {
        let offered = offered_in_march_2026(text).unwrap_or_default();
        assert!(!offered.replacen("date:last-month", "", 1).contains("date:"), "{text}: {offered}");
    }
    // Where no day is told, nothing is counted.
    assert_eq!(offered("last month"), []);
}

/// As the screen calls them in Russian: that is a name of the value too.
#[test]
fn kinds_are_offered_by_their_russian_names() {
    for (typed, query) in [
        ("визит", "kind:visit"),
        ("Соглашения", "kind:agreement"),
        ("экспортный контроль", "kind:export-control"),
        ("встреча министров", "kind:ministerial"),
    ] {
        let count = offered(query.split(':').nth(1).unwrap()).first().map(|(_, count)| *count);
        assert_eq!(offered(typed), [(query.to_owned(), count.unwrap_or_default())], "{typed}");
    }
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
        "решение",
        "другое",
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
            let owners = owners.entry(oreline::door::language::name_key(&name)).or_default();
            if !owners.contains(&(*sort, row.value.clone())) {
                owners.push((*sort, row.value.clone()));
            }
        }
    }
    let (mut typed, mut wrong, mut faults) = (0, Vec::new(), Vec::new());
    for (sort, row) in &rows {
        for name in names(row) {
            let owners = &owners[&oreline::door::language::name_key(&name)];
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
