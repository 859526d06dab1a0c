//! Several sorted lists with postings as one: the words, or the values of a field, of all segments.
//!
//! A search then looks once into one list, and no word is held once for each segment. It knows nothing of what the
//! strings are.

use super::heads::Strings;
use super::postings::Postings;
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
    let mut entries = Vec::new();
    for (number, (list, _)) in lists.iter().enumerate() {
        let strings = strings(list);
        entries.extend(part(list).map(|at| (strings.get(at), number as u32, at as u32)));
    }
    // Stable: what is sorted already, here each list, is only merged.
    entries.sort_by(|a, b| a.0.cmp(b.0));
    let (mut all, mut all_postings, mut notes) = (Strings::default(), Postings::default(), Vec::new());
    for same in entries.chunk_by(|a, b| a.0 == b.0) {
        all.push(same[0].0);
        all_postings.push_merged(same.iter().map(|&(_, number, at)| {
            let (list, base) = &lists[number as usize];
            (postings(list).get(at as usize), *base)
        }));
        let mut note = N::default();
        for &(_, number, at) in same {
            add(&mut note, lists[number as usize].0, at as usize);
        }
        notes.push(note);
    }
    (all, all_postings, notes)
}
