//! The events of a dataset in the order of time, with their days beside them.
//!
//! What is asked of every event (the histogram, a range of dates) goes along these columns and never looks at heads. What
//! a query is, is not known here.

use super::EventId;
use crate::index::bits::Bits;
use crate::index::bytes::{Reader, Writer};
use crate::index::order::Placed;
use crate::model::{Day, date};
use roaring::RoaringBitmap;
use std::io;
use std::ops::Range;

/// All events that are shown, by first day, last day, id; undated ones last.
#[cfg_attr(feature = "store", derive(Clone))]
#[derive(Debug, Default)]
pub struct Order {
    events: Vec<EventId>,
    first: Vec<i32>,
    last: Vec<i32>,
    is_doubtful: Bits,
    /// The places of those that have more than one day, or an uncertain or approximate date.
    inexact: Bits,
    /// Those of them that lie on one day.
    doubtful_days: Bits,
    /// The places of those with the same several days, which stand together; nothing where nearly all have others.
    spans: Vec<Range<u32>>,
    /// The numbers of all, as a set.
    all: RoaringBitmap,
    /// The place of each event by its number; [`NOWHERE`] of one that is not shown.
    ranks: Vec<u32>,
    dated: usize,
    time: Option<(Day, Day)>,
}

/// Events with the same days at least, on average, for which it is of use to know that they stand together.
const TOGETHER: usize = 4;

/// The place of an event that has none.
const NOWHERE: u32 = u32::MAX;

impl Order {
    /// The order of numbers that come in it.
    pub fn new(placed: impl Iterator<Item = Placed>) -> Order {
        let mut order = Order::default();
        let mut doubtful = Vec::new();
        for (place, Placed { number, days: (first, last), is_doubtful }) in (0..).zip(placed) {
            order.events.push(EventId(number));
            order.first.push(first.0);
            order.last.push(last.0);
            doubtful.extend(is_doubtful.then_some(place));
        }
        let count = order.events.len() as u32;
        order.is_doubtful = Bits::new(count);
        for place in doubtful {
            order.is_doubtful.insert(place);
        }
        (order.inexact, order.doubtful_days) = (order.is_doubtful.clone(), order.is_doubtful.clone());
        let mut several = 0;
        let days_at = |place: u32| (&order.first[place as usize], &order.last[place as usize]);
        for (place, days) in (0..).zip(order.first.iter().zip(&order.last)).filter(|(_, (first, last))| first != last) {
            order.inexact.insert(place);
            order.doubtful_days.remove(place);
            several += 1;
            match order.spans.last_mut().filter(|span| span.end == place) {
                Some(span) if place > 0 && days_at(place - 1) == days => span.end = place + 1,
                _ => order.spans.push(place..place + 1),
            }
        }
        if order.spans.len() > several / TOGETHER {
            order.spans = Vec::new();
        }
        let bound = order.events.iter().map(|event| event.0 + 1).max().unwrap_or(0);
        order.ranks = vec![NOWHERE; bound as usize];
        let mut all = Bits::new(bound);
        for (place, event) in (0..).zip(&order.events) {
            order.ranks[event.0 as usize] = place;
            all.insert(event.0);
        }
        order.all = all.to_set();
        order.events.shrink_to_fit();
        order.first.shrink_to_fit();
        order.last.shrink_to_fit();
        order.dated = order.first.partition_point(|first| *first < Day::MAX.0);
        order.time = order.time_of_dated();
        order
    }

    /// Writes the order.
    pub(super) fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        writer.column(&self.events.iter().map(|event| event.0).collect::<Vec<u32>>())?;
        writer.column(&self.first)?;
        writer.column(&self.last)?;
        writer.column(&(0..self.events.len()).map(|place| u8::from(self.is_doubtful(place))).collect::<Vec<u8>>())
    }

    /// Reads the order of `count` different events below `bound`.
    pub(super) fn read(reader: &mut Reader<'_>, count: usize, bound: u32) -> Option<Order> {
        let events: Vec<u32> = reader.column_of(count)?;
        let (first, last): (Vec<i32>, Vec<i32>) = (reader.column_of(count)?, reader.column_of(count)?);
        let is_doubtful: Vec<u8> = reader.column_of(count)?;
        let are_sound =
            are_different(&events, bound) && first.is_sorted() && first.iter().zip(&last).all(|(a, b)| a <= b);
        let placed = (0..count).map(|at| Placed {
            number: events[at],
            days: (Day(first[at]), Day(last[at])),
            is_doubtful: is_doubtful[at] != 0,
        });
        are_sound.then(|| Order::new(placed))
    }

    /// First and last day of the dated events; open ends do not count.
    fn time_of_dated(&self) -> Option<(Day, Day)> {
        let dated =
            || self.first.iter().zip(&self.last).take(self.dated).map(|(first, last)| (Day(*first), Day(*last)));
        let closed = |day: Day| (day < Day::MAX).then_some(day);
        // In order of time, the first day is at the front, behind open starts, which may have ended before it.
        let open = dated().take_while(|(first, _)| *first == Day::MIN).filter_map(|(_, last)| closed(last));
        let first = open.chain(dated().map(|(first, _)| first).find(|first| *first > Day::MIN)).min()?;
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

    /// The same as the order of a part of more events, which take this time.
    #[cfg(feature = "store")]
    pub(super) fn within_time(&self, time: Option<(Day, Day)>) -> Order {
        Order { time, ..self.clone() }
    }

    /// First and last day of the dated events; open ends do not count.
    pub fn time(&self) -> Option<(Day, Day)> {
        self.time
    }

    /// All of them as a set.
    pub fn all(&self) -> &RoaringBitmap {
        &self.all
    }

    /// The place of an event; one that is not shown has a place that is beyond all.
    pub fn rank(&self, event: EventId) -> u32 {
        self.ranks.get(event.0 as usize).copied().unwrap_or(NOWHERE)
    }

    /// How many events begin before a day.
    pub fn before(&self, day: Day) -> u32 {
        self.first.partition_point(|first| *first < day.0) as u32
    }

    /// Calls `found` with each event that lies, or may lie, in a range of days.
    fn each_within(&self, range: date::Range, mut found: impl FnMut(EventId)) {
        let (from, to) = (self.before(range.first), self.first.partition_point(|first| *first <= range.last.0));
        // Of those that begin before the range only some reach into it, and none that lies on one day.
        let reaching = self.inexact.iter(0..from).filter(|place| self.last[*place as usize] >= range.first.0);
        reaching.for_each(|place| found(self.events[place as usize]));
        self.events[from as usize..to.min(self.dated)].iter().for_each(|event| found(*event));
    }

    /// The events that lie, or may lie, in a range of days.
    pub fn within(&self, range: date::Range) -> RoaringBitmap {
        let mut events = Bits::new(self.ranks.len() as u32);
        self.each_within(range, |event| events.insert(event.0));
        events.to_set()
    }

    /// The events without a date.
    pub fn undated(&self) -> RoaringBitmap {
        let mut events = Bits::new(self.ranks.len() as u32);
        self.events[self.dated..].iter().for_each(|event| events.insert(event.0));
        events.to_set()
    }

    /// The places of the events that have a date and do not surely lie on one day.
    pub fn inexact(&self) -> &Bits {
        &self.inexact
    }

    /// Those of them that lie on one day.
    pub fn doubtful_days(&self) -> &Bits {
        &self.doubtful_days
    }

    /// The places of all others of them, those with the same days together; `None` where that would be of no use.
    pub fn spans(&self) -> Option<&[Range<u32>]> {
        (!self.spans.is_empty()).then_some(&self.spans)
    }

    /// The places of the events with an uncertain or approximate date.
    pub fn doubtful(&self) -> &Bits {
        &self.is_doubtful
    }

    /// First and last day of the event at a place in the order.
    pub fn days(&self, place: usize) -> (Day, Day) {
        (Day(self.first[place]), Day(self.last[place]))
    }

    /// Whether the date of the event at a place is uncertain or approximate.
    pub fn is_doubtful(&self, place: usize) -> bool {
        self.is_doubtful.contains(place as u32)
    }
}

/// Whether each of some numbers comes once and is below `bound`.
pub(super) fn are_different(numbers: &[u32], bound: u32) -> bool {
    let mut seen = Bits::new(bound);
    numbers.iter().all(|&number| {
        let is_new = number < bound && !seen.contains(number);
        seen.insert(number);
        is_new
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_start_does_not_hide_what_begins_before_it_ends() {
        let time = |days: &[(i32, i32)]| {
            let placed = (0..).zip(days);
            let placed = placed.map(|(number, (first, last))| Placed {
                number,
                days: (Day(*first), Day(*last)),
                is_doubtful: false,
            });
            Order::new(placed).time()
        };
        let (open, end) = (Day::MIN.0, Day::MAX.0);
        assert_eq!(time(&[(open, 90), (10, 20), (30, 30)]), Some((Day(10), Day(90))));
        assert_eq!(time(&[(open, 5), (open, 7), (10, end)]), Some((Day(5), Day(10))));
        assert_eq!(time(&[(open, 5)]), Some((Day(5), Day(5))));
        assert_eq!(time(&[(open, end)]), None);
    }

    #[test]
    fn what_lies_in_a_range_is_found_by_where_it_begins_and_how_far_it_reaches() {
        let (open, end) = (Day::MIN.0, Day::MAX.0);
        let days = [(open, 5), (open, end), (0, 0), (1, 40), (3, 9), (9, 9), (10, 12), (20, end), (30, 30), (end, end)];
        let placed = (0..).zip(days).map(|(number, (first, last))| Placed {
            number,
            days: (Day(first), Day(last)),
            is_doubtful: number == 5,
        });
        let order = Order::new(placed);
        assert_eq!(order.inexact().iter(0..10).collect::<Vec<_>>(), [0, 1, 3, 4, 5, 6, 7]);
        for first in -1..32 {
            for last in first..32 {
                let range = date::Range { first: Day(first), last: Day(last) };
                let mut found = Vec::new();
                order.each_within(range, |event| found.push(event.0));
                let dated = (0..).zip(&days[..order.dated()]);
                let overlap = dated.filter(|(_, (first, last))| range.contains_any(Day(*first), Day(*last)));
                assert_eq!(found, overlap.map(|(number, _)| number).collect::<Vec<u32>>(), "{range:?}");
            }
        }
    }
}
