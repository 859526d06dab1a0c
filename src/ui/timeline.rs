//! The timeline: headings of months, and a row for each record of the view.
//!
//! A row has the day with its signs, the title, and on the right what the record has: quotes, a hit in an article,
//! countries or the publisher. Rows of quotes and of people are drawn elsewhere. Only the visible rows are made.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use std::borrow::Cow;

use super::canvas::{Canvas, highlighted};
use super::lines::TitleLine;
use super::theme::Look;
use crate::app::{App, Line, RecordId, Title};
use crate::dataset::{ArticleId, Dataset, EventId, HeadDate};
use crate::document::dates;
use crate::layout::{Area, Pane};
use crate::query;
use crate::text;

/// Columns of the day with its signs and the blank after it: `05–08~ `.
const DAY: usize = 7;

/// What a row says, before it is known how much of it fits.
struct Row<'a> {
    day: String,
    title: Cow<'a, str>,
    /// The title in the language that is not shown, when only it has a hit.
    other_title: Option<Cow<'a, str>>,
    /// On the right: dim words, most wanted last.
    right: Vec<String>,
    /// Whether the words of the query find the article in itself.
    has_words: bool,
}

/// Draws the pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, area: Area) {
    let focused = app.is_active(Pane::Timeline);
    let selected = app.timeline().cursor().selected();
    let count = app.rows().map_or(0, |rows| rows.len());
    let position = if count == 0 { String::new() } else { format!("{}/{count}", selected + 1) };
    let title = TitleLine { name: app.timeline().view().name(), position: &position, ..TitleLine::default() };
    canvas.title(area, &title, focused);
    let lines = app.timeline_lines();
    let Some(dataset) = app.dataset().filter(|_| !lines.is_empty()) else {
        super::nothing::draw(canvas, app, area.inner);
        return;
    };
    let mut records = lines.iter().filter_map(|line| if let Line::Record(row, _) = line { Some(*row) } else { None });
    let first = records.next().unwrap_or(0);
    let shown = first..records.next_back().unwrap_or(first) + 1;
    for (y, line) in lines.into_iter().enumerate() {
        // Lines are never more than the pane's rows, a u16.
        let y = y as u16;
        match line {
            Line::Heading(heading) => {
                let words = match heading {
                    Title::Date(heading) => heading.words(canvas.theme.glyphs),
                    Title::Named => "Found by their name".to_owned(),
                    Title::AtTheSameEvents => "At the same events".to_owned(),
                };
                canvas.line(area.inner, y, &[canvas.words(words, Look::Heading)]);
            }
            Line::Record(row, record) => {
                let is_selected = row == selected;
                draw_row(canvas, app, dataset, (row, record), area.inner, y, is_selected, focused);
            }
        }
    }
    canvas.thumb(area, area.inner, shown, count, focused);
}

#[expect(clippy::too_many_arguments, reason = "a row is where it stands, what it shows, and how it is chosen")]
fn draw_row(
    canvas: &mut Canvas<'_, '_>,
    app: &App,
    dataset: &Dataset,
    (row, record): (usize, RecordId),
    area: Rect,
    y: u16,
    is_selected: bool,
    focused: bool,
) {
    let base = canvas.theme.style(if is_selected && !focused { Look::Marked } else { Look::Plain });
    let mark = Span::styled(if is_selected { canvas.theme.glyphs.cursor } else { " " }, base);
    let columns = usize::from(area.width);
    match record {
        RecordId::Event(id) => {
            draw_record(canvas, app, (record, &event_row(canvas, app, dataset, id, columns)), (mark, base), area, y);
        }
        RecordId::Article(id) => {
            let mut article = article_row(canvas, app, dataset, id, columns);
            article.has_words = app.rows().is_some_and(|rows| rows.has_words(row));
            draw_record(canvas, app, (record, &article), (mark, base), area, y);
        }
        RecordId::Quote(id, number) => {
            let head = dataset.head(id);
            let day = day(canvas, &head.date, head.basis_not_stated, head.is_doubtful);
            let left = vec![mark, Span::styled(text::pad(&day, DAY).into_owned(), base)];
            super::quotes::draw_row(canvas, app, (dataset, id, number), (left, base), area, y);
        }
        RecordId::Person(_) => {
            if let Some(person) = app.rows().and_then(|rows| rows.person(row)) {
                super::people::draw_row(canvas, app, (dataset, person), (vec![mark], base), area, y);
            }
        }
    }
    if is_selected && focused {
        canvas.restyle(area, y, canvas.theme.style(Look::Selected));
    }
}

/// Draws an event or an article after the mark of the cursor.
fn draw_record(
    canvas: &mut Canvas<'_, '_>,
    app: &App,
    (record, row): (RecordId, &Row<'_>),
    (mark, base): (Span<'_>, Style),
    area: Rect,
    y: u16,
) {
    let glyphs = canvas.theme.glyphs;
    let hit = canvas.theme.style(Look::Hit);
    let mut left = vec![mark, Span::styled(text::pad(&row.day, DAY), base)];
    if let Some(mark) = app.mark(record) {
        let signs = [(mark.bookmark, glyphs.bookmark), (!mark.note.is_empty(), glyphs.note)];
        let signs: String = signs.iter().filter(|(is_set, _)| *is_set).map(|(_, sign)| *sign).collect();
        left.push(canvas.words(format!("{signs} "), Look::Sign));
    }
    if row.has_words {
        left.push(canvas.words(format!("{} ", glyphs.with_words), Look::Strong));
    }
    let hits = query::hits(app.query(), app.spellings(), &row.title);
    left.extend(highlighted(&row.title, &hits, base, hit));
    if let Some(other) = &row.other_title {
        left.push(canvas.words(" / ", Look::Dim));
        let hits = query::hits(app.query(), app.spellings(), other);
        left.extend(highlighted(other, &hits, canvas.theme.style(Look::Dim), hit));
    }
    let right: Vec<Span<'_>> = row.right.iter().map(|words| canvas.words(words.as_str(), Look::Dim)).collect();
    canvas.row(area, y, &left, &right);
}

fn event_row<'a>(canvas: &Canvas<'_, '_>, app: &App, dataset: &'a Dataset, id: EventId, columns: usize) -> Row<'a> {
    let head = dataset.head(id);
    let glyphs = canvas.theme.glyphs;
    let mut right = Vec::new();
    if app.answer().is_some_and(|answer| answer.in_article.contains(id.0)) {
        right.push(" in the article".to_owned());
    }
    if head.quotes > 0 {
        right.push(format!(" {}{}", glyphs.quotes, head.quotes));
    }
    let taken: usize = right.iter().map(|words| text::width(words)).sum();
    let codes: Vec<&str> = head.countries().collect();
    right.push(country_codes(&codes, (columns / 4).saturating_sub(taken)));
    let title = head.title(app.lang());
    Row {
        day: day(canvas, &head.date, head.basis_not_stated, head.is_doubtful),
        title: Cow::Borrowed(title),
        other_title: hidden_hit(app, title, Cow::Borrowed(head.title(app.lang().next()))),
        right,
        has_words: false,
    }
}

fn article_row<'a>(canvas: &Canvas<'_, '_>, app: &App, dataset: &'a Dataset, id: ArticleId, columns: usize) -> Row<'a> {
    let head = dataset.article_head(id);
    let derived = dataset.derived_title(id);
    let title_in = |lang| match &derived {
        Some(derived) => Cow::Owned(format!("{} {}", canvas.theme.glyphs.arrow, derived.event(lang))),
        None => without_scheme(head.title(lang)),
    };
    let title = title_in(app.lang());
    let publisher = text::truncate(head.publisher, columns / 4, canvas.theme.glyphs.ellipsis);
    Row {
        day: day(canvas, &head.date, head.basis_not_stated, false),
        other_title: hidden_hit(app, &title, title_in(app.lang().next())),
        title,
        right: vec![format!(" {publisher}")],
        has_words: false,
    }
}

/// An address stands for a headline that is missing; its beginning says nothing.
fn without_scheme(title: Cow<'_, str>) -> Cow<'_, str> {
    let rest = title.strip_prefix("https://").or_else(|| title.strip_prefix("http://"));
    match rest.map(|rest| rest.strip_prefix("www.").unwrap_or(rest).to_owned()) {
        Some(address) => Cow::Owned(address),
        None => title,
    }
}

fn day(canvas: &Canvas<'_, '_>, date: &HeadDate, basis_not_stated: bool, doubtful: bool) -> String {
    dates::day_column(date, canvas.theme.glyphs) + &dates::signs(date, basis_not_stated, doubtful)
}

/// The other title, when the query finds something in it and nothing in the one shown.
fn hidden_hit<'a>(app: &App, shown: &str, other: Cow<'a, str>) -> Option<Cow<'a, str>> {
    let has_hit = |title: &str| !query::hits(app.query(), app.spellings(), title).is_empty();
    (app.query().search().is_some() && other != shown && !has_hit(shown) && has_hit(&other)).then_some(other)
}

/// As many codes as fit into `columns`, and how many more there are: ` US KZ +3`.
fn country_codes(codes: &[&str], columns: usize) -> String {
    let mut words = String::new();
    for (at, code) in codes.iter().enumerate() {
        let more = codes.len() - at;
        let rest = if more > 1 { format!(" +{more}").len() } else { 0 };
        if text::width(&words) + 1 + text::width(code) + rest > columns {
            let more = format!(" +{more}");
            // Without a single code the number alone says little.
            return if at > 0 { words + &more } else { String::new() };
        }
        words.push(' ');
        words.push_str(code);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::country_codes;

    #[test]
    fn codes_that_do_not_fit_are_counted() {
        assert_eq!(country_codes(&["US", "KZ", "UZ"], 9), " US KZ UZ");
        assert_eq!(country_codes(&["US", "KZ", "UZ"], 8), " US +2");
        assert_eq!(country_codes(&["US", "KZ", "UZ"], 3), "");
        assert_eq!(country_codes(&["US"], 3), " US");
        assert_eq!(country_codes(&[], 9), "");
    }
}
