//! What a parser of JSON found where it wanted something else.

use super::keeping::kept_happenings;

kept_happenings! {
    /// A value, by its type.
    pub enum Found {
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

impl Found {
    /// What the parser calls so.
    pub(super) fn of(words: &str) -> Found {
        let value = |before: &str| words.strip_prefix(before)?.strip_suffix('`').map(str::to_owned);
        match words {
            "null" => Found::Null,
            "sequence" => Found::Sequence,
            "map" => Found::Map,
            _ => value("boolean `")
                .map(|value| Found::Boolean { value })
                .or_else(|| value("integer `").map(|value| Found::Integer { value }))
                .or_else(|| value("floating point `").map(|value| Found::Float { value }))
                .or_else(|| words.strip_prefix("string ").map(|value| Found::Text { value: value.to_owned() }))
                .unwrap_or_else(|| Found::Other { what: words.to_owned() }),
        }
    }
}
