//! What stands on which line of the list below lanes, pairs or the map, so that a click finds what is drawn.
//!
//! It knows columns and rows, not colours.

use ratatui::layout::Rect;

use crate::catalogue::{Tongue, Ui};
use crate::dataset::{Dataset, EventId, HeadDate};
use crate::document::{Glyphs, dates};
use crate::query::{CellEvents, PairEvents};
use crate::text;

use super::App;
use super::views::RecordId;

/// Columns of a day with its signs, and of a whole date with them.
pub const DAY: u16 = 8;
pub const DATE: u16 = 19;
/// Columns from which on, with the rows for it, the title is not cut and facts stand below it.
const NARROW: u16 = 80;
/// Rows of a pane from which on there is one for the events over time.
const STRIP: u16 = 5;

/// Whether a pane is narrow and high, as one that stands beside is.
pub fn is_column(area: Rect) -> bool {
    area.width < NARROW && area.height > area.width / 2
}

/// A date without what the signs beside it say.
pub fn plain_date(date: &HeadDate, ui: Ui) -> String {
    dates::of_list(&HeadDate { approximate: false, uncertain: false, ..*date }, ui)
}

/// `the United States`
pub fn with_article(name: &str, ui: Ui) -> String {
    const ENDS: [&str; 3] = ["Republic", "Islands", "Netherlands"];
    let has =
        name.starts_with("United ") || name.starts_with("European ") || ENDS.iter().any(|end| name.ends_with(end));
    if ui.tongue == Tongue::En && (has || ["Philippines", "Gambia", "Bahamas"].contains(&name)) {
        format!("the {name}")
    } else {
        name.to_owned()
    }
}

/// The same with a capital first.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// An event with its title and what happened, as lines.
pub struct ListedEvent {
    /// The event.
    pub event: EventId,
    /// Its title; empty where it stands in a row of events.
    pub title: Vec<String>,
    /// What else is known of it, where the title stands by itself.
    pub facts: String,
    /// What happened.
    pub summary: Vec<String>,
}

impl ListedEvent {
    /// Lines that it takes; a free one stands behind a title of its own.
    fn height(&self) -> usize {
        let title = if self.title.is_empty() { 1 } else { self.title.len() + 2 };
        title + self.summary.len()
    }
}

/// The title behind the signs of the user's marks.
fn with_signs(app: &App, dataset: &Dataset, event: EventId) -> String {
    format!("{}{}", app.own_signs(RecordId::Event(event)), dataset.head(event).title(app.lang()))
}

/// All events with what happened in each, when all of it has room and is read; beside the lanes, where only that has no
/// room, at least their whole titles.
pub fn entries(app: &App, area: Rect) -> Option<Vec<ListedEvent>> {
    told(app, area, true).or_else(|| is_column(area).then(|| told(app, area, false)).flatten())
}

/// All events, with what happened in each or without it, when that has room and is read.
fn told(app: &App, area: Rect, has_summaries: bool) -> Option<Vec<ListedEvent>> {
    let (below, dataset) = (app.below(), app.dataset()?);
    if below.len() > usize::from(area.height) {
        return None;
    }
    let columns = usize::from(area.width.saturating_sub(DAY));
    let is_column = is_column(area);
    let lines = |words: &str, columns: usize| -> Vec<String> {
        text::wrap(words, columns).into_iter().map(|line| words[line].to_owned()).collect()
    };
    let mut entries = Vec::new();
    let mut rows = 0;
    for event in (0..below.len()).map_while(|row| below.event(row)) {
        let told = app.row_texts().event(event)?;
        let title = if is_column { lines(&with_signs(app, dataset, event), columns) } else { Vec::new() };
        let facts = if is_column { app.ui().kind(&told.kind).to_owned() } else { String::new() };
        let summary = if has_summaries { told.summary[app.lang() as usize].as_str() } else { "" };
        let summary = if summary.is_empty() { Vec::new() } else { lines(summary, columns.min(100)) };
        let entry = ListedEvent { event, title, facts, summary };
        rows += entry.height();
        if rows > usize::from(area.height) + usize::from(is_column) {
            return None;
        }
        entries.push(entry);
    }
    let says_more = |entry: &ListedEvent| !entry.title.is_empty() || !entry.summary.is_empty();
    entries.iter().any(says_more).then_some(entries)
}

/// What is said of two above the list of their events, and what is left for that.
pub struct PairLines {
    /// The sentence, and the days behind it.
    pub sentence: String,
    /// The bytes of it that are the sentence itself.
    pub bold: usize,
    /// The row of the events over time, where there is room for it.
    pub strip: Option<Rect>,
    /// The list.
    pub list: Rect,
}

/// `Kazakhstan and Uzbekistan took part together in 19 events. 28 Feb 2023 – 26 Feb 2026`, their events over time, and the
/// rest of an area.
pub fn pair_lines(app: &App, pair: &PairEvents, area: Rect) -> PairLines {
    let glyphs = Glyphs::of(app.settings().ascii);
    let (mut sentence, mut bold) = (String::new(), 0);
    if let Some(names) = app.pairs().pair() {
        let ui = app.ui();
        let [a, b] = names.map(|member| with_article(&member.name, ui));
        let said = match (pair.alone, pair.together) {
            (0, all) => ui.together(&a, &b, all).to_string(),
            (alone, all) if alone == all => ui.together_each_alone(&a, &b, all).to_string(),
            (alone, all) => ui.together_some_alone(&a, &b, all, alone).to_string(),
        };
        sentence = capitalised(&said);
        bold = sentence.len();
        if let Some([first, last]) = &pair.span {
            let (first, last) = (plain_date(first, app.ui()), plain_date(last, app.ui()));
            sentence = if first == last {
                format!("{sentence} {first}")
            } else {
                format!("{sentence} {first} {} {last}", glyphs.dash)
            };
        }
    }
    let mut y = text::wrap(&sentence, usize::from(area.width)).len() as u16;
    if sentence.is_empty() {
        y = 0;
    }
    let strip = (area.height >= y + STRIP).then_some(Rect { y: area.y + y, height: 1, ..area });
    y += u16::from(strip.is_some());
    PairLines { sentence, bold, strip, list: Rect { y: area.y + y, height: area.height.saturating_sub(y), ..area } }
}

/// The first row of the list of two: it has fewer rows than the pane.
pub fn top_of_pairs(app: &App, list: Rect) -> usize {
    let cursor = app.below().cursor();
    cursor.top().max((cursor.selected() + 1).saturating_sub(usize::from(list.height)))
}

/// The events of two with their titles as lines, in a narrow and high pane in which all of them have room.
pub fn titles_of_pair(app: &App, area: Rect, list: Rect) -> Option<Vec<(EventId, Vec<String>)>> {
    let (below, dataset) = (app.below(), app.dataset()?);
    if !is_column(area) || below.len() > usize::from(list.height) {
        return None;
    }
    let columns = usize::from(list.width.saturating_sub(DATE));
    let with_title = |event: EventId| {
        let title = with_signs(app, dataset, event);
        let lines: Vec<String> = text::wrap(&title, columns).into_iter().map(|line| title[line].to_owned()).collect();
        (event, lines)
    };
    let titles: Vec<_> = (0..below.len()).map_while(|row| below.event(row)).map(with_title).collect();
    let height: usize = titles.iter().map(|(_, lines)| lines.len()).sum();
    (height <= usize::from(list.height)).then_some(titles)
}

/// The row of the list that stands on a line of its pane.
pub fn row_at(app: &App, area: Rect, line: usize) -> Option<usize> {
    let below = app.below();
    if let Some((_, CellEvents { pair: Some(pair), .. })) = below.listed() {
        let list = pair_lines(app, pair, area).list;
        let line = line.checked_sub(usize::from(list.y - area.y))?;
        return match titles_of_pair(app, area, list) {
            Some(titles) => row_of_line(titles.iter().map(|(_, lines)| lines.len()), line),
            None => Some(top_of_pairs(app, list) + line).filter(|row| *row < below.len()),
        };
    }
    match entries(app, area) {
        Some(entries) => row_of_line(entries.iter().map(ListedEvent::height), line),
        None => Some(below.cursor().top() + line).filter(|row| *row < below.len()),
    }
}

/// Which of the rows, each so many lines high, a line is part of.
fn row_of_line(heights: impl Iterator<Item = usize>, line: usize) -> Option<usize> {
    let mut end = 0;
    heights.enumerate().find_map(|(row, height)| {
        end += height;
        (line < end).then_some(row)
    })
}
