//! What was skipped when data were pushed, as a line of the store, and back.

use crate::catalogue::{Finding, Remedy, Stored as _};
use crate::problem::{Level, Location, Problem};
use serde_json::{Value, json};

/// A problem as a line.
pub fn written(problem: &Problem) -> String {
    let Problem { location, record, reason, remedy, .. } = problem;
    let mut words = Vec::new();
    reason.keep(&mut words);
    remedy.keep(&mut words);
    let Location { file, line, column, pointer } = location;
    json!({"file": &**file, "line": line, "column": column, "pointer": pointer, "record": record, "words": words})
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
    Some(Problem { level: Level::Error, location, record: line["record"].as_str().map(str::to_owned), reason, remedy })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_read_as_it_was_written() {
        let location = Location { file: "a.jsonl".into(), line: 3, column: 1, pointer: "/date".to_owned() };
        for record in [None, Some("e1".to_owned())] {
            let problem = Problem {
                level: Level::Error,
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
