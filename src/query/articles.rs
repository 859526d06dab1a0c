//! Which of the articles that are listed have the words of the query in themselves, in headline or text, and not only in an
//! event that they report.
//!
//! An article that is a record of its own has its words in an index. Of those that are written inside one event the index
//! knows only that one of them has the word: these, and those that may have a phrase, are read, the newest first. How a
//! row is marked is not known here.

use super::ast::{Expr, Part, Query};
use super::bounds::Bounds;
use super::compounds::compounds;
use super::control::{Control, FEW};
use super::matches::{EventText, Marks, event_matches};
use super::spellings::Spellings;
use super::word_events::{Way, WordEvents};
use crate::dataset::{ArticleId, Dataset};
use crate::error::Error;
use crate::model::Event;
use roaring::RoaringBitmap;
use std::sync::Arc;

/// Whether a query asks for words, and not only excludes some.
pub(super) fn asks_words(query: &Query) -> bool {
    fn asks(expr: &Expr) -> bool {
        match expr {
            Expr::Word(_) | Expr::Near(_) | Expr::Phrase(_) => true,
            Expr::And(parts) | Expr::Or(parts) => parts.iter().any(asks),
            Expr::Not(_) | Expr::Field(..) | Expr::Dates(_) => false,
        }
    }
    query.search().is_some_and(asks)
}

/// Which of some articles have the words themselves, by their places in the list: to those that are known, those are added
/// that the words find. What is found so far is given to `publish`; with the first reason why an article could not be
/// read. `None` when told to stop.
pub(super) fn with_words(
    dataset: &Dataset,
    query: &Query,
    spellings: &Spellings,
    (listed, mut places): (&[ArticleId], RoaringBitmap),
    control: &Control<'_>,
    publish: &mut dyn FnMut(RoaringBitmap),
) -> Option<(RoaringBitmap, Option<Arc<Error>>)> {
    let parts = query.parts.iter().filter(|part| matches!(part, Part::Search(_) | Part::Literal));
    let search = Query { parts: parts.cloned().collect() };
    let words = WordEvents::new(dataset, control.stop);
    let has_text = |id: &&ArticleId| {
        let head = dataset.article_head(**id);
        head.has_headline() || head.has_text
    };
    let all: RoaringBitmap = listed.iter().filter(has_text).map(|id| id.0).collect();
    let looked_up = LookedUp { words: &words, is_literal: query.is_literal(), all: &all };
    let Some(search_of) = search.search() else { return Some((places, None)) };
    let Bounds { sure, perhaps } = looked_up.expr(search_of);
    let mut undecided = Vec::new();
    for (place, id) in (0..).zip(listed) {
        if sure.contains(id.0) {
            places.insert(place);
        } else if perhaps.contains(id.0) && all.contains(id.0) && !places.contains(place) {
            undecided.push((place, *id));
        }
    }
    let mut unread = None;
    for (read, (place, id)) in (0..).zip(undecided.into_iter().rev()) {
        if (control.stop)() {
            return None;
        }
        if read > FEW && (control.due)() {
            publish(places.clone());
        }
        match dataset.article_versions(id) {
            Ok(versions) => {
                let event = Event::default();
                let articles: Vec<_> = versions.iter().collect();
                let text = EventText { event: &event, entities: &[], articles: &articles, marks: Marks::default() };
                if event_matches(&search, spellings, &text) {
                    places.insert(place);
                }
            }
            Err(error) => {
                unread.get_or_insert_with(|| Arc::new(error));
            }
        }
    }
    Some((places, unread))
}

/// A search, asked of the lists of words of articles.
struct LookedUp<'a> {
    words: &'a WordEvents<'a>,
    is_literal: bool,
    /// The articles that are asked about.
    all: &'a RoaringBitmap,
}

impl LookedUp<'_> {
    /// The articles that surely and that perhaps satisfy a search by themselves.
    fn expr(&self, expr: &Expr) -> Bounds {
        let all = || Bounds::exactly(self.all.clone());
        match expr {
            Expr::Near(word) if !self.is_literal => self.word(word, Way::Near),
            Expr::Word(word) | Expr::Near(word) => {
                self.word(word, if self.is_literal { Way::Beginning } else { Way::Wide })
            }
            Expr::Phrase(phrase) => {
                let Bounds { perhaps, .. } = self.word(phrase.trim_end_matches('*'), Way::Beginning);
                Bounds { sure: RoaringBitmap::new(), perhaps }
            }
            // What an article has of these its record says.
            Expr::Field(..) | Expr::Dates(_) => Bounds { sure: RoaringBitmap::new(), perhaps: self.all.clone() },
            Expr::And(parts) => parts.iter().fold(all(), |bounds, part| bounds.and(&self.expr(part))),
            Expr::Or(parts) => parts.iter().fold(Bounds::default(), |bounds, part| bounds.or(&self.expr(part))),
            Expr::Not(part) => self.expr(part).not(self.all),
        }
    }

    /// What was typed as one word: each of its words is found, or all parts of it.
    fn word(&self, typed: &str, way: Way) -> Bounds {
        let find = |folded: &str| self.words.articles(way, folded);
        let compounds = compounds(typed).into_iter().map(|compound| {
            let parts = compound.parts.iter().map(|part| find(part)).reduce(|all, part| all.and(&part));
            find(&compound.whole).or(&parts.unwrap_or_default())
        });
        let found = compounds.reduce(|all, compound| all.and(&compound));
        found.unwrap_or_else(|| Bounds::exactly(self.all.clone()))
    }
}
