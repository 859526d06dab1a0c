//! Who is meant by a name, in a column and in a query: an entity of the data, or nobody but the name itself.
//!
//! A value that was picked, or typed in quotes, means the one whose whole name it is. So the tick of a facet selects
//! exactly what was counted beside it, though another name has the same words in it. Which events are selected besides
//! is not known here.

use super::ast::Field;
use crate::dataset::{Dataset, IndexPart};
use crate::index::columns::{ENTITY, name_key};
use crate::index::{Column, Field as ColumnField};
use crate::model::{Entity, Lang, Schema};
use roaring::RoaringBitmap;
use std::borrow::Cow;

/// Who or what a value means; values that mean the same are counted together.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Meant<'a> {
    /// The entity with this id.
    Entity(&'a str),
    /// What has this name, as [`name_key`] writes it.
    Name(Cow<'a, str>),
}

/// The columns that hold the values of a field.
pub(super) fn columns(field: Field) -> &'static [ColumnField] {
    match field {
        // An entity may be named in the place of the other sort.
        Field::Person => &[ColumnField::Person, ColumnField::Org],
        Field::Org => &[ColumnField::Org, ColumnField::Person],
        Field::Topic => &[ColumnField::Topic],
        Field::Kind => &[ColumnField::Kind],
        _ => &[],
    }
}

/// Whether `entity` may stand in `field`: a person in the one, anything else in the other. A name that belongs to no
/// entity may stand where the record put it, in the first of the field's columns.
fn may_be(field: Field, column: ColumnField, entity: Option<&Entity>) -> bool {
    match (field, entity) {
        (Field::Person, Some(entity)) => is_person(entity),
        (Field::Org, Some(entity)) => !is_person(entity),
        (_, None) => columns(field).first() == Some(&column),
        _ => true,
    }
}

/// An entity of which the data does not say what it is may be one.
pub(super) fn is_person(entity: &Entity) -> bool {
    entity.schema.as_ref().is_none_or(Schema::is_person)
}

/// Whether the values of a field are names of entities.
fn holds_entities(field: Field) -> bool {
    matches!(field, Field::Person | Field::Org)
}

/// What value number `at` of a column means; `None` when it is no value of `field`.
pub(super) fn of_value<'a>(
    dataset: &'a Dataset,
    field: Field,
    (kind, column): (ColumnField, &'a Column),
    at: usize,
) -> Option<Meant<'a>> {
    let key = column.key(at);
    if !holds_entities(field) {
        return Some(Meant::Name(Cow::Borrowed(key)));
    }
    let entity = dataset.entities().of_value(key);
    may_be(field, kind, entity).then(|| match (entity, key.strip_prefix(ENTITY)) {
        (Some(entity), _) => Meant::Entity(&entity.id),
        // An id that leads nowhere is no better than the name beside it.
        (None, Some(_)) => Meant::Name(Cow::Owned(name_key(printed(column, at, Lang::En)))),
        (None, None) => Meant::Name(Cow::Borrowed(key)),
    })
}

/// A value as it was printed in `lang`, else its id.
pub(super) fn printed(column: &Column, at: usize, lang: Lang) -> &str {
    match column.name(at, lang) {
        "" => column.key(at).trim_start_matches(ENTITY),
        name => name,
    }
}

/// What a text means that is picked for a field, or written in quotes: an entity by its id, or by a name that it has
/// alone, else the name itself.
pub(super) fn of_text<'a>(dataset: &'a Dataset, field: Field, text: &str) -> Meant<'a> {
    let entities = dataset.entities();
    let entity = if holds_entities(field) { entities.by_id(text).or_else(|| entities.by_name(text)) } else { None };
    match entity.filter(|entity| is_person(entity) == (field == Field::Person)) {
        Some(entity) => Meant::Entity(&entity.id),
        None => Meant::Name(Cow::Owned(name_key(text))),
    }
}

/// The events with exactly what a text means; `None` when the data has no such value, or the field knows no whole names.
pub(super) fn events(dataset: &Dataset, field: Field, text: &str) -> Option<RoaringBitmap> {
    let mut events = RoaringBitmap::new();
    let is_known = match of_text(dataset, field, text) {
        Meant::Entity(id) => {
            let keys = dataset.entity(id).map(|entity| dataset.entities().keys_of(entity));
            for (key, column) in keys.iter().flatten().flat_map(|key| columns(field).iter().map(move |c| (key, c))) {
                dataset.add_value(&mut events, *column, key);
            }
            true
        }
        Meant::Name(name) if field == Field::Publisher => {
            let published = dataset.publishers().find(&name);
            events |= published?;
            true
        }
        Meant::Name(name) => {
            let mut is_known = false;
            for IndexPart { base, index, .. } in dataset.indexes() {
                let Some(&kind) = columns(field).first() else { break };
                let column = index.column(kind);
                let ids = if holds_entities(field) { column.ids() } else { 0..0 };
                for at in ids.chain(column.find(&name)) {
                    let is_meant = |meant| matches!(meant, Meant::Name(other) if other == name);
                    if of_value(dataset, field, (kind, column), at).is_some_and(is_meant) {
                        is_known = true;
                        column.each_event(at, &mut |event| {
                            events.insert(base + event);
                        });
                    }
                }
            }
            is_known
        }
    };
    dataset.normalise(&mut events);
    is_known.then_some(events)
}
