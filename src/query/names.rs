//! What is meant by a name in a query: an entity of the data, or nobody but the name itself.
//!
//! A value that was picked, or typed in quotes, means the one whose whole name it is. So the tick of a facet selects
//! exactly what was counted beside it, though another name has the same words in it. Which events are selected besides
//! is not known here.

use super::ast::Field;
use crate::dataset::{Dataset, ValuesOf};
use crate::language::name_key;
use roaring::RoaringBitmap;

/// What a whole name means.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Meant {
    /// The entity with this number.
    Entity(u32),
    /// What has this name, as [`name_key`] writes it.
    Name(String),
}

/// The list of the values of a field, if there is one.
pub(super) fn values_of(field: Field) -> Option<ValuesOf> {
    Some(match field {
        Field::Person => ValuesOf::People,
        Field::Org => ValuesOf::Bodies,
        Field::Topic => ValuesOf::Topics,
        Field::Kind => ValuesOf::Kinds,
        Field::Publisher => ValuesOf::Publishers,
        Field::Lang => ValuesOf::Languages,
        _ => return None,
    })
}

/// What a text means that is picked from a list, or written in quotes: an entity by its id, or by a name that it has
/// alone, else the name itself.
pub(super) fn meant(dataset: &Dataset, of: ValuesOf, text: &str) -> Meant {
    let entities = dataset.entities();
    let number = if of.are_entities() {
        entities.number_of_id(text).or_else(|| entities.number_of_value(&name_key(text)))
    } else {
        None
    };
    match number.filter(|number| of.may_be(&entities.all()[*number as usize])) {
        Some(number) => Meant::Entity(number),
        None => Meant::Name(name_key(text)),
    }
}

/// The events with exactly what a text means; `None` when the data has no such value, or the field has no whole names.
pub(super) fn events(dataset: &Dataset, field: Field, text: &str) -> Option<RoaringBitmap> {
    let of = values_of(field)?;
    match meant(dataset, of, text) {
        Meant::Entity(number) => {
            let entities = dataset.entities();
            Some(dataset.events_with(of.columns(), &entities.keys_of(&entities.all()[number as usize])))
        }
        Meant::Name(name) => dataset.events_of_name(of, &name),
    }
}
