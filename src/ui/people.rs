//! A row of the view *People*: the name, the countries, the number of events, when they were, and the last of them; and
//! what stands above these columns.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use std::fmt::Write as _;

use super::axis;
use super::canvas::{Canvas, highlighted};
use super::strip;
use super::theme::Look;
use crate::app::{App, PeopleColumns};
use crate::dataset::Dataset;
use crate::document::dates;
use crate::layout::bar_width;
use crate::model::Day;
use crate::query::matches::Where;
use crate::query::{PersonRow, hits_in};
use crate::text;

/// Where there is no room for a strip, the years stand there; a narrower pane has room for neither.
const WITH_YEARS: usize = 44;
/// Columns of two years.
const YEARS: usize = 9;
/// Countries that are shown without a strip.
const FEW: usize = 3;

/// Draws what stands above the columns, behind the heading, which ends in a column of the row.
pub(super) fn draw_head(
    canvas: &mut Canvas<'_, '_>,
    app: &App,
    columns: PeopleColumns,
    (area, y): (Rect, u16),
    end: u16,
) {
    let row = Rect { y: area.y + y, height: 1, ..area }.intersection(area);
    let events = canvas.ui.events_column();
    // A word.
    let columns_of = text::width(events) as u16;
    let right = area.x + 1 + columns.name + 4 + columns.events;
    let from = right.saturating_sub(columns_of);
    if from > area.x + end + 1 && !row.is_empty() {
        let place = Rect { x: from, width: columns_of, ..row };
        canvas.line(place, 0, &[canvas.words(events, Look::Dim)]);
    }
    let time = app.strips().time();
    let strip = Rect { x: columns.strip, width: columns.drawn, ..row };
    if strip.x > area.x + end && !row.is_empty() {
        axis::years(canvas, time, strip, bar_width(time.buckets.len(), columns.counted).min(width_of(columns)));
    }
    if columns.has_last && !row.is_empty() {
        let words = canvas.ui.last_column();
        let place = Rect { x: strip.right() + 2, width: text::width(words) as u16, ..row };
        canvas.line(place, 0, &[canvas.words(words, Look::Dim)]);
    }
}

/// Tints the columns in which years begin, through all rows that have no tint of their own.
pub(super) fn mark_years(canvas: &mut Canvas<'_, '_>, app: &App, columns: PeopleColumns, area: Rect) {
    let time = app.strips().time();
    let width = bar_width(time.buckets.len(), columns.counted).min(width_of(columns));
    strip::mark_years(canvas, Rect { x: columns.strip, width: columns.drawn, ..area }, time, width);
}

/// Columns of a bucket: one where the strip has a place of its own, and those of the histogram under it.
fn width_of(columns: PeopleColumns) -> u16 {
    if columns.has_last { 1 } else { u16::MAX }
}

/// Draws the row after what stands on its left; `base` is the style of its words.
pub(super) fn draw_row<'a>(
    canvas: &mut Canvas<'_, '_>,
    app: &App,
    (dataset, person): (&'a Dataset, PersonRow),
    (mut left, base): (Vec<Span<'a>>, Style),
    (area, y): (Rect, u16),
    columns: Option<PeopleColumns>,
) {
    let people = dataset.people();
    let name = people.name(person.number, app.lang());
    let hits = hits_in(app.query(), app.spellings(), Where::Name, name);
    left.extend(highlighted(name, &hits, base, canvas.theme.style(Look::Hit)));
    let countries: Vec<&str> = people.countries(person.number).collect();
    let Some(columns) = columns else {
        return draw_narrow(canvas, person, &countries, left, (area, y));
    };
    let row = Rect { y: area.y + y, height: 1, ..area };
    canvas.line(Rect { width: (1 + columns.name).min(area.width), ..row }, 0, &left);
    let count = person.events.to_string();
    let has_air = text::width(&count) < usize::from(columns.events);
    let more = if countries.len() > 1 && has_air { "+" } else { "" };
    let codes = format!("{}{more}", countries.first().copied().unwrap_or_default());
    let at = area.x + 1 + columns.name + 1;
    canvas.line(Rect { x: at, width: 3, ..row }, 0, &[canvas.words(codes, Look::Dim)]);
    let place = Rect { x: at + 3, width: columns.events, ..row };
    let width = usize::from(columns.events);
    canvas.line(place, 0, &[Span::styled(format!("{count:>width$}"), base)]);
    let place = Rect { x: columns.strip, width: columns.drawn, ..row };
    let strips = app.strips();
    if let Some(buckets) = strips.of(people.id(person.number)) {
        let width = bar_width(buckets.len(), columns.counted).min(width_of(columns));
        strip::draw_buckets(canvas, place, buckets, (width, 1), Some(strips.most()));
    }
    if let Some((_, last)) = person.days.filter(|_| columns.has_last) {
        let words = if is_open(last) { String::new() } else { dates::short_month(last, canvas.ui) };
        let place = Rect { x: place.right() + 2, width: 8, ..row };
        canvas.line(place, 0, &[canvas.words(words, Look::Dim)]);
    }
}

/// The row without a strip.
fn draw_narrow(
    canvas: &mut Canvas<'_, '_>,
    person: PersonRow,
    countries: &[&str],
    mut left: Vec<Span<'_>>,
    (area, y): (Rect, u16),
) {
    let mut facts = format!("  {}", countries.iter().take(FEW).copied().collect::<Vec<_>>().join(" "));
    if countries.len() > FEW {
        let _ = write!(facts, " +{}", countries.len() - FEW);
    }
    left.push(canvas.words(facts, Look::Dim));
    let mut right = vec![canvas.words(format!(" {:>5}", person.events), Look::Plain)];
    if usize::from(area.width) >= WITH_YEARS {
        let when = text::pad(&years(canvas, person), YEARS).into_owned();
        right.push(canvas.words(format!("  {when}"), Look::Dim));
    }
    canvas.row(area, y, &left, &right);
}

fn is_open(day: Day) -> bool {
    day == Day::MIN || day == Day::MAX
}

/// `2022–2026`
fn years(canvas: &Canvas<'_, '_>, person: PersonRow) -> String {
    let year = |day: Day| if is_open(day) { String::new() } else { day.ymd().0.to_string() };
    let Some((first, last)) = person.days.map(|(first, last)| (year(first), year(last))) else { return String::new() };
    if first == last { first } else { format!("{first}{}{last}", canvas.theme.glyphs.dash) }
}
