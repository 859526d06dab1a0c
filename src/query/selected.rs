//! The events that a query has selected, for counts that go through columns from end to end.
//!
//! Columns number records. An event that is made of several records is counted once, under the number of the first.

use crate::dataset::{Dataset, EventId};
use crate::index::postings::Bits;
use roaring::RoaringBitmap;
use std::collections::HashMap;

/// A set of events, asked by the numbers of their records.
pub(super) struct Selected {
    events: Bits,
    /// The records of selected events that are made of several, each with the number of the first.
    united: HashMap<u32, u32>,
    /// The same records: most are none of them, which is then known without a look into the table.
    several: Bits,
}

impl Selected {
    /// `events` are numbers under which events are shown.
    pub fn new(dataset: &Dataset, events: &RoaringBitmap) -> Selected {
        let united = dataset.united().filter(|(first, _)| events.contains(first.0));
        let united = united.flat_map(|(first, others)| {
            std::iter::once(first.0).chain(others.iter().copied()).map(move |record| (record, first.0))
        });
        let united: HashMap<u32, u32> = united.collect();
        let bound = dataset.event_bound();
        let mut several = Bits::new(if united.is_empty() { 0 } else { bound });
        united.keys().for_each(|record| several.insert(*record));
        Selected { united, several, events: Bits::of(events, bound) }
    }

    /// The selected event that a record belongs to.
    pub fn event_of(&self, record: u32) -> Option<EventId> {
        if self.is_united(record) {
            return self.united.get(&record).map(|first| EventId(*first));
        }
        Some(EventId(record)).filter(|event| self.events.contains(event.0))
    }

    /// Whether the event of this record has other records.
    pub fn is_united(&self, record: u32) -> bool {
        self.several.contains(record)
    }
}
