//! Headings and rows of a list. What a row of each view says is in a file of its own.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::Canvas;
use super::theme::Look;
use crate::app::{App, Line, PeopleColumns, RecordId, Rows, Title, View};
use crate::dataset::{Dataset, HeadDate};
use crate::document::dates;
use crate::layout::Area;
use crate::query::PeopleOrder;

/// Draws lines of a list into an area of its pane; the selected row among them, and whether the list takes the keys.
pub(super) fn draw(
    canvas: &mut Canvas<'_, '_>,
    app: &App,
    (dataset, rows): (&Dataset, &Rows<'_>),
    lines: &[Line],
    (pane, text): (Area, Rect),
    selected: Option<(usize, bool)>,
) {
    let is_of_people = app.timeline().view() == View::People;
    let columns = is_of_people.then(|| app.people_columns()).flatten();
    for (y, line) in lines.iter().enumerate() {
        // Lines are never more than the pane's rows, a u16.
        let place = y as u16;
        match *line {
            Line::Heading(heading) => {
                let words = match heading {
                    Title::Date(heading) => heading.words(canvas.ui),
                    Title::Named => canvas.ui.found_by_their_name().to_owned(),
                    Title::AtTheSameEvents => canvas.ui.at_the_same_events().to_owned(),
                    Title::Everybody => match app.timeline().people_order() {
                        PeopleOrder::Count => canvas.ui.by_number_of_events().to_owned(),
                        PeopleOrder::Name => canvas.ui.by_name().to_owned(),
                    },
                };
                let row_of = |line: &Line| if let Line::Record(row, _) = line { Some(*row) } else { None };
                // On the last line of the pane the rows below are not in sight.
                let above = || lines[..y].iter().rev().find_map(row_of).map_or(0, |row| row + 1);
                let below = lines[y..].iter().find_map(row_of).unwrap_or_else(above);
                let (count, is_whole) = rows.count_under_heading(below);
                if heading == Title::Everybody {
                    // It says nothing of the rows but their order.
                    canvas.line(text, place, &[canvas.words(format!(" {words}"), Look::Dim)]);
                } else {
                    let at_least = if is_whole { "" } else { canvas.theme.glyphs.at_least };
                    let count = canvas.words(format!("  {at_least}{count}"), Look::Dim);
                    canvas.line(text, place, &[canvas.words(words.as_str(), Look::Heading), count]);
                }
                if y == 0 && !matches!(heading, Title::Date(_)) {
                    // A few words.
                    let end = crate::text::width(&words) as u16 + 6;
                    if let Some(columns) = columns {
                        super::people::draw_head(canvas, app, columns, (text, place), end);
                    }
                }
            }
            Line::Record(row, record) => {
                let has_second = matches!(lines.get(y + 1), Some(Line::Below(..)));
                let is_selected = selected.is_some_and(|(selected, _)| selected == row);
                let place = (text, place, 1 + u16::from(has_second));
                draw_row(canvas, app, (dataset, rows), (row, record), (place, columns), is_selected);
                if let Some((_, is_active)) = selected.filter(|_| is_selected) {
                    tint(canvas, pane, place, is_active);
                }
            }
            // Its place is known, and nothing else.
            Line::Awaited(_) => {
                canvas.line(text, place, &[canvas.words(" ·", Look::Dim)]);
            }
            Line::Below(..) => {}
        }
    }
    if let Some(columns) = columns {
        super::people::mark_years(canvas, app, columns, text);
    }
}

/// Tints a selected row from edge to edge.
fn tint(canvas: &mut Canvas<'_, '_>, pane: Area, (text, y, lines): (Rect, u16, u16), is_active: bool) {
    let whole = Rect { x: pane.body.x, width: pane.body.width, ..text };
    let style = if is_active { canvas.theme.style(Look::Selected) } else { canvas.theme.tint(Look::Marked) };
    for line in 0..lines {
        canvas.restyle(whole, y + line, style);
    }
}

/// Draws a row; `lines` of it are in sight.
fn draw_row(
    canvas: &mut Canvas<'_, '_>,
    app: &App,
    (dataset, rows): (&Dataset, &Rows<'_>),
    (row, record): (usize, RecordId),
    ((text, y, lines), columns): ((Rect, u16, u16), Option<PeopleColumns>),
    is_selected: bool,
) {
    // Its ground comes over the whole row.
    let base = canvas.theme.style(if is_selected { Look::Strong } else { Look::Plain });
    let mark = canvas.words(if is_selected { canvas.theme.glyphs.cursor } else { " " }, Look::Cursor);
    let day = |canvas: &Canvas<'_, '_>, date: &HeadDate, basis_not_stated: bool, doubtful: bool| {
        let day = dates::day_column(date, canvas.theme.glyphs);
        let signs = dates::signs(date, basis_not_stated, doubtful);
        vec![mark.clone(), Span::styled(day, base), canvas.words(signs, Look::Sign)]
    };
    let signs = |canvas: &Canvas<'_, '_>| canvas.words(app.own_signs(record), Look::Sign);
    match record {
        RecordId::Event(id) => {
            let head = dataset.head(id);
            let day = day(canvas, &head.date, head.basis_not_stated, head.is_doubtful);
            let signs = signs(canvas);
            // On the last line of a pane the second one is not in sight, and the title is as whole as that of the others.
            let lines = if app.timeline().has_tall_rows() { 2 } else { lines };
            super::events::draw(canvas, app, (dataset, id), (&day, signs, base), (text, y, lines));
        }
        RecordId::Article(id) => {
            let head = dataset.article_head(id);
            let day = day(canvas, &head.date, head.basis_not_stated, false);
            let mut row = super::articles::row(canvas, app, (dataset, id), (day, base, rows.has_words(row)));
            row.who[0].insert(0, signs(canvas));
            super::who_what::draw(canvas, &row, text, y, lines);
        }
        RecordId::Quote(id, number) => {
            let head = dataset.head(id);
            let day = day(canvas, &head.date, head.basis_not_stated, head.is_doubtful);
            let columns = usize::from(super::who_what::who_columns(text.width));
            let mut row = super::quotes::row(canvas, app, (dataset, id, number), (day, base), columns);
            row.who[0].insert(0, signs(canvas));
            super::who_what::draw(canvas, &row, text, y, lines);
        }
        RecordId::Person(_) => {
            if let Some(person) = rows.person(row) {
                super::people::draw_row(canvas, app, (dataset, person), (vec![mark], base), (text, y), columns);
            }
        }
    }
}
