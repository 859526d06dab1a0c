//! What keys do in the histogram: its cursor, the part of time that it shows, and the range of dates that is drawn.
//!
//! The range becomes a part of the query like any other; what is shown of time is counted by the worker.

use crate::catalogue::Notice;
use crate::layout::Pane;
use crate::model::Day;
use crate::model::date::Range;
use crate::query::ast::DateSpan;
use crate::query::{Part, Query};

use crate::app::histogram::{HistogramPane, Spot, TimeFrame};
use crate::app::list_cursor::Step;
use crate::app::message::{Effect, Effects, Job};
use crate::app::{App, View};

/// State: `focus`, `data`, `query`, `histogram`, `lanes`.
impl App {
    /// Time as the histogram may show it now.
    fn ground(&self) -> TimeFrame {
        let dataset = self.data.shown();
        TimeFrame {
            time: dataset.and_then(|dataset| dataset.whole_time()),
            columns: usize::from(self.layout().histogram_columns()),
            has_undated: dataset.is_some_and(|dataset| dataset.total_undated() > 0),
        }
    }

    /// The same without events that have no date: these have no column.
    pub(super) fn ground_of_lanes(&self) -> TimeFrame {
        TimeFrame { has_undated: false, ..self.ground() }
    }

    /// Asks for the histogram as it is wanted now, unless that is what was counted last.
    pub(super) fn count_time(&mut self, fx: &mut Effects) {
        let columns = usize::from(self.layout().histogram_columns());
        if self.histogram.is_counted(columns) {
            return;
        }
        let (Some(answer), Some(data)) = (self.data.shared_answer(), self.data.asked()) else { return };
        let (ticket, zoom) = (self.data.ticket(), self.histogram.zoom());
        self.histogram.await_count(ticket);
        fx.push(Effect::Job(Job::CountTime { ticket, data, answer, columns, zoom }));
    }

    /// Takes the histogram of a new answer; what was asked for after its request is counted anew.
    pub(super) fn take_histogram(&mut self, fx: &mut Effects) {
        let Some(answer) = self.data.answer().filter(|answer| !answer.counting.over_time) else { return };
        self.histogram.take(answer.histogram.clone());
        if let Some(lanes) = answer.rows.lanes() {
            self.lanes.take(lanes.counts().clone());
        }
        self.count_time(fx);
    }

    pub(super) fn focus_histogram(&mut self, fx: &mut Effects) {
        self.turn_to(if self.focus == Pane::Histogram { Pane::Timeline } else { Pane::Histogram }, fx);
    }

    /// Gives a pane the focus; the cursor of the histogram goes to what the list has selected.
    pub(super) fn turn_to(&mut self, pane: Pane, fx: &mut Effects) {
        self.focus_pane(pane, fx);
        if pane == Pane::Histogram {
            self.go_in_time_to_selected(fx);
        }
    }

    pub(super) fn step_in_time(&mut self, step: Step, fx: &mut Effects) {
        let ground = self.ground();
        self.histogram.step(step, ground);
        self.count_time(fx);
    }

    /// Puts the cursor of the histogram on what the list has selected; where that has no place in time, like a person,
    /// it stays.
    fn go_in_time_to_selected(&mut self, fx: &mut Effects) {
        let ground = self.ground();
        let record = self.selected().filter(|record| record.view() != View::People);
        let date = record.zip(self.data.shown()).map(|(record, dataset)| record.date(dataset));
        match date {
            Some(date) if date.is_undated() && ground.has_undated => self.histogram.go_to_undated(),
            Some(date) => self.histogram.go_to(known_day(date.first, date.last), ground),
            None => self.histogram.stay(ground),
        }
        self.count_time(fx);
    }

    /// Puts the cursor of the histogram on the beginning of a range.
    pub(super) fn go_in_time_to(&mut self, range: Range, fx: &mut Effects) {
        let ground = self.ground();
        self.histogram.go_to(known_day(range.first, range.last), ground);
        self.count_time(fx);
    }

    pub(super) fn zoom(&mut self, zoom: fn(&mut HistogramPane, TimeFrame) -> Result<(), Notice>, fx: &mut Effects) {
        let ground = self.ground();
        if let Err(reason) = zoom(&mut self.histogram, ground) {
            self.say(reason);
        }
        self.count_time(fx);
    }

    pub(super) fn mark_range(&mut self, fx: &mut Effects) {
        if self.histogram.is_drawing() || self.histogram.cursor() == Spot::Undated {
            if !self.says_that_nothing_is_here() {
                self.write_range(fx);
            }
        } else {
            let ground = self.ground();
            self.histogram.start_range(ground);
        }
    }

    pub(super) fn take_range(&mut self, fx: &mut Effects) {
        if !self.says_that_nothing_is_here() {
            self.write_range(fx);
            self.focus_pane(Pane::Timeline, fx);
        }
    }

    /// Whether the bars that would be taken are empty: to take them would leave no rows. Where they are, it is said.
    fn says_that_nothing_is_here(&mut self) -> bool {
        let is_empty = self.histogram.is_empty_here();
        if is_empty {
            self.say(if self.histogram.is_drawing() { Notice::NoEventInDrawnRange } else { Notice::NoEventInBar });
        }
        is_empty
    }

    /// Puts the range that was drawn, or the cursor's bucket, in place of the query's dates.
    pub(super) fn write_range(&mut self, fx: &mut Effects) {
        let ground = self.ground();
        match self.histogram.end_range(ground) {
            Some(span) => self.set_dates(Some(span), fx),
            None => self.say(Notice::NoEventHasDate),
        }
    }

    pub(super) fn drop_dates(&mut self, fx: &mut Effects) {
        self.histogram.drop_range();
        let is_range = |part: &&Part| matches!(part, Part::Dates(dates) if !dates.negated);
        let parts: Vec<Part> = self.query.parts.iter().filter(is_range).cloned().collect();
        self.set_dates(None, fx);
        self.say(if parts.is_empty() {
            Notice::NoRangeOfDates
        } else {
            Notice::Removed { part: Query { parts }.to_string() }
        });
    }

    fn set_dates(&mut self, span: Option<DateSpan>, fx: &mut Effects) {
        self.set_query(self.query.with_dates(span), fx);
    }
}

/// The first day of a range, or the last where the start is open.
fn known_day(first: Day, last: Day) -> Day {
    if first == Day::MIN { last } else { first }
}
