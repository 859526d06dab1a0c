//! Who took part: the people of a list, when each of them did, and how often two did together.
//!
//! People are counted by what makes them one, which was found when they were pushed; the names of those who are listed are
//! read beside. Of very many only the ones with most events are, and it is said. How a row looks is not known here.

use super::counts::{count_of, nothing_over_time, read_values};
use super::lanes::MOST_BUCKETS;
use super::{Remote, TOGETHER, Told, filter, names_filter, total};
use crate::dataset::{ColumnOf, Company, Dataset, Kept, Need, PersonId};
use crate::error::Result;
use crate::model::{Day, Lang};
use crate::query::asked;
use crate::query::matrix::chosen;
use crate::query::pairs::{self, Pairs, Party};
use crate::query::people;
use crate::query::target::target_of_person;
use crate::query::{Answer, Bucket, Matrix, MatrixRequest, Members, Query, Request, Rows, Strips, Target, Zoom};
use crate::store::client::Wait;
use crate::store::shape::{days_of_moment, field};
use hashbrown::HashMap;
use serde_json::{Value, json};

/// People that are listed at most, and those that are looked at for a square.
const MOST_PEOPLE: usize = 10_000;
/// Where the names of those who took part stand.
const COLUMNS: [ColumnOf; 3] = [ColumnOf::Present, ColumnOf::PresentBody, ColumnOf::ActsFor];

/// Somebody with the number of their events, and the days of the first and the last of them.
type CountedPerson = (PersonId, u32, Option<(Day, Day)>);

/// What the buckets of people say.
fn read_people(aggregation: &Value) -> impl Iterator<Item = CountedPerson> {
    aggregation["buckets"].as_array().into_iter().flatten().filter_map(|bucket| {
        // Whole numbers that a float holds exactly.
        let moment = |of: &str| bucket[of]["value"].as_f64().map(|moment| days_of_moment(moment as i64));
        let days = moment("first").zip(moment("last")).map(|((first, _), (_, last))| (first, last));
        let count = bucket["doc_count"].as_u64().and_then(|count| u32::try_from(count).ok());
        Some((PersonId::read(bucket["key"].as_str()?)?, count?, days))
    })
}

/// What counts the values of a field, of all or of these.
pub(super) fn values_of(kept: Kept, size: usize, among: Option<&[String]>) -> Value {
    let mut terms = json!({"field": field(kept), "size": size.max(1)});
    if let Some(among) = among {
        terms["include"] = json!(among);
    }
    json!({"terms": terms})
}

impl Remote {
    /// Reads the names of some people, so that whoever is shown is known by them.
    pub(super) fn learn_people(&self, ids: &[String]) -> Result<()> {
        let new = self.state().people.unknown(ids);
        let mut names = Vec::new();
        for some in new.chunks(TOGETHER) {
            names.extend(
                self.read_names(&COLUMNS, &json!({"terms": {"counts": some}}), usize::MAX)?.unwrap_or_default(),
            );
        }
        self.state().people.add(new, names);
        Ok(())
    }

    /// The same answer with those who took part.
    pub(super) fn with_people(
        &self,
        request: &Request,
        answer: Answer,
        selected: &Need,
        wait: &Wait<'_>,
    ) -> Result<Told<Answer>> {
        let named = self.named_people(&request.query)?;
        let named_ids: Vec<String> = named.iter().map(|id| id.written()).collect();
        let days = json!({"first": {"min": {"field": "m"}}, "last": {"max": {"field": "m"}}});
        let counted_in = |among: Option<&[String]>| {
            let mut values = values_of(Kept::Attended, among.map_or(MOST_PEOPLE, <[String]>::len), among);
            values["aggs"] = days.clone();
            values
        };
        let mut search = count_of(selected);
        search["aggs"]["values"] = counted_in(None);
        if !named.is_empty() {
            search["aggs"]["named"] = counted_in(Some(&named_ids));
        }
        let Some(answers) = self.client.searches_while(&self.generation.events(), &[search], wait)? else {
            return Ok(Told::Stopped);
        };
        let first = read_values(&answers[0]);
        let mut counted: HashMap<PersonId, CountedPerson> = HashMap::new();
        counted.extend(read_people(&answers[0]["aggregations"]["values"]).map(|person| (person.0, person)));
        if first.is_lower {
            // Over several shards a list may be cut: those that are listed are counted by who they are.
            let mut search = count_of(selected);
            search["aggs"]["values"] = counted_in(Some(&first.keys));
            let exact = self.client.search(&self.generation.events(), &search)?;
            counted.extend(read_people(&exact["aggregations"]["values"]).map(|person| (person.0, person)));
        }
        counted.extend(read_people(&answers[0]["aggregations"]["named"]).map(|person| (person.0, person)));
        let ids: Vec<String> = counted.keys().map(|id| id.written()).collect();
        self.learn_people(&ids)?;
        let here = self.here();
        let rows = people::of_counts(&here, counted.into_values(), &named, request.people_order, request.lang);
        let answer = Answer { rows: Rows::People(rows), is_cut: first.is_cut, ..answer };
        Ok(Told::Answer(here, answer))
    }

    /// Those whose own name some word of a query finds.
    fn named_people(&self, query: &Query) -> Result<Vec<PersonId>> {
        let here = self.here();
        let needs = asked::names_of_search(query);
        if needs.is_empty() {
            return Ok(Vec::new());
        }
        let any: Vec<Value> = needs.iter().map(|need| names_filter(need, &here)).collect();
        let any = json!({"bool": {"should": any, "minimum_should_match": 1}});
        let found = self.some_names(&[ColumnOf::Person, ColumnOf::Org], &any, MOST_PEOPLE)?;
        let found = self.snapshot(&mut self.state(), &found);
        let mut named = asked::named(&found, query);
        named.sort_unstable();
        named.dedup();
        Ok(named)
    }

    /// When people of an answer took part, by their numbers in the data that were shown with it; `None` where it cannot be
    /// told, or when told to stop. The highest bucket of all is looked for unless it is known.
    pub fn strips(
        &self,
        (shown_with, answer): (&Dataset, &Answer),
        numbers: &[u32],
        shown: (usize, Option<Zoom>),
        most: Option<u32>,
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<Strips>> {
        /// People whose highest bucket is looked for together.
        const AT_ONCE: usize = 60;
        let query = &answer.query;
        let Some(selected) = self.with_known(query, stop, |known| asked::selects(query, known))? else {
            return Ok(None);
        };
        let wait = &Wait { stop, tell: &|_| {} };
        let people = shown_with.people();
        let id = |number: u32| people.id(number);
        let highest =
            |buckets: &[Bucket]| buckets.iter().map(|bucket| bucket.placed + bucket.spread).max().unwrap_or(0);
        let mut found = most.unwrap_or(0);
        if most.is_none() {
            // Nobody has more in one bucket than in all: those with few events need no look.
            let mut rows: Vec<(u32, u32)> = answer.rows.people().iter().map(|row| (row.events, row.number)).collect();
            rows.sort_unstable_by_key(|row| std::cmp::Reverse(row.0));
            for some in rows.chunks(AT_ONCE) {
                let some: Vec<u32> = some.iter().filter(|(all, _)| *all > found).map(|(_, number)| *number).collect();
                if some.is_empty() {
                    break;
                }
                let Some(buckets) = self.buckets_of_people(&selected, some.into_iter().map(id), shown, wait)? else {
                    return Ok(None);
                };
                found = buckets.iter().map(|buckets| highest(buckets)).fold(found, u32::max);
            }
        }
        let Some(buckets) = self.buckets_of_people(&selected, numbers.iter().copied().map(id), shown, wait)? else {
            return Ok(None);
        };
        let of = numbers.iter().map(|number| id(*number)).zip(buckets).collect();
        let time = nothing_over_time(&self.scale(shown.0, shown.1), shown);
        Ok(Some(Strips { time, most: found, of }))
    }

    /// Who took part with whom in the events of an answer.
    pub fn matrix(&self, answer: &Answer, asked: MatrixRequest, stop: &dyn Fn() -> bool) -> Result<Told<Matrix>> {
        let query = &answer.query;
        let Some(selected) = self.with_known(query, stop, |known| asked::selects(query, known))? else {
            return Ok(if stop() { Told::Stopped } else { Told::Whole });
        };
        let (kept, company) = asked::kept_of_square(asked.who);
        let keys = if asked.who == Members::Countries {
            self.extent.countries.clone()
        } else {
            self.members(&selected, asked.who, asked.lang)?
        };
        let here = self.here();
        let Some((events, counted, crowded)) = self.pairs(&selected, (kept, company), &keys, stop)? else {
            return Ok(Told::Stopped);
        };
        let people = here.people();
        let party = |(key, events): (&String, &u32)| {
            let number = PersonId::read(key).and_then(|id| people.number_of(id));
            match number.filter(|_| asked.who != Members::Countries) {
                Some(number) => Party {
                    target: target_of_person(people, number),
                    name: people.name(number, asked.lang).to_owned(),
                    events: *events,
                },
                None => Party { target: Target::Country(key.clone()), name: key.clone(), events: *events },
            }
        };
        let parties = keys.iter().zip(&events).map(party).collect();
        let pairs: Pairs = pairs::of_counts(parties, &counted, crowded);
        let matrix = Matrix::of_pairs(pairs, asked);
        Ok(Told::Answer(here, matrix))
    }

    /// The people, or bodies, with most events.
    fn members(&self, selected: &Need, who: Members, lang: Lang) -> Result<Vec<String>> {
        let kept = if who == Members::People { Kept::Attended } else { Kept::PresentBody };
        let mut search = count_of(selected);
        search["aggs"]["values"] = values_of(kept, MOST_PEOPLE, None);
        let index = self.generation.events();
        let mut values = read_values(&self.client.search(&index, &search)?);
        if values.is_lower {
            search["aggs"]["values"] = values_of(kept, values.keys.len(), Some(&values.keys));
            values.counts = read_values(&self.client.search(&index, &search)?).counts;
            let counts = &values.counts;
            values.keys.sort_by_key(|key| std::cmp::Reverse(counts.get(key).copied().unwrap_or(0)));
        }
        let count = |key: &String| values.counts.get(key).copied().unwrap_or(0);
        // Of those with as many events as the last one the alphabet chooses.
        let least = values.keys.get(crate::query::MOST_MEMBERS - 1).map_or(1, count);
        let ids: Vec<String> = values.keys.iter().filter(|key| count(key) >= least).cloned().collect();
        self.learn_people(&ids)?;
        let here = self.here();
        let counted: Vec<(PersonId, u32)> =
            ids.iter().filter_map(|key| Some((PersonId::read(key)?, u32::try_from(count(key)).ok()?))).collect();
        let numbers = chosen(&here, &counted, lang);
        Ok(numbers.into_iter().map(|number| here.people().id(number).written()).collect())
    }

    /// Of some who take part: in how many events each did; of two by their places in how many, and in how many nobody else
    /// did; and the events that are not counted. `None` when told to stop.
    #[expect(clippy::type_complexity, reason = "each is said above, and used once")]
    fn pairs(
        &self,
        selected: &Need,
        (kept, company): (Kept, Company),
        keys: &[String],
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<(Vec<u32>, Vec<(u32, u32, u32, u32)>, usize)>> {
        let is_so = |what: &str| Need::Has(vec![Kept::Company], vec![what.to_owned()]);
        let places: HashMap<&str, u32> = keys.iter().map(String::as_str).zip(0..).collect();
        let wait = &Wait { stop, tell: &|_| {} };
        let index = self.generation.events();
        let mut events = vec![0; keys.len()];
        let mut counted: HashMap<(u32, u32), (u32, u32)> = HashMap::new();
        let mut crowded = 0;
        // Each with each of some, twice.
        let at_once = (MOST_BUCKETS / (2 * keys.len() + 4)).max(1);
        for some in keys.chunks(at_once) {
            let mut with_others = values_of(kept, some.len(), Some(some));
            with_others["aggs"] = json!({"with": values_of(kept, keys.len(), Some(keys))});
            let mut search = count_of(selected);
            search["aggs"] = json!({
                "values": values_of(kept, some.len(), Some(some)),
                "pairs": {
                    "filter": filter(&Need::Not(Box::new(is_so(company.crowded)))), "aggs": {"values": with_others},
                },
                "alone": {"filter": filter(&is_so(company.two)), "aggs": {"values": with_others}},
            });
            let searches = [search, count_of(&selected.clone().and(is_so(company.crowded)))];
            let Some(answers) = self.client.searches_while(&index, &searches, wait)? else { return Ok(None) };
            crowded = total(&answers[1]);
            for (key, count) in read_values(&answers[0]).counts {
                if let Some(place) = places.get(key.as_str()) {
                    events[*place as usize] = u32::try_from(count).unwrap_or(u32::MAX);
                }
            }
            for (of, is_alone) in [("pairs", false), ("alone", true)] {
                each_pair(&answers[0]["aggregations"][of]["values"], &places, &mut |pair, count| {
                    let of_pair = counted.entry(pair).or_default();
                    *(if is_alone { &mut of_pair.1 } else { &mut of_pair.0 }) = count;
                });
            }
        }
        let counted = counted.into_iter().map(|((a, b), (events, alone))| (a, b, events, alone)).collect();
        Ok(Some((events, counted, crowded)))
    }
}

/// Calls back with each two that stand in a list of lists, the one with the lower place first, and their number.
fn each_pair(of: &Value, places: &HashMap<&str, u32>, found: &mut dyn FnMut((u32, u32), u32)) {
    let place = |bucket: &Value| places.get(bucket["key"].as_str()?).copied();
    for one in of["buckets"].as_array().into_iter().flatten() {
        for other in one["with"]["buckets"].as_array().into_iter().flatten() {
            let count = other["doc_count"].as_u64().and_then(|count| u32::try_from(count).ok());
            if let (Some(a), Some(b), Some(count)) = (place(one), place(other), count)
                && a < b
            {
                found((a, b), count);
            }
        }
    }
}
