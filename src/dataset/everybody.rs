//! Whom all data name, as far as it decides what is said of them in a portion: whether somebody who is a body here is a
//! person elsewhere, and which name was the first beside an id that leads nowhere.
//!
//! It is added up while the data are read for the first time; then each portion asks. What a portion is, is not known here.

use super::people::id_of;
use super::{ColumnOf, Dataset, NameIndex, NameOf, PersonId};
use crate::index::RecordIndex;
use crate::index::bytes::text_hash;
use crate::index::columns::ENTITY;
use crate::model::Lang;
use hashbrown::{HashMap, HashSet};

/// Somebody took part as a person, or as one of whom it is not said.
const PERSON: u8 = 1;
/// Somebody took part as a body.
const BODY: u8 = 1 << 1;

/// The columns of those who are named, and as what they took part.
const NAMING: [(ColumnOf, u8); 3] = [(ColumnOf::Person, PERSON), (ColumnOf::Org, BODY), (ColumnOf::By, 0)];

/// What is known of everybody.
#[derive(Debug, Default)]
pub struct Everybody {
    /// As what each name took part, by the hashes of their keys.
    names: HashMap<u64, u8>,
    /// The ids of each of the columns: the name that was first beside it, and as what it took part.
    ids: [HashMap<String, (Box<str>, u8)>; NAMING.len()],
    /// Those who took part both as a person and as a body, and of whom nothing else says what they are.
    both: HashSet<PersonId>,
}

impl Everybody {
    /// Adds whom some records name.
    pub fn add(&mut self, dataset: &Dataset) {
        for ((of, sort), ids) in NAMING.into_iter().zip(&mut self.ids) {
            for (column, _) in dataset.columns(of) {
                for at in 0..column.len() {
                    let key = column.key(at);
                    let took_part = if sort != 0 && column.is_ever_present(at) { sort } else { 0 };
                    if key.starts_with(ENTITY) {
                        let first = || (column.shown(at).into(), 0);
                        ids.entry_ref(key).or_insert_with(first).1 |= took_part;
                    } else if took_part != 0 {
                        *self.names.entry(text_hash(key)).or_default() |= took_part;
                    }
                }
            }
        }
    }

    /// Knows, when all was added, whom names and ids mean; the entities are those of `dataset`.
    pub fn settle(&mut self, dataset: &Dataset) {
        let entities = dataset.entities();
        let mut all: HashMap<PersonId, u8> = HashMap::new();
        for entity in entities.all() {
            let sorts = entities.keys_of(entity).into_iter().filter_map(|key| self.names.remove(&text_hash(&key)));
            let sort = sorts.fold(0, |all, sort| all | sort);
            // Of the others their records say it.
            if entity.schema.is_none() {
                *all.entry(PersonId::of_entity(&entity.id)).or_default() |= sort;
            }
        }
        for ids in &mut self.ids {
            for (key, (shown, sort)) in &*ids {
                if entities.of_value(key).is_none_or(|entity| entity.schema.is_none()) {
                    let first = shown.split('\n').next().unwrap_or_default();
                    *all.entry(id_of(entities, key, first)).or_default() |= sort;
                }
            }
            // What entities are called, they say themselves.
            ids.retain(|key, _| entities.of_value(key).is_none());
        }
        for (hash, sort) in std::mem::take(&mut self.names) {
            *all.entry(PersonId(hash)).or_default() |= sort;
        }
        self.both = all.into_iter().filter(|(_, sort)| *sort == PERSON | BODY).map(|(id, _)| id).collect();
    }

    /// Names the ids of an index that lead nowhere as they are named in all data.
    pub fn name(&self, index: &mut RecordIndex) {
        for ((of, _), ids) in NAMING.into_iter().zip(&self.ids).filter(|(_, ids)| !ids.is_empty()) {
            index.column_mut(of).show_ids(|key| ids.get(key).map(|(shown, _)| &**shown));
        }
    }

    /// The names of those who are bodies in some data, and persons in others.
    pub fn persons_in(&self, dataset: &Dataset) -> NameIndex {
        let mut names: Vec<NameOf> = Vec::new();
        for (column, _) in dataset.columns(ColumnOf::Org).filter(|_| !self.both.is_empty()) {
            for at in 0..column.len() {
                let (key, name) = (column.key(at), column.name(at, Lang::En));
                if self.both.contains(&id_of(dataset.entities(), key, name)) {
                    names.push((ColumnOf::Present, key.to_owned(), column.shown(at).to_owned()));
                }
            }
        }
        if names.is_empty() { NameIndex::default() } else { NameIndex::of(&names) }
    }
}
