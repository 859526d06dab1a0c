//! What was wrong in the data, where it stands, and what to do about it.
//!
//! A problem never stops a load. It is found by `load` and shown by the badge, the list of problems and `check`;
//! it is kept as what happened with its values, and becomes a sentence of `catalogue` where it is shown.

use crate::catalogue::{Finding, Remedy, Ui};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// How much a problem costs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    /// The record was skipped.
    Error,
    /// A field is kept as it was written.
    Warning,
    /// An unknown field, an unusual word, a link that leads out of the data.
    Note,
}

impl Level {
    /// `error`, `warning` or `note`.
    pub fn word(self, ui: Ui) -> &'static str {
        match self {
            Level::Error => ui.level_error(),
            Level::Warning => ui.level_warning(),
            Level::Note => ui.level_note(),
        }
    }
}

/// A place in a file of the data.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Location {
    /// The file as the user named it; `standard input` or `bundled dataset` where there is none. Sanitised.
    pub file: Arc<str>,
    /// Line, from 1; 0 when the problem is of the whole file.
    pub line: u64,
    /// Column in characters, from 1; 0 when the problem is of the whole line.
    pub column: u64,
    /// JSON pointer (RFC 6901) from the record's root; empty for the record itself. Sanitised.
    pub pointer: String,
}

impl Location {
    /// As it is shown: `file:line:column`, without the parts that are 0.
    pub fn said(&self, ui: Ui) -> String {
        let mut said = self.file_said(ui).into_owned();
        if self.line > 0 {
            said = format!("{said}:{}", self.line);
            if self.column > 0 {
                said = format!("{said}:{}", self.column);
            }
        }
        said
    }

    /// The file; in words where it has no name.
    pub fn file_said(&self, ui: Ui) -> Cow<'_, str> {
        ui.input_name(&self.file)
    }
}

impl fmt::Display for Location {
    /// `file:line:column`, without the parts that are 0.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(Ui::ENGLISH))
    }
}

/// One thing that was wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// What it costs.
    pub level: Level,
    /// Where it stands.
    pub location: Location,
    /// The record's id, where it is known. Sanitised.
    pub record: Option<String>,
    /// What is wrong. Its values are sanitised.
    pub reason: Finding,
    /// What to do.
    pub remedy: Remedy,
}

/// A problem of one record, before the file it stands in is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordProblem {
    /// What it costs.
    pub level: Level,
    /// Byte offset in the record's JSON text.
    pub offset: usize,
    /// JSON pointer from the record's root.
    pub pointer: String,
    /// What is wrong. Its values are sanitised.
    pub reason: Box<Finding>,
    /// What to do.
    pub remedy: Remedy,
}

/// Problems as they are listed: errors and warnings one by one, notes one for each kind.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ProblemList {
    /// The places of errors and warnings among the problems.
    pub faults: Vec<usize>,
    /// Of each kind of note the place of the first among the problems, and the number of notes.
    pub notes: Vec<(usize, usize)>,
}

impl ProblemList {
    /// The list of some problems, in the order in which they, and the kinds of notes, were found. What is to be done
    /// tells the kind: the reason names single words and ids.
    pub fn of(problems: &[Problem]) -> ProblemList {
        let mut listed = ProblemList::default();
        let mut kinds: HashMap<&Remedy, usize> = HashMap::new();
        for (at, problem) in problems.iter().enumerate() {
            if problem.level != Level::Note {
                listed.faults.push(at);
                continue;
            }
            let kind = *kinds.entry(&problem.remedy).or_insert(listed.notes.len());
            match listed.notes.get_mut(kind) {
                Some((_, count)) => *count += 1,
                None => listed.notes.push((at, 1)),
            }
        }
        listed
    }

    /// How many rows the list has.
    pub fn len(&self) -> usize {
        self.faults.len() + self.notes.len()
    }

    /// Of a row the place of its problem, and how many problems it stands for.
    pub fn row(&self, row: usize) -> Option<(usize, usize)> {
        let fault = self.faults.get(row).map(|at| (*at, 1));
        fault.or_else(|| self.notes.get(row.checked_sub(self.faults.len())?).copied())
    }

    /// How many notes there are.
    pub fn note_count(&self) -> usize {
        self.notes.iter().map(|(_, count)| count).sum()
    }
}
