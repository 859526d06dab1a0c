//! What may be taken in place of the query: what was perhaps meant, and, when it finds nothing, the query without each
//! of its parts.
//!
//! They stand in the answer; here is which of them can be taken now, in which order, and what the next one would give.
//! How they are drawn, and what taking one does to the query, is not known here.

use std::sync::Arc;

use crate::data::Data;
use crate::layout::Pane;
use crate::query::{Answer, Histogram, Query, Request, Unknown, View, Why};

use super::message::{Effect, Effects, Job, Ticket};
use super::views::Rows;
use super::{App, Mode};

/// A query that can be taken in place of the one that was asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggestion {
    /// The query.
    pub query: Query,
    /// How many events it selects.
    pub count: usize,
    /// In how many of them the only person whom it asks for took part, where that is another number.
    pub present: Option<usize>,
    /// What makes it one.
    pub sort: Sort,
}

/// What makes a query a suggestion.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sort {
    /// It may have been meant.
    Meant(Why),
    /// It is without the part with this chip, which hides events.
    Without(String),
}

impl Suggestion {
    /// The part of the query that it is without.
    pub fn part(&self) -> Option<&str> {
        match &self.sort {
            Sort::Without(part) => Some(part),
            Sort::Meant(_) => None,
        }
    }
}

/// State: `focus`, `data`, `query`, `keeping`, `timeline`, `histogram`, `search`, `suggestion`, `preview`, `status`.
impl App {
    /// The words of the query that nothing in the data has; none while that is not known.
    pub fn unknown_words(&self) -> &[Unknown] {
        let answer = self.answer().filter(|answer| answer.query == self.query && !self.search.is_behind());
        answer.filter(|_| self.unfinished().is_none()).map_or(&[], |answer| &answer.unknown)
    }

    /// What can be taken now, best first; nothing while the answer is that of an earlier query or of an earlier text.
    pub fn suggestions(&self) -> Vec<Suggestion> {
        let is_of_this = |answer: &&Answer| answer.query == self.query && answer.is_whole() && !self.search.is_behind();
        let Some(answer) = self.answer().filter(is_of_this) else {
            return Vec::new();
        };
        // Until all is read and indexed nothing says that a word is wrong or a part hides events.
        let is_final = self.unfinished().is_none();
        let offers = answer.offers.iter().filter(|offer| is_final || offer.why == Why::Named);
        let mut suggestions: Vec<Suggestion> = offers
            .map(|offer| Suggestion {
                query: offer.query.clone(),
                count: offer.count,
                present: offer.present,
                sort: Sort::Meant(offer.why),
            })
            .collect();
        if self.has_no_rows() && is_final {
            for without in &answer.drops {
                let sort = Sort::Without(without.part.clone());
                let (query, count) = (without.query.clone(), without.count);
                suggestions.push(Suggestion { query, count, present: None, sort });
            }
        }
        suggestions
    }

    /// Which of [`App::suggestions`] is taken next, from 0; `None` when there is none.
    pub fn suggested(&self) -> Option<usize> {
        let suggestions = self.suggestions();
        let last = suggestions.len().checked_sub(1)?;
        // What was perhaps meant comes first; of the parts that may be left out, the one that hides most.
        let is_meant = |suggestion: &&Suggestion| matches!(suggestion.sort, Sort::Meant(_)) && suggestion.count > 0;
        let best = || {
            let most =
                suggestions.iter().find(is_meant).or_else(|| suggestions.iter().rev().max_by_key(|best| best.count));
            most.and_then(|best| suggestions.iter().position(|suggestion| suggestion == best)).unwrap_or(0)
        };
        Some(self.suggestion.map_or_else(best, |chosen| chosen.selected().min(last)))
    }

    /// Whether the last row says what Tab does to what is typed, in place of keys.
    pub(super) fn says_what_tab_does(&self) -> bool {
        let is_offer = |at: usize| self.suggestions().get(at).is_some_and(|one| matches!(one.sort, Sort::Meant(_)));
        self.mode() == Mode::Search
            && self.status.is_none()
            && (self.search.completing().candidates().is_some() || self.suggested().is_some_and(is_offer))
    }

    /// Whether the timeline lists suggestions in place of rows, so that its keys choose among them.
    pub(super) fn chooses_suggestion(&self) -> bool {
        self.focus == Pane::Timeline && self.has_no_rows() && self.suggested().is_some()
    }

    /// Whether suggestions stand in the place of rows.
    pub(super) fn lists_suggestions(&self) -> bool {
        self.has_no_rows() && !self.suggestions().is_empty()
    }

    /// Whether the answer has no rows.
    pub(super) fn has_no_rows(&self) -> bool {
        self.rows().is_some_and(|rows| rows.is_empty())
    }

    /// The suggestion that is taken next where there are no rows, with the rows that it would give once they are there.
    pub fn preview(&self) -> Option<(Suggestion, Option<Rows<'_>>)> {
        if !self.has_no_rows() {
            return None;
        }
        let chosen = self.suggested().and_then(|chosen| self.suggestions().into_iter().nth(chosen))?;
        let (view, shown) = (self.timeline.view(), self.data.asked());
        let fits = |(data, answer): &&(Data, Arc<Answer>)| {
            answer.query == chosen.query
                && (view == View::Events || answer.rows.view() == view)
                && shown.as_ref().is_some_and(|shown| shown.is_same(data))
        };
        let found = self.preview.answer.as_ref().filter(fits);
        let rows = found.map(|(data, answer)| Rows::new(data.here(), answer, view, self.timeline.order()));
        Some((chosen, rows))
    }

    /// The events that it would give over time, all of them only perhaps; `None` until they are there.
    pub fn offered(&self) -> Option<(Suggestion, &Histogram)> {
        let (chosen, rows) = self.preview()?;
        rows.map(|_| (chosen, &self.preview.offered))
    }

    /// Asks for the rows of the suggestion that is taken next, where they are not there yet.
    pub(super) fn read_preview(&mut self, fx: &mut Effects) {
        let Some((chosen, None)) = self.preview() else { return };
        let Some(data) = self.data.asked().filter(|_| chosen.count > 0) else { return };
        let view = self.timeline.view();
        let is_coming = |(_, query, of): &(Ticket, Query, View)| *query == chosen.query && *of == view;
        if self.preview.awaited.as_ref().is_some_and(is_coming) {
            return;
        }
        let request = Request {
            query: chosen.query.clone(),
            histogram_columns: usize::from(self.layout().histogram_columns()),
            zoom: self.histogram.zoom(),
            view,
            people_order: self.timeline.people_order(),
            lang: self.lang(),
            ..Request::default()
        };
        let ticket = self.data.ticket();
        self.preview.awaited = Some((ticket, chosen.query, view));
        let kept = self.keeping.kept().clone();
        fx.push(Effect::Job(Job::Preview { ticket, data, request, kept }));
    }
}
