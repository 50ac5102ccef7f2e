//! VERDICT: WRONG RESULT
//! The same in `timed_job`: the clock runs from the wrapping on.

use std::time::{Duration, Instant};

pub fn timed_job(job: impl Fn() + Sync, report: impl Fn(Duration) + Sync) -> impl Fn() + Sync {
    let start = Instant::now();
    move || {
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
        let result = f(argument);
        report(start.elapsed());
        result
    }
}
