//! Untrusted text made safe for a terminal: what could move the cursor, turn the reading direction or hide is shown as a mark.
//!
//! One character in is one character out, so positions counted in characters (code points) stay right.
//! Clean text, which is nearly all of it, is borrowed after one quick scan of its bytes.
//! This module must not know where a text comes from or where it is drawn. It knows Unicode's lists of
//! [default ignorable](https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point) and
//! [bidirectional](https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters) characters, and no escape
//! sequence: without its ESC, a sequence is ordinary text.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

/// Stands for one invisible or dangerous character that has no picture of its own.
pub const MARK: char = '\u{FFFD}';

/// Stands for a soft hyphen, U+00AD, as word processors show it. Terminals disagree on its width (0 or 1).
pub const SOFT_HYPHEN_MARK: char = '\u{AC}';

/// Stands for a line end other than `\n`: NEL and the line and paragraph separators.
pub const LINE_MARK: char = '\u{2424}';

/// So many combining marks may stand on one letter; the rest ("zalgo") are shown as [`MARK`].
/// Vietnamese needs two, Hebrew with cantillation three.
pub const MARKS_ON_A_LETTER: usize = 4;

/// Returns `text` with each character that is unsafe on a terminal replaced by one visible character.
///
/// | character | shown as |
/// |---|---|
/// | `\n`, `\t` | kept |
/// | `\r` before `\n` | a space |
/// | other C0 controls, ESC, DEL | its control picture, U+2400 to U+2421 |
/// | NEL, U+2028, U+2029 | `LINE_MARK` |
/// | soft hyphen | `SOFT_HYPHEN_MARK` |
/// | C1 controls, bidi controls, zero-width and other ignorable characters, tags, noncharacters | `MARK` |
/// | combining marks with no letter before them, or past `MARKS_ON_A_LETTER` | `MARK` |
/// | ZWNJ and ZWJ between letters of scripts that need them (Arabic, Indic, …), U+FE0E and U+FE0F after a symbol | kept |
///
/// The result has as many characters as `text`, is borrowed exactly when nothing was replaced, and does not change when
/// sanitised again.
///
/// ```
/// use oreline::door::text::sanitise;
///
/// assert_eq!(sanitise("Токаев\u{1b}[2J"), "Токаев␛[2J");
/// assert_eq!(sanitise("a\u{202e}b"), "a\u{fffd}b");
/// assert!(matches!(sanitise("Токаев"), std::borrow::Cow::Borrowed(_)));
/// ```
#[must_use]
pub fn sanitise(text: &str) -> Cow<'_, str> {
    replace(text, Lines::Many)
}

/// Like [`sanitise`], for a place of one line: `\n` and `\t` become a space too.
///
/// On text that is sanitised already it keeps every byte offset, so a line found by [`wrap`](crate::text::wrap()) can be
/// drawn through it.
///
/// ```
/// use oreline::door::text::sanitise_line;
///
/// assert_eq!(sanitise_line("Встреча\nв Астане"), "Встреча в Астане");
/// ```
#[must_use]
pub fn sanitise_line(text: &str) -> Cow<'_, str> {
    replace(text, Lines::One)
}

/// Whether [`sanitise`] would return `text` as it is.
///
/// ```
/// use oreline::door::text::is_clean;
///
/// assert!(is_clean("Касым-Жомарт\n"));
/// assert!(!is_clean("Касым\u{200b}Жомарт"));
/// ```
#[must_use]
pub fn is_clean(text: &str) -> bool {
    first_change(text, Lines::Many).is_none()
}

/// Returns JSON text with the characters that [`sanitise`] would replace written as `\uXXXX`; its value stays the same.
///
/// `text` is JSON as written, not the value of a string. White space of JSON is kept, `\r` too. Characters beyond U+FFFF
/// are written as two surrogates (RFC 8259, section 7).
///
/// ```
/// use oreline::door::text::escape_json;
///
/// assert_eq!(escape_json("{\"a\": \"x\u{202e}y\"}\r\n"), "{\"a\": \"x\\u202ey\"}\r\n");
/// ```
#[must_use]
pub fn escape_json(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    let mut scan = Scan::new(text, Lines::Many);
    while let Some((at, c, _)) = scan.next_change() {
        if c == '\r' {
            continue;
        }
        out.push_str(&text[copied..at]);
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
        copied = at + c.len_utf8();
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// Whether `c` is a format, bidi, zero-width, filler or tag character: nothing is seen where it stands.
///
/// Default ignorable characters and bidi controls of Unicode 16, interlinear annotations and noncharacters. Controls and
/// combining marks are not among them.
pub(crate) fn is_invisible(c: char) -> bool {
    match c {
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'..='\u{1160}'
        | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FDD0}'..='\u{FDEF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' => true,
        _ => u32::from(c) & 0xFFFE == 0xFFFE,
    }
}

/// Whether a text may have line ends and tabs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

fn first_change(text: &str, lines: Lines) -> Option<usize> {
    Scan::new(text, lines).next_change().map(|(at, _, _)| at)
}

fn replace(text: &str, lines: Lines) -> Cow<'_, str> {
    if plain_until(text.as_bytes(), 0, lines) == text.len() {
        return Cow::Borrowed(text);
    }
    let mut scan = Scan::new(text, lines);
    let Some((mut at, mut c, mut shown)) = scan.next_change() else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len() + 16);
    let mut copied = 0;
    loop {
        out.push_str(&text[copied..at]);
        out.push(shown);
        copied = at + c.len_utf8();
        match scan.next_change() {
            Some(next) => (at, c, shown) = next,
            None => break,
        }
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// A walk over a text that stops at each character to be replaced.
///
/// It decides by what was *shown* before, not by what was written: that makes the result stable when sanitised again.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    lines: Lines,
    /// What is shown before `at`; [`MARK`] for every replacement.
    before: Option<char>,
    /// Combining marks since the last letter; at the limit where there is nothing for a mark to stand on.
    marks: usize,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str, lines: Lines) -> Self {
        Self { text, at: 0, lines, before: None, marks: MARKS_ON_A_LETTER }
    }

    /// The next character to be replaced: its byte offset, itself, and what is shown for it.
    fn next_change(&mut self) -> Option<(usize, char, char)> {
        loop {
            let plain = plain_until(self.text.as_bytes(), self.at, self.lines);
            if plain > self.at {
                self.before = self.text[self.at..plain].chars().next_back();
                self.marks = match self.before {
                    Some('\n' | '\t') => MARKS_ON_A_LETTER,
                    _ => 0,
                };
                self.at = plain;
            }
            let mut rest = self.text[self.at..].chars();
            let c = rest.next()?;
            let shown = self.shown(c, rest.next());
            let at = self.at;
            self.at += c.len_utf8();
            if shown != c {
                // Nothing may join or stand on a mark: in JSON an escape is written in its place.
                self.before = Some(MARK);
                self.marks = MARKS_ON_A_LETTER;
                return Some((at, c, shown));
            }
            self.before = Some(c);
        }
    }

    fn shown(&mut self, c: char, next: Option<char>) -> char {
        match c {
            '\n' | '\t' => {
                self.marks = MARKS_ON_A_LETTER;
                if self.lines == Lines::One { ' ' } else { c }
            }
            '\r' if next == Some('\n') => ' ',
            '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(MARK),
            '\x7f' => '\u{2421}',
            '\u{85}' | '\u{2028}' | '\u{2029}' => LINE_MARK,
            '\u{80}'..='\u{9f}' => MARK,
            '\u{AD}' => SOFT_HYPHEN_MARK,
            '\u{200C}' | '\u{200D}'
                if self.before.is_some_and(is_of_joining_script) && next.is_some_and(is_joining_letter) =>
            {
                c
            }
            '\u{FE0E}' | '\u{FE0F}' if self.before.is_some_and(has_emoji_form) => c,
            _ if is_invisible(c) => MARK,
            _ if c.width() == Some(0) => {
                if self.marks >= MARKS_ON_A_LETTER {
                    MARK
                } else {
                    self.marks += 1;
                    c
                }
            }
            _ => {
                self.marks = 0;
                c
            }
        }
    }
}

/// The scripts in which ZWNJ and ZWJ change how a word is written, Persian and Hindi above all.
fn is_of_joining_script(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{18AF}' | '\u{FB50}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

fn is_joining_letter(c: char) -> bool {
    // A mark could itself be replaced, and then the joiner would stand before a `MARK`.
    is_of_joining_script(c) && c.is_alphabetic() && c.width() != Some(0)
}

/// Whether a presentation selector after `c` has a meaning: keycap bases and symbols.
fn has_emoji_form(c: char) -> bool {
    match c {
        '0'..='9' | '#' | '*' => true,
        '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2100}'..='\u{3299}' | '\u{1F000}'..='\u{1FAFF}' => {
            c.width() != Some(0)
        }
        _ => false,
    }
}

/// The end of the run of bytes from `at` on that surely are to be kept: ASCII, Latin, Greek, Cyrillic, punctuation, ideographs.
///
/// It ends before every combining mark, and on a character boundary.
fn plain_until(bytes: &[u8], mut at: usize, lines: Lines) -> usize {
    const BLOCK: usize = 32;
    let many = lines == Lines::Many;
    loop {
        // No early exit inside a block, so that the compiler can compare all of its bytes at once. ASCII, the letters of
        // U+0400..U+047F (which begin with these two bytes), and what follows a first byte.
        let is_plain = |byte: &u8| matches!(byte, 0x20..=0x7E | 0x80..=0xBF | 0xD0 | 0xD1);
        while let Some(block) = bytes.get(at..at + BLOCK) {
            if !block.iter().fold(true, |plain, byte| plain & is_plain(byte)) {
                break;
            }
            // A letter that the block cuts belongs to the next one.
            at += BLOCK - usize::from(block[BLOCK - 1] >= 0xC0);
        }
        // The last bytes, as a block that begins among those that were looked at.
        let last = if let Some(block) = bytes.last_chunk::<BLOCK>() { block } else { bytes };
        if at + BLOCK > bytes.len() && last.iter().fold(true, |plain, byte| plain & is_plain(byte)) {
            return bytes.len();
        }
        let Some(&byte) = bytes.get(at) else { break };
        let second = || bytes.get(at + 1).copied().unwrap_or(0);
        let third = || bytes.get(at + 2).copied().unwrap_or(0);
        at += match byte {
            0x20..=0x7E => 1,
            b'\n' | b'\t' if many => 1,
            // U+00A0..U+00BF without the soft hyphen.
            0xC2 if second() >= 0xA0 && second() != 0xAD => 2,
            // U+00C0..U+02FF, U+0380..U+047F, U+04C0..U+04FF.
            0xC3..=0xCB | 0xCE..=0xD1 | 0xD3 => 2,
            // U+048A..U+04BF: after the Cyrillic combining marks.
            0xD2 if second() > 0x89 => 2,
            // Spaces, dashes, quotation marks, the ellipsis.
            0xE2 if second() == 0x80 && matches!(third(), 0x80..=0x8A | 0x90..=0xA7 | 0xB0..=0xBF) => 3,
            // Currency signs; № and other symbols of U+2100..U+2CBF.
            0xE2 if matches!(second(), 0x82 | 0x84..=0xB2) => 3,
            // U+4000..U+9FFF.
            0xE4..=0xE9 => 3,
            _ => return at,
        };
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn assert_shown(written: &str, shown: &str) {
        assert_eq!(sanitise(written), shown, "sanitise({written:?})");
    }

    #[test]
    fn clean_text_is_borrowed() {
        for text in [
            "",
            "plain",
            "Касым-Жомарт Токаев — «Ёлка» № 5…",
            "tab\tand\nline",
            "日本語",
            "Батмөнх",
            "и\u{306}",
            "❤\u{fe0f}",
            "1\u{fe0f}\u{20e3}",
            "می\u{200c}خواهم",
            "क\u{94d}\u{200d}ष",
        ] {
            assert!(matches!(sanitise(text), Cow::Borrowed(_)), "{text:?}");
            assert!(is_clean(text));
            assert!(matches!(escape_json(text), Cow::Borrowed(_)));
        }
    }

    #[test]
    fn escape_sequence_loses_its_escape() {
        assert_shown("\u{1b}]0;title\u{7}", "␛]0;title␇");
        assert_shown("\u{9b}31mred", "\u{fffd}31mred");
        assert_shown("\0\u{8}\u{7f}", "␀␈␡");
    }

    #[test]
    fn bidi_override_cannot_reverse_a_name() {
        for c in
            "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}".chars()
        {
            assert_shown(&format!("a{c}b"), "a\u{fffd}b");
        }
    }

    #[test]
    fn zero_width_characters_cannot_hide() {
        for c in
            "\u{200b}\u{200c}\u{200d}\u{feff}\u{2060}\u{2064}\u{180e}\u{e0041}\u{e0101}\u{fe0f}\u{3164}\u{34f}".chars()
        {
            assert_shown(&format!("a{c}b"), "a\u{fffd}b");
        }
    }

    #[test]
    fn carriage_return_cannot_overwrite_a_line() {
        assert_shown("good\rbad", "good␍bad");
        assert_shown("one\r\ntwo", "one \ntwo");
        assert_shown("one\u{2028}two\u{85}three", "one␤two␤three");
        assert_eq!(sanitise_line("a\tb\r\nc"), "a b  c");
    }

    #[test]
    fn soft_hyphen_has_one_column() {
        assert_shown("мине\u{ad}ралы", "мине¬ралы");
    }

    #[test]
    fn zalgo_is_limited() {
        assert_shown(&format!("е{}к", "\u{301}".repeat(6)), &format!("е{}\u{fffd}\u{fffd}к", "\u{301}".repeat(4)));
    }

    #[test]
    fn mark_without_a_letter_cannot_change_what_is_drawn_before() {
        assert_shown("\u{301}a", "\u{fffd}a");
        assert_shown("a\n\u{20dd}b", "a\n\u{fffd}b");
    }

    #[test]
    fn selectors_and_joiners_do_not_pile_up() {
        assert_shown("❤\u{fe0f}\u{fe0f}", "❤\u{fe0f}\u{fffd}");
        assert_shown("م\u{200c}\u{200c}خ", "م\u{fffd}\u{fffd}خ");
        assert_shown("👩\u{200d}🚀", "👩\u{fffd}🚀");
    }

    #[test]
    fn json_keeps_its_value_and_its_white_space() {
        assert_eq!(
            escape_json("{\"a\":\t\"\u{7f}\u{e0041}\u{feff}\"}\r\n"),
            "{\"a\":\t\"\\u007f\\udb40\\udc41\\ufeff\"}\r\n"
        );
        assert_eq!(escape_json("\"\\u202e\""), "\"\\u202e\"");
    }

    #[test]
    fn quick_scan_agrees_with_the_slow_one_on_every_character() {
        for c in '\0'..=char::MAX {
            let alone = c.to_string();
            for lines in [Lines::One, Lines::Many] {
                if plain_until(alone.as_bytes(), 0, lines) == 0 {
                    continue;
                }
                assert_eq!(Scan::new("", lines).shown(c, None), c, "{c:?}");
                assert_ne!(c.width(), Some(0), "{c:?}");
            }
        }
    }

    /// The list of the contract, apart from the one in the code.
    fn is_hostile(c: char) -> bool {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{61C}' | '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{180E}' | '\u{AD}' | '\u{E0000}'..='\u{E007F}')
    }

    fn hostile_text() -> impl Strategy<Value = String> {
        let pick = prop::sample::select(vec![
            "a",
            "Т",
            "ё",
            "\n",
            "\r",
            "\t",
            " ",
            "\u{1b}",
            "\u{301}",
            "\u{308}",
            "\u{200c}",
            "\u{200d}",
            "\u{fe0f}",
            "م",
            "\u{64e}",
            "خ",
            "❤",
            "👍",
            "\u{ad}",
            "\u{2028}",
            "क",
            "\u{94d}",
            "\u{202e}",
            "日",
            "\u{fffd}",
            "¬",
            "\"",
            "\u{e0041}",
            "\u{180e}",
            "\u{180b}",
            "ᠠ",
        ]);
        prop_oneof![prop::collection::vec(pick, 0..40).prop_map(|parts| parts.concat()), any::<String>()]
    }

    proptest! {
        #[test]
        fn nothing_hostile_is_left_and_positions_stay(text in hostile_text()) {
            for (clean, line) in [(sanitise(&text), false), (sanitise_line(&text), true)] {
                prop_assert!(!clean.chars().any(is_hostile));
                prop_assert!(!line || !clean.contains(['\n', '\t']));
                prop_assert_eq!(clean.chars().count(), text.chars().count());
                prop_assert_eq!(matches!(clean, Cow::Borrowed(_)), clean == text);
                let again = if line { sanitise_line(&clean) } else { sanitise(&clean) };
                prop_assert_eq!(&again, &clean);
                prop_assert!(is_clean(&clean));
            }
            prop_assert_eq!(sanitise_line(&sanitise(&text)).len(), sanitise(&text).len());
        }

        #[test]
        fn json_is_escaped_once(text in hostile_text()) {
            let json = escape_json(&text);
            prop_assert!(!json.chars().any(|c| is_hostile(c) && c != '\r'));
            prop_assert_eq!(&escape_json(&json), &json);
            prop_assert_eq!(matches!(json, Cow::Borrowed(_)), json == text);
        }
    }
}
