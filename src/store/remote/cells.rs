//! The events of what is under the cursor of lanes, pairs or the map: those that are in sight are read, the others counted.
//!
//! Which events these are is told by `query::asked`. How they are listed is not known here.

use super::counts::{count_of, over_time, read_time};
use super::window::dated;
use super::{Remote, Told, total};
use crate::dataset::{Dataset, Kept, Listed, Need, Window, position_of_key};
use crate::error::Result;
use crate::model::date;
use crate::query::asked;
use crate::query::{Answer, Cell, CellEvents, Lanes, Members, PairEvents, Target, Zoom, others_of};
use crate::store::client::Wait;
use crate::store::shape::field;
use serde_json::{Value, json};
use std::ops::Range;
use std::sync::Arc;

/// Places on a map at most: more than there are tenths of degrees on a screen.
const MOST_POSITIONS: usize = 10_000;

/// Two who took part together, and what is wanted of them.
struct Pair<'p> {
    who: Members,
    both: &'p [Target; 2],
    alone: bool,
    shown: (usize, Option<Zoom>),
}

impl Remote {
    /// The events of a cell, as far as an answer counts them; of its rows, the newest event first, those that are wanted are
    /// read.
    pub fn cell_events(
        &self,
        answer: &Answer,
        cell: &Cell,
        rows: &Range<usize>,
        stop: &dyn Fn() -> bool,
    ) -> Result<Told<CellEvents>> {
        let query = &answer.query;
        let selects = || self.with_known(query, stop, |known| asked::selects(query, known));
        let untold = || Ok(if stop() { Told::Stopped } else { Told::Whole });
        match cell {
            Cell::Lane { value, range } => {
                let Some(need) = lane(answer, value, *range) else {
                    return Ok(Told::Answer(self.here(), CellEvents::default()));
                };
                let Some((here, events)) = self.listed(&need, rows, stop)? else { return Ok(Told::Stopped) };
                Ok(Told::Answer(here, CellEvents { events, ..CellEvents::default() }))
            }
            Cell::Country(code) => {
                let Some(selected) = selects()? else { return untold() };
                let need = selected.and(asked::of_country(code));
                let Some((here, events)) = self.listed(&need, rows, stop)? else { return Ok(Told::Stopped) };
                let Some(positions) = self.positions(&need, stop)? else { return Ok(Told::Stopped) };
                Ok(Told::Answer(here, CellEvents { events, positions, pair: None }))
            }
            Cell::Pair { who, pair, alone, columns, zoom } => {
                let Some(selected) = selects()? else { return untold() };
                let pair = Pair { who: *who, both: pair, alone: *alone, shown: (*columns, *zoom) };
                let told = self.events_of_pair(&selected, &pair, rows, stop)?;
                Ok(told.map_or(Told::Stopped, |(here, events)| Told::Answer(here, events)))
            }
        }
    }

    /// The list of the events for which a need holds. Of its rows, the newest event first, those that are wanted are read, and
    /// the first and the last of the dated events. `None` when told to stop.
    pub(super) fn listed(
        &self,
        need: &Need,
        rows: &Range<usize>,
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<(Arc<Dataset>, Listed)>> {
        let with_date = dated(need);
        let counts = [count_of(need), count_of(&with_date)];
        let wait = Wait { stop, tell: &|_| {} };
        let counts = self.client.searches_while(&self.generation.events(), &counts, &wait)?;
        let Some(counts) = counts.filter(|_| !stop()) else { return Ok(None) };
        let (len, dated) = (total(&counts[0]), total(&counts[1]));
        let rows = rows.start.min(len)..rows.end.min(len);
        // Newest first: rows and places run against each other.
        let of_dated = dated - rows.end.min(dated)..dated - rows.start.min(dated);
        let mut wanted = vec![of_dated.clone()];
        if dated > 0 {
            wanted.extend([0..1, dated - 1..dated].into_iter().filter(|end| !of_dated.contains(&end.start)));
        }
        let mut come = Vec::new();
        for places in wanted.iter().filter(|places| !places.is_empty()) {
            let Some(rows) = self.rows_at((&with_date, None), places, dated, stop)? else { return Ok(None) };
            come.push(rows);
        }
        let of_undated = rows.start.max(dated) - dated..rows.end.max(dated) - dated;
        if !of_undated.is_empty() {
            let undated = need.clone().and(Need::Undated);
            let rows = self.rows_at((&undated, None), &of_undated, len - dated, stop)?;
            let Some(mut rows) = rows else { return Ok(None) };
            rows.place += dated;
            come.push(rows);
        }
        let (here, placed, _) = self.take(&come, false)?;
        Ok(Some((here, Listed::Remote(Window::new(len, dated).with(placed)))))
    }

    fn events_of_pair(
        &self,
        selected: &Need,
        asked: &Pair<'_>,
        rows: &Range<usize>,
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<(Arc<Dataset>, CellEvents)>> {
        let here = self.here();
        let Some((together, only_two)) = asked::pair_of_square(&here, asked.both, asked.who) else {
            return Ok(Some((here, CellEvents::default())));
        };
        let naming = asked::naming(&here, asked.both, asked.who);
        let [together, only_two, naming] = [together, only_two, naming].map(|need| selected.clone().and(need));
        let listed = if asked.alone { &only_two } else { &together };
        let scale = self.scale(asked.shown.0, asked.shown.1);
        let searches = [count_of(&together), count_of(&only_two), count_of(&naming), over_time(listed, &scale)];
        let wait = Wait { stop, tell: &|_| {} };
        let counts = self.client.searches_while(&self.generation.events(), &searches, &wait)?;
        let Some(counts) = counts.filter(|_| !stop()) else { return Ok(None) };
        let Some((here, events)) = self.listed(listed, rows, stop)? else { return Ok(None) };
        let dated = events.dated();
        let end = |place: usize| events.get(place).map(|event| here.head(event).date);
        let span = dated.checked_sub(1).and_then(|last| end(0).zip(end(last)));
        let pair = PairEvents {
            together: total(&counts[0]),
            alone: total(&counts[1]),
            naming: total(&counts[2]),
            span: span.map(|(first, last)| [first, last]),
            strip: read_time(&counts[3], &scale, asked.shown),
            others: others_of(&here, asked.both, &events),
        };
        Ok(Some((here, CellEvents { events, pair: Some(pair), ..CellEvents::default() })))
    }

    /// Where events were; `None` when told to stop.
    fn positions(&self, need: &Need, stop: &dyn Fn() -> bool) -> Result<Option<Vec<(f64, f64)>>> {
        let mut search = count_of(need);
        search["aggs"] = json!({"values": {"terms": {"field": field(Kept::Position), "size": MOST_POSITIONS}}});
        let Some(answer) = self.search_while(search, stop)? else { return Ok(None) };
        let buckets = answer["aggregations"]["values"]["buckets"].as_array().into_iter().flatten();
        let mut keys: Vec<&str> = buckets.filter_map(|bucket| Value::as_str(&bucket["key"])).collect();
        keys.sort_unstable();
        Ok(Some(keys.into_iter().filter_map(position_of_key).collect()))
    }
}

/// The events of a value of lanes in a range of days; `None` where there is no such lane.
fn lane(answer: &Answer, value: &str, range: date::Range) -> Option<Need> {
    let lanes = answer.rows.lanes()?;
    let needs = Lanes::needs(lanes)?;
    let within = dated(&Need::Within(range.first.0, range.last.0));
    Some(needs.counted.clone().and(needs.of(lanes.find(value)?)?).and(within))
}
