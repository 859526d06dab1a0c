//! The index of one segment: its words, the columns of its fields, and the articles written inside its events.

use super::articles::{ArticleHeads, ArticleHeadsBuilder};
use super::columns::{Column, ColumnBuilder, ColumnOf, ENTITY, FIELDS, lines_of, value_key};
use super::gather::{self, Comes};
use super::store::{Reader, Writer};
use super::words::{WordList, WordListBuilder};
use crate::language::capitals::Prose;
use crate::model::{Article, ArticleLink, Event, Named, Participant, Schema, Text, took_part};
use std::io;
use std::sync::Arc;

/// The index of one segment, or of several that were united.
#[derive(Debug, Default)]
pub struct SegmentIndex {
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
    pub events: Vec<u32>,
}

impl InlineArticles {
    /// Writes the articles.
    pub fn save(&self, writer: &mut Writer<'_>) -> io::Result<()> {
        self.heads.save(writer)?;
        writer.column(&self.events)
    }

    /// Reads `count` articles, written inside events below `bound`.
    pub fn read(reader: &mut Reader<'_>, count: usize, bound: u32) -> Option<InlineArticles> {
        let inline = InlineArticles { heads: ArticleHeads::read(reader, count)?, events: reader.column_of(count)? };
        inline.events.iter().all(|event| *event < bound).then_some(inline)
    }

    /// The articles of several segments as one, one after the other.
    pub fn united(all: &[Arc<InlineArticles>]) -> InlineArticles {
        let heads: Vec<_> = all.iter().map(|inline| &inline.heads).collect();
        let events = all.iter().map(|inline| &*inline.events).collect::<Vec<_>>().concat();
        InlineArticles { heads: ArticleHeads::united(&heads), events }
    }
}

impl SegmentIndex {
    /// The column of a field.
    pub fn column(&self, field: ColumnOf) -> &Column {
        &self.columns[field as usize]
    }

    /// The words of several indexes as one list. Each comes with what is added to the numbers of its events, which must
    /// then be above those of the index before.
    pub fn united_words(indexes: &[(&SegmentIndex, u32)]) -> WordList {
        let words: Vec<_> = indexes.iter().map(|(index, base)| (&index.words, *base)).collect();
        WordList::united(&words)
    }

    /// The words of the article records of several indexes as one list, as [`SegmentIndex::united_words`].
    pub fn united_article_words(indexes: &[(&SegmentIndex, u32)]) -> WordList {
        let words: Vec<_> = indexes.iter().map(|(index, base)| (&index.article_words, *base)).collect();
        WordList::united(&words)
    }

    /// The columns of several indexes as one each, as [`SegmentIndex::united_words`].
    pub fn united_columns(indexes: &[(&SegmentIndex, u32)]) -> Columns {
        std::array::from_fn(|field| {
            let columns: Vec<_> = indexes.iter().map(|(index, base)| (&index.columns[field], *base)).collect();
            Column::united(&columns)
        })
    }

    /// An index of its parts.
    pub fn new(words: WordList, article_words: WordList, columns: Columns) -> SegmentIndex {
        SegmentIndex { words, article_words, columns }
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

    /// Bytes of its postings, by which united indexes are kept below what they can address.
    pub fn size(&self) -> u64 {
        let columns = self.columns.iter().map(Column::size).sum::<u64>();
        self.words.size() + self.article_words.size() + columns
    }
}

/// A segment's index while records are added to it, in the order of their numbers.
#[derive(Default)]
pub struct SegmentIndexBuilder {
    words: WordListBuilder,
    article_words: WordListBuilder,
    inline_articles: ArticleHeadsBuilder,
    inline_events: Vec<u32>,
    columns: [ColumnBuilder; FIELDS],
    /// The newest key of the column `ActsFor`, kept for its memory.
    acts_for: String,
}

impl SegmentIndexBuilder {
    /// Adds event number `at` of the segment.
    pub fn add_event(&mut self, at: u32, event: &Event) {
        gather::event_texts(event, &mut |comes, places, text| match comes {
            Comes::Once => self.words.add_text(at, text, places),
            Comes::Often => self.words.add_name(at, text, places, Prose::Sentences),
            Comes::Name(prose) => self.words.add_name(at, text, places, prose),
        });
        for participant in &event.participants {
            self.add_participant(at, participant);
            if event.countries_filled && participant.country.is_none() {
                self.add_text(at, ColumnOf::CountryOf, &participant.who.name, participant.who.entity.as_deref());
            }
            if took_part(participant.part.as_deref()) {
                self.add_present(at, participant);
            }
        }
        for quote in &event.quotes {
            if let Some(speaker) = &quote.speaker {
                self.add_participant(at, speaker);
                self.add_text(at, ColumnOf::By, &speaker.who.name, speaker.who.entity.as_deref());
                self.add_text(at, ColumnOf::By, &speaker.named_as, None);
                for country in event.countries_of_speaker(speaker) {
                    self.column(ColumnOf::SpokenFor).add(at, country.code(), country.code());
                }
            }
            for id in &quote.articles {
                self.column(ColumnOf::Cites).add(at, id, id);
            }
            self.add_word(at, ColumnOf::Lang, quote.language.as_deref());
            self.add_word(at, ColumnOf::QuoteType, Some(quote.kind.word()));
        }
        for topic in &event.topics {
            self.add_text(at, ColumnOf::Topic, topic, None);
        }
        if let Some(place) = &event.place {
            self.add_text(at, ColumnOf::Place, &place.name, None);
        }
        self.add_word(at, ColumnOf::Kind, event.kind.as_deref());
        let stated = event.date.as_ref().map(|_| "stated");
        self.add_word(at, ColumnOf::Basis, event.date_basis.as_deref().or(stated));
        self.add_word(at, ColumnOf::Confidence, event.confidence.as_deref());
        for id in &event.related {
            self.column(ColumnOf::Related).add(at, id, id);
        }
        for link in &event.articles {
            let ArticleLink::Inline(article) = link else {
                self.column(ColumnOf::Article).add(at, link.id(), link.id());
                continue;
            };
            if let Some(publisher) = &article.publisher {
                self.add_text(at, ColumnOf::Publisher, &publisher.name, None);
            }
            self.add_word(at, ColumnOf::Lang, article.language.as_deref());
            self.inline_articles.push(article);
            self.inline_events.push(at);
        }
    }

    /// Notes that event number `at`, the one added last, has a problem.
    pub fn mark_problem(&mut self, at: u32) {
        self.column(ColumnOf::Has).add(at, "problem", "problem");
    }

    /// Notes how many quotes event number `at`, the one added last, has.
    pub fn recount_quotes(&mut self, at: u32, count: usize) {
        let count = count.to_string();
        self.column(ColumnOf::QuoteCount).add(at, &count, &count);
    }

    /// Adds article record number `at` of the segment.
    pub fn add_article(&mut self, at: u32, article: &Article) {
        gather::article_texts(article, &mut |places, text| self.article_words.add_text(at, text, places));
    }

    /// Adds somebody who took part, and the country they act for.
    fn add_present(&mut self, at: u32, participant: &Participant) {
        let who = &participant.who;
        let field = if Schema::may_be_person(who.schema.as_ref()) { ColumnOf::Present } else { ColumnOf::PresentBody };
        self.add_text(at, field, &who.name, who.entity.as_deref());
        if let Some(country) = &participant.country {
            let mut key = std::mem::take(&mut self.acts_for);
            acts_for_key(&mut key, who, country.code());
            self.column(ColumnOf::ActsFor).add_once(at, &key, country.code());
            self.acts_for = key;
        }
    }

    /// Adds somebody as a person or a body, and the body they act for.
    fn add_participant(&mut self, at: u32, participant: &Participant) {
        let who = &participant.who;
        let field = if Schema::may_be_person(who.schema.as_ref()) { ColumnOf::Person } else { ColumnOf::Org };
        self.add_text(at, field, &who.name, who.entity.as_deref());
        if let Some(body) = &participant.organization {
            self.add_text(at, ColumnOf::Org, &body.name, body.entity.as_deref());
        }
        for id in &participant.articles {
            self.column(ColumnOf::Cites).add(at, id, id);
        }
    }

    /// Adds a name as one value. All its versions are kept, a line each: the first is shown, each can be searched.
    fn add_text(&mut self, at: u32, field: ColumnOf, name: &Text, entity: Option<&str>) {
        let column = self.column(field);
        let mut versions = name.versions().map(|(_, name)| name);
        if let (None, Some(only), None) = (entity, versions.next(), versions.next()) {
            column.add_written(at, only);
        } else if let Some(key) = value_key(name, entity) {
            column.add(at, &key, &lines_of(name));
        }
    }

    fn add_word(&mut self, at: u32, field: ColumnOf, word: Option<&str>) {
        if let Some(word) = word {
            self.column(field).add_written(at, word);
        }
    }

    fn column(&mut self, field: ColumnOf) -> &mut ColumnBuilder {
        &mut self.columns[field as usize]
    }

    /// The finished index, and the articles written inside events. The builder is empty then, and keeps its memory for
    /// the next segment.
    pub fn finish(&mut self) -> (SegmentIndex, InlineArticles) {
        let index = SegmentIndex {
            words: self.words.finish(),
            article_words: self.article_words.finish(),
            columns: self.columns.each_mut().map(ColumnBuilder::finish),
        };
        let heads = std::mem::take(&mut self.inline_articles).finish();
        let mut events = std::mem::take(&mut self.inline_events);
        events.shrink_to_fit();
        (index, InlineArticles { heads, events })
    }
}

/// Names are folded when the column is read: there are far fewer of them than participants.
fn acts_for_key(key: &mut String, who: &Named, code: &str) {
    key.clear();
    if let Some(id) = &who.entity {
        key.push(ENTITY);
        key.push_str(id);
    } else if let Some(name) = who.name.main() {
        key.push_str(name);
    }
    key.push('\n');
    key.push_str(code);
}
