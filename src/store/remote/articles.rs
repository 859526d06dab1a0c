//! The rows of articles of more events than are read: those around the cursor and at both ends come with the answer, others when
//! they come into sight.
//!
//! Events have the keys of their articles, which sort as rows do. The engine gives the keys of the selected events, each
//! once, the newest first and a page at a time; they are counted, and of every so many one is kept, from which rows are asked
//! for later. Articles that report no event are few and stand between. How a row looks is not known here.

use super::judged::{KeyList, MOST_LISTED, OfArticles};
use super::window::{Needs, ROWS, Steps, hits};
use super::{Remote, Told, filter};
use crate::dataset::{ArticleId, ArticleKey, Dataset, Need, Window};
use crate::error::Result;
use crate::model::Day;
use crate::query::asked::{self, OwnValues};
use crate::query::{Answer, ArticleRows, Marked, Query, Request, Rows};
use crate::store::narrow::event_fields;
use crate::store::shape::hash_of;
use roaring::RoaringBitmap;
use serde_json::{Value, json};
use std::ops::Range;
use std::sync::{Arc, PoisonError};

/// Rows of which the key of the last one is kept.
const EVERY: usize = 256;
/// Keys of the first page: whoever waits has rows soon.
const FIRST: usize = 2_000;
/// Keys of the others; the engine gives 65,535 at most.
const PAGE: usize = 20_000;
/// Articles that are read together, and events that are read at most for them.
const TOGETHER: usize = 64;
const MOST_HOMES: usize = 500;

/// What is asked: which articles are listed under a query.
struct Asked<'q> {
    query: &'q Query,
    /// The events that are selected.
    need: Need,
    /// What stands for both.
    number: u64,
    /// What the query means.
    here: Dataset,
    /// The keys of the articles that match by themselves: with a date the newest first, and the others.
    alone: [Vec<String>; 2],
}

impl Asked<'_> {
    /// Keys of articles alone that come after one, up to another or to the end.
    fn alone(&self, is_undated: bool, after: &str, until: Option<&str>) -> impl Iterator<Item = &String> {
        let within = move |key: &&String| {
            comes_before(is_undated, after, key) && until.is_none_or(|until| !comes_before(is_undated, until, key))
        };
        self.alone[usize::from(is_undated)].iter().filter(within)
    }
}

/// Whether one key is listed before another: the newest first, those without a date by their ids.
fn comes_before(is_undated: bool, one: &str, other: &str) -> bool {
    if is_undated { one < other } else { one > other }
}

/// Some keys of a list in its order.
struct Page {
    keys: Vec<String>,
    /// After which the next page begins; `None` at the end.
    next: Option<String>,
}

impl Remote {
    /// The same answer with its articles. Those so far are published whenever an answer is due.
    pub(super) fn with_articles(
        &self,
        request: &Request,
        answer: &Answer,
        needs: &Needs<'_>,
        steps: &mut Steps<'_>,
    ) -> Result<Told<Answer>> {
        let stop = steps.wait.stop;
        let Some(asked) = self.asked_articles(&request.query, &answer.marked, needs.selected.clone())? else {
            return Ok(Told::Whole);
        };
        let mut has_read = false;
        loop {
            let is_due = has_read && (steps.due)();
            let so_far = self.listed_articles(&asked, |listed| {
                let is_over = listed.undated.is_done;
                (is_over || is_due).then(|| (is_over, listed.clone()))
            });
            if stop() {
                return Ok(Told::Stopped);
            }
            if let Some((is_over, listed)) = so_far {
                let Some(places) = self.places_around(&asked, request, &listed, stop)? else {
                    return Ok(Told::Stopped);
                };
                let window = Window::new(listed.len(), listed.dated.len);
                let Some((here, window)) = self.place_articles(&asked, &listed, window, places, stop)? else {
                    return Ok(Told::Stopped);
                };
                let with_words = with_words(&here, &request.query, &window, stop);
                let rows = Rows::Articles(ArticleRows::Elsewhere(window));
                let answer = Answer { rows, with_words, is_checking: !is_over, ..answer.clone() };
                if is_over {
                    return Ok(Told::Answer(here, answer));
                }
                (steps.publish)(here, answer);
            }
            has_read = true;
            self.list_articles(&asked, stop)?;
        }
    }

    /// The same answer with the articles of some places in the order of time.
    pub(super) fn with_article_rows(
        &self,
        answer: &Answer,
        window: &Window<ArticleId>,
        places: Range<usize>,
        stop: &dyn Fn() -> bool,
    ) -> Result<Told<Answer>> {
        let query = &answer.query;
        let ask = |known: &asked::Known<'_>| asked::selects(query, known);
        let Some(selected) = self.with_known(query, stop, ask)? else {
            return Ok(if stop() { Told::Stopped } else { Told::Whole });
        };
        let Some(asked) = self.asked_articles(query, &answer.marked, selected)? else { return Ok(Told::Whole) };
        let (places, end_of_dated) = (window.missing(places), window.dated());
        let has = |list: &KeyList, rows: usize| list.is_done || list.len >= rows;
        let has_all = |listed: &OfArticles| {
            has(&listed.dated, end_of_dated)
                && (places.end <= end_of_dated || has(&listed.undated, places.end - end_of_dated))
        };
        while !self.listed_articles(&asked, has_all) {
            if stop() {
                return Ok(Told::Stopped);
            }
            // They were listed, and forgotten since.
            self.list_articles(&asked, stop)?;
        }
        let listed = self.listed_articles(&asked, OfArticles::clone);
        let Some((here, window)) = self.place_articles(&asked, &listed, window.clone(), vec![places], stop)? else {
            return Ok(Told::Stopped);
        };
        let with_words = with_words(&here, query, &window, stop);
        let rows = Rows::Articles(ArticleRows::Elsewhere(window));
        Ok(Told::Answer(here, Answer { rows, with_words, ..answer.clone() }))
    }

    /// Asks which articles are listed; `None` where keys do not tell it, or those that report no event are too many.
    fn asked_articles<'q>(&self, query: &'q Query, marked: &Marked, need: Need) -> Result<Option<Asked<'q>>> {
        if OwnValues::of(query).ask_for_an_id() {
            return Ok(None);
        }
        let Some(alone) = self.bring_articles_alone()? else { return Ok(None) };
        let state = &mut self.state();
        let names = self.learn_names(state, query)?.unwrap_or_default();
        let here = self.snapshot(state, &names);
        let keys = asked::articles_alone(&here, query, marked, &alone)
            .into_iter()
            .map(|id| ArticleKey::of(&here.article_head(id)));
        let (dated, undated): (Vec<_>, Vec<_>) = keys.partition(|key| key.days.is_some());
        let mut alone = [dated, undated].map(|keys| keys.iter().map(ArticleKey::written).collect::<Vec<String>>());
        alone[0].sort_unstable_by(|one, other| other.cmp(one));
        alone[1].sort_unstable();
        let number = hash_of(&format!("{query} {} {alone:?}", filter(&need)), 0);
        Ok(Some(Asked { query, need, number, here, alone }))
    }

    /// What is known of them.
    fn listed_articles<T>(&self, asked: &Asked<'_>, of: impl Fn(&OfArticles) -> T) -> T {
        let judged = self.judged.lock().unwrap_or_else(PoisonError::into_inner);
        judged.articles.get(&asked.number).map_or_else(|| of(&OfArticles::default()), &of)
    }

    /// Lists the next of the articles: the newest first, those without a date last.
    fn list_articles(&self, asked: &Asked<'_>, stop: &dyn Fn() -> bool) -> Result<()> {
        let (is_undated, after, is_first) = {
            let mut judged = self.judged.lock().unwrap_or_else(PoisonError::into_inner);
            if judged.articles.len() >= MOST_LISTED && !judged.articles.contains_key(&asked.number) {
                judged.articles.clear();
            }
            let listed = judged.articles.entry(asked.number).or_default();
            let is_undated = listed.dated.is_done;
            (is_undated, listed.of(is_undated).after.clone(), listed.dated.after.is_none())
        };
        let size = if is_first { FIRST } else { PAGE };
        let Some(page) = self.page_of_keys(asked, is_undated, (after.as_deref(), None), size, stop)? else {
            return Ok(());
        };
        let mut judged = self.judged.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(listed) = judged.articles.get_mut(&asked.number) else { return Ok(()) };
        let list = listed.of(is_undated);
        // Another may have listed them meanwhile.
        if list.after == after && !list.is_done {
            for key in page.keys {
                list.len += 1;
                if list.len % EVERY == 0 {
                    list.kept.push(key.into());
                }
            }
            (list.is_done, list.after) = (page.next.is_none(), page.next.or(after));
        }
        Ok(())
    }

    /// The keys of a list after one, and up to another, where so many keys of events come at most; `None` when told to stop.
    fn page_of_keys(
        &self,
        asked: &Asked<'_>,
        is_undated: bool,
        (after, until): (Option<&str>, Option<&str>),
        size: usize,
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<Page>> {
        let after = after.unwrap_or(ArticleKey::UNDATED);
        let (order, beyond, to) = if is_undated { ("asc", "gt", "lte") } else { ("desc", "lt", "gte") };
        // Most events have one article, so that those are left out of which all stand elsewhere.
        let mut range = json!({beyond: after});
        if let Some(until) = until {
            range[to] = json!(until);
        }
        let search = json!({
            "size": 0, "track_total_hits": false,
            "query": {"bool": {"filter": [filter(&asked.need), {"range": {"e": range}}]}},
            "aggs": {"articles": {"composite": {
                "size": size, "sources": [{"key": {"terms": {"field": "e", "order": order}}}], "after": {"key": after},
            }}},
        });
        let Some(mut found) = self.search_while(search, stop)? else { return Ok(None) };
        let Value::Array(buckets) = found["aggregations"]["articles"]["buckets"].take() else {
            return Err(self.client.unread("no articles"));
        };
        let is_last = buckets.len() < size;
        let keys: Vec<&str> = buckets.iter().filter_map(|bucket| bucket["key"]["key"].as_str()).collect();
        let next = keys.last().filter(|_| !is_last).map(|key| (*key).to_owned());
        let mut own = OwnValues::of(asked.query);
        let mut is_listed = |key: &str| {
            own.are_none()
                || ArticleKey::read(key)
                    .is_some_and(|key| own.hold(&asked.here, (key.publisher, key.language), &|_| false))
        };
        let mut listed: Vec<String> = keys.into_iter().filter(|key| is_listed(key)).map(str::to_owned).collect();
        let end = if next.is_some() { next.as_deref() } else { until };
        let of_events = listed.len();
        listed.extend(asked.alone(is_undated, after, end).cloned());
        if listed.len() > of_events {
            listed.sort_unstable_by(|one, other| if is_undated { one.cmp(other) } else { other.cmp(one) });
        }
        Ok(Some(Page { keys: listed, next }))
    }

    /// The keys of some rows of a list; `None` when told to stop.
    fn keys_at(
        &self,
        asked: &Asked<'_>,
        is_undated: bool,
        (list, rows): (&KeyList, Range<usize>),
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<String>>> {
        let rows = rows.start.min(list.len)..rows.end.min(list.len);
        if rows.is_empty() {
            return Ok(Some(Vec::new()));
        }
        let first = rows.start / EVERY;
        let mut after = first.checked_sub(1).map(|before| list.kept[before].to_string());
        let until = list.kept.get(rows.end.div_ceil(EVERY) - 1).map(|key| &**key);
        let mut place = first * EVERY;
        let mut keys = Vec::new();
        loop {
            // Where some are left out it is not known how many there are for a row.
            let size = if OwnValues::of(asked.query).are_none() { rows.end - place } else { PAGE };
            let Some(page) = self.page_of_keys(asked, is_undated, (after.as_deref(), until), size, stop)? else {
                return Ok(None);
            };
            for key in page.keys {
                if rows.contains(&place) {
                    keys.push(key);
                }
                place += 1;
            }
            after = page.next;
            if place >= rows.end || after.is_none() {
                return Ok(Some(keys));
            }
        }
    }

    /// The places, in the order of time, of the rows that come with an answer: at both ends, and around what is near; `None`
    /// when told to stop.
    fn places_around(
        &self,
        asked: &Asked<'_>,
        request: &Request,
        listed: &OfArticles,
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<Range<usize>>>> {
        let (dated, len) = (listed.dated.len, listed.len());
        let around = |place: usize| place.saturating_sub(ROWS)..(place + ROWS).min(len);
        let mut places = vec![around(0), around(dated), around(len)];
        let here = self.here();
        let of_article = request.near_article.map(|id| ArticleKey::of(&here.article_head(id)).written());
        let of_days = request.near_days.map(|(first, last)| {
            let after = last
                .0
                .checked_add(1)
                .map_or_else(|| ArticleKey::UNDATED.to_owned(), |day| ArticleKey::before(Day(day)));
            [ArticleKey::before(first), after]
        });
        for key in of_article.into_iter().chain(of_days.into_iter().flatten()) {
            let is_undated = key.starts_with(ArticleKey::UNDATED);
            let list = if is_undated { &listed.undated } else { &listed.dated };
            let block = list.kept.partition_point(|kept| comes_before(is_undated, kept, &key)) * EVERY;
            let Some(keys) = self.keys_at(asked, is_undated, (list, block..block + EVERY), stop)? else {
                return Ok(None);
            };
            let row = block + keys.iter().take_while(|listed| comes_before(is_undated, listed, &key)).count();
            places.push(around(if is_undated { dated + row } else { dated.saturating_sub(row) }));
        }
        Ok(Some(places))
    }

    /// Reads the articles of some places in the order of time; `None` when told to stop.
    fn place_articles(
        &self,
        asked: &Asked<'_>,
        listed: &OfArticles,
        window: Window<ArticleId>,
        places: Vec<Range<usize>>,
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<(Arc<Dataset>, Window<ArticleId>)>> {
        // Of an answer so far the newest is the first that was listed, as of any later one.
        let (end_of_dated, mut found) = (window.dated(), Vec::new());
        for places in apart(places) {
            let of_dated = places.start.min(end_of_dated)..places.end.min(end_of_dated);
            let rows = end_of_dated - of_dated.end..end_of_dated - of_dated.start;
            let Some(keys) = self.keys_at(asked, false, (&listed.dated, rows.clone()), stop)? else { return Ok(None) };
            found.extend((rows.start..).zip(keys).map(|(row, key)| (end_of_dated - 1 - row, key)));
            let of_undated = places.start.max(end_of_dated) - end_of_dated..places.end.max(end_of_dated) - end_of_dated;
            let Some(keys) = self.keys_at(asked, true, (&listed.undated, of_undated.clone()), stop)? else {
                return Ok(None);
            };
            found.extend((of_undated.start..).zip(keys).map(|(row, key)| (end_of_dated + row, key)));
        }
        let keys = found.iter().map(|(_, key)| key.as_str());
        if !self.bring_articles(keys, stop)? {
            return Ok(None);
        }
        let here = self.here();
        let article = |key: &str| here.article_by_id(&ArticleKey::read(key)?.id);
        let rows = found.iter().filter_map(|(place, key)| Some((*place, article(key)?)));
        let window = window.with(rows);
        Ok(Some((here, window)))
    }

    /// Reads the articles of some keys with the events that report them, as far as these are not too many; says whether it was not
    /// told to stop. What was read so before is not read again.
    fn bring_articles<'k>(&self, keys: impl Iterator<Item = &'k str>, stop: &dyn Fn() -> bool) -> Result<bool> {
        let mut wanted: Vec<(String, &str)> =
            keys.filter_map(|key| Some((ArticleKey::read(key)?.id.into_owned(), key))).collect();
        let state = self.state();
        wanted.retain(|(id, _)| !state.with_events.contains(id));
        drop(state);
        let with = |keys: &[&str], size: usize| {
            json!({
                "size": size, "track_total_hits": false, "_source": event_fields(),
                "sort": [{"f": "asc"}, {"l": "asc"}, {"id": "asc"}],
                "query": {"bool": {"filter": [{"terms": {"e": keys}}]}},
            })
        };
        for some in wanted.chunks(TOGETHER) {
            let keys: Vec<&str> = some.iter().map(|(_, key)| *key).collect();
            let Some(mut found) = self.search_while(with(&keys, MOST_HOMES), stop)? else { return Ok(false) };
            let homes = hits(&mut found);
            self.read_more(stop, |part| {
                part.await_articles(some.iter().map(|(id, _)| id.clone()));
                part.take_events(&homes)
            })?;
            // Where one of them is named by very many, others have none of their events yet.
            let here = self.here();
            let is_missing = |id: &str| homes.len() >= MOST_HOMES && here.article_by_id(id).is_none();
            let missing: Vec<Value> =
                some.iter().filter(|(id, _)| is_missing(id)).map(|(_, key)| with(&[*key], 1)).collect();
            if !missing.is_empty() {
                let answers = self.client.searches(&self.generation.events(), &missing)?;
                let homes: Vec<Value> = answers.into_iter().flat_map(|mut answer| hits(&mut answer)).collect();
                self.read_more(stop, |part| part.take_events(&homes))?;
            }
            if stop() {
                return Ok(false);
            }
            self.state().with_events.extend(some.iter().map(|(id, _)| id.clone()));
        }
        Ok(true)
    }
}

/// The places of those that are here which have the words of the query themselves; `None` where none are asked for.
fn with_words(
    here: &Dataset,
    query: &Query,
    window: &Window<ArticleId>,
    stop: &dyn Fn() -> bool,
) -> Option<RoaringBitmap> {
    let (places, articles): (Vec<usize>, Vec<ArticleId>) = window.here().unzip();
    let found = asked::with_words(here, query, &articles, stop)?;
    Some(found.iter().map(|at| places[at as usize] as u32).collect())
}

/// The same places, in order and none of them twice.
fn apart(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_unstable_by_key(|range| range.start);
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in places.into_iter().filter(|range| !range.is_empty()) {
        match apart.last_mut().filter(|last| last.end >= range.start) {
            Some(last) => last.end = last.end.max(range.end),
            None => apart.push(range),
        }
    }
    apart
}
