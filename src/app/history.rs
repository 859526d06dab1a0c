//! Where the user was: the visits that Backspace and Alt-← return to, and Alt-→ goes forward to.
//!
//! A visit is a view, a record and scroll positions, never a filter. What it looks like is not known here.

use crate::layout::Pane;
use crate::query::Target;

use super::list_cursor::ListCursor;
use super::views::{RecordId, View};

/// A view as the user saw it.
#[derive(Clone, PartialEq, Debug)]
pub struct Visit {
    /// The view.
    pub view: View,
    /// The pane with the focus.
    pub focus: Pane,
    /// The record selected in the list.
    pub selected: Option<RecordId>,
    /// The row at the top of the list.
    pub list_top: usize,
    /// What the detail showed.
    pub target: Option<Target>,
    /// Where the cursor stood in the detail.
    pub detail_cursor: ListCursor,
    /// Which of the links of its line it was on.
    pub detail_link: usize,
}

/// The visits before and after this one.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Trail {
    back: Vec<Visit>,
    forward: Vec<Visit>,
}

impl Trail {
    /// The user leaves a visit for a new one; what lay ahead is forgotten.
    pub fn leave(&mut self, visit: Visit) {
        self.forward.clear();
        self.back.push(visit);
    }

    /// The visit before `here`.
    pub fn back(&mut self, here: Visit) -> Option<Visit> {
        let visit = self.back.pop()?;
        self.forward.push(here);
        Some(visit)
    }

    /// The one that was left with [`Trail::back`].
    pub fn forward(&mut self, here: Visit) -> Option<Visit> {
        let visit = self.forward.pop()?;
        self.back.push(here);
        Some(visit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(row: usize) -> Visit {
        Visit {
            view: View::Events,
            focus: Pane::Timeline,
            selected: None,
            list_top: row,
            target: None,
            detail_cursor: ListCursor::default(),
            detail_link: 0,
        }
    }

    #[test]
    fn going_back_and_forward_ends_where_it_began() {
        let mut trail = Trail::default();
        trail.leave(place(1));
        trail.leave(place(2));
        assert_eq!(trail.back(place(3)), Some(place(2)));
        assert_eq!(trail.back(place(2)), Some(place(1)));
        assert_eq!(trail.back(place(1)), None);
        assert_eq!(trail.forward(place(1)), Some(place(2)));
        assert_eq!(trail.forward(place(2)), Some(place(3)));
        assert_eq!(trail.forward(place(3)), None);
    }

    #[test]
    fn a_new_way_forgets_what_lay_ahead() {
        let mut trail = Trail::default();
        trail.leave(place(1));
        assert_eq!(trail.back(place(2)), Some(place(1)));
        trail.leave(place(1));
        assert_eq!(trail.forward(place(5)), None);
        assert_eq!(trail.back(place(5)), Some(place(1)));
    }
}
