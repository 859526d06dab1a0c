//! Which events are asked of data that lie elsewhere: all that a query may select, and perhaps more, never fewer. Who
//! gets them asks the query of them again. How they are asked, and what a query is, is not known here.

use roaring::RoaringBitmap;
use std::sync::Arc;

/// What is asked of data that lie elsewhere.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Wanted {
    /// Everything.
    #[default]
    All,
    /// The events of which this holds. What the data print of some folded words decides what these find, and is told of
    /// all data.
    Events {
        /// What holds of them.
        need: Need,
        /// The folded words of the query.
        words: Vec<String>,
    },
    /// The records whose id begins so, with all that is shown beside them.
    Record(String),
}

/// What holds of an event.
#[derive(Clone, PartialEq, Debug)]
pub enum Need {
    /// Nothing is known of it.
    Anything,
    /// It lies, or may lie, between two days, by their numbers.
    Within(i32, i32),
    /// It has no date.
    Undated,
    /// It names one of these countries.
    Countries(Vec<String>),
    /// It, or one of its articles or of those whom it names, has a word that begins with a folded one; or, with `forms`,
    /// another form or spelling of it.
    Word {
        /// The word.
        folded: String,
        /// Whether its other forms and spellings count.
        forms: bool,
    },
    /// All of these.
    All(Vec<Need>),
    /// One of these.
    Any(Vec<Need>),
    /// Not this.
    Not(Box<Need>),
    /// It has one of some values in one of some places.
    Has(Vec<Kept>, Vec<String>),
    /// It has a value that begins so in one of some places.
    Begins(Vec<Kept>, String),
    /// It has one of these ids.
    Ids(Vec<String>),
    /// It stands at one of these places in the order of the data.
    Places(Arc<RoaringBitmap>),
}

impl Need {
    /// What no event satisfies.
    pub fn nothing() -> Need {
        Need::Any(Vec::new())
    }

    /// Both of two.
    #[must_use]
    pub fn and(self, other: Need) -> Need {
        Need::All(vec![self, other])
    }

    /// The first and not the second.
    #[must_use]
    pub fn without(self, other: Need) -> Need {
        Need::All(vec![self, Need::Not(Box::new(other))])
    }
}

/// What is kept of an event beside its records, to find and count it by; each of these holds several values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kept {
    /// Words of its own texts, folded.
    Own,
    /// Those of its quotes; they are among the former.
    Said,
    /// Words of its articles that its own texts do not have.
    OfArticles,
    /// Keys of those whom it names as persons.
    Person,
    /// As bodies.
    Org,
    /// As speakers.
    By,
    /// Keys of those who took part.
    Present,
    /// Keys of places.
    Place,
    /// Where its date comes from.
    Basis,
    /// How sure it is.
    Confidence,
    /// What it has: quotes, problems.
    Has,
    /// Ids of its articles.
    Article,
    /// Ids of related events.
    Related,
    /// Codes of countries.
    Country,
    /// What it counts for among persons: entities by their ids, others by their names.
    People,
    /// Among bodies.
    Bodies,
    /// Among topics.
    Topics,
    /// Among kinds.
    Kinds,
    /// Among publishers.
    Publishers,
    /// Among languages.
    Languages,
    /// Codes of the countries that took part.
    PresentCountry,
    /// The persons who took part, each by what makes them one.
    Attended,
    /// Those who stand there as persons, or of whom the event does not say what they are.
    AsPerson,
    /// The bodies that took part.
    PresentBody,
    /// How many took part, where it matters: two and nobody else, or too many to make pairs of.
    Company,
    /// Codes of the countries for which its speakers speak.
    SpokenFor,
    /// Where it was: tenths of a degree.
    Position,
    /// Its articles as they are listed: days, id, and by what they are filtered.
    ArticleKey,
}

impl Kept {
    /// Every one.
    pub const ALL: [Kept; 28] = [
        Kept::Own,
        Kept::Said,
        Kept::OfArticles,
        Kept::Person,
        Kept::Org,
        Kept::By,
        Kept::Present,
        Kept::Place,
        Kept::Basis,
        Kept::Confidence,
        Kept::Has,
        Kept::Article,
        Kept::Related,
        Kept::Country,
        Kept::People,
        Kept::Bodies,
        Kept::Topics,
        Kept::Kinds,
        Kept::Publishers,
        Kept::Languages,
        Kept::PresentCountry,
        Kept::Attended,
        Kept::AsPerson,
        Kept::PresentBody,
        Kept::Company,
        Kept::SpokenFor,
        Kept::Position,
        Kept::ArticleKey,
    ];
}
