//! An input that is there bit by bit: packed, in UTF-16, or coming through a pipe. A thread decodes it into a source,
//! and whoever reads the source learns how far that has come. What the bytes mean is not known here.

use super::answer::{self, Answer};
use super::decode::{Encoding, FromUtf16, LETTERS, MARK, Packing};
use super::document;
use super::import::{self, Plan, Recognised};
#[cfg(feature = "store")]
use super::input::Printed;
use super::input::{Input, Source, cannot_read, problem};
use super::spool::no_temporary_file;
use crate::catalogue::{ExpectedFile, Finding, Remedy, SystemFault};
use crate::error::{Error, Result};
use crate::problem::{Level, Problem};
use crate::text::sanitise_line;
use std::io::{self, BufReader, Read};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// Bytes decoded at a time.
const CHUNK: usize = 1 << 20;

/// Bytes up to which packed data is unpacked whatever it was packed from, unless the user says otherwise.
const UNPACK_LIMIT: u64 = 4 << 30;

/// More than so many times its packed size no real text has; beyond the limit it is not unpacked on.
const UNPACK_TIMES: u64 = 1_000;

/// The limit that the user has set. It is one of the whole program, as what is unpacked may fill the disk of all.
static LIMIT: OnceLock<u64> = OnceLock::new();

/// Sets the bytes up to which packed data is unpacked; once, before anything is read.
pub fn set_unpack_limit(bytes: u64) {
    let _ = LIMIT.set(bytes);
}

/// How long bytes that are there wait for more of them: then whoever sends them pauses.
const PAUSE: Duration = Duration::from_millis(50);

/// A source that grows, and how far it has come. When this is dropped, its thread ends with what it reads next.
pub struct Growing {
    source: Arc<Source>,
    state: Arc<State>,
    /// The foreign file that a map makes it of, and the words of the map.
    original: Option<(Source, Vec<u8>)>,
    /// What was skipped before the data came to be where they come from.
    #[cfg(feature = "store")]
    faults: Vec<Problem>,
    /// Where they are a part of more: words with how all of it prints them.
    #[cfg(feature = "store")]
    vocabulary: Option<Printed>,
}

/// What the thread tells.
struct State {
    news: Mutex<News>,
    changed: Condvar,
    is_left: AtomicBool,
}

#[derive(Default)]
struct News {
    /// One past the last line end.
    lines: u64,
    length: u64,
    ended: Option<Result<Vec<Problem>>>,
}

/// How far a growing source has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reached {
    /// One past the last line end; at the end of all, one past the last byte.
    pub lines: u64,
    /// Bytes that are there.
    pub length: u64,
    /// Whether that is all.
    pub is_all: bool,
}

impl Growing {
    /// Begins to decode `stream`. Fails when not even its first bytes can be read.
    pub fn start(input: &Input, mut stream: impl Read + Send + 'static) -> Result<Growing> {
        let start = first_bytes(&mut stream, 4).map_err(|error| cannot_read(input, error))?;
        let packing = Packing::of(&start);
        let packed = Arc::new(AtomicU64::new(0));
        let counted = Counted { stream: io::Cursor::new(start).chain(stream), count: Arc::clone(&packed) };
        let mut unpacked = packing.unpack(BufReader::with_capacity(CHUNK, counted));
        let mut start = first_bytes(&mut unpacked, 3).map_err(|error| cannot_read(input, error))?;
        if Encoding::may_be_utf16(&start) {
            start.extend(first_bytes(&mut unpacked, LETTERS - 3).map_err(|error| cannot_read(input, error))?);
        }
        let encoding = Encoding::of(&start);
        let mark = if encoding == (Encoding::Utf8 { mark: true }) { MARK } else { 0 };
        let source = Arc::new(Source::growing(input.name(), mark));
        let news = Mutex::new(News { lines: mark, ..News::default() });
        let state = Arc::new(State { news, changed: Condvar::new(), is_left: AtomicBool::new(false) });
        let decoder =
            Decoder { input: input.clone(), packing, packed, source: Arc::clone(&source), state: Arc::clone(&state) };
        std::thread::spawn(move || {
            // Whoever waits must not wait for ever.
            let ended = catch_unwind(AssertUnwindSafe(|| decoder.decode(encoding, start, unpacked)));
            let ended =
                ended.unwrap_or_else(|_| Err(cannot_read(&decoder.input, io::Error::other(Finding::NotUnpacked))));
            let mut news = decoder.state.news();
            news.ended = Some(ended);
            news.lines = news.length;
            decoder.state.changed.notify_all();
        });
        Ok(Growing {
            source,
            state,
            original: None,
            #[cfg(feature = "store")]
            faults: Vec::new(),
            #[cfg(feature = "store")]
            vocabulary: None,
        })
    }

    /// The same, of data of which something was skipped before, and which are a part of more.
    #[cfg(feature = "store")]
    #[must_use]
    pub(super) fn of_elsewhere(mut self, faults: Vec<Problem>, vocabulary: Option<Printed>) -> Growing {
        (self.faults, self.vocabulary) = (faults, vocabulary);
        self
    }

    /// What was skipped before, and how all data print words that these are a part of; given once.
    #[cfg(feature = "store")]
    pub fn take_elsewhere(&mut self) -> (Vec<Problem>, Option<Printed>) {
        (std::mem::take(&mut self.faults), self.vocabulary.take())
    }

    /// The same, of a foreign file of which a map makes it.
    #[must_use]
    pub(super) fn of_map(mut self, original: Source, words: Vec<u8>) -> Growing {
        self.original = Some((original, words));
        self
    }

    /// The foreign file that a map makes it of, and the words of the map; given once.
    pub fn take_original(&mut self) -> Option<(Source, Vec<u8>)> {
        self.original.take()
    }

    /// The source; its length is that of what is there.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Waits until lines end at `enough` or behind it, or, when some end behind `given`, until no more of them come for
    /// a moment; until all is there; or, when none end behind `given`, until the `patience` is over.
    pub fn wait(&self, given: u64, enough: u64, patience: Option<Duration>) -> Reached {
        let until = patience.map(|patience| Instant::now() + patience);
        let mut news = self.state.news();
        loop {
            let reached = Reached { lines: news.lines, length: news.length, is_all: news.ended.is_some() };
            if reached.is_all || reached.lines >= enough {
                return reached;
            }
            if reached.lines <= given {
                let left = until.map(|until| until.saturating_duration_since(Instant::now()));
                news = match left {
                    None => self.state.changed.wait(news).unwrap_or_else(PoisonError::into_inner),
                    Some(Duration::ZERO) => return reached,
                    Some(left) => self.state.changed.wait_timeout(news, left).unwrap_or_else(PoisonError::into_inner).0,
                };
                continue;
            }
            let waited = self.state.changed.wait_timeout(news, PAUSE).unwrap_or_else(PoisonError::into_inner);
            news = waited.0;
            if waited.1.timed_out() {
                return reached;
            }
        }
    }

    /// Waits until more than `length` bytes are there, or all.
    pub fn wait_for_bytes(&self, length: u64) -> Reached {
        let mut news = self.state.news();
        while news.length <= length && news.ended.is_none() {
            news = self.state.changed.wait(news).unwrap_or_else(PoisonError::into_inner);
        }
        Reached { lines: news.lines, length: news.length, is_all: news.ended.is_some() }
    }

    /// After all is there: the problems of the input as a whole (it breaks off, or its UTF-16 has halves of pairs; what
    /// could be read is in the source all the same), or why there is nothing.
    pub fn end(&self) -> Result<Vec<Problem>> {
        self.state.news().ended.take().unwrap_or_else(|| Ok(Vec::new()))
    }
}

impl Drop for Growing {
    fn drop(&mut self) {
        self.state.is_left.store(true, Ordering::Relaxed);
    }
}

impl State {
    fn news(&self) -> MutexGuard<'_, News> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the thread has.
struct Decoder {
    input: Input,
    packing: Packing,
    /// Bytes that were read of what is packed.
    packed: Arc<AtomicU64>,
    source: Arc<Source>,
    state: Arc<State>,
}

/// A stream that counts its bytes.
struct Counted<R> {
    stream: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(buffer)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl Decoder {
    fn decode(&self, encoding: Encoding, start: Vec<u8>, unpacked: Box<dyn Read + Send>) -> Result<Vec<Problem>> {
        let mut problems = Vec::new();
        let failed = match encoding {
            Encoding::Utf8 { .. } => self.fill(&mut io::Cursor::new(start).chain(unpacked), true, &mut problems)?,
            Encoding::Utf16Le | Encoding::Utf16Be => {
                let mark = Encoding::mark_of_utf16(&start);
                let after_mark = io::Cursor::new(start.get(mark..).unwrap_or_default().to_vec());
                let mut text = FromUtf16::new(after_mark.chain(unpacked), encoding == Encoding::Utf16Le);
                let failed = self.fill(&mut text, true, &mut problems)?;
                if let Some((halves, line)) = text.halves() {
                    problems.push(problem(
                        &self.input,
                        Level::Error,
                        line,
                        Finding::HalvesOfPairs { halves },
                        Remedy::SaveAgainAsUtf8,
                    ));
                }
                failed
            }
        };
        if let Some(error) = failed {
            let length = self.source.len();
            if length == 0 || self.input.is_elsewhere() {
                return Err(cannot_read(&self.input, error));
            }
            let why = SystemFault::of(&error).with_words(|words| sanitise_line(words).into_owned());
            let own = if let SystemFault::Own { finding } = &why { Some(&**finding) } else { None };
            if own == Some(&Finding::AfterTheEnd) {
                problems.push(problem(
                    &self.input,
                    Level::Warning,
                    0,
                    Finding::AfterTheEndLeftOut,
                    Remedy::CutOrGetAgain,
                ));
                return Ok(problems);
            }
            if own == Some(&Finding::TooMuch) {
                problems.push(problem(
                    &self.input,
                    Level::Error,
                    0,
                    Finding::UnpackingStopped { megabytes: length >> 20, times: UNPACK_TIMES },
                    Remedy::RaiseLimit,
                ));
                return Ok(problems);
            }
            let bytes = length;
            let reason = match self.packing {
                Packing::Plain => Finding::InputBreaksOff { bytes, why },
                Packing::Gzip => Finding::GzipBreaksOff { bytes, why },
                Packing::Zstd => Finding::ZstdBreaksOff { bytes, why },
                Packing::Bzip2 => Finding::Bzip2BreaksOff { bytes, why },
                Packing::Zip => Finding::ZipBreaksOff { bytes, why },
            };
            problems.push(problem(&self.input, Level::Error, 0, reason, Remedy::GetWhole));
        }
        Ok(problems)
    }

    /// Takes all of `text`, or what a map makes of it. An error of `text` itself is returned inside, because what came before
    /// it is kept. Text that does not begin as data do is refused before any of it is kept: it may have no end. It may be an
    /// answer with data in it, once (`may_be_answer`).
    fn fill(
        &self,
        text: &mut (dyn Read + Send),
        may_be_answer: bool,
        problems: &mut Vec<Problem>,
    ) -> Result<Option<io::Error>> {
        let mut chunk = vec![0; CHUNK];
        let mut beginning = Some(Vec::new());
        let failed = loop {
            if self.state.is_left.load(Ordering::Relaxed) {
                break None;
            }
            if self.is_too_much() {
                break Some(io::Error::other(Finding::TooMuch));
            }
            match text.read(&mut chunk) {
                Ok(0) => break None,
                Ok(read) => match &mut beginning {
                    None => self.keep(&chunk[..read])?,
                    Some(bytes) => {
                        bytes.extend_from_slice(&chunk[..read]);
                        if may_be_answer && answer::is_one(bytes) {
                            let all = io::Cursor::new(std::mem::take(bytes)).chain(text);
                            return self.fill(&mut Answer::new(all), false, problems);
                        }
                        match import::recognise(&self.input, bytes, false) {
                            None => continue,
                            Some(Recognised::Native | Recognised::Answer) => {}
                            Some(Recognised::Foreign(plan)) => {
                                let bytes = std::mem::take(bytes);
                                return self.map(&plan, io::Cursor::new(bytes).chain(text), problems);
                            }
                            Some(Recognised::Refused(error)) => return Err(error),
                        }
                        match document::begins_as_data(bytes) {
                            // An answer says something before its data.
                            Some(false) if may_be_answer && (bytes.len() as u64) < document::LOOK => {}
                            Some(true) => {
                                self.keep(bytes)?;
                                beginning = None;
                            }
                            Some(false) => break None,
                            None => {}
                        }
                    }
                },
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break Some(error),
            }
        };
        if let Some(bytes) = beginning.filter(|bytes| !bytes.is_empty()) {
            match import::recognise(&self.input, &bytes, true) {
                Some(Recognised::Foreign(plan)) => {
                    return Ok(self.map(&plan, io::Cursor::new(bytes), problems)?.or(failed));
                }
                Some(Recognised::Refused(error)) => return Err(error),
                Some(Recognised::Native | Recognised::Answer) | None => {}
            }
            if document::begins_as_data(&bytes) == Some(false) {
                document::shape(&Source::from_bytes(self.input.name(), bytes))?;
            } else {
                self.keep(&bytes)?;
            }
        }
        Ok(failed)
    }

    /// Whether more was unpacked than anybody would have packed.
    fn is_too_much(&self) -> bool {
        let length = self.source.len();
        self.packing != Packing::Plain
            && length > *LIMIT.get().unwrap_or(&UNPACK_LIMIT)
            && length / UNPACK_TIMES > self.packed.load(Ordering::Relaxed)
    }

    /// Keeps what a map makes of a stream.
    fn map(&self, plan: &Plan, stream: impl Read + Send, problems: &mut Vec<Problem>) -> Result<Option<io::Error>> {
        // Who reads the source begins behind the mark that the file has.
        self.keep(&vec![b' '; self.source.start() as usize])?;
        let mut is_too_much = false;
        let found = import::run(plan, &self.input, stream, &mut |bytes, lines| {
            self.source.add_origins(lines, plan.unites());
            self.keep(bytes)?;
            is_too_much = self.is_too_much();
            Ok(if is_too_much || self.state.is_left.load(Ordering::Relaxed) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            })
        })?;
        if self.source.len() == self.source.start() {
            let boxed = |it: &Problem| Box::new(it.reason.clone());
            let said = found.iter().find(|it| it.reason.is_read_as()).map(boxed);
            let said = said.unwrap_or_else(|| Box::new(Finding::Said { words: String::new() }));
            let broken = found.iter().find(|it| it.level == Level::Error).map(boxed);
            return Err(Error::UnknownFormat {
                name: self.input.name(),
                line: 1,
                column: 1,
                excerpt: None,
                reason: Box::new(match broken {
                    Some(why) => Finding::NothingBecameBroken { said, why },
                    None => Finding::NothingBecame { said },
                }),
                expected: ExpectedFile::RecordOfMap,
            });
        }
        problems.extend(found);
        Ok(is_too_much.then(|| io::Error::other(Finding::TooMuch)))
    }

    fn keep(&self, bytes: &[u8]) -> Result<()> {
        self.source.append(bytes).map_err(|error| no_temporary_file(&error))?;
        let mut news = self.state.news();
        if let Some(end) = memchr::memrchr(b'\n', bytes) {
            news.lines = news.length + end as u64 + 1;
        }
        news.length += bytes.len() as u64;
        self.state.changed.notify_all();
        Ok(())
    }
}

/// Up to `length` bytes from the start of a stream, less only where it ends.
fn first_bytes(stream: &mut dyn Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{self, Segment};
    use std::sync::mpsc::{Receiver, Sender, channel};

    /// A stream of the pieces that are sent, each read by itself; it ends when the sender is dropped.
    struct Pieces(Receiver<Vec<u8>>, io::Cursor<Vec<u8>>);

    impl Read for Pieces {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let read = self.1.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            let Ok(piece) = self.0.recv() else { return Ok(0) };
            self.1 = io::Cursor::new(piece);
            self.1.read(buffer)
        }
    }

    fn growing() -> (Sender<Vec<u8>>, Growing) {
        let (sender, receiver) = channel();
        sender.send(b"{\"id\":\"0\"".to_vec()).unwrap();
        let stream = Pieces(receiver, io::Cursor::default());
        (sender, Growing::start(&Input::Stdin, stream).unwrap())
    }

    fn ids(segment: &Segment) -> Vec<String> {
        (0..segment.events().len()).map(|at| segment.events().id(at).to_owned()).collect()
    }

    #[test]
    fn records_come_while_the_stream_goes_on() {
        let (sender, growing) = growing();
        sender.send(b",\"label\":\"A\"}\n{\"id\":\"1\",\"la".to_vec()).unwrap();
        let mut sender = Some(sender);
        let mut all = Vec::new();
        // The second record is sent when the first has come, and the stream ends when the third has.
        let problems = load::read_growing(&growing, &mut |segment, _| {
            all.extend(segment.iter().flat_map(ids));
            match (all.len(), &sender) {
                (1, Some(open)) => open.send(b"bel\":\"B\"}\n{}\n{\"id\":\"2\",\"label\":\"C\"}\n".to_vec()).unwrap(),
                (3, Some(open)) => {
                    open.send(b"{\"id\":\"3\",\"label\":\"no line end\"}".to_vec()).unwrap();
                    sender = None;
                }
                _ => {}
            }
            ControlFlow::Continue(None)
        });
        assert_eq!((all, problems.unwrap()), (vec!["0".into(), "1".into(), "2".into(), "3".to_owned()], vec![]));
    }

    #[test]
    fn rows_of_a_foreign_stream_that_pauses_are_there_at_once() {
        let table = ("when,what\n2024-02-08,Talks\n2024-02-09,More\n2024", "-02-10,Third\n");
        let lines = ("{\"what\":\"Talks\"}\n{\"what\":\"More\"}\n{\"wh", "at\":\"Third\"}\n");
        for (map, (first, second)) in [("label={what}; date={when}", table), ("label={what}", lines)] {
            let map = import::Map::asked_for(map, |_| Err(io::ErrorKind::NotFound.into())).unwrap();
            let (sender, receiver) = channel();
            sender.send(first.as_bytes().to_vec()).unwrap();
            let stream = Pieces(receiver, io::Cursor::default());
            let growing = Growing::start(&Input::Stdin.with_map("m", &map), stream).unwrap();
            let mut sender = Some(sender);
            let mut counts = Vec::new();
            // The rest of the third record is sent when the other two have come.
            load::read_growing(&growing, &mut |segment, _| {
                counts.extend(segment.iter().map(|segment| segment.events().len()));
                if counts.iter().sum::<usize>() == 2
                    && let Some(open) = sender.take()
                {
                    open.send(second.as_bytes().to_vec()).unwrap();
                }
                ControlFlow::Continue(None)
            })
            .unwrap();
            assert_eq!(counts.iter().sum::<usize>(), 3, "{counts:?}");
            assert!(sender.is_none(), "the first two did not come before the end: {counts:?}");
        }
    }

    #[test]
    fn much_that_comes_at_once_is_read_while_the_stream_goes_on() {
        // More than is looked at to tell lines from a document, in letters of two bytes; and a first line that is as long.
        let line = |n: usize, text: &str| format!("{{\"id\":\"{n}\",\"label\":\"{text}\"}}\n");
        let many: String = (1..=9_000).map(|n| line(n, &"мир".repeat(40 + n % 2))).collect();
        let long = line(1, &"мир".repeat(300_000)) + &line(2, "труд");
        for (lines, count) in [(many, 9_001), (long, 3)] {
            let (sender, growing) = growing();
            sender.send(format!(",\"label\":\"A\"}}\n{lines}").into_bytes()).unwrap();
            let (mut sender, mut read) = (Some(sender), 0);
            let problems = load::read_growing(&growing, &mut |segment, _| {
                read += segment.iter().map(|segment| ids(segment).len()).sum::<usize>();
                // The stream ends when all has come, and not before.
                sender = sender.take().filter(|_| read < count);
                ControlFlow::Continue(None)
            });
            assert_eq!((read, problems.unwrap()), (count, vec![]));
        }
    }

    #[test]
    fn whoever_reads_is_called_again_when_nothing_comes() {
        let (sender, growing) = growing();
        sender.send(b",\"label\":\"A\"}\n".to_vec()).unwrap();
        let mut sender = Some(sender);
        let mut seen = Vec::new();
        load::read_growing(&growing, &mut |segment, _| {
            seen.push(segment.is_some());
            let pause = segment.is_some().then_some(Duration::from_millis(1));
            match (seen.len(), &sender) {
                (2, Some(open)) => open.send(b"{\"id\":\"1\",\"label\":\"B\"}\n".to_vec()).unwrap(),
                (4, _) => sender = None,
                _ => {}
            }
            ControlFlow::Continue(pause)
        })
        .unwrap();
        assert_eq!(seen, [true, false, true, false]);
    }

    #[test]
    fn a_document_is_read_when_all_of_it_is_there() {
        let (sender, growing) = growing();
        for piece in [",\n", "\"events\":[", "{\"id\":\"a\",\"label\":\"A\"}\n", "]}\n"] {
            sender.send(piece.as_bytes().to_vec()).unwrap();
        }
        drop(sender);
        let mut all = Vec::new();
        load::read_growing(&growing, &mut |segment, _| {
            all.extend(segment.iter().flat_map(ids));
            ControlFlow::Continue(None)
        })
        .unwrap();
        assert_eq!(all, ["a"]);
    }

    #[test]
    fn whoever_reads_may_end_it() {
        let (sender, growing) = growing();
        sender.send(b",\"label\":\"A\"}\n{}\n".to_vec()).unwrap();
        let mut calls = 0;
        let problems = load::read_growing(&growing, &mut |_, _| {
            calls += 1;
            ControlFlow::Break(())
        });
        assert_eq!((calls, problems.unwrap()), (1, vec![]));
        drop(growing);
        // The thread ends with what it reads next, and lets go of the stream.
        while sender.send(b"{}\n".to_vec()).is_ok() {}
    }
}
