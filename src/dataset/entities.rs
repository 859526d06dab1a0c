//! The people and bodies of a dataset, and which of them a name means.
//!
//! A name belongs to an entity when, case and spaces folded, it equals exactly one entity's name or alias (reader rule
//! 5). No guessing beyond that. Which events name them is not known here.

use crate::index::columns::{ENTITY, id_key};
use crate::index::postings::entries;
use crate::index::words::{WordList, WordListBuilder};
use crate::language::capitals::Prose;
use crate::language::name_key;
use crate::load::native;
use crate::model::Entity;
use hashbrown::HashMap;
use std::sync::{Arc, OnceLock};

/// All entities.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    all: Vec<Entity>,
    /// The records of each, as they stand in the files.
    records: Vec<Vec<Box<str>>>,
    by_id: HashMap<String, usize>,
    /// `None` for a name that several entities have.
    by_name: HashMap<String, Option<usize>>,
    /// The words of their names, made when they are first searched.
    words: OnceLock<Arc<WordList>>,
}

impl Entities {
    /// Adds an entity with the JSON text of its record, or merges it with the one of the same id; says which fields
    /// differed and were dropped.
    pub fn add(&mut self, entity: Entity, json: Box<str>) -> Vec<String> {
        let (at, dropped) = if let Some(&at) = self.by_id.get(&entity.id) {
            (at, native::merge_entity(&mut self.all[at], &entity))
        } else {
            self.by_id.insert(entity.id.clone(), self.all.len());
            self.all.push(entity);
            self.records.push(Vec::new());
            (self.all.len() - 1, Vec::new())
        };
        self.records[at].push(json);
        self.words = OnceLock::new();
        // An id stands for a name too: `"organization": "us-state"` names an entity.
        let mut keys = vec![name_key(&self.all[at].id)];
        keys.extend(self.all[at].names().map(name_key));
        for key in keys {
            let owner = self.by_name.entry(key).or_insert(Some(at));
            if *owner != Some(at) {
                *owner = None;
            }
        }
        dropped
    }

    /// Every entity, in the order of the data.
    pub fn all(&self) -> &[Entity] {
        &self.all
    }

    /// The entity with this id.
    pub fn by_id(&self, id: &str) -> Option<&Entity> {
        self.by_id.get(id).map(|&at| &self.all[at])
    }

    /// The records of an entity, as they stand in the files.
    pub fn records(&self, id: &str) -> impl Iterator<Item = &str> {
        let records = self.by_id.get(id).map(|&at| &self.records[at]);
        records.into_iter().flatten().map(|json| &**json)
    }

    /// The only entity with this name or alias.
    pub fn by_name(&self, name: &str) -> Option<&Entity> {
        self.by_key(&name_key(name))
    }

    fn by_key(&self, key: &str) -> Option<&Entity> {
        self.by_name.get(key).copied().flatten().map(|at| &self.all[at])
    }

    /// Whether several entities have this name, so that it belongs to none.
    pub fn is_ambiguous(&self, key: &str) -> bool {
        matches!(self.by_name.get(key), Some(None))
    }

    /// The entities that have this name, alias or id, when they are several, so that it belongs to none.
    pub fn sharing(&self, name: &str) -> Vec<&Entity> {
        let key = name_key(name);
        if !self.is_ambiguous(&key) {
            return Vec::new();
        }
        let has_it = |entity: &&Entity| name_key(&entity.id) == key || entity.names().any(|name| name_key(name) == key);
        self.all.iter().filter(has_it).collect()
    }

    /// The entity that a value of a column of names means.
    pub fn of_value(&self, key: &str) -> Option<&Entity> {
        match key.strip_prefix(ENTITY) {
            Some(id) => self.by_id(id),
            None => self.by_key(key),
        }
    }

    /// The number of the entity with this id, in the order of the data.
    pub fn number_of_id(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).map(|at| *at as u32)
    }

    /// The number of the entity that a value of a column of names means, in the order of the data.
    pub fn number_of_value(&self, key: &str) -> Option<u32> {
        match key.strip_prefix(ENTITY) {
            Some(id) => self.number_of_id(id),
            None => self.by_name.get(key).copied().flatten().map(|at| at as u32),
        }
    }

    /// The keys of the values that mean `entity`: its id, and each name that belongs to it alone.
    pub fn keys_of(&self, entity: &Entity) -> Vec<String> {
        let mut keys = vec![id_key(&entity.id), name_key(&entity.id)];
        keys.extend(entity.names().map(name_key));
        keys.retain(|key| self.of_value(key).is_some_and(|owner| owner.id == entity.id));
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The words of their names and aliases; the postings are entities, in the order of the data.
    pub(super) fn words(&self) -> &WordList {
        self.words.get_or_init(|| Arc::new(self.word_list()))
    }

    /// The numbers of the entities that have one of the words that `find` chooses: in a name, or in any name of a person,
    /// and those that have it in an alias alone. Both ascend.
    pub(super) fn with_words(&self, find: &dyn Fn(&WordList) -> Vec<usize>) -> (Vec<u32>, Vec<u32>) {
        let words = self.words();
        let chosen = find(words);
        let found: Vec<(u32, u8)> = chosen.into_iter().flat_map(|at| entries(words.postings(at))).collect();
        let numbers = |is_named: bool| -> Vec<u32> {
            let of_kind = found.iter().filter(|(_, places)| (places & NAME != 0) == is_named);
            let mut numbers: Vec<u32> = of_kind.map(|(number, _)| *number).collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers
        };
        let named = numbers(true);
        let mut aliased = numbers(false);
        aliased.retain(|number| named.binary_search(number).is_err());
        (named, aliased)
    }

    fn word_list(&self) -> WordList {
        let mut builder = WordListBuilder::default();
        for (number, entity) in self.all.iter().enumerate() {
            let is_person = entity.is_person();
            let prose = if is_person { Prose::PersonOrPlace } else { Prose::Name };
            for (_, name) in entity.name.versions() {
                builder.add_text(number as u32, name, NAME, prose);
            }
            for alias in &entity.alias {
                builder.add_text(number as u32, alias, if is_person { NAME } else { ALIAS }, prose);
            }
        }
        builder.finish()
    }
}

/// The place of a word in the list of [`Entities::words`]: in a name, or in any name of a person.
pub const NAME: u8 = 1;
/// In an alias of a body.
const ALIAS: u8 = 1 << 1;
