//! What keys do in the views where rows cross columns: the cursor, what is under it, and what it puts into the query.

use std::cmp::Reverse;

use crate::app::App;
use crate::app::below_lines;
use crate::app::detail_pane::Landing;
use crate::app::histogram::Brush;
use crate::app::keymap::Mode;
use crate::app::list_cursor::Step;
use crate::app::message::{Effect, Effects, Job};
use crate::app::views::{RecordId, View};
use crate::catalogue::{Notice, Noun};
use crate::layout::{MapArea, Pane, Square};
use crate::model::Country;
use crate::model::date::Range;
use crate::query::ast::DateSpan;
use crate::query::{
    AnyOrAll, Cell, Facet, FacetRow, Field, MatrixRequest, Member, Members, PeopleOrder, Query, Target,
};
use ratatui::layout::Position;

/// Rows of the list below that are wanted at least, where they lie elsewhere.
const MOST_BELOW: usize = 20;

/// State: `size`, `focus`, `data`, `query`, `timeline`, `facet`, `detail`, `histogram`, `pairs`, `below`, `row_texts`.
impl App {
    /// Whether the view is none that lists something.
    pub(super) fn is_crossing(&self) -> bool {
        !self.timeline.view().is_list()
    }

    /// Another view is shown than before: the cursor of the facet belongs to some of them, and the columns of the lanes
    /// begin at what the list had selected.
    pub(super) fn enter_view(&mut self, fx: &mut Effects) {
        let view = self.timeline.view();
        self.facet.follow(matches!(view, View::Lanes | View::Map));
        if !view.is_list() && self.focus == Pane::Facet {
            self.focus_pane(Pane::Timeline, fx);
        }
        if view == View::Map && self.facet.facet() != Facet::Countries {
            self.facet.show(Facet::Countries);
            self.request_search(fx);
        }
        self.below.clear();
        self.fit();
        self.count_time(fx);
    }

    /// Rows and columns of the square of pairs that are in sight.
    pub(super) fn room_of_pairs(&self) -> (usize, usize) {
        let area = self.layout_showing(Pane::Timeline).timeline.unwrap_or_default();
        let square = Square::of(area, self.size.width);
        (usize::from(square.rows), usize::from(square.columns))
    }

    /// Asks for who took part with whom, unless that was asked for last.
    pub(super) fn read_pairs(&mut self, fx: &mut Effects) {
        let square = match self.timeline.view() {
            View::Pairs => (self.pairs.who(), self.pairs.order()),
            View::Map => (Members::Countries, PeopleOrder::Count),
            _ => return,
        };
        let square = MatrixRequest { who: square.0, order: square.1, lang: self.lang() };
        let (Some(answer), Some(data)) = (self.data.shared_answer(), self.data.asked()) else { return };
        if self.pairs.wants(square, &answer) {
            let ticket = self.data.ticket();
            self.pairs.ask(square, answer.clone(), ticket);
            fx.push(Effect::Job(Job::CountPairs { ticket, data, answer, square }));
        }
    }

    /// Shows others in the rows of the pairs.
    pub(super) fn pair_others(&mut self, forward: bool) {
        let who = self.pairs.who();
        self.pairs.show(if forward { who.next() } else { who.previous() });
        self.below.clear();
    }

    pub(super) fn toggle_alone(&mut self) {
        self.pairs.toggle_alone();
        self.say(if self.pairs.is_alone() { Notice::OnlyAlone } else { Notice::AllTogether });
    }

    /// Excludes the one in the row of the pairs, or no longer.
    pub(super) fn exclude_member(&mut self, fx: &mut Effects) {
        let (field, row) = (field_of(self.pairs.who()), self.pairs.row().selected());
        let Some(text) = self.pairs.matrix().members.get(row).map(text_of) else { return };
        let excluded = self.query.excluding(field, &text);
        let query = if excluded == self.query { self.query.without_value(field, &text) } else { excluded };
        self.set_query(query, fx);
    }

    /// Moves the cursor from column to column.
    pub(super) fn step_across(&mut self, step: Step, fx: &mut Effects) {
        if self.timeline.view() == View::Pairs {
            let room = self.room_of_pairs();
            return self.pairs.step_across(step, room);
        }
        let ground = self.ground_of_lanes();
        self.histogram.step(step, ground);
        self.count_time(fx);
    }

    /// First and last day of what the column under the cursor counts.
    fn column(&self) -> Option<Range> {
        let ground = self.ground_of_lanes();
        self.histogram.reach(ground).map(|(first, last)| Range { first, last })
    }

    /// What is under the cursor; `None` where there is nothing.
    fn cell(&self) -> Option<Cell> {
        match self.timeline.view() {
            View::Lanes => {
                let lanes = self.data.answer()?.rows.lanes()?;
                let row = self.facet.selected().filter(|_| lanes.facet() == self.facet.facet())?;
                Some(Cell::Lane { value: row.value.clone(), range: self.column()? })
            }
            View::Pairs => {
                let pair = self.pairs.pair()?.map(|member| member.target.clone());
                let histogram = self.histogram.counted();
                Some(Cell::Pair {
                    who: self.pairs.who(),
                    pair: Box::new(pair),
                    alone: self.pairs.is_alone(),
                    columns: histogram.columns,
                    zoom: histogram.zoom,
                })
            }
            View::Map => self.facet.selected().map(|row| Cell::Country(row.value.trim_matches('"').to_owned())),
            View::Events | View::Articles | View::Quotes | View::People => None,
        }
    }

    /// Asks for the events of what is under the cursor, unless that was asked for last; and for what their rows say.
    pub(super) fn read_below(&mut self, fx: &mut Effects) {
        if !self.is_crossing() {
            return;
        }
        let answer = self.data.shared_answer().filter(|answer| answer.rows.view() == self.timeline.view());
        let (Some(answer), Some(data)) = (answer, self.data.asked()) else { return };
        let Some(cell) = self.cell() else { return self.below.clear() };
        let (top, height) = (self.below.cursor().top(), usize::from(self.room(Pane::Detail).1));
        let is_other = self.below.wants(&cell, &answer);
        if is_other || self.below.lacks(top..top + height) {
            let top = if is_other { 0 } else { top };
            let rows = top.saturating_sub(height)..top + 2 * height.max(MOST_BELOW);
            let ticket = self.data.ticket();
            self.below.ask(cell.clone(), answer.clone(), ticket);
            fx.push(Effect::Job(Job::ListCell { ticket, data: data.clone(), answer, cell, rows }));
        }
        let in_sight = (top..top + height).map_while(|row| self.below.event(row)).collect();
        let events = self.row_texts.missing_of(in_sight);
        if !events.is_empty() {
            let ticket = self.data.ticket();
            self.row_texts.ask(ticket, events.clone());
            fx.push(Effect::Job(Job::ReadRows { ticket, data, events }));
        }
    }

    /// Reads the event that is selected in the list below while that has the keys, so that what is done with a record is done
    /// with it: cited, marked, noted, opened.
    pub(super) fn follow_below(&mut self, fx: &mut Effects) {
        if !self.is_crossing() || self.focus != Pane::Detail {
            return;
        }
        let event = self.below.event(self.below.cursor().selected()).map(RecordId::Event);
        if self.detail.followed() != event {
            match event {
                Some(record) => self.show_record(record, Landing::Top, fx),
                None => self.detail.clear(),
            }
        }
    }

    /// A click moves the cursor to what is under the mouse; a second one opens it. Returns whether it was there before.
    pub(super) fn press_crossing(&mut self, at: Position, fx: &mut Effects) -> bool {
        let layout = self.layout();
        let Some(area) = layout.timeline.filter(|area| area.body.contains(at)) else { return false };
        let before = self.cell();
        if self.timeline.view() == View::Map {
            return self.press_map(at, MapArea::new(area.inner, self.size.height)) && before == self.cell();
        }
        if self.timeline.view() == View::Pairs {
            let square = Square::of(area, self.size.width);
            let Some(row) = (at.y - area.body.y).checked_sub(1) else { return false };
            let column = (at.x - area.body.x).checked_sub(square.names).map(|x| usize::from(x / square.cell));
            let room = self.room_of_pairs();
            let column = column.filter(|column| *column < room.1);
            return self.pairs.press((usize::from(row), column), room) && before.is_some() && before == self.cell();
        }
        let height = self.facet_height();
        if !self.facet.press(usize::from(at.y - area.body.y), height) {
            return false;
        }
        if at.x >= layout.bars.x
            && let Some((first, _)) = self.bar_at(at.x, layout.bars)
        {
            self.histogram.go_to_shown(first);
            self.count_time(fx);
        }
        before.is_some() && before == self.cell()
    }

    /// Chooses the country on the map whose place, or whose name beside it, is under the mouse or next to it; returns whether
    /// there is one.
    fn press_map(&mut self, at: Position, ground: MapArea) -> bool {
        /// Columns of a code and a number.
        const NAME: u16 = 4;
        /// Further away another place may be meant.
        const NEAR: u16 = 3;
        let (x, y) = (at.x.saturating_sub(ground.area.x), at.y.saturating_sub(ground.area.y));
        let distance = |row: &FacetRow| {
            let (column, line) = ground.cell(Country::from_code(&row.value)?.position()?)?;
            Some(column.saturating_sub(x).max(x.saturating_sub(column + NAME)) + 2 * y.abs_diff(line))
        };
        let listed = self.facet.narrowed().iter().map(|narrowed| &self.facet.rows()[narrowed.row]).enumerate();
        let near = listed.filter_map(|(at, row)| Some((distance(row)?, Reverse(row.count), at)));
        let Some((_, _, row)) = near.filter(|(distance, ..)| *distance <= NEAR).min() else { return false };
        let height = self.facet_height();
        self.facet.select(row, height);
        true
    }

    /// The same in the list below.
    pub(super) fn press_below(&mut self, at: Position) -> bool {
        let Some(area) = self.layout().detail.filter(|area| area.body.contains(at)) else { return false };
        let height = usize::from(area.inner.height);
        let line = usize::from(at.y - area.body.y);
        below_lines::row_at(self, area.inner, line).is_some_and(|row| self.below.press(row, height))
    }

    /// The query that selects exactly what is under the cursor; `None` where there is nothing.
    fn query_of_cell(&self) -> Option<Query> {
        match self.cell()? {
            Cell::Lane { value, range } => {
                let field = self.facet.facet().field();
                let query = match self.facet_mode() {
                    AnyOrAll::Any => self.query.only_including(field, &value),
                    AnyOrAll::All => self.query.including(field, &value, AnyOrAll::All),
                };
                Some(query.with_dates(DateSpan::between(range.first, range.last)))
            }
            Cell::Pair { who, .. } => {
                let both = self.pairs.pair()?.map(text_of);
                let all = AnyOrAll::All;
                Some(both.iter().fold(self.query.clone(), |query, text| query.including(field_of(who), text, all)))
            }
            Cell::Country(_) => {
                let value = &self.facet.selected()?.value;
                Some(match self.facet_mode() {
                    AnyOrAll::Any => self.query.only_including(Field::Country, value),
                    AnyOrAll::All => self.query.including(Field::Country, value, AnyOrAll::All),
                })
            }
        }
    }

    /// The query without what is under the cursor.
    fn query_without_cell(&self) -> Option<Query> {
        match self.cell()? {
            Cell::Lane { value, .. } => {
                Some(self.query.without_value(self.facet.facet().field(), &value).with_dates(None))
            }
            Cell::Pair { who, .. } => {
                let both = self.pairs.pair()?.map(text_of);
                Some(both.iter().fold(self.query.clone(), |query, text| query.without_value(field_of(who), text)))
            }
            Cell::Country(_) => Some(self.query.without_value(Field::Country, &self.facet.selected()?.value)),
        }
    }

    /// Whether something is under the cursor; says so when there is nothing.
    fn has_cell(&mut self) -> bool {
        let is_there = self.cell().is_some() && !self.below.is_empty();
        if !is_there {
            self.say(Notice::NoEventUnderCursor);
        }
        is_there
    }

    /// Puts what is under the cursor into the query, or takes it out again.
    pub(super) fn take_cell(&mut self, fx: &mut Effects) {
        let Some(query) = self.query_of_cell() else { return self.say(Notice::NothingUnderCursor) };
        if query == self.query {
            let without = self.query_without_cell().unwrap_or_default();
            self.set_query(without, fx);
        } else if self.has_cell() {
            self.set_query(query, fx);
            self.say_naming();
        }
    }

    /// Says how many events name both of a pair, since a query finds these too.
    fn say_naming(&mut self) {
        let Some(pair) = self.below.listed().and_then(|(_, cell)| cell.pair.as_ref()) else { return };
        let (together, naming) = (Noun::Event.count(pair.together), pair.naming.saturating_sub(pair.together));
        self.say(match naming {
            0 => Notice::TogetherOnly { together },
            naming => Notice::TogetherAndNaming { together, naming },
        });
    }

    /// Puts what is under the cursor into the query, and lists its events.
    pub(super) fn open_cell(&mut self, fx: &mut Effects) {
        if self.timeline.view() == View::Pairs {
            if self.has_cell() {
                self.turn_to(Pane::Detail, fx);
            }
            return;
        }
        if let Some(query) = self.query_of_cell().filter(|_| self.has_cell()) {
            self.leave_here();
            self.set_query(query, fx);
            self.go_to_view(View::Events, fx);
        }
    }

    /// Opens the event that is selected below; the list of events has the query as it is.
    pub(super) fn open_below(&mut self, fx: &mut Effects) {
        let Some(event) = self.below.event(self.below.cursor().selected()) else {
            return self.say(Notice::NoEventListed);
        };
        self.leave_here();
        self.go_to_view(View::Events, fx);
        self.timeline.choose(RecordId::Event(event));
        self.settle_rows();
        self.follow(Target::Event(event), fx);
        self.focus_pane(Pane::Detail, fx);
    }

    /// Shows another facet in the place of this one's rows.
    pub(super) fn cross_other_facet(&mut self, facet: Facet, fx: &mut Effects) {
        if facet != self.facet.facet() {
            self.facet.show(facet);
            self.below.clear();
            self.request_search(fx);
        }
    }

    /// Leaves the text field of the facet where that is no pane of its own; returns whether it was used.
    pub(super) fn leave_crossing_field(&mut self) -> bool {
        let is_used = self.facet.is_in_field() || !self.facet.editor().text().is_empty();
        if self.focus == Pane::Facet || !is_used {
            return false;
        }
        let (lang, height) = (self.lang(), self.facet_height());
        let newest = self.data.answer().and_then(|answer| answer.facet.as_ref());
        self.facet.leave(newest, lang, height);
        true
    }

    /// Whether the list below has the keys.
    pub(super) fn is_below(&self) -> bool {
        self.mode() == Mode::Below
    }

    /// The dates that the query asks for, as lanes mark them.
    pub fn brush(&self) -> Option<Brush> {
        Brush::of(&self.query)
    }
}

/// The field whose parts of a query mean those who stand in the rows.
fn field_of(who: Members) -> Field {
    match who {
        Members::Countries => Field::Country,
        Members::People => Field::Person,
        Members::Organisations => Field::Org,
    }
}

/// What a part of a query says to mean somebody.
fn text_of(member: &Member) -> String {
    match &member.target {
        Target::Country(code) => code.clone(),
        Target::Entity(id) => id.clone(),
        _ => member.name.clone(),
    }
}
