//! The pairs: a square with the number of events in which two took part, on the tints of the lanes; under it, where there is
//! room, the pairs with most events.

use crate::app::View;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use super::canvas::Canvas;
use super::lanes::{legend, shade_of, shown};
use super::lines::TitleLine;
use super::nothing;
use super::theme::Look;
use crate::app::App;
use crate::app::pairs::PairsPane;
use crate::document::Glyphs;
use crate::layout::{Area, Pane, Square, WITH_LIST};
use crate::query::{Member, Members, PeopleOrder};
use crate::text;

/// Columns of a pair in that list.
const LISTED: u16 = 58;

/// Draws the pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Area) {
    let focused = app.is_active(Pane::Timeline);
    let pane = app.pairs();
    let matrix = pane.matrix();
    let glyphs = canvas.theme.glyphs;
    let how = if pane.is_alone() { canvas.ui.only_these_two() } else { canvas.ui.took_part_together() };
    let who = if pane.who() == Members::Countries {
        String::new()
    } else {
        canvas.ui.of_these(pane.who().noun()).to_string()
    };
    let order = if pane.order() == PeopleOrder::Name { canvas.ui.ordered_by_name() } else { "" };
    let aside = format!("{}{how}{who}{order}", glyphs.dot);
    let view = View::Pairs.name(canvas.ui);
    let position = pane.pair().map_or_else(String::new, |pair| short_name(pair, glyphs, 24));
    let title = TitleLine { name: view, aside: &aside, position: &position, ..TitleLine::default() };
    canvas.title(area, &title, focused);
    legend(canvas, area, text::width(view) + text::width(&aside) + 4, text::width(&position), false);
    if app.answer().is_none_or(|answer| answer.events.is_empty()) {
        return nothing::draw(canvas, app, area);
    }
    if matrix.members.is_empty() {
        let words = if pane.is_counted() {
            canvas.ui.no_two_together(pane.who().noun()).to_string()
        } else {
            canvas.ui.counting_pairs().to_owned()
        };
        canvas.paragraph(area.inner, 0, &words, Look::Dim);
        return;
    }
    let square = Square::of(area, app.size().width);
    heads(canvas, pane, area, square);
    let most = matrix.members.iter().map(|member| member.events).max().unwrap_or(1);
    let rows = pane.row().shown(square.rows, matrix.members.len());
    for (y, row) in (1..).zip(rows.clone()) {
        let is_here = row == pane.row().selected();
        let line = Rect { y: area.body.y + y, height: 1, ..area.body };
        name(canvas, pane, (row, &matrix.members[row]), most, line, (square, is_here && focused, is_here));
        cells(canvas, pane, row, line, square, focused);
    }
    canvas.thumb(
        area,
        Rect { y: area.inner.y + 1, height: square.rows, ..area.inner },
        rows.clone(),
        matrix.members.len(),
        focused,
    );
    let used = 1 + rows.len() as u16;
    if area.inner.height >= used + WITH_LIST {
        most_together(
            canvas,
            app,
            Rect { y: area.body.y + used, height: area.body.height.saturating_sub(used), ..area.body },
        );
    }
}

/// `KZ–US`, or the names as far as there is room.
pub(super) fn short_name(pair: [&Member; 2], glyphs: &Glyphs, room: usize) -> String {
    let [a, b] = pair.map(|member| if member.code.is_empty() { member.name.as_str() } else { member.code.as_str() });
    let (a, b) = (text::truncate(a, room, glyphs.ellipsis), text::truncate(b, room, glyphs.ellipsis));
    format!("{a}{}{b}", glyphs.dash)
}

/// What a column is called: the code of a country, else the number of its row.
fn head(at: usize, member: &Member) -> String {
    if member.code.is_empty() { (at + 1).to_string() } else { text::truncate(&member.code, 3, "").into_owned() }
}

fn heads(canvas: &mut Canvas<'_, '_>, pane: &PairsPane, area: Area, square: Square) {
    let members = &pane.matrix().members;
    for (x, column) in (0..square.columns).zip(pane.column().shown(square.columns, members.len())) {
        let place = cell_at(Rect { height: 1, ..area.body }, square, x);
        let look = if column == pane.column().selected() { Look::Focus } else { Look::Dim };
        let words = format!("{:>width$}", head(column, &members[column]), width = usize::from(square.cell) - 1);
        canvas.line(place, 0, &[canvas.words(words, look)]);
    }
}

/// The place of a cell in its row, the gap before the next one included.
fn cell_at(line: Rect, square: Square, x: u16) -> Rect {
    Rect { x: line.x + square.names + x * square.cell, width: square.cell, ..line }
}

/// The name of a row, with the number of its events over a bar.
fn name(
    canvas: &mut Canvas<'_, '_>,
    pane: &PairsPane,
    (row, member): (usize, &Member),
    most: u32,
    line: Rect,
    (square, is_active, is_here): (Square, bool, bool),
) {
    let names = Rect { width: square.names.saturating_sub(1), ..line };
    let text_area = Rect { x: names.x + 2, width: names.width.saturating_sub(3), ..names };
    let look = if is_here { Look::Strong } else { Look::Plain };
    let of_code = if is_here { Look::Focus } else { Look::Dim };
    let code = match pane.matrix().who {
        Members::Countries => format!("{} ", member.code),
        Members::People | Members::Organisations => format!("{:>2} ", row + 1),
    };
    let left = [canvas.words(code, of_code), canvas.words(member.name.as_str(), look)];
    let right = [canvas.words(member.events.to_string(), Look::Plain)];
    canvas.row(text_area, 0, &left, &right);
    if is_active {
        let tint = canvas.theme.tint(Look::Selected);
        canvas.restyle(names, 0, tint);
    } else {
        let share = u64::from(member.events) * u64::from(names.width) / u64::from(most.max(1));
        // At most the width of the names, a u16.
        canvas.restyle(Rect { width: (share as u16).max(1), ..names }, 0, canvas.theme.style(Look::FacetBar));
    }
    if is_here {
        let (cursor, style) = (canvas.theme.glyphs.cursor, canvas.theme.style(Look::Cursor));
        canvas.over(Rect { width: 1, ..names }, 0, cursor, style);
    }
}

fn cells(canvas: &mut Canvas<'_, '_>, pane: &PairsPane, row: usize, line: Rect, square: Square, focused: bool) {
    let matrix = pane.matrix();
    let theme = canvas.theme;
    let is_row = row == pane.row().selected();
    let middle = if theme.glyphs.is_ascii { "." } else { "·" };
    for (x, column) in (0..square.columns).zip(pane.column().shown(square.columns, matrix.members.len())) {
        let place = cell_at(line, square, x);
        let is_column = column == pane.column().selected();
        let count = matrix.cell(row, column).count(pane.is_alone());
        let room = square.cell - 1;
        let (words, style) = match count {
            _ if row == column => (middle.to_owned(), theme.style(Look::Dim)),
            0 => (String::new(), Style::new()),
            count => (shown(count, room), theme.shade(shade_of(count))),
        };
        let words = format!("{words:>width$} ", width = usize::from(room));
        let style = match (is_row && is_column && focused, count > 0 && row != column) {
            (true, _) => theme.cursor_cell(),
            (false, false) if focused && (is_row || is_column) => style.patch(theme.tint(Look::Selected)),
            (false, _) => style,
        };
        canvas.line(place, 0, &[Span::styled(words, style)]);
    }
}

/// The pairs with most events, in as many columns as there is room for.
fn most_together(canvas: &mut Canvas<'_, '_>, app: &App, area: Rect) {
    let pane = app.pairs();
    let matrix = pane.matrix();
    let title = Area { outer: area, title: Rect { height: 1, ..area }, body: area, inner: area };
    let name = if pane.is_alone() { canvas.ui.most_alone() } else { canvas.ui.most_together() };
    canvas.title(title, &TitleLine { name, ..TitleLine::default() }, false);
    let mut listed: Vec<&(usize, usize, crate::query::Together)> =
        matrix.pairs.iter().filter(|(.., together)| together.count(pane.is_alone()) > 0).collect();
    if pane.is_alone() {
        listed.sort_by_key(|(.., together)| std::cmp::Reverse(together.alone));
    }
    let rows = usize::from(area.height - 1);
    for (at, (a, b, together)) in listed.into_iter().enumerate().take(rows * usize::from(area.width / LISTED).max(1)) {
        let (column, row) = (at / rows, at % rows);
        // Below the rows and columns of the screen, a u16.
        let (x, y) = (column as u16 * LISTED, row as u16);
        let place = Rect {
            x: area.x + 2 + x,
            y: area.y + 1 + y,
            width: (LISTED - 2).min(area.width.saturating_sub(2 + x)),
            height: 1,
        };
        let (one, other) = (&matrix.members[*a], &matrix.members[*b]);
        let [one, other] = if one.name <= other.name { [one, other] } else { [other, one] };
        let codes = if one.code.is_empty() { String::new() } else { format!("{} {}  ", one.code, other.code) };
        let names = format!("{}{}{}", one.name, canvas.theme.glyphs.dot, other.name);
        let alone =
            if together.alone > 0 { canvas.ui.of_them_alone(together.alone).to_string() } else { String::new() };
        let counts = format!("{:>4} {alone:<9}", together.events);
        canvas.row(
            place,
            0,
            &[canvas.words(codes, Look::Dim), canvas.words(names, Look::Plain)],
            &[canvas.words(counts, Look::Plain)],
        );
    }
}
