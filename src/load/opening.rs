//! Opening an input: what can be read where it lies is, all else grows as it is decoded, or as a map makes lines of it. What
//! a record is, is not known here.

use crate::catalogue::Finding;
use std::fs::{File, Metadata};
use std::io::{self, Seek as _};
use std::path::Path;

use super::decode::{Encoding, LETTERS, MARK, Packing};
use super::document::LOOK;
use super::growing::Growing;
use super::import::{Recognised, recognise};
#[cfg(feature = "store")]
use super::input::Streamed;
use super::input::{Input, Source, cannot_read};
use super::opened::read_exact_at;
use super::sheet::{self, Sheet};
use crate::error::Result;

/// An input that was opened.
pub enum Opening {
    /// It is read where it lies.
    Whole(Source),
    /// It is unpacked or converted, or comes through a pipe, and is there bit by bit.
    Growing(Growing),
}

/// Opens one input, which is no folder.
pub fn open(input: &Input) -> Result<Opening> {
    if input.is_stdin() {
        return Growing::start(input, io::stdin()).map(Opening::Growing);
    }
    #[cfg(feature = "store")]
    if let Input::Stream(stream) = input {
        let Streamed { read, faults, vocabulary } = (stream.ask)(&stream.wanted)?;
        return Ok(Opening::Growing(Growing::start(input, read)?.of_elsewhere(faults, vocabulary)));
    }
    let Some(path) = input.path() else { return Ok(Opening::Whole(Source::bundled())) };
    let mut file = File::open(path).map_err(|error| cannot_read(input, error))?;
    let about = file.metadata().map_err(|error| cannot_read(input, error))?;
    if about.is_dir() {
        return Err(cannot_read(input, io::Error::new(io::ErrorKind::IsADirectory, Finding::FolderIs)));
    }
    if about.is_file() {
        let mut start = [0; LETTERS as usize];
        let length = about.len().min(start.len() as u64) as usize;
        let start = &mut start[..length];
        read_exact_at(&file, 0, start).map_err(|error| cannot_read(input, error))?;
        if let (Packing::Plain, Encoding::Utf8 { mark }) = (Packing::of(start), Encoding::of(start)) {
            return plain_text(input, path, file, &about, if mark { MARK } else { 0 });
        }
        if Packing::of(start) == Packing::Zip && sheet::is_one(path) {
            let name = input.maps().chosen.as_ref().and_then(|(_, map)| map.sheet());
            let sheet = Sheet::open(path, name).map_err(|error| cannot_read(input, error))?;
            return Growing::start(input, sheet).map(Opening::Growing);
        }
        // On Windows the look at the first bytes has moved the place from which the file is read.
        file.rewind().map_err(|error| cannot_read(input, error))?;
    }
    Growing::start(input, file).map(Opening::Growing)
}

/// Opens a file that is text in UTF-8 behind its first `mark` bytes.
fn plain_text(input: &Input, path: &Path, file: File, about: &Metadata, mark: u64) -> Result<Opening> {
    let again = || File::open(path).map_err(|error| cannot_read(input, error));
    match recognised(input, &file, about.len()).map_err(|error| cannot_read(input, error))? {
        Recognised::Answer => Growing::start(input, again()?).map(Opening::Growing),
        Recognised::Native => Source::of_file(input, path, mark, file, about).map(Opening::Whole),
        Recognised::Foreign(plan) => {
            let again = again()?;
            let original = Source::of_file(input, path, mark, file, about)?;
            Ok(Opening::Growing(Growing::start(input, again)?.of_map(original, plan.words())))
        }
        Recognised::Refused(error) => Err(error),
    }
}

/// What a file is that is plain text: the native format, or what a map knows. Of most a few bytes say so.
fn recognised(input: &Input, file: &File, length: u64) -> io::Result<Recognised> {
    let mut beginning = Vec::new();
    for look in [FIRST_LOOK, LOOK] {
        let length = length.min(look);
        beginning.resize(length as usize, 0);
        read_exact_at(file, 0, &mut beginning)?;
        if let Some(recognised) = recognise(input, &beginning, length < look) {
            return Ok(recognised);
        }
    }
    Ok(Recognised::Native)
}

/// Bytes of a file that are looked at first.
const FIRST_LOOK: u64 = 16 << 10;
