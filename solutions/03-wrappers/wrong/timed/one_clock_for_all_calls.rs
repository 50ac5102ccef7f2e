//! VERDICT: WRONG RESULT
//! The start is kept in the wrapper: a second call overwrites that of the first.

use std::sync::Mutex;
use std::time::{Duration, Instant};

pub fn timed_job(job: impl Fn() + Sync, report: impl Fn(Duration) + Sync) -> impl Fn() + Sync {
    move || {
        let start = Instant::now();
        job();
        report(start.elapsed());
    }
}

pub fn timed<A, R>(
    f: impl Fn(A) -> R + Sync,
    report: impl Fn(Duration) + Sync,
) -> impl Fn(A) -> R + Sync {
    let start = Mutex::new(Instant::now());
    move |argument| {
        *start.lock().unwrap() = Instant::now();
        let result = f(argument);
        report(start.lock().unwrap().elapsed());
        result
    }
}
