//! The data that a job asks: the border behind which they may lie beyond this machine.
//!
//! Who asks hands [`Data`] on and looks only at what is here; who answers knows each case. It is an enum and no trait: the
//! cases are few and known, and a question that one of them cannot answer is found by the compiler. What is asked is not
//! known here.

use crate::dataset::Dataset;
use std::sync::Arc;

/// What jobs ask, cheap to hand on.
#[derive(Clone, Debug)]
pub enum Data {
    /// A snapshot in memory.
    Local(Arc<Dataset>),
}

impl Data {
    /// The records that are in memory: all of them, of a snapshot. Rows are drawn from their heads, and numbers of records
    /// are numbers in it.
    pub fn here(&self) -> &Arc<Dataset> {
        let Data::Local(dataset) = self;
        dataset
    }

    /// Whether both are the same snapshot, so that numbers of records mean the same.
    pub fn is_same(&self, other: &Data) -> bool {
        Arc::ptr_eq(self.here(), other.here())
    }
}

impl From<Arc<Dataset>> for Data {
    fn from(dataset: Arc<Dataset>) -> Data {
        Data::Local(dataset)
    }
}
