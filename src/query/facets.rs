//! The facet on the screen: its values, and the count beside each.
//!
//! The number beside a value says how many events the list would show if it were the facet's only included value
//! (any of), or were added to the included ones (all of); the facet's own exclusions apply. Beside an excluded value
//! stands how many events would come back without it. Counts come from sets of event numbers, never from records.
//! Of a long list the first values become rows, and besides them those that are ticked, on the screen, or typed.

mod listed;
mod rows;

use super::ast::{AnyOrAll, Part, Query, Value};
use super::evaluate::Evaluator;
use super::lanes::LaneEvents;
use super::names::values_of;
use super::value_fit::{Fit, Wanted};
use crate::dataset::{Dataset, EventId};
use crate::language;
use crate::model::{Country, Group, Lang, country_name};
use hashbrown::HashMap;
pub(super) use listed::Listed;
use roaring::RoaringBitmap;
pub use rows::{Facet, FacetAnswer, FacetOrder, FacetRequest, FacetRow, Pick};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Values that become rows: more than anybody reads.
pub const MOST_ROWS: usize = 1_000;

/// Rows at most that are added because of what was typed.
const MOST_NARROWED: usize = 200;

/// A facet whose values were counted elsewhere: numbers beside ticks, and what each key counts that `names` lists; of
/// countries, what each code and each group counts.
#[cfg(feature = "store")]
pub(crate) fn of_counts(
    names: &Dataset,
    asked: &FacetRequest,
    ticks: &[Counted<'_>],
    codes: &[&str],
    count: &dyn Fn(&str, bool) -> Option<usize>,
) -> FacetAnswer {
    let Some(listed) = Listed::of(names, asked.facet) else { return country_rows(codes, ticks, asked, count) };
    let counts = (0..listed.values.len()).map(|at| count(&listed.key(at), false).unwrap_or(0) as u32).collect();
    value_rows(listed, ticks, asked, counts, &|| false).unwrap_or_default()
}

/// The same of rows that were counted without the range of dates: the numbers of those that obey it take their place.
#[cfg(feature = "store")]
pub(crate) fn of_counts_within(
    names: &Dataset,
    asked: &FacetRequest,
    rows: &mut [FacetRow],
    ticks: &[Counted<'_>],
    count: &dyn Fn(&str, bool) -> usize,
) {
    let listed = Listed::of(names, asked.facet);
    count_within(listed, rows, ticks, &|at, code| match (at, listed) {
        (Some(at), Some(listed)) => count(&listed.key(at), false),
        _ => count(code, Group::from_code(code).is_some()),
    });
}

/// What the events of a row count for in the list of the facet's values; `None` of a row that is no value of the data, and
/// of countries.
#[cfg(feature = "store")]
pub(crate) fn key_of_row(names: &Dataset, facet: Facet, row: &FacetRow) -> Option<String> {
    let listed = Listed::of(names, facet)?;
    listed.find(&row.value).map(|at| listed.key(at).into_owned())
}

/// The facet that was asked for, the events of each of its rows, and those among which these lie in time; `None` when told
/// to stop. As bars are, rows are of what is selected without the range of dates; the numbers beside them obey it.
pub(super) fn with_events(
    evaluator: &Evaluator<'_>,
    query: &Query,
    asked: &FacetRequest,
) -> Option<(FacetAnswer, Vec<LaneEvents>, RoaringBitmap)> {
    let (dataset, field) = (evaluator.dataset(), asked.facet.field());
    let open = query.without_included_dates();
    let ticks = Ticks::of(evaluator, open.as_ref().unwrap_or(query), asked)?;
    let listed = Listed::of(dataset, asked.facet);
    let mut answer = match listed {
        None => countries(dataset, &ticks, asked),
        Some(listed) => values(listed, &ticks, asked, &|| evaluator.is_stopped())?,
    };
    if open.is_some() {
        let within = Ticks::of(evaluator, query, asked)?;
        let counts = listed.map(|listed| listed.counts(&within.counted));
        let of_country =
            |code: &str| dataset.events_of_country(code).map_or(0, |set| within.counted.intersection_len(set));
        count_within(listed, &mut answer.rows, &within.counts(), &|at, code| match (at, &counts) {
            (Some(at), Some(counts)) => counts[at] as usize,
            _ => of_country(code) as usize,
        });
    }
    let ticked = |value: &str| {
        let tick = ticks.all.iter().find(|tick| tick.value.text == value);
        LaneEvents::These(tick.map_or_else(RoaringBitmap::new, |tick| tick.events.clone()))
    };
    let events = |row: &FacetRow| match listed {
        None => LaneEvents::Country(row.value.trim_matches('"').to_owned()),
        Some(listed) => match (listed.find(&row.value), values_of(field)) {
            (Some(at), Some(of)) => LaneEvents::Value(of, at),
            _ => ticked(&row.value),
        },
    };
    let events = answer.rows.iter().map(events).collect();
    Some((answer, events, ticks.counted))
}

/// Puts what the query selects in place of the numbers of rows that were counted without its range of dates; `count` says
/// it of a value by its number in the list, or of a country or a group by its code.
fn count_within(
    listed: Option<Listed<'_>>,
    rows: &mut [FacetRow],
    ticks: &[Counted<'_>],
    count: &dyn Fn(Option<usize>, &str) -> usize,
) {
    for row in rows {
        let (code, is_exact) = (row.value.trim_matches('"'), row.value.starts_with('"'));
        let at = listed.map(|listed| listed.find(&row.value));
        let is_it = |tick: &&Counted<'_>| match (listed, at) {
            (Some(listed), Some(Some(at))) => listed.find(&tick.value.text) == Some(at),
            (Some(_), _) => tick.value.text == row.value,
            (None, _) => tick.value.exact == is_exact && tick.value.text.eq_ignore_ascii_case(code),
        };
        row.has_lane = row.count > 0;
        row.count = match (ticks.iter().find(is_it), at) {
            (Some(tick), _) => tick.count,
            (None, Some(Some(at))) => count(Some(at), code),
            (None, Some(None)) => 0,
            (None, None) => count(None, code),
        };
    }
}

/// What the query says of the facet, and what it selects besides: all that the values are counted from.
pub(super) struct Ticks<'q> {
    all: Vec<Tick<'q>>,
    /// What the other parts select.
    base: RoaringBitmap,
    /// What is included by the facet's parts; `None` when none is.
    included: Option<RoaringBitmap>,
    /// The events among which a value is counted that is not excluded.
    counted: RoaringBitmap,
}

/// One value in the query.
struct Tick<'q> {
    value: &'q Value,
    state: Pick,
    events: RoaringBitmap,
}

impl<'q> Ticks<'q> {
    /// The facet that was asked for; `None` when told to stop.
    pub(super) fn facet(
        &self,
        dataset: &Dataset,
        asked: &FacetRequest,
        is_stopped: &dyn Fn() -> bool,
    ) -> Option<FacetAnswer> {
        match asked.facet {
            Facet::Countries => Some(countries(dataset, self, asked)),
            facet => values(Listed::of(dataset, facet)?, self, asked, is_stopped),
        }
    }

    /// `None` when told to stop.
    pub(super) fn of(evaluator: &Evaluator<'_>, query: &'q Query, asked: &FacetRequest) -> Option<Ticks<'q>> {
        let field = asked.facet.field();
        let mut others = query.clone();
        others.parts.retain(|part| !matches!(part, Part::Values(values) if values.field == field));
        let base = evaluator.select(&others)?;
        let tick = |value: &'q Value, state| Tick {
            value,
            state,
            events: evaluator.events_with(field, value, query.is_literal()),
        };
        let picked = query.values(field);
        let mut ticks: Vec<Tick<'q>> = Vec::new();
        let mut included: Option<RoaringBitmap> = None;
        for group in picked.included {
            let first = ticks.len();
            ticks.extend(group.iter().map(|value| tick(value, Pick::Included)));
            let any = union(ticks[first..].iter());
            included = Some(included.map_or(any.clone(), |all| all & any));
        }
        ticks.extend(picked.excluded.into_iter().map(|value| tick(value, Pick::Excluded)));
        let left = &base - union(ticks.iter().filter(|tick| tick.state == Pick::Excluded));
        let counted = match &included {
            Some(included) if asked.all_of || query.mode(field) == Some(AnyOrAll::All) => left & included,
            _ => left,
        };
        Some(Ticks { all: ticks, base, included, counted })
    }

    fn count(&self, tick: &Tick<'_>) -> usize {
        if tick.state != Pick::Excluded {
            return self.counted.intersection_len(&tick.events) as usize;
        }
        let is_other = |other: &&Tick<'_>| other.state == Pick::Excluded && other.value != tick.value;
        let back = (&self.base & &tick.events) - union(self.all.iter().filter(is_other));
        self.included.as_ref().map_or(back.len(), |included| back.intersection_len(included)) as usize
    }
}

fn union<'t>(ticks: impl Iterator<Item = &'t Tick<'t>>) -> RoaringBitmap {
    ticks.fold(RoaringBitmap::new(), |all, tick| all | &tick.events)
}

/// A value in the query with its number.
pub(crate) struct Counted<'q> {
    /// The value.
    pub value: &'q Value,
    /// What the query says of it.
    pub state: Pick,
    /// How many events.
    pub count: usize,
}

impl<'q> Ticks<'q> {
    fn counts(&self) -> Vec<Counted<'q>> {
        let counted = |tick: &Tick<'q>| Counted { value: tick.value, state: tick.state, count: self.count(tick) };
        self.all.iter().map(counted).collect()
    }
}

fn countries(dataset: &Dataset, ticks: &Ticks<'_>, asked: &FacetRequest) -> FacetAnswer {
    const FEW: u64 = 256;
    let all = dataset.event_count() as u64;
    let few = (ticks.counted.len() < all / FEW).then(|| countries_of_few(dataset, &ticks.counted));
    let count = |code: &str, is_group: bool| {
        let set = if is_group { dataset.events_of_country(code) } else { dataset.countries().get(code) }?;
        Some(match &few {
            Some(counts) if !is_group => counts.get(code).copied().unwrap_or(0),
            _ if ticks.counted.len() == all => set.len() as usize,
            _ => ticks.counted.intersection_len(set) as usize,
        })
    };
    let codes: Vec<&str> = dataset.countries().keys().map(|code| &**code).collect();
    country_rows(&codes, &ticks.counts(), asked, &count)
}

/// Groups first, then the countries of the data, which are `codes`, and everything that is ticked; `count` says how many
/// events one has, or a group, where the data have any.
pub(super) fn country_rows(
    codes: &[&str],
    ticks: &[Counted<'_>],
    asked: &FacetRequest,
    count: &dyn Fn(&str, bool) -> Option<usize>,
) -> FacetAnswer {
    let row = |value: &str, count: Option<usize>, is_known: bool| {
        let is_it = |tick: &&Counted<'_>| tick.value.exact != is_known && tick.value.text.eq_ignore_ascii_case(value);
        let tick = ticks.iter().find(is_it);
        let group = Group::from_code(value).filter(|_| is_known);
        let name = |lang| match (group, lang) {
            (Some(group), Lang::En) => group.name_en().to_owned(),
            (Some(group), Lang::Ru) => group.name_ru().to_owned(),
            (None, lang) => country_name(value, lang).to_owned(),
        };
        FacetRow {
            // What is no known country is picked as it is written.
            value: if is_known { value.to_owned() } else { format!("\"{value}\"") },
            name_en: name(Lang::En),
            name_ru: name(Lang::Ru),
            aliases: Vec::new(),
            count: tick.map_or(count.unwrap_or(0), |tick| tick.count),
            state: tick.map_or(Pick::None, |tick| tick.state),
            is_group: group.is_some(),
            has_lane: false,
        }
    };
    let of_data = codes.iter().map(|code| row(code, count(code, false), Country::from_code(code).is_some()));
    let mut rows: Vec<FacetRow> = of_data.collect();
    let ticked = ticks.iter().map(|tick| tick.value.text.as_str());
    let missing = ticked.filter(|code| Country::from_code(code).is_some() && count(code, false).is_none());
    rows.extend(missing.collect::<BTreeSet<_>>().into_iter().map(|code| row(code, None, true)));
    order(&mut rows, asked);
    let groups = Group::all().filter_map(|group| {
        let count = count(group.code(), true);
        let row = row(group.code(), count, true);
        (count.is_some() || row.state != Pick::None).then_some(row)
    });
    let rows: Vec<FacetRow> = groups.chain(rows).collect();
    let total = rows.iter().filter(|row| row.count > 0 || row.state != Pick::None).count();
    FacetAnswer { facet: asked.facet, rows, total, ..FacetAnswer::default() }
}

/// How many of few events each country has: their heads are asked, not the sets of all countries.
fn countries_of_few<'a>(dataset: &'a Dataset, events: &RoaringBitmap) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for event in events {
        for code in dataset.head(EventId(event)).countries() {
            *counts.entry(code).or_default() += 1;
        }
    }
    counts
}

/// The values of the data with events to show, and everything that is ticked; `None` when told to stop.
fn values(
    listed: Listed<'_>,
    ticks: &Ticks<'_>,
    asked: &FacetRequest,
    is_stopped: &dyn Fn() -> bool,
) -> Option<FacetAnswer> {
    if is_stopped() {
        return None;
    }
    let counts = listed.counts(&ticks.counted);
    value_rows(listed, &ticks.counts(), asked, counts, is_stopped)
}

/// The rows of listed values with these numbers, of which everything that is ticked has its own; `None` when told to stop.
pub(super) fn value_rows(
    listed: Listed<'_>,
    ticks: &[Counted<'_>],
    asked: &FacetRequest,
    mut counts: Vec<u32>,
    is_stopped: &dyn Fn() -> bool,
) -> Option<FacetAnswer> {
    let mut rows: Vec<FacetRow> = Vec::new();
    let mut is_row = vec![false; counts.len()];
    for tick in ticks {
        let (count, text) = (tick.count, &tick.value.text);
        match listed.find(text) {
            Some(at) if is_row[at] => {}
            Some(at) => {
                is_row[at] = true;
                rows.push(listed.row(at, count, tick.state));
            }
            // It was typed, and is a part of a name, or no value of the data.
            None if rows.iter().all(|row| row.value != *text) => rows.push(FacetRow {
                value: text.clone(),
                name_en: text.clone(),
                name_ru: text.clone(),
                aliases: Vec::new(),
                count,
                state: tick.state,
                is_group: false,
                has_lane: false,
            }),
            None => {}
        }
    }
    let mut found: Vec<usize> = (0..counts.len()).filter(|at| counts[*at] > 0 && !is_row[*at]).collect();
    let total = rows.len() + found.len();
    let is_cut = found.len() > MOST_ROWS;
    if is_cut {
        first(&mut found, listed, &counts, asked);
    }
    if is_stopped() {
        return None;
    }
    let kept = asked.keep.iter().filter_map(|value| listed.find(value));
    let (typed, goes_on) = if is_cut { narrowed(listed, asked) } else { (Vec::new(), false) };
    for at in found.into_iter().chain(kept).chain(typed) {
        if !std::mem::replace(&mut is_row[at], true) {
            rows.push(listed.row(at, std::mem::take(&mut counts[at]) as usize, Pick::None));
        }
    }
    order(&mut rows, asked);
    Some(FacetAnswer { facet: asked.facet, rows, total, is_cut, goes_on, ..FacetAnswer::default() })
}

/// Leaves the values that come first. Of those with equally many events it is the order of the list that decides,
/// which is nearly that of the names: many thousands may have one event each.
fn first(found: &mut Vec<usize>, listed: Listed<'_>, counts: &[u32], asked: &FacetRequest) {
    match asked.order {
        FacetOrder::Count => {
            found.select_nth_unstable_by_key(MOST_ROWS, |at| (Reverse(counts[*at]), *at));
        }
        FacetOrder::Name => {
            let named = |at: &usize| match listed.values.folded(*at) {
                (_, Some(ru)) if asked.lang == Lang::Ru => (ru, *at),
                (en, _) => (en, *at),
            };
            let mut named: Vec<(Cow<'_, str>, usize)> = found.iter().map(named).collect();
            named.select_nth_unstable(MOST_ROWS);
            *found = named.into_iter().map(|(_, at)| at).collect();
        }
    }
    found.truncate(MOST_ROWS);
}

/// The values that fit best what was typed, whether they have events to show or not, and whether the name of one goes on
/// with a blank.
fn narrowed(listed: Listed<'_>, asked: &FacetRequest) -> (Vec<usize>, bool) {
    let Some(wanted) = Wanted::new(&asked.typed, asked.facet) else { return (Vec::new(), false) };
    let mut fits: Vec<(Fit, usize)> = Vec::new();
    let mut rest = Vec::new();
    let mut goes_on = false;
    let best = |at: usize, fit: &mut dyn FnMut(&str) -> Option<Fit>| {
        let (en, ru) = listed.values.folded(at);
        [fit(&en), ru.and_then(|ru| fit(&ru))].into_iter().flatten().min()
    };
    let aliased = listed.fits_of_aliases(&wanted);
    for at in 0..listed.values.len() {
        let mut fit_of_words = |name: &str| {
            let fit = wanted.fit_of_words(name)?;
            goes_on = goes_on || wanted.goes_on(name);
            Some(fit)
        };
        let by_name = best(at, &mut fit_of_words);
        let by_alias = aliased.get(&at);
        goes_on |= by_alias.is_some_and(|(_, goes_on)| *goes_on);
        match by_name.into_iter().chain(by_alias.map(|(fit, _)| *fit)).min() {
            Some(fit) => fits.push((fit, at)),
            None => rest.push(at),
        }
    }
    // Letters that stand apart are worth their price only where nothing better is found.
    if fits.len() < MOST_NARROWED {
        let fit = |at: usize| best(at, &mut |name| wanted.fit_of_letters(name));
        fits.extend(rest.into_iter().filter_map(|at| Some((fit(at)?, at))));
    }
    fits.sort_unstable();
    (fits.into_iter().take(MOST_NARROWED).map(|(_, at)| at).collect(), goes_on)
}

fn order(rows: &mut [FacetRow], asked: &FacetRequest) {
    rows.sort_by_cached_key(|row| {
        let count = if asked.order == FacetOrder::Count { row.count } else { 0 };
        (Reverse(count), language::fold(row.name(asked.lang)), row.value.clone())
    });
}
