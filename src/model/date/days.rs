//! Days of the proleptic Gregorian calendar, as numbers and back. Nothing here knows of a text but the plain
//! `YYYY-MM-DD`, which most dates of a dataset are.

/// A day, counted from 1970-01-01 in the proleptic Gregorian calendar; may be negative.
///
/// [`Day::MIN`] and [`Day::MAX`] also stand for everything beyond them, some 5.8 million years away, and for an
/// end that is open or unknown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
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
    /// use oreline::door::model::date::Day;
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
    /// use oreline::door::model::date::Day;
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
    /// use oreline::door::model::date::Day;
    ///
    /// assert_eq!(Day(0).weekday(), 4); // 1970-01-01, a Thursday
    /// ```
    pub fn weekday(self) -> u32 {
        // 0..=6, so the cast loses nothing.
        (i64::from(self.0) + 3).rem_euclid(7) as u32 + 1
    }
}

/// Days in 400 Gregorian years.
const DAYS_PER_ERA: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const DAYS_TO_EPOCH: i64 = 719_468;

pub(super) fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// 0 when there is no such month.
pub(super) fn days_in_month(year: i64, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 0,
    }
}

/// Days from 1970-01-01. A month above 12 runs on into the next years.
pub(super) fn count_days(year: i64, month: u32, day: u32) -> i64 {
    // Howard Hinnant, days_from_civil: years begin in March, so that the leap day is their last.
    let months = i64::from(month) + 9;
    let year = year - 1 + months / 12;
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (months % 12) + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH
}

pub(super) fn saturated(days: i64) -> Day {
    // Clamped to the range of an i32 first.
    Day(days.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
}

/// `YYYY-MM-DD` and nothing else; what is not a day of the calendar is left to the parser that has messages.
pub(super) fn plain_day(text: &[u8]) -> Option<Day> {
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
