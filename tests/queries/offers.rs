//! What is offered for words that name something: countries, dates and values of the bundled data.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use oreline::dataset::{Dataset, load};
use oreline::load::Input;
use oreline::query::{Answer, Query, Request, Why, answer};
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
