//! What a view lists, one row each, in the order of the screen: newest first, undated ones last.
//!
//! A row is made from its record, which is read for it and dropped. In the formats of records the events behind the
//! rows are written instead. Where the output goes is not known here.

use super::html::Html;
use super::{
    Column, Fit, Format, RowFormat, RowWriter, Terminal, TwoLineRow, cannot_write, json, markdown_page, page,
    timelinejs,
};
use crate::catalogue::{Noun, Ui};
use crate::dataset::{Dataset, EventId};
use crate::error::Result;
use crate::load::Input;
use crate::model::{ArticleLink, Event, EventCountry, Lang, Participant, Schema, WrittenDate};
use crate::parallel::in_two_steps;
use crate::query::quotes::{name_of, speaker_name, words};
use crate::query::{self, Answer, Marked, OwnMark, PersonRow, Query, QuoteRows, Request, View};
#[cfg(feature = "store")]
use crate::query::{Behind, Portions};
use crate::text::{joined, width};
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry as At;
use std::io::Write;
use std::sync::Arc;

fn columns_of(view: View) -> &'static [Column] {
    match view {
        View::Events | View::Lanes | View::Pairs | View::Map => &EVENT_COLUMNS,
        View::Articles => &ARTICLE_COLUMNS,
        View::Quotes => &QUOTE_COLUMNS,
        View::People => &PEOPLE_COLUMNS,
    }
}

const fn column(name: &'static str, weight: usize) -> Column {
    Column { name, weight }
}

const EVENT_COLUMNS: [Column; 13] = [
    column("id", 2),
    column("date", 2),
    column("kind", 1),
    column("label", 4),
    column("countries", 1),
    column("people", 2),
    column("quotes", 1),
    column("articles", 1),
    column("publishers", 1),
    column("urls", 1),
    column("summary", 1),
    column("bookmarked", 1),
    column("note", 1),
];

const ARTICLE_COLUMNS: [Column; 8] = [
    column("id", 2),
    column("date", 2),
    column("publisher", 1),
    column("headline", 3),
    column("url", 3),
    column("events", 2),
    column("bookmarked", 1),
    column("note", 1),
];

const QUOTE_COLUMNS: [Column; 8] = [
    column("event", 2),
    column("date", 2),
    column("speaker", 2),
    column("type", 1),
    column("text", 6),
    column("article", 1),
    column("bookmarked", 1),
    column("note", 1),
];

const PEOPLE_COLUMNS: [Column; 5] =
    [column("name", 4), column("country", 1), column("events", 1), column("first", 1), column("last", 1)];

/// How a table for the eyes writes the rows of a view.
fn fit_of(view: View) -> Fit {
    match view {
        View::Events | View::Lanes | View::Pairs | View::Map => Fit::TwoLines(|row, ui| {
            let quotes = counted(row.get("quotes"), Noun::Quote, ui);
            let countries = row.get("countries").replace("; ", " ");
            // A span has its room, and what follows moves on.
            let left_width = width(row.get("date")).clamp(11, 24);
            TwoLineRow {
                left_width,
                left: [row.get("date").to_owned(), String::new()],
                right: [row.get("label").to_owned(), joined([&*countries, &quotes, row.get("id")], " · ")],
            }
        }),
        View::Articles => Fit::TwoLines(|row, _| TwoLineRow {
            left_width: WHO,
            left: [row.get("publisher").to_owned(), row.get("date").to_owned()],
            right: [row.get("headline").to_owned(), row.get("id").to_owned()],
        }),
        View::Quotes => Fit::TwoLines(|row, ui| TwoLineRow {
            left_width: WHO,
            left: [row.get("speaker").to_owned(), row.get("date").to_owned()],
            right: [row.get("text").to_owned(), joined([ui.quote_type(row.get("type")), row.get("event")], " · ")],
        }),
        View::People => Fit::Cut,
    }
}

/// Columns of a terminal for who published or said something.
const WHO: usize = 22;

/// `2 quotes`; nothing for none.
fn counted(number: &str, noun: Noun, ui: Ui) -> String {
    match number.parse() {
        Ok(0) | Err(_) => String::new(),
        Ok(number) => ui.say(&noun.count(number)).to_string(),
    }
}

/// Events from which on another thread reads them.
const MANY: usize = 1000;

/// How many there are of what was written, and what they are called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Count {
    /// How many.
    pub number: usize,
    /// Their name in that number.
    pub noun: Noun,
}

/// What the data are called for a reader: their title, else the names of their files.
pub fn source_name(dataset: &Dataset, inputs: &[Input], lang: Lang) -> String {
    let title = dataset.about().title.shown(lang);
    if title.is_empty() { inputs.iter().map(Input::name).collect::<Vec<_>>().join(", ") } else { title.to_owned() }
}

/// Writes the rows of an answer. `source` names the data for who reads a page of them. Fails when a record cannot be
/// read again, or `out` cannot be written.
pub fn write(
    dataset: &Dataset,
    answer: &Answer,
    (lang, source): (Lang, &str),
    format: Format,
    terminal: Terminal,
    out: &mut dyn Write,
) -> Result<Count> {
    let lister = Lister { dataset, lang, marked: &answer.marked };
    let view = answer.rows.view().listed();
    let quotes = answer.rows.quotes();
    match format {
        Format::Page | Format::Html if view == View::Events => {
            let number = if format == Format::Page {
                page::write(dataset, answer, (lang, source), &mut |piece| markdown_page::write(piece, out))?
            } else {
                let mut html = Html { dataset, answer, lang, heading: None, out };
                page::write(dataset, answer, (lang, source), &mut |piece| html.write(piece))?
            };
            Ok(Count { number, noun: view.rows() })
        }
        Format::TimelineJs => {
            let events = events_behind(dataset, answer, view);
            let query = answer.query.to_string();
            let number = timelinejs::write(dataset, &events, (lang, source, &query), out)?;
            Ok(Count { number, noun: View::Events.rows() })
        }
        Format::Rows(_) | Format::Page | Format::Html => {
            let format = format.of_rows().unwrap_or(RowFormat::Plain);
            let mut rows = super::rows(format, columns_of(view), fit_of(view), terminal, out).map_err(cannot_write)?;
            let number = match view {
                View::Events | View::Lanes | View::Pairs | View::Map => lister.events(answer, rows.as_mut())?,
                View::Articles => lister.articles(answer, rows.as_mut())?,
                View::Quotes => lister.quotes(quotes, rows.as_mut())?,
                View::People => lister.people(answer.rows.people(), rows.as_mut())?,
            };
            rows.finish().map_err(cannot_write)?;
            Ok(Count { number, noun: view.rows() })
        }
        Format::Records(format) => {
            let events = events_behind(dataset, answer, view);
            let articles = answer.rows.articles().whole();
            json::write(dataset, &events, articles, format, out)?;
            let (view, number) = match view {
                View::Articles => (view, articles.len()),
                _ => (View::Events, events.len()),
            };
            Ok(Count { number, noun: view.rows() })
        }
    }
}

/// Whether what a view lists is written of events that come some at a time.
#[cfg(feature = "store")]
pub fn takes_portions(view: View, format: Format) -> bool {
    matches!(view, View::Events | View::Quotes) && matches!(format, Format::Rows(_) | Format::Records(_))
}

/// The same of events that come some at a time, where [`takes_portions`] says so.
#[cfg(feature = "store")]
pub fn write_portions(
    portions: &mut dyn Portions,
    (view, lang): (View, Lang),
    format: Format,
    terminal: Terminal,
    out: &mut dyn Write,
) -> Result<Count> {
    if let Format::Records(format) = format {
        let behind = |dataset: &Dataset, answer: &Answer| events_behind(dataset, answer, view);
        let number = json::write_portions(portions, &behind, format, out)?;
        return Ok(Count { number, noun: View::Events.rows() });
    }
    let format = format.of_rows().unwrap_or(RowFormat::Plain);
    let mut rows = super::rows(format, columns_of(view), fit_of(view), terminal, out).map_err(cannot_write)?;
    let mut number = 0;
    portions.each_of_events(&mut |dataset, answer| {
        let lister = Lister { dataset, lang, marked: &answer.marked };
        number += match view {
            View::Quotes => lister.quotes(answer.rows.quotes(), rows.as_mut())?,
            _ => lister.events(answer, rows.as_mut())?,
        };
        Ok(Behind::default())
    })?;
    rows.finish().map_err(cannot_write)?;
    Ok(Count { number, noun: view.rows() })
}

/// Writes events for `TimelineJS`; returns how many.
pub fn write_timeline(dataset: &Dataset, events: &[EventId], lang: Lang, out: &mut dyn Write) -> Result<usize> {
    timelinejs::write(dataset, events, (lang, dataset.about().title.shown(lang), ""), out)
}

/// The events behind the rows of a view.
fn events_behind(dataset: &Dataset, answer: &Answer, view: View) -> Vec<EventId> {
    let quotes = answer.rows.quotes();
    match view {
        View::Quotes => newest_first(quotes.events(), quotes.events().len() - quotes.dated_events()),
        View::People => with_people(dataset, answer),
        _ => answer.events.whole().newest_first().collect(),
    }
}

/// What a query selects, and what `view` lists of it. An error when records could not be read that it may select.
pub fn answer(dataset: &Dataset, query: &Query, marked: Arc<Marked>, (view, lang): (View, Lang)) -> Result<Answer> {
    let request = Request { query: query.clone(), view, lang, marked, ..Request::default() };
    // It is never told to stop, so there is always an answer.
    let mut answer = query::answer(dataset, &request, &|| false).unwrap_or_default();
    match answer.unread.take().and_then(Arc::into_inner) {
        Some(error) => Err(error),
        None => Ok(answer),
    }
}

/// The order of the screen: `undated` ones, at the end, stay there.
fn newest_first<T: Copy>(ids: &[T], undated: usize) -> Vec<T> {
    let (dated, undated) = ids.split_at(ids.len() - undated);
    dated.iter().rev().chain(undated).copied().collect()
}

/// The selected events in which somebody took part.
fn with_people(dataset: &Dataset, answer: &Answer) -> Vec<EventId> {
    let attended = query::people::attended(dataset);
    answer.events.whole().newest_first().filter(|event| attended.contains(event.0)).collect()
}

struct Lister<'a> {
    dataset: &'a Dataset,
    lang: Lang,
    marked: &'a Marked,
}

/// What the user has made of a record, as the last two cells of its row.
fn own_cells(own: OwnMark<'_>) -> [Cow<'_, str>; 2] {
    [if own.is_bookmarked { "yes" } else { "" }.into(), own.note.into()]
}

impl Lister<'_> {
    fn events(&self, answer: &Answer, rows: &mut dyn RowWriter) -> Result<usize> {
        let read = |send: &mut dyn FnMut((EventId, Result<Event>)) -> bool| {
            for id in answer.events.whole().newest_first() {
                if !send((id, self.dataset.event(id))) {
                    return;
                }
            }
        };
        in_two_steps(answer.events.len() > MANY, read, |(id, event)| {
            let event = event?;
            let articles = event.articles.iter().map(ArticleLink::id);
            let (publishers, urls) = self.sources_of(&event);
            let [bookmarked, note] = own_cells(self.marked.own_of_event(id));
            rows.row(&[
                event.id.as_str().into(),
                date(event.date.as_ref()).into(),
                event.kind.as_deref().unwrap_or_default().into(),
                event.title(self.lang).into(),
                list(event.countries.iter().map(|country: &EventCountry| country.country.code())).into(),
                list(self.people_of(&event)).into(),
                event.quotes.len().to_string().into(),
                list(articles).into(),
                publishers.into(),
                urls.into(),
                event.summary.shown(self.lang).into(),
                bookmarked,
                note,
            ])
            .map_err(cannot_write)
        })?;
        Ok(answer.events.len())
    }

    /// Who published the articles of an event, each once, and their addresses.
    fn sources_of(&self, event: &Event) -> (String, String) {
        let (mut publishers, mut urls): (Vec<&str>, Vec<Cow<'_, str>>) = (Vec::new(), Vec::new());
        for link in &event.articles {
            let (publisher, url) = match link {
                ArticleLink::Inline(article) => {
                    let publisher = article.publisher.as_ref().map_or("", |publisher| publisher.name.shown(self.lang));
                    (publisher, article.url.as_deref().unwrap_or_default().into())
                }
                ArticleLink::Id(id) => {
                    let Some(number) = self.dataset.article_by_id(id) else { continue };
                    let head = self.dataset.article_head(number);
                    (head.publisher, Cow::from(head.url()))
                }
            };
            if !publisher.is_empty() && !publishers.contains(&publisher) {
                publishers.push(publisher);
            }
            if !url.is_empty() && !urls.contains(&url) {
                urls.push(url);
            }
        }
        (list(publishers.into_iter()), list(urls.iter().map(Cow::as_ref)))
    }

    /// The persons that an event names as participants, each once.
    fn people_of<'e>(&'e self, event: &'e Event) -> impl Iterator<Item = &'e str> {
        let mut names: Vec<&str> = Vec::new();
        for Participant { who, .. } in &event.participants {
            let name = name_of(self.dataset, who, self.lang);
            if Schema::may_be_person(who.schema_with(self.dataset.resolve(who))) && !names.contains(&name) {
                names.push(name);
            }
        }
        names.into_iter()
    }

    fn articles(&self, answer: &Answer, rows: &mut dyn RowWriter) -> Result<usize> {
        let articles = answer.rows.articles();
        for id in newest_first(articles.whole(), articles.len() - articles.dated()) {
            let article = self.dataset.article(id)?;
            let publisher = article.publisher.as_ref().map(|publisher| publisher.name.shown(self.lang));
            let events = self.dataset.events_of_article(id);
            let events = events.into_iter().map(|event| self.dataset.head(event).id);
            let [bookmarked, note] = own_cells(self.marked.own_of_article(id));
            rows.row(&[
                article.id.as_str().into(),
                date(article.date_published.as_ref()).into(),
                publisher.unwrap_or_default().into(),
                match self.dataset.derived_title(id) {
                    Some(derived) => derived.words(self.lang, "—").into(),
                    None => article.headline.shown(self.lang).into(),
                },
                article.url.as_deref().unwrap_or_default().into(),
                list(events).into(),
                bookmarked,
                note,
            ])
            .map_err(cannot_write)?;
        }
        Ok(articles.len())
    }

    fn quotes(&self, quotes: &QuoteRows, rows: &mut dyn RowWriter) -> Result<usize> {
        let mut read: Option<(EventId, Event)> = None;
        for (id, number) in (0..).map_while(|row| quotes.quote(row, true)) {
            let event = match read.take().filter(|(have, _)| *have == id) {
                Some((_, event)) => event,
                None => self.dataset.event(id)?,
            };
            let (_, event) = read.insert((id, event));
            let Some(quote) = event.quotes.get(number as usize) else { continue };
            let speaker = quote.speaker.as_ref().map(|speaker| speaker_name(self.dataset, speaker, self.lang));
            let [bookmarked, note] = own_cells(self.marked.own_of_event(id));
            rows.row(&[
                event.id.as_str().into(),
                date(event.date.as_ref()).into(),
                speaker.unwrap_or_default().into(),
                quote.kind.word().into(),
                words(quote, self.lang).into(),
                quote.articles.join("; ").into(),
                bookmarked,
                note,
            ])
            .map_err(cannot_write)?;
        }
        Ok(quotes.len())
    }

    fn people(&self, listed: &[PersonRow], rows: &mut dyn RowWriter) -> Result<usize> {
        let people = self.dataset.people();
        let dates = dates(self.dataset, listed.iter().flat_map(|row| [row.first, row.last]).flatten())?;
        let date = |event: &Option<EventId>| event.and_then(|event| dates.get(&event)).map_or("", |date| date).into();
        for PersonRow { number, events, first, last, .. } in listed {
            rows.row(&[
                people.name(*number, self.lang).into(),
                list(people.countries(*number)).into(),
                events.to_string().into(),
                date(first),
                date(last),
            ])
            .map_err(cannot_write)?;
        }
        Ok(listed.len())
    }
}

/// A date as it is written; empty without one.
pub fn date(date: Option<&WrittenDate>) -> &str {
    date.map_or("", |date| &date.text)
}

/// The dates of some events as they are written, each event read once.
pub fn dates(dataset: &Dataset, events: impl Iterator<Item = EventId>) -> Result<HashMap<EventId, String>> {
    let mut dates = HashMap::new();
    for event in events {
        if let At::Vacant(free) = dates.entry(event) {
            free.insert(date(dataset.event(event)?.date.as_ref()).to_owned());
        }
    }
    Ok(dates)
}

/// The items of a list in one cell.
fn list<'t>(items: impl Iterator<Item = &'t str>) -> String {
    items.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undated_records_are_last_in_either_order() {
        assert_eq!(newest_first(&[1, 2, 3, 9], 1), [3, 2, 1, 9]);
        assert!(newest_first::<u32>(&[], 0).is_empty());
    }
}
