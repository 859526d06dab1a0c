//! What the detail says of a record and around it, and citations.

use super::Count;
use super::saying::sentences;

sentences! {
    // Parts of a record.
    part_quote = "Quote", "Цитата";
    part_same_event = "Same event", "То же событие";
    part_quotes = "Quotes", "Цитаты";
    part_summary = "Summary", "Кратко";
    part_took_part = "Took part", "Участники";
    part_named = "Named", "Упоминаются";
    part_outcomes = "Outcomes", "Итоги";
    part_note = "Note", "Примечание";
    part_sources = "Sources", "Источники";
    part_related = "Related", "См. также";
    part_not_understood = "Not understood", "Не разобрано";
    part_events = "Events", "События";
    part_participants = "Participants", "Участники";
    part_other_articles = "Other articles", "Другие статьи";
    part_text = "Text", "Текст";
    part_offices = "Offices", "Должности";
    part_took_part_with = "Took part with", "Участвовали вместе";
    part_countries = "Countries", "Страны";
    part_said = "Said", "Цитаты";
    part_only_named = "Only named", "Только упоминается";
    part_also_written = "Also written", "Другие написания";
    source_not_stated = "source not stated", "источник не указан";
    of_the_same_event = "of the same event", "о том же событии";

    // Facts.
    low_confidence = " low confidence", " низкая достоверность";
    not_a_known_country = " (not a known country)", " (такой страны нет в списке)";
    not_in_the_data = " (not in the data)", " (нет в данных)";
    countries_filled = "countries from participants and place", "страны — по участникам и месту";
    fact_in_source = "In source", "В источнике";
    fact_topics = "Topics", "Темы";
    fact_confidence = "Confidence", "Достоверность";
    fact_date = "Date", "Дата";
    fact_author = "Author", "Автор";
    fact_credit = "Credit", "Авторство";
    fact_id = "Id", "id";
    id_filled = " (made from its content)", " (составлен по содержанию)";
    in_the_article_words = "in the article: ", "в статье: ";
    at_the_event = "at: ", "событие: ";
    more_characters(n: usize) = [n: "… {n} more character; `oreline show` prints all of it"
        | "… {n} more characters; `oreline show` prints all of it"],
        [n: "… ещё {n} знак; `oreline show` печатает всё" | "… ещё {n} знака; `oreline show` печатает всё"
        | "… ещё {n} знаков; `oreline show` печатает всё"];
    bookmarked(sign: &str) = "{sign} bookmarked", "{sign} в закладках";

    // Who was there.
    named_people(n: usize) =
        "{n} named", [n: "назван {n} человек" | "названы {n} человека" | "названо {n} человек"];
    country_not_said = "country not said", "страна не указана";
    nobody_named = "nobody named", "никто не назван";

    // Quotes.
    translation = "translation", "перевод";
    cue = "cue: ", "вводные слова: ";
    partly_in_other_words = "partly in other words", "пересказ с цитатой";
    articles_not_in_data(ids: &str) = "article {ids} is not in the data", "в данных нет статьи {ids}";
    not_located = "not located in the article's text", "нет в тексте статьи";

    // Pages of people, bodies and countries.
    events_without_query(events: Count) =
        "{events} in all of the data, without the query", "{events} во всех данных, без запроса";
    no_longer_exists = "no longer exists (ISO 3166-3)", "больше не существует (ISO 3166-3)";
    together_in(n: usize) = [n: "together in {n} event" | "together in {n} events"],
        [n: "вместе в {n} событии" | "вместе в {n} событиях"];
    in_all(n: usize) = " ({n} in all)", " (всего {n})";
    so_far_sign = " so far", " пока";
    in_newest_events(n: usize, newest: usize) =
        "{n}  in the newest {newest} events", [newest: "{n}  в последнем {newest} событии" | "{n}  в последних {newest} событиях"];
    all_of_them(all: Count) = "all {all}", "всего {all}";
    first_of(first: usize, all: usize) = "first {first} of {all}", "первые {first} из {all}";
    newest_with_some(newest: usize, events: Count) =
        "newest {newest}, {events} with some", "последние {newest}, с цитатами: {events}";
    newest_of(newest: usize, all: usize) = "newest {newest} of {all}", "последние {newest} из {all}";

    // Citations, in the language of what is cited.
    cited_paraphrase = "paraphrase", "пересказ";
    cited_mixed = "partly a paraphrase", "пересказ с цитатой";
    cited_no_speaker = "speaker not stated", "автор слов не указан";
    cited_inferred = "date inferred", "дата определена по тексту";
    cited_external = "date known from elsewhere", "дата известна из других источников";
    cited_published = "the day it was published", "день публикации";

    // Signs of the rows.
    sign_about = "about", "около";
    sign_uncertain = "uncertain", "предположительно";
    sign_not_stated = "date not stated", "даты нет в источнике";
    sign_low = "low confidence", "низкая достоверность";
    sign_no_day = "no day", "день не указан";
    sign_onward = "into the next month", "и в следующем месяце";
    sign_quotes = "quotes, with their number", "цитаты и их число";
    sign_other_words = "said in other words", "пересказ";
    sign_bookmark = "bookmark", "закладка";
    sign_note = "note", "заметка";
    sign_with_words = "an article with the words in itself", "статья, в которой есть слова запроса";
}
