//! The ids of records that were written without one: equal content gives equal ids, on every platform.

use crate::model::{Article, Event, Text};
use serde_json::Value;

/// FNV-1a with 64 bits: small, and the same everywhere and for ever, which the standard hasher does not promise.
struct Fnv(u64);

impl Fnv {
    fn new() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    /// Adds one part; parts are kept apart, so that `ab`, `c` differs from `a`, `bc`.
    fn add(&mut self, part: &str) {
        for byte in part.bytes().chain([0x1f]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// Adds a value with its kind, so that `1` differs from `"1"`, and the fields of an object by their names' order.
    fn add_value(&mut self, value: &Value) {
        match value {
            Value::String(text) => {
                self.add("\"");
                self.add(text);
            }
            Value::Array(items) => {
                self.add("[");
                for item in items {
                    self.add_value(item);
                }
                self.add("]");
            }
            Value::Object(fields) => {
                self.add("{");
                let mut fields: Vec<_> = fields.iter().collect();
                fields.sort_unstable_by_key(|(name, _)| *name);
                for (name, value) in fields {
                    self.add(name);
                    self.add_value(value);
                }
                self.add("}");
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => self.add(&value.to_string()),
        }
    }

    fn add_text(&mut self, text: &Text) {
        for (tag, words) in text.versions() {
            self.add(tag.unwrap_or_default());
            self.add(words);
        }
        self.add("");
    }
}

/// The address under which articles are one article: scheme and host in lower case, without fragment; a host
/// alone with and without its slash.
pub fn article_key(url: &str) -> String {
    let url = url.trim();
    let url = url.split_once('#').map_or(url, |(before, _)| before);
    let host_start = url.find("://").map_or(0, |scheme| scheme + 3);
    let host_end = url[host_start..].find(['/', '?']).map_or(url.len(), |length| host_start + length);
    let mut key = if host_start == 0 { url[..host_end].to_owned() } else { url[..host_end].to_lowercase() };
    key.push_str(&url[host_end..]);
    if &url[host_end..] == "/" {
        key.pop();
    }
    key
}

/// What articles of one address have in common: a hash of [`article_key`].
pub fn url_hash(url: &str) -> u64 {
    let mut hash = Fnv::new();
    hash.add(&article_key(url));
    hash.0
}

/// The id of an article: from its address, else from headline, publisher and date.
pub(super) fn article_id(article: &Article) -> String {
    let mut hash = Fnv::new();
    if let Some(url) = &article.url {
        hash.add(&article_key(url));
    } else {
        hash.add_text(&article.headline);
        if let Some(publisher) = &article.publisher {
            hash.add_text(&publisher.name);
        }
        hash.add(article.date_published.as_ref().map_or("", |date| &date.text));
        if article.headline.is_empty() {
            hash.add_text(&article.body);
        }
    }
    format!("a-{:016x}", hash.0)
}

/// The id of an event: from label, date, summary, countries and the names of its participants; for the one event
/// of an article from the article's id too, because headlines repeat.
pub(super) fn event_id(event: &Event, article: Option<&str>) -> String {
    let mut hash = Fnv::new();
    if let Some(article) = article {
        hash.add(article);
    }
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
    format!("e-{:016x}", hash.0)
}

/// The id of an event that is a record by itself: a hash of all of it, as parsed. Fields that the format does not know
/// count, so that no two different records unite; order and blanks do not, and neither does the word that says what kind
/// of record it is. Nothing when `json` is no object.
pub(super) fn whole_id(json: &str) -> Option<String> {
    let Ok(Value::Object(mut fields)) = serde_json::from_str(json) else { return None };
    fields.remove("record");
    let mut hash = Fnv::new();
    hash.add_value(&Value::Object(fields));
    Some(format!("e-{:016x}", hash.0))
}

/// The id of an entity that has only a name.
pub(super) fn entity_id(name: &Text) -> String {
    let mut hash = Fnv::new();
    hash.add_text(name);
    format!("n-{:016x}", hash.0)
}
