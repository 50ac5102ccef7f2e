//! What `src/futures.rs` promises, in every interleaving.

use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use interleave::panic::panic_any;
use interleave::sync::Arc;
use interleave::sync::mpsc;
use interleave::{Explorer, Gauge, Verdict, check, reachable, require, thread, yield_point};
use pools::futures::{Executor, Future, Outcome, Panicked};

#[path = "futures/callbacks.rs"]
mod callbacks;
#[path = "futures/completion.rs"]
mod completion;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(usize) -> Executor = Executor::new;
const _: fn(&Executor, fn() -> u8) -> Future<u8> = Executor::submit;
const _: fn(&Future<u8>) -> bool = Future::is_done;
const _: fn(&Future<u8>) -> Outcome<u8> = Future::result;
const _: fn(&Future<u8>, fn(Outcome<u8>)) = Future::add_done_callback;
const _: fn(&Future<u8>) -> Future<u8> = Future::clone;
// A result need not be shared, so a `Cell` will do.
const _: fn(&Executor, fn() -> Cell<u8>) -> Future<Cell<u8>> = Executor::submit;
const _: () = {
    const fn goes_anywhere<T: Send + Sync>() {}
    goes_anywhere::<Future<Cell<u8>>>();
};

/// A job that returns this.
pub(crate) fn job<T: Send + 'static>(result: T) -> impl FnOnce() -> T + Send + 'static {
    move || {
        yield_point();
        result
    }
}

/// Explores `program`, in which somebody waits for ever if the future is wrong: that is then called `verdict`.
pub(crate) fn nobody_waits(verdict: Verdict, message: &str, program: fn()) {
    let report = Explorer::new().budget(5_000).explore(program);
    match report.verdict {
        Verdict::Passed => {}
        Verdict::Deadlock | Verdict::NoProgress => report.fail_as(verdict, message),
        _ => report.fail(),
    }
}

#[test]
fn the_result_is_what_the_job_returned() {
    check(|| {
        let executor = Executor::new(1);
        let future = executor.submit(job(7));
        let result = future.result();
        require!(result == Ok(7), WrongResult, "the job returned 7, and `result` says {result:?}");
        require!(
            future.is_done(),
            WrongResult,
            "`result` has told the outcome, and `is_done` says that it is not there"
        );
        let again = future.result();
        require!(again == Ok(7), WrongResult, "asked a second time, `result` says {again:?}");
    });
}

#[test]
fn two_futures_have_two_results() {
    Explorer::new().budget(5_000).check(|| {
        let executor = Executor::new(2);
        let (one, two) = (executor.submit(job(1)), executor.submit(job("two")));
        let (one, two) = (one.result(), two.result());
        require!(
            one == Ok(1) && two == Ok("two"),
            WrongResult,
            "two jobs returned 1 and \"two\", and their futures say {one:?} and {two:?}"
        );
    });
}

#[test]
fn all_who_wait_are_told() {
    Explorer::new().budget(10_000).check(|| {
        let executor = Executor::new(1);
        let future = executor.submit(job(7));
        let told = thread::scope(|s| {
            let anna = s.spawn(|| future.result());
            let ben = s.spawn(|| future.result());
            [anna.join().unwrap(), ben.join().unwrap()]
        });
        require!(
            told == [Ok(7), Ok(7)],
            WrongResult,
            "two threads wait for a job that returns 7, and are told {told:?}"
        );
    });
}

#[test]
fn submit_does_not_wait() {
    nobody_waits(
        Verdict::RanSerially,
        "a job cannot end before `submit` has returned, and `submit` waits for it",
        || {
            let executor = Executor::new(1);
            let (go, gone) = mpsc::channel::<()>();
            let future = executor.submit(move || _ = gone.recv());
            require!(
                !future.is_done(),
                WrongResult,
                "the job is not done, and `is_done` says that it is"
            );
            let second = executor.submit(job(7));
            drop(go);
            require!(
                future.result() == Ok(()),
                WrongResult,
                "the job returned nothing, and that is not its result"
            );
            require!(
                second.result() == Ok(7),
                MessageLost,
                "the second job returned 7, and that is not its result"
            );
        },
    );
}

#[test]
fn jobs_run_at_the_same_time() {
    reachable(Verdict::RanSerially, "were two jobs under way at once", || {
        let busy = Arc::new(Gauge::new());
        let executor = Executor::new(2);
        let futures: Vec<Future<()>> = (0..2)
            .map(|_| {
                let busy = busy.clone();
                executor.submit(move || drop(busy.enter()))
            })
            .collect();
        futures.iter().for_each(|future| _ = future.result());
        busy.most() == 2
    });
}

#[test]
fn a_panic_is_an_outcome() {
    nobody_waits(
        Verdict::PanicSwallowed,
        "a job has panicked, and whoever waits for its result waits for ever",
        || {
            let executor = Executor::new(1);
            let future = executor.submit(|| {
                yield_point();
                assert!(thread::panicking(), "no page");
                7
            });
            let second = executor.submit(job(8));
            let (first, second) = (future.result(), second.result());
            require!(
                first == Err(Panicked("no page".into())),
                PanicSwallowed,
                "a job has panicked with \"no page\", and its future says {first:?}"
            );
            require!(
                second == Ok(8),
                MessageLost,
                "the job before it has panicked, and the future of the second one says {second:?}"
            );
        },
    );
    check(|| {
        let executor = Executor::new(1);
        let outcome = executor.submit(|| -> u8 { panic!("page {} is missing", 3) }).result();
        require!(
            outcome == Err(Panicked("page 3 is missing".into())),
            PanicSwallowed,
            "a job has panicked with \"page 3 is missing\", and its future says {outcome:?}"
        );
        let outcome = executor.submit(|| -> u8 { panic_any(7) }).result();
        require!(
            outcome.is_err(),
            PanicSwallowed,
            "a job has panicked with a number, and its future says {outcome:?}"
        );
    });
}

#[test]
fn who_waits_sleeps() {
    let scene = || {
        let executor = Executor::new(1);
        let (_never, word) = mpsc::channel::<()>();
        let future = executor.submit(move || _ = word.recv());
        let _ = future.result();
    };
    let report = Explorer::new().budget(50).explore(scene);
    match report.verdict {
        // Nobody is busy, and that is as it should be.
        Verdict::Deadlock => {}
        Verdict::NoProgress => report.fail_as(
            Verdict::NoProgress,
            "the outcome is not there, and `result` looks for it again and again: what can it wait for, asleep?",
        ),
        _ => check(scene),
    }
}

#[test]
fn a_future_may_be_dropped_or_outlive_its_executor() {
    Explorer::new().budget(5_000).check(|| {
        let runs = Arc::new(AtomicUsize::new(0));
        let executor = Executor::new(1);
        drop(executor.submit({
            let runs = runs.clone();
            move || _ = runs.fetch_add(1, Relaxed)
        }));
        let future = executor.submit(job(7));
        drop(executor);
        let runs = runs.load(Relaxed);
        require!(
            runs == 1,
            MessageLost,
            "a job was submitted, its future and then the executor were dropped, and it was run {runs} times"
        );
        let outcome = future.result();
        require!(
            future.is_done() && outcome == Ok(7),
            MessageLost,
            "the executor was dropped, and the future of a job that returns 7 says {outcome:?}"
        );
    });
}

#[test]
fn whoever_wakes_for_no_reason_goes_on_waiting() {
    Explorer::new().spurious_wakeups(2).weak_memory(true).budget(10_000).check(|| {
        let executor = Executor::new(1);
        let outcome = executor.submit(job(7)).result();
        require!(
            outcome == Ok(7),
            WrongResult,
            "the job returned 7, and `result` says {outcome:?}"
        );
    });
}
