//! Events with the articles and entities that they name, in the dataset format itself: what is written here, the
//! program opens again.
//!
//! Records are written in the strict form of the format, unknown fields too, one on a line; an event that an article
//! carries is a record of its own. Characters that a terminal would obey are written as `\uXXXX`. Records are read one at a
//! time and never held.

use super::fields::text;
use super::strict;
use super::{RecordFormat, cannot_write};
use crate::dataset::{ArticleId, Carrier, Dataset, EventId, EventRecord};
use crate::error::Result;
use crate::load::native::Members;
use crate::model::ArticleLink;
#[cfg(feature = "store")]
use crate::query::{Answer, Behind, Portions};
use crate::text::escape_json;
use roaring::RoaringBitmap;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::HashSet;
use std::io::Write;
#[cfg(feature = "store")]
use std::io::{self, BufWriter, Seek as _};
use std::sync::Arc;

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
        write_entity(dataset, &entity.id, &mut sink)?;
    }
    sink.open("articles", "article")?;
    for article in &named.articles {
        write_named_article(dataset, ArticleId(article), events, &mut sink)?;
    }
    sink.open("events", "event")?;
    for event in events {
        // What cannot be read any more was said when the answer was made.
        write_event(dataset, *event, &mut sink)?;
    }
    sink.close()
}

/// The same of events that come some at a time; `behind` says which of a portion. Returns how many. Those that they name
/// come before them, so that they lie on the disk until all of them are known.
#[cfg(feature = "store")]
pub fn write_portions(
    portions: &mut dyn Portions,
    behind: &dyn Fn(&Dataset, &Answer) -> Vec<EventId>,
    format: RecordFormat,
    out: &mut dyn Write,
) -> Result<usize> {
    let mut spool = BufWriter::new(tempfile::tempfile().map_err(cannot_write)?);
    let mut of_events = Sink { section: Some("event"), ..Sink::new(format, &mut spool) };
    let (mut entities, mut number): (HashSet<String>, usize) = (HashSet::new(), 0);
    portions.each_of_events(&mut |dataset, answer| {
        let events = behind(dataset, answer);
        let named = Named::of(dataset, &events, &[])?;
        for id in named.entities {
            if !entities.contains(id) {
                entities.insert(id.to_owned());
            }
        }
        events.iter().try_for_each(|event| write_event(dataset, *event, &mut of_events).map(drop))?;
        number += events.len();
        Ok(Behind { events, articles: named.articles })
    })?;
    let frame = portions.frame();
    let mut sink = Sink::new(format, out);
    sink.head(&frame)?;
    sink.open("entities", "entity")?;
    for entity in frame.entities().all().iter().filter(|entity| entities.contains(&entity.id)) {
        write_entity(&frame, &entity.id, &mut sink)?;
    }
    sink.open("articles", "article")?;
    portions.each_of_articles(&mut |dataset, articles, written| {
        articles.iter().try_for_each(|article| write_named_article(dataset, *article, written, &mut sink))
    })?;
    sink.open("events", "event")?;
    let mut spool = spool.into_inner().map_err(|error| cannot_write(error.into_error()))?;
    spool.rewind().and_then(|()| io::copy(&mut spool, sink.out)).map_err(cannot_write)?;
    sink.close()?;
    Ok(number)
}

/// Writes an article that one of some events names, which are written too.
fn write_named_article(dataset: &Dataset, id: ArticleId, events: &[EventId], sink: &mut Sink<'_>) -> Result<()> {
    for json in dataset.article_records(id)? {
        sink.record(&strict::article(&json).unwrap_or(Cow::Borrowed(&json)))?;
    }
    for (home, json, id) in dataset.article_homes(id)? {
        // Where that event is not written, the article would be missing.
        if !events.contains(&home)
            && let Some(json) = strict::written_in_place(&json, &id)
        {
            sink.record(&json)?;
        }
    }
    Ok(())
}

/// Writes the records of an entity.
pub(super) fn write_entity(dataset: &Dataset, id: &str, sink: &mut Sink<'_>) -> Result<()> {
    dataset.entities().records(id).try_for_each(|json| sink.record(&strict::entity(json, id)))
}

/// Writes the records of an article; says how many were left out because they cannot be read.
pub(super) fn write_article(dataset: &Dataset, id: ArticleId, sink: &mut Sink<'_>) -> Result<usize> {
    let mut left_out = 0;
    for json in dataset.article_records(id)? {
        match strict::article(&json) {
            Some(article) => sink.record(&article)?,
            None => left_out += 1,
        }
    }
    Ok(left_out)
}

/// Writes the records of an event; says how many were left out because they cannot be read.
pub(super) fn write_event(dataset: &Dataset, id: EventId, sink: &mut Sink<'_>) -> Result<usize> {
    write_records(dataset, id, dataset.record_count(id) == 1, sink)
}

/// The same; what is not `is_whole`, because more may come to be said of the event, is not filled in.
pub(super) fn write_records(dataset: &Dataset, id: EventId, is_whole: bool, sink: &mut Sink<'_>) -> Result<usize> {
    let mut left_out = 0;
    for record in dataset.event_records(id)? {
        let written = match record {
            EventRecord::Own(json) => strict::event(dataset, &json, is_whole).map(Cow::into_owned),
            EventRecord::Carried(carrier) => {
                sink.carried_by(carrier).and_then(|carried| carried.event(dataset, dataset.head(id).id, is_whole))
            }
        };
        match written {
            Some(event) => sink.record(&event)?,
            None => left_out += 1,
        }
    }
    Ok(left_out)
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
        let mut shared = HashSet::new();
        for id in events {
            let event = dataset.event(*id)?;
            let links = event.articles.iter().map(ArticleLink::id);
            let of_quotes = event.quotes.iter().flat_map(|quote| quote.articles.iter().map(String::as_str));
            let speakers = event.quotes.iter().filter_map(|quote| quote.speaker.as_ref());
            let of_participants =
                event.participants.iter().chain(speakers).flat_map(|one| one.articles.iter().map(String::as_str));
            for link in links.chain(of_quotes).chain(of_participants) {
                named.articles.extend(dataset.article_by_id(link).map(|article| article.0));
            }
            for who in event.names() {
                named.entities.extend(dataset.resolve(who).map(|entity| entity.id.as_str()));
                // With all of them the name belongs to none of them there too.
                for (_, name) in who.name.versions().filter(|(_, name)| shared.insert((*name).to_owned())) {
                    named.entities.extend(dataset.entities().sharing(name).iter().map(|entity| entity.id.as_str()));
                }
            }
        }
        Ok(named)
    }
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
        let Ok(Members(found)) = serde_json::from_str(json) else { continue };
        for (name, value) in found.into_iter().filter(|(_, value)| value.get() != "null") {
            let is_other = name != "record" && (format == RecordFormat::Jsonl || !OF_ROOT.contains(&&*name));
            match fields.iter_mut().find(|(have, _)| *have == name) {
                // Titles in several languages are one title.
                Some((_, title)) if name == "title" && *title != value.get() => {
                    *title = text(&dataset.about().title).to_string();
                }
                None if is_other => fields.push((name.into_owned(), value.get().to_owned())),
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
    /// The article of which an event was written last, taken apart once however many it carries.
    carried: Option<strict::Carried>,
}

impl<'o> Sink<'o> {
    pub fn new(format: RecordFormat, out: &'o mut dyn Write) -> Sink<'o> {
        Sink { format, out, section: None, is_first: true, carried: None }
    }

    /// The events that an article carries. `None` when it cannot be read.
    fn carried_by(&mut self, carrier: Arc<Carrier>) -> Option<&strict::Carried> {
        if !self.carried.as_ref().is_some_and(|carried| carried.is_of(&carrier)) {
            self.carried = strict::Carried::of(carrier);
        }
        self.carried.as_ref()
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

    /// Writes a record of the open list. A list says what its records are; a line says it itself.
    pub fn record(&mut self, json: &str) -> Result<()> {
        let word = self.section.filter(|_| self.format == RecordFormat::Jsonl);
        let written = strict::of_kind(json, word);
        let (before, after) = match (self.format, std::mem::take(&mut self.is_first)) {
            (RecordFormat::Json, true) => ("\n", ""),
            (RecordFormat::Json, false) => (",\n", ""),
            (RecordFormat::Jsonl, _) => ("", "\n"),
        };
        self.put(before)?;
        self.put(&on_one_line(&written))?;
        self.put(after)
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
}
