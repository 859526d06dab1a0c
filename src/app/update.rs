//! What each message does to the state, and what it asks for.
//!
//! Here are the dispatch, the focus, the layers that Esc and `q` take away, and popups. Moving among records is in
//! `moving`, the query in `querying`, writing a file in `exporting`, what the user makes in `keeping`, the list of
//! commands in `commanding`, how the panes stand in `arranging`, and what comes from the worker in `arriving`.

mod arranging;
mod arriving;
mod brushing;
mod commanding;
mod crossing;
mod exporting;
mod moving;
mod pointing;
mod proposing;
mod querying;
mod saving;

use ratatui::layout::Size;

use crate::catalogue::Notice;
use crate::dataset::Phase;
use crate::layout::{Layout, Pane};
use crate::model::Lang;
use crate::query::{Detail, Facet, PeopleOrder, Pick, Target};
use crate::state::Mark;
use crate::text::address::doubt;

use super::command_line::list_command;
use super::histogram::HistogramPane;
use super::keymap::Mode;
use super::line_editor::{Edit, cut_paste};
use super::message::{Command, Effect, Effects, Job, Message};
use super::popup::{Content, Copied, Popup, lines_of};
use super::views::{Order, RecordId, View};
use super::{App, Status};
use crate::document::{DocStyle, Document, Glyphs, QuoteAt, address_of_quote, citation};
use crate::error::Error;

/// State: `settings`, `size`, `focus`, `grid`, `data`, `query`, `keeping`, `timeline`, `facet`, `detail`, `histogram`,
/// `pairs`, `search`, `popup`, `proposal`, `reads_whole`, `status`, `is_untouched`, `mouse`.
impl App {
    /// Asks for the data.
    pub fn start(&mut self) -> Vec<Effect> {
        let ticket = self.data.start_load();
        let mouse = self.settings.mouse && !self.mouse;
        self.mouse |= mouse;
        let mouse = mouse.then_some(Effect::CaptureMouse(true));
        // First, so that what selects marks finds them from the beginning.
        [
            Effect::Job(Job::ReadKept),
            Effect::Job(Job::Load { ticket, proposal: self.proposal.clone(), is_whole: self.reads_whole }),
        ]
        .into_iter()
        .chain(mouse)
        .collect()
    }

    /// Changes the state as a message says; what it asks for is to be done in this order.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = Effects::new();
        let fx = &mut effects;
        let is_from_user = message.is_from_user();
        self.is_untouched &= !is_from_user;
        let was_said = if is_from_user { self.status.take().is_some() } else { false };
        match message {
            Message::Command(command) => self.obey(command, fx),
            Message::TypeText(text) => self.type_text(&text, fx),
            Message::Paste(text) => self.paste(&text, fx),
            Message::Point(pointer) => self.point(pointer, was_said, fx),
            Message::Resize(size) => self.resize(size, fx),
            Message::Today(day) => self.turn_day(day, fx),
            Message::Report(report) => self.take(report, fx),
        }
        self.rest_query();
        self.read_window(fx);
        self.read_rows(fx);
        self.count_strips(fx);
        self.read_pairs(fx);
        self.read_below(fx);
        self.follow_below(fx);
        self.read_preview(fx);
        self.say_unanswered();
        effects
    }

    /// Says why there is no answer, as long as what is shown is that of an older query.
    fn say_unanswered(&mut self) {
        if self.status.is_none()
            && let Some(error) = self.data.unanswered()
        {
            self.warn(self.told(error));
        }
    }

    /// Does what a key means.
    fn obey(&mut self, command: Command, fx: &mut Effects) {
        match command {
            Command::Select(step) => self.step(step, fx),
            Command::SelectColumn(step) => self.step_across(step, fx),
            Command::TakeCell => self.take_cell(fx),
            Command::OpenCell => self.open_cell(fx),
            Command::ToggleAlone => self.toggle_alone(),
            Command::FocusNextPane => self.turn_to(self.pane_beside(1), fx),
            Command::FocusPreviousPane => self.turn_to(self.pane_beside(-1), fx),
            Command::FocusRight => self.focus_pane(beside(&SIDE_BY_SIDE, self.focus, 1), fx),
            Command::FocusLeft => self.focus_pane(beside(&SIDE_BY_SIDE, self.focus, -1), fx),
            Command::EnlargePane => self.enlarge(fx),
            Command::ShrinkPane => self.shrink(fx),
            Command::TurnPanes => self.turn_panes(fx),
            Command::FocusHistogram => self.focus_histogram(fx),
            Command::ZoomIn => self.zoom(HistogramPane::zoom_in, fx),
            Command::ZoomOut => self.zoom(HistogramPane::zoom_out, fx),
            Command::MarkRange => self.mark_range(fx),
            Command::TakeRange => self.take_range(fx),
            Command::DropDates => self.drop_dates(fx),
            Command::OpenSelected => self.open_selected(fx),
            Command::GoBack => self.go_back(fx),
            Command::GoForward => self.go_forward(fx),
            Command::ReturnToLastPlace => self.return_to_last_place(fx),
            Command::ShowNextView => self.show_view(self.timeline.view().next(), fx),
            Command::ShowPreviousView => self.show_view(self.timeline.view().previous(), fx),
            Command::ShowView(view) => self.show_view(view, fx),
            Command::ShowNextSection => self.go_to_section(true),
            Command::ShowPreviousSection => self.go_to_section(false),
            Command::ShowNextHit => self.walk_hits(true, fx),
            Command::ShowPreviousHit => self.walk_hits(false, fx),
            Command::AskDate => {
                self.open(Popup::new(Content::Date { error: None }));
            }
            Command::TakeDate => self.take_date(fx),
            Command::ToggleTallRows => self.toggle_tall_rows(),
            Command::ReverseOrder => self.reverse_order(fx),
            Command::ShowInContext => self.show_in_context(fx),
            Command::StartSearch => self.start_search(fx),
            Command::SearchField(field) => self.search_field(field, fx),
            Command::Complete => self.complete(true, fx),
            Command::CompleteBefore => self.complete(false, fx),
            Command::TakeSuggestion => self.take_suggestion(fx),
            Command::AcceptSearch => self.accept_search(fx),
            Command::RecallEarlierQuery => self.recall_earlier(fx),
            Command::RecallLaterQuery => self.recall_later(fx),
            Command::NarrowFacet => {
                if self.focus != Pane::Facet && self.timeline.view() != View::Lanes {
                    self.show_facet(Facet::Countries, fx);
                }
                self.narrow_facet(fx);
            }
            Command::OpenPage => self.open_page(fx),
            Command::ShowNextFacet => self.show_facet_beside(Facet::next, fx),
            Command::ShowPreviousFacet => self.show_facet_beside(Facet::previous, fx),
            Command::EnterFacetList => self.facet.leave_field(),
            Command::IncludeValue if self.facet.takes_blank() => self.type_text(" ", fx),
            Command::IncludeValue => self.tick_value(Pick::Included, fx),
            Command::ExcludeValue if self.mode() == Mode::Pairs => self.exclude_member(fx),
            Command::ExcludeValue => self.tick_value(Pick::Excluded, fx),
            Command::AcceptValue => self.accept_value(fx),
            Command::ToggleFacetMode => self.toggle_facet_mode(fx),
            Command::EditField(edit) => self.edit_field(edit, fx),
            Command::ShowAddresses => self.show_addresses(),
            Command::OpenAddress => self.open_address(fx),
            Command::CopyAddress => self.copy_address(fx),
            Command::Cite => self.cite(fx),
            Command::ShowOtherForm => self.show_other_form(),
            Command::SendShownForm => self.send_shown_form(fx),
            Command::CopyCommand => self.copy_command(fx),
            Command::ChooseNextMeaning => self.choose_next_meaning(),
            Command::TakeProposal => self.take_proposal(fx),
            Command::AskMapName => self.ask_map_name(),
            Command::SaveMap => self.save_map(fx),
            Command::AskExport => self.ask_export(),
            Command::SendExport => self.send_export(fx),
            Command::ToggleBookmark => self.toggle_bookmark(fx),
            Command::ToggleOnlyBookmarks => self.toggle_only_bookmarks(fx),
            Command::AskNote => self.ask_note(fx),
            Command::KeepNote => self.keep_note(fx),
            Command::ListMarks => self.list_marks(),
            Command::OpenMark => self.open_mark(fx),
            Command::AskBookmarkExport => self.ask_bookmark_export(),
            Command::AskViewName => self.ask_view_name(),
            Command::SaveView => self.save_view(fx),
            Command::ListViews(purpose) => self.list_views(purpose),
            Command::TakeView => self.take_view(fx),
            Command::ForgetView => self.forget_view(fx),
            Command::RemovePart(part) => self.set_query(self.query.without(part), fx),
            Command::ClearQuery if self.query.is_empty() => {
                self.say(Notice::NoQueryToClear);
            }
            Command::ClearQuery => self.drop_query(fx),
            Command::ShowPalette => self.show_palette(),
            Command::RunCommand => {
                if let Some(command) = self.take_command() {
                    self.obey(command, fx);
                }
            }
            Command::Undo => self.undo(fx),
            Command::Redo => self.redo(fx),
            Command::ShowNextTongue => self.show_next_tongue(),
            Command::ShowNextLanguage => self.show_next_language(fx),
            Command::ShowProblems => self.show_problems(),
            Command::ShowHelp => {
                let beneath = self.popup.take();
                let of = beneath.as_ref().map_or_else(|| self.mode(), Popup::mode);
                self.open(Popup::new(Content::Help(of)).over(beneath));
            }
            Command::ToggleMouse => self.toggle_mouse(fx),
            Command::Reload if self.settings.reads_stdin() => {
                self.say(Notice::StdinOnce);
            }
            Command::Reload => {
                self.say(Notice::ReadingAgain);
                fx.extend(self.start());
            }
            Command::LeaveLayer => self.leave_layer(fx),
            Command::CloseOrQuit => self.close_or_quit(fx),
            Command::Quit => self.quit(fx),
            Command::Suspend => fx.push(Effect::Suspend),
        }
    }

    /// Tells the user that something was done, or that there is nothing to do.
    fn say(&mut self, notice: Notice) {
        self.status = Some(Status::Info(notice));
    }

    /// Tells the user that something failed, or that what was typed is wrong.
    fn warn(&mut self, notice: Notice) {
        self.status = Some(Status::Error(notice));
    }

    /// Columns and rows inside a pane; of one that is not on the screen, what it would have with the focus.
    fn room(&self, pane: Pane) -> (u16, u16) {
        self.layout_showing(pane).inside(pane)
    }

    fn layout_showing(&self, pane: Pane) -> Layout {
        let layout = self.layout();
        if layout.pane(pane).is_some() {
            return layout;
        }
        Layout::new(&self.shape(pane))
    }

    fn timeline_height(&self) -> usize {
        usize::from(self.room(Pane::Timeline).1)
    }

    fn detail_height(&self) -> usize {
        usize::from(self.room(Pane::Detail).1)
    }

    fn facet_height(&self) -> usize {
        if self.timeline.view() == View::Lanes {
            return self.timeline_height();
        }
        usize::from(self.layout_showing(Pane::Facet).facet_list().height)
    }

    fn popup_height(&self) -> usize {
        match (&self.popup, self.layout().popup) {
            (Some(popup), Some(area)) => usize::from(popup.areas(area, self.ui()).1.height),
            _ => 0,
        }
    }

    /// The shown record as a document for the pane as it is now; `None` until it has been read.
    fn written_detail(&self) -> Option<Document> {
        let answer = self.data.answer()?;
        let mark = self.shown_mark();
        let style = DocStyle {
            lang: self.lang(),
            width: usize::from(self.room(Pane::Detail).0),
            airy: self.is_airy(),
            quote: match self.detail.target() {
                Some(Target::Quote(_, number)) => Some(*number),
                _ => None,
            },
            query: &answer.query,
            spellings: &answer.spellings,
            ui: self.ui(),
            bookmarked: mark.is_some_and(|mark| mark.bookmark),
            note: mark.map_or("", |mark| &mark.note),
        };
        Some(Document::new(self.detail.detail()?, &style))
    }

    /// Whether the screen has room for an empty row between what stays at the top of the detail and the rest.
    fn is_airy(&self) -> bool {
        const AIRY: u16 = 30;
        self.size.height >= AIRY
    }

    /// The user's mark of what the detail shows.
    fn shown_mark(&self) -> Option<&Mark> {
        match self.detail.target()? {
            Target::Event(id) | Target::Quote(id, _) => self.mark(RecordId::Event(*id)),
            Target::Article(id) => self.mark(RecordId::Article(*id)),
            _ => None,
        }
    }

    fn rewrite_detail(&mut self) {
        if let Some(document) = self.written_detail() {
            let (room, airy) = (self.room(Pane::Detail), self.is_airy());
            self.detail.rewrite(document, room, airy);
        }
    }

    /// Brings every cursor into its pane after the panes have changed.
    fn fit(&mut self) {
        let (timeline, facet) = (self.timeline_height(), self.facet_height());
        if let Some(rows) = self.data.rows(&self.timeline) {
            self.timeline.fit(&rows, timeline);
        }
        self.facet.fit(facet);
        self.pairs.fit(self.room_of_pairs());
        let (width, height) = self.room(Pane::Detail);
        if self.detail.is_written_for(width, self.is_airy()) {
            self.detail.fit(usize::from(height));
        } else {
            self.rewrite_detail();
        }
        self.fit_popup();
    }

    /// Shows a popup over the panes.
    fn open(&mut self, popup: Popup) {
        self.popup = Some(popup);
        self.fit_popup();
    }

    /// How many rows the list of the popup has.
    fn popup_len(&self) -> usize {
        let Some(popup) = &self.popup else { return 0 };
        match (popup.running_text(), self.layout().popup) {
            // A row for each line that may stand at the top.
            (Some(text), Some(area)) => {
                let height = usize::from(popup.areas(area, self.ui()).1.height);
                lines_of(text, area.inner.width).len().saturating_sub(height) + 1
            }
            _ => popup.len(self.newest(), self.kept(), self.ui()),
        }
    }

    fn fit_popup(&mut self) {
        let (len, height) = (self.popup_len(), self.popup_height());
        if let Some(popup) = &mut self.popup {
            popup.fit(len, height);
        }
    }

    fn resize(&mut self, size: Size, fx: &mut Effects) {
        self.size = size;
        self.fit();
        self.count_time(fx);
    }

    fn focus_pane(&mut self, pane: Pane, fx: &mut Effects) {
        if pane == self.focus {
            return;
        }
        let left = std::mem::replace(&mut self.focus, pane);
        self.grid.focus(pane);
        if left == Pane::Facet {
            let (lang, height) = (self.lang(), self.facet_height());
            let newest = self.data.answer().and_then(|answer| answer.facet.as_ref());
            self.facet.leave(newest, lang, height);
        }
        if pane == Pane::Facet {
            self.facet.hold_order();
        }
        self.fit();
        if left == Pane::Histogram {
            self.histogram.drop_range();
        }
        // The histogram may have come on the screen, or gone.
        self.count_time(fx);
    }

    /// The pane after this one, or before it; one that is not beside the others only when it has the focus.
    fn pane_beside(&self, by: isize) -> Pane {
        let has_histogram = self.layout_showing(Pane::Timeline).histogram.is_some() || self.focus == Pane::Histogram;
        let first = usize::from(!has_histogram);
        if self.timeline.view().is_list() || self.layout_showing(Pane::Facet).facet.is_some() {
            return beside(&PANES[first..], self.focus, by);
        }
        let panes: Vec<Pane> = PANES[first..].iter().copied().filter(|pane| *pane != Pane::Facet).collect();
        beside(&panes, self.focus, by)
    }

    fn leave_layer(&mut self, fx: &mut Effects) {
        if self.keeps_proposal() {
            return;
        }
        if let Some(popup) = self.popup.take() {
            if matches!(&popup.content, Content::Note { was, .. } if was != popup.text()) {
                self.say(Notice::NoteStays);
            }
            self.popup = popup.beneath();
            return;
        }
        if self.search.editor().is_none() && self.data.give_up_asking() {
            fx.push(Effect::Job(Job::GiveUp));
            return self.say(Notice::AskingGivenUp);
        }
        let typed = self.search.editor().map_or_else(String::new, |editor| editor.text().trim().to_owned());
        if let Some(before) = self.search.restore() {
            if !typed.is_empty() && typed != before.search_text() {
                self.say(Notice::Dropped { typed });
            }
            self.set_query(before, fx);
        } else if self.leave_crossing_field() {
        } else if self.histogram.drop_range() {
            self.say(Notice::RangeDropped);
        } else if self.make_normal(true, fx) {
        } else if self.focus != Pane::Timeline {
            self.focus_pane(Pane::Timeline, fx);
        } else if let Some(newest) = self.query.newest() {
            let chip = self.query.chips().into_iter().find(|chip| chip.part == newest);
            self.set_query(self.query.without(newest), fx);
            if let Some(chip) = chip {
                self.say(Notice::Removed { part: chip.text });
            }
        }
    }

    fn close_or_quit(&mut self, fx: &mut Effects) {
        if self.is_proposing() {
            return self.refuse_proposal(fx);
        }
        if let Some(popup) = self.popup.take() {
            self.popup = popup.beneath();
            return;
        }
        if self.make_normal(false, fx) {
            return;
        }
        let layout = self.layout();
        // The drawer, and what stands in the place of the list.
        if layout.is_drawer || layout.timeline.is_none() {
            self.focus_pane(Pane::Timeline, fx);
        } else {
            self.quit(fx);
        }
    }

    /// Where the user was is kept; what could not be written before is tried once more.
    fn quit(&mut self, fx: &mut Effects) {
        let changes = [self.place_to_keep(), self.panes_to_keep()];
        for change in changes.into_iter().flatten() {
            let ticket = self.data.ticket();
            self.keeping.change(ticket, change);
        }
        let changes = self.keeping.pending();
        if !changes.is_empty() {
            fx.push(Effect::Job(Job::Keep { ticket: self.data.ticket(), changes }));
        }
        fx.push(Effect::Quit);
    }

    fn type_text(&mut self, text: &str, fx: &mut Effects) {
        if let Some(popup) = &mut self.popup {
            popup.insert(text);
            self.fit_popup();
        } else if self.search.editor().is_some() {
            self.search.insert(text);
            self.search_live(fx);
        } else if self.facet.is_in_field() {
            let (lang, height) = (self.lang(), self.facet_height());
            self.facet.insert(text, lang, height);
            self.search_facet(fx);
        }
    }

    fn paste(&mut self, text: &str, fx: &mut Effects) {
        if self.is_proposing() {
            return;
        }
        if !self.mode().takes_text() {
            self.popup = None;
            self.start_search(fx);
            self.search.apply(Edit::DeleteToStart);
        }
        let cut = cut_paste(text);
        self.type_text(cut.unwrap_or(text), fx);
        if cut.is_some() {
            self.say(Notice::PasteCut);
        }
    }

    fn edit_field(&mut self, edit: Edit, fx: &mut Effects) {
        match self.mode() {
            Mode::Search => {
                self.search.apply(edit);
                self.search_live(fx);
            }
            Mode::FacetField | Mode::FacetName => {
                let (lang, height) = (self.lang(), self.facet_height());
                self.facet.apply(edit, lang, height);
                self.search_facet(fx);
            }
            _ => {
                if let Some(popup) = &mut self.popup {
                    popup.apply(edit);
                    self.fit_popup();
                }
            }
        }
    }

    fn show_problems(&mut self) {
        if self.data.newest().is_none_or(|dataset| dataset.problems().is_empty()) {
            let is_ready = self.progress().is_some_and(|progress| progress.phase == Phase::Ready);
            let none = if is_ready { Notice::NoProblems } else { Notice::NoProblemsSoFar };
            self.say(none);
        } else {
            self.open(Popup::new(Content::Problems));
        }
    }

    fn set_language(&mut self, lang: Lang, fx: &mut Effects) {
        self.settings.lang = lang;
        self.facet.narrow(lang);
        // By the names of the other language the rows have another order.
        self.search_anew(fx);
        self.rewrite_detail();
    }

    /// What is open is made of words, so that it is made anew.
    fn show_next_tongue(&mut self) {
        self.settings.tongue = self.settings.tongue.next();
        self.rewrite_detail();
        self.fit();
        self.say(Notice::ProgramSpeaks);
    }

    fn show_next_language(&mut self, fx: &mut Effects) {
        self.set_language(self.settings.lang.next(), fx);
        self.say(Notice::TextsFirst { lang: self.settings.lang.tag().to_owned() });
    }

    /// What failed, as the line of messages says it.
    fn told(&self, error: &Error) -> Notice {
        Notice::Words { words: self.ui().say(error).to_string() }
    }

    /// Says why there is no record to work with.
    fn say_unread(&mut self) {
        match (self.detail.failure(), self.detail.target()) {
            (Some(error), _) => self.warn(self.told(error)),
            (None, Some(_)) => self.say(Notice::StillRead),
            (None, None) => self.say(Notice::NoRecordSelected),
        }
    }

    fn show_addresses(&mut self) {
        let Some(detail) = self.detail.detail() else {
            return self.say_unread();
        };
        let mut addresses = addresses(detail);
        if addresses.is_empty() {
            return self.say(Notice::NoAddress);
        }
        // Of a quote, its article, at the quote where that is known.
        let quoted = self.meant_quote().and_then(|quote| address_of_quote(detail, quote));
        let of_quote = quoted.and_then(|(url, precise)| {
            let at = addresses.iter().position(|(_, address)| *address == url)?;
            addresses[at].1 = precise;
            Some(at)
        });
        let target = self.detail.meant_target().filter(|_| self.focus == Pane::Detail);
        let meant = match target {
            Some(Target::Url(url)) => addresses.iter().position(|(_, address)| address == url),
            Some(target) => addresses.iter().position(|(of, _)| of.as_ref() == Some(target)),
            None => None,
        };
        let urls: Vec<String> = addresses.into_iter().map(|(_, url)| url).collect();
        self.show_urls(urls, of_quote.or(meant).unwrap_or(0));
    }

    fn show_urls(&mut self, urls: Vec<String>, chosen: usize) {
        self.open(Popup::new(Content::Addresses { urls, doubted: None }).on_row(chosen));
    }

    fn open_address(&mut self, fx: &mut Effects) {
        let Some(popup) = &mut self.popup else { return };
        let chosen = popup.cursor().selected();
        let Content::Addresses { urls, doubted } = &mut popup.content else { return };
        match urls.get_mut(chosen) {
            // What may mislead is not opened before that is said.
            Some(url) if *doubted != Some(chosen) && doubt(url).is_some() => *doubted = Some(chosen),
            Some(url) => {
                fx.push(Effect::Job(Job::OpenAddress(std::mem::take(url))));
                self.popup = None;
            }
            None => self.popup = None,
        }
    }

    /// Copies the chosen address; its box comes back when that of the copy is closed.
    fn copy_address(&mut self, fx: &mut Effects) {
        let Some(popup) = self.popup.take() else { return };
        let Content::Addresses { urls, .. } = &popup.content else { return };
        if let Some(text) = urls.get(popup.cursor().selected()).cloned() {
            fx.push(Effect::Copy(text.clone()));
            self.open(Popup::new(Content::Copied(Copied::new(text))).over(Some(popup)));
        }
    }

    fn cite(&mut self, fx: &mut Effects) {
        let Some(detail) = self.detail.detail() else {
            return self.say_unread();
        };
        let quote = self.meant_quote();
        let cited = citation(detail, quote, self.lang(), Glyphs::of(self.settings.ascii));
        fx.push(Effect::Copy(cited.line()));
        self.open(Popup::new(Content::Copied(Copied { block: Some(cited.block()), ..Copied::new(cited.line()) })));
    }

    fn show_other_form(&mut self) {
        if let Some(Content::Copied(copied)) = self.popup.as_mut().map(|popup| &mut popup.content) {
            copied.shows_block = copied.block.is_some() && !copied.shows_block;
        }
    }

    fn send_shown_form(&mut self, fx: &mut Effects) {
        if let Some(Content::Copied(copied)) = self.popup.as_ref().map(|popup| &popup.content)
            && copied.shows_block
        {
            fx.push(Effect::Copy(copied.shown().to_owned()));
            self.say(Notice::LinesSent);
        }
        self.close_or_quit(fx);
    }

    /// The quote under the cursor of the detail, or of the selected row.
    fn meant_quote(&self) -> Option<QuoteAt> {
        match self.detail.target() {
            _ if self.focus == Pane::Detail => self.detail.meant().and_then(|line| line.quote),
            Some(Target::Quote(_, number)) => Some(QuoteAt { event: 0, quote: *number as usize }),
            _ => None,
        }
    }

    fn copy_command(&mut self, fx: &mut Effects) {
        let text = list_command(&self.settings.data, self.timeline.view().listed(), self.lang(), &self.query);
        let remark = if self.settings.reads_stdin() {
            Some(Notice::CommandNeedsInput)
        } else {
            match (self.timeline.view(), self.timeline.order(), self.timeline.people_order()) {
                (View::People, _, PeopleOrder::Name) => Some(Notice::CommandListsMostFirst),
                (View::Lanes | View::Pairs | View::Map, ..) => Some(Notice::CommandListsEvents),
                (View::Events | View::Articles | View::Quotes, Order::OldestFirst, _) => {
                    Some(Notice::CommandListsNewestFirst)
                }
                _ => None,
            }
        };
        fx.push(Effect::Copy(text.clone()));
        self.open(Popup::new(Content::Copied(Copied { remark, ..Copied::new(text) })));
    }
}

/// The addresses of a record's articles, each once, with the article that it is of.
fn addresses(detail: &Detail) -> Vec<(Option<Target>, String)> {
    let mut addresses: Vec<(Option<Target>, String)> = Vec::new();
    let mut add = |target: Option<Target>, url: Option<&String>| {
        if let Some(url) = url
            && addresses.iter().all(|(_, known)| known != url)
        {
            addresses.push((target, url.clone()));
        }
    };
    match detail {
        Detail::Event(event) => {
            for (id, article) in &event.articles {
                add(id.map(Target::Article), article.url.as_ref());
            }
        }
        Detail::Article(article) => add(Some(Target::Article(article.id)), article.article.url.as_ref()),
        Detail::Page(_) => {}
    }
    addresses
}

/// The panes that stand side by side, from the left.
const SIDE_BY_SIDE: [Pane; 3] = [Pane::Facet, Pane::Timeline, Pane::Detail];
/// All panes, from the top.
const PANES: [Pane; 4] = [Pane::Histogram, Pane::Facet, Pane::Timeline, Pane::Detail];

/// The pane that is `by` panes after one of these, round at the end; the first for one that is none of them.
fn beside(panes: &[Pane], pane: Pane, by: isize) -> Pane {
    let at = panes.iter().position(|other| *other == pane);
    let at = at.and_then(|at| at.checked_add_signed(by).map_or(panes.len().checked_sub(1), Some));
    at.and_then(|at| panes.iter().cycle().nth(at)).copied().unwrap_or_default()
}
