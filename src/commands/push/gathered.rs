//! All records of some data as lines on the disk, so that of very many a portion can be read with all that belongs to it.
//!
//! Which records belong together is in `links`; what is made of a portion is not known here.

use super::links::{EVENTS, Keys, Links, Record};
use crate::dataset::{self, Counted, Dataset, EventId, FoundInReading, Key, Lines, Portion};
use crate::error::{Error, Result};
use crate::export::convert;
use crate::load::Input;
use hashbrown::{HashMap, HashSet};
use std::collections::BTreeSet;
use std::fs::File;
use std::hash::Hasher as _;
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::Range;
use twox_hash::XxHash3_64;

/// Bytes of the records of a portion, but for those that belong to them.
const PORTION_BYTES: u64 = 32 << 20;

/// Texts on the disk, found by their numbers.
struct Texts {
    text: BufWriter<File>,
    /// Where each ends, eight bytes each.
    ends: BufWriter<File>,
    length: u64,
    count: u32,
}

impl Texts {
    fn new() -> io::Result<Texts> {
        let file = || tempfile::tempfile().map(|file| BufWriter::with_capacity(1 << 16, file));
        Ok(Texts { text: file()?, ends: file()?, length: 0, count: 0 })
    }

    fn add(&mut self, lines: &[String]) -> io::Result<()> {
        for line in lines {
            self.text.write_all(line.as_bytes())?;
            self.text.write_all(b"\n")?;
            self.length += line.len() as u64 + 1;
        }
        self.count += 1;
        self.ends.write_all(&self.length.to_le_bytes())
    }

    /// Text number `at`.
    fn get(&mut self, at: u32) -> io::Result<Vec<u8>> {
        let (start, end) = (self.end(at)?, self.end(at + 1)?);
        let file = self.text.get_mut();
        file.seek(SeekFrom::Start(start))?;
        let mut text = vec![0; (end - start) as usize];
        file.read_exact(&mut text)?;
        Ok(text)
    }

    /// Where the text before number `at` ends.
    fn end(&mut self, at: u32) -> io::Result<u64> {
        let Some(before) = at.checked_sub(1) else { return Ok(0) };
        let mut bytes = [0; 8];
        let file = self.ends.get_mut();
        file.seek(SeekFrom::Start(u64::from(before) * 8))?;
        file.read_exact(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    /// The numbers of a portion that begins with this one.
    fn portion_from(&mut self, at: u32, most: u32) -> io::Result<Range<u32>> {
        let (mut end, start) = (at, self.end(at)?);
        while end < self.count && end - at < most && (end == at || self.end(end + 1)? - start <= PORTION_BYTES) {
            end += 1;
        }
        Ok(at..end)
    }
}

/// Everything that some data have.
pub struct Gathered {
    /// What the data say of themselves, and entities, as lines.
    frame: Vec<u8>,
    articles: Texts,
    events: Texts,
    links: Links,
    /// What is wrong with no record alone.
    pub found: FoundInReading,
    /// What tells these data from others.
    pub digest: u64,
    /// Records of a portion.
    most: u32,
    counted: Counted,
}

fn cannot_keep(source: io::Error) -> Error {
    Error::Write { name: std::env::temp_dir().to_string_lossy().into_owned(), source }
}

/// The records of the frame so far.
#[derive(Default)]
struct Frame {
    abouts: Vec<String>,
    /// Lines of each entity, in the order in which they came.
    entities: Vec<Vec<String>>,
    numbers: HashMap<String, usize>,
}

impl Frame {
    fn add(&mut self, dataset: &Dataset) -> Result<()> {
        let says_something = !dataset.about_records().is_empty();
        convert::each_of_frame(dataset, &mut |kind, [ids, _], lines| {
            let known = match (kind, ids.first()) {
                ("entity", Some(id)) => {
                    let number = *self.numbers.entry_ref(*id).or_insert(self.entities.len());
                    if number == self.entities.len() {
                        self.entities.push(Vec::new());
                    }
                    &mut self.entities[number]
                }
                _ if says_something => &mut self.abouts,
                _ => return Ok(()),
            };
            for line in lines {
                if !known.contains(&line) {
                    known.push(line);
                }
            }
            Ok(())
        })
    }

    fn written(self) -> Vec<u8> {
        let lines = self.abouts.into_iter().chain(self.entities.into_iter().flatten());
        lines.flat_map(|line| (line + "\n").into_bytes()).collect()
    }
}

impl Gathered {
    /// Reads all of the inputs; `most` records are in a portion.
    pub fn of(inputs: &[Input], most: u32) -> Result<Gathered> {
        let (mut articles, mut events) = (Texts::new().map_err(cannot_keep)?, Texts::new().map_err(cannot_keep)?);
        let mut keys = Keys::new().map_err(cannot_keep)?;
        let mut frame = Frame::default();
        let mut digest = XxHash3_64::new();
        let found = dataset::each_stretch(inputs, &mut |dataset| {
            frame.add(&dataset)?;
            let mut failed = Ok(());
            dataset.each_article_record(&mut |hashes, json| {
                let Some(line) = convert::article_line(&json).filter(|_| failed.is_ok()) else { return };
                digest.write(line.as_bytes());
                let record = articles.count;
                failed = keys
                    .add(Key::Article, hashes[0], record)
                    .and_then(|()| keys.add(Key::Address, hashes[1], record))
                    .and_then(|()| articles.add(&[line]));
            })?;
            failed.map_err(cannot_keep)?;
            let mut numbers: HashMap<u32, Record> = HashMap::new();
            convert::with_lines(&dataset, |of_event| {
                for event in dataset.time_order().all() {
                    let lines = of_event(EventId(event))?;
                    if lines.is_empty() {
                        // It cannot be read any more.
                        continue;
                    }
                    for line in &lines {
                        digest.write(line.as_bytes());
                    }
                    numbers.insert(event, EVENTS | events.count);
                    events.add(&lines).map_err(cannot_keep)?;
                }
                Ok(())
            })?;
            let mut failed = Ok(());
            dataset.each_key_of_events(&mut |kind, hash, event| {
                if let Some(record) = numbers.get(&event.0).filter(|_| failed.is_ok()) {
                    failed = keys.add(kind, hash, *record);
                }
            });
            failed.map_err(cannot_keep)
        })?;
        for file in [&mut articles.text, &mut articles.ends, &mut events.text, &mut events.ends] {
            file.flush().map_err(cannot_keep)?;
        }
        let frame = frame.written();
        digest.write(&frame);
        for fault in &found.faults {
            digest.write(format!("{fault:?}").as_bytes());
        }
        let links = keys.links().map_err(cannot_keep)?;
        Ok(Gathered {
            frame,
            articles,
            events,
            links,
            found,
            digest: digest.finish(),
            most,
            counted: Counted::default(),
        })
    }

    /// What the data say of themselves, and entities.
    pub fn frame(&self) -> Portion {
        Portion::of(vec![Lines { text: self.frame.clone(), is_own: true }], &mut Counted::default())
    }

    /// How many events there are.
    pub fn event_count(&self) -> usize {
        self.events.count as usize - self.links.repeats_of_events()
    }

    /// Whether there is no record but those of the frame.
    pub fn is_empty(&self) -> bool {
        self.events.count == 0 && self.articles.count == 0
    }

    /// Calls `take` with each portion of the articles that have records of their own.
    pub fn each_portion_of_articles(&mut self, take: &mut dyn FnMut(Portion) -> Result<()>) -> Result<()> {
        let mut at = 0;
        while at < self.articles.count {
            let range = self.articles.portion_from(at, self.most).map_err(cannot_keep)?;
            at = range.end;
            take(self.portion(range.start..range.end)?)?;
        }
        Ok(())
    }

    /// Calls `take` with each portion of the events.
    pub fn each_portion_of_events(&mut self, take: &mut dyn FnMut(Portion) -> Result<()>) -> Result<()> {
        let mut at = 0;
        while at < self.events.count {
            let range = self.events.portion_from(at, self.most).map_err(cannot_keep)?;
            at = range.end;
            take(self.portion(EVENTS | range.start..EVENTS | range.end)?)?;
        }
        Ok(())
    }

    /// The records of a range that are the first of their id, with the others of their ids, and what belongs to them.
    fn portion(&mut self, range: Range<Record>) -> Result<Portion> {
        let links = &self.links;
        let own: Vec<Record> =
            range.clone().filter(|record| links.is_first(*record)).flat_map(|first| links.of_id(first)).collect();
        let is_own: HashSet<Record> = own.iter().copied().collect();
        let mut others: BTreeSet<(Record, Record)> = BTreeSet::new();
        let mut newest: Vec<Record> = own.iter().flat_map(|record| links.articles(*record)).collect();
        // An article may be that of another because of what a third says, and no further.
        for is_last in [false, true] {
            newest.retain(|record| !is_own.contains(record) && others.insert(links.rank(*record)));
            if !is_last {
                newest = newest.iter().flat_map(|record| links.articles(*record)).collect();
            }
        }
        let related = own.iter().flat_map(|record| links.related(*record)).filter(|record| !is_own.contains(record));
        others.extend(related.map(|record| links.rank(record)));
        let others: Vec<Record> = others.into_iter().map(|(_, record)| record).collect();
        let start = range.start;
        let (before, after) = others.split_at(others.partition_point(|record| links.rank(*record).0 < start));
        let (of_before, after_articles) = (before.to_vec(), after.to_vec());
        let mut all = vec![Lines { text: self.frame.clone(), is_own: false }];
        for (records, is_own) in [(of_before, false), (own, true), (after_articles, false)] {
            let text = self.lines_of(&records).map_err(cannot_keep)?;
            all.push(Lines { text, is_own });
        }
        Ok(Portion::of(all, &mut self.counted))
    }

    /// The lines of records, of one event or article each line once.
    fn lines_of(&mut self, records: &[Record]) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        let mut of_one: Option<(Record, HashSet<Vec<u8>>)> = None;
        for (at, &record) in records.iter().enumerate() {
            let lines = if record < EVENTS { self.articles.get(record)? } else { self.events.get(record - EVENTS)? };
            let first = self.links.rank(record).0;
            let has_more = records.get(at + 1).is_some_and(|next| self.links.rank(*next).0 == first);
            if of_one.as_ref().is_none_or(|(one, _)| *one != first) {
                of_one = has_more.then(|| (first, HashSet::new()));
            }
            let Some((_, seen)) = &mut of_one else {
                text.extend_from_slice(&lines);
                continue;
            };
            for line in lines.split_inclusive(|byte| *byte == b'\n') {
                if seen.insert(line.to_vec()) {
                    text.extend_from_slice(line);
                }
            }
        }
        Ok(text)
    }
}
