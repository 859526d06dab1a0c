//! The fields of a JSON object, found without reading what is inside them.
//!
//! A head needs six fields of a record of a thousand bytes. This walks over the others at some gigabytes a second:
//! 64 bytes at a time become masks of quotes and brackets, and only these are looked at. It tells where top-level
//! values begin and end, and takes on trust what lies between; whoever needs to know that a record is valid JSON
//! parses it. It knows nothing of the dataset format.
//!
//! The walk is compiled once for each width of vectors, and what it calls must become part of it to be compiled with
//! it: so no closure in it is given to the standard library.
#![expect(clippy::inline_always, reason = "see above: a call takes longer than what it does")]

use fearless_simd::{Level, Simd, SimdBase as _, SimdMask as _, dispatch, u8x64};

/// A field of an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct JsonField<'a> {
    /// The key between its quotes, with escapes as written.
    pub key: &'a [u8],
    /// The value as written, without the space around it.
    pub value: &'a [u8],
    /// How many objects stand directly in the value, when they were to be counted.
    pub objects: usize,
}

/// Calls `field` with every field of the object that `json` is, in order, until it declines (`false`). Objects are
/// counted in the values whose keys `is_counted`. Says whether `json` looks like one object and no field was declined.
pub fn each_field<'a>(
    json: &'a [u8],
    is_counted: impl Fn(&[u8]) -> bool,
    field: impl FnMut(JsonField<'a>) -> bool,
) -> bool {
    dispatch!(Level::new(), simd => each_field_with(simd, json, is_counted, field))
}

#[inline(always)]
fn each_field_with<'a, S: Simd>(
    simd: S,
    json: &'a [u8],
    is_counted: impl Fn(&[u8]) -> bool,
    mut field: impl FnMut(JsonField<'a>) -> bool,
) -> bool {
    let mut marks = Marks::new(simd, json);
    let is_object = marks.next().is_some_and(|at| json[at] == b'{' && is_space(&json[..at]));
    if !is_object {
        return false;
    }
    let mut at = 1 + marks.at;
    loop {
        let Some(quote) = marks.next() else { return false };
        if !json.get(at..quote).is_some_and(is_space) {
            return false;
        }
        // An object without fields ends here; after a comma a key must come, which the caller's parser minds.
        if json[quote] == b'}' {
            return is_space(&json[quote + 1..]);
        }
        let Some(end) = marks.next() else { return false };
        if json[quote] != b'"' || json[end] != b'"' {
            return false;
        }
        let key = &json[quote + 1..end];
        let colon = skip_space(json, end + 1);
        if json.get(colon) != Some(&b':') {
            return false;
        }
        let start = skip_space(json, colon + 1);
        let Some(value) = value(json, start, is_counted(key), &mut marks) else { return false };
        if !field(JsonField { key, value: &json[start..value.end], objects: value.objects }) {
            return false;
        }
        let after = skip_space(json, value.end);
        match json.get(after) {
            Some(b',') => at = after + 1,
            Some(b'}') => {
                return (value.is_bare || marks.next() == Some(after)) && is_space(&json[after + 1..]);
            }
            _ => return false,
        }
    }
}

struct Value {
    end: usize,
    objects: usize,
    /// A number or a word, whose end is the mark after it, which is taken already when it closes the object.
    is_bare: bool,
}

#[inline(always)]
fn value<S: Simd>(json: &[u8], start: usize, counts: bool, marks: &mut Marks<'_, S>) -> Option<Value> {
    match json.get(start)? {
        b'"' => {
            marks.next()?;
            Some(Value { end: marks.next()? + 1, objects: 0, is_bare: false })
        }
        b'{' | b'[' => {
            marks.next()?;
            let (end, objects) = if counts { marks.end_of_counted()? } else { (marks.end_of_nested()?, 0) };
            Some(Value { end, objects, is_bare: false })
        }
        _ => {
            let length =
                json[start..].iter().position(|byte| matches!(byte, b',' | b'}' | b' ' | b'\t' | b'\r' | b'\n'))?;
            let end = start + length;
            let is_last = json.get(skip_space(json, end)) == Some(&b'}');
            if is_last {
                marks.next()?;
            }
            Some(Value { end, objects: 0, is_bare: true })
        }
    }
}

fn skip_space(json: &[u8], from: usize) -> usize {
    from + json[from..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count()
}

fn is_space(bytes: &[u8]) -> bool {
    skip_space(bytes, 0) == bytes.len()
}

const BLOCK: usize = 64;

/// The closing bracket that ends a value open at `depth` levels before the block; there are at least so many.
#[inline(always)]
fn closes_at(opening: u64, closing: u64, depth: u32) -> Option<u32> {
    let (mut rest, mut closed) = (closing, 0);
    while rest != 0 {
        let bit = rest.trailing_zeros();
        rest &= rest - 1;
        closed += 1;
        let opened = (opening & ((1 << bit) - 1)).count_ones();
        if closed == depth + opened {
            return Some(bit);
        }
    }
    None
}

/// The quotes and, outside strings, the brackets of a text, in order.
struct Marks<'a, S> {
    simd: S,
    json: &'a [u8],
    /// The mark given last.
    at: usize,
    /// Where the block at hand begins.
    block: usize,
    /// Its marks that were not given yet, one bit a byte.
    left: u64,
    /// All its brackets.
    opening: u64,
    closing: u64,
    /// All ones when the block after begins inside a string.
    in_string: u64,
    /// Whether its first byte is escaped.
    is_escaped: bool,
}

/// The bits above this one.
#[inline(always)]
fn above(bit: u32) -> u64 {
    (u64::MAX << bit) << 1
}

impl<'a, S: Simd> Marks<'a, S> {
    #[inline(always)]
    fn new(simd: S, json: &'a [u8]) -> Marks<'a, S> {
        let mut marks =
            Marks { simd, json, at: 0, block: 0, left: 0, opening: 0, closing: 0, in_string: 0, is_escaped: false };
        marks.read();
        marks
    }

    /// The end of the value whose opening bracket was the last mark.
    #[inline(always)]
    fn end_of_nested(&mut self) -> Option<usize> {
        let mut depth = 1u32;
        let after = above((self.at - self.block) as u32);
        let (mut opening, mut closing) = (self.opening & after, self.closing & after);
        loop {
            // Most blocks have too few closing brackets to be looked into.
            if closing.count_ones() >= depth
                && let Some(bit) = closes_at(opening, closing, depth)
            {
                self.left &= above(bit);
                return Some(self.block + bit as usize + 1);
            }
            depth = depth + opening.count_ones() - closing.count_ones();
            self.next_block()?;
            (opening, closing) = (self.opening, self.closing);
        }
    }

    /// The same, and how many objects stand directly in the value.
    #[inline(always)]
    fn end_of_counted(&mut self) -> Option<(usize, usize)> {
        let (mut depth, mut objects) = (1u32, 0);
        let mut brackets = (self.opening | self.closing) & above((self.at - self.block) as u32);
        loop {
            while brackets != 0 {
                let bit = brackets.trailing_zeros();
                brackets &= brackets - 1;
                let at = self.block + bit as usize;
                if self.opening >> bit & 1 == 1 {
                    objects += usize::from(depth == 1 && self.json[at] == b'{');
                    depth += 1;
                } else {
                    depth -= 1;
                }
                if depth == 0 {
                    self.left &= above(bit);
                    return Some((at + 1, objects));
                }
            }
            self.next_block()?;
            brackets = self.opening | self.closing;
        }
    }

    /// Goes on to the next block; `None` when there is none.
    #[inline(always)]
    fn next_block(&mut self) -> Option<()> {
        self.block += BLOCK;
        if self.block >= self.json.len() {
            return None;
        }
        self.read();
        Some(())
    }

    /// The place of the next mark.
    #[inline(always)]
    fn next(&mut self) -> Option<usize> {
        while self.left == 0 {
            self.next_block()?;
        }
        self.at = self.block + self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some(self.at)
    }

    /// Makes the masks of the block at hand.
    #[inline(always)]
    fn read(&mut self) {
        let rest = &self.json[self.block.min(self.json.len())..];
        let mut tail = [b' '; BLOCK];
        let bytes = if let Some(bytes) = rest.first_chunk() {
            bytes
        } else {
            tail[..rest.len()].copy_from_slice(rest);
            &tail
        };
        let bytes = u8x64::load_array_ref(self.simd, bytes);
        let all = |byte: u8| u8x64::splat(self.simd, byte);
        let mut quotes = bytes.simd_eq(all(b'"')).to_bitmask();
        let escapes = bytes.simd_eq(all(b'\\')).to_bitmask();
        // `[` and `{`, and `]` and `}`, differ in one bit.
        let folded = bytes | all(0x20);
        let opening = folded.simd_eq(all(b'{')).to_bitmask();
        let closing = folded.simd_eq(all(b'}')).to_bitmask();
        if escapes != 0 || self.is_escaped {
            quotes &= !self.escaped(escapes);
        }
        let mut inside = quotes;
        for shift in [1, 2, 4, 8, 16, 32] {
            inside ^= inside << shift;
        }
        inside ^= self.in_string;
        self.in_string = 0u64.wrapping_sub(inside >> 63);
        self.opening = opening & !inside;
        self.closing = closing & !inside;
        self.left = quotes | self.opening | self.closing;
    }

    /// The bytes of the block that a backslash before them escapes.
    fn escaped(&mut self, backslashes: u64) -> u64 {
        let mut escaped = u64::from(self.is_escaped);
        let mut rest = backslashes & !escaped;
        self.is_escaped = false;
        while rest != 0 {
            let bit = rest.trailing_zeros();
            if bit == 63 {
                self.is_escaped = true;
                break;
            }
            escaped |= 2 << bit;
            rest &= !(3 << bit);
        }
        escaped
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fields(json: &str) -> Option<Vec<(String, String, usize)>> {
        let mut found = Vec::new();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        each_field(
            json.as_bytes(),
            |key| key == b"b",
            |field| {
                found.push((text(field.key), text(field.value), field.objects));
                true
            },
        )
        .then_some(found)
    }

    fn field(key: &str, value: &str, objects: usize) -> (String, String, usize) {
        (key.to_owned(), value.to_owned(), objects)
    }

    #[test]
    fn every_kind_of_value_is_cut_where_it_ends() {
        let json = r#" {"a":"x{\"y\\","b" : [ {"c":[{}]}, {} , 1 ],"d":-1.5e3 , "e":{"f":{"g":{}}},"h":null} "#;
        let expected = [
            field("a", r#""x{\"y\\""#, 0),
            field("b", r#"[ {"c":[{}]}, {} , 1 ]"#, 2),
            field("d", "-1.5e3", 0),
            field("e", r#"{"f":{"g":{}}}"#, 0),
            field("h", "null", 0),
        ];
        assert_eq!(fields(json).unwrap(), expected);
        assert_eq!(fields("{}").unwrap(), []);
        assert_eq!(fields("{\"n\":1}").unwrap(), [field("n", "1", 0)]);
    }

    #[test]
    fn what_is_no_object_is_declined() {
        for json in [
            "",
            " ",
            "[]",
            "1",
            "\"{}\"",
            "{",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":1",
            "{\"a\" 1}",
            "{\"a\":1}}",
            "{\"a\":1} x",
        ] {
            assert_eq!(fields(json), None, "{json}");
        }
        assert_eq!(fields("{\"a\":\"\\\"}"), None);
        assert_eq!(fields("{a:1}"), None);
        assert_eq!(fields("{\"a\":[1}"), None);
    }

    #[test]
    fn a_field_can_be_declined() {
        assert!(!each_field(br#"{"a":1,"b":2}"#, |_| false, |field| field.key != b"b"));
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        use serde_json::Value;
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "[a-zа-я\"\\\\{}\\[\\]:, \n]{0,90}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::btree_map("[a-z\"\\\\{]{0,9}", inner, 0..5)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        /// Whatever the object, its fields are those that a parser finds.
        #[test]
        fn fields_are_those_of_a_parser(
            object in prop::collection::btree_map("b|[a-z\"\\\\]{0,70}", json(), 0..6),
            pretty in any::<bool>(),
        ) {
            let object = serde_json::Value::Object(object.into_iter().collect());
            let text = if pretty { serde_json::to_string_pretty(&object) } else { serde_json::to_string(&object) }.unwrap();
            let found = fields(&text).unwrap();
            let parsed = object.as_object().unwrap();
            prop_assert_eq!(found.len(), parsed.len());
            for ((key, value, objects), (parsed_key, parsed_value)) in found.iter().zip(parsed) {
                let key: String = serde_json::from_str(&format!("\"{key}\"")).unwrap();
                prop_assert_eq!(&key, parsed_key);
                prop_assert_eq!(&serde_json::from_str::<serde_json::Value>(value).unwrap(), parsed_value);
                let inside: Vec<&serde_json::Value> = match parsed_value {
                    _ if key != "b" => Vec::new(),
                    serde_json::Value::Array(items) => items.iter().collect(),
                    serde_json::Value::Object(fields) => fields.values().collect(),
                    _ => Vec::new(),
                };
                prop_assert_eq!(*objects, inside.iter().filter(|value| value.is_object()).count());
            }
        }

        /// Nothing panics, whatever the bytes.
        #[test]
        fn any_bytes_are_survived(bytes in prop::collection::vec(prop_oneof![Just(b'"'), Just(b'\\'), Just(b'{'), Just(b'}'), Just(b'['), Just(b':'), Just(b','), any::<u8>()], 0..300)) {
            each_field(&bytes, |_| true, |_| true);
        }
    }
}
