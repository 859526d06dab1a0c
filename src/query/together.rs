//! The events of two who took part together, by what each of them has: never by a walk over all who took part.
//!
//! They are the events that [`super::pairs`] counts. What else is known of two, and how it is shown, is not known here.

use super::target::{Target, number_of};
use crate::dataset::{As, Countries, Dataset, MOST_IN_PAIRS};
use roaring::RoaringBitmap;

/// Events in which two took part.
#[derive(Clone, Debug, Default)]
pub(super) struct Together {
    /// All of them.
    pub events: RoaringBitmap,
    /// Those in which nobody else did: no other country, person or body, as the two are.
    pub alone: RoaringBitmap,
}

/// The events of two countries, or of two persons or bodies that stand there so. Of those that may be some, `cut` leaves
/// those that are asked about.
pub(super) fn together(
    dataset: &Dataset,
    pair: &[Target; 2],
    standing: As,
    cut: impl Fn(RoaringBitmap) -> RoaringBitmap,
) -> Together {
    let [Target::Country(a), Target::Country(b)] = pair else {
        let people = dataset.people();
        let attended = |target: &Target| {
            let number = number_of(people, target);
            number.map_or_else(RoaringBitmap::new, |number| dataset.events_attended([number], standing))
        };
        let attendance = dataset.attendance(standing == As::Either);
        let events = cut(attended(&pair[0]) & attended(&pair[1])) - &attendance.crowded;
        return Together { alone: &events & &attendance.two, events };
    };
    let sets = [a, b].map(|code| dataset.countries().get(&**code));
    let countries = Countries::new(dataset);
    let numbers = [a, b].map(|code| countries.codes().iter().position(|have| have == code));
    let ([Some(of_a), Some(of_b)], [Some(a), Some(b)]) = (sets, numbers) else { return Together::default() };
    // Codes are numbered as u32.
    let (a, b) = (a as u32, b as u32);
    let (mut events, mut alone) = (Vec::new(), Vec::new());
    countries.each_present(cut(of_a & of_b).iter(), |event, there| {
        if there.len() <= MOST_IN_PAIRS && there.contains(&a) && there.contains(&b) {
            events.push(event.0);
            if there.len() == 2 {
                alone.push(event.0);
            }
        }
    });
    Together { events: ascending(&events), alone: ascending(&alone) }
}

fn ascending(numbers: &[u32]) -> RoaringBitmap {
    RoaringBitmap::from_sorted_iter(numbers.iter().copied()).unwrap_or_default()
}
