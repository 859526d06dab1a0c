//! Data brought into a store: what is there already and stays as it is is not written again.
//!
//! Every document has a key, a hash of all that it holds. The keys that are there are read first, so a push that was
//! killed goes on where it was, and one that is made again writes nothing. A generation that nobody reads yet is filled
//! and then takes the place of the one that is read, in one step. Where the data come from is not known here.

use super::client::Client;
use super::facts::Facts;
use super::narrow::ALONE;
use super::reading::Pages;
use super::shape::{self, Generation, document_id, field, hash_of, keys_of_name, term};
use crate::dataset::{Dataset, EventId, HeadDate, Kept};
use crate::error::Result;
use crate::model::Day;
use crate::problem::{Level, Location, Problem};
use crate::query::Unit;
use hashbrown::HashMap;
use serde_json::{Value, json};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// Events whose documents are made together.
const PORTION: u32 = 20_000;
/// What is wrong inside records, at most: nobody reads more of it.
const MOST_PROBLEMS: usize = 20_000;
/// Bytes of one request at most, but for a document that is longer by itself.
const LONGEST: usize = 8 << 20;

/// What was pushed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Pushed {
    /// The events that the store has now.
    pub events: usize,
    /// Documents that were written.
    pub written: usize,
    /// Documents that went away.
    pub removed: usize,
    /// Whether nobody reads yet what is filled, so that what another push has left there goes away.
    pub is_new: bool,
}

/// What takes the records of one thing: what it is, its ids and those of the events in which more of it is written, its
/// lines.
pub type TakeLines<'a> = dyn FnMut(&str, [&[&str]; 2], Vec<String>) -> Result<()> + 'a;

/// The records of the data as the store keeps them: lines of the strict form.
pub struct Records<'a> {
    /// Those of an event.
    pub of_event: &'a mut dyn FnMut(EventId) -> Result<Vec<String>>,
    /// Calls back with the kind, the ids and the lines of each other record, in the order of the data.
    pub others: &'a mut dyn FnMut(&mut TakeLines<'_>) -> Result<()>,
}

/// Writes all that a dataset has to a generation that is there; says now and then how many events are done.
pub fn fill(
    client: &Arc<Client>,
    (generation, is_new): (&Generation, bool),
    dataset: &Dataset,
    records: &mut Records<'_>,
    progress: &mut dyn FnMut(usize),
) -> Result<Pushed> {
    let mut pushed = Pushed { events: dataset.event_count(), is_new, ..Pushed::default() };
    fill_words(client, generation, dataset, &mut pushed)?;
    fill_records(client, generation, dataset, records, &mut pushed)?;
    let mut events = Filling::begin(client, generation.events(), pushed.is_new)?;
    let mut done = 0;
    for start in (0..dataset.event_bound()).step_by(PORTION as usize) {
        let range = start..(start + PORTION).min(dataset.event_bound());
        let forward = dataset.forward(range.clone());
        for id in dataset.shown_in(range.clone()) {
            let (head, made) = (dataset.head(id), &forward[(id.0 - start) as usize]);
            let lines = (records.of_event)(id)?;
            if lines.is_empty() {
                // It cannot be read any more.
                pushed.events -= 1;
                continue;
            }
            let mut document =
                json!({"id": term(head.id), "f": head.date.first.0, "l": head.date.last.0, "raw": lines});
            place_in_time(&head.date, &mut document);
            for kept in Kept::ALL {
                let terms: Vec<&str> = made.of(kept).iter().map(|text| term(text)).collect();
                if !terms.is_empty() {
                    document[field(kept)] = json!(terms);
                }
            }
            events.want(&document_id(head.id), document)?;
            done += 1;
            if done % 1_000 == 0 {
                progress(done);
            }
        }
    }
    events.end(&mut pushed)?;
    Ok(pushed)
}

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

fn fill_records(
    client: &Arc<Client>,
    generation: &Generation,
    dataset: &Dataset,
    records: &mut Records<'_>,
    pushed: &mut Pushed,
) -> Result<()> {
    let mut others = Filling::begin(client, generation.records(), pushed.is_new)?;
    (records.others)(&mut |kind, [ids, homes], lines| {
        let first = ids.first().copied().unwrap_or_default();
        let [ids, homes]: [Vec<&str>; 2] = [ids, homes].map(|ids| ids.iter().map(|id| term(id)).collect());
        let mut document = json!({"kind": kind, "id": ids, "homes": homes, "raw": lines});
        let article = dataset.article_by_id(first).filter(|_| kind == "article");
        if article.is_some_and(|article| dataset.events_of_article(article).is_empty()) {
            document["counts"] = json!(ALONE);
        }
        others.want(&document_id(&format!("{kind}:{first}")), document)
    })?;
    // What was skipped is not among the records, and stays listed.
    for problem in dataset.problems().iter().filter(|problem| is_of_skipped(problem)) {
        let line = super::faults::written(problem);
        let id = format!("fault:{:016x}", hash_of(&line, 0));
        others.want(&id, json!({"kind": "fault", "id": [id], "raw": [line]}))?;
    }
    // What is wrong inside records is found again by who reads all of them, and not by who reads a part. Where they stood is
    // another place with each push.
    let mut written: HashMap<String, usize> = HashMap::new();
    for problem in dataset.problems().iter().filter(|problem| !is_of_skipped(problem)).take(MOST_PROBLEMS) {
        let location = Location { pointer: problem.location.pointer.clone(), ..Location::default() };
        let line = super::faults::written(&Problem { location, ..problem.clone() });
        let number = written.entry(line.clone()).or_default();
        *number += 1;
        let id = format!("problem:{:016x}:{number}", hash_of(&line, 0));
        others.want(&id, json!({"kind": "problem", "id": [id], "raw": [line]}))?;
    }
    let mut failed = Ok(());
    dataset.each_kept_name(&mut |name| {
        if failed.is_ok() {
            let kind = shape::kind_of_name(name.column);
            let document = json!({
                "kind": kind, "id": [term(name.key)], "counts": term(&name.counts_for), "raw": [name.shown],
                "w": shape::words_of_name(&name.shown),
            });
            failed = others.want(&document_id(&format!("{kind}:{}", name.key)), document);
        }
    });
    failed?;
    others.want("facts:", json!({"kind": "facts", "id": ["facts:"], "raw": [Facts::of(dataset).written()]}))?;
    others.end(pushed)
}

fn fill_words(client: &Arc<Client>, generation: &Generation, dataset: &Dataset, pushed: &mut Pushed) -> Result<()> {
    let mut words = Filling::begin(client, generation.words(), pushed.is_new)?;
    for (word, print) in dataset.printed_words() {
        let is_name = print[2] != 0;
        let keys = if is_name { keys_of_name(word) } else { Vec::new() };
        let print = print.map(|number| number.to_string()).join(" ");
        words.want(&document_id(word), json!({"word": term(word), "keys": keys, "print": print}))?;
    }
    words.end(pushed)
}

/// Whether a problem is of a record that is not in the data.
pub(super) fn is_of_skipped(problem: &Problem) -> bool {
    problem.level == Level::Error
}

/// An index while documents are brought to it.
struct Filling {
    client: Arc<Client>,
    index: String,
    /// Whether what is there and is not wanted goes away: nobody reads it yet.
    is_new: bool,
    /// The keys and places of what is there and was not wanted yet, by hashes of the ids: of many millions that is what a
    /// push holds, and ids are long.
    there: HashMap<u64, (u64, i64)>,
    /// The next place in the order of the data.
    place: i64,
    waiting: Vec<String>,
    bytes: usize,
    written: usize,
    /// The threads that write, and what they take from.
    writers: Vec<JoinHandle<Result<()>>>,
    sender: Option<SyncSender<Vec<String>>>,
}

/// Requests that are made at once.
const AT_ONCE: usize = 2;

impl Filling {
    fn begin(client: &Arc<Client>, index: String, is_new: bool) -> Result<Filling> {
        client.refresh(&index)?;
        let (mut there, mut place) = (HashMap::new(), 0);
        Filling::each_there(client, &index, &mut |id, source| {
            let Some(key) = source["k"].as_str().and_then(|key| u64::from_str_radix(key, 16).ok()) else { return };
            let seq = source["seq"].as_i64().unwrap_or_default();
            place = place.max(seq + 1);
            there.insert(hash_of(id, 0), (key, seq));
        })?;
        let (sender, receiver) = sync_channel::<Vec<String>>(AT_ONCE);
        let receiver = Arc::new(Mutex::new(receiver));
        let writer = |_| {
            let (client, index, receiver) = (Arc::clone(client), index.clone(), Arc::clone(&receiver));
            std::thread::spawn(move || {
                loop {
                    let next = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(lines) = next else { return Ok(()) };
                    client.bulk(&index, &lines)?;
                }
            })
        };
        Ok(Filling {
            writers: (0..AT_ONCE).map(writer).collect(),
            sender: Some(sender),
            client: Arc::clone(client),
            index,
            is_new,
            there,
            // What is new is in the order of the data, whatever was left of it.
            place: if is_new { 0 } else { place },
            waiting: Vec::new(),
            bytes: 0,
            written: 0,
        })
    }

    /// Calls back with the id of each document that is there, and what tells whether it stays.
    fn each_there(client: &Arc<Client>, index: &str, take: &mut dyn FnMut(&str, &Value)) -> Result<()> {
        let all = json!({"match_all": {}});
        let mut pages = Pages::new(client, index.to_owned(), all, json!(["k", "seq"]));
        loop {
            let page = pages.next_page()?;
            if page.is_empty() {
                return Ok(());
            }
            for hit in &page {
                if let Some(id) = hit["_id"].as_str() {
                    take(id, &hit["_source"]);
                }
            }
        }
    }

    /// Brings a document, unless it is there as it is.
    fn want(&mut self, id: &str, mut document: Value) -> Result<()> {
        let key = hash_of(&document.to_string(), 0);
        let there = self.there.remove(&hash_of(id, 0));
        let seq = match &there {
            Some((_, seq)) if !self.is_new => *seq,
            _ => {
                self.place += 1;
                self.place - 1
            }
        };
        if there == Some((key, seq)) {
            return Ok(());
        }
        document["k"] = json!(format!("{key:016x}"));
        document["seq"] = json!(seq);
        self.written += 1;
        self.send(format!("{}\n{document}\n", json!({"index": {"_id": id}})))
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

    /// Takes away what is there and was not wanted, where nobody reads it yet, and has everything found from now on.
    fn end(mut self, pushed: &mut Pushed) -> Result<()> {
        if self.is_new && !self.there.is_empty() {
            // Only their hashes are held.
            let (client, index) = (Arc::clone(&self.client), self.index.clone());
            let mut unwanted = Vec::new();
            Filling::each_there(&client, &index, &mut |id, _| {
                if self.there.contains_key(&hash_of(id, 0)) {
                    unwanted.push(id.to_owned());
                }
            })?;
            pushed.removed += unwanted.len();
            for id in unwanted {
                self.send(format!("{}\n", json!({"delete": {"_id": id}})))?;
            }
        }
        if !self.waiting.is_empty() {
            self.flush()?;
        }
        self.join()?;
        pushed.written += self.written;
        self.client.refresh(&self.index)
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
