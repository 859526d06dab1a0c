//! The data that the browser shows and the data that is on its way, with the answer about it.
//!
//! Numbers of records mean something only together with the data they were taken from, so the data and the answer
//! change in one step. It also gives out tickets and knows which answers are still wanted.

use std::ops::Range;
use std::sync::Arc;

use crate::data::Data;
use crate::dataset::{Dataset, Phase, Progress};
use crate::error::Error;
use crate::query::Answer;

use super::message::Ticket;
use super::timeline::Timeline;
use super::views::{Rows, View};

/// What an arriving snapshot calls for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Arrival {
    /// Nothing: it is of an older load, or a search of the snapshot before is still under way.
    Nothing,
    /// A search in it.
    Search,
}

/// What an arriving answer changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Change {
    /// Another answer about the same records.
    Answer,
    /// The data was read again: numbers of records mean others now.
    Records,
}

/// A search under way.
#[derive(Clone, Copy)]
struct Search {
    ticket: Ticket,
    /// The load whose data it searches.
    load: Ticket,
}

/// Data and answer, shown and awaited.
#[derive(Default)]
pub(super) struct Snapshots {
    shown: Option<Data>,
    answer: Option<Arc<Answer>>,
    /// The newest snapshot of the newest load.
    newest: Option<Data>,
    /// The load that it is of; a newer one may not have sent any yet.
    newest_load: Ticket,
    issued: u64,
    load: Ticket,
    shown_load: Ticket,
    /// The newest search while it is under way.
    search: Option<Search>,
    /// More data came while that search was under way.
    search_again: bool,
    /// For how many seconds it has been asked, where that is long.
    asking: Option<u64>,
    /// Rows of the shown answer that are on their way.
    rows_asked: Option<(Ticket, Range<usize>)>,
    /// Those that were asked for last and answered: what is missing of them still does not come.
    rows_answered: Option<Range<usize>>,
    /// Whether the user has asked for other rows, and no answer has come since.
    is_awaited: bool,
    /// Why the newest search has no answer: what is shown is of an older one.
    unanswered: Option<Arc<Error>>,
}

impl Snapshots {
    /// What is shown, as far as its records are here.
    pub(super) fn shown(&self) -> Option<&Arc<Dataset>> {
        self.shown.as_ref().map(Data::here)
    }

    /// The same, to be asked by a job.
    pub(super) fn asked(&self) -> Option<Data> {
        self.shown.clone()
    }

    pub(super) fn newest(&self) -> Option<&Arc<Dataset>> {
        self.newest.as_ref().map(Data::here)
    }

    /// The same, to be asked by a job.
    pub(super) fn newest_asked(&self) -> Option<Data> {
        self.newest.clone()
    }

    /// Whether there is data to look at if no more comes. What a load publishes before its first record is none.
    pub(super) fn has_something_to_show(&self) -> bool {
        let is_something = |data: &Arc<Dataset>| data.progress().phase == Phase::Ready || data.event_count() > 0;
        self.shown().is_some_and(is_something) || self.newest().is_some_and(is_something)
    }

    pub(super) fn answer(&self) -> Option<&Answer> {
        self.answer.as_deref()
    }

    /// The same, to hand on.
    pub(super) fn shared_answer(&self) -> Option<Arc<Answer>> {
        self.answer.clone()
    }

    pub(super) fn progress(&self) -> Option<Progress> {
        self.newest().map(|dataset| dataset.progress())
    }

    pub(super) fn problem_count(&self) -> usize {
        self.newest().map_or(0, |dataset| dataset.problem_count())
    }

    pub(super) fn rows(&self, timeline: &Timeline) -> Option<Rows<'_>> {
        let (dataset, answer) = (self.shown()?, self.answer.as_ref()?);
        // Events are found always, the rows of another view when they are asked for.
        if timeline.view() != View::Events && answer.rows.view() != timeline.view() {
            return None;
        }
        Some(
            Rows::new(dataset, answer, timeline.view(), timeline.order())
                .of_lines(1 + usize::from(timeline.has_tall_rows())),
        )
    }

    /// A ticket that no request has had.
    pub(super) fn ticket(&mut self) -> Ticket {
        self.issued += 1;
        Ticket(self.issued)
    }

    /// A new load begins; what an older one still sends is ignored.
    pub(super) fn start_load(&mut self) -> Ticket {
        self.load = self.ticket();
        self.load
    }

    /// A search begins; `None` while there is no data. It goes through the newest snapshot, or,
    /// while data is read again, through the old data, which stays until the new is all there.
    pub(super) fn start_search(&mut self) -> Option<(Ticket, Data)> {
        let newest = self.newest.as_ref()?;
        let (data, load) = match &self.shown {
            Some(shown) if self.is_read_again() => (shown.clone(), self.shown_load),
            _ => (newest.clone(), self.newest_load),
        };
        let ticket = self.ticket();
        self.search = Some(Search { ticket, load });
        self.search_again = false;
        self.asking = None;
        self.unanswered = None;
        Some((ticket, data))
    }

    /// Notes that the search under way is for rows that the user has asked for.
    pub(super) fn await_rows(&mut self) {
        self.is_awaited = true;
    }

    /// Whether the user has asked for rows that are not there yet.
    pub(super) fn awaits_rows(&self) -> bool {
        self.is_awaited && self.search.is_some()
    }

    /// Takes a snapshot.
    pub(super) fn arrive(&mut self, ticket: Ticket, data: Data) -> Arrival {
        if ticket != self.load {
            return Arrival::Nothing;
        }
        self.newest = Some(data);
        self.newest_load = ticket;
        if self.is_read_again() {
            // The chosen record would vanish and come back.
            return Arrival::Nothing;
        }
        if self.search.is_some_and(|search| search.load == ticket) {
            // A newer search would make the running one give up, and with steady news none would ever end.
            self.search_again = true;
            return Arrival::Nothing;
        }
        Arrival::Search
    }

    /// Whether other data than what is shown is being read, and not all there.
    fn is_read_again(&self) -> bool {
        let reading = self.newest().is_some_and(|newest| newest.progress().phase == Phase::Reading);
        reading && self.shown.is_some() && self.shown_load != self.newest_load
    }

    /// Whether a load's failure is the newest load's. What it has sent is forgotten where there is older data to show.
    pub(super) fn fail(&mut self, ticket: Ticket) -> bool {
        if ticket != self.load {
            return false;
        }
        if self.shown.is_some() {
            self.newest.clone_from(&self.shown);
            self.newest_load = self.shown_load;
        }
        true
    }

    /// Takes an answer when it is the newest request's; the data that was shown before comes back with it. After one
    /// that is not whole yet, more are awaited.
    pub(super) fn accept(
        &mut self,
        ticket: Ticket,
        data: &Data,
        answer: Arc<Answer>,
    ) -> Option<(Change, Option<Data>)> {
        let Search { load, .. } = self.search.filter(|search| search.ticket == ticket)?;
        if answer.is_whole() {
            self.search = None;
        }
        self.asking = None;
        self.unanswered = None;
        let change = if self.shown.is_some() && self.shown_load != load { Change::Records } else { Change::Answer };
        self.is_awaited = false;
        (self.rows_asked, self.rows_answered) = (None, None);
        self.shown_load = load;
        let newest = match &self.shown {
            Some(shown) => newer(shown, data.clone()),
            None => data.clone(),
        };
        self.answer = Some(answer);
        self.renumber_people(data, &newest);
        Some((change, self.shown.replace(newest)))
    }

    /// Takes the same answer with more rows, and the data in which they are; says whether it is the one that is shown.
    pub(super) fn take_rows(&mut self, ticket: Ticket, data: Data, answer: Arc<Answer>) -> bool {
        let Some((_, places)) = self.rows_asked.take_if(|(asked, _)| *asked == ticket) else { return false };
        self.rows_answered = Some(places);
        self.see(data);
        self.answer = Some(answer);
        true
    }

    /// Notes how long the search under way has been asked.
    pub(super) fn note_asking(&mut self, ticket: Ticket, seconds: u64) {
        if self.search.is_some_and(|search| search.ticket == ticket) {
            self.asking = Some(seconds);
        }
    }

    /// For how many seconds the search under way has been asked, where that is long.
    pub(super) fn asking(&self) -> Option<u64> {
        self.asking.filter(|_| self.search.is_some())
    }

    /// Gives up the search under way, if it has been asked for long.
    pub(super) fn give_up_asking(&mut self) -> bool {
        let ticket = self.search.filter(|_| self.asking.is_some()).map(|search| search.ticket);
        ticket.is_some_and(|ticket| self.give_up(ticket))
    }

    /// Takes what more was read of the data that are shown.
    pub(super) fn see(&mut self, data: Data) {
        let Some(shown) = &mut self.shown else { return };
        let newest = newer(shown, data);
        let before = std::mem::replace(shown, newest.clone());
        self.renumber_people(&before, &newest);
    }

    /// Who took part has other numbers where more events are known: the answer's are those of the data before.
    fn renumber_people(&mut self, before: &Data, now: &Data) {
        let is_other = !Arc::ptr_eq(before.here(), now.here());
        if let Some(answer) = self.answer.as_mut().filter(|answer| is_other && !answer.rows.people().is_empty()) {
            let (before, now) = (before.here().people(), now.here().people());
            let number = |number: u32| now.number_of(before.id(number));
            // What is asked of this answer would be asked of another one again.
            if answer.rows.people().iter().all(|row| number(row.number) == Some(row.number)) {
                return;
            }
            Arc::make_mut(answer).rows.renumber_people(&number);
        }
    }

    /// The places in the answer's list of rows in sight that have not come, and of as many around; none while they are on
    /// their way.
    pub(super) fn missing_rows(&self, timeline: &Timeline, height: usize) -> Option<Range<usize>> {
        if self.rows_asked.is_some() {
            return None;
        }
        let rows = self.rows(timeline)?;
        let (top, height) = (timeline.cursor().top(), height.max(1));
        let is_missing = |row: usize| row < rows.len() && rows.record(row).is_none();
        if !(top..top + height).chain([timeline.cursor().selected()]).any(is_missing) {
            return None;
        }
        let places = rows.places_of(top.saturating_sub(height)..(top + 2 * height).min(rows.len()));
        places.filter(|places| self.rows_answered.as_ref() != Some(places))
    }

    /// Whether numbers of records of some data mean in the shown data the same.
    pub(super) fn is_of_shown(&self, data: &Data) -> bool {
        self.shown.as_ref().is_some_and(|shown| shown.is_same(data))
    }

    /// Notes that rows were asked for.
    pub(super) fn await_more_rows(&mut self, places: Range<usize>) -> Option<(Ticket, Data, Arc<Answer>)> {
        let (data, answer) = (self.shown.clone()?, self.answer.clone()?);
        let ticket = self.ticket();
        self.rows_asked = Some((ticket, places));
        Some((ticket, data, answer))
    }

    /// A request has no answer: it is awaited no longer. Says whether it was.
    pub(super) fn give_up(&mut self, ticket: Ticket) -> bool {
        let was_rows = self.rows_asked.take_if(|(asked, _)| *asked == ticket).is_some();
        let was_search = self.search.take_if(|search| search.ticket == ticket).is_some();
        self.is_awaited &= !was_search;
        was_rows || was_search
    }

    /// The same of a request that has failed; says whether it was wanted, too.
    pub(super) fn fail_request(&mut self, ticket: Ticket, why: &Arc<Error>) -> bool {
        if self.search.is_some_and(|search| search.ticket == ticket) {
            self.unanswered = Some(Arc::clone(why));
        }
        self.give_up(ticket)
    }

    /// Why the newest search has no answer, if it has failed.
    pub(super) fn unanswered(&self) -> Option<&Arc<Error>> {
        self.unanswered.as_ref()
    }

    /// Whether the last search has ended, and more data came while it was under way.
    pub(super) fn wants_search(&self) -> bool {
        self.search.is_none() && self.search_again
    }
}

/// Of two states of the same data that of which more was read; else the new.
fn newer(shown: &Data, new: Data) -> Data {
    let is_more = shown.is_same(&new) && shown.here().event_bound() > new.here().event_bound();
    if is_more { shown.clone() } else { new }
}
