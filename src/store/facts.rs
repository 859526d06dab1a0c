//! What is said of all data of a store, whatever part of them is read: how many there are of what, and when.
//!
//! It is counted when they are pushed. Who shows it is not known here.

use crate::dataset::{ArticleId, Extent, Portion};
use crate::model::Day;
use hashbrown::HashMap;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What is known of all data.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// How much there is.
    pub extent: Extent,
}

/// What is added up of the portions of data.
#[derive(Default)]
pub struct Sums {
    extent: Extent,
    countries: BTreeSet<String>,
    /// Whether each of those who took part is known to be a body.
    people: HashMap<u64, bool>,
}

impl Sums {
    /// Adds a portion: its own articles and events, and all whom it names.
    pub fn add(&mut self, portion: &Portion, articles: &[ArticleId]) {
        let (dataset, extent) = (&portion.dataset, &mut self.extent);
        extent.articles += articles.len();
        for event in dataset.shown_in(portion.events()) {
            extent.events += 1;
            extent.undated += usize::from(dataset.head(event).date.is_undated());
            extent.quotes += portion.quotes_of(event);
        }
        if let Some((first, last)) = dataset.time_order().time() {
            let (from, to) = extent.time.unwrap_or((first, last));
            extent.time = Some((from.min(first), to.max(last)));
        }
        self.countries.extend(dataset.countries().keys().map(ToString::to_string));
        // Who is a person in one record is one.
        portion.each_person(&mut |id, is_body| *self.people.entry(id).or_insert(true) &= is_body);
    }

    /// Whether there are events, and none has a date.
    pub fn has_no_dates(&self) -> bool {
        self.extent.events > 0 && self.extent.events == self.extent.undated
    }

    /// What is known of all of them, of which so many records were skipped.
    pub fn facts(self, skipped: usize) -> Facts {
        let persons = self.people.values().filter(|is_body| !**is_body).count();
        let countries = self.countries.into_iter().collect();
        Facts { extent: Extent { persons, skipped, countries, ..self.extent } }
    }
}

impl Facts {
    /// As a line.
    pub fn written(&self) -> String {
        let Extent { events, undated, articles, quotes, persons, skipped, time, countries } = &self.extent;
        json!({
            "events": events, "undated": undated, "articles": articles, "quotes": quotes, "persons": persons,
            "time": time.map(|(first, last)| [first.0, last.0]), "skipped": skipped, "countries": countries,
        })
        .to_string()
    }

    /// Those of a line.
    pub fn read(line: &str) -> Option<Facts> {
        let line: Value = serde_json::from_str(line).ok()?;
        let number = |name: &str| line[name].as_u64().and_then(|number| usize::try_from(number).ok());
        let day = |at: usize| line["time"][at].as_i64().and_then(|day| i32::try_from(day).ok()).map(Day);
        let codes = line["countries"].as_array()?.iter().filter_map(Value::as_str).map(str::to_owned);
        let extent = Extent {
            events: number("events")?,
            undated: number("undated")?,
            articles: number("articles")?,
            quotes: number("quotes")?,
            persons: number("persons")?,
            skipped: number("skipped")?,
            time: day(0).zip(day(1)),
            countries: codes.collect(),
        };
        Some(Facts { extent })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_read_as_they_were_written() {
        let countries = vec!["KZ".to_owned()];
        let facts =
            Facts { extent: Extent { events: 3, time: Some((Day(-1), Day(5))), countries, ..Extent::default() } };
        for facts in [facts, Facts::default()] {
            assert_eq!(Facts::read(&facts.written()), Some(facts));
        }
        assert_eq!(Facts::read("{}"), None);
    }
}
