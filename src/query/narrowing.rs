//! Narrowing a list of values by what is typed: how well a value fits.
//!
//! Exact first (a code or a name in full), then the beginning of a name, of a word in it, of another spelling of a
//! country, then letters that stand apart. Names count in English and in Russian, letters folded.

use super::facets::{Facet, FacetRow};
use crate::language;
use crate::model::{Country, Group, Lang};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem::Finder;
use std::cmp::Reverse;

/// How well a value fits, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fit {
    /// It is what was typed.
    Exact,
    /// Its name begins so.
    Beginning,
    /// A word of its name begins so.
    Word,
    /// Another known spelling of the country begins so.
    Spelling,
    /// Its name has these letters in this order; the best score first.
    Fuzzy(Reverse<i64>),
}

/// What was typed to narrow a list.
pub struct Wanted {
    folded: String,
    /// Finds it in a name; made once for many thousand names.
    finder: Finder<'static>,
    /// The country and the group that it names in full, in any known spelling.
    country: Option<&'static str>,
    group: Option<&'static str>,
    matcher: SkimMatcherV2,
}

impl Wanted {
    /// What a text asks for; a `-` before it only says what is to be done. `None` when it asks for nothing.
    pub fn new(typed: &str, facet: Facet) -> Option<Wanted> {
        let folded = language::fold(typed.trim_start_matches('-').trim());
        let of_countries = |code: Option<&'static str>| code.filter(|_| facet == Facet::Countries);
        (!folded.is_empty()).then(|| Wanted {
            country: of_countries(Country::find(&folded).map(Country::code)),
            group: of_countries(Group::find(&folded).map(Group::code)),
            finder: Finder::new(&folded).into_owned(),
            folded,
            matcher: SkimMatcherV2::default(),
        })
    }

    /// How well a row fits, and the characters of its shown name, from 0, that the letters met: none when they met its
    /// code or its name in another language.
    pub fn fit(&self, row: &FacetRow, facet: Facet, lang: Lang) -> Option<(Fit, Vec<usize>)> {
        let (shown, other) = match lang {
            Lang::En => (&row.name_en, &row.name_ru),
            Lang::Ru => (&row.name_ru, &row.name_en),
        };
        let (folded, other) = (language::fold(shown), language::fold(other));
        // Where folding changes the number of characters, places in the folded name say nothing about the shown one.
        let same_places = folded.chars().count() == shown.chars().count();
        let met = self.start_in(&folded).filter(|_| same_places).map_or_else(Vec::new, |start| {
            let before = folded[..start].chars().count();
            (before..before + self.folded.chars().count()).collect()
        });
        if self.is_code(row, facet) {
            return Some((Fit::Exact, met));
        }
        match (self.fit_of_words(&folded), self.fit_of_words(&other)) {
            (Some(fit), in_other) if in_other.is_none_or(|in_other| fit <= in_other) => return Some((fit, met)),
            (_, Some(fit)) => return Some((fit, Vec::new())),
            (_, None) => {}
        }
        let country = Country::from_code(&row.value).filter(|_| facet == Facet::Countries && !row.is_group);
        let spelled = |spelling: &str| language::fold(spelling).starts_with(&self.folded);
        if country.is_some_and(|country| country.spellings().any(spelled)) {
            return Some((Fit::Spelling, Vec::new()));
        }
        let in_shown = self.matcher.fuzzy_indices(&folded, &self.folded);
        let in_other = self.matcher.fuzzy_match(&other, &self.folded);
        match (in_shown, in_other) {
            (Some((score, met)), other) if other.is_none_or(|other| other <= score) => {
                Some((Fit::Fuzzy(Reverse(score)), if same_places { met } else { Vec::new() }))
            }
            (_, Some(score)) => Some((Fit::Fuzzy(Reverse(score)), Vec::new())),
            (_, None) => None,
        }
    }

    /// How well a folded name fits, letters that stand apart left aside.
    pub(super) fn fit_of_words(&self, folded: &str) -> Option<Fit> {
        match self.start_in(folded)? {
            0 if folded.len() == self.folded.len() => Some(Fit::Exact),
            0 => Some(Fit::Beginning),
            _ => Some(Fit::Word),
        }
    }

    /// How well a folded name fits by letters that stand apart.
    pub(super) fn fit_of_letters(&self, folded: &str) -> Option<Fit> {
        let mut letters = folded.chars();
        let has_all = self.folded.chars().all(|wanted| letters.any(|letter| letter == wanted));
        if has_all {
            self.matcher.fuzzy_match(folded, &self.folded).map(|score| Fit::Fuzzy(Reverse(score)))
        } else {
            None
        }
    }

    fn is_code(&self, row: &FacetRow, facet: Facet) -> bool {
        let code = if row.is_group { self.group } else { self.country };
        code.is_some_and(|code| code == row.value) || (facet.has_codes() && language::fold(&row.value) == self.folded)
    }

    /// The byte at which the first word begins that begins so.
    fn start_in(&self, folded: &str) -> Option<usize> {
        let mut starts = self.finder.find_iter(folded.as_bytes());
        starts.find(|at| !folded[..*at].ends_with(char::is_alphanumeric))
    }
}
