//! Rows as a Markdown table (GitHub's form).
//!
//! What would end a cell, or begin a link, an image, emphasis, code or HTML, is escaped: text of the data stays text.

use super::rows::{Column, RowWriter};
use crate::text::sanitise_line;
use std::io::{self, Write};

pub(super) struct Markdown<'o> {
    out: &'o mut dyn Write,
}

impl<'o> Markdown<'o> {
    pub fn new(columns: &[Column], out: &'o mut dyn Write) -> io::Result<Markdown<'o>> {
        for column in columns {
            write!(out, "| {} ", column.name)?;
        }
        out.write_all(b"|\n")?;
        for _ in columns {
            out.write_all(b"|---")?;
        }
        out.write_all(b"|\n")?;
        Ok(Markdown { out })
    }
}

impl RowWriter for Markdown<'_> {
    fn row(&mut self, cells: &[String]) -> io::Result<()> {
        for cell in cells {
            write!(self.out, "| {} ", escaped(&sanitise_line(cell)))?;
        }
        self.out.write_all(b"|\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn escaped(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    for c in cell.chars() {
        if matches!(c, '\\' | '|' | '<' | '[' | '*' | '`') {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_cells_and_text_stays_text() {
        assert_eq!(escaped(r"a|b \ <b> [x](y) *z* `c`"), r"a\|b \\ \<b> \[x](y) \*z\* \`c\`");
    }
}
