//! The native format: the JSON text of one record becomes a record of the model, field by field.
//!
//! An event in which nothing is unusual is read in one walk over its text (`plain.rs`), any other clean record in one
//! pass, typed and borrowed. A record with faults is read again without its bad fields, which are kept as text and
//! reported, so that one bad field costs a field and not the record. Where a record stands in its file, and what its
//! links lead to, is not known here.

pub(in crate::load) mod bounds;
mod convert;
mod fault;
mod ids;
mod merge;
pub(in crate::load) mod plain;
pub(in crate::load) mod raw;
mod rules;
pub mod schema;

pub(super) use rules::is_blank;

pub(in crate::load) use convert::meant;
pub use fault::Members;
pub(in crate::load) use fault::{quoted, without_position};
pub use merge::{merge_article, merge_entity, merge_event};
pub use raw::{FieldNames, names_in, own_name};
pub use rules::{country_as_written, edtf, fill_countries, is_publisher, own_article, time_until};

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::catalogue::{Finding, Remedy, Unparsed};
use crate::model::{ArticleLink, Event, Record};
use crate::problem::{Level, RecordProblem};
use bounds::Shortened;
use convert::{Reader, Unusable};
use fault::{Fault, Keep};
use raw::{Object as _, RawAbout, RawArticle, RawEntity, RawEvent, RawParticipant, RawPlace, RawQuote, Str};

/// The kinds of record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The head of a dataset.
    About,
    /// A person or body.
    Entity,
    /// An article.
    Article,
    /// An event.
    Event,
}

impl Kind {
    /// The kind that the field `record` names.
    pub fn from_word(word: &str) -> Option<Kind> {
        match word {
            "dataset" => Some(Kind::About),
            "entity" => Some(Kind::Entity),
            "article" => Some(Kind::Article),
            "event" => Some(Kind::Event),
            _ => None,
        }
    }
}

/// Reads one record. `kind` is what its place in the file says, such as the list `events`; without it the field
/// `record` decides, else the names of its fields (reader rule 1).
///
/// Problems of single fields are appended to `problems` in the order of the text; offsets are bytes of `json`.
/// What could not be read is in the record's `unread`: an unknown field of the record under its own name, a part
/// of a field under its JSON pointer. The error is the one problem for which the record must be skipped.
pub fn record(json: &str, kind: Option<Kind>, problems: &mut Vec<RecordProblem>) -> Result<Record, RecordProblem> {
    let kind = match kind {
        Some(kind) => kind,
        None => guess(json)?,
    };
    if kind == Kind::Event
        && let Some(event) = plain::event(json, problems)
    {
        return Ok(Record::Event(event));
    }
    by_all_rules(json, kind, problems)
}

/// Reads one record whatever is unusual in it; the same as [`record`].
pub fn by_all_rules(json: &str, kind: Kind, problems: &mut Vec<RecordProblem>) -> Result<Record, RecordProblem> {
    if !json.trim_start().starts_with('{') {
        fault::sound(json)?;
        return Err(skipped(Finding::NoObject, Remedy::AsObject));
    }
    let Some(mut short) = Shortened::of(json)? else { return all_of(json, "", kind, Vec::new(), problems) };
    let before = problems.len();
    let faults = std::mem::take(&mut short.faults);
    let record = all_of(&short.json, json, kind, faults, problems);
    problems[before..].iter_mut().for_each(|problem| problem.offset = short.place_of(problem.offset));
    record.map_err(|problem| RecordProblem { offset: short.place_of(problem.offset), ..problem })
}

/// The JSON text of a record as far as it is read, for who reads it once more; `None` when that is all of it.
pub fn shortened(json: &str) -> Option<String> {
    Shortened::of(json).ok().flatten().map(|short| short.json)
}

/// Reads all that `json` has. When that is a part of the record, `whole` is its text, else empty.
fn all_of(
    json: &str,
    whole: &str,
    kind: Kind,
    mut faults: Vec<Fault>,
    problems: &mut Vec<RecordProblem>,
) -> Result<Record, RecordProblem> {
    let left_out = faults.len();
    let converted = if let Ok(converted) = convert(json, json, whole, kind, &mut faults) {
        converted
    } else {
        fault::sound(json)?;
        faults.truncate(left_out);
        let readable = fault::repair(json, &|part| fits(part, kind), &mut faults);
        convert(&readable, json, whole, kind, &mut faults).map_err(|error| {
            let why = Unparsed::of(&quoted(&error.to_string()));
            skipped(Finding::RecordUnreadable { why }, Remedy::AsTheFormatSays)
        })?
    };
    match converted {
        Converted::Record(mut record) => {
            if !faults.is_empty() {
                let (mut placed, unread) = fault::place(json, faults);
                problems.append(&mut placed);
                keep_unread(&mut record, unread);
            }
            if let Record::Event(event) = &mut *record {
                if event.id_filled {
                    event.id = ids::whole_id("e", json, whole).unwrap_or_default();
                }
                name_in_place(event, json);
            }
            Ok(*record)
        }
        Converted::Unsound => {
            fault::sound(json)?;
            Err(skipped(Finding::RecordUnsound, Remedy::CorrectJson))
        }
        Converted::Unusable((reason, remedy)) => {
            // A field that could not be read may be the one that is missed.
            let bad = faults.iter().find(|fault| fault.level == Level::Warning && matches!(fault.keep, Keep::Value));
            Err(match bad {
                Some(bad) => {
                    let (pointer, why) = (quoted(&bad.pointer), Box::new(bad.reason.clone()));
                    skipped(Finding::EmptyBecause { what: Box::new(reason), pointer, why }, remedy)
                }
                None => skipped(reason, remedy),
            })
        }
    }
}

enum Converted {
    Record(Box<Record>),
    Unusable(Unusable),
    /// An unknown field has something that makes the whole record unsound.
    Unsound,
}

/// Gives the articles that are written in place and have neither id nor address the ids that they would have as records.
fn name_in_place(event: &mut Event, json: &str) {
    let mut nameless = event.articles.iter_mut().filter_map(|link| match link {
        ArticleLink::Inline(article) if article.id.is_empty() => Some(article),
        _ => None,
    });
    let Some(mut next) = nameless.next() else { return };
    let Ok(Members(fields)) = serde_json::from_str(json) else { return };
    // The order in which the event has them.
    let lists =
        ["articles", "source"].map(|name| fields.iter().find(|(field, _)| own_name(EVENT_FIELDS, field) == Some(name)));
    for (_, list) in lists.into_iter().flatten() {
        let items = serde_json::from_str::<Vec<&RawValue>>(list.get()).unwrap_or_else(|_| vec![list]);
        for item in items.into_iter().filter(|item| item.get().starts_with('{')) {
            let record = by_all_rules(item.get(), Kind::Article, &mut Vec::new());
            if let Ok(Record::Article(article, _)) = record
                && article.id_filled
                && article.url.is_none()
            {
                next.id = article.id;
                let Some(another) = nameless.next() else { return };
                next = another;
            }
        }
    }
}

/// Converts the `json` that can be read of a record, of which `written` is read and, when it is a part, `whole` is all.
fn convert(
    json: &str,
    written: &str,
    whole: &str,
    kind: Kind,
    faults: &mut Vec<Fault>,
) -> serde_json::Result<Converted> {
    let mut reader = Reader::new(faults);
    let record = match kind {
        Kind::About => Ok(Record::About(reader.about(serde_json::from_str(json)?))),
        Kind::Entity => reader.entity(serde_json::from_str(json)?).map(Record::Entity),
        Kind::Article => {
            let whole_id = || ids::whole_id("a", written, whole).unwrap_or_default();
            reader
                .article(serde_json::from_str(json)?, &whole_id)
                .map(|(article, events)| Record::Article(article, events))
        }
        Kind::Event => reader.event(serde_json::from_str(json)?).map(Record::Event),
    };
    if reader.unsound {
        return Ok(Converted::Unsound);
    }
    Ok(match record {
        Ok(record) => Converted::Record(Box::new(record)),
        Err(unusable) => Converted::Unusable(unusable),
    })
}

fn fits(json: &str, kind: Kind) -> serde_json::Result<()> {
    match kind {
        Kind::About => serde_json::from_str::<RawAbout<'_>>(json).map(drop),
        Kind::Entity => serde_json::from_str::<RawEntity<'_>>(json).map(drop),
        Kind::Article => serde_json::from_str::<RawArticle<'_>>(json).map(drop),
        Kind::Event => serde_json::from_str::<RawEvent<'_>>(json).map(drop),
    }
}

fn keep_unread(record: &mut Record, mut unread: Vec<(String, String)>) {
    match record {
        // The head of a dataset has no place for them; they are reported all the same.
        Record::About(_) => {}
        Record::Entity(entity) => entity.unread.append(&mut unread),
        Record::Article(article, _) => article.unread.append(&mut unread),
        Record::Event(event) => event.unread.append(&mut unread),
    }
}

fn skipped(reason: Finding, remedy: Remedy) -> RecordProblem {
    RecordProblem { level: Level::Error, offset: 0, pointer: String::new(), reason: Box::new(reason), remedy }
}

fn guess(json: &str) -> Result<Kind, RecordProblem> {
    if let Some(kind) = first_field(json) {
        return Ok(kind);
    }
    let Ok(names) = serde_json::from_str::<Names<'_>>(json) else {
        fault::sound(json)?;
        return Err(skipped(Finding::NoObject, Remedy::AsObject));
    };
    if let Some(value) = names.record {
        if let Some(kind) = serde_json::from_str(value.get()).ok().and_then(|Str(word)| Kind::from_word(&word)) {
            return Ok(kind);
        }
        if value.get() != "null" {
            let word =
                serde_json::from_str::<Str<'_>>(value.get()).map_or_else(|_| value.get().into(), |Str(word)| word);
            return Err(skipped(Finding::NoKindOfRecord { word: quoted(&word) }, Remedy::OneOfFourOrNone));
        }
    }
    Ok(names.kind)
}

/// The kind, when `record` is the first field and written plainly, which is the usual case in a file of lines.
fn first_field(json: &str) -> Option<Kind> {
    let rest = json.trim_start().strip_prefix('{')?.trim_start().strip_prefix("\"record\"")?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    Kind::from_word(&rest[..rest.find('"')?])
}

/// The names of an event's fields.
pub const EVENT_FIELDS: &FieldNames = RawEvent::NAMES;
/// The names of an article's fields.
pub const ARTICLE_FIELDS: &FieldNames = RawArticle::NAMES;
/// The same of places.
pub const PLACE_FIELDS: &FieldNames = RawPlace::NAMES;
/// The names of a participant's fields.
pub const PARTICIPANT_FIELDS: &FieldNames = RawParticipant::NAMES;
/// The names of a quote's fields.
pub const QUOTE_FIELDS: &FieldNames = RawQuote::NAMES;

/// The fields that tell an article from an event; an address is also that of an event's article.
const TELLING: &FieldNames = &[
    ("article", &["articleBody", "body", "headline", "publisher"]),
    ("address", &["source", "url"]),
    ("event", &["kind", "type", "eventType", "place", "location", "startDate"]),
];

/// What the names of a record's fields say about its kind.
struct Names<'a> {
    record: Option<&'a RawValue>,
    kind: Kind,
}

impl<'de> Deserialize<'de> for Names<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NamesVisitor;
        impl<'de> Visitor<'de> for NamesVisitor {
            type Value = Names<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Names<'de>, A::Error> {
                let mut names = Names { record: None, kind: Kind::Event };
                let (mut is_article, mut has_address, mut is_event, mut is_about) = (false, false, false, false);
                while let Some(Str(name)) = map.next_key()? {
                    if name == "record" {
                        names.record = map.next_value()?;
                        continue;
                    }
                    match own_name(TELLING, &name) {
                        Some("article") => is_article = true,
                        Some("address") => has_address = true,
                        Some(_) => is_event = true,
                        // Only the head of a dataset says which version of the format it is.
                        None => is_about |= name == "oreline",
                    }
                    map.next_value::<IgnoredAny>()?;
                }
                if is_about {
                    names.kind = Kind::About;
                } else if is_article || (has_address && !is_event) {
                    names.kind = Kind::Article;
                }
                Ok(names)
            }
        }
        deserializer.deserialize_map(NamesVisitor)
    }
}

#[cfg(test)]
mod tests;
