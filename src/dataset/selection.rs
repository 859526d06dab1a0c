//! The events that a query has selected, for counts that go through columns from end to end.
//!
//! Columns number records. An event that is made of several records is counted once, under the number of the first. What
//! selected them is not known here.

use super::{As, Dataset, EventId, People};
use crate::index::bits::Bits;
use roaring::RoaringBitmap;
use std::collections::HashMap;

/// A set of events, asked by the numbers of their records.
pub struct SelectedEvents {
    events: Bits,
    /// The records of selected events that are made of several, each with the number of the first.
    first_of: HashMap<u32, u32>,
}

impl SelectedEvents {
    /// `events` are numbers under which events are shown.
    pub fn new(dataset: &Dataset, events: &RoaringBitmap) -> SelectedEvents {
        let first_of = dataset.event_merges.others.iter().filter(|(first, _)| events.contains(**first));
        let first_of = first_of
            .flat_map(|(first, others)| std::iter::once(first).chain(others).map(move |record| (*record, *first)));
        SelectedEvents { first_of: first_of.collect(), events: Bits::of(events, dataset.event_bound()) }
    }

    /// The selected event that a record belongs to.
    #[inline]
    pub(super) fn event_of(&self, record: u32) -> Option<EventId> {
        match self.first_of.get(&record) {
            Some(first) => Some(EventId(*first)),
            None => Some(EventId(record)).filter(|event| self.contains(*event)),
        }
    }

    /// Whether an event is selected.
    #[inline]
    pub fn contains(&self, event: EventId) -> bool {
        self.events.contains(event.0)
    }

    /// Calls `found` with each selected event in which somebody took part; one may come twice.
    pub fn each_attended(&self, people: &People, number: u32, standing: As, mut found: impl FnMut(EventId)) {
        people.each_record(number, standing, |record| {
            if let Some(event) = self.event_of(record) {
                found(event);
            }
        });
    }

    /// The same, each once.
    pub fn each_attended_once(&self, people: &People, number: u32, standing: As, found: impl FnMut(EventId)) {
        if people.has_one_value(number) && self.first_of.is_empty() {
            return self.each_attended(people, number, standing, found);
        }
        let mut events = Vec::new();
        self.each_attended(people, number, standing, |event| events.push(event));
        events.sort_unstable();
        events.dedup();
        events.into_iter().for_each(found);
    }
}
