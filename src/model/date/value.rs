//! What a date means, once it is read: its first and its last day, how exact it is and how sure, and why a text is
//! no date. How it is written is in `edtf`.

use crate::catalogue::DateWanted;
use core::fmt;

use super::days::Day;

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
    Month,
    /// In a year that is written, in a month that is not: `2024`, `2024-21`, `2010-XX-15`, `2020/..`.
    Year,
    /// In one of several years, or at an unknown time: `202X`, `156X-12-25`, `../2023`.
    Years,
}

impl Precision {
    /// What a date of this precision begins in; of a pattern the least that may be.
    pub(super) fn begins(self) -> Begins {
        match self {
            Precision::Instant | Precision::Day | Precision::Month => Begins::Month,
            Precision::Year
            | Precision::Season
            | Precision::Quarter
            | Precision::Quadrimester
            | Precision::Semester => Begins::Year,
            _ => Begins::Years,
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
    pub(super) first: Day,
    pub(super) last: Day,
    pub(super) start: Bound,
    pub(super) end: Bound,
    pub(super) precision: Precision,
    pub(super) begins: Begins,
    pub(super) doubt: Doubt,
    pub(super) time: Option<Time>,
}

impl Date {
    /// The first day it may mean; [`Day::MIN`] when the start is open or unknown.
    pub fn first(&self) -> Day {
        self.first
    }

    /// The last day it may mean; [`Day::MAX`] when the end is open or unknown.
    pub fn last(&self) -> Day {
        self.last
    }

    /// Whether no end was written, be it open (`2024/..`, `[2024..]`) or unknown (`2024/`).
    pub fn is_open_end(&self) -> bool {
        self.end != Bound::Known
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

    pub(super) fn from_day(day: Day) -> Self {
        Self {
            first: day,
            last: day,
            start: Bound::Known,
            end: Bound::Known,
            precision: Precision::Day,
            begins: Begins::Month,
            doubt: Doubt::default(),
            time: None,
        }
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
    pub expected: DateWanted,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {} at character {}", self.expected, self.at.saturating_add(1))
    }
}

impl core::error::Error for DateError {}

/// Which of `?`, `~` and `%` (both) stand in a date.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub(super) struct Doubt {
    pub(super) uncertain: bool,
    pub(super) approximate: bool,
}

impl Doubt {
    pub(super) fn join(&mut self, other: Self) {
        self.uncertain |= other.uncertain;
        self.approximate |= other.approximate;
    }
}
