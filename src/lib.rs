//! oreline: a terminal timeline for news events, who met whom, when, where, and what was said about it.
pub mod app;
pub mod cli;
pub mod commands;
pub mod dataset;
pub mod error;
pub mod export;
pub mod headless;
pub mod index;
pub mod layout;
pub mod load;
pub mod model;
pub mod problem;
pub mod query;
pub mod runtime;
pub mod text;
pub mod ui;
pub mod worker;
