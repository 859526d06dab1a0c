//! The shown record as a document: lines of words with their roles, ready to be drawn.
//!
//! It decides what the detail says and in which order, wraps it to the pane, marks the hits of the query and says on
//! which lines the cursor can rest and where each leads. It knows no colours and no terminal; `ui` gives each
//! [`Role`] its look.

mod article;
mod citation;
pub mod dates;
mod event;
mod fragment;
mod glyphs;
mod locate;
mod names;
mod page;
mod quote;
mod writer;

#[cfg(test)]
mod tests;

pub use citation::citation;
pub use fragment::address_of_quote;
pub use glyphs::{Glyphs, SIGNS, Sign};

use crate::model::Lang;
use crate::query::{Detail, Query, Spellings, Target};

use writer::Writer;

/// What the words of a document are; each has a look of its own, and none is told by colour alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Role {
    /// The title of the record.
    Title,
    /// The heading of a section.
    Heading,
    /// The name of a fact.
    Label,
    /// Any other words.
    #[default]
    Plain,
    /// What is of second rank: another language, a code, a remark.
    Dim,
    /// The very words of somebody.
    QuoteDirect,
    /// The words of somebody once more, in the article's own sentence; hits in them were counted before.
    Located,
    /// A sentence with the words of somebody in it.
    QuoteMixed,
    /// What somebody said, in other words.
    Paraphrase,
    /// The sign beside the words of somebody.
    Bar,
    /// A person, a body, a country, an article.
    Name,
    /// A remark of the program about the record: doubt, outside the filter.
    Mark,
    /// An address.
    Address,
    /// What could not be understood, as it was written.
    Problem,
}

/// Words of one role.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Span {
    /// What they are.
    pub role: Role,
    /// Whether the query finds them.
    pub hit: bool,
    /// The words, on one line.
    pub text: String,
}

/// A quote of the shown detail: the number of the event in it, and the number of the quote in that event, from 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct QuoteAt {
    /// 0 in the detail of an event.
    pub event: usize,
    /// In the order of the record.
    pub quote: usize,
}

/// One line of a document.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct DocLine {
    /// Empty columns before the words.
    pub indent: usize,
    /// The words.
    pub spans: Vec<Span>,
    /// Where `Enter` leads from here.
    pub target: Option<Target>,
    /// The quote that begins here; `y` cites it.
    pub quote: Option<QuoteAt>,
    /// Whether it goes on with what a line above began: the rest of a wrapped paragraph, the words of a quote.
    pub continues: bool,
}

impl DocLine {
    /// Whether the cursor can rest here: something begins here that can be followed or cited.
    pub fn is_stop(&self) -> bool {
        self.target.is_some() || self.quote.is_some()
    }

    /// The words of the line without their roles.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

/// How a document is to be written.
#[derive(Clone, Copy)]
pub struct DocStyle<'a> {
    /// The language of data texts shown first.
    pub lang: Lang,
    /// Columns of the pane.
    pub width: usize,
    /// What is highlighted.
    pub query: &'a Query,
    /// The other spellings of the names that it asks for.
    pub spellings: &'a Spellings,
    /// Whether the program's own signs are ASCII only.
    pub ascii: bool,
    /// Whether the user has bookmarked the record.
    pub bookmarked: bool,
    /// The user's note on it, one line; empty when there is none.
    pub note: &'a str,
}

/// The shown record, line by line.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Document {
    /// The lines, none wider than the pane as long as that has ten columns.
    pub lines: Vec<DocLine>,
    /// The line on which each hit begins, in the order of reading.
    pub hits: Vec<usize>,
}

impl Document {
    /// The document of a record or page.
    pub fn new(detail: &Detail, style: &DocStyle<'_>) -> Document {
        let mut writer = Writer::new(style);
        match detail {
            Detail::Event(detail) => event::write(&mut writer, detail),
            Detail::Article(detail) => article::write(&mut writer, detail),
            Detail::Page(page) => page::write(&mut writer, page),
        }
        writer.finish()
    }

    /// The line that `Enter` and `y` mean when the cursor is on `line`: a hit may lie in the middle of a quote.
    pub fn meant(&self, line: usize) -> Option<&DocLine> {
        self.lines.get(..=line)?.iter().rev().find(|line| line.is_stop() || !line.continues)
    }
}
