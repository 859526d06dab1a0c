//! What is asked for the views where rows cross columns, and for those who took part: lanes, pairs, cells.
//!
//! A lane is what its value counts in the list of the facet; a pair is the events in which both took part and not too many
//! others. How they are counted is not known here.

use super::{FacetNeeds, Known, kept_of, with_asking};
use crate::dataset::{As, Company, Dataset, Kept, Need, PersonId};
use crate::model::Group;
use crate::query::ast::{Field, Query};
use crate::query::facets::{self, Facet, FacetAnswer, FacetRequest, FacetRow};
use crate::query::lanes::{LaneNeed, LaneNeeds};
use crate::query::matrix::{Members, standing};
use crate::query::names::{self, Meant, values_of};
use crate::query::people::named_ids;
use crate::query::target::{Target, person_of};
use crate::query::wanted::of_words;

/// What is asked for the rows of a facet that become lanes, and the events of each value that is in the query.
pub struct LaneQuestion<'q> {
    /// For the rows.
    pub facet: FacetNeeds<'q>,
    /// The texts of the values in the query, and what the events of each have.
    pub ticks: Vec<(String, Need)>,
}

/// What is asked for lanes; `None` where it cannot be told.
pub fn lane_question<'q>(query: &'q Query, asked: &FacetRequest, known: &Known<'_>) -> Option<LaneQuestion<'q>> {
    with_asking(known, |asking| {
        let facet = asking.facet(query, asked)?;
        let (field, literal) = (asked.facet.field(), query.is_literal());
        let picked = query.values(field);
        let values = picked.included.into_iter().flatten().chain(picked.excluded);
        let ticks = values.map(|value| Some((value.text.clone(), asking.value(field, value, literal)?)));
        Some(LaneQuestion { ticks: ticks.collect::<Option<_>>()?, facet })
    })
}

/// What is asked for the lanes of these rows; `names` are those of the values.
pub fn lanes(
    names: &Dataset,
    facet: &FacetAnswer,
    LaneQuestion { facet: needs, ticks }: LaneQuestion<'_>,
) -> LaneNeeds {
    let kept = values_of(facet.facet.field()).map_or(Kept::Country, kept_of);
    let lane = |row: &FacetRow| {
        if facet.facet == Facet::Countries {
            let code = row.value.trim_matches('"');
            return match Group::from_code(code) {
                Some(_) => LaneNeed::Events(of_country(code)),
                None => LaneNeed::Value(code.to_owned()),
            };
        }
        if let Some(key) = facets::key_of_row(names, facet.facet, row) {
            return LaneNeed::Value(key);
        }
        // It was typed, and is no value of the data.
        let typed = ticks.iter().find(|(text, _)| *text == row.value);
        LaneNeed::Events(typed.map_or_else(Need::nothing, |(_, need)| need.clone()))
    };
    LaneNeeds { counted: needs.counted, kept, lanes: facet.rows.iter().map(lane).collect() }
}

/// The events of a country, or of a group.
pub fn of_country(code: &str) -> Need {
    let members = Group::from_code(code).map(|group| group.members().iter().map(|code| (*code).to_owned()).collect());
    Need::Has(vec![Kept::Country], members.unwrap_or_else(|| vec![code.to_owned()]))
}

/// The events in which two took part together, and those of them in which nobody else did.
pub(super) fn together(here: &Dataset, pair: &[Target; 2], who: As) -> Option<(Need, Need)> {
    let has = |kept: &[Kept], value: &str| Need::Has(kept.to_vec(), vec![value.to_owned()]);
    let (both, company) = if let [Target::Country(a), Target::Country(b)] = pair {
        (has(&[Kept::PresentCountry], a).and(has(&[Kept::PresentCountry], b)), Company::COUNTRIES)
    } else {
        let kept: &[Kept] = match who {
            As::Either => &[Kept::Attended, Kept::PresentBody],
            As::Person => &[Kept::AsPerson],
        };
        let one = |side: &Target| person_of(here, side).map(|id| has(kept, &id.written()));
        let company = if who == As::Either { Company::BODIES } else { Company::PEOPLE };
        (one(&pair[0])?.and(one(&pair[1])?), company)
    };
    let events = both.without(has(&[Kept::Company], company.crowded));
    Some((events.clone(), events.and(has(&[Kept::Company], company.two))))
}

/// The same as the square of some counts them.
pub fn pair_of_square(here: &Dataset, pair: &[Target; 2], who: Members) -> Option<(Need, Need)> {
    together(here, pair, standing(who))
}

/// Where it is kept who takes part in a square, as they stand there.
pub fn kept_of_square(who: Members) -> (Kept, Company) {
    match who {
        Members::Countries => (Kept::PresentCountry, Company::COUNTRIES),
        Members::People => (Kept::AsPerson, Company::PEOPLE),
        Members::Organisations => (Kept::PresentBody, Company::BODIES),
    }
}

/// The events that name both of a square.
pub fn naming(here: &Dataset, pair: &[Target; 2], who: Members) -> Need {
    let of = if who == Members::Organisations { Field::Org } else { Field::Person };
    let one = |side: &Target| match side {
        Target::Country(code) => Need::Has(vec![Kept::Country], vec![code.clone()]),
        Target::Entity(name) | Target::Name(name) => called(here, of, name),
        _ => Need::nothing(),
    };
    one(&pair[0]).and(one(&pair[1]))
}

/// The events of exactly whom a name means.
fn called(here: &Dataset, field: Field, name: &str) -> Need {
    let Some(of) = values_of(field) else { return Need::nothing() };
    match names::meant(here, of, name) {
        Meant::Entity(number) => {
            let entities = here.entities();
            Need::Has(vec![Kept::Person, Kept::Org], entities.keys_of(&entities.all()[number as usize]))
        }
        Meant::Name(key) => Need::Has(vec![kept_of(of)], vec![key]),
    }
}

/// What holds of the names that the words of a search may find, each by itself.
pub fn names_of_search(query: &Query) -> Vec<Need> {
    let words = query.search().map_or_else(Vec::new, super::super::aliases::asked);
    words.into_iter().map(|(word, _)| of_words(word, !query.is_literal())).collect()
}

/// Those whose own name some word of a query finds, of the names that are given.
pub fn named(names: &Dataset, query: &Query) -> Vec<PersonId> {
    named_ids(names, query)
}
