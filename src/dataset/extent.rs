//! How much there is of all data, where a dataset may be a part of them that was read.
//!
//! What says it is not known here.

use super::Dataset;
use crate::model::Day;
#[cfg(feature = "store")]
use {
    super::{ColumnOf, Vocabulary},
    crate::index::columns::ColumnBuilder,
    crate::index::{RecordIndex, WordList},
    crate::model::Group,
    crate::problem::Problems,
    std::sync::Arc,
};

/// How much there is of all data.
#[cfg(feature = "store")]
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Extent {
    /// Events.
    pub events: usize,
    /// Those of them without a date.
    pub undated: usize,
    /// Articles.
    pub articles: usize,
    /// Quotes.
    pub quotes: usize,
    /// Persons that took part.
    pub persons: usize,
    /// Records that were skipped.
    pub skipped: usize,
    /// First and last day.
    pub time: Option<(Day, Day)>,
    /// The codes of the countries, in their order.
    pub countries: Vec<String>,
}

#[cfg(feature = "store")]
impl Extent {
    /// Whether some event has a country, or one of a group.
    pub fn has_country(&self, code: &str) -> bool {
        let has = |code: &str| self.countries.binary_search_by(|have| have.as_str().cmp(code)).is_ok();
        Group::from_code(code).map_or_else(|| has(code), |group| group.members().iter().any(|code| has(code)))
    }
}

impl Dataset {
    /// Whether some event of all data has a country, or one of a group.
    pub fn has_country(&self, code: &str) -> bool {
        #[cfg(feature = "store")]
        if let Some(extent) = &self.extent {
            return extent.has_country(code);
        }
        self.events_of_country(code).is_some_and(|events| !events.is_empty())
    }

    /// The codes of the countries of all data, in their order, and what was written in the place of one.
    pub fn country_codes(&self) -> Vec<&str> {
        #[cfg(feature = "store")]
        if let Some(extent) = &self.extent {
            return extent.countries.iter().map(String::as_str).collect();
        }
        let mut codes: Vec<&str> = self.countries().keys().map(|code| &**code).collect();
        codes.sort_unstable();
        codes
    }
}

/// A name that is a value of a column: which, its key, and as it was written first.
#[cfg(feature = "store")]
pub type NameOf = (ColumnOf, String, String);

macro_rules! totals {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $field:ident, $own:expr;)*) => {
        impl Dataset {
            $($(#[$doc])*
            pub fn $name(&self) -> $type {
                #[cfg(feature = "store")]
                if let Some(extent) = &self.extent {
                    return extent.$field;
                }
                let own: fn(&Dataset) -> $type = $own;
                own(self)
            })*
        }
    };
}

totals! {
    /// How many events all data have.
    total_events: usize = events, Dataset::event_count;
    /// How many of them have no date.
    total_undated: usize = undated, Dataset::undated_count;
    /// How many articles all data have.
    total_articles: usize = articles, Dataset::article_count;
    /// How many quotes.
    total_quotes: usize = quotes, |dataset| dataset.quotes().total();
    /// How many persons took part.
    total_persons: usize = persons, |dataset| dataset.people().persons();
    /// First and last day of all dated events.
    whole_time: Option<(Day, Day)> = time, |dataset| dataset.time_order().time();
}

/// Names that are known beside those of the records that were read: an index that has no event.
#[cfg(feature = "store")]
#[derive(Clone, Debug, Default)]
pub struct NameIndex(Option<Arc<RecordIndex>>);

#[cfg(feature = "store")]
impl NameIndex {
    /// That of these names.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a NameOf>) -> NameIndex {
        let mut builders: Vec<ColumnBuilder> = Vec::new();
        builders.resize_with(crate::index::columns::FIELDS, ColumnBuilder::default);
        for (of, key, shown) in names {
            builders[*of as usize].number(key, shown);
        }
        let columns = std::array::from_fn(|of| builders[of].finish());
        NameIndex(Some(Arc::new(RecordIndex::new(WordList::default(), WordList::default(), columns))))
    }
}

#[cfg(feature = "store")]
impl NameIndex {
    fn part(&self) -> Option<super::IndexPart> {
        let index = Arc::clone(self.0.as_ref()?);
        Some(super::IndexPart { base: 0, events: 0, article_base: 0, index })
    }
}

#[cfg(feature = "store")]
impl Dataset {
    /// The same with names that are known besides, and come before its own. Nobody may have asked it for names yet.
    #[must_use]
    pub(super) fn with_names(self, names: &NameIndex) -> Dataset {
        let indexes = names.part().into_iter().chain(self.indexes.iter().cloned()).collect();
        Dataset { indexes, ..self }
    }

    /// The same entities and numbers with these names, and no records.
    #[must_use]
    pub fn with_names_alone(&self, names: &NameIndex) -> Dataset {
        Dataset {
            indexes: names.part().into_iter().collect(),
            values: Arc::default(),
            people: std::sync::OnceLock::new(),
            attendance: Default::default(),
            ..self.clone()
        }
    }

    /// The same as a part of data in which there is so much, and so much wrong; `names` are known of them besides, and come
    /// before those of the part.
    #[must_use]
    pub fn with_extent(
        &self,
        extent: &Arc<Extent>,
        problems: &Arc<Problems>,
        names: &[&NameIndex],
        words: Vocabulary,
    ) -> Dataset {
        Dataset {
            indexes: names.iter().filter_map(|names| names.part()).chain(self.indexes.iter().cloned()).collect(),
            values: Arc::default(),
            order: Arc::new(self.order.within_time(extent.time)),
            people: std::sync::OnceLock::new(),
            attendance: Default::default(),
            quotes: std::sync::OnceLock::new(),
            problems: Arc::clone(problems),
            listed_problems: std::sync::OnceLock::new(),
            skipped: extent.skipped,
            extent: Some(Arc::clone(extent)),
            ..self.part_of_more(words)
        }
    }
}
