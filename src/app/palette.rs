//! The list of all commands: what keys do here, and what has no key.
//!
//! What keys do is read from the table of keys for the pane that the list was opened in, so that a command stands here
//! with its key as soon as it has one. What is typed narrows the list; letters of a Russian keyboard are tried as the
//! Latin ones in their places too. What a command does to the state is not known here.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::catalogue::Ui;
use crate::language;

use super::keymap::{Key, Mode, TABLE};
use super::message::Command;

/// A row of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaletteEntry {
    /// What the command does.
    pub name: String,
    /// The same in English, by which it is found whatever the program speaks.
    pub english: String,
    /// Its keys, with a blank between; empty when it has none.
    pub keys: String,
    /// The command.
    pub command: Command,
    /// Why it would do nothing now, if it would not.
    pub missing: Option<&'static str>,
}

/// A command that what is typed lets through.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Its place in [`Palette::entries`].
    pub entry: usize,
    /// The characters of its name that were met, from 0.
    pub met: Vec<usize>,
}

/// The list, and what of it the field lets through.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Palette {
    entries: Vec<PaletteEntry>,
    found: Vec<Choice>,
}

impl Palette {
    /// The commands of a mode; `first` have no key and are to be had nowhere else, `last` can be typed as well. What would
    /// do nothing now comes at the end.
    pub fn new(
        mode: Mode,
        ui: Ui,
        first: impl IntoIterator<Item = PaletteEntry>,
        last: impl IntoIterator<Item = PaletteEntry>,
    ) -> Palette {
        let mut entries: Vec<PaletteEntry> = first.into_iter().chain(entries_with_keys(mode, ui)).chain(last).collect();
        entries.sort_by_key(|entry| entry.missing.is_some());
        let mut palette = Palette { entries, found: Vec::new() };
        palette.narrow("");
        palette
    }

    /// Every command.
    pub fn entries(&self) -> &[PaletteEntry] {
        &self.entries
    }

    /// Those that what is typed lets through, best first; all of them while nothing is.
    pub fn found(&self) -> &[Choice] {
        &self.found
    }

    /// The command in a row of what is let through.
    pub fn in_row(&self, row: usize) -> Option<&PaletteEntry> {
        Some(&self.entries[self.found.get(row)?.entry])
    }

    /// Lets through what fits what is typed.
    pub fn narrow(&mut self, typed: &str) {
        let typed = typed.trim();
        if typed.is_empty() {
            self.found = (0..self.entries.len()).map(|entry| Choice { entry, met: Vec::new() }).collect();
            return;
        }
        let matcher = SkimMatcherV2::default();
        let wanted = [language::fold(typed), language::fold(&on_latin_layout(typed))];
        // Whether the words stand in it, then whether it is of use now, then how well the letters fit.
        let mut fits: Vec<((bool, bool, i64), Choice)> = Vec::new();
        for (entry, PaletteEntry { name, english, keys, missing, .. }) in self.entries.iter().enumerate() {
            // A key alone is what somebody types who wants to know what it does.
            if keys.split(' ').any(|key| key == typed) {
                fits.push(((true, true, i64::MAX), Choice { entry, met: Vec::new() }));
                continue;
            }
            let name = language::fold(name);
            let best = wanted.iter().filter_map(|wanted| matcher.fuzzy_indices(&name, wanted));
            if let Some((score, met)) = best.max_by_key(|(score, _)| *score) {
                let has_words = wanted.iter().any(|wanted| begins_words(&name, wanted));
                fits.push(((has_words, missing.is_none(), score), Choice { entry, met }));
                continue;
            }
            let english = language::fold(english);
            if let Some(wanted) = wanted.iter().find(|wanted| begins_words(&english, wanted)) {
                let score = matcher.fuzzy_match(&english, wanted).unwrap_or_default();
                fits.push(((true, missing.is_none(), score), Choice { entry, met: Vec::new() }));
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

/// What the keys of a mode do, in the order of their table: one row for each name.
fn entries_with_keys(mode: Mode, ui: Ui) -> Vec<PaletteEntry> {
    let mut entries: Vec<PaletteEntry> = Vec::new();
    for binding in TABLE.iter().filter(|binding| binding.modes.contain(mode)) {
        for (command, name) in binding.commands() {
            let keys = binding.keys.iter().filter(|(_, of)| *of == command).map(|(key, _)| key.to_string());
            let keys = keys.collect::<Vec<_>>().join(" ");
            let english = name(Ui::ENGLISH);
            if let Some(entry) = entries.iter_mut().find(|entry| entry.english == english) {
                entry.keys = format!("{} {keys}", entry.keys);
            } else {
                let name = name(ui).to_owned();
                entries.push(PaletteEntry { name, english: english.to_owned(), keys, command, missing: None });
            }
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Tongue;

    fn typed(text: &str) -> Vec<String> {
        typed_in(Ui::ENGLISH, text)
    }

    fn typed_in(ui: Ui, text: &str) -> Vec<String> {
        let name = "save this view".to_owned();
        let english = name.clone();
        let save = PaletteEntry { name, english, keys: String::new(), command: Command::AskViewName, missing: None };
        let mut palette = Palette::new(Mode::Timeline, ui, [save], []);
        palette.narrow(text);
        palette.found.iter().map(|found| palette.entries[found.entry].name.clone()).collect()
    }

    #[test]
    fn every_command_of_a_key_is_there_under_a_name_of_its_own() {
        for mode in [Mode::Timeline, Mode::Suggestions, Mode::Facet, Mode::Detail, Mode::Histogram] {
            let palette = Palette::new(mode, Ui::ENGLISH, [], []);
            for binding in TABLE.iter().filter(|binding| binding.modes.contain(mode)) {
                for (command, name) in binding.commands() {
                    let name = name(Ui::ENGLISH);
                    let entry = palette.entries.iter().find(|entry| entry.name == name).unwrap();
                    assert_eq!(entry.command, command, "{name} is another too in {mode:?}");
                    for (key, _) in binding.keys.iter().filter(|(_, of)| *of == command) {
                        assert!(entry.keys.split(' ').any(|shown| shown == key.to_string()), "{name}: {}", entry.keys);
                    }
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

    #[test]
    fn in_russian_the_names_are_russian_and_english_words_find_them_too() {
        let russian = Ui::new(Tongue::Ru);
        assert_eq!(typed_in(russian, "поставить")[0], "поставить закладку или убрать её");
        assert_eq!(typed_in(russian, "bookmark this")[0], "поставить закладку или убрать её");
        assert_eq!(typed_in(russian, "F5")[0], "прочитать данные заново");
    }
}
