//! The fast way to a head: the few fields that a row needs, read from a record without building the rest.
//!
//! It takes only what is plainly an event of the format. Whatever is unusual (another kind of record, a foreign
//! name, a country that is not a code, countries to be filled in) it declines, and the record is read whole
//! instead, so that there is one place that knows the reader rules.

use super::native::raw::is_language_tag;
use super::scan::{Field, each_field};
use crate::index::HeadDate;
use crate::index::heads::{EventHeads, EventRow, is_not_stated};
use crate::model::{Country, Date, primary_subtag, took_part};
use crate::text::sanitise_line;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Adds the head of `json` to `heads`, or declines (`false`) and adds nothing.
pub fn push_plain_event(json: &[u8], heads: &mut EventHeads) -> bool {
    let mut head = Head::default();
    let mut seen = 0;
    let is_counted = |key: &[u8]| key == b"quotes";
    let is_plain = each_field(json, is_counted, |field| {
        let Some(number) = head.take(field) else { return false };
        let is_first = seen & 1 << number == 0;
        seen |= 1 << number;
        is_first
    });
    let Some(countries) = head.countries else { return false };
    let [en, ru] = &head.label.titles;
    if !is_plain || head.id.is_empty() || is_blank(en) {
        return false;
    }
    let date = match head.date {
        None => HeadDate::UNDATED,
        Some(text) => match Date::parse(text) {
            Ok(date) => HeadDate::new(&date),
            Err(_) => return false,
        },
    };
    let clean = [sanitise_line(en), sanitise_line(ru)];
    heads.push(&EventRow {
        id: &sanitise_line(head.id),
        titles: [&clean[0], &clean[1]],
        date,
        basis_not_stated: is_not_stated(head.date_basis),
        low_confidence: head.confidence == Some("low"),
        quotes: head.quotes,
        countries: &countries,
    });
    true
}

#[derive(Default)]
struct Head<'a> {
    id: &'a str,
    label: Label<'a>,
    date: Option<&'a str>,
    date_basis: Option<&'a str>,
    confidence: Option<&'a str>,
    /// Absent countries are filled in from the rest of the record.
    countries: Option<Vec<(&'static str, bool)>>,
    quotes: usize,
}

impl<'a> Head<'a> {
    /// Takes a field in, and returns its number among those of an event; `None` when it is not plain.
    fn take(&mut self, field: Field<'a>) -> Option<u32> {
        let number = match field.key {
            b"record" if field.value == b"\"event\"" => 0,
            b"id" => {
                self.id = plain_string(field.value)?;
                1
            }
            b"date" => {
                self.date = Some(plain_string(field.value)?);
                2
            }
            b"label" => {
                self.label = plain_label(field.value).or_else(|| serde_json::from_slice(field.value).ok())?;
                3
            }
            b"summary" => 4,
            b"countries" => {
                let codes = plain_codes(field.value);
                self.countries = Some(codes.or_else(|| Some(serde_json::from_slice::<Codes>(field.value).ok()?.0))?);
                5
            }
            b"participants" => 6,
            b"quotes" if field.value.starts_with(b"[") => {
                self.quotes = field.objects;
                7
            }
            b"articles" => 8,
            b"dateBasis" => {
                self.date_basis = Some(plain_string(field.value)?);
                9
            }
            b"confidence" => {
                self.confidence = Some(plain_string(field.value)?);
                10
            }
            b"kind" => 11,
            b"dateText" => 12,
            b"dateNote" => 13,
            b"place" => 14,
            b"online" => 15,
            b"topics" => 16,
            b"outcomes" => 17,
            b"related" => 18,
            b"note" => 19,
            _ => return None,
        };
        Some(number)
    }
}

/// JSON without escapes and control characters.
fn plain_text(json: &[u8]) -> Option<&str> {
    // No early exit, so that many bytes are compared at once.
    if json.iter().fold(0, |found, &byte| found | u8::from(byte == b'\\' || byte < b' ')) != 0 {
        return None;
    }
    simdutf8::basic::from_utf8(json).ok()
}

/// A JSON string without escapes and control characters.
fn plain_string(json: &[u8]) -> Option<&str> {
    plain_text(json.strip_prefix(b"\"")?.strip_suffix(b"\"")?)
}

/// A label without escapes, the usual one: a string, or a version in English, one in Russian, or both.
fn plain_label(json: &[u8]) -> Option<Label<'_>> {
    let json = plain_text(json)?;
    let (mut en, mut ru) = (None, None);
    if let Some(text) = json.strip_prefix('"') {
        return Some(Label { titles: [Cow::Borrowed(text.strip_suffix('"')?), Cow::Borrowed("")] });
    }
    let mut rest = json.strip_prefix('{')?.strip_suffix('}')?;
    while !rest.is_empty() {
        let (version, text) = match (rest.strip_prefix("\"en\":"), rest.strip_prefix("\"ru\":")) {
            (Some(text), None) => (&mut en, text),
            (None, Some(text)) => (&mut ru, text),
            _ => return None,
        };
        let text = text.strip_prefix(' ').unwrap_or(text).strip_prefix('"')?;
        let (words, after) = text.split_at_checked(memchr::memchr(b'"', text.as_bytes())?)?;
        if is_blank(words) || version.replace(words).is_some() {
            return None;
        }
        rest = match &after[1..] {
            "" => "",
            next => next.strip_prefix(", ").or_else(|| next.strip_prefix(',')).filter(|next| !next.is_empty())?,
        };
    }
    let shown = [en.or(ru)?, ru.filter(|_| en.is_some()).unwrap_or_default()];
    Some(Label { titles: shown.map(Cow::Borrowed) })
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// A list of codes of two letters and nothing else, the usual one; each of them took part.
fn plain_codes(json: &[u8]) -> Option<Vec<(&'static str, bool)>> {
    let mut codes = Vec::with_capacity(4);
    let mut rest = json.strip_prefix(b"[")?.strip_suffix(b"]")?;
    while !rest.is_empty() {
        let [b'"', first, second, b'"', after @ ..] = rest else { return None };
        let code = Country::from_letters([*first, *second])?.code();
        if !codes.iter().any(|(have, _): &(&str, bool)| have.as_bytes() == [*first, *second]) {
            codes.push((code, true));
        }
        rest = match after {
            [] => after,
            [b',', b' ', next @ ..] | [b',', next @ ..] if !next.is_empty() => next,
            _ => return None,
        };
    }
    Some(codes)
}

/// A string that is borrowed where the JSON has no escapes; serde borrows no `Option<Cow<str>>` by itself.
#[derive(Default)]
struct Str<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Str<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct StrVisitor;
        impl<'de> Visitor<'de> for StrVisitor {
            type Value = Str<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Str<'de>, E> {
                Ok(Str(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Str<'de>, E> {
                Ok(Str(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(StrVisitor)
    }
}

/// A label as it is shown in English, and in Russian; the second is empty when both are the same.
#[derive(Default)]
struct Label<'a> {
    titles: [Cow<'a, str>; 2],
}

impl<'a> Label<'a> {
    /// As `Text::shown` chooses among versions by language.
    fn of_versions(versions: &[(Cow<'a, str>, Cow<'a, str>)]) -> Label<'a> {
        let tagged = |wanted: &str| versions.iter().position(|(tag, _)| primary_subtag(tag) == wanted);
        let other = tagged("en").or((!versions.is_empty()).then_some(0));
        let [en, ru] = ["en", "ru"].map(|lang| tagged(lang).or(other));
        let text = |at: Option<usize>| at.map(|at| versions[at].1.clone()).unwrap_or_default();
        Label { titles: [text(en), if ru == en { Cow::default() } else { text(ru) }] }
    }
}

impl<'de> Deserialize<'de> for Label<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LabelVisitor;
        impl<'de> Visitor<'de> for LabelVisitor {
            type Value = Label<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Label<'de>, E> {
                Ok(Label { titles: [Cow::Borrowed(text), Cow::default()] })
            }
            fn visit_str<E>(self, text: &str) -> Result<Label<'de>, E> {
                Ok(Label { titles: [Cow::Owned(text.to_owned()), Cow::default()] })
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Label<'de>, A::Error> {
                let mut versions = Vec::with_capacity(2);
                while let Some((tag, text)) = map.next_entry::<Str, Str>()? {
                    if !is_language_tag(&tag.0) {
                        return Err(de::Error::custom("no language tag"));
                    }
                    if !is_blank(&text.0) {
                        versions.push((tag.0, text.0));
                    }
                }
                Ok(Label::of_versions(&versions))
            }
        }
        deserializer.deserialize_any(LabelVisitor)
    }
}

/// Country codes, bare or as objects with `code`, each once, and whether each took part.
struct Codes(Vec<(&'static str, bool)>);

impl<'de> Deserialize<'de> for Codes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CodesVisitor;
        impl<'de> Visitor<'de> for CodesVisitor {
            type Value = Codes;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of country codes")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Codes, A::Error> {
                let mut codes: Vec<(&'static str, bool)> = Vec::with_capacity(4);
                while let Some(Code(code, took_part)) = seq.next_element()? {
                    match codes.iter().find(|(have, _)| *have == code) {
                        None => codes.push((code, took_part)),
                        Some((_, same)) if *same == took_part => {}
                        Some(_) => return Err(de::Error::custom("a country with two parts")),
                    }
                }
                Ok(Codes(codes))
            }
        }
        deserializer.deserialize_seq(CodesVisitor)
    }
}

struct Code(&'static str, bool);

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CodeVisitor;
        impl<'de> Visitor<'de> for CodeVisitor {
            type Value = Code;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a country code")
            }
            fn visit_str<E: de::Error>(self, code: &str) -> Result<Code, E> {
                Country::from_code(code).map(|country| Code(country.code(), true)).ok_or_else(|| E::custom("no code"))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Code, A::Error> {
                let (mut code, mut part) = (None, None);
                while let Some(key) = map.next_key::<Str>()? {
                    match &*key.0 {
                        "code" if code.is_none() => code = Some(map.next_value::<Code>()?.0),
                        "part" if part.is_none() => {
                            let word = map.next_value::<Option<Str>>()?;
                            part = Some(took_part(word.as_ref().map(|word| word.0.trim())));
                        }
                        _ => return Err(de::Error::custom("a field of another format")),
                    }
                }
                code.map(|code| Code(code, part.unwrap_or(true))).ok_or_else(|| de::Error::custom("no code"))
            }
        }
        deserializer.deserialize_any(CodeVisitor)
    }
}
