//! What the fields of a record mean: from the objects as written to the records of the model.
//!
//! Every string is sanitised here, once. What is unusual is noted with a JSON pointer and kept. Where the record
//! stands in its file is not known here.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::fault::{Fault, Keep, push_name, quoted, sound};
use super::ids::{carried_id, entity_id};
use super::raw::{
    List, LongText, Names, Object as _, RawAbout, RawArticle, RawAuthor, RawCountry, RawDate, RawDegrees, RawEntity,
    RawEvent, RawId, RawNamed, RawParticipant, RawPlace, RawPublisher, RawQuote, RawSelector, RawText, Str, Unknown,
};
use super::rules::{
    CONFIDENCES, DATE_BASES, KINDS, KnownCountries, Lines, PARTS, QUOTE_TYPES, SCHEMAS, country_as_written,
    country_of_name, country_of_place, fill_countries, first_line, is_blank, is_publisher, is_web, link_of_id, listed,
    own_article, read_as_country, read_as_date, time_until, unlisted,
};
use crate::catalogue::{Finding, Remedy};
use crate::language::mistakes::Mistyped;
use crate::load::dates;
use crate::model::article_id::article_id;
use crate::model::{
    About, Article, ArticleLink, Country, Date, Entity, Event, EventCountry, Named, Participant, Place, Position,
    Publisher, Quote, QuoteType, Schema, Selector, Text, WrittenCountry, WrittenDate, took_part,
};
use crate::problem::Level;
use crate::text::address::has_web_scheme;
use std::cell::RefCell;
use std::collections::HashMap;

/// Why a record is of no use, and what to do.
pub(super) type Unusable = (Finding, Remedy);

#[derive(Clone, Copy)]
enum Step {
    Field(&'static str),
    Item(usize),
}

/// Converts one record and remembers where in it the conversion stands.
pub(super) struct Reader<'f> {
    faults: &'f mut Vec<Fault>,
    path: Vec<Step>,
    /// Set when an unknown field is no sound JSON, which only its text can show.
    pub unsound: bool,
}

impl<'f> Reader<'f> {
    pub fn new(faults: &'f mut Vec<Fault>) -> Reader<'f> {
        Reader { faults, path: Vec::new(), unsound: false }
    }

    pub fn about(&mut self, raw: RawAbout<'_>) -> About {
        self.unknown(raw.unknown);
        About {
            version: raw.oreline,
            title: clean_text(raw.title, Lines::One),
            language: clean_word(raw.language),
            license: clean_word(raw.license),
            generator: clean_word(raw.generator),
        }
    }

    pub fn entity(&mut self, raw: RawEntity<'_>) -> Result<Entity, Unusable> {
        self.unknown(raw.unknown);
        let name = clean_text(raw.name, Lines::One);
        let id = match self.id(raw.id, "id") {
            Some(id) => id,
            None if name.is_empty() => return Err((Finding::EntityEmpty, Remedy::IdAndName)),
            None => {
                self.note("id", Finding::EntityWithoutId, Remedy::AnId);
                entity_id(&name)
            }
        };
        let alias = self
            .list(raw.alias, "alias", |_, Str(text)| Some(Lines::One.clean(&text)).filter(|alias| !is_blank(alias)));
        let schema = self.schema(raw.schema);
        Ok(Entity { id, schema, name, alias, country: self.country(raw.country, "country"), unread: Vec::new() })
    }

    /// An article, and its events: those that it reports, and one of its own when it has countries, people or quotes
    /// (reader rule 1). What stands at the article belongs to the event that it reports, when that is only one.
    /// `whole_id` gives the id of an article without id and address.
    pub fn article(
        &mut self,
        mut raw: RawArticle<'_>,
        whole_id: &dyn Fn() -> String,
    ) -> Result<(Article, Vec<Event>), Unusable> {
        let unknown: Vec<_> = raw.unknown.iter().map(|field| (field.name.clone(), field.json)).collect();
        self.unknown(std::mem::take(&mut raw.unknown));
        let mut article = Article {
            headline: clean_text(raw.headline, Lines::One),
            language: clean_word(raw.language),
            author: self.list(raw.author, "author", Reader::author),
            credit: clean_word(raw.credit),
            date_published: self.date(raw.date_published, "datePublished"),
            date_basis: self.listed_word(raw.date_basis, "dateBasis", &DATE_BASES),
            date_note: clean_text(raw.date_note, Lines::Many),
            summary: clean_text(raw.summary, Lines::Many),
            body: clean_text(raw.body.map(|LongText(text)| text), Lines::Many),
            ..Article::default()
        };
        article.publisher = raw.publisher.and_then(|publisher| self.publisher(publisher, "publisher"));
        article.url = clean_word(raw.url);
        if let Some(source) = raw.source.and_then(|source| self.publisher(source, "source")) {
            self.source(source, &mut article);
        }
        if let Some(url) = &article.url
            && !is_web(url)
        {
            let reason = if has_web_scheme(url) { Finding::AddressWithoutHost } else { Finding::AddressOfNoWeb };
            self.note("url", reason, Remedy::WebAddress);
        }
        let is_named = !article.headline.is_empty() || article.url.is_some() || article.publisher.is_some();
        if !is_named && article.body.is_empty() {
            return Err((Finding::ArticleEmpty, Remedy::OneOfFour));
        }
        if let Some(id) = self.id(raw.id, "id") {
            article.id = id;
        } else {
            article.id = article.url.as_deref().map_or_else(whole_id, article_id);
            article.id_filled = true;
        }

        let mut events = self.list(raw.events, "events", Reader::reported_event);
        for (at, event) in events.iter_mut().enumerate() {
            let link = ArticleLink::Id(article.id.clone());
            if !event.articles.contains(&link) {
                event.articles.insert(0, link);
            }
            if event.id_filled {
                event.id = carried_id(event, &format!("{}#{at}", article.id), &[]);
            }
        }
        let mut own = Event {
            date: article.date_published.clone(),
            date_basis: article.date_published.as_ref().map(|_| "published".to_owned()),
            articles: vec![ArticleLink::Id(article.id.clone())],
            id_filled: true,
            ..Event::default()
        };
        self.countries(raw.country, "country", &mut own.countries);
        self.countries(raw.countries, "countries", &mut own.countries);
        own.participants = self.list(raw.participants, "participants", Reader::participant);
        own.participants.append(&mut self.list(raw.persons, "persons", Reader::participant));
        own.participants.append(&mut self.list(raw.actors, "actors", Reader::participant));
        own.quotes = self.list(raw.quotes, "quotes", Reader::quote);
        if !own.countries.is_empty() || !own.participants.is_empty() || !own.quotes.is_empty() {
            match &mut events[..] {
                [only] => add_to_only_event(only, own),
                _ => events.push(event_of_its_own(own, &article, &unknown)),
            }
        }
        for quote in events.iter_mut().flat_map(|event| &mut event.quotes) {
            if quote.articles.is_empty() {
                quote.articles.push(article.id.clone());
            }
        }
        Ok((article, events))
    }

    /// An event that stands in its article.
    fn reported_event(&mut self, raw: RawEvent<'_>) -> Option<Event> {
        match self.event(raw) {
            Ok(event) => Some(event),
            Err((reason, remedy)) => {
                self.here(Level::Warning, reason, remedy, Keep::Value);
                None
            }
        }
    }

    pub fn event(&mut self, mut raw: RawEvent<'_>) -> Result<Event, Unusable> {
        self.unknown(std::mem::take(&mut raw.unknown));
        let is_online = raw.place.as_ref().is_some_and(is_online);
        let mut event = Event {
            label: clean_text(raw.label, Lines::One),
            kind: self.listed_word(raw.kind, "kind", &KINDS),
            date: self.date(raw.date, "date"),
            date_text: clean_text(raw.date_text, Lines::One),
            date_basis: self.listed_word(raw.date_basis, "dateBasis", &DATE_BASES),
            date_note: clean_text(raw.date_note, Lines::Many),
            place: raw.place.filter(|_| !is_online).and_then(|place| self.place(place)),
            online: raw.online.unwrap_or(is_online),
            topics: self.list(raw.topics, "topics", |_, raw| filled_text(raw, Lines::One)),
            summary: clean_text(raw.summary.map(|LongText(text)| text), Lines::Many),
            outcomes: self.list(raw.outcomes, "outcomes", |_, raw| filled_text(raw, Lines::Many)),
            confidence: self.listed_word(raw.confidence, "confidence", &CONFIDENCES),
            note: clean_text(raw.note, Lines::Many),
            ..Event::default()
        };
        if event.label.is_empty() && event.summary.is_empty() {
            return Err((Finding::EventEmpty, Remedy::ALabel));
        }
        // Where it was may stand beside the place.
        if let Some(position) = self.position(raw.latitude, raw.longitude) {
            event.place.get_or_insert_default().position.get_or_insert(position);
        }
        if let Some(end) = self.date(raw.end_date, "endDate") {
            event.date = self.until(event.date.take(), end);
        }
        event.participants = self.list(raw.participants, "participants", Reader::participant);
        event.participants.append(&mut self.list(raw.persons, "persons", Reader::participant));
        event.participants.append(&mut self.list(raw.actors, "actors", Reader::participant));
        event.articles = self.list(raw.articles, "articles", Reader::article_link);
        let (publisher, source) = publisher_and_source(raw.source, raw.url.is_some());
        event.articles.append(&mut self.list(source, "source", Reader::article_link));
        event.articles.extend(own_article(clean_word(raw.url), publisher.and_then(|name| clean_word(Some(name)))));
        event.related = self.list(raw.related, "related", Reader::listed_id);
        event.quotes = self.list(raw.quotes, "quotes", Reader::quote);
        if raw.countries.is_some() || raw.country.is_some() {
            self.countries(raw.countries, "countries", &mut event.countries);
            self.countries(raw.country, "country", &mut event.countries);
        } else {
            fill_countries(&mut event, &|_| None);
        }
        if let Some(id) = self.id(raw.id, "id") {
            event.id = id;
        } else {
            event.id_filled = true;
        }
        Ok(event)
    }

    fn within<T>(&mut self, step: Step, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let value = read(self);
        self.path.pop();
        value
    }

    /// The items of a list that can be read.
    fn list<R, T, const NAMES: bool>(
        &mut self,
        list: Option<List<R, NAMES>>,
        field: &'static str,
        read: impl Fn(&mut Self, R) -> Option<T>,
    ) -> Vec<T> {
        let Some(List(items)) = list else { return Vec::new() };
        self.path.push(Step::Field(field));
        let mut values = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            if let Some(item) = item {
                values.extend(self.within(Step::Item(index), |reader| read(reader, item)));
            }
        }
        self.path.pop();
        values
    }

    fn id(&mut self, raw: Option<RawId<'_>>, field: &'static str) -> Option<String> {
        let raw = raw?;
        self.within(Step::Field(field), |reader| reader.listed_id(raw))
    }

    fn listed_id(&mut self, raw: RawId<'_>) -> Option<String> {
        match raw {
            RawId::Word(word) => Some(Lines::One.clean(&word)).filter(|word| !word.trim().is_empty()),
            RawId::Number(number) => {
                self.here(Level::Note, Finding::IdOfDigits, Remedy::IdsAsTexts, Keep::Nothing);
                Some(number.to_string())
            }
        }
    }

    /// A word for which the format has a list; another one is kept and noted.
    fn listed_word(&mut self, word: Option<Str<'_>>, field: &'static str, usual: &[&'static str]) -> Option<String> {
        let word = clean_word(word)?;
        if let Some(listed) = listed(&word, usual) {
            return Some(listed.to_owned());
        }
        let (reason, remedy) = unlisted(field, &word, usual);
        self.note(field, reason, remedy);
        Some(word)
    }

    fn schema(&mut self, word: Option<Str<'_>>) -> Option<Schema> {
        self.listed_word(word, "schema", &SCHEMAS).map(|word| Schema::from_word(&word))
    }

    fn date(&mut self, raw: Option<RawDate<'_>>, field: &'static str) -> Option<WrittenDate> {
        let text = clean_word(raw.map(|RawDate(text)| Str(text)))?;
        match Date::parse(&text) {
            Ok(date) => return Some(WrittenDate { text, date: Some(date) }),
            Err(error) => {
                if let Some(edtf) = dates::lenient(&text) {
                    let (reason, remedy) = read_as_date(&text, &edtf);
                    self.note(field, reason, remedy);
                    let date = Date::parse(&edtf).ok();
                    return Some(WrittenDate { text: edtf, date });
                }
                self.warn(
                    field,
                    Finding::NoDate { text: quoted(&text), wanted: error.expected, at: error.at.saturating_add(1) },
                    Remedy::AnEdtfDate,
                );
            }
        }
        Some(WrittenDate { text, date: None })
    }

    /// The time from a start to an end; what cannot be joined is kept as it was.
    fn until(&mut self, start: Option<WrittenDate>, end: WrittenDate) -> Option<WrittenDate> {
        let Some(start) = start else { return Some(end).filter(|end| end.date.is_some()) };
        let are_dates = start.date.is_some() && end.date.is_some();
        if let Some(text) = time_until(&start.text, &end.text).filter(|_| are_dates) {
            return Some(WrittenDate { date: Date::parse(&text).ok(), text });
        }
        let reason = Finding::NoTimeUntil { end: quoted(&end.text), start: quoted(&start.text) };
        self.warn("endDate", reason, Remedy::StartAndEnd);
        Some(start)
    }

    fn country(&mut self, raw: Option<Str<'_>>, field: &'static str) -> Option<WrittenCountry> {
        let text = clean_word(raw)?;
        Some(self.within(Step::Field(field), |reader| reader.country_here(text)))
    }

    fn country_here(&mut self, text: String) -> WrittenCountry {
        let country = Country::from_code(&text).or_else(|| {
            let found = country_as_written(&text);
            if let Some(country) = found {
                let (reason, remedy) = read_as_country(&text, country);
                self.here(Level::Note, reason, remedy, Keep::Nothing);
            } else {
                self.here(
                    Level::Warning,
                    Finding::NoCountryCode { text: quoted(&text) },
                    Remedy::CountryCode,
                    Keep::Nothing,
                );
            }
            found
        });
        WrittenCountry { text: text.into(), country }
    }

    /// Adds the countries of a list, each once.
    fn countries(&mut self, raw: Option<Names<RawCountry<'_>>>, field: &'static str, into: &mut Vec<EventCountry>) {
        let read = self.list(raw, field, |reader, raw: RawCountry<'_>| {
            let part = reader.listed_word(raw.part, "part", &PARTS);
            reader.unknown(raw.unknown);
            let Some(text) = clean_word(raw.code) else {
                reader.here(Level::Warning, Finding::CountryWithoutCode, Remedy::CodeOfCountry, Keep::Value);
                return None;
            };
            Some(EventCountry { country: reader.country_here(text), part })
        });
        let mut known = KnownCountries::of(into);
        for country in read {
            if let Some(first) = known.place(&country.country, into.len()) {
                let first: &mut EventCountry = &mut into[first];
                let differs = first.part.is_some() && country.part.is_some() && country.part != first.part;
                // A mention takes no part away, in whatever order the two stand.
                if took_part(country.part.as_deref()) && (first.part.is_none() || !took_part(first.part.as_deref())) {
                    first.part = country.part;
                }
                if differs {
                    self.note(
                        field,
                        Finding::CountryTwice { code: quoted(country.country.code()) },
                        Remedy::CountryOnce,
                    );
                }
            } else {
                into.push(country);
            }
        }
    }

    fn author(&mut self, raw: RawAuthor<'_>) -> Option<String> {
        self.unknown(raw.unknown);
        clean_word(raw.name)
    }

    fn publisher(&mut self, raw: RawPublisher<'_>, field: &'static str) -> Option<Publisher> {
        self.within(Step::Field(field), |reader| {
            reader.unknown(raw.unknown);
            let publisher =
                Publisher { name: clean_text(raw.name, Lines::One), country: reader.country(raw.country, "country") };
            (publisher != Publisher::default()).then_some(publisher)
        })
    }

    /// The foreign `source`: an address, else a publisher; a value that is there already is kept.
    fn source(&mut self, source: Publisher, article: &mut Article) {
        let name = source.name.versions().map(|(_, name)| name).next().unwrap_or_default();
        if is_web(name) {
            if article.url.is_none() {
                article.url = Some(name.to_owned());
                return;
            } else if article.url.as_deref() == Some(name) {
                return;
            }
        } else if article.publisher.is_none() {
            article.publisher = Some(source);
            return;
        } else if article.publisher.as_ref() == Some(&source) {
            return;
        }
        self.within(Step::Field("source"), |reader| {
            reader.here(Level::Note, Finding::SourceDiffers, Remedy::OneOfTwo, Keep::Value);
        });
    }

    fn place(&mut self, raw: RawPlace<'_>) -> Option<Place> {
        self.within(Step::Field("place"), |reader| {
            reader.unknown(raw.unknown);
            let mut place = Place {
                name: clean_text(raw.name, Lines::One),
                country: reader.country(raw.country, "country"),
                position: reader.position(raw.latitude, raw.longitude),
            };
            if place.country.is_none() {
                place.country = country_of_place(&place.name);
            }
            (place != Place::default()).then_some(place)
        })
    }

    /// Where a place is; one number alone, or one beyond the earth, says nothing.
    fn position(&mut self, latitude: Option<RawDegrees>, longitude: Option<RawDegrees>) -> Option<Position> {
        let is_said = |degrees: &RawDegrees| !degrees.0.is_nan();
        let (field, reason) = match (latitude.filter(is_said), longitude.filter(is_said)) {
            (None, None) => return None,
            (Some(RawDegrees(latitude)), Some(RawDegrees(longitude))) => {
                if let Some(position) = Position::new(latitude, longitude) {
                    return Some(position);
                }
                if latitude.abs() <= 90.0 {
                    ("longitude", Finding::NoLongitude { number: longitude.to_string() })
                } else {
                    ("latitude", Finding::NoLatitude { number: latitude.to_string() })
                }
            }
            (Some(_), None) => ("latitude", Finding::LatitudeAlone),
            (None, Some(_)) => ("longitude", Finding::LongitudeAlone),
        };
        self.within(Step::Field(field), |reader| {
            reader.here(Level::Warning, reason, Remedy::Degrees, Keep::Value);
        });
        None
    }

    fn participant(&mut self, raw: RawParticipant<'_>) -> Option<Participant> {
        self.unknown(raw.unknown);
        let who = Named {
            entity: self.id(raw.entity, "entity"),
            name: clean_text(raw.name, Lines::One),
            schema: self.schema(raw.schema),
        };
        if who.entity.is_none() && who.name.is_empty() {
            self.here(Level::Warning, Finding::ParticipantEmpty, Remedy::EntityOrName, Keep::Value);
            return None;
        }
        Some(Participant {
            part: self.listed_word(raw.part, "part", &PARTS),
            role: clean_text(raw.role, Lines::One),
            organization: raw.organization.and_then(|body| self.organization(body)),
            country: self.country(raw.country, "country").or_else(|| country_of_name(&who.name)),
            who,
            named_as: clean_text(raw.named_as, Lines::One),
            articles: self.list(raw.articles, "articles", Reader::listed_id),
        })
    }

    fn organization(&mut self, raw: RawNamed<'_>) -> Option<Named> {
        self.within(Step::Field("organization"), |reader| {
            reader.unknown(raw.unknown);
            let named = Named {
                entity: reader.id(raw.entity, "entity"),
                name: clean_text(raw.name, Lines::One),
                schema: reader.schema(raw.schema),
            };
            (named.entity.is_some() || !named.name.is_empty()).then_some(named)
        })
    }

    fn article_link(&mut self, raw: RawArticle<'_>) -> Option<ArticleLink> {
        match raw {
            RawArticle { id: Some(id), .. } if is_only_id(&raw) => self.listed_id(id).map(link_of_id),
            // Who has the text of the record names what is written in place.
            raw => match self.article(raw, &String::new) {
                Ok((article, events)) => {
                    if !events.is_empty() {
                        self.here(Level::Note, Finding::InPlaceUnread, Remedy::InTheEvent, Keep::Value);
                    }
                    Some(ArticleLink::Inline(Box::new(article)))
                }
                Err((reason, remedy)) => {
                    self.here(Level::Warning, reason, remedy, Keep::Value);
                    None
                }
            },
        }
    }

    fn quote(&mut self, raw: RawQuote<'_>) -> Option<Quote> {
        self.unknown(raw.unknown);
        let text = clean_text(raw.text, Lines::Many);
        let translation = clean_text(raw.translation, Lines::Many);
        if text.is_empty() && translation.is_empty() {
            self.here(Level::Warning, Finding::QuoteEmpty, Remedy::QuoteText, Keep::Value);
            return None;
        }
        Some(Quote {
            kind: self.quote_type(raw.kind),
            speaker: raw
                .speaker
                .and_then(|speaker| self.within(Step::Field("speaker"), |reader| reader.participant(speaker))),
            cue: clean_text(raw.cue, Lines::One),
            text,
            translation,
            language: clean_word(raw.language),
            articles: self.list(raw.article, "article", Reader::listed_id),
            selector: raw.selector.map(|selector| self.selector(selector)),
        })
    }

    fn quote_type(&mut self, raw: Option<&RawValue>) -> QuoteType {
        let word = raw.and_then(|json| {
            self.check(json);
            clean_word(Some(serde_json::from_str(json.get()).unwrap_or_else(|_| Str(json.get().into()))))
        });
        match word.as_deref().map(|word| listed(word, &QUOTE_TYPES).unwrap_or(word)) {
            None | Some("direct") => QuoteType::Direct,
            Some("indirect") => QuoteType::Indirect,
            Some("mixed") => QuoteType::Mixed,
            Some(word) => {
                // A paraphrase must never look like a quotation, so the doubt goes that way.
                self.within(Step::Field("type"), |reader| {
                    reader.here(
                        Level::Warning,
                        Finding::NoQuoteType { word: quoted(word) },
                        Remedy::QuoteType,
                        Keep::Value,
                    );
                });
                QuoteType::Indirect
            }
        }
    }

    fn selector(&mut self, raw: RawSelector<'_>) -> Selector {
        self.within(Step::Field("selector"), |reader| {
            reader.unknown(raw.unknown);
            if let (Some(start), Some(end)) = (raw.start, raw.end)
                && start > end
            {
                reader.here(Level::Warning, Finding::SelectorBackwards, Remedy::SelectorPlaces, Keep::Nothing);
            }
            let clean = |text: Option<Str<'_>>| text.map(|Str(text)| Lines::Many.clean(&text)).unwrap_or_default();
            Selector { start: raw.start, end: raw.end, prefix: clean(raw.prefix), suffix: clean(raw.suffix) }
        })
    }

    fn unknown(&mut self, fields: Vec<Unknown<'_>>) {
        for Unknown { name, json, second_to } in fields {
            self.check(json);
            let mut pointer = self.pointer();
            push_name(&mut pointer, &name);
            let top = self.path.is_empty();
            let unread_name = Lines::One.clean(if top { &name } else { &pointer });
            // What is to be done tells the kinds of notes apart, so each likely name is a kind of its own.
            let likely = meant(&name);
            let name = quoted(&name);
            let (reason, remedy) = match (second_to, likely) {
                (Some(first), _) => (Finding::SaysTheSame { name, first: quoted(&first) }, Remedy::OneOfTwo),
                (None, Some(likely)) => {
                    (Finding::UnknownField { name }, Remedy::MayBeMeant { likely: likely.to_owned() })
                }
                (None, None) => (Finding::UnknownField { name }, Remedy::PassedThrough),
            };
            self.faults.push(Fault {
                level: Level::Note,
                pointer,
                reason,
                remedy,
                keep: Keep::Unknown(unread_name, Lines::Many.clean(json.get())),
            });
        }
    }

    /// Looks into a value of which only the text was taken.
    fn check(&mut self, json: &RawValue) {
        // Without brackets and escapes there is nothing that could be unsound.
        let shallow = memchr::memchr3(b'{', b'[', b'\\', json.get().as_bytes()).is_none();
        if !shallow && sound(json.get()).is_err() {
            self.unsound = true;
        }
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.path {
            match step {
                Step::Field(name) => push_name(&mut pointer, name),
                Step::Item(index) => push_name(&mut pointer, &index.to_string()),
            }
        }
        pointer
    }

    /// A fault of the value at which the conversion stands.
    fn here(&mut self, level: Level, reason: Finding, remedy: Remedy, keep: Keep) {
        let pointer = self.pointer();
        self.faults.push(Fault { level, pointer, reason, remedy, keep });
    }

    fn note(&mut self, field: &'static str, reason: Finding, remedy: Remedy) {
        self.within(Step::Field(field), |reader| reader.here(Level::Note, reason, remedy, Keep::Nothing));
    }

    fn warn(&mut self, field: &'static str, reason: Finding, remedy: Remedy) {
        self.within(Step::Field(field), |reader| reader.here(Level::Warning, reason, remedy, Keep::Nothing));
    }
}

/// Puts what stands at an article into the only event that it reports.
fn add_to_only_event(only: &mut Event, mut own: Event) {
    if only.countries_filled && !own.countries.is_empty() {
        only.countries.clear();
        only.countries_filled = false;
    }
    let mut known = KnownCountries::of(&only.countries);
    for country in own.countries {
        if known.place(&country.country, only.countries.len()).is_none() {
            only.countries.push(country);
        }
    }
    only.participants.append(&mut own.participants);
    only.quotes.append(&mut own.quotes);
    if only.countries_filled {
        fill_countries(only, &|_| None);
    }
}

/// The event that is made of what stands at an article, with a name and an id.
fn event_of_its_own(mut own: Event, article: &Article, unknown: &[(Cow<'_, str>, &RawValue)]) -> Event {
    if own.countries.is_empty() {
        fill_countries(&mut own, &|_| None);
    }
    own.label = if !article.headline.is_empty() {
        article.headline.clone()
    } else if let Some(url) = &article.url {
        Text::plain(url.as_str())
    } else if article.body.is_empty() {
        article.publisher.as_ref().map(|publisher| publisher.name.clone()).unwrap_or_default()
    } else {
        first_line(&article.body)
    };
    own.id = carried_id(&own, &article.id, unknown);
    own
}

/// Whether a place says that there was none.
fn is_online(place: &RawPlace<'_>) -> bool {
    matches!(&place.name, Some(RawText::Plain(name)) if name.trim().eq_ignore_ascii_case("online"))
        && place.country.is_none()
        && place.unknown.is_empty()
}

/// The foreign `source` of an event: the name of its article's publisher, when it is one text that is no address, or
/// the articles themselves.
fn publisher_and_source(
    source: Option<List<RawArticle<'_>>>,
    has_address: bool,
) -> (Option<Str<'_>>, Option<List<RawArticle<'_>>>) {
    match source {
        Some(List(mut items)) if items.len() == 1 => match items.pop().flatten() {
            Some(RawArticle { id: Some(RawId::Word(name)), .. }) if is_publisher(&name, has_address) => {
                (Some(Str(name)), None)
            }
            item => (None, Some(List(vec![item]))),
        },
        source => (None, source),
    }
}

fn clean_word(raw: Option<Str<'_>>) -> Option<String> {
    raw.map(|Str(word)| Lines::One.clean(word.trim())).filter(|word| !word.is_empty())
}

/// The field of the format that a name nearly is. Short names are near to too many, but for two letters that are swapped.
pub(in crate::load) fn meant(name: &str) -> Option<&'static str> {
    // The records of one file have the same few unknown fields, each with the same answer.
    MEANT.with_borrow_mut(|known| {
        if let Some(found) = known.get(name) {
            return *found;
        }
        let found = likely(name);
        if known.len() < MOST_MEANT {
            known.insert(name.to_owned(), found);
        }
        found
    })
}

/// Names that are remembered with what they nearly are.
const MOST_MEANT: usize = 1_000;

thread_local! {
    static MEANT: RefCell<HashMap<String, Option<&'static str>>> = RefCell::default();
}

fn likely(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let mistyped = Mistyped::new(&name);
    let near = |field: &&'static str| Some((mistyped.mistakes(&field.to_ascii_lowercase())?, *field));
    let likely = FIELDS.iter().filter_map(near).min().map(|(_, field)| field);
    likely.or_else(|| SHORT_FIELDS.into_iter().find(|field| has_swapped(&name, field)))
}

/// Whether a word is another with two neighbours swapped.
fn has_swapped(word: &str, other: &str) -> bool {
    let (word, other) = (word.as_bytes(), other.as_bytes());
    let differ: Vec<usize> = (0..word.len()).filter(|&at| word.get(at) != other.get(at)).collect();
    word.len() == other.len()
        && matches!(differ[..], [first, second] if second == first + 1 && word[first] == other[second] && word[second] == other[first])
}

/// The other fields of the format.
const SHORT_FIELDS: [&str; 9] = ["name", "text", "date", "kind", "role", "part", "note", "type", "code"];

/// The fields of the format that are long enough to be known by a name with a mistake in it.
const FIELDS: [&str; 36] = [
    "entities",
    "articles",
    "events",
    "title",
    "language",
    "license",
    "generator",
    "schema",
    "alias",
    "country",
    "headline",
    "publisher",
    "author",
    "credit",
    "datePublished",
    "dateBasis",
    "dateNote",
    "dateText",
    "abstract",
    "articleBody",
    "label",
    "place",
    "latitude",
    "longitude",
    "online",
    "countries",
    "participants",
    "topics",
    "summary",
    "outcomes",
    "related",
    "confidence",
    "quotes",
    "organization",
    "translation",
    "speaker",
];

/// What has nothing in it but blanks is no text in that language.
fn clean_text(raw: Option<RawText<'_>>, lines: Lines) -> Text {
    match raw {
        None => Text::default(),
        Some(RawText::Plain(text)) if is_blank(&text) => Text::default(),
        Some(RawText::Plain(text)) => Text::plain(lines.clean_own(text)),
        Some(RawText::Versions(versions)) => {
            let version = |(Str(tag), text): (Str<'_>, Option<Str<'_>>)| {
                let Str(text) = text.filter(|Str(text)| !is_blank(text))?;
                Some((Some(Lines::One.clean(&tag)), lines.clean_own(text)))
            };
            Text::from_versions(versions.into_iter().filter_map(version))
        }
    }
}

fn filled_text(raw: RawText<'_>, lines: Lines) -> Option<Text> {
    Some(clean_text(Some(raw), lines)).filter(|text| !text.is_empty())
}

/// Whether nothing stands there but an id, and perhaps the word for the kind of record.
fn is_only_id(raw: &RawArticle<'_>) -> bool {
    raw.count() == usize::from(raw.id.is_some()) + usize::from(raw.record.is_some())
}
