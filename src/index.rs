//! What makes lists and searches fast: heads in columns, words with the events that hold them, values of fields.
//!
//! Everything here is of one *segment*, some tens of thousands of records that were read together, and never
//! changes once it is made. Events are numbered within the segment, from 0. Nothing here reads files, knows a
//! query, or holds a whole record.

pub mod articles;
pub mod bits;
pub mod columns;
pub mod heads;
mod interner;
pub mod merge;
pub mod order;
pub mod postings;
pub mod segment;
pub mod store;
pub mod words;

pub use columns::{Column, ColumnOf};
pub use heads::{HeadDate, HeadPrecision};
pub use segment::SegmentIndex;
pub use words::WordList;
