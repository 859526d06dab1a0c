//! The rows of the country filter and their counts.
//!
//! The number beside a value says how many events the list would show if it were the facet's only included value
//! (any of), or were added to the included ones (all of); the facet's own exclusions apply. Beside an excluded value
//! stands how many events would come back without it. Counts come from sets of event numbers, never from records.

use super::Request;
use super::ast::{Field, Mode, Part};
use super::evaluate::Evaluator;
use crate::index::heads::country_name;
use crate::model::{Country, Group, Lang};
use roaring::RoaringBitmap;
use std::collections::HashMap;

/// How rows are ordered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum FacetOrder {
    /// Most events first, then by name.
    #[default]
    Count,
    /// By name.
    Name,
}

/// What the query says of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Pick {
    /// Nothing.
    #[default]
    None,
    /// It is included.
    Included,
    /// It is excluded.
    Excluded,
}

/// One row of a facet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FacetRow {
    /// The code of a country or group, or what the data has in place of a code.
    pub value: String,
    /// English name; the value itself when it has none.
    pub name_en: String,
    /// Russian name; the value itself when it has none.
    pub name_ru: String,
    /// See the module's description.
    pub count: usize,
    /// What the query says of it.
    pub state: Pick,
    /// Whether it is a group of countries.
    pub is_group: bool,
}

/// The rows of the country filter: groups first, then the countries of the data, some of which may have no event to
/// show, and everything that is picked.
pub(super) fn countries(evaluator: &Evaluator<'_>, request: &Request) -> Option<Vec<FacetRow>> {
    let query = &request.query;
    let mut others = query.clone();
    others.parts.retain(|part| !matches!(part, Part::Values(values) if values.field == Field::Country));
    let base = evaluator.select(&others)?;
    let sets = evaluator.dataset().countries();
    let picked = query.values(Field::Country);
    let set_of = |value: &str| set_of(sets, value);
    let mut excluded = RoaringBitmap::new();
    picked.excluded.iter().for_each(|value| excluded |= set_of(&value.text));
    let mut included: Option<RoaringBitmap> = None;
    for group in &picked.included {
        let mut any = RoaringBitmap::new();
        group.iter().for_each(|value| any |= set_of(&value.text));
        included = Some(included.map_or(any.clone(), |all| all & any));
    }
    let all_of = query.mode(Field::Country) == Some(Mode::All) || (request.all_countries && included.is_some());
    let left = if excluded.is_empty() { base.clone() } else { &base - &excluded };
    let in_all = match &included {
        Some(included) if all_of => &left & included,
        _ => left,
    };
    let state_of = |value: &str| {
        let is = |text: &str| text.eq_ignore_ascii_case(value);
        if picked.included.iter().any(|group| group.iter().any(|have| is(&have.text))) {
            Pick::Included
        } else if picked.excluded.iter().any(|have| is(&have.text)) {
            Pick::Excluded
        } else {
            Pick::None
        }
    };
    let row = |value: &str, set: &RoaringBitmap| {
        let state = state_of(value);
        let count = if state == Pick::Excluded {
            let mut rest = RoaringBitmap::new();
            picked
                .excluded
                .iter()
                .filter(|have| !have.text.eq_ignore_ascii_case(value))
                .for_each(|have| rest |= set_of(&have.text));
            let back = (&base & set) - rest;
            included.as_ref().map_or(back.len(), |included| back.intersection_len(included))
        } else {
            in_all.intersection_len(set)
        };
        let group = Group::from_code(value);
        let name = |lang| match (group, lang) {
            (Some(group), Lang::En) => group.name_en().to_owned(),
            (Some(group), Lang::Ru) => group.name_ru().to_owned(),
            (None, lang) => country_name(value, lang).to_owned(),
        };
        FacetRow {
            value: value.to_owned(),
            name_en: name(Lang::En),
            name_ru: name(Lang::Ru),
            count: count as usize,
            state,
            is_group: group.is_some(),
        }
    };
    let mut rows: Vec<FacetRow> = sets.iter().map(|(code, set)| row(code, set)).collect();
    let known = |value: &str| Country::from_code(value).is_some() && !sets.contains_key(value);
    let values = picked.included.iter().copied().flatten().chain(picked.excluded.iter().copied());
    rows.extend(values.filter(|value| known(&value.text)).map(|value| row(&value.text, &RoaringBitmap::new())));
    order(&mut rows, request.facet_order);
    let groups = Group::all().map(|group| (group.code(), set_of(group.code())));
    let in_data = groups.filter(|(code, set)| !set.is_empty() || state_of(code) != Pick::None);
    Some(in_data.map(|(code, set)| row(code, &set)).chain(rows).collect())
}

fn order(rows: &mut Vec<FacetRow>, order: FacetOrder) {
    rows.sort_by(|a, b| {
        let by_name = a.name_en.cmp(&b.name_en).then_with(|| a.value.cmp(&b.value));
        match order {
            FacetOrder::Count => b.count.cmp(&a.count).then(by_name),
            FacetOrder::Name => by_name,
        }
    });
    rows.dedup_by(|a, b| a.value == b.value);
}

/// The events of a country or of at least one member of a group.
pub(super) fn set_of(sets: &HashMap<Box<str>, RoaringBitmap>, value: &str) -> RoaringBitmap {
    match Group::from_code(value) {
        Some(group) => {
            let mut any = RoaringBitmap::new();
            group.members().iter().filter_map(|code| sets.get(*code)).for_each(|set| any |= set);
            any
        }
        None => sets.get(value).cloned().unwrap_or_default(),
    }
}
