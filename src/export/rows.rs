//! What a row is to a format: cells under named columns. What they list, and which formats there are, is not known here.

use std::io;

/// A column of rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its name in headers.
    pub name: &'static str,
    /// How much of the room it takes, against the others, in a table that is too narrow for all.
    pub weight: usize,
}

/// How a table that is too wide for the terminal is made to fit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fit {
    /// Cells are cut.
    Cut,
    /// The last column is wrapped, so that nothing is lost.
    Wrap,
}

/// Takes rows and writes them in one format.
pub trait RowWriter {
    /// Writes one row, which has a cell for each column.
    fn row(&mut self, cells: &[String]) -> io::Result<()>;

    /// Writes what is held back; no row may follow.
    fn finish(&mut self) -> io::Result<()>;
}
