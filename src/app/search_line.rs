//! The search line: its text while it is edited, what Esc restores, and the queries typed before.
//!
//! The line edits the search part of the one query; the chips stay, and fields typed here become chips. What the
//! query means and when it is asked is not known here.

use crate::query::{Query, QueryError};

use super::line_editor::{Edit, LineEditor};

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
        self.fault.as_ref().filter(|_| self.editor.is_some())
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

    /// The query that the text gives while it is typed; `None` while it has a fault that no further typing mends,
    /// so that the last good result stays.
    pub(super) fn live_query(&mut self) -> Option<Query> {
        let (query, fault) = self.base.with_search_unfinished(self.editor.as_ref()?.text());
        self.fault = fault;
        self.fault.is_none().then_some(query)
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
