//! A row of the view *People*: the name, the countries, and on the right the number of events and when they were.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use std::fmt::Write as _;

use super::canvas::{Canvas, highlighted};
use super::theme::Look;
use crate::app::App;
use crate::dataset::{Dataset, EventId};
use crate::document::dates;
use crate::model::Day;
use crate::query::matches::Where;
use crate::query::{PersonRow, hits_in};
use crate::text;

/// A narrower pane has room for years only.
const WITH_DATES: usize = 80;
/// A narrower one has room for neither.
const WITH_YEARS: usize = 44;
/// Columns of two dates, and of two years.
const DATES: usize = 40;
const YEARS: usize = 9;
/// Countries that are shown.
const FEW: usize = 3;

/// Draws the row after what stands on its left; `base` is the style of its words.
pub(super) fn draw_row<'a>(
    canvas: &mut Canvas<'_, '_>,
    app: &App,
    (dataset, person): (&'a Dataset, PersonRow),
    (mut left, base): (Vec<Span<'a>>, Style),
    area: Rect,
    y: u16,
) {
    let people = dataset.people();
    let name = people.name(person.number, app.lang());
    let hits = hits_in(app.query(), app.spellings(), Where::Name, name);
    left.extend(highlighted(name, &hits, base, canvas.theme.style(Look::Hit)));
    let countries: Vec<&str> = people.countries(person.number).collect();
    let mut facts = format!("  {}", countries.iter().take(FEW).copied().collect::<Vec<_>>().join(" "));
    if countries.len() > FEW {
        let _ = write!(facts, " +{}", countries.len() - FEW);
    }
    if people.is_body(person.number) {
        facts.push_str(if countries.is_empty() { "body" } else { canvas.theme.glyphs.dot });
        facts.push_str(if countries.is_empty() { "" } else { "body" });
    }
    left.push(canvas.words(facts, Look::Dim));
    let columns = usize::from(area.width);
    let when = if columns >= WITH_DATES { days(canvas, dataset, person) } else { years(canvas, dataset, person) };
    let width = if columns >= WITH_DATES { DATES } else { YEARS };
    let mut right = vec![canvas.words(format!(" {:>5}", person.events), Look::Plain)];
    if columns >= WITH_YEARS {
        right.push(canvas.words(
            format!("  {}", text::pad(&text::truncate(&when, width, canvas.theme.glyphs.ellipsis), width)),
            Look::Dim,
        ));
    }
    canvas.row(area, y, &left, &right);
}

/// `5 June 2022 – 26 February 2026`
fn days(canvas: &Canvas<'_, '_>, dataset: &Dataset, person: PersonRow) -> String {
    let glyphs = canvas.theme.glyphs;
    let words = |event: EventId| dates::of_head(&dataset.head(event).date, glyphs);
    match (person.first.map(words), person.last.map(words)) {
        (Some(first), Some(last)) if first != last => format!("{first} {} {last}", glyphs.dash),
        (first, last) => first.or(last).unwrap_or_default(),
    }
}

/// `2022–2026`
fn years(canvas: &Canvas<'_, '_>, dataset: &Dataset, person: PersonRow) -> String {
    let date = |event: EventId| dataset.head(event).date;
    let is_open = |day: Day| day == Day::MIN || day == Day::MAX;
    let year = |day: Day| if is_open(day) { String::new() } else { day.ymd().0.to_string() };
    let first = person.first.map(|event| year(date(event).first)).unwrap_or_default();
    let last = person.last.map(|event| year(date(event).last)).unwrap_or_default();
    if first == last { first } else { format!("{first}{}{last}", canvas.theme.glyphs.dash) }
}
