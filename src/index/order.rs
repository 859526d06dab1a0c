//! The order of time: which of a million numbers comes before which, merged as more of them come.
//!
//! Sorting compares numbers only: days, and the part of an id in which ids differ. It knows heads' dates and ids, and
//! neither segments nor datasets.

use super::dates::HeadDate;
use crate::model::Day;
use std::collections::HashSet;

/// Numbers in the order of time, as more of them come: first day, last day, id.
#[derive(Debug, Default)]
pub struct TimeOrder {
    /// The first `settled` are in order; what came since follows.
    dated: Vec<Dated>,
    settled: usize,
    /// What all ids so far begin with; [`Dated::id`] is what comes after it.
    prefix: Option<String>,
}

/// A number with what it is sorted by.
#[derive(Clone, Copy, Debug)]
struct Dated {
    /// First day above, last day below.
    days: u64,
    /// The eight bytes of the id after those that all ids share. Most ids differ in them, so that sorting a million
    /// seldom looks at texts.
    id: u64,
    number: u32,
    is_doubtful: bool,
}

impl Dated {
    /// What it is sorted by before ids are looked at: one number, because two that are compared one after the other are
    /// guessed wrong half of the time.
    fn key(&self) -> u128 {
        u128::from(self.days) << 64 | u128::from(self.id)
    }
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
        let shared = self.share_prefix(id);
        let is_doubtful = date.uncertain || date.approximate;
        self.dated.push(Dated { days, id: id_key(&id.as_bytes()[shared..]), number, is_doubtful });
    }

    /// Adds the numbers of another order, as of its last [`TimeOrder::settle`], each raised by `base`; those that `leaves_out`
    /// names are not added. It is what [`TimeOrder::add`] does one by one, without a look at dates and ids.
    pub fn append(&mut self, other: TimeOrder, base: u32, leaves_out: impl Fn(u32) -> bool) {
        let Some(theirs) = other.prefix else { return };
        let shared = self.share_prefix(&theirs);
        let uncommon = &theirs.as_bytes()[shared..];
        let kept = other.dated.into_iter().take(other.settled).filter(|dated| !leaves_out(dated.number));
        self.dated.extend(kept.map(|dated| Dated {
            number: base + dated.number,
            id: key_with(uncommon, dated.id),
            ..dated
        }));
    }

    /// Shortens the prefix to what `text` begins with too, and returns its length in bytes.
    fn share_prefix(&mut self, text: &str) -> usize {
        let prefix = self.prefix.get_or_insert_with(|| text.to_owned());
        if !text.starts_with(&**prefix) {
            let shared = prefix.chars().zip(text.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
            let uncommon = prefix.split_off(shared);
            for dated in &mut self.dated {
                dated.id = key_with(uncommon.as_bytes(), dated.id);
            }
        }
        prefix.len()
    }

    /// The numbers in order, as of the last [`TimeOrder::settle`].
    pub fn numbers(&self) -> impl ExactSizeIterator<Item = u32> + '_ {
        self.dated[..self.settled].iter().map(|dated| dated.number)
    }

    /// The numbers in order with their days, as of the last [`TimeOrder::settle`].
    pub fn placed(&self) -> impl ExactSizeIterator<Item = Placed> + '_ {
        let day = |sortable: u64| Day(sortable as u32 as i32 ^ i32::MIN);
        self.dated[..self.settled].iter().map(move |dated| Placed {
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
        let mut fresh = self.dated.split_off(self.settled);
        self.dated.retain(|dated| !numbers.contains(&dated.number));
        self.settled = self.dated.len();
        // Of two dates that were added since, the later one holds.
        let mut seen = HashSet::new();
        fresh.reverse();
        fresh.retain(|dated| !numbers.contains(&dated.number) || seen.insert(dated.number));
        self.dated.append(&mut fresh);
    }

    /// Merges what came since; `id` gives the id of a number.
    pub fn settle<S: Ord>(&mut self, id: impl Fn(u32) -> S) {
        match self.settled {
            settled if settled == self.dated.len() => return,
            0 => self.dated.sort_unstable_by_key(Dated::key),
            // A stable sort merges what is in order already, here the old numbers and each segment's new ones.
            _ => self.dated.sort_by_key(Dated::key),
        }
        // Ids that are alike for more than eight bytes are seldom.
        let alike = self.dated.chunk_by_mut(|a, b| a.key() == b.key()).filter(|alike| alike.len() > 1);
        alike.for_each(|alike| alike.sort_by_key(|dated| id(dated.number)));
        self.settled = self.dated.len();
    }
}

/// The first eight bytes of what is left of an id, such that keys compare as the bytes do.
fn id_key(rest: &[u8]) -> u64 {
    let mut key = [0; 8];
    let length = rest.len().min(8);
    key[..length].copy_from_slice(&rest[..length]);
    u64::from_be_bytes(key)
}

/// The key of an id of which more is left: `before` stands before what `key` was made from.
fn key_with(before: &[u8], key: u64) -> u64 {
    id_key(before) | key.checked_shr(8 * before.len() as u32).unwrap_or(0)
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
            left_out in 0..80u32,
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
            let mut appended = TimeOrder::default();
            for (part, numbers) in (0..rows.len() as u32).collect::<Vec<_>>().chunks(portion).enumerate() {
                let base = (part * portion) as u32;
                let mut of_part = TimeOrder::default();
                for number in numbers {
                    let (at, id_of) = &rows[*number as usize];
                    of_part.add(number - base, dates[*at], id_of);
                }
                of_part.settle(|number| id(base + number));
                appended.append(of_part, base, |number| base + number == left_out);
                if part % 3 == 0 {
                    appended.settle(id);
                }
            }
            appended.settle(id);
            let kept: Vec<u32> = order.numbers().filter(|number| *number != left_out).collect();
            prop_assert_eq!(appended.numbers().collect::<Vec<_>>(), kept);
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
