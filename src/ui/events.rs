//! A row of the view *Events*: the title before all else, then the number of its quotes and its countries, each in a column
//! of its own; with two lines what else is known stands below.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use std::borrow::Cow;

use super::canvas::{Canvas, highlighted};
use super::theme::Look;
use super::who_what::DAY;
use crate::app::App;
use crate::dataset::{Dataset, EventId};
use crate::document::countries::{self, Sign};
use crate::query;
use crate::query::Told;
use crate::text;

/// Columns of the countries, and in a narrow pane.
const COUNTRIES: u16 = 8;
const FEW_COUNTRIES: u16 = 6;
/// Columns of the countries in the second line.
const BELOW: usize = 24;
/// A narrower pane has few countries, a narrower one none.
const WITH_COUNTRIES: u16 = 60;
const WITH_FEW: u16 = 40;

/// Draws a row of `lines` lines. `day` is the mark and the day, `signs` what the user has marked.
pub(super) fn draw(
    canvas: &mut Canvas<'_, '_>,
    app: &App,
    (dataset, id): (&Dataset, EventId),
    (day, signs, base): (&[Span<'_>], Span<'_>, Style),
    (area, y, lines): (Rect, u16, u16),
) {
    let head = dataset.head(id);
    let codes: Vec<&str> = head.countries().collect();
    let shown = countries::signs(&codes);
    canvas.line(Rect { width: DAY.min(area.width), ..area }, y, day);
    let mut title = Rect { x: area.x + DAY.min(area.width), width: area.width.saturating_sub(DAY), ..area };
    if lines == 1 {
        let columns = match area.width {
            WITH_COUNTRIES.. => COUNTRIES,
            WITH_FEW.. => FEW_COUNTRIES,
            _ => 0,
        };
        let place = cut_right(&mut title, columns);
        let spans = of_countries(canvas, app, &shown, usize::from(columns));
        canvas.line(place, y, &spans);
        if head.quotes > 0 && columns > 0 {
            let words = format!("{}{}", canvas.theme.glyphs.quotes, head.quotes);
            // Few digits.
            let place = cut_right(&mut title, text::width(&words) as u16);
            canvas.line(place, y, &[canvas.words(words, Look::Included)]);
        }
        if app.answer().is_some_and(|answer| answer.in_article.contains(id.0)) {
            let words = canvas.ui.in_the_article();
            // A few words.
            let place = cut_right(&mut title, text::width(words) as u16);
            canvas.line(place, y, &[canvas.words(words, Look::Dim)]);
        }
    }
    let mut spans = vec![signs];
    let words = head.title(app.lang());
    let hit = canvas.theme.style(Look::Hit);
    spans.extend(highlighted(words, &query::hits(app.query(), app.spellings(), words), base, hit));
    let other = hidden_hit(app, words, head.title(app.lang().next()));
    if let Some(other) = &other {
        spans.push(canvas.words(" / ", Look::Dim));
        let hits = query::hits(app.query(), app.spellings(), other);
        spans.extend(highlighted(other, &hits, canvas.theme.style(Look::Dim), hit));
    }
    canvas.line(title, y, &spans);
    if lines > 1 {
        let below = below(canvas, app, app.row_texts().event(id), &shown, head.quotes);
        canvas.line(title, y + 1, &below);
    }
}

/// Takes columns from the right end, and the blank before them.
fn cut_right(area: &mut Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    let place = Rect { x: area.right() - columns, width: columns, ..*area };
    area.width -= columns + u16::from(columns > 0 && columns < area.width);
    place
}

/// The countries of an event as far as they fit.
pub(super) fn countries<'t>(
    canvas: &Canvas<'_, '_>,
    app: &App,
    dataset: &'t Dataset,
    id: EventId,
    columns: usize,
) -> Vec<Span<'t>> {
    let codes: Vec<&str> = dataset.head(id).countries().collect();
    of_countries(canvas, app, &countries::signs(&codes), columns)
}

/// As many countries as fit, those that are asked for and groups that hold them marked, and how many more there are.
fn of_countries<'t>(canvas: &Canvas<'_, '_>, app: &App, signs: &[Sign<'t>], columns: usize) -> Vec<Span<'t>> {
    let (shown, more) = countries::fitting(signs, columns);
    let mut spans = Vec::with_capacity(shown * 2 + 1);
    for sign in &signs[..shown] {
        if !spans.is_empty() {
            spans.push(Span::raw(" "));
        }
        let is_included = app.includes_country(|codes| sign.holds(codes));
        spans.push(canvas.words(sign.code, if is_included { Look::Included } else { Look::Dim }));
    }
    if more > 0 {
        spans.push(canvas.words(format!(" +{more}"), Look::Dim));
    }
    spans
}

/// `ministerial · London · GB C5  ❝ Yvette Cooper, Yermek Kosherbayev`
fn below<'t>(
    canvas: &Canvas<'_, '_>,
    app: &App,
    told: Option<&Told>,
    signs: &[Sign<'t>],
    quotes: u32,
) -> Vec<Span<'t>> {
    let glyphs = canvas.theme.glyphs;
    let mut spans: Vec<Span<'t>> = Vec::new();
    if let Some(told) = told {
        let place = &told.place[app.lang() as usize];
        let online = if told.online { canvas.ui.online() } else { "" };
        for fact in [canvas.ui.kind(&told.kind), place.as_str(), online].into_iter().filter(|fact| !fact.is_empty()) {
            spans.push(canvas.words(format!("{fact}{}", glyphs.dot), Look::Dim));
        }
    }
    spans.extend(of_countries(canvas, app, signs, BELOW));
    if quotes > 0 {
        spans.push(Span::raw("  "));
        spans.push(canvas.words(glyphs.quotes, Look::Included));
        let mut names: Vec<&str> = Vec::new();
        for quote in told.map_or(&[][..], |told| &told.quotes) {
            let name = quote.speaker[app.lang() as usize].as_str();
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        let words = if names.is_empty() { quotes.to_string() } else { format!(" {}", names.join(", ")) };
        spans.push(canvas.words(words, Look::Dim));
    }
    spans
}

/// The other title, when the query finds something in it and nothing in the one shown.
fn hidden_hit<'a>(app: &App, shown: &str, other: &'a str) -> Option<Cow<'a, str>> {
    let has_hit = |title: &str| !query::hits(app.query(), app.spellings(), title).is_empty();
    (app.query().search().is_some() && other != shown && !has_hit(shown) && has_hit(other))
        .then_some(Cow::Borrowed(other))
}
