//! The pane of the list: its title and the rows of the view, or why there are none.

use super::canvas::Canvas;
use super::lines::TitleLine;
use super::timeline::draw_lines;
use crate::app::{App, Line};
use crate::layout::{Area, Pane};

/// Draws the pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Area) {
    let focused = app.is_active(Pane::Timeline);
    let selected = app.timeline().cursor().selected();
    let count = app.rows().map_or(0, |rows| rows.len());
    let position = if count == 0 { String::new() } else { format!("{}/{count}", selected + 1) };
    let title = TitleLine { name: app.timeline().view().name(), position: &position, ..TitleLine::default() };
    canvas.title(area, &title, focused);
    let lines = app.timeline_lines();
    let Some((dataset, rows)) = app.dataset().zip(app.rows()).filter(|_| !lines.is_empty()) else {
        super::nothing::draw(canvas, app, area);
        return;
    };
    draw_lines(canvas, app, (dataset, &rows), &lines, (area, area.inner), Some((selected, focused)));
    let mut records = lines.iter().filter_map(|line| if let Line::Record(row, _) = line { Some(*row) } else { None });
    let first = records.next().unwrap_or(0);
    let shown = first..records.next_back().unwrap_or(first) + 1;
    canvas.thumb(area, area.inner, shown, count, focused);
}
