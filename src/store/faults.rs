//! What was skipped when data were pushed, as a line of the store, and back.

use crate::catalogue::{Finding, Remedy, Stored as _};
use crate::problem::{Level, Location, Problem};
use serde_json::{Value, json};

const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Note];

fn level_word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// A problem as a line.
pub fn written(problem: &Problem) -> String {
    let Problem { level, location, record, reason, remedy } = problem;
    let mut words = Vec::new();
    reason.keep(&mut words);
    remedy.keep(&mut words);
    let Location { file, line, column, pointer } = location;
    json!({"file": &**file, "line": line, "column": column, "pointer": pointer, "record": record, "words": words, "level": level_word(*level)})
        .to_string()
}

/// The problem of a line; `None` when another version of the program wrote it in another way.
pub fn read(line: &str) -> Option<Problem> {
    let line: Value = serde_json::from_str(line).ok()?;
    let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
    let number = |name: &str| line[name].as_u64().unwrap_or_default();
    let words: Option<Vec<String>> =
        line["words"].as_array()?.iter().map(|word| word.as_str().map(str::to_owned)).collect();
    let mut words = words?.into_iter();
    let (reason, remedy) = (Finding::kept(&mut words)?, Remedy::kept(&mut words)?);
    let location = Location {
        file: text("file").into(),
        line: number("line"),
        column: number("column"),
        pointer: text("pointer"),
    };
    let level = LEVELS.into_iter().find(|level| line["level"] == level_word(*level)).unwrap_or(Level::Error);
    Some(Problem { level, location, record: line["record"].as_str().map(str::to_owned), reason, remedy })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_read_as_it_was_written() {
        let location = Location { file: "a.jsonl".into(), line: 3, column: 1, pointer: "/date".to_owned() };
        for (record, level) in
            [None, Some("e1".to_owned())].into_iter().flat_map(|record| LEVELS.map(|level| (record.clone(), level)))
        {
            let problem = Problem {
                level,
                location: location.clone(),
                record,
                reason: Finding::UnusualWord { field: "kind".to_owned(), word: "x".to_owned() },
                remedy: Remedy::MendFile,
            };
            assert_eq!(read(&written(&problem)), Some(problem));
        }
        assert_eq!(read(r#"{"words":["another"]}"#), None);
    }
}
