//! A segment: some tens of thousands of records that were read together, and where each of them stands.
//!
//! Whole records are not kept: a head is, and the place to read the record again. A segment never changes once it
//! is published; its index is made later and lies beside it.

mod spans;
mod stored;
#[cfg(test)]
mod tests;

use super::head;
use super::input::Source;
use super::native::plain::{self, Borrowed};
use super::native::{self, Kind};
use crate::catalogue::{Count, Finding, Noun, Remedy};
use crate::error::{Error, Result};
use crate::index::articles::{ArticleHead, ArticleHeads, ArticleHeadsBuilder};
use crate::index::bytes::text_hash;
use crate::index::heads::{EventHeads, push_event};
use crate::index::numbers::Keys;
use crate::index::order::TimeOrder;
use crate::index::record_index::{InlineArticles, RecordIndex, RecordIndexBuilder};
use crate::model::article_id::url_hash;
use crate::model::{About, Article, ArticleLink, Entity, Event, Record, Str};
use crate::problem::{Level, Location, Problem, RecordProblem};
use crate::text::sanitise_line;
use spans::{Span, Spans};
use std::sync::{Arc, Mutex, PoisonError};

/// An article record that carries events, read whole.
#[derive(Debug)]
pub struct Carrier {
    /// Its JSON text, as it stands in the file.
    pub json: String,
    /// The article itself.
    pub article: Article,
    /// The events that it carries.
    pub events: Vec<Event>,
}

/// A record that an event is made of, as it stands in the file.
#[derive(Debug)]
pub enum EventRecord {
    /// A record of its own: its JSON text.
    Own(String),
    /// The article that carries it.
    Carried(Arc<Carrier>),
}

/// Records that were read together.
#[derive(Debug)]
pub struct Segment {
    source: Arc<Source>,
    /// Offset of the segment's first byte in the source.
    start: u64,
    /// Line and column of that byte, from 1.
    first_place: (u64, u64),
    events: EventHeads,
    event_spans: Spans,
    /// The events that are carried by foreign article records, ascending. Those of one record stand in a row.
    carried: Vec<u32>,
    /// The article that was read last for an event that it carries: who lists its events asks for one after the other.
    last_carrier: Mutex<Option<(Span, Arc<Carrier>)>>,
    articles: ArticleHeads,
    article_spans: Spans,
    /// The entities, whole: they are few, and names are resolved by them. With the JSON text and place of each.
    pub entities: Vec<(Entity, Box<str>, Location)>,
    /// Heads of datasets, with the JSON text of each.
    pub abouts: Vec<(About, Box<str>)>,
    /// What was wrong with records that were skipped.
    pub problems: Vec<Problem>,
    /// How many records were skipped.
    pub skipped: usize,
    /// The events by the hashes of their ids.
    event_keys: Keys,
    /// The events in the order of time; taken when the segment is joined to others.
    by_time: TimeOrder,
}

/// A segment while records are added to it.
pub struct SegmentBuilder {
    segment: Segment,
    /// Whether its records were made by a map.
    is_mapped: bool,
    articles: ArticleHeadsBuilder,
}

impl SegmentBuilder {
    /// An empty segment of `source` whose first byte is at `start`, at this line and column (from 1).
    pub fn new(source: Arc<Source>, start: u64, first_place: (u64, u64)) -> SegmentBuilder {
        SegmentBuilder {
            is_mapped: source.is_mapped(),
            segment: Segment {
                source,
                start,
                first_place,
                events: EventHeads::default(),
                event_spans: Spans::default(),
                carried: Vec::new(),
                last_carrier: Mutex::default(),
                articles: ArticleHeads::default(),
                article_spans: Spans::default(),
                entities: Vec::new(),
                abouts: Vec::new(),
                problems: Vec::new(),
                skipped: 0,
                event_keys: Keys::default(),
                by_time: TimeOrder::default(),
            },
            articles: ArticleHeadsBuilder::default(),
        }
    }

    /// How many records the segment holds.
    pub fn count(&self) -> usize {
        self.segment.event_spans.len() + self.segment.article_spans.len()
    }

    /// Bytes from the segment's start that can still be addressed.
    pub fn reaches(&self, offset: u64) -> bool {
        offset - self.segment.start < u64::from(u32::MAX) / 2
    }

    /// Adds a record that is plainly an event; anything else is declined, and is to be added whole. Of such a record
    /// only the fields of its head are read: whether the rest is valid shows when it is indexed.
    pub fn add_plain(&mut self, json: &[u8], offset: u64) -> bool {
        let segment = &mut self.segment;
        let is_plain = head::push_plain_event(json, &mut segment.events, self.is_mapped);
        if is_plain {
            segment.event_spans.push(Span { start: (offset - segment.start) as u32, length: json.len() as u32 });
        }
        is_plain
    }

    /// Adds the record `json`, which stands at `offset` of the source, `column` characters into line `line`
    /// (both from 1). `kind` is what its place in a document says it is.
    pub fn add(&mut self, json: &str, kind: Option<Kind>, offset: u64, line: u64, column: u64) {
        // The problems of fields are found again, and kept, when the record is indexed.
        match native::record(json, kind, &mut Vec::new()) {
            Ok(record) => self.push(record, json, offset, line, column),
            Err(problem) => self.skip(json, &problem, None, line, column),
        }
    }

    /// Adds a record that was read from `json`, which stands as [`SegmentBuilder::add`] says.
    pub fn push(&mut self, record: Record, json: &str, offset: u64, line: u64, column: u64) {
        let segment = &mut self.segment;
        let span = Span { start: (offset - segment.start) as u32, length: json.len() as u32 };
        match record {
            Record::Event(event) => {
                push_event(&mut segment.events, &event);
                segment.event_spans.push(span);
            }
            Record::Article(article, events) => {
                self.articles.push(&article);
                segment.article_spans.push(span);
                for event in events {
                    segment.carried.push(segment.events.len() as u32);
                    push_event(&mut segment.events, &event);
                    segment.event_spans.push(span);
                }
            }
            Record::Entity(entity) => {
                let location =
                    Location { file: Arc::clone(segment.source.name()), line, column, pointer: String::new() };
                segment.entities.push((entity, json.into(), location));
            }
            Record::About(about) => segment.abouts.push((about, json.into())),
        }
    }

    /// Counts and lists a record that is no text or no record.
    pub fn skip(&mut self, json: &str, problem: &RecordProblem, record: Option<String>, line: u64, column: u64) {
        self.segment.skipped += 1;
        self.list(json, problem, record, line, column);
    }

    /// Lists a problem of what stands at a place.
    pub fn list(&mut self, json: &str, problem: &RecordProblem, record: Option<String>, line: u64, column: u64) {
        let problem = place(problem, json, &self.segment.source, record, line, column);
        self.segment.problems.push(problem);
    }

    /// The segment so far, finished; the builder goes on with an empty one of the same source, as [`SegmentBuilder::new`].
    pub fn take(&mut self, start: u64, first_place: (u64, u64)) -> Segment {
        let next = SegmentBuilder::new(Arc::clone(&self.segment.source), start, first_place);
        std::mem::replace(self, next).finish()
    }

    /// The finished segment.
    pub fn finish(mut self) -> Segment {
        self.segment.articles = self.articles.finish();
        self.segment.event_spans.shrink();
        self.segment.article_spans.shrink();
        let events = &mut self.segment.events;
        events.shrink();
        let hashes = (0..events.len()).map(|at| (event_hash(events.id(at)), at as u32));
        self.segment.event_keys = Keys::new(hashes.collect());
        let mut order = TimeOrder::default();
        (0..events.len()).for_each(|at| order.add(at as u32, events.date(at), events.id(at)));
        order.settle(|at| events.id(at as usize));
        self.segment.by_time = order;
        self.segment
    }
}

/// A hash of an event's id. Different ids may have the same.
pub fn event_hash(id: &str) -> u32 {
    text_hash(id) as u32
}

/// A record's problem with the place of the record added to its own.
fn place(
    problem: &RecordProblem,
    json: &str,
    source: &Source,
    record: Option<String>,
    line: u64,
    column: u64,
) -> Problem {
    Counting::new(json, line, column).problem(problem, source, record)
}

/// Line and column of the problems of one record, which come in the order of the text: it is counted on from the one before,
/// because a long record may have thousands.
struct Counting<'j> {
    json: &'j str,
    /// Where the record stands.
    start: (u64, u64),
    /// The byte of the record up to which was counted, with its line and column.
    reached: (usize, u64, u64),
}

impl<'j> Counting<'j> {
    fn new(json: &'j str, line: u64, column: u64) -> Counting<'j> {
        Counting { json, start: (line, column), reached: (0, line, column) }
    }

    /// A problem with its place in the file.
    fn problem(&mut self, problem: &RecordProblem, source: &Source, record: Option<String>) -> Problem {
        if problem.offset < self.reached.0 {
            self.reached = (0, self.start.0, self.start.1);
        }
        let (at, line, column) = &mut self.reached;
        // What was made of a foreign file has no columns of its own.
        if *column > 0 {
            let before = self.json.get(*at..problem.offset).unwrap_or(&self.json[*at..]);
            *at += before.len();
            *line += memchr::memchr_iter(b'\n', before.as_bytes()).count() as u64;
            match before.rfind('\n') {
                Some(end) => *column = before[end + 1..].chars().count() as u64 + 1,
                None => *column += before.chars().count() as u64,
            }
        }
        let (line, column) = (*line, *column);
        Problem {
            level: problem.level,
            location: Location { file: Arc::clone(source.name()), line, column, pointer: problem.pointer.clone() },
            record,
            reason: (*problem.reason).clone(),
            remedy: problem.remedy.clone(),
        }
    }
}

/// What indexing a segment found beside the index.
#[derive(Debug, Default)]
pub struct Indexed {
    /// The index.
    pub index: RecordIndex,
    /// The articles written inside events.
    pub inline: InlineArticles,
    /// What each of them is found by: see `article_hashes`.
    pub inline_hashes: Vec<[u64; 2]>,
    /// Problems inside records.
    pub problems: Vec<Problem>,
    /// The article records that have a text, by their numbers in the segment.
    pub with_text: Vec<u32>,
    /// The articles written inside events that have a text, by their numbers among these.
    pub inline_with_text: Vec<u32>,
    /// Events, by their number in the segment, that turned out to be unreadable: they must not be shown.
    pub rejected: Vec<u32>,
}

impl Segment {
    /// The file it was read from, as the user named it.
    pub fn file(&self) -> &Arc<str> {
        self.source.name()
    }

    /// What it was read from.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Whether records of its source that have one id become one without a word.
    pub fn unites(&self) -> bool {
        self.source.unites()
    }

    /// The heads of its events.
    pub fn events(&self) -> &EventHeads {
        &self.events
    }

    /// The heads of its article records.
    pub fn articles(&self) -> &ArticleHeads {
        &self.articles
    }

    /// Hashes of the ids of its events, in their order.
    pub fn event_hashes(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.events.len()).map(|at| event_hash(self.events.id(at)))
    }

    /// Its events in the order of time. Given once: who joins segments keeps an order of its own.
    pub fn take_by_time(&mut self) -> TimeOrder {
        std::mem::take(&mut self.by_time)
    }

    /// The number of the event with this id, which has this hash.
    pub fn event_by_id(&self, id: &str, hash: u32) -> Option<u32> {
        self.event_keys.with(hash).find(|at| self.events.id(*at as usize) == id)
    }

    /// Reads event number `at` again. An error when another record stands in its place now.
    pub fn event(&self, at: u32) -> Result<Event> {
        if self.is_own_record(at) {
            return self.event_in(at, &self.text(self.event_spans.get(at))?);
        }
        let id = self.events.id(at as usize);
        let carrier = self.carrier(at)?;
        carrier.events.iter().find(|event| event.id == id).cloned().ok_or_else(|| self.changed(Finding::AnotherRecord))
    }

    fn event_in(&self, at: u32, json: &str) -> Result<Event> {
        match native::record(json, Some(Kind::Event), &mut Vec::new()) {
            Ok(Record::Event(event)) if event.id == self.events.id(at as usize) => Ok(event),
            Ok(Record::Event(_)) => Err(self.changed(Finding::AnotherRecord)),
            Ok(_) => Err(self.changed(Finding::NoEventNow)),
            Err(problem) => Err(self.changed(*problem.reason)),
        }
    }

    /// The article record that carries event number `at`, read again unless it was the last.
    fn carrier(&self, at: u32) -> Result<Arc<Carrier>> {
        let span = self.event_spans.get(at);
        let mut last = self.last_carrier.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((of, carrier)) if *of == span && self.source.is_unchanged() => return Ok(Arc::clone(carrier)),
            _ => *last = None,
        }
        let json = self.text(span)?;
        let (article, events) = match native::record(&json, Some(Kind::Article), &mut Vec::new()) {
            Ok(Record::Article(article, events)) => (article, events),
            Ok(_) => return Err(self.changed(Finding::NoArticleNow)),
            Err(problem) => return Err(self.changed(*problem.reason)),
        };
        let carrier = Arc::new(Carrier { json, article, events });
        *last = Some((span, Arc::clone(&carrier)));
        Ok(carrier)
    }

    /// What event number `at` was read from, as it stands in the file. An error when another record stands there now.
    pub fn event_record(&self, at: u32) -> Result<EventRecord> {
        if !self.is_own_record(at) {
            let id = self.events.id(at as usize);
            let carrier = self.carrier(at)?;
            let is_there = carrier.events.iter().any(|event| event.id == id);
            return if is_there {
                Ok(EventRecord::Carried(carrier))
            } else {
                Err(self.changed(Finding::AnotherRecord))
            };
        }
        let json = self.text(self.event_spans.get(at))?;
        // Of most records the head says which they are, without parsing the rest.
        let mut head = EventHeads::default();
        if head::push_plain_event(json.as_bytes(), &mut head, self.source.is_mapped()) {
            let is_same = head.id(0) == self.events.id(at as usize);
            return if is_same { Ok(EventRecord::Own(json)) } else { Err(self.changed(Finding::AnotherRecord)) };
        }
        self.event_in(at, &json).map(|_| EventRecord::Own(json))
    }

    /// Whether event number `at` stands in the file as a record of its own, not as part of an article.
    pub fn is_own_record(&self, at: u32) -> bool {
        self.carried.binary_search(&at).is_err()
    }

    fn event_kind(&self, at: u32) -> Kind {
        if self.is_own_record(at) { Kind::Event } else { Kind::Article }
    }

    /// Reads article record number `at` again. An error when another record stands in its place now.
    pub fn article(&self, at: u32) -> Result<Article> {
        self.article_in(at, &self.text(self.article_spans.get(at))?)
    }

    fn article_in(&self, at: u32, json: &str) -> Result<Article> {
        match native::record(json, Some(Kind::Article), &mut Vec::new()) {
            Ok(Record::Article(article, _)) if article.id == self.articles.id(at as usize) => Ok(article),
            Ok(Record::Article(..)) => Err(self.changed(Finding::AnotherRecord)),
            Ok(_) => Err(self.changed(Finding::NoArticleNow)),
            Err(problem) => Err(self.changed(*problem.reason)),
        }
    }

    /// The JSON text of article record number `at`, as it stands in the file. An error when another record stands
    /// there now.
    pub fn article_json(&self, at: u32) -> Result<String> {
        let json = self.text(self.article_spans.get(at))?;
        self.article_in(at, &json).map(|_| json)
    }

    fn text(&self, span: Span) -> Result<String> {
        let mut bytes = vec![0; span.length as usize];
        self.source.read_at(self.start + u64::from(span.start), &mut bytes)?;
        String::from_utf8(bytes).map_err(|_| self.changed(Finding::NoUtf8Now))
    }

    fn changed(&self, why: Finding) -> Error {
        Error::ReadRecord { name: self.source.name().to_string(), reason: Finding::ChangedTo { why: Box::new(why) } }
    }

    /// The places of its records.
    pub fn locator(&self) -> Locator<'_> {
        Locator::new(self)
    }

    /// Adds an event to the index, with its number of quotes where the head tells another.
    fn add_event<T: Str, W: Str>(
        &self,
        builder: &mut RecordIndexBuilder,
        indexed: &mut Indexed,
        at: u32,
        event: &Event<T, W>,
    ) {
        builder.add_event(at, event);
        for link in &event.articles {
            let ArticleLink::Inline(article) = link else { continue };
            if !article.body.is_empty() {
                indexed.inline_with_text.push(indexed.inline_hashes.len() as u32);
            }
            indexed.inline_hashes.push(hashes_of(article));
        }
        if self.events.quotes(at as usize) as usize != event.quotes.len() {
            builder.recount_quotes(at, event.quotes.len());
        }
    }

    /// Reads every record again and makes the index with `builder`, which is empty before and after; `stop` is asked
    /// now and then, and ends the work without an index.
    pub fn indexed(&self, builder: &mut RecordIndexBuilder, stop: &dyn Fn() -> bool) -> Option<Indexed> {
        let mut again = Rereading::new(self);
        for (at, span) in (0..).zip(self.event_spans.iter()) {
            if at % 256 == 0 && stop() {
                return None;
            }
            if let Err(reason) = again.event(at, span, builder) {
                // What stands behind cannot be read either, and each try costs a read.
                again.indexed.rejected.extend(at..self.event_spans.len() as u32);
                again.lost.events += self.event_spans.len() - at as usize;
                again.lost.articles += self.article_spans.len();
                again.lost.reason = Some(reason);
                break;
            }
            let left_out = builder.take_left_out();
            if left_out > 0 {
                builder.mark_problem(at);
                again.list_left_out(left_out, span, self.events.id(at as usize));
            }
        }
        for (at, span) in (0..).zip(self.article_spans.iter()) {
            if again.lost.reason.is_some() {
                break;
            }
            if at % 256 == 0 && stop() {
                return None;
            }
            if let Err(reason) = again.article(at, span, builder) {
                again.lost.articles += self.article_spans.len() - at as usize;
                again.lost.reason = Some(reason);
                break;
            }
            let left_out = builder.take_left_out();
            if left_out > 0 {
                again.list_left_out(left_out, span, &self.articles.id(at as usize));
            }
        }
        let Rereading { mut indexed, lost, .. } = again;
        indexed.problems.extend(lost.problem(&self.source));
        (indexed.index, indexed.inline) = builder.finish();
        Some(indexed)
    }

    /// Raises the lines of a segment that was read before the lines ahead of it were counted.
    pub fn add_lines(&mut self, lines: u64) {
        self.first_place.0 += lines;
        let source = &self.source;
        let locations = self.problems.iter_mut().map(|problem| &mut problem.location);
        for location in locations.chain(self.entities.iter_mut().map(|(_, _, location)| location)) {
            location.line += lines;
            if let Some(line) = source.origin(location.line) {
                (location.line, location.column) = (line, 0);
            }
        }
    }
}

/// The records of a segment while they are read again, one after the other, and what is found in them.
struct Rereading<'s> {
    segment: &'s Segment,
    window: Window<'s>,
    locator: Locator<'s>,
    found: Vec<RecordProblem>,
    /// The events of the article that was read last, and whether it has a problem: however many it carries, it is read
    /// once.
    carried: (Option<Span>, Vec<Event>, bool),
    indexed: Indexed,
    lost: Lost,
}

impl<'s> Rereading<'s> {
    fn new(segment: &'s Segment) -> Rereading<'s> {
        Rereading {
            segment,
            window: Window { segment, start: 0, bytes: Vec::new() },
            locator: Locator::new(segment),
            found: Vec::new(),
            carried: (None, Vec::new(), false),
            indexed: Indexed::default(),
            lost: Lost::default(),
        }
    }

    /// Adds event number `at` to the index. The error says why nothing can be read any more.
    fn event(&mut self, at: u32, span: Span, builder: &mut RecordIndexBuilder) -> std::result::Result<(), Finding> {
        let segment = self.segment;
        let id = segment.events.id(at as usize);
        if self.carried.0 == Some(span)
            && let Some(event) = self.carried.1.iter().find(|event| event.id == id)
        {
            segment.add_event(builder, &mut self.indexed, at, event);
            if self.carried.2 {
                builder.mark_problem(at);
            }
            return Ok(());
        }
        let text = text_of(self.window.bytes(span)?);
        let walked: Option<Borrowed<'_>> = match &text {
            Ok(json) if segment.is_own_record(at) => plain::event_of(json, segment.source.is_mapped(), &mut self.found),
            _ => None,
        };
        let is_added = walked.is_some_and(|event| {
            let is_it = event.id == id;
            if is_it {
                segment.add_event(builder, &mut self.indexed, at, &event);
            }
            is_it
        });
        if is_added {
            self.list(span, id);
            return Ok(());
        }
        self.found.clear();
        let record = text.and_then(|json| native::by_all_rules(json, segment.event_kind(at), &mut self.found));
        self.forget_carried();
        self.window.forget_long();
        let has_problem = self.found.iter().any(|problem| problem.level != Level::Note);
        match record {
            Ok(Record::Event(event)) if event.id == id => {
                segment.add_event(builder, &mut self.indexed, at, &event);
            }
            Ok(Record::Article(_, events)) if events.iter().any(|event| event.id == id) => {
                if let Some(event) = events.iter().find(|event| event.id == id) {
                    segment.add_event(builder, &mut self.indexed, at, event);
                }
                // An article's problems are listed once, with the article.
                self.found.clear();
                self.carried = (Some(span), events, has_problem);
            }
            Err(problem) if segment.source.is_unchanged() => {
                self.indexed.rejected.push(at);
                self.found.push(problem);
            }
            // It was read as this event before.
            Ok(_) | Err(_) => {
                self.indexed.rejected.push(at);
                self.found.clear();
                self.lost.events += 1;
            }
        }
        if has_problem {
            builder.mark_problem(at);
        }
        self.list(span, id);
        Ok(())
    }

    /// What a map carries along is no problem.
    fn forget_carried(&mut self) {
        if self.segment.source.is_mapped() {
            self.found.retain(|problem| !matches!(*problem.reason, Finding::UnknownField { .. }));
        }
    }

    /// Adds article record number `at` to the index. The error says why nothing can be read any more.
    fn article(&mut self, at: u32, span: Span, builder: &mut RecordIndexBuilder) -> std::result::Result<(), Finding> {
        let text = text_of(self.window.bytes(span)?).unwrap_or_default();
        let record = native::record(text, Some(Kind::Article), &mut self.found);
        self.forget_carried();
        self.window.forget_long();
        match record {
            Ok(Record::Article(article, _)) if article.id == self.segment.articles.id(at as usize) => {
                builder.add_article(at, &article);
                if !article.body.is_empty() {
                    self.indexed.with_text.push(at);
                }
                self.list(span, &sanitise_line(&article.id));
            }
            Ok(_) | Err(_) => self.lost.articles += 1,
        }
        self.found.clear();
        Ok(())
    }

    /// Lists that words of a record are not found.
    fn list_left_out(&mut self, count: usize, span: Span, id: &str) {
        self.found.push(RecordProblem {
            level: Level::Warning,
            offset: 0,
            pointer: String::new(),
            reason: Box::new(Finding::TooManyWords { count }),
            remedy: Remedy::DivideToFind,
        });
        self.list(span, &sanitise_line(id));
    }

    /// Lists what was found in a record.
    fn list(&mut self, span: Span, id: &str) {
        if self.found.is_empty() {
            return;
        }
        let json = self.window.bytes(span).ok().and_then(|bytes| text_of(bytes).ok()).unwrap_or_default();
        let (line, column) = self.locator.line_and_column(span);
        let source = &self.segment.source;
        let mut counting = Counting::new(json, line, column);
        let placed = |problem: RecordProblem| counting.problem(&problem, source, Some(id.to_owned()));
        self.indexed.problems.extend(self.found.drain(..).map(placed));
    }
}

/// Part of a segment's source in memory: its records are read one after the other, in large pieces.
struct Window<'a> {
    segment: &'a Segment,
    /// Where `bytes` begin, counted from the segment's start.
    start: u32,
    bytes: Vec<u8>,
}

impl Window<'_> {
    /// Bytes that are read at once: a small part of a core's own cache, which is for what is made of them.
    const LENGTH: u64 = 1 << 17;

    /// The bytes of a record, or why they cannot be read.
    fn bytes(&mut self, span: Span) -> std::result::Result<&[u8], Finding> {
        let within = |start: u32, bytes: &[u8]| {
            span.start >= start && u64::from(span.start - start) + u64::from(span.length) <= bytes.len() as u64
        };
        if !within(self.start, &self.bytes) {
            let at = self.segment.start + u64::from(span.start);
            let left = self.segment.source.len().saturating_sub(at);
            let length = left.min(Window::LENGTH.max(u64::from(span.length)));
            self.start = span.start;
            if self.bytes.capacity() < length as usize || self.bytes.capacity() as u64 > 2 * Window::LENGTH.max(length)
            {
                self.bytes = Vec::with_capacity(length as usize);
            }
            self.bytes.resize(length as usize, 0);
            if let Err(error) = self.segment.source.read_at(at, &mut self.bytes) {
                self.bytes.clear();
                return Err(error.finding());
            }
        }
        let start = (span.start - self.start) as usize;
        Ok(&self.bytes[start..start + span.length as usize])
    }

    /// Gives the memory of a long record back, so that its text is not held twice while its words are indexed.
    fn forget_long(&mut self) {
        if self.bytes.len() as u64 > Window::LENGTH {
            self.bytes = Vec::new();
        }
    }
}

/// The text of a record; the problem says why there is none.
fn text_of(bytes: &[u8]) -> std::result::Result<&str, RecordProblem> {
    // The faster check does not say where the fault is.
    simdutf8::basic::from_utf8(bytes)
        .map_err(|_| not_utf8(std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len)))
}

/// What was listed and could not be read any more when it was to be indexed, because the file changed: it is counted,
/// because it may be all that the file had.
#[derive(Default)]
struct Lost {
    events: usize,
    articles: usize,
    /// Why the rest cannot be read; without it, records are there that are not those that were listed.
    reason: Option<Finding>,
}

impl Lost {
    /// The problem that says so, if anything is lost.
    fn problem(self, source: &Source) -> Option<Problem> {
        let counts = [(self.events, Noun::Event), (self.articles, Noun::Article)];
        let counts: Vec<Count> =
            counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| noun.count(count)).collect();
        let why = Box::new(self.reason.unwrap_or(Finding::Changed));
        (!counts.is_empty()).then(|| Problem {
            level: Level::Error,
            location: Location { file: Arc::clone(source.name()), ..Location::default() },
            record: None,
            reason: Finding::Lost { why, what: counts.into() },
            remedy: Remedy::OpenAgain,
        })
    }
}

/// A record that cannot be read from byte `offset` on.
pub(super) fn unreadable(offset: usize, reason: Finding, remedy: Remedy) -> RecordProblem {
    RecordProblem { level: Level::Error, offset, pointer: String::new(), reason: Box::new(reason), remedy }
}

/// A record that is not UTF-8 from byte `offset` on.
pub fn not_utf8(offset: usize) -> RecordProblem {
    unreadable(offset, Finding::RecordNotUtf8, Remedy::SaveAsUtf8)
}

/// What an article is found by: a hash of its id and one of its address, which are the same when the id was made from
/// the address, and when it has none.
pub fn article_hashes(head: &ArticleHead<'_>) -> [u64; 2] {
    let url = Some(head.url()).filter(|url| !url.is_empty()).map(|url| url_hash(&url));
    let id = url.filter(|_| head.is_id_made()).unwrap_or_else(|| article_id_hash(&head.id()));
    [id, url.unwrap_or(id)]
}

/// The same of an article that was read: where its id was made from its address, the address need not be hashed again.
fn hashes_of<T: Str, W: Str>(article: &Article<T, W>) -> [u64; 2] {
    let id = article_id_hash(&article.id);
    let url = article.url.as_deref().filter(|url| !article.id_filled && !url.is_empty());
    [id, url.map_or(id, url_hash)]
}

/// The hash by which an article is found by its id.
pub fn article_id_hash(id: &str) -> u64 {
    let made = id.strip_prefix("a-").filter(|number| number.len() == 16);
    made.and_then(|number| u64::from_str_radix(number, 16).ok()).unwrap_or_else(|| text_hash(id))
}

/// Lines and columns of a segment's records. It counts on from the record asked for last, so it is cheap when they
/// are asked for in order.
pub struct Locator<'a> {
    segment: &'a Segment,
    offset: u64,
    line: u64,
    column: u64,
    /// Room for what is counted.
    buffer: Vec<u8>,
}

impl<'a> Locator<'a> {
    /// Bytes that are counted at a time: room that is not asked of the system.
    const LENGTH: usize = 16 << 10;

    fn new(segment: &'a Segment) -> Locator<'a> {
        let (line, column) = segment.first_place;
        Locator { segment, offset: segment.start, line, column, buffer: Vec::new() }
    }

    /// Where the record of event number `at` begins.
    pub fn of_event(&mut self, at: u32) -> Location {
        let (line, column) = self.line_and_column(self.segment.event_spans.get(at));
        Location { file: Arc::clone(self.segment.source.name()), line, column, pointer: String::new() }
    }

    /// Where article record number `at` stands.
    pub fn of_article(&mut self, at: u32) -> Location {
        let (line, column) = self.line_and_column(self.segment.article_spans.get(at));
        Location { file: Arc::clone(self.segment.source.name()), line, column, pointer: String::new() }
    }

    /// Line and column, in characters and from 1, of the first byte of a record.
    fn line_and_column(&mut self, span: Span) -> (u64, u64) {
        let target = self.segment.start + u64::from(span.start);
        if target < self.offset {
            *self = Locator::new(self.segment);
        }
        self.buffer.resize(Locator::LENGTH, 0);
        while self.offset < target {
            let length = (target - self.offset).min(self.buffer.len() as u64) as usize;
            let bytes = &mut self.buffer[..length];
            let Ok(()) = self.segment.source.read_at(self.offset, bytes) else { break };
            self.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
            let last = memchr::memrchr(b'\n', bytes).map_or(0, |end| end + 1);
            let before = if last > 0 { 1 } else { self.column };
            self.column = before + bytes[last..].iter().filter(|byte| **byte & 0xc0 != 0x80).count() as u64;
            self.offset += length as u64;
        }
        self.segment.source.origin(self.line).map_or((self.line, self.column), |line| (line, 0))
    }
}
