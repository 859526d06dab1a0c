//! Marks and records brought together: which records of a dataset have a mark, and which marks have no record there.

use super::{Kept, Record, RecordKey, RecordKind};
use crate::dataset::{ArticleId, Dataset, EventId};
use crate::model::Lang;
use crate::query::Marked;
use crate::text::sanitise_line;
use std::path::Path;

/// The name of data, by which a mark remembers where it was made: the title that the data gives itself, else the names
/// of its files without their folders. Empty when there is neither.
pub fn data_name<'p>(dataset: &Dataset, paths: impl Iterator<Item = &'p Path>) -> String {
    let title = dataset.about().title.shown(Lang::En);
    if !title.is_empty() {
        // One line, as the file of the state gives it back.
        return sanitise_line(title).into_owned();
    }
    let names: Vec<String> = paths
        .filter_map(Path::file_name)
        .map(|name| sanitise_line(&name.to_string_lossy()).into_owned())
        .filter(|name| name != "-")
        .collect();
    names.join(" ")
}

/// A record of a dataset.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// An event.
    Event(EventId),
    /// An article.
    Article(ArticleId),
}

/// The record of a dataset of that name for which the mark with this key holds; `None` when it is not there.
pub fn find(kept: &Kept, key: &RecordKey, dataset: &Dataset, data: &str) -> Option<Found> {
    let holds = |titles: [&str; 2]| {
        let record = Record { id: &key.id, kind: key.kind, data, titles };
        kept.of(&record).is_some_and(|(of, _)| of == key)
    };
    match key.kind {
        RecordKind::Event => {
            let event = dataset.event_by_id(&key.id)?;
            let head = dataset.head(event);
            holds([head.title(Lang::En), head.title(Lang::Ru)]).then_some(Found::Event(event))
        }
        RecordKind::Article => {
            let article = dataset.article_by_id(&key.id)?;
            let head = dataset.article_head(article);
            holds([&head.title(Lang::En), &head.title(Lang::Ru)]).then_some(Found::Article(article))
        }
    }
}

/// The records of a dataset of that name that have a bookmark or a note.
pub fn marked(kept: &Kept, dataset: &Dataset, data: &str) -> Marked {
    let mut marked = Marked::default();
    for (key, mark) in kept.marks() {
        let Some(found) = find(kept, key, dataset, data) else { continue };
        for (is_set, records) in [(mark.bookmark, &mut marked.bookmarks), (!mark.note.is_empty(), &mut marked.notes)] {
            match found {
                Found::Event(event) if is_set => records.events.push(event),
                Found::Article(article) if is_set => records.articles.push(article),
                _ => {}
            }
        }
    }
    marked.sort();
    marked
}
