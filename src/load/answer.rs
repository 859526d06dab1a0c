//! The answer of a language model as it was saved: data between fences of three backticks, with words around them. The words
//! become blank lines, so that what stands between is read as a file of its own and keeps its lines. What the data mean is
//! not known here.

use std::io::{self, BufRead, BufReader, Read};

/// What begins and ends a block.
const FENCE: &[u8] = b"```";

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// What a block of data may be called.
const NAMES: [&str; 8] = ["json", "jsonl", "ndjson", "json5", "jsonc", "csv", "tsv", "xml"];

/// Whether a text is such an answer, by its beginning: it is no data, and a block of data begins in it.
pub(super) fn is_one(beginning: &[u8]) -> bool {
    let text = beginning.strip_prefix(MARK).unwrap_or(beginning).trim_ascii_start();
    if text.is_empty() || matches!(text[0], b'{' | b'[' | b'<') {
        return false;
    }
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&text[at..], FENCE) {
        let start = at + found;
        at = start + FENCE.len();
        let line_start = memchr::memrchr(b'\n', &text[..start]).map_or(0, |end| end + 1);
        let rest = &text[at..];
        let Some(end) = memchr::memchr(b'\n', rest) else { return false };
        let is_line = text[line_start..start].trim_ascii().is_empty();
        if is_line && (is_named(&rest[..end]) || matches!(rest[end..].trim_ascii_start().first(), Some(b'{' | b'['))) {
            return true;
        }
    }
    false
}

fn is_named(word: &[u8]) -> bool {
    let word = word.trim_ascii();
    NAMES.iter().any(|name| word.eq_ignore_ascii_case(name.as_bytes()))
}

/// What stands between the fences, while it is read.
pub(super) struct Answer<R> {
    lines: BufReader<R>,
    line: Vec<u8>,
    given: usize,
    is_inside: bool,
}

impl<R: Read> Answer<R> {
    pub fn new(stream: R) -> Answer<R> {
        Answer { lines: BufReader::new(stream), line: Vec::new(), given: 0, is_inside: false }
    }
}

impl<R: Read> Read for Answer<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.line.len() {
            self.line.clear();
            self.given = 0;
            if self.lines.read_until(b'\n', &mut self.line)? == 0 {
                return Ok(0);
            }
            // Who reads the text counts on a mark where it was.
            let mark = if self.line.starts_with(MARK) { MARK.len() } else { 0 };
            let is_fence = self.line[mark..].trim_ascii_start().starts_with(FENCE);
            if is_fence || !self.is_inside {
                self.line.truncate(mark);
                self.line.push(b'\n');
            }
            self.is_inside ^= is_fence;
        }
        let read = (&self.line[self.given..]).read(buffer)?;
        self.given += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_between_fences_are_told_from_words_and_from_data() {
        for (text, expected) in [
            ("```json\n[1]\n```\n", true),
            ("Here it is:\n\n```\n{\"a\":1}\n```", true),
            ("1. The events\n   ```JSON\n   []\n   ```\n", true),
            ("Sure.\n```csv\nwhen,what\n```", true),
            ("{\"a\":\"```json\\n[]\"}", false),
            ("[\n```json\n", false),
            ("when,what\n2024,\"```json\n{\"\n", false),
            ("words and no data\n```\nwords\n```\n", false),
            ("```json", false),
            ("", false),
        ] {
            assert_eq!(is_one(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn what_stands_between_keeps_its_lines() {
        let mut text = String::new();
        let answer = "Two blocks:\n```json\n[1,\n 2]\n```\nand\n```\n{}\n```\nthe end";
        Answer::new(answer.as_bytes()).read_to_string(&mut text).unwrap();
        assert_eq!(text, "\n\n[1,\n 2]\n\n\n\n{}\n\n\n");
        text.clear();
        Answer::new("\u{feff}So:\n```\n{}".as_bytes()).read_to_string(&mut text).unwrap();
        assert_eq!(text, "\u{feff}\n\n{}");
    }
}
