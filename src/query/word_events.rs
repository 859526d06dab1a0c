//! Which events hold a word, asked of the data once for an answer.
//!
//! The list, the counts beside it and what else might be asked for need the same words, in the events' own texts and
//! anywhere. What a query is made of is not known here.

use super::ast::Query;
use super::bounds::Bounds;
use super::compounds::compounds;
use super::matcher::Matcher;
use super::spellings::Spellings;
use crate::dataset::{Dataset, Holding, Lookup, NameList};
use crate::language::romanise;
use roaring::RoaringBitmap;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Which words of the data a folded word finds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Way {
    /// Those that begin with it, other forms of it, other spellings of the name that it may be.
    Wide,
    /// Those that begin with it.
    Beginning,
    /// Those that differ from it as by a typing mistake.
    Near,
}

/// The words that were asked for.
pub(super) struct WordEvents<'a> {
    dataset: &'a Dataset,
    stop: &'a dyn Fn() -> bool,
    known: RefCell<HashMap<(Way, String), Rc<Holding>>>,
    /// The other spellings of the words that were asked for.
    spellings: RefCell<HashMap<String, Vec<String>>>,
}

impl<'a> WordEvents<'a> {
    pub(super) fn new(dataset: &'a Dataset, stop: &'a dyn Fn() -> bool) -> WordEvents<'a> {
        WordEvents { dataset, stop, known: RefCell::default(), spellings: RefCell::default() }
    }

    /// The dataset that is asked.
    pub(super) fn dataset(&self) -> &'a Dataset {
        self.dataset
    }

    /// Whether the work is to end: then what is found may be less than there is.
    pub(super) fn is_stopped(&self) -> bool {
        (self.stop)()
    }

    /// The other spellings of the words of a text.
    pub(super) fn spellings(&self, text: &str) -> Spellings {
        let mut spellings = Spellings::default();
        spellings.add(text, &|word| self.spellings_of_word(word));
        spellings
    }

    /// The other spellings of the words of a query.
    pub(super) fn spellings_of(&self, query: &Query) -> Spellings {
        Spellings::looked_up(query, &|word| self.spellings_of_word(word))
    }

    fn spellings_of_word(&self, folded: &str) -> Vec<String> {
        if let Some(known) = self.spellings.borrow().get(folded) {
            return known.clone();
        }
        let spellings = self.dataset.spellings(folded);
        self.spellings.borrow_mut().insert(folded.to_owned(), spellings.clone());
        spellings
    }

    /// The events that hold a folded word.
    pub(super) fn events(&self, way: Way, folded: &str) -> Rc<Holding> {
        let key = (way, folded.to_owned());
        if let Some(found) = self.known.borrow().get(&key) {
            return Rc::clone(found);
        }
        let found = Rc::new(self.search(way, folded));
        self.known.borrow_mut().insert(key, Rc::clone(&found));
        found
    }

    fn search(&self, way: Way, folded: &str) -> Holding {
        match way {
            Way::Beginning => self.dataset.holding(Lookup::Beginning(folded), self.stop),
            Way::Wide => self.dataset.holding(Lookup::Wide(folded, &self.spellings_of_word(folded)), self.stop),
            Way::Near => {
                let matcher = self.matcher(way, folded);
                self.dataset.holding(Lookup::Like(&|word| matcher.matches(word).is_some()), self.stop)
            }
        }
    }

    /// The articles that surely and that perhaps have a folded word in their own headline or text.
    pub(super) fn articles(&self, way: Way, folded: &str) -> Bounds {
        let find = |lookup: Lookup<'_>| self.dataset.articles_holding(lookup, self.stop);
        let [sure, perhaps] = match way {
            Way::Beginning => find(Lookup::Beginning(folded)),
            Way::Wide => find(Lookup::Wide(folded, &self.spellings_of_word(folded))),
            Way::Near => {
                let matcher = self.matcher(way, folded);
                find(Lookup::Like(&|word| matcher.matches(word).is_some()))
            }
        };
        Bounds { sure, perhaps }
    }

    /// The numbers of what has a folded word, in any form and spelling, in a list of names; ascending.
    pub(super) fn with_forms(&self, names: NameList<'_>, folded: &str) -> Vec<u32> {
        names.with_forms(folded, &self.spellings_of_word(folded))
    }

    /// The numbers of what has, in a list of names, all words of a text, each found in this way. The words may stand in
    /// names that are not the same.
    pub(super) fn may_be(&self, names: NameList<'_>, text: &str, way: Way) -> RoaringBitmap {
        Self::with_all(text, &|folded| match way {
            Way::Beginning => names.with(Lookup::Beginning(folded)),
            Way::Wide => names.with(Lookup::Wide(folded, &self.spellings_of_word(folded))),
            Way::Near => {
                let matcher = self.matcher(way, folded);
                names.with(Lookup::Like(&|word| matcher.matches(word).is_some()))
            }
        })
    }

    /// The same in a list of names of which no text says how they are spelled otherwise: each word is found by its sound
    /// too.
    pub(super) fn may_sound(&self, names: NameList<'_>, text: &str) -> RoaringBitmap {
        Self::with_all(text, &|folded| {
            let found = names.with(Lookup::Wide(folded, &self.spellings_of_word(folded)));
            if romanise::is_searchable(folded) { found | names.sounding_like(folded) } else { found }
        })
    }

    /// What `find` finds for all words of a text, of compound ones for the whole or for all parts.
    fn with_all(text: &str, find: &dyn Fn(&str) -> RoaringBitmap) -> RoaringBitmap {
        let compounds = compounds(text).into_iter().map(|compound| {
            let parts = compound.parts.iter().map(|part| find(part)).reduce(|all, part| all & part);
            find(&compound.whole) | parts.unwrap_or_default()
        });
        compounds.reduce(|all, compound| all & compound).unwrap_or_default()
    }

    /// How a folded word finds words of a text in this way.
    pub(super) fn matcher(&self, way: Way, folded: &str) -> Matcher {
        match way {
            Way::Wide => Matcher::wide(folded, &self.spellings(folded)),
            Way::Beginning => Matcher::of(folded),
            Way::Near => Matcher::near(folded, &self.spellings(folded)),
        }
    }
}
