//! Whether one record is what a query asks for: the plain truth that the index must agree with.
//!
//! An event's text is what `model::texts` lists, with the names and aliases of its entities, and the texts of its
//! articles; what a field asks about is listed in [`EventText::field_texts`]. A word may stand in any of the texts, a
//! phrase in one, and the words of a name in one name. How a word of a query finds a word of a text is `super::matcher`'s
//! business alone. Nothing here reads a dataset or an index: records come from the caller. So it is not known here which
//! quoted values are whole names of the data; see `query::names`.

use std::ops::Range;

use super::aliases::Scope;
use super::ast::{DateSpan, Expr, Field, Part, Presence, Query, Value, single_spaced};
use super::compounds::compounds;
use super::matcher::Matcher;
use super::spellings::Spellings;
use crate::language;
use crate::language::name_key;
use crate::language::romanise;
use crate::model::country::Group;
use crate::model::texts::{self, PersonField, QuoteField};
use crate::model::{Article, ArticleLink, Entity, Event, Named, Participant, Quote, Schema, Text, WrittenDate};

/// What a text is part of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Where {
    /// A field of an event that is none of the others.
    Text,
    /// The name of a person or body.
    Name,
    /// An alias of a body that the record does not print: no text unless the query covers all of it.
    Alias,
    /// The name of somebody who speaks in a quote.
    Speaker,
    /// The words of a quote or their translation.
    Quote,
    /// A topic.
    Topic,
    /// The name of a place.
    Place,
    /// The name of a publisher; fields ask for it, words do not.
    Publisher,
    /// The headline or body of an article.
    Article,
}

/// What the user and the checks say of a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Marks {
    /// It is bookmarked.
    pub bookmark: bool,
    /// It has a note.
    pub note: bool,
    /// It has a problem.
    pub problem: bool,
}

/// An event with the records that belong to its text.
#[derive(Clone, Copy, Debug)]
pub struct EventText<'a> {
    /// The event.
    pub event: &'a Event,
    /// The entities that it names, in any order; others do no harm.
    pub entities: &'a [&'a Entity],
    /// The articles that report it.
    pub articles: &'a [&'a Article],
    /// Bookmark, note, problem.
    pub marks: Marks,
}

/// Whether a query selects an event.
///
/// `spellings` are those of the query in all data, here and below.
pub fn event_matches(query: &Query, spellings: &Spellings, event: &EventText<'_>) -> bool {
    let subject = Subject {
        spellings,
        texts: event.texts(),
        field_texts: &|field| event.field_texts(field),
        date: event.event.date.as_ref(),
        decided: &|_, _| None,
        is_literal: query.is_literal(),
    };
    subject.satisfies(query)
}

/// Whether a quote of a selected event satisfies the query by itself: words, `by:`, `said:` and `lang:` must hold for
/// this quote. The parts that ask for other fields or dates hold for its event, else it would not be selected.
pub fn quote_matches(query: &Query, spellings: &Spellings, event: &EventText<'_>, quote: &Quote) -> bool {
    let texts = event.texts_of_quote(quote);
    let subject = Subject {
        spellings,
        field_texts: &|field| match field {
            Field::By => event.speaker_names(quote),
            Field::Said => words_of_quote(quote).collect(),
            Field::Lang => event.language_of_quote(quote).into_iter().collect(),
            _ => event.field_texts(field),
        },
        texts: texts.clone(),
        date: event.event.date.as_ref(),
        decided: &|_, _| None,
        is_literal: query.is_literal(),
    };
    let is_of_quotes = |part: &&Part| match part {
        Part::Values(values) => matches!(values.field, Field::By | Field::Said | Field::Lang),
        Part::Dates(_) => false,
        Part::Literal | Part::Search(_) => true,
    };
    query.parts.iter().filter(is_of_quotes).all(|part| subject.satisfies_part(part))
}

/// Whether an article that reports no event is selected by itself. Its date and basis are those of its publication;
/// its summary counts as its text. A value in quotes that is the whole name of a publisher of the data, as `is_publisher`
/// knows, means that one only.
pub fn article_matches(
    query: &Query,
    spellings: &Spellings,
    article: &Article,
    marks: Marks,
    is_publisher: &dyn Fn(&str) -> bool,
) -> bool {
    let no_event = Event::default();
    let alone = EventText { event: &no_event, entities: &[], articles: &[article], marks };
    let mut texts = alone.texts();
    push_versions(&mut texts, Where::Article, &article.summary);
    let subject = Subject {
        spellings,
        texts,
        field_texts: &|field| match field {
            Field::Basis => basis(article.date_published.as_ref(), article.date_basis.as_deref()).into_iter().collect(),
            Field::Id => vec![article.id.as_str()],
            _ => alone.field_texts(field),
        },
        date: article.date_published.as_ref(),
        decided: &|field, value| {
            let is_whole = field == Field::Publisher && value.exact && is_publisher(&value.text);
            let name = article.publisher.as_ref().and_then(|publisher| publisher.name.main()).unwrap_or_default();
            is_whole.then(|| name_key(name) == name_key(&value.text))
        },
        is_literal: query.is_literal(),
    };
    subject.satisfies(query)
}

impl<'a> EventText<'a> {
    /// Every text in which words and phrases are searched, and what it is part of.
    pub fn texts(&self) -> Vec<(Where, &'a str)> {
        let mut texts = Vec::new();
        for text in self.event.texts() {
            match text {
                texts::EventField::Prose(text) => push_versions(&mut texts, Where::Text, text),
                texts::EventField::Kind(kind) => texts.push((Where::Text, kind)),
                texts::EventField::Topic(topic) => push_versions(&mut texts, Where::Topic, topic),
                texts::EventField::Place(name) => push_versions(&mut texts, Where::Place, name),
                texts::EventField::Participant(who) => self.push_person(&mut texts, Where::Name, who),
                texts::EventField::Quote(quote) => texts.extend(self.texts_of_quote(quote)),
            }
        }
        for text in self.articles.iter().flat_map(|article| article.texts()) {
            push_versions(&mut texts, Where::Article, text);
        }
        texts
    }

    /// Every text of one quote of the event: its speaker, cue, words and translations.
    pub fn texts_of_quote(&self, quote: &'a Quote) -> Vec<(Where, &'a str)> {
        let mut texts = Vec::new();
        for text in quote.texts() {
            match text {
                QuoteField::Speaker(speaker) => self.push_person(&mut texts, Where::Speaker, speaker),
                QuoteField::Said(words) => push_versions(&mut texts, Where::Quote, words),
                QuoteField::Cue(cue) => push_versions(&mut texts, Where::Text, cue),
            }
        }
        texts
    }

    /// The texts that `field:` asks about: names, words, tags, codes. A value must match one of them; see
    /// [`value_matches`].
    ///
    /// Persons and bodies are those that take part, are mentioned, act or speak; a name of which the data does not say
    /// what it is counts as a person's.
    pub fn field_texts(&self, field: Field) -> Vec<&'a str> {
        let event = self.event;
        let articles = self.articles.iter();
        match field {
            Field::Country => event.countries.iter().map(|country| country.country.code()).collect(),
            Field::Person => self.names(|named, acts_for| self.is_person(named, acts_for)),
            Field::Org => self.names(|named, acts_for| !self.is_person(named, acts_for)),
            Field::By => event.quotes.iter().flat_map(|quote| self.speaker_names(quote)).collect(),
            Field::Said => event.quotes.iter().flat_map(words_of_quote).collect(),
            Field::Topic => event.topics.iter().flat_map(versions).collect(),
            Field::Kind => event.kind.as_deref().into_iter().collect(),
            Field::Publisher => {
                articles.filter_map(|article| article.publisher.as_ref()).flat_map(|by| versions(&by.name)).collect()
            }
            Field::Lang => {
                let of_quotes = event.quotes.iter().filter_map(|quote| quote.language.as_deref());
                articles.filter_map(|article| article.language.as_deref()).chain(of_quotes).collect()
            }
            Field::Place => event.place.iter().flat_map(|place| versions(&place.name)).collect(),
            Field::Id => {
                let of_articles = event.articles.iter().map(ArticleLink::id);
                [event.id.as_str()].into_iter().chain(of_articles).collect()
            }
            Field::Basis => basis(event.date.as_ref(), event.date_basis.as_deref()).into_iter().collect(),
            Field::Confidence => event.confidence.as_deref().into_iter().collect(),
            Field::Has => Presence::ALL.into_iter().filter(|what| self.has(*what)).map(Presence::word).collect(),
        }
    }

    /// Whether the event has it.
    fn has(&self, what: Presence) -> bool {
        match what {
            Presence::Quotes => !self.event.quotes.is_empty(),
            Presence::Bookmark => self.marks.bookmark,
            Presence::Note => self.marks.note,
            Presence::Problem => self.marks.problem,
        }
    }

    /// The tag of a quote, else of the article that has it.
    fn language_of_quote(&self, quote: &'a Quote) -> Option<&'a str> {
        let of_article = || {
            let of = |id: &String| self.articles.iter().find(|article| article.id == *id)?.language.as_deref();
            quote.articles.iter().find_map(of)
        };
        quote.language.as_deref().or_else(of_article)
    }

    fn push_person(&self, texts: &mut Vec<(Where, &'a str)>, names: Where, person: &'a Participant) {
        for text in person.texts() {
            match text {
                PersonField::Who(who) => self.push_names(texts, names, who),
                PersonField::NamedAs(name) => push_versions(texts, names, name),
                PersonField::Role(role) => push_versions(texts, Where::Text, role),
                PersonField::Body(body) => self.push_names(texts, Where::Name, body),
            }
        }
    }

    fn push_names(&self, texts: &mut Vec<(Where, &'a str)>, names: Where, who: &'a Named) {
        push_versions(texts, names, &who.name);
        if let Some(entity) = self.entity(who) {
            push_versions(texts, names, &entity.name);
            let aliases = if entity.is_person() { names } else { Where::Alias };
            texts.extend(entity.alias.iter().map(|alias| (aliases, alias.as_str())));
        }
    }

    /// The names of who says a quote.
    fn speaker_names(&self, quote: &'a Quote) -> Vec<&'a str> {
        let of = |speaker: &'a Participant| self.names_of(&speaker.who).into_iter().chain(versions(&speaker.named_as));
        quote.speaker.iter().flat_map(of).collect()
    }

    /// The names of those for whom `wanted` holds; it is told whether a body is one that somebody acts for.
    fn names(&self, wanted: impl Fn(&Named, bool) -> bool) -> Vec<&'a str> {
        let speakers = self.event.quotes.iter().filter_map(|quote| quote.speaker.as_ref());
        let everyone = self.event.participants.iter().chain(speakers);
        let named = everyone.flat_map(|participant| {
            [Some((&participant.who, false)), participant.organization.as_ref().map(|body| (body, true))]
        });
        let wanted = named.flatten().filter(|(named, acts_for)| wanted(named, *acts_for));
        wanted.flat_map(|(named, _)| self.names_of(named)).collect()
    }

    /// The name as printed, and the names and aliases of the entity that is meant.
    fn names_of(&self, who: &'a Named) -> Vec<&'a str> {
        let mut names: Vec<&str> = versions(&who.name).collect();
        if let Some(entity) = self.entity(who) {
            names.extend(versions(&entity.name));
            names.extend(entity.alias.iter().map(String::as_str));
        }
        names
    }

    fn entity(&self, named: &Named) -> Option<&'a Entity> {
        let id = named.entity.as_deref()?;
        self.entities.iter().find(|entity| entity.id == id).copied()
    }

    /// What the record or the entity says; a body that somebody acts for is no person unless they say so.
    fn is_person(&self, named: &Named, is_body: bool) -> bool {
        named.schema_with(self.entity(named)).map_or(!is_body, Schema::is_person)
    }
}

fn words_of_quote(quote: &Quote) -> impl Iterator<Item = &str> {
    versions(&quote.text).chain(versions(&quote.translation))
}

fn versions(text: &Text) -> impl Iterator<Item = &str> {
    text.versions().map(|(_, version)| version)
}

fn push_versions<'a>(texts: &mut Vec<(Where, &'a str)>, place: Where, text: &'a Text) {
    texts.extend(versions(text).map(|version| (place, version)));
}

/// Where a date comes from: of a date without a word for it, the record itself.
fn basis<'a>(date: Option<&WrittenDate>, written: Option<&'a str>) -> Option<&'a str> {
    written.or(date.map(|_| "stated"))
}

/// Whether a text of a field ([`EventText::field_texts`]) is what a value asks for.
///
/// Countries match by code or group, languages by the beginning of the tag up to a hyphen, words of a list whole. Of
/// other texts every word of the value must be found in this one; of an exact value as a whole word. An exact value of
/// `said:` is a phrase.
///
/// Under `literal:on` no other forms and spellings are found.
pub fn value_matches(field: Field, value: &Value, text: &str, is_literal: bool, spellings: &Spellings) -> bool {
    match field {
        Field::Country => {
            let group = Group::from_code(&value.text).filter(|_| !value.exact);
            group.map_or(value.text == text, |group| group.members().contains(&text))
        }
        Field::Lang => {
            let (tag, wanted) = (language::fold(text), language::fold(&value.text));
            tag.strip_prefix(&wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        }
        Field::Kind | Field::Id | Field::Basis | Field::Confidence | Field::Has => {
            language::fold(text) == language::fold(&value.text)
        }
        Field::Said if value.exact => !phrase_ranges(text, &value.text).is_empty(),
        Field::Person | Field::Org | Field::By | Field::Said | Field::Topic | Field::Publisher | Field::Place => {
            let is_found = |folded: &str| {
                if value.exact {
                    language::words(text).any(|word| word.folded == folded)
                } else {
                    let is_name = |word: &str| {
                        // The names of publishers are in no list of words; each word of one is a name.
                        field == Field::Publisher
                            && !is_literal
                            && romanise::is_searchable(folded)
                            && romanise::same_name(folded, word)
                    };
                    Matcher::of_query(folded, is_literal, spellings).finds_in(text)
                        || language::words(text).any(|word| is_name(&word.folded))
                }
            };
            let words = compounds(&value.text);
            !words.is_empty() && words.iter().all(|compound| compound.holds(is_found))
        }
    }
}

/// The byte ranges of a text that are a phrase: literal text, case and the like folded, any white space for a space, and
/// an abbreviation with its full stops or without them. It begins where a word begins and ends where one ends, or within
/// one where a `*` leaves it open; in a run of a script without spaces it stands anywhere.
pub(super) fn phrase_ranges(text: &str, phrase: &str) -> Vec<Range<usize>> {
    let (phrase, is_open) = phrase.strip_suffix('*').map_or((phrase, false), |phrase| (phrase, true));
    // The last dot of `akorda.kz.` says no more than the first.
    let phrase = phrase.strip_suffix('.').filter(|phrase| is_dotted(phrase)).unwrap_or(phrase);
    let mut spaced = String::with_capacity(text.len());
    // For each byte of `spaced`, and for its end, the byte of `text` it came from.
    let mut origins = Vec::with_capacity(text.len() + 1);
    let mut silent = language::silent_stops(text).into_iter().peekable();
    for (at, c) in text.char_indices() {
        if silent.next_if_eq(&at).is_some() {
            continue;
        }
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !spaced.ends_with(' ') {
            spaced.push(c);
            origins.resize(spaced.len(), at);
        }
    }
    origins.push(text.len());
    let is_of_word = |c: char| c.is_alphanumeric() && !language::fold::is_ideograph(c);
    let is_between = |at: usize| !(spaced[at..].starts_with(is_of_word) && spaced[..at].ends_with(is_of_word));
    language::find(&spaced, &language::fold(&without_stops(&single_spaced(phrase))))
        .into_iter()
        .filter(|hit| is_between(hit.start) && (is_open || is_between(hit.end)))
        .map(|hit| origins[hit.start]..origins[hit.end])
        .collect()
}

/// A phrase without the full stops that say nothing.
fn without_stops(phrase: &str) -> String {
    let mut silent = language::silent_stops(phrase).into_iter().peekable();
    phrase.char_indices().filter(|(at, _)| silent.next_if_eq(at).is_none()).map(|(_, c)| c).collect()
}

/// Whether a text ends in a word with a dot in it.
fn is_dotted(text: &str) -> bool {
    text.rsplit(' ').next().is_some_and(|word| word.contains('.'))
}

/// Whether a phrase is in a text of a record; of an alias that it does not print it must be all.
pub(super) fn has_phrase(place: Where, text: &str, phrase: &str) -> bool {
    let ranges = phrase_ranges(text, phrase);
    let is_all = |range: &Range<usize>| {
        let is_beside = |part: &str| language::words(part).next().is_none();
        is_beside(&text[..range.start]) && is_beside(&text[range.end..])
    };
    if place == Where::Alias { ranges.iter().any(is_all) } else { !ranges.is_empty() }
}

/// What a query is asked about: an event, a quote or an article.
struct Subject<'a, 'f> {
    spellings: &'f Spellings,
    texts: Vec<(Where, &'a str)>,
    field_texts: &'f dyn Fn(Field) -> Vec<&'a str>,
    date: Option<&'a WrittenDate>,
    /// Whether it has a value whose meaning is not in its texts; `None` for those that its texts decide.
    decided: &'f dyn Fn(Field, &Value) -> Option<bool>,
    is_literal: bool,
}

impl Subject<'_, '_> {
    fn satisfies(&self, query: &Query) -> bool {
        query.parts.iter().all(|part| self.satisfies_part(part))
    }

    fn satisfies_part(&self, part: &Part) -> bool {
        match part {
            Part::Literal => true,
            Part::Values(values) => self.has_any(values.field, &values.values) != values.negated,
            Part::Dates(dates) => self.is_within(&dates.span) != dates.negated,
            Part::Search(expr) => self.holds(expr, &Scope::new(expr, self.is_literal, self.spellings)),
        }
    }

    fn holds(&self, expr: &Expr, scope: &Scope<'_>) -> bool {
        match expr {
            Expr::Near(word) if !self.is_literal => {
                self.has_words(word, scope, |folded| Matcher::near(folded, self.spellings))
            }
            Expr::Word(word) | Expr::Near(word) => {
                self.has_words(word, scope, |folded| Matcher::of_query(folded, self.is_literal, self.spellings))
            }
            Expr::Phrase(phrase) => self.texts.iter().any(|(place, text)| has_phrase(*place, text, phrase)),
            Expr::Field(field, values) => self.has_any(*field, values),
            Expr::Dates(span) => self.is_within(span),
            Expr::And(exprs) => exprs.iter().all(|expr| self.holds(expr, scope)),
            Expr::Or(exprs) => exprs.iter().any(|expr| self.holds(expr, scope)),
            Expr::Not(expr) => !self.holds(expr, &scope.within(expr)),
        }
    }

    fn has_words(&self, word: &str, scope: &Scope<'_>, matcher: impl Fn(String) -> Matcher) -> bool {
        let is_found = |folded: &str| {
            let matcher = matcher(folded.to_owned());
            let is_text = |place: Where, text: &str| place != Where::Alias || scope.covers(text);
            self.texts.iter().any(|(place, text)| matcher.finds_in(text) && is_text(*place, text))
        };
        compounds(word).iter().all(|compound| compound.holds(is_found))
    }

    fn has_any(&self, field: Field, values: &[Value]) -> bool {
        let texts = (self.field_texts)(field);
        let by_text =
            |value| texts.iter().any(|text| value_matches(field, value, text, self.is_literal, self.spellings));
        values.iter().any(|value| (self.decided)(field, value).unwrap_or_else(|| by_text(value)))
    }

    fn is_within(&self, span: &DateSpan) -> bool {
        let date = self.date.and_then(|written| written.date);
        match (span, date) {
            (DateSpan::Undated, date) => date.is_none(),
            (DateSpan::Within { range, .. }, Some(date)) => range.contains_any(date.first(), date.last()),
            (DateSpan::Within { .. }, None) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Country, Date, EventCountry, Place, Publisher, WrittenCountry};
    use crate::query::Reason;

    fn text(en: &str, ru: &str) -> Text {
        Text::from_versions([(Some("en"), en), (Some("ru"), ru)])
    }

    fn date(written: &str) -> WrittenDate {
        WrittenDate { text: written.to_owned(), date: Date::parse(written).ok() }
    }

    fn country(code: &str) -> EventCountry {
        let country = WrittenCountry { text: code.into(), country: Country::from_code(code) };
        EventCountry { country, part: None }
    }

    fn named(entity: &str) -> Named {
        Named { entity: Some(entity.to_owned()), ..Named::default() }
    }

    fn rubio() -> Entity {
        Entity {
            id: "rubio".to_owned(),
            schema: Some(Schema::Person),
            name: text("Marco Rubio", "Марко Рубио"),
            alias: vec!["Little Marco".to_owned()],
            ..Entity::default()
        }
    }

    fn state_department() -> Entity {
        Entity {
            id: "us-state".to_owned(),
            schema: Some(Schema::PublicBody),
            name: text("US Department of State", "Государственный департамент США"),
            alias: vec!["Госдеп".to_owned()],
            ..Entity::default()
        }
    }

    fn article() -> Article {
        Article {
            id: "a1".to_owned(),
            headline: Text::plain("Казахмыc на саммите"),
            publisher: Some(Publisher { name: Text::plain("Orda.kz"), country: None }),
            language: Some("ru-KZ".to_owned()),
            date_published: Some(date("2026-02-07")),
            body: Text::plain("Тело статьи о вольфраме."),
            summary: Text::plain("пересказ"),
            ..Article::default()
        }
    }

    fn event() -> Event {
        let speaker = |entity: &str| Participant { who: named(entity), ..Participant::default() };
        Event {
            id: "2026-02-04-ministerial".to_owned(),
            label: text("Critical Minerals Ministerial", "Министерская встреча по критическим минералам"),
            kind: Some("ministerial".to_owned()),
            date: Some(date("2026-02")),
            place: Some(Place { name: text("Washington", "Вашингтон"), country: None, position: None }),
            countries: vec![country("US"), country("KZ"), country("MN")],
            participants: vec![
                Participant {
                    who: named("rubio"),
                    role: text("Secretary of State", "госсекретарь"),
                    organization: Some(named("us-state")),
                    ..Participant::default()
                },
                Participant {
                    who: Named { name: Text::plain("Батцэцэг Батмөнх"), ..Named::default() },
                    organization: Some(Named { name: Text::plain("МИД Монголии"), ..Named::default() }),
                    ..Participant::default()
                },
            ],
            topics: vec![text("rare earths", "редкие земли")],
            summary: Text::plain("Fifty-five delegations met."),
            articles: vec![ArticleLink::Id("a1".to_owned())],
            confidence: Some("high".to_owned()),
            quotes: vec![
                Quote {
                    speaker: Some(speaker("us-state")),
                    text: Text::plain("Мы будем  работать вместе"),
                    language: Some("ru".to_owned()),
                    articles: vec!["a1".to_owned()],
                    ..Quote::default()
                },
                Quote {
                    speaker: Some(speaker("rubio")),
                    text: Text::plain("We will mine lithium"),
                    translation: text("", "Мы будем добывать литий"),
                    articles: vec!["a1".to_owned()],
                    ..Quote::default()
                },
            ],
            ..Event::default()
        }
    }

    #[track_caller]
    fn assert_events(queries: &[&str], is_selected: bool) {
        let (event, rubio, state, article) = (event(), rubio(), state_department(), article());
        let marks = Marks { note: true, ..Marks::default() };
        let event = EventText { event: &event, entities: &[&rubio, &state], articles: &[&article], marks };
        for text in queries {
            let query = Query::parse(text).unwrap();
            assert_eq!(event_matches(&query, &Spellings::default(), &event), is_selected, "{text}");
        }
    }

    #[test]
    fn words_are_found_in_all_of_an_events_text() {
        assert_events(
            &[
                "",
                "ministerial",
                "МИНЕРАЛ",
                "вашингтон",
                "госсекретарь",
                "rubio little",
                "госдеп",
                "батцэцэг",
                "земли",
                "казахмыс",
                "вольфраме",
                "lithium добывать",
                "fifty",
                "five",
                "delegations-met",
                "\"delegations MET\"",
                "\"будем работать\"",
                "\"будем работ*\"",
                "\"five delegations\"",
                "nothing OR rubio",
                "rubio -nothing",
                "-(rubio nothing)",
                "~ministrial",
                "~rubbio",
            ],
            true,
        );
        assert_events(
            &[
                "nothing",
                "inisterial",
                "\"met delegations\"",
                "\"удем работать\"",
                "\"будем работ\"",
                "rubio nothing",
                "-rubio",
                "orda",
                "пересказ",
                "~rub1",
                "literal:on ~rubbio",
            ],
            false,
        );
    }

    #[test]
    fn fields_ask_for_their_own_texts() {
        assert_events(
            &[
                "country:KZ",
                "country:C5",
                "country:KZ country:MN",
                "country:CN,MN",
                "-country:CN",
                "person:rubio",
                "person:батцэцэг",
                "person:\"rubio marco\"",
                "person:\"Little Marco\"",
                "org:госдеп",
                "org:мид",
                "org:\"state department\"",
                "by:госдеп by:rubio",
                "said:lithium",
                "said:литий",
                "said:\"we will\"",
                "topic:rare",
                "kind:Ministerial",
                "publisher:orda",
                "lang:ru",
                "lang:ru-kz",
                "place:вашингтон",
                "id:2026-02-04-ministerial",
                "id:a1",
                "basis:stated",
                "confidence:high",
                "has:quotes",
                "has:bookmark,note",
                "date:2026",
                "date:2026-02-10..",
                "-date:2025",
                "-date:none",
                "country:CN OR date:2026",
            ],
            true,
        );
        assert_events(
            &[
                "country:CN",
                "country:G7 country:CN",
                "-country:MN",
                "person:госдеп",
                "person:\"marco батцэцэг\"",
                "person:\"rub\"",
                "org:rubio",
                "org:батцэцэг",
                "person:мид",
                "by:батцэцэг",
                "said:вместе said:ministerial",
                "said:\"will we\"",
                "kind:minister",
                "lang:rus",
                "lang:en",
                "id:2026",
                "basis:inferred",
                "has:bookmark",
                "date:2025",
                "date:none",
                "-date:2026",
            ],
            false,
        );
    }

    #[test]
    fn one_quote_must_satisfy_words_speaker_and_language() {
        let (event, rubio, state, article) = (event(), rubio(), state_department(), article());
        let marks = Marks::default();
        let event = EventText { event: &event, entities: &[&rubio, &state], articles: &[&article], marks };
        for (text, satisfied) in [
            ("", [true, true]),
            ("мы будем", [true, true]),
            ("lithium", [false, true]),
            ("by:rubio", [false, true]),
            ("by:госдеп said:lithium", [false, false]),
            ("rubio", [false, true]),
            ("ministerial", [false, false]),
            ("lang:ru", [true, true]),
            ("lang:ru-KZ", [false, true]),
            ("country:KZ date:2026 said:вместе", [true, false]),
            ("-by:rubio", [true, false]),
        ] {
            let query = Query::parse(text).unwrap();
            let quotes: Vec<bool> = event
                .event
                .quotes
                .iter()
                .map(|quote| quote_matches(&query, &Spellings::default(), &event, quote))
                .collect();
            assert_eq!(quotes, satisfied, "{text}");
        }
    }

    #[test]
    fn an_article_without_an_event_is_selected_by_itself() {
        let article = article();
        for (text, is_selected) in [
            ("саммите", true),
            ("вольфраме пересказ", true),
            ("date:2026-02", true),
            ("basis:stated publisher:orda lang:ru id:a1", true),
            ("date:2025", false),
            ("country:KZ", false),
            ("-country:KZ", true),
            ("has:quotes", false),
        ] {
            let query = Query::parse(text).unwrap();
            assert_eq!(
                article_matches(&query, &Spellings::default(), &article, Marks::default(), &|_| false),
                is_selected,
                "{text}"
            );
        }
    }

    #[test]
    fn undated_records_are_the_complement_of_dated_ones() {
        let undated = Event { date: Some(date("soon")), ..Event::default() };
        let undated = EventText { event: &undated, entities: &[], articles: &[], marks: Marks::default() };
        for (text, is_selected) in
            [("date:none", true), ("date:../..", false), ("-date:2024", true), ("basis:stated", true)]
        {
            assert_eq!(
                event_matches(&Query::parse(text).unwrap(), &Spellings::default(), &undated),
                is_selected,
                "{text}"
            );
        }
    }

    #[test]
    fn a_word_is_found_for_the_surest_reason() {
        assert_eq!(Matcher::near("токаев", &Spellings::default()).matches("тоакев"), Some(Reason::Near));
        assert_eq!(Matcher::near("xi", &Spellings::default()).matches("si"), None);
        assert_eq!(Matcher::of("ток").matches("токаев"), Some(Reason::Beginning));
        assert_eq!(Matcher::of("токаев").matches("токаев"), Some(Reason::Literal));
    }
}
