//! What a text of JSON holds, by the names of its fields, as far as it is there: the text may break off anywhere. Of a list
//! the first item stands for all. What the names mean is not known here.

use super::map::Matching;
use super::value::folded;
use crate::catalogue::Unmapped;
use crate::load::native;
use crate::load::native::quoted;
use crate::text::sanitise_line;
use std::collections::{HashMap, HashSet};

/// How deep names are noted.
const DEEPEST: usize = 5;

/// Bytes of a text that is noted.
const SHORT: usize = 200;

/// Nesting that is still followed.
const MOST_NESTED: usize = 128;

/// The names of fields, each with those around it.
#[derive(Default)]
pub(super) struct Outline {
    paths: HashSet<String>,
    /// The paths of lists of objects.
    lists: Vec<String>,
    /// The paths of lists that begin with a text.
    words: HashSet<String>,
    /// The first text at each path, where it is short.
    texts: HashMap<String, String>,
    /// Whether what is called `record` at the top is no word.
    counts_records: bool,
}

struct Cursor<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Outline {
    /// The outline of what is there of a text.
    pub fn of(text: &str) -> Outline {
        let mut outline = Outline::default();
        let mut cursor = Cursor { bytes: text.as_bytes(), at: 0 };
        let _ = outline.value(&mut cursor, "", 0, true);
        outline
    }

    /// Whether an object at this path has a field of this name.
    pub fn has(&self, path: &str, name: &str) -> bool {
        self.paths.contains(&joined(path, name))
    }

    /// Whether the file says of itself that it is of the format: its head, or a word for the kind of a record. People
    /// count their records by that name too.
    pub fn is_native(&self) -> bool {
        self.has("", "oreline") || (self.has("", "record") && !self.counts_records)
    }

    /// Whether there is a list of objects at this path.
    pub fn has_list(&self, path: &str) -> bool {
        self.lists.iter().any(|list| list == path)
    }

    /// The names at a path, folded.
    pub fn names_at(&self, path: &str) -> Vec<&str> {
        let prefix = if path.is_empty() { String::new() } else { format!("{path}.") };
        let of_path = self.paths.iter().filter_map(|name| name.strip_prefix(&prefix));
        of_path.filter(|name| !name.is_empty() && !name.contains('.')).collect()
    }

    /// The paths of all lists of objects.
    pub fn lists(&self) -> impl Iterator<Item = &str> {
        self.lists.iter().map(String::as_str)
    }

    /// Whether there is an object, and nothing in it but lists of words.
    pub fn only_lists_of_words(&self) -> bool {
        let is_list = self.words.contains("") && self.paths.is_empty();
        is_list || !self.paths.is_empty() && self.lists.is_empty() && self.words == self.paths
    }

    /// Whether the file looks as a map says.
    pub fn matches(&self, matching: &Matching) -> bool {
        let has_all = |path: &str, keys: &[String]| keys.iter().all(|key| self.has(path, key));
        let in_records = |keys: &[String]| has_all("", keys) || self.lists.iter().any(|list| has_all(list, keys));
        let is_said = !matching.keys.is_empty() || matching.inside.is_some() || !matching.columns.is_empty();
        is_said
            && matching.width.is_none()
            && matching.first.is_none()
            && in_records(&matching.keys)
            && in_records(&matching.columns)
            && matching
                .values
                .iter()
                .all(|(name, regex)| self.texts.get(&joined("", name)).is_some_and(|text| regex.is_match(text)))
            && matching.inside.as_ref().is_none_or(|(list, keys)| {
                let path = list.split('.').fold(String::new(), |path, name| joined(&path, name));
                self.lists.contains(&path) && has_all(&path, keys)
            })
    }

    /// What the native reader would not understand of the file's events, if it would not: a date that passes by while none
    /// is read, or more than half of the fields. Nothing when there is no list of events, or it is understood.
    pub fn not_understood(&self) -> Option<Unmapped> {
        let has_list = |names: &[&str]| names.iter().any(|name| self.has("", name));
        let events = self.lists.iter().find(|list| list.is_empty() || is_list_of_events(list));
        // Without a list of events the file may be one record; lists of articles or names are the native reader's.
        let is_alone = events.is_none();
        if is_alone && has_list(&["events", "articles", "entities", "articlelist", "eventlist", "entitylist"]) {
            return None;
        }
        let path = events.map_or("", String::as_str);
        let prefix = if path.is_empty() { String::new() } else { format!("{path}.") };
        let of_record =
            |name: &&String| name.strip_prefix(&prefix).is_some_and(|name| !name.is_empty() && !name.contains('.'));
        let mut names: Vec<&str> = self.paths.iter().filter(of_record).map(|name| &name[prefix.len()..]).collect();
        names.sort_unstable();
        let own = |name: &str| {
            let of = |fields| native::own_name(fields, name);
            of(native::EVENT_FIELDS).or_else(|| of(native::ARTICLE_FIELDS))
        };
        let unknown: Vec<&str> = names.iter().copied().filter(|name| own(name).is_none()).collect();
        let has_date = names.iter().any(|name| matches!(own(name), Some("date" | "endDate" | "datePublished")));
        // Who has none of these is neither event nor article; somewhere in it dates may stand all the same.
        let says_something = |name: &&str| {
            matches!(
                own(name),
                Some(
                    "label"
                        | "summary"
                        | "headline"
                        | "url"
                        | "articleBody"
                        | "abstract"
                        | "publisher"
                        | "events"
                        | "name"
                )
            )
        };
        // A list of the format with a mistake in its name is named by who reads the format.
        let is_misspelt = |list: &String| {
            matches!(native::meant(list), Some("events" | "articles" | "entities")) && !is_list_of_events(list)
        };
        let has_dates = || self.paths.iter().any(|path| says_date(path.rsplit('.').next().unwrap_or(path)));
        if !unknown.is_empty()
            && !names.iter().any(says_something)
            && !self.lists.iter().any(is_misspelt)
            && has_dates()
        {
            let fields = shown(&names);
            return Some(if is_alone { Unmapped::NoTitleAlone { fields } } else { Unmapped::NoTitles { fields } });
        }
        if !has_date && let Some(date) = unknown.iter().find(|name| says_date(name)) {
            return Some(Unmapped::DateUnread { field: quoted(date) });
        }
        (unknown.len() * 2 > names.len() && !is_alone)
            .then(|| Unmapped::FieldsUnread { count: unknown.len(), fields: shown(&unknown) })
    }

    /// Passes a value, and notes its names when it stands for all of its list; `None` where the text breaks off.
    fn value(&mut self, cursor: &mut Cursor<'_>, path: &str, depth: usize, is_noted: bool) -> Option<()> {
        match cursor.next()? {
            b'{' => {
                cursor.at += 1;
                while cursor.next()? != b'}' {
                    let name = cursor.string()?;
                    let inner = joined(path, &name);
                    let is_noted = is_noted && depth < DEEPEST;
                    if is_noted {
                        self.paths.insert(inner.clone());
                    }
                    if cursor.next()? != b':' || depth > MOST_NESTED {
                        return None;
                    }
                    cursor.at += 1;
                    self.counts_records |= inner == "record" && cursor.next()? != b'"';
                    self.value(cursor, &inner, depth + 1, is_noted)?;
                    if cursor.next()? == b',' {
                        cursor.at += 1;
                    }
                }
                cursor.at += 1;
            }
            b'[' => {
                cursor.at += 1;
                let mut is_first = true;
                while cursor.next()? != b']' {
                    if depth > MOST_NESTED {
                        return None;
                    }
                    if is_first && is_noted && cursor.next()? == b'{' {
                        self.lists.push(path.to_owned());
                    }
                    if is_first && is_noted && cursor.next()? == b'"' {
                        self.words.insert(path.to_owned());
                    }
                    self.value(cursor, path, depth + 1, is_noted && is_first)?;
                    is_first = false;
                    if cursor.next()? == b',' {
                        cursor.at += 1;
                    }
                }
                cursor.at += 1;
            }
            b'"' => {
                let text = cursor.string()?;
                if is_noted && text.len() <= SHORT {
                    self.texts.entry(path.to_owned()).or_insert(text);
                }
            }
            b',' | b':' | b'}' | b']' => return None,
            _ => {
                while !matches!(cursor.bytes.get(cursor.at)?, b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n') {
                    cursor.at += 1;
                }
            }
        }
        Some(())
    }
}

/// Whether a field is named like a date.
fn says_date(name: &str) -> bool {
    let words = ["date", "time", "when", "year", "дата", "когда"];
    let is_day = name.ends_with("day") && !["birthday", "holiday"].contains(&name);
    is_day || words.iter().any(|word| name.contains(word))
}

/// Whether a list of this name is one of events for the native reader.
fn is_list_of_events(list: &str) -> bool {
    matches!(list, "events" | "eventlist" | "eventslist")
}

fn shown(names: &[&str]) -> String {
    let more = if names.len() > 8 { ", …" } else { "" };
    sanitise_line(&format!("{}{more}", names[..names.len().min(8)].join(", "))).into_owned()
}

fn joined(path: &str, name: &str) -> String {
    let name: String = folded(name).collect();
    if path.is_empty() { name } else { format!("{path}.{name}") }
}

impl Cursor<'_> {
    /// The next byte that is no blank; it is not passed.
    fn next(&mut self) -> Option<u8> {
        while matches!(self.bytes.get(self.at)?, b' ' | b'\t' | b'\r' | b'\n') {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    /// Passes a string.
    fn string(&mut self) -> Option<String> {
        if self.next()? != b'"' {
            return None;
        }
        let start = self.at;
        self.at += 1;
        loop {
            match self.bytes.get(self.at)? {
                b'\\' => self.at += 2,
                b'"' => break,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        serde_json::from_slice(&self.bytes[start..self.at]).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_as_far_as_the_text_is_there() {
        let text =
            r#"{"Name": "x", "messages": [{"id": 1, "text": ["a", {"type": "b"}]}, {"other": 2}], "end": {"deep": 1}"#;
        let outline = Outline::of(text);
        for (path, name, is_there) in [
            ("", "name", true),
            ("", "messages", true),
            ("messages", "id", true),
            ("messages", "other", false),
            ("messages.text", "type", false),
            ("end", "deep", true),
            ("", "id", false),
        ] {
            assert_eq!(outline.has(path, name), is_there, "{path}.{name}");
        }
        let cut = Outline::of(&text[..40]);
        assert!(cut.has("messages", "id") && !cut.has("", "end"));
        for broken in ["", "{", "[", "{\"a\"", "{\"a\":", "[[[[", "{\"a\":1,,}", "}"] {
            Outline::of(broken);
        }
        Outline::of(&"[".repeat(100_000));
    }
}
