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
    /// Those with the same days, which stand together. There are some thousands of days, and a million events.
    runs: Vec<Run>,
    /// In which run each stands: the run of the first of every [`BLOCK`] of them, and how many have begun since.
    block_runs: Vec<u32>,
    runs_since: Vec<u8>,
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

/// Events with the same first and last day.
#[derive(Clone, Copy, Debug)]
struct Run {
    first: i32,
    last: i32,
    /// One past the place of the last.
    end: u32,
}

/// Places whose runs are counted from that of the first: one begins at each of them at most.
const BLOCK: usize = 64;

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
            match order.runs.last_mut().filter(|run| (run.first, run.last) == (first.0, last.0)) {
                Some(run) => run.end = place + 1,
                None => order.runs.push(Run { first: first.0, last: last.0, end: place + 1 }),
            }
            let run = order.runs.len() as u32 - 1;
            if (place as usize).is_multiple_of(BLOCK) {
                order.block_runs.push(run);
            }
            order.runs_since.push((run - order.block_runs[place as usize / BLOCK]) as u8);
            doubtful.extend(is_doubtful.then_some(place));
        }
        let count = order.events.len() as u32;
        order.is_doubtful = Bits::new(count);
        for place in doubtful {
            order.is_doubtful.insert(place);
        }
        (order.inexact, order.doubtful_days) = (order.is_doubtful.clone(), order.is_doubtful.clone());
        let (mut several, mut start) = (0, 0);
        for run in &order.runs {
            let span = std::mem::replace(&mut start, run.end)..run.end;
            if run.first != run.last {
                several += span.len();
                for place in span.clone() {
                    order.inexact.insert(place);
                    order.doubtful_days.remove(place);
                }
                order.spans.push(span);
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
        order.runs.shrink_to_fit();
        order.block_runs.shrink_to_fit();
        order.runs_since.shrink_to_fit();
        order.dated = order.before(Day::MAX) as usize;
        order.time = order.time_of_dated();
        order
    }

    /// Writes the order.
    pub(super) fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        writer.column(&self.events.iter().map(|event| event.0).collect::<Vec<u32>>())?;
        writer.column(&self.runs.iter().map(|run| [run.first, run.last]).collect::<Vec<_>>())?;
        writer.column(&self.runs.iter().map(|run| run.end).collect::<Vec<u32>>())?;
        writer.column(&(0..self.events.len()).map(|place| u8::from(self.is_doubtful(place))).collect::<Vec<u8>>())
    }

    /// Reads the order of `count` different events below `bound`.
    pub(super) fn read(reader: &mut Reader<'_>, count: usize, bound: u32) -> Option<Order> {
        let events: Vec<u32> = reader.column_of(count)?;
        let days: Vec<[i32; 2]> = reader.column()?;
        let ends: Vec<u32> = reader.column_of(days.len())?;
        let is_doubtful: Vec<u8> = reader.column_of(count)?;
        let are_sound = are_different(&events, bound)
            && days.is_sorted_by_key(|[first, _]| *first)
            && days.iter().all(|[first, last]| first <= last)
            && ends.is_sorted()
            && ends.last().map_or(0, |end| *end as usize) == count;
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let runs = days.iter().zip(starts.zip(&ends));
        let placed = runs.flat_map(|(&[first, last], (start, end))| {
            let places = start as usize..*end as usize;
            places.map(move |at| (at, (Day(first), Day(last))))
        });
        let placed = placed.map(|(at, days)| Placed { number: events[at], days, is_doubtful: is_doubtful[at] != 0 });
        are_sound.then(|| Order::new(placed))
    }

    /// First and last day of the dated events; open ends do not count.
    fn time_of_dated(&self) -> Option<(Day, Day)> {
        let days = || self.runs.iter().map(|run| (Day(run.first), Day(run.last)));
        let dated = || days().take_while(|(first, _)| *first < Day::MAX);
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
        self.end_of(|first| first < day.0)
    }

    /// One past the place of the last event with such a first day.
    fn end_of(&self, is: impl Fn(i32) -> bool) -> u32 {
        let after = self.runs.partition_point(|run| is(run.first));
        after.checked_sub(1).map_or(0, |last| self.runs[last].end)
    }

    /// Calls `found` with each event that lies, or may lie, in a range of days.
    fn each_within(&self, range: date::Range, mut found: impl FnMut(EventId)) {
        let (from, to) = (self.before(range.first) as usize, self.end_of(|first| first <= range.last.0) as usize);
        let mut start = 0;
        for run in self.runs.iter().take_while(|run| run.first < range.first.0) {
            let places = std::mem::replace(&mut start, run.end as usize)..run.end as usize;
            if run.last >= range.first.0 {
                self.events[places].iter().for_each(|event| found(*event));
            }
        }
        self.events[from..to.min(self.dated)].iter().for_each(|event| found(*event));
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
        let run = self.block_runs[place / BLOCK] as usize + usize::from(self.runs_since[place]);
        let Run { first, last, .. } = self.runs[run];
        (Day(first), Day(last))
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
        assert_eq!(order.days(3), (Day(1), Day(40)));
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
