//! The events of a dataset in the order of time, with their days beside them.
//!
//! What is asked of every event (the histogram, a range of dates) goes along these columns and never looks at heads.

use super::EventId;
use crate::index::order::Placed;
use crate::model::Day;

/// All events that are shown, by first day, last day, id; undated ones last.
#[derive(Debug, Default)]
pub struct Order {
    events: Vec<EventId>,
    first: Vec<i32>,
    last: Vec<i32>,
    is_doubtful: Vec<bool>,
    dated: usize,
    time: Option<(Day, Day)>,
}

impl Order {
    /// The order of numbers that come in it.
    pub fn new(placed: impl Iterator<Item = Placed>) -> Order {
        let mut order = Order::default();
        for Placed { number, days: (first, last), is_doubtful } in placed {
            order.events.push(EventId(number));
            order.first.push(first.0);
            order.last.push(last.0);
            order.is_doubtful.push(is_doubtful);
        }
        order.events.shrink_to_fit();
        order.first.shrink_to_fit();
        order.last.shrink_to_fit();
        order.is_doubtful.shrink_to_fit();
        order.dated = order.first.partition_point(|first| *first < Day::MAX.0);
        order.time = order.time_of_dated();
        order
    }

    /// First and last day of the dated events; open ends do not count.
    fn time_of_dated(&self) -> Option<(Day, Day)> {
        let dated =
            || self.first.iter().zip(&self.last).take(self.dated).map(|(first, last)| (Day(*first), Day(*last)));
        let closed = |day: Day| (day < Day::MAX).then_some(day);
        // In order of time, the first day is at the front, behind open starts.
        let first = dated().find_map(|(first, last)| if first > Day::MIN { Some(first) } else { closed(last) })?;
        let last = dated().map(|(first, last)| closed(last).unwrap_or(first)).max()?;
        Some((first, last.max(first)))
    }

    /// The events.
    pub fn events(&self) -> &[EventId] {
        &self.events
    }

    /// How many events have a date; they come first.
    pub fn dated(&self) -> usize {
        self.dated
    }

    /// First and last day of the dated events; open ends do not count.
    pub fn time(&self) -> Option<(Day, Day)> {
        self.time
    }

    /// First and last day of the event at a place in the order.
    pub fn days(&self, place: usize) -> (Day, Day) {
        (Day(self.first[place]), Day(self.last[place]))
    }

    /// Whether the date of the event at a place is uncertain or approximate.
    pub fn is_doubtful(&self, place: usize) -> bool {
        self.is_doubtful[place]
    }
}
