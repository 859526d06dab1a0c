//! Holds what is written to the strict form of the format: each line to the JSON Schema of a line.

use serde_json::{Value, json};
use std::sync::OnceLock;

/// Every line fits the schema of a line; `schema` is that of the format.
#[track_caller]
pub fn assert_strict(schema: impl FnOnce() -> Value, lines: &str) {
    static LINE: OnceLock<jsonschema::Validator> = OnceLock::new();
    let line = LINE.get_or_init(|| {
        let mut schema = schema();
        let schema = schema.as_object_mut().unwrap();
        for rule in ["properties", "required", "additionalProperties", "type", "title", "description"] {
            schema.remove(rule);
        }
        schema.insert("$ref".to_owned(), json!("#/$defs/Line"));
        jsonschema::validator_for(&Value::Object(schema.clone())).unwrap()
    });
    for written in lines.lines() {
        let record: Value = serde_json::from_str(written).unwrap();
        assert!(line.is_valid(&record), "{written}");
    }
}
