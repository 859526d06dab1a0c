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
    Counted, Facet, FacetAnswer, FacetOrder, FacetRequest, Histogram, Ranges, Scale, Zoom, of_counts, of_ranges,
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
    /// The searches for a facet: its values, each tick, each group of countries.
    pub(super) fn facet_searches(asked: &FacetRequest, needs: &FacetNeeds<'_>) -> Vec<Value> {
        let mut values = count_of(&needs.counted);
        values["aggs"] = json!({"values": {"terms": {"field": field_of(asked.facet), "size": MOST_VALUES}}});
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
        let all = values.keys.len();
        let is_cut = values.is_cut || all > MOST_NAMED && asked.order == FacetOrder::Count;
        if asked.order == FacetOrder::Count {
            values.keys.truncate(MOST_NAMED);
        }
        let mut names: Vec<NameOf> = known.to_vec();
        let mut besides = Vec::new();
        let columns = columns_of(asked.facet);
        if is_cut && !columns.is_empty() {
            // Those that are kept on the screen, and what is typed looks for among the others.
            let typed: Vec<String> =
                crate::language::words(&asked.typed).map(|word| word.folded.into_owned()).collect();
            let mut filters: Vec<Value> =
                typed.iter().take(1).map(|word| json!({"prefix": {"w": {"value": term(word)}}})).collect();
            if !asked.keep.is_empty() {
                let keys: Vec<String> = asked.keep.iter().map(|name| crate::language::name_key(name)).collect();
                filters.push(json!({"terms": {"counts": keys}}));
            }
            if !filters.is_empty() {
                let filter = json!({"bool": {"should": filters, "minimum_should_match": 1}});
                besides = self.read_names(columns, &filter, MOST_NAMED)?.unwrap_or_default();
            }
        }
        let more: Vec<&str> =
            besides.iter().map(|(_, key, _)| key.as_str()).filter(|key| !values.counts.contains_key(*key)).collect();
        if values.is_lower || !more.is_empty() {
            // Over several shards a list may be cut: those that are shown are counted by their names.
            let keys: Vec<&str> = values.keys.iter().map(String::as_str).chain(more).map(term).collect();
            let mut search = count_of(&needs.counted);
            search["aggs"] = json!({"values": {"terms": {
                "field": field_of(asked.facet), "size": keys.len(), "include": keys,
            }}});
            let exact = read_values(&self.client.search(&self.generation.events(), &search)?);
            values.counts.extend(exact.counts);
        }
        names.append(&mut besides);
        let of_column = columns.first().copied();
        if let Some(column) = of_column {
            let (entities, others): (Vec<&String>, Vec<&String>) =
                values.keys.iter().partition(|key| key.starts_with('#'));
            names.extend(entities.into_iter().map(|key| (column, key.clone(), String::new())));
            for some in others.chunks(super::TOGETHER) {
                let some: Vec<&str> = some.iter().map(|key| term(key)).collect();
                names.extend(
                    self.read_names(columns, &json!({"terms": {"counts": some}}), usize::MAX)?.unwrap_or_default(),
                );
            }
        }
        let names = Arc::new(self.snapshot(&mut self.state(), &names));
        let count = |key: &str, _: bool| values.counts.get(key).copied();
        let mut facet = of_counts(&names, asked, &ticks, &[], &count);
        if is_cut {
            facet.is_cut = true;
            facet.total = facet.total.max(all);
        }
        Ok((facet, names))
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
