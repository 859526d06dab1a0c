//! How many parts of one record are read: a list of a million names in one record costs a hundred times its length when
//! each becomes a participant, and is no news.
//!
//! A list or an object that has more parts than are read is shortened in the text of the record, before anything is made
//! of it: what stands in front is read as ever, and how much is left out is a warning. Fields that the format does not
//! know are passed through whole, whatever is in them. What the fields mean is not known here.

use super::fault::{Fault, Keep, own_names, push_name};
use crate::catalogue::{Finding, Remedy};
use crate::problem::{Level, RecordProblem};
use std::ops::Range;

/// Items of one list, or fields of one object, that are read.
pub(super) const MOST_ITEMS: usize = 10_000;

/// Parts of all lists and objects of a record that are read.
const MOST_PARTS: usize = 100_000;

/// Nesting that is followed: what is deeper is refused as a whole.
const DEEPEST: usize = 128;

/// Whether a record has so few parts that all of them are read. One that is no sound JSON may have any number.
pub(in crate::load) fn is_within(json: &[u8]) -> bool {
    may_be_within(json) || Walk::through(json).is_some_and(|walk| walk.gaps.is_empty())
}

/// Each item but the first stands behind a comma; to count these is much faster than to walk.
fn may_be_within(json: &[u8]) -> bool {
    json.len() < 2 * MOST_ITEMS || memchr::memchr_iter(b',', json).count() < MOST_ITEMS
}

/// A record that is read in part.
pub(super) struct Shortened {
    /// Its text without what is left out.
    pub json: String,
    /// What is left out, as warnings.
    pub faults: Vec<Fault>,
    /// Where in `json` something is left out, and how many bytes are up to there.
    gaps: Vec<(usize, usize)>,
}

impl Shortened {
    /// The part of a record that is read; `None` when that is all of it. The error is the one of a record that is no JSON:
    /// where its lists end cannot be told.
    pub fn of(json: &str) -> Result<Option<Shortened>, RecordProblem> {
        if may_be_within(json.as_bytes()) {
            return Ok(None);
        }
        let Some(walk) = Walk::through(json.as_bytes()) else { return super::fault::sound(json).map(|()| None) };
        if walk.gaps.is_empty() {
            return Ok(None);
        }
        let (mut text, mut gaps, mut from) = (String::new(), Vec::new(), 0);
        for gap in &walk.gaps {
            text.push_str(json.get(from..gap.start).unwrap_or_default());
            from = gap.end;
            gaps.push((text.len(), from - text.len()));
        }
        text.push_str(json.get(from..).unwrap_or_default());
        Ok(Some(Shortened { json: text, faults: walk.faults, gaps }))
    }

    /// Where byte `offset` of the shortened text stands in the record.
    pub fn place_of(&self, offset: usize) -> usize {
        let before = self.gaps.partition_point(|(at, _)| *at <= offset);
        offset + before.checked_sub(1).map_or(0, |gap| self.gaps[gap].1)
    }
}

/// A walk over the lists and objects of a record.
struct Walk<'a> {
    json: &'a [u8],
    at: usize,
    /// Parts so far that are read.
    parts: usize,
    pointer: String,
    /// What is left out, in the order of the text.
    gaps: Vec<Range<usize>>,
    faults: Vec<Fault>,
}

impl<'a> Walk<'a> {
    /// `None` when a bracket, a comma or the end is not where JSON has it.
    fn through(json: &'a [u8]) -> Option<Walk<'a>> {
        let mut walk = Walk { json, at: 0, parts: 0, pointer: String::new(), gaps: Vec::new(), faults: Vec::new() };
        walk.value(0)?;
        walk.next().is_none().then_some(walk)
    }

    /// The next byte that is no space; it is not passed.
    fn next(&mut self) -> Option<u8> {
        let rest = self.json.get(self.at..)?;
        self.at += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
        self.json.get(self.at).copied()
    }

    fn value(&mut self, depth: usize) -> Option<()> {
        match self.next()? {
            b'{' => self.parts_of(b'}', depth),
            b'[' => self.parts_of(b']', depth),
            _ => self.pass(),
        }
    }

    /// Walks through an object or a list, whose closing bracket is `close`.
    fn parts_of(&mut self, close: u8, depth: usize) -> Option<()> {
        let is_object = close == b'}';
        let mut count = 0;
        let mut kept: Option<(usize, usize)> = None;
        self.at += 1;
        while self.next()? != close {
            let end = self.at;
            if count > 0 {
                (self.json[end] == b',').then_some(())?;
                self.at += 1;
                self.next()?;
            }
            // A record keeps its own fields whatever stands in the first of them.
            let is_read = count < MOST_ITEMS && (depth == 0 || self.parts < MOST_PARTS) && depth < DEEPEST;
            if !is_read && kept.is_none() {
                kept = Some((count, end));
            }
            let length = self.pointer.len();
            let mut is_known = true;
            if is_object {
                let name = self.name()?;
                if is_read {
                    is_known = depth > 0 || own_names(name).iter().any(Option::is_some);
                    push_name(&mut self.pointer, name);
                }
            } else if is_read {
                push_name(&mut self.pointer, &count.to_string());
            }
            if is_read && is_known {
                self.value(depth + 1)?;
            } else {
                self.next()?;
                self.pass()?;
            }
            self.pointer.truncate(length);
            self.parts += usize::from(is_read);
            count += 1;
        }
        if let Some((kept, start)) = kept {
            self.gaps.push(start..self.at);
            self.faults.push(Fault {
                level: Level::Warning,
                pointer: self.pointer.clone(),
                reason: if is_object {
                    Finding::ObjectTooLarge { count, kept }
                } else {
                    Finding::ListTooLong { count, kept }
                },
                remedy: Remedy::DivideRecord,
                keep: Keep::Nothing,
            });
        }
        self.at += 1;
        Some(())
    }

    /// Passes the name of a field and its colon.
    fn name(&mut self) -> Option<&'a str> {
        let start = self.at + 1;
        self.string()?;
        let name = std::str::from_utf8(self.json.get(start..self.at - 1)?).ok()?;
        (self.next()? == b':').then_some(())?;
        self.at += 1;
        Some(name)
    }

    /// Passes a string.
    fn string(&mut self) -> Option<()> {
        (*self.json.get(self.at)? == b'"').then_some(())?;
        self.at += 1;
        loop {
            self.at += memchr::memchr2(b'"', b'\\', self.json.get(self.at..)?)?;
            if self.json[self.at] == b'"' {
                self.at += 1;
                return Some(());
            }
            self.at += 2;
        }
    }

    /// Passes a value without a look at what is in it.
    fn pass(&mut self) -> Option<()> {
        let mut open = 0_usize;
        loop {
            match *self.json.get(self.at)? {
                b'"' => self.string()?,
                b'{' | b'[' => {
                    open += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    open = open.checked_sub(1)?;
                    self.at += 1;
                }
                // A number or a word, or between the values of what is passed.
                _ => {
                    let is_bare = |byte: &&u8| !matches!(byte, b'"' | b'{' | b'[' | b'}' | b']' | b',');
                    let bare = self.json[self.at..].iter().take_while(is_bare).count();
                    self.at += bare;
                    if open > 0 {
                        self.at += usize::from(self.json.get(self.at) == Some(&b','));
                    } else if bare == 0 {
                        return None;
                    }
                }
            }
            if open == 0 {
                return Some(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(count: usize, item: impl Fn(usize) -> String) -> String {
        format!("[{}]", (0..count).map(item).collect::<Vec<_>>().join(","))
    }

    #[test]
    fn a_list_that_is_too_long_is_read_in_part_and_its_places_are_kept() {
        let names = list(MOST_ITEMS + 5, |at| format!("\"a, ] \\\" {at}\""));
        let json = format!("{{\"label\": \"A\", \"participants\": {names}, \"kind\": \"visit\"}}");
        let short = Shortened::of(&json).ok().flatten().unwrap();
        let kept = list(MOST_ITEMS, |at| format!("\"a, ] \\\" {at}\""));
        assert_eq!(short.json, format!("{{\"label\": \"A\", \"participants\": {kept}, \"kind\": \"visit\"}}"));
        assert_eq!(short.faults[0].pointer, "/participants");
        for word in ["label", "a, ] ", "kind", "visit"] {
            assert_eq!(short.place_of(short.json.find(word).unwrap()), json.find(word).unwrap(), "{word}");
        }
        assert!(!is_within(json.as_bytes()));
    }

    #[test]
    fn what_is_not_of_the_format_is_kept_whole() {
        let numbers = list(3 * MOST_ITEMS, |at| at.to_string());
        let json =
            format!("{{\"label\":\"A\",\"embedding\":{numbers},\"mine\":{{\"deep\":[{numbers},{{\"a\":[]}}]}}}}");
        assert!(is_within(json.as_bytes()));
        assert!(Shortened::of(&json).is_ok_and(|short| short.is_none()));
    }

    #[test]
    fn all_lists_together_are_bounded_and_the_fields_behind_them_are_read() {
        let quotes =
            list(MOST_ITEMS, |at| format!("{{\"text\":\"said {at}\",\"type\":\"indirect\",\"cue\":\"said\"}}"));
        let lists: Vec<String> =
            ["quotes", "participants", "outcomes", "topics"].map(|name| format!("\"{name}\":{quotes}")).into();
        let json = format!("{{{},\"label\":\"A\"}}", lists.join(","));
        let short = Shortened::of(&json).ok().flatten().unwrap();
        assert!(short.json.ends_with(",\"label\":\"A\"}"), "the label is kept");
        assert!(short.json.len() < json.len() * 3 / 4);
        assert!(serde_json::from_str::<serde_json::Value>(&short.json).is_ok());
    }

    #[test]
    fn no_json_is_an_error_and_not_shortened() {
        let names = list(2 * MOST_ITEMS, |at| at.to_string());
        for json in [
            format!("{{\"participants\":{names}"),
            format!("{{\"participants\":{names}}}{{\"id\":\"b\"}}"),
            format!("{{\"participants\":{names}]"),
            format!("{{\"participants\" {names}}}"),
            format!("{{\"a\":\"{names}"),
        ] {
            assert!(Shortened::of(&json).is_err() && !is_within(json.as_bytes()), "{}", &json[json.len() - 20..]);
        }
    }
}
