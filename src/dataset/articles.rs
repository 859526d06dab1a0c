//! One article of several records: records of one id or of one address are one article (reader rule 4). The first
//! record's headline and text are kept and the others are searched too; here stands what they say differently, and what
//! an article without a headline is called. How a record is read is not known here.

use super::{ArticleId, ArticleSource, Dataset};
use crate::catalogue::{Finding, Remedy};
use crate::index::articles::ArticleHead;
use crate::load::native;
use crate::model::{Article, ArticleLink, Event, Lang};
use crate::problem::{Level, Location, Problem};
use roaring::RoaringBitmap;
use std::collections::HashSet;

/// What an article without a headline is called: who published it, and the first event that it reports. These are the
/// program's words and not the publisher's, so they are marked wherever they stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DerivedTitle {
    /// Who published it, else the host of its address; empty when neither is known.
    publisher: String,
    /// The event's title in English and in Russian.
    event: [String; 2],
    /// How many more events the article reports.
    more: usize,
}

impl DerivedTitle {
    /// `[Orda.kz — Talks in Astana (+2)]`: as a catalogue marks a title that it made, in brackets. `dash` stands between
    /// publisher and event.
    pub fn words(&self, lang: Lang, dash: &str) -> String {
        let event = self.event(lang);
        if self.publisher.is_empty() { format!("[{event}]") } else { format!("[{} {dash} {event}]", self.publisher) }
    }

    /// `Talks in Astana (+2)`: beside which the publisher stands already.
    pub fn event(&self, lang: Lang) -> String {
        let title = &self.event[usize::from(lang == Lang::Ru)];
        if self.more == 0 { title.clone() } else { format!("{title} (+{})", self.more) }
    }
}

impl Dataset {
    /// What an article is called that has no headline; nothing when it has one, or reports no event.
    pub fn derived_title(&self, id: ArticleId) -> Option<DerivedTitle> {
        let head = self.article_head(id);
        if head.has_headline() {
            return None;
        }
        let events = self.events_of_article(id);
        let first = self.head(*events.iter().min_by_key(|event| self.order.rank(**event))?);
        let host = || head.host().trim_start_matches("www.").to_owned();
        Some(DerivedTitle {
            publisher: if head.publisher.is_empty() { host() } else { head.publisher.to_owned() },
            event: Lang::ALL.map(|lang| first.title(lang).to_owned()),
            more: events.len() - 1,
        })
    }

    /// Puts the id of an article's first record in place of its other records' ids, and each article once into a list.
    pub(super) fn name_articles(&self, event: &mut Event) {
        if self.article_merges.first.is_empty() {
            return;
        }
        for link in &mut event.articles {
            if let Some(first) = self.other_id_of(link.id()) {
                *link = ArticleLink::Id(first);
            }
        }
        let mut seen = HashSet::new();
        event.articles.retain(|link| seen.insert(link.id().to_owned()));
        let of_quotes = event.quotes.iter_mut().map(|quote| &mut quote.articles);
        let of_participants = event.participants.iter_mut().map(|participant| &mut participant.articles);
        for ids in of_quotes.chain(of_participants) {
            for id in ids.iter_mut() {
                if let Some(first) = self.other_id_of(id) {
                    *id = first;
                }
            }
            let mut seen = HashSet::new();
            ids.retain(|id| seen.insert(id.clone()));
        }
    }

    /// The id of the first record of the article whose record has `id`; nothing when it is that id, or of no article.
    fn other_id_of(&self, id: &str) -> Option<String> {
        let first = self.article_head(self.article_by_id(id)?).id();
        (first != id).then(|| first.into_owned())
    }

    /// Warnings that a record of an article has another headline, text or fact than the records before it, and the
    /// events inside which such a record is written.
    pub(super) fn differing_articles(&self) -> (Vec<Problem>, RoaringBitmap) {
        let mut found = Vec::new();
        let mut events = RoaringBitmap::new();
        let mut firsts: Vec<u32> = self.article_merges.others.keys().copied().collect();
        firsts.sort_unstable();
        for first in firsts {
            let others = self.article_merges.others_of(first);
            if others.iter().all(|other| self.is_as_before(first, *other)) {
                continue;
            }
            let Ok(mut whole) = self.one_article(ArticleId(first)) else { continue };
            for &other in others {
                let Ok(record) = self.one_article(ArticleId(other)) else { continue };
                let dropped = native::merge_article(&mut whole, &record);
                found.extend(dropped.into_iter().map(|field| (other, differs(&whole, &record, &field))));
            }
        }
        found.sort_by_key(|(number, _)| self.record_of_article(*number));
        for of_part in found.chunk_by_mut(|a, b| self.record_of_article(a.0).0 == self.record_of_article(b.0).0) {
            let mut locator = self.parts[self.record_of_article(of_part[0].0).0].segment.locator();
            for (number, problem) in of_part {
                problem.location = match self.record_of_article(*number) {
                    (_, Record::Article(at)) => locator.of_article(at),
                    (part, Record::Event(at)) => {
                        events.insert(self.parts[part].base + at);
                        Location { pointer: "/articles".to_owned(), ..locator.of_event(at) }
                    }
                };
            }
        }
        (found.into_iter().map(|(_, problem)| problem).collect(), events)
    }

    /// Whether nothing can differ. What is written inside events is read again only when its head says otherwise: a
    /// million events may name one address.
    fn is_as_before(&self, first: u32, other: u32) -> bool {
        let agree = |first: ArticleHead<'_>, other: ArticleHead<'_>| {
            other.is_part_of(&first) && !(first.has_text && other.has_text)
        };
        matches!(self.run_of(ArticleId(other)).0, ArticleSource::Inline(_))
            && agree(self.article_head(ArticleId(first)), self.article_head(ArticleId(other)))
    }

    /// The part of the data in which a record of an article stands, and as what.
    fn record_of_article(&self, number: u32) -> (usize, Record) {
        match self.run_of(ArticleId(number)) {
            (ArticleSource::Records(part), at) => (part, Record::Article(at as u32)),
            (ArticleSource::Inline(run), at) => {
                let event = self.inline[run].events.get(at);
                let part = self.parts.partition_point(|part| part.base <= event) - 1;
                (part, Record::Event(event - self.parts[part].base))
            }
        }
    }
}

/// Where an article is written, by its number in its segment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Record {
    /// A record of its own.
    Article(u32),
    /// Inside an event.
    Event(u32),
}

/// That `record` has another value in `field` than `whole`, which was put together from the records before it.
fn differs(whole: &Article, record: &Article, field: &str) -> Problem {
    let (field, id) = (field.to_owned(), whole.id.clone());
    Problem {
        level: Level::Warning,
        location: Location::default(),
        record: Some(record.id.clone()),
        reason: if whole.id == record.id {
            Finding::ArticleWithId { field, id }
        } else {
            Finding::ArticleWithAddress { field, id }
        },
        remedy: Remedy::OwnAddress,
    }
}
