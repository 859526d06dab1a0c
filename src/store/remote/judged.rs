//! What reading has shown of phrases: sets of places in the order of the data, and how far reading has come.
//!
//! How events are read, and which may have a phrase, is not known here.

use crate::query::TextsOf;
use hashbrown::{HashMap, HashSet};
use roaring::RoaringBitmap;
use serde_json::Value;
use std::cell::Cell;

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
    /// How often all was forgotten.
    pub era: u64,
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
