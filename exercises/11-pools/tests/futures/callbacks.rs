//! Callbacks: once, not too early, and free to do what they like.

use std::sync::{Mutex as Notes, PoisonError};

use interleave::sync::Arc;
use interleave::sync::mpsc;
use interleave::thread::{self, ThreadId};
use interleave::{Explorer, Verdict, check, require};
use pools::futures::{Executor, Outcome, Panicked};

use super::{job, nobody_waits};

/// What callbacks were told, and on which threads.
#[derive(Clone)]
struct Calls<T>(Arc<Notes<Vec<(Outcome<T>, ThreadId)>>>);

impl<T: Clone + Send + 'static> Calls<T> {
    fn new() -> Calls<T> {
        Calls(Arc::new(Notes::new(Vec::new())))
    }

    /// A callback that notes what it is told.
    fn callback(&self) -> impl FnOnce(Outcome<T>) + Send + 'static {
        let calls = self.clone();
        move |outcome| {
            let call = (outcome, thread::current().id());
            calls.0.lock().unwrap_or_else(PoisonError::into_inner).push(call);
        }
    }

    fn told(&self) -> Vec<Outcome<T>> {
        let calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        calls.iter().map(|(outcome, _)| outcome.clone()).collect()
    }

    fn threads(&self) -> Vec<ThreadId> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().map(|(_, id)| *id).collect()
    }
}

#[test]
fn a_callback_is_called_once_whenever_it_comes() {
    check(|| {
        let calls = Calls::new();
        let executor = Executor::new(1);
        // The job may be done before, while, or after the callback is added.
        executor.submit(job(7)).add_done_callback(calls.callback());
        drop(executor);
        let told = calls.told();
        require!(
            !told.is_empty(),
            MessageLost,
            "the outcome is there, the executor is gone, and a callback that was added meanwhile was never called: can the \
             job end between the look whether it is done and the push?"
        );
        require!(
            told == [Ok(7)],
            WrongResult,
            "a callback for a job that returned 7 was called with {told:?}"
        );
    });
}

#[test]
fn a_callback_that_comes_late_is_called_at_once() {
    check(|| {
        let calls = Calls::new();
        let executor = Executor::new(1);
        let future = executor.submit(job(7));
        let _ = future.result();
        future.add_done_callback(calls.callback());
        let told = calls.told();
        require!(
            told == [Ok(7)],
            MessageLost,
            "the outcome was there, then a callback was added. When `add_done_callback` returned, it had been called with \
             {told:?}"
        );
        require!(
            calls.threads() == [thread::current().id()],
            WrongResult,
            "the outcome was there, then a callback was added, and another thread than this one called it"
        );
    });
}

#[test]
fn a_callback_that_came_in_time_is_called_by_the_worker() {
    nobody_waits(
        Verdict::RanSerially,
        "the job is not done, and `add_done_callback` waits for it",
        || {
            let calls = Calls::new();
            let executor = Executor::new(1);
            let (go, gone) = mpsc::channel::<()>();
            let future = executor.submit(move || {
                let _ = gone.recv();
                thread::current().id()
            });
            future.add_done_callback(calls.callback());
            let early = calls.told().len();
            require!(
                early == 0,
                WrongResult,
                "the job is not done, and its callback was called {early} times"
            );
            drop(go);
            drop(executor);
            let worker = future.result();
            require!(
                worker.is_ok() && calls.told() == [worker.clone()],
                MessageLost,
                "the job is done, and its callback was called {} times",
                calls.told().len()
            );
            require!(
                calls.threads() == [worker.unwrap()],
                WrongResult,
                "a callback was added before the job was done, and was called by another thread than the one that ran it"
            );
        },
    );
}

#[test]
fn every_callback_is_called() {
    Explorer::new().budget(10_000).check(|| {
        let calls = Calls::new();
        let executor = Executor::new(1);
        let future = executor.submit(job(7));
        (0..3).for_each(|_| future.add_done_callback(calls.callback()));
        drop(executor);
        let told = calls.told();
        require!(
            told == [Ok(7), Ok(7), Ok(7)],
            MessageLost,
            "three callbacks were added to the future of a job that returned 7, and these calls came: {told:?}"
        );
    });
    Explorer::new().budget(10_000).check(|| {
        let calls = Calls::new();
        let executor = Executor::new(1);
        let future = executor.submit(job(7));
        thread::scope(|s| {
            s.spawn(|| future.add_done_callback(calls.callback()));
            s.spawn(|| future.add_done_callback(calls.callback()));
        });
        drop(executor);
        let told = calls.told();
        require!(
            told == [Ok(7), Ok(7)],
            MessageLost,
            "two threads added a callback each, and these calls came: {told:?}"
        );
    });
}

#[test]
fn a_callback_is_told_of_a_panic() {
    nobody_waits(
        Verdict::PanicSwallowed,
        "a job has panicked, and somebody waits for ever",
        || {
            let calls = Calls::<u8>::new();
            let executor = Executor::new(1);
            let future = executor.submit(|| panic!("no page"));
            future.add_done_callback(calls.callback());
            drop(executor);
            let told = calls.told();
            require!(
                told == [Err(Panicked("no page".into()))],
                PanicSwallowed,
                "a job has panicked with \"no page\", and its callback was called with {told:?}"
            );
        },
    );
}

#[test]
fn a_callback_finds_the_future_done() {
    check(|| {
        let executor = Executor::new(1);
        let future = executor.submit(job(7));
        let seen: Arc<Notes<Vec<Option<Outcome<u8>>>>> = Arc::default();
        for _ in 0..2 {
            let (same, seen) = (future.clone(), seen.clone());
            future.add_done_callback(move |_| {
                let found = same.is_done().then(|| same.result());
                seen.lock().unwrap_or_else(PoisonError::into_inner).push(found);
            });
        }
        drop(executor);
        let seen = seen.lock().unwrap_or_else(PoisonError::into_inner).clone();
        require!(seen.len() == 2, MessageLost, "of two callbacks {} were called", seen.len());
        require!(
            seen.iter().all(Option::is_some),
            WrongResult,
            "a callback was called, and the future says that it is not done"
        );
        require!(
            seen.iter().all(|found| *found == Some(Ok(7))),
            WrongResult,
            "the job returned 7, and callbacks that asked the future were told {seen:?}"
        );
    });
}

#[test]
fn a_callback_may_add_a_callback() {
    check(|| {
        let calls = Calls::new();
        let executor = Executor::new(1);
        let future = executor.submit(job(7));
        let (same, second) = (future.clone(), calls.callback());
        future.add_done_callback(move |_| same.add_done_callback(second));
        drop(executor);
        let told = calls.told();
        require!(
            told == [Ok(7)],
            MessageLost,
            "a callback was added by a callback of the same future, and these calls of it came: {told:?}"
        );
    });
}

#[test]
fn a_callback_may_submit() {
    Explorer::new().budget(5_000).check(|| {
        let calls = Calls::new();
        let executor = Arc::new(Executor::new(1));
        let future = executor.submit(job(7));
        let (done, is_done) = mpsc::channel();
        let (again, callback) = (executor.clone(), calls.callback());
        future.add_done_callback(move |_| {
            again.submit(job(8)).add_done_callback(callback);
            drop(again);
            let _ = done.send(());
        });
        let _ = is_done.recv();
        drop(Arc::into_inner(executor).expect("the callback has dropped its clone"));
        let told = calls.told();
        require!(
            told == [Ok(8)],
            MessageLost,
            "a callback submitted a job that returns 8, and the callback of that was called with {told:?}"
        );
    });
}

#[test]
fn who_waits_does_not_wait_for_the_callbacks() {
    nobody_waits(
        Verdict::LockHeldTooLong,
        "a callback takes its time, the outcome is there, and whoever asks for it waits for the callback",
        || {
            let executor = Executor::new(1);
            let future = executor.submit(job(7));
            let (go, gone) = mpsc::channel::<()>();
            let on_this_thread = thread::current().id();
            future.add_done_callback(move |_| {
                if thread::current().id() != on_this_thread {
                    let _ = gone.recv();
                }
            });
            let outcome = future.result();
            require!(
                outcome == Ok(7),
                WrongResult,
                "the job returned 7, and `result` says {outcome:?}"
            );
            drop(go);
        },
    );
}
