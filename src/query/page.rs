//! The page of a person, a body or a country: its events, what it said, and with whom it took part.
//!
//! A page is about the events that the query selects, and says how many there are in all. Counts come from columns; the
//! few newest quotes are read. "Took part" is what `oreline pairs` counts: every part but `mentioned` and `initiator`,
//! and of people persons only. How a page looks is not known here.

use super::ast::Query;
use super::histogram::Histogram;
use super::quotes::{name_of, speaker_name};
use super::target::{MOST, Target, number_of, row, target_of_person};
use super::together::together;
#[cfg(feature = "store")]
use crate::dataset::PersonId;
use crate::dataset::{
    As, ColumnOf, Countries, Dataset, EventId, EventList, HeadDate, MOST_IN_PAIRS, NAMING, People, Phase,
    SelectedEvents, id_key, value_key,
};
use crate::error::Result;
use crate::language::name_key;
use crate::model::{Country, Entity, Event, Lang, Participant, Quote, country_name, took_part};
use roaring::RoaringBitmap;

/// Quotes that are read for a page.
const MOST_QUOTES: usize = 10;
/// Events that are read for the offices of a person.
pub(super) const MOST_OFFICES: usize = 200;
/// Events that are read for them: who is named as a speaker need not be the one who is meant.
pub(super) const MOST_READ: usize = 30;

/// A person, a body, a country, or two of them together.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its name in English and Russian, or what was written; of two, both names.
    pub titles: Vec<[String; 2]>,
    /// The person or body, when it is an entity of the data.
    pub entity: Option<Entity>,
    /// The country.
    pub country: Option<Country>,
    /// Its events, newest first, no more than [`MOST`]; nothing on the page of all partners.
    pub events: Vec<PageEvent>,
    /// How many there are.
    pub total: usize,
    /// In how many of them it took part.
    pub present: usize,
    /// In how many it took part in all of the data.
    pub present_in_all: usize,
    /// The query that it obeys, if any.
    pub query: Option<Query>,
    /// The same page of all of the data, when it obeys a query.
    pub whole: Option<Target>,
    /// The first and the last of those, if they have dates.
    pub span: Option<[HeadDate; 2]>,
    /// Its newest quotes.
    pub quotes: Vec<PageQuote>,
    /// In how many events it, or of a country somebody who speaks for it, is named as a speaker.
    pub quoted: usize,
    /// With whom it took part, most events first.
    pub partners: Vec<Partner>,
    /// Of a person, the countries that took part in the same events, most events first, without those that it acts for.
    pub countries: Vec<Partner>,
    /// Of a person, the codes of the countries that it acts for.
    pub acts_for: Vec<String>,
    /// Of a person, its offices, the latest first.
    pub offices: Vec<Office>,
    /// In how many events, the newest, they were looked for.
    pub offices_of: usize,
    /// The events in which it took part.
    pub attended: EventList,
    /// Where these are not all here, how many there are over time.
    pub over_time: Option<Histogram>,
    /// Whether all partners are to be shown, and nothing else.
    pub is_of_partners: bool,
    /// What shows all of the partners; of two, the pages of both.
    pub leads_to: Vec<Target>,
    /// Whether there may be more in what was not read or indexed yet.
    pub is_unfinished: bool,
}

/// An event of a page.
#[derive(Clone, Debug)]
pub struct PageEvent {
    /// Its number.
    pub id: EventId,
    /// Its title in English and Russian.
    pub titles: [String; 2],
    /// Its date.
    pub date: HeadDate,
    /// Whether what the page is about took part, and is not only named.
    pub is_present: bool,
}

/// A quote of a page.
#[derive(Clone, Debug)]
pub struct PageQuote {
    /// The event.
    pub event: EventId,
    /// Number of the quote in it, from 0.
    pub number: u32,
    /// Who said it, in English and Russian, where that is not the one of the page.
    pub speaker: Option<[String; 2]>,
    /// The date of the event.
    pub date: HeadDate,
    /// The quote.
    pub quote: Quote,
}

/// Somebody with whom the one of the page took part.
#[derive(Clone, Debug)]
pub struct Partner {
    /// The page of both.
    pub target: Target,
    /// The name in English and Russian.
    pub names: [String; 2],
    /// The code of the country for which a person acts; empty where none or several are known, and of a country.
    pub acts_for: String,
    /// How many events both took part in.
    pub events: u32,
}

/// What somebody was, in the events in which they took part.
#[derive(Clone, Debug)]
pub struct Office {
    /// Office or function in English and Russian, as written first.
    pub title: [String; 2],
    /// The body, the same; empty where none is named.
    pub body: [String; 2],
    /// The first and the last event with it, as far as they have dates.
    pub span: Option<[HeadDate; 2]>,
    /// In how many events.
    pub events: usize,
}

/// The events that the query selects; `None` for all.
pub(super) type Within<'a> = Option<&'a RoaringBitmap>;

/// Those of some events that the query selects.
fn cut(events: RoaringBitmap, within: Within<'_>) -> RoaringBitmap {
    match within {
        Some(within) => events & within,
        None => events,
    }
}

/// The page of an entity of the data.
pub(super) fn of_entity(dataset: &Dataset, id: &str, within: Within<'_>) -> Result<Page> {
    let entity = dataset.entity(id).cloned();
    let mut page = of_person(dataset, Target::Entity(id.to_owned()), entity.as_ref(), &[id_key(id)], within)?;
    page.titles = match &entity {
        Some(entity) => vec![Lang::ALL.map(|lang| entity.name.shown(lang).to_owned())],
        None => vec![[id.to_owned(), id.to_owned()]],
    };
    page.entity = entity;
    Ok(page)
}

/// The page of a name that belongs to no entity; of the entity that it belongs to, if it does.
pub(super) fn of_name(dataset: &Dataset, name: &str, within: Within<'_>) -> Result<Page> {
    if let Some(entity) = dataset.entities().by_name(name) {
        return of_entity(dataset, &entity.id, within);
    }
    let mut page = of_person(dataset, Target::Name(name.to_owned()), None, &dataset.keys_of_name(name), within)?;
    let people = dataset.people();
    page.titles = match people.number_of_name(name) {
        Some(number) => vec![Lang::ALL.map(|lang| people.name(number, lang).to_owned())],
        None => vec![[name.to_owned(), name.to_owned()]],
    };
    Ok(page)
}

fn of_person(
    dataset: &Dataset,
    target: Target,
    entity: Option<&Entity>,
    keys: &[String],
    within: Within<'_>,
) -> Result<Page> {
    let mut keys = keys.to_vec();
    if let Some(entity) = entity {
        keys.extend(dataset.entities().keys_of(entity));
    }
    let events = cut(dataset.events_with(&NAMING, &keys), within);
    let said = cut(dataset.events_with(&[ColumnOf::By], &keys), within);
    let people = dataset.people();
    let number = number_of(people, &target);
    let present = number.map_or_else(RoaringBitmap::new, |number| dataset.events_attended([number], As::Either));
    let present_in_all = present.len() as usize;
    let present = cut(present, within);
    let mut page = Page { present_in_all, ..page_of(dataset, &events, &present) };
    page.quoted = said.len() as usize;
    page.quotes = quotes(dataset, &said, &|_, speaker| is_meant(speaker, &keys))?;
    // Only persons make pairs and have offices.
    if let Some(number) = number.filter(|number| !people.is_body(*number)) {
        page.partners = partners_of_person(dataset, &target, number, within);
        page.acts_for = people.countries(number).map(str::to_owned).collect();
        page.countries = countries_of_person(dataset, &present, &page.acts_for);
        add_offices(dataset, &mut page, &keys)?;
    }
    page.leads_to = vec![Target::Partners(Box::new(target))];
    Ok(page)
}

/// The page of a country, by its code or as written.
///
/// Its quotes are those of whoever speaks for it: the quote says that they act for this country, or the event says so
/// of a participant who is named the same; or they are an entity that belongs to it.
pub(super) fn of_country(dataset: &Dataset, code: &str, within: Within<'_>) -> Result<Page> {
    let events = dataset.countries().get(code).cloned().unwrap_or_default();
    let countries = Countries::new(dataset);
    let target = Target::Country(code.to_owned());
    let (mut present, mut present_in_all) = (RoaringBitmap::new(), 0);
    let mut counts = vec![0u32; countries.codes().len()];
    if let Some(own) = countries.codes().iter().position(|have| *have == code) {
        countries.each_present(events.iter(), |event, there| {
            if !there.contains(&(own as u32)) {
                return;
            }
            present_in_all += 1;
            if within.is_some_and(|within| !within.contains(event.0)) {
                return;
            }
            present.insert(event.0);
            if there.len() <= MOST_IN_PAIRS {
                there.iter().filter(|&&other| other as usize != own).for_each(|other| counts[*other as usize] += 1);
            }
        });
    }
    let mut page = Page { present_in_all, ..page_of(dataset, &cut(events, within), &present) };
    page.titles = vec![names_of_country(code)];
    page.country = Country::from_code(code);
    let pair = |other| Target::Pair(Box::new([target.clone(), other]));
    page.partners = met(countries.codes().iter().copied().zip(counts), pair);
    page.leads_to = vec![Target::Partners(Box::new(target))];
    let said = cut(spoken_for(dataset, code), within);
    page.quoted = said.len() as usize;
    page.quotes = quotes(dataset, &said, &|event, speaker| speaks_for(dataset, event, speaker, code))?;
    for PageQuote { speaker, quote, .. } in &mut page.quotes {
        let name = |by: &Participant| Lang::ALL.map(|lang| speaker_name(dataset, by, lang).to_owned());
        *speaker = quote.speaker.as_ref().map(name).filter(|[name, _]| !name.is_empty());
    }
    Ok(page)
}

/// The events with a quote of somebody who speaks for a country.
fn spoken_for(dataset: &Dataset, code: &str) -> RoaringBitmap {
    let belongs = |key: &str| belongs_to(dataset, key, code);
    dataset.events_with(&[ColumnOf::SpokenFor], &[code])
        | dataset.events_where(ColumnOf::By, |speaker| belongs(speaker.key()))
}

/// Whether a speaker of an event speaks for a country; what the columns say of all events.
fn speaks_for(dataset: &Dataset, event: &Event, speaker: &Participant, code: &str) -> bool {
    let Participant { who, named_as, .. } = speaker;
    let values = [value_key(&who.name, who.entity.as_deref()), value_key(named_as, None)];
    event.countries_of_speaker(speaker).any(|country| country.code() == code)
        || values.into_iter().flatten().any(|key| belongs_to(dataset, &key, code))
}

/// Whether a value of a column of names means an entity that belongs to a country.
fn belongs_to(dataset: &Dataset, key: &str, code: &str) -> bool {
    let entity = dataset.entities().of_value(key);
    entity.and_then(|entity| entity.country.as_ref()).is_some_and(|country| country.code() == code)
}

/// The page of all with whom somebody took part.
pub(super) fn of_partners(mut page: Page, of: &Target) -> Page {
    page.is_of_partners = true;
    page.leads_to = vec![of.clone()];
    page.events.clear();
    page.quotes.clear();
    page
}

/// The page of two persons, or of two countries: the events in which both took part.
pub(super) fn of_pair(dataset: &Dataset, pair: &[Target; 2], within: Within<'_>) -> Page {
    let events = together(dataset, pair, As::Person, |events| events).events;
    let present_in_all = events.len() as usize;
    let events = cut(events, within);
    let mut page = Page { present_in_all, ..page_of(dataset, &events, &events) };
    page.titles = pair.iter().map(|side| names_of(dataset, side)).collect();
    page.leads_to = pair.to_vec();
    page
}

fn names_of(dataset: &Dataset, target: &Target) -> [String; 2] {
    let people = dataset.people();
    match (target, number_of(people, target)) {
        (Target::Country(code), _) => names_of_country(code),
        (_, Some(number)) => Lang::ALL.map(|lang| people.name(number, lang).to_owned()),
        (Target::Entity(name) | Target::Name(name), None) => [name.clone(), name.clone()],
        _ => [String::new(), String::new()],
    }
}

fn names_of_country(code: &str) -> [String; 2] {
    Lang::ALL.map(|lang| country_name(code, lang).to_owned())
}

/// The persons with whom somebody took part.
fn partners_of_person(dataset: &Dataset, target: &Target, number: u32, within: Within<'_>) -> Vec<Partner> {
    let people = dataset.people();
    let events = cut(dataset.events_attended([number], As::Person), within) - &dataset.attendance(false).crowded;
    let selected = SelectedEvents::new(dataset, &events);
    let mut counts: Vec<(u32, u32)> = Vec::new();
    for other in (0..people.len() as u32).filter(|other| *other != number && !people.is_body(*other)) {
        let mut count = 0;
        selected.each_attended_once(people, other, As::Person, |_| count += 1);
        if count > 0 {
            counts.push((other, count));
        }
    }
    partners(people, target, counts)
}

/// Some with whom somebody took part, by their numbers, most events first.
fn partners(people: &People, target: &Target, mut counts: Vec<(u32, u32)>) -> Vec<Partner> {
    let ranks = people.ranks(Lang::En);
    counts.sort_unstable_by_key(|(other, count)| (std::cmp::Reverse(*count), ranks[*other as usize]));
    let partner = |(other, events): (u32, u32)| Partner {
        target: Target::Pair(Box::new([target.clone(), target_of_person(people, other)])),
        names: Lang::ALL.map(|lang| people.name(other, lang).to_owned()),
        acts_for: only(people.countries(other)).unwrap_or_default().to_owned(),
        events,
    };
    counts.into_iter().map(partner).collect()
}

/// The one that there is.
fn only<'a>(mut of: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    of.next().filter(|_| of.next().is_none())
}

/// The countries that took part in events of somebody who acts for others.
fn countries_of_person(dataset: &Dataset, present: &RoaringBitmap, acts_for: &[String]) -> Vec<Partner> {
    let countries = Countries::new(dataset);
    let mut counts = vec![0u32; countries.codes().len()];
    countries.each_present(present.iter(), |_, there| {
        if there.len() <= MOST_IN_PAIRS {
            for country in there {
                counts[*country as usize] += 1;
            }
        }
    });
    others(countries.codes().iter().copied().zip(counts), acts_for)
}

/// The countries with some events without those that somebody acts for.
fn others<'c>(counts: impl Iterator<Item = (&'c str, u32)>, acts_for: &[String]) -> Vec<Partner> {
    let is_other = |code: &str| acts_for.iter().all(|own| own != code);
    met(counts.filter(|(code, _)| is_other(code)), |country| country)
}

/// What is counted elsewhere for a page.
#[cfg(feature = "store")]
#[derive(Clone, Debug, Default)]
pub struct PageCounts {
    /// As [`Page`] has them.
    pub total: usize,
    /// The same.
    pub present: usize,
    /// The same.
    pub present_in_all: usize,
    /// The same.
    pub quoted: usize,
    /// With whom it took part in how many events: codes of countries, or what makes somebody one.
    pub partners: Vec<(String, u32)>,
    /// The countries that took part.
    pub countries: Vec<(String, u32)>,
    /// The events in which it took part, over time.
    pub over_time: Option<Histogram>,
}

/// Sets the numbers of a page about `target` of which not all events are here.
#[cfg(feature = "store")]
pub(super) fn set_counts(dataset: &Dataset, page: &mut Page, target: &Target, counts: PageCounts) {
    let people = dataset.people();
    page.total = counts.total;
    page.present = counts.present;
    page.present_in_all = counts.present_in_all;
    page.quoted = counts.quoted;
    page.over_time = counts.over_time;
    if let Target::Country(own) = target {
        let pair = |other| Target::Pair(Box::new([target.clone(), other]));
        let with =
            counts.partners.iter().map(|(code, events)| (code.as_str(), *events)).filter(|(code, _)| code != own);
        page.partners = met(with, pair);
        return;
    }
    let own = number_of(people, target);
    let known =
        counts.partners.iter().filter_map(|(id, events)| Some((people.number_of(PersonId::read(id)?)?, *events)));
    let is_partner = |(other, _): &(u32, u32)| Some(*other) != own && !people.is_body(*other);
    page.partners = partners(people, target, known.filter(is_partner).collect());
    let met = counts.countries.iter().map(|(code, events)| (code.as_str(), *events));
    page.countries = others(met, &page.acts_for);
}

/// The countries with some events, most events first; `leads_to` says where each leads.
fn met<'c>(counts: impl Iterator<Item = (&'c str, u32)>, leads_to: impl Fn(Target) -> Target) -> Vec<Partner> {
    let partner = |(code, events): (&str, u32)| Partner {
        target: leads_to(Target::Country(code.to_owned())),
        names: names_of_country(code),
        acts_for: String::new(),
        events,
    };
    let mut met: Vec<Partner> = counts.filter(|(_, events)| *events > 0).map(partner).collect();
    met.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.names.cmp(&b.names)));
    met
}

/// Reads what somebody was in the newest events in which they took part.
fn add_offices(dataset: &Dataset, page: &mut Page, keys: &[String]) -> Result<()> {
    // With the spelling by which one is known again.
    let mut offices: Vec<(String, Office)> = Vec::new();
    for id in page.attended.newest_first().take(MOST_OFFICES) {
        let event = dataset.event(id)?;
        page.offices_of += 1;
        let date = Some(dataset.head(id).date).filter(|date| !date.is_undated());
        let mut here: Vec<String> = Vec::new();
        let there = event.participants.iter().filter(|who| took_part(who.part.as_deref()) && is_meant(who, keys));
        for who in there.filter(|who| !who.role.is_empty() || who.organization.is_some()) {
            let title = Lang::ALL.map(|lang| who.role.shown(lang).to_owned());
            let body = Lang::ALL.map(|lang| who.organization.as_ref().map_or("", |body| name_of(dataset, body, lang)));
            let body = body.map(str::to_owned);
            let key = name_key(&format!("{} {}", title[0], body[0]));
            if here.contains(&key) {
                continue;
            }
            here.push(key.clone());
            match offices.iter_mut().find(|(known, _)| *known == key) {
                Some((_, office)) => {
                    office.events += 1;
                    // Newest first: this one is earlier than all before.
                    match (&mut office.span, date) {
                        (Some([first, _]), Some(date)) => *first = date,
                        (span @ None, Some(date)) => *span = Some([date, date]),
                        (_, None) => {}
                    }
                }
                None => offices.push((key, Office { title, body, span: date.map(|date| [date, date]), events: 1 })),
            }
        }
    }
    page.offices = offices.into_iter().map(|(_, office)| office).collect();
    Ok(())
}

/// A page with the newest events, and how many there are.
fn page_of(dataset: &Dataset, events: &RoaringBitmap, present: &RoaringBitmap) -> Page {
    let listed = dataset.in_order(events);
    let is_present = |event: &EventId| present.contains(event.0);
    let events = listed.newest_first().take(MOST).map(|id| {
        let (id, titles, date) = row(dataset, id);
        PageEvent { id, titles, date, is_present: is_present(&id) }
    });
    let first = listed.iter().take(listed.dated()).find(is_present);
    let last = listed.newest_first().take(listed.dated()).find(is_present);
    Page {
        events: events.collect(),
        total: listed.len(),
        present: present.len() as usize,
        attended: dataset.in_order(present),
        span: first.zip(last).map(|(first, last)| [first, last].map(|event| dataset.head(event).date)),
        is_unfinished: dataset.progress().phase != Phase::Ready,
        ..Page::default()
    }
}

/// The newest quotes of the speakers that are meant. `events` are those that name one.
fn quotes(
    dataset: &Dataset,
    events: &RoaringBitmap,
    is_meant: &dyn Fn(&Event, &Participant) -> bool,
) -> Result<Vec<PageQuote>> {
    let mut quotes = Vec::new();
    for id in dataset.in_order(events).newest_first().take(MOST_READ) {
        let event = dataset.event(id)?;
        for (number, quote) in (0..).zip(&event.quotes) {
            if quote.speaker.as_ref().is_some_and(|speaker| is_meant(&event, speaker)) {
                let date = dataset.head(id).date;
                quotes.push(PageQuote { event: id, number, speaker: None, date, quote: quote.clone() });
            }
            if quotes.len() == MOST_QUOTES {
                return Ok(quotes);
            }
        }
    }
    Ok(quotes)
}

/// Whether a speaker, or how the source names them, is a value of these keys.
fn is_meant(speaker: &Participant, keys: &[String]) -> bool {
    let has = |key: &str| keys.iter().any(|have| have == key);
    let names = || speaker.who.name.versions().chain(speaker.named_as.versions()).map(|(_, name)| name_key(name));
    match &speaker.who.entity {
        Some(id) => has(&id_key(id)) || names().any(|key| has(&key)),
        None => names().any(|key| has(&key)),
    }
}
