//! Dates as a dataset writes them: EDTF (ISO 8601-2:2019) levels 0, 1 and 2, and RFC 3339 instants.
//!
//! A [`Date`] is the days its text may mean, first to last, with how exact and how sure it is; a [`Range`] is
//! what a query asks for. Nothing here knows of records, screens, the clock or the zone of the machine: an
//! instant counts on the day written, in its own offset, and the calendar is the proleptic Gregorian one.
//!
//! Where sources differ, the test lists of unt-libraries/edtf-validate decide. The choices:
//!
//! - Accepted though a strict reading of ISO 8601-2 refuses it: negative years with `X`, with a season or with a
//!   time (`-20XX`, `-2001-34`); both ends missing (`../..`, `/..`, `../`; a bare `/` is refused); more
//!   significant digits than there are digits (`-1859S5` is that year).
//! - Accepted though EDTF has no such form: fractions of a second (`10:00:00.123Z`, RFC 3339; the fraction is
//!   dropped), a leap second at `23:59:60` UTC, and the offset `-00:00` (RFC 3339: UTC).
//! - Refused: `t` and `z` in lower case, `24:00:00`, times without seconds or within an interval or a set, and
//!   letter-prefixed years (`Y17E8`) within an interval or a set.
//! - An interval may not begin after its end begins: `0000-01-03/0000-01` is refused though its last day is
//!   later. With `X` in the end, its latest reading counts: `1984-11-12/1984-11-XX` is accepted.
//!   [`parse_range`], which serves people who type, asks only that some day is left.

use core::fmt;
use core::str::FromStr;

/// A day, counted from 1970-01-01 in the proleptic Gregorian calendar; may be negative.
///
/// [`Day::MIN`] and [`Day::MAX`] also stand for everything beyond them, some 5.8 million years away, and for an
/// end that is open or unknown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day(pub i32);

impl Day {
    /// The earliest day, and all that lies before it.
    pub const MIN: Self = Self(i32::MIN);
    /// The latest day, and all that lies after it.
    pub const MAX: Self = Self(i32::MAX);

    /// The day of a year (0 is 1 BC, as in ISO 8601), a month 1..=12 and a day of that month.
    ///
    /// `None` when there is no such month or day; a year too far away gives [`Day::MIN`] or [`Day::MAX`].
    ///
    /// ```
    /// use oreline::model::date::Day;
    ///
    /// assert_eq!(Day::from_ymd(1970, 1, 2), Some(Day(1)));
    /// assert_eq!(Day::from_ymd(2023, 2, 29), None);
    /// assert_eq!(Day::from_ymd(-5_900_000, 1, 1), Some(Day::MIN));
    /// ```
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        let year = i64::from(year);
        (1..=days_in_month(year, month)).contains(&day).then(|| saturated(count_days(year, month, day)))
    }

    /// Year (0 is 1 BC), month 1..=12 and day 1..=31.
    ///
    /// ```
    /// use oreline::model::date::Day;
    ///
    /// assert_eq!(Day(19_761).ymd(), (2024, 2, 8));
    /// ```
    pub fn ymd(self) -> (i32, u32, u32) {
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
        let shifted = i64::from(self.0) + DAYS_TO_EPOCH;
        let era = shifted.div_euclid(DAYS_PER_ERA);
        let day_of_era = shifted.rem_euclid(DAYS_PER_ERA);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        // An i32 of days spans years within ±5.9 million; month and day are below 32.
        (year as i32, month as u32, day as u32)
    }

    /// The day of the week of ISO 8601: 1 is Monday, 7 is Sunday.
    ///
    /// ```
    /// use oreline::model::date::Day;
    ///
    /// assert_eq!(Day(0).weekday(), 4); // 1970-01-01, a Thursday
    /// ```
    pub fn weekday(self) -> u32 {
        // 0..=6, so the cast loses nothing.
        (i64::from(self.0) + 3).rem_euclid(7) as u32 + 1
    }
}

/// How exact what was written is. Parts that are wholly unspecified at the end count as not written:
/// `2004-XX` is a year, `1985-04-XX` a month.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Precision {
    /// A day with a time: `2024-02-08T10:00:00Z`.
    Instant,
    /// One day: `2024-02-08`.
    Day,
    /// One month: `2024-02`.
    Month,
    /// A season, 21..=32: `2001-21`.
    Season,
    /// Three months, 33..=36: `2001-34`.
    Quarter,
    /// Four months, 37..=39: `2001-37`.
    Quadrimester,
    /// Six months, 40 and 41: `2001-40`.
    Semester,
    /// One year: `2024`, `Y170000002`.
    Year,
    /// Ten years: `202X`.
    Decade,
    /// A hundred years: `20XX`, `1950S2`.
    Century,
    /// A thousand years: `1XXX`.
    Millennium,
    /// Any other run of years: `XXXX`, `Y171010000S3`.
    Years,
    /// Digits are missing before the last that is given (`156X-12-25`, `1984-1X`), so that not every day from
    /// first to last need be meant.
    Pattern,
    /// From one date to another, either of which may be missing: `2024-02-05/2024-02-08`, `2025/..`.
    Interval,
    /// One of several dates, `[1667,1668]`, or all of them, `{1667,1668}`.
    Set,
}

/// The unit of the calendar in which a [`Date`] surely begins: what a heading over it may name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Begins {
    /// In a month that is written: `2024-02-08`, `2024-02/2024-04`, `2024-02-1X`.
    InMonth,
    /// In a year that is written, in a month that is not: `2024`, `2024-21`, `2010-XX-15`, `2020/..`.
    InYear,
    /// In one of several years, or at an unknown time: `202X`, `156X-12-25`, `../2023`.
    InYears,
}

impl Precision {
    /// What a date of this precision begins in; of a pattern the least that may be.
    fn begins(self) -> Begins {
        match self {
            Precision::Instant | Precision::Day | Precision::Month => Begins::InMonth,
            Precision::Year
            | Precision::Season
            | Precision::Quarter
            | Precision::Quadrimester
            | Precision::Semester => Begins::InYear,
            _ => Begins::InYears,
        }
    }
}

/// What one end of a [`Date`] is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Bound {
    /// It was written.
    Known,
    /// `..`: there is none.
    Open,
    /// Nothing before or after the `/`: there is one, but it is not known.
    Unknown,
}

/// A parsed date: the days it may mean, how exact it is and how sure. It keeps no text.
///
/// Two are equal when they mean the same: `2004` and `2004-XX` are.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Date {
    first: Day,
    last: Day,
    start: Bound,
    end: Bound,
    precision: Precision,
    begins: Begins,
    doubt: Doubt,
    time: Option<Time>,
}

impl Date {
    /// Reads one EDTF date, interval or set, or an RFC 3339 instant; the module says which and why.
    ///
    /// A plain `YYYY-MM-DD` takes a short way; nothing is allocated in either case. Spaces are not skipped.
    /// The error names the first place at which the text cannot be read on, or the part of it that no calendar
    /// has.
    ///
    /// ```
    /// use oreline::model::date::{Date, Day, Precision};
    ///
    /// let date = Date::parse("202X~")?;
    /// assert_eq!(Some(date.first()), Day::from_ymd(2020, 1, 1));
    /// assert_eq!(Some(date.last()), Day::from_ymd(2029, 12, 31));
    /// assert_eq!(date.precision(), Precision::Decade);
    /// assert!(date.is_approximate() && !date.is_uncertain());
    ///
    /// let error = Date::parse("2024-13").unwrap_err();
    /// assert_eq!(error.at, 5);
    /// assert_eq!(error.to_string(), "expected a month 01..12 at character 6");
    /// # Ok::<(), oreline::model::date::DateError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, DateError> {
        if let Some(day) = plain_day(text.as_bytes()) {
            return Ok(Self::from_day(day));
        }
        let mut cursor = Cursor::new(text);
        let date = cursor.date()?;
        cursor.end()?;
        Ok(date)
    }

    /// The first day it may mean; [`Day::MIN`] when the start is open or unknown.
    pub fn first(&self) -> Day {
        self.first
    }

    /// The last day it may mean; [`Day::MAX`] when the end is open or unknown.
    pub fn last(&self) -> Day {
        self.last
    }

    /// Whether no start was written, be it open (`../2024`, `[..2024]`) or unknown (`/2024`); see [`Date::start`].
    pub fn is_open_start(&self) -> bool {
        self.start != Bound::Known
    }

    /// Whether no end was written, be it open (`2024/..`, `[2024..]`) or unknown (`2024/`); see [`Date::end`].
    pub fn is_open_end(&self) -> bool {
        self.end != Bound::Known
    }

    /// Whether the start was written, is open or is unknown.
    pub fn start(&self) -> Bound {
        self.start
    }

    /// Whether the end was written, is open or is unknown.
    pub fn end(&self) -> Bound {
        self.end
    }

    /// How exact the whole is: an interval of two days is [`Precision::Interval`].
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// The unit of the calendar in which it surely begins.
    pub fn begins(&self) -> Begins {
        self.begins
    }

    /// Whether `?` or `%` stands anywhere in it.
    pub fn is_uncertain(&self) -> bool {
        self.doubt.uncertain
    }

    /// Whether `~` or `%` stands anywhere in it.
    pub fn is_approximate(&self) -> bool {
        self.doubt.approximate
    }

    /// The time of day of an instant, as written, in its own offset.
    pub fn time(&self) -> Option<Time> {
        self.time
    }

    /// Whether it means one day, which is neither uncertain nor approximate. An instant does, and so does
    /// whatever leaves a single day, such as `1919-X4-02`.
    ///
    /// ```
    /// use oreline::model::date::Date;
    ///
    /// assert!(Date::parse("2024-02-08")?.is_exact_day());
    /// assert!(!Date::parse("2024-02-08?")?.is_exact_day());
    /// assert!(!Date::parse("2024-02")?.is_exact_day());
    /// # Ok::<(), oreline::model::date::DateError>(())
    /// ```
    pub fn is_exact_day(&self) -> bool {
        // A year beyond all days has first == last too: both are Day::MIN or both Day::MAX.
        self.first == self.last && self.first != Day::MIN && self.first != Day::MAX && self.doubt == Doubt::default()
    }

    fn from_day(day: Day) -> Self {
        Self {
            first: day,
            last: day,
            start: Bound::Known,
            end: Bound::Known,
            precision: Precision::Day,
            begins: Begins::InMonth,
            doubt: Doubt::default(),
            time: None,
        }
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

/// A time of day as an instant gives it, for display: it is not turned into another zone.
///
/// Displayed to the minute: `10:00`, `10:00 UTC`, `10:00 +05:00`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Time {
    /// 0..=23.
    pub hour: u8,
    /// 0..=59.
    pub minute: u8,
    /// 0..=59, or 60 in a leap second.
    pub second: u8,
    /// What was written after the time; `None` is a local time of unknown zone.
    pub offset: Option<Offset>,
}

/// How far a clock is ahead of UTC.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Offset {
    /// `Z`, or the `-00:00` of RFC 3339.
    Utc,
    /// Minutes east of Greenwich, −1439..=1439; `+00:00` is 0.
    Minutes(i16),
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        match self.offset {
            Some(offset) => write!(f, " {offset}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Utc => f.write_str("UTC"),
            Self::Minutes(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let ahead = minutes.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", ahead / 60, ahead % 60)
            }
        }
    }
}

/// Why a text is no date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DateError {
    /// The column, in characters from 0, of what could not be read. The message counts from 1, as people do.
    pub at: usize,
    /// What should stand there, as it follows "expected": "a month 01..12".
    pub expected: &'static str,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {} at character {}", self.expected, self.at.saturating_add(1))
    }
}

impl core::error::Error for DateError {}

/// The days that a query asks for, both ends included; an end left out is [`Day::MIN`] or [`Day::MAX`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Range {
    /// The first day asked for.
    pub first: Day,
    /// The last day asked for.
    pub last: Day,
}

impl Range {
    /// Whether some day from `first` to `last`, both included, is asked for.
    pub fn contains_any(self, first: Day, last: Day) -> bool {
        self.first <= last && first <= self.last
    }
}

/// Reads the dates of a query: `2024`, `2024-02..2025`, `..2023`, `2024-05..`, and the same with `/`.
///
/// Either side is any EDTF date or set; the range runs from the first day of the one to the last day of the
/// other, and a single date is its whole span. All that [`Date::parse`] takes is taken. An error is a side
/// that is no date, `..` or `/` alone, or an end that lies wholly before the start.
///
/// ```
/// use oreline::model::date::{Day, parse_range};
///
/// let range = parse_range("2024-02..2025")?;
/// assert_eq!(Some(range.first), Day::from_ymd(2024, 2, 1));
/// assert_eq!(Some(range.last), Day::from_ymd(2025, 12, 31));
/// assert_eq!(parse_range("..2023")?.first, Day::MIN);
/// assert!(parse_range("2025..2024").is_err());
/// # Ok::<(), oreline::model::date::DateError>(())
/// ```
pub fn parse_range(text: &str) -> Result<Range, DateError> {
    let mut cursor = Cursor::new(text);
    let range = cursor.range()?;
    cursor.end()?;
    Ok(range)
}

/// Which of `?`, `~` and `%` (both) stand in a date.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
struct Doubt {
    uncertain: bool,
    approximate: bool,
}

impl Doubt {
    fn join(&mut self, other: Self) {
        self.uncertain |= other.uncertain;
        self.approximate |= other.approximate;
    }
}

/// Days in 400 Gregorian years.
const DAYS_PER_ERA: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const DAYS_TO_EPOCH: i64 = 719_468;
/// Beyond this every year saturates; it keeps the arithmetic on years far from the ends of an i64.
const FAR_YEAR: i64 = 1_000_000_000;

const A_DATE: &str = "a date";
const YEAR: &str = "a year of four digits";

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// 0 when there is no such month.
fn days_in_month(year: i64, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 0,
    }
}

/// Days from 1970-01-01. A month above 12 runs on into the next years.
fn count_days(year: i64, month: u32, day: u32) -> i64 {
    // Howard Hinnant, days_from_civil: years begin in March, so that the leap day is their last.
    let months = i64::from(month) + 9;
    let year = year - 1 + months / 12;
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (months % 12) + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH
}

fn saturated(days: i64) -> Day {
    // Clamped to the range of an i32 first.
    Day(days.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
}

/// `YYYY-MM-DD` and nothing else; what is not a day of the calendar is left to the parser that has messages.
fn plain_day(text: &[u8]) -> Option<Day> {
    let &[y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = text else {
        return None;
    };
    let mut digits = [y0, y1, y2, y3, m0, m1, d0, d1];
    for digit in &mut digits {
        *digit = digit.wrapping_sub(b'0');
        if *digit > 9 {
            return None;
        }
    }
    let [y0, y1, y2, y3, m0, m1, d0, d1] = digits.map(u32::from);
    let year = y0 * 1_000 + y1 * 100 + y2 * 10 + y3;
    // Four digits fit an i32.
    Day::from_ymd(year as i32, m0 * 10 + m1, d0 * 10 + d1)
}

/// In [`Digits`], an `X`.
const UNSPECIFIED: u8 = 10;

/// `N` digits, each 0..=9 or [`UNSPECIFIED`].
#[derive(Clone, Copy)]
struct Digits<const N: usize>([u8; N]);

impl<const N: usize> Digits<N> {
    fn unspecified(&self) -> usize {
        self.0.iter().map(|&digit| usize::from(digit == UNSPECIFIED)).sum()
    }

    fn is_given(&self) -> bool {
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
    fn reading(self, mut fill: u32) -> u32 {
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
struct Year {
    negative: bool,
    digits: Digits<4>,
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
fn month_readings(month: Digits<2>) -> impl DoubleEndedIterator<Item = u32> {
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
struct Part {
    first: Day,
    last: Day,
    /// The first day of the latest reading: what an interval that ends here is held against.
    latest_start: Day,
    precision: Precision,
    begins: Begins,
    doubt: Doubt,
    /// Column of its first character.
    at: usize,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
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
    fn of_significant_year(negative: bool, value: i64, digits: u32, significant: u32) -> Self {
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

    fn of_year(year: Year) -> Option<Self> {
        let mut years = year.readings();
        let first = years.next()?;
        let last = years.next_back().unwrap_or(first);
        Some(Self::of_years(first, last, year.precision()))
    }

    fn of_sub_year(year: Year, code: u32) -> Option<Self> {
        let (month, length, precision) = sub_year(code)?;
        let mut years = year.readings();
        let first = years.next()?;
        let last = years.next_back().unwrap_or(first);
        let precision = if year.digits.is_given() { precision } else { Precision::Pattern };
        Some(Self::of_months((first, month), (last, month), length, precision))
    }

    fn of_month(year: Year, month: Digits<2>) -> Option<Self> {
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
        let begins = if year.digits.is_given() && !month.is_given() { Begins::InYear } else { part.begins };
        Some(Self { begins, ..part })
    }

    /// `None` when no reading is a day of the calendar.
    fn of_day(year: Year, month: Digits<2>, day: Digits<2>) -> Option<Self> {
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
            (true, true) => Begins::InMonth,
            (true, false) => Begins::InYear,
            (false, _) => Begins::InYears,
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

    fn of_full_day(day: Day) -> Self {
        Self {
            first: day,
            last: day,
            latest_start: day,
            precision: Precision::Day,
            begins: Begins::InMonth,
            doubt: Doubt::default(),
            at: 0,
            form: Form::FullDay,
        }
    }
}

/// One end of an interval.
#[derive(Clone, Copy)]
enum End {
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
fn interval(start: End, end: End) -> Result<Date, DateError> {
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
        return Err(DateError { at: until.at, expected: "an end that does not begin before the start" });
    }
    Ok(Date {
        first: start.part().map_or(Day::MIN, |part| part.first),
        last: end.part().map_or(Day::MAX, |part| part.last),
        start: start.bound(),
        end: end.bound(),
        precision: Precision::Interval,
        begins: start.part().map_or(Begins::InYears, |part| part.begins),
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
fn power_of_ten(exponent: u32) -> i64 {
    10_i64.checked_pow(exponent).unwrap_or(i64::MAX)
}

/// Leap seconds come at the end of a day of UTC; without an offset the zone may be any.
fn may_be_leap_second(hour: u8, minute: u8, offset: Option<Offset>) -> bool {
    let ahead = match offset {
        None => return minute == 59,
        Some(Offset::Utc) => 0,
        Some(Offset::Minutes(ahead)) => ahead,
    };
    let written = i16::from(hour) * 60 + i16::from(minute);
    (written - ahead).rem_euclid(24 * 60) == 23 * 60 + 59
}

/// Reads a text from left to right. All that it has passed is ASCII, so its place is a column in characters.
struct Cursor<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn new(text: &'a str) -> Self {
        Self { text: text.as_bytes(), at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Passes `token` if it comes next.
    fn take(&mut self, token: &[u8]) -> bool {
        let comes = self.text.get(self.at..).is_some_and(|rest| rest.starts_with(token));
        if comes {
            self.at += token.len();
        }
        comes
    }

    fn expected<T>(&self, expected: &'static str) -> Result<T, DateError> {
        Err(DateError { at: self.at, expected })
    }

    fn end(&self) -> Result<(), DateError> {
        if self.at_end() { Ok(()) } else { self.expected("the end of the date") }
    }

    /// The next digit, 0..=9.
    fn digit(&mut self) -> Option<u8> {
        let digit = self.peek()?.wrapping_sub(b'0');
        (digit <= 9).then(|| {
            self.at += 1;
            digit
        })
    }

    /// Two digits up to `most`; on failure nothing is passed.
    fn pair(&mut self, most: u8, expected: &'static str) -> Result<u8, DateError> {
        let start = self.at;
        if let Some(tens) = self.digit()
            && let Some(ones) = self.digit()
            && tens * 10 + ones <= most
        {
            return Ok(tens * 10 + ones);
        }
        self.at = start;
        self.expected(expected)
    }

    /// A number without leading zeros, above zero: how many digits and its value, the largest if too large.
    fn positive(&mut self, expected: &'static str) -> Result<(u32, i64), DateError> {
        if !matches!(self.peek(), Some(b'1'..=b'9')) {
            return self.expected(expected);
        }
        let mut count = 0_u32;
        let mut value = 0_i64;
        while let Some(digit) = self.digit() {
            count = count.saturating_add(1);
            value = value.saturating_mul(10).saturating_add(i64::from(digit));
        }
        Ok((count, value))
    }

    /// `N` digits or `X`; on failure stands at the first that is neither.
    fn digits<const N: usize>(&mut self, expected: &'static str) -> Result<Digits<N>, DateError> {
        let mut digits = Digits([UNSPECIFIED; N]);
        for place in &mut digits.0 {
            if self.take(b"X") {
                continue;
            }
            match self.digit() {
                Some(digit) => *place = digit,
                None => return self.expected(expected),
            }
        }
        Ok(digits)
    }

    /// A qualifier, if one comes next.
    fn doubt(&mut self) -> Doubt {
        let (uncertain, approximate) = match self.peek() {
            Some(b'?') => (true, false),
            Some(b'~') => (false, true),
            Some(b'%') => (true, true),
            _ => return Doubt::default(),
        };
        self.at += 1;
        Doubt { uncertain, approximate }
    }

    /// A whole text: one date, an instant, an interval or a set.
    fn date(&mut self) -> Result<Date, DateError> {
        if matches!(self.peek(), Some(b'[' | b'{')) {
            return self.set();
        }
        let start = if self.take(b"..") {
            End::Missing(Bound::Open)
        } else if self.peek() == Some(b'/') {
            End::Missing(Bound::Unknown)
        } else {
            let part = self.part()?;
            if self.peek() != Some(b'/') {
                return self.alone(part);
            }
            End::Written(part)
        };
        if !self.take(b"/") {
            return self.expected("`/`");
        }
        // A bare `/` says nothing.
        let end = if self.at_end() && !matches!(start, End::Missing(Bound::Unknown)) {
            End::Missing(Bound::Unknown)
        } else if self.take(b"..") {
            End::Missing(Bound::Open)
        } else {
            End::Written(self.part()?)
        };
        interval(start, end)
    }

    /// The rest of a date that is no interval: a time, perhaps.
    fn alone(&mut self, part: Part) -> Result<Date, DateError> {
        let mut date = Date {
            first: part.first,
            last: part.last,
            start: Bound::Known,
            end: Bound::Known,
            precision: part.precision,
            begins: part.begins,
            doubt: part.doubt,
            time: None,
        };
        if part.form == Form::FullDay && self.take(b"T") {
            date.time = Some(self.time()?);
            date.precision = Precision::Instant;
        }
        Ok(date)
    }

    /// `[…]` or `{…}`.
    fn set(&mut self) -> Result<Date, DateError> {
        let close: &[u8] = if self.take(b"[") { b"]" } else { b"}" };
        if close == b"}" && !self.take(b"{") {
            return self.expected(A_DATE);
        }
        let mut set = if self.take(b"..") {
            interval(End::Missing(Bound::Open), End::Written(self.part()?))?
        } else {
            self.member(close)?
        };
        while !self.take(close) {
            // `1760-12..` ends the set: nothing comes after the end of time.
            if set.is_open_end() || !self.take(b",") {
                return self.expected("`,` or the end of the set");
            }
            let member = self.member(close)?;
            if member.first < set.first {
                (set.first, set.begins) = (member.first, member.begins);
            }
            set.last = set.last.max(member.last);
            set.end = member.end;
            set.doubt.join(member.doubt);
        }
        set.precision = Precision::Set;
        Ok(set)
    }

    /// One date of a set, or several in a row: `1668`, `1670..1672`, `1760-12..`.
    fn member(&mut self, close: &[u8]) -> Result<Date, DateError> {
        let from = self.part()?;
        let until = if !self.take(b"..") {
            End::Written(from)
        } else if self.peek() == close.first().copied() {
            End::Missing(Bound::Open)
        } else {
            End::Written(self.part()?)
        };
        interval(End::Written(from), until)
    }

    /// A date without a time.
    fn part(&mut self) -> Result<Part, DateError> {
        let at = self.at;
        if !matches!(self.peek(), Some(b'?' | b'~' | b'%' | b'-' | b'X' | b'Y' | b'0'..=b'9')) {
            return self.expected(A_DATE);
        }
        let mut doubt = self.doubt();
        let plain = self.text.get(self.at..self.at + 10).and_then(plain_day);
        let mut part = if let Some(day) = plain {
            self.at += 10;
            doubt.join(self.doubt());
            Part::of_full_day(day)
        } else if self.take(b"Y") {
            self.letter_year(&mut doubt)?
        } else {
            self.four_digit_date(&mut doubt)?
        };
        part.at = at;
        part.doubt = doubt;
        if doubt != Doubt::default() && part.form == Form::FullDay {
            part.form = Form::Other;
        }
        Ok(part)
    }

    /// What follows `Y`, with its qualifier.
    fn letter_year(&mut self, doubt: &mut Doubt) -> Result<Part, DateError> {
        const DIGITS: &str = "five digits or more, the first not 0";
        let negative = self.take(b"-");
        let start = self.at;
        let (mut digits, mut value) = self.positive(DIGITS)?;
        if self.take(b"E") {
            let (_, exponent) = self.positive("an exponent from 1")?;
            let exponent = u32::try_from(exponent).unwrap_or(u32::MAX);
            digits = digits.saturating_add(exponent);
            value = value.saturating_mul(power_of_ten(exponent));
        } else if digits < 5 {
            self.at = start;
            return self.expected(DIGITS);
        }
        let significant = self.significant_digits()?.unwrap_or(digits);
        doubt.join(self.doubt());
        let mut part = Part::of_significant_year(negative, value, digits, significant);
        part.form = Form::LetterYear;
        Ok(part)
    }

    /// `S2`, if it comes next.
    fn significant_digits(&mut self) -> Result<Option<u32>, DateError> {
        if !self.take(b"S") {
            return Ok(None);
        }
        let (_, count) = self.positive("a number of significant digits from 1")?;
        Ok(Some(u32::try_from(count).unwrap_or(u32::MAX)))
    }

    /// A year of four digits and what may follow it. Each part may have a qualifier on either side; the one
    /// before the year has been read.
    fn four_digit_date(&mut self, doubt: &mut Doubt) -> Result<Part, DateError> {
        let year_at = self.at;
        let year = Year { negative: self.take(b"-"), digits: self.digits(YEAR)? };
        if year.negative && year.digits.0 == [0; 4] {
            self.at = year_at;
            return self.expected("a year other than -0000");
        }
        if year.digits.is_given()
            && let Some(significant) = self.significant_digits()?
        {
            doubt.join(self.doubt());
            let value = year.digits.reading(0);
            let digits = value.checked_ilog10().map_or(1, |log| log + 1);
            return Ok(Part::of_significant_year(year.negative, i64::from(value), digits, significant));
        }
        doubt.join(self.doubt());
        if !self.take(b"-") {
            return Part::of_year(year).map_or_else(|| self.expected(YEAR), Ok);
        }

        doubt.join(self.doubt());
        let month_at = self.at;
        // Who writes `2024-2` or `2024-2-8` means no season.
        let expected = match self.text.get(month_at..) {
            Some(&[b'2'..=b'4', b'0'..=b'9' | b'X', ..]) => "a month 01..12 or a season 21..41",
            _ => "a month 01..12",
        };
        let month: Digits<2> = self.digits(expected).map_err(|error| DateError { at: month_at, ..error })?;
        if month.is_given()
            && let Some(part) = Part::of_sub_year(year, month.reading(0))
        {
            doubt.join(self.doubt());
            return Ok(part);
        }
        if month_readings(month).next().is_none() {
            self.at = month_at;
            return self.expected(expected);
        }
        doubt.join(self.doubt());
        if !self.take(b"-") {
            return Part::of_month(year, month).map_or_else(|| self.expected(expected), Ok);
        }

        doubt.join(self.doubt());
        let day_at = self.at;
        let expected = if year.digits.is_given() && month.is_given() {
            // -2024 is a leap year as 2024 is.
            let year = i64::from(year.digits.reading(0));
            match days_in_month(year, month.reading(0)) {
                28 => "a day 01..28",
                29 => "a day 01..29",
                30 => "a day 01..30",
                _ => "a day 01..31",
            }
        } else {
            "a day that such a month has"
        };
        let day: Digits<2> = self.digits(expected).map_err(|error| DateError { at: day_at, ..error })?;
        if let Some(part) = Part::of_day(year, month, day) {
            doubt.join(self.doubt());
            return Ok(part);
        }
        self.at = day_at;
        self.expected(expected)
    }

    /// What follows `T`: hours, minutes and seconds, perhaps a fraction and an offset.
    fn time(&mut self) -> Result<Time, DateError> {
        const FROM_HOUR: &str = "an hour 00..23";
        const FROM_MINUTE: &str = "a minute 00..59";
        const OFFSET: &str = "an hour 00..23 of the offset";
        let hour = self.pair(23, FROM_HOUR)?;
        self.colon()?;
        let minute = self.pair(59, FROM_MINUTE)?;
        self.colon()?;
        let second_at = self.at;
        let second = self.pair(60, "a second 00..59")?;
        // Not the `..` of a range.
        if self.peek() == Some(b'.') && self.text.get(self.at + 1) != Some(&b'.') {
            self.at += 1;
            if self.digit().is_none() {
                return self.expected("a digit of the fraction");
            }
            while self.digit().is_some() {}
        }
        let offset = match self.peek() {
            Some(b'Z') => {
                self.at += 1;
                Some(Offset::Utc)
            }
            Some(sign @ (b'+' | b'-')) => {
                self.at += 1;
                let hours = i16::from(self.pair(23, OFFSET)?);
                let minutes =
                    if self.take(b":") { i16::from(self.pair(59, "a minute 00..59 of the offset")?) } else { 0 };
                let ahead = hours * 60 + minutes;
                Some(match (sign, ahead) {
                    (b'-', 0) => Offset::Utc,
                    (b'-', _) => Offset::Minutes(-ahead),
                    _ => Offset::Minutes(ahead),
                })
            }
            _ => None,
        };
        if second == 60 && !may_be_leap_second(hour, minute, offset) {
            self.at = second_at;
            return self.expected("a second 00..59");
        }
        Ok(Time { hour, minute, second, offset })
    }

    fn colon(&mut self) -> Result<(), DateError> {
        if self.take(b":") { Ok(()) } else { self.expected("`:`") }
    }

    /// See [`parse_range`].
    fn range(&mut self) -> Result<Range, DateError> {
        let start = if matches!(self.peek(), Some(b'.' | b'/')) { None } else { Some(self.side()?) };
        let first = start.map_or(Day::MIN, |side| side.first);
        let mut slash = self.take(b"/");
        // Of the texts without a start, `../` alone needs no end, since EDTF has it.
        let mut may_stop = start.is_some();
        if !slash {
            match (self.take(b".."), start) {
                (true, Some(_)) => {}
                (true, None) => {
                    slash = self.take(b"/");
                    may_stop = slash;
                }
                (false, Some(side)) => {
                    return Ok(Range { first, last: side.last });
                }
                (false, None) => return self.expected(A_DATE),
            }
        }
        if (may_stop && self.at_end()) || (slash && self.take(b"..")) {
            return Ok(Range { first, last: Day::MAX });
        }
        let end_at = self.at;
        let last = self.side()?.last;
        if last < first {
            self.at = end_at;
            return self.expected("an end that is not before the start");
        }
        Ok(Range { first, last })
    }

    /// One side of a range.
    fn side(&mut self) -> Result<Date, DateError> {
        if matches!(self.peek(), Some(b'[' | b'{')) {
            return self.set();
        }
        let part = self.part()?;
        self.alone(part)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]
mod tests {
    use super::*;

    #[track_caller]
    fn day(text: &str) -> Day {
        let (sign, text) = match text.strip_prefix('-') {
            Some(text) => (-1, text),
            None => (1, text),
        };
        let mut numbers = text.split('-').map(|number| number.parse::<i32>().unwrap());
        let mut next = || numbers.next().unwrap();
        let year = sign * next();
        Day::from_ymd(year, next() as u32, next() as u32).unwrap()
    }

    #[track_caller]
    fn assert_spans(rows: &[(&str, &str, &str, Precision)]) {
        for &(text, first, last, precision) in rows {
            let date = Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            let first = if first == ".." { Day::MIN } else { day(first) };
            let last = if last == ".." { Day::MAX } else { day(last) };
            let found = (date.first().ymd(), date.last().ymd(), date.precision());
            assert_eq!(found, (first.ymd(), last.ymd(), precision), "{text}");
            assert_eq!(date.is_open_start(), first == Day::MIN, "{text}");
            assert_eq!(date.is_open_end(), last == Day::MAX, "{text}");
        }
    }

    #[test]
    fn whole_dates_span_their_days() {
        use Precision::{Day, Month, Year};
        assert_spans(&[
            ("2024-02-08", "2024-2-8", "2024-2-8", Day),
            ("2024-02-29", "2024-2-29", "2024-2-29", Day),
            ("2000-02-29", "2000-2-29", "2000-2-29", Day),
            ("2024-02", "2024-2-1", "2024-2-29", Month),
            ("2023-02", "2023-2-1", "2023-2-28", Month),
            ("2023-12", "2023-12-1", "2023-12-31", Month),
            ("2024", "2024-1-1", "2024-12-31", Year),
            ("0000", "0-1-1", "0-12-31", Year),
            ("-0001", "-1-1-1", "-1-12-31", Year),
            ("-0004-02", "-4-2-1", "-4-2-29", Month),
            ("-1985-04-12", "-1985-4-12", "-1985-4-12", Day),
            ("Y12345", "12345-1-1", "12345-12-31", Year),
            ("Y-12345", "-12345-1-1", "-12345-12-31", Year),
            ("Y17E3", "17000-1-1", "17000-12-31", Year),
        ]);
    }

    #[test]
    fn unspecified_digits_span_first_to_last_possible_day() {
        use Precision::{Century, Decade, Millennium, Month, Pattern, Year, Years};
        assert_spans(&[
            ("2004-XX", "2004-1-1", "2004-12-31", Year),
            ("1985-04-XX", "1985-4-1", "1985-4-30", Month),
            ("1985-XX-XX", "1985-1-1", "1985-12-31", Year),
            ("202X", "2020-1-1", "2029-12-31", Decade),
            ("201X-XX-XX", "2010-1-1", "2019-12-31", Decade),
            ("20XX", "2000-1-1", "2099-12-31", Century),
            ("1XXX", "1000-1-1", "1999-12-31", Millennium),
            ("XXXX", "0-1-1", "9999-12-31", Years),
            ("1X99", "1099-1-1", "1999-12-31", Pattern),
            ("20X3-06-25", "2003-6-25", "2093-6-25", Pattern),
            ("156X-12-25", "1560-12-25", "1569-12-25", Pattern),
            ("XXXX-12-XX", "0-12-1", "9999-12-31", Pattern),
            ("1XXX-XX", "1000-1-1", "1999-12-31", Millennium),
            ("1XXX-12", "1000-12-1", "1999-12-31", Pattern),
            ("1984-1X", "1984-10-1", "1984-12-31", Pattern),
            ("1984-0X", "1984-1-1", "1984-9-30", Pattern),
            ("1560-XX-25", "1560-1-25", "1560-12-25", Pattern),
            ("2018-XX-31", "2018-1-31", "2018-12-31", Pattern),
            ("2018-0X-31", "2018-1-31", "2018-8-31", Pattern),
            ("2023-02-2X", "2023-2-20", "2023-2-28", Pattern),
            ("2023-XX-3X", "2023-1-30", "2023-12-31", Pattern),
            ("1919-X4-02", "1919-4-2", "1919-4-2", Pattern),
            ("200X-02-29", "2000-2-29", "2008-2-29", Pattern),
            ("-1X32-X1-X2", "-1932-1-2", "-1032-11-22", Pattern),
            ("-20XX", "-2099-1-1", "-2000-12-31", Century),
            ("-000X", "-9-1-1", "-1-12-31", Decade),
            ("-XXXX-02-29", "-9996-2-29", "-4-2-29", Pattern),
            ("201X-24", "2010-12-1", "2020-2-29", Pattern),
        ]);
    }

    #[test]
    fn seasons_and_other_parts_of_a_year_span_their_months() {
        use Precision::{Quadrimester, Quarter, Season, Semester};
        for (codes, first, last, precision) in [
            (&[21, 25, 31][..], "2001-3-1", "2001-5-31", Season),
            (&[22, 26, 32], "2001-6-1", "2001-8-31", Season),
            (&[23, 27, 29], "2001-9-1", "2001-11-30", Season),
            (&[24, 28, 30], "2001-12-1", "2002-2-28", Season),
            (&[33], "2001-1-1", "2001-3-31", Quarter),
            (&[34], "2001-4-1", "2001-6-30", Quarter),
            (&[35], "2001-7-1", "2001-9-30", Quarter),
            (&[36], "2001-10-1", "2001-12-31", Quarter),
            (&[37], "2001-1-1", "2001-4-30", Quadrimester),
            (&[38], "2001-5-1", "2001-8-31", Quadrimester),
            (&[39], "2001-9-1", "2001-12-31", Quadrimester),
            (&[40], "2001-1-1", "2001-6-30", Semester),
            (&[41], "2001-7-1", "2001-12-31", Semester),
        ] {
            for code in codes {
                assert_spans(&[(&format!("2001-{code}"), first, last, precision)]);
            }
        }
        assert_spans(&[("2023-24", "2023-12-1", "2024-2-29", Season)]);
    }

    #[test]
    fn significant_digits_span_the_years_that_share_them() {
        use Precision::{Century, Decade, Millennium, Year, Years};
        assert_spans(&[
            ("1950S1", "1000-1-1", "1999-12-31", Millennium),
            ("1950S2", "1900-1-1", "1999-12-31", Century),
            ("1950S3", "1950-1-1", "1959-12-31", Decade),
            ("1950S4", "1950-1-1", "1950-12-31", Year),
            ("0050S1", "50-1-1", "59-12-31", Decade),
            ("0000S1", "0-1-1", "0-12-31", Year),
            ("-1859S2", "-1899-1-1", "-1800-12-31", Century),
            ("-1859S5", "-1859-1-1", "-1859-12-31", Year),
            ("Y3388E2S3", "338000-1-1", "338999-12-31", Millennium),
            ("Y-3388E2S3", "-338999-1-1", "-338000-12-31", Millennium),
            ("Y3388E2S2", "330000-1-1", "339999-12-31", Years),
        ]);
    }

    #[test]
    fn intervals_span_from_first_to_last_and_may_lack_an_end() {
        use Precision::Interval;
        assert_spans(&[
            ("2024-02-05/2024-02-08", "2024-2-5", "2024-2-8", Interval),
            ("1964/2008", "1964-1-1", "2008-12-31", Interval),
            ("2004-02-01/2005", "2004-2-1", "2005-12-31", Interval),
            ("2003-22/2003-22", "2003-6-1", "2003-8-31", Interval),
            ("198X/1999", "1980-1-1", "1999-12-31", Interval),
            ("1984-11-12/1984-11-XX", "1984-11-12", "1984-11-30", Interval),
            ("1950S2/1960", "1900-1-1", "1960-12-31", Interval),
            ("-1000/-0999", "-1000-1-1", "-999-12-31", Interval),
            ("../2023", "..", "2023-12-31", Interval),
            ("/2023", "..", "2023-12-31", Interval),
            ("2025/..", "2025-1-1", "..", Interval),
            ("2025/", "2025-1-1", "..", Interval),
            ("../..", "..", "..", Interval),
            ("/..", "..", "..", Interval),
            ("../", "..", "..", Interval),
        ]);
        let bounds = |text| Date::parse(text).map(|date| (date.start(), date.end()));
        assert_eq!(bounds("2025/.."), Ok((Bound::Known, Bound::Open)));
        assert_eq!(bounds("2025/"), Ok((Bound::Known, Bound::Unknown)));
        assert_eq!(bounds("../2025"), Ok((Bound::Open, Bound::Known)));
        assert_eq!(bounds("/2025"), Ok((Bound::Unknown, Bound::Known)));
    }

    #[test]
    fn sets_span_from_their_earliest_to_their_latest_member() {
        use Precision::Set;
        assert_spans(&[
            ("[1667,1668,1670..1672]", "1667-1-1", "1672-12-31", Set),
            ("{1960,1961-12}", "1960-1-1", "1961-12-31", Set),
            ("[1760-01,-1760-02,1760-12]", "-1760-2-1", "1760-12-31", Set),
            ("{1760}", "1760-1-1", "1760-12-31", Set),
            ("[..1760-12-03]", "..", "1760-12-3", Set),
            ("[..1760,1800]", "..", "1800-12-31", Set),
            ("[1760-01,1760-12..]", "1760-1-1", "..", Set),
            ("{..1984,1990..}", "..", "..", Set),
        ]);
    }

    #[test]
    fn qualifiers_anywhere_make_the_whole_uncertain_or_approximate() {
        for (text, uncertain, approximate) in [
            ("1984", false, false),
            ("1984?", true, false),
            ("2004-06~", false, true),
            ("2004-06-11%", true, true),
            ("?2004-06-~11", true, true),
            ("2004-06~-11", false, true),
            ("2004?-06-11", true, false),
            ("2004-%06-11", true, true),
            ("2004-06-?11", true, false),
            ("%-2011-06-13", true, true),
            ("Y170000002?", true, false),
            ("1950S2~", false, true),
            ("2011-23~", false, true),
            ("1984?/2004~", true, true),
            ("1984/2004~", false, true),
            ("1984?/..", true, false),
            ("../1984?", true, false),
            ("[1667,1668?]", true, false),
            ("{1667~..1668,1670}", false, true),
        ] {
            let date = Date::parse(text).unwrap();
            assert_eq!(date.is_uncertain(), uncertain, "{text}");
            assert_eq!(date.is_approximate(), approximate, "{text}");
        }
    }

    #[test]
    fn an_instant_counts_on_the_day_written() {
        for (text, on, shown) in [
            ("1985-04-12T23:20:30", "1985-4-12", "23:20"),
            ("1985-04-12T23:20:30Z", "1985-4-12", "23:20 UTC"),
            ("1985-04-12T23:20:30-04", "1985-4-12", "23:20 -04:00"),
            ("1985-04-12T00:20:30+04:30", "1985-4-12", "00:20 +04:30"),
            ("1985-04-12T00:20:30-00:45", "1985-4-12", "00:20 -00:45"),
            ("1985-04-12T00:20:30+00:00", "1985-4-12", "00:20 +00:00"),
            ("1985-04-12T00:20:30-00:00", "1985-4-12", "00:20 UTC"),
            ("2024-02-08T10:00:00.123Z", "2024-2-8", "10:00 UTC"),
            ("2024-02-08T10:00:00.123456789", "2024-2-8", "10:00"),
            ("2016-12-31T23:59:60Z", "2016-12-31", "23:59 UTC"),
            ("2017-01-01T05:29:60.5+05:30", "2017-1-1", "05:29 +05:30"),
            ("-1985-04-12T23:20:30Z", "-1985-4-12", "23:20 UTC"),
        ] {
            let date = Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!((date.first(), date.last()), (day(on), day(on)), "{text}");
            assert_eq!(date.precision(), Precision::Instant, "{text}");
            assert!(date.is_exact_day(), "{text}");
            assert_eq!(date.time().unwrap().to_string(), shown, "{text}");
        }
        assert_eq!(Date::parse("2024-02-08").unwrap().time(), None);
    }

    #[test]
    fn an_exact_day_is_one_day_without_doubt() {
        for (text, exact) in [
            ("2024-02-08", true),
            ("1919-X4-02", true),
            ("2024-02-08/2024-02-08", true),
            ("{2024-02-08}", true),
            ("2024-02-08~", false),
            ("2024-02-?08", false),
            ("2024-02-XX", false),
            ("2024-02", false),
            ("2024-02-08/", false),
            ("Y170000002", false),
            ("Y-170000002", false),
        ] {
            assert_eq!(Date::parse(text).unwrap().is_exact_day(), exact, "{text}");
        }
    }

    #[test]
    fn years_beyond_all_days_are_before_or_after_them() {
        for text in ["Y17E8", "Y5E99999999999999999999", "Y99999999999999999999999S3", "Y5E30S1"] {
            let date = Date::parse(text).unwrap();
            assert_eq!((date.first(), date.last()), (Day::MAX, Day::MAX), "{text}");
            assert!(!date.is_open_end(), "{text}");
            let date = Date::parse(&text.replace('Y', "Y-")).unwrap();
            assert_eq!((date.first(), date.last()), (Day::MIN, Day::MIN), "-{text}");
        }
        // The year in which the days of an i32 end.
        let date = Date::parse("Y5881580").unwrap();
        assert_eq!((date.first().ymd(), date.last()), ((5_881_580, 1, 1), Day::MAX));
        assert_eq!(Day::MAX.ymd(), (5_881_580, 7, 11));
        assert_eq!(Day::MIN.ymd(), (-5_877_641, 6, 23));
    }

    #[test]
    fn errors_name_the_column_and_what_belongs_there() {
        let the_end = "the end of the date";
        for (text, at, expected) in [
            ("", 0, "a date"),
            (" 2024", 0, "a date"),
            ("+2024", 0, "a date"),
            ("вчера", 0, "a date"),
            ("20", 2, "a year of four digits"),
            ("20 4", 2, "a year of four digits"),
            ("202ё", 3, "a year of four digits"),
            ("-0000", 0, "a year other than -0000"),
            ("2023/-0000", 5, "a year other than -0000"),
            ("20240", 4, the_end),
            ("2024г", 4, the_end),
            ("2024??", 5, the_end),
            ("2024-", 5, "a month 01..12"),
            ("2024-2", 5, "a month 01..12"),
            ("2024-2-8", 5, "a month 01..12"),
            ("2024-00", 5, "a month 01..12"),
            ("2024-13", 5, "a month 01..12"),
            ("2024-1я", 5, "a month 01..12"),
            ("2024-?13", 6, "a month 01..12"),
            ("2024-20", 5, "a month 01..12 or a season 21..41"),
            ("2024-42", 5, "a month 01..12 or a season 21..41"),
            ("2024-2X", 5, "a month 01..12 or a season 21..41"),
            ("2024-21-01", 7, the_end),
            ("2024-01-00", 8, "a day 01..31"),
            ("2024-01-32", 8, "a day 01..31"),
            ("2024-01-1", 8, "a day 01..31"),
            ("2024-02-30", 8, "a day 01..29"),
            ("2023-02-29", 8, "a day 01..28"),
            ("1900-02-29", 8, "a day 01..28"),
            ("1960-06-31", 8, "a day 01..30"),
            ("-2023-02-29", 9, "a day 01..28"),
            ("2023-02-3X", 8, "a day 01..28"),
            ("20X3-02-29", 8, "a day that such a month has"),
            ("2024-02-08??", 11, the_end),
            ("2024-02~~", 8, the_end),
            ("2024-02~?-08", 8, the_end),
            ("2024-~?02", 6, "a month 01..12"),
            ("??2024", 1, "a year of four digits"),
            ("2001-21??", 8, the_end),
            ("1950S2~~", 7, the_end),
            ("Y12345%%", 7, the_end),
            ("2024-02-08 ", 10, the_end),
            ("2024-02-08t10:00:00Z", 10, the_end),
            ("2024-02-08?T10:00:00Z", 11, the_end),
            ("2024-02-XXT10:00:00Z", 10, the_end),
            ("2024-02T10:00:00Z", 7, the_end),
            ("2024-02-08T24:00:00", 11, "an hour 00..23"),
            ("2024-02-08T1:00:00", 11, "an hour 00..23"),
            ("2024-02-08T10", 13, "`:`"),
            ("2024-02-08T10:60:00", 14, "a minute 00..59"),
            ("2024-02-08T10:00Z", 16, "`:`"),
            ("2024-02-08T10:00:61", 17, "a second 00..59"),
            ("2024-02-08T10:59:60Z", 17, "a second 00..59"),
            ("2024-02-08T10:00:00.Z", 20, "a digit of the fraction"),
            ("2024-02-08T10:00:00..", 19, the_end),
            ("2024-02-08T10:00:00z", 19, the_end),
            ("2024-02-08T10:00:00+24", 20, "an hour 00..23 of the offset"),
            ("2024-02-08T10:00:00-05:60", 23, "a minute 00..59 of the offset"),
            ("2024-02-08T10:00:00Z/2025", 20, the_end),
            ("2024/2024-02-08T10:00:00Z", 15, the_end),
            ("/", 1, "a date"),
            ("..", 2, "`/`"),
            ("..2024", 2, "`/`"),
            ("2024..", 4, the_end),
            ("2024/2023", 5, "an end that does not begin before the start"),
            ("2024-05/2024", 8, "an end that does not begin before the start"),
            ("2024/2025/2026", 9, the_end),
            ("2024//", 5, "a date"),
            ("Y2024", 1, "five digits or more, the first not 0"),
            ("Y-02024", 2, "five digits or more, the first not 0"),
            ("Y17E", 4, "an exponent from 1"),
            ("Y17E8S0", 6, "a number of significant digits from 1"),
            ("195XS2", 4, the_end),
            ("Y20240-01", 6, the_end),
            ("Y-61000/-2000", 0, "a year of four digits"),
            ("2000/Y61000", 5, "a year of four digits"),
            ("[]", 1, "a date"),
            ("[..]", 3, "a date"),
            ("[1667,]", 6, "a date"),
            ("[1667, 1668]", 6, "a date"),
            ("[1667", 5, "`,` or the end of the set"),
            ("[1667}", 5, "`,` or the end of the set"),
            ("[1667..,1668]", 7, "a date"),
            ("[1667,..1668]", 6, "a date"),
            ("[1668..1667]", 7, "an end that does not begin before the start"),
            ("[1667]?", 6, the_end),
        ] {
            let result = Date::parse(text);
            assert_eq!(result, Err(DateError { at, expected }), "{text}");
        }
        let error = "2024-02-30".parse::<Date>().unwrap_err();
        assert_eq!(error.to_string(), "expected a day 01..29 at character 9");
    }

    #[test]
    fn the_short_way_and_the_long_way_agree() {
        for text in ["2024-02-08", "0000-01-01", "9999-12-31", "1600-02-29"] {
            let short = plain_day(text.as_bytes());
            let long = Cursor::new(text).four_digit_date(&mut Doubt::default());
            assert_eq!(short, Some(long.unwrap().first), "{text}");
            assert_eq!(short, Some(day(text)), "{text}");
        }
        for text in ["2024-02-30", "2024-00-01", "2024-0:-01", "2024-02-8 ", "+024-02-08", "2024-02-081"] {
            assert_eq!(plain_day(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_date_begins_in_what_it_names() {
        for (begins, texts) in [
            (
                Begins::InMonth,
                &["2024-02-08", "2024-02", "2024-02/..", "2024-02-05/2025", "2024-02-1X", "[2024-02,2025]"][..],
            ),
            (
                Begins::InYear,
                &[
                    "2024",
                    "2024-XX",
                    "2020/..",
                    "2017/",
                    "2014/2014-06",
                    "2010-XX-15",
                    "2013-21",
                    "1984-1X",
                    "[2024,2025-01]",
                ],
            ),
            (
                Begins::InYears,
                &["202X", "156X-12-25", "XXXX-12-25", "../2023", "/2023", "XXXX-02", "[..2023]", "Y17E8S1"],
            ),
        ] {
            for text in texts {
                assert_eq!(Date::parse(text).unwrap().begins(), begins, "{text}");
            }
        }
    }

    #[test]
    fn a_date_is_small() {
        assert!(size_of::<Date>() <= 24);
    }

    #[test]
    fn ranges_run_from_the_first_day_of_one_side_to_the_last_of_the_other() {
        for (text, first, last) in [
            ("2024", "2024-1-1", "2024-12-31"),
            ("2024-02-08T10:00:00.5Z", "2024-2-8", "2024-2-8"),
            ("[1667,1668]", "1667-1-1", "1668-12-31"),
            ("2024-02..2025", "2024-2-1", "2025-12-31"),
            ("2024-02/2025", "2024-2-1", "2025-12-31"),
            ("2024-05..2024", "2024-5-1", "2024-12-31"),
            ("202X..2024-21", "2020-1-1", "2024-5-31"),
            ("-0002..-0001", "-2-1-1", "-1-12-31"),
            ("2024-02-08T10:00:00..2025", "2024-2-8", "2025-12-31"),
            ("2024..2025-02-08T10:00:00Z", "2024-1-1", "2025-2-8"),
            ("[1667,1668]..{1700}", "1667-1-1", "1700-12-31"),
            ("Y-12000..2000", "-12000-1-1", "2000-12-31"),
            ("..2023", "..", "2023-12-31"),
            ("../2023", "..", "2023-12-31"),
            ("/2023", "..", "2023-12-31"),
            ("2024-05..", "2024-5-1", ".."),
            ("2024-05/", "2024-5-1", ".."),
            ("2024-05/..", "2024-5-1", ".."),
            ("../..", "..", ".."),
            ("../", "..", ".."),
            ("/..", "..", ".."),
        ] {
            let range = parse_range(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            let first = if first == ".." { Day::MIN } else { day(first) };
            let last = if last == ".." { Day::MAX } else { day(last) };
            assert_eq!(range, Range { first, last }, "{text}");
        }
        for (text, at, expected) in [
            ("", 0, "a date"),
            ("..", 2, "a date"),
            ("/", 1, "a date"),
            (".", 0, "a date"),
            ("вчера", 0, "a date"),
            ("2024....", 6, "a date"),
            ("2024/../", 7, "the end of the date"),
            ("2024-13..2025", 5, "a month 01..12"),
            ("2024..2025-13", 11, "a month 01..12"),
            ("2024..x", 6, "a date"),
            ("2024..2025..2026", 10, "the end of the date"),
            ("2025..2024", 6, "an end that is not before the start"),
            ("2025/2024", 5, "an end that is not before the start"),
            ("2024 ..2025", 4, "the end of the date"),
        ] {
            assert_eq!(parse_range(text), Err(DateError { at, expected }), "{text}");
        }
    }

    #[test]
    fn a_range_contains_any_day_that_overlaps_it() {
        let range = parse_range("2024-02..2024-03").unwrap();
        for (first, last, overlaps) in [
            ("2024-2-1", "2024-2-1", true),
            ("2024-3-31", "2024-3-31", true),
            ("2024-1-1", "2024-12-31", true),
            ("2024-1-1", "2024-1-31", false),
            ("2024-4-1", "2024-4-1", false),
        ] {
            assert_eq!(range.contains_any(day(first), day(last)), overlaps, "{first} {last}");
        }
        assert!(range.contains_any(Day::MIN, Day::MAX));
        assert!(!range.contains_any(Day::MIN, day("2024-1-31")));
    }

    #[test]
    fn every_day_from_1600_to_2400_comes_back() {
        let mut expected = day("1600-1-1");
        for year in 1600..=2400 {
            for month in 1..=12 {
                let mut length = 0;
                for number in 0..=33 {
                    let Some(found) = Day::from_ymd(year, month, number) else {
                        continue;
                    };
                    assert_eq!(found, expected);
                    assert_eq!(found.ymd(), (year, month, number));
                    let text = format!("{year:04}-{month:02}-{number:02}");
                    assert_eq!(Date::parse(&text).unwrap().first(), found);
                    expected.0 += 1;
                    length += 1;
                }
                let thirty = matches!(month, 4 | 6 | 9 | 11);
                let leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
                let february = if leap { 29 } else { 28 };
                let usual = if thirty { 30 } else { 31 };
                assert_eq!(length, if month == 2 { february } else { usual });
            }
        }
        assert_eq!(day("1600-1-1").weekday(), 6);
        assert_eq!(day("2024-2-5").weekday(), 1);
        assert_eq!(day("2024-2-11").weekday(), 7);
    }

    #[test]
    fn days_of_years_far_off_come_back() {
        let mut before = Day::MIN;
        for year in (-5000..=5000).step_by(7) {
            for month in 1..=12 {
                for number in [1, 28, days_in_month(i64::from(year), month)] {
                    let found = Day::from_ymd(year, month, number).unwrap();
                    assert_eq!(found.ymd(), (year, month, number));
                    assert!(before <= found);
                    before = found;
                }
            }
        }
        for number in (i32::MIN..=i32::MAX).step_by(99_991) {
            let (year, month, day) = Day(number).ymd();
            assert_eq!(Day::from_ymd(year, month, day), Some(Day(number)));
        }
    }
}
