//! The fields that a map may fill, and what each holds: read from the JSON Schema of the dataset format, so that a new field
//! of the format can be mapped without a line here.

use super::value::is_same_name;
use crate::language::mistakes::Mistyped;
use crate::load::schema;
use serde_json::{Map, Value};
use std::sync::LazyLock;

static SCHEMA: LazyLock<Value> = LazyLock::new(schema::schema);

/// What a field holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// A text, an id, a date, a word.
    Text,
    Number,
    Truth,
    List(Box<Shape>),
    /// An object with these fields; where one text stands for it, that may be written too.
    Object(Fields),
}

/// The fields of an object of the format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Fields(&'static Map<String, Value>);

impl Fields {
    /// Those of a kind of record by its word: `dataset`, `entity`, `article`, `event`.
    pub fn of_record(word: &str) -> Option<Fields> {
        let definition = match word {
            "dataset" => &*SCHEMA,
            "entity" => &SCHEMA["$defs"]["Entity"],
            "article" => &SCHEMA["$defs"]["Article"],
            "event" => &SCHEMA["$defs"]["Event"],
            _ => return None,
        };
        definition["properties"].as_object().map(Fields)
    }

    /// What the field of this name holds.
    pub fn shape(self, name: &str) -> Option<Shape> {
        self.0.get(name).map(shape_of)
    }

    /// The names of all of them.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.0.keys().map(String::as_str)
    }
}

/// The name that is nearly this one: the same but for case and signs, or with few mistakes.
pub(super) fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let lower = name.to_lowercase();
    let mistyped = Mistyped::new(&lower);
    let near = |other: &'n str| {
        let mistakes = if is_same_name(name, other) { Some(0) } else { mistyped.mistakes(&other.to_lowercase()) };
        Some((mistakes?, other))
    };
    names.filter_map(near).min().map(|(_, name)| name)
}

/// The word of a map that is nearly this one. These are few, so that in a short one a mistake says enough; names of fields are
/// many, and `who` is no `why`.
pub(super) fn nearest_word<'n>(word: &str, words: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let lower = word.to_lowercase();
    let all: Vec<&str> = words.collect();
    let short = || all.iter().copied().find(|other| is_one_mistake(&lower, &other.to_lowercase()));
    nearest(word, all.iter().copied()).or_else(short)
}

/// Whether two short words differ in one letter that is missing, too many or another.
fn is_one_mistake(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let alike = short.iter().zip(long.iter()).take_while(|(one, other)| one == other).count();
    let is_same_end = |from: usize| short[from..] == long[alike + 1..];
    short.len() > 2
        && match long.len() - short.len() {
            0 => alike < long.len() && is_same_end(alike + 1),
            1 => is_same_end(alike),
            _ => false,
        }
}

fn shape_of(property: &'static Value) -> Shape {
    if let Some(name) = property["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        return shape_of(&SCHEMA["$defs"][name]);
    }
    if let Some(fields) = property["properties"].as_object() {
        return Shape::Object(Fields(fields));
    }
    if let Some(ways) = property["anyOf"].as_array() {
        // Of the ways to write it, that which says most: a list, an object, a text.
        let rank = |shape: &Shape| match shape {
            Shape::List(_) => 0,
            Shape::Object(_) => 1,
            Shape::Number | Shape::Truth => 2,
            Shape::Text => 3,
        };
        let is_null = |way: &&'static Value| way["type"].as_str() == Some("null");
        return ways.iter().filter(|way| !is_null(way)).map(shape_of).min_by_key(rank).unwrap_or(Shape::Text);
    }
    let has_type = |word: &str| match &property["type"] {
        Value::String(one) => one == word,
        Value::Array(several) => several.iter().any(|one| one.as_str() == Some(word)),
        _ => false,
    };
    if has_type("array") {
        Shape::List(Box::new(shape_of(&property["items"])))
    } else if has_type("boolean") {
        Shape::Truth
    } else if has_type("integer") || has_type("number") {
        Shape::Number
    } else {
        Shape::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_word_with_one_mistake_is_near() {
        let words = ["each", "where", "keep", "unite", "label", "date"];
        for (wrong, near) in [
            ("ech", Some("each")),
            ("eachh", Some("each")),
            ("kep", Some("keep")),
            ("unit", Some("unite")),
            ("wher", Some("where")),
            ("dake", Some("date")),
            ("lable", Some("label")),
            ("xyz", None),
            ("", None),
        ] {
            assert_eq!(nearest_word(wrong, words.into_iter()), near, "{wrong}");
        }
        assert_eq!(nearest("who", ["why"].into_iter()), None);
    }

    #[test]
    fn what_a_field_holds_is_what_the_schema_says() {
        let event = Fields::of_record("event").unwrap();
        for name in ["id", "label", "date", "summary", "kind", "note"] {
            assert_eq!(event.shape(name), Some(Shape::Text), "{name}");
        }
        assert_eq!(event.shape("online"), Some(Shape::Truth));
        for name in ["topics", "related"] {
            assert_eq!(event.shape(name), Some(Shape::List(Box::new(Shape::Text))), "{name}");
        }
        let Some(Shape::List(quote)) = event.shape("quotes") else { panic!() };
        let Shape::Object(quote) = *quote else { panic!() };
        let Some(Shape::Object(selector)) = quote.shape("selector") else { panic!() };
        assert_eq!(selector.shape("start"), Some(Shape::Number));
        assert!(matches!(event.shape("place"), Some(Shape::Object(_))));
        assert!(matches!(event.shape("participants"), Some(Shape::List(_))));
        assert_eq!((event.shape("persons"), nearest("lable", event.names())), (None, Some("label")));
        assert!(Fields::of_record("opinion").is_none());
    }
}
