//! A zip archive with one file in it, unpacked while it is read from its beginning to its end. Folders, and what a Mac adds
//! for itself, are passed over; a second file ends it with an error. What the file holds is not known here.

use crate::catalogue::Finding;
use std::io::{self, BufRead, Read};

use flate2::bufread::DeflateDecoder;

/// The bytes with which the entry of a file begins.
pub(super) const SIGNATURE: [u8; 4] = *b"PK\x03\x04";

/// Longest name that is read; zip has none longer.
const HEAD: usize = 26;

/// The only file of an archive.
pub(super) struct OnlyFile<R: BufRead>(State<R>);

enum State<R: BufRead> {
    /// Before an entry, and whether a file was read.
    Between(R, bool),
    Packed(Box<DeflateDecoder<R>>, bool),
    /// As it is, so many bytes.
    Stored(io::Take<R>),
    Ended,
}

fn unreadable<T>(why: Finding) -> io::Result<T> {
    Err(io::Error::new(io::ErrorKind::InvalidData, why))
}

impl<R: BufRead> OnlyFile<R> {
    pub fn new(archive: R) -> OnlyFile<R> {
        OnlyFile(State::Between(archive, false))
    }
}

impl<R: BufRead> Read for OnlyFile<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.0, State::Ended) {
                State::Ended => return Ok(0),
                State::Between(archive, has_read) => self.0 = next(archive, has_read)?,
                State::Packed(mut file, has_descriptor) => {
                    let read = file.read(buffer)?;
                    if read > 0 || buffer.is_empty() {
                        self.0 = State::Packed(file, has_descriptor);
                        return Ok(read);
                    }
                    let mut archive = file.into_inner();
                    if has_descriptor {
                        pass_descriptor(&mut archive)?;
                    }
                    self.0 = State::Between(archive, true);
                }
                State::Stored(mut file) => {
                    let read = file.read(buffer)?;
                    if read > 0 || buffer.is_empty() {
                        self.0 = State::Stored(file);
                        return Ok(read);
                    }
                    if file.limit() > 0 {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                    self.0 = State::Between(file.into_inner(), true);
                }
            }
        }
    }
}

/// What follows in the archive.
fn next<R: BufRead>(mut archive: R, has_read: bool) -> io::Result<State<R>> {
    loop {
        let mut signature = [0; 4];
        if archive.read_exact(&mut signature).is_err() || signature != SIGNATURE {
            // What follows the files is the table of contents.
            return if has_read { Ok(State::Ended) } else { unreadable(Finding::ZipWithoutFile) };
        }
        let mut head = [0; HEAD];
        archive.read_exact(&mut head)?;
        let two = |at: usize| u16::from_le_bytes([head[at], head[at + 1]]);
        let four = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        let (flags, method, length) = (two(2), two(4), u64::from(four(14)));
        let mut name = vec![0; usize::from(two(22))];
        archive.read_exact(&mut name)?;
        io::copy(&mut (&mut archive).take(u64::from(two(24))), &mut io::sink())?;
        let has_descriptor = flags & 8 != 0;
        let is_aside = name.ends_with(b"/") || name.starts_with(b"__MACOSX/") || name.ends_with(b".DS_Store");
        if flags & 1 != 0 {
            return unreadable(Finding::ZipWithPassword);
        }
        if is_aside && !has_descriptor {
            io::copy(&mut (&mut archive).take(length), &mut io::sink())?;
            continue;
        }
        if is_aside && method == 8 {
            let mut aside = DeflateDecoder::new(archive);
            io::copy(&mut aside, &mut io::sink())?;
            archive = aside.into_inner();
            pass_descriptor(&mut archive)?;
            continue;
        }
        if has_read {
            return unreadable(Finding::ZipOfSeveral);
        }
        return match method {
            8 => Ok(State::Packed(Box::new(DeflateDecoder::new(archive)), has_descriptor)),
            0 if !has_descriptor => Ok(State::Stored(archive.take(length))),
            _ => unreadable(Finding::ZipOtherwisePacked),
        };
    }
}

/// Passes the lengths that stand behind a file whose entry did not have them.
fn pass_descriptor(archive: &mut impl BufRead) -> io::Result<()> {
    let mut first = [0; 4];
    archive.read_exact(&mut first)?;
    // Its own signature may be left out; lengths of eight bytes are known by the signature that follows.
    let rest = if first == *b"PK\x07\x08" { 12 } else { 8 };
    io::copy(&mut archive.take(rest), &mut io::sink())?;
    if !archive.fill_buf()?.starts_with(b"PK") {
        io::copy(&mut archive.take(8), &mut io::sink())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    /// An entry of an archive; with a descriptor its lengths stand behind.
    fn entry(name: &str, text: &[u8], is_packed: bool, has_descriptor: bool) -> Vec<u8> {
        let bytes = if is_packed {
            let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
            packed.write_all(text).unwrap();
            packed.finish().unwrap()
        } else {
            text.to_vec()
        };
        let mut all = SIGNATURE.to_vec();
        all.extend([
            20,
            0,
            if has_descriptor { 8 } else { 0 },
            0,
            if is_packed { 8 } else { 0 },
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
        ]);
        let length = if has_descriptor { 0 } else { bytes.len() as u32 };
        all.extend(length.to_le_bytes());
        all.extend((text.len() as u32).to_le_bytes());
        all.extend((name.len() as u16).to_le_bytes());
        all.extend([0, 0]);
        all.extend(name.as_bytes());
        all.extend(&bytes);
        if has_descriptor {
            all.extend(b"PK\x07\x08");
            all.extend([0; 12]);
        }
        all
    }

    fn read(archive: &[u8]) -> Result<String, String> {
        let mut text = String::new();
        OnlyFile::new(archive).read_to_string(&mut text).map(|_| text).map_err(|error| error.to_string())
    }

    #[test]
    fn the_only_file_is_read_and_others_are_told() {
        let end = b"PK\x01\x02 the table of contents";
        let folder = entry("data/", b"", false, false);
        let aside = entry("__MACOSX/._a.csv", b"xx", true, true);
        for is_packed in [true, false] {
            for has_descriptor in [is_packed, false] {
                let file = entry("data/a.csv", b"what,when\n", is_packed, has_descriptor);
                for archive in [
                    [&file[..], end].concat(),
                    [&folder[..], &file, &aside, end].concat(),
                    [&aside[..], &file, end].concat(),
                ] {
                    assert_eq!(read(&archive).as_deref(), Ok("what,when\n"));
                }
                let two = [&file[..], &entry("b.csv", b"x", true, false), end].concat();
                assert!(read(&two).unwrap_err().contains("several files"));
                for cut in 1..file.len() {
                    assert!(read(&file[..cut]).is_err() || cut + 16 >= file.len(), "{cut} of {}", file.len());
                }
            }
        }
        assert!(read(&[&folder[..], end].concat()).unwrap_err().contains("no file"));
        let mut locked = entry("a", b"x", true, false);
        locked[6] |= 1;
        assert!(read(&locked).unwrap_err().contains("password"));
    }
}
