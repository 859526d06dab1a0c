//! The list of an answer: what a list of rows is asked of it, wherever the events lie.
//!
//! A list in memory has every event. One whose events lie elsewhere has those that were read; of a row that has not come,
//! only its place is known. How rows look is not known here.

use super::{EventId, EventList};
#[cfg(feature = "store")]
use std::collections::{BTreeMap, HashMap};
#[cfg(feature = "store")]
use std::hash::Hash;
#[cfg(feature = "store")]
use std::ops::Range;
#[cfg(feature = "store")]
use std::sync::{Arc, LazyLock};

/// Events by first day, last day, id; undated ones last.
#[derive(Clone, Debug)]
pub enum Listed {
    /// All of them are here.
    Local(EventList),
    /// Some of them are.
    #[cfg(feature = "store")]
    Remote(Window<EventId>),
}

/// A list of records in the order of time, undated ones last, of which some are here.
#[cfg(feature = "store")]
#[derive(Clone, Debug)]
pub struct Window<Id> {
    len: usize,
    dated: usize,
    records: Arc<BTreeMap<usize, Id>>,
    places: Arc<HashMap<Id, usize>>,
}

#[cfg(feature = "store")]
impl<Id: Copy + Eq + Hash> Window<Id> {
    /// A list of so many, so many of them dated, of which none is here.
    pub fn new(len: usize, dated: usize) -> Window<Id> {
        Window { len, dated, records: Arc::default(), places: Arc::default() }
    }

    /// The same with these, each at its place.
    #[must_use]
    pub fn with(mut self, records: impl IntoIterator<Item = (usize, Id)>) -> Window<Id> {
        let (by_place, places) = (Arc::make_mut(&mut self.records), Arc::make_mut(&mut self.places));
        for (place, record) in records {
            by_place.insert(place, record);
            places.insert(record, place);
        }
        self
    }

    /// How many there are, here or not.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many of them have a date; they come first.
    pub fn dated(&self) -> usize {
        self.dated
    }

    /// What stands at a place; `None` beyond the end, and where it has not come.
    pub fn get(&self, place: usize) -> Option<Id> {
        self.records.get(&place).copied()
    }

    /// The place of one that is here.
    pub fn position(&self, record: Id) -> Option<usize> {
        self.places.get(&record).copied()
    }

    /// Those of some places that have not come, from the first to the last.
    pub fn missing(&self, places: Range<usize>) -> Range<usize> {
        let places = places.start.min(self.len)..places.end.min(self.len);
        let is_missing = |place: &usize| !self.records.contains_key(place);
        let (first, last) = (places.clone().find(is_missing), places.clone().rev().find(is_missing));
        first.zip(last).map_or(places.end..places.end, |(first, last)| first..last + 1)
    }

    /// Those that are here, with their places.
    pub fn here(&self) -> impl Iterator<Item = (usize, Id)> + '_ {
        self.records.iter().map(|(place, record)| (*place, *record))
    }

    /// Where they are here, exact; else the place of the first one here that does not satisfy it.
    pub fn partition_point(&self, is: impl Fn(Id) -> bool) -> usize {
        let last = self.records.iter().rev().find(|(_, record)| is(**record)).map(|(place, _)| place + 1);
        last.unwrap_or_else(|| self.records.keys().next().copied().unwrap_or(0))
    }
}

impl Listed {
    /// How many events are listed.
    pub fn len(&self) -> usize {
        match self {
            Listed::Local(list) => list.len(),
            #[cfg(feature = "store")]
            Listed::Remote(window) => window.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many of them have a date; they come first.
    pub fn dated(&self) -> usize {
        match self {
            Listed::Local(list) => list.dated(),
            #[cfg(feature = "store")]
            Listed::Remote(window) => window.dated(),
        }
    }

    /// How many of them, at the end, have no date.
    pub fn undated(&self) -> usize {
        self.len() - self.dated()
    }

    /// Event number `at`, from 0; `None` beyond the end, and of one that has not come.
    pub fn get(&self, at: usize) -> Option<EventId> {
        match self {
            Listed::Local(list) => list.get(at),
            #[cfg(feature = "store")]
            Listed::Remote(window) => window.get(at),
        }
    }

    /// The number of an event in the list, from 0; `None` where it is not listed, or has not come.
    pub fn position(&self, event: EventId) -> Option<usize> {
        match self {
            Listed::Local(list) => list.position(event),
            #[cfg(feature = "store")]
            Listed::Remote(window) => window.position(event),
        }
    }

    /// Whether an event is listed, as far as that is known here.
    pub fn contains(&self, event: EventId) -> bool {
        match self {
            Listed::Local(list) => list.contains(event),
            #[cfg(feature = "store")]
            Listed::Remote(window) => window.position(event).is_some(),
        }
    }

    /// How many of the first events of the list satisfy `is`; no event does that comes after one that does not.
    pub fn partition_point(&self, is: impl Fn(EventId) -> bool) -> usize {
        match self {
            Listed::Local(list) => list.partition_point(is),
            #[cfg(feature = "store")]
            Listed::Remote(window) => window.partition_point(is),
        }
    }

    /// Whether some of them may not have come.
    pub fn is_elsewhere(&self) -> bool {
        !matches!(self, Listed::Local(_))
    }

    /// The whole list, for what counts, exports or goes through all of it; none of it where not all of it is here.
    pub fn whole(&self) -> &EventList {
        match self {
            Listed::Local(list) => list,
            #[cfg(feature = "store")]
            Listed::Remote(_) => &NONE,
        }
    }
}

/// What a list is asked for that counts or goes through all of it, and is not all here.
#[cfg(feature = "store")]
static NONE: LazyLock<EventList> = LazyLock::new(EventList::default);

impl Default for Listed {
    fn default() -> Listed {
        Listed::Local(EventList::default())
    }
}

impl From<EventList> for Listed {
    fn from(list: EventList) -> Listed {
        Listed::Local(list)
    }
}

#[cfg(all(test, feature = "store"))]
mod tests {
    use super::*;

    #[test]
    fn a_window_has_what_has_come() {
        let window = Window::new(1_000, 900).with((10..20).map(|place| (place, EventId(place as u32 * 2))));
        assert_eq!((window.missing(0..30), window.missing(10..20), window.missing(15..25)), (0..30, 20..20, 20..25));
        let list = Listed::Remote(window);
        assert_eq!((list.len(), list.dated(), list.undated(), list.is_empty()), (1_000, 900, 100, false));
        assert_eq!((list.get(9), list.get(10), list.get(20)), (None, Some(EventId(20)), None));
        assert_eq!((list.position(EventId(22)), list.position(EventId(23))), (Some(11), None));
        assert_eq!(list.partition_point(|event| event.0 < 30), 15);
        assert_eq!((list.partition_point(|_| false), list.partition_point(|_| true)), (10, 20));
        assert!(list.whole().is_empty());
    }
}
