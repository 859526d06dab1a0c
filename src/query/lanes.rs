//! The values of a facet over time: for each value and each bucket of time, how many events surely lie there, and how many
//! only may.
//!
//! A cell says how many events the list would show if its value were the only included one of the facet and its bucket the
//! range of dates: the rule of the number beside a value and that of the bars, together. So a cell does not change when
//! one is chosen, and the sums of a column, of the countries of one event each, are its bar. Every event is placed among
//! the buckets once; then each value goes along its own events. How a cell looks is not known here.

use super::facets::{Facet, FacetAnswer};
#[cfg(feature = "store")]
use super::histogram::Bucket;
use super::histogram::{Lies, Placing};
use super::scale::{Scale, Zoom};
use crate::dataset::{Dataset, EventId, EventList, ValuesOf, each_of};
#[cfg(feature = "store")]
use crate::dataset::{Kept, Need};
use crate::model::date;
use roaring::RoaringBitmap;
use std::collections::HashMap;
use std::sync::Arc;

/// In which order the values stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LaneOrder {
    /// Most events first.
    #[default]
    Count,
    /// By the first day of their earliest event.
    First,
}

impl LaneOrder {
    /// The other order.
    #[must_use]
    pub fn reversed(self) -> LaneOrder {
        match self {
            LaneOrder::Count => LaneOrder::First,
            LaneOrder::First => LaneOrder::Count,
        }
    }
}

/// The values of a facet, each with its events.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    facet: Facet,
    /// What each value is called in a part of the query.
    values: HashMap<String, usize>,
    events: Vec<LaneEvents>,
    /// The events among which they are counted.
    counted: EventList,
    /// In the columns that were asked for.
    counts: Arc<LaneCounts>,
    /// What is asked for them where they are counted elsewhere.
    #[cfg(feature = "store")]
    needs: Option<Arc<LaneNeeds>>,
}

/// What is asked for lanes that are counted elsewhere.
#[cfg(feature = "store")]
#[derive(Debug)]
pub(crate) struct LaneNeeds {
    /// The events among which they are counted.
    pub counted: Need,
    /// Where it is kept what an event counts for in the list of the values.
    pub kept: Kept,
    /// Each of them, in their order.
    pub lanes: Vec<LaneNeed>,
}

/// What the events of a lane have.
#[cfg(feature = "store")]
#[derive(Clone, Debug)]
pub(crate) enum LaneNeed {
    /// This value of the list.
    Value(String),
    /// What else may be asked for.
    Events(Need),
}

#[cfg(feature = "store")]
impl LaneNeeds {
    /// What the events of a lane have, by its number.
    pub fn of(&self, lane: usize) -> Option<Need> {
        Some(match self.lanes.get(lane)? {
            LaneNeed::Value(key) => Need::Has(vec![self.kept], vec![key.clone()]),
            LaneNeed::Events(need) => need.clone(),
        })
    }
}

/// Where the events of a value are.
#[derive(Clone, Debug)]
pub(super) enum LaneEvents {
    /// With a country, or a group of them.
    Country(String),
    /// With the value of this number in a list.
    Value(ValuesOf, usize),
    /// With what was typed, which is no value of the data.
    These(RoaringBitmap),
}

impl LaneEvents {
    /// Calls `found` with each of them, ascending.
    fn each(&self, dataset: &Dataset, found: impl FnMut(u32)) {
        match self {
            LaneEvents::Country(code) => {
                if let Some(events) = dataset.events_of_country(code) {
                    each_of(events, found);
                }
            }
            LaneEvents::Value(of, at) => dataset.values(*of).events(*at).iter().copied().for_each(found),
            LaneEvents::These(events) => each_of(events, found),
        }
    }
}

/// How many events of one value lie in one bucket.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LaneCell {
    /// Surely.
    pub sure: u32,
    /// Perhaps.
    pub perhaps: u32,
}

/// The cells of all values.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LaneCounts {
    /// The columns that they were made for.
    pub columns: usize,
    /// The part of time.
    pub zoom: Option<Zoom>,
    buckets: usize,
    cells: Vec<LaneCell>,
}

impl LaneCounts {
    /// Those of lanes that were counted elsewhere, each by so many buckets.
    #[cfg(feature = "store")]
    pub(crate) fn of_buckets(
        (columns, zoom): (usize, Option<Zoom>),
        buckets: usize,
        lanes: &[Vec<Bucket>],
    ) -> LaneCounts {
        let cell = |bucket: &Bucket| LaneCell { sure: bucket.placed, perhaps: bucket.spread };
        LaneCounts { columns, zoom, buckets, cells: lanes.iter().flatten().map(cell).collect() }
    }

    /// The cells of a value, by its number among the lanes.
    pub fn of(&self, lane: usize) -> &[LaneCell] {
        self.cells.get(lane * self.buckets..(lane + 1) * self.buckets).unwrap_or_default()
    }
}

/// An event that lies nowhere among the buckets.
const NOWHERE: u32 = u32::MAX;
/// Buckets are columns of a screen: two of them, and whether it is sure, fit into a number.
const BITS: u32 = 15;
const SURE: u32 = 1 << (2 * BITS);
const MASK: u32 = (1 << BITS) - 1;

impl Lanes {
    /// The lanes of the rows of a facet, whose events are counted among `counted`; the rows take the order of the lanes.
    pub(super) fn new(
        dataset: &Dataset,
        facet: &mut FacetAnswer,
        events: Vec<LaneEvents>,
        counted: &RoaringBitmap,
        order: LaneOrder,
    ) -> Lanes {
        let mut lanes = Lanes { facet: facet.facet, events, counted: dataset.in_order(counted), ..Lanes::default() };
        if order == LaneOrder::First {
            lanes.order_by_first(dataset, facet);
        }
        lanes.values = (0..).zip(&facet.rows).map(|(at, row)| (row.value.clone(), at)).collect();
        lanes
    }

    fn order_by_first(&mut self, dataset: &Dataset, facet: &mut FacetAnswer) {
        let order = dataset.time_order();
        let first = |events: &LaneEvents| {
            let mut first = u32::MAX;
            events.each(dataset, |event| {
                let place = order.rank(EventId(event));
                if place < first && self.counted.ranks().contains(place) {
                    first = place;
                }
            });
            first
        };
        let rows = std::mem::take(&mut facet.rows).into_iter().zip(std::mem::take(&mut self.events));
        let mut rows: Vec<_> = rows.map(|(row, events)| (!row.is_group, first(&events), row, events)).collect();
        rows.sort_by_key(|(is_single, first, ..)| (*is_single, *first));
        (facet.rows, self.events) = rows.into_iter().map(|(.., row, events)| (row, events)).unzip();
    }

    /// The lanes of the rows of a facet that are counted elsewhere.
    #[cfg(feature = "store")]
    pub(crate) fn of_counts(facet: &FacetAnswer, needs: LaneNeeds, counts: LaneCounts) -> Lanes {
        let values = (0..).zip(&facet.rows).map(|(at, row)| (row.value.clone(), at)).collect();
        let (counts, needs) = (Arc::new(counts), Some(Arc::new(needs)));
        Lanes { facet: facet.facet, values, counts, needs, ..Lanes::default() }
    }

    /// What is asked for them where they are counted elsewhere.
    #[cfg(feature = "store")]
    pub(crate) fn needs(&self) -> Option<&Arc<LaneNeeds>> {
        self.needs.as_ref()
    }

    /// Which facet it is.
    pub fn facet(&self) -> Facet {
        self.facet
    }

    /// The number of a value among the lanes.
    pub fn find(&self, value: &str) -> Option<usize> {
        self.values.get(value).copied()
    }

    /// What was counted for the answer.
    pub fn counts(&self) -> &Arc<LaneCounts> {
        &self.counts
    }

    /// Counts in the columns that the answer was asked for.
    pub(super) fn count(&mut self, dataset: &Dataset, columns: usize, zoom: Option<Zoom>) {
        self.counts = Arc::new(self.over_time(dataset, columns, zoom));
    }

    /// The cells in at most `columns` buckets, those of the histogram.
    pub fn over_time(&self, dataset: &Dataset, columns: usize, zoom: Option<Zoom>) -> LaneCounts {
        let scale = Scale::new(dataset.time_order().time(), columns.min(MASK as usize), zoom);
        let buckets = scale.len();
        let places = self.places(dataset, scale);
        let mut cells = vec![LaneCell::default(); self.events.len() * buckets];
        // How many begin to cover a bucket, less those that stop.
        let mut covering = vec![0i64; buckets + 1];
        for (lane, events) in self.events.iter().enumerate() {
            let cells = &mut cells[lane * buckets..(lane + 1) * buckets];
            covering.fill(0);
            events.each(dataset, |event| match places.get(event as usize) {
                None | Some(&NOWHERE) => {}
                Some(place) if place & SURE != 0 => cells[(place & MASK) as usize].sure += 1,
                Some(place) => {
                    covering[(place & MASK) as usize] += 1;
                    covering[(place >> BITS & MASK) as usize + 1] -= 1;
                }
            });
            let mut perhaps = 0;
            for (cell, change) in cells.iter_mut().zip(&covering) {
                perhaps += change;
                // As many as cover the bucket, which is never less than none.
                cell.perhaps = perhaps as u32;
            }
        }
        LaneCounts { columns, zoom, buckets, cells }
    }

    /// Where each event lies that is counted, by its number.
    fn places(&self, dataset: &Dataset, scale: Scale) -> Vec<u32> {
        let order = dataset.time_order();
        let mut places = vec![NOWHERE; dataset.event_bound() as usize];
        let last = scale.len().saturating_sub(1) as u32;
        if scale.is_empty() {
            return places;
        }
        let dated = order.dated() as u32;
        let mut put = |place: u32, what: u32| places[order.events()[place as usize].0 as usize] = what;
        // What lies on one day stands together with all that begin in the same bucket.
        let exact = self.counted.ranks().without(order.inexact());
        let starts: Vec<u32> = scale.starts().iter().map(|day| order.before(*day)).collect();
        for (bucket, bounds) in (0..).zip(starts.windows(2)) {
            exact.iter(bounds[0]..bounds[1]).for_each(|place| put(place, SURE | bucket << BITS | bucket));
        }
        if scale.is_whole() {
            // Time has no buckets for what is thousands of years off: it is perhaps in the nearest one.
            exact.iter(0..starts[0]).for_each(|place| put(place, 0));
            exact.iter(starts[starts.len() - 1]..dated).for_each(|place| put(place, last << BITS | last));
        }
        let mut placing = Placing::new(scale);
        for place in self.counted.ranks().iter_with(order.inexact(), 0..dated) {
            match placing.place(order.days(place as usize), order.is_doubtful(place as usize)) {
                Some(Lies::Sure(at)) => put(place, SURE | (at as u32) << BITS | at as u32),
                Some(Lies::Perhaps(from, to)) => put(place, (to as u32) << BITS | from as u32),
                Some(Lies::Before | Lies::After) | None => {}
            }
        }
        places
    }

    /// The events of a cell: those of a value that lie, or may lie, in a range of days.
    pub fn events_in(&self, dataset: &Dataset, lane: usize, range: date::Range) -> RoaringBitmap {
        let Some(events) = self.events.get(lane) else { return RoaringBitmap::new() };
        let mut found = RoaringBitmap::new();
        let order = dataset.time_order();
        let dated = order.dated() as u32;
        events.each(dataset, |event| {
            let place = order.rank(EventId(event));
            if place < dated && self.counted.ranks().contains(place) {
                let (first, last) = order.days(place as usize);
                if first <= range.last && range.first <= last {
                    found.insert(event);
                }
            }
        });
        found
    }
}
