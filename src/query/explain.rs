//! Why words found what they did not spell.
//!
//! It comes from the lists of words, never from records, and only of words that the answer holds: words of events, of
//! their articles, and of the names of those whom they name.

use super::aliases::{self, Scope, asked};
use super::ast::{Expr, Field, Part, Query, Value};
use super::matches::{Matcher, Reason, compounds};
use super::spellings::Spellings;
use crate::dataset::{Dataset, IndexPart};
use crate::index::WordList;
use crate::index::bits::Bits;
use crate::index::postings::{each_entry, entries};
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
    let bits = LazyCell::new(|| Bits::of(selected, dataset.event_bound()));
    for (typed, is_near, is_of_field) in search.chain(fields) {
        let scope = scope.as_ref().filter(|_| !is_of_field);
        let found = Found { dataset, selected, bits: &bits, spellings, scope, examples: HashMap::new() };
        for explanation in found.explained(typed, is_near) {
            if !explanations.contains(&explanation) {
                explanations.push(explanation);
            }
        }
    }
    explanations
}

/// What one word found in the events of an answer, and in how many of them.
struct Found<'a> {
    dataset: &'a Dataset,
    selected: &'a RoaringBitmap,
    /// The same, made when many events are asked about.
    bits: &'a dyn Deref<Target = Bits>,
    spellings: &'a Spellings,
    /// The search that asks for the word; none when a field does, so that what stands outside of it is no hit.
    scope: Option<&'a Scope<'a>>,
    examples: HashMap<(Reason, String), usize>,
}

impl Found<'_> {
    fn explained(mut self, typed: &str, is_near: bool) -> Vec<Explanation> {
        for compound in compounds(typed) {
            for folded in [vec![compound.whole], compound.parts].concat() {
                let spellings = self.spellings;
                let matcher =
                    if is_near { Matcher::near(&*folded, spellings) } else { Matcher::wide(&*folded, spellings) };
                let find = |list: &WordList| -> Vec<(usize, Reason)> {
                    let numbers = if is_near {
                        (0..list.len()).collect()
                    } else {
                        list.found_by(&folded, spellings.of_word(&folded))
                    };
                    numbers.into_iter().filter_map(|at| Some((at, matcher.matches(list.word(at))?))).collect()
                };
                self.add_words(&find);
                // A letter or two begin many names, and explain none.
                if romanise::is_searchable(&folded) {
                    self.add_names(&matcher, &find);
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
    fn add_words(&mut self, find: &impl Fn(&WordList) -> Vec<(usize, Reason)>) {
        for IndexPart { base, article_base, index, .. } in self.dataset.indexes() {
            for (at, reason) in find(&index.words).into_iter().filter(|(_, reason)| *reason > Reason::Beginning) {
                let (bits, mut count) = (&**self.bits, 0);
                each_entry(index.words.postings(at), |event, _| {
                    count += usize::from(bits.contains(base + event));
                });
                self.add(reason, index.words.word(at), count);
            }
            for (at, reason) in find(&index.article_words).into_iter().filter(|(_, reason)| *reason > Reason::Beginning)
            {
                let word = index.article_words.word(at);
                if self.examples.contains_key(&(reason, word.to_owned())) {
                    continue;
                }
                let articles = entries(index.article_words.postings(at)).map(|(article, _)| article_base + article);
                let is_selected = articles.take(MOST_ARTICLES).any(|article| {
                    let events = self.dataset.events_of_article(self.dataset.first_article(article));
                    events.iter().any(|event| self.selected.contains(event.0))
                });
                self.add(reason, word, usize::from(is_selected));
            }
        }
    }

    /// The words of names and aliases. Where only an alias has the word, the name says who is meant.
    fn add_names(&mut self, matcher: &Matcher, find: &impl Fn(&WordList) -> Vec<(usize, Reason)>) {
        let (list, all) = (self.dataset.entities().words(), self.dataset.entities().all());
        let mut own = None;
        for (at, _) in find(list) {
            let entities = entries(list.postings(at)).filter_map(|(number, _)| all.get(number as usize));
            for entity in entities {
                let events = &self.dataset.events_naming(entity) & self.selected;
                let named = entity.name.versions().flat_map(|(_, name)| words(name));
                let surest = named.filter_map(|word| Some((matcher.matches(&word.folded)?, word.folded))).min();
                if let Some((reason, word)) = surest {
                    self.add(reason, &word, events.len() as usize);
                } else if let Some((_, name)) = entity.name.versions().next().filter(|_| !events.is_empty())
                    && self.has_open_alias(entity, matcher)
                {
                    let own = own.get_or_insert_with(|| self.with_the_word(find));
                    let others = (events - &*own).len() as usize;
                    self.add(Reason::OtherName, name, others);
                }
            }
        }
    }

    /// Whether an alias of an entity has the word and is text of the events that name the entity.
    fn has_open_alias(&self, entity: &Entity, matcher: &Matcher) -> bool {
        let is_text = |alias: &&String| {
            aliases::are_open(entity) || self.scope.is_none_or(|scope| scope.covers(alias) && matcher.finds_in(alias))
        };
        entity.alias.iter().any(|alias| is_text(&alias))
    }

    /// The events that have the word in some form and spelling in their own text, where that is a hit.
    fn with_the_word(&self, find: &impl Fn(&WordList) -> Vec<(usize, Reason)>) -> RoaringBitmap {
        if self.scope.is_none() {
            return RoaringBitmap::new();
        }
        let mut own = Bits::new(self.dataset.event_bound());
        for IndexPart { base, index, .. } in self.dataset.indexes() {
            for (at, _) in find(&index.words) {
                own.add(index.words.postings(at), *base);
            }
        }
        own.to_set()
    }
}
