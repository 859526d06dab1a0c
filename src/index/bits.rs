//! Sets of numbers, one bit each: the fastest to fill, to ask and to count when there are many.
//!
//! They take memory for every number of the data, so they last as long as a question or stand for what many share; what
//! is kept of an answer is a [`RoaringBitmap`]. What the numbers mean is not known here.

use roaring::RoaringBitmap;
use std::ops::Range;

/// A set of numbers below a bound: events, or places in an order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bits(Vec<u8>);

/// Numbers in a word, which is what is asked and counted at once.
const WORD: usize = 64;

/// The bytes of a word.
const BYTES: usize = WORD / 8;

impl Bits {
    /// Nothing; what is below `bound` can be added.
    pub fn new(bound: u32) -> Bits {
        Bits(vec![0; (bound as usize).div_ceil(WORD) * BYTES])
    }

    /// All numbers below `bound`.
    pub fn all(bound: u32) -> Bits {
        let mut bits = Bits(vec![u8::MAX; (bound as usize).div_ceil(WORD) * BYTES]);
        (bound..bits.0.len() as u32 * 8).for_each(|number| bits.remove(number));
        bits
    }

    /// The numbers of a set that are below `bound`.
    pub fn of(set: &RoaringBitmap, bound: u32) -> Bits {
        let mut bits = Bits::new(bound);
        each_of(set, |number| bits.insert(number));
        bits
    }

    /// Adds a number; one that is not below the bound is left out.
    #[inline]
    pub fn insert(&mut self, number: u32) {
        if let Some(byte) = self.0.get_mut(number as usize / 8) {
            *byte |= 1 << (number % 8);
        }
    }

    /// Takes a number away.
    #[inline]
    pub fn remove(&mut self, number: u32) {
        if let Some(byte) = self.0.get_mut(number as usize / 8) {
            *byte &= !(1 << (number % 8));
        }
    }

    /// Whether a number is there.
    #[inline]
    pub fn contains(&self, number: u32) -> bool {
        self.0.get(number as usize / 8).is_some_and(|byte| byte >> (number % 8) & 1 == 1)
    }

    /// Adds the numbers of another set with the same bound.
    pub fn union_with(&mut self, other: &Bits) {
        self.0.iter_mut().zip(&other.0).for_each(|(byte, other)| *byte |= other);
    }

    /// The same as a set.
    pub fn to_set(&self) -> RoaringBitmap {
        RoaringBitmap::from_lsb0_bytes(0, &self.0)
    }

    /// The numbers that are not in another set with the same bound.
    #[must_use]
    pub fn without(&self, other: &Bits) -> Bits {
        Bits(self.0.iter().zip(&other.0).map(|(byte, other)| byte & !other).collect())
    }

    /// How many numbers of a range are there.
    pub fn count(&self, range: Range<u32>) -> usize {
        self.words(range).map(|(_, word)| word.count_ones() as usize).sum()
    }

    /// How many numbers of a range are here and in another set with the same bound.
    pub fn count_with(&self, other: &Bits, range: Range<u32>) -> usize {
        let pairs = self.words(range.clone()).zip(other.words(range));
        pairs.map(|((_, word), (_, other))| (word & other).count_ones() as usize).sum()
    }

    /// How many numbers of a range are here and not in another set with the same bound.
    pub fn count_without(&self, other: &Bits, range: Range<u32>) -> usize {
        let pairs = self.words(range.clone()).zip(other.words(range));
        pairs.map(|((_, word), (_, other))| (word & !other).count_ones() as usize).sum()
    }

    /// The numbers of a range that are here and in another set with the same bound, ascending.
    pub fn iter_with<'a>(&'a self, other: &'a Bits, range: Range<u32>) -> impl Iterator<Item = u32> + 'a {
        let pairs = self.words(range.clone()).zip(other.words(range));
        pairs.flat_map(|((start, word), (_, other))| ones(word & other).map(move |bit| start + bit))
    }

    /// The numbers of a range that are there, ascending.
    pub fn iter(&self, range: Range<u32>) -> impl Iterator<Item = u32> + '_ {
        self.words(range).flat_map(|(start, word)| ones(word).map(move |bit| start + bit))
    }

    /// Number `at`, from 0, of those that are there from `start` on.
    pub fn nth(&self, start: u32, mut at: usize) -> Option<u32> {
        for (start, word) in self.words(start..self.bound()) {
            let count = word.count_ones() as usize;
            if at < count {
                return ones(word).nth(at).map(|bit| start + bit);
            }
            at -= count;
        }
        None
    }

    /// One more than any number that may be there.
    pub fn bound(&self) -> u32 {
        self.0.len() as u32 * 8
    }

    /// The words that meet a range, each with its first number and without what lies outside of the range.
    fn words(&self, range: Range<u32>) -> impl Iterator<Item = (u32, u64)> + '_ {
        let (first, end) = (range.start as usize / WORD, (range.end as usize).div_ceil(WORD));
        let words = self.0.as_chunks().0;
        let words = words.get(first.min(end)..end.min(words.len())).unwrap_or_default();
        let (first, end) = (first as u32, end as u32);
        // Only the words at the ends have numbers outside.
        let below = u64::MAX << (range.start % WORD as u32);
        let beyond = u64::MAX.checked_shl(range.end.saturating_sub(end.saturating_sub(1) * WORD as u32)).unwrap_or(0);
        (first..).zip(words).map(move |(at, bytes)| {
            let mut word = u64::from_le_bytes(*bytes);
            if at == first {
                word &= below;
            }
            if at + 1 == end {
                word &= !beyond;
            }
            (at * WORD as u32, word)
        })
    }
}

/// The places of the ones in a word, ascending.
fn ones(mut word: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let lowest = (word != 0).then(|| word.trailing_zeros());
        word &= word.wrapping_sub(1);
        lowest
    })
}

/// Calls `found` with each number of a set, ascending; faster than its iterator, which can be stopped.
pub fn each_of(set: &RoaringBitmap, mut found: impl FnMut(u32)) {
    let (mut numbers, mut some) = (set.iter(), [0; 1024]);
    loop {
        let some = numbers.next_many(&mut some);
        if some.is_empty() {
            return;
        }
        for &mut number in some {
            found(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers(bits: &Bits) -> Vec<u32> {
        bits.iter(0..bits.bound()).collect()
    }

    #[test]
    fn numbers_beyond_the_bound_are_left_out() {
        let mut bits = Bits::new(200);
        for number in [101, 105, 109, 500] {
            bits.insert(number);
        }
        assert_eq!(numbers(&bits), [101, 105, 109]);
        assert!(bits.contains(109) && !bits.contains(108) && !bits.contains(1000));
    }

    proptest! {
        #[test]
        fn it_has_what_a_set_has(
            bound in 0..3000u32,
            these in prop::collection::vec(0..3000u32, 0..300),
            others in prop::collection::btree_set(0..3000u32, 0..300),
            range in (0..3100u32, 0..3100u32),
        ) {
            let set: RoaringBitmap = these.into_iter().filter(|number| *number < bound).collect();
            let others: RoaringBitmap = others.into_iter().filter(|number| *number < bound).collect();
            let (bits, other_bits) = (Bits::of(&set, bound), Bits::of(&others, bound));
            prop_assert_eq!(bits.to_set(), set.clone());
            let within = |set: RoaringBitmap| set.iter().filter(|number| (range.0..range.1).contains(number)).collect();
            let (both, alone): (Vec<u32>, Vec<u32>) = (within(&set & &others), within(&set - &others));
            prop_assert_eq!(bits.count_with(&other_bits, range.0..range.1), both.len());
            prop_assert_eq!(bits.count_without(&other_bits, range.0..range.1), alone.len());
            prop_assert_eq!(bits.iter_with(&other_bits, range.0..range.1).collect::<Vec<_>>(), both);
            prop_assert_eq!(bits.without(&other_bits).to_set(), &set - &others);
            prop_assert_eq!(Bits::all(bound).to_set().len(), u64::from(bound));
            let (start, end) = range;
            let inside: Vec<u32> = set.iter().filter(|number| (start..end).contains(number)).collect();
            prop_assert_eq!(bits.count(start..end), inside.len());
            prop_assert_eq!(bits.iter(start..end).collect::<Vec<_>>(), inside);
            let after: Vec<u32> = set.iter().filter(|number| start <= *number).collect();
            let each = (0..).map_while(|at| bits.nth(start, at));
            prop_assert_eq!(each.collect::<Vec<_>>(), after);
            let mut both = bits.clone();
            both.union_with(&other_bits);
            prop_assert_eq!(both.to_set(), &set | &others);
            let mut rest = bits.clone();
            others.iter().for_each(|number| rest.remove(number));
            prop_assert_eq!(rest, bits.without(&other_bits));
        }
    }
}
