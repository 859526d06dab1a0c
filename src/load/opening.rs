//! Opening an input: what can be read where it lies is, all else grows as it is decoded, or as a map makes lines of it. What
//! a record is, is not known here.

use std::fs::File;
use std::io::{self, Seek as _};

use super::decode::{Encoding, MARK, Packing};
use super::document::LOOK;
use super::growing::Growing;
use super::import::{Recognised, recognise};
use super::input::{Input, Source, cannot_read};
use super::opened::read_exact_at;
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
    match input {
        Input::Bundled => Ok(Opening::Whole(Source::bundled())),
        _ if input.is_stdin() => Growing::start(input, io::stdin()).map(Opening::Growing),
        input => {
            let Some(path) = input.path() else { return Ok(Opening::Whole(Source::bundled())) };
            let mut file = File::open(path).map_err(|error| cannot_read(input, error))?;
            let about = file.metadata().map_err(|error| cannot_read(input, error))?;
            if about.is_dir() {
                return Err(cannot_read(input, io::Error::new(io::ErrorKind::IsADirectory, "it is a folder")));
            }
            if about.is_file() {
                let mut start = [0; 4];
                let length = about.len().min(start.len() as u64) as usize;
                let start = &mut start[..length];
                read_exact_at(&file, 0, start).map_err(|error| cannot_read(input, error))?;
                if let (Packing::Plain, Encoding::Utf8 { mark }) = (Packing::of(start), Encoding::of(start))
                    && is_native(input, &file, about.len()).map_err(|error| cannot_read(input, error))?
                {
                    let source = Source::of_file(input, path, if mark { MARK } else { 0 }, file, &about)?;
                    return Ok(Opening::Whole(source));
                }
                // On Windows the look at the first bytes has moved the place from which the file is read.
                file.rewind().map_err(|error| cannot_read(input, error))?;
            }
            Growing::start(input, file).map(Opening::Growing)
        }
    }
}

/// Whether a file that is read where it lies is the native format, or nothing that a map knows. Of most a few bytes say so.
fn is_native(input: &Input, file: &File, length: u64) -> io::Result<bool> {
    let mut beginning = Vec::new();
    for look in [FIRST_LOOK, LOOK] {
        let length = length.min(look);
        beginning.resize(length as usize, 0);
        read_exact_at(file, 0, &mut beginning)?;
        if let Some(recognised) = recognise(input, &beginning, length < look) {
            return Ok(matches!(recognised, Recognised::Native));
        }
    }
    Ok(true)
}

/// Bytes of a file that are looked at first.
const FIRST_LOOK: u64 = 16 << 10;
