//! What may be typed on: the name of a field, or a value of one, each with the number of events that have it.
//!
//! It is asked of the text before the cursor alone, at every key, so that it only looks up: names by the words of their
//! lists, in whatever script they were begun. What is taken and shown of it is not known here.

use super::ast::{Field, Part, Presence, QUOTES, Query, Value, Values, ends_bare};
use super::dates::counted;
use super::evaluate::Evaluator;
use super::marked::Marked;
use super::named::{self, Named};
use super::parse::Operator;
use super::phrases::{Phrases, TextsOf};
use super::word_events::WordEvents;
use crate::catalogue::Ui;
use crate::dataset::{Dataset, ListedWord, Lookup, NameList, ValuesOf};
use crate::language;
use crate::language::romanise;
use crate::model::date::parse_range;
use crate::model::words::{CONFIDENCES, DATE_BASES};
use crate::model::{Country, Group, Lang, country_name, languages};
use std::cmp::Reverse;
use std::ops::Range;

/// Letters from which on the name of a field is completed.
const LEAST_OF_FIELD: usize = 3;

/// Candidates at most.
pub const MOST: usize = 9;

/// Words of a name that is typed without quotes at most.
const MOST_WORDS: usize = 8;

/// Words, and values with one of them, that are looked at most for one beginning: a letter begins half of all names.
const MOST_SEEN: usize = 4_096;

/// What the text before the cursor may go on as.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// The bytes of that text in whose place a candidate stands: always its end.
    pub replaces: Range<usize>,
    /// At least one, the likeliest first.
    pub candidates: Vec<Candidate>,
}

/// One way to go on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// What is put in: `country:`, `KZ`, `"Marco Rubio"`.
    pub text: String,
    /// What it is called, in the language that was asked for: `Kazakhstan`.
    pub name: String,
    /// How many events of the data have it; `None` of a field.
    pub events: Option<usize>,
}

/// What the text before the cursor may go on as; `None` when nothing is known.
///
/// The name of a field completes from three letters on, its value from the first; a value that was begun with a quote is
/// quoted.
pub fn complete(dataset: &Dataset, before: &str, lang: Lang) -> Option<Completion> {
    if let Some(completion) = value_of_words(dataset, before, lang) {
        return Some(completion);
    }
    let (start, term) = last_term(before);
    let sign = term.len() - term.trim_start_matches(['-', '(']).len();
    let (start, term) = (start + sign, &term[sign..]);
    let Some((name, _)) = term.split_once(':') else { return field_names(start, term, before.len()) };
    let values = start + name.len() + 1;
    let value = values + after_last_comma(&before[values..]);
    let candidates = match (Field::from_name(name), name.to_lowercase().as_str()) {
        (Some(field), _) => values_of_field(dataset, field, &before[value..], lang),
        (None, "date" | "дата") => dates(dataset, &before[value..]),
        (None, "literal") => {
            let words = ["on", "off"].into_iter().filter(|word| word.starts_with(&before[value..]));
            words.map(|word| Candidate { text: word.to_owned(), name: word.to_owned(), events: None }).collect()
        }
        _ => return None,
    };
    // What is whole goes on as nothing else.
    let is_whole = candidates.iter().all(|candidate| candidate.text == before[value..]);
    (!is_whole).then_some(Completion { replaces: value..before.len(), candidates })
}

/// Words after a field whose value they go on, as `country:united kin` or `person:marco rubio`: a blank ends a value that
/// is not in quotes, and nobody who types a name thinks of that. `None` where the name of no value has all of them.
fn value_of_words(dataset: &Dataset, before: &str, lang: Lang) -> Option<Completion> {
    let is_plain =
        |word: &str| word.starts_with(char::is_alphanumeric) && !word.contains([':', ',', '(', ')', '|', '"']);
    let mut start = before.len();
    for _ in 0..MOST_WORDS {
        let (start_of_word, word) = last_term(&before[..start]);
        if let Some((name, _)) = word.split_once(':') {
            let field = Field::from_name(name.trim_start_matches(['-', '(']))?;
            let values = start_of_word + name.len() + 1;
            let value = values + after_last_comma(&before[values..start]);
            let is_text = matches!(field, Field::Country | Field::Kind) || field.holds_text() && field != Field::Said;
            if start == before.len() || !is_text || !before[value..].starts_with(char::is_alphanumeric) {
                return None;
            }
            let candidates = values_of_field(dataset, field, &before[value..], lang);
            return (!candidates.is_empty()).then_some(Completion { replaces: value..before.len(), candidates });
        }
        if !is_plain(word) || Operator::from_word(word).is_some() {
            return None;
        }
        start = before[..start_of_word].trim_end().len();
    }
    None
}

/// Where the last term of a text begins, quotes and all.
fn last_term(text: &str) -> (usize, &str) {
    let mut start = 0;
    let mut closing: Option<&[char]> = None;
    for (at, c) in text.char_indices() {
        match closing {
            Some(closes) if closes.contains(&c) => closing = None,
            Some(_) => {}
            None => {
                if let Some((_, closes)) = QUOTES.iter().find(|quotes| quotes.0 == c) {
                    closing = Some(closes);
                } else if ends_bare(c) {
                    start = at + c.len_utf8();
                }
            }
        }
    }
    (start, &text[start..])
}

/// Where the last of some values begins.
fn after_last_comma(values: &str) -> usize {
    let mut start = 0;
    let mut closing: Option<&[char]> = None;
    for (at, c) in values.char_indices() {
        match closing {
            Some(closes) if closes.contains(&c) => closing = None,
            None if c == ',' => start = at + 1,
            None => closing = QUOTES.iter().find(|quotes| quotes.0 == c).map(|(_, closes)| *closes),
            Some(_) => {}
        }
    }
    start
}

fn field_names(start: usize, typed: &str, end: usize) -> Option<Completion> {
    let folded = language::fold(typed);
    if folded.chars().count() < LEAST_OF_FIELD || !folded.chars().all(char::is_alphabetic) {
        return None;
    }
    let english = Field::all().map(Field::name).chain(["date", "literal"]);
    let names: Vec<&str> = english.chain(Field::all().map(Field::name_ru)).chain(["дата"]).collect();
    let other = romanise::other_layout(&folded);
    let begun = |begun: &str| -> Vec<Candidate> {
        let candidate = |name: &&str| Candidate { text: format!("{name}:"), name: (*name).to_owned(), events: None };
        names.iter().filter(|name| name.starts_with(begun)).map(candidate).collect()
    };
    let mut candidates = begun(&folded);
    if candidates.is_empty() {
        candidates = other.map_or(candidates, |other| begun(&other));
    }
    (!candidates.is_empty()).then_some(Completion { replaces: start..end, candidates })
}

/// The years of the data that begin so, the newest first; behind a year and a hyphen its months; and the words that are
/// counted from today.
fn dates(dataset: &Dataset, begun: &str) -> Vec<Candidate> {
    let folded = language::fold(begun);
    let words = counted::words().filter(|(en, ru)| en.starts_with(&*folded) || ru.starts_with(&*folded));
    let words = words.map(|(word, _)| Candidate { text: word.to_owned(), name: word.to_owned(), events: None });
    years_and_months(dataset, begun).into_iter().chain(words).take(MOST).collect()
}

fn years_and_months(dataset: &Dataset, begun: &str) -> Vec<Candidate> {
    let order = dataset.time_order();
    let Some((first, last)) = order.time() else { return Vec::new() };
    let years = (first.ymd().0..=last.ymd().0).rev().map(|year| format!("{year:04}"));
    let year = begun.split_once('-').map(|(year, _)| year).filter(|year| years.clone().any(|known| known == *year));
    let written: Vec<String> = match year {
        Some(year) => (1..=12).map(|month| format!("{year}-{month:02}")).collect(),
        None => years.collect(),
    };
    let candidate = |text: String| {
        let events = order.within(parse_range(&text).ok()?).len() as usize;
        Some(Candidate { name: text.clone(), text, events: Some(events) })
    };
    let begun = written.into_iter().filter(|text| text.starts_with(begun));
    let candidates = begun.filter_map(candidate).filter(|candidate| candidate.events != Some(0));
    candidates.take(MOST).collect()
}

/// The values of a field that begin with what is typed, those with most events first.
fn values_of_field(dataset: &Dataset, field: Field, typed: &str, lang: Lang) -> Vec<Candidate> {
    let begun = language::fold(typed.trim_start_matches(|c| QUOTES.iter().any(|quotes| quotes.0 == c)).trim_start());
    let counted = Counted::new(dataset);
    let counted = |text: &str, name: &str| counted.candidate(field, text, name);
    let begins = |word: &&str| language::fold(word).starts_with(&begun);
    let mut candidates: Vec<Candidate> = match field {
        Field::Country => countries(dataset, &begun, lang),
        Field::Has => {
            let words = Presence::ALL.into_iter().filter(|what| what.words().iter().any(&begins));
            // What the user has marked is not known here.
            let of_user = |what: Presence| matches!(what, Presence::Bookmark | Presence::Note);
            let candidate = |what: Presence| {
                let candidate = counted(what.word(), what.word());
                Candidate { events: candidate.events.filter(|_| !of_user(what)), ..candidate }
            };
            words.map(candidate).collect()
        }
        Field::Basis => DATE_BASES.into_iter().filter(begins).map(|word| counted(word, word)).collect(),
        Field::Confidence => CONFIDENCES.into_iter().filter(begins).map(|word| counted(word, word)).collect(),
        Field::Lang => languages(dataset, &begun).into_iter().map(|tag| counted(&tag, &tag)).collect(),
        Field::Person | Field::Org | Field::By | Field::Topic | Field::Kind | Field::Publisher | Field::Place => {
            let mut named = named(dataset, field, &begun, lang);
            if field == Field::Kind {
                named.extend(kinds(&begun));
                named.sort_by(|(a, _), (b, _)| a.text.cmp(&b.text));
                named.dedup_by(|(a, _), (b, _)| a == b);
            }
            named.into_iter().map(|(named, name)| counted(&named.text, &name)).collect()
        }
        Field::Said => said(dataset, &begun),
        Field::Id => {
            let events = dataset.events_with_id_beginning(typed, MOST);
            let candidate = |event| {
                let head = dataset.head(event);
                Candidate { text: head.id.to_owned(), name: head.id.to_owned(), events: Some(1) }
            };
            return events.into_iter().map(candidate).collect();
        }
    };
    candidates.retain(|candidate| candidate.events != Some(0));
    candidates.sort_by_key(|candidate| Reverse(candidate.events));
    candidates.truncate(MOST);
    candidates
}

/// Counts the events of values.
struct Counted<'a> {
    dataset: &'a Dataset,
    stop: fn() -> bool,
}

impl<'a> Counted<'a> {
    fn new(dataset: &'a Dataset) -> Counted<'a> {
        Counted { dataset, stop: || false }
    }

    /// A value of a field as a query writes it, with the events that the query gives.
    fn candidate(&self, field: Field, text: &str, name: &str) -> Candidate {
        let value = Value::picked(field, text).unwrap_or_else(|| Value { text: text.to_owned(), exact: false });
        let words = WordEvents::new(self.dataset, &self.stop);
        let (phrases, marked) = (Phrases::default(), Marked::default());
        let events = Evaluator::new(&words, TextsOf::All, &phrases, &marked).events_with(field, &value, false).len();
        let part = Part::Values(Values { field, values: vec![value], negated: false });
        let written = Query { parts: vec![part] }.to_string();
        let text = written.split_once(':').map_or("", |(_, value)| value).to_owned();
        Candidate { text, name: name.to_owned(), events: Some(events as usize) }
    }
}

/// The countries and groups of the data of which a spelling, or a word of a name, begins so.
fn countries(dataset: &Dataset, begun: &str, lang: Lang) -> Vec<Candidate> {
    let other = romanise::other_layout(begun);
    let fits = |spellings: Vec<&'static str>, begun: &str| {
        spellings.into_iter().any(|spelling| {
            let folded = language::fold(spelling);
            folded.starts_with(begun) || folded.split([' ', '-']).any(|word| word.starts_with(begun))
        })
    };
    let found = |begun: &str| -> Vec<Candidate> {
        let countries = dataset.countries().iter().filter_map(|(code, events)| {
            let country = Country::from_code(code)?;
            let name = country_name(code, lang).to_owned();
            let is_it = fits(country.spellings().collect(), begun);
            is_it.then(|| Candidate { text: code.to_string(), name, events: Some(events.len() as usize) })
        });
        let groups = Group::all().filter_map(|group| {
            let events = dataset.events_of_country(group.code())?.len() as usize;
            let name = if lang == Lang::Ru { group.name_ru() } else { group.name_en() };
            let is_it = fits(group.spellings().collect(), begun);
            is_it.then(|| Candidate { text: group.code().to_owned(), name: name.to_owned(), events: Some(events) })
        });
        let mut found: Vec<Candidate> = countries.chain(groups).collect();
        // The codes of countries come in no order.
        found.sort_by(|a, b| a.text.cmp(&b.text));
        found
    };
    let candidates = found(begun);
    if candidates.is_empty() { other.map_or(candidates, |other| found(&other)) } else { candidates }
}

/// The words of quotes that begin so, those that the data have most of first.
fn said(dataset: &Dataset, begun: &str) -> Vec<Candidate> {
    if begun.is_empty() || begun.contains(' ') {
        return Vec::new();
    }
    let mut words: Vec<(usize, &str)> = dataset
        .words(Lookup::Beginning(begun))
        .filter(ListedWord::is_of_events)
        .take(MOST_SEEN)
        .map(|word| (word.weight(), word.text()))
        .collect();
    words.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let mut known = Vec::new();
    words.retain(|(_, word)| {
        !known.contains(word) && {
            known.push(word);
            known.len() <= MOST
        }
    });
    let stop = || false;
    let found = WordEvents::new(dataset, &stop);
    let (phrases, marked) = (Phrases::default(), Marked::default());
    let evaluator = Evaluator::new(&found, TextsOf::All, &phrases, &marked);
    let candidate = |(_, word): (usize, &str)| {
        let value = Value { text: word.to_owned(), exact: false };
        let events = evaluator.events_with(Field::Said, &value, false).len() as usize;
        Candidate { text: word.to_owned(), name: word.to_owned(), events: Some(events) }
    };
    words.into_iter().map(candidate).collect()
}

/// The tags of the data that begin so, or whose language is called so.
fn languages(dataset: &Dataset, begun: &str) -> Vec<String> {
    let listed = dataset.values(ValuesOf::Languages);
    let is_called = |tag: &str| languages::names(tag).any(|name| language::fold(name).starts_with(begun));
    let tags = (0..listed.len()).filter_map(|at| listed.key(at));
    tags.filter(|tag| tag.starts_with(begun) || is_called(tag)).map(str::to_owned).collect()
}

/// The kinds that the screen calls by a word that begins so in some language.
fn kinds(begun: &str) -> impl Iterator<Item = (Named, String)> {
    let is_it = move |called: &str| {
        let folded = language::fold(called);
        folded.starts_with(begun) || folded.split(' ').any(|word| word.starts_with(begun))
    };
    let called = Ui::kinds_called().filter(move |(_, called)| is_it(called));
    called.map(|(word, called)| (Named { field: Field::Kind, text: word.to_owned() }, called.to_owned()))
}

/// The values of a field of which a name has all words of a text, the last of them begun; with the name that is shown.
fn named(dataset: &Dataset, field: Field, begun: &str, lang: Lang) -> Vec<(Named, String)> {
    let (whole, last) = match begun.rsplit_once(' ') {
        Some((whole, last)) => (whole.trim(), last),
        None => ("", begun),
    };
    let stop = || false;
    let words = WordEvents::new(dataset, &stop);
    // As it is typed, else in the other script, else as the same keys write it in the other layout.
    let beginnings =
        [vec![last.to_owned()], romanise::beginnings(last), romanise::other_layout(last).into_iter().collect()];
    let choose = |list: NameList<'_>| -> Vec<u32> {
        let whole: Vec<Vec<u32>> = whole.split_whitespace().map(|word| words.with_forms(list, word)).collect();
        let has_all = |number: &u32| whole.iter().all(|numbers| numbers.binary_search(number).is_ok());
        let begun = |beginnings: &Vec<String>| -> Vec<u32> {
            let found = beginnings.iter().flat_map(|beginning| list.beginning_with(beginning, MOST_SEEN));
            let mut numbers: Vec<u32> = found.filter(has_all).take(MOST_SEEN).collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers
        };
        beginnings.iter().map(begun).find(|numbers| !numbers.is_empty()).unwrap_or_default()
    };
    named::best(&words, field, &choose, MOST, lang)
}

#[cfg(test)]
mod tests;
