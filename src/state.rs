//! What the user makes: bookmarks, one-line notes and saved views, and the changes that can be made to them.
//!
//! A mark belongs to a record by its kind and its id, never to a place in a file, so that it stays when the data is
//! extended, moved or converted. Ids such as `1` are not unique in the world; so a mark also remembers the name of the
//! data in which it was made and the title of its record, and in data of another name it holds only for a record whose
//! title is still the same: bookmarks of one collection never turn up on strangers in another. A mark whose record is
//! gone stays until the user takes it away. Files are `store`'s business; panes and keys are not known here.

mod file;
mod form;
mod lookup;

use std::collections::BTreeSet;

pub use file::{StateFile, Written};
pub use lookup::{Origin, RecordAt, data_name, find, is_passing, marked, taken_over};

/// Which sort of record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RecordKind {
    /// An event.
    Event,
    /// An article.
    Article,
}

impl RecordKind {
    /// The word of the file.
    pub fn word(self) -> &'static str {
        match self {
            RecordKind::Event => "event",
            RecordKind::Article => "article",
        }
    }
}

/// What a mark belongs to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RecordKey {
    /// The id of the record in the data.
    pub id: String,
    /// Which sort of record.
    pub kind: RecordKind,
    /// The name of the data in which the mark was made; empty when it had none.
    pub data: String,
}

/// A record as the data has it now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Record<'a> {
    /// Its id.
    pub id: &'a str,
    /// Which sort of record.
    pub kind: RecordKind,
    /// The name of the data; empty when it has none.
    pub data: &'a str,
    /// Its title in each language.
    pub titles: [&'a str; 2],
}

/// What the user has said of a record.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mark {
    /// The record's title when the mark was made.
    pub title: String,
    /// Whether it is bookmarked.
    pub bookmark: bool,
    /// The note on it, one line; empty when there is none.
    pub note: String,
}

impl Mark {
    fn is_nothing(&self) -> bool {
        !self.bookmark && self.note.is_empty()
    }
}

/// A view that can be opened again by its name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SavedView {
    /// The query, as its chips print it.
    pub query: String,
    /// What is listed: `events`, `articles`.
    pub view: String,
    /// Whether the oldest come first.
    pub oldest_first: bool,
    /// The language of data texts shown first: `en`, `ru`.
    pub lang: String,
    /// How people are ordered: `count`, `name`; empty, as all that follows, when it was not said.
    pub people: String,
    /// The facet that is shown: `countries`, `people`, `organisations`.
    pub facet: String,
    /// How its values are ordered: `count`, `name`.
    pub values: String,
    /// How included values are joined: `any`, `all`.
    pub mode: String,
}

/// Where the user was in some data when the browser was left.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LastPlace {
    /// The query, as its chips print it.
    pub query: String,
    /// What was listed: `events`, `articles`.
    pub view: String,
    /// The id of the selected record; empty when there was none, or none with an id.
    pub record: String,
}

/// How the panes stood when some data was left; empty where the user had not chosen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Panes {
    /// How list and detail stood: `stacked`, `beside`.
    pub arrangement: String,
    /// How much room the larger one had: `large`, `all`.
    pub size: String,
    /// The views whose rows have two lines where they have one by themselves, or one in place of two: `events quotes`.
    pub turned: String,
}

/// A change. Making it twice is making it once, so that it can be made anew on what another browser has written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// Sets a bookmark or takes it away.
    Bookmark {
        /// Whose.
        key: RecordKey,
        /// The title to remember.
        title: String,
        /// Whether it is set.
        on: bool,
    },
    /// Sets a note; an empty one takes it away. One that is not what the user began from stays beside it.
    Note {
        /// Whose.
        key: RecordKey,
        /// The title to remember.
        title: String,
        /// The note.
        text: String,
        /// What the user saw and began from; `None` replaces whatever is there.
        was: Option<String>,
    },
    /// Gives a mark to the same record of data of another name.
    Move {
        /// Whose.
        key: RecordKey,
        /// That name.
        data: String,
    },
    /// The user leaves data of this name at this place.
    LastPlace {
        /// The name of the data.
        data: String,
        /// The place; `None` forgets it.
        place: Option<Box<LastPlace>>,
    },
    /// The user leaves data of this name with the panes so.
    Panes {
        /// The name of the data.
        data: String,
        /// How they stand; `None` forgets it.
        panes: Option<Box<Panes>>,
    },
    /// The mouse was switched on or off.
    Mouse(bool),
    /// Saves a view under a name, or forgets it.
    View {
        /// The name.
        name: String,
        /// The view; `None` forgets it.
        view: Option<Box<SavedView>>,
    },
}

/// All that the user has made.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Kept {
    /// By key.
    marks: Vec<(RecordKey, Mark)>,
    /// By name.
    views: Vec<(String, SavedView)>,
    /// By the name of the data, the one left last at the end.
    last_places: Vec<(String, LastPlace)>,
    /// By the name of the data, the one left last at the end.
    panes: Vec<(String, Panes)>,
    mouse: bool,
    /// Names of data that are files which are there: what was marked in them is marked nowhere else.
    there: BTreeSet<String>,
}

/// Keeps of data of this name what they were left with, as the newest, or forgets it.
fn leave<T: Clone>(kept: &mut Vec<(String, T)>, data: &str, with: Option<&T>) {
    kept.retain(|(name, _)| name != data);
    kept.extend(with.map(|with| (data.to_owned(), with.clone())));
    let too_many = kept.len().saturating_sub(MOST_LEFT);
    kept.drain(..too_many);
}

/// Of so many data it is kept where the user was, and how the panes stood; the oldest goes for a newer one.
const MOST_LEFT: usize = 100;

impl Kept {
    /// Every mark, by id.
    pub fn marks(&self) -> &[(RecordKey, Mark)] {
        &self.marks
    }

    /// Every saved view, by name.
    pub fn views(&self) -> &[(String, SavedView)] {
        &self.views
    }

    /// The saved view of this name.
    pub fn view(&self, name: &str) -> Option<&SavedView> {
        let at = self.views.binary_search_by(|(have, _)| have.as_str().cmp(name)).ok()?;
        Some(&self.views[at].1)
    }

    /// Where the user was in data of this name.
    pub fn last_place(&self, data: &str) -> Option<&LastPlace> {
        self.last_places.iter().find(|(name, _)| name == data).map(|(_, place)| place)
    }

    /// Whether anything is kept of data of this name.
    pub fn has_entry(&self, data: &str) -> bool {
        self.last_place(data).is_some()
            || self.panes(data).is_some()
            || self.marks.iter().any(|(key, _)| key.data == data)
    }

    /// How the panes stood in data of this name.
    pub fn panes(&self, data: &str) -> Option<&Panes> {
        self.panes.iter().find(|(name, _)| name == data).map(|(_, panes)| panes)
    }

    /// Whether the mouse was switched on last.
    pub fn mouse(&self) -> bool {
        self.mouse
    }

    /// The mark with this key.
    pub fn mark(&self, key: &RecordKey) -> Option<&Mark> {
        let at = self.marks.binary_search_by(|(have, _)| have.cmp(key)).ok()?;
        Some(&self.marks[at].1)
    }

    /// Notes which of the data that marks were made in are files which are there. Others were moved, or have a title.
    pub fn note_files(&mut self, is_there: impl Fn(&str) -> bool) {
        let names: BTreeSet<&String> = self.marks.iter().map(|(key, _)| &key.data).collect();
        self.there = names.into_iter().filter(|name| is_there(name)).cloned().collect();
    }

    /// The mark that holds for a record: the one that was made in data of the same name, else one of a record of the
    /// same title, unless that is in a file which is there.
    pub fn of(&self, record: &Record<'_>) -> Option<(&RecordKey, &Mark)> {
        let from = self.marks.partition_point(|(key, _)| key.id.as_str() < record.id);
        let same_id = self.marks[from..].iter().take_while(|(key, _)| key.id == record.id);
        let mut found = None;
        for (key, mark) in same_id.filter(|(key, _)| key.kind == record.kind) {
            if !key.data.is_empty() && key.data == record.data {
                return Some((key, mark));
            }
            let is_same = !mark.title.is_empty() && record.titles.contains(&mark.title.as_str());
            if found.is_none() && is_same && !self.there.contains(&key.data) {
                found = Some((key, mark));
            }
        }
        found
    }

    /// Makes a change.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Bookmark { key, title, on } => self.set(key, title, |mark| mark.bookmark = *on),
            Change::Note { key, title, text, was } => {
                self.set(key, title, |mark| mark.note = note_of_both(&mark.note, was.as_deref(), text));
            }
            Change::Move { key, data } => {
                let Ok(at) = self.marks.binary_search_by(|(have, _)| have.cmp(key)) else { return };
                let (key, Mark { title, bookmark, note }) = self.marks.remove(at);
                let key = RecordKey { data: data.clone(), ..key };
                // What was made there already stays.
                self.set(&key, &title, |mark| {
                    mark.bookmark |= bookmark;
                    if mark.note.is_empty() {
                        mark.note = note;
                    }
                });
            }
            Change::LastPlace { data, place } => leave(&mut self.last_places, data, place.as_deref()),
            Change::Panes { data, panes } => leave(&mut self.panes, data, panes.as_deref()),
            Change::Mouse(on) => self.mouse = *on,
            Change::View { name, view } => {
                let place = self.views.binary_search_by(|(have, _)| have.cmp(name));
                match (place, view) {
                    (Ok(at), Some(view)) => self.views[at].1 = (**view).clone(),
                    (Ok(at), None) => drop(self.views.remove(at)),
                    (Err(at), Some(view)) => self.views.insert(at, (name.clone(), (**view).clone())),
                    (Err(_), None) => {}
                }
            }
        }
    }

    fn set(&mut self, key: &RecordKey, title: &str, set: impl FnOnce(&mut Mark)) {
        let place = self.marks.binary_search_by(|(have, _)| have.cmp(key));
        let mut mark = place.map_or_else(|_| Mark::default(), |at| self.marks[at].1.clone());
        title.clone_into(&mut mark.title);
        set(&mut mark);
        match (place, mark.is_nothing()) {
            (Ok(at), true) => drop(self.marks.remove(at)),
            (Ok(at), false) => self.marks[at].1 = mark,
            (Err(_), true) => {}
            (Err(at), false) => self.marks.insert(at, (key.clone(), mark)),
        }
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self, change: &Change) -> Change {
        match change {
            Change::Bookmark { key, title, .. } => {
                let on = self.mark(key).is_some_and(|mark| mark.bookmark);
                Change::Bookmark { key: key.clone(), title: self.title(key, title), on }
            }
            Change::Note { key, title, text: new, .. } => {
                let text = self.mark(key).map_or_else(String::new, |mark| mark.note.clone());
                Change::Note { key: key.clone(), title: self.title(key, title), text, was: Some(new.clone()) }
            }
            Change::Move { key, data } => {
                Change::Move { key: RecordKey { data: data.clone(), ..key.clone() }, data: key.data.clone() }
            }
            Change::LastPlace { data, .. } => {
                Change::LastPlace { data: data.clone(), place: self.last_place(data).cloned().map(Box::new) }
            }
            Change::Panes { data, .. } => {
                Change::Panes { data: data.clone(), panes: self.panes(data).cloned().map(Box::new) }
            }
            Change::Mouse(_) => Change::Mouse(self.mouse),
            Change::View { name, .. } => {
                Change::View { name: name.clone(), view: self.view(name).cloned().map(Box::new) }
            }
        }
    }

    fn title(&self, key: &RecordKey, otherwise: &str) -> String {
        self.mark(key).map_or(otherwise, |mark| &mark.title).to_owned()
    }
}

/// What stands between two notes on one record that were written at the same time.
const BETWEEN: &str = " / ";

/// The note that comes of `text`, which was written by who saw `was`, where `now` stands: nobody writes over a note
/// unseen. Making it twice is making it once.
fn note_of_both(now: &str, was: Option<&str>, text: &str) -> String {
    let Some(was) = was.filter(|was| *was != now && !now.is_empty()) else { return text.to_owned() };
    if place_of(now, text).is_some() {
        return now.to_owned();
    }
    // Of two that were joined before, only the one that was changed.
    let rest = place_of(now, was).map(|at| {
        let (before, after) = (&now[..at], &now[at + was.len()..]);
        [before.strip_suffix(BETWEEN), after.strip_prefix(BETWEEN)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(BETWEEN)
    });
    let rest = rest.as_deref().unwrap_or(now);
    match (rest, text) {
        ("", _) => text.to_owned(),
        (_, "") => rest.to_owned(),
        _ if place_of(rest, text).is_some() => rest.to_owned(),
        _ => format!("{rest}{BETWEEN}{text}"),
    }
}

/// Where a note stands among those that were joined.
fn place_of(all: &str, note: &str) -> Option<usize> {
    let is_whole = |at: usize| {
        let (before, after) = (&all[..at], &all[at + note.len()..]);
        (before.is_empty() || before.ends_with(BETWEEN)) && (after.is_empty() || after.starts_with(BETWEEN))
    };
    all.match_indices(note).map(|(at, _)| at).find(|at| !note.is_empty() && is_whole(*at))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn key(id: &str, data: &str) -> RecordKey {
        RecordKey { id: id.to_owned(), kind: RecordKind::Event, data: data.to_owned() }
    }

    pub(crate) fn bookmark(id: &str, title: &str, on: bool) -> Change {
        Change::Bookmark { key: key(id, "data"), title: title.to_owned(), on }
    }

    pub(crate) fn note(id: &str, text: &str) -> Change {
        Change::Note { key: key(id, "data"), title: format!("title of {id}"), text: text.to_owned(), was: None }
    }

    pub(crate) fn place(data: &str, query: Option<&str>) -> Change {
        let place = query.map(|query| Box::new(LastPlace { query: query.to_owned(), ..LastPlace::default() }));
        Change::LastPlace { data: data.to_owned(), place }
    }

    pub(crate) fn panes(data: &str, size: Option<&str>) -> Change {
        let panes = size.map(|size| Box::new(Panes { size: size.to_owned(), ..Panes::default() }));
        Change::Panes { data: data.to_owned(), panes }
    }

    pub(crate) fn view(name: &str, query: Option<&str>) -> Change {
        let view = query.map(|query| Box::new(SavedView { query: query.to_owned(), ..SavedView::default() }));
        Change::View { name: name.to_owned(), view }
    }

    fn kept(changes: &[Change]) -> Kept {
        let mut kept = Kept::default();
        for change in changes {
            kept.apply(change);
        }
        kept
    }

    #[test]
    fn every_change_is_taken_back_by_its_inverse() {
        let mut now = Kept::default();
        let changes = [
            bookmark("b", "B", true),
            note("b", "seen"),
            bookmark("a", "A", true),
            bookmark("b", "B again", false),
            note("b", "seen twice"),
            note("b", ""),
            view("mine", Some("country:KZ")),
            view("mine", Some("country:MN")),
            view("mine", None),
            view("never", None),
            place("data", Some("country:KZ")),
            place("data", Some("country:MN")),
            place("data", None),
            panes("data", Some("all")),
            panes("data", Some("large")),
            panes("data", None),
            Change::Mouse(true),
            Change::Mouse(false),
        ];
        for change in changes {
            let before = now.clone();
            let back = now.inverse(&change);
            now.apply(&change);
            let after = now.clone();
            now.apply(&change);
            assert_eq!(now, after, "{change:?} twice");
            let mut undone = after.clone();
            undone.apply(&back);
            assert_eq!(undone, before, "{change:?}");
        }
        assert_eq!(now, kept(&[bookmark("a", "A", true)]));
    }

    #[test]
    fn the_oldest_place_goes() {
        let mut kept = Kept::default();
        for number in 0..MOST_LEFT + 2 {
            kept.apply(&place(&number.to_string(), Some("x")));
        }
        assert_eq!(
            (kept.last_places.len(), kept.last_place("1"), kept.last_place("2").is_some()),
            (MOST_LEFT, None, true)
        );
    }

    #[test]
    fn a_note_that_was_not_seen_stays_beside_the_new_one() {
        for (now, was, text, expected) in [
            ("", "", "b", "b"),
            ("a", "a", "b", "b"),
            ("a", "a", "", ""),
            ("a", "", "b", "a / b"),
            ("a", "x", "", "a"),
            ("", "a", "b", "b"),
            ("a / b", "b", "c", "a / c"),
            ("a / b", "a", "", "b"),
            ("a / b", "b", "a", "a / b"),
            ("ab", "", "b", "ab / b"),
        ] {
            let once = note_of_both(now, Some(was), text);
            assert_eq!(once, expected, "{now} {was} {text}");
            assert_eq!(note_of_both(&once, Some(was), text), once, "{now} {was} {text} twice");
        }
    }

    #[test]
    fn a_mark_holds_in_its_own_data_and_elsewhere_for_the_same_title() {
        let kept = kept(&[bookmark("1", "Talk in Astana", true)]);
        let record =
            |data, title| Record { id: "1", kind: RecordKind::Event, data, titles: [title, "Разговор"] };
        let holds = |record: &Record<'_>| kept.of(record).is_some();
        assert!(holds(&record("data", "Talk in Astana")));
        assert!(holds(&record("data", "Talk in Almaty")), "the same data, corrected");
        assert!(holds(&record("data, second edition", "Talk in Astana")), "the same record, moved");
        assert!(!holds(&record("other data", "Uranium price")), "a stranger with the same id");
        assert!(!holds(&record("", "Uranium price")));
        assert!(!holds(&Record { kind: RecordKind::Article, ..record("data", "Talk in Astana") }));
        assert!(!holds(&Record { id: "2", ..record("data", "Talk in Astana") }));
    }

    #[test]
    fn of_two_with_one_id_the_one_of_this_data_holds() {
        let here = Change::Bookmark { key: key("1", "z"), title: "Old title".to_owned(), on: true };
        let kept = kept(&[bookmark("1", "Talk", true), here]);
        let record = Record { id: "1", kind: RecordKind::Event, data: "z", titles: ["Talk", "Talk"] };
        assert_eq!(kept.of(&record).unwrap().0.data, "z");
    }
}
