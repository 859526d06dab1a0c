//! A record of a foreign file as it is: fields with texts, numbers, lists and objects, borrowed from the text that was read.
//!
//! What the fields mean, and in which form they were written (a row of a table, an object of JSON), is not known here.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use smallvec::SmallVec;
use std::borrow::Cow;
use std::fmt;
use std::hash::Hasher;
use std::sync::atomic::{AtomicUsize, Ordering};
use twox_hash::XxHash3_64;

/// The hash of a text, or of a number by its digits: what `hasher` would say of the sign and the bytes behind it.
fn hash_of(sign: u8, text: &[u8]) -> u64 {
    let mut bytes = SmallVec::<[u8; 256]>::new();
    bytes.push(sign);
    bytes.extend_from_slice(text);
    XxHash3_64::oneshot(&bytes)
}

/// A value, and what lies in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    /// A number by its digits.
    Number(Cow<'a, str>),
    Text(Cow<'a, str>),
    List(Vec<Value<'a>>),
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// The same, with texts of its own.
    pub fn into_owned(self) -> Value<'static> {
        let owned = |text: Cow<'a, str>| Cow::Owned(text.into_owned());
        match self {
            Value::Null => Value::Null,
            Value::Bool(value) => Value::Bool(value),
            Value::Number(text) => Value::Number(owned(text)),
            Value::Text(text) => Value::Text(owned(text)),
            Value::List(items) => Value::List(items.into_iter().map(Value::into_owned).collect()),
            Value::Object(fields) => {
                Value::Object(fields.into_iter().map(|(name, value)| (owned(name), value.into_owned())).collect())
            }
        }
    }

    /// Whether it says nothing: no text but blanks, no item, no field.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Null => true,
            Value::Bool(_) | Value::Number(_) => false,
            Value::Text(text) => text.trim().is_empty(),
            Value::List(items) => items.iter().all(Value::is_empty),
            Value::Object(fields) => fields.is_empty(),
        }
    }

    /// The words of a text, a number or a truth value.
    pub fn words(&self) -> Option<&str> {
        match self {
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            Value::Number(text) | Value::Text(text) => Some(text),
            Value::Null | Value::List(_) | Value::Object(_) => None,
        }
    }

    /// The field of an object: by its name as written, else without regard to case, space, `_` and `-`. Rows of a table and
    /// records of one form have it at the same place, which `hint` remembers.
    pub fn field_at(&self, name: &str, hint: &Hint) -> Option<&Value<'a>> {
        let Value::Object(fields) = self else { return None };
        let usual = fields.get(hint.0.load(Ordering::Relaxed));
        if let Some((_, value)) = usual.filter(|(have, _)| have == name) {
            return Some(value);
        }
        let at = fields.iter().position(|(have, _)| have == name).or_else(|| {
            // Where no field is called just so, the place before is looked at first, because names are slow to compare.
            let usual = usual.filter(|(have, _)| is_same_name(have, name)).map(|_| hint.0.load(Ordering::Relaxed));
            usual.or_else(|| fields.iter().position(|(have, _)| is_same_name(have, name)))
        })?;
        hint.0.store(at, Ordering::Relaxed);
        Some(&fields[at].1)
    }

    /// The field of an object: by its name as written, else without regard to case, space, `_` and `-`.
    pub fn field(&self, name: &str) -> Option<&Value<'a>> {
        let Value::Object(fields) = self else { return None };
        let exact = fields.iter().find(|(have, _)| have == name);
        exact.or_else(|| fields.iter().find(|(have, _)| is_same_name(have, name))).map(|(_, value)| value)
    }

    /// A hash of all of it: the order of fields does not matter.
    pub fn hash(&self) -> u64 {
        let mut hasher = XxHash3_64::new();
        match self {
            Value::Null => hasher.write_u8(0),
            Value::Bool(value) => hasher.write(&[1, u8::from(*value)]),
            Value::Number(text) => return hash_of(2, text.as_bytes()),
            Value::Text(text) => return hash_of(3, text.as_bytes()),
            Value::List(items) => {
                hasher.write_u8(4);
                for item in items {
                    hasher.write_u64(item.hash());
                }
            }
            Value::Object(fields) => {
                hasher.write_u8(5);
                let of_field = |(name, value): &(Cow<'a, str>, Value<'a>)| {
                    let mut bytes = SmallVec::<[u8; 64]>::from_slice(name.as_bytes());
                    bytes.extend_from_slice(&value.hash().to_ne_bytes());
                    XxHash3_64::oneshot(&bytes)
                };
                hasher.write_u64(fields.iter().map(of_field).fold(0, u64::wrapping_add));
            }
        }
        hasher.finish()
    }

    /// Writes it as JSON.
    pub fn write_json(&self, out: &mut Vec<u8>) {
        match self {
            Value::Null => out.extend_from_slice(b"null"),
            Value::Bool(true) => out.extend_from_slice(b"true"),
            Value::Bool(false) => out.extend_from_slice(b"false"),
            Value::Number(text) => out.extend_from_slice(text.as_bytes()),
            Value::Text(text) => write_text(text, out),
            Value::List(items) => {
                out.push(b'[');
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        out.push(b',');
                    }
                    item.write_json(out);
                }
                out.push(b']');
            }
            Value::Object(fields) => {
                out.push(b'{');
                for (at, (name, value)) in fields.iter().enumerate() {
                    if at > 0 {
                        out.push(b',');
                    }
                    write_text(name, out);
                    out.push(b':');
                    value.write_json(out);
                }
                out.push(b'}');
            }
        }
    }
}

/// The place at which a field was found last.
#[derive(Debug, Default)]
pub(super) struct Hint(AtomicUsize);

impl Clone for Hint {
    fn clone(&self) -> Hint {
        Hint::default()
    }
}

impl PartialEq for Hint {
    /// It is no part of what is said.
    fn eq(&self, _: &Hint) -> bool {
        true
    }
}

/// Writes a text as a string of JSON.
pub(super) fn write_text(text: &str, out: &mut Vec<u8>) {
    // Most texts have nothing to be written in another way, which is asked of many bytes at once.
    let is_special = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
    let is_plain = |bytes: &[u8]| !bytes.iter().fold(false, |found, byte| found | is_special(byte));
    if text.as_bytes().chunks(64).all(is_plain) {
        out.reserve(text.len() + 2);
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
        return;
    }
    // Writing to memory does not fail.
    let _ = serde_json::to_writer(out, text);
}

/// Whether two names are the same without regard to case, space, `_` and `-`.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    // Most names differ in their first letter.
    if let (Some(first), Some(second)) = (one.bytes().next(), other.bytes().next())
        && first.is_ascii_alphanumeric()
        && second.is_ascii_alphanumeric()
        && !first.eq_ignore_ascii_case(&second)
    {
        return false;
    }
    if !one.is_ascii() || !other.is_ascii() {
        return folded(one).eq(folded(other));
    }
    ascii_letters(one).eq(ascii_letters(other))
}

/// The same of a name in ASCII.
fn ascii_letters(name: &str) -> impl Iterator<Item = u8> + '_ {
    name.bytes().filter(|byte| !matches!(byte, b' ' | b'_' | b'-')).map(|byte| byte.to_ascii_lowercase())
}

/// The letters by which a name is compared.
pub(super) fn folded(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(|letter| !matches!(letter, ' ' | '_' | '-')).flat_map(char::to_lowercase)
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ValueVisitor;
        impl<'de> Visitor<'de> for ValueVisitor {
            type Value = Value<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }
            fn visit_unit<E>(self) -> Result<Value<'de>, E> {
                Ok(Value::Null)
            }
            fn visit_bool<E>(self, value: bool) -> Result<Value<'de>, E> {
                Ok(Value::Bool(value))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Value<'de>, E> {
                Ok(Value::Number(number.to_string().into()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Value<'de>, E> {
                Ok(Value::Number(number.to_string().into()))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Value<'de>, E> {
                Ok(Value::Number(serde_json::to_string(&number).unwrap_or_default().into()))
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
                Ok(Value::Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
                Ok(Value::Text(Cow::Owned(text.to_owned())))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value<'de>, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Value::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
                let mut fields = Vec::with_capacity(map.size_hint().unwrap_or(8));
                while let Some(Name(name)) = map.next_key()? {
                    fields.push((name, map.next_value()?));
                }
                Ok(Value::Object(fields))
            }
        }
        deserializer.deserialize_any(ValueVisitor)
    }
}

/// A name of a field, borrowed unless it has escapes.
pub(super) struct Name<'a>(pub Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Text(text) => Ok(Name(text)),
            _ => Err(serde::de::Error::custom("a name is a string")),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_text_is_written_as_json_has_it() {
        let long = "ä".repeat(70);
        for text in
            ["", "plain", "a\"b", "a\\b", "line\nend", "\u{1}", "\u{7f}", "Ж\u{2028}", &long, &format!("{long}\"")]
        {
            let mut out = Vec::new();
            super::write_text(text, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string(text).unwrap());
        }
    }
}
