//! What is under the cursor of lanes, pairs or the map, and its events.
//!
//! It is asked of an answer, so that nothing is searched for again. How events are listed is not known here.

use super::ast::Field;
use super::histogram::{Histogram, histogram};
use super::lanes::Lanes;
use super::matrix::{Members, standing};
use super::scale::Zoom;
use super::target::Target;
use super::together::{Together, together};
use super::{Answer, names};
use crate::dataset::{Countries, Dataset, EventId, HeadDate, Listed};
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
    pub events: Listed,
    /// Of a pair.
    pub pair: Option<PairEvents>,
    /// Of a country, where its events were: degrees to the north and to the east.
    pub positions: Vec<(f64, f64)>,
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
    /// The codes of the countries that took part in the newest of them besides the two; nothing of persons and bodies, whose
    /// number is read with the row ([`super::quotes::Told::present`]).
    pub others: HashMap<EventId, Vec<String>>,
}

/// Events of a pair of which it is known who else took part; more than any screen has rows.
const MOST_OTHERS: usize = 500;

/// The events of a cell, as far as the answer counts them.
pub fn cell_events(dataset: &Dataset, answer: &Answer, cell: &Cell) -> CellEvents {
    match cell {
        Cell::Lane { value, range } => {
            let found = |lanes: &Lanes| Some(lanes.events_in(dataset, lanes.find(value)?, *range));
            let events = answer.rows.lanes().and_then(found).unwrap_or_default();
            CellEvents { events: dataset.in_order(&events).into(), ..CellEvents::default() }
        }
        Cell::Country(code) => {
            let events = dataset.events_of_country(code).cloned().unwrap_or_default();
            let events = cut(events, answer);
            CellEvents {
                positions: dataset.positions_of(&events),
                events: dataset.in_order(&events).into(),
                pair: None,
            }
        }
        Cell::Pair { who, pair, alone, columns, zoom } => {
            let Together { events, alone: only_two } =
                together(dataset, pair, standing(*who), |events| cut(events, answer));
            let count = events.len() as usize;
            let listed = if *alone { &only_two } else { &events };
            let events = dataset.in_order(listed);
            let newest: RoaringBitmap = events.newest_first().take(MOST_OTHERS).map(|event| event.0).collect();
            let first = events.get(0).filter(|_| events.dated() > 0);
            let last = events.dated().checked_sub(1).and_then(|last| events.get(last));
            let pair = PairEvents {
                together: count,
                alone: only_two.len() as usize,
                naming: naming(dataset, answer, *who, pair),
                span: first.zip(last).map(|(first, last)| [first, last].map(|event| dataset.head(event).date)),
                strip: histogram(&events, *columns, *zoom),
                others: others(dataset, pair, &newest),
            };
            CellEvents { events: events.into(), pair: Some(pair), ..CellEvents::default() }
        }
    }
}

/// The same of events that were found elsewhere: of those that are here, which countries took part besides the two.
#[cfg(feature = "store")]
pub(crate) fn others_of(dataset: &Dataset, pair: &[Target; 2], events: &Listed) -> HashMap<EventId, Vec<String>> {
    let Listed::Remote(window) = events else { return HashMap::new() };
    others(dataset, pair, &window.here().map(|(_, event)| event.0).collect())
}

/// Which countries besides two took part in each of some events; nothing where the two are no countries.
fn others(dataset: &Dataset, pair: &[Target; 2], events: &RoaringBitmap) -> HashMap<EventId, Vec<String>> {
    let [Target::Country(a), Target::Country(b)] = pair else { return HashMap::new() };
    let mut others = HashMap::new();
    let countries = Countries::new(dataset);
    countries.each_present(events.iter(), |event, there| {
        let codes = there.iter().map(|number| countries.codes()[*number as usize]);
        others.insert(event, codes.filter(|code| *code != &**a && *code != &**b).map(str::to_owned).collect());
    });
    others
}

/// Those that the answer selects.
fn cut(events: RoaringBitmap, answer: &Answer) -> RoaringBitmap {
    if answer.events.len() == answer.total {
        return events;
    }
    events.iter().filter(|event| answer.events.contains(EventId(*event))).collect()
}

/// How many of the selected events name both.
fn naming(dataset: &Dataset, answer: &Answer, who: Members, pair: &[Target; 2]) -> usize {
    let named = |side: &Target| match (side, who) {
        (Target::Country(code), _) => dataset.events_of_country(code).cloned(),
        (Target::Entity(name) | Target::Name(name), Members::Organisations) => names::events(dataset, Field::Org, name),
        (Target::Entity(name) | Target::Name(name), _) => names::events(dataset, Field::Person, name),
        _ => None,
    };
    let (Some(a), Some(b)) = (named(&pair[0]), named(&pair[1])) else { return 0 };
    cut(a & b, answer).len() as usize
}
