//! What a line of the detail or a row of a list leads to. What is shown there is not known here.

#[cfg(feature = "store")]
use crate::dataset::PersonId;
use crate::dataset::{ArticleId, Dataset, EventId, HeadDate, People};
use crate::model::Lang;

/// What a line of the detail, or a row of a list, leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// An event.
    Event(EventId),
    /// A quote of an event, by its number from 0: the event, from there on.
    Quote(EventId, u32),
    /// An article.
    Article(ArticleId),
    /// Two persons, or two countries: the events in which both took part.
    Pair(Box<[Target; 2]>),
    /// All with whom a person or a country took part.
    Partners(Box<Target>),
    /// The same page of all of the data, whatever the query selects.
    Whole(Box<Target>),
    /// A person or body of the data, by its id.
    Entity(String),
    /// A name that belongs to no entity, as printed.
    Name(String),
    /// A country, by its code or as written.
    Country(String),
    /// An address; only http and https are ever opened.
    Url(String),
}

/// Most events of an article or rows of a page that are read for the detail.
pub const MOST: usize = 2_000;

/// The target of somebody's page.
pub fn target_of_person(people: &People, number: u32) -> Target {
    match people.entity(number) {
        Some(entity) => Target::Entity(entity.id.clone()),
        None => Target::Name(people.own_name(number).to_owned()),
    }
}

/// The number of a person or a body among [`Dataset::people`]; `None` for what is neither, and for somebody who took no part.
pub(super) fn number_of(people: &People, target: &Target) -> Option<u32> {
    match target {
        Target::Entity(id) => people.number_of_entity(id),
        Target::Name(name) => people.number_of_name(name),
        _ => None,
    }
}

/// Who a target is; `None` for what is nobody.
#[cfg(feature = "store")]
pub(crate) fn person_of(dataset: &Dataset, target: &Target) -> Option<PersonId> {
    let people = dataset.people();
    match (number_of(people, target), target) {
        (Some(number), _) => Some(people.id(number)),
        (None, Target::Entity(id)) => Some(PersonId::of_entity(id)),
        (None, Target::Name(name)) => Some(PersonId::of_name(name)),
        (None, _) => None,
    }
}

/// An event as a row: its number, its title in English and Russian, its date.
pub(super) fn row(dataset: &Dataset, id: EventId) -> (EventId, [String; 2], HeadDate) {
    let head = dataset.head(id);
    (id, [head.title(Lang::En).to_owned(), head.title(Lang::Ru).to_owned()], head.date)
}
