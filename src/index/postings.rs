//! Postings: which events of a segment hold something, as bytes.
//!
//! Events come in ascending order, each once, with three marks: the parts in which it holds it, one at least. 128 entries
//! are a block: a byte with the bits that a distance to the event before takes, one with the parts that all have and those
//! that some have, the packed distances, the packed parts that some have. What is left of a list, and a block that a few
//! great distances would make longer, are entries one by one: the distance with the parts in its low bits, as a
//! variable-length number. So a short list, as most are, takes a byte or two for each event, and a long one little more than
//! one, and is read some numbers at a time. What it is that the events hold is not known here.

use super::bytes::{Reader, Writer};
use bitpacking::{BitPacker, BitPacker4x};
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
        let mut list = Appender::default();
        postings.bytes.reserve(sorted.len() * 3 / 2);
        let mut from = 0;
        for &number in order {
            // Each start has become the end of its word.
            let end = starts[number as usize] as usize;
            for of_event in sorted[from..end].chunk_by(|a, b| a >> PART_BITS == b >> PART_BITS) {
                let parts = of_event.iter().fold(0, |parts, entry| parts | *entry as u8 & 7);
                list.push(&mut postings.bytes, of_event[0] >> PART_BITS, parts);
            }
            postings.end_list(&mut list);
            from = end;
        }
        postings.shrink();
        postings
    }
}

/// Entries that are packed together.
const BLOCK: usize = BitPacker4x::BLOCK_LEN;

/// The bits of a number that are parts. No entry has none of them, so that a byte without them begins a block.
const PARTS: u8 = (1 << PART_BITS) - 1;

/// Bytes that the numbers of a block take, of so many bits each.
const fn packed_size(bits: u8) -> usize {
    bits as usize * BLOCK / 8
}

/// Writes the entries of one list after the other.
pub struct Appender {
    events: [u32; BLOCK],
    parts: [u8; BLOCK],
    /// How many of these wait for more.
    count: usize,
    next: u32,
}

impl Default for Appender {
    fn default() -> Appender {
        Appender { events: [0; BLOCK], parts: [0; BLOCK], count: 0, next: 0 }
    }
}

impl Appender {
    /// Adds an event, which must be above the one added before, with its parts, of which there is one at least.
    fn push(&mut self, bytes: &mut Vec<u8>, event: u32, parts: u8) {
        (self.events[self.count], self.parts[self.count]) = (event, parts);
        self.count += 1;
        if self.count == BLOCK && !self.pack(bytes) {
            self.write_singly(bytes);
        }
    }

    /// Ends the list; returns one past its last event.
    fn end(&mut self, bytes: &mut Vec<u8>) -> u32 {
        self.write_singly(bytes);
        std::mem::take(&mut self.next)
    }

    /// Writes a full block, unless a few great distances would make it longer than its entries are one by one.
    fn pack(&mut self, bytes: &mut Vec<u8>) -> bool {
        let packer = BitPacker4x::new();
        let before = self.next.checked_sub(1);
        let bits = packer.num_bits_strictly_sorted(before, &self.events);
        let all = self.parts.iter().fold(PARTS, |all, parts| all & parts);
        let some = self.parts.iter().fold(0, |some, parts| some | parts) & !all;
        let place_bits = some.count_ones() as u8;
        let size = 2 + packed_size(bits) + packed_size(place_bits);
        let mut next = self.next;
        let singly = self.events.iter().map(|event| {
            let distance = event - std::mem::replace(&mut next, event + 1);
            (PART_BITS + u32::BITS - (distance | 1).leading_zeros()).div_ceil(7) as usize
        });
        if size > singly.sum() {
            return false;
        }
        bytes.extend([bits << PART_BITS, some << PART_BITS | all]);
        let start = bytes.len();
        bytes.resize(start + size - 2, 0);
        let (events, places) = bytes[start..].split_at_mut(packed_size(bits));
        packer.compress_strictly_sorted(before, &self.events, events, bits);
        if some != 0 {
            let of_some = |parts: u8| {
                let set = (0..PART_BITS).filter(|bit| some >> bit & 1 == 1).zip(0..);
                set.fold(0, |bits, (bit, at)| bits | u32::from(parts >> bit & 1) << at)
            };
            packer.compress(&self.parts.map(of_some), places, place_bits);
        }
        (self.count, self.next) = (0, self.events[BLOCK - 1] + 1);
        true
    }

    /// Writes the entries that wait one by one.
    fn write_singly(&mut self, bytes: &mut Vec<u8>) {
        for at in 0..std::mem::take(&mut self.count) {
            let event = self.events[at];
            let mut number = u64::from(event - self.next) << PART_BITS | u64::from(self.parts[at]);
            self.next = event + 1;
            while number >= 0x80 {
                bytes.push((number & 0x7f) as u8 | 0x80);
                number >>= 7;
            }
            bytes.push(number as u8);
        }
    }
}

/// The entries of postings: event and parts.
#[inline]
pub fn entries(list: &[u8]) -> Entries<'_> {
    Entries { list, next: 0, block: None, at: BLOCK }
}

/// The entries of a list. Broken bytes end it.
pub struct Entries<'a> {
    list: &'a [u8],
    next: u32,
    /// The block that was read last, and how many of its entries were given. A short list has none.
    block: Option<Box<Block>>,
    at: usize,
}

/// The entries of a block, unpacked.
struct Block {
    events: [u32; BLOCK],
    parts: [u8; BLOCK],
}

impl Default for Block {
    fn default() -> Block {
        Block { events: [0; BLOCK], parts: [0; BLOCK] }
    }
}

impl Block {
    /// Folds the entries from number `at` on.
    #[inline]
    fn fold<B>(&self, at: usize, first: B, add: &mut impl FnMut(B, (u32, u8)) -> B) -> B {
        let left = self.events[at..].iter().zip(&self.parts[at..]);
        left.fold(first, |folded, (event, parts)| add(folded, (*event, *parts)))
    }
}

/// The two bytes before the packed entries of a block.
struct BlockHead {
    /// Bits of a distance.
    bits: u8,
    /// The parts that all have, and those that some have.
    all: u8,
    some: u8,
}

impl BlockHead {
    /// Bits that an entry takes for its parts.
    fn part_bits(&self) -> u8 {
        self.some.count_ones() as u8
    }

    /// The head of the block that stands here, if one does; the list is what follows it then.
    fn read(list: &mut &[u8]) -> Option<BlockHead> {
        let (&[head, parts], rest) = list.split_first_chunk()?;
        *list = rest;
        let (bits, all, some) = (head >> PART_BITS, parts & PARTS, parts >> PART_BITS & PARTS);
        (head & PARTS == 0).then_some(BlockHead { bits, all, some })
    }
}

/// Reads the entry that stands by itself at the beginning of a list, if one does; the list is what follows it then.
#[inline]
fn single(list: &mut &[u8], next: &mut u32) -> Option<(u32, u8)> {
    let (&first, mut rest) = list.split_first().filter(|(byte, _)| **byte & PARTS != 0)?;
    let mut number = u64::from(first & 0x7f);
    if first >= 0x80 {
        for shift in [7, 14, 21, 28, u32::MAX] {
            let (&byte, after) = rest.split_first().filter(|_| shift < 35)?;
            (number, rest) = (number | u64::from(byte & 0x7f) << shift, after);
            if byte < 0x80 {
                break;
            }
        }
    }
    let event = u64::from(*next) + (number >> PART_BITS);
    *next = u32::try_from(event + 1).ok()?;
    *list = rest;
    Some((event as u32, first & PARTS))
}

impl Entries<'_> {
    /// Reads the block that stands here, if one does.
    fn load(&mut self) -> Option<()> {
        // A list that is at its end, as most are that are asked for one more, needs no memory.
        if self.list.is_empty() {
            return None;
        }
        let mut block = self.block.take().unwrap_or_default();
        self.read_block(&mut block)?;
        (self.block, self.at) = (Some(block), 0);
        Some(())
    }

    fn read_block(&mut self, block: &mut Block) -> Option<()> {
        let mut rest = self.list;
        let head = BlockHead::read(&mut rest)?;
        let (events, rest) = rest.split_at_checked(packed_size(head.bits))?;
        let (parts, rest) = rest.split_at_checked(packed_size(head.part_bits()))?;
        let packer = BitPacker4x::new();
        packer.decompress_strictly_sorted(self.next.checked_sub(1), events, &mut block.events, head.bits);
        block.parts = [head.all; BLOCK];
        if head.some != 0 {
            let mut set = [0; BLOCK];
            packer.decompress(parts, &mut set, head.part_bits());
            // Where each of the bits belongs; those that are not there are 0.
            let second = head.some & (head.some - 1);
            let third = second & second.wrapping_sub(1);
            let [first, second, third] = [head.some, second, third].map(u8::trailing_zeros);
            for (parts, set) in block.parts.iter_mut().zip(set) {
                *parts |= ((set & 1) << first | (set >> 1 & 1) << second | (set >> 2 & 1) << third) as u8;
            }
        }
        (self.list, self.next) = (rest, block.events[BLOCK - 1].wrapping_add(1));
        Some(())
    }

    /// Folds all that are left.
    #[inline]
    fn fold_left<B>(&mut self, first: B, mut add: impl FnMut(B, (u32, u8)) -> B) -> B {
        let mut folded = first;
        if let Some(block) = &self.block {
            let at = std::mem::replace(&mut self.at, BLOCK);
            folded = block.fold(at, folded, &mut add);
        }
        folded = self.fold_singles(folded, &mut add);
        if self.list.is_empty() {
            return folded;
        }
        // Here, because a piece of memory for each list would cost as much as what is in it.
        let mut block = Block::default();
        while self.read_block(&mut block).is_some() {
            folded = block.fold(0, folded, &mut add);
            folded = self.fold_singles(folded, &mut add);
        }
        folded
    }

    /// Folds those that stand by themselves here.
    #[inline]
    fn fold_singles<B>(&mut self, first: B, add: &mut impl FnMut(B, (u32, u8)) -> B) -> B {
        // Here and not in `self`, which would be written for each.
        let (mut list, mut next, mut folded) = (self.list, self.next, first);
        while let Some(entry) = single(&mut list, &mut next) {
            folded = add(folded, entry);
        }
        (self.list, self.next) = (list, next);
        folded
    }
}

impl Iterator for Entries<'_> {
    type Item = (u32, u8);

    #[inline]
    fn next(&mut self) -> Option<(u32, u8)> {
        if self.at == BLOCK {
            let single = single(&mut self.list, &mut self.next);
            if single.is_some() {
                return single;
            }
            self.load()?;
        }
        let block = self.block.as_ref()?;
        let entry = (block.events[self.at], block.parts[self.at]);
        self.at += 1;
        Some(entry)
    }

    /// Faster than one by one: what is asked of each is asked of a whole block.
    #[inline]
    fn fold<B, F: FnMut(B, (u32, u8)) -> B>(mut self, first: B, add: F) -> B {
        self.fold_left(first, add)
    }

    /// Nothing is unpacked for it, so of broken bytes it may be another number.
    fn count(mut self) -> usize {
        let mut count = BLOCK - self.at;
        loop {
            while single(&mut self.list, &mut self.next).is_some() {
                count += 1;
            }
            let Some(head) = BlockHead::read(&mut self.list) else { return count };
            let size = packed_size(head.bits) + packed_size(head.part_bits());
            let Some((_, rest)) = self.list.split_at_checked(size) else { return count };
            self.list = rest;
            count += BLOCK;
        }
    }
}

/// Whether bytes are a list of ascending events below `bound`.
fn is_sound(list: &[u8], bound: u32) -> bool {
    let mut entries = entries(list);
    let (are_sound, _) = entries.fold_left((true, 0), |(are_sound, next), (event, _)| {
        (are_sound && next <= event && event < bound, event.wrapping_add(1))
    });
    are_sound && entries.list.is_empty()
}

/// Many postings in one piece of memory.
#[derive(Debug, Default)]
pub struct Postings {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    /// One past the last event of all lists.
    bound: u32,
}

impl Postings {
    /// One past the last event of all lists, 0 for none.
    pub fn bound(&self) -> u32 {
        self.bound
    }

    fn end_list(&mut self, list: &mut Appender) {
        self.bound = self.bound.max(list.end(&mut self.bytes));
        self.ends.push(self.bytes.len() as u32);
    }

    /// Adds the postings of the next word or value: several lists as one, each with what is added to its events. The
    /// events of a list, so raised, must be above those of the list before.
    pub fn push_merged<'a>(&mut self, lists: impl Iterator<Item = (&'a [u8], u32)>, merged: &mut Appender) {
        for (list, base) in lists {
            entries(list).for_each(|(event, parts)| merged.push(&mut self.bytes, base + event, parts));
        }
        self.end_list(merged);
    }

    /// Adds all postings of `other` after these.
    pub fn append(&mut self, other: &Postings) {
        let base = self.bytes.len() as u32;
        self.bytes.extend_from_slice(&other.bytes);
        self.ends.extend(other.ends.iter().map(|end| base + end));
        self.bound = self.bound.max(other.bound);
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
        let postings = Postings { bytes: reader.column()?, ends: reader.column_of(count)?, bound };
        let are_ends =
            postings.ends.is_sorted() && postings.ends.last().map_or(0, |end| *end as usize) == postings.bytes.len();
        let are_sound = are_ends && (0..count).all(|at| is_sound(postings.get(at), bound));
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
        merged.push_merged([(first.get(0), 0), (second.get(0), 10)].into_iter(), &mut Appender::default());
        assert_eq!(entries(merged.get(0)).collect::<Vec<_>>(), [(3, 1), (9, 2), (10, 4)]);
    }

    /// Events with these distances between them, and their parts.
    fn spaced(gaps: Vec<(u32, u8)>) -> Vec<(u32, u8)> {
        let mut next = 0;
        let written = gaps.into_iter().map(|(gap, parts)| {
            next += gap + 1;
            (next - 1, parts)
        });
        written.collect()
    }

    /// Lists of up to three blocks and a bit, whose distances and parts are alike or not.
    fn lists() -> impl Strategy<Value = Vec<(u32, u8)>> {
        let gap = prop_oneof![Just(0..1u32), Just(0..20), Just(0..3000), Just(0..200_000), Just(0..1 << 20)];
        let parts = prop_oneof![Just(1..2u8), Just(4..6), Just(2..4), Just(1..8)];
        let entries = (gap, parts).prop_flat_map(|of| prop::collection::vec(of, 0..150));
        prop::collection::vec(entries, 0..4).prop_map(|some| spaced(some.concat()))
    }

    proptest! {
        /// However many there are, one by one, from any place on, and together.
        #[test]
        fn a_list_of_any_length_comes_back(written in lists(), taken in 0..300usize) {
            let postings = built(&written);
            let list = if written.is_empty() { &[] } else { postings.get(0) };
            let mut one_by_one = entries(list);
            let first: Vec<(u32, u8)> = one_by_one.by_ref().take(taken).collect();
            let mut all = first.clone();
            one_by_one.for_each(|entry| all.push(entry));
            prop_assert_eq!(&all, &written);
            prop_assert_eq!(&first[..], &written[..taken.min(written.len())]);
            let mut counted = entries(list);
            prop_assert_eq!(counted.by_ref().take(taken).fold(0, |count, _| count + 1), first.len());
            prop_assert_eq!(counted.count(), written.len() - first.len());
            let bound = written.last().map_or(0, |(event, _)| event + 1);
            prop_assert_eq!(postings.bound(), bound);
            prop_assert!(is_sound(list, bound));
            prop_assert!(written.is_empty() || !is_sound(list, bound - 1));
        }

        /// Whatever bytes are taken for a list, also some that were one, no event of it lies beyond the bound.
        #[test]
        fn no_event_lies_beyond_the_bound(
            written in lists(),
            wrong in prop::collection::vec((any::<u16>(), any::<u8>()), 0..4),
            bytes in prop::collection::vec(any::<u8>(), 0..40),
            bound in 0..600_000_000u32,
        ) {
            let mut list = if written.is_empty() { bytes } else { built(&written).get(0).to_vec() };
            let length = list.len().max(1);
            for (at, byte) in wrong {
                list.get_mut(usize::from(at) % length).into_iter().for_each(|at| *at = byte);
            }
            let found: Vec<(u32, u8)> = entries(&list).collect();
            let mut together = Vec::new();
            entries(&list).for_each(|entry| together.push(entry));
            prop_assert_eq!(&found, &together);
            if is_sound(&list, bound) {
                prop_assert!(found.is_sorted_by(|a, b| a.0 < b.0));
                prop_assert!(found.iter().all(|(event, _)| *event < bound));
            }
        }
    }

    #[test]
    fn a_long_list_takes_fewer_bytes_than_its_entries_one_by_one() {
        let distances = |gap: u32| spaced((0..1000).map(|at| (at * 7919 % gap, 1 + at as u8 % 2 * 2)).collect());
        for (gap, most) in [(2, 350), (100, 1150), (4000, 1800)] {
            let size = built(&distances(gap)).size();
            assert!(size < most, "{size} for distances up to {gap}");
        }
        // One event far away makes a block no longer than entries one by one are.
        let mut gaps = vec![(0, 1); BLOCK - 1];
        gaps.push((1 << 25, 1));
        assert_eq!(built(&spaced(gaps)).size(), BLOCK as u64 - 1 + 5);
    }

    #[test]
    fn bytes_that_no_list_has_are_refused() {
        let block = built(&spaced(vec![(5, 3); BLOCK]));
        let block = block.get(0);
        assert_eq!(block.len(), 2 + packed_size(3));
        assert!(is_sound(block, 6 * BLOCK as u32));
        for wrong in
            [&[0x81][..], &[1, 0xff], &[0x81, 0x80, 0x80, 0x80, 0x80, 1], &[0xff; 40], &[8], &block[1..20], &[0xf8, 1]]
        {
            assert!(!is_sound(wrong, 1 << 29), "{wrong:?}");
        }
        for length in 1..block.len() {
            assert!(!is_sound(&block[..length], 1 << 29), "{length}");
        }
        // Distances that reach around all numbers.
        let around = [&[31 << PART_BITS, 1][..], &[0xff; packed_size(31)]].concat();
        assert!(!is_sound(&around, u32::MAX));
    }

    #[test]
    fn broken_bytes_end_the_list() {
        assert_eq!(entries(&[0xff; 40]).count(), 0);
        assert_eq!(entries(&[1, 0xf8, 0xff]).count(), 1);
    }
}
