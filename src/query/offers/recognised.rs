//! Words of a search that are countries, dates or values of the data, as parts of a query.
//!
//! The longest name comes first, then a country or group, a date, a person, a body, a publisher, a topic, a kind. Small
//! `and`, `not`, `без`, `или` and the like say how parts are joined, and `with` or `the` before a name goes with it. What
//! `OR` in capitals joins is meant together. Which of these queries is offered is not known here.

use crate::language;
use crate::language::inflect;
use crate::model::{Country, Group};
use crate::query::ast::{AnyOrAll, DateSpan, Dates, Expr, Field, Part, Query};
use crate::query::combined::Joint;
use crate::query::dates;
use crate::query::named::{Lists, Typed};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Words that the name of a country has at most.
const LONGEST_COUNTRY: usize = 6;

/// Words in a row that are tried as one name at most.
const LONGEST_NAME: usize = 16;

/// Terms of the longest search that is gone through: more is a text that was pasted, and no question.
const MOST_TERMS: usize = 64;

/// Names of countries that are common words in small letters.
const WORDS: [&str; 3] = ["того", "чад", "перу"];

/// What words mean.
#[derive(Clone, PartialEq, Eq, Debug)]
enum What {
    /// Any of some values of a field, as a part of a query writes them.
    Values(Field, Vec<String>),
    Dates(DateSpan),
}

/// A term of the search, or some in a row that mean one thing.
#[derive(Clone, Debug)]
enum Item {
    /// It stays.
    Term(Expr),
    /// A word that joins what stands beside it.
    Joint(Joint, Expr),
    /// What it means, and the terms that say so; whether it is excluded.
    Meant { what: What, terms: Vec<Expr>, negated: bool },
}

/// The queries with parts in place of the words that mean them: first of all such words together, then, where there are
/// several, of one after the other. `lists` are those of the names of the data, if names are looked for.
pub(super) fn queries(lists: Option<&Lists<'_>>, query: &Query) -> Vec<Query> {
    let Some(search) = query.search() else { return Vec::new() };
    let terms = match search {
        Expr::And(terms) => terms.as_slice(),
        other => std::slice::from_ref(other),
    };
    if terms.len() > MOST_TERMS {
        return Vec::new();
    }
    let items = items(lists, query, terms);
    let mut meant: Vec<Range<usize>> = Vec::new();
    for at in (0..items.len()).filter(|at| matches!(items[*at], Item::Meant { .. })) {
        match meant.last_mut() {
            // What `or` joins is one.
            Some(last) if last.end + 1 == at && matches!(items[last.end], Item::Joint(Joint::Or, _)) => {
                last.end = at + 1;
            }
            _ => meant.push(at..at + 1),
        }
    }
    if meant.is_empty() {
        return Vec::new();
    }
    let mut queries = vec![joined(query, &items)];
    if meant.len() > 1 {
        queries.extend(meant.iter().map(|only| joined(query, &with_only(&items, only))));
    }
    queries
}

/// The same items with only some in a row meant as a part.
fn with_only(items: &[Item], only: &Range<usize>) -> Vec<Item> {
    let mut single = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if only.contains(&at) {
            single.push(item.clone());
            continue;
        }
        match item {
            Item::Meant { terms, .. } => single.extend(terms.iter().cloned().map(Item::Term)),
            // It belongs to what follows.
            Item::Joint(..) if at < only.start && leads_to(&items[at..]) == Some(only.start - at) => {
                single.push(item.clone());
            }
            Item::Joint(Joint::And, _) => {}
            Item::Joint(_, word) => single.push(Item::Term(word.clone())),
            item @ Item::Term(_) => single.push(item.clone()),
        }
    }
    single
}

/// What the terms of a search are, in their order.
fn items(lists: Option<&Lists<'_>>, query: &Query, terms: &[Expr]) -> Vec<Item> {
    let words: Vec<Option<&str>> = terms.iter().map(text_of).collect();
    // What stands in quotes is meant as it stands, unless it is a part of a longer name. `2023..2024` and `RFE/RL` are
    // words side by side, and so phrases that nobody put in quotes.
    let is_several = |text: &str| language::words(text).filter(|word| !word.part).count() > 1;
    let is_quoted = |at: usize| matches!(&terms[at], Expr::Phrase(text) if text.contains(' ') || !is_several(text));
    let mut found: Vec<(Range<usize>, What)> = Vec::new();
    for at in 0..words.len() {
        let row: Vec<&str> = words[at..].iter().take(LONGEST_NAME).map_while(|word| *word).collect();
        if let Some((length, what)) = longest(lists, &row).filter(|(length, _)| *length > 1 || !is_quoted(at)) {
            found.push((at..at + length, what));
        }
        if let Some((length, what)) = negated_or_any(lists, &terms[at], &words[at + 1..]) {
            found.push((at..at + length, what));
        }
    }
    found.retain(|(_, what)| !is_asked(query, what));
    // The longest first; of those as long the first.
    found.sort_by_key(|(range, _)| (std::cmp::Reverse(range.len()), range.start));
    let mut taken: Vec<(Range<usize>, What)> = Vec::new();
    for (range, what) in found {
        if taken.iter().all(|(other, _)| range.end <= other.start || other.end <= range.start) {
            taken.push((range, what));
        }
    }
    taken.sort_by_key(|(range, _)| range.start);
    let mut items = Vec::new();
    let mut taken = taken.into_iter().peekable();
    let mut at = 0;
    while at < terms.len() {
        if let Some((range, what)) = taken.next_if(|(range, _)| range.start == at) {
            let negated = matches!(terms[at], Expr::Not(_));
            // `Kazakhstan or the US`: what is joined stands side by side.
            let leads = matches!(items.as_slice(), [.., Item::Joint(Joint::Or, _), Item::Joint(Joint::With, _)]);
            if leads {
                items.pop();
            }
            items.push(Item::Meant {
                what,
                terms: terms[range.start - usize::from(leads)..range.end].to_vec(),
                negated,
            });
            at = range.end;
            continue;
        }
        let joint = words[at].filter(|_| matches!(terms[at], Expr::Word(_))).and_then(Joint::of);
        items.push(match joint {
            Some(joint) => Item::Joint(joint, terms[at].clone()),
            None => Item::Term(terms[at].clone()),
        });
        at += 1;
    }
    without_loose_ends(items)
}

/// The text of a term that is a word or stands in quotes.
fn text_of(term: &Expr) -> Option<&str> {
    match term {
        Expr::Word(text) | Expr::Phrase(text) => Some(text),
        _ => None,
    }
}

/// What a term means that is no word: one that is taken away, as the first of a name in words, or some that `OR` joins;
/// and how many terms say so. `after` are the words behind it.
fn negated_or_any(lists: Option<&Lists<'_>>, term: &Expr, after: &[Option<&str>]) -> Option<(usize, What)> {
    match term {
        Expr::Not(inner) => match &**inner {
            Expr::Word(word) => {
                let after = after.iter().take(LONGEST_NAME - 1).map_while(|word| *word);
                longest(lists, &std::iter::once(word.as_str()).chain(after).collect::<Vec<_>>())
            }
            either @ Expr::Or(_) => negated_or_any(lists, either, &[]),
            _ => None,
        },
        Expr::Or(terms) => {
            let mut any: Option<(Field, Vec<String>)> = None;
            for term in terms {
                let row: Vec<&str> = match term {
                    Expr::Word(word) => vec![word],
                    Expr::And(words) => words.iter().map(text_of).collect::<Option<_>>()?,
                    _ => return None,
                };
                let What::Values(field, texts) = longest(lists, &row).filter(|(length, _)| *length == row.len())?.1
                else {
                    return None;
                };
                let (of, all) = any.get_or_insert((field, Vec::new()));
                if *of != field {
                    return None;
                }
                all.extend(texts);
            }
            any.map(|(field, texts)| (1, What::Values(field, texts)))
        }
        _ => None,
    }
}

/// How far it is to the name to which a small word leads that items begin with; `None` where it is a word as others.
fn leads_to(items: &[Item]) -> Option<usize> {
    let Some(Item::Joint(joint, _)) = items.first() else { return None };
    let rest = items.get(1..)?;
    match (joint, rest.first()?) {
        (Joint::Not | Joint::Without | Joint::With, Item::Meant { .. }) => Some(1),
        (Joint::Not | Joint::Without | Joint::With, Item::Joint(Joint::With, _))
        | (Joint::But, Item::Joint(Joint::Not | Joint::Without, _)) => leads_to(rest).map(|more| more + 1),
        _ => None,
    }
}

/// The items with their words in place of what stands beside an `or` that does not join values of one field: what it
/// joins then cannot be said by parts.
fn without_loose_ends(mut items: Vec<Item>) -> Vec<Item> {
    let joins = |items: &[Item], at: usize| match (at.checked_sub(1).map(|before| &items[before]), items.get(at + 1)) {
        (Some(Item::Meant { what, .. }), Some(Item::Meant { what: next, negated: false, .. })) => {
            same_field(what, next)
        }
        _ => false,
    };
    while let Some(at) =
        (0..items.len()).find(|at| matches!(items[*at], Item::Joint(Joint::Or, _)) && !joins(&items, *at))
    {
        let (from, to) = (at.saturating_sub(1), (at + 2).min(items.len()));
        let words: Vec<Item> = items[from..to].iter().flat_map(Item::terms).cloned().map(Item::Term).collect();
        items.splice(from..to, words);
    }
    items
}

impl Item {
    fn terms(&self) -> &[Expr] {
        match self {
            Item::Term(term) | Item::Joint(_, term) => std::slice::from_ref(term),
            Item::Meant { terms, .. } => terms,
        }
    }
}

/// Whether a query asks for something already, so that it needs no offer.
fn is_asked(query: &Query, what: &What) -> bool {
    match what {
        What::Values(field, texts) => {
            let asked: Vec<&str> =
                query.values(*field).included.into_iter().flatten().map(|value| value.text.as_str()).collect();
            texts.iter().all(|text| asked.contains(&text.as_str()))
        }
        // Which days words mean is known of the query alone.
        What::Dates(span) => query.dates().any(|dates| !dates.negated && dates.span.written() == span.written()),
    }
}

/// What words in a row begin with: the longest name, and of those as long the likeliest.
fn longest(lists: Option<&Lists<'_>>, row: &[&str]) -> Option<(usize, What)> {
    let country = (1..=LONGEST_COUNTRY.min(row.len())).rev().find_map(|length| {
        let typed = row[..length].join(" ");
        let code = country_code(&typed)?;
        // `индий` is India in a form that a metal is called by, and the United Nations take part, but are in no event.
        let is_other = |lists: &Lists<'_>| {
            let is_form = Country::find(&typed).is_none() && Group::find(&typed).is_none();
            (is_form || !lists.has_country(code)) && lists.is_name(&row[..length])
        };
        let is_meant = !lists.is_some_and(is_other);
        is_meant.then(|| (length, What::Values(Field::Country, vec![code.to_owned()])))
    });
    let date = dates::longest(row).map(|(length, span)| (length, What::Dates(span)));
    let typed: Vec<Typed<'_>> = row.iter().map(|word| Typed::new(word)).collect();
    let value = lists.and_then(|lists| lists.longest(&typed));
    let value = value.map(|(length, named)| (length, What::Values(named.field, vec![named.text])));
    // The last of those that are as long is taken.
    [value, date, country].into_iter().flatten().max_by_key(|(length, _)| *length)
}

/// The query with what is meant as parts of its own, in the order in which it stands.
fn joined(query: &Query, items: &[Item]) -> Query {
    let mut rest: Vec<Expr> = Vec::new();
    let mut parts: Vec<(What, bool, AnyOrAll)> = Vec::new();
    let mut after_not = false;
    let mut at = 0;
    while at < items.len() {
        match &items[at] {
            Item::Joint(Joint::And, _) => {}
            Item::Joint(Joint::Not, _) if at + 1 < items.len() => after_not = true,
            Item::Joint(joint @ (Joint::Without | Joint::With | Joint::But), _) if leads_to(&items[at..]).is_some() => {
                after_not |= *joint == Joint::Without;
            }
            Item::Joint(_, word) | Item::Term(word) => {
                let term = if std::mem::take(&mut after_not) { negated(word) } else { word.clone() };
                rest.push(term);
            }
            Item::Meant { what, negated, .. } => {
                let negated = *negated != std::mem::take(&mut after_not);
                parts.push((what.clone(), negated, AnyOrAll::All));
                // `or` joins values of one field alone.
                while let [Item::Joint(Joint::Or, _), Item::Meant { what: next, negated: false, .. }, ..] =
                    &items[at + 1..]
                    && same_field(what, next)
                {
                    parts.push((next.clone(), negated, AnyOrAll::Any));
                    at += 2;
                }
            }
        }
        at += 1;
    }
    let mut query = with_search(query, rest);
    for (what, negated, mode) in parts {
        query = match what {
            What::Values(field, texts) => texts.iter().enumerate().fold(query, |query, (at, text)| match at {
                _ if negated => query.excluding(field, text),
                0 => query.including(field, text, mode),
                _ => query.including(field, text, AnyOrAll::Any),
            }),
            What::Dates(span) => {
                query.parts.push(Part::Dates(Dates { span, negated }));
                query
            }
        };
    }
    query
}

fn same_field(one: &What, other: &What) -> bool {
    matches!((one, other), (What::Values(one, _), What::Values(other, _)) if one == other)
}

fn negated(term: &Expr) -> Expr {
    match term {
        Expr::Not(inner) => (**inner).clone(),
        other => Expr::Not(Box::new(other.clone())),
    }
}

/// The query with the search that all of `terms` make.
pub(super) fn with_search(query: &Query, mut terms: Vec<Expr>) -> Query {
    let search = match terms.len() {
        0 => None,
        1 => terms.pop(),
        _ => Some(Expr::And(terms)),
    };
    let parts = query.parts.iter().filter_map(|part| match part {
        Part::Search(_) => search.clone().map(Part::Search),
        other => Some(other.clone()),
    });
    Query { parts: parts.collect() }
}

/// The code of the country or group that typed words name, in any spelling or another form of its Russian name.
///
/// Codes and the like count only as they are written, in capitals: `us`, `it` and `по` are words.
fn country_code(typed: &str) -> Option<&'static str> {
    // Mongolia's.
    let typed = typed.strip_suffix("'s").or_else(|| typed.strip_suffix("\u{2019}s")).unwrap_or(typed);
    let country = Country::find(typed).or_else(|| inflected(typed));
    let code = country.map(Country::code).or_else(|| Group::find(typed).map(Group::code))?;
    (!is_word(typed)).then_some(code)
}

/// The folded words of a name, and the country.
type RussianName = (Vec<String>, Country);

/// Russian names of countries, by the first two letters of the first.
static RUSSIAN: LazyLock<HashMap<[char; 2], Vec<RussianName>>> = LazyLock::new(|| {
    let mut names: HashMap<[char; 2], Vec<RussianName>> = HashMap::new();
    for country in Country::all().filter(|country| !country.is_gone()) {
        let is_name = |name: &&str| {
            name.chars().count() >= 4 && name.starts_with(is_cyrillic) && name.contains(char::is_lowercase)
        };
        for name in country.spellings().filter(is_name) {
            let words = folded_words(name);
            if let Some(start) = words.first().and_then(|word| first_letters(word)) {
                names.entry(start).or_default().push((words, country));
            }
        }
    }
    names
});

fn folded_words(text: &str) -> Vec<String> {
    language::words(text).filter(|word| !word.part).map(|word| word.folded.into_owned()).collect()
}

fn first_letters(word: &str) -> Option<[char; 2]> {
    let mut letters = word.chars();
    Some([letters.next()?, letters.next()?])
}

/// The country of whose Russian name words are another form: `Казахстана`, `Южной Кореей`.
fn inflected(typed: &str) -> Option<Country> {
    let words = folded_words(typed);
    if words.concat().chars().count() < 5 {
        return None;
    }
    let names = RUSSIAN.get(&first_letters(words.first()?)?)?;
    let is_form = |name: &[String]| {
        name.len() == words.len() && words.iter().zip(name).all(|(word, name)| inflect::same_word(word, name))
    };
    names.iter().find(|(name, _)| is_form(name)).map(|(_, country)| *country)
}

pub(super) fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

/// Whether something that is a country's spelling is rather a word as it is typed.
fn is_word(typed: &str) -> bool {
    let letters = typed.chars().filter(|c| c.is_alphabetic());
    if !letters.clone().any(char::is_lowercase) {
        return false;
    }
    match letters.clone().count() {
        0..=2 => true,
        // Of three letters, Latin ones are mostly codes; сша, кнр and оаэ are no words.
        3 if !letters.clone().all(is_cyrillic) => true,
        _ => WORDS.contains(&typed),
    }
}

#[cfg(test)]
mod tests;
