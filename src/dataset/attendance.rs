//! Events by how many persons, or bodies, took part in them: exactly two, or too many to make pairs of.
//!
//! Columns know the events of each person and not the persons of each event. So all of them are walked once for a dataset,
//! when it is first asked, and what is kept is a bit or two for an event. Which pairs there are is not known here.

use super::{As, Dataset, SelectedEvents};
use crate::parallel::both;
use roaring::RoaringBitmap;
use std::sync::Arc;

/// Most participants of an event of which pairs are made: more of them would make millions of pairs, which say nothing.
pub const MOST_IN_PAIRS: usize = 2_000;

/// Numbers of people from which on two threads share the walk.
const MANY: usize = 10_000;

/// Events, by the numbers under which they are shown.
#[derive(Debug, Default)]
pub struct Attendance {
    /// Those in which exactly two took part.
    pub two: RoaringBitmap,
    /// Those in which more than [`MOST_IN_PAIRS`] did.
    pub crowded: RoaringBitmap,
}

impl Dataset {
    /// In which events two persons took part and nobody else, and in which too many; or two bodies. The first call costs
    /// what all who took part cost.
    pub fn attendance(&self, are_bodies: bool) -> &Attendance {
        self.attendance[usize::from(are_bodies)].get_or_init(|| Arc::new(Attendance::new(self, are_bodies)))
    }
}

impl Attendance {
    fn new(dataset: &Dataset, are_bodies: bool) -> Attendance {
        let people = dataset.people();
        let all = SelectedEvents::new(dataset, dataset.time_order().all());
        let standing = if are_bodies { As::Either } else { As::Person };
        let counts_from = |first: u32| {
            let mut counts = vec![0u16; dataset.event_bound() as usize];
            let listed = (first..people.len() as u32).step_by(2).filter(|number| people.is_body(*number) == are_bodies);
            for number in listed {
                all.each_attended_once(people, number, standing, |event| {
                    let count = &mut counts[event.0 as usize];
                    *count = count.saturating_add(1);
                });
            }
            counts
        };
        let (counts, others) = both(people.len() > MANY, || counts_from(0), || counts_from(1));
        let mut attendance = Attendance::default();
        for (event, count) in
            (0..).zip(counts.into_iter().zip(others).map(|(count, other)| count.saturating_add(other)))
        {
            match usize::from(count) {
                2 => drop(attendance.two.insert(event)),
                count if count > MOST_IN_PAIRS => drop(attendance.crowded.insert(event)),
                _ => {}
            }
        }
        attendance
    }
}
