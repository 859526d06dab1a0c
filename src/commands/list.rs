//! `oreline list`: what a view lists, on standard output, and on standard error why that is nothing.
//!
//! What a row is, and how a format writes it, is the business of `export`.

use super::{Selection, load_and_answer, print, say};
use crate::catalogue::Ui;
use crate::dataset::Dataset;
use crate::error::Result;
use crate::export::listing;
use crate::query::{Answer, View};

/// Prints what `view` lists.
pub fn run(selection: &Selection, view: View) -> Result<()> {
    let Selection { lang, format, terminal, .. } = selection;
    let (dataset, answer) = load_and_answer(selection, view)?;
    explain(&answer, &dataset, selection.ui);
    let source = listing::source_name(&dataset, &selection.inputs, *lang);
    print(|out| listing::write(&dataset, &answer, (*lang, &source), *format, *terminal, out))?;
    Ok(())
}

/// Says on standard error why nothing is listed, or what a filter of dates hides.
pub(super) fn explain(answer: &Answer, dataset: &Dataset, ui: Ui) {
    if answer.events.is_empty() && answer.rows.articles().is_empty() && dataset.event_count() > 0 {
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
