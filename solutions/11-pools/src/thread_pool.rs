//! # A pool of threads
//!
//! A thread costs tens of microseconds to start, and a job may take less than one. So threads are started once and
//! given jobs as they come: a pool. Python has two of them, `ThreadPoolExecutor` and `multiprocessing.pool.ThreadPool`.
//! Write one.
//!
//! The parts are there: workers that live in a `Crew`, and a channel that brings them jobs. What is missing is what
//! they do. Decide what happens in each of these cases before you write:
//!
//! 1. Jobs are begun in the order in which they were submitted, as many at a time as there are workers. `submit` never
//!    waits. A job may submit further jobs to its own pool.
//! 2. A job panics. The worker lives on, and `join` tells what the job panicked with. Nothing else happens to the pool.
//! 3. `close`: no more jobs come, and those that were submitted are still run. `terminate`: those that nobody has begun
//!    are dropped without being run. Neither of the two waits.
//! 4. `join` waits until every worker has ended. There is a `join` only after `close` or `terminate`. Python raises a
//!    `ValueError` for the wrong order; here it does not compile.
//! 5. A pool that is dropped is closed and waited for.
//!
//! A worker without a job sleeps. No job is the last one to drop its own pool.
//!
//! Check it with `cargo test -p pools --test thread_pool`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

/// What a job panicked with.
pub type Panic = Box<dyn Any + Send>;

/// What travels to a worker.
type Job = Box<dyn FnOnce() + Send>;

/// A pool that takes jobs.
pub struct ThreadPool {
    // Fields are dropped in this order: first the pool hangs up, then the crew waits for its workers.
    jobs: Sender<Job>,
    crew: Crew,
}

/// A pool that takes no more jobs.
#[must_use = "only `join` tells what panicked"]
pub struct Closed {
    crew: Crew,
}

/// The workers. Each one returns what its jobs panicked with.
struct Crew {
    workers: Vec<JoinHandle<Vec<Panic>>>,
    /// Jobs that are not begun are not to be run any more.
    terminated: Arc<AtomicBool>,
}

impl ThreadPool {
    /// Starts so many workers.
    ///
    /// # Panics
    /// If `workers` is 0: nobody would ever run a job.
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool needs a worker");
        let (sender, receiver) = mpsc::channel();
        // A receiver cannot be cloned. The workers share one, and a lock says whose turn it is.
        let jobs = Arc::new(Mutex::new(receiver));
        let terminated = Arc::new(AtomicBool::new(false));
        let workers = (0..workers)
            .map(|_| {
                let (jobs, terminated) = (Arc::clone(&jobs), Arc::clone(&terminated));
                thread::spawn(move || work(&jobs, &terminated))
            })
            .collect();
        ThreadPool { jobs: sender, crew: Crew { workers, terminated } }
    }

    /// Hands in a job, and does not wait.
    pub fn submit(&self, job: impl FnOnce() + Send + 'static) {
        // ANSWER
        // | todo!("put the job into a box, and the box on its way")
        self.jobs.send(Box::new(job)).expect("the workers outlive the pool");
        // END
    }

    /// No more jobs. Those that were submitted are still run. Does not wait.
    pub fn close(self) -> Closed {
        // ANSWER
        // | todo!("how do the workers learn that no more jobs come?")
        // The sender is dropped here.
        Closed { crew: self.crew }
        // END
    }

    /// No more jobs. Those that nobody has begun are dropped. Does not wait.
    pub fn terminate(self) -> Closed {
        // ANSWER
        // | todo!("as `close`, and what else do the workers have to know?")
        // The flag before the end of the channel, so that nobody who wakes up at the end misses it.
        self.crew.terminated.store(true, Ordering::Release);
        self.close()
        // END
    }
}

impl Closed {
    /// Waits until every worker has ended. Returns what jobs have panicked with, in any order.
    pub fn join(mut self) -> Vec<Panic> {
        self.crew.wait()
    }
}

impl Crew {
    /// Waits until every worker has ended, and collects what they return.
    fn wait(&mut self) -> Vec<Panic> {
        // ANSWER
        // | todo!("take the workers out, and join them")
        let ended = self.workers.drain(..).map(JoinHandle::join);
        ended
            .flat_map(|panics| panics.expect("a worker catches what its jobs panic with"))
            .collect()
        // END
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        // ANSWER
        // | // Nobody has called `join`. What is there to be done?
        // After a `join` there is nobody left to wait for.
        self.wait();
        // END
    }
}

/// The life of a worker: takes jobs and runs them, until no more come. Returns what they panicked with.
fn work(jobs: &Mutex<Receiver<Job>>, terminated: &AtomicBool) -> Vec<Panic> {
    // ANSWER
    // | todo!("take a job, let go of the lock, run it; `catch_unwind(AssertUnwindSafe(job))`")
    let mut panics = Vec::new();
    loop {
        // The guard lives until the end of this statement. In `while let` it would live as long as the job.
        let job = jobs.lock().expect("nobody panics with the lock").recv();
        let Ok(job) = job else { return panics };
        if terminated.load(Ordering::Acquire) {
            continue;
        }
        // What the job captured is dropped inside as well, so a panic of that is caught, too.
        if let Err(panic) = catch_unwind(AssertUnwindSafe(job)) {
            panics.push(panic);
        }
    }
    // END
}
