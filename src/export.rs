//! What commands print: rows in five formats, two pages to hand on, events for `TimelineJS`, and records in the dataset
//! format itself.
//!
//! Rows are cells under named columns, whatever they list. Everything is written as it comes, so that a million rows
//! need no more memory than one. [`listing`] says what the rows of a view are, [`mod@file`] where they go when that is a
//! file; the formats know neither.

pub mod convert;
mod csv;
mod fields;
pub mod file;
mod html;
pub mod json;
pub mod listing;
mod markdown;
mod markdown_page;
mod markup;
pub mod objects;
mod page;
mod plain;
mod rows;
mod strict;
mod table;
mod timelinejs;
mod two_lines;

pub use rows::{Column, Fit, RowWriter, Terminal, TwoLineRow};

use crate::error::Error;
use std::io::{self, Write};

/// The formats of output, by the words of `--format`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Cells in columns.
    Rows(RowFormat),
    /// Events as a Markdown page to hand on; what else is listed, as a Markdown table.
    Page,
    /// Events as a page for a browser, in one file; what else is listed, as a table in such a page.
    Html,
    /// Events for `TimelineJS`, which this program reads again.
    TimelineJs,
    /// The dataset format, which this program reads again.
    Records(RecordFormat),
}

/// Formats of rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RowFormat {
    /// For the eyes, on a terminal.
    Table,
    /// Cells separated by tabs, one row a line, without a header.
    Plain,
    /// Comma-separated values (RFC 4180) with a header, safe to open in a spreadsheet.
    Csv,
    /// A Markdown table.
    Markdown,
    /// A table in a page for a browser.
    Html,
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
    pub const WORDS: [(&'static str, Format); 9] = [
        ("table", Format::Rows(RowFormat::Table)),
        ("plain", Format::Rows(RowFormat::Plain)),
        ("json", Format::Records(RecordFormat::Json)),
        ("jsonl", Format::Records(RecordFormat::Jsonl)),
        ("csv", Format::Rows(RowFormat::Csv)),
        ("md", Format::Page),
        ("md-table", Format::Rows(RowFormat::Markdown)),
        ("html", Format::Html),
        ("timelinejs", Format::TimelineJs),
    ];

    /// How rows are written where this format is asked for; `None` of what is not rows.
    pub fn of_rows(self) -> Option<RowFormat> {
        match self {
            Format::Rows(format) => Some(format),
            Format::Page => Some(RowFormat::Markdown),
            Format::Html => Some(RowFormat::Html),
            Format::TimelineJs | Format::Records(_) => None,
        }
    }

    /// The format of a word.
    pub fn from_word(word: &str) -> Option<Format> {
        Format::WORDS.iter().find(|(have, _)| *have == word).map(|(_, format)| *format)
    }
}

/// A writer of rows under `columns`, which writes the header at once.
pub fn rows<'o>(
    format: RowFormat,
    columns: &'static [Column],
    fit: Fit,
    terminal: Terminal,
    out: &'o mut dyn Write,
) -> io::Result<Box<dyn RowWriter + 'o>> {
    Ok(match format {
        RowFormat::Table => match fit {
            Fit::TwoLines(entry) => Box::new(two_lines::TwoLines::new(columns, entry, terminal, out)),
            Fit::Cut | Fit::Wrap => Box::new(table::Table::new(columns, fit, terminal.width, out)),
        },
        RowFormat::Plain => Box::new(plain::Plain { out }),
        RowFormat::Csv => Box::new(csv::Csv::new(columns, out)?),
        RowFormat::Markdown => Box::new(markdown::Markdown::new(columns, out)?),
        RowFormat::Html => Box::new(markup::Table::new(columns, out)?),
    })
}

fn cannot_write(source: io::Error) -> Error {
    Error::Write { name: "the output".to_owned(), source }
}

#[cfg(test)]
mod tests;
