//! Data of a store as the browser asks them: a search selects and counts in the engine, and only the records that are
//! shown are read. What was read is a dataset that grows, so that rows and records are drawn as those of a file.
//!
//! What a query selects is told by `query::asked`, for which the names that it may mean are read first; how the engine is
//! asked is in `narrow`. What cannot be told so is said to be [`Told::Whole`]: then all data must be read. How an answer
//! looks is not known here.

mod articles;
mod cells;
mod company;
mod counts;
mod judged;
mod known;
mod lanes;
mod pages;
mod phrases;
mod portions;
mod quotes;
mod typed;
mod typing;
mod window;

use super::client::{Client, Wait};
use super::facts::Facts;
use super::narrow::{self, Had, Part, texts};
use super::reading::Pages;
use super::shape::{Generation, field, kind_of_name, term};
use super::{Store, faults};
use crate::catalogue::StoreFault;
use crate::dataset::{ColumnOf, Dataset, EventId, Extent, Kept, NameIndex, NameOf, Need, Seen, Vocabulary};
use crate::error::{Error, Result};
use crate::load::input::Printed;
use crate::problem::Problems;
use crate::query::asked::{self, AskedPhrase, Known};
use crate::query::ast::Presence;
use crate::query::{Detail, Facet, Field, Marked, Query, Target, Zoom};
use hashbrown::{HashMap, HashSet};
use judged::{Judged, Look};
use roaring::RoaringBitmap;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use typed::Typed;

/// Events that are read at most to answer what only records tell.
pub(super) const MOST_READ: usize = 20_000;
/// Events at most of which it is kept that reading has found them.
const MOST_FOUND: usize = 100_000;
/// Names that are read at most for one that is asked for.
const MOST_NAMES: usize = 10_000;
/// Problems that are listed at most.
const MOST_PROBLEMS: usize = 20_000;
/// Terms that are asked for together.
const TOGETHER: usize = 5_000;

/// What became of a question.
#[derive(Debug)]
pub enum Told<T> {
    /// The answer, and what was read so far, in whose numbers it is.
    Answer(Arc<Dataset>, T),
    /// Only all data tell.
    Whole,
    /// It was told to stop.
    Stopped,
}

/// What was read around something that is shown.
#[derive(Debug)]
pub enum Around {
    /// All records that are needed.
    Records,
    /// The page, of whose events those are here that it shows.
    Page(Box<Detail>),
}

/// Some data of a store.
pub struct Remote {
    client: Arc<Client>,
    generation: Generation,
    extent: Arc<Extent>,
    /// How many events there were when they were opened.
    documents: usize,
    /// How often one of them had been written; `None` where that is not told.
    writes: Option<u64>,
    problems: Arc<Problems>,
    /// The kinds, publishers and languages of the data.
    common: Vec<NameOf>,
    /// Events that are read at most for what the engine can count too.
    most_read: usize,
    /// Events at most of which it is kept that reading has found them.
    most_found: usize,
    state: Mutex<State>,
    judged: Mutex<Judged>,
    typed: Mutex<Typed>,
}

/// What was read so far.
#[derive(Default)]
struct State {
    seen: Seen,
    had: Had,
    /// The ids of articles that events name which were read without them.
    awaited_articles: HashSet<String>,
    /// How all data print the words that were asked for.
    printed: HashMap<String, [u16; 3]>,
    asked_words: HashSet<String>,
    /// The words of which those were asked for that differ by typing mistakes.
    asked_near: HashSet<String>,
    /// The names that were asked for, by what asked for them.
    names: HashMap<String, Arc<Vec<NameOf>>>,
    /// Who took part, as far as they are listed.
    people: known::KnownNames,
    /// The values of each facet, as far as they are listed.
    facets: [known::KnownValues; Facet::ALL.len()],
    /// What the user has marked, as it was asked with last.
    marked: Arc<Marked>,
    /// The ids of the articles that report no event, when these are here.
    alone: Option<Arc<HashSet<String>>>,
    /// The ids of articles that are here with the events that report them.
    with_events: HashSet<String>,
}

impl std::fmt::Debug for Remote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Remote").field("generation", &self.generation).finish_non_exhaustive()
    }
}

/// Data of a store that may be browsed: which, and from how many events on they are not read whole.
#[derive(Clone)]
pub struct Browsed {
    /// The store.
    pub store: Store,
    /// Their name.
    pub name: String,
    /// Data with no more events are read whole.
    pub few: usize,
    /// Events that are read at most for what the engine can count too.
    pub most_read: usize,
    /// Events with a phrase, or with a quote that is asked for, at most: beyond that their list is too long to be asked with.
    pub most_found: usize,
}

impl PartialEq for Browsed {
    fn eq(&self, other: &Browsed) -> bool {
        (&self.name, self.store.client.shown()) == (&other.name, other.store.client.shown())
    }
}

impl std::fmt::Debug for Browsed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Browsed").field("name", &self.name).field("few", &self.few).finish_non_exhaustive()
    }
}

impl Browsed {
    /// Data with more events than these are asked and not read.
    pub const FEW: usize = 20_000;
    /// Data with more events than these are never read whole: some 2 GB of memory.
    pub const MOST: usize = 5_000_000;

    /// Data of a store that are asked from so many events on as is best for whoever waits.
    pub fn new(store: Store, name: String) -> Browsed {
        Browsed { store, name, few: Browsed::FEW, most_read: MOST_READ, most_found: MOST_FOUND }
    }

    /// Opens the data to be asked; `None` where they are few.
    pub fn open(&self) -> Result<Option<Remote>> {
        let client = &self.store.client;
        let live = self.store.live(&self.name)?;
        let live = live.ok_or_else(|| client.fault(StoreFault::NoDataset { name: self.name.clone() }))?;
        self.store.require_language(&live)?;
        let facts = read_facts(client, &live)?;
        if facts.extent.events <= self.few {
            return Ok(None);
        }
        Remote::new(client, live, facts, [self.most_read, self.most_found]).map(Some)
    }

    /// Fails when there are more events than are ever read whole.
    pub fn require_few(&self) -> Result<()> {
        let events = self.store.live(&self.name)?.map(|live| self.store.count(&live)).transpose()?.unwrap_or_default();
        if events > Browsed::MOST {
            return Err(self.store.fault(StoreFault::TooMany { events, most: Browsed::MOST }));
        }
        Ok(())
    }
}

fn read_facts(client: &Arc<Client>, generation: &Generation) -> Result<Facts> {
    let mut pages = Pages::new(client, generation.records(), json!({"term": {"kind": "facts"}}), json!(["raw"]));
    let page = pages.next_page()?;
    let line = page.iter().flat_map(|hit| texts(&hit["_source"]["raw"])).next().unwrap_or_default();
    Facts::read(line).ok_or_else(|| client.fault(StoreFault::OtherVersion))
}

impl Remote {
    fn new(
        client: &Arc<Client>,
        generation: Generation,
        facts: Facts,
        [most_read, most_found]: [usize; 2],
    ) -> Result<Remote> {
        let mut problems = Vec::new();
        let all = json!({"terms": {"kind": ["fault", "problem"]}});
        let mut pages = Pages::new(client, generation.records(), all, json!(["raw"]));
        while problems.len() < MOST_PROBLEMS {
            let page = pages.next_page()?;
            if page.is_empty() {
                break;
            }
            problems.extend(page.iter().flat_map(|hit| texts(&hit["_source"]["raw"])).filter_map(faults::read));
        }
        let all = json!({"size": 0, "track_total_hits": true});
        let documents = total(&client.search(&generation.events(), &all)?);
        let mut remote = Remote {
            client: Arc::clone(client),
            generation,
            extent: Arc::new(facts.extent),
            documents,
            writes: None,
            problems: Arc::new(problems.into_iter().collect()),
            common: Vec::new(),
            most_read,
            most_found,
            state: Mutex::default(),
            judged: Mutex::default(),
            typed: Mutex::default(),
        };
        remote.writes = remote.writes(&|| false);
        let common = [ColumnOf::Kind, ColumnOf::Publisher, ColumnOf::Lang];
        remote.common = remote.read_names(&common, &json!({"match_all": {}}), usize::MAX)?.unwrap_or_default();
        remote.read_entities()?;
        Ok(remote)
    }

    /// How often an event was ever written, by the numbers that the engine gives to writes; `None` where it does not tell, as
    /// to who may only search.
    fn writes(&self, stop: &dyn Fn() -> bool) -> Option<u64> {
        let index = self.generation.events();
        let path = format!("/{index}/_stats/docs?level=shards&filter_path=indices.*.shards.*.seq_no.max_seq_no");
        let told = self.client.get_while(&path, &Wait { stop, tell: &|_| {} }).ok()??;
        let shards = told["indices"][&index]["shards"].as_object()?;
        let greatest = |copies: &Value| {
            let numbers = copies.as_array().into_iter().flatten().map(|copy| copy["seq_no"]["max_seq_no"].as_i64());
            // Of a shard in which nothing was written it is one below the first.
            numbers.map(|number| number.map(|number| (number + 1) as u64)).max().flatten()
        };
        shards.values().map(greatest).sum()
    }

    fn read_entities(&self) -> Result<()> {
        let lines = Part::new(&self.client, &self.generation, Had::default())?.entities()?;
        if !lines.is_empty() {
            self.state().seen.add(self.shown(), lines)?;
        }
        Ok(())
    }

    /// What was read so far.
    pub fn here(&self) -> Arc<Dataset> {
        Arc::new(self.snapshot(&mut self.state(), &[]))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn shown(&self) -> &str {
        self.client.shown()
    }

    /// What was read so far, with these names.
    fn snapshot(&self, state: &mut State, names: &[NameOf]) -> Dataset {
        let names = NameIndex::of(self.common.iter().chain(names));
        let values = state.facets.iter().map(|values| values.names.index());
        let names: Vec<&NameIndex> = [&names, state.people.index()].into_iter().chain(values).collect();
        state.seen.snapshot().with_extent(&self.extent, &self.problems, &names, printed(&state.printed))
    }

    /// Records that were read beside those, as a part of all data with these names.
    fn part_of_all(&self, read: &Dataset, names: &[&NameIndex]) -> Dataset {
        let words = printed(&self.state().printed);
        read.with_extent(&self.extent, &self.problems, names, words)
    }

    /// Names of some columns for which a filter holds; `None` where they are more than `most`.
    fn read_names(&self, columns: &[ColumnOf], filter: &Value, most: usize) -> Result<Option<Vec<NameOf>>> {
        let kinds: Vec<&str> = columns.iter().map(|of| kind_of_name(*of)).collect();
        let filter = json!({"bool": {"filter": [{"terms": {"kind": kinds}}, filter]}});
        let fields = json!(["kind", "id", "raw"]);
        let mut pages = Pages::new(&self.client, self.generation.records(), filter, fields);
        let mut names = Vec::new();
        loop {
            let page = pages.next_page()?;
            if page.is_empty() {
                return Ok(Some(names));
            }
            names.extend(page.iter().filter_map(|hit| name_of(hit, columns)));
            if names.len() > most {
                return Ok(None);
            }
        }
    }

    /// Reads how all data print the words of a query; says whether they are not too many.
    fn learn_words(&self, state: &mut State, query: &Query) -> Result<bool> {
        let near: Vec<(String, usize)> =
            asked::near_words(query).into_iter().filter(|(word, _)| !state.asked_near.contains(word)).collect();
        let words: Vec<String> =
            asked::words(query).into_iter().filter(|word| !state.asked_words.contains(word)).collect();
        if words.is_empty() && near.is_empty() {
            return Ok(true);
        }
        let part = Part::new(&self.client, &self.generation, Had::default())?;
        let Some(printed) = part.vocabulary(&words, &near)? else { return Ok(false) };
        state.printed.extend(printed);
        state.asked_words.extend(words);
        state.asked_near.extend(near.into_iter().map(|(word, _)| word));
        Ok(true)
    }

    /// The names that the words of a search may be, and whom they may mean: those with two of the words, and some of those
    /// with one.
    fn learn_meant(&self, query: &Query) -> Result<Vec<NameOf>> {
        const MOST_OF_ONE: usize = 512;
        const COLUMNS: [ColumnOf; 5] =
            [ColumnOf::Person, ColumnOf::Org, ColumnOf::Topic, ColumnOf::Kind, ColumnOf::Publisher];
        let atoms = asked::atoms(query);
        let state = &mut self.state();
        let new: Vec<String> = atoms.iter().filter(|word| !state.asked_words.contains(*word)).cloned().collect();
        if !new.is_empty() {
            let part = Part::new(&self.client, &self.generation, Had::default())?;
            if let Some(printed) = part.vocabulary(&new, &[])? {
                state.printed.extend(printed);
                state.asked_words.extend(new);
            }
        }
        let asks = format!("meant {}", atoms.join(" "));
        if let Some(known) = state.names.get(&asks) {
            return Ok((**known).clone());
        }
        let here = self.snapshot(state, &[]);
        let mut with_one = Vec::new();
        let mut names = Vec::new();
        for folded in atoms {
            let need = Need::Word { folded, forms: true };
            let mut any = vec![names_filter(&need, &here)];
            let ids = entities_with(&need, &here);
            any.extend(ids.iter().take(MOST_OF_ONE).map(|id| json!({"term": {"counts": id}})));
            let filter = json!({"bool": {"should": any, "minimum_should_match": 1}});
            names.extend(self.some_names(&COLUMNS, &filter, MOST_OF_ONE)?);
            with_one.push(filter);
        }
        if with_one.len() > 1 {
            let filter = json!({"bool": {"should": with_one, "minimum_should_match": 2}});
            names.extend(self.some_names(&COLUMNS, &filter, TOGETHER)?);
        }
        names.sort_unstable_by(|a, b| (a.0 as usize, &a.1).cmp(&(b.0 as usize, &b.1)));
        names.dedup();
        state.names.insert(asks, Arc::new(names.clone()));
        Ok(names)
    }

    /// At most so many names of some columns for which a filter holds.
    fn some_names(&self, columns: &[ColumnOf], filter: &Value, most: usize) -> Result<Vec<NameOf>> {
        let kinds: Vec<&str> = columns.iter().map(|of| kind_of_name(*of)).collect();
        let body = json!({
            "size": most, "_source": ["kind", "id", "raw"], "sort": [{"seq": "asc"}],
            "query": {"bool": {"filter": [{"terms": {"kind": kinds}}, filter]}},
        });
        let answer = self.client.search(&self.generation.records(), &body)?;
        let hits = answer["hits"]["hits"].as_array().map_or(&[][..], Vec::as_slice);
        Ok(hits.iter().filter_map(|hit| name_of(hit, columns)).collect())
    }

    /// The words of the data that may differ from a folded one by typing mistakes, each with how much there is of it.
    fn words_near(&self, folded: &str) -> Result<Vec<(String, usize)>> {
        let body = json!({
            "size": TOGETHER, "_source": ["word", "print"],
            "query": {"fuzzy": {"word": {"value": term(folded), "fuzziness": 2, "max_expansions": 1_000}}},
        });
        let answer = self.client.search(&self.generation.words(), &body)?;
        let word = |hit: &Value| {
            let print = texts(&hit["_source"]["print"]).next().unwrap_or_default();
            let times = print.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0);
            (hit["_source"]["word"].as_str().unwrap_or_default().to_owned(), times)
        };
        Ok(answer["hits"]["hits"].as_array().into_iter().flatten().map(word).collect())
    }

    /// The names that the fields of a query may mean; `None` where they are too many.
    fn learn_names(&self, state: &mut State, query: &Query) -> Result<Option<Vec<NameOf>>> {
        let mut names: Vec<NameOf> = Vec::new();
        let literal = query.is_literal();
        for (of, value) in asked::named_values(query) {
            let columns: &[ColumnOf] = match of {
                Field::Person | Field::Org => &[ColumnOf::Person, ColumnOf::Org],
                Field::By => &[ColumnOf::By],
                Field::Topic => &[ColumnOf::Topic],
                Field::Place => &[ColumnOf::Place],
                _ => continue,
            };
            let asks = format!("{of:?} {literal} {} {}", value.exact, value.text);
            if let Some(known) = state.names.get(&asks) {
                names.extend(known.iter().cloned());
                continue;
            }
            let here = self.snapshot(state, &[]);
            let need = asked::names_of(value, literal);
            let mut any = vec![names_filter(&need, &here)];
            if matches!(of, Field::Person | Field::Org | Field::By) {
                let ids = entities_with(&need, &here);
                any.extend(ids.chunks(TOGETHER).map(|some| json!({"terms": {"counts": some}})));
            }
            let filter = json!({"bool": {"should": any, "minimum_should_match": 1}});
            let Some(found) = self.read_names(columns, &filter, MOST_NAMES)? else { return Ok(None) };
            names.extend(found.iter().cloned());
            state.names.insert(asks, Arc::new(found));
        }
        Ok(Some(names))
    }

    /// Answers a question about a query with what its words and names mean; `None` where that cannot be told.
    fn with_known<T>(
        &self,
        query: &Query,
        stop: &dyn Fn() -> bool,
        ask: impl FnOnce(&Known<'_>) -> Option<T>,
    ) -> Result<Option<T>> {
        self.with_known_so_far(query, &Look::whole(stop), ask)
    }

    /// The same, with which events have a phrase as far as it is looked.
    fn with_known_so_far<T>(
        &self,
        query: &Query,
        look: &Look<'_>,
        ask: impl FnOnce(&Known<'_>) -> Option<T>,
    ) -> Result<Option<T>> {
        let names = {
            let state = &mut self.state();
            if !self.learn_words(state, query)? {
                return Ok(None);
            }
            let Some(names) = self.learn_names(state, query)? else { return Ok(None) };
            self.snapshot(state, &names)
        };
        let failed = RefCell::new(None);
        let phrases = asked::phrases(query);
        let have_phrase = |asked: &AskedPhrase<'_>| or_note(self.with_phrase(&phrases, asked, look), &failed);
        let ids_of_article =
            |id: &str| or_note(self.ids_of_article(id).map(Some), &failed).unwrap_or_else(|| vec![id.to_owned()]);
        let marks = Arc::clone(&self.state().marked);
        let marked = |what: Presence| {
            let events = marks.with(what)?.selected(&names);
            Some(events.iter().map(|event| names.head(EventId(event)).id.to_owned()).collect())
        };
        let known =
            Known { names: &names, have_phrase: &have_phrase, ids_of_article: &ids_of_article, marked: &marked };
        let told = ask(&known);
        match failed.into_inner() {
            Some(error) => Err(error),
            None => Ok(told),
        }
    }

    /// All ids of the article with one.
    fn ids_of_article(&self, id: &str) -> Result<Vec<String>> {
        let filter = json!({"bool": {"filter": [{"term": {"kind": "article"}}, {"term": {"id": term(id)}}]}});
        let mut pages = Pages::new(&self.client, self.generation.records(), filter, json!(["id"]));
        let mut ids = vec![id.to_owned()];
        for hit in pages.next_page()? {
            ids.extend(texts(&hit["_source"]["id"]).map(str::to_owned));
        }
        Ok(ids)
    }

    /// Reads the records with some ids, events and articles, so that marks on them find them.
    pub fn read_marked(&self, events: Vec<String>, articles: Vec<String>) -> Result<Arc<Dataset>> {
        let need = Need::Any(vec![Need::Ids(events), Need::Has(vec![Kept::Article], articles)]);
        self.bring(&[filter(&need)], &|| false)?;
        Ok(self.here())
    }

    /// Notes what the user has marked, for queries that ask for it.
    fn note_marked(&self, query: &Query, marked: &Arc<Marked>) {
        if query.asks_marks() {
            self.state().marked = Arc::clone(marked);
        }
    }

    /// Reads the events for which a filter holds, with what belongs to them; `None` where they are more than `most`, or when told to stop.
    fn bring_all(&self, need: &Need, most: usize, stop: &dyn Fn() -> bool) -> Result<Option<RoaringBitmap>> {
        let filter = filter(need);
        let body = json!({"size": 0, "track_total_hits": true, "query": {"bool": {"filter": [filter]}}});
        if total(&self.client.search(&self.generation.events(), &body)?) > most {
            return Ok(None);
        }
        let mut ids = Vec::new();
        self.read_more(stop, |part| {
            part.find_events(&filter)?;
            ids.extend_from_slice(part.ids());
            Ok(())
        })?;
        if stop() {
            return Ok(None);
        }
        let here = self.here();
        Ok(Some(numbers(ids.iter().filter_map(|id| here.event_by_id(id)))))
    }

    /// Reads the articles that report no event, once; their ids, or `None` where they are too many.
    fn bring_articles_alone(&self) -> Result<Option<Arc<HashSet<String>>>> {
        if let Some(alone) = &self.state().alone {
            return Ok(Some(Arc::clone(alone)));
        }
        let body = json!({
            "size": 0, "track_total_hits": true,
            "query": {"bool": {"filter": [{"term": {"kind": "article"}}, {"term": {"counts": narrow::ALONE}}]}},
        });
        if total(&self.client.search(&self.generation.records(), &body)?) > MOST_READ {
            return Ok(None);
        }
        let mut ids = HashSet::new();
        self.read_more(&|| false, |part| {
            ids.extend(part.find_articles_alone()?);
            Ok(())
        })?;
        let alone = Arc::new(ids);
        self.state().alone = Some(Arc::clone(&alone));
        Ok(Some(alone))
    }

    /// Reads the events for which one of some filters holds, with what belongs to them.
    fn bring(&self, filters: &[Value], stop: &dyn Fn() -> bool) -> Result<()> {
        self.read_more(stop, |part| filters.iter().try_for_each(|filter| part.find_events(filter)))
    }

    /// Reads more, with the articles that belong to it.
    fn read_more(&self, stop: &dyn Fn() -> bool, find: impl FnOnce(&mut Part<'_>) -> Result<()>) -> Result<()> {
        self.read(stop, true, find)
    }

    /// Reads more; where articles are not wanted yet, they come with what is read next.
    fn read(
        &self,
        stop: &dyn Fn() -> bool,
        with_articles: bool,
        find: impl FnOnce(&mut Part<'_>) -> Result<()>,
    ) -> Result<()> {
        let state = &mut self.state();
        let mut part = Part::new(&self.client, &self.generation, state.had.clone())?.until(stop);
        part.await_articles(state.awaited_articles.iter().cloned());
        find(&mut part)?;
        if with_articles {
            part.find_articles()?;
        }
        let awaited = part.awaited_articles().clone();
        let (lines, had) = part.more()?;
        if !lines.is_empty() {
            state.seen.add(self.shown(), lines)?;
        }
        (state.had, state.awaited_articles) = (had, awaited);
        Ok(())
    }

    /// The answer to one search of events; `None` when told to stop, which closes the connection.
    fn search_while(&self, search: Value, stop: &dyn Fn() -> bool) -> Result<Option<Value>> {
        let wait = Wait { stop, tell: &|_| {} };
        let answers = self.client.searches_while(&self.generation.events(), &[search], &wait)?;
        Ok(answers.filter(|_| !stop()).and_then(|mut answers| answers.pop()))
    }

    /// Reads what the detail shows of a record beside it; or tells a page, within what a query selects, with its events over
    /// time in so many columns.
    pub fn read_around(
        &self,
        target: &Target,
        within: Option<&Query>,
        shown: (usize, Option<Zoom>),
        stop: &dyn Fn() -> bool,
    ) -> Result<Told<Around>> {
        let here = self.here();
        let need = match target {
            Target::Event(id) | Target::Quote(id, _) => {
                let related = here.event(*id).map(|event| event.related).unwrap_or_default();
                Need::Ids(related)
            }
            Target::Article(id) => {
                let ids = here.article_ids(*id).into_iter().map(Cow::into_owned).collect();
                Need::Has(vec![Kept::Article], ids)
            }
            page => {
                return Ok(match self.page(page, within, shown, stop)? {
                    Told::Answer(here, page) => Told::Answer(here, Around::Page(Box::new(page))),
                    Told::Whole => Told::Whole,
                    Told::Stopped => Told::Stopped,
                });
            }
        };
        match self.bring_all(&need, MOST_READ, stop)? {
            Some(_) => Ok(Told::Answer(self.here(), Around::Records)),
            None => Ok(if stop() { Told::Stopped } else { Told::Whole }),
        }
    }
}

/// How all data print words.
fn printed(words: &HashMap<String, [u16; 3]>) -> Vocabulary {
    Vocabulary::new(words.iter().map(|(word, print)| (word.clone(), *print)).collect::<Printed>())
}

/// What was told; an error is noted, and nothing told.
fn or_note<T>(result: Result<Option<T>>, failed: &RefCell<Option<Error>>) -> Option<T> {
    result.unwrap_or_else(|error| {
        *failed.borrow_mut() = Some(error);
        None
    })
}

/// What is asked of the engine; words are given with their forms, and names by their keys.
fn filter(need: &Need) -> Value {
    narrow::filter(need, &Dataset::default())
}

/// The name of a document.
fn name_of(hit: &Value, columns: &[ColumnOf]) -> Option<NameOf> {
    let text = |name: &str| texts(&hit["_source"][name]).next().unwrap_or_default().to_owned();
    let kind = text("kind");
    let of = columns.iter().find(|of| kind_of_name(**of) == kind)?;
    Some((*of, text("id"), text("raw")))
}

/// How many documents a search has found.
fn total(answer: &Value) -> usize {
    answer["hits"]["total"]["value"].as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or(0)
}

/// What is asked for names by their words.
fn names_filter(need: &Need, here: &Dataset) -> Value {
    let all = |needs: &[Need]| needs.iter().map(|need| names_filter(need, here)).collect::<Vec<Value>>();
    match need {
        Need::All(needs) => json!({"bool": {"filter": all(needs)}}),
        Need::Any(needs) => json!({"bool": {"should": all(needs), "minimum_should_match": 1}}),
        Need::Word { folded, forms } => {
            let mut any = vec![json!({"prefix": {"w": {"value": term(folded)}}})];
            if *forms {
                let words = here.forms_in_all(folded);
                let words: Vec<&str> = words.iter().map(|word| term(word)).collect();
                any.extend(words.chunks(TOGETHER).map(|some| json!({"terms": {"w": some}})));
            }
            json!({"bool": {"should": any, "minimum_should_match": 1}})
        }
        _ => json!({"match_all": {}}),
    }
}

/// What the entities count for that have one of the words of a name.
fn entities_with(need: &Need, here: &Dataset) -> Vec<String> {
    match need {
        Need::All(needs) | Need::Any(needs) => {
            let mut ids: Vec<String> = needs.iter().flat_map(|need| entities_with(need, here)).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        }
        Need::Word { folded, forms } => {
            let (named, aliased) = here.entities_with_word(folded, *forms);
            let numbers = named.into_iter().chain(aliased);
            numbers.map(|number| term(&format!("#{}", here.entities().all()[number as usize].id)).to_owned()).collect()
        }
        _ => Vec::new(),
    }
}

/// The columns in which the names of a facet's values stand.
fn columns_of(facet: Facet) -> &'static [ColumnOf] {
    match facet {
        Facet::People => &[ColumnOf::Person],
        Facet::Organisations => &[ColumnOf::Org],
        Facet::Topics => &[ColumnOf::Topic],
        // They are known from the beginning.
        Facet::Countries | Facet::Kinds | Facet::Publishers | Facet::Languages => &[],
    }
}

/// The field in which what counts for a facet is kept.
fn field_of(facet: Facet) -> &'static str {
    field(match facet {
        Facet::Countries => Kept::Country,
        Facet::People => Kept::People,
        Facet::Organisations => Kept::Bodies,
        Facet::Topics => Kept::Topics,
        Facet::Kinds => Kept::Kinds,
        Facet::Publishers => Kept::Publishers,
        Facet::Languages => Kept::Languages,
    })
}

/// The numbers of some events, as a set.
fn numbers(events: impl Iterator<Item = EventId>) -> RoaringBitmap {
    events.map(|event| event.0).collect()
}
