//! From a query to a set of events, by the indexes.
//!
//! Each part of a query gives two sets: the events that *surely* satisfy it and those that *may*. *And* intersects both,
//! *or* unites both, *not* swaps them. They differ for one thing only, a phrase: its words are in the event, but perhaps
//! not side by side. `query/phrases.rs` reads the events that lie between the two sets, the newest first, each once for
//! all phrases, and keeps only sets of numbers. `query::answer_in_steps` gives an answer with what is sure so far whenever
//! one is due (the worker's clock says when) and a whole one at the end; each has what the one before had, and the screen
//! says `≥ 12 of 170 events, checking` meanwhile. Commands and tests wait for the whole one. `query/matches.rs` looks at
//! one record and is the truth; `tests/queries/search.rs` asks both of the same queries. What is done with the events is
//! not known here.

use super::aliases::Scope;
use super::ast::{DateSpan, Expr, Field, Part, Presence, Query, Value, Values};
use super::bounds::Bounds;
use super::compounds::compounds;
use super::marked::Marked;
use super::matches::{self, value_matches};
use super::names;
use super::phrases::{Phrases, TextsOf};
use super::spellings::{NO_SPELLINGS, Spellings};
use super::word_events::{Way, WordEvents};
use crate::dataset::{ArticleId, ColumnOf, ColumnValue, Dataset, ValuesOf};
use crate::language::name_key;
use crate::model::Entity;
use roaring::RoaringBitmap;
use std::cell::RefCell;
use std::collections::HashMap;

/// Evaluates queries on one dataset.
pub(super) struct Evaluator<'a> {
    dataset: &'a Dataset,
    texts: TextsOf,
    phrases: &'a Phrases,
    words: &'a WordEvents<'a>,
    marked: &'a Marked,
    all: &'a RoaringBitmap,
    undecided: RefCell<RoaringBitmap>,
}

impl<'a> Evaluator<'a> {
    pub(super) fn new(
        words: &'a WordEvents<'a>,
        texts: TextsOf,
        phrases: &'a Phrases,
        marked: &'a Marked,
    ) -> Evaluator<'a> {
        let dataset = words.dataset();
        let all = dataset.time_order().all();
        Evaluator { dataset, texts, phrases, words, marked, all, undecided: RefCell::default() }
    }

    /// The dataset that is asked.
    pub(super) fn dataset(&self) -> &'a Dataset {
        self.dataset
    }

    /// The words that were asked for.
    pub(super) fn words(&self) -> &'a WordEvents<'a> {
        self.words
    }

    /// The events that surely satisfy the query; `None` when told to stop. Those that only may are undecided.
    pub(super) fn select(&self, query: &Query) -> Option<RoaringBitmap> {
        let Bounds { sure, perhaps } = self.bounds(query)?;
        *self.undecided.borrow_mut() |= perhaps - &sure;
        Some(sure)
    }

    /// The events that surely and that perhaps satisfy the query; `None` when told to stop.
    pub(super) fn bounds(&self, query: &Query) -> Option<Bounds> {
        let mut bounds = Bounds::exactly(self.all.clone());
        for part in &query.parts {
            bounds = bounds.and(&self.part(part, query.is_literal()));
            if self.is_stopped() {
                return None;
            }
        }
        Some(bounds)
    }

    /// Whether the work is to end.
    pub(super) fn is_stopped(&self) -> bool {
        self.words.is_stopped()
    }

    /// The events with a value of a field that no phrase decides.
    pub(super) fn events_with(&self, field: Field, value: &Value, literal: bool) -> RoaringBitmap {
        self.value(field, value, literal).sure
    }

    /// The events that must be read before everything that was selected is sure.
    pub(super) fn undecided(self) -> RoaringBitmap {
        self.undecided.into_inner()
    }

    fn part(&self, part: &Part, literal: bool) -> Bounds {
        match part {
            Part::Literal => Bounds::exactly(self.all.clone()),
            Part::Values(Values { field, values, negated }) => {
                self.negated(self.values(*field, values, literal), *negated)
            }
            Part::Dates(dates) => self.negated(Bounds::exactly(self.dates(&dates.span)), dates.negated),
            Part::Search(expr) => {
                let spellings = self.words.spellings_of(&Query { parts: vec![part.clone()] });
                self.expr(expr, literal, &Scope::new(expr, literal, &spellings))
            }
        }
    }

    fn negated(&self, bounds: Bounds, negated: bool) -> Bounds {
        if negated { bounds.not(self.all) } else { bounds }
    }

    fn expr(&self, expr: &Expr, literal: bool, scope: &Scope<'_>) -> Bounds {
        match expr {
            Expr::Near(word) if !literal => {
                let find = |folded: &str| self.found(Way::Near, folded, self.texts, Some(scope));
                Bounds::exactly(self.each_compound(word, find))
            }
            Expr::Word(word) | Expr::Near(word) => Bounds::exactly(self.word(word, self.texts, literal, Some(scope))),
            Expr::Phrase(phrase) => self.phrase(phrase, self.texts),
            Expr::Field(field, values) => self.values(*field, values, literal),
            Expr::Dates(span) => Bounds::exactly(self.dates(span)),
            Expr::And(parts) => parts
                .iter()
                .fold(Bounds::exactly(self.all.clone()), |bounds, part| bounds.and(&self.expr(part, literal, scope))),
            Expr::Or(parts) => {
                parts.iter().fold(Bounds::default(), |bounds, part| bounds.or(&self.expr(part, literal, scope)))
            }
            Expr::Not(part) => self.expr(part, literal, &scope.within(part)).not(self.all),
        }
    }

    /// The events that have, in the given texts, each word of what was typed as one; a compound also by its parts.
    fn word(&self, typed: &str, texts: TextsOf, literal: bool, scope: Option<&Scope<'_>>) -> RoaringBitmap {
        let way = if literal { Way::Beginning } else { Way::Wide };
        self.each_compound(typed, |folded| self.found(way, folded, texts, scope))
    }

    fn each_compound(&self, typed: &str, find: impl Fn(&str) -> RoaringBitmap) -> RoaringBitmap {
        let mut events: Option<RoaringBitmap> = None;
        for compound in compounds(typed) {
            let mut set = find(&compound.whole);
            set |= compound.parts.iter().map(|part| find(part)).reduce(|all, part| all & part).unwrap_or_default();
            events = Some(events.map_or(set.clone(), |events| events & set));
        }
        events.unwrap_or_else(|| self.all.clone())
    }

    /// The events with a word that `folded` finds in this way, in the given texts; in an alias that they do not print
    /// where the search covers it, or in any without one.
    fn found(&self, way: Way, folded: &str, texts: TextsOf, scope: Option<&Scope<'_>>) -> RoaringBitmap {
        let found = self.words.events(way, folded);
        let mut events = match texts {
            TextsOf::Said => return found.said.clone(),
            TextsOf::All => found.anywhere.clone(),
            TextsOf::Own => found.own.clone(),
        };
        let matcher = self.words.matcher(way, folded);
        let is_text = |entity: &&Entity| {
            let mut aliases = entity.alias.iter();
            scope.is_none_or(|scope| aliases.any(|alias| scope.covers(alias) && matcher.finds_in(alias)))
        };
        let entities = self.dataset.entities().all();
        for entity in found.aliased.iter().map(|number| &entities[*number as usize]).filter(is_text) {
            events |= self.dataset.events_naming(entity);
        }
        events
    }

    /// The events that have a phrase are among those with all its words. A phrase of one plain word still needs
    /// reading, because the index holds words, and a phrase is literal text.
    fn phrase(&self, phrase: &str, texts: TextsOf) -> Bounds {
        let may = self.each_compound(phrase, |folded| self.found(Way::Beginning, folded, texts, None));
        let (sure, perhaps) = self.phrases.bounds(phrase, texts, may);
        Bounds { sure, perhaps }
    }

    fn values(&self, field: Field, values: &[Value], literal: bool) -> Bounds {
        values.iter().fold(Bounds::default(), |bounds, value| bounds.or(&self.value(field, value, literal)))
    }

    fn value(&self, field: Field, value: &Value, literal: bool) -> Bounds {
        if field == Field::Said {
            return if value.exact {
                self.phrase(&value.text, TextsOf::Said)
            } else {
                Bounds::exactly(self.word(&value.text, TextsOf::Said, literal, None))
            };
        }
        if value.exact
            && let Some(events) = names::events(self.dataset, field, &value.text)
        {
            return Bounds::exactly(events);
        }
        let events = match field {
            Field::Country if value.exact => self.dataset.countries().get(&*value.text).cloned().unwrap_or_default(),
            Field::Country => self.dataset.events_of_country(&value.text).cloned().unwrap_or_default(),
            Field::Person | Field::Org => {
                self.names(field, value, literal, ColumnOf::Person) | self.names(field, value, literal, ColumnOf::Org)
            }
            Field::By => self.names(field, value, literal, ColumnOf::By),
            Field::Topic => self.texts(ColumnOf::Topic, field, value, literal),
            Field::Place => self.texts(ColumnOf::Place, field, value, literal),
            Field::Kind => self.equal(ColumnOf::Kind, &value.text),
            Field::Basis => self.equal(ColumnOf::Basis, &value.text),
            Field::Confidence => self.equal(ColumnOf::Confidence, &value.text),
            Field::Publisher => self.publishers(value, literal),
            Field::Lang => {
                let is_meant = |tag: &str| value_matches(field, value, tag, literal, &NO_SPELLINGS);
                self.dataset.events_of_values(ValuesOf::Languages, is_meant)
            }
            Field::Id => self.id(&value.text),
            Field::Has => self.has(&value.text),
            Field::Said => RoaringBitmap::new(),
        };
        Bounds::exactly(events)
    }

    fn id(&self, id: &str) -> RoaringBitmap {
        let mut events: RoaringBitmap = self.dataset.event_by_id(id).map(|event| event.0).into_iter().collect();
        if let Some(article) = self.dataset.article_by_id(id) {
            events.extend(self.dataset.events_of_article(article).into_iter().map(|event| event.0));
        }
        events
    }

    fn has(&self, what: &str) -> RoaringBitmap {
        match Presence::from_word(what) {
            Some(Presence::Quotes) => self.dataset.events_where(ColumnOf::QuoteType, |_| true),
            Some(Presence::Problem) => self.dataset.with_problems(),
            Some(what @ (Presence::Bookmark | Presence::Note)) => {
                self.marked.with(what).map_or_else(RoaringBitmap::new, |records| records.selected(self.dataset))
            }
            None => RoaringBitmap::new(),
        }
    }

    fn equal(&self, field: ColumnOf, text: &str) -> RoaringBitmap {
        self.dataset.events_with(&[field], &[name_key(text)])
    }

    /// How the words of names are found that a value asks for, and whether every name with its words is one.
    fn way_to_names(value: &Value, literal: bool) -> (Way, bool) {
        let way = if literal || value.exact { Way::Beginning } else { Way::Wide };
        let is_one_word = matches!(compounds(&value.text).as_slice(), [only] if only.parts.is_empty());
        (way, is_one_word && !value.exact)
    }

    /// The events of which a value in some language is what is asked for.
    fn texts(&self, column: ColumnOf, field: Field, value: &Value, literal: bool) -> RoaringBitmap {
        self.dataset.events_of_column_values(&self.texts_meant(column, field, value, literal))
    }

    /// The values of which a version in some language is what is asked for.
    pub(super) fn texts_meant(
        &self,
        column: ColumnOf,
        field: Field,
        value: &Value,
        literal: bool,
    ) -> Vec<ColumnValue<'a>> {
        let spellings = self.words.spellings(&value.text);
        let (way, is_sure) = Self::way_to_names(value, literal);
        let is_meant = |text: &str| value_matches(field, value, text, literal, &spellings);
        let mut meant = Vec::new();
        for names in self.dataset.names_in(column) {
            let may_be = self.words.may_be(names, &value.text, way).into_iter().filter_map(|at| names.value(at));
            meant.extend(may_be.filter(|value| value.is_printed() && (is_sure || value.versions().any(is_meant))));
        }
        meant
    }

    /// The events with an article of a publisher that is asked for, by the names in columns and in the heads of articles.
    /// Each word of these names is found by its sound too, which no text of the data tells.
    fn publishers(&self, value: &Value, literal: bool) -> RoaringBitmap {
        let (meant, of_heads) = self.publishers_meant(value, literal);
        self.dataset.events_of_column_values(&meant)
            | self.dataset.events_of_listed(ValuesOf::Publishers, of_heads.into_iter())
    }

    /// The publishers that are asked for: values of the column, and numbers in their list.
    pub(super) fn publishers_meant(&self, value: &Value, literal: bool) -> (Vec<ColumnValue<'a>>, Vec<u32>) {
        let spellings = self.words.spellings(&value.text);
        let (way, is_sure) = Self::way_to_names(value, literal);
        let is_meant = |text: &str| value_matches(Field::Publisher, value, text, literal, &spellings);
        let may_be = |names| match way {
            Way::Wide => self.words.may_sound(names, &value.text),
            way => self.words.may_be(names, &value.text, way),
        };
        let mut meant = Vec::new();
        for names in self.dataset.names_in(ColumnOf::Publisher) {
            let may_be = may_be(names).into_iter().filter_map(|at| names.value(at));
            meant.extend(may_be.filter(|value| is_sure || value.versions().any(is_meant)));
        }
        let listed = self.dataset.values(ValuesOf::Publishers);
        let of_heads = may_be(self.dataset.names_of_publishers()).into_iter();
        let of_heads = of_heads.filter(|at| is_sure || listed.versions(*at as usize).any(is_meant));
        (meant, of_heads.collect())
    }

    /// The events with a name that is asked for, as printed or by the entity that it means, where `may` allows the
    /// entity.
    fn names(&self, field: Field, value: &Value, literal: bool, column: ColumnOf) -> RoaringBitmap {
        self.dataset.events_of_column_values(&self.names_meant(field, value, literal, column))
    }

    /// The names in a column that are asked for.
    pub(super) fn names_meant(
        &self,
        field: Field,
        value: &Value,
        literal: bool,
        column: ColumnOf,
    ) -> Vec<ColumnValue<'a>> {
        // An entity may be named in the place of the other sort.
        let may = |entity: Option<&Entity>| match (field, column, entity) {
            (Field::Person, ColumnOf::Person, None) | (Field::Org, ColumnOf::Org, None) => true,
            (Field::Person | Field::Org, _, None) => false,
            (Field::Person, _, Some(entity)) => entity.may_be_person(),
            (Field::Org, _, Some(entity)) => !entity.may_be_person(),
            _ => true,
        };
        let entities = self.dataset.entities();
        let spellings = self.words.spellings(&value.text);
        let (way, is_sure) = Self::way_to_names(value, literal);
        let is_meant = |name: &str| value_matches(field, value, name, literal, &spellings);
        let is_meant_entity = |entity: &Entity| is_sure || entity.names().any(is_meant);
        let of_entities = self.words.may_be(self.dataset.names_of_entities(), &value.text, way).into_iter();
        let of_entities = of_entities.map(|number| &entities.all()[number as usize]);
        let of_entities = of_entities.filter(|entity| may(Some(entity)) && is_meant_entity(entity));
        let keys: Vec<String> = of_entities.flat_map(|entity| entities.keys_of(entity)).collect();
        let mut meant = Vec::new();
        for names in self.dataset.names_in(column) {
            let may_be = self.words.may_be(names, &value.text, way).into_iter().filter_map(|at| names.value(at));
            let is_printed_so =
                |value: &ColumnValue<'_>| value.is_printed() && (is_sure || value.versions().any(is_meant));
            meant.extend(may_be.filter(|value| may(entities.of_value(value.key())) && is_printed_so(value)));
            meant.extend(keys.iter().filter_map(|key| names.value(names.find(key)?)));
        }
        meant
    }

    fn dates(&self, span: &DateSpan) -> RoaringBitmap {
        match span {
            DateSpan::Undated => self.dataset.time_order().undated(),
            DateSpan::Within { range, .. } => self.dataset.time_order().within(*range),
        }
    }

    /// The articles that report one of `events`, and those without events that match by themselves unless only
    /// the former are `linked`, with the number of undated ones at the end, and the places of the latter.
    pub(super) fn articles(
        &self,
        query: &Query,
        selected: &RoaringBitmap,
        linked: bool,
    ) -> Option<(Vec<ArticleId>, usize, RoaringBitmap)> {
        let reporting = self.dataset.reporting(selected);
        let order = self.dataset.article_order();
        let dated = order.partition_point(|id| !self.dataset.article_head(*id).date.is_undated());
        let mut own = OwnValues::of(query);
        let spellings = self.words.spellings_of(query);
        let (mut articles, mut undated, mut alone) = (Vec::new(), 0, RoaringBitmap::new());
        for (place, &id) in order.iter().enumerate() {
            if place % 256 == 0 && self.is_stopped() {
                return None;
            }
            let stands_alone = || !linked && (query.is_empty() || self.stands_alone(query, &spellings, id));
            let is_reported = reporting.selected(id) && own.hold_of(self.dataset, id);
            if is_reported || !reporting.any(id) && stands_alone() {
                if !is_reported {
                    alone.insert(articles.len() as u32);
                }
                articles.push(id);
                undated += usize::from(place >= dated);
            }
        }
        Some((articles, undated, alone))
    }

    /// Whether an article without events matches by itself.
    fn stands_alone(&self, query: &Query, spellings: &Spellings, id: ArticleId) -> bool {
        let is_publisher = |name: &str| self.dataset.values(ValuesOf::Publishers).find_name(&name_key(name)).is_some();
        let marks = self.marked.of_article(id);
        let article = self.dataset.article(id);
        article.is_ok_and(|article| matches::article_matches(query, spellings, &article, marks, &is_publisher))
    }
}

/// The parts of a query that must hold for an article itself, where articles are listed: `publisher:`, `lang:` and the id
/// of an article.
pub struct OwnValues<'q> {
    parts: Vec<(Field, &'q [Value])>,
    literal: bool,
    /// Whether a publisher or a language that was asked about is wanted, by the part and the name.
    known: HashMap<(usize, String), bool>,
}

impl<'q> OwnValues<'q> {
    /// Those of a query.
    pub fn of(query: &'q Query) -> OwnValues<'q> {
        let is_own = |field| matches!(field, Field::Publisher | Field::Lang | Field::Id);
        let own = query.parts.iter().filter_map(|part| match part {
            Part::Values(values) if !values.negated && is_own(values.field) => Some((values.field, &*values.values)),
            _ => None,
        });
        OwnValues { parts: own.collect(), literal: query.is_literal(), known: HashMap::new() }
    }

    /// Whether all articles of the selected events are listed.
    #[cfg(feature = "store")]
    pub fn are_none(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether the id of an article may be asked for.
    #[cfg(feature = "store")]
    pub fn ask_for_an_id(&self) -> bool {
        self.parts.iter().any(|(field, _)| *field == Field::Id)
    }

    fn hold_of(&mut self, dataset: &Dataset, id: ArticleId) -> bool {
        if self.parts.is_empty() {
            return true;
        }
        let head = dataset.article_head(id);
        self.hold(dataset, (head.publisher, head.language), &|value| dataset.article_by_id(value) == Some(id))
    }

    /// Whether they hold for an article of a publisher and in a language; `is` says whether it has an id. `dataset` has the
    /// publishers of all data.
    pub fn hold(&mut self, dataset: &Dataset, (publisher, language): (&str, &str), is: &dyn Fn(&str) -> bool) -> bool {
        (0..self.parts.len()).all(|part| {
            let (field, values) = self.parts[part];
            let name = match field {
                Field::Publisher => publisher,
                Field::Lang => language,
                _ => {
                    let is_meant = |value: &Value| dataset.event_by_id(&value.text).is_some() || is(&value.text);
                    return values.iter().any(is_meant);
                }
            };
            let literal = self.literal;
            *self.known.entry((part, name.to_owned())).or_insert_with(|| {
                values.iter().any(|value| {
                    if field == Field::Publisher && value.exact && name_key(name) == name_key(&value.text) {
                        return true;
                    }
                    let is_whole =
                        |text: &str| dataset.values(ValuesOf::Publishers).find_name(&name_key(text)).is_some();
                    if field == Field::Publisher && value.exact && is_whole(&value.text) {
                        return false;
                    }
                    let listed = dataset.values(ValuesOf::Publishers);
                    let mut versions = listed
                        .find_name(&name_key(name))
                        .filter(|_| field == Field::Publisher)
                        .into_iter()
                        .flat_map(|at| listed.versions(at));
                    value_matches(field, value, name, literal, &NO_SPELLINGS)
                        || versions.any(|version| value_matches(field, value, version, literal, &NO_SPELLINGS))
                })
            })
        })
    }
}
