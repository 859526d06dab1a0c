//! The rules that every way of reading a record goes by: the words of the format, when a text is blank, what an address
//! is, and which countries an event has that names none.
//!
//! How a record is written is not known here.

use super::fault::quoted;
use super::ids::publisher_id;
use crate::catalogue::{Finding, Remedy};
use crate::load::dates;
use crate::model::article_id::article_id;
pub(super) use crate::model::words::{CONFIDENCES, DATE_BASES, KINDS, PARTS, QUOTE_TYPES, SCHEMAS, listed};
use crate::model::{
    Article, ArticleLink, Country, Date, Event, EventCountry, Named, Publisher, Str, Text, WrittenCountry, took_part,
};
use crate::text::address::host;
use crate::text::{sanitise, sanitise_line};
use std::borrow::Cow;

/// Bytes of a title that is taken from the text of an article without headline and address.
const LONGEST_TITLE: usize = 160;

/// Whether line breaks of a text are part of it.
#[derive(Clone, Copy)]
pub(super) enum Lines {
    One,
    Many,
}

impl Lines {
    /// The text as it can be shown.
    pub fn clean(self, text: &str) -> String {
        match self {
            Lines::One => sanitise_line(text).into_owned(),
            Lines::Many => sanitise(text).into_owned(),
        }
    }

    /// The same of a text that may be this one's own: then it is not copied.
    pub fn clean_own(self, text: Cow<'_, str>) -> String {
        let clean = match self {
            Lines::One => sanitise_line(&text),
            Lines::Many => sanitise(&text),
        };
        let changed = if let Cow::Owned(clean) = clean { Some(clean) } else { None };
        changed.unwrap_or_else(|| text.into_owned())
    }
}

/// What is noted of a word that the format does not list for a field, though it has a list.
pub(super) fn unlisted(field: &'static str, word: &str, usual: &[&'static str]) -> (Finding, Remedy) {
    let reason = Finding::UnusualWord { field: field.to_owned(), word: quoted(word) };
    (reason, Remedy::UsualWords { words: usual.join(", ") })
}

/// What is noted of a country that is not written as its code.
pub(super) fn read_as_country(text: &str, country: Country) -> (Finding, Remedy) {
    let code = country.code().to_owned();
    (Finding::ReadAsCountry { text: quoted(text), code: code.clone() }, Remedy::TheCode { code })
}

/// What is noted of a date that is written in another form than that of the format.
pub(super) fn read_as_date(text: &str, edtf: &str) -> (Finding, Remedy) {
    (Finding::ReadAsDate { text: quoted(text), edtf: edtf.to_owned() }, Remedy::DatesOfEdtf)
}

/// Whether nothing stands in a text but blanks, which is no text.
pub(in crate::load) fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// What an id leads to that stands where an article may: a web address is an article of its own.
pub(super) fn link_of_id<T: Str, W: Str + From<String>>(id: W) -> ArticleLink<T, W> {
    if !is_web(&id) {
        return ArticleLink::Id(id);
    }
    let article = Article { id: article_id(&id).into(), url: Some(id), id_filled: true, ..Article::default() };
    ArticleLink::Inline(Box::new(article))
}

/// Whether a text that stands for the article of an event is its publisher: it is no address, and the address stands
/// beside it, or it has what ids do not have.
pub fn is_publisher(text: &str, has_address: bool) -> bool {
    !is_web(text) && !is_blank(text) && (has_address || text.trim().contains([' ', '.']))
}

/// The article of which an event gives the address or the publisher itself.
pub fn own_article(url: Option<String>, publisher: Option<String>) -> Option<ArticleLink> {
    if url.is_none() && publisher.is_none() {
        return None;
    }
    let publisher = publisher.map(|name| Publisher { name: Text::plain(name), country: None });
    let id = match (&url, &publisher) {
        (Some(url), _) => article_id(url),
        (None, publisher) => publisher_id(publisher.as_ref().map_or(&Text::default(), |publisher| &publisher.name)),
    };
    let article = Article { id, url, publisher, id_filled: true, ..Article::default() };
    Some(ArticleLink::Inline(Box::new(article)))
}

/// The country that a text means where a country is expected: its code in any case, or its name.
pub fn country_as_written(text: &str) -> Option<Country> {
    Country::from_code(text).or_else(|| Country::from_code(&text.to_uppercase())).or_else(|| Country::find(text))
}

/// The country that stands in brackets behind a name: `Ann Lee (Kazakhstan)`.
pub(super) fn country_of_name<T: Str>(name: &Text<T>) -> Option<WrittenCountry> {
    name.versions().find_map(|(_, name)| {
        let (before, inside) = name.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        if is_blank(before) { None } else { country_in_words(inside) }
    })
}

/// The country that stands last in a place: `Astana, Kazakhstan`.
pub(super) fn country_of_place<T: Str>(name: &Text<T>) -> Option<WrittenCountry> {
    name.versions().find_map(|(_, name)| country_in_words(name.rsplit_once(',')?.1)).or_else(|| country_of_name(name))
}

/// A country by its code or a name of four letters or more: a shorter word may be anything.
fn country_in_words(text: &str) -> Option<WrittenCountry> {
    let text = text.trim();
    let by_name = || Country::find(text).filter(|_| text.chars().count() >= 4);
    let country = Country::from_code(text).or_else(by_name)?;
    Some(WrittenCountry { text: text.into(), country: Some(country) })
}

/// A date as EDTF has it; nothing when it is none that the reader takes.
pub fn edtf(text: &str) -> Option<String> {
    if Date::parse(text).is_ok() { Some(text.to_owned()) } else { dates::lenient(text) }
}

/// The time from a start to an end, both EDTF dates.
pub fn time_until(start: &str, end: &str) -> Option<String> {
    let text = dates::shortest(&format!("{start}/{end}"));
    Date::parse(&text).is_ok().then_some(text)
}

/// Whether an address can be opened in a browser.
pub(super) fn is_web(text: &str) -> bool {
    host(text).is_some()
}

/// The first line of a text that says something, as a title.
pub(super) fn first_line(body: &Text) -> Text {
    Text::from_versions(body.versions().map(|(tag, text)| {
        let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
        let end = (0..=LONGEST_TITLE.min(line.len())).rev().find(|&end| line.is_char_boundary(end)).unwrap_or(0);
        (tag, &line[..end])
    }))
}

/// The positions of the known countries of a list. There are some three hundred countries, so a scan is bounded.
pub(super) struct KnownCountries(Vec<(Country, usize)>);

impl KnownCountries {
    /// Those of a list.
    pub fn of<W>(countries: &[EventCountry<W>]) -> KnownCountries {
        KnownCountries(
            countries
                .iter()
                .enumerate()
                .filter_map(|(place, country)| Some((country.country.country?, place)))
                .collect(),
        )
    }

    /// Where the country stands; when it does not stand yet, it is remembered at `next`.
    pub fn place(&mut self, country: &WrittenCountry, next: usize) -> Option<usize> {
        let country = country.country?;
        let place = self.0.iter().find(|(known, _)| *known == country).map(|(_, place)| *place);
        if place.is_none() {
            self.0.push((country, next));
        }
        place
    }
}

/// The countries of participants and place, for an event that names none. A country took part when one of its
/// participants did. The country of a participant that is not written is that of the entity, as far as `of_entity`
/// knows it.
pub fn fill_countries<T: Str, W: Str>(
    event: &mut Event<T, W>,
    of_entity: &dyn Fn(&Named<T, W>) -> Option<WrittenCountry>,
) {
    let Event { participants, place, countries, .. } = event;
    countries.clear();
    let mut known = KnownCountries::of(countries);
    let named = participants.iter().filter_map(|one| {
        let country = one.country.clone().or_else(|| of_entity(&one.who))?;
        Some((country, one.part.as_ref()))
    });
    let of_place = place.iter().filter_map(|place| Some((place.country.clone()?, None)));
    for (country, part) in named.chain(of_place) {
        if let Some(first) = known.place(&country, countries.len()) {
            let first: &mut EventCountry<W> = &mut countries[first];
            if took_part(part.map(|part| &**part)) && !took_part(first.part.as_deref()) {
                first.part = part.cloned();
            }
        } else {
            countries.push(EventCountry { country, part: part.cloned() });
        }
    }
    event.countries_filled = true;
}
