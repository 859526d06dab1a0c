//! Which records of very many must be read together: those of one event or article, and the articles that an event names.
//!
//! Each record tells the hashes by which it is found and those for which it asks. They lie on the disk, divided by their
//! first bits, so that of very many a small part is sorted at a time; in memory are only the pairs of records that belong
//! together. What a record is, and what is made of them, is not known here.

use crate::dataset::Key;
use hashbrown::HashMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, Write as _};

/// The parts in which hashes are sorted.
const PARTS: u32 = 64;
/// Records of an article that are read with each of its others, and with who names it.
const KNOWN: usize = 64;
/// The same where there are more records than [`MANY`].
const KNOWN_OF_MANY: usize = 4;
/// Records of an article that are read together at most.
const MANY: usize = 1_000;

/// A record: the number of an article record, or of an event and the mark.
pub type Record = u32;

/// The mark of events; they stand after all article records.
pub const EVENTS: Record = 1 << 31;

/// The hashes of records, on the disk.
pub struct Keys {
    /// Those of events, and those of articles.
    parts: [Vec<BufWriter<File>>; 2],
}

/// A hash, what it is, and whose.
type Entry = (u64, Key, Record);

/// Bytes of an entry on the disk.
const BYTES: usize = 13;

const KINDS: [Key; 6] = [Key::Event, Key::Related, Key::Article, Key::Address, Key::Inline, Key::Named];

impl Keys {
    pub fn new() -> io::Result<Keys> {
        let part = || tempfile::tempfile().map(|file| BufWriter::with_capacity(4 << 10, file));
        let all = || (0..PARTS).map(|_| part()).collect::<io::Result<Vec<_>>>();
        Ok(Keys { parts: [all()?, all()?] })
    }

    /// Notes a hash of a record.
    pub fn add(&mut self, kind: Key, hash: u64, record: Record) -> io::Result<()> {
        let of = usize::from(kind >= Key::Article);
        // Hashes are written in some ids, where their first bits may be anything.
        let part = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - PARTS.ilog2());
        let mut bytes = [0; BYTES];
        bytes[..8].copy_from_slice(&hash.to_le_bytes());
        bytes[8..12].copy_from_slice(&record.to_le_bytes());
        bytes[12] = kind as u8;
        self.parts[of][part as usize].write_all(&bytes)
    }

    /// What belongs together by them.
    pub fn links(self) -> io::Result<Links> {
        let [mut events, mut articles] = self.parts;
        let mut links = Links::default();
        for part in &mut events {
            each_group(part, &mut |group| links.add_events(group))?;
        }
        // Where an article stands is known when all records of its id are.
        for part in &mut articles {
            each_group(part, &mut |group| {
                let by_id: Vec<Entry> = group.iter().filter(|(_, kind, _)| *kind == Key::Article).copied().collect();
                links.add_repeated(&by_id);
            })?;
        }
        for part in &mut articles {
            each_group(part, &mut |group| links.add_articles(group))?;
        }
        for pairs in [&mut links.repeated, &mut links.related, &mut links.articles] {
            pairs.sort_unstable();
            pairs.dedup();
            pairs.shrink_to_fit();
        }
        Ok(links)
    }
}

/// Calls `take` with the entries of each hash, those of one kind together, each in the order of the records.
fn each_group(part: &mut BufWriter<File>, take: &mut dyn FnMut(&[Entry])) -> io::Result<()> {
    part.flush()?;
    let file = part.get_mut();
    file.rewind()?;
    let mut entries: Vec<Entry> = Vec::new();
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let mut bytes = [0; BYTES];
    loop {
        match reader.read_exact(&mut bytes) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => break,
            Err(error) => return Err(error),
        }
        let (hash, rest) = bytes.split_at(8);
        let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
        let kind = KINDS.get(usize::from(rest[4])).copied().unwrap_or(Key::Named);
        entries.push((number(hash), kind, number(&rest[..4]) as Record));
    }
    entries.sort_unstable();
    entries.dedup();
    entries.chunk_by(|a, b| a.0 == b.0).for_each(take);
    Ok(())
}

/// The records that belong together.
#[derive(Default)]
pub struct Links {
    /// Records of one id: the first, and another.
    repeated: Vec<(Record, Record)>,
    /// The first record of each of the others.
    first: HashMap<Record, Record>,
    /// An event, and one to which it is related.
    related: Vec<(Record, Record)>,
    /// A record, and one of an article that it is or names.
    articles: Vec<(Record, Record)>,
}

impl Links {
    /// The records of one event, and those that are related to it.
    fn add_events(&mut self, group: &[Entry]) {
        let (own, related) = group.split_at(group.partition_point(|(_, kind, _)| *kind == Key::Event));
        let Some((.., first)) = own.first() else { return };
        self.add_repeated(own);
        self.related
            .extend(related.iter().filter(|(.., record)| record != first).map(|(.., record)| (*record, *first)));
    }

    fn add_repeated(&mut self, own: &[Entry]) {
        let Some(((.., first), others)) = own.split_first() else { return };
        for (.., other) in others {
            self.repeated.push((*first, *other));
            self.first.insert(*other, *first);
        }
    }

    /// The records with one id or address of an article, and the events that name it.
    fn add_articles(&mut self, group: &[Entry]) {
        let (own, named) = group.split_at(group.partition_point(|(_, kind, _)| *kind != Key::Named));
        let mut own: Vec<Record> = own.iter().map(|(.., record)| *record).collect();
        own.sort_unstable_by_key(|record| self.rank(*record));
        own.dedup();
        let Some(&first) = own.first() else { return };
        let known = if own.len() > MANY { KNOWN_OF_MANY } else { KNOWN };
        let known = &own[..own.len().min(known)];
        for record in own.iter().copied().chain(named.iter().map(|(.., record)| *record)) {
            self.articles.extend(known.iter().filter(|other| **other != record).map(|other| (record, *other)));
        }
        self.articles.extend(own.iter().take(MANY).skip(1).map(|other| (first, *other)));
        if let Some((.., naming)) = named.first() {
            self.articles.extend(own.iter().filter(|record| **record < EVENTS).map(|record| (*record, *naming)));
        }
    }

    /// Whether no record before it has its id.
    pub fn is_first(&self, record: Record) -> bool {
        !self.first.contains_key(&record)
    }

    /// Where a record stands among all: those of one event stand together.
    pub fn rank(&self, record: Record) -> (Record, Record) {
        (self.first.get(&record).copied().unwrap_or(record), record)
    }

    /// How many records of events are not the first of their id.
    pub fn repeats_of_events(&self) -> usize {
        self.first.keys().filter(|record| **record >= EVENTS).count()
    }

    /// The records of the id of a first one, which comes first.
    pub fn of_id(&self, first: Record) -> impl Iterator<Item = Record> {
        std::iter::once(first).chain(after(&self.repeated, first))
    }

    /// The records of articles that are read with a record.
    pub fn articles(&self, record: Record) -> impl Iterator<Item = Record> {
        after(&self.articles, record)
    }

    /// The events to which one is related.
    pub fn related(&self, record: Record) -> impl Iterator<Item = Record> {
        after(&self.related, record)
    }
}

/// The second of the pairs with a first.
fn after(pairs: &[(Record, Record)], first: Record) -> impl Iterator<Item = Record> {
    let start = pairs.partition_point(|pair| pair.0 < first);
    pairs[start..].iter().take_while(move |pair| pair.0 == first).map(|pair| pair.1)
}
