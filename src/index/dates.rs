//! The dates of heads, in columns: what three bytes say of nearly every one. Of the last day only what the first and the
//! precision do not tell is kept. Whose dates they are is not known here.

use super::bytes::{Reader, Writer};
use super::numbers::Numbers;
use crate::model::date::{Begins, Precision};
use crate::model::{Date, Day, WrittenDate};
use std::io;

/// How exactly a head's date is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeadPrecision {
    /// One day, or an instant on it.
    Day,
    /// One month.
    Month,
    /// One year.
    Year,
    /// Anything longer or of more parts, that begins in a month that it names: `2024-02-05/2024-03-01`.
    Span,
    /// The same, of whose beginning only the year is named: a season, `2020/..`, `2010-XX-15`.
    SpanFromYear,
    /// The same, of whose beginning not even one year is named: a decade, `156X-12-25`, `../2023`.
    SpanFromYears,
    /// No date, or words that are no date.
    Undated,
}

/// The date of a head: the days it may lie in, and how surely.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HeadDate {
    /// First day; [`Day::MIN`] when the start is open.
    pub first: Day,
    /// Last day; [`Day::MAX`] when the end is open.
    pub last: Day,
    /// Written with `?` or `%`.
    pub uncertain: bool,
    /// Written with `~` or `%`.
    pub approximate: bool,
    /// How exactly it is known.
    pub precision: HeadPrecision,
}

impl HeadDate {
    /// The head of a record without a date.
    pub const UNDATED: HeadDate = HeadDate {
        first: Day::MAX,
        last: Day::MAX,
        uncertain: false,
        approximate: false,
        precision: HeadPrecision::Undated,
    };

    /// The head's form of a date.
    pub fn new(date: &Date) -> HeadDate {
        let precision = match date.precision() {
            Precision::Day | Precision::Instant => HeadPrecision::Day,
            Precision::Month => HeadPrecision::Month,
            Precision::Year => HeadPrecision::Year,
            _ => match date.begins() {
                Begins::Month => HeadPrecision::Span,
                Begins::Year => HeadPrecision::SpanFromYear,
                Begins::Years => HeadPrecision::SpanFromYears,
            },
        };
        HeadDate {
            first: date.first(),
            last: date.last(),
            uncertain: date.is_uncertain(),
            approximate: date.is_approximate(),
            precision,
        }
    }

    /// The head's form of a date as written; undated when it is no date.
    pub fn of_written<W>(written: Option<&WrittenDate<W>>) -> HeadDate {
        written.and_then(|written| written.date.as_ref()).map_or(HeadDate::UNDATED, HeadDate::new)
    }

    /// Whether there is no date.
    pub fn is_undated(&self) -> bool {
        self.precision == HeadPrecision::Undated
    }

    /// Precision and doubts as bits, with what else a head marks: whether the basis is not stated, and one mark more
    /// (of an event that its confidence is low, of an article that it has a text).
    fn flags(self, basis_not_stated: bool, mark: bool) -> u8 {
        let precision = match self.precision {
            HeadPrecision::Day => 0,
            HeadPrecision::Month => 1,
            HeadPrecision::Year => 2,
            HeadPrecision::Span => 3,
            HeadPrecision::Undated => 4,
            HeadPrecision::SpanFromYear => 5,
            HeadPrecision::SpanFromYears => 6,
        };
        let bit = |is: bool, at: u8| u8::from(is) << at;
        precision | bit(self.uncertain, 3) | bit(self.approximate, 4) | bit(basis_not_stated, 5) | bit(mark, 6)
    }

    /// What [`HeadDate::flags`] was made from, of a date that is one day.
    fn from_flags(day: i32, flags: u8) -> (HeadDate, bool, bool) {
        let precision = match flags & 7 {
            0 => HeadPrecision::Day,
            1 => HeadPrecision::Month,
            2 => HeadPrecision::Year,
            3 => HeadPrecision::Span,
            5 => HeadPrecision::SpanFromYear,
            6 => HeadPrecision::SpanFromYears,
            _ => HeadPrecision::Undated,
        };
        let bit = |at: u8| flags >> at & 1 == 1;
        let (first, last) = (Day(day), Day(day));
        (HeadDate { first, last, uncertain: bit(3), approximate: bit(4), precision }, bit(5), bit(6))
    }
}

/// Dates with two marks each.
#[derive(Debug, Default)]
pub struct Dates {
    /// The first days, counted from [`START`]; of what is undated nothing.
    first: Numbers,
    flags: Vec<u8>,
    /// The last days that stand for themselves, each with its place; ascending.
    last: Vec<(u32, i32)>,
}

/// The day from which first days are counted: 179 years from here on take two bytes each.
const START: i32 = -25_567;

/// Of the flags, besides [`HeadDate::flags`]: the last day stands for itself.
const OWN_LAST: u8 = 1 << 7;

/// The last day of a date that is known so exactly, by its first.
fn last_of(first: i32, precision: HeadPrecision) -> i32 {
    if !matches!(precision, HeadPrecision::Month | HeadPrecision::Year) {
        return first;
    }
    let (year, month, _) = Day(first).ymd();
    let end = if precision == HeadPrecision::Month && month < 12 {
        Day::from_ymd(year, month + 1, 1).map(|next| next.0.saturating_sub(1))
    } else {
        Day::from_ymd(year, 12, 31).map(|last| last.0)
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
        self.first.push(if date.is_undated() { 0 } else { date.first.0.wrapping_sub(START) as u32 });
        self.flags.push(flags);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.first.len()
    }

    /// Date number `at`, from 0, with its marks.
    pub fn get(&self, at: usize) -> (HeadDate, bool, bool) {
        let (first, flags) = ((self.first.get(at) as i32).wrapping_add(START), self.flags[at]);
        let mut found = HeadDate::from_flags(first, flags);
        if found.0.is_undated() {
            (found.0.first, found.0.last) = (Day::MAX, Day::MAX);
            return found;
        }
        let own = || self.last.binary_search_by_key(&(at as u32), |(place, _)| *place).ok();
        let own = (flags & OWN_LAST != 0).then(own).flatten().map(|own| self.last[own].1);
        found.0.last = Day(own.unwrap_or_else(|| last_of(first, found.0.precision)));
        found
    }

    /// Adds all dates of another.
    pub fn append(&mut self, other: &Dates) {
        let base = self.first.len() as u32;
        self.first.append(&other.first);
        self.flags.extend_from_slice(&other.flags);
        self.last.extend(other.last.iter().map(|(at, last)| (base + at, *last)));
    }

    /// Gives back the memory that was kept for growing.
    pub fn shrink(&mut self) {
        self.first.shrink();
        self.flags.shrink_to_fit();
        self.last.shrink_to_fit();
    }

    /// Writes the dates.
    pub fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        self.first.save(writer)?;
        writer.column(&self.flags)?;
        let (places, last): (Vec<u32>, Vec<i32>) = self.last.iter().copied().unzip();
        writer.column(&places)?;
        writer.column(&last)
    }

    /// Reads `count` dates, of which none ends before it begins.
    pub fn read(reader: &mut Reader<'_>, count: usize) -> Option<Dates> {
        let (first, flags) = (Numbers::read(reader, count)?, reader.column_of(count)?);
        let places: Vec<u32> = reader.column()?;
        let last: Vec<i32> = reader.column_of(places.len())?;
        let are_ascending = places.is_sorted_by(|a, b| a < b);
        let dates = Dates { first, flags, last: places.into_iter().zip(last).collect() };
        let is_date = |at: usize| {
            let (date, ..) = dates.get(at);
            date.first <= date.last
        };
        (are_ascending && (0..count).all(is_date)).then_some(dates)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        twice.append(&dates);
        twice.append(&dates);
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
