//! The events that a query has selected, for counts that go through columns from end to end.
//!
//! Columns number records. An event that is made of several records is counted once, under the number of the first.

use crate::dataset::{Dataset, EventId};
use crate::index::bits::Bits;
use roaring::RoaringBitmap;
use std::collections::HashMap;

/// A set of events, asked by the numbers of their records.
pub(super) struct Selected {
    events: Bits,
    /// The records of selected events that are made of several, each with the number of the first.
    united: HashMap<u32, u32>,
}

impl Selected {
    /// `events` are numbers under which events are shown.
    pub fn new(dataset: &Dataset, events: &RoaringBitmap) -> Selected {
        let united = dataset.united().filter(|(first, _)| events.contains(first.0));
        let united = united.flat_map(|(first, others)| {
            std::iter::once(first.0).chain(others.iter().copied()).map(move |record| (record, first.0))
        });
        Selected { united: united.collect(), events: Bits::of(events, dataset.event_bound()) }
    }

    /// The selected event that a record belongs to.
    #[inline]
    pub fn event_of(&self, record: u32) -> Option<EventId> {
        match self.united.get(&record) {
            Some(first) => Some(EventId(*first)),
            None => Some(EventId(record)).filter(|event| self.events.contains(event.0)),
        }
    }

    /// Whether a selected event has several records.
    pub fn has_united(&self) -> bool {
        !self.united.is_empty()
    }
}
