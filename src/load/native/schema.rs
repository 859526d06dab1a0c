//! The JSON Schema of the dataset format, derived from the types that read it.
//!
//! It describes the strict form: lists are lists, names are the format's own, fields of other names are refused.
//! The reader takes more (reader rules); a file that fits the schema is read without a note on its form.

pub(super) mod words;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use super::raw::{RawAbout, RawArticle, RawEntity, RawEvent};

/// The JSON Schema (draft 2020-12) of a dataset in one document. Under `$defs`, `Line` is one line of the JSONL
/// form.
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let entity = generator.subschema_for::<RawEntity<'static>>();
    let article = generator.subschema_for::<RawArticle<'static>>();
    let event = generator.subschema_for::<RawEvent<'static>>();
    let about = RawAbout::json_schema(&mut generator).to_value();
    let mut definitions = generator.take_definitions(true);

    let mut lines = Vec::new();
    for (word, definition) in [("entity", "Entity"), ("article", "Article"), ("event", "Event")] {
        if let Some(record) = definitions.get(definition).cloned() {
            let name = format!("{definition}Line");
            definitions.insert(name.clone(), line(record, word));
            lines.push(json!({"$ref": format!("#/$defs/{name}")}));
        }
    }
    definitions.insert("DatasetLine".to_owned(), line(about.clone(), "dataset"));
    lines.insert(0, json!({"$ref": "#/$defs/DatasetLine"}));
    definitions.insert(
        "Line".to_owned(),
        json!({"description": "One line of a dataset in JSONL: one record, its kind in the field `record`.", "oneOf": lines}),
    );

    let mut root = about;
    if let Some(properties) = root.get_mut("properties").and_then(Value::as_object_mut) {
        let mut list = |name: &str, description: &str, item: &Schema| {
            properties.insert(
                name.to_owned(),
                json!({"description": description, "type": "array", "items": item.as_value()}),
            );
        };
        list("entities", "People and bodies that several records name.", &entity);
        list("articles", "Published texts that report events.", &article);
        list("events", "What happened.", &event);
    }
    if let Some(root) = root.as_object_mut() {
        root.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        root.insert("title".to_owned(), json!("oreline dataset, version 1"));
        root.insert("description".to_owned(), json!("News events with their articles, quotes, people and bodies."));
        root.insert("$defs".to_owned(), Value::Object(definitions));
    }
    root
}

/// The schema of a record as one line of JSONL, where the field `record` says its kind.
fn line(mut record: Value, word: &str) -> Value {
    if let Some(properties) = record.get_mut("properties").and_then(Value::as_object_mut) {
        properties.insert("record".to_owned(), json!({"description": "The kind of record.", "const": word}));
    }
    if let Some(object) = record.as_object_mut() {
        let required = object.entry("required").or_insert_with(|| json!([]));
        if let Some(required) = required.as_array_mut() {
            required.push(json!("record"));
        }
    }
    record
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sample of the format's own page, with every field.
    fn sample() -> Value {
        let text = r#"{
            "oreline": 1, "title": {"en": "T", "ru": "Т"}, "language": "ru", "license": "CC0-1.0", "generator": "hand",
            "entities": [
                {"id": "rubio", "schema": "Person", "name": {"ru": "Марко Рубио", "en": "Marco Rubio"}, "alias": ["Рубио"],
                 "country": "US"}
            ],
            "articles": [
                {"id": "a", "headline": {"ru": "З"}, "publisher": {"name": "Orda.kz", "country": "KZ"}, "url": null,
                 "language": "ru", "author": [], "credit": "c", "datePublished": "2024-02-12/2024-02-18",
                 "dateBasis": "inferred", "dateNote": "n", "abstract": {"en": "a"}, "articleBody": "b"}
            ],
            "events": [
                {"id": "e", "label": {"en": "L", "ru": "Л"}, "kind": "dialogue", "date": "2024-02-08",
                 "dateText": "в конце прошлой недели", "dateBasis": "external", "dateNote": "n",
                 "place": {"name": {"en": "Washington"}, "country": "US", "latitude": 38.9, "longitude": -77.04}, "online": true,
                 "countries": ["US", {"code": "KZ", "part": "attendee"}],
                 "participants": [
                    {"entity": "rubio", "part": "host", "role": {"en": "Secretary of State"}, "organization": "us-state"},
                    {"name": "Батцэцэг Батмөнх", "schema": "Person", "part": "attendee", "country": "MN", "articles": ["a"]},
                    "Somebody"],
                 "topics": ["rare earths"], "summary": {"en": "s"}, "outcomes": [{"en": "o"}],
                 "articles": ["a", {"url": "https://orda.kz/1"}], "related": ["e2"], "confidence": "high", "note": "n",
                 "quotes": [
                    {"type": "direct", "speaker": {"entity": "us-state", "as": "на сайте Госдепа"}, "cue": "говорится",
                     "text": "t", "translation": {"en": "t"}, "language": "ru", "article": "a",
                     "selector": {"start": 567, "end": 833, "prefix": "p", "suffix": "s"}}]}
            ]
        }"#;
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn the_sample_of_the_format_fits() {
        let validator = jsonschema::draft202012::new(&schema()).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&sample()).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new());
    }

    #[test]
    fn the_sample_of_the_format_is_read_without_a_problem() {
        for (list, kind) in [
            ("entities", super::super::Kind::Entity),
            ("articles", super::super::Kind::Article),
            ("events", super::super::Kind::Event),
        ] {
            let mut problems = Vec::new();
            super::super::record(&sample()[list][0].to_string(), Some(kind), &mut problems).unwrap();
            assert_eq!(problems, [], "{list}");
        }
    }

    #[test]
    fn a_document_that_is_not_strict_does_not_fit() {
        let validator = jsonschema::draft202012::new(&schema()).unwrap();
        for (pointer, value) in [
            ("/oreline", json!(2)),
            ("/title", json!(5)),
            ("/title", json!({"not a tag!": "x"})),
            ("/entities/0", json!({"name": "no id"})),
            ("/entities/0/schema", json!("Robot")),
            ("/entities/0/alias", json!("one")),
            ("/articles", json!({})),
            ("/articles/0", json!({"id": "nothing to read"})),
            ("/articles/0", json!({"title": "a foreign name"})),
            ("/articles/0/publisher", json!("Orda.kz")),
            ("/articles/0/dateBasis", json!("guessed")),
            ("/articles/0/country", json!("KZ")),
            ("/events/0", json!({"id": "nothing to show"})),
            ("/events/0", json!({"label": null, "summary": null})),
            ("/events/0/countries", json!("KZ")),
            ("/events/0/countries", json!(["kz"])),
            ("/events/0/countries", json!([{"part": "host"}])),
            ("/events/0/participants", json!([{"part": "host"}])),
            ("/events/0/participants/0/organization", json!({})),
            ("/events/0/participants/0/age", json!(50)),
            ("/events/0/online", json!("yes")),
            ("/events/0/place/latitude", json!("38.9")),
            ("/events/0/place/longitude", json!(181)),
            ("/events/0/kind", json!("")),
            ("/events/0/source", json!("a")),
            ("/events/0/quotes/0", json!("words")),
            ("/events/0/quotes/0", json!({"type": "direct"})),
            ("/events/0/quotes/0/article", json!([])),
            ("/events/0/quotes/0/article", json!([5])),
            ("/events/0/quotes/0/type", json!("roughly")),
            ("/events/0/quotes/0/selector", json!({"start": -1})),
        ] {
            let mut document = sample();
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            match document.pointer_mut(parent).unwrap() {
                Value::Array(items) => items[name.parse::<usize>().unwrap()] = value.clone(),
                Value::Object(fields) => drop(fields.insert(name.to_owned(), value.clone())),
                other => panic!("{pointer}: {other}"),
            }
            assert!(!validator.is_valid(&document), "{pointer} = {value}");
        }
    }

    #[test]
    fn a_line_of_jsonl_says_its_kind() {
        let mut line_schema = schema();
        line_schema["$ref"] = json!("#/$defs/Line");
        for field in ["type", "properties", "additionalProperties", "required"] {
            line_schema.as_object_mut().unwrap().remove(field);
        }
        let validator = jsonschema::draft202012::new(&line_schema).unwrap();
        for (line, fits) in [
            (json!({"record": "dataset", "oreline": 1}), true),
            (json!({"record": "entity", "id": "e", "name": "n"}), true),
            (json!({"record": "article", "headline": "h"}), true),
            (json!({"record": "event", "label": "l"}), true),
            (json!({"label": "l"}), false),
            (json!({"record": "opinion", "label": "l"}), false),
            (json!({"record": "article", "label": "l"}), false),
        ] {
            assert_eq!(validator.is_valid(&line), fits, "{line}");
        }
    }

    #[test]
    fn every_field_says_what_it_is() {
        let schema = schema();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        for (name, definition) in schema["$defs"].as_object().unwrap() {
            assert!(definition["description"].is_string(), "{name}");
            for (field, about) in definition["properties"].as_object().into_iter().flatten() {
                assert!(about["description"].is_string() || about["$ref"].is_string(), "{name}.{field}: {about}");
            }
        }
    }

    #[test]
    fn the_bundled_dataset_fits() {
        let document: Value = serde_json::from_slice(crate::load::Source::bundled().as_slice().unwrap()).unwrap();
        let validator = jsonschema::draft202012::new(&schema()).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .take(5)
            .collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}
