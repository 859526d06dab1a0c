//! Why words found what they did not spell.
//!
//! It comes from the lists of words, never from records, and only of words that the answer holds: words of events, of
//! their articles, and of the names of those whom they name.

use super::aliases::{Scope, asked};
use super::ast::{Expr, Field, Part, Query, Value};
use super::compounds::compounds;
use super::matcher::{Matcher, Reason};
use super::spellings::Spellings;
use crate::dataset::{Dataset, ListedWord, Lookup, SelectedEvents};
use crate::language::romanise;
use crate::language::words;
use crate::model::Entity;
use roaring::RoaringBitmap;
use std::cell::LazyCell;
use std::collections::HashMap;
use std::ops::Deref;

/// Articles of one word that are looked at for an event that the answer holds; more would cost more than they explain.
const MOST_ARTICLES: usize = 256;

/// One word of the query and what it found although the two are spelled differently.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explanation {
    /// The word as typed.
    pub typed: String,
    /// The word of the data, folded; for [`Reason::OtherName`] the name by which the data knows who is meant.
    pub found: String,
    /// Why.
    pub reason: Reason,
}

/// The words of names and quotes that fields ask for: those that are found in other forms and spellings too.
fn asked_of_fields(query: &Query) -> Vec<&str> {
    fn of_values(field: Field, values: &[Value]) -> Vec<&str> {
        // The name of a publisher is in no list of words.
        let is_wide = field.holds_text() && field != Field::Publisher;
        let wide = values.iter().filter(|value| is_wide && !value.exact);
        wide.flat_map(|value| value.text.split_whitespace()).collect()
    }
    fn of_expr(expr: &Expr) -> Vec<&str> {
        match expr {
            Expr::Field(field, values) => of_values(*field, values),
            Expr::And(parts) | Expr::Or(parts) => parts.iter().flat_map(of_expr).collect(),
            Expr::Word(_) | Expr::Near(_) | Expr::Phrase(_) | Expr::Dates(_) | Expr::Not(_) => Vec::new(),
        }
    }
    let parts = query.parts.iter().flat_map(|part| match part {
        Part::Values(values) if !values.negated => of_values(values.field, &values.values),
        Part::Search(expr) => of_expr(expr),
        Part::Values(_) | Part::Dates(_) | Part::Literal => Vec::new(),
    });
    parts.collect()
}

/// Why the words of a query found events of `selected` that do not have them as they are spelled: for each word in the
/// order of the reasons, one example each.
pub(super) fn explanations(
    dataset: &Dataset,
    query: &Query,
    spellings: &Spellings,
    selected: &RoaringBitmap,
) -> Vec<Explanation> {
    if query.is_literal() {
        return Vec::new();
    }
    let scope = query.search().map(|search| Scope::new(search, false, spellings));
    let search = query.search().map_or_else(Vec::new, asked);
    let search = search.into_iter().map(|(word, is_near)| (word, is_near, false));
    let fields = asked_of_fields(query).into_iter().map(|word| (word, false, true));
    let mut explanations = Vec::new();
    let among = LazyCell::new(|| SelectedEvents::new(dataset, selected));
    for (typed, is_near, is_of_field) in search.chain(fields) {
        let scope = scope.as_ref().filter(|_| !is_of_field);
        let found = WordExamples { dataset, selected, among: &among, spellings, scope, examples: HashMap::new() };
        for explanation in found.explained(typed, is_near) {
            if !explanations.contains(&explanation) {
                explanations.push(explanation);
            }
        }
    }
    explanations
}

/// What one word found in the events of an answer, and in how many of them.
struct WordExamples<'a> {
    dataset: &'a Dataset,
    selected: &'a RoaringBitmap,
    /// The same, made when many events are asked about.
    among: &'a dyn Deref<Target = SelectedEvents>,
    spellings: &'a Spellings,
    /// The search that asks for the word; none when a field does, so that what stands outside of it is no hit.
    scope: Option<&'a Scope<'a>>,
    examples: HashMap<(Reason, String), usize>,
}

impl WordExamples<'_> {
    fn explained(mut self, typed: &str, is_near: bool) -> Vec<Explanation> {
        for compound in compounds(typed) {
            for folded in [vec![compound.whole], compound.parts].concat() {
                let spellings = self.spellings;
                let matcher =
                    if is_near { Matcher::near(&*folded, spellings) } else { Matcher::wide(&*folded, spellings) };
                let is_hit = |word: &str| matcher.matches(word).is_some();
                let lookup =
                    if is_near { Lookup::Like(&is_hit) } else { Lookup::Wide(&folded, spellings.of_word(&folded)) };
                self.add_words(&matcher, lookup);
                // A letter or two begin many names, and explain none.
                if romanise::is_searchable(&folded) {
                    self.add_names(&matcher, lookup);
                }
            }
        }
        let mut examples: Vec<((Reason, String), usize)> = self.examples.into_iter().collect();
        // Of each reason the most frequent word says enough.
        examples.sort_by(|((reason, word), count), ((other_reason, other_word), other_count)| {
            reason.cmp(other_reason).then(other_count.cmp(count)).then_with(|| word.cmp(other_word))
        });
        examples.dedup_by_key(|((reason, _), _)| *reason);
        let examples = examples.into_iter();
        examples.map(|((reason, found), _)| Explanation { typed: typed.to_owned(), found, reason }).collect()
    }

    fn add(&mut self, reason: Reason, found: &str, events: usize) {
        if events > 0 && reason > Reason::Beginning {
            *self.examples.entry((reason, found.to_owned())).or_default() += events;
        }
    }

    /// The words of events, and of articles where no event has them.
    fn add_words(&mut self, matcher: &Matcher, lookup: Lookup<'_>) {
        for word in self.dataset.words(lookup) {
            let Some(reason) = matcher.matches(word.text()).filter(|reason| *reason > Reason::Beginning) else {
                continue;
            };
            if word.is_of_events() {
                self.add(reason, word.text(), word.count_in(self.among));
            } else if !self.examples.contains_key(&(reason, word.text().to_owned())) {
                let is_selected = word.is_reported_in(self.dataset, self.selected, MOST_ARTICLES);
                self.add(reason, word.text(), usize::from(is_selected));
            }
        }
    }

    /// The words of names and aliases. Where only an alias has the word, the name says who is meant.
    fn add_names(&mut self, matcher: &Matcher, lookup: Lookup<'_>) {
        let is_hit = |word: &ListedWord<'_>| matcher.matches(word.text()).is_some();
        let mut own = None;
        for word in self.dataset.words_of_names(lookup).filter(is_hit) {
            for entity in word.entities(self.dataset) {
                let events = &self.dataset.events_naming(entity) & self.selected;
                let named = entity.name.versions().flat_map(|(_, name)| words(name));
                let surest = named.filter_map(|word| Some((matcher.matches(&word.folded)?, word.folded))).min();
                if let Some((reason, word)) = surest {
                    self.add(reason, &word, events.len() as usize);
                } else if let Some((_, name)) = entity.name.versions().next().filter(|_| !events.is_empty())
                    && self.has_open_alias(entity, matcher)
                {
                    let own = own.get_or_insert_with(|| self.with_the_word(matcher, lookup));
                    let others = (events - &*own).len() as usize;
                    self.add(Reason::OtherName, name, others);
                }
            }
        }
    }

    /// Whether an alias of an entity has the word and is text of the events that name the entity.
    fn has_open_alias(&self, entity: &Entity, matcher: &Matcher) -> bool {
        let is_text = |alias: &&String| {
            entity.is_person() || self.scope.is_none_or(|scope| scope.covers(alias) && matcher.finds_in(alias))
        };
        entity.alias.iter().any(|alias| is_text(&alias))
    }

    /// The events that have the word in some form and spelling in their own text, where that is a hit.
    fn with_the_word(&self, matcher: &Matcher, lookup: Lookup<'_>) -> RoaringBitmap {
        if self.scope.is_none() {
            return RoaringBitmap::new();
        }
        let words = self.dataset.words(lookup).filter(|word| matcher.matches(word.text()).is_some());
        self.dataset.events_of_words(words)
    }
}
