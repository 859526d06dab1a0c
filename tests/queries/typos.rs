//! How often the word that was meant is among the first three offers for a mistyped one, and how often nonsense is
//! taken for a word: over words of the bundled data, each mistyped in one of four ways.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise and says its figures"
)]

use oreline::door::dataset::{Dataset, load};
use oreline::door::language::inflect::same_word;
use oreline::door::load::Input;
use oreline::door::query::{Offer, Query, Request, Why, answer};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Numbers that are the same in every run (Steele, Lea and Flood's `SplitMix64`).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }

    fn letter(&mut self, is_latin: bool) -> char {
        let (first, count) = if is_latin { ('a', 26) } else { ('а', 32) };
        char::from_u32(first as u32 + self.below(count) as u32).unwrap()
    }
}

fn bundled() -> Arc<Dataset> {
    load(&[Input::Bundled], &mut |_| ControlFlow::Continue(())).unwrap()
}

/// The offers for a word; `None` when it finds something, so that nothing else is offered.
fn offers(dataset: &Dataset, word: &str) -> Option<Vec<Offer>> {
    let request = Request { query: Query::parse(word).unwrap(), ..Request::default() };
    let answer = answer(dataset, &request, &|| false).unwrap();
    answer.events.is_empty().then_some(answer.offers)
}

/// A word with one mistake: a letter dropped, doubled, swapped with the next one, or another in its place.
fn mistyped(word: &str, way: usize, random: &mut Random) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    let at = random.below(letters.len());
    match way {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 if at + 1 < letters.len() => letters.swap(at, at + 1),
        2 => return None,
        _ => letters[at] = random.letter(word.is_ascii()),
    }
    Some(letters.into_iter().collect::<String>()).filter(|mistyped| mistyped != word)
}

#[test]
fn the_word_that_was_meant_is_among_the_first_offers() {
    let dataset = bundled();
    let words: BTreeSet<&str> = dataset
        .all_words()
        .filter(oreline::door::dataset::ListedWord::is_of_events)
        .map(|word| word.text())
        .filter(|word| word.chars().count() >= 5 && word.chars().all(char::is_alphabetic))
        .collect();
    let words: Vec<&str> = words.into_iter().collect();
    let mut random = Random(2026);
    let (mut asked, mut found, mut first) = ([0usize; 4], [0usize; 4], 0usize);
    while asked.iter().sum::<usize>() < 240 || asked.iter().any(|asked| *asked < 40) {
        let word = words[random.below(words.len())];
        let way = random.below(4);
        let Some(typed) = mistyped(word, way, &mut random) else { continue };
        let Some(offers) = offers(&dataset, &typed) else { continue };
        let is_meant = |offer: &Offer| same_word(&offer.query.to_string(), word);
        asked[way] += 1;
        found[way] += usize::from(offers.iter().any(is_meant));
        first += usize::from(offers.first().is_some_and(is_meant));
    }
    let (asked_all, found_all) = (asked.iter().sum::<usize>(), found.iter().sum::<usize>());
    println!("found {found:?} of {asked:?} dropped, doubled, swapped, replaced; first {first} of {asked_all}");
    assert!(found_all * 100 >= asked_all * 97, "{found_all} of {asked_all}");
    assert!(first * 100 >= asked_all * 93, "{first} of {asked_all} come first");
}

#[test]
fn nonsense_is_offered_nothing() {
    let dataset = bundled();
    let mut random = Random(1);
    let mut taken = Vec::new();
    for number in 0..100 {
        let typed: String = (0..4 + number / 2 % 6).map(|_| random.letter(number % 2 == 0)).collect();
        match offers(&dataset, &typed) {
            Some(offers) if offers.is_empty() => {}
            Some(offers) => taken.push((typed, offers[0].query.to_string())),
            None => taken.push((typed, "found".to_owned())),
        }
    }
    println!("taken for a word: {taken:?}");
    assert!(taken.len() <= 1, "{taken:?}");
    for typed in ["xqzjkv", "ыыыфвап", "qwrtpsdf", "йцукенгш", "aaaaaaa", "0000000", "бвгджз", "qx", "щъ"]
    {
        assert_eq!(offers(&dataset, typed), Some(Vec::new()), "{typed}");
    }
}

#[test]
fn each_word_that_is_found_nowhere_is_put_right() {
    let dataset = bundled();
    let first =
        |typed: &str| offers(&dataset, typed).unwrap().first().map(|offer| (offer.query.to_string(), offer.why));
    let offered = |query: &str, why: Why| Some((query.to_owned(), why));
    assert_eq!(first("uranuim mongloia"), offered("uranium mongolia", Why::Mistyped));
    assert_eq!(first("njrftd vfrhjy"), offered("токаев макрон", Why::Layout));
    // Some letters lie on keys that are punctuation on the other layout.
    assert_eq!(first(";fgfhjd"), offered("жапаров", Why::Layout));
    assert_eq!(first(",fnw'w'u"), offered("батцэцэг", Why::Layout));
    assert_eq!(first("rfpf[cnfy"), offered("казахстан", Why::Layout));
    assert_eq!(first("njrftd <fqlty"), offered("токаев байден", Why::Layout));
    // What is found by itself stays as it is typed.
    for offer in offers(&dataset, "макрон зибра").unwrap() {
        assert!(offer.query.to_string().starts_with("макрон "), "{offer:?}");
    }
    assert_eq!(offers(&dataset, "literal:on uranuim"), Some(Vec::new()));
}
