//! `oreline stats`: the selected events in numbers, one a row.
//!
//! How they are counted is not known here.

use super::list::explain;
use super::{Selection, answer, cannot_print, load_with_warning, print, print_counts};
use crate::error::Result;
use crate::export::Column;
use crate::query::View;
use crate::query::stats::stats;

const COLUMNS: [Column; 3] =
    [Column { name: "what", weight: 1 }, Column { name: "value", weight: 3 }, Column { name: "events", weight: 1 }];

/// Prints the numbers.
pub fn run(selection: &Selection) -> Result<()> {
    let dataset = load_with_warning(selection)?;
    let answer = answer(selection, &dataset, View::Events)?;
    explain(&answer, &dataset, selection.ui);
    let counted = stats(&dataset, &answer.events.whole().iter().map(|event| event.0).collect(), selection.lang);
    let rows = counted.into_iter().map(|stat| vec![stat.what.word().into(), stat.value.into(), stat.events.into()]);
    print(|out| print_counts(selection, &COLUMNS, rows, out).map_err(cannot_print))
}
