//! What a push and keys cost: a measurement, and no test of anything. `just store-figures FILE` runs it.
//!
//! Run when `ORELINE_STORE_FIGURES` names a file of events. It is pushed into the store that `ORELINE_TEST_STORE` names, a
//! shard for each address of it, unless `ORELINE_STORE_PUSHED` says that it is there. Then the program of
//! `ORELINE_STORE_PROGRAM`, a release build, runs in a pseudo-terminal, on the store and on the file in turns: each key is
//! pressed when the screen is still, and the clock of a part of the screen stops when that part is as it stays.

use super::{curl, first_of, node};
use portable_pty::{ChildKiller, CommandBuilder, PtySize, native_pty_system};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use vt100::Parser;

/// How long the screen is still before it counts as such: a search that takes longer tells each second.
const STILL: Duration = Duration::from_millis(1_400);
/// How long data may take to be there.
const READY: Duration = Duration::from_secs(300);

/// A part of a screen of 120 × 40: rows and columns.
struct Part(&'static str, std::ops::Range<usize>, u16, u16);

const PARTS: [Part; 4] = [
    Part("rows", 8..19, 27, 90),
    Part("count", 38..39, 60, 60),
    Part("facet", 7..37, 0, 25),
    Part("histogram", 1..6, 0, 120),
];

/// The program in a terminal.
struct Browser {
    writer: Box<dyn Write + Send>,
    killer: Box<dyn ChildKiller + Send + Sync>,
    process: u32,
    printed: Receiver<(Instant, Vec<u8>)>,
    parser: Parser,
}

impl Browser {
    fn start(program: &str, data: &str, folder: &Path) -> Browser {
        let pair = native_pty_system().openpty(PtySize { rows: 40, cols: 120, ..PtySize::default() }).unwrap();
        let mut command = CommandBuilder::new(program);
        command.arg(data);
        if !data.contains("://") {
            command.arg("--no-cache");
        }
        for (name, value) in [("TERM", "xterm-256color"), ("LC_ALL", "C.UTF-8")] {
            command.env(name, value);
        }
        command.env("XDG_STATE_HOME", folder);
        let (mut reader, writer) = (pair.master.try_clone_reader().unwrap(), pair.master.take_writer().unwrap());
        let mut child = pair.slave.spawn_command(command).unwrap();
        let (killer, process) = (child.clone_killer(), child.process_id().unwrap());
        let (print, printed) = channel();
        std::thread::spawn(move || {
            let (_pair, mut buffer) = (pair, vec![0; 65_536]);
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if print.send((Instant::now(), buffer[..length].to_vec())).is_err() {
                    break;
                }
            }
        });
        std::thread::spawn(move || child.wait());
        Browser { writer, killer, process, printed, parser: Parser::new(40, 120, 0) }
    }

    /// The parts as they are now.
    fn parts(&self) -> [Vec<Vec<u8>>; 4] {
        PARTS.map(|Part(_, rows, column, width)| {
            self.parser.screen().rows_formatted(column, width).skip(rows.start).take(rows.len()).collect()
        })
    }

    /// Waits until nothing comes for so long; how long each part took to be as it stays, if it has changed.
    fn settle(&mut self, begun: Instant, still: Duration) -> [Option<Duration>; 4] {
        let mut parts = self.parts();
        let mut since: [Option<Instant>; 4] = [None; 4];
        while let Ok((at, bytes)) = self.printed.recv_timeout(still) {
            self.parser.process(&bytes);
            let now = self.parts();
            for (of, since) in since.iter_mut().enumerate() {
                if parts[of] != now[of] {
                    *since = Some(at);
                }
            }
            parts = now;
            assert!(begun.elapsed() < READY, "it comes to no end:\n{}", self.parser.screen().contents());
        }
        since.map(|since| since.map(|since| since.saturating_duration_since(begun)))
    }

    fn press(&mut self, keys: &str) -> [Option<Duration>; 4] {
        self.send(keys, STILL)
    }

    fn send(&mut self, keys: &str, still: Duration) -> [Option<Duration>; 4] {
        let begun = Instant::now();
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        self.settle(begun, still)
    }

    /// Nothing is asked for any more. A key that follows Esc at once would be another one.
    fn clear(&mut self) {
        for _ in 0..3 {
            self.send("\x1b", Duration::from_millis(200));
        }
        self.press(":clear\r");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.killer.kill();
    }
}

/// A number of a process, in KB, as the system counts it.
fn memory(process: u32, name: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Seconds of processor time of a process.
fn processor(process: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields: Vec<f64> = stat.rsplit(')').next().unwrap().split_whitespace().filter_map(|n| n.parse().ok()).collect();
    // Without the state, which is no number; in hundredths.
    (fields.get(10).unwrap_or(&0.0) + fields.get(11).unwrap_or(&0.0)) / 100.0
}

/// Pushes a file; says what it cost.
fn push(program: &str, file: &str, to: &str, shards: usize, events: f64) {
    let begun = Instant::now();
    let mut child = Command::new(program)
        .args(["push", file, "--to", to, "--replace", "--shards", &shards.to_string()])
        .env("XDG_STATE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-state"))
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (mut most, mut worked) = (0, 0.0_f64);
    while child.try_wait().unwrap().is_none() {
        most = most.max(memory(child.id(), "VmHWM"));
        worked = worked.max(processor(child.id()));
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(child.wait().unwrap().success(), "the push has failed");
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "push: {seconds:.0} s, {:.0} events a second; {worked:.1} s of processor time of push; {} MB of memory at most",
        events / seconds,
        most / 1_024
    );
}

/// What is looked for: common and rare words in two scripts, names, of the first events of a file.
struct Words {
    /// By script, the most frequent first.
    by_script: [Vec<String>; 2],
    names: Vec<String>,
}

impl Words {
    fn of(file: &str) -> Words {
        let (mut counts, mut names): (HashMap<String, usize>, HashMap<String, usize>) = Default::default();
        for line in BufReader::new(fs::File::open(file).unwrap()).lines().take(20_000) {
            let record: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
            let labels = record["label"].as_object().into_iter().flatten().filter_map(|(_, label)| label.as_str());
            for word in
                labels.chain(record["label"].as_str()).flat_map(|label| label.split(|c: char| !c.is_alphabetic()))
            {
                *counts.entry(word.to_lowercase()).or_default() += 1;
            }
            for person in record["participants"].as_array().into_iter().flatten() {
                *names.entry(person["name"].as_str().unwrap_or_default().to_owned()).or_default() += 1;
            }
        }
        let in_order = |counts: HashMap<String, usize>| {
            let mut all: Vec<(String, usize)> =
                counts.into_iter().filter(|(word, _)| word.chars().count() > 4).collect();
            all.sort_by(|(a, of_a), (b, of_b)| (of_b, a).cmp(&(of_a, b)));
            all.into_iter().map(|(word, _)| word).collect::<Vec<_>>()
        };
        let (latin, others) = in_order(counts).into_iter().partition(|word| word.is_ascii());
        Words { by_script: [latin, others], names: in_order(names) }
    }

    /// What is pressed: what it is, what comes before, and the key that is measured.
    fn keys(&self) -> Vec<(String, String, String)> {
        let [latin, others] = &self.by_script;
        let rare = |words: &[String]| words[words.len() - 1 - words.len() / 7].clone();
        let name = &self.names[self.names.len() / 50];
        let mut keys = Vec::new();
        for (what, query) in [
            ("a common word", latin[0].clone()),
            ("a common word, Cyrillic", others[0].clone()),
            ("another common word", latin[2].clone()),
            ("another, Cyrillic", others[2].clone()),
            ("a word of the middle", latin[latin.len() / 20].clone()),
            ("one of the middle, Cyrillic", others[others.len() / 20].clone()),
            ("a rare word", rare(latin)),
            ("a rare word, Cyrillic", rare(others)),
            ("two words", format!("{} {}", latin[1], latin[3])),
            ("two words, Cyrillic", format!("{} {}", others[1], others[3])),
            ("one or the other", format!("{} OR {}", latin[4], latin[5])),
            ("a word without a country", format!("{} -country:US", latin[1])),
            ("one letter", "m".to_owned()),
            ("a country", "country:KZ".to_owned()),
            ("a word in a country", format!("country:KZ {}", latin[1])),
            ("a year", "date:2023".to_owned()),
            ("two years", "date:2022..2023".to_owned()),
            ("a month", "date:2022-03".to_owned()),
            ("a name as words", name.clone()),
            ("a name", format!("person:\"{name}\"")),
            ("who speaks", format!("by:\"{name}\"")),
        ] {
            let last = query.chars().next_back().unwrap();
            let before = query.strip_suffix(last).unwrap();
            keys.push((what.to_owned(), format!("/{before}"), last.to_string()));
        }
        for (what, before, key) in [
            ("a tick", "cKZ", " "),
            ("another tick", "cUS", " "),
            ("the facet of people", "", "f"),
            ("of bodies", "", "f"),
            ("of topics", "", "f"),
        ] {
            keys.push((what.to_owned(), before.to_owned(), key.to_owned()));
        }
        keys
    }
}

/// The middle one and the longest, in milliseconds.
fn of_all(times: &mut [f64]) -> String {
    times.sort_by(f64::total_cmp);
    match times {
        [] => "-".to_owned(),
        times => format!("{:.0}; {:.0}", times[times.len() / 2], times[times.len() - 1]),
    }
}

#[test]
fn figures() {
    let Some(file) = std::env::var("ORELINE_STORE_FIGURES").ok().filter(|file| !file.is_empty()) else {
        println!("not run: ORELINE_STORE_FIGURES names no file of events");
        return;
    };
    let Some(node) = node() else { return };
    let program = std::env::var("ORELINE_STORE_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_oreline").to_owned());
    let events = BufReader::new(fs::File::open(&file).unwrap()).split(b'\n').count() as f64;
    let url = format!("{node}/test-figures");
    let nodes = node.split(',').count();
    println!("{events} events of {:.0} bytes on {nodes} nodes", fs::metadata(&file).unwrap().len() as f64 / events);
    if std::env::var_os("ORELINE_STORE_PUSHED").is_none() {
        push(&program, &file, &url, nodes, events);
    }
    let store = first_of(&node);
    curl(&["-X", "POST", &format!("{store}/oreline-test-figures-*/_flush")]);
    let indices = curl(&[&format!("{store}/_cat/indices/oreline-test-figures-*?bytes=b&format=json")]);
    for index in indices.as_array().unwrap() {
        let bytes = |name: &str| index[name].as_str().and_then(|n| n.parse().ok()).unwrap_or(0.0) / events;
        let (all, first) = (bytes("store.size"), bytes("pri.store.size"));
        println!("{}: {first:.0} bytes an event, with copies {all:.0}", index["index"].as_str().unwrap());
    }
    let folder = tempfile::tempdir().unwrap();
    let keys = Words::of(&file).keys();
    let mut times: HashMap<(&str, usize), Vec<f64>> = HashMap::new();
    println!("| key | rows, count, facet, histogram of the store, ms | of the file |\n|---|---|---|");
    let mut browsers = [("store", &url), ("file", &file)].map(|(what, data)| {
        let (begun, mut browser) = (Instant::now(), Browser::start(&program, data, folder.path()));
        let ready = browser.settle(begun, Duration::from_secs(4)).into_iter().flatten().max().unwrap_or_default();
        (what, browser, ready)
    });
    for (what, before, key) in &keys {
        let mut line = format!("| {what} |");
        for (of, browser, _) in &mut browsers {
            browser.press(before);
            let took = browser.press(key);
            let shown = took.iter().enumerate().map(|(part, took)| {
                let Some(took) = took else { return "-".to_owned() };
                let took = took.as_secs_f64() * 1_000.0;
                times.entry((of, part)).or_default().push(took);
                format!("{took:.0}")
            });
            let _ = write!(line, " {} |", shown.collect::<Vec<_>>().join(", "));
            browser.clear();
        }
        println!("{line}");
    }
    println!("\n| in the middle; at most, ms | store | file |\n|---|---|---|");
    for (part, Part(name, ..)) in PARTS.iter().enumerate() {
        let mut of = |of| of_all(times.entry((of, part)).or_default());
        println!("| key to {name} | {} | {} |", of("store"), of("file"));
    }
    for (what, browser, ready) in &browsers {
        let megabytes = |name| memory(browser.process, name) / 1_024;
        println!(
            "{what}: ready in {:.1} s; memory {} MB private, {} MB at most",
            ready.as_secs_f64(),
            megabytes("RssAnon"),
            megabytes("VmHWM")
        );
    }
}
