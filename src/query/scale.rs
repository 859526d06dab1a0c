//! How time is divided into buckets: days, weeks, months and so on, all of it or a part that is looked at closely.
//!
//! It knows calendars and how many columns there are. What lies in a bucket, and how one looks, is not known here.

use crate::catalogue::Ui;
use crate::model::Day;

/// The length of a bucket.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Unit {
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A calendar month.
    #[default]
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Unit {
    /// How many days the longest bucket has.
    fn most_days(self) -> i64 {
        match self {
            Unit::Day => 1,
            Unit::Week => 7,
            Unit::Month => 31,
            Unit::Quarter => 92,
            Unit::Year => 366,
            Unit::Decade => 3_653,
            Unit::Century => 36_525,
        }
    }

    /// Every unit, the shortest first.
    pub const ALL: [Unit; 7] =
        [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year, Unit::Decade, Unit::Century];

    /// The next shorter one; `None` for days.
    pub fn finer(self) -> Option<Unit> {
        Unit::ALL.into_iter().rev().find(|unit| *unit < self)
    }

    /// The next longer one; `None` for centuries.
    pub fn coarser(self) -> Option<Unit> {
        Unit::ALL.into_iter().find(|unit| *unit > self)
    }

    /// Its word where it is kept.
    #[cfg(feature = "store")]
    pub(crate) fn word(self) -> &'static str {
        match self {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Quarter => "quarter",
            Unit::Year => "year",
            Unit::Decade => "decade",
            Unit::Century => "century",
        }
    }

    /// One of it after another: `by month`.
    pub fn each(self, ui: Ui) -> &'static str {
        match self {
            Unit::Day => ui.by_day(),
            Unit::Week => ui.by_week(),
            Unit::Month => ui.by_month(),
            Unit::Quarter => ui.by_quarter(),
            Unit::Year => ui.by_year(),
            Unit::Decade => ui.by_decade(),
            Unit::Century => ui.by_century(),
        }
    }

    /// The first day of the unit that holds `day`.
    pub(crate) fn start(self, day: Day) -> Day {
        let (year, month, _) = day.ymd();
        let (year, month) = match self {
            Unit::Day => return day,
            Unit::Week => return Day(day.0 - (day.weekday() as i32 - 1)),
            Unit::Month => (year, month),
            Unit::Quarter => (year, (month - 1) / 3 * 3 + 1),
            Unit::Year => (year, 1),
            Unit::Decade => (year.div_euclid(10) * 10, 1),
            Unit::Century => (year.div_euclid(100) * 100, 1),
        };
        Day::from_ymd(year, month, 1).unwrap_or(day)
    }

    /// The first day of the unit that is `by` units after the one that starts on `start`.
    fn shifted(self, start: Day, by: i64) -> Day {
        let months = match self {
            Unit::Day => return saturated(i64::from(start.0).saturating_add(by)),
            Unit::Week => return saturated(i64::from(start.0).saturating_add(by.saturating_mul(7))),
            Unit::Month => 1,
            Unit::Quarter => 3,
            Unit::Year => 12,
            Unit::Decade => 120,
            Unit::Century => 1200,
        };
        let (year, month, _) = start.ymd();
        let month = (i64::from(year) * 12 + i64::from(month) - 1).saturating_add(by.saturating_mul(months));
        let end = if by < 0 { Day::MIN } else { Day::MAX };
        let year = i32::try_from(month.div_euclid(12));
        // Below 12.
        year.ok().and_then(|year| Day::from_ymd(year, month.rem_euclid(12) as u32 + 1, 1)).unwrap_or(end)
    }
}

/// Days that do not fit are as far away as days can be.
fn saturated(day: i64) -> Day {
    // Within the bounds of an i32.
    Day(day.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
}

/// A part of time that is looked at closely, in buckets of one unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Zoom {
    /// How long the buckets are.
    pub unit: Unit,
    /// A day of the first one.
    pub first: Day,
}

/// Years before and after which no bucket is made.
const YEARS: (i32, i32) = (-9999, 9999);

/// The buckets of time, side by side and without gaps; none when there is no time or no column.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scale {
    unit: Unit,
    /// Where each bucket starts, and the end of the last; empty without a bucket.
    starts: Vec<Day>,
    /// The first bucket of all time, and the last one, when only a part is shown.
    ends: Option<(Day, Day)>,
    /// Whether there is time before the first bucket that may be made, and after the last.
    beyond: (bool, bool),
}

impl Scale {
    /// The time from the first to the last of two days in at most `columns` buckets: all of it in the finest unit that
    /// has so few, or, zoomed, as many buckets as [`Scale::window`] says, moved to where there is time. A zoom to a unit of
    /// which all buckets fit shows the whole.
    pub fn new(time: Option<(Day, Day)>, columns: usize, zoom: Option<Zoom>) -> Scale {
        let Some((first, last)) = time.filter(|_| columns > 0) else { return Scale::default() };
        let limit = |year, month, day| Day::from_ymd(year, month, day).unwrap_or(Day(0));
        let (low, high) = (limit(YEARS.0, 1, 1), limit(YEARS.1, 12, 31));
        let beyond = (first < low, last > high);
        let (first, last) = (first.clamp(low, high), last.clamp(low, high));
        let (unit, starts) = whole(first, last, columns, high);
        match zoom.filter(|zoom| zoom.unit < unit) {
            Some(zoom) => Scale { beyond, ..zoomed(first, last, Scale::window(columns), zoom) },
            None => Scale { unit, starts, ends: None, beyond },
        }
    }

    /// How many buckets a part of time has that is looked at closely: each has two of the columns.
    pub fn window(columns: usize) -> usize {
        (columns / 2).max(1)
    }

    /// How long the buckets are.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether it shows all of time. What lies before the first bucket or after the last may count in these.
    pub fn is_whole(&self) -> bool {
        self.ends.is_none()
    }

    /// First and last day of a bucket.
    pub fn days(&self, at: usize) -> Option<(Day, Day)> {
        Some((*self.starts.get(at)?, Day(self.starts.get(at + 1)?.0.saturating_sub(1))))
    }

    /// First and last day of what a bucket counts: what lies beyond the buckets counts in the first or the last of all.
    pub fn reach(&self, at: usize) -> Option<(Day, Day)> {
        let (first, last) = self.days(at)?;
        let is_first = at == 0 && self.ends.is_none_or(|(start, _)| start == first);
        let is_last = at + 1 == self.len() && self.ends.is_none_or(|(_, end)| end == first);
        Some((
            if is_first && self.beyond.0 { Day::MIN } else { first },
            if is_last && self.beyond.1 { Day::MAX } else { last },
        ))
    }

    /// The first day of each bucket, and the day after the last one; empty without a bucket.
    pub(crate) fn starts(&self) -> &[Day] {
        &self.starts
    }

    /// The bucket of a day, or the nearest one; 0 without a bucket.
    pub fn bucket_near(&self, day: Day) -> usize {
        self.starts.partition_point(|start| *start <= day).clamp(1, self.len().max(1)) - 1
    }

    /// Whether a day lies in one of the buckets.
    pub fn has(&self, day: Day) -> bool {
        self.days(self.bucket_near(day)).is_some_and(|(first, last)| first <= day && day <= last)
    }

    /// The first day of the bucket that is `by` buckets after that of a day, shown or not; the first or the last of all
    /// time when there are not so many.
    pub fn moved(&self, day: Day, by: i64) -> Day {
        let Some(last) = self.len().checked_sub(1) else { return day };
        match self.ends {
            None => {
                let at = (self.bucket_near(day) as i64).saturating_add(by).clamp(0, last as i64);
                self.starts[at as usize]
            }
            Some((first, last)) => {
                let start = self.unit.start(day.clamp(first, last));
                self.unit.shifted(start, by).clamp(first, last)
            }
        }
    }

    /// The zoom that shows the bucket of a day with `before` buckets of `unit` before it.
    pub fn around(unit: Unit, day: Day, before: usize) -> Zoom {
        Zoom { unit, first: unit.shifted(unit.start(day), -(before as i64)) }
    }
}

/// The finest unit that needs at most `columns` buckets, and where each bucket starts, with the end of the last.
fn whole(first: Day, last: Day, columns: usize, high: Day) -> (Unit, Vec<Day>) {
    let mut made = (Unit::Century, Vec::new());
    let days = i64::from(last.0) - i64::from(first.0) + 1;
    let may_fit = |unit: &Unit| *unit == Unit::Century || days <= columns as i64 * unit.most_days();
    for unit in Unit::ALL.into_iter().filter(may_fit) {
        made = (unit, starts(unit, unit.start(first), last, columns + 1));
        if made.1.len() <= columns + 1 {
            return made;
        }
    }
    // Even centuries may be too many for a narrow screen: the last bucket then takes the rest.
    made.1.truncate(columns);
    made.1.push(Day(high.0.saturating_add(1)));
    made
}

fn zoomed(first: Day, last: Day, columns: usize, Zoom { unit, first: from }: Zoom) -> Scale {
    let ends = (unit.start(first), unit.start(last));
    // The last column shows the last bucket or one before it.
    let latest = unit.shifted(ends.1, 1 - columns as i64);
    let from = unit.start(from.clamp(ends.0, ends.1)).min(latest).max(ends.0);
    Scale { unit, starts: starts(unit, from, last, columns), ends: Some(ends), beyond: (false, false) }
}

/// Where the buckets from `start` to the one that holds `last` begin, with the end of the last; at most `count` buckets.
fn starts(unit: Unit, start: Day, last: Day, count: usize) -> Vec<Day> {
    let mut starts = vec![start];
    let mut next = start;
    while next <= last && starts.len() <= count {
        next = unit.shifted(next, 1);
        starts.push(next);
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Day {
        Day::from_ymd(year, month, day).unwrap()
    }

    #[test]
    fn the_finest_unit_that_fits_is_taken() {
        let unit = |columns| Scale::new(Some((day(2022, 6, 14), day(2026, 3, 20))), columns, None).unit();
        assert_eq!(unit(2000), Unit::Day);
        assert_eq!(unit(200), Unit::Week);
        assert_eq!(unit(46), Unit::Month);
        assert_eq!(unit(45), Unit::Quarter);
        assert_eq!(unit(10), Unit::Year);
        assert_eq!(unit(2), Unit::Decade.min(unit(2)));
    }

    #[test]
    fn buckets_have_no_gaps_and_hold_first_and_last_day() {
        for columns in 1..300 {
            let scale = Scale::new(Some((day(1999, 12, 31), day(2026, 2, 28))), columns, None);
            let starts = scale.starts();
            assert!(scale.len() <= columns, "{columns} columns");
            assert!(starts.windows(2).all(|pair| pair[0] < pair[1]), "{columns} columns");
            assert!(scale.has(day(1999, 12, 31)) && scale.has(day(2026, 2, 28)), "{columns} columns");
            assert!(scale.is_whole());
        }
        for unit in Unit::ALL {
            let start = unit.start(day(1601, 1, 1));
            let longest = starts(unit, start, day(2101, 1, 1), 200_000).windows(2).map(|of| of[1].0 - of[0].0).max();
            assert_eq!(longest.map(i64::from), Some(unit.most_days()), "{unit:?}");
        }
        assert!(Scale::new(None, 80, None).is_empty());
        assert!(Scale::new(Some((Day(0), Day(9))), 0, None).is_empty());
    }

    #[test]
    fn a_zoom_shows_a_bucket_on_two_columns_where_there_is_time() {
        let time = Some((day(2020, 1, 15), day(2025, 12, 5)));
        let scale = |unit, first| Scale::new(time, 20, Some(Zoom { unit, first }));
        for (unit, from, first, last) in [
            (Unit::Month, day(2022, 5, 9), day(2022, 5, 1), day(2023, 2, 28)),
            (Unit::Month, Day::MIN, day(2020, 1, 1), day(2020, 10, 31)),
            (Unit::Month, Day::MAX, day(2025, 3, 1), day(2025, 12, 31)),
            (Unit::Day, day(2024, 2, 28), day(2024, 2, 28), day(2024, 3, 8)),
            (Unit::Week, day(2024, 2, 28), day(2024, 2, 26), day(2024, 5, 5)),
        ] {
            let scale = scale(unit, from);
            assert_eq!((scale.unit(), scale.len(), scale.is_whole()), (unit, 10, false), "{unit:?} {from:?}");
            assert_eq!(scale.days(0).unwrap().0, first, "{unit:?} {from:?}");
            assert_eq!(scale.days(9).unwrap().1, last, "{unit:?} {from:?}");
        }
        // All years fit: that is the whole.
        assert!(scale(Unit::Year, day(2022, 1, 1)).is_whole());
        assert!(scale(Unit::Century, day(2022, 1, 1)).is_whole());
    }

    #[test]
    fn a_move_goes_on_where_nothing_is_shown_and_ends_where_time_ends() {
        let time = Some((day(2020, 1, 15), day(2025, 12, 5)));
        let zoomed = Scale::new(time, 20, Some(Zoom { unit: Unit::Month, first: day(2022, 1, 1) }));
        assert_eq!(zoomed.moved(day(2022, 10, 9), 1), day(2022, 11, 1));
        assert!(!zoomed.has(day(2022, 11, 1)));
        assert_eq!(zoomed.moved(day(2022, 1, 1), -30), day(2020, 1, 1));
        assert_eq!(zoomed.moved(day(2022, 1, 1), i64::MAX), day(2025, 12, 1));
        let whole = Scale::new(time, 10, None);
        assert_eq!(whole.unit(), Unit::Year);
        assert_eq!(whole.moved(day(2022, 10, 9), 1), day(2023, 1, 1));
        assert_eq!(whole.moved(day(2022, 10, 9), i64::MIN), day(2020, 1, 1));
        assert_eq!(whole.moved(Day::MAX, 1), day(2025, 1, 1));
        assert_eq!(Scale::default().moved(Day(3), 1), Day(3));
    }

    #[test]
    fn the_last_bucket_reaches_to_the_last_day_and_beyond_where_time_goes_on() {
        let last = day(9999, 12, 31);
        for columns in [1, 5, 40, 300] {
            let scale = Scale::new(Some((day(9999, 1, 5), last)), columns, None);
            let (first, to) = scale.reach(scale.len() - 1).unwrap();
            assert!(scale.has(last) && first <= last && to >= last, "{columns} columns");
            let further = Scale::new(Some((day(9999, 1, 5), Day(last.0 + 800))), columns, None);
            assert_eq!(further.reach(further.len() - 1).unwrap().1, Day::MAX, "{columns} columns");
        }
    }

    #[test]
    fn units_are_a_ladder() {
        assert_eq!(Unit::Day.finer(), None);
        assert_eq!(Unit::Month.finer(), Some(Unit::Week));
        assert_eq!(Unit::Month.coarser(), Some(Unit::Quarter));
        assert_eq!(Unit::Century.coarser(), None);
        for unit in Unit::ALL {
            let start = unit.start(day(2024, 2, 29));
            assert!(start <= day(2024, 2, 29) && unit.shifted(start, 1) > day(2024, 2, 29), "{unit:?}");
            assert_eq!(unit.shifted(unit.shifted(start, 17), -17), start, "{unit:?}");
        }
        assert_eq!(
            Scale::around(Unit::Month, day(2024, 2, 29), 3),
            Zoom { unit: Unit::Month, first: day(2023, 11, 1) }
        );
    }
}
