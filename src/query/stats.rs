//! The selected events in numbers: how many there are of each country, year, kind, topic, publisher and language.
//!
//! An event counts once beside each value that it has, so the numbers of one kind may add up to more than all events. A
//! date over several years counts in each year that it may lie in, as the filter `date:` finds it. Numbers come from
//! heads and columns, never from records. How numbers are printed is not known here.

use crate::dataset::{ColumnOf, ColumnValue, Dataset, EventId, SelectedEvents};
use crate::language::name_key;
use crate::model::{Day, Lang};
use hashbrown::HashMap;
use roaring::RoaringBitmap;
use std::collections::BTreeMap;

/// What a row counts, in the order of the rows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum What {
    /// All selected events.
    Total,
    /// Those that name a country, whatever its part.
    Country,
    /// Those that lie, or may lie, in a year; of those that may lie in more than a hundred years one number.
    Year,
    /// Those of a kind.
    Kind,
    /// Those about a topic.
    Topic,
    /// Those with an article of a publisher.
    Publisher,
    /// Those with an article or a quote in a language.
    Language,
    /// Those without a date.
    Undated,
    /// Records that were skipped while the data was read; no filter selects among them.
    Skipped,
    /// Errors and warnings of the data; no filter selects among them.
    Problems,
}

impl What {
    /// Its word in the output.
    pub fn word(self) -> &'static str {
        match self {
            What::Total => "total",
            What::Country => "country",
            What::Year => "year",
            What::Kind => "kind",
            What::Topic => "topic",
            What::Publisher => "publisher",
            What::Language => "language",
            What::Undated => "undated",
            What::Skipped => "skipped",
            What::Problems => "problems",
        }
    }
}

/// One number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stat {
    /// What is counted.
    pub what: What,
    /// The value that the events have; empty where there is only one number.
    pub value: String,
    /// How many events, records or problems.
    pub events: usize,
}

/// Years from which on a date counts as of an unknown one: `XXXX-12-25`, and a span of that length, say of none of their
/// years that something was in it.
const MANY_YEARS: i32 = 100;

/// The years between which open ends and very long dates are counted.
const YEARS: (i32, i32) = (-9999, 9999);

/// Counts `events`, which are numbers under which events are shown. Values are shown in `lang`.
///
/// Rows come in the order of [`What`]; of one kind those with most events first, then by value; years ascend.
pub fn stats(dataset: &Dataset, events: &RoaringBitmap, lang: Lang) -> Vec<Stat> {
    let selected = SelectedEvents::new(dataset, events);
    let single = |what, events| Stat { what, value: String::new(), events };
    let mut rows = vec![single(What::Total, events.len() as usize)];
    rows.extend(countries(dataset, events));
    let (years, undated) = years(dataset, events);
    rows.extend(years);
    for (what, field) in [(What::Kind, ColumnOf::Kind), (What::Topic, ColumnOf::Topic)] {
        let mut tally = Tally::default();
        tally.add_column(dataset, &selected, field, |value| (value.key().into(), value.name(lang)));
        rows.extend(tally.rows(what));
    }
    // The head of an article has the name of its publisher by which publishers are told apart.
    let mut publishers = Tally::default();
    let mut articles = dataset.article_order().to_vec();
    articles.sort_unstable();
    for article in articles {
        // Of several spellings the first in the data is shown.
        publishers.number_of_written(dataset.article_head(article).publisher);
    }
    publishers.add_column(dataset, &selected, ColumnOf::Publisher, |value| (value.key().into(), value.name(Lang::En)));
    let mut languages = Tally::default();
    languages.add_column(dataset, &selected, ColumnOf::Lang, |value| (value.key().into(), value.name(lang)));
    add_articles(dataset, &selected, &mut publishers, &mut languages);
    rows.extend(publishers.rows(What::Publisher));
    rows.extend(languages.rows(What::Language));
    rows.push(single(What::Undated, undated));
    rows.push(single(What::Skipped, dataset.skipped()));
    rows.push(single(What::Problems, dataset.problem_count()));
    rows
}

fn countries(dataset: &Dataset, events: &RoaringBitmap) -> Vec<Stat> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for event in events {
        for code in dataset.head(EventId(event)).countries() {
            *counts.entry(code).or_default() += 1;
        }
    }
    most_first(What::Country, counts.into_iter().map(|(code, events)| (code.to_owned(), events)).collect())
}

/// The rows of years, and how many events have no date.
fn years(dataset: &Dataset, events: &RoaringBitmap) -> (Vec<Stat>, usize) {
    let mut undated = 0;
    let mut spans: BTreeMap<(Option<i32>, Option<i32>), usize> = BTreeMap::new();
    let year = |day: Day, open: Day| (day != open).then(|| day.ymd().0.clamp(YEARS.0, YEARS.1));
    for date in events.iter().map(|event| dataset.head(EventId(event)).date) {
        if date.is_undated() {
            undated += 1;
        } else {
            *spans.entry((year(date.first, Day::MIN), year(date.last, Day::MAX))).or_default() += 1;
        }
    }
    // An open end reaches as far as the other dates do.
    let ends = || spans.keys().flat_map(|(first, last)| [*first, *last]).flatten();
    let (Some(earliest), Some(latest)) = (ends().min(), ends().max()) else { return (Vec::new(), undated) };
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    let mut unknown = 0;
    for ((first, last), events) in &spans {
        let years = first.unwrap_or(earliest)..=last.unwrap_or(latest);
        if years.end() - years.start() >= MANY_YEARS {
            unknown += events;
            continue;
        }
        for year in years {
            *counts.entry(year).or_default() += events;
        }
    }
    let row = |(year, events): (i32, usize)| Stat { what: What::Year, value: written(year), events };
    let unknown = (unknown > 0).then(|| Stat { what: What::Year, value: "unknown".to_owned(), events: unknown });
    (counts.into_iter().map(row).chain(unknown).collect(), undated)
}

/// A year as EDTF writes it: four digits at least.
fn written(year: i32) -> String {
    if year < 0 { format!("-{:04}", year.unsigned_abs()) } else { format!("{year:04}") }
}

/// Adds what the heads of articles say, for the events that name or hold them.
fn add_articles<'a>(
    dataset: &'a Dataset,
    selected: &SelectedEvents,
    publishers: &mut Tally<'a>,
    languages: &mut Tally<'a>,
) {
    dataset.each_report(&mut |article, event| {
        if !selected.contains(event) {
            return;
        }
        let head = dataset.article_head(article);
        for (tally, written) in [(&mut *publishers, head.publisher), (&mut *languages, head.language)] {
            let number = tally.number_of_written(written);
            tally.entries.extend(number.map(|number| (number, event.0)));
        }
    });
}

/// The values of one kind with the events that have them.
#[derive(Default)]
struct Tally<'a> {
    numbers: HashMap<String, u32>,
    /// Numbers by the value as it is written, so that most need not be folded again.
    written: HashMap<&'a str, u32>,
    names: Vec<&'a str>,
    /// Value and event; a pair may stand there several times.
    entries: Vec<(u32, u32)>,
}

impl<'a> Tally<'a> {
    fn number(&mut self, key: String, name: &'a str) -> u32 {
        *self.numbers.entry(key).or_insert_with(|| {
            self.names.push(name);
            self.names.len() as u32 - 1
        })
    }

    fn number_of_written(&mut self, written: &'a str) -> Option<u32> {
        if written.is_empty() {
            return None;
        }
        if let Some(number) = self.written.get(written) {
            return Some(*number);
        }
        let number = self.number(name_key(written), written);
        self.written.insert(written, number);
        Some(number)
    }

    /// Adds a column, of which `named` gives the key that makes values one, and how a value is shown.
    fn add_column(
        &mut self,
        dataset: &'a Dataset,
        selected: &SelectedEvents,
        of: ColumnOf,
        named: impl Fn(ColumnValue<'a>) -> (String, &'a str),
    ) {
        for value in dataset.column(of) {
            let mut events = value.events_in(selected).peekable();
            if events.peek().is_some() {
                let (key, name) = named(value);
                let number = self.number(key, name);
                self.entries.extend(events.map(|event| (number, event.0)));
            }
        }
    }

    fn rows(mut self, what: What) -> Vec<Stat> {
        self.entries.sort_unstable();
        self.entries.dedup();
        let mut counts = vec![0; self.names.len()];
        self.entries.iter().for_each(|(number, _)| counts[*number as usize] += 1);
        let counted = self.names.into_iter().map(str::to_owned).zip(counts).filter(|(_, events)| *events > 0);
        most_first(what, counted.collect())
    }
}

fn most_first(what: What, mut counts: Vec<(String, usize)>) -> Vec<Stat> {
    counts.sort_unstable_by(|(a, in_a), (b, in_b)| in_b.cmp(in_a).then_with(|| a.cmp(b)));
    counts.into_iter().map(|(value, events)| Stat { what, value, events }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_written_as_dates_are() {
        assert_eq!([2024, 987, 0, -43].map(written), ["2024", "0987", "0000", "-0043"]);
    }
}
