//! The last row: what was just done or went wrong, else how what is typed may go on or what is offered for it, else the most useful keys of
//! the moment, from the table of keys.

use ratatui::layout::{Rect, Size};
use ratatui::text::Span;
use std::ops::Range;

use super::canvas::Canvas;
use super::theme::Look;
use crate::app::hint_row::HintRow;
use crate::app::query_row::QueryRow;
use crate::app::{App, Mode, Sort, Status, Suggestion};
use crate::catalogue::{Noun, Ui};
use crate::language;
use crate::layout::{TITLED, is_too_small};
use crate::query::{Candidate, QueryError};
use crate::text;

/// Rows that a message may take; what is longer is cut at its end.
const MOST_ROWS: usize = 4;

/// Draws the row.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    if let Some(error) = app.search().error() {
        return message(canvas, area, &format!("! {}", error.whole(canvas.ui)), Look::Warning);
    }
    match app.status() {
        Some(Status::Info(notice)) => message(canvas, area, &canvas.ui.say(notice).to_string(), Look::Strong),
        Some(Status::Error(notice)) => message(canvas, area, &format!("! {}", canvas.ui.say(notice)), Look::Warning),
        None => match app.answer().and_then(|answer| answer.unread.as_ref()) {
            // It is true as long as this query stands, so that no key takes it away.
            Some(error) => message(canvas, area, &format!("! {}", canvas.ui.say(&**error)), Look::Warning),
            None if app.mode() == Mode::Search
                && (candidates(canvas, app, area) || fault(canvas, app, area) || offer(canvas, app, area)) => {}
            None => keys(canvas, app, area),
        },
    }
}

/// A message whole: what does not fit into its row takes those above it, so that no reason is cut off.
fn message(canvas: &mut Canvas<'_, '_>, area: Rect, words: &str, look: Look) {
    let lines = lines(words, usize::from(area.width.saturating_sub(2)));
    let rows = lines.len().min(MOST_ROWS).min(usize::from(area.bottom()));
    if rows < 2 {
        canvas.line(area, 0, &[canvas.words(format!(" {words}"), look)]);
        return;
    }
    // A few.
    let height = rows as u16;
    let over = Rect { y: area.bottom() - height, height, ..area };
    canvas.clear(over);
    for (row, line) in lines.iter().enumerate().take(rows) {
        // The last row has all of the rest, cut where it ends.
        let words = if row + 1 == rows { &words[line.start..] } else { &words[line.clone()] };
        canvas.line(over, row as u16, &[canvas.words(format!(" {words}"), look)]);
    }
}

/// The lines of a message. An address or a name of a file that is longer than half a line is divided, not begun anew.
fn lines(words: &str, columns: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let rest = &words[start..];
        let (bytes, _) = text::fit(rest, columns);
        if bytes == rest.len() || bytes == 0 {
            lines.push(start..words.len());
            break;
        }
        let before = || rest[..bytes].rfind(' ').filter(|at| text::width(&rest[..*at]) * 2 > columns);
        let blank = rest[bytes..].starts_with(' ').then_some(bytes).or_else(before);
        let end = start + blank.unwrap_or(bytes);
        lines.push(start..end);
        start = end + usize::from(blank.is_some());
    }
    lines
}

/// `Tab ›KZ Kazakhstan 44  KG Kyrgyzstan 17`: how what is typed may go on, with the number of events of each; returns
/// whether anything is known. The one that stands in the line is marked, and on the screen whatever its place.
fn candidates(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) -> bool {
    let Some((completion, put)) = app.search().completing().candidates() else { return false };
    let words: Vec<(String, String)> = completion.candidates.iter().map(words_of).collect();
    let room = usize::from(area.width).saturating_sub(" Tab".len());
    let width = |(name, count): &(String, String)| 2 + text::width(name) + text::width(count);
    let mut first = 0;
    while first < put.unwrap_or(0) && words[first..=put.unwrap_or(0)].iter().map(width).sum::<usize>() > room {
        first += 1;
    }
    let mut spans = vec![canvas.words(" Tab", Look::Strong)];
    for (at, (name, count)) in words.into_iter().enumerate().skip(first) {
        let is_put = put == Some(at);
        let mark = if is_put { canvas.theme.glyphs.cursor } else { " " };
        spans.push(canvas.words(format!(" {mark}"), Look::Strong));
        spans.push(canvas.words(name, if is_put { Look::Strong } else { Look::Plain }));
        spans.push(canvas.words(count, Look::Dim));
    }
    canvas.line(area, 0, &spans);
    true
}

/// What is wrong with what is typed, where there is no room for it beside the text; returns whether it stands here.
fn fault(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) -> bool {
    let Some(fault) = app.search().fault() else { return false };
    let is_here = is_below(app, fault, &QueryRow::of(app, area.width));
    if is_here {
        canvas.line(area, 0, &[canvas.words(format!(" ! {}", fault.without_place(canvas.ui)), Look::Dim)]);
    }
    is_here
}

/// Whether what is wrong with what is typed stands in this row: beside the text it would be cut, and nothing is known that
/// the text may go on as.
pub(super) fn is_below(app: &App, fault: &QueryError, row: &QueryRow) -> bool {
    let is_cut = 2 + text::width(&fault.in_short(app.ui())) > usize::from(row.notes_width());
    is_cut && app.search().completing().candidates().is_none()
}

/// What a candidate is called, with its code where it has one, and the number of its events.
fn words_of(candidate: &Candidate) -> (String, String) {
    let Candidate { text, name, events } = candidate;
    let is_code = !text.starts_with('"') && language::fold(text) != language::fold(name) && events.is_some();
    let words = if is_code { format!("{text} {name}") } else { name.clone() };
    let words = if events.is_none() { text.clone() } else { words };
    (words, events.map_or_else(String::new, |events| format!(" {events}")))
}

/// `Tab 14 events: country:KZ country:US  1 of 3`: what Tab takes in place of what is typed; returns whether there is any.
fn offer(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) -> bool {
    let suggestions = app.suggestions();
    let is_offer = |suggestion: &&Suggestion| matches!(suggestion.sort, Sort::Meant(_));
    let Some(chosen) = app.suggested() else { return false };
    let Some(suggestion) = suggestions.get(chosen).filter(is_offer) else { return false };
    let offers = suggestions.iter().filter(is_offer).count();
    let place = if offers > 1 { format!("  {}", canvas.ui.offer_place(chosen + 1, offers)) } else { String::new() };
    let down = if offers > 1 { canvas.theme.keys("↓") } else { String::new() };
    let more = if offers > 1 { format!(" {}", canvas.ui.the_next_offer()) } else { String::new() };
    let right = [canvas.words(place, Look::Dim), canvas.words(down, Look::Strong), canvas.words(more, Look::Dim)];
    let (count, query) = (Noun::Event.count(suggestion.count), suggestion.query.to_string());
    let takes = match suggestion.present {
        // The view of people counts those alone.
        Some(present) => canvas.ui.takes_offer_of_person(count, present, &query).to_string(),
        None => canvas.ui.takes_offer(count, &query).to_string(),
    };
    let left = [canvas.words(" Tab", Look::Strong), canvas.words(format!(" {takes}"), Look::Plain)];
    canvas.row(area, 0, &left, &right);
    true
}

/// What a screen on which nothing can be read would need, as far as there is room to say it.
fn too_small(screen: Size, ui: Ui) -> Option<String> {
    if !is_too_small(screen.width, screen.height) {
        return None;
    }
    let (width, height) = TITLED;
    let needed = ui.needs_cells(width, height).to_string();
    let whole = ui.needs_cells_of(width, height, screen.width, screen.height).to_string();
    Some(if text::width(&whole) <= usize::from(screen.width) { whole } else { needed })
}

/// As many hints as fit whole.
fn keys(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    if let Some(words) = too_small(app.size(), canvas.ui) {
        canvas.line(area, 0, &[canvas.words(words, Look::Warning)]);
        return;
    }
    let mut spans = vec![Span::raw(" ")];
    let row = HintRow::of(app, area.width);
    for hint in &row.hints {
        spans.push(canvas.words(hint.keys.as_str(), Look::Strong));
        spans.push(canvas.words(format!(" {}  ", hint.word), Look::Dim));
    }
    // The blanks after the last hint may not fit, and are no reason for an ellipsis.
    if let Some(last) = spans.last_mut() {
        last.content = last.content.trim_end().to_owned().into();
    }
    canvas.line(area, 0, &spans);
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn a_message_is_divided_between_words_unless_one_is_long() {
        let shown = |words: &'static str, columns| -> Vec<&str> {
            lines(words, columns).into_iter().map(|line| &words[line]).collect()
        };
        assert_eq!(shown("did not open it", 20), ["did not open it"]);
        assert_eq!(shown("did not open it: why", 12), ["did not open", "it: why"]);
        assert_eq!(shown("Opened https://example.org/a/b", 12), ["Opened https", "://example.o", "rg/a/b"]);
        assert_eq!(shown("", 12), Vec::<&str>::new());
        assert_eq!(shown("日本語", 1), ["日本語"], "where there is no room nothing is divided for ever");
    }
}
