//! The query: its chips, the search line while it is edited, and how many records it selects.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::Canvas;
use super::facets::input;
use super::theme::Look;
use crate::app::{App, View};
use crate::query::{Explanation, Part, Query, Reason};
use crate::text;

/// Columns that are kept for what is typed.
const TYPING: usize = 12;

/// Draws the row.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    let counts = counts(canvas, app);
    let counts_width = text::width(&counts);
    let editor = app.search().editor();
    let query = if editor.is_some() { app.search().before() } else { app.query() };
    let mut left = vec![Span::raw(" ")];
    left.extend(chips(canvas, query, editor.is_some()));
    let Some(editor) = editor else {
        left.push(canvas.words(reasons(canvas, app), Look::Dim));
        canvas.row(area, 0, &left, &[canvas.words(counts, Look::Strong)]);
        return;
    };
    // What is typed comes first: the counts, then the chips give way.
    let chips_width: usize = left.iter().map(|span| text::width(&span.content)).sum();
    let room = usize::from(area.width);
    let counts_width = if room > counts_width + TYPING { counts_width + 1 } else { 0 };
    // Both are below the width of the area, a u16.
    let line = Rect { width: area.width - counts_width as u16, ..area };
    let chips_width = chips_width.min(usize::from(line.width).saturating_sub(TYPING)) as u16;
    canvas.line(Rect { width: chips_width, ..line }, 0, &left);
    input(canvas, Rect { x: line.x + chips_width, width: line.width - chips_width, ..line }, "/", editor, true);
    if counts_width > 0 {
        let right = Rect { x: line.right(), width: counts_width as u16, ..area };
        canvas.line(right, 0, &[Span::raw(" "), canvas.words(counts, Look::Strong)]);
    }
}

/// The chips, each followed by two blanks. While the search line is open its own chip is in it.
fn chips<'a>(canvas: &Canvas<'_, '_>, query: &Query, is_editing: bool) -> Vec<Span<'a>> {
    let is_search = |part: usize| matches!(query.parts.get(part), Some(Part::Search(_)));
    let chips = query.chips().into_iter().filter(|chip| !(is_editing && is_search(chip.part)));
    chips.flat_map(|chip| [canvas.words(chip.text, Look::Chip), Span::raw("  ")]).collect()
}

/// `Tokayev → токаев, romanised; минералов → минералы, same word`: why hits are hits that are spelled differently.
fn reasons(canvas: &Canvas<'_, '_>, app: &App) -> String {
    let arrow = canvas.theme.glyphs.arrow;
    let Some(answer) = app.answer().filter(|answer| answer.query == *app.query()) else { return String::new() };
    let reason = |explanation: &Explanation| {
        let why = match explanation.reason {
            Reason::Inflected => "same word",
            Reason::Romanised => "romanised",
            Reason::Near => "similar",
            Reason::Literal | Reason::Beginning => return None,
        };
        Some(format!("{} {arrow} {}, {why}", explanation.typed, explanation.found))
    };
    answer.explanations.iter().filter_map(reason).collect::<Vec<_>>().join("; ")
}

/// `12 of 170 events · 3 undated hidden`, `≥ 12 of 170 events, checking`. An ellipsis says that the count is of the
/// query before.
fn counts(canvas: &Canvas<'_, '_>, app: &App) -> String {
    let glyphs = canvas.theme.glyphs;
    let (Some(dataset), Some(answer), Some(rows)) = (app.dataset(), app.answer(), app.rows()) else {
        return String::new();
    };
    let view = app.timeline().view();
    let total = match view {
        View::Events => dataset.event_count(),
        View::Articles => dataset.article_count(),
    };
    let hidden = match (view, answer.undated_hidden) {
        (View::Events, hidden) if hidden > 0 => format!("{}{hidden} undated hidden", glyphs.dot),
        _ => String::new(),
    };
    let older = if answer.query == *app.query() { "" } else { glyphs.ellipsis };
    let count = if answer.is_checking { format!("{} {}", glyphs.at_least, rows.len()) } else { rows.len().to_string() };
    let checking = if answer.is_checking { ", checking" } else { "" };
    format!("{count} of {total} {}{checking}{hidden}{older} ", view.noun())
}
