//! What is read, from which files, and what becomes of it.

mod common;

mod data {
    mod bundled;
    mod cache;
    mod changing;
    mod convert;
    mod dataset;
    mod formats;
    mod import;
    mod temporary;
}
