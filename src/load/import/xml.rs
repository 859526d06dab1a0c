//! XML as records: the elements at the paths that a map names, each with what lies in it; and pages of HTML as the blocks of
//! JSON-LD in them.
//!
//! An element of words alone is a text. Any other is an object: its attributes with `@` before their names, the elements in it,
//! a list where one repeats, and as `text` all of its words. Nothing outside the file is read, and no entity is known but those
//! of HTML and such as the file declares to be a letter: what declares more is refused, because a few bytes of it may become
//! gigabytes. What the records mean is not known here.

use super::entities::Entities;
use super::plain_text;
use super::readers::{FoundRecord, Read_, Taker};
use super::value::{Value, is_same_name};
use crate::catalogue::Unmapped;
use crate::load::native::quoted;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;

/// How deep elements may stand in one another.
const DEEPEST: usize = 128;

/// Bytes that are kept of what lies around the records.
const AROUND: usize = 16 << 20;

/// Bytes that are copied of what lies around the records: it is taken anew when more of it stands between them, and the copies
/// of a batch are in memory together.
const MOST_COPIED: usize = 64 << 20;

/// Bytes of records that are handed on together: few at first, so that something is on screen at once.
const BATCHES: [u64; 2] = [1 << 13, 1 << 17];

/// Different names in one element; more are no record that anybody writes, and each is looked for among the others.
const MOST_NAMES: usize = 1_000;

/// Bytes between two tags, and words of an element.
const LONGEST: usize = 64 << 20;

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 12] = ["p", "div", "br", "li", "seg", "u", "h1", "h2", "h3", "tr", "head", "note"];

/// Elements that are a word, a sign or a sentence by themselves.
const TOKENS: [&str; 3] = ["w", "pc", "s"];

/// The names of headings, and of speeches behind them, in reports of parliament.
const HEADINGS: [&str; 4] = ["major-heading", "minor-heading", "oral-heading", "heading"];
const SPEECHES: [&str; 3] = ["speech", "ques", "reply"];

/// An element that is open, and what was read of it.
struct Element {
    name: String,
    fields: Vec<(Cow<'static, str>, Value<'static>)>,
    words: String,
    /// The line on which it begins.
    line: u64,
    /// Whether its words stand in elements of their own, and whether the next one follows without a blank.
    is_of_tokens: bool,
    is_glued: bool,
}

impl Element {
    fn new(name: String, line: u64) -> Element {
        Element { name, fields: Vec::new(), words: String::new(), line, is_of_tokens: false, is_glued: false }
    }

    /// Adds the words of an element that ended in this one.
    fn add_words_of(&mut self, ended: &Element) {
        let is_token = TOKENS.contains(&ended.name.as_str());
        if ended.words.is_empty() {
            return;
        }
        let joins = |side: &str| {
            let join = ended.fields.iter().find(|(name, _)| name == "@join").and_then(|(_, value)| value.words());
            is_token && join.is_some_and(|join| join == side || join == "both")
        };
        if is_token || ended.is_of_tokens {
            if joins("left") {
                self.words.truncate(self.words.trim_end().len());
            } else if !self.is_glued && !self.words.is_empty() && !self.words.ends_with(char::is_whitespace) {
                self.words.push(' ');
            }
            self.is_of_tokens = true;
            self.is_glued = joins("right") || (!is_token && ended.is_glued);
        }
        self.words.push_str(if ended.is_of_tokens { ended.words.trim() } else { &ended.words });
    }

    /// Bytes that it takes in memory, as far as no element within it is counted.
    fn size(&self) -> usize {
        let attributes = self.fields.iter().filter(|(name, _)| name.starts_with('@'));
        let attributes: usize = attributes.map(|(name, value)| name.len() + size(value)).sum();
        size_of::<Value<'_>>() + self.name.len() + self.words.len() + attributes
    }

    fn value(self) -> Value<'static> {
        let trimmed = self.words.trim();
        let words = if trimmed.len() == self.words.len() { self.words } else { trimmed.to_owned() };
        if self.fields.is_empty() {
            return Value::Text(Cow::Owned(words));
        }
        let mut fields = self.fields;
        if !words.is_empty() {
            fields.push((Cow::Borrowed("text"), Value::Text(Cow::Owned(words))));
        }
        Value::Object(fields)
    }

    fn add(&mut self, name: String, value: Value<'static>) {
        let is_full = self.fields.len() >= MOST_NAMES;
        match self.fields.iter_mut().find(|(have, _)| *have == name) {
            Some((_, Value::List(items))) => items.push(value),
            Some((_, one)) => {
                let first = std::mem::replace(one, Value::Null);
                *one = Value::List(vec![first, value]);
            }
            None if !is_full => self.fields.push((Cow::Owned(name), value)),
            None => {}
        }
    }
}

/// A text that counts the lines that were read of it, and ends where no tag comes for too long: what stands between two tags
/// is in memory.
struct Counted<R> {
    text: R,
    lines: Rc<Cell<u64>>,
    since_tag: usize,
}

impl<R: Read> Counted<BufReader<R>> {
    /// Whether no element ends in what was read ahead.
    fn is_drained(&self) -> bool {
        memchr::memchr(b'>', self.text.buffer()).is_none()
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.text.read(buffer)?;
        self.lines.set(self.lines.get() + memchr::memchr_iter(b'\n', &buffer[..read]).count() as u64);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.since_tag > LONGEST { Err(io::ErrorKind::FileTooLarge.into()) } else { self.text.fill_buf() }
    }

    fn consume(&mut self, amount: usize) {
        // What is consumed was given by `fill_buf`, so nothing is read here.
        if let Ok(given) = self.text.fill_buf() {
            let given = &given[..amount.min(given.len())];
            let before = memchr::memrchr(b'>', given).map(|at| given.len() - at);
            self.since_tag = before.unwrap_or(self.since_tag + given.len());
            self.lines.set(self.lines.get() + memchr::memchr_iter(b'\n', given).count() as u64);
        }
        self.text.consume(amount);
    }
}

/// Elements that were read together, each a record, with what lies around it and its line.
#[derive(Default)]
pub(super) struct Elements {
    all: Vec<(Value<'static>, Arc<Value<'static>>, u64)>,
}

/// Where a text cannot be read on: its line, and why.
type Fault = (u64, Unmapped);

/// What is given on of a text: the name of an element, its value, what lies around it, its line, and how far the text is read.
type Given<'g> = dyn FnMut(&str, Value<'static>, &Arc<Value<'static>>, u64, Reached) -> ControlFlow<()> + 'g;

/// How far a text is read, and whether no element ends in what is there of it: reading on may wait, as long as who writes
/// into a pipe pauses.
#[derive(Clone, Copy)]
struct Reached {
    at: u64,
    is_drained: bool,
}

/// Gathers records until they are as many as are handed on together.
struct Pending<'g> {
    batch: Elements,
    start: u64,
    is_first: bool,
    give: &'g mut dyn FnMut(Elements) -> ControlFlow<()>,
}

impl<'g> Pending<'g> {
    fn new(give: &'g mut dyn FnMut(Elements) -> ControlFlow<()>) -> Pending<'g> {
        Pending { batch: Elements::default(), start: 0, is_first: true, give }
    }

    fn add(
        &mut self,
        record: Value<'static>,
        top: &Arc<Value<'static>>,
        line: u64,
        reached: Reached,
    ) -> ControlFlow<()> {
        self.batch.all.push((record, Arc::clone(top), line));
        if !reached.is_drained && reached.at - self.start < BATCHES[usize::from(!self.is_first)] {
            return ControlFlow::Continue(());
        }
        (self.start, self.is_first) = (reached.at, false);
        self.give()
    }

    fn give(&mut self) -> ControlFlow<()> {
        if self.batch.all.is_empty() { ControlFlow::Continue(()) } else { (self.give)(std::mem::take(&mut self.batch)) }
    }
}

/// Reads XML and gives on its records in batches; `records` are their paths below the root. What they say is found in
/// [`take_elements`], perhaps by another thread. The error has the line at which it cannot be read on.
pub(super) fn elements_in_batches(
    text: impl Read,
    records: &[Vec<String>],
    give: &mut dyn FnMut(Elements) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let mut pending = Pending::new(give);
    let outcome = elements(text, records, &mut |_, record, top, line, reached| pending.add(record, top, line, reached));
    let _ = pending.give();
    outcome
}

/// Takes records. `number` counts them.
pub(super) fn take_elements(batch: &Elements, number: &mut usize, take: &mut Taker<'_>) -> ControlFlow<()> {
    for (record, top, line) in &batch.all {
        *number += 1;
        take(Read_::Record(FoundRecord { record, top, number: *number, line: *line }))?;
    }
    ControlFlow::Continue(())
}

/// A heading of a report with the speeches behind it, and its place.
struct Debate {
    heading: Element,
    speeches: Vec<Value<'static>>,
}

impl Debate {
    /// The debate as a record. A heading without a speech has another behind it, and is none.
    fn record(self) -> Option<(Value<'static>, u64)> {
        let Debate { mut heading, speeches } = self;
        if speeches.is_empty() {
            return None;
        }
        heading.fields.push((Cow::Borrowed("speeches"), Value::List(speeches)));
        Some((Value::Object(heading.fields), heading.line))
    }
}

/// Reads a report of debates: speeches behind the headings under which they were held. A record is a debate, the heading
/// nearest before with its speeches.
pub(super) fn debates_in_batches(
    text: impl Read,
    give: &mut dyn FnMut(Elements) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let names: Vec<String> = HEADINGS.iter().chain(&SPEECHES).map(|name| (*name).to_owned()).collect();
    let mut pending = Pending::new(give);
    let mut debate: Option<Debate> = None;
    let mut major = String::new();
    let (mut top, mut last) = (Arc::new(Value::Null), Reached { at: 0, is_drained: false });
    let outcome = elements(text, &[names], &mut |name, value, around, line, reached| {
        last = reached;
        if SPEECHES.contains(&name) {
            let new = || Debate { heading: Element::new(String::new(), line), speeches: Vec::new() };
            debate.get_or_insert_with(new).speeches.push(value);
            return ControlFlow::Continue(());
        }
        let words = value.field("text").and_then(Value::words).or(value.words()).unwrap_or_default().to_owned();
        let under = if name.starts_with("major") { String::new() } else { major.clone() };
        if name.starts_with("major") {
            major.clone_from(&words);
        }
        let mut heading = Element::new(String::new(), line);
        if let Value::Object(fields) = value {
            heading.fields.extend(fields.into_iter().filter(|(name, _)| name.starts_with('@')));
        }
        heading.add("heading".to_owned(), Value::Text(words.into()));
        heading.add("under".to_owned(), Value::Text(under.into()));
        top = Arc::clone(around);
        match debate.replace(Debate { heading, speeches: Vec::new() }).and_then(Debate::record) {
            Some((record, line)) => pending.add(record, &top, line, reached),
            None => ControlFlow::Continue(()),
        }
    });
    if let Some((record, line)) = debate.and_then(Debate::record) {
        let _ = pending.add(record, &top, line, last);
    }
    let _ = pending.give();
    outcome
}

/// Gives the elements at these paths, one after the other.
fn elements(text: impl Read, records: &[Vec<String>], give: &mut Given<'_>) -> Result<(), Fault> {
    let paths: Vec<Vec<&str>> = records.iter().flatten().map(|path| path.split('.').collect()).collect();
    let lines = Rc::new(Cell::new(1));
    let text = BufReader::with_capacity(1 << 18, text);
    let mut reader = Reader::from_reader(Counted { text, lines: Rc::clone(&lines), since_tag: 0 });
    let config = reader.config_mut();
    // Feeds are written by hand and by careless programs.
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut open: Vec<Element> = Vec::new();
    let mut entities = Entities::default();
    let (mut top, mut is_top_old, mut copied, mut kept) = (Arc::new(Value::Null), true, 0, 0);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let line = lines.get();
        let event = reader.read_event_into(&mut buffer);
        if reader.get_ref().since_tag > LONGEST || open.last().is_some_and(|element| element.words.len() > LONGEST) {
            return Err((line, Unmapped::XmlTooLong { megabytes: LONGEST >> 20 }));
        }
        let ends = match event.map_err(|error| (lines.get(), Unmapped::NoXml { why: quoted(&error.to_string()) }))? {
            Event::Start(start) => {
                if open.len() >= DEEPEST {
                    return Err((line, Unmapped::XmlTooDeep { levels: DEEPEST }));
                }
                open.push(element(&start, &entities, line));
                continue;
            }
            Event::Empty(start) => {
                open.push(element(&start, &entities, line));
                1
            }
            // What was not closed ends with what lies around it; what was not opened ends nothing.
            Event::End(end) => {
                let name = end.name();
                open.iter().rposition(|one| one.name == name.as_ref()).map_or(0, |at| open.len() - at)
            }
            Event::Text(words) => {
                add_words(&mut open, &words.xml10_content());
                continue;
            }
            Event::CData(words) => {
                add_words(&mut open, &words.xml10_content());
                continue;
            }
            Event::GeneralRef(entity) => {
                let name = entity.xml10_content();
                match entities.letters(&name) {
                    Some(letters) => add_words(&mut open, &letters),
                    None => add_words(&mut open, &format!("&{name};")),
                }
                continue;
            }
            Event::DocType(kind) => {
                entities = Entities::declared(&kind.xml10_content()).ok_or((line, Unmapped::OwnEntities))?;
                continue;
            }
            Event::Eof if open.is_empty() => return Ok(()),
            Event::Eof => return Err((lines.get(), Unmapped::XmlBreaksOff)),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
        };
        for _ in 0..ends {
            let Some(mut ended) = open.pop() else { break };
            let is_record = paths.iter().any(|path| {
                open.len() == path.len() && is_same_name(&ended.name, path[path.len() - 1]) && is_at(&open, path)
            });
            if is_record {
                // A file may have any number of elements between its records, and each would be copied for each.
                if is_top_old && copied < MOST_COPIED {
                    top = Arc::new(around(&open));
                    copied += size(&top);
                }
                is_top_old = false;
                let (name, line) = (std::mem::take(&mut ended.name), ended.line);
                let reached = Reached { at: reader.buffer_position(), is_drained: reader.get_ref().is_drained() };
                if give(&name, ended.value(), &top, line, reached).is_break() {
                    return Ok(());
                }
                continue;
            }
            let is_within = paths.iter().any(|path| open.len() > path.len() && is_at(&open, path));
            let Some(parent) = open.last_mut() else { continue };
            if !is_within {
                kept += ended.size();
                if kept > AROUND {
                    continue;
                }
                is_top_old = true;
            }
            let is_block = BLOCKS.contains(&ended.name.as_str());
            if is_block && !parent.words.is_empty() && !parent.words.ends_with('\n') {
                parent.words.push('\n');
            }
            if is_within {
                parent.add_words_of(&ended);
                if is_block {
                    parent.words.push('\n');
                }
            }
            let name = std::mem::take(&mut ended.name);
            parent.add(name, ended.value());
        }
    }
}

/// Whether the open elements below the root are those of a path, as far as there are so many.
fn is_at(open: &[Element], path: &[&str]) -> bool {
    open.iter().skip(1).zip(path).all(|(have, wanted)| is_same_name(&have.name, wanted))
}

fn element(start: &BytesStart<'_>, entities: &Entities, line: u64) -> Element {
    let name = start.name().as_ref().to_owned();
    let mut fields = Vec::new();
    for attribute in start.attributes().with_checks(false).flatten().take(MOST_NAMES) {
        let value = plain_text::of_attribute(&attribute.value, entities).into_owned();
        let name = format!("@{}", attribute.key.as_ref());
        // Names of vocabularies say nothing of the record.
        if !name.starts_with("@xmlns") {
            fields.push((Cow::Owned(name), Value::Text(Cow::Owned(value))));
        }
    }
    Element { fields, ..Element::new(name, line) }
}

fn add_words(open: &mut [Element], words: &str) {
    let Some(element) = open.last_mut() else { return };
    // Between words in elements of their own stand lines and indents, which are one blank or none.
    if element.is_of_tokens && words.trim().is_empty() {
        if !element.is_glued && !element.words.ends_with(char::is_whitespace) {
            element.words.push(' ');
        }
        return;
    }
    element.words.push_str(words);
}

/// Bytes that a value takes in memory, about.
fn size(value: &Value<'_>) -> usize {
    size_of::<Value<'_>>()
        + match value {
            Value::Text(text) => text.len(),
            Value::List(items) => items.iter().map(size).sum(),
            Value::Object(fields) => fields.iter().map(|(name, value)| name.len() + size(value)).sum(),
            _ => 0,
        }
}

/// What was read around the records so far: the root with what is open in it.
fn around(open: &[Element]) -> Value<'static> {
    let mut value: Option<(String, Value<'static>)> = None;
    for element in open.iter().rev() {
        let mut copy = Element { fields: element.fields.clone(), ..Element::new(element.name.clone(), 0) };
        if let Some((name, inner)) = value.take() {
            copy.add(name, inner);
        }
        value = Some((element.name.clone(), Value::Object(copy.fields)));
    }
    value.map_or(Value::Null, |(_, value)| value)
}

/// The name of the root element, as far as it is there, and the encoding that the prolog names.
pub(super) fn beginning(text: &str) -> (Option<&str>, Option<&str>) {
    let mut rest = text.trim_start();
    let mut encoding = None;
    loop {
        let after = |rest: &str, end: &str| rest.find(end).map(|at| at + end.len());
        let end = if rest.starts_with("<?") {
            let end = after(rest, "?>");
            let prolog = &rest[..end.unwrap_or(rest.len())];
            let named = prolog.split_once("encoding=").map(|(_, named)| named.trim_start());
            encoding = encoding.or_else(|| named?.get(1..)?.split(['"', '\'']).next());
            end
        } else if rest.starts_with("<!--") {
            after(rest, "-->")
        } else if rest.starts_with("<!") {
            let inside = rest.find('[').filter(|at| rest[..*at].find('>').is_none());
            match inside {
                Some(_) => end_of_kind(rest),
                None => after(rest, ">"),
            }
        } else {
            let name = rest.strip_prefix('<').unwrap_or_default();
            let end = name.find(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/'));
            return (end.map(|end| &name[..end]), encoding);
        };
        let Some(end) = end else { return (None, encoding) };
        rest = rest[end..].trim_start();
    }
}

/// Where a document type with declarations ends.
fn end_of_kind(text: &str) -> Option<usize> {
    let bracket = |(at, _): &(usize, &str)| text[at + 1..].trim_start().starts_with('>');
    let (at, _) = text.match_indices(']').find(bracket)?;
    text[at..].find('>').map(|end| at + end + 1)
}

/// The blocks of JSON-LD in a page, each with the bytes before it.
pub(super) fn blocks(page: &str) -> Vec<(usize, &str)> {
    let lower = page.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = lower[at..].find("<script").map(|start| at + start) {
        let Some(tag_end) = lower[start..].find('>').map(|end| start + end + 1) else { break };
        let end = lower[tag_end..].find("</script").map_or(page.len(), |end| tag_end + end);
        if lower[start..tag_end].contains("application/ld+json") {
            let block = page[tag_end..end].trim();
            let block = block
                .trim_start_matches("<!--")
                .trim_start_matches("//<![CDATA[")
                .trim_start_matches("<![CDATA[")
                .trim_start();
            found.push((block.as_ptr() as usize - page.as_ptr() as usize, block));
        }
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read of a text: each record with its line, as JSON, and the fault in the end.
    fn read(text: &str, records: &[&str]) -> (Vec<String>, Option<String>) {
        let paths = [records.iter().map(|path| (*path).to_owned()).collect()];
        let mut all = Vec::new();
        let mut number = 0;
        let outcome = elements_in_batches(text.as_bytes(), &paths, &mut |batch| {
            take_elements(&batch, &mut number, &mut |read| {
                if let Read_::Record(found) = read {
                    let mut json = Vec::new();
                    found.record.write_json(&mut json);
                    all.push(format!("{} {}", found.line, String::from_utf8(json).unwrap()));
                }
                ControlFlow::Continue(())
            })
        });
        (all, outcome.err().map(|(line, reason)| format!("{line}: {reason}")))
    }

    #[test]
    fn elements_are_texts_objects_and_lists() {
        let (records, fault) = read(
            "<a><b>\n<i>one</i><i x='1 &amp; 2'>two &lt; <j>th<k/>ree</j></i><c><![CDATA[<p>]]> &#65;&nbsp;</c></b>\n<b/></a>",
            &["b"],
        );
        assert_eq!(
            records,
            [
                "1 {\"i\":[\"one\",{\"@x\":\"1 & 2\",\"j\":{\"k\":\"\",\"text\":\"three\"},\"text\":\"two < three\"}],\"c\":\"<p> A\",\"text\":\"onetwo < three<p> A\"}",
                "3 \"\""
            ]
        );
        assert_eq!(fault, None);
    }

    #[test]
    fn words_in_elements_of_their_own_are_a_text() {
        let indented = "<a><u><seg>\n <s>\n  <w>We</w>\n  <w join=\"right\">agree</w>\n  <pc>.</pc>\n </s>\n <s>\n  <name>\n   <w>Ann</w>\n   <w>Lee</w>\n  </name>\n  <w join='right'>spoke</w>\n  <pc>.</pc>\n </s>\n</seg></u></a>";
        let close = "<a><u><seg><s><w>We</w><w join=\"right\">agree</w><pc>.</pc></s><s><name><w>Ann</w><w>Lee</w></name><w join='right'>spoke</w><pc>.</pc></s></seg></u></a>";
        for text in [indented, close] {
            let (records, _) = read(text, &["u"]);
            assert!(records[0].ends_with("\"text\":\"We agree. Ann Lee spoke.\"}"), "{records:?}");
        }
    }

    #[test]
    fn what_would_grow_or_never_end_is_refused() {
        let laughs = "<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;\">]><a><b>&y;</b></a>";
        assert!(read(laughs, &["b"]).1.unwrap().contains("declares entities"));
        let outside = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a><b>&x;</b></a>";
        assert!(read(outside, &["b"]).1.unwrap().contains("declares entities"));
        let deep = "<a>".repeat(100_000);
        assert!(read(&deep, &["b"]).1.unwrap().contains("more than 128 deep"));
        for broken in ["<a><b>x</b><b>y", "<a><b>x</b></c><b>y</b></a>", "<a><b>AT&T & more &unknown;</b></a>", "<", ""]
        {
            let _ = read(broken, &["b"]);
        }
        assert_eq!(read("<a><b>AT&T & more &unknown;</b></a>", &["b"]).0, ["1 \"AT&T & more &unknown;\""]);
        // What was not closed, or not opened, does not take the next record along.
        let sloppy = "<a><c><b><t>one<br></t><l>x</l></b></i><b><t>two</b></c></a>";
        let expected = [r#"1 {"t":{"br":"","text":"one"},"l":"x","text":"one\n\nx"}"#, r#"1 {"t":"two","text":"two"}"#];
        assert_eq!(read(sloppy, &["c.b", "b"]), (expected.map(str::to_owned).to_vec(), None));
    }

    #[test]
    fn what_lies_around_is_copied_only_so_often() {
        /// How often it was copied, the bytes of that, and the last copy.
        fn copies(text: &str) -> (usize, usize, Arc<Value<'static>>) {
            let (mut count, mut bytes, mut last) = (0, 0, Arc::new(Value::Null));
            let outcome = elements_in_batches(text.as_bytes(), &[vec!["b".to_owned()]], &mut |batch| {
                for (_, top, _) in batch.all {
                    if !Arc::ptr_eq(&top, &last) {
                        (count, bytes, last) = (count + 1, bytes + size(&top), top);
                    }
                }
                ControlFlow::Continue(())
            });
            assert!(outcome.is_ok());
            (count, bytes, last)
        }
        // A few elements between records are there for the next.
        let (count, _, last) = copies(&format!("<a>{}</a>", "<x/><b/>".repeat(500)));
        assert_eq!(
            (count, last.field("x").map(|x| matches!(x, Value::List(all) if all.len() == 500))),
            (500, Some(true))
        );
        // Many of them before would be copied for each.
        for before in ["<x/>".repeat(100_000), format!("<x y='{}'/>", "z".repeat(1 << 20)), "<x>y</x>".repeat(100_000)]
        {
            let (_, bytes, last) = copies(&format!("<a>{before}{}</a>", "<x/><b/>".repeat(2_000)));
            assert!(bytes <= MOST_COPIED + size(&last), "{bytes}");
        }
    }

    /// A text that begins so and then never ends.
    struct Endless(&'static [u8], usize);
    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            for byte in buffer.iter_mut() {
                *byte = self.0.get(self.1).copied().unwrap_or(b'x');
                self.1 += 1;
            }
            Ok(buffer.len())
        }
    }

    #[test]
    fn one_element_may_be_only_so_large() {
        // Each name would be looked for among all before it.
        let many = (0..50_000).map(|number| format!("<t{number}>x</t{number}>")).collect::<Vec<_>>().concat();
        let (records, fault) = read(&format!("<a><b>{many}</b></a>"), &["b"]);
        assert_eq!((records.len(), fault), (1, None));
        assert_eq!(records[0].matches("\":\"x\"").count(), MOST_NAMES);
        // What stands between two tags is in memory, and so are all words of an element.
        let paths = [vec!["b".to_owned()]];
        for start in ["<a><b>", "<a><b x='", "<a><!--", "<a><![CDATA["] {
            let fault = elements_in_batches(Endless(start.as_bytes(), 0), &paths, &mut |_| ControlFlow::Continue(()));
            assert!(fault.is_err_and(|(_, why)| why.to_string().contains("over 64 MB")), "{start}");
        }
    }

    #[test]
    fn the_root_and_the_encoding_are_known_by_the_beginning() {
        for (text, root, encoding) in [
            (
                "<?xml version=\"1.0\" encoding='windows-1251'?>\n<!-- x > y -->\n<rss version=\"2.0\">",
                Some("rss"),
                Some("windows-1251"),
            ),
            ("<!DOCTYPE rss [<!ENTITY a \"b\">]><rss>", Some("rss"), None),
            ("<rdf:RDF xmlns='x'>", Some("rdf:RDF"), None),
            ("<feed", None, None),
            ("<?xml version='1.0'", None, None),
        ] {
            assert_eq!(beginning(text), (root, encoding), "{text}");
        }
        let page = "<html><SCRIPT type=\"application/ld+json\">\n{\"a\":1}</SCRIPT><script>no</script><script type='application/ld+json'>[]";
        assert_eq!(blocks(page), [(42, "{\"a\":1}"), (112, "[]")]);
    }
}
