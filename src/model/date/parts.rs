//! What the pieces of a date may mean: digits of which some are `X`, years, months, seasons and days of them, as
//! the days from the first to the last of all readings. The grammar (`edtf`) reads the pieces and asks here.

use super::days::{Day, count_days, days_in_month, is_leap, saturated};
use super::value::{Begins, Bound, Date, DateError, Doubt, Precision};
use crate::catalogue::DateWanted;

/// Beyond this every year saturates; it keeps the arithmetic on years far from the ends of an i64.
const FAR_YEAR: i64 = 1_000_000_000;

pub(super) const YEAR: DateWanted = DateWanted::Year;

/// In [`Digits`], an `X`.
pub(super) const UNSPECIFIED: u8 = 10;

/// `N` digits, each 0..=9 or [`UNSPECIFIED`].
#[derive(Clone, Copy)]
pub(super) struct Digits<const N: usize>(pub(super) [u8; N]);

impl<const N: usize> Digits<N> {
    fn unspecified(&self) -> usize {
        self.0.iter().map(|&digit| usize::from(digit == UNSPECIFIED)).sum()
    }

    pub(super) fn is_given(&self) -> bool {
        self.unspecified() == 0
    }

    fn is_unspecified(&self) -> bool {
        self.unspecified() == N
    }

    /// How many numbers the digits may be.
    fn count(&self) -> u32 {
        (0..self.unspecified()).fold(1, |count, _| count * 10)
    }

    /// All numbers the digits may be, rising.
    fn readings(self) -> impl DoubleEndedIterator<Item = u32> {
        (0..self.count()).map(move |fill| self.reading(fill))
    }

    /// The number with the digits of `fill` in place of the `X`.
    pub(super) fn reading(self, mut fill: u32) -> u32 {
        let mut number = 0;
        let mut place = 1;
        for &digit in self.0.iter().rev() {
            if digit == UNSPECIFIED {
                number += fill % 10 * place;
                fill /= 10;
            } else {
                number += u32::from(digit) * place;
            }
            place *= 10;
        }
        number
    }
}

/// A year of four digits.
#[derive(Clone, Copy)]
pub(super) struct Year {
    pub(super) negative: bool,
    pub(super) digits: Digits<4>,
}

impl Year {
    /// All years the digits may be, the earliest first.
    fn readings(self) -> impl DoubleEndedIterator<Item = i64> {
        let count = self.digits.count();
        (0..count).filter_map(move |nth| {
            if self.negative {
                let year = i64::from(self.digits.reading(count - 1 - nth));
                // There is no year -0000.
                (year != 0).then_some(-year)
            } else {
                Some(i64::from(self.digits.reading(nth)))
            }
        })
    }

    fn precision(self) -> Precision {
        let unspecified = self.digits.unspecified();
        let trailing = self.digits.0.iter().rev().take_while(|&&digit| digit == UNSPECIFIED).count();
        match unspecified {
            _ if trailing != unspecified => Precision::Pattern,
            0 => Precision::Year,
            1 => Precision::Decade,
            2 => Precision::Century,
            3 => Precision::Millennium,
            _ => Precision::Years,
        }
    }
}

/// All months the digits may be, rising.
pub(super) fn month_readings(month: Digits<2>) -> impl DoubleEndedIterator<Item = u32> {
    month.readings().filter(|month| (1..=12).contains(month))
}

/// The first month, how many months and what they are called, for the codes 21..=41 of ISO 8601-2, 4.8.
/// Seasons without a hemisphere are the northern ones.
fn sub_year(code: u32) -> Option<(u32, u32, Precision)> {
    Some(match code {
        21 | 25 | 31 => (3, 3, Precision::Season),
        22 | 26 | 32 => (6, 3, Precision::Season),
        23 | 27 | 29 => (9, 3, Precision::Season),
        // December to February of the following year.
        24 | 28 | 30 => (12, 3, Precision::Season),
        33..=36 => ((code - 33) * 3 + 1, 3, Precision::Quarter),
        37..=39 => ((code - 37) * 4 + 1, 4, Precision::Quadrimester),
        40 | 41 => ((code - 40) * 6 + 1, 6, Precision::Semester),
        _ => return None,
    })
}

/// One date without a time: what an interval or a set is made of.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) first: Day,
    pub(super) last: Day,
    /// The first day of the latest reading: what an interval that ends here is held against.
    pub(super) latest_start: Day,
    pub(super) precision: Precision,
    pub(super) begins: Begins,
    pub(super) doubt: Doubt,
    /// Column of its first character.
    pub(super) at: usize,
    pub(super) form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Year, month and day, all given and without doubt: a time may follow.
    FullDay,
    /// `Y170000002`: stands only by itself.
    LetterYear,
    Other,
}

impl Part {
    /// From the first day of `from` to the last day before the end of `until`, each a year and a month.
    fn of_months(from: (i64, u32), until: (i64, u32), length: u32, precision: Precision) -> Self {
        Self {
            first: saturated(count_days(from.0, from.1, 1)),
            last: saturated(count_days(until.0, until.1 + length, 1) - 1),
            latest_start: saturated(count_days(until.0, until.1, 1)),
            precision,
            begins: precision.begins(),
            doubt: Doubt::default(),
            at: 0,
            form: Form::Other,
        }
    }

    /// The years from one to another.
    fn of_years(first: i64, last: i64, precision: Precision) -> Self {
        let first = first.clamp(-FAR_YEAR, FAR_YEAR);
        let last = last.clamp(-FAR_YEAR, FAR_YEAR);
        Self::of_months((first, 1), (last, 1), 12, precision)
    }

    /// A year of `digits` digits of which only some are significant.
    pub(super) fn of_significant_year(negative: bool, value: i64, digits: u32, significant: u32) -> Self {
        let block = power_of_ten(digits.saturating_sub(significant));
        let low = value / block * block;
        let high = low.saturating_add(block - 1);
        let precision = match block {
            1 => Precision::Year,
            10 => Precision::Decade,
            100 => Precision::Century,
            1_000 => Precision::Millennium,
            _ => Precision::Years,
        };
        if negative { Self::of_years(-high, -low, precision) } else { Self::of_years(low, high, precision) }
    }

    pub(super) fn of_year(year: Year) -> Option<Self> {
        let mut years = year.readings();
        let first = years.next()?;
        let last = years.next_back().unwrap_or(first);
        Some(Self::of_years(first, last, year.precision()))
    }

    pub(super) fn of_sub_year(year: Year, code: u32) -> Option<Self> {
        let (month, length, precision) = sub_year(code)?;
        let mut years = year.readings();
        let first = years.next()?;
        let last = years.next_back().unwrap_or(first);
        let precision = if year.digits.is_given() { precision } else { Precision::Pattern };
        Some(Self::of_months((first, month), (last, month), length, precision))
    }

    pub(super) fn of_month(year: Year, month: Digits<2>) -> Option<Self> {
        let mut years = year.readings();
        let mut months = month_readings(month);
        let first = (years.next()?, months.next()?);
        let last = (years.next_back().unwrap_or(first.0), months.next_back().unwrap_or(first.1));
        let precision = if month.is_unspecified() {
            year.precision()
        } else if month.is_given() && year.digits.is_given() {
            Precision::Month
        } else {
            Precision::Pattern
        };
        let part = Self::of_months(first, last, 1, precision);
        let begins = if year.digits.is_given() && !month.is_given() { Begins::Year } else { part.begins };
        Some(Self { begins, ..part })
    }

    /// `None` when no reading is a day of the calendar.
    pub(super) fn of_day(year: Year, month: Digits<2>, day: Digits<2>) -> Option<Self> {
        // A leap year has every day that any year has, another one all but February 29.
        days_of(2000, month, day).next()?;
        let only_leap = days_of(2001, month, day).next().is_none();
        let mut years = year.readings().filter(|&year| !only_leap || is_leap(year));
        let first_year = years.next()?;
        let last_year = years.next_back().unwrap_or(first_year);
        let (first_month, first_day) = days_of(first_year, month, day).next()?;
        let (last_month, last_day) = days_of(last_year, month, day).next_back()?;
        let last = saturated(count_days(last_year, last_month, last_day));
        if year.digits.is_given() && month.is_given() && day.is_given() {
            return Some(Self::of_full_day(last));
        }
        let precision = if day.is_unspecified() { Self::of_month(year, month)?.precision } else { Precision::Pattern };
        let begins = match (year.digits.is_given(), month.is_given()) {
            (true, true) => Begins::Month,
            (true, false) => Begins::Year,
            (false, _) => Begins::Years,
        };
        Some(Self {
            first: saturated(count_days(first_year, first_month, first_day)),
            last,
            latest_start: last,
            precision,
            begins,
            doubt: Doubt::default(),
            at: 0,
            form: Form::Other,
        })
    }

    pub(super) fn of_full_day(day: Day) -> Self {
        Self {
            first: day,
            last: day,
            latest_start: day,
            precision: Precision::Day,
            begins: Begins::Month,
            doubt: Doubt::default(),
            at: 0,
            form: Form::FullDay,
        }
    }
}

/// One end of an interval.
#[derive(Clone, Copy)]
pub(super) enum End {
    Written(Part),
    Missing(Bound),
}

impl End {
    fn bound(self) -> Bound {
        match self {
            Self::Written(_) => Bound::Known,
            Self::Missing(bound) => bound,
        }
    }

    fn part(self) -> Option<Part> {
        match self {
            Self::Written(part) => Some(part),
            Self::Missing(_) => None,
        }
    }
}

/// From one date to another, each of which may be missing.
pub(super) fn interval(start: End, end: End) -> Result<Date, DateError> {
    let mut doubt = Doubt::default();
    for part in [start.part(), end.part()].into_iter().flatten() {
        if part.form == Form::LetterYear {
            return Err(DateError { at: part.at, expected: YEAR });
        }
        doubt.join(part.doubt);
    }
    if let (End::Written(from), End::Written(until)) = (start, end)
        && until.latest_start < from.first
    {
        return Err(DateError { at: until.at, expected: DateWanted::EndNotBeforeStart });
    }
    Ok(Date {
        first: start.part().map_or(Day::MIN, |part| part.first),
        last: end.part().map_or(Day::MAX, |part| part.last),
        start: start.bound(),
        end: end.bound(),
        precision: Precision::Interval,
        begins: start.part().map_or(Begins::Years, |part| part.begins),
        doubt,
        time: None,
    })
}

/// The months and days of one year that the digits may be, rising.
fn days_of(year: i64, month: Digits<2>, day: Digits<2>) -> impl DoubleEndedIterator<Item = (u32, u32)> {
    month_readings(month).flat_map(move |month| {
        let length = days_in_month(year, month);
        day.readings().filter(move |day| (1..=length).contains(day)).map(move |day| (month, day))
    })
}

/// 10 to the `exponent`, or the largest number there is.
pub(super) fn power_of_ten(exponent: u32) -> i64 {
    10_i64.checked_pow(exponent).unwrap_or(i64::MAX)
}
