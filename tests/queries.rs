//! What a query finds, against the plain truth: words, names, dates, counts.

mod common;

mod queries {
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
}
