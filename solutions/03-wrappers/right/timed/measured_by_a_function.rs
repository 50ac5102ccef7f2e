//! A function that runs something and returns its result with its time.

use std::time::{Duration, Instant};

fn measure<R>(work: impl FnOnce() -> R) -> (R, Duration) {
    let start = Instant::now();
    let result = work();
    (result, Instant::now() - start)
}

pub fn timed_job(job: impl Fn() + Sync, report: impl Fn(Duration) + Sync) -> impl Fn() + Sync {
    move || {
        let ((), time) = measure(&job);
        report(time);
    }
}

pub fn timed<A, R>(
    f: impl Fn(A) -> R + Sync,
    report: impl Fn(Duration) + Sync,
) -> impl Fn(A) -> R + Sync {
    move |argument| {
        let (result, time) = measure(|| f(argument));
        report(time);
        result
    }
}
