//! What failed in the program itself: the act, the thing it was done to, and what to do.
//!
//! A fault in the data is a [`crate::problem::Problem`], not an error: errors end a command or stand in the
//! status line. Both are kept as what happened with its values; sentences are of the catalogue.

use crate::catalogue::{
    Expectation, ExpectedFile, Finding, InputName, NotOpened, Notice, Remedy, StoreFault, SystemFault, Ui, Unmapped,
    Usage, Value,
};
use std::fmt::{self, Display as _};
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
        reason: Box<Finding>,
        /// What was expected.
        expected: ExpectedFile,
    },
    /// Not one record of the data could be read.
    NoRecord {
        /// Where the first stands: file, line and column.
        place: String,
        /// What is wrong with it.
        reason: Box<Finding>,
        /// What to do.
        remedy: Remedy,
        /// How many there are.
        skipped: usize,
        /// The data, as a command that lists all takes them.
        names: String,
    },
    /// What was read before cannot be read again: the file shrank or changed.
    ReadRecord {
        /// The file.
        name: String,
        /// Why.
        reason: Finding,
    },
    /// No record has this id.
    UnknownId {
        /// The id as given.
        id: String,
    },
    /// Several records have an id that begins so.
    SeveralIds {
        /// The beginning as given.
        beginning: String,
        /// Some of the ids.
        candidates: Vec<String>,
        /// How many more there are.
        more: usize,
    },
    /// The query cannot be understood.
    Query {
        /// The query as given.
        query: String,
        /// Character at which it goes wrong, from 0.
        at: usize,
        /// What was expected there.
        expected: Expectation,
    },
    /// A map has a mistake.
    Map {
        /// The map, and the line and column in it.
        place: String,
        /// What is wrong, with what may be meant.
        reason: Unmapped,
    },
    /// Data that only a map can read, and none does.
    NeedsMap {
        /// The input as the user named it.
        name: String,
        /// What it is.
        what: Unmapped,
    },
    /// A wrong argument.
    Usage(Usage),
    /// The terminal cannot be used.
    Terminal(Notice),
    /// Output could not be written.
    Write {
        /// Where to.
        name: String,
        /// Why.
        source: io::Error,
    },
    /// A store beyond this machine did not do what was asked.
    Store {
        /// The store as the user named it.
        name: String,
        /// Why, and what to do.
        fault: StoreFault,
    },
    /// An address was not opened.
    OpenAddress {
        /// The address, sanitised.
        url: String,
        /// Why.
        reason: NotOpened,
    },
}

/// The result of an act of this program.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// What who started the program may do, where what the system says of an input names no way on.
    pub fn remedy(&self) -> Option<Remedy> {
        match self {
            Error::ReadInput { source, .. } if source.raw_os_error().is_some() => match source.kind() {
                io::ErrorKind::NotFound => Some(Remedy::NameAFile),
                io::ErrorKind::PermissionDenied => Some(Remedy::Permission),
                _ => None,
            },
            _ => None,
        }
    }

    /// What of it is kept as the reason of a problem.
    pub fn finding(&self) -> Finding {
        match self {
            Error::ReadRecord { reason, .. } => reason.clone(),
            Error::UnknownFormat { reason, .. } => (**reason).clone(),
            Error::ReadInput { name, source } => {
                Finding::CannotRead { name: InputName(name.clone()), why: Box::new(SystemFault::of(source)) }
            }
            Error::Write { name, source } => {
                Finding::CannotWrite { name: InputName(name.clone()), why: Box::new(SystemFault::of(source)) }
            }
            Error::Map { place, reason } => Finding::OfMap { place: place.clone(), why: Box::new(reason.clone()) },
            Error::NeedsMap { name, what } => Finding::NeedsMap {
                name: InputName(name.clone()),
                what: Box::new(what.clone()),
                given: given(name).to_owned(),
            },
            other => Finding::Said { words: other.to_string() },
        }
    }
}

/// An input as a command takes it.
fn given(name: &str) -> &str {
    if name == "standard input" { "-" } else { name }
}

impl Value for Error {
    fn say(&self, ui: Ui, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::ReadInput { name, source } => ui.cannot_read(&ui.input_name(name), &SystemFault::of(source)).fmt(f),
            Error::UnknownFormat { name, line, column, excerpt, reason, expected } => {
                write!(f, "{}:{line}:{column}: {}", ui.input_name(name), ui.say(&**reason))?;
                if let Some((text, caret)) = excerpt {
                    write!(f, "\n  {text}\n  {:caret$}^", "")?;
                }
                write!(f, "\n{}", ui.what_was_expected(expected))
            }
            Error::NoRecord { place, reason, remedy, skipped, names } => {
                let skipped = ui.listed_by_check(&ui.records_skipped(*skipped).to_string(), names).to_string();
                ui.no_record_read(place, reason, remedy, &skipped).fmt(f)
            }
            Error::ReadRecord { name, reason } => ui.cannot_read_again(&ui.input_name(name), reason).fmt(f),
            Error::UnknownId { id } => ui.no_such_id(id).fmt(f),
            Error::SeveralIds { beginning, candidates, more } => {
                let mut candidates = candidates.join("\n  ");
                if *more > 0 {
                    candidates = format!("{candidates}\n  {}", ui.and_more_ids(*more));
                }
                ui.several_ids(beginning, &candidates).fmt(f)
            }
            Error::Query { query, at, expected } => ui.wrong_query(at + 1, expected, query, &" ".repeat(*at)).fmt(f),
            Error::Map { place, reason } => write!(f, "{place}: {}", ui.say(reason)),
            Error::NeedsMap { name, what } => ui.no_map_knows(&ui.input_name(name), what, given(name)).fmt(f),
            Error::Usage(usage) => usage.say(ui, f),
            Error::Terminal(notice) => notice.say(ui, f),
            Error::Write { name, source } => ui.cannot_write(&ui.input_name(name), &SystemFault::of(source)).fmt(f),
            Error::Store { name, fault } => write!(f, "{name}: {}", ui.say(fault)),
            Error::OpenAddress { url, reason } => ui.did_not_open(url, reason).fmt(f),
        }
    }
}

/// In English: for tests, and where nobody is asked for the language.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.say(Ui::ENGLISH, f)
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
