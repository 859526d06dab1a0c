//! Values of the model as the format writes them. Which fields a record has, and in which order they are written, is not
//! known here.

use crate::model::{EventCountry, Text};
use serde_json::{Map, Value, json};

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
