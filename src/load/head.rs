//! The fast way to a head: the few fields that a row needs, read from a record without a look at the rest.
//!
//! It takes only what is plainly an event of the format. A label and countries in their usual form are read where they
//! stand, which makes all of opening a fifth faster; in another form the walk of `native::plain` reads them. Whatever is
//! unusual (another kind of record, a foreign name, a word that is no country, countries to be filled in) it declines, and
//! the record is read whole instead, so that there is one place that knows the reader rules.

use super::dates;
use super::native::bounds::is_within;
use super::native::{is_blank, plain};
use super::scan::{JsonField, each_field};
use crate::index::HeadDate;
use crate::index::heads::{EventHeads, EventRow, is_not_stated, titles};

use crate::model::words::{CONFIDENCES, DATE_BASES, listed};
use crate::model::{Country, Date, took_part};
use crate::text::sanitise_line;
use smallvec::SmallVec;
use std::borrow::Cow;

/// Adds the head of `json` to `heads`, or declines (`false`) and adds nothing. A record that a map has made (`is_mapped`) may
/// carry fields along that no head needs.
pub fn push_plain_event(json: &[u8], heads: &mut EventHeads, is_mapped: bool) -> bool {
    if !is_within(json) {
        return false;
    }
    let mut head = Head::default();
    let mut seen = 0;
    let is_counted = |key: &[u8]| key == b"quotes";
    let is_plain = each_field(json, is_counted, |field| {
        let Some(number) = head.take(field) else { return is_mapped && is_carried(field.key) };
        let is_first = seen & 1 << number == 0;
        seen |= 1 << number;
        is_first
    });
    // Absent countries are filled in from these.
    let fills_countries = seen & (1 << PARTICIPANTS | 1 << PLACE) != 0;
    let none = (!fills_countries).then(Codes::new);
    let (Some([en, ru]), Some(countries)) = (&head.titles, head.countries.as_ref().or(none.as_ref())) else {
        return false;
    };
    if !is_plain || head.id.is_empty() {
        return false;
    }
    let is_one = en.as_ptr() == ru.as_ptr();
    let en = sanitise_line(en);
    let ru = if is_one { Cow::Borrowed(&*en) } else { sanitise_line(ru) };
    let date = match head.date {
        None => HeadDate::UNDATED,
        Some(text) => {
            let in_another_form =
                || dates::lenient(&sanitise_line(text.trim())).and_then(|edtf| Date::parse(&edtf).ok());
            let Some(date) = Date::parse(text).ok().or_else(in_another_form) else { return false };
            HeadDate::new(&date)
        }
    };
    heads.push(&EventRow {
        id: &sanitise_line(head.id),
        titles: [&en, &ru],
        date,
        basis_not_stated: is_not_stated(head.date_basis),
        low_confidence: head.confidence == Some("low"),
        quotes: head.quotes,
        countries,
    });
    true
}

/// The numbers of the fields from which absent countries are filled in.
const PARTICIPANTS: u32 = 6;
const PLACE: u32 = 14;

/// Whether a field of a record that a map has made is carried along under its own name, which is none of the format. One of
/// the format is unusual when it is not taken.
fn is_carried(key: &[u8]) -> bool {
    !matches!(key, b"record" | b"id" | b"date" | b"label" | b"countries" | b"quotes" | b"dateBasis" | b"confidence")
}

/// Codes of countries, each once, and whether each took part; few enough for no piece of memory of their own.
type Codes = SmallVec<[(&'static str, bool); 8]>;

#[derive(Default)]
struct Head<'a> {
    id: &'a str,
    /// In English and in Russian; equal where there is only one.
    titles: Option<[Cow<'a, str>; 2]>,
    date: Option<&'a str>,
    date_basis: Option<&'a str>,
    confidence: Option<&'a str>,
    /// Absent countries are filled in from the rest of the record.
    countries: Option<Codes>,
    quotes: usize,
}

impl<'a> Head<'a> {
    /// Takes a field in, and returns its number among those of an event; `None` when it is not plain.
    fn take(&mut self, field: JsonField<'a>) -> Option<u32> {
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
                self.titles = Some(match usual_titles(field.value) {
                    Some(usual) => usual.map(Cow::Borrowed),
                    None => titles(&plain::text(utf8(field.value)?)?).map(|title| Cow::Owned(title.to_owned())),
                });
                3
            }
            b"summary" => 4,
            b"countries" => {
                self.countries = Some(usual_codes(field.value).or_else(|| codes(utf8(field.value)?))?);
                5
            }
            b"participants" => PARTICIPANTS,
            b"quotes" if field.value.starts_with(b"[") => {
                self.quotes = field.objects;
                7
            }
            b"articles" => 8,
            b"dateBasis" => {
                self.date_basis = Some(as_listed(field.value, &DATE_BASES)?);
                9
            }
            b"confidence" => {
                self.confidence = Some(as_listed(field.value, &CONFIDENCES)?);
                10
            }
            b"kind" => 11,
            b"dateText" => 12,
            b"dateNote" => 13,
            b"place" => PLACE,
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

/// A label in its usual form: a string, or a version in English, one in Russian, or both, without escapes.
fn usual_titles(json: &[u8]) -> Option<[&str; 2]> {
    if json.starts_with(b"\"") {
        return plain_string(json).filter(|text| !is_blank(text)).map(|text| [text, text]);
    }
    let mut rest = plain_text(json.strip_prefix(b"{")?.strip_suffix(b"}")?)?;
    let (mut en, mut ru) = (None, None);
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
    Some([en.or(ru)?, ru.or(en)?])
}

/// Countries in their usual form: a list of codes of two letters, each once, that all took part.
fn usual_codes(json: &[u8]) -> Option<Codes> {
    let mut codes = Codes::new();
    let mut rest = json.strip_prefix(b"[")?.strip_suffix(b"]")?;
    while !rest.is_empty() {
        let [b'"', first, second, b'"', after @ ..] = rest else { return None };
        let code = Country::from_letters([*first, *second])?.code();
        if codes.iter().any(|(have, _)| *have == code) {
            return None;
        }
        codes.push((code, true));
        rest = match after {
            [] => after,
            [b',', b' ', next @ ..] | [b',', next @ ..] if !next.is_empty() => next,
            _ => return None,
        };
    }
    Some(codes)
}

/// Countries in any form that the walk reads.
fn codes(json: &str) -> Option<Codes> {
    let countries = plain::countries(json)?;
    countries.iter().map(|one| Some((one.country.country?.code(), took_part(one.part.as_deref())))).collect()
}

fn utf8(json: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(json).ok()
}

/// A word in the letters of the format, if it is one of these.
fn as_listed<'a>(json: &'a [u8], usual: &[&'static str]) -> Option<&'a str> {
    plain_string(json).filter(|word| usual.contains(word) || listed(word, usual).is_none())
}

/// A JSON string without escapes and control characters.
fn plain_string(json: &[u8]) -> Option<&str> {
    plain_text(json.strip_prefix(b"\"")?.strip_suffix(b"\"")?)
}

/// JSON without escapes and control characters.
fn plain_text(json: &[u8]) -> Option<&str> {
    // No early exit, so that many bytes are compared at once.
    let is_plain = json.iter().fold(0, |found, &byte| found | u8::from(byte == b'\\' || byte < b' ')) == 0;
    utf8(json).filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::heads::push_event;
    use crate::load::native::{Kind, by_all_rules};
    use crate::model::Record;

    #[test]
    fn a_head_is_that_of_the_whole_record_however_it_is_written() {
        for json in [
            r#"{"id":"a","label":"x","countries":["KZ","US"],"date":"2024-02"}"#,
            r#"{"id":"a","label":{"en":"x","ru":"ы"},"countries":["Kazakhstan","us"],"date":"2024/02/05","kind":"party"}"#,
            r#"{"id":"a","label":"x","countries":[{"code":"KZ","part":"mentioned"},"Монголия"],"date":" 20240208 "}"#,
            r#"{"id":"a","label":" x","countries":["KZ"],"date":"2022-02-24 10:00","confidence":"so-so","quotes":[{"text":"q"}]}"#,
        ] {
            let (mut head, mut whole) = (EventHeads::default(), EventHeads::default());
            assert!(push_plain_event(json.as_bytes(), &mut head, false), "{json}");
            let Ok(Record::Event(event)) = by_all_rules(json, Kind::Event, &mut Vec::new()) else { panic!("{json}") };
            push_event(&mut whole, &event);
            assert_eq!(format!("{head:?}"), format!("{whole:?}"), "{json}");
        }
        for json in [
            // A line separator is shown as a sign, and is then no space in a date.
            "{\"id\":\"a\",\"label\":\"x\",\"countries\":[\"KZ\"],\"date\":\"2024-02-08 \u{2028}10:00\"}",
            r#"{"id":"a","label":"x","countries":["KZ"],"date":"8 February 2024"}"#,
            r#"{"id":"a","label":"x","countries":["Atlantis"]}"#,
        ] {
            assert!(!push_plain_event(json.as_bytes(), &mut EventHeads::default(), false), "{json}");
        }
    }
}
