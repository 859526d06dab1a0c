//! The fast way to a head: the few fields that a row needs, read from a record without a look at the rest.
//!
//! It takes only what is plainly an event of the format, and the walk of `native::plain` reads a label and countries.
//! Whatever is unusual (another kind of record, a foreign name, a country that is not a code, countries to be filled in)
//! it declines, and the record is read whole instead, so that there is one place that knows the reader rules.

use super::native::plain;
use super::scan::{Field, each_field};
use crate::index::HeadDate;
use crate::index::heads::{EventHeads, EventRow, country_codes, is_not_stated, titles};
use crate::model::words::{CONFIDENCES, DATE_BASES, listed};
use crate::model::{Date, EventCountry, Text};
use crate::text::sanitise_line;
use std::borrow::Cow;

/// Adds the head of `json` to `heads`, or declines (`false`) and adds nothing. A record that a map has made (`is_mapped`) may
/// carry fields along that no head needs.
pub fn push_plain_event(json: &[u8], heads: &mut EventHeads, is_mapped: bool) -> bool {
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
    let none = (!fills_countries).then(Vec::new);
    let (Some(label), Some(countries)) = (&head.label, head.countries.as_ref().or(none.as_ref())) else { return false };
    if !is_plain || head.id.is_empty() {
        return false;
    }
    let date = match head.date {
        None => HeadDate::UNDATED,
        Some(text) => match Date::parse(text) {
            Ok(date) => HeadDate::new(&date),
            Err(_) => return false,
        },
    };
    heads.push(&EventRow {
        id: &sanitise_line(head.id),
        titles: titles(label),
        date,
        basis_not_stated: is_not_stated(head.date_basis),
        low_confidence: head.confidence == Some("low"),
        quotes: head.quotes,
        countries: &country_codes(countries),
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

#[derive(Default)]
struct Head<'a> {
    id: &'a str,
    label: Option<Text<Cow<'a, str>>>,
    date: Option<&'a str>,
    date_basis: Option<&'a str>,
    confidence: Option<&'a str>,
    /// Absent countries are filled in from the rest of the record.
    countries: Option<Vec<EventCountry<Cow<'a, str>>>>,
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
                self.label = Some(plain::text(utf8(field.value)?)?);
                3
            }
            b"summary" => 4,
            b"countries" => {
                self.countries = Some(plain::countries(utf8(field.value)?)?);
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

fn utf8(json: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(json).ok()
}

/// A word in the letters of the format, if it is one of these.
fn as_listed<'a>(json: &'a [u8], usual: &[&'static str]) -> Option<&'a str> {
    plain_string(json).filter(|word| usual.contains(word) || listed(word, usual).is_none())
}

/// A JSON string without escapes and control characters.
fn plain_string(json: &[u8]) -> Option<&str> {
    let inside = json.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    // No early exit, so that many bytes are compared at once.
    let is_plain = inside.iter().fold(0, |found, &byte| found | u8::from(byte == b'\\' || byte < b' ')) == 0;
    utf8(inside).filter(|_| is_plain)
}
