//! Puts words on the screen: lines that are cut at their area, with a part on the right that stays.
//!
//! Every pane draws through it, so that nothing is drawn outside the screen even for the one frame in which the
//! terminal has become smaller than the state knows.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};
use ratatui::text::Span;
use ratatui::widgets::{Clear, Widget};
use std::ops::Range;

use super::theme::{Look, Theme};
use crate::catalogue::Ui;
use crate::layout::Area;
use crate::text;

/// The screen while it is drawn.
pub(super) struct Canvas<'f, 'b> {
    frame: &'f mut Frame<'b>,
    /// The look.
    pub theme: Theme,
    /// What the program speaks.
    pub ui: Ui,
    /// The lines between things that were drawn: uprights are joined to them.
    pub levels: Vec<Rect>,
}

impl<'f, 'b> Canvas<'f, 'b> {
    pub(super) fn new(frame: &'f mut Frame<'b>, theme: Theme, ui: Ui) -> Canvas<'f, 'b> {
        Canvas { frame, theme, ui, levels: Vec::new() }
    }

    /// Words in a look.
    pub(super) fn words<'t>(&self, text: impl Into<std::borrow::Cow<'t, str>>, look: Look) -> Span<'t> {
        Span::styled(text, self.theme.style(look))
    }

    /// The part of an area that is on the screen, and the buffer.
    pub(super) fn clipped(&mut self, area: Rect) -> (Rect, &mut Buffer) {
        let buffer = self.frame.buffer_mut();
        (area.intersection(buffer.area), buffer)
    }

    /// Draws words on one row of `area`; what does not fit is cut with an ellipsis. They have nothing of the look of
    /// what stood there, a line perhaps. Returns the columns used.
    pub(super) fn line(&mut self, area: Rect, row: u16, spans: &[Span<'_>]) -> u16 {
        if row >= area.height {
            return 0;
        }
        let ellipsis = self.theme.glyphs.ellipsis;
        let (area, buffer) = self.clipped(Rect { y: area.y + row, height: 1, ..area });
        let width = usize::from(area.width);
        let is_cut = spans.iter().map(|span| text::width(&span.content)).sum::<usize>() > width;
        let mut room = if is_cut { width.saturating_sub(text::width(ellipsis)) } else { width };
        let mut x = area.x;
        let mut style = Style::reset();
        for span in spans.iter().take_while(|_| !area.is_empty()) {
            let (bytes, columns) = text::fit(&span.content, room);
            style = Style::reset().patch(span.style);
            write(buffer, (x, area.y), &span.content[..bytes], columns, style);
            // At most the width of the area, a u16.
            x += columns as u16;
            room -= columns;
            if bytes < span.content.len() {
                break;
            }
        }
        if is_cut && !area.is_empty() {
            buffer.set_stringn(x, area.y, ellipsis, usize::from(area.right() - x), style);
            return area.width;
        }
        x - area.x
    }

    /// Draws words on the left and on the right of one row. The right part stays when there is no room for both, as
    /// long as a third of the row is left for the left part.
    pub(super) fn row(&mut self, area: Rect, row: u16, left: &[Span<'_>], right: &[Span<'_>]) {
        let width: usize = right.iter().map(|span| text::width(&span.content)).sum();
        let first = right.iter().find(|span| !span.content.is_empty());
        // What begins with a blank needs none before it.
        let gap = usize::from(!first.is_some_and(|span| span.content.starts_with(' ')));
        let room = usize::from(area.width);
        if width == 0 || width + gap + room / 3 > room {
            self.line(area, row, left);
            return;
        }
        // Both are below the width of the area, a u16.
        let (width, gap) = (width as u16, gap as u16);
        self.line(Rect { width: area.width - width - gap, ..area }, row, left);
        self.line(Rect { x: area.right() - width, width, ..area }, row, right);
    }

    /// Draws running text, wrapped, from `row` on; returns the row after it.
    pub(super) fn paragraph(&mut self, area: Rect, mut row: u16, words: &str, look: Look) -> u16 {
        for range in text::wrap(words, usize::from(area.width)) {
            if row >= area.height {
                break;
            }
            let span = Span::styled(&words[range], self.theme.style(look));
            self.line(area, row, &[span]);
            row += 1;
        }
        row
    }

    /// Gives one row of `area` a style, over the words that stand there. What has a ground of its own, such as a hit, keeps
    /// it under a tint.
    pub(super) fn restyle(&mut self, area: Rect, row: u16, style: Style) {
        if row >= area.height {
            return;
        }
        let is_tint = style.bg.is_some_and(|ground| ground != Color::Reset);
        let without_ground = Style { bg: None, ..style };
        let (area, buffer) = self.clipped(Rect { y: area.y + row, height: 1, ..area });
        for place in area.positions() {
            let cell = &mut buffer[place];
            let keeps = is_tint && cell.bg != Color::Reset;
            cell.set_style(if keeps { without_ground } else { style });
        }
    }

    /// Draws what stands in an area dim, whatever it was: it is of before.
    pub(super) fn dim(&mut self, area: Rect) {
        let style = self.theme.style(Look::Dim);
        (0..area.height).for_each(|row| self.restyle(area, row, style));
    }

    /// Puts a sign on one row of `area` and leaves the ground that is there.
    pub(super) fn over(&mut self, area: Rect, row: u16, sign: &str, style: Style) {
        if row < area.height {
            let (place, buffer) = self.clipped(Rect { y: area.y + row, height: 1, ..area });
            if !place.is_empty() {
                buffer.set_string(place.x, place.y, sign, style);
            }
        }
    }

    /// Marks in the last column of a pane, beside a list, where the shown part of it lies, unless all of it is shown.
    pub(super) fn thumb(&mut self, area: Area, list: Rect, shown: Range<usize>, len: usize, is_active: bool) {
        if area.inner == area.body {
            return;
        }
        let style = Style::reset().patch(self.theme.style(if is_active { Look::Focus } else { Look::Line }));
        let glyph = self.theme.glyphs.thumb;
        let (place, buffer) = self.clipped(Rect { x: area.body.right() - 1, width: 1, ..list });
        for row in thumb_rows(shown, len, usize::from(list.height)) {
            // Below the rows of the area, a u16.
            let y = place.y + row as u16;
            if y < place.bottom() && !place.is_empty() {
                // What is tinted stays so.
                let ground = buffer[(place.x, y)].bg;
                buffer.set_string(place.x, y, glyph, style.bg(ground));
            }
        }
    }

    /// Empties an area. A wide character whose right half is in it goes whole: the terminal would keep both halves.
    pub(super) fn clear(&mut self, area: Rect) {
        let (area, buffer) = self.clipped(area);
        if area.x > 0 && !area.is_empty() {
            for y in area.top()..area.bottom() {
                let cell = &mut buffer[(area.x - 1, y)];
                if text::width(cell.symbol()) > 1 {
                    cell.set_symbol(" ");
                }
            }
        }
        Clear.render(area, buffer);
    }

    /// Puts the terminal's cursor on a column of one row.
    pub(super) fn place_cursor(&mut self, area: Rect, row: u16, column: u16) {
        if row < area.height && column < area.width {
            let place = Position::new(area.x + column, area.y + row);
            if self.frame.area().contains(place) {
                self.frame.set_cursor_position(place);
            }
        }
    }
}

/// Writes words that take `columns` columns, all of them in the buffer. Those that need no clusters found in them do not
/// pay for it: a frame has thousands of characters.
fn write(buffer: &mut Buffer, (x, y): (u16, u16), words: &str, columns: usize, style: Style) {
    if !text::is_plain(words) {
        buffer.set_stringn(x, y, words, columns, style);
        return;
    }
    for (x, c) in (x..).zip(words.chars()) {
        buffer[(x, y)].set_char(c).set_style(style);
    }
}

/// Which of `rows` rows stand for the shown part of `len` entries: at least one, at the ends only when an end is shown.
fn thumb_rows(shown: Range<usize>, len: usize, rows: usize) -> Range<usize> {
    if shown.len() >= len || rows == 0 {
        return 0..0;
    }
    let length = (shown.len() * rows / len).clamp(1, rows);
    let free = rows - length;
    let start = match (shown.start, shown.end) {
        (0, _) => 0,
        (_, end) if end >= len => free,
        // A list that goes on both ways leaves a row on either side, where there are rows.
        (start, _) if free >= 2 => (start * free / (len - shown.len())).clamp(1, free - 1),
        (start, _) => start * free / (len - shown.len()),
    };
    start..start + length
}

/// The words of a text with its hits in a style of their own. `base` is the style of the rest.
pub(super) fn highlighted<'t>(text: &'t str, hits: &[Range<usize>], base: Style, hit: Style) -> Vec<Span<'t>> {
    let mut spans = Vec::with_capacity(hits.len() * 2 + 1);
    let mut at = 0;
    for range in hits {
        if range.start < at || range.end > text.len() {
            continue;
        }
        spans.push(Span::styled(&text[at..range.start], base));
        spans.push(Span::styled(&text[range.clone()], base.patch(hit)));
        at = range.end;
    }
    spans.push(Span::styled(&text[at..], base));
    spans.retain(|span| !span.content.is_empty());
    spans
}

#[cfg(test)]
mod tests {
    use super::thumb_rows;

    #[test]
    fn the_thumb_stands_where_the_shown_part_lies() {
        assert_eq!(thumb_rows(0..10, 10, 5), 0..0, "all is shown");
        assert_eq!(thumb_rows(0..0, 0, 5), 0..0);
        assert_eq!(thumb_rows(0..10, 20, 10), 0..5);
        assert_eq!(thumb_rows(10..20, 20, 10), 5..10);
        assert_eq!(thumb_rows(5..15, 20, 10), 2..7);
        // A million entries: one row, and an end is only where the list ends.
        assert_eq!(thumb_rows(0..20, 1_000_000, 20), 0..1);
        assert_eq!(thumb_rows(1..21, 1_000_000, 20), 1..2);
        assert_eq!(thumb_rows(999_979..999_999, 1_000_000, 20), 18..19);
        assert_eq!(thumb_rows(999_980..1_000_000, 1_000_000, 20), 19..20);
        // Few rows.
        assert_eq!(thumb_rows(1..2, 3, 1), 0..1);
        assert_eq!(thumb_rows(1..3, 4, 2), 0..1);
        assert_eq!(thumb_rows(0..1, 9, 0), 0..0);
    }
}
