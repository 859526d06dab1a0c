//! The order of time: which of a million numbers comes before which, merged as more of them come.
//!
//! Sorting compares numbers only: days, and the part of an id in which ids differ. It knows heads' dates and ids, and
//! neither segments nor datasets.

use super::heads::HeadDate;
use crate::model::Day;
use std::collections::HashSet;

/// Numbers in the order of time, as more of them come: first day, last day, id.
#[derive(Default)]
pub struct TimeOrder {
    sorted: Vec<Dated>,
    fresh: Vec<Dated>,
    /// What all ids so far begin with; [`Dated::id`] is what comes after it.
    prefix: Option<String>,
    /// Whether it has become shorter since `sorted` and `fresh` were given their keys.
    is_stale: bool,
}

/// A number with what it is sorted by.
#[derive(Clone, Copy)]
struct Dated {
    /// First day above, last day below.
    days: u64,
    /// The eight bytes of the id after those that all ids share. Most ids differ in them, so that sorting a million
    /// seldom looks at texts.
    id: u64,
    number: u32,
    is_doubtful: bool,
}

/// A number in the order of time, with its days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Placed {
    /// The number.
    pub number: u32,
    /// First and last day; the greatest days stand for no date.
    pub days: (Day, Day),
    /// Whether the date is uncertain or approximate.
    pub is_doubtful: bool,
}

impl TimeOrder {
    /// Adds one number. Numbers that come sorted are merged faster.
    pub fn add(&mut self, number: u32, date: HeadDate, id: &str) {
        // The sign bit turned over, days sort as unsigned numbers; undated heads have the greatest.
        let sortable = |day: i32| u64::from(day as u32 ^ 0x8000_0000);
        let days = sortable(date.first.0) << 32 | sortable(date.last.0);
        let prefix = self.prefix.get_or_insert_with(|| id.to_owned());
        if !id.starts_with(&**prefix) {
            let shared = prefix.chars().zip(id.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
            prefix.truncate(shared);
            self.is_stale = true;
        }
        let is_doubtful = date.uncertain || date.approximate;
        self.fresh.push(Dated { days, id: id_key(id, prefix.len()), number, is_doubtful });
    }

    /// The numbers in order, as of the last [`TimeOrder::settle`].
    pub fn numbers(&self) -> impl ExactSizeIterator<Item = u32> + '_ {
        self.sorted.iter().map(|dated| dated.number)
    }

    /// The numbers in order with their days, as of the last [`TimeOrder::settle`].
    pub fn placed(&self) -> impl ExactSizeIterator<Item = Placed> + '_ {
        let day = |sortable: u64| Day(sortable as u32 as i32 ^ i32::MIN);
        self.sorted.iter().map(move |dated| Placed {
            number: dated.number,
            days: (day(dated.days >> 32), day(dated.days)),
            is_doubtful: dated.is_doubtful,
        })
    }

    /// Takes numbers out of what was merged before; they were added again with another date.
    pub fn forget_settled(&mut self, numbers: &HashSet<u32>) {
        if numbers.is_empty() {
            return;
        }
        self.sorted.retain(|dated| !numbers.contains(&dated.number));
        // Of two dates that were added since, the later one holds.
        let mut seen = HashSet::new();
        let mut fresh = std::mem::take(&mut self.fresh);
        fresh.reverse();
        fresh.retain(|dated| !numbers.contains(&dated.number) || seen.insert(dated.number));
        self.fresh = fresh;
    }

    /// Merges what came since; `id` gives the id of a number.
    pub fn settle<'s>(&mut self, id: impl Fn(u32) -> &'s str) {
        if self.fresh.is_empty() {
            return;
        }
        if std::mem::take(&mut self.is_stale) {
            let length = self.prefix.as_ref().map_or(0, String::len);
            for dated in self.sorted.iter_mut().chain(&mut self.fresh) {
                dated.id = id_key(id(dated.number), length);
            }
        }
        // A stable sort merges what is in order already, here the old numbers and each segment's new ones.
        self.sorted.append(&mut self.fresh);
        self.sorted.sort_by(|a, b| (a.days, a.id).cmp(&(b.days, b.id)).then_with(|| id(a.number).cmp(id(b.number))));
    }
}

/// The eight bytes of an id after the first `skip`, such that keys compare as the bytes do.
fn id_key(id: &str, skip: usize) -> u64 {
    let rest = id.as_bytes().get(skip..).unwrap_or_default();
    let mut key = [0; 8];
    let length = rest.len().min(8);
    key[..length].copy_from_slice(&rest[..length]);
    u64::from_be_bytes(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;
    use proptest::prelude::*;

    fn date(text: &str) -> HeadDate {
        HeadDate::new(&Date::parse(text).unwrap())
    }

    proptest! {
        /// However the numbers come, in whatever portions, they end in the order of days and ids.
        #[test]
        fn the_order_is_that_of_days_and_ids(
            rows in prop::collection::vec((0..3usize, "(event-)?[a-c]{0,3}(0000000)?[жя1-3]{0,2}"), 0..60),
            portion in 1..20usize,
        ) {
            let dates = [date("2024-05-01"), date("2024-05"), HeadDate::UNDATED];
            let id = |number: u32| rows[number as usize].1.as_str();
            let mut order = TimeOrder::default();
            for (number, (at, id_of)) in rows.iter().enumerate() {
                order.add(number as u32, dates[*at], id_of);
                if number % portion == 0 {
                    order.settle(id);
                }
            }
            order.settle(id);
            let mut expected: Vec<u32> = (0..rows.len() as u32).collect();
            expected.sort_by_key(|&number| {
                let (at, id) = &rows[number as usize];
                (dates[*at].first, dates[*at].last, id.clone())
            });
            prop_assert_eq!(order.numbers().collect::<Vec<_>>(), expected);
            for placed in order.placed() {
                let date = dates[rows[placed.number as usize].0];
                prop_assert_eq!(placed.days, (date.first, date.last));
            }
        }
    }
}
