//! The events that a query selects, in the order of an output and some at a time: each portion is a dataset of its own, with
//! what belongs to it, and is dropped before the next is read. So an output of any size needs the memory of a portion.
//!
//! Only what the engine tells exactly goes so. What is kept beside the portions is a bit for each event and article. What is
//! written of them is not known here.

use super::judged::Look;
use super::window::{dated, rows_of};
use super::{MOST_READ, Remote, Told, filter};
use crate::catalogue::Finding;
use crate::dataset::{ArticleId, Dataset, EventId, Kept, Listed, NameIndex, NameOf, Need, Seen};
use crate::error::{Error, Result};
use crate::query::ast::Part as QueryPart;
use crate::query::{
    Answer, Behind, Control, Marked, Portions, Query, Request, Rows, TakeArticles, TakeEvents, View, asked,
};
use crate::store::narrow::{Had, Part, event_fields, texts};
use hashbrown::{HashMap, HashSet};
use roaring::RoaringBitmap;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

/// Events of a portion.
const PORTION: usize = 4_000;
/// Events of the first one: whoever wants no more need not wait. Each after it is twice as large.
const FIRST: usize = 250;
/// Documents that come together.
const PAGE: usize = 1_000;
/// Events that are looked through for an article that is written in one of them.
const MOST_HOMES: usize = 500;

/// The events of a list, to be read a portion at a time.
pub struct Listing<'r> {
    remote: &'r Remote,
    request: Request,
    selected: Need,
    /// The same by the events' own texts, where the rows depend on it.
    own: Option<Need>,
    names: NameIndex,
    /// What the user has marked, of a portion.
    marks: &'r dyn Fn(&Dataset) -> Arc<Marked>,
    stop: &'r dyn Fn() -> bool,
    size: usize,
    frame: Arc<Dataset>,
    /// The places of the articles that were named, and of the events that were written.
    articles: RoaringBitmap,
    events: RoaringBitmap,
    /// Articles that only an event has which was not written with who names it, by its id.
    elsewhere: BTreeMap<String, HashSet<String>>,
    /// Ids of articles that are nowhere.
    nowhere: HashSet<String>,
    greatest: usize,
}

impl Remote {
    /// What `view` lists of the events that a query selects, so many at a time at most; `None` where the engine does not tell
    /// exactly which they are.
    pub fn listing<'r>(
        &'r self,
        request: &Request,
        marks: &'r dyn Fn(&Dataset) -> Arc<Marked>,
        most: Option<usize>,
        stop: &'r dyn Fn() -> bool,
    ) -> Result<Told<Listing<'r>>> {
        if !matches!(request.view, View::Events | View::Quotes) {
            return Ok(Told::Whole);
        }
        self.note_marked(&request.query, &request.marked);
        let look = Look::whole(stop);
        let tells_own = request.view == View::Quotes && has_search(&request.query);
        let needs = self.with_known_so_far(&request.query, &look, |known| {
            let own = if tells_own { Some(asked::selects_by_own_texts(&request.query, known)?) } else { None };
            Some((asked::selects(&request.query, known)?, own))
        })?;
        if stop() {
            return Ok(Told::Stopped);
        }
        let Some((mut selected, own)) = needs.filter(|_| !look.is_cut.get() && !look.is_checking.get()) else {
            return Ok(Told::Whole);
        };
        if request.view == View::Quotes {
            selected = selected.and(Need::Has(vec![Kept::Has], vec!["quotes".to_owned()]));
        }
        let names: Vec<NameOf> = self.learn_names(&mut self.state(), &request.query)?.unwrap_or_default();
        let frame = Arc::new(self.snapshot(&mut self.state(), &names));
        let listing = Listing {
            remote: self,
            request: request.clone(),
            selected,
            own,
            names: NameIndex::of(self.common.iter().chain(&names)),
            marks,
            stop,
            size: most.unwrap_or(PORTION),
            frame: Arc::clone(&frame),
            articles: RoaringBitmap::new(),
            events: RoaringBitmap::new(),
            elsewhere: BTreeMap::new(),
            nowhere: HashSet::new(),
            greatest: 0,
        };
        Ok(Told::Answer(frame, listing))
    }
}

fn has_search(query: &Query) -> bool {
    query.parts.iter().any(|part| matches!(part, QueryPart::Search(_)))
}

/// Events with what belongs to them.
struct Portion {
    dataset: Dataset,
    /// Its own events, and those of them that match only through an article.
    selected: RoaringBitmap,
    in_article: RoaringBitmap,
    /// The places of events and articles, by their ids.
    places: HashMap<String, u32>,
    articles: HashMap<String, i64>,
}

impl Listing<'_> {
    /// The most events that were held at a time, with those that belong to the portion.
    pub fn greatest(&self) -> usize {
        self.greatest
    }

    fn stopped(&self) -> Error {
        let name = self.remote.shown().to_owned();
        Error::Write { name, source: io::Error::other(Finding::Stopped) }
    }

    /// The answer to a search of events, or an error when told to stop.
    fn search(&self, search: Value) -> Result<Value> {
        self.remote.search_while(search, self.stop)?.ok_or_else(|| self.stopped())
    }

    /// Calls `take` with the events of a list, some at a time.
    fn each_of(&mut self, (need, forward): (&Need, bool), size: &mut usize, take: &mut TakeEvents<'_>) -> Result<()> {
        let mut after: Option<Value> = None;
        loop {
            let (mut hits, most): (Vec<Value>, usize) = (Vec::new(), *size);
            let mut is_over = false;
            while hits.len() < most && !is_over {
                let page = PAGE.min(most - hits.len());
                let mut search = rows_of(need, self.own.as_ref(), forward, page);
                search["_source"] = event_fields();
                search["track_total_hits"] = json!(false);
                if let Some(after) = &after {
                    search["search_after"] = after.clone();
                }
                let mut answer = self.search(search)?;
                let Value::Array(found) = answer["hits"]["hits"].take() else {
                    return Err(self.remote.client.unread("no hits"));
                };
                is_over = found.len() < page;
                after = found.last().map(|hit| hit["sort"].clone()).or(after);
                hits.extend(found);
            }
            if !hits.is_empty() {
                let portion = self.portion(&hits)?;
                drop(hits);
                self.take_portion(portion, take)?;
            }
            if is_over {
                return Ok(());
            }
            *size = (*size * 2).min(self.size);
        }
    }

    /// The portion that some events are.
    fn portion(&mut self, hits: &[Value]) -> Result<Portion> {
        let remote = self.remote;
        let mut part = Part::new(&remote.client, &remote.generation, Had::default())?.until(self.stop);
        part.take_events(hits)?;
        let named: HashSet<String> = part.awaited_articles().clone();
        part.find_articles()?;
        let articles = part.article_places().clone();
        let (lines, had) = part.more()?;
        let mut seen = Seen::default();
        seen.add(remote.shown(), lines)?;
        let mut dataset = self.dressed(&mut seen);
        // An article that is written in one event, and named by others, is found by these only with it.
        let missing: Vec<&str> = named.iter().map(String::as_str).filter(|id| !self.nowhere.contains(*id)).collect();
        let missing: Vec<&str> = missing.into_iter().filter(|id| dataset.article_by_id(id).is_none()).collect();
        if !missing.is_empty() {
            let body = json!({
                "size": MOST_HOMES, "track_total_hits": false, "_source": event_fields(),
                "sort": [{"seq": "asc"}], "query": {"bool": {"filter": [{"terms": {"a": missing}}]}},
            });
            let homes = self.search(body)?;
            let mut part = Part::new(&remote.client, &remote.generation, had)?.until(self.stop);
            part.take_events(homes["hits"]["hits"].as_array().map_or(&[][..], Vec::as_slice))?;
            let (lines, _) = part.more()?;
            if !lines.is_empty() {
                seen.add(remote.shown(), lines)?;
                dataset = self.dressed(&mut seen);
            }
            if self.nowhere.len() > MOST_READ {
                self.nowhere.clear();
            }
            let nowhere = missing.into_iter().filter(|id| dataset.article_by_id(id).is_none());
            self.nowhere.extend(nowhere.map(str::to_owned).collect::<Vec<_>>());
        }
        if (self.stop)() {
            return Err(self.stopped());
        }
        let (mut selected, mut in_article) = (RoaringBitmap::new(), RoaringBitmap::new());
        let mut places = HashMap::new();
        for hit in hits {
            let id = texts(&hit["_source"]["id"]).next().unwrap_or_default();
            let Some(event) = dataset.event_by_id(id) else { continue };
            selected.insert(event.0);
            let is_own = hit["matched_queries"].as_array().is_some_and(|names| !names.is_empty());
            if self.own.is_some() && !is_own {
                in_article.insert(event.0);
            }
            places.extend(place_of(hit).map(|place| (id.to_owned(), place)));
        }
        self.greatest = self.greatest.max(dataset.event_count());
        Ok(Portion { dataset, selected, in_article, places, articles })
    }

    /// What was read, as a part of all data.
    fn dressed(&self, seen: &mut Seen) -> Dataset {
        self.remote.part_of_all(&seen.snapshot().naming_those_of(&self.frame), &[&self.names])
    }

    fn take_portion(&mut self, portion: Portion, take: &mut TakeEvents<'_>) -> Result<()> {
        let Portion { dataset, selected, in_article, places, articles } = portion;
        let marked = (self.marks)(&dataset);
        let mut answer = Answer {
            query: self.request.query.clone(),
            events: Listed::Local(dataset.in_order(&selected)),
            marked: Arc::clone(&marked),
            total: dataset.total_events(),
            in_article,
            ..Answer::default()
        };
        if self.request.view == View::Quotes {
            let request = Request { marked, ..self.request.clone() };
            let control = Control { stop: self.stop, due: &|| false };
            let rows = asked::rows(&dataset, &request, (&selected, &answer.in_article, &HashSet::new()), &control);
            let (rows, _, unread) = rows.ok_or_else(|| self.stopped())?;
            if let Some(error) = unread.and_then(Arc::into_inner) {
                return Err(error);
            }
            answer.rows = rows;
        } else {
            answer.rows = Rows::Events;
        }
        let Behind { events, articles: named } = take(&dataset, &answer)?;
        let written: HashSet<&str> = events.iter().map(|event| dataset.head(*event).id).collect();
        self.events.extend(written.iter().filter_map(|id| places.get(*id).copied()));
        for article in named {
            let ids = dataset.article_ids(ArticleId(article));
            let place = ids.iter().find_map(|id| articles.get(&**id));
            if let Some(place) = place.and_then(|place| u32::try_from(*place).ok()) {
                self.articles.insert(place);
                continue;
            }
            for (home, _, id) in dataset.article_homes(ArticleId(article))? {
                let home = dataset.head(home).id;
                if !written.contains(home) {
                    self.elsewhere.entry(home.to_owned()).or_default().insert(id.into_owned());
                }
            }
        }
        Ok(())
    }

    /// The places of some events, by their ids.
    fn places_of(&self, ids: &HashSet<String>) -> Result<HashMap<String, u32>> {
        let ids: Vec<String> = ids.iter().cloned().collect();
        let mut places = HashMap::new();
        for some in ids.chunks(PAGE) {
            let found = self.search(json!({
                "size": some.len(), "track_total_hits": false, "_source": ["id", "seq"],
                "query": {"bool": {"filter": [filter(&Need::Ids(some.to_vec()))]}},
            }))?;
            for hit in found["hits"]["hits"].as_array().into_iter().flatten() {
                let id = texts(&hit["_source"]["id"]).next().map(str::to_owned);
                places.extend(id.zip(place_of(hit)));
            }
        }
        Ok(places)
    }

    fn is_missing(&self, place: Option<&u32>) -> bool {
        place.is_some_and(|place| !self.events.contains(*place))
    }

    /// Calls `take` with articles that were named, by the places of their documents, and with some that stand in one event.
    /// Those that have no records of their own are for later, unless they `are_rest`: of each the place of the first event in
    /// which it stands, and its own.
    fn take_articles(
        &self,
        (documents, in_one): (&[u32], &[&Elsewhere]),
        are_rest: bool,
        take: &mut TakeArticles<'_>,
    ) -> Result<Vec<(u32, u32)>> {
        let remote = self.remote;
        let mut part = Part::new(&remote.client, &remote.generation, Had::default())?.until(self.stop);
        let filter = json!({"bool": {"filter": [{"term": {"kind": "article"}}, {"terms": {"seq": documents}}]}});
        let found = if documents.is_empty() { Vec::new() } else { part.take_articles(filter)? };
        let homes = found.iter().flat_map(|source| texts(&source["homes"]).map(str::to_owned));
        let places = self.places_of(&homes.chain(in_one.iter().map(|one| one.home.clone())).collect())?;
        let mut ids: HashSet<String> = in_one.iter().flat_map(|one| one.ids.iter().cloned()).collect();
        let mut needed: HashSet<String> = in_one.iter().map(|one| one.home.clone()).collect();
        let mut rest = Vec::new();
        for source in &found {
            let homes = || texts(&source["homes"]);
            let is_missing = homes().any(|home| self.is_missing(places.get(home)));
            if !are_rest && texts(&source["raw"]).next().is_none() {
                let first = homes().filter_map(|home| places.get(home).copied()).min();
                let own = source["seq"].as_u64().and_then(|place| u32::try_from(place).ok());
                rest.extend(first.zip(own).filter(|_| is_missing));
                continue;
            }
            ids.extend(texts(&source["id"]).map(str::to_owned));
            if is_missing {
                needed.extend(homes().map(str::to_owned));
            }
        }
        part.find_events_with("id", &needed)?;
        let (lines, _) = part.more()?;
        if (self.stop)() {
            return Err(self.stopped());
        }
        if lines.is_empty() {
            return Ok(rest);
        }
        let mut seen = Seen::default();
        seen.add(remote.shown(), lines)?;
        let dataset = self.dressed(&mut seen);
        let is_named = |id: &ArticleId| dataset.article_ids(*id).iter().any(|id| ids.contains(&**id));
        let mut articles: Vec<ArticleId> = dataset.article_order().iter().copied().filter(is_named).collect();
        articles.sort_unstable();
        let written = needed.iter().filter(|home| !self.is_missing(places.get(*home)));
        let written: Vec<EventId> = written.filter_map(|home| dataset.event_by_id(home)).collect();
        take(&dataset, &articles, &written)?;
        Ok(rest)
    }
}

/// Articles that stand in one event alone, which is not written with who names them.
struct Elsewhere {
    /// The id of the event.
    home: String,
    ids: HashSet<String>,
}

/// Where an event or article stands in the order of the data.
fn place_of(hit: &Value) -> Option<u32> {
    hit["_source"]["seq"].as_u64().and_then(|place| u32::try_from(place).ok())
}

impl Portions for Listing<'_> {
    fn frame(&self) -> Arc<Dataset> {
        Arc::clone(&self.frame)
    }

    fn each_of_events(&mut self, take: &mut TakeEvents<'_>) -> Result<()> {
        let mut size = FIRST.min(self.size);
        let (of_dated, of_undated) = (dated(&self.selected), self.selected.clone().and(Need::Undated));
        self.each_of((&of_dated, false), &mut size, take)?;
        self.each_of((&of_undated, true), &mut size, take)
    }

    fn each_of_articles(&mut self, take: &mut TakeArticles<'_>) -> Result<()> {
        let places = std::mem::take(&mut self.articles);
        let mut places = places.iter().peekable();
        // Those with records of their own are first of all.
        let mut rest: Vec<(u32, u32)> = Vec::new();
        while places.peek().is_some() {
            let some: Vec<u32> = places.by_ref().take(PAGE).collect();
            rest.extend(self.take_articles((&some, &[]), false, take)?);
        }
        let elsewhere = std::mem::take(&mut self.elsewhere);
        let homes = self.places_of(&elsewhere.keys().cloned().collect())?;
        let elsewhere = elsewhere.into_iter().map(|(home, ids)| Elsewhere { home, ids });
        let elsewhere: Vec<Elsewhere> = elsewhere.filter(|one| self.is_missing(homes.get(&one.home))).collect();
        // The others stand as the events do in which they are written first.
        let of_documents = rest.iter().map(|(first, own)| (*first, Ok(*own)));
        let in_one = elsewhere.iter().filter_map(|one| Some((*homes.get(&one.home)?, Err(one))));
        let mut rest: Vec<(u32, std::result::Result<u32, &Elsewhere>)> = of_documents.chain(in_one).collect();
        rest.sort_by_key(|(first, _)| *first);
        for some in rest.chunks(PAGE) {
            let documents: Vec<u32> = some.iter().filter_map(|(_, one)| one.as_ref().ok().copied()).collect();
            let in_one: Vec<&Elsewhere> = some.iter().filter_map(|(_, one)| one.as_ref().err().copied()).collect();
            self.take_articles((&documents, &in_one), true, take)?;
        }
        Ok(())
    }
}
