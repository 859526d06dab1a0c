//! `oreline convert`: all of the data as one record a line, in the strict form of the format.
//!
//! How a record is written is the business of `export`.

use super::{cannot_print, print, require_record, require_unpacked, warn};
use crate::catalogue::{Ui, Usage};
use crate::dataset::{self, Phase};
use crate::error::{Error, Result};
use crate::export::convert;
use crate::load::Input;
use crate::load::decode::Packing;
use crate::load::import::{Map, built_in, propose};
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Prints the records.
pub fn run(inputs: &[Input], ui: Ui) -> Result<()> {
    // Nothing is searched, so the words need not be indexed.
    let dataset = dataset::load(inputs, &mut |dataset| match dataset.progress().phase {
        Phase::Reading => ControlFlow::Continue(()),
        Phase::Indexing | Phase::Ready => ControlFlow::Break(()),
    })?;
    require_unpacked(&dataset)?;
    require_record(&dataset, inputs)?;
    let left_out = print(|out| convert::write(&dataset, out))?;
    warn(&dataset, inputs, dataset.skipped() + left_out, ui);
    Ok(())
}

/// Prints a map for a file, proposed by what stands in it.
pub fn propose_map(inputs: &[Input], ui: Ui) -> Result<()> {
    let name = inputs.first().map(Input::name).unwrap_or_default();
    let text = match inputs {
        [Input::Path(path)] => propose(&name, &|| Packing::open(path))?.text(ui),
        [Input::Stdin] => {
            // It is looked at more than once, and can be read only once.
            let mut all = Vec::new();
            let read = io::stdin().lock().read_to_end(&mut all);
            read.map_err(|source| Error::ReadInput { name: name.clone(), source })?;
            let all: Arc<[u8]> = all.into();
            let open = || {
                let packing = Packing::of(&all);
                Ok(packing.unpack(io::Cursor::new(Arc::clone(&all))) as Box<dyn Read>)
            };
            propose(&name, &open)?.text(ui)
        }
        _ => return Err(Error::Usage(Usage::OneFileToPropose)),
    };
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
