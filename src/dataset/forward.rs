//! What the index holds of each event, for who keeps it elsewhere: its words, whom it names, its articles, its countries, and
//! what it counts for in every list of values; and the names that stand in these lists.
//!
//! The index has events for each word; this turns some of it round, for a portion of the events at a time, so that the
//! whole is never held twice. Where it is kept is not known here.

use super::article_key::ArticleKey;
use super::parts::IndexPart;
use super::{
    ArticleId, ArticleSource, As, ColumnOf, ColumnValue, Countries, Dataset, EventId, Kept, MOST_IN_PAIRS, Values,
    ValuesOf,
};
use crate::index::columns::id_key;
use crate::index::postings::{entries, part};
use crate::language::name_key;
use hashbrown::HashMap;
use std::borrow::Cow;
use std::ops::Range;

/// What the index holds of one event.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Forward<'a> {
    fields: [Vec<Cow<'a, str>>; Kept::ALL.len()],
}

impl<'a> Forward<'a> {
    /// The values of one sort, in the order of the alphabet, each once.
    pub fn of(&self, kept: Kept) -> &[Cow<'a, str>] {
        &self.fields[kept as usize]
    }

    fn add(&mut self, kept: Kept, value: impl Into<Cow<'a, str>>) {
        self.fields[kept as usize].push(value.into());
    }

    fn add_company(&mut self, of: Company, there: usize) {
        if there == 2 {
            self.add(Kept::Company, of.two);
        } else if there > MOST_IN_PAIRS {
            self.add(Kept::Company, of.crowded);
        }
    }

    fn settle(&mut self) {
        for list in &mut self.fields {
            list.sort_unstable();
            list.dedup();
        }
        let own = std::mem::take(&mut self.fields[Kept::Own as usize]);
        self.fields[Kept::OfArticles as usize].retain(|word| own.binary_search(word).is_err());
        self.fields[Kept::Own as usize] = own;
    }
}

/// A name that is a value of a column, or is listed as one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptName<'a> {
    /// The column. Of publishers and languages it is their list, which articles fill too.
    pub column: ColumnOf,
    /// Its key there.
    pub key: &'a str,
    /// What it counts for in the list of the values.
    pub counts_for: Cow<'a, str>,
    /// As it was written first, a line for each language; empty of an id that stands alone.
    pub shown: Cow<'a, str>,
}

/// What is made for some events, under the numbers of whom they are shown.
struct Portion<'a> {
    dataset: &'a Dataset,
    range: Range<u32>,
    made: Vec<Forward<'a>>,
}

impl<'a> Portion<'a> {
    fn event(&mut self, record: u32) -> Option<&mut Forward<'a>> {
        let shown = self.dataset.shown_as(record)?.0;
        self.made.get_mut(shown.checked_sub(self.range.start)? as usize)
    }

    /// Adds the keys of a column.
    fn add_column(&mut self, of: ColumnOf, kept: Kept) {
        for value in self.dataset.column(of) {
            value.each_record(&mut |record| {
                if let Some(event) = self.event(record) {
                    event.add(kept, value.key());
                }
            });
        }
    }

    /// Adds those of a column that took part.
    fn add_present(&mut self, of: ColumnOf) {
        for value in self.dataset.column(of) {
            value.each_record_present(&mut |record| {
                if let Some(event) = self.event(record) {
                    event.add(Kept::Present, value.key());
                }
            });
        }
    }

    /// Adds what counts in a list of values.
    fn add_values(&mut self, of: ValuesOf, kept: Kept) {
        let values = self.dataset.values(of);
        for at in 0..values.len() {
            let events = values.events(at);
            let first = events.partition_point(|event| *event < self.range.start);
            let within = events[first..].iter().take_while(|event| **event < self.range.end);
            let mut within = within.peekable();
            if within.peek().is_none() {
                continue;
            }
            let key = self.dataset.counted_as(values, at);
            for event in within {
                self.made[(event - self.range.start) as usize].add(kept, key.clone());
            }
        }
    }
}

impl Portion<'_> {
    /// Adds who took part, and which countries.
    fn add_company(&mut self) {
        let (dataset, range) = (self.dataset, self.range.clone());
        let people = dataset.people();
        for number in 0..people.len() as u32 {
            let id = people.id(number).written();
            let attended = if people.is_body(number) { Kept::PresentBody } else { Kept::Attended };
            for (standing, kept) in [(As::Either, attended), (As::Person, Kept::AsPerson)] {
                people.each_record(number, standing, |record| {
                    if let Some(event) = self.event(record) {
                        event.add(kept, id.clone());
                    }
                });
            }
        }
        let countries = Countries::new(dataset);
        let mut present = Vec::new();
        countries.each_present(dataset.shown_in(range.clone()).map(|event| event.0), |event, there| {
            present.clear();
            present.extend_from_slice(there);
            present.sort_unstable();
            present.dedup();
            let Some(made) = self.made.get_mut((event.0 - range.start) as usize) else { return };
            for number in &present {
                made.add(Kept::PresentCountry, countries.codes()[*number as usize]);
            }
            made.add_company(Company::COUNTRIES, present.len());
        });
        for (are_bodies, of) in [(false, Company::PEOPLE), (true, Company::BODIES)] {
            let attendance = dataset.attendance(are_bodies);
            for (set, count) in [(&attendance.two, 2), (&attendance.crowded, MOST_IN_PAIRS + 1)] {
                for event in set.range(range.clone()) {
                    self.made[(event - range.start) as usize].add_company(of, count);
                }
            }
        }
    }
}

/// What is kept of how many took part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Company {
    /// Two did, and nobody else.
    pub two: &'static str,
    /// More than pairs are made of.
    pub crowded: &'static str,
}

impl Company {
    /// Of countries.
    pub const COUNTRIES: Company = Company { two: "two countries", crowded: "many countries" };
    /// Of persons.
    pub const PEOPLE: Company = Company { two: "two persons", crowded: "many persons" };
    /// Of bodies.
    pub const BODIES: Company = Company { two: "two bodies", crowded: "many bodies" };
}

/// What an event has that is one of several records of an article.
pub const SHARED_ARTICLE: &str = "shared-article";

/// The lists of values, and where they are kept.
const LISTED: [(ValuesOf, Kept); 6] = [
    (ValuesOf::People, Kept::People),
    (ValuesOf::Bodies, Kept::Bodies),
    (ValuesOf::Topics, Kept::Topics),
    (ValuesOf::Kinds, Kept::Kinds),
    (ValuesOf::Publishers, Kept::Publishers),
    (ValuesOf::Languages, Kept::Languages),
];

/// The columns that are kept as they are.
const COLUMNS: [(ColumnOf, Kept); 8] = [
    (ColumnOf::Person, Kept::Person),
    (ColumnOf::Org, Kept::Org),
    (ColumnOf::By, Kept::By),
    (ColumnOf::Place, Kept::Place),
    (ColumnOf::Basis, Kept::Basis),
    (ColumnOf::Confidence, Kept::Confidence),
    (ColumnOf::Article, Kept::Article),
    (ColumnOf::Cites, Kept::Article),
];

impl Dataset {
    /// What the index holds of the events with these numbers; of one that is not shown, nothing. Costs a pass over all of
    /// the index, whatever the range.
    pub fn forward(&self, range: Range<u32>) -> Vec<Forward<'_>> {
        let made = vec![Forward::default(); range.len()];
        let mut portion = Portion { dataset: self, range: range.clone(), made };
        // The events of the portion that an article reports, by its number.
        let mut reported: HashMap<u32, Vec<u32>> = HashMap::new();
        self.each_report(&mut |article, event| {
            if range.contains(&event.0) {
                reported.entry(article.0).or_default().push(event.0);
            }
        });
        for IndexPart { base, article_base, index, .. } in &self.indexes {
            for at in 0..index.words.len() {
                for (record, parts) in entries(index.words.postings(at)) {
                    let Some(event) = portion.event(base + record) else { continue };
                    let word = index.words.word(at);
                    if parts & part::SAID != 0 {
                        event.add(Kept::Said, word);
                    }
                    event.add(if parts & part::OWN == 0 { Kept::OfArticles } else { Kept::Own }, word);
                }
            }
            for at in 0..index.article_words.len() {
                for (article, _) in entries(index.article_words.postings(at)) {
                    let events = reported.get(&self.first_article(article_base + article).0);
                    for event in events.into_iter().flatten() {
                        if let Some(event) = portion.event(*event) {
                            event.add(Kept::OfArticles, index.article_words.word(at));
                        }
                    }
                }
            }
        }
        for (&article, events) in &reported {
            let key = ArticleKey::of(&self.article_head(ArticleId(article))).written();
            for event in events {
                if let Some(event) = portion.event(*event) {
                    event.add(Kept::ArticleKey, key.clone());
                }
            }
        }
        for (of, kept) in COLUMNS.into_iter().chain([(ColumnOf::Related, Kept::Related)]) {
            portion.add_column(of, kept);
        }
        for of in [ColumnOf::Person, ColumnOf::Org] {
            portion.add_present(of);
        }
        for (of, kept) in LISTED {
            portion.add_values(of, kept);
        }
        for (of, kept) in [(ColumnOf::SpokenFor, Kept::SpokenFor), (ColumnOf::Position, Kept::Position)] {
            portion.add_column(of, kept);
        }
        portion.add_company();
        for run in &self.article_runs {
            let ArticleSource::Inline(of) = run.source else { continue };
            for (at, record) in self.inline[of].events.iter().enumerate() {
                let Some(event) = portion.event(record) else { continue };
                event.add(Kept::Article, self.inline[of].heads.id(at));
                let first = self.first_article(run.base + at as u32);
                if !self.article_merges.others_of(first.0).is_empty() {
                    event.add(Kept::Has, SHARED_ARTICLE);
                }
            }
        }
        for (code, events) in self.countries() {
            for event in events.range(range.clone()) {
                if let Some(event) = portion.event(event) {
                    event.add(Kept::Country, &**code);
                }
            }
        }
        for value in self.column(ColumnOf::QuoteType) {
            value.each_record(&mut |record| {
                if let Some(event) = portion.event(record) {
                    event.add(Kept::Has, "quotes");
                }
            });
        }
        for event in self.with_problems().range(range.clone()) {
            portion.made[(event - range.start) as usize].add(Kept::Has, "problem");
        }
        portion.made.iter_mut().for_each(Forward::settle);
        portion.made
    }

    /// What an event with a value counts for: the id of an entity, else the name as names are compared.
    pub fn counted_as<'a>(&'a self, values: &'a Values, at: usize) -> Cow<'a, str> {
        match values.entity(at) {
            Some(number) => id_key(&self.entities.all()[number as usize].id).into(),
            None => values.key(at).unwrap_or_default().into(),
        }
    }

    /// Calls `name` with each name in some events, and in the heads of some articles, that may be asked for.
    pub(super) fn each_kept_name_of(
        &self,
        events: &Range<u32>,
        articles: &Range<u32>,
        name: &mut dyn FnMut(KeptName<'_>),
    ) {
        for column in [ColumnOf::Person, ColumnOf::Org, ColumnOf::By, ColumnOf::Topic, ColumnOf::Kind, ColumnOf::Place]
        {
            let are_entities = matches!(column, ColumnOf::Person | ColumnOf::Org | ColumnOf::By);
            let own = self.indexes.iter().filter(|part| events.contains(&part.base));
            let values = own.flat_map(|part| {
                let values = part.index.column(column);
                (0..values.len()).map(move |at| ColumnValue::new(values, at, part.base))
            });
            for value in values {
                let (key, shown) = (value.key(), if value.is_printed() { value.printed() } else { "" });
                let entity = self.entities.number_of_value(key).filter(|_| are_entities);
                let counts_for = match entity {
                    Some(number) => id_key(&self.entities.all()[number as usize].id).into(),
                    // An id that leads nowhere is no better than the name beside it.
                    None if are_entities && key.starts_with('#') => value.printed_key().into(),
                    None => key.into(),
                };
                name(KeptName { column, key, counts_for, shown: shown.into() });
            }
        }
        self.people().each_value(events, &mut |column, key, shown, id| {
            name(KeptName { column, key, counts_for: id.written().into(), shown: shown.into() });
        });
        for (of, column) in [(ValuesOf::Publishers, ColumnOf::Publisher), (ValuesOf::Languages, ColumnOf::Lang)] {
            for article in articles.clone().filter(|article| self.first_article(*article).0 == *article) {
                let head = self.article_head(ArticleId(article));
                let shown = if column == ColumnOf::Publisher { head.publisher } else { head.language };
                let key = &*name_key(shown);
                if !key.is_empty() {
                    name(KeptName { column, key, counts_for: key.into(), shown: shown.into() });
                }
            }
            let values = self.values(of);
            for at in (0..values.len()).filter(|at| values.events(*at).iter().any(|event| events.contains(event))) {
                let (key, shown) = (values.key(at).unwrap_or_default(), values.versions(at).collect::<Vec<_>>());
                name(KeptName { column, key, counts_for: key.into(), shown: shown.join("\n").into() });
            }
        }
    }

    /// The events that are shown among some numbers, ascending.
    pub fn shown_in(&self, range: Range<u32>) -> impl Iterator<Item = EventId> + '_ {
        self.time_order().all().range(range).map(EventId)
    }
}
