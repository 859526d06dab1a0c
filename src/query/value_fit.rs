//! Narrowing a list of values by what is typed: how well a value fits.
//!
//! Exact first (a code, a name or an alias in full), then the beginning of a name, of a word in it, of another spelling of
//! a country or a word of an alias, then the same in the other keyboard layout, then letters that stand apart. Names count in English and in
//! Russian, letters folded. It is also known here whether a name goes on with a blank, which then belongs to it.

use super::facets::{Facet, FacetRow};
use crate::language;
use crate::language::romanise;
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
    /// Another known spelling of the country begins so, or a word of an alias.
    Spelling,
    /// One of these, had the same keys been pressed in the other layout.
    Layout(u8),
    /// Its name has these letters in this order; the best score first.
    Fuzzy(Reverse<i64>),
}

/// What was typed to narrow a list.
pub struct Wanted {
    typed: Typed,
    /// The same keys in the other layout.
    other_layout: Option<Typed>,
    matcher: SkimMatcherV2,
}

/// A text that names may begin with.
struct Typed {
    folded: String,
    /// Finds it in a name; made once for many thousand names.
    finder: Finder<'static>,
    /// The country and the group that it names in full, in any known spelling.
    country: Option<&'static str>,
    group: Option<&'static str>,
}

impl Typed {
    fn new(text: &str, facet: Facet) -> Option<Typed> {
        let folded = language::fold(text);
        let of_countries = |code: Option<&'static str>| code.filter(|_| facet == Facet::Countries);
        (!folded.is_empty()).then(|| Typed {
            country: of_countries(Country::find(&folded).map(Country::code)),
            group: of_countries(Group::find(&folded).map(Group::code)),
            finder: Finder::new(&folded).into_owned(),
            folded,
        })
    }

    /// How well a row fits, letters that stand apart left aside, and where the letters stand in its shown name.
    fn fit(&self, row: &FacetRow, facet: Facet, names: [&str; 2]) -> Option<(Fit, Option<usize>)> {
        let [shown, other] = names;
        let met = self.start_in(shown);
        if self.is_code(row, facet) {
            return Some((Fit::Exact, met));
        }
        match (self.fit_of_words(shown), self.fit_of_words(other)) {
            (Some(fit), in_other) if in_other.is_none_or(|in_other| fit <= in_other) => return Some((fit, met)),
            (_, Some(fit)) => return Some((fit, None)),
            (_, None) => {}
        }
        if let Some(fit) = row.aliases.iter().filter_map(|alias| self.fit_of_alias(&language::fold(alias))).min() {
            return Some((fit, None));
        }
        let begins = |spelling: &str| language::fold(spelling).starts_with(&self.folded);
        spellings_of(row, facet).any(begins).then_some((Fit::Spelling, None))
    }

    /// How well a folded alias fits: whole it is no worse than a name.
    fn fit_of_alias(&self, folded: &str) -> Option<Fit> {
        let fit = self.fit_of_words(folded)?;
        Some(if fit == Fit::Exact { fit } else { Fit::Spelling })
    }

    fn fit_of_words(&self, folded: &str) -> Option<Fit> {
        match self.start_in(folded)? {
            0 if folded.len() == self.folded.len() => Some(Fit::Exact),
            0 => Some(Fit::Beginning),
            _ => Some(Fit::Word),
        }
    }

    fn is_code(&self, row: &FacetRow, facet: Facet) -> bool {
        let code = if row.is_group { self.group } else { self.country };
        code.is_some_and(|code| code == row.value) || (facet.has_codes() && language::fold(&row.value) == self.folded)
    }

    /// The byte at which the first word begins that begins so.
    fn start_in(&self, folded: &str) -> Option<usize> {
        self.starts_in(folded).next()
    }

    fn starts_in(&self, folded: &str) -> impl Iterator<Item = usize> {
        self.finder.find_iter(folded.as_bytes()).filter(|at| !folded[..*at].ends_with(char::is_alphanumeric))
    }

    /// Whether a folded name goes on with a blank after what was typed.
    fn goes_on(&self, folded: &str) -> bool {
        self.starts_in(folded).any(|at| folded[at + self.folded.len()..].starts_with(' '))
    }
}

/// The spellings of a country or a group besides its names.
fn spellings_of(row: &FacetRow, facet: Facet) -> impl Iterator<Item = &'static str> {
    let is_country = facet == Facet::Countries;
    let country = Country::from_code(&row.value).filter(|_| is_country && !row.is_group);
    let group = Group::from_code(&row.value).filter(|_| is_country && row.is_group);
    country.into_iter().flat_map(Country::spellings).chain(group.into_iter().flat_map(Group::spellings))
}

impl Wanted {
    /// Whether a text asks for anything.
    pub fn is_asked(typed: &str) -> bool {
        !typed.trim_start_matches('-').trim().is_empty()
    }

    /// What a text asks for; a `-` before it only says what is to be done. `None` when it asks for nothing.
    pub fn new(typed: &str, facet: Facet) -> Option<Wanted> {
        let text = typed.trim_start_matches('-').trim();
        let typed = Typed::new(text, facet)?;
        let other_layout = romanise::other_layout(text).and_then(|other| Typed::new(&other, facet));
        Some(Wanted { typed, other_layout, matcher: SkimMatcherV2::default() })
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
        let met = |typed: &Typed, start: Option<usize>| {
            let start = start.filter(|_| same_places);
            start.map_or_else(Vec::new, |start| {
                let before = folded[..start].chars().count();
                (before..before + typed.folded.chars().count()).collect()
            })
        };
        if let Some((fit, start)) = self.typed.fit(row, facet, [&folded, &other]) {
            return Some((fit, met(&self.typed, start)));
        }
        if let Some(typed) = &self.other_layout
            && let Some((fit, start)) = typed.fit(row, facet, [&folded, &other])
        {
            return Some((fit.in_other_layout(), met(typed, start)));
        }
        // A country that is typed whole and is not listed is no other one: Austria has no letter that Australia lacks.
        if self.typed.country.is_some() || self.typed.group.is_some() {
            return None;
        }
        let in_shown = self.matcher.fuzzy_indices(&folded, &self.typed.folded);
        let in_other = self.matcher.fuzzy_match(&other, &self.typed.folded);
        match (in_shown, in_other) {
            (Some((score, met)), other) if other.is_none_or(|other| other <= score) => {
                Some((Fit::Fuzzy(Reverse(score)), if same_places { met } else { Vec::new() }))
            }
            (_, Some(score)) => Some((Fit::Fuzzy(Reverse(score)), Vec::new())),
            (_, None) => None,
        }
    }

    /// Whether a name or a spelling of a row goes on with a blank after what was typed, from any of its words.
    pub fn goes_on_in(&self, row: &FacetRow, facet: Facet) -> bool {
        let goes_on = |name: &str| self.goes_on(&language::fold(name));
        let mut own = [&row.name_en, &row.name_ru].into_iter().chain(&row.aliases);
        own.any(|name| goes_on(name)) || spellings_of(row, facet).any(goes_on)
    }

    /// The same of a folded name.
    pub(super) fn goes_on(&self, folded: &str) -> bool {
        self.typed.goes_on(folded) || self.other_layout.as_ref().is_some_and(|typed| typed.goes_on(folded))
    }

    /// How well a folded name fits, letters that stand apart left aside.
    pub(super) fn fit_of_words(&self, folded: &str) -> Option<Fit> {
        let in_other = || self.other_layout.as_ref()?.fit_of_words(folded).map(Fit::in_other_layout);
        self.typed.fit_of_words(folded).or_else(in_other)
    }

    /// The first word of what was typed, in either layout.
    pub(super) fn first_words(&self) -> impl Iterator<Item = &str> {
        let typed = std::iter::once(&self.typed).chain(&self.other_layout);
        typed.filter_map(|typed| typed.folded.split(' ').next())
    }

    /// How well a folded alias fits, letters that stand apart left aside.
    pub(super) fn fit_of_alias(&self, folded: &str) -> Option<Fit> {
        let in_other = || self.other_layout.as_ref()?.fit_of_alias(folded).map(Fit::in_other_layout);
        self.typed.fit_of_alias(folded).or_else(in_other)
    }

    /// How well a folded name fits by letters that stand apart.
    pub(super) fn fit_of_letters(&self, folded: &str) -> Option<Fit> {
        let mut letters = folded.chars();
        let has_all = self.typed.folded.chars().all(|wanted| letters.any(|letter| letter == wanted));
        if has_all {
            self.matcher.fuzzy_match(folded, &self.typed.folded).map(|score| Fit::Fuzzy(Reverse(score)))
        } else {
            None
        }
    }
}

impl Fit {
    /// The same, had the keys been pressed in the other layout.
    fn in_other_layout(self) -> Fit {
        match self {
            Fit::Exact => Fit::Layout(0),
            Fit::Beginning => Fit::Layout(1),
            Fit::Word => Fit::Layout(2),
            Fit::Spelling => Fit::Layout(3),
            other => other,
        }
    }
}
