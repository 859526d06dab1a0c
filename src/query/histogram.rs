//! Events over time, honestly: what surely lies in a bucket, and what only may.
//!
//! An event is *placed* when its whole interval lies in one bucket and its date carries no `?` or `~`; else it is
//! *spread* over every bucket in which it may lie. Where only a part of time is shown, what lies wholly *before* or
//! *after* it is counted too. Placed, spread, before, after and undated add up to all events.
//!
//! The range of dates in the histogram is the query's `date:` part and nothing else: what is drawn is written there,
//! what is typed is read back. So that a range can be moved, the bars are of the events that the query selects
//! **without** its included dates, as the counts of a facet are without that facet. The sum beside them is that of the
//! selected events, and says of how many (`= 22 events of 44`; `Histogram::selected`). What `-date:` excludes is not
//! shown.
//!
//! The axis is the time of the whole dataset in the finest unit that fits, so that it stays while filters change.
//! Zoomed, it shows a bucket of a finer unit on two columns, and the sum says of how many these are. `Scale` knows the
//! buckets before anything is counted: a key moves the cursor at once, and the counts come from a job of their own
//! (`Job::CountTime`), which counts the events that the last answer found and asks no query again. Events of one
//! certain day are counted as bits between two places in `dataset::Order`; of the others each is looked at. An event
//! that is certain and wholly in one bucket is placed; any other is spread over all in which it may lie.

use super::scale::{Scale, Unit, Zoom};
use crate::dataset::{EventId, EventList};
use crate::model::Day;
use std::ops::Range;

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

/// How many of some events lie where.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sums {
    /// Surely in one of the buckets.
    pub sure: usize,
    /// Perhaps in one or several of them.
    pub perhaps: usize,
    /// Before the first bucket or after the last.
    pub outside: usize,
    /// Nowhere in time.
    pub undated: usize,
}

/// Events over time.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Histogram {
    /// In the order of time, without gaps; empty when nothing has a date.
    pub buckets: Vec<Bucket>,
    /// How long they are.
    pub unit: Unit,
    /// Whether they are all of time.
    pub is_whole: bool,
    /// Events that surely lie in one bucket.
    pub placed: usize,
    /// Events that may lie in several, or whose date is uncertain or approximate.
    pub spread: usize,
    /// Events that lie wholly before the first bucket.
    pub before: usize,
    /// Events that lie wholly after the last bucket.
    pub after: usize,
    /// Events without a date.
    pub undated: usize,
    /// Of the events that the query selects, whose range of dates does not narrow what the buckets count.
    pub selected: Sums,
    /// The columns it was made for.
    pub columns: usize,
    /// The part of time it was made for.
    pub zoom: Option<Zoom>,
}

impl Histogram {
    /// All events that it counts.
    pub fn total(&self) -> usize {
        self.placed + self.spread + self.before + self.after + self.undated
    }
}

/// Counts events in at most `columns` buckets over the time of the whole dataset, so that the axis stays while the
/// filters change, or in the part of it that `zoom` names. Without columns nothing is counted but what has no date.
pub fn histogram(events: &EventList, columns: usize, zoom: Option<Zoom>) -> Histogram {
    let order = events.order();
    let mut counter = Counter::new(Scale::new(order.time(), columns, zoom));
    // What lies on one day stands together with all that begin in the same bucket.
    let dated = order.dated() as u32;
    let exact = events.places().without(order.inexact());
    counter.add_exact(dated, |day| order.before(day), |places| exact.count(places));
    for place in events.places().and(order.inexact()).iter(0..dated) {
        counter.add(order.days(place as usize), order.is_doubtful(place as usize));
    }
    let undated = events.undated();
    let of_buckets = counter.finish();
    let Histogram { placed: sure, spread: perhaps, before, after, .. } = of_buckets;
    let selected = Sums { sure, perhaps, outside: before + after, undated };
    Histogram { undated, selected, columns, zoom, ..of_buckets }
}

/// Counts those of a few events that are among others, as [`histogram`] counts all of these.
pub(super) fn few_over_time(
    among: &EventList,
    events: impl IntoIterator<Item = EventId>,
    columns: usize,
    zoom: Option<Zoom>,
) -> Histogram {
    let order = among.order();
    let places = events.into_iter().filter(|event| among.contains(*event)).map(|event| order.place(event));
    let mut places: Vec<u32> = places.filter(|place| (*place as usize) < order.dated()).collect();
    places.sort_unstable();
    let mut counter = Counter::new(Scale::new(order.time(), columns, zoom));
    for place in places {
        counter.add(order.days(place as usize), order.is_doubtful(place as usize));
    }
    Histogram { columns, zoom, ..counter.finish() }
}

/// Where an event lies among buckets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// Wholly before the first one.
    Before,
    /// Wholly after the last one.
    After,
    /// Surely in this one.
    Sure(usize),
    /// Perhaps in each from one to another.
    Perhaps(usize, usize),
}

/// Says where events lie that are asked for in the order of their first days.
pub(super) struct Placing {
    /// The buckets.
    pub scale: Scale,
    at: usize,
}

impl Placing {
    pub(super) fn new(scale: Scale) -> Placing {
        Placing { scale, at: 0 }
    }

    /// Where an event lies that is between two days, and perhaps not surely; `None` without a bucket.
    pub(super) fn place(&mut self, (first, last): (Day, Day), is_doubtful: bool) -> Option<Place> {
        let starts = self.scale.starts();
        let end = starts.len().checked_sub(1)?;
        if !self.scale.is_whole() {
            if last < starts[0] {
                return Some(Place::Before);
            }
            if first >= starts[end] {
                return Some(Place::After);
            }
        }
        // Events come by their first day, so its bucket only ever moves on.
        while self.at + 1 < end && starts[self.at + 1] <= first {
            self.at += 1;
        }
        let from = self.at;
        let to = if last < starts[from + 1] { from } else { self.scale.bucket_near(last) };
        // What reaches beyond the buckets is not wholly in one.
        let is_inside = starts[0] <= first && last < starts[end];
        let is_open = first == Day::MIN || last == Day::MAX;
        let is_sure = from == to && is_inside && !is_doubtful && !is_open;
        Some(if is_sure { Place::Sure(from) } else { Place::Perhaps(from, to) })
    }
}

/// A histogram while events are added, in the order of their first days.
struct Counter {
    placing: Placing,
    placed: Vec<u32>,
    /// How many spread events begin to cover a bucket, less those that stop.
    covering: Vec<i64>,
    histogram: Histogram,
}

impl Counter {
    fn new(scale: Scale) -> Counter {
        let count = scale.len();
        let histogram = Histogram { unit: scale.unit(), is_whole: scale.is_whole(), ..Histogram::default() };
        Counter { placing: Placing::new(scale), placed: vec![0; count], covering: vec![0; count + 1], histogram }
    }

    /// Adds events that lie on one day each. They stand in the first `dated` places in the order of time: `before` says
    /// how many of these come before a day, and `count` how many events there are in some of them.
    fn add_exact(&mut self, dated: u32, before: impl Fn(Day) -> u32, count: impl Fn(Range<u32>) -> usize) {
        let starts: Vec<u32> = self.placing.scale.starts().iter().map(|day| before(*day)).collect();
        let (Some(&first), Some(&end)) = (starts.first(), starts.last()) else { return };
        for (placed, bounds) in self.placed.iter_mut().zip(starts.windows(2)) {
            *placed = count(bounds[0]..bounds[1]) as u32;
            self.histogram.placed += *placed as usize;
        }
        let outside = [count(0..first), count(end..dated)];
        if self.histogram.is_whole {
            // Time has no buckets for what is thousands of years off: it is spread over the nearest one.
            for (bucket, count) in [0, self.placing.scale.len() - 1].into_iter().zip(outside) {
                self.covering[bucket] += count as i64;
                self.covering[bucket + 1] -= count as i64;
                self.histogram.spread += count;
            }
        } else {
            [self.histogram.before, self.histogram.after] = outside;
        }
    }

    /// Adds an event that lies between two days, and perhaps not surely.
    fn add(&mut self, days: (Day, Day), is_doubtful: bool) {
        match self.placing.place(days, is_doubtful) {
            None => {}
            Some(Place::Before) => self.histogram.before += 1,
            Some(Place::After) => self.histogram.after += 1,
            Some(Place::Sure(at)) => {
                self.placed[at] += 1;
                self.histogram.placed += 1;
            }
            Some(Place::Perhaps(from, to)) => {
                self.covering[from] += 1;
                self.covering[to + 1] -= 1;
                self.histogram.spread += 1;
            }
        }
    }

    fn finish(mut self) -> Histogram {
        let mut spread = 0;
        for (at, days) in self.placing.scale.starts().windows(2).enumerate() {
            spread += self.covering[at];
            let last = Day(days[1].0.saturating_sub(1));
            // As many as cover the bucket, which is never less than none.
            let bucket = Bucket { first: days[0], last, placed: self.placed[at], spread: spread as u32 };
            self.histogram.buckets.push(bucket);
        }
        self.histogram
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Date;
    use proptest::prelude::*;

    /// Days and doubt of a date, as the order of time has them.
    type Dated = (Day, Day, bool);

    fn dated(texts: &[&str]) -> Vec<Dated> {
        let mut dates: Vec<Dated> = texts
            .iter()
            .map(|text| Date::parse(text).unwrap())
            .map(|date| (date.first(), date.last(), date.is_uncertain() || date.is_approximate()))
            .collect();
        dates.sort();
        dates
    }

    /// As [`Order::time`](crate::dataset::Order::time) has it.
    fn time(dates: &[Dated]) -> Option<(Day, Day)> {
        let closed = |day: Day| (day > Day::MIN && day < Day::MAX).then_some(day);
        let first = dates.iter().filter_map(|date| closed(date.0).or(closed(date.1))).min()?;
        let last = dates.iter().filter_map(|date| closed(date.1).or(closed(date.0))).max()?;
        Some((first, last))
    }

    fn counted(dates: &[Dated], columns: usize, zoom: Option<Zoom>) -> Histogram {
        let mut counter = Counter::new(Scale::new(time(dates), columns, zoom));
        let is_exact = |date: &&Dated| date.0 == date.1 && !date.2;
        counter.add_exact(
            dates.len() as u32,
            |day| dates.partition_point(|date| date.0 < day) as u32,
            |places| dates[places.start as usize..places.end as usize].iter().filter(is_exact).count(),
        );
        for (first, last, is_doubtful) in dates.iter().filter(|date| !is_exact(date)) {
            counter.add((*first, *last), *is_doubtful);
        }
        counter.finish()
    }

    fn day(year: i32, month: u32, day: u32) -> Day {
        Day::from_ymd(year, month, day).unwrap()
    }

    #[test]
    fn full_is_what_lies_wholly_and_surely_in_a_bucket() {
        let dates = dated(&["2024-01-03", "2024-01", "2024-01?", "2024-01-30/2024-02-02", "2024", "2024-03-05~"]);
        let histogram = counted(&dates, 12, None);
        let counts: Vec<(u32, u32)> = histogram.buckets.iter().map(|bucket| (bucket.placed, bucket.spread)).collect();
        // Days do not fit, weeks neither.
        assert_eq!(histogram.unit, Unit::Month);
        assert_eq!(counts[..4], [(2, 3), (0, 2), (0, 2), (0, 1)]);
        assert_eq!((histogram.placed, histogram.spread, histogram.total()), (2, 4, 6));
    }

    #[test]
    fn what_is_thousands_of_years_off_is_spread_over_the_nearest_bucket() {
        let histogram = counted(&dated(&["Y-20000", "-0043-03-15", "2024-01-02", "Y20000"]), 3, None);
        let ends = [histogram.buckets.first(), histogram.buckets.last()];
        assert_eq!(ends.map(|bucket| bucket.map(|bucket| bucket.spread)), [Some(1), Some(1)]);
        assert_eq!((histogram.is_whole, histogram.total()), (true, 4));
    }

    #[test]
    fn a_zoom_says_what_lies_outside() {
        let texts =
            ["2023-12-31", "2024-01-10", "2024-01-11", "2024-01", "2024-01-09/2024-01-10", "2024-02-01", "2025"];
        let zoom = Zoom { unit: Unit::Day, first: day(2024, 1, 10) };
        let histogram = counted(&dated(&texts), 6, Some(zoom));
        let counts: Vec<(u32, u32)> = histogram.buckets.iter().map(|bucket| (bucket.placed, bucket.spread)).collect();
        // The month may lie on any of the days; what began the day before may lie on the first.
        assert_eq!(counts, [(1, 2), (1, 1), (0, 1)]);
        let Histogram { placed, spread, before, after, .. } = histogram;
        assert_eq!((placed, spread, before, after), (2, 2, 1, 2));
    }

    /// Any date, with open ends and doubts among them.
    fn any_date() -> impl Strategy<Value = Dated> {
        let day = -2000..4000i32;
        (day, 0..900i32, 0..12u8, any::<bool>()).prop_map(|(first, length, sort, is_doubtful)| match sort {
            0 => (Day::MIN, Day(first), is_doubtful),
            1 => (Day(first), Day::MAX, is_doubtful),
            2..=6 => (Day(first), Day(first), false),
            _ => (Day(first), Day(first + length), is_doubtful),
        })
    }

    proptest! {
        /// Whatever is shown, every event is counted once in the sum, and in each bucket that it may lie in.
        #[test]
        fn any_zoom_adds_up(
            mut dates in prop::collection::vec(any_date(), 0..60),
            columns in 0..90usize,
            zoom in prop::option::of((0..Unit::ALL.len(), -3000..5000i32)),
        ) {
            dates.sort();
            let zoom = zoom.map(|(unit, first)| Zoom { unit: Unit::ALL[unit], first: Day(first) });
            let histogram = counted(&dates, columns, zoom);
            if histogram.buckets.is_empty() {
                prop_assert!(columns == 0 || time(&dates).is_none());
                return Ok(());
            }
            prop_assert_eq!(histogram.total(), dates.len());
            prop_assert!(histogram.buckets.len() <= columns);
            for bucket in &histogram.buckets {
                let may = dates.iter().filter(|date| date.0 <= bucket.last && bucket.first <= date.1);
                let sure = may.clone().filter(|date| bucket.first <= date.0 && date.1 <= bucket.last && !date.2);
                let sure = sure.count() as u32;
                prop_assert_eq!((bucket.placed, bucket.spread), (sure, may.count() as u32 - sure), "{:?}", bucket);
            }
        }
    }
}
