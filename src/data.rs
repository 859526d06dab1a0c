//! The data that a job asks: the border behind which they may lie beyond this machine.
//!
//! Who asks hands [`Data`] on and looks only at what is here; who answers knows each case. It is an enum and no trait: the
//! cases are few and known, and a question that one of them cannot answer is found by the compiler. What is asked is not
//! known here.

use crate::dataset::Dataset;
#[cfg(feature = "store")]
use crate::store::Remote;
use std::sync::Arc;

/// What jobs ask, cheap to hand on.
#[derive(Clone, Debug)]
pub enum Data {
    /// A snapshot in memory.
    Local(Arc<Dataset>),
    /// A store beyond this machine, and what was read of it.
    #[cfg(feature = "store")]
    Remote(Arc<Remote>, Arc<Dataset>),
}

impl Data {
    /// The records that are in memory: all of them, of a snapshot. Rows are drawn from their heads, and numbers of records
    /// are numbers in it.
    pub fn here(&self) -> &Arc<Dataset> {
        match self {
            Data::Local(dataset) => dataset,
            #[cfg(feature = "store")]
            Data::Remote(_, seen) => seen,
        }
    }

    /// Whether all records are here, and nothing is asked elsewhere.
    pub fn is_here(&self) -> bool {
        matches!(self, Data::Local(_))
    }

    /// Whether both are the same snapshot, so that numbers of records mean the same.
    pub fn is_same(&self, other: &Data) -> bool {
        #[cfg(feature = "store")]
        if let (Data::Remote(one, _), Data::Remote(two, _)) = (self, other) {
            return Arc::ptr_eq(one, two);
        }
        Arc::ptr_eq(self.here(), other.here())
    }
}

impl From<Arc<Dataset>> for Data {
    fn from(dataset: Arc<Dataset>) -> Data {
        Data::Local(dataset)
    }
}
