//! VERDICT: WRONG RESULT
//! Called once for the time, and once more for the result.

use std::time::{Duration, Instant};

pub fn timed_job(job: impl Fn() + Sync, report: impl Fn(Duration) + Sync) -> impl Fn() + Sync {
    move || {
        measure(&job, &report);
        job();
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

fn measure(job: impl Fn(), report: impl Fn(Duration)) {
    let start = Instant::now();
    job();
    report(start.elapsed());
}
