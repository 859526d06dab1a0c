//! The events of a dataset in the order of time, with their days beside them.
//!
//! What is asked of every event (the histogram, a range of dates) goes along these columns and never looks at heads.

use super::EventId;
use crate::index::order::Placed;
use crate::index::postings::Bits;
use crate::index::store::{Reader, Writer};
use crate::model::Day;
use roaring::RoaringBitmap;
use std::io;

/// All events that are shown, by first day, last day, id; undated ones last.
#[derive(Debug, Default)]
pub struct Order {
    events: Vec<EventId>,
    first: Vec<i32>,
    last: Vec<i32>,
    is_doubtful: Vec<bool>,
    /// The place of each event by its number.
    places: Vec<u32>,
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
        let bound = order.events.iter().map(|event| event.0 + 1).max().unwrap_or(0);
        order.places = vec![0; bound as usize];
        for (place, event) in (0..).zip(&order.events) {
            order.places[event.0 as usize] = place;
        }
        order.events.shrink_to_fit();
        order.first.shrink_to_fit();
        order.last.shrink_to_fit();
        order.is_doubtful.shrink_to_fit();
        order.dated = order.first.partition_point(|first| *first < Day::MAX.0);
        order.time = order.time_of_dated();
        order
    }

    /// Writes the order.
    pub(super) fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        writer.column(&self.events.iter().map(|event| event.0).collect::<Vec<u32>>())?;
        writer.column(&self.first)?;
        writer.column(&self.last)?;
        writer.column(&self.is_doubtful.iter().map(|is| u8::from(*is)).collect::<Vec<u8>>())
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

    /// First and last day of the dated events; open ends do not count.
    pub fn time(&self) -> Option<(Day, Day)> {
        self.time
    }

    /// The places of `selected` events, ascending. Costs as much as there are of them when they are few, else as much as
    /// there are events.
    pub fn places_of(&self, selected: &RoaringBitmap, bits: &Bits) -> Vec<u32> {
        const FEW: u64 = 32;
        if selected.len() < self.events.len() as u64 / FEW {
            let place = |event: u32| self.places.get(event as usize).copied();
            let mut places: Vec<u32> = selected.iter().filter_map(place).collect();
            places.sort_unstable();
            return places;
        }
        let all = (0..).zip(&self.events);
        all.filter(|(_, event)| bits.contains(event.0)).map(|(place, _)| place).collect()
    }

    /// The place of an event that is shown; any number for another.
    pub fn place(&self, event: EventId) -> u32 {
        self.places.get(event.0 as usize).copied().unwrap_or(0)
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
    fn few_and_many_events_are_found_in_their_places() {
        let number = |place: u32| (place * 7) % 1009;
        let day = |place: u32| (Day(place as i32), Day(place as i32));
        let placed = (0..1009).map(|place| Placed { number: number(place), days: day(place), is_doubtful: false });
        let order = Order::new(placed);
        for share in [2, 500] {
            let selected: RoaringBitmap = (0..1009).filter(|event| event % share == 0).collect();
            let bits = Bits::of(&selected, 1009);
            let expected: Vec<u32> = (0..1009).filter(|place| number(*place) % share == 0).collect();
            assert_eq!(order.places_of(&selected, &bits), expected);
        }
        assert_eq!(order.time(), Some((Day(0), Day(1008))));
    }
}
