//! Foreign files: which map reads a file, and its records as lines of the dataset format.
//!
//! ```text
//! bytes ─► readers (tables, JSON) ─► map (a page of TOML) ─► lines of the format ─► as native lines
//! ```
//!
//! The native format never passes through here: it says what it is, or no map knows it. What is made of the lines is not
//! known here.

mod apply;
mod columns;
mod dates;
mod document;
mod encodings;
mod entities;
mod false_friends;
mod fields;
mod filters;
mod grammar;
mod hxl;
pub mod map;
pub mod maps;
mod names;
mod outline;
mod plain_text;
mod proposal;
mod propose;
mod readers;
mod value;
mod xml;

pub use map::Map;
pub use maps::{Maps, built_in};
pub use proposal::{Proposal, ProposedField, Sample};
pub use propose::propose;

use super::answer;
use super::document::LOOK;
use super::input::Input;
use crate::catalogue::{ExpectedFile, Finding, Noun, Remark, Remarks, Remedy, SystemFault, Unmapped};
use crate::error::{Error, Result};
use crate::problem::{Level, Location, Problem};
use crate::text::sanitise_line;
use apply::{Left, Mapper, Trouble};
use encoding_rs::{Encoding, UTF_8};
use map::Matching;
use outline::Outline;
use readers::{Decoded, Form, Head, Read_, Taker};
use std::borrow::Cow;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::sync::{Arc, mpsc};
use value::{Value, is_same_name};

/// Bytes of made lines that are given on at a time: few at first, so that rows are on screen at once.
const BATCHES: [usize; 2] = [1 << 13, 1 << 18];

/// Rows that are listed one by one of those that were left out; more are counted.
const LISTED: usize = 10_000;

/// Batches that are read ahead of the mapping.
const AHEAD: usize = 4;

/// Rows of a text that are enough to tell a table.
const ROWS: usize = 20;

/// What a file is.
pub(super) enum Recognised {
    /// The dataset format, or nothing that a map knows.
    Native,
    /// The answer of a language model, with data in it.
    Answer,
    /// A map reads it.
    Foreign(Plan),
    /// It is something else, as this says.
    Refused(Error),
}

/// How a file is read with a map.
pub(super) struct Plan {
    map: Arc<Map>,
    form: Form,
    encoding: &'static Encoding,
    /// Letters before the data: remarks, or what makes JSON a script.
    skipped: usize,
    /// Where a table begins.
    head: Head,
}

/// Tells what an input is by its beginning; `None` when more must be seen. `beginning` is what there is of it, `is_all`
/// whether that is the whole.
pub(super) fn recognise(input: &Input, beginning: &[u8], is_all: bool) -> Option<Recognised> {
    let maps = input.maps();
    let is_enough = is_all || beginning.len() as u64 >= LOOK;
    let encoding = encodings::of(beginning);
    let bytes =
        if encoding == UTF_8 { beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning) } else { beginning };
    let decoded;
    let text = match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if encoding == UTF_8 => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
        Err(_) => {
            decoded = encoding.decode(bytes).0;
            &decoded
        }
    };
    let all_maps = || maps.own.iter().chain(built_in());
    let skipped = before_data(text, all_maps());
    if skipped == 0 && answer::is_one(beginning) {
        return Some(Recognised::Answer);
    }
    let body = text[skipped..].trim_start();
    let Some(first) = body.chars().next() else { return is_enough.then_some(Recognised::Native) };
    if matches!(first, '{' | '[') {
        return recognise_json(input, body, skipped, encoding, is_all, is_enough);
    }
    if first.is_control() {
        return Some(Recognised::Native);
    }
    if first == '<' {
        return recognise_markup(input, body, encoding, is_enough);
    }
    if let Some(reason) = false_friends::of_text(body) {
        return Some(Recognised::Refused(not_data(input, reason)));
    }
    // A row behind the names of the columns is enough for a map that knows them.
    let rows_there = if is_all { ROWS } else { body.matches('\n').count() };
    if !is_enough && rows_there < 2 {
        return None;
    }
    let chosen = maps.chosen.as_ref().map(|(_, map)| map);
    let asked = chosen.filter(|map| map.read.format.as_deref() == Some("csv")).map(|_| b',');
    let sign = chosen.and_then(|map| map.read.delimiter).or_else(|| readers::delimiter(body, is_all)).or(asked);
    let Some(sign) = sign else { return (is_enough || rows_there >= ROWS).then_some(Recognised::Native) };
    let quote = chosen.and_then(|map| map.read.quote);
    let (head, mut rows) = readers::rows_from_names(body, sign, quote);
    if !is_all && rows.len() > 1 {
        // The last one may be cut.
        rows.pop();
    }
    let Some(header) = rows.first() else { return Some(Recognised::Native) };
    let found = chosen.or_else(|| all_maps().find(|map| map.matching.iter().any(|way| is_table_of(way, header))));
    match found {
        None if !is_enough && rows_there < ROWS => None,
        None if let Some(reason) = false_friends::of_table(header, &rows[1..]) => {
            Some(Recognised::Refused(not_data(input, reason)))
        }
        Some(map) => {
            let form = Form::Table(map.read.delimiter.unwrap_or(sign));
            let encoding = map.encoding(encoding);
            // A table without names of its columns begins with its first row.
            let head = if map.read.columns.is_empty() { head } else { Head::default() };
            Some(Recognised::Foreign(Plan { map: Arc::clone(map), form, encoding, skipped: 0, head }))
        }
        None => Some(Recognised::Refused(needs_map(input, header))),
    }
}

fn recognise_json(
    input: &Input,
    body: &str,
    skipped: usize,
    encoding: &'static Encoding,
    is_all: bool,
    is_enough: bool,
) -> Option<Recognised> {
    let maps = input.maps();
    let line_end = body.find('\n');
    let first_line = body[..line_end.unwrap_or(body.len())].trim_end().trim_end_matches(',');
    let is_whole = |text: &str| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
    let is_line = first_line.starts_with('{') && (line_end.is_some() || is_all) && is_whole(first_line);
    if !is_line && !is_enough {
        // What the beginning says of itself is enough.
        let outline = Outline::of(body);
        return outline.is_native().then_some(Recognised::Native);
    }
    let outline = Outline::of(if is_line { first_line } else { body });
    if outline.is_native() {
        return Some(Recognised::Native);
    }
    let is_last = is_line && body[line_end.unwrap_or(body.len())..].trim().is_empty();
    let is_alone = is_last && is_all;
    let chosen = maps.chosen.as_ref().map(|(_, map)| map);
    let matches = |map: &&Arc<Map>| map.matching.iter().any(|way| outline.matches(way));
    let Some(map) = chosen.or_else(|| maps.own.iter().chain(built_in()).find(matches)) else {
        if let Some(reason) = false_friends::of_json(&outline) {
            return Some(Recognised::Refused(not_data(input, reason)));
        }
        let what = outline.not_understood();
        return Some(
            what.map_or(Recognised::Native, |what| Recognised::Refused(Error::NeedsMap { name: input.name(), what })),
        );
    };
    if is_last && !is_all && map.read.format.is_none() {
        // What follows tells whether the file is one value or has one on each line.
        return None;
    }
    let form = match map.read.format.as_deref() {
        Some("jsonl") => Form::Lines,
        Some("json") => Form::Json,
        _ if is_line && !is_alone => Form::Lines,
        _ => Form::Json,
    };
    let encoding = map.encoding(encoding);
    Some(Recognised::Foreign(Plan { map: Arc::clone(map), form, encoding, skipped, head: Head::default() }))
}

/// What a text that begins with a tag is: XML that a map knows, a page with JSON-LD in it, or nothing that holds data.
fn recognise_markup(input: &Input, body: &str, encoding: &'static Encoding, is_enough: bool) -> Option<Recognised> {
    let maps = input.maps();
    let (root, named) = xml::beginning(body);
    let is_html = root.is_some_and(false_friends::is_of_page) || false_friends::is_page(body);
    let plan = |map: &Arc<Map>, form: Form, encoding: &'static Encoding| {
        let encoding = map.encoding(encoding);
        Some(Recognised::Foreign(Plan { map: Arc::clone(map), form, encoding, skipped: 0, head: Head::default() }))
    };
    let chosen = maps.chosen.as_ref().map(|(_, map)| map);
    if is_html {
        if body.contains("application/ld+json") {
            let json_ld = || built_in().iter().find(|map| map.name == "jsonld");
            return chosen.or_else(json_ld).and_then(|map| plan(map, Form::Page, encoding));
        }
        return is_enough.then(|| Recognised::Refused(not_data(input, false_friends::of_markup(body))));
    }
    let Some(root) = root else {
        return is_enough.then(|| Recognised::Refused(not_data(input, false_friends::of_markup(body))));
    };
    let is_of_root = |map: &&Arc<Map>| {
        map.matching.iter().any(|way| way.root.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(root)))
    };
    let asked = chosen.filter(|map| matches!(map.read.format.as_deref(), Some("xml" | "debates")));
    let Some(map) = asked.or_else(|| maps.own.iter().chain(built_in()).find(is_of_root)) else {
        return Some(Recognised::Refused(not_data(input, false_friends::of_markup(body))));
    };
    // What the prolog says of the encoding counts; UTF-16 was read as UTF-8 before.
    let named = named.and_then(|name| Encoding::for_label(name.as_bytes())).filter(|named| named.is_ascii_compatible());
    let form = if map.read.format.as_deref() == Some("debates") { Form::Debates } else { Form::Xml };
    plan(map, form, named.unwrap_or(encoding))
}

/// Letters before the data: lines that begin with `//`, and what a map says may stand before.
fn before_data<'m>(text: &str, mut maps: impl Iterator<Item = &'m Arc<Map>>) -> usize {
    let mut rest = text.trim_start();
    while rest.starts_with("//")
        && let Some(end) = rest.find('\n')
    {
        rest = rest[end..].trim_start();
    }
    if rest.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') {
        let prefix = |map: &'m Arc<Map>| {
            let mut ways = map.matching.iter().filter_map(|way| way.prefix.as_ref()?.find(rest));
            // `sep=;` above a table is none.
            let is_script = |end: usize| rest[end..].trim_start().starts_with(['{', '[']);
            ways.find(|found| found.start() == 0 && is_script(found.end())).map(|found| found.end())
        };
        if let Some(end) = maps.find_map(prefix) {
            rest = &rest[end..];
        }
    }
    text.len() - rest.len()
}

/// Whether a table with these names of columns looks as a map says.
fn is_table_of(matching: &Matching, header: &[String]) -> bool {
    let has = |name: &String| header.iter().any(|cell| is_same_name(cell, name));
    let first = header.first().map_or("", String::as_str);
    (!matching.columns.is_empty() || matching.width.is_some() || matching.first.is_some())
        && matching.keys.is_empty()
        && matching.inside.is_none()
        && matching.columns.iter().all(has)
        && matching.width.is_none_or(|width| header.len() == width)
        && matching.first.as_ref().is_none_or(|regex| regex.is_match(first))
}

fn not_data(input: &Input, why: Unmapped) -> Error {
    Error::UnknownFormat {
        name: input.name(),
        line: 1,
        column: 1,
        excerpt: None,
        reason: Box::new(Finding::unmapped(why)),
        expected: ExpectedFile::JsonOrTable,
    }
}

/// The error of a table that no map knows.
fn needs_map(input: &Input, header: &[String]) -> Error {
    let shown: Vec<String> = header.iter().take(8).map(|cell| sanitise_line(cell.trim()).into_owned()).collect();
    let more = if header.len() > shown.len() { ", …" } else { "" };
    Error::NeedsMap { name: input.name(), what: Unmapped::TableWith { columns: format!("{}{more}", shown.join(", ")) } }
}

impl Plan {
    /// What the lines that are made depend on besides the file.
    pub fn words(&self) -> Vec<u8> {
        format!("{:?} {} {} {:?}\n{}", self.form, self.encoding.name(), self.skipped, self.head, self.map.text)
            .into_bytes()
    }

    /// Whether records of one id become one without a word.
    pub fn unites(&self) -> bool {
        self.map.unites()
    }
}

/// Takes made lines, and of each the line of the file that it is made of; it may end the work.
pub(super) type Keeper<'k> = dyn FnMut(&[u8], &[u32]) -> Result<ControlFlow<()>> + 'k;

/// Reads all of `stream`, which begins with the beginning that was recognised, and gives what the map makes of it to `keep`
/// with the line in the file of each made line. What was wrong comes back as problems.
pub(super) fn run(plan: &Plan, input: &Input, stream: impl Read + Send, keep: &mut Keeper<'_>) -> Result<Vec<Problem>> {
    let mut work = Work::new(plan, input, keep);
    let read = &plan.map.read;
    let text = Decoded::new(stream, plan.encoding);
    match plan.form {
        Form::Table(sign) => {
            let map = &plan.map;
            let mut header = |names: &[String]| check_names(map, &names.iter().map(String::as_str), true);
            let mut table = readers::Table::new(&read.columns, &plan.head);
            work.take_all(
                |give| readers::rows_in_batches(text, sign, read.quote, give),
                |batch, _, take| table.take(batch, &mut header, take),
            )?;
        }
        Form::Lines => {
            let lines = BufReader::with_capacity(1 << 18, text);
            let ended = work.take_all(
                |give| readers::lines_in_batches(lines, give),
                |batch, number, take| Ok(readers::take_lines(batch, number, take)),
            )?;
            if let Err(error) = ended {
                work.broken(ended_with(&error));
            }
        }
        Form::Xml | Form::Debates => {
            let ended = work.take_all(
                |give| match plan.form {
                    Form::Debates => xml::debates_in_batches(text, give),
                    _ => xml::elements_in_batches(text, &read.records, give),
                },
                |batch, number, take| Ok(xml::take_elements(batch, number, take)),
            )?;
            work.broken_off(plan, input, ended)?;
        }
        Form::Page => {
            let mut whole = String::new();
            let mut text = text;
            if let Err(error) = text.read_to_string(&mut whole) {
                work.broken(ended_with(&error));
            }
            for (at, block) in xml::blocks(&whole) {
                let before = whole[..at].matches('\n').count() as u64;
                let block = in_one_line(block);
                let mut failed = None;
                let mut number = work.records;
                let wanted = document::Wanted { records: &read.records, is_record: &|_| true, skipped: 0 };
                let outcome = document::items_in_batches(block.as_bytes(), &wanted, &mut |items| {
                    document::take_items(&items, &mut number, &mut |mut read| {
                        match &mut read {
                            Read_::Record(found) => found.line += before,
                            Read_::Fault { line, .. } | Read_::Above { line } | Read_::Tags { line } => *line += before,
                        }
                        work.take(read).map_break(|error| failed = error)
                    })
                });
                failed.map_or(Ok(()), Err)?;
                if let Err((_, reason)) = outcome {
                    let fault = Read_::Fault { line: before + 1, reason };
                    let _ = work.take(fault);
                }
            }
        }
        Form::Json => {
            let ways = plan.map.matching.iter().filter(|way| !way.keys.is_empty());
            let keys: Vec<&Vec<String>> = ways.map(|way| &way.keys).collect();
            let is_record = |names: &[&str]| {
                let has = |key: &String| names.iter().any(|name| is_same_name(name, key));
                // A map whose fields stand at the top is for the top.
                let uses = &plan.map.uses;
                let there = uses.iter().filter(|one| one.names.iter().any(has)).count();
                keys.iter().any(|keys| keys.iter().all(has)) || (!uses.is_empty() && there * 10 >= uses.len() * 6)
            };
            let wanted = document::Wanted { records: &read.records, is_record: &is_record, skipped: plan.skipped };
            let ended = work.take_all(
                |give| document::items_in_batches(text, &wanted, give),
                |items, number, take| Ok(document::take_items(items, number, take)),
            )?;
            work.broken_off(plan, input, ended)?;
        }
    }
    work.finish()
}

/// A block of JSON as it is, or with blanks for the line ends and tabs that careless pages have in its texts.
fn in_one_line(block: &str) -> Cow<'_, str> {
    if serde_json::from_str::<serde::de::IgnoredAny>(block).is_ok() {
        return Cow::Borrowed(block);
    }
    Cow::Owned(block.replace(|letter: char| letter.is_ascii_control(), " "))
}

/// The error of a file of which no record was read.
fn unreadable(plan: &Plan, input: &Input, line: u64, why: Unmapped) -> Error {
    Error::UnknownFormat {
        name: input.name(),
        line,
        column: 1,
        excerpt: None,
        reason: Box::new(Finding::unmapped(why)),
        expected: ExpectedFile::OfMap { map: sanitise_line(&plan.map.name).into_owned() },
    }
}

/// Why a stream ends before its end.
fn ended_with(error: &std::io::Error) -> Finding {
    Finding::System { why: SystemFault::of(error).with_words(|words| sanitise_line(words).into_owned()) }
}

/// What is wrong in a line.
fn of_line(line: u64, why: Unmapped) -> Finding {
    Finding::OfLine { line, why: Box::new(Finding::unmapped(why)) }
}

/// Produces batches in a thread of its own, so that reading and mapping go on at the same time, and consumes them here in
/// order, each with whether no other waits behind it. Who consumes may end it.
fn in_two<B: Send, R: Send>(
    produce: impl FnOnce(&mut dyn FnMut(B) -> ControlFlow<()>) -> R + Send,
    consume: &mut dyn FnMut(B, bool) -> ControlFlow<()>,
) -> R {
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(AHEAD);
        let producer = scope.spawn(move || {
            produce(&mut |batch| match sender.send(batch) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            })
        });
        let mut next = receiver.recv().ok();
        while let Some(batch) = next {
            next = receiver.try_recv().ok();
            if consume(batch, next.is_none()).is_break() {
                break;
            }
            next = next.or_else(|| receiver.recv().ok());
        }
        drop(receiver);
        producer.join().unwrap_or_else(|panicked| std::panic::resume_unwind(panicked))
    })
}

/// Fails when the map asks for a field that none of `names` is. Records of JSON may lack a field, so of theirs only one that
/// is nearly another is a mistake.
fn check_names<'n>(map: &Map, names: &(impl Iterator<Item = &'n str> + Clone), is_table: bool) -> Result<()> {
    if map.is_built_in {
        return Ok(());
    }
    for one in &map.uses {
        let is_there = |name: &String| {
            let first = name.split('.').next().unwrap_or(name);
            names.clone().any(|have| is_same_name(have, name) || is_same_name(have, first))
        };
        if one.names.iter().any(is_there) {
            continue;
        }
        let name = one.names.first().map_or("", String::as_str);
        let near = fields::nearest(name, names.clone());
        if near.is_none() && !is_table {
            continue;
        }
        let near = near.map_or_else(|| names.clone().collect::<Vec<_>>().join(", "), str::to_owned);
        return Err(Error::Map {
            place: format!("{}:{}", sanitise_line(&map.name), one.line),
            reason: Unmapped::NoSuchField {
                name: super::native::quoted(name),
                near: sanitise_line(&near).into_owned(),
            },
        });
    }
    Ok(())
}

/// Mapping while it goes on.
struct Work<'w, 'k> {
    plan: &'w Plan,
    file: Arc<str>,
    mapper: Mapper<'w>,
    keep: &'w mut Keeper<'k>,
    out: Vec<u8>,
    lines: Vec<u32>,
    has_given: bool,
    problems: Vec<Problem>,
    /// Records that were read, and those of them that were left out or not understood.
    records: usize,
    left_out: usize,
    unread: usize,
    /// Items of lists in the records that were left out.
    items_left: usize,
    /// Fields that could not be read.
    fields: usize,
}

impl<'w, 'k> Work<'w, 'k> {
    fn new(plan: &'w Plan, input: &Input, keep: &'w mut Keeper<'k>) -> Work<'w, 'k> {
        Work {
            plan,
            file: input.name().into(),
            mapper: Mapper::new(&plan.map),
            keep,
            out: Vec::new(),
            lines: Vec::new(),
            has_given: false,
            problems: Vec::new(),
            records: 0,
            left_out: 0,
            unread: 0,
            items_left: 0,
            fields: 0,
        }
    }

    fn problem(&mut self, level: Level, line: u64, pointer: String, reason: Finding, remedy: Remedy) {
        let location = Location { file: Arc::clone(&self.file), line, column: 0, pointer };
        self.problems.push(Problem { level, location, record: None, reason, remedy });
    }

    fn take(&mut self, read: Read_<'_>) -> ControlFlow<Option<Error>> {
        match read {
            Read_::Fault { line, reason } => {
                self.unread += 1;
                if self.unread <= LISTED {
                    self.problem(Level::Warning, line, String::new(), Finding::unmapped(reason), Remedy::MendRow);
                }
            }
            Read_::Above { line } => {
                let reason = Finding::unmapped(Unmapped::AboveNames);
                self.problem(Level::Note, line, String::new(), reason, Remedy::TitleIsNoRecord);
            }
            Read_::Tags { line } => {
                self.records += 1;
                self.leave_out(line, None);
            }
            Read_::Record(found) => {
                self.records += 1;
                if self.records == 1
                    && !matches!(self.plan.form, Form::Table(_))
                    && let Value::Object(fields) = found.record
                    && let Err(error) =
                        check_names(&self.plan.map, &fields.iter().map(|(name, _)| name.as_ref()), false)
                {
                    return ControlFlow::Break(Some(error));
                }
                let start = self.lines.len();
                let mut troubles = Vec::new();
                let made = self.mapper.add(found.record, found.top, found.number, &mut self.out, &mut troubles);
                match made {
                    Ok(count) => {
                        self.lines.resize(start + count, found.line as u32);
                        if count == 0 {
                            self.leave_out(found.line, None);
                        }
                    }
                    Err(of_map) => self.leave_out(found.line, Some(of_map)),
                }
                for Left { pointer, line } in std::mem::take(&mut self.mapper.left) {
                    self.items_left += 1;
                    if self.items_left <= LISTED {
                        let map = sanitise_line(&self.plan.map.name).into_owned();
                        let reason = Finding::LeftOutByLine { line, map };
                        self.problem(Level::Note, found.line, pointer, reason, Remedy::AsTheMapSays);
                    }
                }
                for Trouble { field, line, reason } in troubles {
                    self.fields += 1;
                    if self.fields > LISTED {
                        continue;
                    }
                    let map = sanitise_line(&self.plan.map.name).into_owned();
                    let (reason, remedy) = (Finding::unmapped(reason), Remedy::ReadByLine { line, map });
                    self.problem(Level::Warning, found.line, format!("/{field}"), reason, remedy);
                }
                if self.out.len() >= BATCHES[usize::from(self.has_given)] {
                    return self.flush();
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// Gives on what was made so far.
    fn flush(&mut self) -> ControlFlow<Option<Error>> {
        if self.out.is_empty() {
            return ControlFlow::Continue(());
        }
        match self.give() {
            Ok(ControlFlow::Continue(())) => ControlFlow::Continue(()),
            Ok(ControlFlow::Break(())) => ControlFlow::Break(None),
            Err(error) => ControlFlow::Break(Some(error)),
        }
    }

    fn leave_out(&mut self, line: u64, of_map: Option<usize>) {
        self.left_out += 1;
        if self.left_out <= LISTED {
            let map = sanitise_line(&self.plan.map.name).into_owned();
            let reason = match of_map {
                Some(line) => Finding::LeftOutByLine { line, map },
                None => Finding::NothingMadeOfIt { map },
            };
            self.problem(Level::Note, line, String::new(), reason, Remedy::AsTheMapSays);
        }
    }

    /// Takes all that is read on another thread in batches; `take` hands on what is in one, and counts it. Fails as a record
    /// does that ends the work; else says how the reading ended.
    fn take_all<B: Send, R: Send>(
        &mut self,
        produce: impl FnOnce(&mut dyn FnMut(B) -> ControlFlow<()>) -> R + Send,
        mut take: impl FnMut(&B, &mut usize, &mut Taker<'_>) -> Result<ControlFlow<()>>,
    ) -> Result<R> {
        let (mut failed, mut number) = (None, 0);
        let ended = in_two(produce, &mut |batch, is_last| {
            let mut one = |read: Read_<'_>| self.take(read).map_break(|error| failed = error);
            match take(&batch, &mut number, &mut one) {
                Ok(ControlFlow::Continue(())) if is_last => self.flush().map_break(|error| failed = error),
                Ok(goes_on) => goes_on,
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        failed.map_or(Ok(ended), Err)
    }

    /// What is wrong where the records end before the file does: all of it when no record was read.
    fn broken_off(
        &mut self,
        plan: &Plan,
        input: &Input,
        ended: std::result::Result<(), document::Fault>,
    ) -> Result<()> {
        match ended {
            Err((line, reason)) if self.records == 0 => return Err(unreadable(plan, input, line, reason)),
            Err((line, reason)) => self.broken(of_line(line, reason)),
            Ok(()) => {}
        }
        Ok(())
    }

    fn broken(&mut self, why: Finding) {
        let reason = Finding::FileBreaksOff { why: Box::new(why) };
        self.problem(Level::Error, 0, String::new(), reason, Remedy::GetWholeFile);
    }

    fn give(&mut self) -> Result<ControlFlow<()>> {
        let goes_on = (self.keep)(&self.out, &self.lines)?;
        self.out.clear();
        self.lines.clear();
        self.has_given = true;
        Ok(goes_on)
    }

    fn finish(mut self) -> Result<Vec<Problem>> {
        let _ = self.give()?;
        let made = &self.mapper.made;
        let kinds = [(made.events, Noun::Event), (made.articles, Noun::Article), (made.entities, Noun::Name)];
        let kinds =
            kinds.into_iter().filter(|(number, _)| *number > 0).map(|(number, noun)| noun.count(number)).collect();
        let mut remarks = Vec::from_iter(made.lacks());
        let (left_out, unread) = (Noun::Row.count(self.left_out), Noun::Row.count(self.unread));
        remarks.extend((self.left_out > 0).then_some(Remark::LeftOut { rows: left_out }));
        let items = Noun::Item.count(self.items_left);
        remarks.extend((self.items_left > 0).then_some(Remark::ItemsLeftOut { items }));
        remarks.extend((self.unread > 0).then_some(Remark::Unread { rows: unread }));
        let title = sanitise_line(&self.plan.map.title).into_owned();
        let said = Finding::read_as(title, kinds, self.records, self.mapper.fields(), Remarks(remarks));
        let more = |count: usize| count.checked_sub(LISTED).filter(|more| *more > 0);
        let more = [
            more(self.left_out).map(|more| Finding::MoreRowsLeftOut { more }),
            more(self.items_left).map(|more| Finding::MoreItemsLeftOut { more }),
            more(self.unread).map(|more| Finding::MoreRowsUnread { more }),
            more(self.fields).map(|more| Finding::MoreFields { more }),
        ];
        for reason in more.into_iter().flatten() {
            self.problem(Level::Note, 0, String::new(), reason, Remedy::MendMapOrFile);
        }
        let map = sanitise_line(&self.plan.map.name).into_owned();
        let remedy = if self.plan.map.is_built_in { Remedy::MapIsShown { map } } else { Remedy::AsMapSays };
        self.problem(Level::Note, 0, String::new(), said, remedy);
        // What was understood leads.
        self.problems.rotate_right(1);
        Ok(self.problems)
    }
}

#[cfg(test)]
mod tests;
