//! What the index holds of each event, for who keeps it elsewhere: its words, whom it names, its articles, its countries.
//!
//! The index has events for each word; this turns some of it round, for a portion of the events at a time, so that the
//! whole is never held twice. Where it is kept is not known here.

use super::parts::IndexPart;
use super::{ColumnOf, Dataset, EventId, NAMING};
use crate::index::postings::entries;
use crate::language::capitals::Print;
use hashbrown::HashMap;
use std::ops::Range;

/// What the index holds of one event.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Forward<'a> {
    /// The words of its own texts and of its articles; not those of the names of entities.
    pub words: Vec<&'a str>,
    /// The keys of those whom it names.
    pub names: Vec<&'a str>,
    /// The ids of the articles that it, its quotes and its participants name, and of those that are written in it.
    pub articles: Vec<&'a str>,
    /// The ids of related events.
    pub related: Vec<&'a str>,
    /// The codes of its countries.
    pub countries: Vec<&'a str>,
}

/// What is made for some events, under the numbers of whom they are shown.
struct Portion<'a> {
    dataset: &'a Dataset,
    range: Range<u32>,
    made: Vec<Forward<'a>>,
}

impl<'a> Portion<'a> {
    fn event(&mut self, record: u32) -> Option<&mut Forward<'a>> {
        let shown = self.dataset.shown_as(record)?.0;
        self.made.get_mut(shown.checked_sub(self.range.start)? as usize)
    }
}

impl Dataset {
    /// What the index holds of the events with these numbers; of one that is not shown, nothing. Costs a pass over all of
    /// the index, whatever the range.
    pub fn forward(&self, range: Range<u32>) -> Vec<Forward<'_>> {
        let made = vec![Forward::default(); range.len()];
        let mut portion = Portion { dataset: self, range: range.clone(), made };
        // The events of the portion that an article reports, by its number.
        let mut reported: HashMap<u32, Vec<u32>> = HashMap::new();
        self.each_report(&mut |article, event| {
            if range.contains(&event.0) {
                reported.entry(article.0).or_default().push(event.0);
            }
        });
        for IndexPart { base, article_base, index, .. } in &self.indexes {
            for at in 0..index.words.len() {
                for (record, _) in entries(index.words.postings(at)) {
                    if let Some(event) = portion.event(base + record) {
                        event.words.push(index.words.word(at));
                    }
                }
            }
            for at in 0..index.article_words.len() {
                for (article, _) in entries(index.article_words.postings(at)) {
                    let events = reported.get(&self.first_article(article_base + article).0);
                    for event in events.into_iter().flatten() {
                        if let Some(event) = portion.event(*event) {
                            event.words.push(index.article_words.word(at));
                        }
                    }
                }
            }
        }
        for of in NAMING {
            for value in self.column(of) {
                value.each_record(&mut |record| {
                    if let Some(event) = portion.event(record) {
                        event.names.push(value.key());
                    }
                });
            }
        }
        for of in [ColumnOf::Article, ColumnOf::Cites] {
            for value in self.column(of) {
                value.each_record(&mut |record| {
                    if let Some(event) = portion.event(record) {
                        event.articles.push(value.key());
                    }
                });
            }
        }
        for inline in &self.inline {
            for (at, record) in inline.events.iter().enumerate() {
                if let Some(event) = portion.event(*record) {
                    event.articles.push(inline.heads.id(at));
                }
            }
        }
        for value in self.column(ColumnOf::Related) {
            value.each_record(&mut |record| {
                if let Some(event) = portion.event(record) {
                    event.related.push(value.key());
                }
            });
        }
        for (code, events) in self.countries() {
            for event in events.range(range.clone()) {
                if let Some(event) = portion.event(event) {
                    event.countries.push(code);
                }
            }
        }
        for event in &mut portion.made {
            let Forward { words, names, articles, related, countries } = event;
            for list in [words, names, articles, related, countries] {
                list.sort_unstable();
                list.dedup();
            }
        }
        portion.made
    }

    /// The events that are shown among some numbers, ascending.
    pub fn shown_in(&self, range: Range<u32>) -> impl Iterator<Item = EventId> + '_ {
        self.time_order().all().range(range).map(EventId)
    }

    /// Every word of the data, in the order of the alphabet, with how it is printed: occurrences, small ones, roles.
    pub fn printed_words(&self) -> Vec<(&str, [u16; 3])> {
        let mut words: HashMap<&str, Print> = HashMap::new();
        for list in self.word_lists() {
            for at in 0..list.len() {
                words.entry(list.word(at)).or_default().add(list.print(at));
            }
        }
        let numbers = |print: Print| [print.occurrences, print.small, u16::from(print.roles)];
        let mut words: Vec<_> = words.into_iter().map(|(word, print)| (word, numbers(print))).collect();
        words.sort_unstable();
        words
    }
}
