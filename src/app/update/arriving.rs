//! What comes from the worker: data, answers and records.

use crate::catalogue::Notice;
use std::cmp::Ordering;
use std::sync::Arc;

use crate::data::Data;
use crate::dataset::Phase;
use crate::error::Error;
use crate::layout::Pane;
use crate::query::{Answer, Detail, histogram};

use crate::app::App;
use crate::app::data::{Arrival, Change};
use crate::app::history::Trail;
use crate::app::message::{Effect, Effects, Job, Report, Ticket};
use crate::app::popup::{Content, Popup};

/// State: `settings`, `data`, `reads_whole`, `keeping`, `timeline`, `facet`, `detail`, `histogram`, `lanes`, `pairs`, `below`,
/// `row_texts`, `strips`, `search`, `preview`, `popup`, `proposal`, `trail`, `going`.
impl App {
    /// Takes what the worker has to say.
    pub(super) fn take(&mut self, report: Report, fx: &mut Effects) {
        match report {
            Report::Loaded { ticket, data } => self.take_snapshot(ticket, data, fx),
            Report::LoadFailed { ticket, reason } => self.take_load_failure(ticket, reason, fx),
            Report::Proposed { proposal } => self.take_proposed(proposal, fx),
            Report::MapSaved { ticket, outcome } => self.take_map_saved(ticket, outcome),
            Report::Answered { ticket, data, answer } => self.take_answer(ticket, &data, answer, fx),
            Report::RowsCame { ticket, data, answer } => self.take_more_rows(ticket, data, answer, fx),
            Report::Asking { ticket, seconds } => self.data.note_asking(ticket, seconds),
            Report::Seen { data } => self.data.see(data),
            Report::Unanswered { ticket, why } => self.take_no_answer(ticket, why, fx),
            Report::TypedRead { ticket, completion, fault } => self.search.take_typed(ticket, completion, fault),
            Report::TimeCounted { ticket, histogram, lanes } => {
                if self.histogram.accept(ticket, histogram)
                    && let Some(lanes) = lanes
                {
                    self.lanes.take(lanes);
                }
                self.count_strip();
                self.complete_page(fx);
            }
            Report::DetailRead { ticket, detail } => self.take_detail(ticket, detail),
            Report::PairsCounted { ticket, matrix } => {
                let room = self.room_of_pairs();
                self.pairs.take(ticket, matrix, room);
            }
            Report::CellListed { ticket, events } => {
                let height = usize::from(self.room(Pane::Detail).1);
                self.below.take(ticket, events, height);
            }
            Report::RowsRead { ticket, told } => self.row_texts.take(ticket, told),
            Report::StripsCounted { ticket, strips } => self.strips.take(ticket, strips),
            Report::Previewed { ticket, data, answer } => self.preview.take(ticket, data, answer),
            Report::AddressOpened(Ok(url)) => self.say(Notice::Opened { what: url }),
            Report::AddressOpened(Err(error)) => self.warn(self.told(&error)),
            Report::Exported { ticket, outcome } => self.take_export(ticket, outcome),
            Report::KeptRead(kept) => self.take_kept(kept, fx),
            Report::KeptWritten { ticket, outcome } => self.take_written(ticket, outcome, fx),
        }
    }

    fn take_snapshot(&mut self, ticket: Ticket, data: Data, fx: &mut Effects) {
        let dataset = data.here();
        let stopped = dataset.unpacking_stopped().filter(|_| dataset.progress().phase == Phase::Ready);
        let stopped = stopped.map(|at| {
            let (ui, place) = (self.ui(), at.location.file_said(self.ui()));
            format!("{place}: {}. {}", ui.say(&at.reason), ui.what_to_do(&at.remedy))
        });
        if self.data.arrive(ticket, data) == Arrival::Search {
            self.search_anew(fx);
        }
        // What was typed before the data were there may go on, now that they are.
        if self.data.newest().is_some_and(|dataset| dataset.progress().phase == Phase::Ready) {
            self.ask_typed(fx);
        }
        if let Some(text) = stopped.filter(|_| self.popup.is_none()) {
            self.open(Popup::new(Content::Stopped(text)));
        }
        self.fit_popup();
    }

    fn take_load_failure(&mut self, ticket: Ticket, reason: Arc<Error>, fx: &mut Effects) {
        if !self.data.fail(ticket) {
            return;
        }
        // What was asked before may be asked again.
        self.reads_whole = false;
        if self.data.has_something_to_show() {
            self.warn(self.told(&reason));
        } else if self.settings.proposes
            && let Error::NeedsMap { name, .. } = &*reason
        {
            self.ask_proposal(name.clone(), reason, fx);
        } else {
            fx.push(Effect::Fail(reason));
        }
    }

    fn take_answer(&mut self, ticket: Ticket, data: &Data, answer: Arc<Answer>, fx: &mut Effects) {
        let Some((change, old)) = self.data.accept(ticket, data, answer) else { return };
        if let Some(new) = self.data.shown() {
            self.keeping.show(new, &self.settings.origin, change == Change::Records);
        }
        if let (Change::Records, Some(old), Some(new)) = (change, old, self.data.shown()) {
            let (is_alike, old) = (old.is_here() == data.is_here(), old.here());
            let is_found = self.timeline.carry_over(old, new);
            let notice =
                if is_alike { read_again(old.total_events(), new.total_events(), is_found) } else { Notice::AllRead };
            self.trail = Trail::default();
            self.detail.clear();
            let ticket = self.data.ticket();
            self.row_texts.clear(ticket);
            self.say(notice);
        }
        self.settle_rows();
        self.fit();
        self.take_histogram(fx);
        self.count_strip();
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
        // Where rows lie elsewhere those of these days may not be listed yet.
        let is_listed = self.data.answer().is_none_or(|answer| !answer.is_checking)
            || self.rows().is_some_and(|rows| !rows.is_elsewhere());
        if let Some((text, range)) = self.going.take_if(|_| is_listed) {
            self.go_to_row_at(&text, range, fx);
        }
        self.take_up_what_is_kept(fx);
        if self.data.wants_search() {
            self.search_anew(fx);
        }
    }

    /// Rows have come that were on their way; the numbers of those before mean the same.
    fn take_more_rows(&mut self, ticket: Ticket, data: Data, answer: Arc<Answer>, fx: &mut Effects) {
        if !self.data.take_rows(ticket, data, answer) {
            return;
        }
        if let Some(new) = self.data.shown() {
            self.keeping.show(new, &self.settings.origin, false);
        }
        let height = self.timeline_height();
        if let Some(rows) = self.data.rows(&self.timeline) {
            self.timeline.take_up(&rows, height);
        }
        if !self.follow_selection(fx) {
            self.judge_outside();
        }
    }

    /// Where only all of the data tell, all of it is read, once.
    fn take_no_answer(&mut self, ticket: Ticket, why: Option<Arc<Error>>, fx: &mut Effects) {
        let was_awaited = match &why {
            Some(error) => self.data.fail_request(ticket, error),
            None => self.data.give_up(ticket),
        } || self.detail.give_up(ticket);
        match why {
            Some(error) if was_awaited => self.warn(self.told(&error)),
            None if !self.reads_whole => {
                self.reads_whole = true;
                self.say(Notice::ReadsAll);
                let ticket = self.data.start_load();
                fx.push(Effect::Job(Job::Load { ticket, proposal: self.proposal.clone(), is_whole: true }));
            }
            _ => {}
        }
    }

    fn take_detail(&mut self, ticket: Ticket, detail: Result<Arc<Detail>, Arc<Error>>) {
        if !self.detail.accept(ticket, detail) {
            return;
        }
        if let Some(document) = self.written_detail() {
            let (room, airy) = (self.room(Pane::Detail), self.is_airy());
            self.detail.land(document, room, airy);
        }
        self.count_strip();
        self.judge_outside();
    }

    /// Counts the events of the shown page over time, in the buckets of the histogram.
    fn count_strip(&mut self) {
        let counted = self.histogram.counted();
        let strip = match self.detail.detail() {
            Some(Detail::Page(page)) if counted.columns > 0 && !page.attended.is_empty() => match &page.over_time {
                Some(strip) => Some(strip.clone()).filter(|strip| strip.is_for(counted)),
                None => Some(histogram(&page.attended, counted.columns, counted.zoom)),
            },
            _ => None,
        };
        self.detail.set_strip(strip);
    }
}

/// What reading the data again has changed.
fn read_again(before: usize, now: usize, is_found: bool) -> Notice {
    let n = before.abs_diff(now);
    let change = Box::new(match now.cmp(&before) {
        Ordering::Greater => Notice::EventsMore { n },
        Ordering::Less => Notice::EventsFewer { n },
        Ordering::Equal => Notice::EventsAsMany,
    });
    if is_found { Notice::ReadAgain { change } } else { Notice::ReadAgainLost { change } }
}
