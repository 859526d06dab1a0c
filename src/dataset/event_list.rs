//! Selected events in the order of time, as a set of their places in it.
//!
//! A list of a million events is a bit for each event of the data, with a count before each block of them: it is made
//! by setting bits, and a row is found when it is shown. What selected the events is not known here.

use super::{EventId, Order};
use crate::index::bits::{Bits, each_of};
use roaring::RoaringBitmap;
use std::sync::Arc;

/// Events by first day, last day, id; undated ones last.
#[derive(Clone, Debug, Default)]
pub struct EventList {
    order: Arc<Order>,
    ranks: Bits,
    /// How many are listed before each block, and at the end before all that could follow.
    before: Vec<u32>,
    dated: usize,
}

/// Places in a block.
const BLOCK: u32 = 512;

impl EventList {
    /// The list of `events`, which are numbers under which events are shown.
    pub(super) fn new(order: &Arc<Order>, events: &RoaringBitmap) -> EventList {
        let all = order.events().len() as u32;
        let rank = |event| order.rank(EventId(event));
        let ranks = if events.len() > u64::from(all) / 2 {
            let mut ranks = Bits::all(all);
            each_of(&(order.all() - events), |event| ranks.remove(rank(event)));
            ranks
        } else {
            let mut ranks = Bits::new(all);
            each_of(events, |event| ranks.insert(rank(event)));
            ranks
        };
        let mut before = vec![0];
        let mut count = 0;
        for start in (0..all).step_by(BLOCK as usize) {
            count += ranks.count(start..start + BLOCK) as u32;
            before.push(count);
        }
        let mut list = EventList { order: Arc::clone(order), ranks, before, dated: 0 };
        list.dated = list.listed_before(order.dated() as u32);
        list
    }

    /// How many events are listed.
    pub fn len(&self) -> usize {
        self.before.last().map_or(0, |count| *count as usize)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many of them have a date; they come first.
    pub fn dated(&self) -> usize {
        self.dated
    }

    /// How many of them, at the end, have no date.
    pub fn undated(&self) -> usize {
        self.len() - self.dated
    }

    /// Event number `at`, from 0.
    pub fn get(&self, at: usize) -> Option<EventId> {
        if at >= self.len() {
            return None;
        }
        let block = self.before.partition_point(|before| *before as usize <= at) - 1;
        let place = self.ranks.nth(block as u32 * BLOCK, at - self.before[block] as usize)?;
        Some(self.order.events()[place as usize])
    }

    /// The number of an event in the list, from 0; `None` where it is not listed.
    pub fn position(&self, event: EventId) -> Option<usize> {
        let place = self.order.rank(event);
        self.ranks.contains(place).then(|| self.listed_before(place))
    }

    /// Whether an event is listed.
    pub fn contains(&self, event: EventId) -> bool {
        self.ranks.contains(self.order.rank(event))
    }

    /// How many of the first events of the list satisfy `is`; no event does that comes after one that does not.
    pub fn partition_point(&self, is: impl Fn(EventId) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.get(middle).is_some_and(&is) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The events, the earliest first.
    pub fn iter(&self) -> impl Iterator<Item = EventId> + '_ {
        let all = 0..self.ranks.bound();
        self.ranks.iter(all).map(|place| self.order.events()[place as usize])
    }

    /// The events, the latest first, then those without a date.
    pub fn newest_first(&self) -> impl Iterator<Item = EventId> + '_ {
        (0..self.dated).rev().chain(self.dated..self.len()).filter_map(|at| self.get(at))
    }

    /// The order of all events.
    pub fn order(&self) -> &Order {
        &self.order
    }

    /// The places of the listed events in the order of all.
    pub fn ranks(&self) -> &Bits {
        &self.ranks
    }

    fn listed_before(&self, place: u32) -> usize {
        let block = place / BLOCK;
        self.before[block as usize] as usize + self.ranks.count(block * BLOCK..place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::order::Placed;
    use crate::model::Day;

    #[test]
    fn few_and_many_events_are_listed_in_the_order_of_time() {
        // Every tenth number is not shown, and the last hundred of 1000 have no date.
        let shown = |number: &u32| number % 10 != 3;
        let numbers: Vec<u32> = (0..1000).map(|place: u32| (place * 7) % 1111).filter(shown).collect();
        let day = |place: usize| if place < numbers.len() - 100 { Day(place as i32) } else { Day::MAX };
        let placed = numbers.iter().enumerate().map(|(place, number)| Placed {
            number: *number,
            days: (day(place), day(place)),
            is_doubtful: false,
        });
        let order = Arc::new(Order::new(placed));
        for share in [1, 2, 3, 500, 5000] {
            let is_selected = |number: &u32| number % share == share / 2;
            let selected: RoaringBitmap = numbers.iter().copied().filter(is_selected).collect();
            let list = EventList::new(&order, &selected);
            let expected: Vec<EventId> = numbers.iter().copied().filter(is_selected).map(EventId).collect();
            assert_eq!(list.iter().collect::<Vec<_>>(), expected);
            assert_eq!((list.len(), list.is_empty()), (expected.len(), expected.is_empty()));
            for (at, event) in expected.iter().enumerate() {
                assert_eq!((list.get(at), list.position(*event)), (Some(*event), Some(at)));
            }
            assert_eq!(list.get(expected.len()), None);
            for number in 0..1200 {
                assert_eq!(list.contains(EventId(number)), expected.contains(&EventId(number)));
            }
            let undated = numbers[numbers.len() - 100..].iter().filter(|number| is_selected(number)).count();
            assert_eq!((list.dated(), list.undated()), (expected.len() - undated, undated));
            let (dated, rest) = expected.split_at(list.dated());
            let newest_first: Vec<EventId> = dated.iter().rev().chain(rest).copied().collect();
            assert_eq!(list.newest_first().collect::<Vec<_>>(), newest_first);
            for middle in 0..expected.len() {
                assert_eq!(list.partition_point(|event| expected[..middle].contains(&event)), middle);
            }
        }
        assert_eq!((EventList::default().len(), EventList::default().get(0)), (0, None));
    }
}
