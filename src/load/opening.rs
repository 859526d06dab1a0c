//! Opening an input: what can be read where it lies is, all else grows as it is decoded. What a record is, is not known
//! here.

use std::fs::File;
use std::io::{self, Seek as _};

use super::decode::{Encoding, MARK, Packing};
use super::growing::Growing;
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
        Input::Stdin => Growing::start(input, io::stdin()).map(Opening::Growing),
        Input::Path(path) => {
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
                if let (Packing::Plain, Encoding::Utf8 { mark }) = (Packing::of(start), Encoding::of(start)) {
                    let source = Source::of_file(input, if mark { MARK } else { 0 }, file, &about)?;
                    return Ok(Opening::Whole(source));
                }
                // On Windows the look at the first bytes has moved the place from which the file is read.
                file.rewind().map_err(|error| cannot_read(input, error))?;
            }
            Growing::start(input, file).map(Opening::Growing)
        }
    }
}
