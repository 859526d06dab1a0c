//! Data brought into a store, a portion at a time: what is there already and stays as it is is not written again.
//!
//! Every document has a key, a hash of all that it holds. Of each few thousand documents the keys that are there are asked
//! for, so a push that was killed goes on where it was, and one that is made again writes nothing. A generation that
//! nobody reads yet is filled and then takes the place of the one that is read, in one step. Where the data come from, and
//! what belongs to a portion of them, is not known here.

use super::client::Client;
use super::facts::Sums;
use super::narrow::ALONE;
use super::reading::Pages;
use super::shape::{self, Generation, document_id, field, hash_of, keys_of_name, term};
use crate::dataset::{ArticleId, ColumnOf, EventId, FoundInReading, HeadDate, Kept, Portion, Prints};
use crate::error::Result;
use crate::model::Day;
use crate::problem::{Level, Location, Problem, Problems};
use crate::query::Unit;
use hashbrown::{HashMap, HashSet};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// Events whose documents are made together.
const TOGETHER: u32 = 4_000;
/// What is wrong inside records, at most: nobody reads more of it.
const MOST_PROBLEMS: usize = 20_000;
/// Bytes of one request at most, but for a document that is longer by itself.
const LONGEST: usize = 8 << 20;
/// Documents whose keys are asked for together.
const ASKED: usize = 500;
/// Bytes of a request at least, but for the last one.
const LEAST: usize = 1 << 20;

/// What was pushed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Pushed {
    /// The events that the store has now.
    pub events: usize,
    /// Documents that were written.
    pub written: usize,
    /// Documents that went away.
    pub removed: usize,
}

/// What takes the records of one thing: what it is, its ids and those of the events in which more of it is written, its
/// lines.
pub type TakeLines<'a> = dyn FnMut(&str, [&[&str]; 2], Vec<String>) -> Result<()> + 'a;

/// A generation while it is filled.
pub struct Fill {
    words: Index,
    records: Index,
    events: Index,
    prints: Prints,
    names: BTreeMap<(usize, String), Name>,
    sums: Sums,
    /// What is wrong with records of one id, with links, with quotes.
    problems: [Problems; 3],
    /// The notes about links so far: each is made once.
    noted: HashSet<u64>,
    pushed: Pushed,
}

/// A name as it is kept: what it counts for, and as it was written first.
struct Name {
    column: ColumnOf,
    counts_for: String,
    shown: String,
}

impl Fill {
    /// Begins with a generation; `is_new` when nobody reads it yet.
    pub(super) fn begin(client: &Arc<Client>, generation: &Generation, is_new: bool) -> Result<Fill> {
        let index = |name: String| Index::begin(client, name, is_new);
        Ok(Fill {
            words: index(generation.words())?,
            records: index(generation.records())?,
            events: index(generation.events())?,
            prints: Prints::default(),
            names: BTreeMap::new(),
            sums: Sums::default(),
            problems: Default::default(),
            noted: HashSet::new(),
            pushed: Pushed::default(),
        })
    }

    /// Adds what the data say of themselves, and entities; `each` gives them.
    pub fn add_frame(
        &mut self,
        frame: &mut Portion,
        each: &mut dyn FnMut(&mut TakeLines<'_>) -> Result<()>,
    ) -> Result<()> {
        self.prints.add_entities(&frame.dataset);
        self.take_problems(frame);
        let records = &mut self.records;
        each(&mut |kind, [ids, _], lines| {
            let first = ids.first().copied().unwrap_or_default();
            let ids: Vec<&str> = ids.iter().map(|id| term(id)).collect();
            let none: [&str; 0] = [];
            let document = json!({"kind": kind, "id": ids, "homes": none, "raw": lines});
            records.want(&document_id(&format!("{kind}:{first}")), document)
        })
    }

    /// Adds the articles of a portion; `each` gives those that are kept.
    pub fn add_articles(
        &mut self,
        portion: &mut Portion,
        articles: &[ArticleId],
        each: &mut dyn FnMut(&mut TakeLines<'_>) -> Result<()>,
    ) -> Result<()> {
        self.sums.add(portion, articles);
        self.prints.add_all(std::mem::take(&mut portion.prints));
        self.take_problems(portion);
        self.take_names(portion);
        let (records, dataset) = (&mut self.records, &portion.dataset);
        each(&mut |kind, [ids, homes], lines| {
            let first = ids.first().copied().unwrap_or_default();
            let alone =
                dataset.article_by_id(first).is_some_and(|article| dataset.events_of_article(article).is_empty());
            let [ids, homes]: [Vec<&str>; 2] =
                [ids, homes].map(|ids| ids.iter().take(MOST_TOGETHER).map(|id| term(id)).collect());
            let mut document = json!({"kind": kind, "id": ids, "homes": homes, "raw": lines});
            if alone {
                document["counts"] = json!(ALONE);
            }
            records.want(&document_id(&format!("{kind}:{first}")), document)
        })
    }

    /// Adds the events of a portion, whose lines are given by `of_event`; `progress` is told how many are on their way or
    /// there.
    pub fn add_events(
        &mut self,
        portion: &Portion,
        of_event: &mut dyn FnMut(EventId) -> Result<Vec<String>>,
        progress: &mut dyn FnMut(usize),
    ) -> Result<()> {
        let (dataset, own) = (&portion.dataset, portion.events());
        for start in own.clone().step_by(TOGETHER as usize) {
            let range = start..(start + TOGETHER).min(own.end);
            let forward = dataset.forward(range.clone());
            for id in dataset.shown_in(range.clone()) {
                let (head, made) = (dataset.head(id), &forward[(id.0 - start) as usize]);
                let lines = of_event(id)?;
                if lines.is_empty() {
                    // It cannot be read any more.
                    continue;
                }
                let mut document =
                    json!({"id": term(head.id), "f": head.date.first.0, "l": head.date.last.0, "raw": lines});
                place_in_time(&head.date, &mut document);
                if !head.date.is_undated() {
                    document["m"] = json!(shape::moment(head.date.first, head.date.last));
                }
                let quotes = portion.quotes_of(id);
                if quotes > 0 {
                    document["q"] = json!(quotes);
                }
                for kept in Kept::ALL {
                    let terms: Vec<&str> = made.of(kept).iter().map(|text| term(text)).collect();
                    if !terms.is_empty() {
                        document[field(kept)] = json!(terms);
                    }
                }
                self.events.want(&document_id(head.id), document)?;
                self.pushed.events += 1;
                progress(self.events.settled);
            }
        }
        Ok(())
    }

    fn take_problems(&mut self, portion: &mut Portion) {
        let [of_ids, of_links, of_quotes] = std::mem::take(&mut portion.problems);
        let noted = &mut self.noted;
        let is_new = |problem: &Problem| {
            problem.level != Level::Note || noted.insert(hash_of(&format!("{:?}", problem.reason), 0))
        };
        let of_links: Vec<Problem> = of_links.into_iter().filter(is_new).collect();
        for (all, more) in self.problems.iter_mut().zip([of_ids, of_links, of_quotes]) {
            // Nobody reads more of it.
            let left = MOST_PROBLEMS.saturating_sub(all.kept().len());
            all.add(more.into_iter().take(left));
        }
    }

    fn take_names(&mut self, portion: &Portion) {
        portion.each_kept_name(&mut |name| {
            let key = (name.column as usize, name.key.to_owned());
            self.names.entry(key).or_insert_with(|| Name {
                column: name.column,
                counts_for: name.counts_for.into_owned(),
                shown: name.shown.into_owned(),
            });
        });
    }

    /// Whether there are events, and none has a date.
    pub fn has_no_dates(&self) -> bool {
        self.sums.has_no_dates()
    }

    /// Writes what is known when everything was added: what was skipped and is wrong, names, words, how much there is.
    pub fn end(mut self, found: &FoundInReading) -> Result<Pushed> {
        self.write_faults(&found.faults)?;
        self.write_problems(&found.notes)?;
        for ((_, key), Name { column, counts_for, shown }) in std::mem::take(&mut self.names) {
            let kind = shape::kind_of_name(column);
            let mut document = json!({"kind": kind, "id": [term(&key)], "counts": term(&counts_for), "raw": [shown]});
            // Those who took part are found by who they are.
            if !matches!(column, ColumnOf::Present | ColumnOf::PresentBody | ColumnOf::ActsFor) {
                document["w"] = json!(shape::words_of_name(&shown));
            }
            self.records.want(&document_id(&format!("{kind}:{key}")), document)?;
        }
        for (word, print) in std::mem::take(&mut self.prints).sorted() {
            let keys = if print[2] != 0 { keys_of_name(&word) } else { Vec::new() };
            let print = print.map(|number| number.to_string()).join(" ");
            self.words.want(&document_id(&word), json!({"word": term(&word), "keys": keys, "print": print}))?;
        }
        let facts = std::mem::take(&mut self.sums).facts(found.skipped);
        self.records.want("facts:", json!({"kind": "facts", "id": ["facts:"], "raw": [facts.written()]}))?;
        let mut pushed = self.pushed;
        self.words.end(&mut pushed)?;
        self.records.end(&mut pushed)?;
        // Where they are, everything is.
        self.events.end(&mut pushed)?;
        Ok(pushed)
    }

    /// What was skipped is not among the records, and stays listed.
    fn write_faults(&mut self, faults: &[Problem]) -> Result<()> {
        let mut written = HashSet::new();
        for problem in faults {
            let line = super::faults::written(problem);
            let id = format!("fault:{:016x}", hash_of(&line, 0));
            if written.insert(id.clone()) {
                self.records.want(&id, json!({"kind": "fault", "id": [id], "raw": [line]}))?;
            }
        }
        Ok(())
    }

    /// What is wrong inside records is found again by who reads all of them, and not by who reads a part. Where they stood is
    /// another place with each push. What is wrong between records may be mended by others that are added.
    fn write_problems(&mut self, notes: &[Problem]) -> Result<()> {
        let mut gone: HashSet<String> =
            self.records.ids_of(&json!({"prefix": {"id": {"value": BETWEEN}}}))?.into_iter().collect();
        let mut written: HashMap<String, usize> = HashMap::new();
        let all: Vec<(&Problem, &str)> = self.problems[0]
            .kept()
            .iter()
            .map(|problem| (problem, BETWEEN))
            .chain(notes.iter().map(|problem| (problem, "problem:")))
            .chain(self.problems[1..].iter().flat_map(Problems::kept).map(|problem| (problem, BETWEEN)))
            .take(MOST_PROBLEMS)
            .collect();
        for (problem, kind) in all {
            let location = Location { pointer: problem.location.pointer.clone(), ..Location::default() };
            let line = super::faults::written(&Problem { location, ..problem.clone() });
            let number = written.entry(line.clone()).or_default();
            *number += 1;
            let id = format!("{kind}{:016x}:{number}", hash_of(&line, 0));
            gone.remove(&id);
            self.records.want(&id, json!({"kind": "problem", "id": [id], "raw": [line]}))?;
        }
        self.pushed.removed += gone.len();
        gone.into_iter().try_for_each(|id| self.records.send(format!("{}\n", json!({"delete": {"_id": id}}))))
    }
}

/// With what the ids of problems between records begin.
const BETWEEN: &str = "problem:between:";

/// Ids of the records of one article, and of the events in which it is written, at most.
const MOST_TOGETHER: usize = 1_000;

/// Adds whether an event surely lies on one day, or in one of each longer unit of time.
fn place_in_time(date: &HeadDate, document: &mut Value) {
    let is_open = date.first == Day::MIN || date.last == Day::MAX;
    if is_open || date.uncertain || date.approximate {
        return;
    }
    if date.first == date.last {
        document["x"] = json!(true);
        return;
    }
    let is_in_one = |unit: &Unit| unit.start(date.first) == unit.start(date.last);
    let units: Vec<&str> = Unit::ALL.into_iter().filter(is_in_one).map(Unit::word).collect();
    if !units.is_empty() {
        document["u"] = json!(units);
    }
}

/// An index while documents are brought to it.
struct Index {
    client: Arc<Client>,
    name: String,
    /// Whether nobody reads it yet: what is in it is in the order of the data then, whatever was left of it.
    is_new: bool,
    /// Whether nothing was in it.
    is_empty: bool,
    /// The next place in the order of the data.
    place: i64,
    /// Documents of which it is not known whether they are there, and the bytes of their texts.
    asked: Vec<(String, Value, u64)>,
    asked_bytes: usize,
    waiting: Vec<String>,
    bytes: usize,
    written: usize,
    /// Documents that are there, or on their way.
    settled: usize,
    /// The threads that write, and what they take from.
    writers: Vec<JoinHandle<Result<()>>>,
    sender: Option<SyncSender<Vec<String>>>,
}

/// Requests that are made at once.
const AT_ONCE: usize = 2;

impl Index {
    fn begin(client: &Arc<Client>, name: String, is_new: bool) -> Result<Index> {
        client.refresh(&name)?;
        let body = json!({"size": 0, "track_total_hits": true, "aggs": {"last": {"max": {"field": "seq"}}}});
        let answer = client.search(&name, &body)?;
        let last = answer["aggregations"]["last"]["value"].as_f64().map_or(-1, |last| last as i64);
        let (sender, receiver) = sync_channel::<Vec<String>>(AT_ONCE);
        let receiver = Arc::new(Mutex::new(receiver));
        let writer = |_| {
            let (client, index, receiver) = (Arc::clone(client), name.clone(), Arc::clone(&receiver));
            std::thread::spawn(move || {
                loop {
                    let next = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(lines) = next else { return Ok(()) };
                    client.bulk(&index, &lines)?;
                }
            })
        };
        Ok(Index {
            writers: (0..AT_ONCE).map(writer).collect(),
            sender: Some(sender),
            client: Arc::clone(client),
            name,
            is_new,
            is_empty: answer["hits"]["total"]["value"] == 0,
            place: if is_new { 0 } else { last + 1 },
            asked: Vec::new(),
            asked_bytes: 0,
            waiting: Vec::new(),
            bytes: 0,
            written: 0,
            settled: 0,
        })
    }

    /// The ids of the documents for which a filter holds.
    fn ids_of(&self, filter: &Value) -> Result<Vec<String>> {
        let mut ids = Vec::new();
        if self.is_empty {
            return Ok(ids);
        }
        let mut pages = Pages::new(&self.client, self.name.clone(), filter.clone(), json!(false));
        loop {
            let page = pages.next_page()?;
            if page.is_empty() {
                return Ok(ids);
            }
            ids.extend(page.iter().filter_map(|hit| hit["_id"].as_str()).map(str::to_owned));
        }
    }

    /// Brings a document, unless it is there as it is.
    fn want(&mut self, id: &str, document: Value) -> Result<()> {
        let text = document.to_string();
        self.asked_bytes += text.len();
        self.asked.push((id.to_owned(), document, hash_of(&text, 0)));
        if self.asked.len() >= ASKED || self.asked_bytes >= LONGEST { self.settle() } else { Ok(()) }
    }

    /// Sends those of the documents that were wanted which are not there as they are.
    fn settle(&mut self) -> Result<()> {
        let there = if self.is_empty { HashMap::new() } else { self.there()? };
        self.asked_bytes = 0;
        self.settled += self.asked.len();
        for (id, mut document, key) in std::mem::take(&mut self.asked) {
            let there = there.get(&id).copied();
            let seq = match there {
                Some((_, seq)) if !self.is_new => seq,
                _ => {
                    self.place += 1;
                    self.place - 1
                }
            };
            if there == Some((key, seq)) {
                continue;
            }
            document["k"] = json!(format!("{key:016x}"));
            document["seq"] = json!(seq);
            self.written += 1;
            self.send(format!("{}\n{document}\n", json!({"index": {"_id": id}})))?;
        }
        if self.bytes >= LEAST { self.flush() } else { Ok(()) }
    }

    /// The keys and places of those of the documents that are there.
    fn there(&self) -> Result<HashMap<String, (u64, i64)>> {
        let ids: Vec<&str> = self.asked.iter().map(|(id, ..)| id.as_str()).collect();
        let body = json!({
            "size": ids.len(), "track_total_hits": false, "_source": ["k", "seq"], "query": {"ids": {"values": ids}},
        });
        let answer = self.client.search(&self.name, &body)?;
        let of_hit = |hit: &Value| {
            let key = u64::from_str_radix(hit["_source"]["k"].as_str()?, 16).ok()?;
            Some((hit["_id"].as_str()?.to_owned(), (key, hit["_source"]["seq"].as_i64().unwrap_or_default())))
        };
        Ok(answer["hits"]["hits"].as_array().into_iter().flatten().filter_map(of_hit).collect())
    }

    fn send(&mut self, line: String) -> Result<()> {
        if self.bytes + line.len() > LONGEST && !self.waiting.is_empty() {
            self.flush()?;
        }
        self.bytes += line.len();
        self.waiting.push(line);
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        self.bytes = 0;
        let waiting = std::mem::take(&mut self.waiting);
        let is_taken = self.sender.as_ref().is_some_and(|sender| sender.send(waiting).is_ok());
        // Who takes them has failed, and says why.
        if is_taken { Ok(()) } else { self.join() }
    }

    /// Waits until all is written.
    fn join(&mut self) -> Result<()> {
        self.sender = None;
        for writer in self.writers.drain(..) {
            writer.join().unwrap_or_else(|_| Err(self.client.unread("a thread has failed")))?;
        }
        Ok(())
    }

    /// Waits until all is written, and has it found from now on.
    fn end(mut self, pushed: &mut Pushed) -> Result<()> {
        self.settle()?;
        if !self.waiting.is_empty() {
            self.flush()?;
        }
        self.join()?;
        pushed.written += self.written;
        self.client.refresh(&self.name)
    }
}

/// The indices of a generation, made unless they are there.
pub(super) fn make(client: &Client, generation: &Generation, shards: u32) -> Result<()> {
    let bodies = [shape::of_words(shards), shape::of_records(shards), shape::of_events(shards)];
    for (index, body) in generation.indices().iter().zip(&bodies) {
        if client.get(&format!("/{index}"))?.is_none() {
            client.put(&format!("/{index}"), body)?;
        }
    }
    Ok(())
}

/// Notes of which data something will be in a generation.
pub(super) fn mark(client: &Client, generation: &Generation, mark: &str) -> Result<()> {
    let document = json!({"kind": "mark", "id": ["mark:"], "raw": [mark], "seq": -1});
    client.put(&format!("/{}/_doc/mark:", generation.records()), &document).map(drop)
}
