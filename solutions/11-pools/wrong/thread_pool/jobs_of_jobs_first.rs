//! VERDICT: WRONG RESULT
//! What a job submits goes to the front of the queue.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::any::Any;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

pub type Panic = Box<dyn Any + Send>;
type Job = Box<dyn FnOnce() + Send>;

struct State {
    queues: Vec<VecDeque<Job>>,
    next: usize,
    closed: bool,
}

struct Shared {
    state: Mutex<State>,
    news: Condvar,
}

pub struct ThreadPool {
    crew: Crew,
}

pub struct Closed {
    crew: Crew,
}

struct Crew {
    shared: Arc<Shared>,
    workers: Vec<JoinHandle<Vec<Panic>>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool needs a worker");
        let queues = (0..workers).map(|_| VecDeque::new()).collect();
        let state = Mutex::new(State { queues, next: 0, closed: false });
        let shared = Arc::new(Shared { state, news: Condvar::new() });
        let workers = (0..workers)
            .map(|me| {
                let shared = Arc::clone(&shared);
                thread::spawn(move || work(me, &shared))
            })
            .collect();
        ThreadPool { crew: Crew { shared, workers } }
    }

    pub fn submit(&self, job: impl FnOnce() + Send + 'static) {
        let mut state = self.crew.shared.state.lock().unwrap();
        let next = state.next;
        state.next = 0;
        if self.crew.workers.iter().any(|w| w.thread().id() == thread::current().id()) {
            state.queues[next].push_front(Box::new(job));
        } else {
            state.queues[next].push_back(Box::new(job));
        }
        self.crew.shared.news.notify_all();
    }

    pub fn close(self) -> Closed {
        self.crew.close();
        Closed { crew: self.crew }
    }

    pub fn terminate(self) -> Closed {
        let dropped: Vec<VecDeque<Job>> = {
            let mut state = self.crew.shared.state.lock().unwrap();
            state.queues.iter_mut().map(std::mem::take).collect()
        };
        drop(dropped);
        self.close()
    }
}

impl Closed {
    pub fn join(mut self) -> Vec<Panic> {
        self.crew.wait()
    }
}

impl Crew {
    fn close(&self) {
        self.shared.state.lock().unwrap().closed = true;
        self.shared.news.notify_all();
    }

    fn wait(&mut self) -> Vec<Panic> {
        self.workers.drain(..).flat_map(|worker| worker.join().unwrap()).collect()
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        self.close();
        self.wait();
    }
}

fn work(me: usize, shared: &Shared) -> Vec<Panic> {
    let mut panics = Vec::new();
    loop {
        let job = {
            let mut state = shared.state.lock().unwrap();
            loop {
                let all = state.queues.len();
                let found = (0..all).find_map(|i| state.queues[(me + i) % all].pop_front());
                if found.is_some() {
                    break found;
                }
                if state.closed {
                    break None;
                }
                state = shared.news.wait(state).unwrap();
            }
        };
        let Some(job) = job else { return panics };
        if let Err(panic) = catch_unwind(AssertUnwindSafe(job)) {
            panics.push(panic);
        }
    }
}
