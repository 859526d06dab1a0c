//! The one query: what the search line and the facet do to it, and the search that every change asks for.

use crate::catalogue::Notice;
use crate::layout::Pane;
use crate::model::Day;
use crate::query::{self, AnyOrAll, Facet, Pick, Query, Request, View};

use crate::app::App;
use crate::app::facet_pane::Intent;
use crate::app::line_editor::Edit;
use crate::app::list_cursor::ListCursor;
use crate::app::message::{Effect, Effects, Job};

/// State: `settings`, `data`, `going`, `query`, `undo`, `keeping`, `timeline`, `facet`, `histogram`, `lanes`, `search`,
/// `suggestion`.
impl App {
    pub(super) fn set_query(&mut self, query: Query, fx: &mut Effects) {
        let query = query.on(self.settings.today);
        if query != self.query {
            self.query = query;
            self.suggestion = None;
            self.request_search(fx);
        }
    }

    /// It is another day: what is counted from today moves.
    pub(super) fn turn_day(&mut self, today: Day, fx: &mut Effects) {
        self.settings.today = today;
        self.set_query(self.query.clone(), fx);
    }

    /// What a text field makes of the query comes to rest when the field is left; every other change at once.
    pub(super) fn rest_query(&mut self) {
        if self.search.editor().is_none() && !self.facet.is_in_field() {
            self.undo.rest(&self.query);
        }
    }

    pub(super) fn undo(&mut self, fx: &mut Effects) {
        match self.undo.undo() {
            Some(turn) => {
                let what = Box::new(self.take_turn(turn, fx));
                self.say(match self.undo.steps_back() {
                    0 => Notice::UndoneLast { what },
                    more => Notice::Undone { what, more },
                });
            }
            None => self.say(Notice::NothingToUndo),
        }
    }

    pub(super) fn redo(&mut self, fx: &mut Effects) {
        match self.undo.redo() {
            Some(turn) => {
                let what = Box::new(self.take_turn(turn, fx));
                self.say(match self.undo.steps_forward() {
                    0 => Notice::RedoneLast { what },
                    more => Notice::Redone { what, more },
                });
            }
            None => self.say(Notice::NothingToRedo),
        }
    }

    /// Asks for what the user wants to see now.
    pub(super) fn request_search(&mut self, fx: &mut Effects) {
        self.data.await_rows();
        self.search_anew(fx);
    }

    /// Asks for the same about other data, or for another size of the screen.
    pub(super) fn search_anew(&mut self, fx: &mut Effects) {
        let Some((ticket, data)) = self.data.start_search() else { return };
        // Numbers mean nothing in data that were read anew elsewhere.
        let is_of_shown = self.data.is_of_shown(&data);
        let request = Request {
            query: self.query.clone(),
            histogram_columns: usize::from(self.layout().histogram_columns()),
            zoom: self.histogram.zoom(),
            facet: Some(self.facet.request(self.facet_mode(), self.lang())),
            view: self.timeline.view(),
            people_order: self.timeline.people_order(),
            lane_order: self.lanes.order(),
            lang: self.lang(),
            today: Some(self.settings.today),
            near: self.timeline.chosen_event().filter(|_| is_of_shown),
            near_article: self.timeline.chosen_article().filter(|_| is_of_shown),
            near_days: self.going.as_ref().map(|(_, range)| (range.first, range.last)),
            ..Request::default()
        };
        let kept = self.keeping.kept().clone();
        fx.push(Effect::Job(Job::Search { ticket, data, request, kept }));
    }

    pub(super) fn start_search(&mut self, fx: &mut Effects) {
        // What is found shows in the list, so the list must be on the screen.
        let layout = self.layout();
        if layout.timeline.is_none() || layout.is_drawer {
            self.focus_pane(Pane::Timeline, fx);
        }
        self.facet.leave_field();
        self.search.enter(&self.query);
    }

    /// Opens the search line with the name of a field behind what it holds.
    pub(super) fn search_field(&mut self, field: &str, fx: &mut Effects) {
        self.start_search(fx);
        self.search.apply(Edit::End);
        let has_text = self.search.editor().is_some_and(|editor| !editor.text().is_empty());
        self.search.insert(if has_text { " " } else { "" });
        self.search.insert(field);
        self.search_live(fx);
    }

    pub(super) fn search_live(&mut self, fx: &mut Effects) {
        self.ask_typed(fx);
        self.search_typed(fx);
    }

    /// Searches for what is typed, as far as it is whole.
    fn search_typed(&mut self, fx: &mut Effects) {
        let dataset = self.data.newest();
        let without_unknown = |query: &Query| query::without_unknown(dataset?, query);
        if let Some(query) = self.search.live_query(without_unknown) {
            self.set_query(query, fx);
        }
    }

    /// Asks what the data know of what is typed: how it may go on, and what is wrong with it.
    pub(super) fn ask_typed(&mut self, fx: &mut Effects) {
        let (Some(editor), Some(data)) = (self.search.editor(), self.data.newest_asked()) else { return };
        let (typed, cursor, lang) = (editor.text().to_owned(), editor.cursor(), self.lang());
        let ticket = self.data.ticket();
        self.search.await_typed(ticket);
        fx.push(Effect::Job(Job::ReadTyped { ticket, data, typed, cursor, lang }));
    }

    /// Puts the next way to go on into the line, or the one before; where nothing is known, what is suggested is taken.
    pub(super) fn complete(&mut self, forward: bool, fx: &mut Effects) {
        match self.search.complete(forward) {
            Some(has_others) => {
                // While one goes through several, they stay.
                if !has_others {
                    self.ask_typed(fx);
                }
                self.search_typed(fx);
            }
            None if forward => self.take_suggestion(fx),
            None => self.say(Notice::NothingGoesOn),
        }
    }

    pub(super) fn accept_search(&mut self, fx: &mut Effects) {
        let dataset = self.data.shown().cloned();
        match self.search.accept(|typed| query::fault(dataset.as_deref()?, typed, true)) {
            Some(query) => {
                self.set_query(query, fx);
                self.focus_pane(Pane::Timeline, fx);
            }
            None => {
                if let Some(error) = self.search.error() {
                    self.warn(Notice::WrongAt { at: error.at + 1, expected: error.expectation() });
                }
            }
        }
    }

    pub(super) fn take_suggestion(&mut self, fx: &mut Effects) {
        let suggested = self.suggested().and_then(|chosen| self.suggestions().into_iter().nth(chosen));
        let Some(suggestion) = suggested else {
            return self.say(Notice::NothingSuggested);
        };
        if !self.search.take(&suggestion.query) {
            return self.say(Notice::LeavesNothing);
        }
        self.ask_typed(fx);
        self.set_query(suggestion.query, fx);
    }

    /// To the next offer for what is typed; while an earlier query stands in the line, to the one after it.
    pub(super) fn recall_later(&mut self, fx: &mut Effects) {
        if self.search.is_recalling() {
            self.search.recall_later();
            return self.search_live(fx);
        }
        if let Some(last) = self.suggestions().len().checked_sub(1) {
            let next = self.suggestion.map_or(0, |chosen| chosen.selected() + 1);
            self.suggestion = Some(ListCursor::at(next.min(last), 0));
        }
    }

    /// To the offer before the chosen one; without a chosen one, to an earlier query.
    pub(super) fn recall_earlier(&mut self, fx: &mut Effects) {
        if let Some(chosen) = self.suggestion.take_if(|_| !self.search.is_recalling()) {
            self.suggestion = chosen.selected().checked_sub(1).map(|before| ListCursor::at(before, 0));
            return;
        }
        self.search.recall_earlier();
        self.search_live(fx);
    }

    /// Shows a facet and gives it the focus.
    pub(super) fn show_facet(&mut self, facet: Facet, fx: &mut Effects) {
        self.focus_pane(Pane::Facet, fx);
        if facet != self.facet.facet() {
            self.facet.show(facet);
            self.request_search(fx);
        }
    }

    /// Shows the next facet or the one before; one that is not on the screen comes first.
    pub(super) fn show_facet_beside(&mut self, beside: fn(Facet) -> Facet, fx: &mut Effects) {
        let facet = self.facet.facet();
        match self.timeline.view() {
            View::Lanes => return self.cross_other_facet(beside(facet), fx),
            View::Pairs => return self.pair_others(beside(facet) == facet.next()),
            View::Map => return self.say(Notice::MapOfCountries),
            View::Events | View::Articles | View::Quotes | View::People => {}
        }
        let is_shown = self.layout().pane(Pane::Facet).is_some();
        self.show_facet(if is_shown { beside(facet) } else { facet }, fx);
    }

    pub(super) fn narrow_facet(&mut self, fx: &mut Effects) {
        if self.timeline.view() != View::Lanes {
            self.focus_pane(Pane::Facet, fx);
        }
        self.facet.enter_field();
    }

    /// Looks for what is typed among the values that are no rows.
    pub(super) fn search_facet(&mut self, fx: &mut Effects) {
        if self.facet.is_cut() {
            self.request_search(fx);
        }
    }

    /// How included values are joined: as the query has them, or as was chosen while it has fewer than two.
    pub fn facet_mode(&self) -> AnyOrAll {
        self.query.mode(self.facet.facet().field()).unwrap_or(self.facet.mode())
    }

    pub(super) fn toggle_facet_mode(&mut self, fx: &mut Effects) {
        let mode = match self.facet_mode() {
            AnyOrAll::Any => AnyOrAll::All,
            AnyOrAll::All => AnyOrAll::Any,
        };
        self.facet.set_mode(mode);
        self.query = self.query.with_mode(self.facet.facet().field(), mode);
        // The counts follow the mode even while there is nothing to join.
        self.request_search(fx);
    }

    /// Includes or excludes the selected value, or no longer; in the field, after `-`, what would include excludes. While
    /// the text of the field is selected, the last tick is taken back.
    pub(super) fn tick_value(&mut self, pick: Pick, fx: &mut Effects) {
        if pick == Pick::Included
            && let Some(value) = self.facet.last_tick().map(str::to_owned)
        {
            return self.take_tick_back(&value, fx);
        }
        let Some(row) = self.facet.selected() else {
            return self.say(Notice::NoneFits { what: self.facet.facet().noun() });
        };
        let excludes = self.facet.is_in_field() && self.facet.intent() == Intent::Exclude;
        let wanted = if excludes { Pick::Excluded } else { pick };
        let state = if row.state == wanted { Pick::None } else { wanted };
        self.pick_value(state, fx);
        if state != Pick::None {
            self.facet.select_text();
        }
    }

    /// Ticks or unticks the value that was ticked last from the field, whose text is still selected.
    fn take_tick_back(&mut self, value: &str, fx: &mut Effects) {
        let field = self.facet.facet().field();
        let picked = self.query.without_value(field, value);
        let (query, state) = match self.facet.intent() {
            _ if picked != self.query => (picked, Pick::None),
            Intent::Include => (self.query.including(field, value, self.facet_mode()), Pick::Included),
            Intent::Exclude => (self.query.excluding(field, value), Pick::Excluded),
        };
        self.facet.mark_selected(state);
        self.set_query(query, fx);
    }

    pub(super) fn accept_value(&mut self, fx: &mut Effects) {
        if self.facet.last_tick().is_some() {
            // It is ticked already.
            self.leave_crossing_field();
            return self.focus_pane(Pane::Timeline, fx);
        }
        if self.facet.selected().is_none() {
            return self.say(Notice::NoneFits { what: self.facet.facet().noun() });
        }
        let exclude = self.facet.is_in_field() && self.facet.intent() == Intent::Exclude;
        self.pick_value(if exclude { Pick::Excluded } else { Pick::Included }, fx);
        self.leave_crossing_field();
        self.focus_pane(Pane::Timeline, fx);
    }

    fn pick_value(&mut self, state: Pick, fx: &mut Effects) {
        let Some(row) = self.facet.selected() else { return };
        if row.state == state {
            return;
        }
        let (facet, value) = (self.facet.facet(), row.value.clone());
        let query = match state {
            Pick::Included => self.query.including(facet.field(), &value, self.facet_mode()),
            Pick::Excluded => self.query.excluding(facet.field(), &value),
            Pick::None => self.query.without_value(facet.field(), &value),
        };
        if query == self.query {
            return self.say(Notice::CannotFilterBy { value, what: facet.noun() });
        }
        self.facet.mark_selected(state);
        self.set_query(query, fx);
    }
}

/// What one query has that the other has not: `now without country:KZ`, `now country:KZ in place of country:KZ,MN`.
pub(super) fn difference(before: &Query, after: &Query) -> Notice {
    let only = |query: &Query, other: &Query| {
        let parts = query.parts.iter().filter(|part| !other.parts.contains(part)).cloned().collect();
        Query { parts }.to_string()
    };
    match (only(after, before).as_str(), only(before, after).as_str()) {
        ("", "") => Notice::PartsAsBefore,
        (new, "") => Notice::NowWith { new: new.to_owned() },
        ("", old) => Notice::NowWithout { old: old.to_owned() },
        (new, old) => Notice::NowInPlaceOf { new: new.to_owned(), old: old.to_owned() },
    }
}
