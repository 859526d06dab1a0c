//! The index of one segment: its words, the columns of its fields, and the articles written inside its events.

use super::columns::{Column, ColumnBuilder, FIELDS, Field, name_key, value_key};
use super::gather;
use super::heads::ArticleHeads;
use super::words::{WordList, WordListBuilder};
use crate::model::{Article, ArticleLink, Event, Participant, Schema, Text};
use crate::text::for_each_word;

/// The index of one segment.
#[derive(Debug, Default)]
pub struct SegmentIndex {
    /// The words of its events.
    pub words: WordList,
    /// The words of its article records, by the article's number in the segment.
    pub article_words: WordList,
    /// The articles written inside its events.
    pub inline_articles: ArticleHeads,
    /// The event, by its number in the segment, that each of `inline_articles` is written in.
    pub inline_events: Vec<u32>,
    columns: [Column; FIELDS],
}

impl SegmentIndex {
    /// The column of a field.
    pub fn column(&self, field: Field) -> &Column {
        &self.columns[field as usize]
    }
}

/// A segment's index while records are added to it, in the order of their numbers.
#[derive(Default)]
pub struct SegmentIndexBuilder {
    words: WordListBuilder,
    article_words: WordListBuilder,
    inline_articles: ArticleHeads,
    inline_events: Vec<u32>,
    columns: [ColumnBuilder; FIELDS],
    buffer: String,
}

impl SegmentIndexBuilder {
    /// Adds event number `at` of the segment.
    pub fn add_event(&mut self, at: u32, event: &Event) {
        let (words, buffer) = (&mut self.words, &mut self.buffer);
        gather::event_texts(event, &mut |places, text| {
            for_each_word(text, buffer, |word, _| words.add(word, places));
        });
        words.end_record(at);
        for participant in &event.participants {
            self.add_participant(at, participant);
        }
        for quote in &event.quotes {
            if let Some(speaker) = &quote.speaker {
                self.add_participant(at, speaker);
                self.add_text(at, Field::By, &speaker.who.name, speaker.who.entity.as_deref());
                self.add_text(at, Field::By, &speaker.named_as, None);
            }
            if let Some(id) = &quote.article {
                self.column(Field::Cites).add(at, id, id);
            }
            self.add_word(at, Field::Lang, quote.language.as_deref());
            self.add_word(at, Field::QuoteType, Some(quote.kind.word()));
        }
        for topic in &event.topics {
            self.add_text(at, Field::Topic, topic, None);
        }
        if let Some(place) = &event.place {
            self.add_text(at, Field::Place, &place.name, None);
        }
        self.add_word(at, Field::Kind, event.kind.as_deref());
        let stated = event.date.as_ref().map(|_| "stated");
        self.add_word(at, Field::Basis, event.date_basis.as_deref().or(stated));
        self.add_word(at, Field::Confidence, event.confidence.as_deref());
        for id in &event.related {
            self.column(Field::Related).add(at, id, id);
        }
        for link in &event.articles {
            self.column(Field::Article).add(at, link.id(), link.id());
            if let ArticleLink::Inline(article) = link {
                if let Some(publisher) = &article.publisher {
                    self.add_text(at, Field::Publisher, &publisher.name, None);
                }
                self.add_word(at, Field::Lang, article.language.as_deref());
                self.inline_articles.push(article);
                self.inline_events.push(at);
            }
        }
    }

    /// Notes that event number `at`, the one added last, has a problem.
    pub fn mark_problem(&mut self, at: u32) {
        self.column(Field::Has).add(at, "problem", "problem");
    }

    /// Adds article record number `at` of the segment.
    pub fn add_article(&mut self, at: u32, article: &Article) {
        let (words, buffer) = (&mut self.article_words, &mut self.buffer);
        gather::article_texts(article, &mut |places, text| {
            for_each_word(text, buffer, |word, _| words.add(word, places));
        });
        words.end_record(at);
    }

    /// Adds somebody as a person or a body, and the body they act for.
    fn add_participant(&mut self, at: u32, participant: &Participant) {
        let who = &participant.who;
        let field = if who.schema.as_ref().is_none_or(Schema::is_person) { Field::Person } else { Field::Org };
        self.add_text(at, field, &who.name, who.entity.as_deref());
        if let Some(body) = &participant.organization {
            self.add_text(at, Field::Org, &body.name, body.entity.as_deref());
        }
        for id in &participant.articles {
            self.column(Field::Cites).add(at, id, id);
        }
    }

    /// Adds a name as one value. All its versions are kept, a line each: the first is shown, each can be searched.
    fn add_text(&mut self, at: u32, field: Field, name: &Text, entity: Option<&str>) {
        let column = self.column(field);
        let mut versions = name.versions().map(|(_, name)| name);
        if let (None, Some(only), None) = (entity, versions.next(), versions.next()) {
            if !only.is_empty() {
                column.add_written(at, only, name_key);
            }
        } else if let Some(key) = value_key(name, entity) {
            column.add(at, &key, &name.versions().map(|(_, name)| name).collect::<Vec<_>>().join("\n"));
        }
    }

    fn add_word(&mut self, at: u32, field: Field, word: Option<&str>) {
        if let Some(word) = word.filter(|word| !word.is_empty()) {
            self.column(field).add(at, &name_key(word), word);
        }
    }

    fn column(&mut self, field: Field) -> &mut ColumnBuilder {
        &mut self.columns[field as usize]
    }

    /// The finished index.
    pub fn finish(self) -> SegmentIndex {
        SegmentIndex {
            words: self.words.finish(),
            article_words: self.article_words.finish(),
            inline_articles: self.inline_articles,
            inline_events: self.inline_events,
            columns: self.columns.map(ColumnBuilder::finish),
        }
    }
}
