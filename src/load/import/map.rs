//! A map: a page of TOML that says which fields of the dataset format are made of what in a foreign file.
//!
//! It is read and checked here, before anything is opened: every section, field and filter must be known. What a map makes
//! of a record is in `apply`, how what stands in its texts is read in `grammar`.

use super::fields::{Fields, Shape, nearest_word};
use super::grammar::{Condition, Take, Template, Wrong};
use super::readers::NO_QUOTE;
use super::value::write_text;
use crate::catalogue::Unmapped;
use crate::error::Error;
use crate::load::native::quoted;
use crate::text::sanitise_line;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use regex_lite::Regex;
use std::fmt::Write as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A map, ready to be used.
#[derive(Debug)]
pub struct Map {
    /// The name by which it is asked for, or its file.
    pub name: String,
    /// What it reads, for people.
    pub title: String,
    /// Its text as written.
    pub text: String,
    /// Whether it is part of the program.
    pub is_built_in: bool,
    pub(super) matching: Vec<Matching>,
    pub(super) read: Reading,
    pub(super) lets: Vec<(String, Expression)>,
    pub(super) sections: Vec<Section>,
    /// The first names of all paths.
    pub(super) uses: Vec<Use>,
}

impl Eq for Map {}

impl PartialEq for Map {
    fn eq(&self, other: &Map) -> bool {
        self.name == other.name && self.text == other.text
    }
}

/// What a file looks like that is read with this map unasked: one of the sections `[[match]]`, and all that it says.
#[derive(Debug, Default)]
pub(super) struct Matching {
    pub keys: Vec<String>,
    pub inside: Option<(String, Vec<String>)>,
    pub columns: Vec<String>,
    pub width: Option<usize>,
    pub first: Option<Regex>,
    pub prefix: Option<Regex>,
    /// The name of the root element of XML.
    pub root: Option<String>,
    /// What stands in fields at the top, or in the first record.
    pub values: Vec<(String, Regex)>,
}

/// How a file is read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub format: Option<String>,
    /// Where the records are: each a path, or several of which the first that is there counts.
    pub records: Vec<Vec<String>>,
    pub conditions: Vec<(Condition, usize)>,
    pub delimiter: Option<u8>,
    pub encoding: Option<&'static Encoding>,
    pub quote: Option<u8>,
    pub columns: Vec<String>,
    pub empty: Vec<String>,
    /// The sheet of a spreadsheet; else the first.
    pub sheet: Option<String>,
}

/// A kind of record that is made.
#[derive(Debug)]
pub(super) struct Section {
    /// `dataset`, `entity`, `article`, `event`.
    pub word: &'static str,
    pub block: Block,
    pub unites: bool,
}

/// Fields of one object, once or for each item of a list.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub each: Option<Take>,
    /// Each with its line.
    pub conditions: Vec<(Condition, usize)>,
    pub fields: Vec<MapField>,
    pub keep: Keep,
}

/// What is carried along under its own name.
#[derive(Debug, Default, PartialEq)]
pub(super) enum Keep {
    #[default]
    Nothing,
    These(Vec<String>),
    Rest,
}

/// A field of the format.
#[derive(Debug)]
pub(super) struct MapField {
    pub name: String,
    pub shape: Shape,
    pub content: Content,
    /// The line of the map.
    pub line: usize,
    /// Whether something of the file is in it.
    pub takes: bool,
    /// Its name as JSON, with the colon behind it.
    pub written: Vec<u8>,
}

/// What a field is made of.
#[derive(Debug)]
pub(super) enum Content {
    Value(Expression),
    Object(Block),
    Items(Vec<Block>),
}

/// A value of the map.
#[derive(Debug)]
pub(super) enum Expression {
    /// All of these.
    All(Vec<Template>),
    /// One of several, by a value.
    Choice { by: Template, cases: Vec<(String, Expression)>, otherwise: Option<Box<Expression>> },
}

/// A field of the file that the map asks for: any of these names, as they stand in a line of the map.
#[derive(Debug)]
pub(super) struct Use {
    pub names: Vec<String>,
    pub line: usize,
}

/// The place of a fault in a map, and what it is.
type Checked<T> = Result<T, (usize, Unmapped)>;

impl Map {
    /// Reads and checks a map. The error names the place in it.
    pub fn parse(name: &str, text: &str, is_built_in: bool) -> Result<Map, Error> {
        let place = |at: usize| {
            let before = &text[..at.min(text.len())];
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            (before.matches('\n').count() + 1, column)
        };
        let fault = |at: usize, reason: Unmapped| {
            let (line, column) = place(at);
            Error::Map { place: format!("{}:{line}:{column}", sanitise_line(name)), reason }
        };
        let parsed = DeTable::parse(text).map_err(|error| {
            let reason = Unmapped::MapSyntax { message: quoted(error.message()) };
            fault(error.span().map_or(0, |span| span.start), reason)
        })?;
        Builder { text }.map(name, parsed.get_ref(), is_built_in).map_err(|(at, reason)| fault(at, reason))
    }

    /// Reads a map in one line: `label={title}; date={when | date dmy}`, keys of the event, others with their section.
    pub fn of_line(line: &str) -> Result<Map, Error> {
        let mut sections: Vec<(&str, Values<'_>)> = Vec::new();
        for entry in entries(line) {
            let Some((key, value)) = entry.split_once('=') else {
                let reason = Unmapped::NoEntryOfMap { entry: quoted(entry.trim()) };
                return Err(Error::Map { place: "--map".to_owned(), reason });
            };
            let key = key.trim();
            let (section, key) = match key.split_once('.') {
                Some((section, rest)) if SECTIONS.contains(&section) => (section, rest),
                Some((section, _)) if !is_of_event(section) => return Err(no_section(section)),
                _ => ("event", key),
            };
            let at = sections.iter().position(|(have, _)| *have == section).unwrap_or_else(|| {
                sections.push((section, Vec::new()));
                sections.len() - 1
            });
            let fields = &mut sections[at].1;
            match fields.iter_mut().find(|(have, _)| *have == key) {
                Some((_, values)) => values.push(value.trim()),
                None => fields.push((key, vec![value.trim()])),
            }
        }
        let mut text = "oreline-map = 1\n".to_owned();
        for (section, fields) in sections {
            let _ = writeln!(text, "[{section}]");
            for (key, values) in fields {
                // A string of JSON is one of TOML.
                let written: Vec<String> =
                    values.iter().map(|value| serde_json::Value::from(*value).to_string()).collect();
                let value = if written.len() == 1 { written.concat() } else { format!("[{}]", written.join(",")) };
                let _ = writeln!(text, "{key} = {value}");
            }
        }
        Map::parse("--map", &text, false).map_err(|error| match error {
            Error::Map { place, reason } => {
                // The line that was made of it says which field is meant.
                let line = place.split(':').nth(1).and_then(|line| line.parse::<usize>().ok());
                let key = line.and_then(|line| text.lines().nth(line.saturating_sub(1))?.split_once(" = "));
                let reason = match key {
                    Some((key, _)) => Unmapped::OfKey { key: quoted(key), why: Box::new(reason) },
                    None => reason,
                };
                Error::Map { place: "--map".to_owned(), reason }
            }
            other => other,
        })
    }

    /// The sheet of a spreadsheet that is read, when it is not the first.
    pub fn sheet(&self) -> Option<&str> {
        self.read.sheet.as_deref()
    }

    /// The encoding of a file in which `found` was found. UTF-16 is read before a map is asked.
    pub(super) fn encoding(&self, found: &'static Encoding) -> &'static Encoding {
        self.read.encoding.filter(|asked| ![UTF_16LE, UTF_16BE].contains(asked)).unwrap_or(found)
    }

    /// Whether records of one id are to become one without a word.
    pub(super) fn unites(&self) -> bool {
        self.sections.iter().any(|section| section.unites)
    }
}

/// Whether an event has a field of this name.
fn is_of_event(name: &str) -> bool {
    Fields::of_record("event").is_some_and(|event| event.shape(name).is_some())
}

/// The error of a map in one line with a section that is none: those of an event may be meant too.
fn no_section(name: &str) -> Error {
    let of_event = Fields::of_record("event").into_iter().flat_map(Fields::names);
    let near = nearest_word(name, SECTIONS.into_iter().chain(of_event));
    let near = near.map_or_else(|| SECTIONS.join(", "), str::to_owned);
    Error::Map { place: "--map".to_owned(), reason: Unmapped::NoSection { key: quoted(name), near } }
}

/// Names of fields, each with its values.
type Values<'l> = Vec<(&'l str, Vec<&'l str>)>;

/// The entries of a map in one line, divided by semicolons outside of braces and quotes.
fn entries(line: &str) -> Vec<&str> {
    let (mut depth, mut in_quotes, mut start) = (0, false, 0);
    let mut found = Vec::new();
    for (at, letter) in line.char_indices() {
        match letter {
            '\'' if depth > 0 => in_quotes = !in_quotes,
            _ if in_quotes => {}
            '{' => depth += 1,
            '}' => depth -= 1,
            ';' if depth == 0 => {
                found.push(&line[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&line[start..]);
    found.into_iter().filter(|entry| !entry.trim().is_empty()).collect()
}

/// What stands at the top of a map beside its version.
const SECTIONS: [&str; 7] = ["match", "read", "let", "dataset", "entity", "article", "event"];
/// What a section has beside fields.
const OPTIONS: [&str; 4] = ["each", "where", "keep", "unite"];
/// The formats that are read.
const FORMATS: [&str; 5] = ["csv", "json", "jsonl", "xml", "debates"];
const RECORDS: [&str; 4] = ["dataset", "entity", "article", "event"];

struct Builder<'t> {
    text: &'t str,
}

/// The entries of a table in the order of the text.
fn in_order<'v, 't>(table: &'v DeTable<'t>) -> Vec<(usize, &'v str, &'v Spanned<DeValue<'t>>)> {
    let mut entries: Vec<_> =
        table.iter().map(|(key, value)| (key.span().start, key.get_ref().as_ref(), value)).collect();
    entries.sort_by_key(|(at, ..)| *at);
    entries
}

/// The text of a value; where it begins, for what is wrong in it.
fn string<'v>(value: &'v Spanned<DeValue<'_>>) -> Checked<&'v str> {
    match value.get_ref() {
        DeValue::String(text) => Ok(text),
        _ => Err((value.span().start, Unmapped::TextInQuotes)),
    }
}

fn strings(value: &Spanned<DeValue<'_>>) -> Checked<Vec<String>> {
    match value.get_ref() {
        DeValue::Array(items) => items.iter().map(|item| string(item).map(str::to_owned)).collect(),
        _ => Ok(vec![string(value)?.to_owned()]),
    }
}

impl Builder<'_> {
    fn line(&self, at: usize) -> usize {
        self.text[..at.min(self.text.len())].matches('\n').count() + 1
    }

    /// What is wrong inside a text of the map, at its place there: escapes before it are not counted.
    fn within(value: &Spanned<DeValue<'_>>, wrong: Wrong) -> (usize, Unmapped) {
        (value.span().start + 1 + wrong.at, wrong.reason)
    }

    fn map(&self, name: &str, table: &DeTable<'_>, is_built_in: bool) -> Checked<Map> {
        let mut map = Map {
            name: name.to_owned(),
            title: title_of(self.text).unwrap_or(name).to_owned(),
            text: self.text.to_owned(),
            is_built_in,
            matching: Vec::new(),
            read: Reading::default(),
            lets: Vec::new(),
            sections: Vec::new(),
            uses: Vec::new(),
        };
        let mut has_version = false;
        for (at, key, value) in in_order(table) {
            match (key, value.get_ref()) {
                ("oreline-map", DeValue::Integer(number)) if number.as_str() == "1" => has_version = true,
                ("oreline-map", _) => {
                    return Err((at, Unmapped::MapVersion));
                }
                ("match", DeValue::Table(table)) => map.matching.push(Builder::matching(table)?),
                ("match", DeValue::Array(items)) => {
                    for item in items {
                        let DeValue::Table(table) = item.get_ref() else {
                            return Err((item.span().start, Unmapped::SectionWanted { section: "match".to_owned() }));
                        };
                        map.matching.push(Builder::matching(table)?);
                    }
                }
                ("read", DeValue::Table(table)) => map.read = self.reading(table, &mut map.uses)?,
                ("let", DeValue::Table(table)) => {
                    for (_, name, value) in in_order(table) {
                        let expression = self.expression(value, &mut map.uses)?;
                        map.lets.push((name.to_owned(), expression));
                    }
                }
                (word, DeValue::Table(table)) if RECORDS.contains(&word) => {
                    map.sections.push(self.section(at, word, table, &mut map.uses)?);
                }
                (word, DeValue::Array(items)) if RECORDS.contains(&word) => {
                    for item in items {
                        let DeValue::Table(table) = item.get_ref() else {
                            return Err((item.span().start, Unmapped::SectionWanted { section: word.to_owned() }));
                        };
                        map.sections.push(self.section(item.span().start, word, table, &mut map.uses)?);
                    }
                }
                _ => {
                    let near = nearest_word(key, SECTIONS.into_iter().chain(["oreline-map"]));
                    let near = near.map_or_else(|| SECTIONS.join(", "), str::to_owned);
                    return Err((at, Unmapped::NoSection { key: quoted(key), near }));
                }
            }
        }
        if !has_version {
            return Err((0, Unmapped::MapBegins));
        }
        if map.sections.is_empty() {
            return Err((self.text.len(), Unmapped::MapMakesNothing));
        }
        // Articles first: events name them.
        map.sections.sort_by_key(|section| RECORDS.iter().position(|word| *word == section.word));
        let lets: Vec<&str> = map.lets.iter().map(|(name, _)| name.as_str()).collect();
        map.uses.retain(|one| !one.names.iter().any(|name| lets.contains(&name.as_str())));
        Ok(map)
    }

    fn section(&self, at: usize, word: &str, table: &DeTable<'_>, uses: &mut Vec<Use>) -> Checked<Section> {
        let known = RECORDS.into_iter().find(|record| *record == word).zip(Fields::of_record(word));
        let Some((word, fields)) = known else { return Err((at, Unmapped::NoRecordCalled { word: quoted(word) })) };
        let mut unites = false;
        let block = self.block(table, fields, uses, &mut |key, value| match (key, value) {
            ("unite", DeValue::Boolean(value)) => {
                unites = *value;
                true
            }
            _ => false,
        })?;
        Ok(Section { word, block, unites })
    }

    fn block(
        &self,
        table: &DeTable<'_>,
        fields: Fields,
        uses: &mut Vec<Use>,
        takes: &mut dyn FnMut(&str, &DeValue<'_>) -> bool,
    ) -> Checked<Block> {
        let mut block = Block::default();
        // Behind `each` names are those of an item, and no fields of the record.
        let mut of_items = Vec::new();
        let has_each = table.iter().any(|(key, _)| key.get_ref() == "each");
        for (at, key, value) in in_order(table) {
            if takes(key, value.get_ref()) {
                continue;
            }
            match key {
                "each" => {
                    let template = self.template(value, &mut Vec::new())?;
                    let Some(take) = template.only() else {
                        return Err((value.span().start, Unmapped::ListFieldWanted));
                    };
                    self.use_of(take, value, uses);
                    block.each = Some(take.clone());
                }
                "where" => {
                    block.conditions = self.conditions(value)?;
                }
                "keep" => {
                    let names = strings(value)?;
                    let is_rest = names == ["rest"] && matches!(value.get_ref(), DeValue::String(_));
                    block.keep = if is_rest { Keep::Rest } else { Keep::These(names) };
                }
                _ => {
                    let Some(shape) = fields.shape(key) else {
                        let near = nearest_word(key, OPTIONS.into_iter().chain(fields.names()));
                        let near = near.map_or_else(|| fields.names().collect::<Vec<_>>().join(", "), str::to_owned);
                        return Err((at, Unmapped::NoFieldHere { key: quoted(key), near }));
                    };
                    let content = self.content(value, &shape, if has_each { &mut of_items } else { uses })?;
                    let takes = has_take(&content);
                    let mut written = Vec::new();
                    write_text(key, &mut written);
                    written.push(b':');
                    let line = self.line(at);
                    block.fields.push(MapField { name: key.to_owned(), shape, content, line, takes, written });
                }
            }
        }
        Ok(block)
    }

    fn content(&self, value: &Spanned<DeValue<'_>>, shape: &Shape, uses: &mut Vec<Use>) -> Checked<Content> {
        let none = &mut |_: &str, _: &DeValue<'_>| false;
        match (value.get_ref(), shape) {
            (DeValue::Table(table), Shape::Object(fields)) if !is_choice(table) => {
                Ok(Content::Object(self.block(table, *fields, uses, none)?))
            }
            (DeValue::Table(table), Shape::List(item)) if !is_choice(table) => match &**item {
                Shape::Object(fields) => Ok(Content::Items(vec![self.block(table, *fields, uses, none)?])),
                _ => Err((value.span().start, Unmapped::TextOrTexts)),
            },
            (DeValue::Array(items), Shape::List(item))
                if items
                    .first()
                    .is_some_and(|first| matches!(first.get_ref(), DeValue::Table(table) if !is_choice(table))) =>
            {
                let Shape::Object(fields) = &**item else {
                    return Err((value.span().start, Unmapped::Texts));
                };
                let block = |one: &Spanned<DeValue<'_>>, uses: &mut Vec<Use>| match one.get_ref() {
                    DeValue::Table(table) => self.block(table, *fields, uses, &mut |_, _| false),
                    _ => Err((one.span().start, Unmapped::Section)),
                };
                items.iter().map(|one| block(one, uses)).collect::<Checked<_>>().map(Content::Items)
            }
            _ => self.expression(value, uses).map(Content::Value),
        }
    }

    fn expression(&self, value: &Spanned<DeValue<'_>>, uses: &mut Vec<Use>) -> Checked<Expression> {
        match value.get_ref() {
            DeValue::Array(items) => {
                items.iter().map(|item| self.template(item, uses)).collect::<Checked<_>>().map(Expression::All)
            }
            DeValue::Table(table) if is_choice(table) => {
                let (mut by, mut cases, mut otherwise) = (None, Vec::new(), None);
                for (_, key, value) in in_order(table) {
                    match key {
                        "by" => by = Some(self.template(value, uses)?),
                        "else" => otherwise = Some(Box::new(self.expression(value, uses)?)),
                        case => cases.push((case.to_owned(), self.expression(value, uses)?)),
                    }
                }
                let by = by.ok_or_else(|| (value.span().start, Unmapped::ChoiceBy))?;
                Ok(Expression::Choice { by, cases, otherwise })
            }
            DeValue::Table(_) => Err((value.span().start, Unmapped::TextOrChoice)),
            DeValue::Boolean(value) => Ok(constant(&value.to_string())),
            DeValue::Integer(number) => Ok(constant(&number.to_string())),
            DeValue::Float(number) => Ok(constant(&number.to_string())),
            _ => Ok(Expression::All(vec![self.template(value, uses)?])),
        }
    }

    fn template(&self, value: &Spanned<DeValue<'_>>, uses: &mut Vec<Use>) -> Checked<Template> {
        let template = Template::parse(string(value)?).map_err(|wrong| Builder::within(value, wrong))?;
        for take in template.takes() {
            self.use_of(take, value, uses);
        }
        Ok(template)
    }

    /// Notes the fields of the record that are asked for; those of what lies around it, or of items, are not known.
    fn use_of(&self, take: &Take, value: &Spanned<DeValue<'_>>, uses: &mut Vec<Use>) {
        use super::grammar::{From, Step};
        // A name may have dots in it.
        let name = |way: &super::grammar::Way| match (way.path.from, way.path.steps.first()) {
            (From::Here, Some(Step::Name(name))) => {
                Some(std::iter::once(name.clone()).chain(way.path.whole.clone()).collect())
            }
            _ => None,
        };
        let names: Option<Vec<Vec<String>>> = take.ways.iter().map(name).collect();
        uses.extend(names.map(|names| Use { names: names.concat(), line: self.line(value.span().start) }));
    }

    fn conditions(&self, value: &Spanned<DeValue<'_>>) -> Checked<Vec<(Condition, usize)>> {
        let one = |value: &Spanned<DeValue<'_>>| -> Checked<(Condition, usize)> {
            let condition = Condition::parse(string(value)?).map_err(|wrong| Builder::within(value, wrong))?;
            Ok((condition, self.line(value.span().start)))
        };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().map(one).collect(),
            _ => Ok(vec![one(value)?]),
        }
    }

    fn matching(table: &DeTable<'_>) -> Checked<Matching> {
        const KEYS: [&str; 8] = ["keys", "inside", "columns", "width", "first", "prefix", "root", "values"];
        let mut matching = Matching::default();
        let regex = |value: &Spanned<DeValue<'_>>| {
            let text = string(value)?;
            Regex::new(text).map_err(|error| {
                (value.span().start, Unmapped::NoRegex { text: quoted(text), why: quoted(&error.to_string()) })
            })
        };
        for (at, key, value) in in_order(table) {
            match (key, value.get_ref()) {
                ("keys", _) => matching.keys = strings(value)?,
                ("columns", _) => matching.columns = strings(value)?,
                ("first", _) => matching.first = Some(regex(value)?),
                ("root", _) => matching.root = Some(string(value)?.to_owned()),
                ("prefix", _) => matching.prefix = Some(regex(value)?),
                ("width", DeValue::Integer(number)) => matching.width = number.as_str().parse().ok(),
                ("values", DeValue::Table(values)) => {
                    for (_, key, value) in in_order(values) {
                        matching.values.push((key.to_owned(), regex(value)?));
                    }
                }
                ("inside", DeValue::Table(inside)) => {
                    let (mut list, mut keys) = (None, Vec::new());
                    for (at, key, value) in in_order(inside) {
                        match key {
                            "list" => list = Some(string(value)?.to_owned()),
                            "keys" => keys = strings(value)?,
                            _ => return Err((at, Unmapped::InsideHas { key: quoted(key) })),
                        }
                    }
                    let list = list.ok_or((at, Unmapped::InsideList))?;
                    matching.inside = Some((list, keys));
                }
                _ => return Err((at, wrong_key(key, &KEYS, "[match]"))),
            }
        }
        Ok(matching)
    }

    fn reading(&self, table: &DeTable<'_>, uses: &mut Vec<Use>) -> Checked<Reading> {
        const KEYS: [&str; 9] =
            ["format", "records", "where", "delimiter", "encoding", "quotes", "columns", "empty", "sheet"];
        let mut reading = Reading::default();
        let byte = |value: &Spanned<DeValue<'_>>| match string(value)?.as_bytes() {
            [byte] => Ok(*byte),
            _ => Err((value.span().start, Unmapped::OneSign)),
        };
        for (at, key, value) in in_order(table) {
            match key {
                "format" => {
                    let word = string(value)?;
                    if !FORMATS.contains(&word) {
                        let reason = Unmapped::NoFormat { word: quoted(word), formats: FORMATS.join(", ") };
                        return Err((value.span().start, reason));
                    }
                    reading.format = Some(word.to_owned());
                }
                "records" => {
                    let ways = |text: &String| text.split('|').map(|path| path.trim().to_owned()).collect();
                    reading.records = strings(value)?.iter().map(ways).collect();
                }
                "where" => {
                    reading.conditions = self.conditions(value)?;
                    for (condition, line) in &reading.conditions {
                        for take in condition.left.takes() {
                            let before = uses.len();
                            self.use_of(take, value, uses);
                            uses[before..].iter_mut().for_each(|one| one.line = *line);
                        }
                    }
                }
                "delimiter" => reading.delimiter = Some(byte(value)?),
                // An empty one is none: cells are as they stand.
                "quotes" if string(value)?.is_empty() => reading.quote = Some(NO_QUOTE),
                "quotes" => reading.quote = Some(byte(value)?),
                "encoding" => {
                    let word = string(value)?;
                    let known = Encoding::for_label(word.as_bytes());
                    reading.encoding =
                        Some(known.ok_or_else(|| (value.span().start, Unmapped::NoEncoding { word: quoted(word) }))?);
                }
                "sheet" => reading.sheet = Some(string(value)?.to_owned()),
                "columns" => reading.columns = strings(value)?,
                "empty" => reading.empty = strings(value)?,
                _ => return Err((at, wrong_key(key, &KEYS, "[read]"))),
            }
        }
        Ok(reading)
    }
}

fn wrong_key(key: &str, keys: &[&str], section: &str) -> Unmapped {
    let near = nearest_word(key, keys.iter().copied()).map_or_else(|| keys.join(", "), str::to_owned);
    Unmapped::NoKey { section: section.to_owned(), key: quoted(key), near }
}

/// A value without anything of the file.
fn constant(text: &str) -> Expression {
    Expression::All(vec![Template { pieces: vec![super::grammar::Piece::Text(text.to_owned())] }])
}

fn is_choice(table: &DeTable<'_>) -> bool {
    table.iter().any(|(key, _)| key.get_ref() == "by")
}

/// Whether anything of the file is in it.
fn has_take(content: &Content) -> bool {
    fn of_expression(expression: &Expression) -> bool {
        match expression {
            Expression::All(templates) => templates.iter().any(|template| !template.takes().is_empty()),
            Expression::Choice { .. } => true,
        }
    }
    match content {
        Content::Value(expression) => of_expression(expression),
        Content::Object(block) => block.fields.iter().any(|field| field.takes),
        Content::Items(blocks) => blocks.iter().any(|block| block.fields.iter().any(|field| field.takes)),
    }
}

/// What a map reads, by the first words of its first line.
fn title_of(text: &str) -> Option<&str> {
    let first = text.lines().next()?.strip_prefix('#')?.trim();
    // A dot within a word is part of a name.
    let ends = |(at, letter): (usize, char)| match letter {
        ',' | '(' | ':' => true,
        '.' => first[at + 1..].chars().next().is_none_or(char::is_whitespace),
        _ => false,
    };
    let end = first.char_indices().find(|one| ends(*one)).map_or(first.len(), |(at, _)| at);
    Some(first[..end].trim()).filter(|title| !title.is_empty())
}
