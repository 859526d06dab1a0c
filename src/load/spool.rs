//! Decoded bytes that can be read again while more of them come: in memory up to a limit, beyond it in a temporary
//! file that has no name and that only the user can read. All that is decoded shares one such file, in blocks: a folder
//! may have more packed files than may be open. What is decoded, and from what, is not known here.

use super::opened::{read_exact_at, write_all_at};
use crate::catalogue::{Finding, SystemFault};
use crate::error::Error;
use crate::text::sanitise_line;
use std::fs::File;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, Weak};

/// Bytes that only grow.
#[derive(Debug)]
pub(super) struct Spool {
    in_memory: usize,
    held: RwLock<Held>,
}

#[derive(Debug)]
enum Held {
    Memory(Vec<u8>),
    File(Blocks),
}

/// Bytes of a block.
const BLOCK: u64 = 8 << 20;

/// The temporary file of the program, in blocks that are taken and given back.
#[derive(Debug)]
struct Shared {
    file: File,
    blocks: Mutex<Free>,
}

/// Which blocks nobody has.
#[derive(Debug, Default)]
struct Free {
    given_back: Vec<u64>,
    /// The first one that nobody has had.
    next: u64,
}

/// It goes, and its room on the disk with it, when nothing is in it any more.
static SHARED: Mutex<Weak<Shared>> = Mutex::new(Weak::new());

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    fn get() -> io::Result<Arc<Shared>> {
        let mut shared = lock(&SHARED);
        if let Some(shared) = shared.upgrade() {
            return Ok(shared);
        }
        let made = Arc::new(Shared { file: temporary_file()?, blocks: Mutex::default() });
        *shared = Arc::downgrade(&made);
        Ok(made)
    }

    fn take(&self) -> u64 {
        let mut free = lock(&self.blocks);
        free.given_back.pop().unwrap_or_else(|| {
            free.next += 1;
            free.next - 1
        })
    }
}

/// Bytes in the shared file, block after block.
#[derive(Debug)]
struct Blocks {
    shared: Arc<Shared>,
    numbers: Vec<u64>,
    length: u64,
}

impl Blocks {
    fn new() -> io::Result<Blocks> {
        Ok(Blocks { shared: Shared::get()?, numbers: Vec::new(), length: 0 })
    }

    /// Where the bytes from `offset` on stand in the file, and how many of them follow each other there.
    fn place(&self, offset: u64) -> Option<(u64, usize)> {
        let block = self.numbers.get(usize::try_from(offset / BLOCK).ok()?)?;
        Some((block * BLOCK + offset % BLOCK, (BLOCK - offset % BLOCK) as usize))
    }

    fn append(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let Some((at, room)) = self.place(self.length) else {
                self.numbers.push(self.shared.take());
                continue;
            };
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            write_all_at(&self.shared.file, at, now)?;
            self.length += now.len() as u64;
            bytes = later;
        }
        Ok(())
    }

    fn read_at(&self, mut offset: u64, mut buffer: &mut [u8]) -> io::Result<()> {
        if offset.checked_add(buffer.len() as u64).is_none_or(|end| end > self.length) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        while !buffer.is_empty() {
            let (at, room) = self.place(offset).ok_or(io::ErrorKind::UnexpectedEof)?;
            let (now, later) = buffer.split_at_mut(room.min(buffer.len()));
            read_exact_at(&self.shared.file, at, now)?;
            offset += now.len() as u64;
            buffer = later;
        }
        Ok(())
    }
}

impl Drop for Blocks {
    fn drop(&mut self) {
        lock(&self.shared.blocks).given_back.append(&mut self.numbers);
    }
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
                let mut blocks = Blocks::new()?;
                blocks.append(memory)?;
                blocks.append(bytes)?;
                *held = Held::File(blocks);
            }
            Held::File(blocks) => blocks.append(bytes)?,
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
            Held::File(blocks) => blocks.read_at(offset, buffer),
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
    let reason = Finding::NoTemporaryFile { why: SystemFault::of(error) };
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

    #[test]
    fn many_share_one_file_and_what_goes_makes_room_for_others() {
        let text = |n: usize| vec![n as u8; BLOCK as usize + 3 * n + 1];
        let mut spools: Vec<Spool> = (0..5).map(|_| Spool::new(0)).collect();
        // Turn by turn, so that the blocks of each lie between those of others.
        for half in 0..2 {
            for (n, spool) in spools.iter().enumerate() {
                let text = text(n);
                let (first, second) = text.split_at(text.len() / 2);
                spool.append([first, second][half], [0, first.len()][half] as u64).unwrap();
            }
        }
        let assert_whole = |n: usize, spool: &Spool| {
            let mut all = vec![0; text(n).len()];
            spool.read_at(0, &mut all).unwrap();
            assert!(all == text(n), "{n}");
            let mut beyond = [0; 2];
            assert!(spool.read_at(all.len() as u64 - 1, &mut beyond).is_err());
        };
        spools.iter().enumerate().for_each(|(n, spool)| assert_whole(n, spool));
        spools.remove(1);
        [0, 2, 3, 4].into_iter().zip(&spools).for_each(|(n, spool)| assert_whole(n, spool));
    }

    #[test]
    fn blocks_that_were_given_back_are_taken_first() {
        let shared = Arc::new(Shared { file: temporary_file().unwrap(), blocks: Mutex::default() });
        let blocks = || Blocks { shared: Arc::clone(&shared), numbers: Vec::new(), length: 0 };
        let bytes = vec![1; BLOCK as usize + 1];
        let [mut first, mut second] = [blocks(), blocks()];
        first.append(&bytes).unwrap();
        second.append(&bytes).unwrap();
        drop(first);
        let mut third = blocks();
        third.append(&bytes).unwrap();
        let mut all = third.numbers.clone();
        all.extend(&second.numbers);
        all.sort_unstable();
        assert_eq!(all, [0, 1, 2, 3]);
    }
}
