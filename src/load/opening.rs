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
                if let (Packing::Plain, Encoding::Utf8 { mark }) = (Packing::of(start), Encoding::of(start)) {
                    let mark = if mark { MARK } else { 0 };
                    let recognised = recognised(input, &file, about.len());
                    match recognised.map_err(|error| cannot_read(input, error))? {
                        Recognised::Answer => {
                            let again = File::open(path).map_err(|error| cannot_read(input, error))?;
                            return Growing::start(input, again).map(Opening::Growing);
                        }
                        Recognised::Native => {
                            return Source::of_file(input, path, mark, file, &about).map(Opening::Whole);
                        }
                        Recognised::Foreign(plan) => {
                            let again = File::open(path).map_err(|error| cannot_read(input, error))?;
                            let original = Source::of_file(input, path, mark, file, &about)?;
                            let growing = Growing::start(input, again)?.of_map(original, plan.words());
                            return Ok(Opening::Growing(growing));
                        }
                        Recognised::Refused(error) => return Err(error),
                    }
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
