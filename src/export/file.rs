//! A file that is written whole or not at all: what stood there before stays until all of the new is on the disk.
//!
//! While it is made it has no name, so that a program that ends meanwhile leaves nothing behind; only when it is whole,
//! and for the moment in which it is copied, it has a passing one, which goes with a later export when the program was
//! killed in that moment. What is written is not known here.

use crate::catalogue::Finding;
use std::ffi::OsStr;
use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Seek as _, Write};
use std::path::{Path, PathBuf};

use super::Format;
use crate::disk::{Access, Whole, folder, tidy};
use crate::error::{Error, Result};
use crate::text::sanitise_line;

/// What the name of a file begins with while it is copied.
const UNFINISHED: &str = ".oreline-unfinished-";

/// The formats that the ending of a file can ask for; a picture is made by whoever draws.
pub const ENDINGS: [&str; 7] = ["csv", "json", "jsonl", "md", "html", "timeline.json", "svg"];

/// The format that the ending of a name asks for; `None` when it is none of [`ENDINGS`].
pub fn format_of(path: &Path) -> Option<Format> {
    let name = path.file_name().and_then(OsStr::to_str)?.to_ascii_lowercase();
    if name.ends_with(".timeline.json") {
        return Some(Format::TimelineJs);
    }
    let ending = path.extension().and_then(OsStr::to_str)?.to_ascii_lowercase();
    ENDINGS.contains(&ending.as_str()).then(|| Format::from_word(&ending))?
}

/// Whether two names lead to one file that is there.
pub fn is_same(a: &Path, b: &Path) -> bool {
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}

/// Whether something has that name.
pub fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Writes what `content` writes to a file of that name. One that is there is replaced only when `replace` says so,
/// and keeps its permissions; a link stays a link. Fails when the folder is not there or cannot be written, when the
/// name is that of something else than a file, when `content` fails, and when it is told to stop; then nothing has changed.
pub fn write<T>(
    path: &Path,
    replace: bool,
    stop: &dyn Fn() -> bool,
    content: impl FnOnce(&mut dyn Write) -> Result<T>,
) -> Result<T> {
    let failed = |source| Error::Write { name: sanitise_line(&path.to_string_lossy()).into_owned(), source };
    let (target, existing) = target(path, replace).map_err(failed)?;
    let mut unnamed = tempfile::tempfile_in(folder(&target)).map_err(failed)?;
    let mut out = BufWriter::with_capacity(PIECE, Stopping { out: &mut unnamed, stop });
    let written = content(&mut out).map_err(|error| match error {
        Error::Write { source, .. } => failed(source),
        other => other,
    })?;
    out.flush().map_err(failed)?;
    drop(out);
    let access = existing.map_or(Access::Usual, |existing| Access::Like(existing.permissions()));
    let whole = Whole { unfinished: [UNFINISHED, ""], access, replaces: replace, is_synced: true };
    let copied = whole.write(&target, |file| {
        unnamed.rewind()?;
        let mut out = BufWriter::with_capacity(PIECE, Stopping { out: file, stop });
        io::copy(&mut unnamed, &mut out)?;
        out.flush()
    });
    copied.map_err(failed)?;
    tidy(folder(&target), UNFINISHED);
    Ok(written)
}

/// Bytes that are written at once.
const PIECE: usize = 1 << 16;

/// Writes until it is told to stop.
struct Stopping<'a> {
    out: &'a mut File,
    stop: &'a dyn Fn() -> bool,
}

impl Write for Stopping<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if (self.stop)() { Err(io::Error::other(Finding::Stopped)) } else { self.out.write(bytes) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The file that is written, links followed, and what is known of it when it is there.
fn target(path: &Path, replace: bool) -> io::Result<(PathBuf, Option<Metadata>)> {
    match fs::metadata(path) {
        Ok(existing) if existing.is_dir() => Err(io::Error::new(io::ErrorKind::IsADirectory, Finding::FolderIs)),
        Ok(existing) if !existing.is_file() => Err(io::Error::other(Finding::NoOrdinaryFile)),
        Ok(_) if !replace => Err(io::ErrorKind::AlreadyExists.into()),
        Ok(existing) => Ok((fs::canonicalize(path)?, Some(existing))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok((path.to_owned(), None)),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{RecordFormat, RowFormat};

    fn put(path: &Path, replace: bool, text: &str) -> Result<()> {
        write(path, replace, &|| false, |out| {
            out.write_all(text.as_bytes()).map_err(|_| Error::Usage(String::new().into()))
        })
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn the_ending_is_the_format() {
        for (name, format) in [
            ("a.csv", Some(Format::Rows(RowFormat::Csv))),
            ("a/b.c.JSON", Some(Format::Records(RecordFormat::Json))),
            ("a.jsonl", Some(Format::Records(RecordFormat::Jsonl))),
            ("a.md", Some(Format::Page)),
            ("a.html", Some(Format::Html)),
            ("a.timeline.json", Some(Format::TimelineJs)),
            ("a.svg", None),
            ("a.plain", None),
            ("a.xlsx", None),
            ("csv", None),
            (".csv", None),
            ("", None),
        ] {
            assert_eq!(format_of(Path::new(name)), format, "{name}");
        }
    }

    #[test]
    fn a_file_that_is_there_is_replaced_only_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        put(&path, false, "one").unwrap();
        let error = put(&path, false, "two").unwrap_err();
        assert!(matches!(error, Error::Write { source, .. } if source.kind() == io::ErrorKind::AlreadyExists));
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        put(&path, true, "two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[test]
    fn what_breaks_off_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        put(&path, false, "one").unwrap();
        let broken = write(&path, true, &|| false, |out| {
            out.write_all(b"half").unwrap();
            Err::<(), _>(Error::Usage("stopped".to_owned().into()))
        });
        assert!(matches!(broken, Err(Error::Usage(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[test]
    fn what_is_stopped_leaves_nothing() {
        use std::cell::Cell;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        put(&path, false, "one").unwrap();
        let half_way = Cell::new(0);
        // While it is made, and at each piece while it is copied.
        for pieces in [0, 3, 4, 5] {
            half_way.set(0);
            let stop = || {
                half_way.set(half_way.get() + 1);
                half_way.get() > pieces
            };
            let text = vec![b'x'; 3 * PIECE];
            let stopped = write(&path, true, &stop, |out| {
                text.chunks(PIECE / 2)
                    .try_for_each(|piece| out.write_all(piece))
                    .map_err(|source| Error::Write { name: String::new(), source })
            });
            assert!(matches!(stopped, Err(Error::Write { .. })), "after {pieces}");
            assert_eq!(fs::read_to_string(&path).unwrap(), "one");
            assert_eq!(names(folder.path()), ["a.csv"]);
        }
    }

    #[test]
    fn what_a_killed_program_left_goes_with_a_later_export() {
        let folder = tempfile::tempdir().unwrap();
        let old = std::time::SystemTime::now() - std::time::Duration::from_secs(3600);
        for name in [".oreline-unfinished-Ab12Cd", ".oreline-notes"] {
            File::create(folder.path().join(name)).unwrap().set_modified(old).unwrap();
        }
        File::create(folder.path().join(".oreline-unfinished-now")).unwrap();
        put(&folder.path().join("a.csv"), false, "one").unwrap();
        let mut left = names(folder.path());
        left.sort();
        assert_eq!(left, [".oreline-notes", ".oreline-unfinished-now", "a.csv"]);
    }

    #[test]
    fn only_files_in_folders_that_are_there() {
        let folder = tempfile::tempdir().unwrap();
        for (path, reason) in [("gone/a.csv", "No such file"), (".", "it is a folder")] {
            let error = put(&folder.path().join(path), true, "x").unwrap_err().to_string();
            assert!(error.contains(reason), "{path}: {error}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_permissions_stay() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("real.csv"), folder.path().join("link.csv"));
        put(&file, false, "one").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_ne!(mode(&file) & 0o400, 0);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("real.csv", &link).unwrap();
        put(&link, true, "two").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!((fs::read_to_string(&file).unwrap().as_str(), mode(&file)), ("two", 0o640));
        assert!(put(Path::new("/dev/null"), true, "x").unwrap_err().to_string().contains("no ordinary file"));
    }
}
