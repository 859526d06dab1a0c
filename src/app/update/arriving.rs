//! What comes from the worker: data, answers and records.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::dataset::Dataset;
use crate::error::Error;
use crate::layout::Pane;
use crate::query::{Answer, Detail};

use super::Effects;
use crate::app::App;
use crate::app::data::{Arrival, Change};
use crate::app::history::Trail;
use crate::app::message::{Effect, Ticket};

impl App {
    pub(super) fn take_snapshot(&mut self, ticket: Ticket, dataset: Arc<Dataset>, fx: &mut Effects) {
        if self.data.arrive(ticket, dataset) == Arrival::Search {
            self.search_anew(fx);
        }
        self.fit_popup();
    }

    pub(super) fn take_load_failure(&mut self, ticket: Ticket, reason: Arc<Error>, fx: &mut Effects) {
        if !self.data.fail(ticket) {
            return;
        }
        if self.data.has_something_to_show() {
            self.warn(reason.to_string());
        } else {
            fx.push(Effect::Fail(reason));
        }
    }

    pub(super) fn take_answer(&mut self, ticket: Ticket, dataset: Arc<Dataset>, answer: Arc<Answer>, fx: &mut Effects) {
        let Some((change, old)) = self.data.accept(ticket, dataset, answer) else { return };
        if let Some(new) = self.data.shown() {
            self.keeping.show(new, &self.settings, change == Change::Records);
        }
        if let (Change::Records, Some(old), Some(new)) = (change, old, self.data.shown()) {
            let is_found = self.timeline.carry_over(&old, new);
            let words = read_again(old.event_count(), new.event_count(), is_found);
            self.trail = Trail::default();
            self.detail.clear();
            let ticket = self.data.ticket();
            self.quotes.clear(ticket);
            self.say(words);
        }
        self.settle_rows();
        self.take_histogram(fx);
        let (lang, height) = (self.lang(), self.facet_height());
        if let Some(facet) = self.data.answer().and_then(|answer| answer.facet.as_ref()) {
            self.facet.take(facet, lang, height);
        }
        if !self.follow_selection(fx) {
            // The same record under another query: other hits, and perhaps outside of it now.
            self.rewrite_detail();
            self.judge_outside();
            self.complete_page(fx);
        }
        self.take_over(fx);
        self.say_gone();
        if self.data.wants_search() {
            self.search_anew(fx);
        }
    }

    pub(super) fn take_detail(&mut self, ticket: Ticket, detail: Result<Arc<Detail>, String>) {
        if !self.detail.accept(ticket, detail) {
            return;
        }
        if let Some(document) = self.written_detail() {
            let room = self.room(Pane::Detail);
            self.detail.land(document, room);
        }
        self.judge_outside();
    }
}

/// What reading the data again has changed.
fn read_again(before: usize, now: usize, is_found: bool) -> String {
    let difference = before.abs_diff(now);
    let events = if difference == 1 { "event" } else { "events" };
    let change = match now.cmp(&before) {
        Ordering::Greater => format!("{difference} {events} more"),
        Ordering::Less => format!("{difference} {events} fewer"),
        Ordering::Equal => "as many events as before".to_owned(),
    };
    let lost = if is_found { "" } else { "; the selected record is gone" };
    format!("The data was read again: {change}{lost}")
}
