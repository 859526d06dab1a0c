//! Rows as comma-separated values (RFC 4180) with a header.
//!
//! A cell that a spreadsheet would run as a formula gets an apostrophe before it and is quoted (OWASP, "CSV Injection"):
//! whoever opens the file sees the text and nothing is computed. Blanks of any kind before it do not hide it from a
//! spreadsheet, and so not from this either. What the cells say is not known here.

use super::rows::{Column, RowWriter};
use crate::text::sanitise::MARK;
use std::borrow::Cow;
use std::io::{self, Write};

/// Characters that begin a formula, as wide as a letter and as wide as a Han character, and their small forms.
const RUNS: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];

pub(super) struct Csv<'o> {
    writer: csv::Writer<&'o mut dyn Write>,
}

impl<'o> Csv<'o> {
    pub fn new(columns: &[Column], out: &'o mut dyn Write) -> io::Result<Csv<'o>> {
        // A character named as the mark of comments makes the library quote each cell that holds it: every guarded
        // cell does.
        let mut writer = csv::WriterBuilder::new().comment(Some(b'\'')).from_writer(out);
        writer.write_record(columns.iter().map(|column| column.name)).map_err(io_error)?;
        Ok(Csv { writer })
    }
}

impl RowWriter for Csv<'_> {
    fn row(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()> {
        for cell in cells {
            self.writer.write_field(guarded(cell).as_bytes()).map_err(io_error)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(io_error)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// The error of the output itself, so that a closed pipe is known as one.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn guarded(cell: &str) -> Cow<'_, str> {
    // A tab or a line end would move what follows into a cell of its own, whatever that is.
    let moves = cell.starts_with(['\t', '\r', '\n']);
    let runs = cell.trim_start_matches(|c: char| c.is_whitespace() || c == MARK).starts_with(RUNS);
    if moves || runs { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text() {
        const COLUMNS: [Column; 2] = [Column { name: "a", weight: 1 }, Column { name: "b", weight: 1 }];
        let mut out = Vec::new();
        {
            let sink: &mut dyn Write = &mut out;
            let mut csv = Csv::new(&COLUMNS, sink).unwrap();
            for first in ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "x=1", "a,b", "say \"x\""] {
                csv.row(&[first.into(), "2".into()]).unwrap();
            }
            csv.finish().unwrap();
        }
        let expected = "a,b\n\"'=1+1\",2\n\"'+1\",2\n\"'-1\",2\n\"'@x\",2\n\"'\tx\",2\n\"'\rx\",2\nx=1,2\n\"a,b\",2\n\
                        \"say \"\"x\"\"\",2\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn blanks_and_wide_signs_hide_no_formula() {
        for blank in ["", " ", "\u{a0}", "\u{3000}", "\n", "\r\n", "\t", " \u{2003}\n ", "\u{fffd}"] {
            for sign in RUNS {
                let cell = format!("{blank}{sign}1+1");
                assert_eq!(guarded(&cell), format!("'{cell}"));
            }
        }
        for cell in ["", " ", "\u{a0}x=1", "\u{3000}新", "«=1»", "x\n=1"] {
            assert_eq!(guarded(cell), cell);
        }
    }
}
