//! Several sorted lists with postings as one: the words, or the values of a field, of all segments.
//!
//! A search then looks once into one list, and no word is held once for each segment. It knows nothing of what the
//! strings are.

use super::heads::Strings;
use super::postings::Postings;
use std::ops::Range;

/// Strings of all lists from which on two threads unite them.
const MANY: usize = 1 << 14;

/// The strings of all lists, sorted and each once, and their postings. Each list comes with what is added to the numbers
/// in its postings, which must then be above those of the list before.
pub fn united<L: Sync>(
    lists: &[(&L, u32)],
    strings: impl Fn(&L) -> &Strings + Sync,
    postings: impl Fn(&L) -> &Postings + Sync,
) -> (Strings, Postings) {
    let all = |list: &L| 0..strings(list).len();
    let united_in = |part: &dyn Fn(&L) -> Range<usize>| united_part(lists, &strings, &postings, part);
    let longest = lists.iter().map(|(list, _)| strings(list)).max_by_key(|strings| strings.len());
    let (mut united, mut united_postings) = match longest {
        Some(longest) if lists.iter().map(|(list, _)| all(list).len()).sum::<usize>() > MANY => {
            let middle = longest.get(longest.len() / 2);
            let [first, second] = in_two(&[false, true], |is_second| {
                united_in(&|list| {
                    let cut = strings(list).lower_bound(middle);
                    if is_second[0] { cut..strings(list).len() } else { 0..cut }
                })
            });
            let (mut strings, mut postings) = first;
            strings.append(&second.0);
            postings.append(&second.1);
            (strings, postings)
        }
        _ => united_in(&all),
    };
    united.shrink();
    united_postings.shrink();
    (united, united_postings)
}

/// What `work` makes of the first and of the second half of `items`, each in a thread of its own.
pub fn in_two<T: Sync, R: Send>(items: &[T], work: impl Fn(&[T]) -> R + Sync) -> [R; 2] {
    let (first, second) = items.split_at(items.len() / 2);
    std::thread::scope(|scope| {
        let second = scope.spawn(|| work(second));
        let first = work(first);
        match second.join() {
            Ok(second) => [first, second],
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// The same of a part of each list; the parts of all lists lie between the same two strings.
fn united_part<L>(
    lists: &[(&L, u32)],
    strings: impl Fn(&L) -> &Strings,
    postings: impl Fn(&L) -> &Postings,
    part: &dyn Fn(&L) -> Range<usize>,
) -> (Strings, Postings) {
    let mut entries = Vec::new();
    for (number, (list, _)) in lists.iter().enumerate() {
        let strings = strings(list);
        entries.extend(part(list).map(|at| (strings.get(at), number as u32, at as u32)));
    }
    // Stable: what is sorted already, here each list, is only merged.
    entries.sort_by(|a, b| a.0.cmp(b.0));
    let (mut all, mut all_postings) = (Strings::default(), Postings::default());
    for same in entries.chunk_by(|a, b| a.0 == b.0) {
        all.push(same[0].0);
        all_postings.push_united(same.iter().map(|&(_, number, at)| {
            let (list, base) = &lists[number as usize];
            (postings(list).get(at as usize), *base)
        }));
    }
    (all, all_postings)
}
