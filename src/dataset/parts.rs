//! What a snapshot is made of: segments and indexes with their places in the numbering of all, runs of articles, and
//! which records are one; which event has an id. What else is asked of them is not known here.

use crate::index::RecordIndex;
use crate::index::bytes::with_hash;
use crate::load::Segment;
use crate::load::segment::event_hash;
use std::collections::HashMap;
use std::sync::Arc;

/// A segment in the dataset.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub segment: Arc<Segment>,
    /// Number of its first event.
    pub base: u32,
}

/// An index in the dataset: of one segment, or of all that were merged.
#[derive(Clone, Debug)]
pub(super) struct IndexPart {
    /// What is added to its event numbers.
    pub base: u32,
    /// How many events it covers.
    pub events: u32,
    /// What is added to its article numbers.
    pub article_base: u32,
    /// The words and columns.
    pub index: Arc<RecordIndex>,
}

/// Finds events by their ids without asking every part: a folder may have very many small ones.
#[derive(Clone, Debug, Default)]
pub(super) struct EventIds {
    /// The parts with many events, which are asked themselves.
    large: Vec<usize>,
    /// The hashes of ids in all other parts, ascending, with the numbers of the events; each list is at least twice as
    /// long as the next.
    small: Vec<Arc<Vec<(u32, u32)>>>,
}

/// Events that are many for one part.
const MANY: usize = 1 << 12;

impl EventIds {
    /// Those of all parts.
    pub fn of(parts: &[Part]) -> EventIds {
        let mut ids = EventIds::default();
        (0..parts.len()).for_each(|at| ids.add(parts, at));
        ids
    }

    /// Adds those of part number `at`.
    pub fn add(&mut self, parts: &[Part], at: usize) {
        let Part { segment, base } = &parts[at];
        if segment.events().len() >= MANY {
            self.large.push(at);
            return;
        }
        let mut newest: Vec<(u32, u32)> = segment.event_hashes().zip(*base..).collect();
        newest.sort_unstable();
        while let Some(last) = self.small.pop_if(|last| last.len() < 2 * newest.len()) {
            newest.extend_from_slice(&last);
            // A stable sort merges what is in order already.
            newest.sort_by_key(|(hash, number)| u64::from(*hash) << 32 | u64::from(*number));
        }
        if !newest.is_empty() {
            self.small.push(Arc::new(newest));
        }
    }

    /// The first event with this id.
    pub fn first(&self, id: &str, parts: &[Part]) -> Option<u32> {
        let hash = event_hash(id);
        let is = |number: u32| {
            let part = &parts[parts.partition_point(|part| part.base <= number) - 1];
            part.segment.events().id((number - part.base) as usize) == id
        };
        let of_small = self.small.iter().filter_map(|hashes| with_hash(hashes, hash).find(|number| is(*number)));
        // Their numbers ascend.
        let of_large =
            self.large.iter().find_map(|at| Some(parts[*at].base + parts[*at].segment.event_by_id(id, hash)?));
        of_small.chain(of_large).min()
    }
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
    /// The number under which a record is shown that has its own or another's id.
    pub fn first_of(&self, id: u32) -> u32 {
        self.first.get(&id).copied().unwrap_or(id)
    }

    /// The records that are shown under a number: the one that has it, then the others.
    pub fn records_of(&self, id: u32) -> impl Iterator<Item = u32> {
        std::iter::once(id).chain(self.others_of(id).iter().copied())
    }

    /// The others of those records.
    pub fn others_of(&self, id: u32) -> &[u32] {
        self.others.get(&id).map_or(&[], Vec::as_slice)
    }
}
