//! The words that the data format lists for its fields, as the program shows them. A word that is not listed stays as
//! it is in every language.

use super::saying::Ui;

/// A word of the format, and how it is shown in each language.
type Term = (&'static str, [&'static str; 2]);

/// Kinds of events.
const KINDS: [Term; 14] = [
    ("summit", ["summit", "саммит"]),
    ("ministerial", ["ministerial", "встреча министров"]),
    ("dialogue", ["dialogue", "диалог"]),
    ("meeting", ["meeting", "встреча"]),
    ("visit", ["visit", "визит"]),
    ("agreement", ["agreement", "соглашение"]),
    ("announcement", ["announcement", "объявление"]),
    ("statement", ["statement", "заявление"]),
    ("policy", ["policy", "решение властей"]),
    ("financing", ["financing", "финансирование"]),
    ("project", ["project", "проект"]),
    ("export-control", ["export-control", "экспортный контроль"]),
    ("conference", ["conference", "конференция"]),
    ("other", ["other", "другое"]),
];

/// Parts that somebody has in an event.
const PARTS: [Term; 7] = [
    ("host", ["host", "принимающая сторона"]),
    ("chair", ["chair", "председатель"]),
    ("initiator", ["initiated", "инициатор"]),
    ("signatory", ["signed", "подписавшая сторона"]),
    ("speaker", ["spoke", "выступавший"]),
    ("attendee", ["attended", "участник"]),
    ("mentioned", ["mentioned", "упоминается"]),
];

/// How a date is known.
const BASES: [Term; 4] = [
    ("stated", ["stated", "указана в источнике"]),
    ("inferred", ["inferred from the article", "определена по тексту"]),
    ("external", ["known from elsewhere", "известна из других источников"]),
    ("published", ["only the publication date is known", "известен только день публикации"]),
];

/// How sure a record is.
const CONFIDENCES: [Term; 3] =
    [("high", ["high", "высокая"]), ("medium", ["medium", "средняя"]), ("low", ["low", "низкая"])];

/// What an entity is.
const SCHEMAS: [Term; 5] = [
    ("Person", ["person", "человек"]),
    ("PublicBody", ["public body", "государственный орган"]),
    ("Organization", ["organization", "организация"]),
    ("Company", ["company", "компания"]),
    ("Group", ["group", "группа"]),
];

/// How the words of a quote are rendered.
const QUOTE_TYPES: [Term; 3] = [
    ("direct", ["direct", "дословно"]),
    ("indirect", ["indirect", "пересказ"]),
    ("mixed", ["mixed", "пересказ с цитатой"]),
];

/// Every list.
#[cfg(test)]
pub(super) const LISTS: [&[Term]; 6] = [&KINDS, &PARTS, &BASES, &CONFIDENCES, &SCHEMAS, &QUOTE_TYPES];

impl Ui {
    /// How the words of a quote are rendered.
    pub(crate) fn quote_type(self, word: &str) -> &str {
        self.term(&QUOTE_TYPES, word)
    }

    /// The kind of an event.
    pub(crate) fn kind(self, word: &str) -> &str {
        self.term(&KINDS, word)
    }

    /// What somebody's part in an event was.
    pub(crate) fn part(self, word: &str) -> &str {
        self.term(&PARTS, word)
    }

    /// How a date is known.
    pub(crate) fn basis(self, word: &str) -> &str {
        self.term(&BASES, word)
    }

    /// How sure a record is.
    pub(crate) fn confidence(self, word: &str) -> &str {
        self.term(&CONFIDENCES, word)
    }

    /// What an entity is.
    pub(crate) fn schema(self, word: &str) -> &str {
        self.term(&SCHEMAS, word)
    }

    /// The kinds with what some language calls them, where it is another word than the format's.
    pub(crate) fn kinds_called() -> impl Iterator<Item = (&'static str, &'static str)> {
        let of_term = |(word, called): &'static Term| called.iter().map(move |called| (*word, *called));
        KINDS.iter().flat_map(of_term).filter(|(word, called)| word != called)
    }

    fn term<'w>(self, terms: &[Term], word: &'w str) -> &'w str {
        let found = terms.iter().find(|(written, _)| *written == word);
        found.map_or(word, |(_, [english, russian])| self.pick(english, russian))
    }
}
