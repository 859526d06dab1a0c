//! Which events hold a word: in their own texts, in those of their articles, in the names of those whom they name.
//!
//! Words stand in a list for events and one for articles in each index, and in one for the names of entities. Who asks says
//! which words are looked for. What a query is, is not known here.

use super::parts::{ArticleSource, IndexPart};
use super::{Dataset, EventId, SelectedEvents};
use crate::index::WordList;
use crate::index::bits::Bits;
use crate::index::postings::{entries, part};
use crate::model::Entity;
use crate::parallel::both;
use roaring::RoaringBitmap;

/// Which words of the data are looked for.
#[derive(Clone, Copy)]
pub enum Lookup<'a> {
    /// Those that begin with a folded word.
    Beginning(&'a str),
    /// Those that begin with it, its other forms, and these other spellings of the name that it may be.
    Wide(&'a str, &'a [String]),
    /// Those of which it holds.
    Like(&'a dyn Fn(&str) -> bool),
}

/// The events that hold a word.
#[derive(Debug, Default)]
pub struct Holding {
    /// In their own texts, and in the names of those whom they name.
    pub own: RoaringBitmap,
    /// There or in one of their articles.
    pub anywhere: RoaringBitmap,
    /// In the words of a quote.
    pub said: RoaringBitmap,
    /// The entities that have it in an alias alone, by number.
    pub aliased: Vec<u32>,
}

/// Words after which it is asked whether to stop.
const STEP: usize = 256;

impl Lookup<'_> {
    /// The numbers of the words in a list; not all when told to stop.
    pub(super) fn numbers(self, list: &WordList, stop: &dyn Fn() -> bool) -> Vec<usize> {
        match self {
            Lookup::Beginning(folded) => list.beginning_with(folded).collect(),
            Lookup::Wide(folded, spellings) => list.found_by(folded, spellings),
            Lookup::Like(is) => {
                let going = (0..list.len()).take_while(|at| at % STEP != 0 || !stop());
                going.filter(|at| is(list.word(*at))).collect()
            }
        }
    }

    /// The folded word of which other words are found by their beginning.
    fn beginning(&self) -> Option<&str> {
        match self {
            Lookup::Beginning(folded) | Lookup::Wide(folded, _) => Some(folded),
            Lookup::Like(_) => None,
        }
    }
}

/// A word of one of the lists.
#[derive(Clone, Copy)]
pub struct ListedWord<'a> {
    list: List<'a>,
    at: usize,
}

/// A list of words, and what is added to the numbers of its events or articles.
#[derive(Clone, Copy)]
struct List<'a> {
    words: &'a WordList,
    base: u32,
    of: ListOf,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ListOf {
    Events,
    Articles,
    Names,
}

impl<'a> List<'a> {
    fn found(self, lookup: Lookup<'_>) -> impl Iterator<Item = ListedWord<'a>> + use<'a> {
        lookup.numbers(self.words, &|| false).into_iter().map(move |at| ListedWord { list: self, at })
    }
}

impl<'a> ListedWord<'a> {
    /// The word, folded.
    pub fn text(&self) -> &'a str {
        self.list.words.word(self.at)
    }

    /// Whether it is of the texts of events themselves, not of articles or of names.
    pub fn is_of_events(&self) -> bool {
        self.list.of == ListOf::Events
    }

    /// How much the data has of it: more for more events.
    pub fn weight(&self) -> usize {
        self.postings().len()
    }

    /// How many records of events have it in the words of a quote.
    pub fn said_count(&self) -> usize {
        entries(self.postings()).filter(|(_, parts)| parts & part::SAID != 0).count()
    }

    fn postings(&self) -> &'a [u8] {
        self.list.words.postings(self.at)
    }

    /// How many selected events have it in their own texts.
    pub fn count_in(&self, selected: &SelectedEvents) -> usize {
        let mut count = 0;
        entries(self.postings()).for_each(|(event, _)| {
            count += usize::from(selected.contains(EventId(self.list.base + event)));
        });
        count
    }

    /// Whether one of the first `most` articles that have it reports a selected event.
    pub fn is_reported_in(&self, dataset: &Dataset, selected: &RoaringBitmap, most: usize) -> bool {
        entries(self.postings()).take(most).any(|(article, _)| {
            let events = dataset.events_of_article(dataset.first_article(self.list.base + article));
            events.iter().any(|event| selected.contains(event.0))
        })
    }

    /// The entities whose names have it.
    pub fn entities(&self, dataset: &'a Dataset) -> impl Iterator<Item = &'a Entity> + use<'a> {
        let all = dataset.entities().all();
        entries(self.postings()).filter_map(|(number, _)| all.get(number as usize))
    }
}

impl Dataset {
    /// The words of events and articles that are looked for, of one index after the other.
    pub fn words<'a>(&'a self, lookup: Lookup<'_>) -> impl Iterator<Item = ListedWord<'a>> {
        self.lists_of_records().flat_map(move |list| list.found(lookup))
    }

    /// The words of the names of entities that are looked for.
    pub fn words_of_names<'a>(&'a self, lookup: Lookup<'_>) -> impl Iterator<Item = ListedWord<'a>> {
        self.list_of_names().found(lookup)
    }

    /// Every word of every list.
    pub fn all_words(&self) -> impl Iterator<Item = ListedWord<'_>> {
        let lists = self.lists_of_records().chain([self.list_of_names()]);
        lists.flat_map(|list| (0..list.words.len()).map(move |at| ListedWord { list, at }))
    }

    /// Every list of words: of events, of articles, and of the names of entities.
    pub(super) fn word_lists(&self) -> impl Iterator<Item = &WordList> {
        self.lists_of_records().chain([self.list_of_names()]).map(|list| list.words)
    }

    fn lists_of_records(&self) -> impl Iterator<Item = List<'_>> {
        self.indexes.iter().flat_map(|IndexPart { base, article_base, index, .. }| {
            [
                List { words: &index.words, base: *base, of: ListOf::Events },
                List { words: &index.article_words, base: *article_base, of: ListOf::Articles },
            ]
        })
    }

    fn list_of_names(&self) -> List<'_> {
        List { words: self.entities.words(), base: 0, of: ListOf::Names }
    }

    /// The events that have one of these words in their own texts, but for those of which another record has it.
    pub fn events_of_words<'a>(&self, words: impl Iterator<Item = ListedWord<'a>>) -> RoaringBitmap {
        let mut events = Bits::new(self.event_bound());
        for word in words.filter(ListedWord::is_of_events) {
            entries(word.postings()).for_each(|(event, _)| events.insert(word.list.base + event));
        }
        events.to_set()
    }

    /// The articles with the words that are looked for in their own headline or text: those that surely have one, and all
    /// that may. They differ where several are written inside one event, or are records of one article: which of them has
    /// the word no list knows. Not all when told to stop.
    pub fn articles_holding(&self, lookup: Lookup<'_>, stop: &dyn Fn() -> bool) -> [RoaringBitmap; 2] {
        let [mut sure, mut perhaps] = [RoaringBitmap::new(), RoaringBitmap::new()];
        let mut add = |article: u32, is_alone: bool| {
            let first = self.first_article(article).0;
            if is_alone && self.article_merges.others_of(first).is_empty() {
                sure.insert(first);
            }
            perhaps.insert(first);
        };
        let mut written_in = Bits::new(self.event_bound());
        for List { words, base, of } in self.lists_of_records() {
            for (done, at) in lookup.numbers(words, stop).into_iter().enumerate() {
                if done % STEP == 0 && stop() {
                    break;
                }
                match of {
                    ListOf::Events => entries(words.postings(at)).for_each(|(event, parts)| {
                        if parts & part::ARTICLE != 0 {
                            written_in.insert(base + event);
                        }
                    }),
                    _ => entries(words.postings(at)).for_each(|(article, _)| add(base + article, true)),
                }
            }
        }
        for run in &self.article_runs {
            let ArticleSource::Inline(inline) = run.source else { continue };
            let events = &self.inline[inline].events;
            let is_of =
                |at: Option<usize>, event: u32| at.is_some_and(|at| at < events.len() && events.get(at) == event);
            for (at, event) in events.iter().enumerate().filter(|(_, event)| written_in.contains(*event)) {
                let is_alone = !is_of(at.checked_sub(1), event) && !is_of(Some(at + 1), event);
                add(run.base + at as u32, is_alone);
            }
        }
        [sure, perhaps]
    }

    /// The events that hold the words that are looked for; not all when told to stop.
    pub fn holding(&self, lookup: Lookup<'_>, stop: &dyn Fn() -> bool) -> Holding {
        let mut found = ByPlace::new(self.event_bound());
        let mut letters = Vec::new();
        for List { words, base, of } in self.lists_of_records() {
            if of == ListOf::Events {
                match lookup.beginning().and_then(|folded| words.letter(folded)) {
                    Some(letter) => letters.push(letter),
                    None => found.add_halves(words, &lookup.numbers(words, stop), base, stop),
                }
                continue;
            }
            for (done, at) in lookup.numbers(words, stop).into_iter().enumerate() {
                if done % STEP == 0 && stop() {
                    break;
                }
                for (article, _) in entries(words.postings(at)) {
                    let article = self.first_article(base + article);
                    self.each_record_of_article(article, &mut |record| found.elsewhere().insert(record));
                }
            }
        }
        let (named, aliased) = self.entities.with_words(&|list| lookup.numbers(list, stop));
        for entity in named {
            self.each_record_naming(entity, &mut |record| found.own().insert(record));
        }
        let Holding { mut own, mut anywhere, mut said, .. } = found.finish();
        for letter in letters {
            own |= &letter.own;
            anywhere |= &letter.elsewhere;
            said |= &letter.said;
        }
        anywhere |= &own;
        for events in [&mut own, &mut anywhere, &mut said] {
            self.normalise(events);
        }
        Holding { own, anywhere, said, aliased }
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
        &mut self.sets[usize::from(part::OWN)]
    }

    /// Adds the events of words, each raised by `base`, until told to stop.
    fn add(&mut self, list: &WordList, words: &[usize], base: u32, stop: &dyn Fn() -> bool) {
        for (done, at) in words.iter().enumerate() {
            if done % STEP == 0 && stop() {
                break;
            }
            entries(list.postings(*at)).for_each(|(event, parts)| {
                self.sets[usize::from(parts & (part::OWN | part::SAID))].insert(base + event);
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
        self.sets.iter_mut().zip(&others.sets).for_each(|(set, other)| set.union_with(other));
    }

    fn finish(self) -> Holding {
        let [mut anywhere, mut own, mut said, both] = self.sets;
        own.union_with(&both);
        said.union_with(&both);
        anywhere.union_with(&own);
        anywhere.union_with(&said);
        Holding { own: own.to_set(), anywhere: anywhere.to_set(), said: said.to_set(), aliased: Vec::new() }
    }
}
