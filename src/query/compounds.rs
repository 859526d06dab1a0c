//! What is typed as one word: the whole, and the parts that a hyphen or the like joins.
//!
//! How they are found is not known here.

use crate::language;

/// A word of a query with the parts of a compound, all folded.
pub(super) struct Compound {
    pub(super) whole: String,
    pub(super) parts: Vec<String>,
}

impl Compound {
    /// Whether the whole is found, or each of its parts: `rare-earth` finds "rare earth".
    pub(super) fn holds(&self, is_found: impl Fn(&str) -> bool) -> bool {
        is_found(&self.whole) || (!self.parts.is_empty() && self.parts.iter().all(|part| is_found(part)))
    }
}

/// The words of a query's text.
pub(super) fn compounds(text: &str) -> Vec<Compound> {
    let mut compounds: Vec<Compound> = Vec::new();
    for word in language::words(text) {
        match compounds.last_mut() {
            Some(compound) if word.part => compound.parts.push(word.folded.into_owned()),
            _ => compounds.push(Compound { whole: word.folded.into_owned(), parts: Vec::new() }),
        }
    }
    compounds
}
