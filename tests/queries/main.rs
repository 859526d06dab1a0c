//! What a query finds, against the plain truth: words, names, dates, counts.

#[path = "../common/mod.rs"]
mod common;

mod agreement;
mod articles;
mod counts;
mod edtf;
mod facets;
mod names;
mod offers;
mod search;
mod trust;
mod typos;
mod words;
