//! Writing to the disk so that a reader finds the whole of a file or what stood there before, and folders of the user
//! alone. What is written is not known here.

use crate::catalogue::Finding;
use crate::text::sanitise_line;
use std::fs::{self, File, Permissions, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

/// Since when a file with such a name is no longer written: to write takes a moment.
const LEFT_OVER: Duration = Duration::from_secs(60);

/// How long a lock is waited for while nothing is written under it. Who writes holds it for a moment.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long between two looks at it.
const PAUSE: Duration = Duration::from_millis(5);

/// How a file comes to the disk.
#[derive(Clone, Debug)]
pub struct Whole<'a> {
    /// What its name begins and ends with until it is whole.
    pub unfinished: [&'a str; 2],
    /// Who may do what with it.
    pub access: Access,
    /// Whether it takes the place of a file that is there; else that is an error.
    pub replaces: bool,
    /// Whether it is on the disk, not only on its way there, before it gets its name. What can be made again need not.
    pub is_synced: bool,
}

/// Who may do what with a file that is written.
#[derive(Clone, Debug)]
pub enum Access {
    /// Only the user, from the beginning.
    Private,
    /// What the user's umask leaves of all, as with any new file.
    Usual,
    /// Those of the file that it takes the place of.
    Like(Permissions),
}

impl Whole<'_> {
    /// Gives `target` what `content` writes, in one step. When anything fails, nothing has changed.
    pub fn write(&self, target: &Path, content: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
        let [prefix, suffix] = self.unfinished;
        let mut builder = tempfile::Builder::new();
        builder.prefix(prefix).suffix(suffix);
        #[cfg(unix)]
        if !matches!(self.access, Access::Private) {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(Permissions::from_mode(0o666));
        }
        // In the same folder, so that it only needs another name; it goes away when this does not come to its end.
        let mut file = builder.tempfile_in(folder(target))?;
        content(file.as_file_mut())?;
        if let Access::Like(permissions) = &self.access {
            file.as_file().set_permissions(permissions.clone())?;
        }
        if self.is_synced {
            file.as_file().sync_all()?;
        }
        let kept = if self.replaces { file.persist(target) } else { file.persist_noclobber(target) };
        kept.map(drop).map_err(|error| error.error)
    }
}

/// The folder of a file.
pub fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes a folder for the user alone; one of somebody else that others may use is refused. One that its owner may not write,
/// and one to which a link leads, is as the user wants it and stays so.
pub fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
        builder.mode(0o700).create(folder).map_err(|error| why_no_folder(folder, error))?;
        let about = fs::symlink_metadata(folder)?;
        let mode = about.permissions().mode();
        let (is_writable, is_of_others) = (mode & 0o200 != 0, mode & 0o077 != 0);
        if about.is_symlink() || !is_writable || !is_of_others {
            return Ok(());
        }
        // Only the owner may do so.
        fs::set_permissions(folder, Permissions::from_mode(0o700))
    }
    #[cfg(not(unix))]
    builder.create(folder).map_err(|error| why_no_folder(folder, error))
}

/// Why a folder cannot be made: where it says more than the system does, what is in its way.
pub fn why_no_folder(folder: &Path, error: io::Error) -> io::Error {
    let found = folder.ancestors().find(|path| fs::symlink_metadata(path).is_ok());
    let name = |path: &Path| sanitise_line(&path.to_string_lossy()).into_owned();
    match found.map(|path| (path, fs::metadata(path))) {
        Some((path, Err(_))) => io::Error::other(Finding::LinkToNothing { name: name(path) }),
        Some((path, Ok(about))) if !about.is_dir() => io::Error::other(Finding::NoFolder { name: name(path) }),
        _ => error,
    }
}

/// Waits until no other program holds the lock of a file, which is made for the user alone; fails when one keeps it. As long
/// as `guarded`, which is replaced under the lock, becomes another file, others are at work, and our turn comes.
pub fn lock(path: &Path, guarded: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let file = options.open(path)?;
    let changed = || fs::metadata(guarded).and_then(|about| about.modified()).ok();
    let mut waiting = Waiting { since: Instant::now(), seen: changed() };
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if waiting.is_in_vain(Instant::now(), changed()) => {
                return Err(io::Error::other(Finding::Locked));
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            // Where there are no locks, the file is replaced in one step all the same.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

/// Somebody who waits for a lock.
struct Waiting {
    /// Since when nothing was written under it.
    since: Instant,
    /// The time of the last change that was seen of what is written under it.
    seen: Option<SystemTime>,
}

impl Waiting {
    /// Whether nothing has been written for so long that the lock will not come free.
    fn is_in_vain(&mut self, now: Instant, changed: Option<SystemTime>) -> bool {
        if changed != self.seen {
            *self = Waiting { since: now, seen: changed };
        }
        now.duration_since(self.since) >= PATIENCE
    }
}

/// Removes what a program that was killed while it wrote has left in a folder: files whose names begin so.
pub fn tidy(folder: &Path, unfinished: &str) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(unfinished));
        let is_old = |about: fs::Metadata| {
            about.is_file() && about.modified().is_ok_and(|time| time.elapsed().is_ok_and(|age| age > LEFT_OVER))
        };
        if is_ours && entry.metadata().is_ok_and(is_old) {
            // What cannot be removed does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_for_a_lock_has_patience_with_others_at_work() {
        let (begun, written) = (Instant::now(), |second| Some(SystemTime::UNIX_EPOCH + Duration::from_secs(second)));
        let mut waiting = Waiting { since: begun, seen: None };
        assert!(!waiting.is_in_vain(begun + PATIENCE / 2, None));
        // However many are before it, each of which writes.
        for turn in 1..100_u32 {
            assert!(!waiting.is_in_vain(begun + PATIENCE * turn, written(u64::from(turn))), "{turn}");
            assert!(!waiting.is_in_vain(begun + PATIENCE * turn + PATIENCE / 2, written(u64::from(turn))), "{turn}");
        }
        assert!(waiting.is_in_vain(begun + PATIENCE * 100, written(99)), "the last one keeps it");
        assert!(Waiting { since: begun, seen: None }.is_in_vain(begun + PATIENCE, None));
    }
}
