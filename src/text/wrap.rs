//! Text broken into lines for a pane, as byte ranges, so that hits found in the text can be highlighted in its lines.
//!
//! A plain greedy form of Unicode's line breaking (Annex 14) for running text: at spaces, between ideographs, and inside
//! a word only when the word alone is wider than the line. This module must not know about panes, scrolling or styles.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::width::cluster_width;

/// Byte ranges of the lines of `text`, each at most `columns` wide; 0 is taken as 1.
///
/// - `\n` ends a line; a last `\n` opens none, and empty text has no line. An empty paragraph is an empty range.
/// - Spaces at the end of a line are in no range. A space before a dash ("слово — слово") is used last, so that lines do
///   not begin with a dash.
/// - A word wider than the line is broken after a hyphen or slash, else between any two grapheme clusters.
/// - A tab counts as one column: draw the line through [`sanitise_line`](crate::text::sanitise_line).
/// - Only a single cluster that is wider than `columns` makes a wider line.
///
/// ```
/// use oreline::door::text::wrap;
///
/// let text = "Встреча в Астане";
/// let lines: Vec<&str> = wrap(text, 10).into_iter().map(|line| &text[line]).collect();
/// assert_eq!(lines, ["Встреча в", "Астане"]);
/// ```
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
        wrap_paragraph(text, start..end, columns, &mut lines);
        start = end + 1;
    }
    lines
}

fn wrap_paragraph(text: &str, paragraph: Range<usize>, columns: usize, lines: &mut Vec<Range<usize>>) {
    let mut start = paragraph.start;
    let before = lines.len();
    while start < paragraph.end {
        let line = first_line(&text[start..paragraph.end], columns);
        // Only an indent wider than the line leaves a line without content.
        if line.content > 0 {
            lines.push(start..start + line.content);
        }
        start += line.next;
    }
    if lines.len() == before {
        lines.push(paragraph.start..paragraph.start);
    }
}

/// Where a line ends, and where the next one begins after the spaces between them; in bytes from its start.
#[derive(Clone, Copy)]
struct Line {
    content: usize,
    next: usize,
}

/// How good it is to break between two clusters.
enum Break {
    Good,
    /// Only if there is no good one on the line.
    Poor,
    Never,
}

fn first_line(rest: &str, columns: usize) -> Line {
    let mut used = 0;
    let mut content = 0;
    let mut good = None;
    let mut poor = None;
    let mut previous = "";
    let mut clusters_in_word = 0;
    for (at, cluster) in rest.grapheme_indices(true) {
        if is_space(cluster) {
            used += cluster_width(cluster).max(1);
            previous = cluster;
            clusters_in_word = 0;
            continue;
        }
        let here = Line { content, next: at };
        match break_between(previous, &rest[at..], cluster) {
            Break::Good => good = Some(here),
            // The hyphen of `-5` belongs to what follows.
            Break::Poor if is_space(previous) || clusters_in_word > 1 => poor = Some(here),
            Break::Poor | Break::Never => {}
        }
        let wider = used + cluster_width(cluster);
        if wider > columns && at > 0 {
            return good.or(poor).unwrap_or(here);
        }
        used = wider;
        content = at + cluster.len();
        previous = cluster;
        clusters_in_word += 1;
    }
    Line { content, next: rest.len() }
}

/// `next` is the first cluster of `rest`, `previous` is empty at the beginning of a line.
fn break_between(previous: &str, rest: &str, next: &str) -> Break {
    if previous.is_empty() {
        return Break::Never;
    }
    if is_space(previous) {
        let lone_dash =
            matches!(next, "—" | "–") && rest[next.len()..].chars().next().is_none_or(|c| c == ' ' || c == '\u{A0}');
        return if lone_dash { Break::Poor } else { Break::Good };
    }
    let first = next.chars().next().unwrap_or(' ');
    match previous {
        "—" if first.is_alphanumeric() => return Break::Good,
        "-" | "\u{2010}" | "–" | "/" if first.is_alphanumeric() => return Break::Poor,
        _ => {}
    }
    let last = previous.chars().next().unwrap_or(' ');
    if (is_ideographic(last) || is_ideographic(first)) && !opens(last) && !closes(first) {
        return Break::Good;
    }
    Break::Never
}

/// Spaces at which a line may end; the no-break spaces are not among them.
fn is_space(cluster: &str) -> bool {
    let mut chars = cluster.chars();
    let breaking = |c| matches!(c, ' ' | '\t' | '\r' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{205F}' | '\u{3000}');
    chars.next().is_some_and(breaking) && chars.next().is_none()
}

fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FFF}' | '\u{3001}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFD}')
}

fn opens(c: char) -> bool {
    "([{«“‘„「『（《〈【［".contains(c)
}

/// What may not begin a line: closing signs, and kana that belong to the one before.
fn closes(c: char) -> bool {
    ")]}»”’.,;:!?…%、。，．」』）》〉】］！？：；・ー々ゝゞヽヾぁぃぅぇぉっゃゅょァィゥェォッャュョ".contains(c)
}

#[cfg(test)]
mod tests {
    use super::super::width::width;
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn assert_lines(text: &str, columns: usize, lines: &[&str]) {
        let wrapped: Vec<&str> = wrap(text, columns).into_iter().map(|line| &text[line]).collect();
        assert_eq!(wrapped, lines, "wrap({text:?}, {columns})");
    }

    #[test]
    fn words_move_to_the_next_line() {
        assert_lines("Президент Казахстана прибыл", 12, &["Президент", "Казахстана", "прибыл"]);
        assert_lines("one two", 7, &["one two"]);
        assert_lines("one two   ", 7, &["one two"]);
        assert_lines("one  two", 5, &["one", "two"]);
    }

    #[test]
    fn empty_text_and_empty_paragraphs() {
        assert_lines("", 5, &[]);
        assert_lines("\n", 5, &[""]);
        assert_lines("a\n\nb\n", 5, &["a", "", "b"]);
        assert_lines("   ", 2, &[""]);
        assert_lines("a\r\nb", 5, &["a", "b"]);
    }

    #[test]
    fn hyphenated_name_stays_whole_while_it_fits_on_a_line() {
        assert_lines("да Касым-Жомарт", 13, &["да", "Касым-Жомарт"]);
        assert_lines("да Касым-Жомарт", 8, &["да", "Касым-", "Жомарт"]);
        assert_lines("ниже -5", 6, &["ниже", "-5"]);
    }

    #[test]
    fn word_longer_than_the_line_is_cut() {
        assert_lines("abcdefgh", 3, &["abc", "def", "gh"]);
        assert_lines("https://akorda.kz/ru/page", 12, &["https://", "akorda.kz/", "ru/page"]);
        assert_lines("e\u{301}e\u{301}", 1, &["e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn line_does_not_begin_with_a_dash() {
        assert_lines("Астана — столица", 8, &["Астана —", "столица"]);
        assert_lines("город Астана — столица", 13, &["город", "Астана —", "столица"]);
        assert_lines("слово — да", 6, &["слово", "— да"]);
    }

    #[test]
    fn ideographs_break_anywhere_but_before_a_full_stop() {
        assert_lines("日本語日本", 4, &["日本", "語日", "本"]);
        assert_lines("日本。", 4, &["日", "本。"]);
    }

    #[test]
    fn no_columns_and_wide_clusters() {
        assert_lines("日本", 0, &["日", "本"]);
        assert_lines("ab", 0, &["a", "b"]);
    }

    #[test]
    fn indent_wider_than_the_line_is_dropped() {
        assert_lines("  a b", 5, &["  a b"]);
        assert_lines("      ab", 3, &["ab"]);
    }

    fn text() -> impl Strategy<Value = String> {
        let pick = prop::sample::select(vec![
            "a",
            "слово",
            " ",
            "  ",
            "\n",
            "-",
            "—",
            "\u{301}",
            "日",
            "。",
            "👍",
            "\t",
            "«",
            "»",
            "/",
            "\u{a0}",
            "\r",
            "🇰",
        ]);
        prop_oneof![prop::collection::vec(pick, 0..40).prop_map(|parts| parts.concat()), any::<String>()]
    }

    proptest! {
        #[test]
        fn nothing_is_lost_doubled_or_too_wide(text in text(), columns in 0_usize..12) {
            let lines = wrap(&text, columns);
            let mut end = 0;
            for line in &lines {
                prop_assert!(line.start >= end);
                prop_assert!(text[end..line.start].chars().all(char::is_whitespace));
                let shown = &text[line.clone()];
                prop_assert!(!shown.ends_with(' '));
                prop_assert!(width(shown) <= columns.max(1) || shown.graphemes(true).filter(|g| cluster_width(g) > 0).count() == 1, "{shown:?}");
                end = line.end;
            }
            prop_assert!(text[end..].chars().all(char::is_whitespace));
        }
    }
}
