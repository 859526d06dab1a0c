//! Events in a store beyond this machine: an `OpenSearch` of 2.19 or newer. The only network code, behind its feature.
//!
//! Data are *pushed* into it and *read* out of it. What is read are lines of the dataset format, so that everything above
//! is told by the same functions as of a file, and equal by that. The engine takes nothing apart and knows no language:
//! documents have keywords that were made here. No screen and no command is known here.

mod address;
mod client;
mod facts;
mod faults;
mod narrow;
mod push;
mod reading;
mod remote;
mod shape;

pub use address::Address;
pub use client::{Access, Wait};
pub use push::{Fill, Pushed};
pub use remote::{Around, Browsed, Remote, Told};
pub use shape::{Generation, VERSION, language};

use crate::catalogue::StoreFault;
use crate::error::Result;
use crate::load::Wanted;
use crate::load::input::{Stream, Streamed};
use client::Client;
use reading::{Lines, Pages};
use serde_json::{Value, json};
use std::ffi::OsString;
use std::sync::Arc;

/// The oldest version of the engine that is known to do what is asked of it.
const OLDEST: (u64, u64) = (2, 19);

/// A store that answers.
#[derive(Clone)]
pub struct Store {
    client: Arc<Client>,
    address: Address,
    /// By what the engine says it is, whatever its address.
    uuid: String,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Store {
    /// Fails when it does not answer, or is none that is known.
    pub fn open(address: &Address, access: &Access) -> Result<Store> {
        let client = Client::new(address, access)?;
        let about = client.get("/")?.unwrap_or_default();
        let (Some(version), Some(uuid)) = (about["version"]["number"].as_str(), about["cluster_uuid"].as_str()) else {
            return Err(client.unread("it does not say its version"));
        };
        let is_opensearch = about["version"]["distribution"] == "opensearch";
        if version_of(version) < if is_opensearch { OLDEST } else { (8, 0) } {
            return Err(client.fault(StoreFault::TooOld { version: version.chars().take(20).collect() }));
        }
        Ok(Store { uuid: uuid.to_owned(), client: Arc::new(client), address: address.clone() })
    }

    /// The names of the data that it has.
    pub fn names(&self) -> Result<Vec<String>> {
        let found = self.client.get("/_alias/oreline-*")?.unwrap_or_default();
        let indices = found.as_object().into_iter().flatten();
        let aliases = indices.flat_map(|(_, about)| about["aliases"].as_object().into_iter().flatten());
        let mut names: Vec<String> =
            aliases.filter_map(|(alias, _)| alias.strip_prefix("oreline-").map(str::to_owned)).collect();
        names.sort_unstable();
        names.dedup();
        Ok(names)
    }

    /// The generation of some data that is read; `None` where there is none.
    pub fn live(&self, name: &str) -> Result<Option<Generation>> {
        let found = self.client.get(&format!("/_alias/{}", shape::alias(name)))?.unwrap_or_default();
        let indices = found.as_object().into_iter().flatten().map(|(index, _)| index.as_str());
        Ok(indices.filter_map(|index| Generation::of_index(name, index)).max_by_key(|generation| generation.number))
    }

    /// A generation that is filled and not read yet: one that another push has left, else a new one.
    pub fn next(&self, name: &str, live: Option<&Generation>, shards: u32) -> Result<Generation> {
        let found = self.client.get(&format!("/{}-v*", shape::alias(name)))?.unwrap_or_default();
        let indices = found.as_object().into_iter().flatten().map(|(index, _)| index.as_str());
        let all: Vec<Generation> = indices.filter_map(|index| Generation::of_index(name, index)).collect();
        let is_left = |one: &&Generation| one.version == VERSION && live.is_none_or(|live| one.number > live.number);
        let number = all.iter().chain(live).map(|one| one.number + 1).max().unwrap_or(1);
        let new = Generation { name: name.to_owned(), version: VERSION, number };
        let generation = all.iter().filter(is_left).max_by_key(|one| one.number).cloned().unwrap_or(new);
        push::make(&self.client, &generation, shards)?;
        // What it was made with may be of another version of the program.
        if self.require_language(&generation).is_err() {
            self.remove(&generation)?;
            push::make(&self.client, &generation, shards)?;
        }
        Ok(generation)
    }

    /// A generation to be filled, which is read (`adds`) or nobody reads yet. What another push has left there of the same
    /// data, which `digest` says, stays; of others it goes away.
    pub fn fill(&self, generation: &Generation, adds: bool, shards: u32, digest: u64) -> Result<Fill> {
        if !adds {
            let mark = format!("{digest:016x}");
            if self.mark_of(generation)?.is_some_and(|found| found != mark) {
                self.remove(generation)?;
                push::make(&self.client, generation, shards)?;
            }
            push::mark(&self.client, generation, &mark)?;
        }
        Fill::begin(&self.client, generation, !adds)
    }

    /// Of which data a generation has something, if it has anything.
    fn mark_of(&self, generation: &Generation) -> Result<Option<String>> {
        for index in generation.indices() {
            self.client.refresh(&index)?;
        }
        let mut pages =
            Pages::new(&self.client, generation.records(), json!({"term": {"kind": "mark"}}), json!(["raw"]));
        let page = pages.next_page()?;
        let mark = page.iter().flat_map(|hit| narrow::texts(&hit["_source"]["raw"])).next().map(str::to_owned);
        let has_any = mark.is_some() || self.count(generation)? > 0;
        Ok(has_any.then(|| mark.unwrap_or_default()))
    }

    /// Has a generation read from now on, and takes the others away.
    pub fn publish(&self, generation: &Generation, before: Option<&Generation>) -> Result<()> {
        let alias = shape::alias(&generation.name);
        let mut actions = vec![json!({"add": {"index": generation.events(), "alias": alias}})];
        if let Some(before) = before {
            actions.push(json!({"remove": {"index": before.events(), "alias": alias}}));
        }
        self.client.post("/_aliases", &json!({"actions": actions}))?;
        before.map_or(Ok(()), |before| self.remove(before))
    }

    fn remove(&self, generation: &Generation) -> Result<()> {
        generation.indices().iter().try_for_each(|index| self.client.delete(&format!("/{index}")))
    }

    /// Fails when words were taken apart by another version of the program.
    pub fn require_language(&self, generation: &Generation) -> Result<()> {
        let found = self.client.get(&format!("/{}/_mapping", generation.events()))?.unwrap_or_default();
        let language = &found[generation.events()]["mappings"]["_meta"]["language"];
        let is_same = generation.version == VERSION && *language == shape::language();
        if is_same { Ok(()) } else { Err(self.client.fault(StoreFault::OtherVersion)) }
    }

    /// The data that the address names, to be read as a file is. `options` are what else must be said on a command line to
    /// read them.
    pub fn stream(&self, options: Vec<OsString>) -> Result<Stream> {
        let name = self.address.name.clone().unwrap_or_default();
        let live = self.live(&name)?;
        let live = live.ok_or_else(|| self.client.fault(StoreFault::NoDataset { name: name.clone() }))?;
        self.require_language(&live)?;
        let store = self.clone();
        let ask = move |wanted: &Wanted| store.read(&name, wanted);
        let mut arguments = vec![OsString::from(&self.address.typed)];
        arguments.extend(options);
        let origin = format!("{}/{}", self.uuid, self.address.name.as_deref().unwrap_or_default());
        Ok(Stream { origin, arguments, ..Stream::new(self.address.typed.clone(), Arc::new(ask)) })
    }

    /// What is wanted of some data, as they are now, or all of them.
    fn read(&self, name: &str, wanted: &Wanted) -> Result<Streamed> {
        let live = self.live(name)?;
        let live = live.ok_or_else(|| self.client.fault(StoreFault::NoDataset { name: name.to_owned() }))?;
        let mut pages = Pages::new(&self.client, live.records(), json!({"term": {"kind": "fault"}}), json!(["raw"]));
        let mut found = Vec::new();
        loop {
            let page = pages.next_page()?;
            if page.is_empty() {
                break;
            }
            let lines = page.iter().filter_map(|hit| hit["_source"]["raw"].as_array()).flatten();
            found.extend(lines.filter_map(Value::as_str).filter_map(faults::read));
        }
        let part = narrow::part(&self.client, &live, wanted)?;
        let streamed = part.unwrap_or_else(|| Streamed::of(Lines::of_all(&self.client, &live)));
        Ok(Streamed { faults: found, ..streamed })
    }

    /// How many events some data have.
    pub fn count(&self, generation: &Generation) -> Result<usize> {
        let body = json!({"size": 0, "track_total_hits": true});
        let answer = self.client.search(&generation.events(), &body)?;
        Ok(answer["hits"]["total"]["value"].as_u64().unwrap_or_default() as usize)
    }

    /// An error of this store.
    pub fn fault(&self, fault: StoreFault) -> crate::error::Error {
        self.client.fault(fault)
    }
}

/// The first two numbers of a version.
fn version_of(version: &str) -> (u64, u64) {
    let mut numbers = version.split('.').map(|number| number.parse().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}
