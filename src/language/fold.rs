//! Search folding: different spellings of one word made equal, and text taken apart into such words.
//!
//! Case of every script, ё and е, accents and stress marks, composed and decomposed letters, kinds of apostrophe and
//! hyphen, hidden characters, and letters of the other alphabet that look the same (`Казахмыcу` with a Latin c) are
//! folded; й, ї, ў, ә, ө and other letters of their own are kept. The asker's words and the data go through the same fold.
//! This module must not know about queries, indexes, inflection or romanisation.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::{UnicodeNormalization as _, char::compose};
use unicode_width::UnicodeWidthChar;

use super::abbreviation::is_abbreviation;
use crate::text::sanitise::{MARK, SOFT_HYPHEN_MARK, is_invisible};

/// Returns `text` folded for search: words as [`words`] folds them, and what is between them with plain spaces,
/// apostrophes and hyphens.
///
/// Folding a second time changes nothing. A stretch of text folds like the same stretch inside a longer text as long as
/// it begins and ends between words.
///
/// ```
/// use oreline::door::language::fold;
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

/// A name as names are compared (reader rule 5): folded, spaces folded, without `#` before it, which people put before the
/// names that they give themselves, and which marks the ids of entities among names.
pub fn name_key(name: &str) -> String {
    let folded = fold(name.trim_start().trim_start_matches('#'));
    let mut key = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}

/// Appends [`fold`] of `text` to `out`.
///
/// ```
/// use oreline::door::language::fold_into;
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
/// use oreline::door::language::{find, fold};
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
/// A word is letters, digits and marks with inner `+ . ' & -` (`C5+1`, `Касым-Жомарт`, `AT&T`, `3.14`); an
/// abbreviation with dots is the word of its letters (`us` of `U.S.`, `phd` of `Ph.D.`). After a word with hyphens come
/// its parts (`касым`, `жомарт`); after a word with dots, those parts that begin with a letter and are longer than one
/// (`токаев` of `К.Токаев`); after an elided word, what follows the apostrophe (`uranium` of `l'uranium`). A run of a
/// script without spaces is one word, and its parts are what begins at each of its letters, up to eight of them.
///
/// ```
/// use oreline::door::language::words;
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
            let RawWord { start, end, .. } = found;
            let folded = if found.folds_to_itself() && !found.has(DOTS) {
                Cow::Borrowed(&text[start..end])
            } else {
                let mut folded = String::new();
                tables.fold_found(text, found, &mut folded);
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
/// use oreline::door::language::for_each_word;
///
/// let mut longest = 0;
/// for_each_word("Встреча в Астане", &mut String::new(), |folded, _| longest = longest.max(folded.len()));
/// assert_eq!(longest, "встреча".len());
/// ```
pub fn for_each_word(text: &str, buffer: &mut String, mut f: impl FnMut(&str, Range<usize>)) {
    let tables = &*TABLES;
    let mut give = |found: RawWord| {
        let range = found.start..found.end;
        if found.folds_to_itself() && !found.has(DOTS) {
            f(&text[range.clone()], range);
            return;
        }
        buffer.clear();
        tables.fold_found(text, found, buffer);
        if !buffer.is_empty() {
            f(buffer, range);
        }
    };
    let mut at = 0;
    while let Some(found) = tables.next_word(text, at) {
        at = found.end;
        give(found);
        if found.class & (JOINS | IDEOGRAPH) != 0 {
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
/// An ideograph, kana, or a letter of Thai and its neighbours: written without spaces, no word with other letters.
const IDEOGRAPH: u16 = 1 << 8;
/// A full stop within the word.
const DOTS: u16 = 1 << 9;

/// Letters of the longest part of a run without spaces. A longer text is found where all its parts are.
const LONGEST_PART: usize = 8;
/// Letters after an apostrophe from which on they are a word, but for what follows one of [`ELIDED`]: not `we're`.
const SHORTEST_ELIDED: usize = 3;
/// What French, Italian and Catalan leave of a word before a vowel: `l'or`, `qu'il`.
const ELIDED: [&str; 9] = ["l", "d", "qu", "n", "j", "m", "t", "s", "c"];

/// A word in a text, not folded yet.
#[derive(Clone, Copy)]
struct RawWord {
    start: usize,
    end: usize,
    class: u16,
}

impl RawWord {
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

/// Letters with a mark that readers of their language take for letters of their own.
const OF_THEIR_OWN: [char; 5] = ['й', 'ї', 'ў', 'ѓ', 'ќ'];

/// Other spellings of a letter that are no letter with marks: with a stroke, without a dot, at the end of a word; in Arabic
/// alef, waw and yeh with hamza or madda, the Persian kaf and yeh.
const SPELLINGS: &[(char, &str)] = &[
    ('d', "đð"),
    ('h', "ħ"),
    ('i', "ı"),
    ('l', "ł"),
    ('o', "ø"),
    ('s', "ſ"),
    ('t', "ŧ"),
    ('σ', "ς"),
    ('ا', "آأإٱ"),
    ('و', "ؤ"),
    ('ي', "ئی"),
    ('ك', "ک"),
];

/// The first letter of the scripts in which all marks that count are listed.
const ARABIC: char = '\u{600}';

/// Letters that are folded to two.
const PAIRS: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('ǣ', "ae"),
    ('ǽ', "ae"),
    ('œ', "oe"),
    ('ĳ', "ij"),
    ('ⅰ', "i"),
    ('ⅱ', "ii"),
    ('ⅲ', "iii"),
    ('ⅳ', "iv"),
    ('ⅴ', "v"),
    ('ⅵ', "vi"),
    ('ⅶ', "vii"),
    ('ⅷ', "viii"),
    ('ⅸ', "ix"),
    ('ⅹ', "x"),
    ('ⅺ', "xi"),
    ('ⅻ', "xii"),
    ('ⅼ', "l"),
    ('ⅽ', "c"),
    ('ⅾ', "d"),
    ('ⅿ', "m"),
    ('²', "2"),
    ('³', "3"),
    ('¹', "1"),
    ('ﬀ', "ff"),
    ('ﬁ', "fi"),
    ('ﬂ', "fl"),
    ('ﬃ', "ffi"),
    ('ﬄ', "ffl"),
    ('ﬅ', "st"),
    ('ﬆ', "st"),
];

/// Cyrillic letters and the Latin ones that look the same, in one case at least.
const LOOK_ALIKES: &[(char, char)] = &[
    ('а', 'a'),
    ('в', 'b'),
    ('е', 'e'),
    ('к', 'k'),
    ('м', 'm'),
    ('н', 'h'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('т', 't'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
];

fn latin_look_alike(c: char) -> Option<char> {
    LOOK_ALIKES.iter().find(|(cyrillic, _)| *cyrillic == c).map(|(_, latin)| *latin)
}

fn cyrillic_look_alike(c: char) -> Option<char> {
    LOOK_ALIKES.iter().find(|(_, latin)| *latin == c).map(|(cyrillic, _)| *cyrillic)
}

/// What a letter or digit of a compatibility form is: full and half width, letters for formulas, raised and lowered digits.
fn compatible(c: char) -> char {
    let is_form = matches!(u32::from(c),
        0xFF10..=0xFF19 | 0xFF21..=0xFF3A | 0xFF41..=0xFF5A | 0xFF66..=0xFF9D | 0x1_D400..=0x1_D6A3
        | 0x1_D7CE..=0x1_D7FF | 0x2070 | 0x2074..=0x2079 | 0x2080..=0x2089);
    std::iter::once(c).nfkc().next().filter(|_| is_form).unwrap_or(c)
}

/// The kana that a kana and the mark of half width after it are.
fn voiced(kana: char, mark: char) -> Option<char> {
    let steps = match (mark, kana) {
        ('\u{FF9E}', 'ウ') => return Some('ヴ'),
        ('\u{FF9E}', _) if "カキクケコサシスセソタチツテトハヒフヘホ".contains(kana) => 1,
        ('\u{FF9F}', _) if "ハヒフヘホ".contains(kana) => 2,
        _ => return None,
    };
    char::from_u32(u32::from(kana) + steps)
}

/// Marks of pronunciation, not of spelling: accents, stress, Cyrillic titlo, Hebrew and Arabic vowel points, tatweel.
/// The vowel signs of Indic scripts are spelling.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}'..='\u{5C2}' | '\u{5C4}'..='\u{5C5}' | '\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// The two modifier letters are the apostrophes of Uzbek and Ukrainian, often typed as quotation marks.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '\u{2BB}' | '\u{2BC}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether a letter is of a script that is written without spaces.
pub fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3031}'..='\u{3035}' | '\u{3041}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}' | '\u{31F0}'..='\u{31FF}'
        | '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFD}')
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
    let mut parts = std::iter::once(c).nfd();
    let letter = parts.next().filter(|letter| {
        let has_marks = letter.is_alphabetic() && parts.next().is_some();
        has_marks && !OF_THEIR_OWN.contains(&c) && !(ARABIC..='\u{6FF}').contains(&c)
    });
    let letter = letter.unwrap_or(c);
    SPELLINGS.iter().find(|(_, written)| written.contains(letter)).map_or(letter, |(base, _)| *base)
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
    // The lower case of the one has two characters; the other two are read with what stands before them.
    let plain = match c {
        'İ' => 'i',
        '\u{FF9E}' | '\u{FF9F}' => return None,
        _ => compatible(c),
    };
    let mut lower = plain.to_lowercase();
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
    if c == '.' {
        return JOINS | DOTS;
    }
    if matches!(c, '+' | '&') {
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
    fn next_word(&self, text: &str, from: usize) -> Option<RawWord> {
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
        let mut found = RawWord { start, end: start, class: 0 };
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

    /// Appends the folded word as it is looked up: an abbreviation without its dots.
    fn fold_found(&self, text: &str, found: RawWord, out: &mut String) {
        let word = &text[found.start..found.end];
        if found.has(DOTS) && is_abbreviation(word) {
            self.fold_letters(&word.replace('.', ""), out);
        } else {
            self.fold_word(text, found, out);
        }
    }

    /// Appends the folded word to `out`.
    fn fold_word(&self, text: &str, found: RawWord, out: &mut String) {
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
            let composed = before.and_then(|letter| compose(letter, c)).filter(|letter| OF_THEIR_OWN.contains(letter));
            if let Some(composed) = composed {
                out.pop();
                out.push(composed);
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
        if let Some(kana) = out[start..].chars().next_back().and_then(|kana| voiced(kana, c)) {
            out.pop();
            out.push(kana);
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

    /// The parts of a run without spaces: what begins at each of its letters.
    fn each_beginning_in_run(&self, text: &str, whole: RawWord, mut give: impl FnMut(RawWord)) {
        let run = &text[whole.start..whole.end];
        let letters = run.char_indices().filter(|(at, _)| self.class_at(run, *at).0 & WORD != 0).map(|(at, _)| at);
        let letters: Vec<usize> = letters.chain([run.len()]).collect();
        for (number, start) in letters[..letters.len() - 1].iter().enumerate() {
            let end = letters[(number + LONGEST_PART).min(letters.len() - 1)];
            if (*start, end) != (0, run.len()) || letters.len() > 2 {
                give(RawWord { start: whole.start + start, end: whole.start + end, ..whole });
            }
        }
    }

    /// The parts of a compound word, see [`words`].
    fn each_part(&self, text: &str, whole: RawWord, mut give: impl FnMut(RawWord)) {
        if whole.has(IDEOGRAPH) {
            return self.each_beginning_in_run(text, whole, give);
        }
        if !whole.has(JOINS) {
            return;
        }
        let word = &text[whole.start..whole.end];
        let compound = word.contains(is_hyphen);
        let is_elided = word.contains(is_apostrophe);
        if !compound && !is_elided && !word.contains('.') || whole.has(DOTS) && is_abbreviation(word) {
            return;
        }
        let mut start = whole.start;
        for hyphenated in word.split(is_hyphen) {
            let end = start + hyphenated.len();
            if compound && let Some(part) = self.next_word(&text[..end], start) {
                give(part);
            }
            if is_elided
                && let Some((at, apostrophe)) = hyphenated.char_indices().rev().find(|(_, c)| is_apostrophe(*c))
                && hyphenated[at..].chars().nth(shortest_elided(&hyphenated[..at])).is_some()
                && let Some(part) = self.next_word(&text[..end], start + at + apostrophe.len_utf8())
            {
                give(part);
            }
            if hyphenated.contains('.') && !is_abbreviation(hyphenated) {
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

/// Letters from which on what follows these and an apostrophe is a word.
fn shortest_elided(before: &str) -> usize {
    if ELIDED.iter().any(|elided| before.eq_ignore_ascii_case(elided)) { 2 } else { SHORTEST_ELIDED }
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

    fn push_word(&mut self, tables: &Tables, text: &str, found: RawWord) {
        // One origin for each folded character: unmixing changes characters and their lengths, but not their number.
        let mut origins = Vec::new();
        let mut letters = String::new();
        let mut count = 0;
        let word = &text[found.start..found.end];
        for (at, c) in word.char_indices() {
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
mod tests;
