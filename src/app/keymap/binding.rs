//! A row of the table of keys: the keys, where they hold, and how help, hints and lists show them. Which rows there are is not
//! known here.

use super::key::Key;
use crate::app::message::Command;
use crate::catalogue::{Ui, Words};

/// Declares the modes, all of them as a list, and of each the set of it alone.
macro_rules! modes {
    ($($(#[$about:meta])* $mode:ident = $alone:ident,)*) => {
        /// What keys mean now: which pane or which text field has the focus, or which popup lies over them.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Mode {
            $($(#[$about])* $mode,)*
        }

        impl Mode {
            /// Every mode, in the order in which they are declared.
            pub const ALL: [Mode; [$(Mode::$mode),*].len()] = [$(Mode::$mode),*];
        }

        $(pub(super) const $alone: Modes = Modes::only(Mode::$mode);)*
    };
}

modes! {
    /// The timeline has the focus.
    Timeline = TIMELINE,
    /// The timeline has the focus and suggestions in place of rows.
    Suggestions = SUGGESTIONS,
    /// The list of the facet has the focus.
    Facet = FACET,
    /// The detail has the focus.
    Detail = DETAIL,
    /// The histogram has the focus.
    Histogram = HISTOGRAM,
    /// The lanes have the focus.
    Lanes = LANES,
    /// The pairs have the focus.
    Pairs = PAIRS,
    /// The map has the focus.
    Map = MAP,
    /// The list below them has the focus.
    Below = BELOW,
    /// The search line takes what is typed.
    Search = SEARCH,
    /// The facet's field takes what is typed.
    FacetField = FACET_VALUE,
    /// The same within a name that goes on with a blank.
    FacetName = FACET_NAME,
    /// The keys, and what narrows them.
    Help = HELP,
    /// The problems of the data.
    Problems = PROBLEMS,
    /// The date to jump to.
    Date = DATE,
    /// The name of a file to export to.
    Export = EXPORT,
    /// Addresses to open.
    Addresses = ADDRESSES,
    /// What was copied.
    Copied = COPIED,
    /// A citation that was sent to the clipboard.
    Cited = CITED,
    /// The note on a record.
    Note = NOTE,
    /// Bookmarks and notes.
    Marks = MARKS,
    /// The name of a view that is saved.
    ViewName = VIEW_NAME,
    /// Saved views.
    Views = VIEWS,
    /// The list of commands.
    Palette = PALETTE,
    /// A map that is proposed for the file.
    Proposal = PROPOSAL,
    /// The name of a map that is saved.
    MapName = MAP_NAME,
}

/// A set of modes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Modes(u32);

impl Modes {
    pub(super) const fn only(mode: Mode) -> Modes {
        Modes(1 << mode as u32)
    }

    pub(super) const fn and(self, other: Modes) -> Modes {
        Modes(self.0 | other.0)
    }

    pub(super) const fn without(self, other: Modes) -> Modes {
        Modes(self.0 & !other.0)
    }

    /// Whether the mode is one of them.
    pub fn contain(self, mode: Mode) -> bool {
        self.and(Modes::only(mode)) == self
    }
}

/// The field, and the field within a name that goes on with a blank.
pub(super) const FACET_FIELD: Modes = FACET_VALUE.and(FACET_NAME);
pub(super) const RECORDS: Modes = TIMELINE.and(SUGGESTIONS).and(DETAIL);
pub(super) const SIDE_BY_SIDE: Modes = RECORDS.and(FACET);
/// Where rows cross columns, and the list below.
pub(super) const CROSSING: Modes = LANES.and(PAIRS).and(MAP).and(BELOW);
pub(super) const PANES: Modes = SIDE_BY_SIDE.and(HISTOGRAM).and(CROSSING);
pub(super) const LISTS: Modes =
    SIDE_BY_SIDE.and(BELOW).and(PROBLEMS).and(ADDRESSES).and(COPIED).and(CITED).and(MARKS).and(VIEWS).and(PROPOSAL);
/// Where a character that is no command is text.
pub(super) const FIELDS: Modes =
    SEARCH.and(FACET_FIELD).and(DATE).and(EXPORT).and(HELP).and(NOTE).and(VIEW_NAME).and(PALETTE).and(MAP_NAME);
pub(super) const EVERYWHERE: Modes =
    PANES.and(FIELDS).and(PROBLEMS).and(ADDRESSES).and(COPIED).and(CITED).and(MARKS).and(VIEWS).and(PROPOSAL);

impl Mode {
    /// Whether a character that is no command is text here.
    pub fn takes_text(self) -> bool {
        FIELDS.contain(self)
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
    /// Lanes, pairs and the map.
    Crossing,
    /// What is done with a record, the list or the data.
    Doing,
    /// Typing.
    Typing,
    /// Leaving.
    Leaving,
}

impl Group {
    /// Every group, in the order of the help.
    pub const ALL: [Group; 8] = [
        Group::Moving,
        Group::Finding,
        Group::Facets,
        Group::Crossing,
        Group::Time,
        Group::Doing,
        Group::Typing,
        Group::Leaving,
    ];

    /// The title.
    pub fn title(self) -> Words {
        match self {
            Group::Moving => Ui::keys_of_moving,
            Group::Finding => Ui::keys_of_finding,
            Group::Time => Ui::keys_of_time,
            Group::Facets => Ui::keys_of_facets,
            Group::Crossing => Ui::keys_of_crossing,
            Group::Doing => Ui::keys_of_doing,
            Group::Typing => Ui::keys_of_typing,
            Group::Leaving => Ui::keys_of_leaving,
        }
    }
}

/// How a binding stands in the hint line.
#[derive(Clone, Copy, Debug)]
pub struct Hint {
    /// How many of the binding's keys are shown.
    pub(super) keys: usize,
    /// One or two words.
    pub(super) word: Words,
    /// Lower stands further left and is cut off later.
    pub(super) rank: u8,
}

/// One row of the table.
pub struct Binding {
    /// The keys, each with what it means.
    pub keys: &'static [(Key, Command)],
    /// Where it holds.
    pub modes: Modes,
    /// What it does, for the help and docs/keys.md.
    pub does: Words,
    /// What each command of the row is called in the list of commands; of a row with one command that is what it does.
    pub(super) names: &'static [Words],
    /// Whether its commands stand in that list.
    pub(super) is_listed: bool,
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

    /// Each command of the row once, with its name, for the list of commands; none of a row that is of no use there.
    pub fn commands(&self) -> impl Iterator<Item = (Command, Words)> {
        let mut commands: Vec<Command> = Vec::new();
        for (_, command) in self.keys.iter().filter(|_| self.is_listed) {
            if !commands.contains(command) {
                commands.push(*command);
            }
        }
        let names = if self.names.is_empty() { std::slice::from_ref(&self.does) } else { self.names };
        commands.into_iter().zip(names.iter().copied())
    }
}

/// A row without a hint: its title in the help, where it holds, what it does, its keys. In the list of commands it is
/// called by what it does.
pub(super) const fn row(group: Group, modes: Modes, does: Words, keys: &'static [(Key, Command)]) -> Binding {
    Binding { keys, modes, does, names: &[], is_listed: true, group, hint: None }
}

impl Binding {
    /// Shows the first `keys` of the row in the hint line; a lower rank stands further left.
    pub(super) const fn hint(self, keys: usize, word: Words, rank: u8) -> Binding {
        Binding { hint: Some(Hint { keys, word, rank }), ..self }
    }

    /// What the list of commands calls the commands of the row, each once in the order of its first key.
    pub(super) const fn named(self, names: &'static [Words]) -> Binding {
        Binding { names, ..self }
    }

    /// Of no use in the list of commands, because it moves the cursor or is the list itself.
    pub(super) const fn unlisted(self) -> Binding {
        Binding { is_listed: false, ..self }
    }
}
