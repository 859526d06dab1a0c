//! A line of text with a cursor: the search line, the country filter's field, the date prompt, the help's filter.
//!
//! The cursor stands between grapheme clusters, so a letter is never separated from its marks. The text is what the
//! user typed or pasted, made into one clean line. It knows neither keys nor what the text means.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::text;

/// Characters of a paste that a line takes: more is a mistake of the hand, and no question.
pub const LONGEST_PASTE: usize = 4096;

/// The part of a paste that a line takes; `None` when that is all of it.
pub fn cut_paste(text: &str) -> Option<&str> {
    let (at, _) = text.char_indices().nth(LONGEST_PASTE)?;
    Some(&text[..at])
}

/// A change of the line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edit {
    /// One cluster left.
    Left,
    /// One cluster right.
    Right,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// Deletes the cluster before the cursor.
    DeleteBefore,
    /// Deletes the cluster after the cursor.
    DeleteAfter,
    /// Deletes the word before the cursor, with the blanks after it.
    DeleteWord,
    /// Deletes all before the cursor.
    DeleteToStart,
}

/// The text and the byte offset of its cursor, which is always a cluster boundary.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LineEditor {
    text: String,
    cursor: usize,
    is_selected: bool,
}

impl LineEditor {
    /// An editor that holds `text`, with the cursor at its end.
    pub fn holding(text: &str) -> LineEditor {
        let text = text::sanitise_line(text).into_owned();
        LineEditor { cursor: text.len(), text, is_selected: false }
    }

    /// The same with all of it selected: what is typed takes its place, an arrow keeps it.
    pub fn selected(text: &str) -> LineEditor {
        let editor = LineEditor::holding(text);
        LineEditor { is_selected: !editor.text.is_empty(), ..editor }
    }

    /// Whether all of the text is selected.
    pub fn is_selected(&self) -> bool {
        self.is_selected
    }

    /// Puts the cursor as many columns behind the start of what a window of `columns` shows.
    pub fn point(&mut self, columns: usize, column: usize) {
        let shown = self.window(columns).0;
        let (bytes, _) = text::fit(&self.text[shown.clone()], column);
        self.cursor = self.boundary_at_or_after(shown.start + bytes);
        self.is_selected = false;
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte offset of the cursor in the text.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Inserts what was typed or pasted: line ends become blanks, control characters visible marks.
    pub fn insert(&mut self, typed: &str) {
        if std::mem::take(&mut self.is_selected) {
            self.delete(0..self.text.len());
        }
        self.text.insert_str(self.cursor, typed);
        let before = self.text[..self.cursor + typed.len()].chars().count();
        // Together with what stands around it: alone, a mark would have no letter.
        self.text = text::sanitise_line(&self.text).into_owned();
        let end = self.text.char_indices().nth(before).map_or(self.text.len(), |(at, _)| at);
        // A typed mark may have joined the letter before it, or what stands after may have joined what was typed.
        self.cursor = self.boundary_at_or_after(end);
    }

    /// Puts a text in the place of what stands from a byte to the cursor, which then stands behind it.
    pub fn replace_before_cursor(&mut self, start: usize, text: &str) {
        self.is_selected = false;
        if self.text.is_char_boundary(start) && start <= self.cursor {
            self.delete(start..self.cursor);
            self.insert(text);
        }
    }

    /// Makes one change; returns whether the text is another one now.
    pub fn apply(&mut self, edit: Edit) -> bool {
        let before = self.text.len();
        let selected = std::mem::take(&mut self.is_selected);
        match edit {
            Edit::Left if selected => self.cursor = 0,
            Edit::Right if selected => self.cursor = self.text.len(),
            Edit::DeleteBefore | Edit::DeleteAfter | Edit::DeleteWord | Edit::DeleteToStart if selected => {
                self.delete(0..self.text.len());
            }
            Edit::Left => self.cursor = self.cluster_before(),
            Edit::Right => self.cursor = self.cluster_after(),
            Edit::Home => self.cursor = 0,
            Edit::End => self.cursor = self.text.len(),
            Edit::DeleteBefore => self.delete(self.cluster_before()..self.cursor),
            Edit::DeleteAfter => self.delete(self.cursor..self.cluster_after()),
            Edit::DeleteWord => self.delete(self.word_before()..self.cursor),
            Edit::DeleteToStart => self.delete(0..self.cursor),
        }
        self.text.len() != before
    }

    /// The bytes of the text that `columns` columns show, the cursor (one column wide at least) among them, and the
    /// column of the cursor in them. The end of the text is preferred to stand at the right edge.
    pub fn window(&self, columns: usize) -> (Range<usize>, usize) {
        let before = text::width(&self.text[..self.cursor]);
        if text::width(&self.text) < columns {
            return (0..self.text.len(), before);
        }
        let room = columns.saturating_sub(1);
        let mut start = 0;
        let mut hidden = 0;
        for (at, cluster) in self.text[..self.cursor].grapheme_indices(true) {
            if before - hidden <= room {
                break;
            }
            hidden += text::width(cluster);
            start = at + cluster.len();
        }
        let mut end = self.cursor;
        let mut shown = before.saturating_sub(hidden);
        for (at, cluster) in self.text[self.cursor..].grapheme_indices(true) {
            shown += text::width(cluster);
            if shown > columns {
                break;
            }
            end = self.cursor + at + cluster.len();
        }
        (start..end, before.saturating_sub(hidden))
    }

    fn delete(&mut self, range: Range<usize>) {
        self.cursor = range.start;
        self.text.replace_range(range, "");
        // What stood on both sides may have become one cluster.
        self.cursor = self.boundary_at_or_after(self.cursor);
    }

    fn cluster_before(&self) -> usize {
        GraphemeCursor::new(self.cursor, self.text.len(), true).prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn cluster_after(&self) -> usize {
        GraphemeCursor::new(self.cursor, self.text.len(), true)
            .next_boundary(&self.text, 0)
            .ok()
            .flatten()
            .unwrap_or(self.text.len())
    }

    fn boundary_at_or_after(&self, at: usize) -> usize {
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        match cursor.is_boundary(&self.text, 0) {
            Ok(false) => cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len()),
            _ => at,
        }
    }

    fn word_before(&self) -> usize {
        let before = &self.text[..self.cursor];
        let trimmed = before.trim_end();
        trimmed.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Applies the edits one by one; `|` stands for the cursor in what is expected.
    #[track_caller]
    fn assert_edits(start: &str, steps: &[(Edit, &str)]) {
        let mut editor = LineEditor::holding(&start.replace('|', ""));
        editor.cursor = start.find('|').unwrap_or(start.len());
        for (number, (edit, expected)) in steps.iter().enumerate() {
            editor.apply(*edit);
            let mut shown = editor.text().to_owned();
            shown.insert(editor.cursor(), '|');
            assert_eq!(&shown, expected, "step {number}: {edit:?}");
        }
    }

    #[test]
    fn moves_and_deletes_by_letters() {
        assert_edits(
            "абв",
            &[
                (Edit::Right, "абв|"),
                (Edit::Left, "аб|в"),
                (Edit::DeleteBefore, "а|в"),
                (Edit::DeleteAfter, "а|"),
                (Edit::DeleteAfter, "а|"),
                (Edit::Home, "|а"),
                (Edit::DeleteBefore, "|а"),
                (Edit::Left, "|а"),
                (Edit::End, "а|"),
            ],
        );
    }

    #[test]
    fn a_letter_and_its_marks_are_one() {
        // и + breve, a family of three joined by ZWJ is sanitised, so a flag stands for a long cluster.
        assert_edits(
            "xи\u{306}🇰🇿y|",
            &[
                (Edit::Left, "xи\u{306}🇰🇿|y"),
                (Edit::Left, "xи\u{306}|🇰🇿y"),
                (Edit::Left, "x|и\u{306}🇰🇿y"),
                (Edit::Right, "xи\u{306}|🇰🇿y"),
                (Edit::DeleteAfter, "xи\u{306}|y"),
                (Edit::DeleteBefore, "x|y"),
            ],
        );
    }

    #[test]
    fn a_typed_mark_joins_the_letter_before_it() {
        let mut editor = LineEditor::holding("и");
        editor.insert("\u{306}");
        assert_eq!(editor.cursor(), "и\u{306}".len());
        editor.apply(Edit::DeleteBefore);
        assert_eq!(editor.text(), "");
    }

    #[test]
    fn words_and_lines_are_deleted_backwards() {
        assert_edits(
            "один два  |три",
            &[(Edit::DeleteWord, "один |три"), (Edit::DeleteToStart, "|три"), (Edit::DeleteWord, "|три")],
        );
    }

    #[test]
    fn what_is_typed_takes_the_place_of_what_is_selected_and_an_arrow_keeps_it() {
        for (edit, text, cursor) in [
            (None, "yz", 2),
            (Some(Edit::Left), "yzабв", 2),
            (Some(Edit::Home), "yzабв", 2),
            (Some(Edit::Right), "абвyz", 8),
            (Some(Edit::End), "абвyz", 8),
            (Some(Edit::DeleteBefore), "yz", 2),
            (Some(Edit::DeleteAfter), "yz", 2),
            (Some(Edit::DeleteWord), "yz", 2),
            (Some(Edit::DeleteToStart), "yz", 2),
        ] {
            let mut editor = LineEditor::selected("абв");
            assert!(editor.is_selected());
            if let Some(edit) = edit {
                let is_other = editor.apply(edit);
                assert_eq!(is_other, editor.text().is_empty(), "{edit:?}");
                assert!(!editor.is_selected(), "{edit:?}");
            }
            editor.insert("y");
            editor.insert("z");
            assert_eq!((editor.text(), editor.cursor()), (text, cursor), "{edit:?}");
        }
        assert!(!LineEditor::selected("").is_selected(), "nothing is nothing");
    }

    #[test]
    fn a_text_takes_the_place_of_what_stands_before_the_cursor() {
        for (text, start, put, expected) in [
            ("страна:каз| литий", 13, "KZ", "страна:KZ| литий"),
            ("a|b", 0, "xy", "xy|b"),
            ("abc|", 3, "d", "abcd|"),
            ("я|", 1, "d", "я|"),
            ("a|b", 2, "d", "a|b"),
        ] {
            let mut editor = LineEditor::selected(&text.replace('|', ""));
            editor.cursor = text.find('|').unwrap();
            editor.replace_before_cursor(start, put);
            let mut shown = editor.text().to_owned();
            shown.insert(editor.cursor(), '|');
            assert_eq!(shown, expected, "{text}");
        }
    }

    #[test]
    fn pasted_lines_become_one_line() {
        let mut editor = LineEditor::default();
        editor.insert("rare\nearths\u{1b}[2J");
        assert!(editor.text().starts_with("rare earths"), "{}", editor.text());
        assert!(!editor.text().chars().any(char::is_control), "{:?}", editor.text());
    }

    #[track_caller]
    fn assert_window(text: &str, columns: usize, shown: &str, column: usize) {
        let mut editor = LineEditor::holding(&text.replace('|', ""));
        editor.cursor = text.find('|').unwrap_or(text.len());
        let (range, at) = editor.window(columns);
        assert_eq!((&editor.text()[range], at), (shown, column), "{text} in {columns} columns");
    }

    #[test]
    fn a_long_line_scrolls_with_its_cursor() {
        assert_window("abc", 10, "abc", 3);
        assert_window("abcdef", 4, "def", 3);
        assert_window("|abcdef", 4, "abcd", 0);
        assert_window("abcde|f", 4, "cdef", 3);
        assert_window("日本語", 4, "語", 2);
        assert_window("abc", 1, "", 0);
        assert_window("abc", 0, "", 0);
    }
}
