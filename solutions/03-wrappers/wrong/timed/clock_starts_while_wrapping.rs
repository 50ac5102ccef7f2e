//! VERDICT: WRONG RESULT
//! `start` stands outside of the closure: each call reports the time since the wrapping.

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
    let start = Instant::now();
    move |argument| {
        let result = f(argument);
        report(start.elapsed());
        result
    }
}
