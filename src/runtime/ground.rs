//! The terminal is asked for its background, once, before anything is drawn and before keys are read.
//!
//! The question is OSC 11, followed by one that every terminal answers (DA1): where that answer comes first, the other
//! never will. Nobody waits longer than a tenth of a second. What was typed meanwhile is handed on.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::ops::Range;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use crate::app::Ground;
use crate::app::ground::Rgb;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_millis(100);
/// The background, then the kind of terminal.
const QUESTION: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";
/// The most that is read before an answer.
const MOST: usize = 1 << 16;
/// A ground is dark below the one luminance and light above the other, in thousandths; between them no colour of the
/// table is read well.
const DARK: u32 = 120;
const LIGHT: u32 = 600;

/// What the terminal says, else what the environment says; and what was typed meanwhile. The terminal must be in raw mode.
pub(super) fn ask() -> (Ground, Vec<u8>) {
    let mut heard = Vec::new();
    // The console of Linux has no such answer and prints what it does not understand.
    if std::env::var_os("TERM").is_none_or(|term| term != "linux") {
        // What cannot be asked has no answer.
        let _ = OpenOptions::new().read(true).write(true).open("/dev/tty").map(|mut tty| listen(&mut tty, &mut heard));
    }
    let said = background(&heard).map(of_color);
    let ground =
        said.unwrap_or_else(|| std::env::var("COLORFGBG").map_or(Ground::Unknown, |text| of_environment(&text)));
    (ground, typed(&heard))
}

fn listen(terminal: &mut File, heard: &mut Vec<u8>) -> std::io::Result<()> {
    terminal.write_all(QUESTION)?;
    terminal.flush()?;
    let end = Instant::now() + PATIENCE;
    let mut buffer = [0; 1024];
    while kind(heard).is_none() && heard.len() < MOST {
        let left = end.saturating_duration_since(Instant::now());
        let wait = Timespec { tv_sec: 0, tv_nsec: i64::from(left.subsec_nanos()) };
        let mut watched = [PollFd::new(&*terminal, PollFlags::IN)];
        match poll(&mut watched, Some(&wait)) {
            Ok(0) => break,
            Ok(_) => match terminal.read(&mut buffer)? {
                0 => break,
                length => heard.extend_from_slice(&buffer[..length]),
            },
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Where the answer about the background stands, to its end.
fn answer(heard: &[u8]) -> Option<Range<usize>> {
    const BEGINS: &[u8] = b"\x1b]11;";
    let start = heard.windows(BEGINS.len()).position(|window| window == BEGINS)?;
    let rest = &heard[start + BEGINS.len()..];
    let end = rest.iter().position(|byte| [0x07, 0x1b].contains(byte))?;
    let ends = if rest[end] == 0x1b { 2 } else { 1 };
    Some(start..(start + BEGINS.len() + end + ends).min(heard.len()))
}

/// Where the answer about the kind of terminal stands.
fn kind(heard: &[u8]) -> Option<Range<usize>> {
    const BEGINS: &[u8] = b"\x1b[?";
    let mut from = 0;
    while let Some(start) = heard[from..].windows(BEGINS.len()).position(|window| window == BEGINS) {
        let start = from + start;
        let rest = &heard[start + BEGINS.len()..];
        let end = rest.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b';'))?;
        if rest[end] == b'c' {
            return Some(start..start + BEGINS.len() + end + 1);
        }
        from = start + BEGINS.len();
    }
    None
}

/// All but the answers.
fn typed(heard: &[u8]) -> Vec<u8> {
    let mut typed = heard.to_vec();
    for find in [answer, kind] {
        if let Some(range) = find(&typed) {
            typed.drain(range);
        }
    }
    typed
}

/// The colour of the answer: `rgb:1e1e/1e1e/2e2e`, each part of one to four hexadecimal digits.
fn background(heard: &[u8]) -> Option<Rgb> {
    let text = std::str::from_utf8(&heard[answer(heard)?]).ok()?;
    let text = text.trim_start_matches("\x1b]11;").trim_end_matches(['\x07', '\\']).trim_end_matches('\x1b');
    let mut parts = text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:"))?.split('/');
    let mut part = || {
        let digits = parts.next().filter(|digits| (1..=4).contains(&digits.len()))?;
        let most = (1_u32 << (4 * digits.len())) - 1;
        // Below 256.
        u32::from_str_radix(digits, 16).ok().map(|value| (value * 255 / most) as u8)
    };
    Some([part()?, part()?, part()?])
}

/// What a colour is as a ground.
fn of_color(color: Rgb) -> Ground {
    // Squares are near enough to the curve of screens.
    let part = |at: usize, weight: u32| u32::from(color[at]) * u32::from(color[at]) * weight / (255 * 255);
    match part(0, 213) + part(1, 715) + part(2, 72) {
        ..=DARK => Ground::Dark(Some(color)),
        LIGHT.. => Ground::Light(Some(color)),
        _ => Ground::Unknown,
    }
}

/// What `COLORFGBG` says, such as `15;0` or `15;default;0`: the last is the background, one of sixteen colours.
fn of_environment(text: &str) -> Ground {
    match text.rsplit(';').next().and_then(|number| number.parse::<u8>().ok()) {
        Some(0..=6 | 8) => Ground::Dark(None),
        Some(7 | 9..=15) => Ground::Light(None),
        _ => Ground::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_is_read_and_what_was_typed_is_kept() {
        for (heard, color, rest) in [
            ("\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b[?62;22c", Some([0x1e, 0x1e, 0x2e]), ""),
            ("j\x1b]11;rgb:ffff/ffff/ffff\x07/ab\x1b[?1;2cq", Some([255; 3]), "j/abq"),
            ("\x1b]11;rgb:f/8/0\x1b\\", Some([255, 136, 0]), ""),
            ("\x1b[?6c", None, ""),
            ("\x1b[Ajj", None, "\x1b[Ajj"),
            ("\x1b]11;rgb:1e1e/1e", None, "\x1b]11;rgb:1e1e/1e"),
            ("\x1b]11;blue\x07\x1b[?c", None, ""),
            ("", None, ""),
        ] {
            assert_eq!(
                (background(heard.as_bytes()), typed(heard.as_bytes())),
                (color, rest.as_bytes().to_vec()),
                "{heard:?}"
            );
        }
    }

    /// What is heard from a terminal that says this at once.
    fn heard_from(said: &str) -> Vec<u8> {
        let (ours, mut theirs) = std::os::unix::net::UnixStream::pair().unwrap();
        theirs.write_all(said.as_bytes()).unwrap();
        let mut heard = Vec::new();
        listen(&mut File::from(std::os::fd::OwnedFd::from(ours)), &mut heard).unwrap();
        let mut asked = [0; QUESTION.len()];
        theirs.read_exact(&mut asked).unwrap();
        assert_eq!(asked, QUESTION);
        heard
    }

    #[test]
    fn a_terminal_is_heard_to_its_last_answer_and_a_silent_one_is_not_waited_for() {
        let answers = "k\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62;4c";
        assert_eq!(heard_from(answers), answers.as_bytes());
        let start = Instant::now();
        assert_eq!(heard_from("jj"), b"jj");
        assert!(start.elapsed() < PATIENCE * 20, "{:?}", start.elapsed());
    }

    #[test]
    fn grounds_are_told_apart_and_what_lies_between_is_unknown() {
        for dark in [[0; 3], [0x2e, 0x34, 0x40], [0, 0x2b, 0x36], [0x3f; 3]] {
            assert_eq!(of_color(dark), Ground::Dark(Some(dark)));
        }
        for light in [[255; 3], [0xfd, 0xf6, 0xe3], [0xe1, 0xe2, 0xe7]] {
            assert_eq!(of_color(light), Ground::Light(Some(light)));
        }
        assert_eq!(of_color([0x80; 3]), Ground::Unknown);
        let said = ["15;0", "0;15", "0;default;15", "12;8", "7", "default;default", "", "15;99"].map(of_environment);
        let (dark, light, unknown) = (Ground::Dark(None), Ground::Light(None), Ground::Unknown);
        assert_eq!(said, [dark, light, light, dark, light, unknown, unknown, unknown]);
    }
}
