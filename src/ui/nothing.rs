//! What the timeline says when it has no rows: why, and what to do.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::theme::Look;
use crate::app::header::{counted, progress_words, share};
use crate::app::{App, Mode, Sort, Suggestion, View};
use crate::dataset::{Dataset, Phase};
use crate::layout::Pane;
use crate::query::Why;

/// Draws the message into the empty pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    let progress = app.progress().filter(|progress| progress.phase != Phase::Ready);
    match (app.dataset(), app.answer()) {
        (Some(_), Some(answer)) if answer.is_checking && answer.query == *app.query() => {
            no_match_yet(canvas, app, area);
        }
        (Some(_), Some(_)) if app.unfinished().is_some() => no_match_so_far(canvas, app, area),
        (Some(dataset), Some(_)) if !app.query().is_empty() => no_match(canvas, app, dataset, area),
        _ if progress.is_some() || app.dataset().is_none() => {
            let words = app.progress().map_or_else(|| "reading".to_owned(), |progress| progress_words(&progress));
            let row = canvas.paragraph(area, 0, &format!("Still {words}."), Look::Strong);
            canvas.paragraph(area, row, "Rows appear here as they are read. q quits.", Look::Dim);
        }
        (Some(dataset), _) => no_records(canvas, app, dataset, area),
        (None, _) => {}
    }
}

fn no_records(canvas: &mut Canvas<'_, '_>, app: &App, dataset: &Dataset, area: Rect) {
    let view = app.timeline().view();
    let row = canvas.paragraph(area, 0, &format!("The data has no {}.", view.noun()), Look::Strong);
    let advice = match view {
        View::Events if dataset.article_count() > 0 => "v shows its articles.",
        _ if app.problem_count() > 0 => "p lists what was wrong with it; F5 reads it again.",
        _ => "Open another file with: oreline FILE",
    };
    canvas.paragraph(area, row, advice, Look::Dim);
}

/// Nothing is sure yet: events that have the words of a phrase are still being read.
fn no_match_yet(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    let words = format!("No {} found yet.", app.timeline().view().noun());
    let row = canvas.paragraph(area, 0, &words, Look::Strong);
    canvas.paragraph(area, row, "Those with all words of the phrase are being checked.", Look::Dim);
}

/// Nothing was found in what is read and indexed; only a country may be suggested, which needs no index.
fn no_match_so_far(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    let words = format!("No {} found so far.", app.timeline().view().noun());
    let row = canvas.paragraph(area, 0, &words, Look::Strong);
    let share = app.unfinished().map_or_else(String::new, |progress| share(&progress));
    let words = format!("The data is {share}. What matches in the rest appears here.");
    let row = canvas.paragraph(area, row, &words, Look::Dim);
    let suggestions = app.suggestions();
    if !suggestions.is_empty() {
        list(canvas, app, &suggestions, below(area, row));
    }
}

/// What may have been meant, and which part of the query to drop, each with the count that it would give.
fn no_match(canvas: &mut Canvas<'_, '_>, app: &App, dataset: &Dataset, area: Rect) {
    let noun = app.timeline().view().noun();
    let row = canvas.paragraph(area, 0, &format!("No {noun} match."), Look::Strong);
    let mut row = row;
    let selected = app.answer().map_or(0, |answer| answer.events.len());
    if selected > 0 {
        // The view lists what the events have, and the events are there.
        let (verb, whose) = if selected == 1 { ("matches", "its") } else { ("match", "their") };
        let lack = match app.timeline().view() {
            View::Quotes => format!(", but none of {whose} quotes by itself"),
            View::People => ", and nobody is said to have taken part".to_owned(),
            View::Events | View::Articles => String::new(),
        };
        let words = format!("{} {verb}{lack}.", counted(selected, "events"));
        row = canvas.paragraph(area, row, &words, Look::Dim);
    }
    let suggestions = app.suggestions();
    if suggestions.is_empty() {
        if selected == 0 {
            let words = format!("{} without the query.", counted(dataset.event_count(), "events"));
            canvas.paragraph(area, row, &words, Look::Dim);
        }
        return;
    }
    list(canvas, app, &suggestions, below(area, row));
}

/// An area from one of its rows on.
fn below(area: Rect, row: u16) -> Rect {
    let row = row.min(area.height);
    Rect { y: area.y + row, height: area.height - row, ..area }
}

/// A line of the list.
enum Line<'a> {
    Title(String),
    Blank,
    /// With its number.
    Suggestion(usize, &'a Suggestion),
}

/// The suggestions under their two titles; the chosen one is always in sight.
fn list(canvas: &mut Canvas<'_, '_>, app: &App, suggestions: &[Suggestion], area: Rect) {
    let taken_by = match app.mode() {
        Mode::Search => " (Tab takes the marked one)",
        Mode::Suggestions => " (Enter takes one)",
        _ => "",
    };
    let numbered = suggestions.iter().enumerate().map(|(number, suggestion)| Line::Suggestion(number, suggestion));
    let is_meant = |line: &Line<'_>| matches!(line, Line::Suggestion(_, Suggestion { sort: Sort::Meant(_), .. }));
    let (meant, without): (Vec<Line<'_>>, Vec<Line<'_>>) = numbered.partition(is_meant);
    let mut lines = Vec::new();
    if meant.is_empty() {
        lines.push(Line::Title(if taken_by.is_empty() {
            "Drop a part of the query:".to_owned()
        } else {
            format!("Drop a part{taken_by}:")
        }));
    } else {
        lines.push(Line::Title(format!("Did you mean{taken_by}:")));
        lines.extend(meant);
        if !without.is_empty() {
            lines.push(Line::Blank);
            lines.push(Line::Title("Or drop a part of the query:".to_owned()));
        }
    }
    lines.extend(without);
    let chosen = app.suggested().filter(|_| app.focus() == Pane::Timeline);
    let is_chosen = |line: &Line<'_>| matches!(line, Line::Suggestion(number, _) if chosen == Some(*number));
    let place = lines.iter().position(is_chosen).unwrap_or(0);
    let top = (place + 1).saturating_sub(usize::from(area.height));
    for (y, line) in lines.iter().skip(top).take(usize::from(area.height)).enumerate() {
        // Less than the area's rows, a u16.
        let y = y as u16;
        match line {
            Line::Title(words) => {
                canvas.line(area, y, &[canvas.words(words.as_str(), Look::Dim)]);
            }
            Line::Blank => {}
            Line::Suggestion(_, shown) => suggestion(canvas, shown, is_chosen(line), area, y),
        }
    }
}

fn suggestion(canvas: &mut Canvas<'_, '_>, suggestion: &Suggestion, is_chosen: bool, area: Rect, y: u16) {
    let mark = if is_chosen { canvas.theme.glyphs.cursor } else { " " };
    let mut left = vec![canvas.words(mark, Look::Strong)];
    match &suggestion.sort {
        Sort::Without(chip) => {
            left.push(canvas.words("without ", Look::Dim));
            left.push(canvas.words(chip.as_str(), Look::Chip));
        }
        Sort::Meant(why) => {
            left.push(canvas.words(suggestion.query.to_string(), Look::Chip));
            left.push(canvas.words(format!("  {}", reason(*why)), Look::Dim));
        }
    }
    canvas.row(area, y, &left, &[canvas.words(counted(suggestion.count, "events"), Look::Plain)]);
    if is_chosen {
        canvas.restyle(area, y, canvas.theme.style(Look::Selected));
    }
}

/// Why a query is offered.
fn reason(why: Why) -> &'static str {
    match why {
        Why::Named => "as filters",
        Why::Layout => "other keyboard layout",
        Why::Mistyped => "mistyped",
    }
}
