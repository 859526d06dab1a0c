//! Heads: the little of a record that a row of the timeline shows, in columns.
//!
//! A million events take about 30 bytes each and their titles, where whole records would take two gigabytes. A head
//! is all that sorting, the histogram and the country filter need. It knows nothing of how records are read.

use super::bytes::{Reader, Writer};
use super::dates::{Dates, HeadDate};
use super::numbers::Ends;
use crate::model::{Event, EventCountry, Lang, Str, Text, took_part};
use hashbrown::HashMap;
use std::io;

/// What a row says of an event, before it is put into columns. Texts are sanitised to one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventRow<'a> {
    /// The event's id, written or filled in.
    pub id: &'a str,
    /// Title in English and in Russian; equal where there is only one.
    pub titles: [&'a str; 2],
    /// Its date.
    pub date: HeadDate,
    /// Whether the date's basis is another than `stated`.
    pub basis_not_stated: bool,
    /// Whether the confidence is `low`.
    pub low_confidence: bool,
    /// Number of quotes.
    pub quotes: usize,
    /// Codes of its countries, each once, in the order of the record, and whether each took part.
    pub countries: &'a [(&'a str, bool)],
}

/// The heads of a segment's events.
#[derive(Debug, Default)]
pub struct EventHeads {
    ids: Strings,
    /// Title in English, and in Russian when it is another.
    titles: Strings,
    dates: Dates,
    quotes: Vec<u8>,
    /// The numbers of quotes that are [`MANY`] or more.
    many_quotes: HashMap<u32, u32>,
    /// Numbers of countries, with [`ABSENT`] added to those that took no part.
    countries: Vec<u16>,
    country_ends: Ends,
    country_names: Vec<Box<str>>,
    /// While events are added: the numbers of codes of two letters, which nearly all are, by their letters, or
    /// [`UNNAMED`]; and of all others.
    numbers_by_letters: Vec<u16>,
    other_numbers: HashMap<Box<str>, u16>,
}

/// The mark of a country that the event names without its having taken part.
const ABSENT: u16 = 1 << 15;

/// No number of a country.
const UNNAMED: u16 = u16::MAX;

/// As many quotes as a byte can say, or more.
const MANY: u8 = u8::MAX;

/// One event's head.
#[derive(Clone, Copy, Debug)]
pub struct EventHead<'a> {
    heads: &'a EventHeads,
    at: usize,
    /// The event's id, written or filled in.
    pub id: &'a str,
    /// Its date.
    pub date: HeadDate,
    /// Number of quotes.
    pub quotes: u32,
    /// Whether the date is inferred, known from elsewhere, or only the date of publication.
    pub basis_not_stated: bool,
    /// Whether the record has low confidence.
    pub is_doubtful: bool,
}

impl<'a> EventHead<'a> {
    /// The title in `lang`, else in another language; never empty for a record that was accepted.
    pub fn title(&self, lang: Lang) -> &'a str {
        let titles = self.heads.titles.get(self.at);
        let Some(end) = memchr::memchr(BETWEEN as u8, titles.as_bytes()) else { return titles };
        let (en, ru) = (&titles[..end], &titles[end + 1..]);
        if lang == Lang::Ru && !ru.is_empty() { ru } else { en }
    }

    /// The codes of its countries, in the order of the record.
    pub fn countries(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let heads = self.heads;
        heads.country_numbers(self.at).map(|(number, _)| &*heads.country_names[usize::from(number)])
    }
}

impl EventHeads {
    /// Adds one event; its number in the segment is the count before.
    pub fn push(&mut self, row: &EventRow<'_>) {
        self.ids.push(row.id);
        let [en, ru] = &row.titles;
        // Most have one, which need not be compared with itself.
        let is_one = std::ptr::eq(*ru, *en) || ru == en;
        self.titles.push_parts(if is_one { &row.titles[..1] } else { &row.titles });
        self.dates.push(row.date, row.basis_not_stated, row.low_confidence);
        let at = self.quotes.len() as u32;
        self.quotes.push(u8::try_from(row.quotes).unwrap_or(MANY));
        if row.quotes >= usize::from(MANY) {
            self.many_quotes.insert(at, row.quotes as u32);
        }
        for (code, took_part) in row.countries {
            let number = self.country_number(code);
            self.countries.push(if *took_part { number } else { number | ABSENT });
        }
        self.country_ends.push(self.countries.len() as u32);
    }

    fn country_number(&mut self, code: &str) -> u16 {
        let place = |letter: u8| usize::from(letter - b'A');
        let letters = match *code.as_bytes() {
            [first @ b'A'..=b'Z', second @ b'A'..=b'Z'] => Some(place(first) * 26 + place(second)),
            _ => None,
        };
        let known = match letters {
            Some(letters) => self.numbers_by_letters.get(letters).copied().filter(|number| *number != UNNAMED),
            None => self.other_numbers.get(code).copied(),
        };
        if let Some(number) = known {
            return number;
        }
        // More than 32 767 spellings of countries in one segment are no countries: the rest share the last number.
        let number = self.country_names.len().min(usize::from(ABSENT - 1)) as u16;
        if self.country_names.len() <= usize::from(number) {
            self.country_names.push(code.into());
        }
        if let Some(letters) = letters {
            self.numbers_by_letters.resize(26 * 26, UNNAMED);
            self.numbers_by_letters[letters] = number;
        } else {
            self.other_numbers.insert(code.into(), number);
        }
        number
    }

    /// Adds a copy of event `at` of other heads.
    pub fn push_copy(&mut self, from: &EventHeads, at: usize) {
        let head = from.head(at);
        self.push(&EventRow {
            id: head.id,
            titles: [head.title(Lang::En), head.title(Lang::Ru)],
            date: head.date,
            basis_not_stated: head.basis_not_stated,
            low_confidence: head.is_doubtful,
            quotes: head.quotes as usize,
            countries: &from
                .country_numbers(at)
                .map(|(number, took_part)| (&*from.country_names[usize::from(number)], took_part))
                .collect::<Vec<_>>(),
        });
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.dates.len()
    }

    /// The head of event `at`, which must be below [`EventHeads::len`].
    pub fn head(&self, at: usize) -> EventHead<'_> {
        let (date, basis_not_stated, is_doubtful) = self.dates.get(at);
        let quotes = self.quotes(at);
        EventHead { heads: self, at, id: self.ids.get(at), date, quotes, basis_not_stated, is_doubtful }
    }

    /// Number of quotes of event `at`.
    pub fn quotes(&self, at: usize) -> u32 {
        match self.quotes[at] {
            MANY => self.many_quotes.get(&(at as u32)).copied().unwrap_or(u32::from(MANY)),
            few => u32::from(few),
        }
    }

    /// The date of event `at`.
    pub fn date(&self, at: usize) -> HeadDate {
        self.dates.get(at).0
    }

    /// The id of event `at`.
    pub fn id(&self, at: usize) -> &str {
        self.ids.get(at)
    }

    /// The numbers of the countries of event `at`, for [`EventHeads::country_names`], and whether each took part.
    pub fn country_numbers(&self, at: usize) -> impl Iterator<Item = (u16, bool)> + '_ {
        let numbers = &self.countries[self.country_ends.range(at)];
        numbers.iter().map(|number| (number & !ABSENT, number & ABSENT == 0))
    }

    /// The codes of the segment's countries by number.
    pub fn country_names(&self) -> &[Box<str>] {
        &self.country_names
    }

    /// Writes the heads.
    pub fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        self.ids.save(writer)?;
        self.titles.save(writer)?;
        self.dates.save(writer)?;
        writer.column(&self.quotes)?;
        let mut many: Vec<(u32, u32)> = self.many_quotes.iter().map(|(&event, &count)| (event, count)).collect();
        many.sort_unstable();
        let (events, counts): (Vec<u32>, Vec<u32>) = many.into_iter().unzip();
        writer.column(&events)?;
        writer.column(&counts)?;
        writer.column(&self.countries)?;
        self.country_ends.save(writer)?;
        writer.number(self.country_names.len() as u64)?;
        self.country_names.iter().try_for_each(|name| writer.text(name))
    }

    /// Reads the heads of `count` events.
    pub fn read(reader: &mut Reader<'_>, count: usize) -> Option<EventHeads> {
        let mut heads = EventHeads {
            ids: Strings::read(reader, count)?,
            titles: Strings::read(reader, count)?,
            dates: Dates::read(reader, count)?,
            quotes: reader.column_of(count)?,
            many_quotes: many_quotes(reader)?,
            countries: reader.column()?,
            ..EventHeads::default()
        };
        heads.country_ends = Ends::read_of(reader, count, heads.countries.len())?;
        let names = reader.number()?;
        let are_sound =
            heads.countries.iter().all(|number| u64::from(number & !ABSENT) < names) && names <= u64::from(ABSENT);
        if !are_sound {
            return None;
        }
        for _ in 0..names {
            heads.country_names.push(reader.text()?.into());
        }
        Some(heads)
    }

    /// Gives back the memory that was kept for growing; nothing is added any more.
    pub fn shrink(&mut self) {
        self.ids.shrink();
        self.titles.shrink();
        self.numbers_by_letters = Vec::new();
        self.other_numbers = HashMap::new();
        self.country_names.shrink_to_fit();
        self.dates.shrink();
        self.quotes.shrink_to_fit();
        self.countries.shrink_to_fit();
        self.country_ends.shrink();
    }
}

fn many_quotes(reader: &mut Reader<'_>) -> Option<HashMap<u32, u32>> {
    let events: Vec<u32> = reader.column()?;
    let counts: Vec<u32> = reader.column_of(events.len())?;
    let are_many = counts.iter().all(|count| *count >= u32::from(MANY));
    are_many.then(|| events.into_iter().zip(counts).collect())
}

/// The two titles of a text: as shown first in English and in Russian.
pub fn titles<T: Str>(text: &Text<T>) -> [&str; 2] {
    Lang::ALL.map(|lang| text.shown(lang))
}

/// Whether a date basis is another than `stated`, which is also what an absent one means.
pub fn is_not_stated(basis: Option<&str>) -> bool {
    basis.is_some_and(|basis| basis != "stated")
}

/// The countries of an event as codes, each once, and whether each took part.
pub fn country_codes<W: Str>(countries: &[EventCountry<W>]) -> Vec<(&str, bool)> {
    let mut codes: Vec<(&str, bool)> = Vec::with_capacity(countries.len());
    for country in countries {
        let code = country.country.code();
        if !codes.iter().any(|(have, _)| *have == code) {
            codes.push((code, took_part(country.part.as_deref())));
        }
    }
    codes
}

/// Adds the head of a whole record.
pub fn push_event(heads: &mut EventHeads, event: &Event) {
    let title = if event.label.is_empty() { &event.summary } else { &event.label };
    heads.push(&EventRow {
        id: &event.id,
        titles: titles(title),
        date: HeadDate::of_written(event.date.as_ref()),
        basis_not_stated: is_not_stated(event.date_basis.as_deref()),
        low_confidence: event.confidence.as_deref() == Some("low"),
        quotes: event.quotes.len(),
        countries: &country_codes(&event.countries),
    });
}

/// What stands between the parts of a string; sanitised text has no control characters.
const BETWEEN: char = '\u{1f}';

/// Many short strings in one piece of memory.
#[derive(Debug, Default, Clone)]
pub struct Strings {
    text: String,
    ends: Ends,
}

impl Strings {
    /// Adds a string. A segment holds less than 4 GB of text by its size limit.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
    }

    /// Adds several strings, at least one, as the parts of one.
    pub fn push_parts(&mut self, parts: &[&str]) {
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                self.text.push(BETWEEN);
            }
            self.text.push_str(part);
        }
        self.ends.push(self.text.len() as u32);
    }

    /// Adds all strings of another after its own.
    pub fn append(&mut self, other: &Strings) {
        let length = self.text.len() as u32;
        self.text.push_str(&other.text);
        self.ends.append(&other.ends, length);
    }

    /// All strings, one after the other.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// String number `at`, from 0.
    pub fn get(&self, at: usize) -> &str {
        &self.text[self.ends.range(at)]
    }

    /// The parts of string number `at`.
    pub fn parts(&self, at: usize) -> impl Iterator<Item = &str> {
        self.get(at).split(BETWEEN)
    }

    /// How many strings there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Forgets all strings, and keeps its memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// Writes the strings.
    pub fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        writer.text(&self.text)?;
        self.ends.save(writer)
    }

    /// Reads `count` strings.
    pub fn read(reader: &mut Reader<'_>, count: usize) -> Option<Strings> {
        Strings::read_all(reader).filter(|strings| strings.len() == count)
    }

    /// Reads strings, however many they are.
    pub fn read_all(reader: &mut Reader<'_>) -> Option<Strings> {
        let strings = Strings { text: reader.text()?, ends: Ends::read(reader)? };
        let bytes = strings.text.as_bytes();
        let is_start = |end: u32| bytes.get(end as usize).is_none_or(|byte| byte & 0xc0 != 0x80);
        (strings.ends.last() as usize == bytes.len() && strings.ends.iter().all(is_start)).then_some(strings)
    }

    /// The strings in the order in which `order` names them.
    #[must_use]
    pub fn in_order(&self, order: &[u32]) -> Strings {
        let mut strings =
            Strings { text: String::with_capacity(self.text.len()), ends: Ends::with_capacity(self.ends.len()) };
        for &number in order {
            strings.push(self.get(number as usize));
        }
        strings
    }

    /// Gives back the memory that was kept for growing.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink();
    }

    /// In a sorted list: the number of the first string that is not below `text`.
    pub fn lower_bound(&self, text: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.get(middle) < text { low = middle + 1 } else { high = middle }
        }
        low
    }
}
