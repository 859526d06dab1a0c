//! Queries that may have been meant in place of the one that was asked.
//!
//! A bare word that is a country's name is offered as that country, whatever it finds. When nothing is found, the same
//! keys in the other keyboard layout are offered, and words of the data that differ as by a typing mistake. Each offer
//! finds something, and how much. Nothing here knows how an offer is shown or taken.

use super::aliases::asked;
use super::ast::{Expr, Field, Mode, Part, Query, Value};
use super::compounds::compounds;
use super::evaluate::Evaluator;
use crate::dataset::Dataset;
use crate::language;
use crate::language::mistakes::Mistyped;
use crate::language::{inflect, romanise};
use crate::model::{Country, Group};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Words that are offered at most for words that find nothing.
const MOST_WORDS: usize = 3;

/// Countries that are offered at most.
const MOST_COUNTRIES: usize = 2;

/// Words that the name of a country has at most.
const LONGEST_NAME: usize = 5;

/// Names of countries that are common words in small letters.
const WORDS: [&str; 3] = ["того", "чад", "перу"];

/// Why a query is offered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// A word names a country.
    Country,
    /// It is the same keys in the other keyboard layout.
    Layout,
    /// A word was mistyped.
    Mistyped,
}

/// A query that finds something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// The other query.
    pub query: Query,
    /// How many events it selects.
    pub count: usize,
    /// Why it may have been meant.
    pub why: Why,
}

/// What may have been meant by a query; when it finds `nothing`, in place of other words too. `None` when told to stop.
pub(super) fn offers(evaluator: &Evaluator<'_>, dataset: &Dataset, query: &Query, nothing: bool) -> Option<Vec<Offer>> {
    let Some(search) = query.search().filter(|_| !query.is_literal()) else { return Some(Vec::new()) };
    let mut offers = Vec::new();
    let countries = countries(query, search).into_iter().map(|query| (query, Why::Country));
    add(evaluator, &mut offers, countries, MOST_COUNTRIES)?;
    if nothing {
        let queries = respelled(evaluator, dataset, query, search)?;
        let most = offers.len() + MOST_WORDS;
        add(evaluator, &mut offers, queries.into_iter(), most)?;
    }
    Some(offers)
}

/// Adds the queries that find something, until there are `most` offers.
fn add(
    evaluator: &Evaluator<'_>,
    offers: &mut Vec<Offer>,
    queries: impl Iterator<Item = (Query, Why)>,
    most: usize,
) -> Option<()> {
    for (query, why) in queries {
        if offers.len() == most {
            break;
        }
        let count = evaluator.select(&query)?.len() as usize;
        if count > 0 && offers.iter().all(|offer| offer.query != query) {
            offers.push(Offer { query, count, why });
        }
    }
    Some(())
}

/// The query with a country in place of the words that name it, for each country that is named.
fn countries(query: &Query, search: &Expr) -> Vec<Query> {
    let parts = match search {
        Expr::And(parts) => parts.as_slice(),
        other => std::slice::from_ref(other),
    };
    let words: Vec<Option<&str>> = parts
        .iter()
        .map(|part| match part {
            Expr::Word(word) => Some(word.as_str()),
            _ => None,
        })
        .collect();
    let mut queries = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let named = (1..=LONGEST_NAME.min(words.len() - at)).rev().find_map(|length| {
            let words: Option<Vec<&str>> = words[at..at + length].iter().copied().collect();
            Some((length, country_code(&words?.join(" "))?))
        });
        let Some((length, code)) = named else {
            at += 1;
            continue;
        };
        let mut rest = parts.to_vec();
        rest.drain(at..at + length);
        let other = with_search(query, rest).including(Field::Country, code, Mode::All);
        // A country that is asked for already needs no offer.
        let is_asked = |value: &&Value| value.text == code;
        if !query.values(Field::Country).included.into_iter().flatten().any(|value| is_asked(&value)) {
            queries.push(other);
        }
        at += length;
    }
    queries
}

/// The query with the search that all of `parts` make.
fn with_search(query: &Query, mut parts: Vec<Expr>) -> Query {
    let search = match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(Expr::And(parts)),
    };
    let parts = query.parts.iter().filter_map(|part| match part {
        Part::Search(_) => search.clone().map(Part::Search),
        other => Some(other.clone()),
    });
    Query { parts: parts.collect() }
}

/// The code of the country or group that typed words name, in any spelling, or a word in a form of its Russian name.
///
/// Codes and the like count only as they are written, in capitals: `us`, `it` and `по` are words.
fn country_code(typed: &str) -> Option<&'static str> {
    let country = Country::find(typed).or_else(|| inflected(typed));
    let code = country.map(Country::code).or_else(|| Group::find(typed).map(Group::code))?;
    (!is_word(typed)).then_some(code)
}

/// The country of whose Russian name a word is another form: `Казахстана`, `в россии`.
fn inflected(typed: &str) -> Option<Country> {
    let mut words = language::words(typed);
    let word = words.next()?.folded;
    if words.next().is_some() || word.chars().count() < 5 || !word.starts_with(is_cyrillic) {
        return None;
    }
    let is_form = |name: &&'static str| {
        name.chars().count() >= 4
            && name.starts_with(is_cyrillic)
            && !name.contains([' ', '-'])
            && name.contains(char::is_lowercase)
            && inflect::same_word(&word, &language::fold(name))
    };
    Country::all().find(|country| !country.is_gone() && country.spellings().any(|name| is_form(&name)))
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

/// Whether something that is a country's spelling is rather a word as it is typed.
fn is_word(typed: &str) -> bool {
    let letters = typed.chars().filter(|c| c.is_alphabetic());
    if !letters.clone().any(char::is_lowercase) {
        return false;
    }
    match letters.clone().count() {
        0..=2 => true,
        // Of three letters, Latin ones are mostly codes; сша, кнр and оаэ are no words.
        3 if !letters.clone().all(is_cyrillic) => true,
        _ => WORDS.contains(&typed),
    }
}

/// The query with other spellings of those words that are found nowhere: of each the best one, then, one after the
/// other, the next ones. `None` when told to stop.
fn respelled(evaluator: &Evaluator<'_>, dataset: &Dataset, query: &Query, search: &Expr) -> Option<Vec<(Query, Why)>> {
    let finds = |expr: Expr, literally: bool| {
        let search = Part::Search(expr);
        let query = Query { parts: if literally { vec![Part::Literal, search] } else { vec![search] } };
        evaluator.select(&query).map(|events| !events.is_empty())
    };
    let mut best = query.clone();
    let mut unknown = Vec::new();
    for (typed, is_near) in asked(search) {
        if finds(Expr::Word(typed.to_owned()), false)? {
            continue;
        }
        let mut words = Vec::new();
        for word in in_other_layout(typed) {
            // What the other layout makes of nonsense must not be found by a likeness.
            if finds(Expr::Word(word.clone()), true)? {
                words.push((word, Why::Layout));
                break;
            }
        }
        if !is_near {
            words.extend(nearest(evaluator, dataset, typed)?.into_iter().map(|word| (word, Why::Mistyped)));
        }
        if let Some((word, _)) = words.first() {
            best = with_word(&best, typed, word);
            unknown.push(words);
        }
    }
    for typed in broken_by_keys(search) {
        if let Some(word) = in_other_layout(typed).next()
            && !finds(Expr::Phrase(typed.to_owned()), false)?
            && finds(Expr::Word(word.clone()), true)?
        {
            best = with_word(&best, typed, &word);
            unknown.push(vec![(word, Why::Layout)]);
        }
    }
    let mut queries = Vec::new();
    for words in unknown {
        for (word, why) in &words {
            queries.push((with_word(&best, &words[0].0, word), *why));
        }
    }
    Some(queries)
}

/// What the other layout may make of a word, the likeliest first. Seven letters of Russian lie on keys that are
/// punctuation on the other layout; before a word such a key was dropped (`;fgfhjd`), so each of them is tried. Behind
/// it none is missed: a beginning finds the word too.
fn in_other_layout(typed: &str) -> impl Iterator<Item = String> {
    const DROPPED: [&str; 8] = ["", "ж", "б", "э", "х", "ю", "ё", "ъ"];
    let word = romanise::other_layout(typed).unwrap_or_default();
    let is_russian = word.chars().count() >= 4 && word.starts_with(is_cyrillic);
    let most = if is_russian { DROPPED.len() } else { 1 };
    DROPPED.into_iter().take(most).map(move |key| format!("{key}{word}")).filter(|word| is_plain(word))
}

/// The phrases of a search without a space: words in which a key was typed that is a letter on the other layout
/// (`rfpf[cnfy`).
fn broken_by_keys(expr: &Expr) -> Vec<&str> {
    match expr {
        Expr::Phrase(text) if !text.contains(char::is_whitespace) => vec![text],
        Expr::And(parts) | Expr::Or(parts) => parts.iter().flat_map(broken_by_keys).collect(),
        _ => Vec::new(),
    }
}

/// Whether a text is one word of three letters or more.
fn is_plain(text: &str) -> bool {
    text.chars().count() >= 3 && text.chars().all(|c| c.is_alphanumeric() || c == '-')
}

/// The words of the data that differ from `typed` as by typing mistakes, best first, each in one form only. `None`
/// when told to stop.
///
/// How many mistakes there are decides what is near; among words with as many, [`likeness`], then how many events have
/// them.
fn nearest(evaluator: &Evaluator<'_>, dataset: &Dataset, typed: &str) -> Option<Vec<String>> {
    let Some(folded) = compounds(typed).into_iter().next().map(|compound| compound.whole) else {
        return Some(Vec::new());
    };
    let mistyped = Mistyped::new(&folded);
    let mut near: HashMap<&str, (usize, usize)> = HashMap::new();
    for (at, listed) in dataset.all_words().enumerate() {
        if at % 4096 == 0 && evaluator.is_stopped() {
            return None;
        }
        let word = listed.text();
        if let Some(mistakes) = mistyped.mistakes(word)
            && is_enough_alike(&folded, word)
        {
            near.entry(word).or_insert((mistakes, 0)).1 += listed.weight();
        }
    }
    let matcher = SkimMatcherV2::default();
    let mut near: Vec<_> = near
        .into_iter()
        .map(|(word, (mistakes, events))| (mistakes, Reverse(likeness(&matcher, &folded, word)), Reverse(events), word))
        .collect();
    near.sort_unstable();
    let mut best: Vec<String> = Vec::new();
    for (.., word) in near {
        if best.len() == MOST_WORDS {
            break;
        }
        if best.iter().all(|known| !inflect::same_word(known, word)) {
            best.push(word.to_owned());
        }
    }
    Some(best)
}

/// Whether words that differ by few mistakes are long enough to be one word: nearly everything of four letters is near
/// something else in a large list, so of those only the order of letters may differ.
fn is_enough_alike(typed: &str, word: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let (typed, word) = (sorted(typed), sorted(word));
    typed.len().max(word.len()) > 4 || typed == word
}

/// How like two words are whose letters differ in a place or two: by fuzzy matching, which prefers letters that stand
/// side by side and at the beginning. It finds letters of one word in the other and so knows no wrong letter; each
/// letter of what was typed is left out in turn.
fn likeness(matcher: &SkimMatcherV2, typed: &str, word: &str) -> i64 {
    let without = |left_out: usize| -> String {
        let letters = typed.chars().enumerate().filter(|(at, _)| *at != left_out);
        letters.map(|(_, letter)| letter).collect()
    };
    let one_less = (0..typed.chars().count()).filter_map(|at| matcher.fuzzy_match(word, &without(at)));
    let whole = matcher.fuzzy_match(word, typed).into_iter().chain(matcher.fuzzy_match(typed, word));
    whole.chain(one_less).max().unwrap_or(0)
}

/// The query with another word in place of one of its words.
fn with_word(query: &Query, from: &str, to: &str) -> Query {
    fn replaced(expr: &Expr, from: &str, to: &str) -> Expr {
        let each = |parts: &[Expr]| parts.iter().map(|part| replaced(part, from, to)).collect();
        match expr {
            Expr::Word(word) | Expr::Near(word) | Expr::Phrase(word) if word == from => Expr::Word(to.to_owned()),
            Expr::And(parts) => Expr::And(each(parts)),
            Expr::Or(parts) => Expr::Or(each(parts)),
            other => other.clone(),
        }
    }
    let parts = query.parts.iter().map(|part| match part {
        Part::Search(expr) => Part::Search(replaced(expr, from, to)),
        other => other.clone(),
    });
    Query { parts: parts.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_countries(text: &str, offered: &[&str]) {
        let query = Query::parse(text).unwrap();
        let countries = query.search().map_or_else(Vec::new, |search| countries(&query, search));
        let countries: Vec<String> = countries.iter().map(Query::to_string).collect();
        assert_eq!(countries, offered, "{text}");
    }

    #[test]
    fn a_bare_name_of_a_country_is_offered_as_the_country() {
        for (text, code) in [
            ("США", "US"),
            ("сша", "US"),
            ("UK", "GB"),
            ("US", "US"),
            ("РФ", "RU"),
            ("КНР", "CN"),
            ("кнр", "CN"),
            ("ОАЭ", "AE"),
            ("Казахстан", "KZ"),
            ("kazakhstan", "KZ"),
            ("KAZ", "KZ"),
            ("казахстана", "KZ"),
            ("Казахстаном", "KZ"),
            ("россии", "RU"),
            ("китаем", "CN"),
            ("иран", "IR"),
            ("Ирана", "IR"),
            ("монголией", "MN"),
            ("C5", "C5"),
            ("G7", "G7"),
            ("U.S.A", "US"),
        ] {
            assert_countries(text, &[&format!("country:{code}")]);
        }
        assert_countries("south korea", &["country:KR"]);
        assert_countries("Саудовская Аравия", &["country:SA"]);
        assert_countries("uranium казахстан", &["uranium country:KZ"]);
        assert_countries("date:2024 литий центральная азия -китай", &["date:2024 литий -китай country:C5"]);
        assert_countries("казахстан монголия", &["монголия country:KZ", "казахстан country:MN"]);
        assert_countries("country:US казахстан", &["country:US country:KZ"]);
    }

    #[test]
    fn of_short_words_only_swapped_letters_are_enough_alike() {
        for (typed, word, is_enough) in
            [("ирна", "иран", true), ("ирпн", "иран", false), ("лити", "литий", true), ("dvrd", "dvd", false)]
        {
            assert_eq!(is_enough_alike(typed, word), is_enough, "{typed} {word}");
        }
    }

    #[test]
    fn what_may_be_a_word_is_no_country() {
        let words = "us it in is at be as am no so to by me my de la al et do un eu uk uae kaz rus mn kz ca по на из за рф рк \
            ес ца им он ли же бы не да то ну ту те та того чад перу мир союз республика остров центр президент министр \
            states united union republic kingdom islands people nation trade minister world water energy \
            медь золото уран литий саммит встреча земли кита китов монгол китаец казах россиянин казахский русский \
            иранский малый малая кубе белая данных греческий корейский";
        for word in words.split_whitespace() {
            assert_countries(word, &[]);
        }
        for text in ["-казахстан", "~казахстан", "\"казахстан\"", "country:KZ казахстан", "казахстан OR uranium", "лес"]
        {
            assert_countries(text, &[]);
        }
    }
}
