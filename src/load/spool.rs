//! Decoded bytes that can be read again while more of them come: in memory up to a limit, beyond it in a temporary
//! file that has no name and that only the user can read. What is decoded, and from what, is not known here.

use super::opened::read_exact_at;
use crate::error::Error;
use crate::text::sanitise_line;
use std::fs::File;
use std::io::{self, Write as _};
use std::sync::{PoisonError, RwLock};

/// Bytes that only grow.
#[derive(Debug)]
pub(super) struct Spool {
    in_memory: usize,
    held: RwLock<Held>,
}

#[derive(Debug)]
enum Held {
    Memory(Vec<u8>),
    File(File),
}

impl Spool {
    /// No bytes; so many are held in memory.
    pub(super) fn new(in_memory: usize) -> Spool {
        Spool { in_memory, held: RwLock::new(Held::Memory(Vec::new())) }
    }

    /// Adds bytes after the `length` that are there.
    pub(super) fn append(&self, bytes: &[u8], length: u64) -> io::Result<()> {
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        match &mut *held {
            Held::Memory(memory) if length + bytes.len() as u64 <= self.in_memory as u64 => {
                memory.extend_from_slice(bytes);
            }
            Held::Memory(memory) => {
                let mut file = temporary_file()?;
                file.write_all(memory)?;
                file.write_all(bytes)?;
                *held = Held::File(file);
            }
            Held::File(file) => file.write_all(bytes)?,
        }
        Ok(())
    }

    /// Fills `buffer` with the bytes from `offset` on.
    pub(super) fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        match &*self.held.read().unwrap_or_else(PoisonError::into_inner) {
            Held::Memory(memory) => {
                let place = usize::try_from(offset).ok().and_then(|start| {
                    let end = start.checked_add(buffer.len())?;
                    memory.get(start..end)
                });
                buffer.copy_from_slice(place.ok_or(io::ErrorKind::UnexpectedEof)?);
                Ok(())
            }
            Held::File(file) => read_exact_at(file, offset, buffer),
        }
    }
}

/// A file without a name, which only the user can read: it goes away with the program, however that ends.
fn temporary_file() -> io::Result<File> {
    let file = tempfile::tempfile()?;
    // It is made as the user's mask has it, which lets others read.
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}

/// The error of a temporary file that cannot be made or is not taken whole.
pub(super) fn no_temporary_file(error: &io::Error) -> Error {
    let folder = std::env::temp_dir();
    let reason = format!("{error}; make room there, or name another folder in TMPDIR");
    Error::Write {
        name: format!("a temporary file in {}", sanitise_line(&folder.to_string_lossy())),
        source: io::Error::new(error.kind(), reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_beyond_the_limit_go_to_a_file_and_read_the_same() {
        let spool = Spool::new(10);
        let mut length = 0;
        for part in [&b"0123456"[..], b"789", b"abc", b"def"] {
            spool.append(part, length).unwrap();
            length += part.len() as u64;
            let mut all = vec![0; length as usize];
            spool.read_at(0, &mut all).unwrap();
            assert_eq!(all, &b"0123456789abcdef"[..all.len()]);
            assert_eq!(matches!(*spool.held.read().unwrap(), Held::File(_)), length > 10);
            let (mut last, mut beyond) = ([0], [0; 2]);
            spool.read_at(length - 1, &mut last).unwrap();
            assert!(spool.read_at(length - 1, &mut beyond).is_err() && spool.read_at(u64::MAX, &mut last).is_err());
        }
    }
}
