//! What is counted under a query: events over time, the values of a facet, what is left without a part of the query.
//!
//! Each question is one search of several that are asked together; this makes them and reads their answers. How a query
//! becomes a filter is not known here.

use super::{Remote, columns_of, field_of, filter, total};
use crate::dataset::{Dataset, Kept, NameOf, Need};
use crate::error::Result;
use crate::model::{Day, Group};
use crate::query::asked::FacetNeeds;
use crate::query::{
    Counted, Facet, FacetAnswer, FacetOrder, FacetRequest, FacetRow, Histogram, Pick, Ranges, Scale, Zoom, key_of_row,
    of_counts, of_ranges,
};
use crate::store::shape::{field, term};
use hashbrown::HashMap;
use serde_json::{Value, json};
use std::sync::Arc;

/// Values that are counted at most.
const MOST_VALUES: usize = 10_000;
/// Values of which the names are read at most: more than become rows.
const MOST_NAMED: usize = 2_000;

/// A search that only counts what satisfies a need.
pub(super) fn count_of(need: &Need) -> Value {
    json!({"size": 0, "track_total_hits": true, "query": {"bool": {"filter": [filter(need)]}}})
}

/// A search that counts what satisfies a need over time.
pub(super) fn over_time(need: &Need, scale: &Scale) -> Value {
    let mut search = count_of(need);
    search["aggs"] = time_aggregations(scale);
    search
}

/// What counts events over time.
pub(super) fn time_aggregations(scale: &Scale) -> Value {
    // What begins or ends before each of some days: from the first of all on.
    let ranges: Vec<Value> = scale.starts().iter().map(|day| json!({"to": day.0})).collect();
    let dated = json!({"bool": {"must_not": [filter(&Need::Undated)]}});
    let unit = json!({"term": {"u": scale.unit().word()}});
    let exact = json!({"term": {"x": true}});
    let before =
        |of: &str| if ranges.is_empty() { json!({}) } else { json!({of: {"range": {"field": of, "ranges": ranges}}}) };
    let both = if ranges.is_empty() {
        json!({})
    } else {
        json!({"f": {"range": {"field": "f", "ranges": ranges}}, "l": {"range": {"field": "l", "ranges": ranges}}})
    };
    json!({
        "exact": {"filter": exact, "aggs": before("f")},
        "in_one": {"filter": {"bool": {"filter": [unit], "must_not": [exact]}}, "aggs": before("f")},
        "others": {"filter": {"bool": {"filter": [dated], "must_not": [exact, unit]}}, "aggs": both},
        "undated": {"filter": filter(&Need::Undated)},
    })
}

/// The answer to [`over_time`].
pub(super) fn read_time(answer: &Value, scale: &Scale, shown: (usize, Option<Zoom>)) -> Histogram {
    read_aggregations(&answer["aggregations"], scale, shown)
}

/// No events over time.
pub(super) fn nothing_over_time(scale: &Scale, shown: (usize, Option<Zoom>)) -> Histogram {
    let none = || vec![0; scale.starts().len()];
    let ranges = Ranges { exact: none(), in_one: none(), begin: none(), end: none(), ..Ranges::default() };
    of_ranges(scale, &ranges, shown)
}

/// The answer to [`time_aggregations`].
pub(super) fn read_aggregations(aggregations: &Value, scale: &Scale, shown: (usize, Option<Zoom>)) -> Histogram {
    let number = |value: &Value| value["doc_count"].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    // The engine gives ranges in the order of their ends.
    let before = |of: &str, by: &str| -> Vec<usize> {
        aggregations[of][by]["buckets"].as_array().into_iter().flatten().map(number).collect()
    };
    let ranges = Ranges {
        exact: before("exact", "f"),
        in_one: before("in_one", "f"),
        begin: before("others", "f"),
        end: before("others", "l"),
        all: ["exact", "in_one", "others"].map(|of| number(&aggregations[of])),
        undated: number(&aggregations["undated"]),
    };
    let expected = scale.starts().len();
    let is_whole = [&ranges.exact, &ranges.in_one, &ranges.begin, &ranges.end].iter().all(|of| of.len() == expected);
    if is_whole { of_ranges(scale, &ranges, shown) } else { Histogram::default() }
}

/// How many events each value has.
#[derive(Default)]
pub(super) struct Values {
    pub counts: HashMap<String, usize>,
    /// The most frequent first.
    pub keys: Vec<String>,
    /// Whether there are more.
    pub is_cut: bool,
    /// Whether a number may be too small.
    pub is_lower: bool,
}

/// What the aggregation `values` of an answer says.
pub(super) fn read_values(answer: &Value) -> Values {
    let of = &answer["aggregations"]["values"];
    let mut values = Values {
        is_cut: of["sum_other_doc_count"].as_u64().unwrap_or(0) > 0,
        is_lower: of["doc_count_error_upper_bound"].as_u64().unwrap_or(0) > 0,
        ..Values::default()
    };
    for bucket in of["buckets"].as_array().into_iter().flatten() {
        let (Some(key), Some(count)) = (bucket["key"].as_str(), bucket["doc_count"].as_u64()) else { continue };
        values.keys.push(key.to_owned());
        values.counts.insert(key.to_owned(), usize::try_from(count).unwrap_or(usize::MAX));
    }
    values
}

impl Remote {
    /// A search that counts the values of a facet.
    fn values_search(facet: Facet, counted: &Need) -> Value {
        let mut search = count_of(counted);
        search["aggs"] = json!({"values": {"terms": {"field": field_of(facet), "size": MOST_VALUES}}});
        search
    }

    /// The searches for a facet: its values, each tick, each group of countries.
    pub(super) fn facet_searches(asked: &FacetRequest, needs: &FacetNeeds<'_>) -> Vec<Value> {
        let mut values = Remote::values_search(asked.facet, &needs.counted);
        if asked.facet == Facet::Countries {
            let groups = Group::all().map(|group| {
                let members: Vec<&str> = group.members().to_vec();
                (group.code().to_owned(), json!({"terms": {field(Kept::Country): members}}))
            });
            let groups: serde_json::Map<String, Value> = groups.collect();
            values["aggs"]["groups"] = json!({"filters": {"filters": groups}});
        }
        std::iter::once(values).chain(needs.ticks.iter().map(|(.., need)| count_of(need))).collect()
    }

    /// The answer to [`Remote::facet_searches`], and the names of its values. What is shown and not surely counted is counted
    /// once more.
    pub(super) fn facet(
        &self,
        asked: &FacetRequest,
        needs: &FacetNeeds<'_>,
        answers: &[Value],
        known: &[NameOf],
    ) -> Result<(FacetAnswer, Arc<Dataset>)> {
        let Some((first, of_ticks)) = answers.split_first() else { return Ok(Default::default()) };
        let ticks: Vec<Counted<'_>> = needs
            .ticks
            .iter()
            .zip(of_ticks)
            .map(|((value, state, _), answer)| Counted { value, state: *state, count: total(answer) })
            .collect();
        let mut values = read_values(first);
        if asked.facet == Facet::Countries {
            let groups = &first["aggregations"]["groups"]["buckets"];
            let codes: Vec<&str> = self.extent.countries.iter().map(String::as_str).collect();
            let count = |code: &str, is_group: bool| {
                let Some(group) = Group::from_code(code).filter(|_| is_group) else {
                    return codes.binary_search(&code).is_ok().then(|| values.counts.get(code).copied().unwrap_or(0));
                };
                let is_there = self.extent.has_country(group.code());
                let count = groups[group.code()]["doc_count"].as_u64().unwrap_or(0);
                is_there.then(|| usize::try_from(count).unwrap_or(usize::MAX))
            };
            let names = self.here();
            return Ok((of_counts(&names, asked, &ticks, &codes, &count), names));
        }
        if values.is_lower {
            // Over several shards a list may be cut: its values are counted by their names.
            values.counts.extend(self.count_values(asked.facet, &needs.counted, &values.keys)?);
            let count = |key: &String| std::cmp::Reverse(values.counts.get(key).copied().unwrap_or(0));
            values.keys.sort_by_cached_key(|key| (count(key), key.clone()));
        }
        let names = self.names_of_values(asked, &values, known)?;
        let rows = |counts: &HashMap<String, usize>| {
            of_counts(&names, asked, &ticks, &[], &|key: &str, _: bool| counts.get(key).copied())
        };
        let mut facet = rows(&values.counts);
        let key = |row: &FacetRow| key_of_row(&names, asked.facet, row).map(|key| term(&key).to_owned());
        // What is ticked is listed though no event has it.
        let ticked = facet.rows.iter().filter(|row| row.state != Pick::None);
        let ticked = ticked.filter(|row| key(row).is_none_or(|key| !values.counts.contains_key(&key))).count();
        if values.is_cut {
            // What is kept on the screen or was typed may be none of those that were counted.
            let others: Vec<String> = facet.rows.iter().filter_map(&key).collect();
            let others: Vec<String> = others.into_iter().filter(|key| !values.counts.contains_key(key)).collect();
            if !others.is_empty() {
                values.counts.extend(self.count_values(asked.facet, &needs.counted, &others)?);
                facet = rows(&values.counts);
            }
        }
        let all = values.keys.len() + ticked;
        (facet.is_cut, facet.total) = (facet.is_cut || facet.total < all, facet.total.max(all));
        facet.at_least = values.is_cut;
        facet.is_cut |= values.is_cut;
        Ok((facet, names))
    }

    /// How many events that are counted each of some values has.
    fn count_values(&self, facet: Facet, counted: &Need, keys: &[String]) -> Result<HashMap<String, usize>> {
        let mut counts = HashMap::new();
        for some in keys.chunks(MOST_VALUES) {
            let some: Vec<&str> = some.iter().map(|key| term(key)).collect();
            let mut search = count_of(counted);
            search["aggs"] =
                json!({"values": {"terms": {"field": field_of(facet), "size": some.len(), "include": some}}});
            counts.extend(read_values(&self.client.search(&self.generation.events(), &search)?).counts);
        }
        Ok(counts)
    }

    /// What was read so far, with the names of a facet's values: of all that the data have where they are not too many, and
    /// else of those with most events, and of those that are asked for besides.
    fn names_of_values(&self, asked: &FacetRequest, values: &Values, known: &[NameOf]) -> Result<Arc<Dataset>> {
        let columns = columns_of(asked.facet);
        let place = asked.facet as usize;
        let mut names: Vec<NameOf> = known.to_vec();
        if columns.is_empty() {
            return Ok(Arc::new(self.snapshot(&mut self.state(), &names)));
        }
        let are_all = self.state().facets[place].are_all;
        let are_all = if let Some(are_all) = are_all {
            are_all
        } else {
            let mut search = Remote::values_search(asked.facet, &Need::Anything);
            search["track_total_hits"] = json!(false);
            let all = read_values(&self.client.search(&self.generation.events(), &search)?);
            if !all.is_cut {
                self.learn_values(asked.facet, &all.keys)?;
            }
            *self.state().facets[place].are_all.insert(!all.is_cut)
        };
        if !are_all {
            let most = if asked.order == FacetOrder::Count { MOST_NAMED } else { MOST_VALUES };
            self.learn_values(asked.facet, &values.keys[..values.keys.len().min(most)])?;
            let typed = crate::language::words(&asked.typed);
            let typed: Vec<Value> = typed.map(|word| json!({"prefix": {"w": {"value": term(&word.folded)}}})).collect();
            let mut filters = if typed.is_empty() { Vec::new() } else { vec![json!({"bool": {"filter": typed}})] };
            if !asked.keep.is_empty() {
                let keys: Vec<String> = asked.keep.iter().map(|name| crate::language::name_key(name)).collect();
                filters.push(json!({"terms": {"counts": keys}}));
            }
            if !filters.is_empty() {
                let filter = json!({"bool": {"should": filters, "minimum_should_match": 1}});
                names.extend(self.some_names(columns, &filter, MOST_NAMED)?);
            }
        }
        Ok(Arc::new(self.snapshot(&mut self.state(), &names)))
    }

    /// Reads the names of some values of a facet.
    fn learn_values(&self, facet: Facet, keys: &[String]) -> Result<()> {
        let columns = columns_of(facet);
        let Some(&column) = columns.first() else { return Ok(()) };
        let new = self.state().facets[facet as usize].names.unknown(keys);
        let (entities, others): (Vec<&String>, Vec<&String>) = new.iter().partition(|key| key.starts_with('#'));
        // They are here, with all that they are called.
        let mut names: Vec<NameOf> = entities.into_iter().map(|key| (column, key.clone(), String::new())).collect();
        for some in others.chunks(super::TOGETHER) {
            let some: Vec<&str> = some.iter().map(|key| term(key)).collect();
            names
                .extend(self.read_names(columns, &json!({"terms": {"counts": some}}), usize::MAX)?.unwrap_or_default());
        }
        self.state().facets[facet as usize].names.add(new, names);
        Ok(())
    }

    /// The buckets of time.
    pub(super) fn scale(&self, columns: usize, zoom: Option<Zoom>) -> Scale {
        Scale::new(self.extent.time, columns, zoom)
    }
}

/// The days of a sort key, which are the last of all where there is no date.
pub(super) fn days_of(first: Day, last: Day) -> [i32; 2] {
    [first.0, last.0]
}
