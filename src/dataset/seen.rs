//! Events that were read of data beyond this machine, as a dataset that grows: what has come before keeps its number.
//!
//! Which events come, and why, is not known here.

use super::builder::DatasetBuilder;
use super::{Dataset, Phase, Progress};
use crate::error::Result;
use crate::index::record_index::RecordIndexBuilder;
use crate::load::input::Streamed;
use crate::load::opening::{self, Opening};
use crate::load::{self, Input, Stream};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;

/// What was read so far.
#[derive(Default)]
pub struct Seen(DatasetBuilder);

impl Seen {
    /// Adds records, lines of the format, of data that messages call so.
    pub fn add(&mut self, name: &str, lines: Vec<u8>) -> Result<()> {
        let builder = &mut self.0;
        let (first, base) = (builder.parts().len(), builder.event_bound());
        let lines: Arc<[u8]> = lines.into();
        let ask = move || Ok(Streamed::of(Cursor::new(Arc::clone(&lines))));
        let input = Input::Stream(Stream::new(name.to_owned(), Arc::new(move |_| ask())));
        let Opening::Growing(growing) = opening::open(&input)? else { return Ok(()) };
        load::read_growing(&growing, &mut |segment, _| {
            if let Some(segment) = segment {
                builder.add_segment(segment);
            }
            ControlFlow::Continue(None)
        })?;
        let mut index = RecordIndexBuilder::default();
        for part in first..builder.parts().len() {
            let segment = Arc::clone(&builder.parts()[part].segment);
            if let Some(indexed) = segment.indexed(&mut index, &|| false) {
                builder.add_index(part, indexed);
            }
        }
        builder.fill_countries(base);
        builder.merge_last_indexes();
        Ok(())
    }

    /// All of it, as it is now.
    pub fn snapshot(&mut self) -> Dataset {
        self.0.snapshot(Progress { phase: Phase::Ready, done: 0, total: None })
    }
}
