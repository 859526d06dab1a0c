//! What the chosen suggestion would give, where the query finds nothing: its rows, and their place in time.
//!
//! It is asked for like a search and belongs to the data, the view and the suggestion that it was asked for; one of
//! others is not shown. How it looks is not known here.

use std::sync::Arc;

use crate::data::Data;
use crate::dataset::Listed;
use crate::query::{Answer, Histogram, Query, View, histogram};

use super::message::Ticket;

/// The answer to a suggestion.
#[derive(Clone, Default)]
pub(super) struct Preview {
    /// What was asked for last and is not there yet.
    pub awaited: Option<(Ticket, Query, View)>,
    /// What came last, with the data that it is of.
    pub answer: Option<(Data, Arc<Answer>)>,
    /// Its events over time, all of them only perhaps: none of them is found.
    pub offered: Histogram,
}

impl Preview {
    /// Takes an answer when it is the one that is awaited.
    pub(super) fn take(&mut self, ticket: Ticket, data: Data, answer: Arc<Answer>) {
        if self.awaited.as_ref().is_some_and(|(awaited, ..)| *awaited == ticket) {
            self.awaited = None;
            self.offered = match &answer.events {
                Listed::Local(events) => histogram(events, answer.histogram.columns, answer.histogram.zoom),
                #[cfg(feature = "store")]
                Listed::Remote(_) => answer.histogram.clone(),
            };
            for bucket in &mut self.offered.buckets {
                bucket.spread += std::mem::take(&mut bucket.placed);
            }
            self.answer = Some((data, answer));
        }
    }
}
