//! The list of commands: what it offers, and what is done with the chosen one.

use crate::app::App;
use crate::app::keymap::Words;
use crate::app::message::{Command, Purpose};
use crate::app::palette::{Palette, PaletteEntry};
use crate::app::popup::{Content, Popup};
use crate::catalogue::{Notice, Ui};
use crate::query::forms::{FORMS, Form};

/// State: `query`, `popup`.
impl App {
    pub(super) fn show_palette(&mut self) {
        let palette = Palette::new(self.mode(), self.ui(), self.commands_without_key(), fields(self.ui()));
        self.open(Popup::new(Content::Palette(palette)));
    }

    /// What no key does.
    fn commands_without_key(&self) -> Vec<PaletteEntry> {
        let mut commands = Vec::new();
        let ui = self.ui();
        let mut add = |name: Words, command: Command, missing: Option<&'static str>| {
            let english = name(Ui::ENGLISH).to_owned();
            commands.push(PaletteEntry { name: name(ui).to_owned(), english, keys: String::new(), command, missing });
        };
        let (marks, views) = (self.kept().marks(), self.kept().views());
        let no_views = views.is_empty().then_some(ui.none_saved_yet());
        let no_bookmarks = !marks.iter().any(|(_, mark)| mark.bookmark);
        add(Ui::does_save_view, Command::AskViewName, None);
        add(Ui::does_open_saved_view, Command::ListViews(Purpose::Open), no_views);
        add(Ui::does_delete_a_saved_view, Command::ListViews(Purpose::Forget), no_views);
        add(Ui::does_list_marks, Command::ListMarks, marks.is_empty().then_some(ui.none_yet()));
        add(Ui::does_export_bookmarks, Command::AskBookmarkExport, no_bookmarks.then_some(ui.no_bookmarks_yet()));
        add(Ui::does_change_language, Command::ShowNextTongue, None);
        add(Ui::does_clear_query, Command::ClearQuery, self.query.is_empty().then_some(ui.no_query()));
        for chip in self.query.chips() {
            let [name, english] = [ui, Ui::ENGLISH].map(|ui| ui.remove_part(&chip.text).to_string());
            let command = Command::RemovePart(chip.part);
            commands.push(PaletteEntry { name, english, keys: String::new(), command, missing: None });
        }
        commands
    }

    /// The chosen command; the list is closed, so that it is done where the list was opened.
    pub(super) fn take_command(&mut self) -> Option<Command> {
        let popup = self.popup.as_ref()?;
        let Content::Palette(palette) = &popup.content else { return None };
        let Some(entry) = palette.in_row(popup.cursor().selected()) else {
            self.say(Notice::NoCommand);
            return None;
        };
        let command = entry.command;
        self.popup = None;
        Some(command)
    }
}

/// The fields of a query: each opens the search line with its name typed.
fn fields(ui: Ui) -> impl Iterator<Item = PaletteEntry> {
    let entry = move |form: &Form| {
        let field = form.field()?;
        let [name, english] = [ui, Ui::ENGLISH].map(|ui| ui.search_field(field, (form.finds)(ui)).to_string());
        Some(PaletteEntry { name, english, keys: String::new(), command: Command::SearchField(field), missing: None })
    };
    FORMS.iter().filter_map(entry)
}
