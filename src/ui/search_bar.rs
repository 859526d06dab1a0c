//! The query: its chips, the search line while it is edited, what is said of its words, and how many records it selects.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::Canvas;
use super::facets::input;
use super::theme::Look;
use crate::app::header::{counted, share, total};
use crate::app::{App, View};
use crate::query::{Explanation, Part, Query, Reason};
use crate::text;

/// Columns that are kept for what is typed.
const TYPING: usize = 12;
/// Columns that notes beside the text need to say something.
const NOTES: usize = 20;

/// Draws the row.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    let counts = counts(canvas, app);
    let counts_width = text::width(&counts);
    let editor = app.search().editor();
    let query = if editor.is_some() { app.search().base() } else { app.query() };
    let mut left = vec![Span::raw(" ")];
    left.extend(chips(canvas, query, editor.is_some()));
    let notes = [canvas.words(suggested(app), Look::Strong), canvas.words(reasons(canvas, app), Look::Dim)];
    let Some(editor) = editor else {
        left.extend(notes);
        canvas.row(area, 0, &left, &[canvas.words(counts, Look::Strong)]);
        return;
    };
    // What is typed comes first: the notes, the counts, then the chips give way.
    let chips_width: usize = left.iter().map(|span| text::width(&span.content)).sum();
    let room = usize::from(area.width);
    let counts_width = if room > counts_width + TYPING { counts_width + 1 } else { 0 };
    // Both are below the width of the area, a u16.
    let line = Rect { width: area.width - counts_width as u16, ..area };
    let chips_width = chips_width.min(usize::from(line.width).saturating_sub(TYPING)) as u16;
    canvas.line(Rect { width: chips_width, ..line }, 0, &left);
    let mut field = Rect { x: line.x + chips_width, width: line.width - chips_width, ..line };
    // The prompt, the text, the cursor and two blanks.
    let typed = (text::width(editor.text()) + 4).max(TYPING);
    if usize::from(field.width) >= typed + NOTES {
        // Below the width of the field, a u16.
        let typed = typed as u16;
        canvas.line(Rect { x: field.x + typed, width: field.width - typed, ..field }, 0, &notes);
        field.width = typed;
    }
    input(canvas, field, "/", editor, true);
    if counts_width > 0 {
        let right = Rect { x: line.right(), width: counts_width as u16, ..area };
        canvas.line(right, 0, &[Span::raw(" "), canvas.words(counts, Look::Strong)]);
    }
}

/// `= takes country:KZ: 44 events  `: what is suggested beside rows, after the key that takes it. Where there are no rows
/// the timeline lists it.
fn suggested(app: &App) -> String {
    if app.rows().is_none_or(|rows| rows.is_empty()) {
        return String::new();
    }
    let key = if app.search().editor().is_some() { "Tab" } else { "=" };
    app.suggestions().first().map_or_else(String::new, |suggestion| {
        format!("{key} takes {}: {}  ", suggestion.query, counted(suggestion.count, "events"))
    })
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
            Reason::OtherName => "another name",
            Reason::Near => "mistyped",
            Reason::Literal | Reason::Beginning => return None,
        };
        Some(format!("{} {arrow} {}, {why}", explanation.typed, explanation.found))
    };
    answer.explanations.iter().filter_map(reason).collect::<Vec<_>>().join("; ")
}

/// `12 of 170 events · 3 undated hidden`, `12 of 170 events so far, 40% indexed`, `≥ 12 of 170 events, checking`. An ellipsis says that the count is of the
/// query before.
fn counts(canvas: &Canvas<'_, '_>, app: &App) -> String {
    let glyphs = canvas.theme.glyphs;
    let (Some(answer), Some(rows), Some(total)) = (app.answer(), app.rows(), total(app)) else {
        return String::new();
    };
    let view = app.timeline().view();
    let hidden = match (view, answer.undated_hidden) {
        (View::Events, hidden) if hidden > 0 => format!("{}{hidden} undated hidden", glyphs.dot),
        _ => String::new(),
    };
    let so_far = app.unfinished().map_or_else(String::new, |progress| format!(" so far, {}", share(&progress)));
    let older = if answer.query == *app.query() { "" } else { glyphs.ellipsis };
    let count = if answer.is_checking { format!("{} {}", glyphs.at_least, rows.len()) } else { rows.len().to_string() };
    let checking = if answer.is_checking { ", checking" } else { "" };
    format!("{count} of {total} {}{so_far}{checking}{hidden}{older} ", view.noun())
}
