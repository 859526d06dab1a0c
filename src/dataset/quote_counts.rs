//! How many quotes the events have, in the order of time. Counted when it is first asked for: lists of quotes need it, others do
//! not.
//!
//! Heads count what is written as a quote. Where not everything that is written so is one, a column has the right number, and
//! of an event that is made of several records the head of all of them. What a quote says is not known here.

use super::{ColumnOf, Dataset, EventId};

/// The numbers of quotes of all events.
#[derive(Debug, Default)]
pub struct QuoteCounts {
    /// How many the events up to each one have, by its rank in the order of time.
    ends: Vec<u32>,
}

impl QuoteCounts {
    /// Heads are asked in the order in which they lie in memory.
    pub(super) fn new(dataset: &Dataset) -> QuoteCounts {
        let mut counts = vec![0; dataset.event_count()];
        let mut note = |number: u32, count: u32| {
            if let Some(noted) = counts.get_mut(dataset.order.rank(EventId(number)) as usize) {
                *noted = count;
            }
        };
        for part in &dataset.parts {
            let heads = part.segment.events();
            (0..heads.len()).for_each(|at| note(part.base + at as u32, heads.quotes(at)));
        }
        for value in dataset.column(ColumnOf::QuoteCount) {
            let Ok(count) = value.key().parse() else { continue };
            value.each_record(&mut |record| note(record, count));
        }
        let (heads, places) = &*dataset.merged_heads;
        for (number, at) in places {
            note(*number, heads.quotes(*at));
        }
        let mut end = 0u32;
        for count in &mut counts {
            end = end.saturating_add(*count);
            *count = end;
        }
        QuoteCounts { ends: counts }
    }

    /// How many the event of this rank in the order of time has.
    pub fn of(&self, rank: u32) -> u32 {
        let end = |rank: u32| self.ends.get(rank as usize).copied().unwrap_or_default();
        end(rank) - rank.checked_sub(1).map_or(0, end)
    }

    /// How many there are.
    pub fn total(&self) -> usize {
        self.ends.last().map_or(0, |end| *end as usize)
    }
}
