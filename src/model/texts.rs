//! What of a record counts as its text: every field in which words are searched, once. The index goes over this list when a
//! record is added, and the matcher when a single record is asked, so neither can have a text that the other has not.
//! What they make of a text, and names and aliases that stand in other records, are not known here.

use super::{Article, Event, Named, Participant, Quote, Str, Text};

/// A text of an event, or something that has texts of its own.
pub enum EventText<'e, T, W> {
    /// Words about it.
    Prose(&'e Text<T>),
    /// The word for its kind.
    Kind(&'e W),
    /// A topic.
    Topic(&'e Text<T>),
    /// The name of its place.
    Place(&'e Text<T>),
    /// Somebody who took part or is named.
    Participant(&'e Participant<T, W>),
    /// What was said.
    Quote(&'e Quote<T, W>),
}

/// A text of a participant or a speaker.
pub enum PersonText<'e, T, W> {
    /// Who they are.
    Who(&'e Named<T, W>),
    /// What the source calls them.
    NamedAs(&'e Text<T>),
    /// Their office.
    Role(&'e Text<T>),
    /// The body that they act for.
    Body(&'e Named<T, W>),
}

/// A text of a quote.
pub enum QuoteText<'e, T, W> {
    /// Who says it.
    Speaker(&'e Participant<T, W>),
    /// Its words, and those of its translations.
    Said(&'e Text<T>),
    /// What introduces it.
    Cue(&'e Text<T>),
}

impl<T: Str, W: Str> Event<T, W> {
    /// Its texts. Those of its articles come besides: most are records of their own.
    pub fn texts(&self) -> impl Iterator<Item = EventText<'_, T, W>> {
        let about = [&self.label, &self.date_text, &self.date_note].into_iter().map(EventText::Prose);
        let place = self.place.iter().map(|place| EventText::Place(&place.name));
        let came_of_it = [&self.summary].into_iter().chain(&self.outcomes).chain([&self.note]).map(EventText::Prose);
        about
            .chain(self.kind.iter().map(EventText::Kind))
            .chain(place)
            .chain(self.participants.iter().map(EventText::Participant))
            .chain(self.topics.iter().map(EventText::Topic))
            .chain(came_of_it)
            .chain(self.quotes.iter().map(EventText::Quote))
    }
}

impl<T: Str, W: Str> Participant<T, W> {
    /// Their texts.
    pub fn texts(&self) -> impl Iterator<Item = PersonText<'_, T, W>> {
        let own = [PersonText::Who(&self.who), PersonText::NamedAs(&self.named_as), PersonText::Role(&self.role)];
        own.into_iter().chain(self.organization.iter().map(PersonText::Body))
    }
}

impl<T: Str, W: Str> Quote<T, W> {
    /// Its texts.
    pub fn texts(&self) -> impl Iterator<Item = QuoteText<'_, T, W>> {
        let words = [QuoteText::Cue(&self.cue), QuoteText::Said(&self.text), QuoteText::Said(&self.translation)];
        self.speaker.iter().map(QuoteText::Speaker).chain(words)
    }
}

impl<T: Str, W: Str> Article<T, W> {
    /// Its texts, as they count for the events that it reports.
    pub fn texts(&self) -> [&Text<T>; 2] {
        [&self.headline, &self.body]
    }
}
