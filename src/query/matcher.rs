//! How one word of a query finds words of a text, and why.
//!
//! Which texts there are, and how words are joined to a query, is not known here.

use super::spellings::Spellings;
use crate::language::mistakes::Mistyped;
use crate::language::{self, inflect};

/// Why a word of a text is a hit, the surest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reason {
    /// It is the word itself, case and the like folded.
    Literal,
    /// It begins with the word.
    Beginning,
    /// It is another form of the word.
    Inflected,
    /// It is another spelling of the name, mostly in another script.
    Romanised,
    /// It is an alias of somebody whom the record names otherwise. No single word is found so.
    OtherName,
    /// It differs as by a typing mistake.
    Near,
}

/// How one word of a query finds words of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Matcher {
    folded: String,
    /// Whether other forms of the word are found.
    is_wide: bool,
    /// The other spellings that are found of the name that it is.
    spellings: Vec<String>,
    /// What typing mistakes may lie between the two.
    mistyped: Option<Mistyped>,
}

impl Matcher {
    /// Finds a word by itself and by its beginnings. `folded` is a word as [`language::words`] folds it.
    pub fn of(folded: impl Into<String>) -> Matcher {
        Matcher { folded: folded.into(), is_wide: false, spellings: Vec::new(), mistyped: None }
    }

    /// Finds other forms of the word and other spellings of the name too.
    pub fn wide(folded: impl Into<String>, spellings: &Spellings) -> Matcher {
        let folded = folded.into();
        Matcher { spellings: spellings.of_word(&folded).to_vec(), folded, is_wide: true, mistyped: None }
    }

    /// What a word of a query finds: only itself and its beginnings under `literal:on`.
    pub fn of_query(folded: impl Into<String>, is_literal: bool, spellings: &Spellings) -> Matcher {
        if is_literal { Matcher::of(folded) } else { Matcher::wide(folded, spellings) }
    }

    /// Finds what differs by a typing mistake too; one in a word of four letters or more, two in one of eight or more.
    pub fn near(folded: impl Into<String>, spellings: &Spellings) -> Matcher {
        let wide = Matcher::wide(folded, spellings);
        Matcher { mistyped: Some(Mistyped::new(&wide.folded)), ..wide }
    }

    /// Why a folded word of a text is a hit, if it is.
    pub fn matches(&self, word: &str) -> Option<Reason> {
        if word == self.folded {
            Some(Reason::Literal)
        } else if word.starts_with(&self.folded) {
            Some(Reason::Beginning)
        } else if self.is_wide && inflect::same_word(&self.folded, word) {
            Some(Reason::Inflected)
        } else if self.spellings.iter().any(|spelling| spelling == word) {
            Some(Reason::Romanised)
        } else if self.mistyped.as_ref().is_some_and(|mistyped| mistyped.mistakes(word).is_some()) {
            Some(Reason::Near)
        } else {
            None
        }
    }

    /// Whether some word of a text, or part of a compound word, is a hit.
    pub(super) fn finds_in(&self, text: &str) -> bool {
        language::words(text).any(|word| self.matches(&word.folded).is_some())
    }
}
