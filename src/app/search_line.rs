//! The search line: its text while it is edited, what Esc restores, and the queries typed before.
//!
//! The line edits the search part of the one query; the chips stay, and fields typed here become chips. What the
//! query means and when it is asked is not known here.

use crate::query::{Completion, Query, QueryError};

use super::completing::Completing;
use super::line_editor::{Edit, LineEditor};
use super::message::Ticket;

/// The search line.
#[derive(Clone, Debug, Default)]
pub struct SearchLine {
    editor: Option<LineEditor>,
    /// The query when the line was entered: what Esc restores.
    before: Query,
    /// What the typed text is put into: the same, or the suggestion that was taken since.
    base: Query,
    error: Option<QueryError>,
    fault: Option<QueryError>,
    /// Whether the query is that of an earlier text, because this one is not whole or wrong.
    is_behind: bool,
    completing: Completing,
    /// Texts that were searched for, oldest first, each once.
    past: Vec<String>,
    /// Which of them stands in the line, and what was typed before it was recalled.
    recalled: Option<(usize, String)>,
}

impl SearchLine {
    /// The text and its cursor while the line is edited.
    pub fn editor(&self) -> Option<&LineEditor> {
        self.editor.as_ref()
    }

    /// The query whose chips stand beside the line while it is edited.
    pub fn base(&self) -> &Query {
        &self.base
    }

    /// What is wrong with the text while it is typed, and no further typing mends.
    pub fn fault(&self) -> Option<&QueryError> {
        self.fault.as_ref().or_else(|| self.completing.fault()).filter(|_| self.editor.is_some())
    }

    /// Whether the query is the last good one and not what is typed.
    pub fn is_behind(&self) -> bool {
        self.is_behind && self.editor.is_some()
    }

    /// How what is typed may go on.
    pub fn completing(&self) -> &Completing {
        &self.completing
    }

    /// What is typed is asked about.
    pub(super) fn await_typed(&mut self, ticket: Ticket) {
        self.completing.await_answer(ticket);
    }

    /// Takes what the data know of what is typed, when it is the answer to the newest request.
    pub(super) fn take_typed(&mut self, ticket: Ticket, completion: Option<Completion>, fault: Option<QueryError>) {
        self.completing.take(ticket, completion, fault);
    }

    /// Puts the next way to go on before the cursor, or the one before; whether there are others. `None` when nothing is
    /// known.
    pub(super) fn complete(&mut self, forward: bool) -> Option<bool> {
        let editor = self.editor.as_mut()?;
        let (start, text) = self.completing.choose(forward)?;
        editor.replace_before_cursor(start, text);
        self.error = None;
        Some(self.completing.has_others())
    }

    /// Puts the cursor on a column of the field.
    pub(super) fn point(&mut self, columns: usize, column: usize) {
        if let Some(editor) = &mut self.editor {
            editor.point(columns, column);
        }
    }

    /// What was wrong with the text when it was sent; gone with the next change.
    pub fn error(&self) -> Option<&QueryError> {
        self.error.as_ref()
    }

    pub(super) fn enter(&mut self, query: &Query) {
        if self.editor.is_none() {
            self.editor = Some(LineEditor::selected(&query.search_text()));
            self.before = query.clone();
            self.base = query.clone();
            self.error = None;
            self.fault = None;
            self.is_behind = false;
            self.completing = Completing::default();
            self.recalled = None;
        }
    }

    /// Takes another query while the line is edited: what was typed can be recalled. The line is never emptied: where no
    /// words are left, what the query has more stands in it, and where it has nothing more, it is not taken. Returns
    /// whether it was.
    pub(super) fn take(&mut self, query: &Query) -> bool {
        let Some(editor) = &mut self.editor else { return true };
        let (mut text, mut base) = (query.search_text(), query.clone());
        if text.is_empty() && !editor.text().trim().is_empty() {
            let chips = query.chips();
            let is_new = |part: usize| !self.base.parts.contains(&query.parts[part]);
            let new: Vec<&str> = chips.iter().filter(|chip| is_new(chip.part)).map(|chip| chip.text.as_str()).collect();
            if new.is_empty() {
                return false;
            }
            text = new.join(" ");
            base.parts.retain(|part| self.base.parts.contains(part));
        }
        let typed = std::mem::replace(editor, LineEditor::holding(&text));
        self.remember(typed.text().trim());
        self.base = base;
        self.is_behind = false;
        self.error = None;
        self.recalled = None;
        true
    }

    fn remember(&mut self, text: &str) {
        if !text.is_empty() {
            self.past.retain(|past| past != text);
            self.past.push(text.to_owned());
        }
    }

    /// Leaves the line; the query to return to, when it was edited. What was typed can be recalled.
    pub(super) fn restore(&mut self) -> Option<Query> {
        self.error = None;
        let editor = self.editor.take()?;
        self.remember(editor.text().trim());
        Some(self.before.clone())
    }

    pub(super) fn insert(&mut self, typed: &str) {
        if let Some(editor) = &mut self.editor {
            editor.insert(typed);
            self.error = None;
        }
    }

    pub(super) fn apply(&mut self, edit: Edit) {
        if let Some(editor) = &mut self.editor
            && editor.apply(edit)
        {
            self.error = None;
        }
    }

    /// The query that the text gives while it is typed. What has a fault that no further typing mends is left out, and
    /// `without_unknown` what the data do not know, if there is such a thing: a beginning of it that was a value, as in
    /// `country:Atlantis`, is no answer to it.
    pub(super) fn live_query(&mut self, without_unknown: impl FnOnce(&Query) -> Option<Query>) -> Option<Query> {
        let (query, fault) = self.base.with_search_unfinished(self.editor.as_ref()?.text());
        self.fault = fault;
        let known = without_unknown(&query);
        self.is_behind = self.fault.is_some() || known.is_some();
        Some(known.unwrap_or(query))
    }

    /// Takes the text as it stands and leaves the line; on a fault, also one that only the data know, stays and shows it.
    pub(super) fn accept(&mut self, fault: impl FnOnce(&str) -> Option<QueryError>) -> Option<Query> {
        let text = self.editor.as_ref()?.text().trim().to_owned();
        match fault(&text).map_or_else(|| self.base.with_search(&text), Err) {
            Ok(query) => {
                self.editor = None;
                self.remember(&text);
                Some(query)
            }
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    /// Whether an earlier query stands in the line.
    pub(super) fn is_recalling(&self) -> bool {
        self.recalled.is_some()
    }

    pub(super) fn recall_earlier(&mut self) {
        let Some(editor) = &self.editor else { return };
        let (place, draft) = match &self.recalled {
            Some((0, _)) => return,
            Some((place, draft)) => (place - 1, draft.clone()),
            // What stands in the line already is no earlier query.
            None => match self.past.iter().rposition(|past| past != editor.text()) {
                Some(place) => (place, editor.text().to_owned()),
                None => return,
            },
        };
        self.put(place, draft);
    }

    pub(super) fn recall_later(&mut self) {
        let Some((place, draft)) = self.recalled.take() else { return };
        if place + 1 < self.past.len() {
            self.put(place + 1, draft);
        } else {
            self.editor = Some(LineEditor::holding(&draft));
            self.error = None;
        }
    }

    fn put(&mut self, place: usize, draft: String) {
        self.editor = Some(LineEditor::holding(&self.past[place]));
        self.error = None;
        self.recalled = Some((place, draft));
    }
}
