//! The cache: files of the user alone, one for each large data file, in which the index of that file is kept.
//!
//! A file of the cache is named after the path of the data and begins with a *key*, which says what it was made from
//! and by which program: it is used only while the key would be the same today. What is written is complete or not
//! there. What cannot be read, is damaged or is out of date is removed, and nobody is told, since everything in it can
//! be made again. What the sections hold is not known here.
//!
//! ```text
//! "oreline\n"                         8 bytes
//! length of the header                8 bytes
//! header: key, [start, length] of each section, checksum
//! section: values, checksum           one after the other, up to the end of the file
//! ```

use super::input::Origins;
use super::opened::read_exact_at;
use super::{Input, Source};
use crate::disk::{Access, Whole, make_private};
use crate::index::bytes::{Reader, Writer, text_hash};
use std::fs::{self, File};
use std::hash::Hasher as _;
use std::io::{self, BufWriter, Read, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use twox_hash::XxHash3_64;

/// The version of what is kept. To be raised when the form of anything kept changes, or what it means: how words are
/// folded, which texts are indexed, which problems are found.
const VERSION: u32 = 14;

/// What every file of the cache begins with.
const MAGIC: u64 = u64::from_ne_bytes(*b"oreline\n");

/// Bytes of the magic number and the length of the header.
const PROLOGUE: u64 = 16;

/// The longest header that is believed.
const MOST_HEADER: u64 = 1 << 24;

/// Bytes of the data that are compared at each of the places below.
const SAMPLE: u64 = 4096;

/// Places of the data that are compared: the start, the end, and so many between them.
const SAMPLES: u64 = 16;

/// After this time a file that was being written is left over from a program that was killed.
const LEFT_OVER: Duration = Duration::from_secs(3600);

/// Where indexes are kept, and which.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cache {
    /// The folder. It is made when it is needed, for the user alone.
    pub folder: PathBuf,
    /// Bytes of the smallest data file whose index is kept.
    pub least: u64,
    /// Bytes that all that is kept may take; what is oldest goes first. The newest stays whatever its length: what was
    /// just made at some cost is not removed at once.
    pub most: u64,
}

impl Cache {
    /// The cache in `folder`, for files from 64 MB on, of 2 GB.
    pub fn in_folder(folder: PathBuf) -> Cache {
        Cache { folder, least: 64 << 20, most: 2 << 30 }
    }

    /// Where the index of an input is kept. `None` when it is not kept: the input is small, or no file that is read
    /// where it lies.
    pub fn entry(&self, input: &Input, source: &Source) -> Option<CacheEntry> {
        self.entry_of_map(input, source, &[])
    }

    /// Where the index of a foreign file is kept, and what a map made of it; `map` is all that this depends on besides the
    /// file. Of a native file it is empty.
    pub fn entry_of_map(&self, input: &Input, source: &Source, map: &[u8]) -> Option<CacheEntry> {
        let path = input.path()?;
        let (length, changed) = (source.len(), source.last_change()?);
        if length < self.least {
            return None;
        }
        let path = fs::canonicalize(path).ok()?;
        let path = path.as_os_str().as_encoded_bytes();
        let mut key = Vec::new();
        write_key(&mut Writer::new(&mut key), path, source, changed).ok()?;
        key.extend_from_slice(map);
        let name = format!("{:016x}{}", XxHash3_64::oneshot(path), ending());
        Some(CacheEntry { cache: self.clone(), name, key, map: map.to_vec() })
    }

    /// Removes what is out of date or left over, and what is oldest until the rest, or the newest alone, is within the limit.
    fn tidy(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        let mut kept = Vec::new();
        for entry in entries.flatten() {
            let (Some(name), Ok(about)) = (entry.file_name().to_str().and_then(Name::of), entry.metadata()) else {
                continue;
            };
            let changed = about.modified().unwrap_or(UNIX_EPOCH);
            match name {
                _ if !about.is_file() => {}
                Name::Current => kept.push((changed, about.len(), entry.path())),
                Name::Unfinished if changed.elapsed().is_ok_and(|age| age < LEFT_OVER) => {}
                Name::Unfinished | Name::Other => remove(&entry.path()),
            }
        }
        kept.sort_unstable_by(|a, b| b.cmp(a));
        let mut total = 0;
        for (at, (_, length, path)) in kept.into_iter().enumerate() {
            total += length;
            if at > 0 && total > self.most {
                remove(&path);
            }
        }
    }
}

/// What the names of files of this version end with.
fn ending() -> String {
    format!(".v{VERSION}.index")
}

/// What the names of files end with while they are written.
const UNFINISHED: &str = ".tmp";

/// What a file in the folder is by its name; anything else is not ours.
enum Name {
    /// An index of this version.
    Current,
    /// An index of another version.
    Other,
    /// An index that is being written.
    Unfinished,
}

impl Name {
    fn of(name: &str) -> Option<Name> {
        let (hash, ending) = name.split_at_checked(16)?;
        if !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        match ending.strip_prefix(".v")?.split_once(".index")? {
            (_, "") if ending == self::ending() => Some(Name::Current),
            (version, "") if number(version) => Some(Name::Other),
            (version, rest) if number(version) && rest.ends_with(UNFINISHED) => Some(Name::Unfinished),
            _ => None,
        }
    }
}

/// Everything that, when it differs, makes what is kept useless.
fn write_key(writer: &mut Writer<'_>, path: &[u8], source: &Source, changed: SystemTime) -> io::Result<()> {
    writer.number(u64::from(VERSION))?;
    writer.text(env!("CARGO_PKG_VERSION"))?;
    // The hash of ids is the standard library's, which may choose another.
    writer.number(text_hash("oreline"))?;
    writer.column(path)?;
    writer.number(source.start())?;
    writer.number(source.len())?;
    let (sign, since) = match changed.duration_since(UNIX_EPOCH) {
        Ok(after) => (1, after),
        Err(before) => (0, before.duration()),
    };
    writer.number(sign)?;
    writer.number(since.as_secs())?;
    writer.number(u64::from(since.subsec_nanos()))?;
    writer.number(sample(source).ok_or(io::ErrorKind::UnexpectedEof)?)
}

/// A hash of pieces of the data, so that a change is noticed that leaves length and time as they were.
fn sample(source: &Source) -> Option<u64> {
    let mut sum = XxHash3_64::new();
    let length = SAMPLE.min(source.len());
    let last = source.len() - length;
    let mut piece = vec![0; length as usize];
    for at in 0..=SAMPLES + 1 {
        let offset = (u128::from(last) * u128::from(at) / u128::from(SAMPLES + 1)) as u64;
        source.read_at(offset, &mut piece).ok()?;
        sum.write(&piece);
    }
    Some(sum.finish())
}

/// The place of one data file's index in a cache.
#[derive(Clone, Debug)]
pub struct CacheEntry {
    cache: Cache,
    name: String,
    key: Vec<u8>,
    map: Vec<u8>,
}

/// Writes one section.
pub type WriteSection<'a> = Box<dyn Fn(&mut Writer<'_>) -> io::Result<()> + 'a>;

impl CacheEntry {
    fn path(&self) -> PathBuf {
        self.cache.folder.join(&self.name)
    }

    /// Whether the data is still what it was when the entry was made. What was added to it since, or has taken its name,
    /// makes it another.
    pub fn is_current(&self, input: &Input, source: &Source) -> bool {
        let Some(path) = input.path() else { return false };
        let same_file = fs::metadata(path)
            .is_ok_and(|now| now.len() == source.len() && now.modified().ok() == source.last_change());
        let same_key = || self.cache.entry_of_map(input, source, &self.map).is_some_and(|entry| entry.key == self.key);
        same_file && !source.has_failed() && same_key()
    }

    /// What is kept, when it was made from the same data.
    pub fn open(&self) -> Option<CacheFile> {
        let path = self.path();
        // A pipe would not come back from being opened.
        if !fs::symlink_metadata(&path).ok()?.is_file() {
            return None;
        }
        let kept = File::open(&path).ok().and_then(|file| CacheFile::open(file, &self.key));
        if kept.is_none() {
            self.remove();
        }
        kept
    }

    /// Removes what is kept.
    pub fn remove(&self) {
        remove(&self.path());
    }

    /// Keeps the sections, in place of what was kept before. What fails leaves nothing behind.
    pub fn write(&self, sections: &[WriteSection<'_>]) -> io::Result<()> {
        let folder = &self.cache.folder;
        make_private(folder)?;
        let whole = Whole {
            unfinished: [&format!("{}.", self.name), UNFINISHED],
            access: Access::Private,
            replaces: true,
            is_synced: false,
        };
        whole.write(&self.path(), |file| self.write_sections(file, sections))?;
        self.cache.tidy();
        Ok(())
    }

    fn write_sections(&self, file: &mut File, sections: &[WriteSection<'_>]) -> io::Result<()> {
        let mut out = BufWriter::with_capacity(1 << 18, file);
        let mut table = vec![[0, 0]; sections.len()];
        let mut at = PROLOGUE + write_header(&mut out, &self.key, &table)?;
        for (section, place) in sections.iter().zip(&mut table) {
            let mut writer = Writer::new(&mut out);
            section(&mut writer)?;
            *place = [at, writer.finish()?];
            at += place[1];
        }
        // Now that the places are known.
        out.seek(SeekFrom::Start(0))?;
        write_header(&mut out, &self.key, &table)?;
        out.flush()
    }
}

/// Writes what comes before the sections; says the length of the header.
fn write_header(out: &mut dyn Write, key: &[u8], table: &[[u64; 2]]) -> io::Result<u64> {
    let mut header = Vec::new();
    let mut writer = Writer::new(&mut header);
    writer.column(key)?;
    writer.column(table)?;
    let length = writer.finish()?;
    out.write_all(&MAGIC.to_ne_bytes())?;
    out.write_all(&length.to_ne_bytes())?;
    out.write_all(&header)?;
    Ok(length)
}

fn remove(path: &Path) {
    // What cannot be removed is not used either.
    let _ = fs::remove_file(path);
}

/// A file of the cache, open for reading.
#[derive(Debug)]
pub struct CacheFile {
    file: File,
    /// Start and length of each section.
    sections: Vec<[u64; 2]>,
}

impl CacheFile {
    fn open(file: File, key: &[u8]) -> Option<CacheFile> {
        let about = file.metadata().ok()?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            if about.permissions().mode() & 0o077 != 0 {
                return None;
            }
        }
        let mut prologue = [0u64; 2];
        read_exact_at(&file, 0, bytemuck::cast_slice_mut(&mut prologue)).ok()?;
        let [magic, length] = prologue;
        if magic != MAGIC || length > MOST_HEADER.min(about.len().checked_sub(PROLOGUE)?) {
            return None;
        }
        let mut from = Piece { file: &file, at: PROLOGUE };
        let mut reader = Reader::new(&mut from, length);
        let same_key = reader.column::<u8>()? == key;
        let sections: Vec<[u64; 2]> = reader.column()?;
        reader.finish()?;
        let mut end = PROLOGUE + length;
        for [start, length] in &sections {
            if *start != end {
                return None;
            }
            end = end.checked_add(*length)?;
        }
        (same_key && end == about.len()).then_some(CacheFile { file, sections })
    }

    /// What the last two sections hold, when they are what a map made of the file of this name: the place of each record in the
    /// foreign file, and the records. These are read when they are asked for.
    pub fn records(&self, name: &str) -> Option<Source> {
        let origins = self.section(self.count().checked_sub(2)?, Origins::read)?;
        let [start, length] = *self.sections.last()?;
        // The checksum stands behind them.
        let place = [start, length.checked_sub(8)?];
        Some(Source::kept(name, self.file.try_clone().ok()?, place, origins))
    }

    /// How many sections there are.
    pub fn count(&self) -> usize {
        self.sections.len()
    }

    /// Reads section number `at` to its end with `read`.
    pub fn section<T>(&self, at: usize, read: impl FnOnce(&mut Reader<'_>) -> Option<T>) -> Option<T> {
        let [start, length] = *self.sections.get(at)?;
        let mut from = Piece { file: &self.file, at: start };
        let mut reader = Reader::new(&mut from, length);
        let value = read(&mut reader)?;
        reader.finish()?;
        Some(value)
    }
}

/// A file from a place on. Several are read at the same time.
struct Piece<'f> {
    file: &'f File,
    at: u64,
}

impl Read for Piece<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.read_exact(buffer)?;
        Ok(buffer.len())
    }

    fn read_exact(&mut self, buffer: &mut [u8]) -> io::Result<()> {
        read_exact_at(self.file, self.at, buffer)?;
        self.at += buffer.len() as u64;
        Ok(())
    }
}
