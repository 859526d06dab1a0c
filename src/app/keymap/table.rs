//! The table of keys. A new key is one row here.

use crate::app::line_editor::Edit;
use crate::app::list_cursor::Step;
use crate::app::message::Message;
use crate::app::views::View;

use super::{Binding, Field, Group, Hint, Key, KeyCode, Mode, Modes, PopupKind};

const TIMELINE: Modes = Modes::only(Mode::Timeline);
const SUGGESTIONS: Modes = Modes::only(Mode::Suggestions);
const FACET: Modes = Modes::only(Mode::Facet);
const DETAIL: Modes = Modes::only(Mode::Detail);
const HISTOGRAM: Modes = Modes::only(Mode::Histogram);
const SEARCH: Modes = Modes::only(Mode::Field(Field::Search));
const FACET_FIELD: Modes = Modes::only(Mode::Field(Field::Facet));
const DATE: Modes = Modes::only(Mode::Field(Field::Date));
const EXPORT: Modes = Modes::only(Mode::Field(Field::Export));
const HELP: Modes = Modes::only(Mode::Field(Field::Help)).and(Modes::only(Mode::Popup(PopupKind::Help)));
const UNFILTERED_HELP: Modes = Modes::only(Mode::Popup(PopupKind::Help));
const PROBLEMS: Modes = Modes::only(Mode::Popup(PopupKind::Problems));
const ADDRESSES: Modes = Modes::only(Mode::Popup(PopupKind::Addresses));
const COPIED: Modes = Modes::only(Mode::Popup(PopupKind::Copied));
const NOTE: Modes = Modes::only(Mode::Field(Field::Note));
const VIEW_NAME: Modes = Modes::only(Mode::Field(Field::ViewName));
const PALETTE: Modes = Modes::only(Mode::Field(Field::Palette));
const MARKS: Modes = Modes::only(Mode::Popup(PopupKind::Marks));
const VIEWS: Modes = Modes::only(Mode::Popup(PopupKind::Views));

const RECORDS: Modes = TIMELINE.and(SUGGESTIONS).and(DETAIL);
const SIDE_BY_SIDE: Modes = RECORDS.and(FACET);
const PANES: Modes = SIDE_BY_SIDE.and(HISTOGRAM);
const LISTS: Modes = SIDE_BY_SIDE.and(PROBLEMS).and(ADDRESSES).and(MARKS).and(VIEWS);
const FIELDS: Modes = SEARCH.and(FACET_FIELD).and(DATE).and(EXPORT).and(HELP).and(NOTE).and(VIEW_NAME).and(PALETTE);
const EVERYWHERE: Modes = PANES.and(FIELDS).and(PROBLEMS).and(ADDRESSES).and(COPIED).and(MARKS).and(VIEWS);

const UP: Key = Key::plain(KeyCode::Up);
const DOWN: Key = Key::plain(KeyCode::Down);
const LEFT: Key = Key::plain(KeyCode::Left);
const RIGHT: Key = Key::plain(KeyCode::Right);
const HOME: Key = Key::plain(KeyCode::Home);
const END: Key = Key::plain(KeyCode::End);
const PAGE_DOWN: Key = Key::plain(KeyCode::PageDown);
const PAGE_UP: Key = Key::plain(KeyCode::PageUp);
const ENTER: Key = Key::plain(KeyCode::Enter);
const ESC: Key = Key::plain(KeyCode::Esc);
const TAB: Key = Key::plain(KeyCode::Tab);
const SHIFT_TAB: Key = Key::shift(KeyCode::Tab);
const BACKSPACE: Key = Key::plain(KeyCode::Backspace);
const DELETE: Key = Key::plain(KeyCode::Delete);
const SPACE: Key = Key::char(' ');

const fn hint(keys: usize, word: &'static str, rank: u8) -> Hint {
    Hint { keys, word, rank }
}

/// Every key of the browser.
pub const TABLE: &[Binding] = &[
    // Moving
    Binding {
        keys: &[
            (Key::char('j'), || Message::Select(Step::Next)),
            (Key::char('k'), || Message::Select(Step::Previous)),
            (DOWN, || Message::Select(Step::Next)),
            (UP, || Message::Select(Step::Previous)),
        ],
        modes: LISTS,
        does: "move",
        group: Group::Moving,
        hint: Some(hint(2, "move", 10)),
    },
    Binding {
        keys: &[
            (Key::char('g'), || Message::Select(Step::First)),
            (Key::char('G'), || Message::Select(Step::Last)),
            (HOME, || Message::Select(Step::First)),
            (END, || Message::Select(Step::Last)),
        ],
        modes: LISTS.and(HISTOGRAM),
        does: "first, last",
        group: Group::Moving,
        hint: None,
    },
    Binding {
        keys: &[
            (Key::ctrl('d'), || Message::Select(Step::HalfPageDown)),
            (Key::ctrl('u'), || Message::Select(Step::HalfPageUp)),
        ],
        modes: LISTS.and(HISTOGRAM),
        does: "half a page down, up",
        group: Group::Moving,
        hint: None,
    },
    Binding {
        keys: &[
            (PAGE_DOWN, || Message::Select(Step::PageDown)),
            (PAGE_UP, || Message::Select(Step::PageUp)),
            (Key::ctrl('f'), || Message::Select(Step::PageDown)),
            (Key::ctrl('b'), || Message::Select(Step::PageUp)),
        ],
        modes: LISTS.and(HISTOGRAM),
        does: "a page down, up",
        group: Group::Moving,
        hint: None,
    },
    Binding {
        keys: &[(SPACE, || Message::Select(Step::PageDown))],
        modes: RECORDS.and(PROBLEMS),
        does: "a page down",
        group: Group::Moving,
        hint: None,
    },
    Binding {
        keys: &[
            (DOWN, || Message::Select(Step::Next)),
            (UP, || Message::Select(Step::Previous)),
            (PAGE_DOWN, || Message::Select(Step::PageDown)),
            (PAGE_UP, || Message::Select(Step::PageUp)),
        ],
        modes: HELP,
        does: "scroll the help",
        group: Group::Moving,
        hint: Some(hint(2, "scroll", 10)),
    },
    Binding {
        keys: &[(TAB, || Message::FocusNextPane), (SHIFT_TAB, || Message::FocusPreviousPane)],
        modes: PANES,
        does: "next, previous pane",
        group: Group::Moving,
        hint: Some(hint(1, "pane", 45)),
    },
    Binding {
        keys: &[
            (Key::char('h'), || Message::FocusLeft),
            (Key::char('l'), || Message::FocusRight),
            (LEFT, || Message::FocusLeft),
            (RIGHT, || Message::FocusRight),
        ],
        modes: SIDE_BY_SIDE,
        does: "the pane to the left, to the right",
        group: Group::Moving,
        hint: None,
    },
    Binding {
        keys: &[(ENTER, || Message::OpenSelected)],
        modes: TIMELINE,
        does: "open the record in the detail",
        group: Group::Moving,
        hint: Some(hint(1, "detail", 40)),
    },
    Binding {
        keys: &[(ENTER, || Message::OpenSelected)],
        modes: DETAIL,
        does: "follow the line: person, country, article, event",
        group: Group::Moving,
        hint: Some(hint(1, "follow", 20)),
    },
    Binding {
        keys: &[
            (BACKSPACE, || Message::GoBack),
            (Key::alt(KeyCode::Left), || Message::GoBack),
            (Key::alt(KeyCode::Right), || Message::GoForward),
        ],
        modes: PANES,
        does: "back, forward: view and record, never filters",
        group: Group::Moving,
        hint: None,
    },
    Binding {
        keys: &[(Key::char('v'), || Message::ShowNextView), (Key::char('V'), || Message::ShowPreviousView)],
        modes: PANES,
        does: "next, previous view",
        group: Group::Moving,
        hint: Some(hint(1, "view", 55)),
    },
    Binding {
        keys: &[
            (Key::char('1'), || Message::ShowView(View::Events)),
            (Key::char('2'), || Message::ShowView(View::Articles)),
            (Key::char('3'), || Message::ShowView(View::Quotes)),
            (Key::char('4'), || Message::ShowView(View::People)),
        ],
        modes: PANES,
        does: "the view Events, Articles, Quotes, People",
        group: Group::Moving,
        hint: None,
    },
    // Finding
    Binding {
        keys: &[(Key::char('/'), || Message::StartSearch)],
        modes: RECORDS.and(HISTOGRAM),
        does: "search, live",
        group: Group::Finding,
        hint: Some(hint(1, "search", 25)),
    },
    Binding {
        keys: &[(ENTER, || Message::AcceptSearch)],
        modes: SEARCH,
        does: "keep the search and return",
        group: Group::Finding,
        hint: Some(hint(1, "keep", 10)),
    },
    Binding {
        keys: &[(TAB, || Message::TakeSuggestion)],
        modes: SEARCH,
        does: "take what is suggested for what you type",
        group: Group::Finding,
        hint: Some(hint(1, "take suggestion", 20)),
    },
    Binding {
        keys: &[(ENTER, || Message::TakeSuggestion)],
        modes: SUGGESTIONS,
        does: "take the chosen suggestion",
        group: Group::Finding,
        hint: Some(hint(1, "take", 15)),
    },
    Binding {
        keys: &[(Key::char('='), || Message::TakeSuggestion)],
        modes: PANES,
        does: "take what is suggested",
        group: Group::Finding,
        hint: None,
    },
    Binding {
        keys: &[(UP, || Message::RecallEarlierQuery), (DOWN, || Message::RecallLaterQuery)],
        modes: SEARCH,
        does: "earlier, later query",
        group: Group::Finding,
        hint: Some(hint(2, "earlier queries", 30)),
    },
    Binding {
        keys: &[(Key::char('n'), || Message::ShowNextHit), (Key::char('N'), || Message::ShowPreviousHit)],
        modes: PANES,
        does: "next, previous hit: in this record, then the next",
        group: Group::Finding,
        hint: Some(hint(2, "hits", 60)),
    },
    Binding {
        keys: &[(Key::char('d'), || Message::AskDate)],
        modes: PANES,
        does: "jump to a date",
        group: Group::Finding,
        hint: Some(hint(1, "date", 65)),
    },
    Binding {
        keys: &[(ENTER, || Message::JumpToDate)],
        modes: DATE,
        does: "jump to the date",
        group: Group::Finding,
        hint: Some(hint(1, "jump", 10)),
    },
    Binding {
        keys: &[(Key::char('w'), || Message::ShowInContext)],
        modes: PANES,
        does: "show in context: drop the query, keep the record",
        group: Group::Finding,
        hint: None,
    },
    // Time
    Binding {
        keys: &[(Key::char('t'), || Message::FocusHistogram)],
        modes: PANES,
        does: "the histogram; once more the timeline",
        group: Group::Time,
        hint: Some(hint(1, "time", 62)),
    },
    Binding {
        keys: &[
            (LEFT, || Message::Select(Step::Previous)),
            (RIGHT, || Message::Select(Step::Next)),
            (Key::char('h'), || Message::Select(Step::Previous)),
            (Key::char('l'), || Message::Select(Step::Next)),
        ],
        modes: HISTOGRAM,
        does: "a bar to the left, right; then what has no date",
        group: Group::Time,
        hint: Some(hint(2, "move", 10)),
    },
    Binding {
        keys: &[(SPACE, || Message::MarkRange)],
        modes: HISTOGRAM,
        does: "start a range of dates, end it",
        group: Group::Time,
        hint: Some(hint(1, "start, end range", 12)),
    },
    Binding {
        keys: &[(ENTER, || Message::TakeRange)],
        modes: HISTOGRAM,
        does: "take this bar's dates, or the range, and return",
        group: Group::Time,
        hint: Some(hint(1, "these dates", 14)),
    },
    Binding {
        keys: &[(Key::char('z'), || Message::ZoomIn), (Key::char('Z'), || Message::ZoomOut)],
        modes: HISTOGRAM,
        does: "zoom in around the cursor, zoom out",
        group: Group::Time,
        hint: Some(hint(2, "zoom", 16)),
    },
    Binding {
        keys: &[(DELETE, || Message::DropDates)],
        modes: HISTOGRAM,
        does: "take the range out of the query",
        group: Group::Time,
        hint: Some(hint(1, "all dates", 18)),
    },
    // Facets
    Binding {
        keys: &[(Key::char('f'), || Message::ShowNextFacet), (Key::char('F'), || Message::ShowPreviousFacet)],
        modes: RECORDS,
        does: "next, previous facet: people, topics, kinds, more",
        group: Group::Facets,
        hint: Some(hint(1, "facet", 58)),
    },
    Binding {
        keys: &[(Key::char('f'), || Message::ShowNextFacet), (Key::char('F'), || Message::ShowPreviousFacet)],
        modes: FACET,
        does: "the facet after this one, before it",
        group: Group::Facets,
        hint: Some(hint(2, "facet", 18)),
    },
    Binding {
        keys: &[(Key::char('c'), || Message::NarrowCountries)],
        modes: PANES,
        does: "the country filter's field: letters narrow the list",
        group: Group::Facets,
        hint: Some(hint(1, "countries", 30)),
    },
    Binding {
        keys: &[(Key::char('/'), || Message::NarrowFacet)],
        modes: FACET,
        does: "the field of this facet",
        group: Group::Facets,
        hint: None,
    },
    Binding {
        keys: &[
            (SPACE, || Message::IncludeValue),
            (Key::char('x'), || Message::ExcludeValue),
            (Key::char('a'), || Message::ToggleFacetMode),
        ],
        modes: FACET,
        does: "include, exclude, any of them or all of them",
        group: Group::Facets,
        hint: Some(hint(3, "include, exclude, any/all", 15)),
    },
    Binding {
        keys: &[(ENTER, || Message::AcceptValue)],
        modes: FACET.and(FACET_FIELD),
        does: "include and return to the timeline",
        group: Group::Facets,
        hint: Some(hint(1, "include, return", 20)),
    },
    Binding {
        keys: &[(SPACE, || Message::IncludeValue)],
        modes: FACET_FIELD,
        does: "include and stay; after `-` exclude",
        group: Group::Facets,
        hint: Some(hint(1, "include", 15)),
    },
    Binding {
        keys: &[
            (DOWN, || Message::Select(Step::Next)),
            (UP, || Message::Select(Step::Previous)),
            (PAGE_DOWN, || Message::Select(Step::PageDown)),
            (PAGE_UP, || Message::Select(Step::PageUp)),
        ],
        modes: FACET_FIELD,
        does: "choose a value",
        group: Group::Facets,
        hint: Some(hint(2, "choose", 10)),
    },
    Binding {
        keys: &[(TAB, || Message::EnterFacetList)],
        modes: FACET_FIELD,
        does: "to the list, where letters are commands",
        group: Group::Facets,
        hint: Some(hint(1, "list", 40)),
    },
    // Doing
    Binding {
        keys: &[(Key::char('o'), || Message::ShowAddresses)],
        modes: PANES,
        does: "show the source's address; Enter opens it",
        group: Group::Doing,
        hint: Some(hint(1, "source", 70)),
    },
    Binding {
        keys: &[(ENTER, || Message::OpenAddress)],
        modes: ADDRESSES,
        does: "open the address (http and https only)",
        group: Group::Doing,
        hint: Some(hint(1, "open", 5)),
    },
    Binding {
        keys: &[(Key::char('y'), || Message::Cite)],
        modes: PANES,
        does: "cite: show the text, send it to the clipboard",
        group: Group::Doing,
        hint: Some(hint(1, "cite", 75)),
    },
    Binding {
        keys: &[(Key::char('Y'), || Message::CopyCommand)],
        modes: PANES,
        does: "copy this view as a command line, and show it",
        group: Group::Doing,
        hint: None,
    },
    Binding {
        keys: &[(Key::char('e'), || Message::AskExport)],
        modes: PANES,
        does: "export this view to a file: csv, json, jsonl, md",
        group: Group::Doing,
        hint: None,
    },
    Binding {
        keys: &[(ENTER, || Message::SendExport)],
        modes: EXPORT,
        does: "write the file; once more when one is there",
        group: Group::Doing,
        hint: Some(hint(1, "write", 10)),
    },
    Binding {
        keys: &[(Key::char('u'), || Message::Undo), (Key::ctrl('r'), || Message::Redo)],
        modes: PANES.and(MARKS).and(VIEWS),
        does: "undo, redo changes of query, bookmarks, notes",
        group: Group::Doing,
        hint: None,
    },
    Binding {
        keys: &[(Key::char('m'), || Message::ToggleBookmark)],
        modes: PANES.and(MARKS),
        does: "bookmark the record, or take the bookmark away",
        group: Group::Doing,
        hint: Some(hint(1, "bookmark", 72)),
    },
    Binding {
        keys: &[(Key::char('M'), || Message::ToggleOnlyBookmarks)],
        modes: PANES,
        does: "show only bookmarks, or all again",
        group: Group::Doing,
        hint: None,
    },
    Binding {
        keys: &[(Key::char('i'), || Message::AskNote)],
        modes: PANES.and(MARKS),
        does: "a note on the record",
        group: Group::Doing,
        hint: Some(hint(1, "note", 73)),
    },
    Binding {
        keys: &[(ENTER, || Message::KeepNote)],
        modes: NOTE,
        does: "keep the note; an empty one is deleted",
        group: Group::Doing,
        hint: Some(hint(1, "keep", 10)),
    },
    Binding {
        keys: &[(ENTER, || Message::OpenMark)],
        modes: MARKS,
        does: "open the record",
        group: Group::Doing,
        hint: Some(hint(1, "open", 5)),
    },
    Binding {
        keys: &[(Key::char(':'), || Message::ShowPalette), (Key::ctrl('p'), || Message::ShowPalette)],
        modes: PANES,
        does: "all commands, those without a key among them",
        group: Group::Doing,
        hint: Some(hint(1, "commands", 57)),
    },
    Binding {
        keys: &[(ENTER, || Message::RunCommand)],
        modes: PALETTE,
        does: "do what the command says",
        group: Group::Doing,
        hint: Some(hint(1, "do it", 10)),
    },
    Binding {
        keys: &[
            (DOWN, || Message::Select(Step::Next)),
            (UP, || Message::Select(Step::Previous)),
            (PAGE_DOWN, || Message::Select(Step::PageDown)),
            (PAGE_UP, || Message::Select(Step::PageUp)),
        ],
        modes: PALETTE,
        does: "choose a command",
        group: Group::Doing,
        hint: Some(hint(2, "choose", 20)),
    },
    Binding {
        keys: &[(ENTER, || Message::SaveView)],
        modes: VIEW_NAME,
        does: "save the view; once more when one has that name",
        group: Group::Doing,
        hint: Some(hint(1, "save", 10)),
    },
    Binding {
        keys: &[(ENTER, || Message::TakeView)],
        modes: VIEWS,
        does: "open the saved view, or delete it, as asked for",
        group: Group::Doing,
        hint: Some(hint(1, "choose", 5)),
    },
    Binding {
        keys: &[(DELETE, || Message::ForgetView)],
        modes: VIEWS,
        does: "delete the saved view",
        group: Group::Doing,
        hint: Some(hint(1, "forget", 15)),
    },
    Binding {
        keys: &[(Key::char('s'), || Message::ReverseOrder)],
        modes: PANES,
        does: "reverse the order; people: by count, by name",
        group: Group::Doing,
        hint: None,
    },
    Binding {
        keys: &[(Key::char('L'), || Message::ShowNextLanguage)],
        modes: PANES,
        does: "next language of data texts",
        group: Group::Doing,
        hint: None,
    },
    Binding {
        keys: &[(Key::char('p'), || Message::ShowProblems)],
        modes: PANES,
        does: "problems of the data",
        group: Group::Doing,
        hint: None,
    },
    Binding {
        keys: &[(Key::plain(KeyCode::F(5)), || Message::Reload)],
        modes: PANES,
        does: "read the data again",
        group: Group::Doing,
        hint: None,
    },
    Binding {
        keys: &[(Key::plain(KeyCode::F(2)), || Message::ToggleMouse)],
        modes: EVERYWHERE,
        does: "the mouse on, off: click, drag, wheel",
        group: Group::Doing,
        hint: None,
    },
    Binding {
        keys: &[(Key::char('?'), || Message::ShowHelp), (Key::plain(KeyCode::F(1)), || Message::ShowHelp)],
        modes: PANES,
        does: "help for this pane; letters search in it",
        group: Group::Doing,
        hint: Some(hint(1, "help", 50)),
    },
    // Typing
    Binding {
        keys: &[
            (Key::ctrl('a'), || Message::EditField(Edit::Home)),
            (Key::ctrl('e'), || Message::EditField(Edit::End)),
            (Key::ctrl('u'), || Message::EditField(Edit::DeleteToStart)),
            (Key::ctrl('w'), || Message::EditField(Edit::DeleteWord)),
        ],
        modes: FIELDS,
        does: "to start, end; delete to the start, a word",
        group: Group::Typing,
        hint: None,
    },
    Binding {
        keys: &[
            (LEFT, || Message::EditField(Edit::Left)),
            (RIGHT, || Message::EditField(Edit::Right)),
            (HOME, || Message::EditField(Edit::Home)),
            (END, || Message::EditField(Edit::End)),
            (BACKSPACE, || Message::EditField(Edit::DeleteBefore)),
            (DELETE, || Message::EditField(Edit::DeleteAfter)),
        ],
        modes: FIELDS,
        does: "move and delete in a text field",
        group: Group::Typing,
        hint: None,
    },
    // Leaving
    Binding {
        keys: &[(ESC, || Message::LeaveLayer)],
        modes: EVERYWHERE,
        does: "one layer back: popup, field, pane, newest chip",
        group: Group::Leaving,
        hint: Some(hint(1, "back", 80)),
    },
    Binding {
        keys: &[(Key::char('q'), || Message::CloseOrQuit)],
        modes: PANES,
        does: "close the drawer or a full-screen detail; else quit",
        group: Group::Leaving,
        hint: Some(hint(1, "quit", 56)),
    },
    Binding {
        keys: &[(Key::char('q'), || Message::CloseOrQuit)],
        modes: UNFILTERED_HELP.and(PROBLEMS).and(ADDRESSES).and(MARKS).and(VIEWS),
        does: "close the box",
        group: Group::Leaving,
        hint: Some(hint(1, "close", 90)),
    },
    Binding {
        keys: &[(Key::plain(KeyCode::F(1)), || Message::CloseOrQuit), (ENTER, || Message::CloseOrQuit)],
        modes: HELP,
        does: "close the help",
        group: Group::Leaving,
        hint: None,
    },
    Binding {
        keys: &[(Key::char('?'), || Message::CloseOrQuit)],
        modes: UNFILTERED_HELP,
        does: "close the help while nothing is typed",
        group: Group::Leaving,
        hint: None,
    },
    Binding {
        keys: &[(ENTER, || Message::CloseOrQuit), (Key::char('q'), || Message::CloseOrQuit)],
        modes: COPIED,
        does: "close the box with what was copied",
        group: Group::Leaving,
        hint: Some(hint(2, "close", 10)),
    },
    Binding {
        keys: &[(Key::ctrl('z'), || Message::Suspend)],
        modes: EVERYWHERE,
        does: "suspend; `fg` in the shell resumes",
        group: Group::Leaving,
        hint: None,
    },
    Binding {
        keys: &[(Key::ctrl('c'), || Message::Quit)],
        modes: EVERYWHERE,
        does: "quit, always",
        group: Group::Leaving,
        hint: None,
    },
];
