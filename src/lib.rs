//! oreline: a terminal timeline for news events.
pub mod error;
pub mod model;
pub mod problem;
pub mod text;
