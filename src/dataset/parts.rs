//! What a snapshot is made of: segments and indexes with their places in the numbering of all, runs of articles, and
//! which records are one. What is asked of them is not known here.

use crate::index::SegmentIndex;
use crate::load::Segment;
use std::collections::HashMap;
use std::sync::Arc;

/// A segment in the dataset.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub segment: Arc<Segment>,
    /// Number of its first event.
    pub base: u32,
}

/// An index in the dataset: of one segment, or of all that were united.
#[derive(Clone, Debug)]
pub(super) struct IndexPart {
    /// What is added to its event numbers.
    pub base: u32,
    /// How many events it covers.
    pub events: u32,
    /// What is added to its article numbers.
    pub article_base: u32,
    /// The words and columns.
    pub index: Arc<SegmentIndex>,
}

/// A run of articles that were numbered together.
#[derive(Clone, Copy, Debug)]
pub(super) struct ArticleRun {
    pub base: u32,
    pub source: ArticleSource,
}

/// Where a run of articles stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ArticleSource {
    /// They are the article records of this part.
    Records(usize),
    /// They are written inside events, and are these of the inline articles.
    Inline(usize),
}

/// Records that are one because their ids (or addresses) are equal: the first, and the others in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Merges {
    pub others: HashMap<u32, Vec<u32>>,
    pub first: HashMap<u32, u32>,
}

impl Merges {
    pub fn first_of(&self, id: u32) -> u32 {
        self.first.get(&id).copied().unwrap_or(id)
    }

    pub fn others_of(&self, id: u32) -> &[u32] {
        self.others.get(&id).map_or(&[], Vec::as_slice)
    }
}
