//! What the user makes: bookmarks, notes, saved views, and lists of them.

use crate::app::marks_list::{MarkRow, MarksList, Whereabouts};
use crate::app::message::{Effect, Effects, Job, Purpose, Ticket};
use crate::app::popup::{Content, ExportStage, Popup};
use crate::app::undo::Turn;
use crate::app::user_data::Marking;
use crate::app::views::{Order, RecordId, View};
use crate::app::{App, Status};
use crate::catalogue::Notice;
use crate::dataset::Phase;
use crate::document::Glyphs;
use crate::error::Error;
use crate::layout::Pane;
use crate::model::Lang;
use crate::query::ast::{Presence, Value, Values};
use crate::query::{AnyOrAll, Facet, FacetOrder, Field, Part, PeopleOrder, Query, Target};
use crate::state::{self, Change, Kept, RecordKey, SavedView, Written};
use crate::text;

use super::querying::difference;
use std::sync::Arc;

/// State: `settings`, `focus`, `data`, `query`, `undo`, `keeping`, `timeline`, `facet`, `detail`, `popup`, `status`,
/// `mouse`.
impl App {
    /// The record that a mark is set on: what the detail shows while it has the focus, else the selected one.
    fn record_in_question(&self) -> Option<RecordId> {
        let record = |target: &Target| match target {
            Target::Event(id) | Target::Quote(id, _) => Some(RecordId::Event(*id)),
            Target::Article(id) => Some(RecordId::Article(*id)),
            _ => None,
        };
        if self.focus == Pane::Detail {
            // Of a person's or country's page, the event under the cursor.
            let meant = || self.detail.meant_target().and_then(record);
            return self.detail.target().and_then(record).or_else(meant);
        }
        record(&self.selected()?.target(self.dataset()?)?)
    }

    fn marking_in_question(&mut self) -> Option<Marking> {
        if let Some(Popup { content: Content::Marks(_), .. }) = &self.popup {
            return self.chosen_mark().map(|row| Marking { key: row.key.clone(), title: row.mark.title.clone() });
        }
        let marking = self.record_in_question().and_then(|record| self.marking(record));
        if marking.is_none() {
            let is_page = self.detail.target().is_some();
            let words = if is_page { Notice::OnlyRecordsMarked } else { Notice::NoRecordSelected };
            self.say(words);
        }
        marking
    }

    /// The row under the cursor of the list of marks.
    fn chosen_mark(&self) -> Option<&MarkRow> {
        let popup = self.popup.as_ref()?;
        let Content::Marks(list) = &popup.content else { return None };
        list.rows().get(popup.cursor().selected())
    }

    pub(super) fn toggle_bookmark(&mut self, fx: &mut Effects) {
        let Some(Marking { key, title }) = self.marking_in_question() else { return };
        let on = !self.kept().mark(&key).is_some_and(|mark| mark.bookmark);
        self.change(Change::Bookmark { key, title, on }, fx);
    }

    pub(super) fn ask_note(&mut self, fx: &mut Effects) {
        let Some(marking) = self.marking_in_question() else { return };
        let was = self.note_on(&marking.key).to_owned();
        let popup = Popup::new(Content::Note { marking, was: was.clone() }).holding(&was).over(self.popup.take());
        self.open(popup);
        // Another browser may have written one meanwhile.
        fx.push(Effect::Job(Job::ReadKept));
    }

    fn note_on(&self, key: &RecordKey) -> &str {
        self.kept().mark(key).map_or("", |mark| &mark.note)
    }

    /// Shows what another browser has written of the note that is asked for, unless something is typed already.
    fn refresh_note(&mut self) {
        let kept = self.keeping.kept();
        let Some(popup) = &mut self.popup else { return };
        if let Content::Note { marking, was } = &popup.content
            && popup.text() == was
        {
            let was = kept.mark(&marking.key).map_or("", |mark| &mark.note).to_owned();
            let beneath = popup.clone().beneath();
            *popup =
                Popup::new(Content::Note { marking: marking.clone(), was: was.clone() }).holding(&was).over(beneath);
        }
    }

    pub(super) fn keep_note(&mut self, fx: &mut Effects) {
        let Some(popup) = self.popup.take() else { return };
        let text = popup.text().trim().to_owned();
        let Content::Note { marking, was } = popup.content.clone() else { return };
        self.popup = popup.beneath();
        let key = marking.key.clone();
        self.change(Change::Note { key: marking.key, title: marking.title, text: text.clone(), was: Some(was) }, fx);
        if *self.note_on(&key) != text {
            self.say_joined(&key);
        }
    }

    /// Says that a note of another browser was not written over.
    fn say_joined(&mut self, key: &RecordKey) {
        let note = self.note_on(key).to_owned();
        self.say(Notice::OtherNoteStays { note });
    }

    /// Makes a change that can be undone.
    fn change(&mut self, change: Change, fx: &mut Effects) {
        let back = self.kept().inverse(&change);
        let before = self.keeping.kept().clone();
        let mut done = self.done(&change, &before);
        if self.keeping.is_passing(&change) {
            done = Notice::ForThisRun { what: Box::new(done) };
        }
        self.keep(change.clone(), fx);
        if *before != *self.kept() {
            self.undo.changed(back, change);
            self.say(done);
        }
    }

    pub(super) fn keep(&mut self, change: Change, fx: &mut Effects) {
        let ticket = self.data.ticket();
        let changes = self.keeping.change(ticket, change);
        if !changes.is_empty() {
            fx.push(Effect::Job(Job::Keep { ticket, changes }));
        }
        self.show_marks(fx);
    }

    /// Brings what shows marks up to date.
    fn show_marks(&mut self, fx: &mut Effects) {
        let kept = self.keeping.kept().clone();
        if let Some(Content::Marks(list)) = self.popup.as_mut().map(|popup| &mut popup.content) {
            list.refresh(&kept);
        }
        self.rewrite_detail();
        self.fit_popup();
        if self.query.asks_marks() {
            self.request_search(fx);
        }
    }

    /// Takes a turn of undo or redo; returns what is to be said of it.
    pub(super) fn take_turn(&mut self, turn: Turn, fx: &mut Effects) -> Notice {
        match turn {
            Turn::Query(query) => {
                let words = difference(&self.query, &query);
                self.set_query(query, fx);
                words
            }
            Turn::Kept(change) => {
                let done = self.done(&change, self.kept());
                self.keep(change, fx);
                done
            }
        }
    }

    pub(super) fn toggle_only_bookmarks(&mut self, fx: &mut Effects) {
        let part = only_bookmarks();
        let query = match self.query.parts.iter().position(|have| *have == part) {
            Some(place) => self.query.without(place),
            None if !self.kept().marks().iter().any(|(_, mark)| mark.bookmark) => {
                return self.say(Notice::NoBookmarksYet);
            }
            None => {
                let mut query = self.query.clone();
                query.parts.push(part);
                query
            }
        };
        self.set_query(query, fx);
    }

    pub(super) fn ask_bookmark_export(&mut self) {
        if self.kept().marks().iter().any(|(_, mark)| mark.bookmark) {
            let query = Some(Query { parts: vec![only_bookmarks()] });
            self.open(Popup::new(Content::Export { stage: ExportStage::Asked, query }));
        } else {
            self.say(Notice::NoBookmarksYet);
        }
    }

    pub(super) fn list_marks(&mut self) {
        let Some(dataset) = self.dataset().cloned() else { return };
        let list = MarksList::new(self.kept(), &dataset, self.keeping.data());
        if list.rows().is_empty() {
            return self.say(Notice::NoMarksYet);
        }
        self.open(Popup::new(Content::Marks(list)));
    }

    pub(super) fn open_mark(&mut self, fx: &mut Effects) {
        let Some(place) = self.chosen_mark().map(|row| row.place) else { return };
        match place {
            Whereabouts::Here(record) => {
                let target = self.data.shown().and_then(|dataset| record.target(dataset));
                let Some(target) = target else { return };
                self.popup = None;
                self.leave_here();
                self.follow(target, fx);
                self.focus_pane(Pane::Detail, fx);
            }
            Whereabouts::Gone => self.say(Notice::RecordNotInData),
            Whereabouts::Elsewhere => self.say(Notice::RecordInOtherData),
        }
    }

    pub(super) fn ask_view_name(&mut self) {
        self.open(Popup::new(Content::ViewName { exists: false }));
    }

    pub(super) fn save_view(&mut self, fx: &mut Effects) {
        let Some(popup) = &mut self.popup else { return };
        let name = popup.text().trim().to_owned();
        let Content::ViewName { exists } = &mut popup.content else { return };
        if name.is_empty() {
            self.popup = None;
            return;
        }
        if !*exists && self.keeping.kept().view(&name).is_some() {
            *exists = true;
            return;
        }
        self.popup = None;
        let view = SavedView {
            query: self.query.to_string(),
            view: self.timeline.view().noun().to_owned(),
            oldest_first: self.timeline.order() == Order::OldestFirst,
            lang: self.lang().tag().to_owned(),
            people: word_of(&PEOPLE_ORDERS, self.timeline.people_order()),
            facet: self.facet.facet().word().to_owned(),
            values: word_of(&FACET_ORDERS, self.facet.order()),
            mode: word_of(&MODES, self.facet_mode()),
        };
        self.change(Change::View { name, view: Some(Box::new(view)) }, fx);
    }

    pub(super) fn list_views(&mut self, purpose: Purpose) {
        if self.kept().views().is_empty() {
            return self.say(Notice::NoViewSaved);
        }
        self.open(Popup::new(Content::Views(purpose)));
    }

    pub(super) fn take_view(&mut self, fx: &mut Effects) {
        let Some(popup) = &self.popup else { return };
        if popup.content == Content::Views(Purpose::Forget) {
            self.forget_view(fx);
            return;
        }
        let cursor = popup.cursor();
        let Some((name, saved)) = self.kept().views().get(cursor.selected()).cloned() else { return };
        self.popup = None;
        let view = View::ALL.into_iter().find(|view| view.noun() == saved.view);
        let (Some(view), Ok(query)) = (view, Query::parse(&saved.query)) else {
            let what = if view.is_none() { &saved.view } else { &saved.query };
            let what = what.clone();
            return self.warn(Notice::ViewCannotBeOpened { name, what });
        };
        self.leave_here();
        let order = if saved.oldest_first { Order::OldestFirst } else { Order::NewestFirst };
        self.timeline.set_order(order);
        if let Some(lang) = [Lang::En, Lang::Ru].into_iter().find(|lang| lang.tag() == saved.lang) {
            self.set_language(lang, fx);
        }
        self.timeline.show(view);
        if let Some(order) = meant_by(&PEOPLE_ORDERS, &saved.people) {
            self.timeline.set_people_order(order);
        }
        self.take_facet(&saved);
        self.show_query(query, fx);
        self.say(Notice::Opened { what: name });
    }

    /// Shows the facet of a saved view; what the view does not say stays.
    fn take_facet(&mut self, saved: &SavedView) {
        let facet = Facet::ALL.into_iter().find(|facet| facet.word() == saved.facet);
        if let Some(facet) = facet.filter(|facet| *facet != self.facet.facet()) {
            self.facet.show(facet);
        }
        if let Some(order) = meant_by(&FACET_ORDERS, &saved.values) {
            self.facet.set_order(order);
        }
        if let Some(mode) = meant_by(&MODES, &saved.mode) {
            self.facet.set_mode(mode);
        }
    }

    pub(super) fn forget_view(&mut self, fx: &mut Effects) {
        let Some(popup) = &self.popup else { return };
        let Some((name, _)) = self.kept().views().get(popup.cursor().selected()).cloned() else { return };
        self.change(Change::View { name, view: None }, fx);
        if self.kept().views().is_empty() {
            self.popup = None;
        }
        self.fit_popup();
    }

    /// What a change does, as the last row says it; `kept` is what was there before. A long title is cut, so that
    /// what stands behind it has room.
    fn done(&self, change: &Change, kept: &Kept) -> Notice {
        let ellipsis = Glyphs::of(self.settings.ascii).ellipsis;
        let short = |title: &str| text::truncate(title, TITLE, ellipsis).into_owned();
        match change {
            Change::Bookmark { on: true, title, .. } => Notice::Bookmarked { title: short(title) },
            Change::Bookmark { on: false, title, .. } => Notice::NoLongerBookmarked { title: short(title) },
            Change::Note { text, title, .. } if text.is_empty() => Notice::NoteTakenAway { title: short(title) },
            Change::Note { title, .. } => Notice::Noted { title: short(title) },
            Change::Move { data, .. } => Notice::TakenOver { data: data.clone() },
            Change::LastPlace { data, .. } => Notice::PlaceKept { data: data.clone() },
            Change::Panes { data, .. } => Notice::PanesKept { data: data.clone() },
            Change::Mouse(true) => Notice::MouseIsOn,
            Change::Mouse(false) => Notice::MouseOff,
            Change::View { name, view: None } => Notice::ViewDeleted { name: name.clone() },
            Change::View { name, view: Some(_) } if kept.view(name).is_some() => {
                Notice::ViewReplaced { name: name.clone() }
            }
            Change::View { name, view: Some(_) } => Notice::ViewSaved { name: name.clone() },
        }
    }

    /// Data or what is kept have come: what of it these data go on with.
    pub(super) fn take_up_what_is_kept(&mut self, fx: &mut Effects) {
        self.take_over(fx);
        self.say_gone();
        self.offer_last_place();
        self.take_up_panes(fx);
    }

    /// Takes what stands on the disk.
    pub(super) fn take_kept(&mut self, kept: Result<Kept, Arc<Error>>, fx: &mut Effects) {
        match kept {
            Ok(kept) => {
                if self.keeping.take(kept) {
                    self.show_marks(fx);
                    self.refresh_note();
                }
                if self.keeping.reads_first() && self.kept().mouse() && !self.mouse {
                    self.switch_mouse(true, fx);
                }
                self.take_up_what_is_kept(fx);
            }
            Err(error) => self.warn(self.told(&error)),
        }
    }

    /// Where the user is, as it is kept when the data is left; `None` when that says nothing, or data without a name.
    pub(super) fn place_to_keep(&self) -> Option<Change> {
        let dataset = self.data.shown().filter(|_| !self.keeping.data().is_empty())?;
        let view = self.timeline.view();
        let is_start = self.query == self.settings.query && view == View::default();
        if is_start && self.timeline.cursor().selected() == 0 {
            return None;
        }
        let record = self.selected().map_or_else(String::new, |record| record.text_id(dataset).into_owned());
        let place = state::LastPlace { query: self.query.to_string(), view: view.noun().to_owned(), record };
        Some(Change::LastPlace { data: self.keeping.data().to_owned(), place: Some(Box::new(place)) })
    }

    /// Says once which key takes up the place where the data was left last.
    pub(super) fn offer_last_place(&mut self) {
        if self.data.shown().is_none() || self.status.is_some() || self.query != self.settings.query {
            return;
        }
        let Some(place) = self.keeping.offer_place() else { return };
        let named = View::ALL.into_iter().find(|view| view.noun() == place.view);
        let (view, query) = (named.unwrap_or_default().title(), place.query.clone());
        self.say(if query.is_empty() { Notice::LastPlaceAll { view } } else { Notice::LastPlace { query, view } });
    }

    pub(super) fn return_to_last_place(&mut self, fx: &mut Effects) {
        let Some(place) = self.keeping.last_place().cloned() else {
            return self.say(Notice::NoPlaceKept);
        };
        let view = View::ALL.into_iter().find(|view| view.noun() == place.view);
        let (Some(view), Ok(query)) = (view, Query::parse(&place.query)) else {
            let what = if view.is_none() { place.view } else { place.query };
            return self.warn(Notice::NotUnderstood { what });
        };
        let record = self.data.shown().and_then(|dataset| match view {
            View::Events => dataset.event_by_id(&place.record).map(RecordId::Event),
            View::Quotes => dataset.event_by_id(&place.record).map(|event| RecordId::Quote(event, 0)),
            View::Articles => dataset.article_by_id(&place.record).map(RecordId::Article),
            View::People | View::Lanes | View::Pairs | View::Map => None,
        });
        self.leave_here();
        self.timeline.show(view);
        if let Some(record) = record {
            self.timeline.choose(record);
        }
        self.show_query(query, fx);
    }

    /// Selects by a query when more than that may be another.
    fn show_query(&mut self, query: Query, fx: &mut Effects) {
        self.set_query(query, fx);
        self.request_search(fx);
        self.settle_rows();
        self.follow_selection(fx);
    }

    /// Tells what became of a write. What was not written stays here, and is tried again with the next change.
    pub(super) fn take_written(
        &mut self,
        ticket: Ticket,
        outcome: Result<Option<Written>, Arc<Error>>,
        fx: &mut Effects,
    ) {
        match outcome {
            Ok(written) => {
                let noted = self.keeping.noted(ticket);
                self.keeping.settle(ticket);
                let Some(Written { kept, moved }) = written else { return };
                let before = self.keeping.kept().clone();
                if self.keeping.take(kept) {
                    self.show_marks(fx);
                    self.refresh_note();
                }
                let is_other = |key: &RecordKey| {
                    before.mark(key).map(|mark| &mark.note) != self.kept().mark(key).map(|mark| &mark.note)
                };
                if let Some(key) = noted.into_iter().rfind(is_other) {
                    self.say_joined(&key);
                }
                if let Some(moved) = moved {
                    self.warn(Notice::KeptMovedAside { moved });
                }
            }
            Err(error) => self.warn(Notice::HoldsUntilQuit { reason: Box::new(self.told(&error)) }),
        }
    }

    /// Takes over what was kept of the data, all of which is there, under its former name.
    pub(super) fn take_over(&mut self, fx: &mut Effects) {
        let Some(dataset) = self.data.shown().filter(|dataset| dataset.progress().phase == Phase::Ready) else {
            return;
        };
        for change in state::taken_over(self.keeping.kept(), dataset, &self.settings.origin) {
            self.keep(change, fx);
        }
    }

    /// Says which marks of the data have lost their record.
    pub(super) fn say_gone(&mut self) {
        let Some(dataset) = self.data.shown() else { return };
        let Some(gone) = self.keeping.say_gone(dataset) else { return };
        match self.status.take() {
            Some(Status::Info(said)) => self.say(Notice::Both { first: Box::new(said), then: Box::new(gone) }),
            Some(Status::Error(reason)) => self.warn(reason),
            None => self.say(Notice::ColonListsMarks { gone: Box::new(gone) }),
        }
    }
}

/// Columns of a title in what is said of a change.
const TITLE: usize = 26;
/// The words for what a saved view remembers.
const PEOPLE_ORDERS: [(&str, PeopleOrder); 2] = [("count", PeopleOrder::Count), ("name", PeopleOrder::Name)];
const FACET_ORDERS: [(&str, FacetOrder); 2] = [("count", FacetOrder::Count), ("name", FacetOrder::Name)];
const MODES: [(&str, AnyOrAll); 2] = [("any", AnyOrAll::Any), ("all", AnyOrAll::All)];

fn word_of<T: PartialEq + Copy>(words: &[(&str, T)], meant: T) -> String {
    words.iter().find(|(_, other)| *other == meant).map_or_else(String::new, |(word, _)| (*word).to_owned())
}

fn meant_by<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    words.iter().find(|(other, _)| *other == word).map(|(_, meant)| *meant)
}

/// The part of a query that shows only bookmarks.
fn only_bookmarks() -> Part {
    let bookmark = Value { text: Presence::Bookmark.word().to_owned(), exact: false };
    Part::Values(Values { field: Field::Has, values: vec![bookmark], negated: false })
}
