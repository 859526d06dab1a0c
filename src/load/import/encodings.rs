//! In which encoding a text most likely is, by its first bytes.
//!
//! What stands in the text is not known here.

use crate::load::decode;
use encoding_rs::{
    Encoding, IBM866, ISO_8859_2, ISO_8859_4, ISO_8859_5, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257, WINDOWS_1258, X_MAC_CYRILLIC,
};

/// Encodings in which Russian is written with a byte a letter.
const CYRILLIC: [&Encoding; 5] = [WINDOWS_1251, KOI8_U, IBM866, X_MAC_CYRILLIC, ISO_8859_5];

/// Encodings of languages with Latin letters, of which few in a word are beyond ASCII.
const LATIN: [&Encoding; 7] =
    [WINDOWS_1252, WINDOWS_1250, WINDOWS_1254, WINDOWS_1257, WINDOWS_1258, ISO_8859_2, ISO_8859_4];

/// The encoding of a text by its first bytes: UTF-8 when it is that, else what it most likely is.
pub(super) fn of(beginning: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(beginning) {
        return encoding;
    }
    match decode::Encoding::of(beginning) {
        decode::Encoding::Utf16Le => return UTF_16LE,
        decode::Encoding::Utf16Be => return UTF_16BE,
        decode::Encoding::Utf8 { .. } => {}
    }
    match simdutf8::compat::from_utf8(beginning) {
        Ok(_) => UTF_8,
        // A letter may be cut at the end of what was looked at.
        Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => UTF_8,
        Err(_) => {
            let mut detector = chardetng::EncodingDetector::new();
            detector.feed(beginning, true);
            let guess = detector.guess(None, false);
            if CYRILLIC.contains(&guess) || (LATIN.contains(&guess) && has_words_of_high_bytes(beginning)) {
                of_cyrillic(beginning, guess)
            } else {
                guess
            }
        }
    }
}

/// Whether most bytes beyond ASCII stand beside others, as in words without a letter of ASCII.
fn has_words_of_high_bytes(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let beside = bytes.windows(2).filter(|pair| !pair[0].is_ascii() && !pair[1].is_ascii()).count();
    high > 3 && beside * 3 > high * 2
}

/// Among the encodings of Cyrillic the one in which the text has the fewest oddities. The guess counts words of each language
/// and knows nothing of `MacCyrillic`, whose small letters are those of windows-1251; so another one must be far better.
fn of_cyrillic(beginning: &[u8], guess: &'static Encoding) -> &'static Encoding {
    let odd = |encoding: &&'static Encoding| oddities(&encoding.decode_without_bom_handling(beginning).0);
    let of_guess = odd(&guess);
    let high = beginning.iter().filter(|byte| !byte.is_ascii()).count();
    let best = CYRILLIC.into_iter().map(|encoding| (odd(&encoding), encoding)).min_by_key(|(odd, _)| *odd);
    best.filter(|(odd, _)| of_guess * 50 > high && odd * 2 < of_guess).map_or(guess, |(_, encoding)| encoding)
}

/// How often a text has what no text in Cyrillic has: a capital behind a small letter, a sign between letters, a control
/// character, a letter of another alphabet; and letters that are rare in most languages.
fn oddities(text: &str) -> usize {
    let mut count = 0;
    let (mut before, mut last) = (' ', ' ');
    for letter in text.chars() {
        let is_cyrillic = |letter: char| matches!(letter, '\u{400}'..='\u{4ff}');
        let is_sign = |letter: char| !letter.is_ascii() && !letter.is_alphabetic() && !is_usual(letter);
        count += usize::from(is_cyrillic(last) && last.is_lowercase() && is_cyrillic(letter) && letter.is_uppercase());
        count += usize::from(is_cyrillic(before) && is_sign(last) && is_cyrillic(letter));
        count += usize::from(is_sign(letter) || (!letter.is_ascii() && letter.is_alphabetic() && !is_cyrillic(letter)));
        count += usize::from(matches!(letter, 'Ђ' | 'Ѓ' | 'Ћ' | 'Џ' | 'Ќ' | 'ѓ' | 'ђ' | 'ќ' | 'ћ' | 'џ' | 'Ѕ' | 'ѕ'));
        count += 2 * usize::from(letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'));
        (before, last) = (last, letter);
    }
    count
}

/// Signs that stand in texts.
fn is_usual(sign: char) -> bool {
    matches!(sign, '–' | '—' | '«' | '»' | '“' | '”' | '„' | '’' | '‘' | '…' | '№' | '\u{a0}' | '°' | '§' | '•')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "№;Дата;Событие;Участники\n1;05.02.2024;Встреча министров в Астане;Канат Шарлапаев\n\
        2;06.02.2024;Подписание соглашения о редких металлах;Анна Ли, Яков Юрьев\n3;07.02.2024;Я — «Ёлка»;Объединённая компания\n";
    const GERMAN: &str =
        "Datum;Ort;Ereignis\n08.02.2024;München;Gespräch über Lieferketten\n09.02.2024;Köln;Größere Übung\n";

    #[test]
    fn the_encoding_of_a_text_is_found() {
        for encoding in CYRILLIC {
            let (bytes, _, _) = encoding.encode(TEXT);
            let found = of(&bytes);
            assert_eq!(found.decode(&bytes).0, encoding.decode(&bytes).0, "{} is no {}", encoding.name(), found.name());
            // Little of it is enough.
            let found = of(&bytes[..60]);
            assert_eq!(found.decode(&bytes[..60]).0, encoding.decode(&bytes[..60]).0, "{}", encoding.name());
        }
        for text in [GERMAN, "Fecha;País\n08.02.2024;España\n09.02.2024;Perú\n"] {
            let (bytes, _, _) = WINDOWS_1252.encode(text);
            assert_eq!(of(&bytes).decode(&bytes).0, text);
        }
        for text in [TEXT, GERMAN, "a,b\n1,2\n", "日期,事件\n2024-02-08,会议\n"] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!((of(&little), of(&big), of(text.as_bytes())), (UTF_16LE, UTF_16BE, UTF_8), "{text}");
        }
        // Serbian has letters that are rare elsewhere.
        let (bytes, _, _) = WINDOWS_1251.encode("Датум;Догађај\n08.02.2024;Његова посета Љубљани и Џакарти\n");
        assert_eq!(of(&bytes), WINDOWS_1251);
        for none in [&b""[..], b"\0", b"\0\0\0\0", b"{}", b"a", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"] {
            assert_ne!(of(none), UTF_16LE, "{none:?}");
            assert_ne!(of(none), UTF_16BE, "{none:?}");
        }
    }
}
