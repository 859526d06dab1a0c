//! What the detail pane shows of a record, a person, a body or a country: read once, when it is shown.
//!
//! How any of it looks is not known here.

use super::ast::Query;
use super::page::{self, Page, Within};
use super::target::{MOST, Target, row};
use crate::catalogue::Usage;
use crate::dataset::{ArticleId, Dataset, DerivedTitle, EventId, EventList, HeadDate};
use crate::error::{Error, Result};
use crate::model::{Article, ArticleLink, Entity, Event, Named, Participant, Quote};
use roaring::RoaringBitmap;
use std::collections::HashMap;

/// What the detail shows.
#[derive(Clone, Debug)]
pub enum Detail {
    /// An event, with the articles that report it.
    Event(Box<EventDetail>),
    /// An article, with the events that it reports.
    Article(Box<ArticleDetail>),
    /// A person, a body, a country, or two of them.
    Page(Box<Page>),
}

/// An event and what it names.
#[derive(Clone, Debug)]
pub struct EventDetail {
    /// Its number.
    pub id: EventId,
    /// The event itself.
    pub event: Event,
    /// The articles that report it, each with its number where it has one.
    pub articles: Vec<(Option<ArticleId>, Article)>,
    /// The events it is related to.
    pub related: Vec<Related>,
    /// The entities it names, by id.
    pub names: HashMap<String, Entity>,
}

impl EventDetail {
    /// The articles that it names and the data does not have, by their ids.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        let is_there = |id: &str| self.articles.iter().any(|(_, article)| article.id == id);
        self.event.articles.iter().map(ArticleLink::id).filter(move |id| !is_there(id))
    }

    /// The entity that a name of this event means.
    pub fn entity(&self, who: &Named) -> Option<&Entity> {
        self.names.get(who.entity.as_ref()?)
    }
}

/// Where something is from that an event tells, as seen from one of the articles that report it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// From this article.
    Here,
    /// It names no article, and several report the event.
    NotStated,
    /// From others, which it names.
    Elsewhere,
}

impl Origin {
    /// Of what an event says and these articles report, seen from an article with this id. The articles that the event names
    /// are counted, those too that are not in the data.
    fn of(named: &[String], article: &str, event: &Event) -> Origin {
        if named.is_empty() {
            return if event.articles.len() <= 1 { Origin::Here } else { Origin::NotStated };
        }
        if named.iter().any(|id| id == article) { Origin::Here } else { Origin::Elsewhere }
    }
}

/// What an event says of one origin: its quotes with their numbers, and its participants.
pub struct Told<'d> {
    /// The event.
    pub event: &'d EventDetail,
    /// Its quotes.
    pub quotes: Vec<(usize, &'d Quote)>,
    /// Those who took part or are named.
    pub people: Vec<&'d Participant>,
}

/// A related event.
#[derive(Clone, Debug)]
pub struct Related {
    /// Its id as written.
    pub id: String,
    /// The event, when it is in the data, with its title in English and Russian and its date.
    pub event: Option<(EventId, [String; 2], HeadDate)>,
}

/// An article and the events it reports.
#[derive(Clone, Debug)]
pub struct ArticleDetail {
    /// Its number.
    pub id: ArticleId,
    /// The article itself.
    pub article: Article,
    /// What it is called when it has no headline.
    pub derived_title: Option<DerivedTitle>,
    /// Its events in the order of time.
    pub events: Vec<EventDetail>,
}

impl ArticleDetail {
    /// What is of one origin of each event, in their order.
    pub fn told(&self, origin: Origin) -> impl Iterator<Item = Told<'_>> {
        self.events.iter().map(move |event| {
            let is_from = |named: &[String]| Origin::of(named, &self.article.id, &event.event) == origin;
            let quotes = event.event.quotes.iter().enumerate().filter(|(_, quote)| is_from(&quote.articles)).collect();
            let people = event.event.participants.iter().filter(|who| is_from(&who.articles)).collect();
            Told { event, quotes, people }
        })
    }
}

/// Reads what `target` leads to. An address leads to nothing that can be read.
pub fn detail(dataset: &Dataset, target: &Target) -> Result<Detail> {
    detail_within(dataset, target, None)
}

/// The same; a page is about the events that a query selects, which stand beside it.
pub fn detail_within(dataset: &Dataset, target: &Target, query: Option<(&Query, &EventList)>) -> Result<Detail> {
    let selected: Option<RoaringBitmap> = query.map(|(_, events)| events.iter().map(|event| event.0).collect());
    let mut detail = read(dataset, target, selected.as_ref())?;
    if let (Detail::Page(page), Some((query, _)), false) = (&mut detail, query, matches!(target, Target::Whole(_))) {
        page.query = Some(query.clone());
        page.whole = Some(Target::Whole(Box::new(target.clone())));
    }
    Ok(detail)
}

/// A page of which only these events were read, with what is known besides.
#[cfg(feature = "store")]
pub(super) fn read_page(
    dataset: &Dataset,
    target: &Target,
    query: Option<&Query>,
    events: &EventList,
    know: impl FnOnce(&mut Page),
) -> Result<Detail> {
    let of = if let Target::Whole(of) = target { of } else { target };
    let here: RoaringBitmap = events.iter().map(|event| event.0).collect();
    let mut detail = read(dataset, of, Some(&here))?;
    if let Detail::Page(page) = &mut detail {
        know(page.as_mut());
        page.query = query.cloned();
        page.whole = query.map(|_| Target::Whole(Box::new(target.clone())));
    }
    Ok(detail)
}

fn read(dataset: &Dataset, target: &Target, within: Within<'_>) -> Result<Detail> {
    match target {
        Target::Event(id) | Target::Quote(id, _) => Ok(Detail::Event(Box::new(event_detail(dataset, *id)?))),
        Target::Article(id) => {
            let mut events = dataset.events_of_article(*id);
            events.sort_by_key(|id| dataset.time_order().rank(*id));
            let events = events.into_iter().take(MOST).map(|id| event_detail(dataset, id)).collect::<Result<_>>()?;
            let derived_title = dataset.derived_title(*id);
            Ok(Detail::Article(Box::new(ArticleDetail {
                id: *id,
                article: dataset.article(*id)?,
                derived_title,
                events,
            })))
        }
        Target::Entity(id) => Ok(Detail::Page(Box::new(page::of_entity(dataset, id, within)?))),
        Target::Name(name) => Ok(Detail::Page(Box::new(page::of_name(dataset, name, within)?))),
        Target::Country(code) => Ok(Detail::Page(Box::new(page::of_country(dataset, code, within)?))),
        Target::Pair(pair) => Ok(Detail::Page(Box::new(page::of_pair(dataset, pair, within)))),
        Target::Partners(of) => match read(dataset, of, within)? {
            Detail::Page(page) => Ok(Detail::Page(Box::new(page::of_partners(*page, of)))),
            other => Ok(other),
        },
        Target::Whole(of) => read(dataset, of, None),
        Target::Url(url) => Err(Error::Usage(Usage::AddressNoRecord { url: url.clone() })),
    }
}

/// Everything the detail shows of an event.
pub fn event_detail(dataset: &Dataset, id: EventId) -> Result<EventDetail> {
    let event = dataset.event(id)?;
    let mut articles = Vec::with_capacity(event.articles.len());
    for link in &event.articles {
        let number = dataset.article_by_id(link.id());
        let article = match (link, number) {
            (ArticleLink::Inline(article), None) => (**article).clone(),
            (_, Some(number)) => dataset.article(number)?,
            (ArticleLink::Id(_), None) => continue,
        };
        articles.push((number, article));
    }
    let related = event
        .related
        .iter()
        .map(|id| Related { id: id.clone(), event: dataset.event_by_id(id).map(|event| row(dataset, event)) })
        .collect();
    let entities = event.names().filter_map(|who| dataset.resolve(who));
    let names = entities.map(|entity| (entity.id.clone(), entity.clone())).collect();
    Ok(EventDetail { id, event, articles, related, names })
}
