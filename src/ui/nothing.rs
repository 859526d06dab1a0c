//! What the timeline says when it has no rows: why, and what to do; beneath it the rows that this would give.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::Canvas;
use super::lines::TitleLine;
use super::theme::Look;
use crate::app::header::{progress_words, share};
use crate::app::list_cursor::ListCursor;
use crate::app::{App, Line as Listed, Mode, Rows, Sort, Suggestion, View};
use crate::catalogue::{Noun, Ui};
use crate::dataset::{Dataset, Phase};
use crate::layout::{Area, Pane};
use crate::query::{Unknown, Why};
use crate::text;

/// Columns of the longest bar beside a suggestion, one for each event where they are few.
const LONGEST_BAR: usize = 24;
/// Columns of a number of events.
const COUNT: usize = 12;

/// Draws the message into the empty pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, pane: Area) {
    let area = pane.inner;
    let progress = app.progress().filter(|progress| progress.phase != Phase::Ready);
    match (app.dataset(), app.answer()) {
        (Some(_), Some(answer)) if answer.is_checking && answer.query == *app.query() => {
            no_match_yet(canvas, app, area);
        }
        (Some(_), Some(_)) if app.unfinished().is_some() => no_match_so_far(canvas, app, area),
        (Some(dataset), Some(_)) if !app.query().is_empty() => no_match(canvas, app, dataset, pane),
        _ if progress.is_some() || app.dataset().is_none() => {
            let ui = canvas.ui;
            let words = progress.map_or_else(|| ui.reading().to_owned(), |progress| progress_words(&progress, ui));
            let row = canvas.paragraph(area, 0, &ui.still_at_it(&words).to_string(), Look::Strong);
            canvas.paragraph(area, row, ui.rows_appear(), Look::Dim);
        }
        (Some(dataset), _) => no_records(canvas, app, dataset, area),
        (None, _) => {}
    }
}

fn no_records(canvas: &mut Canvas<'_, '_>, app: &App, dataset: &Dataset, area: Rect) {
    let ui = canvas.ui;
    let view = app.timeline().view();
    let row = canvas.paragraph(area, 0, &ui.data_has_none(view.rows()).to_string(), Look::Strong);
    let advice = match view {
        View::Events if dataset.total_articles() > 0 => ui.v_shows_articles(),
        _ if app.problem_count() > 0 => ui.p_lists_problems(),
        _ => ui.open_another_file(),
    };
    canvas.paragraph(area, row, advice, Look::Dim);
}

/// Nothing is sure yet: events that have the words of a phrase are still being read.
fn no_match_yet(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    let words = canvas.ui.none_found_yet(app.timeline().view().rows()).to_string();
    let row = canvas.paragraph(area, 0, &words, Look::Strong);
    canvas.paragraph(area, row, canvas.ui.phrase_is_checked(), Look::Dim);
}

/// Nothing was found in what is read and indexed; only a country may be suggested, which needs no index.
fn no_match_so_far(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    let words = canvas.ui.none_found_so_far(app.timeline().view().rows()).to_string();
    let row = canvas.paragraph(area, 0, &words, Look::Strong);
    let share = app.unfinished().map_or_else(String::new, |progress| share(&progress, canvas.ui));
    let words = canvas.ui.data_is_so_far(&share).to_string();
    let row = canvas.paragraph(area, row, &words, Look::Dim);
    let suggestions = app.suggestions();
    if !suggestions.is_empty() {
        list(canvas, app, &lines_of(app, &suggestions), below(area, row));
    }
}

/// What may have been meant, and which part of the query to leave out, each with the count that it would give; beneath, the
/// rows of the chosen one.
fn no_match(canvas: &mut Canvas<'_, '_>, app: &App, dataset: &Dataset, pane: Area) {
    let (ui, noun) = (canvas.ui, app.timeline().view().rows());
    let selected = app.answer().map_or(0, |answer| answer.events.len());
    let suggestions = app.suggestions();
    let parts: Vec<&str> = suggestions.iter().filter_map(|suggestion| suggestion.part()).collect();
    let sentence = match parts.as_slice() {
        // The view lists what the events have, and the events are there.
        _ if selected > 0 => match app.timeline().view() {
            View::Quotes => ui.no_quotes_match(selected).to_string(),
            View::People => ui.no_people_match(selected).to_string(),
            View::Events | View::Articles | View::Lanes | View::Pairs | View::Map => {
                ui.none_match_but_events(noun, selected).to_string()
            }
        },
        [] => ui.none_match_without_query(noun, Noun::Event.count(dataset.total_events())).to_string(),
        [part] => ui.nothing_matches(part).to_string(),
        [_, _] => ui.nothing_matches_both().to_owned(),
        [_, _, _] => ui.nothing_matches_three().to_owned(),
        many => ui.nothing_matches_all(many.len()).to_string(),
    };
    // A little air, where there is room for it.
    let air = u16::from(pane.inner.height > AIRY);
    let text = below(pane.inner, air);
    let text = Rect { x: text.x + 1, width: text.width.saturating_sub(1), ..text };
    let row = canvas.paragraph(text, 0, &sentence, Look::Strong);
    if suggestions.is_empty() {
        return;
    }
    let preview = app.preview();
    let rows = preview.as_ref().and_then(|(_, rows)| rows.as_ref()).filter(|rows| !rows.is_empty());
    let mut lines = lines_of(app, &suggestions);
    if air > 0 {
        lines.insert(1, Line::Blank);
    }
    let unknown = app.unknown_words().iter().take(MOST_UNKNOWN);
    let said: Vec<Line<'_>> = unknown.map(|unknown| Line::Remark(remark(unknown, pane.inner.width, ui))).collect();
    if !said.is_empty() {
        lines.push(Line::Blank);
        lines.extend(said);
    }
    // The list has what it needs, but leaves half of the pane to the rows, or as many of them as say something.
    let needed = lines.len() as u16 + row + air;
    let most = (pane.inner.height / 2).max(pane.inner.height.saturating_sub(PREVIEWED));
    let room = if rows.is_some() { needed.min(most).max(row + 1) } else { pane.inner.height };
    let listed = below(pane.inner, row + air);
    list(canvas, app, &lines, Rect { height: room.saturating_sub(row + air).min(listed.height), ..listed });
    if let Some(((chosen, _), rows)) = preview.as_ref().zip(rows) {
        let place = below(pane.inner, room + air);
        if place.height > 1 {
            rows_of(canvas, app, chosen, rows, (pane, place));
        }
    }
}

/// Words that are found nowhere of which it is said.
const MOST_UNKNOWN: usize = 3;

/// Rows of what a suggestion would give that say enough, with the line above them and the air before it.
const PREVIEWED: u16 = 7;

/// Rows of a pane that has room for air.
const AIRY: u16 = 12;

/// The rows that a suggestion would give, under a line that says so.
fn rows_of(canvas: &mut Canvas<'_, '_>, app: &App, chosen: &Suggestion, rows: &Rows<'_>, (pane, place): (Area, Rect)) {
    let name = match &chosen.sort {
        Sort::Without(chip) => canvas.ui.without(chip).to_string(),
        Sort::Meant(_) => chosen.query.to_string(),
    };
    let count = canvas.ui.say(&app.timeline().view().rows().count(rows.len())).to_string();
    let line = Rect { x: pane.outer.x, width: pane.outer.width, height: 1, ..place };
    canvas.title(
        Area { title: line, ..pane },
        &TitleLine { name: &name, position: &count, ..TitleLine::default() },
        false,
    );
    let area = below(place, 1);
    let lines = rows.lines(ListCursor::default(), usize::from(area.height));
    // They may be of data of which more was read than of those that are shown.
    super::rows::draw(canvas, app, (rows.dataset(), rows), &lines, (pane, area), None);
    let shown = lines.iter().filter(|line| matches!(line, Listed::Record(..))).count();
    canvas.thumb(pane, area, 0..shown, rows.len(), false);
}

/// An area from one of its rows on.
fn below(area: Rect, row: u16) -> Rect {
    let row = row.min(area.height);
    Rect { y: area.y + row, height: area.height - row, ..area }
}

/// That a word stands nowhere in the data: with as many words as there is room for.
fn remark(unknown: &Unknown, columns: u16, ui: Ui) -> String {
    let Unknown { word, has_like } = unknown;
    if *has_like {
        return ui.no_word_begins(word).to_string();
    }
    let long = ui.no_word_begins_or_is_like(word).to_string();
    // A blank before it, and one behind.
    if text::width(&long) + 2 <= usize::from(columns) {
        long
    } else {
        ui.no_word_begins_or_is_like_short(word).to_string()
    }
}

/// A line of the list.
enum Line<'a> {
    Title(&'static str),
    Blank,
    Remark(String),
    /// With its number.
    Suggestion(usize, &'a Suggestion),
}

/// The suggestions under what is to be done with them.
fn lines_of<'a>(app: &App, suggestions: &'a [Suggestion]) -> Vec<Line<'a>> {
    let ui = app.ui();
    let (leave, meant_title) = match app.mode() {
        Mode::Search => (ui.leave_one_out_tab(), ui.did_you_mean_tab()),
        Mode::Suggestions => (ui.leave_one_out_enter(), ui.did_you_mean_enter()),
        _ => (ui.leave_one_out(), ui.did_you_mean()),
    };
    let numbered = suggestions.iter().enumerate().map(|(number, suggestion)| Line::Suggestion(number, suggestion));
    let is_meant = |line: &Line<'_>| matches!(line, Line::Suggestion(_, Suggestion { sort: Sort::Meant(_), .. }));
    let (meant, without): (Vec<Line<'_>>, Vec<Line<'_>>) = numbered.partition(is_meant);
    let mut lines = Vec::new();
    if meant.is_empty() {
        lines.push(Line::Title(leave));
    } else {
        lines.push(Line::Title(meant_title));
        lines.extend(meant);
        if !without.is_empty() {
            lines.push(Line::Blank);
            lines.push(Line::Title(ui.or_leave_one_out()));
        }
    }
    lines.extend(without);
    lines
}

/// Draws them; the chosen one is always in sight.
fn list(canvas: &mut Canvas<'_, '_>, app: &App, lines: &[Line<'_>], area: Rect) {
    let chosen = app.suggested().filter(|_| app.focus() == Pane::Timeline);
    let is_chosen = |line: &Line<'_>| matches!(line, Line::Suggestion(number, _) if chosen == Some(*number));
    let place = lines.iter().position(is_chosen).unwrap_or(0);
    let top = (place + 1).saturating_sub(usize::from(area.height));
    let of_line = |line: &Line<'_>| match line {
        Line::Suggestion(_, suggestion) => (words_columns(suggestion, canvas.ui), suggestion.count),
        _ => (0, 0),
    };
    let widest = lines.iter().map(|line| of_line(line).0).max().unwrap_or(0);
    let most = lines.iter().map(|line| of_line(line).1).max().unwrap_or(0);
    let columns = Columns { name: widest.min(usize::from(area.width).saturating_sub(COUNT + 2)), most };
    for (y, line) in lines.iter().skip(top).take(usize::from(area.height)).enumerate() {
        // Less than the area's rows, a u16.
        let y = y as u16;
        match line {
            Line::Title(words) => {
                canvas.line(area, y, &[Span::raw(" "), canvas.words(*words, Look::Dim)]);
            }
            Line::Remark(words) => {
                canvas.line(area, y, &[Span::raw(" "), canvas.words(words.as_str(), Look::Dim)]);
            }
            Line::Blank => {}
            Line::Suggestion(_, shown) => suggestion(canvas, shown, is_chosen(line), &columns, (area, y)),
        }
    }
}

/// What suggestions have in common.
struct Columns {
    /// Columns of the longest one.
    name: usize,
    /// The count that has the longest bar.
    most: usize,
}

fn words_columns(suggestion: &Suggestion, ui: Ui) -> usize {
    match &suggestion.sort {
        Sort::Without(chip) => text::width(ui.without_before()) + text::width(chip),
        Sort::Meant(why) => text::width(&suggestion.query.to_string()) + 2 + text::width(reason(*why, ui)),
    }
}

/// `›without zzqx            11 events  ━━━━━━━━━━━`
fn suggestion(
    canvas: &mut Canvas<'_, '_>,
    suggestion: &Suggestion,
    is_chosen: bool,
    columns: &Columns,
    (area, y): (Rect, u16),
) {
    let mark = if is_chosen { canvas.theme.glyphs.cursor } else { " " };
    let mut left = vec![canvas.words(mark, Look::Cursor)];
    match &suggestion.sort {
        Sort::Without(chip) => {
            left.push(canvas.words(canvas.ui.without_before(), Look::Dim));
            left.push(canvas.words(chip.as_str(), Look::Chip));
        }
        Sort::Meant(why) => {
            left.push(canvas.words(suggestion.query.to_string(), Look::Chip));
            left.push(canvas.words(format!("  {}", reason(*why, canvas.ui)), Look::Dim));
        }
    }
    // Below the width of the area, a u16.
    let name = Rect { width: (columns.name as u16 + 1).min(area.width), ..area };
    canvas.line(name, y, &left);
    let rest = Rect { x: name.right(), width: area.width - name.width, ..area };
    let longest = LONGEST_BAR.min(usize::from(rest.width).saturating_sub(COUNT + 3));
    let scale = columns.most.max(longest).max(1);
    let signs = if suggestion.count == 0 { 0 } else { (suggestion.count * longest / scale).max(1) };
    let count = canvas.ui.say(&Noun::Event.count(suggestion.count)).to_string();
    let count = format!("{count:>COUNT$}");
    let bar = canvas.theme.glyphs.heavy.repeat(signs.min(longest));
    canvas.line(rest, y, &[canvas.words(count, Look::Plain), Span::raw("  "), canvas.words(bar, Look::Bar)]);
    if is_chosen {
        // With the air beside it.
        let whole = Rect { x: area.x.saturating_sub(1), width: area.width + 2, ..area };
        canvas.restyle(if area.x > 0 { whole } else { area }, y, canvas.theme.style(Look::Selected));
    }
}

/// Why a query is offered.
fn reason(why: Why, ui: Ui) -> &'static str {
    match why {
        Why::Named => ui.as_filters(),
        Why::Layout => ui.other_layout(),
        Why::Mistyped => ui.mistyped(),
    }
}
