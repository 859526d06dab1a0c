//! The lists of what the user has made: bookmarks with notes, and saved views. The chosen one stands whole beneath.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::listed::Listed;
use super::theme::Look;
use crate::app::App;
use crate::app::marks_list::{MarkRow, MarksList, Whereabouts};
use crate::document::dates;
use crate::query::Facet;
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
            Whereabouts::Gone => "This record is not in the data any more; m and i still change its mark.",
            Whereabouts::Elsewhere if row.key.data.is_empty() => "Made in other data.",
            Whereabouts::Elsewhere => &format!("Made in other data: {}.", row.key.data),
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
            text::truncate(&dates::of_head(&record.date(dataset), glyphs), DATE, glyphs.ellipsis).into_owned()
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
        Whereabouts::Gone => " gone".to_owned(),
        Whereabouts::Elsewhere => " other data".to_owned(),
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
        canvas.row(of_list.rows, y, &left, &[canvas.words(format!(" {} ", view.view), Look::Dim)]);
    });
    if let Some((_, view)) = views.get(cursor.selected()).filter(|_| !beneath.is_empty()) {
        let below = under_rule(canvas, beneath);
        let query = if view.query.is_empty() { "no filter" } else { &view.query };
        let y = canvas.paragraph(below, 0, query, Look::Strong);
        let dated = if view.oldest_first { "oldest first" } else { "newest first" };
        let order = if view.view == "people" { by(&view.people) } else { dated };
        let joined = |words: &[&str]| {
            words.iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(canvas.theme.glyphs.dot)
        };
        let rows = joined(&[&view.view, order, &view.lang]);
        let mode = if view.mode.is_empty() { String::new() } else { format!("{} of", view.mode) };
        let facet = Facet::ALL.into_iter().find(|facet| facet.name().to_lowercase() == view.facet);
        let facet = joined(&[facet.map_or("", Facet::name), by(&view.values), &mode]);
        let y = canvas.paragraph(below, y, &rows, Look::Dim);
        canvas.paragraph(below, y, &facet, Look::Dim);
    }
    of_list.frame(canvas, views.len());
}

/// What an order of names is called; nothing where it was not said.
fn by(order: &str) -> &'static str {
    match order {
        "count" => "by count",
        "name" => "by name",
        _ => "",
    }
}

/// The rows below a list, after a line.
fn under_rule(canvas: &mut Canvas<'_, '_>, beneath: Rect) -> Rect {
    let rule = canvas.theme.glyphs.rule.repeat(usize::from(beneath.width));
    canvas.line(beneath, 0, &[canvas.words(rule, Look::Dim)]);
    Rect { y: beneath.y + 1, height: beneath.height.saturating_sub(1), ..beneath }
}
