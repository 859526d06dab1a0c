//! Which events hold a word, asked of the index once for an answer.
//!
//! The list, the counts beside it and what else might be asked for need the same words, in the events' own texts and
//! anywhere. What a query is made of is not known here.

use super::ast::Query;
use super::matches::Matcher;
use super::spellings::Spellings;
use crate::dataset::{Dataset, IndexPart, NAMING};
use crate::index::WordList;
use crate::index::bits::Bits;
use crate::index::halves::both;
use crate::index::postings::{each_entry, entries, place};
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

/// The events that hold a word.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// In their own texts, and in the names of those whom they name.
    pub own: RoaringBitmap,
    /// There or in one of their articles.
    pub anywhere: RoaringBitmap,
    /// In the words of a quote.
    pub said: RoaringBitmap,
    /// The entities that have it in an alias alone, by number.
    pub aliased: Vec<u32>,
}

/// The words that were asked for.
pub(super) struct FoundWords<'a> {
    dataset: &'a Dataset,
    stop: &'a dyn Fn() -> bool,
    known: RefCell<HashMap<(Way, String), Rc<Found>>>,
    /// The other spellings of the words that were asked for.
    spellings: RefCell<HashMap<String, Vec<String>>>,
}

/// Words after which it is asked whether to stop.
const STEP: usize = 256;

impl<'a> FoundWords<'a> {
    pub(super) fn new(dataset: &'a Dataset, stop: &'a dyn Fn() -> bool) -> FoundWords<'a> {
        FoundWords { dataset, stop, known: RefCell::default(), spellings: RefCell::default() }
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

    /// Gives each event that names an entity.
    pub(super) fn each_event_of(&self, entity: u32, give: &mut dyn FnMut(u32)) {
        let entities = self.dataset.entities();
        for key in entities.keys_of(&entities.all()[entity as usize]) {
            for field in NAMING {
                self.dataset.each_event_with(field, &key, give);
            }
        }
    }

    /// The events that hold a folded word.
    pub(super) fn events(&self, way: Way, folded: &str) -> Rc<Found> {
        let key = (way, folded.to_owned());
        if let Some(found) = self.known.borrow().get(&key) {
            return Rc::clone(found);
        }
        let found = Rc::new(self.search(way, folded));
        self.known.borrow_mut().insert(key, Rc::clone(&found));
        found
    }

    fn search(&self, way: Way, folded: &str) -> Found {
        let dataset = self.dataset;
        let bound = dataset.event_bound();
        let mut found = ByPlace::new(bound);
        let find = |list: &WordList| self.numbers(list, way, folded);
        let mut letters = Vec::new();
        for IndexPart { base, article_base, index, .. } in dataset.indexes() {
            if let Some(letter) = index.words.letter(folded).filter(|_| way != Way::Near) {
                letters.push(letter);
            } else {
                found.add_halves(&index.words, &find(&index.words), *base, self.stop);
            }
            for (done, at) in find(&index.article_words).into_iter().enumerate() {
                if done % STEP == 0 && self.is_stopped() {
                    break;
                }
                for (article, _) in entries(index.article_words.postings(at)) {
                    let article = dataset.first_article(article_base + article);
                    dataset.each_event_of_article(article, &mut |event| found.elsewhere().insert(event));
                }
            }
        }
        let (named, aliased) = dataset.entities().with_words(&find);
        for entity in named {
            self.each_event_of(entity, &mut |event| found.own().insert(event));
        }
        let Found { mut own, mut anywhere, mut said, .. } = found.finish();
        for letter in letters {
            own |= &letter.own;
            anywhere |= &letter.anywhere;
            said |= &letter.said;
        }
        for set in [&mut own, &mut anywhere, &mut said] {
            dataset.normalise(set);
        }
        Found { own, anywhere, said, aliased }
    }

    /// How a folded word finds words of a text in this way.
    pub(super) fn matcher(&self, way: Way, folded: &str) -> Matcher {
        match way {
            Way::Wide => Matcher::wide(folded, &self.spellings(folded)),
            Way::Beginning => Matcher::of(folded),
            Way::Near => Matcher::near(folded, &self.spellings(folded)),
        }
    }

    fn numbers(&self, list: &WordList, way: Way, folded: &str) -> Vec<usize> {
        match way {
            Way::Wide => list.found_by(folded, &self.spellings_of_word(folded)),
            Way::Beginning => list.beginning_with(folded).collect(),
            Way::Near => {
                let matcher = self.matcher(way, folded);
                let is_near = |at: &usize| matcher.matches(list.word(*at)).is_some();
                (0..list.len()).take_while(|at| at % STEP != 0 || !self.is_stopped()).filter(is_near).collect()
            }
        }
    }
}

/// Events by where a word stands in them: elsewhere, in their own text, in a quote alone, in both. An entry of postings
/// then goes to one set, which takes half as long as to two or three.
struct ByPlace {
    bound: u32,
    sets: [Bits; 4],
}

/// Bytes of postings from which on two threads share them: they take some milliseconds, as long as a thread may have to
/// wait for a core that is busy.
const MANY: usize = 1 << 20;

impl ByPlace {
    fn new(bound: u32) -> ByPlace {
        ByPlace { bound, sets: [(); 4].map(|()| Bits::new(bound)) }
    }

    fn elsewhere(&mut self) -> &mut Bits {
        &mut self.sets[0]
    }

    fn own(&mut self) -> &mut Bits {
        &mut self.sets[usize::from(place::OWN)]
    }

    /// Adds the events of words, each raised by `base`, until told to stop.
    fn add(&mut self, list: &WordList, words: &[usize], base: u32, stop: &dyn Fn() -> bool) {
        for (done, at) in words.iter().enumerate() {
            if done % STEP == 0 && stop() {
                break;
            }
            each_entry(list.postings(*at), |event, places| {
                self.sets[usize::from(places & (place::OWN | place::SAID))].insert(base + event);
            });
        }
    }

    /// The same with two threads when there are many.
    fn add_halves(&mut self, list: &WordList, words: &[usize], base: u32, stop: &dyn Fn() -> bool) {
        let bytes: usize = words.iter().map(|at| list.postings(*at).len()).sum();
        if bytes < MANY {
            return self.add(list, words, base, stop);
        }
        let mut before = 0;
        let middle = words.iter().take_while(|at| {
            before += list.postings(**at).len();
            before <= bytes / 2
        });
        let (some, others) = words.split_at(middle.count());
        let bound = self.bound;
        let ((), others) = both(
            true,
            || self.add(list, some, base, stop),
            || {
                let mut found = ByPlace::new(bound);
                found.add(list, others, base, &|| false);
                found
            },
        );
        self.sets.iter_mut().zip(&others.sets).for_each(|(set, other)| set.unite(other));
    }

    fn finish(self) -> Found {
        let [mut anywhere, mut own, mut said, both] = self.sets;
        own.unite(&both);
        said.unite(&both);
        anywhere.unite(&own);
        anywhere.unite(&said);
        Found { own: own.to_set(), anywhere: anywhere.to_set(), said: said.to_set(), aliased: Vec::new() }
    }
}
