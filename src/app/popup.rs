//! What lies over the panes until it is closed: help, problems, the date prompt, the name of an export, addresses, what was
//! copied, the note on a record, lists of marks and saved views, the name of a view, the list of commands.
//!
//! All have one form: a text field, a list, or both, and rows beneath that explain. Which of them a popup has, and how
//! large it would like to be, is one row of [`Content::shape`]; how it looks is not known here.

use ratatui::layout::Rect;

use crate::catalogue::{Notice, Ui};
use crate::dataset::Dataset;
use crate::layout::Area;
use crate::model::date::{DateError, Day, Range};
use crate::query::Query;
use crate::query::ast::DateSpan;
use crate::state::Kept;
use crate::text;

use super::keymap::{self, Mode, Words};
use super::line_editor::{Edit, LineEditor};
use super::list_cursor::{ListCursor, Step};
use super::marks_list::MarksList;
use super::message::{Purpose, Ticket};
use super::palette::Palette;
use super::proposing::ProposalPane;
use super::user_data::Marking;

/// Columns that the text of a popup would like to have: those of the box that all have where there is room.
const TEXT_COLUMNS: u16 = 68;
/// Columns of the help, of which no line is cut.
const HELP_COLUMNS: u16 = 76;
/// Rows of the list of commands; more can be scrolled to, and the panes beneath stay in sight.
const COMMAND_ROWS: u16 = 15;

/// Rows beneath the fields of a proposed map.
const PROPOSAL_BENEATH: u16 = 6;

/// A popup.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Popup {
    /// What it is, with what it has of its own.
    pub content: Content,
    field: Option<LineEditor>,
    cursor: ListCursor,
    beneath: Option<Box<Popup>>,
}

/// What a popup is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    /// The keys of a pane, and of the others: of the one in which help was asked for.
    Help(Mode),
    /// The problems of the data.
    Problems,
    /// Asks for a date.
    Date {
        /// Why it is no date, when it was sent.
        error: Option<DateError>,
    },
    /// Asks for the name of a file to export to.
    Export {
        /// How far it has come.
        stage: ExportStage,
        /// What is exported, when it is not what the view lists.
        query: Option<Query>,
    },
    /// Addresses of the shown record.
    Addresses {
        /// As written.
        urls: Vec<String>,
        /// The one of which it was said that it may mislead; chosen again, it is opened.
        doubted: Option<usize>,
    },
    /// What was sent to the terminal's clipboard: a citation, or a command line.
    Copied(Copied),
    /// Says that not all of the data was unpacked: which file, why, and what to do.
    Stopped(String),
    /// Asks for a note on a record.
    Note {
        /// Which record.
        marking: Marking,
        /// The note that it began from.
        was: String,
    },
    /// Bookmarks and notes.
    Marks(MarksList),
    /// Asks for the name under which the view is saved.
    ViewName {
        /// A view of that name is there; sent again, it is replaced.
        exists: bool,
    },
    /// The saved views, and what is to be done with the chosen one.
    Views(Purpose),
    /// All commands.
    Palette(Palette),
    /// A map that is proposed for the file.
    Proposal(ProposalPane),
    /// Asks for the name under which that map is saved.
    MapName {
        /// How far it has come.
        stage: ExportStage,
    },
}

/// What was sent to the terminal's clipboard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Copied {
    /// It on one line, as it was sent.
    pub text: String,
    /// The same on a few lines, where there is such a form.
    pub block: Option<String>,
    /// Whether that form is shown.
    pub shows_block: bool,
    /// What else is to be said of it.
    pub remark: Option<Notice>,
}

impl Copied {
    /// Text that has one form.
    pub(super) fn new(text: String) -> Copied {
        Copied { text, block: None, shows_block: false, remark: None }
    }

    /// The form that is shown.
    pub fn shown(&self) -> &str {
        self.block.as_deref().filter(|_| self.shows_block).unwrap_or(&self.text)
    }
}

/// What a date is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateUse {
    /// The cursor goes to it.
    GoThere,
    /// The query asks for it and all that is later.
    FromThen,
    /// The query asks for it and all that is earlier.
    UntilThen,
    /// The query asks for it alone.
    OnlyThen,
}

impl DateUse {
    /// Every use, in the order of the box.
    pub const ALL: [DateUse; 4] = [DateUse::GoThere, DateUse::FromThen, DateUse::UntilThen, DateUse::OnlyThen];

    /// What it is called.
    pub fn name(self, ui: Ui) -> &'static str {
        match self {
            DateUse::GoThere => ui.date_go_there(),
            DateUse::FromThen => ui.date_from_then(),
            DateUse::UntilThen => ui.date_until_then(),
            DateUse::OnlyThen => ui.date_only_then(),
        }
    }

    /// The part that the query gets for a range of days; `None` where it gets none, because the cursor only moves or
    /// because that would be all of time.
    pub fn span(self, range: Range) -> Option<DateSpan> {
        match self {
            DateUse::GoThere => None,
            DateUse::FromThen => DateSpan::between(range.first, Day::MAX),
            DateUse::UntilThen => DateSpan::between(Day::MIN, range.last),
            DateUse::OnlyThen => DateSpan::between(range.first, range.last),
        }
    }
}

/// A format of files, by the ending that asks for it.
#[derive(Clone, Copy, Debug)]
pub struct FileFormat {
    /// Without the dot.
    pub ending: &'static str,
    /// What a file of it is for.
    pub is_for: Words,
}

/// The formats of an export, in the order of its box.
pub const FILE_FORMATS: [FileFormat; 7] = [
    FileFormat { ending: "csv", is_for: Ui::format_csv },
    FileFormat { ending: "md", is_for: Ui::format_md },
    FileFormat { ending: "json", is_for: Ui::format_json },
    FileFormat { ending: "jsonl", is_for: Ui::format_jsonl },
    FileFormat { ending: "html", is_for: Ui::format_html },
    FileFormat { ending: "timeline.json", is_for: Ui::format_timeline },
    FileFormat { ending: "svg", is_for: Ui::format_svg },
];

/// The row of the format that a name ends in.
fn format_row(name: &str) -> Option<usize> {
    let name = name.to_lowercase();
    let ends = |format: &FileFormat| name.strip_suffix(format.ending).is_some_and(|rest| rest.ends_with('.'));
    let fitting = FILE_FORMATS.iter().enumerate().filter(|(_, format)| ends(format));
    fitting.max_by_key(|(_, format)| format.ending.len()).map(|(row, _)| row)
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
    Refused(Notice),
}

/// What a popup is made of.
#[derive(Clone, Copy, Debug)]
pub struct PopupShape {
    /// What keys mean in it.
    pub mode: Mode,
    /// The title above it.
    pub title: Words,
    /// What stands before its text field; `None` when it has none.
    pub prompt: Option<Words>,
    /// Whether it has a list.
    pub has_list: bool,
    /// Columns that its text would like to have.
    pub columns: u16,
    /// Rows beneath field and list.
    pub beneath: u16,
}

impl Content {
    /// What the popup is made of.
    pub fn shape(&self, ui: Ui) -> PopupShape {
        let shape = |mode, title: Words| PopupShape {
            mode,
            title,
            prompt: None,
            has_list: false,
            columns: TEXT_COLUMNS,
            beneath: 0,
        };
        let field = |mode, title: Words, prompt: Words, beneath| PopupShape {
            prompt: Some(prompt),
            beneath,
            ..shape(mode, title)
        };
        let list = |mode, title: Words, beneath| PopupShape { has_list: true, beneath, ..shape(mode, title) };
        match self {
            Content::Help(_) => {
                PopupShape { columns: HELP_COLUMNS, has_list: true, ..field(Mode::Help, Ui::box_help, Ui::ask_find, 0) }
            }
            Content::Problems => PopupShape { columns: u16::MAX, ..list(Mode::Problems, Ui::box_problems, 7) },
            Content::Date { .. } => {
                PopupShape { columns: 52, has_list: true, ..field(Mode::Date, Ui::box_date, Ui::ask_date, 3) }
            }
            Content::Export { query, .. } => {
                let title: Words = if query.is_none() { Ui::box_export } else { Ui::box_export_bookmarks };
                PopupShape { has_list: true, ..field(Mode::Export, title, Ui::ask_file, 4) }
            }
            Content::Addresses { urls, .. } => {
                let widest = urls.iter().map(|url| text::width(url)).max().unwrap_or(0);
                PopupShape { columns: rows(widest).max(40), ..list(Mode::Addresses, Ui::box_addresses, 5) }
            }
            Content::Copied(copied) => {
                let below = copied
                    .remark
                    .as_ref()
                    .map_or(0, |remark| 1 + lines_of(&ui.say(remark).to_string(), TEXT_COLUMNS).len());
                let mode = if copied.block.is_some() { Mode::Cited } else { Mode::Copied };
                list(mode, Ui::box_copied, rows(below))
            }
            Content::Stopped(_) => list(Mode::Copied, Ui::box_stopped, 0),
            Content::Note { .. } => field(Mode::Note, Ui::box_note, Ui::ask_note, 2),
            Content::Marks(_) => PopupShape { columns: 100, ..list(Mode::Marks, Ui::box_marks, 5) },
            Content::ViewName { .. } => field(Mode::ViewName, Ui::box_save_view, Ui::ask_name, 2),
            Content::Views(Purpose::Open) => list(Mode::Views, Ui::box_views, 5),
            Content::Views(Purpose::Forget) => list(Mode::Views, Ui::box_delete_view, 5),
            Content::Palette(_) => {
                PopupShape { has_list: true, ..field(Mode::Palette, Ui::box_commands, Ui::ask_command, 0) }
            }
            Content::Proposal(_) => {
                PopupShape { columns: u16::MAX, ..list(Mode::Proposal, Ui::box_proposal, PROPOSAL_BENEATH) }
            }
            Content::MapName { .. } => field(Mode::MapName, Ui::box_save_map, Ui::ask_name, 3),
        }
    }
}

/// The lines of running text in a box of so many columns.
pub fn lines_of(text: &str, columns: u16) -> Vec<&str> {
    let wrapped = |line| {
        let ranges = text::wrap(line, usize::from(columns));
        if ranges.is_empty() { vec![line] } else { ranges.into_iter().map(|range| &line[range]).collect() }
    };
    text.lines().flat_map(wrapped).collect()
}

fn rows(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

impl Popup {
    /// A popup whose field is empty and whose cursor stands on the first row.
    pub(super) fn new(content: Content) -> Popup {
        let field = content.shape(Ui::ENGLISH).prompt.map(|_| LineEditor::default());
        Popup { content, field, cursor: ListCursor::default(), beneath: None }
    }

    /// The same with this in its field.
    pub(super) fn holding(self, text: &str) -> Popup {
        Popup { field: Some(LineEditor::holding(text)), ..self }
    }

    /// The same with this in its field, selected: what is typed takes its place.
    pub(super) fn proposing(self, text: &str) -> Popup {
        Popup { field: Some(LineEditor::selected(text)), ..self }
    }

    /// The same with the cursor on a row.
    pub(super) fn on_row(self, row: usize) -> Popup {
        Popup { cursor: ListCursor::at(row, 0), ..self }
    }

    /// The same over another one, which comes back when it is closed.
    pub(super) fn over(self, beneath: Option<Popup>) -> Popup {
        Popup { beneath: beneath.map(Box::new), ..self }
    }

    /// What it was opened from.
    pub(super) fn beneath(self) -> Option<Popup> {
        self.beneath.map(|popup| *popup)
    }

    /// What lies beneath it.
    pub(super) fn under(&self) -> Option<&Popup> {
        self.beneath.as_deref()
    }

    /// The running text that it shows, if any.
    pub fn running_text(&self) -> Option<&str> {
        match &self.content {
            Content::Copied(copied) => Some(copied.shown()),
            Content::Stopped(text) => Some(text),
            _ => None,
        }
    }

    /// What keys mean in it.
    pub fn mode(&self) -> Mode {
        self.content.shape(Ui::ENGLISH).mode
    }

    /// Its text field.
    pub fn field(&self) -> Option<&LineEditor> {
        self.field.as_ref()
    }

    /// What stands in its field.
    pub fn text(&self) -> &str {
        self.field.as_ref().map_or("", LineEditor::text)
    }

    /// The cursor of its list.
    pub fn cursor(&self) -> ListCursor {
        self.cursor
    }

    /// Columns and rows that its content would like to have.
    pub(super) fn wanted(&self, dataset: Option<&Dataset>, kept: &Kept, ui: Ui) -> (u16, u16) {
        let shape = self.content.shape(ui);
        // A row to say that nothing fits.
        let listed = rows(self.len(dataset, kept, ui)).max(u16::from(shape.has_list));
        let listed = match &self.content {
            Content::Palette(_) => listed.min(COMMAND_ROWS),
            // There is nothing beneath it to be seen.
            Content::Proposal(_) => u16::MAX,
            Content::Copied(copied) => {
                // Room for either form, so that the box stays where it is.
                let height = |form: &str| lines_of(form, TEXT_COLUMNS).len();
                rows(height(&copied.text).max(copied.block.as_deref().map_or(0, height)))
            }
            Content::Stopped(text) => rows(lines_of(text, TEXT_COLUMNS).len()),
            _ => listed,
        };
        let field = u16::from(self.field.is_some());
        (shape.columns, listed.saturating_add(field).saturating_add(shape.beneath))
    }

    /// The row of its text field, the rows of its list, and those beneath. Where there is little room the list has all
    /// of it, and without a list the field. The mark of the cursor stands in the air on the left of a list.
    pub fn areas(&self, area: Area, ui: Ui) -> (Rect, Rect, Rect) {
        let (shape, inner) = (self.content.shape(ui), area.inner);
        let from = |y: u16, height: u16| Rect { y: inner.y + y, height, ..inner };
        let wanted = u16::from(self.field.is_some());
        if !shape.has_list {
            let field = wanted.min(inner.height);
            return (from(0, field), from(field, 0), from(field, inner.height - field));
        }
        let beneath = if inner.height > wanted + shape.beneath { shape.beneath } else { 0 };
        let field = if inner.height > wanted { wanted } else { 0 };
        let list = inner.height - field - beneath;
        let with_mark = Rect { x: area.body.x, width: inner.right() - area.body.x, ..from(field, list) };
        (from(0, field), with_mark, from(field + list, beneath))
    }

    /// How many rows its list has.
    pub(super) fn len(&self, dataset: Option<&Dataset>, kept: &Kept, ui: Ui) -> usize {
        match &self.content {
            Content::Help(of) => keymap::help(*of, self.text(), ui).len(),
            Content::Date { .. } => DateUse::ALL.len(),
            Content::Export { .. } => FILE_FORMATS.len(),
            Content::Problems => dataset.map_or(0, |dataset| dataset.listed_problems().len()),
            Content::Addresses { urls, .. } => urls.len(),
            Content::Marks(list) => list.rows().len(),
            Content::Views(_) => kept.views().len(),
            Content::Palette(palette) => palette.found().len(),
            Content::Proposal(pane) => pane.proposal().fields.len(),
            _ => 0,
        }
    }

    pub(super) fn step(&mut self, step: Step, len: usize, height: usize) {
        self.cursor.step(step, len, height);
        self.fit(len, height);
        if let (Content::Export { stage, .. }, Some(field)) = (&mut self.content, &mut self.field)
            && let Some(format) = FILE_FORMATS.get(self.cursor.selected())
        {
            // The name stays, its ending is the chosen one.
            let name = match format_row(field.text()) {
                Some(row) => {
                    let text = field.text();
                    &text[..text.len() - FILE_FORMATS[row].ending.len() - 1]
                }
                None => field.text().trim_end_matches('.'),
            };
            *field = LineEditor::holding(&format!("{name}.{}", format.ending));
            *stage = ExportStage::Asked;
        }
    }

    /// Selects a row; returns whether it was selected. Above the list, or below, nothing is.
    pub(super) fn press(&mut self, row: usize, len: usize, height: usize) -> bool {
        // The help has nothing to open, nor has running text.
        if matches!(self.content, Content::Help(_)) || self.running_text().is_some() {
            return false;
        }
        let first = usize::from(self.field.is_some());
        let Some(row) = row.checked_sub(first).filter(|row| *row < height).map(|row| row + self.cursor.top()) else {
            return false;
        };
        let was_here = self.cursor.selected() == row;
        if row < len {
            self.cursor.select(row);
        }
        was_here
    }

    pub(super) fn fit(&mut self, len: usize, height: usize) {
        self.cursor.fit(len, height);
    }

    pub(super) fn insert(&mut self, typed: &str) {
        if let Some(field) = &mut self.field {
            field.insert(typed);
            self.take_text();
        }
    }

    pub(super) fn apply(&mut self, edit: Edit) {
        if self.field.as_mut().is_some_and(|field| field.apply(edit)) {
            self.take_text();
        }
    }

    /// The text of the field is another one: what was said of the one before is over.
    fn take_text(&mut self) {
        match &mut self.content {
            // What is done with the date was chosen apart from it.
            Content::Date { error } => return *error = None,
            Content::MapName { stage } => *stage = ExportStage::Asked,
            Content::Export { stage, .. } => {
                *stage = ExportStage::Asked;
                if let Some(row) = format_row(self.field.as_ref().map_or("", LineEditor::text)) {
                    self.cursor.select(row);
                }
                return;
            }
            Content::ViewName { exists } => *exists = false,
            Content::Palette(palette) => palette.narrow(self.field.as_ref().map_or("", LineEditor::text)),
            _ => {}
        }
        self.cursor = ListCursor::default();
    }
}
