//! `oreline list`: what a view lists, on standard output, and on standard error why that is nothing.
//!
//! What a row is, and how a format writes it, is the business of `export`.

use super::{Selection, answer, load_with_warning, print, say};
use crate::dataset::Dataset;
use crate::error::Result;
use crate::export::listing;
use crate::query::{Answer, View};

/// Prints what `view` lists.
pub fn run(selection: &Selection, view: View) -> Result<()> {
    let Selection { lang, format, terminal, .. } = selection;
    let dataset = load_with_warning(selection)?;
    let answer = answer(selection, &dataset, view)?;
    explain(&answer, &dataset);
    let source = listing::source_name(&dataset, &selection.inputs, *lang);
    print(|out| listing::write(&dataset, &answer, (*lang, &source), *format, *terminal, out))?;
    Ok(())
}

/// Says on standard error why nothing is listed, or what a filter of dates hides.
pub(super) fn explain(answer: &Answer, dataset: &Dataset) {
    if answer.events.is_empty() && answer.rows.articles().is_empty() && dataset.event_count() > 0 {
        say("no event matches");
        for offer in &answer.offers {
            say(&format!("did you mean `{}`: {}", offer.query, offer.count));
        }
        for without in &answer.drops {
            say(&format!("without `{}`: {}", without.part, without.count));
        }
    }
    if answer.undated_hidden > 0 {
        say(&format!("{} without a date hidden by the filter of dates", answer.undated_hidden));
    }
}
