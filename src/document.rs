//! The shown record as a document: lines of words with their roles, ready to be drawn.
//!
//! It decides what the detail says and in which order, wraps it to the pane, marks the hits of the query and says on
//! which lines the cursor can rest and where each leads. It knows no colours and no terminal; `ui` gives each
//! [`Role`] its look.

mod article;
mod citation;
pub mod countries;
pub mod dates;
mod event;
mod fragment;
mod glyphs;
mod lines;
mod locate;
mod names;
mod page;
mod participants;
pub mod quote;
mod writer;

#[cfg(test)]
mod tests;

pub use citation::citation;
pub use fragment::address_of_quote;
pub use glyphs::{Glyphs, SIGNS, Sign};
pub use lines::{DocLine, DocStyle, Document, Link, QuoteAt, Role, Section, Span, Stop};

use crate::query::Detail;

use writer::Writer;

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
