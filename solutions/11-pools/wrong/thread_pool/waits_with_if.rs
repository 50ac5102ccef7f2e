//! VERDICT: RAN SERIALLY
//! Whoever wakes up believes that there is a job, or that the pool is closed.

use std::any::Any;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

pub type Panic = Box<dyn Any + Send>;

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    closed: bool,
    panics: Vec<Panic>,
}

pub struct ThreadPool {
    crew: Crew,
}

#[must_use]
pub struct Closed {
    crew: Crew,
}

struct Crew {
    shared: Arc<Shared>,
    workers: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool needs a worker");
        let shared = Arc::new(Shared::default());
        let worker = |_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.work())
        };
        let workers = (0..workers).map(worker).collect();
        ThreadPool { crew: Crew { shared, workers } }
    }

    pub fn submit(&self, job: impl FnOnce() + Send + 'static) {
        self.crew.shared.state.lock().unwrap().jobs.push_back(Box::new(job));
        self.crew.shared.changed.notify_one();
    }

    pub fn close(self) -> Closed {
        self.crew.shared.close();
        Closed { crew: self.crew }
    }

    pub fn terminate(self) -> Closed {
        let dropped = std::mem::take(&mut self.crew.shared.state.lock().unwrap().jobs);
        drop(dropped);
        self.close()
    }
}

impl Closed {
    pub fn join(mut self) -> Vec<Panic> {
        self.crew.wait();
        std::mem::take(&mut self.crew.shared.state.lock().unwrap().panics)
    }
}

impl Shared {
    fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.changed.notify_all();
    }

    fn work(&self) {
        let mut state = self.state.lock().unwrap();
        loop {
            if let Some(job) = state.jobs.pop_front() {
                drop(state);
                let ended = catch_unwind(AssertUnwindSafe(job));
                state = self.state.lock().unwrap();
                state.panics.extend(ended.err());
            } else if state.closed {
                return;
            } else {
                state = self.changed.wait(state).unwrap();
                if state.jobs.is_empty() {
                    return;
                }
            }
        }
    }
}

impl Crew {
    fn wait(&mut self) {
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        self.shared.close();
        self.wait();
    }
}
