//! The events of what is under the cursor of lanes, pairs or the map: a row each, and what happened in each where all of
//! it has room.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::Canvas;
use super::lines::TitleLine;
use super::theme::Look;
use super::who_what::DAY;
use crate::app::App;
use crate::app::header::counted;
use crate::dataset::{Dataset, EventId, HeadDate};
use crate::document::{Glyphs, dates};
use crate::layout::{Area, Pane};
use crate::model::date::Range;
use crate::query::{Cell, CellEvents, PairEvents};
use crate::text;

/// Draws the pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Area) {
    let focused = app.is_active(Pane::Detail);
    let below = app.below();
    let Some(dataset) = app.dataset() else { return };
    let name = below.listed().map_or_else(String::new, |(cell, _)| name_of(canvas, app, cell, area.inner));
    let position = if below.is_empty() { String::new() } else { counted(below.len(), "events") };
    let title = TitleLine { name: &name, position: &position, ..TitleLine::default() };
    canvas.title(area, &title, focused);
    if below.is_empty() {
        if let Some((cell, _)) = below.listed() {
            canvas.paragraph(area.inner, 0, &nothing(cell), Look::Dim);
        }
        return;
    }
    if let Some((_, CellEvents { pair: Some(pair), .. })) = below.listed() {
        return pairs(canvas, app, dataset, pair, area, focused);
    }
    let height = usize::from(area.inner.height);
    let events: Vec<EventId> = (0..below.len().min(height + 1)).filter_map(|row| below.event(row)).collect();
    if let Some(entries) = whole(app, dataset, &events, area.inner).filter(|_| events.len() == below.len()) {
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
                return format!("{} and {}", with_article(&pair[0].name), with_article(&pair[1].name));
            }
            super::pairs::short_name(pair, glyphs, 40)
        }
        Cell::Country(_) => "Newest".to_owned(),
    }
}

/// `the United States`
fn with_article(name: &str) -> String {
    const ENDS: [&str; 3] = ["Republic", "Islands", "Netherlands"];
    let has =
        name.starts_with("United ") || name.starts_with("European ") || ENDS.iter().any(|end| name.ends_with(end));
    if has || ["Philippines", "Gambia", "Bahamas"].contains(&name) { format!("the {name}") } else { name.to_owned() }
}

/// What is known of two: the sentence, their events over time, and each event with who else was there.
fn pairs(canvas: &mut Canvas<'_, '_>, app: &App, dataset: &Dataset, pair: &PairEvents, area: Area, focused: bool) {
    let glyphs = canvas.theme.glyphs;
    let mut y = 0;
    if let Some(names) = app.pairs().pair() {
        let alone = match (pair.alone, pair.together) {
            (0, _) => String::new(),
            (alone, all) if alone == all => ", each time with nobody else".to_owned(),
            (alone, _) => format!(", in {alone} of them with nobody else"),
        };
        let [a, b] = names.map(|member| with_article(&member.name));
        let sentence = format!("{a} and {b} took part together in {}{alone}.", counted(pair.together, "events"));
        let span = pair.span.map_or_else(String::new, |[first, last]| {
            let (first, last) = (plain_date(&first, glyphs), plain_date(&last, glyphs));
            if first == last { format!(" {first}") } else { format!(" {first} {} {last}", glyphs.dash) }
        });
        let all = format!("{sentence}{span}");
        for range in text::wrap(&all, usize::from(area.inner.width)) {
            let bold = range.end.min(sentence.len()).max(range.start);
            let spans =
                [canvas.words(&all[range.start..bold], Look::Strong), canvas.words(&all[bold..range.end], Look::Dim)];
            canvas.line(area.inner, y, &spans);
            y += 1;
        }
    }
    if area.inner.height >= y + STRIP {
        super::strip::draw_events(canvas, app, &pair.strip, Rect { y: area.inner.y + y, height: 1, ..area.inner });
        let by = format!("by {}", pair.strip.unit.name());
        if app.layout().bars.x > area.inner.x + by.len() as u16 {
            canvas.line(
                Rect { y: area.inner.y + y, width: by.len() as u16, ..area.inner },
                0,
                &[canvas.words(by, Look::Dim)],
            );
        }
        y += 1;
    }
    let below = app.below();
    let list = Rect { y: area.inner.y + y, height: area.inner.height.saturating_sub(y), ..area.inner };
    if is_column(area.inner) && column_of_pairs(canvas, app, dataset, (area, list), focused) {
        return;
    }
    let top = below.cursor().top().max((below.cursor().selected() + 1).saturating_sub(usize::from(list.height)));
    let shown = top..below.len().min(top + usize::from(list.height));
    for (line, row) in (0..).zip(shown.clone()) {
        let Some(event) = below.event(row) else { continue };
        let is_selected = focused && row == below.cursor().selected();
        pair_row(canvas, app, dataset, (event, pair.others.get(&event)), (area, list, line), is_selected);
    }
    canvas.thumb(area, list, shown, below.len(), focused);
}

/// Whether a pane is narrow and high, as one that stands beside is.
fn is_column(area: Rect) -> bool {
    area.width < NARROW && area.height > area.width / 2
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
    let words = Rect { x: list.x + DATE, width: list.width.saturating_sub(DATE), ..list };
    let titles: Option<Vec<(EventId, Vec<String>)>> = (0..below.len().min(usize::from(list.height) + 1))
        .map(|row| {
            let event = below.event(row)?;
            let title = dataset.head(event).title(app.lang());
            let lines = text::wrap(title, usize::from(words.width)).into_iter().map(|line| title[line].to_owned());
            Some((event, lines.collect()))
        })
        .collect();
    let Some(titles) = titles.filter(|titles| titles.len() == below.len()) else { return false };
    if titles.iter().map(|(_, lines)| lines.len()).sum::<usize>() > usize::from(list.height) {
        return false;
    }
    let mut y = 0;
    for (row, (event, lines)) in titles.iter().enumerate() {
        let is_selected = focused && row == below.cursor().selected();
        pair_row(canvas, app, dataset, (*event, None), (area, Rect { width: DATE, ..list }, y), is_selected);
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

/// A date without what the signs beside it say.
fn plain_date(date: &HeadDate, glyphs: &Glyphs) -> String {
    dates::of_list(&HeadDate { approximate: false, uncertain: false, ..*date }, glyphs)
}

/// Rows of a pane from which on there is one for the events over time.
const STRIP: u16 = 5;
/// Columns of the date with its signs, and of who else was there.
const DATE: u16 = 19;
const OTHERS: u16 = 12;

/// `4–5 Feb 2026  Second B5+1 business forum in Bishkek  + KG TJ +2`
fn pair_row(
    canvas: &mut Canvas<'_, '_>,
    app: &App,
    dataset: &Dataset,
    (event, others): (EventId, Option<&(Vec<String>, usize)>),
    (area, list, y): (Area, Rect, u16),
    is_selected: bool,
) {
    let head = dataset.head(event);
    let glyphs = canvas.theme.glyphs;
    let look = if is_selected { Look::Strong } else { Look::Plain };
    let date = plain_date(&head.date, glyphs);
    let signs = dates::signs(&head.date, head.basis_not_stated, head.is_doubtful);
    let room = usize::from(DATE) - 4;
    let mark = canvas.words(if is_selected { glyphs.cursor } else { " " }, Look::Cursor);
    let date = canvas.words(format!("{:>room$}", text::truncate(&date, room, glyphs.ellipsis)), Look::Dim);
    canvas.line(Rect { width: DATE.min(list.width), ..list }, y, &[mark, date, canvas.words(signs, Look::Sign)]);
    let who = others.map_or_else(String::new, |(codes, count)| who_else(codes, *count));
    let title = Rect { x: list.x + DATE.min(list.width), width: list.width.saturating_sub(DATE), ..list };
    let who_columns = if title.width > 50 { OTHERS } else { 0 };
    let words = Rect { width: title.width - who_columns.min(title.width), ..title };
    canvas.line(
        Rect { width: words.width.saturating_sub(1), ..words },
        y,
        &[canvas.words(head.title(app.lang()), look)],
    );
    canvas.line(Rect { x: words.right(), width: who_columns, ..title }, y, &[canvas.words(who, Look::Dim)]);
    if is_selected {
        canvas.restyle(Rect { y: list.y, height: list.height, ..area.body }, y, canvas.theme.style(Look::Selected));
    }
}

/// `these two`, `+ KG TJ +2`, `54 more`
fn who_else(codes: &[String], count: usize) -> String {
    const FEW: usize = 5;
    match count {
        0 => "these two".to_owned(),
        count if count > FEW || codes.is_empty() => format!("{count} more"),
        count => {
            let shown: Vec<&str> = codes.iter().map(String::as_str).take(if count > 3 { 2 } else { 3 }).collect();
            let more = if count > shown.len() { format!(" +{}", count - shown.len()) } else { String::new() };
            format!("+ {}{more}", shown.join(" "))
        }
    }
}

/// A range of days; the name of a month whole.
fn days(range: Range, canvas: &Canvas<'_, '_>) -> String {
    let (first, last) = (range.first.ymd(), range.last.ymd());
    let is_month =
        (first.0, first.1, first.2) == (last.0, last.1, 1) && crate::model::Day(range.last.0 + 1).ymd().2 == 1;
    if is_month {
        return format!("{} {}", dates::month_name(first.1), first.0);
    }
    dates::short_of_days(range.first, range.last, canvas.theme.glyphs)
}

fn nothing(cell: &Cell) -> String {
    match cell {
        Cell::Lane { .. } => "No event lies here. h l go on in time, j k to other lanes.".to_owned(),
        Cell::Pair { alone: true, .. } => {
            "In no event are only these two. a shows all in which both took part.".to_owned()
        }
        Cell::Pair { .. } => "In no event did both take part. h j k l go on to others.".to_owned(),
        Cell::Country(_) => "No event of it is selected.".to_owned(),
    }
}

/// An event with its title and what happened, as lines.
struct Entry {
    event: EventId,
    title: Vec<String>,
    facts: String,
    summary: Vec<String>,
}

/// Columns from which on, with the rows for it, the title is not cut and facts stand below it.
const NARROW: u16 = 80;

/// All events with what happened in each, when all of it has room and is read.
fn whole(app: &App, dataset: &Dataset, events: &[EventId], area: Rect) -> Option<Vec<Entry>> {
    let columns = usize::from(area.width.saturating_sub(DAY));
    let is_column = is_column(area);
    let mut entries = Vec::new();
    let mut rows = 0;
    for event in events {
        let told = app.row_texts().event(*event)?;
        let lines = |words: &str, columns: usize| -> Vec<String> {
            text::wrap(words, columns).into_iter().map(|line| words[line].to_owned()).collect()
        };
        let title = dataset.head(*event).title(app.lang());
        let title = if is_column { lines(title, columns) } else { Vec::new() };
        let facts = if is_column { told.kind.clone() } else { String::new() };
        let summary = lines(&told.summary[app.lang() as usize], columns.min(100));
        rows += title.len().max(1) + usize::from(is_column) * 2 + summary.len();
        if rows > usize::from(area.height) + usize::from(is_column) {
            return None;
        }
        entries.push(Entry { event: *event, title, facts, summary });
    }
    entries.iter().any(|entry| !entry.summary.is_empty()).then_some(entries)
}

/// Draws events with what happened in each.
fn told(canvas: &mut Canvas<'_, '_>, app: &App, dataset: &Dataset, entries: &[Entry], area: Area, focused: bool) {
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
    super::events::draw(canvas, app, (dataset, event), (&day, Span::raw(""), base), (area.inner, y, 1));
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
    pair_row(canvas, app, dataset, (event, None), (area, list, y), false);
    let place = Rect { x: list.right().saturating_sub(OTHERS), width: OTHERS.min(list.width), ..list };
    canvas.line(place, y, &codes);
}
