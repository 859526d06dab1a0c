//! The detail pane: what it shows, its document, and the line under the cursor.
//!
//! It shows the selected record, or what was followed from there. While a record is being read the pane has its
//! target only, and the view draws the head. Where a line leads is in the document; opening it is not done here.

use std::sync::Arc;

use crate::query::{Detail, Target};

use super::list_cursor::{ListCursor, Step};
use super::message::Ticket;
use super::views::RecordId;
use crate::document::{DocLine, Document};

/// Lines below a hit that are shown with it.
const HIT_ROOM: usize = 4;

/// Where the cursor lands when the record has been read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Landing {
    /// At the top.
    #[default]
    Top,
    /// On the first hit.
    FirstHit,
    /// On the last hit.
    LastHit,
    /// Where it was before.
    At(ListCursor),
}

/// The detail pane.
#[derive(Clone, Default)]
pub struct DetailPane {
    target: Option<Target>,
    /// The selected row's record when the pane last followed the list.
    followed: Option<RecordId>,
    awaited: Option<Ticket>,
    detail: Option<Arc<Detail>>,
    failure: Option<String>,
    document: Document,
    /// The width for which the document was written.
    width: u16,
    cursor: ListCursor,
    landing: Landing,
    /// The hit that was walked to, by its number in the document.
    hit: Option<usize>,
    outside: bool,
}

impl DetailPane {
    /// What is shown; `None` when nothing is selected.
    pub fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }

    /// The record or page; `None` until it has been read.
    pub fn detail(&self) -> Option<&Detail> {
        self.detail.as_deref()
    }

    /// Why the record could not be read.
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// The lines; none until the record has been read.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The cursor in the lines.
    pub fn cursor(&self) -> ListCursor {
        self.cursor
    }

    /// The line under the cursor.
    pub fn line(&self) -> Option<&DocLine> {
        self.document.lines.get(self.cursor.selected())
    }

    /// The line that `Enter` and `y` mean: the cursor's, or the one that it goes on with.
    pub(super) fn meant(&self) -> Option<&DocLine> {
        self.document.meant(self.cursor.selected())
    }

    /// Whether what is shown is a record that the query does not select.
    pub fn is_outside(&self) -> bool {
        self.outside
    }

    pub(super) fn followed(&self) -> Option<RecordId> {
        self.followed
    }

    pub(super) fn set_followed(&mut self, record: Option<RecordId>) {
        self.followed = record;
    }

    pub(super) fn set_outside(&mut self, outside: bool) {
        self.outside = outside;
    }

    /// Shows something else as soon as the answer to `ticket` comes.
    pub(super) fn await_target(&mut self, target: Target, landing: Landing, ticket: Ticket) {
        *self = DetailPane {
            target: Some(target),
            followed: self.followed,
            awaited: Some(ticket),
            landing,
            ..DetailPane::default()
        };
    }

    /// Shows nothing.
    pub(super) fn clear(&mut self) {
        *self = DetailPane::default();
    }

    /// Takes what was read when it is the newest request's; returns whether it was.
    pub(super) fn accept(&mut self, ticket: Ticket, detail: Result<Arc<Detail>, String>) -> bool {
        if self.awaited != Some(ticket) {
            return false;
        }
        self.awaited = None;
        match detail {
            Ok(detail) => self.detail = Some(detail),
            Err(reason) => self.failure = Some(reason),
        }
        true
    }

    /// The first document of what was read: the cursor lands.
    pub(super) fn land(&mut self, document: Document, (width, height): (u16, u16)) {
        let height = usize::from(height);
        (self.document, self.width) = (document, width);
        match std::mem::take(&mut self.landing) {
            Landing::Top => self.cursor = self.place_of_quote(height),
            Landing::At(cursor) => self.cursor = cursor,
            Landing::FirstHit => self.go_to_hit(0, height),
            Landing::LastHit => self.go_to_hit(self.document.hits.len().saturating_sub(1), height),
        }
        self.fit(height);
    }

    /// At the quote that is shown, so that its words are on the screen; else at the top.
    fn place_of_quote(&self, height: usize) -> ListCursor {
        let Some(Target::Quote(_, number)) = self.target else { return ListCursor::default() };
        let is_it = |line: &DocLine| line.quote.is_some_and(|quote| quote.quote == number as usize);
        let line = self.document.lines.iter().position(is_it).unwrap_or(0);
        // The title and what stands above stays as long as there is room for the quote beneath.
        let rest = self.document.lines.iter().skip(line + 1);
        let end = line + 1 + rest.take_while(|line| line.continues).count();
        ListCursor::at(line, end.saturating_sub(height).min(line))
    }

    /// The same record written anew, for another width, language or query: the cursor stays on what it was on, as
    /// far as lines can tell.
    pub(super) fn rewrite(&mut self, document: Document, (width, height): (u16, u16)) {
        let stops_before = |document: &Document, line: usize| {
            document.lines.iter().take(line + 1).filter(|line| line.is_stop()).count()
        };
        let stops = stops_before(&self.document, self.cursor.selected());
        let on_stop = self.line().is_some_and(DocLine::is_stop);
        (self.document, self.width) = (document, width);
        self.hit = None;
        if on_stop {
            let lines = self.document.lines.iter().enumerate();
            let same = lines.filter(|(_, line)| line.is_stop()).nth(stops - 1);
            if let Some((line, _)) = same {
                self.cursor.select(line);
            }
        }
        self.fit(usize::from(height));
    }

    /// The width for which the document was written.
    pub(super) fn width(&self) -> u16 {
        self.width
    }

    pub(super) fn fit(&mut self, height: usize) {
        self.cursor.fit(self.document.lines.len(), height);
    }

    /// Moves the cursor. Single steps go from stop to stop, but never past a line that was not on the screen.
    pub(super) fn step(&mut self, step: Step, height: usize) {
        let here = self.cursor.selected();
        let lines = &self.document.lines;
        let reach = height.max(1);
        let next_stop = match step {
            Step::Next => (here + 1..lines.len().min(here + reach)).find(|&line| lines[line].is_stop()),
            Step::Previous => (here.saturating_sub(reach - 1)..here).rev().find(|&line| lines[line].is_stop()),
            _ => None,
        };
        match next_stop {
            Some(line) => self.cursor.select(line),
            None => self.cursor.step(step, self.document.lines.len(), height),
        }
        self.fit(height);
        self.hit = None;
    }

    /// Puts the cursor on a line of the pane; returns whether it stood there.
    pub(super) fn press(&mut self, line: usize, height: usize) -> bool {
        let line = (self.cursor.top() + line).min(self.document.lines.len().saturating_sub(1));
        let was_here = self.cursor.selected() == line;
        self.cursor.select(line);
        self.fit(height);
        self.hit = None;
        was_here
    }

    /// Goes to the next hit below the cursor; `false` when there is none.
    pub(super) fn next_hit(&mut self, height: usize) -> bool {
        let here = self.cursor.selected();
        let next = match self.hit {
            Some(hit) => Some(hit + 1).filter(|next| *next < self.document.hits.len()),
            None => self.document.hits.iter().position(|&line| line >= here),
        };
        if let Some(next) = next {
            self.go_to_hit(next, height);
        }
        next.is_some()
    }

    /// Goes to the next hit above the cursor; `false` when there is none.
    pub(super) fn previous_hit(&mut self, height: usize) -> bool {
        let here = self.cursor.selected();
        let previous = match self.hit {
            Some(hit) => hit.checked_sub(1),
            None => self.document.hits.iter().rposition(|&line| line < here),
        };
        if let Some(previous) = previous {
            self.go_to_hit(previous, height);
        }
        previous.is_some()
    }

    /// The number of the hit that was walked to, from 0, and how many there are.
    pub fn hit(&self) -> Option<(usize, usize)> {
        self.hit.map(|hit| (hit, self.document.hits.len()))
    }

    /// Whether the record is still being read, so that its hits are not known.
    pub(super) fn is_awaited(&self) -> bool {
        self.awaited.is_some()
    }

    fn go_to_hit(&mut self, hit: usize, height: usize) {
        let Some(&line) = self.document.hits.get(hit) else { return };
        self.hit = Some(hit);
        // What follows the hit is wanted too: a few lines of it come on the screen first.
        self.cursor.select((line + HIT_ROOM).min(self.document.lines.len().saturating_sub(1)));
        self.fit(height);
        self.cursor.select(line);
        self.fit(height);
    }
}
