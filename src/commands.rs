//! The program without a screen, one file for each command. Data goes to standard output, messages to standard error.
//!
//! A command gets what its arguments mean and prints what the browser would show for them. Nothing here knows how
//! arguments are written.

pub mod check;
pub mod convert;
pub mod list;
pub mod pairs;
#[cfg(feature = "store")]
pub mod push;
pub mod schema;
pub mod show;
pub mod stats;

use crate::catalogue::{Finding, Ui};
use crate::dataset::{self, Dataset};
use crate::error::{Error, Result};
use crate::export::{self, Column, Fit, Format, Terminal, listing};
#[cfg(feature = "store")]
use crate::load::Wanted;
#[cfg(feature = "store")]
use crate::load::input::Stream;
use crate::load::{Cache, Input};
use crate::model::Lang;
use crate::problem::{Level, Problem};
use crate::query::{self, Answer, Marked, Query, View};
use crate::state::{self, Kept, StateFile};
#[cfg(feature = "store")]
use crate::store::Browsed;
use crate::text::sanitise;
use serde_json::Value;
use std::fmt::Display;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

/// What the commands that print records have in common.
#[derive(Clone, PartialEq, Debug)]
pub struct Selection {
    /// What is read.
    pub inputs: Vec<Input>,
    /// Where the index of a large file is kept; `None` keeps none.
    pub cache: Option<Cache>,
    /// Where the user's bookmarks and notes are kept; it is read when the query asks for them.
    pub state: Option<StateFile>,
    /// What selects.
    pub query: Query,
    /// The language of data texts shown first.
    pub lang: Lang,
    /// How it is printed.
    pub format: Format,
    /// The terminal that a table is for.
    pub terminal: Terminal,
    /// The language of messages.
    pub ui: Ui,
    /// The data of a store, which are asked where they are many.
    #[cfg(feature = "store")]
    pub browsed: Option<Browsed>,
}

/// Reads the data whole. Fails when nothing could be read.
fn load(inputs: &[Input], cache: Option<&Cache>) -> Result<Arc<Dataset>> {
    let dataset = dataset::load_with_cache(inputs, cache, &mut |_| ControlFlow::Continue(()))?;
    require_unpacked(&dataset)?;
    Ok(dataset)
}

/// Fails when an input was not unpacked to its end: a count of a part of it would be taken for one of all.
fn require_unpacked(dataset: &Dataset) -> Result<()> {
    let Some(Problem { location, reason, remedy, .. }) = dataset.unpacking_stopped() else { return Ok(()) };
    let why = Box::new(reason.clone());
    let source = io::Error::other(Finding::StoppedUnpacking { why, remedy: remedy.clone() });
    Err(Error::ReadInput { name: location.file.to_string(), source })
}

/// Fails when records are there and not one of them could be read. That there are none is no failure.
fn require_record(dataset: &Dataset, inputs: &[Input]) -> Result<()> {
    let has_none = dataset.event_count() == 0 && dataset.article_count() == 0 && dataset.entities().all().is_empty();
    let errors = dataset.problems().iter().filter(|problem| problem.level == Level::Error);
    // What is wrong with a file as a whole has no line, and tells more than what is wrong with a record.
    let telling = errors.min_by_key(|problem| problem.location.line > 0);
    let Some(Problem { location, reason, remedy, .. }) = telling.filter(|_| has_none && dataset.skipped() > 0) else {
        return Ok(());
    };
    Err(Error::NoRecord {
        place: location.to_string(),
        reason: Box::new(reason.clone()),
        remedy: remedy.clone(),
        skipped: dataset.skipped(),
        names: names_of(inputs),
    })
}

/// Reads the data whole, and says on standard error what of it was left out.
fn load_with_warning(selection: &Selection) -> Result<Arc<Dataset>> {
    let dataset = load(&selection.inputs, selection.cache.as_ref())?;
    require_record(&dataset, &selection.inputs)?;
    warn(&dataset, &selection.inputs, dataset.skipped(), selection.ui);
    Ok(dataset)
}

/// The same, and the answer of [`answer`]; of data that lie elsewhere only a part is read where that will do: rows of
/// events and quotes say what stands in these, other views and pages what is true of all data.
fn load_and_answer(selection: &Selection, view: View) -> Result<(Arc<Dataset>, Answer)> {
    #[cfg(feature = "store")]
    if matches!(view, View::Events | View::Quotes)
        && matches!(selection.format, Format::Rows(_) | Format::Records(_))
        && let Some(part) = part_of(selection, || query::wanted(&selection.query))
    {
        let dataset = load(&part.inputs, None)?;
        let answer = answer(&part, &dataset, view)?;
        // What else may have been meant is told by all data.
        if !answer.events.is_empty() && query::is_enough(&dataset, &part.query) {
            warn(&dataset, &part.inputs, dataset.skipped(), part.ui);
            return Ok((dataset, answer));
        }
    }
    let dataset = load_with_warning(selection)?;
    let answer = answer(selection, &dataset, view)?;
    Ok((dataset, answer))
}

/// Reads a part of the data, and says on standard error what of all of them was left out.
#[cfg(feature = "store")]
fn load_part(part: &Selection) -> Result<Arc<Dataset>> {
    let dataset = load(&part.inputs, None)?;
    warn(&dataset, &part.inputs, dataset.skipped(), part.ui);
    Ok(dataset)
}

/// The same with a part of the data in their place, where they lie elsewhere and a part is wanted.
#[cfg(feature = "store")]
fn part_of(selection: &Selection, wanted: impl FnOnce() -> Wanted) -> Option<Selection> {
    let [Input::Stream(stream)] = &selection.inputs[..] else { return None };
    let wanted = wanted();
    let stream = Stream { wanted: wanted.clone(), ..stream.clone() };
    (wanted != Wanted::All).then(|| Selection { inputs: vec![Input::Stream(stream)], ..selection.clone() })
}

/// What the query selects, and what `view` lists of it. Fails when it asks for what the user has marked and
/// that cannot be read, and when records cannot be read that it may select.
fn answer(selection: &Selection, dataset: &Dataset, view: View) -> Result<Answer> {
    require_known(selection, dataset)?;
    let marked = marked(selection, dataset)?;
    listing::answer(dataset, &selection.query, Arc::new(marked), (view, selection.lang))
}

/// Fails when the query asks for a kind of events that the data do not have.
fn require_known(selection: &Selection, dataset: &Dataset) -> Result<()> {
    let Some(error) = query::unknown_kind(dataset, &selection.query) else { return Ok(()) };
    Err(Error::Query { query: selection.query.to_string(), at: error.at, expected: error.expectation() })
}

/// What the user has marked. A state that cannot be read is an error where the query asks for marks, else it is said on
/// standard error.
fn marked(selection: &Selection, dataset: &Dataset) -> Result<Marked> {
    Ok(kept(selection)?.map(|kept| marked_in(&kept, selection, dataset)).unwrap_or_default())
}

/// The same, of some data.
fn marked_in(kept: &Kept, selection: &Selection, dataset: &Dataset) -> Marked {
    let data = state::data_name(dataset, &state::Origin::of(&selection.inputs));
    state::marked(kept, dataset, &data)
}

/// What the user has kept.
fn kept(selection: &Selection) -> Result<Option<Kept>> {
    let Some(store) = &selection.state else { return Ok(None) };
    match store.read() {
        Ok(kept) => Ok(Some(kept)),
        Err(error) if selection.query.asks_marks() => Err(error),
        Err(error) => {
            let error = selection.ui.say(&error).to_string();
            say(&selection.ui.marks_left_out(&error));
            Ok(None)
        }
    }
}

/// Says on standard error that records were skipped, or that a file was not read to its end. What is wrong with a file
/// as a whole is said at once: when it is read again it may be another.
fn warn(dataset: &Dataset, inputs: &[Input], skipped: usize, ui: Ui) {
    for Problem { location, reason, .. } in dataset.problems().iter().filter(|problem| problem.reason.is_read_as()) {
        say(&format!("{}: {}", location.file_said(ui), ui.say(reason)));
    }
    let of_files = |problem: &&Problem| problem.level == Level::Error && problem.location.line == 0;
    for Problem { location, reason, remedy, .. } in dataset.problems().iter().filter(of_files) {
        say(&format!("{}: {}; {}", location.file_said(ui), ui.say(reason), ui.say(remedy)));
    }
    let errors = dataset.problems().iter().filter(|problem| problem.level == Level::Error).count();
    let left_out = match (skipped, errors.saturating_sub(dataset.skipped())) {
        (0, 0) => return,
        (_, 0) => ui.records_skipped(skipped).to_string(),
        (0, _) => ui.file_not_read_to_end().to_owned(),
        _ => ui.skipped_and_not_to_end(&ui.records_skipped(skipped).to_string()).to_string(),
    };
    if inputs.iter().any(Input::is_elsewhere) {
        // There is no file to check.
        return say(&left_out);
    }
    say(&ui.listed_by_check(&left_out, &names_of(inputs)));
}

/// The data as a command takes them.
fn names_of(inputs: &[Input]) -> String {
    let names: Vec<String> = inputs.iter().map(Input::name).collect();
    if matches!(inputs, [only] if only.is_stdin()) { "FILE".to_owned() } else { names.join(" ") }
}

/// Says something on standard error. When that is closed, nobody wants to know.
fn say(message: &dyn Display) {
    let _ = writeln!(io::stderr(), "oreline: {}", sanitise(&message.to_string()));
}

/// Calls `write` with standard output, buffered.
fn print<T>(write: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let done = write(&mut out)?;
    out.flush().map_err(cannot_print)?;
    Ok(done)
}

/// Prints rows of counts in the format that is asked for; in JSON, numbers are numbers and what is missing is null.
fn print_counts(
    selection: &Selection,
    columns: &'static [Column],
    rows: impl Iterator<Item = Vec<Value>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let format = match selection.format {
        Format::Records(format) => return export::objects::write(format, columns, rows, out),
        format => format.of_rows().ok_or_else(|| io::Error::other(Finding::CountsHaveNoTime))?,
    };
    let mut writer = export::rows(format, columns, Fit::Cut, selection.terminal, out)?;
    for row in rows {
        let cell = |value| match value {
            Value::Null => "".into(),
            Value::String(text) => text.into(),
            other => other.to_string().into(),
        };
        writer.row(&row.into_iter().map(cell).collect::<Vec<_>>())?;
    }
    writer.finish()
}

fn cannot_print(source: io::Error) -> Error {
    Error::Write { name: "standard output".to_owned(), source }
}
