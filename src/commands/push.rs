//! `oreline push`: events into a store beyond this machine.
//!
//! What is in the store and in the data is merged by the reader, as two files are, and what has changed by that is written.
//! That is done a portion at a time, each with all records that decide what is said of its own. How a store keeps them is not
//! known here.

mod gathered;
mod links;

use super::{require_record, require_unpacked, say, warn};
use crate::catalogue::{Noun, PushState, Ui, Usage};
use crate::dataset::Portion;
use crate::error::{Error, Result};
use crate::export::convert;
use crate::load::Input;
use crate::store::{Access, Address, Fill, Pushed, Store};
use gathered::Gathered;

/// Records of a portion.
pub const PORTION: u32 = 20_000;

/// What is pushed, and where to.
#[derive(Clone, Debug)]
pub struct Push {
    /// What is read.
    pub inputs: Vec<Input>,
    /// Where it goes, and who asks.
    pub to: Address,
    /// Who that is.
    pub access: Access,
    /// Whether it takes the place of what is there.
    pub replace: bool,
    /// Over how many shards it is spread, where it is new.
    pub shards: u32,
    /// How many records are joined at a time.
    pub portion: u32,
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
    let mut data = Gathered::of(&inputs, push.portion)?;
    let mut frame = data.frame();
    let told = frame.dataset.with_found(&data.found);
    require_unpacked(&told)?;
    if data.is_empty() {
        require_record(&told, &push.inputs)?;
    }
    let generation = match &live {
        Some(live) if adds => live.clone(),
        live => store.next(name, live.as_ref(), push.shards)?,
    };
    let mut fill = store.fill(&generation, adds, push.shards, data.digest)?;
    let dataset = frame.dataset.clone();
    fill.add_frame(&mut frame, &mut |take| convert::each_of_frame(&dataset, take))?;
    data.each_portion_of_articles(&mut |mut portion| add_articles(&mut fill, &mut portion))?;
    let (all, mut said) = (data.event_count(), 0);
    let mut progress = |done: usize| {
        // Ten lines, however much it is.
        if done * 10 / all.max(1) > said {
            said = done * 10 / all.max(1);
            say(&ui.say(&PushState::Pushing { done, all }));
        }
    };
    data.each_portion_of_events(&mut |mut portion| {
        add_articles(&mut fill, &mut portion)?;
        convert::with_lines(&portion.dataset, |of_event| fill.add_events(&portion, of_event, &mut progress))
    })?;
    if fill.has_no_dates() {
        data.found.note_no_dates();
    }
    let Pushed { events, written, removed } = fill.end(&data.found)?;
    if !adds {
        store.publish(&generation, live.as_ref())?;
    }
    warn(&told, &push.inputs, told.skipped(), ui);
    let name = push.to.typed.clone();
    say(&ui.say(&PushState::Pushed { events: Noun::Event.count(events), written: written + removed, name }));
    Ok(())
}

/// Adds the articles of a portion.
fn add_articles(fill: &mut Fill, portion: &mut Portion) -> Result<()> {
    let (dataset, articles) = (portion.dataset.clone(), portion.articles());
    fill.add_articles(portion, &articles, &mut |take| convert::each_article(&dataset, &articles, take))
}
