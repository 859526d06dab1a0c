//! Marks and records brought together: which records of a dataset have a mark, and which marks have no record there.

use super::{Kept, Record, RecordKey, RecordKind};
use crate::dataset::Dataset;
use crate::model::Lang;
use crate::query::Marked;
use crate::text::sanitise_line;
use std::path::Path;

/// The name of data, by which a mark remembers where it was made: the title that the data gives itself, else the names
/// of its files without their folders. Empty when there is neither.
pub fn data_name<'p>(dataset: &Dataset, paths: impl Iterator<Item = &'p Path>) -> String {
    let title = dataset.about().title.shown(Lang::En);
    if !title.is_empty() {
        return title.to_owned();
    }
    let names: Vec<String> = paths
        .filter_map(Path::file_name)
        .map(|name| sanitise_line(&name.to_string_lossy()).into_owned())
        .filter(|name| name != "-")
        .collect();
    names.join(" ")
}

/// The records of a dataset of that name that have a bookmark or a note.
pub fn marked(kept: &Kept, dataset: &Dataset, data: &str) -> Marked {
    let mut marked = Marked::default();
    for (key, mark) in kept.marks() {
        if !is_here(kept, key, dataset, data) {
            continue;
        }
        for (is_set, records) in [(mark.bookmark, &mut marked.bookmarks), (!mark.note.is_empty(), &mut marked.notes)] {
            match key.kind {
                RecordKind::Event if is_set => records.events.extend(dataset.event_by_id(&key.id)),
                RecordKind::Article if is_set => records.articles.extend(dataset.article_by_id(&key.id)),
                _ => {}
            }
        }
    }
    marked.sort();
    marked
}

/// Whether the mark with this key holds for a record of a dataset of that name.
pub fn is_here(kept: &Kept, key: &RecordKey, dataset: &Dataset, data: &str) -> bool {
    let holds = |titles: [&str; 2]| {
        let record = Record { id: &key.id, kind: key.kind, data, titles };
        kept.of(&record).is_some_and(|(of, _)| of == key)
    };
    match key.kind {
        RecordKind::Event => dataset.event_by_id(&key.id).is_some_and(|event| {
            let head = dataset.head(event);
            holds([head.title(Lang::En), head.title(Lang::Ru)])
        }),
        RecordKind::Article => dataset.article_by_id(&key.id).is_some_and(|article| {
            let head = dataset.article_head(article);
            holds([&head.title(Lang::En), &head.title(Lang::Ru)])
        }),
    }
}
