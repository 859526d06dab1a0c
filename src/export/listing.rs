//! What a view lists, one row each, in the order of the screen: newest first, undated ones last.
//!
//! A row is made from its record, which is read for it and dropped. In the formats of records the events behind the
//! rows are written instead. Where the output goes is not known here.

use super::{Column, Fit, Format, RowWriter, json};
use crate::dataset::{Dataset, EventId};
use crate::error::{Error, Result};
use crate::model::{ArticleLink, Event, EventCountry, Lang, Participant, Schema, WrittenDate};
use crate::query::quotes::{self, QuoteMatcher, name_of, speaker_name, words};
use crate::query::{self, Answer, Marked, PeopleOrder, PersonRow, Query, Request};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::{self, Write};
use std::sync::Arc;

/// What is listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum View {
    /// Events by date.
    Events,
    /// The articles that report them, by date of publication.
    Articles,
    /// Their quotes.
    Quotes,
    /// Who took part in them, persons and bodies: most events first.
    People,
}

impl View {
    /// Every view with its word.
    pub const WORDS: [(&'static str, View); 4] =
        [("events", View::Events), ("articles", View::Articles), ("quotes", View::Quotes), ("people", View::People)];

    /// The view of a word.
    pub fn from_word(word: &str) -> Option<View> {
        View::WORDS.iter().find(|(have, _)| *have == word).map(|(_, view)| *view)
    }

    /// What so many of its rows are called.
    pub fn noun(self, count: usize) -> &'static str {
        match (self, count) {
            (View::Events, 1) => "event",
            (View::Events, _) => "events",
            (View::Articles, 1) => "article",
            (View::Articles, _) => "articles",
            (View::Quotes, 1) => "quote",
            (View::Quotes, _) => "quotes",
            (View::People, 1) => "person",
            (View::People, _) => "people",
        }
    }

    fn columns(self) -> &'static [Column] {
        match self {
            View::Events => &EVENT_COLUMNS,
            View::Articles => &ARTICLE_COLUMNS,
            View::Quotes => &QUOTE_COLUMNS,
            View::People => &PEOPLE_COLUMNS,
        }
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

/// Writes what `view` lists of an answer, whose articles were asked for if it lists those. `width` is how many columns
/// of a terminal a table may take, if that is limited. Fails when a record cannot be read again, or `out` cannot be
/// written.
pub fn write(
    dataset: &Dataset,
    answer: &Answer,
    (view, lang): (View, Lang),
    format: Format,
    width: Option<usize>,
    out: &mut dyn Write,
) -> Result<Count> {
    let lister = Lister { dataset, query: &answer.query, lang, marked: &answer.marked };
    let events: Vec<EventId> = answer.events.newest_first().collect();
    match format {
        Format::Rows(format) => {
            let mut rows = super::rows(format, view.columns(), Fit::Cut, width, out).map_err(cannot_write)?;
            let number = match view {
                View::Events => lister.events(&events, rows.as_mut())?,
                View::Articles => lister.articles(answer, rows.as_mut())?,
                View::Quotes => lister.quotes(&events, rows.as_mut())?,
                View::People => lister.people(&events, rows.as_mut())?,
            };
            rows.finish().map_err(cannot_write)?;
            Ok(Count { number, noun: view.noun(number) })
        }
        Format::Records(format) => {
            let events = match view {
                View::Quotes => lister.with_quotes(events)?,
                View::People => with_people(dataset, events),
                View::Events | View::Articles => events,
            };
            json::write(dataset, &events, &answer.articles, format, out)?;
            let (view, number) = match view {
                View::Articles => (view, answer.articles.len()),
                _ => (View::Events, events.len()),
            };
            Ok(Count { number, noun: view.noun(number) })
        }
    }
}

/// What a query selects, its articles too when they are asked for. An error when records could not be read that it may
/// select.
pub fn answer(dataset: &Dataset, query: &Query, marked: Arc<Marked>, articles: bool) -> Result<Answer> {
    let request = Request { query: query.clone(), articles, marked, ..Request::default() };
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

/// The events in which somebody took part.
fn with_people(dataset: &Dataset, mut events: Vec<EventId>) -> Vec<EventId> {
    let attended = query::people::attended(dataset);
    events.retain(|event| attended.contains(event.0));
    events
}

struct Lister<'a> {
    dataset: &'a Dataset,
    query: &'a Query,
    lang: Lang,
    marked: &'a Marked,
}

impl Lister<'_> {
    fn events(&self, events: &[EventId], rows: &mut dyn RowWriter) -> Result<usize> {
        for id in events {
            let event = self.dataset.event(*id)?;
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
        Ok(events.len())
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
        for id in newest_first(&answer.articles, answer.undated_articles) {
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
        Ok(answer.articles.len())
    }

    fn quotes(&self, events: &[EventId], rows: &mut dyn RowWriter) -> Result<usize> {
        let matcher = QuoteMatcher::new(self.dataset, self.query, self.marked);
        let mut count = 0;
        for id in events.iter().filter(|id| self.dataset.quote_count(**id) > 0) {
            let event = self.dataset.event(*id)?;
            for quote in matcher.numbers(*id, &event).into_iter().filter_map(|number| event.quotes.get(number as usize))
            {
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
                count += 1;
            }
        }
        Ok(count)
    }

    fn with_quotes(&self, mut events: Vec<EventId>) -> Result<Vec<EventId>> {
        let matcher = QuoteMatcher::new(self.dataset, self.query, self.marked);
        events.retain(|id| self.dataset.quote_count(*id) > 0);
        if !quotes::needs_reading(self.query) {
            return Ok(events);
        }
        let mut kept = Vec::new();
        for id in events {
            if !matcher.numbers(id, &self.dataset.event(id)?).is_empty() {
                kept.push(id);
            }
        }
        Ok(kept)
    }

    fn people(&self, events: &[EventId], rows: &mut dyn RowWriter) -> Result<usize> {
        let people = self.dataset.people();
        let selected = events.iter().map(|event| event.0).collect();
        let listed = query::people::people(self.dataset, &selected, PeopleOrder::Count, self.lang);
        let mut dates: HashMap<EventId, String> = HashMap::new();
        for PersonRow { number, events, first, last } in &listed {
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
