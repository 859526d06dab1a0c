//! A query as what holds of the events that it selects, for data that are counted elsewhere: exactly these, no more and no
//! fewer.
//!
//! It mirrors `evaluate`, which makes sets of events where this makes what is asked for them; the tests of the store hold
//! the two equal. Which words and names are meant is told by the same functions, from the names of the data that are
//! given. What a store knows only when records are read, which events have a phrase, is asked of who reads them. How it is
//! asked, and of whom, is not known here.

mod crossed;
mod paged;

pub use crossed::{
    LaneQuestion, kept_of_square, lane_question, lanes, named, names_of_search, naming, of_country, pair_of_square,
};

pub use paged::{PageNeeds, names_on, obeys_query, page_needs, page_of_counts, people_on};

use super::aliases::Scope;
use super::article_rows::ArticleRows;
use super::ast::{AnyOrAll, DateSpan, Expr, Field, Part, Presence, Query, Value, Values};
use super::compounds::compounds;
use super::evaluate::Evaluator;
pub use super::evaluate::OwnValues;
use super::facets::{FacetRequest, Pick};
use super::names::{self, Meant, values_of};
use super::phrases::{Phrases, TextsOf};
use super::spellings::Spellings;
pub use super::wanted::named_values;
use super::wanted::of_words;
use super::word_events::{Way, WordEvents};
use crate::dataset::{ArticleId, ColumnOf, Dataset, Kept, Need, ValuesOf};
use crate::model::Group;
use hashbrown::HashSet;
use roaring::RoaringBitmap;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

/// A phrase that is asked for.
pub struct AskedPhrase<'a> {
    /// The phrase.
    pub phrase: &'a str,
    /// In which texts.
    pub texts: TextsOf,
    /// What holds of the events that may have it.
    pub may: &'a Need,
    /// What holds of those for which it matters.
    pub within: &'a [Need],
    /// Whether those that have it are left out.
    pub is_excluded: bool,
}

/// What holds of the events that have a phrase, those for which it matters; `None` where it cannot be told.
pub type HavePhrase<'a> = dyn Fn(&AskedPhrase<'_>) -> Option<Need> + 'a;

/// What must be known besides the query.
pub struct Known<'a> {
    /// The names of the data that may be asked for, and how they print the words.
    pub names: &'a Dataset,
    /// Which events have a phrase.
    pub have_phrase: &'a HavePhrase<'a>,
    /// All ids of the article with one.
    pub ids_of_article: &'a dyn Fn(&str) -> Vec<String>,
    /// The ids of the events with a mark of the user's; `None` where they cannot be told.
    pub marked: &'a dyn Fn(Presence) -> Option<Vec<String>>,
}

/// What is asked for the rows of a facet.
pub struct FacetNeeds<'q> {
    /// Each value in the query, what it says of it, and the events that are counted beside it.
    pub ticks: Vec<(&'q Value, Pick, Need)>,
    /// The events among which any other value is counted.
    pub counted: Need,
}

/// Where those stand whom an event names.
const NAMING: [Kept; 3] = [Kept::Person, Kept::Org, Kept::By];

/// What selects; `None` where it cannot be told so.
pub fn selects(query: &Query, known: &Known<'_>) -> Option<Need> {
    with_asking(known, |asking| asking.query(query, TextsOf::All))
}

/// What selects the events that have the words of a query in their own texts, or whatever else it asks for.
pub fn selects_by_own_texts(query: &Query, known: &Known<'_>) -> Option<Need> {
    with_asking(known, |asking| asking.query(query, TextsOf::Own))
}

/// What is counted for a facet; `None` where it cannot be told so.
pub fn facet_needs<'q>(query: &'q Query, asked: &FacetRequest, known: &Known<'_>) -> Option<FacetNeeds<'q>> {
    with_asking(known, |asking| asking.facet(query, asked))
}

/// The words of which other spellings are asked for.
pub fn words(query: &Query) -> Vec<String> {
    let words = RefCell::new(Vec::new());
    Spellings::looked_up(query, &|word| {
        words.borrow_mut().push(word.to_owned());
        Vec::new()
    });
    words.into_inner()
}

/// The folded words of which those are asked for that differ by typing mistakes, each with how many mistakes are allowed.
pub fn near_words(query: &Query) -> Vec<(String, usize)> {
    fn of_expr(expr: &Expr, found: &mut Vec<(String, usize)>) {
        match expr {
            Expr::Near(text) => {
                let folded = compounds(text).into_iter().flat_map(|of| std::iter::once(of.whole).chain(of.parts));
                found.extend(folded.map(|word| {
                    let allowed = crate::language::mistakes::allowed(&word);
                    (word, allowed)
                }));
            }
            Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| of_expr(part, found)),
            Expr::Not(part) => of_expr(part, found),
            Expr::Word(_) | Expr::Phrase(_) | Expr::Field(..) | Expr::Dates(_) => {}
        }
    }
    let mut found = Vec::new();
    if let Some(search) = query.search().filter(|_| !query.is_literal()) {
        of_expr(search, &mut found);
    }
    found.retain(|(_, allowed)| *allowed > 0);
    found
}

/// What is said of an answer beside its rows and numbers: spellings of names, and why words found the events that are
/// here.
pub fn told(query: &Query, here: &Dataset, found: &RoaringBitmap) -> (Arc<Spellings>, Vec<super::Explanation>) {
    let spellings = Spellings::of(query, here);
    let explanations = super::explain::explanations(here, query, &spellings, found);
    (Arc::new(spellings), explanations)
}

/// The phrases of a query, each with whether it must stand in the words of a quote.
pub fn phrases(query: &Query) -> Vec<(String, bool)> {
    Phrases::of(query).texts()
}

/// Of some events those that have each of some phrases, in their own texts and anywhere.
pub fn with_phrases(
    dataset: &Dataset,
    events: impl Iterator<Item = crate::dataset::EventId>,
    phrases: &[(String, bool)],
) -> crate::error::Result<Vec<[RoaringBitmap; 2]>> {
    Phrases::found(dataset, events, phrases)
}

/// Whether a query asks for what one quote of a selected event may have and another lack.
pub fn needs_quotes(query: &Query) -> bool {
    super::quotes::needs_reading(query)
}

/// Of some events of records that were read apart, which quotes satisfy a query by themselves, by their numbers in their
/// events. `here` has what the query means, and what is marked; `problems` are those of the events with problems.
pub fn own_quotes(
    (here, records): (&Dataset, &Dataset),
    (query, marked): (&Query, &super::Marked),
    events: &[crate::dataset::EventId],
    problems: RoaringBitmap,
) -> crate::error::Result<Vec<Vec<u32>>> {
    let matcher = super::QuoteMatcher::new(here, query, marked).of_records(records, problems);
    events.iter().map(|event| Ok(matcher.numbers(*event, &records.event(*event)?))).collect()
}

/// The rows of a view, which of the articles have the words themselves, and why something could not be read.
pub type ViewRows = (super::Rows, Option<RoaringBitmap>, Option<Arc<crate::error::Error>>);

/// The rows of a view of events that a query selects, all of which are here, with the articles that report none; some match
/// only through an article, and `alone` are the ids of articles that report none of all events. `None` when told to stop, and of a view that is made of more than these.
pub fn rows(
    here: &Dataset,
    request: &super::Request,
    (selected, in_article, alone): (&RoaringBitmap, &RoaringBitmap, &HashSet<String>),
    control: &super::Control<'_>,
) -> Option<ViewRows> {
    let query = &request.query;
    match request.view {
        super::View::Quotes => {
            let matcher = super::QuoteMatcher::new(here, query, &request.marked);
            let (quotes, unread) = matcher.rows(&here.in_order(selected), in_article, control, &mut |_| {})?;
            Some((super::Rows::Quotes(quotes), None, unread))
        }
        super::View::Articles => {
            let words = WordEvents::new(here, control.stop);
            let phrases = Phrases::of(query);
            let evaluator = Evaluator::new(&words, TextsOf::All, &phrases, &request.marked);
            let (articles, undated, alone) = listed(&evaluator, (here, query), selected, alone)?;
            if !super::articles::asks_words(query) {
                return Some((super::Rows::Articles(ArticleRows::Here(articles, undated)), None, None));
            }
            let spellings = Spellings::of(query, here);
            let listed = (&*articles, alone);
            let (places, unread) = super::articles::with_words(here, query, &spellings, listed, control, &mut |_| {})?;
            Some((super::Rows::Articles(ArticleRows::Here(articles, undated)), Some(places), unread))
        }
        // They are made of no records.
        _ => None,
    }
}

/// Which of some articles that are here have the words of a query themselves, by their places; `None` where no words are asked
/// for, or when told to stop.
pub fn with_words(
    here: &Dataset,
    query: &Query,
    articles: &[ArticleId],
    stop: &dyn Fn() -> bool,
) -> Option<RoaringBitmap> {
    if !super::articles::asks_words(query) {
        return None;
    }
    let (spellings, control) = (Spellings::of(query, here), super::Control { stop, due: &|| false });
    let listed = (articles, RoaringBitmap::new());
    super::articles::with_words(here, query, &spellings, listed, &control, &mut |_| {}).map(|(places, _)| places)
}

/// The articles that are listed, with how many at the end have no date, and the places of those that report nothing. One whose
/// events are not here is none of these.
fn listed(
    evaluator: &Evaluator<'_>,
    (here, query): (&Dataset, &Query),
    selected: &RoaringBitmap,
    alone: &HashSet<String>,
) -> Option<(Vec<ArticleId>, usize, RoaringBitmap)> {
    let (all, _, unreported) = evaluator.articles(query, selected, false)?;
    let (mut articles, mut undated, mut places) = (Vec::with_capacity(all.len()), 0, RoaringBitmap::new());
    for (place, id) in (0..).zip(all) {
        let reports_nothing = unreported.contains(place);
        if reports_nothing && !here.article_ids(id).iter().any(|id| alone.contains(&**id)) {
            continue;
        }
        if reports_nothing {
            places.insert(articles.len() as u32);
        }
        undated += usize::from(here.article_head(id).date.is_undated());
        articles.push(id);
    }
    Some((articles, undated, places))
}

/// The articles that match by themselves, of those that are here and report no event; `alone` are the ids of all such.
pub fn articles_alone(
    here: &Dataset,
    query: &Query,
    marked: &super::Marked,
    alone: &HashSet<String>,
) -> Vec<ArticleId> {
    let stop = || false;
    let words = WordEvents::new(here, &stop);
    let phrases = Phrases::of(query);
    let evaluator = Evaluator::new(&words, TextsOf::All, &phrases, marked);
    let listed = listed(&evaluator, (here, query), &RoaringBitmap::new(), alone);
    listed.map(|(articles, ..)| articles).unwrap_or_default()
}

/// The folded words of a search, compound ones in their parts, whether they are asked for or excluded.
pub fn atoms(query: &Query) -> Vec<String> {
    fn of_expr(expr: &Expr, found: &mut Vec<String>) {
        match expr {
            Expr::Word(text) | Expr::Near(text) | Expr::Phrase(text) => {
                for word in crate::language::words(text).filter(|word| !word.part) {
                    found.extend(word.folded.split('-').map(str::to_owned));
                }
            }
            Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| of_expr(part, found)),
            Expr::Not(part) => of_expr(part, found),
            Expr::Field(..) | Expr::Dates(_) => {}
        }
    }
    let mut found = Vec::new();
    if let Some(search) = query.search().filter(|_| !query.is_literal()) {
        of_expr(search, &mut found);
    }
    found.retain(|word| !word.is_empty());
    found.sort_unstable();
    found.dedup();
    found
}

/// What may have been meant by a query; when it finds `nothing`, in place of other words too. `None` when something that is
/// asked for could not be told: how many events a query selects, whether it selects any, which words are near one.
pub fn offers(
    names: &Dataset,
    about: (&Query, bool, Option<crate::model::Day>),
    count: &mut super::offers::CountOffer<'_>,
    finds: &mut dyn FnMut(&Query) -> Option<bool>,
    near: &mut dyn FnMut(&str) -> Option<Vec<String>>,
) -> Option<super::offers::Offers> {
    let stop = || false;
    let words = WordEvents::new(names, &stop);
    super::offers::offers_told(Some(&super::named::Lists::new(&words)), about, count, finds, near)
}

/// Of some words, each with how much the data have of it, those that differ from a typed one as by typing mistakes.
pub fn nearest(words: &[(String, usize)], folded: &str) -> Vec<String> {
    let mut words = words.iter().map(|(word, weight)| Some((word.as_str(), *weight)));
    super::offers::nearest_of(&mut words, folded).unwrap_or_default()
}

/// The folded words of a word as it was typed, first its own.
pub fn folded(typed: &str) -> Option<String> {
    compounds(typed).into_iter().next().map(|compound| compound.whole)
}

/// The events in which the only person took part whom a query asks for; `None` where it asks for none, or several.
pub fn with_person(query: &Query, names: &Dataset) -> Option<Need> {
    let name = super::offers::only_person(query)?;
    let entities = names.entities();
    let keys = if let Some(entity) = entities.by_name(&name.text) {
        entities.keys_of(entity)
    } else {
        let key = crate::language::name_key(&name.text);
        names.names_in(ColumnOf::Person).find_map(|names| names.value(names.find(&key)?))?;
        vec![key]
    };
    Some(Need::Has(vec![Kept::Present], keys))
}

/// What is left of a query without each of its parts, and what each is called.
pub fn drops(query: &Query) -> Vec<(Query, String)> {
    super::offers::left(query)
}

/// What holds of the names that a value of a field may mean, by their words.
pub fn names_of(value: &Value, literal: bool) -> Need {
    of_words(&value.text, !value.exact && !literal)
}

fn with_asking<T>(known: &Known<'_>, ask: impl FnOnce(&Asking<'_>) -> Option<T>) -> Option<T> {
    let (stop, phrases, marked) = (|| false, Phrases::default(), super::Marked::default());
    let words = WordEvents::new(known.names, &stop);
    let evaluator = Evaluator::new(&words, TextsOf::All, &phrases, &marked);
    let (within, told, is_excluded) = (RefCell::default(), Cell::default(), Cell::default());
    ask(&Asking { known, words: &words, evaluator: &evaluator, within, told, is_excluded })
}

/// What is told of phrases.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Told {
    /// Which events have them.
    #[default]
    Exactly,
    /// Which may have them.
    AtMost,
    /// Which surely have them, with nobody asked: none.
    AtLeast,
}

struct Asking<'a> {
    known: &'a Known<'a>,
    words: &'a WordEvents<'a>,
    evaluator: &'a Evaluator<'a>,
    /// What else must hold of an event for it to matter whether it has a phrase.
    within: RefCell<Vec<Need>>,
    told: Cell<Told>,
    is_excluded: Cell<bool>,
}

impl Asking<'_> {
    fn query(&self, query: &Query, texts: TextsOf) -> Option<Need> {
        let literal = query.is_literal();
        self.all_of(&query.parts, &part_has_phrase, &|part| self.part(part, texts, literal))
    }

    /// All of some parts. An event of which another part does not hold need not be asked for a phrase.
    fn all_of<P>(&self, parts: &[P], has_phrase: &dyn Fn(&P) -> bool, of: &dyn Fn(&P) -> Option<Need>) -> Option<Need> {
        let told = self.told.get();
        if told != Told::Exactly || !parts.iter().any(has_phrase) {
            return parts.iter().map(of).collect::<Option<_>>().map(Need::All);
        }
        self.told.set(Told::AtMost);
        let at_most: Option<Vec<Need>> = parts.iter().map(of).collect();
        self.told.set(told);
        let mut needs = at_most?;
        for (at, part) in parts.iter().enumerate().filter(|(_, part)| has_phrase(part)) {
            let others = needs.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, need)| need.clone());
            let others = Need::All(others.collect());
            self.within.borrow_mut().push(others);
            let need = of(part);
            self.within.borrow_mut().pop();
            needs[at] = need?;
        }
        Some(Need::All(needs))
    }

    /// What does not hold.
    fn not(&self, is_negated: bool, of: impl FnOnce() -> Option<Need>) -> Option<Need> {
        if !is_negated {
            return of();
        }
        let told = self.told.get();
        self.told.set(match told {
            Told::Exactly => Told::Exactly,
            Told::AtMost => Told::AtLeast,
            Told::AtLeast => Told::AtMost,
        });
        self.is_excluded.set(!self.is_excluded.get());
        let need = of();
        self.is_excluded.set(!self.is_excluded.get());
        self.told.set(told);
        need.map(|need| Need::Not(Box::new(need)))
    }

    fn facet<'q>(&self, query: &'q Query, asked: &FacetRequest) -> Option<FacetNeeds<'q>> {
        let (field, literal) = (asked.facet.field(), query.is_literal());
        let mut others = query.clone();
        others.parts.retain(|part| !matches!(part, Part::Values(values) if values.field == field));
        let base = self.query(&others, TextsOf::All)?;
        let need = |value: &Value| self.value(field, value, literal);
        let picked = query.values(field);
        let (mut ticks, mut included, mut excluded) = (Vec::new(), Vec::new(), Vec::new());
        for group in picked.included {
            let any = group.iter().map(&need).collect::<Option<Vec<Need>>>()?;
            ticks.extend(group.iter().zip(any.clone()).map(|(value, need)| (value, Pick::Included, need)));
            included.push(Need::Any(any));
        }
        for value in picked.excluded {
            let need = need(value)?;
            excluded.push(need.clone());
            ticks.push((value, Pick::Excluded, need));
        }
        let left = base.clone().without(Need::Any(excluded));
        let is_all = asked.all_of || query.mode(field) == Some(AnyOrAll::All);
        let all_included = Need::All(included);
        let counted = if is_all { left.and(all_included.clone()) } else { left };
        let count = |(value, state, need): &(&'q Value, Pick, Need)| {
            if *state != Pick::Excluded {
                return (*value, *state, counted.clone().and(need.clone()));
            }
            let others = ticks.iter().filter(|(other, state, _)| *state == Pick::Excluded && *other != *value);
            let others = others.map(|(.., need)| need.clone()).collect();
            let back = base.clone().and(need.clone()).without(Need::Any(others));
            (*value, *state, back.and(all_included.clone()))
        };
        Some(FacetNeeds { ticks: ticks.iter().map(count).collect(), counted })
    }

    fn part(&self, part: &Part, texts: TextsOf, literal: bool) -> Option<Need> {
        match part {
            Part::Literal => Some(Need::Anything),
            Part::Values(Values { field, values, negated }) => {
                self.not(*negated, || self.values(*field, values, literal))
            }
            Part::Dates(dates) => self.not(dates.negated, || Some(of_dates(&dates.span))),
            Part::Search(expr) => {
                let spellings = self.words.spellings_of(&Query { parts: vec![part.clone()] });
                self.expr(expr, texts, literal, &Scope::new(expr, literal, &spellings))
            }
        }
    }

    fn expr(&self, expr: &Expr, texts: TextsOf, literal: bool, scope: &Scope<'_>) -> Option<Need> {
        let of = |part: &Expr| self.expr(part, texts, literal, scope);
        match expr {
            Expr::Near(word) if !literal => {
                Some(Self::each_compound(word, |folded| self.found(Way::Near, folded, texts, Some(scope))))
            }
            Expr::Word(word) | Expr::Near(word) => Some(self.word(word, texts, literal, Some(scope))),
            Expr::Phrase(phrase) => self.phrase(phrase, texts),
            Expr::Field(field, values) => self.values(*field, values, literal),
            Expr::Dates(span) => Some(of_dates(span)),
            Expr::And(parts) => self.all_of(parts, &expr_has_phrase, &of),
            Expr::Or(parts) => parts.iter().map(of).collect::<Option<_>>().map(Need::Any),
            Expr::Not(part) => self.not(true, || self.expr(part, texts, literal, &scope.within(part))),
        }
    }

    fn word(&self, typed: &str, texts: TextsOf, literal: bool, scope: Option<&Scope<'_>>) -> Need {
        let way = if literal { Way::Beginning } else { Way::Wide };
        Self::each_compound(typed, |folded| self.found(way, folded, texts, scope))
    }

    fn each_compound(typed: &str, find: impl Fn(&str) -> Need) -> Need {
        let of = |compound: super::compounds::Compound| {
            let whole = find(&compound.whole);
            if compound.parts.is_empty() {
                return whole;
            }
            Need::Any(vec![whole, Need::All(compound.parts.iter().map(|part| find(part)).collect())])
        };
        Need::All(compounds(typed).into_iter().map(of).collect())
    }

    fn found(&self, way: Way, folded: &str, texts: TextsOf, scope: Option<&Scope<'_>>) -> Need {
        let all = self.known.names;
        let kept = match texts {
            TextsOf::Said => vec![Kept::Said],
            TextsOf::Own => vec![Kept::Own],
            TextsOf::All => vec![Kept::Own, Kept::OfArticles],
        };
        let mut any = vec![Need::Begins(kept.clone(), folded.to_owned())];
        let matcher = self.words.matcher(way, folded);
        if way != Way::Beginning {
            let mut forms = match way {
                Way::Near => all.like_in_all(&|word| matcher.matches(word).is_some()),
                _ => all.forms_in_all(folded),
            };
            // Those that begin with it are found already.
            forms.retain(|form| !form.starts_with(folded));
            any.push(Need::Has(kept, forms));
        }
        if texts == TextsOf::Said {
            return Need::Any(any);
        }
        let (by_name, by_alias) = match way {
            Way::Near => all.entities_with_words_like(&|word| matcher.matches(word).is_some()),
            _ => all.entities_with_word(folded, way == Way::Wide),
        };
        let entities = all.entities();
        let is_text = |number: &u32| {
            let mut others = entities.all()[*number as usize].alias.iter();
            scope.is_none_or(|scope| others.any(|alias| scope.covers(alias) && matcher.finds_in(alias)))
        };
        let meant = by_name.into_iter().chain(by_alias.into_iter().filter(|number| scope.is_some() && is_text(number)));
        let keys = meant.flat_map(|number| entities.keys_of(&entities.all()[number as usize])).collect();
        any.push(Need::Has(NAMING.to_vec(), keys));
        Need::Any(any)
    }

    fn phrase(&self, phrase: &str, texts: TextsOf) -> Option<Need> {
        let may = Self::each_compound(phrase, |folded| self.found(Way::Beginning, folded, texts, None));
        match self.told.get() {
            Told::AtMost => Some(may),
            Told::AtLeast => Some(Need::nothing()),
            Told::Exactly => {
                let within = self.within.borrow();
                let is_excluded = self.is_excluded.get();
                (self.known.have_phrase)(&AskedPhrase { phrase, texts, may: &may, within: &within, is_excluded })
            }
        }
    }

    fn values(&self, field: Field, values: &[Value], literal: bool) -> Option<Need> {
        values.iter().map(|value| self.value(field, value, literal)).collect::<Option<Vec<Need>>>().map(Need::Any)
    }

    fn value(&self, field: Field, value: &Value, literal: bool) -> Option<Need> {
        if field == Field::Said {
            return if value.exact {
                self.phrase(&value.text, TextsOf::Said)
            } else {
                Some(self.word(&value.text, TextsOf::Said, literal, None))
            };
        }
        if value.exact
            && let Some(need) = self.whole_name(field, &value.text)
        {
            return Some(need);
        }
        let has = |kept: Kept, keys: Vec<String>| Some(Need::Has(vec![kept], keys));
        let keys_of_names = |column| -> Vec<String> {
            let meant = self.evaluator.names_meant(field, value, literal, column);
            meant.iter().map(|value| value.key().to_owned()).collect()
        };
        let keys_of_texts = |column| -> Vec<String> {
            let meant = self.evaluator.texts_meant(column, field, value, literal);
            meant.iter().map(|value| value.key().to_owned()).collect()
        };
        let key = || vec![crate::language::name_key(&value.text)];
        match field {
            Field::Country => {
                let group = Group::from_code(&value.text).filter(|_| !value.exact);
                let members = group.map(|group| group.members().iter().map(|code| (*code).to_owned()).collect());
                has(Kept::Country, members.unwrap_or_else(|| vec![value.text.clone()]))
            }
            Field::Person | Field::Org => Some(Need::Any(vec![
                Need::Has(vec![Kept::Person], keys_of_names(ColumnOf::Person)),
                Need::Has(vec![Kept::Org], keys_of_names(ColumnOf::Org)),
            ])),
            Field::By => has(Kept::By, keys_of_names(ColumnOf::By)),
            Field::Topic => has(Kept::Topics, keys_of_texts(ColumnOf::Topic)),
            Field::Place => has(Kept::Place, keys_of_texts(ColumnOf::Place)),
            Field::Kind => has(Kept::Kinds, key()),
            Field::Basis => has(Kept::Basis, key()),
            Field::Confidence => has(Kept::Confidence, key()),
            Field::Publisher => {
                let (meant, listed) = self.evaluator.publishers_meant(value, literal);
                let values = self.known.names.values(ValuesOf::Publishers);
                let listed = listed.iter().filter_map(|at| values.key(*at as usize)).map(str::to_owned);
                has(Kept::Publishers, meant.iter().map(|value| value.key().to_owned()).chain(listed).collect())
            }
            Field::Lang => {
                let values = self.known.names.values(ValuesOf::Languages);
                let is_meant =
                    |tag: &str| super::matches::value_matches(field, value, tag, literal, &super::NO_SPELLINGS);
                let meant = (0..values.len()).filter(|at| values.versions(*at).any(is_meant));
                has(Kept::Languages, meant.filter_map(|at| values.key(at)).map(str::to_owned).collect())
            }
            Field::Id => {
                let ids = (self.known.ids_of_article)(&value.text);
                Some(Need::Any(vec![Need::Ids(vec![value.text.clone()]), Need::Has(vec![Kept::Article], ids)]))
            }
            Field::Has => match Presence::from_word(&value.text) {
                Some(what @ (Presence::Bookmark | Presence::Note)) => (self.known.marked)(what).map(Need::Ids),
                Some(what) => has(Kept::Has, vec![presence(what).to_owned()]),
                None => Some(Need::nothing()),
            },
            Field::Said => Some(Need::nothing()),
        }
    }

    /// What has exactly what a text means; `None` when the data have no such value, or the field has no whole names.
    fn whole_name(&self, field: Field, text: &str) -> Option<Need> {
        let (of, names) = (values_of(field)?, self.known.names);
        match names::meant(names, of, text) {
            Meant::Entity(number) => {
                let entities = names.entities();
                let keys = entities.keys_of(&entities.all()[number as usize]);
                Some(Need::Has(vec![Kept::Person, Kept::Org], keys))
            }
            Meant::Name(key) => {
                names.events_of_name(of, &key)?;
                Some(Need::Has(vec![kept_of(of)], vec![key]))
            }
        }
    }
}

/// Where it is kept what an event counts for in a list of values.
pub fn kept_of(of: ValuesOf) -> Kept {
    match of {
        ValuesOf::People => Kept::People,
        ValuesOf::Bodies => Kept::Bodies,
        ValuesOf::Topics => Kept::Topics,
        ValuesOf::Kinds => Kept::Kinds,
        ValuesOf::Publishers => Kept::Publishers,
        ValuesOf::Languages => Kept::Languages,
    }
}

/// The word under which it is kept what an event has.
fn presence(what: Presence) -> &'static str {
    if what == Presence::Problem { "problem" } else { "quotes" }
}

fn part_has_phrase(part: &Part) -> bool {
    match part {
        Part::Values(of) => of.field == Field::Said && of.values.iter().any(|value| value.exact),
        Part::Search(expr) => expr_has_phrase(expr),
        Part::Dates(_) | Part::Literal => false,
    }
}

fn expr_has_phrase(expr: &Expr) -> bool {
    match expr {
        Expr::Phrase(_) => true,
        Expr::Field(field, values) => *field == Field::Said && values.iter().any(|value| value.exact),
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(expr_has_phrase),
        Expr::Not(part) => expr_has_phrase(part),
        Expr::Word(_) | Expr::Near(_) | Expr::Dates(_) => false,
    }
}

fn of_dates(span: &DateSpan) -> Need {
    match span {
        DateSpan::Undated => Need::Undated,
        // What has no date lies after all days.
        DateSpan::Within { range, .. } => Need::Within(range.first.0, range.last.0).without(Need::Undated),
    }
}
