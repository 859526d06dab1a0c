//! The user's marks of the records that are shown: which there are, and how one is made.
//!
//! What becomes of a mark that is changed is not known here.

use crate::document::Glyphs;
use crate::model::Lang;
use crate::state::{Change, Kept, Mark, RecordKey};

use super::App;
use super::user_data::{Marking, with_record};
use super::views::RecordId;

/// State: `settings`, `keeping`.
impl App {
    /// What the user has made.
    pub fn kept(&self) -> &Kept {
        self.keeping.kept()
    }

    /// The changes of it that the disk is not known to have.
    pub fn unwritten(&self) -> Vec<Change> {
        self.keeping.pending()
    }

    /// The user's mark of a record that is shown.
    pub fn mark(&self, record: RecordId) -> Option<&Mark> {
        if self.kept().marks().is_empty() {
            return None;
        }
        with_record(self.dataset()?, self.keeping.data(), record, |record| self.kept().of(record))
            .flatten()
            .map(|(_, mark)| mark)
    }

    /// What a row says of the user's mark before its title: `★ `; nothing without one.
    pub fn own_signs(&self, record: RecordId) -> String {
        let glyphs = Glyphs::of(self.settings.ascii);
        let Some(mark) = self.mark(record) else { return String::new() };
        let signs = [(mark.bookmark, glyphs.bookmark), (!mark.note.is_empty(), glyphs.note)];
        let signs = signs.iter().filter(|(is_set, _)| *is_set).map(|(_, sign)| *sign);
        signs.chain([" "]).collect()
    }

    /// How a mark of a record is made: with the key of the one that holds for it, or a new one.
    pub(super) fn marking(&self, record: RecordId) -> Option<Marking> {
        let dataset = self.dataset()?;
        let lang = self.lang();
        with_record(dataset, self.keeping.data(), record, |record| {
            let new = || RecordKey { id: record.id.to_owned(), kind: record.kind, data: record.data.to_owned() };
            let key = self.kept().of(record).map_or_else(new, |(key, _)| key.clone());
            Marking { key, title: record.titles[usize::from(lang == Lang::Ru)].to_owned() }
        })
    }
}
