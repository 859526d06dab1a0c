//! A file of the user that was opened, and whether it is still what it was then.
//!
//! Others may cut it, add to it or write over it at any time. What was added behind its end does not matter; anything
//! else is found here, as far as length, time of the last change and last bytes tell. A system lets a program have some
//! hundreds of files open, and a folder may have more: only those used last stay open, the others are opened again when
//! they are read. What stands in a file is not known here.

use crate::catalogue::{Finding, SystemFault};
use std::collections::VecDeque;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::SystemTime;

/// A file of the user, and what tells whether it is still what was opened.
#[derive(Debug)]
pub(super) struct Opened {
    path: PathBuf,
    /// What it is open as, while it is among the files that stay open.
    open: Arc<Slot>,
    /// Which file it is, whatever its name.
    identity: Identity,
    length: u64,
    /// The time of its last change, where the system knows it.
    changed: Option<SystemTime>,
    /// Its last bytes. In a file that has grown, and was only added to, they stand where they stood.
    tail: Vec<u8>,
    /// Whether it is known to have another time and no other length.
    has_changed: AtomicBool,
}

/// Bytes of a file that are kept as its tail.
const TAIL: u64 = 64;

/// Files that stay open. As long as there are no more, a file can be read that has lost its name.
const MOST_OPEN: usize = 16;

/// Where an open file stands, if it is open.
type Slot = Mutex<Option<Arc<File>>>;

/// The files that are open, those opened last at the end. The limit is one of the whole program, so this is too.
static OPEN: Mutex<VecDeque<Weak<Slot>>> = Mutex::new(VecDeque::new());

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Counts a file as open, and closes the one that was opened first when they are too many.
fn stays_open(slot: &Arc<Slot>) {
    let mut open = lock(&OPEN);
    open.retain(|slot| slot.strong_count() > 0);
    open.push_back(Arc::downgrade(slot));
    let first = if open.len() > MOST_OPEN { open.pop_front() } else { None };
    drop(open);
    if let Some(slot) = first.and_then(|slot| slot.upgrade()) {
        *lock(&slot) = None;
    }
}

/// What no two files have in common: device and number; where the system does not tell these, nothing is compared.
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(about: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt as _;
    (about.dev(), about.ino())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Identity {
    (0, 0)
}

impl Opened {
    /// Notes what the file at a path, which was just opened, is now.
    pub(super) fn new(path: PathBuf, file: File, about: &Metadata) -> io::Result<Opened> {
        let length = about.len();
        let mut tail = vec![0; length.min(TAIL) as usize];
        read_exact_at(&file, length - tail.len() as u64, &mut tail)?;
        let opened = Opened {
            path,
            open: Arc::new(Mutex::new(Some(Arc::new(file)))),
            identity: identity(about),
            length,
            changed: about.modified().ok(),
            tail,
            has_changed: AtomicBool::new(false),
        };
        stays_open(&opened.open);
        Ok(opened)
    }

    /// The open file; it is opened again when it was closed. Fails with the reason when another file has its name now.
    fn file(&self) -> Result<Arc<File>, Finding> {
        let mut open = lock(&self.open);
        if let Some(file) = &*open {
            return Ok(Arc::clone(file));
        }
        // What is looked at first is no pipe that would be waited for, and what is opened is what was looked at.
        let is_same = |about: &Metadata| about.is_file() && identity(about) == self.identity;
        let about = fs::metadata(&self.path).map_err(|error| system(&error))?;
        if !is_same(&about) {
            return Err(Finding::AnotherFile);
        }
        let file = File::open(&self.path).map_err(|error| system(&error))?;
        if !file.metadata().is_ok_and(|about| is_same(&about)) {
            return Err(Finding::AnotherFile);
        }
        let file = Arc::new(file);
        *open = Some(Arc::clone(&file));
        drop(open);
        stays_open(&self.open);
        Ok(file)
    }

    /// The time of its last change when it was opened, where the system knows it.
    pub(super) fn last_change(&self) -> Option<SystemTime> {
        self.changed
    }

    /// Fails with the reason when the file is not the one that was opened any more. More behind its end does not
    /// matter, wherever that end was: what was read stands where it stood.
    pub(super) fn check(&self) -> Result<(), Finding> {
        self.check_open(&*self.file()?)
    }

    fn check_open(&self, file: &File) -> Result<(), Finding> {
        let now = self.settled(file).map_err(|error| system(&error))?;
        if now.len() < self.length {
            return Err(Finding::Shorter);
        }
        let same = if now.len() == self.length {
            now.modified().ok() == self.changed
        } else {
            let mut tail = vec![0; self.tail.len()];
            let read = read_exact_at(file, self.length - tail.len() as u64, &mut tail);
            read.is_ok() && tail == self.tail
        };
        if same { Ok(()) } else { Err(Finding::Changed) }
    }

    /// What the file is now. Who adds to a file changes its time a moment before its length, and may wait for the disk
    /// between; so a file that has only another time is looked at again, once for as long as that may take.
    fn settled(&self, file: &File) -> io::Result<Metadata> {
        const LOOKS: usize = 100_000;
        let mut now = file.metadata()?;
        let is_unsettled = |now: &Metadata| now.len() == self.length && now.modified().ok() != self.changed;
        if !is_unsettled(&now) || self.has_changed.load(Ordering::Relaxed) {
            return Ok(now);
        }
        for _ in 0..LOOKS {
            std::thread::yield_now();
            now = file.metadata()?;
            if !is_unsettled(&now) {
                return Ok(now);
            }
        }
        self.has_changed.store(true, Ordering::Relaxed);
        Ok(now)
    }

    /// Fills `buffer` with the bytes from `offset` on, or fails with the reason: see [`Opened::check`].
    pub(super) fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), Finding> {
        let file = self.file()?;
        self.check_open(&file)?;
        read_exact_at(&file, offset, buffer).map_err(|error| why_lost(&error))
    }
}

/// Why bytes that were there cannot be read.
pub(super) fn why_lost(error: &io::Error) -> Finding {
    if error.kind() == io::ErrorKind::UnexpectedEof { Finding::Shorter } else { system(error) }
}

fn system(error: &io::Error) -> Finding {
    Finding::System { why: SystemFault::of(error) }
}

/// Fills `buffer` with the bytes from `offset` on.
#[cfg(unix)]
pub(super) fn read_exact_at(file: &File, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, offset)
}

/// Fills `buffer` with the bytes from `offset` on.
#[cfg(windows)]
pub(super) fn read_exact_at(file: &File, mut offset: u64, mut buffer: &mut [u8]) -> io::Result<()> {
    while !buffer.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, buffer, offset) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => {
                buffer = &mut buffer[read..];
                offset += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Writes all of `bytes` from `offset` on.
#[cfg(unix)]
pub(super) fn write_all_at(file: &File, offset: u64, bytes: &[u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, offset)
}

/// Writes all of `bytes` from `offset` on.
#[cfg(windows)]
pub(super) fn write_all_at(file: &File, mut offset: u64, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_write(file, bytes, offset) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => {
                bytes = &bytes[written..];
                offset += written as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
