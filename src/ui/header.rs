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
        Tone::Plain => Look::Dim,
        Tone::Problem => Look::Warning,
        Tone::Progress => Look::Strong,
    };
    let counts: Vec<Span<'_>> =
        header.counts.iter().map(|(words, tone)| canvas.words(words.as_str(), look(*tone))).collect();
    let mut left = vec![canvas.words(NAME, Look::Strong), canvas.words(header.title.as_str(), Look::Dim)];
    for (at, (view, words, _)) in header.views.iter().enumerate() {
        left.push(Span::raw(if at == 0 { "  " } else { " " }));
        let look = if *view == app.timeline().view() { Look::Chip } else { Look::Plain };
        left.push(canvas.words(words.as_str(), look));
    }
    canvas.row(area, 0, &left, &counts);
}
