//! `oreline push`: events into a store beyond this machine.
//!
//! What is in the store and in the data is merged by the reader, as two files are, and what has changed by that is written.
//! How a store keeps it is not known here.

use super::{require_record, require_unpacked, say, warn};
use crate::catalogue::{Noun, PushState, Ui, Usage};
use crate::dataset::{self, Dataset, EventId};
use crate::error::{Error, Result};
use crate::export::convert;
use crate::load::input::{Stream, Streamed};
use crate::load::{Cache, Input, Wanted};
use crate::problem::{Level, Problem};
use crate::store::{Access, Address, Pushed, Records, Store};
use hashbrown::HashSet;
use std::fs::File;
use std::io::{BufWriter, Seek as _, Write as _};
use std::ops::ControlFlow;
use std::sync::Arc;

/// What is pushed, and where to.
#[derive(Clone, Debug)]
pub struct Push {
    /// What is read.
    pub inputs: Vec<Input>,
    /// Where the index of a large file is kept, if anywhere.
    pub cache: Option<Cache>,
    /// Where it goes, and who asks.
    pub to: Address,
    /// Who that is.
    pub access: Access,
    /// Whether it takes the place of what is there.
    pub replace: bool,
    /// Over how many shards it is spread, where it is new.
    pub shards: u32,
}

/// Pushes the data; says on standard error how far it is, and what was done.
pub fn run(push: &Push, ui: Ui) -> Result<()> {
    let Some(name) = &push.to.name else { return Err(Error::Usage(Usage::NoNameInStore)) };
    let store = Store::open(&push.to, &push.access)?;
    let live = store.live(name)?;
    let adds = live.is_some() && !push.replace;
    let mut inputs = push.inputs.clone();
    if adds {
        // What is there comes first, and with two that differ stays.
        inputs.insert(0, Input::Stream(store.stream(Vec::new())?));
    }
    let dataset = dataset::load_with_cache(&inputs, push.cache.as_ref(), &mut |_| ControlFlow::Continue(()))?;
    require_unpacked(&dataset)?;
    require_record(&dataset, &push.inputs)?;
    // What was there twice counts once, as in data that are read for the first time.
    let dataset = if adds { merged(dataset)? } else { dataset };
    let generation = match &live {
        Some(live) if adds => live.clone(),
        live => store.next(name, live.as_ref(), push.shards)?,
    };
    let all = dataset.event_count();
    let mut said = 0;
    let mut progress = |done: usize| {
        // Ten lines, however much it is.
        if done * 10 / all.max(1) > said {
            said = done * 10 / all.max(1);
            say(&ui.say(&PushState::Pushing { done, all }));
        }
    };
    let pushed = convert::with_lines(&dataset, |of_event| {
        let mut records = Records { of_event, others: &mut |take| convert::each_other(&dataset, take) };
        store.fill((&generation, !adds), &dataset, &mut records, &mut progress)
    })?;
    if !adds {
        store.publish(&generation, live.as_ref())?;
    }
    warn(&dataset, &push.inputs, dataset.skipped(), ui);
    let Pushed { events, written, removed, .. } = pushed;
    let name = push.to.typed.clone();
    say(&ui.say(&PushState::Pushed { events: Noun::Event.count(events), written: written + removed, name }));
    Ok(())
}

/// The same data, of which every record is there once.
fn merged(dataset: Arc<Dataset>) -> Result<Arc<Dataset>> {
    let failed = |source| Error::Write { name: std::env::temp_dir().to_string_lossy().into_owned(), source };
    let mut file = BufWriter::new(tempfile::tempfile().map_err(failed)?);
    let mut put = |lines: Vec<String>| lines.iter().try_for_each(|line| writeln!(file, "{line}")).map_err(failed);
    convert::each_other(&dataset, &mut |_, _, lines| put(lines))?;
    convert::with_lines(&dataset, |of_event| {
        dataset.time_order().all().iter().try_for_each(|number| put(of_event(EventId(number))?))
    })?;
    let file = file.into_inner().map_err(|error| failed(error.into_error()))?;
    let mut seen = HashSet::new();
    let is_new = |problem: &&Problem| problem.level == Level::Error && seen.insert(format!("{problem:?}"));
    let faults: Vec<Problem> = dataset.problems().iter().filter(is_new).cloned().collect();
    let ask = move |_: &Wanted| {
        let again = |mut file: File| file.rewind().map(|()| file);
        let file =
            file.try_clone().and_then(again).map_err(|source| Error::ReadInput { name: String::new(), source })?;
        Ok(Streamed { faults: faults.clone(), ..Streamed::of(file) })
    };
    // Two of them at once would be twice the memory.
    drop(dataset);
    let stream = Stream::new("the data".to_owned(), Arc::new(ask));
    dataset::load(&[Input::Stream(stream)], &mut |_| ControlFlow::Continue(()))
}
