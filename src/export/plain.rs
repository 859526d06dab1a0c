//! Rows as lines of cells with tabs between them, for `cut`, `sort` and `wc -l`: no header, no padding, no cuts.
//!
//! A tab or a line end inside a cell becomes a space, so that columns and lines can be counted. What the cells say is not
//! known here.

use super::rows::RowWriter;
use crate::text::sanitise_line;
use std::borrow::Cow;
use std::io::{self, Write};

pub(super) struct Plain<'o> {
    pub out: &'o mut dyn Write,
}

impl RowWriter for Plain<'_> {
    fn row(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()> {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.out.write_all(b"\t")?;
            }
            self.out.write_all(sanitise_line(cell).as_bytes())?;
        }
        self.out.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
