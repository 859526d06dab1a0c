//! What came for a text that is typed, and what of it is still wanted.
//!
//! How it is asked for is not known here.

use crate::dataset::{ColumnOf, Kept, NameOf};
use crate::query::{Begun, Field, Numbers, Part, Query};
use crate::store::shape::field;
use hashbrown::HashMap;
use std::cell::RefCell;
use std::sync::Arc;

/// What is asked for at once. What is wanted beyond it is wanted again.
const AT_ONCE: usize = 256;

/// Names that are looked up.
pub type Looked = (Field, Begun);

/// What came for what was typed.
#[derive(Default)]
pub(super) struct Typed {
    pub names: HashMap<Looked, Arc<NamesBegun>>,
    pub keys: HashMap<(&'static str, String), usize>,
    pub parts: HashMap<String, usize>,
    pub ids: HashMap<String, Vec<String>>,
    pub said: HashMap<String, Vec<String>>,
    /// The values of a column with most events, by its field.
    pub tops: HashMap<&'static str, Arc<Vec<String>>>,
    pub kept: usize,
}

/// The names that begin so.
#[derive(Default)]
pub(super) struct NamesBegun {
    pub names: Vec<NameOf>,
    /// Whether there are more.
    pub is_cut: bool,
}

/// What is wanted and not known.
#[derive(Default)]
pub(super) struct Wanted {
    /// Those that are known too.
    pub names: Vec<Looked>,
    pub keys: Vec<(ColumnOf, String)>,
    pub parts: Vec<Part>,
    pub ids: Vec<String>,
    pub said: Vec<String>,
}

/// Tells what is known, and notes what is not.
pub(super) struct Asking<'a> {
    pub known: &'a Typed,
    pub wanted: RefCell<Wanted>,
}

impl Numbers for Asking<'_> {
    fn looks_up(&self, field: Field, begun: &Begun) {
        if column_of(field).is_some() {
            self.wanted.borrow_mut().names.push((field, begun.clone()));
        }
    }

    fn of_key(&self, column: ColumnOf, key: &str) -> usize {
        let Some(place) = place_of(column) else { return 0 };
        let known = self.known.keys.get(&(place, key.to_owned()));
        known.copied().unwrap_or_else(|| {
            self.wanted.borrow_mut().keys.push((column, key.to_owned()));
            1
        })
    }

    fn of_part(&self, part: &Part) -> usize {
        if let Some(known) = self.known.parts.get(&written(part)) {
            return *known;
        }
        let wanted = &mut self.wanted.borrow_mut().parts;
        if wanted.len() >= AT_ONCE {
            // Enough for whoever goes on until something has events.
            return 1;
        }
        wanted.push(part.clone());
        0
    }

    fn ids(&self, beginning: &str) -> Vec<String> {
        let known = self.known.ids.get(beginning).cloned();
        known.unwrap_or_else(|| {
            self.wanted.borrow_mut().ids.push(beginning.to_owned());
            Vec::new()
        })
    }

    fn said(&self, beginning: &str) -> Vec<String> {
        let known = self.known.said.get(beginning).cloned();
        known.unwrap_or_else(|| {
            self.wanted.borrow_mut().said.push(beginning.to_owned());
            Vec::new()
        })
    }
}

/// The column whose names are read for a field; those of others are all known.
pub(super) fn column_of(field: Field) -> Option<ColumnOf> {
    Some(match field {
        Field::Person => ColumnOf::Person,
        Field::Org => ColumnOf::Org,
        Field::By => ColumnOf::By,
        Field::Topic => ColumnOf::Topic,
        Field::Place => ColumnOf::Place,
        _ => return None,
    })
}

/// The field of the events in which the keys of a column stand.
pub(super) fn place_of(column: ColumnOf) -> Option<&'static str> {
    Some(field(match column {
        ColumnOf::Person => Kept::Person,
        ColumnOf::Org => Kept::Org,
        ColumnOf::By => Kept::By,
        ColumnOf::Topic => Kept::Topics,
        ColumnOf::Kind => Kept::Kinds,
        ColumnOf::Place => Kept::Place,
        ColumnOf::Publisher => Kept::Publishers,
        _ => return None,
    }))
}

/// As it is known by.
pub(super) fn written(part: &Part) -> String {
    Query { parts: vec![part.clone()] }.to_string()
}
