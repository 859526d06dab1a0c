//! The values of fields with the events that have them, as the columns of the indexes hold them.
//!
//! Columns are of one index and number records; here a value comes from any index, and its events are those under which
//! its records are shown. Which values mean the same, other modules say; what is selected, the caller.

use super::parts::IndexPart;
use super::{ColumnOf, Dataset, EventId, SelectedEvents, ValuesOf};
use crate::index::Column;
use crate::index::bits::Bits;
use crate::index::columns::position_of_key;
#[cfg(feature = "store")]
use crate::index::columns::standing;
use crate::index::postings::entries;
use crate::language::name_key;
use crate::model::{Entity, Lang};
use roaring::RoaringBitmap;

/// The columns of those whom an event names: persons, bodies, speakers.
pub const NAMING: [ColumnOf; 3] = [ColumnOf::Person, ColumnOf::Org, ColumnOf::By];

/// Of so many events one or fewer are put into a set one by one sooner than a bit for each event is gone through.
const FEW: usize = 512;

/// A value of a column.
#[derive(Clone, Copy)]
pub struct ColumnValue<'a> {
    column: &'a Column,
    at: usize,
    base: u32,
}

impl<'a> ColumnValue<'a> {
    pub(super) fn new(column: &'a Column, at: usize, base: u32) -> ColumnValue<'a> {
        ColumnValue { column, at, base }
    }

    /// Whether its record wrote a name: an id may stand alone.
    pub fn is_printed(&self) -> bool {
        !self.column.shown(self.at).is_empty()
    }

    /// The name as its first record wrote it, a line for each language; of an id without a name the id.
    pub fn printed(&self) -> &'a str {
        self.column.printed(self.at)
    }

    /// How long its list of events is.
    pub fn weight(&self) -> usize {
        self.column.postings(self.at).len()
    }

    /// How many records have it.
    pub fn record_count(&self) -> usize {
        entries(self.column.postings(self.at)).count()
    }

    /// Its key: `#id` of an entity, else the folded spelling.
    pub fn key(&self) -> &'a str {
        self.column.key(self.at)
    }

    /// As its first record wrote it, in each of the languages.
    pub fn versions(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.column.shown(self.at).split('\n')
    }

    /// The same in `lang`, else in another language.
    pub fn name(&self, lang: Lang) -> &'a str {
        self.column.name(self.at, lang)
    }

    /// The selected events that have it; one may come twice.
    pub fn events_in<'s>(&self, selected: &'s SelectedEvents) -> impl Iterator<Item = EventId> + use<'a, 's> {
        let base = self.base;
        entries(self.column.postings(self.at)).filter_map(move |(record, _)| selected.event_of(base + record))
    }

    /// Calls `record` with the number of each record in which it took part.
    #[cfg(feature = "store")]
    pub(super) fn each_record_present(&self, record: &mut dyn FnMut(u32)) {
        let present = entries(self.column.postings(self.at)).filter(|(_, standing)| standing & standing::PRESENT != 0);
        present.for_each(|(at, _)| record(self.base + at));
    }

    pub(super) fn each_record(&self, record: &mut dyn FnMut(u32)) {
        entries(self.column.postings(self.at)).for_each(|(at, _)| record(self.base + at));
    }
}

impl Dataset {
    /// Every value of a column: those of one index after the other, each in the order of their keys.
    pub fn column(&self, of: ColumnOf) -> impl Iterator<Item = ColumnValue<'_>> {
        self.columns(of).flat_map(|(column, base)| (0..column.len()).map(move |at| ColumnValue { column, at, base }))
    }

    /// The column of each index, and what is added to the numbers of its events.
    pub(super) fn columns(&self, of: ColumnOf) -> impl Iterator<Item = (&Column, u32)> {
        self.indexes.iter().map(move |IndexPart { base, index, .. }| (index.column(of), *base))
    }

    /// Calls `record` with the number of each record that has a value.
    pub(super) fn each_record_with(&self, of: ColumnOf, key: &str, record: &mut dyn FnMut(u32)) {
        for (column, base) in self.columns(of) {
            if let Some(at) = column.find(key) {
                ColumnValue { column, at, base }.each_record(record);
            }
        }
    }

    /// Calls `record` with the number of each record that names the entity with this number.
    pub(super) fn each_record_naming(&self, entity: u32, record: &mut dyn FnMut(u32)) {
        for key in self.entities.keys_of(&self.entities.all()[entity as usize]) {
            for of in NAMING {
                self.each_record_with(of, &key, record);
            }
        }
    }

    /// The events that have one of some values in one of some columns.
    pub fn events_with(&self, columns: &[ColumnOf], keys: &[impl AsRef<str>]) -> RoaringBitmap {
        let asked = columns.iter().flat_map(|of| self.columns(*of));
        let found = asked.flat_map(|(column, base)| {
            keys.iter().filter_map(move |key| Some(ColumnValue { column, at: column.find(key.as_ref())?, base }))
        });
        self.events_of_column_values(&found.collect::<Vec<_>>())
    }

    /// The events with a value of a column that satisfies `is`.
    pub fn events_where(&self, of: ColumnOf, is: impl Fn(ColumnValue<'_>) -> bool) -> RoaringBitmap {
        let mut records = Bits::new(self.event_bound());
        self.column(of).filter(|value| is(*value)).for_each(|value| value.each_record(&mut |at| records.insert(at)));
        self.shown(&records)
    }

    /// Where some events were, as far as the data says: degrees to the north and to the east, each place once and to a tenth.
    pub fn positions_of(&self, events: &RoaringBitmap) -> Vec<(f64, f64)> {
        if self.columns(ColumnOf::Position).all(|(column, _)| column.len() == 0) {
            return Vec::new();
        }
        let selected = SelectedEvents::new(self, events);
        let here = self.column(ColumnOf::Position).filter(|value| value.events_in(&selected).next().is_some());
        here.filter_map(|value| position_of_key(value.key())).collect()
    }

    /// The events of values of columns.
    pub fn events_of_column_values(&self, values: &[ColumnValue<'_>]) -> RoaringBitmap {
        let weight: usize = values.iter().map(ColumnValue::weight).sum();
        if weight < self.event_bound() as usize / FEW {
            let mut events = RoaringBitmap::new();
            for value in values {
                value.each_record(&mut |at| {
                    events.insert(at);
                });
            }
            self.normalise(&mut events);
            return events;
        }
        let mut records = Bits::new(self.event_bound());
        for value in values {
            value.each_record(&mut |at| records.insert(at));
        }
        self.shown(&records)
    }

    /// The events that name an entity.
    pub fn events_naming(&self, entity: &Entity) -> RoaringBitmap {
        self.events_with(&NAMING, &self.entities.keys_of(entity))
    }

    /// The events of a name as names are compared, that of nobody but itself; `None` when the data has no such value.
    pub fn events_of_name(&self, of: ValuesOf, name: &str) -> Option<RoaringBitmap> {
        let Some(&field) = of.columns().first() else {
            let values = self.values(of);
            return Some(values.events(values.find_name(name)?).iter().copied().collect());
        };
        let is_entity = |key: &str| of.are_entities() && self.entities.number_of_value(key).is_some();
        let (mut events, mut is_known) = (RoaringBitmap::new(), false);
        for (column, base) in self.columns(field) {
            // Ids that lead nowhere stand for the names beside them.
            let is_lost = |at: &usize| !is_entity(column.key(*at)) && column.printed_key(*at) == name;
            let ids = if of.are_entities() { column.ids() } else { 0..0 };
            let own = column.find(name).filter(|_| !is_entity(name));
            let lost: Vec<usize> = if ids.is_empty() {
                Vec::new()
            } else {
                let words = crate::language::words(name).filter(|word| !word.part);
                let with = |word: &str| -> RoaringBitmap {
                    let words = column.words().beginning_with(word);
                    words.flat_map(|at| entries(column.words().postings(at)).map(|(number, _)| number)).collect()
                };
                let named = words.map(|word| with(&word.folded)).reduce(|all, word| all & word).unwrap_or_default();
                named.into_iter().map(|at| at as usize).filter(|at| ids.contains(at)).filter(is_lost).collect()
            };
            for at in lost.into_iter().chain(own) {
                is_known = true;
                ColumnValue { column, at, base }.each_record(&mut |record| {
                    events.insert(record);
                });
            }
        }
        self.normalise(&mut events);
        is_known.then_some(events)
    }

    /// The keys of the values of nobody but themselves that have a name in one of their languages.
    pub fn keys_of_name(&self, name: &str) -> Vec<String> {
        let own = name_key(name);
        let mut keys = Vec::new();
        for (column, _) in NAMING.iter().flat_map(|of| self.columns(*of)) {
            if column.find(&own).is_some() {
                keys.push(own.clone());
                continue;
            }
            // A name in several languages stands under one of them.
            let has = |at: &usize| {
                let shown = column.shown(*at);
                shown.contains('\n') && shown.split('\n').any(|line| line == name)
            };
            let found = (0..column.len()).filter(has).map(|at| column.key(at));
            keys.extend(found.filter(|key| self.entities.of_value(key).is_none()).map(str::to_owned));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}
