//! What a parser of JSON wanted: the words that the objects of the format say of themselves.

use super::stored::kept_happenings;

kept_happenings! {
    /// A part of a record, by what it is.
    pub enum Wanting {
        Text = "a string", "строка";
        Id = "an id, which is a string", "id строкой";
        TextOrYear = "a string, or a year", "строка или год";
        Texts = "a string, or an object of strings by language tag", "строка или объект строк по кодам языков";
        Degrees = "degrees, which are a number", "число градусов";
        List = "a list", "список";
        Object = "an object", "объект";
        ObjectOrList = "an object or a list", "объект или список";
        Entity = "an entity, which is an object", "запись entity (объект)";
        Article = "an article, which is an object, or the id of one", "статья (объект) или её id";
        Publisher = "a publisher, which is an object or a name", "издание (объект или название)";
        Author = "the name of an author", "имя автора";
        Event = "an event, which is an object", "событие (объект)";
        Place = "a place, which is an object or a name", "место (объект или название)";
        Country = "a country, which is a code or an object with a code", "страна (код или объект с кодом)";
        Participant = "a participant, which is an object or a name", "участник (объект или имя)";
        Body = "a body, which is an object or a name", "организация (объект или название)";
        Quote = "a quote, which is an object or its words", "цитата (объект или сами слова)";
        Selector = "a selector, which is an object", "selector (объект)";
        Json = "JSON", "JSON";
        Boolean = "a boolean", "true или false";
        Whole64 = "u64", "целое число";
        Whole32 = "u32", "целое число";
        WholeSize = "usize", "целое число";
        Fraction = "f64", "число";
        Array = "a sequence", "список";
        Borrowed = "a borrowed string", "строка";
    }
}

impl Wanting {
    const ALL: [Wanting; 27] = [
        Wanting::Text,
        Wanting::Id,
        Wanting::TextOrYear,
        Wanting::Texts,
        Wanting::Degrees,
        Wanting::List,
        Wanting::Object,
        Wanting::ObjectOrList,
        Wanting::Entity,
        Wanting::Article,
        Wanting::Publisher,
        Wanting::Author,
        Wanting::Event,
        Wanting::Place,
        Wanting::Country,
        Wanting::Participant,
        Wanting::Body,
        Wanting::Quote,
        Wanting::Selector,
        Wanting::Json,
        Wanting::Boolean,
        Wanting::Whole64,
        Wanting::Whole32,
        Wanting::WholeSize,
        Wanting::Fraction,
        Wanting::Array,
        Wanting::Borrowed,
    ];

    /// What the parser calls so.
    pub(super) fn of(words: &str) -> Option<Wanting> {
        Wanting::ALL.into_iter().find(|one| one.to_string() == words)
    }
}
