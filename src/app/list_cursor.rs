//! The cursor of a list: which row is selected and which row stands at the top of its pane.
//!
//! One set of moves for every list of the browser. It knows numbers of rows only, neither what they are nor how
//! they are drawn; rows may have a heading line above them, which the caller tells.

use std::ops::Range;

/// A move of the cursor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// One row down.
    Next,
    /// One row up.
    Previous,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// Half a page down.
    HalfPageDown,
    /// Half a page up.
    HalfPageUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// A few rows down, the page with them: a notch of the wheel.
    RollDown,
    /// A few rows up.
    RollUp,
}

/// Rows of a notch of the wheel.
const NOTCH: usize = 3;

/// A selected row and the scroll position that shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ListCursor {
    selected: usize,
    top: usize,
}

impl ListCursor {
    /// A cursor at a row, with a row at the top of the pane; [`ListCursor::fit`] makes the two agree.
    pub fn at(selected: usize, top: usize) -> ListCursor {
        ListCursor { selected, top }
    }

    /// The selected row, from 0; 0 in an empty list.
    pub fn selected(self) -> usize {
        self.selected
    }

    /// The row at the top of the pane, from 0.
    pub fn top(self) -> usize {
        self.top
    }

    /// The rows that are shown, of `len`, in a pane of `height` lines.
    pub fn shown(self, height: u16, len: usize) -> Range<usize> {
        let end = len.min(self.top.saturating_add(usize::from(height)));
        self.top.min(end)..end
    }

    /// Selects a row; the scroll position follows with [`ListCursor::fit`].
    pub fn select(&mut self, row: usize) {
        self.selected = row;
    }

    /// Moves in a list of `len` rows shown in `height` lines. Page moves scroll by the same distance.
    pub fn step(&mut self, step: Step, len: usize, height: usize) {
        let page = height.max(1);
        let half = (page / 2).max(1);
        let last = len.saturating_sub(1);
        match step {
            Step::Next => self.selected += 1,
            Step::Previous => self.selected = self.selected.saturating_sub(1),
            Step::First => self.selected = 0,
            Step::Last => self.selected = last,
            Step::HalfPageDown => self.shift_down(half),
            Step::HalfPageUp => self.shift_up(half),
            Step::PageDown => self.shift_down(page),
            Step::PageUp => self.shift_up(page),
            Step::RollDown => self.shift_down(NOTCH),
            Step::RollUp => self.shift_up(NOTCH),
        }
        self.selected = self.selected.min(last);
    }

    fn shift_down(&mut self, rows: usize) {
        self.selected += rows;
        self.top += rows;
    }

    fn shift_up(&mut self, rows: usize) {
        self.selected = self.selected.saturating_sub(rows);
        self.top = self.top.saturating_sub(rows);
    }

    /// Brings the cursor into a list of `len` rows, and the scroll position to where `height` lines show the
    /// selected row and leave no line empty that could hold a row.
    pub fn fit(&mut self, len: usize, height: usize) {
        self.fit_with_headings(len, (height, 1), |_| false, false);
    }

    /// Like [`ListCursor::fit`] for rows of so many lines each, with a heading line above those for which `starts_heading` holds, and, when
    /// `heading_at_top`, always one above the row at the top. Costs O(`height`), whatever the length.
    pub fn fit_with_headings(
        &mut self,
        len: usize,
        (height, of_row): (usize, usize),
        starts_heading: impl Fn(usize) -> bool,
        heading_at_top: bool,
    ) {
        self.selected = self.selected.min(len.saturating_sub(1));
        let Some(last) = len.checked_sub(1).filter(|_| height > 0) else {
            self.top = self.top.min(self.selected);
            return;
        };
        // With a single line the row itself is shown, not its heading.
        let crown = usize::from(heading_at_top && height > 1);
        let topmost_showing = |row: usize| {
            let mut top = row;
            let mut lines = of_row + crown;
            while top > 0 {
                lines += of_row + usize::from(height > 1 && starts_heading(top));
                if lines > height {
                    break;
                }
                top -= 1;
            }
            top
        };
        self.top = self.top.clamp(topmost_showing(self.selected), self.selected).min(topmost_showing(last));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Applies the steps one by one to a list of `len` rows in `height` lines and compares (selected, top).
    #[track_caller]
    fn assert_steps(len: usize, height: usize, steps: &[(Step, usize, usize)]) {
        let mut cursor = ListCursor::default();
        for (number, &(step, selected, top)) in steps.iter().enumerate() {
            cursor.step(step, len, height);
            cursor.fit(len, height);
            assert_eq!((cursor.selected(), cursor.top()), (selected, top), "step {number}: {step:?}");
        }
    }

    #[test]
    fn single_rows_scroll_only_at_the_edges() {
        assert_steps(
            6,
            3,
            &[
                (Step::Previous, 0, 0),
                (Step::Next, 1, 0),
                (Step::Next, 2, 0),
                (Step::Next, 3, 1),
                (Step::Previous, 2, 1),
                (Step::Previous, 1, 1),
                (Step::Previous, 0, 0),
                (Step::Last, 5, 3),
                (Step::Next, 5, 3),
                (Step::First, 0, 0),
            ],
        );
    }

    #[test]
    fn pages_scroll_by_their_own_length() {
        assert_steps(
            20,
            6,
            &[
                (Step::HalfPageDown, 3, 3),
                (Step::PageDown, 9, 9),
                (Step::PageDown, 15, 14),
                (Step::PageDown, 19, 14),
                (Step::PageUp, 13, 8),
                (Step::HalfPageUp, 10, 5),
                (Step::PageUp, 4, 0),
                (Step::PageUp, 0, 0),
            ],
        );
    }

    #[test]
    fn an_empty_list_and_an_empty_pane_are_no_trouble() {
        assert_steps(0, 5, &[(Step::Next, 0, 0), (Step::Last, 0, 0), (Step::PageDown, 0, 0)]);
        assert_steps(3, 0, &[(Step::Next, 1, 0), (Step::PageDown, 2, 1), (Step::HalfPageUp, 1, 0)]);
    }

    #[test]
    fn headings_take_lines_of_the_pane() {
        // Rows 0 1 | 2 3 | 4: a heading above 2 and 4, and always one at the top.
        let starts = |row: usize| row == 2 || row == 4;
        let mut cursor = ListCursor::default();
        for (row, top) in [(1, 0), (2, 1), (3, 2), (4, 3)] {
            cursor.select(row);
            cursor.fit_with_headings(5, (4, 1), starts, true);
            assert_eq!(cursor.top(), top, "row {row}");
        }
        cursor.fit_with_headings(5, (1, 1), starts, true);
        assert_eq!(cursor.top(), 4, "one line shows the row, not the heading");
    }

    #[test]
    fn rows_of_two_lines_are_shown_whole() {
        let starts = |row: usize| row == 2;
        let mut cursor = ListCursor::default();
        // A heading and two rows take five lines, a heading between them one more.
        for (row, top) in [(1, 0), (2, 2), (3, 2), (4, 3)] {
            cursor.select(row);
            cursor.fit_with_headings(5, (5, 2), starts, true);
            assert_eq!(cursor.top(), top, "row {row}");
        }
    }

    #[test]
    fn a_taller_pane_is_filled_from_above() {
        let mut cursor = ListCursor::default();
        cursor.step(Step::Last, 10, 3);
        cursor.fit(10, 3);
        assert_eq!(cursor.top(), 7);
        cursor.fit(10, 8);
        assert_eq!((cursor.selected(), cursor.top()), (9, 2));
        cursor.fit(4, 8);
        assert_eq!((cursor.selected(), cursor.top()), (3, 0));
    }
}
