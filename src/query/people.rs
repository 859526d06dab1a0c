//! Who took part in the selected events: persons and bodies, each with the number of events, the first and the last.
//!
//! To take part is to have any part but `mentioned` and `initiator`. Counts come from the columns of the index; no
//! record is read. How a row looks is not known here.

use crate::dataset::{As, Dataset, EventId, People, SelectedEvents};
use crate::model::Lang;
use crate::parallel::both;
use roaring::RoaringBitmap;

/// How people are ordered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PeopleOrder {
    /// Most events first, then by the alphabet.
    #[default]
    Count,
    /// By the alphabet: case and accents aside.
    Name,
}

impl PeopleOrder {
    /// The other order.
    #[must_use]
    pub fn reversed(self) -> PeopleOrder {
        match self {
            PeopleOrder::Count => PeopleOrder::Name,
            PeopleOrder::Name => PeopleOrder::Count,
        }
    }
}

/// Somebody who took part in selected events.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PersonRow {
    /// Their number in [`Dataset::people`].
    pub number: u32,
    /// In how many of the events they took part.
    pub events: u32,
    /// The earliest of those that have a date.
    pub first: Option<EventId>,
    /// The latest of them.
    pub last: Option<EventId>,
}

/// Events from which on those who took part are counted by two threads.
const MANY: u64 = 10_000;

/// Those who took part in `events`, which are numbers under which events are shown; the alphabet is that of `lang`.
pub fn people(dataset: &Dataset, events: &RoaringBitmap, order: PeopleOrder, lang: Lang) -> Vec<PersonRow> {
    let people = dataset.people();
    let selected = SelectedEvents::new(dataset, events);
    let rows_from = |first: u32| -> Vec<PersonRow> {
        let numbers = (first..people.len() as u32).step_by(2);
        numbers.filter_map(|number| row(dataset, people, &selected, number)).collect()
    };
    let (mut rows, others) = both(events.len() > MANY, || rows_from(0), || rows_from(1));
    rows.extend(others);
    let ranks = people.ranks(lang);
    let rank = |row: &PersonRow| ranks[row.number as usize];
    match order {
        PeopleOrder::Count => rows.sort_unstable_by_key(|row| (std::cmp::Reverse(row.events), rank(row))),
        PeopleOrder::Name => rows.sort_unstable_by_key(rank),
    }
    rows
}

/// The events in which anybody took part.
pub fn attended(dataset: &Dataset) -> RoaringBitmap {
    dataset.events_attended(0..dataset.people().len() as u32, As::Either)
}

fn row(dataset: &Dataset, people: &People, selected: &SelectedEvents, number: u32) -> Option<PersonRow> {
    let order = dataset.time_order();
    let dated = order.dated() as u32;
    let (mut events, mut first, mut last) = (0, u32::MAX, 0);
    selected.each_attended_once(people, number, As::Either, |event| {
        events += 1;
        let place = order.place(event);
        if place < dated {
            first = first.min(place);
            last = last.max(place);
        }
    });
    let at = |place: u32| (first != u32::MAX).then(|| order.events()[place as usize]);
    (events > 0).then(|| PersonRow { number, events, first: at(first), last: at(last) })
}
