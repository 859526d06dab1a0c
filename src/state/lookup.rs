//! Marks and records brought together: which records of a dataset have a mark, and which marks have no record there.
//!
//! How marks are kept on the disk is not known here.

use super::{Change, Kept, Record, RecordKey, RecordKind};
use crate::dataset::{ArticleId, Dataset, EventId};
use crate::load::Input;
use crate::model::Lang;
use crate::query::Marked;
use crate::text::sanitise_line;
use std::fs;
use std::path::Path;

/// Where data comes from, as far as it is known by that when it has no title.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Origin {
    /// The whole paths of its files and folders: files of one name in two folders are two.
    path: String,
    /// Their names without folders, by which an earlier version knew them.
    former: String,
    /// Whether it comes through standard input or another pipe, so that nothing says whether it comes again.
    passes: bool,
    /// Whether the path is that of data in a store, which are known by it whatever they call themselves.
    is_stored: bool,
}

impl Origin {
    /// Where these inputs come from, whatever links and folders they were named by.
    pub fn of(inputs: &[Input]) -> Origin {
        let shown = |path: &Path| sanitise_line(&path.to_string_lossy()).into_owned();
        let lasts = |path: &Path| fs::metadata(path).map_or(true, |about| about.is_file() || about.is_dir());
        let paths = || inputs.iter().filter_map(Input::path);
        let whole = |path: &Path| fs::canonicalize(path).or_else(|_| std::path::absolute(path));
        let mut whole: Vec<String> = paths().map(|path| shown(&whole(path).unwrap_or(path.to_owned()))).collect();
        // The same data, in whatever order.
        whole.sort_unstable();
        let names: Vec<String> = paths().filter_map(Path::file_name).map(|name| shown(Path::new(name))).collect();
        #[cfg(feature = "store")]
        if let [Input::Stream(stream)] = inputs {
            return Origin { path: stream.origin.clone(), is_stored: true, ..Origin::default() };
        }
        Origin {
            path: whole.join(" "),
            former: names.join(" "),
            passes: inputs.iter().any(Input::is_stdin) || !paths().all(lasts),
            is_stored: false,
        }
    }
}

/// The name of data, by which a mark remembers where it was made: the title that the data gives itself, else where it
/// comes from. Empty when there is neither, or when that says nothing.
pub fn data_name(dataset: &Dataset, origin: &Origin) -> String {
    let title = dataset.about().title.shown(Lang::En);
    if !title.is_empty() && !origin.is_stored {
        // One line, as the file of the state gives it back.
        return sanitise_line(title).into_owned();
    }
    if origin.passes { String::new() } else { origin.path.clone() }
}

/// Whether marks in this data hold for this run only, because nothing says by what it could be known again.
pub fn is_passing(dataset: &Dataset, origin: &Origin) -> bool {
    origin.passes && dataset.about().title.shown(Lang::En).is_empty()
}

/// The changes that take over what was kept of this data under the name that an earlier version gave it. That name may
/// have been another file's too: only marks are taken whose record is here, with the title that the mark remembers.
pub fn taken_over(kept: &Kept, dataset: &Dataset, origin: &Origin) -> Vec<Change> {
    let data = data_name(dataset, origin);
    if data.is_empty() || data != origin.path || origin.former.is_empty() {
        return Vec::new();
    }
    let of_former = kept.marks().iter().filter(|(key, _)| key.data == origin.former);
    let is_here = |key: &RecordKey| find(kept, key, dataset, &data).is_some();
    let moved = |key: &RecordKey| Change::Move { key: key.clone(), data: data.clone() };
    of_former.filter(|(key, _)| is_here(key)).map(|(key, _)| moved(key)).collect()
}

/// A record of a dataset.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RecordAt {
    /// An event.
    Event(EventId),
    /// An article.
    Article(ArticleId),
}

/// The record of a dataset of that name for which the mark with this key holds; `None` when it is not there.
pub fn find(kept: &Kept, key: &RecordKey, dataset: &Dataset, data: &str) -> Option<RecordAt> {
    let holds = |titles: [&str; 2]| {
        let record = Record { id: &key.id, kind: key.kind, data, titles };
        kept.of(&record).is_some_and(|(of, _)| of == key)
    };
    match key.kind {
        RecordKind::Event => {
            let event = dataset.event_by_id(&key.id)?;
            let head = dataset.head(event);
            holds([head.title(Lang::En), head.title(Lang::Ru)]).then_some(RecordAt::Event(event))
        }
        RecordKind::Article => {
            let article = dataset.article_by_id(&key.id)?;
            let head = dataset.article_head(article);
            holds([&head.title(Lang::En), &head.title(Lang::Ru)]).then_some(RecordAt::Article(article))
        }
    }
}

/// The records of a dataset of that name that have a bookmark or a note, and the notes.
pub fn marked(kept: &Kept, dataset: &Dataset, data: &str) -> Marked {
    let mut marked = Marked::default();
    for (key, mark) in kept.marks() {
        let Some(found) = find(kept, key, dataset, data) else { continue };
        for (is_set, records) in [(mark.bookmark, &mut marked.bookmarks), (!mark.note.is_empty(), &mut marked.notes)] {
            match found {
                RecordAt::Event(event) if is_set => records.events.push(event),
                RecordAt::Article(article) if is_set => records.articles.push(article),
                _ => {}
            }
        }
        match found {
            _ if mark.note.is_empty() => {}
            RecordAt::Event(event) => drop(marked.event_notes.insert(event, mark.note.as_str().into())),
            RecordAt::Article(article) => drop(marked.article_notes.insert(article, mark.note.as_str().into())),
        }
    }
    marked.sort();
    marked
}
