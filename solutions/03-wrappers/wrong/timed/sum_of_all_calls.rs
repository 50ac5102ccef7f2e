//! VERDICT: WRONG RESULT
//! The total is reported, not the time of this call.

use std::sync::Mutex;
use std::time::{Duration, Instant};

pub fn timed_job(job: impl Fn() + Sync, report: impl Fn(Duration) + Sync) -> impl Fn() + Sync {
    let total = Mutex::new(Duration::ZERO);
    move || {
        let start = Instant::now();
        job();
        let mut total = total.lock().unwrap();
        *total += start.elapsed();
        report(*total);
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
