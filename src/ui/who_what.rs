//! A row of who | what: on the left a name with what is known of it, on the right the words, on both lines of the row.
//!
//! Quotes and articles are listed so. It knows columns, not what the words are.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use std::borrow::Cow;
use std::ops::Range;

use super::canvas::{Canvas, highlighted};
use super::theme::Look;
use crate::text;

/// Columns of the mark, the day with its signs and the blank after it.
pub(super) use crate::app::below_lines::DAY;
/// Columns of the left side, and with little room.
const WHO: u16 = 22;
const NARROW_WHO: u16 = 18;
/// From this many columns the left side has all of its own.
const WIDE: u16 = 85;
/// With fewer it has a third.
const NARROW: u16 = 60;
/// Columns between the sides.
const GAP: u16 = 2;
/// Columns of the sign before the words.
const SIGN: u16 = 2;

/// What a row says.
pub(super) struct WhoWhat<'t> {
    /// Mark and day.
    pub day: Vec<Span<'t>>,
    /// The name, and below it what is known of it.
    pub who: [Vec<Span<'t>>; 2],
    /// The sign before the words, on each line.
    pub signs: [Span<'t>; 2],
    /// The words.
    pub words: Cow<'t, str>,
    /// What the query finds in them.
    pub hits: Vec<Range<usize>>,
    /// How they look.
    pub style: Style,
}

/// Columns of the left side in an area.
pub(super) fn who_columns(width: u16) -> u16 {
    match width {
        WIDE.. => WHO,
        NARROW.. => NARROW_WHO,
        _ => width.saturating_sub(DAY + SIGN) / 3,
    }
}

/// Draws a row of `lines` lines from one on.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, row: &WhoWhat<'_>, area: Rect, y: u16, lines: u16) {
    let who = who_columns(area.width);
    let from = |x: u16, width: u16| Rect {
        x: area.x + x.min(area.width),
        width: width.min(area.width.saturating_sub(x)),
        ..area
    };
    canvas.line(from(0, DAY), y, &row.day);
    let (sign, words) = (DAY + who + GAP, DAY + who + GAP + SIGN);
    let room = from(words, area.width);
    let shown =
        lines_of(&row.words, &row.hits, usize::from(room.width), usize::from(lines), canvas.theme.glyphs.ellipsis);
    let hit = canvas.theme.style(Look::Hit);
    for (line, at) in (0..lines).zip(0..) {
        if let Some(name) = row.who.get(usize::from(line)) {
            canvas.line(from(DAY, who), y + line, name);
        }
        let Some((words, hits)) = shown.get(at) else { continue };
        if let Some(of_line) = row.signs.get(at) {
            canvas.line(from(sign, SIGN), y + line, std::slice::from_ref(of_line));
        }
        canvas.line(room, y + line, &highlighted(words, hits, row.style, hit));
    }
}

/// Words as at most so many lines, with the hits in each. They begin so that the first hit is in sight, and say by an
/// ellipsis that they go on.
fn lines_of(
    words: &str,
    hits: &[Range<usize>],
    columns: usize,
    lines: usize,
    ellipsis: &str,
) -> Vec<(String, Vec<Range<usize>>)> {
    if columns == 0 {
        return Vec::new();
    }
    let start = start_for_hit(words, hits.first(), (columns * lines).saturating_sub(columns / 4));
    let before = if start > 0 { ellipsis } else { "" };
    // No more is wrapped than can be shown.
    let (end, _) = text::fit(&words[start..], columns * (lines + 1));
    let shown = format!("{before}{}", words[start..start + end].replace(['\n', '\t'], " "));
    let moved = |at: usize| at + before.len() - start;
    let mut listed = Vec::new();
    for range in text::wrap(&shown, columns).into_iter().take(lines) {
        let is_last = listed.len() + 1 == lines;
        let goes_on = shown[range.end..].trim_end().len() + (words.len() - start - end) > 0;
        let line = if is_last && goes_on {
            text::truncate(&format!("{}…", &shown[range.start..]), columns, ellipsis).into_owned()
        } else {
            shown[range.clone()].to_owned()
        };
        let kept = line.len();
        let of_line = hits.iter().filter(|hit| hit.start >= start).map(|hit| moved(hit.start)..moved(hit.end));
        let of_line = of_line.filter(|hit| hit.start >= range.start && hit.start < range.start + kept);
        let within = |hit: Range<usize>| {
            let end = (hit.end - range.start).min(kept);
            (line.is_char_boundary(end)).then_some(hit.start - range.start..end)
        };
        let of_line = of_line.filter_map(within).filter(|hit| line.is_char_boundary(hit.start)).collect();
        listed.push((line, of_line));
    }
    listed
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_lines(words: &str, hit: Option<&str>, columns: usize, lines: usize, expected: &[&str]) {
        let hits: Vec<_> = hit.iter().filter_map(|hit| words.find(hit).map(|at| at..at + hit.len())).collect();
        let shown = lines_of(words, &hits, columns, lines, "…");
        let texts: Vec<&str> = shown.iter().map(|(line, _)| line.as_str()).collect();
        assert_eq!(texts, expected, "{words:?} in {lines} × {columns}");
        let marked = shown.iter().flat_map(|(line, hits)| hits.iter().map(|hit| &line[hit.clone()]));
        assert_eq!(marked.collect::<Vec<_>>(), hit.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn words_fill_both_lines_and_say_that_they_go_on() {
        assert_lines("one two three", None, 20, 2, &["one two three"]);
        assert_lines("one two three four", None, 9, 2, &["one two", "three fo…"]);
        assert_lines("one two three", None, 9, 2, &["one two", "three"]);
        assert_lines("one two three", None, 9, 1, &["one two…"]);
        assert_lines("one two three", Some("two"), 9, 2, &["one two", "three"]);
        assert_lines("один два три", Some("три"), 9, 2, &["один два", "три"]);
        assert_lines("", None, 9, 2, &[]);
        assert_lines("words", None, 0, 2, &[]);
    }

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
