//! Columns: the values of one field in a segment, sorted, each with the events that hold it.
//!
//! A facet's counts and a filter like `person:` come from here, never from records. A name's value is the entity it
//! names by id, or its folded spelling: which entity a bare spelling belongs to is known only when every file is
//! read, so that is asked later. By which words of its name a value is found stands in a list of words of its own.

use super::bytes::{Reader, Writer};
use super::heads::{Strings, titles};
use super::interner::Interner;
use super::merge;
use super::postings::{Postings, PostingsBuilder, entries};
use super::words::{WordList, WordListBuilder};
use crate::language::capitals::Prose;
use crate::language::name_key;
use crate::model::{Lang, Position, Str, Text};
use std::io;
use std::sync::OnceLock;

/// The fields that have a column. Countries are in the heads.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum ColumnOf {
    /// Participants and speakers that are persons, or may be: see [`standing`].
    Person,
    /// For each participant that took part and each country that they act for: the name, a line end, the code. Of which
    /// event it is, is not kept, nor more than once for each thread that indexes.
    ActsFor,
    /// Participants and speakers that are bodies, and the bodies that they act for: see [`standing`].
    Org,
    /// Speakers of quotes.
    By,
    /// The countries for which speakers of quotes act, by code; not those to which an entity belongs.
    SpokenFor,
    /// Topics, folded.
    Topic,
    /// Kind of event.
    Kind,
    /// Publishers of articles written in events.
    Publisher,
    /// Languages of quotes and of articles written in events.
    Lang,
    /// Names of places.
    Place,
    /// Basis of the date.
    Basis,
    /// Confidence.
    Confidence,
    /// Ids of articles that an event names; those written inside it are not among them.
    Article,
    /// Ids of related events.
    Related,
    /// Ids of articles that a quote or a participant is tied to.
    Cites,
    /// Types of quotes.
    QuoteType,
    /// What the record has: `problem`.
    Has,
    /// The number of quotes of an event of which its head tells another: heads count what is written, and not
    /// everything that is written as a quote is one.
    QuoteCount,
    /// Participants without a country in events that name none: the entities may have one.
    CountryOf,
    /// Positions of places: see `position_key`.
    Position,
    /// Persons who took part in events that are elsewhere: only an index of names has them, without events.
    Present,
    /// The same of bodies.
    PresentBody,
}

/// Number of columns.
pub const FIELDS: usize = 22;

/// How an event has a value; both may hold.
pub mod standing {
    /// It names it, as every event of a value does.
    pub const NAMED: u8 = 1;
    /// It took part.
    pub const PRESENT: u8 = 2;
}

/// The mark before an entity's id in a value; no key of a name begins with it.
pub const ENTITY: char = '#';

/// The key of an entity by its id.
pub fn id_key(id: &str) -> String {
    format!("{ENTITY}{id}")
}

/// The key of a position: whole tenths of a degree to the north and to the east, which is what a map of cells can tell apart.
pub fn position_key(position: Position) -> String {
    // No more than 1800.
    let tenths = |degrees: f64| (degrees * 10.0).round() as i32;
    format!("{} {}", tenths(position.latitude()), tenths(position.longitude()))
}

/// Degrees to the north and to the east of such a key.
pub fn position_of_key(key: &str) -> Option<(f64, f64)> {
    let (north, east) = key.split_once(' ')?;
    let degrees = |tenths: &str| tenths.parse::<f64>().ok().map(|tenths| tenths / 10.0);
    Some((degrees(north)?, degrees(east)?))
}

/// The key of a name: `#id` of the entity it names, or its main version, folded. `None` for no name at all.
pub fn value_key<T: Str>(name: &Text<T>, entity: Option<&str>) -> Option<String> {
    match entity {
        Some(id) => Some(id_key(id)),
        None => name.main().map(name_key).filter(|key| !key.is_empty()),
    }
}

/// Every version of a name, a line each: the only one; or what is shown first in English, what is shown first in
/// Russian, and the others.
pub fn lines_of<T: Str>(name: &Text<T>) -> String {
    let shown = titles(name);
    let mut lines = String::from(shown[0]);
    let others = name.versions().map(|(_, version)| version);
    if name.versions().count() > 1 {
        for version in std::iter::once(shown[1]).chain(others.filter(|other| !shown.contains(other))) {
            lines.push('\n');
            lines.push_str(version);
        }
    }
    lines
}

/// The words of so many values, of which each has some names; the postings are numbers of values.
pub fn words_of<'a, N: Iterator<Item = &'a str>>(count: usize, names: impl Fn(usize) -> N) -> WordList {
    let mut builder = WordListBuilder::default();
    for at in 0..count {
        names(at).for_each(|name| builder.add_text(at as u32, name, 1, Prose::Sentences));
    }
    builder.finish()
}

/// The values of one field, sorted by key.
#[derive(Debug, Default)]
pub struct Column {
    keys: Strings,
    shown: Strings,
    postings: Postings,
    /// The words of the values as they are shown; the postings are numbers of values. Made when it is first asked for.
    words: OnceLock<WordList>,
}

impl Column {
    /// How many different values there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// The key of value number `at`.
    pub fn key(&self, at: usize) -> &str {
        self.keys.get(at)
    }

    /// The value as its first record wrote it, a line for each language: see [`lines_of`].
    pub fn shown(&self, at: usize) -> &str {
        self.shown.get(at)
    }

    /// The value as it is shown in `lang`, else in another language.
    pub fn name(&self, at: usize, lang: Lang) -> &str {
        let mut lines = self.shown(at).split('\n');
        let first = lines.next().unwrap_or_default();
        if lang == Lang::Ru { lines.next().unwrap_or(first) } else { first }
    }

    /// The value as its first record wrote it, a line for each language; of an id without a name the id.
    pub fn printed(&self, at: usize) -> &str {
        match self.shown(at) {
            "" => self.key(at).trim_start_matches(ENTITY),
            shown => shown,
        }
    }

    /// The key of the name beside an id, or of the id.
    pub fn printed_key(&self, at: usize) -> String {
        name_key(self.printed(at).split('\n').next().unwrap_or_default())
    }

    /// The words of the values as they are printed; the postings are numbers of values. The first call costs what the
    /// different values cost.
    pub fn words(&self) -> &WordList {
        self.words.get_or_init(|| words_of(self.len(), |at| self.printed(at).split('\n')))
    }

    /// The postings of value number `at`.
    pub fn postings(&self, at: usize) -> &[u8] {
        self.postings.get(at)
    }

    /// Whether value number `at` took part in an event.
    pub fn is_ever_present(&self, at: usize) -> bool {
        entries(self.postings(at)).any(|(_, standing)| standing & standing::PRESENT != 0)
    }

    /// The values of several columns of a field as one. Each column comes with what is added to its events, which must
    /// then be above those of the column before. A value is shown as the first column shows it.
    pub fn merged(columns: &[(&Column, u32)]) -> Column {
        let (keys, postings, firsts) =
            merge::merged(columns, |column| &column.keys, |column| &column.postings, Column::note_shown);
        let mut shown = Strings::default();
        for first in firsts {
            let first: Option<&str> = first;
            shown.push(first.unwrap_or_default());
        }
        shown.shrink();
        Column { keys, shown, postings, words: OnceLock::new() }
    }

    /// Keeps how the first of several columns shows a value.
    fn note_shown<'c>(first: &mut Option<&'c str>, column: &'c Column, at: usize) {
        first.get_or_insert_with(|| column.shown(at));
    }

    /// Writes the column.
    pub fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        self.keys.save(writer)?;
        self.shown.save(writer)?;
        self.postings.save(writer)
    }

    /// Reads a column of events below `bound`.
    pub fn read(reader: &mut Reader<'_>, bound: u32) -> Option<Column> {
        let keys = Strings::read_all(reader)?;
        let shown = Strings::read(reader, keys.len())?;
        let postings = Postings::read(reader, keys.len(), bound)?;
        Some(Column { keys, shown, postings, words: OnceLock::new() })
    }

    /// Bytes of its texts and postings.
    pub fn size(&self) -> u64 {
        (self.keys.text().len() + self.shown.text().len()) as u64 + self.postings.size()
    }

    /// The values that are ids of entities.
    pub fn ids(&self) -> std::ops::Range<usize> {
        const AFTER: char = '$';
        let start = |mark: char| self.keys.lower_bound(mark.encode_utf8(&mut [0; 4]));
        start(ENTITY)..start(AFTER)
    }

    /// Shows the values that are ids otherwise, where `shown` says how.
    #[cfg(feature = "store")]
    pub fn show_ids<'s>(&mut self, shown: impl Fn(&str) -> Option<&'s str>) {
        let ids = self.ids();
        if !ids.clone().any(|at| shown(self.key(at)).is_some()) {
            return;
        }
        let mut all = Strings::default();
        for at in 0..self.len() {
            let other = if ids.contains(&at) { shown(self.key(at)) } else { None };
            all.push(other.unwrap_or(self.shown(at)));
        }
        self.shown = all;
    }

    /// The number of the value with this key.
    pub fn find(&self, key: &str) -> Option<usize> {
        let at = self.keys.lower_bound(key);
        (at < self.len() && self.key(at) == key).then_some(at)
    }
}

/// A column while records are added to it.
#[derive(Default)]
pub struct ColumnBuilder {
    keys: Interner,
    shown: Strings,
    postings: PostingsBuilder,
    /// The numbers of the values of names, by the names' own: most names come again, and need not be folded again.
    by_name: Vec<u32>,
}

/// The number of the value of a name that was not added yet, and of one that folds to nothing: it is no name.
const UNKNOWN: u32 = u32::MAX;
const NOTHING: u32 = u32::MAX - 1;

impl ColumnBuilder {
    /// Adds a value of event number `event`; numbers ascend, and a value may come twice for one event.
    pub fn add(&mut self, event: u32, key: &str, shown: &str) {
        self.add_standing(event, key, shown, standing::NAMED);
    }

    /// The same of a value that stands in the event as [`standing`] says.
    pub fn add_standing(&mut self, event: u32, key: &str, shown: &str, standing: u8) {
        let number = self.number(key, shown);
        self.postings.add(number, event, standing);
    }

    /// Adds a value by its name in one language, which is number `name` of all names; its key is [`name_key`] of it.
    pub fn add_name(&mut self, event: u32, name: u32, written: &str, standing: u8) {
        let at = name as usize;
        if at >= self.by_name.len() {
            self.by_name.resize(at + 1, UNKNOWN);
        }
        if self.by_name[at] == UNKNOWN {
            let key = name_key(written);
            self.by_name[at] = if key.is_empty() { NOTHING } else { self.number(&key, written) };
        }
        if self.by_name[at] != NOTHING {
            self.postings.add(self.by_name[at], event, standing);
        }
    }

    /// Adds a value of which no event is kept, and gives its number.
    pub fn number(&mut self, key: &str, shown: &str) -> u32 {
        let (number, is_new) = self.keys.number(key);
        if is_new {
            self.shown.push(shown);
        }
        number
    }

    /// The finished column. The builder is empty then, and keeps its memory for the next one.
    pub fn finish(&mut self) -> Column {
        let order = self.keys.sorted();
        let keys = self.keys.strings().in_order(&order);
        let (shown, postings) = (self.shown.in_order(&order), self.postings.finish(&order, |_, _| ()));
        let column = Column { keys, shown, postings, words: OnceLock::new() };
        self.keys.clear();
        self.shown.clear();
        self.by_name.clear();
        column
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shown_in_the_language_that_is_asked_for() {
        let tagged = |versions: &[(&str, &str)]| {
            let version = |(tag, name): &(&str, &str)| (Some((*tag).to_owned()), (*name).to_owned());
            Text::from_versions(versions.iter().map(version))
        };
        for (name, lines, shown) in [
            (Text::plain("Ann"), "Ann", ["Ann", "Ann"]),
            (tagged(&[("ru", "Анна")]), "Анна", ["Анна", "Анна"]),
            (tagged(&[("ru", "Анна"), ("kk", "Әнна"), ("en", "Ann")]), "Ann\nАнна\nӘнна", ["Ann", "Анна"]),
            (tagged(&[("kk", "Әнна"), ("zh", "安娜")]), "Әнна\nӘнна\n安娜", ["Әнна", "Әнна"]),
        ] {
            assert_eq!(lines_of(&name), lines);
            let mut column = ColumnBuilder::default();
            column.add(0, "key", lines);
            let column = column.finish();
            assert_eq!([Lang::En, Lang::Ru].map(|lang| column.name(0, lang)), shown);
        }
    }
}
