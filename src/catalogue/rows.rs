//! What stands in the lists: rows, headings, why there are none; lanes, pairs, the map and the list below them.

use super::saying::sentences;
use super::{Count, Noun};

sentences! {
    found_by_their_name = "Found by their name", "Со словами запроса";
    at_the_same_events = "At the same events", "На тех же событиях";
    by_number_of_events = "by number of events", "по числу событий";
    by_name = "by name", "по имени";
    events_column = "events", "событий";
    last_column = "last", "последнее";
    in_the_article = "in the article", "в статье";
    online = "online", "онлайн";
    speaker_not_stated = "speaker not stated", "автор слов не указан";
    publisher_not_stated = "publisher not stated", "издание не указано";

    // Why there are no rows, and what to do.
    still_at_it(act: &str) = "Still {act}.", "Ещё идёт {act}.";
    rows_appear = "Rows appear here as they are read. q quits.", "Строки появятся по мере чтения. Выход: q.";
    data_has_none(what: Noun) = "The data has no {what}.", "В данных нет {what:#}.";
    v_shows_articles = "v shows its articles.", "Клавиша v покажет статьи.";
    p_lists_problems = "p lists what was wrong with it; F5 reads it again.",
        "p покажет замечания, F5 прочитает данные заново.";
    open_another_file = "Open another file with: oreline FILE", "Открыть другой файл: oreline ФАЙЛ";
    none_found_yet(what: Noun) = "No {what} found yet.", "Пока не найдено {what:#}.";
    phrase_is_checked =
        "Those with all words of the phrase are being checked.", "Проверяются те, в которых есть все слова фразы.";
    none_found_so_far(what: Noun) = "No {what} found so far.", "Пока не найдено {what:#}.";
    data_is_so_far(share: &str) = "The data is {share}. What matches in the rest appears here.",
        "Пока {share}. Подходящее из остальных данных появится здесь.";
    no_quotes_match(n: usize) = [n: "No quotes match. {n} event matches, but none of its quotes by itself."
            | "No quotes match. {n} events match, but none of their quotes by itself."],
        [n: "Цитат не найдено. Подходит {n} событие, но сами его цитаты не подходят."
            | "Цитат не найдено. Подходят {n} события, но сами их цитаты не подходят."
            | "Цитат не найдено. Подходит {n} событий, но сами их цитаты не подходят."];
    no_people_match(n: usize) = [n: "No people match. {n} event matches, and nobody is said to have taken part."
            | "No people match. {n} events match, and nobody is said to have taken part."],
        [n: "Людей не найдено. Подходит {n} событие, но участники не названы."
            | "Людей не найдено. Подходят {n} события, но участники не названы."
            | "Людей не найдено. Подходит {n} событий, но участники не названы."];
    none_match_but_events(what: Noun, n: usize) =
        [n: "No {what} match. {n} event matches." | "No {what} match. {n} events match."],
        [n: "Не найдено {what:#}. Подходит {n} событие." | "Не найдено {what:#}. Подходят {n} события."
            | "Не найдено {what:#}. Подходит {n} событий."];
    none_match_without_query(what: Noun, all: Count) =
        "No {what} match. {all} without the query.", "Не найдено {what:#}. Без запроса: {all}.";
    nothing_matches(part: &str) = "Nothing matches {part}.", "Ничего не найдено: {part}.";
    nothing_matches_both = "Nothing matches both parts.", "Ничего не найдено по обеим частям запроса.";
    nothing_matches_three = "Nothing matches all three parts.", "Ничего не найдено по всем трём частям запроса.";
    nothing_matches_all(n: usize) =
        "Nothing matches all {n} parts.", "Ничего не найдено по всем частям запроса ({n}).";
    without_before = "without ", "без ";
    leave_one_out = "Leave one out.", "Убрать одну часть.";
    leave_one_out_tab = "Leave one out; Tab takes the marked one.", "Убрать одну часть; Tab уберёт отмеченную.";
    leave_one_out_enter =
        "Leave one out; Enter does it, u brings it back.", "Убрать одну часть: Enter уберёт, u вернёт.";
    did_you_mean = "Did you mean:", "Возможно, имелось в виду:";
    did_you_mean_tab = "Did you mean (Tab takes the marked one):", "Возможно, имелось в виду (Tab примет отмеченное):";
    did_you_mean_enter = "Did you mean (Enter does it):", "Возможно, имелось в виду (Enter примет):";
    or_leave_one_out = "Or leave one out:", "Или убрать одну часть:";
    no_word_begins(word: &str) = "No word of the data begins with {word}, in either script.",
        "В данных нет слов, которые начинаются с {word}, кириллицей или латиницей.";
    no_word_begins_or_is_like(word: &str) =
        "No word of the data begins with {word}, in either script; none is like it (~{word}).",
        "В данных нет слов, которые начинаются с {word}, кириллицей или латиницей; похожих (~{word}) тоже нет.";
    no_word_begins_or_is_like_short(word: &str) = "No word of the data begins with {word}, or is like it.",
        "В данных нет слов на {word} и похожих на него.";
    as_filters = "as filters", "как фильтры";
    other_layout = "other keyboard layout", "другая раскладка";

    // Lanes, pairs, the map.
    earliest_first = ", the earliest first", ", по первой дате";
    /// Before the field that narrows lanes.
    ask_value(what: Noun) = " {what:#}: ", " {what}: ";
    perhaps_sign = "perhaps", "возможно";
    f_shows_other_lanes = "f shows lanes of something else.", "f покажет другие дорожки.";
    only_these_two = "only these two", "без других";
    took_part_together = "took part together", "участвовали вместе";
    took_part_with = "took part with", "участвовали вместе";
    of_these(what: Noun) = ", {what}", ", {what}";
    ordered_by_name = ", by name", ", по имени";
    no_two_together(what: Noun) =
        "No two {what} took part together in these events. f shows others, Esc takes away a part of the query.",
        "В этих событиях нет пар ({what}). f покажет другие, Esc уберёт часть запроса.";
    counting_pairs = "counting who took part together", "идёт подсчёт: кто участвовал вместе";
    most_alone = "Most events with nobody else", "Чаще всего без других";
    most_together = "Most events together", "Чаще всего вместе";
    of_them_alone(n: u32) = "{n} alone", "{n} без других";
    no_country_has_events = "No country has events here. Esc takes away a part of the query.",
        "Стран с событиями здесь нет. Esc уберёт часть запроса.";
    its_members(name: &str) = "{name}: its members", "{name}: состав";
    took_part_with_countries(name: &str, n: usize) =
        [n: "{name} took part with {n} country" | "{name} took part with {n} countries"],
        [n: "{name}: участие вместе с {n} страной" | "{name}: участие вместе с {n} странами"];
    took_part_alone_with(name: &str, n: usize) =
        [n: "{name} took part with {n} country and nobody else" | "{name} took part with {n} countries and nobody else"],
        [n: "{name}: участие вместе с {n} страной, без других" | "{name}: участие вместе с {n} странами, без других"];
    lines_to_the_first(n: usize) = "lines to the first {n}", "линии к первым {n}";
    where_events_were(sign: &str) = "{sign} where events were", "{sign} места событий";
    with_no_country_alone = "It took part with no country alone. a shows all events.",
        "Событий только с ней и ещё одной страной нет. a покажет все события.";
    with_no_other_country =
        "It took part with no other country in these events.", "Других стран в этих событиях нет.";
    newest = "Newest", "Последние";

    // The list below them.
    one_took_part(name: &str, n: usize) = [n: "{name} took part in {n} event; h l go to with whom."
            | "{name} took part in {n} events; h l go to with whom."],
        [n: "{name}: участие в {n} событии; h l ведут к тем, с кем вместе."
            | "{name}: участие в {n} событиях; h l ведут к тем, с кем вместе."];
    both(a: &str, b: &str) = "{a} and {b}", "{a} и {b}";
    only_they = "these two", "только они";
    and_more(n: usize) = "{n} more", "ещё {n}";
    no_event_in_cell = "No event lies here. h l go on in time, j k to other lanes.",
        "Событий здесь нет. h l ведут по времени, j k по дорожкам.";
    no_event_alone = "In no event are only these two. a shows all in which both took part.",
        "Событий без других участников нет. a покажет все, где они участвовали вместе.";
    no_event_of_both = "In no event did both take part. h j k l go on to others.",
        "Вместе они не участвовали. h j k l ведут к другим парам.";
    no_event_of_it = "No event of it is selected.", "Событий этой страны в списке нет.";
    together(a: &str, b: &str, n: usize) =
        [n: "{a} and {b} took part together in {n} event." | "{a} and {b} took part together in {n} events."],
        [n: "{a} и {b} участвовали вместе в {n} событии." | "{a} и {b} участвовали вместе в {n} событиях."];
    together_each_alone(a: &str, b: &str, n: usize) =
        [n: "{a} and {b} took part together in {n} event, each time with nobody else."
            | "{a} and {b} took part together in {n} events, each time with nobody else."],
        [n: "{a} и {b} участвовали вместе в {n} событии, каждый раз без других."
            | "{a} и {b} участвовали вместе в {n} событиях, каждый раз без других."];
    together_some_alone(a: &str, b: &str, n: usize, alone: usize) =
        [n: "{a} and {b} took part together in {n} event, in {alone} of them with nobody else."
            | "{a} and {b} took part together in {n} events, in {alone} of them with nobody else."],
        [n: "{a} и {b} участвовали вместе в {n} событии, из них в {alone} без других."
            | "{a} и {b} участвовали вместе в {n} событиях, из них в {alone} без других."];
}
