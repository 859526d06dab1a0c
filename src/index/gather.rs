//! What counts as the text of a record for the index: the words of these texts are found.
//!
//! The matcher that reads single records ([`crate::query::matches`]) lists the same texts with what each is part of,
//! and adds the names of entities; `tests/search.rs` holds the two together.

use super::postings::place;
use crate::language::capitals::Prose;
use crate::model::{Article, ArticleLink, Event, Participant, Schema, Text};

/// How often a text comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Comes {
    /// In one record, as a title or a quote.
    Once,
    /// In many, as a role or a topic.
    Often,
    /// In many, as a name.
    Name(Prose),
}

/// Calls `text` with every text of the event itself and of the articles written inside it, with how often it comes and its
/// place.
pub fn event_texts<'a>(event: &'a Event, text: &mut dyn FnMut(Comes, u8, &'a str)) {
    let mut once = |places, words| text(Comes::Once, places, words);
    for field in [&event.label, &event.summary, &event.date_text, &event.date_note, &event.note] {
        each(field, place::OWN, &mut once);
    }
    for field in &event.outcomes {
        each(field, place::OWN, &mut once);
    }
    for quote in &event.quotes {
        each(&quote.text, place::OWN | place::SAID, &mut once);
        each(&quote.translation, place::OWN | place::SAID, &mut once);
        each(&quote.cue, place::OWN, &mut once);
    }
    for link in &event.articles {
        if let ArticleLink::Inline(article) = link {
            article_texts(article, &mut once);
        }
    }
    let mut often = |places, words| text(Comes::Often, places, words);
    if let Some(kind) = &event.kind {
        often(place::OWN, kind);
    }
    for field in &event.topics {
        each(field, place::OWN, &mut often);
    }
    if let Some(place_of) = &event.place {
        each(&place_of.name, place::OWN, &mut |places, name| {
            // Of several words it is often a building or a body: White House.
            let prose = if name.contains(' ') { Prose::Name } else { Prose::PersonOrPlace };
            text(Comes::Name(prose), places, name);
        });
    }
    let speakers = event.quotes.iter().filter_map(|quote| quote.speaker.as_ref());
    for participant in event.participants.iter().chain(speakers) {
        participant_texts(participant, text);
    }
}

fn participant_texts<'a>(participant: &'a Participant, text: &mut dyn FnMut(Comes, u8, &'a str)) {
    let is_person = participant.who.schema.as_ref().is_some_and(Schema::is_person);
    let prose = if is_person { Prose::PersonOrPlace } else { Prose::Name };
    let mut name = |places, words| text(Comes::Name(prose), places, words);
    each(&participant.who.name, place::OWN, &mut name);
    // What a source calls a speaker may be an office: "a State Department official".
    each(&participant.named_as, place::OWN, &mut |places, words| text(Comes::Name(Prose::Name), places, words));
    each(&participant.role, place::OWN, &mut |places, words| text(Comes::Often, places, words));
    if let Some(organization) = &participant.organization {
        each(&organization.name, place::OWN, &mut |places, words| text(Comes::Name(Prose::Name), places, words));
    }
}

/// Calls `text` with the headline and the text of an article.
pub fn article_texts<'a>(article: &'a Article, text: &mut dyn FnMut(u8, &'a str)) {
    each(&article.headline, place::ARTICLE, text);
    each(&article.body, place::ARTICLE, text);
}

fn each<'a>(field: &'a Text, places: u8, text: &mut dyn FnMut(u8, &'a str)) {
    field.versions().for_each(|(_, version)| text(places, version));
}
