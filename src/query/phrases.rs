//! What reading has shown about the phrases of a query.
//!
//! The index knows which words an event has, not which stand side by side. So the events that may have a phrase are
//! read, the newest first, and asked. An event is read once for all phrases of the query, and then dropped: what stays
//! are sets of event numbers. Which events may have a phrase is not known here, nor who waits for the answer.

use super::ast::{Expr, Field, Part, Query, Value};
use super::control::Control;
use super::matches::{EventText, Marks, Where, has_phrase};
use crate::dataset::{Dataset, EventId};
use crate::error::{Error, Result};
use crate::model::{Article, ArticleLink, Entity, Event};
use roaring::RoaringBitmap;
use std::sync::Arc;

/// Which texts of an event count.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TextsOf {
    /// Its own and those of its articles.
    All,
    /// Its own.
    Own,
    /// The words of its quotes.
    Said,
}

/// The phrases of a query, and what is known of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    all: Vec<Phrase>,
    /// The events that were read; of these everything is known.
    read: RoaringBitmap,
    /// Why one of them, or an article of one, could not be read.
    unread: Option<Arc<Error>>,
}

#[derive(Clone, Debug)]
struct Phrase {
    text: String,
    /// Whether it must stand in the words of a quote.
    is_said: bool,
    /// The events that were read and have it in their own text.
    own: RoaringBitmap,
    /// Those that have it there or in an article.
    anywhere: RoaringBitmap,
}

impl Phrases {
    /// The phrases of a query, of which nothing is known.
    pub(super) fn of(query: &Query) -> Phrases {
        let mut phrases = Phrases::default();
        for part in &query.parts {
            match part {
                Part::Values(values) => phrases.add_values(values.field, &values.values),
                Part::Search(expr) => phrases.add_expr(expr),
                Part::Dates(_) | Part::Literal => {}
            }
        }
        phrases
    }

    /// Whether the query has none.
    pub(super) fn are_none(&self) -> bool {
        self.all.is_empty()
    }

    fn add_expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Phrase(text) => self.add(text, false),
            Expr::Field(field, values) => self.add_values(*field, values),
            Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| self.add_expr(part)),
            Expr::Not(part) => self.add_expr(part),
            Expr::Word(_) | Expr::Near(_) | Expr::Dates(_) => {}
        }
    }

    fn add_values(&mut self, field: Field, values: &[Value]) {
        if field == Field::Said {
            values.iter().filter(|value| value.exact).for_each(|value| self.add(&value.text, true));
        }
    }

    fn add(&mut self, text: &str, is_said: bool) {
        if self.find(text, is_said).is_none() {
            let (own, anywhere) = (RoaringBitmap::new(), RoaringBitmap::new());
            self.all.push(Phrase { text: text.to_owned(), is_said, own, anywhere });
        }
    }

    fn find(&self, text: &str, is_said: bool) -> Option<&Phrase> {
        self.all.iter().find(|phrase| phrase.is_said == is_said && phrase.text == text)
    }

    /// Of the events that may have a phrase in these places, those that surely do and those that still
    /// may; the first are among the second.
    pub(super) fn bounds(&self, text: &str, texts: TextsOf, may: RoaringBitmap) -> (RoaringBitmap, RoaringBitmap) {
        let known = self.find(text, texts == TextsOf::Said);
        let known = known.map(|phrase| if texts == TextsOf::All { &phrase.anywhere } else { &phrase.own });
        let sure = known.map_or_else(RoaringBitmap::new, |known| known & &may);
        let perhaps = (may - &self.read) | &sure;
        (sure, perhaps)
    }

    /// Reads events, the newest first, until all are read or, unless they are `few`, an answer so far is due; returns
    /// whether it is. `None` when told to stop.
    pub(super) fn read(
        &mut self,
        dataset: &Dataset,
        events: &RoaringBitmap,
        few: bool,
        control: &Control<'_>,
    ) -> Option<bool> {
        for id in dataset.in_order(events).newest_first() {
            if (control.stop)() {
                return None;
            }
            self.read.insert(id.0);
            // One that cannot be read has no phrase, as far as is known.
            match dataset.event(id) {
                Ok(event) => self.note(dataset, id, &event),
                Err(error) => self.lose(error),
            }
            if !few && (control.due)() {
                return Some(true);
            }
        }
        // What the order does not list is not shown, whatever is in it.
        self.read |= events;
        Some(false)
    }

    /// Each phrase, and whether it must stand in the words of a quote.
    #[cfg(feature = "store")]
    pub(super) fn texts(&self) -> Vec<(String, bool)> {
        self.all.iter().map(|phrase| (phrase.text.clone(), phrase.is_said)).collect()
    }

    /// Of some events those that have each of some phrases, in their own texts and anywhere.
    #[cfg(feature = "store")]
    pub(super) fn found(
        dataset: &Dataset,
        events: impl Iterator<Item = EventId>,
        texts: &[(String, bool)],
    ) -> Result<Vec<[RoaringBitmap; 2]>> {
        let mut phrases = Phrases::default();
        for (text, is_said) in texts {
            phrases.add(text, *is_said);
        }
        for id in events {
            phrases.note(dataset, id, &dataset.event(id)?);
        }
        Ok(phrases.all.into_iter().map(|phrase| [phrase.own, phrase.anywhere]).collect())
    }

    /// Why not everything could be read that may have a phrase.
    pub(super) fn unread(&self) -> Option<&Arc<Error>> {
        self.unread.as_ref()
    }

    fn lose(&mut self, error: Error) {
        self.unread.get_or_insert_with(|| Arc::new(error));
    }

    /// Notes which phrases an event has.
    fn note(&mut self, dataset: &Dataset, id: EventId, event: &Event) {
        let entities: Vec<&Entity> = event.names().filter_map(|who| dataset.resolve(who)).collect();
        let own = EventText { event, entities: &entities, articles: &[], marks: Marks::default() }.texts();
        for phrase in &mut self.all {
            if phrase.is_in(&own) {
                phrase.own.insert(id.0);
                phrase.anywhere.insert(id.0);
            }
        }
        let no_event = Event::default();
        for link in &event.articles {
            if self.all.iter().all(|phrase| phrase.is_said || phrase.anywhere.contains(id.0)) {
                return;
            }
            let versions = match versions_of(dataset, link) {
                Ok(versions) => versions,
                Err(error) => {
                    self.lose(error);
                    continue;
                }
            };
            for article in &versions {
                let articles = [article];
                let texts = EventText { event: &no_event, entities: &[], articles: &articles, marks: Marks::default() };
                let texts = texts.texts();
                for phrase in self.all.iter_mut().filter(|phrase| phrase.is_in(&texts)) {
                    phrase.anywhere.insert(id.0);
                }
            }
        }
    }
}

impl Phrase {
    fn is_in(&self, texts: &[(Where, &str)]) -> bool {
        let mut texts = texts.iter().filter(|(place, _)| !self.is_said || *place == Where::Quote);
        texts.any(|(place, text)| has_phrase(*place, text, &self.text))
    }
}

/// Every record of the article that an event names; none when there is none.
fn versions_of(dataset: &Dataset, link: &ArticleLink) -> Result<Vec<Article>> {
    match dataset.article_by_id(link.id()) {
        Some(id) => dataset.article_versions(id),
        None => match link {
            ArticleLink::Inline(article) => Ok(vec![(**article).clone()]),
            ArticleLink::Id(_) => Ok(Vec::new()),
        },
    }
}
