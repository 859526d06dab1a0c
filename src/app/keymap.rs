//! The keys: one table that says which key does what, and where.
//!
//! [`resolve`], the help, the hint line and the README's table are all read from [`TABLE`]; nothing else knows a key.
//! A key that is not in the table does nothing, except that in a text field a character is text. Command keys also
//! work from a Russian keyboard.

mod key;
mod table;

#[cfg(test)]
mod tests;

use super::message::Message;
use crate::document::{SIGNS, Sign};

pub use key::{Key, KeyCode, KeyError, Modifier, parse_keys};
pub use table::TABLE;

/// What keys mean now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// The timeline has the focus.
    Timeline,
    /// The timeline has the focus and suggestions in place of rows.
    Suggestions,
    /// The list of the facet has the focus.
    Facet,
    /// The detail has the focus.
    Detail,
    /// The histogram has the focus.
    Histogram,
    /// A text field takes what is typed.
    Field(Field),
    /// A popup lies over the panes.
    Popup(PopupKind),
}

/// A text field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// The search line.
    Search,
    /// The facet's field.
    Facet,
    /// The date to jump to.
    Date,
    /// The name of a file to export to.
    Export,
    /// What narrows the help.
    Help,
    /// The note on a record.
    Note,
    /// The name of a view that is saved.
    ViewName,
    /// The list of commands.
    Palette,
}

/// A popup that is no text field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PopupKind {
    /// The problems of the data.
    Problems,
    /// Addresses to open.
    Addresses,
    /// What was copied.
    Copied,
    /// Bookmarks and notes.
    Marks,
    /// Saved views.
    Views,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Mode; 18] = [
        Mode::Timeline,
        Mode::Suggestions,
        Mode::Facet,
        Mode::Detail,
        Mode::Histogram,
        Mode::Field(Field::Search),
        Mode::Field(Field::Facet),
        Mode::Field(Field::Date),
        Mode::Field(Field::Export),
        Mode::Field(Field::Help),
        Mode::Popup(PopupKind::Problems),
        Mode::Popup(PopupKind::Addresses),
        Mode::Popup(PopupKind::Copied),
        Mode::Field(Field::Note),
        Mode::Field(Field::ViewName),
        Mode::Field(Field::Palette),
        Mode::Popup(PopupKind::Marks),
        Mode::Popup(PopupKind::Views),
    ];

    /// Whether a character that is no command is text here.
    pub fn takes_text(self) -> bool {
        matches!(self, Mode::Field(_))
    }

    /// What the mode is called in the help.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Timeline => "timeline",
            Mode::Suggestions => "suggestions",
            Mode::Facet => "facet",
            Mode::Detail => "detail",
            Mode::Histogram => "histogram",
            Mode::Field(Field::Search) => "search line",
            Mode::Field(Field::Facet) => "facet field",
            Mode::Field(Field::Date) => "date prompt",
            Mode::Field(Field::Export) => "export prompt",
            Mode::Field(Field::Help) => "help",
            Mode::Popup(PopupKind::Problems) => "problems",
            Mode::Popup(PopupKind::Addresses) => "addresses",
            Mode::Popup(PopupKind::Copied) => "copied text",
            Mode::Field(Field::Note) => "note",
            Mode::Field(Field::ViewName) => "name of a view",
            Mode::Field(Field::Palette) => "commands",
            Mode::Popup(PopupKind::Marks) => "bookmarks and notes",
            Mode::Popup(PopupKind::Views) => "saved views",
        }
    }

    /// A bit of its own: those of the panes first, then of the fields, then of the popups.
    const fn bit(self) -> u32 {
        1 << match self {
            Mode::Timeline => 0,
            Mode::Suggestions => 1,
            Mode::Facet => 2,
            Mode::Detail => 3,
            Mode::Histogram => 4,
            Mode::Field(field) => 5 + field as u32,
            Mode::Popup(popup) => 5 + Field::Palette as u32 + 1 + popup as u32,
        }
    }
}

/// A set of modes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Modes(u32);

impl Modes {
    const fn only(mode: Mode) -> Modes {
        Modes(mode.bit())
    }

    const fn and(self, other: Modes) -> Modes {
        Modes(self.0 | other.0)
    }

    /// Whether the mode is one of them.
    pub fn contain(self, mode: Mode) -> bool {
        self.0 & mode.bit() != 0
    }
}

/// Under which title the help shows a binding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// Moving in and between panes.
    Moving,
    /// Finding records.
    Finding,
    /// The histogram.
    Time,
    /// Facets: values to filter by.
    Facets,
    /// What is done with a record, the list or the data.
    Doing,
    /// Typing.
    Typing,
    /// Leaving.
    Leaving,
}

impl Group {
    /// Every group, in the order of the help.
    pub const ALL: [Group; 7] =
        [Group::Moving, Group::Finding, Group::Facets, Group::Time, Group::Doing, Group::Typing, Group::Leaving];

    /// The title.
    pub fn title(self) -> &'static str {
        match self {
            Group::Moving => "Moving",
            Group::Finding => "Finding",
            Group::Time => "Time",
            Group::Facets => "Facets",
            Group::Doing => "Doing",
            Group::Typing => "Typing",
            Group::Leaving => "Leaving",
        }
    }
}

/// How a binding stands in the hint line.
#[derive(Clone, Copy, Debug)]
pub struct Hint {
    /// How many of the binding's keys are shown.
    keys: usize,
    /// One or two words.
    word: &'static str,
    /// Lower stands further left and is cut off later.
    rank: u8,
}

/// Makes the message that a key sends.
pub type Sends = fn() -> Message;

/// One row of the table.
pub struct Binding {
    /// The keys, each with the message that it sends.
    pub keys: &'static [(Key, Sends)],
    /// Where it holds.
    pub modes: Modes,
    /// What it does, for the help and the README.
    pub does: &'static str,
    /// Its place in the help.
    pub group: Group,
    /// Its place in the hint line.
    pub hint: Option<Hint>,
}

impl Binding {
    /// The keys as the help shows them, with a blank between.
    pub fn key_names(&self) -> String {
        let names: Vec<String> = self.keys.iter().map(|(key, _)| key.to_string()).collect();
        names.join(" ")
    }
}

/// What a key means in a mode; `None` when nothing.
pub fn resolve(mode: Mode, key: Key) -> Option<Message> {
    let key = key.without_case_of_control();
    if let Some(message) = bound(mode, key) {
        return Some(message);
    }
    if mode.takes_text()
        && let Some(c) = key.typed()
    {
        return Some(Message::TypeText(c.to_string()));
    }
    // With Control a character is a command in a text field too.
    bound(mode, key.on_latin_layout()?)
}

fn bound(mode: Mode, key: Key) -> Option<Message> {
    TABLE
        .iter()
        .filter(|binding| binding.modes.contain(mode))
        .find_map(|binding| binding.keys.iter().find(|(bound, _)| *bound == key))
        .map(|(_, message)| message())
}

/// The hint line of a mode: keys and what they do, the most important first.
pub fn hints(mode: Mode) -> Vec<(String, &'static str)> {
    let mut hints: Vec<(u8, String, &'static str)> = TABLE
        .iter()
        .filter(|binding| binding.modes.contain(mode))
        .filter_map(|binding| {
            let hint = binding.hint?;
            let keys: Vec<String> = binding.keys.iter().take(hint.keys).map(|(key, _)| key.to_string()).collect();
            Some((hint.rank, keys.join("/"), hint.word))
        })
        .collect();
    hints.sort_by_key(|(rank, ..)| *rank);
    hints.into_iter().map(|(_, keys, word)| (keys, word)).collect()
}

/// A line of the help.
#[derive(Clone, Copy)]
pub enum HelpLine {
    /// A title above bindings or signs.
    Title(&'static str),
    /// A binding.
    Binding(&'static Binding),
    /// A sign of the rows.
    Sign(&'static Sign),
}

/// The help asked for in a mode: its own bindings by group, then what signs mean, then the bindings that hold
/// elsewhere. `filter` keeps the lines that have every word of it in their keys, their words or their group's title,
/// letters folded.
pub fn help(mode: Mode, filter: &str) -> Vec<HelpLine> {
    const SIGNS_TITLE: &str = "Signs in the rows";
    let filter = crate::language::fold(filter);
    let has_all = |text: &str| {
        let text = crate::language::fold(text);
        filter.split_whitespace().all(|word| text.contains(word))
    };
    let wanted =
        |binding: &Binding| has_all(&format!("{} {} {}", binding.key_names(), binding.does, binding.group.title()));
    let mut lines = Vec::new();
    // What a pane has of its own comes before what it shares with the others.
    let own = match mode {
        Mode::Facet => Some(Group::Facets),
        Mode::Histogram => Some(Group::Time),
        _ => None,
    };
    for group in own.into_iter().chain(Group::ALL.into_iter().filter(|group| Some(*group) != own)) {
        let here = TABLE.iter().filter(|b| b.group == group && b.modes.contain(mode) && wanted(b));
        push_section(&mut lines, group.title(), here.map(HelpLine::Binding));
    }
    let signs = SIGNS.iter().filter(|sign| has_all(&format!("{} {SIGNS_TITLE}", sign.means)));
    push_section(&mut lines, SIGNS_TITLE, signs.map(HelpLine::Sign));
    let elsewhere = TABLE.iter().filter(|b| !b.modes.contain(mode) && wanted(b));
    push_section(&mut lines, "Elsewhere", elsewhere.map(HelpLine::Binding));
    lines
}

fn push_section(lines: &mut Vec<HelpLine>, title: &'static str, section: impl Iterator<Item = HelpLine>) {
    let before = lines.len();
    lines.extend(section);
    if lines.len() > before {
        lines.insert(before, HelpLine::Title(title));
    }
}

/// The keys as a Markdown table, for the README.
pub fn readme_table() -> String {
    let mut table = String::from("| key | does |\n|---|---|\n");
    for group in Group::ALL {
        for binding in TABLE.iter().filter(|binding| binding.group == group) {
            let keys: Vec<String> = binding.keys.iter().map(|(key, _)| format!("`{key}`")).collect();
            table += "| ";
            table += &keys.join(" ");
            table += " | ";
            table += binding.does;
            table += " |\n";
        }
    }
    table
}
