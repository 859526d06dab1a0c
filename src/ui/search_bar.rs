//! The query: its chips, the search line while it is edited, what is said of its words, and how many records it selects.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::Canvas;
use super::facets::input;
use super::hints::is_below;
use super::theme::Look;
use crate::app::App;
use crate::app::keymap;
use crate::app::query_row::{BETWEEN, QueryRow};
use crate::catalogue::Noun;
use crate::query::{Explanation, Reason};

/// Draws the row, on a ground of its own.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    words(canvas, app, area);
    let ground = canvas.theme.tint(Look::Marked);
    canvas.restyle(area, 0, ground);
}

fn words(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    let row = QueryRow::of(app, area.width);
    let mut left = vec![Span::raw(" ")];
    for (chip, _) in &row.chips {
        left.extend([canvas.words(chip.text.as_str(), Look::Chip), Span::raw(" ".repeat(BETWEEN))]);
    }
    let notes = match app.search().fault() {
        Some(fault) => {
            // Where it would be cut, the last row has it.
            let words = if is_below(app, fault, &row) { fault.place(app.ui()) } else { fault.in_short(app.ui()) };
            [canvas.words(format!("! {words}"), Look::Dim), Span::raw("")]
        }
        None => [canvas.words(suggested(app), Look::Strong), canvas.words(reasons(canvas, app), Look::Dim)],
    };
    let line = Rect { width: row.left_width, ..area };
    let counts = Rect { x: line.right(), width: area.width - line.width, ..area };
    canvas.line(counts, 0, &[Span::raw(" "), canvas.words(row.counts.as_str(), Look::Plain)]);
    let Some(editor) = app.search().editor() else {
        if app.is_first_look() {
            left.push(canvas.words(keymap::shown(canvas.ui.first_keys(), app.settings().ascii), Look::Strong));
        } else if app.query().is_empty() {
            left.push(canvas.words(canvas.ui.query_beginnings(), Look::Dim));
        }
        left.extend(notes);
        canvas.line(line, 0, &left);
        return;
    };
    // What is typed comes first: the notes, the counts, then the chips give way.
    canvas.line(Rect { width: row.chips_width, ..line }, 0, &left);
    let mut field = Rect { x: line.x + row.chips_width, width: line.width - row.chips_width, ..line };
    let typed = row.typed_width;
    canvas.line(Rect { x: field.x + typed, width: field.width - typed, ..field }, 0, &notes);
    field.width = typed;
    input(canvas, field, "/", editor, true);
}

/// `= takes country:KZ: 44 events  `: what is suggested beside rows, after the key that takes it. Where there are no rows
/// the timeline lists it, and while it is typed the hint line says it.
fn suggested(app: &App) -> String {
    if app.rows().is_none_or(|rows| rows.is_empty()) || app.search().editor().is_some() {
        return String::new();
    }
    let key = "=";
    app.suggestions().first().map_or_else(String::new, |suggestion| {
        let events = Noun::Event.count(suggestion.count);
        format!("{}  ", app.ui().key_takes(key, &suggestion.query.to_string(), events))
    })
}

/// `Tokayev → токаев, romanised; минералов → минералы, same word`: why hits are hits that are spelled differently.
fn reasons(canvas: &Canvas<'_, '_>, app: &App) -> String {
    let (ui, arrow) = (canvas.ui, canvas.theme.glyphs.arrow);
    let Some(answer) = app.answer().filter(|answer| answer.query == *app.query()) else { return String::new() };
    let reason = |explanation: &Explanation| {
        let why = match explanation.reason {
            Reason::Inflected => ui.same_word(),
            Reason::Romanised => ui.romanised(),
            Reason::OtherName => ui.another_name(),
            Reason::Near => ui.mistyped(),
            Reason::Literal | Reason::Beginning => return None,
        };
        Some(ui.found_as(&explanation.typed, arrow, &explanation.found, why).to_string())
    };
    answer.explanations.iter().filter_map(reason).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use crate::app::keymap::{Key, KeyCode, resolve};
    use crate::app::{Command, Message, Mode};
    use crate::catalogue::{Tongue, Ui};

    #[test]
    fn the_keys_that_it_names_are_those_of_the_table() {
        for (key, meant) in [('/', Command::StartSearch), ('c', Command::NarrowFacet)] {
            for ui in Tongue::ALL.map(Ui::new) {
                assert!(ui.query_beginnings().contains(&format!("{key} ")));
                assert!(ui.first_keys().contains(&format!(" {key} ")));
            }
            let message = resolve(Mode::Timeline, Key::char(key));
            assert!(matches!(message, Some(Message::Command(command)) if command == meant), "{key}");
        }
        for (written, key) in [("↓", KeyCode::Down), ("Enter", KeyCode::Enter), ("?", KeyCode::Char('?'))] {
            assert!(Tongue::ALL.iter().all(|tongue| Ui::new(*tongue).first_keys().contains(written)));
            assert!(resolve(Mode::Timeline, Key::plain(key)).is_some(), "{written}");
        }
    }
}
