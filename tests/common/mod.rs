//! What several tests need: made-up events, folded words without the program's own folding, stored frames.

#![allow(dead_code, reason = "no test binary needs all of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

pub mod folded;
pub mod frames;
pub mod generate;
