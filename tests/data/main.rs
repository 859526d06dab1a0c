//! What is read, from which files, and what becomes of it.

#[path = "../common/mod.rs"]
mod common;

mod bundled;
mod cache;
mod changing;
mod convert;
mod dataset;
mod formats;
mod import;
mod temporary;
