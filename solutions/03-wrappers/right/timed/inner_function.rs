//! As a Python programmer writes it: an inner function with a name, and `return`.

use std::time::{Duration, Instant};

pub fn timed_job(job: impl Fn() + Sync, report: impl Fn(Duration) + Sync) -> impl Fn() + Sync {
    let wrapper = move || {
        let start = Instant::now();
        job();
        report(start.elapsed());
    };
    return wrapper;
}

pub fn timed<A, R>(
    f: impl Fn(A) -> R + Sync,
    report: impl Fn(Duration) + Sync,
) -> impl Fn(A) -> R + Sync {
    let wrapper = move |argument: A| -> R {
        let start: Instant = Instant::now();
        let result: R = f(argument);
        let time: Duration = Instant::now().duration_since(start);
        report(time);
        return result;
    };
    return wrapper;
}
