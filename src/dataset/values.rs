//! The values that events have in a field, over the whole dataset: which of them mean the same, their names, their
//! events.
//!
//! Columns hold what was written, for each index; who is meant by a name, and which events an article has, is known
//! only to the dataset. So a list of values is made when a snapshot is first asked for it, and then only counted.
//! Events stand in it as plain numbers, one value after the other: a count reads them from end to end. What is
//! selected among them is not known here.

use super::{ArticleId, ArticleSource, Dataset, IndexPart};
use crate::index::articles::Shared;
use crate::index::bits::Bits;
use crate::index::columns::{ENTITY, name_key};
use crate::index::heads::Strings;
use crate::index::postings::each_entry;
use crate::index::{Column, Field};
use crate::language;
use crate::model::{Entity, Lang, Schema};
use hashbrown::HashMap;
use std::borrow::Cow;
use std::sync::OnceLock;

/// A field whose values are listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ValuesOf {
    /// Persons that take part, speak or are mentioned.
    People,
    /// Bodies that do so, or for which somebody acts.
    Bodies,
    /// Topics.
    Topics,
    /// Kinds of events.
    Kinds,
    /// Publishers of articles.
    Publishers,
    /// Languages of articles and quotes.
    Languages,
}

impl ValuesOf {
    /// The columns of names that hold them; the first has those that belong to no entity.
    pub fn columns(self) -> &'static [Field] {
        match self {
            // An entity may be named in the place of the other sort.
            ValuesOf::People => &[Field::Person, Field::Org],
            ValuesOf::Bodies => &[Field::Org, Field::Person],
            ValuesOf::Topics => &[Field::Topic],
            ValuesOf::Kinds => &[Field::Kind],
            ValuesOf::Publishers | ValuesOf::Languages => &[],
        }
    }

    /// Whether they are names of entities.
    pub fn are_entities(self) -> bool {
        matches!(self, ValuesOf::People | ValuesOf::Bodies)
    }

    /// Whether an entity may be one of them.
    pub fn may_be(self, entity: &Entity) -> bool {
        match self {
            ValuesOf::People => is_person(entity),
            ValuesOf::Bodies => !is_person(entity),
            _ => false,
        }
    }
}

/// An entity of which the data does not say what it is may be one.
pub fn is_person(entity: &Entity) -> bool {
    entity.schema.as_ref().is_none_or(Schema::is_person)
}

/// The values of one field: entities in the order of the data, then names in the order of their keys.
#[derive(Debug, Default)]
pub struct Values {
    /// Numbers of entities.
    entities: Vec<u32>,
    /// Their names in English and Russian, folded, a line each.
    entity_names: Strings,
    /// Names of all others, folded as [`name_key`] writes them.
    keys: Strings,
    /// Names as they were written first, a line for each language.
    shown: Strings,
    /// The events of all values, by the numbers under which they are shown; those of one value ascend.
    events: Vec<u32>,
    /// Where the events of each value end.
    ends: Vec<usize>,
}

/// The lists of a snapshot that were asked for.
#[derive(Debug, Default)]
pub(super) struct ValueLists([OnceLock<Values>; 6]);

impl ValueLists {
    pub(super) fn list(&self, of: ValuesOf, dataset: &Dataset) -> &Values {
        self.0[of as usize].get_or_init(|| match of {
            ValuesOf::Publishers => Values::of_articles(dataset, Shared::Publisher),
            ValuesOf::Languages => Values::of_articles(dataset, Shared::Language),
            _ => Values::of_columns(dataset, of),
        })
    }
}

impl Values {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The number of the entity that value number `at` is, if it is one.
    pub fn entity(&self, at: usize) -> Option<u32> {
        self.entities.get(at).copied()
    }

    /// The number of the value that is this entity.
    pub fn find_entity(&self, entity: u32) -> Option<usize> {
        self.entities.binary_search(&entity).ok()
    }

    /// The number of the value with this key that is no entity.
    pub fn find_name(&self, key: &str) -> Option<usize> {
        let at = self.keys.lower_bound(key);
        (at < self.keys.len() && self.keys.get(at) == key).then_some(self.entities.len() + at)
    }

    /// The key of a value that is no entity.
    pub fn key(&self, at: usize) -> Option<&str> {
        Some(self.keys.get(at.checked_sub(self.entities.len())?))
    }

    /// Every version of the name of a value that is no entity: what is shown in English, in Russian, the others.
    pub fn versions(&self, at: usize) -> impl Iterator<Item = &str> {
        let at = at.checked_sub(self.entities.len());
        at.into_iter().flat_map(|at| self.shown.get(at).split('\n'))
    }

    /// The name in a language, else in another.
    pub fn name<'a>(&'a self, dataset: &'a Dataset, at: usize, lang: Lang) -> &'a str {
        if let Some(number) = self.entity(at) {
            let entity = &dataset.entities().all()[number as usize];
            return Some(entity.name.shown(lang)).filter(|name| !name.is_empty()).unwrap_or(&entity.id);
        }
        let mut versions = self.versions(at);
        let first = versions.next().unwrap_or_default();
        if lang == Lang::Ru { versions.next().unwrap_or(first) } else { first }
    }

    /// The name in English and in Russian, folded; the second is `None` where it is the same.
    pub fn folded(&self, at: usize) -> (Cow<'_, str>, Option<Cow<'_, str>>) {
        let Some(name) = at.checked_sub(self.entities.len()) else {
            let names = self.entity_names.get(at);
            return names.split_once('\n').map_or((names.into(), None), |(en, ru)| (en.into(), Some(ru.into())));
        };
        match self.shown.get(name).split_once('\n') {
            None => (self.keys.get(name).into(), None),
            Some((en, others)) => {
                let ru = others.split('\n').next().unwrap_or_default();
                (language::fold(en).into(), Some(language::fold(ru).into()))
            }
        }
    }

    /// The events that have a value, ascending, by the numbers under which they are shown.
    pub fn events(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.events[start..self.ends[at]]
    }

    /// For each value how many of the selected events have it.
    pub fn counts(&self, selected: &Bits) -> Vec<u32> {
        let count = |at| self.events(at).iter().map(|event| u32::from(selected.contains(*event))).sum();
        (0..self.len()).map(count).collect()
    }

    fn of_columns(dataset: &Dataset, of: ValuesOf) -> Values {
        let mut entities: Vec<(u32, List<'_>)> = Vec::new();
        let mut names: Vec<(Cow<'_, str>, List<'_>)> = Vec::new();
        for IndexPart { base, index, .. } in dataset.indexes() {
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
            let [en, ru] = [Lang::En, Lang::Ru].map(|lang| language::fold(values.name(dataset, at, lang)));
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
            each_entry(column.postings(*at), |event, _| {
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
                ArticleSource::Inline(run) => (&dataset.inline[run].heads, &*dataset.inline[run].events),
                ArticleSource::Records(part) => (dataset.parts[part].segment.articles(), &[][..]),
            };
            let (numbers, names) = heads.shared(shared);
            let mut values: Vec<Option<usize>> = vec![None; names.len()];
            for (at, &number) in numbers.iter().enumerate() {
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
                if let Some(&event) = events.get(at) {
                    gathered.add(value, event);
                }
            }
        }
        for IndexPart { base, index, .. } in dataset.indexes() {
            let ids = index.column(Field::Article);
            for at in 0..ids.len() {
                let value = dataset.article_by_id(ids.key(at)).and_then(|article| gathered.number(of_head(article)));
                each_entry(ids.postings(at), |event, _| gathered.add(value, base + event));
            }
            let column = index.column(match shared {
                Shared::Publisher => Field::Publisher,
                Shared::Language => Field::Lang,
            });
            for at in 0..column.len() {
                // The head of an article has of its publisher the name that is the key here.
                let value = Some(gathered.number_of_key(column.key(at), column.name(at, Lang::En)));
                each_entry(column.postings(at), |event, _| gathered.add(value, base + event));
            }
        }
        gathered.finish(shared)
    }

    fn shrink(&mut self) {
        self.entity_names.shrink();
        self.keys.shrink();
        self.shown.shrink();
        self.entities.shrink_to_fit();
        self.events.shrink_to_fit();
        self.ends.shrink_to_fit();
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
