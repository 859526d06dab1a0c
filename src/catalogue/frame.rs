//! What stands around the lists: the header, the histogram, the row of the query, hints, titles of panes.

use super::saying::sentences;
use super::{Count, Noun};

sentences! {
    view_events = "Events", "События";
    view_articles = "Articles", "Статьи";
    view_quotes = "Quotes", "Цитаты";
    view_people = "People", "Люди";
    view_lanes = "Lanes", "Дорожки";
    view_pairs = "Pairs", "Пары";
    view_map = "Map", "Карта";

    facet_countries = "Countries", "Страны";
    facet_people = "People", "Люди";
    facet_organisations = "Organisations", "Организации";
    facet_topics = "Topics", "Темы";
    facet_kinds = "Kinds", "Виды";
    facet_publishers = "Publishers", "Издания";
    facet_languages = "Languages", "Языки";

    /// Problems of data of which not all is read.
    so_far(what: Count) = "{what} so far", "пока {what}";
    reading = "reading", "чтение";
    indexing = "indexing", "индексация";
    ready = "ready", "готово";
    /// How far an act has come: `reading 45%`.
    act_share(act: &str, percent: u64) = "{act} {percent}%", "{act}: {percent} %";
    asking(seconds: u64) = "asking, {seconds} s", "запрос идёт {seconds} с";
    act_megabytes(act: &str, done: u64) = "{act}, {done} MB so far", "{act}: пока {done} МБ";
    /// How much of the data a count is about.
    share_read(percent: u64) = "{percent}% read", "прочитано {percent} %";
    share_indexed(percent: u64) = "{percent}% indexed", "проиндексировано {percent} %";
    megabytes_read(done: u64) = "{done} MB read", "прочитано {done} МБ";
    megabytes_indexed(done: u64) = "{done} MB indexed", "проиндексировано {done} МБ";

    /// Beside the bars, what they count: events that surely lie in them.
    sure(n: usize) = "{n} sure", "{n} точно";
    perhaps(n: usize) = "{n} perhaps", "{n} возможно";
    undated(n: usize) = "{n} undated", "{n} без даты";
    /// What they make together, and where not all are shown, of how many.
    sum_of_events(sum: Count) = "= {sum}", "= {sum}";
    of_all(all: usize) = " of {all}", " из {all}";
    of_at_least(sign: &str, all: usize) = " of {sign} {all}", " из {sign} {all}";
    /// The count of the highest bar.
    highest(count: &str) = "max {count}", "макс. {count}";
    no_event_has_a_date = "No event has a date.", "Ни у одного события нет даты.";
    /// A query without one of its parts.
    without(part: &str) = "without {part}", "без {part}";

    without_a_date = "without a date", "без даты";
    by_day = "by day", "по дням";
    by_week = "by week", "по неделям";
    by_month = "by month", "по месяцам";
    by_quarter = "by quarter", "по кварталам";
    by_year = "by year", "по годам";
    by_decade = "by decade", "по десятилетиям";
    by_century = "by century", "по векам";

    /// What a screen on which nothing can be read would need.
    needs_cells(columns: u16, rows: u16) = "needs {columns}x{rows}", "нужно {columns}x{rows}";
    needs_cells_of(columns: u16, rows: u16, width: u16, height: u16) =
        "needs {columns}x{rows}, this is {width}x{height}", "нужно {columns}x{rows}, а здесь {width}x{height}";
    /// What Tab takes in place of what is typed.
    takes_offer(events: Count, query: &str) = "{events}: {query}", "{events}: {query}";
    /// Of the events that somebody is in, those in which they took part.
    takes_offer_of_person(count: Count, present: usize, query: &str) =
        "{count}, took part in {present}: {query}", "{count}, участие в {present}: {query}";
    offer_place(place: usize, offers: usize) = "{place} of {offers}, ", "{place} из {offers}, ";
    the_next_offer = "the next", "следующая";

    // The row of the query.
    query_beginnings = "/ search   c countries", "/ поиск   c страны";
    first_keys = "Start here: ↓ move, Enter read, / search, c filter, ? help",
        "Для начала: ↓ двигаться, Enter читать, / поиск, c фильтр, ? справка";
    /// What is suggested, after the key that takes it.
    key_takes(key: &str, query: &str, events: Count) = "{key} takes {query}: {events}", "{key} примет {query}: {events}";
    found_as(typed: &str, arrow: &str, found: &str, why: &str) =
        "{typed} {arrow} {found}, {why}", "{typed} {arrow} {found}, {why}";
    same_word = "same word", "то же слово";
    romanised = "romanised", "другой алфавит";
    another_name = "another name", "другое имя или название";
    mistyped = "mistyped", "опечатка";
    found_of(found: &str, all: Count) = "{found} of {all}", "{found} из {all:#}";
    still_found_of(found: &str, all: Count) = "still {found} of {all}", "по-прежнему {found} из {all:#}";
    with_the_words(n: usize) = ", {n} with the words", ", {n} со словами запроса";
    undated_hidden(n: usize) = "{n} undated hidden", "скрыто без даты: {n}";
    so_far_of(share: &str) = " so far, {share}", " пока, {share}";
    checking = ", checking", ", идёт проверка";
    being_counted = "counting", "идёт подсчёт";

    // The facet.
    any_of = "any of", "любые";
    all_of = "all of", "все вместе";
    none_fits(what: Noun) = "No {what:#} fits. Esc clears.", "Подходящих {what:#} нет. Esc очистит поле.";
    come_with_the_index(what: Noun, share: &str) =
        "The {what} come with the index: {share}.", "Здесь появятся {what}, когда будет готов индекс: {share}.";
    none_of_it_yet(what: Noun) = "No {what} yet.", "Пока нет {what:#}.";
    none_has_events_yet(what: Noun) = "No {what:#} has events here yet.", "Здесь пока нет {what:#} с событиями.";
    none_has_events(what: Noun) = "No {what:#} has events here.", "Здесь нет {what:#} с событиями.";
    position_so_far = " so far", " пока";
    narrow_named = "narrow all named", "имя среди названных";
    narrow_by_code = "narrow by name or code", "название или код";
    narrow_by_name = "narrow by name", "название";

    // The detail.
    detail = "Detail", "Карточка";
    outside_the_filter = "outside the filter", "вне фильтра";
    hit_of(hit: usize, all: usize) = "hit {hit}/{all}", "совпадение {hit}/{all}";
    record_cannot_be_read = "The record cannot be read.", "Запись не удалось прочитать.";
}
