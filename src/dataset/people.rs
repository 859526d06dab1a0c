//! Who took part in the events of a dataset: persons and bodies, and the values of the columns that mean each.
//!
//! An entity is one, and a name that belongs to no entity is one; several values may be the same entity: its id, a
//! name, an alias. The list is made when it is first asked for, from columns alone. How often somebody took part under
//! some query is not known here.

use super::parts::IndexPart;
use super::{Dataset, Entities};
use crate::index::bytes::text_hash;
use crate::index::columns::{ENTITY, id_key, standing, value_key};
use crate::index::postings::entries;
use crate::index::{Column, ColumnOf};
use crate::language::name_key;
use crate::model::{Entity, Lang, Named, Schema, WrittenCountry};
use hashbrown::HashMap;
#[cfg(feature = "store")]
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Somebody who took part, by what makes them one; the same in every snapshot and after the data was read again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PersonId(pub u64);

impl PersonId {
    /// Who an entity is, by its id.
    pub fn of_entity(id: &str) -> PersonId {
        PersonId(text_hash(&id_key(id)))
    }
}

#[cfg(feature = "store")]
impl PersonId {
    /// Who a name is that belongs to no entity.
    pub fn of_name(name: &str) -> PersonId {
        PersonId(text_hash(&name_key(name)))
    }

    /// As text, to be kept elsewhere.
    pub fn written(self) -> String {
        format!("{:016x}", self.0)
    }

    /// That of such a text.
    pub fn read(text: &str) -> Option<PersonId> {
        u64::from_str_radix(text, 16).ok().map(PersonId)
    }
}

/// Everybody who took part, numbered from 0.
#[derive(Debug, Default)]
pub struct People {
    parts: Vec<IndexPart>,
    entities: Arc<Entities>,
    all: Vec<Person>,
    /// The values of the first, of the second, and so on.
    values: Vec<Value>,
    numbers: HashMap<PersonId, u32>,
    /// How many of them are no bodies.
    persons: usize,
    /// The places of all in the order of the alphabet, for each language.
    ranks: [OnceLock<Vec<u32>>; 2],
}

#[derive(Debug)]
struct Person {
    id: PersonId,
    /// Number of the entity, if it is one.
    entity: Option<u32>,
    is_body: bool,
    values_end: u32,
    /// The countries that they act for, in the order of the alphabet.
    acts_for: Vec<Box<str>>,
}

/// The columns of those who may have taken part, and whether they are bodies.
const PRESENT: [(ColumnOf, bool); 2] = [(ColumnOf::Person, false), (ColumnOf::Org, true)];
/// Those of whom it is known that they took part elsewhere, in the same order.
const PRESENT_ELSEWHERE: [(ColumnOf, bool); 2] = [(ColumnOf::Present, false), (ColumnOf::PresentBody, true)];

/// A value of a column: which index, which column, which of its values.
#[derive(Clone, Copy, Debug)]
struct Value {
    part: u32,
    field: ColumnOf,
    at: u32,
}

/// Where somebody stands in an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum As {
    /// As what they are: a person or a body.
    Either,
    /// As a person, or as somebody of whom the event does not say what they are.
    Person,
}

/// What makes somebody one, by the key of a value and the name beside it.
pub(super) fn id_of(entities: &Entities, key: &str, printed: &str) -> PersonId {
    match (entities.number_of_value(key), key.strip_prefix(ENTITY)) {
        (Some(number), _) => PersonId(text_hash(&id_key(&entities.all()[number as usize].id))),
        // An id that leads nowhere is no better than the name beside it.
        (None, Some(id)) => PersonId(text_hash(&name_key(if printed.is_empty() { id } else { printed }))),
        (None, None) => PersonId(text_hash(key)),
    }
}

impl Dataset {
    /// Who a value of a column of names means, by its key and the name beside it.
    pub fn person_of_value(&self, key: &str, printed: &str) -> PersonId {
        id_of(&self.entities, key, printed)
    }

    /// Who somebody is that an event names; `None` without any name.
    pub fn person_of(&self, who: &Named) -> Option<PersonId> {
        let key = value_key(&who.name, who.entity.as_deref())?;
        Some(id_of(&self.entities, &key, who.name.shown(Lang::En)))
    }
}

impl People {
    /// Everybody in these indexes; names mean these entities.
    pub(super) fn new(parts: &[IndexPart], entities: &Arc<Entities>) -> People {
        let mut people = People { parts: parts.to_vec(), entities: Arc::clone(entities), ..People::default() };
        let mut found: Vec<(u32, Value)> = Vec::new();
        for (part, index) in parts.iter().enumerate() {
            for (field, are_bodies) in PRESENT.into_iter().chain(PRESENT_ELSEWHERE) {
                let column = index.index.column(field);
                let is_elsewhere = PRESENT_ELSEWHERE.contains(&(field, are_bodies));
                for at in (0..column.len()).filter(|at| is_elsewhere || column.is_ever_present(*at)) {
                    let number = people.number(column, at, are_bodies);
                    found.push((number, Value { part: part as u32, field, at: at as u32 }));
                }
            }
        }
        // Sorting keeps the values of each in the order in which they came.
        found.sort_by_key(|(number, _)| *number);
        for (at, (number, value)) in (1..).zip(found) {
            people.values.push(value);
            people.all[number as usize].values_end = at;
        }
        people.add_countries();
        people.persons = people.all.iter().filter(|person| !person.is_body).count();
        people
    }

    /// The number of whom a value of a column means; a new one if need be.
    fn number(&mut self, column: &Column, at: usize, in_bodies: bool) -> u32 {
        let key = column.key(at);
        let entity = self.entities.number_of_value(key);
        let id = id_of(&self.entities, key, column.name(at, Lang::En));
        let schema = entity.and_then(|number| self.entities.all()[number as usize].schema.as_ref());
        let is_body = schema.map_or(in_bodies, |schema| *schema != Schema::Person);
        let next = self.all.len() as u32;
        let number = *self.numbers.entry(id).or_insert(next);
        if number == next {
            self.all.push(Person { id, entity, is_body, values_end: 0, acts_for: Vec::new() });
        }
        // Who is a person in one record is one.
        self.all[number as usize].is_body &= is_body;
        number
    }

    fn add_countries(&mut self) {
        for part in self.parts.clone() {
            let column = part.index.column(ColumnOf::ActsFor);
            // Values are in order, so that those of one name stand together.
            let mut newest: Option<(&str, Option<u32>)> = None;
            for at in 0..column.len() {
                let Some((name, code)) = column.key(at).rsplit_once('\n') else { continue };
                let number = match newest {
                    Some((same, number)) if same == name => number,
                    _ => self.number_of_written(&part, name),
                };
                newest = Some((name, number));
                let Some(number) = number else { continue };
                let countries = &mut self.all[number as usize].acts_for;
                if !countries.iter().any(|have| **have == *code) {
                    countries.push(code.into());
                }
            }
        }
        self.all.iter_mut().for_each(|person| person.acts_for.sort_unstable());
    }

    /// The number of whom a name as written, or an id with its mark, means.
    fn number_of_written(&self, part: &IndexPart, name: &str) -> Option<u32> {
        let key = if name.starts_with(ENTITY) { name.to_owned() } else { name_key(name) };
        let printed = PRESENT.into_iter().chain(PRESENT_ELSEWHERE).find_map(|(field, _)| {
            let column = part.index.column(field);
            column.find(&key).map(|at| column.name(at, Lang::En))
        });
        self.number_of(id_of(&self.entities, &key, printed.unwrap_or_default()))
    }

    /// Calls `name` with each value of some events that means somebody, and with each country that they act for: the column,
    /// its key, what it shows, who is meant.
    #[cfg(feature = "store")]
    pub(super) fn each_value(&self, of: &Range<u32>, name: &mut dyn FnMut(ColumnOf, &str, &str, PersonId)) {
        for number in 0..self.len() as u32 {
            for &value in self.values_of(number) {
                let Some(at) = PRESENT.iter().position(|(field, _)| *field == value.field) else { continue };
                if of.contains(&self.parts[value.part as usize].base) {
                    let key = self.column(value).key(value.at as usize);
                    name(PRESENT_ELSEWHERE[at].0, key, self.shown(value), self.id(number));
                }
            }
        }
        for part in self.parts.iter().filter(|part| of.contains(&part.base)) {
            let column = part.index.column(ColumnOf::ActsFor);
            for at in 0..column.len() {
                let written = column.key(at).rsplit_once('\n').map(|(written, _)| written);
                if let Some(number) = written.and_then(|written| self.number_of_written(part, written)) {
                    name(ColumnOf::ActsFor, column.key(at), column.shown(at), self.id(number));
                }
            }
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// How many of them are persons: all who are not known to be bodies.
    pub fn persons(&self) -> usize {
        self.persons
    }

    /// What makes somebody one; `number` is below [`People::len`], here and below.
    pub fn id(&self, number: u32) -> PersonId {
        self.all[number as usize].id
    }

    /// The number of somebody.
    pub fn number_of(&self, id: PersonId) -> Option<u32> {
        self.numbers.get(&id).copied()
    }

    /// The number of whom a value of a column of names means, by its key and the name beside it; `None` for somebody who did
    /// not take part.
    pub fn number_of_value(&self, key: &str, printed: &str) -> Option<u32> {
        self.number_of(id_of(&self.entities, key, printed))
    }

    /// The number of an entity by its id.
    pub fn number_of_entity(&self, id: &str) -> Option<u32> {
        self.number_of(PersonId::of_entity(id))
    }

    /// The number of whom a name that belongs to no entity means: a name in any of its languages.
    pub fn number_of_name(&self, name: &str) -> Option<u32> {
        let key = name_key(name);
        self.number_of(PersonId(text_hash(&key))).or_else(|| {
            let has = |number: &u32| {
                let mut lines = self.values_of(*number).iter().flat_map(|value| self.shown(*value).split('\n'));
                self.entity(*number).is_none() && lines.any(|line| name_key(line) == key)
            };
            (0..self.len() as u32).find(has)
        })
    }

    /// The entity, if it is one.
    pub fn entity(&self, number: u32) -> Option<&Entity> {
        self.all[number as usize].entity.map(|entity| &self.entities.all()[entity as usize])
    }

    /// Whether it is known to be a body and no person.
    pub fn is_body(&self, number: u32) -> bool {
        self.all[number as usize].is_body
    }

    /// The name in `lang`, else in another language: the entity's, else as the first record printed it.
    pub fn name(&self, number: u32, lang: Lang) -> &str {
        let named = self.entity(number).map(|entity| entity.name.shown(lang)).filter(|name| !name.is_empty());
        named.unwrap_or_else(|| self.printed(number, lang))
    }

    /// The name as the first record printed it, else the id.
    pub fn printed(&self, number: u32, lang: Lang) -> &str {
        let Some(&value) = self.values_of(number).first() else { return "" };
        let column = self.column(value);
        match column.name(value.at as usize, lang) {
            "" => column.key(value.at as usize).trim_start_matches(ENTITY),
            name => name,
        }
    }

    /// The name that stands for somebody who is no entity: see [`People::number_of_name`].
    pub fn own_name(&self, number: u32) -> &str {
        let Some(&value) = self.values_of(number).first() else { return "" };
        let key = self.column(value).key(value.at as usize);
        let mut lines = self.shown(value).split('\n');
        lines.find(|line| name_key(line) == key).unwrap_or_else(|| self.printed(number, Lang::En))
    }

    /// The country it belongs to, else those it acted for; codes.
    pub fn countries(&self, number: u32) -> impl Iterator<Item = &str> {
        let own = self.entity(number).and_then(|entity| entity.country.as_ref()).map(WrittenCountry::code);
        let acts_for = self.all[number as usize].acts_for.iter().map(|code| &**code);
        own.into_iter().chain(acts_for.filter(move |_| own.is_none()))
    }

    /// Calls `record` with the number of each record in which somebody took part; one may come twice, and more than one
    /// may belong to one event.
    pub(super) fn each_record(&self, number: u32, standing: As, mut record: impl FnMut(u32)) {
        for &value in self.values_of(number) {
            if standing == As::Either || value.field == ColumnOf::Person {
                let base = self.parts[value.part as usize].base;
                entries(self.column(value).postings(value.at as usize)).for_each(|(at, standing)| {
                    if standing & standing::PRESENT != 0 {
                        record(base + at);
                    }
                });
            }
        }
    }

    /// Whether no record comes twice from [`People::each_record`].
    pub(super) fn has_one_value(&self, number: u32) -> bool {
        self.values_of(number).len() == 1
    }

    /// The place of each in the order of the alphabet: case and accents aside.
    pub fn ranks(&self, lang: Lang) -> &[u32] {
        self.ranks[lang as usize].get_or_init(|| {
            let keys: Vec<String> = (0..self.len() as u32).map(|number| name_key(self.name(number, lang))).collect();
            let mut sorted: Vec<u32> = (0..self.len() as u32).collect();
            sorted.sort_by(|&a, &b| {
                let by_name = || self.name(a, lang).cmp(self.name(b, lang));
                keys[a as usize].cmp(&keys[b as usize]).then_with(by_name).then_with(|| self.id(a).cmp(&self.id(b)))
            });
            let mut ranks = vec![0; sorted.len()];
            for (rank, number) in (0..).zip(sorted) {
                ranks[number as usize] = rank;
            }
            ranks
        })
    }

    fn values_of(&self, number: u32) -> &[Value] {
        let at = number as usize;
        let start = if at == 0 { 0 } else { self.all[at - 1].values_end };
        &self.values[start as usize..self.all[at].values_end as usize]
    }

    fn column(&self, value: Value) -> &Column {
        self.parts[value.part as usize].index.column(value.field)
    }

    fn shown(&self, value: Value) -> &str {
        self.column(value).shown(value.at as usize)
    }
}
