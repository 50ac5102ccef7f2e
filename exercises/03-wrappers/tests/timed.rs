//! What `src/timed.rs` promises, in every interleaving.

use std::rc::Rc;
use std::time::Duration;

use interleave::panic::{AssertUnwindSafe, catch_unwind};
use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering};
use interleave::{Gauge, Verdict, check, reachable, require, thread};
use wrappers::timed::{timed, timed_job};

/// What `report` was told, in this order.
struct Times(Mutex<Vec<Duration>>);

impl Times {
    /// Nothing so far. A timeline names the list after the caller's variable.
    #[track_caller]
    fn new() -> Times {
        Times(Mutex::new(Vec::new()))
    }

    /// To be handed to the wrapper as `report`.
    fn note(&self, time: Duration) {
        self.0.lock().unwrap().push(time);
    }

    /// All of them until now.
    fn all(&self) -> Vec<Duration> {
        self.0.lock().unwrap().clone()
    }
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn sleep(time: Duration) {
    thread::sleep(time);
}

#[test]
fn wrapping_a_job_does_nothing_yet() {
    check(|| {
        let done = AtomicU32::new(0);
        let times = Times::new();
        let wrapper =
            timed_job(|| _ = done.fetch_add(1, Ordering::SeqCst), |time| times.note(time));
        let early = done.load(Ordering::SeqCst);
        require!(
            early == 0,
            WrongResult,
            "the job was done while it was being wrapped: was it called, instead of a function returned that calls it?"
        );
        let early = times.all();
        require!(
            early.is_empty(),
            WrongResult,
            "nobody has called the wrapper yet, and `report` was called: which lines run while wrapping?"
        );
        for calls in 1..=3 {
            wrapper();
            let done = done.load(Ordering::SeqCst);
            require!(
                done == calls,
                WrongResult,
                "the wrapper was called {calls} times, and the job was done {done} times"
            );
        }
        let reports = times.all().len();
        require!(
            reports == 3,
            WrongResult,
            "the wrapper was called 3 times, and `report` was called {reports} times"
        );
    });
}

#[test]
fn each_call_of_a_job_is_measured_by_itself() {
    check(|| {
        let times = Times::new();
        let hours = AtomicU32::new(1);
        let wrapper = timed_job(
            || sleep(hours.fetch_add(1, Ordering::SeqCst) * seconds(3600)),
            |time| times.note(time),
        );
        sleep(seconds(7));
        wrapper();
        sleep(seconds(11));
        wrapper();
        let found = times.all();
        require!(
            found == [3600, 7200].map(seconds),
            WrongResult,
            "the wrapper was made, 7 s later it was called, and 11 s after that once more. The jobs took 3600 s and \
             7200 s, and `report` was told {found:?}: when does each clock start, and when is it read?"
        );
    });
}

#[test]
fn wrapping_a_function_does_nothing_yet() {
    check(|| {
        let times = Times::new();
        let wrapper = timed(sleep, |time| times.note(time));
        let early = times.all();
        require!(
            early.is_empty(),
            WrongResult,
            "nobody has called the wrapper yet, and `report` was told {early:?}"
        );
        sleep(seconds(7));
        let took = [seconds(60), Duration::from_nanos(5)];
        for time in took {
            wrapper(time);
        }
        let found = times.all();
        require!(
            found == took,
            WrongResult,
            "the wrapper was made, and 7 s later it was called twice. The calls took {took:?}, and `report` was told \
             {found:?}: when does each clock start, when is it read, and is a part of the time lost?"
        );
    });
}

#[test]
fn the_wrapper_returns_what_the_function_returns() {
    /// Neither `Clone` nor `Debug`, and not to be sent to another thread.
    struct Page(Rc<str>);

    check(|| {
        let times = Times::new();
        let calls = AtomicU32::new(0);
        let wrapper = timed(
            |(word, times): (Page, usize)| {
                calls.fetch_add(1, Ordering::SeqCst);
                Page(word.0.repeat(times).into())
            },
            |time| times.note(time),
        );
        let Page(result) = wrapper((Page("ab".into()), 3));
        let calls = calls.load(Ordering::SeqCst);
        require!(
            calls == 1,
            WrongResult,
            "the wrapper was called once, and the function {calls} times"
        );
        require!(
            *result == *"ababab",
            WrongResult,
            "`f` makes \"ababab\" of this argument, and the wrapper returned {result:?}"
        );
        let reports = times.all().len();
        require!(
            reports == 1,
            WrongResult,
            "the wrapper was called once, and `report` {reports} times"
        );
    });
}

#[test]
fn a_wrapper_can_be_wrapped() {
    check(|| {
        let (inner, outer) = (Times::new(), Times::new());
        let once = timed(sleep, |time| inner.note(time));
        let twice = timed(
            |time| {
                sleep(seconds(1));
                once(time);
            },
            |time| outer.note(time),
        );
        twice(seconds(20));
        // The same with jobs.
        let once = timed_job(|| sleep(seconds(30)), |time| inner.note(time));
        let twice = timed_job(
            || {
                sleep(seconds(1));
                once();
            },
            |time| outer.note(time),
        );
        twice();
        let (inner, outer) = (inner.all(), outer.all());
        require!(
            inner == [20, 30].map(seconds) && outer == [21, 31].map(seconds),
            WrongResult,
            "a function of 20 s, wrapped, in one that takes 1 s more, wrapped, and the same with a job of 30 s. The \
             reports of the inner ones were {inner:?}, and those of the outer ones {outer:?}: do two calls share one \
             clock?"
        );
    });
}

/// What two calls at once reported, of 30 s and of 5 s. While one of them gets to reading its clock, the other one may
/// have slept.
#[track_caller]
fn expect_two_clocks(times: &Times) {
    let mut found = times.all();
    found.sort_unstable();
    require!(
        matches!(found[..], [short, long] if short >= seconds(5) && long >= seconds(30)),
        WrongResult,
        "two threads called one wrapper at the same time. One call took 30 s, the other one 5 s, and `report` was told \
         {found:?}: do the two calls share one clock?"
    );
}

#[test]
fn two_threads_may_call_one_wrapper() {
    check(|| {
        let times = Times::new();
        let wrapper = timed(
            |time| {
                sleep(time);
                time
            },
            |time| times.note(time),
        );
        let found = thread::scope(|s| {
            let anna = s.spawn(|| wrapper(seconds(30)));
            let ben = s.spawn(|| wrapper(seconds(5)));
            [anna.join().unwrap(), ben.join().unwrap()]
        });
        require!(
            found == [30, 5].map(seconds),
            WrongResult,
            "anna's call returns 30 s and ben's returns 5 s, and they got {found:?}"
        );
        expect_two_clocks(&times);
    });
}

#[test]
fn two_threads_may_call_one_wrapped_job() {
    check(|| {
        let times = Times::new();
        let calls = AtomicU32::new(0);
        let wrapper = timed_job(
            || sleep(seconds([30, 5][calls.fetch_add(1, Ordering::SeqCst) as usize])),
            |time| times.note(time),
        );
        thread::scope(|s| {
            let _anna = s.spawn(&wrapper);
            let _ben = s.spawn(&wrapper);
        });
        expect_two_clocks(&times);
    });
}

#[test]
fn calls_do_not_wait_for_each_other() {
    reachable(
        Verdict::RanSerially,
        "were two calls of one wrapper under way at once: what does a call of the wrapper lock?",
        || {
            let under_way = Gauge::new();
            let wrapper = timed(
                |time| {
                    let _here = under_way.enter();
                    sleep(time);
                },
                |_| (),
            );
            let job = timed_job(
                || {
                    let _here = under_way.enter();
                    sleep(seconds(1));
                },
                |_| (),
            );
            thread::scope(|s| {
                s.spawn(|| wrapper(seconds(1)));
                s.spawn(|| wrapper(seconds(1)));
            });
            let functions = under_way.most();
            thread::scope(|s| {
                s.spawn(&job);
                s.spawn(&job);
                s.spawn(&job);
            });
            functions == 2 && under_way.most() == 3
        },
    );
}

#[test]
fn reports_do_not_wait_for_each_other() {
    reachable(
        Verdict::RanSerially,
        "were two calls of one wrapper reporting at once: what is locked while `report` runs?",
        || {
            let (functions, jobs) = (Gauge::new(), Gauge::new());
            let wrapper = timed(|()| (), |_| drop(functions.enter()));
            let job = timed_job(|| (), |_| drop(jobs.enter()));
            thread::scope(|s| {
                s.spawn(|| wrapper(()));
                s.spawn(|| wrapper(()));
            });
            thread::scope(|s| {
                s.spawn(&job);
                s.spawn(&job);
            });
            functions.most() == 2 && jobs.most() == 2
        },
    );
}

#[test]
fn a_panic_goes_to_the_caller() {
    /// Calls what was wrapped: the first call panics, the second one does not.
    fn call_twice(of: &str, call: impl Fn()) {
        let result = catch_unwind(AssertUnwindSafe(&call));
        let panic = result.err();
        require!(
            panic.is_some(),
            WrongResult,
            "{of} panicked, and the caller of the wrapper did not get to know"
        );
        let panic = panic.and_then(|panic| panic.downcast_ref::<&str>().copied());
        require!(
            panic == Some("out of paper"),
            WrongResult,
            "{of} panicked, and the caller got another panic: one that says {panic:?}"
        );
        call();
    }
    check(|| {
        let calls = AtomicU32::new(0);
        let work = || {
            if calls.fetch_add(1, Ordering::SeqCst).is_multiple_of(2) {
                panic!("out of paper")
            }
        };
        call_twice("a job", timed_job(work, |_| ()));
        let wrapper = timed(|()| work(), |_| ());
        call_twice("a function", || wrapper(()));
    });
}
