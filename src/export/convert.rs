//! All of a dataset as oreline JSONL: its head, entities, articles and events, each as it stands in its file where that
//! is the strict form of the format, else as `strict` writes it.
//!
//! Records are read one at a time, in the order of the data, and never held. The dataset need not be indexed.

use super::json::{Changes, Sink, event_changes, rewritten};
use super::{RecordFormat, strict};
use crate::dataset::{ArticleId, Dataset, EventId};
use crate::error::Result;
use std::borrow::Cow;
use std::io::Write;

/// Writes everything; says how many records were left out because they cannot be read. Fails when `out` cannot be
/// written.
pub fn write(dataset: &Dataset, out: &mut dyn Write) -> Result<usize> {
    let mut left_out = 0;
    let mut sink = Sink::new(RecordFormat::Jsonl, out);
    sink.head(dataset)?;
    sink.open("entities", "entity")?;
    for entity in dataset.entities().all() {
        for json in dataset.entities().records(&entity.id) {
            sink.record(strict::entity(json, &entity.id).as_deref().unwrap_or(json), Changes::default())?;
        }
    }
    sink.open("articles", "article")?;
    let mut articles: Vec<ArticleId> = dataset.article_order().to_vec();
    articles.sort_unstable();
    for article in articles {
        for json in dataset.article_records(article)? {
            match strict::article(&json) {
                Some(strict) => sink.record(&strict, Changes::default())?,
                None => left_out += 1,
            }
        }
    }
    sink.open("events", "event")?;
    for number in dataset.time_order().all() {
        let is_whole = dataset.record_count(EventId(number)) == 1;
        for (json, is_own) in dataset.event_records(EventId(number))? {
            let written = if is_own {
                own_event(dataset, &json, is_whole)
            } else {
                let id = dataset.head(EventId(number)).id;
                strict::carried_event(dataset, &json, id, is_whole).map(Cow::from)
            };
            match written {
                Some(event) => sink.record(&event, Changes::default())?,
                None => left_out += 1,
            }
        }
    }
    sink.close()?;
    Ok(left_out)
}

/// An event record with what is filled in; `None` when it cannot be read.
fn own_event<'j>(dataset: &Dataset, json: &'j str, is_whole: bool) -> Option<Cow<'j, str>> {
    let changes = event_changes(dataset, json, is_whole)?;
    let filled = if changes.is_empty() { None } else { rewritten(json, &changes) };
    let filled: Cow<'_, str> = filled.map_or(json.into(), Cow::from);
    Some(strict::event(&filled).map_or(filled, Cow::from))
}
