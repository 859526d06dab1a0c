//! What `oreline show` calls the fields of a record, and says of them. In English they are the names that the format has,
//! which other programs read.

use super::saying::sentences;

sentences! {
    field_event = "event", "событие";
    field_label = "label", "название";
    field_kind = "kind", "вид";
    field_date = "date", "дата";
    field_date_basis = "dateBasis", "откуда дата";
    field_date_text = "dateText", "дата словами";
    field_date_note = "dateNote", "примечание к дате";
    field_place = "place", "место";
    field_position = "position", "координаты";
    field_online = "online", "онлайн";
    field_country = "country", "страна";
    field_participant = "participant", "участник";
    field_participant_unstated = "participant, source not stated", "участник, источник не указан";
    field_topic = "topic", "тема";
    field_summary = "summary", "кратко";
    field_outcome = "outcome", "итог";
    field_quote(kind: &str) = "quote ({kind})", "цитата ({kind})";
    field_quote_unstated = "quote, source not stated", "цитата, источник не указан";
    field_translation = "translation", "перевод";
    field_article = "article", "статья";
    field_related = "related", "см. также";
    field_confidence = "confidence", "достоверность";
    field_note = "note", "примечание";
    field_headline = "headline", "заголовок";
    /// Of an article without a headline.
    field_title = "title", "название";
    field_publisher = "publisher", "издание";
    field_url = "url", "адрес";
    field_published = "datePublished", "опубликовано";
    field_language = "language", "язык";
    field_author = "author", "автор";
    field_credit = "credit", "авторство";
    field_abstract = "abstract", "краткое содержание";
    field_text = "articleBody", "текст";
    field_own_bookmark = "my bookmark", "моя закладка";
    field_own_note = "my note", "моя заметка";

    field_yes = "yes", "да";
    field_filled = "from participants and place", "по участникам и месту";
    field_absent = "not in the data", "нет в данных";
    /// The name that a source printed.
    field_named(name: &str) = "named “{name}”", "в источнике «{name}»";
    field_said(words: &str) = "“{words}”", "«{words}»";
}
