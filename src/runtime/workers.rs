//! The threads that do the work: one searches, one asks how what is typed may go on, one reads records, counts over time
//! and opens addresses, one keeps what the user makes, one for each load and each export.
//!
//! A job that a newer one of its kind has replaced is dropped while it waits and told to stop while it runs, so that
//! typing never waits for a search, and quitting only for what is written.

use std::cell::Cell;
use std::collections::VecDeque;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::app::{Exported, Job, Report, Ticket};
use crate::catalogue::{Notice, SystemFault};
use crate::error::Error;
use crate::query::Control;
use crate::worker::{Resources, perform};

use super::wake::Wake;

/// How long a search may take that is answered once: about a frame. What comes within it would only flicker.
const FRAME: Duration = Duration::from_millis(16);

/// The least time between two answers to one search that are not whole yet.
const PAUSE: Duration = Duration::from_millis(100);

/// The longest time that the end of the program waits for a write.
const PATIENCE: Duration = Duration::from_secs(3);

/// The threads and their queues.
pub(super) struct Workers {
    resources: Arc<Resources>,
    answers: Sender<Wake>,
    searches: Arc<JobQueue>,
    typings: Arc<JobQueue>,
    reads: Arc<JobQueue>,
    keeps: Arc<JobQueue>,
    exports: Arc<Exports>,
    /// The number of the newest load; an older one stops.
    newest_load: Arc<AtomicU64>,
}

impl Workers {
    /// Starts the threads that wait for work; they end with the program.
    pub(super) fn start(resources: Resources, answers: &Sender<Wake>) -> io::Result<Workers> {
        let workers = Workers {
            resources: Arc::new(resources),
            answers: answers.clone(),
            searches: Arc::default(),
            typings: Arc::default(),
            reads: Arc::default(),
            keeps: Arc::default(),
            exports: Arc::default(),
            newest_load: Arc::default(),
        };
        for queue in [&workers.searches, &workers.typings, &workers.reads, &workers.keeps] {
            let (queue, resources, answers) = (Arc::clone(queue), Arc::clone(&workers.resources), answers.clone());
            start(move || {
                loop {
                    let job = queue.next();
                    let stop = || queue.has_newer() || queue.is_given_up();
                    let control = Control { stop: &stop, due: &every(FRAME, PAUSE) };
                    perform(job, &resources, &mut |report| send(&answers, report), &control);
                    queue.done();
                }
            })?;
        }
        Ok(workers)
    }

    /// Puts a job where the right thread finds it.
    pub(super) fn assign(&self, job: Job) {
        match job {
            Job::Load { .. } => self.load(job),
            Job::Export { .. } => self.export(job),
            Job::Search { .. } | Job::Preview { .. } => self.searches.put(job),
            Job::GiveUp => self.searches.give_up(),
            Job::ReadTyped { .. } => self.typings.put(job),
            Job::CountTime { .. }
            | Job::ListCell { .. }
            | Job::CountPairs { .. }
            | Job::ReadDetail { .. }
            | Job::ReadRows { .. }
            | Job::ReadWindow { .. }
            | Job::CountStrips { .. }
            | Job::OpenAddress(_)
            | Job::Propose { .. } => self.reads.put(job),
            Job::WritePicture { .. } | Job::ReadKept | Job::Keep { .. } | Job::SaveMap { .. } => self.keeps.put(job),
        }
    }

    /// Waits until what the user has made was written, but not for a disk that does not answer; returns whether there is
    /// nothing left to write.
    pub(super) fn finish_keeping(&self) -> bool {
        self.keeps.wait_until_empty(PATIENCE)
    }

    /// Waits until what is exported was written, but not for one that takes long, which is then dropped; returns the
    /// names of the files that were.
    pub(super) fn finish_exports(&self) -> Vec<String> {
        self.exports.finish(PATIENCE)
    }

    /// Each in a thread of its own: it may take long, and nothing replaces it.
    fn export(&self, job: Job) {
        let Job::Export { ticket, ref name, .. } = job else { return };
        self.exports.begin(ticket, name);
        let (resources, answers, exports) =
            (Arc::clone(&self.resources), self.answers.clone(), Arc::clone(&self.exports));
        let started = start(move || {
            let stop = || exports.are_dropped.load(Ordering::SeqCst);
            let mut is_answered = false;
            let mut answer = |report| {
                is_answered = true;
                send(&answers, report);
            };
            perform(job, &resources, &mut answer, &Control { stop: &stop, due: &|| false });
            exports.end(ticket, is_answered);
        });
        if let Err(error) = started {
            self.exports.end(ticket, true);
            let outcome = Exported::Refused(Notice::NoThread { error: SystemFault::of(&error) });
            send(&self.answers, Report::Exported { ticket, outcome });
        }
    }

    fn load(&self, job: Job) {
        let Job::Load { ticket, .. } = job else { return };
        let number = self.newest_load.fetch_add(1, Ordering::SeqCst) + 1;
        let (resources, answers, newest) =
            (Arc::clone(&self.resources), self.answers.clone(), Arc::clone(&self.newest_load));
        let started = start(move || {
            let control = Control { stop: &|| newest.load(Ordering::SeqCst) != number, due: &|| false };
            perform(job, &resources, &mut |report| send(&answers, report), &control);
        });
        if let Err(error) = started {
            let reason = Arc::new(Error::Terminal(Notice::NoThread { error: SystemFault::of(&error) }));
            send(&self.answers, Report::LoadFailed { ticket, reason });
        }
    }
}

/// Starts a thread that ends with the program. Fails where the system gives no more of them.
pub(super) fn start(work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    std::thread::Builder::new().spawn(work).map(drop)
}

/// Says yes when `first` has passed since now, and then each time the pause has passed since the last yes.
fn every(first: Duration, pause: Duration) -> impl Fn() -> bool {
    let last = Cell::new((Instant::now(), first));
    move || {
        let (since, wait) = last.get();
        let is_due = since.elapsed() >= wait;
        if is_due {
            last.set((Instant::now(), pause));
        }
        is_due
    }
}

fn send(answers: &Sender<Wake>, report: Report) {
    // The loop that would take it has ended, and the program with it.
    let _ = answers.send(Wake::Report(report));
}

/// Jobs that wait for one thread.
#[derive(Default)]
struct JobQueue {
    jobs: Mutex<Jobs>,
    arrived: Condvar,
    finished: Condvar,
    /// Whether what is being done is to stop, though nothing else waits.
    is_given_up: AtomicBool,
}

#[derive(Default)]
struct Jobs {
    waiting: VecDeque<Job>,
    /// Whether one has been taken and is not done.
    is_busy: bool,
}

impl JobQueue {
    /// Adds a job; one of the same kind that still waits is of no use any more.
    fn put(&self, job: Job) {
        let mut jobs = self.jobs();
        jobs.waiting.retain(|waiting| !replaces(&job, waiting));
        jobs.waiting.push_back(job);
        self.arrived.notify_one();
    }

    /// Waits for a job.
    fn next(&self) -> Job {
        let mut jobs = self.jobs();
        loop {
            if let Some(job) = jobs.waiting.pop_front() {
                jobs.is_busy = true;
                self.is_given_up.store(false, Ordering::SeqCst);
                return job;
            }
            jobs = self.arrived.wait(jobs).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Has what is being done stop.
    fn give_up(&self) {
        let jobs = self.jobs();
        self.is_given_up.store(jobs.is_busy, Ordering::SeqCst);
    }

    fn is_given_up(&self) -> bool {
        self.is_given_up.load(Ordering::SeqCst)
    }

    /// The job that was taken is done.
    fn done(&self) {
        self.jobs().is_busy = false;
        self.finished.notify_all();
    }

    /// Waits until no job waits or is being done, but no longer than that; returns whether it is so.
    fn wait_until_empty(&self, longest: Duration) -> bool {
        let is_at_work = |jobs: &mut Jobs| jobs.is_busy || !jobs.waiting.is_empty();
        let waited = self.finished.wait_timeout_while(self.jobs(), longest, is_at_work);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }

    /// Whether a search waits, or more was typed, so that the running one is of no use any more.
    fn has_newer(&self) -> bool {
        self.jobs().waiting.iter().any(|job| matches!(job, Job::Search { .. } | Job::ReadTyped { .. }))
    }

    fn jobs(&self) -> MutexGuard<'_, Jobs> {
        // A panic ends the program; what a dying thread left is whole all the same.
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Exports that are under way, and those that were given up.
#[derive(Default)]
struct Exports {
    running: Mutex<Running>,
    ended: Condvar,
    are_dropped: AtomicBool,
}

#[derive(Default)]
struct Running {
    /// By the names of their files.
    running: Vec<(Ticket, String)>,
    given_up: Vec<String>,
}

impl Exports {
    fn begin(&self, ticket: Ticket, name: &str) {
        self.running().running.push((ticket, name.to_owned()));
    }

    /// One has ended, with an answer or given up.
    fn end(&self, ticket: Ticket, is_answered: bool) {
        let mut running = self.running();
        if let Some(at) = running.running.iter().position(|(have, _)| *have == ticket) {
            let (_, name) = running.running.remove(at);
            if !is_answered {
                running.given_up.push(name);
            }
        }
        self.ended.notify_all();
    }

    /// Waits until none is under way, then as long again for them to give up; returns those that came to no end.
    fn finish(&self, longest: Duration) -> Vec<String> {
        let is_at_work = |running: &mut Running| !running.running.is_empty();
        let wait = |running| {
            let waited = self.ended.wait_timeout_while(running, longest, is_at_work);
            waited.unwrap_or_else(PoisonError::into_inner).0
        };
        let mut running = wait(self.running());
        if !running.running.is_empty() {
            self.are_dropped.store(true, Ordering::SeqCst);
            running = wait(running);
        }
        let mut names = std::mem::take(&mut running.given_up);
        names.extend(running.running.iter().map(|(_, name)| name.clone()));
        names
    }

    fn running(&self) -> MutexGuard<'_, Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn replaces(new: &Job, waiting: &Job) -> bool {
    matches!(
        (new, waiting),
        (Job::Search { .. }, Job::Search { .. } | Job::Preview { .. })
            | (Job::Preview { .. }, Job::Preview { .. })
            | (Job::ReadTyped { .. }, Job::ReadTyped { .. })
            | (Job::CountTime { .. }, Job::CountTime { .. })
            | (Job::CountPairs { .. }, Job::CountPairs { .. })
            | (Job::ListCell { .. }, Job::ListCell { .. })
            | (Job::ReadDetail { .. }, Job::ReadDetail { .. })
            | (Job::ReadRows { .. }, Job::ReadRows { .. })
            | (Job::ReadWindow { .. }, Job::ReadWindow { .. })
            | (Job::CountStrips { .. }, Job::CountStrips { .. })
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Dataset;
    use crate::model::Lang;
    use crate::query::{Answer, Request, Target};

    fn search(ticket: u64) -> Job {
        Job::Search {
            ticket: Ticket(ticket),
            data: Arc::new(Dataset::default()).into(),
            request: Request::default(),
            kept: Arc::default(),
        }
    }

    fn read(ticket: u64) -> Job {
        let (data, target) = (Arc::new(Dataset::default()).into(), Target::Name("name".to_owned()));
        Job::ReadDetail { ticket: Ticket(ticket), data, target, answer: None, shown: (0, None) }
    }

    fn name(job: &Job) -> String {
        match job {
            Job::Load { .. } => "load".to_owned(),
            Job::Search { ticket, .. } => format!("search {}", ticket.0),
            Job::ReadTyped { ticket, .. } => format!("typed {}", ticket.0),
            Job::GiveUp => "give up".to_owned(),
            Job::Preview { ticket, .. } => format!("preview {}", ticket.0),
            Job::CountTime { ticket, .. } => format!("count {}", ticket.0),
            Job::ListCell { ticket, .. } => format!("cell {}", ticket.0),
            Job::CountPairs { ticket, .. } => format!("pairs {}", ticket.0),
            Job::ReadDetail { ticket, .. } => format!("read {}", ticket.0),
            Job::ReadRows { ticket, .. } => format!("rows {}", ticket.0),
            Job::ReadWindow { ticket, .. } => format!("window {}", ticket.0),
            Job::CountStrips { ticket, .. } => format!("strips {}", ticket.0),
            Job::OpenAddress(url) => url.clone(),
            Job::Export { name, .. } => format!("export {name}"),
            Job::WritePicture { name, .. } => format!("picture {name}"),
            Job::Propose { name, .. } => format!("propose {name}"),
            Job::SaveMap { name, .. } => format!("save map {name}"),
            Job::ReadKept => "read kept".to_owned(),
            Job::Keep { ticket, .. } => format!("keep {}", ticket.0),
        }
    }

    fn count(ticket: u64) -> Job {
        let (data, answer) = (Arc::new(Dataset::default()).into(), Arc::new(Answer::default()));
        Job::CountTime { ticket: Ticket(ticket), data, answer, columns: 80, zoom: None }
    }

    #[test]
    fn only_the_newest_of_each_kind_waits() {
        let queue = JobQueue::default();
        assert!(!queue.has_newer());
        for job in [search(1), read(2), count(5), Job::OpenAddress("a".to_owned()), search(3), read(4), count(6)] {
            queue.put(job);
        }
        queue.put(Job::OpenAddress("b".to_owned()));
        assert!(queue.has_newer());
        let order: Vec<String> = (0..5).map(|_| name(&queue.next())).collect();
        assert_eq!(order, ["a", "search 3", "read 4", "count 6", "b"]);
        let typed = (String::new(), Arc::new(Dataset::default()).into());
        queue.put(Job::ReadTyped { ticket: Ticket(7), data: typed.1, typed: typed.0, cursor: 0, lang: Lang::En });
        assert!(queue.has_newer() && name(&queue.next()) == "typed 7");
        assert!(!queue.has_newer());
    }

    #[test]
    fn what_is_kept_is_waited_for_and_never_dropped() {
        let queue = Arc::new(JobQueue::default());
        assert!(queue.wait_until_empty(Duration::ZERO), "nothing waits");
        let keep = |ticket| Job::Keep { ticket: Ticket(ticket), changes: Vec::new() };
        (1..=3).for_each(|ticket| queue.put(keep(ticket)));
        assert!(!queue.wait_until_empty(Duration::ZERO), "nobody works");
        let worker = Arc::clone(&queue);
        let done = std::thread::spawn(move || {
            let next = || {
                let name = name(&worker.next());
                worker.done();
                name
            };
            [next(), next(), next()]
        });
        assert!(queue.wait_until_empty(Duration::from_secs(60)));
        assert!(queue.jobs().waiting.is_empty() && !queue.jobs().is_busy);
        assert_eq!(done.join().unwrap(), ["keep 1", "keep 2", "keep 3"]);
    }

    #[test]
    fn exports_are_waited_for_and_dropped_by_name_only_when_they_came_to_no_end() {
        let exports = Arc::new(Exports::default());
        assert!(exports.finish(Duration::ZERO).is_empty(), "none is under way");
        for (number, name) in [(1, "whole.csv"), (2, "given-up.csv"), (3, "hangs.csv"), (4, "late.csv")] {
            exports.begin(Ticket(number), name);
        }
        exports.end(Ticket(1), true);
        let worker = Arc::clone(&exports);
        let working = std::thread::spawn(move || {
            while !worker.are_dropped.load(Ordering::SeqCst) {
                std::thread::yield_now();
            }
            worker.end(Ticket(2), false);
            worker.end(Ticket(4), true);
        });
        assert_eq!(exports.finish(Duration::from_millis(200)), ["given-up.csv", "hangs.csv"]);
        working.join().unwrap();
    }

    #[test]
    fn an_answer_so_far_is_due_after_a_frame_and_then_after_each_pause() {
        let always = every(Duration::ZERO, Duration::ZERO);
        assert!(always() && always());
        let once = every(Duration::ZERO, Duration::MAX);
        assert!(once() && !once() && !once());
        let never = every(Duration::MAX, Duration::ZERO);
        assert!(!never() && !never(), "nothing that comes within a frame is published");
    }
}
