//! When an alias that a record does not print counts as its text.
//!
//! Of a person any word of any name does. An alias of a body does when the words of the query cover all of it: `Госдеп`
//! finds the State Department, while `metal` does not find the Japan Organization for Metals and Energy Security. How a
//! word is found in a text is not known here.

use super::ast::Expr;
use super::compounds::compounds;
use super::matcher::Matcher;
use super::spellings::Spellings;
use crate::language::words;
use std::cell::OnceCell;

/// The part of a search whose words cover an alias together: all that is asked for, or all that one negation excludes.
pub(super) struct Scope<'a> {
    expr: &'a Expr,
    is_literal: bool,
    spellings: &'a Spellings,
    matchers: OnceCell<Vec<Matcher>>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(expr: &'a Expr, is_literal: bool, spellings: &'a Spellings) -> Scope<'a> {
        Scope { expr, is_literal, spellings, matchers: OnceCell::new() }
    }

    /// That of a negated part of it.
    pub(super) fn within(&self, expr: &'a Expr) -> Scope<'a> {
        Scope::new(expr, self.is_literal, self.spellings)
    }

    /// Whether each word of an alias is found by one of the search.
    pub(super) fn covers(&self, alias: &str) -> bool {
        let matchers = self.matchers.get_or_init(|| self.matchers());
        let mut words = words(alias).filter(|word| !word.part).peekable();
        words.peek().is_some()
            && words.all(|word| matchers.iter().any(|matcher| matcher.matches(&word.folded).is_some()))
    }

    fn matchers(&self) -> Vec<Matcher> {
        let mut matchers: Vec<Matcher> = Vec::new();
        for (typed, is_near) in asked(self.expr) {
            for compound in compounds(typed) {
                for folded in std::iter::once(compound.whole).chain(compound.parts) {
                    let matcher = match (self.is_literal, is_near) {
                        (false, true) => Matcher::near(folded, self.spellings),
                        _ => Matcher::of_query(folded, self.is_literal, self.spellings),
                    };
                    matchers.push(matcher);
                }
            }
        }
        matchers
    }
}

/// The words of a search that are asked for, not those that are excluded; with whether each is asked for as `~word`.
pub(super) fn asked(expr: &Expr) -> Vec<(&str, bool)> {
    match expr {
        Expr::Word(word) => vec![(word, false)],
        Expr::Near(word) => vec![(word, true)],
        Expr::And(parts) | Expr::Or(parts) => parts.iter().flat_map(asked).collect(),
        Expr::Phrase(_) | Expr::Field(..) | Expr::Dates(_) | Expr::Not(_) => Vec::new(),
    }
}
