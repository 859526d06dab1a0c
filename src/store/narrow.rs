//! A part of some data, asked of the store: the events that may be wanted, with the articles and entities that belong to
//! them, and how all data print the words that are asked for.
//!
//! The engine finds documents by terms that were made here. Words that are forms or spellings of one are asked of the
//! index of words first, and chosen by the same functions as at home.

use super::client::Client;
use super::reading::Pages;
use super::shape::{Generation, field, keys_of_name, term};
use crate::dataset::{self, Dataset, Kept, Vocabulary};
use crate::error::{Error, Result};
use crate::language::{inflect, irregular, romanise};
use crate::load::input::{Input, Printed, Stream, Streamed};
use crate::load::{Need, Wanted};
use hashbrown::{HashMap, HashSet};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufWriter, Cursor, Read as _, Seek as _, Write as _};
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

/// Words that are fetched at most: with more, all data are read.
const MOST_WORDS: usize = 65_000;
/// Letters of the shortest beginning of which all words are fetched because they may be forms of another spelling.
const SHORTEST_LIKELY: usize = 3;
/// Terms of one clause at most.
const MOST_TERMS: usize = 60_000;
/// Ids that are asked for together.
const TOGETHER: usize = 5_000;

/// What an article counts for that reports no event.
pub(super) const ALONE: &str = "alone";

/// A part of the data of a generation while it is asked for.
pub(super) struct Part<'s> {
    client: &'s Arc<Client>,
    generation: &'s Generation,
    /// The events so far, by the ids of their documents.
    events: HashSet<String>,
    /// Lines of events, as they come.
    lines: BufWriter<File>,
    /// Of each event its place in the order of the data, and how many bytes of these lines it has.
    lengths: Vec<(i64, usize)>,
    /// Ids of articles that they name and that were not asked for yet.
    articles: HashSet<String>,
    /// Ids of related events.
    related: HashSet<String>,
    /// The articles, by their place in the order of the data.
    found: HashMap<i64, Vec<String>>,
    /// The places of those that were found, whether they came before or not, by their ids.
    article_places: HashMap<String, i64>,
    /// Those that came before.
    had: HashSet<i64>,
    /// The ids of all events that were found, whether they came before or not.
    ids: Vec<String>,
    /// Whether to end with what has come.
    stop: &'s dyn Fn() -> bool,
}

/// What was read before, and is not to come again.
#[derive(Clone, Default)]
pub(super) struct Had {
    /// Events, by the ids of their documents.
    events: HashSet<String>,
    /// Articles, by their places in the order of the data.
    articles: HashSet<i64>,
}

/// What is asked of an event whose records are read.
pub(super) fn event_fields() -> Value {
    json!(["id", "raw", "a", "r", "h", "q", "seq"])
}

/// What is asked for; `None` where all must be read.
pub(super) fn part(client: &Arc<Client>, generation: &Generation, wanted: &Wanted) -> Result<Option<Streamed>> {
    let mut part = Part::new(client, generation, Had::default())?;
    let mut vocabulary = None;
    match wanted {
        Wanted::All => return Ok(None),
        Wanted::Record(id) => part.find_record(id)?,
        Wanted::Events { need, words } => {
            let Some(known) = part.vocabulary(words, &[])? else { return Ok(None) };
            let names = part.names(known.clone())?;
            part.find_events(&filter(need, &names))?;
            vocabulary = Some(known);
        }
    }
    part.find_articles()?;
    part.finish(vocabulary).map(Some)
}

fn cannot_keep(source: std::io::Error) -> Error {
    Error::Write { name: std::env::temp_dir().to_string_lossy().into_owned(), source }
}

impl<'s> Part<'s> {
    /// Nothing yet but what was read before.
    pub fn new(client: &'s Arc<Client>, generation: &'s Generation, had: Had) -> Result<Part<'s>> {
        let file = tempfile::tempfile().map_err(cannot_keep)?;
        Ok(Part {
            client,
            generation,
            events: had.events,
            lines: BufWriter::new(file),
            lengths: Vec::new(),
            articles: HashSet::new(),
            related: HashSet::new(),
            found: HashMap::new(),
            article_places: HashMap::new(),
            had: had.articles,
            ids: Vec::new(),
            stop: &|| false,
        })
    }

    /// The same, ended with what has come when told to.
    #[must_use]
    pub fn until(self, stop: &'s dyn Fn() -> bool) -> Part<'s> {
        Part { stop, ..self }
    }

    /// The ids of the events that were found so far.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// The articles that report no event; their ids.
    pub fn find_articles_alone(&mut self) -> Result<Vec<String>> {
        let filter = json!({"bool": {"filter": [{"term": {"kind": "article"}}, {"term": {"counts": ALONE}}]}});
        let found = self.take_articles(filter)?;
        Ok(found.iter().flat_map(|source| texts(&source["id"]).map(str::to_owned)).collect())
    }

    /// Articles that are to be found too.
    pub fn await_articles(&mut self, ids: impl IntoIterator<Item = String>) {
        self.articles.extend(ids);
    }

    /// Where the articles stand that were found, by their ids.
    pub fn article_places(&self) -> &HashMap<String, i64> {
        &self.article_places
    }

    /// The ids of the articles that were not asked for.
    pub fn awaited_articles(&self) -> &HashSet<String> {
        &self.articles
    }

    /// What has come, as lines in the order of the data, and all that has come so far.
    pub fn more(self) -> Result<(Vec<u8>, Had)> {
        let (mut lines, mut of_events) = (Vec::new(), Vec::new());
        let (events, mut articles) = (self.events, self.had);
        articles.extend(self.found.keys());
        add_articles(self.found, &mut lines);
        let mut file = self.lines.into_inner().map_err(|error| cannot_keep(error.into_error()))?;
        file.rewind().and_then(|()| file.read_to_end(&mut of_events)).map_err(cannot_keep)?;
        // Of an article that is written in several of them the first one says what it is called.
        let mut start = 0;
        let at = |(place, length): (i64, usize)| {
            start += length;
            (place, start - length..start)
        };
        let mut places: Vec<(i64, Range<usize>)> = self.lengths.into_iter().map(at).collect();
        places.sort_by_key(|(place, _)| *place);
        for (_, at) in places {
            lines.extend_from_slice(&of_events[at]);
        }
        Ok((lines, Had { events, articles }))
    }

    /// The events for which a filter holds.
    pub fn find_events(&mut self, filter: &Value) -> Result<()> {
        let mut pages = Pages::new(self.client, self.generation.events(), filter.clone(), event_fields());
        loop {
            let page = pages.next_page()?;
            if page.is_empty() || (self.stop)() {
                return Ok(());
            }
            self.take_events(&page)?;
        }
    }

    /// Takes events that were found.
    pub fn take_events(&mut self, hits: &[Value]) -> Result<()> {
        for hit in hits {
            self.ids.extend(texts(&hit["_source"]["id"]).map(str::to_owned));
            if !self.events.insert(hit["_id"].as_str().unwrap_or_default().to_owned()) {
                continue;
            }
            let mut length = 0;
            for line in texts(&hit["_source"]["raw"]) {
                writeln!(self.lines, "{line}").map_err(cannot_keep)?;
                length += line.len() + 1;
            }
            self.lengths.push((hit["_source"]["seq"].as_i64().unwrap_or(i64::MAX), length));
            self.articles.extend(texts(&hit["_source"]["a"]).map(str::to_owned));
            self.related.extend(texts(&hit["_source"]["r"]).map(str::to_owned));
        }
        Ok(())
    }

    /// The events of which a field has one of some values.
    pub fn find_events_with(&mut self, field: &str, values: &HashSet<String>) -> Result<()> {
        let values: Vec<&str> = values.iter().map(|value| term(value)).collect();
        values.chunks(TOGETHER).try_for_each(|some| self.find_events(&json!({"terms": {field: some}})))
    }

    /// The articles that the events name, and the events in which one of these is written too.
    pub fn find_articles(&mut self) -> Result<()> {
        let ids = std::mem::take(&mut self.articles);
        let homes = self.find_articles_with(&ids)?;
        self.find_events_with("id", &homes)?;
        // What those name is only there so that their links lead somewhere.
        let ids = std::mem::take(&mut self.articles).difference(&ids).cloned().collect();
        self.find_articles_with(&ids).map(drop)
    }

    /// The articles with one of some ids; the events in which one of several records of them is written.
    fn find_articles_with(&mut self, ids: &HashSet<String>) -> Result<HashSet<String>> {
        let mut homes = HashSet::new();
        let ids: Vec<&str> = ids.iter().map(|id| term(id)).collect();
        for some in ids.chunks(TOGETHER) {
            let filter = json!({"bool": {"filter": [{"term": {"kind": "article"}}, {"terms": {"id": some}}]}});
            for source in self.take_articles(filter)? {
                homes.extend(texts(&source["homes"]).map(str::to_owned));
            }
        }
        Ok(homes)
    }

    /// Takes the articles for which a filter holds; says what else is kept of them.
    pub fn take_articles(&mut self, filter: Value) -> Result<Vec<Value>> {
        let fields = json!(["raw", "seq", "id", "homes"]);
        let mut pages = Pages::new(self.client, self.generation.records(), filter, fields);
        let mut sources = Vec::new();
        loop {
            let page = pages.next_page()?;
            if page.is_empty() {
                return Ok(sources);
            }
            for mut hit in page {
                let source = hit["_source"].take();
                let lines = texts(&source["raw"]).map(str::to_owned).collect();
                let place = source["seq"].as_i64().unwrap_or_default();
                self.article_places.extend(texts(&source["id"]).map(|id| (id.to_owned(), place)));
                if !self.had.contains(&place) {
                    self.found.insert(place, lines);
                }
                sources.push(source);
            }
        }
    }

    /// The records whose id begins so, all that report or name them, and what is related to these.
    fn find_record(&mut self, id: &str) -> Result<()> {
        let id = id.strip_prefix("event:").or_else(|| id.strip_prefix("article:")).unwrap_or(id);
        let begins = |field: &str| json!({"prefix": {field: {"value": term(id)}}});
        let filter = json!({"bool": {"filter": [{"term": {"kind": "article"}}, begins("id")]}});
        let (mut ids, mut homes) = (HashSet::new(), HashSet::new());
        for source in self.take_articles(filter)? {
            ids.extend(texts(&source["id"]).map(str::to_owned));
            homes.extend(texts(&source["homes"]).map(str::to_owned));
        }
        self.find_events(&json!({"bool": {"should": [begins("id"), begins("a")], "minimum_should_match": 1}}))?;
        self.find_events_with("a", &ids)?;
        self.find_events_with("id", &homes)?;
        let related = std::mem::take(&mut self.related);
        self.find_events_with("id", &related)
    }

    /// How the data print the words that decide what folded words find, and those that differ from others by so many
    /// mistakes; `None` when they are too many.
    pub fn vocabulary(&self, words: &[String], near: &[(String, usize)]) -> Result<Option<Printed>> {
        let mut found: HashMap<String, [u16; 3]> = HashMap::new();
        let of_forms = |word: &str| {
            let irregular: Vec<String> = irregular::forms(word).map(str::to_owned).chain([word.to_owned()]).collect();
            [json!({"prefix": {"word": {"value": inflect::stem_prefix(word)}}}), json!({"terms": {"word": irregular}})]
        };
        let of_near = |(word, allowed): &(String, usize)| {
            // All of them, not those that the engine likes best.
            json!({"fuzzy": {"word": {"value": term(word), "fuzziness": allowed, "rewrite": "constant_score"}}})
        };
        let mut clauses: Vec<Value> = near.iter().map(of_near).collect();
        let mut beginnings: HashSet<String> = HashSet::new();
        for word in words.iter().filter(|word| !word.is_empty()) {
            clauses.extend(of_forms(word));
            if romanise::is_searchable(word) {
                clauses.push(json!({"terms": {"keys": keys_of_name(word)}}));
                // What other spellings mostly begin with, so that their forms come with them.
                let likely = romanise::beginnings(word);
                let likely = likely.iter().map(|beginning| inflect::stem_prefix(beginning));
                beginnings.extend(likely.filter(|stem| stem.chars().count() >= SHORTEST_LIKELY).map(str::to_owned));
            }
        }
        clauses.extend(beginnings.iter().map(|stem| json!({"prefix": {"word": {"value": stem}}})));
        let has_come = |word: &str| {
            let begins =
                |text: &str| (0..=text.len()).any(|end| text.get(..end).is_some_and(|text| beginnings.contains(text)));
            begins(inflect::stem_prefix(word)) && irregular::forms(word).all(begins)
        };
        // Then the forms of what may be another spelling of one.
        for is_last in [false, true] {
            if !self.fetch_words(&clauses, &mut found)? {
                return Ok(None);
            }
            if !is_last {
                let spells =
                    |other: &&String| words.iter().any(|word| word != *other && romanise::same_name(word, other));
                let others = found.keys().filter(spells).filter(|other| !has_come(other));
                clauses = others.flat_map(|other| of_forms(other)).collect();
            }
        }
        Ok(Some(found.into_iter().collect()))
    }

    /// Adds the words for which one of some clauses holds; says whether they are not too many.
    fn fetch_words(&self, clauses: &[Value], found: &mut HashMap<String, [u16; 3]>) -> Result<bool> {
        // The engine takes 1,024 clauses.
        for some in clauses.chunks(500) {
            let filter = json!({"bool": {"should": some, "minimum_should_match": 1}});
            let mut pages =
                Pages::new(self.client, self.generation.words(), filter, json!(["word", "print"])).by(10_000);
            loop {
                let page = pages.next_page()?;
                if page.is_empty() {
                    break;
                }
                for hit in &page {
                    let word = hit["_source"]["word"].as_str().unwrap_or_default();
                    let mut numbers = texts(&hit["_source"]["print"]).flat_map(|print| print.split(' '));
                    let mut number = || numbers.next().and_then(|number| number.parse().ok()).unwrap_or(0);
                    found.insert(word.to_owned(), [number(), number(), number()]);
                }
                if found.len() > MOST_WORDS {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// The entities of the data, as a part of them.
    fn names(&self, vocabulary: Printed) -> Result<Dataset> {
        let lines = Arc::new(self.entities()?);
        let open = move || Ok(Streamed::of(Cursor::new(lines.to_vec())));
        let stream = Stream::new("the entities".to_owned(), Arc::new(move |_| open()));
        let dataset = dataset::load(&[Input::Stream(stream)], &mut |_| ControlFlow::Continue(()))?;
        Ok(dataset.part_of_more(Vocabulary::new(vocabulary)))
    }

    /// What the data say of themselves, and entities, as lines.
    pub fn entities(&self) -> Result<Vec<u8>> {
        let mut lines = Vec::new();
        for kind in ["dataset", "entity"] {
            let filter = json!({"term": {"kind": kind}});
            let mut pages = Pages::new(self.client, self.generation.records(), filter, json!(["raw"]));
            loop {
                let page = pages.next_page()?;
                if page.is_empty() {
                    break;
                }
                for line in page.iter().flat_map(|hit| texts(&hit["_source"]["raw"])) {
                    lines.extend_from_slice(line.as_bytes());
                    lines.push(b'\n');
                }
            }
        }
        Ok(lines)
    }

    /// All that was found, in the order in which everything is read.
    fn finish(self, vocabulary: Option<Printed>) -> Result<Streamed> {
        let mut before = self.entities()?;
        add_articles(self.found, &mut before);
        let mut file = self.lines.into_inner().map_err(|error| cannot_keep(error.into_error()))?;
        file.rewind().map_err(cannot_keep)?;
        Ok(Streamed { vocabulary, ..Streamed::of(Cursor::new(before).chain(file)) })
    }
}

/// Adds articles in the order of the data.
fn add_articles(found: HashMap<i64, Vec<String>>, to: &mut Vec<u8>) {
    let mut articles: Vec<(i64, Vec<String>)> = found.into_iter().collect();
    articles.sort_unstable();
    for line in articles.into_iter().flat_map(|(_, lines)| lines) {
        to.extend_from_slice(line.as_bytes());
        to.push(b'\n');
    }
}

/// The texts of a field, be it one or a list.
pub(super) fn texts(field: &Value) -> impl Iterator<Item = &str> {
    let many = field.as_array().into_iter().flatten().filter_map(Value::as_str);
    many.chain(field.as_str())
}

/// What is asked of the engine.
pub(super) fn filter(need: &Need, names: &Dataset) -> Value {
    let any = |clauses: Vec<Value>| json!({"bool": {"should": clauses, "minimum_should_match": 1}});
    match need {
        Need::Anything => json!({"match_all": {}}),
        Need::Within(first, last) => {
            json!({"bool": {"filter": [{"range": {"f": {"lte": last}}}, {"range": {"l": {"gte": first}}}]}})
        }
        Need::Undated => json!({"term": {"f": i32::MAX}}),
        Need::Countries(codes) => json!({"terms": {"c": codes}}),
        Need::All(needs) => {
            json!({"bool": {"filter": needs.iter().map(|need| filter(need, names)).collect::<Value>()}})
        }
        Need::Any(needs) if needs.is_empty() => json!({"match_none": {}}),
        Need::Places(places) if places.is_empty() => json!({"match_none": {}}),
        Need::Any(needs) => any(needs.iter().map(|need| filter(need, names)).collect()),
        Need::Not(need) => json!({"bool": {"must_not": [filter(need, names)]}}),
        Need::Has(kept, values) if values.is_empty() || kept.is_empty() => json!({"match_none": {}}),
        Need::Has(kept, values) => any(with_keys(kept, values)),
        Need::Begins(kept, with) => any(with_words(kept, with, &[])),
        Need::Ids(ids) => {
            let ids: Vec<&str> = ids.iter().map(|id| term(id)).collect();
            json!({"terms": {"id": ids}})
        }
        Need::Places(places) => {
            let places: Vec<u32> = places.iter().collect();
            any(places.chunks(MOST_TERMS).map(|some| json!({"terms": {"seq": some}})).collect())
        }
        Need::Word { folded, forms } => {
            let words = if *forms { names.forms_in_all(folded) } else { Vec::new() };
            let keys = names.keys_with_word(folded, *forms);
            any([with_words(&[Kept::Own, Kept::OfArticles], folded, &words), with_keys(&NAMING, &keys)].concat())
        }
    }
}

/// Where those stand whom an event names.
const NAMING: [Kept; 3] = [Kept::Person, Kept::Org, Kept::By];

/// What asks for a word by its beginning, and for other words.
fn with_words(texts: &[Kept], folded: &str, words: &[String]) -> Vec<Value> {
    // Those that begin with it are found already.
    let words: Vec<&str> = words.iter().filter(|word| !word.starts_with(folded)).map(|word| term(word)).collect();
    let of_text = |kept: &Kept| {
        let begins = json!({"prefix": {field(*kept): {"value": term(folded)}}});
        let others = words.chunks(MOST_TERMS).map(|some| json!({"terms": {field(*kept): some}}));
        std::iter::once(begins).chain(others).collect::<Vec<_>>()
    };
    texts.iter().flat_map(of_text).collect()
}

/// What asks for one of some values.
fn with_keys(fields: &[Kept], keys: &[String]) -> Vec<Value> {
    let keys: Vec<&str> = keys.iter().map(|key| term(key)).collect();
    let of_field =
        |kept: &Kept| keys.chunks(MOST_TERMS).map(|some| json!({"terms": {field(*kept): some}})).collect::<Vec<_>>();
    fields.iter().flat_map(of_field).collect()
}
