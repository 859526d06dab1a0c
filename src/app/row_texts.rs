//! What rows say beyond the heads of their events: read for those that are on the screen and a little around, kept while
//! they are near.
//!
//! An answer has quotes as numbers only, and a head knows neither place nor speakers. A row that is not read yet is drawn
//! by the head. What is read belongs to one load of the data. How a row looks is not known here.

use std::collections::HashMap;
use std::sync::Arc;

use crate::dataset::EventId;
use crate::query::{Spoken, Told};

use super::message::Ticket;
use super::views::{RecordId, Rows};

/// Events that are kept; more than any screen has rows.
const KEPT: usize = 2_048;

/// What is known of some events.
#[derive(Clone, Default)]
pub struct RowTexts {
    read: HashMap<EventId, Arc<Told>>,
    /// What was asked for last and is not there yet.
    asked: Option<(Ticket, Vec<EventId>)>,
    /// Tickets before it are of other data.
    since: Ticket,
}

impl RowTexts {
    /// What a row of an event says; `None` until it is read.
    pub fn event(&self, event: EventId) -> Option<&Told> {
        self.read.get(&event).map(AsRef::as_ref)
    }

    /// What a row of a quote says; `None` until it is read.
    pub fn quote(&self, event: EventId, number: u32) -> Option<&Spoken> {
        self.read.get(&event)?.quotes.get(number as usize)
    }

    /// Forgets everything: the data was read again, and `ticket` and all after it are about the new.
    pub(super) fn clear(&mut self, ticket: Ticket) {
        *self = RowTexts { since: ticket, ..RowTexts::default() };
    }

    /// The events to read so that the rows from `top` on in `height` lines, and as many before and after, can be drawn;
    /// none while all in sight are there or on their way.
    pub(super) fn missing(&self, rows: &Rows<'_>, top: usize, height: usize) -> Vec<EventId> {
        let event = |row: usize| match rows.record(row) {
            Some(RecordId::Quote(event, _) | RecordId::Event(event)) => Some(event),
            _ => None,
        };
        let is_coming = |event: &EventId| self.asked.as_ref().is_some_and(|(_, asked)| asked.contains(event));
        let is_there = |event: &EventId| self.read.contains_key(event);
        let in_sight = (top..top + height).filter_map(event);
        if in_sight.into_iter().all(|event| is_there(&event) || is_coming(&event)) {
            return Vec::new();
        }
        let around = top.saturating_sub(height)..top + 2 * height;
        let mut events: Vec<EventId> = around.filter_map(event).filter(|event| !is_there(event)).collect();
        events.dedup();
        events
    }

    /// Those of some events that are neither there nor on their way.
    pub(super) fn missing_of(&self, mut events: Vec<EventId>) -> Vec<EventId> {
        let is_coming = |event: &EventId| self.asked.as_ref().is_some_and(|(_, asked)| asked.contains(event));
        events.retain(|event| !self.read.contains_key(event) && !is_coming(event));
        events
    }

    /// Notes what was asked for.
    pub(super) fn ask(&mut self, ticket: Ticket, events: Vec<EventId>) {
        self.asked = Some((ticket, events));
    }

    /// Takes what was read. What was asked for earlier is of use as well, as long as it is of the same data.
    pub(super) fn take(&mut self, ticket: Ticket, read: Vec<(EventId, Arc<Told>)>) {
        if ticket < self.since {
            return;
        }
        if self.asked.as_ref().is_some_and(|(asked, _)| *asked == ticket) {
            self.asked = None;
        }
        if self.read.len() + read.len() > KEPT {
            self.read.clear();
        }
        self.read.extend(read);
    }
}
