//! Rows for the eyes: each on two lines, left who or when, right what; the second line dim.
//!
//! Ids and other ends of the second line are never cut, because they are typed again. What a row is about is not known
//! here.

use super::rows::{Cells, Column, RowWriter, Terminal, TwoLineRow};
use crate::catalogue::Ui;
use crate::text::{pad, sanitise_line, truncate, width};
use std::borrow::Cow;
use std::io::{self, Write};

/// Blanks between left and right.
const GAP: &str = "  ";

/// The right side of the first line is never cut to less.
const NARROWEST: usize = 10;

pub(super) struct TwoLines<'o> {
    columns: &'static [Column],
    entry: fn(Cells<'_>, Ui) -> TwoLineRow,
    terminal: Terminal,
    out: &'o mut dyn Write,
}

impl<'o> TwoLines<'o> {
    pub fn new(
        columns: &'static [Column],
        entry: fn(Cells<'_>, Ui) -> TwoLineRow,
        terminal: Terminal,
        out: &'o mut dyn Write,
    ) -> TwoLines<'o> {
        TwoLines { columns, entry, terminal, out }
    }
}

impl RowWriter for TwoLines<'_> {
    fn row(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()> {
        let cells: Vec<_> = cells.iter().map(|cell| sanitise_line(cell)).collect();
        let TwoLineRow { left_width, left, right } =
            (self.entry)(Cells { columns: self.columns, cells: &cells }, self.terminal.ui);
        let mut lines = left.iter().zip(&right).map(|(left, right)| {
            let left = pad(&truncate(left, left_width, "…"), left_width).into_owned();
            (left, right)
        });
        if let Some((left, right)) = lines.next() {
            let room =
                self.terminal.width.map(|columns| columns.saturating_sub(width(&left) + GAP.len()).max(NARROWEST));
            let right = room.map_or(right.as_str().into(), |room| truncate(right, room, "…"));
            writeln!(self.out, "{}", format!("{left}{GAP}{right}").trim_end())?;
        }
        for (left, right) in lines {
            let line = format!("{left}{GAP}{right}");
            if self.terminal.is_styled {
                writeln!(self.out, "\x1b[2m{}\x1b[22m", line.trim_end())?;
            } else {
                writeln!(self.out, "{}", line.trim_end())?;
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
