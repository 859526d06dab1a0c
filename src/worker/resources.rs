//! What jobs are done with: inputs, and where the user's work is kept. What jobs there are is not known here.

use crate::dataset::Dataset;
use crate::load::{Cache, Input};
use crate::query::Marked;
use crate::state::{self, Kept, Origin, StateFile};
use std::path::PathBuf;
use std::sync::Arc;

/// What jobs are done with.
#[derive(Clone, Debug, Default)]
pub struct Resources {
    /// What is read.
    pub inputs: Vec<Input>,
    /// Where the index of a large file is kept, if anywhere.
    pub cache: Option<Cache>,
    /// Where what the user makes is kept, if anywhere.
    pub state: Option<StateFile>,
    /// The folder of the user's own maps, if there is one.
    pub maps: Option<PathBuf>,
    /// The data of a store that are asked where they are many.
    #[cfg(feature = "store")]
    pub browsed: Option<crate::store::Browsed>,
}

impl Resources {
    /// What is read, and nothing of the user's.
    #[must_use]
    pub fn of_data(self) -> Resources {
        Resources { cache: None, state: None, maps: None, ..self }
    }

    /// The records of a dataset that the user has marked.
    pub(super) fn marked(&self, kept: &Kept, dataset: &Dataset) -> Arc<Marked> {
        let data = state::data_name(dataset, &Origin::of(&self.inputs));
        Arc::new(state::marked(kept, dataset, &data))
    }
}
