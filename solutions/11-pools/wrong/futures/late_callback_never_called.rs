//! VERDICT: MESSAGE LOST
//! A callback that comes when the outcome is there is dropped.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::any::Any;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

pub type Outcome<T> = Result<T, Panicked>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panicked(pub String);

impl Panicked {
    fn new(payload: &(dyn Any + Send)) -> Panicked {
        let text = payload.downcast_ref::<&str>().map(|text| (*text).to_string());
        let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
        Panicked(text.unwrap_or_else(|| "no message".to_string()))
    }
}

pub struct Executor {
    jobs: Option<Sender<Box<dyn FnOnce() + Send>>>,
    workers: Vec<JoinHandle<()>>,
}

impl Executor {
    pub fn new(workers: usize) -> Executor {
        let (sender, receiver) = mpsc::channel::<Box<dyn FnOnce() + Send>>();
        let jobs = Arc::new(Mutex::new(receiver));
        let worker = |_| {
            let jobs = Arc::clone(&jobs);
            thread::spawn(move || {
                loop {
                    let job = jobs.lock().unwrap().recv();
                    let Ok(job) = job else { return };
                    job();
                }
            })
        };
        Executor { jobs: Some(sender), workers: (0..workers).map(worker).collect() }
    }

    fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let jobs = self.jobs.as_ref().expect("it is there until the end");
        jobs.send(Box::new(job)).expect("the workers wait for jobs");
    }

    pub fn submit<T>(&self, job: impl FnOnce() -> T + Send + 'static) -> Future<T>
    where
        T: Clone + Send + 'static,
    {
        let state = Mutex::new(State::Pending(Vec::new()));
        let future = Future { shared: Arc::new(Shared { state, done: Condvar::new() }) };
        let promise = future.clone();
        self.execute(move || {
            let outcome = catch_unwind(AssertUnwindSafe(job));
            promise.complete(outcome.map_err(|payload| Panicked::new(&*payload)));
        });
        future
    }
}

impl Drop for Executor {
    fn drop(&mut self) {
        self.jobs = None;
        for worker in mem::take(&mut self.workers) {
            if let Err(panic) = worker.join()
                && !thread::panicking()
            {
                resume_unwind(panic);
            }
        }
    }
}

pub struct Future<T> {
    shared: Arc<Shared<T>>,
}

struct Shared<T> {
    state: Mutex<State<T>>,
    done: Condvar,
}

enum State<T> {
    Pending(Vec<Callback<T>>),
    Done(Outcome<T>),
}

type Callback<T> = Box<dyn FnOnce(Outcome<T>) + Send>;

impl<T> Clone for Future<T> {
    fn clone(&self) -> Future<T> {
        Future { shared: Arc::clone(&self.shared) }
    }
}

impl<T: Clone + Send + 'static> Future<T> {
    pub fn is_done(&self) -> bool {
        matches!(*self.shared.state.lock().unwrap(), State::Done(_))
    }

    pub fn result(&self) -> Outcome<T> {
        let mut state = self.shared.state.lock().unwrap();
        loop {
            match &*state {
                State::Done(outcome) => return outcome.clone(),
                State::Pending(_) => state = self.shared.done.wait(state).unwrap(),
            }
        }
    }

    pub fn add_done_callback(&self, callback: impl FnOnce(Outcome<T>) + Send + 'static) {
        if let State::Pending(callbacks) = &mut *self.shared.state.lock().unwrap() {
            callbacks.push(Box::new(callback));
        }
    }

    fn complete(&self, outcome: Outcome<T>) {
        let done = State::Done(outcome.clone());
        let before = mem::replace(&mut *self.shared.state.lock().unwrap(), done);
        self.shared.done.notify_all();
        if let State::Pending(callbacks) = before {
            callbacks.into_iter().for_each(|callback| callback(outcome.clone()));
        }
    }
}

pub fn as_completed<T>(futures: Vec<Future<T>>) -> impl Iterator<Item = (usize, Outcome<T>)>
where
    T: Clone + Send + 'static,
{
    let (sender, receiver) = mpsc::channel();
    for (number, future) in futures.into_iter().enumerate() {
        let sender = sender.clone();
        future.add_done_callback(move |outcome| {
            let _ = sender.send((number, outcome));
        });
    }
    receiver.into_iter()
}
