//! Abbreviations that are written with full stops and without them: `U.S.` and `US`, `Ph.D.` and `PhD`, `Dr.` and `Dr`.
//!
//! Which full stops they have is all that is known here; how words are folded is not.

/// Whether a word with dots is an abbreviation that is also written without them: single letters (`U.S`, `т.е`), and
/// what ends in one after a short beginning (`Ph.D`, `LL.M`), and degrees (`M.Sc`). Not `М.Ли`, `bbc.co`, nor two
/// sentences with no blank between them.
pub fn is_abbreviation(word: &str) -> bool {
    let is_letter = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    };
    word.contains('.') && (word.split('.').all(is_letter) || is_mixed_abbreviation(word))
}

/// The longest beginning of an abbreviation that ends in one letter, but for [`LONG_BEGINNINGS`]: `Psy.D`.
const LONGEST_BEGINNING: usize = 3;
const LONG_BEGINNINGS: [&str; 3] = ["pharm", "phil", "psych"];
/// What stands for a field after the letter of a degree: `M.Sc`, `D.Phil`.
const DEGREES: [&str; 17] = [
    "agr", "arch", "com", "comm", "econ", "ed", "eng", "lit", "litt", "mus", "pharm", "phil", "res", "sc", "stat",
    "tech", "th",
];

/// Whether a word is an abbreviation of Latin letters that has more than one letter between two dots. Russian ones that
/// are written without dots too have single letters.
fn is_mixed_abbreviation(word: &str) -> bool {
    let is_latin = |part: &str| !part.is_empty() && part.bytes().all(|letter| letter.is_ascii_alphabetic());
    let Some((beginning, last)) = word.rsplit_once('.').filter(|_| word.split('.').all(is_latin)) else { return false };
    let is_one_of = |part: &str, list: &[&str]| list.iter().any(|listed| part.eq_ignore_ascii_case(listed));
    if last.len() > 1 {
        return is_one_of(beginning, &["b", "d", "l", "m", "s"]) && is_one_of(last, &DEGREES);
    }
    let is_short = |part: &str| {
        let is_written_so = part[1..].bytes().all(|letter| letter.is_ascii_lowercase()) || is_one_of(part, &["ll"]);
        is_written_so && (part.len() <= LONGEST_BEGINNING || is_one_of(part, &LONG_BEGINNINGS))
    };
    // `it.I` ends a sentence.
    let begins_small = beginning.starts_with(|letter: char| letter.is_ascii_lowercase());
    let ends_small = last.bytes().all(|letter| letter.is_ascii_lowercase());
    beginning.split('.').all(is_short) && (ends_small || !begins_small)
}

/// What is written with a full stop or without one, in small letters and in order; none is a word of its own.
const WITH_A_STOP: [&str; 56] = [
    "adm", "apr", "assn", "aug", "brig", "capt", "cmdr", "co", "col", "corp", "dec", "dept", "dr", "esq", "feb", "gen",
    "gov", "hon", "inc", "jan", "jr", "lt", "ltd", "maj", "mr", "mrs", "ms", "mt", "nov", "oct", "prof", "rep", "rev",
    "sen", "sept", "sgt", "sr", "st", "univ", "vs", "акад", "гг", "ген", "долл", "доц", "канд", "куб", "млн", "млрд",
    "обл", "проф", "руб", "стр", "трлн", "тыс", "ул",
];

/// Bytes of the longest of these.
const LONGEST_WITH_A_STOP: usize = 8;

/// Whether a word is one of these.
fn has_a_stop(word: &str) -> bool {
    let mut small = [0; LONGEST_WITH_A_STOP];
    let Some(room) = small.get_mut(..word.len()) else { return false };
    if !word.is_ascii() {
        return WITH_A_STOP.binary_search(&&*word.to_lowercase()).is_ok();
    }
    room.copy_from_slice(word.as_bytes());
    room.make_ascii_lowercase();
    WITH_A_STOP.binary_search_by(|listed| listed.as_bytes().cmp(room)).is_ok()
}

/// The places in `text` of the full stops that say nothing about a phrase: those of an abbreviation (`U.S.`, `Ph.D.`),
/// after a single letter and after what is written with or without one (`Dr.`, `млн.`).
///
/// ```
/// use oreline::door::language::silent_stops;
///
/// assert_eq!(silent_stops("Dr. A in the U.S. ended it."), [2, 14, 16]);
/// ```
#[must_use]
pub fn silent_stops(text: &str) -> Vec<usize> {
    let mut silent = Vec::new();
    let is_inner = |c: char| c == '.' || c.is_alphanumeric();
    let mut from = 0;
    while let Some(stop) = memchr::memchr(b'.', &text.as_bytes()[from..]).map(|at| from + at) {
        let start = text[from..stop]
            .rfind(|c: char| !is_inner(c))
            .map_or(from, |at| from + at + text[from + at..].chars().next().map_or(0, char::len_utf8));
        let end = text[stop..].find(|c: char| !is_inner(c)).map_or(text.len(), |at| stop + at);
        from = end;
        let written = &text[start..end];
        let word = written.strip_suffix('.').unwrap_or(written);
        let is_silent = if word.contains('.') {
            is_abbreviation(word)
        } else {
            let is_letter = word.chars().nth(1).is_none() && word.starts_with(char::is_alphabetic);
            is_letter || has_a_stop(word)
        };
        if is_silent {
            silent.extend(written.match_indices('.').map(|(at, _)| start + at));
        }
    }
    silent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_told_from_names_addresses_and_two_sentences() {
        for word in "U.S U.S.A e.g т.е к.э.н К.э.н S.p.A G.m.b.H Ph.D ph.d Ph.D.s M.P.s LL.M Psy.D Pharm.D M.Sc b.sc D.Phil M.Ed".split(' ') {
            assert!(is_abbreviation(word), "{word}");
        }
        for word in "US К.Ли M.Li К.Токаев akorda.kz bbc.co.uk x.com t.me it.I US.A Rubio.A Он.А США.В к.полит.н тыс.т 3.1 U..S a.1".split(' ') {
            assert!(!is_abbreviation(word), "{word}");
        }
    }

    #[test]
    fn what_has_a_stop_is_in_order() {
        assert!(WITH_A_STOP.is_sorted() && WITH_A_STOP.iter().all(|word| has_a_stop(word)), "{WITH_A_STOP:?}");
        assert!(
            has_a_stop("DR") && has_a_stop("Млн") && !has_a_stop("drs") && !has_a_stop("ordinary") && !has_a_stop("")
        );
    }

    #[test]
    fn full_stops_that_end_a_sentence_say_so() {
        for (text, rest) in [
            ("Dr. Lee of the U.S. Army, Ph.D.", "Dr Lee of the US Army, PhD"),
            ("J. D. Vance, LL.M., Acme Co. Ltd.", "J D Vance, LLM, Acme Co Ltd"),
            ("Т.е. 5 млн. т, в т.ч. д.э.н. проф. Ли", "Те 5 млн т, в тч дэн проф Ли"),
            ("non-U.S. (a.k.a. X.)", "non-US (aka X)"),
            ("They met. No. It was a deal.", "They met. No. It was a deal."),
            ("akorda.kz. К.Токаев... 3.14. Wait..", "akorda.kz. К.Токаев... 3.14. Wait.."),
            ("", ""),
            (".", "."),
        ] {
            let silent = silent_stops(text);
            assert!(silent.iter().all(|at| text[*at..].starts_with('.')), "{text}");
            let kept: String = text.char_indices().filter(|(at, _)| !silent.contains(at)).map(|(_, c)| c).collect();
            assert_eq!(kept, rest);
        }
    }
}
