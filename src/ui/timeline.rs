//! The timeline: the list of the view, or why it is empty.

use super::canvas::Canvas;
use super::lines::TitleLine;
use super::{nothing, rows};
use crate::app::{App, Line};
use crate::layout::{Area, Pane};

/// Draws the pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Area) {
    let focused = app.is_active(Pane::Timeline);
    let selected = app.timeline().cursor().selected();
    let count = app.rows().map_or(0, |rows| rows.len());
    let position = match count {
        0 if app.rows().is_none() => String::new(),
        0 => "0".to_owned(),
        _ => format!("{}/{count}", selected + 1),
    };
    let title = TitleLine { name: app.timeline().view().name(canvas.ui), position: &position, ..TitleLine::default() };
    canvas.title(area, &title, focused);
    let lines = app.timeline_lines();
    let Some((dataset, listed)) = app.dataset().zip(app.rows()).filter(|_| !lines.is_empty()) else {
        nothing::draw(canvas, app, area);
        return;
    };
    rows::draw(canvas, app, (dataset, &listed), &lines, (area, area.inner), Some((selected, focused)));
    let mut records = lines.iter().filter_map(|line| match line {
        Line::Record(row, _) | Line::Awaited(row) => Some(*row),
        Line::Heading(_) | Line::Below(..) => None,
    });
    let first = records.next().unwrap_or(0);
    let shown = first..records.next_back().unwrap_or(first) + 1;
    canvas.thumb(area, area.inner, shown, count, focused);
}
