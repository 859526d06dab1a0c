//! What a row is to a format: cells under named columns. What they list, and which formats there are, is not known here.

use crate::catalogue::Ui;
use std::borrow::Cow;
use std::io;

/// A column of rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its name in headers.
    pub name: &'static str,
    /// How much of the room it takes, against the others, in a table that is too narrow for all.
    pub weight: usize,
}

/// How a table is made to fit the terminal.
#[derive(Clone, Copy, Debug)]
pub enum Fit {
    /// Cells are cut.
    Cut,
    /// The last column is wrapped, so that nothing is lost.
    Wrap,
    /// A row is written on two lines, as this says.
    TwoLines(fn(Cells<'_>, Ui) -> TwoLineRow),
}

/// The cells of a row, by the names of their columns.
#[derive(Clone, Copy, Debug)]
pub struct Cells<'a> {
    /// The columns.
    pub columns: &'static [Column],
    /// A cell for each.
    pub cells: &'a [Cow<'a, str>],
}

impl<'a> Cells<'a> {
    /// The cell under a name; empty when there is no such column.
    pub fn get(self, name: &str) -> &'a str {
        let at = self.columns.iter().position(|column| column.name == name);
        at.and_then(|at| self.cells.get(at)).map_or("", |cell| cell)
    }
}

/// A row on two lines, made from its cells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TwoLineRow {
    /// Columns of a terminal that the left side takes; what is wider there is cut, but for the first line of a narrow
    /// side, which moves the right one on.
    pub left_width: usize,
    /// Left on the first line, and on the second.
    pub left: [String; 2],
    /// The same on the right. The first is cut at the edge of the terminal, the second ends with what must stay whole.
    pub right: [String; 2],
}

/// The terminal that a table is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Terminal {
    /// How many of its columns a table may take, if that is limited.
    pub width: Option<usize>,
    /// Whether it takes escapes for a look of words.
    pub is_styled: bool,
    /// The language of what a table says around the data. Names of columns are the same in each.
    pub ui: Ui,
}

/// Takes rows and writes them in one format.
pub trait RowWriter {
    /// Writes one row, which has a cell for each column.
    fn row(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()>;

    /// Writes what is held back; no row may follow.
    fn finish(&mut self) -> io::Result<()>;
}
