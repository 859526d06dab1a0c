//! What is wrong with a query: what its own text shows, and what only the data know.
//!
//! Only which kinds there are is asked of the data. Where it is said is not known here.

use super::ast::{Expr, Field, Part, Query, Value};
use super::parse::{Expected, QueryError, nearest};
use crate::catalogue::{Near, Ui, Wanted};
use crate::dataset::{ColumnOf, Dataset, Phase};
use crate::language;
use crate::language::name_key;
use crate::model::words::KINDS;

/// What is wrong with a query as it is typed, and at which character of the text. While it is not finished, what may
/// become right is not wrong.
pub fn fault(dataset: &Dataset, typed: &str, is_finished: bool) -> Option<QueryError> {
    let (query, error) = match Query::parse(typed) {
        Ok(query) => (query, None),
        Err(error) if is_finished => return Some(error),
        Err(_) => Query::parse_unfinished(typed),
    };
    if error.is_some() {
        return error;
    }
    let unknown = unknown(dataset, &query)?;
    // The value stands behind its field, so that the last place is never before the right one.
    let at = typed.rfind(unknown)?;
    let may_go_on = !is_finished && typed.len() == at + unknown.len();
    let begun = language::fold(unknown);
    let called = Ui::kinds_called().map(|(_, called)| called);
    if may_go_on && kinds(dataset).chain(called).any(|kind| language::fold(kind).starts_with(&*begun)) {
        return None;
    }
    Some(expected(dataset, unknown).at(typed[..at].chars().count()))
}

/// A query without the parts that ask for a kind that neither the format lists nor the data has; `None` where none does.
/// It costs a look into a sorted list.
pub fn without_unknown(dataset: &Dataset, query: &Query) -> Option<Query> {
    unknown(dataset, query)?;
    let is_known = |part: &Part| unknown(dataset, &Query { parts: vec![part.clone()] }).is_none();
    Some(Query { parts: query.parts.iter().filter(|part| is_known(part)).cloned().collect() })
}

/// The first kind that a query asks for and that neither the format lists nor the data has, with the nearest that is. Its
/// place is that in the query as chips write it.
pub fn unknown_kind(dataset: &Dataset, query: &Query) -> Option<QueryError> {
    let unknown = unknown(dataset, query)?;
    let written = query.to_string();
    let at = written.find(unknown).map_or(0, |at| written[..at].chars().count());
    Some(expected(dataset, unknown).at(at))
}

/// The first unknown kind as it was typed. Until all is read and indexed none is unknown.
fn unknown<'q>(dataset: &Dataset, query: &'q Query) -> Option<&'q str> {
    fn asked<'q>(expr: &'q Expr, found: &mut Vec<&'q Value>) {
        match expr {
            Expr::Field(Field::Kind, values) => found.extend(values),
            Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| asked(part, found)),
            Expr::Not(part) => asked(part, found),
            _ => {}
        }
    }
    if dataset.progress().phase != Phase::Ready {
        return None;
    }
    let mut values = Vec::new();
    for part in &query.parts {
        match part {
            Part::Values(of) if of.field == Field::Kind => values.extend(&of.values),
            Part::Search(expr) => asked(expr, &mut values),
            _ => {}
        }
    }
    let has = |key: &str| dataset.names_in(ColumnOf::Kind).any(|names| names.find(key).is_some());
    let is_known = |value: &&Value| KINDS.contains(&&*language::fold(&value.text)) || has(&name_key(&value.text));
    values.into_iter().find(|value| !is_known(value)).map(|value| value.text.as_str())
}

/// What was expected in place of an unknown kind.
fn expected(dataset: &Dataset, unknown: &str) -> Expected {
    let words: Vec<&str> = kinds(dataset).collect();
    // As the screen calls it in another language.
    let folded = language::fold(unknown).replace(['-', '_'], " ");
    let called = Ui::kinds_called().find(|(_, called)| *called == folded).map(|(word, _)| word);
    let near = called.or_else(|| nearest(unknown, &words));
    Expected::near(Wanted::Kind, near.map(|word| Near::Word(word.to_owned())))
}

/// The kinds of the format, then those of the data.
fn kinds(dataset: &Dataset) -> impl Iterator<Item = &str> {
    let of_data = dataset.column(ColumnOf::Kind).flat_map(|value| value.printed().split('\n'));
    KINDS.into_iter().chain(of_data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Ui;
    use crate::dataset::load;
    use crate::load::Input;
    use std::ops::ControlFlow;

    #[test]
    fn what_is_wrong_is_known_while_it_is_typed_with_its_place() {
        let dataset = load(&[Input::Bundled], &mut |_| ControlFlow::Continue(())).unwrap();
        let at = |typed: &str, is_finished: bool| fault(&dataset, typed, is_finished).map(|error| error.at);
        // What may become right is not wrong before it is finished.
        for (typed, unfinished, finished) in [
            ("kind:visit", None, None),
            ("kind:vis", None, Some(5)),
            ("kind:vist", Some(5), Some(5)),
            ("kind:vist lithium", Some(5), Some(5)),
            ("lithium (kind:vist OR kind:visit)", Some(14), Some(14)),
            ("country:Kaza", None, Some(8)),
            ("country:Atlan", Some(8), Some(8)),
            ("страна:Юж", None, Some(7)),
            ("basis:sta", None, Some(6)),
            ("basis:stx", Some(6), Some(6)),
            ("has:quo", None, Some(4)),
            ("has:qux", Some(4), Some(4)),
            ("lang:kazakh", Some(5), Some(5)),
            ("contry:KZ", Some(0), Some(0)),
            ("date:2024-", None, Some(10)),
            ("date:2025..2024", Some(11), Some(11)),
            ("date:non", None, Some(5)),
            ("date:2025-1", None, Some(10)),
            ("date:2025-13", Some(10), Some(10)),
            ("date:2025-13 ", Some(10), Some(10)),
            ("date:2025-04-3", None, Some(13)),
            ("date:2025-02-3", Some(13), Some(13)),
            ("date:2024..2025-", None, Some(16)),
            ("date:2024-13..2025", Some(10), Some(10)),
            ("date:31.02.2024", Some(5), Some(5)),
            ("date:31.0", None, Some(7)),
            ("date:8 fe", None, Some(6)),
            ("kind:vis a", Some(5), Some(5)),
            ("\"rare ear", None, Some(9)),
        ] {
            assert_eq!(at(typed, false), unfinished, "{typed}, unfinished");
            assert_eq!(at(typed, true), finished, "{typed}, finished");
        }
        for (typed, near) in [
            ("kind:vist", "visit"),
            ("kind:визит", "visit"),
            ("вид:экспортный-контроль", "export-control"),
            ("kind:\"встреча министров\"", "ministerial"),
            ("has:qoutes", "quotes"),
            ("country:Mognolia", "Mongolia (MN)"),
            ("country:Узбекстан", "Uzbekistan (UZ)"),
            ("date:2025..2024", "2024..2025"),
            ("lang:english", "lang:en"),
            ("persno:Rubio", "person:"),
        ] {
            let error = fault(&dataset, typed, true).unwrap();
            let ui = Ui::ENGLISH;
            assert_eq!(error.near.as_ref().map(|near| ui.say(near).to_string()).as_deref(), Some(near), "{typed}");
            assert!(error.to_string().ends_with(&format!("did you mean {near}?")), "{error}");
            assert!(error.in_short(ui).starts_with(&format!("did you mean {near}?")), "{error}");
        }
    }
}
