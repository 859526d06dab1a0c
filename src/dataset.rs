//! The dataset as the browser and the commands ask for it: heads, one record by its number, names, problems.
//!
//! A `Dataset` is a snapshot that never changes: a list of segments with what joins them (order, repeated ids,
//! entities, articles). Loading makes newer snapshots with more in them; an [`EventId`] means the same event in all
//! of them. Reading a record costs a read of the file: lists and facets are made from heads and indexes only.
//! How records are stored is hidden behind these functions, and no query is known here.

#[cfg(feature = "store")]
mod article_key;
mod articles;
mod attendance;
mod builder;
mod cache;
mod columns;
mod countries;
mod entities;
mod event_list;
#[cfg(feature = "store")]
mod everybody;
mod extent;
#[cfg(feature = "store")]
mod forward;
mod listed;
mod loader;
mod name_lists;
mod order;
mod parts;
mod people;
#[cfg(feature = "store")]
mod portion;
mod quote_counts;
mod quoted;
mod reports;
#[cfg(feature = "store")]
mod seen;
mod selection;
mod spellings;
mod values;
#[cfg(feature = "store")]
mod vocabulary;
mod words;

pub(crate) use crate::index::articles::ArticleHead;
pub use crate::index::bits::{Bits, each_of};
#[cfg(feature = "store")]
pub(crate) use crate::index::columns::position_of_key;
pub(crate) use crate::index::columns::{id_key, value_key};
pub use crate::index::heads::EventHead;
#[cfg(test)]
pub(crate) use crate::index::order::Placed;
pub use crate::index::{ColumnOf, HeadDate, HeadPrecision};
pub(crate) use crate::load::import::{Proposal, ProposedField, Sample};
pub use crate::load::segment::{Carrier, EventRecord};
#[cfg(feature = "store")]
pub use crate::load::{Kept, Need, Wanted};
#[cfg(feature = "store")]
pub use article_key::ArticleKey;
pub(crate) use articles::DerivedTitle;
pub use attendance::{Attendance, MOST_IN_PAIRS};
pub(crate) use columns::{ColumnValue, NAMING};
pub(crate) use countries::Countries;
pub use entities::Entities;
pub use event_list::EventList;
#[cfg(feature = "store")]
pub use everybody::Everybody;
#[cfg(feature = "store")]
pub use extent::{Extent, NameIndex, NameOf};
#[cfg(feature = "store")]
pub use forward::{Company, KeptName, SHARED_ARTICLE};
pub use listed::Listed;
#[cfg(feature = "store")]
pub use listed::Window;
pub use loader::{load, load_with_cache};
pub(crate) use name_lists::NameList;
pub use order::Order;
pub use people::{As, People, PersonId};
#[cfg(feature = "store")]
pub use portion::{Counted, FoundInReading, Key, Lines, Portion, Prints, each_stretch};
pub use quote_counts::QuoteCounts;
#[cfg(feature = "store")]
pub use seen::Seen;
pub use selection::SelectedEvents;
pub use values::{Values, ValuesOf};
#[cfg(feature = "store")]
pub use vocabulary::Vocabulary;
pub use words::ListedWord;
pub(crate) use words::{Holding, Lookup};

use crate::catalogue::Remedy;
use crate::error::Result;
use crate::index::heads::EventHeads;
use crate::index::numbers::Keys;
use crate::index::record_index::InlineArticles;
use crate::load::native;
use crate::load::segment::article_id_hash;
use crate::model::{About, Article, ArticleLink, Entity, Event, Group, Named, Text};
use crate::problem::{Level, Problem, ProblemList, Problems};
use parts::{ArticleRun, ArticleSource, EventIds, IndexPart, Merges, Part};
use roaring::{MultiOps as _, RoaringBitmap};
use std::borrow::Cow;
use std::collections::HashMap;
#[cfg(feature = "store")]
use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

/// The number of an event; it never changes while the program runs on the same data.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EventId(pub u32);

/// The number of an article; it never changes while the program runs on the same data.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ArticleId(pub u32);

/// What is being done with the data.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Phase {
    /// Records are being read.
    #[default]
    Reading,
    /// All records are there; their words are being indexed.
    Indexing,
    /// Everything is there.
    Ready,
}

/// How far a load is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// What is being done.
    pub phase: Phase,
    /// Bytes read, or events indexed.
    pub done: u64,
    /// Of how many; `None` when that is not known.
    pub total: Option<u64>,
}

/// A snapshot of the data.
#[derive(Clone, Debug, Default)]
pub struct Dataset {
    about: About,
    about_records: Vec<Box<str>>,
    parts: Vec<Part>,
    indexes: Vec<IndexPart>,
    event_count: u32,
    event_ids: EventIds,
    /// The events of each country; a repeated event stands under the number of the first.
    countries: Arc<HashMap<Box<str>, RoaringBitmap>>,
    /// The events of each group of countries, once somebody has asked for one.
    groups: OnceLock<HashMap<&'static str, RoaringBitmap>>,
    order: Arc<Order>,
    event_merges: Arc<Merges>,
    /// Events that are not shown under their own number: repeated ids and unreadable records.
    hidden: Arc<RoaringBitmap>,
    /// Events with a link that leads nowhere, or whose records differ; what is wrong inside a record is in a column.
    faulty: Arc<RoaringBitmap>,
    /// The heads of events that are made of several records, by the number of the first.
    merged_heads: Arc<(EventHeads, HashMap<u32, usize>)>,
    article_runs: Vec<ArticleRun>,
    /// Articles that are written inside events, whose numbers are those of the dataset.
    inline: Vec<Arc<InlineArticles>>,
    article_order: Arc<Vec<ArticleId>>,
    article_merges: Arc<Merges>,
    /// Articles by hashes of their ids and addresses: of all runs, or of each.
    article_keys: Vec<Arc<Keys>>,
    entities: Arc<Entities>,
    values: Arc<[OnceLock<Values>; 6]>,
    /// Who took part, listed when it is first asked for.
    people: OnceLock<Arc<People>>,
    /// In which events two persons took part, and two bodies; known when that is first asked for.
    attendance: [OnceLock<Arc<Attendance>>; 2],
    quotes: OnceLock<Arc<QuoteCounts>>,
    /// The events by their ids in the order of the alphabet, listed when one is first asked for by its beginning.
    by_id: OnceLock<Arc<[EventId]>>,
    problems: Arc<Problems>,
    listed_problems: OnceLock<Arc<ProblemList>>,
    skipped: usize,
    progress: Progress,
    /// Where these are a part of more data: how all of them print words.
    #[cfg(feature = "store")]
    vocabulary: Option<Vocabulary>,
    /// And how much there is of all of them.
    #[cfg(feature = "store")]
    extent: Option<Arc<Extent>>,
}

impl Dataset {
    /// What the data says of itself.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// The records in which the data says it, as they stand in the files.
    pub fn about_records(&self) -> &[Box<str>] {
        &self.about_records
    }

    /// How many events are shown when nothing is filtered.
    pub fn event_count(&self) -> usize {
        self.order.events().len()
    }

    /// How many articles there are, each counted once.
    pub fn article_count(&self) -> usize {
        self.article_order.len()
    }

    /// All events by first day, last day and id; undated ones last.
    pub fn order(&self) -> &[EventId] {
        self.order.events()
    }

    /// The same with their days.
    pub fn time_order(&self) -> &Order {
        &self.order
    }

    /// Events in the order of time; they are given by the numbers under which they are shown.
    pub fn in_order(&self, events: &RoaringBitmap) -> EventList {
        EventList::new(&self.order, events)
    }

    /// The numbers of listed events, as a set.
    pub fn numbers_of(&self, events: &EventList) -> RoaringBitmap {
        if events.len() == self.event_count() {
            return self.time_order().all().clone();
        }
        let mut numbers = Bits::new(self.event_bound());
        events.iter().for_each(|event| numbers.insert(event.0));
        numbers.to_set()
    }

    /// How many events have no date.
    pub fn undated_count(&self) -> usize {
        self.order.events().len() - self.order.dated()
    }

    /// All articles by date of publication and id; undated ones last.
    pub fn article_order(&self) -> &[ArticleId] {
        &self.article_order
    }

    /// One past the greatest event number.
    pub fn event_bound(&self) -> u32 {
        self.event_count
    }

    /// The head of an event of this dataset.
    pub fn head(&self, id: EventId) -> EventHead<'_> {
        if let Some(&at) = self.merged_heads.1.get(&id.0) {
            return self.merged_heads.0.head(at);
        }
        let (part, at) = self.part_of(id);
        part.segment.events().head(at as usize)
    }

    /// How many quotes the events have. The first call costs what their heads cost.
    pub fn quotes(&self) -> &QuoteCounts {
        self.quotes.get_or_init(|| Arc::new(QuoteCounts::new(self)))
    }

    fn part_of(&self, id: EventId) -> (&Part, u32) {
        let at = self.parts.partition_point(|part| part.base <= id.0) - 1;
        (&self.parts[at], id.0 - self.parts[at].base)
    }

    /// Reads an event whole; repeated records are merged (reader rule 4).
    pub fn event(&self, id: EventId) -> Result<Event> {
        let (part, at) = self.part_of(id);
        let mut event = part.segment.event(at)?;
        for &other in self.event_merges.others_of(id.0) {
            let (part, at) = self.part_of(EventId(other));
            native::merge_event(&mut event, &part.segment.event(at)?);
        }
        self.name_entities(&mut event);
        self.name_articles(&mut event);
        self.fill_countries(&mut event);
        Ok(event)
    }

    /// Reads one record of an event as it is written.
    fn event_record(&self, number: u32) -> Result<Event> {
        let (part, at) = self.part_of(EventId(number));
        part.segment.event(at)
    }

    /// The countries of an event that names none: those of its participants, also where only their entities have one,
    /// and of its place (reader rule 1).
    pub fn fill_countries(&self, event: &mut Event) {
        if event.countries_filled && event.participants.iter().any(|participant| participant.country.is_none()) {
            native::fill_countries(event, &|who| self.resolve(who)?.country.clone().filter(|it| it.country.is_some()));
        }
    }

    /// The events of which an error or a warning is listed.
    pub fn with_problems(&self) -> RoaringBitmap {
        self.events_with(&[ColumnOf::Has], &["problem"]) | &*self.faulty
    }

    /// Gives every name of an event the id of the entity that it means. The name stays as printed, unless it is only
    /// the id.
    fn name_entities(&self, event: &mut Event) {
        for who in event.names_mut() {
            let Some(entity) = self.resolve(who) else { continue };
            who.entity = Some(entity.id.clone());
            if who.name.versions().all(|(_, name)| name == entity.id) {
                who.name = Text::default();
            }
        }
    }

    /// How many records an event is made of.
    pub fn record_count(&self, id: EventId) -> usize {
        1 + self.event_merges.others_of(id.0).len()
    }

    /// The records of an event as they stand in the files.
    pub fn event_records(&self, id: EventId) -> Result<Vec<EventRecord>> {
        let of_record = |record| {
            let (part, at) = self.part_of(EventId(record));
            part.segment.event_record(at)
        };
        self.event_merges.records_of(id.0).map(of_record).collect()
    }

    /// The event with this id.
    pub fn event_by_id(&self, id: &str) -> Option<EventId> {
        let found = self.event_ids.first(id, &self.parts)?;
        let first = self.event_merges.first_of(found);
        (first != found || !self.hidden.contains(found)).then_some(EventId(first))
    }

    /// The first of the events whose id begins so, in the order of the alphabet.
    pub fn events_with_id_beginning(&self, beginning: &str, most: usize) -> Vec<EventId> {
        let id = |event: &EventId| self.head(*event).id;
        let sorted = self.by_id.get_or_init(|| {
            let mut events = self.order.events().to_vec();
            events.sort_unstable_by(|a, b| id(a).cmp(id(b)));
            events.into()
        });
        let first = sorted.partition_point(|event| id(event) < beginning);
        sorted[first..].iter().take(most).take_while(|event| id(event).starts_with(beginning)).copied().collect()
    }

    fn run_of(&self, id: ArticleId) -> (ArticleSource, usize) {
        let at = self.article_runs.partition_point(|run| run.base <= id.0) - 1;
        let run = self.article_runs[at];
        (run.source, (id.0 - run.base) as usize)
    }

    /// The head of an article of this dataset. Of an article with several records it is the first one's.
    pub fn article_head(&self, id: ArticleId) -> ArticleHead<'_> {
        match self.run_of(id) {
            (ArticleSource::Inline(run), at) => self.inline[run].heads.head(at),
            (ArticleSource::Records(part), at) => self.parts[part].segment.articles().head(at),
        }
    }

    /// Reads an article whole; repeated records are merged.
    pub fn article(&self, id: ArticleId) -> Result<Article> {
        let mut article = self.one_article(id)?;
        for &other in self.article_merges.others_of(id.0) {
            native::merge_article(&mut article, &self.one_article(ArticleId(other))?);
        }
        Ok(article)
    }

    /// Reads every record of an article, the first one first.
    pub fn article_versions(&self, id: ArticleId) -> Result<Vec<Article>> {
        self.article_merges.records_of(id.0).map(|record| self.one_article(ArticleId(record))).collect()
    }

    fn one_article(&self, id: ArticleId) -> Result<Article> {
        let (run, at) = match self.run_of(id) {
            (ArticleSource::Records(part), at) => return self.parts[part].segment.article(at as u32),
            (ArticleSource::Inline(run), at) => (&self.inline[run], at),
        };
        let wanted = run.heads.id(at);
        let (part, event) = self.part_of(EventId(run.events.get(at)));
        let event = part.segment.event(event)?;
        let inline = event.articles.into_iter().find_map(|link| match link {
            ArticleLink::Inline(article) if *article.id == *wanted => Some(*article),
            _ => None,
        });
        Ok(inline.unwrap_or_default())
    }

    /// The article's records as they stand in the files; none for one that is written inside events.
    pub fn article_records(&self, id: ArticleId) -> Result<Vec<String>> {
        let of_record = |record| match self.run_of(ArticleId(record)) {
            (ArticleSource::Records(part), at) => Some(self.parts[part].segment.article_json(at as u32)),
            (ArticleSource::Inline(_), _) => None,
        };
        self.article_merges.records_of(id.0).filter_map(of_record).collect()
    }

    /// The ids of all records of an article.
    #[cfg(feature = "store")]
    pub fn article_ids(&self, id: ArticleId) -> Vec<Cow<'_, str>> {
        let mut ids = Vec::new();
        for record in self.article_merges.records_of(id.0) {
            let id = self.article_head(ArticleId(record)).id();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// The ids of the events inside which records of an article are written, where it has several.
    #[cfg(feature = "store")]
    pub fn article_home_ids(&self, id: ArticleId) -> Vec<&str> {
        if self.article_merges.others_of(id.0).is_empty() {
            return Vec::new();
        }
        let home = |record| {
            let (ArticleSource::Inline(run), at) = self.run_of(ArticleId(record)) else { return None };
            self.shown_as(self.inline[run].events.get(at)).map(|event| self.head(event).id)
        };
        let mut seen = HashSet::new();
        self.article_merges.records_of(id.0).filter_map(home).filter(|home| seen.insert(*home)).collect()
    }

    /// The events inside which an article is written, with their records and the id that it has there.
    pub fn article_homes(&self, id: ArticleId) -> Result<Vec<(EventId, String, Cow<'_, str>)>> {
        let of_record = |record| {
            let (ArticleSource::Inline(run), at) = self.run_of(ArticleId(record)) else { return None };
            let run = &self.inline[run];
            let (part, place) = self.part_of(EventId(run.events.get(at)));
            let first = EventId(self.event_merges.first_of(run.events.get(at)));
            let json = part.segment.event_record(place).map(|record| match record {
                EventRecord::Own(json) => json,
                EventRecord::Carried(carrier) => carrier.json.clone(),
            });
            Some(json.map(|json| (first, json, run.heads.id(at))))
        };
        self.article_merges.records_of(id.0).filter_map(of_record).collect()
    }

    /// The article with this id, or with the id of another record of it.
    pub fn article_by_id(&self, id: &str) -> Option<ArticleId> {
        let hash = article_id_hash(id) as u32;
        self.article_keys.iter().find_map(|keys| {
            let mut first = keys.with(hash).map(|number| self.article_merges.first_of(number));
            first.find(|&first| self.article_has_id(first, id)).map(ArticleId)
        })
    }

    fn article_has_id(&self, first: u32, id: &str) -> bool {
        self.article_merges.records_of(first).any(|record| self.article_head(ArticleId(record)).id() == id)
    }

    /// The events in which one of some people took part, by their numbers among [`Dataset::people`].
    pub fn events_attended(&self, people: impl IntoIterator<Item = u32>, standing: As) -> RoaringBitmap {
        let mut events = Bits::new(self.event_bound());
        for number in people {
            self.people().each_record(number, standing, |record| events.insert(record));
        }
        self.shown(&events)
    }

    /// The events under which records are shown.
    fn shown(&self, records: &Bits) -> RoaringBitmap {
        let mut events = records.to_set();
        self.normalise(&mut events);
        events
    }

    /// The events of each country.
    pub fn countries(&self) -> &HashMap<Box<str>, RoaringBitmap> {
        &self.countries
    }

    /// The events of a country, or of at least one member of a group; `None` where the data has none.
    pub fn events_of_country(&self, code: &str) -> Option<&RoaringBitmap> {
        let Some(group) = Group::from_code(code) else { return self.countries.get(code) };
        let groups = self.groups.get_or_init(|| {
            let of = |group: Group| {
                let members = group.members().iter().filter_map(|code| self.countries.get(*code));
                (group.code(), members.union())
            };
            Group::all().map(of).filter(|(_, events)| !events.is_empty()).collect()
        });
        groups.get(group.code())
    }

    /// Puts the first record's number in place of a repeated one's and drops what is not shown.
    fn normalise(&self, events: &mut RoaringBitmap) {
        if self.hidden.is_disjoint(events) {
            return;
        }
        let hidden = &*self.hidden & &*events;
        *events -= &hidden;
        events.extend(hidden.iter().filter_map(|id| self.event_merges.first.get(&id).copied()));
    }

    /// The event under which a record is shown; `None` when it is not.
    #[inline]
    fn shown_as(&self, record: u32) -> Option<EventId> {
        if self.hidden.is_empty() || !self.hidden.contains(record) {
            return Some(EventId(record));
        }
        self.event_merges.first.get(&record).map(|first| EventId(*first))
    }

    /// The people and bodies of the data.
    pub fn entities(&self) -> &Entities {
        &self.entities
    }

    /// Everybody who took part in what is indexed. The first call costs what the different names cost.
    pub fn people(&self) -> &People {
        self.people.get_or_init(|| Arc::new(People::new(&self.indexes, &self.entities)))
    }

    /// The same, if they were asked for before.
    pub fn listed_people(&self) -> Option<&People> {
        self.people.get().map(AsRef::as_ref)
    }

    /// The entity with this id.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.by_id(id)
    }

    /// The entity that is meant: the one named by id, else the only one with an equal name or alias (reader rule 5).
    pub fn resolve(&self, who: &Named) -> Option<&Entity> {
        match &who.entity {
            Some(id) => self.entities.by_id(id),
            None => who.name.by_preference().into_iter().find_map(|name| self.entities.by_name(name)),
        }
    }

    /// What was wrong with the data, in the order in which it was found; of very many notes of one kind the first.
    pub fn problems(&self) -> &[Problem] {
        self.problems.kept()
    }

    /// The problems as they are listed; made when it is first asked for.
    pub fn listed_problems(&self) -> &ProblemList {
        self.listed_problems.get_or_init(|| Arc::new(ProblemList::of(&self.problems)))
    }

    /// Errors and warnings among the problems, which is what the badge counts.
    pub fn problem_count(&self) -> usize {
        self.problems().iter().filter(|problem| problem.level != Level::Note).count()
    }

    /// Why an input was not unpacked to its end, if one was not: it is far larger than what it was packed to.
    pub fn unpacking_stopped(&self) -> Option<&Problem> {
        self.problems().iter().find(|problem| problem.remedy == Remedy::RaiseLimit)
    }

    /// How many records were skipped.
    pub fn skipped(&self) -> usize {
        self.skipped
    }

    /// How far the load is.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// The same data at another stage of a load.
    #[cfg(test)]
    pub(crate) fn at(&self, phase: Phase, done: u64, total: u64) -> Dataset {
        Dataset { progress: Progress { phase, done, total: Some(total) }, ..self.clone() }
    }
}
