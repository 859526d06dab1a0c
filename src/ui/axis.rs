//! The line below the bars: where years begin, what is marked, and at its left end which time that is.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::Canvas;
use super::theme::Look;
use crate::app::{App, Brush, Spot, View};
use crate::catalogue::Ui;
use crate::document::dates::{months_of_days, short_of_days};
use crate::layout::{Layout, Pane, bar_width};
use crate::model::Day;
use crate::query::{Bucket, Histogram, Unit};
use crate::text;

/// Months of a year.
const YEAR: i64 = 12;
/// Columns between the beginnings of two labels that leave a piece of the line between them.
const LEAST: i64 = 6;

/// What is marked in time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Marked {
    /// Whether the histogram takes the keys.
    pub is_active: bool,
    /// Whether the column of the cursor is tinted.
    pub is_tinted: bool,
    /// The buckets in which the record under the cursor of the list may lie, or that of the histogram's cursor; `None`
    /// where they are not in sight.
    pub cursor: Option<(usize, usize)>,
    /// The dates that the query asks for, or those that are being drawn.
    pub brush: Option<Brush>,
}

impl Marked {
    pub(super) fn of(app: &App) -> Marked {
        let pane = app.histogram();
        let is_active = app.is_active(Pane::Histogram);
        let is_of_lanes = app.timeline().view() == View::Lanes;
        let cursor = if app.focus() == Pane::Histogram || is_of_lanes {
            pane.bucket().map(|at| (at, at))
        } else {
            app.selected_days().and_then(|(first, last)| pane.buckets_of(first, last))
        };
        let brush = match pane.drawn() {
            Some((first, last)) => Some(Brush::Days(first, last)),
            None => Brush::of(app.query()),
        };
        let is_tinted = is_active || is_of_lanes && app.is_active(Pane::Timeline);
        Marked { is_active, is_tinted, cursor, brush }
    }

    /// Whether a bucket is in the range of dates.
    pub(super) fn is_brushed(&self, bucket: &Bucket) -> bool {
        self.brush.is_some_and(|brush| brush.has_any(bucket.first, bucket.last))
    }
}

/// `20+2`: what is sure, and what is perhaps.
pub(super) fn count_of(bucket: &Bucket) -> String {
    match bucket.spread {
        0 => bucket.placed.to_string(),
        spread => format!("{}+{spread}", bucket.placed),
    }
}

/// Whether a year begins in a bucket that is shorter than one.
pub(super) fn begins_year(bucket: &Bucket, unit: Unit) -> bool {
    let (first, last) = (bucket.first.ymd(), bucket.last.ymd());
    unit < Unit::Year && (first.0 != last.0 || first.1 == 1 && first.2 == 1)
}

/// Draws the line.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, histogram: &Histogram, layout: &Layout, marked: &Marked) {
    let area = layout.axis;
    if area.is_empty() {
        return;
    }
    let glyphs = canvas.theme.glyphs;
    canvas.line(area, 0, &[canvas.words(glyphs.rule.repeat(usize::from(area.width)), Look::Line)]);
    let bars = Rect { y: area.y, height: 1, ..layout.bars };
    let width = bar_width(histogram.buckets.len(), bars.width);
    // Columns of a screen; a stale count may have more buckets.
    let column = |at: usize| (at.min(usize::from(bars.width)) as u16).saturating_mul(width).min(bars.width);
    let ticks = ticks(histogram, width, canvas.ui, &column);
    for (x, _) in ticks.iter().filter(|(_, tick)| tick.is_start) {
        canvas.line(Rect { x: bars.x + x, width: 1, ..bars }, 0, &[canvas.words(glyphs.tick, Look::Line)]);
    }
    let brushed = |bucket: &Bucket| marked.is_brushed(bucket);
    if let Some(first) = histogram.buckets.iter().position(brushed) {
        let end = histogram.buckets.iter().rposition(brushed).unwrap_or(first) + 1;
        let range = Rect { x: bars.x + column(first), width: column(end) - column(first), ..bars };
        canvas.line(range, 0, &[canvas.words(glyphs.heavy.repeat(usize::from(range.width)), Look::Focus)]);
    }
    let here: Vec<u16> = marked.cursor.map_or_else(Vec::new, |(from, to)| vec![column(from), column(to)]);
    labels(canvas, &ticks, bars, column(histogram.buckets.len()), &here);
    for x in here.into_iter().filter(|x| *x < bars.width) {
        canvas.line(Rect { x: bars.x + x, width: 1, ..bars }, 0, &[canvas.words(glyphs.here, Look::Focus)]);
    }
    left_end(canvas, app, histogram, layout, marked);
}

/// The years of buckets that are `width` columns wide each, as far as there is room for them.
pub(super) fn years(canvas: &mut Canvas<'_, '_>, time: &Histogram, place: Rect, width: u16) {
    let column = |at: usize| (at.min(usize::from(place.width)) as u16).saturating_mul(width).min(place.width);
    let mut free = 0;
    for (x, tick) in ticks(time, width, canvas.ui, &column) {
        let columns = text::width(&tick.label) as u16;
        if x >= free && x + columns <= place.width {
            let place = Rect { x: place.x + x, width: columns, ..place };
            canvas.line(place, 0, &[canvas.words(tick.label, Look::Dim)]);
            free = x + columns + 1;
        }
    }
}

/// Where something begins in time.
struct Tick {
    /// What begins, in two lengths.
    label: String,
    short: String,
    /// Whether it begins here, and not before the first bucket.
    is_start: bool,
}

/// The beginnings of months, years or more, each with its column: as many as have room for what they are called.
fn ticks(histogram: &Histogram, width: u16, ui: Ui, column: &impl Fn(usize) -> u16) -> Vec<(u16, Tick)> {
    let months = period(histogram, width);
    let of = |bucket: &Bucket| {
        // The week in which a month begins is the later one's.
        let (year, month, _) = if histogram.unit == Unit::Week { bucket.last.ymd() } else { bucket.first.ymd() };
        (i64::from(year) * YEAR + i64::from(month) - 1, year, month)
    };
    let mut ticks = Vec::new();
    let mut before = None;
    for (at, bucket) in histogram.buckets.iter().enumerate() {
        let (month_of_all, year, month) = of(bucket);
        let period = month_of_all.div_euclid(months);
        if before.is_none_or(|before| before != period) {
            let name = ui.short_month(month);
            let is_start = before.is_some() || starts(bucket, months);
            let (label, short) = match (months < YEAR, month == 1, before.is_none()) {
                (true, _, true) => (format!("{name} {year}"), name.to_owned()),
                (true, false, false) => (name.to_owned(), String::new()),
                _ => (year.to_string(), short_year(year)),
            };
            ticks.push((column(at), Tick { label, short, is_start }));
        }
        before = Some(period);
    }
    ticks
}

/// Whether a bucket begins with a period.
fn starts(bucket: &Bucket, months: i64) -> bool {
    let (year, month, day) = bucket.first.ymd();
    day == 1 && (i64::from(year) * YEAR + i64::from(month) - 1).rem_euclid(months) == 0
}

/// `'26`
fn short_year(year: i32) -> String {
    if (1000..=9999).contains(&year) { format!("'{:02}", year % 100) } else { String::new() }
}

/// After how many months the next tick stands.
fn period(histogram: &Histogram, width: u16) -> i64 {
    const MONTHS: [i64; 3] = [1, 3, 6];
    const YEARS: [i64; 11] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];
    // Days of a bucket, and the least period that is told apart by more than its own buckets.
    let (days, least) = match histogram.unit {
        Unit::Day => (1, 1),
        Unit::Week => (7, 1),
        Unit::Month => (30, YEAR),
        Unit::Quarter => (91, YEAR),
        Unit::Year if histogram.buckets.len() < 20 => (365, 2 * YEAR),
        Unit::Year => (365, 10 * YEAR),
        Unit::Decade => (3652, 50 * YEAR),
        Unit::Century => (36524, 500 * YEAR),
    };
    let has_room = |months: &i64| months * 30 * i64::from(width) >= LEAST * days;
    let all = MONTHS.into_iter().chain(YEARS.map(|years| years * YEAR));
    all.filter(|months| *months >= least).find(has_room).unwrap_or(2000 * YEAR)
}

/// What the ticks are called, right of them. What would touch the next one or the end of the bars is left out; a mark in
/// its way moves it to the right.
fn labels(canvas: &mut Canvas<'_, '_>, ticks: &[(u16, Tick)], bars: Rect, end: u16, here: &[u16]) {
    for (at, (x, tick)) in ticks.iter().enumerate() {
        let next = ticks.get(at + 1).map_or(end, |(next, _)| next.saturating_sub(1));
        let fitting = [&tick.label, &tick.short].into_iter().find_map(|label| {
            let columns = text::width(label) as u16;
            let mut from = x + u16::from(tick.is_start);
            for mark in here {
                if (from..from + columns).contains(mark) {
                    from = mark + 1;
                }
            }
            (!label.is_empty() && from + columns <= next).then_some((from, columns, label))
        });
        if let Some((from, columns, label)) = fitting {
            let place = Rect { x: bars.x + from, width: columns, ..bars };
            canvas.line(place, 0, &[canvas.words(label.as_str(), Look::Plain)]);
        }
    }
}

/// How the days from one to another are said.
type Days = fn(Day, Day, Ui) -> String;

/// `▲ Aug 2024  3`, `Jun 2024 – Mar 2025`, `by month`: what is marked, the range, how long a bar is.
fn left_end(canvas: &mut Canvas<'_, '_>, app: &App, histogram: &Histogram, layout: &Layout, marked: &Marked) {
    let glyphs = canvas.theme.glyphs;
    let pane = app.histogram();
    let at_cursor = |said: Days| -> Option<Vec<Span<'_>>> {
        let (from, to) = marked.cursor?;
        let (first, last) = (histogram.buckets.get(from)?, histogram.buckets.get(to)?);
        let here = canvas.words(format!("{} ", glyphs.here), Look::Focus);
        let days = said(first.first, last.last, canvas.ui);
        let count = if from == to { format!("  {}", count_of(first)) } else { String::new() };
        Some(vec![here, canvas.words(days, Look::Strong), canvas.words(count, Look::Dim)])
    };
    let range = |said: Days| -> Option<Vec<Span<'_>>> {
        let words = match marked.brush? {
            Brush::Days(first, last) => said(first, last, canvas.ui),
            Brush::Undated => canvas.ui.without_a_date().to_owned(),
        };
        Some(vec![canvas.words(words, Look::Focus)])
    };
    let zoom = if histogram.is_whole { "" } else { "  z Z" };
    let unit = || Some(vec![canvas.words(format!("{}{zoom}", histogram.unit.each(canvas.ui)), Look::Dim)]);
    let words = |said: Days| {
        let words = if pane.is_drawing() {
            range(said)
        } else if app.focus() == Pane::Histogram && pane.cursor() == Spot::Undated {
            Some(vec![canvas.words(canvas.ui.without_a_date(), Look::Strong)])
        } else if app.focus() == Pane::Histogram {
            at_cursor(said)
        } else {
            range(said).or_else(|| at_cursor(said))
        };
        words.or_else(|| unit().filter(|_| !histogram.buckets.is_empty()))
    };
    let area = layout.axis;
    // Beside the bars; where nothing is beside them, over the labels while it is what the user moves.
    let room = if layout.gutter.is_empty() { area.width } else { layout.bars.x - area.x };
    let room = usize::from(room.saturating_sub(1));
    let width = |words: &[Span<'_>]| words.iter().map(|span| text::width(&span.content)).sum::<usize>();
    let Some(mut said) = words(short_of_days) else { return };
    if width(&said) + 2 > room && said.len() == 3 {
        // The count goes before the days.
        said.pop();
    }
    if width(&said) + 2 > room {
        // The months say less and are not cut.
        said = words(months_of_days).unwrap_or_default();
        said.truncate(2);
    }
    let [open, close] = if marked.is_active {
        ["[", "]"].map(|sign| canvas.words(sign, Look::Focus))
    } else {
        [Span::raw(" "), Span::raw(" ")]
    };
    said.insert(0, open);
    said.push(close);
    let columns = width(&said);
    if !layout.gutter.is_empty() || marked.is_active {
        // At most the room, a u16.
        let width = columns.min(room) as u16;
        canvas.line(Rect { x: area.x + 1, width, ..area }, 0, &said);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn histogram(unit: Unit, from: (i32, u32, u32), count: usize, days: i32) -> Histogram {
        let first = Day::from_ymd(from.0, from.1, from.2).unwrap();
        let bucket = |at: usize| {
            let first = Day(first.0 + at as i32 * days);
            Bucket { first, last: Day(first.0 + days - 1), placed: 0, spread: 0 }
        };
        Histogram { unit, buckets: (0..count).map(bucket).collect(), ..Histogram::default() }
    }

    fn named(histogram: &Histogram, width: u16) -> Vec<(u16, String)> {
        let ticks = ticks(histogram, width, Ui::ENGLISH, &|at| at as u16 * width);
        ticks.into_iter().map(|(x, tick)| (x, tick.label)).collect()
    }

    #[test]
    fn ticks_are_the_beginnings_of_what_is_longer_than_a_bar() {
        let weeks = histogram(Unit::Week, (2025, 4, 21), 12, 7);
        let labels: Vec<String> = named(&weeks, 2).into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels, ["Apr 2025", "May", "Jun", "Jul"]);
        let years = histogram(Unit::Year, (1971, 1, 1), 50, 365);
        let labels: Vec<String> = named(&years, 1).into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels[..2], ["1971", "1980"]);
        // On one column a quarter a year has four: every second one has its name.
        let quarters = histogram(Unit::Quarter, (2001, 1, 1), 40, 91);
        assert_eq!(named(&quarters, 1)[1].1, "2002");
        assert_eq!(period(&quarters, 1), 2 * YEAR);
        assert_eq!(period(&histogram(Unit::Month, (2022, 6, 1), 45, 30), 2), YEAR);
    }
}
