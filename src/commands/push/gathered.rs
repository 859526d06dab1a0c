//! All records of some data as lines on the disk, so that of very many a portion can be read with all that belongs to it.
//!
//! Which records belong together is in `links`; what is made of a portion is not known here.

use super::links::{EVENTS, Keys, Links, Record};
use crate::dataset::{self, Counted, Dataset, EventId, Everybody, FoundInReading, Key, Lines, Portion};
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
    everybody: Everybody,
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

/// The portion that these lines are.
fn frame_of(lines: &[u8]) -> Portion {
    Portion::of(vec![Lines { text: lines.to_vec(), is_own: true }], &mut Counted::default(), &Everybody::default())
}

impl Gathered {
    /// Reads all of the inputs; `most` records are in a portion.
    pub fn of(inputs: &[Input], most: u32) -> Result<Gathered> {
        let (mut articles, mut events) = (Texts::new().map_err(cannot_keep)?, Texts::new().map_err(cannot_keep)?);
        let mut keys = Keys::new().map_err(cannot_keep)?;
        let mut frame = Frame::default();
        let mut digest = XxHash3_64::new();
        let mut everybody = Everybody::default();
        let found = dataset::each_stretch(inputs, &mut |dataset| {
            frame.add(&dataset)?;
            everybody.add(&dataset);
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
        everybody.settle(&frame_of(&frame).dataset);
        Ok(Gathered {
            frame,
            articles,
            events,
            links,
            found,
            digest: digest.finish(),
            most,
            counted: Counted::default(),
            everybody,
        })
    }

    /// What the data say of themselves, and entities.
    pub fn frame(&self) -> Portion {
        frame_of(&self.frame)
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
        Ok(Portion::of(all, &mut self.counted, &self.everybody))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{ColumnOf, Kept};
    use crate::model::Lang;
    use std::collections::BTreeMap;
    use std::ops::ControlFlow;

    type Fields = BTreeMap<String, Vec<Vec<String>>>;
    type Names = BTreeMap<(usize, String), [String; 2]>;

    /// What is kept of the events of a dataset, by their ids.
    fn fields_of(dataset: &Dataset, range: Range<u32>) -> Fields {
        let forward = dataset.forward(range.clone());
        let of = |event: EventId| {
            let made = &forward[(event.0 - range.start) as usize];
            let fields = Kept::ALL.map(|kept| made.of(kept).iter().map(ToString::to_string).collect());
            (dataset.head(event).id.to_owned(), fields.to_vec())
        };
        dataset.shown_in(range.clone()).map(of).collect()
    }

    /// What is kept of the events and names of some inputs, so many records at a time.
    fn kept(inputs: &[Input], most: u32) -> (Fields, Names) {
        let mut data = Gathered::of(inputs, most).unwrap();
        let (mut fields, mut names) = (Fields::new(), Names::new());
        let mut take = |portion: Portion| {
            portion.each_kept_name(&mut |name| {
                let shown = [name.counts_for.to_string(), name.shown.to_string()];
                names.entry((name.column as usize, name.key.to_owned())).or_insert(shown);
            });
            fields.extend(fields_of(&portion.dataset, portion.events()));
            Ok(())
        };
        data.each_portion_of_articles(&mut take).unwrap();
        data.each_portion_of_events(&mut take).unwrap();
        (fields, names)
    }

    /// The lines of two halves as inputs, and that what is kept of both, by few records at a time, is that of a dataset.
    #[track_caller]
    fn assert_as_a_dataset(lines: &[String]) {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, lines: &[String]| {
            let path = folder.path().join(name);
            std::fs::write(&path, lines.join("\n") + "\n").unwrap();
            Input::Path(path)
        };
        let (first, second) = lines.split_at(lines.len() / 2);
        let (first, second) = (file("first.jsonl", first), file("second.jsonl", second));
        for inputs in [[first.clone(), second.clone()], [second, first]] {
            let whole = dataset::load(&inputs, &mut |_| ControlFlow::Continue(())).unwrap();
            let here = fields_of(&whole, 0..whole.event_bound());
            let names = kept(&inputs, 1 << 20).1;
            let people = whole.people();
            for number in 0..people.len() as u32 {
                let id = people.id(number).written();
                let shown = people.printed(number, Lang::En);
                let present = [ColumnOf::Present as usize, ColumnOf::PresentBody as usize];
                let mut kept = names.iter().filter(|((column, _), [of, _])| present.contains(column) && *of == id);
                assert!(kept.any(|(_, [_, name])| name == shown || name.is_empty()), "{shown}: {names:#?}");
            }
            for most in [1, 3, 7] {
                let (fields, by_few) = kept(&inputs, most);
                for (id, event) in &here {
                    for (kept, values) in Kept::ALL.iter().zip(event) {
                        assert_eq!(&fields[id][*kept as usize], values, "{kept:?} of {id}, by {most}");
                    }
                }
                assert_eq!(by_few, names, "by {most}");
            }
        }
    }

    fn event(n: usize, fields: &str) -> String {
        format!(r#"{{"record":"event","id":"e{n}","label":"Event {n}","date":"2024-01-{:02}",{fields}}}"#, n % 28 + 1)
    }

    #[test]
    fn who_is_a_person_in_one_portion_is_one_in_all() {
        let body = |name: &str| format!(r#"{{"name":"{name}","schema":"Organization"}}"#);
        let mut lines = vec![r#"{"record":"entity","id":"x","name":"Entity of no sort","alias":["Ent"]}"#.to_owned()];
        for n in 0..12 {
            let who = match n {
                0..6 => format!(r#"{}, {}, {{"entity":"x","schema":"Organization"}}"#, body("Acme"), body("Works")),
                6 => format!(r#""Acme", {}, {{"name":"Ent"}}"#, body("Works")),
                _ => format!(r#"{}, {}, "Ann""#, body("ACME"), body("Works")),
            };
            lines.push(event(n, &format!(r#""participants":[{who}]"#)));
        }
        assert_as_a_dataset(&lines);
    }

    #[test]
    fn an_id_that_leads_nowhere_is_the_name_that_was_first_beside_it() {
        let mut lines = Vec::new();
        for n in 0..12 {
            let name = ["Ann Lee", "Bob Ray", "ann lee"][n / 4];
            let who = format!(r#"{{"entity":"gone","name":"{name}"}}"#);
            let quotes = format!(r#""quotes":[{{"type":"direct","speaker":{who},"text":"We said {n}"}}]"#);
            lines.push(event(n, &format!(r#""participants":[{who}, "Bob Ray", {{"entity":"alone"}}],{quotes}"#)));
        }
        assert_as_a_dataset(&lines);
    }

    #[test]
    fn a_name_is_shown_as_the_first_record_writes_it_whatever_is_read_with_a_portion() {
        let mut lines = Vec::new();
        for n in 0..12 {
            let name = if n == 11 { "ANN LEE" } else { "Ann Lee" };
            // The first is related to the last, which names the same.
            let who = if n == 0 { r#""Bob""#.to_owned() } else { format!(r#"{{"name":"{name}","country":"KZ"}}"#) };
            let article = format!(r#"{{"url":"https://a.org/{}","publisher":"{name}"}}"#, n / 2);
            lines.push(event(
                n,
                &format!(r#""participants":[{who}],"related":["e{}"],"articles":[{article},"r{n}"]"#, 11 - n),
            ));
        }
        lines.push(r#"{"record":"article","id":"r11","headline":"Report","publisher":"Bob"}"#.to_owned());
        assert_as_a_dataset(&lines);
    }
}
