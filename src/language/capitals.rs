//! How a word is printed where it stands: small, or with a capital that says it is a name.
//!
//! A capital says so in a name, and within a sentence: not at its beginning, and not in a line of capitals or in title
//! case, where every word has one. What one place says of the word there is a [`Sight`], what many places say together is
//! its [`Print`]. Which words they are is not known here.

use std::ops::Range;

/// How the data print a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Print {
    /// Places where its case can be told; of a name that comes again and again only the first.
    pub occurrences: u16,
    /// Those with a small letter.
    pub small: u16,
    /// What it is somewhere, as bits: [`Print::NAME`] and the like.
    pub roles: u8,
}

/// What one place says of the word that stands there; as a number of three bits it is a mark of that place.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(u8)]
pub enum Sight {
    /// Nothing: it has no case, or the name that it stands in came before.
    #[default]
    Nothing,
    /// It is small.
    Small,
    /// It has a capital that says nothing.
    Capital,
    /// It has a capital as a name.
    Name,
    /// It is in capitals as a name.
    Abbreviation,
    /// The same in a name of a person or a place.
    NameOfOne,
    /// The same in a name of a person or a place.
    AbbreviationOfOne,
}

impl Sight {
    /// What a mark says.
    pub fn of_mark(mark: u8) -> Sight {
        const ALL: [Sight; 7] = [
            Sight::Nothing,
            Sight::Small,
            Sight::Capital,
            Sight::Name,
            Sight::Abbreviation,
            Sight::NameOfOne,
            Sight::AbbreviationOfOne,
        ];
        ALL.get(usize::from(mark)).copied().unwrap_or_default()
    }
}

/// What a text is, for its capitals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Prose {
    /// Sentences.
    Sentences,
    /// A name of a body, or of somebody of whom the record does not say what they are.
    Name,
    /// A name of a person or a place.
    PersonOrPlace,
}

impl Print {
    /// It has a capital where that says that it is a name.
    pub const NAME: u8 = 1;
    /// It stands there in capitals only, two or more.
    pub const ABBREVIATION: u8 = 1 << 1;
    /// It is part of a name of a person or a place.
    pub const PERSON_OR_PLACE: u8 = 1 << 2;

    /// Whether it is a word that the data print with a small letter: twice or more, and in over 5 % of its places; of a
    /// word that is in a name of a person or a place in over half of them, for the name is counted once.
    pub fn is_small(self) -> bool {
        let is_mostly_small = u32::from(self.small) * 2 > u32::from(self.occurrences);
        self.small >= 2 && self.is_partly_small() && (is_mostly_small || self.roles & Print::PERSON_OR_PLACE == 0)
    }

    /// Whether it is printed with a small letter at all, and in over 5 % of its places: enough to doubt that who types it
    /// means a name.
    pub fn is_partly_small(self) -> bool {
        u32::from(self.small) * 20 > u32::from(self.occurrences)
    }

    /// Whether it is printed as a name somewhere.
    pub fn is_name(self) -> bool {
        self.roles != 0
    }

    /// Whether it is a name in capitals, and no other.
    pub fn is_abbreviation(self) -> bool {
        self.roles & (Print::NAME | Print::ABBREVIATION) == Print::ABBREVIATION
    }

    /// Adds what other data say of the same word. The shares stay what they are when there are more occurrences than it can
    /// count.
    pub fn add(&mut self, other: Print) {
        let (mut occurrences, mut small) = (
            u32::from(self.occurrences) + u32::from(other.occurrences),
            u32::from(self.small) + u32::from(other.small),
        );
        while occurrences > u32::from(u16::MAX) {
            (occurrences, small) = (occurrences.div_ceil(2), small.div_ceil(2));
        }
        *self = Print { occurrences: occurrences as u16, small: small as u16, roles: self.roles | other.roles };
    }

    /// Adds what one more place says.
    pub fn see(&mut self, sight: Sight) {
        if sight != Sight::Nothing {
            self.count(sight == Sight::Small);
        }
        self.roles |= match sight {
            Sight::Nothing | Sight::Small | Sight::Capital => 0,
            Sight::Name => Print::NAME,
            Sight::Abbreviation => Print::ABBREVIATION,
            Sight::NameOfOne => Print::NAME | Print::PERSON_OR_PLACE,
            Sight::AbbreviationOfOne => Print::ABBREVIATION | Print::PERSON_OR_PLACE,
        };
    }

    fn count(&mut self, is_small: bool) {
        if self.occurrences == u16::MAX {
            // Never more places small than there are.
            (self.occurrences, self.small) = (self.occurrences.div_ceil(2), self.small.div_ceil(2));
        }
        self.occurrences += 1;
        self.small += u16::from(is_small);
    }
}

/// The case of one word as it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Small,
    Capital,
    /// Two capitals or more and no small letter.
    Capitals,
    /// It begins with no letter that has a case.
    None,
}

impl Case {
    #[inline]
    fn of(written: &str) -> Case {
        match *written.as_bytes() {
            [b'a'..=b'z', ..] | [0xD0, 0xB0..=0xBF, ..] | [0xD1, 0x80..=0x9F, ..] => Case::Small,
            _ => Case::of_others(written),
        }
    }

    fn of_others(written: &str) -> Case {
        let Some(first) = written.chars().next() else { return Case::None };
        if first.is_lowercase() {
            return Case::Small;
        }
        if !first.is_uppercase() {
            return Case::None;
        }
        let mut capitals = 0;
        for letter in written.chars() {
            if letter.is_lowercase() {
                return Case::Capital;
            }
            capitals += usize::from(letter.is_uppercase());
        }
        if capitals >= 2 { Case::Capitals } else { Case::Capital }
    }
}

/// English words that title case leaves small, with what of other languages stands in names.
const SMALL_IN_TITLES: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "da", "de", "del", "des", "di", "du", "et", "for", "from", "in", "into",
    "la", "le", "les", "nor", "of", "on", "or", "over", "per", "the", "to", "up", "van", "via", "von", "vs", "with",
];

/// Bytes of the longest of these.
const LONGEST_SMALL: usize = 4;

/// Whether a word is one of these; most are too long for it.
fn is_small_in_titles(written: &str) -> bool {
    written.len() <= LONGEST_SMALL && SMALL_IN_TITLES.contains(&written)
}

/// What English prints with a capital though it is no name of anybody.
const CALENDAR: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Whether a folded word is a month or a day of the week in English, whose capital says nothing.
pub fn is_of_calendar(folded: &str) -> bool {
    CALENDAR.contains(&folded)
}

/// A sentence, while its words are read.
#[derive(Debug, Default)]
pub struct Sentence {
    /// The words with a capital that are not its first: place, whether in capitals, whether Latin.
    capitals: Vec<(u32, bool, bool)>,
    /// Where its first word begins.
    start: Option<usize>,
    /// Latin words with a small letter that title case would write with a capital.
    small_latin: u32,
    /// Words of other alphabets with a small letter: Latin names in a Russian sentence are no title.
    small_others: u32,
    /// Words with some small letter.
    mixed: u32,
    /// Where the last word ended, and whether a full stop after it would end no sentence.
    end: usize,
    is_initial: bool,
}

impl Sentence {
    /// Begins a text; what is left of another is forgotten.
    pub fn begin(&mut self) {
        self.clear();
        self.end = 0;
    }

    fn clear(&mut self) {
        self.capitals.clear();
        (self.start, self.small_latin, self.small_others, self.mixed, self.is_initial) = (None, 0, 0, 0, false);
    }

    /// Notes the word that stands at `range` in `text`, and says what is known of that place, which is number `place`.
    /// The words of a text come in order, the parts of a compound after it. What a sentence says of a place when it ends
    /// goes to `tell`.
    #[inline]
    pub fn note(
        &mut self,
        text: &str,
        range: Range<usize>,
        place: u32,
        prose: Prose,
        tell: &mut impl FnMut(u32, Sight),
    ) -> Sight {
        let written = &text[range.clone()];
        let case = Case::of(written);
        if prose != Prose::Sentences {
            return match (case, prose) {
                (Case::None, _) => Sight::Nothing,
                (Case::Small, _) => Sight::Small,
                (Case::Capital, Prose::PersonOrPlace) => Sight::NameOfOne,
                (Case::Capital, _) => Sight::Name,
                (Case::Capitals, Prose::PersonOrPlace) => Sight::AbbreviationOfOne,
                (Case::Capitals, _) => Sight::Abbreviation,
            };
        }
        let is_part = range.start < self.end;
        if !is_part && ends_sentence(&text[self.end..range.start], self.is_initial) {
            self.finish(tell);
        }
        if case == Case::Small {
            self.mixed += 1;
            let is_latin = written.is_ascii();
            self.small_latin += u32::from(is_latin && !is_part && !is_small_in_titles(written));
            self.small_others += u32::from(!is_latin && !is_part);
            self.is_initial = false;
        } else if case != Case::None {
            let is_latin = written.is_ascii();
            self.mixed += u32::from(case == Case::Capital && !is_single_letter(written));
            if self.start.is_some_and(|start| start != range.start) {
                self.capitals.push((place, case == Case::Capitals, is_latin));
            }
            self.is_initial = is_single_letter(written) || written.contains('.');
        }
        self.start.get_or_insert(range.start);
        self.end = self.end.max(range.end);
        match case {
            Case::None => Sight::Nothing,
            Case::Small => Sight::Small,
            Case::Capital | Case::Capitals => Sight::Capital,
        }
    }

    /// Ends a text.
    pub fn finish(&mut self, tell: &mut impl FnMut(u32, Sight)) {
        // Without a small letter it is a line of capitals: nothing in it is an abbreviation.
        let is_line_of_capitals = self.mixed == 0 && !self.capitals.is_empty();
        let latin = self.capitals.iter().filter(|(.., is_latin)| *is_latin).count();
        let is_title = self.small_latin == 0 && latin >= 2 && self.small_others < 2;
        for &(place, is_capitals, is_latin) in &self.capitals {
            if is_line_of_capitals || is_latin && is_title {
                continue;
            }
            tell(place, if is_capitals { Sight::Abbreviation } else { Sight::Name });
        }
        self.clear();
    }
}

fn is_single_letter(written: &str) -> bool {
    written.chars().nth(1).is_none()
}

/// Whether what lies between two words ends a sentence: a full stop, unless after an initial, and the like, a colon, a
/// line end, or the beginning of a quotation after a comma or colon.
#[inline]
fn ends_sentence(gap: &str, is_initial: bool) -> bool {
    match gap.as_bytes() {
        [] | [b' ' | b','] | [b',', b' '] => false,
        bytes => {
            let is_end = |byte: &u8| matches!(byte, b'!' | b'?' | b':' | b';' | b'\n' | b'|' | b'\t');
            bytes.iter().any(is_end)
                || !is_initial && bytes.contains(&b'.')
                || gap.contains(['…', '\u{2028}', '\u{2029}', '•'])
                || gap.contains(['"', '“', '«', '„']) && gap.contains([',', '—', '–'])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::for_each_word;
    use std::collections::BTreeMap;

    fn prints(texts: &[(Prose, &str)]) -> BTreeMap<String, Print> {
        let mut seen: Vec<(String, Sight)> = Vec::new();
        let mut sentence = Sentence::default();
        for (prose, text) in texts {
            sentence.begin();
            for_each_word(text, &mut String::new(), |word, range| {
                let place = seen.len() as u32;
                let mut tell = |place: u32, sight| seen[place as usize].1 = sight;
                let sight = sentence.note(text, range, place, *prose, &mut tell);
                seen.push((word.to_owned(), sight));
            });
            sentence.finish(&mut |place, sight| seen[place as usize].1 = sight);
        }
        let mut prints: BTreeMap<String, Print> = BTreeMap::new();
        for (word, sight) in seen {
            assert_eq!(Sight::of_mark(sight as u8), sight);
            prints.entry(word).or_default().see(sight);
        }
        prints
    }

    #[track_caller]
    fn assert_names(text: &str, names: &[&str]) {
        let prints = prints(&[(Prose::Sentences, text)]);
        let found: Vec<&str> = prints.iter().filter(|(_, print)| print.is_name()).map(|(word, _)| &**word).collect();
        let mut names = names.to_vec();
        names.sort_unstable();
        assert_eq!(found, names, "{text}");
    }

    #[test]
    fn every_word_that_titles_leave_small_is_known() {
        assert!(SMALL_IN_TITLES.iter().all(|word| is_small_in_titles(word)));
        assert!(!is_small_in_titles("deal") && !is_small_in_titles("within"));
    }

    #[test]
    fn more_places_than_can_be_counted_keep_their_shares() {
        let mut print = Print::default();
        (0..300_000).for_each(|_| print.count(true));
        assert_eq!(print.occurrences, print.small);
        let all = print;
        (0..5).for_each(|_| print.add(all));
        assert_eq!(print.occurrences, print.small);
    }

    #[test]
    fn a_capital_within_a_sentence_is_a_name() {
        assert_names("Встреча Токаева и Макрона в Астане", &["токаева", "макрона", "астане"]);
        assert_names("Токаев прибыл. Макрон уехал", &[]);
        assert_names("Deal signed by Tokayev in Astana", &["tokayev", "astana"]);
        assert_names("Prices rose, said J. D. Vance in Rome", &["j", "d", "vance", "rome"]);
        assert_names("He said: “We agree”, Мы согласны", &["мы"]);
        assert_names("министр сказал, “Мы согласны”", &[]);
    }

    #[test]
    fn title_case_and_lines_of_capitals_say_nothing() {
        assert_names("Kazakhstan and France Sign a Deal on Uranium", &[]);
        assert_names("DEAL SIGNED IN ASTANA", &[]);
        assert_names("МИНИСТР ПРИБЫЛ В АСТАНУ", &[]);
        assert_names("Ministers met in Astana with NATO", &["astana", "nato"]);
    }

    #[test]
    fn in_a_name_every_capital_counts() {
        let prints = prints(&[
            (Prose::Name, "Министерство иностранных дел"),
            (Prose::PersonOrPlace, "Роза Отунбаева"),
            (Prose::Name, "МИД Монголии"),
        ]);
        let roles = |word: &str| prints[word].roles;
        assert_eq!(roles("министерство"), Print::NAME);
        assert_eq!(roles("дел"), 0);
        assert_eq!(roles("роза"), Print::NAME | Print::PERSON_OR_PLACE);
        assert!(prints["мид"].is_abbreviation() && !prints["монголии"].is_abbreviation());
    }

    #[test]
    fn a_word_is_small_that_is_so_in_many_of_its_places() {
        let small = |small, occurrences| Print { occurrences, small, roles: 0 }.is_small();
        assert!(small(2, 3) && small(2, 39));
        assert!(!small(1, 1) && !small(2, 40) && !small(0, 0));
        let mut print = Print { occurrences: u16::MAX, small: u16::MAX, roles: 0 };
        print.add(Print { occurrences: 1, small: 0, roles: Print::NAME });
        print.count(true);
        assert!(print.is_small() && print.is_name() && print.small <= print.occurrences);
    }
}
