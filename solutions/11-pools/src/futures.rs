//! # The result that is not there yet
//!
//! `executor.submit(job)` in Python returns at once, with a `Future`: a place where the result will be. You can wait
//! for it, leave a callback there, or give a list of futures to `as_completed` and take them as they come. Rust has the
//! word `Future` for something of its own, which is in a later chapter; this one is Python's.
//!
//! The `Executor` is written: some threads that run boxed jobs. Write what a future does.
//!
//! 1. `submit` hands in a job and does not wait. What the job returns is the outcome of the future. If it panics, the
//!    outcome is an `Err` with the message.
//! 2. `result` waits for the outcome, asleep, and not for callbacks. Several threads may wait for the same future, and
//!    anyone may ask again.
//! 3. `add_done_callback`: the callback is called once, when the outcome is there, and not before. If the outcome is
//!    there already, it is called at once. It may use the future, and then it finds it done.
//! 4. `as_completed` gives the outcomes as they come, each with the number of its future in the list, and sleeps while
//!    there is none. It may be dropped before it has given all.
//!
//! When the `Executor` is dropped, it waits: afterwards all jobs are run, and all their callbacks called. Callbacks do
//! not panic.
//!
//! Check it with `cargo test -p pools --test futures`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::any::Any;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

/// What became of a job.
pub type Outcome<T> = Result<T, Panicked>;

/// A job has panicked, with this message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panicked(pub String);

impl Panicked {
    /// From what `catch_unwind` returns.
    fn new(payload: &(dyn Any + Send)) -> Panicked {
        let text = payload.downcast_ref::<&str>().map(|text| (*text).to_string());
        let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
        Panicked(text.unwrap_or_else(|| "no message".to_string()))
    }
}

/// Threads that run jobs in the order in which they are submitted.
pub struct Executor {
    jobs: Option<Sender<Box<dyn FnOnce() + Send>>>,
    workers: Vec<JoinHandle<()>>,
}

impl Executor {
    /// Starts so many threads.
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

    /// Hands this to the threads. It must not panic.
    fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let jobs = self.jobs.as_ref().expect("it is there until the end");
        jobs.send(Box::new(job)).expect("the workers wait for jobs");
    }

    /// Hands in a job, and returns the place where its outcome will be.
    pub fn submit<T>(&self, job: impl FnOnce() -> T + Send + 'static) -> Future<T>
    where
        T: Clone + Send + 'static,
    {
        // ANSWER
        // | todo!("a new future in two places: returned, and completed by a job to `execute`")
        let state = Mutex::new(State::Pending(Vec::new()));
        let future = Future { shared: Arc::new(Shared { state, done: Condvar::new() }) };
        let promise = future.clone();
        self.execute(move || {
            let outcome = catch_unwind(AssertUnwindSafe(job));
            promise.complete(outcome.map_err(|payload| Panicked::new(&*payload)));
        });
        future
        // END
    }
}

impl Drop for Executor {
    fn drop(&mut self) {
        self.jobs = None;
        for worker in mem::take(&mut self.workers) {
            // Only a callback can have panicked.
            if let Err(panic) = worker.join()
                && !thread::panicking()
            {
                resume_unwind(panic);
            }
        }
    }
}

/// A place where the outcome of a job will be. A clone is the same place.
pub struct Future<T> {
    shared: Arc<Shared<T>>,
}

struct Shared<T> {
    state: Mutex<State<T>>,
    done: Condvar,
}

enum State<T> {
    /// Not yet; and who wants to be told.
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
    /// Whether the outcome is there.
    pub fn is_done(&self) -> bool {
        matches!(*self.shared.state.lock().unwrap(), State::Done(_))
    }

    /// Waits for the outcome.
    pub fn result(&self) -> Outcome<T> {
        // ANSWER
        // | todo!("sleep until it is done; give a clone, since others may ask as well")
        let mut state = self.shared.state.lock().unwrap();
        loop {
            match &*state {
                State::Done(outcome) => return outcome.clone(),
                State::Pending(_) => state = self.shared.done.wait(state).unwrap(),
            }
        }
        // END
    }

    /// Calls this with the outcome as soon as that is there, on the thread that has run the job; if it is there
    /// already, at once, on this one.
    pub fn add_done_callback(&self, callback: impl FnOnce(Outcome<T>) + Send + 'static) {
        // ANSWER
        // | todo!("to be called later, or now? And what is locked while it is called?")
        let mut state = self.shared.state.lock().unwrap();
        match &mut *state {
            State::Pending(callbacks) => callbacks.push(Box::new(callback)),
            State::Done(outcome) => {
                let outcome = outcome.clone();
                drop(state);
                callback(outcome);
            }
        }
        // END
    }

    /// The outcome is there: tells everybody.
    fn complete(&self, outcome: Outcome<T>) {
        // ANSWER
        // | todo!("the state, those who sleep, the callbacks; `mem::replace` gives the old state")
        let done = State::Done(outcome.clone());
        let before = mem::replace(&mut *self.shared.state.lock().unwrap(), done);
        self.shared.done.notify_all();
        // No lock is held here, so a callback may ask the future.
        if let State::Pending(callbacks) = before {
            callbacks.into_iter().for_each(|callback| callback(outcome.clone()));
        }
        // END
    }
}

/// The outcomes of these futures as they come, each with the number of its future in the list.
pub fn as_completed<T>(futures: Vec<Future<T>>) -> impl Iterator<Item = (usize, Outcome<T>)>
where
    T: Clone + Send + 'static,
{
    // ANSWER
    // | todo!("what can several callbacks put something into, and an iterator take it out of?");
    // | #[allow(unreachable_code, reason = "it says what is missing: an iterator")]
    // | std::iter::empty()
    let (sender, receiver) = mpsc::channel();
    for (number, future) in futures.into_iter().enumerate() {
        let sender = sender.clone();
        future.add_done_callback(move |outcome| {
            // Nobody listens any more if the iterator was dropped.
            let _ = sender.send((number, outcome));
        });
    }
    receiver.into_iter()
    // END
}
