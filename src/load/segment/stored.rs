//! A segment as columns of the index on disk, and back: heads, places of records and keys of ids.
//!
//! What the loader has taken out of a segment (entities, heads of datasets, problems, the order of time) is not in it.
//! When it is kept, and whether what is kept is still right, is not known here.

use super::Segment;
use super::spans::Spans;
use crate::index::articles::ArticleHeads;
use crate::index::bytes::{Reader, Writer};
use crate::index::heads::EventHeads;
use crate::index::numbers::Keys;
use crate::index::order::TimeOrder;
use crate::load::Source;
use std::io;
use std::sync::{Arc, Mutex};

impl Segment {
    /// Writes what a finished dataset needs of the segment.
    pub fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        writer.number(self.start)?;
        writer.number(self.first_place.0)?;
        writer.number(self.first_place.1)?;
        self.events.save(writer)?;
        self.event_spans.save(writer)?;
        self.article_spans.save(writer)?;
        writer.column(&self.carried)?;
        self.articles.save(writer)?;
        self.event_keys.save(writer)
    }

    /// Reads a segment of `source` with so many events and articles.
    pub fn read(reader: &mut Reader<'_>, source: Arc<Source>, events: usize, articles: usize) -> Option<Segment> {
        let start = reader.number()?;
        let first_place = (reader.number()?, reader.number()?);
        let event_heads = EventHeads::read(reader, events)?;
        let left = source.len().checked_sub(start)?;
        let (event_spans, article_spans) = (Spans::read(reader, events, left)?, Spans::read(reader, articles, left)?);
        let segment = Segment {
            source,
            start,
            first_place,
            events: event_heads,
            event_spans,
            carried: reader.column()?,
            last_carrier: Mutex::default(),
            articles: ArticleHeads::read(reader, articles)?,
            article_spans,
            entities: Vec::new(),
            abouts: Vec::new(),
            problems: Vec::new(),
            skipped: 0,
            event_keys: Keys::read(reader, u32::try_from(events).ok()?)?,
            by_time: TimeOrder::default(),
        };
        Some(segment)
    }
}
