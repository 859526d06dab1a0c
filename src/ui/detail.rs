//! The detail: the document of the shown record, or its head while it is being read.

use ratatui::layout::Rect;
use ratatui::text::Span;
use std::borrow::Cow;

use super::canvas::Canvas;
use super::lines::TitleLine;
use super::theme::Look;
use crate::app::App;
use crate::dataset::{Dataset, HeadDate};
use crate::document::{DocLine, dates};
use crate::layout::{Area, Pane};
use crate::query::Target;

/// Draws the pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Area) {
    let pane = app.detail();
    let focused = app.is_active(Pane::Detail);
    let glyphs = canvas.theme.glyphs;
    let dot = glyphs.dot;
    let outside = if pane.is_outside() { format!("{dot}outside the filter") } else { String::new() };
    let lines = &pane.document().lines;
    let cursor = pane.cursor();
    let hit = pane.hit().map_or(String::new(), |(hit, all)| format!("hit {}/{all}{dot}", hit + 1));
    let is_long = lines.len() > usize::from(area.inner.height) || !hit.is_empty();
    let position = if is_long { format!("{hit}{}/{}", cursor.selected() + 1, lines.len()) } else { String::new() };
    let title = TitleLine { name: "Detail", aside: &outside, position: &position, ..TitleLine::default() };
    canvas.title(area, &title, focused);
    if lines.is_empty() {
        unread(canvas, app, area);
        return;
    }
    let visible = lines.iter().enumerate().skip(cursor.top()).take(usize::from(area.inner.height));
    for (y, (at, line)) in visible.enumerate() {
        // Less than the pane's rows, a u16.
        draw_line(canvas, line, area, y as u16, focused && at == cursor.selected());
        // The quote of the selected row stands among the others of its event.
        if !focused && at == cursor.selected() && matches!(pane.target(), Some(Target::Quote(..))) {
            canvas.line(Rect { width: 1, ..area.inner }, y as u16, &[canvas.words(glyphs.cursor, Look::Strong)]);
        }
    }
    canvas.thumb(area, area.inner, cursor.shown(area.inner.height, lines.len()), lines.len(), focused);
}

fn draw_line(canvas: &mut Canvas<'_, '_>, line: &DocLine, area: Area, y: u16, is_selected: bool) {
    let mark = if is_selected && line.indent > 0 { canvas.theme.glyphs.cursor } else { "" };
    let indent = line.indent - mark.chars().count().min(line.indent);
    let mut spans = vec![canvas.words(format!("{mark}{}", " ".repeat(indent)), Look::Strong)];
    spans.extend(line.spans.iter().map(|span| Span::styled(span.text.as_str(), canvas.theme.span(span))));
    canvas.line(area.inner, y, &spans);
    if is_selected {
        canvas.restyle(area.inner, y, canvas.theme.style(Look::Selected));
    }
}

/// The head of what is being read, or why it cannot be read.
fn unread(canvas: &mut Canvas<'_, '_>, app: &App, area: Area) {
    let pane = app.detail();
    if let Some(reason) = pane.failure() {
        let row = canvas.paragraph(area.inner, 0, "The record cannot be read.", Look::Warning);
        canvas.paragraph(area.inner, row, reason, Look::Plain);
        return;
    }
    let Some((target, dataset)) = pane.target().zip(app.dataset()) else { return };
    if let Some((title, date)) = head(dataset, target, app) {
        let row = canvas.paragraph(area.inner, 0, &title, Look::Strong);
        let date = dates::of_head(&date, canvas.theme.glyphs);
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
