//! The program starts itself anew for large files, with settings of the allocator by which the memory of large pieces
//! goes back to the system.
//!
//! glibc takes pieces above a threshold from the system and gives them back when they are freed, but it raises the
//! threshold to 32 MB as it goes. A load then leaves holes of half the size of what is held (a million events: 640 MB
//! for 350), and a line of 24 MB four times its length. And it keeps at most seven freed pieces of a size at hand, where a record has a hundred. Both can be set
//! when a process starts, so for large files the program starts itself once more with it; calling glibc would need
//! `unsafe`. Nothing else is known here.

use crate::load::Input;

/// Bytes of input from which on the holes matter.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE: u64 = 16 << 20;

/// Bytes of a piece from which on it is taken from the system and given back, a quarter of what glibc begins with (15 MB
/// less in holes at a million events); and how many freed pieces of a size each thread keeps, the most that every
/// version allows (the index is made in 0.95 of the time).
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const TUNABLES: &str = "glibc.malloc.mmap_threshold=32768:glibc.malloc.tcache_count=127";

/// The settings of glibc, by either of which a user has decided already.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const SETTINGS: [&str; 2] = ["GLIBC_TUNABLES", "MALLOC_MMAP_THRESHOLD_"];

/// Starts the program again with these set, where that matters and was not done. Returns when it need not be
/// or cannot be done; the program then goes on with more memory.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(crate) fn with_tunables(inputs: &[Input]) {
    use std::os::unix::process::CommandExt as _;
    let is_decided = SETTINGS.iter().any(|setting| std::env::var_os(setting).is_some());
    let size: u64 = inputs.iter().map(size_of).sum();
    let mut arguments = std::env::args_os();
    let (false, true, Ok(program), Some(name)) = (is_decided, size >= LARGE, std::env::current_exe(), arguments.next())
    else {
        return;
    };
    // It returns only when it fails.
    let _ = std::process::Command::new(program).arg0(name).args(arguments).env(SETTINGS[0], TUNABLES).exec();
}

/// Elsewhere allocators do without.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(crate) fn with_tunables(_inputs: &[Input]) {}

/// Bytes of a file, or of the files in a folder; what is piped in counts as nothing.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn size_of(input: &Input) -> u64 {
    let Some(path) = input.path() else { return 0 };
    match std::fs::read_dir(path) {
        Ok(files) => files.flatten().filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum(),
        Err(_) => std::fs::metadata(path).map_or(0, |file| file.len()),
    }
}
