//! The queries before and after this one: what undo goes back to, and redo forward to again.
//!
//! A step is from one query at rest to the next; what is typed into a text field comes to rest when the field is left.
//! How a query was changed is not known here.

use std::collections::VecDeque;

use crate::query::Query;

/// So many steps are kept; the oldest goes for a newer one.
const STEPS: usize = 500;

/// The queries before and after the one at rest.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Undo {
    /// The query that the next step is from.
    at_rest: Query,
    before: VecDeque<Query>,
    /// The next one to return to is the last.
    after: Vec<Query>,
}

impl Undo {
    /// Nothing to undo, from this query on.
    pub fn from(query: Query) -> Undo {
        Undo { at_rest: query, ..Undo::default() }
    }

    /// The query has come to rest; when it is another one, that is a step, and what was undone is forgotten.
    pub fn rest(&mut self, query: &Query) {
        if *query == self.at_rest {
            return;
        }
        if self.before.len() == STEPS {
            self.before.pop_front();
        }
        self.before.push_back(std::mem::replace(&mut self.at_rest, query.clone()));
        self.after.clear();
    }

    /// The query one step back; `None` at the first one.
    pub fn undo(&mut self) -> Option<Query> {
        let query = self.before.pop_back()?;
        self.after.push(std::mem::replace(&mut self.at_rest, query.clone()));
        Some(query)
    }

    /// The query that was left with [`Undo::undo`]; `None` when nothing was undone since the last change.
    pub fn redo(&mut self) -> Option<Query> {
        let query = self.after.pop()?;
        self.before.push_back(std::mem::replace(&mut self.at_rest, query.clone()));
        Some(query)
    }

    /// How many steps there are back.
    pub fn steps_back(&self) -> usize {
        self.before.len()
    }

    /// How many steps there are forward.
    pub fn steps_forward(&self) -> usize {
        self.after.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(number: usize) -> Query {
        Query::parse(&format!("id:{number}")).unwrap()
    }

    /// After the queries 0 to `last`, one step each.
    fn after_steps(last: usize) -> Undo {
        let mut undo = Undo::from(query(0));
        for number in 1..=last {
            undo.rest(&query(number));
        }
        undo
    }

    #[test]
    fn undo_goes_back_step_by_step_and_redo_forward() {
        let mut undo = after_steps(2);
        assert_eq!(undo.redo(), None);
        assert_eq!(undo.undo(), Some(query(1)));
        assert_eq!(undo.undo(), Some(query(0)));
        assert_eq!(undo.undo(), None);
        assert_eq!((undo.steps_back(), undo.steps_forward()), (0, 2));
        assert_eq!(undo.redo(), Some(query(1)));
        assert_eq!(undo.redo(), Some(query(2)));
        assert_eq!(undo.redo(), None);
        assert_eq!((undo.steps_back(), undo.steps_forward()), (2, 0));
    }

    #[test]
    fn the_same_query_is_no_step_and_keeps_what_was_undone() {
        let mut undo = after_steps(1);
        assert_eq!(undo.undo(), Some(query(0)));
        undo.rest(&query(0));
        assert_eq!(undo.redo(), Some(query(1)));
    }

    #[test]
    fn a_new_query_forgets_what_was_undone() {
        let mut undo = after_steps(2);
        undo.undo();
        undo.rest(&query(9));
        assert_eq!(undo.redo(), None);
        assert_eq!(undo.undo(), Some(query(1)));
        assert_eq!(undo.undo(), Some(query(0)));
    }

    #[test]
    fn the_oldest_steps_go() {
        let mut undo = after_steps(STEPS + 3);
        assert_eq!(undo.steps_back(), STEPS);
        let oldest = std::iter::from_fn(|| undo.undo()).last();
        assert_eq!(oldest, Some(query(3)));
    }
}
