//! Who took part with whom, each with each: a square of those with most events, the numbers of `oreline pairs`.
//!
//! Of countries all are there; of persons and of bodies those with most events of the selection, because there may be as
//! many as there are events. Which part of it is on the screen is not known here.

use super::pairs::{Pair, Pairs, Party, Who, pairs, pairs_among};
use super::people::PeopleOrder;
use crate::catalogue::Noun;
#[cfg(feature = "store")]
use crate::dataset::PersonId;
use crate::dataset::{As, Dataset, SelectedEvents};
use crate::language::name_key;
use crate::model::{Lang, country_name};
use crate::parallel::both;
use crate::query::target::Target;
use roaring::RoaringBitmap;
use std::cmp::Reverse;

/// Who stands in the rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Members {
    /// Countries.
    #[default]
    Countries,
    /// Persons.
    People,
    /// Bodies.
    Organisations,
}

impl Members {
    /// Every one, in their order.
    pub const ALL: [Members; 3] = [Members::Countries, Members::People, Members::Organisations];

    /// What they are.
    pub fn noun(self) -> Noun {
        match self {
            Members::Countries => Noun::Country,
            Members::People => Noun::Person,
            Members::Organisations => Noun::Organisation,
        }
    }

    /// The ones after these, round at the end.
    #[must_use]
    pub fn next(self) -> Members {
        Members::ALL[(self as usize + 1) % Members::ALL.len()]
    }

    /// The ones before these.
    #[must_use]
    pub fn previous(self) -> Members {
        Members::ALL[(self as usize + Members::ALL.len() - 1) % Members::ALL.len()]
    }
}

/// What a square is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MatrixRequest {
    /// Who stands in it.
    pub who: Members,
    /// In which order.
    pub order: PeopleOrder,
    /// In which language.
    pub lang: Lang,
}

/// Persons, or bodies, at most.
pub const MOST_MEMBERS: usize = 60;

/// People from which on two threads count their events.
const MANY: usize = 10_000;

/// How often two took part together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Together {
    /// In how many events.
    pub events: u32,
    /// In how many of them nobody else did.
    pub alone: u32,
}

impl Together {
    /// How many events, of all or of those with only these two.
    pub fn count(self, alone: bool) -> u32 {
        if alone { self.alone } else { self.events }
    }
}

/// A row, and a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// What it leads to.
    pub target: Target,
    /// The code of a country; nothing of others.
    pub code: String,
    /// Its name.
    pub name: String,
    /// In how many events it took part.
    pub events: u32,
}

/// The square.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Matrix {
    /// Who stands in it.
    pub who: Members,
    /// Each of them, in the order that was asked for.
    pub members: Vec<Member>,
    cells: Vec<Together>,
    /// The pairs with most events first, as places of `members`.
    pub pairs: Vec<(usize, usize, Together)>,
    /// Events that are not counted, because too many took part.
    pub crowded: usize,
}

impl Matrix {
    /// The square of those who took part in `events`, which are numbers under which events are shown.
    pub fn new(dataset: &Dataset, events: &RoaringBitmap, asked: MatrixRequest) -> Matrix {
        let found = match asked.who {
            Members::Countries => pairs(dataset, events, Who::Countries, asked.lang),
            Members::People | Members::Organisations => of_people(dataset, events, asked.who, asked.lang),
        };
        Matrix::of_pairs(found, asked)
    }

    /// The square of these pairs.
    pub(crate) fn of_pairs(found: Pairs, MatrixRequest { who, order, lang }: MatrixRequest) -> Matrix {
        let member = |party: Party| {
            let is_country = who == Members::Countries;
            Member {
                name: if is_country { country_name(&party.name, lang).to_owned() } else { party.name.clone() },
                code: if is_country { party.name } else { String::new() },
                target: party.target,
                events: party.events,
            }
        };
        let Pairs { parties, rows, crowded } = found;
        let mut members: Vec<(usize, Member)> = parties.into_iter().map(member).enumerate().collect();
        members.sort_by_cached_key(|(_, member)| {
            let count = if order == PeopleOrder::Count { member.events } else { 0 };
            (Reverse(count), name_key(&member.name))
        });
        let mut places = vec![0; members.len()];
        members.iter().enumerate().for_each(|(place, (number, _))| places[*number] = place);
        let count = members.len();
        let mut cells = vec![Together::default(); count * count];
        let mut listed = Vec::with_capacity(rows.len());
        for Pair { a, b, events, alone, .. } in rows {
            let (a, b, together) = (places[a as usize], places[b as usize], Together { events, alone });
            (cells[a * count + b], cells[b * count + a]) = (together, together);
            listed.push((a, b, together));
        }
        Matrix { who, members: members.into_iter().map(|(_, member)| member).collect(), cells, pairs: listed, crowded }
    }

    /// How often two took part together.
    pub fn cell(&self, a: usize, b: usize) -> Together {
        self.cells.get(a * self.members.len() + b).copied().unwrap_or_default()
    }

    /// How many pairs took part together, or at least once with nobody else.
    pub fn count(&self, alone: bool) -> usize {
        self.pairs.iter().filter(|(.., together)| together.count(alone) > 0).count()
    }

    /// With whom one took part, most events first.
    pub fn partners(&self, of: usize, alone: bool) -> Vec<(usize, u32)> {
        let counted = (0..self.members.len()).map(|other| (other, self.cell(of, other).count(alone)));
        let mut partners: Vec<(usize, u32)> = counted.filter(|(_, count)| *count > 0).collect();
        partners.sort_by(|(a, x), (b, y)| y.cmp(x).then_with(|| self.members[*a].name.cmp(&self.members[*b].name)));
        partners
    }
}

/// The pairs of the persons, or bodies, with most events.
fn of_people(dataset: &Dataset, events: &RoaringBitmap, who: Members, lang: Lang) -> Pairs {
    let people = dataset.people();
    let is_listed = |number: u32| people.is_body(number) == (who == Members::Organisations);
    let selected = SelectedEvents::new(dataset, events);
    let counts_from = |first: u32| -> Vec<(Reverse<u32>, u32)> {
        let numbers = (first..people.len() as u32).step_by(2).filter(|number| is_listed(*number));
        let counted = numbers.map(|number| {
            let mut count = 0;
            selected.each_attended_once(people, number, As::Either, |_| count += 1);
            (Reverse(count), number)
        });
        counted.filter(|(count, _)| count.0 > 0).collect()
    };
    let (mut counts, others) = both(people.len() > MANY, || counts_from(0), || counts_from(1));
    counts.extend(others);
    let ranks = people.ranks(lang);
    counts.sort_unstable_by_key(|(count, number)| (*count, ranks[*number as usize]));
    let chosen: Vec<u32> = counts.into_iter().map(|(_, number)| number).take(MOST_MEMBERS).collect();
    pairs_among(dataset, events, &is_listed, standing(who), &chosen, lang)
}

/// Of people counted elsewhere, each with its number of events, those who stand in the square: the ones with most events.
#[cfg(feature = "store")]
pub(crate) fn chosen(names: &Dataset, counted: &[(PersonId, u32)], lang: Lang) -> Vec<u32> {
    let (people, ranks) = (names.people(), names.people().ranks(lang));
    let numbers = counted.iter().filter_map(|(id, count)| Some((Reverse(*count), people.number_of(*id)?)));
    let mut numbers: Vec<(Reverse<u32>, u32)> = numbers.collect();
    numbers.sort_unstable_by_key(|(count, number)| (*count, ranks[*number as usize]));
    numbers.into_iter().map(|(_, number)| number).take(MOST_MEMBERS).collect()
}

/// As what they took part.
pub(crate) fn standing(who: Members) -> As {
    if who == Members::Organisations { As::Either } else { As::Person }
}
