//! The list of bookmarks and notes: those of this data by date, then those whose record is gone, then those of other
//! data.
//!
//! A row stays while the list is open, even when its mark was taken away, so that it can be set again. How a row looks
//! is not known here.

use std::cmp::Reverse;

use crate::dataset::Dataset;
use crate::state::{self, Kept, Mark, RecordAt, RecordKey};

use super::views::RecordId;

/// Where the record of a mark is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whereabouts {
    /// In the data that is shown.
    Here(RecordId),
    /// It was in this data, and is no longer.
    Gone,
    /// In other data.
    Elsewhere,
}

/// One mark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MarkRow {
    /// Its key.
    pub key: RecordKey,
    /// The mark as it is now; the title stays when it was taken away.
    pub mark: Mark,
    /// Where its record is.
    pub place: Whereabouts,
}

/// The list.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MarksList {
    rows: Vec<MarkRow>,
}

impl MarksList {
    /// The list of all marks, beside data of this name.
    pub fn new(kept: &Kept, dataset: &Dataset, data: &str) -> MarksList {
        let place = |key: &RecordKey| match state::find(kept, key, dataset, data) {
            Some(RecordAt::Event(event)) => Whereabouts::Here(RecordId::Event(event)),
            Some(RecordAt::Article(article)) => Whereabouts::Here(RecordId::Article(article)),
            None if !data.is_empty() && key.data == data => Whereabouts::Gone,
            None => Whereabouts::Elsewhere,
        };
        let row = |(key, mark): &(RecordKey, Mark)| MarkRow { place: place(key), key: key.clone(), mark: mark.clone() };
        let mut rows: Vec<MarkRow> = kept.marks().iter().map(row).collect();
        rows.sort_by_cached_key(|row| match row.place {
            Whereabouts::Here(record) => {
                let when = record.date(dataset);
                (0, when.is_undated(), Reverse((when.first.0, when.last.0)), String::new())
            }
            Whereabouts::Gone => (1, false, Reverse((0, 0)), row.mark.title.clone()),
            Whereabouts::Elsewhere => (2, false, Reverse((0, 0)), row.mark.title.clone()),
        });
        MarksList { rows }
    }

    /// The rows.
    pub fn rows(&self) -> &[MarkRow] {
        &self.rows
    }

    /// Shows the marks as they are now.
    pub fn refresh(&mut self, kept: &Kept) {
        for row in &mut self.rows {
            let title = std::mem::take(&mut row.mark.title);
            row.mark = kept.mark(&row.key).cloned().unwrap_or(Mark { title, ..Mark::default() });
        }
    }
}
