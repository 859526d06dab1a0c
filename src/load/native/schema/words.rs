//! What single fields of the format may hold, as JSON Schema: words, ids, dates, and what may stand for an object. The
//! types that read the fields name these; which records there are is not known here.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::json;

use crate::model::words::{CONFIDENCES, DATE_BASES, KINDS, PARTS, QUOTE_TYPES, SCHEMAS};

/// An article needs something to read.
pub(in crate::load) fn require_article_words(schema: &mut Schema) {
    require_one_of(schema, &["headline", "url", "articleBody"]);
}

/// An event needs something to show in a list.
pub(in crate::load) fn require_event_words(schema: &mut Schema) {
    require_one_of(schema, &["label", "summary"]);
}

/// A participant or body is somebody.
pub(in crate::load) fn require_name(schema: &mut Schema) {
    require_one_of(schema, &["entity", "name"]);
}

fn require_one_of(schema: &mut Schema, fields: &[&str]) {
    let one = |field: &&str| json!({"required": [field], "properties": {*field: {"not": {"type": "null"}}}});
    schema.insert("anyOf".to_owned(), fields.iter().map(one).collect());
}

/// A type of the schema that no value has: only its description is used.
macro_rules! described {
    ($($(#[$about:meta])* $name:ident = $schema:expr;)*) => {
        $(
            $(#[$about])*
            pub(in crate::load) struct $name;

            impl JsonSchema for $name {
                fn schema_name() -> Cow<'static, str> {
                    stringify!($name).into()
                }

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    $schema
                }
            }
        )*
    };
}

described! {
    /// The version of the format.
    Version = json_schema!({"description": "Major version of the format.", "const": 1});
    /// A text in one or several languages.
    Text = json_schema!({
        "description": "A text: a string, or a map from BCP 47 language tag to string.",
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"pattern": "^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$"},
                "additionalProperties": {"type": "string"},
            },
        ],
    });
    /// An id.
    Id = json_schema!({"description": "An id, unique per kind of record.", "type": "string", "minLength": 1});
    /// An id, or several.
    IdOrIds = json_schema!({
        "description": "An id, or a list of ids.",
        "anyOf": [
            {"type": "string", "minLength": 1},
            {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
        ],
    });
    /// A date.
    EdtfDate = json_schema!({
        "description": "An EDTF date (ISO 8601-2), level 0 or 1 and of level 2 what an interval or an unspecified \
            digit needs, or an RFC 3339 instant.",
        "type": "string",
        "minLength": 1,
        "examples": [
            "2024", "2024-02", "2024-02-08", "2024-02~", "2023-11?", "202X", "2024-02-05/2024-02-08", "../2023",
            "2025/..", "2024-02-08T09:30:00Z",
        ],
    });
    /// A country's code.
    CountryCode = json_schema!({
        "description": "ISO 3166-1 alpha-2, or EU, UN, XK, or an ISO 3166-3 code of a state that is gone.",
        "type": "string",
        "pattern": "^[A-Z]{2}([A-Z]{2})?$",
        "examples": ["KZ", "US", "EU"],
    });
    /// Degrees north.
    Latitude = json_schema!({
        "description": "Degrees north of the equator (WGS 84).",
        "type": "number",
        "minimum": -90,
        "maximum": 90,
    });
    /// Degrees east.
    Longitude = json_schema!({
        "description": "Degrees east of Greenwich (WGS 84).",
        "type": "number",
        "minimum": -180,
        "maximum": 180,
    });
    /// Where a date is from.
    DateBasis = json_schema!({
        "description": "stated: the article gives the date; inferred: worked out from the article; external: known \
            from elsewhere; published: only the date of publication is known.",
        "enum": DATE_BASES,
    });
    /// How sure the compiler is.
    Confidence = json_schema!({"description": "How sure the compiler is.", "enum": CONFIDENCES});
    /// The type of a quote.
    QuoteTypeWord = json_schema!({
        "description": "direct: the words themselves; indirect: a paraphrase; mixed: indirect speech with a \
            quotation in it.",
        "enum": QUOTE_TYPES,
    });
    /// What a person or body is.
    SchemaWord = json_schema!({"description": "What it is, after FollowTheMoney.", "enum": SCHEMAS});
    /// The part of somebody in an event.
    PartWord = usual("What they did in the event", &PARTS);
    /// The kind of an event.
    KindWord = usual("The kind of event", &KINDS);
}

/// A word of a list, or any other, which is shown as it is.
fn usual(what: &str, words: &[&str]) -> Schema {
    json_schema!({
        "description": format!("{what}; any other word is shown as it is."),
        "anyOf": [{"enum": words}, {"type": "string", "minLength": 1}],
    })
}

/// An object, or a string that stands for it: a name or an id.
pub(in crate::load) struct StringOr<T>(PhantomData<T>);

impl<T: JsonSchema> JsonSchema for StringOr<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("StringOr{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let object = generator.subschema_for::<T>();
        json_schema!({"anyOf": [{"type": "string", "minLength": 1}, object]})
    }
}

/// A country's code, or an object with the country's part.
pub(in crate::load) struct CountryOr<T>(PhantomData<T>);

impl<T: JsonSchema> JsonSchema for CountryOr<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("CountryOr{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let code = generator.subschema_for::<CountryCode>();
        let object = generator.subschema_for::<T>();
        json_schema!({"anyOf": [code, object]})
    }
}
