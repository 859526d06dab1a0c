//! What may be typed as a query: for the help, the manual page and docs/search.md.
//!
//! What a form finds has at most 53 columns, those that the help has for it.

use super::saying::sentences;

sentences! {
    form_type = "type", "набрать";
    form_to_find = "to find", "что найдётся";
    form_or = " or ", " или ";
    form_word_begins_so_in_any_form = "a word that begins so, in any form or script", "слово с таким началом, в любой форме и алфавите";
    form_in_event_s_own_text_in = "in an event's own text, in a name or alias of someone it names, or in an article; case and `ё` do not matter", "в тексте события, в любом из имён тех, кто в нём назван, или в статье; регистр и `ё` не важны";
    form_exactly_these_words_side_by_side = "exactly these words, side by side", "именно эти слова подряд";
    form_same_with_last_word_left_open = "the same with the last word left open", "то же, у последнего слова любое окончание";
    form_both_words = "both words", "оба слова";
    form_one_them = "one of them", "одно из них";
    form_first_without_second = "the first without the second", "первое без второго";
    form_brackets_group = "brackets group", "скобки объединяют";
    form_also_differs_by_typing_mistake = "also what differs by a typing mistake", "и то, что отличается опечаткой";
    form_words_only_as_they_are_typed = "words only as they are typed", "слова только так, как набраны";
    form_and_their_beginnings_no_other_forms = "and their beginnings, no other forms or spellings", "и их начала, без других форм и написаний";
    form_country_by_code_or_name_or = "a country by code or name, or a group", "страна по коду или названию, группа стран";
    form_groups_are_c5_eu27_and_g7 = "the groups are C5, EU27 and G7", "группы: C5, EU27 и G7";
    form_any_several_values = "any of several values", "любое из нескольких значений";
    form_all_them = "all of them", "все вместе";
    form_none_them = "none of them", "ни одного из них";
    form_person_under_any_their_names = "a person, under any of their names", "человек под любым из его имён";
    form_in_quotes_whole_name_and_nobody = "in quotes the whole name, and nobody else who has these words in theirs", "в кавычках имя целиком, без других людей с этими словами в имени";
    form_body = "a body", "организация";
    form_events_with_quote_by_speaker = "events with a quote by that speaker", "события с цитатой этого человека";
    form_words_in_quote = "words in a quote", "слова в цитате";
    form_topic = "a topic", "тема";
    form_kind_event = "the kind of event", "вид события";
    form_such_as_summit_ministerial_dialogue_meeting = "such as summit, ministerial, dialogue, meeting, agreement, export-control", "например, summit, ministerial, dialogue, meeting, agreement, export-control";
    form_article_publisher = "an article of that publisher", "статья этого издания";
    form_article_or_quote_in_language = "an article or a quote in that language", "статья или цитата на этом языке";
    form_where_was = "where it was", "место события";
    form_events_overlap_these_dates = "events that overlap these dates", "события, которые попадают на эти даты";
    form_with_before_none_them = "with `-` before it, none of them", "с `-` впереди ни одного из них";
    form_days_counted_from_today = "days counted from today", "дни, считая от сегодняшнего";
    form_also_yesterday_week_last_week_month = "also `yesterday`, `this-week`, `last-week`, `this-month`, `this-year`, `last-year`, and `w`, `m`, `y` for weeks, months and years", "ещё `yesterday`, `this-week`, `last-week`, `this-month`, `this-year`, `last-year`, а `w`, `m`, `y` считают недели, месяцы и годы";
    form_events_without_date = "events without a date", "события без даты";
    form_events_with_quotes_with_fault_in = "events with quotes, with a fault in the record", "события с цитатами, с ошибкой в записи";
    form_you_bookmarked_or_noted = "what you bookmarked or noted", "записи с закладкой или заметкой";
    form_events_and_those_articles = "events, and those of articles (`есть:закладка`, `есть:заметка`)", "сами события и события отмеченных статей (`есть:закладка`, `есть:заметка`)";
    form_source_date = "the source of the date", "откуда известна дата";
    form_stated_inferred_external_published = "stated, inferred, external, published", "stated, inferred, external, published";
    form_how_sure_data = "how sure the data is", "достоверность данных";
    form_high_medium_low = "high, medium, low", "high, medium, low";
    form_one_event_or_those_one_article = "one event, or those of one article", "одно событие или события одной статьи";
}
