//! Lanes, pairs, the map and people: what the engine counts for them is what the file counts.

use super::{Compared, id};
use oreline::door::dataset::{Dataset, EventId};
use oreline::door::model::date::Range;
use oreline::door::model::{Day, Lang};
use oreline::door::query::people::strips;
use oreline::door::query::{
    Answer, Cell, Facet, FacetOrder, FacetRequest, LaneOrder, Matrix, MatrixRequest, Members, PeopleOrder, Query,
    Request, Target, View, Zoom, cell_events,
};
use oreline::door::store::Told;
use std::sync::Arc;

/// What was told, and about what; it is told always.
fn told<T>(told: Told<T>) -> (Arc<Dataset>, T) {
    match told {
        Told::Answer(seen, told) => (seen, told),
        Told::Whole => panic!("only all data tell"),
        Told::Stopped => panic!("nobody has stopped it"),
    }
}

/// The cells of all lanes.
fn cells(answer: &Answer) -> Vec<String> {
    let Some(lanes) = answer.rows.lanes() else { return vec!["no lanes".to_owned()] };
    let rows = answer.facet.iter().flat_map(|facet| &facet.rows);
    rows.map(|row| format!("{} {:?}", row.value, lanes.find(&row.value).map(|lane| lanes.counts().of(lane)))).collect()
}

impl Compared<'_> {
    /// The views where rows cross columns, of a query, and who took part; or only one of them. The number decides which, and
    /// in which of the many ways it is asked.
    pub(super) fn ask_crossed(&mut self, query: &Query, at: usize, request: &Request, one: bool) {
        if !one || at.is_multiple_of(3) {
            self.lanes(query, at, request);
        }
        if !one || at % 3 == 1 {
            self.pairs(query, at, request);
        }
        if !one || at % 3 == 2 {
            self.people(query, at, request);
        }
    }

    fn lanes(&mut self, query: &Query, at: usize, request: &Request) {
        let facet = Facet::ALL[at % Facet::ALL.len()];
        for (all_of, lane_order) in [(false, LaneOrder::Count), (true, LaneOrder::First)] {
            let lang = if all_of { Lang::Ru } else { Lang::En };
            let order = FacetOrder::Count;
            let facet = Some(FacetRequest { facet, all_of, order, lang, ..FacetRequest::default() });
            let asked = Request { facet, lane_order, view: View::Lanes, lang, ..request.clone() };
            let Some((here, _, there)) = self.ask(&asked) else { return };
            self.same("rows of lanes", query, &here.facet, &there.facet);
            self.same("lanes", query, &cells(&here), &cells(&there));
            self.same("bars of lanes", query, &here.histogram, &there.histogram);
            let first = self.here.time_order().time().map_or(Day(0), |(first, last)| Day(first.0.midpoint(last.0)));
            let unit = oreline::door::query::Unit::ALL[at % 5];
            let zoom = Some(Zoom { unit, first });
            if let Some(lanes) = here.rows.lanes() {
                let again = self.there.lanes_again(&there, (31, zoom), &|| false).unwrap();
                self.same(
                    "lanes of a part of time",
                    query,
                    &Some(lanes.over_time(&self.here, 31, zoom)),
                    &again.as_deref().cloned(),
                );
            }
            let buckets = &here.histogram.buckets;
            let rows: Vec<String> =
                here.facet.iter().flat_map(|facet| &facet.rows).map(|row| row.value.clone()).collect();
            // The first, one of the middle, and the last.
            for (row, bucket) in [
                (0, 0),
                (rows.len() / 2, buckets.len() / 2),
                (rows.len().wrapping_sub(1), buckets.len().wrapping_sub(1)),
            ] {
                if let (Some(value), Some(bucket)) = (rows.get(row), buckets.get(bucket)) {
                    let range = Range { first: bucket.first, last: bucket.last };
                    self.cell(query, (&here, &there), &Cell::Lane { value: value.clone(), range });
                    let range = Range { first: Day::MIN, last: Day::MAX };
                    self.cell(query, (&here, &there), &Cell::Lane { value: value.clone(), range });
                }
            }
        }
    }

    fn pairs(&mut self, query: &Query, at: usize, request: &Request) {
        let Some((here, _, there)) = self.ask(&Request { view: View::Pairs, ..request.clone() }) else { return };
        let events = self.here.numbers_of(here.events.whole());
        for who in Members::ALL {
            let order = if at.is_multiple_of(2) { PeopleOrder::Count } else { PeopleOrder::Name };
            let lang = if at.is_multiple_of(3) { Lang::Ru } else { Lang::En };
            let asked = MatrixRequest { who, order, lang };
            let square = Matrix::new(&self.here, &events, asked);
            let (_, of_engine) = told(self.there.matrix(&there, asked, &|| false).unwrap());
            self.same("square", query, &square, &of_engine);
            let pairs = &square.pairs;
            for &(a, b, _) in pairs.first().into_iter().chain(pairs.last()) {
                let pair: [Target; 2] = [a, b].map(|place| square.members[place].target.clone());
                let alone = at.is_multiple_of(4);
                let cell = Cell::Pair { who, pair: Box::new(pair), alone, columns: 40, zoom: None };
                self.cell(query, (&here, &there), &cell);
            }
        }
        let Some((here, _, there)) = self.ask(&Request { view: View::Map, ..request.clone() }) else { return };
        for code in ["KZ", "C5", ["US", "CN", "MN", "EU"][at % 4]] {
            self.cell(query, (&here, &there), &Cell::Country(code.to_owned()));
        }
    }

    /// The events of a cell, some of its rows, and all else that is said of it; nothing when told to stop, now or soon.
    fn cell(&mut self, query: &Query, (here, there): (&Answer, &Answer), cell: &Cell) {
        let listed = cell_events(&self.here, here, cell);
        let len = listed.events.len();
        if len > 0 {
            // It asks twice at least: when the number is there, and when rows are.
            let asked = std::cell::Cell::new(self.count % 2);
            let stop = || asked.replace(asked.get().saturating_sub(1)) == 0;
            let stopped = self.there.cell_events(there, cell, &(0..30), &stop).unwrap();
            self.same(
                "what ends when told to",
                query,
                &"stopped",
                &if matches!(stopped, Told::Stopped) { "stopped" } else { "told" },
            );
        }
        for rows in [0..30, len.saturating_sub(7)..len + 5] {
            let (seen, of_engine) = told(self.there.cell_events(there, cell, &rows, &|| false).unwrap());
            let dated = listed.events.dated();
            let place = |row: usize| if row < dated { dated - 1 - row } else { row };
            let ids = |dataset: &Dataset, events: &dyn Fn(usize) -> Option<EventId>| -> Vec<Option<String>> {
                rows.clone().map(|row| events(place(row)).map(|event| id(dataset, event))).collect()
            };
            let (a, b) = (&listed.events, &of_engine.events);
            self.same("events of a cell", query, &(cell, a.len(), a.dated()), &(cell, b.len(), b.dated()));
            let expected = ids(&self.here, &|place| a.get(place));
            self.same("rows of a cell", query, &expected, &ids(&seen, &|place| b.get(place)));
            self.same("positions", query, &listed.positions, &of_engine.positions);
            let (Some(a), Some(b)) = (&listed.pair, &of_engine.pair) else {
                self.same("pair", query, &listed.pair.is_some(), &of_engine.pair.is_some());
                continue;
            };
            self.same("numbers of a pair", query, &(a.together, a.alone, a.naming), &(b.together, b.alone, b.naming));
            self.same("days of a pair", query, &a.span, &b.span);
            self.same("bars of a pair", query, &a.strip, &b.strip);
            let mut others: Vec<(String, Vec<String>)> =
                b.others.iter().map(|(event, codes)| (id(&seen, *event), codes.clone())).collect();
            others.sort();
            let of_file = |id: &str| self.here.event_by_id(id).and_then(|event| a.others.get(&event)).cloned();
            let expected: Vec<_> = others.iter().filter_map(|(id, _)| Some((id.clone(), of_file(id)?))).collect();
            self.same("others of a pair", query, &expected, &others);
        }
    }

    fn people(&mut self, query: &Query, at: usize, request: &Request) {
        let people_order = if at.is_multiple_of(2) { PeopleOrder::Name } else { PeopleOrder::Count };
        let lang = if at.is_multiple_of(2) { Lang::Ru } else { Lang::En };
        let asked = Request { view: View::People, people_order, lang, ..request.clone() };
        let Some((here, seen, there)) = self.ask(&asked) else { return };
        self.same("people", query, &super::rows(&self.here, &here), &super::rows(&seen, &there));
        let countries = |dataset: &Dataset, answer: &Answer| -> Vec<Vec<String>> {
            let people = dataset.people();
            let rows = answer.rows.people().iter();
            rows.map(|row| people.countries(row.number).map(str::to_owned).collect()).collect()
        };
        self.same("countries of people", query, &countries(&self.here, &here), &countries(&seen, &there));
        let numbers = |answer: &Answer| -> Vec<u32> {
            let rows = answer.rows.people();
            rows.iter().take(12).chain(rows.iter().rev().take(3)).map(|row| row.number).collect()
        };
        let unit = oreline::door::query::Unit::ALL[at % 7];
        for (zoom, most) in
            [(None, None), (self.here.time_order().time().map(|(first, _)| Zoom { unit, first }), Some(5))]
        {
            let listed = (here.events.whole(), here.rows.people());
            let expected = strips(&self.here, listed, &numbers(&here), (30, zoom), most);
            let found =
                self.there.strips((&seen, &there), &numbers(&there), (30, zoom), most, &|| false).unwrap().unwrap();
            self.same("strips", query, &(expected.most, expected.of), &(found.most, found.of));
            self.same("time of strips", query, &expected.time, &found.time);
        }
    }
}

#[test]
fn what_the_engine_counts_is_not_read() {
    let Some(node) = super::node() else { return };
    let files = super::Files::new();
    let made = files.file("made.jsonl", &crate::common::generate::lines(1_000));
    super::push(&node, "test-counted", &[&made], &["--replace", "--shards", "2"]);
    let there = super::browsed(&node, "test-counted").open().unwrap().unwrap();
    let facet = |facet| Some(FacetRequest { facet, ..FacetRequest::default() });
    let wait = oreline::door::store::Wait { stop: &|| false, tell: &|_| {} };
    for view in [View::Lanes, View::Pairs, View::Map, View::People] {
        for of in [Facet::Countries, Facet::People, Facet::Topics] {
            let request = Request { view, facet: facet(of), histogram_columns: 60, ..Request::default() };
            let (seen, answer) = told(there.answer(&request, &wait).unwrap());
            assert_eq!((answer.events.len(), answer.rows.view()), (1_000, view));
            let cell = match view {
                View::Lanes => {
                    let value = answer.facet.iter().flat_map(|facet| &facet.rows).next().unwrap().value.clone();
                    Cell::Lane { value, range: Range { first: Day::MIN, last: Day::MAX } }
                }
                _ => Cell::Country("KZ".to_owned()),
            };
            let (_, listed) = told(there.cell_events(&answer, &cell, &(0..30), &|| false).unwrap());
            assert!(listed.events.len() > 30, "{view:?} {of:?}");
            let square = MatrixRequest { who: Members::People, order: PeopleOrder::Count, lang: Lang::En };
            assert!(!told(there.matrix(&answer, square, &|| false).unwrap()).1.pairs.is_empty());
            let numbers: Vec<u32> = answer.rows.people().iter().take(20).map(|row| row.number).collect();
            let strips = there.strips((&seen, &answer), &numbers, (40, None), None, &|| false).unwrap().unwrap();
            assert_eq!(strips.of.len(), numbers.len());
        }
    }
    // Two windows of rows, and those of the cells.
    let read = there.here().event_count();
    assert!(read < 350, "{read} of 1,000 events were read");
}
