//! Postings: which events of a segment hold something, as bytes.
//!
//! Each entry is the distance to the event before, with three marks in its low bits, as a variable-length number: most
//! entries take one or two bytes. Events come in ascending order, each once. What it is that the events hold is not known
//! here.

use super::bytes::{Reader, Writer};
use super::heads::are_ends;
use std::io;

/// Where in an event a word stands; several may hold at once.
pub mod part {
    /// In the event's own text, its quotes included.
    pub const OWN: u8 = 1;
    /// In the words of a quote.
    pub const SAID: u8 = 2;
    /// In the headline or text of one of its articles.
    pub const ARTICLE: u8 = 4;
}

/// The postings of many words or values while records are added: one list of entries in the order in which they come,
/// sorted by word at the end. A list for each word would be some ten thousand pieces of memory that grow, and anything
/// that is kept for each word while records come would be waited for at each of its places.
#[derive(Debug, Default)]
pub struct PostingsBuilder {
    /// Number of the word with its mark in the high bits, and the event with its parts in the low bits.
    entries: Vec<(u32, u32)>,
    starts: Vec<u32>,
    sorted: Vec<u32>,
}

/// Bits of an entry that are parts, and bits of a number that are a mark.
const PART_BITS: u32 = 3;

/// The bits of a number without its mark.
const NUMBER: u32 = u32::MAX >> PART_BITS;

impl PostingsBuilder {
    /// Adds an event to word or value `number`, with its parts. Both are below 2^29, and the event not below the one
    /// added before.
    #[inline]
    pub fn add(&mut self, number: u32, event: u32, parts: u8) {
        match self.entries.last_mut() {
            Some((same, entry)) if *same == number && *entry >> PART_BITS == event => *entry |= u32::from(parts),
            _ => self.add_marked(number, event, parts, 0),
        }
    }

    /// The same as an entry of its own, with a mark of three bits.
    #[inline]
    pub fn add_marked(&mut self, number: u32, event: u32, parts: u8, mark: u8) {
        self.entries.push((u32::from(mark).rotate_right(PART_BITS) | number, event << PART_BITS | u32::from(parts)));
    }

    /// Leaves each word once, with all its places, of the entries from number `start` on, which are all of one event; and
    /// once for each of its marks.
    pub fn merge_from(&mut self, start: u32) {
        let merged = &mut self.entries[start as usize..];
        merged.sort_unstable();
        let mut kept = 0;
        for at in 0..merged.len() {
            if kept > 0 && merged[kept - 1].0 == merged[at].0 {
                merged[kept - 1].1 |= merged[at].1;
            } else {
                merged[kept] = merged[at];
                kept += 1;
            }
        }
        self.entries.truncate(start as usize + kept);
    }

    /// How many entries there are: the number of the next one.
    pub fn len(&self) -> u32 {
        self.entries.len() as u32
    }

    /// Gives entry number `at` another mark.
    pub fn mark(&mut self, at: u32, mark: u8) {
        let number = &mut self.entries[at as usize].0;
        *number = u32::from(mark).rotate_right(PART_BITS) | *number & NUMBER;
    }

    /// The finished postings, in the order in which `order` names all words or values; `marked` is told of each entry its
    /// word and mark, in the order in which they came. The builder is empty then, and keeps its memory for the next
    /// segment: what is large and often given back breaks the heap into pieces.
    pub fn finish(&mut self, order: &[u32], mut marked: impl FnMut(u32, u8)) -> Postings {
        let PostingsBuilder { entries, starts, sorted } = self;
        starts.clear();
        starts.resize(order.len(), 0);
        for (number, _) in entries.iter() {
            starts[(number & NUMBER) as usize] += 1;
            marked(number & NUMBER, number.rotate_left(PART_BITS) as u8 & 7);
        }
        let mut start = 0;
        for &number in order {
            start += std::mem::replace(&mut starts[number as usize], start);
        }
        sorted.clear();
        sorted.resize(entries.len(), 0);
        for (number, entry) in entries.iter() {
            let place = &mut starts[(number & NUMBER) as usize];
            sorted[*place as usize] = *entry;
            *place += 1;
        }
        entries.clear();
        let mut postings = Postings::default();
        postings.bytes.reserve(sorted.len() * 3 / 2);
        let mut from = 0;
        for &number in order {
            // Each start has become the end of its word.
            let end = starts[number as usize] as usize;
            let mut list = Appender::default();
            for of_event in sorted[from..end].chunk_by(|a, b| a >> PART_BITS == b >> PART_BITS) {
                let parts = of_event.iter().fold(0, |parts, entry| parts | *entry as u8 & 7);
                list.push(&mut postings.bytes, of_event[0] >> PART_BITS, parts);
            }
            postings.ends.push(postings.bytes.len() as u32);
            from = end;
        }
        postings.shrink();
        postings
    }
}

/// Writes the entries of one list.
#[derive(Default)]
struct Appender {
    next: u32,
}

impl Appender {
    /// Adds an event, which must be above the one added before, with its parts.
    fn push(&mut self, bytes: &mut Vec<u8>, event: u32, parts: u8) {
        let mut number = u64::from(event - self.next) << PART_BITS | u64::from(parts);
        self.next = event + 1;
        while number >= 0x80 {
            bytes.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
    }
}

/// The entries of postings: event and parts.
#[inline]
pub fn entries(bytes: &[u8]) -> impl Iterator<Item = (u32, u8)> + '_ {
    let (mut at, mut next) = (0, 0u32);
    std::iter::from_fn(move || {
        let (mut number, mut shift) = (0u64, 0);
        loop {
            let byte = *bytes.get(at).filter(|_| shift <= 35)?;
            at += 1;
            number |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                break;
            }
        }
        let event = next.wrapping_add((number >> PART_BITS) as u32);
        next = event.wrapping_add(1);
        Some((event, (number & 7) as u8))
    })
}

/// One past the last event of postings, 0 for none. `None` for bytes that no list has: a number that breaks off, or one
/// of more than five bytes.
///
/// Events ascend, so the end is the sum of all distances. It is added up eight bytes at a time, by the place that each
/// byte has in its number, because all lists are added up when an index is read from disk.
pub fn end(list: &[u8]) -> Option<u64> {
    const ONES: u64 = u64::MAX / 0xff;
    if list.last().is_some_and(|last| *last >= 0x80) {
        return None;
    }
    let (words, rest) = list.as_chunks::<8>();
    let mut tail = [0; 8];
    tail[..rest.len()].copy_from_slice(rest);
    let added = if rest.is_empty() { 0 } else { 8 - rest.len() };
    let mut sum = 0;
    // For each byte, as 0 or 1: whether its number goes on after it; whether it is at least the second, third, fourth,
    // fifth and sixth byte of its number, here and in the word before.
    let (mut goes_on_before, mut later_before) = (0, [0u64; 5]);
    for word in words.iter().chain((!rest.is_empty()).then_some(&tail)) {
        let word = u64::from_le_bytes(*word);
        let goes_on = word >> 7 & ONES;
        let second = goes_on << 8 | goes_on_before >> 56;
        let third = second & (second << 8 | later_before[0] >> 56);
        let bits = word & (ONES * 0x7f);
        // Bytes of one place of the numbers, the others 0.
        let only = |is: u64, is_later: u64| bits & ((is & !is_later) * 0xff);
        // Each number ends once, and its first byte has four bits of the distance.
        sum += ((only(ONES, second) >> PART_BITS & (ONES * 0x0f)) + (ONES - goes_on)).wrapping_mul(ONES) >> 56;
        sum += sum_of_bytes(only(second, third)) << 4;
        let mut later = [second, third, 0, 0, 0];
        if third != 0 {
            for place in 2..5 {
                later[place] = second & (later[place - 1] << 8 | later_before[place - 1] >> 56);
            }
            let [_, third, fourth, fifth, sixth] = later;
            sum += sum_of_bytes(only(third, fourth)) << 11;
            sum += sum_of_bytes(only(fourth, fifth)) << 18;
            sum += sum_of_bytes(only(fifth, sixth)) << 25;
            if sixth != 0 {
                return None;
            }
        }
        (goes_on_before, later_before) = (goes_on, later);
    }
    // The bytes that fill up the last eight are distances of 0.
    Some(sum - added as u64)
}

/// The sum of the eight bytes of a word.
fn sum_of_bytes(word: u64) -> u64 {
    const EVEN: u64 = 0x00ff_00ff_00ff_00ff;
    ((word & EVEN) + (word >> 8 & EVEN)).wrapping_mul(0x0001_0001_0001_0001) >> 48
}

/// Many postings in one piece of memory.
#[derive(Debug, Default)]
pub struct Postings {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Postings {
    /// Adds the postings of the next word or value: several lists as one, each with what is added to its events. The
    /// events of a list, so raised, must be above those of the list before.
    pub fn push_merged<'a>(&mut self, lists: impl Iterator<Item = (&'a [u8], u32)>) {
        let mut merged = Appender::default();
        for (list, base) in lists {
            for (event, parts) in entries(list) {
                merged.push(&mut self.bytes, base + event, parts);
            }
        }
        self.ends.push(self.bytes.len() as u32);
    }

    /// Adds all postings of `other` after these.
    pub fn append(&mut self, other: &Postings) {
        let base = self.bytes.len() as u32;
        self.bytes.extend_from_slice(&other.bytes);
        self.ends.extend(other.ends.iter().map(|end| base + end));
    }

    /// The bytes of postings number `at`, from 0.
    pub fn get(&self, at: usize) -> &[u8] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.bytes[start..self.ends[at] as usize]
    }

    /// Writes all lists.
    pub fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        writer.column(&self.bytes)?;
        writer.column(&self.ends)
    }

    /// Reads `count` lists of events below `bound`.
    pub fn read(reader: &mut Reader<'_>, count: usize, bound: u32) -> Option<Postings> {
        let postings = Postings { bytes: reader.column()?, ends: reader.column_of(count)? };
        let are_sound = are_ends(&postings.ends, postings.bytes.len())
            && (0..count).all(|at| end(postings.get(at)).is_some_and(|end| end <= u64::from(bound)));
        are_sound.then_some(postings)
    }

    /// Bytes of all lists.
    pub fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// Gives back the memory that was kept for growing.
    pub fn shrink(&mut self) {
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn built(written: &[(u32, u8)]) -> Postings {
        let mut builder = PostingsBuilder::default();
        for &(event, parts) in written {
            builder.add(0, event, parts);
        }
        builder.finish(&[0], |_, _| ())
    }

    #[test]
    fn entries_come_back_as_they_went_in() {
        let written = [(0, 1), (1, 3), (2, 4), (130, 7), (70_000, 1), (500_000_000, 2)];
        assert_eq!(entries(built(&written).get(0)).collect::<Vec<_>>(), written);
    }

    #[test]
    fn words_are_put_in_their_order_and_an_event_comes_once() {
        let mut builder = PostingsBuilder::default();
        for (number, event, parts) in [(2, 0, 1), (0, 0, 1), (2, 0, 2), (1, 4, 1), (2, 5, 4)] {
            builder.add(number, event, parts);
        }
        let postings = builder.finish(&[2, 0, 1], |_, mark| assert_eq!(mark, 0));
        let lists: Vec<Vec<(u32, u8)>> = (0..3).map(|at| entries(postings.get(at)).collect()).collect();
        assert_eq!(lists, [vec![(0, 3), (5, 4)], vec![(0, 1)], vec![(4, 1)]]);
    }

    #[test]
    fn marks_come_back_in_their_order_and_are_no_part_of_postings() {
        let mut builder = PostingsBuilder::default();
        for (number, event, parts, mark) in [(1, 0, 1, 7), (0, 0, 2, 1), (1, 0, 2, 0), (1, 3, 4, 5)] {
            builder.add_marked(number, event, parts, mark);
        }
        builder.mark(1, 6);
        assert_eq!(builder.len(), 4);
        let mut marks = Vec::new();
        let postings = builder.finish(&[0, 1], |number, mark| marks.push((number, mark)));
        assert_eq!(marks, [(1, 7), (0, 6), (1, 0), (1, 5)]);
        let lists: Vec<Vec<(u32, u8)>> = (0..2).map(|at| entries(postings.get(at)).collect()).collect();
        assert_eq!(lists, [vec![(0, 2)], vec![(0, 3), (3, 4)]]);
    }

    #[test]
    fn lists_of_several_segments_are_merged() {
        let (first, second) = (built(&[(3, 1), (9, 2)]), built(&[(0, 4)]));
        let mut merged = Postings::default();
        merged.push_merged([(first.get(0), 0), (second.get(0), 10)].into_iter());
        assert_eq!(entries(merged.get(0)).collect::<Vec<_>>(), [(3, 1), (9, 2), (10, 4)]);
    }

    proptest! {
        #[test]
        fn the_end_is_one_past_the_last_event(
            gaps in prop::collection::vec((prop_oneof![0..20u32, 0..3000u32, 0..40_000_000u32], 0..8u8), 0..12),
        ) {
            let mut event = 0;
            let mut written = Vec::new();
            for (gap, parts) in gaps {
                event += gap;
                written.push((event, parts));
                event += 1;
            }
            let postings = if written.is_empty() { Vec::new() } else { built(&written).get(0).to_vec() };
            prop_assert_eq!(end(&postings), Some(u64::from(event)));
        }

        /// Whatever bytes are taken for a list, no event of it lies beyond the end.
        #[test]
        fn no_event_lies_beyond_the_end(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            if let Some(end) = end(&bytes).filter(|end| u32::try_from(*end).is_ok()) {
                prop_assert_eq!(entries(&bytes).last().map_or(0, |(event, _)| u64::from(event) + 1), end);
                prop_assert!(entries(&bytes).all(|(event, _)| u64::from(event) < end));
            }
        }
    }

    #[test]
    fn bytes_that_no_list_has_have_no_end() {
        for wrong in [&[0x80][..], &[1, 0xff], &[0x80, 0x80, 0x80, 0x80, 0x80, 1], &[0xff; 40]] {
            assert_eq!(end(wrong), None, "{wrong:?}");
        }
        assert_eq!(end(&[0x80, 0x80, 0x80, 0x80, 0]), Some(1));
    }

    #[test]
    fn broken_bytes_end_the_list() {
        assert_eq!(entries(&[0xff; 40]).count(), 0);
    }
}
