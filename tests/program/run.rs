//! A run of the program as a shell starts it, and what it ended with.
//!
//! What is expected of which arguments is not known here.

// Helpers of tests may stop at the first surprise too.
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// A run of the program.
pub struct Run {
    command: Command,
    input: Vec<u8>,
    said: String,
}

pub fn oreline(arguments: &str) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oreline"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"] {
        command.env_remove(name);
    }
    // Nobody's bookmarks.
    command.env("XDG_STATE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-state"));
    command.args(arguments.split_whitespace());
    Run { command, input: Vec::new(), said: format!("oreline {arguments}") }
}

impl Run {
    pub fn with(mut self, argument: impl AsRef<std::ffi::OsStr>) -> Run {
        self.command.arg(argument);
        self
    }

    pub fn where_env(mut self, name: &str, value: &str) -> Run {
        self.command.env(name, value);
        self
    }

    pub fn in_folder(mut self, folder: &Path) -> Run {
        self.command.current_dir(folder);
        self
    }

    pub fn reading(mut self, input: impl Into<Vec<u8>>) -> Run {
        self.input = input.into();
        self
    }

    pub fn start(&mut self) -> Child {
        let command = self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (mut stdin, input) = (child.stdin.take().unwrap(), std::mem::take(&mut self.input));
        // The program may end without reading it all.
        std::thread::spawn(move || stdin.write_all(&input));
        child
    }

    pub fn ends(mut self) -> Ended {
        Ended { output: self.start().wait_with_output().unwrap(), said: self.said }
    }

    /// Standard output of a run that succeeds and has nothing to say on standard error.
    #[track_caller]
    pub fn prints(self) -> String {
        self.ends().with_status(0).saying("").printed()
    }

    /// The first cell of each line.
    #[track_caller]
    pub fn ids(self) -> Vec<String> {
        self.prints().lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
    }
}

/// How a run ended.
pub struct Ended {
    pub output: Output,
    pub said: String,
}

impl Ended {
    #[track_caller]
    pub fn with_status(self, status: i32) -> Ended {
        assert_eq!(self.output.status.code(), Some(status), "{}: {}", self.said, self.error());
        self
    }

    /// Every part stands on standard error; with an empty part, nothing does.
    #[track_caller]
    pub fn saying(self, part: &str) -> Ended {
        let error = self.error();
        assert!(if part.is_empty() { error.is_empty() } else { error.contains(part) }, "{}: {error}", self.said);
        self
    }

    #[track_caller]
    pub fn printing(self, expected: &str) -> Ended {
        assert_eq!(self.printed(), expected, "{}", self.said);
        self
    }

    pub fn printed(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).unwrap()
    }

    pub fn error(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).unwrap()
    }
}

/// Two events, an undated one, an article each reports, and one that nobody names.
pub const SMALL: &str = r#"{"oreline": 1, "title": {"en": "Small", "ru": "Малое"}, "license": "CC0",
 "entities": [
  {"id": "tokayev", "schema": "Person", "name": {"en": "Kassym-Jomart Tokayev", "ru": "Касым-Жомарт Токаев"}, "country": "KZ", "x-own": [1, 2]},
  {"id": "mfa", "schema": "PublicBody", "name": "Ministry of Foreign Affairs"},
  {"id": "nobody", "schema": "Person", "name": "Nobody Named"}],
 "articles": [
  {"id": "a1", "headline": "Leaders meet", "publisher": "Orda.kz", "url": "https://orda.example/1", "datePublished": "2024-02-09"},
  {"id": "a2", "headline": "Alone", "datePublished": "2024-05"}],
 "events": [
  {"id": "old", "label": {"en": "Old talks", "ru": "Давние переговоры"}, "kind": "dialogue", "date": "2023-11", "countries": ["KZ", "FR"],
   "participants": [{"entity": "tokayev", "part": "host"}, {"entity": "mfa"}], "articles": ["a1"],
   "quotes": [{"text": "Мы рады", "type": "direct", "speaker": {"entity": "tokayev"}, "article": "a1", "language": "ru"},
              {"text": "thanked the hosts", "type": "indirect", "speaker": "Emmanuel Macron"}]},
  {"id": "new", "label": "New visit", "kind": "visit", "date": "2024-02-08", "participants": [{"name": "Касым-Жомарт Токаев", "country": "KZ"}]},
  {"label": "Without a date", "countries": ["MN"], "x-weight": {"kg": 3}}]}"#;
