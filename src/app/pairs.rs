//! The pairs: who stands in the rows, the square of numbers as it was counted last, and the cell under the cursor.
//!
//! The square comes by a job of its own after the answer whose events it counts; until then the one before stays. The
//! cursor belongs to the two who are under it, so that it finds them again in another square. The map takes its lines from
//! the same square of countries. How a cell looks is not known here.

use std::sync::Arc;

use crate::query::{Answer, Matrix, MatrixRequest, Member, Members, PeopleOrder, Target};

use super::list_cursor::{ListCursor, Step};
use super::message::Ticket;

/// The pairs.
#[derive(Clone, Debug, Default)]
pub struct PairsPane {
    who: Members,
    order: PeopleOrder,
    /// Whether only events with nobody else count.
    alone: bool,
    asked: Option<(MatrixRequest, Arc<Answer>)>,
    awaited: Option<Ticket>,
    matrix: Arc<Matrix>,
    /// Whether a square has come.
    is_counted: bool,
    row: ListCursor,
    column: ListCursor,
    /// Whether the user has moved.
    is_moved: bool,
}

impl PairsPane {
    /// Who stands in the rows.
    pub fn who(&self) -> Members {
        self.who
    }

    /// In which order.
    pub fn order(&self) -> PeopleOrder {
        self.order
    }

    /// Whether only events with nobody else count.
    pub fn is_alone(&self) -> bool {
        self.alone
    }

    /// The square as it was counted last.
    pub fn matrix(&self) -> &Matrix {
        &self.matrix
    }

    /// Whether a square has come.
    pub fn is_counted(&self) -> bool {
        self.is_counted
    }

    /// The cursor among the rows.
    pub fn row(&self) -> ListCursor {
        self.row
    }

    /// The cursor among the columns.
    pub fn column(&self) -> ListCursor {
        self.column
    }

    /// The two under the cursor; `None` on the diagonal, and where there is nobody.
    pub fn pair(&self) -> Option<[&Member; 2]> {
        let (row, column) = (self.row.selected(), self.column.selected());
        let members = &self.matrix.members;
        Some([members.get(row)?, members.get(column)?]).filter(|_| row != column)
    }

    /// Whether another square is wanted than was asked for last.
    pub(super) fn wants(&self, square: MatrixRequest, answer: &Arc<Answer>) -> bool {
        self.asked.as_ref().is_none_or(|(asked, of)| *asked != square || !Arc::ptr_eq(of, answer))
    }

    /// Notes what was asked for.
    pub(super) fn ask(&mut self, square: MatrixRequest, answer: Arc<Answer>, ticket: Ticket) {
        self.asked = Some((square, answer));
        self.awaited = Some(ticket);
    }

    /// Takes a square when it is the newest request's; the cursor finds its two again.
    pub(super) fn take(&mut self, ticket: Ticket, matrix: Arc<Matrix>, (rows, columns): (usize, usize)) {
        if self.awaited != Some(ticket) {
            return;
        }
        self.awaited = None;
        let at = |cursor: ListCursor| self.matrix.members.get(cursor.selected()).map(|member| member.target.clone());
        let before = [at(self.row), at(self.column)];
        self.matrix = matrix;
        let place = |target: &Option<Target>| {
            let target = target.as_ref().filter(|_| self.is_moved)?;
            self.matrix.members.iter().position(|member| member.target == *target)
        };
        // The two with most events who took part together.
        let first = self.matrix.pairs.first().map_or((0, 1), |(a, b, _)| (*a.min(b), *a.max(b)));
        let (row, column) = match (place(&before[0]), place(&before[1])) {
            (Some(row), Some(column)) => (row, column),
            (Some(row), None) => (row, usize::from(row == 0)),
            (None, Some(column)) => (usize::from(column == 0), column),
            (None, None) => first,
        };
        (self.row, self.column) = (ListCursor::at(row, self.row.top()), ListCursor::at(column, self.column.top()));
        self.is_counted = true;
        self.fit((rows, columns));
    }

    pub(super) fn fit(&mut self, (rows, columns): (usize, usize)) {
        let len = self.matrix.members.len();
        self.row.fit(len, rows);
        self.column.fit(len, columns);
    }

    pub(super) fn step(&mut self, step: Step, room: (usize, usize)) {
        self.is_moved = true;
        self.row.step(step, self.matrix.members.len(), room.0);
        self.fit(room);
    }

    pub(super) fn step_across(&mut self, step: Step, room: (usize, usize)) {
        self.is_moved = true;
        self.column.step(step, self.matrix.members.len(), room.1);
        self.fit(room);
    }

    /// Moves to a cell that is in sight; returns whether it is there.
    pub(super) fn press(&mut self, (row, column): (usize, Option<usize>), room: (usize, usize)) -> bool {
        let row = self.row.top() + row;
        let len = self.matrix.members.len();
        let column = column.map(|column| self.column.top() + column);
        if row >= len || column.is_some_and(|column| column >= len) {
            return false;
        }
        self.is_moved = true;
        self.row.select(row);
        if let Some(column) = column {
            self.column.select(column);
        }
        self.fit(room);
        true
    }

    /// Shows others in the rows.
    pub(super) fn show(&mut self, who: Members) {
        (self.who, self.is_moved, self.is_counted) = (who, false, false);
        (self.row, self.column, self.matrix) = (ListCursor::default(), ListCursor::default(), Arc::default());
    }

    pub(super) fn reverse(&mut self) {
        self.order = self.order.reversed();
    }

    pub(super) fn toggle_alone(&mut self) {
        self.alone = !self.alone;
    }
}
