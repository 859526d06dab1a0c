//! A Markdown page to hand on.
//!
//! `## date · title`, words that were said as block quotes and what was said in other words not as such, sources as links.
//! Text of the data stays text: whatever would be Markdown in it is escaped. What the page says is not known here.

use super::markdown::{escaped, escaped_line};
use super::page::Piece;
use crate::text::address::host;
use crate::text::sanitise_line;
use std::io::{self, Write};

/// Writes a piece of a page.
pub(super) fn write(piece: Piece<'_>, out: &mut dyn Write) -> io::Result<()> {
    match piece {
        Piece::Head { source, counted, query } => {
            let query = if query.is_empty() { String::new() } else { code(query) };
            writeln!(out, "# {}\n\n{counted}{query}\n", escaped_line(source))
        }
        Piece::Event { title, date, facts, .. } => {
            writeln!(out, "## {} · {}\n", escaped(date), text(title))?;
            if facts.is_empty() { Ok(()) } else { writeln!(out, "{}\n", escaped_line(facts)) }
        }
        Piece::Paragraphs(text) => paragraphs(text, "", out),
        Piece::Items(items) => {
            items.iter().try_for_each(|item| writeln!(out, "- {}", escaped_line(item)))?;
            writeln!(out)
        }
        Piece::Paraphrase { said, kind, by } => {
            writeln!(out, "{} ({kind}) — {}\n", escaped_line(said), escaped(by))
        }
        Piece::Quotation { said, translation, by, .. } => {
            paragraphs(said, "> ", out)?;
            if let Some((word, translation)) = translation {
                writeln!(out, ">\n> {word}: {}", text(translation))?;
            }
            writeln!(out, ">\n> — {}\n", escaped(by))
        }
        Piece::Sources { name, sources } => {
            writeln!(out, "{name}:\n")?;
            for (title, url, about) in sources {
                writeln!(out, "- {}{}", link(title, *url), escaped(about))?;
            }
            writeln!(out)
        }
        Piece::Remark(words, "") => writeln!(out, "{words}\n"),
        Piece::Remark(words, own) => writeln!(out, "{words}: {}\n", text(own)),
        Piece::End { name, id } => writeln!(out, "{name}: {}\n", code(id)),
        Piece::Foot => out.flush(),
    }
}

/// A text within a line.
fn text(text: &str) -> String {
    escaped(&sanitise_line(text))
}

/// Each line of a text as a paragraph of its own, after `before`.
fn paragraphs(text: &str, before: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut is_first = true;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !is_first && !before.is_empty() {
            writeln!(out, "{}", before.trim_end())?;
        }
        is_first = false;
        let end = if before.is_empty() { "\n" } else { "" };
        writeln!(out, "{before}{}{end}", escaped_line(line))?;
    }
    Ok(())
}

/// A link when the address is one of the web, else both as text.
fn link(title: &str, url: Option<&str>) -> String {
    let title = text(title).replace(']', "\\]");
    match url.filter(|url| !url.is_empty()) {
        None => title,
        Some(url) if host(url).is_some() => {
            // What would end the address, or is not seen, by its number.
            let mut address = String::with_capacity(url.len());
            for c in url.chars() {
                if c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '\\') {
                    let mut bytes = [0; 4];
                    address.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
                } else {
                    address.push(c);
                }
            }
            format!("[{title}](<{}>)", sanitise_line(&address))
        }
        Some(url) => format!("{title} ({})", text(url)),
    }
}

/// A text as code: nothing in it is Markdown.
fn code(text: &str) -> String {
    let text = sanitise_line(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let gap = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{gap}{text}{gap}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_where_its_link_does() {
        assert_eq!(link("A [b] c", Some("https://x.example/a b>c")), "[A \\[b\\] c](<https://x.example/a%20b%3Ec>)");
        assert_eq!(link("A", Some("javascript:alert(1)")), "A (javascript:alert(1))");
        assert_eq!(link("A", None), "A");
        assert_eq!(link("A", Some("https://x.example/я\nrm")), "[A](<https://x.example/я%0Arm>)");
    }

    #[test]
    fn code_is_longer_fenced_than_what_it_holds() {
        assert_eq!(code("country:KZ"), "`country:KZ`");
        assert_eq!(code("a``b`"), "``` a``b` ```");
    }
}
