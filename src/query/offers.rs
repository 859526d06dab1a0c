//! Queries that may have been meant in place of the one that was asked.
//!
//! Words that name countries, dates or values of the data are offered as these, all together and one after the other,
//! whatever they find. When nothing is found, the same keys in the other keyboard layout are offered, and words of the
//! data that differ as by a typing mistake; and what each part of the query, or term of its search, takes away. Each offer
//! finds something, and how much. Nothing here knows how an offer is shown or taken.
//!
//! Words that name countries, dates or values of the data are offered as parts of the query
//! (`query/offers/recognised.rs`), all together in one offer. Whole names are found without going through them: each
//! column, and the entities, have a list of the words of their names, whose postings are numbers of values
//! (`dataset/name_lists.rs`), and `query/named.rs` intersects what has each typed word in any form or spelling, then
//! reads the few names that are left. `person:` and the like look names up in the same lists, and `query/completion.rs`
//! what a text may go on as. While somebody types, that is a job of its own (`Job::ReadTyped`) beside the search, done
//! by a thread of its own; it also says what only the data know to be wrong (`query/faults.rs`), and
//! `app/completing.rs` holds the newest answer. Whether a kind is known at all is looked up at once, so that no search
//! goes through one that is not. The lists are made by the thread that has loaded the data (`Dataset::list_names`),
//! after the last snapshot is on the screen.
//!
//! When nothing is found, `query/offers.rs` looks for other spellings of those words that nothing has. What is near is
//! decided by counted mistakes (`language/mistakes.rs`), what comes first by fuzzy-matcher. Of 800 made-up typos of
//! words of the bundled data (a letter dropped, doubled, swapped, replaced) the word was among the first three offers,
//! and came first, in
//!
//! | by | in three | first | of 400 random strings taken for a word |
//! |---|---|---|---|
//! | mistakes, then frequency | .996 | .965 | 1 |
//! | mistakes, then fuzzy-matcher, then frequency | .999 | .984 | 1 |
//! | fuzzy-matcher alone, 14 points a letter | .249 | .237 | 7 |
//! | fuzzy-matcher with each letter left out in turn, 15 points a letter | .991 | .931 | 31 |
//!
//! With 30,000 events, whose list is many times longer, the floor is what keeps nonsense out: of words of four letters
//! only swapped letters count, and 2 of 400 random strings are taken for a word instead of 12. Fuzzy-matcher looks for
//! the letters of one text in the other, so it knows letters that are missing and none that are wrong. `tests/queries/typos.rs`
//! holds recall and false offers.

mod recognised;

use super::aliases::asked;
use super::ast::{Expr, Field, Part, Query};
use super::bounds::Bounds;
use super::compounds::compounds;
use super::evaluate::Evaluator;
use super::named::Lists;
use super::word_events::{Way, WordEvents};
use crate::dataset::{As, ColumnOf, Dataset, Phase};
use crate::language::mistakes::Mistyped;
use crate::language::{inflect, name_key, romanise};
use crate::model::{Day, Lang};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use recognised::{is_cyrillic, with_search};
use roaring::RoaringBitmap;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Words that are offered at most for words that find nothing.
const MOST_WORDS: usize = 3;

/// Queries that are offered at most for words that name something: of all together, and of single ones.
const MOST_NAMED: usize = 4;

/// Words that are found nowhere of which others are looked for: who types more of them knows.
const MOST_UNKNOWN: usize = 8;

/// Terms of a search that are dropped one after the other.
const MOST_TERMS: usize = 16;

/// Why a query is offered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// Words name countries, dates or values of the data.
    Named,
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
    /// In how many of them the only person whom it asks for took part, where that is another number.
    pub present: Option<usize>,
    /// Why it may have been meant.
    pub why: Why,
}

/// A query without one of its parts, or without a term of its search.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Without {
    /// The query that is left.
    pub query: Query,
    /// What it is without, as the language writes it.
    pub part: String,
    /// How many events it selects.
    pub count: usize,
}

/// A word of the search that no word of the data begins with, in any form or script.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unknown {
    /// The word, as it was typed.
    pub word: String,
    /// Whether some word of the data differs from it as by a typing mistake.
    pub has_like: bool,
}

/// What is said of words that perhaps do not say what was meant.
#[derive(Default)]
pub(crate) struct Offers {
    /// The queries, best first.
    pub offers: Vec<Offer>,
    /// The words that are found nowhere; known only where nothing is found.
    pub unknown: Vec<Unknown>,
}

/// What may have been meant by a query; when it finds `nothing`, in place of other words too. `None` when told to stop.
/// Days are counted from `today`; where that is not told, words that are counted from it find nothing.
pub(super) fn offers(evaluator: &Evaluator<'_>, query: &Query, nothing: bool, today: Option<Day>) -> Option<Offers> {
    let dataset = evaluator.dataset();
    if query.search().is_none() || query.is_literal() {
        return Some(Offers::default());
    }
    // Until all is indexed a name may belong to others too.
    let is_ready = dataset.progress().phase == Phase::Ready;
    let lists = is_ready.then(|| Lists::new(evaluator.words()));
    let count = &mut |query: &Query| {
        let events = evaluator.select(query)?;
        Some((events.len() as usize, present(dataset, query, &events)))
    };
    let finds = &mut |query: &Query| evaluator.select(query).map(|events| !events.is_empty());
    let near = &mut |typed: &str| nearest(evaluator, dataset, typed);
    let mut told = offers_told(lists.as_ref(), (query, nothing, today), count, finds, near)?;
    told.unknown.retain(|unknown| !stands_in_articles(evaluator, &unknown.word));
    Some(told)
}

/// How many events a query selects and, where it asks for one person only, in how many of them that person took part.
pub(crate) type CountOffer<'a> = dyn FnMut(&Query) -> Option<(usize, Option<usize>)> + 'a;

/// The same, with who counts what a query selects, says whether it selects anything, and knows the words that are near one.
pub(super) fn offers_told(
    lists: Option<&Lists<'_>>,
    (query, nothing, today): (&Query, bool, Option<Day>),
    count: &mut CountOffer<'_>,
    finds: &mut dyn FnMut(&Query) -> Option<bool>,
    near: &mut dyn FnMut(&str) -> Option<Vec<String>>,
) -> Option<Offers> {
    let Some(search) = query.search().filter(|_| !query.is_literal()) else { return Some(Offers::default()) };
    let (mut offers, mut unknown) = (Vec::new(), Vec::new());
    let counted = |query: Query| today.map_or_else(|| query.clone(), |today| query.clone().on(today));
    let named = recognised::queries(lists, query).into_iter().map(|query| (counted(query), Why::Named));
    add(count, &mut offers, named, MOST_NAMED)?;
    if nothing {
        let queries = respelled(query, search, &mut unknown, finds, near)?;
        let most = offers.len() + MOST_WORDS;
        add(count, &mut offers, queries.into_iter(), most)?;
    }
    // What is too far away to be offered may still be like it.
    for unknown in &mut unknown {
        let near = Query { parts: vec![Part::Search(Expr::Near(unknown.word.clone()))] };
        unknown.has_like = unknown.has_like || finds(&near).unwrap_or(false);
    }
    Some(Offers { offers, unknown })
}

/// The queries that words of a query name, whether they find anything or not, the joint one first; what is looked up in
/// the names of the data for them, and nothing else.
pub fn named(dataset: &Dataset, query: &Query) -> Vec<Query> {
    let stop = || false;
    let words = WordEvents::new(dataset, &stop);
    recognised::queries(Some(&Lists::new(&words)), query)
}

/// What is left of a query without each of its parts; of a search of few terms, without each of these. `None` when told to
/// stop.
pub(super) fn drops(evaluator: &Evaluator<'_>, query: &Query) -> Option<Vec<Without>> {
    let counted = |(query, part): (Query, String)| {
        let count = evaluator.select(&query)?.len() as usize;
        Some(Without { query, part, count })
    };
    left(query).into_iter().map(counted).collect()
}

/// The queries that are left, each with what it is without.
pub(super) fn left(query: &Query) -> Vec<(Query, String)> {
    let mut all = Vec::new();
    for chip in query.chips() {
        if let Part::Search(Expr::And(terms)) = &query.parts[chip.part]
            && terms.len() <= MOST_TERMS
        {
            let without = |at: usize| [&terms[..at], &terms[at + 1..]].concat();
            all.extend((0..terms.len()).map(|at| (with_search(query, without(at)), terms[at].to_string())));
        } else {
            all.push((query.without(chip.part), chip.text));
        }
    }
    all
}

/// Adds the queries that find something, until there are `most` offers.
fn add(
    count: &mut CountOffer<'_>,
    offers: &mut Vec<Offer>,
    queries: impl Iterator<Item = (Query, Why)>,
    most: usize,
) -> Option<()> {
    for (query, why) in queries {
        if offers.len() == most {
            break;
        }
        let (count, present) = count(&query)?;
        if count > 0 && offers.iter().all(|offer| offer.query != query) {
            let present = present.filter(|present| *present != count);
            offers.push(Offer { query, count, present, why });
        }
    }
    Some(())
}

/// The only person whom a query asks for.
pub(super) fn only_person(query: &Query) -> Option<&super::ast::Value> {
    let mut asked = query.values(Field::Person).included.into_iter().flatten();
    asked.next().filter(|_| asked.next().is_none())
}

/// In how many of some events the only person whom a query asks for took part: what *People* says of them.
fn present(dataset: &Dataset, query: &Query, events: &RoaringBitmap) -> Option<usize> {
    let name = only_person(query)?;
    let people = dataset.people();
    let of_entity = || people.number_of_entity(&dataset.entities().by_name(&name.text)?.id);
    let of_value = || {
        let key = name_key(&name.text);
        let value = dataset.names_in(ColumnOf::Person).find_map(|names| names.value(names.find(&key)?))?;
        people.number_of_value(value.key(), value.name(Lang::En))
    };
    let number = of_entity().or_else(of_value)?;
    Some((dataset.events_attended([number], As::Either) & events).len() as usize)
}

/// The query with other spellings of those words that are found nowhere: of each the best one, then, one after the
/// other, the next ones; these words are noted in `nowhere`. `None` when told to stop.
fn respelled(
    query: &Query,
    search: &Expr,
    nowhere: &mut Vec<Unknown>,
    finds: &mut dyn FnMut(&Query) -> Option<bool>,
    near: &mut dyn FnMut(&str) -> Option<Vec<String>>,
) -> Option<Vec<(Query, Why)>> {
    let mut finds = |expr: Expr, literally: bool| {
        let search = Part::Search(expr);
        finds(&Query { parts: if literally { vec![Part::Literal, search] } else { vec![search] } })
    };
    let mut best = query.clone();
    let mut unknown = Vec::new();
    for (typed, is_near) in asked(search) {
        if unknown.len() == MOST_UNKNOWN {
            break;
        }
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
            words.extend(near(typed)?.into_iter().map(|word| (word, Why::Mistyped)));
            let has_like = words.iter().any(|(_, why)| *why == Why::Mistyped);
            if nowhere.iter().all(|known| known.word != typed) {
                nowhere.push(Unknown { word: typed.to_owned(), has_like });
            }
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

/// Whether articles that report no event have a word.
fn stands_in_articles(evaluator: &Evaluator<'_>, typed: &str) -> bool {
    compounds(typed).into_iter().any(|compound| {
        let Bounds { sure, perhaps } = evaluator.words().articles(Way::Wide, &compound.whole);
        !(sure.is_empty() && perhaps.is_empty())
    })
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
    let mut words = dataset.all_words().enumerate().map(|(at, listed)| {
        let goes_on = at % 4096 != 0 || !evaluator.is_stopped();
        goes_on.then(|| (listed.text(), listed.weight()))
    });
    nearest_of(&mut words, &folded)
}

/// The same of some words, each with how much the data have of it; one may come several times.
pub(super) fn nearest_of(words: &mut dyn Iterator<Item = Option<(&str, usize)>>, folded: &str) -> Option<Vec<String>> {
    let mistyped = Mistyped::new(folded);
    let mut near: HashMap<&str, (usize, usize)> = HashMap::new();
    for word in words {
        let (word, weight) = word?;
        if let Some(mistakes) = mistyped.mistakes(word)
            && is_enough_alike(folded, word)
        {
            near.entry(word).or_insert((mistakes, 0)).1 += weight;
        }
    }
    let matcher = SkimMatcherV2::default();
    let mut near: Vec<_> = near
        .into_iter()
        .map(|(word, (mistakes, events))| (mistakes, Reverse(likeness(&matcher, folded, word)), Reverse(events), word))
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

    #[test]
    fn of_short_words_only_swapped_letters_are_enough_alike() {
        for (typed, word, is_enough) in
            [("ирна", "иран", true), ("ирпн", "иран", false), ("лити", "литий", true), ("dvrd", "dvd", false)]
        {
            assert_eq!(is_enough_alike(typed, word), is_enough, "{typed} {word}");
        }
    }
}
