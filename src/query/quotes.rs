//! The quotes of the selected events that satisfy the query by themselves: words, `by:`, `said:` and `lang:` must hold
//! for one quote.
//!
//! Which events have how many quotes is known from heads. Only when the query asks for what a quote may lack are
//! events read, the newest first, and an answer so far is given as often as one is due. What stays are numbers; the
//! words of a quote are read when a row is shown.

use super::ast::{Field, Query};
use super::control::{Control, FEW};
use super::marked::Marked;
use super::matches::{EventText, Marks, quote_matches};
use super::spellings::Spellings;
use crate::dataset::{Dataset, EventId, EventList, People, PersonId};
use crate::error::{Error, Result};
use crate::model::{Article, Entity, Event, Lang, Named, Participant, Quote, QuoteType, Schema, Text, took_part};
use crate::parallel::both;
use roaring::RoaringBitmap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Quotes as rows: the events that have some by first day, last day and id, undated ones last, and the quotes of an
/// event in the order of its record.
#[derive(Clone, Debug, Default)]
pub struct QuoteRows {
    events: Vec<EventId>,
    /// How many rows there are up to the end of each event.
    ends: Vec<u32>,
    /// The number of each row's quote in its event, from 0; `None` when every quote of these events is a row.
    numbers: Option<Vec<u32>>,
    /// How many of the events, at the beginning, have a date.
    dated: usize,
}

impl QuoteRows {
    /// No rows.
    pub(super) const NONE: QuoteRows = QuoteRows { events: Vec::new(), ends: Vec::new(), numbers: None, dated: 0 };

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.ends.last().map_or(0, |end| *end as usize)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The events, each once.
    pub fn events(&self) -> &[EventId] {
        &self.events
    }

    /// How many of the events, at the beginning, have a date.
    pub fn dated_events(&self) -> usize {
        self.dated
    }

    /// How many rows have a date; they come first.
    pub fn dated(&self) -> usize {
        self.end(self.dated)
    }

    /// How many rows the first `events` have.
    fn end(&self, events: usize) -> usize {
        events.checked_sub(1).map_or(0, |last| self.ends[last] as usize)
    }

    /// The quote of a row: its event, and its number in it.
    pub fn quote(&self, row: usize, newest_first: bool) -> Option<(EventId, u32)> {
        let dated = self.dated();
        if row >= self.len() {
            return None;
        }
        let (event, within) = if newest_first && row < dated {
            let event = self.ends.partition_point(|end| *end as usize <= dated - 1 - row);
            (event, row - (dated - self.ends[event] as usize))
        } else {
            let event = self.ends.partition_point(|end| *end as usize <= row);
            (event, row - self.end(event))
        };
        let place = self.end(event) + within;
        let number = self.numbers.as_ref().map_or(within as u32, |numbers| numbers[place]);
        Some((self.events[event], number))
    }

    /// The first row of the event at a place of [`QuoteRows::events`].
    pub fn first_row(&self, event: usize, newest_first: bool) -> usize {
        if newest_first && event < self.dated { self.dated() - self.ends[event] as usize } else { self.end(event) }
    }

    /// The row of a quote; of an event that has rows but not this one, the row nearest to it.
    pub fn row_of(&self, event: EventId, number: u32, newest_first: bool) -> Option<(usize, bool)> {
        let at = self.events.iter().position(|listed| *listed == event)?;
        let rows = self.end(at)..self.ends[at] as usize;
        let within = match &self.numbers {
            Some(numbers) => numbers[rows.clone()].partition_point(|listed| *listed < number),
            None => number as usize,
        };
        let within = within.min(rows.len() - 1);
        let is_it = match &self.numbers {
            Some(numbers) => numbers[rows.start + within] == number,
            None => (number as usize) < rows.len(),
        };
        Some((self.first_row(at, newest_first) + within, is_it))
    }

    /// All quotes of these events.
    fn of_all(dataset: &Dataset, events: &EventList) -> QuoteRows {
        let (order, quotes) = (events.order(), dataset.quotes());
        let mut rows = QuoteRows {
            events: Vec::with_capacity(events.len()),
            ends: Vec::with_capacity(events.len()),
            ..QuoteRows::default()
        };
        let mut end = 0;
        for rank in events.ranks().iter(0..events.ranks().bound()) {
            let count = quotes.of(rank);
            if count > 0 {
                end = u32::saturating_add(end, count);
                rows.events.push(order.events()[rank as usize]);
                rows.ends.push(end);
                rows.dated += usize::from((rank as usize) < order.dated());
            }
        }
        rows.events.shrink_to_fit();
        rows.ends.shrink_to_fit();
        rows
    }

    /// These quotes of events, each with its place in the order of time; `dated` places have dates.
    fn of_some(found: &[(usize, EventId, Vec<u32>)], dated: usize) -> QuoteRows {
        let mut sorted: Vec<&(usize, EventId, Vec<u32>)> = found.iter().collect();
        sorted.sort_unstable_by_key(|(place, ..)| *place);
        let mut rows = QuoteRows { numbers: Some(Vec::new()), ..QuoteRows::default() };
        let numbers = rows.numbers.get_or_insert_default();
        for (place, event, of_event) in sorted {
            numbers.extend_from_slice(of_event);
            rows.events.push(*event);
            rows.ends.push(numbers.len() as u32);
            rows.dated += usize::from(*place < dated);
        }
        rows
    }
}

/// Events that are read by two threads before anybody is asked whether to go on: half a millisecond.
const AT_ONCE: usize = 32;

/// Whether a query asks for what one quote of a selected event may have and another lack.
fn needs_reading(query: &Query) -> bool {
    query.asks(true, &|field| matches!(field, Field::By | Field::Said | Field::Lang))
}

/// Finds the quotes of a selected event that satisfy a query by themselves.
pub(super) struct QuoteMatcher<'a> {
    dataset: &'a Dataset,
    query: &'a Query,
    needs_reading: bool,
    /// Whether the articles of the event decide something.
    needs_articles: bool,
    spellings: Spellings,
    /// The events with problems, bookmarks and notes, where that is asked for.
    problems: RoaringBitmap,
    bookmarks: RoaringBitmap,
    notes: RoaringBitmap,
}

impl<'a> QuoteMatcher<'a> {
    /// Asks this query of events of this dataset, in which the user has marked some.
    pub(super) fn new(dataset: &'a Dataset, query: &'a Query, marked: &Marked) -> QuoteMatcher<'a> {
        let (mut problems, mut bookmarks, mut notes) = <(RoaringBitmap, RoaringBitmap, RoaringBitmap)>::default();
        if query.asks(false, &|field| field == Field::Has) {
            (bookmarks, notes) = (marked.bookmarks.selected(dataset), marked.notes.selected(dataset));
            problems = dataset.with_problems();
        }
        QuoteMatcher {
            dataset,
            query,
            spellings: Spellings::of(query, dataset),
            needs_reading: needs_reading(query),
            needs_articles: query.asks(false, &|field| matches!(field, Field::Lang | Field::Publisher)),
            problems,
            bookmarks,
            notes,
        }
    }

    /// The quotes of selected events that satisfy the query by themselves. `in_article` are those that are selected for an
    /// article only: they have no quote with what is asked for. Rows so far are given to `publish`; with the first
    /// reason why an event could not be read. `None` when told to stop.
    pub(super) fn rows(
        &self,
        events: &EventList,
        in_article: &RoaringBitmap,
        control: &Control<'_>,
        publish: &mut dyn FnMut(QuoteRows),
    ) -> Option<(QuoteRows, Option<Arc<Error>>)> {
        if !self.needs_reading {
            return Some((QuoteRows::of_all(self.dataset, events), None));
        }
        let dataset = self.dataset;
        let (dated, quotes) = (events.dated(), dataset.quotes());
        let (mut found, mut unread, mut read) = (Vec::new(), None, 0);
        let places = (0..dated).rev().chain(dated..events.len());
        let listed = places.filter_map(|place| Some((place, events.get(place)?)));
        let has_quotes = |id| quotes.of(dataset.time_order().rank(id)) > 0;
        let mut asked = listed.filter(|(_, id)| has_quotes(*id) && !in_article.contains(id.0));
        loop {
            let some: Vec<(usize, EventId)> = asked.by_ref().take(AT_ONCE).collect();
            if some.is_empty() {
                return Some((QuoteRows::of_some(&found, dated), unread));
            }
            if (control.stop)() {
                return None;
            }
            let numbers =
                |(place, id): (usize, EventId)| (place, id, dataset.event(id).map(|event| self.numbers(id, &event)));
            let numbers_of = |some: &[(usize, EventId)]| some.iter().copied().map(numbers).collect::<Vec<_>>();
            let (one, other) = some.split_at(some.len() / 2);
            let (one, other) = both(some.len() > 2, || numbers_of(one), || numbers_of(other));
            for (place, id, numbers) in one.into_iter().chain(other) {
                match numbers {
                    Ok(numbers) if numbers.is_empty() => {}
                    Ok(numbers) => found.push((place, id, numbers)),
                    Err(error) => {
                        unread.get_or_insert_with(|| Arc::new(error));
                    }
                }
            }
            read += some.len() as u64;
            if read > FEW && (control.due)() {
                publish(QuoteRows::of_some(&found, dated));
            }
        }
    }

    /// The numbers of the quotes in the event, from 0.
    fn numbers(&self, id: EventId, event: &Event) -> Vec<u32> {
        let all = (0..).zip(&event.quotes);
        if !self.needs_reading {
            return all.map(|(number, _)| number).collect();
        }
        let entities: Vec<&Entity> = event.names().filter_map(|who| self.dataset.resolve(who)).collect();
        let mut articles: Vec<Article> = Vec::new();
        if self.needs_articles {
            let ids = event.articles.iter().filter_map(|link| self.dataset.article_by_id(link.id()));
            articles.extend(ids.filter_map(|id| self.dataset.article(id).ok()));
        }
        let articles: Vec<&Article> = articles.iter().collect();
        let marks = Marks {
            bookmark: self.bookmarks.contains(id.0),
            note: self.notes.contains(id.0),
            problem: self.problems.contains(id.0),
        };
        let text = EventText { event, entities: &entities, articles: &articles, marks };
        all.filter(|(_, quote)| quote_matches(self.query, &self.spellings, &text, quote))
            .map(|(number, _)| number)
            .collect()
    }
}

/// What a row says of a quote, in English and in Russian where the data has both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spoken {
    /// Who, by the name of the data, else as the source prints or calls them; empty when nobody is named.
    pub speaker: [String; 2],
    /// Their office or function.
    pub role: [String; 2],
    /// How the source calls them.
    pub named_as: [String; 2],
    /// Code of the country that they act for; empty when not said.
    pub country: String,
    /// Direct, mixed, or a paraphrase.
    pub kind: QuoteType,
    /// BCP 47 tag of the words; empty when not said.
    pub language: String,
    /// The words themselves, else a translation.
    pub words: [String; 2],
}

/// What rows say of an event beyond its head.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Told {
    /// Its kind.
    pub kind: String,
    /// Where it was, in English and in Russian.
    pub place: [String; 2],
    /// Whether it was online.
    pub online: bool,
    /// What happened, in English and in Russian.
    pub summary: [String; 2],
    /// Its quotes, in the order of the record.
    pub quotes: Vec<Spoken>,
    /// Who took part, and whether as somebody who may be a person; each once.
    pub present: Vec<(PersonId, bool)>,
}

impl Told {
    /// How many persons, or bodies, took part, as pairs count them.
    pub fn attendance(&self, people: &People, are_bodies: bool) -> usize {
        let is_body = |id: PersonId| people.number_of(id).is_some_and(|number| people.is_body(number));
        let there = self.present.iter().filter(
            |(id, may_be_person)| {
                if are_bodies { is_body(*id) } else { *may_be_person && !is_body(*id) }
            },
        );
        there.map(|(id, _)| id).collect::<BTreeSet<_>>().len()
    }
}

/// Reads what rows say of an event and its quotes.
pub fn told(dataset: &Dataset, id: EventId) -> Result<Told> {
    let event = dataset.event(id)?;
    let of_quote = |quote: &Quote| {
        let by = quote.speaker.as_ref();
        let speaker = |lang| by.map_or("", |speaker| speaker_name(dataset, speaker, lang)).to_owned();
        let role = |lang| by.map_or("", |speaker| role_of(&event, speaker).shown(lang)).to_owned();
        let named_as = |lang| by.map_or("", |speaker| speaker.named_as.shown(lang)).to_owned();
        let of_entity = |speaker: &Participant| dataset.resolve(&speaker.who).and_then(|entity| entity.country.clone());
        let country =
            by.and_then(|speaker| event.countries_of_speaker(speaker).next().cloned().or_else(|| of_entity(speaker)));
        Spoken {
            speaker: Lang::ALL.map(speaker),
            role: Lang::ALL.map(role),
            named_as: Lang::ALL.map(named_as),
            country: country.map_or_else(String::new, |country| country.code().to_owned()),
            kind: quote.kind,
            language: quote.language.clone().unwrap_or_default(),
            words: Lang::ALL.map(|lang| words(quote, lang).to_owned()),
        }
    };
    let place = |lang| event.place.as_ref().map_or("", |place| place.name.shown(lang)).to_owned();
    Ok(Told {
        kind: event.kind.clone().unwrap_or_default(),
        place: Lang::ALL.map(place),
        online: event.online,
        summary: Lang::ALL.map(|lang| event.summary.shown(lang).to_owned()),
        quotes: event.quotes.iter().map(of_quote).collect(),
        present: present(dataset, &event),
    })
}

/// Who took part in an event, and whether as somebody who may be a person; each once.
fn present(dataset: &Dataset, event: &Event) -> Vec<(PersonId, bool)> {
    let there = event.participants.iter().filter(|participant| took_part(participant.part.as_deref()));
    let who = there.filter_map(|participant| {
        Some((dataset.person_of(&participant.who)?, Schema::may_be_person(participant.who.schema.as_ref())))
    });
    who.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The words of a quote: the original, else a translation.
pub fn words(quote: &Quote, lang: Lang) -> &str {
    let text = if quote.text.is_empty() { &quote.translation } else { &quote.text };
    text.shown(lang)
}

/// The office or function of a speaker: as the quote has it, else as the same event has it for the same entity or name.
pub fn role_of<'e>(event: &'e Event, speaker: &'e Participant) -> &'e Text {
    let mut same = event.same(&speaker.who);
    let mut of_event = || same.find(|participant| !participant.role.is_empty()).map(|participant| &participant.role);
    if speaker.role.is_empty() { of_event().unwrap_or(&speaker.role) } else { &speaker.role }
}

/// How an entity of the data is called, else the name as printed, else the id.
pub fn name_of<'a>(dataset: &'a Dataset, who: &'a Named, lang: Lang) -> &'a str {
    let entity = dataset.resolve(who).map(|entity| entity.name.shown(lang)).filter(|name| !name.is_empty());
    let printed = Some(who.name.shown(lang)).filter(|name| !name.is_empty());
    entity.or(printed).or(who.entity.as_deref()).unwrap_or_default()
}

/// Who a speaker is, else how the source names them.
pub fn speaker_name<'a>(dataset: &'a Dataset, speaker: &'a Participant, lang: Lang) -> &'a str {
    let name = name_of(dataset, &speaker.who, lang);
    if name.is_empty() { speaker.named_as.shown(lang) } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(events: &[(u32, &[u32])], dated: usize) -> QuoteRows {
        let found: Vec<_> = events
            .iter()
            .enumerate()
            .map(|(place, (event, numbers))| (place, EventId(*event), numbers.to_vec()))
            .collect();
        QuoteRows::of_some(&found, dated)
    }

    fn listed(rows: &QuoteRows, newest_first: bool) -> Vec<(u32, u32)> {
        (0..).map_while(|row| rows.quote(row, newest_first)).map(|(event, number)| (event.0, number)).collect()
    }

    #[test]
    fn rows_keep_the_order_of_a_record_in_either_order_of_time() {
        let rows = rows(&[(7, &[0, 2]), (3, &[1]), (9, &[0, 1]), (5, &[4, 6])], 3);
        assert_eq!((rows.len(), rows.dated()), (7, 5));
        let oldest = [(7, 0), (7, 2), (3, 1), (9, 0), (9, 1), (5, 4), (5, 6)];
        assert_eq!(listed(&rows, false), oldest);
        let newest = [(9, 0), (9, 1), (3, 1), (7, 0), (7, 2), (5, 4), (5, 6)];
        assert_eq!(listed(&rows, true), newest);
        for newest_first in [false, true] {
            for (row, (event, number)) in listed(&rows, newest_first).into_iter().enumerate() {
                assert_eq!(rows.row_of(EventId(event), number, newest_first), Some((row, true)));
            }
        }
        assert_eq!(rows.row_of(EventId(7), 1, true), Some((4, false)), "the row nearest to one that is not listed");
        assert_eq!(rows.row_of(EventId(7), 9, true), Some((4, false)));
        assert_eq!(rows.row_of(EventId(8), 0, true), None);
    }

    #[test]
    fn no_quotes_make_no_rows() {
        assert_eq!(listed(&rows(&[], 0), true), []);
        assert_eq!(QuoteRows::default().len(), 0);
    }
}
