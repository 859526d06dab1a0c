//! The threads that do the work: one searches, one reads records and opens addresses, one for each
//! load and each export.
//!
//! A job that a newer one of its kind has replaced is dropped while it waits and told to stop while it runs, so that
//! typing never waits for a search, and quitting for nothing at all.

use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::app::{Job, Message};
use crate::load::{Cache, Input};
use crate::query::Pace;
use crate::worker::perform;

use super::Wake;

/// The least time between two answers to one search that are not whole yet.
const PAUSE: Duration = Duration::from_millis(100);

/// The threads and their desks.
pub(super) struct Staff {
    inputs: Arc<[Input]>,
    cache: Option<Arc<Cache>>,
    answers: Sender<Wake>,
    searches: Arc<Desk>,
    reads: Arc<Desk>,
    /// The number of the newest load; an older one stops.
    newest_load: Arc<AtomicU64>,
}

impl Staff {
    /// Starts the threads that wait for work; they end with the program.
    pub(super) fn hire(inputs: Vec<Input>, cache: Option<Cache>, answers: &Sender<Wake>) -> Staff {
        let staff = Staff {
            inputs: inputs.into(),
            cache: cache.map(Arc::new),
            answers: answers.clone(),
            searches: Arc::default(),
            reads: Arc::default(),
            newest_load: Arc::default(),
        };
        for desk in [&staff.searches, &staff.reads] {
            let (desk, inputs, answers) = (Arc::clone(desk), Arc::clone(&staff.inputs), answers.clone());
            std::thread::spawn(move || {
                loop {
                    let job = desk.next();
                    let pace = Pace { stop: &|| desk.has_search(), due: &every(PAUSE) };
                    // Nothing is loaded here.
                    perform(job, &inputs, None, &mut |message| send(&answers, message), &pace);
                }
            });
        }
        staff
    }

    /// Puts a job where the right thread finds it.
    pub(super) fn assign(&self, job: Job) {
        match job {
            Job::Load { .. } => self.load(job),
            Job::Export { .. } => self.export(job),
            Job::Search { .. } => self.searches.put(job),
            Job::ReadDetail { .. } | Job::OpenAddress(_) => self.reads.put(job),
        }
    }

    /// Each in a thread of its own: it may take long, and nothing replaces it.
    fn export(&self, job: Job) {
        let (inputs, answers) = (Arc::clone(&self.inputs), self.answers.clone());
        std::thread::spawn(move || {
            let pace = Pace { stop: &|| false, due: &|| false };
            perform(job, &inputs, None, &mut |message| send(&answers, message), &pace);
        });
    }

    fn load(&self, job: Job) {
        let number = self.newest_load.fetch_add(1, Ordering::SeqCst) + 1;
        let (inputs, answers, newest) = (Arc::clone(&self.inputs), self.answers.clone(), Arc::clone(&self.newest_load));
        let cache = self.cache.clone();
        std::thread::spawn(move || {
            let pace = Pace { stop: &|| newest.load(Ordering::SeqCst) != number, due: &|| false };
            perform(job, &inputs, cache.as_deref(), &mut |message| send(&answers, message), &pace);
        });
    }
}

/// Says yes at once, and then each time the pause has passed since the last yes.
fn every(pause: Duration) -> impl Fn() -> bool {
    let last = Cell::new(None::<Instant>);
    move || {
        let is_due = last.get().is_none_or(|last| last.elapsed() >= pause);
        if is_due {
            last.set(Some(Instant::now()));
        }
        is_due
    }
}

fn send(answers: &Sender<Wake>, message: Message) {
    // The loop that would take it has ended, and the program with it.
    let _ = answers.send(Wake::Message(message));
}

/// Jobs that wait for one thread.
#[derive(Default)]
struct Desk {
    jobs: Mutex<VecDeque<Job>>,
    arrived: Condvar,
}

impl Desk {
    /// Adds a job; one of the same kind that still waits is of no use any more.
    fn put(&self, job: Job) {
        let mut jobs = self.jobs();
        jobs.retain(|waiting| !replaces(&job, waiting));
        jobs.push_back(job);
        self.arrived.notify_one();
    }

    /// Waits for a job.
    fn next(&self) -> Job {
        let mut jobs = self.jobs();
        loop {
            if let Some(job) = jobs.pop_front() {
                return job;
            }
            jobs = self.arrived.wait(jobs).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether a search waits, so that the running one is of no use any more.
    fn has_search(&self) -> bool {
        self.jobs().iter().any(|job| matches!(job, Job::Search { .. }))
    }

    fn jobs(&self) -> MutexGuard<'_, VecDeque<Job>> {
        // A panic ends the program; what a dying thread left is whole all the same.
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn replaces(new: &Job, waiting: &Job) -> bool {
    matches!(
        (new, waiting),
        (Job::Search { .. }, Job::Search { .. }) | (Job::ReadDetail { .. }, Job::ReadDetail { .. })
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Ticket;
    use crate::dataset::Dataset;
    use crate::query::{Request, Target};

    fn search(ticket: u64) -> Job {
        Job::Search { ticket: Ticket(ticket), dataset: Arc::new(Dataset::default()), request: Request::default() }
    }

    fn read(ticket: u64) -> Job {
        let (dataset, target) = (Arc::new(Dataset::default()), Target::Name("name".to_owned()));
        Job::ReadDetail { ticket: Ticket(ticket), dataset, target }
    }

    fn name(job: &Job) -> String {
        match job {
            Job::Load { .. } => "load".to_owned(),
            Job::Search { ticket, .. } => format!("search {}", ticket.0),
            Job::ReadDetail { ticket, .. } => format!("read {}", ticket.0),
            Job::OpenAddress(url) => url.clone(),
            Job::Export { name, .. } => format!("export {name}"),
        }
    }

    #[test]
    fn only_the_newest_search_and_the_newest_read_wait() {
        let desk = Desk::default();
        assert!(!desk.has_search());
        for job in [search(1), read(2), Job::OpenAddress("a".to_owned()), search(3), read(4)] {
            desk.put(job);
        }
        desk.put(Job::OpenAddress("b".to_owned()));
        assert!(desk.has_search());
        let order: Vec<String> = (0..4).map(|_| name(&desk.next())).collect();
        assert_eq!(order, ["a", "search 3", "read 4", "b"]);
        assert!(!desk.has_search());
    }

    #[test]
    fn an_answer_so_far_is_due_at_once_and_then_after_each_pause() {
        let always = every(Duration::ZERO);
        assert!(always() && always());
        let once = every(Duration::MAX);
        assert!(once() && !once() && !once());
    }
}
