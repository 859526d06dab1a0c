//! `oreline convert`: all of the data as one record a line, in the strict form of the format.

use super::{cannot_print, print, require_record, require_unpacked, warn};
use crate::dataset::{self, Phase};
use crate::error::{Error, Result};
use crate::export::convert;
use crate::load::Input;
use crate::load::decode::Packing;
use crate::load::import::{Map, built_in, propose};
use std::ops::ControlFlow;

/// Prints the records.
pub fn run(inputs: &[Input]) -> Result<()> {
    // Nothing is searched, so the words need not be indexed.
    let dataset = dataset::load(inputs, &mut |dataset| match dataset.progress().phase {
        Phase::Reading => ControlFlow::Continue(()),
        Phase::Indexing | Phase::Ready => ControlFlow::Break(()),
    })?;
    require_unpacked(&dataset)?;
    require_record(&dataset, inputs)?;
    let left_out = print(|out| convert::write(&dataset, out))?;
    warn(&dataset, inputs, dataset.skipped() + left_out);
    Ok(())
}

/// Prints a map for a file, proposed by what stands in it.
pub fn propose_map(inputs: &[Input]) -> Result<()> {
    let [Input::Path(path)] = inputs else {
        return Err(Error::Usage("--propose-map takes one file".to_owned()));
    };
    let text = propose(&inputs[0].name(), &|| Packing::open(path))?.text();
    print(|out| out.write_all(text.as_bytes()).map_err(cannot_print))
}

/// Prints the text of a map of the program.
pub fn print_map(name: &str) -> Result<()> {
    let map = Map::named(name)?;
    print(|out| out.write_all(map.text.as_bytes()).map_err(cannot_print))
}

/// Prints the names of the maps of the program, a line each with what it reads.
pub fn list_maps() -> Result<()> {
    print(|out| {
        for map in built_in() {
            writeln!(out, "{}\t{}", map.name, map.title).map_err(cannot_print)?;
        }
        Ok(())
    })
}
