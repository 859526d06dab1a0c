//! Where data comes from: the bundled dataset, files and folders, standard input; and its bytes as UTF-8 that can
//! be read again at any place.
//!
//! A plain UTF-8 file is read where it lies. Everything else (packed, UTF-16, a pipe) is decoded once into memory,
//! or into an unlinked temporary file when it is large. What a record is, is not known here.

use crate::catalogue::{Finding, Remedy};
use std::borrow::Cow;
#[cfg(feature = "store")]
use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, PoisonError, RwLock};
use std::time::SystemTime;

use super::decode::{Encoding, MARK};
use super::import::map::Map;
use super::import::maps::Maps;
use super::opened::{Opened, read_exact_at, why_lost};
use super::spool::Spool;
#[cfg(feature = "store")]
use super::wanted::Wanted;
use crate::error::{Error, Result};
use crate::index::bytes::{Reader, Writer};
use crate::problem::{Level, Location, Problem};
use crate::text::sanitise_line;

/// Bytes that are looked at together for the end of a line.
const CHUNK: usize = 256 << 10;

/// Bytes of decoded input that are held in memory; more goes to a temporary file.
const IN_MEMORY: usize = 64 << 20;
/// The dataset that is part of the program.
static BUNDLED: &[u8] = include_bytes!("../../data/critical-minerals.json");

/// Where data comes from, as the user named it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input {
    /// The dataset that is part of the program.
    Bundled,
    /// A file, or a folder that stands for the files in it.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// A file, a folder or standard input that these maps may read too.
    Mapped(Box<Input>, Arc<Maps>),
    /// Data that come from a store beyond this machine.
    #[cfg(feature = "store")]
    Stream(Stream),
}

/// Data that are asked for anew at each load, as lines of the format.
#[cfg(feature = "store")]
#[derive(Clone)]
pub struct Stream {
    /// As messages call it.
    pub name: String,
    /// What says that two are the same data, whatever they are called.
    pub origin: String,
    /// The arguments by which a command line names it.
    pub arguments: Vec<OsString>,
    /// What is asked for.
    pub wanted: Wanted,
    /// Asks for it.
    pub ask: Arc<Ask>,
}

/// Asks for data that lie elsewhere: what is wanted, or more.
#[cfg(feature = "store")]
pub type Ask = dyn Fn(&Wanted) -> Result<Streamed> + Send + Sync;

#[cfg(feature = "store")]
impl Stream {
    /// Data that messages call so.
    pub fn new(name: String, ask: Arc<Ask>) -> Stream {
        Stream { name, origin: String::new(), arguments: Vec::new(), wanted: Wanted::All, ask }
    }
}

/// Words with how data print them: occurrences, small ones, roles.
#[cfg(feature = "store")]
pub type Printed = Vec<(String, [u16; 3])>;

/// What such data are.
#[cfg(feature = "store")]
pub struct Streamed {
    /// Their records.
    pub read: Box<dyn io::Read + Send>,
    /// What was skipped before they came to be there.
    pub faults: Vec<Problem>,
    /// Where they are a part of more: words with how all of it prints them.
    pub vocabulary: Option<Printed>,
}

#[cfg(feature = "store")]
impl Streamed {
    /// Records, and nothing beside them.
    pub fn of(read: impl io::Read + Send + 'static) -> Streamed {
        Streamed { read: Box::new(read), faults: Vec::new(), vocabulary: None }
    }
}

#[cfg(feature = "store")]
impl PartialEq for Stream {
    fn eq(&self, other: &Stream) -> bool {
        (&self.origin, &self.arguments, &self.wanted) == (&other.origin, &other.arguments, &other.wanted)
    }
}

#[cfg(feature = "store")]
impl Eq for Stream {}

#[cfg(feature = "store")]
impl std::fmt::Debug for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stream").field("name", &self.name).field("origin", &self.origin).finish_non_exhaustive()
    }
}

impl Input {
    /// The file or folder that it is.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Input::Path(path) => Some(path),
            Input::Bundled | Input::Stdin => None,
            Input::Mapped(input, _) => input.path(),
            #[cfg(feature = "store")]
            Input::Stream(_) => None,
        }
    }

    /// The same, to be read with this map, which was asked for by these words; the user's own may still read others.
    #[must_use]
    pub fn with_map(&self, words: &str, map: &Arc<Map>) -> Input {
        let own = self.maps().own.clone();
        let maps = Arc::new(Maps { chosen: Some((words.to_owned(), Arc::clone(map))), own });
        let input = match self {
            Input::Mapped(input, _) => input.clone(),
            other => Box::new(other.clone()),
        };
        Input::Mapped(input, maps)
    }

    /// Another file that the same maps may read.
    pub(super) fn at(&self, path: PathBuf) -> Input {
        match self {
            Input::Mapped(_, maps) => Input::Mapped(Box::new(Input::Path(path)), Arc::clone(maps)),
            Input::Bundled | Input::Path(_) | Input::Stdin => Input::Path(path),
            #[cfg(feature = "store")]
            Input::Stream(_) => Input::Path(path),
        }
    }

    /// The maps that may read it, beside those of the program.
    pub fn maps(&self) -> &Maps {
        static NONE: LazyLock<Maps> = LazyLock::new(Maps::default);
        match self {
            Input::Mapped(_, maps) => maps,
            Input::Bundled | Input::Path(_) | Input::Stdin => &NONE,
            #[cfg(feature = "store")]
            Input::Stream(_) => &NONE,
        }
    }

    /// Whether it is standard input.
    pub fn is_stdin(&self) -> bool {
        match self {
            Input::Stdin => true,
            Input::Mapped(input, _) => input.is_stdin(),
            Input::Bundled | Input::Path(_) => false,
            #[cfg(feature = "store")]
            Input::Stream(_) => false,
        }
    }

    /// The name for messages, sanitised.
    pub fn name(&self) -> String {
        match self {
            Input::Bundled => "bundled dataset".to_owned(),
            Input::Path(path) => sanitise_line(&path.to_string_lossy()).into_owned(),
            Input::Stdin => "standard input".to_owned(),
            Input::Mapped(input, _) => input.name(),
            #[cfg(feature = "store")]
            Input::Stream(stream) => stream.name.clone(),
        }
    }

    /// Whether it comes from elsewhere, so that it is whole or nothing: what is missing was not seen by anybody.
    pub fn is_elsewhere(&self) -> bool {
        #[cfg(feature = "store")]
        if let Input::Stream(_) = self {
            return true;
        }
        false
    }
}

/// Bytes that can be read again: memory, a file where it lies, or an unlinked temporary file.
#[derive(Debug)]
pub struct Source {
    name: Arc<str>,
    start: u64,
    length: AtomicU64,
    bytes: Bytes,
    has_failed: AtomicBool,
    /// Where the lines of a foreign file were that its records were made of.
    origins: RwLock<Option<Origins>>,
}

/// The place in a foreign file of each line that was made of it.
#[derive(Debug, Default)]
pub(super) struct Origins {
    lines: Vec<u32>,
    /// Whether records with one id become one without a word.
    unites: bool,
}

impl Origins {
    /// Reads what [`Source::save_origins`] has written.
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Origins> {
        let unites = reader.number()? == 1;
        Some(Origins { lines: reader.column()?, unites })
    }
}

#[derive(Debug)]
enum Bytes {
    Memory(Cow<'static, [u8]>),
    File(Opened),
    Spool(Spool),
    /// What a map made the last time, from here on in a file of the cache.
    Kept(File, u64),
}

impl Source {
    /// The input as the user named it, sanitised.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// Offset of the first byte of text: 3 after a byte order mark, else 0.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// Number of bytes, those before [`Source::start`] included; of what is still decoded, those that are there.
    #[allow(clippy::len_without_is_empty, reason = "an empty input is a fault of the data and found by its reader")]
    pub fn len(&self) -> u64 {
        self.length.load(Ordering::Acquire)
    }

    /// A source of bytes in memory.
    pub fn from_bytes(name: impl Into<Arc<str>>, bytes: impl Into<Cow<'static, [u8]>>) -> Source {
        let bytes = bytes.into();
        let start = if Encoding::of(&bytes) == (Encoding::Utf8 { mark: true }) { MARK } else { 0 };
        Source {
            name: name.into(),
            start,
            length: AtomicU64::new(bytes.len() as u64),
            bytes: Bytes::Memory(bytes),
            has_failed: AtomicBool::default(),
            origins: RwLock::default(),
        }
    }

    /// The bytes of a file where it lies, from `start` on.
    pub(super) fn of_file(input: &Input, path: &Path, start: u64, file: File, about: &fs::Metadata) -> Result<Source> {
        let opened = Opened::new(path.to_owned(), file, about).map_err(|error| cannot_read(input, error))?;
        Ok(Source {
            name: input.name().into(),
            start,
            length: AtomicU64::new(about.len()),
            bytes: Bytes::File(opened),
            has_failed: AtomicBool::default(),
            origins: RwLock::default(),
        })
    }

    /// A source without bytes, to which they are added as they are decoded.
    pub(super) fn growing(name: impl Into<Arc<str>>, start: u64) -> Source {
        let bytes = Bytes::Spool(Spool::new(IN_MEMORY));
        Source {
            name: name.into(),
            start,
            length: AtomicU64::new(0),
            bytes,
            has_failed: AtomicBool::default(),
            origins: RwLock::default(),
        }
    }

    /// What a map made the last time of a foreign file: `length` bytes from `start` on in a file of the cache, and the line of
    /// the foreign file of each line in it.
    pub(super) fn kept(name: impl Into<Arc<str>>, file: File, [start, length]: [u64; 2], origins: Origins) -> Source {
        Source {
            name: name.into(),
            start: 0,
            length: AtomicU64::new(length),
            bytes: Bytes::Kept(file, start),
            has_failed: AtomicBool::default(),
            origins: RwLock::new(Some(origins)),
        }
    }

    /// Writes where its lines were in the foreign file.
    pub fn save_origins(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        let origins = self.origins.read().unwrap_or_else(PoisonError::into_inner);
        let none = Origins::default();
        let Origins { lines, unites } = origins.as_ref().unwrap_or(&none);
        writer.number(u64::from(*unites))?;
        writer.column(lines)
    }

    /// Writes all its bytes.
    pub fn save_bytes(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        let mut chunk = vec![0; CHUNK];
        let mut at = 0;
        while at < self.len() {
            let length = (self.len() - at).min(CHUNK as u64) as usize;
            self.read_at(at, &mut chunk[..length]).map_err(|error| io::Error::other(error.finding()))?;
            writer.bytes(&chunk[..length])?;
            at += length as u64;
        }
        Ok(())
    }

    /// Adds bytes to a growing source. Only one thread does.
    pub(super) fn append(&self, bytes: &[u8]) -> io::Result<()> {
        let Bytes::Spool(spool) = &self.bytes else { return Err(io::ErrorKind::Unsupported.into()) };
        spool.append(bytes, self.len())?;
        self.length.fetch_add(bytes.len() as u64, Ordering::Release);
        Ok(())
    }

    /// Notes where the next lines are from that are added to a growing source.
    pub(super) fn add_origins(&self, lines: &[u32], unites: bool) {
        let mut origins = self.origins.write().unwrap_or_else(PoisonError::into_inner);
        let origins = origins.get_or_insert_default();
        origins.lines.extend_from_slice(lines);
        origins.unites = unites;
    }

    /// The line of the file that line `line` of the source was made of, when the file is a foreign one.
    pub fn origin(&self, line: u64) -> Option<u64> {
        let origins = self.origins.read().unwrap_or_else(PoisonError::into_inner);
        let lines = &origins.as_ref()?.lines;
        let at = usize::try_from(line.checked_sub(1)?).ok()?;
        Some(lines.get(at).map_or(0, |line| u64::from(*line)))
    }

    /// Whether a map has made the records of this source.
    pub fn is_mapped(&self) -> bool {
        self.origins.read().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Whether records of this source that have one id become one without a word.
    pub fn unites(&self) -> bool {
        self.origins.read().unwrap_or_else(PoisonError::into_inner).as_ref().is_some_and(|origins| origins.unites)
    }

    /// The dataset that is part of the program.
    pub fn bundled() -> Source {
        Source::from_bytes(Input::Bundled.name(), BUNDLED)
    }

    /// All bytes, when they are in memory.
    pub fn as_slice(&self) -> Option<&[u8]> {
        match &self.bytes {
            Bytes::Memory(bytes) => Some(bytes),
            Bytes::File(..) | Bytes::Spool(_) | Bytes::Kept(..) => None,
        }
    }

    /// Whether the file is still the one that was opened, as far as its length, the time of its last change and its
    /// last bytes tell. A file that was only added to is.
    pub fn is_unchanged(&self) -> bool {
        match &self.bytes {
            Bytes::File(opened) => opened.check().is_ok(),
            Bytes::Memory(_) | Bytes::Spool(_) | Bytes::Kept(..) => true,
        }
    }

    /// When a file that is read where it lies was last changed, as of its opening. `None` for anything else, and where
    /// the system does not know it.
    pub fn last_change(&self) -> Option<SystemTime> {
        match &self.bytes {
            Bytes::File(opened) => opened.last_change(),
            Bytes::Memory(_) | Bytes::Spool(_) | Bytes::Kept(..) => None,
        }
    }

    /// Whether bytes could not be read once: what was made of the source may lack them.
    pub fn has_failed(&self) -> bool {
        self.has_failed.load(Ordering::Relaxed)
    }

    /// One past the next line end from `from` on, or the end of the source.
    pub fn line_end(&self, mut from: u64) -> Result<u64> {
        let mut chunk = vec![0; CHUNK];
        while from < self.len() {
            let length = (self.len() - from).min(CHUNK as u64) as usize;
            self.read_at(from, &mut chunk[..length])?;
            if let Some(end) = memchr::memchr(b'\n', &chunk[..length]) {
                return Ok(from + end as u64 + 1);
            }
            from += length as u64;
        }
        Ok(from)
    }

    /// Fills `buffer` with the bytes from `offset` on. An error when they are not all there, or when the file has
    /// changed: see [`Source::is_unchanged`].
    pub fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<()> {
        let read = self.try_read_at(offset, buffer);
        if read.is_err() {
            self.has_failed.store(true, Ordering::Relaxed);
        }
        read
    }

    fn try_read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<()> {
        let lost = |reason: Finding| Error::ReadRecord { name: self.name.to_string(), reason };
        match &self.bytes {
            Bytes::Memory(bytes) => {
                let place = usize::try_from(offset).ok().and_then(|start| {
                    let end = start.checked_add(buffer.len())?;
                    bytes.get(start..end)
                });
                buffer.copy_from_slice(place.ok_or_else(|| lost(Finding::ShorterThanThat))?);
                Ok(())
            }
            Bytes::File(opened) => opened.read_at(offset, buffer).map_err(lost),
            Bytes::Spool(spool) => spool.read_at(offset, buffer).map_err(|error| lost(why_lost(&error))),
            Bytes::Kept(file, start) => {
                read_exact_at(file, start + offset, buffer).map_err(|error| lost(why_lost(&error)))
            }
        }
    }
}

pub(super) fn cannot_read(input: &Input, source: io::Error) -> Error {
    Error::ReadInput { name: input.name(), source }
}

pub(super) fn problem(input: &Input, level: Level, line: u64, reason: Finding, remedy: Remedy) -> Problem {
    Problem {
        level,
        location: Location { file: input.name().into(), line, column: 0, pointer: String::new() },
        record: None,
        reason,
        remedy,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::opening::{Opening, open};
    use std::io::Write as _;

    const TEXT: &str = "{\"label\": \"Встреча\"}\n{\"label\": \"two\"}\n";

    fn file(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> Input {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        Input::Path(path)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        let unit = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        format!("\u{feff}{text}").encode_utf16().flat_map(unit).collect()
    }

    /// An input with all of its bytes there.
    fn whole(input: &Input) -> Result<(Arc<Source>, Vec<Problem>)> {
        match open(input)? {
            Opening::Whole(source) => Ok((Arc::new(source), Vec::new())),
            Opening::Growing(growing) => {
                let mut reached = growing.wait_for_bytes(0);
                while !reached.is_all {
                    reached = growing.wait_for_bytes(reached.length);
                }
                Ok((Arc::clone(growing.source()), growing.end()?))
            }
        }
    }

    #[track_caller]
    fn opened(input: &Input) -> (Arc<Source>, Vec<Problem>) {
        whole(input).unwrap()
    }

    #[track_caller]
    fn text(source: &Source) -> String {
        let mut bytes = vec![0; (source.len() - source.start()) as usize];
        source.read_at(source.start(), &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn every_way_of_writing_a_file_gives_the_same_text() {
        let folder = tempfile::tempdir().unwrap();
        let marked = format!("\u{feff}{TEXT}");
        for (name, bytes, start, is_growing) in [
            ("plain", TEXT.as_bytes().to_vec(), 0, false),
            ("mark", marked.as_bytes().to_vec(), 3, false),
            ("utf-16 le", utf16(TEXT, true), 0, true),
            ("utf-16 be", utf16(TEXT, false), 0, true),
            ("gzip", gzip(TEXT.as_bytes()), 0, true),
            ("gzip with mark", gzip(marked.as_bytes()), 3, true),
            ("gzip of utf-16", gzip(&utf16(TEXT, true)), 0, true),
            ("zstd", zstd(TEXT.as_bytes()), 0, true),
            ("zstd of utf-16", zstd(&utf16(TEXT, false)), 0, true),
        ] {
            let input = file(&folder, name, &bytes);
            let (source, problems) = opened(&input);
            assert_eq!((text(&source).as_str(), problems), (TEXT, vec![]), "{name}");
            assert_eq!((source.start(), matches!(source.bytes, Bytes::Spool(_))), (start, is_growing), "{name}");
            assert_eq!(source.name().as_ref(), input.name(), "{name}");
        }
    }

    #[test]
    fn small_and_empty_files_open() {
        let folder = tempfile::tempdir().unwrap();
        for bytes in [&b""[..], b"{", b"{}", b"\xef\xbb\xbf", b"\xff\xfe"] {
            let (source, problems) = opened(&file(&folder, "small", bytes));
            assert_eq!(problems, []);
            assert_eq!(text(&source), String::from_utf8_lossy(bytes).trim_matches(['\u{feff}', '\u{fffd}']));
        }
    }

    #[test]
    fn the_bundled_dataset_is_in_memory() {
        let source = Source::bundled();
        assert_eq!((source.name().as_ref(), source.start()), ("bundled dataset", 0));
        assert_eq!(source.as_slice().unwrap(), BUNDLED);
        assert_eq!(source.len(), BUNDLED.len() as u64);
    }

    #[test]
    fn packed_data_that_breaks_off_keeps_what_came_before() {
        let folder = tempfile::tempdir().unwrap();
        let long: String = (0..300_000).map(|n| format!("{{\"label\": \"{n:x}\"}}\n")).collect::<Vec<_>>().concat();
        for (bytes, what) in [(gzip(long.as_bytes()), "the gzip data"), (zstd(long.as_bytes()), "the zstd data")] {
            let (source, problems) = opened(&file(&folder, "cut", &bytes[..bytes.len() / 2]));
            let kept = text(&source);
            assert!(!kept.is_empty() && long.starts_with(&kept));
            assert_eq!((problems.len(), problems[0].level), (1, Level::Error));
            assert!(
                problems[0].reason.to_string().starts_with(&format!("{what} breaks off after")),
                "{}",
                problems[0].reason
            );
            let stub = whole(&file(&folder, "stub", &bytes[..5]));
            assert!(matches!(stub, Err(Error::ReadInput { .. })), "{stub:?}");
        }
    }

    #[test]
    fn half_surrogates_of_utf_16_are_one_problem() {
        let folder = tempfile::tempdir().unwrap();
        let mut bytes = utf16("{}\n", true);
        bytes.extend([0x00, 0xdc, 0x00, 0xdc]);
        let (source, problems) = opened(&file(&folder, "halves", &bytes));
        assert_eq!(text(&source), "{}\n\u{fffd}\u{fffd}");
        assert_eq!((problems.len(), problems[0].level, problems[0].location.line), (1, Level::Error, 2));
    }

    #[test]
    fn a_file_that_changed_is_not_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let (input, path) = (file(&folder, "log", b"0123456789"), folder.path().join("log"));
        let (source, _) = opened(&input);
        let mut four = [0; 4];
        source.read_at(3, &mut four).unwrap();
        assert_eq!(&four, b"3456");
        for (bytes, why) in [(&b"0123"[..], "shorter"), (b"x0123456789", "changed"), (b"01234567890", "")] {
            fs::write(&path, bytes).unwrap();
            assert_eq!(source.is_unchanged(), why.is_empty());
            match source.read_at(0, &mut four) {
                Err(Error::ReadRecord { reason, .. }) => {
                    assert!(!why.is_empty() && reason.to_string().contains(why), "{reason}");
                }
                Ok(()) => assert_eq!((why, &four), ("", b"0123"), "a file that was only added to is read"),
                Err(other) => panic!("{other:?}"),
            }
        }
        fs::write(&path, b"9876543210").unwrap();
        let past = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(3600);
        File::options().write(true).open(&path).unwrap().set_modified(past).unwrap();
        assert!(matches!(source.read_at(0, &mut four), Err(Error::ReadRecord { .. })));
        let memory = Source::from_bytes("memory", b"0123");
        memory.read_at(0, &mut four).unwrap();
        assert!(memory.read_at(1, &mut four).is_err() && memory.read_at(u64::MAX, &mut four).is_err());
    }

    #[test]
    fn what_cannot_be_opened_is_named() {
        let folder = tempfile::tempdir().unwrap();
        for path in [folder.path().join("missing\u{1b}.json"), folder.path().to_owned()] {
            let input = Input::Path(path);
            match whole(&input) {
                Err(Error::ReadInput { name, .. }) => {
                    assert_eq!(name, input.name());
                    assert!(!name.contains('\u{1b}'));
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_read_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(made.success());
        let writer = std::thread::spawn({
            let path = path.clone();
            move || fs::write(path, gzip(TEXT.as_bytes())).unwrap()
        });
        let (source, problems) = opened(&Input::Path(path));
        writer.join().unwrap();
        assert_eq!((text(&source).as_str(), problems), (TEXT, vec![]));
    }
}
