//! Columns of numbers in as few bytes as they need: where strings end, which numbers stand for much, and what is found by
//! a hash. Together they are a third of what a large file takes in memory. What the numbers mean is not known here.

use super::bytes::{Reader, Writer};
use std::io;
use std::ops::Range;

/// Numbers that never descend, in two bytes each: the ends of strings, one after the other. The upper half of a number is
/// how many places stand in `steps` up to its own.
#[derive(Debug, Default, Clone)]
pub struct Ends {
    low: Vec<u16>,
    /// The place of the first number from 65,536 on, of the first from twice as much on, and so on.
    steps: Vec<u32>,
    /// How many steps there are before each [`BLOCK`] of places: from there on they are counted.
    before: Vec<u16>,
}

/// Places whose steps are counted together; in so many there is one, or none.
const BLOCK: usize = 64;

impl Ends {
    /// Adds a number, which is not below the last.
    #[inline]
    pub fn push(&mut self, number: u32) {
        if self.low.len().is_multiple_of(BLOCK) {
            self.before.push(self.steps.len() as u16);
        }
        while self.steps.len() < (number >> 16) as usize {
            self.steps.push(self.low.len() as u32);
        }
        self.low.push(number as u16);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.low.len()
    }

    /// Number `at`, from 0.
    #[inline]
    pub fn get(&self, at: usize) -> u32 {
        let mut steps = usize::from(self.before[at / BLOCK]);
        while self.steps.get(steps).is_some_and(|step| *step as usize <= at) {
            steps += 1;
        }
        (steps as u32) << 16 | u32::from(self.low[at])
    }

    /// What lies between the number before and number `at`.
    #[inline]
    pub fn range(&self, at: usize) -> Range<usize> {
        let start = at.checked_sub(1).map_or(0, |before| self.get(before));
        start as usize..self.get(at) as usize
    }

    /// The last number, 0 when there is none.
    pub fn last(&self) -> u32 {
        (self.steps.len() as u32) << 16 | self.low.last().map_or(0, |low| u32::from(*low))
    }

    /// All numbers, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = u32> + '_ {
        let mut passed = 0;
        self.low.iter().enumerate().map(move |(at, low)| {
            while self.steps.get(passed).is_some_and(|step| *step as usize <= at) {
                passed += 1;
            }
            (passed as u32) << 16 | u32::from(*low)
        })
    }

    /// Adds all numbers of another, each raised by `base`.
    pub fn append(&mut self, other: &Ends, base: u32) {
        self.low.reserve(other.len());
        other.iter().for_each(|number| self.push(base + number));
    }

    /// Forgets all numbers, and keeps its memory.
    pub fn clear(&mut self) {
        self.low.clear();
        self.steps.clear();
        self.before.clear();
    }

    /// Room for so many.
    pub fn with_capacity(count: usize) -> Ends {
        Ends { low: Vec::with_capacity(count), ..Ends::default() }
    }

    /// Gives back the memory that was kept for growing.
    pub fn shrink(&mut self) {
        self.low.shrink_to_fit();
        self.steps.shrink_to_fit();
        self.before.shrink_to_fit();
    }

    /// Writes the numbers.
    pub fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        writer.column(&self.low)?;
        writer.column(&self.steps)
    }

    /// Reads numbers, however many they are, of which none is below the one before.
    pub fn read(reader: &mut Reader<'_>) -> Option<Ends> {
        let mut ends = Ends { low: reader.column()?, steps: reader.column()?, ..Ends::default() };
        let are_places = ends.steps.is_sorted() && ends.steps.last().is_none_or(|last| (*last as usize) < ends.len());
        if !are_places || ends.steps.len() >= 1 << 16 || !ends.iter().is_sorted() {
            return None;
        }
        let blocks = (0..ends.len()).step_by(BLOCK);
        ends.before = blocks.map(|at| ends.steps.partition_point(|step| (*step as usize) < at) as u16).collect();
        Some(ends)
    }

    /// Reads the ends of `count` pieces of something of this length.
    pub fn read_of(reader: &mut Reader<'_>, count: usize, length: usize) -> Option<Ends> {
        Ends::read(reader).filter(|ends| ends.len() == count && ends.last() as usize == length)
    }
}

/// Numbers in any order, in two bytes each while all of them are small.
#[derive(Debug, Default, Clone)]
pub struct Numbers {
    low: Vec<u16>,
    /// The upper halves, once there is one.
    high: Vec<u16>,
}

impl Numbers {
    /// Adds a number.
    pub fn push(&mut self, number: u32) {
        let high = (number >> 16) as u16;
        if high > 0 && self.high.is_empty() {
            self.high.resize(self.low.len(), 0);
        }
        if high > 0 || !self.high.is_empty() {
            self.high.push(high);
        }
        self.low.push(number as u16);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.low.len()
    }

    /// Number `at`, from 0.
    #[inline]
    pub fn get(&self, at: usize) -> u32 {
        self.high.get(at).map_or(0, |high| u32::from(*high) << 16) | u32::from(self.low[at])
    }

    /// All numbers, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = u32> + '_ {
        (0..self.len()).map(|at| self.get(at))
    }

    /// Adds all numbers of another.
    pub fn append(&mut self, other: &Numbers) {
        other.iter().for_each(|number| self.push(number));
    }

    /// Gives back the memory that was kept for growing.
    pub fn shrink(&mut self) {
        self.low.shrink_to_fit();
        self.high.shrink_to_fit();
    }

    /// Writes the numbers.
    pub fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        writer.column(&self.low)?;
        writer.column(&self.high)
    }

    /// Reads `count` numbers.
    pub fn read(reader: &mut Reader<'_>, count: usize) -> Option<Numbers> {
        let numbers = Numbers { low: reader.column_of(count)?, high: reader.column()? };
        (numbers.high.is_empty() || numbers.high.len() == count).then_some(numbers)
    }

    /// Reads `count` numbers below `bound`.
    pub fn read_below(reader: &mut Reader<'_>, count: usize, bound: u32) -> Option<Numbers> {
        Numbers::read(reader, count).filter(|numbers| numbers.iter().all(|number| number < bound))
    }
}

/// Numbers by the hashes of what they stand for. Of a hash only what its place does not say is kept; so a few numbers of
/// other hashes are found too, and who looks for one compares what it stands for.
#[derive(Debug, Default)]
pub struct Keys {
    /// Where the numbers of each of equal ranges of hashes end.
    ends: Vec<u32>,
    /// Eight bits more of each hash.
    marks: Vec<u8>,
    numbers: Numbers,
}

impl Keys {
    /// Numbers with their hashes.
    pub fn new(mut keys: Vec<(u32, u32)>) -> Keys {
        const TOGETHER: usize = 8;
        keys.sort_unstable();
        let mut made = Keys { ends: vec![0; keys.len().div_ceil(TOGETHER)], ..Keys::default() };
        made.marks.reserve_exact(keys.len());
        for (hash, number) in keys {
            let (range, mark) = made.place(hash);
            made.marks.push(mark);
            made.numbers.push(number);
            made.ends[range] = made.marks.len() as u32;
        }
        let mut end = 0;
        for of_range in &mut made.ends {
            end = end.max(*of_range);
            *of_range = end;
        }
        made.numbers.shrink();
        made
    }

    /// The range in which a hash lies, and its mark there.
    fn place(&self, hash: u32) -> (usize, u8) {
        let place = u64::from(hash) * self.ends.len() as u64;
        ((place >> 32) as usize, (place >> 24) as u8)
    }

    /// The numbers of what has this hash, in their order, and perhaps some others.
    pub fn with(&self, hash: u32) -> impl Iterator<Item = u32> + '_ {
        let (range, mark) = self.place(hash);
        let start = range.checked_sub(1).map_or(0, |before| self.ends[before]);
        let end = self.ends.get(range).copied().unwrap_or(0);
        let is = move |at: &usize| self.marks[*at] == mark;
        (start as usize..end as usize).filter(is).map(|at| self.numbers.get(at))
    }

    /// Writes the numbers.
    pub fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        writer.column(&self.ends)?;
        writer.column(&self.marks)?;
        self.numbers.save(writer)
    }

    /// Reads numbers below `bound`.
    pub fn read(reader: &mut Reader<'_>, bound: u32) -> Option<Keys> {
        let (ends, marks): (Vec<u32>, Vec<u8>) = (reader.column()?, reader.column()?);
        let numbers = Numbers::read_below(reader, marks.len(), bound)?;
        let are_ends = ends.is_sorted() && ends.last().map_or(0, |end| *end as usize) == marks.len();
        are_ends.then_some(Keys { ends, marks, numbers })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is written and read again; the lengths of all that was written.
    fn again<T>(
        write: impl Fn(&mut Writer<'_>) -> io::Result<()>,
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        let mut bytes = Vec::new();
        let mut writer = Writer::new(&mut bytes);
        write(&mut writer).unwrap();
        let length = writer.finish().unwrap();
        let mut from = &bytes[..];
        let mut reader = Reader::new(&mut from, length);
        let value = read(&mut reader)?;
        reader.finish().map(|()| value)
    }

    proptest! {
        #[test]
        fn ends_are_what_was_added(
            lengths in prop::collection::vec(prop_oneof![0..3u32, 0..40_000u32, 60_000..300_000u32], 0..300),
        ) {
            let expected: Vec<u32> = lengths.iter().scan(0, |end, length| { *end += length; Some(*end) }).collect();
            let mut ends = Ends::default();
            for &end in &expected {
                ends.push(end);
            }
            prop_assert_eq!(ends.iter().collect::<Vec<_>>(), expected.clone());
            prop_assert_eq!(ends.last(), expected.last().copied().unwrap_or(0));
            for (at, length) in lengths.iter().enumerate() {
                prop_assert_eq!(ends.get(at), expected[at]);
                prop_assert_eq!(ends.range(at), (expected[at] - length) as usize..expected[at] as usize);
            }
            let mut both = ends.clone();
            both.append(&ends, ends.last());
            let raised = expected.iter().map(|end| end + ends.last());
            prop_assert_eq!(both.iter().collect::<Vec<_>>(), expected.iter().copied().chain(raised).collect::<Vec<_>>());
            let read = again(|writer| ends.save(writer), |reader| Ends::read_of(reader, ends.len(), ends.last() as usize));
            prop_assert_eq!(read.map(|read| read.iter().collect::<Vec<_>>()), Some(expected));
        }

        /// Whatever is read, every number of it can be asked for, and none is below the one before.
        #[test]
        fn ends_that_are_read_ascend(
            low in prop::collection::vec(any::<u16>(), 0..6),
            steps in prop::collection::vec(0..7u32, 0..4),
        ) {
            let made = Ends { low, steps, ..Ends::default() };
            if let Some(read) = again(|writer| made.save(writer), Ends::read) {
                let numbers: Vec<u32> = (0..read.len()).map(|at| read.get(at)).collect();
                prop_assert!(numbers.is_sorted());
                prop_assert_eq!(numbers.last().copied().unwrap_or(0), read.last());
                prop_assert!((0..read.len()).all(|at| read.range(at).end == numbers[at] as usize));
            }
        }

        #[test]
        fn numbers_are_what_was_added(numbers in prop::collection::vec(prop_oneof![0..9u32, any::<u32>()], 0..20)) {
            let mut made = Numbers::default();
            for &number in &numbers {
                made.push(number);
            }
            prop_assert_eq!(made.iter().collect::<Vec<_>>(), numbers.clone());
            let most = numbers.iter().max().copied().unwrap_or(0);
            let read = |bound| again(|writer| made.save(writer), |reader| Numbers::read_below(reader, numbers.len(), bound));
            prop_assert!(numbers.is_empty() || read(most).is_none());
            if let Some(bound) = most.checked_add(1) {
                prop_assert_eq!(read(bound).map(|read| read.iter().collect::<Vec<_>>()), Some(numbers));
            }
        }

        #[test]
        fn every_number_is_found_by_its_hash_in_its_order(
            hashes in prop::collection::vec(prop_oneof![0..4u32, any::<u32>()], 0..200),
        ) {
            let keys = Keys::new(hashes.iter().copied().zip(0..).collect());
            let keys = again(|writer| keys.save(writer), |reader| Keys::read(reader, 200)).unwrap();
            for &hash in &hashes {
                let found: Vec<u32> = keys.with(hash).filter(|number| hashes[*number as usize] == hash).collect();
                let expected = (0..hashes.len() as u32).filter(|number| hashes[*number as usize] == hash);
                prop_assert_eq!(found, expected.collect::<Vec<_>>());
            }
            prop_assert!(keys.with(77).all(|number| (number as usize) < hashes.len()));
        }
    }

    #[test]
    fn a_hash_that_nothing_has_finds_little() {
        let hash = |number: u32| number.wrapping_mul(0x9e37_79b9);
        let keys = Keys::new((0..100_000).map(|number| (hash(number), number)).collect());
        let found: usize = (100_000..200_000).map(|number| keys.with(hash(number)).count()).sum();
        assert!(found < 20_000, "{found} of 100,000 are to be compared in vain");
        assert_eq!(Keys::default().with(5).count(), 0);
    }
}
