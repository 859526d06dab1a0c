//! Postings: which events of a segment hold something, as bytes.
//!
//! Each entry is the distance to the event before, with three marks in its low bits, as a variable-length number:
//! most entries take one or two bytes. Events come in ascending order, each once.

use roaring::RoaringBitmap;

/// Where in an event a word stands; several may hold at once.
pub mod place {
    /// In the event's own text, its quotes included.
    pub const OWN: u8 = 1;
    /// In the words of a quote.
    pub const SAID: u8 = 2;
    /// In the headline or text of one of its articles.
    pub const ARTICLE: u8 = 4;
}

/// Postings while they grow.
#[derive(Debug, Default, Clone)]
pub struct PostingsBuilder {
    bytes: Vec<u8>,
    next: u32,
}

impl PostingsBuilder {
    /// Adds an event, which must be above the one added before, with its places.
    pub fn push(&mut self, event: u32, places: u8) {
        let mut number = u64::from(event - self.next) << 3 | u64::from(places);
        self.next = event + 1;
        while number >= 0x80 {
            self.bytes.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// The bytes made so far.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The entries of postings: event and places.
pub fn entries(bytes: &[u8]) -> impl Iterator<Item = (u32, u8)> + '_ {
    let mut rest = bytes.iter();
    let mut next = 0u32;
    std::iter::from_fn(move || {
        let (mut number, mut shift) = (0u64, 0);
        loop {
            let byte = *rest.next()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
            shift += 7;
            if shift > 35 {
                return None;
            }
        }
        let event = next.wrapping_add((number >> 3) as u32);
        next = event.wrapping_add(1);
        Some((event, (number & 7) as u8))
    })
}

/// Adds to `set` the events whose places meet `places`, each raised by `base`.
pub fn union_into(set: &mut RoaringBitmap, bytes: &[u8], places: u8, base: u32) {
    set.extend(entries(bytes).filter(|(_, have)| have & places != 0).map(|(event, _)| base + event));
}

/// Many postings in one piece of memory.
#[derive(Debug, Default)]
pub struct Postings {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Postings {
    /// Adds the postings of the next word or value.
    pub fn push(&mut self, builder: &PostingsBuilder) {
        self.bytes.extend_from_slice(builder.bytes());
        self.ends.push(self.bytes.len() as u32);
    }

    /// The bytes of postings number `at`, from 0.
    pub fn get(&self, at: usize) -> &[u8] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.bytes[start..self.ends[at] as usize]
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

    #[test]
    fn entries_come_back_as_they_went_in() {
        let written = [(0, 1), (1, 3), (2, 4), (130, 7), (70_000, 1), (4_000_000_000, 2)];
        let mut builder = PostingsBuilder::default();
        for (event, places) in written {
            builder.push(event, places);
        }
        assert_eq!(entries(builder.bytes()).collect::<Vec<_>>(), written);
    }

    #[test]
    fn only_the_wanted_places_are_taken() {
        let mut builder = PostingsBuilder::default();
        builder.push(1, place::OWN);
        builder.push(5, place::OWN | place::SAID);
        builder.push(9, place::ARTICLE);
        let mut said = RoaringBitmap::new();
        union_into(&mut said, builder.bytes(), place::SAID, 100);
        assert_eq!(said.iter().collect::<Vec<_>>(), [105]);
    }

    #[test]
    fn broken_bytes_end_the_list() {
        assert_eq!(entries(&[0xff; 40]).count(), 0);
    }
}
