//! The table of keys. A new key is one row here.

use crate::app::line_editor::Edit;
use crate::app::list_cursor::Step;
use crate::app::message::Command;
use crate::app::views::View;

use super::binding::{
    ADDRESSES, BELOW, Binding, CITED, COPIED, CROSSING, DATE, DETAIL, EVERYWHERE, EXPORT, FACET, FACET_FIELD,
    FACET_NAME, FACET_VALUE, FIELDS, Group, HELP, HISTOGRAM, LANES, LISTS, MAP, MAP_NAME, MARKS, Modes, NOTE, PAIRS,
    PALETTE, PANES, PROBLEMS, PROPOSAL, RECORDS, SEARCH, SIDE_BY_SIDE, SUGGESTIONS, TIMELINE, VIEW_NAME, VIEWS, row,
};
use super::key::{Key, KeyCode};

/// The sections of docs/keys.md: a title, and the modes whose keys stand under it.
pub(super) const SECTIONS: &[(&str, Modes)] = &[
    ("In every pane", PANES),
    ("In a list", TIMELINE.and(SUGGESTIONS)),
    ("In the detail", DETAIL),
    ("In the list of a filter", FACET),
    ("In the field of a filter", FACET_FIELD),
    ("In the histogram", HISTOGRAM),
    ("In lanes, pairs and on the map", CROSSING),
    ("In the search line", SEARCH),
    ("In boxes", EVERYWHERE.without(PANES).without(FACET_FIELD).without(SEARCH)),
];

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

/// Every key of the browser.
pub const TABLE: &[Binding] = &[
    // Moving
    row(
        Group::Moving,
        LISTS,
        "move",
        &[
            (Key::char('j'), Command::Select(Step::Next)),
            (Key::char('k'), Command::Select(Step::Previous)),
            (DOWN, Command::Select(Step::Next)),
            (UP, Command::Select(Step::Previous)),
        ],
    )
    .unlisted()
    .hint(2, "move", 10),
    row(
        Group::Moving,
        LISTS.and(HISTOGRAM).and(LANES).and(PAIRS).and(MAP),
        "first, last",
        &[
            (Key::char('g'), Command::Select(Step::First)),
            (Key::char('G'), Command::Select(Step::Last)),
            (HOME, Command::Select(Step::First)),
            (END, Command::Select(Step::Last)),
        ],
    )
    .named(&["go to the first row", "go to the last row"]),
    row(
        Group::Moving,
        LISTS.and(HISTOGRAM).and(LANES).and(PAIRS).and(MAP),
        "half a page down, up",
        &[(Key::ctrl('d'), Command::Select(Step::HalfPageDown)), (Key::ctrl('u'), Command::Select(Step::HalfPageUp))],
    )
    .unlisted(),
    row(
        Group::Moving,
        LISTS.and(HISTOGRAM).and(LANES).and(PAIRS).and(MAP),
        "a page down, up",
        &[
            (PAGE_DOWN, Command::Select(Step::PageDown)),
            (PAGE_UP, Command::Select(Step::PageUp)),
            (Key::ctrl('f'), Command::Select(Step::PageDown)),
            (Key::ctrl('b'), Command::Select(Step::PageUp)),
        ],
    )
    .unlisted(),
    row(
        Group::Moving,
        RECORDS.and(PROBLEMS).and(COPIED).and(CITED),
        "a page down",
        &[(SPACE, Command::Select(Step::PageDown))],
    )
    .unlisted(),
    row(
        Group::Moving,
        HELP,
        "scroll the help",
        &[
            (DOWN, Command::Select(Step::Next)),
            (UP, Command::Select(Step::Previous)),
            (PAGE_DOWN, Command::Select(Step::PageDown)),
            (PAGE_UP, Command::Select(Step::PageUp)),
        ],
    )
    .unlisted()
    .hint(2, "scroll", 10),
    row(
        Group::Moving,
        PANES,
        "next, previous pane",
        &[(TAB, Command::FocusNextPane), (SHIFT_TAB, Command::FocusPreviousPane)],
    )
    .named(&["go to the next pane", "go to the previous pane"])
    .hint(1, "pane", 45),
    row(
        Group::Moving,
        SIDE_BY_SIDE,
        "the pane to the left, to the right",
        &[
            (Key::char('h'), Command::FocusLeft),
            (Key::char('l'), Command::FocusRight),
            (LEFT, Command::FocusLeft),
            (RIGHT, Command::FocusRight),
        ],
    )
    .named(&["go to the pane on the left", "go to the pane on the right"]),
    row(Group::Moving, TIMELINE, "open the record in the detail", &[(ENTER, Command::OpenSelected)])
        .hint(1, "detail", 40),
    row(Group::Moving, DETAIL, "follow the line: person, country, article, event", &[(ENTER, Command::OpenSelected)])
        .hint(1, "follow", 20),
    row(
        Group::Moving,
        DETAIL,
        "previous, next part of the record",
        &[(Key::char('['), Command::ShowPreviousSection), (Key::char(']'), Command::ShowNextSection)],
    )
    .named(&["go to the previous part of the detail", "go to the next part of the detail"])
    .hint(2, "section", 22),
    row(
        Group::Moving,
        TIMELINE,
        "previous, next part of the record beside",
        &[(Key::char('['), Command::ShowPreviousSection), (Key::char(']'), Command::ShowNextSection)],
    )
    .unlisted(),
    row(
        Group::Moving,
        PANES,
        "back, forward: view and record, never filters",
        &[
            (BACKSPACE, Command::GoBack),
            (Key::alt(KeyCode::Left), Command::GoBack),
            (Key::alt(KeyCode::Right), Command::GoForward),
        ],
    )
    .named(&["go back: view, record, scroll", "go forward again"]),
    row(
        Group::Moving,
        PANES,
        "where you were when you last left these data",
        &[(Key::char('\''), Command::ReturnToLastPlace)],
    ),
    row(
        Group::Moving,
        PANES,
        "a larger, a smaller pane: list or detail",
        &[(Key::char('+'), Command::EnlargePane), (Key::char('_'), Command::ShrinkPane)],
    )
    .named(&["make the pane larger", "make the pane smaller"])
    .hint(1, "larger", 57),
    row(Group::Moving, PANES, "the list above the detail, or beside it", &[(Key::char('\\'), Command::TurnPanes)]),
    row(
        Group::Moving,
        PANES,
        "next, previous view",
        &[(Key::char('v'), Command::ShowNextView), (Key::char('V'), Command::ShowPreviousView)],
    )
    .named(&["show the next view", "show the previous view"])
    .hint(1, "view", 55),
    row(
        Group::Moving,
        PANES,
        "a view by its number, from Events to Map",
        &[
            (Key::char('1'), Command::ShowView(View::Events)),
            (Key::char('2'), Command::ShowView(View::Articles)),
            (Key::char('3'), Command::ShowView(View::Quotes)),
            (Key::char('4'), Command::ShowView(View::People)),
            (Key::char('5'), Command::ShowView(View::Lanes)),
            (Key::char('6'), Command::ShowView(View::Pairs)),
            (Key::char('7'), Command::ShowView(View::Map)),
        ],
    )
    .named(&[
        "show the view Events",
        "show the view Articles",
        "show the view Quotes",
        "show the view People",
        "show the view Lanes",
        "show the view Pairs",
        "show the view Map",
    ]),
    // Finding
    row(Group::Finding, PANES, "search everywhere, live", &[(Key::char('/'), Command::StartSearch)])
        .hint(1, "search", 25),
    row(Group::Finding, SEARCH, "keep the search and return", &[(ENTER, Command::AcceptSearch)]).hint(1, "keep", 10),
    row(
        Group::Finding,
        SEARCH,
        "complete a field or value, else take the suggestion",
        &[(TAB, Command::Complete), (SHIFT_TAB, Command::CompleteBefore)],
    )
    .unlisted()
    .hint(1, "complete, take", 20),
    row(Group::Finding, SUGGESTIONS, "take the chosen suggestion", &[(ENTER, Command::TakeSuggestion)])
        .hint(1, "take", 15),
    row(Group::Finding, PANES, "take what is suggested", &[(Key::char('='), Command::TakeSuggestion)]),
    row(
        Group::Finding,
        SEARCH,
        "earlier, later query",
        &[(UP, Command::RecallEarlierQuery), (DOWN, Command::RecallLaterQuery)],
    )
    .unlisted()
    .hint(2, "earlier queries", 30),
    row(
        Group::Finding,
        PANES,
        "next, previous hit; in Articles the next with words",
        &[(Key::char('n'), Command::ShowNextHit), (Key::char('N'), Command::ShowPreviousHit)],
    )
    .named(&["go to the next hit, in this record and then the next", "go to the previous hit"])
    .hint(2, "hits", 60),
    row(
        Group::Finding,
        PANES,
        "jump to a date, or all from then on, until then",
        &[(Key::char('d'), Command::AskDate)],
    )
    .hint(1, "date", 65),
    row(Group::Finding, DATE, "do that with the date", &[(ENTER, Command::TakeDate)]).hint(1, "do it", 10),
    row(
        Group::Finding,
        DATE,
        "choose what is done with the date",
        &[
            (DOWN, Command::Select(Step::Next)),
            (UP, Command::Select(Step::Previous)),
            (PAGE_DOWN, Command::Select(Step::PageDown)),
            (PAGE_UP, Command::Select(Step::PageUp)),
        ],
    )
    .unlisted()
    .hint(2, "choose", 20),
    row(
        Group::Finding,
        PANES,
        "show in context: drop the query, keep the record",
        &[(Key::char('w'), Command::ShowInContext)],
    ),
    // Time
    row(Group::Time, PANES, "the histogram; once more the timeline", &[(Key::char('t'), Command::FocusHistogram)])
        .hint(1, "time", 62),
    row(
        Group::Time,
        HISTOGRAM,
        "a bar to the left, right; then what has no date",
        &[
            (LEFT, Command::Select(Step::Previous)),
            (RIGHT, Command::Select(Step::Next)),
            (Key::char('h'), Command::Select(Step::Previous)),
            (Key::char('l'), Command::Select(Step::Next)),
        ],
    )
    .unlisted()
    .hint(2, "move", 10),
    row(Group::Time, HISTOGRAM, "start a range of dates, end it", &[(SPACE, Command::MarkRange)]).hint(
        1,
        "start, end range",
        12,
    ),
    row(Group::Time, HISTOGRAM, "take this bar's dates, or the range, and return", &[(ENTER, Command::TakeRange)])
        .hint(1, "these dates", 14),
    row(
        Group::Time,
        HISTOGRAM.and(LANES),
        "zoom in around the cursor, zoom out",
        &[(Key::char('z'), Command::ZoomIn), (Key::char('Z'), Command::ZoomOut)],
    )
    .named(&["zoom in around the cursor", "zoom out, up to all of time"])
    .hint(2, "zoom", 16),
    row(Group::Time, HISTOGRAM.and(LANES), "take the range out of the query", &[(DELETE, Command::DropDates)]).hint(
        1,
        "all dates",
        18,
    ),
    // Facets
    row(
        Group::Facets,
        RECORDS,
        "next, previous filter: people, topics, kinds, more",
        &[(Key::char('f'), Command::ShowNextFacet), (Key::char('F'), Command::ShowPreviousFacet)],
    )
    .named(&["show the next filter", "show the previous filter"])
    .hint(1, "filter", 58),
    row(
        Group::Facets,
        FACET,
        "the filter after this one, before it",
        &[(Key::char('f'), Command::ShowNextFacet), (Key::char('F'), Command::ShowPreviousFacet)],
    )
    .named(&["show the next filter", "show the previous filter"])
    .hint(2, "filter", 18),
    row(
        Group::Facets,
        PANES,
        "the page of the chosen value, or of what is asked for",
        &[(Key::char('P'), Command::OpenPage)],
    )
    .named(&["open the page of the chosen country, person or body"])
    .hint(1, "page", 60),
    row(
        Group::Facets,
        PANES,
        "the country filter's field, or this filter's",
        &[(Key::char('c'), Command::NarrowFacet)],
    )
    .hint(1, "countries", 30),
    row(
        Group::Facets,
        FACET,
        "include, exclude, any of them or all of them",
        &[
            (SPACE, Command::IncludeValue),
            (Key::char('x'), Command::ExcludeValue),
            (Key::char('a'), Command::ToggleFacetMode),
        ],
    )
    .named(&["include, or no longer", "exclude, or no longer", "any of the included, or all of them"])
    .hint(3, "include, exclude, any/all", 15),
    row(Group::Facets, FACET.and(FACET_FIELD), "include and return to the timeline", &[(ENTER, Command::AcceptValue)])
        .hint(1, "include, return", 20),
    row(
        Group::Facets,
        FACET_VALUE,
        "include, after `-` exclude; again: take it back",
        &[(SPACE, Command::IncludeValue)],
    )
    .hint(1, "include", 15),
    row(
        Group::Facets,
        FACET_NAME,
        "a blank in a name; twice, or after ↑ ↓, include",
        &[(SPACE, Command::IncludeValue)],
    )
    .hint(1, "blank in the name, twice include", 15),
    row(
        Group::Facets,
        FACET_FIELD,
        "choose a value",
        &[
            (DOWN, Command::Select(Step::Next)),
            (UP, Command::Select(Step::Previous)),
            (PAGE_DOWN, Command::Select(Step::PageDown)),
            (PAGE_UP, Command::Select(Step::PageUp)),
        ],
    )
    .unlisted()
    .hint(2, "choose", 10),
    row(Group::Facets, FACET_FIELD, "to the list, where letters are commands", &[(TAB, Command::EnterFacetList)])
        .hint(1, "list", 40),
    // Lanes
    row(
        Group::Crossing,
        LANES,
        "the lane below, above",
        &[
            (Key::char('j'), Command::Select(Step::Next)),
            (Key::char('k'), Command::Select(Step::Previous)),
            (DOWN, Command::Select(Step::Next)),
            (UP, Command::Select(Step::Previous)),
        ],
    )
    .unlisted()
    .hint(2, "lane", 10),
    row(
        Group::Crossing,
        LANES,
        "the time before, after",
        &[
            (Key::char('h'), Command::SelectColumn(Step::Previous)),
            (Key::char('l'), Command::SelectColumn(Step::Next)),
            (LEFT, Command::SelectColumn(Step::Previous)),
            (RIGHT, Command::SelectColumn(Step::Next)),
        ],
    )
    .unlisted()
    .hint(2, "time", 11),
    row(Group::Crossing, LANES, "this value and time into the query, and its events", &[(ENTER, Command::OpenCell)])
        .hint(1, "events", 12),
    row(Group::Crossing, LANES, "this value and time into the query, or out again", &[(SPACE, Command::TakeCell)])
        .hint(1, "into the query", 13),
    row(
        Group::Crossing,
        LANES,
        "exclude the value; any of the included or all",
        &[(Key::char('x'), Command::ExcludeValue), (Key::char('a'), Command::ToggleFacetMode)],
    )
    .named(&["exclude the value, or no longer", "any of the included, or all of them"])
    .hint(1, "exclude", 17),
    row(
        Group::Crossing,
        LANES,
        "lanes of people, organisations, topics, more",
        &[(Key::char('f'), Command::ShowNextFacet), (Key::char('F'), Command::ShowPreviousFacet)],
    )
    .named(&["show the next filter", "show the previous filter"])
    .hint(1, "people, topics", 14),
    row(
        Group::Crossing,
        PAIRS,
        "the one before, after: rows and columns",
        &[
            (Key::char('h'), Command::SelectColumn(Step::Previous)),
            (Key::char('j'), Command::Select(Step::Next)),
            (Key::char('k'), Command::Select(Step::Previous)),
            (Key::char('l'), Command::SelectColumn(Step::Next)),
            (LEFT, Command::SelectColumn(Step::Previous)),
            (DOWN, Command::Select(Step::Next)),
            (UP, Command::Select(Step::Previous)),
            (RIGHT, Command::SelectColumn(Step::Next)),
        ],
    )
    .unlisted()
    .hint(4, "move", 10),
    row(Group::Crossing, PAIRS, "to the list of these events", &[(ENTER, Command::OpenCell)]).hint(
        1,
        "these events",
        12,
    ),
    row(Group::Crossing, PAIRS, "both into the query, or out again", &[(SPACE, Command::TakeCell)]).hint(
        1,
        "into the query",
        13,
    ),
    row(Group::Crossing, PAIRS, "exclude the one of the row", &[(Key::char('x'), Command::ExcludeValue)])
        .hint(1, "exclude", 17),
    row(
        Group::Crossing,
        PAIRS,
        "pairs of countries, people, organisations",
        &[(Key::char('f'), Command::ShowNextFacet), (Key::char('F'), Command::ShowPreviousFacet)],
    )
    .named(&["show pairs of others", "show the pairs before"])
    .hint(1, "people", 15),
    row(
        Group::Crossing,
        PAIRS.and(MAP),
        "took part together, or only these two",
        &[(Key::char('a'), Command::ToggleAlone)],
    )
    .hint(1, "only these two", 14),
    row(
        Group::Crossing,
        MAP,
        "the country below, above",
        &[
            (Key::char('j'), Command::Select(Step::Next)),
            (Key::char('k'), Command::Select(Step::Previous)),
            (DOWN, Command::Select(Step::Next)),
            (UP, Command::Select(Step::Previous)),
        ],
    )
    .unlisted()
    .hint(2, "country", 10),
    row(Group::Crossing, MAP, "the country into the query, and its events", &[(ENTER, Command::OpenCell)]).hint(
        1,
        "its events",
        12,
    ),
    row(Group::Crossing, MAP, "the country into the query, or out again", &[(SPACE, Command::TakeCell)]).hint(
        1,
        "into the query",
        13,
    ),
    row(Group::Crossing, MAP, "exclude the country", &[(Key::char('x'), Command::ExcludeValue)]),
    row(Group::Crossing, BELOW, "open the event", &[(ENTER, Command::OpenSelected)]).hint(1, "open", 12),
    // Doing
    row(Group::Doing, PANES, "show the source's address; Enter opens it", &[(Key::char('o'), Command::ShowAddresses)])
        .hint(1, "source", 70),
    row(Group::Doing, ADDRESSES, "open the address (http and https only)", &[(ENTER, Command::OpenAddress)])
        .hint(1, "open", 5),
    row(Group::Doing, ADDRESSES, "copy the address", &[(Key::char('y'), Command::CopyAddress)]).hint(1, "copy", 7),
    row(Group::Doing, PANES, "cite: show the text, send it to the clipboard", &[(Key::char('y'), Command::Cite)])
        .hint(1, "cite", 75),
    row(Group::Doing, CITED, "on a few lines, on one", &[(TAB, Command::ShowOtherForm)]).hint(
        1,
        "on a few lines, on one",
        7,
    ),
    row(Group::Doing, CITED, "send what is shown, and close", &[(ENTER, Command::SendShownForm)]).hint(
        1,
        "send what is shown",
        5,
    ),
    row(
        Group::Doing,
        PANES,
        "copy this view as a command line, and show it",
        &[(Key::char('Y'), Command::CopyCommand)],
    ),
    row(
        Group::Doing,
        PANES,
        "export this view to a file: csv, md, json, jsonl",
        &[(Key::char('e'), Command::AskExport)],
    ),
    row(Group::Doing, EXPORT, "write the file; once more when one is there", &[(ENTER, Command::SendExport)])
        .hint(1, "write", 10),
    row(
        Group::Doing,
        EXPORT,
        "choose the format",
        &[(DOWN, Command::Select(Step::Next)), (UP, Command::Select(Step::Previous))],
    )
    .unlisted()
    .hint(2, "format", 12),
    row(
        Group::Doing,
        PANES.and(MARKS).and(VIEWS),
        "undo, redo changes of query, bookmarks, notes",
        &[(Key::char('u'), Command::Undo), (Key::ctrl('r'), Command::Redo)],
    )
    .named(&["undo: query, bookmarks, notes", "redo: query, bookmarks, notes"]),
    row(
        Group::Doing,
        PANES.and(MARKS),
        "bookmark the record, or take the bookmark away",
        &[(Key::char('m'), Command::ToggleBookmark)],
    )
    .named(&["bookmark this record, or no longer"])
    .hint(1, "bookmark", 72),
    row(Group::Doing, PANES, "show only bookmarks, or all again", &[(Key::char('M'), Command::ToggleOnlyBookmarks)]),
    row(Group::Doing, PANES.and(MARKS), "a note on the record", &[(Key::char('i'), Command::AskNote)])
        .hint(1, "note", 73),
    row(Group::Doing, NOTE, "keep the note; an empty one is deleted", &[(ENTER, Command::KeepNote)])
        .hint(1, "keep", 10),
    row(Group::Doing, MARKS, "open the record", &[(ENTER, Command::OpenMark)]).hint(1, "open", 5),
    row(
        Group::Doing,
        PANES,
        "all commands, those without a key among them",
        &[(Key::char(':'), Command::ShowPalette), (Key::ctrl('p'), Command::ShowPalette)],
    )
    .unlisted()
    .hint(1, "commands", 57),
    row(Group::Doing, PALETTE, "do what the command says", &[(ENTER, Command::RunCommand)]).hint(1, "do it", 10),
    row(
        Group::Doing,
        PALETTE,
        "choose a command",
        &[
            (DOWN, Command::Select(Step::Next)),
            (UP, Command::Select(Step::Previous)),
            (PAGE_DOWN, Command::Select(Step::PageDown)),
            (PAGE_UP, Command::Select(Step::PageUp)),
        ],
    )
    .unlisted()
    .hint(2, "choose", 20),
    row(Group::Doing, VIEW_NAME, "save the view; once more when one has that name", &[(ENTER, Command::SaveView)])
        .hint(1, "save", 10),
    row(Group::Doing, VIEWS, "open the saved view, or delete it, as asked for", &[(ENTER, Command::TakeView)])
        .hint(1, "choose", 5),
    row(Group::Doing, VIEWS, "delete the saved view", &[(DELETE, Command::ForgetView)]).hint(1, "forget", 15),
    row(Group::Doing, PROPOSAL, "open the file so", &[(ENTER, Command::TakeProposal)]).hint(1, "open it so", 5),
    row(Group::Doing, PROPOSAL, "what the field may mean besides, or nothing", &[(SPACE, Command::ChooseNextMeaning)])
        .unlisted()
        .hint(1, "next meaning", 7),
    row(
        Group::Doing,
        PROPOSAL,
        "save the map: such files then open by themselves",
        &[(Key::char('w'), Command::AskMapName)],
    )
    .hint(1, "save the map", 8),
    row(Group::Doing, MAP_NAME, "save the map; once more when one has that name", &[(ENTER, Command::SaveMap)])
        .hint(1, "save", 10),
    row(Group::Doing, PANES, "rows of one line, or of two", &[(Key::char('R'), Command::ToggleTallRows)])
        .hint(1, "rows", 57),
    row(
        Group::Doing,
        PANES,
        "reverse the order; people, lanes: by count or else",
        &[(Key::char('s'), Command::ReverseOrder)],
    ),
    row(Group::Doing, PANES, "next language of data texts", &[(Key::char('L'), Command::ShowNextLanguage)]),
    row(Group::Doing, PANES, "problems of the data", &[(Key::char('p'), Command::ShowProblems)]),
    row(Group::Doing, PANES, "read the data again", &[(Key::plain(KeyCode::F(5)), Command::Reload)]),
    row(
        Group::Doing,
        EVERYWHERE,
        "the mouse on, off: click, drag, wheel",
        &[(Key::plain(KeyCode::F(2)), Command::ToggleMouse)],
    ),
    row(
        Group::Doing,
        PANES,
        "help for this pane; letters search in it",
        &[(Key::char('?'), Command::ShowHelp), (Key::plain(KeyCode::F(1)), Command::ShowHelp)],
    )
    .hint(1, "help", 50),
    row(
        Group::Doing,
        FIELDS.without(HELP).and(PROBLEMS).and(ADDRESSES).and(COPIED).and(CITED).and(MARKS).and(VIEWS).and(PROPOSAL),
        "what may be typed, and the keys here",
        &[(Key::plain(KeyCode::F(1)), Command::ShowHelp)],
    )
    .unlisted()
    .hint(1, "help", 60),
    // Typing
    row(
        Group::Typing,
        FIELDS,
        "to start, end; delete to the start, a word",
        &[
            (Key::ctrl('a'), Command::EditField(Edit::Home)),
            (Key::ctrl('e'), Command::EditField(Edit::End)),
            (Key::ctrl('u'), Command::EditField(Edit::DeleteToStart)),
            (Key::ctrl('w'), Command::EditField(Edit::DeleteWord)),
        ],
    )
    .unlisted(),
    row(
        Group::Typing,
        FIELDS,
        "move and delete in a text field",
        &[
            (LEFT, Command::EditField(Edit::Left)),
            (RIGHT, Command::EditField(Edit::Right)),
            (HOME, Command::EditField(Edit::Home)),
            (END, Command::EditField(Edit::End)),
            (BACKSPACE, Command::EditField(Edit::DeleteBefore)),
            (DELETE, Command::EditField(Edit::DeleteAfter)),
        ],
    )
    .unlisted(),
    // Leaving
    row(
        Group::Leaving,
        EVERYWHERE,
        "one step back: box, field, pane, part of the query",
        &[(ESC, Command::LeaveLayer)],
    )
    .hint(1, "back", 80),
    row(
        Group::Leaving,
        PANES,
        "make the pane normal, close the drawer; else quit",
        &[(Key::char('q'), Command::CloseOrQuit)],
    )
    .hint(1, "quit", 56),
    row(
        Group::Leaving,
        PROBLEMS.and(ADDRESSES).and(MARKS).and(VIEWS),
        "close the box",
        &[(Key::char('q'), Command::CloseOrQuit)],
    )
    .hint(1, "close", 90),
    row(Group::Leaving, PROPOSAL, "leave the file unread", &[(Key::char('q'), Command::CloseOrQuit)])
        .hint(1, "leave it", 9),
    row(
        Group::Leaving,
        HELP,
        "close the help",
        &[(ENTER, Command::CloseOrQuit), (Key::plain(KeyCode::F(1)), Command::CloseOrQuit)],
    )
    .hint(1, "close", 20),
    row(
        Group::Leaving,
        COPIED,
        "close the box with what was copied",
        &[(ENTER, Command::CloseOrQuit), (Key::char('q'), Command::CloseOrQuit)],
    )
    .hint(2, "close", 10),
    row(Group::Leaving, CITED, "close the box with the citation", &[(Key::char('q'), Command::CloseOrQuit)])
        .hint(1, "close", 10),
    row(Group::Leaving, EVERYWHERE, "suspend; `fg` in the shell resumes", &[(Key::ctrl('z'), Command::Suspend)]),
    row(Group::Leaving, EVERYWHERE, "quit, always", &[(Key::ctrl('c'), Command::Quit)]),
];
