//! The rows of quotes of more events than are read: those around the cursor and at both ends come with the answer, others when
//! they come into sight.
//!
//! Where all quotes of the selected events are rows the engine adds them up. Where a quote must satisfy the query by itself,
//! events are read newest first, a portion at a time, judged by the functions that judge at home, and dropped: what stays
//! stands in `judged`. How a row looks is not known here.

use super::judged::{MOST_QUOTED, OfQuotes, QuoteList, RowKey};
use super::phrases::PORTION;
use super::window::{Around, Come, Needs, ROWS, Rowed, Steps, dated, hits, rows_of};
use super::{Remote, Told, filter, numbers};
use crate::catalogue::StoreFault;
use crate::dataset::{Dataset, EventId, Listed, Need};
use crate::error::Result;
use crate::query::asked::{self, Known};
use crate::query::ast::Part as QueryPart;
use crate::query::{Answer, Marked, Query, QuoteRows, Request, Rows};
use crate::store::client::Wait;
use crate::store::narrow::{event_fields, texts};
use crate::store::shape::hash_of;
use serde_json::{Value, json};
use std::ops::Range;
use std::sync::{Arc, PoisonError};

/// Rows of events that have come: the first row of each, and the numbers of its quotes.
type Placed = Vec<(usize, EventId, Vec<u32>)>;

/// What was read so far, and rows.
type WithRows = (Arc<Dataset>, QuoteRows);

/// What is asked: which quotes of some events satisfy a query by themselves.
struct OwnQuotes<'q> {
    query: &'q Query,
    need: Need,
    /// What stands for both.
    number: u64,
    /// What the query means, and what is marked.
    here: Dataset,
    marked: Arc<Marked>,
}

/// What must hold of an event so that one of its quotes may satisfy a query by itself.
fn candidates(selected: &Need, own: Option<&Need>) -> Need {
    // An event that is selected for an article has no quote with what is asked for.
    own.map_or_else(|| selected.clone(), |own| selected.clone().and(own.clone()))
}

/// Those that have quotes.
fn with_quotes(need: &Need) -> Value {
    json!({"bool": {"filter": [filter(need), {"range": {"q": {"gt": 0}}}]}})
}

/// What an answer says of rows: why words found their events, and how names are spelt.
fn told(answer: &Answer, (here, rows): &WithRows) -> Answer {
    let mut found = numbers(rows.events().iter().copied());
    if let Listed::Remote(window) = &answer.events {
        found |= numbers(window.here().map(|(_, event)| event));
    }
    let (spellings, explanations) = asked::told(&answer.query, here, &found);
    Answer { rows: Rows::Quotes(rows.clone()), spellings, explanations, ..answer.clone() }
}

impl Remote {
    /// The same answer with its quotes. Those so far are published whenever an answer is due.
    pub(super) fn with_quotes(
        &self,
        request: &Request,
        answer: &Answer,
        needs: &Needs<'_>,
        steps: &mut Steps<'_>,
    ) -> Result<Told<Answer>> {
        let stop = steps.wait.stop;
        if !asked::needs_quotes(&request.query) {
            let Some(rows) = self.counted_quotes(request, &needs.selected, stop)? else { return Ok(Told::Stopped) };
            let answer = told(answer, &rows);
            return Ok(Told::Answer(rows.0, answer));
        }
        let asked = self.own_quotes(&request.query, candidates(&needs.selected, needs.own.as_ref()))?;
        let mut has_read = false;
        loop {
            let (is_done, count) = self.judged_quotes(&asked, |known| (known.is_done, known.len()));
            let is_cut = !is_done && count > self.most_found;
            let is_over = is_done || is_cut;
            if stop() {
                return Ok(Told::Stopped);
            }
            if is_over || has_read && (steps.due)() {
                let of_quotes = self.judged_quotes(&asked, OfQuotes::clone);
                let Some(rows) = self.rows_around(request, &of_quotes, stop)? else { return Ok(Told::Stopped) };
                let mut answer = told(answer, &rows);
                answer.is_checking = !is_over;
                if is_cut {
                    let fault = StoreFault::TooManyHaveIt { most: self.most_found };
                    (answer.is_cut, answer.unread) = (true, Some(Arc::new(self.client.fault(fault))));
                }
                if is_over {
                    return Ok(Told::Answer(rows.0, answer));
                }
                (steps.publish)(rows.0, answer);
            }
            has_read = true;
            self.judge_quotes(&asked)?;
        }
    }

    /// The same answer with the rows of some places in the order of time.
    pub(super) fn with_quote_rows(
        &self,
        answer: &Answer,
        places: Range<usize>,
        stop: &dyn Fn() -> bool,
    ) -> Result<Told<Answer>> {
        let quotes = answer.rows.quotes();
        let (query, dated_rows) = (&answer.query, quotes.dated());
        let places = quotes.missing(places);
        let has_search = query.parts.iter().any(|part| matches!(part, QueryPart::Search(_)));
        let ask = |known: &Known<'_>| {
            let own = if has_search { Some(asked::selects_by_own_texts(query, known)?) } else { None };
            Some((asked::selects(query, known)?, own))
        };
        let Some((selected, own)) = self.with_known(query, stop, ask)? else {
            return Ok(if stop() { Told::Stopped } else { Told::Whole });
        };
        let of_dated = places.start.min(dated_rows)..places.end.min(dated_rows);
        let of_undated = places.start.max(dated_rows)..places.end.max(dated_rows);
        let (here, taken) = if asked::needs_quotes(query) {
            let asked = self.own_quotes(query, candidates(&selected, own.as_ref()))?;
            let of_undated = of_undated.start - dated_rows..of_undated.end - dated_rows;
            // The newest is the first that was judged.
            let of_dated = dated_rows - of_dated.end..dated_rows - of_dated.start;
            let has = |list: &QuoteList, rows: &Range<usize>| list.numbers.len() >= rows.end;
            let has_all =
                |known: &OfQuotes| known.is_done || has(&known.dated, &of_dated) && has(&known.undated, &of_undated);
            while !self.judged_quotes(&asked, has_all) {
                if stop() {
                    return Ok(Told::Stopped);
                }
                // They were judged, and forgotten since.
                self.judge_quotes(&asked)?;
            }
            let of_quotes = self.judged_quotes(&asked, OfQuotes::clone);
            let events =
                [(false, of_quotes.dated.with_quotes(of_dated)), (true, of_quotes.undated.with_quotes(of_undated))];
            let Some(taken) = self.place_judged(&of_quotes, dated_rows, &events, stop)? else {
                return Ok(Told::Stopped);
            };
            taken
        } else {
            let mut come = Vec::new();
            for (need, rows, first) in
                [(dated(&selected), of_dated, 0), (selected.and(Need::Undated), of_undated, dated_rows)]
            {
                if !rows.is_empty() {
                    let rows = rows.start - first..rows.end - first;
                    let Some(mut found) = self.quotes_at(&need, &rows, stop)? else { return Ok(Told::Stopped) };
                    found.place += first;
                    come.push(found);
                }
            }
            self.place_counted(&come)?
        };
        let rows = (here, quotes.with(taken));
        let answer = told(answer, &rows);
        Ok(Told::Answer(rows.0, answer))
    }

    /// All quotes of the events that satisfy a need: those at both ends, and around what is near; `None` when told to stop.
    fn counted_quotes(&self, request: &Request, need: &Need, stop: &dyn Fn() -> bool) -> Result<Option<WithRows>> {
        let searches = Around::searches(need, None, &self.keys_near(request));
        let searches: Vec<Value> = searches.into_iter().map(|search| Rowed::Quotes.of(search)).collect();
        let wait = Wait { stop, tell: &|_| {} };
        let answers = self.client.searches_while(&self.generation.events(), &searches, &wait)?;
        let Some(mut answers) = answers.filter(|_| !stop()) else { return Ok(None) };
        let Around { len, dated, come, keys } = Around::of(&mut answers, &|answer| Rowed::Quotes.found(answer));
        let (here, placed) = self.place_counted(&come)?;
        // Those of the event at the cursor itself.
        let at_cursor = request.near.zip(keys.first()).filter(|(_, (less, or_equal))| less < or_equal);
        let at_cursor = at_cursor.map(|(near, (less, or_equal))| (*less, near, all_of(or_equal - less)));
        Ok(Some((here, QuoteRows::elsewhere(len, dated).with(placed.into_iter().chain(at_cursor)))))
    }

    /// The events with some rows of a list.
    fn quotes_at(&self, need: &Need, rows: &Range<usize>, stop: &dyn Fn() -> bool) -> Result<Option<Come>> {
        let Some((after, first)) = self.key_before(need, rows.start, Rowed::Quotes, stop)? else { return Ok(None) };
        let mut search = Rowed::Quotes.of(rows_of(need, None, true, rows.end - first));
        search["search_after"] = after;
        let found = self.search_while(search, stop)?;
        Ok(found.map(|mut found| Come { place: first, forward: true, hits: hits(&mut found) }))
    }

    /// Takes events that have come, of which all quotes are rows.
    fn place_counted(&self, come: &[Come]) -> Result<(Arc<Dataset>, Placed)> {
        let (here, ..) = self.take(come, false)?;
        let mut placed = Vec::new();
        for Come { place, forward, hits } in come {
            let mut place = *place;
            for hit in hits {
                let count = Rowed::Quotes.in_event(hit);
                let first = if *forward { place } else { place.saturating_sub(count) };
                place = if *forward { place + count } else { first };
                let event = texts(&hit["_source"]["id"]).next().and_then(|id| here.event_by_id(id));
                placed.extend(event.map(|event| (first, event, all_of(count))));
            }
        }
        Ok((here, placed))
    }

    /// Asks which quotes of some events satisfy a query by themselves.
    fn own_quotes<'q>(&self, query: &'q Query, need: Need) -> Result<OwnQuotes<'q>> {
        let state = &mut self.state();
        let names = self.learn_names(state, query)?.unwrap_or_default();
        let number = hash_of(&format!("{query} {}", with_quotes(&need)), 0);
        let (here, marked) = (self.snapshot(state, &names), Arc::clone(&state.marked));
        Ok(OwnQuotes { query, need, number, here, marked })
    }

    /// What is known of them.
    fn judged_quotes<T>(&self, asked: &OwnQuotes<'_>, of: impl Fn(&OfQuotes) -> T) -> T {
        let judged = self.judged.lock().unwrap_or_else(PoisonError::into_inner);
        judged.quotes.get(&asked.number).map_or_else(|| of(&OfQuotes::default()), &of)
    }

    /// Reads and judges the next of the events: the newest first, those without a date last.
    fn judge_quotes(&self, OwnQuotes { query, need, number, here, marked }: &OwnQuotes<'_>) -> Result<()> {
        let (after, is_undated) = {
            let mut judged = self.judged.lock().unwrap_or_else(PoisonError::into_inner);
            if judged.quotes.len() >= MOST_QUOTED && !judged.quotes.contains_key(number) {
                judged.quotes.clear();
            }
            let known = judged.quotes.entry(*number).or_default();
            (known.after.clone(), known.is_undated)
        };
        let of_dates = if is_undated { need.clone().and(Need::Undated) } else { dated(need) };
        let mut search = rows_of(&of_dates, None, is_undated, PORTION);
        search["query"] = with_quotes(&of_dates);
        search["track_total_hits"] = json!(false);
        search["_source"] = event_fields();
        if let Some(after) = &after {
            search["search_after"] = after.clone();
        }
        let answer = self.client.search(&self.generation.events(), &search)?;
        let hits = answer["hits"]["hits"].as_array().map_or(&[][..], Vec::as_slice);
        let (records, events) = self.read_apart(hits, here)?;
        let mut found: Vec<(EventId, &Value)> = Vec::new();
        let mut problems = roaring::RoaringBitmap::new();
        for (event, hit) in events {
            found.push((event, hit));
            if texts(&hit["_source"]["h"]).any(|has| has == "problem") {
                problems.insert(event.0);
            }
        }
        let ids: Vec<EventId> = found.iter().map(|(event, _)| *event).collect();
        let own = asked::own_quotes((here, &records), (query, marked), &ids, problems)?;
        let mut judged = self.judged.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(known) = judged.quotes.get_mut(number) else { return Ok(()) };
        if known.after != after || known.is_undated != is_undated {
            // Another has judged them meanwhile.
            return Ok(());
        }
        let list = if is_undated { &mut known.undated } else { &mut known.dated };
        for ((_, hit), numbers) in found.iter().zip(own) {
            list.push(key_of(&hit["sort"]), &numbers);
        }
        known.after = hits.last().map(|hit| hit["sort"].clone());
        if hits.len() < PORTION {
            (known.is_done, known.is_undated, known.after) = (is_undated, true, None);
        }
        Ok(())
    }

    /// Rows of quotes that were judged: those at both ends, and around what is near; `None` when told to stop.
    fn rows_around(
        &self,
        request: &Request,
        of_quotes: &OfQuotes,
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<WithRows>> {
        let (dated, undated) = (&of_quotes.dated.events, &of_quotes.undated.events);
        let around = |len: usize, at: usize| at.saturating_sub(ROWS).min(len)..at.saturating_add(ROWS).min(len);
        let mut events = vec![
            (false, around(dated.len(), 0)),
            (false, around(dated.len(), dated.len())),
            (true, around(undated.len(), 0)),
        ];
        for key in self.keys_near(request).iter().map(key_of) {
            // Where it stands or would stand.
            events.push((false, around(dated.len(), dated.partition_point(|event| *event > key))));
            if key.0 == i32::MAX {
                events.push((true, around(undated.len(), undated.partition_point(|event| *event < key))));
            }
        }
        let (len, of_dated) = of_quotes.rows();
        let placed = self.place_judged(of_quotes, of_dated, &events, stop)?;
        Ok(placed.map(|(here, placed)| (here, QuoteRows::elsewhere(len, of_dated).with(placed))))
    }

    /// Reads some of the events whose quotes were judged, of those with a date or of the others; `dated` rows have a date in
    /// the answer.
    fn place_judged(
        &self,
        of_quotes: &OfQuotes,
        dated: usize,
        events: &[(bool, Range<usize>)],
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<(Arc<Dataset>, Placed)>> {
        let list = |is_undated: bool| if is_undated { &of_quotes.undated } else { &of_quotes.dated };
        let wanted = || events.iter().flat_map(|(is_undated, range)| range.clone().map(|at| (*is_undated, at)));
        let mut ids: Vec<&str> = wanted().map(|(is_undated, at)| &*list(is_undated).events[at].2).collect();
        ids.sort_unstable();
        ids.dedup();
        if !ids.is_empty() {
            let search = json!({
                "size": ids.len(), "track_total_hits": false, "_source": event_fields(),
                "query": {"bool": {"filter": [{"terms": {"id": ids}}]}},
            });
            let Some(mut found) = self.search_while(search, stop)? else { return Ok(None) };
            self.take(&[Come { place: 0, forward: true, hits: hits(&mut found) }], false)?;
        }
        let here = self.here();
        let place = |(is_undated, at): (bool, usize)| {
            let list = list(is_undated);
            let quotes = list.quotes_of(at);
            let first = if is_undated { dated + quotes.start } else { dated.checked_sub(quotes.end)? };
            Some((first, here.event_by_id(&list.events[at].2)?, list.numbers[quotes].to_vec()))
        };
        let placed = wanted().filter_map(place).collect();
        Ok(Some((here, placed)))
    }
}

/// The numbers of so many quotes.
fn all_of(count: usize) -> Vec<u32> {
    (0..count as u32).collect()
}

/// First day, last day and id of a sort key.
fn key_of(sort: &Value) -> RowKey {
    let day = |at: usize| sort[at].as_i64().and_then(|day| i32::try_from(day).ok()).unwrap_or_default();
    (day(0), day(1), sort[2].as_str().unwrap_or_default().into())
}
