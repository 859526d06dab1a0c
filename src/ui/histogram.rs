//! Events over time: bars with two shades, years above them, and an axis line that adds up.
//!
//! The full shade is what surely lies in a bucket, the lighter one above it what only may. Buckets are as wide as
//! the pane allows; where there are fewer than columns, each is drawn several columns wide. Above the bars the range of
//! dates is a heavy line, and the bucket at the cursor says its days and counts.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::canvas::Canvas;
use super::theme::{Look, Theme};
use crate::app::header::counted;
use crate::app::{App, Brush, Spot};
use crate::document::Glyphs;
use crate::document::dates::{month_name, of_days};
use crate::layout::{Area, Layout, Pane, column_of};
use crate::query::ast::DateSpan;
use crate::query::{Bucket, Histogram, Query, Unit};
use crate::text;

/// Eighths of a cell, the least that a bar can show.
const EIGHTHS: usize = 8;
/// Columns of a range that the label of a year does not interrupt.
const SHORT: u16 = 9;
/// Columns of a range that stay in sight beside the words at the cursor.
const SEEN: u16 = 4;

/// Draws the pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, layout: &Layout, area: Area) {
    let is_focused = app.focus() == Pane::Histogram;
    canvas.frame(area, "", is_focused);
    let Some(answer) = app.answer() else { return };
    let histogram = app.histogram().counted();
    let cursor = app.histogram().bucket().filter(|_| is_focused);
    let brush = match app.histogram().drawn() {
        Some((first, last)) => Some(Brush::Days(first, last)),
        None => Brush::of(app.query()),
    };
    draw_bars(canvas, histogram, layout.bars, cursor, brush);
    undated(canvas, histogram, layout.undated, is_focused && app.histogram().cursor() == Spot::Undated, brush);
    if area.has_frame() {
        let top = Rect { y: area.outer.y, height: 1, ..layout.bars };
        let marked = if brush == Some(Brush::Undated) {
            Rect { y: top.y, height: 1, ..layout.undated }
        } else {
            marked(histogram, top, brush)
        };
        let label = Some(Rect { y: top.y, height: 1, ..area.inner }).filter(|_| is_focused);
        let label = label.and_then(|line| label_of(app, canvas.theme.glyphs, line, layout, marked));
        heavy(canvas, marked);
        // What is said of the cursor, or a short range, stands in the place of a year, and cuts none up.
        let short = if marked.width < SHORT { marked } else { Rect::default() };
        years(canvas, histogram, top, &[short, label.as_ref().map_or(Rect::default(), |label| label.0)]);
        if let Some((place, words)) = label {
            canvas.line(place, 0, &[canvas.words(words, Look::Strong)]);
        }
    }
    axis(canvas, histogram, &answer.query, layout.axis);
}

/// Where the line stands above the buckets that lie in a range.
fn marked(histogram: &Histogram, top: Rect, brush: Option<Brush>) -> Rect {
    let count = histogram.buckets.len();
    let is_marked = |bucket: &Bucket| brush.is_some_and(|brush| brush.has_any(bucket.first, bucket.last));
    let Some(first) = histogram.buckets.iter().position(is_marked) else { return Rect::default() };
    let end = histogram.buckets.iter().rposition(is_marked).unwrap_or(first) + 1;
    let (from, to) = (column_of(first, count, top.width), column_of(end, count, top.width));
    Rect { x: top.x + from, width: to - from, ..top }
}

fn heavy(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let line = canvas.theme.glyphs.brush.repeat(usize::from(area.width));
    canvas.line(area, 0, &[canvas.words(line, Look::Chip)]);
}

/// What the bucket at the cursor is, and where that stands above it; while a range is drawn, what the range is. A range
/// that it would hide has it at its side. `None` while the bucket at the cursor is still being counted.
fn label_of(app: &App, glyphs: &Glyphs, line: Rect, layout: &Layout, marked: Rect) -> Option<(Rect, String)> {
    let (pane, bars) = (app.histogram(), layout.bars);
    let histogram = pane.counted();
    let (words, middle) = if pane.cursor() == Spot::Undated {
        (format!("{} without a date", counted(histogram.undated, "events")), layout.undated.x)
    } else {
        let at = pane.bucket()?;
        let bucket = histogram.buckets.get(at)?;
        let (days, dot) = (of_days(bucket.first, bucket.last, glyphs), glyphs.dot);
        let counts = || format!("{days}{dot}{} sure{dot}{} perhaps", bucket.placed, bucket.spread);
        let drawn = pane.drawn().and_then(|(first, last)| DateSpan::between(first, last));
        let middle = bars.x + middle_of(at, histogram.buckets.len(), bars.width);
        (drawn.map_or_else(counts, |span| span.to_string()), middle)
    };
    let words = format!("[{words}]");
    // At most the width of the line, a u16.
    let width = text::width(&words).min(usize::from(line.width)) as u16;
    let x = middle.saturating_sub(width / 2).clamp(line.x, line.right() - width);
    let mut place = Rect { x, width, ..line };
    let hidden = place.intersection(marked).width;
    if hidden > 0 && marked.width - hidden < SEEN.min(marked.width) {
        if marked.right() + width <= line.right() {
            place.x = marked.right();
        } else if let Some(x) = marked.x.checked_sub(width).filter(|x| *x >= line.x) {
            place.x = x;
        }
    }
    Some((place, words))
}

/// The column in the middle of a bucket.
fn middle_of(at: usize, count: usize, columns: u16) -> u16 {
    let (from, to) = (column_of(at, count, columns), column_of(at + 1, count, columns));
    u16::midpoint(from, to.saturating_sub(1).max(from))
}

/// The labels of time, on the upper line of the frame, where nothing else stands.
fn years(canvas: &mut Canvas<'_, '_>, histogram: &Histogram, top: Rect, taken: &[Rect]) {
    let count = histogram.buckets.len();
    let step = years_between(histogram, top.width);
    let mut free = 0;
    let mut before = None;
    for (at, bucket) in histogram.buckets.iter().enumerate() {
        let label = time_of(bucket, histogram);
        if before.as_ref() == Some(&label) || at > 0 && bucket.first.ymd().0 % step != 0 {
            continue;
        }
        let x = column_of(at, count, top.width);
        let words = format!(" {label} ");
        let width = text::width(&words) as u16;
        // At the right edge a label stands a little before its time rather than not at all.
        let x = x.min(top.width.saturating_sub(width));
        let place = Rect { x: top.x + x, width, ..top };
        if x >= free && width <= top.width && !taken.iter().any(|other| other.intersects(place)) {
            canvas.line(place, 0, &[canvas.words(words, Look::Plain)]);
            free = x + width + 2;
        }
        before = Some(label);
    }
}

/// Of how many years one has a label where years are narrower than labels: round numbers of them, so that the eye can
/// count on.
fn years_between(histogram: &Histogram, columns: u16) -> i32 {
    const LABEL: i64 = 8;
    let (Some(first), Some(last)) = (histogram.buckets.first(), histogram.buckets.last()) else { return 1 };
    let years = i64::from(last.last.ymd().0) - i64::from(first.first.ymd().0) + 1;
    let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
    steps.into_iter().find(|step| i64::from(columns) * i64::from(*step) >= LABEL * years).unwrap_or(1000)
}

/// What stands above a bucket: its year, or its month where buckets are days or a few weeks.
fn time_of(bucket: &Bucket, histogram: &Histogram) -> String {
    let (year, month, _) = bucket.first.ymd();
    match histogram.unit {
        Unit::Day => format!("{} {year}", &month_name(month)[..3]),
        // The week in which a month or a year begins is the later one's.
        Unit::Week if !histogram.is_whole => {
            let (year, month, _) = bucket.last.ymd();
            format!("{} {year}", &month_name(month)[..3])
        }
        Unit::Week => bucket.last.ymd().0.to_string(),
        _ => year.to_string(),
    }
}

fn draw_bars(
    canvas: &mut Canvas<'_, '_>,
    histogram: &Histogram,
    area: Rect,
    cursor: Option<usize>,
    brush: Option<Brush>,
) {
    let count = histogram.buckets.len();
    if count == 0 {
        canvas.paragraph(area, 0, "No event has a date.", Look::Dim);
        return;
    }
    let most = histogram.buckets.iter().map(|bucket| bucket.placed + bucket.spread).max().unwrap_or(0);
    let (eighths, light) = canvas.theme.bars();
    let dim = canvas.theme.style(Look::Dim);
    for (at, bucket) in histogram.buckets.iter().enumerate() {
        let from = column_of(at, count, area.width);
        let to = column_of(at + 1, count, area.width);
        let bar = Bar::of(bucket, most, usize::from(area.height));
        let is_marked = brush.is_none_or(|brush| brush.has_any(bucket.first, bucket.last));
        let full = if is_marked { canvas.theme.style(Look::Bar) } else { dim };
        let middle = (cursor == Some(at)).then(|| middle_of(at, count, area.width));
        for row in 0..area.height {
            let cell = bar.cell(usize::from(area.height - 1 - row));
            let (symbol, style) = match cell {
                Cell::Empty => (" ", Style::new()),
                Cell::Placed(part) => (eighths[part - 1], full),
                Cell::Spread => (light, dim),
            };
            for x in from..to {
                put(canvas, area, x, row, symbol, style);
            }
            if let Some(middle) = middle
                && let Some((sign, style)) = plumb(canvas.theme, cell, full)
            {
                put(canvas, area, middle, row, sign, style);
            }
        }
    }
}

/// The line that hangs from the words at the cursor down into its bar: on a whole cell it is cut out of it. The top of
/// the bar stays as it is, so that its height can still be read.
fn plumb(theme: Theme, cell: Cell, full: Style) -> Option<(&'static str, Style)> {
    let line = theme.glyphs.plumb;
    match cell {
        Cell::Placed(EIGHTHS) => Some((line, full.add_modifier(Modifier::REVERSED))),
        Cell::Placed(_) => None,
        Cell::Spread | Cell::Empty => Some((line, theme.style(Look::Strong))),
    }
}

/// The number of events without a date, in a box of its own.
fn undated(canvas: &mut Canvas<'_, '_>, histogram: &Histogram, area: Rect, is_here: bool, brush: Option<Brush>) {
    if area.is_empty() {
        return;
    }
    let look = match brush {
        Some(Brush::Days(..)) => Look::Dim,
        Some(Brush::Undated) => Look::Chip,
        None => Look::Plain,
    };
    let number = canvas.words(format!("{:>1$}", histogram.undated, usize::from(area.width)), look);
    canvas.line(area, area.height - 1, &[number]);
    if area.height > 1 {
        canvas.line(area, area.height - 2, &[canvas.words("none", Look::Dim)]);
    }
    if is_here {
        for row in area.height.saturating_sub(2)..area.height {
            canvas.restyle(area, row, canvas.theme.style(Look::Selected));
        }
    }
}

fn put(canvas: &mut Canvas<'_, '_>, area: Rect, x: u16, row: u16, symbol: &str, style: Style) {
    let (cell, buffer) = canvas.clipped(Rect { x: area.x + x, y: area.y + row, width: 1, height: 1 });
    if !cell.is_empty() {
        buffer.set_string(cell.x, cell.y, symbol, Style::reset().patch(style));
    }
}

/// One bar: eighths of a cell for what is placed, whole cells above them for what is spread.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Bar {
    placed: usize,
    spread: usize,
}

/// What one cell of a bar shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Cell {
    Empty,
    /// From 1 to 8 eighths.
    Placed(usize),
    Spread,
}

impl Bar {
    /// The bar of a bucket, where `most` events fill `rows` cells. Whatever is there is seen: at least an eighth, or
    /// a cell of the lighter shade.
    fn of(bucket: &Bucket, most: u32, rows: usize) -> Bar {
        let share = |count: u32, cells: usize| {
            let exact = count as usize * cells;
            ((exact + most as usize / 2) / (most as usize).max(1)).max(usize::from(count > 0)).min(cells)
        };
        let spread = share(bucket.spread, rows).min(if bucket.placed > 0 { rows.saturating_sub(1) } else { rows });
        let placed = share(bucket.placed, rows * EIGHTHS).min((rows - spread) * EIGHTHS);
        Bar { placed, spread }
    }

    /// What stands `above_ground` cells above the lowest one.
    fn cell(self, above_ground: usize) -> Cell {
        let filled = self.placed.saturating_sub(above_ground * EIGHTHS).min(EIGHTHS);
        let top = self.placed.div_ceil(EIGHTHS);
        match filled {
            0 if above_ground < top + self.spread => Cell::Spread,
            0 => Cell::Empty,
            part => Cell::Placed(part),
        }
    }
}

/// `152 sure · 18 perhaps · 0 undated = 170`, and what the shades and columns are. With a range of dates in the query
/// the bars are those around it, and the line says so: `= 170 without date:2024`.
fn axis(canvas: &mut Canvas<'_, '_>, histogram: &Histogram, query: &Query, area: Rect) {
    let Histogram { placed, spread, before, after, undated, .. } = histogram;
    let dot = if canvas.theme.glyphs.is_ascii { " + " } else { canvas.theme.glyphs.dot };
    let total = histogram.total();
    let sum = |outside: &str| format!("{placed} sure{dot}{spread} perhaps{dot}{outside}{undated} undated = {total}");
    let (whole, short) = if histogram.is_whole {
        (sum(""), sum(""))
    } else {
        (sum(&format!("{before} before{dot}{after} after{dot}")), sum(&format!("{} outside{dot}", before + after)))
    };
    let ranges: Vec<String> =
        query.dates().filter(|dates| !dates.negated).map(|dates| dates.span.to_string()).collect();
    let (without, briefly) = match ranges.as_slice() {
        [] => (String::new(), ""),
        ranges => (format!(" without {}", ranges.join(" ")), " without dates"),
    };
    let room = usize::from(area.width);
    let outside = before + after;
    let numbers = format!("{placed} + {spread} + {outside} + {undated} = {total}");
    let forms = [format!("{whole}{without}"), format!("{whole}{briefly}"), format!("{short}{briefly}"), short, numbers];
    let sum = forms.iter().find(|form| text::width(form) <= room).unwrap_or(&forms[4]);
    let (eighths, light) = canvas.theme.bars();
    let legend = format!("{} in this {}  {light} perhaps", eighths[EIGHTHS - 1], histogram.unit.name());
    let sum_and_legend = text::width(sum) + 2 + text::width(&legend);
    let legend = if histogram.buckets.is_empty() || sum_and_legend > room { String::new() } else { legend };
    canvas.row(area, 0, &[canvas.words(sum.as_str(), Look::Plain)], &[canvas.words(legend, Look::Dim)]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::bucket_at;
    use crate::model::Day;

    fn bucket(placed: u32, spread: u32) -> Bucket {
        Bucket { first: Day(0), last: Day(30), placed, spread }
    }

    fn drawn(bar: Bar, rows: usize) -> String {
        let cell = |at| match bar.cell(at) {
            Cell::Empty => ' ',
            Cell::Placed(part) => char::from_digit(part as u32, 10).unwrap(),
            Cell::Spread => '~',
        };
        (0..rows).map(cell).collect()
    }

    #[track_caller]
    fn assert_bar(placed: u32, spread: u32, most: u32, expected: &str) {
        let rows = expected.chars().count();
        assert_eq!(
            drawn(Bar::of(&bucket(placed, spread), most, rows), rows),
            expected,
            "{placed} + {spread} of {most}"
        );
    }

    #[test]
    fn bars_have_two_shades_and_show_whatever_is_there() {
        // From the ground up; the most events fill all rows.
        assert_bar(8, 0, 8, "88");
        assert_bar(4, 0, 8, "8 ");
        assert_bar(1, 0, 8, "2 ");
        assert_bar(0, 0, 8, "  ");
        assert_bar(0, 8, 8, "~~");
        assert_bar(4, 4, 8, "8~");
        assert_bar(1, 7, 8, "2~");
        assert_bar(1, 0, 1000, "1 ");
        assert_bar(0, 1, 1000, "~ ");
        assert_bar(1000, 1, 1001, "888~");
        // One row has no room for two shades: what is sure is shown.
        assert_bar(3, 1, 4, "6");
        assert_bar(0, 0, 0, "  ");
    }

    #[test]
    fn buckets_share_the_columns_without_gaps() {
        for (count, columns) in [(1, 80), (50, 118), (118, 118), (7, 3)] {
            assert_eq!(column_of(0, count, columns), 0);
            assert_eq!(column_of(count, count, columns), columns);
            for x in 0..columns {
                let at = bucket_at(x, count, columns);
                assert!(
                    column_of(at, count, columns) <= x && x < column_of(at + 1, count, columns),
                    "{x} of {columns}"
                );
            }
        }
    }
}
