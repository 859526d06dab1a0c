//! Names that were read: of those who take part, and are listed or stand in a square, and of the values of facets.
//!
//! They are few beside all of them, and kept as an index that is made once for all that is shown. How they are read is not
//! known here.

use crate::dataset::{NameIndex, NameOf};
use hashbrown::HashSet;

/// Names that are kept of one sort; with more, those that are not listed now are forgotten.
const MOST: usize = 40_000;

/// The values of a facet.
#[derive(Default)]
pub(super) struct KnownValues {
    pub names: KnownNames,
    /// Whether they are all that the data have; `None` before that was asked.
    pub are_all: Option<bool>,
}

/// Those of some sort whose names were read.
#[derive(Default)]
pub(super) struct KnownNames {
    ids: HashSet<String>,
    names: Vec<NameOf>,
    index: NameIndex,
}

impl KnownNames {
    /// Their names.
    pub fn index(&self) -> &NameIndex {
        &self.index
    }

    /// Those of some people or values whose names are not known, in the order of what makes them one.
    pub fn unknown(&mut self, ids: &[String]) -> Vec<String> {
        if self.ids.len() > MOST {
            *self = KnownNames::default();
        }
        let mut unknown: Vec<String> = ids.iter().filter(|id| !self.ids.contains(*id)).cloned().collect();
        unknown.sort_unstable();
        unknown
    }

    /// Adds the names of some.
    pub fn add(&mut self, ids: Vec<String>, names: Vec<NameOf>) {
        if !ids.is_empty() {
            self.ids.extend(ids);
            self.names.extend(names);
            self.index = NameIndex::of(&self.names);
        }
    }
}
