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
//! (`Job::CountTime`), which counts the events that the last answer found and asks no query again. Events of one day
//! are counted as bits between two places in `dataset::Order`, and so are those with the same several days, which stand
//! together there; of few each is looked at. An event that is certain and wholly in one bucket is placed; any other is
//! spread over all in which it may lie.

use super::scale::{Scale, Unit, Zoom};
use crate::dataset::{Bits, EventId, EventList, Order};
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
    /// Whether it is made for the same columns and part of time as another.
    pub fn is_for(&self, other: &Histogram) -> bool {
        (self.columns, self.zoom) == (other.columns, other.zoom)
    }

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
    let (places, dated) = (events.ranks(), order.dated() as u32);
    if events.len() < places.bound() as usize / FEW {
        counter.add_each(order, places.iter(0..dated));
    } else {
        let inexact = || places.count_with(order.inexact(), 0..dated);
        let spans = order.spans().filter(|spans| spans.len() * SPAN < inexact());
        counter.add_all(order, places, spans);
    }
    let undated = events.undated();
    let of_buckets = counter.finish();
    let Histogram { placed: sure, spread: perhaps, before, after, .. } = of_buckets;
    let selected = Sums { sure, perhaps, outside: before + after, undated };
    Histogram { undated, selected, columns, zoom, ..of_buckets }
}

/// How many events begin before each of some days, the first days of buckets and the end of the last one; and how many end
/// before it.
#[cfg(feature = "store")]
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Ranges {
    /// Those that lie on one day, surely.
    pub exact: Vec<usize>,
    /// Those that surely lie in one unit of the buckets, on several days.
    pub in_one: Vec<usize>,
    /// All others, by their first day.
    pub begin: Vec<usize>,
    /// The same, by their last day.
    pub end: Vec<usize>,
    /// How many there are of each of the three.
    pub all: [usize; 3],
    /// Those without a date.
    pub undated: usize,
}

/// Events that were counted elsewhere over time, as [`histogram`] counts them here.
#[cfg(feature = "store")]
pub(crate) fn of_ranges(scale: &Scale, ranges: &Ranges, (columns, zoom): (usize, Option<Zoom>)) -> Histogram {
    let count = scale.len();
    let mut histogram = Histogram { unit: scale.unit(), is_whole: scale.is_whole(), ..Histogram::default() };
    if count > 0 {
        let Ranges { exact, in_one, begin, end, all, .. } = ranges;
        let is_whole = scale.is_whole();
        for at in 0..count {
            let sure = (exact[at + 1] - exact[at]) + (in_one[at + 1] - in_one[at]);
            let (is_first, is_last) = (at == 0, at + 1 == count);
            // What was before the bucket is over, what begins after it has not begun; time has no buckets for what is
            // thousands of years off, which may lie in the nearest one.
            let begun = if is_whole && is_last { all[2] } else { begin[at + 1] };
            let over = if is_whole && is_first { 0 } else { end[at] };
            let mut perhaps = begun - over;
            if is_whole && is_first {
                perhaps += exact[0] + in_one[0];
            }
            if is_whole && is_last {
                perhaps += (all[0] - exact[count]) + (all[1] - in_one[count]);
            }
            let (first, last) = scale.days(at).unwrap_or_default();
            histogram.placed += sure;
            histogram.buckets.push(Bucket { first, last, placed: sure as u32, spread: perhaps as u32 });
        }
        let outside = if is_whole {
            [0, 0]
        } else {
            [
                exact[0] + in_one[0] + end[0],
                (all[0] - exact[count]) + (all[1] - in_one[count]) + (all[2] - begin[count]),
            ]
        };
        [histogram.before, histogram.after] = outside;
        histogram.spread = all.iter().sum::<usize>() - histogram.placed - histogram.before - histogram.after;
    }
    let Histogram { placed: sure, spread: perhaps, before, after, .. } = histogram;
    let selected = Sums { sure, perhaps, outside: before + after, undated: ranges.undated };
    Histogram { undated: ranges.undated, selected, columns, zoom, ..histogram }
}

/// What one span of several days costs to count, whatever lies in it, in events that are looked at one by one.
const SPAN: usize = 3;

/// Of so many events one, or fewer, are looked at one by one sooner than all are gone through.
const FEW: usize = 512;

/// Counts those of a few events that are among others, as [`histogram`] counts all of these.
pub(super) fn few_over_time(
    among: &EventList,
    events: impl IntoIterator<Item = EventId>,
    columns: usize,
    zoom: Option<Zoom>,
) -> Histogram {
    let order = among.order();
    let places = events.into_iter().filter(|event| among.contains(*event)).map(|event| order.rank(event));
    let mut places: Vec<u32> = places.filter(|place| (*place as usize) < order.dated()).collect();
    places.sort_unstable();
    let mut counter = Counter::new(Scale::new(order.time(), columns, zoom));
    counter.add_each(order, places);
    Histogram { columns, zoom, ..counter.finish() }
}

/// Where an event lies among buckets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lies {
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
    pub(super) fn place(&mut self, (first, last): (Day, Day), is_doubtful: bool) -> Option<Lies> {
        let starts = self.scale.starts();
        let end = starts.len().checked_sub(1)?;
        if !self.scale.is_whole() {
            if last < starts[0] {
                return Some(Lies::Before);
            }
            if first >= starts[end] {
                return Some(Lies::After);
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
        Some(if is_sure { Lies::Sure(from) } else { Lies::Perhaps(from, to) })
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

    /// Adds the events at some places: what lies on one day stands together with all that begin in the same bucket, and in
    /// each of the `spans` are those with the same several days. Without them each of these is looked at.
    fn add_all(&mut self, order: &Order, places: &Bits, spans: Option<&[Range<u32>]>) {
        let dated = order.dated() as u32;
        let starts: Vec<u32> = self.placing.scale.starts().iter().map(|day| order.before(*day)).collect();
        self.add_days(&starts, dated, true, |range| places.count_without(order.inexact(), range));
        let Some(spans) = spans else { return self.add_each(order, places.iter_with(order.inexact(), 0..dated)) };
        self.add_days(&starts, dated, false, |range| places.count_with(order.doubtful_days(), range));
        for span in spans {
            let count = places.count(span.clone());
            if count > 0 {
                let in_doubt = places.count_with(order.doubtful(), span.clone());
                self.add_same(order.days(span.start as usize), count - in_doubt, in_doubt);
            }
        }
    }

    /// Adds the events at some places, ascending, each looked at.
    fn add_each(&mut self, order: &Order, places: impl IntoIterator<Item = u32>) {
        for place in places {
            self.add(order.days(place as usize), order.is_doubtful(place as usize));
        }
    }

    /// Adds events that lie on one day each, surely or perhaps. They stand in the first `dated` places in the order of time:
    /// `starts` says how many of these come before each bucket, and `count` how many events there are in some of them.
    fn add_days(&mut self, starts: &[u32], dated: u32, are_sure: bool, count: impl Fn(Range<u32>) -> usize) {
        let (Some(&first), Some(&end)) = (starts.first(), starts.last()) else { return };
        for (bucket, bounds) in starts.windows(2).enumerate() {
            let count = count(bounds[0]..bounds[1]);
            if are_sure {
                self.placed[bucket] += count as u32;
                self.histogram.placed += count;
            } else {
                self.spread_over(bucket, bucket, count);
            }
        }
        let outside = [count(0..first), count(end..dated)];
        if self.histogram.is_whole {
            // Time has no buckets for what is thousands of years off: it is spread over the nearest one.
            let last = self.placing.scale.len() - 1;
            self.spread_over(0, 0, outside[0]);
            self.spread_over(last, last, outside[1]);
        } else {
            self.histogram.before += outside[0];
            self.histogram.after += outside[1];
        }
    }

    fn spread_over(&mut self, from: usize, to: usize, count: usize) {
        self.covering[from] += count as i64;
        self.covering[to + 1] -= count as i64;
        self.histogram.spread += count;
    }

    /// Adds an event that lies between two days, and perhaps not surely.
    fn add(&mut self, days: (Day, Day), is_doubtful: bool) {
        let in_doubt = usize::from(is_doubtful);
        self.add_same(days, 1 - in_doubt, in_doubt);
    }

    /// Adds events that lie between the same two days: so many surely, and so many perhaps not.
    #[inline]
    fn add_same(&mut self, days: (Day, Day), sure: usize, in_doubt: usize) {
        match self.placing.place(days, false) {
            None => {}
            Some(Lies::Before) => self.histogram.before += sure + in_doubt,
            Some(Lies::After) => self.histogram.after += sure + in_doubt,
            Some(Lies::Sure(at)) => {
                self.placed[at] += sure as u32;
                self.histogram.placed += sure;
                if in_doubt > 0 {
                    self.spread_over(at, at, in_doubt);
                }
            }
            Some(Lies::Perhaps(from, to)) => self.spread_over(from, to, sure + in_doubt),
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
    use crate::dataset::Placed;
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
        let starts = counter.placing.scale.starts().iter();
        let starts: Vec<u32> = starts.map(|day| dates.partition_point(|date| date.0 < *day) as u32).collect();
        counter.add_days(&starts, dates.len() as u32, true, |places| {
            dates[places.start as usize..places.end as usize].iter().filter(is_exact).count()
        });
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
        #[test]
        fn events_of_the_same_days_are_counted_together_as_each_of_them(
            some in proptest::collection::vec((any_date(), 3..9usize), 1..40),
            columns in 1..60usize,
            zoom in proptest::option::of((0..7usize, -2000..4000i32)),
            share in 1..4u32,
        ) {
            let mut dates: Vec<Dated> = some.iter().flat_map(|(date, count)| (0..*count).map(|at| (date.0, date.1, date.2 && at % 2 == 0))).collect();
            dates.sort();
            let placed = (0..).zip(&dates);
            let order = Order::new(placed.map(|(number, date)| Placed { number, days: (date.0, date.1), is_doubtful: date.2 }));
            let mut places = Bits::new(dates.len() as u32);
            (0..dates.len() as u32).filter(|place| place % share == 0).for_each(|place| places.insert(place));
            let zoom = zoom.map(|(unit, first)| Zoom { unit: Unit::ALL[unit], first: Day(first) });
            let counted = |spans| {
                let mut counter = Counter::new(Scale::new(order.time(), columns, zoom));
                counter.add_all(&order, &places, spans);
                counter.finish()
            };
            if let Some(spans) = order.spans() {
                prop_assert_eq!(counted(Some(spans)), counted(None));
            }
            let mut each = Counter::new(Scale::new(order.time(), columns, zoom));
            each.add_each(&order, places.iter(0..order.dated() as u32));
            prop_assert_eq!(each.finish(), counted(None));
        }
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
