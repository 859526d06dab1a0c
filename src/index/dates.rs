//! The dates of heads, in columns: what five bytes say of nearly every one. Of the last day only what the first and the
//! precision do not tell is kept. Whose dates they are is not known here.

use super::bytes::{Reader, Writer};
use super::heads::{HeadDate, HeadPrecision};
use crate::model::Day;
use std::io;

/// Dates with two marks each.
#[derive(Debug, Default)]
pub struct Dates {
    first: Vec<i32>,
    flags: Vec<u8>,
    /// The last days that stand for themselves, each with its place; ascending.
    last: Vec<(u32, i32)>,
}

/// Of the flags, besides [`HeadDate::flags`]: the last day stands for itself.
const OWN_LAST: u8 = 1 << 7;

/// The last day of a date that is known so exactly, by its first.
fn last_of(first: i32, precision: HeadPrecision) -> i32 {
    let (year, month, _) = Day(first).ymd();
    let end = match precision {
        HeadPrecision::Month if month < 12 => Day::from_ymd(year, month + 1, 1).map(|next| next.0.saturating_sub(1)),
        HeadPrecision::Month | HeadPrecision::Year => Day::from_ymd(year, 12, 31).map(|last| last.0),
        _ => None,
    };
    end.unwrap_or(first)
}

impl Dates {
    /// Adds a date with whether its basis is not stated, and one mark more.
    pub fn push(&mut self, date: HeadDate, basis_not_stated: bool, mark: bool) {
        let mut flags = date.flags(basis_not_stated, mark);
        if last_of(date.first.0, date.precision) != date.last.0 {
            flags |= OWN_LAST;
            self.last.push((self.first.len() as u32, date.last.0));
        }
        self.first.push(date.first.0);
        self.flags.push(flags);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.first.len()
    }

    /// Date number `at`, from 0, with its marks.
    pub fn get(&self, at: usize) -> (HeadDate, bool, bool) {
        let (first, flags) = (self.first[at], self.flags[at]);
        let mut found = HeadDate::from_flags(first, flags);
        let own = || self.last.binary_search_by_key(&(at as u32), |(place, _)| *place).ok();
        let own = (flags & OWN_LAST != 0).then(own).flatten().map(|own| self.last[own].1);
        found.0.last = Day(own.unwrap_or_else(|| last_of(first, found.0.precision)));
        found
    }

    /// Adds all dates of another.
    pub fn append(&mut self, other: &Dates) {
        let base = self.first.len() as u32;
        self.first.extend_from_slice(&other.first);
        self.flags.extend_from_slice(&other.flags);
        self.last.extend(other.last.iter().map(|(at, last)| (base + at, *last)));
    }

    /// Gives back the memory that was kept for growing.
    pub fn shrink(&mut self) {
        self.first.shrink_to_fit();
        self.flags.shrink_to_fit();
        self.last.shrink_to_fit();
    }

    /// Writes the dates.
    pub fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        writer.column(&self.first)?;
        writer.column(&self.flags)?;
        let (places, last): (Vec<u32>, Vec<i32>) = self.last.iter().copied().unzip();
        writer.column(&places)?;
        writer.column(&last)
    }

    /// Reads `count` dates, of which none ends before it begins; those that are undated are last.
    pub fn read(reader: &mut Reader<'_>, count: usize) -> Option<Dates> {
        let (first, flags) = (reader.column_of(count)?, reader.column_of(count)?);
        let places: Vec<u32> = reader.column()?;
        let last: Vec<i32> = reader.column_of(places.len())?;
        let are_ascending = places.is_sorted_by(|a, b| a < b);
        let dates = Dates { first, flags, last: places.into_iter().zip(last).collect() };
        let is_date = |at: usize| {
            let (date, ..) = dates.get(at);
            date.first <= date.last && (!date.is_undated() || date.first == Day::MAX)
        };
        (are_ascending && (0..count).all(is_date)).then_some(dates)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;

    #[test]
    fn dates_come_back_whatever_their_precision() {
        let written = [
            "2024-02-05",
            "2024-02",
            "2023-12",
            "2024",
            "2023~",
            "156X-12-25",
            "2024-02-05/2024-03-01",
            "../2023",
            "2020/..",
            "2024-21",
            "2010-XX-15",
            "-0044-03-15",
            "2024?",
            "0000",
            "-0001-12",
            "5000000-01",
            "y-5900000",
            "2024-02-05T10:00:00Z",
        ];
        let mut expected = vec![HeadDate::UNDATED];
        expected.extend(written.iter().filter_map(|text| Date::parse(text).ok()).map(|date| HeadDate::new(&date)));
        assert!(expected.len() > 14, "{}", expected.len());
        // What no reader makes comes back too.
        expected.push(HeadDate { last: Day(9), ..HeadDate::new(&Date::parse("1970-01").unwrap()) });
        let mut dates = Dates::default();
        for (at, date) in expected.iter().enumerate() {
            dates.push(*date, at % 2 == 0, at % 3 == 0);
        }
        let mut twice = Dates::default();
        [&dates, &dates].into_iter().for_each(|dates| twice.append(dates));
        for (at, date) in expected.iter().chain(&expected).enumerate() {
            let own = at % expected.len();
            assert_eq!(twice.get(at), (*date, own % 2 == 0, own % 3 == 0), "{date:?}");
        }
        let mut bytes = Vec::new();
        twice.save(&mut Writer::new(&mut bytes)).unwrap();
        let read = |bytes: &[u8]| {
            let mut from = bytes;
            Dates::read(&mut Reader::new(&mut from, bytes.len() as u64), twice.len())
        };
        assert_eq!(
            read(&bytes).map(|read| (0..read.len()).map(|at| read.get(at)).collect::<Vec<_>>()).unwrap().len(),
            twice.len()
        );
        // One day beyond the end of the month that stands there for itself.
        let end = bytes.len() - 4;
        bytes[end..].copy_from_slice(&(-1i32).to_ne_bytes());
        assert!(read(&bytes).is_none(), "a date that ends before it begins");
    }
}
