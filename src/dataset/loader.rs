//! Loading: inputs in, snapshots out.
//!
//! Segments are joined as they come. Each published snapshot is complete for what was read so far. Then the segments are
//! indexed by two threads, and last the links between records are checked. Nothing here knows who looks at the snapshots.

#[cfg(feature = "store")]
use super::Vocabulary;
use super::builder::DatasetBuilder;
use super::{Dataset, Phase, Progress, cache};
use crate::catalogue::{ExpectedFile, Finding, Remedy, SystemFault};
use crate::error::{Error, Result};
use crate::index::record_index::RecordIndexBuilder;
use crate::load::cache::CacheEntry;
use crate::load::opening::{self, Opening};
use crate::load::{self, Cache, Input, Segment, Source, folders};
use crate::parallel;
use crate::problem::{Level, Location, Problem};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The least time between the first two snapshots; the screen needs no more. Each pause is longer than the one before
/// up to the last, because what a snapshot costs grows with what was read.
const PAUSES: [Duration; 2] = [Duration::from_millis(250), Duration::from_secs(1)];

/// Events that are indexed on the way, when a stream comes drop by drop: it takes some milliseconds.
const FEW: usize = 1 << 11;

/// The newest version of the format that this program reads.
const VERSION: u64 = 1;

/// Reads and indexes `inputs`, giving `publish` a snapshot with the first records, then now and then, and at the end
/// of each phase. `publish` may end the load; what was loaded so far is returned. An input that cannot be read is a
/// problem of the data when others can; when none can, the first error is returned.
pub fn load(inputs: &[Input], publish: &mut dyn FnMut(Arc<Dataset>) -> ControlFlow<()>) -> Result<Arc<Dataset>> {
    load_with_cache(inputs, None, publish)
}

/// Like [`load()`], but what was made of a large file that is opened alone is kept in `cache` and taken from there the
/// next time. Then there is one snapshot, with everything.
pub fn load_with_cache(
    inputs: &[Input],
    cache: Option<&Cache>,
    publish: &mut dyn FnMut(Arc<Dataset>) -> ControlFlow<()>,
) -> Result<Arc<Dataset>> {
    let mut loader = Loader::new(publish);
    let mut first_error = None;
    let mut any = false;
    loader.builder.add_problems(folders::left_out(inputs)?);
    let files = folders::expand(inputs)?;
    let cache = cache.filter(|_| files.len() == 1 && files == inputs);
    for input in files {
        match loader.read(&input, cache) {
            Ok(()) => any = true,
            Err(error) if input.is_elsewhere() => return Err(error),
            Err(error) => {
                loader.builder.add_problems([unreadable(&input, &error)]);
                first_error = first_error.or(Some(error));
            }
        }
        if let Some(dataset) = loader.reopened {
            return Ok(dataset);
        }
        if loader.stopped {
            break;
        }
    }
    match first_error {
        Some(error) if !any => return Err(error),
        _ => {}
    }
    if !loader.stopped {
        loader.publish(Phase::Indexing);
        loader.index();
    }
    if !loader.stopped {
        loader.builder.merge_all();
        loader.builder.fill_countries(0);
        loader.builder.check_links();
        loader.builder.check_dates();
        loader.builder.check_quotes();
        loader.publish(Phase::Ready);
    }
    let dataset = loader.builder.snapshot(loader.progress);
    #[cfg(feature = "store")]
    let dataset = match loader.vocabulary.take() {
        Some(vocabulary) => dataset.part_of_more(vocabulary),
        None => dataset,
    };
    let dataset = Arc::new(dataset);
    if dataset.progress().phase == Phase::Ready
        && let Some((input, source, entry)) = loader.entry
        && entry.is_current(&input, &source)
    {
        cache::write(&dataset, &entry);
    }
    Ok(dataset)
}

pub(super) fn unreadable(input: &Input, error: &Error) -> Problem {
    let (line, column, reason) = match error {
        Error::UnknownFormat { line, column, reason, .. } => (*line, *column, (**reason).clone()),
        Error::ReadInput { source, .. } => (0, 0, Finding::FileUnreadable { why: SystemFault::of(source) }),
        other => (0, 0, other.finding()),
    };
    Problem {
        level: Level::Error,
        location: Location { file: input.name().into(), line, column, pointer: String::new() },
        record: None,
        reason,
        remedy: Remedy::MendFile,
    }
}

/// The version of the format that records of a segment say, when it is newer than this program.
pub(super) fn newer_version(segment: &Segment) -> Option<u64> {
    segment.abouts.iter().filter_map(|(about, _)| about.version).find(|version| *version > VERSION)
}

/// That an input is of a newer version than this program.
pub(super) fn of_newer_version(input: &Input, version: u64) -> Error {
    Error::UnknownFormat {
        name: input.name(),
        line: 1,
        column: 1,
        excerpt: None,
        reason: Box::new(Finding::NewerVersion { version }),
        expected: ExpectedFile::Version { version: VERSION },
    }
}

struct Loader<'a> {
    builder: DatasetBuilder,
    publish: &'a mut dyn FnMut(Arc<Dataset>) -> ControlFlow<()>,
    published: Option<Instant>,
    pause: Duration,
    /// How many segments have an index, and how many had one when the last snapshot was published, of how many.
    indexed: usize,
    shown: (usize, usize),
    progress: Progress,
    stopped: bool,
    /// The only input, when it is kept, and where.
    entry: Option<(Input, Arc<Source>, CacheEntry)>,
    /// Where what is read is a part of more: how all of it prints words.
    #[cfg(feature = "store")]
    vocabulary: Option<Vocabulary>,
    /// What was kept of it, and is published.
    reopened: Option<Arc<Dataset>>,
}

impl<'a> Loader<'a> {
    fn new(publish: &'a mut dyn FnMut(Arc<Dataset>) -> ControlFlow<()>) -> Loader<'a> {
        Loader {
            builder: DatasetBuilder::default(),
            publish,
            published: None,
            pause: PAUSES[0],
            indexed: 0,
            shown: (0, 0),
            progress: Progress::default(),
            stopped: false,
            entry: None,
            #[cfg(feature = "store")]
            vocabulary: None,
            reopened: None,
        }
    }

    fn read(&mut self, input: &Input, cache: Option<&Cache>) -> Result<()> {
        let mut newer = None;
        let problems = match opening::open(input)? {
            Opening::Growing(mut growing) => {
                #[cfg(feature = "store")]
                {
                    let (faults, vocabulary) = growing.take_elsewhere();
                    self.builder.add_skipped(faults);
                    self.vocabulary = vocabulary.map(Vocabulary::new);
                }
                if let Some((original, words)) = growing.take_original()
                    && let Some(entry) = cache.and_then(|cache| cache.entry_of_map(input, &original, &words))
                {
                    if let Some(dataset) = cache::read_mapped(&entry, &input.name()).map(Arc::new) {
                        let _ = (self.publish)(Arc::clone(&dataset));
                        self.reopened = Some(dataset);
                        return Ok(());
                    }
                    self.entry = Some((input.clone(), Arc::new(original), entry));
                }
                self.progress = Progress { phase: Phase::Reading, done: 0, total: None };
                load::read_growing(&growing, &mut |segment, bytes| self.take_growing(segment, bytes, &mut newer))?
            }
            Opening::Whole(source) => {
                let source = Arc::new(source);
                if let Some(entry) = cache.and_then(|cache| cache.entry(input, &source)) {
                    if let Some(dataset) = cache::read(&entry, &source).map(Arc::new) {
                        let _ = (self.publish)(Arc::clone(&dataset));
                        self.reopened = Some(dataset);
                        return Ok(());
                    }
                    self.entry = Some((input.clone(), Arc::clone(&source), entry));
                }
                self.progress = Progress { phase: Phase::Reading, done: 0, total: Some(source.len()) };
                load::read(&source, &mut |segment, bytes| self.take(segment, bytes, &mut newer))?
            }
        };
        if let Some(version) = newer {
            return Err(of_newer_version(input, version));
        }
        self.builder.add_problems(problems);
        Ok(())
    }

    /// Takes what was read, up to this byte; ends the reading when the data is of a `newer` version than this program.
    fn take(&mut self, segment: Segment, bytes: u64, newer: &mut Option<u64>) -> ControlFlow<()> {
        *newer = newer_version(&segment);
        if newer.is_some() {
            return ControlFlow::Break(());
        }
        self.builder.add_segment(segment);
        self.progress.done = bytes;
        self.publish_when_due();
        if self.stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Takes what a stream has brought up to this byte, or that it has brought nothing for a while: then all that has come
    /// is indexed and shown. Says how long what is not shown yet may wait for more.
    fn take_growing(
        &mut self,
        segment: Option<Segment>,
        bytes: u64,
        newer: &mut Option<u64>,
    ) -> ControlFlow<(), Option<Duration>> {
        let pauses = segment.is_none();
        self.progress.done = bytes;
        let waiting = |loader: &Loader<'_>| -> usize {
            loader.builder.parts()[loader.indexed..].iter().map(|part| part.segment.events().len()).sum()
        };
        if pauses || self.is_due() && waiting(self) < FEW {
            self.index();
            self.builder.merge_last_indexes();
        }
        if let Some(segment) = segment {
            if self.take(segment, bytes, newer).is_break() {
                return ControlFlow::Break(());
            }
        } else if self.has_news() {
            self.publish(self.progress.phase);
        } else {
            self.publish_when_due();
        }
        if self.stopped {
            return ControlFlow::Break(());
        }
        let left = self.published.map_or(Duration::ZERO, |last| self.pause.saturating_sub(last.elapsed()));
        ControlFlow::Continue(self.has_news().then_some(left))
    }

    /// Whether something has come that the last snapshot did not have, or not with its words.
    fn has_news(&self) -> bool {
        self.shown != (self.builder.parts().len(), self.builder.parts().len())
    }

    fn is_due(&self) -> bool {
        self.published.is_none_or(|last| last.elapsed() >= self.pause)
    }

    fn publish_when_due(&mut self) {
        if self.is_due() {
            self.pause = (self.pause * 3 / 2).min(PAUSES[1]);
            self.publish(self.progress.phase);
        }
    }

    fn publish(&mut self, phase: Phase) {
        if phase != self.progress.phase {
            self.progress = Progress { phase, done: 0, total: None };
        }
        self.stopped |= (self.publish)(Arc::new(self.builder.snapshot(self.progress))).is_break();
        self.published = Some(Instant::now());
        self.shown = (self.builder.parts().len(), self.indexed);
    }

    /// Indexes the segments that have no index yet.
    fn index(&mut self) {
        let first = self.indexed;
        let segments: Vec<Arc<Segment>> =
            self.builder.parts()[first..].iter().map(|part| Arc::clone(&part.segment)).collect();
        let counts = self.progress.phase == Phase::Indexing;
        if counts {
            self.progress.total = Some(segments.iter().map(|segment| segment.events().len() as u64).sum());
        }
        let index =
            |builder: &mut RecordIndexBuilder, at: usize, stop: &dyn Fn() -> bool| segments[at].indexed(builder, stop);
        // In the order of the segments, so that articles have the same numbers in every run.
        parallel::in_order(segments.len(), RecordIndexBuilder::default, index, |at, indexed| {
            self.builder.add_index(first + at, indexed);
            // One at a time: a snapshot on the way tells that the rest has no words yet.
            self.indexed += 1;
            self.progress.done += if counts { segments[at].events().len() as u64 } else { 0 };
            // Of a single one there is nothing to say before it is done.
            if segments.len() > 1 {
                self.publish_when_due();
            }
            if self.stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
    }
}
