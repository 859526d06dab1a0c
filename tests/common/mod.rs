//! What several tests need: made-up events, folded words without the program's own folding, stored frames, the
//! strict form of the format.

#![allow(dead_code, reason = "no test binary needs all of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

pub mod folded;
pub mod frames;
pub mod generate;
pub mod strict;
