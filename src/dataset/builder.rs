//! What was read so far, joined: order is merged, repeated ids are found, entities and articles are collected, indexes
//! are merged, and last the links between records are checked. Which inputs it comes from, and when a snapshot of it is
//! wanted, is not known here.

use super::entities::Entities;
use super::order::Order;
use super::parts::{ArticleRun, ArticleSource, IndexPart, Merges, Part};
use super::quoted::{self, Astray};
use super::{ArticleId, Dataset, EventId, Phase, Progress};
use crate::catalogue::{Finding, Remedy};
use crate::index::articles::ArticleHeads;
use crate::index::heads::{EventHeads, push_event};
use crate::index::numbers::{Ends, Keys};
use crate::index::order::TimeOrder;
use crate::index::record_index::InlineArticles;
use crate::index::{ColumnOf, HeadDate, RecordIndex, postings};
use crate::load::segment::{article_hashes, event_hash};
use crate::load::{Indexed, Segment, native};
use crate::model::About;
use crate::model::article_id::made_id;
use crate::problem::{Level, Location, Problem, Problems};
use roaring::RoaringBitmap;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Bytes of indexes that are merged to one; places in it are 32 bits.
const MOST_MERGED: u64 = 3 << 30;

/// So many small indexes that follow one another become one.
const MANY_SMALL: usize = 64;

/// The size of the greatest of them: 64 bytes to this power and a little more.
const GREATEST_SMALL: u32 = 2;

/// Which hashes of ids were seen, so that ids are looked for only when they may be there. Each hash names four bits of
/// one word, so that one place of memory is waited for; that all four are taken says that the id *may* have been there.
struct SeenIds {
    words: Vec<u64>,
    count: usize,
}

impl SeenIds {
    /// Takes a hash in; says whether it may have been there.
    fn insert(&mut self, hash: u32) -> bool {
        // The first bits of the product, which depend on all of the hash, name the word, and the last ones the bits.
        let mixed = u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let bits = [0, 6, 12, 18].iter().fold(0, |bits, shift| bits | 1 << (mixed >> shift & 63));
        let place = mixed >> (64 - self.words.len().trailing_zeros());
        let word = &mut self.words[place as usize];
        let was_there = *word & bits == bits;
        *word |= bits;
        was_there
    }

    /// Makes room for `more` hashes; `parts` give all that are there.
    fn reserve(&mut self, more: usize, parts: &[Part]) {
        self.count += more;
        // Two ids a word at most take eight of its bits: of a thousand new ids less than one is looked for in vain.
        let wanted = (self.count / 2).next_power_of_two().clamp(1 << 10, 1 << 25);
        if wanted > self.words.len() {
            self.words = vec![0; wanted];
            for part in parts {
                let hashes: Vec<u32> = part.segment.event_hashes().collect();
                for hash in hashes {
                    self.insert(hash);
                }
            }
        }
    }
}

impl Default for SeenIds {
    fn default() -> SeenIds {
        SeenIds { words: vec![0; 1 << 10], count: 0 }
    }
}

/// Everything read so far, joined.
#[derive(Default)]
pub(super) struct DatasetBuilder {
    /// What is the same in every snapshot but grows: heads of data, parts, indexes, articles. Records are read through it
    /// while they are joined.
    all: Dataset,
    countries: HashMap<Box<str>, RoaringBitmap>,
    seen_ids: SeenIds,
    event_merges: Arc<Merges>,
    /// The first ones of events that have got more records, each with the first of these.
    unmerged: BTreeMap<u32, u32>,
    hidden: Arc<RoaringBitmap>,
    faulty: RoaringBitmap,
    merged_heads: (EventHeads, HashMap<u32, usize>),
    event_order: TimeOrder,
    /// Of each part the number of its first article record.
    article_bases: Vec<u32>,
    article_total: u32,
    /// The articles that have a text.
    with_text: RoaringBitmap,
    article_numbers: hashbrown::HashMap<u64, u32>,
    article_keys: Vec<Arc<Keys>>,
    article_merges: Arc<Merges>,
    article_order: TimeOrder,
    entities: Arc<Entities>,
    problems: Arc<Problems>,
    skipped: usize,
    made: Made,
    stale: Stale,
}

/// What is made of all this for a snapshot, and shared with the next one when nothing of it changed.
#[derive(Default)]
struct Made {
    events: Arc<Order>,
    articles: Arc<Vec<ArticleId>>,
    countries: Arc<HashMap<Box<str>, RoaringBitmap>>,
    merged_heads: Arc<(EventHeads, HashMap<u32, usize>)>,
}

/// What of it is not that of the newest snapshot any more.
#[derive(Default)]
struct Stale {
    events: bool,
    articles: bool,
    merged_heads: bool,
}

impl DatasetBuilder {
    /// The segments so far, each with the number of its first event.
    pub(super) fn parts(&self) -> &[Part] {
        &self.all.parts
    }

    /// Lists problems.
    pub(super) fn add_problems(&mut self, problems: impl IntoIterator<Item = Problem>) {
        let mut problems = problems.into_iter().peekable();
        if problems.peek().is_some() {
            // Copied only when a snapshot still shares it; so are the others.
            Arc::make_mut(&mut self.problems).add(problems);
        }
    }

    /// Lists what was skipped before the data came to be where they are; what is wrong with a whole file is no record.
    #[cfg(feature = "store")]
    pub(super) fn add_skipped(&mut self, faults: Vec<Problem>) {
        self.skipped += faults.iter().filter(|fault| fault.location.line > 0).count();
        self.add_problems(faults);
    }

    pub(super) fn add_segment(&mut self, mut segment: Segment) {
        self.skipped += segment.skipped;
        self.add_problems(std::mem::take(&mut segment.problems));
        for (about, json) in std::mem::take(&mut segment.abouts) {
            self.add_problems(differing_facts(&self.all.about, &about, segment.file()));
            merge_about(&mut self.all.about, &about);
            self.all.about_records.push(json);
        }
        for (entity, json, location) in std::mem::take(&mut segment.entities) {
            let id = entity.id.clone();
            let differing = Arc::make_mut(&mut self.entities).add(entity, json);
            self.add_problems(differing.into_iter().map(|field| repeated(location.clone(), &id, &field)));
        }
        let base = self.all.event_count;
        let by_time = segment.take_by_time();
        let events = segment.events();
        add_countries(&mut self.countries, events, base);
        self.seen_ids.reserve(events.len(), &self.all.parts);
        // Made before, so that several places of memory are waited for at once.
        let hashes: Vec<u32> = segment.event_hashes().collect();
        let may_be_there = hashes.into_iter().zip(0..).filter(|(hash, _)| self.seen_ids.insert(*hash));
        let perhaps_repeated = may_be_there.map(|(_, at)| at).collect();
        let repeated_ids = self.repeated_ids(&segment, base, perhaps_repeated);
        let left_out = repeated_ids.iter().map(|(number, _)| *number - base).collect::<HashSet<u32>>();
        self.event_order.append(by_time, base, |at| left_out.contains(&at));
        self.all.event_count += events.len() as u32;
        self.stale.events = true;
        let part = self.all.parts.len();
        self.all.parts.push(Part { segment: Arc::new(segment), base });
        self.all.event_ids.add(&self.all.parts, part);
        let segment = Arc::clone(&self.all.parts[part].segment);
        let heads = segment.articles();
        self.article_bases.push(self.article_total);
        if !heads.is_empty() {
            let hashes = (0..heads.len()).map(|at| article_hashes(&heads.head(at)));
            self.add_articles(ArticleSource::Records(part), heads, hashes);
        }
        for (number, first) in repeated_ids {
            Arc::make_mut(&mut self.hidden).insert(number);
            let merges = Arc::make_mut(&mut self.event_merges);
            merges.first.insert(number, first);
            merges.others.entry(first).or_default().push(number);
            self.unmerged.entry(first).or_insert(number);
        }
    }

    /// The events of a new segment, of those given, whose ids were there before: their numbers and the first ones'.
    fn repeated_ids(&self, segment: &Segment, base: u32, mut perhaps: Vec<u32>) -> Vec<(u32, u32)> {
        perhaps.sort_unstable();
        let first = |at: u32| {
            let id = segment.events().id(at as usize);
            let before = self.all.event_ids.first(id, &self.all.parts);
            before.or_else(|| {
                segment.event_by_id(id, event_hash(id)).filter(|&first| first < at).map(|first| base + first)
            })
        };
        perhaps.into_iter().filter_map(|at| Some((base + at, first(at)?))).collect()
    }

    /// A snapshot of it in which nothing has been asked yet.
    fn view(&self) -> Dataset {
        let Dataset { about, about_records, parts, indexes, event_count, event_ids, article_runs, inline, .. } =
            &self.all;
        Dataset {
            about: about.clone(),
            about_records: about_records.clone(),
            parts: parts.clone(),
            indexes: indexes.clone(),
            event_count: *event_count,
            event_ids: event_ids.clone(),
            article_runs: article_runs.clone(),
            inline: inline.clone(),
            ..Dataset::default()
        }
    }

    /// Merges the records of events that have got more of them. Each is read again for that, so it is done once for a
    /// snapshot and not once for a file.
    fn merge_events(&mut self) {
        if self.unmerged.is_empty() {
            return;
        }
        let mut differing = Vec::new();
        let mut moved = HashSet::new();
        for (first, newest) in std::mem::take(&mut self.unmerged) {
            let Ok(mut whole) = self.all.event(EventId(first)) else { continue };
            for &other in self.event_merges.others_of(first) {
                let Ok(record) = self.all.event(EventId(other)) else { continue };
                let dropped = native::merge_event(&mut whole, &record);
                // What the records before differ in was listed when they came.
                if other >= newest && !self.all.part_of(EventId(other)).0.segment.unites() {
                    differing.extend(dropped.into_iter().map(|field| (other, record.id.clone(), field)));
                }
            }
            let date = HeadDate::of_written(whole.date.as_ref());
            if self.merged_date(first) != date {
                moved.insert(first);
                self.event_order.add(first, date, &whole.id);
            }
            push_event(&mut self.merged_heads.0, &whole);
            self.merged_heads.1.insert(first, self.merged_heads.0.len() - 1);
        }
        self.event_order.forget_settled(&moved);
        (self.stale.events, self.stale.merged_heads) = (true, true);
        differing.sort_unstable();
        let mut problems = Vec::new();
        let part_of = |number: u32| self.all.part_of(EventId(number)).0;
        for of_part in differing.chunk_by(|a, b| part_of(a.0).base == part_of(b.0).base) {
            let part = part_of(of_part[0].0);
            let mut locator = part.segment.locator();
            for (number, id, field) in of_part {
                self.faulty.insert(self.event_merges.first_of(*number));
                problems.push(repeated(locator.of_event(number - part.base), id, field));
            }
        }
        self.add_problems(problems);
    }

    /// The date by which an event stands in the order now.
    fn merged_date(&self, first: u32) -> HeadDate {
        match self.merged_heads.1.get(&first) {
            Some(&at) => self.merged_heads.0.date(at),
            None => self.all.head(EventId(first)).date,
        }
    }

    /// Numbers articles, each with its hashes; those that were there before belong to the first.
    fn add_articles(
        &mut self,
        source: ArticleSource,
        heads: &ArticleHeads,
        hashes: impl IntoIterator<Item = [u64; 2]>,
    ) {
        let base = self.article_total;
        self.all.article_runs.push(ArticleRun { base, source });
        self.article_total += heads.len() as u32;
        self.stale.articles = true;
        let mut keys = Vec::new();
        for (at, hashes) in hashes.into_iter().enumerate() {
            let number = base + at as u32;
            let first = hashes.iter().find_map(|hash| self.article_numbers.get(hash)).copied();
            match first {
                Some(first) => {
                    let merges = Arc::make_mut(&mut self.article_merges);
                    merges.first.insert(number, first);
                    merges.others.entry(first).or_default().push(number);
                }
                None if heads.head(at).is_id_made() => {
                    self.article_order.add(number, heads.date(at), &made_id(hashes[0]));
                }
                None => self.article_order.add(number, heads.date(at), &heads.id(at)),
            }
            for hash in hashes {
                self.article_numbers.entry(hash).or_insert_with(|| {
                    keys.push((hash as u32, first.unwrap_or(number)));
                    first.unwrap_or(number)
                });
            }
        }
        self.article_keys.push(Arc::new(Keys::new(keys)));
    }

    pub(super) fn add_index(&mut self, part: usize, indexed: Indexed) {
        let Indexed { index, mut inline, inline_hashes, problems, rejected, with_text, inline_with_text } = indexed;
        self.add_problems(problems);
        let base = self.all.parts[part].base;
        self.skipped += rejected.len();
        if !rejected.is_empty() {
            Arc::make_mut(&mut self.hidden).extend(rejected.into_iter().map(|at| base + at));
            self.stale.events = true;
        }
        let article_base = self.article_bases[part];
        self.with_text.extend(with_text.into_iter().map(|at| article_base + at));
        self.with_text.extend(inline_with_text.into_iter().map(|at| self.article_total + at));
        let events = self.all.parts[part].segment.events().len() as u32;
        self.all.indexes.push(IndexPart { base, events, article_base, index: Arc::new(index) });
        self.merge_small_indexes();
        if !inline.heads.is_empty() {
            let mut events = Ends::default();
            events.append(&std::mem::take(&mut inline.events), base);
            inline.events = events;
            self.add_articles(ArticleSource::Inline(self.all.inline.len()), &inline.heads, inline_hashes);
            self.all.inline.push(Arc::new(inline));
        }
    }

    /// Makes one index of the indexes of all segments, so that a search looks once into one list of words, and one of
    /// what else indexing made of each segment. The memory of the pieces then goes back as a whole.
    pub(super) fn merge_all(&mut self) {
        let numbers = std::mem::take(&mut self.article_numbers);
        if self.article_keys.len() > 1 {
            let keys = numbers.into_iter().map(|(hash, number)| (hash as u32, number)).collect();
            self.article_keys = vec![Arc::new(Keys::new(keys))];
        }
        let inline_size: u64 = self.all.inline.iter().map(|inline| inline.heads.size()).sum();
        if self.all.inline.len() > 1 && inline_size < MOST_MERGED {
            self.merge_inline();
        }
        let size: u64 = self.all.indexes.iter().map(|part| part.index.size()).sum();
        if self.all.indexes.len() < 2 || size > MOST_MERGED {
            return;
        }
        self.merge_indexes_from(0);
    }

    /// Merges runs of articles inside events that follow one another, so that the numbers of the articles stay.
    fn merge_inline(&mut self) {
        let mut groups: Vec<Vec<Arc<InlineArticles>>> = Vec::new();
        let mut runs: Vec<ArticleRun> = Vec::new();
        for run in std::mem::take(&mut self.all.article_runs) {
            let ArticleSource::Inline(at) = run.source else {
                runs.push(run);
                continue;
            };
            let follows = runs.last().is_some_and(|run| matches!(run.source, ArticleSource::Inline(_)));
            if let Some(group) = groups.last_mut().filter(|_| follows) {
                group.push(Arc::clone(&self.all.inline[at]));
            } else {
                runs.push(ArticleRun { source: ArticleSource::Inline(groups.len()), ..run });
                groups.push(vec![Arc::clone(&self.all.inline[at])]);
            }
        }
        self.all.article_runs = runs;
        self.all.inline = groups.iter().map(|group| Arc::new(InlineArticles::merged(group))).collect();
    }

    /// Merges the last indexes while one has not twice as many events as the next, so that a stream that comes drop by
    /// drop has few of them.
    pub(super) fn merge_last_indexes(&mut self) {
        while let [.., first, last] = &self.all.indexes[..]
            && first.events < last.events.saturating_mul(2)
            && first.index.size() + last.index.size() < MOST_MERGED
            && self.merge_indexes_from(self.all.indexes.len() - 2)
        {}
    }

    /// Merges small indexes that follow one another whenever they are many, so that of a folder with very many files no
    /// more than some of each size are held.
    fn merge_small_indexes(&mut self) {
        // Each merged one is of a greater size, or did not grow much: nothing is merged again and again.
        let size = |part: &IndexPart| part.index.size().max(1).ilog2() / MANY_SMALL.ilog2();
        loop {
            let greatest = self.all.indexes.last().map_or(0, size);
            let small = self.all.indexes.iter().rev().take_while(|part| size(part) <= greatest).count();
            if greatest > GREATEST_SMALL
                || small < MANY_SMALL
                || !self.merge_indexes_from(self.all.indexes.len() - small)
            {
                return;
            }
        }
    }

    /// Makes one index of those from number `at` on; returns whether it could be made.
    fn merge_indexes_from(&mut self, at: usize) -> bool {
        let together = &self.all.indexes[at..];
        let Some(&IndexPart { base, article_base, .. }) = together.first() else { return false };
        let by_event: Vec<_> = together.iter().map(|part| (&*part.index, part.base - base)).collect();
        let by_article: Vec<_> = together.iter().map(|part| (&*part.index, part.article_base - article_base)).collect();
        let events = together.iter().map(|part| part.events).sum();
        let Some(index) = merged_index(&by_event, &by_article) else { return false };
        self.all.indexes.truncate(at);
        self.all.indexes.push(IndexPart { base, events, article_base, index });
        true
    }

    /// One past the greatest event number.
    #[cfg(feature = "store")]
    pub(super) fn event_bound(&self) -> u32 {
        self.all.event_count
    }

    /// One past the greatest number of an article record.
    #[cfg(feature = "store")]
    pub(super) fn article_bound(&self) -> u32 {
        self.article_total
    }

    /// The problems so far.
    #[cfg(feature = "store")]
    pub(super) fn problems(&self) -> &Problems {
        &self.problems
    }

    /// Merges the records of events that have several; says how many problems there are then.
    #[cfg(feature = "store")]
    pub(super) fn merge(&mut self) -> usize {
        self.merge_events();
        self.problems.kept().len()
    }

    /// Gives the events that name no countries those of their participants' entities, which may come later than the
    /// events, and from another file: those of the indexes that begin with number `from` or later.
    pub(super) fn fill_countries(&mut self, from: u32) {
        let view = self.snapshot(Progress::default());
        let mut events = RoaringBitmap::new();
        for IndexPart { base, index, .. } in view.indexes.iter().filter(|part| part.base >= from) {
            let column = index.column(ColumnOf::CountryOf);
            let has_country =
                |at: &usize| view.entities.of_value(column.key(*at)).is_some_and(|entity| entity.country.is_some());
            for at in (0..column.len()).filter(has_country) {
                events.extend(postings::entries(column.postings(at)).map(|(event, _)| base + event));
            }
        }
        view.normalise(&mut events);
        for number in &events {
            let Ok(whole) = view.event(EventId(number)) else { continue };
            push_event(&mut self.merged_heads.0, &whole);
            self.merged_heads.1.insert(number, self.merged_heads.0.len() - 1);
            for country in &whole.countries {
                self.countries.entry(country.country.code().into()).or_default().insert(number);
            }
        }
        if !events.is_empty() {
            self.stale.merged_heads = true;
            self.made.countries = Arc::default();
        }
    }

    /// Warns of data in which no event has a date, though a field passed by unread whose name says that it has one (reader
    /// rule 8).
    pub(super) fn check_dates(&mut self) {
        let is_undated = |part: &Part| {
            let events = part.segment.events();
            (0..events.len()).all(|at| events.date(at).is_undated())
        };
        let count: usize = self.all.parts.iter().map(|part| part.segment.events().len()).sum();
        if count == 0 || !self.all.parts.iter().all(is_undated) {
            return;
        }
        let Some(warning) = without_dates(self.problems.kept()) else { return };
        self.add_problems([warning]);
    }

    /// Lists the links that lead to no record, the names that several entities have, and the articles whose records
    /// differ.
    pub(super) fn check_links(&mut self) {
        let mut found = Vec::new();
        let view = self.snapshot(Progress::default());
        for IndexPart { base, index, .. } in &view.indexes {
            let mut of_part: Vec<(u32, Problem)> = Vec::new();
            let mut missing =
                |field: ColumnOf, level: Level, is_there: &dyn Fn(&str) -> bool, what: &dyn Fn(&str, &str) -> Link| {
                    let column = index.column(field);
                    for at in (0..column.len()).filter(|at| !is_there(column.key(*at))) {
                        let events = postings::entries(column.postings(at)).map(|(event, _)| event);
                        // A note is listed once, with the first place.
                        let most = if level == Level::Note { 1 } else { usize::MAX };
                        for event in events.take(most) {
                            let (pointer, reason, remedy) = what(column.key(at), column.shown(at));
                            let location = Location { pointer: pointer.to_owned(), ..Location::default() };
                            let event = base + event;
                            let record = Some(head_id(&view, event).to_owned());
                            of_part.push((event, Problem { level, location, record, reason, remedy }));
                        }
                    }
                };
            for field in [ColumnOf::Article, ColumnOf::Cites] {
                missing(field, Level::Warning, &|id| view.article_by_id(id).is_some(), &|id, _| {
                    let pointer = if field == ColumnOf::Article { "/articles" } else { "" };
                    (pointer, Finding::NoArticleHasId { id: id.to_owned() }, Remedy::AddArticle)
                });
            }
            missing(ColumnOf::Related, Level::Note, &|id| view.event_by_id(id).is_some(), &|id, _| {
                ("/related", Finding::NoEventHasId { id: id.to_owned() }, Remedy::AddEvent)
            });
            for (field, pointer) in
                [(ColumnOf::Person, "/participants"), (ColumnOf::Org, "/participants"), (ColumnOf::By, "/quotes")]
            {
                let is_there = |key: &str| !key.starts_with('#') || view.entities.of_value(key).is_some();
                missing(field, Level::Warning, &is_there, &|key, _| {
                    let id = key.trim_start_matches('#').to_owned();
                    (pointer, Finding::NoEntityHasId { id }, Remedy::AddEntity)
                });
                missing(field, Level::Note, &|key| !view.entities.is_ambiguous(key), &|_, name| {
                    (pointer, Finding::NameOfSeveral { name: name.to_owned() }, Remedy::NameById)
                });
            }
            let at_fault = of_part.iter().filter(|(_, problem)| problem.level != Level::Note);
            self.faulty.extend(at_fault.map(|(event, _)| *event));
            of_part.sort_by_key(|(event, _)| *event);
            for of_segment in
                of_part.chunk_by_mut(|a, b| view.part_of(EventId(a.0)).0.base == view.part_of(EventId(b.0)).0.base)
            {
                let part = view.part_of(EventId(of_segment[0].0)).0;
                let mut locator = part.segment.locator();
                for (event, problem) in of_segment {
                    let pointer = std::mem::take(&mut problem.location.pointer);
                    problem.location = Location { pointer, ..locator.of_event(*event - part.base) };
                }
            }
            found.extend(of_part.into_iter().map(|(_, problem)| problem));
        }
        let (differing, events) = view.differing_articles();
        self.add_problems(found.into_iter().chain(differing));
        self.faulty |= events;
    }

    /// Lists the direct quotes that do not stand in the texts of their articles.
    pub(super) fn check_quotes(&mut self) {
        let view = self.snapshot(Progress::default());
        let astray = quoted::astray(&view, &self.with_text);
        for of_part in
            astray.chunk_by(|a, b| view.part_of(EventId(a.event)).0.base == view.part_of(EventId(b.event)).0.base)
        {
            let part = view.part_of(EventId(of_part[0].event)).0;
            let mut locator = part.segment.locator();
            for Astray { event, quote, article } in of_part {
                self.faulty.insert(self.event_merges.first_of(*event));
                self.add_problems([Problem {
                    level: Level::Warning,
                    location: Location { pointer: format!("/quotes/{quote}"), ..locator.of_event(event - part.base) },
                    record: Some(head_id(&view, *event).to_owned()),
                    reason: Finding::QuoteAstray { article: article.clone() },
                    remedy: Remedy::CorrectQuote,
                }]);
            }
        }
    }

    pub(super) fn snapshot(&mut self, progress: Progress) -> Dataset {
        self.merge_events();
        let mut dataset = self.view();
        self.event_order.settle(|number| head_id(&dataset, number));
        self.article_order.settle(|number| dataset.article_head(ArticleId(number)).id());
        let (made, stale) = (&mut self.made, std::mem::take(&mut self.stale));
        if stale.merged_heads {
            let mut heads = (EventHeads::default(), HashMap::new());
            for (&number, &at) in &self.merged_heads.1 {
                heads.0.push_copy(&self.merged_heads.0, at);
                heads.1.insert(number, heads.0.len() - 1);
            }
            made.merged_heads = Arc::new(heads);
        }
        if stale.events {
            let shown = self.event_order.placed().filter(|placed| !self.hidden.contains(placed.number));
            made.events = Arc::new(Order::new(shown));
        }
        if stale.articles {
            made.articles = Arc::new(self.article_order.numbers().map(ArticleId).collect());
        }
        dataset.order = Arc::clone(&made.events);
        dataset.event_merges = Arc::clone(&self.event_merges);
        dataset.hidden = Arc::clone(&self.hidden);
        let mut faulty = self.faulty.clone();
        dataset.merged_heads = Arc::clone(&made.merged_heads);
        dataset.article_order = Arc::clone(&made.articles);
        dataset.article_merges = Arc::clone(&self.article_merges);
        dataset.article_keys.clone_from(&self.article_keys);
        dataset.entities = Arc::clone(&self.entities);
        dataset.problems = Arc::clone(&self.problems);
        dataset.skipped = self.skipped;
        dataset.progress = progress;
        if progress.phase == Phase::Reading || self.made.countries.is_empty() || !self.hidden.is_empty() {
            let mut countries = self.countries.clone();
            for events in countries.values_mut() {
                dataset.normalise(events);
            }
            self.made.countries = Arc::new(countries);
        }
        dataset.countries = Arc::clone(&self.made.countries);
        dataset.normalise(&mut faulty);
        dataset.faulty = Arc::new(faulty);
        dataset
    }
}

/// One index of several, which come with what is added to the numbers of their events, and of their article records.
fn merged_index(by_event: &[(&RecordIndex, u32)], by_article: &[(&RecordIndex, u32)]) -> Option<Arc<RecordIndex>> {
    let index = std::thread::scope(|scope| {
        let words = scope.spawn(|| RecordIndex::merged_words(by_event));
        let article_words = RecordIndex::merged_article_words(by_article);
        let columns = RecordIndex::merged_columns(by_event);
        words.join().ok().map(|words| RecordIndex::new(words, article_words, columns))
    });
    // A thread that panicked: the program is ending, and the indexes that are there answer until then.
    index.map(Arc::new)
}

fn head_id(dataset: &Dataset, number: u32) -> &str {
    let (part, at) = dataset.part_of(EventId(number));
    part.segment.events().id(at as usize)
}

/// The warning that a field which is passed by unread has the dates of data in which no event has one; `None` where no note
/// tells of such a field.
pub(super) fn without_dates(problems: &[Problem]) -> Option<Problem> {
    let says_date = |problem: &&Problem| {
        let name = problem.location.pointer.rsplit('/').next().unwrap_or_default().to_lowercase();
        problem.level == Level::Note
            && matches!(problem.reason, Finding::UnknownField { .. })
            && ["date", "time", "year", "when", "дата", "год", "время"].iter().any(|word| name.contains(word))
    };
    let note = problems.iter().find(says_date)?;
    let name = note.location.pointer.rsplit('/').next().unwrap_or_default();
    Some(Problem {
        level: Level::Warning,
        location: note.location.clone(),
        record: None,
        reason: Finding::NoEventHasDate { field: name.to_owned() },
        remedy: Remedy::NameDate,
    })
}

/// A link that leads nowhere: where it stands in its record, what is wrong, and what to do.
type Link = (&'static str, Finding, Remedy);

fn repeated(location: Location, id: &str, field: &str) -> Problem {
    Problem {
        level: Level::Warning,
        location,
        record: Some(id.to_owned()),
        reason: Finding::IdStandsBefore { field: field.to_owned() },
        remedy: Remedy::OwnId,
    }
}

/// Adds the events of a segment whose first is number `base`, which is above all that are there, to their countries.
fn add_countries(countries: &mut HashMap<Box<str>, RoaringBitmap>, events: &EventHeads, base: u32) {
    let mut sets: Vec<Vec<u32>> = events.country_names().iter().map(|_| Vec::new()).collect();
    for at in 0..events.len() {
        for (number, _) in events.country_numbers(at) {
            sets[usize::from(number)].push(base + at as u32);
        }
    }
    for (name, mut set) in events.country_names().iter().zip(sets) {
        set.dedup();
        // Ascending by construction.
        let set = RoaringBitmap::from_sorted_iter(set).unwrap_or_default();
        *countries.entry(name.clone()).or_default() |= set;
    }
}

/// The heads of several files as one: each field from the first that has it.
pub(super) fn merged_about(abouts: &[(About, Box<str>)]) -> About {
    let mut all = About::default();
    for (about, _) in abouts {
        merge_about(&mut all, about);
    }
    all
}

/// Adds the head of one more file.
fn merge_about(all: &mut About, about: &About) {
    all.version = all.version.or(about.version);
    if all.title.is_empty() {
        all.title.clone_from(&about.title);
    }
    all.language = all.language.take().or_else(|| about.language.clone());
    all.license = all.license.take().or_else(|| about.license.clone());
    all.generator = all.generator.take().or_else(|| about.generator.clone());
}

/// Warnings that a dataset's facts are not those of the datasets before it, which are kept.
fn differing_facts(first: &About, other: &About, file: &Arc<str>) -> Vec<Problem> {
    let titles = !first.title.is_empty() && !other.title.is_empty() && first.title != other.title;
    let licences = first.license.as_ref().zip(other.license.as_ref()).is_some_and(|(first, other)| first != other);
    [("title", titles), ("license", licences)]
        .into_iter()
        .filter(|(_, differ)| *differ)
        .map(|(field, _)| Problem {
            level: Level::Warning,
            location: Location { file: Arc::clone(file), ..Location::default() },
            record: None,
            reason: Finding::FactDiffers { field: field.to_owned() },
            remedy: Remedy::SameFacts,
        })
        .collect()
}
