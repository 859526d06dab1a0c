//! Which events have an article of a publisher, or an article or a quote in a language.
//!
//! Who published an article stands in its head, and the head says nothing of events: so the sets are made once, when a
//! snapshot is first asked for them. What a query makes of them is not known here.

use super::{ArticleId, ArticleSource, Dataset, IndexPart};
use crate::index::Field;
use crate::index::articles::Shared;
use crate::index::columns::name_key;
use crate::index::postings::each_entry;
use crate::model::Lang;
use hashbrown::HashMap;
use roaring::RoaringBitmap;
use std::sync::OnceLock;

/// The publishers and the languages of a snapshot.
#[derive(Debug, Default)]
pub(super) struct Published {
    publishers: OnceLock<ValueSets>,
    languages: OnceLock<ValueSets>,
}

impl Published {
    pub(super) fn publishers(&self, dataset: &Dataset) -> &ValueSets {
        self.publishers.get_or_init(|| ValueSets::of(dataset, Shared::Publisher))
    }

    pub(super) fn languages(&self, dataset: &Dataset) -> &ValueSets {
        self.languages.get_or_init(|| ValueSets::of(dataset, Shared::Language))
    }
}

/// Different values, each with its events.
#[derive(Debug, Default)]
pub struct ValueSets(Vec<ValueSet>);

/// One value and its events, by the numbers under which they are shown.
#[derive(Debug)]
pub struct ValueSet {
    /// Its name folded, as [`name_key`] writes it.
    pub key: String,
    /// Its name as it was written first.
    pub name: String,
    /// The events.
    pub events: RoaringBitmap,
}

impl ValueSets {
    /// Every value, in the order of the keys.
    pub fn all(&self) -> &[ValueSet] {
        &self.0
    }

    /// The values whose keys begin with `start`.
    pub fn beginning_with(&self, start: &str) -> &[ValueSet] {
        let rest = &self.0[self.0.partition_point(|value| value.key.as_str() < start)..];
        &rest[..rest.partition_point(|value| value.key.starts_with(start))]
    }

    /// The events of the value with this key.
    pub fn find(&self, key: &str) -> Option<&RoaringBitmap> {
        let at = self.0.binary_search_by(|value| value.key.as_str().cmp(key)).ok()?;
        Some(&self.0[at].events)
    }

    fn of(dataset: &Dataset, shared: Shared) -> ValueSets {
        let mut gathered = Gathered::default();
        for run in &dataset.article_runs {
            let heads = match run.source {
                ArticleSource::Records(part) => dataset.parts[part].segment.articles(),
                ArticleSource::Inline(run) => &dataset.inline[run].heads,
            };
            let (values, names) = heads.shared(shared);
            // What many articles share is folded once.
            let mut numbers: Vec<Option<u32>> = vec![None; names.len()];
            for (at, &value) in values.iter().enumerate() {
                let (number, name) = (run.base + at as u32, names.get(value as usize));
                // Of an article with several records the first one's head holds.
                if name.is_empty() || dataset.article_merges.first_of(number) != number {
                    continue;
                }
                let value = *numbers[value as usize].get_or_insert_with(|| gathered.number(name));
                dataset.each_event_of_article(ArticleId(number), &mut |event| gathered.add(value, event));
            }
        }
        let field = match shared {
            Shared::Publisher => Field::Publisher,
            Shared::Language => Field::Lang,
        };
        for IndexPart { base, index, .. } in dataset.indexes() {
            let column = index.column(field);
            for at in 0..column.len() {
                // The head of an article has its publisher in English too.
                let value = gathered.number(column.name(at, Lang::En));
                each_entry(column.postings(at), |event, _| gathered.add(value, base + event));
            }
        }
        gathered.finish(dataset)
    }
}

/// Values while their events are gathered.
#[derive(Default)]
struct Gathered {
    numbers: HashMap<String, u32>,
    names: Vec<String>,
    events: Vec<Vec<u32>>,
}

impl Gathered {
    fn number(&mut self, name: &str) -> u32 {
        *self.numbers.entry(name_key(name)).or_insert_with(|| {
            self.names.push(name.to_owned());
            self.events.push(Vec::new());
            self.names.len() as u32 - 1
        })
    }

    fn add(&mut self, value: u32, event: u32) {
        let events = &mut self.events[value as usize];
        if events.last() != Some(&event) {
            events.push(event);
        }
    }

    fn finish(mut self, dataset: &Dataset) -> ValueSets {
        let mut values: Vec<ValueSet> = Vec::with_capacity(self.names.len());
        for (key, number) in self.numbers {
            let mut numbers = std::mem::take(&mut self.events[number as usize]);
            numbers.sort_unstable();
            let mut events: RoaringBitmap = numbers.into_iter().collect();
            dataset.normalise(&mut events);
            values.push(ValueSet { key, name: std::mem::take(&mut self.names[number as usize]), events });
        }
        values.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        ValueSets(values)
    }
}
