//! Numbers for strings: each different one gets the next number, and is found by its text.
//!
//! Words, texts and values of a segment are counted so while records are added. What the strings are is not known here.

use super::heads::Strings;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher as _;

/// Numbers for strings, in the order in which they first come. The strings lie in one piece of memory; the table is asked
/// a hundred times for every record, so it answers for nearly all words without a look at that memory.
#[derive(Default)]
pub struct Interner {
    numbers: HashTable<Slot>,
    strings: Strings,
    hasher: DefaultHashBuilder,
}

/// A string of an [`Interner`].
struct Slot {
    /// Its first bytes, and zeros after a shorter one. Of words 98 in 100 are not longer.
    head: [u8; HEAD],
    length: u32,
    number: u32,
}

const HEAD: usize = 24;

/// The first bytes of a string, and zeros after a shorter one.
fn head<const LENGTH: usize>(string: &str) -> [u8; LENGTH] {
    let mut head = [0; LENGTH];
    let length = string.len().min(LENGTH);
    head[..length].copy_from_slice(&string.as_bytes()[..length]);
    head
}

impl Interner {
    /// The number of a string, and whether it is new.
    pub fn number(&mut self, string: &str) -> (u32, bool) {
        let Interner { numbers, strings, hasher } = self;
        let hash = hasher.hash_one(string);
        let (head, length) = (head(string), string.len() as u32);
        let is = |slot: &Slot| {
            slot.length == length
                && slot.head == head
                && (string.len() <= HEAD || strings.get(slot.number as usize) == string)
        };
        if let Some(slot) = numbers.find(hash, is) {
            return (slot.number, false);
        }
        let number = strings.len() as u32;
        strings.push(string);
        // A table that grows hashes its strings again.
        numbers.insert_unique(hash, Slot { head, length, number }, |slot| {
            hasher.hash_one(strings.get(slot.number as usize))
        });
        (number, true)
    }

    /// Forgets all strings, and keeps its memory.
    pub fn clear(&mut self) {
        self.numbers.clear();
        self.strings.clear();
    }

    /// How many different strings there are.
    pub fn len(&self) -> usize {
        self.strings.len()
    }

    /// The strings by number.
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// The numbers in the order of their strings.
    pub fn sorted(&self) -> Vec<u32> {
        let string = |number: u32| self.strings.get(number as usize);
        // Most strings differ in their first bytes, which are compared as one number.
        let mut strings: Vec<(u128, u32)> =
            (0..self.strings.len() as u32).map(|number| (u128::from_be_bytes(head(string(number))), number)).collect();
        strings.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| string(a.1).cmp(string(b.1))));
        strings.into_iter().map(|(_, number)| number).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_keeps_its_number_whatever_its_length() {
        let long = "двадцать четыре байта и ";
        let strings: Vec<String> = ["", "\0", "a", "a\0", "б", "Б"]
            .map(str::to_owned)
            .into_iter()
            .chain((0..HEAD + 3).map(|length| "x".repeat(length + 2)))
            .chain([format!("{long}1"), format!("{long}2"), format!("{long}1\0")])
            .collect();
        let mut interner = Interner::default();
        for round in 0..2 {
            for (at, string) in strings.iter().enumerate() {
                assert_eq!(interner.number(string), (at as u32, round == 0), "{string:?}");
            }
        }
        assert_eq!(interner.len(), strings.len());
        let mut sorted = strings.clone();
        sorted.sort_unstable();
        let in_order: Vec<&str> = interner.sorted().into_iter().map(|at| interner.strings().get(at as usize)).collect();
        assert_eq!(in_order, sorted);
        interner.clear();
        assert_eq!(interner.number("a"), (0, true));
    }
}
