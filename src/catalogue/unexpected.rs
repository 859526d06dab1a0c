//! What a parser of JSON found where it wanted something else.

use super::stored::kept_happenings;

kept_happenings! {
    /// A value, by its type.
    pub enum Unexpected {
        Boolean { value: String } = "boolean `{value}`", "логическое `{value}`";
        Integer { value: String } = "integer `{value}`", "число `{value}`";
        Float { value: String } = "floating point `{value}`", "число `{value}`";
        /// In its quotes.
        Text { value: String } = "string {value}", "строка {value}";
        Null = "null", "null";
        Sequence = "sequence", "список";
        Map = "map", "объект";
        Other { what: String } = "{what}", "{what}";
    }
}

impl Unexpected {
    /// What the parser calls so.
    pub(super) fn of(words: &str) -> Unexpected {
        let value = |before: &str| words.strip_prefix(before)?.strip_suffix('`').map(str::to_owned);
        match words {
            "null" => Unexpected::Null,
            "sequence" => Unexpected::Sequence,
            "map" => Unexpected::Map,
            _ => value("boolean `")
                .map(|value| Unexpected::Boolean { value })
                .or_else(|| value("integer `").map(|value| Unexpected::Integer { value }))
                .or_else(|| value("floating point `").map(|value| Unexpected::Float { value }))
                .or_else(|| words.strip_prefix("string ").map(|value| Unexpected::Text { value: value.to_owned() }))
                .unwrap_or_else(|| Unexpected::Other { what: words.to_owned() }),
        }
    }
}
