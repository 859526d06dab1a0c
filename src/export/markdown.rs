//! Rows as a Markdown table (GitHub's form).
//!
//! What would end a cell, or begin a link, an image, emphasis, a strike-through, code, HTML or a named character, is
//! escaped: text of the data stays text. An address stays one that can be followed. What the cells say is not known here.

use super::rows::{Column, RowWriter};
use crate::text::address::has_web_scheme;
use crate::text::sanitise_line;
use std::borrow::Cow;
use std::io::{self, Write};

pub(super) struct Markdown<'o> {
    out: &'o mut dyn Write,
}

impl<'o> Markdown<'o> {
    pub fn new(columns: &[Column], out: &'o mut dyn Write) -> io::Result<Markdown<'o>> {
        for column in columns {
            write!(out, "| {} ", column.name)?;
        }
        out.write_all(b"|\n")?;
        for _ in columns {
            out.write_all(b"|---")?;
        }
        out.write_all(b"|\n")?;
        Ok(Markdown { out })
    }
}

impl RowWriter for Markdown<'_> {
    fn row(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()> {
        for cell in cells {
            write!(self.out, "| {} ", escaped(&sanitise_line(cell)))?;
        }
        self.out.write_all(b"|\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A line of text that begins a paragraph: what would make it a heading, a list or a quotation is escaped too.
pub(super) fn escaped_line(line: &str) -> String {
    let line = sanitise_line(line);
    let line = line.trim_start();
    let text = escaped(line);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if line.starts_with(['#', '>', '-', '+', '=']) {
        format!("\\{text}")
    } else if digits > 0 && line[digits..].starts_with(['.', ')']) {
        format!("{}\\{}", &text[..digits], &text[digits..])
    } else {
        text
    }
}

/// Text of the data as text of Markdown, within a line.
pub(super) fn escaped(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    for word in cell.split_inclusive(' ') {
        // Within an address these begin nothing, and with a backslash it would lead elsewhere.
        let is_address = has_web_scheme(word);
        let mut before = ' ';
        for (at, c) in word.char_indices() {
            let after = &word[at + c.len_utf8()..];
            let begins_something = match c {
                '\\' | '|' | '<' | '[' | '*' | '`' => true,
                '~' => !is_address,
                '&' => !is_address && is_named(after),
                '_' => !(is_address || before.is_alphanumeric() && after.starts_with(char::is_alphanumeric)),
                _ => false,
            };
            if begins_something {
                text.push('\\');
            }
            text.push(c);
            before = c;
        }
    }
    text
}

/// Whether what stands after a `&` makes it the name or the number of a character.
fn is_named(after: &str) -> bool {
    let name = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.len() < after.len() && name.starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_begins_nothing() {
        for (line, expected) in [
            ("# a", "\\# a"),
            ("- a", "\\- a"),
            ("+ a", "\\+ a"),
            ("> a", "\\> a"),
            ("12. a", "12\\. a"),
            ("1) a", "1\\) a"),
            ("=== ", "\\=== "),
            ("2024 was", "2024 was"),
            ("*a*", "\\*a\\*"),
        ] {
            assert_eq!(escaped_line(line), expected);
        }
    }

    #[test]
    fn cells_stay_cells_and_text_stays_text() {
        assert_eq!(escaped(r"a|b \ <b> [x](y) *z* `c`"), r"a\|b \\ \<b> \[x](y) \*z\* \`c\`");
        assert_eq!(escaped("_a_ __b__ a_b a_ ~~c~~ ~d~"), r"\_a\_ \_\_b\_\_ a_b a\_ \~\~c\~\~ \~d\~");
        assert_eq!(escaped("&lt;b&gt; &#60; &#x3c; R&D; R&D & co"), r"\&lt;b\&gt; \&#60; \&#x3c; R\&D; R&D & co");
        assert_eq!(escaped("https://x.example/_a_?b=1&lt;=~2 _c_"), r"https://x.example/_a_?b=1&lt;=~2 \_c\_");
    }
}
