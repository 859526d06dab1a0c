//! How the values of a field are listed: of columns, of the heads of articles.
//!
//! Columns hold what was written, for each index; who is meant by a name, and which events an article has, is known
//! only to the dataset. So a list is made when a snapshot is first asked for it, and then only counted.

use super::{Values, ValuesOf};
use crate::dataset::parts::{ArticleSource, IndexPart};
use crate::dataset::{ArticleId, Dataset};
use crate::index::articles::Shared;
use crate::index::bits::Bits;
use crate::index::columns::ENTITY;
use crate::index::numbers::Ends;
use crate::index::postings::entries;
use crate::index::{Column, ColumnOf};
use crate::language;
use crate::language::name_key;
use crate::model::Lang;
use hashbrown::HashMap;
use roaring::RoaringBitmap;
use std::borrow::Cow;

impl Dataset {
    /// The values that events have in a field; listed when they are first asked for.
    pub fn values(&self, of: ValuesOf) -> &Values {
        self.values[of as usize].get_or_init(|| match of {
            ValuesOf::Publishers => Values::of_articles(self, Shared::Publisher),
            ValuesOf::Languages => Values::of_articles(self, Shared::Language),
            _ => Values::of_columns(self, of),
        })
    }

    /// For each value of a field how many of `events` have it.
    pub fn counts(&self, of: ValuesOf, events: &RoaringBitmap) -> Vec<u32> {
        let values = self.values(of);
        if events.len() == self.event_count() as u64 {
            return (0..values.len()).map(|at| values.events(at).len() as u32).collect();
        }
        let selected = Bits::of(events, self.event_bound());
        let count = |at| values.events(at).iter().map(|event| u32::from(selected.contains(*event))).sum();
        (0..values.len()).map(count).collect()
    }

    /// The events of these values of a field, by their numbers.
    pub fn events_of_listed(&self, of: ValuesOf, numbers: impl Iterator<Item = u32>) -> RoaringBitmap {
        let values = self.values(of);
        let mut events = Bits::new(self.event_bound());
        for at in numbers {
            values.events(at as usize).iter().for_each(|event| events.insert(*event));
        }
        events.to_set()
    }

    /// The events of the values of which a version of the name satisfies `is`; entities are none of these.
    pub fn events_of_values(&self, of: ValuesOf, is: impl Fn(&str) -> bool) -> RoaringBitmap {
        let values = self.values(of);
        let mut events = Bits::new(self.event_bound());
        for at in (0..values.len()).filter(|at| values.versions(*at).any(&is)) {
            values.events(at).iter().for_each(|event| events.insert(*event));
        }
        events.to_set()
    }
}

impl Values {
    fn of_columns(dataset: &Dataset, of: ValuesOf) -> Values {
        let mut entities: Vec<(u32, List<'_>)> = Vec::new();
        let mut names: Vec<(Cow<'_, str>, List<'_>)> = Vec::new();
        for IndexPart { base, index, .. } in &dataset.indexes {
            for (place, &field) in of.columns().iter().enumerate() {
                let column = index.column(field);
                for at in 0..column.len() {
                    let list = List { column, at, base: *base };
                    let number =
                        if of.are_entities() { dataset.entities().number_of_value(column.key(at)) } else { None };
                    match number {
                        Some(number) if of.may_be(&dataset.entities().all()[number as usize]) => {
                            entities.push((number, list));
                        }
                        None if place == 0 => names.push((list.key(of), list)),
                        _ => {}
                    }
                }
            }
        }
        // Stable: what is sorted already, here each column, is only merged.
        entities.sort_by_key(|(number, _)| *number);
        names.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut values = Values::default();
        for same in entities.chunk_by(|a, b| a.0 == b.0) {
            let at = values.entities.len();
            values.entities.push(same[0].0);
            let [en, ru] = Lang::ALL.map(|lang| language::fold(values.name(dataset.entities(), at, lang)));
            let names = if en == ru { en } else { format!("{en}\n{ru}") };
            values.entity_names.push(&names);
            values.push_events(dataset, same.iter().map(|(_, list)| list));
        }
        for same in names.chunk_by(|a, b| a.0 == b.0) {
            let (key, list) = &same[0];
            values.keys.push(key);
            values.shown.push(list.column.printed(list.at));
            values.push_events(dataset, same.iter().map(|(_, list)| list));
        }
        values.shrink();
        values
    }

    fn push_events<'a>(&mut self, dataset: &Dataset, lists: impl Iterator<Item = &'a List<'a>>) {
        let start = self.events.len();
        for List { column, at, base } in lists {
            // Each entry takes at least a byte.
            self.events.reserve(column.postings(*at).len());
            entries(column.postings(*at)).for_each(|(event, _)| {
                self.events.extend(dataset.shown_as(base + event).map(|event| event.0));
            });
        }
        self.end_value(start, dataset.event_bound());
    }

    /// Ends the value whose events begin at `start`; each of them counts once.
    fn end_value(&mut self, start: usize, bound: u32) {
        const FEW: usize = 64;
        let events = &mut self.events[start..];
        if !events.is_sorted_by(|a, b| a < b) {
            let mut kept = Vec::new();
            if events.len() < bound as usize / FEW {
                events.sort_unstable();
                kept.extend(events.chunk_by(|a, b| a == b).map(|same| same[0]));
            } else {
                let mut bits = Bits::new(bound);
                for &event in &*events {
                    bits.insert(event);
                }
                kept.extend(bits.iter(0..bound));
            }
            self.events.truncate(start);
            self.events.append(&mut kept);
        }
        self.ends.push(self.events.len());
    }

    /// Publishers or languages, from the heads of articles and the columns.
    fn of_articles(dataset: &Dataset, shared: Shared) -> Values {
        let mut gathered = Gathered { dataset, numbers: HashMap::new(), written: HashMap::new(), values: Vec::new() };
        let of_head = |article: ArticleId| {
            let head = dataset.article_head(article);
            match shared {
                Shared::Publisher => head.publisher,
                Shared::Language => head.language,
            }
        };
        for run in &dataset.article_runs {
            // Articles that are written inside events, or those that events name, which are found by these names.
            let (heads, events) = match run.source {
                ArticleSource::Inline(run) => (&dataset.inline[run].heads, Some(&dataset.inline[run].events)),
                ArticleSource::Records(part) => (dataset.parts[part].segment.articles(), None),
            };
            let mut events = events.into_iter().flat_map(Ends::iter);
            let (numbers, names) = heads.shared(shared);
            let mut values: Vec<Option<usize>> = vec![None; names.len()];
            for (at, number) in numbers.enumerate() {
                // Of an article with several records the first one's head holds.
                let article = run.base + at as u32;
                let first = dataset.article_merges.first_of(article);
                let value = if first == article {
                    // What many articles share is looked up once.
                    let value = &mut values[number as usize];
                    *value = value.or_else(|| gathered.number(names.get(number as usize)));
                    *value
                } else {
                    gathered.number(of_head(ArticleId(first)))
                };
                if let Some(event) = events.next() {
                    gathered.add(value, event);
                }
            }
        }
        for IndexPart { base, index, .. } in &dataset.indexes {
            let ids = index.column(ColumnOf::Article);
            for at in 0..ids.len() {
                let value = dataset.article_by_id(ids.key(at)).and_then(|article| gathered.number(of_head(article)));
                entries(ids.postings(at)).for_each(|(event, _)| gathered.add(value, base + event));
            }
            let column = index.column(match shared {
                Shared::Publisher => ColumnOf::Publisher,
                Shared::Language => ColumnOf::Lang,
            });
            for at in 0..column.len() {
                // The head of an article has of its publisher the name that is the key here.
                let value = Some(gathered.number_of_key(column.key(at), column.name(at, Lang::En)));
                entries(column.postings(at)).for_each(|(event, _)| gathered.add(value, base + event));
            }
        }
        gathered.finish(shared)
    }
}

/// A value of a column, and what is added to its events.
struct List<'a> {
    column: &'a Column,
    at: usize,
    base: u32,
}

impl<'a> List<'a> {
    /// The key of a name that belongs to no entity.
    fn key(&self, of: ValuesOf) -> Cow<'a, str> {
        let key = self.column.key(self.at);
        if of.are_entities() && key.starts_with(ENTITY) {
            // An id that leads nowhere is no better than the name beside it.
            return Cow::Owned(self.column.printed_key(self.at));
        }
        Cow::Borrowed(key)
    }
}

/// Publishers or languages while their events are gathered.
struct Gathered<'a> {
    dataset: &'a Dataset,
    numbers: HashMap<String, usize>,
    /// Numbers by the name as it is written, so that most need not be folded again.
    written: HashMap<&'a str, usize>,
    values: Vec<(&'a str, Vec<u32>)>,
}

impl<'a> Gathered<'a> {
    /// The number of a value by its key; `name` is how it is shown, unless it is known.
    fn number_of_key(&mut self, key: &str, name: &'a str) -> usize {
        *self.numbers.entry_ref(key).or_insert_with(|| {
            self.values.push((name, Vec::new()));
            self.values.len() - 1
        })
    }

    /// The number of a value by its name; `None` for no name.
    fn number(&mut self, name: &'a str) -> Option<usize> {
        if name.is_empty() {
            return None;
        }
        if let Some(number) = self.written.get(name) {
            return Some(*number);
        }
        let number = self.number_of_key(&name_key(name), name);
        self.written.insert(name, number);
        Some(number)
    }

    fn add(&mut self, value: Option<usize>, record: u32) {
        let Some((_, events)) = value.and_then(|value| self.values.get_mut(value)) else { return };
        if let Some(event) = self.dataset.shown_as(record)
            && events.last() != Some(&event.0)
        {
            events.push(event.0);
        }
    }

    fn finish(self, shared: Shared) -> Values {
        // What folds to nothing is no name.
        let mut keys: Vec<(String, usize)> = self.numbers.into_iter().filter(|(key, _)| !key.is_empty()).collect();
        keys.sort_unstable();
        let mut values = Values::default();
        for (place, (key, number)) in keys.iter().enumerate() {
            let (name, events) = &self.values[*number];
            let start = values.events.len();
            values.keys.push(key);
            values.shown.push(name);
            values.events.extend_from_slice(events);
            if shared == Shared::Language {
                // A language is found with all its varieties: `ru` with `ru-KZ`.
                let after = &keys[place + 1..];
                let varieties = after.iter().take_while(|(other, _)| other.starts_with(key.as_str()));
                for (_, variety) in varieties.filter(|(other, _)| other[key.len()..].starts_with('-')) {
                    values.events.extend_from_slice(&self.values[*variety].1);
                }
            }
            values.end_value(start, self.dataset.event_bound());
        }
        values.shrink();
        values
    }
}
