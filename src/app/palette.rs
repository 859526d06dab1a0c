//! The list of all commands: what keys do here, and what has no key.
//!
//! What keys do is read from the table of keys for the pane that the list was opened in, so that a command stands here
//! with its key as soon as it has one. What is typed narrows the list; letters of a Russian keyboard are tried as the
//! Latin ones in their places too. What a command does to the state is not known here.

use std::borrow::Cow;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::language;

use super::keymap::{Key, Mode, TABLE};
use super::line_editor::{Edit, LineEditor};
use super::list_cursor::{ListCursor, Step};
use super::message::Message;
use super::popup::Purpose;

/// A command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Command {
    /// What it does.
    pub name: String,
    /// Its keys, with a blank between; empty when it has none.
    pub keys: String,
    /// How it is run.
    pub run: Run,
    /// Why it would do nothing now, if it would not.
    pub missing: Option<&'static str>,
}

/// How a command is run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Run {
    /// As this key.
    Key(Key),
    /// The view is saved.
    SaveView,
    /// Saved views are listed.
    ListViews(Purpose),
    /// Bookmarks and notes are listed.
    ListMarks,
    /// Bookmarks are exported.
    ExportBookmarks,
    /// A part of the query is removed.
    RemovePart(usize),
    /// All of the query is removed.
    ClearQuery,
}

impl Run {
    /// The message, in the mode that the command was chosen for.
    pub(super) fn message(self, mode: Mode) -> Option<Message> {
        Some(match self {
            Run::Key(key) => return super::keymap::resolve(mode, key),
            Run::SaveView => Message::AskViewName,
            Run::ListViews(purpose) => Message::ListViews(purpose),
            Run::ListMarks => Message::ListMarks,
            Run::ExportBookmarks => Message::AskBookmarkExport,
            Run::RemovePart(part) => Message::RemovePart(part),
            Run::ClearQuery => Message::ClearQuery,
        })
    }
}

/// A command that what is typed lets through.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// Its place in [`Palette::commands`].
    pub command: usize,
    /// The characters of its name that were met, from 0.
    pub met: Vec<usize>,
}

/// The list, and what narrows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Palette {
    mode: Mode,
    commands: Vec<Command>,
    found: Vec<Found>,
    editor: LineEditor,
    /// Cursor in [`Palette::found`].
    pub cursor: ListCursor,
}

impl Palette {
    /// The commands of a mode; `others` have no key and come first, because they are to be had nowhere else. What would
    /// do nothing now comes last.
    pub fn new(mode: Mode, others: impl IntoIterator<Item = Command>) -> Palette {
        let mut commands: Vec<Command> = others.into_iter().chain(commands_with_keys(mode)).collect();
        commands.sort_by_key(|command| command.missing.is_some());
        let (editor, cursor) = (LineEditor::default(), ListCursor::default());
        let mut palette = Palette { mode, commands, found: Vec::new(), editor, cursor };
        palette.narrow();
        palette
    }

    /// The mode that it was opened in.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Every command.
    pub fn commands(&self) -> &[Command] {
        &self.commands
    }

    /// Those that what is typed lets through, best first; all of them while nothing is.
    pub fn found(&self) -> &[Found] {
        &self.found
    }

    /// What is typed.
    pub fn editor(&self) -> &LineEditor {
        &self.editor
    }

    /// The command under the cursor.
    pub fn chosen(&self) -> Option<&Command> {
        Some(&self.commands[self.found.get(self.cursor.selected())?.command])
    }

    pub(super) fn insert(&mut self, typed: &str) {
        self.editor.insert(typed);
        self.narrow();
    }

    pub(super) fn apply(&mut self, edit: Edit) {
        if self.editor.apply(edit) {
            self.narrow();
        }
    }

    fn narrow(&mut self) {
        self.cursor = ListCursor::default();
        let typed = self.editor.text().trim();
        if typed.is_empty() {
            self.found = (0..self.commands.len()).map(|command| Found { command, met: Vec::new() }).collect();
            return;
        }
        let matcher = SkimMatcherV2::default();
        let wanted = [language::fold(typed), language::fold(&on_latin_layout(typed))];
        // Whether the words stand in it, then whether it is of use now, then how well the letters fit.
        let mut fits: Vec<((bool, bool, i64), Found)> = Vec::new();
        for (command, Command { name, keys, missing, .. }) in self.commands.iter().enumerate() {
            // A key alone is what somebody types who wants to know what it does.
            if keys.split(' ').any(|key| key == typed) {
                fits.push(((true, true, i64::MAX), Found { command, met: Vec::new() }));
                continue;
            }
            let name = language::fold(name);
            let best = wanted.iter().filter_map(|wanted| matcher.fuzzy_indices(&name, wanted));
            if let Some((score, met)) = best.max_by_key(|(score, _)| *score) {
                let has_words = wanted.iter().any(|wanted| begins_words(&name, wanted));
                fits.push(((has_words, missing.is_none(), score), Found { command, met }));
            }
        }
        // A stable sort keeps the order of the commands among equals.
        fits.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        self.found = fits.into_iter().map(|(_, found)| found).collect();
    }
}

/// Whether every word of `wanted` begins a word of a name, both folded.
fn begins_words(name: &str, wanted: &str) -> bool {
    let mut words = wanted.split_whitespace();
    words.all(|word| name.split(|c: char| !c.is_alphanumeric()).any(|of_name| of_name.starts_with(word)))
}

/// Typed text as the same keys write it on a US keyboard.
fn on_latin_layout(typed: &str) -> String {
    let latin = |c: char| Key::char(c).on_latin_layout().and_then(Key::typed).unwrap_or(c);
    typed.chars().map(latin).collect()
}

/// What the keys of a mode do, in the order of their table: one command for each name.
fn commands_with_keys(mode: Mode) -> Vec<Command> {
    let mut commands: Vec<Command> = Vec::new();
    for binding in TABLE.iter().filter(|binding| binding.modes.contain(mode)) {
        for (key, message) in binding.keys {
            let Some(name) = name(&message(), binding.does) else { continue };
            if let Some(command) = commands.iter_mut().find(|command| command.name == name) {
                command.keys.push(' ');
                command.keys += &key.to_string();
            } else {
                let (name, keys, run) = (name.into_owned(), key.to_string(), Run::Key(*key));
                commands.push(Command { name, keys, run, missing: None });
            }
        }
    }
    commands
}

/// What a command is called: as its row of the table says, unless that row has several commands. `None` for what is
/// of no use in a list, because it moves the cursor or is the list itself.
fn name<'d>(message: &Message, does: &'d str) -> Option<Cow<'d, str>> {
    Some(Cow::Borrowed(match message {
        Message::Select(Step::First) => "go to the first row",
        Message::Select(Step::Last) => "go to the last row",
        Message::Select(_) | Message::ShowPalette => return None,
        Message::FocusNextPane => "go to the next pane",
        Message::FocusPreviousPane => "go to the previous pane",
        Message::FocusRight => "go to the pane on the right",
        Message::FocusLeft => "go to the pane on the left",
        Message::ZoomIn => "zoom in around the cursor",
        Message::ZoomOut => "zoom out, up to all of time",
        Message::GoBack => "go back: view, record, scroll",
        Message::GoForward => "go forward again",
        Message::ShowNextView => "show the next view",
        Message::ShowPreviousView => "show the previous view",
        Message::ShowView(view) => return Some(Cow::Owned(format!("show the view {}", view.name()))),
        Message::ShowNextHit => "go to the next hit, in this record and then the next",
        Message::ShowPreviousHit => "go to the previous hit",
        Message::IncludeValue => "include, or no longer",
        Message::ExcludeValue => "exclude, or no longer",
        Message::ToggleFacetMode => "any of the included, or all of them",
        Message::ShowNextFacet => "show the next facet",
        Message::ShowPreviousFacet => "show the previous facet",
        Message::ToggleBookmark => "bookmark this record, or no longer",
        Message::ToggleOnlyBookmarks => "show only bookmarks, or all again",
        Message::Undo => "undo: query, bookmarks, notes",
        Message::Redo => "redo: query, bookmarks, notes",
        _ => does,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::mem::discriminant;

    fn typed(text: &str) -> Vec<String> {
        let save =
            Command { name: "save this view".to_owned(), keys: String::new(), run: Run::SaveView, missing: None };
        let mut palette = Palette::new(Mode::Timeline, [save]);
        palette.insert(text);
        palette.found.iter().map(|found| palette.commands[found.command].name.clone()).collect()
    }

    #[test]
    fn every_command_of_a_key_is_there_under_a_name_of_its_own() {
        for mode in [Mode::Timeline, Mode::Suggestions, Mode::Facet, Mode::Detail, Mode::Histogram] {
            let palette = Palette::new(mode, []);
            for binding in TABLE.iter().filter(|binding| binding.modes.contain(mode)) {
                for (key, message) in binding.keys {
                    let Some(name) = name(&message(), binding.does) else { continue };
                    let command = palette.commands.iter().find(|command| command.name == name).unwrap();
                    assert!(command.keys.split(' ').any(|shown| shown == key.to_string()), "{name}: {}", command.keys);
                    let run = command.run.message(mode).unwrap();
                    assert!(discriminant(&run) == discriminant(&message()), "{key} in {mode:?}: {name} is another too");
                }
            }
        }
    }

    #[test]
    fn letters_narrow_and_the_best_comes_first() {
        assert_eq!(typed("undo")[0], "undo: query, bookmarks, notes");
        assert_eq!(typed("savview")[0], "save this view");
        assert_eq!(typed("EXPORT")[0].split(' ').next(), Some("export"));
        assert_eq!(typed("zzzz"), Vec::<String>::new());
        assert!(typed("").len() > 20);
    }

    #[test]
    fn a_key_finds_its_command_first() {
        assert_eq!(typed("F5")[0], "read the data again");
        assert_eq!(typed("Ctrl-r")[0], "redo: query, bookmarks, notes");
    }

    #[test]
    fn a_russian_keyboard_finds_the_same() {
        assert_eq!(typed("гтвщ"), typed("undo"));
    }
}
