//! A map that is proposed for a file that no map knows: its fields, what each becomes, and the first records as they would be.
//!
//! What the fields may mean is known to the data; how it looks is not known here.

use std::sync::Arc;

use crate::dataset::{Proposal, Sample};

/// The proposal as it stands now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposalPane {
    proposal: Arc<Proposal>,
    preview: Arc<Vec<Sample>>,
}

impl ProposalPane {
    /// The pane of a proposal.
    pub fn new(proposal: Arc<Proposal>) -> ProposalPane {
        let preview = Arc::new(proposal.preview());
        ProposalPane { proposal, preview }
    }

    /// The fields, and what each becomes.
    pub fn proposal(&self) -> &Arc<Proposal> {
        &self.proposal
    }

    /// The first records as they would be.
    pub fn preview(&self) -> &[Sample] {
        &self.preview
    }

    /// Gives a field its next meaning, or none.
    pub(super) fn choose_next(&mut self, field: usize) {
        let mut changed = (*self.proposal).clone();
        changed.choose_next(field);
        *self = ProposalPane::new(Arc::new(changed));
    }
}
