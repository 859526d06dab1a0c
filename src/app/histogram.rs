//! The histogram pane: which part of time it shows, where its cursor stands, and the range that is being drawn.
//!
//! The cursor is a day and not a column, so that it stays where it is in time when the buckets become others. The range
//! of dates itself is a part of the query and not kept here. How a bucket looks is not known here.

use crate::catalogue::Notice;
use crate::layout::bar_width;
use crate::model::Day;
use crate::query::ast::DateSpan;
use crate::query::{Histogram, Query, Scale, Unit, Zoom};

use super::list_cursor::Step;
use super::message::Ticket;

/// Where the cursor stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spot {
    /// In the bucket of a day.
    Time(Day),
    /// On the events without a date.
    Undated,
}

/// The dates that the query asks for, as they are marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Brush {
    /// From one day to another, both included.
    Days(Day, Day),
    /// Events without a date.
    Undated,
}

impl Brush {
    /// The dates that a query asks for; of several ranges what they share. `None` without such a part, or when they
    /// share nothing.
    pub fn of(query: &Query) -> Option<Brush> {
        let included = query.dates().filter(|dates| !dates.negated);
        let brush = |span: &DateSpan| match span {
            DateSpan::Undated => Brush::Undated,
            DateSpan::Within { range, .. } => Brush::Days(range.first, range.last),
        };
        included.map(|dates| Some(brush(&dates.span))).reduce(|a, b| match (a?, b?) {
            (Brush::Days(a, b), Brush::Days(c, d)) => {
                Some(Brush::Days(a.max(c), b.min(d))).filter(|_| a.max(c) <= b.min(d))
            }
            (Brush::Undated, Brush::Undated) => Some(Brush::Undated),
            _ => None,
        })?
    }

    /// Whether a day from `first` to `last` is among them.
    pub fn has_any(self, first: Day, last: Day) -> bool {
        matches!(self, Brush::Days(from, to) if first <= to && from <= last)
    }
}

/// Time as the pane may show it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct TimeFrame {
    /// First and last day of the data.
    pub time: Option<(Day, Day)>,
    /// Columns of the bars.
    pub columns: usize,
    /// Whether there are events without a date.
    pub has_undated: bool,
}

/// The histogram pane.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HistogramPane {
    zoom: Option<Zoom>,
    cursor: Spot,
    /// First and last day of the bucket where the range that is being drawn began.
    anchor: Option<(Day, Day)>,
    counted: Histogram,
    awaited: Option<Ticket>,
}

impl Default for HistogramPane {
    fn default() -> HistogramPane {
        HistogramPane {
            zoom: None,
            cursor: Spot::Time(Day::MAX),
            anchor: None,
            counted: Histogram::default(),
            awaited: None,
        }
    }
}

impl HistogramPane {
    /// What was counted last; it may be for another part of time than is asked for now.
    pub fn counted(&self) -> &Histogram {
        &self.counted
    }

    /// The part of time that is looked at; `None` for all of it.
    pub fn zoom(&self) -> Option<Zoom> {
        self.zoom
    }

    /// Where the cursor stands.
    pub fn cursor(&self) -> Spot {
        self.cursor
    }

    /// The bucket of what was counted in which the cursor stands; `None` for the undated ones, or when it is not among
    /// those shown.
    pub fn bucket(&self) -> Option<usize> {
        let Spot::Time(day) = self.cursor else { return None };
        let buckets = &self.counted.buckets;
        let at = buckets.partition_point(|bucket| bucket.first <= day);
        let is_shown = self.counted.is_whole || buckets.get(at.checked_sub(1)?).is_some_and(|last| day <= last.last);
        (is_shown && !buckets.is_empty()).then(|| at.saturating_sub(1))
    }

    /// The buckets of what was counted, from one to another, in which something may lie that has these days; `None` when
    /// it lies in none of those shown.
    pub fn buckets_of(&self, first: Day, last: Day) -> Option<(usize, usize)> {
        let buckets = &self.counted.buckets;
        let end = buckets.len().checked_sub(1)?;
        if !self.counted.is_whole && (last < buckets[0].first || buckets[end].last < first) {
            return None;
        }
        let near = |day: Day| buckets.partition_point(|bucket| bucket.first <= day).clamp(1, end + 1) - 1;
        Some((near(first), near(last)))
    }

    /// Whether a range is being drawn.
    pub fn is_drawing(&self) -> bool {
        self.anchor.is_some()
    }

    /// The range that is being drawn: from where it began to the cursor.
    pub fn drawn(&self) -> Option<(Day, Day)> {
        let (first, last) = self.anchor?;
        let here = self.counted.buckets.get(self.bucket()?)?;
        Some((first.min(here.first), last.max(here.last)))
    }

    /// Whether no event lies in the range that is being drawn, or in the cursor's bar; not known of what is not counted
    /// yet, or is out of sight.
    pub(super) fn is_empty_here(&self) -> bool {
        let here = || self.bucket().and_then(|at| self.counted.buckets.get(at)).map(|here| (here.first, here.last));
        let Some((first, last)) = self.drawn().or_else(here) else { return false };
        let is_shown = |day: Day| {
            self.counted.is_whole || self.counted.buckets.iter().any(|one| one.first <= day && day <= one.last)
        };
        let mut within = self.counted.buckets.iter().filter(|bucket| first <= bucket.last && bucket.first <= last);
        self.awaited.is_none()
            && is_shown(first)
            && is_shown(last)
            && within.all(|bucket| bucket.placed + bucket.spread == 0)
    }

    fn scale(&self, ground: TimeFrame) -> Scale {
        Scale::new(ground.time, ground.columns, self.zoom)
    }

    /// Moves the cursor; the part of time that is shown goes along.
    pub(super) fn step(&mut self, step: Step, ground: TimeFrame) {
        let scale = self.scale(ground);
        let page = scale.len().max(1) as i64;
        let by = match step {
            Step::Next => 1,
            Step::Previous => -1,
            Step::First => i64::MIN,
            Step::Last => i64::MAX,
            Step::HalfPageDown => (page / 2).max(1),
            Step::HalfPageUp => -(page / 2).max(1),
            Step::PageDown => page,
            Step::PageUp => -page,
            Step::RollDown => 3,
            Step::RollUp => -3,
        };
        let end = scale.moved(Day::MAX, 0);
        let day = match self.cursor {
            Spot::Undated if by > 0 => return,
            // One step to the left is the last bucket itself.
            Spot::Undated => scale.moved(end, by.saturating_add(1)),
            Spot::Time(day) if by == 1 && ground.has_undated && !self.is_drawing() && scale.moved(day, 0) == end => {
                self.cursor = Spot::Undated;
                return;
            }
            Spot::Time(day) => scale.moved(day, by),
        };
        self.cursor = Spot::Time(day);
        self.see(day, ground);
    }

    /// Puts the cursor on a day, or the nearest one that the data has.
    pub(super) fn go_to(&mut self, day: Day, ground: TimeFrame) {
        let (first, last) = ground.time.unwrap_or((day, day));
        let day = day.clamp(first, last);
        self.cursor = Spot::Time(day);
        if let Some(zoom) = self.zoom.filter(|_| !self.scale(ground).has(day)) {
            self.look_at(Scale::around(zoom.unit, day, Scale::window(ground.columns) / 2), ground);
        }
    }

    /// Puts the cursor on a day that is shown.
    pub(super) fn go_to_shown(&mut self, day: Day) {
        self.cursor = Spot::Time(day);
    }

    /// Draws a range from a bucket to that of a day that is shown.
    pub(super) fn drag(&mut self, anchor: (Day, Day), day: Day) {
        self.anchor = Some(anchor);
        self.cursor = Spot::Time(day);
    }

    /// Leaves the cursor where it is, as far as the data goes there.
    pub(super) fn stay(&mut self, ground: TimeFrame) {
        match self.cursor {
            Spot::Time(day) => self.go_to(day, ground),
            Spot::Undated if ground.has_undated => {}
            Spot::Undated => self.go_to(Day::MAX, ground),
        }
    }

    /// Puts the cursor on the events without a date.
    pub(super) fn go_to_undated(&mut self) {
        self.cursor = Spot::Undated;
    }

    /// Brings a day into sight, with a quarter of what is shown beyond it.
    fn see(&mut self, day: Day, ground: TimeFrame) {
        let scale = self.scale(ground);
        let Some((first, _)) = scale.days(0) else { return };
        if let Some(zoom) = self.zoom.filter(|_| !scale.has(day)) {
            let shown = Scale::window(ground.columns);
            let quarter = shown / 4;
            let before = if day < first { quarter } else { shown - shown.min(quarter + 1) };
            self.look_at(Scale::around(zoom.unit, day, before), ground);
        }
    }

    /// Shows a part of time, moved to where there is time; the whole where that fits.
    fn look_at(&mut self, zoom: Zoom, ground: TimeFrame) {
        let scale = Scale::new(ground.time, ground.columns, Some(zoom));
        let part = scale.days(0).filter(|_| !scale.is_whole());
        self.zoom = part.map(|(first, _)| Zoom { unit: zoom.unit, first });
    }

    /// Shows less of time in finer buckets, the cursor in the column where it stands; why not, when it cannot.
    pub(super) fn zoom_in(&mut self, ground: TimeFrame) -> Result<(), Notice> {
        let Spot::Time(day) = self.cursor else { return Err(Notice::UndatedHaveNoTime) };
        let scale = self.scale(ground);
        match scale.unit().finer() {
            _ if scale.is_empty() => Err(Notice::NoEventHasDate),
            None => Err(Notice::DaysAreFinest),
            Some(finer) => {
                self.rescale(finer, day, &scale, ground);
                Ok(())
            }
        }
    }

    /// Shows more of time in coarser buckets, up to the whole; why not, when it cannot.
    pub(super) fn zoom_out(&mut self, ground: TimeFrame) -> Result<(), Notice> {
        let scale = self.scale(ground);
        if scale.is_whole() {
            self.zoom = None;
            return Err(Notice::AllTimeShown);
        }
        let (first, _) = scale.days(0).unwrap_or((Day::MAX, Day::MAX));
        let day = match self.cursor {
            Spot::Time(day) => day,
            Spot::Undated => first,
        };
        self.rescale(scale.unit().coarser().unwrap_or_default(), day, &scale, ground);
        Ok(())
    }

    fn rescale(&mut self, unit: Unit, day: Day, scale: &Scale, ground: TimeFrame) {
        // Columns of a screen.
        let columns = ground.columns.min(usize::from(u16::MAX)) as u16;
        let width = |count| usize::from(bar_width(count, columns));
        let before = scale.bucket_near(day) * width(scale.len()) / width(Scale::window(ground.columns));
        self.look_at(Scale::around(unit, day, before), ground);
    }

    /// Begins a range at the cursor's bucket.
    pub(super) fn start_range(&mut self, ground: TimeFrame) {
        self.anchor = self.here(ground);
    }

    /// Ends the range that is being drawn, or takes the cursor's bucket when none is; the dates that it stands for.
    pub(super) fn end_range(&mut self, ground: TimeFrame) -> Option<DateSpan> {
        let anchor = self.anchor.take();
        if self.cursor == Spot::Undated {
            return Some(DateSpan::Undated);
        }
        let (first, last) = self.reach(ground)?;
        let (from, to) = anchor.unwrap_or((first, last));
        DateSpan::between(first.min(from), last.max(to))
    }

    /// Forgets the range that is being drawn; returns whether there was one.
    pub(super) fn drop_range(&mut self) -> bool {
        self.anchor.take().is_some()
    }

    /// First and last day of what the cursor's bucket counts.
    pub(super) fn reach(&self, ground: TimeFrame) -> Option<(Day, Day)> {
        let Spot::Time(day) = self.cursor else { return None };
        let scale = self.scale(ground);
        scale.reach(scale.bucket_near(day))
    }

    /// First and last day of the cursor's bucket.
    fn here(&self, ground: TimeFrame) -> Option<(Day, Day)> {
        let Spot::Time(day) = self.cursor else { return None };
        let scale = self.scale(ground);
        scale.days(scale.bucket_near(day))
    }

    /// What an answer counted, whatever was asked for meanwhile.
    pub(super) fn take(&mut self, counted: Histogram) {
        self.counted = counted;
        self.awaited = None;
    }

    /// Whether what is wanted now has been counted.
    pub(super) fn is_counted(&self, columns: usize) -> bool {
        self.counted.columns == columns && self.counted.zoom == self.zoom
    }

    pub(super) fn await_count(&mut self, ticket: Ticket) {
        self.awaited = Some(ticket);
    }

    /// Takes a count when it is the newest request's; returns whether it was.
    pub(super) fn accept(&mut self, ticket: Ticket, counted: Histogram) -> bool {
        let is_newest = self.awaited == Some(ticket);
        if is_newest {
            self.take(counted);
        }
        is_newest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Day {
        Day::from_ymd(year, month, day).unwrap()
    }

    fn ground() -> TimeFrame {
        TimeFrame { time: Some((day(2020, 3, 5), day(2025, 11, 20))), columns: 20, has_undated: true }
    }

    /// The first day of the cursor's bucket, and of the first one shown.
    fn state(pane: &HistogramPane) -> (Option<(Day, Day)>, Day) {
        (pane.here(ground()), pane.scale(ground()).days(0).unwrap().0)
    }

    #[test]
    fn the_cursor_walks_through_all_of_time_and_then_to_the_undated() {
        let mut pane = HistogramPane::default();
        let ground = TimeFrame { columns: 6, ..ground() };
        pane.step(Step::First, ground);
        for year in 2020..=2025 {
            assert_eq!(pane.here(ground), Some((day(year, 1, 1), day(year, 12, 31))));
            pane.step(Step::Next, ground);
        }
        assert_eq!(pane.cursor(), Spot::Undated);
        pane.step(Step::Next, ground);
        assert_eq!(pane.cursor(), Spot::Undated);
        pane.step(Step::Previous, ground);
        assert_eq!(pane.here(ground).unwrap().0, day(2025, 1, 1));
        pane.step(Step::PageUp, ground);
        assert_eq!(pane.here(ground).unwrap().0, day(2020, 1, 1));
        // While a range is drawn it ends where time ends.
        pane.start_range(ground);
        pane.step(Step::Last, ground);
        pane.step(Step::Next, ground);
        assert_eq!(pane.end_range(ground).unwrap().to_string(), "date:2020..2025");
    }

    #[test]
    fn what_is_looked_at_goes_along_with_the_cursor() {
        let mut pane = HistogramPane::default();
        pane.go_to(day(2022, 6, 10), ground());
        assert_eq!(pane.scale(ground()).unit(), Unit::Year);
        pane.zoom_in(ground()).unwrap();
        pane.zoom_in(ground()).unwrap();
        assert_eq!(pane.zoom().unwrap().unit, Unit::Month);
        let (here, first) = state(&pane);
        assert_eq!(here, Some((day(2022, 6, 1), day(2022, 6, 30))));
        // To the left edge, one further: a quarter of the columns comes into sight.
        while state(&pane).0.unwrap().0 > first {
            pane.step(Step::Previous, ground());
        }
        pane.step(Step::Previous, ground());
        let (here, now) = state(&pane);
        assert_eq!(now, pane.scale(ground()).moved(here.unwrap().0, -2));
        pane.step(Step::Last, ground());
        assert_eq!(state(&pane).0.unwrap().0, day(2025, 11, 1));
        pane.step(Step::Next, ground());
        assert_eq!(pane.cursor(), Spot::Undated);
        assert!(pane.zoom_in(ground()).is_err());
        pane.step(Step::Previous, ground());
        assert_eq!(state(&pane).0.unwrap().0, day(2025, 11, 1));
    }

    #[test]
    fn zooming_ends_at_days_and_at_the_whole() {
        let mut pane = HistogramPane::default();
        pane.go_to(day(2022, 6, 10), ground());
        let mut units = vec![pane.scale(ground()).unit()];
        while pane.zoom_in(ground()).is_ok() {
            units.push(pane.zoom().unwrap().unit);
        }
        assert_eq!(units, [Unit::Year, Unit::Quarter, Unit::Month, Unit::Week, Unit::Day]);
        assert_eq!(state(&pane).0, Some((day(2022, 6, 10), day(2022, 6, 10))));
        let mut steps = 0;
        while pane.zoom_out(ground()).is_ok() {
            steps += 1;
        }
        assert_eq!((steps, pane.zoom()), (4, None));
        let nothing = TimeFrame { time: None, ..ground() };
        assert!(HistogramPane::default().zoom_in(nothing).is_err());
    }

    #[test]
    fn a_range_may_begin_in_one_unit_and_end_in_another() {
        let mut pane = HistogramPane::default();
        pane.go_to(day(2022, 6, 10), ground());
        pane.start_range(ground());
        pane.step(Step::Next, ground());
        pane.step(Step::Next, ground());
        while pane.zoom_in(ground()).is_ok() {}
        pane.step(Step::Next, ground());
        assert_eq!(pane.end_range(ground()).unwrap().to_string(), "date:2022-01-01..2024-01-02");
        assert!(!pane.is_drawing());
    }

    #[test]
    fn the_brush_is_what_all_ranges_share() {
        let brush = |text: &str| Brush::of(&Query::parse(text).unwrap());
        assert_eq!(brush("date:2024 x"), Some(Brush::Days(day(2024, 1, 1), day(2024, 12, 31))));
        assert_eq!(brush("date:2024.. date:..2025"), Some(Brush::Days(day(2024, 1, 1), day(2025, 12, 31))));
        assert_eq!(brush("date:2024 date:2025"), None);
        assert_eq!(brush("date:none"), Some(Brush::Undated));
        assert_eq!(brush("-date:2024 x"), None);
    }
}
