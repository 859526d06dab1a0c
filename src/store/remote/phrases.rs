//! Events with a phrase: those that may have it are read newest first, a portion at a time, judged by the functions that judge
//! at home, and dropped.
//!
//! What stays is in `judged`. Which events may have a phrase, and who waits, is not known here.

use super::judged::{Key, Look, MOST_PHRASES, Pass};
use super::{Remote, filter};
use crate::dataset::{Dataset, EventId, Need, Seen};
use crate::error::Result;
use crate::query::TextsOf;
use crate::query::asked::{self, AskedPhrase};
use crate::store::narrow::{Had, Part, event_fields, texts};
use crate::store::shape::hash_of;
use hashbrown::HashMap;
use roaring::RoaringBitmap;
use serde_json::{Value, json};
use std::sync::{Arc, PoisonError};

/// Places that are asked for together.
const PLACES: usize = 5_000;
/// Events that are read together.
pub(super) const PORTION: usize = 400;

impl Remote {
    /// The events with one of some phrases, of those that may have it: what surely holds of each so far, and all of it where
    /// everything was read. `None` when told to stop.
    pub(super) fn with_phrase(&self, all: &[Key], asked: &AskedPhrase<'_>, look: &Look<'_>) -> Result<Option<Need>> {
        let key: Key = (asked.phrase.to_owned(), asked.texts == TextsOf::Said);
        let candidates = filter(&asked.may.clone().and(Need::All(asked.within.to_vec())));
        let pass = hash_of(&candidates.to_string(), 0);
        let mut names = None;
        loop {
            if look.is_stopped() {
                return Ok(None);
            }
            let (is_done, places) = {
                let judged = self.judged.lock().unwrap_or_else(PoisonError::into_inner);
                let known = judged.phrases.get(&key).cloned().unwrap_or_default();
                (known.done.contains(&pass), known.places(asked.texts).clone())
            };
            let is_cut = places.len() > self.most_found as u64;
            if is_done && !is_cut {
                return Ok(Some(Need::Places(Arc::new(places))));
            }
            look.is_cut.set(look.is_cut.get() || is_cut);
            if is_cut || look.is_due() {
                look.is_checking.set(look.is_checking.get() || !is_cut);
                // What is excluded is all that may have it, and what is included what surely has.
                let known = || Need::Places(Arc::new(places.iter().take(self.most_found).collect()));
                return Ok(Some(if asked.is_excluded { asked.may.clone() } else { known() }));
            }
            look.has_read.set(true);
            self.judge_more((&key, pass), all, &candidates, names.get_or_insert_with(|| self.here()))?;
        }
    }

    /// Reads and judges the next of some candidates.
    fn judge_more(&self, (key, number): (&Key, u64), all: &[Key], candidates: &Value, names: &Dataset) -> Result<()> {
        let at = (key.clone(), number);
        let (mut pass, read, era) = {
            let mut judged = self.judged.lock().unwrap_or_else(PoisonError::into_inner);
            if judged.phrases.len() > MOST_PHRASES.max(all.len()) {
                judged.phrases.clear();
                judged.passes.clear();
                judged.era += 1;
            }
            let read = judged.phrases.entry(key.clone()).or_default().read.clone();
            (judged.passes.remove(&at).unwrap_or_default(), read, judged.era)
        };
        while pass.waiting.is_empty() && !pass.is_listed {
            self.list_more(&mut pass, candidates)?;
            pass.waiting.retain(|place| !read.contains(*place));
        }
        let portion = pass.waiting.split_off(pass.waiting.len().saturating_sub(PORTION));
        let found = if portion.is_empty() { Vec::new() } else { self.judge(&portion, all, names)? };
        let mut judged = self.judged.lock().unwrap_or_else(PoisonError::into_inner);
        if judged.era != era {
            return Ok(());
        }
        for (phrase, [own, anywhere]) in all.iter().zip(found) {
            let known = judged.phrases.entry(phrase.clone()).or_default();
            known.read.extend(&portion);
            known.own |= own;
            known.anywhere |= anywhere;
        }
        if pass.is_listed && pass.waiting.is_empty() {
            judged.phrases.entry(key.clone()).or_default().done.insert(number);
        } else {
            judged.passes.insert(at, pass);
        }
        Ok(())
    }

    /// Lists the places of the next candidates: the newest first, those without a date last.
    fn list_more(&self, pass: &mut Pass, candidates: &Value) -> Result<()> {
        let undated = filter(&Need::Undated);
        let of_dates = if pass.is_undated { "filter" } else { "must_not" };
        let mut body = json!({
            "size": PLACES, "track_total_hits": false, "_source": false,
            "query": {"bool": {"filter": [candidates, {"bool": {of_dates: [undated]}}]}},
            "sort": [{"f": "desc"}, {"l": "desc"}, {"seq": "desc"}],
        });
        if let Some(after) = &pass.after {
            body["search_after"] = after.clone();
        }
        let answer = self.client.search(&self.generation.events(), &body)?;
        let hits = answer["hits"]["hits"].as_array().map_or(&[][..], Vec::as_slice);
        let place = |hit: &Value| hit["sort"][2].as_u64().and_then(|place| u32::try_from(place).ok());
        pass.waiting = hits.iter().rev().filter_map(place).collect();
        pass.after = hits.last().map(|hit| hit["sort"].clone());
        if hits.len() < PLACES {
            (pass.is_listed, pass.is_undated, pass.after) = (pass.is_undated, true, None);
        }
        Ok(())
    }

    /// Reads the events at some places; of each phrase the places of those that have it in their own texts, and anywhere.
    fn judge(&self, places: &[u32], all: &[Key], names: &Dataset) -> Result<Vec<[RoaringBitmap; 2]>> {
        let body = json!({
            "size": places.len(), "track_total_hits": false, "_source": event_fields(),
            "query": {"bool": {"filter": [{"terms": {"seq": places}}]}},
        });
        let answer = self.client.search(&self.generation.events(), &body)?;
        let hits = answer["hits"]["hits"].as_array().map_or(&[][..], Vec::as_slice);
        let (records, events) = self.read_apart(hits, names)?;
        let place = |hit: &Value| hit["_source"]["seq"].as_u64().and_then(|place| u32::try_from(place).ok());
        let events: HashMap<EventId, u32> =
            events.into_iter().filter_map(|(event, hit)| Some((event, place(hit)?))).collect();
        let found = asked::with_phrases(&records, events.keys().copied(), all)?;
        let place_of = |events_found: RoaringBitmap| -> RoaringBitmap {
            events_found.iter().filter_map(|event| events.get(&EventId(event)).copied()).collect()
        };
        Ok(found.into_iter().map(|sets| sets.map(place_of)).collect())
    }

    /// Events that have come, with their articles, as records that are not kept, and each in their numbers; `names` has those
    /// whom they name.
    pub(super) fn read_apart<'h>(
        &self,
        hits: &'h [Value],
        names: &Dataset,
    ) -> Result<(Dataset, Vec<(EventId, &'h Value)>)> {
        let mut part = Part::new(&self.client, &self.generation, Had::default())?;
        part.take_events(hits)?;
        part.find_articles()?;
        let mut read = Seen::default();
        let lines = part.more()?.0;
        if !lines.is_empty() {
            read.add(self.shown(), lines)?;
        }
        let records = read.snapshot().naming_those_of(names);
        let event = |hit: &Value| texts(&hit["_source"]["id"]).next().and_then(|id| records.event_by_id(id));
        let events = hits.iter().filter_map(|hit| Some((event(hit)?, hit))).collect();
        Ok((records, events))
    }
}
