//! Writing what the view lists to a file: the name that is asked for, and what became of it.

use crate::app::App;
use crate::app::message::{Effect, Effects, Exported, Job, Ticket};
use crate::app::popup::{Content, ExportStage, Popup};
use crate::catalogue::Notice;

/// The ending of a picture.
const PICTURE: &str = "svg";

/// State: `data`, `query`, `keeping`, `timeline`, `popup`.
impl App {
    pub(super) fn ask_export(&mut self) {
        if self.data.shown().is_some() {
            let view = self.timeline.view();
            let name = format!("{}.{}", view.noun(), if view.is_list() { "csv" } else { PICTURE });
            self.open(Popup::new(Content::Export { stage: ExportStage::Asked, query: None }).proposing(&name));
        } else {
            self.say(Notice::NothingToExport);
        }
    }

    pub(super) fn send_export(&mut self, fx: &mut Effects) {
        let (lang, view) = (self.lang(), self.timeline.view().listed());
        let Some(popup) = &mut self.popup else { return };
        let name = popup.text().trim().to_owned();
        let Content::Export { stage, query } = &mut popup.content else { return };
        if name.is_empty() {
            self.popup = None;
            return;
        }
        let replace = match stage {
            ExportStage::Writing(_) => return,
            ExportStage::Exists => true,
            ExportStage::Asked | ExportStage::Refused(_) => false,
        };
        if name.to_lowercase().ends_with(&format!(".{PICTURE}")) {
            // What is drawn is the view, and not the box that asks for a name.
            self.popup = None;
            let ticket = self.data.ticket();
            return fx.push(Effect::Picture { ticket, name, replace });
        }
        let Some(data) = self.data.asked() else { return };
        let ticket = self.data.ticket();
        *stage = ExportStage::Writing(ticket);
        let query = query.clone().unwrap_or_else(|| self.query.clone());
        let kept = self.keeping.kept().clone();
        fx.push(Effect::Job(Job::Export { ticket, data, query, kept, view, lang, name, replace }));
    }

    /// Tells what became of an export, in its prompt while that waits for it.
    pub(super) fn take_export(&mut self, ticket: Ticket, outcome: Exported) {
        let has_popup = self.popup.is_some();
        let waiting = match self.popup.as_mut().map(|popup| &mut popup.content) {
            Some(Content::Export { stage, .. }) if *stage == ExportStage::Writing(ticket) => Some(stage),
            _ => None,
        };
        match (outcome, waiting) {
            (Exported::Exists(_), Some(stage)) => *stage = ExportStage::Exists,
            (Exported::Refused(reason), Some(stage)) => *stage = ExportStage::Refused(reason),
            (Exported::Written(notice), waiting) => {
                if waiting.is_some() {
                    self.popup = None;
                }
                self.say(notice);
            }
            (Exported::Exists(name), None) if name.ends_with(PICTURE) && !has_popup => {
                let stage = ExportStage::Exists;
                self.open(Popup::new(Content::Export { stage, query: None }).proposing(&name));
            }
            (Exported::Exists(name), None) => {
                self.warn(Notice::FileExists { name });
            }
            (Exported::Refused(reason), None) => self.warn(reason),
        }
    }
}
