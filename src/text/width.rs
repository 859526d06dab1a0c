//! Text measured in terminal columns, by grapheme cluster: what a reader takes for one letter is never split.
//!
//! The widths are those of ratatui's buffer (Unicode Standard Annex 11 through `unicode-width`), so that what is measured
//! here ends where it ends on the screen: ideographs and emoji have two columns, combining marks and controls none.
//! This module must not know about styles, panes or lines.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that `text` takes on one line of a terminal.
///
/// Control characters count as nothing, tabs and line ends too: ratatui does not draw them.
///
/// ```
/// use oreline::door::text::width;
///
/// assert_eq!(width("Токаев"), 6);
/// assert_eq!(width("и\u{306}"), 1);
/// assert_eq!(width("日本"), 4);
/// ```
#[must_use]
pub fn width(text: &str) -> usize {
    let mut columns = 0;
    for (at, c) in text.char_indices() {
        if !is_narrow(c) {
            // What was counted last may be the base of the mark that comes now.
            let from = text[..at].char_indices().next_back().map_or(0, |(at, _)| at);
            let counted = usize::from(at > 0);
            return columns - counted + text[from..].graphemes(true).map(cluster_width).sum::<usize>();
        }
        columns += 1;
    }
    columns
}

/// Columns of one grapheme cluster, as ratatui's `CellWidth` counts them.
pub(super) fn cluster_width(cluster: &str) -> usize {
    if cluster.contains(char::is_control) {
        return 0;
    }
    if cluster.len() == 1 {
        return 1;
    }
    // ratatui adds a column for each of these halfwidth marks, since terminals draw them in a cell of their own.
    let sound_marks = cluster.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count();
    cluster.width() + sound_marks
}

/// Common characters of one column that never form a cluster with each other.
fn is_narrow(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{400}'..='\u{482}' | '\u{48A}'..='\u{52F}' | '\u{2010}'..='\u{2027}' | '№')
}

/// The longest beginning of `text` that fits: its length in bytes and its width in columns, which is at most `columns`.
///
/// It ends between two grapheme clusters.
///
/// ```
/// use oreline::door::text::fit;
///
/// assert_eq!(fit("日本", 3), (3, 2));
/// assert_eq!(fit("да", 9), (4, 2));
/// ```
#[must_use]
pub fn fit(text: &str, columns: usize) -> (usize, usize) {
    let mut last = 0;
    for (used, (at, c)) in text.char_indices().enumerate() {
        if !is_narrow(c) {
            // What was counted last may be the base of the mark that comes now.
            let (bytes, rest) = fit_clusters(&text[last..], columns - used.saturating_sub(1));
            return (last + bytes, used.saturating_sub(1) + rest);
        }
        if used == columns {
            return (at, used);
        }
        last = at;
    }
    // Each of them has one column.
    (text.len(), text.chars().count())
}

fn fit_clusters(text: &str, columns: usize) -> (usize, usize) {
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        let wider = used + cluster_width(cluster);
        if wider > columns {
            return (at, used);
        }
        used = wider;
    }
    (text.len(), used)
}

/// Whether each character of `text` surely is a cluster of one column: nothing is to be looked for then.
///
/// ```
/// use oreline::door::text::is_plain;
///
/// assert!(is_plain("Токаев – Astana"));
/// assert!(!is_plain("и\u{306}") && !is_plain("日本"));
/// ```
#[must_use]
pub fn is_plain(text: &str) -> bool {
    text.chars().all(is_narrow)
}

/// Returns `text` if it fits into `columns`, else its beginning and the `ellipsis`, together at most `columns` wide.
///
/// No grapheme cluster is split, and no space is left before the ellipsis. An ellipsis that is itself too wide is cut.
///
/// ```
/// use oreline::door::text::truncate;
///
/// assert_eq!(truncate("Встреча в Астане", 9, "…"), "Встреча…");
/// assert_eq!(truncate("Астана", 6, "…"), "Астана");
/// ```
#[must_use]
pub fn truncate<'a>(text: &'a str, columns: usize, ellipsis: &str) -> Cow<'a, str> {
    // A character has four bytes at most, but some have no column: only a short text surely fits.
    if text.len() <= columns && text.is_ascii() || fit(text, columns).0 == text.len() {
        return Cow::Borrowed(text);
    }
    let (tail_end, tail_columns) = fit(ellipsis, columns);
    let (head_end, _) = fit(text, columns - tail_columns);
    let head = &text[..head_end];
    if tail_end == 0 {
        return Cow::Borrowed(head);
    }
    Cow::Owned([head.trim_end_matches(' '), &ellipsis[..tail_end]].concat())
}

/// Returns `text` with spaces after it, `columns` wide in all. Wider text is returned as it is.
///
/// ```
/// use oreline::door::text::pad;
///
/// assert_eq!(pad("日本", 6), "日本  ");
/// ```
#[must_use]
pub fn pad(text: &str, columns: usize) -> Cow<'_, str> {
    match columns.checked_sub(width(text)) {
        None | Some(0) => Cow::Borrowed(text),
        Some(missing) => Cow::Owned([text, &" ".repeat(missing)].concat()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    /// Where ratatui stands after drawing `text`.
    fn drawn(text: &str) -> usize {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 2000, 1));
        let (column, _) = buffer.set_stringn(0, 0, text, 2000, Style::new());
        usize::from(column)
    }

    #[test]
    fn widths_are_those_of_the_buffer() {
        for (text, columns) in [
            ("", 0),
            ("Токаев", 6),
            ("Ёлка «№ 5» — …", 14),
            ("и\u{306}", 1),
            ("abи\u{306}в", 4),
            ("日本語", 6),
            ("👍🏽", 2),
            ("👩\u{200d}🚀", 2),
            ("❤\u{fe0f}", 2),
            ("🇰🇿", 2),
            ("a\tb\n", 2),
            ("a\u{200b}b", 2),
        ] {
            assert_eq!(width(text), columns, "{text:?}");
            assert_eq!(drawn(text), columns, "drawn {text:?}");
        }
    }

    #[test]
    fn narrow_characters_have_one_column_each() {
        for c in ('\0'..=char::MAX).filter(|&c| is_narrow(c)) {
            assert_eq!(cluster_width(c.encode_utf8(&mut [0; 4])), 1, "{c:?}");
            assert_eq!(format!("a{c}я").graphemes(true).count(), 3, "{c:?}");
        }
    }

    #[test]
    fn wide_cluster_is_not_cut_in_half() {
        assert_eq!(truncate("日本語", 4, "…"), "日…");
        assert_eq!(truncate("日本語", 3, ""), "日");
    }

    #[test]
    fn truncated_to_nothing() {
        assert_eq!(truncate("Астана", 0, "…"), "");
        assert_eq!(truncate("Астана", 1, "…"), "…");
        assert_eq!(truncate("Астана", 2, "..."), "..");
    }

    fn text() -> impl Strategy<Value = String> {
        let pick = prop::sample::select(vec![
            "a", "Т", "ё", " ", "\u{301}", "\u{200d}", "\u{fe0f}", "❤", "👍", "🇰", "日", "\t", "ﾞ", "한", "\u{1161}",
            "क", "\u{94d}", "ل", "ا",
        ]);
        prop_oneof![prop::collection::vec(pick, 0..30).prop_map(|parts| parts.concat()), any::<String>()]
    }

    proptest! {
        #[test]
        fn any_text_is_as_wide_as_drawn(text in text()) {
            prop_assert_eq!(width(&text), drawn(&text));
        }

        #[test]
        fn the_short_way_to_what_fits_leads_to_the_same(text in text(), columns in 0_usize..20) {
            prop_assert_eq!(fit(&text, columns), fit_clusters(&text, columns));
        }

        #[test]
        fn truncated_text_fits(text in text(), columns in 0_usize..20) {
            let cut = truncate(&text, columns, "…");
            prop_assert!(width(&cut) <= columns);
            prop_assert_eq!(matches!(cut, Cow::Borrowed(_)), width(&text) <= columns || columns == 0);
            prop_assert_eq!(width(&pad(&text, columns)), columns.max(width(&text)));
        }
    }
}
