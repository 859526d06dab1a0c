//! A row of the view *Quotes*: who, what, and on the right how it relates to what was said and in which language.
//!
//! Only a direct quotation stands in quotation marks, and a paraphrase says that it is one, by a sign where there is no
//! room for words.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use std::borrow::Cow;
use std::ops::Range;

use super::canvas::{Canvas, highlighted};
use super::theme::Look;
use crate::app::App;
use crate::dataset::{Dataset, EventId};
use crate::model::{Lang, QuoteType};
use crate::query::matches::Where;
use crate::query::{Spoken, hits_in};
use crate::text;

/// A narrower pane has no room for the office of a speaker.
const WITH_ROLE: usize = 90;
/// A narrower one has a sign in place of the words for a paraphrase.
const WITH_KIND: usize = 66;
/// A narrower one has no room for the language.
const WITH_LANGUAGE: usize = 46;

/// Draws the row after what stands on its left; `base` is the style of its words.
pub(super) fn draw_row<'a>(
    canvas: &mut Canvas<'_, '_>,
    app: &'a App,
    (dataset, id, number): (&'a Dataset, EventId, u32),
    (mut left, base): (Vec<Span<'a>>, Style),
    area: Rect,
    y: u16,
) {
    let lang = app.lang();
    let Some(quote) = app.quotes().quote(id, number) else {
        // Until it is read there is only its event to tell.
        let title = dataset.head(id).title(lang);
        left.push(canvas.words(title, Look::Dim));
        canvas.row(area, y, &left, &[]);
        return;
    };
    let columns = usize::from(area.width);
    let (dot, ellipsis) = (canvas.theme.glyphs.dot, canvas.theme.glyphs.ellipsis);
    let hit = canvas.theme.style(Look::Hit);
    let speaker = shown(&quote.speaker, lang);
    let speaker = if speaker.is_empty() { "speaker not stated" } else { speaker };
    let speaker = text::truncate(speaker, columns / 3, ellipsis);
    let bold = base.patch(canvas.theme.style(Look::Strong));
    let of_speaker = hits_in(app.query(), app.spellings(), Where::Speaker, &speaker);
    left.extend(owned(highlighted(&speaker, &of_speaker, bold, hit)));
    let role = shown(&quote.role, lang);
    if columns >= WITH_ROLE && !role.is_empty() {
        let role = text::truncate(role, columns / 4, ellipsis);
        left.push(canvas.words(format!(", {role}"), Look::Dim));
    }
    left.push(canvas.words(dot, Look::Dim));
    if columns < WITH_KIND && quote.kind != QuoteType::Direct {
        left.push(canvas.words(format!("{} ", canvas.theme.glyphs.in_other_words), Look::Dim));
    }
    let right = facts(quote, dot, columns);
    let taken: usize = left.iter().map(|span| text::width(&span.content)).sum();
    let room = columns.saturating_sub(taken + text::width(&right));
    let words = marked(canvas, quote, lang);
    let found = hits_in(app.query(), app.spellings(), Where::Quote, &words);
    let start = start_for_hit(&words, found.first(), room);
    if start > 0 {
        left.push(canvas.words(ellipsis, Look::Dim));
    }
    let within: Vec<Range<usize>> =
        found.iter().filter(|hit| hit.start >= start).map(|hit| hit.start - start..hit.end - start).collect();
    let style = if quote.kind == QuoteType::Indirect { base.patch(canvas.theme.style(Look::Dim)) } else { base };
    left.extend(highlighted(&words[start..], &within, style, hit));
    canvas.row(area, y, &left, &[canvas.words(right, Look::Dim)]);
}

fn shown(texts: &[String; 2], lang: Lang) -> &str {
    &texts[lang as usize]
}

/// The words, in quotation marks when they are a direct quotation.
fn marked<'a>(canvas: &Canvas<'_, '_>, quote: &'a Spoken, lang: Lang) -> Cow<'a, str> {
    let words = shown(&quote.words, lang);
    match quote.kind {
        QuoteType::Direct => {
            let (open, close) = canvas.theme.glyphs.marks;
            let inner = words.strip_prefix('«').and_then(|words| words.strip_suffix('»')).unwrap_or(words);
            Cow::Owned(format!("{open}{inner}{close}"))
        }
        QuoteType::Indirect | QuoteType::Mixed => Cow::Borrowed(words),
    }
}

/// ` paraphrase · ru`, as much as `columns` have room for.
fn facts(quote: &Spoken, dot: &str, columns: usize) -> String {
    let kind = match quote.kind {
        QuoteType::Indirect if columns >= WITH_KIND => "paraphrase",
        QuoteType::Mixed if columns >= WITH_KIND => "partly a paraphrase",
        _ => "",
    };
    let language = if columns >= WITH_LANGUAGE { quote.language.as_str() } else { "" };
    let facts: Vec<&str> = [kind, language].into_iter().filter(|fact| !fact.is_empty()).collect();
    if facts.is_empty() { String::new() } else { format!(" {}", facts.join(dot)) }
}

/// Where a text begins in `room` columns so that its first hit is in sight: the beginning of a word.
fn start_for_hit(words: &str, hit: Option<&Range<usize>>, room: usize) -> usize {
    let Some(hit) = hit else { return 0 };
    if text::width(&words[..hit.end.min(words.len())]) <= room {
        return 0;
    }
    let before: Vec<usize> = words[..hit.start].char_indices().map(|(at, _)| at).rev().take(room / 4).collect();
    let earliest = before.last().copied().unwrap_or(hit.start);
    words[earliest..hit.start].find(' ').map_or(hit.start, |at| earliest + at + 1)
}

fn owned<'a>(spans: Vec<Span<'_>>) -> impl Iterator<Item = Span<'a>> {
    spans.into_iter().map(|span| Span::styled(span.content.into_owned(), span.style))
}

#[cfg(test)]
mod tests {
    use super::start_for_hit;

    #[test]
    fn a_hit_that_is_far_away_comes_into_sight() {
        let words = "one two three four five six seven eight nine ten";
        let at = |word: &str| words.find(word).map(|at| at..at + word.len());
        assert_eq!(start_for_hit(words, at("two").as_ref(), 20), 0);
        assert_eq!(start_for_hit(words, None, 5), 0);
        let start = start_for_hit(words, at("nine").as_ref(), 20);
        assert!(words[start..].starts_with("nine") || words[start..].starts_with("eight nine"), "{}", &words[start..]);
        assert_eq!(start_for_hit(words, at("ten").as_ref(), 0), words.len() - 3);
    }
}
