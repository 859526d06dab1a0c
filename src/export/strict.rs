//! A record as the strict form of the format has it: foreign names, single values in place of lists and short forms
//! (reader rule 1) written as the JSON Schema wants them.
//!
//! What a record means stays the same. What is of the strict form already stays as it is written, and fields that nobody
//! knows are kept.

use super::fields::{Fields, countries};
use crate::dataset::Dataset;
use crate::load::native::{self, FieldNames, Kind};
use crate::model::{Country, Record};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use std::borrow::Cow;

/// The strict form of an entity with this id; `None` when that is how it is written.
pub(super) fn entity(json: &str, id: &str) -> Option<String> {
    let mut entity = Object::parse(json)?;
    entity.quote_number("id");
    if entity.value("id").is_none() {
        entity.set("id", Value::from(id).to_string());
    }
    entity.list("alias");
    entity.rewritten()
}

/// The strict form of an event; `None` when that is how it is written.
pub(super) fn event(json: &str) -> Option<String> {
    let mut event = Object::parse(json)?;
    event.as_event(None);
    event.rewritten()
}

/// The strict form of an article, without the events that it carries; `None` when it cannot be read.
pub(super) fn article(json: &str) -> Option<String> {
    let Ok(Record::Article(article, _)) = native::record(json, Some(Kind::Article), &mut Vec::new()) else {
        return None;
    };
    let mut written = one_article(json)?;
    if article.id_filled {
        written.set_first("id", Value::from(article.id.as_str()).to_string());
    }
    for of_events in ["country", "countries", "participants", "persons", "actors", "quotes", "events"] {
        written.take(of_events);
    }
    Some(written.written())
}

/// The strict form of the event with this id that an article carries; `None` when it cannot be read. For `is_whole` see
/// [`super::json::event_changes`].
pub(super) fn carried_event(dataset: &Dataset, json: &str, id: &str, is_whole: bool) -> Option<String> {
    let Ok(Record::Article(article, events)) = native::record(json, Some(Kind::Article), &mut Vec::new()) else {
        return None;
    };
    let place = events.iter().position(|event| event.id == id)?;
    let mut carried = events.into_iter().nth(place)?;
    let mut whole = one_article(json)?;
    whole.list("events");
    let reported = whole.take("events").unwrap_or_else(|| "[]".into());
    let reported: Vec<&RawValue> = serde_json::from_str(&reported).ok()?;
    let is_read = |json: &&&RawValue| native::record(json.get(), Some(Kind::Event), &mut Vec::new()).is_ok();
    let reported: Vec<&str> = reported.iter().filter(is_read).map(|json| json.get()).collect();
    // What stands at the article is that of its only event, or makes one of its own.
    let of_article = |event: &mut Object<'_>, whole: &mut Object<'_>| {
        whole.gather("countries", &["country", "countries"], true);
        whole.gather("participants", &["participants", "persons", "actors"], true);
        for (name, own) in [("countries", "country"), ("participants", "actors"), ("quotes", "quotes of the article")] {
            whole.list(name);
            if let Some(list) = whole.take(name) {
                event.fields.push((own.into(), list.into_owned().into()));
            }
        }
        event.gather("quotes", &["quotes", "quotes of the article"], false);
    };
    let mut event = if let Some(json) = reported.get(place) {
        let mut event = Object::parse(json)?;
        event.rename_all(native::EVENT_FIELDS);
        if reported.len() == 1 {
            of_article(&mut event, &mut whole);
        }
        event
    } else {
        let mut event = Object { fields: Vec::new(), is_changed: true };
        let label = match whole.value("headline").filter(|_| !article.headline.is_empty()) {
            Some(headline) => headline.to_owned(),
            None => super::fields::text(&carried.label).to_string(),
        };
        event.fields.push(("label".into(), label.into()));
        if let Some(date) = whole.value("datePublished").filter(|_| carried.date.is_some()) {
            event.fields.push(("date".into(), date.to_owned().into()));
            event.fields.push(("dateBasis".into(), "\"published\"".into()));
        }
        of_article(&mut event, &mut whole);
        event
    };
    if carried.id_filled {
        event.set_first("id", Value::from(id).to_string());
    }
    event.is_changed = true;
    event.as_event(Some(&article.id));
    if carried.countries_filled && is_whole {
        dataset.fill_countries(&mut carried);
        if !carried.countries.is_empty() {
            event.set("countries", countries(&carried.countries));
        }
    }
    Some(event.written())
}

/// An article in the format's names, what belongs to its events among them.
fn one_article(json: &str) -> Option<Object<'_>> {
    let mut article = Object::parse(json)?;
    article.rename_all(native::ARTICLE_FIELDS);
    article.quote_number("id");
    article.date("datePublished");
    let source = article.value("source").map(|source| source.starts_with('"'));
    if let (Some(is_string), Ok(Record::Article(read, _))) =
        (source, native::record(json, Some(Kind::Article), &mut Vec::new()))
    {
        // An address or a publisher that no other field gives is that of `source`.
        if is_string && article.value("url").is_none() && read.url.is_some() {
            article.take("url");
            article.rename("source", "url");
        } else if article.value("publisher").is_none() && read.publisher.is_some() {
            article.take("publisher");
            article.rename("source", "publisher");
        }
    }
    article.short_form("publisher", "name");
    article.inside("publisher", with_country);
    article.names("author");
    Some(article)
}

/// A participant, a place or a publisher with the code of its country.
fn with_country(json: &str) -> Option<String> {
    let mut object = Object::parse(json)?;
    object.inside("country", country);
    object.rewritten()
}

fn participant(json: &str) -> Option<String> {
    let mut participant = Object::parse(json)?;
    participant.rename_all(native::PARTICIPANT_FIELDS);
    participant.inside("country", country);
    participant.rewritten()
}

/// A country by its code, where it is written in another way.
fn country(json: &str) -> Option<String> {
    if json.starts_with('{') {
        let mut object = Object::parse(json)?;
        let code = country(object.value("code")?)?;
        object.set("code", code);
        return object.rewritten();
    }
    let text: String = serde_json::from_str(json).ok()?;
    let text = text.trim();
    if Country::from_code(text).is_some() {
        return None;
    }
    let found = Country::from_code(&text.to_uppercase()).or_else(|| Country::find(text))?;
    Some(Value::from(found.code()).to_string())
}

/// A quote with the format's names, and with its article where that is known and it names none.
fn quote(json: &str, article: Option<&str>) -> Option<String> {
    let mut quote = if json.starts_with('"') {
        Object { fields: vec![("text".into(), json.into())], is_changed: true }
    } else {
        Object::parse(json)?
    };
    quote.rename_all(native::QUOTE_FIELDS);
    quote.inside("speaker", participant);
    quote.quote_number("article");
    quote.each("article", quoted_number);
    let names_one = quote.value("article").is_some_and(|json| !is_empty_list(json));
    if let (Some(article), false) = (article, names_one) {
        quote.set("article", Value::from(article).to_string());
    }
    quote.rewritten()
}

/// Whether a place says that there was none.
fn is_online(place: &str) -> bool {
    serde_json::from_str::<String>(place).is_ok_and(|name| name.trim().eq_ignore_ascii_case("online"))
}

fn is_empty_list(json: &str) -> bool {
    json.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with(']'))
}

fn quoted_number(json: &str) -> Option<String> {
    json.starts_with(|c: char| c.is_ascii_digit()).then(|| format!("\"{json}\""))
}

/// An object as its fields in order, each with its JSON text.
struct Object<'a> {
    fields: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// Whether it is no longer as it was written.
    is_changed: bool,
}

impl<'a> Object<'a> {
    fn parse(json: &'a str) -> Option<Object<'a>> {
        let Fields(fields) = serde_json::from_str(json).ok()?;
        let fields = fields.into_iter().map(|(name, value)| (name.into(), value.get().into())).collect();
        Some(Object { fields, is_changed: false })
    }

    fn written(&self) -> String {
        let fields: Vec<String> =
            self.fields.iter().map(|(name, value)| format!("{}:{value}", Value::from(name.as_ref()))).collect();
        format!("{{{}}}", fields.join(","))
    }

    /// Its text, when that is not what was written.
    fn rewritten(&self) -> Option<String> {
        self.is_changed.then(|| self.written())
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|(have, _)| have == name)
    }

    /// The JSON text of a field that says something.
    fn value(&self, name: &str) -> Option<&str> {
        self.place(name).map(|at| self.fields[at].1.as_ref()).filter(|value| *value != "null")
    }

    fn set(&mut self, name: &'static str, value: String) {
        self.is_changed = true;
        match self.place(name) {
            Some(at) => self.fields[at].1 = value.into(),
            None => self.fields.push((name.into(), value.into())),
        }
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

    /// An event as the format has it; `article` is the one in which it stands.
    fn as_event(&mut self, article: Option<&str>) {
        self.rename_all(native::EVENT_FIELDS);
        self.quote_number("id");
        self.date("date");
        self.end_of_time();
        self.article_of_its_own();
        if let Some(article) = article {
            let link = Value::from(article).to_string();
            self.list("articles");
            if !self.value("articles").is_some_and(|list| list.contains(&link)) {
                self.fields.push(("article".into(), link.into()));
                self.gather("articles", &["article", "articles"], false);
            }
        }
        self.gather("countries", &["countries", "country"], true);
        self.gather("participants", &["participants", "persons", "actors"], true);
        self.gather("articles", &["articles", "source", "url"], false);
        for list in ["countries", "participants", "topics"] {
            self.names(list);
        }
        for list in ["outcomes", "articles", "related", "quotes"] {
            self.list(list);
        }
        if self.value("place").is_some_and(is_online) {
            self.take("place");
            if self.value("online").is_none() {
                self.set("online", "true".to_owned());
            }
        }
        self.short_form("place", "name");
        self.inside("place", with_country);
        self.each("countries", country);
        self.each("participants", participant);
        self.each("related", quoted_number);
        self.each("articles", |json| one_article(json)?.rewritten());
        self.each("quotes", |json| quote(json, article));
    }

    /// Writes a date as EDTF has it, where it is written in another way that is read.
    fn date(&mut self, name: &'static str) {
        let Some(value) = self.value(name) else { return };
        let text = serde_json::from_str::<String>(value).unwrap_or_else(|_| value.to_owned());
        if let Some(edtf) = native::edtf(text.trim()).filter(|edtf| edtf != text.trim() || !value.starts_with('"')) {
            self.set(name, Value::from(edtf).to_string());
        }
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

    /// Rewrites a field's value, when `value` has another text for it.
    fn inside(&mut self, name: &'static str, value: impl Fn(&str) -> Option<String>) {
        if let Some(new) = self.value(name).and_then(value) {
            self.set(name, new);
        }
    }

    fn set_first(&mut self, name: &'static str, value: String) {
        self.take(name);
        self.is_changed = true;
        self.fields.insert(0, (name.into(), value.into()));
    }

    /// Puts one value where a list of names is meant into a list: a text of names with semicolons is several.
    fn names(&mut self, name: &'static str) {
        let text = self.value(name).and_then(|value| serde_json::from_str::<String>(value).ok());
        if let Some(text) = text.filter(|text| text.contains(';')) {
            let names: Vec<&str> = native::names_in(&text).collect();
            self.set(name, json!(names).to_string());
        }
        self.list(name);
    }

    /// Puts one value where a list is meant into a list.
    fn list(&mut self, name: &'static str) {
        if let Some(value) = self.value(name).filter(|value| !value.starts_with('[')) {
            let list = format!("[{value}]");
            self.set(name, list);
        }
    }

    /// Joins lists under several names, in this order, to one of the format's name; `are_names` as in [`Object::names`].
    fn gather(&mut self, name: &'static str, parts: &[&'static str], are_names: bool) {
        if !parts.iter().any(|part| *part != name && self.place(part).is_some()) {
            return;
        }
        let mut items: Vec<String> = Vec::new();
        for part in parts {
            if are_names {
                self.names(part);
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

    /// An id that is a number is its digits.
    fn quote_number(&mut self, name: &'static str) {
        if let Some(quoted) = self.value(name).and_then(quoted_number) {
            self.set(name, quoted);
        }
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
