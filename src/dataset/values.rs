//! The values that events have in a field, over the whole dataset: which of them mean the same, their names, their
//! events.
//!
//! Events stand in it as plain numbers, one value after the other: a count reads them from end to end. How a list is made
//! of a dataset, and what is selected in it, is not known here.

mod made;

use super::Entities;
use crate::index::columns::words_of;
use crate::index::heads::Strings;
use crate::index::{ColumnOf, WordList};
use crate::language;
use crate::model::{Entity, Lang};
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
    pub fn columns(self) -> &'static [ColumnOf] {
        match self {
            // An entity may be named in the place of the other sort.
            ValuesOf::People => &[ColumnOf::Person, ColumnOf::Org],
            ValuesOf::Bodies => &[ColumnOf::Org, ColumnOf::Person],
            ValuesOf::Topics => &[ColumnOf::Topic],
            ValuesOf::Kinds => &[ColumnOf::Kind],
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
            ValuesOf::People => entity.may_be_person(),
            ValuesOf::Bodies => !entity.may_be_person(),
            _ => false,
        }
    }
}

/// The values of one field: entities in the order of the data, then names in the order of their keys.
#[derive(Debug, Default)]
pub struct Values {
    /// Numbers of entities.
    entities: Vec<u32>,
    /// Their names in English and Russian, folded, a line each.
    entity_names: Strings,
    /// Names of all others, folded as `name_key` writes them.
    keys: Strings,
    /// Names as they were written first, a line for each language.
    shown: Strings,
    /// The events of all values, by the numbers under which they are shown; those of one value ascend.
    events: Vec<u32>,
    /// Where the events of each value end.
    ends: Vec<usize>,
    /// The words of their names; the postings are numbers of values. Made when they are first asked for.
    words: OnceLock<WordList>,
}

impl Values {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
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

    /// The words of the names of those that are no entities; the postings are numbers of values. The first call costs what
    /// the different values cost.
    pub(super) fn words(&self) -> &WordList {
        self.words.get_or_init(|| words_of(self.len(), |at| self.versions(at)))
    }

    /// The name in a language, else in another.
    pub fn name<'a>(&'a self, entities: &'a Entities, at: usize, lang: Lang) -> &'a str {
        if let Some(number) = self.entity(at) {
            let entity = &entities.all()[number as usize];
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

    fn shrink(&mut self) {
        self.entity_names.shrink();
        self.keys.shrink();
        self.shown.shrink();
        self.entities.shrink_to_fit();
        self.events.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}
