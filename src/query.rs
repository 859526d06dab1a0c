//! Pure answers about a dataset: what a query means, which events it selects, and what the panes show of them.
//!
//! The query is the one state that selects anything. [`answer`] is asked by the
//! browser and by every command, so that they cannot disagree. Nothing here knows keys, panes or threads; work that
//! may be long asks whether it should stop.

mod aliases;
mod article_rows;
mod articles;
#[cfg(feature = "store")]
pub(crate) mod asked;
pub mod ast;
mod bounds;
mod cell;
mod combined;
pub(crate) mod completion;
mod compounds;
mod control;
mod dates;
pub(crate) mod detail;
mod evaluate;
pub(crate) mod explain;
pub(crate) mod facets;
pub(crate) mod faults;
pub mod forms;
pub(crate) mod highlight;
pub(crate) mod histogram;
pub(crate) mod lanes;
mod marked;
mod matcher;
pub mod matches;
pub(crate) mod matrix;
mod named;
mod names;
pub(crate) mod offers;
pub(crate) mod page;
pub mod pairs;
pub(crate) mod parse;
pub mod people;
mod phrases;
#[cfg(feature = "store")]
pub(crate) mod portions;
pub(crate) mod quotes;
pub(crate) mod scale;
mod spellings;
pub mod stats;
pub mod target;
mod together;
pub(crate) mod value_fit;
mod view;
#[cfg(feature = "store")]
mod wanted;
mod word_events;

pub use article_rows::ArticleRows;
pub use ast::{AnyOrAll, Field, Part, Query};
#[cfg(feature = "store")]
pub(crate) use cell::others_of;
pub use cell::{Cell, cell_events};
pub(crate) use cell::{CellEvents, PairEvents};
pub use completion::complete;
#[cfg(feature = "store")]
pub(crate) use completion::{Begun, MOST as MOST_COMPLETED, Numbers, complete_by};
pub(crate) use completion::{Candidate, Completion};
pub use control::Control;
pub(crate) use dates::typed_range_on;
pub(crate) use detail::{ArticleDetail, EventDetail};
pub use detail::{Detail, detail, detail_within};
pub(crate) use explain::Explanation;
#[cfg(feature = "store")]
pub(crate) use facets::{Counted, key_of_row, of_counts, of_counts_within};
pub use facets::{Facet, FacetAnswer, FacetOrder, FacetRequest, FacetRow, Pick};
pub(crate) use faults::{fault, unknown_kind, without_unknown};
pub(crate) use highlight::{hits, hits_in};
pub(crate) use histogram::{Bucket, Sums};
pub use histogram::{Histogram, histogram};
#[cfg(feature = "store")]
pub(crate) use histogram::{Ranges, of_ranges};
pub use lanes::LaneOrder;
pub(crate) use lanes::{LaneCell, LaneCounts, Lanes};
#[cfg(feature = "store")]
pub(crate) use lanes::{LaneNeed, LaneNeeds};
pub(crate) use marked::{Marked, OwnMark};
pub use matcher::Reason;
#[cfg(feature = "store")]
pub(crate) use matrix::MOST_MEMBERS;
pub use matrix::Member;
pub(crate) use matrix::Together;
pub use matrix::{Matrix, MatrixRequest, Members};
pub use offers::{Offer, Unknown, Why, named};
pub(crate) use offers::{Offers, Without};
pub(crate) use page::{Office, Partner};
pub use page::{Page, PageQuote};
pub use parse::QueryError;
pub(crate) use parse::mistyped;
pub use people::PeopleOrder;
pub(crate) use people::{PersonRow, Strips};
#[cfg(feature = "store")]
pub use portions::{Behind, Portions, TakeArticles, TakeEvents};
pub use quotes::QuoteRows;
pub(crate) use quotes::{Spoken, Told};
pub(crate) use scale::Scale;
pub use scale::{Unit, Zoom};
pub(crate) use spellings::NO_SPELLINGS;
pub use spellings::Spellings;
pub use target::Target;
pub use view::{Rows, View};
#[cfg(feature = "store")]
pub use wanted::{is_enough, wanted};

use crate::dataset::{ArticleId, Dataset, EventId, EventList, Listed};
use crate::error::Error;
use crate::model::{Day, Lang};
use crate::parallel;
use bounds::Bounds;
use control::FEW;
use evaluate::Evaluator;
use facets::Ticks;
use phrases::Phrases;
#[cfg(not(feature = "store"))]
use phrases::TextsOf;
#[cfg(feature = "store")]
pub(crate) use phrases::TextsOf;
use quotes::QuoteMatcher;
use roaring::RoaringBitmap;
use std::ops::ControlFlow;
use std::sync::Arc;
use word_events::WordEvents;

/// What is asked of a dataset.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Request {
    /// What selects.
    pub query: Query,
    /// How many columns the histogram has; 0 leaves it out.
    pub histogram_columns: usize,
    /// The part of time that the histogram shows; `None` for all of it.
    pub zoom: Option<Zoom>,
    /// The facet that is counted, if any.
    pub facet: Option<FacetRequest>,
    /// What is listed of the selected events.
    pub view: View,
    /// How people are ordered.
    pub people_order: PeopleOrder,
    /// How lanes are ordered.
    pub lane_order: LaneOrder,
    /// In the alphabet of which language.
    pub lang: Lang,
    /// What the user has marked. It may be left empty when the query does not ask for it ([`Query::asks_marks`]).
    pub marked: Arc<Marked>,
    /// The event around which rows are wanted first, where not all of them are here.
    pub near: Option<EventId>,
    /// The first and the last day at which rows are wanted too, where not all of them are here.
    pub near_days: Option<(Day, Day)>,
    /// The article at the cursor, for the same.
    pub near_article: Option<ArticleId>,
    /// The day from which an offer counts `last month`; `None` where nobody is offered any.
    pub today: Option<Day>,
}

/// What a query selects, and what the panes show of it.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The query that was answered.
    pub query: Query,
    /// The selected events by first day, last day and id; undated ones last.
    pub events: Listed,
    /// The rows of the view that was asked for.
    pub rows: Rows,
    /// Where articles are the rows and words are asked for: the places, among them, of those that the words find in
    /// themselves.
    pub with_words: Option<RoaringBitmap>,
    /// Selected events that match only through the text of an article.
    pub in_article: RoaringBitmap,
    /// The facet that was asked for.
    pub facet: Option<FacetAnswer>,
    /// What the query selects without its included dates: the surroundings of the range that is brushed.
    pub around: EventList,
    /// Those over time.
    pub histogram: Histogram,
    /// Undated events that only the filter of dates hides.
    pub undated_hidden: usize,
    /// When nothing is selected: the query without each of its parts, and without each term of its search.
    pub drops: Vec<Without>,
    /// The other spellings of the names that the query asks for.
    pub spellings: Arc<Spellings>,
    /// Why words found what they did not spell.
    pub explanations: Vec<Explanation>,
    /// Queries that may have been meant: parts in place of the words that name them, and, when nothing is selected, other
    /// words.
    pub offers: Vec<Offer>,
    /// When nothing is selected: the words of the search that nothing in the data has.
    pub unknown: Vec<Unknown>,
    /// How many events the dataset has.
    pub total: usize,
    /// Whether there are more people than are listed: these are the ones with most events.
    pub is_cut: bool,
    /// Whether events are still being read that may have a phrase: until then every count is a lower bound.
    pub is_checking: bool,
    /// What is still being counted of it, and is not there yet.
    pub counting: Counting,
    /// Why events could not be read that may have a phrase: they are not among the selected ones.
    pub unread: Option<Arc<Error>>,
    /// What the user has marked, as it was asked with.
    pub marked: Arc<Marked>,
}

/// What of an answer comes after its rows and their number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counting {
    /// The facet.
    pub facet: bool,
    /// The histogram.
    pub over_time: bool,
    /// What stands in articles that are still read, and what may have been meant.
    pub rest: bool,
}

/// Answers a request; `None` when `stop` says so before the end.
pub fn answer(dataset: &Dataset, request: &Request, stop: &dyn Fn() -> bool) -> Option<Answer> {
    answer_in_steps(dataset, request, &Control { stop, due: &|| false }, &mut |_| {})
}

/// Answers a request that may need many events to be read or counted. Whenever one is due, `publish` is given an answer with
/// what is sure so far; each has what the one before had. Rows and their number come before the counts beside them. The whole
/// answer is returned; `None` when told to stop.
pub fn answer_in_steps(
    dataset: &Dataset,
    request: &Request,
    control: &Control<'_>,
    publish: &mut dyn FnMut(Answer),
) -> Option<Answer> {
    let mut phrases = Phrases::of(&request.query);
    let mut is_due = None;
    loop {
        let (answer, undecided) = answer_so_far(dataset, request, &phrases, control, publish)?;
        if undecided.is_empty() && request.view == View::Quotes {
            return add_quotes(dataset, answer, control, publish);
        }
        if undecided.is_empty() && answer.with_words.is_some() {
            return add_with_words(dataset, answer, control, publish);
        }
        if undecided.is_empty() {
            return Some(answer);
        }
        let few = undecided.len() <= FEW;
        if is_due.unwrap_or_else(|| !few && (control.due)()) {
            publish(answer);
        }
        is_due = Some(phrases.read(dataset, &undecided, few, control)?);
    }
}

/// Adds the quotes to the answer about events, which is whole. Those so far are published; `None` when told to stop.
fn add_quotes(
    dataset: &Dataset,
    mut answer: Answer,
    control: &Control<'_>,
    publish: &mut dyn FnMut(Answer),
) -> Option<Answer> {
    let matcher = QuoteMatcher::new(dataset, &answer.query, &answer.marked);
    let so_far = &mut |quotes| {
        publish(Answer { rows: Rows::Quotes(quotes), is_checking: true, ..answer.clone() });
    };
    let (quotes, unread) = matcher.rows(answer.events.whole(), &answer.in_article, control, so_far)?;
    answer.rows = Rows::Quotes(quotes);
    answer.unread = answer.unread.or(unread);
    Some(answer)
}

impl Answer {
    /// Whether nothing of it is still to come.
    pub fn is_whole(&self) -> bool {
        !self.is_checking && self.counting == Counting::default()
    }

    /// Whether an event is listed, or has quotes that are, as far as that is known here.
    pub(crate) fn lists(&self, event: EventId) -> bool {
        let quotes = self.rows.quotes();
        self.events.contains(event) || quotes.is_elsewhere() && quotes.events().contains(&event)
    }

    /// All events around the range of dates that is asked for, over time, and how many of them are selected.
    pub fn over_time(&self, columns: usize, zoom: Option<Zoom>) -> Histogram {
        let around = histogram(&self.around, columns, zoom);
        if self.query.without_included_dates().is_none() {
            return around;
        }
        Histogram { selected: histogram(self.events.whole(), columns, zoom).selected, ..around }
    }
}

/// Adds which of the articles the words find in themselves to the answer, which is whole but for that.
fn add_with_words(
    dataset: &Dataset,
    mut answer: Answer,
    control: &Control<'_>,
    publish: &mut dyn FnMut(Answer),
) -> Option<Answer> {
    let known = answer.with_words.take().unwrap_or_default();
    let so_far = &mut |places| {
        publish(Answer { with_words: Some(places), is_checking: true, ..answer.clone() });
    };
    let listed = (answer.rows.articles().whole(), known);
    let (places, unread) = articles::with_words(dataset, &answer.query, &answer.spellings, listed, control, so_far)?;
    answer.with_words = Some(places);
    answer.unread = answer.unread.or(unread);
    Some(answer)
}

/// What is sure, and the events to read next for more.
fn answer_so_far(
    dataset: &Dataset,
    request: &Request,
    phrases: &Phrases,
    control: &Control<'_>,
    publish: &mut dyn FnMut(Answer),
) -> Option<(Answer, RoaringBitmap)> {
    let words = WordEvents::new(dataset, control.stop);
    let evaluator = Evaluator::new(&words, TextsOf::All, phrases, &request.marked);
    let query = &request.query;
    let Bounds { sure: selected, perhaps } = evaluator.bounds(query)?;
    // The list comes before the counts beside it.
    let mut undecided = perhaps - &selected;
    let mut answer = Answer { query: query.clone(), total: dataset.event_count(), ..Answer::default() };
    answer.marked = Arc::clone(&request.marked);
    let mut lanes = None;
    let ticks = match &request.facet {
        Some(asked) if request.view == View::Lanes => {
            let (mut facet, events, counted) = facets::with_events(&evaluator, query, asked)?;
            let mut of_values = Lanes::new(dataset, &mut facet, events, &counted, request.lane_order);
            of_values.count(dataset, request.histogram_columns, request.zoom);
            lanes = Some(of_values);
            answer.facet = Some(facet);
            None
        }
        Some(asked) => Some((asked, Ticks::of(&evaluator, query, asked)?)),
        None => None,
    };
    answer.spellings = Arc::new(words.spellings_of(query));
    answer.explanations = explain::explanations(dataset, query, &answer.spellings, &selected);
    if query.parts.iter().any(|part| matches!(part, Part::Search(_))) {
        let own = Evaluator::new(&words, TextsOf::Own, phrases, &request.marked).bounds(query)?;
        answer.in_article = &selected - &own.perhaps;
        undecided |= (own.perhaps - own.sure) & &selected;
    }
    let events = dataset.in_order(&selected);
    answer.around = match query.without_included_dates() {
        Some(open) => dataset.in_order(&evaluator.select(&open)?),
        None => events.clone(),
    };
    answer.events = Listed::Local(events);
    let mut undated = answer.around.undated();
    if query.dates().any(|dates| dates.negated) {
        let mut open = query.clone();
        open.parts.retain(|part| !matches!(part, Part::Dates(_)));
        undated = dataset.in_order(&evaluator.select(&open)?).undated();
    }
    answer.undated_hidden = undated - answer.events.undated();
    // What else may be asked for is known when it is known that nothing is found.
    if answer.events.is_empty() && undecided.is_empty() {
        answer.drops = offers::drops(&evaluator, query)?;
    }
    if undecided.is_empty() {
        let Offers { offers, unknown } = offers::offers(&evaluator, query, answer.events.is_empty(), request.today)?;
        (answer.offers, answer.unknown) = (offers, unknown);
    }
    answer.rows = match request.view {
        View::Articles => {
            let (articles, undated, alone) = evaluator.articles(query, &selected, !undecided.is_empty())?;
            answer.with_words = articles::asks_words(query).then_some(alone);
            Rows::Articles(ArticleRows::Here(articles, undated))
        }
        View::People => {
            let named = people::named(dataset, query);
            Rows::People(people::people(dataset, &selected, &named, request.people_order, request.lang))
        }
        View::Lanes => Rows::Lanes(lanes.unwrap_or_default()),
        view => Rows::none(view),
    };
    if undecided.is_empty() {
        undecided = evaluator.undecided();
    }
    answer.is_checking = !undecided.is_empty();
    answer.unread = phrases.unread().cloned();
    // An answer that says something else of itself says it in steps of its own.
    let is_list = matches!(request.view, View::Events | View::Articles) && answer.with_words.is_none();
    let has_steps = is_list && phrases.are_none() && !answer.events.is_empty();
    let due: &dyn Fn() -> bool = if has_steps { control.due } else { &|| false };
    let control = Control { due, ..*control };
    Some((add_counts(dataset, request, answer, ticks.as_ref(), &control, publish)?, undecided))
}

/// Events from which on the facet and the histogram are counted by a thread each: some milliseconds, of which to wake two
/// threads is a small part.
const MANY: usize = 1 << 18;

/// Adds the counts beside the rows, which take longest, to an answer that has all else: the values of the facet, and events
/// over time. Meanwhile, when one is due, the answer is published with what is there of them; `None` when told to stop.
fn add_counts(
    dataset: &Dataset,
    request: &Request,
    answer: Answer,
    ticks: Option<&(&FacetRequest, Ticks<'_>)>,
    control: &Control<'_>,
    publish: &mut dyn FnMut(Answer),
) -> Option<Answer> {
    let mut given = None;
    let mut look = |facet: Option<&Option<FacetAnswer>>, over_time: Option<&Histogram>| {
        if (control.stop)() {
            return ControlFlow::Break(());
        }
        let counting =
            Counting { facet: ticks.is_some() && facet.is_none(), over_time: over_time.is_none(), rest: false };
        if given != Some(counting) && (control.due)() {
            given = Some(counting);
            let histogram = over_time.cloned().unwrap_or_default();
            publish(Answer { facet: facet.cloned().flatten(), histogram, counting, ..answer.clone() });
        }
        ControlFlow::Continue(())
    };
    let facet =
        |is_stopped: &dyn Fn() -> bool| ticks.and_then(|(asked, ticks)| ticks.facet(dataset, asked, is_stopped));
    let over_time = |_: &dyn Fn() -> bool| answer.over_time(request.histogram_columns, request.zoom);
    if look(None, None).is_break() {
        return None;
    }
    let (facet, histogram) = if answer.around.len() > MANY {
        parallel::beside(facet, over_time, &mut look)?
    } else {
        (facet(control.stop), over_time(control.stop))
    };
    if ticks.is_some() && facet.is_none() {
        return None;
    }
    Some(Answer { facet: facet.or(answer.facet), histogram, ..answer })
}
