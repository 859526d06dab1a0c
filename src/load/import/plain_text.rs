//! Marked-up text as plain words: HTML without its tags, with its entities read. Where the text is from is not known here.

use super::entities::{self, Entities};
use std::borrow::Cow;

/// Tags that end a line.
const BREAKS: [&str; 14] = ["br", "p", "/p", "div", "/div", "li", "tr", "/ul", "/ol", "h1", "h2", "h3", "/h1", "/h2"];

/// The words of HTML. Scripts, styles and remarks are none; a paragraph ends a line.
pub(super) fn of_html(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        push_words(&mut text, &rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('&') {
            if let Some((letters, length)) = entity(after, &entities::letters) {
                text.push_str(&letters);
                rest = &after[length..];
            } else {
                text.push('&');
                rest = after;
            }
            continue;
        }
        let is_tag =
            rest[1..].starts_with(|letter: char| letter.is_ascii_alphabetic() || matches!(letter, '/' | '!' | '?'));
        if !is_tag {
            text.push('<');
            rest = &rest[1..];
            continue;
        }
        if let Some(remark) = rest.strip_prefix("<!--") {
            rest = remark.find("-->").map_or("", |end| &remark[end + 3..]);
            continue;
        }
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let tag = rest[1..end].trim_end_matches('>');
        let name_end = tag.char_indices().find(|(at, letter)| *at > 0 && !letter.is_ascii_alphanumeric());
        let name = tag[..name_end.map_or(tag.len(), |(at, _)| at)].to_ascii_lowercase();
        rest = &rest[end..];
        if matches!(name.as_str(), "script" | "style") {
            let close = format!("</{name}");
            let lower = rest.to_ascii_lowercase();
            rest = lower.find(&close).map_or("", |at| &rest[at..]);
        } else if BREAKS.contains(&name.as_str()) && !text.is_empty() && !text.ends_with('\n') {
            text.truncate(text.trim_end_matches(' ').len());
            text.push('\n');
        }
    }
    push_words(&mut text, rest);
    text.trim().to_owned()
}

/// Adds words; runs of blanks are one, as a browser shows them.
fn push_words(text: &mut String, words: &str) {
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    let mut rest = words;
    while !rest.is_empty() {
        let word = rest.bytes().position(|byte| is_blank(&byte)).unwrap_or(rest.len());
        text.push_str(&rest[..word]);
        let blanks = rest[word..].bytes().take_while(is_blank).count();
        if blanks > 0 && !text.is_empty() && !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
        rest = &rest[word + blanks..];
    }
}

/// The value of an attribute with its entities read.
pub(super) fn of_attribute<'w>(written: &'w str, entities: &Entities) -> Cow<'w, str> {
    if !written.contains('&') {
        return Cow::Borrowed(written);
    }
    let mut text = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match entity(rest, &|name| entities.letters(name)) {
            Some((letters, length)) => {
                text.push_str(&letters);
                rest = &rest[length..];
            }
            None => text.push('&'),
        }
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The letters of an entity behind its `&`, and its length there.
fn entity<'e>(after: &str, letters: &dyn Fn(&str) -> Option<Cow<'e, str>>) -> Option<(Cow<'e, str>, usize)> {
    let end = after.char_indices().take(12).find(|(_, letter)| *letter == ';')?.0;
    Some((letters(&after[..end])?, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_its_words() {
        for (html, words) in [
            ("<p>Two states signed a road map &amp; a protocol.</p>", "Two states signed a road map & a protocol."),
            ("<p>One</p><p>two<br>three</p>", "One\ntwo\nthree"),
            ("a < b & c", "a < b & c"),
            ("<script>if (a < b) {}</script>said <b>she</b>", "said she"),
            ("&laquo;Медь&raquo; &#8212; &#x41;&unknown;", "«Медь» — A&unknown;"),
            ("Pr&eacute;sident &amp; Gr&ouml;&szlig;e, it&#146;s", "Président & Größe, it’s"),
            (" \n<p> a \t\n b </p>\r\n", "a b"),
            ("<!-- <p>no</p> -->yes <", "yes <"),
            ("no tags\n at all", "no tags at all"),
        ] {
            assert_eq!(of_html(html), words, "{html}");
        }
    }
}
