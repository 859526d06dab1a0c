//! The detail pane: what it shows, its document, and the line under the cursor.
//!
//! It shows the selected record, or what was followed from there. While a record is being read the pane has its
//! target only, and the view draws the head. Where a line leads is in the document; opening it is not done here.

use std::sync::Arc;

use crate::query::{Detail, Histogram, Target};

use super::list_cursor::{ListCursor, Step};
use super::message::Ticket;
use super::views::RecordId;
use crate::document::{DocLine, Document, Stop};
use crate::error::Error;
use crate::text;

/// Lines below a hit that are shown with it.
const HIT_ROOM: usize = 4;

/// Rows that are left for what is scrolled; with fewer the whole document is.
const LEAST_BODY: usize = 2;

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
    At(ListCursor, usize),
}

/// The detail pane.
#[derive(Clone, Default)]
pub struct DetailPane {
    target: Option<Target>,
    /// The selected row's record when the pane last followed the list.
    followed: Option<RecordId>,
    awaited: Option<Ticket>,
    detail: Option<Arc<Detail>>,
    failure: Option<Arc<Error>>,
    document: Document,
    /// The width for which the document was written, and whether with an empty row below what stays at the top.
    written_for: (u16, bool),
    cursor: ListCursor,
    /// Which of the links of its line the cursor is on.
    link: usize,
    landing: Landing,
    /// The events of a page over time.
    strip: Option<Histogram>,
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
    pub fn failure(&self) -> Option<&Error> {
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

    /// Where that leads: of a line with several links, the one that the cursor is on.
    pub(super) fn meant_target(&self) -> Option<&Target> {
        let line = self.meant()?;
        let chosen = line.links.get(self.link).filter(|_| self.line().is_some_and(|here| std::ptr::eq(here, line)));
        chosen.map(|link| &link.target).or(line.target.as_ref())
    }

    /// The events of a page over time.
    pub fn strip(&self) -> Option<&Histogram> {
        self.strip.as_ref()
    }

    pub(super) fn set_strip(&mut self, strip: Option<Histogram>) {
        self.strip = strip;
    }

    /// Which of the links of its line the cursor is on, from 0.
    pub fn link(&self) -> usize {
        self.link
    }

    /// How many lines stay at the top of a pane of `height` rows while the rest is scrolled.
    pub fn pinned(&self, height: usize) -> usize {
        let head = self.document.head.min(self.document.lines.len());
        if head + LEAST_BODY <= height { head } else { 0 }
    }

    /// The part of the document that the cursor is in, by its number from 0.
    pub fn section(&self) -> Option<usize> {
        let here = self.cursor.selected();
        self.document.sections.iter().rposition(|section| section.line <= here)
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
    pub(super) fn accept(&mut self, ticket: Ticket, detail: Result<Arc<Detail>, Arc<Error>>) -> bool {
        if self.awaited != Some(ticket) {
            return false;
        }
        self.awaited = None;
        match detail {
            Ok(detail) => self.detail = Some(detail),
            Err(error) => self.failure = Some(error),
        }
        true
    }

    /// Gives up what a request asked for; returns whether it is the newest one's.
    pub(super) fn give_up(&mut self, ticket: Ticket) -> bool {
        self.awaited.take_if(|awaited| *awaited == ticket).is_some()
    }

    /// The first document of what was read: the cursor lands.
    pub(super) fn land(&mut self, document: Document, (width, height): (u16, u16), airy: bool) {
        let height = usize::from(height);
        (self.document, self.written_for) = (document, (width, airy));
        match std::mem::take(&mut self.landing) {
            Landing::Top => self.cursor = self.place_of_quote(height),
            Landing::At(cursor, link) => (self.cursor, self.link) = (cursor, link),
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
        // What stands above stays as long as there is room for the quote beneath.
        let rest = self.document.lines.iter().skip(line + 1);
        let end = line + 1 + rest.take_while(|line| line.continues).count();
        ListCursor::at(line, end.saturating_sub(height - self.pinned(height)).min(line))
    }

    /// The same record written anew, for another width, language or query: the cursor stays on what it was on, as
    /// far as lines can tell.
    pub(super) fn rewrite(&mut self, document: Document, (width, height): (u16, u16), airy: bool) {
        let stop = self.stop();
        (self.document, self.written_for) = (document, (width, airy));
        self.hit = None;
        if let Some(same) = stop.and_then(|at| self.document.stops.get(at)).copied() {
            self.rest_on(same);
        }
        self.fit(usize::from(height));
    }

    /// Whether the document was written for this width, and with this much air.
    pub(super) fn is_written_for(&self, width: u16, airy: bool) -> bool {
        self.written_for == (width, airy)
    }

    pub(super) fn fit(&mut self, height: usize) {
        self.in_body(height, ListCursor::fit);
    }

    /// Moves the cursor as if what stays at the top were not there.
    fn in_body(&mut self, height: usize, change: impl FnOnce(&mut ListCursor, usize, usize)) {
        let pinned = self.pinned(height);
        let below = |line: usize| line.saturating_sub(pinned);
        let mut cursor = ListCursor::at(below(self.cursor.selected()), below(self.cursor.top()));
        change(&mut cursor, self.document.lines.len() - pinned, height - pinned);
        self.cursor = ListCursor::at(cursor.selected() + pinned, cursor.top() + pinned);
        self.link = self.link.min(self.line().map_or(0, |line| line.links.len().saturating_sub(1)));
    }

    /// The place where the cursor rests, by its number; `None` on a line where nothing begins.
    fn stop(&self) -> Option<usize> {
        let here = Stop { line: self.cursor.selected(), link: self.link };
        self.document.stops.iter().position(|stop| *stop == here)
    }

    fn rest_on(&mut self, stop: Stop) {
        self.cursor.select(stop.line);
        self.link = stop.link;
    }

    /// Moves the cursor. Single steps go from stop to stop, but never past a line that was not on the screen.
    pub(super) fn step(&mut self, step: Step, height: usize) {
        let here = self.cursor.selected();
        let reach = (height - self.pinned(height)).max(1);
        let stops = &self.document.stops;
        let next = |at: usize| stops.get(at + 1);
        // In a table the next stop may stand further up; behind it, all of the table has been seen.
        let leaves_table = self.stop().and_then(next).is_none_or(|stop| !self.is_row(stop.line));
        let seen = if step == Step::Next && leaves_table { self.end_of_table(here) } else { here };
        let next_stop = match (step, self.stop()) {
            (Step::Next, Some(at)) => next(at).filter(|stop| stop.line < seen + reach),
            (Step::Next, None) => stops.iter().find(|stop| (here + 1..here + reach).contains(&stop.line)),
            (Step::Previous, Some(at)) => at
                .checked_sub(1)
                .and_then(|at| stops.get(at))
                .filter(|stop| here < self.end_of_table(stop.line) + reach),
            (Step::Previous, None) => {
                stops.iter().rfind(|stop| (here.saturating_sub(reach - 1)..here).contains(&stop.line))
            }
            _ => None,
        };
        if let Some(next) = next_stop.copied() {
            self.rest_on(next);
        } else {
            self.rest_on(Stop { line: seen, link: 0 });
            self.in_body(height, |cursor, len, rows| cursor.step(step, len, rows));
        }
        self.fit(height);
        self.hit = None;
    }

    fn is_row(&self, line: usize) -> bool {
        self.document.lines.get(line).is_some_and(|line| line.is_row)
    }

    /// The last line of the table that a line is in; the line itself outside of one.
    fn end_of_table(&self, line: usize) -> usize {
        let rows = (line..).take_while(|line| self.is_row(*line));
        rows.last().unwrap_or(line)
    }

    /// Goes to the last part of the document; `false` when it has none.
    pub(super) fn go_to_last_section(&mut self, height: usize) -> bool {
        let last = self.document.sections.len().checked_sub(1);
        last.is_some_and(|last| self.show_section(last, height))
    }

    /// Goes to the next or the previous part of the document; `false` when there is none.
    pub(super) fn go_to_section(&mut self, forward: bool, height: usize) -> bool {
        let wanted = match (self.section(), forward) {
            (Some(here), true) => here.checked_add(1),
            (Some(here), false) => here.checked_sub(1),
            (None, true) => Some(0),
            (None, false) => None,
        };
        wanted.is_some_and(|wanted| self.show_section(wanted, height))
    }

    /// Shows a part from its first line on, the cursor on what can be followed there; `false` when there is none.
    fn show_section(&mut self, at: usize, height: usize) -> bool {
        let sections = &self.document.sections;
        let Some(section) = sections.get(at).copied() else { return false };
        let end = sections.get(at + 1).map_or(self.document.lines.len(), |next| next.line);
        let rows = height - self.pinned(height);
        let of_section = section.line..end.min(section.line + rows.max(1));
        let first = self.document.stops.iter().find(|stop| of_section.contains(&stop.line)).copied();
        self.cursor = ListCursor::at(section.line, section.line);
        self.rest_on(first.unwrap_or(Stop { line: section.line, link: 0 }));
        self.fit(height);
        self.hit = None;
        true
    }

    /// Puts the cursor on a line and column of the pane; returns whether it stood there.
    pub(super) fn press(&mut self, (row, column): (usize, usize), height: usize) -> bool {
        let pinned = self.pinned(height);
        let Some(row) = row.checked_sub(pinned) else { return false };
        let line = (self.cursor.top().max(pinned) + row).min(self.document.lines.len().saturating_sub(1));
        let pressed = self.document.lines.get(line).map_or(0, |line| link_at(line, column));
        let was_here = (self.cursor.selected(), self.link) == (line, pressed);
        self.rest_on(Stop { line, link: pressed });
        self.fit(height);
        self.hit = None;
        was_here
    }

    /// Goes to the next hit below the cursor; `false` when there is none.
    pub(super) fn next_hit(&mut self, height: usize) -> bool {
        let here = self.line_to_look_from(height);
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
        let here = self.line_to_look_from(height);
        let previous = match self.hit {
            Some(hit) => hit.checked_sub(1),
            None => self.document.hits.iter().rposition(|&line| line < here),
        };
        if let Some(previous) = previous {
            self.go_to_hit(previous, height);
        }
        previous.is_some()
    }

    /// Where hits are looked for from: at the top of what is scrolled, those of what stays above it are still to come.
    fn line_to_look_from(&self, height: usize) -> usize {
        let here = self.cursor.selected();
        if here <= self.pinned(height) { 0 } else { here }
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
        self.link = 0;
        // What follows the hit is wanted too: a few lines of it come on the screen first.
        self.cursor.select((line + HIT_ROOM).min(self.document.lines.len().saturating_sub(1)));
        self.fit(height);
        self.cursor.select(line);
        self.fit(height);
    }
}

/// Which link of a line begins at a column or before.
fn link_at(line: &DocLine, column: usize) -> usize {
    let starts =
        |span: usize| line.indent + line.spans[..span].iter().map(|span| text::width(&span.text)).sum::<usize>();
    line.links.iter().rposition(|link| starts(link.spans.start) <= column).unwrap_or(0)
}
