//! The table of keys. A new key is one row here.

use crate::app::line_editor::Edit;
use crate::app::list_cursor::Step;
use crate::app::message::Command;
use crate::app::views::View;
use crate::catalogue::{Ui, Words};

use super::binding::{
    ADDRESSES, BELOW, Binding, CITED, COPIED, CROSSING, DATE, DETAIL, EVERYWHERE, EXPORT, FACET, FACET_FIELD,
    FACET_NAME, FACET_VALUE, FIELDS, Group, HELP, HISTOGRAM, LANES, LISTS, MAP, MAP_NAME, MARKS, Modes, NOTE, PAIRS,
    PALETTE, PANES, PROBLEMS, PROPOSAL, RECORDS, SEARCH, SIDE_BY_SIDE, SUGGESTIONS, TIMELINE, VIEW_NAME, VIEWS, row,
};
use super::key::{Key, KeyCode};

/// The sections of docs/keys.md: a title, and the modes whose keys stand under it.
pub(super) const SECTIONS: &[(Words, Modes)] = &[
    (Ui::keys_in_every_pane, PANES),
    (Ui::keys_in_list, TIMELINE.and(SUGGESTIONS)),
    (Ui::keys_in_detail, DETAIL),
    (Ui::keys_in_list_filter, FACET),
    (Ui::keys_in_field_filter, FACET_FIELD),
    (Ui::keys_in_histogram, HISTOGRAM),
    (Ui::keys_in_lanes_pairs_and_on_map, CROSSING),
    (Ui::keys_in_search_line, SEARCH),
    (Ui::keys_in_boxes, EVERYWHERE.without(PANES).without(FACET_FIELD).without(SEARCH)),
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
        Ui::does_move,
        &[
            (Key::char('j'), Command::Select(Step::Next)),
            (Key::char('k'), Command::Select(Step::Previous)),
            (DOWN, Command::Select(Step::Next)),
            (UP, Command::Select(Step::Previous)),
        ],
    )
    .unlisted()
    .hint(2, Ui::hint_move, 10),
    row(
        Group::Moving,
        LISTS.and(HISTOGRAM).and(LANES).and(PAIRS).and(MAP),
        Ui::does_first_last,
        &[
            (Key::char('g'), Command::Select(Step::First)),
            (Key::char('G'), Command::Select(Step::Last)),
            (HOME, Command::Select(Step::First)),
            (END, Command::Select(Step::Last)),
        ],
    )
    .named(&[Ui::does_go_to_first_row, Ui::does_go_to_last_row]),
    row(
        Group::Moving,
        LISTS.and(HISTOGRAM).and(LANES).and(PAIRS).and(MAP),
        Ui::does_half_page_down_up,
        &[(Key::ctrl('d'), Command::Select(Step::HalfPageDown)), (Key::ctrl('u'), Command::Select(Step::HalfPageUp))],
    )
    .unlisted(),
    row(
        Group::Moving,
        LISTS.and(HISTOGRAM).and(LANES).and(PAIRS).and(MAP),
        Ui::does_page_down_up,
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
        Ui::does_page_down,
        &[(SPACE, Command::Select(Step::PageDown))],
    )
    .unlisted(),
    row(
        Group::Moving,
        HELP,
        Ui::does_scroll_help,
        &[
            (DOWN, Command::Select(Step::Next)),
            (UP, Command::Select(Step::Previous)),
            (PAGE_DOWN, Command::Select(Step::PageDown)),
            (PAGE_UP, Command::Select(Step::PageUp)),
        ],
    )
    .unlisted()
    .hint(2, Ui::hint_scroll, 10),
    row(
        Group::Moving,
        PANES,
        Ui::does_next_previous_pane,
        &[(TAB, Command::FocusNextPane), (SHIFT_TAB, Command::FocusPreviousPane)],
    )
    .named(&[Ui::does_go_to_next_pane, Ui::does_go_to_previous_pane])
    .hint(1, Ui::hint_pane, 45),
    row(
        Group::Moving,
        SIDE_BY_SIDE,
        Ui::does_pane_to_left_to_right,
        &[
            (Key::char('h'), Command::FocusLeft),
            (Key::char('l'), Command::FocusRight),
            (LEFT, Command::FocusLeft),
            (RIGHT, Command::FocusRight),
        ],
    )
    .named(&[Ui::does_go_to_pane_on_left, Ui::does_go_to_pane_on_right]),
    row(Group::Moving, TIMELINE, Ui::does_open_record_in_detail, &[(ENTER, Command::OpenSelected)]).hint(
        1,
        Ui::hint_detail,
        40,
    ),
    row(Group::Moving, DETAIL, Ui::does_follow_line_person_country_article_event, &[(ENTER, Command::OpenSelected)])
        .hint(1, Ui::hint_follow, 20),
    row(
        Group::Moving,
        DETAIL,
        Ui::does_previous_next_part_record,
        &[(Key::char('['), Command::ShowPreviousSection), (Key::char(']'), Command::ShowNextSection)],
    )
    .named(&[Ui::does_go_to_previous_part_detail, Ui::does_go_to_next_part_detail])
    .hint(2, Ui::hint_section, 22),
    row(
        Group::Moving,
        TIMELINE,
        Ui::does_previous_next_part_record_beside,
        &[(Key::char('['), Command::ShowPreviousSection), (Key::char(']'), Command::ShowNextSection)],
    )
    .unlisted(),
    row(
        Group::Moving,
        PANES,
        Ui::does_back_forward_view_and_record_never,
        &[
            (BACKSPACE, Command::GoBack),
            (Key::alt(KeyCode::Left), Command::GoBack),
            (Key::alt(KeyCode::Right), Command::GoForward),
        ],
    )
    .named(&[Ui::does_go_back_view_record_scroll, Ui::does_go_forward_again]),
    row(Group::Moving, PANES, Ui::does_where_you_were_when_you_last, &[(Key::char('\''), Command::ReturnToLastPlace)]),
    row(
        Group::Moving,
        PANES,
        Ui::does_larger_smaller_pane_list_or_detail,
        &[(Key::char('+'), Command::EnlargePane), (Key::char('_'), Command::ShrinkPane)],
    )
    .named(&[Ui::does_make_pane_larger, Ui::does_make_pane_smaller])
    .hint(1, Ui::hint_larger, 57),
    row(Group::Moving, PANES, Ui::does_list_above_detail_or_beside, &[(Key::char('\\'), Command::TurnPanes)]),
    row(
        Group::Moving,
        PANES,
        Ui::does_next_previous_view,
        &[(Key::char('v'), Command::ShowNextView), (Key::char('V'), Command::ShowPreviousView)],
    )
    .named(&[Ui::does_show_next_view, Ui::does_show_previous_view])
    .hint(1, Ui::hint_view, 55),
    row(
        Group::Moving,
        PANES,
        Ui::does_view_by_its_number_from_events,
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
        Ui::does_show_view_events,
        Ui::does_show_view_articles,
        Ui::does_show_view_quotes,
        Ui::does_show_view_people,
        Ui::does_show_view_lanes,
        Ui::does_show_view_pairs,
        Ui::does_show_view_map,
    ]),
    // Finding
    row(Group::Finding, PANES, Ui::does_search_everywhere_live, &[(Key::char('/'), Command::StartSearch)]).hint(
        1,
        Ui::hint_search,
        25,
    ),
    row(Group::Finding, SEARCH, Ui::does_keep_search_and_return, &[(ENTER, Command::AcceptSearch)]).hint(
        1,
        Ui::hint_keep,
        10,
    ),
    row(
        Group::Finding,
        SEARCH,
        Ui::does_complete_field_or_value_else_take,
        &[(TAB, Command::Complete), (SHIFT_TAB, Command::CompleteBefore)],
    )
    .unlisted()
    .hint(1, Ui::hint_complete_take, 20),
    row(Group::Finding, SUGGESTIONS, Ui::does_take_chosen_suggestion, &[(ENTER, Command::TakeSuggestion)]).hint(
        1,
        Ui::hint_do,
        15,
    ),
    row(Group::Finding, PANES, Ui::does_take_suggested, &[(Key::char('='), Command::TakeSuggestion)]),
    row(
        Group::Finding,
        SEARCH,
        Ui::does_earlier_later_query,
        &[(UP, Command::RecallEarlierQuery), (DOWN, Command::RecallLaterQuery)],
    )
    .unlisted()
    .hint(2, Ui::hint_earlier_queries, 30),
    row(
        Group::Finding,
        PANES,
        Ui::does_next_previous_hit_in_articles_next,
        &[(Key::char('n'), Command::ShowNextHit), (Key::char('N'), Command::ShowPreviousHit)],
    )
    .named(&[Ui::does_go_to_next_hit_in_record, Ui::does_go_to_previous_hit])
    .hint(2, Ui::hint_hits, 60),
    row(Group::Finding, PANES, Ui::does_jump_to_date_or_all_from, &[(Key::char('d'), Command::AskDate)]).hint(
        1,
        Ui::hint_date,
        65,
    ),
    row(Group::Finding, DATE, Ui::does_do_that_with_date, &[(ENTER, Command::TakeDate)]).hint(1, Ui::hint_do, 10),
    row(
        Group::Finding,
        DATE,
        Ui::does_choose_done_with_date,
        &[
            (DOWN, Command::Select(Step::Next)),
            (UP, Command::Select(Step::Previous)),
            (PAGE_DOWN, Command::Select(Step::PageDown)),
            (PAGE_UP, Command::Select(Step::PageUp)),
        ],
    )
    .unlisted()
    .hint(2, Ui::hint_choose, 20),
    row(Group::Finding, PANES, Ui::does_show_in_context_drop_query_keep, &[(Key::char('w'), Command::ShowInContext)]),
    // Time
    row(Group::Time, PANES, Ui::does_histogram_once_more_timeline, &[(Key::char('t'), Command::FocusHistogram)]).hint(
        1,
        Ui::hint_time,
        62,
    ),
    row(
        Group::Time,
        HISTOGRAM,
        Ui::does_bar_to_left_right_then_has,
        &[
            (LEFT, Command::Select(Step::Previous)),
            (RIGHT, Command::Select(Step::Next)),
            (Key::char('h'), Command::Select(Step::Previous)),
            (Key::char('l'), Command::Select(Step::Next)),
        ],
    )
    .unlisted()
    .hint(2, Ui::hint_move, 10),
    row(Group::Time, HISTOGRAM, Ui::does_start_range_dates_end, &[(SPACE, Command::MarkRange)]).hint(
        1,
        Ui::hint_start_end_range,
        12,
    ),
    row(Group::Time, HISTOGRAM, Ui::does_take_bar_dates_or_range_and, &[(ENTER, Command::TakeRange)]).hint(
        1,
        Ui::hint_these_dates,
        14,
    ),
    row(
        Group::Time,
        HISTOGRAM.and(LANES),
        Ui::does_zoom_in_around_cursor_zoom_out,
        &[(Key::char('z'), Command::ZoomIn), (Key::char('Z'), Command::ZoomOut)],
    )
    .named(&[Ui::does_zoom_in_around_cursor, Ui::does_zoom_out_up_to_all_time])
    .hint(2, Ui::hint_zoom, 16),
    row(Group::Time, HISTOGRAM.and(LANES), Ui::does_take_range_out_query, &[(DELETE, Command::DropDates)]).hint(
        1,
        Ui::hint_all_dates,
        18,
    ),
    // Facets
    row(
        Group::Facets,
        RECORDS,
        Ui::does_next_previous_filter_people_topics_kinds,
        &[(Key::char('f'), Command::ShowNextFacet), (Key::char('F'), Command::ShowPreviousFacet)],
    )
    .named(&[Ui::does_show_next_filter, Ui::does_show_previous_filter])
    .hint(1, Ui::hint_filter, 58),
    row(
        Group::Facets,
        FACET,
        Ui::does_filter_after_one_before,
        &[(Key::char('f'), Command::ShowNextFacet), (Key::char('F'), Command::ShowPreviousFacet)],
    )
    .named(&[Ui::does_show_next_filter, Ui::does_show_previous_filter])
    .hint(2, Ui::hint_filter, 18),
    row(Group::Facets, PANES, Ui::does_page_chosen_value_or_asked_for, &[(Key::char('P'), Command::OpenPage)])
        .named(&[Ui::does_open_page_chosen_country_person_or])
        .hint(1, Ui::hint_page, 60),
    row(Group::Facets, PANES, Ui::does_country_filter_field_or_filter, &[(Key::char('c'), Command::NarrowFacet)]).hint(
        1,
        Ui::hint_countries,
        30,
    ),
    row(
        Group::Facets,
        FACET,
        Ui::does_include_exclude_any_them_or_all,
        &[
            (SPACE, Command::IncludeValue),
            (Key::char('x'), Command::ExcludeValue),
            (Key::char('a'), Command::ToggleFacetMode),
        ],
    )
    .named(&[Ui::does_include_or_no_longer, Ui::does_exclude_or_no_longer, Ui::does_any_included_or_all_them])
    .hint(3, Ui::hint_include_exclude_any_all, 15),
    row(
        Group::Facets,
        FACET.and(FACET_FIELD),
        Ui::does_include_and_return_to_timeline,
        &[(ENTER, Command::AcceptValue)],
    )
    .hint(1, Ui::hint_include_return, 20),
    row(Group::Facets, FACET_VALUE, Ui::does_include_after_exclude_again_take_back, &[(SPACE, Command::IncludeValue)])
        .hint(1, Ui::hint_include, 15),
    row(Group::Facets, FACET_NAME, Ui::does_blank_in_name_twice_or_after, &[(SPACE, Command::IncludeValue)]).hint(
        1,
        Ui::hint_blank_in_name_twice_include,
        15,
    ),
    row(
        Group::Facets,
        FACET_FIELD,
        Ui::does_choose_value,
        &[
            (DOWN, Command::Select(Step::Next)),
            (UP, Command::Select(Step::Previous)),
            (PAGE_DOWN, Command::Select(Step::PageDown)),
            (PAGE_UP, Command::Select(Step::PageUp)),
        ],
    )
    .unlisted()
    .hint(2, Ui::hint_choose, 10),
    row(Group::Facets, FACET_FIELD, Ui::does_to_list_where_letters_are_commands, &[(TAB, Command::EnterFacetList)])
        .hint(1, Ui::hint_list, 40),
    // Lanes
    row(
        Group::Crossing,
        LANES,
        Ui::does_lane_below_above,
        &[
            (Key::char('j'), Command::Select(Step::Next)),
            (Key::char('k'), Command::Select(Step::Previous)),
            (DOWN, Command::Select(Step::Next)),
            (UP, Command::Select(Step::Previous)),
        ],
    )
    .unlisted()
    .hint(2, Ui::hint_lane, 10),
    row(
        Group::Crossing,
        LANES,
        Ui::does_time_before_after,
        &[
            (Key::char('h'), Command::SelectColumn(Step::Previous)),
            (Key::char('l'), Command::SelectColumn(Step::Next)),
            (LEFT, Command::SelectColumn(Step::Previous)),
            (RIGHT, Command::SelectColumn(Step::Next)),
        ],
    )
    .unlisted()
    .hint(2, Ui::hint_time, 11),
    row(Group::Crossing, LANES, Ui::does_value_and_time_into_query_and, &[(ENTER, Command::OpenCell)]).hint(
        1,
        Ui::hint_events,
        12,
    ),
    row(Group::Crossing, LANES, Ui::does_value_and_time_into_query_or, &[(SPACE, Command::TakeCell)]).hint(
        1,
        Ui::hint_into_query,
        13,
    ),
    row(
        Group::Crossing,
        LANES,
        Ui::does_exclude_value_any_included_or_all,
        &[(Key::char('x'), Command::ExcludeValue), (Key::char('a'), Command::ToggleFacetMode)],
    )
    .named(&[Ui::does_exclude_value_or_no_longer, Ui::does_any_included_or_all_them])
    .hint(1, Ui::hint_exclude, 17),
    row(
        Group::Crossing,
        LANES,
        Ui::does_lanes_people_organisations_topics_more,
        &[(Key::char('f'), Command::ShowNextFacet), (Key::char('F'), Command::ShowPreviousFacet)],
    )
    .named(&[Ui::does_show_next_filter, Ui::does_show_previous_filter])
    .hint(1, Ui::hint_people_topics, 14),
    row(
        Group::Crossing,
        PAIRS,
        Ui::does_one_before_after_rows_and_columns,
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
    .hint(4, Ui::hint_move, 10),
    row(Group::Crossing, PAIRS, Ui::does_to_list_these_events, &[(ENTER, Command::OpenCell)]).hint(
        1,
        Ui::hint_these_events,
        12,
    ),
    row(Group::Crossing, PAIRS, Ui::does_both_into_query_or_out_again, &[(SPACE, Command::TakeCell)]).hint(
        1,
        Ui::hint_into_query,
        13,
    ),
    row(Group::Crossing, PAIRS, Ui::does_exclude_one_row, &[(Key::char('x'), Command::ExcludeValue)]).hint(
        1,
        Ui::hint_exclude,
        17,
    ),
    row(
        Group::Crossing,
        PAIRS,
        Ui::does_pairs_countries_people_organisations,
        &[(Key::char('f'), Command::ShowNextFacet), (Key::char('F'), Command::ShowPreviousFacet)],
    )
    .named(&[Ui::does_show_pairs_others, Ui::does_show_pairs_before])
    .hint(1, Ui::hint_people, 15),
    row(
        Group::Crossing,
        PAIRS.and(MAP),
        Ui::does_took_part_together_or_only_these,
        &[(Key::char('a'), Command::ToggleAlone)],
    )
    .hint(1, Ui::hint_only_these_two, 14),
    row(
        Group::Crossing,
        MAP,
        Ui::does_country_below_above,
        &[
            (Key::char('j'), Command::Select(Step::Next)),
            (Key::char('k'), Command::Select(Step::Previous)),
            (DOWN, Command::Select(Step::Next)),
            (UP, Command::Select(Step::Previous)),
        ],
    )
    .unlisted()
    .hint(2, Ui::hint_country, 10),
    row(Group::Crossing, MAP, Ui::does_country_into_query_and_its_events, &[(ENTER, Command::OpenCell)]).hint(
        1,
        Ui::hint_its_events,
        12,
    ),
    row(Group::Crossing, MAP, Ui::does_country_into_query_or_out_again, &[(SPACE, Command::TakeCell)]).hint(
        1,
        Ui::hint_into_query,
        13,
    ),
    row(Group::Crossing, MAP, Ui::does_exclude_country, &[(Key::char('x'), Command::ExcludeValue)]),
    row(Group::Crossing, BELOW, Ui::does_open_event, &[(ENTER, Command::OpenSelected)]).hint(1, Ui::hint_open, 12),
    // Doing
    row(Group::Doing, PANES, Ui::does_show_source_address_enter_opens, &[(Key::char('o'), Command::ShowAddresses)])
        .hint(1, Ui::hint_source, 70),
    row(Group::Doing, ADDRESSES, Ui::does_open_address_http_and_https_only, &[(ENTER, Command::OpenAddress)]).hint(
        1,
        Ui::hint_open,
        5,
    ),
    row(Group::Doing, ADDRESSES, Ui::does_copy_address, &[(Key::char('y'), Command::CopyAddress)]).hint(
        1,
        Ui::hint_copy,
        7,
    ),
    row(Group::Doing, PANES, Ui::does_cite_show_text_and_copy, &[(Key::char('y'), Command::Cite)]).hint(
        1,
        Ui::hint_cite,
        75,
    ),
    row(Group::Doing, CITED, Ui::does_on_few_lines_on_one, &[(TAB, Command::ShowOtherForm)]).hint(
        1,
        Ui::hint_on_few_lines_on_one,
        7,
    ),
    row(Group::Doing, CITED, Ui::does_send_shown_and_close, &[(ENTER, Command::SendShownForm)]).hint(
        1,
        Ui::hint_send_shown,
        5,
    ),
    row(Group::Doing, PANES, Ui::does_copy_view_as_command_line_and, &[(Key::char('Y'), Command::CopyCommand)]),
    row(Group::Doing, PANES, Ui::does_export_view_to_file_csv_md, &[(Key::char('e'), Command::AskExport)]),
    row(Group::Doing, EXPORT, Ui::does_write_file_once_more_when_one, &[(ENTER, Command::SendExport)]).hint(
        1,
        Ui::hint_write,
        10,
    ),
    row(
        Group::Doing,
        EXPORT,
        Ui::does_choose_format,
        &[(DOWN, Command::Select(Step::Next)), (UP, Command::Select(Step::Previous))],
    )
    .unlisted()
    .hint(2, Ui::hint_format, 12),
    row(
        Group::Doing,
        PANES.and(MARKS).and(VIEWS),
        Ui::does_undo_redo_changes_query_bookmarks_notes,
        &[(Key::char('u'), Command::Undo), (Key::ctrl('r'), Command::Redo)],
    )
    .named(&[Ui::does_undo_query_bookmarks_notes, Ui::does_redo_query_bookmarks_notes]),
    row(
        Group::Doing,
        PANES.and(MARKS),
        Ui::does_bookmark_record_or_take_bookmark_away,
        &[(Key::char('m'), Command::ToggleBookmark)],
    )
    .named(&[Ui::does_bookmark_record_or_no_longer])
    .hint(1, Ui::hint_bookmark, 72),
    row(
        Group::Doing,
        PANES,
        Ui::does_show_only_bookmarks_or_all_again,
        &[(Key::char('M'), Command::ToggleOnlyBookmarks)],
    ),
    row(Group::Doing, PANES.and(MARKS), Ui::does_note_on_record, &[(Key::char('i'), Command::AskNote)]).hint(
        1,
        Ui::hint_note,
        73,
    ),
    row(Group::Doing, NOTE, Ui::does_keep_note_empty_one_deleted, &[(ENTER, Command::KeepNote)]).hint(
        1,
        Ui::hint_keep_note,
        10,
    ),
    row(Group::Doing, MARKS, Ui::does_open_record, &[(ENTER, Command::OpenMark)]).hint(1, Ui::hint_open, 5),
    row(
        Group::Doing,
        PANES,
        Ui::does_all_commands_those_without_key_among,
        &[(Key::char(':'), Command::ShowPalette), (Key::ctrl('p'), Command::ShowPalette)],
    )
    .unlisted()
    .hint(1, Ui::hint_commands, 57),
    row(Group::Doing, PALETTE, Ui::does_do_command_says, &[(ENTER, Command::RunCommand)]).hint(1, Ui::hint_do, 10),
    row(
        Group::Doing,
        PALETTE,
        Ui::does_choose_command,
        &[
            (DOWN, Command::Select(Step::Next)),
            (UP, Command::Select(Step::Previous)),
            (PAGE_DOWN, Command::Select(Step::PageDown)),
            (PAGE_UP, Command::Select(Step::PageUp)),
        ],
    )
    .unlisted()
    .hint(2, Ui::hint_choose, 20),
    row(Group::Doing, VIEW_NAME, Ui::does_save_view_once_more_when_one, &[(ENTER, Command::SaveView)]).hint(
        1,
        Ui::hint_save,
        10,
    ),
    row(Group::Doing, VIEWS, Ui::does_open_saved_view_or_delete_as, &[(ENTER, Command::TakeView)]).hint(
        1,
        Ui::hint_choose,
        5,
    ),
    row(Group::Doing, VIEWS, Ui::does_delete_saved_view, &[(DELETE, Command::ForgetView)]).hint(1, Ui::hint_forget, 15),
    row(Group::Doing, PROPOSAL, Ui::does_open_file_so, &[(ENTER, Command::TakeProposal)]).hint(1, Ui::hint_open_so, 5),
    row(Group::Doing, PROPOSAL, Ui::does_field_may_mean_besides_or_nothing, &[(SPACE, Command::ChooseNextMeaning)])
        .unlisted()
        .hint(1, Ui::hint_next_meaning, 7),
    row(Group::Doing, PROPOSAL, Ui::does_save_map_such_files_then_open, &[(Key::char('w'), Command::AskMapName)]).hint(
        1,
        Ui::hint_save_map,
        8,
    ),
    row(Group::Doing, MAP_NAME, Ui::does_save_map_once_more_when_one, &[(ENTER, Command::SaveMap)]).hint(
        1,
        Ui::hint_save,
        10,
    ),
    row(Group::Doing, PANES, Ui::does_rows_one_line_or_two, &[(Key::char('R'), Command::ToggleTallRows)]).hint(
        1,
        Ui::hint_rows,
        57,
    ),
    row(Group::Doing, PANES, Ui::does_sort_reverse_order_people_lanes, &[(Key::char('s'), Command::ReverseOrder)]),
    row(Group::Doing, PANES, Ui::does_next_language_data_texts, &[(Key::char('L'), Command::ShowNextLanguage)]),
    row(Group::Doing, PANES, Ui::does_problems_data, &[(Key::char('p'), Command::ShowProblems)]),
    row(Group::Doing, PANES, Ui::does_read_data_again, &[(Key::plain(KeyCode::F(5)), Command::Reload)]),
    row(
        Group::Doing,
        EVERYWHERE,
        Ui::does_mouse_on_off_click_drag_wheel,
        &[(Key::plain(KeyCode::F(2)), Command::ToggleMouse)],
    ),
    row(
        Group::Doing,
        PANES,
        Ui::does_help_for_pane_letters_search_in,
        &[(Key::char('?'), Command::ShowHelp), (Key::plain(KeyCode::F(1)), Command::ShowHelp)],
    )
    .hint(1, Ui::hint_help, 50),
    row(
        Group::Doing,
        FIELDS.without(HELP).and(PROBLEMS).and(ADDRESSES).and(COPIED).and(CITED).and(MARKS).and(VIEWS).and(PROPOSAL),
        Ui::does_may_be_typed_and_keys_here,
        &[(Key::plain(KeyCode::F(1)), Command::ShowHelp)],
    )
    .unlisted()
    .hint(1, Ui::hint_help, 60),
    // Typing
    row(
        Group::Typing,
        FIELDS,
        Ui::does_to_start_end_delete_to_start,
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
        Ui::does_move_and_delete_in_text_field,
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
    row(Group::Leaving, EVERYWHERE, Ui::does_one_step_back_box_field_pane, &[(ESC, Command::LeaveLayer)]).hint(
        1,
        Ui::hint_back,
        80,
    ),
    row(Group::Leaving, PANES, Ui::does_make_pane_normal_close_drawer_else, &[(Key::char('q'), Command::CloseOrQuit)])
        .hint(1, Ui::hint_quit, 56),
    row(
        Group::Leaving,
        PROBLEMS.and(ADDRESSES).and(MARKS).and(VIEWS),
        Ui::does_close_box,
        &[(Key::char('q'), Command::CloseOrQuit)],
    )
    .hint(1, Ui::hint_close, 90),
    row(Group::Leaving, PROPOSAL, Ui::does_leave_file_unread, &[(Key::char('q'), Command::CloseOrQuit)]).hint(
        1,
        Ui::hint_leave,
        9,
    ),
    row(
        Group::Leaving,
        HELP,
        Ui::does_close_help,
        &[(ENTER, Command::CloseOrQuit), (Key::plain(KeyCode::F(1)), Command::CloseOrQuit)],
    )
    .hint(1, Ui::hint_close, 20),
    row(
        Group::Leaving,
        COPIED,
        Ui::does_close_box_with_was_copied,
        &[(ENTER, Command::CloseOrQuit), (Key::char('q'), Command::CloseOrQuit)],
    )
    .hint(2, Ui::hint_close, 10),
    row(Group::Leaving, CITED, Ui::does_close_box_with_citation, &[(Key::char('q'), Command::CloseOrQuit)]).hint(
        1,
        Ui::hint_close,
        10,
    ),
    row(Group::Leaving, EVERYWHERE, Ui::does_suspend_fg_in_shell_resumes, &[(Key::ctrl('z'), Command::Suspend)]),
    row(Group::Leaving, EVERYWHERE, Ui::does_quit_always, &[(Key::ctrl('c'), Command::Quit)]),
];
