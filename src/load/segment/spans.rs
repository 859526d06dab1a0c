//! Where the records of a segment stand in its source: in four bytes each while none is long. They are asked for by their
//! numbers, and come in the order in which they stand. What stands there is not known here.

use crate::index::bytes::{Reader, Writer};
use crate::index::numbers::{Ends, Numbers};
use std::io;

/// Where a record stands: its offset from the segment's start, and its length in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) length: u32,
}

/// The places of records, none before the one that was added before it.
#[derive(Debug, Default)]
pub(super) struct Spans {
    starts: Ends,
    lengths: Numbers,
}

impl Spans {
    pub(super) fn push(&mut self, span: Span) {
        self.starts.push(span.start);
        self.lengths.push(span.length);
    }

    pub(super) fn len(&self) -> usize {
        self.lengths.len()
    }

    /// The place of record number `at`, which must be below [`Spans::len`].
    pub(super) fn get(&self, at: u32) -> Span {
        Span { start: self.starts.get(at as usize), length: self.lengths.get(at as usize) }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Span> + '_ {
        self.starts.iter().zip(self.lengths.iter()).map(|(start, length)| Span { start, length })
    }

    /// Gives back the memory that was kept for growing.
    pub(super) fn shrink(&mut self) {
        self.starts.shrink();
        self.lengths.shrink();
    }

    pub(super) fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        self.starts.save(writer)?;
        self.lengths.save(writer)
    }

    /// Reads the places of `count` records, of which none reaches beyond `end`.
    pub(super) fn read(reader: &mut Reader<'_>, count: usize, end: u64) -> Option<Spans> {
        let starts = Ends::read(reader).filter(|starts| starts.len() == count)?;
        let spans = Spans { starts, lengths: Numbers::read(reader, count)? };
        let are_inside = spans.iter().all(|span| u64::from(span.start) + u64::from(span.length) <= end);
        are_inside.then_some(spans)
    }
}
