//! The fast way to an event: one walk over the JSON text of a record. It makes the event of the model, or, for who only
//! wants to look at it, one that borrows its strings from the text; a head needs the walk over single fields.
//!
//! It takes only an event in which nothing is unusual: fields of the format, each once and under any of its names, with values
//! of their own kind. What data may have in every record is noted: a word that the format does not list, a country by its
//! name, a date in another form. Whatever else is to be noted, warned about or kept as unread, it declines, and the record is
//! read through `convert.rs`, the one place that knows the reader rules; `tests` holds what it takes equal to what that place
//! makes.

use super::bounds;
use super::fault::push_name;
use super::ids::whole_id;
use super::raw::{
    FieldNames, Object as _, RawArticle, RawCountry, RawEvent, RawNamed, RawParticipant, RawPlace, RawPublisher,
    RawQuote, RawSelector, is_language_tag, own_name, unescaped,
};
use super::rules::{
    CONFIDENCES, DATE_BASES, KINDS, Lines, PARTS, SCHEMAS, country_as_written, country_of_name, country_of_place,
    fill_countries, is_blank, is_web, link_of_id, listed, read_as_country, read_as_date, unlisted,
};
use crate::catalogue::{Finding, Remedy};
use crate::load::dates;
use crate::model::article_id::article_id;
use crate::model::{
    Article, ArticleLink, Country, Date, Event, EventCountry, Named, Participant, Place, Position, Publisher, Quote,
    QuoteType, Schema, Selector, Str, Text, Versions, WrittenCountry, WrittenDate,
};
use crate::problem::{Level, RecordProblem};
use crate::text::{is_clean, sanitise_line};
use std::borrow::Cow;
use std::marker::PhantomData;

/// More keys than an object of the format has; one with more is left to the rules.
const MOST_KEYS: usize = 24;

/// More keys than an event has with all that a map carries along in it.
const MOST_FIELDS: usize = 64;

/// An event that borrows its strings from its JSON.
pub type Borrowed<'a> = Event<Cow<'a, str>, Cow<'a, str>>;

/// The event that `json` is, or `None` when it is to be read with all rules. What is to be noted of one that is taken is added
/// to `problems`, in the order of the text.
pub fn event<'a, T: Read<'a>, W: Read<'a>>(json: &'a str, problems: &mut Vec<RecordProblem>) -> Option<Event<T, W>> {
    event_of(json, false, problems)
}

/// The same; when a map has made it (`is_mapped`), fields that the format has not are carried along on purpose, and none of
/// them is another spelling of one that it has.
pub fn event_of<'a, T: Read<'a>, W: Read<'a>>(
    json: &'a str,
    is_mapped: bool,
    problems: &mut Vec<RecordProblem>,
) -> Option<Event<T, W>> {
    bounds::is_within(json.as_bytes()).then_some(())?;
    let (mut event, notes) = whole(json, |cursor| cursor.event(is_mapped))?;
    if event.id_filled {
        event.id = whole_id("e", json, "")?.into();
    }
    let shown = |note: RecordProblem| RecordProblem { pointer: sanitise_line(&note.pointer).into_owned(), ..note };
    problems.extend(notes.into_iter().map(shown));
    Some(event)
}

/// A text in one or several languages.
pub fn text(json: &str) -> Option<Text<Cow<'_, str>>> {
    whole::<_, Cow<'_, str>, _>(json, |cursor| cursor.text(Lines::One)).map(|(text, _)| text)
}

/// The countries of an event.
pub fn countries(json: &str) -> Option<Vec<EventCountry<Cow<'_, str>>>> {
    whole::<Cow<'_, str>, _, _>(json, Cursor::countries).map(|(countries, _)| countries)
}

/// What `read` makes of all of a text, and what is to be noted of it.
fn whole<'a, T, W, V>(
    json: &'a str,
    read: impl FnOnce(&mut Cursor<'a, T, W>) -> Option<V>,
) -> Option<(V, Vec<RecordProblem>)> {
    let mut cursor = Cursor { json, at: 0, is_clean: is_clean(json), notes: Vec::new(), makes: PhantomData };
    let value = read(&mut cursor)?;
    cursor.next().is_none().then_some((value, cursor.notes))
}

/// How many bytes there are before the first that ends a string of JSON, escapes something or may not stand there. Most are
/// few: to go over them eight at a time costs less than to begin a search.
#[inline]
fn plain_length(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 0xff;
    const HIGH: u64 = ONES << 7;
    let (words, rest) = bytes.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        // The high bit of each byte that is below another; that of a byte after such a one may be wrong.
        let below = |word: u64, other: u8| word.wrapping_sub(ONES * u64::from(other)) & !word;
        let is = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
        let found = (below(word, b' ') | is(b'"') | is(b'\\')) & HIGH;
        if found != 0 {
            return Some(at * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let in_rest = rest.iter().position(|byte| matches!(byte, ..b' ' | b'"' | b'\\'))?;
    Some(bytes.len() - rest.len() + in_rest)
}

/// A string that can be made of what is read.
pub trait Read<'a>: Str + From<Cow<'a, str>> + From<String> {}

impl<'a, S: Str + From<Cow<'a, str>> + From<String>> Read<'a> for S {}

/// A place in the text of a record. What reads from it answers `None` when something unusual stands there, and the walk
/// ends. It makes texts of strings `T`, and words and ids of strings `W`.
struct Cursor<'a, T, W> {
    json: &'a str,
    at: usize,
    /// Whether no character of the record must be replaced before it is shown.
    is_clean: bool,
    /// What is to be noted so far; pointers begin at the object or list that is being read.
    notes: Vec<RecordProblem>,
    makes: PhantomData<(T, W)>,
}

impl<'a, T, W> Cursor<'a, T, W> {
    /// The next byte that is no space; it is not passed.
    fn next(&mut self) -> Option<u8> {
        loop {
            match *self.json.as_bytes().get(self.at)? {
                b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                byte => return Some(byte),
            }
        }
    }

    /// Passes this byte, if it is the next one; says whether it was.
    fn passes(&mut self, byte: u8) -> bool {
        let is_next = self.next() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.passes(byte).then_some(())
    }

    /// A string without its escapes, as written otherwise.
    fn string(&mut self) -> Option<Cow<'a, str>> {
        self.expect(b'"')?;
        let (json, start) = (self.json, self.at);
        let end = start + plain_length(&json.as_bytes()[start..])?;
        self.at = end + 1;
        match json.as_bytes()[end] {
            b'"' => Some(Cow::Borrowed(&json[start..end])),
            b'\\' => self.escaped_string(start),
            _ => None,
        }
    }

    /// A string that begins at `start` and has escapes.
    fn escaped_string(&mut self, start: usize) -> Option<Cow<'a, str>> {
        let mut end = start;
        loop {
            end += memchr::memchr2(b'"', b'\\', self.json.as_bytes().get(end..)?)?;
            if self.json.as_bytes()[end] == b'"' {
                break;
            }
            end += 2;
        }
        self.at = end + 1;
        unescaped(&self.json[start - 1..=end])
    }

    /// A text as it can be shown.
    fn shown<'t>(&self, text: Cow<'t, str>, lines: Lines) -> Cow<'t, str> {
        // Where the record is clean, only what stands first in a string may not be: a mark that belongs to a letter.
        let is_safe = self.is_clean && text.bytes().next().is_none_or(|first| matches!(first, ..0x80 | 0xD0 | 0xD1));
        match text {
            Cow::Borrowed(text) if is_safe => Cow::Borrowed(text),
            text => Cow::Owned(lines.clean_own(text)),
        }
    }

    /// A string of one line without the space around it; a blank one is left to the rules.
    fn trimmed(&mut self) -> Option<Cow<'a, str>> {
        let word = match self.string()? {
            Cow::Borrowed(text) => self.shown(Cow::Borrowed(text.trim()), Lines::One),
            Cow::Owned(text) => Cow::Owned(Lines::One.clean(text.trim())),
        };
        Some(word).filter(|word| !word.is_empty())
    }

    /// A country by its code; one by its name, or by a code in other letters, is noted.
    fn country(&mut self) -> Option<WrittenCountry> {
        self.next()?;
        let offset = self.at;
        let text = self.trimmed()?;
        let mut country = Country::from_code(&text);
        if country.is_none() {
            let meant = country_as_written(&text)?;
            self.note(offset, read_as_country(&text, meant));
            country = Some(meant);
        }
        Some(WrittenCountry { text: text.into(), country })
    }

    /// A country by its code and nothing else.
    fn code(&mut self) -> Option<WrittenCountry> {
        let text = self.trimmed()?;
        let country = Country::from_code(&text)?;
        Some(WrittenCountry { text: text.into(), country: Some(country) })
    }

    /// Notes something of the value that begins at this byte.
    #[cold]
    fn note(&mut self, offset: usize, (reason, remedy): (Finding, Remedy)) {
        let reason = Box::new(reason);
        self.notes.push(RecordProblem { level: Level::Note, offset, pointer: String::new(), reason, remedy });
    }

    fn number(&mut self) -> Option<usize> {
        self.next()?;
        let digits = self.json.as_bytes()[self.at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let written = &self.json[self.at..self.at + digits];
        self.at += digits;
        let is_whole = matches!(self.next()?, b',' | b'}') && (digits == 1 || !written.starts_with('0'));
        written.parse().ok().filter(|_| is_whole)
    }

    /// A number of JSON, with a fraction or without.
    fn degrees(&mut self) -> Option<f64> {
        self.next()?;
        let rest = &self.json.as_bytes()[self.at..];
        let length = rest.iter().take_while(|byte| !matches!(byte, b',' | b'}' | b' ' | b'\t' | b'\r' | b'\n')).count();
        let written = &self.json[self.at..self.at + length];
        self.at += length;
        serde_json::from_str(written).ok()
    }

    fn boolean(&mut self) -> Option<bool> {
        self.next()?;
        let rest = &self.json[self.at..];
        let value = rest.starts_with("true");
        let word = if value { "true" } else { "false" };
        self.at += word.len();
        rest.starts_with(word).then_some(value)
    }

    /// The fields of an object, each once. `field` reads the value of the name that it is given and says whether the format
    /// has it; a name that the format has not is given once more as that of `names` which means the same (reader rule 1).
    fn object(
        &mut self,
        names: &'static FieldNames,
        field: impl FnMut(&mut Self, &'a str) -> Option<bool>,
    ) -> Option<()> {
        self.object_of::<MOST_KEYS>(names, field)
    }

    /// The text of a value that is carried along: a string, a number or a word.
    fn carried(&mut self) -> Option<String> {
        let first = self.next()?;
        let start = self.at;
        if first == b'"' {
            self.string()?;
        } else if matches!(first, b'{' | b'[') {
            return None;
        } else {
            let rest = self.json[start..].bytes();
            self.at += rest.take_while(|byte| !matches!(byte, b',' | b'}' | b' ' | b'\t' | b'\r' | b'\n')).count();
            let is_json = serde_json::from_str::<serde::de::IgnoredAny>(&self.json[start..self.at]).is_ok();
            is_json.then_some(())?;
        }
        Some(Lines::Many.clean(&self.json[start..self.at]))
    }

    /// The fields of an object that has no more than so many.
    fn object_of<const MOST: usize>(
        &mut self,
        names: &'static FieldNames,
        mut field: impl FnMut(&mut Self, &'a str) -> Option<bool>,
    ) -> Option<()> {
        self.expect(b'{')?;
        if self.passes(b'}') {
            return Some(());
        }
        let mut keys = [""; MOST];
        let mut lengths = 0u64;
        for count in 0..MOST {
            let Cow::Borrowed(key) = self.string()? else { return None };
            let mut is_new = |key: &'a str| {
                // Most keys have a length of their own.
                let length = 1 << (key.len() & 63);
                let is_new = lengths & length == 0 || !keys[..count].contains(&key);
                lengths |= length;
                keys[count] = key;
                is_new.then_some(())
            };
            is_new(key)?;
            self.expect(b':')?;
            let noted = self.notes.len();
            if !field(self, key)? {
                let own = own_name(names, key)?;
                is_new(own)?;
                field(self, own)?.then_some(())?;
            }
            if self.notes.len() > noted {
                self.point_into(noted, key);
            }
            if !self.passes(b',') {
                return self.expect(b'}');
            }
        }
        None
    }

    /// The items of a list.
    fn list<I>(&mut self, mut item: impl FnMut(&mut Self) -> Option<I>) -> Option<Vec<I>> {
        self.expect(b'[')?;
        let mut items = Vec::new();
        if self.passes(b']') {
            return Some(items);
        }
        loop {
            let noted = self.notes.len();
            items.push(item(self)?);
            if self.notes.len() > noted {
                self.point_into(noted, &(items.len() - 1).to_string());
            }
            if !self.passes(b',') {
                return self.expect(b']').map(|()| items);
            }
        }
    }

    /// The notes from number `first` on are of this part of what is being read.
    #[cold]
    fn point_into(&mut self, first: usize, part: &str) {
        for note in &mut self.notes[first..] {
            let within = std::mem::take(&mut note.pointer);
            push_name(&mut note.pointer, part);
            note.pointer.push_str(&within);
        }
    }
}

impl<'a, T: Read<'a>, W: Read<'a>> Cursor<'a, T, W> {
    fn words(&mut self, lines: Lines) -> Option<W> {
        let text = self.string()?;
        Some(self.shown(text, lines).into())
    }

    fn word(&mut self) -> Option<W> {
        self.trimmed().map(W::from)
    }

    /// A word for which the format has a list; another one is kept and noted.
    fn listed(&mut self, field: &'static str, usual: &[&'static str]) -> Option<W> {
        self.next()?;
        let offset = self.at;
        let word = self.trimmed()?;
        if let Some(listed) = listed(&word, usual) {
            return Some(Cow::Borrowed(listed).into());
        }
        self.note(offset, unlisted(field, &word, usual));
        Some(word.into())
    }

    fn id(&mut self) -> Option<W> {
        self.words(Lines::One).filter(|id| !id.trim().is_empty())
    }

    /// A text in one language; a blank one is left to the rules.
    fn version(&mut self, lines: Lines) -> Option<T> {
        let text = self.string().filter(|text| !is_blank(text))?;
        Some(self.shown(text, lines).into())
    }

    /// A text that says something.
    fn text(&mut self, lines: Lines) -> Option<Text<T>> {
        let mut versions = Versions::new();
        if self.next()? == b'"' {
            versions.push((None, self.version(lines)?));
            return Some(versions.into());
        }
        self.object(&[], |cursor, tag| {
            if !is_language_tag(tag) {
                return None;
            }
            let tag = cursor.shown(Cow::Borrowed(tag), Lines::One);
            versions.push((Some(tag.into()), cursor.version(lines)?));
            Some(true)
        })?;
        Some(versions.into()).filter(|text: &Text<T>| !text.is_empty())
    }

    /// A date; one in another form is noted.
    fn date(&mut self) -> Option<WrittenDate<W>> {
        self.next()?;
        let offset = self.at;
        let text = self.trimmed()?;
        if let Ok(date) = Date::parse(&text) {
            return Some(WrittenDate { text: text.into(), date: Some(date) });
        }
        let edtf = dates::lenient(&text)?;
        self.note(offset, read_as_date(&text, &edtf));
        let date = Date::parse(&edtf).ok();
        Some(WrittenDate { text: edtf.into(), date })
    }

    fn event(&mut self, is_mapped: bool) -> Option<Event<T, W>> {
        let mut event = Event::default();
        let (mut id, mut countries) = (None, None);
        self.object_of::<MOST_FIELDS>(RawEvent::NAMES, |cursor, key| {
            match key {
                "record" => (cursor.string()? == "event").then_some(())?,
                "id" => id = Some(cursor.id()?),
                "label" => event.label = cursor.text(Lines::One)?,
                "kind" => event.kind = Some(cursor.listed("kind", &KINDS)?),
                "date" => event.date = Some(cursor.date()?),
                "dateText" => event.date_text = cursor.text(Lines::One)?,
                "dateBasis" => event.date_basis = Some(cursor.listed("dateBasis", &DATE_BASES)?),
                "dateNote" => event.date_note = cursor.text(Lines::Many)?,
                "place" => event.place = Some(cursor.place()?),
                "online" => event.online = cursor.boolean()?,
                "countries" => countries = Some(cursor.countries()?),
                "participants" => event.participants = cursor.list(Cursor::participant)?,
                "topics" => event.topics = cursor.list(|cursor| cursor.text(Lines::One))?,
                "summary" => event.summary = cursor.text(Lines::Many)?,
                "outcomes" => event.outcomes = cursor.list(|cursor| cursor.text(Lines::Many))?,
                "articles" => event.articles = cursor.list(Cursor::article_link)?,
                "related" => event.related = cursor.list(Cursor::id)?,
                "confidence" => event.confidence = Some(cursor.listed("confidence", &CONFIDENCES)?),
                "note" => event.note = cursor.text(Lines::Many)?,
                "quotes" => event.quotes = cursor.list(Cursor::quote)?,
                _ if is_mapped => event.unread.push((Lines::One.clean(key), cursor.carried()?)),
                _ => return Some(false),
            }
            Some(true)
        })?;
        if event.label.is_empty() && event.summary.is_empty() {
            return None;
        }
        match countries {
            Some(countries) => event.countries = countries,
            None => fill_countries(&mut event, &|_| None),
        }
        event.id_filled = id.is_none();
        event.id = id.unwrap_or_default();
        Some(event)
    }

    fn countries(&mut self) -> Option<Vec<EventCountry<W>>> {
        let countries = self.list(Cursor::event_country)?;
        // There are some three hundred countries, so the scan is bounded.
        let is_first = |at: usize| {
            let country = |one: &EventCountry<W>| one.country.country;
            !countries[..at].iter().any(|before| country(before) == country(&countries[at]))
        };
        (0..countries.len()).all(is_first).then_some(countries)
    }

    fn event_country(&mut self) -> Option<EventCountry<W>> {
        if self.next()? == b'"' {
            return Some(EventCountry { country: self.country()?, part: None });
        }
        let (mut country, mut part) = (None, None);
        self.object(RawCountry::NAMES, |cursor, key| {
            match key {
                "code" => country = Some(cursor.code()?),
                "part" => part = Some(cursor.listed("part", &PARTS)?),
                _ => return Some(false),
            }
            Some(true)
        })?;
        Some(EventCountry { country: country?, part })
    }

    /// A name, alone or with a country.
    fn name_and_country(&mut self) -> Option<(Text<T>, Option<WrittenCountry>)> {
        if self.next()? == b'"' {
            return Some((self.text(Lines::One)?, None));
        }
        let (mut name, mut country) = (None, None);
        self.object(RawPublisher::NAMES, |cursor, key| {
            match key {
                "name" => name = Some(cursor.text(Lines::One)?),
                "country" => country = Some(cursor.country()?),
                _ => return Some(false),
            }
            Some(true)
        })?;
        Some((name?, country))
    }

    fn place(&mut self) -> Option<Place<T>> {
        let (mut name, mut country, mut degrees) = (None, None, (None, None));
        if self.next()? == b'"' {
            name = Some(self.text(Lines::One)?);
        } else {
            self.object(RawPlace::NAMES, |cursor, key| {
                match key {
                    "name" => name = Some(cursor.text(Lines::One)?),
                    "country" => country = Some(cursor.country()?),
                    "latitude" => degrees.0 = Some(cursor.degrees()?),
                    "longitude" => degrees.1 = Some(cursor.degrees()?),
                    _ => return Some(false),
                }
                Some(true)
            })?;
        }
        let name = name?;
        let position = match degrees {
            (None, None) => None,
            (latitude, longitude) => Some(Position::new(latitude?, longitude?)?),
        };
        let is_online =
            country.is_none() && name.versions().any(|(_, name)| name.trim().eq_ignore_ascii_case("online"));
        let country = country.or_else(|| country_of_place(&name));
        (!is_online).then_some(Place { name, country, position })
    }

    fn publisher(&mut self) -> Option<Publisher<T>> {
        self.name_and_country().map(|(name, country)| Publisher { name, country })
    }

    fn participant(&mut self) -> Option<Participant<T, W>> {
        let mut participant = Participant::default();
        if self.next()? == b'"' {
            participant.who.name = self.text(Lines::One)?;
            participant.country = country_of_name(&participant.who.name);
            return Some(participant);
        }
        self.object(RawParticipant::NAMES, |cursor, key| {
            match key {
                "entity" | "name" | "schema" => return cursor.field_of_named(key, &mut participant.who),
                "part" => participant.part = Some(cursor.listed("part", &PARTS)?),
                "role" => participant.role = cursor.text(Lines::One)?,
                "organization" => participant.organization = Some(cursor.named()?),
                "country" => participant.country = Some(cursor.country()?),
                "as" => participant.named_as = cursor.text(Lines::One)?,
                "articles" => participant.articles = cursor.list(Cursor::id)?,
                _ => return Some(false),
            }
            Some(true)
        })?;
        if participant.country.is_none() {
            participant.country = country_of_name(&participant.who.name);
        }
        is_somebody(&participant.who).then_some(participant)
    }

    fn named(&mut self) -> Option<Named<T, W>> {
        let mut named = Named::default();
        if self.next()? == b'"' {
            named.name = self.text(Lines::One)?;
            return Some(named);
        }
        self.object(RawNamed::NAMES, |cursor, key| cursor.field_of_named(key, &mut named))?;
        is_somebody(&named).then_some(named)
    }

    fn field_of_named(&mut self, key: &str, named: &mut Named<T, W>) -> Option<bool> {
        match key {
            "entity" => named.entity = Some(self.id()?),
            "name" => named.name = self.text(Lines::One)?,
            "schema" => named.schema = Some(Schema::from_word(&self.listed("schema", &SCHEMAS)?)),
            _ => return Some(false),
        }
        Some(true)
    }

    fn article_link(&mut self) -> Option<ArticleLink<T, W>> {
        if self.next()? == b'"' {
            return self.id().map(link_of_id);
        }
        let mut article = Article::default();
        let mut id = None;
        let start = self.at;
        self.object(RawArticle::NAMES, |cursor, key| {
            match key {
                "id" => id = Some(cursor.id()?),
                "headline" => article.headline = cursor.text(Lines::One)?,
                "publisher" => article.publisher = Some(cursor.publisher()?),
                "url" => article.url = Some(cursor.word()?),
                "language" => article.language = Some(cursor.word()?),
                "datePublished" => article.date_published = Some(cursor.date()?),
                "dateBasis" => article.date_basis = Some(cursor.listed("dateBasis", &DATE_BASES)?),
                "dateNote" => article.date_note = cursor.text(Lines::Many)?,
                "author" => article.author = cursor.list(Cursor::word)?,
                "credit" => article.credit = Some(cursor.word()?),
                "abstract" => article.summary = cursor.text(Lines::Many)?,
                "articleBody" => article.body = cursor.text(Lines::Many)?,
                _ => return Some(false),
            }
            Some(true)
        })?;
        let is_usual = article.url.as_deref().is_none_or(is_web)
            // With an id alone it may be the object form of a link.
            && (!article.headline.is_empty() || article.url.is_some() || !article.body.is_empty());
        article.id_filled = id.is_none();
        article.id = match (id, &article.url) {
            (Some(id), _) => id,
            (None, Some(url)) => article_id(url).into(),
            (None, None) => whole_id("a", &self.json[start..self.at], "")?.into(),
        };
        is_usual.then(|| ArticleLink::Inline(Box::new(article)))
    }

    fn quote(&mut self) -> Option<Quote<T, W>> {
        let mut quote = Quote::default();
        self.object(RawQuote::NAMES, |cursor, key| {
            match key {
                "type" => quote.kind = cursor.quote_type()?,
                "speaker" => quote.speaker = Some(cursor.participant()?),
                "cue" => quote.cue = cursor.text(Lines::One)?,
                "text" => quote.text = cursor.text(Lines::Many)?,
                "translation" => quote.translation = cursor.text(Lines::Many)?,
                "language" => quote.language = Some(cursor.word()?),
                "article" if cursor.next()? == b'[' => quote.articles = cursor.list(Self::id)?,
                "article" => quote.articles = vec![cursor.id()?],
                "selector" => quote.selector = Some(cursor.selector()?),
                _ => return Some(false),
            }
            Some(true)
        })?;
        (!quote.text.is_empty() || !quote.translation.is_empty()).then_some(quote)
    }

    fn quote_type(&mut self) -> Option<QuoteType> {
        match &*self.string()? {
            "direct" => Some(QuoteType::Direct),
            "indirect" => Some(QuoteType::Indirect),
            "mixed" => Some(QuoteType::Mixed),
            _ => None,
        }
    }

    fn selector(&mut self) -> Option<Selector<W>> {
        let mut selector = Selector::default();
        self.object(RawSelector::NAMES, |cursor, key| {
            match key {
                "start" => selector.start = Some(cursor.number()?),
                "end" => selector.end = Some(cursor.number()?),
                "prefix" => selector.prefix = cursor.words(Lines::Many)?,
                "suffix" => selector.suffix = cursor.words(Lines::Many)?,
                _ => return Some(false),
            }
            Some(true)
        })?;
        let in_order = selector.start.zip(selector.end).is_none_or(|(start, end)| start <= end);
        in_order.then_some(selector)
    }
}

/// Whether it is said who is meant.
fn is_somebody<T: Str, W>(named: &Named<T, W>) -> bool {
    named.entity.is_some() || !named.name.is_empty()
}

#[cfg(test)]
mod tests;
