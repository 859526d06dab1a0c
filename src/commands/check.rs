//! `oreline check`: every problem of the data, one a line, with its level, its place and what to do. Data without
//! problems prints nothing.
//!
//! Notes are grouped: a line for each kind, with the number of such notes and the first of them. How problems are found,
//! and how their levels look on a screen, is not known here.

use super::{cannot_print, load, print};
use crate::catalogue::Ui;
use crate::error::Result;
use crate::load::{Cache, Input};
use crate::problem::{Problem, ProblemList};
use std::io::{self, Write};

/// Prints the problems; says whether there are errors or warnings among them.
pub fn run(inputs: &[Input], cache: Option<&Cache>, ui: Ui) -> Result<bool> {
    let dataset = load(inputs, cache)?;
    print(|out| write(dataset.problems(), dataset.listed_problems(), ui, out).map_err(cannot_print))?;
    Ok(dataset.problem_count() > 0)
}

fn write(problems: &[Problem], listed: &ProblemList, ui: Ui, out: &mut dyn Write) -> io::Result<()> {
    // What a file was read as leads.
    let is_read_as = |problem: &Problem| problem.reason.is_read_as();
    for problem in problems.iter().filter(|problem| is_read_as(problem)) {
        writeln!(out, "{}: {}", problem.location.said(ui), ui.say(&problem.reason))?;
    }
    let rows = (0..listed.len()).filter_map(|row| listed.row(row));
    for (at, count) in rows.filter(|(at, _)| !is_read_as(&problems[*at])) {
        let more = if count > 1 { ui.notes_of_kind(count).to_string() } else { String::new() };
        writeln!(out, "{}{more}", line(&problems[at], ui))?;
    }
    Ok(())
}

fn line(problem: &Problem, ui: Ui) -> String {
    let Problem { level, location, record, reason, remedy } = problem;
    let mut line = format!("{}: {}: ", location.said(ui), level.word(ui));
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
    format!("{line}{}; {}", ui.say(reason), ui.say(remedy))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Finding, Remedy};
    use crate::problem::{Level, Location, Problems};

    fn problem(level: Level, line: u64, pointer: &str, reason: Finding, remedy: Remedy) -> Problem {
        let location = Location { file: "a.json".into(), line, column: 3, pointer: pointer.to_owned() };
        Problem { level, location, record: Some("e1".to_owned()), reason, remedy }
    }

    #[test]
    fn notes_of_a_kind_are_one_line() {
        let problems = [
            problem(Level::Note, 1, "/x", Finding::UnknownField { name: "x".to_owned() }, Remedy::PassedThrough),
            problem(Level::Warning, 2, "/place", Finding::LatitudeAlone, Remedy::Degrees),
            problem(Level::Note, 3, "/y", Finding::UnknownField { name: "y".to_owned() }, Remedy::PassedThrough),
            problem(Level::Error, 4, "", Finding::EventEmpty, Remedy::ALabel),
        ];
        let mut out = Vec::new();
        let problems = Problems::from_iter(problems);
        write(problems.kept(), &ProblemList::of(&problems), Ui::ENGLISH, &mut out).unwrap();
        let expected = "a.json:2:3: warning: e1 /place: the latitude has no longitude beside it; write both as degrees (WGS 84), as in \
                        \"latitude\": 51.13, \"longitude\": 71.43\n\
                        a.json:4:3: error: e1: the event has neither label nor summary; give it a label\n\
                        a.json:1:3: note: e1 /x: unknown field `x`; it is kept and passed through (2 notes of this kind; this is the first)\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
