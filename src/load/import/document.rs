//! JSON in one piece, walked and not held: its records one after the other, with what lies around their list. A list at the
//! top is read as it comes; an object is kept in memory while it is small, else in a file without a name, because what lies
//! around its records may stand behind them.
//!
//! What a record means is not known here.

use super::readers::{FoundRecord, Read_, Taker, without_place};
use super::value::{Value, is_same_name};
use crate::catalogue::{SystemFault, Unmapped, Unparsed};
use crate::text::sanitise_line;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Bytes of an object that are kept in memory.
const HELD: usize = 16 << 20;

/// Bytes of what lies around the records that are kept.
const AROUND: u64 = 16 << 20;

/// How deep names of fields are noted: records lie at most so deep.
const DEEPEST: usize = 4;

/// Bytes of records that are handed on together: few at first, so that something is on screen at once.
const BATCHES: [usize; 2] = [1 << 13, 1 << 17];

/// Where a text cannot be read on: its line, and why.
pub(super) type Fault = (u64, Unmapped);

/// Records that were read together, in one piece of text.
pub(super) struct Items {
    text: Vec<u8>,
    /// Where each ends in the text, and the line on which it begins.
    ends: Vec<(usize, u64)>,
    /// What lies around their list.
    top: Arc<Value<'static>>,
}

/// A field of an object, where its value stands, and of an object the fields in that.
pub(super) struct FieldSpan {
    name: String,
    start: u64,
    end: u64,
    line: u64,
    first: u8,
    /// Whether it is a list that begins with an object.
    is_list: bool,
    inner: Vec<FieldSpan>,
}

/// A text while it is walked.
struct Cursor<R> {
    text: R,
    at: u64,
    line: u64,
}

/// Where the records of a text are: `records` names their list, or ways to it; without that they are the top, its items, or
/// its only list of objects. `is_record` tells of an object, by the names of its fields, whether it is itself a record.
pub(super) struct Wanted<'w> {
    pub records: &'w [Vec<String>],
    pub is_record: &'w (dyn Fn(&[&str]) -> bool + Sync),
    /// Bytes before the data.
    pub skipped: usize,
}

/// Reads the records of a text and gives them on in batches. What they say is found in [`take_items`], perhaps by another
/// thread.
pub(super) fn items_in_batches(
    text: impl Read,
    wanted: &Wanted<'_>,
    give: &mut dyn FnMut(Items) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let mut cursor = Cursor { text: BufReader::with_capacity(1 << 18, text), at: 0, line: 1 };
    cursor.skip(wanted.skipped).map_err(|error| cursor.fault(&error))?;
    match cursor.peek() {
        Ok(Some(b'[')) => {
            let none = Arc::new(Value::Null);
            return list(&mut cursor, &none, give).map(drop);
        }
        Ok(Some(b'{')) => {}
        Ok(_) => return Err((cursor.line, Unmapped::ObjectOrList)),
        Err(error) => return Err(cursor.fault(&error)),
    }
    let line = cursor.line;
    let mut held = tempfile::SpooledTempFile::new(HELD);
    // What came before the text broke off is read; the fault is found where it ends.
    let ended = io::copy(&mut cursor.text, &mut held).and_then(|_| held.flush());
    ended.map_err(|error| cursor.fault(&error))?;
    object(BufReader::with_capacity(1 << 16, held), line, wanted, give)
}

/// Reads the records of an object.
fn object<R: Read + Seek>(
    mut text: BufReader<R>,
    line: u64,
    wanted: &Wanted<'_>,
    give: &mut dyn FnMut(Items) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let failed = |error: &io::Error| (line, of_system(error));
    text.rewind().map_err(|error| failed(&error))?;
    let mut cursor = Cursor { text, at: 0, line };
    let (fields, broken) = cursor.fields();
    let mut lists: Vec<Vec<&FieldSpan>> = Vec::new();
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    if wanted.records.is_empty() && !(wanted.is_record)(&names) {
        lists.extend(only_list(&fields));
    }
    for ways in wanted.records {
        lists.extend(ways.iter().find_map(|way| at_path(&fields, way)));
    }
    if lists.is_empty() {
        if let Some(broken) = broken {
            return Err(broken);
        }
        // A dot is the whole file as one record.
        if !wanted.records.is_empty() && !wanted.records.iter().flatten().any(|way| way == ".") {
            let names: Vec<&str> = wanted.records.iter().flatten().map(String::as_str).collect();
            let reason = Unmapped::NoListIn { lists: sanitise_line(&names.join("`, `")).into_owned() };
            return Err((line, reason));
        }
        let end = cursor.at;
        let text = cursor.between(0, end).map_err(|error| failed(&error))?;
        let items = Items { ends: vec![(text.len(), line)], text, top: Arc::new(Value::Null) };
        let _ = give(items);
        return Ok(());
    }
    let left_out: Vec<u64> = lists.iter().filter_map(|path| Some(path.last()?.start)).collect();
    let around = cursor.around(&fields, &left_out).map_err(|error| failed(&error))?;
    let top = Arc::new(around);
    for path in &lists {
        let Some(field) = path.last() else { continue };
        cursor.go(field.start, field.line).map_err(|error| failed(&error))?;
        if field.first == b'[' {
            if list(&mut cursor, &top, give)?.is_break() {
                return Ok(());
            }
        } else {
            let text = cursor.between(field.start, field.end).map_err(|error| failed(&error))?;
            let items = Items { ends: vec![(text.len(), field.line)], text, top: Arc::clone(&top) };
            if give(items).is_break() {
                return Ok(());
            }
        }
    }
    broken.map_or(Ok(()), Err)
}

/// Reads the items of a list, at which the cursor stands.
fn list<R: BufRead>(
    cursor: &mut Cursor<R>,
    top: &Arc<Value<'static>>,
    give: &mut dyn FnMut(Items) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, Fault> {
    let new = || Items { text: Vec::new(), ends: Vec::new(), top: Arc::clone(top) };
    let (mut items, mut is_first) = (new(), true);
    let failed = |cursor: &Cursor<R>, error: &io::Error| cursor.fault(error);
    let outcome = (|| {
        cursor.skip(1).map_err(|error| failed(cursor, &error))?;
        loop {
            match cursor.peek().map_err(|error| failed(cursor, &error))? {
                Some(b',') => cursor.skip(1).map_err(|error| failed(cursor, &error))?,
                Some(b']') => break,
                Some(b'}' | b':') => return Err((cursor.line, Unmapped::CommaOrEnd)),
                Some(_) => {
                    let (line, before) = (cursor.line, items.text.len());
                    if let Err(error) = cursor.value(Some(&mut items.text)) {
                        items.text.truncate(before);
                        return Err(failed(cursor, &error));
                    }
                    items.ends.push((items.text.len(), line));
                }
                None => return Err((cursor.line, Unmapped::BracketsOpen)),
            }
            if items.text.len() >= BATCHES[usize::from(!is_first)] {
                is_first = false;
                if give(std::mem::replace(&mut items, new())).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    })();
    if !items.ends.is_empty() && give(items).is_break() {
        return outcome.map(|_| ControlFlow::Break(()));
    }
    outcome
}

/// Why a text cannot be read on: what its reader found in it, else what the system says.
fn of_system(error: &io::Error) -> Unmapped {
    let own = error.get_ref().and_then(|error| error.downcast_ref::<Unmapped>());
    own.cloned().unwrap_or_else(|| Unmapped::System {
        why: SystemFault::of(error).with_words(|words| sanitise_line(words).into_owned()),
    })
}

/// Takes records. `number` counts them.
pub(super) fn take_items(batch: &Items, number: &mut usize, take: &mut Taker<'_>) -> ControlFlow<()> {
    let mut start = 0;
    for &(end, line) in &batch.ends {
        let json = &batch.text[start..end];
        start = end;
        *number += 1;
        let read = std::str::from_utf8(json)
            .map_err(|_| Unmapped::NotUtf8)
            .and_then(|json| serde_json::from_str::<Value<'_>>(json).map_err(|error| without_place(&error)));
        match read {
            Ok(record) => {
                take(Read_::Record(FoundRecord { record: &record, top: &batch.top, number: *number, line }))?;
            }
            Err(reason) => take(Read_::Fault { line, reason })?,
        }
    }
    ControlFlow::Continue(())
}

/// The path of the list in which a text has its records, when it is an object that is none itself.
pub(super) fn list_of_records(text: impl Read, skipped: usize) -> Option<String> {
    let mut cursor = Cursor { text: BufReader::with_capacity(1 << 18, text), at: 0, line: 1 };
    cursor.skip(skipped).ok()?;
    if cursor.peek().ok()?? != b'{' {
        return None;
    }
    let (fields, _) = cursor.fields();
    let usual = ["events", "articles", "items", "records", "data", "results", "entries", "rows"];
    let by_name = usual
        .iter()
        .find_map(|name| at_path(&fields, name).filter(|path| path.last().is_some_and(|list| list.first == b'[')));
    let path = by_name.or_else(|| {
        // A record has other fields beside its lists.
        let plain = fields.iter().filter(|field| !matches!(field.first, b'[' | b'{')).count();
        only_list(&fields).filter(|_| plain < 3)
    })?;
    Some(path.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join("."))
}

/// The only list of objects among the fields, or one level below them; several are none.
fn only_list(fields: &[FieldSpan]) -> Option<Vec<&FieldSpan>> {
    let here: Vec<&FieldSpan> = fields.iter().filter(|field| field.is_list).collect();
    if !here.is_empty() {
        return (here.len() == 1).then_some(here);
    }
    let below = fields.iter().flat_map(|field| field.inner.iter().map(move |inner| vec![field, inner]));
    let mut below: Vec<Vec<&FieldSpan>> = below.filter(|path| path.last().is_some_and(|field| field.is_list)).collect();
    if below.len() == 1 { below.pop() } else { None }
}

/// The fields that lead to the value at a path of names.
fn at_path<'f>(fields: &'f [FieldSpan], path: &str) -> Option<Vec<&'f FieldSpan>> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let field = fields.iter().find(|field| is_same_name(&field.name, first))?;
    let Some(rest) = rest else { return (field.first != b'n').then(|| vec![field]) };
    let mut path = at_path(&field.inner, rest)?;
    path.insert(0, field);
    Some(path)
}

impl<R: BufRead> Cursor<R> {
    fn fault(&self, error: &io::Error) -> Fault {
        let reason =
            if error.kind() == io::ErrorKind::UnexpectedEof { Unmapped::BracketsOpen } else { of_system(error) };
        (self.line, reason)
    }

    /// Passes so many bytes.
    fn skip(&mut self, count: usize) -> io::Result<()> {
        let mut left = count;
        while left > 0 {
            let there = self.text.fill_buf()?.len().min(left);
            if there == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.pass(there, None)?;
            left -= there;
        }
        Ok(())
    }

    /// Passes bytes that are there, and keeps them when that is asked.
    fn pass(&mut self, count: usize, keep: Option<&mut Vec<u8>>) -> io::Result<()> {
        let there = self.text.fill_buf()?;
        let passed = &there[..count];
        self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
        if let Some(keep) = keep {
            keep.extend_from_slice(passed);
        }
        self.at += count as u64;
        self.text.consume(count);
        Ok(())
    }

    /// The next byte that is no blank; it is not passed.
    fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let there = self.text.fill_buf()?;
            if there.is_empty() {
                return Ok(None);
            }
            let blanks = there.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
            let next = there.get(blanks).copied();
            self.pass(blanks, None)?;
            if next.is_some() {
                return Ok(next);
            }
        }
    }

    /// Passes a value, and keeps it when that is asked.
    fn value(&mut self, mut keep: Option<&mut Vec<u8>>) -> io::Result<()> {
        let mut state = Nesting::default();
        loop {
            let there = self.text.fill_buf()?;
            if there.is_empty() {
                return if state.is_bare() { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
            }
            let (count, is_end) = state.passes(there);
            self.pass(count, keep.as_deref_mut())?;
            if is_end {
                return Ok(());
            }
        }
    }

    /// The fields of the object at which the cursor stands, as far as the text goes, and why it goes no further.
    fn fields(&mut self) -> (Vec<FieldSpan>, Option<Fault>) {
        let mut fields = Vec::new();
        let outcome = self.fields_into(&mut fields, 0);
        let broken = outcome.err().map(|error| self.fault(&error));
        (fields, broken)
    }

    fn fields_into(&mut self, fields: &mut Vec<FieldSpan>, depth: usize) -> io::Result<()> {
        let invalid = |what: Unparsed| io::Error::new(io::ErrorKind::InvalidData, Unmapped::NoJson { why: what });
        self.skip(1)?;
        loop {
            match self.peek()? {
                Some(b',') => self.skip(1)?,
                Some(b'}') => return self.skip(1),
                Some(b'"') => {
                    let mut name = Vec::new();
                    self.value(Some(&mut name))?;
                    let name: String = serde_json::from_slice(&name).map_err(|_| invalid(Unparsed::AName))?;
                    if self.peek()? != Some(b':') {
                        return Err(invalid(Unparsed::AColon));
                    }
                    self.skip(1)?;
                    let first = self.peek()?.ok_or(io::ErrorKind::UnexpectedEof)?;
                    let (start, line) = (self.at, self.line);
                    fields.push(FieldSpan { name, start, end: start, line, first, is_list: false, inner: Vec::new() });
                    let Some(field) = fields.last_mut() else { continue };
                    match first {
                        b'{' if depth < DEEPEST => self.fields_into(&mut field.inner, depth + 1)?,
                        b'[' => {
                            self.skip(1)?;
                            field.is_list = self.peek()? == Some(b'{');
                            // The bracket that was passed is counted.
                            self.rest_of_list()?;
                        }
                        b'}' | b']' | b',' | b':' => return Err(invalid(Unparsed::AValue)),
                        _ => self.value(None)?,
                    }
                    field.end = self.at;
                }
                Some(_) => return Err(invalid(Unparsed::NameOrEnd)),
                None => return Err(io::ErrorKind::UnexpectedEof.into()),
            }
        }
    }

    /// Passes a list of which the bracket was passed.
    fn rest_of_list(&mut self) -> io::Result<()> {
        let mut state = Nesting { depth: 1, ..Nesting::default() };
        loop {
            let there = self.text.fill_buf()?;
            if there.is_empty() {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let (count, is_end) = state.passes(there);
            self.pass(count, None)?;
            if is_end {
                return Ok(());
            }
        }
    }
}

impl<R: Read + Seek> Cursor<BufReader<R>> {
    fn go(&mut self, at: u64, line: u64) -> io::Result<()> {
        self.text.seek(SeekFrom::Start(at))?;
        (self.at, self.line) = (at, line);
        Ok(())
    }

    /// The text between two places.
    fn between(&mut self, start: u64, end: u64) -> io::Result<Vec<u8>> {
        self.text.seek(SeekFrom::Start(start))?;
        let mut text = Vec::new();
        self.text.by_ref().take(end - start).read_to_end(&mut text)?;
        Ok(text)
    }

    /// An object without the fields that begin at these places, and without what is too long to be kept.
    fn around(&mut self, fields: &[FieldSpan], left_out: &[u64]) -> io::Result<Value<'static>> {
        let mut kept = Vec::new();
        for field in fields {
            let is_within = |at: &&u64| (field.start..field.end.max(field.start + 1)).contains(*at);
            let value = match left_out.iter().find(is_within) {
                Some(at) if *at == field.start => continue,
                Some(_) => self.around(&field.inner, left_out)?,
                None if field.end <= field.start || field.end - field.start > AROUND => continue,
                None => {
                    let text = self.between(field.start, field.end)?;
                    let Ok(value) = serde_json::from_slice::<Value<'_>>(&text) else { continue };
                    value.into_owned()
                }
            };
            kept.push((field.name.clone().into(), value));
        }
        Ok(Value::Object(kept))
    }
}

/// How far into a value the walk is.
#[derive(Default)]
struct Nesting {
    depth: usize,
    in_text: bool,
    is_escaped: bool,
    /// Whether the value is neither a text nor in brackets, and has begun.
    has_begun: bool,
}

impl Nesting {
    /// Whether the value may end with the text.
    fn is_bare(&self) -> bool {
        self.has_begun && self.depth == 0 && !self.in_text
    }

    /// How many bytes belong to the value, and whether it ends there.
    fn passes(&mut self, there: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while at < there.len() {
            if self.in_text {
                if self.is_escaped {
                    self.is_escaped = false;
                    at += 1;
                    continue;
                }
                let Some(found) = memchr::memchr2(b'"', b'\\', &there[at..]) else { return (there.len(), false) };
                at += found + 1;
                if there[at - 1] == b'\\' {
                    self.is_escaped = true;
                } else {
                    self.in_text = false;
                    if self.depth == 0 {
                        return (at, true);
                    }
                }
                continue;
            }
            match there[at] {
                b'"' => self.in_text = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth == 0 => return (at, true),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return (at + 1, true);
                    }
                }
                b',' | b' ' | b'\t' | b'\r' | b'\n' | b':' if self.depth == 0 && self.has_begun => return (at, true),
                _ => {}
            }
            self.has_begun = true;
            at += 1;
        }
        (at, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The records of a text, each with its line and what lies around it as JSON, and the fault.
    fn read(text: &str, records: &[&[&str]], is_record: bool) -> (Vec<String>, Option<Fault>) {
        let records: Vec<Vec<String>> =
            records.iter().map(|ways| ways.iter().map(|way| (*way).to_owned()).collect()).collect();
        let is_record = |_: &[&str]| is_record;
        let wanted = Wanted { records: &records, is_record: &is_record, skipped: 0 };
        let (mut read, mut number) = (Vec::new(), 0);
        let written = |value: &Value<'_>| {
            let mut out = Vec::new();
            value.write_json(&mut out);
            String::from_utf8(out).unwrap()
        };
        let outcome = items_in_batches(text.as_bytes(), &wanted, &mut |items| {
            take_items(&items, &mut number, &mut |one| {
                read.push(match one {
                    Read_::Record(found) => format!("{} {} {}", found.line, written(found.record), written(found.top)),
                    Read_::Fault { line, reason } => format!("{line} ! {reason}"),
                    Read_::Above { line } => format!("{line} above"),
                    Read_::Tags { line } => format!("{line} #"),
                });
                ControlFlow::Continue(())
            })
        });
        (read, outcome.err())
    }

    #[test]
    fn records_are_the_items_of_a_list_or_of_the_only_list_or_of_those_that_are_named() {
        assert_eq!(
            read("[{\"a\":1},\n {\"a\":[2,\"]\"]}]", &[], true).0,
            ["1 {\"a\":1} null", "2 {\"a\":[2,\"]\"]} null"]
        );
        // What lies around may stand behind.
        let text = "{\"x\":1,\n\"items\":[{\"a\":\"\\\"}\"}\n,{\"a\":2}],\"name\":\"n\"}";
        let around = "{\"x\":1,\"name\":\"n\"}";
        let expected = [format!("2 {{\"a\":\"\\\"}}\"}} {around}"), format!("3 {{\"a\":2}} {around}")];
        assert_eq!(read(text, &[], false).0, expected);
        assert_eq!(read(text, &[&["none", "items"]], false).0, expected);
        assert_eq!(
            read("{\"r\":{\"n\":2,\"docs\":[{\"a\":1}]}}", &[&["r.docs"]], false).0,
            ["1 {\"a\":1} {\"r\":{\"n\":2}}"]
        );
        let two = "{\"one\":[{\"a\":1}],\"two\":[{\"a\":2}],\"z\":0}";
        assert_eq!(read(two, &[&["two"], &["one"]], false).0, ["1 {\"a\":2} {\"z\":0}", "1 {\"a\":1} {\"z\":0}"]);
        // Two lists are none; the top is the record, and so it is when it looks so.
        assert_eq!(read(two, &[], false).0, [format!("1 {two} null")]);
        assert_eq!(read(text, &[&["none", "."]], false).0.len(), 1);
        let (found, fault) = read(two, &[&["three"]], false);
        assert_eq!((found.len(), fault.unwrap().1.to_string().contains("no list `three`")), (0, true));
        assert_eq!(read("({\"a\":1});", &[], true).1.unwrap().1.to_string(), "expected an object or a list of JSON");
        assert_eq!(read("[1, \"x\", null , {}]", &[], true).0.len(), 4);
    }

    #[test]
    fn a_text_that_is_broken_keeps_what_came_before() {
        for (text, records, line) in [
            ("[{\"a\":1},\n{\"a\":2},\n{\"a\":", 2, 3),
            ("[{\"a\":1},\n{\"a\":2}\n", 2, 3),
            ("[{\"a\":1},\n{\"a\":2}}", 2, 2),
            ("{\"items\":[{\"a\":1},\n{\"a\":\"x", 1, 2),
            ("{\"items\":[{\"a\":1}],\n \"b\" 1}", 1, 2),
        ] {
            let (found, fault) = read(text, &[], false);
            assert_eq!((found.len(), fault.map(|(line, _)| line)), (records, Some(line)), "{text}");
        }
        // A record that is no JSON is told, and the others are read; so they are where a comma is missing.
        assert_eq!(read("[{\"a\":1 2},{\"a\":3}]", &[], true).0[1], "1 {\"a\":3} null");
        assert_eq!(read("[{\"a\":1} {\"a\":3}]", &[], true).0.len(), 2);
        for text in
            ["", "{", "[", "{\"", "{\"a", "{\"a\"", "{\"a\":", "{\"a\":[", "[[", "[\"", "{]", "[}", "{\"a\":}", "nul"]
        {
            assert!(read(text, &[], false).1.is_some(), "{text}");
        }
        // Cut anywhere, no record is wrong.
        let text = "{\"k\":[1],\"items\":[{\"a\":\"ä\\\\\"},{\"b\":[{}]}],\"z\":{\"y\":\"]\"}}";
        let whole = read(text, &[], false).0.len();
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            let (found, fault) = read(&text[..end], &[], false);
            assert!(fault.is_some() && found.len() <= whole, "{}", &text[..end]);
        }
    }
}
