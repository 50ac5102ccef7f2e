//! Time-outs, and timers of sleeps that nobody waits for any more.

use std::cell::Cell;
use std::future::{pending, poll_fn, ready};
use std::pin::Pin;

use coroutines::timers::{Elapsed, Timers};
use interleave::panic::{AssertUnwindSafe, catch_unwind};
use interleave::time::{Duration, Instant};
use interleave::{check, require};

use super::polls::Polls;
use super::{SECOND, poll_once};

/// Fails if a timer waits.
fn none_left(timers: &Timers, when: &str) {
    let left = timers.waiting();
    require!(left == 0, MemoryLeaked, "{when}, and {left} timers wait: who takes them out?");
}

#[test]
fn what_is_ready_in_time_is_told() {
    check(|| {
        let timers = Timers::new();
        let start = Instant::now();
        let told = timers.block_on(timers.timeout(5 * SECOND, async {
            timers.sleep(2 * SECOND).await;
            7
        }));
        let slept = start.elapsed();
        require!(
            told == Ok(7),
            WrongResult,
            "a future takes 2 s of 5 and returns 7, and `timeout` says {told:?}"
        );
        require!(
            slept == 2 * SECOND,
            WrongResult,
            "a future takes 2 s of 5, and `timeout` took {slept:?}"
        );
        none_left(&timers, "the future was ready in time");
    });
}

#[test]
fn what_is_not_ready_in_time_is_dropped() {
    check(|| {
        let timers = Timers::new();
        let polls = Polls::default();
        let start = Instant::now();
        timers.block_on(async {
            let mut limited = timers.timeout(2 * SECOND, polls.of(timers.sleep(5 * SECOND)));
            let told = poll_fn(|context| Pin::new(&mut limited).poll(context)).await;
            let slept = start.elapsed();
            require!(told == Err(Elapsed), WrongResult, "a future takes 5 s and may take 2, and `timeout` says {told:?}");
            require!(slept == 2 * SECOND, WrongResult, "a future may take 2 s, and `timeout` took {slept:?}");
            let drops = polls.drops();
            require!(
                drops == 1,
                MemoryLeaked,
                "`timeout` has said that the time is over, and the future was dropped {drops} times by then"
            );
            none_left(&timers, "the time was over, and the future slept");
        });
        polls.at_most(2, "a future that sleeps longer than it may was polled once, and once more when its time was over");
    });
}

#[test]
fn a_timer_is_gone_when_the_future_was_in_time() {
    check(|| {
        let timers = Timers::new();
        timers.block_on(async {
            let mut limited = timers.timeout(5 * SECOND, timers.sleep(SECOND));
            let told = poll_fn(|context| Pin::new(&mut limited).poll(context)).await;
            require!(
                told == Ok(()),
                WrongResult,
                "a future takes 1 s of 5, and `timeout` says {told:?}"
            );
            // `limited` is still there.
            none_left(&timers, "the future was ready in time");
        });
    });
}

#[test]
fn ready_and_over_is_ready() {
    check(|| {
        let timers = Timers::new();
        let told = timers.block_on(timers.timeout(Duration::ZERO, ready(7)));
        require!(
            told == Ok(7),
            WrongResult,
            "a future is ready at once and may take no time, and `timeout` says {told:?}"
        );
        let sleep = timers.sleep(SECOND);
        let told = timers.block_on(timers.timeout(SECOND, sleep));
        require!(
            told == Ok(()),
            WrongResult,
            "a future takes 1 s and may take 1 s, and `timeout` says {told:?}"
        );
        let told = timers.block_on(timers.timeout(Duration::ZERO, pending::<()>()));
        require!(
            told == Err(Elapsed),
            WrongResult,
            "a future is never ready and may take no time, and `timeout` says {told:?}"
        );
        let told = timers.block_on(timers.timeout(Duration::MAX, ready(7)));
        require!(
            told == Ok(7),
            WrongResult,
            "a future is ready and may take for ever, and `timeout` says {told:?}"
        );
        none_left(&timers, "all of them are over");
    });
}

#[test]
fn a_limit_begins_when_it_is_made() {
    check(|| {
        let timers = Timers::new();
        let start = Instant::now();
        let told = timers.block_on(async {
            let limited = timers.timeout(3 * SECOND, pending::<()>());
            timers.sleep(2 * SECOND).await;
            limited.await
        });
        let slept = start.elapsed();
        require!(
            (told, slept) == (Err(Elapsed), 3 * SECOND),
            WrongResult,
            "a limit of 3 s was made, then 2 s were slept, then it was awaited; it says {told:?}, and all took {slept:?}"
        );
    });
}

#[test]
fn a_timer_that_is_cancelled_wakes_nobody() {
    check(|| {
        let timers = Timers::new();
        let polls = Polls::default();
        let start = Instant::now();
        timers.block_on(polls.of(async {
            let (early, _) = poll_once(timers.sleep(SECOND)).await;
            let (late, _) = poll_once(timers.sleep(10 * SECOND)).await;
            let before = timers.waiting();
            require!(
                before == 2,
                WrongResult,
                "two sleeps were polled and are not over, and {before} timers wait"
            );
            drop((early, late));
            none_left(&timers, "two sleeps were dropped");
            timers.sleep(3 * SECOND).await;
        }));
        let slept = start.elapsed();
        require!(
            slept == 3 * SECOND,
            WrongResult,
            "one sleep of 3 s was awaited, two were dropped, and it took {slept:?}"
        );
        polls.at_most(
            2,
            "a future sleeps once, for 3 s; two other sleeps, of 1 s and 10 s, were dropped",
        );
    });
}

#[test]
fn one_that_is_cancelled_leaves_the_others() {
    check(|| {
        let timers = Timers::new();
        let start = Instant::now();
        timers.block_on(async {
            let (first, _) = poll_once(timers.sleep(SECOND)).await;
            let (second, _) = poll_once(timers.sleep(SECOND)).await;
            drop(first);
            let left = timers.waiting();
            require!(
                left == 1,
                WrongResult,
                "of two sleeps with the same date one was dropped, and {left} timers wait"
            );
            second.await;
        });
        let slept = start.elapsed();
        require!(
            slept == SECOND,
            WrongResult,
            "a sleep of 1 s took {slept:?}; another one, with the same date, was dropped"
        );
    });
}

#[test]
fn a_panic_leaves_no_timer() {
    check(|| {
        let timers = Timers::new();
        timers.block_on(ready(()));
        let panic = catch_unwind(AssertUnwindSafe(|| {
            timers.block_on(async {
                let (_sleeps, _) = poll_once(timers.sleep(SECOND)).await;
                let limited = timers.timeout(SECOND, async { panic!("no time") });
                let _: Result<(), Elapsed> = limited.await;
            });
        }));
        let told = panic.err().and_then(|panic| panic.downcast_ref::<&str>().copied());
        require!(
            told == Some("no time"),
            PanicSwallowed,
            "the future has panicked with \"no time\", and out of `block_on` came {told:?}"
        );
        none_left(&timers, "the future has panicked");
    });
}

#[test]
fn limits_may_be_nested() {
    check(|| {
        let timers = Timers::new();
        let start = Instant::now();
        let told = timers.block_on(async {
            let inner = timers.timeout(5 * SECOND, pending::<()>());
            let outer = timers.timeout(2 * SECOND, inner).await;
            let inner = timers.timeout(2 * SECOND, pending::<()>());
            (outer, timers.timeout(5 * SECOND, inner).await)
        });
        let slept = start.elapsed();
        require!(
            told == (Err(Elapsed), Ok(Err(Elapsed))),
            WrongResult,
            "2 s around 5 s should be over outside, 5 s around 2 s inside: {told:?}"
        );
        require!(
            slept == 4 * SECOND,
            WrongResult,
            "2 s around 5 s, then 5 s around 2 s, took {slept:?}"
        );
        none_left(&timers, "all of them are over");
    });
}

/// A future that does something when it is dropped.
struct Farewell<F: FnMut()>(F);

impl<F: FnMut()> Drop for Farewell<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

#[test]
fn what_is_dropped_may_use_the_timers() {
    check(|| {
        let timers = Timers::new();
        let seen = Cell::new(None);
        let told = timers.block_on(timers.timeout(SECOND, async {
            let _farewell = Farewell(|| {
                // Makes a sleep, asks, and drops it.
                drop(timers.sleep(SECOND));
                seen.set(Some(timers.waiting()));
            });
            pending::<()>().await;
        }));
        require!(
            told == Err(Elapsed),
            WrongResult,
            "the future is never ready, and `timeout` says {told:?}"
        );
        require!(
            seen.get().is_some(),
            MemoryLeaked,
            "the time was over, and the future was not dropped"
        );
    });
}
