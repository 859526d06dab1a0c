//! Work that is shared by two threads: the program is built for two cores, and the other one waits for the answer.
//!
//! What the work is, is not known here: records that are indexed, lists that are united, events that are counted.

use std::panic::resume_unwind;

/// What both pieces of work give. They are shared when they are `long`: a thread costs a twentieth of a millisecond.
pub fn both<A, B: Send>(long: bool, one: impl FnOnce() -> A, other: impl FnOnce() -> B + Send) -> (A, B) {
    if !long {
        return (one(), other());
    }
    std::thread::scope(|scope| {
        let other = scope.spawn(other);
        let one = one();
        (one, other.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}
