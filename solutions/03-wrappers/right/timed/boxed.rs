//! A closure in a box, as it is kept in a list of handlers.

use std::time::{Duration, Instant};

pub fn timed_job(job: impl Fn() + Sync, report: impl Fn(Duration) + Sync) -> impl Fn() + Sync {
    let wrapper = move || {
        let start = Instant::now();
        job();
        report(start.elapsed());
    };
    Box::new(wrapper)
}

pub fn timed<A, R>(
    f: impl Fn(A) -> R + Sync,
    report: impl Fn(Duration) + Sync,
) -> impl Fn(A) -> R + Sync {
    Box::new(move |argument| {
        let start = Instant::now();
        let result = f(argument);
        report(start.elapsed());
        result
    })
}
