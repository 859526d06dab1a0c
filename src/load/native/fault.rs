//! What is wrong inside one record, and where: the search for the byte offset of a JSON pointer, the check that a
//! record is sound JSON, and the repair that leaves a record readable without its bad fields.
//!
//! All of it runs only for records that are not clean, so it may read a record several times; none of it is
//! quadratic. The meaning of fields is not known here.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::raw::{Object as _, RawArticle, RawEntity, RawEvent, RawParticipant, RawPlace, RawQuote, Str, own_name};
use crate::catalogue::{Finding, Remedy, Unparsed};
use crate::problem::{Level, RecordProblem};
use crate::text::sanitise_line;

/// Nesting that is still read; `serde_json` refuses more.
const DEEPEST: usize = 128;
/// Characters of a text of the data in a reason: a message of the parser may quote a whole text.
const LONGEST_QUOTED: usize = 200;

/// Something wrong, by its pointer; the offset is found when all are known.
#[derive(Debug)]
pub(super) struct Fault {
    pub level: Level,
    /// JSON pointer in the format's own names and with lists where the format has lists.
    pub pointer: String,
    pub reason: Finding,
    pub remedy: Remedy,
    pub keep: Keep,
}

/// What of the raw text goes to the record's unread fields.
#[derive(Debug)]
pub(super) enum Keep {
    /// Nothing: the value is in the record.
    Nothing,
    /// The value at the fault's pointer, under that pointer.
    Value,
    /// A field that the format does not know: its name, and its JSON text.
    Unknown(String, String),
}

/// The problems of a record with their offsets in `json`, and the fields left unread, in the order of the text.
pub(super) fn place(json: &str, faults: Vec<Fault>) -> (Vec<RecordProblem>, Vec<(String, String)>) {
    let mut root = Wanted::default();
    for (index, fault) in faults.iter().enumerate() {
        root.insert(&fault.pointer, index);
    }
    let mut places = vec![Pointed { offset: 0, pointer: String::new(), json: "" }; faults.len()];
    if let Ok(raw) = serde_json::from_str::<&RawValue>(json) {
        find(&root, raw, json, &mut String::new(), &mut places);
    }
    let mut in_order: Vec<(Fault, Pointed<'_>)> = faults.into_iter().zip(places).collect();
    in_order.sort_by_key(|(_, place)| place.offset);
    let mut problems = Vec::with_capacity(in_order.len());
    let mut unread = Vec::new();
    for (fault, place) in in_order {
        match fault.keep {
            Keep::Nothing => {}
            Keep::Value => {
                unread
                    .push((sanitise_line(&place.pointer).into_owned(), crate::text::sanitise(place.json).into_owned()));
            }
            Keep::Unknown(name, value) => unread.push((name, value)),
        }
        problems.push(RecordProblem {
            level: fault.level,
            offset: place.offset,
            pointer: sanitise_line(&place.pointer).into_owned(),
            reason: Box::new(fault.reason),
            remedy: fault.remedy,
        });
    }
    (problems, unread)
}

/// Appends a field's name to a JSON pointer (RFC 6901).
pub(super) fn push_name(pointer: &mut String, name: &str) {
    pointer.push('/');
    for letter in name.chars() {
        match letter {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// A text of the data that is safe to show and not longer than a few lines.
pub(in crate::load) fn quoted(text: &str) -> String {
    let clean = sanitise_line(text);
    match clean.char_indices().nth(LONGEST_QUOTED) {
        Some((end, _)) => format!("{}…", &clean[..end]),
        None => clean.into_owned(),
    }
}

/// The pointers that are searched, as a tree of their parts.
#[derive(Default)]
struct Wanted {
    here: Vec<usize>,
    within: HashMap<String, Wanted>,
}

impl Wanted {
    fn insert(&mut self, pointer: &str, index: usize) {
        let mut node = self;
        for part in pointer.split('/').skip(1) {
            node = node.within.entry(part.replace("~1", "/").replace("~0", "~")).or_default();
        }
        node.here.push(index);
    }

    fn each(&self, found: &mut impl FnMut(usize)) {
        self.here.iter().for_each(|&index| found(index));
        self.within.values().for_each(|child| child.each(found));
    }
}

/// What a pointer leads to, and where it stands.
#[derive(Clone)]
struct Pointed<'a> {
    offset: usize,
    pointer: String,
    json: &'a str,
}

/// The fields of the format that a name may stand for (reader rule 1), whichever object it stands in.
pub(super) fn own_names(name: &str) -> [Option<&'static str>; 6] {
    [RawEvent::NAMES, RawArticle::NAMES, RawParticipant::NAMES, RawQuote::NAMES, RawPlace::NAMES, RawEntity::NAMES]
        .map(|fields| own_name(fields, name))
}

/// Finds each pointer under `wanted` in one walk; a part that is not there leaves the place of what is around it.
fn find<'a>(wanted: &Wanted, raw: &'a RawValue, json: &'a str, pointer: &mut String, places: &mut [Pointed<'a>]) {
    let offset = (raw.get().as_ptr() as usize).saturating_sub(json.as_ptr() as usize);
    wanted.each(&mut |index| places[index] = Pointed { offset, pointer: pointer.clone(), json: raw.get() });
    if wanted.within.is_empty() {
        return;
    }
    let length = pointer.len();
    if let Ok(Members(members)) = serde_json::from_str(raw.get()) {
        let mut taken = HashSet::new();
        let own_count = members.iter().filter(|(name, _)| wanted.within.contains_key(name.as_ref())).count();
        let are_all_own = own_count == wanted.within.len();
        for (name, value) in &members {
            let name = name.as_ref();
            // Only where a field was not found under its own name does another spelling count.
            let own = if are_all_own { [None; 6] } else { own_names(name) };
            let child = std::iter::once(name)
                .chain(own.iter().flatten().copied())
                .filter_map(|field| wanted.within.get_key_value(field))
                .find(|(field, _)| !taken.contains(field.as_str()));
            if let Some((field, child)) = child {
                taken.insert(field.as_str());
                push_name(pointer, name);
                find(child, value, json, pointer, places);
                pointer.truncate(length);
            }
        }
        if taken.contains("0") {
            return;
        }
    } else if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
        for (part, child) in &wanted.within {
            if let Some(item) = part.parse().ok().and_then(|index: usize| items.get(index)) {
                push_name(pointer, part);
                find(child, item, json, pointer, places);
                pointer.truncate(length);
            }
        }
        return;
    }
    // One value where a list is allowed: it is its own first item.
    if let Some(child) = wanted.within.get("0") {
        find(child, raw, json, pointer, places);
    }
}

/// The fields of an object with their text.
pub struct Members<'a>(pub Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;
        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(Str(name)) = map.next_key()? {
                    members.push((name, map.next_value()?));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(MembersVisitor)
    }
}

/// Checks that `json` is JSON without duplicate keys, lone surrogates or nesting deeper than 128.
/// The error is the problem for which the record is skipped.
pub(super) fn sound(json: &str) -> Result<(), RecordProblem> {
    let path = RefCell::new(String::new());
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let result = Sound { path: &path }.deserialize(&mut deserializer).and_then(|()| deserializer.end());
    result.map_err(|error| {
        let message = without_position(&error);
        let offset = offset_of(json, error.line(), error.column());
        let (reason, remedy) = if error.is_data() {
            (Finding::Parser { why: message }, Remedy::OneOfTwo)
        } else {
            match message {
                Unparsed::RecursionLimit => (Finding::TooDeep { levels: DEEPEST }, Remedy::FewerLevels),
                Unparsed::LoneSurrogate | Unparsed::EndOfEscape => (Finding::HalfOfPair, Remedy::BothHalves),
                _ if error.is_eof() => (Finding::BreaksOff, Remedy::CompleteRecord),
                why => (Finding::NoJson { why }, Remedy::CorrectJsonHere),
            }
        };
        RecordProblem {
            level: Level::Error,
            offset,
            pointer: sanitise_line(&path.borrow()).into_owned(),
            reason: Box::new(reason),
            remedy,
        }
    })
}

/// Reads any JSON and keeps nothing; `path` is left at the fault.
#[derive(Clone, Copy)]
struct Sound<'p> {
    path: &'p RefCell<String>,
}

impl<'de> DeserializeSeed<'de> for Sound<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Sound<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }
    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }
    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }
    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let length = self.path.borrow().len();
        for index in 0_usize.. {
            push_name(&mut self.path.borrow_mut(), &index.to_string());
            let item = seq.next_element_seed(self)?;
            self.path.borrow_mut().truncate(length);
            if item.is_none() {
                break;
            }
        }
        Ok(())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let length = self.path.borrow().len();
        let mut seen: HashSet<String> = HashSet::new();
        while let Some(Str(name)) = map.next_key()? {
            push_name(&mut self.path.borrow_mut(), &name);
            if seen.contains(name.as_ref()) {
                return Err(A::Error::custom(format!("the key `{name}` stands twice in one object")));
            }
            map.next_value_seed(self)?;
            self.path.borrow_mut().truncate(length);
            seen.insert(name.into_owned());
        }
        Ok(())
    }
}

/// What a parser says without its own "at line … column …", which is of a text the user never sees.
pub(in crate::load) fn without_position(error: &serde_json::Error) -> Unparsed {
    let mut text = error.to_string();
    if let Some(end) = text.rfind(" at line ") {
        text.truncate(end);
    }
    Unparsed::of(&quoted(&text))
}

/// Byte offset of a line and column as `serde_json` counts them: both from 1, columns in bytes.
fn offset_of(json: &str, line: usize, column: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        _ => json.match_indices('\n').nth(line - 2).map_or(0, |(newline, _)| newline + 1),
    };
    (start + column.saturating_sub(1)).min(json.len().saturating_sub(1))
}

/// The record with every part that `fits` refuses replaced by `null`, and a fault for each such part.
/// `json` must be sound, and `fits` must take each field of an object by itself.
pub(super) fn repair(json: &str, fits: &dyn Fn(&str) -> serde_json::Result<()>, faults: &mut Vec<Fault>) -> String {
    let mut repair = Repair { fits, before: String::new(), after: Vec::new(), pointer: String::new(), faults };
    let mut out = String::with_capacity(json.len());
    if let Ok(raw) = serde_json::from_str(json) {
        repair.value(raw, &mut out);
    }
    out
}

struct Repair<'f> {
    fits: &'f dyn Fn(&str) -> serde_json::Result<()>,
    /// The opening brackets and names around the part that is tried.
    before: String,
    /// The closing brackets, innermost last.
    after: Vec<char>,
    pointer: String,
    faults: &'f mut Vec<Fault>,
}

impl Repair<'_> {
    fn try_it(&self, value: &str) -> serde_json::Result<()> {
        let mut text = String::with_capacity(self.before.len() + value.len() + self.after.len());
        text.push_str(&self.before);
        text.push_str(value);
        text.extend(self.after.iter().rev());
        (self.fits)(&text)
    }

    fn value(&mut self, raw: &RawValue, out: &mut String) {
        let Err(error) = self.try_it(raw.get()) else {
            out.push_str(raw.get());
            return;
        };
        // Only where an empty one fits can the fault be inside.
        if raw.get().starts_with('{')
            && self.try_it("{}").is_ok()
            && let Ok(Members(members)) = serde_json::from_str(raw.get())
        {
            out.push('{');
            for (index, (name, value)) in members.iter().enumerate() {
                let key = serde_json::Value::from(name.as_ref()).to_string();
                if index > 0 {
                    out.push(',');
                }
                out.push_str(&key);
                out.push(':');
                self.inside(&format!("{{{key}:"), '}', name, value, out);
            }
            out.push('}');
        } else if raw.get().starts_with('[')
            && self.try_it("[]").is_ok()
            && let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(raw.get())
        {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                self.inside("[", ']', &index.to_string(), item, out);
            }
            out.push(']');
        } else {
            self.faults.push(Fault {
                level: Level::Warning,
                pointer: self.pointer.clone(),
                reason: Finding::ValueUnreadable { why: without_position(&error) },
                remedy: Remedy::AsTheFormatSays,
                keep: Keep::Value,
            });
            out.push_str("null");
        }
    }

    fn inside(&mut self, open: &str, close: char, name: &str, value: &RawValue, out: &mut String) {
        let (before, pointer) = (self.before.len(), self.pointer.len());
        self.before.push_str(open);
        self.after.push(close);
        push_name(&mut self.pointer, name);
        self.value(value, out);
        self.before.truncate(before);
        self.after.pop();
        self.pointer.truncate(pointer);
    }
}
