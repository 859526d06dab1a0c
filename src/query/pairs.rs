//! Who took part together: pairs of countries, or of persons, with the number of their events.
//!
//! To take part is to have any part but `mentioned` and `initiator`. Nobody is said to have *met*: the data knows only
//! that both took part in one event. Every selected event is visited once with those who took part in it; sets of
//! events are never intersected, because there may be as many pairs as there are events.

use super::detail::Target;
use super::selected::Selected;
use crate::dataset::{Dataset, EventId, IndexPart};
use crate::index::columns::{ENTITY, name_key};
use crate::index::postings::entries;
use crate::index::{Column, Field};
use crate::model::{Entity, Lang, Schema};
use hashbrown::HashMap;
use roaring::RoaringBitmap;
use std::borrow::Cow;

/// Most participants of an event of which pairs are made: more of them would make millions of pairs, which say nothing.
pub const MOST: usize = 2_000;

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

/// Counts the pairs of `events`, which are numbers under which events are shown. Names are those of `lang`.
pub fn pairs(dataset: &Dataset, events: &RoaringBitmap, who: Who, lang: Lang) -> Pairs {
    let mut tally = Tally::new(dataset);
    let parties = match who {
        Who::Countries => count_countries(dataset, events, &mut tally),
        Who::People => count_people(dataset, events, lang, &mut tally),
    };
    tally.finish(dataset, parties)
}

fn count_countries(dataset: &Dataset, events: &RoaringBitmap, tally: &mut Tally) -> Vec<Party> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut present = Vec::new();
    for event in events {
        present.clear();
        for code in dataset.head(EventId(event)).present_countries() {
            let next = numbers.len() as u32;
            present.push(*numbers.entry(code).or_insert(next));
        }
        tally.add(event, &mut present);
    }
    let mut codes: Vec<(u32, &str)> = numbers.into_iter().map(|(code, number)| (number, code)).collect();
    codes.sort_unstable();
    codes
        .into_iter()
        .map(|(_, code)| Party { target: Target::Country(code.to_owned()), name: code.to_owned() })
        .collect()
}

fn count_people(dataset: &Dataset, events: &RoaringBitmap, lang: Lang, tally: &mut Tally) -> Vec<Party> {
    let selected = Selected::new(dataset, events);
    let mut people = People { dataset, lang, numbers: HashMap::new(), parties: Vec::new() };
    // Of events that are made of several records; their columns may lie in several segments.
    let mut united: HashMap<u32, Vec<u32>> = HashMap::new();
    let mut present = Vec::new();
    for IndexPart { base, events, index, .. } in dataset.indexes() {
        let column = index.column(Field::Present);
        // The column names events beside each value; here the values beside each event are wanted.
        let mut ends = vec![0u32; *events as usize + 1];
        let mut found: Vec<(u32, u32)> = Vec::new();
        for value in 0..column.len() {
            let mut number = None;
            for (at, _) in entries(column.postings(value)) {
                let record = base + at;
                let Some(event) = selected.event_of(record) else { continue };
                let Some(number) = *number.get_or_insert_with(|| people.number(column, value)) else { break };
                if selected.is_united(record) {
                    united.entry(event.0).or_default().push(number);
                } else {
                    ends[at as usize + 1] += 1;
                    found.push((at, number));
                }
            }
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut values = vec![0; found.len()];
        // After this, `ends` holds what its name says: it held the beginnings before.
        for (at, number) in found {
            let place = &mut ends[at as usize];
            values[*place as usize] = number;
            *place += 1;
        }
        let mut start = 0;
        for (at, end) in ends.iter().take(*events as usize).map(|end| *end as usize).enumerate() {
            present.clear();
            present.extend_from_slice(&values[start..end]);
            tally.add(base + at as u32, &mut present);
            start = end;
        }
    }
    for (event, mut present) in united {
        tally.add(event, &mut present);
    }
    people.parties
}

/// Persons by number. Several values of a column may be one person: an id, a name, an alias.
struct People<'a> {
    dataset: &'a Dataset,
    lang: Lang,
    numbers: HashMap<(bool, Cow<'a, str>), u32>,
    parties: Vec<Party>,
}

impl<'a> People<'a> {
    /// The number of the person that a value means; `None` when it means a body.
    fn number(&mut self, column: &'a Column, value: usize) -> Option<u32> {
        let (key, printed) = (column.key(value), column.name(value, self.lang));
        let id = key.strip_prefix(ENTITY);
        let printed = [printed, id.unwrap_or_default()].into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        let entity = self.dataset.entities().of_value(key);
        if entity.is_some_and(is_body) {
            return None;
        }
        let (is_entity, key) = match (entity, id) {
            (Some(entity), _) => (true, Cow::Borrowed(entity.id.as_str())),
            // An id that leads nowhere is no better than the name beside it.
            (None, Some(_)) => (false, Cow::Owned(name_key(printed))),
            (None, None) => (false, Cow::Borrowed(key)),
        };
        let parties = &mut self.parties;
        let lang = self.lang;
        Some(*self.numbers.entry((is_entity, key)).or_insert_with(|| {
            let named = entity.map(|entity| entity.name.shown(lang)).filter(|name| !name.is_empty());
            let target = match entity {
                Some(entity) => Target::Entity(entity.id.clone()),
                None => Target::Name(printed.to_owned()),
            };
            parties.push(Party { target, name: named.unwrap_or(printed).to_owned() });
            parties.len() as u32 - 1
        }))
    }
}

fn is_body(entity: &Entity) -> bool {
    entity.schema.as_ref().is_some_and(|schema| *schema != Schema::Person)
}

/// What is known of a pair while events are added. Times are places in the order of the dataset.
#[derive(Clone, Copy)]
struct Count {
    events: u32,
    alone: u32,
    first: u32,
    last: u32,
}

struct Tally {
    /// The pairs, by the numbers of both: the smaller one in the upper half.
    counts: HashMap<u64, Count>,
    /// The place of each event in the order of time.
    places: Vec<u32>,
    /// How many events have a date; those without come last.
    dated: u32,
    crowded: usize,
}

impl Tally {
    fn new(dataset: &Dataset) -> Tally {
        let mut places = vec![u32::MAX; dataset.event_bound() as usize];
        for (place, event) in dataset.order().iter().enumerate() {
            places[event.0 as usize] = place as u32;
        }
        let dated = (dataset.event_count() - dataset.undated_count()) as u32;
        Tally { counts: HashMap::new(), places, dated, crowded: 0 }
    }

    /// Adds an event with the numbers of those who took part, which may stand there twice.
    fn add(&mut self, event: u32, present: &mut Vec<u32>) {
        present.sort_unstable();
        present.dedup();
        if present.len() > MOST {
            self.crowded += 1;
            return;
        }
        let place = self.places[event as usize];
        let alone = u32::from(present.len() == 2);
        for (at, a) in present.iter().enumerate() {
            for b in &present[at + 1..] {
                let nothing = Count { events: 0, alone: 0, first: u32::MAX, last: 0 };
                let count = self.counts.entry(u64::from(*a) << 32 | u64::from(*b)).or_insert(nothing);
                count.events += 1;
                count.alone += alone;
                if place < self.dated {
                    count.first = count.first.min(place);
                    count.last = count.last.max(place);
                }
            }
        }
    }

    /// Numbers those who are in pairs by the alphabet, and orders the pairs.
    fn finish(self, dataset: &Dataset, parties: Vec<Party>) -> Pairs {
        let mut is_paired = vec![false; parties.len()];
        for pair in self.counts.keys() {
            is_paired[(pair >> 32) as usize] = true;
            is_paired[*pair as u32 as usize] = true;
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
        let order = dataset.order();
        let mut rows: Vec<Pair> = self
            .counts
            .into_iter()
            .map(|(pair, Count { events, alone, first, last })| {
                let (a, b) = (places[(pair >> 32) as usize], places[pair as u32 as usize]);
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
        Pairs { parties: sorted.into_iter().map(|(_, _, party)| party).collect(), rows, crowded: self.crowded }
    }
}
