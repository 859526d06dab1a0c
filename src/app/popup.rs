//! What lies over the panes until it is closed: help, problems, the date prompt, the name of an export, addresses, what was
//! copied, the note on a record, lists of marks and saved views, the name of a view, the list of commands.
//!
//! Each keeps its own cursor or text. How large it would like to be is said here, because scrolling needs the size;
//! how it looks is not.

use crate::dataset::Dataset;
use crate::layout::Area;
use crate::query::Query;
use crate::state::Kept;
use crate::text;

use super::App;
use super::keeping::Marking;
use super::keymap::{self, Field, Mode, PopupKind};
use super::line_editor::{Edit, LineEditor};
use super::list_cursor::{ListCursor, Step};
use super::marks_list::MarksList;
use super::message::Ticket;
use super::palette::Palette;

/// Columns that a popup of running text would like to have inside its frame.
const TEXT_COLUMNS: u16 = 76;

/// Rows at the foot of the list of problems that explain the selected one: its place, what is wrong, what to do.
pub const PROBLEM_ROWS: u16 = 7;
/// Rows below the list of addresses, in which the chosen one stands whole.
pub const ADDRESS_ROWS: u16 = 5;
/// Rows of the list of commands; more can be scrolled to, and the panes beneath stay in sight.
const COMMAND_ROWS: u16 = 15;
/// Columns that the list of marks would like to have.
const MARK_COLUMNS: u16 = 100;
/// Rows below it, in which the chosen one stands whole.
pub const MARK_ROWS: u16 = 5;
/// Rows below the list of saved views, in which the chosen one stands whole.
pub const VIEW_ROWS: u16 = 5;

/// A popup.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Popup {
    /// The keys of a pane, and of the others.
    Help {
        /// The mode in which help was asked for.
        of: Mode,
        /// What narrows it.
        filter: LineEditor,
        /// Cursor in [`keymap::help`].
        cursor: ListCursor,
    },
    /// The problems of the data.
    Problems {
        /// Cursor in [`Dataset::problems`].
        cursor: ListCursor,
    },
    /// Asks for a date.
    Date {
        /// The date as typed.
        editor: LineEditor,
        /// Why it is no date, when it was sent.
        error: Option<String>,
    },
    /// Asks for the name of a file to export to.
    Export {
        /// The name as typed.
        editor: LineEditor,
        /// How far it has come.
        stage: ExportStage,
        /// What is exported, when it is not what the view lists.
        query: Option<Query>,
    },
    /// Addresses of the shown record.
    Addresses {
        /// As written.
        urls: Vec<String>,
        /// Cursor in them.
        cursor: ListCursor,
    },
    /// What was sent to the terminal's clipboard: a citation, or a command line.
    Copied {
        /// The text.
        text: String,
        /// What else is to be said of it.
        remark: Option<&'static str>,
    },
    /// Asks for a note on a record.
    Note {
        /// Which record.
        marking: Marking,
        /// The note as typed.
        editor: LineEditor,
        /// The note that it began from.
        was: String,
        /// The list of marks that it was asked for in.
        list: Option<Box<MarksList>>,
    },
    /// Bookmarks and notes.
    Marks(MarksList),
    /// Asks for the name under which the view is saved.
    SaveView {
        /// The name as typed.
        editor: LineEditor,
        /// A view of that name is there; sent again, it is replaced.
        exists: bool,
    },
    /// The saved views.
    Views {
        /// Cursor in [`crate::state::Kept::views`].
        cursor: ListCursor,
        /// What is to be done with the chosen one.
        purpose: Purpose,
    },
    /// All commands.
    Palette(Palette),
}

/// What a saved view is chosen for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// To be opened.
    Open,
    /// To be deleted.
    Forget,
}

/// How far an export has come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExportStage {
    /// The name is being typed.
    Asked,
    /// It is being written, by this request.
    Writing(Ticket),
    /// A file of that name is there; sent again, it is replaced.
    Exists,
    /// It was not written: why, and what to do.
    Refused(String),
}

impl Popup {
    /// What keys mean in it.
    pub fn mode(&self) -> Mode {
        match self {
            Popup::Help { .. } => Mode::Field(Field::Help),
            Popup::Problems { .. } => Mode::Popup(PopupKind::Problems),
            Popup::Date { .. } => Mode::Field(Field::Date),
            Popup::Export { .. } => Mode::Field(Field::Export),
            Popup::Addresses { .. } => Mode::Popup(PopupKind::Addresses),
            Popup::Copied { .. } => Mode::Popup(PopupKind::Copied),
            Popup::Note { .. } => Mode::Field(Field::Note),
            Popup::Marks(_) => Mode::Popup(PopupKind::Marks),
            Popup::SaveView { .. } => Mode::Field(Field::ViewName),
            Popup::Views { .. } => Mode::Popup(PopupKind::Views),
            Popup::Palette(_) => Mode::Field(Field::Palette),
        }
    }

    /// The title on its frame.
    pub fn title(&self) -> &'static str {
        match self {
            Popup::Help { .. } => "Help",
            Popup::Problems { .. } => "Problems of the data",
            Popup::Date { .. } => "Jump to a date",
            Popup::Export { query: None, .. } => "Export this view",
            Popup::Export { query: Some(_), .. } => "Export the bookmarks",
            Popup::Addresses { .. } => "Address of the source",
            Popup::Copied { .. } => "Sent to the terminal's clipboard",
            Popup::Note { .. } => "Note on this record",
            Popup::Marks(_) => "Bookmarks and notes",
            Popup::SaveView { .. } => "Save this view",
            Popup::Views { purpose: Purpose::Open, .. } => "Saved views",
            Popup::Views { purpose: Purpose::Forget, .. } => "Delete a saved view",
            Popup::Palette(_) => "Commands",
        }
    }

    /// What it was opened from, which comes back when it is closed.
    pub(super) fn beneath(self) -> Option<Popup> {
        match self {
            Popup::Note { list, .. } => list.map(|list| Popup::Marks(*list)),
            _ => None,
        }
    }

    /// Columns and rows that its content would like to have.
    pub(super) fn wanted(&self, app: &App) -> (u16, u16) {
        let rows = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        match self {
            // The unfiltered length, so that the box does not jump while letters narrow it; one row is the filter.
            Popup::Help { of, .. } => (TEXT_COLUMNS, rows(keymap::help(*of, "").len()).saturating_add(1)),
            Popup::Problems { .. } => (
                u16::MAX,
                rows(self.len(app.data.newest().map(AsRef::as_ref), app.kept())).saturating_add(PROBLEM_ROWS),
            ),
            Popup::Date { .. } => (44, 3),
            Popup::Export { .. } => (TEXT_COLUMNS, 4),
            Popup::Addresses { urls, .. } => {
                let widest = urls.iter().map(|url| text::width(url)).max().unwrap_or(0);
                (rows(widest).max(40), rows(urls.len()).saturating_add(ADDRESS_ROWS))
            }
            Popup::Copied { text, remark } => {
                let wrapped = |line: &str| text::wrap(line, usize::from(TEXT_COLUMNS)).len().max(1);
                let lines: usize = text.lines().map(wrapped).sum();
                let below = remark.map_or(0, |remark| 1 + wrapped(remark));
                (TEXT_COLUMNS, rows(lines + below))
            }
            Popup::Note { .. } | Popup::SaveView { .. } => (TEXT_COLUMNS, 3),
            Popup::Marks(list) => (MARK_COLUMNS, rows(list.rows().len()).saturating_add(MARK_ROWS)),
            Popup::Views { .. } => (TEXT_COLUMNS, rows(app.kept().views().len()).saturating_add(VIEW_ROWS)),
            // Of one length, so that the box does not jump while letters narrow it; one row is the field.
            Popup::Palette(palette) => (TEXT_COLUMNS, rows(palette.commands().len()).min(COMMAND_ROWS) + 1),
        }
    }

    /// The rows of its list inside an area: below the filter of the help, above what explains a problem.
    pub fn list_rows(&self, area: Area) -> u16 {
        let rows = area.inner.height;
        match self {
            Popup::Help { .. } | Popup::Palette(_) if rows > 1 => rows - 1,
            Popup::Problems { .. } if rows > PROBLEM_ROWS => rows - PROBLEM_ROWS,
            Popup::Addresses { .. } if rows > ADDRESS_ROWS => rows - ADDRESS_ROWS,
            Popup::Marks(_) if rows > MARK_ROWS => rows - MARK_ROWS,
            Popup::Views { .. } if rows > VIEW_ROWS => rows - VIEW_ROWS,
            _ => rows,
        }
    }

    /// How many rows its list has.
    pub(super) fn len(&self, dataset: Option<&Dataset>, kept: &Kept) -> usize {
        match self {
            Popup::Help { of, filter, .. } => keymap::help(*of, filter.text()).len(),
            Popup::Problems { .. } => dataset.map_or(0, |dataset| dataset.problems().len()),
            Popup::Addresses { urls, .. } => urls.len(),
            Popup::Marks(list) => list.rows().len(),
            Popup::Views { .. } => kept.views().len(),
            Popup::Palette(palette) => palette.found().len(),
            Popup::Date { .. }
            | Popup::Export { .. }
            | Popup::Copied { .. }
            | Popup::Note { .. }
            | Popup::SaveView { .. } => 0,
        }
    }

    fn cursor_mut(&mut self) -> Option<&mut ListCursor> {
        match self {
            Popup::Help { cursor, .. }
            | Popup::Problems { cursor }
            | Popup::Addresses { cursor, .. }
            | Popup::Views { cursor, .. } => Some(cursor),
            Popup::Marks(list) => Some(&mut list.cursor),
            Popup::Palette(palette) => Some(&mut palette.cursor),
            Popup::Date { .. }
            | Popup::Export { .. }
            | Popup::Copied { .. }
            | Popup::Note { .. }
            | Popup::SaveView { .. } => None,
        }
    }

    pub(super) fn step(&mut self, step: Step, len: usize, height: usize) {
        if let Some(cursor) = self.cursor_mut() {
            cursor.step(step, len, height);
            cursor.fit(len, height);
        }
    }

    /// Selects a row of its list; returns whether it was selected. Above the list, or below, nothing is.
    pub(super) fn press(&mut self, row: usize, len: usize, height: usize) -> bool {
        // Its own row is what it is narrowed by. The help has nothing to open.
        let first = usize::from(matches!(self, Popup::Palette(_)));
        if matches!(self, Popup::Help { .. }) {
            return false;
        }
        let Some(cursor) = self.cursor_mut() else { return false };
        let Some(row) = row.checked_sub(first).filter(|row| *row < height).map(|row| row + cursor.top()) else {
            return false;
        };
        let was_here = cursor.selected() == row;
        if row < len {
            cursor.select(row);
        }
        was_here
    }

    pub(super) fn fit(&mut self, len: usize, height: usize) {
        if let Some(cursor) = self.cursor_mut() {
            cursor.fit(len, height);
        }
    }

    /// Types into its field; returns whether it has one.
    pub(super) fn insert(&mut self, typed: &str) -> bool {
        match self {
            Popup::Help { filter, cursor, .. } => {
                filter.insert(typed);
                *cursor = ListCursor::default();
                true
            }
            Popup::Date { editor, error } => {
                editor.insert(typed);
                *error = None;
                true
            }
            Popup::Export { editor, stage, .. } => {
                editor.insert(typed);
                *stage = ExportStage::Asked;
                true
            }
            Popup::Note { editor, .. } => {
                editor.insert(typed);
                true
            }
            Popup::SaveView { editor, exists } => {
                editor.insert(typed);
                *exists = false;
                true
            }
            Popup::Palette(palette) => {
                palette.insert(typed);
                true
            }
            _ => false,
        }
    }

    pub(super) fn apply(&mut self, edit: Edit) {
        match self {
            Popup::Help { filter, cursor, .. } => {
                let changed = filter.apply(edit);
                *cursor = if changed { ListCursor::default() } else { *cursor };
            }
            Popup::Date { editor, error } => {
                let changed = editor.apply(edit);
                *error = error.take().filter(|_| !changed);
            }
            Popup::Export { editor, stage, .. } => {
                let changed = editor.apply(edit);
                if changed {
                    *stage = ExportStage::Asked;
                }
            }
            Popup::Note { editor, .. } => drop(editor.apply(edit)),
            Popup::SaveView { editor, exists } => *exists &= !editor.apply(edit),
            Popup::Palette(palette) => palette.apply(edit),
            _ => {}
        }
    }
}
