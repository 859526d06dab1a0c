//! What is under the cursor of lanes, pairs or the map, and its events.
//!
//! It is asked of an answer, so that nothing is searched for again. How events are listed is not known here.

use super::ast::Field;
use super::histogram::{Histogram, histogram};
use super::lanes::Lanes;
use super::matrix::{Members, attended, each_attendance};
use super::scale::Zoom;
use super::target::Target;
use super::{Answer, names};
use crate::dataset::{Dataset, EventId, EventList, HeadDate};
use crate::model::date;
use roaring::RoaringBitmap;
use std::collections::HashMap;

/// What is under the cursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// A value of the facet in a range of days.
    Lane {
        /// As a part of the query says it.
        value: String,
        /// The days.
        range: date::Range,
    },
    /// Two who took part together.
    Pair {
        /// What they are.
        who: Members,
        /// The two.
        pair: Box<[Target; 2]>,
        /// Whether only events with nobody else are listed.
        alone: bool,
        /// The columns of the histogram, and the part of time.
        columns: usize,
        /// The same.
        zoom: Option<Zoom>,
    },
    /// A country, or a group of them, by its code.
    Country(String),
}

/// The events of a cell.
#[derive(Clone, Debug, Default)]
pub struct CellEvents {
    /// In the order of time.
    pub events: EventList,
    /// Of a pair.
    pub pair: Option<PairEvents>,
}

/// What is known of two who took part together.
#[derive(Clone, Debug, Default)]
pub struct PairEvents {
    /// In how many events.
    pub together: usize,
    /// In how many of them nobody else took part.
    pub alone: usize,
    /// How many events name both, whether they took part or not.
    pub naming: usize,
    /// The first and the last of those that are listed, as far as they have dates.
    pub span: Option<[HeadDate; 2]>,
    /// Those that are listed, over time.
    pub strip: Histogram,
    /// Who else took part in the newest of them: codes of countries, of others none; and how many.
    pub others: HashMap<EventId, (Vec<String>, usize)>,
}

/// Events of a pair of which it is known who else took part; more than any screen has rows.
const MOST_OTHERS: usize = 500;

/// The events of a cell, as far as the answer counts them.
pub fn cell_events(dataset: &Dataset, answer: &Answer, cell: &Cell) -> CellEvents {
    match cell {
        Cell::Lane { value, range } => {
            let found = |lanes: &Lanes| Some(lanes.events_in(dataset, lanes.find(value)?, *range));
            let events = answer.rows.lanes().and_then(found).unwrap_or_default();
            CellEvents { events: dataset.in_order(&events), pair: None }
        }
        Cell::Country(code) => {
            let events = dataset.events_of_place(code).map_or_else(RoaringBitmap::new, |events| cut(events, answer));
            CellEvents { events: dataset.in_order(&events), pair: None }
        }
        Cell::Pair { who, pair, alone, columns, zoom } => {
            let [a, b] = [0, 1].map(|side| attended(dataset, *who, &pair[side]));
            let together = cut(&(a & b), answer);
            let mut only_two = RoaringBitmap::new();
            each_attendance(dataset, *who, &together, |event, _, count| {
                if count == 2 {
                    only_two.insert(event);
                }
            });
            let listed = if *alone { &only_two } else { &together };
            let events = dataset.in_order(listed);
            let mut others = HashMap::new();
            let newest: RoaringBitmap = events.newest_first().take(MOST_OTHERS).map(|event| event.0).collect();
            let is_of_pair =
                |code: &&&str| pair.iter().any(|side| matches!(side, Target::Country(own) if own == **code));
            each_attendance(dataset, *who, &newest, |event, codes, count| {
                let others_there = codes.iter().filter(|code| !is_of_pair(code)).map(|code| (*code).to_owned());
                others.insert(EventId(event), (others_there.collect(), count.saturating_sub(2)));
            });
            let first = events.get(0).filter(|_| events.dated() > 0);
            let last = events.dated().checked_sub(1).and_then(|last| events.get(last));
            let pair = PairEvents {
                together: together.len() as usize,
                alone: only_two.len() as usize,
                naming: naming(dataset, answer, *who, pair),
                span: first.zip(last).map(|(first, last)| [first, last].map(|event| dataset.head(event).date)),
                strip: histogram(&events, *columns, *zoom),
                others,
            };
            CellEvents { events, pair: Some(pair) }
        }
    }
}

/// Those that the answer selects.
fn cut(events: &RoaringBitmap, answer: &Answer) -> RoaringBitmap {
    events.iter().filter(|event| answer.events.contains(EventId(*event))).collect()
}

/// How many of the selected events name both.
fn naming(dataset: &Dataset, answer: &Answer, who: Members, pair: &[Target; 2]) -> usize {
    let named = |side: &Target| match (side, who) {
        (Target::Country(code), _) => dataset.events_of_place(code).cloned(),
        (Target::Entity(name) | Target::Name(name), Members::Organisations) => names::events(dataset, Field::Org, name),
        (Target::Entity(name) | Target::Name(name), _) => names::events(dataset, Field::Person, name),
        _ => None,
    };
    let (Some(a), Some(b)) = (named(&pair[0]), named(&pair[1])) else { return 0 };
    cut(&(a & b), answer).len() as usize
}
