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
#[cfg(feature = "store")]
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// Quotes as rows: the events that have some by first day, last day and id, undated ones last, and the quotes of an
/// event in the order of its record. Where the events lie elsewhere some of them are here, and of the rows of the others only
/// the places are known.
#[derive(Clone, Debug, Default)]
pub struct QuoteRows {
    events: Vec<EventId>,
    /// How many rows are here up to the end of each event.
    ends: Vec<u32>,
    /// The number of each row's quote in its event, from 0; `None` when every quote of these events is a row.
    numbers: Option<Vec<u32>>,
    /// How many of the events, at the beginning, have a date.
    dated: usize,
    /// What is known of the others; `None` when all events are here.
    elsewhere: Option<Elsewhere>,
}

/// Rows that are not here.
#[derive(Clone, Debug, Default)]
struct Elsewhere {
    /// How many of them come before each event that is here.
    before: Vec<u32>,
    /// How many rows there are, here or not, and how many of these have a date.
    len: usize,
    dated: usize,
}

impl QuoteRows {
    /// No rows.
    pub(super) const NONE: QuoteRows =
        QuoteRows { events: Vec::new(), ends: Vec::new(), numbers: None, dated: 0, elsewhere: None };

    /// How many rows there are.
    pub fn len(&self) -> usize {
        match &self.elsewhere {
            Some(elsewhere) => elsewhere.len,
            None => self.ends.last().map_or(0, |end| *end as usize),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The events that are here, each once.
    pub fn events(&self) -> &[EventId] {
        &self.events
    }

    /// How many of them, at the beginning, have a date.
    pub fn dated_events(&self) -> usize {
        self.dated
    }

    /// How many rows have a date; they come first.
    pub fn dated(&self) -> usize {
        match &self.elsewhere {
            Some(elsewhere) => elsewhere.dated,
            None => self.here_before(self.dated),
        }
    }

    /// Whether some events may not have come.
    pub fn is_elsewhere(&self) -> bool {
        self.elsewhere.is_some()
    }

    /// How many rows that are here the first `events` have.
    fn here_before(&self, events: usize) -> usize {
        events.checked_sub(1).map_or(0, |last| self.ends[last] as usize)
    }

    /// The rows of an event that is here, in the order of time.
    fn rows_of(&self, event: usize) -> Range<usize> {
        let before = self.elsewhere.as_ref().map_or(0, |elsewhere| elsewhere.before[event] as usize);
        before + self.here_before(event)..before + self.ends[event] as usize
    }

    /// The event that has a row in the order of time, where it is here.
    fn event_at(&self, row: usize) -> Option<usize> {
        let (mut low, mut high) = (0, self.events.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.rows_of(middle).end <= row { low = middle + 1 } else { high = middle }
        }
        (low < self.events.len() && self.rows_of(low).contains(&row)).then_some(low)
    }

    /// The number in its event of a quote that is here: which of those of this event that are rows.
    fn number(&self, event: usize, within: usize) -> u32 {
        let place = self.here_before(event) + within;
        self.numbers.as_ref().map_or(within as u32, |numbers| numbers[place])
    }

    /// The quote of a row: its event, and its number in it; `None` beyond the end, and of one that has not come.
    pub fn quote(&self, row: usize, newest_first: bool) -> Option<(EventId, u32)> {
        let dated = self.dated();
        if row >= self.len() {
            return None;
        }
        let is_mirrored = newest_first && row < dated;
        let event = self.event_at(if is_mirrored { dated - 1 - row } else { row })?;
        let of_event = self.rows_of(event);
        let within = if is_mirrored { row - (dated - of_event.end) } else { row - of_event.start };
        Some((self.events[event], self.number(event, within)))
    }

    /// The first row of the event at a place of [`QuoteRows::events`].
    pub fn first_row(&self, event: usize, newest_first: bool) -> usize {
        let rows = self.rows_of(event);
        if newest_first && event < self.dated { self.dated() - rows.end } else { rows.start }
    }

    /// The row of a quote; of an event that has rows but not this one, the row nearest to it.
    pub fn row_of(&self, event: EventId, number: u32, newest_first: bool) -> Option<(usize, bool)> {
        let at = self.events.iter().position(|listed| *listed == event)?;
        let count = self.rows_of(at).len();
        let here = self.here_before(at)..self.ends[at] as usize;
        let within = match &self.numbers {
            Some(numbers) => numbers[here].partition_point(|listed| *listed < number),
            None => number as usize,
        };
        let within = within.min(count - 1);
        Some((self.first_row(at, newest_first) + within, self.number(at, within) == number))
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

    /// So many rows, so many of them dated, of which none is here.
    #[cfg(feature = "store")]
    pub fn elsewhere(len: usize, dated: usize) -> QuoteRows {
        let elsewhere = Elsewhere { before: Vec::new(), len, dated };
        QuoteRows { numbers: Some(Vec::new()), elsewhere: Some(elsewhere), ..QuoteRows::default() }
    }

    /// The same with some more events: of each its first row in the order of time, and the numbers of its quotes.
    #[cfg(feature = "store")]
    #[must_use]
    pub fn with(&self, more: impl IntoIterator<Item = (usize, EventId, Vec<u32>)>) -> QuoteRows {
        let here = (0..self.events.len()).map(|at| {
            let rows = self.rows_of(at);
            (rows.start, (self.events[at], (0..rows.len()).map(|within| self.number(at, within)).collect()))
        });
        let mut all: BTreeMap<usize, (EventId, Vec<u32>)> = here.collect();
        all.extend(more.into_iter().map(|(first, event, numbers)| (first, (event, numbers))));
        let (mut rows, mut numbers) = (QuoteRows::elsewhere(self.len(), self.dated()), Vec::new());
        let Some(elsewhere) = &mut rows.elsewhere else { return rows };
        for (first, (event, of_event)) in all {
            elsewhere.before.push((first - numbers.len()) as u32);
            numbers.extend(of_event);
            rows.events.push(event);
            rows.ends.push(numbers.len() as u32);
            rows.dated += usize::from(first < elsewhere.dated);
        }
        rows.numbers = Some(numbers);
        rows
    }

    /// Those of some rows, in the order of time, whose events have not come, from the first to the last.
    #[cfg(feature = "store")]
    pub fn missing(&self, rows: Range<usize>) -> Range<usize> {
        let rows = rows.start.min(self.len())..rows.end.min(self.len());
        let is_missing = |row: &usize| self.event_at(*row).is_none();
        let (first, last) = (rows.clone().find(is_missing), rows.clone().rev().find(is_missing));
        first.zip(last).map_or(rows.end..rows.end, |(first, last)| first..last + 1)
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
pub(super) fn needs_reading(query: &Query) -> bool {
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

    /// The same of events of other records, of which some have problems. What the query means, who is who and what is marked
    /// are as before.
    #[cfg(feature = "store")]
    pub(super) fn of_records(self, records: &'a Dataset, problems: RoaringBitmap) -> QuoteMatcher<'a> {
        let there = |events: &RoaringBitmap| -> RoaringBitmap {
            let ids = events.iter().map(|event| self.dataset.head(EventId(event)).id);
            ids.filter_map(|id| records.event_by_id(id)).map(|event| event.0).collect()
        };
        let (bookmarks, notes) = (there(&self.bookmarks), there(&self.notes));
        QuoteMatcher { dataset: records, problems, bookmarks, notes, ..self }
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
    pub(super) fn numbers(&self, id: EventId, event: &Event) -> Vec<u32> {
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

    #[cfg(feature = "store")]
    #[test]
    fn rows_of_which_some_are_here_stand_where_all_of_them_stand() {
        let all = rows(&[(7, &[0, 2]), (3, &[1]), (9, &[0, 1]), (5, &[4, 6]), (6, &[0])], 3);
        let (len, dated) = (all.len(), all.dated());
        let each: Vec<(usize, EventId, Vec<u32>)> = vec![
            (0, EventId(7), vec![0, 2]),
            (2, EventId(3), vec![1]),
            (3, EventId(9), vec![0, 1]),
            (5, EventId(5), vec![4, 6]),
            (7, EventId(6), vec![0]),
        ];
        for chosen in 0..1 << each.len() {
            // In two steps, and not in their order.
            let of = |step: usize| {
                let is_of = move |at: &usize| chosen >> at & 1 == 1 && at % 2 == step;
                (0..each.len()).filter(is_of).map(|at| each[at].clone())
            };
            let some = QuoteRows::elsewhere(len, dated).with(of(1)).with(of(0));
            assert_eq!((some.len(), some.dated(), some.is_elsewhere()), (len, dated, true));
            assert_eq!(some.dated_events(), (chosen & 0b111u32).count_ones() as usize);
            for newest_first in [false, true] {
                for row in 0..=len {
                    let quote = all.quote(row, newest_first);
                    let is_here = quote.is_some_and(|(event, _)| some.events().contains(&event));
                    assert_eq!(some.quote(row, newest_first), quote.filter(|_| is_here), "{chosen} {row}");
                    if let Some((event, number)) = quote.filter(|_| is_here) {
                        assert_eq!(some.row_of(event, number, newest_first), Some((row, true)));
                        let at = some.events().iter().position(|listed| *listed == event).unwrap();
                        let whole = all.events().iter().position(|listed| *listed == event).unwrap();
                        assert_eq!(some.first_row(at, newest_first), all.first_row(whole, newest_first));
                    }
                }
            }
            let here = |row: usize| some.quote(row, false).is_some();
            let missing: Vec<usize> = (0..len).filter(|row| !here(*row)).collect();
            let bounds = missing.first().map_or(len..len, |first| *first..missing[missing.len() - 1] + 1);
            assert_eq!(some.missing(0..len + 5), bounds);
        }
        assert_eq!((QuoteRows::elsewhere(9, 4).quote(3, true), QuoteRows::elsewhere(9, 4).len()), (None, 9));
    }

    #[test]
    fn no_quotes_make_no_rows() {
        assert_eq!(listed(&rows(&[], 0), true), []);
        assert_eq!(QuoteRows::default().len(), 0);
    }
}
