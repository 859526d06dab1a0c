//! The records of the news: events, articles, quotes, the people and bodies in them, and their ids.
//!
//! This is what a record *means* after it was read: names are the data model's own, every string is already
//! sanitised, and what could not be understood is kept as it was written. Nothing here knows JSON, files, the
//! query or the screen.

pub(crate) mod article_id;
pub mod country;
pub mod date;
pub(crate) mod languages;
pub(crate) mod texts;
pub(crate) mod words;

use crate::catalogue::Tongue;
use compact_str::CompactString;
pub use country::{Country, Group};
pub use date::{Date, Day};
use smallvec::{SmallVec, smallvec};
use std::ops::Deref;

/// A language in which texts of the data can be shown first (`--lang`, key `L`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
}

impl Lang {
    /// The language in which the program speaks of texts in this one.
    pub fn tongue(self) -> Tongue {
        match self {
            Lang::En => Tongue::En,
            Lang::Ru => Tongue::Ru,
        }
    }

    /// Both, in the order in which what has two versions keeps them.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Ru];

    /// The BCP 47 tag: `en` or `ru`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ru => "ru",
        }
    }

    /// The language that follows in the round of the key `L`.
    #[must_use]
    pub fn next(self) -> Lang {
        match self {
            Lang::En => Lang::Ru,
            Lang::Ru => Lang::En,
        }
    }
}

/// A string of a record. A record that is kept or shown has its own, `T` for texts and `W` for words and ids; one that is
/// only indexed borrows them from the JSON that it was read from.
pub trait Str: Deref<Target = str> + Clone + PartialEq + Default {}

impl<S: Deref<Target = str> + Clone + PartialEq + Default> Str for S {}

/// A text in one or several languages, in the order in which they were written. A record has some forty versions, most of
/// less than 24 bytes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Text<T = CompactString> {
    versions: Versions<T>,
}

/// A BCP 47 tag, where one was given, and the words.
pub type Versions<T> = SmallVec<[(Option<T>, T); 1]>;

impl Text {
    /// A text whose language is not said.
    pub fn plain(text: impl Into<CompactString>) -> Text {
        Text { versions: smallvec![(None, text.into())] }
    }

    /// A text from its versions: a BCP 47 tag, where one was given, and the words.
    pub fn from_versions<S: Into<CompactString>>(versions: impl IntoIterator<Item = (Option<S>, S)>) -> Text {
        let versions = versions.into_iter().map(|(tag, text)| (tag.map(Into::into), text.into()));
        Text { versions: versions.collect() }
    }

    /// Every version, in the order in which [`Text::main`] prefers them.
    pub fn by_preference(&self) -> Vec<&str> {
        let mut versions: Vec<_> = self.versions().collect();
        versions.sort_by_key(|(tag, _)| preference(*tag));
        versions.into_iter().map(|(_, text)| text).collect()
    }

    /// Adds the versions of `other` whose tags are not there yet (reader rule 4: the first is kept).
    pub fn merge(&mut self, other: &Text) {
        for (tag, text) in &other.versions {
            if !self.versions.iter().any(|(have, _)| have == tag) {
                self.versions.push((tag.clone(), text.clone()));
            }
        }
    }
}

impl<T> From<Versions<T>> for Text<T> {
    fn from(versions: Versions<T>) -> Text<T> {
        Text { versions }
    }
}

impl<T: Str> Text<T> {
    /// The version in `lang`; else one without a tag, else English, else the first; empty for an empty text.
    pub fn shown(&self, lang: Lang) -> &str {
        self.shown_with_tag(lang).1
    }

    /// Like [`Text::shown`], with the tag of the version chosen.
    pub fn shown_with_tag(&self, lang: Lang) -> (Option<&str>, &str) {
        let tagged = |wanted: &str| {
            self.versions.iter().find(|(tag, _)| tag.as_deref().is_some_and(|tag| primary_subtag(tag) == wanted))
        };
        let untagged = || self.versions.iter().find(|(tag, _)| tag.is_none());
        let chosen = tagged(lang.tag()).or_else(untagged).or_else(|| tagged("en")).or_else(|| self.versions.first());
        chosen.map_or((None, ""), |(tag, text)| (tag.as_deref(), &**text))
    }

    /// Every version: its BCP 47 tag, where one was given, and the words.
    pub fn versions(&self) -> impl Iterator<Item = (Option<&str>, &str)> {
        self.versions.iter().map(|(tag, text)| (tag.as_deref(), &**text))
    }

    /// The version by which names are compared and counted, whatever order they were written in: English, else one
    /// without a tag, else Russian, else the first by its tag; `None` for an empty text.
    pub fn main(&self) -> Option<&str> {
        if let [(_, only)] = &self.versions[..] {
            return Some(&**only).filter(|text| !text.is_empty());
        }
        self.versions()
            .filter(|(_, text)| !text.is_empty())
            .min_by_key(|(tag, _)| preference(*tag))
            .map(|(_, text)| text)
    }

    /// Whether there is nothing to show in any language.
    pub fn is_empty(&self) -> bool {
        self.versions.iter().all(|(_, text)| text.is_empty())
    }
}

/// Sorts before others what a name is rather compared by.
fn preference(tag: Option<&str>) -> (u8, Option<&str>) {
    let rank = match tag.map(primary_subtag) {
        Some("en") => 0,
        None => 1,
        Some("ru") => 2,
        Some(_) => 3,
    };
    (rank, tag)
}

/// The part of a BCP 47 tag before its first hyphen: `ru` of `ru-KZ`.
pub fn primary_subtag(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// A date as it was written, and what it means when it is a date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WrittenDate<W = String> {
    /// The words of the source, sanitised; shown as they are when `date` is `None`.
    pub text: W,
    /// The EDTF date, or `None` when the words are no date.
    pub date: Option<Date>,
}

/// A country as it was written, and which one it is when it is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WrittenCountry {
    /// The code as written, sanitised.
    pub text: CompactString,
    /// The country, or `None` when the code is not one of ISO 3166 (or `EU`, `UN`, `XK`).
    pub country: Option<Country>,
}

impl WrittenCountry {
    /// The code of the country, or what was written.
    pub fn code(&self) -> &str {
        self.country.map_or(self.text.as_str(), |country| country.code())
    }
}

/// The name of a country by its code; the code itself when it is not known.
pub fn country_name(code: &str, lang: Lang) -> &str {
    Country::from_code(code).map_or(code, |country| match lang {
        Lang::En => country.name_en(),
        Lang::Ru => country.name_ru(),
    })
}

/// The kinds of a person or body, after `FollowTheMoney`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Schema {
    /// A human being.
    Person,
    /// A ministry, an agency, a parliament.
    PublicBody,
    /// Any other organisation.
    Organization,
    /// A company.
    Company,
    /// A group without a name of its own ("officials of the ministry").
    Group,
    /// Any other word, shown as it is.
    Other(String),
}

impl Schema {
    /// The schema that a word names.
    pub fn from_word(word: &str) -> Schema {
        match word {
            "Person" => Schema::Person,
            "PublicBody" => Schema::PublicBody,
            "Organization" => Schema::Organization,
            "Company" => Schema::Company,
            "Group" => Schema::Group,
            other => Schema::Other(other.to_owned()),
        }
    }

    /// The word in the data.
    pub fn word(&self) -> &str {
        match self {
            Schema::Person => "Person",
            Schema::PublicBody => "PublicBody",
            Schema::Organization => "Organization",
            Schema::Company => "Company",
            Schema::Group => "Group",
            Schema::Other(word) => word,
        }
    }

    /// Whether it is a human being.
    pub fn is_person(&self) -> bool {
        *self == Schema::Person
    }

    /// Whether it is or may be one: somebody of whom nothing is said may be.
    pub fn may_be_person(schema: Option<&Schema>) -> bool {
        schema.is_none_or(Schema::is_person)
    }
}

/// A person or body that several records may name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Entity {
    /// Unique among the entities.
    pub id: String,
    /// What it is; `None` when the data does not say.
    pub schema: Option<Schema>,
    /// Its name in one or more languages.
    pub name: Text,
    /// Other spellings and short names.
    pub alias: Vec<String>,
    /// The country it belongs to or speaks for.
    pub country: Option<WrittenCountry>,
    /// Fields that this program does not know or could not read: name and JSON text.
    pub unread: Vec<(String, String)>,
}

impl Entity {
    /// Every version of its name, then its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.name.versions().map(|(_, name)| name).chain(self.alias.iter().map(String::as_str))
    }

    /// Whether the data says that it is a person.
    pub fn is_person(&self) -> bool {
        self.schema.as_ref().is_some_and(Schema::is_person)
    }

    /// Whether it is a person, or may be one.
    pub fn may_be_person(&self) -> bool {
        Schema::may_be_person(self.schema.as_ref())
    }
}

/// Who is meant: an entity of the data by its id, or just a name as the source printed it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Named<T = CompactString, W = String> {
    /// The id of an entity, where one is given.
    pub entity: Option<W>,
    /// The name as printed; may be empty when `entity` is given.
    pub name: Text<T>,
    /// What it is, where the record says so.
    pub schema: Option<Schema>,
}

impl Named {
    /// What the record says that they are, else the entity that they are.
    pub fn schema_with<'a>(&'a self, entity: Option<&'a Entity>) -> Option<&'a Schema> {
        self.schema.as_ref().or_else(|| entity?.schema.as_ref())
    }
}

/// Somebody who took part in an event, was named by it, or speaks in a quote.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Participant<T = CompactString, W = String> {
    /// Who.
    pub who: Named<T, W>,
    /// `host`, `chair`, `initiator`, `signatory`, `speaker`, `attendee`, `mentioned`, or any other word.
    pub part: Option<W>,
    /// Office or function at the time.
    pub role: Text<T>,
    /// The body they act for.
    pub organization: Option<Named<T, W>>,
    /// The country they act for.
    pub country: Option<WrittenCountry>,
    /// How the source names a speaker ("на сайте Госдепа"); quotes only.
    pub named_as: Text<T>,
    /// The ids of the articles that name this participant; empty when not said.
    pub articles: Vec<W>,
}

/// Whether somebody with this part was there: every part but `mentioned` and `initiator`.
pub fn took_part(part: Option<&str>) -> bool {
    !matches!(part, Some("mentioned" | "initiator"))
}

/// Where an event was.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Place<T = CompactString> {
    /// Name of the place.
    pub name: Text<T>,
    /// The country it lies in.
    pub country: Option<WrittenCountry>,
    /// Where on the earth it is.
    pub position: Option<Position>,
}

/// A position on the earth (WGS 84), in ten-millionths of a degree: some centimetres, and equal when it is the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Position {
    latitude: i32,
    longitude: i32,
}

impl Position {
    /// The position at these degrees; `None` outside of -90 to 90 north and -180 to 180 east.
    pub fn new(latitude: f64, longitude: f64) -> Option<Position> {
        let parts = |degrees: f64, most: f64| (degrees.abs() <= most).then(|| (degrees * PARTS).round() as i32);
        Some(Position { latitude: parts(latitude, 90.0)?, longitude: parts(longitude, 180.0)? })
    }

    /// Degrees north of the equator.
    pub fn latitude(self) -> f64 {
        f64::from(self.latitude) / PARTS
    }

    /// Degrees east of Greenwich.
    pub fn longitude(self) -> f64 {
        f64::from(self.longitude) / PARTS
    }
}

impl std::fmt::Display for Position {
    /// `38.9, -77.04`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {}", self.latitude(), self.longitude())
    }
}

/// Parts of a degree that are told apart.
const PARTS: f64 = 10_000_000.0;

/// A country of an event and its part in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventCountry<W = String> {
    /// Which country.
    pub country: WrittenCountry,
    /// See [`Participant::part`].
    pub part: Option<W>,
}

/// How the words of a quote relate to what was said.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum QuoteType {
    /// The words themselves.
    #[default]
    Direct,
    /// A paraphrase: it must never look like a quotation.
    Indirect,
    /// A sentence in indirect speech with a quotation in it.
    Mixed,
}

impl QuoteType {
    /// The word in the data: `direct`, `indirect` or `mixed`.
    pub fn word(self) -> &'static str {
        match self {
            QuoteType::Direct => "direct",
            QuoteType::Indirect => "indirect",
            QuoteType::Mixed => "mixed",
        }
    }
}

/// Where a quote stands in its article's text (W3C Web Annotation), in Unicode code points.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Selector<W = String> {
    /// First code point of the quote; guillemets are outside.
    pub start: Option<usize>,
    /// One past its last code point.
    pub end: Option<usize>,
    /// The words just before.
    pub prefix: W,
    /// The words just after.
    pub suffix: W,
}

/// What somebody said about it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Quote<T = CompactString, W = String> {
    /// Direct, indirect or mixed.
    pub kind: QuoteType,
    /// Who said it; `None` when the data does not say.
    pub speaker: Option<Participant<T, W>>,
    /// The verb or phrase that introduces it ("говорится").
    pub cue: Text<T>,
    /// The words, in the language of the source.
    pub text: Text<T>,
    /// Translations.
    pub translation: Text<T>,
    /// BCP 47 tag of `text`.
    pub language: Option<W>,
    /// The ids of the articles that have it; `selector` is of the first.
    pub articles: Vec<W>,
    /// Where it stands in that article.
    pub selector: Option<Selector<W>>,
}

/// An article of an event: named by its id, or written in place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ArticleLink<T = CompactString, W = String> {
    /// The id of an article record.
    Id(W),
    /// The article itself; its id is filled in.
    Inline(Box<Article<T, W>>),
}

impl<T: Str, W: Str> ArticleLink<T, W> {
    /// The id of the article, written or filled in.
    pub fn id(&self) -> &str {
        match self {
            ArticleLink::Id(id) => id,
            ArticleLink::Inline(article) => &article.id,
        }
    }
}

/// Who published an article.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Publisher<T = CompactString> {
    /// Its name.
    pub name: Text<T>,
    /// Where it is published.
    pub country: Option<WrittenCountry>,
}

/// A published text that reports events.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Article<T = CompactString, W = String> {
    /// Unique among the articles; filled in from the address or a hash when it was not written.
    pub id: W,
    /// Whether `id` was filled in.
    pub id_filled: bool,
    /// Its headline.
    pub headline: Text<T>,
    /// Who published it.
    pub publisher: Option<Publisher<T>>,
    /// Its address as written; only http and https are ever opened.
    pub url: Option<W>,
    /// BCP 47 tag of the article.
    pub language: Option<W>,
    /// Who wrote it.
    pub author: Vec<W>,
    /// Credit of a photo and the like; nobody in it took part in anything.
    pub credit: Option<W>,
    /// When it was published.
    pub date_published: Option<WrittenDate<W>>,
    /// `stated`, `inferred`, `external`, `published`, or any other word.
    pub date_basis: Option<W>,
    /// Why the date is what it is.
    pub date_note: Text<T>,
    /// In the compiler's own words.
    pub summary: Text<T>,
    /// The text itself, where the data has it.
    pub body: Text<T>,
    /// Fields that this program does not know or could not read: name and JSON text.
    pub unread: Vec<(String, String)>,
}

/// Something that happened: who met whom, when, where, and what was said about it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Event<T = CompactString, W = String> {
    /// Unique among the events; filled in from a hash of the content when it was not written.
    pub id: W,
    /// Whether `id` was filled in.
    pub id_filled: bool,
    /// The event's name; may be empty when there is a summary.
    pub label: Text<T>,
    /// `summit`, `visit`, … or any other word.
    pub kind: Option<W>,
    /// When; `None` when not said.
    pub date: Option<WrittenDate<W>>,
    /// The source's words for the date ("в конце прошлой недели").
    pub date_text: Text<T>,
    /// `stated`, `inferred`, `external`, `published`, or any other word; `None` counts as stated.
    pub date_basis: Option<W>,
    /// Why the date is what it is.
    pub date_note: Text<T>,
    /// Where.
    pub place: Option<Place<T>>,
    /// Whether it was held online.
    pub online: bool,
    /// The countries of the event, each once.
    pub countries: Vec<EventCountry<W>>,
    /// Whether `countries` was absent and is filled from participants and place.
    pub countries_filled: bool,
    /// Who took part or is named.
    pub participants: Vec<Participant<T, W>>,
    /// What it was about.
    pub topics: Vec<Text<T>>,
    /// In the compiler's own words.
    pub summary: Text<T>,
    /// What came of it.
    pub outcomes: Vec<Text<T>>,
    /// The articles that report it.
    pub articles: Vec<ArticleLink<T, W>>,
    /// Ids of related events.
    pub related: Vec<W>,
    /// `high`, `medium`, `low`, or any other word.
    pub confidence: Option<W>,
    /// Doubts and conflicts.
    pub note: Text<T>,
    /// What was said.
    pub quotes: Vec<Quote<T, W>>,
    /// Fields that this program does not know or could not read: name and JSON text.
    pub unread: Vec<(String, String)>,
}

impl Event {
    /// Everybody whom it names: participants and their bodies, then speakers and theirs.
    pub fn names(&self) -> impl Iterator<Item = &Named> {
        let speakers = self.quotes.iter().filter_map(|quote| quote.speaker.as_ref());
        self.participants.iter().chain(speakers).flat_map(|participant| {
            let Participant { who, organization, .. } = participant;
            std::iter::once(who).chain(organization)
        })
    }

    /// The same, to be changed.
    pub fn names_mut(&mut self) -> impl Iterator<Item = &mut Named> {
        let speakers = self.quotes.iter_mut().filter_map(|quote| quote.speaker.as_mut());
        self.participants.iter_mut().chain(speakers).flat_map(|participant| {
            let Participant { who, organization, .. } = participant;
            std::iter::once(who).chain(organization)
        })
    }

    /// The label, else the summary, in `lang` where it has it.
    pub fn title(&self, lang: Lang) -> &str {
        if self.label.is_empty() { self.summary.shown(lang) } else { self.label.shown(lang) }
    }
}

impl<T: Str, W: Str> Event<T, W> {
    /// The participants that are somebody: the same entity, or without one the same name.
    pub fn same<'e>(&'e self, who: &'e Named<T, W>) -> impl Iterator<Item = &'e Participant<T, W>> {
        let is_same = |other: &Named<T, W>| match (&other.entity, &who.entity) {
            (None, None) => !other.name.is_empty() && other.name.main() == who.name.main(),
            (one, other) => one == other,
        };
        self.participants.iter().filter(move |participant| is_same(&participant.who))
    }

    /// The countries for which the speaker of a quote acts: as the quote has it, and as the event has it for the same
    /// participant. One may come twice.
    pub fn countries_of_speaker<'e>(
        &'e self,
        speaker: &'e Participant<T, W>,
    ) -> impl Iterator<Item = &'e WrittenCountry> {
        let same = self.same(&speaker.who);
        speaker.country.iter().chain(same.filter_map(|participant| participant.country.as_ref()))
    }
}

/// What a dataset says of itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct About {
    /// Major version of the format; this program reads 1.
    pub version: Option<u64>,
    /// The dataset's title.
    pub title: Text,
    /// BCP 47 tag of its main language.
    pub language: Option<String>,
    /// Its licence.
    pub license: Option<String>,
    /// What made it.
    pub generator: Option<String>,
}

/// One record of a file.
#[derive(Clone, PartialEq, Debug)]
pub enum Record {
    /// The head of a dataset.
    About(About),
    /// A person or body.
    Entity(Entity),
    /// An article; a foreign one may carry events in itself (reader rule 1), which name it by id.
    Article(Article, Vec<Event>),
    /// An event.
    Event(Event),
}
