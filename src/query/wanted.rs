//! What surely holds of an event that a query selects, for data that lie elsewhere: they are asked for the events of which
//! it holds, and these are asked the query itself.
//!
//! Whom a name means is told by all who are called so: where a query names somebody, the events with the words of the name
//! come besides. It is left alone where an answer is of all data and not of the events that are selected.

use super::ast::{DateSpan, Expr, Field, Part, Query, Value};
use super::compounds::compounds;
use super::spellings::Spellings;
use crate::dataset::{Dataset, Need, Wanted};
use crate::language::name_key;
use crate::model::Group;
use crate::model::words::KINDS;
use std::cell::RefCell;

/// What is to be asked so that the query can be asked of what comes; everything where part of it would not do.
pub fn wanted(query: &Query) -> Wanted {
    let Some(needs) = query.parts.iter().map(|part| of_part(part, query.is_literal())).collect::<Option<Vec<Need>>>()
    else {
        return Wanted::All;
    };
    let mut need = Need::All(needs);
    let called = named_values(query).into_iter().filter(|(field, _)| NAMED.contains(field));
    let called: Vec<Need> = called.map(|(_, value)| words_of(value, query.is_literal())).collect();
    if !called.is_empty() {
        need = Need::Any(vec![need, Need::Any(called)]);
    }
    if !narrows(&need) {
        return Wanted::All;
    }
    let words = RefCell::new(Vec::new());
    // It asks for the other spellings of each word.
    Spellings::looked_up(query, &|word| {
        words.borrow_mut().push(word.to_owned());
        Vec::new()
    });
    Wanted::Events { need, words: words.into_inner() }
}

/// The fields that name somebody or something by words which an event has where it has the name.
const NAMED: [Field; 5] = [Field::Person, Field::Org, Field::By, Field::Topic, Field::Place];

/// What holds of an event that names what a value means, as far as its words tell.
fn words_of(value: &Value, literal: bool) -> Need {
    of_words(&value.text, !value.exact && !literal)
}

/// Whether a part of data that was wanted for a query is enough: who is meant by an id may have any name.
pub fn is_enough(part: &Dataset, query: &Query) -> bool {
    let is_id = |key: &str| part.entities().all().iter().any(|entity| name_key(&entity.id) == key);
    let mut named = named_values(query).into_iter().filter(|(field, _)| NAMED.contains(field));
    !named.any(|(_, value)| is_id(&name_key(&value.text)))
}

/// The values by which fields ask for names, each with its field.
pub fn named_values(query: &Query) -> Vec<(Field, &Value)> {
    fn of_expr<'q>(expr: &'q Expr, found: &mut Vec<(Field, &'q Value)>) {
        match expr {
            Expr::Field(field, values) => found.extend(values.iter().map(|value| (*field, value))),
            Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| of_expr(part, found)),
            Expr::Not(part) => of_expr(part, found),
            Expr::Word(_) | Expr::Near(_) | Expr::Phrase(_) | Expr::Dates(_) => {}
        }
    }
    let mut found = Vec::new();
    for part in &query.parts {
        match part {
            Part::Values(of) => found.extend(of.values.iter().map(|value| (of.field, value))),
            Part::Search(expr) => of_expr(expr, &mut found),
            Part::Dates(_) | Part::Literal => {}
        }
    }
    found
}

/// Whether it leaves anything out.
fn narrows(need: &Need) -> bool {
    match need {
        Need::Anything => false,
        Need::All(needs) => needs.iter().any(narrows),
        Need::Any(needs) => needs.iter().all(narrows),
        Need::Within(..)
        | Need::Undated
        | Need::Countries(_)
        | Need::Word { .. }
        | Need::Not(_)
        | Need::Has(..)
        | Need::Begins(..)
        | Need::Ids(_)
        | Need::Places(_) => true,
    }
}

fn of_part(part: &Part, literal: bool) -> Option<Need> {
    match part {
        Part::Literal => Some(Need::Anything),
        Part::Values(values) if values.negated => {
            of_values(values.field, &values.values, literal).map(|_| Need::Anything)
        }
        Part::Values(values) => of_values(values.field, &values.values, literal),
        Part::Dates(dates) if dates.negated => Some(Need::Anything),
        // How many a filter of dates hides that have none is counted too.
        Part::Dates(dates) => Some(Need::Any(vec![of_dates(&dates.span), Need::Undated])),
        Part::Search(expr) => of_expr(expr, literal),
    }
}

fn of_expr(expr: &Expr, literal: bool) -> Option<Need> {
    let all = |parts: &[Expr]| parts.iter().map(|part| of_expr(part, literal)).collect::<Option<Vec<Need>>>();
    Some(match expr {
        Expr::Near(_) if !literal => Need::Anything,
        Expr::Word(word) | Expr::Near(word) => of_words(word, !literal),
        Expr::Phrase(phrase) => of_words(phrase, false),
        Expr::Field(field, values) => of_values(*field, values, literal)?,
        Expr::Dates(span) => of_dates(span),
        Expr::And(parts) => Need::All(all(parts)?),
        Expr::Or(parts) => Need::Any(all(parts)?),
        Expr::Not(part) => of_expr(part, literal).map(|_| Need::Anything)?,
    })
}

/// The words of a text, of compound ones the whole or all parts.
pub(super) fn of_words(text: &str, forms: bool) -> Need {
    let word = |folded: String| Need::Word { folded, forms };
    let of = |compound: super::compounds::Compound| {
        let whole = word(compound.whole);
        if compound.parts.is_empty() {
            return whole;
        }
        Need::Any(vec![whole, Need::All(compound.parts.into_iter().map(word).collect())])
    };
    Need::All(compounds(text).into_iter().map(of).collect())
}

fn of_dates(span: &DateSpan) -> Need {
    match span {
        DateSpan::Undated => Need::Undated,
        DateSpan::Within { range, .. } => Need::Within(range.first.0, range.last.0),
    }
}

/// What holds of an event with one of some values; `None` where all data say what they mean.
fn of_values(field: Field, values: &[Value], literal: bool) -> Option<Need> {
    match field {
        Field::Country => {
            let codes = |value: &Value| match Group::from_code(&value.text).filter(|_| !value.exact) {
                Some(group) => group.members().iter().map(|code| (*code).to_owned()).collect(),
                None => vec![value.text.clone()],
            };
            Some(Need::Countries(values.iter().flat_map(codes).collect()))
        }
        Field::Said => {
            Some(Need::Any(values.iter().map(|value| of_words(&value.text, !value.exact && !literal)).collect()))
        }
        Field::Kind if values.iter().all(|value| KINDS.contains(&&*value.text)) => Some(Need::Anything),
        Field::Has if values.iter().all(|value| value.text == "quotes") => Some(Need::Anything),
        Field::Lang | Field::Basis | Field::Confidence => Some(Need::Anything),
        Field::Person | Field::Org | Field::By | Field::Topic | Field::Place => {
            Some(Need::Any(values.iter().map(|value| words_of(value, literal)).collect()))
        }
        Field::Kind | Field::Has | Field::Publisher | Field::Id => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_narrows_is_asked_for_and_what_needs_all_data_is_not() {
        let needs = |text: &str| wanted(&Query::parse(text).unwrap());
        for text in ["", "-country:KZ", "-person:Ann", "uranium publisher:Orda", "a OR has:problem", "~word", "NOT a"] {
            assert_eq!(needs(text), Wanted::All, "{text}");
        }
        for text in [
            "country:KZ",
            "uranium",
            "\"rare earths\" -country:US",
            "date:2024 has:quotes",
            "a OR b",
            "said:x",
            "person:Ann",
            "a topic:b",
        ] {
            assert!(matches!(needs(text), Wanted::Events { .. }), "{text}");
        }
        // Who is meant by a name is told by those who are called so in other events.
        let Wanted::Events { need: Need::Any(parts), .. } = needs("country:KZ -person:Ann") else { panic!() };
        assert_eq!(parts.len(), 2, "{parts:?}");
        // One of two that leaves nothing out leaves nothing out with the other.
        assert_eq!(needs("a OR -b"), Wanted::All);
        let Wanted::Events { words, .. } = needs("Tokayev said:minerals") else { panic!() };
        assert_eq!(words.len(), 2, "{words:?}");
    }
}
