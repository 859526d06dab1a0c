//! What a view lists, one row each, in the order of the screen: newest first, undated ones last.
//!
//! A row is made from its record, which is read for it and dropped. In the formats of records the events behind the
//! rows are written instead. Where the output goes is not known here.

use super::{Column, Fit, Format, RowWriter, json};
use crate::dataset::{Dataset, EventId};
use crate::error::{Error, Result};
use crate::index::Field;
use crate::index::columns::name_key;
use crate::model::{
    Article, ArticleLink, Entity, Event, EventCountry, Lang, Named, Participant, Quote, Text, WrittenDate, took_part,
};
use crate::query::matches::{EventText, Marks, quote_matches};
use crate::query::{self, Answer, Marked, Query, Request};
use roaring::RoaringBitmap;
use std::collections::HashMap;
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
    let lister = Lister::new(dataset, answer, lang);
    let events = newest_first(&answer.events, answer.undated);
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
                View::People => lister.with_people(events)?,
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

struct Lister<'a> {
    dataset: &'a Dataset,
    query: &'a Query,
    lang: Lang,
    /// What a query may ask of the event of a quote and the record does not say.
    bookmarked: RoaringBitmap,
    noted: RoaringBitmap,
    faulty: RoaringBitmap,
}

impl<'a> Lister<'a> {
    fn new(dataset: &'a Dataset, answer: &'a Answer, lang: Lang) -> Lister<'a> {
        let mut faulty = RoaringBitmap::new();
        dataset.add_value(&mut faulty, Field::Has, "problem");
        dataset.normalise(&mut faulty);
        Lister {
            dataset,
            query: &answer.query,
            lang,
            bookmarked: answer.marked.bookmarks.selected(dataset),
            noted: answer.marked.notes.selected(dataset),
            faulty,
        }
    }

    fn marks(&self, id: EventId) -> Marks {
        Marks {
            bookmark: self.bookmarked.contains(id.0),
            note: self.noted.contains(id.0),
            problem: self.faulty.contains(id.0),
        }
    }

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
            if is_person(who, self.dataset.resolve(who)) && !names.contains(&name) {
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
                article.headline.shown(self.lang).to_owned(),
                article.url.clone().unwrap_or_default(),
                joined(events),
            ])
            .map_err(cannot_write)?;
        }
        Ok(answer.articles.len())
    }

    fn quotes(&self, events: &[EventId], rows: &mut dyn RowWriter) -> Result<usize> {
        let mut count = 0;
        for id in events {
            let event = self.dataset.event(*id)?;
            for quote in self.matching_quotes(*id, &event) {
                let speaker = quote.speaker.as_ref().map(|speaker| speaker_name(self.dataset, speaker, self.lang));
                rows.row(&[
                    event.id.clone(),
                    date(event.date.as_ref()),
                    speaker.unwrap_or_default().to_owned(),
                    quote.kind.word().to_owned(),
                    words(quote, self.lang).to_owned(),
                    quote.article.clone().unwrap_or_default(),
                ])
                .map_err(cannot_write)?;
                count += 1;
            }
        }
        Ok(count)
    }

    /// The quotes of a selected event that satisfy the query by themselves.
    fn matching_quotes<'e>(&self, id: EventId, event: &'e Event) -> Vec<&'e Quote> {
        if self.query.is_empty() || event.quotes.is_empty() {
            return event.quotes.iter().collect();
        }
        let speakers = event.quotes.iter().filter_map(|quote| quote.speaker.as_ref());
        let named = event.participants.iter().chain(speakers);
        let entities: Vec<&Entity> = named
            .flat_map(|participant| std::iter::once(&participant.who).chain(&participant.organization))
            .filter_map(|who| self.dataset.resolve(who))
            .collect();
        let articles: Vec<Article> = event
            .articles
            .iter()
            .filter_map(|link| self.dataset.article(self.dataset.article_by_id(link.id())?).ok())
            .collect();
        let articles: Vec<&Article> = articles.iter().collect();
        let text = EventText { event, entities: &entities, articles: &articles, marks: self.marks(id) };
        event.quotes.iter().filter(|quote| quote_matches(self.query, &text, quote)).collect()
    }

    fn with_quotes(&self, mut events: Vec<EventId>) -> Result<Vec<EventId>> {
        let mut kept = Vec::new();
        for id in events.drain(..) {
            if !self.matching_quotes(id, &self.dataset.event(id)?).is_empty() {
                kept.push(id);
            }
        }
        Ok(kept)
    }

    fn people(&self, events: &[EventId], rows: &mut dyn RowWriter) -> Result<usize> {
        let mut people: HashMap<String, Person> = HashMap::new();
        for id in events {
            let event = self.dataset.event(*id)?;
            for (key, participant) in self.present_at(&event) {
                let person = people.entry(key).or_insert_with(|| self.person(participant));
                person.events += 1;
                if person.country.is_empty() {
                    person.country = self.country_of(participant);
                }
                // Events come newest first, undated ones last.
                if let Some(date) = event.date.as_ref().filter(|date| date.date.is_some()) {
                    person.first.clone_from(&date.text);
                    if person.last.is_empty() {
                        person.last.clone_from(&date.text);
                    }
                }
            }
        }
        let mut people: Vec<(String, Person)> = people.into_iter().collect();
        people.sort_by(|(a_key, a), (b_key, b)| {
            b.events.cmp(&a.events).then_with(|| a.name.cmp(&b.name)).then_with(|| a_key.cmp(b_key))
        });
        let count = people.len();
        for (_, Person { name, country, events, first, last }) in people {
            rows.row(&[name, country, events.to_string(), first, last]).map_err(cannot_write)?;
        }
        Ok(count)
    }

    fn with_people(&self, events: Vec<EventId>) -> Result<Vec<EventId>> {
        let mut kept = Vec::new();
        for id in events {
            if !self.present_at(&self.dataset.event(id)?).is_empty() {
                kept.push(id);
            }
        }
        Ok(kept)
    }

    /// Who took part in an event, each once, with what makes them one value: an entity, or a name.
    fn present_at<'e>(&self, event: &'e Event) -> Vec<(String, &'e Participant)> {
        let mut present: Vec<(String, &Participant)> = Vec::new();
        for participant in event.participants.iter().filter(|participant| took_part(participant.part.as_deref())) {
            let key = match self.dataset.resolve(&participant.who) {
                Some(entity) => format!("#{}", entity.id),
                None => name_key(name_of(self.dataset, &participant.who, self.lang)),
            };
            if !present.iter().any(|(have, _)| *have == key) {
                present.push((key, participant));
            }
        }
        present
    }

    fn person(&self, participant: &Participant) -> Person {
        let name = name_of(self.dataset, &participant.who, self.lang).to_owned();
        Person { name, country: self.country_of(participant), ..Person::default() }
    }

    /// The country somebody belongs to, else the one they act for.
    fn country_of(&self, participant: &Participant) -> String {
        let own = self.dataset.resolve(&participant.who).and_then(|entity| entity.country.as_ref());
        own.or(participant.country.as_ref()).map(|country| country.code().to_owned()).unwrap_or_default()
    }
}

/// A row of the view *People*.
#[derive(Default)]
struct Person {
    name: String,
    country: String,
    events: usize,
    first: String,
    last: String,
}

/// The words of a quote: the original, else a translation.
pub fn words(quote: &Quote, lang: Lang) -> &str {
    let text: &Text = if quote.text.is_empty() { &quote.translation } else { &quote.text };
    text.shown(lang)
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

/// How an entity of the data is called, else the name as printed, else the id.
pub fn name_of<'a>(dataset: &'a Dataset, who: &'a Named, lang: Lang) -> &'a str {
    let entity = dataset.resolve(who).map(|entity| entity.name.shown(lang)).filter(|name| !name.is_empty());
    let printed = Some(who.name.shown(lang)).filter(|name| !name.is_empty());
    entity.or(printed).or(who.entity.as_deref()).unwrap_or_default()
}

/// Whether it is a human being; somebody of whom the data does not say what they are counts as one.
fn is_person(who: &Named, entity: Option<&Entity>) -> bool {
    let schema = who.schema.as_ref().or(entity.and_then(|entity| entity.schema.as_ref()));
    schema.is_none_or(crate::model::Schema::is_person)
}

/// Who a speaker is, else how the source names them.
pub fn speaker_name<'a>(dataset: &'a Dataset, speaker: &'a Participant, lang: Lang) -> &'a str {
    let name = name_of(dataset, &speaker.who, lang);
    if name.is_empty() { speaker.named_as.shown(lang) } else { name }
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
