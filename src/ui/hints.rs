//! The last row: what was just done or went wrong, else the most useful keys of the moment, from the table of keys.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::Canvas;
use super::theme::Look;
use crate::app::{App, Status, keymap};
use crate::text;

/// Draws the row.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    if let Some(error) = app.search().error() {
        canvas.line(area, 0, &[canvas.words(format!(" ! {error}"), Look::Warning)]);
        return;
    }
    match app.status() {
        Some(Status::Info(words)) => {
            canvas.line(area, 0, &[canvas.words(format!(" {words}"), Look::Strong)]);
        }
        Some(Status::Error(words)) => {
            canvas.line(area, 0, &[canvas.words(format!(" ! {words}"), Look::Warning)]);
        }
        None => match app.answer().and_then(|answer| answer.unread.as_ref()) {
            // It is true as long as this query stands, so that no key takes it away.
            Some(error) => {
                canvas.line(area, 0, &[canvas.words(format!(" ! {error}"), Look::Warning)]);
            }
            None => keys(canvas, app, area),
        },
    }
}

/// As many hints as fit whole.
fn keys(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    let mut spans = vec![Span::raw(" ")];
    let mut room = usize::from(area.width).saturating_sub(1);
    for (keys, word) in keymap::hints(app.mode()) {
        let keys = canvas.theme.keys(keys);
        let width = text::width(&keys) + 1 + text::width(word);
        if width > room {
            break;
        }
        spans.push(canvas.words(keys, Look::Strong));
        spans.push(canvas.words(format!(" {word}  "), Look::Dim));
        room = room.saturating_sub(width + 2);
    }
    // The blanks after the last hint may not fit, and are no reason for an ellipsis.
    if let Some(last) = spans.last_mut() {
        last.content = last.content.trim_end().to_owned().into();
    }
    canvas.line(area, 0, &spans);
}
