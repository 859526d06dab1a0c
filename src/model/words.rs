//! The words that the format lists for its fields: what records are checked by, what the schema says, and what a query may
//! ask for. A record may have others.

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
