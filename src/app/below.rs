//! The events of what is under the cursor of lanes, pairs or the map: listed below it, or beside.
//!
//! They are asked for by a job whenever the cursor, or the answer, is another one, and until they are there those before
//! stay. How they look is not known here.

use std::sync::Arc;

use crate::dataset::EventId;
use crate::query::{Answer, Cell, CellEvents};

use super::list_cursor::{ListCursor, Step};
use super::message::Ticket;

/// The list.
#[derive(Clone, Default)]
pub struct Below {
    /// What was asked for last, of which answer.
    asked: Option<(Cell, Arc<Answer>)>,
    awaited: Option<Ticket>,
    /// What came last, with what it is of.
    listed: Option<(Cell, Arc<CellEvents>)>,
    cursor: ListCursor,
}

impl Below {
    /// What is listed, and of what.
    pub fn listed(&self) -> Option<(&Cell, &CellEvents)> {
        self.listed.as_ref().map(|(cell, events)| (cell, events.as_ref()))
    }

    /// The event of a row, the newest first.
    pub fn event(&self, row: usize) -> Option<EventId> {
        let (_, cell) = self.listed()?;
        let dated = cell.events.dated();
        cell.events.get(if row < dated { dated - 1 - row } else { row })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.listed().map_or(0, |(_, cell)| cell.events.len())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cursor.
    pub fn cursor(&self) -> ListCursor {
        self.cursor
    }

    /// Whether something else is wanted than was asked for last.
    pub(super) fn wants(&self, cell: &Cell, answer: &Arc<Answer>) -> bool {
        self.asked.as_ref().is_none_or(|(asked, of)| asked != cell || !Arc::ptr_eq(of, answer))
    }

    /// Whether one of some rows has not come, and is not on its way.
    pub(super) fn lacks(&self, rows: std::ops::Range<usize>) -> bool {
        let rows = rows.start.min(self.len())..rows.end.min(self.len());
        self.awaited.is_none() && rows.into_iter().any(|row| self.event(row).is_none())
    }

    /// Notes what was asked for.
    pub(super) fn ask(&mut self, cell: Cell, answer: Arc<Answer>, ticket: Ticket) {
        self.asked = Some((cell, answer));
        self.awaited = Some(ticket);
    }

    /// Takes what was found when it is the newest request's. The cursor stays where the same is listed anew.
    pub(super) fn take(&mut self, ticket: Ticket, events: Arc<CellEvents>, height: usize) {
        if self.awaited != Some(ticket) {
            return;
        }
        self.awaited = None;
        let Some((cell, _)) = &self.asked else { return };
        if self.listed.as_ref().is_none_or(|(listed, _)| listed != cell) {
            self.cursor = ListCursor::default();
        }
        self.listed = Some((cell.clone(), events));
        self.fit(height);
    }

    /// Nothing is under the cursor.
    pub(super) fn clear(&mut self) {
        *self = Below::default();
    }

    pub(super) fn step(&mut self, step: Step, height: usize) {
        let len = self.len();
        self.cursor.step(step, len, height);
        self.fit(height);
    }

    /// Selects a row; returns whether it was selected before.
    pub(super) fn press(&mut self, row: usize, height: usize) -> bool {
        let was_here = self.cursor.selected() == row;
        if row < self.len() {
            self.cursor.select(row);
            self.fit(height);
        }
        was_here && row < self.len()
    }

    pub(super) fn fit(&mut self, height: usize) {
        let len = self.len();
        self.cursor.fit(len, height);
    }
}
