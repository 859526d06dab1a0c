//! Text as a terminal and a reader see it: safe to show, measured in columns, broken into lines.
//!
//! Everything here is a pure function of a `&str`. These modules must not know what a record, a query or a screen is,
//! and they never hold state: `sanitise` is called once for each text at load, `width` and
//! `wrap` for what is visible.

pub(crate) mod address;
pub(crate) mod sanitise;
pub(crate) mod width;
pub(crate) mod wrap;

pub use sanitise::{escape_json, is_clean, sanitise, sanitise_line};
pub use width::{fit, is_plain, pad, truncate, width};
pub use wrap::wrap;

/// Those of some words that are not empty, with something between them.
pub fn joined<'t>(words: impl IntoIterator<Item = &'t str>, between: &str) -> String {
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(between)
}
