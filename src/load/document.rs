//! Documents: a JSON value that holds records, as an object of lists or a bare list, or several such in a row.
//!
//! The value is walked once and each record's text is noted; a record that is no JSON is lost alone, and what stands
//! before and behind it is kept. Which of the two formats a source has is decided here too, by its first bytes, never by
//! its name.

mod resume;

use self::resume::blanks;
use super::input::Source;
use super::native::bounds::is_within;
use super::native::{self, FieldNames, Kind, meant, own_name};
use super::segment::{Segment, SegmentBuilder, unreadable};
use crate::catalogue::{ExpectedFile, Finding, Remedy, Unparsed};
use crate::error::{Error, Result};
use crate::problem::{Level, Location, Problem, RecordProblem};
use crate::text::{sanitise_line, truncate, width};
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

/// How a source holds its records.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// One record a line.
    Lines,
    /// One JSON value.
    Document,
}

/// Bytes looked at to tell the shape.
pub(super) const LOOK: u64 = 1 << 20;

/// Fields of the head of a dataset that are read.
const MOST_FIELDS: usize = 1 << 12;

/// Bytes of a line that are enough to show where it is no data.
const SHOWN: usize = 512;

/// Records of a document that become one segment.
const RECORDS: usize = 1 << 15;

/// Tells the shape by content, or fails with the place where the source is no JSON.
pub fn shape(source: &Source) -> Result<Shape> {
    let start = source.start();
    let length = (source.len() - start).min(LOOK);
    let whole = length == source.len() - start;
    let mut bytes = vec![0; length as usize];
    source.read_at(start, &mut bytes)?;
    if !whole && bytes.trim_ascii_start().starts_with(b"{") && !bytes.trim_ascii_start().contains(&b'\n') {
        // The first line is long; what stands in the next one tells.
        let end = source.line_end(start + length)?;
        if end == source.len() {
            return Ok(Shape::Document);
        }
        bytes = vec![0; (end - start + (source.len() - end).min(LOOK)) as usize];
        source.read_at(start, &mut bytes)?;
    }
    let text = match simdutf8::compat::from_utf8(&bytes) {
        Ok(text) => text,
        // A character may be cut at the end of what was looked at, and a bad byte later is one record's fault.
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    };
    let body = after_remarks(text, 0).0.trim_start_matches([' ', '\t', '\r', '\n']);
    match body.chars().next() {
        Some('[') => Ok(Shape::Document),
        Some('{') => Ok(shape_of_object(body, whole)),
        None if bytes.trim_ascii().is_empty() => Err(fault(source, text, text.len(), Finding::Empty)),
        Some(first) if first.is_control() => Err(fault(source, text, text.len() - body.len(), Finding::NoText)),
        _ => Err(fault(source, text, text.len() - body.len(), Finding::NoJsonHere)),
    }
}

/// Whether a text that begins with `beginning` may be data; `None` when more must be seen. Of what is none, a line is
/// asked for, or as much of one as a message shows; of blanks, as many as [`shape`] looks at.
pub(super) fn begins_as_data(beginning: &[u8]) -> Option<bool> {
    let text = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning);
    let Some(first) = text.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n')) else {
        return (text.len() as u64 > LOOK).then_some(false);
    };
    let body = &text[first..];
    if matches!(body[0], b'{' | b'[') || body.starts_with(b"//") {
        return Some(true);
    }
    (body.len() >= SHOWN || memchr::memchr(b'\n', body).is_some()).then_some(false)
}

/// Whether the beginning of a source, whole lines of it, shows that it is one of lines; `None` when more must be seen.
pub(super) fn begins_with_lines(beginning: &[u8]) -> Option<bool> {
    let text = simdutf8::compat::from_utf8(beginning).ok()?;
    let body = text.trim_start_matches([' ', '\t', '\r', '\n']);
    if !body.is_empty() && !body.starts_with('{') {
        return Some(false);
    }
    let mut lines = body.lines().map(str::trim).filter(|line| !line.is_empty());
    let (first, second) = (without_comma(lines.next()?), lines.next());
    if is_object(first) && !holds_lists(first) {
        return Some(true);
    }
    Some(is_object(first) || (is_object(second?) && !begins_document(first))).filter(|_| second.is_some())
}

/// A first line that ends in a comma is a record all the same; a later one may be a part of a list.
fn without_comma(line: &str) -> &str {
    line.strip_suffix(',').unwrap_or(line)
}

fn is_object(line: &str) -> bool {
    line.starts_with('{') && serde_json::from_str::<IgnoredAny>(line).is_ok()
}

/// Lines when the first line is a record by itself, or when it is broken and the second is one.
fn shape_of_object(body: &str, whole: bool) -> Shape {
    let mut lines = body.lines().map(str::trim).filter(|line| !line.is_empty());
    let (Some(first), second) = (lines.next(), lines.next()) else { return Shape::Document };
    let first = without_comma(first);
    if is_object(first) {
        if goes_on_below(body) {
            return Shape::Document;
        }
        let is_dataset = || holds_lists(first) || first.contains("\"oreline\"") || holds_misspelt_list(first);
        return if second.is_none() && whole && is_dataset() { Shape::Document } else { Shape::Lines };
    }
    if second.is_some_and(is_object) && !begins_document(first) { Shape::Lines } else { Shape::Document }
}

/// Whether an object is written over several lines behind one that stands in one: a line opens it, and the next has its
/// first field. A record that was cut has another record below it.
fn goes_on_below(body: &str) -> bool {
    let mut lines = body.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut opens = false;
    lines.any(|line| {
        let goes_on = opens && line.starts_with('"');
        opens = line.starts_with('{') && (line.len() == 1 || line.ends_with([',', '[', '{'])) && !line.ends_with("},");
        goes_on
    })
}

/// Whether a line that is no object begins a document that goes on in the next: it opens a list of records.
fn begins_document(line: &str) -> bool {
    line.ends_with('[') || ["\"events\"", "\"entities\""].iter().any(|list| line.contains(list))
}

/// Whether a whole object is a document: it has a list of records and does not say that it is a record itself.
fn holds_lists(json: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct Keys<'a> {
        #[serde(borrow)]
        record: Option<&'a RawValue>,
        #[serde(default, alias = "Events", alias = "event_list", alias = "eventList")]
        events: Option<IgnoredAny>,
        #[serde(alias = "Entities")]
        entities: Option<IgnoredAny>,
        #[serde(alias = "Articles", alias = "article_list", alias = "articleList")]
        articles: Option<Vec<IgnoredAny>>,
        label: Option<IgnoredAny>,
        title: Option<IgnoredAny>,
        summary: Option<IgnoredAny>,
        date: Option<IgnoredAny>,
    }
    serde_json::from_str::<Keys<'_>>(json).is_ok_and(|keys| {
        let is_event = keys.label.is_some() || keys.summary.is_some() || (keys.title.is_some() && keys.date.is_some());
        keys.record.is_none_or(|word| word.get() == "\"dataset\"")
            && (keys.events.is_some() || keys.entities.is_some() || (keys.articles.is_some() && !is_event))
    })
}

/// Reads a document; see `load::read`.
pub fn read(source: &Arc<Source>, publish: &mut dyn FnMut(Segment, u64) -> ControlFlow<()>) -> Result<Vec<Problem>> {
    let start = source.start();
    let held;
    let bytes = if let Some(bytes) = source.as_slice() {
        &bytes[start as usize..]
    } else {
        let mut bytes = vec![0; (source.len() - start) as usize];
        source.read_at(start, &mut bytes)?;
        held = bytes;
        &held[..]
    };
    let (text, cut) = match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => (std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(), Some(Unparsed::CutUtf8)),
    };
    let whole = text;
    let (text, start, first) = after_remarks(text, start);
    let mut builder = SegmentBuilder::new(Arc::clone(source), start, first);
    let mut walk = Walk::new(text, start, first, &mut builder, Some(publish));
    let outcome = walk.roots();
    if walk.stopped {
        return Ok(Vec::new());
    }
    let mut problems = Vec::new();
    if let Err((at, broken)) = outcome {
        let reason = match (broken, cut) {
            (Broken::Json(_), Some(why)) => Finding::Parser { why },
            (broken, _) => broken.finding(),
        };
        let why = Box::new(reason.clone());
        let fault = fault(source, whole, whole.len() - text.len() + at, reason);
        if walk.found == 0 {
            return Err(fault);
        }
        let Error::UnknownFormat { line, column, .. } = fault else { return Err(fault) };
        problems.push(Problem {
            level: Level::Error,
            location: Location { file: Arc::clone(source.name()), line, column, pointer: String::new() },
            record: None,
            reason: Finding::DocumentBroken { why },
            remedy: Remedy::MendAfter,
        });
    }
    walk.flush();
    Ok(problems)
}

/// A text without the lines that begin with `//` before its JSON, as extensions of browsers save it; with the offset, and
/// the line and column, at which the rest begins.
fn after_remarks(text: &str, start: u64) -> (&str, u64, (u64, u64)) {
    let mut rest = text;
    let mut lines = 1;
    while rest.trim_start().starts_with("//")
        && let Some(at) = rest.find("//")
        && let Some(end) = rest[at..].find('\n')
    {
        lines += rest[..at + end].matches('\n').count() as u64 + 1;
        rest = &rest[at + end + 1..];
    }
    (rest, start + (text.len() - rest.len()) as u64, (lines, 1))
}

/// Whether a line that is no plain record must be walked as a document: it is a list, or an object of lists.
pub(super) fn is_document(line: &str) -> bool {
    let has = |name: &str| memchr::memmem::find(line.as_bytes(), name.as_bytes()).is_some();
    // Most lines have none of these words, and are not read once more for it.
    line.starts_with('[')
        || ((has("\"events\"") || has("\"entities\"") || (has("\"articles\"") && !has("\"label\"")))
            && !ARTICLE_FIELDS.iter().any(|field| first_level_has(line, field))
            && holds_lists(line))
}

/// Fields that only an article has beside a list of events.
const ARTICLE_FIELDS: [&str; 6] = ["headline", "articleBody", "body", "publisher", "published", "url"];

/// Whether an object has a field of this name itself, and not only in an object inside it.
fn first_level_has(json: &str, field: &str) -> bool {
    memchr::memmem::find(json.as_bytes(), format!("\"{field}\"").as_bytes()).is_some()
        && serde_json::from_str::<HashMap<Cow<'_, str>, &RawValue>>(json).is_ok_and(|keys| keys.contains_key(field))
}

/// Whether an object that is no record has a list of objects under a name that is nearly one of the lists of records.
pub(super) fn holds_misspelt_list(line: &str) -> bool {
    // The names of a hundred thousand fields are not looked at.
    is_within(line.as_bytes())
        && serde_json::from_str::<HashMap<Cow<'_, str>, &RawValue>>(line).is_ok_and(|fields| {
            let mut tells = Tells::default();
            for name in fields.keys() {
                tells.note(name);
            }
            !tells.is_record && fields.iter().any(|(name, value)| meant_list(name, value.get()).is_some())
        })
}

/// The list of records that is meant by a list of objects with this name.
fn meant_list(name: &str, value: &str) -> Option<&'static str> {
    meant(name).filter(|likely| holds_objects(value) && matches!(*likely, "events" | "articles" | "entities"))
}

/// Whether a value is a list that begins with an object.
fn holds_objects(value: &str) -> bool {
    value.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('{'))
}

/// Whether a line holds several JSON values, with blanks or commas between them.
pub(super) fn holds_several(line: &str) -> bool {
    let mut values = serde_json::Deserializer::from_str(line).into_iter::<IgnoredAny>();
    let first = values.next();
    let rest = line.get(values.byte_offset()..).unwrap_or_default().trim_start_matches(BETWEEN);
    first.is_some_and(|first| first.is_ok()) && rest.starts_with(['{', '['])
}

/// Adds what a line holds that is a document by itself, or several records: see [`is_document`], [`holds_several`].
pub(super) fn add_line(builder: &mut SegmentBuilder, line: &str, offset: u64, place: (u64, u64)) {
    let mut walk = Walk::new(line, offset, place, builder, None);
    if let Err((at, broken)) = walk.roots() {
        match broken {
            Broken::Misspelt(reason) => walk.skip(at, reason, Remedy::CorrectName),
            Broken::OtherKind => walk.skip(at, Finding::OtherKind, Remedy::AsTheFormatSays),
            Broken::Json(why) => {
                let why = Box::new(Finding::Parser { why });
                walk.skip(at, Finding::LineBroken { why }, Remedy::MendJson);
            }
        }
    }
}

/// The lists of a dataset, under any of their usual names.
const LISTS: &FieldNames = &[
    ("events", &["eventList", "eventsList"]),
    ("articles", &["articleList", "articlesList"]),
    ("entities", &["entityList"]),
];

/// Fields of a root that tell whether it is itself a record.
const TELLING: &FieldNames = &[
    ("record", &["id", "label", "summary", "headline", "articleBody", "body", "url", "countries"]),
    ("words", &["title", "text", "description"]),
    (
        "more",
        &[
            "date",
            "startDate",
            "eventType",
            "location",
            "place",
            "sourceUrl",
            "link",
            "persons",
            "participants",
            "published",
            "publishedAt",
            "pubDate",
        ],
    ),
];

/// What may stand between two values beside nothing at all.
const BETWEEN: [char; 6] = [' ', '\t', '\r', '\n', ',', '\u{feff}'];

/// Why a document cannot be read to its end.
enum Broken {
    /// It is no JSON, for this reason.
    Json(Unparsed),
    /// It is JSON, and nothing in it is a record.
    OtherKind,
    /// Its list of records has a name that is none, as it says.
    Misspelt(Finding),
}

impl Broken {
    fn finding(self) -> Finding {
        match self {
            Broken::OtherKind => Finding::OtherKind,
            Broken::Misspelt(reason) => reason,
            Broken::Json(why) => Finding::Parser { why },
        }
    }
}

/// The byte at which a JSON error stands: serde counts lines from 1 and bytes within the line from 1.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start = if line <= 1 {
        0
    } else {
        memchr::memchr_iter(b'\n', text.as_bytes()).nth(line - 2).map_or(text.len(), |end| end + 1)
    };
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The error for a place, byte `at` of `text`, in a source that cannot be read from there on.
fn fault(source: &Source, text: &str, at: usize, reason: Finding) -> Error {
    let (before, rest) = text.split_at(at.min(text.len()));
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    let column = before[line_start..].chars().count();
    // At most 30 columns before the place and 40 after it.
    let lead: String = before[line_start..].chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect();
    // What has no width in the text is shown as a mark that has one.
    let tail: String = rest.lines().next().unwrap_or("").chars().take(SHOWN).collect();
    let lead = sanitise_line(&lead).into_owned();
    let shown = format!("{lead}{}", truncate(&sanitise_line(&tail), 40, "…"));
    Error::UnknownFormat {
        name: source.name().to_string(),
        line: before.bytes().filter(|&byte| byte == b'\n').count() as u64 + 1,
        column: column as u64 + 1,
        excerpt: (!shown.trim().is_empty()).then(|| (shown, width(&lead))),
        // What is empty may have been meant as anything that is read.
        expected: if matches!(reason, Finding::Empty) { ExpectedFile::JsonOrTable } else { ExpectedFile::Json },
        reason: Box::new(reason),
    }
}

/// What the names of an object's fields say about it.
#[derive(Default)]
struct Tells {
    /// Whether it is itself a record.
    is_record: bool,
    /// Whether it has words, which a dataset may have too, and what only a record has beside them.
    words_and_more: [bool; 2],
}

impl Tells {
    /// Notes a field: some are of records only, and words with a date or an address too.
    fn note(&mut self, name: &str) {
        match own_name(TELLING, name) {
            Some("record") => self.is_record = true,
            Some("words") => self.words_and_more[0] = true,
            Some(_) => self.words_and_more[1] = true,
            None => {}
        }
        self.is_record |= self.words_and_more == [true; 2];
    }
}

/// The walk through a document.
struct Walk<'w, 'a> {
    text: &'a str,
    start: u64,
    builder: &'w mut SegmentBuilder,
    /// What takes full segments; nothing when the text is one line among others of a segment.
    publish: Option<&'w mut dyn FnMut(Segment, u64) -> ControlFlow<()>>,
    /// Bytes counted so far, with their line and column.
    counted: (usize, u64, u64),
    found: usize,
    stopped: bool,
    /// The fields of the root that are no lists of records.
    about: Vec<(String, &'a str)>,
    /// What the root's fields say.
    tells: Tells,
    /// Whether the root says by a field that it is a dataset, and not JSON of some other kind.
    is_dataset: bool,
    /// Whether the root has a list of records.
    has_lists: bool,
}

impl<'w, 'a> Walk<'w, 'a> {
    fn new(
        text: &'a str,
        start: u64,
        (line, column): (u64, u64),
        builder: &'w mut SegmentBuilder,
        publish: Option<&'w mut dyn FnMut(Segment, u64) -> ControlFlow<()>>,
    ) -> Walk<'w, 'a> {
        Walk {
            text,
            start,
            builder,
            publish,
            counted: (0, line, column),
            found: 0,
            stopped: false,
            about: Vec::new(),
            tells: Tells::default(),
            is_dataset: true,
            has_lists: false,
        }
    }

    /// Reads the values of the text one after the other: usually there is one. An error has its place in the text.
    fn roots(&mut self) -> std::result::Result<(), (usize, Broken)> {
        let text = self.text;
        let mut from = 0;
        loop {
            let start = blanks(text, from);
            let found = self.found;
            (self.tells, self.is_dataset, self.has_lists) = (Tells::default(), true, false);
            let walked = if text[start..].starts_with('[') { self.list(start, None) } else { self.object(start) };
            let end = match walked {
                Ok(end) => end,
                Err((at, broken)) => {
                    // A record among others is lost alone.
                    let next = (self.found == found).then(|| resume::after(text, start, at)).flatten();
                    let (Broken::Json(reason), Some(next)) = (&broken, next) else {
                        self.add_about();
                        return Err((at, broken));
                    };
                    self.about.clear();
                    self.lose(at, reason.clone());
                    from = text.len() - text[next..].trim_start_matches(BETWEEN).len();
                    continue;
                }
            };
            if self.stopped {
                return Ok(());
            }
            let after = blanks(text, end);
            let is_alone = from == 0 && after == text.len();
            if let Some((place, name, likely)) = self.misspelt_list() {
                let reason = match likely {
                    Some(likely) => Finding::ListMisspelt { name: native::quoted(name), likely: likely.to_owned() },
                    None => Finding::NoList { name: native::quoted(name) },
                };
                if is_alone && self.found == 0 {
                    return Err((place, Broken::Misspelt(reason)));
                }
                self.skip(place, reason, Remedy::CorrectName);
            }
            if self.tells.is_record && self.found == found || (!self.is_dataset && !is_alone) {
                self.about.clear();
                self.add(&text[start..end], None);
            } else if self.is_dataset {
                self.add_about();
            } else if !self.add_line_of_its_own(&text[start..end]) {
                return Err((start, Broken::OtherKind));
            }
            let next = text[end..].trim_start_matches(BETWEEN);
            if next.is_empty() || self.stopped {
                return Ok(());
            }
            if !next.starts_with(['{', '[']) {
                return Err((after, Broken::Json(Unparsed::TrailingCharacters)));
            }
            from = text.len() - next.len();
        }
    }

    /// Adds what is all of a source and stands in one line, if it is a record; of more lines a name tells.
    fn add_line_of_its_own(&mut self, json: &'a str) -> bool {
        let offset = json.as_ptr() as usize - self.text.as_ptr() as usize;
        let (line, column) = self.line_and_column(offset);
        let at = self.start + offset as u64;
        let record = Some(json).filter(|json| !json.contains('\n'));
        let record = record.and_then(|json| native::record(json, None, &mut Vec::new()).ok());
        self.about.clear();
        let Some(record) = record else { return false };
        self.builder.push(record, json, at, line, column);
        self.found += 1;
        true
    }

    /// The value at a place, and where it ends.
    fn value(&self, at: usize) -> std::result::Result<(&'a str, usize), (usize, Broken)> {
        let rest = &self.text[at..];
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        match values.next() {
            Some(Ok(value)) => Ok((value.get(), at + values.byte_offset())),
            Some(Err(error)) if !error.is_eof() => {
                Err((at + byte_of(rest, error.line(), error.column()), Broken::Json(native::without_position(&error))))
            }
            Some(Err(error)) => Err((self.text.trim_end().len(), Broken::Json(native::without_position(&error)))),
            None => Err((self.text.trim_end().len(), Broken::Json(Unparsed::EndInValue))),
        }
    }

    /// Walks through an object of lists, or one that is a record itself; returns where it ends.
    fn object(&mut self, start: usize) -> std::result::Result<usize, (usize, Broken)> {
        self.is_dataset = false;
        let text = self.text;
        let mut at = start + 1;
        // No comma stands before the first field, nor is one missed before the first that can be read after a break.
        let mut needs_comma = false;
        while !self.stopped {
            at = blanks(text, at);
            match text.as_bytes().get(at) {
                Some(b'}') => return Ok(at + 1),
                Some(b',') if needs_comma => at = blanks(text, at + 1),
                Some(b'"') if needs_comma && self.is_dataset => {
                    self.mend(at, Finding::NoBracketBefore);
                }
                Some(b'"') if needs_comma => return Err((at, Broken::Json(Unparsed::CommaOrBrace))),
                _ => {}
            }
            match self.field(at) {
                Ok(end) => (at, needs_comma) = (end, true),
                Err((place, Broken::Json(reason))) if !self.tells.is_record => {
                    // What cannot be read is left out up to the next list of records.
                    let end = resume::closing(text, start).unwrap_or(text.len());
                    let next = resume::list(text, place.min(end), end);
                    let Some(next) = next.filter(|next| *next > at) else { return Err((place, Broken::Json(reason))) };
                    self.lose(place, reason);
                    (at, needs_comma) = (next, false);
                }
                Err(broken) => return Err(broken),
            }
        }
        Ok(at)
    }

    /// Walks through one field of an object; returns where it ends.
    fn field(&mut self, at: usize) -> std::result::Result<usize, (usize, Broken)> {
        let text = self.text;
        let broken = |at: usize, reason: Unparsed| {
            let reason = if at < text.len() { reason } else { Unparsed::EndInObject };
            Err((at.min(text.trim_end().len()), Broken::Json(reason)))
        };
        if !text[at..].starts_with('"') {
            return broken(at, Unparsed::FieldInQuotes);
        }
        let (name, end) = self.value(at)?;
        let Ok(name) = serde_json::from_str::<String>(name) else { return broken(at, Unparsed::NoNameOfField) };
        let colon = blanks(text, end);
        if !text[colon..].starts_with(':') {
            return broken(colon, Unparsed::Colon);
        }
        let at = blanks(text, colon + 1);
        let list = own_name(LISTS, &name);
        self.has_lists |= list.is_some();
        self.is_dataset |= list.is_some() || name == "oreline";
        let kind = match list {
            Some("events") => Some(Kind::Event),
            Some("articles") if !self.tells.is_record => Some(Kind::Article),
            Some("entities") => Some(Kind::Entity),
            _ => None,
        };
        if kind.is_some() && text[at..].starts_with('[') {
            return self.list(at, kind);
        }
        let (value, end) = self.value(at)?;
        match kind {
            // One record where a list is allowed.
            Some(_) if value.starts_with('{') => self.add(value, kind),
            Some(_) if value == "null" => {}
            Some(_) => return broken(at, Unparsed::ListOfRecords),
            None => {
                self.tells.note(&name);
                // A head has some six fields; a hundred thousand are those of no dataset.
                if self.about.len() < MOST_FIELDS {
                    self.about.push((name, value));
                }
            }
        }
        Ok(end)
    }

    /// Walks through a list of records; returns where it ends. A record that is no JSON is lost alone.
    fn list(&mut self, start: usize, kind: Option<Kind>) -> std::result::Result<usize, (usize, Broken)> {
        let text = self.text;
        let mut at = start + 1;
        // The record before, and whether a comma stood behind it.
        let (mut last, mut comma) = (None, true);
        while !self.stopped {
            at = blanks(text, at);
            match text.as_bytes().get(at) {
                Some(b']') => {
                    if last.is_some() && comma {
                        self.mend(at, Finding::CommaAtEnd);
                    }
                    return Ok(at + 1);
                }
                Some(b',') if !comma => {
                    (at, comma) = (at + 1, true);
                    continue;
                }
                Some(b',') if last.is_some() => {
                    self.mend(at, Finding::TwoCommas);
                    at += 1;
                    continue;
                }
                Some(b'{') if !comma => self.mend(at, Finding::NoCommaBefore),
                Some(_) if !comma => {
                    let next = last.and_then(|last| resume::like(text, last, at));
                    let reason = Unparsed::CommaOrEnd;
                    let Some(next) = next else { return Err((at, Broken::Json(reason))) };
                    self.lose(at, reason);
                    at = next;
                }
                _ => {}
            }
            match self.value(at) {
                // A field stands here: the list has lost its bracket, or a record has.
                Ok((value, end)) if value.starts_with('"') && text[blanks(text, end)..].starts_with(':') => {
                    let name = value.trim_matches('"');
                    if kind.is_some() && own_name(LISTS, name).is_some() {
                        return Ok(at);
                    }
                    let reason = Unparsed::ARecord;
                    let next = last.and_then(|last| resume::like(text, last, at));
                    let Some(next) = next else { return Err((at, Broken::Json(reason))) };
                    self.lose(at, reason);
                    (at, comma) = (next, true);
                }
                Ok((value, end)) => {
                    self.add(value, kind);
                    last = Some(at);
                    (at, comma) = (end, false);
                }
                Err((place, Broken::Json(reason))) => {
                    let next = text[at..].starts_with('{').then(|| resume::after(text, at, place)).flatten();
                    let Some(next) = next else { return Err((place, Broken::Json(reason))) };
                    self.lose(place, reason);
                    last = Some(at);
                    // Whether it goes on behind the record or at the next one.
                    (at, comma) = (next, text[next..].starts_with('{'));
                }
                Err(broken) => return Err(broken),
            }
        }
        Ok(at)
    }

    /// A list of objects in a root that is no record, under a name that is nearly one of the lists of records, or under
    /// any where a dataset has none of them: where it stands, its name, and the likely one.
    fn misspelt_list(&self) -> Option<(usize, &str, Option<&'static str>)> {
        if self.tells.is_record {
            return None;
        }
        let place = |value: &str| value.as_ptr() as usize - self.text.as_ptr() as usize;
        let likely = |(name, value): &'_ (String, &'a str)| {
            // One record may stand where a list is wanted, in what says that it is a dataset.
            let is_one =
                self.is_dataset && value.starts_with('{') && LISTS.iter().any(|(list, _)| meant(name) == Some(list));
            meant_list(name, value).or_else(|| meant(name).filter(|_| is_one))
        };
        let found = self.about.iter().find_map(|field| Some((field, Some(likely(field)?))));
        let is_without = self.is_dataset && !self.has_lists;
        let any = || self.about.iter().find(|(_, value)| is_without && holds_objects(value)).map(|field| (field, None));
        let ((name, value), likely) = found.or_else(any)?;
        Some((place(value), name.as_str(), likely))
    }

    /// Counts and lists a record that is lost, at a place of the text.
    fn skip(&mut self, at: usize, reason: Finding, remedy: Remedy) {
        let (line, column) = self.line_and_column(at);
        self.builder.skip("", &unreadable(0, reason, remedy), None, line, column);
    }

    /// Counts and lists a record that is no JSON from a place of the text on.
    fn lose(&mut self, at: usize, why: Unparsed) {
        let why = Box::new(Finding::Parser { why });
        self.skip(at, Finding::RecordBroken { why }, Remedy::MendBetween);
    }

    /// Lists a slip at a place of the text for which nothing is lost.
    fn mend(&mut self, at: usize, reason: Finding) {
        let (line, column) = self.line_and_column(at);
        let slip = RecordProblem { level: Level::Warning, ..unreadable(0, reason, Remedy::MendSlip) };
        self.builder.list("", &slip, None, line, column);
    }

    /// Adds a record whose text is a part of the document's text.
    fn add(&mut self, json: &'a str, kind: Option<Kind>) {
        // The parts are slices of the whole, so the distance of their addresses is their offset.
        let offset = json.as_ptr() as usize - self.text.as_ptr() as usize;
        let (line, column) = self.line_and_column(offset);
        let at = self.start + offset as u64;
        let may_be_plain = matches!(kind, None | Some(Kind::Event));
        if !(may_be_plain && self.builder.add_plain(json.as_bytes(), at)) {
            self.builder.add(json, kind, at, line, column);
        }
        self.found += 1;
        let next = offset + json.len();
        if self.builder.count() >= RECORDS || !self.builder.reaches(self.start + next as u64) {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let Some(publish) = &mut self.publish else { return };
        let (at, line, column) = self.counted;
        let segment = self.builder.take(self.start + at as u64, (line, column));
        self.stopped = publish(segment, self.start + at as u64).is_break();
    }

    fn line_and_column(&mut self, offset: usize) -> (u64, u64) {
        let (at, line, column) = self.counted;
        let passed = &self.text[at.min(offset)..offset];
        self.counted = match passed.rfind('\n') {
            Some(end) => (
                offset,
                line + memchr::memchr_iter(b'\n', passed.as_bytes()).count() as u64,
                passed[end + 1..].chars().count() as u64 + 1,
            ),
            None => (offset, line, column + passed.chars().count() as u64),
        };
        (self.counted.1, self.counted.2)
    }

    /// Adds the head of the dataset from the root's other fields.
    fn add_about(&mut self) {
        let about = std::mem::take(&mut self.about);
        if about.is_empty() {
            return;
        }
        let fields: Vec<String> =
            about.iter().map(|(key, value)| format!("{}:{value}", serde_json::Value::from(key.as_str()))).collect();
        let (at, line, column) = self.counted;
        let at = self.start + at as u64;
        self.builder.add(&format!("{{{}}}", fields.join(",")), Some(Kind::About), at, line, column);
    }
}
