//! The index of one segment: its words, the columns of its fields, and the articles written inside its events.
//!
//! How a record is read, and what other segments hold, is not known here.

use super::articles::{ArticleHeads, ArticleHeadsBuilder};
use super::bytes::{Reader, Writer};
use super::columns::{Column, ColumnBuilder, ColumnOf, FIELDS, id_key, lines_of, position_key, standing, value_key};
use super::interner::Interner;
use super::numbers::Ends;
use super::postings::part;
use super::words::{WordList, WordListBuilder};
use crate::language::capitals::Prose;
use crate::model::texts::{EventField, PersonField, QuoteField};
use crate::model::{Article, ArticleLink, Event, Participant, Quote, Schema, Str, Text, took_part};
use hashbrown::HashSet;
use std::io;
use std::sync::Arc;

/// The index of one segment, or of several that were merged.
#[derive(Debug, Default)]
pub struct RecordIndex {
    /// The words of its events.
    pub words: WordList,
    /// The words of its article records, by the article's number.
    pub article_words: WordList,
    columns: Columns,
}

/// A column for each field.
pub type Columns = [Column; FIELDS];

/// The articles written inside the events of a segment.
#[derive(Debug, Default)]
pub struct InlineArticles {
    /// Their heads.
    pub heads: ArticleHeads,
    /// The number of the event that each is written in; ascending.
    pub events: Ends,
}

impl InlineArticles {
    /// Writes the articles.
    pub fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        self.heads.save(writer)?;
        self.events.save(writer)
    }

    /// Reads `count` articles, written inside events below `bound`.
    pub fn read(reader: &mut Reader<'_>, count: usize, bound: u32) -> Option<InlineArticles> {
        let inline = InlineArticles { heads: ArticleHeads::read(reader, count)?, events: Ends::read(reader)? };
        let are_sound = inline.events.len() == count && (count == 0 || inline.events.last() < bound);
        are_sound.then_some(inline)
    }

    /// The articles of several segments as one, one after the other.
    pub fn merged(all: &[Arc<InlineArticles>]) -> InlineArticles {
        let heads: Vec<_> = all.iter().map(|inline| &inline.heads).collect();
        let mut events = Ends::default();
        for inline in all {
            events.append(&inline.events, 0);
        }
        InlineArticles { heads: ArticleHeads::merged(&heads), events }
    }
}

impl RecordIndex {
    /// The column of a field.
    pub fn column(&self, field: ColumnOf) -> &Column {
        &self.columns[field as usize]
    }

    /// The column of a field, to be changed.
    #[cfg(feature = "store")]
    pub fn column_mut(&mut self, field: ColumnOf) -> &mut Column {
        &mut self.columns[field as usize]
    }

    /// The words of several indexes as one list. Each comes with what is added to the numbers of its events, which must
    /// then be above those of the index before.
    pub fn merged_words(indexes: &[(&RecordIndex, u32)]) -> WordList {
        let words: Vec<_> = indexes.iter().map(|(index, base)| (&index.words, *base)).collect();
        WordList::merged(&words)
    }

    /// The words of the article records of several indexes as one list, as [`RecordIndex::merged_words`].
    pub fn merged_article_words(indexes: &[(&RecordIndex, u32)]) -> WordList {
        let words: Vec<_> = indexes.iter().map(|(index, base)| (&index.article_words, *base)).collect();
        WordList::merged(&words)
    }

    /// The columns of several indexes as one each, as [`RecordIndex::merged_words`].
    pub fn merged_columns(indexes: &[(&RecordIndex, u32)]) -> Columns {
        std::array::from_fn(|field| {
            let columns: Vec<_> = indexes.iter().map(|(index, base)| (&index.columns[field], *base)).collect();
            Column::merged(&columns)
        })
    }

    /// An index of its parts.
    pub fn new(words: WordList, article_words: WordList, columns: Columns) -> RecordIndex {
        RecordIndex { words, article_words, columns }
    }

    /// Writes the columns of all fields.
    pub fn save_columns(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        self.columns.iter().try_for_each(|column| column.save(writer))
    }

    /// Reads the columns of all fields, of events below `bound`.
    pub fn read_columns(reader: &mut Reader<'_>, bound: u32) -> Option<Columns> {
        let mut columns = Columns::default();
        for column in &mut columns {
            *column = Column::read(reader, bound)?;
        }
        Some(columns)
    }

    /// Bytes of its postings, by which merged indexes are kept below what they can address.
    pub fn size(&self) -> u64 {
        let columns = self.columns.iter().map(Column::size).sum::<u64>();
        self.words.size() + self.article_words.size() + columns
    }
}

/// A segment's index while records are added to it, in the order of their numbers.
#[derive(Default)]
pub struct RecordIndexBuilder {
    words: WordListBuilder,
    article_words: WordListBuilder,
    inline_articles: ArticleHeadsBuilder,
    inline_events: Ends,
    columns: [ColumnBuilder; FIELDS],
    /// Names, offices, topics: what comes again and again has a number, by which its words and the values that it is in
    /// columns are found without another look at it.
    names: Interner,
    /// The numbers in `acting` of names that act for a country, by the names' own in this segment.
    acting_names: Vec<u32>,
    acting: Acting,
}

/// Who acts for which country, in all segments that one thread indexes: there are far fewer of them than participants.
#[derive(Default)]
struct Acting {
    names: Interner,
    countries: Interner,
    /// For each name the first 64 countries, a bit each; nearly all that is asked.
    frequent: Vec<u64>,
    others: HashSet<(u32, u32)>,
}

impl Acting {
    /// The number of a name, or of an id with its mark.
    fn number(&mut self, name: &str) -> u32 {
        let (number, is_new) = self.names.number(name);
        if is_new {
            self.frequent.push(0);
        }
        number
    }

    /// Notes that a name acts for a country; says whether that is new.
    fn is_new(&mut self, name: u32, code: &str) -> bool {
        let country = self.countries.number(code).0;
        let Some(bit) = 1u64.checked_shl(country) else { return self.others.insert((name, country)) };
        let frequent = &mut self.frequent[name as usize];
        std::mem::replace(frequent, *frequent | bit) & bit == 0
    }
}

/// A name of this segment that has no number in [`Acting`] yet.
const UNKNOWN: u32 = u32::MAX;

/// What the columns of an event hold; what counts as its text stands in [`crate::model::texts`].
impl RecordIndexBuilder {
    /// One by which how a name is printed counts once in all segments, and not once in each: then it is the same wherever
    /// data are cut.
    #[cfg(feature = "store")]
    pub fn counting_names_once() -> RecordIndexBuilder {
        let mut builder = RecordIndexBuilder::default();
        builder.words.count_names_once();
        builder
    }

    /// Adds event number `at` of the segment.
    pub fn add_event<T: Str, W: Str>(&mut self, at: u32, event: &Event<T, W>) {
        for text in event.texts() {
            match text {
                EventField::Prose(text) => self.add_words(at, text, part::OWN),
                EventField::Kind(kind) => self.add_word(at, Some(kind), Some(Prose::Sentences), ColumnOf::Kind),
                EventField::Topic(topic) => {
                    self.add_name(at, topic, None, |_| Some(Prose::Sentences), Some(ColumnOf::Topic));
                }
                EventField::Place(name) => {
                    // Of several words it is often a building or a body: White House.
                    let prose = |name: &str| Some(if name.contains(' ') { Prose::Name } else { Prose::PersonOrPlace });
                    self.add_name(at, name, None, prose, Some(ColumnOf::Place));
                }
                EventField::Participant(participant) => {
                    let is_there = took_part(participant.part.as_deref());
                    let standing = if is_there { standing::NAMED | standing::PRESENT } else { standing::NAMED };
                    let is_of_no_country = event.countries_filled && participant.country.is_none();
                    let column = is_of_no_country.then_some(ColumnOf::CountryOf);
                    let name = self.add_person(at, participant, column, None, standing);
                    if is_there {
                        self.add_acts_for(participant, name);
                    }
                }
                EventField::Quote(quote) => self.add_quote(at, event, quote),
            }
        }
        if let Some(position) = event.place.as_ref().and_then(|place| place.position) {
            self.column(ColumnOf::Position).add(at, &position_key(position), "");
        }
        let stated = event.date.as_ref().map(|_| "stated");
        self.add_word(at, event.date_basis.as_deref().or(stated), None, ColumnOf::Basis);
        self.add_word(at, event.confidence.as_deref(), None, ColumnOf::Confidence);
        self.add_ids(at, &event.related, ColumnOf::Related);
        for link in &event.articles {
            let ArticleLink::Inline(article) = link else {
                self.column(ColumnOf::Article).add(at, link.id(), link.id());
                continue;
            };
            article.texts().into_iter().for_each(|text| self.add_words(at, text, part::ARTICLE));
            if let Some(publisher) = &article.publisher {
                self.add_name(at, &publisher.name, None, |_| None, Some(ColumnOf::Publisher));
            }
            self.add_word(at, article.language.as_deref(), None, ColumnOf::Lang);
            self.inline_articles.push(article);
            self.inline_events.push(at);
        }
    }

    /// Notes that event number `at`, the one added last, has a problem.
    pub fn mark_problem(&mut self, at: u32) {
        self.column(ColumnOf::Has).add(at, "problem", "problem");
    }

    /// How many words of the record added last are in no list, because it has too many; they are said once.
    pub fn take_left_out(&mut self) -> usize {
        self.words.take_left_out() + self.article_words.take_left_out()
    }

    /// Notes how many quotes event number `at`, the one added last, has.
    pub fn recount_quotes(&mut self, at: u32, count: usize) {
        let count = count.to_string();
        self.column(ColumnOf::QuoteCount).add(at, &count, &count);
    }

    /// Adds article record number `at` of the segment.
    pub fn add_article(&mut self, at: u32, article: &Article) {
        for (_, words) in article.texts().into_iter().flat_map(Text::versions) {
            self.article_words.add_text(at, words, part::ARTICLE, Prose::Sentences);
        }
    }

    fn add_quote<T: Str, W: Str>(&mut self, at: u32, event: &Event<T, W>, quote: &Quote<T, W>) {
        for text in quote.texts() {
            match text {
                QuoteField::Speaker(speaker) => {
                    self.add_person(at, speaker, Some(ColumnOf::By), Some(ColumnOf::By), standing::NAMED);
                    for country in event.countries_of_speaker(speaker) {
                        self.column(ColumnOf::SpokenFor).add(at, country.code(), country.code());
                    }
                }
                QuoteField::Said(words) => self.add_words(at, words, part::OWN | part::SAID),
                QuoteField::Cue(cue) => self.add_words(at, cue, part::OWN),
            }
        }
        self.add_ids(at, &quote.articles, ColumnOf::Cites);
        self.add_word(at, quote.language.as_deref(), None, ColumnOf::Lang);
        self.add_word(at, Some(quote.kind.word()), None, ColumnOf::QuoteType);
    }

    /// Adds somebody as a person or a body, and the body they act for: their name to `column` too, and what a source calls
    /// them to `named_as`. The number of the name, as [`RecordIndexBuilder::add_standing`] gives it.
    fn add_person<T: Str, W: Str>(
        &mut self,
        at: u32,
        participant: &Participant<T, W>,
        column: Option<ColumnOf>,
        named_as: Option<ColumnOf>,
        standing: u8,
    ) -> Option<u32> {
        let mut number = None;
        for text in participant.texts() {
            match text {
                PersonField::Who(who) => {
                    let schema = who.schema.as_ref();
                    let prose = if schema.is_some_and(Schema::is_person) { Prose::PersonOrPlace } else { Prose::Name };
                    let own = if Schema::may_be_person(schema) { ColumnOf::Person } else { ColumnOf::Org };
                    let columns = std::iter::once(own).chain(column);
                    number =
                        self.add_standing(at, &who.name, who.entity.as_deref(), |_| Some(prose), columns, standing);
                }
                // It may be an office: "a State Department official".
                PersonField::NamedAs(name) => {
                    self.add_name(at, name, None, |_| Some(Prose::Name), named_as);
                }
                PersonField::Role(role) => {
                    self.add_name(at, role, None, |_| Some(Prose::Sentences), None);
                }
                PersonField::Body(body) => {
                    self.add_name(at, &body.name, body.entity.as_deref(), |_| Some(Prose::Name), Some(ColumnOf::Org));
                }
            }
        }
        self.add_ids(at, &participant.articles, ColumnOf::Cites);
        number
    }

    /// Adds for which country somebody acts whose name has this number, if it has one. Names are folded when the column is
    /// read: there are far fewer of them than participants.
    fn add_acts_for<T: Str, W: Str>(&mut self, participant: &Participant<T, W>, name: Option<u32>) {
        let Some(country) = &participant.country else { return };
        let who = &participant.who;
        let number = match name.map(|name| name as usize) {
            Some(at) => {
                if at >= self.acting_names.len() {
                    self.acting_names.resize(at + 1, UNKNOWN);
                }
                if self.acting_names[at] == UNKNOWN {
                    self.acting_names[at] = self.acting.number(who.name.main().unwrap_or_default());
                }
                self.acting_names[at]
            }
            None => match who.entity.as_deref() {
                Some(id) => self.acting.number(&id_key(id)),
                None => self.acting.number(who.name.main().unwrap_or_default()),
            },
        };
        if self.acting.is_new(number, country.code()) {
            let key = format!("{}\n{}", self.acting.names.strings().get(number as usize), country.code());
            self.column(ColumnOf::ActsFor).number(&key, country.code());
        }
    }

    /// Adds the words of a text that comes once.
    fn add_words<T: Str>(&mut self, at: u32, text: &Text<T>, parts: u8) {
        text.versions().for_each(|(_, words)| self.words.add_text(at, words, parts, Prose::Sentences));
    }

    /// Adds a name: its words, where they count as text, and to a column as one value. All its versions are kept there, a
    /// line each: the first is shown, each can be searched.
    fn add_name<T: Str>(
        &mut self,
        at: u32,
        name: &Text<T>,
        entity: Option<&str>,
        prose: impl Fn(&str) -> Option<Prose>,
        column: Option<ColumnOf>,
    ) {
        self.add_standing(at, name, entity, prose, column, standing::NAMED);
    }

    /// The same of a name that stands in the event as [`standing`] says. A name in one version has a number.
    fn add_standing<T: Str>(
        &mut self,
        at: u32,
        name: &Text<T>,
        entity: Option<&str>,
        prose: impl Fn(&str) -> Option<Prose>,
        columns: impl IntoIterator<Item = ColumnOf>,
        standing: u8,
    ) -> Option<u32> {
        let mut only = None;
        for (count, (_, version)) in name.versions().enumerate() {
            let number = self.names.number(version).0;
            only = (count == 0 && entity.is_none()).then_some((number, version));
            if let Some(prose) = prose(version) {
                self.words.add_name(at, number, version, part::OWN, prose);
            }
        }
        if let Some((number, version)) = only {
            for column in columns {
                self.column(column).add_name(at, number, version, standing);
            }
            return Some(number);
        }
        let mut columns = columns.into_iter().peekable();
        if columns.peek().is_some()
            && let Some(key) = value_key(name, entity)
        {
            let lines = lines_of(name);
            for column in columns {
                self.column(column).add_standing(at, &key, &lines, standing);
            }
        }
        None
    }

    /// Adds a word of a list, such as a kind or a language.
    fn add_word(&mut self, at: u32, word: Option<&str>, prose: Option<Prose>, column: ColumnOf) {
        let Some(word) = word else { return };
        let number = self.names.number(word).0;
        if let Some(prose) = prose {
            self.words.add_name(at, number, word, part::OWN, prose);
        }
        self.column(column).add_name(at, number, word, standing::NAMED);
    }

    fn add_ids<W: Str>(&mut self, at: u32, ids: &[W], column: ColumnOf) {
        for id in ids {
            self.column(column).add(at, id, id);
        }
    }

    fn column(&mut self, field: ColumnOf) -> &mut ColumnBuilder {
        &mut self.columns[field as usize]
    }

    /// The finished index, and the articles written inside events. The builder is empty then but for what it remembers of
    /// `ActsFor`, and keeps its memory for the next segment.
    pub fn finish(&mut self) -> (RecordIndex, InlineArticles) {
        let index = RecordIndex {
            words: self.words.finish(),
            article_words: self.article_words.finish(),
            columns: self.columns.each_mut().map(ColumnBuilder::finish),
        };
        self.names.clear();
        self.acting_names.clear();
        let heads = std::mem::take(&mut self.inline_articles).finish();
        let mut events = std::mem::take(&mut self.inline_events);
        events.shrink();
        (index, InlineArticles { heads, events })
    }
}
