//! A file that the user has named, while it is written: whether it may be, and what became of it. What is written is not known
//! here.

use crate::app::Exported;
use crate::catalogue::Notice;
use crate::error::{Error, Result};
use crate::export::file;
use crate::load::Input;
use crate::text::sanitise_line;
use std::io::{self, Write};
use std::path::PathBuf;

/// Why a file is not written over: it is what the data are read from.
pub(super) fn protected(name: &str, inputs: &[Input]) -> Option<Notice> {
    let path = path_of(name);
    let is_data = inputs.iter().filter_map(Input::path).any(|data| {
        file::is_same(&path, data) || file::exists(&path) && file::is_same(crate::disk::folder(&path), data)
    });
    is_data.then(|| Notice::BelongsToData { name: sanitise_line(name).into_owned() })
}

/// Writes a file that the user has named, and tells what became of it; `None` when it was stopped before the file was there.
pub(super) fn written<T>(
    (name, replace): (&str, bool),
    stop: &dyn Fn() -> bool,
    write: impl FnOnce(&mut dyn Write) -> Result<T>,
    said: impl FnOnce(T, String) -> Notice,
) -> Option<Exported> {
    let path = path_of(name);
    Some(match file::write(&path, replace, stop, write) {
        Ok(done) => {
            let place = std::path::absolute(&path).unwrap_or(path);
            Exported::Written(said(done, sanitise_line(&place.to_string_lossy()).into_owned()))
        }
        Err(Error::Write { source, .. }) if source.kind() == io::ErrorKind::AlreadyExists => {
            Exported::Exists(sanitise_line(name).into_owned())
        }
        Err(_) if stop() => return None,
        Err(error) => Exported::Refused(refusal(&error)),
    })
}

/// Why a file could not be written, and what to do.
pub(super) fn refusal(failed: &Error) -> Notice {
    let error = failed.finding();
    let Error::Write { source, .. } = failed else { return Notice::Failed { error } };
    match source.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Notice::NotWrittenNoFolder { error },
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Notice::NotWrittenDenied { error },
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Notice::NotWrittenFull { error },
        _ => Notice::NotWrittenNamed { error },
    }
}

/// The file of a name as it was typed; `~/` is the user's home, as in a shell.
pub(super) fn path_of(name: &str) -> PathBuf {
    match (name.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(name),
    }
}
