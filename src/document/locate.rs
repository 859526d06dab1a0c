//! Where a quote stands in the text of its article (reader rule 6).

use std::ops::Range;

use crate::model::{Article, Quote};

/// The text of an article in which its quotes are to be found: the version in the article's own language, else the
/// first one. Empty when the data does not have it.
pub(super) fn body(article: &Article) -> &str {
    let own = |tag: Option<&str>| tag.is_some() && tag == article.language.as_deref();
    let mut versions = article.body.versions();
    let first = versions.next();
    first.into_iter().chain(versions).find(|(tag, _)| own(*tag)).or(first).map_or("", |(_, text)| text)
}

/// The bytes of `body` that hold the quote: those of the selector when they fit, else the place with the words that
/// the selector has before and after, else the first place; `None` when the words are not there.
pub(super) fn locate(body: &str, quote: &Quote) -> Option<Range<usize>> {
    let words = quote.text.versions().map(|(_, words)| words).find(|words| !words.is_empty())?;
    let selector = quote.selector.clone().unwrap_or_default();
    if let (Some(start), Some(end)) = (selector.start, selector.end) {
        let range = bytes(body, start, end);
        if range.as_ref().is_some_and(|range| &body[range.clone()] == words) {
            return range;
        }
    }
    let places: Vec<usize> = body.match_indices(words).map(|(at, _)| at).collect();
    let fits = |at: &&usize| {
        body[..**at].ends_with(&selector.prefix) && body[**at + words.len()..].starts_with(&selector.suffix)
    };
    places.iter().find(fits).or(places.first()).map(|at| *at..at + words.len())
}

/// The bytes of the code points from `start` up to `end`.
fn bytes(body: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let mut places = body.char_indices().map(|(at, _)| at).chain([body.len()]);
    let first = places.nth(start)?;
    let last = if end == start { first } else { places.nth(end.checked_sub(start)?.checked_sub(1)?)? };
    Some(first..last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Selector, Text};

    const BODY: &str = "«да», сказал он. «да», сказала она.";

    fn quote(words: &str, selector: Option<Selector>) -> Quote {
        Quote { text: Text::plain(words), selector, ..Quote::default() }
    }

    #[test]
    fn a_selector_that_fits_decides() {
        let selector = Selector { start: Some(18), end: Some(20), ..Selector::default() };
        let range = locate(BODY, &quote("да", Some(selector)));
        assert_eq!(range, BODY.rfind("да").map(|at| at..at + "да".len()));
    }

    #[test]
    fn a_selector_that_does_not_fit_gives_way_to_the_words_around() {
        let selector =
            Selector { start: Some(3), end: Some(900), prefix: "«".into(), suffix: "», сказала".into() };
        let range = locate(BODY, &quote("да", Some(selector)));
        assert_eq!(range, BODY.rfind("да").map(|at| at..at + "да".len()));
    }

    #[test]
    fn words_alone_are_found_at_their_first_place() {
        assert_eq!(locate(BODY, &quote("да", None)), BODY.find("да").map(|at| at..at + "да".len()));
        assert_eq!(locate(BODY, &quote("нет", None)), None);
        assert_eq!(locate(BODY, &quote("", None)), None);
    }
}
