//! Why words found what they did not spell, and what might have been meant when they found nothing.
//!
//! Both come from the lists of words, never from records, and only of words that the answer holds.

use super::ast::{Expr, Part, Query};
use super::evaluate::Evaluator;
use super::matches::{Matcher, Reason, compounds};
use crate::dataset::{Dataset, IndexPart};
use crate::index::postings::entries;
use crate::index::{WordList, romanise};
use roaring::RoaringBitmap;
use std::collections::HashMap;

/// Other queries that are offered when nothing is found.
const MOST_OFFERED: usize = 3;

/// One word of the query and a word of the data that it found although the two are spelled differently.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explanation {
    /// The word as typed.
    pub typed: String,
    /// The word of the data, folded.
    pub found: String,
    /// Why.
    pub reason: Reason,
}

/// A query that finds something, in place of one that finds nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// The other query.
    pub query: Query,
    /// How many events it selects.
    pub count: usize,
    /// Whether it is the same keys in the other keyboard layout; else a word was mistyped.
    pub is_layout: bool,
}

/// The words of a search that are asked for, not those that are excluded; with whether each is asked for as `~word`.
fn asked(expr: &Expr) -> Vec<(&str, bool)> {
    match expr {
        Expr::Word(word) => vec![(word, false)],
        Expr::Near(word) => vec![(word, true)],
        Expr::And(parts) | Expr::Or(parts) => parts.iter().flat_map(asked).collect(),
        Expr::Phrase(_) | Expr::Field(..) | Expr::Dates(_) | Expr::Not(_) => Vec::new(),
    }
}

/// Why the words of a query found events of `selected` that do not have them as they are spelled.
pub(super) fn explanations(dataset: &Dataset, query: &Query, selected: &RoaringBitmap) -> Vec<Explanation> {
    let Some(search) = query.search().filter(|_| !query.is_literal()) else { return Vec::new() };
    let mut explanations = Vec::new();
    for (typed, is_near) in asked(search) {
        let wholes = compounds(typed).into_iter().flat_map(|compound| [vec![compound.whole], compound.parts].concat());
        let mut found: HashMap<String, (Reason, usize)> = HashMap::new();
        for folded in wholes {
            let matcher = if is_near { Matcher::near(folded.as_str()) } else { Matcher::wide(folded.as_str()) };
            for IndexPart { base, index, .. } in dataset.indexes() {
                for at in candidates(&index.words, &folded, is_near) {
                    let word = index.words.word(at);
                    let Some(reason) = matcher.matches(word).filter(|reason| *reason > Reason::Beginning) else {
                        continue;
                    };
                    let events = entries(index.words.postings(at)).map(|(event, _)| base + event);
                    let count = events.filter(|event| selected.contains(*event)).count();
                    if count > 0 {
                        found.entry(word.to_owned()).or_insert((reason, 0)).1 += count;
                    }
                }
            }
        }
        let mut found: Vec<(String, (Reason, usize))> = found.into_iter().collect();
        found.sort_by(|a, b| b.1.1.cmp(&a.1.1).then_with(|| a.0.cmp(&b.0)));
        // The most frequent word for each reason says enough.
        for wanted in [Reason::Inflected, Reason::Romanised, Reason::Near] {
            if let Some((found, (reason, _))) = found.iter().find(|(_, (reason, _))| *reason == wanted) {
                explanations.push(Explanation { typed: typed.to_owned(), found: found.clone(), reason: *reason });
            }
        }
    }
    explanations
}

/// The words of a list that may be a hit.
fn candidates(list: &WordList, folded: &str, is_near: bool) -> Vec<usize> {
    if is_near { (0..list.len()).collect() } else { list.found_by(folded) }
}

/// Queries that find something in place of one that finds nothing: with a word in the other keyboard layout, or with
/// the nearest words of the data. `None` when told to stop.
pub(super) fn offers(evaluator: &Evaluator<'_>, dataset: &Dataset, query: &Query) -> Option<Vec<Offer>> {
    let Some(search) = query.search().filter(|_| !query.is_literal()) else { return Some(Vec::new()) };
    let mut offers = Vec::new();
    for (typed, is_near) in asked(search) {
        let layout = romanise::other_layout(typed).into_iter().map(|word| (word, true));
        let near = if is_near { Vec::new() } else { nearest(dataset, typed) };
        for (word, is_layout) in layout.chain(near.into_iter().map(|word| (word, false))) {
            let other = with_word(query, typed, &word);
            let count = evaluator.select(&other)?.len() as usize;
            if count > 0 && offers.len() < MOST_OFFERED {
                offers.push(Offer { query: other, count, is_layout });
            }
        }
    }
    Some(offers)
}

/// The words of the data that differ from `typed` as by a typing mistake, the most frequent first.
fn nearest(dataset: &Dataset, typed: &str) -> Vec<String> {
    let Some(folded) = compounds(typed).into_iter().next().map(|compound| compound.whole) else { return Vec::new() };
    let matcher = Matcher::near(folded);
    let mut near: HashMap<&str, usize> = HashMap::new();
    for IndexPart { index, .. } in dataset.indexes() {
        for at in 0..index.words.len() {
            let word = index.words.word(at);
            if matcher.matches(word) == Some(Reason::Near) {
                *near.entry(word).or_default() += index.words.postings(at).len();
            }
        }
    }
    let mut near: Vec<(&str, usize)> = near.into_iter().collect();
    near.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    near.into_iter().take(MOST_OFFERED).map(|(word, _)| word.to_owned()).collect()
}

/// The query with another word in place of one of its words.
fn with_word(query: &Query, from: &str, to: &str) -> Query {
    fn replaced(expr: &Expr, from: &str, to: &str) -> Expr {
        let each = |parts: &[Expr]| parts.iter().map(|part| replaced(part, from, to)).collect();
        match expr {
            Expr::Word(word) | Expr::Near(word) if word == from => Expr::Word(to.to_owned()),
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
