//! What a text that is typed may go on as: told by the same functions as of a file, of names and numbers that are asked for
//! as far as these want them.
//!
//! They are called with what is known; what they wanted besides is asked of the engine, and they are called again. What came
//! is kept: the next key wants most of it too. It is asked beside what the rows wait for, and nothing is locked meanwhile.
//! What is completed, and how, is not known here.

use super::counts::read_values;
use super::typed::{Asking, Looked, NamesBegun, Typed, column_of, place_of, written};
use super::{Remote, Told, entities_with, filter, name_of, names_filter, total};
use crate::dataset::{ColumnOf, Dataset, Kept, NameIndex, NameOf, Need};
use crate::error::{Error, Result};
use crate::model::Lang;
use crate::query::asked::{self, Known};
use crate::query::{Begun, Completion, Field, MOST_COMPLETED, Part, Query, complete_by};
use crate::store::client::Wait;
use crate::store::narrow::{Had, Part as PartOfData, texts};
use crate::store::shape::{field, kind_of_name, term};
use hashbrown::{HashMap, HashSet};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::sync::{Arc, MutexGuard, PoisonError};

/// Names that are read of those that begin so.
const MOST_NAMES: usize = 512;
/// Values of a column that are looked at first where more names begin so: those with most events, some of them at a time.
const TOP: [usize; 3] = [500, 1_500, 8_000];
/// Names of these that are read.
const MOST_OF_TOP: usize = 1_000;
/// Values that are counted together.
const MOST_KEYS: usize = 10_000;
/// Letters of the longest beginning of a word that is looked for by a pattern.
const LONGEST: usize = 200;
/// Names that are kept; with more, all that is known is forgotten.
const MOST_KEPT: usize = 50_000;

impl Remote {
    /// What the text before the cursor may go on as. When told to stop it closes the connection.
    pub fn complete(&self, before: &str, lang: Lang, stop: &dyn Fn() -> bool) -> Result<Told<Option<Completion>>> {
        if self.typed().kept > MOST_KEPT {
            *self.typed() = Typed::default();
        }
        let mut looked: Vec<Looked> = Vec::new();
        loop {
            let names = self.names_looked_up(&looked, &[]);
            let (completion, wanted) = {
                let known = self.typed();
                let asking = Asking { known: &known, wanted: RefCell::default() };
                let completion = complete_by((&names, &asking), before, lang);
                (completion, asking.wanted.into_inner())
            };
            let new: Vec<Looked> = wanted.names.into_iter().filter(|names| !looked.contains(names)).collect();
            // The names first: they decide what is counted, and that which of them are offered.
            let has_come = if !new.is_empty() {
                let has_come = new.iter().try_for_each(|new| self.ask_names(new, &names, stop));
                looked.extend(new);
                has_come
            } else if !wanted.keys.is_empty() {
                self.count_keys(&wanted.keys, stop)
            } else if let Some(beginning) = wanted.ids.first() {
                self.ask_ids(beginning, stop)
            } else if let Some(beginning) = wanted.said.first() {
                self.ask_said(beginning, stop)
            } else if !wanted.parts.is_empty() {
                self.count_parts(&wanted.parts, &looked, stop)
            } else {
                return Ok(Told::Answer(Arc::new(names), completion));
            };
            match has_come {
                Err(Ended::Stopped) => return Ok(Told::Stopped),
                Err(Ended::Failed(error)) => return Err(error),
                Ok(()) => {}
            }
        }
    }

    fn typed(&self) -> MutexGuard<'_, Typed> {
        self.typed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The entities, and the names that are looked up, as far as they are known.
    fn names_looked_up(&self, looked: &[Looked], more: &[NameOf]) -> Dataset {
        let known = self.typed();
        let begun: Vec<Arc<NamesBegun>> = looked.iter().filter_map(|looked| known.names.get(looked).cloned()).collect();
        drop(known);
        let names = self.common.iter().chain(begun.iter().flat_map(|begun| &begun.names));
        let names = NameIndex::of(names.chain(more));
        self.here().with_names_alone(&names)
    }

    /// The answers to searches.
    fn asked(
        &self,
        index: &str,
        searches: &[Value],
        stop: &dyn Fn() -> bool,
    ) -> std::result::Result<Vec<Value>, Ended> {
        let wait = Wait { stop, tell: &|_| {} };
        self.client.searches_while(index, searches, &wait)?.filter(|_| !stop()).ok_or(Ended::Stopped)
    }

    /// Reads the names that begin so: all of them, or of very many those of the values with most events.
    fn ask_names(&self, looked: &Looked, here: &Dataset, stop: &dyn Fn() -> bool) -> std::result::Result<(), Ended> {
        if self.typed().names.contains_key(looked) {
            return Ok(());
        }
        let (of, Begun { whole, beginnings }) = looked;
        let Some(column) = column_of(*of) else { return Ok(()) };
        let known;
        let here = if self.learn_printed(whole)? {
            known = self.here();
            &known
        } else {
            here
        };
        let mut filters = vec![json!({"term": {"kind": kind_of_name(column)}})];
        filters.extend(whole.iter().map(|word| names_filter(&Need::Word { folded: word.clone(), forms: true }, here)));
        let begin = |beginnings: &Vec<String>| {
            let any: Vec<Value> =
                beginnings.iter().map(|beginning| json!({"prefix": {"w": {"value": term(beginning)}}})).collect();
            let mut filters = filters.clone();
            filters.push(json!({"bool": {"should": any, "minimum_should_match": 1}}));
            filters
        };
        let ways: Vec<Vec<Value>> = beginnings.iter().filter(|some| !some.is_empty()).map(begin).collect();
        let index = self.generation.records();
        let searches: Vec<Value> = ways.iter().map(|filters| search_for_names(filters, MOST_NAMES)).collect();
        let answers = self.asked(&index, &searches, stop)?;
        let mut found = NamesBegun::default();
        // As at home a way counts only when those before it find nothing.
        if let Some((filters, answer)) = ways.iter().zip(&answers).find(|(_, answer)| total(answer) > 0) {
            found.is_cut = total(answer) > MOST_NAMES;
            found.names.extend(names_in(answer, column));
            if found.is_cut {
                let top = self.top_values(column, stop)?;
                let mut left = &top[..];
                let mut searches = Vec::new();
                for most in TOP {
                    let (some, others) = left.split_at(most.min(left.len()));
                    left = others;
                    let mut filters = filters.clone();
                    filters.push(json!({"terms": {"id": some}}));
                    searches.push(search_for_names(&filters, MOST_OF_TOP));
                }
                let answers = self.asked(&index, &searches, stop)?;
                found.names.extend(answers.iter().flat_map(|answer| names_in(answer, column)));
                found.names.sort_unstable_by(|a, b| a.1.cmp(&b.1));
                found.names.dedup();
            }
        }
        let known = &mut self.typed();
        known.kept += found.names.len();
        known.names.insert(looked.clone(), Arc::new(found));
        Ok(())
    }

    /// Reads how all data print some folded words; says whether any was new.
    fn learn_printed(&self, words: &[String]) -> Result<bool> {
        let new: Vec<String> = {
            let state = self.state();
            words.iter().filter(|word| !state.asked_words.contains(*word)).cloned().collect()
        };
        if new.is_empty() {
            return Ok(false);
        }
        let printed = PartOfData::new(&self.client, &self.generation, Had::default())?.vocabulary(&new, &[])?;
        let mut state = self.state();
        state.printed.extend(printed.into_iter().flatten());
        state.asked_words.extend(new);
        Ok(true)
    }

    /// The values of a column with most events, these first.
    fn top_values(&self, column: ColumnOf, stop: &dyn Fn() -> bool) -> std::result::Result<Arc<Vec<String>>, Ended> {
        let Some(place) = place_of(column) else { return Ok(Arc::default()) };
        if let Some(known) = self.typed().tops.get(place) {
            return Ok(Arc::clone(known));
        }
        let values = json!({"terms": {"field": place, "size": TOP.iter().sum::<usize>()}});
        let search = json!({"size": 0, "track_total_hits": false, "aggs": {"values": values}});
        let answers = self.asked(&self.generation.events(), &[search], stop)?;
        let top = Arc::new(answers.first().map(|answer| read_values(answer).keys).unwrap_or_default());
        self.typed().tops.insert(place, Arc::clone(&top));
        Ok(top)
    }

    /// Counts the events of some values.
    fn count_keys(&self, keys: &[(ColumnOf, String)], stop: &dyn Fn() -> bool) -> std::result::Result<(), Ended> {
        let mut of_places: HashMap<&'static str, HashSet<&str>> = HashMap::new();
        for (column, key) in keys {
            if let Some(place) = place_of(*column) {
                of_places.entry(place).or_default().insert(key);
            }
        }
        let of_places: Vec<(&'static str, Vec<&str>)> =
            of_places.into_iter().map(|(place, keys)| (place, keys.into_iter().collect())).collect();
        let mut asked: Vec<(&'static str, &[&str])> = Vec::new();
        for (place, keys) in &of_places {
            asked.extend(keys.chunks(MOST_KEYS).map(|some| (*place, some)));
        }
        let search = |(place, keys): &(&str, &[&str])| {
            let keys: Vec<&str> = keys.iter().map(|key| term(key)).collect();
            let values = json!({"terms": {"field": place, "size": keys.len(), "include": keys}});
            json!({"size": 0, "track_total_hits": false, "aggs": {"values": values}})
        };
        let searches: Vec<Value> = asked.iter().map(search).collect();
        let answers = self.asked(&self.generation.events(), &searches, stop)?;
        let known = &mut self.typed();
        for ((place, keys), answer) in asked.into_iter().zip(&answers) {
            let counts = read_values(answer).counts;
            let count = |key: &str| counts.get(term(key)).copied().unwrap_or(0);
            known.keys.extend(keys.iter().map(|key| ((place, (*key).to_owned()), count(key))));
            known.kept += keys.len();
        }
        Ok(())
    }

    /// Counts the events that some parts of a query give.
    fn count_parts(
        &self,
        parts: &[Part],
        looked: &[Looked],
        stop: &dyn Fn() -> bool,
    ) -> std::result::Result<(), Ended> {
        let queries: Vec<Query> = parts.iter().map(|part| Query { parts: vec![part.clone()] }).collect();
        if looked.iter().any(|looked| self.typed().names.get(looked).is_some_and(|names| names.is_cut)) {
            self.ask_all_names(&queries, looked, stop)?;
        }
        let said = queries.iter().filter(|query| !query.values(Field::Said).included.is_empty());
        self.learn_printed(&said.flat_map(asked::words).collect::<Vec<String>>())?;
        let names = self.names_looked_up(looked, &self.keys_of_speakers(&queries));
        let known = Known {
            names: &names,
            // No value that is offered has one, and what the user has marked is not counted.
            have_phrase: &|_| None,
            ids_of_article: &|id| vec![id.to_owned()],
            marked: &|_| None,
        };
        let needs = queries.iter().map(|query| asked::selects(query, &known).unwrap_or_else(Need::nothing));
        let filters: Vec<Value> = needs.map(|need| filter(&need)).collect();
        let counts = json!({"parts": {"filters": {"filters": filters}}});
        let search = json!({"size": 0, "track_total_hits": false, "aggs": counts});
        let answers = self.asked(&self.generation.events(), &[search], stop)?;
        let buckets = answers.first().and_then(|answer| answer["aggregations"]["parts"]["buckets"].as_array());
        let buckets = buckets.filter(|buckets| buckets.len() == parts.len());
        let Some(buckets) = buckets else {
            return Err(Ended::Failed(self.client.unread("not every filter is counted")));
        };
        let count = |bucket: &Value| bucket["doc_count"].as_u64().and_then(|count| usize::try_from(count).ok());
        let counts = buckets.iter().map(|bucket| count(bucket).unwrap_or(0));
        let known = &mut self.typed();
        known.parts.extend(parts.iter().map(written).zip(counts));
        known.kept += parts.len();
        Ok(())
    }

    /// What events may have of the entities that some queries name as speakers: their names need not begin as was typed.
    fn keys_of_speakers(&self, queries: &[Query]) -> Vec<NameOf> {
        let here = self.here();
        let entities = here.entities();
        let mut keys = Vec::new();
        for (_, value) in queries.iter().flat_map(asked::named_values).filter(|(of, _)| *of == Field::By) {
            for id in entities_with(&asked::names_of(value, false), &here) {
                let entity = entities.of_value(&id);
                keys.extend(entity.into_iter().flat_map(|entity| entities.keys_of(entity)));
            }
        }
        keys.into_iter().map(|key| (ColumnOf::By, key, String::new())).collect()
    }

    /// Reads the names that the values of some queries may mean, where not all that begin so were read: what has one of these
    /// names has the words of another.
    fn ask_all_names(
        &self,
        queries: &[Query],
        looked: &[Looked],
        stop: &dyn Fn() -> bool,
    ) -> std::result::Result<(), Ended> {
        let values = queries.iter().flat_map(asked::named_values);
        let needs: Vec<Value> =
            values.map(|(_, value)| names_filter(&asked::names_of(value, false), &self.here())).collect();
        let any = json!({"bool": {"should": needs, "minimum_should_match": 1}});
        for looked in looked {
            let Some(column) = column_of(looked.0) else { continue };
            let filters = [json!({"term": {"kind": kind_of_name(column)}}), any.clone()];
            let search = search_for_names(&filters, MOST_KEYS);
            let answers = self.asked(&self.generation.records(), &[search], stop)?;
            let known = &mut self.typed();
            let before = known.names.get(looked).map(|begun| begun.names.clone()).unwrap_or_default();
            let more = answers.iter().flat_map(|answer| names_in(answer, column));
            let mut names: Vec<NameOf> = before.into_iter().chain(more).collect();
            names.sort_unstable_by(|a, b| a.1.cmp(&b.1));
            names.dedup();
            known.kept += names.len();
            known.names.insert(looked.clone(), Arc::new(NamesBegun { names, is_cut: false }));
        }
        Ok(())
    }

    /// Asks for the first ids that begin so.
    fn ask_ids(&self, beginning: &str, stop: &dyn Fn() -> bool) -> std::result::Result<(), Ended> {
        let search = json!({
            "size": MOST_COMPLETED, "track_total_hits": false, "_source": ["id"], "sort": [{"id": "asc"}],
            "query": {"bool": {"filter": [{"prefix": {"id": {"value": term(beginning)}}}]}},
        });
        let answers = self.asked(&self.generation.events(), &[search], stop)?;
        let hits = answers.iter().filter_map(|answer| answer["hits"]["hits"].as_array()).flatten();
        let ids = hits.flat_map(|hit| texts(&hit["_source"]["id"])).map(str::to_owned).collect();
        self.typed().ids.insert(beginning.to_owned(), ids);
        Ok(())
    }

    /// Asks for the words that begin so and stand in quotes of most events.
    fn ask_said(&self, beginning: &str, stop: &dyn Fn() -> bool) -> std::result::Result<(), Ended> {
        let mut words = Vec::new();
        if beginning.chars().count() <= LONGEST {
            let values = json!({"terms": {
                "field": field(Kept::Said), "include": pattern(beginning),
                // Of each shard more than are shown: the first of all may be none of the first of one.
                "size": MOST_COMPLETED, "shard_size": 1_000,
            }});
            let search = json!({"size": 0, "track_total_hits": false, "aggs": {"values": values}});
            let answers = self.asked(&self.generation.events(), &[search], stop)?;
            words = answers.first().map(|answer| read_values(answer).keys).unwrap_or_default();
        }
        self.typed().said.insert(beginning.to_owned(), words);
        Ok(())
    }
}

/// A search for names.
fn search_for_names(filters: &[Value], most: usize) -> Value {
    json!({
        "size": most, "track_total_hits": true, "_source": ["kind", "id", "raw"], "sort": [{"seq": "asc"}],
        "query": {"bool": {"filter": filters}},
    })
}

fn names_in(answer: &Value, column: ColumnOf) -> impl Iterator<Item = NameOf> {
    let hits = answer["hits"]["hits"].as_array().into_iter().flatten();
    hits.filter_map(move |hit| name_of(hit, &[column]))
}

/// What begins so, as the engine writes patterns.
fn pattern(beginning: &str) -> String {
    let mut pattern = String::new();
    for c in beginning.chars() {
        if !c.is_alphanumeric() {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern + ".*"
}

/// Why nothing came.
enum Ended {
    /// It was told to stop.
    Stopped,
    Failed(Error),
}

impl From<Error> for Ended {
    fn from(error: Error) -> Ended {
        Ended::Failed(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_no_pattern() {
        assert_eq!(pattern("тока"), "тока.*");
        assert_eq!(pattern("a.b(c\\"), "a\\.b\\(c\\\\.*");
    }
}
