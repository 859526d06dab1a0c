//! What is said of all data of a store, whatever part of them is read: how many there are of what, and when.
//!
//! It is counted when they are pushed. Who shows it is not known here.

use crate::dataset::{Dataset, Extent};
use crate::model::Day;
use serde_json::{Value, json};

/// What is known of all data.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// How much there is.
    pub extent: Extent,
}

impl Facts {
    /// Those of a dataset.
    pub fn of(dataset: &Dataset) -> Facts {
        let mut countries: Vec<String> = dataset.countries().keys().map(ToString::to_string).collect();
        countries.sort_unstable();
        let extent = Extent {
            events: dataset.event_count(),
            undated: dataset.undated_count(),
            articles: dataset.article_count(),
            quotes: dataset.quotes().total(),
            persons: dataset.people().persons(),
            skipped: dataset.skipped(),
            time: dataset.time_order().time(),
            countries,
        };
        Facts { extent }
    }

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
