//! All of a dataset as oreline JSONL: its head, entities, articles and events, each as it stands in its file where that
//! is the strict form of the format, else as `strict` writes it.
//!
//! Records are read one at a time, in the order of the data, and never held. The dataset need not be indexed. Where the
//! output goes is not known here.

use super::RecordFormat;
#[cfg(feature = "store")]
use super::json::write_records;
use super::json::{Sink, write_article, write_entity, write_event};
#[cfg(feature = "store")]
use super::strict;
use crate::dataset::{ArticleId, Dataset, EventId};
use crate::error::Result;
#[cfg(feature = "store")]
use std::cell::RefCell;
use std::io::Write;

/// Writes everything; says how many records were left out because they cannot be read. Fails when `out` cannot be
/// written.
pub fn write(dataset: &Dataset, out: &mut dyn Write) -> Result<usize> {
    let mut left_out = 0;
    let mut sink = Sink::new(RecordFormat::Jsonl, out);
    sink.head(dataset)?;
    sink.open("entities", "entity")?;
    for entity in dataset.entities().all() {
        write_entity(dataset, &entity.id, &mut sink)?;
    }
    sink.open("articles", "article")?;
    for article in articles(dataset) {
        left_out += write_article(dataset, article, &mut sink)?;
    }
    sink.open("events", "event")?;
    for number in dataset.time_order().all() {
        left_out += write_event(dataset, EventId(number), &mut sink)?;
    }
    sink.close()?;
    Ok(left_out)
}

/// The articles in the order of the data.
fn articles(dataset: &Dataset) -> Vec<ArticleId> {
    let mut articles = dataset.article_order().to_vec();
    articles.sort_unstable();
    articles
}

/// What takes the records of one thing: what it is, its ids and those of the events in which more of it is written, its
/// lines.
#[cfg(feature = "store")]
pub type TakeLines<'a> = dyn FnMut(&str, [&[&str]; 2], Vec<String>) -> Result<()> + 'a;

/// Gives what the data say of themselves, and the entities, as lines, each kind of record by its word. Of records that are
/// the same there is one.
#[cfg(feature = "store")]
pub fn each_of_frame(dataset: &Dataset, take: &mut TakeLines<'_>) -> Result<()> {
    let out = Shared::default();
    let mut writer = &out;
    Sink::new(RecordFormat::Jsonl, &mut writer).head(dataset)?;
    take("dataset", [&[""], &[]], vec![out.text().trim_end().to_owned()])?;
    let mut writer = &out;
    let mut sink = Sink::new(RecordFormat::Json, &mut writer);
    for entity in dataset.entities().all() {
        write_entity(dataset, &entity.id, &mut sink)?;
        take("entity", [&[&entity.id], &[]], out.lines("entity"))?;
    }
    Ok(())
}

/// Gives articles as lines, those that are more than a part of one event.
#[cfg(feature = "store")]
pub fn each_article(dataset: &Dataset, articles: &[ArticleId], take: &mut TakeLines<'_>) -> Result<()> {
    let out = Shared::default();
    let mut writer = &out;
    let mut sink = Sink::new(RecordFormat::Json, &mut writer);
    for article in articles {
        write_article(dataset, *article, &mut sink)?;
        let (ids, homes, lines) =
            (dataset.article_ids(*article), dataset.article_home_ids(*article), out.lines("article"));
        if !lines.is_empty() || !homes.is_empty() {
            let ids: Vec<&str> = ids.iter().map(|id| &**id).collect();
            take("article", [&ids, &homes], lines)?;
        }
    }
    Ok(())
}

/// An article record as a line; `None` when it cannot be read.
#[cfg(feature = "store")]
pub fn article_line(json: &str) -> Option<String> {
    let article = strict::article(json)?;
    let out = Shared::default();
    let mut writer = &out;
    Sink::new(RecordFormat::Json, &mut writer).record(&article).ok()?;
    out.lines("article").pop()
}

/// Calls `work` with what gives the lines of an event. Of records that are the same there is one. What more records may
/// come to say is not filled in.
#[cfg(feature = "store")]
pub fn with_lines<T>(dataset: &Dataset, work: impl FnOnce(&mut dyn FnMut(EventId) -> Result<Vec<String>>) -> T) -> T {
    let out = Shared::default();
    let mut writer = &out;
    let mut sink = Sink::new(RecordFormat::Json, &mut writer);
    work(&mut |event| {
        write_records(dataset, event, false, &mut sink)?;
        Ok(out.lines("event"))
    })
}

/// Text on its way from who writes it to who takes it.
#[cfg(feature = "store")]
#[derive(Default)]
struct Shared(RefCell<Vec<u8>>);

#[cfg(feature = "store")]
impl Shared {
    /// What was written since the last call.
    fn text(&self) -> String {
        let bytes = std::mem::take(&mut *self.0.borrow_mut());
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// The records of a list that were written since the last call, each once, as lines that say their kind.
    fn lines(&self, word: &str) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for record in self.text().lines() {
            let record = record.strip_suffix(',').unwrap_or(record);
            let line = strict::marked(record, word);
            lines.extend(line.filter(|line| !lines.contains(line)));
        }
        lines
    }
}

#[cfg(feature = "store")]
impl Write for &Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
