//! The fast way to a head: the few fields that a row needs, read from a record without building the rest.
//!
//! It takes only what is plainly an event of the format. Whatever is unusual (another kind of record, a foreign
//! name, a country that is not a code, countries to be filled in) it declines, and the record is read whole
//! instead, so that there is one place that knows the reader rules.

use crate::index::HeadDate;
use crate::index::heads::{EventHeads, EventRow, is_not_stated};
use crate::model::{Country, Date, primary_subtag};
use crate::text::sanitise_line;
use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Adds the head of `json` to `heads`, or declines (`false`) and adds nothing.
pub fn push_plain_event(json: &str, heads: &mut EventHeads) -> bool {
    let Ok(head) = serde_json::from_str::<Head>(json) else { return false };
    let [en, ru] = head.label.titles();
    if head.id.0.is_empty() || (en.is_empty() && ru.is_empty()) {
        return false;
    }
    let date = match &head.date {
        None => HeadDate::UNDATED,
        Some(text) => match Date::parse(&text.0) {
            Ok(date) => HeadDate::new(&date),
            Err(_) => return false,
        },
    };
    let clean = [sanitise_line(en), sanitise_line(ru)];
    heads.push(&EventRow {
        id: &sanitise_line(&head.id.0),
        titles: [&clean[0], &clean[1]],
        date,
        basis_not_stated: is_not_stated(head.date_basis.as_ref().map(|basis| &*basis.0)),
        low_confidence: head.confidence.is_some_and(|confidence| confidence.0 == "low"),
        quotes: head.quotes,
        countries: &head.countries,
    });
    true
}

#[derive(Default)]
struct Head<'a> {
    id: Str<'a>,
    label: Label<'a>,
    date: Option<Str<'a>>,
    date_basis: Option<Str<'a>>,
    confidence: Option<Str<'a>>,
    countries: Vec<&'static str>,
    quotes: usize,
}

/// The fields of an event, each with a bit that shows a repetition.
fn field_bit(key: &str) -> Option<u32> {
    const FIELDS: [&str; 20] = [
        "record",
        "id",
        "label",
        "date",
        "dateBasis",
        "confidence",
        "countries",
        "quotes",
        "kind",
        "dateText",
        "dateNote",
        "place",
        "online",
        "participants",
        "topics",
        "summary",
        "outcomes",
        "articles",
        "related",
        "note",
    ];
    FIELDS.iter().position(|field| *field == key).map(|at| 1 << at)
}

impl<'de> Deserialize<'de> for Head<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(HeadVisitor)
    }
}

struct HeadVisitor;

impl<'de> Visitor<'de> for HeadVisitor {
    type Value = Head<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a plain event")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Head<'de>, A::Error> {
        let mut head = Head::default();
        let mut seen = 0;
        let mut has_countries = false;
        while let Some(key) = map.next_key::<Str>()? {
            let Some(bit) = field_bit(&key.0) else { return Err(de::Error::custom("a field of another format")) };
            if seen & bit != 0 {
                return Err(de::Error::custom("a field that stands twice"));
            }
            seen |= bit;
            match &*key.0 {
                "record" if map.next_value::<Str>()?.0 != "event" => return Err(de::Error::custom("no event")),
                "record" => {}
                "id" => head.id = map.next_value()?,
                "label" => head.label = map.next_value()?,
                "date" => head.date = map.next_value()?,
                "dateBasis" => head.date_basis = map.next_value()?,
                "confidence" => head.confidence = map.next_value()?,
                "countries" => {
                    has_countries = true;
                    map.next_value::<Codes>()?.0.into_iter().for_each(|code| {
                        if !head.countries.contains(&code) {
                            head.countries.push(code);
                        }
                    });
                }
                "quotes" => head.quotes = map.next_value::<Count>()?.0,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if has_countries { Ok(head) } else { Err(de::Error::custom("countries to be filled in")) }
    }
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

/// A label: a string, or versions by language.
#[derive(Default)]
struct Label<'a>(Vec<(Option<Cow<'a, str>>, Cow<'a, str>)>);

impl Label<'_> {
    /// As `Text::shown` chooses, for English and for Russian.
    fn titles(&self) -> [&str; 2] {
        let tagged = |wanted: &str| {
            self.0.iter().find(|(tag, _)| tag.as_deref().is_some_and(|tag| primary_subtag(tag) == wanted))
        };
        let other = self.0.iter().find(|(tag, _)| tag.is_none()).or_else(|| tagged("en")).or_else(|| self.0.first());
        ["en", "ru"].map(|lang| tagged(lang).or(other).map_or("", |(_, text)| text))
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
                Ok(Label(vec![(None, Cow::Borrowed(text))]))
            }
            fn visit_str<E>(self, text: &str) -> Result<Label<'de>, E> {
                Ok(Label(vec![(None, Cow::Owned(text.to_owned()))]))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Label<'de>, A::Error> {
                let mut versions = Vec::with_capacity(2);
                while let Some((tag, text)) = map.next_entry::<Str, Str>()? {
                    versions.push((Some(tag.0), text.0));
                }
                Ok(Label(versions))
            }
        }
        deserializer.deserialize_any(LabelVisitor)
    }
}

/// Country codes, bare or as objects with `code`.
struct Codes(Vec<&'static str>);

impl<'de> Deserialize<'de> for Codes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CodesVisitor;
        impl<'de> Visitor<'de> for CodesVisitor {
            type Value = Codes;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of country codes")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Codes, A::Error> {
                let mut codes = Vec::with_capacity(4);
                while let Some(Code(code)) = seq.next_element()? {
                    codes.push(code);
                }
                Ok(Codes(codes))
            }
        }
        deserializer.deserialize_seq(CodesVisitor)
    }
}

struct Code(&'static str);

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CodeVisitor;
        impl<'de> Visitor<'de> for CodeVisitor {
            type Value = Code;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a country code")
            }
            fn visit_str<E: de::Error>(self, code: &str) -> Result<Code, E> {
                Country::from_code(code).map(|country| Code(country.code())).ok_or_else(|| E::custom("no code"))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Code, A::Error> {
                let mut code = None;
                while let Some(key) = map.next_key::<Str>()? {
                    match &*key.0 {
                        "code" if code.is_none() => code = Some(map.next_value::<Code>()?),
                        "part" => {
                            map.next_value::<Option<Str>>()?;
                        }
                        _ => return Err(de::Error::custom("a field of another format")),
                    }
                }
                code.ok_or_else(|| de::Error::custom("no code"))
            }
        }
        deserializer.deserialize_any(CodeVisitor)
    }
}

/// The number of objects in a list; anything else in it is for the whole reader.
struct Count(usize);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CountVisitor;
        impl<'de> Visitor<'de> for CountVisitor {
            type Value = Count;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of objects")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Count, A::Error> {
                let mut count = 0;
                while seq.next_element::<AnyObject>()?.is_some() {
                    count += 1;
                }
                Ok(Count(count))
            }
        }
        deserializer.deserialize_seq(CountVisitor)
    }
}

struct AnyObject;

impl<'de> Deserialize<'de> for AnyObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyObjectVisitor;
        impl<'de> Visitor<'de> for AnyObjectVisitor {
            type Value = AnyObject;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AnyObject, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(AnyObject)
            }
        }
        deserializer.deserialize_map(AnyObjectVisitor)
    }
}
