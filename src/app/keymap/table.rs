//! The table of keys. A new key is one row here.

use crate::app::line_editor::Edit;
use crate::app::list_cursor::Step::{First, HalfPageDown, HalfPageUp, Last, Next, PageDown, PageUp, Previous};
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
const CTRL_A: Key = Key::ctrl('a');
const CTRL_B: Key = Key::ctrl('b');
const CTRL_C: Key = Key::ctrl('c');
const CTRL_D: Key = Key::ctrl('d');
const CTRL_E: Key = Key::ctrl('e');
const CTRL_F: Key = Key::ctrl('f');
const CTRL_P: Key = Key::ctrl('p');
const CTRL_R: Key = Key::ctrl('r');
const CTRL_U: Key = Key::ctrl('u');
const CTRL_W: Key = Key::ctrl('w');
const CTRL_Z: Key = Key::ctrl('z');
const ALT_LEFT: Key = Key::alt(KeyCode::Left);
const ALT_RIGHT: Key = Key::alt(KeyCode::Right);
const F1: Key = Key::plain(KeyCode::F(1));
const F2: Key = Key::plain(KeyCode::F(2));
const F5: Key = Key::plain(KeyCode::F(5));

/// The table: under each group of the help its rows, one line each. A row says where its keys hold, what they do, each key with
/// its command; then, where there are any, what the list of commands calls the commands of a row with several, each once in the
/// order of its first key, and how many of the keys stand in the hint line, with which word, and how far to the left. A row
/// that moves a cursor, or is the list of commands itself, is not listed there.
macro_rules! table {
    ($($group:ident { $(
        $modes:expr, $does:ident, [$($key:tt $command:ident $(($of:expr))?),+]
            $(, named [$($name:ident),+])? $(, hint $keys:literal $word:ident $rank:literal)? $(.$unlisted:ident)?;
    )+ })+) => {
        &[$($(
            row(Group::$group, $modes, Ui::$does, &[$((key!($key), Command::$command $(($of))?)),+])
                $(.named(&[$(Ui::$name),+]))? $(.hint($keys, Ui::$word, $rank))? $(.$unlisted())?,
        )+)+]
    };
}

/// A key of the table: the character that is typed, or one of the names above.
macro_rules! key {
    ($character:literal) => {
        Key::char($character)
    };
    ($name:ident) => {
        $name
    };
}

/// Every key of the browser.
pub const TABLE: &[Binding] = table! {
    Moving {
        LISTS, does_move, ['j' Select(Next), 'k' Select(Previous), DOWN Select(Next), UP Select(Previous)], hint 2 hint_move 10 .unlisted;
        LISTS.and(HISTOGRAM).and(LANES).and(PAIRS).and(MAP), does_first_last, ['g' Select(First), 'G' Select(Last), HOME Select(First), END Select(Last)], named [does_go_to_first_row, does_go_to_last_row];
        LISTS.and(HISTOGRAM).and(LANES).and(PAIRS).and(MAP), does_half_page_down_up, [CTRL_D Select(HalfPageDown), CTRL_U Select(HalfPageUp)] .unlisted;
        LISTS.and(HISTOGRAM).and(LANES).and(PAIRS).and(MAP), does_page_down_up, [PAGE_DOWN Select(PageDown), PAGE_UP Select(PageUp), CTRL_F Select(PageDown), CTRL_B Select(PageUp)] .unlisted;
        RECORDS.and(PROBLEMS).and(COPIED).and(CITED), does_page_down, [SPACE Select(PageDown)] .unlisted;
        HELP, does_scroll_help, [DOWN Select(Next), UP Select(Previous), PAGE_DOWN Select(PageDown), PAGE_UP Select(PageUp)], hint 2 hint_scroll 10 .unlisted;
        PANES, does_next_previous_pane, [TAB FocusNextPane, SHIFT_TAB FocusPreviousPane], named [does_go_to_next_pane, does_go_to_previous_pane], hint 1 hint_pane 45;
        SIDE_BY_SIDE, does_pane_to_left_to_right, ['h' FocusLeft, 'l' FocusRight, LEFT FocusLeft, RIGHT FocusRight], named [does_go_to_pane_on_left, does_go_to_pane_on_right];
        TIMELINE, does_open_record_in_detail, [ENTER OpenSelected], hint 1 hint_detail 40;
        DETAIL, does_follow_line_person_country_article_event, [ENTER OpenSelected], hint 1 hint_follow 20;
        DETAIL, does_previous_next_part_record, ['[' ShowPreviousSection, ']' ShowNextSection], named [does_go_to_previous_part_detail, does_go_to_next_part_detail], hint 2 hint_section 22;
        TIMELINE, does_previous_next_part_record_beside, ['[' ShowPreviousSection, ']' ShowNextSection] .unlisted;
        PANES, does_back_forward_view_and_record_never, [BACKSPACE GoBack, ALT_LEFT GoBack, ALT_RIGHT GoForward], named [does_go_back_view_record_scroll, does_go_forward_again];
        PANES, does_where_you_were_when_you_last, ['\'' ReturnToLastPlace];
        PANES, does_larger_smaller_pane_list_or_detail, ['+' EnlargePane, '_' ShrinkPane], named [does_make_pane_larger, does_make_pane_smaller], hint 1 hint_larger 57;
        PANES, does_list_above_detail_or_beside, ['\\' TurnPanes];
        PANES, does_next_previous_view, ['v' ShowNextView, 'V' ShowPreviousView], named [does_show_next_view, does_show_previous_view], hint 1 hint_view 55;
        PANES, does_view_by_its_number_from_events, ['1' ShowView(View::Events), '2' ShowView(View::Articles), '3' ShowView(View::Quotes), '4' ShowView(View::People), '5' ShowView(View::Lanes), '6' ShowView(View::Pairs), '7' ShowView(View::Map)], named [does_show_view_events, does_show_view_articles, does_show_view_quotes, does_show_view_people, does_show_view_lanes, does_show_view_pairs, does_show_view_map];
    }
    Finding {
        PANES, does_search_everywhere_live, ['/' StartSearch], hint 1 hint_search 25;
        SEARCH, does_keep_search_and_return, [ENTER AcceptSearch], hint 1 hint_keep 10;
        SEARCH, does_complete_field_or_value_else_take, [TAB Complete, SHIFT_TAB CompleteBefore], hint 1 hint_complete_take 20 .unlisted;
        SUGGESTIONS, does_take_chosen_suggestion, [ENTER TakeSuggestion], hint 1 hint_do 15;
        PANES, does_take_suggested, ['=' TakeSuggestion];
        SEARCH, does_earlier_later_query, [UP RecallEarlierQuery, DOWN RecallLaterQuery], hint 2 hint_earlier_queries 30 .unlisted;
        PANES, does_next_previous_hit_in_articles_next, ['n' ShowNextHit, 'N' ShowPreviousHit], named [does_go_to_next_hit_in_record, does_go_to_previous_hit], hint 2 hint_hits 60;
        PANES, does_jump_to_date_or_all_from, ['d' AskDate], hint 1 hint_date 65;
        DATE, does_do_that_with_date, [ENTER TakeDate], hint 1 hint_do 10;
        DATE, does_choose_done_with_date, [DOWN Select(Next), UP Select(Previous), PAGE_DOWN Select(PageDown), PAGE_UP Select(PageUp)], hint 2 hint_choose 20 .unlisted;
        PANES, does_show_in_context_drop_query_keep, ['w' ShowInContext];
    }
    Time {
        PANES, does_histogram_once_more_timeline, ['t' FocusHistogram], hint 1 hint_time 62;
        HISTOGRAM, does_bar_to_left_right_then_has, [LEFT Select(Previous), RIGHT Select(Next), 'h' Select(Previous), 'l' Select(Next)], hint 2 hint_move 10 .unlisted;
        HISTOGRAM, does_start_range_dates_end, [SPACE MarkRange], hint 1 hint_start_end_range 12;
        HISTOGRAM, does_take_bar_dates_or_range_and, [ENTER TakeRange], hint 1 hint_these_dates 14;
        HISTOGRAM.and(LANES), does_zoom_in_around_cursor_zoom_out, ['z' ZoomIn, 'Z' ZoomOut], named [does_zoom_in_around_cursor, does_zoom_out_up_to_all_time], hint 2 hint_zoom 16;
        HISTOGRAM.and(LANES), does_take_range_out_query, [DELETE DropDates], hint 1 hint_all_dates 18;
    }
    Facets {
        RECORDS, does_next_previous_filter_people_topics_kinds, ['f' ShowNextFacet, 'F' ShowPreviousFacet], named [does_show_next_filter, does_show_previous_filter], hint 1 hint_filter 58;
        FACET, does_filter_after_one_before, ['f' ShowNextFacet, 'F' ShowPreviousFacet], named [does_show_next_filter, does_show_previous_filter], hint 2 hint_filter 18;
        PANES, does_page_chosen_value_or_asked_for, ['P' OpenPage], named [does_open_page_chosen_country_person_or], hint 1 hint_page 60;
        PANES, does_country_filter_field_or_filter, ['c' NarrowFacet], hint 1 hint_countries 30;
        FACET, does_include_exclude_any_them_or_all, [SPACE IncludeValue, 'x' ExcludeValue, 'a' ToggleFacetMode], named [does_include_or_no_longer, does_exclude_or_no_longer, does_any_included_or_all_them], hint 3 hint_include_exclude_any_all 15;
        FACET.and(FACET_FIELD), does_include_and_return_to_timeline, [ENTER AcceptValue], hint 1 hint_include_return 20;
        FACET_VALUE, does_include_after_exclude_again_take_back, [SPACE IncludeValue], hint 1 hint_include 15;
        FACET_NAME, does_blank_in_name_twice_or_after, [SPACE IncludeValue], hint 1 hint_blank_in_name_twice_include 15;
        FACET_FIELD, does_choose_value, [DOWN Select(Next), UP Select(Previous), PAGE_DOWN Select(PageDown), PAGE_UP Select(PageUp)], hint 2 hint_choose 10 .unlisted;
        FACET_FIELD, does_to_list_where_letters_are_commands, [TAB EnterFacetList], hint 1 hint_list 40;
    }
    Crossing {
        LANES, does_lane_below_above, ['j' Select(Next), 'k' Select(Previous), DOWN Select(Next), UP Select(Previous)], hint 2 hint_lane 10 .unlisted;
        LANES, does_time_before_after, ['h' SelectColumn(Previous), 'l' SelectColumn(Next), LEFT SelectColumn(Previous), RIGHT SelectColumn(Next)], hint 2 hint_time 11 .unlisted;
        LANES, does_value_and_time_into_query_and, [ENTER OpenCell], hint 1 hint_events 12;
        LANES, does_value_and_time_into_query_or, [SPACE TakeCell], hint 1 hint_into_query 13;
        LANES, does_exclude_value_any_included_or_all, ['x' ExcludeValue, 'a' ToggleFacetMode], named [does_exclude_value_or_no_longer, does_any_included_or_all_them], hint 1 hint_exclude 17;
        LANES, does_lanes_people_organisations_topics_more, ['f' ShowNextFacet, 'F' ShowPreviousFacet], named [does_show_next_filter, does_show_previous_filter], hint 1 hint_people_topics 14;
        PAIRS, does_one_before_after_rows_and_columns, ['h' SelectColumn(Previous), 'j' Select(Next), 'k' Select(Previous), 'l' SelectColumn(Next), LEFT SelectColumn(Previous), DOWN Select(Next), UP Select(Previous), RIGHT SelectColumn(Next)], hint 4 hint_move 10 .unlisted;
        PAIRS, does_to_list_these_events, [ENTER OpenCell], hint 1 hint_these_events 12;
        PAIRS, does_both_into_query_or_out_again, [SPACE TakeCell], hint 1 hint_into_query 13;
        PAIRS, does_exclude_one_row, ['x' ExcludeValue], hint 1 hint_exclude 17;
        PAIRS, does_pairs_countries_people_organisations, ['f' ShowNextFacet, 'F' ShowPreviousFacet], named [does_show_pairs_others, does_show_pairs_before], hint 1 hint_people 15;
        PAIRS.and(MAP), does_took_part_together_or_only_these, ['a' ToggleAlone], hint 1 hint_only_these_two 14;
        MAP, does_country_below_above, ['j' Select(Next), 'k' Select(Previous), DOWN Select(Next), UP Select(Previous)], hint 2 hint_country 10 .unlisted;
        MAP, does_country_into_query_and_its_events, [ENTER OpenCell], hint 1 hint_its_events 12;
        MAP, does_country_into_query_or_out_again, [SPACE TakeCell], hint 1 hint_into_query 13;
        MAP, does_exclude_country, ['x' ExcludeValue];
        BELOW, does_open_event, [ENTER OpenSelected], hint 1 hint_open 12;
    }
    Doing {
        PANES, does_show_source_address_enter_opens, ['o' ShowAddresses], hint 1 hint_source 70;
        ADDRESSES, does_open_address_http_and_https_only, [ENTER OpenAddress], hint 1 hint_open 5;
        ADDRESSES, does_copy_address, ['y' CopyAddress], hint 1 hint_copy 7;
        PANES, does_cite_show_text_and_copy, ['y' Cite], hint 1 hint_cite 75;
        CITED, does_on_few_lines_on_one, [TAB ShowOtherForm], hint 1 hint_on_few_lines_on_one 7;
        CITED, does_send_shown_and_close, [ENTER SendShownForm], hint 1 hint_send_shown 5;
        PANES, does_copy_view_as_command_line_and, ['Y' CopyCommand];
        PANES, does_export_view_to_file_csv_md, ['e' AskExport];
        EXPORT, does_write_file_once_more_when_one, [ENTER SendExport], hint 1 hint_write 10;
        EXPORT, does_choose_format, [DOWN Select(Next), UP Select(Previous)], hint 2 hint_format 12 .unlisted;
        PANES.and(MARKS).and(VIEWS), does_undo_redo_changes_query_bookmarks_notes, ['u' Undo, CTRL_R Redo], named [does_undo_query_bookmarks_notes, does_redo_query_bookmarks_notes];
        PANES.and(MARKS), does_bookmark_record_or_take_bookmark_away, ['m' ToggleBookmark], named [does_bookmark_record_or_no_longer], hint 1 hint_bookmark 72;
        PANES, does_show_only_bookmarks_or_all_again, ['M' ToggleOnlyBookmarks];
        PANES.and(MARKS), does_note_on_record, ['i' AskNote], hint 1 hint_note 73;
        NOTE, does_keep_note_empty_one_deleted, [ENTER KeepNote], hint 1 hint_keep_note 10;
        MARKS, does_open_record, [ENTER OpenMark], hint 1 hint_open 5;
        PANES, does_all_commands_those_without_key_among, [':' ShowPalette, CTRL_P ShowPalette], hint 1 hint_commands 57 .unlisted;
        PALETTE, does_do_command_says, [ENTER RunCommand], hint 1 hint_do 10;
        PALETTE, does_choose_command, [DOWN Select(Next), UP Select(Previous), PAGE_DOWN Select(PageDown), PAGE_UP Select(PageUp)], hint 2 hint_choose 20 .unlisted;
        VIEW_NAME, does_save_view_once_more_when_one, [ENTER SaveView], hint 1 hint_save 10;
        VIEWS, does_open_saved_view_or_delete_as, [ENTER TakeView], hint 1 hint_choose 5;
        VIEWS, does_delete_saved_view, [DELETE ForgetView], hint 1 hint_forget 15;
        PROPOSAL, does_open_file_so, [ENTER TakeProposal], hint 1 hint_open_so 5;
        PROPOSAL, does_field_may_mean_besides_or_nothing, [SPACE ChooseNextMeaning], hint 1 hint_next_meaning 7 .unlisted;
        PROPOSAL, does_save_map_such_files_then_open, ['w' AskMapName], hint 1 hint_save_map 8;
        MAP_NAME, does_save_map_once_more_when_one, [ENTER SaveMap], hint 1 hint_save 10;
        PANES, does_rows_one_line_or_two, ['R' ToggleTallRows], hint 1 hint_rows 57;
        PANES, does_sort_reverse_order_people_lanes, ['s' ReverseOrder];
        PANES, does_next_language_data_texts, ['L' ShowNextLanguage];
        PANES, does_problems_data, ['p' ShowProblems];
        PANES, does_read_data_again, [F5 Reload];
        EVERYWHERE, does_mouse_on_off_click_drag_wheel, [F2 ToggleMouse];
        PANES, does_help_for_pane_letters_search_in, ['?' ShowHelp, F1 ShowHelp], hint 1 hint_help 50;
        FIELDS.without(HELP).and(PROBLEMS).and(ADDRESSES).and(COPIED).and(CITED).and(MARKS).and(VIEWS).and(PROPOSAL), does_may_be_typed_and_keys_here, [F1 ShowHelp], hint 1 hint_help 60 .unlisted;
    }
    Typing {
        FIELDS, does_to_start_end_delete_to_start, [CTRL_A EditField(Edit::Home), CTRL_E EditField(Edit::End), CTRL_U EditField(Edit::DeleteToStart), CTRL_W EditField(Edit::DeleteWord)] .unlisted;
        FIELDS, does_move_and_delete_in_text_field, [LEFT EditField(Edit::Left), RIGHT EditField(Edit::Right), HOME EditField(Edit::Home), END EditField(Edit::End), BACKSPACE EditField(Edit::DeleteBefore), DELETE EditField(Edit::DeleteAfter)] .unlisted;
    }
    Leaving {
        EVERYWHERE, does_one_step_back_box_field_pane, [ESC LeaveLayer], hint 1 hint_back 80;
        PANES, does_make_pane_normal_close_drawer_else, ['q' CloseOrQuit], hint 1 hint_quit 56;
        PROBLEMS.and(ADDRESSES).and(MARKS).and(VIEWS), does_close_box, ['q' CloseOrQuit], hint 1 hint_close 90;
        PROPOSAL, does_leave_file_unread, ['q' CloseOrQuit], hint 1 hint_leave 9;
        HELP, does_close_help, [ENTER CloseOrQuit, F1 CloseOrQuit], hint 1 hint_close 20;
        COPIED, does_close_box_with_was_copied, [ENTER CloseOrQuit, 'q' CloseOrQuit], hint 2 hint_close 10;
        CITED, does_close_box_with_citation, ['q' CloseOrQuit], hint 1 hint_close 10;
        EVERYWHERE, does_suspend_fg_in_shell_resumes, [CTRL_Z Suspend];
        EVERYWHERE, does_quit_always, [CTRL_C Quit];
    }
};
