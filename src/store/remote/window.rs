//! The rows of an answer: those around the cursor and at both ends are read with it, others when they come into sight.
//!
//! Rows stand by first day, last day, id, undated ones last, as the engine sorts them. What else an answer says is in
//! `counts`.

use super::counts::{count_of, days_of, over_time, read_time};
use super::judged::Look;
use super::{Remote, Told, filter, numbers, or_note, total};
use crate::catalogue::StoreFault;
use crate::dataset::{Dataset, EventId, Listed, NameOf, Need, SHARED_ARTICLE, Window};
use crate::error::Result;
use crate::query::asked::{self, FacetNeeds, Known};
use crate::query::ast::Part as QueryPart;
use crate::query::{
    Answer, ArticleRows, Control, Counting, Facet, Histogram, Offers, Query, Request, Rows, View, Without, Zoom,
};
use crate::store::client::{LOOK, Wait};
use crate::store::narrow::{event_fields, texts};
use crate::store::shape::term;
use roaring::RoaringBitmap;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Instant;

/// Rows that come with an answer at each end, and on each side of the cursor: more than a screen has.
pub(super) const ROWS: usize = 64;
/// Rows that the engine passes over at most.
const DEEPEST: usize = 10_000;
/// Days before which rows are counted at the same time.
const DAYS: i64 = 32;

/// What was read so far, events with their places, and those of them that match only through an article.
type Taken = (Arc<Dataset>, Vec<(usize, EventId)>, RoaringBitmap);

/// What was read so far, an answer with rows, and what tells the numbers beside them.
type WithCounts = (Arc<Dataset>, Answer, Vec<Value>);

/// What is asked for an answer.
pub(super) struct Needs<'q> {
    pub selected: Need,
    /// Whether more events may be selected than these.
    is_cut: bool,
    /// The same by the events' own texts.
    pub own: Option<Need>,
    around: Option<Need>,
    /// Without any dates, where some are excluded.
    undated: Option<Need>,
    facet: Option<FacetNeeds<'q>>,
}

/// What an answer is given in.
pub(super) struct Steps<'a> {
    pub wait: &'a Wait<'a>,
    pub due: &'a dyn Fn() -> bool,
    was_due: bool,
    pub publish: &'a mut dyn FnMut(Arc<Dataset>, Answer),
}

impl Steps<'_> {
    /// Publishes an answer so far, where somebody waits for one; says whether it did.
    fn publish_if_due(&mut self, request: &Request, here: &Arc<Dataset>, answer: &Answer) -> bool {
        self.was_due = self.was_due || (self.due)();
        let is_list = matches!(request.view, View::Events | View::Pairs | View::Map);
        let is_published = self.was_due && is_list && !(self.wait.stop)();
        if is_published {
            let rows = if request.view == View::Events { Rows::Events } else { Rows::none(request.view) };
            (self.publish)(Arc::clone(here), Answer { rows, ..answer.clone() });
        }
        is_published
    }
}

fn needs<'q>(
    query: &'q Query,
    request: &Request,
    open: Option<&Query>,
    known: &Known<'_>,
    look: &Look<'_>,
) -> Option<Needs<'q>> {
    let has_search = query.parts.iter().any(|part| matches!(part, QueryPart::Search(_)));
    let mut without_dates = query.clone();
    without_dates.parts.retain(|part| !matches!(part, QueryPart::Dates(_)));
    let is_negated = query.dates().any(|dates| dates.negated);
    let selected = asked::selects(query, known)?;
    Some(Needs {
        selected,
        is_cut: look.is_cut.get(),
        own: if has_search { Some(asked::selects_by_own_texts(query, known)?) } else { None },
        around: open.map(|open| asked::selects(open, known)).map_or(Some(None), |need| need.map(Some))?,
        undated: if is_negated { Some(asked::selects(&without_dates, known)?) } else { None },
        facet: match &request.facet {
            Some(asked) => Some(asked::facet_needs(query, asked, known)?),
            None => None,
        },
    })
}

/// A search for rows, from one end or after a key.
pub(super) fn rows_of(need: &Need, own: Option<&Need>, forward: bool, size: usize) -> Value {
    let order = if forward { "asc" } else { "desc" };
    let mut query = json!({"filter": [filter(need)]});
    if let Some(own) = own {
        // It is no condition, and only told.
        query["should"] = json!([{"bool": {"filter": [filter(own)], "_name": "own"}}]);
        query["minimum_should_match"] = json!(0);
    }
    json!({
        "size": size, "track_total_hits": true, "query": {"bool": query}, "_source": event_fields(),
        "sort": [{"f": order}, {"l": order}, {"id": order}],
    })
}

/// Those that have a date.
pub(super) fn dated(need: &Need) -> Need {
    need.clone().without(Need::Undated)
}

/// Rows that have come: of the first the place, and whether they go forward in time.
pub(super) struct Come {
    pub place: usize,
    pub forward: bool,
    pub hits: Vec<Value>,
}

/// Rows at both ends of a list, and around some keys.
pub(super) struct Around {
    pub len: usize,
    pub dated: usize,
    pub come: Vec<Come>,
    /// Of each key how many rows sort before it, and how many do so or stand at it.
    pub keys: Vec<(usize, usize)>,
}

impl Around {
    /// The searches for these rows.
    pub fn searches(need: &Need, own: Option<&Need>, keys: &[Value]) -> Vec<Value> {
        let mut searches = vec![rows_of(need, own, true, ROWS), rows_of(&dated(need), own, false, ROWS)];
        for key in keys {
            for forward in [true, false] {
                let mut rows = rows_of(need, own, forward, ROWS);
                rows["search_after"] = key.clone();
                searches.push(rows);
            }
            searches.extend([before(need, key, false), before(need, key, true)]);
        }
        searches
    }

    /// What the answers to them say; `rows` tells how many rows one has found.
    pub fn of(answers: &mut [Value], rows: &dyn Fn(&Value) -> usize) -> Around {
        let (len, dated) = (rows(&answers[0]), rows(&answers[1]));
        let rows_from = |place, forward, answer: &mut Value| Come { place, forward, hits: hits(answer) };
        let mut come = vec![rows_from(0, true, &mut answers[0]), rows_from(dated, false, &mut answers[1])];
        let mut keys = Vec::new();
        for of_key in answers[2..].chunks_exact_mut(4) {
            let (less, or_equal) = (rows(&of_key[2]), rows(&of_key[3]));
            come.push(rows_from(or_equal, true, &mut of_key[0]));
            come.push(rows_from(less, false, &mut of_key[1]));
            keys.push((less, or_equal));
        }
        Around { len, dated, come, keys }
    }
}

/// What is counted before a row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rowed {
    /// Events, one row each.
    Events,
    /// Their quotes.
    Quotes,
}

impl Rowed {
    /// The same search, of those that have rows, which are counted.
    pub fn of(self, mut search: Value) -> Value {
        if self == Rowed::Quotes {
            if let Some(filters) = search["query"]["bool"]["filter"].as_array_mut() {
                filters.push(json!({"range": {"q": {"gt": 0}}}));
            }
            search["aggs"]["rows"] = json!({"sum": {"field": "q"}});
        }
        search
    }

    /// How many rows a search has found.
    pub fn found(self, answer: &Value) -> usize {
        if self == Rowed::Events { total(answer) } else { number(&answer["aggregations"]["rows"]["value"]) }
    }

    /// How many rows an event has.
    pub fn in_event(self, hit: &Value) -> usize {
        if self == Rowed::Events { 1 } else { number(&hit["_source"]["q"]) }
    }
}

/// A number of the engine, which gives sums with a fraction.
fn number(value: &Value) -> usize {
    value.as_f64().map_or(0, |number| number as usize)
}

impl Remote {
    /// Answers a request.
    pub fn answer(&self, request: &Request, wait: &Wait<'_>) -> Result<Told<Answer>> {
        self.answer_in_steps(request, wait, &|| false, &mut |_, _| {})
    }

    /// Answers a request for which many events may have to be read. Whenever one is due, `publish` is given an answer with
    /// what is sure so far.
    pub fn answer_in_steps(
        &self,
        request: &Request,
        wait: &Wait<'_>,
        due: &dyn Fn() -> bool,
        publish: &mut dyn FnMut(Arc<Dataset>, Answer),
    ) -> Result<Told<Answer>> {
        let mut steps = Steps { wait, due, was_due: false, publish };
        loop {
            match self.answer_so_far(request, &mut steps)? {
                Told::Answer(here, answer) if answer.is_checking => (steps.publish)(here, answer),
                Told::Answer(here, answer) => {
                    return Ok(Told::Answer(here.clone(), self.with_changes(here, answer, &mut steps)));
                }
                told => return Ok(told),
            }
        }
    }

    /// A whole answer that says too where the events are as many as before and one of them says something else.
    fn with_changes(&self, here: Arc<Dataset>, mut answer: Answer, steps: &mut Steps<'_>) -> Answer {
        let Some(before) = self.writes.filter(|_| answer.unread.is_none()) else { return answer };
        if (steps.due)() {
            let counting = Counting { rest: true, ..Counting::default() };
            (steps.publish)(here, Answer { counting, ..answer.clone() });
        }
        if self.writes(steps.wait.stop) > Some(before) {
            answer.unread = Some(Arc::new(self.client.fault(StoreFault::Grown)));
        }
        answer
    }

    fn answer_so_far(&self, request: &Request, steps: &mut Steps<'_>) -> Result<Told<Answer>> {
        let (wait, stop) = (steps.wait, steps.wait.stop);
        let look = Look::until(stop, steps.due);
        let query = &request.query;
        self.note_marked(query, &request.marked);
        let open = query.without_included_dates();
        let Some((names, needs)) = self.ask(query, request, open.as_ref(), &look)? else {
            return Ok(if stop() { Told::Stopped } else { Told::Whole });
        };
        if stop() {
            return Ok(Told::Stopped);
        }
        let scale = self.scale(request.histogram_columns, request.zoom);
        let around = needs.around.as_ref().unwrap_or(&needs.selected);
        let mut counts = vec![over_time(around, &scale), over_time(&needs.selected, &scale)];
        // Lanes have another one.
        let facet = request.facet.as_ref().filter(|_| request.view != View::Lanes).zip(needs.facet.as_ref());
        if let Some((asked, needs)) = facet {
            counts.extend(Remote::facet_searches(asked, needs));
        }
        // Of what stands beside the rows more may be cut: it is said, and their number is as it is.
        let (is_checking, is_cut) = (look.is_checking.get(), look.is_cut.get() && !look.is_checking.get());
        let counting = Counting { facet: facet.is_some(), over_time: true, rest: !is_checking };
        let too_many = || Arc::new(self.client.fault(StoreFault::TooManyHaveIt { most: self.most_found }));
        let with = Answer {
            query: query.clone(),
            total: self.extent.events,
            is_checking,
            is_cut: is_cut && needs.is_cut,
            unread: is_cut.then(too_many),
            marked: Arc::clone(&request.marked),
            counting,
            ..Answer::default()
        };
        let Some((here, mut answer, counted)) = self.rows_and_counts(request, &needs, &counts, with, steps)? else {
            return Ok(Told::Stopped);
        };
        let shown = (request.histogram_columns, request.zoom);
        let of_selected = read_time(&counted[1], &scale, shown);
        let around = if needs.around.is_some() { read_time(&counted[0], &scale, shown) } else { of_selected.clone() };
        answer.histogram = Histogram { selected: of_selected.selected, ..around };
        answer.counting.over_time = false;
        if let Some((asked, needs)) = facet {
            // The names of its values may have to be read.
            if asked.facet != Facet::Countries {
                steps.publish_if_due(request, &here, &answer);
            }
            answer.facet = Some(self.facet(asked, needs, &counted[2..], &names)?.0);
            answer.counting.facet = false;
        }
        let here = if is_checking {
            here
        } else {
            steps.publish_if_due(request, &here, &answer);
            let Some(here) = self.add_rest(request, &mut answer, stop)? else {
                return Ok(if stop() { Told::Stopped } else { Told::Whole });
            };
            here
        };
        match request.view {
            View::Events => Ok(Told::Answer(here, answer)),
            // They are counted by jobs of their own.
            View::Pairs | View::Map => Ok(Told::Answer(here, Answer { rows: Rows::none(request.view), ..answer })),
            View::Lanes => self.with_lanes(request, answer, wait),
            View::People => self.with_people(request, answer, &needs.selected, wait),
            View::Articles | View::Quotes => self.with_view(request, answer, &needs, steps),
        }
    }

    /// Adds what is said of an answer beside its rows and numbers: for this the articles of the rows are read, and what may
    /// have been meant is counted. `None` where it cannot be told.
    fn add_rest(
        &self,
        request: &Request,
        answer: &mut Answer,
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<Arc<Dataset>>> {
        if !self.state().awaited_articles.is_empty() {
            self.read(stop, true, |_| Ok(()))?;
        }
        let query = &request.query;
        let nothing = answer.events.is_empty();
        if nothing {
            let Some(drops) = self.drops(query, stop)? else { return Ok(None) };
            answer.drops = drops;
        }
        let Offers { offers, unknown } = self.offers(request, nothing, stop)?.unwrap_or_default();
        (answer.offers, answer.unknown) = (offers, unknown);
        let here = self.here();
        if let Listed::Remote(window) = &answer.events {
            let found = numbers(window.here().map(|(_, event)| event));
            let (spellings, explanations) = asked::told(query, &here, &found);
            (answer.spellings, answer.explanations) = (spellings, explanations);
        }
        answer.counting = Counting::default();
        Ok(Some(here))
    }

    /// Asks for rows and for what is counted beside them, at the same time and each for itself: one answer to both would come
    /// when the slowest of them is there. The rows are published when they are there and the counts are not. `None` when told
    /// to stop.
    fn rows_and_counts(
        &self,
        request: &Request,
        needs: &Needs<'_>,
        counts: &[Value],
        with: Answer,
        steps: &mut Steps<'_>,
    ) -> Result<Option<WithCounts>> {
        let (wait, stop, index) = (steps.wait, steps.wait.stop, self.generation.events());
        let (is_given_up, begun) = (AtomicBool::new(false), Instant::now());
        let (sender, receiver) = sync_channel(1);
        std::thread::scope(|scope| {
            let (is_given_up, index) = (&is_given_up, &index);
            scope.spawn(move || {
                let wait = Wait { stop: &|| is_given_up.load(Ordering::SeqCst), tell: &|_| {} };
                // Nobody waits for what was given up.
                let _ = sender.send(self.client.searches_while(index, counts, &wait));
            });
            let rows = self.rows_told(request, needs, with, wait);
            let Ok(Some((here, answer))) = rows else {
                is_given_up.store(true, Ordering::SeqCst);
                return rows.map(|_| None);
            };
            let (mut is_published, mut told) = (false, begun.elapsed().as_secs());
            loop {
                match receiver.recv_timeout(LOOK) {
                    Ok(counted) => return Ok(counted?.map(|counted| (here, answer, counted))),
                    Err(RecvTimeoutError::Disconnected) => return Err(self.client.unread("a thread has failed")),
                    Err(RecvTimeoutError::Timeout) => {}
                }
                if stop() {
                    is_given_up.store(true, Ordering::SeqCst);
                }
                if !is_published {
                    is_published = steps.publish_if_due(request, &here, &answer);
                }
                if begun.elapsed().as_secs() > told {
                    told = begun.elapsed().as_secs();
                    (wait.tell)(told);
                }
            }
        })
    }

    /// An answer with its rows and how many there are; `None` when told to stop.
    fn rows_told(
        &self,
        request: &Request,
        needs: &Needs<'_>,
        with: Answer,
        wait: &Wait<'_>,
    ) -> Result<Option<(Arc<Dataset>, Answer)>> {
        let own = needs.own.as_ref();
        let keys = self.keys_near(request);
        let undated = needs.undated.as_ref().or(needs.around.as_ref()).unwrap_or(&needs.selected);
        let mut searches = vec![count_of(&undated.clone().and(Need::Undated)), count_of(&Need::Anything)];
        searches.extend(Around::searches(&needs.selected, own, &keys));
        let answers = self.client.searches_while(&self.generation.events(), &searches, wait)?;
        let Some(mut answers) = answers.filter(|_| !(wait.stop)()) else { return Ok(None) };
        let (undated, documents) = (total(&answers[0]), total(&answers[1]));
        let Around { len, dated, come, keys } = Around::of(&mut answers[2..], &total);
        let (here, placed, in_article) = self.take_by(&come, own.is_some(), false)?;
        // The event at the cursor itself.
        let at_cursor = request.near.zip(keys.first()).filter(|(_, (less, or_equal))| *or_equal == less + 1);
        let at_cursor = at_cursor.map(|(near, (less, _))| (*less, near));
        let window = Window::new(len, dated).with(placed).with(at_cursor);
        let found = numbers(window.here().map(|(_, event)| event));
        let (spellings, explanations) = asked::told(&request.query, &here, &found);
        let has_grown = documents != self.documents;
        let grown = || Arc::new(self.client.fault(StoreFault::Grown));
        let answer = Answer {
            events: Listed::Remote(window),
            rows: Rows::Events,
            in_article,
            undated_hidden: undated.saturating_sub(len - dated),
            spellings,
            explanations,
            unread: with.unread.or_else(|| has_grown.then(grown)),
            ..with
        };
        Ok(Some((here, answer)))
    }

    /// The same answer with the rows of a view that is made of records: these are read where they are not too many.
    fn with_view(
        &self,
        request: &Request,
        mut answer: Answer,
        needs: &Needs<'_>,
        steps: &mut Steps<'_>,
    ) -> Result<Told<Answer>> {
        let stop = steps.wait.stop;
        let Some(selected) = self.bring_all(&needs.selected, self.most_read, stop)? else {
            return match request.view {
                _ if stop() => Ok(Told::Stopped),
                // It is not known yet which events are selected.
                view if answer.is_checking => {
                    Ok(Told::Answer(self.here(), Answer { rows: Rows::none(view), ..answer }))
                }
                View::Quotes => self.with_quotes(request, &answer, needs, steps),
                _ => self.with_articles(request, &answer, needs, steps),
            };
        };
        let alone = if request.view == View::Articles { self.bring_articles_alone()? } else { Some(Arc::default()) };
        let Some(alone) = alone else { return Ok(Told::Whole) };
        if let Some(own) = &needs.own {
            let others = needs.selected.clone().without(own.clone());
            let Some(in_article) = self.bring_all(&others, self.most_read, stop)? else {
                return Ok(if stop() { Told::Stopped } else { Told::Whole });
            };
            answer.in_article = in_article;
        }
        let here = {
            let state = &mut self.state();
            let names = self.learn_names(state, &request.query)?.unwrap_or_default();
            Arc::new(self.snapshot(state, &names))
        };
        let control = Control { stop, due: &|| false };
        let of_events = (&selected, &answer.in_article, &*alone);
        let Some((rows, with_words, unread)) = asked::rows(&here, request, of_events, &control) else {
            return Ok(if stop() { Told::Stopped } else { Told::Whole });
        };
        let (spellings, explanations) = asked::told(&request.query, &here, &selected);
        let events = Listed::Local(here.in_order(&selected));
        let unread = answer.unread.clone().or(unread);
        Ok(Told::Answer(here, Answer { events, rows, with_words, spellings, explanations, unread, ..answer }))
    }

    /// The answer to what is only offered: its events over time are those that it selects.
    pub fn preview(&self, request: &Request, wait: &Wait<'_>) -> Result<Told<Answer>> {
        let (told, stop) = (self.answer(request, wait)?, wait.stop);
        let Told::Answer(here, mut answer) = told else { return Ok(told) };
        if answer.query.without_included_dates().is_some() {
            let shown = (request.histogram_columns, request.zoom);
            let ask = |known: &Known<'_>| asked::selects(&request.query, known);
            let Some(selected) = self.with_known(&request.query, stop, ask)? else { return Ok(Told::Whole) };
            let scale = self.scale(shown.0, shown.1);
            let counted = self.client.search(&self.generation.events(), &over_time(&selected, &scale))?;
            answer.histogram = read_time(&counted, &scale, shown);
        }
        Ok(Told::Answer(here, answer))
    }

    /// What is asked for a query, and the names that its fields may mean.
    fn ask<'q>(
        &self,
        query: &'q Query,
        request: &Request,
        open: Option<&Query>,
        look: &Look<'_>,
    ) -> Result<Option<(Vec<NameOf>, Needs<'q>)>> {
        let needs = self.with_known_so_far(query, look, |known| needs(query, request, open, known, look))?;
        let Some(needs) = needs else { return Ok(None) };
        let names = self.learn_names(&mut self.state(), query)?.unwrap_or_default();
        Ok(Some((names, needs)))
    }

    /// What is left of a query that finds nothing; `None` where it cannot be told.
    fn drops(&self, query: &Query, stop: &dyn Fn() -> bool) -> Result<Option<Vec<Without>>> {
        let left = asked::drops(query);
        let mut searches = Vec::new();
        for (query, _) in &left {
            let Some(need) = self.with_known(query, stop, |known| asked::selects(query, known))? else {
                return Ok(None);
            };
            searches.push(count_of(&need));
        }
        if searches.is_empty() {
            return Ok(Some(Vec::new()));
        }
        let counts = self.client.searches(&self.generation.events(), &searches)?;
        let drops = left.into_iter().zip(&counts);
        Ok(Some(drops.map(|((query, part), answer)| Without { query, part, count: total(answer) }).collect()))
    }

    /// What may have been meant by a query; `None` where that cannot be told.
    fn offers(&self, request: &Request, nothing: bool, stop: &dyn Fn() -> bool) -> Result<Option<Offers>> {
        let query = &request.query;
        if query.search().is_none() || query.is_literal() {
            return Ok(Some(Offers::default()));
        }
        let meant = self.learn_meant(query)?;
        let names = self.snapshot(&mut self.state(), &meant);
        let failed = RefCell::new(None);
        let numbers = |query: &Query| -> Result<Option<(usize, Option<usize>)>> {
            let Some(need) = self.with_known(query, stop, |known| asked::selects(query, known))? else {
                return Ok(None);
            };
            let mut searches = vec![count_of(&need)];
            searches.extend(asked::with_person(query, &names).map(|person| count_of(&need.and(person))));
            let counts = self.client.searches(&self.generation.events(), &searches)?;
            Ok(Some((total(&counts[0]), counts.get(1).map(total))))
        };
        let mut count = |query: &Query| or_note(numbers(query), &failed);
        let mut finds = |query: &Query| or_note(numbers(query), &failed).map(|(count, _)| count > 0);
        let mut near = |typed: &str| {
            let Some(folded) = asked::folded(typed) else { return Some(Vec::new()) };
            let words = or_note(self.words_near(&folded).map(Some), &failed)?;
            Some(asked::nearest(&words, &folded))
        };
        let told = asked::offers(&names, (query, nothing, request.today), &mut count, &mut finds, &mut near);
        match failed.into_inner() {
            Some(error) => Err(error),
            None => Ok(told),
        }
    }

    /// The same answer over time in other columns, or in another part of time.
    pub fn over_time(
        &self,
        query: &Query,
        (columns, zoom): (usize, Option<Zoom>),
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<Histogram>> {
        let open = query.without_included_dates();
        let ask = |known: &Known<'_>| {
            let selected = asked::selects(query, known)?;
            let around = match &open {
                Some(open) => asked::selects(open, known)?,
                None => selected.clone(),
            };
            Some((selected, around))
        };
        let Some((selected, around)) = self.with_known(query, stop, ask)? else { return Ok(None) };
        let scale = self.scale(columns, zoom);
        let searches = [over_time(&selected, &scale), over_time(&around, &scale)];
        let answers = self.client.searches(&self.generation.events(), &searches)?;
        let [selected, around] = [0, 1].map(|at| read_time(&answers[at], &scale, (columns, zoom)));
        Ok(Some(Histogram { selected: selected.selected, ..around }))
    }

    /// The same answer with the events of some places.
    pub fn with_rows(&self, answer: &Answer, places: Range<usize>, stop: &dyn Fn() -> bool) -> Result<Told<Answer>> {
        if answer.rows.quotes().is_elsewhere() {
            return self.with_quote_rows(answer, places, stop);
        }
        if let ArticleRows::Elsewhere(window) = answer.rows.articles() {
            return self.with_article_rows(answer, window, places, stop);
        }
        let Listed::Remote(window) = &answer.events else { return Ok(Told::Answer(self.here(), answer.clone())) };
        let places = window.missing(places);
        let query = &answer.query;
        let has_search = query.parts.iter().any(|part| matches!(part, QueryPart::Search(_)));
        let ask = |known: &Known<'_>| {
            let own = if has_search { Some(asked::selects_by_own_texts(query, known)?) } else { None };
            Some((asked::selects(query, known)?, own))
        };
        // Of an answer so far no more is read than was.
        let look = if answer.is_checking { Look::nothing(stop) } else { Look::whole(stop) };
        let Some((selected, own)) = self.with_known_so_far(query, &look, ask)? else {
            return Ok(if stop() { Told::Stopped } else { Told::Whole });
        };
        let end_of_dated = answer.events.dated();
        let mut come = Vec::new();
        let of_dated = places.start.min(end_of_dated)..places.end.min(end_of_dated);
        if !of_dated.is_empty() {
            let need = dated(&selected);
            let Some(rows) = self.rows_at((&need, own.as_ref()), &of_dated, end_of_dated, stop)? else {
                return Ok(Told::Stopped);
            };
            come.push(rows);
        }
        let of_undated = places.start.max(end_of_dated)..places.end.max(end_of_dated);
        if !of_undated.is_empty() {
            let need = selected.clone().and(Need::Undated);
            let within = of_undated.start - end_of_dated..of_undated.end - end_of_dated;
            let undated = answer.events.undated();
            let Some(mut rows) = self.rows_at((&need, own.as_ref()), &within, undated, stop)? else {
                return Ok(Told::Stopped);
            };
            rows.place += end_of_dated;
            come.push(rows);
        }
        if stop() {
            return Ok(Told::Stopped);
        }
        let (here, rows, in_article) = self.take(&come, own.is_some())?;
        let window = window.clone().with(rows);
        let in_article = &answer.in_article | &in_article;
        let found = numbers(window.here().map(|(_, event)| event));
        let (spellings, explanations) = asked::told(query, &here, &found);
        let answer = Answer { events: Listed::Remote(window), in_article, spellings, explanations, ..answer.clone() };
        Ok(Told::Answer(here, answer))
    }

    /// The rows at some places of a list of so many; `None` when told to stop.
    pub(super) fn rows_at(
        &self,
        (need, own): (&Need, Option<&Need>),
        places: &Range<usize>,
        len: usize,
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<Come>> {
        let size = places.len();
        let come = |place: usize, forward: bool, rows: Value| {
            let found = self.search_while(rows, stop)?;
            Ok(found.map(|mut found| Come { place, forward, hits: hits(&mut found) }))
        };
        if places.end <= DEEPEST {
            let mut rows = rows_of(need, own, true, size);
            rows["from"] = json!(places.start);
            return come(places.start, true, rows);
        }
        if len - places.start <= DEEPEST {
            let mut rows = rows_of(need, own, false, size);
            rows["from"] = json!(len.saturating_sub(places.end));
            return come(places.end.min(len), false, rows);
        }
        let Some((after, _)) = self.key_before(need, places.start, Rowed::Events, stop)? else { return Ok(None) };
        let mut rows = rows_of(need, own, true, size);
        rows["search_after"] = after;
        come(places.start, true, rows)
    }

    /// The key after which the event comes that has a row, and the first row of this event; `None` when told to stop. The last
    /// day is looked for before which no more rows stand than before this one, then it goes on from there.
    pub(super) fn key_before(
        &self,
        need: &Need,
        row: usize,
        rowed: Rowed,
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<(Value, usize)>> {
        let (mut low, mut high, mut passed) = (i64::from(i32::MIN), i64::from(i32::MAX) - 1, 0);
        while low < high {
            let apart = ((high - low) / DAYS).max(1);
            let days: Vec<i64> = (1..=DAYS).map(|at| low + at * apart).take_while(|day| *day <= high).collect();
            let mut search = rowed.of(count_of(need));
            let ranges: Vec<Value> = days.iter().map(|day| json!({"to": day})).collect();
            let mut days_of = json!({"range": {"field": "f", "ranges": ranges}});
            if let Some(sum) = search["aggs"].as_object_mut().and_then(|aggs| aggs.remove("rows")) {
                days_of["aggs"] = json!({"rows": sum});
            }
            search["aggs"] = json!({"days": days_of});
            let Some(found) = self.search_while(search, stop)? else { return Ok(None) };
            let buckets = found["aggregations"]["days"]["buckets"].as_array().map_or(&[][..], Vec::as_slice);
            if buckets.len() != days.len() {
                return Err(self.client.unread("days are missing"));
            }
            let before = |bucket: &Value| {
                number(if rowed == Rowed::Events { &bucket["doc_count"] } else { &bucket["rows"]["value"] })
            };
            for (day, count) in days.iter().zip(buckets.iter().map(before)) {
                if count > row {
                    high = day - 1;
                    break;
                }
                (low, passed) = (*day, count);
            }
        }
        let mut after = json!([low, i32::MIN, ""]);
        while passed < row {
            let mut rows = rowed.of(rows_of(need, None, true, (row - passed).min(DEEPEST)));
            rows["search_after"] = after.clone();
            rows["_source"] = json!(["q"]);
            let Some(mut found) = self.search_while(rows, stop)? else { return Ok(None) };
            let hits = hits(&mut found);
            if hits.is_empty() {
                break;
            }
            for hit in &hits {
                let count = rowed.in_event(hit);
                if passed + count > row {
                    return Ok(Some((after, passed)));
                }
                (after, passed) = (hit["sort"].clone(), passed + count);
            }
        }
        Ok(Some((after, passed)))
    }

    /// The sort keys of the event and of the days around which rows are wanted.
    pub(super) fn keys_near(&self, request: &Request) -> Vec<Value> {
        let at_day = |day: i32| json!([day, i32::MIN, ""]);
        let near = request.near.map(|near| self.key_of(near));
        let days = request.near_days.map(|(first, last)| [at_day(first.0), at_day(last.0.saturating_add(1))]);
        near.into_iter().chain(days.into_iter().flatten()).collect()
    }

    /// The sort key of an event that is here.
    fn key_of(&self, event: EventId) -> Value {
        let here = self.here();
        let head = here.head(event);
        let [first, last] = days_of(head.date.first, head.date.last);
        json!([first, last, term(head.id)])
    }

    /// Takes rows that have come: what was read so far, the events with their places, and those of them that match only
    /// through an article, where that is told.
    pub(super) fn take(&self, come: &[Come], tells_own: bool) -> Result<Taken> {
        self.take_by(come, tells_own, true)
    }

    /// The same, with their articles or with these later. One of which an event is not the only record comes with it: the first
    /// of its records says what it is called.
    fn take_by(&self, come: &[Come], tells_own: bool, with_articles: bool) -> Result<Taken> {
        let is_shared = |hit: &Value| texts(&hit["_source"]["h"]).any(|has| has == SHARED_ARTICLE);
        let with_articles = with_articles || come.iter().any(|come| come.hits.iter().any(is_shared));
        self.read(&|| false, with_articles, |part| come.iter().try_for_each(|come| part.take_events(&come.hits)))?;
        let here = self.here();
        let (mut placed, mut in_article) = (Vec::new(), RoaringBitmap::new());
        for Come { place, forward, hits } in come {
            for (at, hit) in hits.iter().enumerate() {
                let Some(event) = here.event_by_id(hit["_source"]["id"].as_str().unwrap_or_default()) else { continue };
                let place = if *forward { place + at } else { (place - 1).saturating_sub(at) };
                placed.push((place, event));
                let is_own = hit["matched_queries"].as_array().is_some_and(|names| !names.is_empty());
                if tells_own && !is_own {
                    in_article.insert(event.0);
                }
            }
        }
        Ok((here, placed, in_article))
    }
}

/// A search that counts what sorts before a key, or stands at it too.
fn before(need: &Need, key: &Value, or_at: bool) -> Value {
    let (first, last, id) = (&key[0], &key[1], &key[2]);
    let less = if or_at { "lte" } else { "lt" };
    let clauses = json!([
        {"range": {"f": {"lt": first}}},
        {"bool": {"filter": [{"term": {"f": first}}, {"range": {"l": {"lt": last}}}]}},
        {"bool": {"filter": [{"term": {"f": first}}, {"term": {"l": last}}, {"range": {"id": {less: id}}}]}},
    ]);
    json!({
        "size": 0, "track_total_hits": true,
        "query": {"bool": {"filter": [filter(need)], "should": clauses, "minimum_should_match": 1}},
    })
}

/// The documents of an answer.
pub(super) fn hits(answer: &mut Value) -> Vec<Value> {
    match answer["hits"]["hits"].take() {
        Value::Array(hits) => hits,
        _ => Vec::new(),
    }
}
