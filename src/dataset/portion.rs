//! A portion of some data with what belongs to it, as a dataset: its own records, and others that decide what is said of these.
//!
//! Of very many events a few tens of thousands are joined at a time. What belongs to a portion is found by who asks; here
//! stands how it is read, which of it is the portion's own, and what is wrong with that.

use super::builder::DatasetBuilder;
use super::parts::ArticleSource;
use super::{ArticleId, ColumnOf, Dataset, EventId, Everybody, KeptName, Phase, Progress};
use crate::error::Result;
use crate::index::bytes::text_hash;
use crate::index::record_index::RecordIndexBuilder;
use crate::language::capitals::Print;
use crate::load::opening::{self, Opening};
use crate::load::segment::{article_hashes, article_id_hash};
use crate::load::{self, Indexed, Input, Segment, Source, folders};
use crate::parallel;
use crate::problem::{Level, Problem};
use hashbrown::{HashMap, HashSet};
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

/// What is added up of how words are printed.
#[derive(Clone, Debug, Default)]
pub struct Prints(HashMap<Box<str>, Print>);

impl Prints {
    /// Adds words: occurrences, small ones, roles of each.
    fn add(&mut self, word: &str, print: Print) {
        match self.0.get_mut(word) {
            Some(have) => have.add(print),
            None => drop(self.0.insert(word.into(), print)),
        }
    }

    /// Adds those of records that were indexed.
    fn add_indexed(&mut self, indexed: &Indexed) {
        for list in [&indexed.index.words, &indexed.index.article_words] {
            (0..list.len()).for_each(|at| self.add(list.word(at), list.print(at)));
        }
    }

    /// Adds those of the names of entities.
    pub fn add_entities(&mut self, dataset: &Dataset) {
        let list = dataset.entities.words();
        (0..list.len()).for_each(|at| self.add(list.word(at), list.print(at)));
    }

    /// Adds those of a portion.
    pub fn add_all(&mut self, other: Prints) {
        if self.0.is_empty() {
            self.0 = other.0;
            return;
        }
        other.0.into_iter().for_each(|(word, print)| self.add(&word, print));
    }

    /// All of them in the order of the alphabet: occurrences, small ones, roles.
    pub fn sorted(self) -> Vec<(Box<str>, [u16; 3])> {
        let numbers = |print: Print| [print.occurrences, print.small, u16::from(print.roles)];
        let mut all: Vec<_> = self.0.into_iter().map(|(word, print)| (word, numbers(print))).collect();
        all.sort_unstable();
        all
    }
}

/// Records as lines of the format.
#[derive(Debug, Default)]
pub struct Lines {
    /// The lines.
    pub text: Vec<u8>,
    /// Whether they are the portion's own, or are there for these.
    pub is_own: bool,
}

/// The names of the portions so far: how each is printed counts once.
pub struct Counted(RecordIndexBuilder);

impl Default for Counted {
    fn default() -> Counted {
        Counted(RecordIndexBuilder::counting_names_once())
    }
}

/// What messages call the records of a portion.
const OWN: &str = "the data";
const OTHERS: &str = "what belongs to them";

/// A portion.
#[derive(Debug)]
pub struct Portion {
    /// All of it.
    pub dataset: Dataset,
    events: Range<u32>,
    articles: Range<u32>,
    /// How its own records print words.
    pub prints: Prints,
    /// What is wrong between its own records and others: records of one id, links, quotes.
    pub problems: [Vec<Problem>; 3],
}

impl Portion {
    /// What these lines make together: all article records among them stand before all events. `counted` are the names of
    /// the portions before, `everybody` those whom all portions name.
    pub fn of(lines: Vec<Lines>, counted: &mut Counted, everybody: &Everybody) -> Portion {
        let mut builder = DatasetBuilder::default();
        let (mut events, mut articles) = (0..0, 0..0);
        let mut own = Vec::new();
        for Lines { text, is_own } in lines {
            if text.is_empty() {
                continue;
            }
            let (first, before) = (builder.parts().len(), (builder.event_bound(), builder.article_bound()));
            let source = Arc::new(Source::from_bytes(if is_own { OWN } else { OTHERS }, text));
            let problems = load::read_lines(&source, &mut |segment, _| {
                builder.add_segment(segment);
                ControlFlow::Continue(())
            });
            builder.add_problems(problems);
            if is_own {
                own.extend(first..builder.parts().len());
                // One after the other: what is own of one kind is in one piece.
                let widened = |range: &Range<u32>, new: Range<u32>| {
                    if range.is_empty() { new } else { range.start..new.end.max(range.end) }
                };
                events = widened(&events, before.0..builder.event_bound());
                articles = widened(&articles, before.1..builder.article_bound());
            }
        }
        let mut prints = Prints::default();
        let merged = builder.merge();
        let segments: Vec<Arc<Segment>> = builder.parts().iter().map(|part| Arc::clone(&part.segment)).collect();
        let of_others = || {
            let mut builder = RecordIndexBuilder::default();
            let others = (0..segments.len()).filter(|at| !own.contains(at));
            others.map(|at| segments[at].indexed(&mut builder, &|| false)).collect::<Vec<_>>()
        };
        let of_own = || own.iter().map(|at| segments[*at].indexed(&mut counted.0, &|| false)).collect::<Vec<_>>();
        let (of_own, of_others) = parallel::both(segments.len() > 1, of_own, of_others);
        let (mut of_own, mut of_others) = (of_own.into_iter(), of_others.into_iter());
        for at in 0..segments.len() {
            let is_own = own.contains(&at);
            let next = if is_own { of_own.next() } else { of_others.next() };
            let mut indexed = next.flatten().unwrap_or_default();
            if is_own {
                prints.add_indexed(&indexed);
            }
            // What is wrong inside a record was listed when it was read for the first time.
            indexed.problems.clear();
            everybody.name(&mut indexed.index);
            builder.add_index(at, indexed);
        }
        builder.fill_countries(0);
        builder.check_links();
        let linked = builder.problems().kept().len();
        builder.check_quotes();
        let dataset = builder.snapshot(Progress { phase: Phase::Ready, done: 0, total: None });
        let persons = everybody.persons_in(&dataset);
        let dataset = dataset.with_names(&persons);
        let found = dataset.problems();
        let of_own = |range: Range<usize>| -> Vec<Problem> {
            found[range].iter().filter(|problem| &*problem.location.file == OWN).cloned().collect()
        };
        let problems = [of_own(0..merged), of_own(merged..linked), of_own(linked..found.len())];
        Portion { dataset, events, articles, prints, problems }
    }

    /// Its own events.
    pub fn events(&self) -> Range<u32> {
        self.events.clone()
    }

    /// Its own articles: those of which the first record is one of its own or stands in one of its own events.
    pub fn articles(&self) -> Vec<ArticleId> {
        let mut articles: Vec<ArticleId> =
            self.dataset.article_order().iter().copied().filter(|id| self.is_own_article(*id)).collect();
        articles.sort_unstable();
        articles
    }

    fn is_own_article(&self, id: ArticleId) -> bool {
        match self.dataset.run_of(id) {
            (ArticleSource::Records(_), _) => self.articles.contains(&id.0),
            (ArticleSource::Inline(run), at) => self.events.contains(&self.dataset.inline[run].events.get(at)),
        }
    }

    /// Calls `name` with each name in its own records that may be asked for.
    pub fn each_kept_name(&self, name: &mut dyn FnMut(KeptName<'_>)) {
        self.dataset.each_kept_name_of(&self.events, &self.articles, name);
    }

    /// Who took part in it, and whether each is known to be a body.
    pub fn each_person(&self, person: &mut dyn FnMut(u64, bool)) {
        let people = self.dataset.people();
        (0..people.len() as u32).for_each(|number| person(people.id(number).0, people.is_body(number)));
    }

    /// How many quotes one of its events has.
    pub fn quotes_of(&self, event: EventId) -> usize {
        self.dataset.quotes().of(self.dataset.time_order().rank(event)) as usize
    }
}

/// What reading data found that belongs to no record alone.
#[derive(Debug, Default)]
pub struct FoundInReading {
    /// What is wrong with files, and which records were skipped; what was skipped where the data come from.
    pub faults: Vec<Problem>,
    /// What else is wrong inside records, or is to be said of files.
    pub notes: Vec<Problem>,
    /// How many records were skipped.
    pub skipped: usize,
}

/// What else is wrong inside records is listed so often at most.
const MOST_LISTED: usize = 20_000;

/// Reads data a stretch at a time, each a dataset of its own, in order; nothing of the one before is held. An input that
/// cannot be read is a problem when others can.
pub fn each_stretch(inputs: &[Input], take: &mut dyn FnMut(Dataset) -> Result<()>) -> Result<FoundInReading> {
    let mut found = FoundInReading::default();
    let mut notes = Vec::new();
    let mut listed: Vec<Problem> = folders::left_out(inputs)?;
    let (mut first_error, mut any) = (None, false);
    for input in folders::expand(inputs)? {
        let mut failed = None;
        let mut builder = RecordIndexBuilder::default();
        let mut newer = None;
        let mut take_one = |segment: Segment| -> ControlFlow<()> {
            newer = super::loader::newer_version(&segment);
            if newer.is_some() {
                return ControlFlow::Break(());
            }
            found.skipped += segment.skipped;
            found.faults.extend(segment.problems.iter().filter(|problem| problem.level == Level::Error).cloned());
            let Some(mut indexed) = segment.indexed(&mut builder, &|| false) else { return ControlFlow::Break(()) };
            found.skipped += indexed.rejected.len();
            for problem in std::mem::take(&mut indexed.problems) {
                if problem.level == Level::Error {
                    found.faults.push(problem);
                } else if notes.len() < MOST_LISTED && !input.is_elsewhere() {
                    // Elsewhere it is listed already.
                    notes.push(problem);
                }
            }
            let mut stretch = DatasetBuilder::default();
            stretch.add_segment(segment);
            stretch.add_index(0, indexed);
            failed = take(stretch.snapshot(Progress { phase: Phase::Ready, done: 0, total: None })).err();
            if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let read = opening::open(&input).and_then(|opening| match opening {
            Opening::Growing(mut growing) => {
                let (faults, _) = growing.take_elsewhere();
                let problems = load::read_growing(&growing, &mut |segment, _| match segment
                    .map_or(ControlFlow::Continue(()), &mut take_one)
                {
                    ControlFlow::Continue(()) => ControlFlow::Continue(None),
                    ControlFlow::Break(()) => ControlFlow::Break(()),
                })?;
                Ok((faults, problems))
            }
            Opening::Whole(source) => load::read(&Arc::new(source), &mut |segment, _| take_one(segment))
                .map(|problems| (Vec::new(), problems)),
        });
        if let Some(error) = failed {
            return Err(error);
        }
        if let Some(version) = newer {
            return Err(super::loader::of_newer_version(&input, version));
        }
        match read {
            Ok((faults, problems)) => {
                any = true;
                found.skipped += faults.iter().filter(|fault| fault.location.line > 0).count();
                found.faults.extend(faults);
                listed.extend(problems);
            }
            Err(error) if input.is_elsewhere() => return Err(error),
            Err(error) => {
                listed.push(super::loader::unreadable(&input, &error));
                first_error = first_error.or(Some(error));
            }
        }
    }
    match first_error {
        Some(error) if !any => return Err(error),
        _ => {}
    }
    let (errors, others): (Vec<Problem>, Vec<Problem>) =
        listed.into_iter().partition(|problem| problem.level == Level::Error);
    found.faults.extend(errors);
    found.notes = others.into_iter().chain(notes).collect();
    if inputs.iter().any(Input::is_elsewhere) {
        // What was skipped when it was brought there is told again.
        let mut seen = HashSet::new();
        found.faults.retain(|fault| seen.insert(format!("{fault:?}")));
        found.skipped = found.faults.iter().filter(|fault| fault.location.line > 0).count();
    }
    Ok(found)
}

impl FoundInReading {
    /// Notes, when no event has a date, that one of the fields which they name may have it.
    pub fn note_no_dates(&mut self) {
        let warning = super::builder::without_dates(&self.notes);
        self.notes.extend(warning);
    }
}

/// What records are found by, or ask for: a hash, and of which record it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Key {
    /// The id of an event.
    Event,
    /// The id of an event to which one is related.
    Related,
    /// The id of an article that stands in a record of its own.
    Article,
    /// Its address.
    Address,
    /// The id or address of one that is written inside an event.
    Inline,
    /// The id of an article that an event names.
    Named,
}

impl Dataset {
    /// Data in which what was found in reading is wrong, for who says it.
    #[must_use]
    pub fn with_found(&self, found: &FoundInReading) -> Dataset {
        let problems = found.faults.iter().chain(&found.notes).cloned().collect();
        Dataset { problems: Arc::new(problems), skipped: found.skipped, ..self.clone() }
    }

    /// Calls `record` with each article record as it stands in its file, and the hashes of its id and of its address.
    pub fn each_article_record(&self, record: &mut dyn FnMut([u64; 2], String)) -> Result<()> {
        for part in &self.parts {
            let heads = part.segment.articles();
            for at in 0..heads.len() {
                record(article_hashes(&heads.head(at)), part.segment.article_json(at as u32)?);
            }
        }
        Ok(())
    }

    /// Calls `key` with the keys of events, each with the number under which its event is shown.
    pub fn each_key_of_events(&self, key: &mut dyn FnMut(Key, u64, EventId)) {
        for event in self.time_order().all() {
            key(Key::Event, text_hash(self.head(EventId(event)).id), EventId(event));
        }
        for inline in &self.inline {
            for (at, record) in inline.events.iter().enumerate() {
                let Some(event) = self.shown_as(record) else { continue };
                for hash in article_hashes(&inline.heads.head(at)) {
                    key(Key::Inline, hash, event);
                }
            }
        }
        for (of, kind) in
            [(ColumnOf::Article, Key::Named), (ColumnOf::Cites, Key::Named), (ColumnOf::Related, Key::Related)]
        {
            for value in self.column(of) {
                let hash = if kind == Key::Named { article_id_hash(value.key()) } else { text_hash(value.key()) };
                value.each_record(&mut |record| {
                    if let Some(event) = self.shown_as(record) {
                        key(kind, hash, event);
                    }
                });
            }
        }
    }
}
