//! What of a record counts as its text: every field in which words are searched, once. The index goes over this list when a
//! record is added, and the matcher when a single record is asked, so neither can have a text that the other has not.
//! What they make of a text, and names and aliases that stand in other records, are not known here.

use super::{Article, Event, Named, Participant, Quote, Str, Text};

/// A text of an event, or something that has texts of its own.
pub enum EventField<'e, T, W> {
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
pub enum PersonField<'e, T, W> {
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
pub enum QuoteField<'e, T, W> {
    /// Who says it.
    Speaker(&'e Participant<T, W>),
    /// Its words, and those of its translations.
    Said(&'e Text<T>),
    /// What introduces it.
    Cue(&'e Text<T>),
}

impl<T: Str, W: Str> Event<T, W> {
    /// Its texts. Those of its articles come besides: most are records of their own.
    pub fn texts(&self) -> impl Iterator<Item = EventField<'_, T, W>> {
        let about = [&self.label, &self.date_text, &self.date_note].into_iter().map(EventField::Prose);
        let place = self.place.iter().map(|place| EventField::Place(&place.name));
        let came_of_it = [&self.summary].into_iter().chain(&self.outcomes).chain([&self.note]).map(EventField::Prose);
        about
            .chain(self.kind.iter().map(EventField::Kind))
            .chain(place)
            .chain(self.participants.iter().map(EventField::Participant))
            .chain(self.topics.iter().map(EventField::Topic))
            .chain(came_of_it)
            .chain(self.quotes.iter().map(EventField::Quote))
    }
}

impl<T: Str, W: Str> Participant<T, W> {
    /// Their texts.
    pub fn texts(&self) -> impl Iterator<Item = PersonField<'_, T, W>> {
        let own = [PersonField::Who(&self.who), PersonField::NamedAs(&self.named_as), PersonField::Role(&self.role)];
        own.into_iter().chain(self.organization.iter().map(PersonField::Body))
    }
}

impl<T: Str, W: Str> Quote<T, W> {
    /// Its texts.
    pub fn texts(&self) -> impl Iterator<Item = QuoteField<'_, T, W>> {
        let words = [QuoteField::Cue(&self.cue), QuoteField::Said(&self.text), QuoteField::Said(&self.translation)];
        self.speaker.iter().map(QuoteField::Speaker).chain(words)
    }
}

impl<T: Str, W: Str> Article<T, W> {
    /// Its texts, as they count for the events that it reports.
    pub fn texts(&self) -> [&Text<T>; 2] {
        [&self.headline, &self.body]
    }
}
