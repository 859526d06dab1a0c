//! Which events are asked of data that lie elsewhere: all that a query may select, and perhaps more, never fewer. Who
//! gets them asks the query of them again. How they are asked, and what a query is, is not known here.

/// What is asked of data that lie elsewhere.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
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
#[derive(Clone, PartialEq, Eq, Debug)]
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
}
