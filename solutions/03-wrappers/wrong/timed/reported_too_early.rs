//! VERDICT: WRONG RESULT
//! The clock is read before the function is called. A last expression needs no variable, but it runs last.

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
    move |argument| {
        let start = Instant::now();
        report(start.elapsed());
        f(argument)
    }
}
