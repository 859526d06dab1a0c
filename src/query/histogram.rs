//! Events over time, honestly: what surely lies in a bucket, and what only may.
//!
//! An event is *placed* when its whole interval lies in one bucket and its date carries no `?` or `~`; else it is
//! *spread* over every bucket in which it may lie. Placed, spread and undated events add up to all.

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

const UNITS: [Unit; 7] = [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year, Unit::Decade, Unit::Century];

/// One bucket.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bucket {
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
    /// Events that surely lie in it.
    pub placed: u32,
    /// Events that may lie in it.
    pub spread: u32,
}

/// Selected events over time.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Histogram {
    /// In the order of time, without gaps; empty when nothing has a date.
    pub buckets: Vec<Bucket>,
    /// How long they are.
    pub unit: Unit,
    /// Events that surely lie in one bucket.
    pub placed: usize,
    /// Events that may lie in several, or whose date is uncertain or approximate.
    pub spread: usize,
    /// Events without a date.
    pub undated: usize,
}

/// Years before and after which no bucket is made; dates beyond them count in the outermost ones.
const YEARS: (i32, i32) = (-9999, 9999);

/// A histogram while events are added, in the order of time.
pub(super) struct HistogramBuilder {
    unit: Unit,
    /// Where each bucket starts, and the end of the last; empty without a histogram.
    starts: Vec<Day>,
    at: usize,
    placed: Vec<u32>,
    /// How many spread events begin to cover a bucket, less those that stop.
    covering: Vec<i64>,
    histogram: Histogram,
}

impl HistogramBuilder {
    /// A histogram in at most `columns` buckets over the time of the whole dataset, so that the axis stays while the
    /// filters change.
    pub(super) fn new(time: Option<(Day, Day)>, columns: usize) -> HistogramBuilder {
        let made = time.filter(|_| columns > 0).map(|(first, last)| buckets(first, last, columns));
        let (unit, starts) = made.unwrap_or_default();
        let end = starts.len().saturating_sub(1);
        let (placed, covering) = (vec![0; end], vec![0; end + 1]);
        HistogramBuilder {
            unit,
            starts,
            at: 0,
            placed,
            covering,
            histogram: Histogram { unit, ..Histogram::default() },
        }
    }

    /// Adds an event that lies between two days, and perhaps not surely.
    pub(super) fn add(&mut self, (first, last): (Day, Day), is_doubtful: bool) {
        let starts = &self.starts;
        let Some(end) = starts.len().checked_sub(1) else { return };
        let bucket_of = |day: Day| starts.partition_point(|start| *start <= day).clamp(1, end) - 1;
        // Events come by their first day, so its bucket only ever moves on.
        while self.at + 1 < end && starts[self.at + 1] <= first {
            self.at += 1;
        }
        let from = if first < starts[self.at] { bucket_of(first) } else { self.at };
        let to = if last < starts[from + 1] { from } else { bucket_of(last) };
        let is_open = first == Day::MIN || last == Day::MAX;
        if from == to && !is_doubtful && !is_open {
            self.placed[from] += 1;
            self.histogram.placed += 1;
        } else {
            self.covering[from] += 1;
            self.covering[to + 1] -= 1;
            self.histogram.spread += 1;
        }
    }

    /// The finished histogram; `undated` events have no place in it.
    pub(super) fn finish(mut self, undated: usize) -> Histogram {
        let mut spread = 0;
        for (at, days) in self.starts.windows(2).enumerate() {
            spread += self.covering[at];
            let last = Day(days[1].0.saturating_sub(1));
            let bucket = Bucket { first: days[0], last, placed: self.placed[at], spread: spread as u32 };
            self.histogram.buckets.push(bucket);
        }
        self.histogram.unit = self.unit;
        self.histogram.undated = undated;
        self.histogram
    }
}

/// The finest unit that needs at most `columns` buckets, and where each bucket starts, with the end of the last.
fn buckets(first: Day, last: Day, columns: usize) -> (Unit, Vec<Day>) {
    let limit = |year| Day::from_ymd(year, 1, 1).unwrap_or(Day(0));
    let (low, high) = (limit(YEARS.0), limit(YEARS.1));
    let (first, last) = (first.clamp(low, high), last.clamp(low, high));
    let mut made = (Unit::Century, Vec::new());
    for unit in UNITS {
        let mut starts = vec![start_of(unit, first)];
        let mut next = starts[0];
        while next <= last && starts.len() <= columns + 1 {
            next = next_start(unit, next);
            starts.push(next);
        }
        made = (unit, starts);
        if made.1.len() <= columns + 1 {
            break;
        }
    }
    // Even centuries may be too many for a narrow screen: the last bucket then takes the rest.
    if made.1.len() > columns + 1 {
        made.1.truncate(columns);
        made.1.push(Day(high.0.saturating_add(1)));
    }
    made
}

/// The first day of the unit that holds `day`.
fn start_of(unit: Unit, day: Day) -> Day {
    let (year, month, _) = day.ymd();
    let (year, month) = match unit {
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

/// The first day of the unit after the one that starts on `start`.
fn next_start(unit: Unit, start: Day) -> Day {
    let (year, month, _) = start.ymd();
    let in_months = |months: u32| {
        let month = month - 1 + months;
        Day::from_ymd(year + (month / 12) as i32, month % 12 + 1, 1).unwrap_or(Day::MAX)
    };
    match unit {
        Unit::Day => Day(start.0 + 1),
        Unit::Week => Day(start.0 + 7),
        Unit::Month => in_months(1),
        Unit::Quarter => in_months(3),
        Unit::Year => in_months(12),
        Unit::Decade => in_months(120),
        Unit::Century => in_months(1200),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Day {
        Day::from_ymd(year, month, day).unwrap()
    }

    #[test]
    fn the_finest_unit_that_fits_is_taken() {
        let unit = |columns| buckets(day(2022, 6, 14), day(2026, 3, 20), columns).0;
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
            let (_, starts) = buckets(day(1999, 12, 31), day(2026, 2, 28), columns);
            assert!(starts.len() <= columns + 1, "{columns} columns");
            assert!(starts.windows(2).all(|pair| pair[0] < pair[1]), "{columns} columns");
            assert!(starts[0] <= day(1999, 12, 31) && starts[starts.len() - 1] > day(2026, 2, 28), "{columns} columns");
        }
    }
}
