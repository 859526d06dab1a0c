//! The keys: one table that says which key does what, and where.
//!
//! [`resolve`], the help, the hint line and docs/keys.md are all read from [`TABLE`]; nothing else knows a key.
//! A key that is not in the table does nothing, except that in a text field a character is text. Command keys also
//! work from a Russian keyboard.

mod binding;
mod key;
mod table;

#[cfg(test)]
mod tests;

use super::message::{Command, Message};
use crate::catalogue::{self, Ui};
use crate::document::{SIGNS, Sign};
use crate::query::forms::{FORMS, Form};

pub use crate::catalogue::Words;
pub use binding::{Binding, Group, Mode, Modes};
pub use key::{Key, KeyCode, KeyError, Modifier, parse_keys};
pub use table::TABLE;

use binding::PANES;
use table::SECTIONS;

/// What a key means in a mode; `None` when nothing.
pub fn resolve(mode: Mode, key: Key) -> Option<Message> {
    let key = key.without_case_of_control();
    if let Some(command) = bound(mode, key) {
        return Some(command.into());
    }
    if mode.takes_text()
        && let Some(c) = key.typed()
    {
        return Some(Message::TypeText(c.to_string()));
    }
    // With Control a character is a command in a text field too.
    bound(mode, key.on_latin_layout()?).map(Message::Command)
}

fn bound(mode: Mode, key: Key) -> Option<Command> {
    TABLE
        .iter()
        .filter(|binding| binding.modes.contain(mode))
        .find_map(|binding| binding.keys.iter().find(|(bound, _)| *bound == key))
        .map(|(_, command)| *command)
}

/// The hint line of a mode: keys and what they do, the most important first.
pub fn hints(mode: Mode, ui: Ui) -> Vec<ShownHint> {
    let mut hints: Vec<(u8, ShownHint)> = TABLE
        .iter()
        .filter(|binding| binding.modes.contain(mode))
        .filter_map(|binding| {
            let hint = binding.hint?;
            let keys = binding.keys.iter().take(hint.keys).map(|(key, _)| *key).collect();
            let stays = binding.keys.iter().any(|(_, does)| matches!(does, Command::ShowHelp | Command::CloseOrQuit));
            Some((hint.rank, ShownHint { keys, word: (hint.word)(ui), stays }))
        })
        .collect();
    hints.sort_by_key(|(rank, _)| *rank);
    hints.into_iter().map(|(_, hint)| hint).collect()
}

/// Keys and what they do, for the last row.
pub struct ShownHint {
    /// The keys.
    pub keys: Vec<Key>,
    /// What they do.
    pub word: &'static str,
    /// Whether it says how to ask for help or how to leave: others go for want of room before it does.
    pub stays: bool,
}

/// The names of keys, and fixed words, with what a set of signs without arrows has for them.
pub fn shown(names: &str, ascii: bool) -> String {
    if ascii {
        let names = names.replace('←', "Left").replace('→', "Right").replace('↑', "Up").replace('↓', "Down");
        catalogue::typewritten(&names).into_owned()
    } else {
        names.to_owned()
    }
}

/// A line of the help.
#[derive(Clone, Copy)]
pub enum HelpLine {
    /// A title above bindings or signs.
    Title(Words),
    /// A binding.
    Binding(&'static Binding),
    /// A sign of the rows.
    Sign(&'static Sign),
    /// A form of the query language.
    Form(&'static Form),
}

/// The help asked for in a mode: its own bindings by group, what signs mean, what may be typed as a query, then the
/// bindings that hold elsewhere; in the search line what may be typed comes first. `filter` keeps the lines that have every word of it in their keys, their words or their group's title,
/// letters folded.
pub fn help(mode: Mode, filter: &str, ui: Ui) -> Vec<HelpLine> {
    let filter = crate::language::fold(filter);
    let has_all = |text: &str| {
        let text = crate::language::fold(text);
        filter.split_whitespace().all(|word| text.contains(word))
    };
    let wanted = |binding: &Binding| {
        has_all(&format!("{} {} {}", binding.key_names(), (binding.does)(ui), (binding.group.title())(ui)))
    };
    let mut lines = Vec::new();
    let forms = FORMS
        .iter()
        .filter(|form| has_all(&format!("{} {} {}", form.written.join(" "), (form.finds)(ui), ui.keys_of_forms())));
    let mut forms = forms.map(HelpLine::Form);
    if mode == Mode::Search {
        push_section(&mut lines, Ui::keys_of_forms, forms.by_ref());
    }
    // What a pane has of its own comes before what it shares with the others.
    let own = match mode {
        Mode::Facet => Some(Group::Facets),
        Mode::Histogram => Some(Group::Time),
        Mode::Lanes | Mode::Pairs | Mode::Map | Mode::Below => Some(Group::Crossing),
        _ => None,
    };
    for group in own.into_iter().chain(Group::ALL.into_iter().filter(|group| Some(*group) != own)) {
        let here = TABLE.iter().filter(|b| b.group == group && b.modes.contain(mode) && wanted(b));
        push_section(&mut lines, group.title(), here.map(HelpLine::Binding));
    }
    let signs = SIGNS.iter().filter(|sign| has_all(&format!("{} {}", (sign.means)(ui), ui.keys_of_signs())));
    push_section(&mut lines, Ui::keys_of_signs, signs.map(HelpLine::Sign));
    push_section(&mut lines, Ui::keys_of_forms, forms);
    let elsewhere = TABLE.iter().filter(|b| !b.modes.contain(mode) && wanted(b));
    push_section(&mut lines, Ui::keys_elsewhere, elsewhere.map(HelpLine::Binding));
    lines
}

fn push_section(lines: &mut Vec<HelpLine>, title: Words, section: impl Iterator<Item = HelpLine>) {
    let before = lines.len();
    lines.extend(section);
    if lines.len() > before {
        lines.insert(before, HelpLine::Title(title));
    }
}

/// The keys by pane as tables of Markdown, for docs/keys.md. What holds in every pane stands there once.
pub fn keys_page(ui: Ui) -> String {
    SECTIONS.iter().map(|(title, modes)| section(title(ui), *modes, ui)).collect()
}

/// The keys of some modes under their title.
fn section(title: &str, modes: Modes, ui: Ui) -> String {
    let holds = |binding: &Binding| Mode::ALL.iter().any(|mode| modes.contain(*mode) && binding.modes.contain(*mode));
    let is_everywhere = |binding: &Binding| binding.modes.and(PANES) == binding.modes;
    let is_pane = PANES.and(modes) == PANES;
    let stands_here = |binding: &&Binding| holds(binding) && (!is_pane || is_everywhere(binding) == (modes == PANES));
    let mut lines = vec![format!("## {title}\n\n| {} | {} |\n|---|---|", ui.keys_key(), ui.keys_does())];
    for group in Group::ALL {
        for binding in TABLE.iter().filter(|binding| binding.group == group).filter(stands_here) {
            let keys: Vec<String> = binding.keys.iter().map(|(key, _)| format!("`{key}`")).collect();
            lines.push(format!("| {} | {} |", keys.join(" "), (binding.does)(ui)));
        }
    }
    lines.join("\n") + "\n\n"
}
