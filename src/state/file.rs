//! Where the state is kept: one file in the user's state folder, for the user alone.
//!
//! A change is made on what the file holds at that moment, under a lock, so that two browsers lose nothing of each
//! other's; the new file takes the place of the old one in one step. A file that cannot be understood is never written
//! over: it is moved aside, and whoever asked is told where it is. What the state means is not known here.

use super::form::Form;
use super::{Change, Kept};
use crate::catalogue::Finding;
use crate::disk::{Access, Whole, folder, lock, make_private, tidy};
use crate::error::{Error, Result};
use crate::text::sanitise_line;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The name of the file in the folder.
const FILE: &str = "state.json";

/// What the name of a new one begins with until it is whole.
const UNFINISHED: &str = ".state-";

/// The place of the state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StateFile {
    folder: PathBuf,
}

/// What became of changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// All that is kept now, the changes of other browsers among it.
    pub kept: Kept,
    /// Where a file that could not be understood was moved to.
    pub moved: Option<String>,
}

impl StateFile {
    /// The state in `folder`, which is made when something is written first.
    pub fn in_folder(folder: PathBuf) -> StateFile {
        StateFile { folder }
    }

    /// What is kept; nothing when there is no file. Fails when the file cannot be read or understood.
    pub fn read(&self) -> Result<Kept> {
        let path = self.folder.join(FILE);
        match read(&path)? {
            Ok(form) => Ok(kept(&form)),
            Err(reason) => Err(cannot_read(&path, io::Error::other(reason))),
        }
    }

    /// Makes changes on what is kept at that moment. When it fails, nothing has changed.
    pub fn write(&self, changes: &[Change]) -> Result<Written> {
        let path = self.folder.join(FILE);
        let failed = |source| Error::Write { name: shown(&path), source };
        make_private(&self.folder).map_err(failed)?;
        // Unlocked when it is dropped, or with the end of the program.
        let _lock = lock(&self.folder.join("state.lock"), &path).map_err(failed)?;
        let (mut form, moved) = match read(&path)? {
            Ok(form) => (form, None),
            Err(_) => (Form::default(), Some(shown(&move_aside(&path).map_err(failed)?))),
        };
        for change in changes {
            form.apply(change);
        }
        replace(&path, &form.to_bytes()).map_err(failed)?;
        Ok(Written { kept: kept(&form), moved })
    }
}

/// What a file means, with which of the data it names are files that are there.
fn kept(form: &Form) -> Kept {
    let mut kept = form.kept();
    kept.note_files(|name| Path::new(name).is_absolute() && Path::new(name).exists());
    kept
}

/// The content of the file, or why it is not understood. Fails when it cannot be read.
fn read(path: &Path) -> Result<std::result::Result<Form, Finding>> {
    match fs::metadata(path) {
        // A pipe would not come back from being opened.
        Ok(about) if !about.is_file() => Err(cannot_read(path, io::Error::other(Finding::NoOrdinaryFile))),
        Ok(_) => Ok(Form::parse(&fs::read(path).map_err(|source| cannot_read(path, source))?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Ok(Form::default())),
        Err(source) => Err(cannot_read(path, source)),
    }
}

fn cannot_read(path: &Path, source: io::Error) -> Error {
    Error::ReadInput { name: shown(path), source }
}

fn shown(path: &Path) -> String {
    sanitise_line(&path.to_string_lossy()).into_owned()
}

/// Gives a file another name that nothing has.
fn move_aside(path: &Path) -> io::Result<PathBuf> {
    let free = (1..=9999).map(|number| path.with_file_name(format!("state.broken-{number}.json"))).find(|name| {
        // A link to nothing has the name too.
        fs::symlink_metadata(name).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
    });
    let free = free.ok_or(io::ErrorKind::AlreadyExists)?;
    fs::rename(path, &free)?;
    Ok(free)
}

/// Puts a file of the user alone in the place of another in one step. A link stays a link, one to nothing too.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let target = match fs::canonicalize(path) {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => match fs::read_link(path) {
            Ok(target) => folder(path).join(target),
            Err(_) => path.to_owned(),
        },
        Err(error) => return Err(error),
    };
    let whole = Whole { unfinished: [UNFINISHED, ""], access: Access::Private, replaces: true, is_synced: true };
    whole.write(&target, |file| file.write_all(content)).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => io::Error::other(Finding::LinkToNothing { name: shown(path) }),
        _ => error,
    })?;
    tidy(folder(&target), UNFINISHED);
    Ok(())
}
