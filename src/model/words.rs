//! The words that the format lists for its fields: what records are checked by, what the schema says, and what a query may
//! ask for. A record may have others.
//!
//! What a word means for a record is not known here.

/// The listed word that a written one is, without regard to case, blanks and hyphens: `Mentioned`, `public body`.
pub fn listed(written: &str, usual: &[&'static str]) -> Option<&'static str> {
    let letters = |word: &'_ str| -> Vec<char> {
        let letters = word.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '_'));
        letters.map(|letter| letter.to_ascii_lowercase()).collect()
    };
    if let Some(word) = usual.iter().find(|word| **word == written) {
        return Some(word);
    }
    let written = letters(written);
    usual.iter().copied().find(|word| letters(word) == written)
}

/// Words that the format lists for `part`.
pub const PARTS: [&str; 7] = ["host", "chair", "initiator", "signatory", "speaker", "attendee", "mentioned"];
/// Words that the format lists for `kind`.
pub const KINDS: [&str; 14] = [
    "summit",
    "ministerial",
    "dialogue",
    "meeting",
    "visit",
    "agreement",
    "announcement",
    "statement",
    "policy",
    "financing",
    "project",
    "export-control",
    "conference",
    "other",
];
/// Words of `dateBasis`.
pub const DATE_BASES: [&str; 4] = ["stated", "inferred", "external", "published"];
/// Words of `confidence`.
pub const CONFIDENCES: [&str; 3] = ["high", "medium", "low"];
/// Words of `schema`.
pub const SCHEMAS: [&str; 5] = ["Person", "PublicBody", "Organization", "Company", "Group"];
/// Words of a quote's `type`.
pub const QUOTE_TYPES: [&str; 3] = ["direct", "indirect", "mixed"];
