//! Folders: the data files that a folder stands for, and how many other entries it has. What is in a file is known only as far
//! as that tells whether a map reads it.

use crate::catalogue::{Finding, Remedy};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::decode::Packing;
use super::import::{self, Recognised};
use super::input::{Input, cannot_read, problem};
use crate::error::Result;
use crate::problem::{Level, Problem};

/// The inputs with each folder replaced by the data files directly in it, sorted by name. Data files end in
/// `.json`, `.jsonl` or `.ndjson`, packed ones in `.gz` or `.zst` after that; any other file is looked at, and is one when a
/// map knows it. Pipes, sockets and devices are none. A folder without any is an error.
pub fn expand(inputs: &[Input]) -> Result<Vec<Input>> {
    let mut files = Vec::new();
    for input in inputs {
        let Some(path) = input.path().filter(|path| path.is_dir()) else {
            files.push(input.clone());
            continue;
        };
        let (data, others) = data_files(input, path)?;
        if data.is_empty() {
            let why = match others {
                0 => Finding::FolderEmpty,
                1 => Finding::FolderOfOne,
                _ => Finding::FolderOfOthers { others },
            };
            let reason = Finding::FolderWithoutData { why: Box::new(why) };
            return Err(cannot_read(input, io::Error::new(io::ErrorKind::NotFound, reason)));
        }
        files.extend(data.into_iter().map(|file| input.at(file)));
    }
    Ok(files)
}

/// A note for each folder of which [`expand`] leaves files out.
pub fn left_out(inputs: &[Input]) -> Result<Vec<Problem>> {
    let mut notes = Vec::new();
    for input in inputs {
        if let Some(path) = input.path()
            && path.is_dir()
            && let (_, others @ 1..) = data_files(input, path)?
        {
            notes.push(problem(input, Level::Note, 0, Finding::OthersLeftOut { others }, Remedy::NameOneByOne));
        }
    }
    Ok(notes)
}

/// The data files directly in a folder, sorted, and the number of its other entries.
fn data_files(input: &Input, folder: &Path) -> Result<(Vec<PathBuf>, usize)> {
    let mut data = Vec::new();
    let mut others = 0;
    for entry in fs::read_dir(folder).map_err(|error| cannot_read(input, error))? {
        let path = entry.map_err(|error| cannot_read(input, error))?.path();
        // A pipe, a socket or a device, also at the end of a symbolic link, may never end, or wait for ever. What cannot
        // be looked at is tried, so that its fault is told when it is opened.
        let is_file = fs::metadata(&path).map_or(true, |about| about.is_file());
        if is_file && (is_data_name(&path) || is_known_to_a_map(&input.at(path.clone()), &path)) {
            data.push(path);
        } else {
            others += 1;
        }
    }
    data.sort();
    Ok((data, others))
}

/// Whether a file that is not called as data are looks like one that a map reads, unpacked if it is packed.
fn is_known_to_a_map(input: &Input, path: &Path) -> bool {
    let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let mut beginning = Vec::new();
    let look = Packing::open(path).and_then(|stream| stream.take(FIRST_LOOK).read_to_end(&mut beginning));
    let is_all = (beginning.len() as u64) < FIRST_LOOK;
    !is_hidden && look.is_ok() && matches!(import::recognise(input, &beginning, is_all), Some(Recognised::Foreign(_)))
}

/// Bytes of a file that are looked at to tell whether a map knows it.
const FIRST_LOOK: u64 = 16 << 10;

fn is_data_name(path: &Path) -> bool {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy().to_lowercase()) else { return false };
    let unpacked = [".gz", ".zst", ".bz2", ".zip"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
    !name.starts_with('.') && [".json", ".jsonl", ".ndjson"].iter().any(|ending| unpacked.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn file(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) {
        fs::write(folder.path().join(name), bytes).unwrap();
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_folder_stands_for_its_data_files_in_the_order_of_their_names() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.jsonl", "a.JSON", "c.ndjson.gz", "d.json.zst", "README.md", ".hidden.json", "e.csv", "f.gz"] {
            file(&folder, name, b"{}");
        }
        let known = b"Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media\n\
            2024,2,8,,,,,,,Talks,,\n";
        file(&folder, "g.csv", known);
        file(&folder, "h.txt", &gzip(known));
        file(&folder, "i.csv", b"what,when\nTalks,2024\n");
        fs::create_dir(folder.path().join("deeper.json")).unwrap();
        let inputs = [Input::Stdin, Input::Path(folder.path().to_owned()), Input::Bundled];
        let names: Vec<String> = expand(&inputs)
            .unwrap()
            .iter()
            .map(|input| input.name().rsplit('/').next().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(
            names,
            ["standard input", "a.JSON", "b.jsonl", "c.ndjson.gz", "d.json.zst", "g.csv", "h.txt", "bundled dataset"]
        );
        let notes = left_out(&inputs).unwrap();
        assert_eq!((notes.len(), notes[0].level), (1, Level::Note));
        assert!(notes[0].reason.to_string().starts_with("6 other files"), "{}", notes[0].reason);

        let empty = tempfile::tempdir().unwrap();
        let error = expand(&[Input::Path(empty.path().to_owned())]).unwrap_err().to_string();
        assert!(error.contains("the folder has no file ending in") && error.ends_with("; it is empty"), "{error}");
        for (files, said) in
            [(1, "name the one file or folder in it"), (2, "name one of the 2 files and folders in it")]
        {
            file(&empty, &format!("{files}.txt"), b"minutes of a meeting");
            let error = expand(&[Input::Path(empty.path().to_owned())]).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
    }
}
