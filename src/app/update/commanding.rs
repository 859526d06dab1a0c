//! The list of commands: what it offers, and what is done with the chosen one.

use crate::app::App;
use crate::app::message::Message;
use crate::app::palette::{Command, Palette, Run};
use crate::app::popup::{Popup, Purpose};

impl App {
    pub(super) fn show_palette(&mut self) {
        self.popup = Some(Popup::Palette(Palette::new(self.mode(), self.commands_without_key())));
        self.fit_popup();
    }

    /// What no key does.
    fn commands_without_key(&self) -> Vec<Command> {
        let mut commands = Vec::new();
        let mut add = |name: &str, run: Run, missing: Option<&'static str>| {
            commands.push(Command { name: name.to_owned(), keys: String::new(), run, missing });
        };
        let (marks, views) = (self.kept().marks(), self.kept().views());
        let no_views = views.is_empty().then_some("none saved yet");
        let no_bookmarks = !marks.iter().any(|(_, mark)| mark.bookmark);
        add("save this view under a name", Run::SaveView, None);
        add("open a saved view", Run::ListViews(Purpose::Open), no_views);
        add("delete a saved view", Run::ListViews(Purpose::Forget), no_views);
        add("list bookmarks and notes", Run::ListMarks, marks.is_empty().then_some("none yet"));
        add("export bookmarks", Run::ExportBookmarks, no_bookmarks.then_some("no bookmarks yet"));
        for chip in self.query.chips() {
            add(&format!("remove {}", chip.text), Run::RemovePart(chip.part), None);
        }
        add("clear the query", Run::ClearQuery, self.query.is_empty().then_some("no query"));
        commands
    }

    /// What the chosen command says; the list is closed, so that it is done where the list was opened.
    pub(super) fn chosen_command(&mut self) -> Option<Message> {
        let Some(Popup::Palette(palette)) = &self.popup else { return None };
        let Some(command) = palette.chosen() else {
            self.say("No command is called so");
            return None;
        };
        let message = command.run.message(palette.mode());
        self.popup = None;
        message
    }
}
