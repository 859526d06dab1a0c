//! Which articles report which events: those that an event names, and those that are written inside it.
//!
//! Events are given by the numbers under which they are shown, articles by those of their first records. What is in an
//! article is not known here.

use super::parts::ArticleSource;
use super::{ArticleId, ColumnOf, Dataset, EventId};
use crate::index::bits::Bits;
use roaring::RoaringBitmap;

/// The articles that report an event, and those that report a selected one.
pub struct Reporting {
    any: Bits,
    selected: Bits,
}

impl Reporting {
    /// Whether an article reports an event.
    pub fn any(&self, article: ArticleId) -> bool {
        self.any.contains(article.0)
    }

    /// Whether it reports a selected one.
    pub fn selected(&self, article: ArticleId) -> bool {
        self.selected.contains(article.0)
    }
}

impl Dataset {
    /// The first record's number of an article.
    pub(super) fn first_article(&self, id: u32) -> ArticleId {
        ArticleId(self.article_merges.first_of(id))
    }

    /// The events that name an article or are written with it, the newest first and undated ones last.
    pub fn events_of_article(&self, id: ArticleId) -> Vec<EventId> {
        let mut events = RoaringBitmap::new();
        self.each_record_of_article(id, &mut |record| {
            events.insert(record);
        });
        self.normalise(&mut events);
        let mut events: Vec<EventId> = events.iter().map(EventId).collect();
        let dated = self.order.dated() as u32;
        events.sort_by_key(|event| {
            let place = self.order.rank(*event);
            if place < dated { dated - place } else { place + 1 }
        });
        events
    }

    /// Calls `record` with the number of each record that names an article or is written with it; a number may come
    /// twice.
    pub(super) fn each_record_of_article(&self, id: ArticleId, record: &mut dyn FnMut(u32)) {
        for &number in std::iter::once(&id.0).chain(self.article_merges.others_of(id.0)) {
            let id = match self.run_of(ArticleId(number)) {
                (ArticleSource::Records(part), at) => self.parts[part].segment.articles().id(at),
                (ArticleSource::Inline(run), at) => {
                    record(self.inline[run].events.get(at));
                    self.inline[run].heads.id(at)
                }
            };
            self.each_record_with(ColumnOf::Article, &id, record);
        }
    }

    /// Calls `report` with every article and each event that it reports, in the order in which they lie in memory; the
    /// same two may come twice.
    pub fn each_report(&self, report: &mut dyn FnMut(ArticleId, EventId)) {
        for run in &self.article_runs {
            if let ArticleSource::Inline(at) = run.source {
                for (article, record) in (run.base..).zip(self.inline[at].events.iter()) {
                    if let Some(event) = self.shown_as(record) {
                        report(self.first_article(article), event);
                    }
                }
            }
        }
        for value in self.column(ColumnOf::Article) {
            if let Some(article) = self.article_by_id(value.key()) {
                value.each_record(&mut |record| {
                    if let Some(event) = self.shown_as(record) {
                        report(article, event);
                    }
                });
            }
        }
    }

    /// Which articles report events, and which of them one of `events`.
    pub fn reporting(&self, events: &RoaringBitmap) -> Reporting {
        let events = Bits::of(events, self.event_bound());
        let bound = self.article_order.iter().map(|id| id.0 + 1).max().unwrap_or(0);
        let mut reporting = Reporting { any: Bits::new(bound), selected: Bits::new(bound) };
        self.each_report(&mut |article, event| {
            reporting.any.insert(article.0);
            if events.contains(event.0) {
                reporting.selected.insert(article.0);
            }
        });
        reporting
    }
}
