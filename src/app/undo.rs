//! What undo goes back to, and redo forward to again: the queries before and after this one, and the changes of what the
//! user keeps.
//!
//! A step is from one query at rest to the next, or one change of bookmarks, notes or saved views; what is typed into a
//! text field comes to rest when the field is left. How either was changed is not known here.

use std::collections::VecDeque;

use crate::query::Query;
use crate::state::Change;

/// So many steps are kept; the oldest goes for a newer one.
const STEPS: usize = 500;

/// What was done in one step, and what takes it back.
#[allow(clippy::large_enum_variant, reason = "there are at most some hundreds")]
#[derive(Clone, PartialEq, Debug)]
enum Step {
    Query { before: Query, after: Query },
    Kept { back: Change, forth: Change },
}

/// What is to be done to take a step back, or to take it again.
#[derive(Clone, PartialEq, Debug)]
pub enum Turn {
    /// Ask this query.
    Query(Query),
    /// Make this change.
    Kept(Change),
}

/// The steps before and after now.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Undo {
    /// The query that the next step is from.
    at_rest: Query,
    before: VecDeque<Step>,
    /// The next one to take again is the last.
    after: Vec<Step>,
}

impl Undo {
    /// Nothing to undo, from this query on.
    pub fn from(query: Query) -> Undo {
        Undo { at_rest: query, ..Undo::default() }
    }

    /// The query has come to rest; when it is another one, that is a step, and what was undone is forgotten.
    pub fn rest(&mut self, query: &Query) {
        if *query != self.at_rest {
            let before = std::mem::replace(&mut self.at_rest, query.clone());
            self.push(Step::Query { before, after: query.clone() });
        }
    }

    /// What the user keeps was changed by `forth`, which `back` takes back: that is a step.
    pub fn changed(&mut self, back: Change, forth: Change) {
        self.push(Step::Kept { back, forth });
    }

    fn push(&mut self, step: Step) {
        if self.before.len() == STEPS {
            self.before.pop_front();
        }
        self.before.push_back(step);
        self.after.clear();
    }

    /// Takes the last step back; `None` at the first one.
    pub fn undo(&mut self) -> Option<Turn> {
        let step = self.before.pop_back()?;
        let turn = match &step {
            Step::Query { before, .. } => self.query(before.clone()),
            Step::Kept { back, .. } => Turn::Kept(back.clone()),
        };
        self.after.push(step);
        Some(turn)
    }

    /// Takes the step again that was undone last; `None` when nothing was undone since the last change.
    pub fn redo(&mut self) -> Option<Turn> {
        let step = self.after.pop()?;
        let turn = match &step {
            Step::Query { after, .. } => self.query(after.clone()),
            Step::Kept { forth, .. } => Turn::Kept(forth.clone()),
        };
        self.before.push_back(step);
        Some(turn)
    }

    fn query(&mut self, query: Query) -> Turn {
        self.at_rest.clone_from(&query);
        Turn::Query(query)
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

    fn to(number: usize) -> Turn {
        Turn::Query(query(number))
    }

    fn view(name: &str) -> Change {
        Change::View { name: name.to_owned(), view: None }
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
        assert_eq!(undo.undo(), Some(to(1)));
        assert_eq!(undo.undo(), Some(to(0)));
        assert_eq!(undo.undo(), None);
        assert_eq!((undo.steps_back(), undo.steps_forward()), (0, 2));
        assert_eq!(undo.redo(), Some(to(1)));
        assert_eq!(undo.redo(), Some(to(2)));
        assert_eq!(undo.redo(), None);
        assert_eq!((undo.steps_back(), undo.steps_forward()), (2, 0));
    }

    #[test]
    fn the_same_query_is_no_step_and_keeps_what_was_undone() {
        let mut undo = after_steps(1);
        assert_eq!(undo.undo(), Some(to(0)));
        undo.rest(&query(0));
        assert_eq!(undo.redo(), Some(to(1)));
    }

    #[test]
    fn a_new_query_forgets_what_was_undone() {
        let mut undo = after_steps(2);
        undo.undo();
        undo.rest(&query(9));
        assert_eq!(undo.redo(), None);
        assert_eq!(undo.undo(), Some(to(1)));
        assert_eq!(undo.undo(), Some(to(0)));
    }

    #[test]
    fn the_oldest_steps_go() {
        let mut undo = after_steps(STEPS + 3);
        assert_eq!(undo.steps_back(), STEPS);
        let oldest = std::iter::from_fn(|| undo.undo()).last();
        assert_eq!(oldest, Some(to(3)));
    }

    #[test]
    fn queries_and_changes_are_steps_of_one_row() {
        let mut undo = after_steps(1);
        undo.changed(view("back"), view("forth"));
        undo.rest(&query(2));
        assert_eq!(undo.undo(), Some(to(1)));
        assert_eq!(undo.undo(), Some(Turn::Kept(view("back"))));
        assert_eq!(undo.undo(), Some(to(0)));
        assert_eq!(undo.redo(), Some(to(1)));
        assert_eq!(undo.redo(), Some(Turn::Kept(view("forth"))));
        undo.changed(view("other"), view("change"));
        assert_eq!(undo.redo(), None);
    }
}
