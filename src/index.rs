//! What makes lists and searches fast: heads in columns, words with the events that hold them, values of fields.
//!
//! Everything here is of one *segment*, some tens of thousands of records that were read together, and never
//! changes once it is made. Events are numbered within the segment, from 0. Nothing here reads files, knows a
//! query, or holds a whole record.
//!
//! While indexing goes on, each segment has an index of its own, in which events are numbered from 0; at the end they
//! are merged (`index/merge.rs`), so that a search looks once into one list. An index has two things, both sorted and
//! both pointing to events:
//!
//! - **Words** (`index/words.rs`): every folded word of the segment's events, in the order of the alphabet. The words
//!   that begin with `ток` are a range of that list. A word of a query also finds its other forms, and other spellings of
//!   the name that it is. Forms (`language/inflect.rs`) begin with a common stem, so they are a range of the list too, of
//!   which those are kept that are one stem with two endings of one paradigm; irregular ones (`language/irregular.rs`)
//!   are a small table. There is no dictionary. Spellings are for **names**. While words are added,
//!   `language/capitals.rs` counts how each is printed: small, or with a capital in a name or within a sentence. Names
//!   share a coarse key of consonants (`language/romanise.rs`), by whose hash each list has them sorted once more; a
//!   comparison letter by letter decides, and neither word may be one that the data print small (`dataset/spellings.rs`).
//!   That is judged of all lists together, once for a word of a query; the index, `query/matches.rs` and the marks on the
//!   screen look the spellings up (`query/spellings.rs`). An alias of a body that a record does not print is text only
//!   where the words of the query cover it (`query/aliases.rs`). `query/explain.rs` says which words were found so, in
//!   the order of `matches::Reason`: another form, another script, another name of somebody, a typing mistake. `cargo
//!   test trust` counts the hits of 3,000 frequent words of each language that are none of these: 0.14 and 0.44 %
//!   (English, tuned and held out), 0.32 and 0.55 % (Russian).
//! - **Columns** (`index/columns.rs`): for a field such as person, kind or publisher, its values. A value of a name is
//!   `#id` of the entity, or the folded spelling; which entity a bare spelling means is asked when all is read.
//!
//! A word or a value has **postings** (`index/postings.rs`): the events that hold it, ascending, each as the distance
//! to the one before, packed in blocks where there are many. Beside each stand its **parts**: in the event's own
//! text, in the words of a quote, in an article that is written inside the event. So `said:` needs no second list.
//!
//! ```text
//! литий      ─► event 3 (own), event 8 (own, said)
//! литийдин   ─► event 9 (said)
//! #rubio     ─► event 3, event 12                       column By
//! ```
//!
//! Articles that are records of their own have a word list of their own; their hits become events through the column
//! `Article`. An article that is written inside an event knows that event by its number. Names and aliases of entities
//! are one small word list for the whole dataset (`dataset/entities.rs`); their hits become events through the columns
//! Person, Org and By. Countries are not in a column: the dataset has a bitmap of events for each code, made from the
//! heads, which also say whether the country took part. That somebody took part, and was not only named,
//! is a mark of the entry; for which countries somebody acted is the column
//! `ActsFor`, without events, and for which countries the speakers of quotes act is `SpokenFor`, with all. Which values
//! of columns mean the same person, and which events have an article of a publisher, is known only to the dataset.
//! `dataset/values.rs` lists the values of a field with plain numbers of events, once for a snapshot and only when a
//! facet or a filter asks for it. A facet is counted by reading such a list from end to end against the selected
//! events, 4 million numbers for the persons of a million events; only its first thousand values, those that are ticked
//! and those that fit what is typed become rows.

pub mod articles;
pub mod bits;
pub mod bytes;
pub mod columns;
mod dates;
pub mod heads;
mod interner;
pub mod merge;
pub mod numbers;
pub mod order;
pub mod postings;
pub mod record_index;
pub mod words;

pub use columns::{Column, ColumnOf};
pub use dates::{HeadDate, HeadPrecision};
pub use record_index::RecordIndex;
pub use words::WordList;
