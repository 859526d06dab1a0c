//! Expressions put together: the shortest form of *and*, *or* and *not*.
//!
//! What is asked for twice is one condition, so that the time of an answer does not grow with a word that is repeated.
//! What an expression finds is not known here.

use super::ast::Expr;
use crate::language;
use std::collections::HashSet;

/// A small word that joins what stands beside it in a sentence. In a query it is a word: operators have capitals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Joint {
    And,
    Or,
    Not,
    /// It takes away the name behind it, and is a word before any other: `without China`, `without delay`.
    Without,
    /// It leads to the name behind it: `with Kazakhstan`, `the US`.
    With,
    /// It says nothing before what takes away: `but not China`.
    But,
}

/// Words that lead to the name behind them.
const LEADING: [&str; 26] = [
    "the",
    "with",
    "between",
    "in",
    "of",
    "by",
    "from",
    "to",
    "for",
    "about",
    "on",
    "involving",
    "с",
    "со",
    "между",
    "в",
    "во",
    "на",
    "о",
    "об",
    "про",
    "от",
    "из",
    "для",
    "по",
    "к",
];

impl Joint {
    /// What a word joins, at the beginning of a sentence too.
    pub(super) fn of(word: &str) -> Option<Joint> {
        Some(match &*language::fold(word) {
            "and" | "и" => Joint::And,
            "or" | "или" => Joint::Or,
            "not" | "не" => Joint::Not,
            "without" | "except" | "excluding" | "без" | "кроме" => Joint::Without,
            "but" | "но" | "а" => Joint::But,
            word if LEADING.contains(&word) => Joint::With,
            _ => return None,
        })
    }
}

/// All of the expressions, without an `And` in an `And`, a word that is asked for again once; `None` of none.
pub(super) fn all_of(exprs: Vec<Expr>) -> Option<Expr> {
    let inner = |expr| if let Expr::And(inner) = expr { inner } else { vec![expr] };
    flat(exprs.into_iter().flat_map(inner), Expr::And)
}

/// Any of the expressions, without an `Or` in an `Or`, a word that is asked for again once; `None` of none.
pub(super) fn any_of(exprs: Vec<Expr>) -> Option<Expr> {
    let inner = |expr| if let Expr::Or(inner) = expr { inner } else { vec![expr] };
    flat(exprs.into_iter().flat_map(inner), Expr::Or)
}

fn flat(exprs: impl Iterator<Item = Expr>, several: fn(Vec<Expr>) -> Expr) -> Option<Expr> {
    let mut flat: Vec<Expr> = exprs.filter(first_of_each()).collect();
    if flat.len() > 1 { Some(several(flat)) } else { flat.pop() }
}

/// Whether an expression is no word that came before.
fn first_of_each() -> impl FnMut(&Expr) -> bool {
    let mut words = HashSet::new();
    move |expr: &Expr| match expr {
        // Between names it says how they are joined: Kazakhstan or Mongolia or China.
        Expr::Word(word) if Joint::of(word).is_some_and(|joint| joint != Joint::With) => true,
        Expr::Word(word) => words.insert((word.clone(), false)),
        Expr::Near(word) => words.insert((word.clone(), true)),
        _ => true,
    }
}

/// Not the expression, without a `Not` in a `Not`.
pub(super) fn none_of(expr: Expr) -> Expr {
    match expr {
        Expr::Not(inner) => *inner,
        other => Expr::Not(Box::new(other)),
    }
}
