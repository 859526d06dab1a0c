//! `oreline list`: what a view lists, on standard output, and on standard error why that is nothing.
//!
//! What a row is, and how a format writes it, is the business of `export`. Of a store with many events those that are listed
//! are read some at a time.

use super::{Selection, load_and_answer, print, say};
use crate::catalogue::Ui;
use crate::dataset::Dataset;
use crate::error::Result;
use crate::export::listing;
use crate::query::{Answer, View};
#[cfg(feature = "store")]
use {
    super::{kept, marked_in, require_known, warn},
    crate::query::Request,
    crate::state::RecordKind,
    crate::store::{Told, Wait},
    std::sync::Arc,
};

/// Prints what `view` lists.
pub fn run(selection: &Selection, view: View) -> Result<()> {
    #[cfg(feature = "store")]
    if run_asked(selection, view)? {
        return Ok(());
    }
    let Selection { lang, format, terminal, .. } = selection;
    let (dataset, answer) = load_and_answer(selection, view)?;
    explain(&answer, &dataset, selection.ui);
    let source = listing::source_name(&dataset, &selection.inputs, *lang);
    print(|out| listing::write(&dataset, &answer, (*lang, &source), *format, *terminal, out))?;
    Ok(())
}

/// The same of data that are asked; says whether it was done so. Else all of them are needed.
#[cfg(feature = "store")]
fn run_asked(selection: &Selection, view: View) -> Result<bool> {
    let Selection { lang, format, terminal, ui, .. } = selection;
    let Some(browsed) = selection.browsed.as_ref().filter(|_| listing::takes_portions(view, *format)) else {
        return Ok(false);
    };
    let Some(remote) = browsed.open()? else { return Ok(false) };
    require_known(selection, &remote.here())?;
    let kept = kept(selection)?.unwrap_or_default();
    let marks = |dataset: &Dataset| Arc::new(marked_in(&kept, selection, dataset));
    let mut request = Request { query: selection.query.clone(), lang: *lang, ..Request::default() };
    if request.query.asks_marks() {
        let ids = |kind: RecordKind| kept.marks().iter().filter(move |(key, _)| key.kind == kind);
        let ids = |kind: RecordKind| ids(kind).map(|(key, _)| key.id.clone()).collect();
        request.marked = marks(&*remote.read_marked(ids(RecordKind::Event), ids(RecordKind::Article))?);
    }
    let stop = || false;
    let told = remote.answer(&request, &Wait { stop: &stop, tell: &|_| {} })?;
    let Told::Answer(here, answer) = told else { return Ok(false) };
    let request = Request { view, ..request };
    let Told::Answer(_, mut listed) = remote.listing(&request, &marks, None, &stop)? else { return Ok(false) };
    warn(&here, &selection.inputs, here.skipped(), *ui);
    explain(&answer, &here, *ui);
    print(|out| listing::write_portions(&mut listed, (view, *lang), *format, *terminal, out))?;
    Ok(true)
}

/// Says on standard error why nothing is listed, or what a filter of dates hides.
pub(super) fn explain(answer: &Answer, dataset: &Dataset, ui: Ui) {
    if answer.events.is_empty() && answer.rows.articles().is_empty() && dataset.total_events() > 0 {
        say(&ui.no_event_matches());
        for offer in &answer.offers {
            say(&ui.offered(&offer.query.to_string(), offer.count));
        }
        for without in &answer.drops {
            say(&ui.dropped(&without.part, without.count));
        }
    }
    if answer.undated_hidden > 0 {
        say(&ui.hidden_by_dates(answer.undated_hidden));
    }
}
