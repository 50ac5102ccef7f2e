//! VERDICT: WRONG RESULT
//! The time is measured once and kept.

use std::sync::OnceLock;
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
    let time = OnceLock::new();
    move |argument| {
        let start = Instant::now();
        let result = f(argument);
        if time.set(start.elapsed()).is_ok() {
            report(*time.get().unwrap());
        }
        result
    }
}
