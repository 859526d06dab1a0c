//! Moving among records: the list, the detail that follows it, links, the way back, hits and dates.

use crate::catalogue::Notice;
use crate::dataset::{Dataset, Phase};
use crate::layout::Pane;
use crate::model::Country;
use crate::model::date::Range;
use crate::query::{Detail, Field, Part, Query, Target, typed_range_on};

use crate::app::App;
use crate::app::detail_pane::Landing;
use crate::app::history::Visit;
use crate::app::keymap::Mode;
use crate::app::list_cursor::{ListCursor, Step};
use crate::app::message::{Effect, Effects, Job};
use crate::app::popup::{Content, DateUse};
use crate::app::views::{RecordId, View};

/// State: `settings`, `focus`, `data`, `going`, `query`, `timeline`, `facet`, `detail`, `lanes`, `pairs`, `below`, `row_texts`,
/// `suggestion`, `popup`, `trail`, `histogram`.
impl App {
    pub(super) fn step(&mut self, step: Step, fx: &mut Effects) {
        let (len, height) = (self.popup_len(), self.popup_height());
        if let Some(popup) = &mut self.popup {
            popup.step(step, len, height);
            return;
        }
        self.step_in(self.focus, step, fx);
    }

    /// Moves the cursor of a pane.
    pub(super) fn step_in(&mut self, pane: Pane, step: Step, fx: &mut Effects) {
        match pane {
            Pane::Facet => {
                let height = self.facet_height();
                self.facet.step(step, height);
            }
            Pane::Timeline if self.chooses_suggestion() => {
                let mut cursor = ListCursor::at(self.suggested().unwrap_or(0), 0);
                cursor.step(step, self.suggestions().len(), self.timeline_height());
                self.suggestion = Some(cursor);
            }
            Pane::Timeline if self.timeline.view() == View::Pairs => {
                let room = self.room_of_pairs();
                self.pairs.step(step, room);
            }
            Pane::Timeline if self.is_crossing() => {
                let height = self.facet_height();
                self.facet.step(step, height);
            }
            Pane::Detail if self.is_crossing() => {
                let height = self.detail_height();
                self.below.step(step, height);
            }
            Pane::Timeline => {
                let height = self.timeline_height();
                if let Some(rows) = self.data.rows(&self.timeline) {
                    self.timeline.step(&rows, step, height);
                }
                self.follow_selection(fx);
            }
            Pane::Detail => {
                let height = self.detail_height();
                self.detail.step(step, height);
            }
            Pane::Histogram => self.step_in_time(step, fx),
        }
    }

    /// The record of the selected row.
    pub fn selected(&self) -> Option<RecordId> {
        self.rows()?.record(self.timeline.cursor().selected())
    }

    /// Puts the cursor of the list back on its record after the rows have changed.
    pub(super) fn settle_rows(&mut self) {
        let height = self.timeline_height();
        if let Some(rows) = self.data.rows(&self.timeline) {
            self.timeline.settle(&rows, height);
        }
    }

    /// Shows the selected record when another one is selected than before; returns whether it was.
    pub(super) fn follow_selection(&mut self, fx: &mut Effects) -> bool {
        // While the rows of another view are on their way nothing is selected yet.
        if self.data.rows(&self.timeline).is_none() {
            return false;
        }
        let selected = self.selected();
        if self.detail.followed() == selected {
            return false;
        }
        match selected {
            Some(record) => self.show_record(record, Landing::Top, fx),
            None => self.detail.clear(),
        }
        true
    }

    /// Asks for rows in sight that have not come.
    pub(super) fn read_window(&mut self, fx: &mut Effects) {
        let Some(places) = self.data.missing_rows(&self.timeline, self.timeline_height()) else { return };
        if let Some((ticket, data, answer)) = self.data.await_more_rows(places.clone()) {
            fx.push(Effect::Job(Job::ReadWindow { ticket, data, answer, places }));
        }
    }

    /// Asks for what the rows in sight say, where the answer has numbers only.
    pub(super) fn read_rows(&mut self, fx: &mut Effects) {
        let is_read = match self.timeline.view() {
            View::Quotes => true,
            View::Events => self.timeline.has_tall_rows(),
            View::Articles | View::People | View::Lanes | View::Pairs | View::Map => false,
        };
        if !is_read {
            return;
        }
        let (top, height) = (self.timeline.cursor().top(), self.timeline_height());
        let events = self.data.rows(&self.timeline).map(|rows| self.row_texts.missing(&rows, top, height));
        if let (Some(events), Some(data)) = (events.filter(|events| !events.is_empty()), self.data.asked()) {
            let ticket = self.data.ticket();
            self.row_texts.ask(ticket, events.clone());
            fx.push(Effect::Job(Job::ReadRows { ticket, data, events }));
        }
    }

    /// Shows a record that the list has selected.
    pub(super) fn show_record(&mut self, record: RecordId, landing: Landing, fx: &mut Effects) {
        let target = self.data.shown().and_then(|dataset| record.target(dataset));
        if let Some(target) = target {
            self.show_target(target, landing, fx);
        }
        self.detail.set_followed(Some(record));
        self.detail.set_outside(false);
    }

    fn show_target(&mut self, target: Target, landing: Landing, fx: &mut Effects) {
        let Some(data) = self.data.asked() else { return };
        let ticket = self.data.ticket();
        self.detail.await_target(target.clone(), landing, ticket);
        self.judge_outside();
        let answer = self.data.shared_answer().filter(|answer| !answer.query.is_empty());
        let counted = self.histogram.counted();
        let shown = (counted.columns, counted.zoom);
        fx.push(Effect::Job(Job::ReadDetail { ticket, data, target, answer, shown }));
    }

    /// Reads a page again that was read before all of its events were known, under another query, or for another part of time.
    pub(super) fn complete_page(&mut self, fx: &mut Effects) {
        let Some(Detail::Page(page)) = self.detail.detail() else { return };
        let is_ready = self.data.shown().is_some_and(|dataset| dataset.progress().phase == Phase::Ready);
        let is_whole = matches!(self.detail.target(), Some(Target::Whole(_)));
        let query = self.data.answer().map(|answer| &answer.query).filter(|query| !query.is_empty() && !is_whole);
        let counted = self.histogram.counted();
        let is_elsewhen = page.over_time.as_ref().is_some_and(|strip| !strip.is_for(counted));
        let is_old = page.is_unfinished && is_ready || page.query.as_ref() != query || is_elsewhen;
        if let Some(target) = self.detail.target().cloned().filter(|_| is_old) {
            self.show_target(target, Landing::At(self.detail.cursor(), self.detail.link()), fx);
        }
    }

    /// Finds out whether what is shown is a record that the query does not select.
    pub(super) fn judge_outside(&mut self) {
        let Some(answer) = self.data.answer() else { return };
        if answer.is_checking {
            // The record may still be found.
            self.detail.set_outside(false);
            return;
        }
        let outside = match self.detail.target() {
            Some(Target::Event(id) | Target::Quote(id, _)) => !answer.lists(*id),
            Some(Target::Article(id)) if self.timeline.view() == View::Articles => {
                // Nearly always it is the selected row, and the list need not be gone through.
                self.selected() != Some(RecordId::Article(*id)) && answer.rows.articles().position(*id).is_none()
            }
            // Without the articles of the answer, one is inside when an event that it reports is.
            Some(Target::Article(_)) => match self.detail.detail() {
                Some(Detail::Article(article)) => {
                    !article.events.is_empty() && !article.events.iter().any(|event| answer.events.contains(event.id))
                }
                _ => false,
            },
            _ => false,
        };
        self.detail.set_outside(outside);
    }

    pub(super) fn open_selected(&mut self, fx: &mut Effects) {
        if self.is_below() {
            return self.open_below(fx);
        }
        match self.mode() {
            Mode::Timeline => {
                let Some(record) = self.selected() else { return };
                self.trail.leave(self.here());
                if !self.shows(record) {
                    self.show_record(record, Landing::Top, fx);
                }
                self.focus_pane(Pane::Detail, fx);
            }
            Mode::Detail => match self.detail.meant_target().cloned() {
                Some(Target::Url(url)) => {
                    self.show_urls(vec![url], 0);
                }
                Some(target) => {
                    self.trail.leave(self.here());
                    self.follow(target, fx);
                }
                None => self.say(Notice::LineNamesNothing),
            },
            _ => {}
        }
    }

    /// Opens the page of the chosen value of a facet, else of the newest value that the query asks for and that has one.
    pub(super) fn open_page(&mut self, fx: &mut Effects) {
        let Some(dataset) = self.data.shown() else { return };
        let page_of = |field, value: &str| page_of(dataset, field, value);
        let chosen = self.facet.selected().filter(|_| self.focus == Pane::Facet);
        let target = match chosen {
            Some(row) => page_of(self.facet.facet().field(), &row.value),
            None => self.query.parts.iter().rev().find_map(|part| match part {
                Part::Values(of) if !of.negated => of.values.iter().rev().find_map(|one| page_of(of.field, &one.text)),
                _ => None,
            }),
        };
        let Some(target) = target else {
            return self.say(Notice::WhatHasPage);
        };
        self.trail.leave(self.here());
        self.follow(target, fx);
        self.focus_pane(Pane::Detail, fx);
    }

    /// Whether the detail shows a row of the list.
    fn shows(&self, record: RecordId) -> bool {
        let target = self.data.shown().and_then(|dataset| record.target(dataset));
        target.is_some() && self.detail.target() == target.as_ref()
    }

    /// Opens what a line leads to. The list goes along when it has the record, and else stays.
    pub(super) fn follow(&mut self, target: Target, fx: &mut Effects) {
        let record = match target {
            Target::Event(id) => Some(RecordId::Event(id)),
            Target::Article(id) => Some(RecordId::Article(id)),
            Target::Quote(id, number) => Some(RecordId::Quote(id, number)),
            _ => None,
        };
        let row = record.and_then(|record| Some((record, self.rows()?.row_of(record)?)));
        match row {
            Some((record, row)) => {
                self.select_row(row);
                self.show_record(record, Landing::Top, fx);
            }
            None => self.show_target(target, Landing::Top, fx),
        }
    }

    pub(super) fn select_row(&mut self, row: usize) {
        let height = self.timeline_height();
        if let Some(rows) = self.data.rows(&self.timeline) {
            self.timeline.select(&rows, row, height);
        }
    }

    /// The user goes to another place, and may come back.
    pub(super) fn leave_here(&mut self) {
        self.trail.leave(self.here());
    }

    fn here(&self) -> Visit {
        Visit {
            view: self.timeline.view(),
            focus: if matches!(self.focus, Pane::Detail) { Pane::Detail } else { Pane::Timeline },
            selected: self.selected(),
            list_top: self.timeline.cursor().top(),
            target: self.detail.target().cloned(),
            detail_cursor: self.detail.cursor(),
            detail_link: self.detail.link(),
        }
    }

    pub(super) fn go_back(&mut self, fx: &mut Effects) {
        match self.trail.back(self.here()) {
            Some(place) => self.return_to(place, fx),
            None => self.focus_pane(Pane::Timeline, fx),
        }
    }

    pub(super) fn go_forward(&mut self, fx: &mut Effects) {
        if let Some(place) = self.trail.forward(self.here()) {
            self.return_to(place, fx);
        }
    }

    fn return_to(&mut self, visit: Visit, fx: &mut Effects) {
        self.change_view(visit.view, fx);
        self.focus_pane(visit.focus, fx);
        if let Some(record) = visit.selected {
            self.timeline.choose(record);
        }
        self.settle_rows();
        let height = self.timeline_height();
        if let Some(rows) = self.data.rows(&self.timeline) {
            self.timeline.scroll_to(&rows, visit.list_top, height);
        }
        match visit.target {
            Some(target) => self.show_target(target, Landing::At(visit.detail_cursor, visit.detail_link), fx),
            None => self.detail.clear(),
        }
        self.detail.set_followed(visit.selected);
    }

    pub(super) fn show_view(&mut self, view: View, fx: &mut Effects) {
        if view == self.timeline.view() {
            return;
        }
        self.trail.leave(self.here());
        self.go_to_view(view, fx);
    }

    /// Shows a view, with nothing to return to.
    pub(super) fn go_to_view(&mut self, view: View, fx: &mut Effects) {
        let selected = self.selected_days();
        self.change_view(view, fx);
        if let Some((first, last)) = selected.filter(|_| view == View::Lanes) {
            self.go_in_time_to(Range { first, last }, fx);
        }
        self.settle_rows();
        self.follow_selection(fx);
    }

    /// Changes the view; rows that the answer does not have are asked for.
    pub(super) fn change_view(&mut self, view: View, fx: &mut Effects) {
        let was = self.timeline.view();
        self.timeline.show(view);
        if was != view {
            self.enter_view(fx);
        }
        if self.data.rows(&self.timeline).is_none() {
            self.request_search(fx);
        }
    }

    /// Gives the rows of the view two lines, or one.
    pub(super) fn toggle_tall_rows(&mut self) {
        match self.timeline.view() {
            View::People => return self.say(Notice::PeopleOneLine),
            View::Lanes | View::Pairs | View::Map => return self.say(Notice::OnlyListsTall),
            View::Events | View::Articles | View::Quotes => {}
        }
        self.timeline.toggle_tall_rows();
        self.fit();
    }

    pub(super) fn reverse_order(&mut self, fx: &mut Effects) {
        if self.focus == Pane::Facet {
            self.facet.reorder();
            self.request_search(fx);
            return;
        }
        if self.timeline.view() == View::Lanes {
            self.lanes.reverse();
            return self.request_search(fx);
        }
        if self.timeline.view() == View::Pairs {
            return self.pairs.reverse();
        }
        if self.timeline.view() == View::Map {
            self.facet.reorder();
            return self.request_search(fx);
        }
        self.timeline.reverse();
        if self.timeline.view() == View::People {
            self.request_search(fx);
            return;
        }
        self.settle_rows();
        self.follow_selection(fx);
    }

    pub(super) fn go_to_section(&mut self, forward: bool) {
        let height = self.detail_height();
        // Who reads the list and looks back finds the end of the record: sources and what is related.
        let is_from_end = !forward && self.focus == Pane::Timeline && self.detail.section().is_none_or(|at| at == 0);
        let moved = if is_from_end {
            self.detail.go_to_last_section(height)
        } else {
            self.detail.go_to_section(forward, height)
        };
        if !moved && !self.detail.document().lines.is_empty() {
            self.say(if forward { Notice::LastPart } else { Notice::FirstPart });
        }
    }

    pub(super) fn walk_hits(&mut self, forward: bool, fx: &mut Effects) {
        // The hits of a record that is being read are not known yet, and its cursor lands on one.
        if self.detail.is_awaited() {
            return;
        }
        if self.is_crossing() {
            return self.say(Notice::HitsInLists);
        }
        if self.focus == Pane::Timeline && self.rows().is_some_and(|rows| rows.tells_words()) {
            return self.walk_articles(forward, fx);
        }
        let height = self.detail_height();
        let found = if forward { self.detail.next_hit(height) } else { self.detail.previous_hit(height) };
        if found {
            return;
        }
        if self.detail.document().hits.is_empty() && !self.asks_for_words() {
            return self.say(Notice::NoWords);
        }
        let here = self.timeline.cursor().selected();
        let row = if forward { here.checked_add(1) } else { here.checked_sub(1) };
        let record = row.and_then(|row| Some((row, self.rows()?.record(row)?)));
        let Some((row, record)) = record else {
            let end = if forward { Notice::NoFurtherHit } else { Notice::NoHitBefore };
            return self.say(end);
        };
        self.select_row(row);
        self.show_record(record, if forward { Landing::FirstHit } else { Landing::LastHit }, fx);
    }

    /// Among articles, goes to the next one that the words find in itself, or to the one before; where rows have not come that
    /// stand between, to the first of these.
    fn walk_articles(&mut self, forward: bool, fx: &mut Effects) {
        let here = self.timeline.cursor().selected();
        let Some(rows) = self.rows() else { return };
        let (found, awaited) = (rows.beside_with_words(here, forward), rows.beside_awaited(here, forward));
        let count = rows.with_words().unwrap_or(usize::from(rows.is_elsewhere()));
        let both = found.zip(awaited).map(|(one, other)| if forward { one.min(other) } else { one.max(other) });
        match both.or(found).or(awaited) {
            Some(row) => {
                self.select_row(row);
                self.follow_selection(fx);
            }
            None if count == 0 => self.say(Notice::WordsInNoArticle),
            None => {
                self.say(if forward { Notice::NoFurtherArticle } else { Notice::NoArticleBefore });
            }
        }
    }

    fn asks_for_words(&self) -> bool {
        self.data.answer().is_some_and(|answer| {
            answer.query.parts.iter().any(|part| match part {
                Part::Search(_) => true,
                Part::Values(values) => values.field.holds_text() && !values.negated,
                Part::Dates(_) | Part::Literal => false,
            })
        })
    }

    /// Does with the date that was typed what was chosen.
    pub(super) fn take_date(&mut self, fx: &mut Effects) {
        let Some(popup) = &mut self.popup else { return };
        let text = popup.text().trim().to_owned();
        if text.is_empty() {
            self.popup = None;
            return;
        }
        let range = match typed_range_on(&text, self.settings.today) {
            Ok(range) => range,
            Err(wrong) => {
                popup.content = Content::Date { error: Some(wrong) };
                return;
            }
        };
        let chosen = DateUse::ALL.get(popup.cursor().selected()).copied().unwrap_or(DateUse::GoThere);
        self.popup = None;
        if chosen == DateUse::GoThere {
            self.go_to_date(&text, range, fx);
            return;
        }
        let Some(span) = chosen.span(range) else {
            return self.say(Notice::AllOfTime);
        };
        self.say(Notice::DatesInQuery { span: span.to_string() });
        self.set_query(self.query.with_dates(Some(span)), fx);
    }

    fn go_to_date(&mut self, text: &str, range: Range, fx: &mut Effects) {
        if self.focus == Pane::Histogram {
            self.go_in_time_to(range, fx);
        }
        if self.timeline.view() == View::Lanes {
            return self.go_in_time_to(range, fx);
        }
        if self.rows().is_some_and(|rows| rows.is_elsewhere()) {
            // The rows at the date come first.
            self.going = Some((text.to_owned(), range));
            return self.request_search(fx);
        }
        self.go_to_row_at(text, range, fx);
    }

    /// Goes to the row at a date, which is here.
    pub(super) fn go_to_row_at(&mut self, text: &str, range: Range, fx: &mut Effects) {
        let found = self.rows().and_then(|rows| rows.row_at_date(range.first, range.last));
        let Some((row, exact)) = found else {
            return self.say(Notice::NoRowHasDate);
        };
        if !exact {
            self.say(Notice::NearestDate { date: text.to_owned() });
        }
        self.trail.leave(self.here());
        self.select_row(row);
        self.follow_selection(fx);
    }

    /// Drops the query and keeps the shown record, or the selected one when a page is shown.
    pub(super) fn show_in_context(&mut self, fx: &mut Effects) {
        let shown = match self.detail.target() {
            Some(Target::Event(id)) => Some(RecordId::Event(*id)),
            Some(Target::Quote(id, number)) => Some(RecordId::Quote(*id, *number)),
            Some(Target::Article(id)) => Some(RecordId::Article(*id)),
            _ => self.selected(),
        };
        let Some(record) = shown else { return };
        self.trail.leave(self.here());
        self.change_view(record.view(), fx);
        self.timeline.choose(record);
        // The detail shows it already, and goes on doing so when the list has found it.
        if self.shows(record) {
            self.detail.set_followed(Some(record));
        }
        if self.query.is_empty() {
            self.settle_rows();
            self.follow_selection(fx);
        } else {
            self.drop_query(fx);
        }
    }

    /// Takes away all of the query, and says so.
    pub(super) fn drop_query(&mut self, fx: &mut Effects) {
        let part = self.query.to_string();
        self.set_query(Query::default(), fx);
        self.say(Notice::Removed { part });
    }
}

/// The page of a value of a field; a group of countries has none.
fn page_of(dataset: &Dataset, field: Field, value: &str) -> Option<Target> {
    match field {
        Field::Country => Country::find(value).map(|country| Target::Country(country.code().into())),
        Field::Person | Field::Org | Field::By => {
            let entity = dataset.entities().by_name(value).map(|entity| Target::Entity(entity.id.clone()));
            Some(entity.unwrap_or_else(|| Target::Name(value.to_owned())))
        }
        _ => None,
    }
}
