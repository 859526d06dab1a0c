//! Events over time: bars with two shades, years above them, and an axis line that adds up.
//!
//! The full shade is what surely lies in a bucket, the lighter one above it what only may. Buckets are as wide as
//! the pane allows; where there are fewer than columns, each is drawn several columns wide.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::theme::Look;
use crate::app::App;
use crate::app::document::dates::month_name;
use crate::layout::Area;
use crate::query::{Bucket, Histogram, Unit};
use crate::text;

/// Eighths of a cell, the least that a bar can show.
const EIGHTHS: usize = 8;

/// Draws the pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Area) {
    canvas.frame(area, "", false);
    let Some(histogram) = app.answer().map(|answer| &answer.histogram) else { return };
    let bars = Rect { height: area.inner.height.saturating_sub(1), ..area.inner };
    years(canvas, histogram, area);
    draw_bars(canvas, histogram, bars);
    axis(canvas, histogram, Rect { y: bars.bottom(), height: area.inner.height - bars.height, ..area.inner });
}

/// The first column of bucket `at` of `count`, when they share `columns`.
fn column(at: usize, count: usize, columns: u16) -> u16 {
    // Below `columns`, a u16.
    (at * usize::from(columns) / count.max(1)) as u16
}

/// The labels of time, on the upper line of the frame.
fn years(canvas: &mut Canvas<'_, '_>, histogram: &Histogram, area: Area) {
    let top = Rect { y: area.outer.y, height: 1, ..area.inner };
    let count = histogram.buckets.len();
    let mut free = 0;
    let mut before = None;
    for (at, bucket) in histogram.buckets.iter().enumerate() {
        let label = label(bucket, histogram.unit);
        if before.as_ref() == Some(&label) {
            continue;
        }
        let x = column(at, count, top.width);
        let words = format!(" {label} ");
        let width = text::width(&words) as u16;
        // At the right edge a label stands a little before its time rather than not at all.
        let x = x.min(top.width.saturating_sub(width));
        if x >= free && width <= top.width {
            canvas.line(Rect { x: top.x + x, width, ..top }, 0, &[canvas.words(words, Look::Plain)]);
            free = x + width + 2;
        }
        before = Some(label);
    }
}

/// What stands above a bucket: its year, or its month where buckets are days.
fn label(bucket: &Bucket, unit: Unit) -> String {
    let (year, month, _) = bucket.first.ymd();
    match unit {
        Unit::Day => format!("{} {year}", &month_name(month)[..3]),
        // The week in which a year begins is that year's.
        Unit::Week => bucket.last.ymd().0.to_string(),
        _ => year.to_string(),
    }
}

fn draw_bars(canvas: &mut Canvas<'_, '_>, histogram: &Histogram, area: Rect) {
    let count = histogram.buckets.len();
    let most = histogram.buckets.iter().map(|bucket| bucket.placed + bucket.spread).max().unwrap_or(0);
    let (eighths, light) = canvas.theme.bars();
    let (full_style, light_style) = (canvas.theme.style(Look::Bar), canvas.theme.style(Look::Dim));
    for (at, bucket) in histogram.buckets.iter().enumerate() {
        let from = column(at, count, area.width);
        let to = column(at + 1, count, area.width);
        let bar = Bar::of(bucket, most, usize::from(area.height));
        for row in 0..area.height {
            let above_ground = usize::from(area.height - 1 - row);
            let (symbol, style) = match bar.cell(above_ground) {
                Cell::Empty => continue,
                Cell::Placed(part) => (eighths[part - 1], full_style),
                Cell::Spread => (light, light_style),
            };
            for x in from..to {
                put(canvas, area, x, row, symbol, style);
            }
        }
    }
}

fn put(canvas: &mut Canvas<'_, '_>, area: Rect, x: u16, row: u16, symbol: &str, style: Style) {
    let (cell, buffer) = canvas.clipped(Rect { x: area.x + x, y: area.y + row, width: 1, height: 1 });
    if !cell.is_empty() {
        buffer.set_string(cell.x, cell.y, symbol, style);
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

/// `152 placed · 18 spread · 0 undated = 170`, and what the shades and columns are.
fn axis(canvas: &mut Canvas<'_, '_>, histogram: &Histogram, area: Rect) {
    let Histogram { placed, spread, undated, .. } = histogram;
    let dot = if canvas.theme.glyphs.is_ascii { " + " } else { canvas.theme.glyphs.dot };
    let sum = format!("{placed} placed{dot}{spread} spread{dot}{undated} undated = {}", placed + spread + undated);
    let (eighths, light) = canvas.theme.bars();
    let unit = match histogram.unit {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
        Unit::Decade => "decade",
        Unit::Century => "century",
    };
    let legend = if histogram.buckets.is_empty() {
        String::new()
    } else {
        format!("{} in this {unit}  {light} perhaps", eighths[EIGHTHS - 1])
    };
    canvas.row(area, 0, &[canvas.words(sum, Look::Plain)], &[canvas.words(legend, Look::Dim)]);
}

#[cfg(test)]
mod tests {
    use super::*;
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
            assert_eq!(column(0, count, columns), 0);
            assert_eq!(column(count, count, columns), columns);
        }
    }
}
