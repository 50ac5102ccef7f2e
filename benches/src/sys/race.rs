//! The same work by several threads or processes at once, timed from a common start to the end of the last one.

use std::sync::Barrier;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::SeqCst};
use std::thread;
use std::time::{Duration, Instant};

use nix::time::{ClockId, clock_gettime};

use crate::sys::fork::Child;
use crate::sys::shared::Shared;

/// Runs `work(0)` to `work(n - 1)`, each on a thread of its own. Starting the threads does not count.
pub fn threads(n: usize, work: impl Fn(usize) + Sync) -> Duration {
    let (work, start) = (&work, &Barrier::new(n));
    thread::scope(|scope| {
        let racers: Vec<_> = (0..n)
            .map(|i| {
                scope.spawn(move || {
                    start.wait();
                    let begun = Instant::now();
                    work(i);
                    (begun, Instant::now())
                })
            })
            .collect();
        let times: Vec<_> =
            racers.into_iter().map(|racer| racer.join().expect("a racer panicked")).collect();
        let begun = times.iter().map(|time| time.0).min().expect("at least one");
        let ended = times.iter().map(|time| time.1).max().expect("at least one");
        ended - begun
    })
}

/// Runs `work(0)` to `work(n - 1)`, each in a forked process of its own. Starting and ending them does not count.
pub fn processes(n: usize, work: impl Fn(usize)) -> Duration {
    let clock = Shared::new(Clock::default());
    let everybody = u32::try_from(n).expect("few processes");
    let racers: Vec<Child> = (0..n)
        .map(|i| {
            Child::fork(|| {
                clock.ready.fetch_add(1, SeqCst);
                while clock.ready.load(SeqCst) < everybody {
                    // Gives up the core: there may be fewer of them than processes.
                    thread::yield_now();
                }
                clock.begun.fetch_min(nanoseconds(), SeqCst);
                work(i);
                clock.ended.fetch_max(nanoseconds(), SeqCst);
            })
        })
        .collect();
    racers.into_iter().for_each(Child::wait);
    Duration::from_nanos(clock.ended.load(SeqCst) - clock.begun.load(SeqCst))
}

struct Clock {
    ready: AtomicU32,
    begun: AtomicU64,
    ended: AtomicU64,
}

impl Default for Clock {
    fn default() -> Clock {
        Clock {
            ready: AtomicU32::new(0),
            begun: AtomicU64::new(u64::MAX),
            ended: AtomicU64::new(0),
        }
    }
}

/// Nanoseconds on the clock that all processes of a machine share.
fn nanoseconds() -> u64 {
    let now = clock_gettime(ClockId::CLOCK_MONOTONIC).expect("read the clock");
    Duration::from(now).as_nanos().try_into().expect("a machine that runs for less than 500 years")
}
