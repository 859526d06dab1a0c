//! What the chosen suggestion would give, asked for where the query finds nothing, and shown once it is there.

use std::sync::Arc;

use crate::app::App;
use crate::app::message::{Effect, Effects, Job, Ticket};
use crate::app::suggestions::Suggestion;
use crate::app::views::Rows;
use crate::dataset::Dataset;
use crate::query::{Answer, Histogram, Query, Request, View};

impl App {
    /// The suggestion that is taken next where there are no rows, with the rows that it would give once they are there.
    pub fn preview(&self) -> Option<(Suggestion, Option<Rows<'_>>)> {
        if !self.has_no_rows() {
            return None;
        }
        let chosen = self.suggested().and_then(|chosen| self.suggestions().into_iter().nth(chosen))?;
        let (view, shown) = (self.timeline.view(), self.data.shown());
        let fits = |(dataset, answer): &&(Arc<Dataset>, Arc<Answer>)| {
            answer.query == chosen.query
                && (view == View::Events || answer.rows.view() == view)
                && shown.is_some_and(|shown| Arc::ptr_eq(shown, dataset))
        };
        let found = self.preview.answer.as_ref().filter(fits);
        let rows = found.map(|(dataset, answer)| Rows::new(dataset, answer, view, self.timeline.order()));
        Some((chosen, rows))
    }

    /// The events that it would give over time, all of them only perhaps; `None` until they are there.
    pub fn offered(&self) -> Option<(Suggestion, &Histogram)> {
        let (chosen, rows) = self.preview()?;
        rows.map(|_| (chosen, &self.preview.offered))
    }

    /// Asks for the rows of the suggestion that is taken next, where they are not there yet.
    pub(in crate::app) fn read_preview(&mut self, fx: &mut Effects) {
        let Some((chosen, None)) = self.preview() else { return };
        let Some(dataset) = self.data.shown().cloned().filter(|_| chosen.count > 0) else { return };
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
        fx.push(Effect::Job(Job::Preview { ticket, dataset, request, kept }));
    }
}
