//! Columns, strings and sets as bytes and back, for the index that is kept on disk.
//!
//! Numbers lie in the order of bytes of the machine, column after column, so that reading a column is one copy. A
//! [`Writer`] adds up what it writes to a checksum, which a [`Reader`] compares. A checksum finds damage, not intent: a
//! reader believes no length and no text, and who reads a column checks its numbers before they point anywhere. Where
//! the bytes lie is not known here.

use bytemuck::Pod;
use roaring::RoaringBitmap;
use std::hash::Hasher as _;
use std::io::{self, Read, Write};
use twox_hash::XxHash3_64;

/// Bytes that are moved and added up at a time: what a core's own cache holds.
const CHUNK: usize = 128 << 10;

/// A hash of a text, the same in every run. Different texts may have the same.
pub fn text_hash(text: &str) -> u64 {
    XxHash3_64::oneshot(text.as_bytes())
}

/// The numbers beside a hash in a list that is sorted by hashes.
pub fn with_hash(sorted: &[(u32, u32)], hash: u32) -> impl Iterator<Item = u32> {
    let from = first_from(sorted, hash);
    sorted[from..].iter().take_while(move |(have, _)| *have == hash).map(|(_, number)| *number)
}

/// The place of the first of ascending hashes that is not below one. Hashes are spread evenly, so that it is near the place
/// where it should be: it is looked for from there, in growing steps.
fn first_from(hashes: &[(u32, u32)], hash: u32) -> usize {
    const STEP: usize = 16;
    let is_below = |at: usize| hashes.get(at).is_some_and(|(have, _)| *have < hash);
    // Below the number of hashes.
    let expected = ((u64::from(hash) * hashes.len() as u64) >> 32) as usize;
    // The place is one of these, or one between.
    let (mut low, mut high, mut step) = (expected, expected, STEP);
    while is_below(high) {
        (low, high, step) = (high + 1, (high + step).min(hashes.len()), step * 2);
    }
    while low > 0 && !is_below(low - 1) {
        (low, high, step) = ((low - 1).saturating_sub(step), low - 1, step * 2);
    }
    low + hashes[low..high].partition_point(|(have, _)| *have < hash)
}

/// Writes values and adds up a checksum.
pub struct Writer<'w> {
    out: &'w mut dyn Write,
    sum: XxHash3_64,
    length: u64,
}

impl<'w> Writer<'w> {
    /// A writer to `out`, which should be buffered: numbers come one by one.
    pub fn new(out: &'w mut dyn Write) -> Writer<'w> {
        Writer { out, sum: XxHash3_64::new(), length: 0 }
    }

    fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        for chunk in bytes.chunks(CHUNK) {
            self.sum.write(chunk);
            self.out.write_all(chunk)?;
        }
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Writes bytes, of which the reader must know how many they are.
    pub fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.raw(bytes)
    }

    /// Writes one number.
    pub fn number(&mut self, number: u64) -> io::Result<()> {
        self.raw(&number.to_ne_bytes())
    }

    /// Writes a column of numbers.
    pub fn column<T: Pod>(&mut self, column: &[T]) -> io::Result<()> {
        self.number(column.len() as u64)?;
        self.raw(bytemuck::cast_slice(column))
    }

    /// Writes pairs of numbers.
    pub fn pairs(&mut self, pairs: impl ExactSizeIterator<Item = (u32, u32)>) -> io::Result<()> {
        self.number(pairs.len() as u64)?;
        let mut chunk = Vec::with_capacity(CHUNK / 8);
        for (first, second) in pairs {
            chunk.push([first, second]);
            if chunk.len() == chunk.capacity() {
                self.raw(bytemuck::cast_slice(&chunk))?;
                chunk.clear();
            }
        }
        self.raw(bytemuck::cast_slice(&chunk))
    }

    /// Writes a text.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        self.column(text.as_bytes())
    }

    /// Writes a set: as its numbers when it has few, else a bit for each number.
    pub fn set(&mut self, set: &RoaringBitmap) -> io::Result<()> {
        let end = set.max().map_or(0, |last| last as usize + 1);
        let is_sparse = set.len() < end as u64 / 32;
        self.number(u64::from(is_sparse))?;
        if is_sparse {
            return self.column(&set.iter().collect::<Vec<u32>>());
        }
        let mut bits = vec![0u8; end.div_ceil(8)];
        set.iter().for_each(|number| bits[number as usize / 8] |= 1 << (number % 8));
        self.column(&bits)
    }

    /// Writes the checksum; says how many bytes were written, those of the checksum included.
    pub fn finish(self) -> io::Result<u64> {
        self.out.write_all(&self.sum.finish().to_ne_bytes())?;
        Ok(self.length + 8)
    }
}

/// Reads what a [`Writer`] wrote. Nothing is returned for what is damaged; then nothing more can be read.
pub struct Reader<'r> {
    from: &'r mut dyn Read,
    /// Bytes that are left; no column is longer.
    left: u64,
    sum: XxHash3_64,
}

impl<'r> Reader<'r> {
    /// A reader of at most `length` bytes.
    pub fn new(from: &'r mut dyn Read, length: u64) -> Reader<'r> {
        Reader { from, left: length, sum: XxHash3_64::new() }
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Option<()> {
        self.left = self.left.checked_sub(bytes.len() as u64)?;
        for chunk in bytes.chunks_mut(CHUNK) {
            self.from.read_exact(chunk).ok()?;
            self.sum.write(chunk);
        }
        Some(())
    }

    /// Reads one number.
    pub fn number(&mut self) -> Option<u64> {
        let mut bytes = [0; 8];
        self.fill(&mut bytes)?;
        Some(u64::from_ne_bytes(bytes))
    }

    /// Reads a number of 32 bits.
    pub fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    /// Reads the number of values of `size` bytes each that follow, which are all there.
    fn count(&mut self, size: usize) -> Option<usize> {
        let count = self.number()?;
        let is_there = count.checked_mul(size as u64).is_some_and(|bytes| bytes <= self.left);
        if is_there { usize::try_from(count).ok() } else { None }
    }

    /// Reads a column of numbers.
    pub fn column<T: Pod>(&mut self) -> Option<Vec<T>> {
        let count = self.count(size_of::<T>())?;
        let mut column = vec![T::zeroed(); count];
        self.fill(bytemuck::cast_slice_mut(&mut column))?;
        Some(column)
    }

    /// Reads a column of `count` numbers; another count is damage.
    pub fn column_of<T: Pod>(&mut self, count: usize) -> Option<Vec<T>> {
        self.column().filter(|column| column.len() == count)
    }

    /// Reads pairs of numbers.
    pub fn pairs(&mut self) -> Option<Vec<(u32, u32)>> {
        let pairs: Vec<[u32; 2]> = self.column()?;
        // Both have the same layout in practice, so the memory is taken over.
        Some(pairs.into_iter().map(|[first, second]| (first, second)).collect())
    }

    /// Reads a text.
    pub fn text(&mut self) -> Option<String> {
        let count = self.count(1)?;
        let mut text = String::with_capacity(count);
        let mut chunk = vec![0; CHUNK.min(count)];
        // Bytes of a character that the chunk before cut.
        let mut begun = 0;
        let mut left = count;
        while left > 0 {
            let length = left.min(chunk.len() - begun);
            self.fill(&mut chunk[begun..begun + length])?;
            left -= length;
            let bytes = &chunk[..begun + length];
            let whole = if left == 0 { bytes.len() } else { bytes.len() - cut_bytes(bytes) };
            text.push_str(simdutf8::basic::from_utf8(&bytes[..whole]).ok()?);
            begun = bytes.len() - whole;
            chunk.copy_within(whole..whole + begun, 0);
        }
        Some(text)
    }

    /// Reads a set of numbers below `bound`.
    pub fn set(&mut self, bound: u32) -> Option<RoaringBitmap> {
        let set = match self.number()? {
            // What does not ascend is refused.
            1 => RoaringBitmap::from_sorted_iter(self.column::<u32>()?).ok()?,
            0 => {
                let bits: Vec<u8> = self.column()?;
                if bits.len() > (bound as usize).div_ceil(8) {
                    return None;
                }
                RoaringBitmap::from_lsb0_bytes(0, &bits)
            }
            _ => return None,
        };
        set.max().is_none_or(|last| last < bound).then_some(set)
    }

    /// Reads the checksum, which is the last, and compares it.
    pub fn finish(mut self) -> Option<()> {
        let sum = self.sum.finish();
        (self.number()? == sum && self.left == 0).then_some(())
    }
}

/// How many bytes at the end of a piece of UTF-8 are the beginning of a character that goes on after it.
fn cut_bytes(bytes: &[u8]) -> usize {
    let tail = bytes.iter().rev().take(4).position(|byte| byte & 0xc0 != 0x80).map_or(0, |at| at + 1);
    let start = bytes.len() - tail;
    let length = match bytes.get(start) {
        Some(0xc0..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..) => 4,
        _ => 1,
    };
    if tail < length { tail } else { 0 }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::redundant_closure_for_method_calls, reason = "a method of a reader of one lifetime is not of any")]

    use super::*;

    #[test]
    fn a_hash_is_found_wherever_it_stands() {
        let even: Vec<(u32, u32)> = (0..500).map(|at| (at * 8_000_000, at)).collect();
        let crowded: Vec<(u32, u32)> = (0..500).map(|at| (4_000_000_000 + at / 7, at)).collect();
        let low: Vec<(u32, u32)> = (0..500).map(|at| (at / 3, at)).collect();
        for hashes in [&even[..], &crowded, &low, &even[..1], &[]] {
            let near = hashes.iter().flat_map(|(hash, _)| [hash.saturating_sub(1), *hash, hash.saturating_add(1)]);
            for hash in near.chain([0, 1, u32::MAX / 2, u32::MAX]) {
                assert_eq!(first_from(hashes, hash), hashes.partition_point(|(have, _)| *have < hash), "{hash}");
            }
        }
    }

    fn written(write: impl FnOnce(&mut Writer<'_>) -> io::Result<()>) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut writer = Writer::new(&mut bytes);
        write(&mut writer).unwrap();
        assert_eq!(writer.finish().unwrap(), bytes.len() as u64);
        bytes
    }

    fn read<T>(bytes: &[u8], read: impl FnOnce(&mut Reader<'_>) -> Option<T>) -> Option<T> {
        let mut from = bytes;
        let mut reader = Reader::new(&mut from, bytes.len() as u64);
        let value = read(&mut reader)?;
        reader.finish()?;
        Some(value)
    }

    #[test]
    fn what_was_written_is_read() {
        let pairs: Vec<(u32, u32)> = (0..40_000).map(|number| (number, number * 7)).collect();
        let sets = [3, 100, 30_000, 100_000].map(|step| (0..90_000).step_by(step).skip(1).collect::<RoaringBitmap>());
        let bytes = written(|writer| {
            writer.number(u64::MAX)?;
            writer.column(&[-1i32, 5, i32::MAX])?;
            writer.pairs(pairs.iter().copied())?;
            sets.iter().try_for_each(|set| writer.set(set))
        });
        let values = read(&bytes, |reader| {
            let values = (reader.number()?, reader.column::<i32>()?, reader.pairs()?);
            let mut set = || reader.set(90_000);
            Some((values.0, values.1, values.2, [set()?, set()?, set()?, set()?]))
        });
        assert_eq!(values, Some((u64::MAX, vec![-1, 5, i32::MAX], pairs, sets)));
    }

    #[test]
    fn a_text_is_whole_wherever_a_chunk_cuts_it() {
        for character in ["a", "ы", "€", "🪨"] {
            for shift in 0..5 {
                let text = "x".repeat(shift) + &character.repeat((CHUNK * 2 + 7) / character.len());
                let bytes = written(|writer| writer.text(&text));
                assert!(read(&bytes, |reader| reader.text()) == Some(text), "{character} {shift}");
            }
        }
    }

    #[test]
    fn what_is_no_text_is_not_read() {
        for wrong in [&b"a\xff"[..], b"\x80", b"\xd0", b"\xe2\x82", b"\xf0\x9f\xaa", &[0x80; 9000].repeat(40)] {
            let bytes = written(|writer| writer.column(wrong));
            assert_eq!(read(&bytes, |reader| reader.text()), None);
        }
    }

    #[test]
    fn damage_is_found() {
        let bytes = written(|writer| writer.column(&[1u32, 2, 3]));
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 4;
            assert_eq!(read(&damaged, |reader| reader.column::<u32>()), None, "{at}");
            assert_eq!(read(&bytes[..at], |reader| reader.column::<u32>()), None, "{at}");
        }
    }

    #[test]
    fn no_length_is_believed() {
        let bytes = written(|writer| writer.number(u64::MAX / 2));
        assert_eq!(read(&bytes, |reader| reader.column::<u32>()), None);
        assert_eq!(read(&bytes, |reader| reader.text()), None);
        assert_eq!(read(&bytes, |reader| reader.pairs()), None);
    }

    #[test]
    fn a_set_has_no_number_beyond_its_bound() {
        for numbers in [vec![5, 6, 7, 8, 9], vec![1, 9_999]] {
            let last = numbers[numbers.len() - 1];
            let bytes = written(|writer| writer.set(&numbers.iter().copied().collect()));
            assert!(read(&bytes, |reader| reader.set(last + 1)).is_some());
            assert!(read(&bytes, |reader| reader.set(last)).is_none());
            assert!(read(&bytes, |reader| reader.set(0)).is_none());
        }
        for wrong in [[3, 2], [2, 2]] {
            let bytes = written(|writer| {
                writer.number(1)?;
                writer.column::<u32>(&wrong)
            });
            assert!(read(&bytes, |reader| reader.set(10)).is_none());
        }
    }
}
