//! What was wrong in the data, where it stands, and what to do about it.
//!
//! A problem never stops a load. It is found by `load` and shown by the badge, the list of problems and `check`;
//! it is kept as what happened with its values, and becomes a sentence of `catalogue` where it is shown.

use crate::catalogue::{Finding, Remedy, Ui};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
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

/// Notes of one kind that are kept: they are listed as one with their number, and data may have one in every record.
const MOST_OF_A_KIND: usize = 100;

/// What was wrong in some data, in the order in which it was found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Problems {
    found: Vec<Problem>,
    /// How many notes of each kind there are. What is to be done tells the kind: the reason names single words and ids.
    notes: HashMap<Remedy, usize>,
}

impl Problems {
    /// Adds some; of the notes of a kind the first hundred, the others are counted.
    pub fn add(&mut self, problems: impl IntoIterator<Item = Problem>) {
        for problem in problems {
            if problem.level == Level::Note && self.count_note(&problem.remedy) > MOST_OF_A_KIND {
                // What each file was read as is told of every file.
                if !problem.reason.is_read_as() {
                    continue;
                }
            }
            self.found.push(problem);
        }
    }

    /// Counts one more note of a kind, and says how many there are.
    fn count_note(&mut self, kind: &Remedy) -> usize {
        if let Some(count) = self.notes.get_mut(kind) {
            *count += 1;
            return *count;
        }
        self.notes.insert(kind.clone(), 1);
        1
    }

    /// Those that are kept: all errors and warnings, and of each kind of notes the first.
    pub fn kept(&self) -> &[Problem] {
        &self.found
    }

    /// How many notes of each kind there are, in no order.
    pub fn notes(&self) -> impl ExactSizeIterator<Item = (&Remedy, usize)> {
        self.notes.iter().map(|(kind, count)| (kind, *count))
    }

    /// Problems with what is kept of them, and the number of notes of each kind.
    pub fn of(kept: Vec<Problem>, notes: impl IntoIterator<Item = (Remedy, usize)>) -> Problems {
        Problems { found: kept, notes: notes.into_iter().collect() }
    }
}

impl FromIterator<Problem> for Problems {
    fn from_iter<T: IntoIterator<Item = Problem>>(problems: T) -> Problems {
        let mut all = Problems::default();
        all.add(problems);
        all
    }
}

/// Problems as they are listed: errors and warnings one by one, notes one for each kind.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ProblemList {
    /// The places of errors and warnings among the kept problems.
    pub faults: Vec<usize>,
    /// Of each kind of note the place of the first among the kept problems, and the number of notes.
    pub notes: Vec<(usize, usize)>,
}

impl ProblemList {
    /// The list of some problems, in the order in which they, and the kinds of notes, were found.
    pub fn of(problems: &Problems) -> ProblemList {
        let mut listed = ProblemList::default();
        let mut kinds = HashSet::new();
        for (at, problem) in problems.found.iter().enumerate() {
            if problem.level != Level::Note {
                listed.faults.push(at);
            } else if kinds.insert(&problem.remedy) {
                listed.notes.push((at, problems.notes.get(&problem.remedy).copied().unwrap_or(1)));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(level: Level, line: u64, name: &str, remedy: Remedy) -> Problem {
        let location = Location { file: "a.jsonl".into(), line, column: 1, pointer: String::new() };
        Problem { level, location, record: None, reason: Finding::UnknownField { name: name.to_owned() }, remedy }
    }

    #[test]
    fn of_very_many_notes_of_a_kind_the_first_are_kept_and_all_are_counted() {
        let mut problems = Problems::default();
        for line in 1..=2_000 {
            problems.add([
                problem(Level::Note, line, &format!("x{line}"), Remedy::PassedThrough),
                problem(Level::Warning, line, "y", Remedy::Degrees),
            ]);
        }
        problems.add([problem(Level::Note, 3_000, "z", Remedy::AddEvent)]);
        assert_eq!(problems.kept().len(), 2_000 + MOST_OF_A_KIND + 1);
        let listed = ProblemList::of(&problems);
        assert_eq!(listed.faults.len(), 2_000);
        assert_eq!(listed.note_count(), 2_001);
        let [(first, many), (last, one)] = listed.notes[..] else { panic!("two kinds: {:?}", listed.notes) };
        assert_eq!((problems.kept()[first].location.line, many), (1, 2_000));
        assert_eq!((problems.kept()[last].location.line, one), (3_000, 1));
    }
}
