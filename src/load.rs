//! From bytes to segments: what format a source is, where its records stand, their heads, and what was wrong.
//!
//! Lines of JSON are read in ranges by two threads, each line on its own; a document is walked element by element.
//! Either way records come out in the order of the source, and a bad one is skipped, counted and listed. What is
//! done with segments, and how records of several files belong together, is not known here.

mod answer;
pub(crate) mod cache;
mod dates;
pub(crate) mod decode;
pub(crate) mod document;
pub(crate) mod folders;
mod growing;
mod head;
pub mod import;
pub(crate) mod input;
pub(crate) mod native;
mod opened;
pub(crate) mod opening;
mod scan;
pub use native::schema;
pub(crate) mod segment;
mod sheet;
mod spool;
#[cfg(feature = "store")]
mod wanted;
mod zip;

pub use cache::Cache;
pub(crate) use growing::{Growing, set_unpack_limit};
pub use input::Input;
pub(crate) use input::Source;
#[cfg(feature = "store")]
pub use input::Stream;
pub(crate) use segment::{Indexed, Segment};
#[cfg(feature = "store")]
pub use wanted::{Kept, Need, Wanted};

use crate::catalogue::{Finding, Remedy};
use crate::error::{Error, Result};
use crate::model::Record;
use crate::parallel;
use crate::problem::{Level, Location, Problem};
use document::Shape;
use segment::{SegmentBuilder, not_utf8};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

/// Bytes of the first segments of a file of lines: the first is small, so that rows are on screen at once.
const FIRST_BYTES: [u64; 3] = [128 << 10, 1 << 20, 8 << 20];

/// Bytes of the segments that follow, unless little is left: a word that many segments have is held once in each until all
/// are merged, and searches ask each segment in turn.
const MOST_BYTES: u64 = 64 << 20;

/// The last segments are smaller, so that both threads end at about the same time: each is a third of what is left, but no
/// less than this.
const LAST_BYTES: u64 = 16 << 20;

/// Bytes read at a time: what a core's own cache holds.
const CHUNK: usize = 256 << 10;

/// Bytes of a line that is long: its end is looked for before it is read, so that it is held once.
const LONG: usize = 1 << 20;

/// Reads all records of `source` and gives them to `publish` in segments, in order, with the bytes read so far.
/// `publish` may end the reading. What is wrong with the source as a whole comes back as problems.
pub fn read(source: &Arc<Source>, publish: &mut dyn FnMut(Segment, u64) -> ControlFlow<()>) -> Result<Vec<Problem>> {
    match document::shape(source)? {
        Shape::Lines => Ok(read_lines(source, publish)),
        Shape::Document => document::read(source, publish),
    }
}

/// What takes the segments of a source that grows, in order, each with the bytes that are there. It may end the reading,
/// or say how long what has come may wait for more: it is called without a segment when nothing has come for so long.
pub type TakeGrowing<'a> = dyn FnMut(Option<Segment>, u64) -> ControlFlow<(), Option<Duration>> + 'a;

/// Reads all records of a source while it grows, and gives them to `publish`. What is wrong with the source as a whole
/// comes back as problems; it is an error when it cannot be decoded at all, or not be kept.
pub fn read_growing(growing: &Growing, publish: &mut TakeGrowing<'_>) -> Result<Vec<Problem>> {
    let source = growing.source();
    let (mut seen, mut is_lines) = (0, None);
    while is_lines.is_none() {
        let reached = growing.wait_for_bytes(seen);
        seen = reached.length;
        // Two lines tell. They may be long; else as much is read as is looked at, up to the end of a line.
        let there = reached.lines - source.start();
        let mut beginning = vec![0; there.min(document::LOOK) as usize];
        source.read_at(source.start(), &mut beginning)?;
        let lines = memchr::memrchr_iter(b'\n', &beginning).next().map_or(0, |end| end + 1);
        let are_two = memchr::memchr_iter(b'\n', &beginning).nth(1).is_some();
        if are_two && there > document::LOOK {
            beginning.truncate(lines);
        } else if there > document::LOOK {
            beginning.resize(there as usize, 0);
            source.read_at(source.start(), &mut beginning)?;
        }
        is_lines = document::begins_with_lines(&beginning);
        if reached.is_all {
            // Too little to tell: it is looked at as any file is.
            is_lines.get_or_insert(false);
        }
    }
    if is_lines == Some(true) {
        return read_growing_lines(growing, publish);
    }
    loop {
        let reached = growing.wait_for_bytes(seen);
        seen = reached.length;
        if reached.is_all {
            break;
        }
        if publish(None, seen).is_break() {
            return Ok(Vec::new());
        }
    }
    let mut problems = growing.end()?;
    problems.append(&mut read(source, &mut |segment, bytes| without_patience(publish(Some(segment), bytes)).1)?);
    Ok(problems)
}

/// What taking a segment said: how long it may wait for more, and whether the reading goes on.
fn without_patience(flow: ControlFlow<(), Option<Duration>>) -> (Option<Duration>, ControlFlow<()>) {
    match flow {
        ControlFlow::Continue(patience) => (patience, ControlFlow::Continue(())),
        ControlFlow::Break(()) => (None, ControlFlow::Break(())),
    }
}

fn read_growing_lines(growing: &Growing, publish: &mut TakeGrowing<'_>) -> Result<Vec<Problem>> {
    let source = growing.source();
    let (mut lines, mut failed) = (0, Vec::new());
    let mut patience = None;
    let mut at = source.start();
    loop {
        // Each segment is a share of what came before it, so that there are not thousands of them.
        let share = (at / 8).clamp(1, MOST_BYTES);
        let reached = growing.wait(at, at + share, patience);
        let end = reached.lines.min(at + MOST_BYTES);
        let flow = if end > at {
            let range = read_range(source, at, end, &|| false);
            let mut flow = ControlFlow::Continue(());
            let mut take = |segment, bytes| {
                (patience, flow) = without_patience(publish(Some(segment), bytes));
                flow
            };
            let mut in_order = InOrder { lines, problems: std::mem::take(&mut failed), publish: &mut take };
            let _ = in_order.take(range, end);
            (lines, failed) = (in_order.lines, in_order.problems);
            flow
        } else if reached.is_all {
            break;
        } else {
            let told = without_patience(publish(None, end));
            patience = told.0;
            told.1
        };
        if flow.is_break() {
            return Ok(failed);
        }
        at = end;
        if reached.is_all && at == reached.lines {
            break;
        }
    }
    let mut problems = growing.end()?;
    problems.append(&mut failed);
    Ok(problems)
}

/// The ranges of a file of lines that become one segment each: [start, end) in bytes. A line belongs to the range
/// in which it starts.
fn ranges(start: u64, end: u64) -> Vec<(u64, u64)> {
    let mut ranges = Vec::new();
    let (mut at, mut first) = (start, FIRST_BYTES.into_iter());
    while at < end {
        let size = first.next().unwrap_or_else(|| ((end - at) / 3).clamp(LAST_BYTES, MOST_BYTES));
        let next = (at + size).min(end);
        ranges.push((at, next));
        at = next;
    }
    ranges
}

/// The same of a source that has a record in each line.
pub(crate) fn read_lines(
    source: &Arc<Source>,
    publish: &mut dyn FnMut(Segment, u64) -> ControlFlow<()>,
) -> Vec<Problem> {
    read_ranges(source, &ranges(source.start(), source.len()), publish)
}

fn read_ranges(
    source: &Arc<Source>,
    ranges: &[(u64, u64)],
    publish: &mut dyn FnMut(Segment, u64) -> ControlFlow<()>,
) -> Vec<Problem> {
    let mut in_order = InOrder { lines: 0, problems: Vec::new(), publish };
    let read = |(): &mut (), at: usize, stop: &dyn Fn() -> bool| {
        let range = read_range(source, ranges[at].0, ranges[at].1, stop);
        (!stop()).then_some(range)
    };
    parallel::in_order(ranges.len(), || (), read, |at, range| in_order.take(range, ranges[at].1));
    in_order.problems
}

/// What one range of a file of lines gave.
struct Range {
    segment: Segment,
    lines: u64,
    failed: Option<Error>,
}

/// Publishes ranges in the order of the file, with the lines before them counted in.
struct InOrder<'a> {
    lines: u64,
    problems: Vec<Problem>,
    publish: &'a mut dyn FnMut(Segment, u64) -> ControlFlow<()>,
}

impl InOrder<'_> {
    fn take(&mut self, mut range: Range, end: u64) -> ControlFlow<()> {
        range.segment.add_lines(self.lines);
        self.lines += range.lines;
        // After a file has become shorter no range can be read; once is enough to say so.
        if let Some(error) = range.failed
            && self.problems.is_empty()
        {
            self.problems.push(file_problem(range.segment.file(), &error));
        }
        (self.publish)(range.segment, end)
    }
}

/// A file that could be read only in part.
fn file_problem(file: &Arc<str>, error: &Error) -> Problem {
    Problem {
        level: Level::Error,
        location: Location { file: Arc::clone(file), ..Location::default() },
        record: None,
        reason: Finding::NotReadToEnd { why: Box::new(error.finding()) },
        remedy: Remedy::OpenWhenWhole,
    }
}

/// Reads the lines that start in [start, end).
fn read_range(source: &Arc<Source>, start: u64, end: u64, stop: &dyn Fn() -> bool) -> Range {
    // The line that the range before began ends at the first line end from the byte before on. It may be longer than many
    // ranges, and is not read for that. The segment begins behind it, so that its lines are counted from their beginning.
    let whole = if start > source.start() { source.line_end(start - 1) } else { Ok(start) };
    let mut builder = SegmentBuilder::new(Arc::clone(source), whole.as_ref().map_or(start, |start| *start), (1, 1));
    let mut number = 0;
    let walk = || -> Result<()> {
        let mut lines = Lines::new(source, whole?);
        while lines.at < end && !stop() {
            let offset = lines.at;
            let Some(line) = lines.next_line()? else { break };
            number += 1;
            add_line(&mut builder, line, offset, number);
        }
        Ok(())
    };
    let failed = walk().err();
    Range { segment: builder.finish(), lines: number, failed }
}

fn add_line(builder: &mut SegmentBuilder, line: &[u8], offset: u64, number: u64) {
    let text = line.trim_ascii();
    if text.is_empty() {
        return;
    }
    let indent = line.len() - line.trim_ascii_start().len();
    if builder.add_plain(text, offset + indent as u64) {
        return;
    }
    // Files that were put together have marks before later lines, and commas after or before them.
    let (text, mark) = text.strip_prefix(b"\xef\xbb\xbf").map_or((text, 0), |text| (text.trim_ascii_start(), 3));
    let bare = text.strip_suffix(b",").map_or(text, <[u8]>::trim_ascii_end);
    let (bare, lead) = match bare.strip_prefix(b",").map(<[u8]>::trim_ascii_start) {
        Some(rest) => (rest, bare.len() - rest.len()),
        None => (bare, 0),
    };
    let at = offset + (indent + lead) as u64 + mark;
    let column = (indent + lead) as u64 + 1;
    let is_shorter = bare.len() < text.len() || mark > 0;
    if is_shorter && (bare.is_empty() || builder.add_plain(bare, at)) {
        return;
    }
    match std::str::from_utf8(bare) {
        Ok(json) if document::is_document(json) => document::add_line(builder, json, at, (number, column)),
        Ok(json) => match native::record(json, None, &mut Vec::new()) {
            // A title alone makes a dataset as well as an event; what it holds under a name that is none tells.
            Ok(Record::Event(event)) if !event.unread.is_empty() && document::holds_misspelt_list(json) => {
                document::add_line(builder, json, at, (number, column));
            }
            Ok(record) => builder.push(record, json, at, number, column),
            Err(_) if document::holds_several(json) || document::holds_misspelt_list(json) => {
                document::add_line(builder, json, at, (number, column));
            }
            Err(problem) => builder.skip(json, &problem, None, number, column),
        },
        Err(error) => {
            let before = String::from_utf8_lossy(&bare[..error.valid_up_to()]);
            builder.skip(&before, &not_utf8(error.valid_up_to()), None, number, column);
        }
    }
}

/// The lines of a source from an offset on.
struct Lines<'a> {
    source: &'a Source,
    /// Offset of the next line.
    at: u64,
    /// What was read and not yet given is `buffer[given..read]`, which stands at `at`.
    buffer: Vec<u8>,
    given: usize,
    read: usize,
}

impl<'a> Lines<'a> {
    fn new(source: &'a Source, at: u64) -> Lines<'a> {
        Lines { source, at, buffer: Vec::new(), given: 0, read: 0 }
    }

    /// The next line without its end; `None` after the last.
    fn next_line(&mut self) -> Result<Option<&[u8]>> {
        let mut searched = self.given;
        loop {
            if let Some(length) = memchr::memchr(b'\n', &self.buffer[searched..self.read]) {
                let line = self.given..searched + length;
                self.at += line.len() as u64 + 1;
                self.given = line.end + 1;
                return Ok(Some(&self.buffer[line]));
            }
            self.buffer.copy_within(self.given..self.read, 0);
            self.read -= self.given;
            self.given = 0;
            searched = self.read;
            let from = self.at + self.read as u64;
            if self.read >= LONG {
                let end = self.source.line_end(from)?;
                let more = (end - from) as usize;
                if more > 0 {
                    self.buffer.truncate(self.read);
                    self.buffer.reserve_exact(more);
                    self.buffer.resize(self.read + more, 0);
                    self.source.read_at(from, &mut self.buffer[self.read..])?;
                    self.read += more;
                    continue;
                }
            } else if self.buffer.len() > 2 * LONG {
                // The long line before has been read.
                self.buffer.truncate(self.read);
                self.buffer.shrink_to_fit();
            }
            let length = self.source.len().saturating_sub(from).min(CHUNK as u64) as usize;
            if length == 0 {
                let line = 0..self.read;
                self.at += line.len() as u64;
                self.given = line.end;
                return Ok((!line.is_empty()).then(|| &self.buffer[line]));
            }
            // The buffer only grows, so that its bytes are not cleared for every chunk.
            if self.buffer.len() < self.read + length {
                self.buffer.resize(self.read + length, 0);
            }
            self.source.read_at(from, &mut self.buffer[self.read..self.read + length])?;
            self.read += length;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::bytes::Writer;
    use crate::index::postings::entries;
    use crate::index::record_index::RecordIndexBuilder;
    use crate::index::{RecordIndex, WordList};

    #[test]
    fn a_long_file_is_cut_so_that_two_threads_end_together() {
        for length in [1, 100_000, 9 << 20, 100 << 20, 1_123 << 20, 11_000 << 20] {
            let ranges = ranges(3, length + 3);
            assert!(ranges.iter().all(|(start, end)| start < end && end - start <= 64 << 20));
            assert!(ranges.windows(2).all(|pair| pair[0].1 == pair[1].0));
            assert_eq!((ranges[0].0, ranges[ranges.len() - 1].1), (3, length + 3));
            // Most of it lies in segments of the greatest size, so that there are few.
            assert!(ranges.len() as u64 <= length / (64 << 20) + 10, "{length}: {}", ranges.len());
            let mut threads = [0, 0];
            for (start, end) in ranges {
                let idle = usize::from(threads[1] < threads[0]);
                threads[idle] += end - start;
            }
            assert!(threads[0].abs_diff(threads[1]) <= 16 << 20, "{length}: {threads:?}");
        }
    }

    /// What is found in all segments of a source.
    #[derive(Default)]
    struct Cut {
        ids: Vec<String>,
        words: Vec<String>,
        values: Vec<u8>,
        inline: Vec<String>,
        problems: Vec<String>,
    }

    /// The same of a source that is cut at these places.
    fn cut(source: &Arc<Source>, ends: &[u64]) -> Cut {
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let ranges: Vec<_> = starts.zip(ends.iter().copied()).collect();
        let mut builder = RecordIndexBuilder::default();
        let (mut cut, mut all) = (Cut::default(), Vec::new());
        read_ranges(source, &ranges, &mut |segment, _| {
            let base = cut.ids.len() as u32;
            cut.ids.extend((0..segment.events().len()).map(|at| segment.events().id(at).to_owned()));
            let indexed = segment.indexed(&mut builder, &|| false).unwrap();
            let heads = &indexed.inline.heads;
            cut.inline.extend(
                (0..heads.len()).map(|at| format!("{} {}", heads.id(at), base + indexed.inline.events.get(at))),
            );
            cut.problems
                .extend(indexed.problems.iter().map(|problem| format!("{} {problem:?}", problem.location.line)));
            all.push((indexed.index, base));
            ControlFlow::Continue(())
        });
        let indexes: Vec<(&RecordIndex, u32)> = all.iter().map(|(index, base)| (index, *base)).collect();
        let words = RecordIndex::merged_words(&indexes);
        let told = |at: usize| format!("{} {:?}", words.word(at), entries(words.postings(at)).collect::<Vec<_>>());
        cut.words = (0..words.len()).map(told).collect();
        let columns = RecordIndex::merged_columns(&indexes);
        RecordIndex::new(WordList::default(), WordList::default(), columns)
            .save_columns(&mut Writer::new(&mut cut.values))
            .unwrap();
        cut
    }

    #[test]
    fn wherever_a_file_is_cut_the_same_is_found_in_it() {
        let line = |n: usize| {
            let (name, code, other) = (n * 7 % 13, ["KZ", "US", "CN", "??"][n * n % 4], n % 3);
            let odd = if n % 9 == 4 { r#","unknown":1"# } else { "" };
            format!(
                r#"{{"id":"e{n}","label":"Встреча {n} Acme {other}","date":"2024-05-{:02}","countries":["KZ"],"participants":[
                {{"name":"Ann {name}","country":"{code}","organization":"Body {other}"}},{{"entity":"x{other}","country":"US"}}],
                "quotes":[{{"speaker":"Ann {name}","text":"Слово {name}"}}],"articles":[{{"url":"https://e.org/{n}"}}]{odd}}}"#,
                n % 28 + 1
            )
            .replace('\n', " ")
        };
        let text: String = (0..400).map(|n| line(n) + "\n").collect();
        let length = text.len() as u64;
        let source = Arc::new(Source::from_bytes("test", text.into_bytes()));
        let whole = cut(&source, &[length]);
        assert_eq!(whole.ids.len(), 400);
        assert!(!whole.problems.is_empty() && whole.words.iter().any(|word| word.starts_with("встреча ")));
        for size in [37, 1_000, 50_000, length - 1] {
            let ends: Vec<u64> = (1..length.div_ceil(size)).map(|n| n * size).chain([length]).collect();
            let cut = cut(&source, &ends);
            assert_eq!((cut.ids, cut.inline), (whole.ids.clone(), whole.inline.clone()), "{size}");
            assert_eq!(cut.problems, whole.problems, "{size}");
            assert!(cut.words == whole.words, "{size}: words");
            assert!(cut.values == whole.values, "{size}: values");
        }
    }

    #[test]
    fn a_file_that_becomes_shorter_while_it_is_read_is_one_problem() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("short.jsonl");
        let line = format!("{{\"id\":\"a\",\"label\":\"{}\"}}\n", "long ".repeat(200));
        std::fs::write(&path, line.repeat(3_000)).unwrap();
        let opening::Opening::Whole(source) = opening::open(&Input::Path(path.clone())).unwrap() else { panic!() };
        assert!(ranges(0, source.len()).len() > 2);
        std::fs::write(&path, line).unwrap();
        let mut events = 0;
        let problems = read_lines(&Arc::new(source), &mut |segment, _| {
            events += segment.events().len();
            ControlFlow::Continue(())
        });
        assert_eq!((events, problems.len()), (0, 1), "{problems:?}");
        let Problem { level, location, reason, remedy, .. } = &problems[0];
        assert_eq!((*level, location.file.ends_with("short.jsonl")), (Level::Error, true));
        assert!(
            reason.to_string().contains("has become shorter") && *remedy == Remedy::OpenWhenWhole,
            "{reason}: {remedy}"
        );
    }
}
