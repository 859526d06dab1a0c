//! Events over time in one row: of a person, a body or a country, in the columns of the histogram; and of each row of
//! people, all on one scale.
//!
//! Where the row does not lie under the histogram it has columns of its own.

use ratatui::layout::Rect;

use super::axis::begins_year;
use super::canvas::Canvas;
use super::theme::Look;
use crate::app::App;
use crate::layout::bar_width;
use crate::query::{Bucket, Histogram};

/// What stands for months in which something may only have been, where there is no second colour for it.
const PERHAPS: &str = "~";

/// Draws the strip of a page into one row.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, row: Rect) {
    if let Some(strip) = app.detail().strip() {
        draw_events(canvas, app, strip, row);
    }
}

/// Draws some events over time into one row.
pub(super) fn draw_events(canvas: &mut Canvas<'_, '_>, app: &App, strip: &Histogram, row: Rect) {
    let bars = app.layout().bars;
    let count = strip.buckets.len();
    let is_under = row.x <= bars.x && bars.right() <= row.right() + 1;
    let place = if is_under { Rect { x: bars.x, width: bars.width, ..row } } else { row };
    let (width, group) = match bar_width(count, place.width) {
        // Where not even one column is left for each, several share one.
        _ if count > usize::from(place.width) => (1, count.div_ceil(usize::from(place.width).max(1))),
        width => (width, 1),
    };
    draw_buckets(canvas, place, &strip.buckets, (width, group), None);
    if group == 1 {
        mark_years(canvas, place, strip, width);
    }
}

/// Tints the columns in which years begin.
pub(super) fn mark_years(canvas: &mut Canvas<'_, '_>, place: Rect, time: &Histogram, width: u16) {
    let tint = canvas.theme.tint(Look::January);
    for (x, bucket) in (0..place.width).step_by(usize::from(width.max(1))).zip(&time.buckets) {
        if begins_year(bucket, time.unit) {
            let column = Rect { x: place.x + x, width: width.min(place.width - x), ..place };
            (0..place.height).for_each(|row| canvas.restyle(column, row, tint));
        }
    }
}

/// Draws buckets, each `width` columns wide, `group` of them as one; `most` is the highest there may be, without it the
/// highest of these.
pub(super) fn draw_buckets(
    canvas: &mut Canvas<'_, '_>,
    place: Rect,
    buckets: &[Bucket],
    (width, group): (u16, usize),
    most: Option<u32>,
) {
    let counts = |buckets: &[Bucket]| {
        buckets.iter().fold((0, 0), |(sure, all), of| (sure + of.placed, all + of.placed + of.spread))
    };
    let highest = || buckets.chunks(group).map(|buckets| counts(buckets).1).max().unwrap_or(0);
    let most = most.unwrap_or_else(highest).max(1);
    let (eighths, has_shades) = (canvas.theme.eighths(), canvas.theme.has_shades());
    for (x, buckets) in (0..place.width).step_by(usize::from(width)).zip(buckets.chunks(group)) {
        let (sure, all) = counts(buckets);
        if all == 0 {
            continue;
        }
        let eighth_of = |count: u32| eighths[(u64::from(count) * 8 / u64::from(most)).clamp(1, 8) as usize - 1];
        let columns = width.min(place.width - x);
        let drawn = if width > 2 { columns.saturating_sub(1).max(1) } else { columns };
        let (sign, look, times) = match sure {
            0 if has_shades => (eighth_of(all), Look::Perhaps, drawn),
            0 => (PERHAPS, Look::Perhaps, 1),
            _ => (eighth_of(sure), Look::Bar, drawn),
        };
        let words = sign.repeat(usize::from(times));
        canvas.line(Rect { x: place.x + x, width: columns, ..place }, 0, &[canvas.words(words, look)]);
    }
}
