//! A finished dataset as sections of a file of the cache, and back: opening a large file again parses nothing of it.
//!
//! Kept is what a snapshot that is `Ready` holds, apart from entities and the data's words about itself: these few are
//! parsed again from their JSON. A reader trusts no number: each is checked against what it counts or points to, so
//! that a damaged file is refused here and nothing behind can fail on it. How a file is found, written and checked as
//! a whole is not known here.
//!
//! | section | holds |
//! |---|---|
//! | plan | how many events and articles each part has, and which numbers they have |
//! | events | order of time, repeated and hidden events, heads of merged ones, events of each country |
//! | articles | order of time, repeated articles, what articles are found by |
//! | texts | the JSON of the data's words about itself and of entities; problems |
//! | for each index: words, words of article records, columns | see `index` |
//! | for each run of articles inside events | their heads, and the events |
//! | for each part | heads and places of records |
//! | of a foreign file | the place of each record in it; the records that a map made of it |
//!
//! Opened alone, a file of 64 MB or more has what a `Ready` snapshot holds written to the user's cache folder
//! (`dataset/cache.rs`), and the next time nothing of the file is parsed: two threads read columns straight into
//! memory, and one snapshot is published. The file of the cache begins with a key: path, length, time and sampled bytes
//! of the data, and the versions of program and form; another key makes the index anew. `index/bytes.rs` has numbers,
//! strings and sets as bytes. Everything carries a checksum, and what could reach beyond something is checked besides,
//! down to the last event of each list of postings, so that no other code needs to doubt what it is given. It is
//! written after `Ready`, to a temporary file that is renamed. Who loads says whether there is a cache: the browser and
//! the commands have one, `--print` and tests have none.

use super::builder::merged_about;
use super::order::are_different;
use super::parts::{ArticleRun, ArticleSource, EventIds, IndexPart, Merges, Part};
use super::{ArticleId, Dataset, Entities, Order, Phase, Progress};
use crate::catalogue::{Finding, Remedy, Stored as _};
use crate::index::RecordIndex;
use crate::index::bytes::{Reader, Writer};
use crate::index::heads::EventHeads;
use crate::index::numbers::Keys;
use crate::index::record_index::{Columns, InlineArticles};
use crate::index::words::WordList;
use crate::load::cache::{CacheEntry, CacheFile, WriteSection};
use crate::load::native::{self, Kind};
use crate::load::{Segment, Source};
use crate::model::{About, Record};
use crate::problem::{Level, Location, Problem, Problems};
use roaring::RoaringBitmap;
use std::collections::HashMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Keeps a finished dataset that was made from one source. What fails is left out: everything can be made again.
pub(super) fn write(dataset: &Dataset, entry: &CacheEntry) {
    let Some(part) = dataset.parts.first() else { return };
    // The file's name is not kept: it may be named otherwise the next time.
    if dataset.problems().iter().any(|problem| problem.location.file != *part.segment.file()) {
        return;
    }
    let plan = Plan::of(dataset);
    let plan_section: WriteSection<'_> = Box::new(|writer| plan.save(writer));
    let sections = plan
        .sections()
        .into_iter()
        .map(|section| -> WriteSection<'_> { Box::new(move |writer| save(dataset, section, writer)) });
    let source = part.segment.source();
    let made = if source.is_mapped() { 2 } else { 0 };
    let origins: WriteSection<'_> = Box::new(|writer| source.save_origins(writer));
    let records: WriteSection<'_> = Box::new(|writer| source.save_bytes(writer));
    let made = [origins, records].into_iter().take(made);
    let _ = entry.write(&std::iter::once(plan_section).chain(sections).chain(made).collect::<Vec<_>>());
}

/// The dataset that is kept of a foreign file, which messages call so, with what a map made of it.
pub(super) fn read_mapped(entry: &CacheEntry, name: &str) -> Option<Dataset> {
    let kept = entry.open()?;
    let dataset = kept.records(name).and_then(|source| read_kept(&kept, &Arc::new(source), 2));
    if dataset.is_none() {
        entry.remove();
    }
    dataset
}

/// The dataset that is kept of a source; what is there and cannot be used is removed.
pub(super) fn read(entry: &CacheEntry, source: &Arc<Source>) -> Option<Dataset> {
    let kept = entry.open()?;
    let dataset = read_kept(&kept, source, 0);
    if dataset.is_none() {
        entry.remove();
    }
    dataset
}

/// A section behind the plan.
#[derive(Clone, Copy)]
enum Section {
    Events,
    Articles,
    Texts,
    Words(usize),
    ArticleWords(usize),
    Columns(usize),
    Inline(usize),
    Part(usize),
}

/// What a section held.
#[allow(clippy::large_enum_variant, reason = "there is one for each section, some dozens")]
enum Piece {
    Events(Events),
    Articles(Articles),
    Texts(Texts),
    Words(WordList),
    Columns(Columns),
    Inline(InlineArticles),
    Part(Segment),
}

/// What the section of events holds.
struct Events {
    order: Order,
    hidden: RoaringBitmap,
    faulty: RoaringBitmap,
    merges: Merges,
    merged_heads: (EventHeads, HashMap<u32, usize>),
    countries: HashMap<Box<str>, RoaringBitmap>,
}

/// What the section of articles holds.
struct Articles {
    order: Vec<ArticleId>,
    merges: Merges,
    keys: Vec<Arc<Keys>>,
}

/// What the section of texts holds.
struct Texts {
    abouts: Vec<(About, Box<str>)>,
    entities: Entities,
    problems: Problems,
    skipped: usize,
}

/// How many there are of everything that is numbered.
#[derive(Debug)]
struct Plan {
    events: u32,
    articles: u32,
    /// Of each part the number of its first event, its events and its article records.
    parts: Vec<[u32; 3]>,
    /// Of each index what is added to numbers of events, its events, what is added to numbers of articles.
    indexes: Vec<[u32; 3]>,
    /// Of each run of articles the first number, whether they are written inside events, and which run or part it is.
    runs: Vec<[u32; 3]>,
    /// The lengths of the runs of articles inside events.
    inline: Vec<u32>,
}

impl Plan {
    fn of(dataset: &Dataset) -> Plan {
        let part = |part: &Part| {
            let segment = &part.segment;
            [part.base, segment.events().len() as u32, segment.articles().len() as u32]
        };
        let run = |run: &ArticleRun| match run.source {
            ArticleSource::Records(at) => [run.base, 0, at as u32],
            ArticleSource::Inline(at) => [run.base, 1, at as u32],
        };
        let parts: Vec<[u32; 3]> = dataset.parts.iter().map(part).collect();
        let inline: Vec<u32> = dataset.inline.iter().map(|inline| inline.heads.len() as u32).collect();
        Plan {
            events: dataset.event_count,
            articles: parts.iter().map(|[.., articles]| articles).chain(&inline).sum(),
            parts,
            indexes: dataset.indexes.iter().map(|index| [index.base, index.events, index.article_base]).collect(),
            runs: dataset.article_runs.iter().map(run).collect(),
            inline,
        }
    }

    fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        writer.number(u64::from(self.events))?;
        writer.number(u64::from(self.articles))?;
        writer.column(&self.parts)?;
        writer.column(&self.indexes)?;
        writer.column(&self.runs)?;
        writer.column(&self.inline)
    }

    fn read(reader: &mut Reader<'_>) -> Option<Plan> {
        let plan = Plan {
            events: reader.small()?,
            articles: reader.small()?,
            parts: reader.column()?,
            indexes: reader.column()?,
            runs: reader.column()?,
            inline: reader.column()?,
        };
        plan.is_sound().then_some(plan)
    }

    /// Whether parts and runs follow one another without a gap, and nothing reaches beyond the last number.
    fn is_sound(&self) -> bool {
        let mut end = Some(0u32);
        for [base, events, _] in &self.parts {
            end = end.filter(|end| end == base).and_then(|end| end.checked_add(*events));
        }
        let parts_are = end == Some(self.events);
        end = Some(0);
        for [base, inline, at] in &self.runs {
            let length = match inline {
                0 => self.parts.get(*at as usize).map(|[.., articles]| *articles),
                1 => self.inline.get(*at as usize).copied(),
                _ => None,
            };
            end = end.filter(|end| end == base).and_then(|end| end.checked_add(length?));
        }
        let runs_are = end == Some(self.articles);
        let is_within = |base: &u32, length: u32, all: u32| base.checked_add(length).is_some_and(|end| end <= all);
        let index_is = |[base, events, article_base]: &[u32; 3]| {
            is_within(base, *events, self.events) && is_within(article_base, 0, self.articles)
        };
        parts_are && runs_are && self.indexes.iter().all(index_is)
    }

    /// All sections behind the plan, in their order in the file. What takes longest to read is not the last.
    fn sections(&self) -> Vec<Section> {
        let of_index = |at| [Section::Words(at), Section::ArticleWords(at), Section::Columns(at)];
        [Section::Events, Section::Articles, Section::Texts]
            .into_iter()
            .chain((0..self.indexes.len()).flat_map(of_index))
            .chain((0..self.inline.len()).map(Section::Inline))
            .chain((0..self.parts.len()).map(Section::Part))
            .collect()
    }
}

fn save(dataset: &Dataset, section: Section, writer: &mut Writer<'_>) -> io::Result<()> {
    match section {
        Section::Events => save_events(dataset, writer),
        Section::Articles => save_articles(dataset, writer),
        Section::Texts => save_texts(dataset, writer),
        Section::Words(at) => dataset.indexes[at].index.words.save(writer),
        Section::ArticleWords(at) => dataset.indexes[at].index.article_words.save(writer),
        Section::Columns(at) => dataset.indexes[at].index.save_columns(writer),
        Section::Inline(at) => dataset.inline[at].save(writer),
        Section::Part(at) => dataset.parts[at].segment.save(writer),
    }
}

fn read_piece(kept: &CacheFile, number: usize, section: Section, plan: &Plan, source: &Arc<Source>) -> Option<Piece> {
    kept.section(number, |reader| {
        Some(match section {
            Section::Events => Piece::Events(read_events(reader, plan.events)?),
            Section::Articles => Piece::Articles(read_articles(reader, plan.articles)?),
            Section::Texts => Piece::Texts(read_texts(reader, source)?),
            Section::Words(at) => Piece::Words(WordList::read(reader, plan.indexes[at][1])?),
            Section::ArticleWords(at) => Piece::Words(WordList::read(reader, plan.articles - plan.indexes[at][2])?),
            Section::Columns(at) => Piece::Columns(RecordIndex::read_columns(reader, plan.indexes[at][1])?),
            Section::Inline(at) => Piece::Inline(InlineArticles::read(reader, plan.inline[at] as usize, plan.events)?),
            Section::Part(at) => {
                let [_, events, articles] = plan.parts[at];
                Piece::Part(Segment::read(reader, Arc::clone(source), events as usize, articles as usize)?)
            }
        })
    })
}

/// Reads all sections with two threads; nothing when one is damaged.
fn read_pieces(kept: &CacheFile, plan: &Plan, source: &Arc<Source>, others: usize) -> Option<Vec<Piece>> {
    let sections = plan.sections();
    let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(kept.count() != sections.len() + 1 + others));
    let work = || {
        let mut pieces = Vec::new();
        while !failed.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(section) = sections.get(at) else { break };
            match read_piece(kept, at + 1, *section, plan, source) {
                Some(piece) => pieces.push((at, piece)),
                None => failed.store(true, Ordering::Relaxed),
            }
        }
        pieces
    };
    let mut pieces = std::thread::scope(|scope| {
        let other = scope.spawn(work);
        let mut pieces = work();
        pieces.extend(other.join().ok()?);
        Some(pieces)
    })?;
    pieces.sort_unstable_by_key(|(at, _)| *at);
    (!failed.into_inner()).then(|| pieces.into_iter().map(|(_, piece)| piece).collect())
}

/// Behind the sections of the index stand `others`.
fn read_kept(kept: &CacheFile, source: &Arc<Source>, others: usize) -> Option<Dataset> {
    let plan = kept.section(0, Plan::read)?;
    let mut pieces = read_pieces(kept, &plan, source, others)?.into_iter();
    let (Some(Piece::Events(events)), Some(Piece::Articles(articles)), Some(Piece::Texts(texts))) =
        (pieces.next(), pieces.next(), pieces.next())
    else {
        return None;
    };
    let mut indexes = Vec::new();
    for [base, events, article_base] in plan.indexes {
        let (Some(Piece::Words(words)), Some(Piece::Words(article_words)), Some(Piece::Columns(columns))) =
            (pieces.next(), pieces.next(), pieces.next())
        else {
            return None;
        };
        let index = Arc::new(RecordIndex::new(words, article_words, columns));
        indexes.push(IndexPart { base, events, article_base, index });
    }
    let (mut inline, mut parts) = (Vec::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Inline(articles) => inline.push(Arc::new(articles)),
            Piece::Part(segment) => {
                let [base, ..] = *plan.parts.get(parts.len())?;
                parts.push(Part { segment: Arc::new(segment), base });
            }
            _ => return None,
        }
    }
    let article_runs = plan.runs.iter().map(|&[base, is_inline, at]| {
        let at = at as usize;
        ArticleRun { base, source: if is_inline == 1 { ArticleSource::Inline(at) } else { ArticleSource::Records(at) } }
    });
    Some(Dataset {
        about: merged_about(&texts.abouts),
        about_records: texts.abouts.into_iter().map(|(_, json)| json).collect(),
        event_ids: EventIds::of(&parts),
        parts,
        indexes,
        event_count: plan.events,
        countries: Arc::new(events.countries),
        order: Arc::new(events.order),
        event_merges: Arc::new(events.merges),
        hidden: Arc::new(events.hidden),
        faulty: Arc::new(events.faulty),
        merged_heads: Arc::new(events.merged_heads),
        article_runs: article_runs.collect(),
        inline,
        article_order: Arc::new(articles.order),
        article_merges: Arc::new(articles.merges),
        article_keys: articles.keys,
        entities: Arc::new(texts.entities),
        problems: Arc::new(texts.problems),
        skipped: texts.skipped,
        progress: Progress { phase: Phase::Ready, done: 0, total: None },
        ..Dataset::default()
    })
}

fn save_events(dataset: &Dataset, writer: &mut Writer<'_>) -> io::Result<()> {
    writer.set(&dataset.hidden)?;
    writer.set(&dataset.faulty)?;
    dataset.order.save(writer)?;
    dataset.event_merges.save(writer)?;
    let (heads, places) = &*dataset.merged_heads;
    let mut places: Vec<(u32, u32)> = places.iter().map(|(&number, &at)| (number, at as u32)).collect();
    places.sort_unstable();
    writer.pairs(places.into_iter())?;
    writer.number(heads.len() as u64)?;
    heads.save(writer)?;
    let mut countries: Vec<_> = dataset.countries.iter().collect();
    countries.sort_unstable_by_key(|(code, _)| *code);
    writer.number(countries.len() as u64)?;
    for (code, events) in countries {
        writer.text(code)?;
        writer.set(events)?;
    }
    Ok(())
}

fn read_events(reader: &mut Reader<'_>, bound: u32) -> Option<Events> {
    let hidden = reader.set(bound)?;
    let faulty = reader.set(bound)?;
    let shown = usize::try_from(u64::from(bound) - hidden.len()).ok()?;
    let order = Order::read(reader, shown, bound)?;
    if order.events().iter().any(|event| hidden.contains(event.0)) {
        return None;
    }
    let merges = Merges::read(reader, bound)?;
    let places = reader.pairs()?;
    let count = usize::try_from(reader.number()?).ok()?;
    let heads = EventHeads::read(reader, count)?;
    if places.iter().any(|(number, at)| *number >= bound || *at as usize >= count) {
        return None;
    }
    let mut countries = HashMap::new();
    for _ in 0..reader.number()? {
        countries.insert(reader.text()?.into(), reader.set(bound)?);
    }
    Some(Events {
        order,
        hidden,
        faulty,
        merges,
        merged_heads: (heads, places.into_iter().map(|(number, at)| (number, at as usize)).collect()),
        countries,
    })
}

fn save_articles(dataset: &Dataset, writer: &mut Writer<'_>) -> io::Result<()> {
    writer.column(&dataset.article_order.iter().map(|id| id.0).collect::<Vec<u32>>())?;
    dataset.article_merges.save(writer)?;
    writer.number(dataset.article_keys.len() as u64)?;
    dataset.article_keys.iter().try_for_each(|keys| keys.save(writer))
}

fn read_articles(reader: &mut Reader<'_>, bound: u32) -> Option<Articles> {
    let order: Vec<u32> = reader.column()?;
    let merges = Merges::read(reader, bound)?;
    if order.len() + merges.first.len() != bound as usize || !are_different(&order, bound) {
        return None;
    }
    let mut keys = Vec::new();
    for _ in 0..reader.number()? {
        keys.push(Arc::new(Keys::read(reader, bound)?));
    }
    Some(Articles { order: order.into_iter().map(ArticleId).collect(), merges, keys })
}

impl Merges {
    fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        let mut pairs: Vec<(u32, u32)> = self.first.iter().map(|(&other, &first)| (other, first)).collect();
        pairs.sort_unstable();
        writer.pairs(pairs.into_iter())
    }

    /// Reads which of the numbers below `bound` are one. The others of each first ascend, as they came.
    fn read(reader: &mut Reader<'_>, bound: u32) -> Option<Merges> {
        let mut merges = Merges::default();
        for (other, first) in reader.pairs()? {
            if other >= bound || first >= bound || merges.first.insert(other, first).is_some() {
                return None;
            }
            merges.others.entry(first).or_default().push(other);
        }
        Some(merges)
    }
}

fn save_texts(dataset: &Dataset, writer: &mut Writer<'_>) -> io::Result<()> {
    writer.number(dataset.about_records.len() as u64)?;
    dataset.about_records.iter().try_for_each(|json| writer.text(json))?;
    writer.number(dataset.entities.all().len() as u64)?;
    for entity in dataset.entities.all() {
        writer.number(dataset.entities.records(&entity.id).count() as u64)?;
        dataset.entities.records(&entity.id).try_for_each(|json| writer.text(json))?;
    }
    writer.number(dataset.skipped as u64)?;
    writer.number(dataset.problems().len() as u64)?;
    dataset.problems().iter().try_for_each(|problem| save_problem(problem, writer))?;
    let mut notes: Vec<_> =
        dataset.problems.notes().map(|(kind, count)| (words_of(|words| kind.keep(words)), count)).collect();
    notes.sort_unstable();
    writer.number(notes.len() as u64)?;
    notes.iter().try_for_each(|(words, count)| {
        save_words(words, writer)?;
        writer.number(*count as u64)
    })
}

fn read_texts(reader: &mut Reader<'_>, source: &Source) -> Option<Texts> {
    let mut abouts = Vec::new();
    for _ in 0..reader.number()? {
        let json = reader.text()?;
        let Ok(Record::About(about)) = native::record(&json, Some(Kind::About), &mut Vec::new()) else { return None };
        abouts.push((about, json.into()));
    }
    let mut entities = Entities::default();
    for _ in 0..reader.number()? {
        for _ in 0..reader.number()? {
            let json = reader.text()?;
            let record = native::record(&json, Some(Kind::Entity), &mut Vec::new());
            let Ok(Record::Entity(entity)) = record else { return None };
            entities.add(entity, json.into());
        }
    }
    let skipped = usize::try_from(reader.number()?).ok()?;
    let mut kept = Vec::new();
    for _ in 0..reader.number()? {
        kept.push(read_problem(reader, source)?);
    }
    let mut notes = Vec::new();
    for _ in 0..reader.number()? {
        let kind = Remedy::kept(&mut read_words(reader)?)?;
        notes.push((kind, usize::try_from(reader.number()?).ok()?));
    }
    let problems = Problems::of(kept, notes);
    Some(Texts { abouts, entities, problems, skipped })
}

/// Texts that are kept of a problem at most: it nests no deeper than that.
const MOST_WORDS: u64 = 64;

const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Note];

fn save_problem(problem: &Problem, writer: &mut Writer<'_>) -> io::Result<()> {
    let Problem { level, location, record, reason, remedy } = problem;
    writer.number(LEVELS.iter().position(|have| have == level).unwrap_or_default() as u64)?;
    writer.number(location.line)?;
    writer.number(location.column)?;
    writer.number(u64::from(record.is_some()))?;
    [&*location.pointer, record.as_deref().unwrap_or_default()].into_iter().try_for_each(|text| writer.text(text))?;
    let words = words_of(|words| {
        reason.keep(words);
        remedy.keep(words);
    });
    save_words(&words, writer)
}

fn words_of(keep: impl FnOnce(&mut Vec<String>)) -> Vec<String> {
    let mut words = Vec::new();
    keep(&mut words);
    words
}

fn save_words(words: &[String], writer: &mut Writer<'_>) -> io::Result<()> {
    writer.number(words.len() as u64)?;
    words.iter().try_for_each(|text| writer.text(text))
}

fn read_words(reader: &mut Reader<'_>) -> Option<std::vec::IntoIter<String>> {
    let count = reader.number().filter(|count| *count <= MOST_WORDS)?;
    Some((0..count).map(|_| reader.text()).collect::<Option<Vec<_>>>()?.into_iter())
}

fn read_problem(reader: &mut Reader<'_>, source: &Source) -> Option<Problem> {
    let level = *LEVELS.get(usize::try_from(reader.number()?).ok()?)?;
    let (line, column) = (reader.number()?, reader.number()?);
    let has_record = reader.number()? == 1;
    let [pointer, record] = [reader.text()?, reader.text()?];
    let mut words = read_words(reader)?;
    let (reason, remedy) = (Finding::kept(&mut words)?, Remedy::kept(&mut words)?);
    let location = Location { file: Arc::clone(source.name()), line, column, pointer };
    Some(Problem { level, location, record: has_record.then_some(record), reason, remedy })
}
