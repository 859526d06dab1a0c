//! Rows as JSON objects, a field for each column: one array, or one object a line.
//!
//! For what is counted from records and is no record itself; records have [`super::json`]. What is counted is not known
//! here.

use super::{Column, RecordFormat};
use crate::text::escape_json;
use serde_json::Value;
use std::io::{self, Write};

/// Writes `rows`, each with a value for each column.
pub fn write(
    format: RecordFormat,
    columns: &[Column],
    rows: impl Iterator<Item = Vec<Value>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (start, between, end) = match format {
        RecordFormat::Json => ("[\n", ",\n", "\n]\n"),
        RecordFormat::Jsonl => ("", "\n", "\n"),
    };
    let mut is_first = true;
    for row in rows {
        out.write_all(if is_first { start } else { between }.as_bytes())?;
        is_first = false;
        let fields: Vec<String> =
            columns.iter().zip(row).map(|(column, value)| format!("\"{}\":{value}", column.name)).collect();
        out.write_all(escape_json(&format!("{{{}}}", fields.join(","))).as_bytes())?;
    }
    match (is_first, format) {
        (false, _) => out.write_all(end.as_bytes()),
        (true, RecordFormat::Json) => out.write_all(b"[]\n"),
        (true, RecordFormat::Jsonl) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn no_rows_are_an_empty_array_or_no_line() {
        let columns = [Column { name: "a", weight: 1 }, Column { name: "n", weight: 1 }];
        let written = |format, rows: &[Vec<Value>]| {
            let mut out = Vec::new();
            write(format, &columns, rows.iter().cloned(), &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written(RecordFormat::Json, &[]), "[]\n");
        assert_eq!(written(RecordFormat::Jsonl, &[]), "");
        let rows = [vec![json!("x\u{1b}"), json!(2)], vec![Value::Null, json!(1)]];
        assert_eq!(written(RecordFormat::Json, &rows), "[\n{\"a\":\"x\\u001b\",\"n\":2},\n{\"a\":null,\"n\":1}\n]\n");
        assert_eq!(written(RecordFormat::Jsonl, &rows), "{\"a\":\"x\\u001b\",\"n\":2}\n{\"a\":null,\"n\":1}\n");
    }
}
