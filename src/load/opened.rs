//! A file of the user while it is open, and whether it is still the file that was opened.
//!
//! Others may cut it, add to it or write over it at any time. What was added behind its end does not matter; anything
//! else is found here, as far as length, time of the last change and last bytes tell. What stands in the file is not
//! known here.

use std::fs::{File, Metadata};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

/// A file of the user, and what tells whether it is still what was opened.
#[derive(Debug)]
pub(super) struct Opened {
    file: File,
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

impl Opened {
    /// Notes what the file is now.
    pub(super) fn new(file: File, about: &Metadata) -> io::Result<Opened> {
        let length = about.len();
        let mut tail = vec![0; length.min(TAIL) as usize];
        read_exact_at(&file, length - tail.len() as u64, &mut tail)?;
        Ok(Opened { file, length, changed: about.modified().ok(), tail, has_changed: AtomicBool::new(false) })
    }

    /// The time of its last change when it was opened, where the system knows it.
    pub(super) fn last_change(&self) -> Option<SystemTime> {
        self.changed
    }

    /// Fails with the reason when the file is not the one that was opened any more. More behind its end does not
    /// matter, wherever that end was: what was read stands where it stood.
    pub(super) fn check(&self) -> Result<(), String> {
        let now = self.settled().map_err(|error| error.to_string())?;
        if now.len() < self.length {
            return Err(SHORTER.to_owned());
        }
        let same = if now.len() == self.length {
            now.modified().ok() == self.changed
        } else {
            let mut tail = vec![0; self.tail.len()];
            let read = read_exact_at(&self.file, self.length - tail.len() as u64, &mut tail);
            read.is_ok() && tail == self.tail
        };
        if same { Ok(()) } else { Err("the file has changed".to_owned()) }
    }

    /// What the file is now. Who adds to a file changes its time a moment before its length, and may wait for the disk
    /// between; so a file that has only another time is looked at again, once for as long as that may take.
    fn settled(&self) -> io::Result<Metadata> {
        const LOOKS: usize = 100_000;
        let mut now = self.file.metadata()?;
        let is_unsettled = |now: &Metadata| now.len() == self.length && now.modified().ok() != self.changed;
        if !is_unsettled(&now) || self.has_changed.load(Ordering::Relaxed) {
            return Ok(now);
        }
        for _ in 0..LOOKS {
            std::thread::yield_now();
            now = self.file.metadata()?;
            if !is_unsettled(&now) {
                return Ok(now);
            }
        }
        self.has_changed.store(true, Ordering::Relaxed);
        Ok(now)
    }

    /// Fills `buffer` with the bytes from `offset` on, or fails with the reason: see [`Opened::check`].
    pub(super) fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<(), String> {
        self.check()?;
        read_exact_at(&self.file, offset, buffer).map_err(|error| why_lost(&error))
    }
}

/// Why a file cannot be read to where it ended.
const SHORTER: &str = "the file has become shorter";

/// Why bytes that were there cannot be read.
pub(super) fn why_lost(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::UnexpectedEof { SHORTER.to_owned() } else { error.to_string() }
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
