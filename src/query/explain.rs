//! Why words found what they did not spell.
//!
//! It comes from the lists of words, never from records, and only of words that the answer holds.

use super::ast::{Expr, Query};
use super::matches::{Matcher, Reason, compounds};
use crate::dataset::{Dataset, IndexPart};
use crate::index::WordList;
use crate::index::postings::entries;
use roaring::RoaringBitmap;
use std::collections::HashMap;

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

/// The words of a search that are asked for, not those that are excluded; with whether each is asked for as `~word`.
pub(super) fn asked(expr: &Expr) -> Vec<(&str, bool)> {
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
