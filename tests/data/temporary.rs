//! The temporary file of input that is unpacked or comes through a pipe and is too large for memory: nobody else sees
//! it, nothing of it stays on any way out, and without room for it the message says where room is wanted.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_oreline");
const EVENT: &str = "{\"id\":\"last\",\"label\":\"The last of many bytes\",\"date\":\"2024\"}\n";

/// More than is held in memory, and than what may lie between the two ends of the pipe.
const BYTES: usize = 70 << 20;

fn start(command: &mut Command, folder: &TempDir) -> Child {
    command.env("TMPDIR", folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Gives the program so much input that it needs the file; the input goes on.
fn fill(child: &mut Child) {
    let lines = [" ".repeat(1023).as_bytes(), b"\n"].concat().repeat(1024);
    let stdin = child.stdin.as_mut().unwrap();
    stdin.write_all(b"{\"id\":\"first\",\"label\":\"The first\",\"date\":\"2023\"}\n").unwrap();
    for _ in 0..BYTES / lines.len() {
        stdin.write_all(&lines).unwrap();
    }
}

/// The open files of a process that stood in a folder.
fn open_files(child: &Child, folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(format!("/proc/{}/fd", child.id())).unwrap().map(|file| file.unwrap().path());
    files.filter(|file| fs::read_link(file).is_ok_and(|target| target.starts_with(folder))).collect()
}

#[track_caller]
fn assert_empty(folder: &TempDir) {
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_file_has_no_name_and_is_for_the_user_alone_and_goes_with_the_program() {
    let folder = TempDir::new().unwrap();
    // To its end, or killed in the middle.
    for is_killed in [false, true] {
        let mut child =
            start(Command::new(PROGRAM).env("LC_ALL", "C").args(["list", "-", "--format", "plain"]), &folder);
        fill(&mut child);
        let files = open_files(&child, folder.path());
        assert_eq!(files.len(), 1, "{files:?}");
        let about = fs::metadata(&files[0]).unwrap();
        assert_eq!((about.nlink(), about.permissions().mode() & 0o777), (0, 0o600));
        assert!(about.len() >= 64 << 20, "{} bytes", about.len());
        assert_empty(&folder);
        if is_killed {
            child.kill().unwrap();
            child.wait().unwrap();
        } else {
            child.stdin.as_mut().unwrap().write_all(EVENT.as_bytes()).unwrap();
            let output = child.wait_with_output().unwrap();
            assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
            assert!(String::from_utf8(output.stdout).unwrap().contains("The last of many bytes"));
        }
        assert_empty(&folder);
    }
}

#[test]
fn without_room_for_the_file_the_message_says_where_room_is_wanted() {
    let folder = TempDir::new().unwrap();
    let data = TempDir::new().unwrap();
    let packed = data.path().join("large.jsonl.gz");
    let mut encoder = flate2::write::GzEncoder::new(fs::File::create(&packed).unwrap(), flate2::Compression::fast());
    encoder.write_all(EVENT.as_bytes()).unwrap();
    for _ in 0..BYTES / (1 << 20) {
        encoder.write_all(&vec![b'\n'; 1 << 20]).unwrap();
    }
    encoder.finish().unwrap();
    // No file may be larger than 1 MB or so: writing more fails, as on a full disk.
    let limited = "trap '' XFSZ; ulimit -f 2048; exec \"$0\" list \"$1\"";
    let mut child = start(Command::new("sh").env("LC_ALL", "C").args(["-c", limited, PROGRAM]).arg(&packed), &folder);
    drop(child.stdin.take());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let wanted = format!("cannot write a temporary file in {}: ", folder.path().display());
    assert!(said.contains(&wanted) && said.contains("make room there, or name another folder in TMPDIR"), "{said}");
    assert_eq!((output.status.code(), output.stdout), (Some(1), vec![]));
    assert_empty(&folder);

    let gone = folder.path().join("gone");
    let output =
        Command::new(PROGRAM).env("LC_ALL", "C").env("TMPDIR", &gone).arg("list").arg(&packed).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("/gone: ") && said.contains("TMPDIR") && output.status.code() == Some(1), "{said}");
}
