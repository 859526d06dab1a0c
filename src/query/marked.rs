//! The records that the user has marked, as `has:bookmark` and `has:note` ask about them.
//!
//! A mark on an article is a mark on what is known of the events that it reports, as with `publisher:` and `id:`: it
//! selects those events, and so the list of articles shows it together with the other articles of the same events. An
//! article without events is selected by itself. Where marks are kept, and by what they find their records, is not
//! known here.
//!
//! `has:bookmark` and `has:note` ask for what is in no record. The request carries the marked records
//! (`query/marked.rs`); the worker, or a command, looks them up by id in the very dataset that is asked, and only when
//! the query asks for them. A bookmarked article selects the events that it reports, as `publisher:` and `id:` do, so
//! *Articles* then lists the other articles of these events too; the signs in the rows say which is the marked one. An
//! article without events is selected by itself.
//!
//! Ids are unique in a dataset and not in the world. A mark therefore remembers the name of the data (its title, else
//! the whole path of its files, so that two files of one name are two) and the title of its record. In data of the same
//! name the id decides; in other data the title must be the same too, so that bookmarks survive a renamed file and
//! never turn up on strangers with the same id. What an earlier version kept under the bare name of a file is taken
//! over when the data is opened. Data without a title from a pipe has no name: its marks hold for the run and are not
//! written.

use super::ast::Presence;
use super::matches::Marks;
use crate::dataset::{ArticleId, Dataset, EventId};
use roaring::RoaringBitmap;
use std::collections::BTreeMap;

/// What is bookmarked, and what has a note. They are few.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Marked {
    /// Bookmarked records.
    pub bookmarks: Records,
    /// Records with a note.
    pub notes: Records,
    /// The notes on events.
    pub event_notes: BTreeMap<EventId, Box<str>>,
    /// The notes on articles.
    pub article_notes: BTreeMap<ArticleId, Box<str>>,
}

/// What the user has made of one record.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct OwnMark<'a> {
    /// Whether it has a bookmark.
    pub is_bookmarked: bool,
    /// Its note; empty without one.
    pub note: &'a str,
}

/// Events and articles, ascending.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Records {
    /// Events.
    pub events: Vec<EventId>,
    /// Articles.
    pub articles: Vec<ArticleId>,
}

impl Records {
    /// The events, and those that the articles report.
    pub fn selected(&self, dataset: &Dataset) -> RoaringBitmap {
        let mut events: RoaringBitmap = self.events.iter().map(|event| event.0).collect();
        for article in &self.articles {
            events.extend(dataset.events_of_article(*article).into_iter().map(|event| event.0));
        }
        events
    }
}

impl Marked {
    /// Puts the records into their order, each once.
    pub fn sort(&mut self) {
        for records in [&mut self.bookmarks, &mut self.notes] {
            records.events.sort_unstable();
            records.events.dedup();
            records.articles.sort_unstable();
            records.articles.dedup();
        }
    }

    /// What the user has made of an event.
    pub fn own_of_event(&self, event: EventId) -> OwnMark<'_> {
        let is_bookmarked = self.bookmarks.events.binary_search(&event).is_ok();
        OwnMark { is_bookmarked, note: self.event_notes.get(&event).map_or("", |note| note) }
    }

    /// What the user has made of an article.
    pub fn own_of_article(&self, article: ArticleId) -> OwnMark<'_> {
        let is_bookmarked = self.bookmarks.articles.binary_search(&article).is_ok();
        OwnMark { is_bookmarked, note: self.article_notes.get(&article).map_or("", |note| note) }
    }

    /// What an article has by itself.
    pub fn of_article(&self, article: ArticleId) -> Marks {
        Marks {
            bookmark: self.bookmarks.articles.binary_search(&article).is_ok(),
            note: self.notes.articles.binary_search(&article).is_ok(),
            ..Marks::default()
        }
    }

    /// The records with what `has:` asks for; `None` when that is no mark.
    pub fn with(&self, what: Presence) -> Option<&Records> {
        match what {
            Presence::Bookmark => Some(&self.bookmarks),
            Presence::Note => Some(&self.notes),
            Presence::Quotes | Presence::Problem => None,
        }
    }
}
