//! Who took part in the selected events: persons, each with the number of events, the first and the last, and when they
//! were. Bodies are no rows: they have a facet of their own.
//!
//! To take part is to have any part but `mentioned` and `initiator`. Counts come from the columns of the index; no
//! record is read. Those whose own name the words of the query find come before those who were at the same events. How a
//! row looks is not known here.

use super::aliases::asked;
use super::ast::Query;
use super::histogram::{Bucket, Histogram, few_over_time};
use super::scale::Zoom;
use super::word_events::{Way, WordEvents};
use crate::dataset::{As, ColumnOf, Dataset, EventId, EventList, People, PersonId, SelectedEvents};
use crate::language;
use crate::model::{Day, Lang};
use crate::parallel::both;
use roaring::RoaringBitmap;

/// How people are ordered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PeopleOrder {
    /// Most events first, then by the alphabet.
    #[default]
    Count,
    /// By the alphabet: case and accents aside.
    Name,
}

impl PeopleOrder {
    /// The other order.
    #[must_use]
    pub fn reversed(self) -> PeopleOrder {
        match self {
            PeopleOrder::Count => PeopleOrder::Name,
            PeopleOrder::Name => PeopleOrder::Count,
        }
    }
}

/// Somebody who took part in selected events.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PersonRow {
    /// Their number in [`Dataset::people`].
    pub number: u32,
    /// Whether the words of the query find their own name.
    pub is_named: bool,
    /// In how many of the events they took part.
    pub events: u32,
    /// The earliest of those that have a date.
    pub first: Option<EventId>,
    /// The latest of them.
    pub last: Option<EventId>,
    /// The first day of the earliest, and the last one of the latest.
    pub days: Option<(Day, Day)>,
}

/// Events from which on those who took part are counted by two threads.
const MANY: u64 = 10_000;

/// The numbers of those whose own name some word of a query finds.
pub fn named(dataset: &Dataset, query: &Query) -> RoaringBitmap {
    let people = dataset.people();
    named_ids(dataset, query).into_iter().filter_map(|id| people.number_of(id)).collect()
}

/// The same by who they are, whether they took part or not.
pub(super) fn named_ids(dataset: &Dataset, query: &Query) -> Vec<PersonId> {
    let stop = || false;
    let words = WordEvents::new(dataset, &stop);
    let entities = dataset.entities();
    let mut ids = Vec::new();
    for (typed, is_near) in query.search().map_or_else(Vec::new, asked) {
        let way = match (query.is_literal(), is_near) {
            (true, _) => Way::Beginning,
            (false, true) => Way::Near,
            (false, false) => Way::Wide,
        };
        let finds = |name: &str| {
            let matchers = language::words(typed).map(|word| words.matcher(way, &word.folded));
            matchers.into_iter().any(|matcher| matcher.finds_in(name))
        };
        for number in words.may_be(dataset.names_of_entities(), typed, way) {
            let entity = &entities.all()[number as usize];
            // An alias of a body is found where the query covers it, and is not its name.
            if entity.is_person() || entity.name.versions().any(|(_, name)| finds(name)) {
                ids.push(PersonId::of_entity(&entity.id));
            }
        }
        for names in [ColumnOf::Person, ColumnOf::Org].into_iter().flat_map(|of| dataset.names_in(of)) {
            let found = words.may_be(names, typed, way).into_iter().filter_map(|number| names.value(number));
            ids.extend(found.map(|value| dataset.person_of_value(value.key(), value.name(Lang::En))));
        }
    }
    ids
}

/// The numbers of those who are called so: the one whose whole name the words are, in any script or form, else all in
/// whose names each of the words stands.
pub fn called(dataset: &Dataset, name: &str) -> RoaringBitmap {
    let mut all: Option<RoaringBitmap> = None;
    for word in language::words(name).filter(|word| !word.part) {
        let Ok(query) = Query::parse(&word.folded) else { continue };
        let with_word = named(dataset, &query);
        all = Some(all.map_or_else(|| with_word.clone(), |before| before & &with_word));
    }
    let all = all.unwrap_or_default();
    let key = language::name_key(name);
    let people = dataset.people();
    let whole: RoaringBitmap = all
        .iter()
        .filter(|number| match people.entity(*number) {
            Some(entity) => entity.names().any(|name| language::name_key(name) == key),
            None => language::name_key(people.own_name(*number)) == key,
        })
        .collect();
    if whole.is_empty() { all } else { whole }
}

/// Those who took part in `events`, which are numbers under which events are shown; the alphabet is that of `lang`. Those
/// who are `named` come first.
pub fn people(
    dataset: &Dataset,
    events: &RoaringBitmap,
    named: &RoaringBitmap,
    order: PeopleOrder,
    lang: Lang,
) -> Vec<PersonRow> {
    let people = dataset.people();
    let selected = SelectedEvents::new(dataset, events);
    let rows_from = |first: u32| -> Vec<PersonRow> {
        let numbers = (first..people.len() as u32).step_by(2).filter(|number| !people.is_body(*number));
        let row = |number| row(dataset, people, &selected, number);
        numbers.filter_map(|number| Some(PersonRow { is_named: named.contains(number), ..row(number)? })).collect()
    };
    let (mut rows, others) = both(events.len() > MANY, || rows_from(0), || rows_from(1));
    rows.extend(others);
    arrange(dataset, &mut rows, order, lang);
    rows
}

/// Puts rows in their order.
fn arrange(dataset: &Dataset, rows: &mut [PersonRow], order: PeopleOrder, lang: Lang) {
    let ranks = dataset.people().ranks(lang);
    let rank = |row: &PersonRow| ranks[row.number as usize];
    // Those who are named, then most events, then the alphabet, as one number: no data here have 2^31
    // events, and what has more of them elsewhere counts as that many.
    let fewer =
        |row: &PersonRow| if order == PeopleOrder::Count { (u32::MAX / 2).saturating_sub(row.events) } else { 0 };
    let key = |row: &PersonRow| u64::from(!row.is_named) << 63 | u64::from(fewer(row)) << 32 | u64::from(rank(row));
    rows.sort_by_cached_key(key);
}

/// The rows of those who were counted elsewhere: who they are, in how many events they took part, and the days of the
/// first and the last of them. `of_all` has the names of all of them.
#[cfg(feature = "store")]
pub(crate) fn of_counts(
    of_all: &Dataset,
    counted: impl IntoIterator<Item = (PersonId, u32, Option<(Day, Day)>)>,
    named: &[PersonId],
    order: PeopleOrder,
    lang: Lang,
) -> Vec<PersonRow> {
    let named: hashbrown::HashSet<&PersonId> = named.iter().collect();
    let row = |(id, events, days)| {
        let number = of_all.people().number_of(id)?;
        Some(PersonRow { number, is_named: named.contains(&id), events, first: None, last: None, days })
    };
    let mut rows: Vec<PersonRow> = counted.into_iter().filter_map(row).collect();
    arrange(of_all, &mut rows, order, lang);
    rows
}

/// The events in which any person took part.
pub fn attended(dataset: &Dataset) -> RoaringBitmap {
    let people = dataset.people();
    dataset.events_attended((0..people.len() as u32).filter(|number| !people.is_body(*number)), As::Either)
}

/// When some people took part in events that a query selects.
#[derive(Clone, Debug, Default)]
pub struct Strips {
    /// The time that each of them is over: buckets without counts.
    pub time: Histogram,
    /// The highest bucket of anybody in the whole list: all are drawn on one scale.
    pub most: u32,
    /// Of each the counts, in the order of those buckets.
    pub of: Vec<(PersonId, Vec<Bucket>)>,
}

/// When those of the `listed` with these numbers took part in `events`, in at most so many columns. The highest bucket of
/// all is looked for unless it is known.
pub fn strips(
    dataset: &Dataset,
    (events, listed): (&EventList, &[PersonRow]),
    numbers: &[u32],
    (columns, zoom): (usize, Option<Zoom>),
    most: Option<u32>,
) -> Strips {
    let people = dataset.people();
    let counted = |number: u32| {
        let attended = dataset.events_attended([number], As::Either);
        few_over_time(events, attended.into_iter().map(EventId), columns, zoom)
    };
    let highest = |of: &Histogram| of.buckets.iter().map(|bucket| bucket.placed + bucket.spread).max().unwrap_or(0);
    let most = most.unwrap_or_else(|| {
        // Nobody has more in one bucket than in all: those with few events need no look.
        let mut rows: Vec<(u32, u32)> = listed.iter().map(|row| (row.events, row.number)).collect();
        rows.sort_unstable_by_key(|row| std::cmp::Reverse(row.0));
        rows.iter()
            .fold(0, |most, (all, number)| if *all <= most { most } else { most.max(highest(&counted(*number))) })
    });
    let of = numbers.iter().map(|number| (people.id(*number), counted(*number).buckets)).collect();
    Strips { time: few_over_time(events, [], columns, zoom), most, of }
}

fn row(dataset: &Dataset, people: &People, selected: &SelectedEvents, number: u32) -> Option<PersonRow> {
    let order = dataset.time_order();
    let dated = order.dated() as u32;
    let (mut events, mut first, mut last) = (0, u32::MAX, 0);
    selected.each_attended_once(people, number, As::Either, |event| {
        events += 1;
        let place = order.rank(event);
        if place < dated {
            first = first.min(place);
            last = last.max(place);
        }
    });
    let is_dated = first != u32::MAX;
    let at = |place: u32| is_dated.then(|| order.events()[place as usize]);
    let days = is_dated.then(|| (order.days(first as usize).0, order.days(last as usize).1));
    (events > 0).then(|| PersonRow { number, is_named: false, events, first: at(first), last: at(last), days })
}
