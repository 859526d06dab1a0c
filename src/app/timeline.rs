//! The timeline pane: which view it shows, in which order, and where the cursor stands in each view.
//!
//! The cursor belongs to a record, not to a row: when another answer comes it is found again, and while the user has
//! not moved it stays on the first row. It knows rows and numbers, not how they look.

use crate::dataset::{ArticleId, Dataset, EventId};
use crate::query::PeopleOrder;

use super::list_cursor::{ListCursor, Step};
use super::views::{Order, RecordId, Rows, View};

/// Where the cursor stands in one view.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct ViewCursor {
    cursor: ListCursor,
    /// The record that the user chose; `None` while the user has not moved.
    anchor: Option<RecordId>,
    /// The record to find when the data was read again, where numbers have changed, and its id in the data.
    lost: Option<(RecordId, String)>,
}

/// Whether rows have two lines where the user has not chosen, for each view.
const TALL: [bool; View::ALL.len()] = [false, true, true, false, false, false, false];

/// The timeline pane.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Timeline {
    /// Views whose rows are the other way than by default.
    turned: [bool; View::ALL.len()],
    view: View,
    order: Order,
    people_order: PeopleOrder,
    cursors: [ViewCursor; View::ALL.len()],
}

impl Timeline {
    /// The view that is shown.
    pub fn view(&self) -> View {
        self.view
    }

    /// The order of dated rows.
    pub fn order(&self) -> Order {
        self.order
    }

    /// The order of people.
    pub fn people_order(&self) -> PeopleOrder {
        self.people_order
    }

    /// Whether the rows of the view have two lines.
    pub fn has_tall_rows(&self) -> bool {
        TALL[self.view as usize] != self.turned[self.view as usize]
    }

    /// Gives the rows of the view two lines, or one.
    pub(super) fn toggle_tall_rows(&mut self) {
        self.turned[self.view as usize] ^= true;
    }

    /// The views whose rows the user has turned.
    pub(super) fn turned(&self) -> impl Iterator<Item = View> + '_ {
        View::ALL.into_iter().filter(|view| self.turned[*view as usize])
    }

    /// Turns the rows of these views, and of no others.
    pub(super) fn turn_rows_of(&mut self, views: impl Iterator<Item = View>) {
        self.turned = Default::default();
        views.for_each(|view| self.turned[view as usize] = true);
    }

    /// The cursor of the view that is shown.
    pub fn cursor(&self) -> ListCursor {
        self.of_view().cursor
    }

    /// The event that the user chose: that of the quote where quotes are listed, else in the list of events.
    pub(super) fn chosen_event(&self) -> Option<EventId> {
        let of = if self.view == View::Quotes { View::Quotes } else { View::Events };
        match self.cursors[of as usize].anchor {
            Some(RecordId::Event(event) | RecordId::Quote(event, _)) => Some(event),
            _ => None,
        }
    }

    /// The article at the cursor of the view that lists them.
    pub(super) fn chosen_article(&self) -> Option<ArticleId> {
        match self.cursors[View::Articles as usize].anchor {
            Some(RecordId::Article(article)) if self.view == View::Articles => Some(article),
            _ => None,
        }
    }

    /// Shows another view; its cursor is where it was left.
    pub(super) fn show(&mut self, view: View) {
        self.view = view;
    }

    /// Gives dated rows an order; the cursor stays on its record.
    pub(super) fn set_order(&mut self, order: Order) {
        self.order = order;
    }

    /// Gives people an order, with the next answer.
    pub(super) fn set_people_order(&mut self, order: PeopleOrder) {
        self.people_order = order;
    }

    /// Turns the order of the view round; the cursor stays on its record.
    pub(super) fn reverse(&mut self) {
        match self.view {
            View::People => self.people_order = self.people_order.reversed(),
            View::Events | View::Articles | View::Quotes => self.order = self.order.reversed(),
            View::Lanes | View::Pairs | View::Map => {}
        }
    }

    /// Moves the cursor over rows shown in `height` lines.
    pub(super) fn step(&mut self, rows: &Rows<'_>, step: Step, height: usize) {
        let place = self.of_view_mut();
        rows.step(&mut place.cursor, step, height);
        place.anchor = rows.record(place.cursor.selected());
        place.lost = None;
    }

    /// Selects a row because the user chose it.
    pub(super) fn select(&mut self, rows: &Rows<'_>, row: usize, height: usize) {
        let place = self.of_view_mut();
        place.cursor.select(row);
        rows.fit(&mut place.cursor, height);
        place.anchor = rows.record(row);
        place.lost = None;
    }

    /// Makes a record the chosen one before rows that list it are there.
    pub(super) fn choose(&mut self, record: RecordId) {
        let place = self.of_view_mut();
        place.anchor = Some(record);
        place.lost = None;
    }

    /// Finds the chosen record among new rows; when they do not list it, the row that stands where it would stand.
    pub(super) fn settle(&mut self, rows: &Rows<'_>, height: usize) {
        let place = self.of_view_mut();
        match place.anchor {
            Some(record) => {
                let row = rows.row_of(record).unwrap_or_else(|| rows.row_near(record));
                place.cursor.select(row);
            }
            // What followed the record that is gone stands where it stood.
            None if place.lost.is_some() => {}
            None => place.cursor.select(0),
        }
        rows.fit(&mut place.cursor, height);
    }

    /// Rows have come that were on their way: the cursor stays, and its record is the chosen one.
    pub(super) fn take_up(&mut self, rows: &Rows<'_>, height: usize) {
        let place = self.of_view_mut();
        if place.anchor.is_none() && place.cursor.selected() > 0 {
            place.anchor = rows.record(place.cursor.selected());
        }
        rows.fit(&mut place.cursor, height);
    }

    /// Brings the selected row into a pane that has another height now.
    pub(super) fn fit(&mut self, rows: &Rows<'_>, height: usize) {
        rows.fit(&mut self.of_view_mut().cursor, height);
    }

    /// Puts the scroll position back to where it was, as far as the selected row stays in sight.
    pub(super) fn scroll_to(&mut self, rows: &Rows<'_>, top: usize, height: usize) {
        let place = self.of_view_mut();
        place.cursor = ListCursor::at(place.cursor.selected(), top);
        rows.fit(&mut place.cursor, height);
    }

    /// The data was read again, so that numbers mean other records: finds the chosen ones by their ids. Returns whether
    /// the one of the view that is shown is still there, or none was chosen.
    pub(super) fn carry_over(&mut self, old: &Dataset, new: &Dataset) -> bool {
        for place in &mut self.cursors {
            if let Some(record) = place.anchor.take() {
                place.lost = Some((record, record.text_id(old).into_owned()));
            }
            place.anchor = place.lost.as_ref().and_then(|(record, id)| record.found_again(id, new));
        }
        self.of_view().anchor.is_some() || self.of_view().lost.is_none()
    }

    fn of_view(&self) -> &ViewCursor {
        &self.cursors[self.view as usize]
    }

    fn of_view_mut(&mut self) -> &mut ViewCursor {
        &mut self.cursors[self.view as usize]
    }
}
