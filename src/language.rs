//! What a language is, for search: words and how they are folded, the forms of a word, the spellings of a name in other
//! scripts, typing mistakes.
//!
//! Everything here is a pure function of words. Which words the data has, and what a query is, is not known here.

pub(crate) mod abbreviation;
pub(crate) mod capitals;
pub(crate) mod fold;
pub mod inflect;
pub(crate) mod irregular;
pub(crate) mod mistakes;
pub mod romanise;

pub use abbreviation::silent_stops;
pub use fold::{find, fold, fold_into, for_each_word, name_key, words};

/// The months by their names in English and Russian, and in Russian after the number of a day. A beginning of three letters or
/// more of one means that month.
pub(crate) const MONTHS: [[&str; 3]; 12] = [
    ["january", "январь", "января"],
    ["february", "февраль", "февраля"],
    ["march", "март", "марта"],
    ["april", "апрель", "апреля"],
    ["may", "май", "мая"],
    ["june", "июнь", "июня"],
    ["july", "июль", "июля"],
    ["august", "август", "августа"],
    ["september", "сентябрь", "сентября"],
    ["october", "октябрь", "октября"],
    ["november", "ноябрь", "ноября"],
    ["december", "декабрь", "декабря"],
];
