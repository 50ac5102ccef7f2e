//! A job is a function of the empty tuple.

use std::time::{Duration, Instant};

pub fn timed_job(job: impl Fn() + Sync, report: impl Fn(Duration) + Sync) -> impl Fn() + Sync {
    let wrapper = timed(move |()| job(), report);
    move || wrapper(())
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
