//! Work that is shared by two threads: the program is built for two cores, and the other one waits for the answer.
//!
//! What the work is, is not known here: records that are indexed, lists that are united, events that are counted.

use std::panic::resume_unwind;
use std::sync::mpsc::sync_channel;

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

/// Items that go from one thread to the other together: to wake a thread costs as much as to read a record.
const TOGETHER: usize = 128;

/// How many of these parcels wait between the two steps.
const WAITING: usize = 4;

/// Work in two steps, one after the other for each item, in the order in which they are made. They go on at the same
/// time when the work is `long`. What `make` is given takes an item, and says whether more are wanted: none are after
/// the first failure of `take`, which is returned.
pub fn in_two_steps<T: Send, E: Send>(
    long: bool,
    make: impl FnOnce(&mut dyn FnMut(T) -> bool) + Send,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    if !long {
        let mut done = Ok(());
        make(&mut |item| {
            done = take(item);
            done.is_ok()
        });
        return done;
    }
    let (sender, receiver) = sync_channel(WAITING);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let mut parcel = Vec::with_capacity(TOGETHER);
            make(&mut |item| {
                parcel.push(item);
                parcel.len() < TOGETHER
                    || sender.send(std::mem::replace(&mut parcel, Vec::with_capacity(TOGETHER))).is_ok()
            });
            // Nobody waits for it when the other step has failed.
            let _ = sender.send(parcel);
        });
        receiver.into_iter().flatten().try_for_each(take)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_steps_keep_the_order_and_end_with_the_first_failure() {
        for long in [false, true] {
            let mut taken = Vec::new();
            let make = |send: &mut dyn FnMut(u32) -> bool| {
                let _ = (0..1000).try_for_each(|n| send(n).then_some(()));
            };
            let take = |n| {
                taken.push(n);
                if n == 500 { Err("enough") } else { Ok(()) }
            };
            assert_eq!(in_two_steps(long, make, take), Err("enough"));
            assert_eq!(taken, (0..=500).collect::<Vec<_>>());
        }
    }
}
