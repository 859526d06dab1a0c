//! The browser's state, and the only function that changes it: [`App::update`].
//!
//! `update` is pure: it reads no clock, no file and starts no thread; what it wants done it returns as effects. It
//! decides selection and scroll, because it knows the sizes of the panes from `layout`; the view only draws what
//! stands here. Each pane keeps its own state in a file of its own; this file holds them together.

pub(crate) mod below;
pub(crate) mod below_lines;
pub(crate) mod command_line;
pub(crate) mod completing;
pub(crate) mod detail_pane;
pub(crate) mod facet_pane;
mod grid;
pub(crate) mod ground;
pub(crate) mod header;
pub mod hint_row;
pub(crate) mod histogram;
pub(crate) mod history;
pub mod keymap;
pub(crate) mod lanes;
pub(crate) mod line_editor;
pub(crate) mod list_cursor;
pub(crate) mod marks;
pub(crate) mod marks_list;
pub(crate) mod message;
pub(crate) mod pairs;
pub(crate) mod palette;
pub mod pointer;
pub mod popup;
pub(crate) mod proposing;
pub(crate) mod query_row;
pub(crate) mod row_texts;
pub(crate) mod search_line;
pub(crate) mod strips;
pub(crate) mod suggestions;
pub(crate) mod timeline;
pub(crate) mod undo;
pub(crate) mod user_data;
pub(crate) mod views;

mod data;
mod preview;
mod update;

#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::sync::Arc;

use ratatui::layout::Size;

use crate::catalogue::{Notice, Tongue, Ui};
use crate::dataset::{Dataset, HeadDate, Phase, Progress, Proposal};
use crate::error::Error;
use crate::layout::{Layout, Pane, PaneSize, Scene, Shape};
use crate::model::country::Group;
use crate::model::date::Range;
use crate::model::{Day, Lang};
use crate::query::{Answer, Cell, Counting, Facet, Field, LaneCell, NO_SPELLINGS, Part, Query, Spellings};
use crate::state::{Kept, Origin};

#[cfg(test)]
pub use crate::document::dates::Heading;
pub use detail_pane::DetailPane;
pub use facet_pane::FacetPane;
pub use ground::Ground;
pub use histogram::{Brush, HistogramPane, Spot};
pub use keymap::Mode;
pub use message::{Command, Effect, Exported, Job, Message, Report, Ticket};
pub use popup::{Content, Popup};
pub use search_line::SearchLine;
pub use strips::{PeopleColumns, PeopleStrips};
pub use suggestions::{Sort, Suggestion};
pub use timeline::Timeline;
pub use views::{Line, Order, RecordId, Rows, Title, View};

use below::Below;
use data::Snapshots;
use grid::Grid;
use history::Trail;
use lanes::LanesPane;
use list_cursor::ListCursor;
use pairs::PairsPane;
use preview::Preview;
use row_texts::RowTexts;
use undo::Undo;
use user_data::UserData;

/// How the browser starts and looks.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Settings {
    /// The language of data texts shown first.
    pub lang: Lang,
    /// The language of the program.
    pub tongue: Tongue,
    /// Draw with ASCII only.
    pub ascii: bool,
    /// Whether colours are used.
    pub color: bool,
    /// The ground that is drawn on.
    pub ground: Ground,
    /// Whether the terminal has all colours and not only 256.
    pub has_all_colors: bool,
    /// What selects at the start.
    pub query: Query,
    /// The arguments that name the data; none for the bundled dataset. Set by what runs the browser.
    pub data: Vec<OsString>,
    /// Where the data comes from. Set by what runs the browser.
    pub origin: Origin,
    /// Whether the mouse is on from the start, whatever was remembered.
    pub mouse: bool,
    /// What the user had made before. The browser reads it from the disk instead.
    pub kept: Arc<Kept>,
    /// The local day, from which `date:today` is counted.
    pub today: Day,
    /// Whether a file that no map knows is shown with a proposed one. Where nobody looks it is an error.
    pub proposes: bool,
}

impl Settings {
    /// What the program speaks, with the signs of the look.
    pub fn ui(&self) -> Ui {
        Ui { tongue: self.tongue, ascii: self.ascii }
    }

    /// Whether standard input is part of the data: it can be read only once, so there is no reading again.
    pub fn reads_stdin(&self) -> bool {
        self.data.iter().any(|argument| argument == "-")
    }
}

/// A line for the user about what was just done or could not be done; it goes with the next key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Status {
    /// Something was done, or there is nothing to do.
    Info(Notice),
    /// Something failed, or what was typed is wrong.
    Error(Notice),
}

impl Status {
    /// What is said.
    pub fn notice(&self) -> &Notice {
        let (Status::Info(notice) | Status::Error(notice)) = self;
        notice
    }
}

/// The state of the browser.
pub struct App {
    settings: Settings,
    size: Size,
    focus: Pane,
    grid: Grid,
    data: Snapshots,
    /// Whether data that lie elsewhere are read whole: something was asked that only all of them tell.
    reads_whole: bool,
    /// The date to go to when the rows at it have come, as it was typed.
    going: Option<(String, Range)>,
    query: Query,
    undo: Undo,
    keeping: UserData,
    timeline: Timeline,
    facet: FacetPane,
    detail: DetailPane,
    histogram: HistogramPane,
    lanes: LanesPane,
    pairs: PairsPane,
    below: Below,
    row_texts: RowTexts,
    strips: PeopleStrips,
    search: SearchLine,
    /// Which suggestion the user has chosen, if any.
    suggestion: Option<ListCursor>,
    /// What that would give.
    preview: Preview,
    popup: Option<Popup>,
    /// Why a map is needed, while one is proposed.
    needs_map: Option<Arc<Error>>,
    /// The proposed map that was taken.
    proposal: Option<Arc<Proposal>>,
    trail: Trail,
    status: Option<Status>,
    /// Whether the user has done nothing yet.
    is_untouched: bool,
    /// Whether the mouse is switched on.
    mouse: bool,
    /// First and last day of the bar on which the button of the mouse went down, while it is down.
    pressed: Option<(Day, Day)>,
}

impl App {
    /// A browser without data on a screen of `size` cells; [`App::start`] asks for the data.
    pub fn new(settings: Settings, size: Size) -> App {
        let query = settings.query.clone().on(settings.today);
        let keeping = UserData::from(settings.kept.clone());
        App {
            settings,
            size,
            focus: Pane::Timeline,
            grid: Grid::default(),
            data: Snapshots::default(),
            reads_whole: false,
            going: None,
            undo: Undo::from(query.clone()),
            keeping,
            query,
            timeline: Timeline::default(),
            facet: FacetPane::default(),
            detail: DetailPane::default(),
            histogram: HistogramPane::default(),
            lanes: LanesPane::default(),
            pairs: PairsPane::default(),
            below: Below::default(),
            row_texts: RowTexts::default(),
            strips: PeopleStrips::default(),
            search: SearchLine::default(),
            suggestion: None,
            preview: Preview::default(),
            popup: None,
            needs_map: None,
            proposal: None,
            trail: Trail::default(),
            status: None,
            is_untouched: true,
            mouse: false,
            pressed: None,
        }
    }

    /// How it was started; `lang` is the language shown now.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The language of data texts shown first.
    pub fn lang(&self) -> Lang {
        self.settings.lang
    }

    /// What the program speaks.
    pub fn ui(&self) -> Ui {
        self.settings.ui()
    }

    /// Whether the user looks at data of which nothing is kept, and has not pressed a key yet.
    pub fn is_first_look(&self) -> bool {
        self.is_untouched && self.keeping.is_new()
    }

    /// The size of the screen.
    pub fn size(&self) -> Size {
        self.size
    }

    /// The pane with the focus.
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// Whether a pane takes the keys: it has the focus, and nothing lies over it.
    pub fn is_active(&self, pane: Pane) -> bool {
        self.focus == pane && self.popup.is_none()
    }

    /// Where everything stands on the screen.
    pub fn layout(&self) -> Layout {
        Layout::new(&Shape {
            popup: self.popup.as_ref().map(|popup| popup.wanted(self.newest(), self.kept(), self.ui())),
            ..self.shape(self.focus)
        })
    }

    /// What decides the areas of the panes when this one has the focus.
    fn shape(&self, focus: Pane) -> Shape {
        let Size { width, height } = self.size;
        let Grid { arrangement, mut size, mut latest, .. } = self.grid;
        if focus != Pane::Detail && self.lists_suggestions() {
            // Nothing is found, so there is no record to show: what would be found has all of the room.
            (size, latest) = (PaneSize::All, Pane::Timeline);
        }
        let has_tall_rows = self.timeline.has_tall_rows();
        let scene = self.scene();
        Shape { width, height, focus, latest, arrangement, size, has_tall_rows, scene, popup: None }
    }

    /// What the view places on the screen. Where nothing is found it is said as in a list.
    fn scene(&self) -> Scene {
        match self.timeline.view() {
            _ if self.lists_suggestions() => Scene::Lists,
            View::Lanes => Scene::Lanes,
            View::Pairs => Scene::Pairs,
            View::Map => Scene::Map,
            View::Events | View::Articles | View::Quotes | View::People => Scene::Lists,
        }
    }

    /// What keys mean now.
    pub fn mode(&self) -> Mode {
        if let Some(popup) = &self.popup {
            return popup.mode();
        }
        if self.search.editor().is_some() {
            return Mode::Search;
        }
        if self.facet.is_in_field() {
            return if self.facet.takes_blank() { Mode::FacetName } else { Mode::FacetField };
        }
        match self.focus {
            Pane::Facet => Mode::Facet,
            Pane::Timeline if self.chooses_suggestion() => Mode::Suggestions,
            Pane::Timeline => match self.timeline.view() {
                View::Lanes => Mode::Lanes,
                View::Pairs => Mode::Pairs,
                View::Map => Mode::Map,
                View::Events | View::Articles | View::Quotes | View::People => Mode::Timeline,
            },
            Pane::Detail if !self.timeline.view().is_list() => Mode::Below,
            Pane::Detail => Mode::Detail,
            Pane::Histogram => Mode::Histogram,
        }
    }

    /// The data on the screen; `None` before the first answer about it.
    pub fn dataset(&self) -> Option<&Arc<Dataset>> {
        self.data.shown()
    }

    /// How far the newest load has come; `None` before its first news.
    pub fn progress(&self) -> Option<Progress> {
        self.data.progress()
    }

    /// How far the data on the screen is while the query may find more in the rest of it; `None` when nothing that is
    /// still to be read or indexed can change what it finds.
    pub fn unfinished(&self) -> Option<Progress> {
        let progress = self.dataset()?.progress();
        let may_grow = match progress.phase {
            Phase::Reading => !self.query.is_empty(),
            // Which events an article reports, and who took part, is known by the index.
            Phase::Indexing => self.query.asks_texts() || self.asks_index(),
            Phase::Ready => false,
        };
        may_grow.then_some(progress)
    }

    /// Whether the view shows what only the index knows: which events an article reports, who took part, values.
    fn asks_index(&self) -> bool {
        match self.timeline.view() {
            View::Articles | View::People | View::Pairs => true,
            View::Lanes => self.facet.facet() != Facet::Countries,
            View::Events | View::Quotes | View::Map => false,
        }
    }

    /// How far the data on the screen is while the rest of it may change the facet; countries stand in the records, all
    /// other values come with the index.
    pub fn unfinished_facet(&self) -> Option<Progress> {
        let progress = self.dataset()?.progress();
        let is_finished = match progress.phase {
            Phase::Reading => false,
            Phase::Indexing => self.facet.facet() == Facet::Countries && self.unfinished().is_none(),
            Phase::Ready => true,
        };
        (!is_finished).then_some(progress)
    }

    /// The badge's number: errors and warnings of the data read so far.
    pub fn problem_count(&self) -> usize {
        self.data.problem_count()
    }

    /// The newest answer; `None` before the first. It may be of an earlier query than [`App::query`].
    pub fn answer(&self) -> Option<&Answer> {
        self.data.answer()
    }

    /// What of the newest answer is still being counted: in its place stands what was counted for the answer before.
    pub fn counting(&self) -> Counting {
        self.answer().map_or_else(Counting::default, |answer| answer.counting)
    }

    /// The query as it is now, typed text included.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The other spellings of names that the last answer knows.
    pub fn spellings(&self) -> &Spellings {
        self.data.answer().map_or(&NO_SPELLINGS, |answer| &answer.spellings)
    }

    /// Whether something holds of the countries that the query includes, or of that whose lane or place on the map is under
    /// the cursor; groups as their members.
    pub fn includes_country(&self, is_so: impl Fn(&[&str]) -> bool) -> bool {
        let is_so_of = |code: &str| match Group::from_code(code) {
            Some(group) => is_so(group.members()),
            None => is_so(&[code]),
        };
        let is_asked = self.query.parts.iter().any(|part| match part {
            Part::Values(values) if values.field == Field::Country && !values.negated => {
                values.values.iter().any(|value| is_so_of(&value.text))
            }
            _ => false,
        });
        is_asked || self.country_below().is_some_and(is_so_of)
    }

    /// The country of which events are listed below lanes or the map.
    fn country_below(&self) -> Option<&str> {
        let (cell, _) = self.below.listed().filter(|_| matches!(self.timeline.view(), View::Lanes | View::Map))?;
        match cell {
            Cell::Lane { value, .. } => Some(value.as_str()).filter(|_| self.facet.facet() == Facet::Countries),
            Cell::Country(code) => Some(code),
            Cell::Pair { .. } => None,
        }
    }

    /// Which view is shown, its order and its cursor.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Whether the user has asked for other rows than those on the screen, and is not typing: what is typed then is meant
    /// for rows that are not there yet.
    pub fn awaits_rows(&self) -> bool {
        self.data.awaits_rows() && !self.mode().takes_text()
    }

    /// For how many seconds the search under way has been asked elsewhere, where that is long.
    pub fn asking(&self) -> Option<u64> {
        self.data.asking()
    }

    /// Whether a message is about the values that fit what is typed into the facet's field, and those are not there yet:
    /// of a long facet they come with the answer.
    pub fn awaits_values(&self, message: &Message) -> bool {
        let is_about_them = |command: &Command| matches!(command, Command::IncludeValue | Command::AcceptValue);
        matches!(message, Message::Command(command) if is_about_them(command))
            && self.popup.is_none()
            && self.facet.is_in_field()
            && self.facet.is_cut()
            && self.data.awaits_rows()
    }

    /// Whether a message is about how what is typed may go on, or what is offered for it, and that is not known yet.
    pub fn awaits_typed(&self, message: &Message) -> bool {
        let is_about_it = |command: &Command| matches!(command, Command::Complete | Command::CompleteBefore);
        let has_candidates = || self.search.completing().candidates().is_some();
        matches!(message, Message::Command(command) if is_about_it(command))
            && self.mode() == Mode::Search
            && (self.search.completing().is_awaited() || !has_candidates() && self.data.awaits_rows())
    }

    /// Whether a message is about the record that is shown, and that is not read yet.
    pub fn awaits_record(&self, message: &Message) -> bool {
        let Message::Command(command) = message else { return false };
        let is_about_it = match command {
            Command::Cite | Command::ShowAddresses | Command::ShowNextHit | Command::ShowPreviousHit => true,
            // Which line is meant; below lanes, pairs and the map it is a row that is known.
            Command::Select(_) | Command::OpenSelected | Command::ToggleBookmark | Command::AskNote => {
                self.focus == Pane::Detail && self.timeline.view().is_list()
            }
            _ => false,
        };
        is_about_it && self.popup.is_none() && self.detail.is_awaited()
    }

    /// The rows of the view; `None` before the first answer.
    pub fn rows(&self) -> Option<Rows<'_>> {
        self.data.rows(&self.timeline)
    }

    /// The lines that the timeline shows now, headings included.
    pub fn timeline_lines(&self) -> Vec<Line> {
        let height = usize::from(self.layout().inside(Pane::Timeline).1);
        self.rows().map_or_else(Vec::new, |rows| rows.lines(self.timeline.cursor(), height))
    }

    /// The facet: a list of values to filter by.
    pub fn facet(&self) -> &FacetPane {
        &self.facet
    }

    /// The detail.
    pub fn detail(&self) -> &DetailPane {
        &self.detail
    }

    /// First and last day of the selected record, as lists know them; `None` where it has no place in time.
    pub fn selected_days(&self) -> Option<(Day, Day)> {
        let date = self.selected_date().filter(|date| !date.is_undated())?;
        Some((date.first, date.last))
    }

    /// Whether the selected record is one of those that have dates, and has none.
    pub fn is_selected_undated(&self) -> bool {
        self.selected_date().is_some_and(|date| date.is_undated())
    }

    fn selected_date(&self) -> Option<HeadDate> {
        let record = self.selected().filter(|record| record.view() != View::People)?;
        Some(record.date(self.dataset()?))
    }

    /// The histogram.
    pub fn histogram(&self) -> &HistogramPane {
        &self.histogram
    }

    /// The cells of a value over time, one for each bucket of the histogram.
    pub fn lane(&self, value: &str) -> &[LaneCell] {
        let lanes = self.data.answer().and_then(|answer| answer.rows.lanes());
        lanes.map_or(&[], |lanes| self.lanes.cells(lanes, value))
    }

    /// The lanes.
    pub fn lanes(&self) -> &LanesPane {
        &self.lanes
    }

    /// Who took part with whom.
    pub fn pairs(&self) -> &PairsPane {
        &self.pairs
    }

    /// The events of what is under the cursor of lanes, pairs or the map.
    pub fn below(&self) -> &Below {
        &self.below
    }

    /// What rows say beyond heads.
    pub fn row_texts(&self) -> &RowTexts {
        &self.row_texts
    }

    /// The search line.
    pub fn search(&self) -> &SearchLine {
        &self.search
    }

    /// Whether the mouse is switched on, so that the terminal selects no text.
    pub fn has_mouse(&self) -> bool {
        self.mouse
    }

    /// The newest data, which may not be on the screen yet.
    fn newest(&self) -> Option<&Dataset> {
        self.data.newest().map(AsRef::as_ref)
    }

    /// The popup that lies over the panes.
    pub fn popup(&self) -> Option<&Popup> {
        self.popup.as_ref()
    }

    /// What was just done, or could not be done.
    pub fn status(&self) -> Option<&Status> {
        self.status.as_ref()
    }
}
