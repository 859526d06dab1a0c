//! Who took part together: pairs of countries, or of persons, with the number of their events.
//!
//! To take part is to have any part but `mentioned` and `initiator`. Nobody is said to have *met*: the data knows only
//! that both took part in one event. Every selected event is visited once with those who took part in it; sets of
//! events are never intersected, because there may be as many pairs as there are events.

use super::target::{Target, target_of_person};
use crate::dataset::{As, Countries, Dataset, EventId, SelectedEvents};
use crate::language::name_key;
use crate::model::Lang;
use crate::parallel::both;
use hashbrown::HashMap;
use roaring::RoaringBitmap;
use std::ops::Range;

pub use crate::dataset::MOST_IN_PAIRS as MOST;

/// What a pair is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    /// Countries.
    Countries,
    /// Persons; bodies are left out.
    People,
}

/// A country or a person of some pair.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Party {
    /// What it leads to.
    pub target: Target,
    /// The code of the country, or the name of the person in the language asked for.
    pub name: String,
    /// In how many events it took part, alone or not.
    pub events: u32,
}

/// Two who took part together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pair {
    /// Number of the one that comes first in the alphabet, in [`Pairs::parties`].
    pub a: u32,
    /// Number of the other.
    pub b: u32,
    /// How many events both took part in.
    pub events: u32,
    /// In how many of them nobody else took part; of persons, no other person.
    pub alone: u32,
    /// The earliest of the events that have a date.
    pub first: Option<EventId>,
    /// The latest of them.
    pub last: Option<EventId>,
}

/// Pairs, and who is in them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pairs {
    /// Everybody who is in a pair, in the order of the alphabet: case and accents aside.
    pub parties: Vec<Party>,
    /// Most events first, then in the order of the alphabet.
    pub rows: Vec<Pair>,
    /// Events in which more than [`MOST`] took part; they are not counted.
    pub crowded: usize,
}

/// Events from which on pairs are counted by two threads.
const MANY: u32 = 10_000;

/// Counts the pairs of `events`, which are numbers under which events are shown. Names are those of `lang`.
pub fn pairs(dataset: &Dataset, events: &RoaringBitmap, who: Who, lang: Lang) -> Pairs {
    let (tally, parties) = match who {
        Who::Countries => count_countries(dataset, events),
        Who::People => count_people(dataset, events, lang),
    };
    tally.finish(dataset, parties)
}

/// Counts the pairs among `chosen`, which are numbers of people or bodies; those that are `listed` are who may be there
/// besides. Names are those of `lang`.
pub(super) fn pairs_among(
    dataset: &Dataset,
    events: &RoaringBitmap,
    is_listed: &dyn Fn(u32) -> bool,
    standing: As,
    chosen: &[u32],
    lang: Lang,
) -> Pairs {
    let (tally, parties) = count_listed(dataset, events, (is_listed, standing), Some(chosen), lang);
    tally.finish(dataset, parties)
}

fn count_countries(dataset: &Dataset, events: &RoaringBitmap) -> (Tally, Vec<Party>) {
    let countries = Countries::new(dataset);
    let tally_of = |range: Range<u32>| {
        let mut tally = Tally::new(dataset, countries.codes().len());
        let mut numbers = Vec::new();
        countries.each_present(events.range(range), |event, present| {
            numbers.clear();
            numbers.extend_from_slice(present);
            tally.add(dataset, event, &mut numbers);
        });
        tally
    };
    let tally = Tally::of_halves(dataset, tally_of);
    let party =
        |code: &&str| Party { target: Target::Country((*code).to_owned()), name: (*code).to_owned(), events: 0 };
    (tally, countries.codes().iter().map(party).collect())
}

fn count_people(dataset: &Dataset, events: &RoaringBitmap, lang: Lang) -> (Tally, Vec<Party>) {
    let people = dataset.people();
    count_listed(dataset, events, (&|number| !people.is_body(number), As::Person), None, lang)
}

/// Counts the pairs of those that are listed, or among the `chosen` ones of them.
fn count_listed(
    dataset: &Dataset,
    events: &RoaringBitmap,
    (is_listed, standing): (&dyn Fn(u32) -> bool, As),
    chosen: Option<&[u32]>,
    lang: Lang,
) -> (Tally, Vec<Party>) {
    let selected = SelectedEvents::new(dataset, events);
    let people = dataset.people();
    let persons = || (0..people.len() as u32).filter(|number| is_listed(*number));
    let places = chosen.map(|chosen| {
        let mut places = vec![NOBODY; people.len()];
        (0..).zip(chosen).for_each(|(place, number)| places[*number as usize] = place);
        places
    });
    let parties = chosen.map_or(people.len(), <[u32]>::len);
    // The columns name events beside each person; here the persons beside each event are wanted.
    let mut ends = vec![0u32; dataset.event_bound() as usize + 1];
    let each_event = |number, found: &mut dyn FnMut(u32)| {
        selected.each_attended(people, number, standing, |event| found(event.0));
    };
    persons().for_each(|number| each_event(number, &mut |event| ends[event as usize + 1] += 1));
    for at in 1..ends.len() {
        ends[at] += ends[at - 1];
    }
    let mut present = vec![0; ends.last().map_or(0, |end| *end as usize)];
    // After this, `ends` holds what its name says: it held the beginnings before.
    for number in persons() {
        each_event(number, &mut |event| {
            let place = &mut ends[event as usize];
            present[*place as usize] = number;
            *place += 1;
        });
    }
    let tally_of = |range: Range<u32>| {
        let mut tally = Tally::new(dataset, parties);
        let mut start = range.start.checked_sub(1).map_or(0, |before| ends[before as usize] as usize);
        let mut numbers = Vec::new();
        for event in range {
            let end = ends[event as usize] as usize;
            if end > start {
                numbers.clear();
                numbers.extend_from_slice(&present[start..end]);
                tally.add_chosen(dataset, EventId(event), &mut numbers, places.as_deref());
            }
            start = end;
        }
        tally
    };
    let tally = Tally::of_halves(dataset, tally_of);
    let party = |number| Party {
        target: target_of_person(people, number),
        name: people.name(number, lang).to_owned(),
        events: 0,
    };
    let parties = match chosen {
        Some(chosen) => chosen.iter().map(|number| party(*number)).collect(),
        None => (0..people.len() as u32).map(party).collect(),
    };
    (tally, parties)
}

/// What is known of a pair while events are added. Times are places in the order of the dataset.
#[derive(Clone, Copy)]
struct Count {
    events: u32,
    alone: u32,
    first: u32,
    last: u32,
}

impl Count {
    const NOTHING: Count = Count { events: 0, alone: 0, first: u32::MAX, last: 0 };

    fn join(&mut self, other: Count) {
        self.events += other.events;
        self.alone += other.alone;
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }
}

/// The pairs, by the numbers of both.
enum Counts {
    /// Of few parties: a square, the smaller number being the row.
    Few(Vec<Count>),
    /// Of many: the smaller number in the upper half of the key.
    Many(HashMap<u64, Count>),
}

/// Parties of which a square of pairs takes no more than 16 megabytes.
const FEW: usize = 1024;

/// The place of somebody who is not chosen.
const NOBODY: u32 = u32::MAX;

struct Tally {
    counts: Counts,
    /// How many events each has.
    events: Vec<u32>,
    parties: usize,
    /// How many events have a date; those without come last.
    dated: u32,
    crowded: usize,
}

impl Tally {
    fn new(dataset: &Dataset, parties: usize) -> Tally {
        let counts = if parties <= FEW {
            Counts::Few(vec![Count::NOTHING; parties * parties])
        } else {
            Counts::Many(HashMap::new())
        };
        let events = vec![0; parties];
        Tally { counts, events, parties, dated: dataset.time_order().dated() as u32, crowded: 0 }
    }

    /// The pairs of all events, of which `tally_of` counts those in a range of numbers.
    fn of_halves(dataset: &Dataset, tally_of: impl Fn(Range<u32>) -> Tally + Sync) -> Tally {
        let end = dataset.event_bound();
        let middle = end / 2;
        let (mut tally, other) = both(end > MANY, || tally_of(0..middle), || tally_of(middle..end));
        tally.join(other);
        tally
    }

    fn join(&mut self, other: Tally) {
        self.crowded += other.crowded;
        self.events.iter_mut().zip(&other.events).for_each(|(events, other)| *events += other);
        match (&mut self.counts, other.counts) {
            (Counts::Few(square), Counts::Few(others)) => {
                square.iter_mut().zip(others).for_each(|(count, other)| count.join(other));
            }
            (Counts::Many(pairs), Counts::Many(others)) => {
                others.into_iter().for_each(|(pair, other)| pairs.entry(pair).or_insert(Count::NOTHING).join(other));
            }
            // Both have as many parties.
            (Counts::Few(_), Counts::Many(_)) | (Counts::Many(_), Counts::Few(_)) => {}
        }
    }

    /// Adds an event with the numbers of those who took part, which may stand there twice.
    fn add(&mut self, dataset: &Dataset, event: EventId, present: &mut Vec<u32>) {
        self.add_chosen(dataset, event, present, None);
    }

    /// The same; of those who took part only the ones with a place are counted.
    fn add_chosen(&mut self, dataset: &Dataset, event: EventId, present: &mut Vec<u32>, places: Option<&[u32]>) {
        present.sort_unstable();
        present.dedup();
        let there = present.len();
        if let Some(places) = places {
            for number in present.iter_mut() {
                *number = places[*number as usize];
            }
            present.retain(|place| *place != NOBODY);
            present.sort_unstable();
        }
        for number in present.iter() {
            self.events[*number as usize] += 1;
        }
        if there > MOST {
            self.crowded += 1;
            return;
        }
        if present.len() < 2 {
            return;
        }
        let place = dataset.time_order().rank(event);
        let alone = u32::from(there == 2);
        for (at, &a) in present.iter().enumerate() {
            for &b in &present[at + 1..] {
                let count = match &mut self.counts {
                    Counts::Few(square) => &mut square[a as usize * self.parties + b as usize],
                    Counts::Many(pairs) => pairs.entry(u64::from(a) << 32 | u64::from(b)).or_insert(Count::NOTHING),
                };
                count.events += 1;
                count.alone += alone;
                if place < self.dated {
                    count.first = count.first.min(place);
                    count.last = count.last.max(place);
                }
            }
        }
    }

    /// The pairs that were found.
    fn found(self) -> Vec<(u32, u32, Count)> {
        match self.counts {
            Counts::Few(square) => {
                let pairs = square.into_iter().enumerate().filter(|(_, count)| count.events > 0);
                let pair = |(at, count)| ((at / self.parties) as u32, (at % self.parties) as u32, count);
                pairs.map(pair).collect()
            }
            Counts::Many(pairs) => {
                pairs.into_iter().map(|(pair, count)| ((pair >> 32) as u32, pair as u32, count)).collect()
            }
        }
    }

    /// Numbers those who are in pairs by the alphabet, and orders the pairs.
    fn finish(self, dataset: &Dataset, parties: Vec<Party>) -> Pairs {
        let crowded = self.crowded;
        let parties = parties.into_iter().zip(&self.events).map(|(party, events)| Party { events: *events, ..party });
        let parties = parties.collect();
        arranged(dataset.order(), parties, self.found(), crowded)
    }
}

/// The pairs of those who were counted elsewhere, each with the number of its events: of two by their numbers how many, and
/// how many with nobody else.
#[cfg(feature = "store")]
pub(crate) fn of_counts(parties: Vec<Party>, counted: &[(u32, u32, u32, u32)], crowded: usize) -> Pairs {
    let pair = |&(a, b, events, alone): &(u32, u32, u32, u32)| (a, b, Count { events, alone, ..Count::NOTHING });
    arranged(&[], parties, counted.iter().map(pair).collect(), crowded)
}

/// Numbers those who are in pairs by the alphabet, and orders the pairs, whose times are places in an order.
fn arranged(order: &[EventId], parties: Vec<Party>, found: Vec<(u32, u32, Count)>, crowded: usize) -> Pairs {
    let mut is_paired = vec![false; parties.len()];
    for (a, b, _) in &found {
        is_paired[*a as usize] = true;
        is_paired[*b as usize] = true;
    }
    let paired = parties.into_iter().enumerate().filter(|(number, _)| is_paired[*number]);
    let mut sorted: Vec<(String, usize, Party)> =
        paired.map(|(number, party)| (name_key(&party.name), number, party)).collect();
    sorted.sort_unstable_by(|(a_key, a, a_party), (b_key, b, b_party)| {
        a_key.cmp(b_key).then_with(|| a_party.name.cmp(&b_party.name)).then_with(|| a.cmp(b))
    });
    let mut places = vec![0; is_paired.len()];
    for (place, (_, number, _)) in sorted.iter().enumerate() {
        places[*number] = place as u32;
    }
    let mut rows: Vec<Pair> = found
        .into_iter()
        .map(|(a, b, Count { events, alone, first, last })| {
            let (a, b) = (places[a as usize], places[b as usize]);
            let dated = first != u32::MAX;
            Pair {
                a: a.min(b),
                b: a.max(b),
                events,
                alone,
                first: dated.then(|| order[first as usize]),
                last: dated.then(|| order[last as usize]),
            }
        })
        .collect();
    rows.sort_unstable_by(|x, y| y.events.cmp(&x.events).then_with(|| (x.a, x.b).cmp(&(y.a, y.b))));
    Pairs { parties: sorted.into_iter().map(|(_, _, party)| party).collect(), rows, crowded }
}
