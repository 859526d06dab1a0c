//! Where a broken document goes on: the record after one that is no JSON, and the list after a field that is none.
//!
//! A break is a missing comma, quote or bracket, and what stands behind it is still written as what stands before it:
//! that is what is looked for. What a record means is not known here.

use serde::de::IgnoredAny;

/// Nesting that is followed; a record has less, and beyond it brackets are missing.
const DEEPEST: usize = 128;

/// The names of lists of records.
const LISTS: [&str; 3] = ["\"events\"", "\"articles\"", "\"entities\""];

/// Where the space between two parts of a JSON text ends.
pub(super) fn blanks(text: &str, at: usize) -> usize {
    let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    at + text.as_bytes()[at..].iter().take_while(is_blank).count()
}

/// Where the list goes on whose record at `start` is broken at `at`: behind the record, where its brackets close, else
/// at the next record that is written as it is.
pub(super) fn after(text: &str, start: usize, at: usize) -> Option<usize> {
    let closed = || {
        let end = closing(text, start).filter(|end| *end > at)?;
        let rest = &text[blanks(text, end)..];
        let follows = rest.strip_prefix(',').map_or(rest, |more| more.trim_start());
        follows.starts_with(['{', ']']).then_some(end)
    };
    closed().or_else(|| like(text, start, at))
}

/// The next record from `from` on that is written as the one at `model`: on a line of its own with the same space
/// before it, or, among records that share lines, with the same first field.
pub(super) fn like(text: &str, model: usize, from: usize) -> Option<usize> {
    let (indent, name) = (indent(text, model), first_name(&text[model..]));
    memchr::memchr_iter(b'{', &text.as_bytes()[from..]).map(|at| from + at).find(|&at| {
        let is_alike = match indent {
            Some(_) => self::indent(text, at) == indent,
            None => name.is_some() && first_name(&text[at..]) == name,
        };
        is_alike && is_record(text, at)
    })
}

/// Where the name of the next list of records stands, from `from` up to `end`.
pub(super) fn list(text: &str, from: usize, end: usize) -> Option<usize> {
    let part = &text.as_bytes()[from..end];
    let is_list = |at: usize, name: &str| {
        let colon = blanks(text, at + name.len());
        text[colon..].strip_prefix(':').is_some_and(|rest| rest.trim_start().starts_with('['))
    };
    let first = |name: &&str| {
        memchr::memmem::find_iter(part, name.as_bytes()).map(|at| from + at).find(|at| is_list(*at, name))
    };
    LISTS.iter().filter_map(first).min()
}

/// The end of the value that begins with the bracket at `start`, as its brackets tell; a string ends with its line.
pub(super) fn closing(text: &str, start: usize) -> Option<usize> {
    let mut open = Vec::new();
    let mut in_string = false;
    let mut bytes = text.bytes().enumerate().skip(start);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' if in_string => drop(bytes.next()),
            b'"' => in_string = !in_string,
            b'\n' => in_string = false,
            _ if in_string => {}
            b'{' | b'[' if open.len() < DEEPEST => open.push(byte),
            b'{' | b'[' => return None,
            b'}' | b']' => {
                let opening = if byte == b'}' { b'{' } else { b'[' };
                if open.pop() != Some(opening) {
                    return None;
                }
                if open.is_empty() {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The space between the beginning of the line and what stands first in it.
fn indent(text: &str, at: usize) -> Option<&str> {
    let line = text[..at].rfind('\n')? + 1;
    Some(&text[line..at]).filter(|before| before.bytes().all(|byte| matches!(byte, b' ' | b'\t')))
}

/// The name of an object's first field, as written.
fn first_name(object: &str) -> Option<&str> {
    let name = object.strip_prefix('{')?.trim_start().strip_prefix('"')?;
    name.split_once('"').map(|(name, _)| name)
}

/// Whether a whole object stands here that another record, or the end of the list, may follow.
fn is_record(text: &str, at: usize) -> bool {
    let mut values = serde_json::Deserializer::from_str(&text[at..]).into_iter::<IgnoredAny>();
    values.next().is_some_and(|value| value.is_ok()) && {
        let rest = &text[blanks(text, at + values.byte_offset())..];
        rest.is_empty() || rest.starts_with([',', ']', '{'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_close_a_record_and_lines_end_strings() {
        for (text, end) in [
            ("{\"a\":[{}]} rest", Some(10)),
            ("{\"a\":\"}\\\"}\"}", Some(12)),
            ("{\"a\":\"no end\n}", Some(14)),
            ("{\"a\":[1}", None),
            ("{\"a\":", None),
        ] {
            assert_eq!(closing(text, 0), end, "{text}");
        }
        assert_eq!(closing(&"[".repeat(1000), 0), None);
    }

    #[test]
    fn the_next_record_is_one_that_is_written_alike() {
        let lines = "[\n  {\"id\":\"a\" \"quotes\":[\n    {\"id\":\"q\"}\n  {\"id\":\"b\"}\n]";
        assert_eq!(after(lines, 4, 14), lines.find("{\"id\":\"b\"}"));
        let compact = "[{\"id\":\"a, \"who\":[{\"name\":\"x\"}]},{\"id\":\"b\"}]";
        assert_eq!(like(compact, 1, 12), compact.find("{\"id\":\"b\"}"));
        assert_eq!(like("[{\"id\":\"a}", 1, 5), None);
    }
}
