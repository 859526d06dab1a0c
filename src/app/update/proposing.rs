//! A file that no map knows: the map that is proposed for it, changed, taken, saved or refused.

use crate::catalogue::Notice;
use std::sync::Arc;

use crate::app::App;
use crate::app::message::{Effect, Effects, Exported, Job, Ticket};
use crate::app::popup::{Content, ExportStage, Popup};
use crate::app::proposing::ProposalPane;
use crate::dataset::Proposal;
use crate::error::Error;

/// State: `settings`, `data`, `popup`, `needs_map`, `proposal`.
impl App {
    /// Asks for a map for the input of this name, which cannot be read for this reason.
    pub(super) fn ask_proposal(&mut self, name: String, reason: Arc<Error>, fx: &mut Effects) {
        self.needs_map = Some(reason);
        fx.push(Effect::Job(Job::Propose { name }));
    }

    /// Shows a map that is proposed. Where none can be, the file is refused as it would be without asking.
    pub(super) fn take_proposed(&mut self, proposal: Result<Arc<Proposal>, Arc<Error>>, fx: &mut Effects) {
        match proposal {
            Ok(proposal) if self.needs_map.is_some() => {
                self.open(Popup::new(Content::Proposal(ProposalPane::new(proposal))));
            }
            Ok(_) => {}
            Err(_) => self.refuse_proposal(fx),
        }
    }

    /// Whether a proposed map has the keys.
    pub(super) fn is_proposing(&self) -> bool {
        matches!(self.popup.as_ref().map(|popup| &popup.content), Some(Content::Proposal(_)))
    }

    /// Says what may be done with a proposed map, beneath which there is nothing to go back to.
    pub(super) fn keeps_proposal(&mut self) -> bool {
        if self.is_proposing() {
            self.say(Notice::ProposalKeys);
        }
        self.is_proposing()
    }

    /// The file stays unread: the program ends with what it would have said of it.
    pub(super) fn refuse_proposal(&mut self, fx: &mut Effects) {
        fx.extend(self.needs_map.take().map(Effect::Fail));
    }

    pub(super) fn choose_next_meaning(&mut self) {
        let Some(popup) = &mut self.popup else { return };
        let field = popup.cursor().selected();
        if let Content::Proposal(pane) = &mut popup.content {
            pane.choose_next(field);
        }
    }

    /// Reads the file with the map as it is proposed now.
    pub(super) fn take_proposal(&mut self, fx: &mut Effects) {
        let Some(Content::Proposal(pane)) = self.popup.as_ref().map(|popup| &popup.content) else { return };
        let proposal = Arc::clone(pane.proposal());
        if proposal.preview().iter().all(|sample| sample.title.is_empty()) {
            return self.warn(Notice::NoTitleField);
        }
        // A view copied as a command line names the map too.
        let data = ["--map".into(), proposal.line().into()];
        self.settings.data.splice(0..0, data);
        self.proposal = Some(proposal);
        self.needs_map = None;
        self.popup = None;
        fx.extend(self.start());
    }

    pub(super) fn ask_map_name(&mut self) {
        let Some(Content::Proposal(pane)) = self.popup.as_ref().map(|popup| &popup.content) else { return };
        let file = &pane.proposal().file;
        let name = file.split('.').next().unwrap_or(file).to_owned();
        let beneath = self.popup.take();
        self.open(Popup::new(Content::MapName { stage: ExportStage::Asked }).holding(&name).over(beneath));
    }

    pub(super) fn save_map(&mut self, fx: &mut Effects) {
        let ticket = self.data.ticket();
        let ui = self.ui();
        let Some(popup) = &mut self.popup else { return };
        let name = popup.text().trim().to_owned();
        let text = match popup.under().map(|beneath| &beneath.content) {
            Some(Content::Proposal(pane)) => pane.proposal().text_to_keep(ui),
            _ => return,
        };
        let Content::MapName { stage } = &mut popup.content else { return };
        let replace = *stage == ExportStage::Exists;
        if !matches!(stage, ExportStage::Writing(_)) {
            *stage = ExportStage::Writing(ticket);
            fx.push(Effect::Job(Job::SaveMap { ticket, name, text, replace }));
        }
    }

    /// Tells what became of a map that was to be saved.
    pub(super) fn take_map_saved(&mut self, ticket: Ticket, outcome: Exported) {
        let stage = match self.popup.as_mut().map(|popup| &mut popup.content) {
            Some(Content::MapName { stage }) if *stage == ExportStage::Writing(ticket) => Some(stage),
            _ => None,
        };
        match (outcome, stage) {
            (Exported::Exists(_), Some(stage)) => *stage = ExportStage::Exists,
            (Exported::Refused(reason), Some(stage)) => *stage = ExportStage::Refused(reason),
            (Exported::Written(notice), is_shown) => {
                if is_shown.is_some() {
                    self.popup = self.popup.take().and_then(Popup::beneath);
                }
                self.say(notice);
            }
            (Exported::Exists(name), None) => self.warn(Notice::MapExists { name }),
            (Exported::Refused(reason), None) => self.warn(reason),
        }
    }
}
