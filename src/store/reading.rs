//! What a store holds, read out as lines of the dataset format: what the data say of themselves, entities, articles,
//! events, each in the order in which they were pushed.
//!
//! It is a stream: a page is asked for when the one before has been read. What is done with the lines is not known here.

use super::client::Client;
use super::shape::Generation;
use crate::error::Result;
use serde_json::{Value, json};
use std::io::{self, Read};
use std::sync::Arc;

/// Documents of a page.
const PAGE: usize = 1_000;

/// Documents of an index in the order of the data, a page at a time.
pub(super) struct Pages {
    client: Arc<Client>,
    index: String,
    filter: Value,
    fields: Value,
    after: Option<Value>,
    is_over: bool,
    size: usize,
}

impl Pages {
    /// Those for which `filter` holds, with these fields.
    pub fn new(client: &Arc<Client>, index: String, filter: Value, fields: Value) -> Pages {
        Pages { client: Arc::clone(client), index, filter, fields, after: None, is_over: false, size: PAGE }
    }

    /// So many at a time: of small documents more.
    #[must_use]
    pub fn by(self, size: usize) -> Pages {
        Pages { size, ..self }
    }

    /// The next page; empty at the end.
    pub fn next_page(&mut self) -> Result<Vec<Value>> {
        if self.is_over {
            return Ok(Vec::new());
        }
        let mut body = json!({
            "size": self.size, "sort": [{"seq": "asc"}], "track_total_hits": false, "_source": self.fields,
            "query": {"bool": {"filter": [self.filter]}},
        });
        if let Some(after) = &self.after {
            body["search_after"] = after.clone();
        }
        let mut answer = self.client.search(&self.index, &body)?;
        let Value::Array(hits) = answer["hits"]["hits"].take() else { return Err(self.client.unread("no hits")) };
        self.is_over = hits.len() < self.size;
        self.after = hits.last().map(|hit| hit["sort"].clone());
        Ok(hits)
    }
}

/// All records of some data as text, one a line.
pub(super) struct Lines {
    /// What is still to be read, the last first.
    parts: Vec<Pages>,
    text: Vec<u8>,
    at: usize,
}

impl Lines {
    /// Everything that a generation holds.
    pub fn of_all(client: &Arc<Client>, generation: &Generation) -> Lines {
        let fields = json!(["raw"]);
        let of_kind = |kind: &str| {
            let filter = json!({"term": {"kind": kind}});
            Pages::new(client, generation.records(), filter, fields.clone())
        };
        let events = Pages::new(client, generation.events(), json!({"match_all": {}}), fields.clone());
        let parts = vec![events, of_kind("article"), of_kind("entity"), of_kind("dataset")];
        Lines { parts, text: Vec::new(), at: 0 }
    }

    fn fill(&mut self) -> Result<()> {
        self.text.clear();
        self.at = 0;
        while let Some(part) = self.parts.last_mut() {
            let page = part.next_page()?;
            if page.is_empty() {
                self.parts.pop();
                continue;
            }
            for line in page.iter().filter_map(|hit| hit["_source"]["raw"].as_array()).flatten() {
                self.text.extend_from_slice(line.as_str().unwrap_or_default().as_bytes());
                self.text.push(b'\n');
            }
            if !self.text.is_empty() {
                return Ok(());
            }
        }
        Ok(())
    }
}

impl Read for Lines {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.text.len() {
            self.fill().map_err(|error| io::Error::other(error.finding()))?;
        }
        let length = buffer.len().min(self.text.len() - self.at);
        buffer[..length].copy_from_slice(&self.text[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}
