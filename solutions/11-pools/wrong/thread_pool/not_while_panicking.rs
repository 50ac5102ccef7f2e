//! VERDICT: THREAD LEAKED
//! A pool that is dropped by a panic does not wait.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

pub type Panic = Box<dyn Any + Send>;

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    // Fields are dropped in this order: first the pool hangs up, then the crew waits for its workers.
    jobs: Sender<Job>,
    crew: Crew,
}

#[must_use = "only `join` tells what panicked"]
pub struct Closed {
    crew: Crew,
}

struct Crew {
    workers: Vec<JoinHandle<Vec<Panic>>>,
    terminated: Arc<AtomicBool>,
}

impl ThreadPool {
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

    pub fn submit(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.send(Box::new(job)).expect("the workers outlive the pool");
    }

    pub fn close(self) -> Closed {
        // The sender is dropped here.
        Closed { crew: self.crew }
    }

    pub fn terminate(self) -> Closed {
        // The flag before the end of the channel, so that nobody who wakes up at the end misses it.
        self.crew.terminated.store(true, Ordering::Release);
        self.close()
    }
}

impl Closed {
    pub fn join(mut self) -> Vec<Panic> {
        self.crew.wait()
    }
}

impl Crew {
    fn wait(&mut self) -> Vec<Panic> {
        let ended = self.workers.drain(..).map(JoinHandle::join);
        ended
            .flat_map(|panics| panics.expect("a worker catches what its jobs panic with"))
            .collect()
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        // After a `join` there is nobody left to wait for.
        if !thread::panicking() {
            self.wait();
        }
    }
}

fn work(jobs: &Mutex<Receiver<Job>>, terminated: &AtomicBool) -> Vec<Panic> {
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
}
