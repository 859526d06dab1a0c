//! The list of commands: what it offers, and what is done with the chosen one.

use crate::app::App;
use crate::app::message::{Command, Purpose};
use crate::app::palette::{Entry, Palette};
use crate::app::popup::{Content, Popup};
use crate::query::forms::{FORMS, Form};

impl App {
    pub(super) fn show_palette(&mut self) {
        let palette = Palette::new(self.mode(), self.commands_without_key(), fields());
        self.open(Popup::new(Content::Palette(palette)));
    }

    /// What no key does.
    fn commands_without_key(&self) -> Vec<Entry> {
        let mut commands = Vec::new();
        let mut add = |name: &str, command: Command, missing: Option<&'static str>| {
            commands.push(Entry { name: name.to_owned(), keys: String::new(), command, missing });
        };
        let (marks, views) = (self.kept().marks(), self.kept().views());
        let no_views = views.is_empty().then_some("none saved yet");
        let no_bookmarks = !marks.iter().any(|(_, mark)| mark.bookmark);
        add("save this view under a name", Command::AskViewName, None);
        add("open a saved view", Command::ListViews(Purpose::Open), no_views);
        add("delete a saved view", Command::ListViews(Purpose::Forget), no_views);
        add("list bookmarks and notes", Command::ListMarks, marks.is_empty().then_some("none yet"));
        add("export bookmarks", Command::AskBookmarkExport, no_bookmarks.then_some("no bookmarks yet"));
        for chip in self.query.chips() {
            add(&format!("remove {}", chip.text), Command::RemovePart(chip.part), None);
        }
        add("clear the query", Command::ClearQuery, self.query.is_empty().then_some("no query"));
        commands
    }

    /// The chosen command; the list is closed, so that it is done where the list was opened.
    pub(super) fn take_command(&mut self) -> Option<Command> {
        let popup = self.popup.as_ref()?;
        let Content::Palette(palette) = &popup.content else { return None };
        let Some(entry) = palette.in_row(popup.cursor().selected()) else {
            self.say("No command is called so");
            return None;
        };
        let command = entry.command;
        self.popup = None;
        Some(command)
    }
}

/// The fields of a query: each opens the search line with its name typed.
fn fields() -> impl Iterator<Item = Entry> {
    let entry = |form: &Form| {
        let field = form.field()?;
        let (name, command) = (format!("search {field} {}", form.finds), Command::SearchField(field));
        Some(Entry { name, keys: String::new(), command, missing: None })
    };
    FORMS.iter().filter_map(entry)
}
