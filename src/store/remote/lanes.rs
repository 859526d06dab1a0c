//! Values over time: the lanes of a facet, and when each of some people took part.
//!
//! Under each value stand the four counts that a histogram is made of (`counts`), in as many searches as the engine's bound
//! of buckets asks for. What the values are, and how a lane looks, is not known here.

use super::counts::{count_of, nothing_over_time, read_aggregations, read_values, time_aggregations};
use super::{Remote, Told, filter, total};
use crate::dataset::{Dataset, Kept, Need};
use crate::error::Result;
use crate::query::asked::{self, LaneQuestion};
use crate::query::{
    Answer, Bucket, Counted, Facet, FacetAnswer, FacetRequest, LaneCounts, LaneNeed, LaneNeeds, LaneOrder, Lanes,
    Query, Request, Rows, View, Zoom, of_counts_within,
};
use crate::store::client::Wait;
use crate::store::shape::{field, term};
use hashbrown::HashMap;
use serde_json::{Value, json};
use std::sync::Arc;

/// Buckets of one search at most; the engine refuses 65,536.
pub(super) const MOST_BUCKETS: usize = 60_000;
/// Lanes of which the first event is asked together.
const MOST_FIRST: usize = 1_000;

/// The searches for lanes: `under` is counted under each, and makes so many buckets. Each stands with the numbers of the first
/// lane and of the one after the last.
fn searches(needs: &LaneNeeds, under: &Value, buckets: usize) -> Vec<(std::ops::Range<usize>, Value)> {
    let at_once = (MOST_BUCKETS / (buckets + 1)).clamp(1, MOST_FIRST);
    let mut made = Vec::new();
    for start in (0..needs.lanes.len()).step_by(at_once) {
        let lanes = start..(start + at_once).min(needs.lanes.len());
        let mut keys: Vec<&str> = Vec::new();
        let mut others = serde_json::Map::new();
        for at in lanes.clone() {
            match &needs.lanes[at] {
                LaneNeed::Value(key) => keys.push(term(key)),
                LaneNeed::Events(need) => {
                    others.insert(at.to_string(), filter(need));
                }
            }
        }
        let mut search = count_of(&needs.counted);
        search["track_total_hits"] = json!(false);
        if !keys.is_empty() {
            search["aggs"]["values"] = json!({
                "terms": {"field": field(needs.kept), "size": keys.len(), "include": keys}, "aggs": under,
            });
        }
        if !others.is_empty() {
            search["aggs"]["others"] = json!({"filters": {"filters": others}, "aggs": under});
        }
        made.push((lanes, search));
    }
    made
}

/// What the answer to one of [`searches`] says of each of its lanes.
fn each_lane<'v>(
    needs: &LaneNeeds,
    lanes: std::ops::Range<usize>,
    answer: &'v Value,
) -> impl Iterator<Item = (usize, &'v Value)> {
    let buckets = answer["aggregations"]["values"]["buckets"].as_array().into_iter().flatten();
    let of_values: HashMap<&str, &Value> =
        buckets.filter_map(|bucket| Some((bucket["key"].as_str()?, bucket))).collect();
    let others = &answer["aggregations"]["others"]["buckets"];
    let of_lane = |at: usize| match &needs.lanes[at] {
        LaneNeed::Value(key) => of_values.get(term(key)).copied(),
        LaneNeed::Events(_) => others.get(at.to_string()),
    };
    lanes.filter_map(|at| Some((at, of_lane(at)?))).collect::<Vec<_>>().into_iter()
}

impl Remote {
    /// The same answer with lanes.
    pub(super) fn with_lanes(&self, request: &Request, answer: Answer, wait: &Wait<'_>) -> Result<Told<Answer>> {
        let (query, stop) = (&request.query, wait.stop);
        let Some(asked) = &request.facet else {
            return Ok(Told::Answer(self.here(), Answer { rows: Rows::none(View::Lanes), ..answer }));
        };
        let open = query.without_included_dates();
        let basis = open.as_ref().unwrap_or(query);
        let question = self.with_known(basis, stop, |known| asked::lane_question(basis, asked, known))?;
        let Some(question) = question else { return Ok(if stop() { Told::Stopped } else { Told::Whole }) };
        let index = self.generation.events();
        let searches = Remote::facet_searches(asked, &question.facet);
        let Some(answers) = self.client.searches_while(&index, &searches, wait)? else { return Ok(Told::Stopped) };
        let known = self.learn_names(&mut self.state(), query)?.unwrap_or_default();
        let (mut facet, names) = self.facet(asked, &question.facet, &answers, &known)?;
        if open.is_some() && !self.count_within(query, asked, (&names, &mut facet), wait)? {
            return Ok(if stop() { Told::Stopped } else { Told::Whole });
        }
        let Some(needs) = self.ordered(request.lane_order, (&names, &mut facet), question, wait)? else {
            return Ok(Told::Stopped);
        };
        let shown = (request.histogram_columns, request.zoom);
        let Some(counts) = self.lanes_over_time(&needs, shown, wait)? else { return Ok(Told::Stopped) };
        let rows = Rows::Lanes(Lanes::of_counts(&facet, needs, counts));
        Ok(Told::Answer(names, Answer { rows, facet: Some(facet), ..answer }))
    }

    /// Puts what the query selects in place of the numbers of rows that were counted without its range of dates; says
    /// whether it can be told.
    fn count_within(
        &self,
        query: &Query,
        asked: &FacetRequest,
        (names, facet): (&Dataset, &mut FacetAnswer),
        wait: &Wait<'_>,
    ) -> Result<bool> {
        let needs = self.with_known(query, wait.stop, |known| asked::facet_needs(query, asked, known))?;
        let Some(needs) = needs else { return Ok(false) };
        let mut searches = Remote::facet_searches(asked, &needs);
        if asked.facet != Facet::Countries {
            let keys = facet.rows.iter().filter_map(|row| crate::query::key_of_row(names, asked.facet, row));
            let keys: Vec<String> = keys.map(|key| term(&key).to_owned()).collect();
            let values = &mut searches[0]["aggs"]["values"]["terms"];
            (values["size"], values["include"]) = (json!(keys.len().max(1)), json!(keys));
        }
        let Some(answers) = self.client.searches_while(&self.generation.events(), &searches, wait)? else {
            return Ok(false);
        };
        let ticks = needs.ticks.iter().zip(&answers[1..]);
        let ticks: Vec<Counted<'_>> =
            ticks.map(|((value, state, _), answer)| Counted { value, state: *state, count: total(answer) }).collect();
        let values = read_values(&answers[0]);
        let groups = &answers[0]["aggregations"]["groups"]["buckets"];
        of_counts_within(names, asked, &mut facet.rows, &ticks, &|key, is_group| {
            let of_group = || usize::try_from(groups[key]["doc_count"].as_u64().unwrap_or(0)).unwrap_or(usize::MAX);
            if is_group { of_group() } else { values.counts.get(key).copied().unwrap_or(0) }
        });
        Ok(true)
    }

    /// What is asked for lanes, whose rows are put in the order that is asked for; `None` when told to stop.
    fn ordered(
        &self,
        order: LaneOrder,
        (names, facet): (&Dataset, &mut FacetAnswer),
        question: LaneQuestion<'_>,
        wait: &Wait<'_>,
    ) -> Result<Option<LaneNeeds>> {
        let mut needs = asked::lanes(names, facet, question);
        if order == LaneOrder::Count {
            return Ok(Some(needs));
        }
        let order = json!([{"f": "asc"}, {"l": "asc"}, {"id": "asc"}]);
        let under = json!({"first": {"top_hits": {"size": 1, "sort": order, "_source": false}}});
        // By first day, last day and id; a lane without events comes last.
        let mut firsts: Vec<Option<(i64, i64, String)>> = vec![None; needs.lanes.len()];
        for (lanes, search) in searches(&needs, &under, 0) {
            let Some(answers) = self.client.searches_while(&self.generation.events(), &[search], wait)? else {
                return Ok(None);
            };
            for (at, lane) in each_lane(&needs, lanes, &answers[0]) {
                let key = &lane["first"]["hits"]["hits"][0]["sort"];
                let day = |at: usize| key[at].as_i64();
                firsts[at] = day(0).zip(day(1)).map(|(f, l)| (f, l, key[2].as_str().unwrap_or_default().to_owned()));
            }
        }
        let rows = std::mem::take(&mut facet.rows).into_iter().zip(std::mem::take(&mut needs.lanes)).zip(firsts);
        let mut rows: Vec<_> = rows.collect();
        rows.sort_by(|((a, _), of_a), ((b, _), of_b)| {
            (!a.is_group, of_a.is_none(), of_a).cmp(&(!b.is_group, of_b.is_none(), of_b))
        });
        (facet.rows, needs.lanes) = rows.into_iter().map(|(row, _)| row).unzip();
        Ok(Some(needs))
    }

    /// The cells of lanes; `None` when told to stop.
    fn lanes_over_time(
        &self,
        needs: &LaneNeeds,
        shown: (usize, Option<Zoom>),
        wait: &Wait<'_>,
    ) -> Result<Option<LaneCounts>> {
        let buckets = self.buckets_of(needs, shown, wait)?;
        let count = self.scale(shown.0, shown.1).len();
        Ok(buckets.map(|buckets| LaneCounts::of_buckets(shown, count, &buckets)))
    }

    /// The buckets of each of some lanes; `None` when told to stop.
    pub(super) fn buckets_of(
        &self,
        needs: &LaneNeeds,
        shown: (usize, Option<Zoom>),
        wait: &Wait<'_>,
    ) -> Result<Option<Vec<Vec<Bucket>>>> {
        let scale = self.scale(shown.0, shown.1);
        let nothing = nothing_over_time(&scale, shown).buckets;
        let mut buckets = vec![nothing; needs.lanes.len()];
        if scale.is_empty() {
            return Ok(Some(buckets));
        }
        let under = time_aggregations(&scale);
        for (lanes, search) in searches(needs, &under, 4 + 4 * scale.starts().len()) {
            let Some(answers) = self.client.searches_while(&self.generation.events(), &[search], wait)? else {
                return Ok(None);
            };
            for (at, lane) in each_lane(needs, lanes, &answers[0]) {
                buckets[at] = read_aggregations(lane, &scale, shown).buckets;
            }
        }
        Ok(Some(buckets))
    }

    /// When each of some people took part in selected events.
    pub(super) fn buckets_of_people(
        &self,
        selected: &Need,
        ids: impl Iterator<Item = crate::dataset::PersonId>,
        shown: (usize, Option<Zoom>),
        wait: &Wait<'_>,
    ) -> Result<Option<Vec<Vec<Bucket>>>> {
        let lanes = ids.map(|id| LaneNeed::Value(id.written())).collect();
        self.buckets_of(&LaneNeeds { counted: selected.clone(), kept: Kept::Attended, lanes }, shown, wait)
    }

    /// The same lanes in other columns, or in another part of time; `None` when told to stop, and where there are none.
    pub fn lanes_again(
        &self,
        answer: &Answer,
        shown: (usize, Option<Zoom>),
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<Arc<LaneCounts>>> {
        let Some(needs) = answer.rows.lanes().and_then(Lanes::needs) else { return Ok(None) };
        let counts = self.lanes_over_time(needs, shown, &Wait { stop, tell: &|_| {} })?;
        Ok(counts.map(Arc::new))
    }
}
