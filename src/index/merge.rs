//! Several sorted lists with postings as one: the words, or the values of a field, of all segments.
//!
//! A search then looks once into one list, and no word is held once for each segment. It knows nothing of what the
//! strings are.

use super::heads::Strings;
use super::interner::Interner;
use super::postings::{Appender, Postings};
use crate::parallel::both;
use std::ops::Range;

/// Strings of all lists from which on two threads merge them.
const MANY: usize = 1 << 14;

/// The strings of all lists, sorted and each once, and their postings. Each list comes with what is added to the numbers
/// in its postings, which must then be above those of the list before. What else a list knows of a string, by its number,
/// `add` puts together.
pub fn merged<'l, L: Sync, N: Default + Send>(
    lists: &[(&'l L, u32)],
    strings: impl Fn(&L) -> &Strings + Sync,
    postings: impl Fn(&L) -> &Postings + Sync,
    add: impl Fn(&mut N, &'l L, usize) + Sync,
) -> (Strings, Postings, Vec<N>) {
    let merged_in = |part: &dyn Fn(&L) -> Range<usize>| merged_part(lists, &strings, &postings, &add, part);
    let count = lists.iter().map(|(list, _)| strings(list).len()).sum::<usize>();
    let middle = lists.iter().map(|(list, _)| strings(list)).max_by_key(|strings| strings.len());
    let middle = middle.filter(|_| count > MANY).map_or("", |strings| strings.get(strings.len() / 2));
    let cut = |list: &L| strings(list).lower_bound(middle);
    let ((mut merged, mut merged_postings, mut notes), others) =
        both(count > MANY, || merged_in(&|list| 0..cut(list)), || merged_in(&|list| cut(list)..strings(list).len()));
    merged.append(&others.0);
    merged_postings.append(&others.1);
    notes.extend(others.2);
    merged.shrink();
    merged_postings.shrink();
    notes.shrink_to_fit();
    (merged, merged_postings, notes)
}

/// The same of a part of each list; the parts of all lists lie between the same two strings.
fn merged_part<'l, L, N: Default>(
    lists: &[(&'l L, u32)],
    strings: impl Fn(&L) -> &Strings,
    postings: impl Fn(&L) -> &Postings,
    add: impl Fn(&mut N, &'l L, usize),
    part: &dyn Fn(&L) -> Range<usize>,
) -> (Strings, Postings, Vec<N>) {
    // Most strings are in many lists, and to look each up costs less than to compare it with all its neighbours.
    let mut different = Interner::default();
    let mut numbers: Vec<u32> = Vec::new();
    for (list, _) in lists {
        let strings = strings(list);
        numbers.extend(part(list).map(|at| different.number(strings.get(at)).0));
    }
    // Of each string where it is, list after list: first how often, then where that begins, at last where it ends.
    let mut ends = vec![0; different.strings().len()];
    for number in &numbers {
        ends[*number as usize] += 1;
    }
    let mut start = 0;
    for end in &mut ends {
        start += std::mem::replace(end, start);
    }
    let mut places = vec![(0, 0); numbers.len()];
    let all_places = (0..).zip(lists).flat_map(|(number, (list, _))| part(list).map(move |at| (number, at as u32)));
    for (number, place) in numbers.into_iter().zip(all_places) {
        let end: &mut u32 = &mut ends[number as usize];
        places[*end as usize] = place;
        *end += 1;
    }
    let order = different.sorted();
    let all = different.strings().in_order(&order);
    let (mut all_postings, mut notes) = (Postings::default(), Vec::with_capacity(order.len()));
    let mut appender = Appender::default();
    for number in order {
        let start = number.checked_sub(1).map_or(0, |before| ends[before as usize]);
        let same: &[(u32, u32)] = &places[start as usize..ends[number as usize] as usize];
        let of_lists = same.iter().map(|&(list, at)| {
            let (list, base) = &lists[list as usize];
            (postings(list).get(at as usize), *base)
        });
        all_postings.push_merged(of_lists, &mut appender);
        let mut note = N::default();
        for &(list, at) in same {
            add(&mut note, lists[list as usize].0, at as usize);
        }
        notes.push(note);
    }
    (all, all_postings, notes)
}
