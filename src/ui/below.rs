//! The events of what is under the cursor of lanes, pairs or the map: a row each, and what happened in each where all of
//! it has room.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::Canvas;
use super::lines::TitleLine;
use super::theme::Look;
use crate::app::below_lines::DAY;
use crate::app::below_lines::{
    DATE, ListedEvent, PairLines, capitalised, entries, is_column, pair_lines, plain_date, titles_of_pair,
    top_of_pairs, with_article,
};
use crate::app::{App, RecordId, View};
use crate::catalogue::{Noun, Ui};
use crate::dataset::{Dataset, EventId};
use crate::document::dates;
use crate::layout::{Area, Pane};
use crate::model::date::Range;
use crate::query::{Cell, CellEvents, Members, PairEvents};
use crate::text;

/// Draws the pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Area) {
    let focused = app.is_active(Pane::Detail);
    let below = app.below();
    let Some(dataset) = app.dataset() else { return };
    if below.listed().is_none() && app.timeline().view() == View::Pairs {
        return of_one(canvas, app, area, focused);
    }
    let name = below.listed().map_or_else(String::new, |(cell, _)| name_of(canvas, app, cell, area.inner));
    let position =
        if below.is_empty() { String::new() } else { canvas.ui.say(&Noun::Event.count(below.len())).to_string() };
    let title = TitleLine { name: &name, position: &position, ..TitleLine::default() };
    canvas.title(area, &title, focused);
    if below.is_empty() {
        if let Some((cell, _)) = below.listed() {
            canvas.paragraph(area.inner, 0, nothing(cell, canvas.ui), Look::Dim);
        }
        return;
    }
    if let Some((_, CellEvents { pair: Some(pair), .. })) = below.listed() {
        return pairs(canvas, app, dataset, pair, area, focused);
    }
    if let Some(entries) = entries(app, area.inner) {
        return told(canvas, app, dataset, &entries, area, focused);
    }
    let top = below.cursor().top();
    let shown = below.cursor().shown(area.inner.height, below.len());
    for (y, row) in (0..).zip(shown.clone()) {
        if let Some(event) = below.event(row) {
            let is_selected = focused && row == below.cursor().selected();
            draw_row(canvas, app, dataset, event, (area, y), is_selected);
        }
    }
    canvas.thumb(area, area.inner, top..shown.end, below.len(), focused);
}

/// Where one crosses itself: its name, and in how many events it took part.
fn of_one(canvas: &mut Canvas<'_, '_>, app: &App, area: Area, focused: bool) {
    let pairs = app.pairs();
    let Some(member) = pairs.matrix().members.get(pairs.row().selected()) else {
        return canvas.title(area, &TitleLine::default(), focused);
    };
    let count = member.events as usize;
    let events = canvas.ui.say(&Noun::Event.count(count)).to_string();
    canvas.title(area, &TitleLine { name: &member.name, position: &events, ..TitleLine::default() }, focused);
    let words = capitalised(&canvas.ui.one_took_part(&with_article(&member.name, canvas.ui), count).to_string());
    canvas.paragraph(area.inner, 0, &words, Look::Dim);
}

/// `Kazakhstan · November 2025`
fn name_of(canvas: &Canvas<'_, '_>, app: &App, cell: &Cell, area: Rect) -> String {
    let glyphs = canvas.theme.glyphs;
    match cell {
        Cell::Lane { value, range } => {
            let row = app.facet().rows().iter().find(|row| row.value == *value);
            let name = row.map_or(value.as_str(), |row| row.name(app.lang()));
            format!("{name}{}{}", glyphs.dot, days(*range, canvas))
        }
        Cell::Pair { .. } => {
            let Some(pair) = app.pairs().pair() else { return String::new() };
            if pair[0].code.is_empty() || is_column(area) {
                let [a, b] = [0, 1].map(|at| with_article(&pair[at].name, canvas.ui));
                return canvas.ui.both(&a, &b).to_string();
            }
            super::pairs::short_name(pair, glyphs, 40)
        }
        Cell::Country(_) => canvas.ui.newest().to_owned(),
    }
}

/// What is known of two: the sentence, their events over time, and each event with who else was there.
fn pairs(canvas: &mut Canvas<'_, '_>, app: &App, dataset: &Dataset, pair: &PairEvents, area: Area, focused: bool) {
    let PairLines { sentence, bold, strip, list } = pair_lines(app, pair, area.inner);
    for (y, range) in (0..).zip(text::wrap(&sentence, usize::from(area.inner.width))) {
        let plain = range.end.min(bold).max(range.start);
        let spans = [
            canvas.words(&sentence[range.start..plain], Look::Strong),
            canvas.words(&sentence[plain..range.end], Look::Dim),
        ];
        canvas.line(area.inner, y, &spans);
    }
    if let Some(strip) = strip {
        super::strip::draw_events(canvas, app, &pair.strip, strip);
        let by = pair.strip.unit.each(canvas.ui);
        // A few words.
        let columns = text::width(by) as u16;
        if app.layout().bars.x > strip.x + columns {
            canvas.line(Rect { width: columns, ..strip }, 0, &[canvas.words(by, Look::Dim)]);
        }
    }
    let below = app.below();
    if column_of_pairs(canvas, app, dataset, (area, list), focused) {
        return;
    }
    let top = top_of_pairs(app, list);
    let shown = top..below.len().min(top + usize::from(list.height));
    for (line, row) in (0..).zip(shown.clone()) {
        let Some(event) = below.event(row) else { continue };
        let is_selected = focused && row == below.cursor().selected();
        let who = who_else(app, dataset, pair, event).unwrap_or_default();
        pair_row(canvas, app, dataset, (event, who), (area, list, line), is_selected);
    }
    canvas.thumb(area, list, shown, below.len(), focused);
}

/// Draws the events of two with their titles whole, when all of them have room; returns whether they have.
fn column_of_pairs(
    canvas: &mut Canvas<'_, '_>,
    app: &App,
    dataset: &Dataset,
    (area, list): (Area, Rect),
    focused: bool,
) -> bool {
    let below = app.below();
    let Some(titles) = titles_of_pair(app, area.inner, list) else { return false };
    let words = Rect { x: list.x + DATE, width: list.width.saturating_sub(DATE), ..list };
    let mut y = 0;
    for (row, (event, lines)) in titles.iter().enumerate() {
        let is_selected = focused && row == below.cursor().selected();
        pair_row(canvas, app, dataset, (*event, String::new()), (area, Rect { width: DATE, ..list }, y), is_selected);
        for line in lines {
            let look = if is_selected { Look::Strong } else { Look::Plain };
            canvas.line(words, y, &[canvas.words(line.as_str(), look)]);
            if is_selected {
                canvas.restyle(
                    Rect { y: list.y, height: list.height, ..area.body },
                    y,
                    canvas.theme.style(Look::Selected),
                );
            }
            y += 1;
        }
    }
    true
}

/// Columns of who else was there.
const OTHERS: u16 = 12;

/// `4–5 Feb 2026  Second B5+1 business forum in Bishkek  + KG TJ +2`
fn pair_row(
    canvas: &mut Canvas<'_, '_>,
    app: &App,
    dataset: &Dataset,
    (event, who): (EventId, String),
    (area, list, y): (Area, Rect, u16),
    is_selected: bool,
) {
    let head = dataset.head(event);
    let glyphs = canvas.theme.glyphs;
    let look = if is_selected { Look::Strong } else { Look::Plain };
    let date = plain_date(&head.date, canvas.ui);
    let signs = dates::signs(&head.date, head.basis_not_stated, head.is_doubtful);
    let room = usize::from(DATE) - 4;
    let mark = canvas.words(if is_selected { glyphs.cursor } else { " " }, Look::Cursor);
    let date = canvas.words(format!("{:>room$}", text::truncate(&date, room, glyphs.ellipsis)), Look::Dim);
    canvas.line(Rect { width: DATE.min(list.width), ..list }, y, &[mark, date, canvas.words(signs, Look::Sign)]);
    let title = Rect { x: list.x + DATE.min(list.width), width: list.width.saturating_sub(DATE), ..list };
    let who_columns = if title.width > 50 { OTHERS } else { 0 };
    let words = Rect { width: title.width - who_columns.min(title.width), ..title };
    canvas.line(
        Rect { width: words.width.saturating_sub(1), ..words },
        y,
        &[canvas.words(app.own_signs(RecordId::Event(event)), Look::Sign), canvas.words(head.title(app.lang()), look)],
    );
    canvas.line(Rect { x: words.right(), width: who_columns, ..title }, y, &[canvas.words(who, Look::Dim)]);
    if is_selected {
        canvas.restyle(Rect { y: list.y, height: list.height, ..area.body }, y, canvas.theme.style(Look::Selected));
    }
}

/// `these two`, `+ KG TJ +2`, `54 more`; `None` while it is not known.
fn who_else(app: &App, dataset: &Dataset, pair: &PairEvents, event: EventId) -> Option<String> {
    const FEW: usize = 5;
    let codes = pair.others.get(&event);
    let count = match (codes, app.pairs().who()) {
        (Some(codes), _) => codes.len(),
        (None, Members::Countries) => return None,
        (None, who) => {
            let told = app.row_texts().event(event)?;
            told.attendance(dataset.people(), who == Members::Organisations).saturating_sub(2)
        }
    };
    Some(match (count, codes) {
        (0, _) => app.ui().only_they().to_owned(),
        (1..=FEW, Some(codes)) => {
            let shown: Vec<&str> = codes.iter().map(String::as_str).take(if count > 3 { 2 } else { 3 }).collect();
            let more = if count > shown.len() { format!(" +{}", count - shown.len()) } else { String::new() };
            format!("+ {}{more}", shown.join(" "))
        }
        _ => app.ui().and_more(count).to_string(),
    })
}

/// A range of days; the name of a month whole.
fn days(range: Range, canvas: &Canvas<'_, '_>) -> String {
    let (first, last) = (range.first.ymd(), range.last.ymd());
    let is_month =
        (first.0, first.1, first.2) == (last.0, last.1, 1) && crate::model::Day(range.last.0 + 1).ymd().2 == 1;
    if is_month {
        return dates::month_and_year(range.first, canvas.ui);
    }
    dates::short_of_days(range.first, range.last, canvas.ui)
}

fn nothing(cell: &Cell, ui: Ui) -> &'static str {
    match cell {
        Cell::Lane { .. } => ui.no_event_in_cell(),
        Cell::Pair { alone: true, .. } => ui.no_event_alone(),
        Cell::Pair { .. } => ui.no_event_of_both(),
        Cell::Country(_) => ui.no_event_of_it(),
    }
}

/// Draws events with what happened in each.
fn told(canvas: &mut Canvas<'_, '_>, app: &App, dataset: &Dataset, entries: &[ListedEvent], area: Area, focused: bool) {
    let mut y = 0;
    for (row, entry) in entries.iter().enumerate() {
        let is_selected = focused && row == app.below().cursor().selected();
        let text = Rect {
            x: area.inner.x + DAY.min(area.inner.width),
            width: area.inner.width.saturating_sub(DAY),
            ..area.inner
        };
        if entry.title.is_empty() {
            draw_row(canvas, app, dataset, entry.event, (area, y), is_selected);
            y += 1;
        } else {
            canvas.line(area.inner, y, &day_of(canvas, dataset, entry.event, is_selected));
            for words in &entry.title {
                canvas.line(text, y, &[canvas.words(words.as_str(), Look::Strong)]);
                if is_selected {
                    canvas.restyle(area.body, y, canvas.theme.style(Look::Selected));
                }
                y += 1;
            }
            let mut spans = super::events::countries(canvas, app, dataset, entry.event, usize::from(text.width));
            if !entry.facts.is_empty() {
                spans.insert(0, canvas.words(format!("{}{}", entry.facts, canvas.theme.glyphs.dot), Look::Dim));
            }
            canvas.line(text, y, &spans);
            y += 1;
        }
        for words in &entry.summary {
            canvas.line(text, y, &[canvas.words(words.as_str(), Look::Dim)]);
            y += 1;
        }
        y += u16::from(!entry.title.is_empty());
    }
}

/// The mark of the cursor and the day.
fn day_of<'t>(canvas: &Canvas<'_, '_>, dataset: &Dataset, event: EventId, is_selected: bool) -> Vec<Span<'t>> {
    let head = dataset.head(event);
    let glyphs = canvas.theme.glyphs;
    let mark = canvas.words(if is_selected { glyphs.cursor } else { " " }, Look::Cursor);
    let look = if is_selected { Look::Strong } else { Look::Plain };
    let day = canvas.words(dates::day_column(&head.date, glyphs), look);
    let signs = dates::signs(&head.date, head.basis_not_stated, head.is_doubtful);
    vec![mark, day, canvas.words(signs, Look::Sign)]
}

fn draw_row(
    canvas: &mut Canvas<'_, '_>,
    app: &App,
    dataset: &Dataset,
    event: EventId,
    (area, y): (Area, u16),
    is_selected: bool,
) {
    let day = day_of(canvas, dataset, event, is_selected);
    let base = canvas.theme.style(if is_selected { Look::Strong } else { Look::Plain });
    let signs = canvas.words(app.own_signs(RecordId::Event(event)), Look::Sign);
    super::events::draw(canvas, app, (dataset, event), (&day, signs, base), (area.inner, y, 1));
    if is_selected {
        canvas.restyle(
            Rect { y: area.inner.y, height: area.inner.height, ..area.body },
            y,
            canvas.theme.style(Look::Selected),
        );
    }
}

/// A row of the newest events of a country, with the countries of the event.
pub(super) fn newest_row(
    canvas: &mut Canvas<'_, '_>,
    app: &App,
    dataset: &Dataset,
    event: EventId,
    list: Rect,
    y: u16,
) {
    let codes = super::events::countries(canvas, app, dataset, event, usize::from(OTHERS));
    let area = Area { outer: list, title: Rect::default(), body: list, inner: list };
    pair_row(canvas, app, dataset, (event, String::new()), (area, list, y), false);
    let place = Rect { x: list.right().saturating_sub(OTHERS), width: OTHERS.min(list.width), ..list };
    canvas.line(place, y, &codes);
}
