//! The words of a segment, sorted, each with the events that hold it.
//!
//! Words are folded (see [`crate::text`]) before they come here. A word beginning is a range of the sorted list.

use super::heads::Strings;
use super::postings::{Postings, PostingsBuilder};
use hashbrown::HashMap;
use std::ops::Range;

/// Sorted words and their postings.
#[derive(Debug, Default)]
pub struct WordList {
    words: Strings,
    postings: Postings,
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

    /// Bytes of memory in use.
    pub fn size(&self) -> usize {
        self.words.size() + self.postings.size()
    }
}

/// A word list while records are added to it.
#[derive(Default)]
pub struct WordListBuilder {
    numbers: HashMap<Box<str>, u32>,
    postings: Vec<PostingsBuilder>,
    current: Vec<(u32, u8)>,
}

impl WordListBuilder {
    /// Adds a folded word of the record at hand.
    pub fn add(&mut self, word: &str, places: u8) {
        let number = if let Some(&number) = self.numbers.get(word) {
            number
        } else {
            let number = self.postings.len() as u32;
            self.numbers.insert(word.into(), number);
            self.postings.push(PostingsBuilder::default());
            number
        };
        self.current.push((number, places));
    }

    /// Ends the record at hand, which is number `record`; numbers ascend.
    pub fn end_record(&mut self, record: u32) {
        self.current.sort_unstable();
        let mut at = 0;
        while at < self.current.len() {
            let (number, mut places) = self.current[at];
            at += 1;
            while at < self.current.len() && self.current[at].0 == number {
                places |= self.current[at].1;
                at += 1;
            }
            self.postings[number as usize].push(record, places);
        }
        self.current.clear();
    }

    /// The finished list.
    pub fn finish(self) -> WordList {
        let mut sorted: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        sorted.sort_unstable();
        let (mut words, mut postings) = (Strings::default(), Postings::default());
        for (word, number) in sorted {
            words.push(&word);
            postings.push(&self.postings[number as usize]);
        }
        words.shrink();
        postings.shrink();
        WordList { words, postings }
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
