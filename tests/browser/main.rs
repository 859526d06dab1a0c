//! The browser without a terminal: keys in, frames out.

#[path = "../common/mod.rs"]
mod common;

mod hostile;
mod journeys;
mod screens;
mod tongues;
mod whole_names;
