//! Pure answers about a dataset: what a query means, which events it selects, and what the panes show of them.
//!
//! The query is the one state that selects anything. [`answer`] is asked by the
//! browser and by every command, so that they cannot disagree. Nothing here knows keys, panes or threads; work that
//! may be long asks whether it should stop.

pub mod ast;
pub mod detail;
mod evaluate;
pub mod explain;
pub mod facets;
pub mod highlight;
pub mod histogram;
pub mod matches;
pub mod pairs;
pub mod parse;
mod selected;
pub mod stats;

pub use ast::{Field, Mode, Part, Query};
pub use detail::{ArticleDetail, Detail, EventDetail, Page, Related, Target, detail};
pub use explain::{Explanation, Offer};
pub use facets::{FacetOrder, FacetRow, Pick};
pub use highlight::hits;
pub use histogram::{Bucket, Histogram, Unit};
pub use matches::Reason;
pub use parse::QueryError;

use crate::dataset::{ArticleId, Dataset, EventId};
use evaluate::{Evaluator, Places};
use roaring::RoaringBitmap;

/// What is asked of a dataset.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Request {
    /// What selects.
    pub query: Query,
    /// How many columns the histogram has; 0 leaves it out.
    pub histogram_columns: usize,
    /// How the rows of the country filter are ordered.
    pub facet_order: FacetOrder,
    /// Whether included countries are joined by *and* even while there is only one.
    pub all_countries: bool,
    /// Whether the articles are asked for.
    pub articles: bool,
}

/// What a query selects, and what the panes show of it.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The query that was answered.
    pub query: Query,
    /// The selected events by first day, last day and id; undated ones last.
    pub events: Vec<EventId>,
    /// How many of them, at the end, have no date.
    pub undated: usize,
    /// The articles that report a selected event, and those without events that match by themselves; by date of
    /// publication and id, undated ones last. Empty unless asked for.
    pub articles: Vec<ArticleId>,
    /// How many of them, at the end, have no date.
    pub undated_articles: usize,
    /// Selected events that match only through the text of an article.
    pub in_article: RoaringBitmap,
    /// The rows of the country filter.
    pub countries: Vec<FacetRow>,
    /// Selected events over time.
    pub histogram: Histogram,
    /// Undated events that only the filter of dates hides.
    pub undated_hidden: usize,
    /// When nothing is selected: for each part of the query how many events there are without it.
    pub drops: Vec<(usize, usize)>,
    /// Why words found what they did not spell.
    pub explanations: Vec<Explanation>,
    /// When nothing is selected: queries that might have been meant.
    pub offers: Vec<Offer>,
    /// How many events the dataset has.
    pub total: usize,
}

/// Answers a request; `None` when `stop` says so before the end.
pub fn answer(dataset: &Dataset, request: &Request, stop: &dyn Fn() -> bool) -> Option<Answer> {
    let evaluator = Evaluator::new(dataset, Places::All, stop);
    let query = &request.query;
    let selected = evaluator.select(query)?;
    let mut answer = Answer { query: query.clone(), total: dataset.event_count(), ..Answer::default() };
    answer.countries = facets::countries(&evaluator, request)?;
    if query.parts.iter().any(|part| matches!(part, Part::Search(_))) {
        let own = Evaluator::new(dataset, Places::Own, stop).select(query)?;
        answer.in_article = &selected - own;
        answer.explanations = explain::explanations(dataset, query, &selected);
    }
    let dense = Dense::new(&selected, dataset.event_bound());
    let dated = dataset.event_count() - dataset.undated_count();
    let (with_date, without) = dataset.order().split_at(dated);
    answer.events.extend(with_date.iter().filter(|id| dense.contains(**id)));
    let dated = answer.events.len();
    answer.events.extend(without.iter().filter(|id| dense.contains(**id)));
    answer.undated = answer.events.len() - dated;
    answer.histogram = histogram::histogram(dataset, &answer.events, request.histogram_columns);
    if query.dates().next().is_some() {
        let mut open = query.clone();
        open.parts.retain(|part| !matches!(part, Part::Dates(_)));
        let mut undated = RoaringBitmap::new();
        undated.extend(without.iter().map(|id| id.0));
        undated &= evaluator.select(&open)?;
        answer.undated_hidden = (undated - &selected).len() as usize;
    }
    if answer.events.is_empty() {
        for part in 0..query.parts.len() {
            answer.drops.push((part, evaluator.select(&query.without(part))?.len() as usize));
        }
        answer.offers = explain::offers(&evaluator, dataset, query)?;
    }
    if request.articles {
        (answer.articles, answer.undated_articles) = evaluator.articles(query, &dense)?;
    }
    Some(answer)
}

/// A set of events as one bit each: the fastest way to ask for every event once.
struct Dense(Vec<u64>);

impl Dense {
    fn new(set: &RoaringBitmap, bound: u32) -> Dense {
        let mut words = vec![0u64; bound as usize / 64 + 1];
        for id in set {
            words[id as usize / 64] |= 1 << (id % 64);
        }
        Dense(words)
    }

    fn contains(&self, id: EventId) -> bool {
        self.0.get(id.0 as usize / 64).is_some_and(|word| word >> (id.0 % 64) & 1 == 1)
    }
}
