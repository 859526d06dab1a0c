//! A record as the strict form of the format has it: foreign names, single values in place of lists and short forms
//! (reader rule 1) written as the JSON Schema wants them.
//!
//! What a record means stays the same. What is of the strict form already stays as it is written, and fields that nobody
//! knows are kept.

use super::json::{Fields, countries};
use crate::load::native::{self, Kind};
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
    event.quote_number("id");
    event.rename(&["title"], "label");
    event.rename(&["text"], "summary");
    event.gather("participants", &["participants", "persons", "actors"]);
    event.gather("articles", &["articles", "source"]);
    for list in ["countries", "participants", "topics", "outcomes", "articles", "related", "quotes"] {
        event.list(list);
    }
    event.short_form("place", "name");
    event.each("countries", country);
    event.each("related", quoted_number);
    event.each("articles", |json| one_article(json)?.rewritten());
    event.each("quotes", |json| quote(json, None));
    event.rewritten()
}

/// The strict form of an article, and of the event that it carries; `None` when it cannot be read. For `is_whole` see
/// [`super::json::event_changes`].
pub(super) fn article(json: &str, is_whole: bool) -> Option<(String, Option<String>)> {
    let Ok(Record::Article(article, carried)) = native::record(json, Some(Kind::Article), &mut Vec::new()) else {
        return None;
    };
    let mut written = one_article(json)?;
    if article.id_filled {
        written.take("id");
        written.fields.insert(0, ("id".into(), Value::from(article.id.as_str()).to_string().into()));
    }
    let Some(carried) = carried else { return Some((written.written(), None)) };
    written.gather("countries", &["country", "countries"]);
    written.gather("participants", &["participants", "persons", "actors"]);
    written.list("countries");
    written.list("participants");
    written.list("quotes");
    let (named, people, quotes) = (written.take("countries"), written.take("participants"), written.take("quotes"));
    let label = match (&article.headline, &article.url) {
        (headline, Some(url)) if headline.is_empty() => Value::from(url.as_str()).to_string().into(),
        (headline, None) if headline.is_empty() => super::json::text(&carried.label).to_string().into(),
        _ => written.value("headline").unwrap_or("\"\"").to_owned().into(),
    };
    let id = Value::from(carried.id.as_str()).to_string();
    let mut event = Object { fields: vec![("id".into(), id.into()), ("label".into(), label)], is_changed: true };
    if let Some(date) = written.value("datePublished").filter(|_| carried.date.is_some()) {
        event.fields.push(("date".into(), date.to_owned().into()));
        event.fields.push(("dateBasis".into(), "\"published\"".into()));
    }
    if carried.countries_filled && is_whole && !carried.countries.is_empty() {
        event.fields.push(("countries".into(), countries(&carried.countries).into()));
    } else if !carried.countries_filled || carried.countries.is_empty() {
        event.fields.extend(named.map(|named| ("countries".into(), named)));
        event.each("countries", country);
    }
    event.fields.extend(people.map(|people| ("participants".into(), people)));
    event.fields.extend(quotes.map(|quotes| ("quotes".into(), quotes)));
    event.each("quotes", |json| quote(json, Some(&article.id)));
    event.fields.push(("articles".into(), json!([article.id]).to_string().into()));
    Some((written.written(), Some(event.written())))
}

/// An article without what belongs to its event.
fn one_article(json: &str) -> Option<Object<'_>> {
    let mut article = Object::parse(json)?;
    article.quote_number("id");
    article.rename(&["title"], "headline");
    article.rename(&["date", "published"], "datePublished");
    article.rename(&["text", "body"], "articleBody");
    let source = article.value("source").map(|source| source.starts_with('"'));
    if let (Some(is_string), Ok(Record::Article(read, _))) =
        (source, native::record(json, Some(Kind::Article), &mut Vec::new()))
    {
        // An address or a publisher that no other field gives is that of `source`.
        if is_string && article.value("url").is_none() && read.url.is_some() {
            article.take("url");
            article.rename(&["source"], "url");
        } else if article.value("publisher").is_none() && read.publisher.is_some() {
            article.take("publisher");
            article.rename(&["source"], "publisher");
        }
    }
    article.short_form("publisher", "name");
    article.list("author");
    Some(article)
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
    quote.rename(&["quote"], "text");
    quote.rename(&["who"], "speaker");
    quote.quote_number("article");
    quote.each("article", quoted_number);
    let names_one = quote.value("article").is_some_and(|json| !is_empty_list(json));
    if let (Some(article), false) = (article, names_one) {
        quote.set("article", Value::from(article).to_string());
    }
    quote.rewritten()
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

    /// Gives a field the format's name, unless that or another name of it is there too: then the first counts, and the
    /// second is a field that nobody reads.
    fn rename(&mut self, foreign: &[&str], name: &'static str) {
        let mut found = self.fields.iter_mut().filter(|(have, _)| have == name || foreign.contains(&have.as_ref()));
        if let (Some((only, _)), None) = (found.next(), found.next())
            && only != name
        {
            *only = name.into();
            self.is_changed = true;
        }
    }

    /// Puts one value where a list is meant into a list.
    fn list(&mut self, name: &'static str) {
        if let Some(value) = self.value(name).filter(|value| !value.starts_with('[')) {
            let list = format!("[{value}]");
            self.set(name, list);
        }
    }

    /// Joins lists of several names, in this order, to one of the format's name.
    fn gather(&mut self, name: &'static str, parts: &[&'static str]) {
        if !parts.iter().any(|part| *part != name && self.place(part).is_some()) {
            return;
        }
        let mut items: Vec<String> = Vec::new();
        for part in parts {
            self.list(part);
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
