//! The list of commands: what it offers, and what is done with the chosen one.

use crate::app::message::Message;
use crate::app::palette::{Palette, Run};
use crate::app::popup::{Popup, Purpose};
use crate::app::{App, Status};

impl App {
    pub(super) fn show_palette(&mut self) {
        self.popup = Some(Popup::Palette(Palette::new(self.mode(), self.commands_without_key())));
        self.fit_popup();
    }

    /// What no key does and is of use now.
    fn commands_without_key(&self) -> Vec<(String, Run)> {
        let mut commands = Vec::new();
        let mut add = |name: &str, run: Run| commands.push((name.to_owned(), run));
        add("save this view as …", Run::SaveView);
        if !self.kept().views().is_empty() {
            add("open saved view …", Run::ListViews(Purpose::Open));
            add("delete saved view …", Run::ListViews(Purpose::Forget));
        }
        if !self.kept().marks().is_empty() {
            add("list bookmarks and notes", Run::ListMarks);
        }
        if self.kept().marks().iter().any(|(_, mark)| mark.bookmark) {
            add("export bookmarks", Run::ExportBookmarks);
        }
        for chip in self.query.chips() {
            add(&format!("remove {}", chip.text), Run::RemovePart(chip.part));
        }
        if !self.query.is_empty() {
            add("clear the query", Run::ClearQuery);
        }
        commands
    }

    /// What the chosen command says; the list is closed, so that it is done where the list was opened.
    pub(super) fn chosen_command(&mut self) -> Option<Message> {
        let Some(Popup::Palette(palette)) = &self.popup else { return None };
        let Some(command) = palette.chosen() else {
            self.status = Some(Status::Info("No command is called so".to_owned()));
            return None;
        };
        let message = command.run.message(palette.mode());
        self.popup = None;
        message
    }
}
