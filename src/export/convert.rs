//! All of a dataset as oreline JSONL: its head, entities, articles and events, each as it stands in its file where that
//! is the strict form of the format, else as `strict` writes it.
//!
//! Records are read one at a time, in the order of the data, and never held. The dataset need not be indexed. Where the
//! output goes is not known here.

use super::json::{Sink, write_event};
use super::{RecordFormat, strict};
use crate::dataset::{ArticleId, Dataset, EventId};
use crate::error::Result;
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
            sink.record(&strict::entity(json, &entity.id))?;
        }
    }
    sink.open("articles", "article")?;
    let mut articles: Vec<ArticleId> = dataset.article_order().to_vec();
    articles.sort_unstable();
    for article in articles {
        for json in dataset.article_records(article)? {
            match strict::article(&json) {
                Some(article) => sink.record(&article)?,
                None => left_out += 1,
            }
        }
    }
    sink.open("events", "event")?;
    for number in dataset.time_order().all() {
        left_out += write_event(dataset, EventId(number), &mut sink)?;
    }
    sink.close()?;
    Ok(left_out)
}
