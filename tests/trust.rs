//! A plain word finds what a careful reader would say it finds: the hits of frequent words that are neither the word,
//! nor a form of it, nor a name that is spelled so, are counted.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise, and prints its figures"
)]

use oreline::dataset::{Dataset, EventId, load};
use oreline::index::gather::event_names;
use oreline::language::inflect::same_word;
use oreline::language::words;
use oreline::load::Input;
use oreline::model::{Article, ArticleLink, Entity};
use oreline::query::matches::{EventText, Marks};
use oreline::query::{Query, Request, answer};
use roaring::RoaringBitmap;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::ops::ControlFlow;
use std::sync::Arc;

fn loaded(input: Input) -> Arc<Dataset> {
    load(&[input], &mut |_| ControlFlow::Continue(())).unwrap()
}

fn found(dataset: &Dataset, text: &str) -> RoaringBitmap {
    let request = Request { query: Query::parse(text).unwrap(), ..Request::default() };
    answer(dataset, &request, &|| false).unwrap().events.iter().map(|id| id.0).collect()
}

/// The ids of what a query finds in made-up data, sorted and joined by blanks.
fn ids(data: &str, text: &str) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(data.as_bytes()).unwrap();
    let dataset = loaded(Input::Path(file.path().to_owned()));
    let request = Request { query: Query::parse(text).unwrap(), ..Request::default() };
    let answer = answer(&dataset, &request, &|| false).unwrap();
    let mut ids: Vec<String> = answer.events.iter().map(|id| dataset.head(id).id.to_owned()).collect();
    ids.sort_unstable();
    ids.join(" ")
}

/// The words of each event: of its own fields, its entities and its articles.
fn words_of_events(dataset: &Dataset) -> BTreeMap<u32, BTreeSet<String>> {
    let of_event = |id: &EventId| {
        let event = dataset.event(*id).unwrap();
        let entities: Vec<&Entity> = event_names(&event).filter_map(|who| dataset.resolve(who)).collect();
        let of_link = |link: &ArticleLink| dataset.article(dataset.article_by_id(link.id()).unwrap()).unwrap();
        let articles: Vec<Article> = event.articles.iter().map(of_link).collect();
        let articles: Vec<&Article> = articles.iter().collect();
        let text = EventText { event: &event, entities: &entities, articles: &articles, marks: Marks::default() };
        let found = text.texts().into_iter().flat_map(|(_, text)| words(text).map(|word| word.folded.into_owned()));
        (id.0, found.collect())
    };
    dataset.order().iter().map(of_event).collect()
}

/// Counts a hit as wrong where the event has neither a word that begins so, nor a form of the word. A name in other
/// script that is spelled so is counted as wrong too: the figures are bounds.
#[track_caller]
fn assert_share(list: &str, most: f64) {
    let dataset = loaded(Input::Bundled);
    let of_events = words_of_events(&dataset);
    for part in ["tuned", "held"] {
        let (mut asked, mut hits, mut wrong) = (0, 0, 0);
        for word in list.lines().filter_map(|line| line.strip_prefix(part)).map(str::trim) {
            asked += 1;
            let all = found(&dataset, word);
            hits += all.len();
            let is_it = |other: &String| other.starts_with(word) || same_word(word, other);
            let others = all.iter().filter(|event| !of_events[event].iter().any(is_it)).count();
            wrong += others;
            if others > 0 && part == "tuned" {
                let request = Request { query: Query::parse(word).unwrap(), ..Request::default() };
                let explanations = answer(&dataset, &request, &|| false).unwrap().explanations;
                println!("{word}: {others}, {:?}", explanations.last().map(|last| &last.found));
            }
        }
        let share = wrong as f64 / hits as f64;
        println!("{part}: {wrong} of {hits} hits of {asked} words are wrong, {share:.4}");
        assert!(asked >= 900 && share <= most, "{part}: {share:.4}");
    }
}

#[test]
fn frequent_english_words_find_no_other_words() {
    assert_share(include_str!("fixtures/words/frequent-en.tsv"), 0.005);
}

#[test]
fn frequent_russian_words_find_no_other_words() {
    assert_share(include_str!("fixtures/words/frequent-ru.tsv"), 0.007);
}

#[test]
fn words_of_two_languages_that_sound_alike_do_not_meet() {
    let dataset = loaded(Input::Bundled);
    for (word, count) in [
        ("deal", 13),
        ("phone", 0),
        ("god", 0),
        ("tom", 4),
        ("chain", 48),
        ("case", 0),
        ("city", 1),
        ("медь", 24),
        ("газ", 1),
        ("metal", 25),
        ("meat", 0),
        ("news", 5),
    ] {
        assert_eq!(found(&dataset, word).len(), count, "{word}");
    }
    for (one, other) in [("Tokayev", "tokayev"), ("Токаевым", "Tokayev"), ("Макрона", "macron"), ("Тоқаев", "токаев")]
    {
        assert_eq!(found(&dataset, one), found(&dataset, other), "{one} {other}");
        assert!(!found(&dataset, one).is_empty(), "{one}");
    }
}

#[test]
fn common_words_in_other_script_are_no_names() {
    let noise = r#"{"events": [
 {"id": "e1", "label": "Министр иностранных дел прибыл"}, {"id": "e2", "label": "МИД сделал заявление"},
 {"id": "e3", "label": "Касым-Жомарт Токаев выступил"}, {"id": "e4", "label": "В Китае прошла встреча"},
 {"id": "e5", "label": "They met and it has more than were led"}]}"#;
    for word in ["deal", "tell", "meat", "case", "cause", "медь", "газ", "море", "вера", "лёд", "мед"]
    {
        assert_eq!(ids(noise, word), "", "{word}");
    }
}

#[test]
fn an_alias_that_is_not_printed_is_found_when_all_of_it_is_asked_for() {
    let data = r#"{"entities": [
 {"id": "jogmec", "schema": "PublicBody", "name": "JOGMEC", "alias": ["Japan Organization for Metals and Energy Security"]},
 {"id": "state", "schema": "PublicBody", "name": "US Department of State", "alias": ["Госдеп"]},
 {"id": "mr", "schema": "Person", "name": "Marco Rubio", "alias": ["Little Marco"]}],
"events": [
 {"id": "j", "label": "A", "participants": [{"entity": "jogmec"}]},
 {"id": "s", "label": "B", "participants": [{"entity": "state"}]},
 {"id": "r", "label": "C", "participants": [{"entity": "mr"}]}]}"#;
    for (text, found) in [
        ("metal", ""),
        ("metals energy", ""),
        ("japan organization for metals and energy security", "j"),
        ("jogmec", "j"),
        ("org:metals", "j"),
        ("\"energy security\"", ""),
        ("\"Japan Organization for Metals and Energy Security\"", "j"),
        ("госдепа", "s"),
        ("\"Госдеп\"", "s"),
        ("-госдеп", "j r"),
        ("little", "r"),
        ("\"little\"", "r"),
        ("-metals", "j r s"),
    ] {
        assert_eq!(ids(data, text), found, "{text}");
    }
}
