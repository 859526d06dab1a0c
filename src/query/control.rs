//! What long work asks the outside about: whether to end, and whether an answer so far is due. Clocks and queues are not
//! known here.

/// Events that are read, at most, before an answer so far is thought of: it would come and go unseen.
pub(super) const FEW: u64 = 128;

/// What long work is told from outside, when it asks.
#[derive(Clone, Copy)]
pub struct Control<'a> {
    /// Whether to give up.
    pub stop: &'a dyn Fn() -> bool,
    /// Whether enough time has passed since it last said so, or since the beginning of all, for an answer so far.
    pub due: &'a dyn Fn() -> bool,
}
