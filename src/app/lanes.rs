//! The lanes: the values of the facet over time, as they were counted last, and in which order they stand.
//!
//! Their rows are those of the facet's pane, whose cursor is theirs; their columns are the buckets of the histogram, whose
//! cursor and part of time are theirs too. How a cell looks is not known here.

use std::sync::Arc;

use crate::query::{LaneCell, LaneCounts, LaneOrder, Lanes};

/// The lanes.
#[derive(Clone, Debug, Default)]
pub struct LanesPane {
    order: LaneOrder,
    counts: Arc<LaneCounts>,
}

impl LanesPane {
    /// In which order the values stand.
    pub fn order(&self) -> LaneOrder {
        self.order
    }

    /// The cells of a value, one for each bucket of the histogram; none of one that was not counted.
    pub fn cells(&self, lanes: &Lanes, value: &str) -> &[LaneCell] {
        lanes.find(value).map_or(&[], |lane| self.counts.of(lane))
    }

    /// Turns the order, with the next answer.
    pub(super) fn reverse(&mut self) {
        self.order = self.order.reversed();
    }

    /// Takes what was counted last.
    pub(super) fn take(&mut self, counts: Arc<LaneCounts>) {
        self.counts = counts;
    }
}
