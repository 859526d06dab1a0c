//! `oreline pairs`: which countries, or which persons, took part together in the selected events.
//!
//! How they are counted is not known here.

use super::list::explain;
use super::{Selection, answer, cannot_print, load_and_answer, load_with_warning, print, print_counts, say};
use crate::catalogue::{Noun, Usage};
use crate::dataset::{Dataset, EventId};
use crate::error::{Error, Result};
use crate::export::Column;
use crate::export::listing::dates;
use crate::model::Group;
use crate::query::View;
use crate::query::pairs::{MOST, Pair, Pairs, Who, pairs};
use crate::query::people::called;
use crate::query::target::{Target, target_of_person};
use crate::text::sanitise_line;

const COLUMNS: [Column; 6] = [
    Column { name: "a", weight: 3 },
    Column { name: "b", weight: 3 },
    Column { name: "events", weight: 1 },
    Column { name: "alone", weight: 1 },
    Column { name: "first", weight: 2 },
    Column { name: "last", weight: 2 },
];

/// Prints the pairs; only those of the ones that `with` names, when it is given: countries by their codes, with commas
/// between, or a person by name.
pub fn run(selection: &Selection, who: Who, with: Option<&str>) -> Result<()> {
    let (dataset, answer) = match who {
        Who::Countries => load_and_answer(selection, View::Events)?,
        // Who is who is told by all data.
        Who::People => {
            let dataset = load_with_warning(selection)?;
            let answer = answer(selection, &dataset, View::Events)?;
            (dataset, answer)
        }
    };
    explain(&answer, &dataset, selection.ui);
    let mut found = pairs(&dataset, &answer.events.whole().iter().map(|event| event.0).collect(), who, selection.lang);
    if found.crowded > 0 {
        say(&selection.ui.crowded_left_out(Noun::Event.count(found.crowded), MOST));
    }
    if let Some(with) = with {
        let is_wanted = wanted(&dataset, who, with, &found)?;
        found.rows.retain(|pair| is_wanted[pair.a as usize] || is_wanted[pair.b as usize]);
    }
    let dates = dates(&dataset, found.rows.iter().flat_map(|pair| [pair.first, pair.last]).flatten())?;
    let date = |event: Option<EventId>| event.and_then(|event| dates.get(&event)).map(String::as_str).into();
    let name = |number: u32| found.parties[number as usize].name.as_str().into();
    let rows = found.rows.iter().map(|pair| {
        let Pair { a, b, events, alone, first, last } = *pair;
        vec![name(a), name(b), events.into(), alone.into(), date(first), date(last)]
    });
    print(|out| print_counts(selection, &COLUMNS, rows, out).map_err(cannot_print))
}

/// Which of those who are in pairs are meant. Nobody of all of the data being called so is wrong usage.
fn wanted(dataset: &Dataset, who: Who, with: &str, found: &Pairs) -> Result<Vec<bool>> {
    let meant: Vec<Target> = match who {
        Who::Countries => {
            let members = |code: &str| match Group::find(code) {
                Some(group) => group.members().iter().map(|code| (*code).to_owned()).collect(),
                None => vec![code.to_owned()],
            };
            with.split(',').flat_map(members).map(Target::Country).collect()
        }
        Who::People => {
            let people = dataset.people();
            let numbers = called(dataset, with).into_iter().filter(|number| !people.is_body(*number));
            numbers.map(|number| target_of_person(people, number)).collect()
        }
    };
    if meant.is_empty() {
        return Err(Error::Usage(Usage::NobodyCalled { name: sanitise_line(with).into_owned() }));
    }
    Ok(found.parties.iter().map(|party| meant.contains(&party.target)).collect())
}
