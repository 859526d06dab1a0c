//! What counts as the text of a record for the index: the words of these texts are found.
//!
//! The matcher that reads single records ([`crate::query::matches`]) lists the same texts with what each is part of,
//! and adds the names of entities; `tests/search.rs` holds the two together.

use super::postings::place;
use crate::model::{Article, ArticleLink, Entity, Event, Named, Participant, Text};

/// Calls `text` with every text of the event itself and of the articles written inside it, and with its place.
pub fn event_texts<'a>(event: &'a Event, text: &mut dyn FnMut(u8, &'a str)) {
    for field in [&event.label, &event.summary, &event.date_text, &event.date_note, &event.note] {
        each(field, place::OWN, text);
    }
    if let Some(kind) = &event.kind {
        text(place::OWN, kind);
    }
    if let Some(place_of) = &event.place {
        each(&place_of.name, place::OWN, text);
    }
    for list in [&event.topics, &event.outcomes] {
        for field in list {
            each(field, place::OWN, text);
        }
    }
    for participant in &event.participants {
        participant_texts(participant, text);
    }
    for quote in &event.quotes {
        each(&quote.text, place::OWN | place::SAID, text);
        each(&quote.translation, place::OWN | place::SAID, text);
        each(&quote.cue, place::OWN, text);
        if let Some(speaker) = &quote.speaker {
            participant_texts(speaker, text);
        }
    }
    for link in &event.articles {
        if let ArticleLink::Inline(article) = link {
            article_texts(article, text);
        }
    }
}

fn participant_texts<'a>(participant: &'a Participant, text: &mut dyn FnMut(u8, &'a str)) {
    each(&participant.who.name, place::OWN, text);
    each(&participant.role, place::OWN, text);
    each(&participant.named_as, place::OWN, text);
    if let Some(organization) = &participant.organization {
        each(&organization.name, place::OWN, text);
    }
}

/// Calls `text` with the headline and the text of an article.
pub fn article_texts<'a>(article: &'a Article, text: &mut dyn FnMut(u8, &'a str)) {
    each(&article.headline, place::ARTICLE, text);
    each(&article.body, place::ARTICLE, text);
}

/// Calls `text` with the names and aliases of an entity.
pub fn entity_texts<'a>(entity: &'a Entity, text: &mut dyn FnMut(&'a str)) {
    entity.name.versions().for_each(|(_, name)| text(name));
    entity.alias.iter().for_each(|alias| text(alias));
}

/// Everybody an event names, to give them the entity that their name means.
pub fn event_names_mut(event: &mut Event) -> impl Iterator<Item = &mut Named> {
    let speakers = event.quotes.iter_mut().filter_map(|quote| quote.speaker.as_mut());
    event.participants.iter_mut().chain(speakers).flat_map(|participant| {
        let Participant { who, organization, .. } = participant;
        std::iter::once(who).chain(organization)
    })
}

/// Everybody an event names: participants, their bodies, speakers.
pub fn event_names(event: &Event) -> impl Iterator<Item = &Named> {
    let of = |participant| -> [Option<&Named>; 2] {
        let participant: &Participant = participant;
        [Some(&participant.who), participant.organization.as_ref()]
    };
    let participants = event.participants.iter().flat_map(of);
    let speakers = event.quotes.iter().filter_map(|quote| quote.speaker.as_ref()).flat_map(of);
    participants.chain(speakers).flatten()
}

fn each<'a>(field: &'a Text, places: u8, text: &mut dyn FnMut(u8, &'a str)) {
    field.versions().for_each(|(_, version)| text(places, version));
}
