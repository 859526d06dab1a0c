//! Events with the articles and entities that they name, in the dataset format itself: what is written here, the
//! program opens again.
//!
//! Records pass through as they stand in their files, unknown fields too, one on a line. Only what was filled in when
//! they were read (ids, countries) is added, the field `record` is set as the form wants it, and characters that a
//! terminal would obey are written as `\uXXXX`. Records are read one at a time and never held.

use super::fields::{Fields, countries, text};
use super::{RecordFormat, strict};
use crate::dataset::{ArticleId, Dataset, EventId};
use crate::error::{Error, Result};
use crate::load::native::{self, Kind};
use crate::model::{ArticleLink, Event, Record};
use crate::text::escape_json;
use roaring::RoaringBitmap;
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Write};

/// Writes `events` in this order, with the articles and entities that they name, and `articles` beside those. Fails
/// when a record cannot be read again, or `out` cannot be written.
pub fn write(
    dataset: &Dataset,
    events: &[EventId],
    articles: &[ArticleId],
    format: RecordFormat,
    out: &mut dyn Write,
) -> Result<()> {
    let named = Named::of(dataset, events, articles)?;
    let mut sink = Sink::new(format, out);
    sink.head(dataset)?;
    sink.open("entities", "entity")?;
    for entity in dataset.entities().all().iter().filter(|entity| named.entities.contains(entity.id.as_str())) {
        for json in dataset.entities().records(&entity.id) {
            sink.record(json, Changes::default())?;
        }
    }
    sink.open("articles", "article")?;
    for article in &named.articles {
        for json in dataset.article_records(ArticleId(article))? {
            match without_events(&json) {
                Some(article) => sink.record(&article, Changes::default())?,
                None => sink.record(&json, article_changes(&json))?,
            }
        }
    }
    sink.open("events", "event")?;
    for event in events {
        for (json, is_own) in dataset.event_records(*event)? {
            let is_whole = dataset.record_count(*event) == 1;
            if is_own {
                sink.record(&json, event_changes(dataset, &json, is_whole).unwrap_or_default())?;
            } else if let Some(carried) = strict::carried_event(dataset, &json, dataset.head(*event).id, is_whole) {
                sink.record(&carried, Changes::default())?;
            }
        }
    }
    sink.close()
}

/// What a list of events names.
struct Named<'d> {
    articles: RoaringBitmap,
    entities: HashSet<&'d str>,
}

impl<'d> Named<'d> {
    fn of(dataset: &'d Dataset, events: &[EventId], articles: &[ArticleId]) -> Result<Named<'d>> {
        let mut named = Named { articles: RoaringBitmap::new(), entities: HashSet::new() };
        named.articles.extend(articles.iter().map(|article| article.0));
        for id in events {
            let event = dataset.event(*id)?;
            let links = event.articles.iter().map(ArticleLink::id);
            let of_quotes = event.quotes.iter().flat_map(|quote| quote.articles.iter().map(String::as_str));
            let of_participants = event.participants.iter().flat_map(|one| one.articles.iter().map(String::as_str));
            for link in links.chain(of_quotes).chain(of_participants) {
                named.articles.extend(dataset.article_by_id(link).map(|article| article.0));
            }
            named.entities.extend(event.names().filter_map(|who| Some(dataset.resolve(who)?.id.as_str())));
        }
        Ok(named)
    }
}

/// How a record is written other than it stands in its file.
#[derive(Default)]
pub(super) struct Changes {
    /// Fields that are left out.
    dropped: Vec<&'static str>,
    /// Fields that are written before the others, with their JSON text.
    first: Vec<(&'static str, String)>,
    /// Fields that are written after the others.
    last: Vec<(&'static str, String)>,
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.dropped.is_empty() && self.first.is_empty() && self.last.is_empty()
    }

    fn fill_id(&mut self, id: &str) {
        // An id that is empty or null stands for none.
        self.dropped.push("id");
        self.first.push(("id", Value::from(id).to_string()));
    }

    fn fill_countries(&mut self, event: &Event) {
        if event.countries.is_empty() {
            return;
        }
        self.dropped.extend(["country", "countries"]);
        self.last.push(("countries", countries(&event.countries)));
    }
}

/// What is filled in of an event; `None` when it cannot be read. Countries only when the record is the whole event: if
/// they stood there, they would count beside those that another record names.
pub(super) fn event_changes(dataset: &Dataset, json: &str, is_whole: bool) -> Option<Changes> {
    let mut changes = Changes::default();
    let Ok(Record::Event(mut event)) = native::record(json, Some(Kind::Event), &mut Vec::new()) else { return None };
    if event.id_filled {
        changes.fill_id(&event.id);
    }
    if event.countries_filled && is_whole {
        dataset.fill_countries(&mut event);
        changes.fill_countries(&event);
    }
    let in_place = |link: &ArticleLink| matches!(link, ArticleLink::Inline(article) if article.id_filled);
    if event.articles.iter().any(in_place) {
        for name in ["articles", "source"] {
            if let Some(list) = field(json, name).and_then(|list| with_article_ids(&list)) {
                changes.dropped.push(name);
                changes.last.push((name, list));
            }
        }
    }
    Some(changes)
}

/// An article that carries events, without them: they are written as records of their own.
fn without_events(json: &str) -> Option<String> {
    match native::record(json, Some(Kind::Article), &mut Vec::new()) {
        Ok(Record::Article(_, events)) if !events.is_empty() => strict::article(json),
        _ => None,
    }
}

fn article_changes(json: &str) -> Changes {
    let mut changes = Changes::default();
    if let Ok(Record::Article(article, _)) = native::record(json, Some(Kind::Article), &mut Vec::new())
        && article.id_filled
    {
        changes.fill_id(&article.id);
    }
    changes
}

/// A list of articles written in place, or one, with the ids that were filled in; `None` when there is none to add.
fn with_article_ids(list: &str) -> Option<String> {
    let one = |json: &str| -> Option<String> {
        let Ok(Record::Article(article, _)) = native::record(json, Some(Kind::Article), &mut Vec::new()) else {
            return None;
        };
        let mut changes = Changes::default();
        changes.fill_id(&article.id);
        article.id_filled.then(|| rewritten(json, &changes)).flatten()
    };
    if list.starts_with('{') {
        return one(list);
    }
    let items: Vec<&RawValue> = serde_json::from_str(list).ok()?;
    let items: Vec<Cow<'_, str>> =
        items.into_iter().map(|item| one(item.get()).map_or(Cow::Borrowed(item.get()), Cow::Owned)).collect();
    Some(format!("[{}]", items.join(",")))
}

/// Fields at the root of a document that say what its records are, or that it is itself one.
const OF_ROOT: [&str; 12] = [
    "record",
    "id",
    "label",
    "summary",
    "headline",
    "articleBody",
    "body",
    "url",
    "countries",
    "events",
    "articles",
    "entities",
];

/// The fields of the dataset's head as they stand in the files, unknown ones too; of several heads the first that has
/// a field counts.
fn about(dataset: &Dataset, format: RecordFormat) -> Vec<(String, String)> {
    let mut fields = vec![("oreline".to_owned(), "1".to_owned())];
    for json in dataset.about_records() {
        let Ok(Fields(found)) = serde_json::from_str(json) else { continue };
        for (name, value) in found.into_iter().filter(|(_, value)| value.get() != "null") {
            let is_other = name != "record" && (format == RecordFormat::Jsonl || !OF_ROOT.contains(&name.as_str()));
            match fields.iter_mut().find(|(have, _)| *have == name) {
                // Titles in several languages are one title.
                Some((_, title)) if name == "title" => *title = text(&dataset.about().title).to_string(),
                None if is_other => fields.push((name, value.get().to_owned())),
                Some(_) | None => {}
            }
        }
    }
    fields
}

/// Where records are written to.
pub(super) struct Sink<'o> {
    format: RecordFormat,
    out: &'o mut dyn Write,
    /// The list that is open: the word of its records.
    section: Option<&'static str>,
    is_first: bool,
}

impl<'o> Sink<'o> {
    pub fn new(format: RecordFormat, out: &'o mut dyn Write) -> Sink<'o> {
        Sink { format, out, section: None, is_first: true }
    }

    pub fn head(&mut self, dataset: &Dataset) -> Result<()> {
        let fields: Vec<String> = about(dataset, self.format)
            .into_iter()
            .map(|(name, value)| format!("{}:{value}", Value::from(name)))
            .collect();
        match self.format {
            RecordFormat::Json => self.put(&format!("{{\n{}", fields.join(",\n"))),
            RecordFormat::Jsonl => {
                let line = format!("{{\"record\":\"dataset\",{}}}", fields.join(","));
                self.put(&on_one_line(&line))?;
                self.put("\n")
            }
        }
    }

    pub fn open(&mut self, list: &str, word: &'static str) -> Result<()> {
        let is_open = self.section.replace(word).is_some();
        self.is_first = true;
        match (self.format, is_open) {
            (RecordFormat::Json, true) => self.put(&format!("\n],\n\"{list}\":[")),
            (RecordFormat::Json, false) => self.put(&format!(",\n\"{list}\":[")),
            (RecordFormat::Jsonl, _) => Ok(()),
        }
    }

    pub fn record(&mut self, json: &str, mut changes: Changes) -> Result<()> {
        if self.says_its_kind(json) && changes.is_empty() {
            self.put(&on_one_line(json))?;
            return self.put("\n");
        }
        // A list says what its records are; a line says it itself.
        changes.dropped.push("record");
        if self.format == RecordFormat::Jsonl {
            let word = self.section.unwrap_or_default();
            changes.first.insert(0, ("record", format!("\"{word}\"")));
        }
        let written = rewritten(json, &changes);
        let line = on_one_line(written.as_deref().unwrap_or(json));
        let (before, after) = match (self.format, std::mem::take(&mut self.is_first)) {
            (RecordFormat::Json, true) => ("\n", ""),
            (RecordFormat::Json, false) => (",\n", ""),
            (RecordFormat::Jsonl, _) => ("", "\n"),
        };
        self.put(before)?;
        self.put(&line)?;
        self.put(after)
    }

    /// Whether a record begins as a line of JSONL does.
    fn says_its_kind(&self, json: &str) -> bool {
        let rest = json.strip_prefix("{\"record\":\"").and_then(|rest| rest.strip_prefix(self.section?));
        self.format == RecordFormat::Jsonl && rest.is_some_and(|rest| rest.starts_with("\","))
    }

    pub fn close(&mut self) -> Result<()> {
        if self.format == RecordFormat::Json {
            self.put("\n]\n}\n")?;
        }
        self.out.flush().map_err(cannot_write)
    }

    fn put(&mut self, json: &str) -> Result<()> {
        self.out.write_all(escape_json(json).as_bytes()).map_err(cannot_write)
    }
}

fn cannot_write(source: io::Error) -> Error {
    Error::Write { name: "the output".to_owned(), source }
}

/// The JSON text of a field of an object.
fn field(json: &str, name: &str) -> Option<String> {
    let Fields(fields) = serde_json::from_str(json).ok()?;
    fields.into_iter().find(|(have, _)| have == name).map(|(_, value)| value.get().to_owned())
}

/// An object with changes made; `None` when it is no object.
pub(super) fn rewritten(json: &str, changes: &Changes) -> Option<String> {
    let Fields(fields) = serde_json::from_str(json).ok()?;
    let kept = fields.iter().filter(|(name, _)| !changes.dropped.contains(&name.as_str()));
    let kept = kept.map(|(name, value)| (name.as_str(), value.get()));
    let added = |fields: &[(&'static str, String)]| -> Vec<(&'static str, String)> { fields.to_vec() };
    let (first, last) = (added(&changes.first), added(&changes.last));
    let mut text = String::with_capacity(json.len() + 64);
    for (name, value) in first
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .chain(kept)
        .chain(last.iter().map(|(name, value)| (*name, value.as_str())))
    {
        text.push(if text.is_empty() { '{' } else { ',' });
        text.push_str(&Value::from(name).to_string());
        text.push(':');
        text.push_str(value);
    }
    if text.is_empty() {
        text.push('{');
    }
    text.push('}');
    Some(text)
}

/// JSON text without line ends: outside of strings there is only white space to lose, and inside there is none raw.
fn on_one_line(json: &str) -> Cow<'_, str> {
    if !json.contains(['\n', '\r']) {
        return Cow::Borrowed(json);
    }
    let mut line = String::with_capacity(json.len());
    let (mut in_string, mut is_escaped) = (false, false);
    for c in json.chars() {
        if in_string {
            in_string = is_escaped || c != '"';
            is_escaped = !is_escaped && c == '\\';
        } else if c.is_ascii_whitespace() {
            continue;
        } else {
            in_string = c == '"';
        }
        line.push(c);
    }
    Cow::Owned(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_of_many_lines_becomes_one() {
        let json = "{\n  \"a\": \"x  \\\" y\",\r\n  \"b\\\\\": [1,\n 2]\n}";
        assert_eq!(on_one_line(json), r#"{"a":"x  \" y","b\\":[1,2]}"#);
        assert_eq!(on_one_line(r#"{"a": 1}"#), r#"{"a": 1}"#);
    }

    #[test]
    fn what_was_filled_in_is_written() {
        let json = r#"{"label": "x", "id": null, "participants": [{"name": "A", "country": "KZ"}], "x-own": {"a": 1}}"#;
        let written = rewritten(json, &event_changes(&Dataset::default(), json, true).unwrap()).unwrap();
        let Ok(Record::Event(event)) = native::record(json, Some(Kind::Event), &mut Vec::new()) else { panic!() };
        let expected = format!(
            "{{\"id\":\"{}\",\"label\":\"x\",\"participants\":[{{\"name\": \"A\", \"country\": \"KZ\"}}],\
             \"x-own\":{{\"a\": 1}},\"countries\":[\"KZ\"]}}",
            event.id
        );
        assert_eq!(written, expected);
        let Ok(Record::Event(again)) = native::record(&written, Some(Kind::Event), &mut Vec::new()) else { panic!() };
        assert_eq!((again.id, again.countries), (event.id, event.countries));
    }

    #[test]
    fn an_article_written_in_place_gets_its_id() {
        let json = r#"{"label":"x","articles":["a1",{"url":"https://x.example/a"}],"source":{"headline":"h"}}"#;
        let Ok(Record::Event(event)) = native::record(json, Some(Kind::Event), &mut Vec::new()) else { panic!() };
        let written = rewritten(json, &event_changes(&Dataset::default(), json, true).unwrap()).unwrap();
        for link in &event.articles {
            assert!(written.contains(&format!("\"{}\"", link.id())), "{written}");
        }
    }
}
