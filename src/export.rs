//! What commands print: rows in four formats, and records in the dataset format itself.
//!
//! Rows are cells under named columns, whatever they list. Everything is written as it comes, so that a million rows
//! need no more memory than one. [`listing`] says what the rows of a view are, [`mod@file`] where they go when that is a
//! file; the formats know neither.

pub mod convert;
mod csv;
pub mod file;
pub mod json;
pub mod listing;
mod markdown;
pub mod objects;
mod plain;
mod strict;
mod table;

use std::io::{self, Write};

/// The formats of output, by the words of `--format`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Cells in columns.
    Rows(RowFormat),
    /// The dataset format, which this program reads again.
    Records(RecordFormat),
}

/// Formats of rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RowFormat {
    /// Aligned for a terminal, with a header.
    Table,
    /// Cells separated by tabs, one row a line, without a header.
    Plain,
    /// Comma-separated values (RFC 4180) with a header, safe to open in a spreadsheet.
    Csv,
    /// A Markdown table.
    Markdown,
}

/// Formats of records.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RecordFormat {
    /// One JSON object.
    Json,
    /// One record a line.
    Jsonl,
}

impl Format {
    /// Every format with its word.
    pub const WORDS: [(&'static str, Format); 6] = [
        ("table", Format::Rows(RowFormat::Table)),
        ("plain", Format::Rows(RowFormat::Plain)),
        ("json", Format::Records(RecordFormat::Json)),
        ("jsonl", Format::Records(RecordFormat::Jsonl)),
        ("csv", Format::Rows(RowFormat::Csv)),
        ("md", Format::Rows(RowFormat::Markdown)),
    ];

    /// The format of a word.
    pub fn from_word(word: &str) -> Option<Format> {
        Format::WORDS.iter().find(|(have, _)| *have == word).map(|(_, format)| *format)
    }
}

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

/// A writer of rows under `columns`, which writes the header at once. `width` is how many columns of a terminal a
/// table may take, if that is limited.
pub fn rows<'o>(
    format: RowFormat,
    columns: &'static [Column],
    fit: Fit,
    width: Option<usize>,
    out: &'o mut dyn Write,
) -> io::Result<Box<dyn RowWriter + 'o>> {
    Ok(match format {
        RowFormat::Table => Box::new(table::Table::new(columns, fit, width, out)),
        RowFormat::Plain => Box::new(plain::Plain { out }),
        RowFormat::Csv => Box::new(csv::Csv::new(columns, out)?),
        RowFormat::Markdown => Box::new(markdown::Markdown::new(columns, out)?),
    })
}
