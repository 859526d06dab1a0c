//! The records as they are written: the JSON objects of the format, their fields and the spellings that are read.
//!
//! These types borrow from the text of one record and live only while it is read. Each field that is absent or
//! `null` is `None`; a list takes one value, an object takes a string where the format allows a short form, and
//! fields that are not of the format are set aside with their JSON text. What a field *means* is not known here.
//! The JSON Schema is derived from the same types.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{
    Deserialize, Deserializer, Error as _, IgnoredAny, IntoDeserializer as _, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde_json::value::RawValue;

use super::schema::words::{self as schema, StringOr};

/// A string, borrowed from the record unless it has escapes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::load) struct Str<'a>(pub Cow<'a, str>);

/// A field's name with its JSON text, for a field that is not of the format.
#[derive(Debug)]
pub(in crate::load) struct Unknown<'a> {
    /// The field's name as written.
    pub name: Cow<'a, str>,
    /// Its value as written.
    pub json: &'a RawValue,
    /// The name under which the same field was read before, where this is a second name of it.
    pub second_to: Option<Cow<'a, str>>,
}

/// A text: one string, or versions by BCP 47 tag.
#[derive(Debug)]
pub(in crate::load) enum RawText<'a> {
    /// A string.
    Plain(Cow<'a, str>),
    /// Tag and string; `None` where `null` was written.
    Versions(Vec<(Str<'a>, Option<Str<'a>>)>),
}

/// An id: a string, or a whole number, which is read as its digits.
#[derive(Debug)]
pub(in crate::load) enum RawId<'a> {
    /// A string.
    Word(Cow<'a, str>),
    /// A number.
    Number(u64),
}

/// A date: a string, or a number, which is read as its digits.
#[derive(Debug)]
pub(in crate::load) struct RawDate<'a>(pub Cow<'a, str>);

/// Degrees: a number, or a string of its digits; none where that is blank.
#[derive(Debug)]
pub(in crate::load) struct RawDegrees(pub f64);

/// A list, or one value where a list is meant. A `null` keeps its place, so that positions stay those of the file. With
/// `NAMES` one text is a list too, of what stands between its semicolons.
#[derive(Debug)]
pub(in crate::load) struct List<T, const NAMES: bool = false>(pub Vec<Option<T>>);

/// A list of names.
pub(in crate::load) type Names<T> = List<T, true>;

/// Reads a string or, where they are taken, a whole number.
struct WordVisitor {
    expecting: &'static str,
    takes_numbers: bool,
}

impl<'de> Visitor<'de> for WordVisitor {
    type Value = RawId<'de>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expecting)
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<RawId<'de>, E> {
        Ok(RawId::Word(Cow::Borrowed(text)))
    }
    fn visit_str<E>(self, text: &str) -> Result<RawId<'de>, E> {
        Ok(RawId::Word(Cow::Owned(text.to_owned())))
    }
    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<RawId<'de>, E> {
        if self.takes_numbers {
            return Ok(RawId::Number(number));
        }
        Err(E::invalid_type(Unexpected::Unsigned(number), &self))
    }
}

impl<'a> RawId<'a> {
    fn digits(self) -> Cow<'a, str> {
        match self {
            RawId::Word(word) => word,
            RawId::Number(number) => Cow::Owned(number.to_string()),
        }
    }
}

impl<'de> Deserialize<'de> for Str<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = WordVisitor { expecting: "a string", takes_numbers: false };
        deserializer.deserialize_str(visitor).map(|word| Str(word.digits()))
    }
}

impl<'de> Deserialize<'de> for RawId<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordVisitor { expecting: "an id, which is a string", takes_numbers: true })
    }
}

impl<'de> Deserialize<'de> for RawDate<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = WordVisitor { expecting: "a string, or a year", takes_numbers: true };
        deserializer.deserialize_any(visitor).map(|word| RawDate(word.digits()))
    }
}

impl<'de> Deserialize<'de> for RawText<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = RawText<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string, or an object of strings by language tag")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<RawText<'de>, E> {
                Ok(RawText::Plain(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<RawText<'de>, E> {
                Ok(RawText::Plain(Cow::Owned(text.to_owned())))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawText<'de>, A::Error> {
                let mut versions: Vec<(Str<'de>, Option<Str<'de>>)> = Vec::new();
                while let Some(version) = map.next_entry()? {
                    versions.push(version);
                }
                // What was repaired is null.
                let is_strange =
                    |(tag, text): &&(Str<'de>, Option<Str<'de>>)| text.is_some() && !is_language_tag(&tag.0);
                if let Some((Str(tag), _)) = versions.iter().find(is_strange) {
                    return Err(A::Error::custom(format_args!("`{tag}` is no language tag, such as en or ru")));
                }
                if !all_different(versions.iter().map(|(tag, _)| tag.0.as_ref())) {
                    return Err(A::Error::custom("the same language twice"));
                }
                Ok(RawText::Versions(versions))
            }
        }
        deserializer.deserialize_any(TextVisitor)
    }
}

impl<'de> Deserialize<'de> for RawDegrees {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DegreesVisitor;
        impl Visitor<'_> for DegreesVisitor {
            type Value = RawDegrees;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("degrees, which are a number")
            }
            fn visit_f64<E>(self, degrees: f64) -> Result<RawDegrees, E> {
                Ok(RawDegrees(degrees))
            }
            fn visit_i64<E>(self, degrees: i64) -> Result<RawDegrees, E> {
                Ok(RawDegrees(degrees as f64))
            }
            fn visit_u64<E>(self, degrees: u64) -> Result<RawDegrees, E> {
                Ok(RawDegrees(degrees as f64))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<RawDegrees, E> {
                // Tables leave it empty.
                if text.trim().is_empty() {
                    return Ok(RawDegrees(f64::NAN));
                }
                // JSON knows less than Rust: no `inf`, no sign in front of a positive number.
                let degrees = serde_json::from_str(text.trim());
                degrees.map(RawDegrees).map_err(|_| E::custom(format_args!("`{text}` is no number of degrees")))
            }
        }
        deserializer.deserialize_any(DegreesVisitor)
    }
}

/// Whether a key of a text may be the tag of a language: a subtag of two or three letters, and others after it.
pub(in crate::load) fn is_language_tag(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let is_first =
        |subtag: &str| matches!(subtag.len(), 2 | 3) && subtag.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_other =
        |subtag: &str| (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    subtags.next().is_some_and(is_first) && subtags.all(is_other)
}

impl<'de, T: Deserialize<'de>, const NAMES: bool> Deserialize<'de> for List<T, NAMES> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListVisitor<T, const NAMES: bool>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>, const NAMES: bool> Visitor<'de> for ListVisitor<T, NAMES> {
            type Value = List<T, NAMES>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<List<T, NAMES>, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(List)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<List<T, NAMES>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(one)
            }
            fn visit_borrowed_str<E: serde::de::Error>(self, text: &'de str) -> Result<List<T, NAMES>, E> {
                if NAMES && text.contains(';') {
                    let names = names_in(text).map(|name| T::deserialize(BorrowedStrDeserializer::new(name)).map(Some));
                    return names.collect::<Result<_, E>>().map(List);
                }
                T::deserialize(BorrowedStrDeserializer::new(text)).map(one)
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<List<T, NAMES>, E> {
                if NAMES && text.contains(';') {
                    let names = names_in(text).map(|name| T::deserialize(StrDeserializer::new(name)).map(Some));
                    return names.collect::<Result<_, E>>().map(List);
                }
                T::deserialize(StrDeserializer::new(text)).map(one)
            }
            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<List<T, NAMES>, E> {
                T::deserialize(number.into_deserializer()).map(one)
            }
        }
        fn one<T, const NAMES: bool>(value: T) -> List<T, NAMES> {
            List(vec![Some(value)])
        }
        deserializer.deserialize_any(ListVisitor(PhantomData))
    }
}

/// The names that one text lists with semicolons.
pub fn names_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|name| !name.is_empty())
}

/// A name of a field as names are compared when they are not known as they stand: without regard to case and `_`.
fn spelled(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(|letter| *letter != '_').flat_map(char::to_lowercase)
}

/// The fields of an object: the format's name of each, and the foreign names that mean the same.
pub type FieldNames = [(&'static str, &'static [&'static str])];

/// The format's name of a field, whichever of its names stands there, in whatever case and with or without `_`.
pub fn own_name(fields: &'static FieldNames, name: &str) -> Option<&'static str> {
    let is_own = |own: &str| spelled(own).eq(spelled(name));
    fields.iter().find(|(own, foreign)| is_own(own) || foreign.iter().any(|name| is_own(name))).map(|(own, _)| *own)
}

/// A text that may be long. Its escapes are read piece by piece, because the parser holds what it has read of a string
/// several times.
#[derive(Debug)]
pub(in crate::load) struct LongText<'a>(pub RawText<'a>);

impl<'de> Deserialize<'de> for LongText<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = <&RawValue>::deserialize(deserializer)?.get();
        if let Some(text) = unescaped(json) {
            return Ok(LongText(RawText::Plain(text)));
        }
        let text = serde_json::from_str(json).map_err(|error| {
            let message = error.to_string();
            D::Error::custom(message.rfind(" at line ").map_or(&*message, |end| &message[..end]))
        });
        text.map(LongText)
    }
}

/// Bytes of escapes that are decoded at once.
const PIECE: usize = 1 << 16;

/// Bytes without an escape that are not worth a piece of their own.
const GAP: usize = 1 << 10;

/// The text of a JSON string with its quotes; `None` when it is none, or has an escape that is none.
pub(in crate::load) fn unescaped(json: &str) -> Option<Cow<'_, str>> {
    let mut rest = json.strip_prefix('"')?.strip_suffix('"')?;
    if memchr::memchr(b'\\', rest.as_bytes()).is_none() {
        return Some(Cow::Borrowed(rest));
    }
    let mut text = String::with_capacity(rest.len());
    while let Some(first) = memchr::memchr(b'\\', rest.as_bytes()) {
        text.push_str(&rest[..first]);
        let bytes = rest.as_bytes();
        let behind = |escape: usize| escape + if bytes.get(escape + 1) == Some(&b'u') { 6 } else { 2 };
        let mut end = behind(first);
        while let Some(near) = bytes.get(end..(end + GAP).min(bytes.len()))
            && let Some(next) = memchr::memchr(b'\\', near)
        {
            // Two escapes of \uD800 and more are one character.
            let is_half = matches!(near[next..], [_, b'u', b'd' | b'D', ..]);
            if end - first > PIECE && !is_half {
                break;
            }
            end = behind(end + next);
        }
        let piece = format!("\"{}\"", rest.get(first..end)?);
        text.push_str(serde_json::from_str::<Str<'_>>(&piece).ok()?.0.as_ref());
        rest = &rest[end..];
    }
    text.push_str(rest);
    Some(Cow::Owned(text))
}

/// Whether no two names are equal. Linear for many names, without an allocation for few.
pub(super) fn all_different<'n>(names: impl ExactSizeIterator<Item = &'n str> + Clone) -> bool {
    const FEW: usize = 8;
    if names.len() <= FEW {
        let mut rest = names;
        while let Some(name) = rest.next() {
            if rest.clone().any(|other| other == name) {
                return false;
            }
        }
        true
    } else {
        let mut seen = HashSet::with_capacity(names.len());
        names.into_iter().all(|name| seen.insert(name))
    }
}

/// An object of the format as it is written.
pub(in crate::load) trait Object {
    /// The names of its fields.
    const NAMES: &'static FieldNames;

    /// How many fields stand there, those that are not of the format too.
    fn count(&self) -> usize;
}

/// Defines an object of the format: a struct with one `Option` for each field, read by hand because serde's own
/// derive cannot set unknown fields aside without reading the whole object twice.
///
/// A field says in `[…]` what the JSON Schema has of it, when that is not its type. After `=` stands the name in the format,
/// after `|` the foreign names that mean the same (reader rule 1). With `short: field`, a string stands for the object with
/// that field alone.
macro_rules! object {
    ($(#[$about:meta])* $name:ident<$life:lifetime> as $title:tt: $expecting:literal $(, short: $short:ident)? {
        $($(#[$field_about:meta])* $field:ident: $type:ty $([$($schema:tt)+])? = $key:tt $(| $foreign:tt)*,)*
    }) => {
        #[derive(Debug, Default, JsonSchema)]
        #[schemars(rename = $title, deny_unknown_fields)]
        $(#[$about])*
        pub(in crate::load) struct $name<$life> {
            $($(#[$field_about])* $(#[schemars($($schema)+)])? #[schemars(rename = $key)] pub $field: Option<$type>,)*
            /// The fields that are not of the format.
            #[schemars(skip)]
            pub unknown: Vec<Unknown<$life>>,
        }

        impl Object for $name<'_> {
            const NAMES: &'static FieldNames = &[$(($key, &[$($foreign),*])),*];

            fn count(&self) -> usize {
                [$(self.$field.is_some()),*].into_iter().filter(|is_there| *is_there).count() + self.unknown.len()
            }
        }

        impl<$life> Deserialize<$life> for $name<$life> {
            fn deserialize<D: Deserializer<$life>>(deserializer: D) -> Result<Self, D::Error> {
                struct ObjectVisitor;
                impl<$life> Visitor<$life> for ObjectVisitor {
                    type Value = $name<$life>;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }
                    $(
                        fn visit_borrowed_str<E: serde::de::Error>(self, text: &$life str) -> Result<$name<$life>, E> {
                            let $short = Some(Deserialize::deserialize(BorrowedStrDeserializer::new(text))?);
                            Ok($name { $short, ..$name::default() })
                        }
                        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name<$life>, E> {
                            let $short = Some(Deserialize::deserialize(StrDeserializer::new(text))?);
                            Ok($name { $short, ..$name::default() })
                        }
                        fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<$name<$life>, E> {
                            let $short = Some(Deserialize::deserialize(number.into_deserializer())?);
                            Ok($name { $short, ..$name::default() })
                        }
                    )?
                    fn visit_map<A: MapAccess<$life>>(self, mut map: A) -> Result<$name<$life>, A::Error> {
                        #[derive(Default)]
                        struct Names<$life> { $($field: Option<Str<$life>>,)* }
                        let mut names = Names::default();
                        let mut object = $name::default();
                        while let Some(name) = map.next_key::<Str<$life>>()? {
                            // Most fields are known as they stand; another spelling is looked for only in the rest.
                            let mut meant = None;
                            loop {
                            match meant.unwrap_or(name.0.as_ref()) {
                                $($key $(| $foreign)* => match &names.$field {
                                    None => {
                                        object.$field = map.next_value()?;
                                        names.$field = Some(name);
                                    }
                                    Some(first) if *first == name => return Err(A::Error::duplicate_field($key)),
                                    Some(first) => object.unknown.push(Unknown {
                                        second_to: Some(first.0.clone()),
                                        name: name.0,
                                        json: map.next_value()?,
                                    }),
                                },)*
                                _ if meant.is_none() && own_name($name::NAMES, &name.0).is_some() => {
                                    meant = own_name($name::NAMES, &name.0);
                                    continue;
                                }
                                _ => object.unknown.push(Unknown {
                                    name: name.0,
                                    json: map.next_value()?,
                                    second_to: None,
                                }),
                            }
                            break;
                            }
                        }
                        if !all_different(object.unknown.iter().map(|unknown| unknown.name.as_ref())) {
                            return Err(A::Error::custom("the same field twice"));
                        }
                        Ok(object)
                    }
                }
                deserializer.deserialize_any(ObjectVisitor)
            }
        }
    };
}

object! {
    /// The head of a dataset.
    RawAbout<'a> as "Dataset": "an object" {
        /// Major version of the format.
        oreline: u64 [with = "schema::Version"] = "oreline",
        /// The kind of record, in JSONL.
        record: Str<'a> [skip] = "record",
        /// Title of the dataset.
        title: RawText<'a> [with = "Option<schema::Text>"] = "title",
        /// BCP 47 tag of the dataset's main language.
        language: Str<'a> [with = "Option<String>"] = "language",
        /// Licence of the dataset.
        license: Str<'a> [with = "Option<String>"] = "license",
        /// What made the dataset.
        generator: Str<'a> [with = "Option<String>"] = "generator",
        /// The lists of a document in one piece are read record by record, not here.
        entities: IgnoredAny [skip] = "entities",
        articles: IgnoredAny [skip] = "articles",
        events: IgnoredAny [skip] = "events",
    }
}

object! {
    /// A person or body that several records name.
    RawEntity<'a> as "Entity": "an entity, which is an object" {
        record: Str<'a> [skip] = "record",
        /// Unique among the entities.
        id: RawId<'a> [with = "schema::Id"] = "id",
        /// What it is, after `FollowTheMoney`.
        schema: Str<'a> [with = "Option<schema::SchemaWord>"] = "schema",
        /// Its name in one or more languages.
        name: RawText<'a> [with = "Option<schema::Text>"] = "name",
        /// Other spellings and short names.
        alias: List<Str<'a>> [with = "Option<Vec<String>>"] = "alias",
        /// The country it belongs to or speaks for.
        country: Str<'a> [with = "Option<schema::CountryCode>"] = "country",
    }
}

object! {
    /// A published text that reports events. It needs a headline, an address or its body.
    #[schemars(transform = schema::require_article_words)]
    RawArticle<'a> as "Article": "an article, which is an object, or the id of one", short: id {
        record: Str<'a> [skip] = "record",
        /// Unique among the articles; made from the address, else from all of the record, when absent.
        id: RawId<'a> [with = "Option<schema::Id>"] = "id",
        /// Its headline.
        headline: RawText<'a> [with = "Option<schema::Text>"] = "headline" | "title",
        /// Who published it.
        publisher: RawPublisher<'a> [with = "Option<RawPublisher<'static>>"] = "publisher",
        /// Foreign: an address or a publisher.
        source: RawPublisher<'a> [skip] = "source",
        /// Its address; only http and https are ever opened.
        url: Str<'a> [with = "Option<String>"] = "url" | "link",
        /// BCP 47 tag of the article.
        language: Str<'a> [with = "Option<String>"] = "language" | "lang",
        /// Who wrote it.
        author: Names<RawAuthor<'a>> [with = "Option<Vec<String>>"] = "author",
        /// Credit of a photo and the like; nobody in it took part in anything.
        credit: Str<'a> [with = "Option<String>"] = "credit",
        /// When it was published.
        date_published: RawDate<'a> [with = "Option<schema::EdtfDate>"] =
            "datePublished" | "date" | "published" | "publishedAt" | "publishedDate" | "pubDate" | "dateTimePub" | "seenDate",
        /// How the date is known.
        date_basis: Str<'a> [with = "Option<schema::DateBasis>"] = "dateBasis",
        /// Why the date is what it is.
        date_note: RawText<'a> [with = "Option<schema::Text>"] = "dateNote",
        /// In the compiler's own words.
        summary: RawText<'a> [with = "Option<schema::Text>"] = "abstract" | "description",
        /// The text itself; when present it is searched, and quotes are shown in their place.
        body: LongText<'a> [with = "Option<schema::Text>"] = "articleBody" | "text" | "body",
        /// Foreign: countries, people and quotes of the article's one event.
        country: Names<RawCountry<'a>> [skip] = "country",
        countries: Names<RawCountry<'a>> [skip] = "countries",
        participants: Names<RawParticipant<'a>> [skip] = "participants",
        persons: Names<RawParticipant<'a>> [skip] = "persons",
        actors: Names<RawParticipant<'a>> [skip] = "actors",
        quotes: List<RawQuote<'a>> [skip] = "quotes",
        /// Foreign: the events that it reports.
        events: List<RawEvent<'a>> [skip] = "events",
    }
}

object! {
    /// Who published an article.
    RawPublisher<'a> as "Publisher": "a publisher, which is an object or a name", short: name {
        /// Its name.
        name: RawText<'a> [with = "Option<schema::Text>"] = "name",
        /// Where it is published.
        country: Str<'a> [with = "Option<schema::CountryCode>"] = "country",
    }
}

object! {
    /// Somebody who wrote an article: only the name is read.
    RawAuthor<'a> as "Author": "the name of an author", short: name {
        name: Str<'a> [with = "Option<String>"] = "name",
    }
}

object! {
    /// Something that happened. It needs a label or a summary.
    #[schemars(transform = schema::require_event_words)]
    RawEvent<'a> as "Event": "an event, which is an object" {
        record: Str<'a> [skip] = "record",
        /// Unique among the events; made from the content when absent.
        id: RawId<'a> [with = "Option<schema::Id>"] = "id",
        /// The event's name.
        label: RawText<'a> [with = "Option<schema::Text>"] = "label" | "title",
        /// What kind of event it is.
        kind: Str<'a> [with = "Option<schema::KindWord>"] = "kind" | "type" | "eventType",
        /// When it happened.
        date: RawDate<'a> [with = "Option<schema::EdtfDate>"] = "date" | "startDate",
        /// Foreign: the end of an interval of which `date` is the start.
        end_date: RawDate<'a> [skip] = "endDate",
        /// The source's words for the date.
        date_text: RawText<'a> [with = "Option<schema::Text>"] = "dateText",
        /// How the date is known.
        date_basis: Str<'a> [with = "Option<schema::DateBasis>"] = "dateBasis",
        /// Why the date is what it is.
        date_note: RawText<'a> [with = "Option<schema::Text>"] = "dateNote",
        /// Where it happened.
        place: RawPlace<'a> [with = "Option<RawPlace<'static>>"] = "place" | "location",
        /// Foreign: where its place is, written beside it.
        latitude: RawDegrees [skip] = "latitude" | "lat",
        /// Foreign, with the latitude.
        longitude: RawDegrees [skip] = "longitude" | "lon" | "lng",
        /// Whether it was held online.
        online: bool = "online",
        /// The countries of the event, each once; filled from participants and place when absent.
        countries: Names<RawCountry<'a>> [with = "Option<Vec<schema::CountryOr<RawCountry<'static>>>>"] = "countries",
        /// Foreign name of the same.
        country: Names<RawCountry<'a>> [skip] = "country",
        /// Who took part or is named.
        participants: Names<RawParticipant<'a>> [with = "Option<Vec<StringOr<RawParticipant<'static>>>>"] = "participants",
        /// Foreign names of the same.
        persons: Names<RawParticipant<'a>> [skip] = "persons",
        actors: Names<RawParticipant<'a>> [skip] = "actors",
        /// What it was about.
        topics: Names<RawText<'a>> [with = "Option<Vec<schema::Text>>"] = "topics" | "tags" | "keywords",
        /// In the compiler's own words.
        summary: LongText<'a> [with = "Option<schema::Text>"] = "summary" | "text" | "description",
        /// What came of it.
        outcomes: List<RawText<'a>> [with = "Option<Vec<schema::Text>>"] = "outcomes",
        /// The articles that report it: ids, or articles written in place.
        articles: List<RawArticle<'a>> [with = "Option<Vec<StringOr<RawArticle<'static>>>>"] = "articles",
        /// Foreign name of the same.
        source: List<RawArticle<'a>> [skip] = "source",
        /// Foreign: the address of its article.
        url: Str<'a> [skip] = "url" | "link" | "sourceUrl",
        /// Ids of related events.
        related: List<RawId<'a>> [with = "Option<Vec<schema::Id>>"] = "related",
        /// How sure the compiler is.
        confidence: Str<'a> [with = "Option<schema::Confidence>"] = "confidence",
        /// Doubts and conflicts.
        note: RawText<'a> [with = "Option<schema::Text>"] = "note",
        /// What was said.
        quotes: List<RawQuote<'a>> [with = "Option<Vec<RawQuote<'static>>>"] = "quotes",
    }
}

object! {
    /// Where an event was.
    RawPlace<'a> as "Place": "a place, which is an object or a name", short: name {
        /// Name of the place.
        name: RawText<'a> [with = "Option<schema::Text>"] = "name",
        /// The country it lies in.
        country: Str<'a> [with = "Option<schema::CountryCode>"] = "country",
        /// Degrees north of the equator; with a longitude.
        latitude: RawDegrees [with = "Option<schema::Latitude>"] = "latitude" | "lat",
        /// Degrees east of Greenwich; with a latitude.
        longitude: RawDegrees [with = "Option<schema::Longitude>"] = "longitude" | "lon" | "lng",
    }
}

object! {
    /// A country of an event with its part in it.
    RawCountry<'a> as "EventCountry": "a country, which is a code or an object with a code", short: code {
        /// Which country.
        code: Str<'a> [with = "schema::CountryCode"] = "code",
        /// Its part in the event.
        part: Str<'a> [with = "Option<schema::PartWord>"] = "part",
    }
}

object! {
    /// Somebody who took part in an event, is named by it, or speaks in a quote. It needs an entity or a name.
    #[schemars(transform = schema::require_name)]
    RawParticipant<'a> as "Participant": "a participant, which is an object or a name", short: name {
        /// The id of an entity.
        entity: RawId<'a> [with = "Option<schema::Id>"] = "entity",
        /// The name as the source prints it.
        name: RawText<'a> [with = "Option<schema::Text>"] = "name",
        /// What it is, after `FollowTheMoney`.
        schema: Str<'a> [with = "Option<schema::SchemaWord>"] = "schema",
        /// What they did in the event; a speaker of a quote has none.
        part: Str<'a> [with = "Option<schema::PartWord>"] = "part",
        /// Office or function at the time.
        role: RawText<'a> [with = "Option<schema::Text>"] = "role" | "title" | "position",
        /// The body they act for: the id of an entity, a name, or an object with either.
        organization: RawNamed<'a> [with = "Option<StringOr<RawNamed<'static>>>"] = "organization",
        /// The country they act for.
        country: Str<'a> [with = "Option<schema::CountryCode>"] = "country",
        /// How the source names a speaker; quotes only.
        named_as: RawText<'a> [with = "Option<schema::Text>"] = "as",
        /// The ids of the articles that name this participant.
        articles: List<RawId<'a>> [with = "Option<Vec<schema::Id>>"] = "articles",
    }
}

object! {
    /// A body by the id of an entity or by name.
    #[schemars(transform = schema::require_name)]
    RawNamed<'a> as "Body": "a body, which is an object or a name", short: name {
        /// The id of an entity.
        entity: RawId<'a> [with = "Option<schema::Id>"] = "entity",
        /// The name as the source prints it.
        name: RawText<'a> [with = "Option<schema::Text>"] = "name",
        /// What it is, after `FollowTheMoney`.
        schema: Str<'a> [with = "Option<schema::SchemaWord>"] = "schema",
    }
}

object! {
    /// What somebody said about an event.
    RawQuote<'a> as "Quote": "a quote, which is an object or its words", short: text {
        /// How the words relate to what was said. It is read as JSON, because a value of another kind must count
        /// as a strange word and not as absent, which means direct.
        kind: &'a RawValue [with = "Option<schema::QuoteTypeWord>"] = "type",
        /// Who said it.
        speaker: RawParticipant<'a> [with = "Option<StringOr<RawParticipant<'static>>>"] = "speaker" | "who" | "author",
        /// The verb or phrase that introduces it.
        cue: RawText<'a> [with = "Option<schema::Text>"] = "cue",
        /// The words, in the language of the source.
        text: RawText<'a> [with = "schema::Text"] = "text" | "quote",
        /// Translations of the words.
        translation: RawText<'a> [with = "Option<schema::Text>"] = "translation",
        /// BCP 47 tag of the words.
        language: Str<'a> [with = "Option<String>"] = "language",
        /// The id of the article that has it, or a list of ids where several report it.
        article: List<RawId<'a>> [with = "Option<schema::IdOrIds>"] = "article",
        /// Where it stands in the article's text.
        selector: RawSelector<'a> [with = "Option<RawSelector<'static>>"] = "selector",
    }
}

object! {
    /// Where a quote stands in its article's text (W3C Web Annotation), in Unicode code points.
    RawSelector<'a> as "Selector": "a selector, which is an object" {
        /// First code point of the quote; guillemets are outside.
        start: usize = "start",
        /// One past its last code point.
        end: usize = "end",
        /// The words just before.
        prefix: Str<'a> [with = "Option<String>"] = "prefix",
        /// The words just after.
        suffix: Str<'a> [with = "Option<String>"] = "suffix",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_strings_are_read_as_the_parser_reads_them() {
        let clef = "\\ud834\\udd1e";
        let far = format!("{}{}", "x".repeat(GAP + 5), "\\u0416\\n");
        for inner in
            ["", "plain Ж", "\\\"", "a\\\\", clef, &clef.repeat(20_000), &far.repeat(100), &"\\n".repeat(PIECE)]
        {
            let json = format!("\"{inner}\"");
            let parsed: String = serde_json::from_str(&json).unwrap();
            assert_eq!(unescaped(&json).as_deref(), Some(parsed.as_str()));
        }
        for json in ["1", "\"\\ud834\"", "\"\\ud834 \\udd1e\"", "\"\\q\"", "\"\\u12\"", "\"\\u12é\""] {
            assert_eq!(unescaped(json), None, "{json}");
        }
    }
}
