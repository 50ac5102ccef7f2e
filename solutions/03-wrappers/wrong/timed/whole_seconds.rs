//! VERDICT: WRONG RESULT
//! What is reported are whole seconds, and short calls take no time at all.

use std::time::{Duration, Instant};

pub fn timed_job(job: impl Fn() + Sync, report: impl Fn(Duration) + Sync) -> impl Fn() + Sync {
    move || {
        let start = Instant::now();
        job();
        report(Duration::from_secs(start.elapsed().as_secs()));
    }
}

pub fn timed<A, R>(
    f: impl Fn(A) -> R + Sync,
    report: impl Fn(Duration) + Sync,
) -> impl Fn(A) -> R + Sync {
    move |argument| {
        let start = Instant::now();
        let result = f(argument);
        report(Duration::from_secs(start.elapsed().as_secs()));
        result
    }
}
