//! What lies over the panes: its frame, and the small boxes (date, export, addresses, what was copied, a note, the name of
//! a view).

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::facets::input;
use super::theme::Look;
use super::{help, marks, palette, problems};
use crate::app::App;
use crate::app::popup::{ExportStage, Popup};
use crate::layout::Area;

/// Draws the popup over everything else.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, popup: &Popup, area: Area) {
    canvas.clear(area.outer);
    canvas.frame(area, popup.title(), true);
    let inner = area.inner;
    match popup {
        Popup::Help { of, filter, cursor } => help::draw(canvas, area, *of, filter, *cursor),
        Popup::Problems { cursor } => problems::draw(canvas, app, popup, area, *cursor),
        Popup::Date { editor, error } => {
            input(canvas, Rect { height: inner.height.min(1), ..inner }, "date: ", editor, true);
            match error {
                Some(error) => canvas.paragraph(inner, 1, &format!("! {error}"), Look::Warning),
                None => canvas.paragraph(
                    inner,
                    1,
                    "2024, 2024-02-08, 202X, 2024-21 (spring), ../2023; Enter jumps",
                    Look::Dim,
                ),
            };
        }
        Popup::Export { editor, stage, .. } => {
            input(canvas, Rect { height: inner.height.min(1), ..inner }, "file: ", editor, true);
            let (words, look) = match stage {
                ExportStage::Asked => ("name.csv, name.json, name.jsonl or name.md; Enter writes it", Look::Dim),
                ExportStage::Writing(_) => ("Being written; Esc leaves it to finish by itself", Look::Dim),
                ExportStage::Exists => ("! A file of that name is there; Enter again replaces it", Look::Warning),
                ExportStage::Refused(reason) => (reason.as_str(), Look::Warning),
            };
            canvas.paragraph(inner, 1, words, look);
        }
        Popup::Addresses { urls, cursor } => {
            let rows = popup.list_rows(area);
            let visible = urls.iter().enumerate().skip(cursor.top()).take(usize::from(rows));
            for (y, (at, url)) in visible.enumerate() {
                let mark = if at == cursor.selected() { canvas.theme.glyphs.cursor } else { " " };
                let spans = [canvas.words(mark, Look::Strong), canvas.words(url.as_str(), Look::Plain)];
                // Less than the list's rows, a u16.
                canvas.line(inner, y as u16, &spans);
                if at == cursor.selected() {
                    canvas.restyle(inner, y as u16, canvas.theme.style(Look::Selected));
                }
            }
            if rows < inner.height {
                let chosen = urls.get(cursor.selected()).map_or("", String::as_str);
                canvas.paragraph(inner, rows + 1, &format!("Enter opens {chosen}"), Look::Dim);
            }
        }
        Popup::Copied { text, remark } => {
            let mut row = 0;
            for line in text.lines() {
                row = canvas.paragraph(inner, row, line, Look::Plain);
            }
            if let Some(remark) = remark {
                canvas.paragraph(inner, row + 1, remark, Look::Dim);
            }
        }
        Popup::Note { marking, editor, .. } => {
            input(canvas, Rect { height: inner.height.min(1), ..inner }, "note: ", editor, true);
            canvas.paragraph(inner, 1, &format!("on {}", marking.title), Look::Dim);
        }
        Popup::SaveView { editor, exists } => {
            input(canvas, Rect { height: inner.height.min(1), ..inner }, "name: ", editor, true);
            let (words, look) = if *exists {
                ("! A view of that name is there; Enter again replaces it".to_owned(), Look::Warning)
            } else {
                (format!("of {}", saved_words(app)), Look::Dim)
            };
            canvas.paragraph(inner, 1, &words, look);
        }
        Popup::Marks(list) => marks::draw(canvas, app, popup, area, list),
        Popup::Views { cursor, .. } => marks::draw_views(canvas, app, popup, area, *cursor),
        Popup::Palette(list) => palette::draw(canvas, area, list),
    }
}

/// What a view is saved with.
fn saved_words(app: &App) -> String {
    let query = app.query().to_string();
    let query = if query.is_empty() { "no filter".to_owned() } else { query };
    format!("{}: {query}", app.timeline().view().noun())
}
