//! Random input to the real program in a terminal, and kills while it writes.
//!
//! A short form runs with all tests; `just soak` sends 100,000 keys and 200 kills. What is sent follows from
//! `SOAK_SEED`, so that a failure, which names it, can be had again.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::pty::Terminal;
use super::{PROGRAM, names, wait_until_loaded};

/// Pieces of input that one browser is sent.
const ROUND: u64 = 300;

/// Longer than the silence that ends a cut sequence.
const SILENCE: Duration = Duration::from_millis(100);

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |value| value.parse().unwrap())
}

/// Steele, Lea and Flood's `SplitMix64`.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (bits ^ (bits >> 31)) % end
    }

    fn of<T: Copy>(&mut self, choice: &[T]) -> T {
        choice[self.below(choice.len() as u64) as usize]
    }
}

enum Piece {
    Bytes(String),
    Size(u16, u16),
}

/// Something that a terminal may send. Ctrl-c and Ctrl-z are left out: they end and stop the browser.
fn piece(random: &mut Random) -> Piece {
    const KEYS: [&str; 24] = [
        "\r",
        "\t",
        "\x1b",
        "\x7f",
        " ",
        "\x1b[A",
        "\x1b[B",
        "\x1b[C",
        "\x1b[D",
        "\x1b[H",
        "\x1b[F",
        "\x1b[5~",
        "\x1b[6~",
        "\x1b[Z",
        "\x1b[3~",
        "\x1bOP",
        "\x1b[12~",
        "\x1b[1089;5u",
        "\x04",
        "\x15",
        "\x12",
        "\x17",
        "\u{44f}",
        "\u{4e2d}",
    ];
    const CUT: [&str; 10] =
        ["\x1b[<", "\x1b[?", "\x1b[200~cut", "\x1b[<0;1", "\x1b[", "\x1bO", "\x1b]0;x", "\x1bP", "\x1b[M", "\x1b[1;"];
    let bytes = match random.below(20) {
        0 => {
            let columns = u16::try_from(1 + random.below(250)).unwrap();
            return Piece::Size(columns, u16::try_from(1 + random.below(80)).unwrap());
        }
        1 => random.of(&CUT).to_owned(),
        2 => format!("\x1b[200~{}\x1b[201~", random.of(&["\u{422}\u{43e}\u{43a}", "a\nq\x03", "\x1b[A\0", ""])),
        3 | 4 => {
            let (x, y) = (1 + random.below(260), 1 + random.below(90));
            format!("\x1b[<{};{x};{y}{}", random.of(&[0, 32, 64, 65, 2, 999]), random.of(&['M', 'm']))
        }
        5 => format!("\x1b[{};{}{}", random.below(300), random.below(20), random.of(&['A', 'u', '~', 'R', 'x'])),
        6..=10 => random.of(&KEYS).to_owned(),
        _ => char::from(u8::try_from(32 + random.below(95)).unwrap()).to_string(),
    };
    Piece::Bytes(bytes)
}

#[test]
fn random_input_breaks_nothing() {
    let (seed, keys) = (number("SOAK_SEED", 13), number("SOAK_KEYS", 600));
    let mut sent = 0;
    while sent < keys {
        let home = tempfile::tempdir().unwrap();
        let mut random = Random(seed.wrapping_add(sent));
        // What it exports goes away with the test, and there is nothing that an address could be opened with.
        let script = r#"cd "$1" && PATH=/nowhere exec "$0" --lang en"#;
        let mut terminal = Terminal::start("sh", &["-c", script, PROGRAM, home.path().to_str().unwrap()], 100, 30);
        terminal.wait_for("━[Events]");
        let mut ended = None;
        for _ in 0..ROUND.min(keys - sent) {
            match piece(&mut random) {
                Piece::Bytes(bytes) => terminal.send(&bytes),
                Piece::Size(columns, rows) => terminal.resize(columns, rows),
            }
            sent += 1;
            // Often in one piece, and sometimes with a silence between.
            let pause = if random.below(50) == 0 { SILENCE } else { Duration::ZERO };
            ended = terminal.ended_within(pause);
            if ended.is_some() {
                break;
            }
        }
        // Whatever was cut: after a silence, one Ctrl-c ends it.
        if ended.is_none() {
            ended = terminal.ended_within(SILENCE);
        }
        // A key or a command may have stopped it, for a shell that is not there, or stop it only now: then the terminal is
        // the usual one, and a Ctrl-c interrupts who is continued.
        let mut tries = 0..100;
        while ended.is_none() && tries.next().is_some() {
            // Twice, as it may end just now, and one signal to a program that has ended is a failure.
            terminal.signals(&["CONT"; 2]);
            ended = terminal.ended_within(SILENCE);
            if ended.is_none() {
                terminal.send("\x03");
                ended = terminal.ended_within(SILENCE);
            }
        }
        let status = ended.unwrap_or_else(|| terminal.wait_for_end());
        assert!([0, 130].contains(&status), "SOAK_SEED={seed}, after {sent} keys: {status}");
        terminal.resize(100, 30);
        terminal.assert_given_back();
    }
}

fn run(arguments: &[&str], cache: &Path) -> Vec<u8> {
    let output = Command::new(PROGRAM).args(arguments).env("XDG_CACHE_HOME", cache).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn after_a_kill_while_it_writes_the_next_start_is_sound() {
    let (seed, kills) = (number("SOAK_SEED", 13), number("SOAK_KILLS", 5));
    let mut random = Random(seed);
    let home = tempfile::tempdir().unwrap();
    let (state, out) = (home.path().join("state"), home.path().join("out"));
    std::fs::create_dir(&out).unwrap();
    // Records, which the user's marks are no part of.
    let rows = run(&["list", "--lang", "en", "--format", "jsonl"], home.path());
    let script = r#"cd "$1" && exec "$0" --lang en"#;
    let arguments = ["-c", script, PROGRAM, out.to_str().unwrap()];
    let start = || {
        let mut terminal = Terminal::start_keeping("sh", &arguments, 100, 30, &state);
        wait_until_loaded(&mut terminal);
        terminal
    };
    // Once to its end, to know how long it takes: it is killed within that time.
    let mut terminal = start();
    let begun = Instant::now();
    terminal.send("mjmeall.jsonl\r");
    terminal.wait_for("events written to ");
    let whole = u64::try_from(begun.elapsed().as_millis()).unwrap() + 1;
    terminal.send("\x03");
    assert_eq!(terminal.wait_for_end(), 0);
    assert!(std::fs::read(out.join("all.jsonl")).unwrap() == rows, "the file is that of the command");
    for n in 0..kills {
        let mut terminal = start();
        let down = "j".repeat(random.below(100) as usize);
        terminal.send(&format!("m{down}mjmeall-{n}.jsonl\r"));
        let _ = terminal.ended_within(Duration::from_millis(random.below(whole)));
        terminal.signal("KILL");
        terminal.wait_for_end();
        assert!(!terminal.text().contains("cannot read"), "SOAK_SEED={seed}, kill {n}: {}", terminal.text());
        if let Ok(kept) = std::fs::read(state.join("oreline/state.json")) {
            let kept: serde_json::Value = serde_json::from_slice(&kept).unwrap();
            assert!(kept.is_object(), "SOAK_SEED={seed}, kill {n}: {kept}");
        }
        if let Ok(written) = std::fs::read(out.join(format!("all-{n}.jsonl"))) {
            assert!(written == rows, "SOAK_SEED={seed}, kill {n}: a file is whole or not there");
        }
    }
    let mut terminal = start();
    terminal.send("\x03");
    assert_eq!(terminal.wait_for_end(), 0);
    assert!(!names(&state.join("oreline")).iter().any(|name| name.contains("broken")), "nothing was moved aside");
    indexes(&mut random, kills / 10);
}

/// Kills while the index of a large file is written; it is the short form's to leave this out.
fn indexes(random: &mut Random, kills: u64) {
    use std::fmt::Write as _;

    if kills == 0 {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("large.jsonl");
    let mut text = String::new();
    let filling = "uranium ".repeat(120);
    for n in 0..70_000 {
        let (month, day) = (n % 12 + 1, n % 28 + 1);
        let label = format!("Talk {n}");
        writeln!(text, r#"{{"id":"{n}","label":"{label}","date":"2024-{month:02}-{day:02}","summary":"{filling}"}}"#)
            .unwrap();
    }
    std::fs::write(&path, text).unwrap();
    let query = ["list", "--format", "csv", path.to_str().unwrap(), "-q", "talk 69999"];
    let without = run(&[&query[..], &["--no-cache"]].concat(), home.path());
    for _ in 0..kills {
        let mut command = Command::new(PROGRAM);
        let command = command.args(query).env("XDG_CACHE_HOME", home.path());
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(random.below(1500)));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(run(&query, home.path()) == without, "the answer with an index is that without one");
        std::fs::remove_dir_all(home.path().join("oreline")).unwrap();
    }
}
