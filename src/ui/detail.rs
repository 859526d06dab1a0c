//! The detail: the document of the shown record, or its head while it is being read.

use ratatui::layout::Rect;
use ratatui::text::Span;
use std::borrow::Cow;

use super::canvas::Canvas;
use super::lines::TitleLine;
use super::theme::Look;
use crate::app::App;
use crate::app::list_cursor::ListCursor;
use crate::dataset::{Dataset, HeadDate};
use crate::document::{DocLine, Span as DocSpan, dates};
use crate::layout::{Area, Pane};
use crate::query::Target;
use crate::text;

/// Draws the pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Area) {
    let pane = app.detail();
    let focused = app.is_active(Pane::Detail);
    let glyphs = canvas.theme.glyphs;
    let dot = glyphs.dot;
    let outside = if pane.is_outside() { format!("{dot}{}", canvas.ui.outside_the_filter()) } else { String::new() };
    let lines = &pane.document().lines;
    let cursor = pane.cursor();
    let hit = pane.hit().map_or(String::new(), |(hit, all)| format!("{}{dot}", canvas.ui.hit_of(hit + 1, all)));
    let rows = usize::from(area.inner.height);
    let pinned = pane.pinned(rows);
    let body = lines.len() - pinned;
    let is_long = body > rows - pinned || !hit.is_empty();
    let here = cursor.selected().saturating_sub(pinned) + 1;
    let position = if is_long { format!("{hit}{here}/{body}") } else { String::new() };
    let current = pane.section();
    let sections: Vec<(&str, bool)> =
        pane.document().sections.iter().enumerate().map(|(at, section)| (section.name, current == Some(at))).collect();
    let title = TitleLine { name: canvas.ui.detail(), aside: &outside, sections: &sections, position: &position };
    canvas.title(area, &title, focused);
    if lines.is_empty() {
        unread(canvas, app, area);
        return;
    }
    for (y, line) in lines[..pinned].iter().enumerate() {
        // Less than the pane's rows, a u16.
        draw_line(canvas, line, area, y as u16, None);
    }
    if let Some(y) = pane.document().strip.filter(|line| *line < pinned) {
        super::strip::draw(canvas, app, Rect { y: area.inner.y + y as u16, height: 1, ..area.inner });
    }
    let visible = lines.iter().enumerate().skip(cursor.top().max(pinned)).take(rows - pinned);
    for (y, (at, line)) in (pinned..).zip(visible) {
        let is_selected = focused && at == cursor.selected();
        draw_line(canvas, line, area, y as u16, is_selected.then_some(pane.link()));
        // The quote of the selected row stands among the others of its event.
        if !focused && at == cursor.selected() && matches!(pane.target(), Some(Target::Quote(..))) {
            mark(canvas, area, y as u16);
        }
    }
    let body = Rect { y: area.inner.y + pinned as u16, height: area.inner.height - pinned as u16, ..area.inner };
    let shown = ListCursor::at(0, cursor.top().saturating_sub(pinned)).shown(body.height, lines.len() - pinned);
    canvas.thumb(area, body, shown, lines.len() - pinned, focused);
}

/// Draws a line; `chosen` is the link of a selected one.
fn draw_line(canvas: &mut Canvas<'_, '_>, line: &DocLine, area: Area, y: u16, chosen: Option<usize>) {
    let mut spans = vec![canvas.words(" ".repeat(line.indent), Look::Plain)];
    spans.extend(line.spans.iter().map(|span| Span::styled(span.text.as_str(), canvas.theme.span(span))));
    canvas.line(area.inner, y, &spans);
    let Some(chosen) = chosen else { return };
    let selected = canvas.theme.style(Look::Selected);
    let Some(leading) = line.links.get(chosen) else {
        canvas.restyle(area.body, y, selected);
        mark(canvas, area, y);
        return;
    };
    // Of several links the chosen one alone stands out.
    let columns = |spans: &[DocSpan]| spans.iter().map(|span| text::width(&span.text)).sum::<usize>();
    let from = line.indent + columns(&line.spans[..leading.spans.start]);
    let end = match line.links.get(chosen + 1) {
        Some(next) => line.indent + columns(&line.spans[..next.spans.start]),
        None => line.indent + columns(&line.spans),
    };
    let width = columns(&line.spans[leading.spans.clone()]).max(if line.is_row { end - from } else { 0 });
    let within = |column: usize| column.min(usize::from(area.inner.width)) as u16;
    let place = Rect { x: area.inner.x + within(from), width: within(from + width) - within(from), ..area.inner };
    canvas.restyle(place, y, selected);
    mark(canvas, area, y);
}

/// The mark of the cursor, in the air on the left of the text.
fn mark(canvas: &mut Canvas<'_, '_>, area: Area, y: u16) {
    let cursor = canvas.theme.glyphs.cursor;
    if area.inner.x > area.body.x {
        let (place, style) = (Rect { x: area.body.x, width: 1, ..area.body }, canvas.theme.style(Look::Cursor));
        canvas.over(place, y, cursor, style);
    }
}

/// The head of what is being read, or why it cannot be read.
fn unread(canvas: &mut Canvas<'_, '_>, app: &App, area: Area) {
    let pane = app.detail();
    if let Some(error) = pane.failure() {
        let row = canvas.paragraph(area.inner, 0, canvas.ui.record_cannot_be_read(), Look::Warning);
        canvas.paragraph(area.inner, row, &canvas.ui.say(error).to_string(), Look::Plain);
        return;
    }
    let Some((target, dataset)) = pane.target().zip(app.dataset()) else { return };
    if let Some((title, date)) = head(dataset, target, app) {
        let row = canvas.paragraph(area.inner, 0, &title, Look::Strong);
        let date = dates::of_head(&date, canvas.ui);
        canvas.paragraph(area.inner, row + 1, &date, Look::Plain);
    }
}

fn head<'a>(dataset: &'a Dataset, target: &Target, app: &App) -> Option<(Cow<'a, str>, HeadDate)> {
    match target {
        Target::Event(id) | Target::Quote(id, _) => {
            Some((Cow::Borrowed(dataset.head(*id).title(app.lang())), dataset.head(*id).date))
        }
        Target::Article(id) => {
            let head = dataset.article_head(*id);
            Some((head.title(app.lang()), head.date))
        }
        _ => None,
    }
}
