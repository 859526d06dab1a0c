//! What a view lists, one row each, in the order of the screen: newest first, undated ones last.
//!
//! A row is made from its record, which is read for it and dropped. In the formats of records the events behind the
//! rows are written instead. Where the output goes is not known here.

use super::{Column, Fit, Format, RowWriter, json};
use crate::dataset::{Dataset, EventId};
use crate::error::{Error, Result};
use crate::model::{ArticleLink, Event, EventCountry, Lang, Participant, Schema, WrittenDate};
use crate::query::quotes::{name_of, speaker_name, words};
use crate::query::{self, Answer, Marked, PersonRow, Query, QuoteRows, Request, View};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::{self, Write};
use std::sync::Arc;

fn columns_of(view: View) -> &'static [Column] {
    match view {
        View::Events => &EVENT_COLUMNS,
        View::Articles => &ARTICLE_COLUMNS,
        View::Quotes => &QUOTE_COLUMNS,
        View::People => &PEOPLE_COLUMNS,
    }
}

const fn column(name: &'static str, weight: usize) -> Column {
    Column { name, weight }
}

const EVENT_COLUMNS: [Column; 8] = [
    column("id", 2),
    column("date", 2),
    column("kind", 1),
    column("label", 4),
    column("countries", 1),
    column("people", 2),
    column("quotes", 1),
    column("articles", 1),
];

const ARTICLE_COLUMNS: [Column; 6] = [
    column("id", 2),
    column("date", 2),
    column("publisher", 1),
    column("headline", 3),
    column("url", 3),
    column("events", 2),
];

const QUOTE_COLUMNS: [Column; 6] = [
    column("event", 2),
    column("date", 2),
    column("speaker", 2),
    column("type", 1),
    column("text", 6),
    column("article", 1),
];

const PEOPLE_COLUMNS: [Column; 5] =
    [column("name", 4), column("country", 1), column("events", 1), column("first", 1), column("last", 1)];

/// How many there are of what was written, and what they are called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Count {
    /// How many.
    pub number: usize,
    /// Their name in that number.
    pub noun: &'static str,
}

/// Writes the rows of an answer. `width` is how many columns
/// of a terminal a table may take, if that is limited. Fails when a record cannot be read again, or `out` cannot be
/// written.
pub fn write(
    dataset: &Dataset,
    answer: &Answer,
    lang: Lang,
    format: Format,
    width: Option<usize>,
    out: &mut dyn Write,
) -> Result<Count> {
    let lister = Lister { dataset, lang };
    let view = answer.rows.view();
    let quotes = answer.rows.quotes();
    match format {
        Format::Rows(format) => {
            let mut rows = super::rows(format, columns_of(view), Fit::Cut, width, out).map_err(cannot_write)?;
            let number = match view {
                View::Events => lister.events(answer, rows.as_mut())?,
                View::Articles => lister.articles(answer, rows.as_mut())?,
                View::Quotes => lister.quotes(quotes, rows.as_mut())?,
                View::People => lister.people(answer.rows.people(), rows.as_mut())?,
            };
            rows.finish().map_err(cannot_write)?;
            Ok(Count { number, noun: view.noun_of(number) })
        }
        Format::Records(format) => {
            let events = match view {
                View::Quotes => newest_first(quotes.events(), quotes.events().len() - quotes.dated_events()),
                View::People => with_people(dataset, answer),
                View::Events | View::Articles => answer.events.newest_first().collect(),
            };
            let articles = answer.rows.articles();
            json::write(dataset, &events, articles, format, out)?;
            let (view, number) = match view {
                View::Articles => (view, articles.len()),
                _ => (View::Events, events.len()),
            };
            Ok(Count { number, noun: view.noun_of(number) })
        }
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
    answer.events.newest_first().filter(|event| attended.contains(event.0)).collect()
}

struct Lister<'a> {
    dataset: &'a Dataset,
    lang: Lang,
}

impl Lister<'_> {
    fn events(&self, answer: &Answer, rows: &mut dyn RowWriter) -> Result<usize> {
        for id in answer.events.newest_first() {
            let event = self.dataset.event(id)?;
            let articles = event.articles.iter().map(ArticleLink::id);
            rows.row(&[
                event.id.clone(),
                date(event.date.as_ref()),
                event.kind.clone().unwrap_or_default(),
                event.title(self.lang).to_owned(),
                joined(event.countries.iter().map(|country: &EventCountry| country.country.code())),
                joined(self.people_of(&event)),
                event.quotes.len().to_string(),
                joined(articles),
            ])
            .map_err(cannot_write)?;
        }
        Ok(answer.events.len())
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
        for id in newest_first(articles, answer.rows.undated_articles()) {
            let article = self.dataset.article(id)?;
            let publisher = article.publisher.as_ref().map(|publisher| publisher.name.shown(self.lang));
            let events = self.dataset.events_of_article(id);
            let events = events.into_iter().map(|event| self.dataset.head(event).id);
            rows.row(&[
                article.id.clone(),
                date(article.date_published.as_ref()),
                publisher.unwrap_or_default().to_owned(),
                match self.dataset.derived_title(id) {
                    Some(derived) => derived.words(self.lang, "—"),
                    None => article.headline.shown(self.lang).to_owned(),
                },
                article.url.clone().unwrap_or_default(),
                joined(events),
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
            rows.row(&[
                event.id.clone(),
                date(event.date.as_ref()),
                speaker.unwrap_or_default().to_owned(),
                quote.kind.word().to_owned(),
                words(quote, self.lang).to_owned(),
                quote.articles.join("; "),
            ])
            .map_err(cannot_write)?;
        }
        Ok(quotes.len())
    }

    fn people(&self, listed: &[PersonRow], rows: &mut dyn RowWriter) -> Result<usize> {
        let people = self.dataset.people();
        let mut dates: HashMap<EventId, String> = HashMap::new();
        for PersonRow { number, events, first, last, .. } in listed {
            for event in [first, last].into_iter().flatten() {
                if let Entry::Vacant(free) = dates.entry(*event) {
                    free.insert(date(self.dataset.event(*event)?.date.as_ref()));
                }
            }
            let date = |event: &Option<EventId>| event.and_then(|event| dates.get(&event)).cloned().unwrap_or_default();
            rows.row(&[
                people.name(*number, self.lang).to_owned(),
                joined(people.countries(*number)),
                events.to_string(),
                date(first),
                date(last),
            ])
            .map_err(cannot_write)?;
        }
        Ok(listed.len())
    }
}

/// A date as it is written; empty without one.
pub fn date(date: Option<&WrittenDate>) -> String {
    date.map(|date| date.text.clone()).unwrap_or_default()
}

fn joined<'t>(items: impl Iterator<Item = &'t str>) -> String {
    items.collect::<Vec<_>>().join("; ")
}

fn cannot_write(source: io::Error) -> Error {
    Error::Write { name: "the output".to_owned(), source }
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
