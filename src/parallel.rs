//! Work that is shared by two threads: the program is built for two cores, and the other one waits for the answer.
//!
//! What the work is, is not known here: records that are indexed, lists that are merged, events that are counted.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

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

/// How often who waits for two pieces of work looks at what is there: a frame has room for many looks.
const LOOK: Duration = Duration::from_millis(1);

/// Is shown what there is of two pieces of work, and may end it.
pub type Look<'l, A, B> = dyn FnMut(Option<&A>, Option<&B>) -> ControlFlow<()> + 'l;

/// What two pieces of work give that go on beside each other. Who waits is shown by `look` what is there, now and then until
/// all of it is; `None` when that ends the work, which is then told to stop.
pub fn beside<A: Send, B: Send>(
    one: impl FnOnce(&dyn Fn() -> bool) -> A + Send,
    other: impl FnOnce(&dyn Fn() -> bool) -> B + Send,
    look: &mut Look<'_, A, B>,
) -> Option<(A, B)> {
    let stopped = AtomicBool::new(false);
    let is_stopped = || stopped.load(Ordering::Relaxed);
    let (give_one, one_given) = sync_channel(1);
    let (give_other, other_given) = sync_channel(1);
    std::thread::scope(|scope| {
        // Who has ended the work takes nothing any more.
        scope.spawn(move || drop(give_one.send(one(&is_stopped))));
        scope.spawn(move || drop(give_other.send(other(&is_stopped))));
        let (mut first, mut second) = (None, None);
        while first.is_none() || second.is_none() {
            if first.is_none() {
                first = waited(&one_given)?;
            } else {
                second = waited(&other_given)?;
            }
            second = second.or_else(|| other_given.try_recv().ok());
            let is_all = first.is_some() && second.is_some();
            if !is_all && look(first.as_ref(), second.as_ref()).is_break() {
                stopped.store(true, Ordering::Relaxed);
                return None;
            }
        }
        first.zip(second)
    })
}

/// What comes while one look is waited for; `None` when nothing will come any more, because the thread has ended with a panic,
/// which goes on in who waits.
#[expect(clippy::option_option, reason = "what is not there yet, and what never will be")]
fn waited<T>(given: &Receiver<T>) -> Option<Option<T>> {
    match given.recv_timeout(LOOK) {
        Ok(given) => Some(Some(given)),
        Err(RecvTimeoutError::Timeout) => Some(None),
        Err(RecvTimeoutError::Disconnected) => None,
    }
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

/// Threads that do pieces of work side by side.
const THREADS: usize = 2;

/// So many pieces of `work`, done by two threads and taken in their order. Each thread has what `start` makes for it. Work
/// is told when it is to stop, because `take` wants no more, and has then nothing to give. A single piece needs no thread.
pub fn in_order<S, T: Send>(
    count: usize,
    start: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize, &dyn Fn() -> bool) -> Option<T> + Sync,
    mut take: impl FnMut(usize, T) -> ControlFlow<()>,
) {
    if count <= 1 {
        if let Some(only) = (0..count).find_map(|at| work(&mut start(), at, &|| false)) {
            let _ = take(0, only);
        }
        return;
    }
    let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (sender, receiver) = sync_channel(THREADS);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            let (sender, start, work, next, stopped) = (sender.clone(), &start, &work, &next, &stopped);
            scope.spawn(move || {
                let mut state = start();
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let done = (at < count).then(|| work(&mut state, at, &|| stopped.load(Ordering::Relaxed)));
                    let Some(done) = done.flatten() else { break };
                    if sender.send((at, done)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let (mut waiting, mut due) = (BTreeMap::new(), 0);
        for (at, done) in receiver {
            waiting.insert(at, done);
            while let Some(done) = waiting.remove(&due) {
                if take(due, done).is_break() {
                    stopped.store(true, Ordering::Relaxed);
                    return;
                }
                due += 1;
            }
        }
    });
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

    #[test]
    fn who_waits_for_two_pieces_sees_the_one_that_is_there_and_may_end_the_other() {
        let slow = |stop: &dyn Fn() -> bool| {
            let until = std::time::Instant::now() + Duration::from_millis(200);
            while !stop() && std::time::Instant::now() < until {
                std::thread::yield_now();
            }
            stop()
        };
        let mut seen = Vec::new();
        let mut look = |one: Option<&u8>, other: Option<&bool>| {
            seen.push((one.copied(), other.copied()));
            ControlFlow::Continue(())
        };
        assert_eq!(beside(|_| 7, slow, &mut look), Some((7, false)));
        assert!(seen.len() > 2 && seen.contains(&(Some(7), None)), "{seen:?}");
        let mut seen = Vec::new();
        let mut look = |one: Option<&bool>, other: Option<&u8>| {
            seen.push((one.copied(), other.copied()));
            if other.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let began = std::time::Instant::now();
        assert_eq!(beside(|stop| slow(stop), |_| 7, &mut look), None);
        assert_eq!(seen.last(), Some(&(None, Some(7))));
        assert!(began.elapsed() < Duration::from_millis(200), "it was not told to stop");
    }

    #[test]
    fn pieces_are_taken_in_their_order_until_no_more_are_wanted() {
        for count in [0, 1, 2, 50] {
            let mut taken = Vec::new();
            // The first ones take the longest.
            let work = |done: &mut usize, at: usize, stop: &dyn Fn() -> bool| {
                std::thread::sleep(Duration::from_millis(5u64.saturating_sub(at as u64)));
                *done += 1;
                (!stop()).then_some(at * 2)
            };
            in_order(
                count,
                || 0,
                work,
                |at, twice| {
                    taken.push((at, twice));
                    if at == 30 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                },
            );
            assert_eq!(taken, (0..count.min(31)).map(|at| (at, at * 2)).collect::<Vec<_>>());
        }
    }
}
