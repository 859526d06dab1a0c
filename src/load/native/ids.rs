//! The ids of records that were written without one: equal content gives equal ids, on every platform.
//!
//! Where a record stands is not known here.

use super::fault::Members;
use super::raw::unescaped;
use crate::model::article_id::{Fnv, made_id};
use crate::model::{Event, Text};
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;

impl Fnv {
    /// Adds a value with its kind, so that `1` differs from `"1"`, and the fields of an object by their names' order.
    /// Nothing of it is copied but what must be: a record may be long.
    fn add_value(&mut self, json: &str) {
        if let Some(text) = unescaped(json) {
            self.add("\"");
            self.add(&text);
        } else if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(json) {
            self.add("[");
            for item in items {
                self.add_value(item.get());
            }
            self.add("]");
        } else if let Ok(Members(fields)) = serde_json::from_str(json) {
            self.add_fields(fields);
        } else {
            // A number as the parser understands it: `1.0` and `1.00` are one.
            self.add(&serde_json::from_str::<Value>(json).map_or_else(|_| json.to_owned(), |value| value.to_string()));
        }
    }

    fn add_fields(&mut self, mut fields: Vec<(Cow<'_, str>, &RawValue)>) {
        self.add("{");
        fields.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        for (name, value) in fields {
            self.add(&name);
            self.add_value(value.get());
        }
        self.add("}");
    }

    fn add_text(&mut self, text: &Text) {
        for (tag, words) in text.versions() {
            self.add(tag.unwrap_or_default());
            self.add(words);
        }
        self.add("");
    }
}

/// The id of the article of which nothing is known but who published it: those of one publisher are one.
pub(super) fn publisher_id(name: &Text) -> String {
    let mut hash = Fnv::new();
    hash.add_text(&Text::default());
    hash.add_text(name);
    hash.add("");
    hash.add_text(&Text::default());
    made_id(hash.value())
}

/// The id of the one event that an article record carries: from the article's id, because headlines repeat, and from
/// what is the event's: label, date, countries, participants, quotes, and the fields that the format does not know.
/// It is the same when the record is written with the names of the format.
pub(super) fn carried_id(event: &Event, article: &str, unknown: &[(Cow<'_, str>, &RawValue)]) -> String {
    let mut hash = Fnv::new();
    hash.add(article);
    hash.add_text(&event.label);
    hash.add(event.date.as_ref().map_or("", |date| &date.text));
    hash.add_text(&event.summary);
    for country in &event.countries {
        hash.add(country.country.code());
    }
    hash.add("");
    for participant in &event.participants {
        hash.add(participant.who.entity.as_deref().unwrap_or_default());
        hash.add_text(&participant.who.name);
    }
    for quote in &event.quotes {
        hash.add("\"");
        hash.add_text(&quote.text);
    }
    if !unknown.is_empty() {
        hash.add_fields(unknown.iter().map(|(name, json)| (Cow::Borrowed(&**name), *json)).collect());
    }
    format!("e-{:016x}", hash.value())
}

/// The id of a record that has none: a hash of all of it, as parsed, after what says its kind. Fields that the format
/// does not know count, so that no two different records are merged; order and blanks do not, and neither does the word that
/// says what kind of record it is. Of a record that is read in part, `whole` is its text, which counts as it is written,
/// because to parse all of it costs too much; else it is empty. Nothing when `json` is no object.
pub(super) fn whole_id(kind: &str, json: &str, whole: &str) -> Option<String> {
    let Members(mut fields) = serde_json::from_str(json).ok()?;
    fields.retain(|(name, _)| name != "record");
    let mut hash = Fnv::new();
    hash.add_fields(fields);
    if !whole.is_empty() {
        hash.add(whole);
    }
    Some(format!("{kind}-{:016x}", hash.value()))
}

/// The id of an entity that has only a name.
pub(super) fn entity_id(name: &Text) -> String {
    let mut hash = Fnv::new();
    hash.add_text(name);
    format!("n-{:016x}", hash.value())
}
