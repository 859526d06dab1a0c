//! The words of a segment, sorted, each with the events that hold it.
//!
//! Words are folded (see [`crate::text`]) before they come here. A word beginning is a range of the sorted list.

use super::heads::Strings;
use super::postings::{Postings, PostingsBuilder};
use super::{inflect, romanise};
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher as _;
use std::ops::Range;

/// Sorted words and their postings.
#[derive(Debug, Default)]
pub struct WordList {
    words: Strings,
    postings: Postings,
    /// For each word that may be a name: a hash of its romanised key, ascending, and its number.
    names: Vec<(u32, u32)>,
}

impl WordList {
    /// How many different words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Word number `at`, from 0, in the order of their code points.
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at)
    }

    /// The postings of word number `at`.
    pub fn postings(&self, at: usize) -> &[u8] {
        self.postings.get(at)
    }

    /// The numbers of the words that begin with `prefix`.
    pub fn beginning_with(&self, prefix: &str) -> Range<usize> {
        let start = self.words.lower_bound(prefix);
        let (mut low, mut high) = (start, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.word(middle).starts_with(prefix) { low = middle + 1 } else { high = middle }
        }
        start..low
    }

    /// The numbers of the words that a folded word finds, in order: those that begin with it, other forms of it, and
    /// other spellings of the name that it may be.
    pub fn found_by(&self, folded: &str) -> Vec<usize> {
        let mut numbers: Vec<usize> = self.beginning_with(folded).collect();
        let forms = self.beginning_with(inflect::stem_prefix(folded));
        numbers.extend(forms.filter(|at| inflect::same_word(folded, self.word(*at))));
        let mut key = String::new();
        romanise::name_key(folded, &mut key);
        if !key.is_empty() && romanise::is_searchable(folded) {
            let hash = key_hash(&key);
            let from = self.names.partition_point(|(have, _)| *have < hash);
            let meeting = self.names[from..].iter().take_while(|(have, _)| *have == hash);
            let meeting = meeting.map(|(_, number)| *number as usize);
            numbers.extend(meeting.filter(|at| romanise::same_name(folded, self.word(*at))));
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

/// The words that may be names, by their romanised keys; see [`WordList::found_by`].
fn names(words: &Strings) -> Vec<(u32, u32)> {
    let (mut names, mut key) = (Vec::new(), String::new());
    for number in 0..words.len() {
        romanise::name_key(words.get(number), &mut key);
        if !key.is_empty() {
            names.push((key_hash(&key), number as u32));
        }
    }
    names.sort_unstable();
    names.shrink_to_fit();
    names
}

/// FNV-1a with 32 bits. Keys that share a hash are told apart by their words.
fn key_hash(key: &str) -> u32 {
    key.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Numbers for strings, in the order in which they first come. The strings lie in one piece of memory, and a hash
/// beside each number spares most looks at them: the table is asked a hundred times for every record.
#[derive(Default)]
pub struct Interner {
    numbers: HashTable<(u32, u32)>,
    strings: Strings,
    hasher: DefaultHashBuilder,
}

impl Interner {
    /// The number of a string, and whether it is new.
    pub fn number(&mut self, string: &str) -> (u32, bool) {
        let hash = self.hasher.hash_one(string);
        let short = hash as u32;
        let strings = &self.strings;
        let is = |&(have, number): &(u32, u32)| have == short && strings.get(number as usize) == string;
        if let Some(&(_, number)) = self.numbers.find(hash, is) {
            return (number, false);
        }
        let number = self.strings.len() as u32;
        self.strings.push(string);
        // A table that grows hashes its strings again.
        let (strings, hasher) = (&self.strings, &self.hasher);
        self.numbers.insert_unique(hash, (short, number), |&(_, number)| hasher.hash_one(strings.get(number as usize)));
        (number, true)
    }

    /// The strings by number.
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// The numbers in the order of their strings.
    pub fn sorted(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = (0..self.strings.len() as u32).collect();
        numbers.sort_unstable_by_key(|&number| self.strings.get(number as usize));
        numbers
    }
}

/// A word list while records are added to it.
#[derive(Default)]
pub struct WordListBuilder {
    words: Interner,
    postings: Vec<PostingsBuilder>,
    current: Vec<u64>,
}

impl WordListBuilder {
    /// Adds a folded word of the record at hand.
    pub fn add(&mut self, word: &str, places: u8) {
        let (number, is_new) = self.words.number(word);
        if is_new {
            self.postings.push(PostingsBuilder::default());
        }
        self.current.push(u64::from(number) << 8 | u64::from(places));
    }

    /// Ends the record at hand, which is number `record`; numbers ascend.
    pub fn end_record(&mut self, record: u32) {
        self.current.sort_unstable();
        let mut at = 0;
        while at < self.current.len() {
            let (number, mut places) = (self.current[at] >> 8, self.current[at] as u8);
            at += 1;
            while at < self.current.len() && self.current[at] >> 8 == number {
                places |= self.current[at] as u8;
                at += 1;
            }
            self.postings[number as usize].push(record, places);
        }
        self.current.clear();
    }

    /// The finished list.
    pub fn finish(self) -> WordList {
        let (mut words, mut postings) = (Strings::default(), Postings::default());
        for number in self.words.sorted() {
            words.push(self.words.strings().get(number as usize));
            postings.push(&self.postings[number as usize]);
        }
        words.shrink();
        postings.shrink();
        let names = names(&words);
        WordList { words, postings, names }
    }
}

#[cfg(test)]
mod tests {
    use super::super::postings::entries;
    use super::*;

    #[test]
    fn a_beginning_is_a_range_of_the_sorted_list() {
        let mut builder = WordListBuilder::default();
        for (record, words) in [["токаев", "металл"], ["токаева", "мет"], ["токио", "ё"]].iter().enumerate()
        {
            for word in words {
                builder.add(word, 1);
            }
            builder.end_record(record as u32);
        }
        let list = builder.finish();
        let beginning =
            |prefix: &str| list.beginning_with(prefix).map(|at| list.word(at).to_owned()).collect::<Vec<_>>();
        assert_eq!(beginning("токае"), ["токаев", "токаева"]);
        assert_eq!(beginning("мет"), ["мет", "металл"]);
        assert_eq!(beginning("ю"), Vec::<String>::new());
        assert_eq!(list.beginning_with("").len(), list.len());
    }

    #[test]
    fn a_word_that_stands_twice_in_a_record_is_one_entry_with_both_places() {
        let mut builder = WordListBuilder::default();
        builder.add("литий", 1);
        builder.add("литий", 2);
        builder.end_record(7);
        let list = builder.finish();
        assert_eq!(entries(list.postings(0)).collect::<Vec<_>>(), [(7, 3)]);
    }
}
