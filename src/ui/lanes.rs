//! The lanes: one row for each value of the facet, and in the columns of the histogram the number of its events.
//!
//! The number itself stands in the cell, on a tint that says it again: where tints are missing nothing is lost. What is
//! only perhaps is `~`. Which rows there are and where the cursor is, is known to the facet's pane and the histogram.

use crate::app::View;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::axis::begins_year;
use super::canvas::Canvas;
use super::lines::TitleLine;
use super::theme::{Look, SHADES};
use super::{facets, nothing};
use crate::app::App;
use crate::layout::{Area, Pane, bar_width};
use crate::query::{Bucket, LaneCell, LaneOrder};
use crate::text;

/// From this many columns on the last one of a cell is a gap.
const WITH_GAP: u16 = 3;
/// What stands for events that lie there only perhaps.
const PERHAPS: &str = "~";
/// What stands for a number that has no room.
const MANY: &str = "+";
/// What each tint means, the least first.
const MEANINGS: [&str; SHADES] = ["1", "2–3", "4–7", "8–15", "16+"];

/// Draws the pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Area) {
    let focused = app.is_active(Pane::Timeline);
    let pane = app.facet();
    let is_empty = pane.narrowed().is_empty() || app.answer().is_none_or(|answer| answer.events.is_empty());
    let dot = canvas.theme.glyphs.dot;
    let order = if app.lanes().order() == LaneOrder::First { canvas.ui.earliest_first() } else { "" };
    let name = View::Lanes.name(canvas.ui);
    let aside = format!("{dot}{}{order}", canvas.ui.say(&pane.facet().noun()));
    let position = if is_empty { String::new() } else { facets::place(app) };
    let title = TitleLine { name, aside: &aside, position: &position, ..TitleLine::default() };
    canvas.title(area, &title, focused);
    if pane.is_in_field() || !pane.editor().text().is_empty() {
        field(canvas, app, area);
    } else {
        legend(canvas, area, text::width(name) + text::width(&aside) + 4, text::width(&position), true);
    }
    if app.answer().is_none_or(|answer| answer.events.is_empty()) {
        return nothing::draw(canvas, app, area);
    }
    if is_empty {
        canvas.paragraph(area.inner, 0, &facets::nothing(app), Look::Dim);
        canvas.paragraph(area.inner, 1, canvas.ui.f_shows_other_lanes(), Look::Dim);
        return;
    }
    rows(canvas, app, area, focused);
    let shown = pane.cursor().shown(area.inner.height, pane.narrowed().len());
    canvas.thumb(area, area.inner, shown, pane.narrowed().len(), focused);
}

/// The text field of the facet, in the line with the title.
fn field(canvas: &mut Canvas<'_, '_>, app: &App, area: Area) {
    let from = (text::width(View::Lanes.name(canvas.ui)) + 4) as u16;
    let line = area.title;
    let place = Rect { x: line.x + from.min(line.width), width: line.width.saturating_sub(from + 8).min(40), ..line };
    facets::input(
        canvas,
        place,
        &canvas.ui.ask_value(app.facet().facet().noun()).to_string(),
        app.facet().editor(),
        app.facet().is_in_field(),
    );
}

/// What the tints mean, in the line with the title, left of the position; nothing where there is no room.
pub(super) fn legend(canvas: &mut Canvas<'_, '_>, area: Area, left: usize, right: usize, has_perhaps: bool) {
    let theme = canvas.theme;
    let is_ascii = theme.glyphs.is_ascii;
    let mut spans: Vec<Span<'_>> = MEANINGS
        .iter()
        .enumerate()
        .map(|(shade, words)| {
            let words = if is_ascii { words.replace('–', "-") } else { (*words).to_owned() };
            Span::styled(format!(" {words} "), theme.shade(shade))
        })
        .collect();
    if has_perhaps {
        spans.push(canvas.words(format!(" {PERHAPS} {} ", canvas.ui.perhaps_sign()), Look::Perhaps));
    }
    let width: usize = spans.iter().map(|span| text::width(&span.content)).sum();
    // Three pieces of the line, the position between two blanks.
    let end = right + 2 + 4;
    if left + width + end <= usize::from(area.title.width) {
        let x = area.title.right() - (end + width) as u16;
        canvas.line(Rect { x, width: width as u16, ..area.title }, 0, &spans);
    }
}

/// The tint of a number from 1 on: each is for twice as many as the one before.
pub(super) fn shade_of(count: u32) -> usize {
    (count.max(1).ilog2() as usize).min(SHADES - 1)
}

/// A number as far as there is room for it.
pub(super) fn shown(count: u32, room: u16) -> String {
    let words = count.to_string();
    if words.len() <= usize::from(room) { words } else { MANY.to_owned() }
}

fn rows(canvas: &mut Canvas<'_, '_>, app: &App, area: Area, focused: bool) {
    let layout = app.layout();
    let pane = app.facet();
    let bars = layout.bars;
    let label_end = if layout.gutter.is_empty() { bars.x } else { layout.gutter.right() };
    let counted = app.histogram().counted();
    let width = bar_width(counted.buckets.len(), bars.width);
    let cursor = app.histogram().bucket();
    let labels = Rect { x: 0, width: label_end.min(area.body.right()), ..area.body };
    let label_area = Area { outer: labels, title: Rect::default(), body: labels, inner: labels };
    let list = Rect { x: labels.x + 1, width: labels.width.saturating_sub(2), ..area.inner };
    let facet_rows = facets::Rows::of(app);
    let first = pane.cursor().top();
    let visible = pane.narrowed().iter().enumerate().skip(first).take(usize::from(area.inner.height));
    for (y, (at, narrowed)) in (0..).zip(visible) {
        let row = &pane.rows()[narrowed.row];
        let is_selected = at == pane.cursor().selected();
        facet_rows.draw(canvas, row, narrowed, (label_area, list, y), is_selected && focused);
        if is_selected && !focused {
            let (cursor, style) = (canvas.theme.glyphs.cursor, canvas.theme.style(Look::Cursor));
            canvas.over(Rect { width: 1, ..labels }, y, cursor, style);
        }
        let line = Rect {
            x: bars.x,
            y: area.inner.y + y,
            width: bars.width.min(area.body.right().saturating_sub(bars.x)),
            height: 1,
        };
        if is_selected {
            let whole = Rect { x: labels.right(), width: area.body.right().saturating_sub(labels.right()), ..line };
            let tint = canvas.theme.tint(if focused { Look::Selected } else { Look::Marked });
            canvas.restyle(whole, 0, tint);
        }
        let cells = app.lane(&row.value);
        for (x, (bucket, cell)) in
            (0..line.width).step_by(usize::from(width)).zip(counted.buckets.iter().zip(cells).enumerate())
        {
            let is_column = cursor == Some(bucket);
            let place = Rect { x: line.x + x, width: width.min(line.width - x), ..line };
            self::cell(canvas, app, (&counted.buckets[bucket], *cell.1), place, (is_column, is_selected), focused);
        }
    }
}

/// Draws what lies in one bucket; `here` is whether it is in the column of the cursor and in its row.
fn cell(
    canvas: &mut Canvas<'_, '_>,
    app: &App,
    (bucket, cell): (&Bucket, LaneCell),
    place: Rect,
    (is_column, is_row): (bool, bool),
    focused: bool,
) {
    let theme = canvas.theme;
    let drawn = if place.width >= WITH_GAP { place.width - 1 } else { place.width };
    let room = if place.width >= WITH_GAP { drawn } else { 1 };
    let is_in_range = app.brush().is_some_and(|brush| brush.has_any(bucket.first, bucket.last));
    let is_here = is_column && is_row && focused;
    let (words, style) = match (cell.sure, cell.perhaps) {
        (0, 0) => (String::new(), theme.style(Look::Plain)),
        (0, _) => (PERHAPS.to_owned(), theme.style(Look::Perhaps)),
        (sure, _) => (shown(sure, room), theme.shade(shade_of(sure))),
    };
    let cell_place = Rect { width: drawn, ..place };
    if is_here {
        let words = format!("{words:>width$}", width = usize::from(drawn));
        canvas.line(cell_place, 0, &[Span::styled(words, theme.cursor_cell())]);
    } else if cell.sure > 0 {
        let words = format!("{words:>width$}", width = usize::from(drawn));
        canvas.line(cell_place, 0, &[Span::styled(words, style)]);
    } else {
        let ground = match (is_column && focused, is_row) {
            (true, _) => theme.tint(Look::Selected),
            (_, false) if is_in_range => theme.tint(Look::Range),
            (_, false) if begins_year(bucket, app.histogram().counted().unit) => theme.tint(Look::January),
            _ => return perhaps(canvas, cell_place, &words, style),
        };
        canvas.restyle(place, 0, ground);
        perhaps(canvas, cell_place, &words, style);
    }
}

/// A sign at the right end of a cell, on the ground that is there.
fn perhaps(canvas: &mut Canvas<'_, '_>, place: Rect, words: &str, style: ratatui::style::Style) {
    if !words.is_empty() && place.width > 0 {
        canvas.over(Rect { x: place.right() - 1, width: 1, ..place }, 0, words, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tint_is_for_twice_as_many() {
        let shades: Vec<usize> = [1, 2, 3, 4, 7, 8, 15, 16, 17, 5000].map(shade_of).to_vec();
        assert_eq!(shades, [0, 1, 1, 2, 2, 3, 3, 4, 4, 4]);
    }

    #[test]
    fn a_number_without_room_is_no_other_number() {
        assert_eq!(
            [(9, 1), (10, 1), (10, 2), (320, 2), (320, 3)].map(|(count, room)| shown(count, room)),
            ["9", "+", "10", "+", "320"]
        );
    }
}
