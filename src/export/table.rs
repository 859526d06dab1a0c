//! Rows aligned in columns for a terminal, with a header.
//!
//! The widths of columns come from the first rows, so that the first of a million is printed at once; what is wider later
//! is cut. In a narrow terminal the columns that need little keep it, and the others share the rest by weight. What the
//! cells say is not known here.

use super::rows::{Column, Fit, RowWriter};
use crate::text::{pad, sanitise_line, truncate, width, wrap};
use std::borrow::Cow;
use std::io::{self, Write};

/// Rows that are looked at before the first is printed.
const MEASURED: usize = 1000;

/// Blanks between columns.
const GAP: usize = 2;

/// A column is never cut to less.
const NARROWEST: usize = 4;

pub(super) struct Table<'o> {
    columns: &'static [Column],
    fit: Fit,
    width: Option<usize>,
    out: &'o mut dyn Write,
    /// The first rows, until their widths are known.
    held: Vec<Vec<String>>,
    widths: Option<Vec<usize>>,
}

impl<'o> Table<'o> {
    pub fn new(columns: &'static [Column], fit: Fit, width: Option<usize>, out: &'o mut dyn Write) -> Table<'o> {
        Table { columns, fit, width, out, held: Vec::new(), widths: None }
    }

    /// Fixes the widths and prints the header and the rows that were held for it.
    fn settle(&mut self) -> io::Result<()> {
        let mut needed: Vec<usize> = self.columns.iter().map(|column| width(column.name)).collect();
        for row in &self.held {
            for (needed, cell) in needed.iter_mut().zip(row) {
                *needed = width(cell).max(*needed);
            }
        }
        let weights: Vec<usize> = self.columns.iter().map(|column| column.weight).collect();
        let widths = match self.width {
            Some(room) => shared(&needed, &weights, room.saturating_sub(GAP * needed.len().saturating_sub(1))),
            None => needed,
        };
        let header: Vec<String> = self.columns.iter().map(|column| column.name.to_owned()).collect();
        self.print(&header, &widths)?;
        for row in std::mem::take(&mut self.held) {
            self.print(&row, &widths)?;
        }
        self.widths = Some(widths);
        Ok(())
    }

    fn print(&mut self, cells: &[String], widths: &[usize]) -> io::Result<()> {
        let mut line = String::new();
        for (at, (cell, &columns)) in cells.iter().zip(widths).enumerate() {
            let is_last = at + 1 == cells.len();
            let shown = if self.width.is_none() { cell.into() } else { truncate(cell, columns, "…") };
            if !is_last {
                line.push_str(&pad(&shown, columns));
                line.push_str("  ");
            } else if !matches!(self.fit, Fit::Wrap) || self.width.is_none() {
                line.push_str(&shown);
            } else {
                let indent = " ".repeat(width(&line));
                for (at, range) in wrap(cell, columns.max(1)).into_iter().enumerate() {
                    if at > 0 {
                        line.push('\n');
                        line.push_str(&indent);
                    }
                    line.push_str(cell[range].trim_end());
                }
            }
        }
        writeln!(self.out, "{}", line.trim_end())
    }
}

impl RowWriter for Table<'_> {
    fn row(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()> {
        let cells: Vec<String> = cells.iter().map(|cell| sanitise_line(cell).into_owned()).collect();
        if let Some(widths) = self.widths.take() {
            let printed = self.print(&cells, &widths);
            self.widths = Some(widths);
            return printed;
        }
        self.held.push(cells);
        if self.held.len() == MEASURED { self.settle() } else { Ok(()) }
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.widths.is_none() {
            self.settle()?;
        }
        self.out.flush()
    }
}

/// Widths that together take at most `room`, if the narrowest do: a column that needs no more than its share keeps
/// what it needs, and leaves the rest to the others.
fn shared(needed: &[usize], weights: &[usize], room: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = needed.iter().map(|needed| (*needed).min(NARROWEST)).collect();
    let mut left = room.saturating_sub(widths.iter().sum());
    let mut open: Vec<usize> = (0..needed.len()).collect();
    while !open.is_empty() {
        let weight: usize = open.iter().map(|&at| weights[at]).sum();
        let share = |at: usize| left * weights[at] / weight.max(1);
        let (fitting, wide): (Vec<usize>, Vec<usize>) =
            open.iter().partition(|&&at| needed[at] - widths[at] <= share(at));
        if fitting.is_empty() {
            for at in wide {
                widths[at] += share(at);
            }
            break;
        }
        for at in fitting {
            left -= needed[at] - widths[at];
            widths[at] = needed[at];
        }
        open = wide;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] =
        [Column { name: "id", weight: 1 }, Column { name: "date", weight: 1 }, Column { name: "label", weight: 2 }];

    #[track_caller]
    fn assert_table(fit: Fit, width: Option<usize>, rows: &[[&str; 3]], expected: &str) {
        let mut out = Vec::new();
        let mut table = Table::new(&COLUMNS, fit, width, &mut out);
        for row in rows {
            table.row(&row.map(Cow::from)).unwrap();
        }
        table.finish().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn columns_are_as_wide_as_their_cells() {
        let rows = [["a", "2024", "Встреча"], ["bcd", "2024-02", "会談"]];
        let expected = "id   date     label\na    2024     Встреча\nbcd  2024-02  会談\n";
        assert_table(Fit::Cut, None, &rows, expected);
        assert_table(Fit::Cut, Some(80), &rows, expected);
    }

    #[test]
    fn a_narrow_terminal_cuts_what_is_wide() {
        let rows = [["a", "2024", "Встреча министров"]];
        assert_table(Fit::Cut, Some(20), &rows, "id  date  label\na   2024  Встреча м…\n");
    }

    #[test]
    fn a_whole_record_is_wrapped() {
        let rows = [["a", "2024", "Встреча министров"]];
        assert_table(Fit::Wrap, Some(20), &rows, "id  date  label\na   2024  Встреча\n          министров\n");
    }

    #[test]
    fn a_terminal_too_narrow_for_anything_still_shows_rows() {
        assert_table(Fit::Cut, Some(1), &[["abcdef", "2024-02", "Встреча"]], "id    date  lab…\nabc…  202…  Вст…\n");
    }

    #[test]
    fn shares_never_exceed_the_room() {
        for room in 20..200 {
            let widths = shared(&[60, 10, 5, 80, 40], &[1, 1, 1, 3, 1], room);
            assert!(widths.iter().sum::<usize>() <= room, "{room}: {widths:?}");
        }
        assert_eq!(shared(&[3, 5, 100], &[1, 1, 1], 50), [3, 5, 42]);
    }
}
