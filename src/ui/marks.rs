//! The lists of what the user has made: bookmarks with notes, and saved views. The chosen one stands whole beneath.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::listed::Listed;
use super::theme::Look;
use crate::app::App;
use crate::app::marks_list::{MarkRow, MarksList, Whereabouts};
use crate::catalogue::Ui;
use crate::document::dates;
use crate::query::{Facet, View};
use crate::text;

/// Columns of a date in the list.
const DATE: usize = 17;

/// Draws bookmarks and notes.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, of_list: &Listed, list: &MarksList) {
    let Listed { beneath, cursor, .. } = *of_list;
    of_list.rows(canvas, list.rows().len(), |canvas, at, y, mark| {
        draw_mark(canvas, app, &list.rows()[at], of_list.rows, y, mark);
    });
    if let Some(row) = list.rows().get(cursor.selected()).filter(|_| !beneath.is_empty()) {
        let below = under_rule(canvas, beneath);
        let mut y = canvas.paragraph(below, 0, title(row), Look::Strong);
        let place = match row.place {
            Whereabouts::Here(_) => "",
            Whereabouts::Gone => canvas.ui.record_is_gone(),
            Whereabouts::Elsewhere if row.key.data.is_empty() => canvas.ui.made_elsewhere(),
            Whereabouts::Elsewhere => &canvas.ui.made_in_data(&row.key.data).to_string(),
        };
        if !place.is_empty() {
            y = canvas.paragraph(below, y, place, Look::Warning);
        }
        if !row.mark.note.is_empty() {
            let note = format!("{} {}", canvas.theme.glyphs.note, row.mark.note);
            canvas.paragraph(below, y, &note, Look::Plain);
        }
    }
    of_list.frame(canvas, list.rows().len());
}

fn draw_mark(canvas: &mut Canvas<'_, '_>, app: &App, row: &MarkRow, area: Rect, y: u16, cursor: &str) {
    let glyphs = canvas.theme.glyphs;
    let bookmark = if row.mark.bookmark { glyphs.bookmark } else { " " };
    let note = if row.mark.note.is_empty() { " " } else { glyphs.note };
    let date = match (row.place, app.dataset()) {
        (Whereabouts::Here(record), Some(dataset)) => {
            text::truncate(&dates::of_head(&record.date(dataset), canvas.ui), DATE, glyphs.ellipsis).into_owned()
        }
        _ => String::new(),
    };
    let left = [
        canvas.words(format!("{cursor}{bookmark}{note} "), Look::Strong),
        canvas.words(format!("{} ", text::pad(&date, DATE)), Look::Dim),
        canvas.words(title(row), Look::Plain),
    ];
    let right = match row.place {
        Whereabouts::Here(_) => String::new(),
        Whereabouts::Gone => canvas.ui.mark_gone().to_owned(),
        Whereabouts::Elsewhere => canvas.ui.mark_elsewhere().to_owned(),
    };
    canvas.row(area, y, &left, &[canvas.words(right, Look::Warning)]);
}

fn title(row: &MarkRow) -> &str {
    if row.mark.title.is_empty() { &row.key.id } else { &row.mark.title }
}

/// Draws the saved views.
pub(super) fn draw_views(canvas: &mut Canvas<'_, '_>, app: &App, of_list: &Listed) {
    let Listed { beneath, cursor, .. } = *of_list;
    let views = app.kept().views();
    of_list.rows(canvas, views.len(), |canvas, at, y, mark| {
        let (name, view) = &views[at];
        let left = [canvas.words(mark, Look::Strong), canvas.words(name.as_str(), Look::Plain)];
        canvas.row(of_list.rows, y, &left, &[canvas.words(format!(" {} ", view_of(&view.view, canvas.ui)), Look::Dim)]);
    });
    if let Some((_, view)) = views.get(cursor.selected()).filter(|_| !beneath.is_empty()) {
        let below = under_rule(canvas, beneath);
        let query = if view.query.is_empty() { canvas.ui.no_filter() } else { &view.query };
        let y = canvas.paragraph(below, 0, query, Look::Strong);
        let dated = if view.oldest_first { canvas.ui.oldest_first() } else { canvas.ui.newest_first() };
        let order = if view.view == "people" { by(&view.people, canvas.ui) } else { dated };
        let joined = |words: &[&str]| {
            words.iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(canvas.theme.glyphs.dot)
        };
        let rows = joined(&[&view_of(&view.view, canvas.ui), order, &view.lang]);
        let mode = match view.mode.as_str() {
            "any" => canvas.ui.any_of(),
            "all" => canvas.ui.all_of(),
            _ => "",
        };
        let facet = Facet::ALL.into_iter().find(|facet| facet.word() == view.facet);
        let facet = joined(&[facet.map_or("", |facet| facet.name(canvas.ui)), by(&view.values, canvas.ui), mode]);
        let y = canvas.paragraph(below, y, &rows, Look::Dim);
        canvas.paragraph(below, y, &facet, Look::Dim);
    }
    of_list.frame(canvas, views.len());
}

/// What a view is called; as it is kept where it is none of them.
fn view_of(word: &str, ui: Ui) -> String {
    let view = View::ALL.into_iter().find(|view| view.noun() == word);
    view.map_or_else(|| word.to_owned(), |view| view.name(ui).to_lowercase())
}

/// What an order of names is called; nothing where it was not said.
fn by(order: &str, ui: Ui) -> &'static str {
    match order {
        "count" => ui.by_count(),
        "name" => ui.by_name(),
        _ => "",
    }
}

/// The rows below a list, after a line.
fn under_rule(canvas: &mut Canvas<'_, '_>, beneath: Rect) -> Rect {
    let rule = canvas.theme.glyphs.rule.repeat(usize::from(beneath.width));
    canvas.line(beneath, 0, &[canvas.words(rule, Look::Dim)]);
    Rect { y: beneath.y + 1, height: beneath.height.saturating_sub(1), ..beneath }
}
