//! What may be typed on: the name of a field, or a value of one, each with the number of events that have it.
//!
//! It is asked of the text before the cursor alone, at every key, so that it only looks up: names by the words of their
//! lists, in whatever script they were begun. How many events have what is found is asked of [`Numbers`], so that the same
//! is told of data that are counted elsewhere. What is taken and shown of it is not known here.

use super::ast::{DateSpan, Dates, Field, Part, Presence, QUOTES, Query, Value, Values, ends_bare};
use super::dates::counted;
use super::evaluate::Evaluator;
use super::marked::Marked;
use super::named::{self, Named, Weighed};
use super::parse::Operator;
use super::phrases::{Phrases, TextsOf};
use super::word_events::WordEvents;
use crate::catalogue::Ui;
use crate::dataset::{ColumnOf, ColumnValue, Dataset, ListedWord, Lookup, NameList, ValuesOf};
use crate::language;
use crate::language::romanise;
use crate::model::date::parse_range;
use crate::model::words::{CONFIDENCES, DATE_BASES};
use crate::model::{Country, Group, Lang, country_name, languages};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// Letters from which on the name of a field is completed.
const LEAST_OF_FIELD: usize = 3;

/// The names of some data, and what tells the rest of them.
pub type Data<'a> = (&'a Dataset, &'a dyn Numbers);

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

/// What tells how many events have something, and what else only all data tell.
pub trait Numbers {
    /// Is told of names of a field that are looked up: of which words, the last of them begun.
    fn looks_up(&self, _field: Field, _begun: &Begun) {}
    /// How many records have a value of a column, by its key; of publishers how many events.
    fn of_key(&self, column: ColumnOf, key: &str) -> usize;
    /// The same of a value that is at hand.
    fn of_value(&self, column: ColumnOf, value: &ColumnValue<'_>) -> usize {
        self.of_key(column, value.key())
    }
    /// How many events a part of a query gives.
    fn of_part(&self, part: &Part) -> usize;
    /// The first ids of events that begin so.
    fn ids(&self, beginning: &str) -> Vec<String>;
    /// The words that begin so and stand in quotes of most events, these first.
    fn said(&self, beginning: &str) -> Vec<String>;
}

/// The words of a name, folded.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Begun {
    /// Those that are whole.
    pub whole: Vec<String>,
    /// What the last one begins with: as it is typed, else in the other script, else as the same keys write it in the other
    /// layout.
    pub beginnings: [Vec<String>; 3],
}

impl Begun {
    fn of(text: &str) -> Begun {
        let (whole, last) = text.rsplit_once(' ').unwrap_or(("", text));
        let other_layout = romanise::other_layout(last).into_iter().collect();
        Begun {
            whole: whole.split_whitespace().map(str::to_owned).collect(),
            beginnings: [vec![last.to_owned()], romanise::beginnings(last), other_layout],
        }
    }
}

/// What the text before the cursor may go on as; `None` when nothing is known.
///
/// The name of a field completes from three letters on, its value from the first; a value that was begun with a quote is
/// quoted.
pub fn complete(dataset: &Dataset, before: &str, lang: Lang) -> Option<Completion> {
    complete_by((dataset, &Here(dataset)), before, lang)
}

/// The same of the names of some data, with what else is told of all of them.
pub fn complete_by(data: Data<'_>, before: &str, lang: Lang) -> Option<Completion> {
    if let Some(completion) = value_of_words(data, before, lang) {
        return Some(completion);
    }
    let (start, term) = last_term(before);
    let sign = term.len() - term.trim_start_matches(['-', '(']).len();
    let (start, term) = (start + sign, &term[sign..]);
    let Some((name, _)) = term.split_once(':') else { return field_names(start, term, before.len()) };
    let values = start + name.len() + 1;
    let value = values + after_last_comma(&before[values..]);
    let candidates = match (Field::from_name(name), name.to_lowercase().as_str()) {
        (Some(field), _) => values_of_field(data, field, &before[value..], lang),
        (None, "date" | "дата") => dates(data, &before[value..]),
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
fn value_of_words(data: Data<'_>, before: &str, lang: Lang) -> Option<Completion> {
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
            let candidates = values_of_field(data, field, &before[value..], lang);
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
fn dates(data: Data<'_>, begun: &str) -> Vec<Candidate> {
    let folded = language::fold(begun);
    let words = counted::words().filter(|(en, ru)| en.starts_with(&*folded) || ru.starts_with(&*folded));
    let words = words.map(|(word, _)| Candidate { text: word.to_owned(), name: word.to_owned(), events: None });
    years_and_months(data, begun).into_iter().chain(words).take(MOST).collect()
}

fn years_and_months((dataset, numbers): Data<'_>, begun: &str) -> Vec<Candidate> {
    let Some((first, last)) = dataset.time_order().time() else { return Vec::new() };
    let years = (first.ymd().0..=last.ymd().0).rev().map(|year| format!("{year:04}"));
    let year = begun.split_once('-').map(|(year, _)| year).filter(|year| years.clone().any(|known| known == *year));
    let written: Vec<String> = match year {
        Some(year) => (1..=12).map(|month| format!("{year}-{month:02}")).collect(),
        None => years.collect(),
    };
    let candidate = |text: String| {
        let range = parse_range(&text).ok()?;
        let part = Part::Dates(Dates { span: DateSpan::Within { text: text.clone(), range }, negated: false });
        Some(Candidate { name: text.clone(), text, events: Some(numbers.of_part(&part)) })
    };
    let begun = written.into_iter().filter(|text| text.starts_with(begun));
    let candidates = begun.filter_map(candidate).filter(|candidate| candidate.events != Some(0));
    candidates.take(MOST).collect()
}

/// The values of a field that begin with what is typed, those with most events first.
fn values_of_field((dataset, numbers): Data<'_>, field: Field, typed: &str, lang: Lang) -> Vec<Candidate> {
    let begun = language::fold(typed.trim_start_matches(|c| QUOTES.iter().any(|quotes| quotes.0 == c)).trim_start());
    let counted = |text: &str, name: &str| {
        let value = Value::picked(field, text).unwrap_or_else(|| Value { text: text.to_owned(), exact: false });
        candidate(numbers, field, value, name)
    };
    let begins = |word: &&str| language::fold(word).starts_with(&begun);
    let mut candidates: Vec<Candidate> = match field {
        Field::Country => countries((dataset, numbers), &begun, lang),
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
            let mut named = named((dataset, numbers), field, &begun, lang);
            if field == Field::Kind {
                named.extend(kinds(&begun));
                named.sort_by(|(a, _), (b, _)| a.text.cmp(&b.text));
                named.dedup_by(|(a, _), (b, _)| a == b);
            }
            named.into_iter().map(|(named, name)| counted(&named.text, &name)).collect()
        }
        // Nobody begins with a word that is no beginning of one.
        Field::Said if begun.is_empty() || begun.contains(' ') => Vec::new(),
        Field::Said => {
            let as_typed = |word: String| candidate(numbers, field, Value { text: word.clone(), exact: false }, &word);
            numbers.said(&begun).into_iter().map(as_typed).collect()
        }
        Field::Id => {
            let candidate = |id: String| Candidate { text: id.clone(), name: id, events: Some(1) };
            return numbers.ids(typed).into_iter().map(candidate).collect();
        }
    };
    candidates.retain(|candidate| candidate.events != Some(0));
    candidates.sort_by_key(|candidate| Reverse(candidate.events));
    candidates.truncate(MOST);
    candidates
}

/// A value of a field as a query writes it, with the events that the query gives.
fn candidate(numbers: &dyn Numbers, field: Field, value: Value, name: &str) -> Candidate {
    let part = Part::Values(Values { field, values: vec![value], negated: false });
    let events = Some(numbers.of_part(&part));
    let written = Query { parts: vec![part] }.to_string();
    let text = written.split_once(':').map_or("", |(_, value)| value).to_owned();
    Candidate { text, name: name.to_owned(), events }
}

/// Tells it of data that are here.
struct Here<'a>(&'a Dataset);

impl Numbers for Here<'_> {
    fn of_key(&self, column: ColumnOf, key: &str) -> usize {
        if column == ColumnOf::Publisher {
            let values = self.0.values(ValuesOf::Publishers);
            return values.find_name(key).map_or(0, |at| values.events(at).len());
        }
        self.0.names_in(column).filter_map(|names| Some(names.value(names.find(key)?)?.record_count())).sum()
    }

    /// While data are read, other lists may have the value too.
    fn of_value(&self, column: ColumnOf, value: &ColumnValue<'_>) -> usize {
        let is_only = self.0.names_in(column).nth(1).is_none();
        if is_only { value.record_count() } else { self.of_key(column, value.key()) }
    }

    fn of_part(&self, part: &Part) -> usize {
        let events = match part {
            Part::Dates(Dates { span: DateSpan::Within { range, .. }, .. }) => self.0.time_order().within(*range),
            Part::Values(Values { field: Field::Country, values, .. }) => {
                let of_country = |value: &Value| self.0.events_of_country(&value.text);
                return values.first().and_then(of_country).map_or(0, |events| events.len() as usize);
            }
            Part::Values(Values { field, values, .. }) => {
                let stop = || false;
                let words = WordEvents::new(self.0, &stop);
                let (phrases, marked) = (Phrases::default(), Marked::default());
                let evaluator = Evaluator::new(&words, TextsOf::All, &phrases, &marked);
                let events = values.first().map(|value| evaluator.events_with(*field, value, false));
                events.unwrap_or_default()
            }
            _ => return 0,
        };
        events.len() as usize
    }

    fn ids(&self, beginning: &str) -> Vec<String> {
        let events = self.0.events_with_id_beginning(beginning, MOST);
        events.into_iter().map(|event| self.0.head(event).id.to_owned()).collect()
    }

    fn said(&self, beginning: &str) -> Vec<String> {
        let mut words: BTreeMap<&str, usize> = BTreeMap::new();
        for word in self.0.words(Lookup::Beginning(beginning)).filter(ListedWord::is_of_events).take(MOST_SEEN) {
            *words.entry(word.text()).or_default() += word.said_count();
        }
        let mut words: Vec<(&str, usize)> = words.into_iter().filter(|(_, count)| *count > 0).collect();
        words.sort_by_key(|(_, count)| Reverse(*count));
        words.into_iter().take(MOST).map(|(word, _)| word.to_owned()).collect()
    }
}

/// The countries and groups of the data of which a spelling, or a word of a name, begins so.
fn countries((dataset, numbers): Data<'_>, begun: &str, lang: Lang) -> Vec<Candidate> {
    let fits = |spellings: Vec<&'static str>, begun: &str| {
        spellings.into_iter().any(|spelling| {
            let folded = language::fold(spelling);
            folded.starts_with(begun) || folded.split([' ', '-']).any(|word| word.starts_with(begun))
        })
    };
    let of_code = |code: &str, name: &str| {
        candidate(numbers, Field::Country, Value { text: code.to_owned(), exact: false }, name)
    };
    let found = |begun: &str| -> Vec<Candidate> {
        let countries = dataset.country_codes().into_iter().filter_map(|code| {
            let is_it = fits(Country::from_code(code)?.spellings().collect(), begun);
            is_it.then(|| of_code(code, country_name(code, lang)))
        });
        let groups = Group::all().filter(|group| dataset.has_country(group.code()));
        let groups = groups.filter(|group| fits(group.spellings().collect(), begun)).map(|group| {
            let name = if lang == Lang::Ru { group.name_ru() } else { group.name_en() };
            of_code(group.code(), name)
        });
        let mut found: Vec<Candidate> = countries.chain(groups).collect();
        found.sort_by(|a, b| a.text.cmp(&b.text));
        found
    };
    let candidates = found(begun);
    if candidates.is_empty() {
        romanise::other_layout(begun).map_or(candidates, |other| found(&other))
    } else {
        candidates
    }
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
fn named((dataset, numbers): Data<'_>, field: Field, begun: &str, lang: Lang) -> Vec<(Named, String)> {
    let begun = Begun::of(begun);
    numbers.looks_up(field, &begun);
    let stop = || false;
    let words = WordEvents::new(dataset, &stop);
    let choose = |list: NameList<'_>| -> Vec<u32> {
        let whole: Vec<Vec<u32>> = begun.whole.iter().map(|word| words.with_forms(list, word)).collect();
        let has_all = |number: &u32| whole.iter().all(|numbers| numbers.binary_search(number).is_ok());
        let of_beginnings = |beginnings: &Vec<String>| -> Vec<u32> {
            let found = beginnings.iter().flat_map(|beginning| list.beginning_with(beginning, MOST_SEEN));
            let mut numbers: Vec<u32> = found.filter(has_all).take(MOST_SEEN).collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers
        };
        begun.beginnings.iter().map(of_beginnings).find(|numbers| !numbers.is_empty()).unwrap_or_default()
    };
    let weigh = |column: ColumnOf, of: Weighed<'_>| match of {
        Weighed::Key(key) => numbers.of_key(column, key),
        Weighed::Value(value) => numbers.of_value(column, value),
    };
    named::best(dataset, field, (&choose, &weigh), MOST, lang)
}

#[cfg(test)]
mod tests;
