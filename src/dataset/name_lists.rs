//! The lists of names of a dataset, in which names are looked up by their words: of entities, of the values of a column,
//! of publishers.
//!
//! A name has a number in its list. Who looks, and what is made of what is found, is not known here.

use super::columns::ColumnValue;
use super::{ColumnOf, Dataset, Entities, Lookup, Values, ValuesOf};
use crate::index::postings::entries;
use crate::index::{Column, WordList};
use crate::language::name_key;
use roaring::RoaringBitmap;

/// A list of names.
#[derive(Clone, Copy)]
pub struct NameList<'a>(Of<'a>);

#[derive(Clone, Copy)]
enum Of<'a> {
    /// By the number of the entity.
    Entities(&'a Entities),
    /// By the number of the value; with what is added to its events.
    Column(&'a Column, u32),
    /// By the number among the listed values.
    Publishers(&'a Values),
}

impl Dataset {
    /// The names and aliases of the entities.
    pub fn names_of_entities(&self) -> NameList<'_> {
        NameList(Of::Entities(&self.entities))
    }

    /// The names in a column: a list for each index.
    pub fn names_in(&self, of: ColumnOf) -> impl Iterator<Item = NameList<'_>> {
        self.columns(of).map(|(column, base)| NameList(Of::Column(column, base)))
    }

    /// The names of publishers.
    pub fn names_of_publishers(&self) -> NameList<'_> {
        NameList(Of::Publishers(self.values(ValuesOf::Publishers)))
    }

    /// Makes the words of all lists. Who types would wait for them otherwise.
    pub fn list_names(&self) {
        self.names_of_entities().words();
        self.names_of_publishers().words();
        let columns = [
            ColumnOf::Person,
            ColumnOf::Org,
            ColumnOf::By,
            ColumnOf::Topic,
            ColumnOf::Kind,
            ColumnOf::Place,
            ColumnOf::Publisher,
        ];
        for of in columns {
            self.names_in(of).for_each(|names| {
                names.words();
            });
        }
    }
}

impl<'a> NameList<'a> {
    fn words(self) -> &'a WordList {
        match self.0 {
            Of::Entities(entities) => entities.words(),
            Of::Column(column, _) => column.words(),
            Of::Publishers(values) => values.words(),
        }
    }

    fn numbers(self, words: impl IntoIterator<Item = usize>) -> impl Iterator<Item = u32> {
        words.into_iter().flat_map(move |at| entries(self.words().postings(at)).map(|(number, _)| number))
    }

    /// The names with a word that is looked for.
    pub fn with(self, lookup: Lookup<'_>) -> RoaringBitmap {
        self.numbers(lookup.numbers(self.words(), &|| false)).collect()
    }

    /// The names with a folded word, another form of it, or one of these other spellings of it; ascending.
    pub fn with_forms(self, folded: &str, spellings: &[String]) -> Vec<u32> {
        let mut numbers: Vec<u32> = self.numbers(self.words().forms_of(folded, spellings)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// The names with a word that sounds as a folded word does, however it is printed.
    pub fn sounding_like(self, folded: &str) -> RoaringBitmap {
        self.numbers(self.words().sounding_like(folded)).collect()
    }

    /// Names with a word that begins so, no more than `most` words of them; a name may come twice.
    pub fn beginning_with(self, beginning: &str, most: usize) -> impl Iterator<Item = u32> {
        self.numbers(self.words().beginning_with(beginning).take(most))
    }

    /// The number of what has a key: a name as names are compared; of an entity one that it has alone.
    pub fn find(self, key: &str) -> Option<u32> {
        match self.0 {
            Of::Entities(entities) => entities.number_of_value(key),
            Of::Column(column, _) => column.find(key).map(|at| at as u32),
            Of::Publishers(values) => values.find_name(key).map(|at| at as u32),
        }
    }

    /// Every name of what has a number.
    pub fn each_name(self, number: u32, name: &mut dyn FnMut(&'a str)) {
        match self.0 {
            Of::Entities(entities) => entities.all()[number as usize].names().for_each(name),
            Of::Column(column, _) => column.printed(number as usize).split('\n').for_each(name),
            Of::Publishers(values) => values.versions(number as usize).for_each(name),
        }
    }

    /// The value of a column with this number; `None` in a list of something else.
    pub fn value(self, number: u32) -> Option<ColumnValue<'a>> {
        match self.0 {
            Of::Column(column, base) => Some(ColumnValue::new(column, number as usize, base)),
            _ => None,
        }
    }
}

impl ColumnValue<'_> {
    /// The key of the name as it is printed, or of an id without a name.
    pub fn printed_key(&self) -> String {
        name_key(self.printed().split('\n').next().unwrap_or_default())
    }
}
