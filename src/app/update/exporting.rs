//! Writing what the view lists to a file: the name that is asked for, and what became of it.

use super::Effects;
use crate::app::App;
use crate::app::line_editor::LineEditor;
use crate::app::message::{Effect, Exported, Job, Ticket};
use crate::app::popup::{ExportStage, Popup};

impl App {
    pub(super) fn ask_export(&mut self) {
        if self.data.shown().is_some() {
            self.popup = Some(Popup::Export { editor: LineEditor::default(), stage: ExportStage::Asked, query: None });
        } else {
            self.say("There is nothing to export yet");
        }
    }

    pub(super) fn send_export(&mut self, fx: &mut Effects) {
        let (lang, view) = (self.lang(), self.timeline.view());
        let Some(Popup::Export { editor, stage, query }) = &mut self.popup else { return };
        let name = editor.text().trim().to_owned();
        if name.is_empty() {
            self.popup = None;
            return;
        }
        let replace = match stage {
            ExportStage::Writing(_) => return,
            ExportStage::Exists => true,
            ExportStage::Asked | ExportStage::Refused(_) => false,
        };
        let Some(dataset) = self.data.shown().cloned() else { return };
        let ticket = self.data.ticket();
        *stage = ExportStage::Writing(ticket);
        let query = query.clone().unwrap_or_else(|| self.query.clone());
        let kept = self.keeping.kept().clone();
        fx.push(Effect::Job(Job::Export { ticket, dataset, query, kept, view, lang, name, replace }));
    }

    /// Tells what became of an export, in its prompt while that waits for it.
    pub(super) fn take_export(&mut self, ticket: Ticket, outcome: Exported) {
        let waiting = match &mut self.popup {
            Some(Popup::Export { stage, .. }) if *stage == ExportStage::Writing(ticket) => Some(stage),
            _ => None,
        };
        match (outcome, waiting) {
            (Exported::Exists(_), Some(stage)) => *stage = ExportStage::Exists,
            (Exported::Refused(reason), Some(stage)) => *stage = ExportStage::Refused(reason),
            (Exported::Written(words), waiting) => {
                if waiting.is_some() {
                    self.popup = None;
                }
                self.say(words);
            }
            (Exported::Exists(name), None) => {
                self.warn(format!("{name} exists and was left as it is"));
            }
            (Exported::Refused(reason), None) => self.warn(reason),
        }
    }
}
