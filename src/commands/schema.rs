//! `oreline schema`: the JSON Schema of the dataset format, derived from the types that read it.
//!
//! What is in it is the business of `load`.

use super::{cannot_print, print};
use crate::error::Result;
use crate::load::schema::schema;

/// Prints the schema.
pub fn run() -> Result<()> {
    print(|out| {
        serde_json::to_writer_pretty(&mut *out, &schema()).map_err(|error| cannot_print(error.into()))?;
        writeln!(out).map_err(cannot_print)
    })
}
