//! The program without a screen, one file for each command. Data goes to standard output, messages to standard error.
//!
//! A command gets what its arguments mean and prints what the browser would show for them. Nothing here knows how
//! arguments are written.

pub mod check;
pub mod list;
pub mod schema;
pub mod show;

use crate::dataset::{self, Dataset};
use crate::error::{Error, Result};
use crate::export::Format;
use crate::load::Input;
use crate::model::{Entity, Lang, Named, Participant};
use crate::problem::Level;
use crate::query::Query;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

/// What the commands that print records have in common.
#[derive(Clone, PartialEq, Debug)]
pub struct Selection {
    /// What is read.
    pub inputs: Vec<Input>,
    /// What selects.
    pub query: Query,
    /// The language of data texts shown first.
    pub lang: Lang,
    /// How it is printed.
    pub format: Format,
    /// Columns of the terminal that a table may take, if that is limited.
    pub width: Option<usize>,
}

/// Reads the data whole. Fails when nothing could be read.
fn load(inputs: &[Input]) -> Result<Arc<Dataset>> {
    dataset::load(inputs, &mut |_| ControlFlow::Continue(()))
}

/// Reads the data whole, and says on standard error what of it was left out.
fn load_with_warning(inputs: &[Input]) -> Result<Arc<Dataset>> {
    let dataset = load(inputs)?;
    let errors = dataset.problems().iter().filter(|problem| problem.level == Level::Error).count();
    let skipped = dataset.skipped();
    let records = if skipped == 1 { "record" } else { "records" };
    let left_out = match (skipped, errors.saturating_sub(skipped)) {
        (0, 0) => return Ok(dataset),
        (_, 0) => format!("{skipped} {records} skipped"),
        (0, _) => "a file was not read to its end".to_owned(),
        _ => format!("{skipped} {records} skipped, and a file was not read to its end"),
    };
    let names: Vec<String> = inputs.iter().map(Input::name).collect();
    let names = if inputs == [Input::Stdin] { "FILE".to_owned() } else { names.join(" ") };
    say(&format!("{left_out}; `oreline check {names}` lists what is wrong"));
    Ok(dataset)
}

/// Says something on standard error. When that is closed, nobody wants to know.
fn say(message: &str) {
    let _ = writeln!(io::stderr(), "oreline: {message}");
}

/// Calls `write` with standard output, buffered.
fn print<T>(write: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let done = write(&mut out)?;
    out.flush().map_err(cannot_print)?;
    Ok(done)
}

fn cannot_print(source: io::Error) -> Error {
    Error::Write { name: "standard output".to_owned(), source }
}

/// How an entity of the data is called, else the name as printed, else the id.
fn name_of<'a>(dataset: &'a Dataset, who: &'a Named, lang: Lang) -> &'a str {
    let entity = dataset.resolve(who).map(|entity| entity.name.shown(lang)).filter(|name| !name.is_empty());
    let printed = Some(who.name.shown(lang)).filter(|name| !name.is_empty());
    entity.or(printed).or(who.entity.as_deref()).unwrap_or_default()
}

/// Whether it is a human being; somebody of whom the data does not say what they are counts as one.
fn is_person(who: &Named, entity: Option<&Entity>) -> bool {
    let schema = who.schema.as_ref().or(entity.and_then(|entity| entity.schema.as_ref()));
    schema.is_none_or(crate::model::Schema::is_person)
}

/// Who a speaker is, else how the source names them.
fn speaker_name<'a>(dataset: &'a Dataset, speaker: &'a Participant, lang: Lang) -> &'a str {
    let name = name_of(dataset, &speaker.who, lang);
    if name.is_empty() { speaker.named_as.shown(lang) } else { name }
}
