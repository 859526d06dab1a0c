//! The grammar of EDTF, one function for a production, which stands above it. `[ ]` is what may be missing, `{ }`
//! what may come any number of times, `|` one or the other; what stands in quotes is written so.
//!
//! No alternative is tried twice: what comes next decides, so that an error names the first place at which the text
//! cannot be read on.

use crate::catalogue::DateWanted;
use core::str::FromStr;

use super::days::{days_in_month, plain_day};
use super::parts::{Digits, End, Form, Part, UNSPECIFIED, YEAR, Year, interval, month_readings, power_of_ten};
use super::value::{Bound, Date, DateError, Doubt, Offset, Precision, Time};

pub(super) const A_DATE: DateWanted = DateWanted::Date;

impl Date {
    /// Reads one EDTF date, interval or set, or an RFC 3339 instant; the module says which and why.
    ///
    /// A plain `YYYY-MM-DD` takes a short way; nothing is allocated in either case. Spaces are not skipped.
    /// The error names the first place at which the text cannot be read on, or the part of it that no calendar
    /// has.
    ///
    /// ```
    /// use oreline::door::model::date::{Date, Day, Precision};
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
    /// # Ok::<(), oreline::door::model::date::DateError>(())
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
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
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
pub(super) struct Cursor<'a> {
    text: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text: text.as_bytes(), at: 0 }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    pub(super) fn at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Passes `token` if it comes next.
    pub(super) fn take(&mut self, token: &[u8]) -> bool {
        let comes = self.text.get(self.at..).is_some_and(|rest| rest.starts_with(token));
        if comes {
            self.at += token.len();
        }
        comes
    }

    pub(super) fn expected<T>(&self, expected: DateWanted) -> Result<T, DateError> {
        Err(DateError { at: self.at, expected })
    }

    pub(super) fn end(&self) -> Result<(), DateError> {
        if self.at_end() { Ok(()) } else { self.expected(DateWanted::EndOfDate) }
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
    ///
    /// ```text
    /// pair = digit digit
    /// ```
    fn pair(&mut self, most: u8, expected: DateWanted) -> Result<u8, DateError> {
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
    ///
    /// ```text
    /// positive = "1".."9" { digit }
    /// ```
    fn positive(&mut self, expected: DateWanted) -> Result<(u32, i64), DateError> {
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
    ///
    /// ```text
    /// place = digit | "X"
    /// ```
    fn digits<const N: usize>(&mut self, expected: DateWanted) -> Result<Digits<N>, DateError> {
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

    /// A qualifier, if one comes next: uncertain, approximate, both.
    ///
    /// ```text
    /// qualifier = "?" | "~" | "%"
    /// ```
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

    /// A whole text: one date, an instant, an interval or a set. A bare `/` is refused.
    ///
    /// ```text
    /// text     = set | instant | interval
    /// interval = end "/" end
    /// end      = [ ".." | part ]
    /// ```
    pub(super) fn date(&mut self) -> Result<Date, DateError> {
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
            return self.expected(DateWanted::Slash);
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

    /// The rest of a date that is no interval: a time, perhaps. Only a full day without doubt may have one.
    ///
    /// ```text
    /// instant = part [ "T" time ]
    /// ```
    pub(super) fn alone(&mut self, part: Part) -> Result<Date, DateError> {
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

    /// One of several dates, or all of them. What is open stands first or last.
    ///
    /// ```text
    /// set     = "[" members "]" | "{" members "}"
    /// members = ( ".." part | member ) { "," member }
    /// ```
    pub(super) fn set(&mut self) -> Result<Date, DateError> {
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
                return self.expected(DateWanted::CommaOrEndOfSet);
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
    ///
    /// ```text
    /// member = part [ ".." [ part ] ]
    /// ```
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

    /// A date without a time. `YYYY-MM-DD`, which most are, takes a short way.
    ///
    /// ```text
    /// part = [ qualifier ] ( "Y" letter-year | four-digit-date )
    /// ```
    pub(super) fn part(&mut self) -> Result<Part, DateError> {
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

    /// What follows `Y`, with its qualifier. Without an exponent there are five digits or more.
    ///
    /// ```text
    /// letter-year = [ "-" ] positive [ "E" positive ] [ significant ] [ qualifier ]
    /// ```
    fn letter_year(&mut self, doubt: &mut Doubt) -> Result<Part, DateError> {
        const DIGITS: DateWanted = DateWanted::LongYear;
        let negative = self.take(b"-");
        let start = self.at;
        let (mut digits, mut value) = self.positive(DIGITS)?;
        if self.take(b"E") {
            let (_, exponent) = self.positive(DateWanted::Exponent)?;
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
    ///
    /// ```text
    /// significant = "S" positive
    /// ```
    fn significant_digits(&mut self) -> Result<Option<u32>, DateError> {
        if !self.take(b"S") {
            return Ok(None);
        }
        let (_, count) = self.positive(DateWanted::SignificantDigits)?;
        Ok(Some(u32::try_from(count).unwrap_or(u32::MAX)))
    }

    /// A year of four digits and what may follow it. Each part may have a qualifier on either side; the one
    /// before the year has been read.
    ///
    /// ```text
    /// four-digit-date = year ( significant [ qualifier ] | [ qualifier ] [ "-" sub-year | "-" month ] )
    /// year            = [ "-" ] place place place place
    /// sub-year        = [ qualifier ] "21".."41" [ qualifier ]
    /// month           = [ qualifier ] place place [ qualifier ] [ "-" day ]
    /// day             = [ qualifier ] place place [ qualifier ]
    /// ```
    pub(super) fn four_digit_date(&mut self, doubt: &mut Doubt) -> Result<Part, DateError> {
        let year_at = self.at;
        let year = Year { negative: self.take(b"-"), digits: self.digits(YEAR)? };
        if year.negative && year.digits.0 == [0; 4] {
            self.at = year_at;
            return self.expected(DateWanted::YearNotMinusZero);
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
            Some(&[b'2'..=b'4', b'0'..=b'9' | b'X', ..]) => DateWanted::MonthOrSeason,
            _ => DateWanted::Month,
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
                28 => DateWanted::Day28,
                29 => DateWanted::Day29,
                30 => DateWanted::Day30,
                _ => DateWanted::Day31,
            }
        } else {
            DateWanted::DayOfMonth
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
    ///
    /// ```text
    /// time   = pair ":" pair ":" pair [ "." digit { digit } ] [ offset ]
    /// offset = "Z" | ( "+" | "-" ) pair [ ":" pair ]
    /// ```
    fn time(&mut self) -> Result<Time, DateError> {
        const FROM_HOUR: DateWanted = DateWanted::Hour;
        const FROM_MINUTE: DateWanted = DateWanted::Minute;
        const OFFSET: DateWanted = DateWanted::OffsetHour;
        let hour = self.pair(23, FROM_HOUR)?;
        self.colon()?;
        let minute = self.pair(59, FROM_MINUTE)?;
        self.colon()?;
        let second_at = self.at;
        let second = self.pair(60, DateWanted::Second)?;
        // Not the `..` of a range.
        if self.peek() == Some(b'.') && self.text.get(self.at + 1) != Some(&b'.') {
            self.at += 1;
            if self.digit().is_none() {
                return self.expected(DateWanted::Fraction);
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
                let minutes = if self.take(b":") { i16::from(self.pair(59, DateWanted::OffsetMinute)?) } else { 0 };
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
            return self.expected(DateWanted::Second);
        }
        Ok(Time { hour, minute, second, offset })
    }

    fn colon(&mut self) -> Result<(), DateError> {
        if self.take(b":") { Ok(()) } else { self.expected(DateWanted::Colon) }
    }
}
