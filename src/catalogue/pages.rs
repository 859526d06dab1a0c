//! What pages to hand on and events for `TimelineJS` say around the texts of the data, in the language of these texts.

use super::saying::sentences;

sentences! {
    page_of_all(events: usize) = "Events: {events}, without a filter.", "Событий: {events}, без фильтра.";
    /// The query follows.
    page_of_some(events: usize, all: usize) = "Events: {events} of {all}, ", "Событий: {events} из {all}, ";
    page_bookmarked = "Bookmarked.", "В закладках.";
    page_my_note = "My note", "Моя заметка";
    page_translation = "Translation", "Перевод";
    page_id = "Id", "id";
    /// Behind a date, where its source does not state it.
    page_inferred = " (inferred)", " (определена по тексту)";
    page_external = " (known from elsewhere)", " (известна из других источников)";
    page_published = " (the day it was published)", " (день публикации)";
    /// How many events lie in a bar, surely and perhaps.
    page_bar(days: &str, sure: u32) = "{days}: {sure}", "{days}: {sure}";
    page_bar_perhaps(days: &str, sure: u32, perhaps: u32) =
        "{days}: {sure}, perhaps {perhaps}", "{days}: {sure}, возможно {perhaps}";
    page_undated_left_out(events: usize) = "Events without a date, left out: {events}", "События без даты не показаны: {events}";
}
