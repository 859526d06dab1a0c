//! Whose names were read: those who take part, and are listed or stand in a square.
//!
//! They are few beside all of them, and kept as an index that is made once for all that is shown. How they are read is not
//! known here.

use crate::dataset::{NameIndex, NameOf};
use hashbrown::HashSet;

/// People whose names are kept; with more, those that are not listed now are forgotten.
const MOST: usize = 40_000;

/// Those whose names were read.
#[derive(Default)]
pub(super) struct KnownPeople {
    ids: HashSet<String>,
    names: Vec<NameOf>,
    index: NameIndex,
}

impl KnownPeople {
    /// Their names.
    pub fn index(&self) -> &NameIndex {
        &self.index
    }

    /// Those of some people whose names are not known, in the order of what makes them one.
    pub fn unknown(&mut self, ids: &[String]) -> Vec<String> {
        if self.ids.len() > MOST {
            *self = KnownPeople::default();
        }
        let mut unknown: Vec<String> = ids.iter().filter(|id| !self.ids.contains(*id)).cloned().collect();
        unknown.sort_unstable();
        unknown
    }

    /// Adds the names of some people.
    pub fn add(&mut self, ids: Vec<String>, names: Vec<NameOf>) {
        if !ids.is_empty() {
            self.ids.extend(ids);
            self.names.extend(names);
            self.index = NameIndex::of(&self.names);
        }
    }
}
