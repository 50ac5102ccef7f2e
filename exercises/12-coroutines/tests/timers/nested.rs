//! One `block_on` after another, and one inside of another.

use std::future::poll_fn;
use std::pin::Pin;

use coroutines::timers::Timers;
use interleave::time::Instant;
use interleave::{check, require};

use super::SECOND;
use super::polls::Polls;

#[test]
fn timers_may_be_used_by_one_block_on_after_another() {
    check(|| {
        let timers = Timers::new();
        let other = timers.clone();
        let start = Instant::now();
        let sleep = timers.sleep(2 * SECOND);
        timers.block_on(other.sleep(SECOND));
        other.block_on(sleep);
        // One inside of the other.
        timers.block_on(async { other.block_on(timers.sleep(SECOND)) });
        let slept = start.elapsed();
        require!(
            slept == 3 * SECOND,
            WrongResult,
            "sleeps to the seconds 1, 2 and 3 took {slept:?}"
        );
    });
}

#[test]
fn who_is_woken_inside_of_another_block_on_is_polled_outside() {
    check(|| {
        let timers = Timers::new();
        let (outer, inner) = (Polls::default(), Polls::default());
        let start = Instant::now();
        let (mut sleep, mut first) = (timers.sleep(SECOND), true);
        let inside = inner.clone();
        timers.block_on(outer.of(poll_fn(|context| {
            let polled = Pin::new(&mut sleep).poll(context);
            if std::mem::take(&mut first) {
                // The sleep of the outer one is over meanwhile.
                timers.block_on(inside.of(timers.sleep(2 * SECOND)));
            }
            polled
        })));
        let slept = start.elapsed();
        require!(
            slept == 2 * SECOND,
            WrongResult,
            "a future sleeps for 1 s and calls `block_on` for a sleep of 2 s meanwhile; that took {slept:?}"
        );
        inner.at_most(2, "the inner future sleeps once; the outer one was woken meanwhile");
        outer.at_most(2, "the outer future sleeps once");
    });
}
