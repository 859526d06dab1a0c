//! What a shortened word of a name stands for: `ctry` is country, `evt` event, `dt` date. It follows from how shorten
//! (vowels are left out, the end is cut off, or the middle) and not from a list of short forms.
//!
//! What the words mean is not known here.

/// Words that are shortened in the names of columns, those that say nothing of what happened included: a short form of
/// such a one stands for it too.
const WORDS: &str = "account action active activity actor address affiliation agency agenda agreement amount announcement \
    article attachment attack attendee author average begin business category change character city class code comment \
    company conference confidence contact content count country county created creation customer date \
    day delegate deleted department description destination detail director distance district document duration \
    email employee end entity error estimate event evidence facility fatality field file first flag follow frequency full \
    gender government group headline hour house identifier image incident index information injured institution involved \
    issue item journalist judge jurisdiction keyword killed label language last latitude leader length level link list locality location \
    longitude management manager maximum media meeting member message method minimum minister ministry minute modified month \
    municipality name nation national narrative nationality note number object office officer official operation operator \
    organisation organization organizer origin outcome outlet page paragraph participant partner party people percent perpetrator \
    person phone picture place point population position precision president previous price priority product professor \
    program project province publication published publisher quantity quarter question quote range rank rate reason \
    received recipient record reference region registered registration related remark report reported reporter reporting reporting \
    representative request required response responsible result revision role route schedule score second section sector \
    sentence sequence serial series service session settlement signatory site size source speaker speech standard start \
    state statement station status subject summary supplier symbol system target telephone temperature tender text \
    theme time timestamp title topic town transaction type unit updated user value vehicle venue version victim \
    village visit voice volume weapon week weight witness wounded writer year";

/// Short words that stand for nothing longer.
const WHOLE: [&str; 12] = ["not", "but", "has", "had", "can", "may", "per", "non", "via", "too", "des", "der"];

/// The words that a short form may stand for, the likeliest ones only: more than one where they are as likely.
pub(super) fn long_forms(short: &str) -> Vec<&'static str> {
    let plain = short.trim_end_matches(|letter: char| letter.is_ascii_digit());
    if WHOLE.contains(&plain) {
        return Vec::new();
    }
    if !(2..=9).contains(&plain.len()) || !plain.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let found = ranked(plain);
    // `attndees`, `rmks`: of several.
    match plain.strip_suffix('s').filter(|single| found.is_empty() && single.len() > 2) {
        Some(single) => ranked(single),
        None => found,
    }
}

fn ranked(short: &str) -> Vec<&'static str> {
    let mut best = (u32::MAX, Vec::new());
    for word in WORDS.split_ascii_whitespace().filter(|word| word.len() > short.len()) {
        let Some(rank) = rank(short.as_bytes(), word.as_bytes()) else { continue };
        match rank.cmp(&best.0) {
            std::cmp::Ordering::Less => best = (rank, vec![word]),
            std::cmp::Ordering::Equal => best.1.push(word),
            std::cmp::Ordering::Greater => {}
        }
    }
    best.1
}

/// How a short form is made of a word, the usual way first; nothing when it is not.
fn rank(short: &[u8], word: &[u8]) -> Option<u32> {
    let is_vowel = |letter: &&u8| matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u');
    if short.first() != word.first() {
        return None;
    }
    // Without vowels: `dt`, `cntry`, `qt`.
    let bones = || word[1..].iter().filter(|letter| !is_vowel(letter));
    if bones().eq(short[1..].iter()) {
        return Some(0);
    }
    let mut once: Vec<u8> = bones().copied().collect();
    once.dedup();
    if once == short[1..] && short.len() > 2 {
        return Some(0);
    }
    if short.len() < 3 {
        return None;
    }
    // The same, and cut off: `dscr`.
    if short.len() > 3 && bones().take(short.len() - 1).eq(short[1..].iter()) {
        return Some(1);
    }
    // The beginning alone: of long words many begin so.
    if word.starts_with(short) && word.len() > short.len() + 1 {
        return Some(2);
    }
    // Some letters of it in their order, the last one too; the fewer pieces these are, and the fewer letters are missing, the
    // likelier.
    let stem = word.strip_suffix(b"ed").or_else(|| word.strip_suffix(b"tion")).unwrap_or(word);
    let ends = |word: &[u8]| word.last() == short.last();
    let pieces = pieces(short, word)?;
    let missing = word.iter().filter(|letter| !is_vowel(letter)).count();
    let kept = short.iter().filter(|letter| !is_vowel(letter)).count();
    let is_half = kept * 2 + usize::from(short.len() > 3) >= missing;
    // What can be said is a word of its own: `mine`, `plane`.
    let is_said = short.len() < 6 && (short.len() - kept) * 3 > short.len() + 1;
    (pieces <= 4 && is_half && !is_said && (ends(word) || ends(stem) || ends(b"t")))
        .then(|| 10 * pieces + u32::try_from(word.len() - short.len()).unwrap_or(9))
}

/// Of how many pieces of a word a short form is made at least.
fn pieces(short: &[u8], word: &[u8]) -> Option<u32> {
    let Some((first, rest)) = short.split_first() else { return Some(0) };
    let mut least: Option<u32> = None;
    for at in (0..word.len()).filter(|at| word[*at] == *first) {
        // As far as both go on alike, or to any place before.
        let alike = short.iter().zip(&word[at..]).take_while(|(one, other)| one == other).count();
        for length in 1..=alike {
            if let Some(more) = pieces(&short[length..], &word[at + length..]) {
                least = Some(least.map_or(more + 1, |least| least.min(more + 1)));
            }
        }
        if rest.is_empty() {
            break;
        }
    }
    least
}

#[cfg(test)]
mod tests {
    use super::long_forms;

    #[test]
    fn short_forms_are_spelt_out() {
        for (short, long) in [
            ("dt", "date"),
            ("evt", "event"),
            ("evnt", "event"),
            ("ctry", "country"),
            ("cntry", "country"),
            ("cty", "city"),
            ("src", "source"),
            ("nm", "name"),
            ("yr", "year"),
            ("mtg", "meeting"),
            ("locn", "location"),
            ("rmks", "remark"),
            ("attndees", "attendee"),
            ("incdt", "incident"),
            ("tgt", "target"),
            ("spkr", "speaker"),
            ("qt", "quote"),
            ("hdln", "headline"),
            ("prov", "province"),
            ("upd", "updated"),
            ("dscr", "description"),
            ("lctn", "location"),
            ("grp", "group"),
            ("ttl", "title"),
            ("strt", "start"),
            ("cmt", "comment"),
            ("rptd", "reported"),
            ("lvl", "level"),
            ("perp", "perpetrator"),
        ] {
            let found = long_forms(short);
            assert!(found.contains(&long), "{short}: {found:?}, not {long}");
        }
        for none in ["x", "", "дата", "zz", "qqq", "d2t"] {
            assert!(long_forms(none).is_empty(), "{none}: {:?}", long_forms(none));
        }
    }
}
