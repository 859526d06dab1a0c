//! The other spellings of the names that a query asks for.
//!
//! Whether a word of the data is one, the whole data decide; so the words of a query are looked up once, and who reads
//! single records, or marks what was found, only looks here. How a spelling is told is the business of `language`.

use super::ast::{Expr, Field, Part, Query, Value};
use super::compounds::compounds;
use crate::dataset::Dataset;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// For each folded word of a query, and for the parts of compounds, the words of the data that are other spellings of
/// the name that it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Spellings(BTreeMap<String, Vec<String>>);

/// None of any word.
pub static NO_SPELLINGS: std::sync::LazyLock<Spellings> = std::sync::LazyLock::new(Spellings::default);

impl Spellings {
    /// Those of all words of a query that are found in other spellings.
    pub fn of(query: &Query, dataset: &Dataset) -> Spellings {
        Spellings::looked_up(query, &|word| dataset.spellings(word))
    }

    /// The same, with what finds the spellings of a folded word.
    pub(super) fn looked_up(query: &Query, look_up: &dyn Fn(&str) -> Vec<String>) -> Spellings {
        let mut spellings = Spellings::default();
        if query.is_literal() {
            return spellings;
        }
        for part in &query.parts {
            match part {
                Part::Values(values) => spellings.add_values(values.field, &values.values, look_up),
                Part::Search(expr) => spellings.add_expr(expr, look_up),
                Part::Dates(_) | Part::Literal => {}
            }
        }
        spellings
    }

    /// The other spellings of a folded word.
    pub fn of_word(&self, folded: &str) -> &[String] {
        self.0.get(folded).map_or(&[], Vec::as_slice)
    }

    /// Adds those of the words of a text.
    pub(super) fn add(&mut self, text: &str, look_up: &dyn Fn(&str) -> Vec<String>) {
        for compound in compounds(text) {
            for folded in std::iter::once(compound.whole).chain(compound.parts) {
                if let Entry::Vacant(free) = self.0.entry(folded) {
                    let spellings = look_up(free.key());
                    free.insert(spellings);
                }
            }
        }
    }

    fn add_values(&mut self, field: Field, values: &[Value], look_up: &dyn Fn(&str) -> Vec<String>) {
        if field.holds_text() {
            values.iter().filter(|value| !value.exact).for_each(|value| self.add(&value.text, look_up));
        }
    }

    fn add_expr(&mut self, expr: &Expr, look_up: &dyn Fn(&str) -> Vec<String>) {
        match expr {
            Expr::Word(word) | Expr::Near(word) => self.add(word, look_up),
            Expr::Field(field, values) => self.add_values(*field, values, look_up),
            Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| self.add_expr(part, look_up)),
            Expr::Not(part) => self.add_expr(part, look_up),
            Expr::Phrase(_) | Expr::Dates(_) => {}
        }
    }
}
