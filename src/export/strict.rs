//! A record as the strict form of the format has it: foreign names, single values in place of lists, short forms, ids that
//! are numbers and countries by other spellings (reader rule 1) written as the JSON Schema wants them, and what was filled
//! in when the record was read (ids, countries) written out.
//!
//! What a record means stays the same. What is of the strict form already stays as it is written, and fields that nobody
//! knows are kept. Where records are written to is not known here.

use super::fields::{countries, text};
use crate::dataset::{Carrier, Dataset};
use crate::load::native::{self, FieldNames, Kind, Members};
use crate::model::words::{CONFIDENCES, DATE_BASES, KINDS, PARTS, QUOTE_TYPES, SCHEMAS, listed};
use crate::model::{Article, Event, Position, Record};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::sync::Arc;

/// Fields of an article record that are of the events that it carries (reader rule 1).
const CARRIED: [&str; 7] = ["country", "countries", "persons", "actors", "participants", "quotes", "events"];

/// The strict form of an entity with this id.
pub(super) fn entity<'j>(json: &'j str, id: &str) -> Cow<'j, str> {
    let Some(mut entity) = Object::parse(json) else { return json.into() };
    entity.id("id");
    if entity.value("id").is_none() {
        entity.set("id", quoted(id));
    }
    entity.listed("schema", &SCHEMAS);
    entity.texts(&["name"]);
    entity.list("alias");
    entity.country();
    entity.or_as_written(json)
}

/// The strict form of an event; `None` when it cannot be read. Countries are filled in only when the record `is_whole`,
/// all that is said of the event: if they stood there, they would count beside those that another record names.
pub(super) fn event<'j>(dataset: &Dataset, json: &'j str, is_whole: bool) -> Option<Cow<'j, str>> {
    let Ok(Record::Event(mut read)) = native::record(json, Some(Kind::Event), &mut Vec::new()) else { return None };
    // Of what may be long nothing is asked again.
    (read.summary, read.unread, read.quotes) = Default::default();
    let mut event = Object::parse(json)?;
    if read.id_filled {
        event.put_first("id", quoted(&read.id));
    }
    event.as_event(None);
    if read.countries_filled && is_whole {
        dataset.fill_countries(&mut read);
        if !read.countries.is_empty() {
            event.take("countries");
            event.put_last("countries", countries(&read.countries));
        }
    }
    Some(event.or_as_written(json))
}

/// The strict form of an article, without the events that it carries; `None` when it cannot be read.
pub(super) fn article(json: &str) -> Option<Cow<'_, str>> {
    let (read, events) = read_article(json)?;
    let mut article = of_article(json, &read)?;
    for name in CARRIED {
        // What says nothing carries nothing; what could not be read is kept.
        if !events.is_empty() || article.says_nothing(name) {
            article.take(name);
        }
    }
    Some(article.or_as_written(json))
}

/// The events that an article carries, as its record has them.
pub(super) struct Carried {
    carrier: Arc<Carrier>,
    /// The text of each that stands in its list of events and can be read.
    reported: Vec<String>,
}

impl Carried {
    /// `None` when the article cannot be read.
    pub fn of(carrier: Arc<Carrier>) -> Option<Carried> {
        let mut whole = of_article(&carrier.json, &carrier.article)?;
        whole.list("events");
        let reported = whole.take("events").unwrap_or_else(|| "[]".into());
        let reported: Vec<&RawValue> = serde_json::from_str(&reported).ok()?;
        let is_read = |json: &&&RawValue| native::record(json.get(), Some(Kind::Event), &mut Vec::new()).is_ok();
        let reported = reported.iter().filter(is_read).map(|json| json.get().to_owned()).collect();
        Some(Carried { carrier, reported })
    }

    /// Whether they are those of this article, as it was read then.
    pub fn is_of(&self, carrier: &Arc<Carrier>) -> bool {
        Arc::ptr_eq(&self.carrier, carrier)
    }

    /// The strict form of the event with this id; `None` when it cannot be read. For `is_whole` see [`event`].
    pub fn event(&self, dataset: &Dataset, id: &str, is_whole: bool) -> Option<String> {
        let Carrier { json, article, events } = &*self.carrier;
        let place = events.iter().position(|event| event.id == id)?;
        let read = &events[place];
        let mut event = if let Some(reported) = self.reported.get(place) {
            let mut event = Object::parse(reported)?;
            event.rename_all(native::EVENT_FIELDS);
            if self.reported.len() == 1 {
                event.take_of_article(of_article(json, article)?);
            }
            event
        } else {
            let whole = of_article(json, article)?;
            let mut event = Object { fields: Vec::new(), is_changed: true };
            let label = match whole.value("headline").filter(|_| !article.headline.is_empty()) {
                Some(headline) => headline.to_owned(),
                None => text(&read.label).to_string(),
            };
            event.fields.push(("label".into(), label.into()));
            if let Some(date) = whole.value("datePublished").filter(|_| read.date.is_some()) {
                event.fields.push(("date".into(), date.to_owned().into()));
                event.fields.push(("dateBasis".into(), "\"published\"".into()));
            }
            event.take_of_article(whole);
            event
        };
        if read.id_filled {
            event.put_first("id", quoted(id));
        }
        event.is_changed = true;
        event.as_event(Some(&article.id));
        if read.countries_filled && is_whole {
            let mut filled = read.clone();
            dataset.fill_countries(&mut filled);
            if !filled.countries.is_empty() {
                event.set("countries", countries(&filled.countries));
            }
        }
        Some(event.written())
    }
}

/// The record as one of a list of its kind, or, with a `word`, as a line that says its kind first.
pub(super) fn of_kind<'j>(json: &'j str, word: Option<&str>) -> Cow<'j, str> {
    let says_it = |word: &str| {
        let rest = json.strip_prefix("{\"record\":\"").and_then(|rest| rest.strip_prefix(word));
        rest.is_some_and(|rest| rest.starts_with("\","))
    };
    if word.is_some_and(says_it) {
        return json.into();
    }
    if let Some(plain) = plain(json).filter(|_| word.is_none()) {
        return plain.into();
    }
    let Some(mut record) = Object::parse(json) else { return json.into() };
    match word {
        Some(word) => record.put_first("record", quoted(word)),
        None => drop(record.take("record")),
    }
    record.or_as_written(json)
}

/// What stands before and after the word of a record that was marked; nobody else writes so.
const MARK: [&str; 2] = ["{\"record\" :\"", "\","];

/// A record that says its kind first, of which the rest stays as it is written; `None` for what is no object.
#[cfg(feature = "store")]
pub(super) fn marked(json: &str, word: &str) -> Option<String> {
    let [before, after] = MARK;
    json.strip_prefix('{').map(|fields| format!("{before}{word}{after}{fields}"))
}

/// The record as it was before it was marked; `None` when it was not.
fn plain(json: &str) -> Option<String> {
    let (_, fields) = json.strip_prefix(MARK[0])?.split_once(MARK[1])?;
    Some(format!("{{{fields}"))
}

/// An article, and the events that it carries.
fn read_article(json: &str) -> Option<(Article, Vec<Event>)> {
    match native::record(json, Some(Kind::Article), &mut Vec::new()) {
        Ok(Record::Article(article, events)) => Some((article, events)),
        _ => None,
    }
}

/// An article with the format's names and its id, what belongs to its events among it. `read` is what it means.
fn of_article<'j>(json: &'j str, read: &Article) -> Option<Object<'j>> {
    let mut article = Object::parse(json)?;
    article.rename_all(native::ARTICLE_FIELDS);
    if read.id_filled {
        article.put_first("id", quoted(&read.id));
    } else {
        article.id("id");
    }
    article.date("datePublished");
    article.listed("dateBasis", &DATE_BASES);
    if let Some(is_string) = article.value("source").map(|source| source.starts_with('"')) {
        // An address or a publisher that no other field gives is that of `source`.
        if is_string && article.value("url").is_none() && read.url.is_some() {
            article.take("url");
            article.rename("source", "url");
        } else if article.value("publisher").is_none() && read.publisher.is_some() {
            article.take("publisher");
            article.rename("source", "publisher");
        }
    }
    article.texts(&["headline", "dateNote", "abstract", "articleBody"]);
    article.short_form("publisher", "name");
    article.within("publisher", named);
    article.names("author", author);
    Some(article)
}

/// An article that is written inside an event, or the id of one.
fn article_in_place(json: &str) -> Option<String> {
    if !json.starts_with('{') {
        return digits_quoted(json);
    }
    let (read, _) = read_article(json)?;
    // With an id alone it is a link.
    of_article(json, &read)?.rewritten()
}

/// The article with this id that is written inside an event.
pub(super) fn written_in_place(event: &str, id: &str) -> Option<String> {
    let mut event = Object::parse(event)?;
    event.rename_all(native::EVENT_FIELDS);
    event.article_of_its_own();
    event.join_lists("articles", &["articles", "source", "url"], false);
    event.list("articles");
    let items: Vec<&RawValue> = serde_json::from_str(event.value("articles")?).ok()?;
    items.into_iter().map(RawValue::get).find_map(|json| {
        let (read, _) = read_article(json)?;
        (read.id == id).then(|| of_article(json, &read).map(|article| article.written()))?
    })
}

/// The name of an author who is written as an object and of whom nothing else is said.
fn author(json: &str) -> Option<String> {
    let object = Object::parse(json)?;
    let name = object.value("name").filter(|name| name.starts_with('"') && object.fields.len() == 1)?;
    Some(name.to_owned())
}

/// Where an event was.
fn place(json: &str) -> Option<String> {
    let mut object = Object::parse(json)?;
    object.rename_all(native::PLACE_FIELDS);
    object.texts(&["name"]);
    object.country();
    for degrees in ["latitude", "longitude"] {
        object.within(degrees, |written| {
            let text: String = serde_json::from_str(written).ok()?;
            let is_number = serde_json::from_str::<f64>(text.trim()).is_ok();
            is_number.then(|| text.trim().to_owned())
        });
    }
    object.rewritten()
}

/// Who published an article.
fn named(json: &str) -> Option<String> {
    let mut object = Object::parse(json)?;
    object.texts(&["name"]);
    object.country();
    object.rewritten()
}

/// Somebody who took part, or speaks.
fn participant(json: &str) -> Option<String> {
    let mut one = Object::parse(json)?;
    one.rename_all(native::PARTICIPANT_FIELDS);
    one.id("entity");
    one.texts(&["name", "role", "as"]);
    one.listed("schema", &SCHEMAS);
    one.listed("part", &PARTS);
    one.within("organization", body);
    one.country();
    one.items("articles", digits_quoted);
    one.rewritten()
}

/// The body that somebody acts for.
fn body(json: &str) -> Option<String> {
    let mut body = Object::parse(json)?;
    body.id("entity");
    body.texts(&["name"]);
    body.listed("schema", &SCHEMAS);
    body.rewritten()
}

/// A country of an event, or an object with its code.
fn country_of_event(json: &str) -> Option<String> {
    if !json.starts_with('{') {
        return country_code(json);
    }
    let mut object = Object::parse(json)?;
    object.within("code", country_code);
    object.listed("part", &PARTS);
    object.rewritten()
}

/// A country by its code, where it is written in another way.
fn country_code(json: &str) -> Option<String> {
    let text: String = serde_json::from_str(json).ok()?;
    let found = native::country_as_written(text.trim())?;
    (found.code() != text).then(|| quoted(found.code()))
}

/// A quote with the format's names, and with its article where that is known and it names none.
fn quote(json: &str, article: Option<&str>) -> Option<String> {
    let mut quote = if json.starts_with('"') {
        Object { fields: vec![("text".into(), json.into())], is_changed: true }
    } else {
        Object::parse(json)?
    };
    quote.rename_all(native::QUOTE_FIELDS);
    quote.texts(&["text", "translation", "cue"]);
    quote.listed("type", &QUOTE_TYPES);
    quote.within("speaker", participant);
    quote.id("article");
    quote.each("article", digits_quoted);
    if let (Some(article), true) = (article, quote.says_nothing("article")) {
        quote.set("article", quoted(article));
    } else if quote.says_nothing("article") {
        quote.take("article");
    }
    quote.rewritten()
}

/// Whether a place says that there was none.
fn is_online(place: &str) -> bool {
    serde_json::from_str::<String>(place).is_ok_and(|name| name.trim().eq_ignore_ascii_case("online"))
}

/// An id that is a number, which is read as its digits.
fn digits_quoted(json: &str) -> Option<String> {
    json.parse::<u64>().is_ok().then(|| format!("\"{json}\""))
}

/// A text in several languages without those in which there is none.
fn text_without_nulls(json: &str) -> Option<String> {
    if !json.starts_with('{') || !json.contains("null") {
        return None;
    }
    let mut versions = Object::parse(json)?;
    let before = versions.fields.len();
    versions.fields.retain(|(_, text)| text != "null");
    versions.is_changed = versions.fields.len() < before;
    versions.rewritten()
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// An object as its fields in order, each with its JSON text.
struct Object<'a> {
    fields: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// Whether it is no longer as it was written.
    is_changed: bool,
}

impl<'a> Object<'a> {
    /// The fields of an object, as far as they are read.
    fn parse(json: &'a str) -> Option<Object<'a>> {
        if let Some(short) = native::shortened(json) {
            let owned =
                |(name, value): (Cow<'_, str>, Cow<'_, str>)| (name.into_owned().into(), value.into_owned().into());
            let fields = Object::of(&short)?.fields.into_iter().map(owned).collect();
            return Some(Object { fields, is_changed: true });
        }
        Object::of(json)
    }

    fn of(json: &'a str) -> Option<Object<'a>> {
        let Members(fields) = serde_json::from_str(json).ok()?;
        let fields = fields.into_iter().map(|(name, value)| (name, value.get().into())).collect();
        Some(Object { fields, is_changed: false })
    }

    /// Its text, made in one piece, because a record may be long.
    fn written(&self) -> String {
        let names = || self.fields.iter().map(|(name, _)| Value::from(name.as_ref()).to_string());
        let length = names().map(|name| name.len()).chain(self.fields.iter().map(|(_, value)| value.len() + 2));
        let mut text = String::with_capacity(length.sum::<usize>() + 2);
        for (name, (_, value)) in names().zip(&self.fields) {
            let before = if text.is_empty() { "{" } else { "," };
            for part in [before, &name, ":", value] {
                text.push_str(part);
            }
        }
        if text.is_empty() {
            text.push('{');
        }
        text.push('}');
        text
    }

    /// Its text, when that is not what was written.
    fn rewritten(&self) -> Option<String> {
        self.is_changed.then(|| self.written())
    }

    fn or_as_written<'j>(&self, json: &'j str) -> Cow<'j, str> {
        self.rewritten().map_or(Cow::Borrowed(json), Cow::Owned)
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|(have, _)| have == name)
    }

    /// The JSON text of a field that says something.
    fn value(&self, name: &str) -> Option<&str> {
        self.place(name).map(|at| self.fields[at].1.as_ref()).filter(|value| *value != "null")
    }

    /// Whether a field is absent, `null` or an empty list.
    fn says_nothing(&self, name: &str) -> bool {
        let is_empty = |json: &str| json.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with(']'));
        self.value(name).is_none_or(is_empty)
    }

    fn set(&mut self, name: &'static str, value: String) {
        self.is_changed = true;
        match self.place(name) {
            Some(at) => self.fields[at].1 = value.into(),
            None => self.fields.push((name.into(), value.into())),
        }
    }

    /// Writes a field before all others.
    fn put_first(&mut self, name: &'static str, value: String) {
        self.take(name);
        self.is_changed = true;
        self.fields.insert(0, (name.into(), value.into()));
    }

    /// Writes a field that is not there behind all others.
    fn put_last(&mut self, name: &'static str, value: String) {
        self.is_changed = true;
        self.fields.push((name.into(), value.into()));
    }

    fn take(&mut self, name: &str) -> Option<Cow<'a, str>> {
        let place = self.place(name)?;
        self.is_changed = true;
        Some(self.fields.remove(place).1)
    }

    /// Gives a field another name.
    fn rename(&mut self, foreign: &str, name: &'static str) {
        if let Some(at) = self.place(foreign) {
            self.fields[at].0 = name.into();
            self.is_changed = true;
        }
    }

    /// Gives all fields the format's names. Where a field stands under several, the first counts, and the others are
    /// fields that nobody reads.
    fn rename_all(&mut self, names: &'static FieldNames) {
        let own: Vec<Option<&'static str>> =
            self.fields.iter().map(|(name, _)| native::own_name(names, name)).collect();
        for (at, name) in own.iter().enumerate() {
            let Some(name) = name else { continue };
            let is_only = own.iter().filter(|other| *other == &Some(*name)).count() == 1;
            if is_only && self.fields[at].0 != *name {
                self.fields[at].0 = (*name).into();
                self.is_changed = true;
            }
        }
    }

    /// What stands at the article is that of its only event, or makes one of its own.
    fn take_of_article(&mut self, mut whole: Object<'_>) {
        whole.join_lists("countries", &["country", "countries"], true);
        whole.join_lists("participants", &["participants", "persons", "actors"], true);
        for (name, own) in [("countries", "country"), ("participants", "actors"), ("quotes", "quotes of the article")] {
            whole.list(name);
            if let Some(list) = whole.take(name) {
                self.fields.push((own.into(), list.into_owned().into()));
            }
        }
        self.join_lists("quotes", &["quotes", "quotes of the article"], false);
    }

    /// An event as the format has it; `article` is the one in which it stands.
    fn as_event(&mut self, article: Option<&str>) {
        self.rename_all(native::EVENT_FIELDS);
        self.id("id");
        self.date("date");
        self.end_of_time();
        self.listed("kind", &KINDS);
        self.listed("dateBasis", &DATE_BASES);
        self.listed("confidence", &CONFIDENCES);
        self.article_of_its_own();
        if let Some(article) = article {
            let link = Value::from(article).to_string();
            self.list("articles");
            if !self.value("articles").is_some_and(|list| list.contains(&link)) {
                self.fields.push(("article".into(), link.into()));
                self.join_lists("articles", &["article", "articles"], false);
            }
        }
        self.join_lists("countries", &["countries", "country"], true);
        self.join_lists("participants", &["participants", "persons", "actors"], true);
        self.join_lists("articles", &["articles", "source", "url"], false);
        self.texts(&["label", "dateText", "dateNote", "summary", "note"]);
        if self.value("place").is_some_and(is_online) {
            self.take("place");
            if self.value("online").is_none() {
                self.set("online", "true".to_owned());
            }
        }
        self.short_form("place", "name");
        self.position_beside();
        self.within("place", place);
        self.names("countries", country_of_event);
        self.names("participants", participant);
        self.names("topics", text_without_nulls);
        self.items("outcomes", text_without_nulls);
        self.items("related", digits_quoted);
        self.items("articles", article_in_place);
        self.items("quotes", |json| quote(json, article));
    }

    /// Writes a date as EDTF has it, where it is written in another way that is read.
    fn date(&mut self, name: &'static str) {
        let Some(value) = self.value(name) else { return };
        let text = serde_json::from_str::<String>(value).unwrap_or_else(|_| value.to_owned());
        if let Some(edtf) = native::edtf(text.trim()).filter(|edtf| edtf != text.trim() || !value.starts_with('"')) {
            self.set(name, Value::from(edtf).to_string());
        }
    }

    /// Puts where the place is, when that stands beside it and not in it, into the place.
    fn position_beside(&mut self) {
        let degrees = |value: &str| serde_json::from_str::<f64>(value.trim_matches('"').trim()).ok();
        let (latitude, longitude) =
            (self.value("latitude").map(str::to_owned), self.value("longitude").map(str::to_owned));
        if latitude
            .as_deref()
            .and_then(degrees)
            .zip(longitude.as_deref().and_then(degrees))
            .is_none_or(|(y, x)| Position::new(y, x).is_none())
        {
            return;
        }
        let mut place = match self.value("place").map(Object::parse) {
            Some(Some(place)) => place,
            None => Object { fields: Vec::new(), is_changed: true },
            Some(None) => return,
        };
        place.rename_all(native::PLACE_FIELDS);
        if place.value("latitude").is_some() || place.value("longitude").is_some() {
            return;
        }
        for (name, value) in [("latitude", latitude), ("longitude", longitude)] {
            place.set(name, value.unwrap_or_default());
        }
        let Some(place) = place.rewritten() else { return };
        self.set("place", place);
        self.take("latitude");
        self.take("longitude");
    }

    /// Joins the date and the end of a time, when both are dates.
    fn end_of_time(&mut self) {
        self.date("endDate");
        let text = |value: &str| serde_json::from_str::<String>(value).ok().and_then(|text| native::edtf(text.trim()));
        let (start, end) = (self.value("date").map(text), self.value("endDate").and_then(text));
        let time = match (start, end) {
            (Some(Some(start)), Some(end)) => native::time_until(&start, &end),
            (None, Some(end)) => Some(end),
            _ => None,
        };
        if let Some(time) = time {
            self.take("endDate");
            self.set("date", Value::from(time).to_string());
        }
    }

    /// Puts the address and the publisher of an event's article, where they stand at the event, in the place of its
    /// address.
    fn article_of_its_own(&mut self) {
        let text = |value: &str| serde_json::from_str::<String>(value).ok().map(|text| text.trim().to_owned());
        let url = self.value("url").and_then(text).filter(|url| !url.is_empty());
        let source = self.value("source").and_then(text);
        let publisher = source.filter(|source| native::is_publisher(source, url.is_some()));
        let Some(link) = native::own_article(url.clone(), publisher.clone()) else { return };
        if publisher.is_some() {
            self.take("source");
        }
        let mut article = json!({"id": link.id()});
        if let Some(url) = url {
            article["url"] = url.into();
        }
        if let Some(name) = publisher {
            article["publisher"] = json!({"name": name});
        }
        self.set("url", article.to_string());
    }

    /// Puts one value where a list of names is meant into a list: a text of names with semicolons is several.
    fn name_list(&mut self, name: &'static str) {
        let text = self.value(name).and_then(|value| serde_json::from_str::<String>(value).ok());
        if let Some(text) = text.filter(|text| text.contains(';')) {
            let names: Vec<&str> = native::names_in(&text).collect();
            self.set(name, json!(names).to_string());
        }
        self.list(name);
    }

    /// Puts one value where a list is meant into a list, and leaves out what is `null` in one.
    fn list(&mut self, name: &'static str) {
        let Some(value) = self.value(name) else { return };
        if !value.starts_with('[') {
            let list = format!("[{value}]");
            self.set(name, list);
        } else if value.contains("null")
            && let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(value)
            && items.iter().any(|item| item.get() == "null")
        {
            let items: Vec<&str> = items.iter().map(|item| item.get()).filter(|item| *item != "null").collect();
            let list = format!("[{}]", items.join(","));
            self.set(name, list);
        }
    }

    /// Joins lists under several names, in this order, to one of the format's name; `are_names` as in [`Object::name_list`].
    fn join_lists(&mut self, name: &'static str, parts: &[&'static str], are_names: bool) {
        if !parts.iter().any(|part| *part != name && self.place(part).is_some()) {
            return;
        }
        let mut items: Vec<String> = Vec::new();
        for part in parts {
            if are_names {
                self.name_list(part);
            } else {
                self.list(part);
            }
            let list = self.take(part).unwrap_or_default();
            let inside = list.strip_prefix('[').and_then(|list| list.strip_suffix(']')).unwrap_or_default().trim();
            items.extend((!inside.is_empty()).then(|| inside.to_owned()));
        }
        self.set(name, format!("[{}]", items.join(",")));
    }

    /// Writes a string that stands for an object as that object.
    fn short_form(&mut self, name: &'static str, field: &str) {
        if let Some(value) = self.value(name).filter(|value| value.starts_with('"')) {
            let object = format!("{{\"{field}\":{value}}}");
            self.set(name, object);
        }
    }

    /// Rewrites the value of a field that `value` has another text for.
    fn within(&mut self, name: &'static str, value: impl Fn(&str) -> Option<String>) {
        if let Some(new) = self.value(name).and_then(value) {
            self.set(name, new);
        }
    }

    /// An id that is a number is its digits.
    fn id(&mut self, name: &'static str) {
        self.within(name, digits_quoted);
    }

    fn country(&mut self) {
        self.within("country", country_code);
    }

    /// A word that the format lists, in its letters.
    fn listed(&mut self, name: &'static str, usual: &[&'static str]) {
        self.within(name, |json| {
            let word: String = serde_json::from_str(json).ok()?;
            let listed = listed(word.trim(), usual)?;
            (listed != word).then(|| quoted(listed))
        });
    }

    /// Texts without the languages in which there is none; one in no language is no text.
    fn texts(&mut self, names: &[&'static str]) {
        for name in names {
            self.within(name, text_without_nulls);
            if self.value(name).is_some_and(|text| text == "{}") {
                self.take(name);
            }
        }
    }

    /// Puts one value where a list is meant into a list, and rewrites its items as [`Object::each`] does.
    fn items(&mut self, name: &'static str, item: impl Fn(&str) -> Option<String>) {
        self.list(name);
        self.each(name, item);
    }

    /// The same for a list of names.
    fn names(&mut self, name: &'static str, item: impl Fn(&str) -> Option<String>) {
        self.name_list(name);
        self.each(name, item);
    }

    /// Rewrites the items of a list that `item` has another text for.
    fn each(&mut self, name: &'static str, item: impl Fn(&str) -> Option<String>) {
        let Some(items) = self.value(name).and_then(|list| serde_json::from_str::<Vec<&RawValue>>(list).ok()) else {
            return;
        };
        let new: Vec<Option<String>> = items.iter().map(|json| item(json.get())).collect();
        if new.iter().any(Option::is_some) {
            let texts = new.iter().zip(&items).map(|(new, old)| new.as_deref().unwrap_or(old.get()));
            let list = format!("[{}]", texts.collect::<Vec<_>>().join(","));
            self.set(name, list);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_filled_in_is_written() {
        let json = r#"{"label": "x", "id": null, "participants": [{"name": "A", "country": "KZ"}], "x-own": {"a": 1}}"#;
        let written = event(&Dataset::default(), json, true).unwrap();
        let Ok(Record::Event(read)) = native::record(json, Some(Kind::Event), &mut Vec::new()) else { panic!() };
        let expected = format!(
            "{{\"id\":\"{}\",\"label\":\"x\",\"participants\":[{{\"name\": \"A\", \"country\": \"KZ\"}}],\
             \"x-own\":{{\"a\": 1}},\"countries\":[\"KZ\"]}}",
            read.id
        );
        assert_eq!(written, expected);
        let Ok(Record::Event(again)) = native::record(&written, Some(Kind::Event), &mut Vec::new()) else { panic!() };
        assert_eq!((again.id, again.countries), (read.id, read.countries));
    }

    #[test]
    fn a_position_beside_the_place_is_written_into_it() {
        for (json, expected) in [
            (
                r#"{"id":"e","label":"x","location":"Astana","lat":51.1,"lng":"71.4"}"#,
                r#""place":{"name":"Astana","latitude":51.1,"longitude":71.4}}"#,
            ),
            (r#"{"id":"e","label":"x","latitude":-5,"longitude":0}"#, r#""place":{"latitude":-5,"longitude":0}}"#),
            // What is no position, or beside one that is said, stays as it is.
            (r#"{"id":"e","label":"x","lat":95,"lon":3}"#, r#""latitude":95,"longitude":3}"#),
            (
                r#"{"id":"e","label":"x","place":{"latitude":1,"longitude":2},"lat":3,"lon":4}"#,
                r#""longitude":2},"latitude":3,"longitude":4}"#,
            ),
        ] {
            let written = event(&Dataset::default(), json, true).unwrap();
            assert!(written.ends_with(expected), "{written}");
            let again = event(&Dataset::default(), &written, true).unwrap();
            assert_eq!(again, written);
        }
    }

    #[test]
    fn an_article_written_in_place_gets_its_id() {
        let json = r#"{"label":"x","articles":["a1",{"url":"https://x.example/a"}],"source":{"headline":"h"}}"#;
        let Ok(Record::Event(read)) = native::record(json, Some(Kind::Event), &mut Vec::new()) else { panic!() };
        let written = event(&Dataset::default(), json, true).unwrap();
        for link in &read.articles {
            assert!(written.contains(&format!("\"{}\"", link.id())), "{written}");
        }
    }

    #[test]
    fn ids_and_codes_are_strict_wherever_they_stand() {
        let json = r#"{"id":3,"label":{"en":"L","ru":null},"countries":["kz",null,{"code":"США"}],
            "place":{"name":"Almaty","country":"Kazakhstan","lat":" 43.250","lng":76.95},"related":[5,"x"],
            "participants":[{"entity":7,"country":"kz","schema":"person","articles":8,"organization":{"entity":9,"name":{"en":null}}},"Bo"],
            "articles":[7,{"id":6,"headline":"H","author":[{"name":"A"},{"name":"B","x":1}],"publisher":{"name":"P","country":"mn"}}],
            "quotes":[{"text":"t","who":{"name":"Bo","country":"us","articles":[1]},"article":[7,"b"]},{"text":"u","article":[]}]}"#;
        let expected = json!({
            "id": "3", "label": {"en": "L"}, "countries": ["KZ", {"code": "US"}],
            "place": {"name": "Almaty", "country": "KZ", "latitude": 43.250, "longitude": 76.95}, "related": ["5", "x"],
            "participants": [
                {"entity": "7", "country": "KZ", "schema": "Person", "articles": ["8"], "organization": {"entity": "9"}}, "Bo",
            ],
            "articles": ["7", {
                "id": "6", "headline": "H", "author": ["A", {"name": "B", "x": 1}],
                "publisher": {"name": "P", "country": "MN"},
            }],
            "quotes": [
                {"text": "t", "speaker": {"name": "Bo", "country": "US", "articles": ["1"]}, "article": ["7", "b"]},
                {"text": "u"},
            ],
        });
        let written = event(&Dataset::default(), json, true).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), expected);
        assert!(
            matches!(event(&Dataset::default(), &written, true), Some(Cow::Borrowed(_))),
            "it is its own strict form"
        );
        let written = entity(r#"{"id":4,"name":"x","country":"Казахстан","schema":"company","alias":"y"}"#, "4");
        assert_eq!(written, r#"{"id":"4","name":"x","country":"KZ","schema":"Company","alias":["y"]}"#);
        // What only begins as a number is no id, and no country is no country.
        let json = r#"{"id":"a","label":"x","related":[1.5,-2],"countries":["Atlantis"],"place":{"country":5}}"#;
        assert_eq!(event(&Dataset::default(), json, true).unwrap(), json);
    }
}
