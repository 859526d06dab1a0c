//! `oreline check`: every problem of the data, one a line, with its level, its place and what to do. Data without
//! problems prints nothing.
//!
//! Notes are grouped: a line for each kind, with the number of such notes and the first of them. How problems are found,
//! and how their levels look on a screen, is not known here.

use super::{cannot_print, load, print};
use crate::error::Result;
use crate::load::import::READ_AS;
use crate::load::{Cache, Input};
use crate::problem::{Problem, ProblemList};
use std::io::{self, Write};

/// Prints the problems; says whether there are errors or warnings among them.
pub fn run(inputs: &[Input], cache: Option<&Cache>) -> Result<bool> {
    let dataset = load(inputs, cache)?;
    print(|out| write(dataset.problems(), out).map_err(cannot_print))?;
    Ok(dataset.problem_count() > 0)
}

fn write(problems: &[Problem], out: &mut dyn Write) -> io::Result<()> {
    // What a file was read as leads.
    let is_read_as = |problem: &Problem| problem.reason.starts_with(READ_AS);
    for problem in problems.iter().filter(|problem| is_read_as(problem)) {
        writeln!(out, "{}: {}", problem.location, problem.reason)?;
    }
    let listed = ProblemList::of(problems);
    let rows = (0..listed.len()).filter_map(|row| listed.row(row));
    for (at, count) in rows.filter(|(at, _)| !is_read_as(&problems[*at])) {
        let more = if count > 1 { format!(" ({count} notes of this kind; this is the first)") } else { String::new() };
        writeln!(out, "{}{more}", line(&problems[at]))?;
    }
    Ok(())
}

fn line(problem: &Problem) -> String {
    let Problem { level, location, record, reason, remedy } = problem;
    let mut line = format!("{location}: {}: ", level.word());
    if let Some(record) = record {
        line.push_str(record);
        line.push(' ');
    }
    if !location.pointer.is_empty() {
        line.push_str(&location.pointer);
        line.push(' ');
    }
    if line.ends_with(' ') && (record.is_some() || !location.pointer.is_empty()) {
        line.pop();
        line.push_str(": ");
    }
    line.push_str(reason);
    line.push_str("; ");
    line.push_str(remedy);
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Level, Location};

    fn problem(level: Level, line: u64, pointer: &str, reason: &str, remedy: &str) -> Problem {
        let location = Location { file: "a.json".into(), line, column: 3, pointer: pointer.to_owned() };
        Problem { level, location, record: Some("e1".to_owned()), reason: reason.to_owned(), remedy: remedy.to_owned() }
    }

    #[test]
    fn notes_of_a_kind_are_one_line() {
        let problems = [
            problem(Level::Note, 1, "/x", "unknown field `x`", "it is kept"),
            problem(Level::Warning, 2, "/date", "`soon` is no date", "write a date"),
            problem(Level::Note, 3, "/y", "unknown field `y`", "it is kept"),
            problem(Level::Error, 4, "", "no label", "give it a label"),
        ];
        let mut out = Vec::new();
        write(&problems, &mut out).unwrap();
        let expected = "a.json:2:3: warning: e1 /date: `soon` is no date; write a date\n\
                        a.json:4:3: error: e1: no label; give it a label\n\
                        a.json:1:3: note: e1 /x: unknown field `x`; it is kept (2 notes of this kind; this is the first)\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
