//! `oreline pairs`: which countries, or which persons, took part together in the selected events.

use super::list::explain;
use super::{Selection, answer, cannot_print, load_with_warning, print, print_counts, say};
use crate::dataset::{Dataset, EventId};
use crate::error::Result;
use crate::export::Column;
use crate::export::listing::date;
use crate::query::View;
use crate::query::pairs::{MOST, Pair, Who, pairs};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

const COLUMNS: [Column; 6] = [
    Column { name: "a", weight: 3 },
    Column { name: "b", weight: 3 },
    Column { name: "events", weight: 1 },
    Column { name: "alone", weight: 1 },
    Column { name: "first", weight: 2 },
    Column { name: "last", weight: 2 },
];

/// Prints the pairs.
pub fn run(selection: &Selection, who: Who) -> Result<()> {
    let dataset = load_with_warning(selection)?;
    let answer = answer(selection, &dataset, View::Events)?;
    explain(&answer, &dataset);
    let found = pairs(&dataset, &answer.events.iter().map(|event| event.0).collect(), who, selection.lang);
    if found.crowded > 0 {
        let events = if found.crowded == 1 { "event" } else { "events" };
        say(&format!("{} {events} with more than {MOST} who took part left out", found.crowded));
    }
    let dates = dates(&dataset, &found.rows)?;
    let date = |event: Option<EventId>| event.and_then(|event| dates.get(&event)).map(String::as_str).into();
    let name = |number: u32| found.parties[number as usize].name.as_str().into();
    let rows = found.rows.iter().map(|pair| {
        let Pair { a, b, events, alone, first, last } = *pair;
        vec![name(a), name(b), events.into(), alone.into(), date(first), date(last)]
    });
    print(|out| print_counts(selection, &COLUMNS, rows, out).map_err(cannot_print))
}

/// The dates of the first and last events of pairs, as they are written.
fn dates(dataset: &Dataset, pairs: &[Pair]) -> Result<HashMap<EventId, String>> {
    let mut dates = HashMap::new();
    for event in pairs.iter().flat_map(|pair| [pair.first, pair.last]).flatten() {
        if let Entry::Vacant(free) = dates.entry(event) {
            free.insert(date(dataset.event(event)?.date.as_ref()));
        }
    }
    Ok(dates)
}
