//! The country filter: its text field, and a row for each country and group with its tick and count.

use ratatui::layout::Rect;

use super::canvas::{Canvas, highlighted};
use super::theme::Look;
use crate::app::App;
use crate::app::facet_pane::Narrowed;
use crate::app::line_editor::LineEditor;
use crate::layout::{Area, Layout, Pane};
use crate::model::Lang;
use crate::query::{FacetRow, Mode, Pick};
use crate::text;

/// Columns of a code and the blank after it.
const CODE: usize = 5;

/// Draws the pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, layout: &Layout, area: Area) {
    let pane = app.facet();
    let focused = app.focus() == Pane::Facet;
    let mode = match app.facet_mode() {
        Mode::Any => "any of",
        Mode::All => "all of",
    };
    let title = format!("Countries{}{mode}", canvas.theme.glyphs.dot);
    canvas.frame(area, &title, focused);
    field(canvas, layout.facet_field(), pane.editor(), pane.is_in_field());
    let list = layout.facet_list();
    let cursor = pane.cursor();
    if pane.narrowed().is_empty() {
        let words = if pane.rows().is_empty() {
            "No countries yet."
        } else if app.answer().is_some_and(|answer| answer.is_checking) {
            "No country has events here yet."
        } else if pane.editor().text().is_empty() {
            "No country has events here."
        } else {
            "No country fits. Esc clears."
        };
        canvas.paragraph(list, 0, words, Look::Dim);
    }
    let visible = pane.narrowed().iter().enumerate().skip(cursor.top()).take(usize::from(list.height));
    for (y, (at, narrowed)) in visible.enumerate() {
        let is_selected = focused && at == cursor.selected();
        // Less than the list's rows, a u16.
        row(canvas, app.lang(), &pane.rows()[narrowed.row], narrowed, list, y as u16, is_selected);
    }
    canvas.foot(area, &format!("{}/{}", cursor.selected() + 1, pane.narrowed().len()));
}

/// The text field; the cursor of the terminal stands in it while it takes text.
fn field(canvas: &mut Canvas<'_, '_>, area: Rect, editor: &LineEditor, is_active: bool) {
    let prompt = if is_active { "> " } else { "  " };
    if !is_active && editor.text().is_empty() {
        canvas.line(area, 0, &[canvas.words("  narrow by name or code", Look::Dim)]);
        return;
    }
    input(canvas, area, prompt, editor, is_active);
}

/// A line that is edited, after its prompt.
pub(super) fn input(canvas: &mut Canvas<'_, '_>, area: Rect, prompt: &str, editor: &LineEditor, is_active: bool) {
    let used = canvas.line(area, 0, &[canvas.words(prompt, Look::Strong)]);
    let room = Rect { x: area.x + used, width: area.width - used, ..area };
    let (shown, column) = editor.window(usize::from(room.width));
    canvas.line(room, 0, &[canvas.words(&editor.text()[shown], Look::Plain)]);
    if is_active {
        // Within the room, a u16.
        canvas.place_cursor(room, 0, column as u16);
    }
}

fn row(
    canvas: &mut Canvas<'_, '_>,
    lang: Lang,
    row: &FacetRow,
    narrowed: &Narrowed,
    area: Rect,
    y: u16,
    is_selected: bool,
) {
    let (tick, look) = match row.state {
        Pick::None => ("[ ]", Look::Plain),
        Pick::Included => ("[x]", Look::Included),
        Pick::Excluded => ("[-]", Look::Warning),
    };
    let mark = if is_selected { canvas.theme.glyphs.cursor } else { " " };
    let name = match lang {
        Lang::En => &row.name_en,
        Lang::Ru => &row.name_ru,
    };
    let mut left = vec![
        canvas.words(mark, Look::Strong),
        canvas.words(tick, look),
        canvas.words(format!(" {}", text::pad(&row.value, CODE)), Look::Dim),
    ];
    // A value that is no country is its own name.
    if *name != row.value {
        let hits = characters(name, &narrowed.met);
        left.extend(highlighted(name, &hits, canvas.theme.style(look), canvas.theme.style(Look::Hit)));
    }
    canvas.row(area, y, &left, &[canvas.words(row.count.to_string(), Look::Plain)]);
    if is_selected {
        canvas.restyle(area, y, canvas.theme.style(Look::Selected));
    }
}

/// The bytes of the characters at these places.
fn characters(text: &str, places: &[usize]) -> Vec<std::ops::Range<usize>> {
    let ranges = text.char_indices().enumerate().filter(|(place, _)| places.contains(place));
    ranges.map(|(_, (at, character))| at..at + character.len_utf8()).collect()
}
