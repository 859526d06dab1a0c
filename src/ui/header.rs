//! The first row: the program, the dataset, the views, and how much there is.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::Canvas;
use super::theme::Look;
use crate::app::App;
use crate::app::header::{Header, NAME, Tone};

/// Draws the row.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    let header = Header::of(app, area.width);
    let look = |tone| match tone {
        Tone::Plain => Look::Plain,
        Tone::Problem => Look::Warning,
        Tone::Progress => Look::Strong,
    };
    let counts: Vec<Span<'_>> =
        header.counts.iter().map(|(words, tone)| canvas.words(words.as_str(), look(*tone))).collect();
    let mut left = vec![canvas.words(NAME, Look::Strong), canvas.words(header.title.as_str(), Look::Plain)];
    if !header.views.is_empty() {
        left.push(Span::raw(" "));
    }
    for (view, words, _) in &header.views {
        let look = if *view == app.timeline().view() { Look::Chip } else { Look::Dim };
        left.push(canvas.words(words.as_str(), look));
    }
    canvas.row(area, 0, &left, &counts);
}
