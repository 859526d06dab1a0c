//! Numbers for strings: each different one gets the next number, and is found by its text.
//!
//! Words, texts and values of a segment are counted so while records are added. What the strings are is not known here.

use super::heads::Strings;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::{BuildHasher as _, Hasher as _};

/// Numbers for strings, in the order in which they first come. The strings lie in one piece of memory; the table is asked
/// a hundred times for every record, so it answers for nearly all words without a look at that memory.
#[derive(Default)]
pub struct Interner {
    numbers: HashTable<Slot>,
    strings: Strings,
    hasher: DefaultHashBuilder,
}

/// A string of an [`Interner`]. None lies in two lines of the cache.
#[repr(align(32))]
struct Slot {
    /// See [`ends`].
    ends: [u64; 3],
    length: u32,
    number: u32,
}

/// Bytes of the longest strings that their length and [`ends`] tell apart: 98 of 100 words are not longer.
const SHORT: usize = 24;

/// The first 16 and the last 8 bytes of a string; of a shorter one some bytes twice. They are read as whole numbers,
/// because bytes that are put together in memory are waited for.
fn ends(string: &str) -> [u64; 3] {
    let bytes = string.as_bytes();
    let eight = |chunk: Option<&[u8; 8]>| chunk.map_or(0, |chunk| u64::from_le_bytes(*chunk));
    let four = |chunk: Option<&[u8; 4]>| chunk.map_or(0, |chunk| u64::from(u32::from_le_bytes(*chunk)));
    match bytes {
        [] => [0; 3],
        [only] => [u64::from(*only), 0, 0],
        [first, .., last] if bytes.len() < 4 => [u64::from(*first), u64::from(bytes[1]), u64::from(*last)],
        _ if bytes.len() < 8 => [four(bytes.first_chunk()), 0, four(bytes.last_chunk())],
        _ if bytes.len() < 16 => [eight(bytes.first_chunk()), 0, eight(bytes.last_chunk())],
        _ => [eight(bytes.first_chunk()), eight(bytes[8..].first_chunk()), eight(bytes.last_chunk())],
    }
}

/// Bytes of a string that are compared as one number.
const HEAD: usize = 16;

/// So few strings are compared as they are, and so are any that are alike up to behind this byte.
const FEW: usize = 4;
const LAST_HEAD: usize = 4 * HEAD;

/// Some bytes of a string, from byte `from` on, as a number that sorts as they do.
fn head_from(string: &str, from: usize) -> u128 {
    let bytes = string.as_bytes().get(from..).unwrap_or_default();
    let mut head = [0; HEAD];
    let length = bytes.len().min(HEAD);
    head[..length].copy_from_slice(&bytes[..length]);
    u128::from_be_bytes(head)
}

/// Without what the standard library adds to keep parts of a key apart.
fn hash_of(hasher: &DefaultHashBuilder, string: &str) -> u64 {
    let mut hash = hasher.build_hasher();
    hash.write(string.as_bytes());
    hash.finish()
}

impl Interner {
    /// Whether a string has a number.
    pub fn has(&self, string: &str) -> bool {
        let is = |slot: &Slot| self.strings.get(slot.number as usize) == string;
        self.numbers.find(hash_of(&self.hasher, string), is).is_some()
    }

    /// The number of a string, and whether it is new.
    pub fn number(&mut self, string: &str) -> (u32, bool) {
        let Interner { numbers, strings, hasher } = self;
        let hash = hash_of(hasher, string);
        let (ends, length) = (ends(string), string.len() as u32);
        // Number by number: what was just put together in memory is waited for when it is compared as a whole.
        let is = |slot: &Slot| {
            slot.length == length
                && (slot.ends[0] ^ ends[0]) | (slot.ends[1] ^ ends[1]) | (slot.ends[2] ^ ends[2]) == 0
                && (string.len() <= SHORT || strings.get(slot.number as usize) == string)
        };
        if let Some(slot) = numbers.find(hash, is) {
            return (slot.number, false);
        }
        let number = strings.len() as u32;
        strings.push(string);
        // A table that grows hashes its strings again.
        numbers.insert_unique(hash, Slot { ends, length, number }, |slot| {
            hash_of(hasher, strings.get(slot.number as usize))
        });
        (number, true)
    }

    /// Forgets all strings, and keeps its memory.
    pub fn clear(&mut self) {
        self.numbers.clear();
        self.strings.clear();
    }

    /// The strings by number.
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// The numbers in the order of their strings.
    pub fn sorted(&self) -> Vec<u32> {
        let mut strings: Vec<(u128, u32)> = (0..self.strings.len() as u32).map(|number| (0, number)).collect();
        self.sort(&mut strings, 0);
        strings.into_iter().map(|(_, number)| number).collect()
    }

    /// Sorts strings that have the same bytes before byte `from`. Sixteen bytes are compared as one number; those of strings
    /// that are alike in these are sorted by the next ones, so that a string is looked at once for each.
    fn sort(&self, strings: &mut [(u128, u32)], from: usize) {
        let string = |number: u32| self.strings.get(number as usize);
        for (head, number) in &mut *strings {
            *head = head_from(string(*number), from);
        }
        strings.sort_unstable_by_key(|(head, _)| *head);
        for alike in strings.chunk_by_mut(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
            if alike.len() > FEW && from < LAST_HEAD {
                self.sort(alike, from + HEAD);
            } else {
                alike.sort_unstable_by(|a, b| string(a.1).cmp(string(b.1)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_strings_that_differ_in_one_byte_have_other_ends() {
        for length in 1..=SHORT {
            let string = "a".repeat(length);
            for at in 0..length {
                let mut other = string.clone();
                other.replace_range(at..=at, "b");
                assert_ne!(ends(&string), ends(&other), "byte {at} of {length}");
            }
        }
    }

    #[test]
    fn strings_that_begin_alike_are_sorted_as_strings() {
        let mut interner = Interner::default();
        let mut strings = Vec::new();
        for length in [0, 1, 7, 15, 16, 17, 31, 32, 33, 60, 100] {
            let same = "Ж".repeat(length / 2) + &"x".repeat(length % 2);
            strings.extend((0..12).map(|end| format!("{same}{}", "\0".repeat(end))));
            strings.extend(["а", "я", "b", "\u{10ffff}"].map(|end| format!("{same}{end}")));
        }
        strings.iter().rev().for_each(|string| {
            interner.number(string);
        });
        let sorted: Vec<&str> = interner.sorted().into_iter().map(|at| interner.strings().get(at as usize)).collect();
        strings.sort_unstable();
        strings.dedup();
        assert_eq!(sorted, strings);
    }

    #[test]
    fn a_string_keeps_its_number_whatever_its_length() {
        let long = "двадцать четыре байта и ";
        let strings: Vec<String> = ["", "\0", "a", "a\0", "б", "Б"]
            .map(str::to_owned)
            .into_iter()
            .chain((0..SHORT + 3).map(|length| "x".repeat(length + 2)))
            .chain([format!("{long}1"), format!("{long}2"), format!("{long}1\0")])
            .collect();
        let mut interner = Interner::default();
        for round in 0..2 {
            for (at, string) in strings.iter().enumerate() {
                assert_eq!(interner.has(string), round == 1, "{string:?}");
                assert_eq!(interner.number(string), (at as u32, round == 0), "{string:?}");
            }
        }
        assert_eq!(interner.strings().len(), strings.len());
        let mut sorted = strings.clone();
        sorted.sort_unstable();
        let in_order: Vec<&str> = interner.sorted().into_iter().map(|at| interner.strings().get(at as usize)).collect();
        assert_eq!(in_order, sorted);
        interner.clear();
        assert_eq!(interner.number("a"), (0, true));
    }
}
