//! Search folding: different spellings of one word made equal, and text taken apart into such words.
//!
//! Case of every script, ё and е, accents and stress marks, composed and decomposed letters, kinds of apostrophe and
//! hyphen, hidden characters, and letters of the other alphabet that look the same (`Казахмыcу` with a Latin c) are
//! folded; й, ї, ў, ә, ө and other letters of their own are kept. The asker's words and the data go through the same fold.
//! This module must not know about queries, indexes, inflection or romanisation.

mod letters;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use unicode_width::UnicodeWidthChar;

use self::letters::{
    BASES, COMPOSITIONS, PAIRS, cyrillic_look_alike, is_accent, is_apostrophe, is_hyphen, is_ideograph,
    latin_look_alike,
};
use crate::text::sanitise::{MARK, SOFT_HYPHEN_MARK, is_invisible};

/// Returns `text` folded for search: words as [`words`] folds them, and what is between them with plain spaces,
/// apostrophes and hyphens.
///
/// Folding a second time changes nothing. A stretch of text folds like the same stretch inside a longer text as long as
/// it begins and ends between words.
///
/// ```
/// use oreline::language::fold;
///
/// assert_eq!(fold("«Ёлка» ТОКАЕВА"), "«елка» токаева");
/// assert_eq!(fold("François"), "francois");
/// assert_eq!(fold("С5+1"), "c5+1"); // a Cyrillic С becomes Latin
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends [`fold`] of `text` to `out`.
///
/// ```
/// use oreline::language::fold_into;
///
/// let mut line = String::from("> ");
/// fold_into("Астана", &mut line);
/// assert_eq!(line, "> астана");
/// ```
pub fn fold_into(text: &str, out: &mut String) {
    let tables = &*TABLES;
    let mut at = 0;
    while let Some(found) = tables.next_word(text, at) {
        fold_gap(&text[at..found.start], |c, _| out.push(c));
        tables.fold_word(text, found, out);
        at = found.end;
    }
    fold_gap(&text[at..], |c, _| out.push(c));
}

/// Byte ranges in `text` where its folded form contains `folded`, in order and without overlap.
///
/// `folded` is what [`fold`] returned for the phrase that was asked for; an empty one is found nowhere. Marks that folding
/// drops belong to the letter before them, so a range never splits a letter from its accent. For what is on the screen:
/// it allocates a map of the text.
///
/// ```
/// use oreline::language::{find, fold};
///
/// let text = "Встреча с Токае\u{301}вым";
/// let hit = find(text, &fold("токаев")).remove(0);
/// assert_eq!(&text[hit], "Токае\u{301}в");
/// ```
#[must_use]
pub fn find(text: &str, folded: &str) -> Vec<Range<usize>> {
    if folded.is_empty() {
        return Vec::new();
    }
    let map = FoldMap::new(text);
    map.folded.match_indices(folded).map(|(at, hit)| map.original(at..at + hit.len())).collect()
}

/// One word of a text, or one part of a compound word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// First byte of the word in the text it was found in.
    pub start: usize,
    /// The byte after its last one there.
    pub end: usize,
    /// The word as it is compared; borrowed when folding changed nothing. Never empty.
    pub folded: Cow<'a, str>,
    /// Whether it is a part of the last word that was no part: `жомарт` after `касым-жомарт`.
    pub part: bool,
}

/// The words of `text` in order, folded.
///
/// A word is letters, digits and marks with inner `+ . ' & -` (`C5+1`, `Касым-Жомарт`, `AT&T`, `3.14`); a run of
/// ideographs is one word. After a word with hyphens come its parts (`касым`, `жомарт`); after a word with dots, those
/// parts that begin with a letter and are longer than one (`токаев` of `К.Токаев`, none of `U.S.`).
///
/// ```
/// use oreline::language::words;
///
/// let found: Vec<_> = words("Касым-Жомарт, С5+1").map(|word| word.folded).collect();
/// assert_eq!(found, ["касым-жомарт", "касым", "жомарт", "c5+1"]);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let tables = &*TABLES;
    let mut at = 0;
    let mut parts = Vec::new().into_iter();
    std::iter::from_fn(move || {
        loop {
            let (found, part) = if let Some(part) = parts.next() {
                (part, true)
            } else {
                let found = tables.next_word(text, at)?;
                at = found.end;
                let mut found_parts = Vec::new();
                tables.each_part(text, found, |part| found_parts.push(part));
                parts = found_parts.into_iter();
                (found, false)
            };
            let Found { start, end, .. } = found;
            let folded = if found.folds_to_itself() {
                Cow::Borrowed(&text[start..end])
            } else {
                let mut folded = String::new();
                tables.fold_word(text, found, &mut folded);
                Cow::Owned(folded)
            };
            if !folded.is_empty() {
                return Some(Word { start, end, folded, part });
            }
        }
    })
}

/// Calls `f` with each word that [`words`] gives, folded, and its byte range in `text`; allocates nothing for a word.
///
/// `buffer` is room for folding, its content is lost: keep one for many texts.
///
/// ```
/// use oreline::language::for_each_word;
///
/// let mut longest = 0;
/// for_each_word("Встреча в Астане", &mut String::new(), |folded, _| longest = longest.max(folded.len()));
/// assert_eq!(longest, "встреча".len());
/// ```
pub fn for_each_word(text: &str, buffer: &mut String, mut f: impl FnMut(&str, Range<usize>)) {
    let tables = &*TABLES;
    let mut give = |found: Found| {
        let range = found.start..found.end;
        if found.folds_to_itself() {
            f(&text[range.clone()], range);
            return;
        }
        buffer.clear();
        tables.fold_word(text, found, buffer);
        if !buffer.is_empty() {
            f(buffer, range);
        }
    };
    let mut at = 0;
    while let Some(found) = tables.next_word(text, at) {
        at = found.end;
        give(found);
        if found.class & JOINS != 0 {
            tables.each_part(text, found, &mut give);
        }
    }
}

// What a character is to a word, as bits; those of a word are all the bits of its characters.

/// A letter or digit: words begin with it.
const WORD: u16 = 1;
/// A mark: it goes on with a word but begins none.
const EXTENDS: u16 = 1 << 1;
/// An [`EXTENDS`] that is hidden, or stands for something hidden: it ends no word, and folding drops it.
const HIDDEN: u16 = 1 << 2;
/// `+ . ' & -`: between two [`WORD`]s it makes them one.
const JOINS: u16 = 1 << 3;
/// It folds to something else than itself.
const CHANGES: u16 = 1 << 4;
const LATIN: u16 = 1 << 5;
const CYRILLIC: u16 = 1 << 6;
const DIGIT: u16 = 1 << 7;
/// An ideograph or kana: written without spaces, no word with other letters.
const IDEOGRAPH: u16 = 1 << 8;

/// A word in a text, not folded yet.
#[derive(Clone, Copy)]
struct Found {
    start: usize,
    end: usize,
    class: u16,
}

impl Found {
    fn has(self, class: u16) -> bool {
        self.class & class == class
    }

    /// Letters that look like others are judged only where alphabets or digits meet.
    fn is_mixed(self) -> bool {
        self.has(LATIN | CYRILLIC) || self.has(CYRILLIC | DIGIT)
    }

    fn folds_to_itself(self) -> bool {
        !self.has(CHANGES) && !self.is_mixed()
    }
}

/// Characters below this are looked up: Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic.
const LOW_END: usize = 0x700;
/// Latin and Greek with several accents.
const HIGH: Range<usize> = 0x1E00..0x2000;

/// Answers for the characters of most texts; 0 in `low` and `high` asks for the rules.
struct Tables {
    class: [u16; LOW_END],
    low: [u16; LOW_END],
    high: [u16; HIGH.end - HIGH.start],
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::new);

/// The base letter of one lower-case letter.
fn base_of(c: char) -> char {
    let code = c as usize;
    if code >= LOW_END && !HIGH.contains(&code) {
        return c;
    }
    BASES.iter().find(|(_, written)| written.contains(c)).map_or(c, |(base, _)| *base)
}

/// What one character folds to, if it is one character that does not depend on those before.
fn fold_alone(c: char) -> Option<char> {
    if is_apostrophe(c) {
        return Some('\'');
    }
    if is_hyphen(c) {
        return Some('-');
    }
    if is_accent(c) || is_hidden(c) {
        return None;
    }
    let full_width = match c {
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        // Its lower case has two characters.
        'İ' => 'i',
        _ => c,
    };
    let mut lower = full_width.to_lowercase();
    let first = lower.next()?;
    if lower.next().is_some() || PAIRS.iter().any(|(pair, _)| *pair == first) {
        return None;
    }
    Some(base_of(first))
}

/// Characters that the reader does not see, and the marks that stand for them in sanitised text.
fn is_hidden(c: char) -> bool {
    is_invisible(c) && !matches!(c, '\u{2028}' | '\u{2029}') || c == MARK || c == SOFT_HYPHEN_MARK
}

fn class_by_rules(c: char) -> u16 {
    if matches!(c, '+' | '.' | '&') {
        return JOINS;
    }
    if is_apostrophe(c) || is_hyphen(c) {
        return JOINS | if c.is_ascii() { 0 } else { CHANGES };
    }
    if is_hidden(c) {
        return EXTENDS | HIDDEN | CHANGES;
    }
    if is_accent(c) {
        return EXTENDS | CHANGES;
    }
    if !c.is_alphanumeric() {
        return if !c.is_control() && c.width() == Some(0) { EXTENDS } else { 0 };
    }
    let folded = fold_alone(c);
    let changes = if folded == Some(c) { 0 } else { CHANGES };
    let script = match folded.unwrap_or(c) {
        _ if c.is_numeric() => DIGIT,
        'a'..='z' | '\u{C0}'..='\u{24F}' | 'ﬀ'..='ﬆ' => LATIN,
        '\u{400}'..='\u{52F}' => CYRILLIC,
        _ if is_ideograph(c) => IDEOGRAPH,
        _ => 0,
    };
    WORD | changes | script
}

impl Tables {
    fn new() -> Self {
        let entry = |code: usize| {
            let c = u32::try_from(code).ok().and_then(char::from_u32)?;
            u16::try_from(u32::from(fold_alone(c)?)).ok()
        };
        Self {
            class: std::array::from_fn(|code| {
                u32::try_from(code).ok().and_then(char::from_u32).map_or(0, class_by_rules)
            }),
            low: std::array::from_fn(|code| entry(code).unwrap_or(0)),
            high: std::array::from_fn(|code| entry(code + HIGH.start).unwrap_or(0)),
        }
    }

    /// The class and the length in bytes of the character at `at`, which is within `text`.
    #[inline]
    fn class_at(&self, text: &str, at: usize) -> (u16, usize) {
        let bytes = text.as_bytes();
        let byte = bytes[at];
        match byte {
            0..=0x7F => (self.class[usize::from(byte)], 1),
            // U+0080 to U+06FF.
            0xC2..=0xDB => (self.class[two_byte_code(byte, bytes[at + 1])], 2),
            _ => self.class_beyond(text, at),
        }
    }

    #[cold]
    fn class_beyond(&self, text: &str, at: usize) -> (u16, usize) {
        text[at..].chars().next().map_or((0, 1), |c| {
            let class = match c {
                // The most common punctuation of news.
                '–' | '—' | '“' | '”' | '…' | '№' => 0,
                '\u{4E00}'..='\u{9FFF}' => WORD | IDEOGRAPH,
                _ => self.class.get(c as usize).copied().unwrap_or_else(|| class_by_rules(c)),
            };
            (class, c.len_utf8())
        })
    }

    /// The first word of `text` that begins at or after `from`.
    #[inline]
    fn next_word(&self, text: &str, from: usize) -> Option<Found> {
        let mut start = from;
        let (mut class, mut length);
        loop {
            if start >= text.len() {
                return None;
            }
            (class, length) = self.class_at(text, start);
            if class & WORD != 0 {
                break;
            }
            start += length;
        }
        let ideographs = class & IDEOGRAPH;
        let mut found = Found { start, end: start, class: 0 };
        let mut at = start;
        loop {
            if class & WORD != 0 {
                if class & IDEOGRAPH != ideographs {
                    return Some(found);
                }
                found.class |= class;
                at += length;
                found.end = at;
            } else if class & EXTENDS != 0 {
                found.class |= class & CHANGES;
                at += length;
                if class & HIDDEN == 0 {
                    found.end = at;
                }
            } else if class & JOINS != 0 && ideographs == 0 {
                let next = self.after_hidden(text, at + length);
                if next >= text.len() || self.class_at(text, next).0 & (WORD | IDEOGRAPH) != WORD {
                    return Some(found);
                }
                found.class |= class | if next > at + length { CHANGES } else { 0 };
                at = next;
            } else {
                return Some(found);
            }
            if at >= text.len() {
                return Some(found);
            }
            (class, length) = self.class_at(text, at);
        }
    }

    fn after_hidden(&self, text: &str, mut at: usize) -> usize {
        while at < text.len() {
            let (class, length) = self.class_at(text, at);
            if class & HIDDEN == 0 {
                break;
            }
            at += length;
        }
        at
    }

    /// Appends the folded word to `out`.
    fn fold_word(&self, text: &str, found: Found, out: &mut String) {
        let word = &text[found.start..found.end];
        let start = out.len();
        if found.folds_to_itself() {
            out.push_str(word);
        } else if word.is_ascii() {
            out.push_str(word);
            out[start..].make_ascii_lowercase();
        } else {
            self.fold_letters(word, out);
            if found.is_mixed() {
                unmix(out, start);
            }
        }
    }

    fn fold_letters(&self, word: &str, out: &mut String) {
        let start = out.len();
        for c in word.chars() {
            match self.fold_by_table(c) {
                Some(folded) => out.push(folded),
                None => self.fold_by_rules(c, start, out),
            }
        }
    }

    #[inline]
    fn fold_by_table(&self, c: char) -> Option<char> {
        let code = c as usize;
        let folded = match self.low.get(code) {
            Some(&folded) => folded,
            None if HIGH.contains(&code) => self.high[code - HIGH.start],
            None => 0,
        };
        if folded == 0 { None } else { char::from_u32(u32::from(folded)) }
    }

    /// `start` is where the word begins in `out`: a mark composes with a letter of its own word only.
    fn fold_by_rules(&self, c: char, start: usize, out: &mut String) {
        if is_accent(c) {
            let before = out[start..].chars().next_back();
            let composed = COMPOSITIONS.iter().find(|(letter, mark, _)| Some(*letter) == before && *mark == c);
            if let Some((_, _, composed)) = composed {
                out.pop();
                out.push(*composed);
            }
            return;
        }
        if is_hidden(c) {
            return;
        }
        if let Some(folded) = fold_alone(c) {
            out.push(folded);
            return;
        }
        for lower in c.to_lowercase() {
            match PAIRS.iter().find(|(pair, _)| *pair == lower) {
                Some((_, letters)) => out.push_str(letters),
                None if is_accent(lower) => {}
                None => out.push(self.fold_by_table(lower).unwrap_or(lower)),
            }
        }
    }

    /// The parts of a compound word, see [`words`].
    fn each_part(&self, text: &str, whole: Found, mut give: impl FnMut(Found)) {
        if !whole.has(JOINS) {
            return;
        }
        let word = &text[whole.start..whole.end];
        let compound = word.contains(is_hyphen);
        if !compound && !word.contains('.') {
            return;
        }
        let mut start = whole.start;
        for hyphenated in word.split(is_hyphen) {
            let end = start + hyphenated.len();
            if compound && let Some(part) = self.next_word(&text[..end], start) {
                give(part);
            }
            if hyphenated.contains('.') {
                let mut dotted_start = start;
                for dotted in hyphenated.split('.') {
                    let dotted_end = dotted_start + dotted.len();
                    let begins_with_letter = dotted.chars().next().is_some_and(char::is_alphabetic);
                    if begins_with_letter
                        && dotted.chars().nth(1).is_some()
                        && let Some(part) = self.next_word(&text[..dotted_end], dotted_start)
                    {
                        give(part);
                    }
                    dotted_start = dotted_end + 1;
                }
            }
            start = end + text[end..].chars().next().map_or(0, char::len_utf8);
        }
    }
}

#[inline]
fn two_byte_code(first: u8, second: u8) -> usize {
    usize::from(first & 0x1F) << 6 | usize::from(second & 0x3F)
}

/// Rewrites letters of the wrong alphabet in the folded word that begins at `start`, each hyphenated part by itself.
fn unmix(out: &mut String, start: usize) {
    if out[start..].split('-').all(|part| spelling(part) == Spelling::Right) {
        return;
    }
    let word = out.split_off(start);
    for (number, part) in word.split('-').enumerate() {
        if number > 0 {
            out.push('-');
        }
        match spelling(part) {
            Spelling::Right => out.push_str(part),
            Spelling::MeantLatin => {
                out.extend(part.chars().map(|c| latin_look_alike(c).unwrap_or(c)));
            }
            Spelling::MeantCyrillic => {
                out.extend(part.chars().map(|c| cyrillic_look_alike(c).unwrap_or(c)));
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    Right,
    MeantLatin,
    MeantCyrillic,
}

/// Which alphabet was meant by a folded part that may mix two.
///
/// The alphabet with more letters, if each letter of the other has a look-alike in it: `TikTokовский` stays mixed.
fn spelling(part: &str) -> Spelling {
    let (mut letters, mut digits) = (0, 0);
    let (mut cyrillic, mut latin) = (0, 0);
    let (mut only_cyrillic, mut only_latin) = (false, false);
    for c in part.chars() {
        letters += usize::from(c.is_alphabetic());
        digits += usize::from(c.is_numeric());
        if matches!(c, '\u{400}'..='\u{52F}') {
            cyrillic += 1;
            only_cyrillic |= latin_look_alike(c).is_none();
        } else if matches!(c, 'a'..='z' | '\u{C0}'..='\u{24F}') {
            latin += 1;
            only_latin |= cyrillic_look_alike(c).is_none();
        }
    }
    if letters == 1 && cyrillic == 1 && digits > 0 && !only_cyrillic {
        return Spelling::MeantLatin;
    }
    if latin == 0 || cyrillic == 0 {
        return Spelling::Right;
    }
    if latin > cyrillic && !only_cyrillic {
        Spelling::MeantLatin
    } else if !only_latin && (cyrillic > latin || cyrillic == latin && !only_cyrillic) {
        Spelling::MeantCyrillic
    } else {
        Spelling::Right
    }
}

/// Gives the folded characters of what is between two words, each with its byte offset in `gap`.
fn fold_gap(gap: &str, mut give: impl FnMut(char, usize)) {
    for (at, c) in gap.char_indices() {
        match c {
            '\0'..='\x7F' | MARK | SOFT_HYPHEN_MARK => give(c, at),
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => {
                give(' ', at);
            }
            _ if is_apostrophe(c) => give('\'', at),
            _ if is_hyphen(c) => give('-', at),
            _ if is_hidden(c) => {}
            _ => give(c, at),
        }
    }
}

/// A folded text that knows where each of its characters came from.
struct FoldMap {
    folded: String,
    /// For each byte of `folded`, and for its end, the byte offset of the original character.
    origins: Vec<usize>,
}

impl FoldMap {
    fn new(text: &str) -> Self {
        let tables = &*TABLES;
        let mut map = Self { folded: String::with_capacity(text.len()), origins: Vec::with_capacity(text.len() + 1) };
        let mut at = 0;
        while let Some(found) = tables.next_word(text, at) {
            map.push_gap(&text[at..found.start], at);
            map.push_word(tables, text, found);
            at = found.end;
        }
        map.push_gap(&text[at..], at);
        map.origins.push(text.len());
        map
    }

    fn push(&mut self, c: char, origin: usize) {
        self.folded.push(c);
        self.origins.resize(self.folded.len(), origin);
    }

    fn push_gap(&mut self, gap: &str, offset: usize) {
        fold_gap(gap, |c, at| self.push(c, offset + at));
    }

    fn push_word(&mut self, tables: &Tables, text: &str, found: Found) {
        // One origin for each folded character: unmixing changes characters and their lengths, but not their number.
        let mut origins = Vec::new();
        let mut letters = String::new();
        let mut count = 0;
        for (at, c) in text[found.start..found.end].char_indices() {
            match tables.fold_by_table(c) {
                Some(folded) => letters.push(folded),
                None => tables.fold_by_rules(c, 0, &mut letters),
            }
            let now = letters.chars().skip(count).count() + count;
            origins.resize(now, found.start + at);
            count = now;
        }
        letters.clear();
        tables.fold_word(text, found, &mut letters);
        for (c, origin) in letters.chars().zip(origins) {
            self.push(c, origin);
        }
    }

    fn original(&self, folded: Range<usize>) -> Range<usize> {
        let start = self.origins[folded.start];
        let last = self.origins[folded.end - 1];
        // A hit that ends within `ss` ends after the `ß`.
        let end = self.origins[folded.end..].iter().copied().find(|&origin| origin > last);
        start..end.unwrap_or(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn assert_fold(written: &str, folded: &str) {
        assert_eq!(fold(written), folded, "fold({written:?})");
        let upper = written.to_uppercase();
        if upper.to_lowercase() == written.to_lowercase() {
            assert_eq!(fold(&upper), folded, "fold({upper:?})");
        }
    }

    #[track_caller]
    fn assert_words(text: &str, expected: &[&str]) {
        let found: Vec<_> = words(text).map(|word| word.folded.into_owned()).collect();
        assert_eq!(found, expected, "words({text:?})");
        let mut given = Vec::new();
        for_each_word(text, &mut String::from("old"), |word, _| {
            given.push(word.to_owned());
        });
        assert_eq!(given, expected, "for_each_word({text:?})");
    }

    #[test]
    fn case_and_yo() {
        assert_fold("Ёлка", "елка");
        assert_fold("елка", "елка");
        assert_fold("е\u{308}лка", "елка");
        assert_fold("ТОКАЕВ", "токаев");
        assert_fold("Батмөнх", "батмөнх");
        assert_fold("Қасым ӘҢҒҮҰІҺ", "қасым әңғүұіһ");
        assert_fold("İstanbul Iğdır", "istanbul igdir");
        assert_fold("Ὀδυσσεύς", "οδυσσευσ");
        assert_fold("ԱՐՄԵՆ", "արմեն");
        assert_fold("", "");
    }

    #[test]
    fn short_i_is_a_letter_and_stress_is_none() {
        assert_fold("Мой", "мой");
        assert_fold("Мои\u{306}", "мой");
        assert_fold("мо\u{301}й за\u{300}мок", "мой замок");
        assert_fold("Киї\u{301}в Киі\u{308}в", "київ київ");
        assert_fold("ѝ Тоҷикӣ", "и тоҷики");
        assert_fold("ў у\u{306}", "ў ў");
    }

    #[test]
    fn latin_accents() {
        assert_fold("François", "francois");
        assert_fold("Franc\u{327}ois", "francois");
        assert_fold("Łódź Đặng Øre", "lodz dang ore");
        assert_fold("Straße Æsir ﬁn Œuvre", "strasse aesir fin oeuvre");
        assert_fold("Ｃ５", "c5");
    }

    #[test]
    fn letters_of_the_other_alphabet() {
        assert_fold("Казахмыcу", "казахмысу");
        assert_fold("TOKAEВ", "tokaeb");
        assert_fold("Тоkаев", "токаев");
        assert_fold("Nаzаrbаyеv", "nazarbayev");
        assert_fold("IT-компания", "it-компания");
        assert_fold("iPhone'ы", "iphone'ы");
        assert_fold("TikTokовский", "tiktokовский");
        assert_fold("СOC", "coc");
        assert_fold("СССP", "ссср");
    }

    #[test]
    fn one_cyrillic_letter_beside_digits() {
        assert_fold("С5+1", "c5+1");
        assert_fold("C5+1", "c5+1");
        assert_fold("с5", "c5");
        assert_fold("В2", "b2");
        assert_fold("Г20", "г20");
        assert_fold("С-300", "с-300");
        assert_fold("Ту154", "ту154");
        assert_fold("8 марта 2024 г.", "8 марта 2024 г.");
    }

    #[test]
    fn hidden_characters_do_not_hide_a_word() {
        for hidden in "\u{ad}\u{200b}\u{200d}\u{feff}\u{202e}\u{fffd}¬".chars() {
            assert_fold(&format!("Тока{hidden}ев"), "токаев");
        }
        assert_fold("a\u{a0}b\u{200b} c", "a b c");
        assert_eq!(words("Тока\u{200b}").map(|word| word.end).collect::<Vec<_>>(), [8]);
    }

    #[test]
    fn apostrophes_and_hyphens() {
        assert_fold("O‘zbekiston Oʻzbekiston O’zbekiston", "o'zbekiston o'zbekiston o'zbekiston");
        assert_fold("Касым‑Жомарт", "касым-жомарт");
    }

    #[test]
    fn words_of_real_text() {
        assert_words("", &[]);
        assert_words(" — «…» ", &[]);
        assert_words("«Касым-Жомарт»", &["касым-жомарт", "касым", "жомарт"]);
        assert_words("С5+1: don't, AT&T 3.14", &["c5+1", "don't", "at&t", "3.14"]);
        assert_words("U.S. К.Токаев", &["u.s", "к.токаев", "токаев"]);
        assert_words("akorda.kz конец.Начало", &["akorda.kz", "akorda", "kz", "конец.начало", "конец", "начало"]);
        assert_words("-5 'quoted' C++ a--b", &["5", "quoted", "c", "a", "b"]);
        assert_words("👍🏽 ok 1\u{fe0f}\u{20e3}", &["ok", "1"]);
        assert_words("2024年中国、日本", &["2024", "年中国", "日本"]);
        assert_words("مُحَمَّد كتـاب", &["محمد", "كتاب"]);
        assert_words("ـ", &[]);
        assert_words("हिन्दी", &["हिन्दी"]);
        assert_words("10-й Нью\u{2010}Йорк", &["10-й", "10", "й", "нью-йорк", "нью", "йорк"]);
        assert_words("А.С.Пушкин-Гончарова", &["а.с.пушкин-гончарова", "а.с.пушкин", "пушкин", "гончарова"]);
    }

    #[test]
    fn ranges_are_those_of_the_original() {
        let text = "Ёж: Касым-Жомарт и\u{306}";
        let found: Vec<_> = words(text).map(|word| &text[word.start..word.end]).collect();
        assert_eq!(found, ["Ёж", "Касым-Жомарт", "Касым", "Жомарт", "и\u{306}"]);
        assert_eq!(words(text).map(|word| word.part).collect::<Vec<_>>(), [false, false, true, true, false]);
    }

    #[test]
    fn hits_are_found_in_the_original() {
        let at = |text: &str, phrase: &str| {
            find(text, &fold(phrase)).into_iter().map(|hit| text[hit].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(at("Ёлка, елка, е\u{308}лка", "ЁЛКА"), ["Ёлка", "елка", "е\u{308}лка"]);
        assert_eq!(at("Казахмыcу и С5+1", "казахмысу и c5+1"), ["Казахмыcу и С5+1"]);
        assert_eq!(at("Straße", "as"), ["aß"]);
        assert_eq!(at("ток\u{ad}ае\u{301}в", "кае"), ["к\u{ad}ае\u{301}"]);
        assert!(at("text", "").is_empty());
    }

    #[test]
    fn every_character_folds_once() {
        for c in '\0'..=char::MAX {
            let once = fold(&c.to_string());
            assert_eq!(fold(&once), once, "{c:?}");
            let lower = fold(&c.to_lowercase().to_string());
            assert!(once == lower, "{c:?}: {once:?} {lower:?}");
        }
    }

    fn text() -> impl Strategy<Value = String> {
        let pick = prop::sample::select(vec![
            "a", "c", "C", "т", "С", "Ё", "и", "у", "Я", "5", "12", "+", "-", ".", "'", "’", "&", " ", "\u{301}",
            "\u{306}", "\u{308}", "\u{ad}", "\u{200b}", "¬", "\u{fffd}", "日", "ß", "İ", "\u{2011}", "é", "ﬁ", "м",
            "ة", "\u{94d}", "\u{640}", "q", "\u{2028}", "і",
        ]);
        prop_oneof![prop::collection::vec(pick, 0..25).prop_map(|parts| parts.concat()), any::<String>()]
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in text()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn words_are_folded_pieces_of_the_text(text in text()) {
            let mut given = Vec::new();
            for_each_word(&text, &mut String::new(), |word, range| given.push((word.to_owned(), range)));
            let found: Vec<_> = words(&text).map(|word| (word.folded.into_owned(), word.start..word.end)).collect();
            prop_assert_eq!(&given, &found);
            for (word, range) in found {
                prop_assert!(!word.is_empty());
                prop_assert_eq!(fold(&text[range]), word);
            }
        }

        #[test]
        fn found_text_folds_to_what_was_asked(text in text(), from in 0_usize..10, length in 1_usize..5) {
            let folded = fold(&text);
            let asked: String = folded.chars().skip(from).take(length).collect();
            let map = FoldMap::new(&text);
            prop_assert_eq!(&map.folded, &folded);
            prop_assert_eq!(map.origins.len(), folded.len() + 1);
            let hits = find(&text, &asked);
            prop_assert_eq!(hits.is_empty(), asked.is_empty());
            for hit in hits {
                prop_assert!(text.get(hit.clone()).is_some_and(|hit| !hit.is_empty()));
            }
        }
    }
}
