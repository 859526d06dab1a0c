//! The words of a segment, sorted, each with the events that hold it.
//!
//! Words are folded (see [`crate::text`]) before they come here. A word beginning is a range of the sorted list. Which
//! text a word is from, and what a query asks, is not known here.

use super::bits::Bits;
use super::bytes::{Reader, Writer, text_hash, with_hash};
use super::heads::Strings;
use super::interner::Interner;
use super::merge;
use super::postings::{Postings, PostingsBuilder, entries, part};
use crate::language::capitals::{Print, Prose, Sentence, Sight};
use crate::language::for_each_word;
use crate::language::{inflect, irregular, romanise};
use crate::parallel::both;
#[cfg(feature = "store")]
use hashbrown::HashSet;
use roaring::RoaringBitmap;
use std::io;
use std::ops::Range;
use std::sync::OnceLock;

/// Sorted words and their postings.
#[derive(Debug, Default)]
pub struct WordList {
    words: Strings,
    postings: Postings,
    /// How each word is printed.
    prints: Vec<Print>,
    /// For each word that is printed as a name: a hash of its romanised key, ascending, and its number. Made when a
    /// search first asks: the lists of single segments are merged before most searches come.
    names: OnceLock<Vec<(u32, u32)>>,
    /// The same of all words, for a list in which each word is one of a name.
    sounds: OnceLock<Vec<(u32, u32)>>,
    /// The events of all words that begin with a letter, for letters of which there are many. Only of a merged list.
    letters: Vec<(char, Letter)>,
}

/// The events that hold a word with a certain first letter. Whoever types begins with one letter, and half of all
/// entries may have it.
#[derive(Debug, Default)]
pub struct Letter {
    /// In their own texts.
    pub own: RoaringBitmap,
    /// Elsewhere alone.
    pub elsewhere: RoaringBitmap,
    /// In the words of a quote.
    pub said: RoaringBitmap,
}

/// Bytes of postings from which on a letter is kept.
const MANY: usize = 1 << 18;

impl WordList {
    /// How many different words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Bytes of its words and postings.
    pub fn size(&self) -> u64 {
        self.words.text().len() as u64 + self.postings.size()
    }

    /// Word number `at`, from 0, in the order of their code points.
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at)
    }

    /// The postings of word number `at`.
    pub fn postings(&self, at: usize) -> &[u8] {
        self.postings.get(at)
    }

    /// Words of which only the prints are known, in the order of the alphabet.
    #[cfg(feature = "store")]
    pub fn of_prints<'w>(words: impl Iterator<Item = (&'w str, Print)>) -> WordList {
        let mut list = WordList::default();
        for (word, print) in words {
            list.words.push(word);
            list.prints.push(print);
        }
        list
    }

    /// How word number `at` is printed.
    #[cfg(feature = "store")]
    pub fn print(&self, at: usize) -> Print {
        self.prints[at]
    }

    /// The numbers of the words that begin with `prefix`.
    pub fn beginning_with(&self, prefix: &str) -> Range<usize> {
        let start = self.words.lower_bound(prefix);
        let (mut low, mut high) = (start, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.word(middle).starts_with(prefix) { low = middle + 1 } else { high = middle }
        }
        start..low
    }

    /// The words of several lists as one. Each list comes with what is added to its records, which must then be above
    /// those of the list before.
    pub fn merged(lists: &[(&WordList, u32)]) -> WordList {
        let add = |print: &mut Print, list: &WordList, at: usize| print.add(list.prints[at]);
        let (words, postings, prints) = merge::merged(lists, |list| &list.words, |list| &list.postings, add);
        let mut list =
            WordList { words, postings, prints, names: OnceLock::new(), sounds: OnceLock::new(), letters: Vec::new() };
        list.names.get_or_init(|| names(&list.words, &list.prints));
        list.letters = list.many_letters(list.postings.bound());
        list
    }

    /// The letters of which there are many, of events below `bound`.
    fn many_letters(&self, bound: u32) -> Vec<(char, Letter)> {
        let mut many = Vec::new();
        let mut at = 0;
        while let Some(letter) = (at < self.len()).then(|| self.word(at)).and_then(|word| word.chars().next()) {
            let words = self.beginning_with(letter.encode_utf8(&mut [0; 4]));
            at = words.end.max(at + 1);
            if words.clone().map(|at| self.postings(at).len()).sum::<usize>() > MANY {
                many.push((letter, words));
            }
        }
        let letters = |many: &[(char, Range<usize>)]| -> Vec<(char, Letter)> {
            many.iter().map(|(letter, words)| (*letter, self.letter_of(words.clone(), bound))).collect()
        };
        let (first, second) = many.split_at(many.len() / 2);
        let (mut all, others) = both(many.len() > 1, || letters(first), || letters(second));
        all.extend(others);
        all
    }

    fn letter_of(&self, words: Range<usize>, bound: u32) -> Letter {
        let [mut own, mut anywhere, mut said] = std::array::from_fn(|_| Bits::new(bound));
        for at in words {
            entries(self.postings(at)).for_each(|(event, parts)| {
                anywhere.insert(event);
                if parts & part::OWN != 0 {
                    own.insert(event);
                }
                if parts & part::SAID != 0 {
                    said.insert(event);
                }
            });
        }
        Letter { own: own.to_set(), elsewhere: anywhere.without(&own).to_set(), said: said.to_set() }
    }

    /// The events of the words that begin with `folded`, where that is one letter and there are many.
    pub fn letter(&self, folded: &str) -> Option<&Letter> {
        let mut chars = folded.chars();
        let (letter, None) = (chars.next()?, chars.next()) else { return None };
        self.letters.iter().find(|(have, _)| *have == letter).map(|(_, events)| events)
    }

    /// Writes the list.
    pub fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        self.words.save(writer)?;
        self.postings.save(writer)?;
        let prints: Vec<[u16; 3]> =
            self.prints.iter().map(|print| [print.occurrences, print.small, u16::from(print.roles)]).collect();
        writer.column(&prints)?;
        writer.pairs(self.names().iter().copied())?;
        writer.number(self.letters.len() as u64)?;
        for (letter, events) in &self.letters {
            writer.number(u64::from(u32::from(*letter)))?;
            [&events.own, &events.elsewhere, &events.said].into_iter().try_for_each(|set| writer.set(set))?;
        }
        Ok(())
    }

    /// Reads a list whose records are below `bound`.
    pub fn read(reader: &mut Reader<'_>, bound: u32) -> Option<WordList> {
        let words = Strings::read_all(reader)?;
        let postings = Postings::read(reader, words.len(), bound)?;
        let prints: Vec<[u16; 3]> = reader.column_of(words.len())?;
        let print = |[occurrences, small, roles]: [u16; 3]| Print { occurrences, small, roles: roles as u8 };
        let prints = prints.into_iter().map(print).collect();
        let names = reader.pairs()?;
        let are_words = names.iter().all(|(_, number)| (*number as usize) < words.len());
        if !are_words {
            return None;
        }
        let mut letters = Vec::new();
        for _ in 0..reader.number()? {
            let letter = char::from_u32(reader.small()?)?;
            let [own, elsewhere, said] = [reader.set(bound)?, reader.set(bound)?, reader.set(bound)?];
            letters.push((letter, Letter { own, elsewhere, said }));
        }
        Some(WordList { words, postings, prints, names: OnceLock::from(names), sounds: OnceLock::new(), letters })
    }

    /// The numbers of the words that a folded word finds, in order: those that begin with it, other forms of it, and the
    /// other spellings of the name that it is, which the caller knows.
    pub fn found_by(&self, folded: &str, spellings: &[String]) -> Vec<usize> {
        self.with_forms(self.beginning_with(folded), folded, spellings)
    }

    /// The numbers, in order, of some words, of the forms of a folded one, and of its other spellings.
    fn with_forms(&self, words: Range<usize>, folded: &str, spellings: &[String]) -> Vec<usize> {
        let forms = self.forms(folded, words.clone());
        let mut numbers: Vec<usize> = words.chain(forms).collect();
        numbers.extend(spellings.iter().filter_map(|spelling| self.find(spelling)));
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// The numbers of the words that are forms of one word; of the `known` ones not all, because they are not asked about.
    fn forms(&self, folded: &str, known: Range<usize>) -> impl Iterator<Item = usize> {
        let forms = self.beginning_with(inflect::stem_prefix(folded)).filter(move |at| !known.contains(at));
        let regular = forms.filter(move |at| inflect::has_same_stem(folded, self.word(*at)));
        regular.chain(irregular::forms(folded).filter_map(|form| self.find(form)))
    }

    /// The numbers, in order, of a folded word, its other forms, and the other spellings of the name that it is, which the
    /// caller knows.
    pub fn forms_of(&self, folded: &str, spellings: &[String]) -> Vec<usize> {
        let found = self.find(folded);
        self.with_forms(found.map_or(0..0, |at| at..at + 1), folded, spellings)
    }

    /// The number of a word.
    fn find(&self, folded: &str) -> Option<usize> {
        let at = self.words.lower_bound(folded);
        (at < self.len() && self.word(at) == folded).then_some(at)
    }

    /// How a word is printed here in all its forms.
    pub fn print_of_forms(&self, folded: &str) -> Print {
        let mut print = Print::default();
        self.forms(folded, 0..0).for_each(|at| print.add(self.prints[at]));
        print
    }

    /// The words that are printed as names and have this romanised key, with a few others.
    pub fn names_with_key<'a>(&'a self, key: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        with_hash(self.names(), key_hash(key)).map(|number| self.word(number as usize))
    }

    /// The numbers of the words, however they are printed, that sound as a folded word does, in the order of their sounds.
    pub fn sounding_like(&self, folded: &str) -> Vec<usize> {
        let sounds = self.sounds.get_or_init(|| by_key(&self.words, |_| true));
        let mut numbers = Vec::new();
        romanise::each_name_key(folded, &mut String::new(), &mut |key| {
            numbers.extend(with_hash(sounds, key_hash(key)).map(|number| number as usize));
        });
        numbers.retain(|at| romanise::same_name(folded, self.word(*at)));
        numbers
    }

    fn names(&self) -> &[(u32, u32)] {
        self.names.get_or_init(|| names(&self.words, &self.prints))
    }
}

/// The words that are printed as names, by their romanised keys; see [`WordList::names_with_key`].
fn names(words: &Strings, prints: &[Print]) -> Vec<(u32, u32)> {
    by_key(words, |number| prints[number].is_name())
}

/// The words of which `is` holds, by the hashes of their romanised keys.
fn by_key(words: &Strings, is: impl Fn(usize) -> bool) -> Vec<(u32, u32)> {
    let (mut names, mut key) = (Vec::new(), String::new());
    for number in (0..words.len()).filter(|number| is(*number)) {
        let name = &mut |key: &str| names.push((key_hash(key), number as u32));
        romanise::each_name_key(words.get(number), &mut key, name);
    }
    names.sort_unstable();
    names.shrink_to_fit();
    names
}

/// Keys that share a hash are told apart by their words.
fn key_hash(key: &str) -> u32 {
    text_hash(key) as u32
}

/// How many names are remembered with their words.
const REMEMBERED: usize = 1 << 16;

/// Places of words in one text, a megabyte, from which on each word is noted once.
const MANY_WORDS: u32 = 1 << 17;

/// Words of one record that no record before it has, of which more are not listed: each takes some 130 bytes while the
/// list is made. No text of a language has so many; a list of codes has.
const MOST_WORDS: usize = 1 << 17;

/// Where the words of a name stand, before they were looked up.
const UNKNOWN: (u32, u32) = (u32::MAX, 0);

/// A word list while records are added to it.
#[derive(Default)]
pub struct WordListBuilder {
    words: Interner,
    postings: PostingsBuilder,
    prints: Vec<Print>,
    sentence: Sentence,
    /// For each name where the numbers of its words stand in `numbers`: start and end.
    names: Vec<(u32, u32)>,
    numbers: Vec<u32>,
    buffer: String,
    /// The record that words are added to, and how many words were listed before it.
    record: Option<(u32, usize)>,
    /// Places of words that were not listed.
    left_out: usize,
    /// The names of earlier lists, by their hashes, where how a name is printed counts once in all of them.
    #[cfg(feature = "store")]
    counted: Option<HashSet<u64>>,
}

impl WordListBuilder {
    /// How a name is printed counts once in all lists that it makes, and not once in each.
    #[cfg(feature = "store")]
    pub fn count_names_once(&mut self) {
        self.counted = Some(HashSet::new());
    }

    /// Whether a name was counted before in another list; it is from now on.
    #[cfg(feature = "store")]
    fn was_counted(&mut self, name: &str) -> bool {
        self.counted.as_mut().is_some_and(|counted| !counted.insert(text_hash(name)))
    }

    /// The words of a name of which it does not count how they are printed.
    #[cfg(feature = "store")]
    fn add_counted(&mut self, record: u32, text: &str, parts: u8, numbers: &mut Vec<u32>) {
        let WordListBuilder { words, postings, buffer, .. } = self;
        for_each_word(text, buffer, |word, _| {
            let number = words.number(word).0;
            postings.add(number, record, parts);
            numbers.push(number);
        });
    }

    /// Adds the words of a text of record number `record`; these numbers never descend.
    pub fn add_text(&mut self, record: u32, text: &str, parts: u8, prose: Prose) {
        self.add(record, text, parts, prose, |_| ());
    }

    /// The same for a text that comes again and again, by its number `name`: its words are looked up, and counts how they
    /// are printed, once.
    pub fn add_name(&mut self, record: u32, name: u32, text: &str, parts: u8, prose: Prose) {
        let at = name as usize;
        if at >= REMEMBERED {
            return self.add_text(record, text, parts, prose);
        }
        if at >= self.names.len() {
            self.names.resize(at + 1, UNKNOWN);
        }
        if self.names[at] == UNKNOWN {
            let mut numbers = std::mem::take(&mut self.numbers);
            let start = numbers.len() as u32;
            #[cfg(feature = "store")]
            let was_counted = self.was_counted(text);
            #[cfg(not(feature = "store"))]
            let was_counted = false;
            if was_counted {
                #[cfg(feature = "store")]
                self.add_counted(record, text, parts, &mut numbers);
            } else {
                self.add(record, text, parts, prose, |word| numbers.push(word));
            }
            self.names[at] = (start, numbers.len() as u32);
            self.numbers = numbers;
            return;
        }
        let (start, end) = self.names[at];
        for &number in &self.numbers[start as usize..end as usize] {
            self.postings.add(number, record, parts);
        }
    }

    /// Adds the words of a text with how they are printed, and gives their numbers.
    #[inline]
    fn add(&mut self, record: u32, text: &str, parts: u8, prose: Prose, mut give: impl FnMut(u32)) {
        let WordListBuilder { words, postings, sentence, buffer, left_out, .. } = self;
        let before = match self.record {
            Some((same, before)) if same == record => before,
            _ => self.record.insert((record, words.strings().len())).1,
        };
        sentence.begin();
        let first = postings.len();
        let mut merges_at = first + MANY_WORDS;
        // Where there is more to ask of each word; else nothing is asked.
        let mut asks_at = if words.strings().len() >= before + MOST_WORDS { 0 } else { merges_at };
        for_each_word(text, buffer, |word, range| {
            if postings.len() >= asks_at {
                if postings.len() >= merges_at {
                    // So long a text would cost more for its places than it has letters.
                    sentence.finish(&mut |place, sight| postings.mark(place, sight as u8));
                    postings.merge_from(first);
                    merges_at = first + MANY_WORDS.max(2 * (postings.len() - first));
                }
                let is_full = words.strings().len() >= before + MOST_WORDS;
                asks_at = if is_full { 0 } else { merges_at };
                if is_full && !words.has(word) {
                    *left_out += 1;
                    return;
                }
            }
            let number = words.number(word).0;
            let place = postings.len();
            let sight = sentence.note(text, range, place, prose, &mut |place, sight| postings.mark(place, sight as u8));
            postings.add_marked(number, record, parts, sight as u8);
            give(number);
        });
        sentence.finish(&mut |place, sight| postings.mark(place, sight as u8));
    }

    /// How many words of what was added since it was asked last are not listed, because their record has too many.
    pub fn take_left_out(&mut self) -> usize {
        std::mem::take(&mut self.left_out)
    }

    /// The finished list. The builder is empty then, and keeps its memory for the next one.
    pub fn finish(&mut self) -> WordList {
        let order = self.words.sorted();
        let words = self.words.strings().in_order(&order);
        let prints = &mut self.prints;
        prints.clear();
        prints.resize(order.len(), Print::default());
        let see = |number: u32, mark| prints[number as usize].see(Sight::of_mark(mark));
        let postings = self.postings.finish(&order, see);
        let prints = order.iter().map(|number| prints[*number as usize]).collect();
        let list =
            WordList { words, postings, prints, names: OnceLock::new(), sounds: OnceLock::new(), letters: Vec::new() };
        self.words.clear();
        self.names.clear();
        self.numbers.clear();
        self.record = None;
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_a_range_of_the_sorted_list() {
        let mut builder = WordListBuilder::default();
        for (record, words) in ["токаев металл", "токаева мет", "токио ё"].iter().enumerate()
        {
            builder.add_text(record as u32, words, 1, Prose::Sentences);
        }
        let list = builder.finish();
        let beginning =
            |prefix: &str| list.beginning_with(prefix).map(|at| list.word(at).to_owned()).collect::<Vec<_>>();
        assert_eq!(beginning("токае"), ["токаев", "токаева"]);
        assert_eq!(beginning("мет"), ["мет", "металл"]);
        assert_eq!(beginning("ю"), Vec::<String>::new());
        assert_eq!(list.beginning_with("").len(), list.len());
    }

    #[test]
    fn one_letter_finds_what_begins_with_it() {
        let mut builder = WordListBuilder::default();
        builder.add_text(0, "я яма у уголь", 1, Prose::Sentences);
        builder.add_text(1, "а i іній", 6, Prose::Sentences);
        let list = builder.finish();
        for letter in ["я", "у", "а", "i", "і"] {
            let found: Vec<usize> = list.beginning_with(letter).collect();
            assert_eq!(list.found_by(letter, &[]), found, "{letter}");
            let letter = list.letter_of(list.beginning_with(letter), list.postings.bound());
            let events = |at: usize| entries(list.postings(at)).map(|(event, _)| event);
            let expected: RoaringBitmap = found.iter().flat_map(|at| events(*at)).collect();
            assert!(letter.own.is_disjoint(&letter.elsewhere));
            assert_eq!(&letter.own | &letter.elsewhere, expected);
            assert_eq!(letter.own | letter.said, expected);
        }
    }

    #[test]
    fn a_word_that_stands_twice_in_a_record_is_one_entry_with_both_places() {
        let mut builder = WordListBuilder::default();
        builder.add_text(7, "литий", 1, Prose::Sentences);
        builder.add_text(7, "литий и литий", 2, Prose::Sentences);
        let list = builder.finish();
        assert_eq!(entries(list.postings(1)).collect::<Vec<_>>(), [(7, 3)]);
    }

    #[test]
    fn a_very_long_text_has_each_of_its_words_once_with_how_it_is_printed() {
        let text = "They met Rubio in Astana, and rubio went. ".repeat(MANY_WORDS as usize / 4);
        let mut builder = WordListBuilder::default();
        builder.add_text(3, "Rubio", 1, Prose::Sentences);
        builder.add_text(4, &text, 2, Prose::Sentences);
        assert!(builder.postings.len() < 2 * MANY_WORDS, "{}", builder.postings.len());
        builder.add_text(5, "met", 4, Prose::Sentences);
        let list = builder.finish();
        let found = |word: &str| entries(list.postings(list.find(word).unwrap())).collect::<Vec<_>>();
        assert_eq!(found("rubio"), [(3, 1), (4, 2)]);
        assert_eq!(found("met"), [(4, 2), (5, 4)]);
        let print = list.prints[list.find("rubio").unwrap()];
        assert!(print.is_name() && print.is_partly_small(), "{print:?}");
    }

    #[test]
    fn of_a_record_of_too_many_words_the_first_are_listed_and_the_rest_is_counted() {
        let mut builder = WordListBuilder::default();
        builder.add_text(0, "uranium", 1, Prose::Sentences);
        let codes: Vec<String> = (0..MOST_WORDS + 4000).map(|n| format!("x{n}")).collect();
        // However many texts it has; what was listed before is found in all of it.
        for texts in [1, 100] {
            let record = texts as u32;
            for text in codes.chunks(codes.len().div_ceil(texts)) {
                let codes = text.iter().map(|code| format!("{texts}{code}")).collect::<Vec<_>>().join(" ");
                builder.add_text(record, &codes, 1, Prose::Sentences);
            }
            builder.add_text(record, "Uranium 1x0", 2, Prose::Sentences);
            let left_out = builder.take_left_out();
            assert!((2000..=4001).contains(&left_out), "{left_out}");
            assert_eq!(builder.take_left_out(), 0);
        }
        builder.add_text(101, "copper", 1, Prose::Sentences);
        assert_eq!(builder.take_left_out(), 0, "the next record is listed whole");
        let list = builder.finish();
        let found = |word: &str| entries(list.postings(list.find(word).unwrap())).collect::<Vec<_>>();
        assert_eq!(found("uranium"), [(0, 1), (1, 2), (100, 2)]);
        assert_eq!(found("copper"), [(101, 1)]);
        assert!(list.find(&format!("1{}", codes[MOST_WORDS + 3999])).is_none());
    }

    #[test]
    fn a_text_that_comes_again_has_its_words_again() {
        let mut builder = WordListBuilder::default();
        builder.add_name(1, 7, "Министерство торговли", 1, Prose::Name);
        builder.add_name(4, 7, "Министерство торговли", 1, Prose::Name);
        let list = builder.finish();
        assert_eq!(list.word(0), "министерство");
        assert_eq!(entries(list.postings(0)).collect::<Vec<_>>(), [(1, 1), (4, 1)]);
        assert_eq!(entries(list.postings(1)).collect::<Vec<_>>(), [(1, 1), (4, 1)]);
    }

    #[test]
    fn lists_are_merged_word_by_word() {
        let [mut first, mut second] = [WordListBuilder::default(), WordListBuilder::default()];
        first.add_text(0, "медь литий", 1, Prose::Sentences);
        second.add_text(1, "уран медь", 2, Prose::Sentences);
        let (first, second) = (first.finish(), second.finish());
        let list = WordList::merged(&[(&first, 0), (&second, 10)]);
        let found: Vec<_> = (0..list.len())
            .map(|at| (list.word(at).to_owned(), entries(list.postings(at)).collect::<Vec<_>>()))
            .collect();
        let expected = [("литий", vec![(0, 1)]), ("медь", vec![(0, 1), (11, 2)]), ("уран", vec![(11, 2)])];
        assert_eq!(found, expected.map(|(word, entries)| (word.to_owned(), entries)));
    }
}
