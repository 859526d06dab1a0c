//! Two records with one id become one (reader rule 4): the first keeps its values, what it lacks is taken from the
//! other, lists are merged, and the fields whose other value was dropped are named.
//!
//! Which records have one id, the caller says.

use std::collections::HashSet;
use std::fmt::Debug;

use crate::model::article_id::article_key;
use crate::model::{Article, Entity, Event, EventCountry, Place, Publisher, Text, WrittenCountry, took_part};

/// Comparisons up to which a list is merged without hashing.
const FEW: usize = 4096;

/// Takes from `other` what `first` lacks. Returns the fields whose differing value was dropped, in the names of
/// the format.
pub fn merge_event(first: &mut Event, other: &Event) -> Vec<String> {
    let mut dropped = Dropped::default();
    dropped.text("label", &mut first.label, &other.label);
    dropped.value("kind", &mut first.kind, other.kind.as_ref());
    if dropped.value("date", &mut first.date, other.date.as_ref()) {
        // What is said about a date belongs to that date.
        first.date_basis.clone_from(&other.date_basis);
    } else if first.date == other.date {
        dropped.value("dateBasis", &mut first.date_basis, other.date_basis.as_ref());
    }
    dropped.text("dateText", &mut first.date_text, &other.date_text);
    dropped.text("dateNote", &mut first.date_note, &other.date_note);
    dropped.place(&mut first.place, other.place.as_ref());
    if first.online != other.online {
        // Absent and false are the same in the model, so the one that says something counts.
        first.online = true;
    }
    if first.countries_filled && !other.countries_filled {
        first.countries.clone_from(&other.countries);
        first.countries_filled = false;
    } else if first.countries_filled == other.countries_filled {
        dropped.countries(&mut first.countries, &other.countries);
    }
    merge_lists(&mut first.participants, &other.participants);
    merge_lists(&mut first.topics, &other.topics);
    dropped.text("summary", &mut first.summary, &other.summary);
    merge_lists(&mut first.outcomes, &other.outcomes);
    let articles: HashSet<String> = first.articles.iter().map(|link| link.id().to_owned()).collect();
    first.articles.extend(other.articles.iter().filter(|link| !articles.contains(link.id())).cloned());
    merge_lists(&mut first.related, &other.related);
    dropped.value("confidence", &mut first.confidence, other.confidence.as_ref());
    dropped.text("note", &mut first.note, &other.note);
    merge_lists(&mut first.quotes, &other.quotes);
    dropped.unread(&mut first.unread, &other.unread);
    first.id_filled &= other.id_filled;
    dropped.0
}

/// Takes from `other` what `first` lacks; the result is that of [`merge_event`].
pub fn merge_article(first: &mut Article, other: &Article) -> Vec<String> {
    let mut dropped = Dropped::default();
    dropped.text("headline", &mut first.headline, &other.headline);
    dropped.publisher(&mut first.publisher, other.publisher.as_ref());
    match (&first.url, &other.url) {
        (Some(have), Some(more)) if article_key(have) == article_key(more) => {}
        _ => {
            dropped.value("url", &mut first.url, other.url.as_ref());
        }
    }
    dropped.value("language", &mut first.language, other.language.as_ref());
    merge_lists(&mut first.author, &other.author);
    dropped.value("credit", &mut first.credit, other.credit.as_ref());
    if dropped.value("datePublished", &mut first.date_published, other.date_published.as_ref()) {
        first.date_basis.clone_from(&other.date_basis);
    } else if first.date_published == other.date_published {
        dropped.value("dateBasis", &mut first.date_basis, other.date_basis.as_ref());
    }
    dropped.text("dateNote", &mut first.date_note, &other.date_note);
    dropped.text("abstract", &mut first.summary, &other.summary);
    dropped.text("articleBody", &mut first.body, &other.body);
    dropped.unread(&mut first.unread, &other.unread);
    first.id_filled &= other.id_filled;
    dropped.0
}

/// Takes from `other` what `first` lacks; the result is that of [`merge_event`].
pub fn merge_entity(first: &mut Entity, other: &Entity) -> Vec<String> {
    let mut dropped = Dropped::default();
    dropped.value("schema", &mut first.schema, other.schema.as_ref());
    dropped.text("name", &mut first.name, &other.name);
    merge_lists(&mut first.alias, &other.alias);
    dropped.country("country", &mut first.country, other.country.as_ref());
    dropped.unread(&mut first.unread, &other.unread);
    dropped.0
}

/// The fields of which a value was dropped.
#[derive(Default)]
struct Dropped(Vec<String>);

impl Dropped {
    fn add(&mut self, field: &str) {
        if self.0.last().is_none_or(|last| last != field) {
            self.0.push(field.to_owned());
        }
    }

    /// Whether the value was taken because there was none.
    fn value<T: Clone + PartialEq>(&mut self, field: &str, first: &mut Option<T>, other: Option<&T>) -> bool {
        match (&first, other) {
            (None, Some(value)) => {
                *first = Some(value.clone());
                return true;
            }
            (Some(have), Some(value)) if have != value => self.add(field),
            _ => {}
        }
        false
    }

    fn text(&mut self, field: &str, first: &mut Text, other: &Text) {
        let differs = |(tag, words)| first.versions().any(|(have, kept)| have == tag && kept != words);
        if other.versions().any(differs) {
            self.add(field);
        }
        first.merge(other);
    }

    fn country(&mut self, field: &str, first: &mut Option<WrittenCountry>, other: Option<&WrittenCountry>) {
        let same = |(have, more): (&WrittenCountry, &WrittenCountry)| have.code() == more.code();
        if !first.as_ref().zip(other).is_some_and(same) {
            self.value(field, first, other);
        }
    }

    fn place(&mut self, first: &mut Option<Place>, other: Option<&Place>) {
        match (first, other) {
            (Some(first), Some(other)) => {
                self.text("place", &mut first.name, &other.name);
                self.country("place", &mut first.country, other.country.as_ref());
                self.value("place", &mut first.position, other.position.as_ref());
            }
            (first @ None, Some(other)) => *first = Some(other.clone()),
            (_, None) => {}
        }
    }

    fn publisher(&mut self, first: &mut Option<Publisher>, other: Option<&Publisher>) {
        match (first, other) {
            (Some(first), Some(other)) => {
                self.text("publisher", &mut first.name, &other.name);
                self.country("publisher", &mut first.country, other.country.as_ref());
            }
            (first @ None, Some(other)) => *first = Some(other.clone()),
            (_, None) => {}
        }
    }

    /// Each country stays once; the first part given counts, a mention only where there is none.
    fn countries(&mut self, first: &mut Vec<EventCountry>, other: &[EventCountry]) {
        let mut places: std::collections::HashMap<String, usize> =
            first.iter().enumerate().map(|(place, country)| (country.country.code().to_owned(), place)).collect();
        for country in other {
            if let Some(&place) = places.get(country.country.code()) {
                let part = &mut first[place].part;
                match (took_part(part.as_deref()), took_part(country.part.as_deref())) {
                    (false, true) => part.clone_from(&country.part),
                    (true, true) => {
                        self.value("countries", part, country.part.as_ref());
                    }
                    // A mention takes no part away.
                    (_, false) => {}
                }
            } else {
                places.insert(country.country.code().to_owned(), first.len());
                first.push(country.clone());
            }
        }
    }

    fn unread(&mut self, first: &mut Vec<(String, String)>, other: &[(String, String)]) {
        let mut have: std::collections::HashMap<String, String> = first.iter().cloned().collect();
        for (name, json) in other {
            match have.get(name) {
                Some(kept) if kept == json => {}
                // Pointers are of one record's text; two records may well use the same one.
                Some(_) if !name.starts_with('/') => self.add(name),
                _ => {
                    have.insert(name.clone(), json.clone());
                    first.push((name.clone(), json.clone()));
                }
            }
        }
    }
}

/// Adds the items of `other` that are not there yet.
fn merge_lists<T: Clone + PartialEq + Debug>(first: &mut Vec<T>, other: &[T]) {
    if first.len() * other.len() <= FEW {
        for item in other {
            if !first.contains(item) {
                first.push(item.clone());
            }
        }
    } else {
        let mut have: HashSet<String> = first.iter().map(|item| format!("{item:?}")).collect();
        first.extend(other.iter().filter(|item| have.insert(format!("{item:?}"))).cloned());
    }
}
