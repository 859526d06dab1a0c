//! What reading has shown: of phrases sets of places in the order of the data, of quotes the events that have some as rows, of
//! articles how many are listed; and how far reading has come.
//!
//! How events are read, which may have a phrase or a quote, and which articles are listed, is not known here.

use crate::query::TextsOf;
use hashbrown::{HashMap, HashSet};
use roaring::RoaringBitmap;
use serde_json::Value;
use std::cell::Cell;
use std::ops::Range;

/// Queries of which it is kept which quotes satisfy them; with more, all are forgotten.
pub(super) const MOST_QUOTED: usize = 4;
/// Queries of which the articles are listed; with more, all are forgotten.
pub(super) const MOST_LISTED: usize = 16;
/// Phrases of which it is kept what reading has shown; with more, all are forgotten.
pub(super) const MOST_PHRASES: usize = 16;

/// A phrase, and whether it must stand in the words of a quote.
pub(super) type Key = (String, bool);

/// What reading has shown.
#[derive(Default)]
pub(super) struct Judged {
    pub phrases: HashMap<Key, OfPhrase>,
    /// Candidates that are being read.
    pub passes: HashMap<(Key, u64), Pass>,
    /// How often phrases were forgotten.
    pub era: u64,
    /// The quotes that satisfy a query by themselves, by what was asked.
    pub quotes: HashMap<u64, OfQuotes>,
    /// The articles that are listed under a query, by what was asked.
    pub articles: HashMap<u64, OfArticles>,
}

/// The articles under a query as far as they are listed: the newest first, then those without a date.
#[derive(Clone, Default)]
pub(super) struct OfArticles {
    pub dated: KeyList,
    pub undated: KeyList,
}

/// A list of keys of which some are kept.
#[derive(Clone, Default)]
pub(super) struct KeyList {
    /// How many there are.
    pub len: usize,
    /// The last ones of so many rows each.
    pub kept: Vec<Box<str>>,
    /// After which the next are asked for; `None` at the beginning.
    pub after: Option<String>,
    /// Whether these are all.
    pub is_done: bool,
}

impl OfArticles {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.dated.len + self.undated.len
    }

    /// One of the two lists.
    pub fn of(&mut self, is_undated: bool) -> &mut KeyList {
        if is_undated { &mut self.undated } else { &mut self.dated }
    }
}

/// First day, last day and id of an event, as rows stand.
pub(super) type RowKey = (i32, i32, Box<str>);

/// The events with quotes that satisfy a query, as far as they are read: the newest first, then those without a date.
#[derive(Clone, Default)]
pub(super) struct OfQuotes {
    pub dated: QuoteList,
    pub undated: QuoteList,
    /// The event that was read last, and whether all with a date are.
    pub after: Option<Value>,
    pub is_undated: bool,
    pub is_done: bool,
}

/// Events with the numbers of their quotes.
#[derive(Clone, Default)]
pub(super) struct QuoteList {
    pub events: Vec<RowKey>,
    /// How many quotes there are up to the end of each event.
    pub ends: Vec<u32>,
    pub numbers: Vec<u32>,
}

impl OfQuotes {
    /// How many events there are.
    pub fn len(&self) -> usize {
        self.dated.events.len() + self.undated.events.len()
    }

    /// How many quotes there are, and how many of them have a date.
    pub fn rows(&self) -> (usize, usize) {
        let dated = self.dated.numbers.len();
        (dated + self.undated.numbers.len(), dated)
    }
}

impl QuoteList {
    /// Adds an event with some quotes.
    pub fn push(&mut self, event: RowKey, numbers: &[u32]) {
        if !numbers.is_empty() {
            self.events.push(event);
            self.numbers.extend_from_slice(numbers);
            self.ends.push(self.numbers.len() as u32);
        }
    }

    /// The quotes of an event, by their places in the list.
    pub fn quotes_of(&self, at: usize) -> Range<usize> {
        at.checked_sub(1).map_or(0, |before| self.ends[before] as usize)..self.ends[at] as usize
    }

    /// The events that have some of the quotes.
    pub fn with_quotes(&self, quotes: Range<usize>) -> Range<usize> {
        let first = self.ends.partition_point(|end| *end as usize <= quotes.start);
        let end = self.ends.partition_point(|end| (*end as usize) < quotes.end);
        first..(end + 1).min(self.events.len()).max(first)
    }
}

/// The places of the events that were read, and of those that have a phrase in their own texts, and there or in an article.
#[derive(Clone, Default)]
pub(super) struct OfPhrase {
    pub read: RoaringBitmap,
    pub own: RoaringBitmap,
    pub anywhere: RoaringBitmap,
    /// Candidates of which all are read.
    pub done: HashSet<u64>,
}

/// How far some candidates are read.
#[derive(Default)]
pub(super) struct Pass {
    pub after: Option<Value>,
    /// Whether those with a date are all listed, and all others too.
    pub is_undated: bool,
    pub is_listed: bool,
    /// Places that are to be read, the next last.
    pub waiting: Vec<u32>,
}

/// How long reading goes on, and whether it came to an end.
pub(super) struct Look<'a> {
    stop: &'a dyn Fn() -> bool,
    due: &'a dyn Fn() -> bool,
    /// Whether something was read: until then nothing is due.
    pub has_read: Cell<bool>,
    is_due: Cell<bool>,
    /// Whether there are candidates that were not read.
    pub is_checking: Cell<bool>,
    /// Whether more events have a phrase than are listed.
    pub is_cut: Cell<bool>,
}

impl<'a> Look<'a> {
    /// Until an answer so far is due.
    pub fn until(stop: &'a dyn Fn() -> bool, due: &'a dyn Fn() -> bool) -> Look<'a> {
        let [has_read, is_due, is_checking, is_cut] = [const { Cell::new(false) }; 4];
        Look { stop, due, has_read, is_due, is_checking, is_cut }
    }

    /// Nothing is read.
    pub fn nothing(stop: &'a dyn Fn() -> bool) -> Look<'a> {
        Look { is_due: Cell::new(true), ..Look::whole(stop) }
    }

    /// To the end.
    pub fn whole(stop: &'a dyn Fn() -> bool) -> Look<'a> {
        Look::until(stop, &|| false)
    }

    /// Whether to give up.
    pub fn is_stopped(&self) -> bool {
        (self.stop)()
    }

    /// Whether an answer so far is due.
    pub fn is_due(&self) -> bool {
        if !self.is_due.get() && self.has_read.get() && (self.due)() {
            self.is_due.set(true);
        }
        self.is_due.get()
    }
}

impl OfPhrase {
    /// Those with it in some texts.
    pub fn places(&self, texts: TextsOf) -> &RoaringBitmap {
        if texts == TextsOf::All { &self.anywhere } else { &self.own }
    }
}
