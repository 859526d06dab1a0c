//! oreline
pub mod dataset;
pub mod error;
pub mod index;
pub mod load;
pub mod model;
pub mod problem;
pub mod query;
pub mod text;
