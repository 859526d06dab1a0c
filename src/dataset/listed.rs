//! The list of an answer: what a list of rows is asked of it, wherever the events lie.
//!
//! A list in memory has every event. One whose events lie elsewhere has those that were read; of a row that has not come,
//! only its place is known. How rows look is not known here.

use super::{EventId, EventList};

/// Events by first day, last day, id; undated ones last.
#[derive(Clone, Debug)]
pub enum Listed {
    /// All of them are here.
    Local(EventList),
}

impl Listed {
    /// How many events are listed.
    pub fn len(&self) -> usize {
        let Listed::Local(list) = self;
        list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many of them have a date; they come first.
    pub fn dated(&self) -> usize {
        let Listed::Local(list) = self;
        list.dated()
    }

    /// How many of them, at the end, have no date.
    pub fn undated(&self) -> usize {
        self.len() - self.dated()
    }

    /// Event number `at`, from 0; `None` beyond the end, and of one that has not come.
    pub fn get(&self, at: usize) -> Option<EventId> {
        let Listed::Local(list) = self;
        list.get(at)
    }

    /// The number of an event in the list, from 0; `None` where it is not listed, or has not come.
    pub fn position(&self, event: EventId) -> Option<usize> {
        let Listed::Local(list) = self;
        list.position(event)
    }

    /// Whether an event is listed, as far as that is known here.
    pub fn contains(&self, event: EventId) -> bool {
        let Listed::Local(list) = self;
        list.contains(event)
    }

    /// How many of the first events of the list satisfy `is`; no event does that comes after one that does not.
    pub fn partition_point(&self, is: impl Fn(EventId) -> bool) -> usize {
        let Listed::Local(list) = self;
        list.partition_point(is)
    }

    /// The whole list, for what counts, exports or goes through all of it.
    pub fn whole(&self) -> &EventList {
        let Listed::Local(list) = self;
        list
    }
}

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
