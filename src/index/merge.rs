//! Several sorted lists with postings as one: the words, or the values of a field, of all segments.
//!
//! A search then looks once into one list, and no word is held once for each segment. It knows nothing of what the
//! strings are.

use super::heads::Strings;
use super::postings::Postings;

/// The strings of all lists, sorted and each once, and their postings. Each list comes with what is added to the numbers
/// in its postings, which must then be above those of the list before.
pub fn united<L>(
    lists: &[(&L, u32)],
    strings: impl Fn(&L) -> &Strings,
    postings: impl Fn(&L) -> &Postings,
) -> (Strings, Postings) {
    let mut entries = Vec::new();
    for (number, (list, _)) in lists.iter().enumerate() {
        let strings = strings(list);
        entries.extend((0..strings.len()).map(|at| (strings.get(at), number as u32, at as u32)));
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
    all.shrink();
    all_postings.shrink();
    (all, all_postings)
}
