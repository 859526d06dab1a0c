//! The map: the coasts, the country at the cursor of the facet, and with whom it took part; below it the same in words.
//!
//! A number stands beside each code, a line is drawn to those with most events, and `•` and `·` stand where there is no room
//! for a name: nothing is told by a colour alone. Which events are counted is the square of the pairs'.

use std::collections::BTreeSet;

use crate::app::View;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::symbols::Marker;
use ratatui::text::Span;
use ratatui::widgets::Widget;
use ratatui::widgets::canvas::{self, MapResolution, Points};

use super::canvas::Canvas;
use super::facets;
use super::lines::TitleLine;
use super::nothing;
use super::theme::Look;
use crate::app::App;
use crate::catalogue::Noun;
use crate::layout::{Area, MapArea, Pane};
use crate::model::country::Group;
use crate::model::{Country, country_name};
use crate::query::{FacetRow, Matrix};
use crate::text;

/// From this many columns partners have a name and a number.
const WITH_NAMES: u16 = 100;
/// Partners with fewer events have a point.
const NAMED: u32 = 2;
/// From this many events on a name and a line stand out.
const OFTEN: u32 = 8;
/// How far a line bends, of its length.
const BULGE: f64 = 0.14;
/// Columns of a partner in the list below.
const LISTED: u16 = 30;
/// Of it, columns of the name.
const NAME: usize = 14;

/// Draws the pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Area) {
    let focused = app.is_active(Pane::Timeline);
    let glyphs = canvas.theme.glyphs;
    let how = if app.pairs().is_alone() { canvas.ui.only_these_two() } else { canvas.ui.took_part_with() };
    let aside = format!("{}{how}", glyphs.dot);
    let chosen = app.facet().selected();
    let position = chosen.map_or_else(String::new, |row| {
        format!("{}{}{}", row.name(app.lang()), glyphs.dot, canvas.ui.say(&Noun::Event.count(row.count)))
    });
    let title =
        TitleLine { name: View::Map.name(canvas.ui), aside: &aside, position: &position, ..TitleLine::default() };
    canvas.title(area, &title, focused);
    if app.answer().is_none_or(|answer| answer.events.is_empty()) {
        return nothing::draw(canvas, app, area);
    }
    let Some(chosen) = chosen else {
        canvas.paragraph(area.inner, 0, canvas.ui.no_country_has_events(), Look::Dim);
        return;
    };
    let ground = MapArea::new(area.inner, app.size().height);
    coasts(canvas, &ground);
    let places = MapCountries::of(app, chosen);
    for (to, count) in places.lines(app) {
        for from in &places.chosen {
            if let (Some(from), Some(to)) = (position_of(from), position_of(to)) {
                arc(canvas, &ground, (from, to), count);
            }
        }
    }
    let mut taken = Taken { ground, rows: vec![Vec::new(); usize::from(ground.area.height)], names: Vec::new() };
    let height = places.chosen.first().and_then(|code| taken.ground.cell(position_of(code)?)).map(|(_, y)| y);
    // Lines are of stars.
    let partner = if glyphs.is_ascii { "@" } else { glyphs.bullet };
    for code in &places.chosen {
        let Some(at) = position_of(code) else { continue };
        let words = format!("{code}{}", count_of(app, code));
        match taken.label(at, text::width(&words), None) {
            Some(place) => {
                canvas.line(place, 0, &[Span::styled(words, canvas.theme.cursor_cell())]);
            }
            None => sign(canvas, &mut taken, at, partner, Look::Strong),
        }
    }
    let has_names = app.size().width >= WITH_NAMES;
    for (code, count) in &places.partners {
        let Some(at) = position_of(code) else { continue };
        let words = format!("{code}{count}");
        let named = has_names && *count >= NAMED;
        let place = if named { taken.label(at, text::width(&words), height) } else { None };
        match place {
            Some(place) => {
                let look = if *count >= OFTEN { Look::Strong } else { Look::Plain };
                canvas.line(place, 0, &[canvas.words(code.as_str(), look), canvas.words(count.to_string(), Look::Dim)]);
            }
            None => sign(canvas, &mut taken, at, partner, Look::Strong),
        }
    }
    // Many places may be in one cell.
    let cells = places_of_events(app).iter().filter_map(|(north, east)| taken.ground.cell((*east, *north)));
    for cell in cells.collect::<BTreeSet<_>>() {
        sign_in(canvas, &mut taken, cell, place_sign(canvas), Look::Sign);
    }
    let other = if glyphs.is_ascii { "," } else { "·" };
    for code in &places.others {
        if let Some(at) = position_of(code) {
            sign(canvas, &mut taken, at, other, Look::Dim);
        }
    }
}

/// What stands where an event was.
fn place_sign(canvas: &Canvas<'_, '_>) -> &'static str {
    if canvas.theme.glyphs.is_ascii { "o" } else { "▪" }
}

/// Where the events of the chosen country were, as far as the data has positions: to the north and to the east.
fn places_of_events(app: &App) -> &[(f64, f64)] {
    app.below().listed().map_or(&[], |(_, listed)| &listed.positions)
}

/// Where a country is; `None` of what is no country.
fn position_of(code: &str) -> Option<(f64, f64)> {
    Country::from_code(code)?.position()
}

/// Draws what a shape paints in points of Braille, in one look; where there is only ASCII, by a sign.
fn points(
    canvas: &mut Canvas<'_, '_>,
    ground: &MapArea,
    (shift, look, sign): (f64, Style, &str),
    paint: impl Fn(&mut canvas::Context<'_>),
) {
    let area = Rect { x: 0, y: 0, width: ground.area.width, height: ground.area.height };
    if area.is_empty() {
        return;
    }
    let mut painted = Buffer::empty(area);
    canvas::Canvas::default()
        .marker(Marker::Braille)
        .x_bounds([ground.x.0 + shift, ground.x.1 + shift])
        .y_bounds([ground.y.0, ground.y.1])
        .paint(paint)
        .render(area, &mut painted);
    let is_ascii = canvas.theme.glyphs.is_ascii;
    let (clipped, buffer) = canvas.clipped(ground.area);
    for place in clipped.positions() {
        let cell = &painted[(place.x - ground.area.x, place.y - ground.area.y)];
        if !matches!(cell.symbol(), " " | "⠀") {
            let symbol = if is_ascii { sign } else { cell.symbol() };
            buffer.set_string(place.x, place.y, symbol, Style::reset().patch(look));
        }
    }
}

fn coasts(canvas: &mut Canvas<'_, '_>, ground: &MapArea) {
    let look = canvas.theme.style(Look::Line);
    // Of Chukotka a part lies beyond the date line.
    for shift in [-360.0, 0.0] {
        let world = canvas::Map { resolution: MapResolution::High, color: Color::Reset };
        points(canvas, ground, (shift, look, "."), |context| context.draw(&world));
    }
}

/// A line between two places, bent to the north.
fn arc(canvas: &mut Canvas<'_, '_>, ground: &MapArea, (from, to): ((f64, f64), (f64, f64)), count: u32) {
    const STEPS: i32 = 240;
    let (from, to) = ((ground.shifted(from.0), from.1), (ground.shifted(to.0), to.1));
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let bend = if dx < 0.0 { -BULGE } else { BULGE };
    let middle = (f64::midpoint(from.0, to.0) - dy * bend, f64::midpoint(from.1, to.1) + dx * bend);
    let at = |step: i32| {
        let t = f64::from(step) / f64::from(STEPS);
        let mix = |a: f64, b: f64, c: f64| (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * b + t * t * c;
        (mix(from.0, middle.0, to.0), mix(from.1, middle.1, to.1))
    };
    let line: Vec<(f64, f64)> = (0..=STEPS).map(at).collect();
    let look = canvas.theme.style(if count >= OFTEN { Look::Bar } else { Look::Perhaps });
    points(canvas, ground, (0.0, look, "*"), |context| context.draw(&Points::new(&line, Color::Reset)));
}

/// Degrees of latitude within which countries count as equally far north.
const LEVEL: f64 = 3.0;

/// Cells that have a name or a sign.
struct Taken {
    ground: MapArea,
    /// For each row the first column, and the column after the last, of what stands there.
    rows: Vec<Vec<(u16, u16)>>,
    /// The names: their first column and the column after the last, their row, and how far north their country lies.
    names: Vec<(u16, u16, u16, f64)>,
}

impl Taken {
    fn is_free(&self, row: u16, from: u16, to: u16) -> bool {
        self.rows[usize::from(row)].iter().all(|(first, end)| *end <= from || to <= *first)
    }

    fn take(&mut self, row: u16, from: u16, to: u16) {
        self.rows[usize::from(row)].push((from, to));
    }

    /// Room for a name: in its row, else in the one above or below, never on the other side of the chosen country's row, nor
    /// past a name above or below it whose country lies the other way.
    fn label(&mut self, at: (f64, f64), width: usize, chosen: Option<u16>) -> Option<Rect> {
        let (x, y) = self.ground.cell(at)?;
        let width = width as u16;
        let from = x.min(self.ground.area.width.checked_sub(width)?);
        let is_right_side = |row: u16| match chosen {
            Some(chosen) if y < chosen => row < chosen,
            Some(chosen) if y > chosen => row > chosen,
            _ => true,
        };
        let is_in_order = |row: u16| {
            let mut beside = self.names.iter().filter(|(first, end, ..)| *end > from && *first < from + width);
            beside.all(|(_, _, other, north)| match at.1 - north {
                apart if apart > LEVEL => row < *other,
                apart if apart < -LEVEL => row > *other,
                _ => true,
            })
        };
        // Two names that touch would read as one.
        let stands_alone = |row: u16| {
            let mut in_row = self.names.iter().filter(|(_, _, other, _)| *other == row);
            in_row.all(|(first, end, ..)| *end < from || from + width < *first)
        };
        let fits = |row: &u16| {
            *row < self.ground.area.height
                && stands_alone(*row)
                && is_right_side(*row)
                && is_in_order(*row)
                && self.is_free(*row, from, from + width)
        };
        let row = [Some(y), y.checked_sub(1), Some(y + 1)].into_iter().flatten().find(fits)?;
        self.take(row, from, from + width);
        self.names.push((from, from + width, row, at.1));
        Some(Rect { x: self.ground.area.x + from, y: self.ground.area.y + row, width, height: 1 })
    }
}

/// A sign where a country is, unless a name stands there.
fn sign(canvas: &mut Canvas<'_, '_>, taken: &mut Taken, at: (f64, f64), sign: &str, look: Look) {
    if let Some(cell) = taken.ground.cell(at) {
        sign_in(canvas, taken, cell, sign, look);
    }
}

fn sign_in(canvas: &mut Canvas<'_, '_>, taken: &mut Taken, (x, y): (u16, u16), sign: &str, look: Look) {
    if !taken.is_free(y, x, x + 1) {
        return;
    }
    taken.take(y, x, x + 1);
    let area = taken.ground.area;
    canvas.line(Rect { x: area.x + x, y: area.y + y, width: 1, height: 1 }, 0, &[canvas.words(sign, look)]);
}

/// The countries of the map, by what they are to the chosen one.
struct MapCountries {
    /// The chosen one, or the members of the chosen group that are in the data.
    chosen: Vec<String>,
    /// Those that it took part with, most events first; of a group none, because an event may be of several members.
    partners: Vec<(String, u32)>,
    /// All others.
    others: Vec<String>,
}

impl MapCountries {
    fn of(app: &App, row: &FacetRow) -> MapCountries {
        let matrix = app.pairs().matrix();
        let listed =
            || app.facet().rows().iter().filter(|row| !row.is_group && row.count > 0).map(|row| row.value.as_str());
        let chosen: Vec<String> = match Group::from_code(&row.value).filter(|_| row.is_group) {
            Some(group) => listed().filter(|code| group.members().contains(code)).map(str::to_owned).collect(),
            None => vec![row.value.clone()],
        };
        let partners = if row.is_group { Vec::new() } else { partners_of(matrix, &row.value, app.pairs().is_alone()) };
        let is_other =
            |code: &&str| chosen.iter().all(|own| own != code) && partners.iter().all(|(partner, _)| partner != code);
        let others = listed().filter(is_other).map(str::to_owned).collect();
        MapCountries { chosen, partners, others }
    }

    /// The partners that have a line: as many as can be told apart.
    fn lines<'p>(&'p self, app: &App) -> impl Iterator<Item = (&'p str, u32)> {
        let often = self.partners.iter().filter(|(_, count)| *count >= NAMED);
        often.take(lines_of(app)).map(|(code, count)| (code.as_str(), *count))
    }
}

/// How many events a listed country has.
fn count_of(app: &App, code: &str) -> usize {
    app.facet().rows().iter().find(|row| row.value == code).map_or(0, |row| row.count)
}

/// How many lines there are at most.
fn lines_of(app: &App) -> usize {
    if app.size().height < 50 { 8 } else { 14 }
}

fn partners_of(matrix: &Matrix, code: &str, alone: bool) -> Vec<(String, u32)> {
    let Some(at) = matrix.members.iter().position(|member| member.code == code) else { return Vec::new() };
    matrix.partners(at, alone).into_iter().map(|(other, count)| (matrix.members[other].code.clone(), count)).collect()
}

/// Draws below the map with whom the chosen country took part, and, where there is room, its newest events.
pub(super) fn partners(canvas: &mut Canvas<'_, '_>, app: &App, area: Area) {
    let Some(chosen) = app.facet().selected().filter(|_| app.answer().is_some()) else { return };
    let name = chosen.name(app.lang());
    let alone = app.pairs().is_alone();
    let partners = partners_of(app.pairs().matrix(), &chosen.value, alone);
    let lines = partners.iter().filter(|(_, count)| *count >= NAMED).count().min(lines_of(app));
    let ui = canvas.ui;
    let title = match (chosen.is_group, alone) {
        (true, _) => ui.its_members(name).to_string(),
        (false, true) => ui.took_part_alone_with(name, partners.len()).to_string(),
        (false, false) => ui.took_part_with_countries(name, partners.len()).to_string(),
    };
    let lines = if lines > 0 { ui.lines_to_the_first(lines).to_string() } else { String::new() };
    let places = if places_of_events(app).is_empty() {
        String::new()
    } else {
        ui.where_events_were(place_sign(canvas)).to_string()
    };
    let between = if lines.is_empty() || places.is_empty() { "" } else { canvas.theme.glyphs.dot };
    let position = format!("{places}{between}{lines}");
    canvas.title(area, &TitleLine { name: &title, position: &position, ..TitleLine::default() }, false);
    if chosen.is_group {
        let of_members: Vec<(String, u32)> = MapCountries::of(app, chosen)
            .chosen
            .into_iter()
            .map(|code| {
                let count = count_of(app, &code);
                // A number of events, a u32.
                (code, count as u32)
            })
            .collect();
        table(canvas, app, &of_members, area.inner);
        return;
    }
    if partners.is_empty() {
        let words = if alone { canvas.ui.with_no_country_alone() } else { canvas.ui.with_no_other_country() };
        canvas.paragraph(area.inner, 0, words, Look::Dim);
        return;
    }
    let (often, once): (Vec<_>, Vec<_>) = partners.into_iter().partition(|(_, count)| *count >= NAMED);
    let mut y = table(canvas, app, &often, area.inner);
    y += u16::from(y > 0 && y + 1 < area.inner.height);
    if !once.is_empty() && y < area.inner.height {
        let label = format!("{}  ", canvas.ui.say(&Noun::Event.count(1)));
        let from = (text::width(&label) as u16).min(area.inner.width);
        canvas.line(Rect { y: area.inner.y + y, height: 1, ..area.inner }, 0, &[canvas.words(label, Look::Plain)]);
        let names = once.iter().map(|(code, _)| country_name(code, app.lang()));
        let place = Rect { x: area.inner.x + from, width: area.inner.width - from, ..area.inner };
        for words in whole_names(names, usize::from(place.width)) {
            if y < place.height {
                canvas.line(place, y, &[canvas.words(words, Look::Dim)]);
                y += 1;
            }
        }
    }
    newest(canvas, app, area, y + 1);
}

/// Names beside each other, in lines of so many columns; none is divided.
fn whole_names<'n>(names: impl Iterator<Item = &'n str>, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for name in names {
        match lines.last_mut() {
            Some(line) if text::width(line) + 2 + text::width(name) <= columns => {
                line.push_str("  ");
                line.push_str(name);
            }
            _ => lines.push(name.to_owned()),
        }
    }
    lines
}

/// Numbers and bars, in as many columns as there is room for; returns the rows that were used.
fn table(canvas: &mut Canvas<'_, '_>, app: &App, listed: &[(String, u32)], area: Rect) -> u16 {
    if listed.is_empty() || area.height == 0 {
        return 0;
    }
    let columns = (area.width / LISTED).max(1);
    let needed = listed.len().div_ceil(usize::from(columns));
    let rows = needed.min(usize::from(area.height));
    let width = area.width / columns;
    let most = listed.iter().map(|(_, count)| *count).max().unwrap_or(1);
    let digits = text::width(&most.to_string()).max(3);
    for (at, (code, count)) in listed.iter().enumerate().take(rows * usize::from(columns)) {
        // Below the rows and columns of the screen, a u16.
        let (column, row) = ((at / rows) as u16, (at % rows) as u16);
        let place = Rect { x: area.x + column * width, y: area.y + row, width: width.saturating_sub(2), height: 1 };
        let name = text::truncate(
            facets::name_within(code, country_name(code, app.lang()), app.lang(), NAME),
            NAME,
            canvas.theme.glyphs.ellipsis,
        )
        .into_owned();
        let bar = width.saturating_sub(2 + 3 + NAME as u16 + digits as u16 + 1).max(1);
        let share = (u64::from(*count) * u64::from(bar) / u64::from(most.max(1))).max(1) as usize;
        let look = if *count >= OFTEN { Look::Bar } else { Look::Perhaps };
        let spans = [
            canvas.words(format!("{code:<2} "), Look::Dim),
            canvas.words(text::pad(&name, NAME), Look::Plain),
            canvas.words(format!("{count:>digits$} "), Look::Plain),
            canvas.words(canvas.theme.glyphs.heavy.repeat(share), look),
        ];
        canvas.line(place, 0, &spans);
    }
    rows as u16
}

/// Rows from which on the newest events stand there too.
const WITH_NEWEST: u16 = 5;

fn newest(canvas: &mut Canvas<'_, '_>, app: &App, area: Area, from: u16) {
    let height = area.inner.height.saturating_sub(from);
    let Some(dataset) = app.dataset().filter(|_| height >= WITH_NEWEST && !app.below().is_empty()) else { return };
    let title = Rect { y: area.body.y + from, height: 1, ..area.inner };
    let position = canvas.ui.say(&Noun::Event.count(app.below().len())).to_string();
    let line = Area { outer: title, title, body: title, inner: title };
    canvas.title(line, &TitleLine { name: canvas.ui.newest(), position: &position, ..TitleLine::default() }, false);
    let list = Rect { y: area.inner.y + from + 1, height: height - 1, ..area.inner };
    for (y, event) in (0..list.height).zip((0..).map_while(|row| app.below().event(row))) {
        super::below::newest_row(canvas, app, dataset, event, list, y);
    }
}
