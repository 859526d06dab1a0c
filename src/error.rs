//! What failed in the program itself: the act, the thing it was done to, and what to do.
//!
//! A fault in the data is a [`crate::problem::Problem`], not an error: errors end a command or stand in the
//! status line.

use std::fmt;
use std::io;

/// An act that failed.
#[derive(Debug)]
pub enum Error {
    /// A file, folder or standard input could not be read.
    ReadInput {
        /// The input as the user named it.
        name: String,
        /// Why.
        source: io::Error,
    },
    /// The input is not a format that is known, or breaks off before its first record.
    UnknownFormat {
        /// The input as the user named it.
        name: String,
        /// Line, from 1.
        line: u64,
        /// Column in characters, from 1.
        column: u64,
        /// The line around the fault, sanitised and cut, with the column of the fault in it.
        excerpt: Option<(String, usize)>,
        /// What is wrong.
        reason: String,
        /// What was expected.
        expected: String,
    },
    /// Not one record of the data could be read.
    NoRecord {
        /// Where the first stands: file, line and column.
        place: String,
        /// What is wrong with it, and what to do.
        reason: String,
        /// How many there are, and what lists them.
        skipped: String,
    },
    /// What was read before cannot be read again: the file shrank or changed.
    ReadRecord {
        /// The file.
        name: String,
        /// Why.
        reason: String,
    },
    /// No record has this id.
    UnknownId {
        /// The id as given.
        id: String,
        /// What to do.
        remedy: String,
    },
    /// Several records have an id that begins so.
    SeveralIds {
        /// The beginning as given.
        beginning: String,
        /// Some of the ids.
        candidates: Vec<String>,
    },
    /// The query cannot be understood.
    Query {
        /// The query as given.
        query: String,
        /// Character at which it goes wrong, from 0.
        at: usize,
        /// What was expected there.
        expected: String,
    },
    /// A map has a mistake.
    Map {
        /// The map, and the line and column in it.
        place: String,
        /// What is wrong, with what may be meant.
        reason: String,
    },
    /// Data that only a map can read, and none does.
    NeedsMap {
        /// The input as the user named it.
        name: String,
        /// What it is.
        what: String,
    },
    /// A wrong argument.
    Usage(String),
    /// The terminal cannot be used.
    Terminal(String),
    /// Output could not be written.
    Write {
        /// Where to.
        name: String,
        /// Why.
        source: io::Error,
    },
    /// An address was not opened.
    OpenAddress {
        /// The address, sanitised.
        url: String,
        /// Why.
        reason: String,
    },
}

/// The result of an act of this program.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// What who started the program may do, where what the system says of an input names no way on.
    pub fn remedy(&self) -> Option<&'static str> {
        match self {
            Error::ReadInput { source, .. } if source.raw_os_error().is_some() => match source.kind() {
                io::ErrorKind::NotFound => {
                    Some("name a file, a folder, or - for standard input; without a name the bundled data are opened")
                }
                io::ErrorKind::PermissionDenied => Some("it needs permission to be read"),
                _ => None,
            },
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::ReadInput { name, source } => write!(f, "cannot read {name}: {source}"),
            Error::UnknownFormat { name, line, column, excerpt, reason, expected } => {
                write!(f, "{name}:{line}:{column}: {reason}")?;
                if let Some((text, caret)) = excerpt {
                    write!(f, "\n  {text}\n  {:caret$}^", "")?;
                }
                write!(f, "\nexpected {expected}")
            }
            Error::NoRecord { place, reason, skipped } => {
                write!(f, "{place}: no record could be read: {reason}\n{skipped}")
            }
            Error::ReadRecord { name, reason } => {
                write!(f, "cannot read again: {reason}; open it again (F5): {name}")
            }
            Error::UnknownId { id, remedy } => write!(f, "no record has the id {id}: {remedy}"),
            Error::SeveralIds { beginning, candidates } => {
                write!(f, "several records have an id that begins with {beginning}:\n  {}", candidates.join("\n  "))
            }
            Error::Query { query, at, expected } => {
                write!(f, "the query is wrong at character {}: expected {expected}\n  {query}\n  {:at$}^", at + 1, "")
            }
            Error::Map { place, reason } => write!(f, "{place}: {reason}"),
            Error::NeedsMap { name, what } => write!(
                f,
                "{name}: {what}: no map knows it\n`oreline convert --propose-map {}` proposes one; or say what is what, as in --map \
                 'label={{TITLE}}; date={{DAY | date dmy}}; countries={{COUNTRY}}'",
                if name == "standard input" { "-" } else { name }
            ),
            Error::Usage(text) | Error::Terminal(text) => f.write_str(text),
            Error::Write { name, source } => write!(f, "cannot write {name}: {source}"),
            Error::OpenAddress { url, reason } => write!(f, "did not open {url}: {reason}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::ReadInput { source, .. } | Error::Write { source, .. } => Some(source),
            _ => None,
        }
    }
}
