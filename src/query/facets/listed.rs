//! The listed values of a facet as rows: which of them a text means, and which text means one of them.
//!
//! What is counted, ticked and typed is not known here.

use super::{Facet, FacetRow, Pick};
use crate::catalogue::Ui;
use crate::dataset::{Dataset, Values, ValuesOf};
use crate::language;
use crate::model::{Lang, languages};
use crate::query::names::{self, Meant, values_of};
use crate::query::value_fit::{Fit, Wanted};
use hashbrown::HashMap;
use roaring::RoaringBitmap;

/// The values of a facet.
#[derive(Clone, Copy)]
pub(in crate::query) struct Listed<'a> {
    dataset: &'a Dataset,
    of: ValuesOf,
    /// The values themselves.
    pub values: &'a Values,
}

impl<'a> Listed<'a> {
    /// The values of a facet; `None` of the countries, which are no list.
    pub fn of(dataset: &'a Dataset, facet: Facet) -> Option<Listed<'a>> {
        let of = values_of(facet.field())?;
        Some(Listed { dataset, of, values: dataset.values(of) })
    }

    /// For each value how many of `events` have it.
    pub fn counts(&self, events: &RoaringBitmap) -> Vec<u32> {
        self.dataset.counts(self.of, events)
    }

    /// What an event with a value counts for: the id of an entity, else the name as names are compared.
    #[cfg(feature = "store")]
    pub fn key(&self, at: usize) -> std::borrow::Cow<'a, str> {
        self.dataset.counted_as(self.values, at)
    }

    /// The number of the value that a text means.
    pub fn find(&self, text: &str) -> Option<usize> {
        match names::meant(self.dataset, self.of, text) {
            Meant::Entity(number) => self.values.find_entity(number),
            Meant::Name(key) => self.values.find_name(&key),
        }
    }

    /// How well aliases fit what is typed, by the number of the value: those with a word that begins as the text does.
    pub fn fits_of_aliases(&self, wanted: &Wanted) -> HashMap<usize, (Fit, bool)> {
        let entities = self.dataset.entities();
        let mut fits = HashMap::new();
        let are_words = matches!(self.of, ValuesOf::Kinds | ValuesOf::Languages);
        for at in (0..self.values.len()).filter(|_| are_words) {
            let aliases = self.aliases_of_word(at).into_iter().map(|alias| language::fold(&alias));
            let fit = aliases.filter_map(|alias| Some((wanted.fit_of_alias(&alias)?, wanted.goes_on(&alias))));
            fits.extend(fit.reduce(|a, b| (a.0.min(b.0), a.1 || b.1)).map(|fit| (at, fit)));
        }
        for first in wanted.first_words().filter(|_| self.of.are_entities()) {
            for number in self.dataset.names_of_entities().beginning_with(first, usize::MAX) {
                let aliases = entities.all()[number as usize].alias.iter().map(|alias| language::fold(alias));
                let fit = aliases.filter_map(|alias| Some((wanted.fit_of_alias(&alias)?, wanted.goes_on(&alias))));
                if let Some(at) = self.values.find_entity(number)
                    && let Some(fit) = fit.reduce(|a, b| (a.0.min(b.0), a.1 || b.1))
                {
                    fits.insert(at, fit);
                }
            }
        }
        fits
    }

    /// What else a word of the format or the tag of a language is called: as the screen shows it in any language, or with
    /// blanks for hyphens.
    fn aliases_of_word(&self, at: usize) -> Vec<String> {
        let Some(key) = self.values.key(at) else { return Vec::new() };
        match self.of {
            ValuesOf::Kinds => {
                let called = Ui::kinds_called().filter(|(word, _)| *word == key).map(|(_, called)| called.to_owned());
                called.chain(key.contains('-').then(|| key.replace('-', " "))).collect()
            }
            ValuesOf::Languages => languages::names(key).map(str::to_owned).collect(),
            _ => Vec::new(),
        }
    }

    /// The row of a value.
    pub fn row(&self, at: usize, count: usize, state: Pick) -> FacetRow {
        let mut names = Lang::ALL.map(|lang| self.values.name(self.dataset.entities(), at, lang).to_owned());
        let entity = self.values.entity(at).map(|number| &self.dataset.entities().all()[number as usize]);
        let value = if let Some(entity) = entity {
            let shown = Lang::ALL.map(|lang| entity.name.shown(lang));
            let texts = shown.into_iter().chain(entity.alias.iter().map(String::as_str));
            self.first_that_means(at, texts).unwrap_or(&entity.id)
        } else {
            let texts = self.values.versions(at).chain(self.values.key(at));
            self.first_that_means(at, texts).unwrap_or_default()
        };
        let value = value.to_owned();
        if let Some(entity) = entity.filter(|entity| entity.id == value) {
            // No name is its own.
            for name in names.iter_mut().filter(|name| **name != entity.id) {
                *name = format!("{name} ({})", entity.id);
            }
        }
        let [name_en, name_ru] = names;
        let aliases = entity.map_or_else(|| self.aliases_of_word(at), |entity| entity.alias.clone());
        FacetRow { value, name_en, name_ru, aliases, count, state, is_group: false, has_lane: false }
    }

    /// The first text that means this value and no other.
    fn first_that_means<'t>(&self, at: usize, mut texts: impl Iterator<Item = &'t str>) -> Option<&'t str> {
        texts.find(|text| !text.is_empty() && self.find(text) == Some(at))
    }
}
