//! What a document is made of: lines of words with their roles, and how they are to be written. What stands in them is
//! not known here.

use crate::catalogue::Ui;
use std::ops::Range;

use crate::model::Lang;
use crate::query::{Query, Spellings, Target};

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
    /// A sign of the rows: a date that is not stated, low confidence, a bookmark.
    Sign,
    /// A bar that stands for a number.
    Count,
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

/// Words of a line that lead somewhere, where a line has several of them.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// Which of the spans.
    pub spans: Range<usize>,
    /// In which column of a table, from 0: the cursor goes down one before it goes to the next.
    pub column: usize,
    /// Where they lead.
    pub target: Target,
}

/// One line of a document.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct DocLine {
    /// Empty columns before the words.
    pub indent: usize,
    /// The words.
    pub spans: Vec<Span>,
    /// Where `Enter` leads from here; where there are `links`, the first of them.
    pub target: Option<Target>,
    /// What leads somewhere: of a row of a table, and of a line on which that is more than one thing.
    pub links: Vec<Link>,
    /// Whether it is a row of a table whose columns lead somewhere.
    pub is_row: bool,
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
    /// Whether there is room for an empty row under what stays at the top.
    pub airy: bool,
    /// The quote of an event that is shown before all else, by its number from 0.
    pub quote: Option<u32>,
    /// What is highlighted.
    pub query: &'a Query,
    /// The other spellings of the names that it asks for.
    pub spellings: &'a Spellings,
    /// What the program speaks.
    pub ui: Ui,
    /// Whether the user has bookmarked the record.
    pub bookmarked: bool,
    /// The user's note on it, one line; empty when there is none.
    pub note: &'a str,
}

/// A part of a document that can be gone to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Section {
    /// What it is called.
    pub name: &'static str,
    /// Its first line.
    pub line: usize,
}

/// A place where the cursor can rest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stop {
    /// The line.
    pub line: usize,
    /// Which of its links, from 0.
    pub link: usize,
}

/// The shown record, line by line.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Document {
    /// The lines, none wider than the pane as long as that has ten columns.
    pub lines: Vec<DocLine>,
    /// How many of them, at the beginning, stay in sight while the rest is scrolled.
    pub head: usize,
    /// The line of the head that is left empty for events over time.
    pub strip: Option<usize>,
    /// Its parts, in order.
    pub sections: Vec<Section>,
    /// Where the cursor can rest, in the order in which it goes.
    pub stops: Vec<Stop>,
    /// The line on which each hit begins, in the order of reading.
    pub hits: Vec<usize>,
}
