//! Fields of records as JSON: read in their order and as written, and values of the model as the format writes them.
//! Which fields a record has, and in which order they are written, is not known here.

use crate::model::{EventCountry, Text};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use std::fmt;

/// The fields of an object in their order, each with its JSON text.
pub(super) struct Fields<'a>(pub Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;
        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(FieldsVisitor)
    }
}

/// Countries as the format has them: a code, or an object with the part.
pub(super) fn countries(countries: &[EventCountry]) -> String {
    let one = |country: &EventCountry| match &country.part {
        None => json!(country.country.code()),
        Some(part) => json!({"code": country.country.code(), "part": part}),
    };
    countries.iter().map(one).collect::<Value>().to_string()
}

/// A text as the format has it: a string, or an object of strings by language tag.
pub(super) fn text(text: &Text) -> Value {
    let mut versions = text.versions().peekable();
    if let (Some((None, only)), 1) = (versions.peek(), text.versions().count()) {
        return json!(only);
    }
    // BCP 47 has `und` for a language that is not known.
    versions.map(|(tag, words)| (tag.unwrap_or("und").to_owned(), json!(words))).collect::<Map<_, _>>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_languages() {
        assert_eq!(text(&Text::plain("x")), json!("x"));
        let two = Text::from_versions([(None, "x"), (Some("ru"), "у")]);
        assert_eq!(text(&two), json!({"und": "x", "ru": "у"}));
    }
}
