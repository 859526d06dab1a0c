//! oreline: a terminal timeline for news events, who met whom, when, where, and what was said about it.
//!
//! # The screen, with the names used in the code
//!
//! ```text
//!  layout.header ─ ui::header
//!  layout.gutter            layout.bars ─ ui::histogram ─ query::Histogram: Buckets,
//!  what they count: Sums     placed (sure) and spread (perhaps)
//! ─ layout.axis ─ ui::axis ─────────────────────────────────────────────────────
//! ─ Pane::Facet ──────────┬━[Pane::Timeline]━━━━━━━━━━━ ui::lines ━━━━━━━━━━━━━━
//!  the field: LineEditor  │ Line::Heading
//!  FacetRow: a group      │ ›Line::Record ─ EventHead
//!  FacetRow: a country    │  Line::Record
//!   Pick, value, count    │ app::Timeline ─ app::Rows ─ ui::timeline
//!                         ├─ Pane::Detail ──────────────────────────────────────
//!  app::FacetPane         │ document: lines of Spans, each with a Role; some
//!  ui::facets             │  lead to a query::Target ─ app::DetailPane ─ ui::detail
//!  layout.query ─ ui::search_bar: Chips of the Query, app::SearchLine, counts
//!  layout.hints ─ ui::hints: a Status, else keymap::hints(mode)
//! ```
//!
//! A `Popup` (help, problems, a date, an export, addresses, what was copied, a note, marks, saved views, commands) lies
//! over the panes in `layout.popup`. On a wide screen the detail stands beside the list, on one of fewer than 100 columns the
//! facet is a drawer, and below 80 there is one pane at a time: see [`layout`].
//!
//! # One direction
//!
//! ```text
//! Key ─► keymap::resolve(Mode, Key) ─► Message ─► App::update ─► Vec<Effect> ─► runtime or headless
//!                                         ▲                                          │ Job
//!                                         └────────── worker::perform(Job) ◄─────────┘
//! &App ─► ui::view ─► Frame
//! ```
//!
//! [`app::App::update`] is the only function that changes the state, and does nothing else. [`worker::perform`] loads,
//! searches and reads, and answers with messages. [`ui::view`] only draws. `runtime` runs them in a terminal with
//! threads, [`headless`] without either.
//!
//! The data: bytes ─► [`load`] ─► segments ─► [`dataset::load`] ─► snapshots (`Arc<Dataset>`) ─► [`query::answer`] ─►
//! `Arc<Answer>` ─► [`app`].
//!
//! # The modules, each using only those below it
//!
//! | module | is |
//! |---|---|
//! | [`cli`] | arguments as typed, and what they mean |
//! | `runtime`, [`headless`], `commands` | the browser in a terminal; without one; the commands |
//! | [`ui`], [`worker`] | the state as a frame; jobs done |
//! | [`app`], `export` | the state of the browser and what changes it; rows and records as text |
//! | [`state`] | what the user makes: bookmarks, notes, saved views |
//! | [`data`] | what a job asks: a snapshot in memory, or data beyond this machine |
//! | [`query`] | what a query means, selects, and what the panes show of it |
//! | `store` | data in a store beyond this machine, pushed and read; only with the feature of that name |
//! | [`dataset`] | heads, one record by its number, names, problems |
//! | [`load`] | from bytes to segments, and what was wrong |
//! | `index` | heads, words and values with the events that hold them |
//! | [`catalogue`] | every sentence that the program says, in each of its languages |
//! | [`model`], [`text`], [`problem`], [`error`] | records and dates; text; faults of the data; failures |
//! | [`layout`] | sizes to areas; a leaf |
//!
//! # What is public
//!
//! Two things: [`run`], which is the program, and [`door`], through which the tests of the whole program and the benches
//! reach in. Everything else is of the crate, so that the compiler finds what nothing needs.
//!
//! `docs/architecture.md` says more: the index, tickets, invariants, a line for each file, and how to add things.

mod app;
mod catalogue;
mod cli;
mod clock;
mod commands;
mod data;
mod dataset;
mod disk;
mod document;
pub mod door;
mod error;
mod export;
mod headless;
mod index;
mod language;
mod layout;
mod load;
mod model;
mod parallel;
mod problem;
mod query;
mod runtime;
mod state;
#[cfg(feature = "store")]
mod store;
mod text;
mod ui;
mod worker;

pub use cli::run;
