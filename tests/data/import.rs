//! What people have: files of other forms open whole, or say what was not understood. Counts are made here, from the
//! files themselves, and not by what reads them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use oreline::door::dataset::{Dataset, EventId, load};
use oreline::door::load::Input;
use oreline::door::model::{Event, Lang};
use std::fs;
use std::ops::ControlFlow;
use std::process::{Command, Output};
use std::sync::Arc;

mod maps;
mod more;
mod native;
mod propose;
mod sheets;
mod tables;
mod xml;

/// The data of one file with these bytes, and the folder in which it lies as long as it is read.
fn opened(name: &str, bytes: &[u8]) -> (Arc<Dataset>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let dataset = load(&[Input::Path(path)], &mut |_| ControlFlow::Continue(()));
    (dataset.unwrap_or_else(|error| panic!("{name}: {error}")), folder)
}

/// The events of the data, in the order of the file.
fn events(dataset: &Dataset) -> Vec<Event> {
    dataset.time_order().all().iter().map(|number| dataset.event(EventId(number)).unwrap()).collect()
}

/// The program, run in a folder where it finds no settings of anybody.
fn oreline(folder: &std::path::Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_oreline"))
        .current_dir(folder)
        .env_remove("LC_ALL")
        .env("LANG", "C")
        .env("HOME", folder)
        .env_remove("XDG_CONFIG_HOME")
        .args(arguments)
        .output()
        .unwrap()
}

fn names(event: &Event) -> Vec<&str> {
    event.participants.iter().map(|one| one.who.name.shown(Lang::En)).collect()
}

fn codes(event: &Event) -> Vec<&str> {
    event.countries.iter().map(|one| one.country.code()).collect()
}

/// Speaker and words of each quote.
fn quotes(event: &Event) -> Vec<(&str, &str)> {
    event
        .quotes
        .iter()
        .map(|quote| {
            let speaker = quote.speaker.as_ref().map_or("", |one| one.who.name.shown(Lang::En));
            (speaker, quote.text.shown(Lang::En))
        })
        .collect()
}
