//! The table of keys. A new key is one row here.

use crate::app::line_editor::Edit;
use crate::app::list_cursor::Step;
use crate::app::message::Message;
use crate::app::views::View;

use super::{Binding, Field, Group, Hint, Key, KeyCode, Mode, Modes, PopupKind, Sends};

const TIMELINE: Modes = Modes::only(Mode::Timeline);
const SUGGESTIONS: Modes = Modes::only(Mode::Suggestions);
const FACET: Modes = Modes::only(Mode::Facet);
const DETAIL: Modes = Modes::only(Mode::Detail);
const HISTOGRAM: Modes = Modes::only(Mode::Histogram);
const SEARCH: Modes = Modes::only(Mode::Field(Field::Search));
const FACET_FIELD: Modes = Modes::only(Mode::Field(Field::Facet));
const DATE: Modes = Modes::only(Mode::Field(Field::Date));
const EXPORT: Modes = Modes::only(Mode::Field(Field::Export));
const HELP: Modes = Modes::only(Mode::Field(Field::Help));
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

/// A row without a hint: its title in the help, where it holds, what it does, its keys.
const fn row(group: Group, modes: Modes, does: &'static str, keys: &'static [(Key, Sends)]) -> Binding {
    Binding { keys, modes, does, group, hint: None }
}

impl Binding {
    /// Shows the first `keys` of the row in the hint line; a lower rank stands further left.
    const fn hint(self, keys: usize, word: &'static str, rank: u8) -> Binding {
        Binding { hint: Some(Hint { keys, word, rank }), ..self }
    }
}

/// Every key of the browser.
pub const TABLE: &[Binding] = &[
    // Moving
    row(
        Group::Moving,
        LISTS,
        "move",
        &[
            (Key::char('j'), || Message::Select(Step::Next)),
            (Key::char('k'), || Message::Select(Step::Previous)),
            (DOWN, || Message::Select(Step::Next)),
            (UP, || Message::Select(Step::Previous)),
        ],
    )
    .hint(2, "move", 10),
    row(
        Group::Moving,
        LISTS.and(HISTOGRAM),
        "first, last",
        &[
            (Key::char('g'), || Message::Select(Step::First)),
            (Key::char('G'), || Message::Select(Step::Last)),
            (HOME, || Message::Select(Step::First)),
            (END, || Message::Select(Step::Last)),
        ],
    ),
    row(
        Group::Moving,
        LISTS.and(HISTOGRAM),
        "half a page down, up",
        &[
            (Key::ctrl('d'), || Message::Select(Step::HalfPageDown)),
            (Key::ctrl('u'), || Message::Select(Step::HalfPageUp)),
        ],
    ),
    row(
        Group::Moving,
        LISTS.and(HISTOGRAM),
        "a page down, up",
        &[
            (PAGE_DOWN, || Message::Select(Step::PageDown)),
            (PAGE_UP, || Message::Select(Step::PageUp)),
            (Key::ctrl('f'), || Message::Select(Step::PageDown)),
            (Key::ctrl('b'), || Message::Select(Step::PageUp)),
        ],
    ),
    row(Group::Moving, RECORDS.and(PROBLEMS), "a page down", &[(SPACE, || Message::Select(Step::PageDown))]),
    row(
        Group::Moving,
        HELP,
        "scroll the help",
        &[
            (DOWN, || Message::Select(Step::Next)),
            (UP, || Message::Select(Step::Previous)),
            (PAGE_DOWN, || Message::Select(Step::PageDown)),
            (PAGE_UP, || Message::Select(Step::PageUp)),
        ],
    )
    .hint(2, "scroll", 10),
    row(
        Group::Moving,
        PANES,
        "next, previous pane",
        &[(TAB, || Message::FocusNextPane), (SHIFT_TAB, || Message::FocusPreviousPane)],
    )
    .hint(1, "pane", 45),
    row(
        Group::Moving,
        SIDE_BY_SIDE,
        "the pane to the left, to the right",
        &[
            (Key::char('h'), || Message::FocusLeft),
            (Key::char('l'), || Message::FocusRight),
            (LEFT, || Message::FocusLeft),
            (RIGHT, || Message::FocusRight),
        ],
    ),
    row(Group::Moving, TIMELINE, "open the record in the detail", &[(ENTER, || Message::OpenSelected)])
        .hint(1, "detail", 40),
    row(
        Group::Moving,
        DETAIL,
        "follow the line: person, country, article, event",
        &[(ENTER, || Message::OpenSelected)],
    )
    .hint(1, "follow", 20),
    row(
        Group::Moving,
        PANES,
        "back, forward: view and record, never filters",
        &[
            (BACKSPACE, || Message::GoBack),
            (Key::alt(KeyCode::Left), || Message::GoBack),
            (Key::alt(KeyCode::Right), || Message::GoForward),
        ],
    ),
    row(
        Group::Moving,
        PANES,
        "next, previous view",
        &[(Key::char('v'), || Message::ShowNextView), (Key::char('V'), || Message::ShowPreviousView)],
    )
    .hint(1, "view", 55),
    row(
        Group::Moving,
        PANES,
        "the view Events, Articles, Quotes, People",
        &[
            (Key::char('1'), || Message::ShowView(View::Events)),
            (Key::char('2'), || Message::ShowView(View::Articles)),
            (Key::char('3'), || Message::ShowView(View::Quotes)),
            (Key::char('4'), || Message::ShowView(View::People)),
        ],
    ),
    // Finding
    row(Group::Finding, RECORDS.and(HISTOGRAM), "search, live", &[(Key::char('/'), || Message::StartSearch)])
        .hint(1, "search", 25),
    row(Group::Finding, SEARCH, "keep the search and return", &[(ENTER, || Message::AcceptSearch)]).hint(1, "keep", 10),
    row(Group::Finding, SEARCH, "take what is suggested for what you type", &[(TAB, || Message::TakeSuggestion)]).hint(
        1,
        "take suggestion",
        20,
    ),
    row(Group::Finding, SUGGESTIONS, "take the chosen suggestion", &[(ENTER, || Message::TakeSuggestion)])
        .hint(1, "take", 15),
    row(Group::Finding, PANES, "take what is suggested", &[(Key::char('='), || Message::TakeSuggestion)]),
    row(
        Group::Finding,
        SEARCH,
        "earlier, later query",
        &[(UP, || Message::RecallEarlierQuery), (DOWN, || Message::RecallLaterQuery)],
    )
    .hint(2, "earlier queries", 30),
    row(
        Group::Finding,
        PANES,
        "next, previous hit: in this record, then the next",
        &[(Key::char('n'), || Message::ShowNextHit), (Key::char('N'), || Message::ShowPreviousHit)],
    )
    .hint(2, "hits", 60),
    row(Group::Finding, PANES, "jump to a date", &[(Key::char('d'), || Message::AskDate)]).hint(1, "date", 65),
    row(Group::Finding, DATE, "jump to the date", &[(ENTER, || Message::JumpToDate)]).hint(1, "jump", 10),
    row(
        Group::Finding,
        PANES,
        "show in context: drop the query, keep the record",
        &[(Key::char('w'), || Message::ShowInContext)],
    ),
    // Time
    row(Group::Time, PANES, "the histogram; once more the timeline", &[(Key::char('t'), || Message::FocusHistogram)])
        .hint(1, "time", 62),
    row(
        Group::Time,
        HISTOGRAM,
        "a bar to the left, right; then what has no date",
        &[
            (LEFT, || Message::Select(Step::Previous)),
            (RIGHT, || Message::Select(Step::Next)),
            (Key::char('h'), || Message::Select(Step::Previous)),
            (Key::char('l'), || Message::Select(Step::Next)),
        ],
    )
    .hint(2, "move", 10),
    row(Group::Time, HISTOGRAM, "start a range of dates, end it", &[(SPACE, || Message::MarkRange)]).hint(
        1,
        "start, end range",
        12,
    ),
    row(Group::Time, HISTOGRAM, "take this bar's dates, or the range, and return", &[(ENTER, || Message::TakeRange)])
        .hint(1, "these dates", 14),
    row(
        Group::Time,
        HISTOGRAM,
        "zoom in around the cursor, zoom out",
        &[(Key::char('z'), || Message::ZoomIn), (Key::char('Z'), || Message::ZoomOut)],
    )
    .hint(2, "zoom", 16),
    row(Group::Time, HISTOGRAM, "take the range out of the query", &[(DELETE, || Message::DropDates)]).hint(
        1,
        "all dates",
        18,
    ),
    // Facets
    row(
        Group::Facets,
        RECORDS,
        "next, previous facet: people, topics, kinds, more",
        &[(Key::char('f'), || Message::ShowNextFacet), (Key::char('F'), || Message::ShowPreviousFacet)],
    )
    .hint(1, "facet", 58),
    row(
        Group::Facets,
        FACET,
        "the facet after this one, before it",
        &[(Key::char('f'), || Message::ShowNextFacet), (Key::char('F'), || Message::ShowPreviousFacet)],
    )
    .hint(2, "facet", 18),
    row(
        Group::Facets,
        PANES,
        "the country filter's field: letters narrow the list",
        &[(Key::char('c'), || Message::NarrowCountries)],
    )
    .hint(1, "countries", 30),
    row(Group::Facets, FACET, "the field of this facet", &[(Key::char('/'), || Message::NarrowFacet)]),
    row(
        Group::Facets,
        FACET,
        "include, exclude, any of them or all of them",
        &[
            (SPACE, || Message::IncludeValue),
            (Key::char('x'), || Message::ExcludeValue),
            (Key::char('a'), || Message::ToggleFacetMode),
        ],
    )
    .hint(3, "include, exclude, any/all", 15),
    row(
        Group::Facets,
        FACET.and(FACET_FIELD),
        "include and return to the timeline",
        &[(ENTER, || Message::AcceptValue)],
    )
    .hint(1, "include, return", 20),
    row(Group::Facets, FACET_FIELD, "include and stay; after `-` exclude", &[(SPACE, || Message::IncludeValue)])
        .hint(1, "include", 15),
    row(
        Group::Facets,
        FACET_FIELD,
        "choose a value",
        &[
            (DOWN, || Message::Select(Step::Next)),
            (UP, || Message::Select(Step::Previous)),
            (PAGE_DOWN, || Message::Select(Step::PageDown)),
            (PAGE_UP, || Message::Select(Step::PageUp)),
        ],
    )
    .hint(2, "choose", 10),
    row(Group::Facets, FACET_FIELD, "to the list, where letters are commands", &[(TAB, || Message::EnterFacetList)])
        .hint(1, "list", 40),
    // Doing
    row(
        Group::Doing,
        PANES,
        "show the source's address; Enter opens it",
        &[(Key::char('o'), || Message::ShowAddresses)],
    )
    .hint(1, "source", 70),
    row(Group::Doing, ADDRESSES, "open the address (http and https only)", &[(ENTER, || Message::OpenAddress)])
        .hint(1, "open", 5),
    row(Group::Doing, PANES, "cite: show the text, send it to the clipboard", &[(Key::char('y'), || Message::Cite)])
        .hint(1, "cite", 75),
    row(
        Group::Doing,
        PANES,
        "copy this view as a command line, and show it",
        &[(Key::char('Y'), || Message::CopyCommand)],
    ),
    row(
        Group::Doing,
        PANES,
        "export this view to a file: csv, json, jsonl, md",
        &[(Key::char('e'), || Message::AskExport)],
    ),
    row(Group::Doing, EXPORT, "write the file; once more when one is there", &[(ENTER, || Message::SendExport)])
        .hint(1, "write", 10),
    row(
        Group::Doing,
        PANES.and(MARKS).and(VIEWS),
        "undo, redo changes of query, bookmarks, notes",
        &[(Key::char('u'), || Message::Undo), (Key::ctrl('r'), || Message::Redo)],
    ),
    row(
        Group::Doing,
        PANES.and(MARKS),
        "bookmark the record, or take the bookmark away",
        &[(Key::char('m'), || Message::ToggleBookmark)],
    )
    .hint(1, "bookmark", 72),
    row(Group::Doing, PANES, "show only bookmarks, or all again", &[(Key::char('M'), || Message::ToggleOnlyBookmarks)]),
    row(Group::Doing, PANES.and(MARKS), "a note on the record", &[(Key::char('i'), || Message::AskNote)])
        .hint(1, "note", 73),
    row(Group::Doing, NOTE, "keep the note; an empty one is deleted", &[(ENTER, || Message::KeepNote)])
        .hint(1, "keep", 10),
    row(Group::Doing, MARKS, "open the record", &[(ENTER, || Message::OpenMark)]).hint(1, "open", 5),
    row(
        Group::Doing,
        PANES,
        "all commands, those without a key among them",
        &[(Key::char(':'), || Message::ShowPalette), (Key::ctrl('p'), || Message::ShowPalette)],
    )
    .hint(1, "commands", 57),
    row(Group::Doing, PALETTE, "do what the command says", &[(ENTER, || Message::RunCommand)]).hint(1, "do it", 10),
    row(
        Group::Doing,
        PALETTE,
        "choose a command",
        &[
            (DOWN, || Message::Select(Step::Next)),
            (UP, || Message::Select(Step::Previous)),
            (PAGE_DOWN, || Message::Select(Step::PageDown)),
            (PAGE_UP, || Message::Select(Step::PageUp)),
        ],
    )
    .hint(2, "choose", 20),
    row(Group::Doing, VIEW_NAME, "save the view; once more when one has that name", &[(ENTER, || Message::SaveView)])
        .hint(1, "save", 10),
    row(Group::Doing, VIEWS, "open the saved view, or delete it, as asked for", &[(ENTER, || Message::TakeView)])
        .hint(1, "choose", 5),
    row(Group::Doing, VIEWS, "delete the saved view", &[(DELETE, || Message::ForgetView)]).hint(1, "forget", 15),
    row(
        Group::Doing,
        PANES,
        "reverse the order; people: by count, by name",
        &[(Key::char('s'), || Message::ReverseOrder)],
    ),
    row(Group::Doing, PANES, "next language of data texts", &[(Key::char('L'), || Message::ShowNextLanguage)]),
    row(Group::Doing, PANES, "problems of the data", &[(Key::char('p'), || Message::ShowProblems)]),
    row(Group::Doing, PANES, "read the data again", &[(Key::plain(KeyCode::F(5)), || Message::Reload)]),
    row(
        Group::Doing,
        EVERYWHERE,
        "the mouse on, off: click, drag, wheel",
        &[(Key::plain(KeyCode::F(2)), || Message::ToggleMouse)],
    ),
    row(
        Group::Doing,
        PANES,
        "help for this pane; letters search in it",
        &[(Key::char('?'), || Message::ShowHelp), (Key::plain(KeyCode::F(1)), || Message::ShowHelp)],
    )
    .hint(1, "help", 50),
    // Typing
    row(
        Group::Typing,
        FIELDS,
        "to start, end; delete to the start, a word",
        &[
            (Key::ctrl('a'), || Message::EditField(Edit::Home)),
            (Key::ctrl('e'), || Message::EditField(Edit::End)),
            (Key::ctrl('u'), || Message::EditField(Edit::DeleteToStart)),
            (Key::ctrl('w'), || Message::EditField(Edit::DeleteWord)),
        ],
    ),
    row(
        Group::Typing,
        FIELDS,
        "move and delete in a text field",
        &[
            (LEFT, || Message::EditField(Edit::Left)),
            (RIGHT, || Message::EditField(Edit::Right)),
            (HOME, || Message::EditField(Edit::Home)),
            (END, || Message::EditField(Edit::End)),
            (BACKSPACE, || Message::EditField(Edit::DeleteBefore)),
            (DELETE, || Message::EditField(Edit::DeleteAfter)),
        ],
    ),
    // Leaving
    row(
        Group::Leaving,
        EVERYWHERE,
        "one layer back: popup, field, pane, newest chip",
        &[(ESC, || Message::LeaveLayer)],
    )
    .hint(1, "back", 80),
    row(
        Group::Leaving,
        PANES,
        "close the drawer or a full-screen detail; else quit",
        &[(Key::char('q'), || Message::CloseOrQuit)],
    )
    .hint(1, "quit", 56),
    row(
        Group::Leaving,
        PROBLEMS.and(ADDRESSES).and(MARKS).and(VIEWS),
        "close the box",
        &[(Key::char('q'), || Message::CloseOrQuit)],
    )
    .hint(1, "close", 90),
    row(
        Group::Leaving,
        HELP,
        "close the help",
        &[(ENTER, || Message::CloseOrQuit), (Key::plain(KeyCode::F(1)), || Message::CloseOrQuit)],
    )
    .hint(1, "close", 20),
    row(
        Group::Leaving,
        COPIED,
        "close the box with what was copied",
        &[(ENTER, || Message::CloseOrQuit), (Key::char('q'), || Message::CloseOrQuit)],
    )
    .hint(2, "close", 10),
    row(Group::Leaving, EVERYWHERE, "suspend; `fg` in the shell resumes", &[(Key::ctrl('z'), || Message::Suspend)]),
    row(Group::Leaving, EVERYWHERE, "quit, always", &[(Key::ctrl('c'), || Message::Quit)]),
];
