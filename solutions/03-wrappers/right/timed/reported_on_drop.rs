//! A scope guard reports when it goes, so that a call that panics is reported, too.

use std::time::{Duration, Instant};

struct Clock<'a, Report: Fn(Duration)> {
    start: Instant,
    report: &'a Report,
}

impl<Report: Fn(Duration)> Drop for Clock<'_, Report> {
    fn drop(&mut self) {
        (self.report)(self.start.elapsed());
    }
}

pub fn timed_job(job: impl Fn() + Sync, report: impl Fn(Duration) + Sync) -> impl Fn() + Sync {
    move || {
        let _clock = Clock { start: Instant::now(), report: &report };
        job();
    }
}

pub fn timed<A, R>(
    f: impl Fn(A) -> R + Sync,
    report: impl Fn(Duration) + Sync,
) -> impl Fn(A) -> R + Sync {
    move |argument| {
        let _clock = Clock { start: Instant::now(), report: &report };
        f(argument)
    }
}
