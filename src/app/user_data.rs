//! What the user has made, as the browser holds it: marks of records, saved views, and the changes that are still on
//! their way to the disk.
//!
//! A change shows at once. It stays until the disk has it, and goes along with every later one until then, so that a
//! write that failed is made good by the next. Where and how it is written is not known here.

use crate::catalogue::Notice;
use std::sync::Arc;

use crate::dataset::{Dataset, Phase};
use crate::model::Lang;
use crate::state::{self, Change, Kept, LastPlace, Mark, Origin, Panes, Record, RecordKey, RecordKind};

use super::message::Ticket;
use super::views::RecordId;

/// What is kept, and what is still to be written.
#[derive(Clone, Debug, Default)]
pub struct UserData {
    kept: Arc<Kept>,
    /// Changes that the disk is not known to have, each with the request that it was first sent with.
    pending: Vec<(Ticket, Change)>,
    /// Changes of marks in data that nothing could be known again by; they are never written.
    passing: Vec<Change>,
    /// The name of the data that is shown.
    data: String,
    /// Whether marks in it hold for this run only.
    is_passing: bool,
    /// Whether it was said which marks of the data that is shown have lost their record.
    has_said_gone: bool,
    /// Whether what stands on the disk has come once.
    is_read: bool,
    /// The data whose place was offered last.
    offered: String,
    /// The data whose panes were taken up last.
    arranged: String,
}

impl UserData {
    pub(super) fn from(kept: Arc<Kept>) -> UserData {
        UserData { kept, ..UserData::default() }
    }

    /// What is kept, changes that are not written yet included.
    pub fn kept(&self) -> &Arc<Kept> {
        &self.kept
    }

    /// The name of the data that is shown.
    pub fn data(&self) -> &str {
        &self.data
    }

    /// Whether a change holds for this run only.
    pub(super) fn is_passing(&self, change: &Change) -> bool {
        self.is_passing && matches!(change, Change::Bookmark { .. } | Change::Note { .. } | Change::Move { .. })
    }

    /// Whether what stands on the disk comes for the first time.
    pub(super) fn reads_first(&mut self) -> bool {
        !std::mem::replace(&mut self.is_read, true)
    }

    /// Whether the disk was read and has nothing of the data that is shown.
    pub(super) fn is_new(&self) -> bool {
        self.is_read && !self.data.is_empty() && !self.kept.has_entry(&self.data)
    }

    /// Where the user was when the data that is shown was left last.
    pub(super) fn last_place(&self) -> Option<&LastPlace> {
        self.kept.last_place(&self.data).filter(|_| !self.data.is_empty())
    }

    /// That place, once, so that it can be offered.
    pub(super) fn offer_place(&mut self) -> Option<LastPlace> {
        let place = self.last_place().filter(|_| self.offered != self.data)?.clone();
        self.offered.clone_from(&self.data);
        Some(place)
    }

    /// How the panes stood in the data that is shown, once, so that what the user does then stays.
    pub(super) fn panes_once(&mut self) -> Option<Panes> {
        let is_due = self.is_read && !self.data.is_empty() && self.arranged != self.data;
        let panes = self.kept.panes(&self.data).filter(|_| is_due).cloned();
        if is_due {
            self.arranged.clone_from(&self.data);
        }
        panes
    }

    /// Makes a change; returns all that are to be written.
    pub(super) fn change(&mut self, ticket: Ticket, change: Change) -> Vec<Change> {
        Arc::make_mut(&mut self.kept).apply(&change);
        if self.is_passing(&change) {
            self.passing.push(change);
        } else {
            self.pending.push((ticket, change));
        }
        self.pending()
    }

    /// The changes that the disk is not known to have, oldest first.
    pub(super) fn pending(&self) -> Vec<Change> {
        self.pending.iter().map(|(_, change)| change.clone()).collect()
    }

    /// The records whose notes were changed by what was sent up to a request.
    pub(super) fn noted(&self, ticket: Ticket) -> Vec<RecordKey> {
        let sent = self.pending.iter().filter(|(sent, _)| *sent <= ticket);
        let noted = sent.filter_map(|(_, change)| match change {
            Change::Note { key, .. } => Some(key.clone()),
            _ => None,
        });
        noted.collect()
    }

    /// Everything up to a request is on the disk.
    pub(super) fn settle(&mut self, ticket: Ticket) {
        self.pending.retain(|(sent, _)| *sent > ticket);
    }

    /// Takes what stands on the disk, with the changes that it does not have; returns whether that is another state.
    pub(super) fn take(&mut self, mut kept: Kept) -> bool {
        for change in self.pending.iter().map(|(_, change)| change).chain(&self.passing) {
            kept.apply(change);
        }
        let is_new = kept != *self.kept;
        self.kept = Arc::new(kept);
        self.has_said_gone &= !is_new;
        is_new
    }

    /// More of the data is shown, which may say its name only now; or the data `is_read_again`.
    pub(super) fn show(&mut self, dataset: &Dataset, origin: &Origin, is_read_again: bool) {
        self.data = state::data_name(dataset, origin);
        self.is_passing = state::is_passing(dataset, origin);
        self.has_said_gone &= !is_read_again;
    }

    /// Says, once for data that is all there, how many marks that were made in it have no record any more.
    pub(super) fn say_gone(&mut self, dataset: &Dataset) -> Option<Notice> {
        if self.has_said_gone || dataset.progress().phase != Phase::Ready {
            return None;
        }
        self.has_said_gone = true;
        let of_data = |key: &RecordKey| !self.data.is_empty() && key.data == self.data;
        let marks = self.kept.marks().iter().filter(|(key, _)| of_data(key));
        let gone = marks.filter(|(key, _)| state::find(&self.kept, key, dataset, &self.data).is_none());
        let gone: Vec<&Mark> = gone.map(|(_, mark)| mark).collect();
        match gone.len() {
            0 => None,
            n if gone.iter().all(|mark| mark.bookmark) => Some(Notice::GoneBookmarked { n }),
            n => Some(Notice::GoneMarked { n }),
        }
    }
}

/// What a mark of a record is made with, and what it finds the record by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Marking {
    /// The key of the mark.
    pub key: RecordKey,
    /// The title to remember.
    pub title: String,
}

/// Calls `look` with what a record is found by: of a quote its event; people are no records.
pub(super) fn with_record<T>(
    dataset: &Dataset,
    data: &str,
    record: RecordId,
    look: impl FnOnce(&Record<'_>) -> T,
) -> Option<T> {
    match record {
        RecordId::Event(id) | RecordId::Quote(id, _) => {
            let head = dataset.head(id);
            let titles = [head.title(Lang::En), head.title(Lang::Ru)];
            Some(look(&Record { id: head.id, kind: RecordKind::Event, data, titles }))
        }
        RecordId::Article(id) => {
            let head = dataset.article_head(id);
            let (english, russian) = (head.title(Lang::En), head.title(Lang::Ru));
            Some(look(&Record { id: &head.id(), kind: RecordKind::Article, data, titles: [&english, &russian] }))
        }
        RecordId::Person(_) => None,
    }
}
