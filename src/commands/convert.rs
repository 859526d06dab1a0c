//! `oreline convert`: all of the data as one record a line, in the strict form of the format.

use super::{print, require_record, warn};
use crate::dataset::{self, Phase};
use crate::error::Result;
use crate::export::convert;
use crate::load::Input;
use std::ops::ControlFlow;

/// Prints the records.
pub fn run(inputs: &[Input]) -> Result<()> {
    // Nothing is searched, so the words need not be indexed.
    let dataset = dataset::load(inputs, &mut |dataset| match dataset.progress().phase {
        Phase::Reading => ControlFlow::Continue(()),
        Phase::Indexing | Phase::Ready => ControlFlow::Break(()),
    })?;
    require_record(&dataset, inputs)?;
    let left_out = print(|out| convert::write(&dataset, out))?;
    warn(&dataset, inputs, dataset.skipped() + left_out);
    Ok(())
}
