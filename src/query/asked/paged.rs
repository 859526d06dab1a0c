//! What is asked for the page of somebody, of a country, or of two: of very many events the numbers are counted elsewhere, and
//! only those events are read that the page shows. How they are counted is not known here.

use super::crossed::together;
use crate::dataset::{As, ColumnOf, Company, Dataset, EventList, Kept, Need, PersonId};
use crate::error::Result;
use crate::language::name_key;
use crate::query::ast::Query;
use crate::query::detail::{Detail, read_page};
use crate::query::page::{self, PageCounts};
use crate::query::target::{MOST, Target, number_of};
use roaring::RoaringBitmap;

/// What holds of the events of a page.
#[derive(Clone, Debug)]
pub struct PageNeeds {
    /// All of them.
    pub events: Need,
    /// Those in which it took part.
    pub present: Need,
    /// Those that name it, or who speaks for it, as a speaker; nothing where no quotes are shown.
    pub said: Need,
    /// Where partners are kept, and in which events they are counted.
    pub partners: Option<(Kept, Need)>,
    /// In which events countries are counted.
    pub countries: Option<Need>,
    /// Who it is.
    pub person: Option<PersonId>,
}

impl PageNeeds {
    /// Rows of the page, quotes and offices are made of so many of the newest events: of all, of those that say something, of
    /// those in which it took part.
    pub const NEWEST: [usize; 3] = [MOST, page::MOST_READ, page::MOST_OFFICES];

    /// The same within what a query selects.
    #[must_use]
    pub fn within(self, selected: &Need) -> PageNeeds {
        let cut = |need: Need| need.and(selected.clone());
        PageNeeds {
            events: cut(self.events),
            present: cut(self.present),
            said: cut(self.said),
            partners: self.partners.map(|(kept, need)| (kept, cut(need))),
            countries: self.countries.map(cut),
            person: self.person,
        }
    }
}

/// What a page is about, whether it is of partners or of all data.
pub fn subject(target: &Target) -> &Target {
    match target {
        Target::Partners(of) | Target::Whole(of) => subject(of),
        of => of,
    }
}

/// Whether a page obeys the query.
pub fn obeys_query(target: &Target) -> bool {
    !matches!(target, Target::Whole(_))
}

/// The names on a page that belong to no entity: they must be known before it is asked for.
pub fn names_on(target: &Target, here: &Dataset) -> Vec<String> {
    match subject(target) {
        Target::Name(name) if here.entities().by_name(name).is_none() => vec![name.clone()],
        Target::Pair(pair) => pair.iter().flat_map(|side| names_on(side, here)).collect(),
        _ => Vec::new(),
    }
}

/// Who is on a page, as far as they are known; a name may be that of several.
pub fn people_on(target: &Target, names: &Dataset) -> Vec<PersonId> {
    match subject(target) {
        Target::Entity(id) => vec![PersonId::of_entity(id)],
        Target::Name(name) => {
            if let Some(entity) = names.entities().by_name(name) {
                return vec![PersonId::of_entity(&entity.id)];
            }
            let columns = [ColumnOf::Person, ColumnOf::Org].into_iter().flat_map(|of| names.column(of));
            let key = name_key(name);
            let called = columns.filter(|value| value.versions().any(|line| name_key(line) == key));
            let others = called.map(|value| {
                let first = if value.is_printed() { value.versions().next().unwrap_or_default() } else { "" };
                names.person_of_value(value.key(), first)
            });
            std::iter::once(PersonId::of_name(name)).chain(others).collect()
        }
        Target::Pair(pair) => pair.iter().flat_map(|side| people_on(side, names)).collect(),
        _ => Vec::new(),
    }
}

/// What is asked for a page; whom it names is known here. `None` for what has no page.
pub fn page_needs(target: &Target, here: &Dataset) -> Option<PageNeeds> {
    let is = |what: &str| Need::Has(vec![Kept::Company], vec![what.to_owned()]);
    let of_person = |target: &Target, keys: Vec<String>| {
        let people = here.people();
        let number = number_of(people, target);
        let has = |kept: Vec<Kept>| {
            number.map_or_else(Need::nothing, |number| Need::Has(kept, vec![people.id(number).written()]))
        };
        let present = has(vec![Kept::Attended, Kept::PresentBody]);
        let is_person = number.is_some_and(|number| !people.is_body(number));
        let with_others = has(vec![Kept::AsPerson]).without(is(Company::PEOPLE.crowded));
        PageNeeds {
            events: Need::Has(super::NAMING.to_vec(), keys.clone()),
            said: Need::Has(vec![Kept::By], keys),
            partners: is_person.then_some((Kept::AsPerson, with_others)),
            countries: is_person.then(|| present.clone().without(is(Company::COUNTRIES.crowded))),
            present,
            person: number.map(|number| people.id(number)),
        }
    };
    match subject(target) {
        of @ Target::Entity(id) => {
            let keys = here.entity(id).map_or_else(Vec::new, |entity| here.entities().keys_of(entity));
            Some(of_person(of, [keys, vec![format!("#{id}")]].concat()))
        }
        of @ Target::Name(name) => match here.entities().by_name(name) {
            Some(entity) => page_needs(&Target::Entity(entity.id.clone()), here),
            None => Some(of_person(of, here.keys_of_name(name))),
        },
        Target::Country(code) => {
            let present = Need::Has(vec![Kept::PresentCountry], vec![code.clone()]);
            let belongs = here
                .entities()
                .all()
                .iter()
                .filter(|entity| entity.country.as_ref().is_some_and(|country| country.code() == code));
            let keys: Vec<String> = belongs.flat_map(|entity| here.entities().keys_of(entity)).collect();
            let for_it = Need::Has(vec![Kept::SpokenFor], vec![code.clone()]);
            Some(PageNeeds {
                events: Need::Has(vec![Kept::Country], vec![code.clone()]),
                said: Need::Any(vec![for_it, Need::Has(vec![Kept::By], keys)]),
                partners: Some((Kept::PresentCountry, present.clone().without(is(Company::COUNTRIES.crowded)))),
                countries: None,
                present,
                person: None,
            })
        }
        Target::Pair(pair) => {
            let (events, _) = together(here, pair, As::Person)?;
            let (present, said) = (events.clone(), Need::nothing());
            Some(PageNeeds { events, present, said, partners: None, countries: None, person: None })
        }
        _ => None,
    }
}

/// A page whose numbers were counted, of which the events that it shows were read.
pub fn page_of_counts(
    here: &Dataset,
    target: &Target,
    query: Option<&Query>,
    read: &RoaringBitmap,
    counts: PageCounts,
) -> Result<Detail> {
    let events: EventList = here.in_order(read);
    read_page(here, target, query.filter(|_| obeys_query(target)), &events, |page| {
        // The page of a name is that of the entity to which it belongs.
        let entity = page.entity.as_ref().map(|entity| Target::Entity(entity.id.clone()));
        page::set_counts(here, page, entity.as_ref().unwrap_or(subject(target)), counts);
    })
}
