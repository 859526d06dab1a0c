//! What can happen to the browser (`Message`) and what it asks to be done for it (`Effect`).
//!
//! A message is a command, which is what a key means; text that is typed or pasted; an act of the mouse; a new size; or a
//! report, which is the worker's answer to a job. An effect is the only way in which the browser reaches the world outside
//! its state. Nothing here knows keys, threads, files or the screen.

use crate::catalogue::Notice;
use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::Size;

use crate::data::Data;
use crate::dataset::{EventId, Proposal};
use crate::error::Error;
use crate::model::{Day, Lang};
use crate::query::{
    Answer, Cell, CellEvents, Completion, Detail, Histogram, LaneCounts, Matrix, MatrixRequest, Query, QueryError,
    Request, Strips, Target, Told, Zoom,
};
use crate::state::{Change, Kept, Written};

use super::line_editor::Edit;
use super::list_cursor::Step;
use super::pointer::{Act, Pointer};
use super::views::View;

/// The number of a request. The answer carries it back; one that is not the newest is ignored.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Ticket(pub u64);

/// Something that happened.
#[derive(Clone)]
pub enum Message {
    /// The user gave a command: pressed its key, or chose it in the list of commands.
    Command(Command),
    /// Types text into the focused field.
    TypeText(String),
    /// Text was pasted: into the focused field, else into the search line, which opens for it.
    Paste(String),
    /// The mouse did something.
    Point(Pointer),
    /// The terminal has a new size, in columns and rows.
    Resize(Size),
    /// It has become this day.
    Today(Day),
    /// The worker answered.
    Report(Report),
}

impl Message {
    /// Whether it is something that the user did, and no answer to it; the end of a click is part of it.
    pub fn is_from_user(&self) -> bool {
        match self {
            Message::Command(_) | Message::TypeText(_) | Message::Paste(_) => true,
            Message::Point(pointer) => pointer.act != Act::Release,
            Message::Resize(_) | Message::Today(_) | Message::Report(_) => false,
        }
    }
}

impl From<Command> for Message {
    fn from(command: Command) -> Message {
        Message::Command(command)
    }
}

impl From<Report> for Message {
    fn from(report: Report) -> Message {
        Message::Report(report)
    }
}

/// What a key means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Command {
    /// Moves the cursor of the focused list.
    Select(Step),
    /// Moves the cursor from column to column, where rows have any.
    SelectColumn(Step),
    /// Puts what is under the cursor into the query, or takes it out again.
    TakeCell,
    /// Puts it into the query and lists its events; of a pair, goes to the list of its events.
    OpenCell,
    /// All events in which two took part, or only those with nobody else.
    ToggleAlone,
    /// Moves the focus to the next pane, round at the end; the histogram is one of them.
    FocusNextPane,
    /// Moves the focus to the pane before, round at the end.
    FocusPreviousPane,
    /// Moves the focus to the pane on the right among those that stand side by side, round at the end.
    FocusRight,
    /// Moves the focus to the pane on the left among those that stand side by side, round at the end.
    FocusLeft,
    /// Moves the focus to the histogram, or from it to the timeline.
    FocusHistogram,
    /// Gives the list or the detail, whichever has the focus, more room.
    EnlargePane,
    /// Gives it less.
    ShrinkPane,
    /// Stands the list above the detail, or beside it.
    TurnPanes,
    /// Shows less of time in finer buckets, around the cursor of the histogram.
    ZoomIn,
    /// Shows more of time in coarser buckets, up to all of it.
    ZoomOut,
    /// Begins a range of dates at the cursor of the histogram, or ends it.
    MarkRange,
    /// Takes the range that is being drawn, or the bucket at the cursor, and returns to the timeline.
    TakeRange,
    /// Takes the range of dates out of the query.
    DropDates,
    /// Opens the selected record, or follows the line under the cursor of the detail.
    OpenSelected,
    /// Returns to the place before: view, record, scroll; never filters.
    GoBack,
    /// Goes forward again after [`Command::GoBack`].
    GoForward,
    /// Takes up view, query and record of when these data were left last.
    ReturnToLastPlace,
    /// Shows the next view, round at the end.
    ShowNextView,
    /// Shows the previous view, round at the end.
    ShowPreviousView,
    /// Shows one view.
    ShowView(View),
    /// Puts the cursor into the search line.
    StartSearch,
    /// Puts the cursor into the search line, after what it holds and the name of this field.
    SearchField(&'static str),
    /// Puts the next way to go on into the search line; where nothing is known, takes the chosen suggestion.
    Complete,
    /// Puts the way to go on before that one into the search line.
    CompleteBefore,
    /// Takes the chosen suggestion in place of the query.
    TakeSuggestion,
    /// Opens the page of the chosen value of a facet, else of the value that the query asks for.
    OpenPage,
    /// The program speaks its next language.
    ShowNextTongue,
    /// Shows the next facet, round at the end.
    ShowNextFacet,
    /// Shows the previous facet, round at the end.
    ShowPreviousFacet,
    /// Puts the cursor into the text field of the facet that has the focus, else of the countries.
    NarrowFacet,
    /// Includes the selected value, or takes the tick away.
    IncludeValue,
    /// Excludes the selected value, or takes the mark away.
    ExcludeValue,
    /// Includes (or, after `-`, excludes) the selected value and returns to the timeline.
    AcceptValue,
    /// Switches the facet between "any of" and "all of".
    ToggleFacetMode,
    /// Leaves the facet's text field for its list, which stays narrowed.
    EnterFacetList,
    /// Goes to the next part of the shown record.
    ShowNextSection,
    /// Goes to the part before.
    ShowPreviousSection,
    /// Goes to the next hit of the shown record, then of the next one.
    ShowNextHit,
    /// Goes to the previous hit of the shown record, then of the one before.
    ShowPreviousHit,
    /// Asks for a date.
    AskDate,
    /// Does with the date that was typed what was chosen: goes there, or puts it into the query.
    TakeDate,
    /// Shows the addresses of the shown record's sources.
    ShowAddresses,
    /// Opens the address that is shown.
    OpenAddress,
    /// Copies it.
    CopyAddress,
    /// Shows a citation of the shown record and copies it.
    Cite,
    /// Shows the other form of what was copied: on a few lines, on one.
    ShowOtherForm,
    /// Sends the form that is shown to the clipboard, when that is not the one that was sent, and closes the box.
    SendShownForm,
    /// Shows the view as a command line and copies it.
    CopyCommand,
    /// Takes the last change of the query, of a bookmark or of a note back.
    Undo,
    /// Makes the change again that was taken back.
    Redo,
    /// Bookmarks the shown record, or takes the bookmark away; in the list of marks, that of its row.
    ToggleBookmark,
    /// Shows only what is bookmarked, or no longer only that.
    ToggleOnlyBookmarks,
    /// Asks for a note on the shown record; in the list of marks, on that of its row.
    AskNote,
    /// Keeps the note that was typed.
    KeepNote,
    /// Lists bookmarks and notes.
    ListMarks,
    /// Opens the record of the chosen mark.
    OpenMark,
    /// Asks for the name of a file to export all bookmarked records to.
    AskBookmarkExport,
    /// Asks for the name under which this view is saved.
    AskViewName,
    /// Saves this view under the name that was typed; a second time, over another view.
    SaveView,
    /// Lists the saved views.
    ListViews(Purpose),
    /// Opens the chosen view, or forgets it, as the list was asked for.
    TakeView,
    /// Forgets the chosen view.
    ForgetView,
    /// Removes a part of the query, by its place in it.
    RemovePart(usize),
    /// Removes all parts of the query.
    ClearQuery,
    /// Lists all commands.
    ShowPalette,
    /// Does what the chosen command of that list says.
    RunCommand,
    /// Gives the chosen field of a proposed map its next meaning, or none.
    ChooseNextMeaning,
    /// Opens the file with the map as it is proposed now.
    TakeProposal,
    /// Asks for the name under which the map is saved.
    AskMapName,
    /// Saves the map under the name that was typed; a second time, over one that is there.
    SaveMap,
    /// Asks for the name of a file to export to.
    AskExport,
    /// Exports to the file that was named; a second time, over one that is there.
    SendExport,
    /// Rows of two lines, or of one.
    ToggleTallRows,
    /// Newest first or oldest first.
    ReverseOrder,
    /// Shows texts of the data in the next language.
    ShowNextLanguage,
    /// Lists the problems of the data.
    ShowProblems,
    /// Drops the query and keeps the record.
    ShowInContext,
    /// Switches the mouse on or off.
    ToggleMouse,
    /// Reads the data again.
    Reload,
    /// Shows the keys of the pane.
    ShowHelp,
    /// Takes one layer away: popup, text field, larger pane, focus, newest chip. Never quits.
    LeaveLayer,
    /// Closes a popup, makes a larger pane normal, closes a drawer or the full-screen detail; else quits.
    CloseOrQuit,
    /// Quits.
    Quit,
    /// Gives the terminal back to the shell until it resumes the program.
    Suspend,
    /// Changes the focused field.
    EditField(Edit),
    /// Searches for what the search line holds, and leaves it.
    AcceptSearch,
    /// Puts the query before into the search line.
    RecallEarlierQuery,
    /// Puts the query after into the search line.
    RecallLaterQuery,
}

/// What a saved view is chosen for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// To be opened.
    Open,
    /// To be deleted.
    Forget,
}

/// What the worker answers.
#[derive(Clone)]
pub enum Report {
    /// More of the data was read.
    Loaded {
        /// The request to read.
        ticket: Ticket,
        /// All that was read so far.
        data: Data,
    },
    /// The data could not be read.
    LoadFailed {
        /// The request to read.
        ticket: Ticket,
        /// What failed, and what to do.
        reason: Arc<Error>,
    },
    /// A map for a file that no map knows, or why there is none.
    Proposed {
        /// The map.
        proposal: Result<Arc<Proposal>, Arc<Error>>,
    },
    /// What became of a map that was to be saved.
    MapSaved {
        /// The request.
        ticket: Ticket,
        /// Whether it was written.
        outcome: Exported,
    },
    /// What the query selects.
    Answered {
        /// The request.
        ticket: Ticket,
        /// The data that the answer is about.
        data: Data,
        /// The answer.
        answer: Arc<Answer>,
    },
    /// The same answer with more of its rows.
    RowsCame {
        /// The request.
        ticket: Ticket,
        /// The data that it is about.
        data: Data,
        /// The answer.
        answer: Arc<Answer>,
    },
    /// A search is still asked for, so many seconds after it began.
    Asking {
        /// The request.
        ticket: Ticket,
        /// The seconds.
        seconds: u64,
    },
    /// More was read of the data that are shown; numbers of records mean the same.
    Seen {
        /// The data.
        data: Data,
    },
    /// A search, or what a page asks, has no answer: why, or that only all of the data tell.
    Unanswered {
        /// The request.
        ticket: Ticket,
        /// What failed, if anything did.
        why: Option<Arc<Error>>,
    },
    /// What the data know of what is typed into the search line.
    TypedRead {
        /// The request.
        ticket: Ticket,
        /// How the text before the cursor may go on; `None` when nothing is known.
        completion: Option<Completion>,
        /// What is wrong with the text, and no further typing mends.
        fault: Option<QueryError>,
    },
    /// What a suggestion would select.
    Previewed {
        /// The request.
        ticket: Ticket,
        /// The data that the answer is about.
        data: Data,
        /// The answer.
        answer: Arc<Answer>,
    },
    /// Events over time, in the columns and the part of time that were asked for.
    TimeCounted {
        /// The request.
        ticket: Ticket,
        /// The counts.
        histogram: Histogram,
        /// Those of each lane, where these are shown.
        lanes: Option<Arc<LaneCounts>>,
    },
    /// Who took part with whom.
    PairsCounted {
        /// The request.
        ticket: Ticket,
        /// The square.
        matrix: Arc<Matrix>,
    },
    /// The events of what is under a cursor.
    CellListed {
        /// The request.
        ticket: Ticket,
        /// The events.
        events: Arc<CellEvents>,
    },
    /// A record, whole.
    DetailRead {
        /// The request.
        ticket: Ticket,
        /// The record, or why it cannot be read.
        detail: Result<Arc<Detail>, Arc<Error>>,
    },
    /// What rows say of some events and their quotes; nothing of an event that cannot be read.
    RowsRead {
        /// The request.
        ticket: Ticket,
        /// Of each, with all its quotes.
        told: Vec<(EventId, Arc<Told>)>,
    },
    /// When people of the list took part.
    StripsCounted {
        /// The request.
        ticket: Ticket,
        /// Of each that was asked for.
        strips: Strips,
    },
    /// An address was given to the desktop, or why it was not.
    AddressOpened(Result<String, Arc<Error>>),
    /// What became of an export.
    Exported {
        /// The request.
        ticket: Ticket,
        /// Whether it was written.
        outcome: Exported,
    },
    /// What the user has made so far, or why it cannot be read.
    KeptRead(Result<Kept, Arc<Error>>),
    /// What became of changes of it.
    KeptWritten {
        /// The request.
        ticket: Ticket,
        /// What is kept now, `None` when nothing is kept beyond the end; or why nothing was written.
        outcome: Result<Option<Written>, Arc<Error>>,
    },
}

/// What became of an export.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Exported {
    /// It was written: how much, and where.
    Written(Notice),
    /// Nothing was written: this file is there.
    Exists(String),
    /// Nothing was written: why, and what to do.
    Refused(Notice),
}

/// What one message asks for, to be done in this order.
pub type Effects = Vec<Effect>;

/// What the browser asks for.
#[derive(Clone)]
pub enum Effect {
    /// Work that is answered by messages.
    Job(Job),
    /// Draws the frame as a picture, and has it written to a file: answered as [`Job::WritePicture`].
    Picture {
        /// Comes back with the answer.
        ticket: Ticket,
        /// The name of the file, as typed.
        name: String,
        /// Whether a file that is there is replaced.
        replace: bool,
    },
    /// Puts text on the terminal's clipboard (OSC 52).
    Copy(String),
    /// Has the terminal send what the mouse does, or no longer.
    CaptureMouse(bool),
    /// Stops the program until the shell resumes it.
    Suspend,
    /// Ends the program with exit status 0.
    Quit,
    /// Ends the program with this message: nothing could be read.
    Fail(Arc<Error>),
}

/// Work for [`crate::worker::perform`].
#[derive(Clone)]
pub enum Job {
    /// Reads the inputs; answered by many [`Report::Loaded`], or one [`Report::LoadFailed`].
    Load {
        /// Comes back with each answer.
        ticket: Ticket,
        /// The map that was proposed for them and taken.
        proposal: Option<Arc<Proposal>>,
        /// Whether all of it is to be here, wherever it lies.
        is_whole: bool,
    },
    /// Proposes a map for the input of this name; answered by [`Report::Proposed`].
    Propose {
        /// The input as messages name it.
        name: String,
    },
    /// Saves a map in the user's folder; answered by [`Report::MapSaved`].
    SaveMap {
        /// Comes back with the answer.
        ticket: Ticket,
        /// Its name, as typed.
        name: String,
        /// Its text.
        text: String,
        /// Whether one that is there is replaced.
        replace: bool,
    },
    /// Answered by [`Report::Answered`], or by nothing when a newer search made it give up.
    Search {
        /// Comes back with the answer.
        ticket: Ticket,
        /// The data to search.
        data: Data,
        /// What to search for.
        request: Request,
        /// What the user has marked; the request has it when this has been looked up in the data.
        kept: Arc<Kept>,
    },
    /// Gives up the search that is under way; it has no answer.
    GiveUp,
    /// Reads the events of some rows, which lie elsewhere; answered by [`Report::RowsCame`].
    ReadWindow {
        /// Comes back with the answer.
        ticket: Ticket,
        /// The data to read from.
        data: Data,
        /// What lists the rows.
        answer: Arc<Answer>,
        /// Their places in its list.
        places: Range<usize>,
    },
    /// Asks what the data know of what is typed into the search line; answered by [`Report::TypedRead`].
    ReadTyped {
        /// Comes back with the answer.
        ticket: Ticket,
        /// The data to ask.
        data: Data,
        /// The text.
        typed: String,
        /// The byte of it where the cursor stands.
        cursor: usize,
        /// The language of the names that are shown.
        lang: Lang,
    },
    /// Searches for what may be taken in place of the query; answered by [`Report::Previewed`], or by nothing when a search
    /// waits.
    Preview {
        /// Comes back with the answer.
        ticket: Ticket,
        /// The data to search.
        data: Data,
        /// What to search for.
        request: Request,
        /// What the user has marked.
        kept: Arc<Kept>,
    },
    /// Counts events over time once more; answered by [`Report::TimeCounted`].
    CountTime {
        /// Comes back with the answer.
        ticket: Ticket,
        /// The data that it is about.
        data: Data,
        /// [`Answer::around`] is counted, and its lanes.
        answer: Arc<Answer>,
        /// Columns of the histogram.
        columns: usize,
        /// The part of time that it shows.
        zoom: Option<Zoom>,
    },
    /// Counts who took part with whom; answered by [`Report::PairsCounted`].
    CountPairs {
        /// Comes back with the answer.
        ticket: Ticket,
        /// The data.
        data: Data,
        /// Whose events are counted.
        answer: Arc<Answer>,
        /// What is wanted.
        square: MatrixRequest,
    },
    /// Lists the events of what is under a cursor; answered by [`Report::CellListed`].
    ListCell {
        /// Comes back with the answer.
        ticket: Ticket,
        /// The data.
        data: Data,
        /// What is shown.
        answer: Arc<Answer>,
        /// What is under the cursor.
        cell: Cell,
        /// The rows that are wanted, the newest event first; of data that are here all come.
        rows: Range<usize>,
    },
    /// Answered by [`Report::DetailRead`].
    ReadDetail {
        /// Comes back with the answer.
        ticket: Ticket,
        /// The data to read from.
        data: Data,
        /// Which record or page.
        target: Target,
        /// What a page obeys; `None` without a query.
        answer: Option<Arc<Answer>>,
        /// How its events over time are shown, where not all of them come.
        shown: (usize, Option<Zoom>),
    },
    /// Answered by [`Report::RowsRead`].
    ReadRows {
        /// Comes back with the answer.
        ticket: Ticket,
        /// The data to read from.
        data: Data,
        /// Of which events.
        events: Vec<EventId>,
    },
    /// Answered by [`Report::StripsCounted`].
    CountStrips {
        /// Comes back with the answer.
        ticket: Ticket,
        /// The data to count in.
        data: Data,
        /// What lists the people.
        answer: Arc<Answer>,
        /// Their numbers.
        people: Vec<u32>,
        /// Columns of a strip.
        columns: usize,
        /// The part of time that it shows.
        zoom: Option<Zoom>,
        /// The highest bucket of all, when it is known.
        most: Option<u32>,
    },
    /// Writes what a view lists to a file; answered by [`Report::Exported`].
    Export {
        /// Comes back with the answer.
        ticket: Ticket,
        /// The data to export from.
        data: Data,
        /// What selects.
        query: Query,
        /// What the user has marked.
        kept: Arc<Kept>,
        /// What is listed.
        view: View,
        /// The language of its texts.
        lang: Lang,
        /// The name of the file, as typed.
        name: String,
        /// Whether a file that is there is replaced.
        replace: bool,
    },
    /// Writes a picture to a file; answered by [`Report::Exported`].
    WritePicture {
        /// Comes back with the answer.
        ticket: Ticket,
        /// The name of the file, as typed.
        name: String,
        /// Whether a file that is there is replaced.
        replace: bool,
        /// The picture.
        text: String,
    },
    /// Gives an address to the desktop; answered by [`Report::AddressOpened`].
    OpenAddress(String),
    /// Reads what the user has made; answered by [`Report::KeptRead`], or by nothing when none is kept.
    ReadKept,
    /// Makes changes of it; answered by [`Report::KeptWritten`].
    Keep {
        /// Comes back with the answer.
        ticket: Ticket,
        /// The changes, oldest first.
        changes: Vec<Change>,
    },
}
