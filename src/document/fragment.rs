//! The address of an article at a quote: a text directive (WICG, *URL Fragment Text Directives*) after the address.
//!
//! A browser that knows it scrolls to the words and marks them, another one opens the page. Only words that stand in the
//! article's text are pointed to. Whether and how the address is opened is not known here.

use std::ops::Range;

use super::QuoteAt;
use super::locate::{body, locate};
use super::quote::source;
use crate::query::{Detail, EventDetail};

/// Words at the beginning and at the end of a long quote that stand for it.
const ENDS: usize = 6;
/// Words before a quote that tell it from the same words elsewhere.
const BEFORE: usize = 3;

/// The address of the article that a shown quote is from, and the same at the quote, which is no other when the data
/// does not have the article's text or the quote is not found in it.
pub fn address_of_quote(detail: &Detail, at: QuoteAt) -> Option<(String, String)> {
    let events: &[EventDetail] = match detail {
        Detail::Event(event) => std::slice::from_ref(&**event),
        Detail::Article(article) => &article.events,
        Detail::Page(_) => return None,
    };
    let event = events.get(at.event)?;
    let quote = event.event.quotes.get(at.quote)?;
    let (_, article) = source(quote, event)?;
    let url = article.url.clone()?;
    let body = body(article);
    let found = locate(body, quote);
    let precise = found.map_or_else(|| url.clone(), |range| with_directive(&url, body, range));
    Some((url, precise))
}

/// An address with a directive that points to some bytes of the page's text.
fn with_directive(url: &str, body: &str, range: Range<usize>) -> String {
    let quoted = &body[range.clone()];
    let words: Vec<&str> = quoted.split_whitespace().collect();
    if words.is_empty() || url.contains(":~:") {
        return url.to_owned();
    }
    // The whole must stand in one block of the page; the ends of a range need not.
    let is_long = words.len() > 2 * ENDS || quoted.contains('\n');
    let (start, end) = if is_long && words.len() > 1 {
        let ends = ENDS.min(words.len() / 2);
        (words[..ends].join(" "), Some(words[words.len() - ends..].join(" ")))
    } else {
        (words.join(" "), None)
    };
    let mut directive = String::new();
    if body[..range.start].contains(quoted) {
        let line = body[..range.start].rsplit('\n').next().unwrap_or_default();
        let before: Vec<&str> = line.split_whitespace().collect();
        let before = before[before.len().saturating_sub(BEFORE)..].join(" ");
        if !before.is_empty() {
            directive.push_str(&encoded(&before));
            directive.push_str("-,");
        }
    }
    directive.push_str(&encoded(&start));
    if let Some(end) = end {
        directive.push(',');
        directive.push_str(&encoded(&end));
    }
    let hash = if url.contains('#') { "" } else { "#" };
    format!("{url}{hash}:~:text={directive}")
}

/// Percent-encoded for a directive, where a hyphen, a comma and an ampersand have meanings of their own.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'~' | b'!' | b'*' | b'\'' | b'(' | b')') {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.extend([byte >> 4, byte & 15].map(|half| char::from(b"0123456789ABCDEF"[usize::from(half)])));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_directive(url: &str, body: &str, quoted: &str, expected: &str) {
        let at = body.rfind(quoted).unwrap();
        assert_eq!(with_directive(url, body, at..at + quoted.len()), expected);
    }

    #[test]
    fn signs_of_a_directive_are_no_part_of_the_words() {
        let body = "He said: «well-known, S&P 100%», and left.";
        assert_directive(
            "https://x.example/a?b=c",
            body,
            "well-known, S&P 100%",
            "https://x.example/a?b=c#:~:text=well%2Dknown%2C%20S%26P%20100%25",
        );
        assert_directive("https://x.example", "Он: «да».", "да", "https://x.example#:~:text=%D0%B4%D0%B0");
    }

    #[test]
    fn a_fragment_that_is_there_stays() {
        assert_directive("https://x.example/#part", "one two", "two", "https://x.example/#part:~:text=two");
        assert_directive("https://x.example/#:~:text=x", "one two", "two", "https://x.example/#:~:text=x");
    }

    #[test]
    fn a_long_quote_is_named_by_its_ends() {
        let body = "a b c d e f g h i j k l m n";
        assert_directive("u", body, body, "u#:~:text=a%20b%20c%20d%20e%20f,i%20j%20k%20l%20m%20n");
        assert_directive("u", "one\ntwo three", "one\ntwo three", "u#:~:text=one,three");
    }

    #[test]
    fn words_that_stand_there_twice_are_told_apart() {
        assert_directive("u", "«yes», he said. And then she said «yes».", "yes", "u#:~:text=she%20said%20%C2%AB-,yes");
    }
}
