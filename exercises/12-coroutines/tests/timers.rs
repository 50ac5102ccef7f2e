//! What `src/timers.rs` promises, in every interleaving. No real time passes: the clock of an exploration goes on when
//! all are asleep.

use std::future::{Future, Ready, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

use coroutines::timers::{Elapsed, Sleep, Timeout, Timers};
use interleave::time::{Duration, Instant};
use interleave::{Explorer, check, require, thread};

#[path = "timers/bells.rs"]
mod bells;
#[path = "support/letter.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod letter;
#[path = "timers/limits.rs"]
mod limits;
#[path = "timers/nested.rs"]
mod nested;
#[path = "support/polls.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod polls;
#[path = "timers/threads.rs"]
mod threads;
#[path = "timers/wakers.rs"]
mod wakers;

use bells::{Bells, together};
use polls::Polls;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn() -> Timers = Timers::new;
const _: fn(&Timers) -> usize = Timers::waiting;
const _: fn(&Timers, Duration) -> Sleep = Timers::sleep;
const _: fn(&Timers, Duration, Ready<u8>) -> Timeout<Ready<u8>> = Timers::timeout;
const _: fn(&Timers, Ready<u8>) -> u8 = Timers::block_on;
const _: () = {
    const fn sleeps<F: Future<Output = ()> + Unpin>() {}
    const fn tells<F: Future<Output = Result<u8, Elapsed>> + Unpin>() {}
    sleeps::<Sleep>();
    tells::<Timeout<Ready<u8>>>();
};

pub(crate) const SECOND: Duration = Duration::from_secs(1);

/// Polls once, with the waker of whoever polls this.
pub(crate) async fn poll_once<F: Future + Unpin>(mut future: F) -> (F, bool) {
    let ready =
        poll_fn(|context| Poll::Ready(Pin::new(&mut future).poll(context).is_ready())).await;
    (future, ready)
}

#[test]
fn a_future_that_is_ready_is_polled_once() {
    check(|| {
        let polls = Polls::default();
        let result = Timers::new().block_on(polls.of(async { 7 }));
        require!(
            result == 7,
            WrongResult,
            "the future returned 7, and `block_on` returned {result}"
        );
        polls.at_most(1, "a future is ready at the first poll");
    });
}

#[test]
fn a_sleep_takes_as_long_as_it_should() {
    check(|| {
        let timers = Timers::new();
        let polls = Polls::default();
        let start = Instant::now();
        timers.block_on(polls.of(timers.sleep(SECOND)));
        let slept = start.elapsed();
        require!(slept == SECOND, WrongResult, "a sleep of one second took {slept:?}");
        polls.at_most(2, "a future sleeps for a second");
        let left = timers.waiting();
        require!(left == 0, MemoryLeaked, "the sleep is over, and {left} timers wait");
    });
}

#[test]
fn one_after_the_other_takes_the_sum() {
    check(|| {
        let timers = Timers::new();
        let polls = Polls::default();
        let start = Instant::now();
        timers.block_on(polls.of(async {
            timers.sleep(2 * SECOND).await;
            timers.sleep(SECOND).await;
            timers.sleep(Duration::ZERO).await;
            timers.sleep(Duration::from_nanos(1)).await;
        }));
        let slept = start.elapsed();
        let sum = 3 * SECOND + Duration::from_nanos(1);
        require!(
            slept == sum,
            WrongResult,
            "sleeps of 2 s, 1 s, nothing and 1 ns, one after the other, took {slept:?}"
        );
        polls.at_most(5, "a future sleeps four times");
    });
}

#[test]
fn together_it_takes_the_longest() {
    check(|| {
        let timers = Timers::new();
        let bells = Bells::new();
        let start = Instant::now();
        timers.block_on(together(&bells, [3, 1, 2].map(|time| timers.sleep(time * SECOND))));
        let slept = start.elapsed();
        require!(
            slept == 3 * SECOND,
            RanSerially,
            "sleeps of 3, 1 and 2 seconds, all at once, took {slept:?}"
        );
        let order = bells.order();
        require!(
            order == [1, 2, 0],
            WrongResult,
            "sleepers 0, 1 and 2 sleep for 3, 1 and 2 seconds, and were woken in this order: {order:?}"
        );
        bells.rang_at_most(1, "it slept once");
    });
}

#[test]
fn one_three_two_four() {
    check(|| {
        let timers = Timers::new();
        let said = std::cell::RefCell::new(Vec::new());
        let speak = |first: u32, time: u32| {
            let (timers, said) = (&timers, &said);
            Box::pin(async move {
                said.borrow_mut().push(first);
                timers.sleep(time * SECOND).await;
                said.borrow_mut().push(first + 1);
            })
        };
        timers.block_on(together(&Bells::new(), [speak(1, 1), speak(3, 2)]));
        let said = said.borrow();
        require!(
            *said == [1, 3, 2, 4],
            WrongResult,
            "one says 1, sleeps for a second, says 2; the other one says 3, sleeps for two, says 4. It was said: {said:?}"
        );
    });
}

#[test]
fn of_two_with_the_same_date_the_first_made_comes_first() {
    check(|| {
        let timers = Timers::new();
        let bells = Bells::new();
        let sleeps = [0, 1, 2, 3].map(|_| timers.sleep(SECOND));
        timers.block_on(together(&bells, sleeps));
        let order = bells.order();
        require!(
            order == [0, 1, 2, 3],
            WrongResult,
            "four sleeps have the same date, and were woken in this order: {order:?}"
        );
        // Polled in another order than that in which they were made.
        let (first, second) = (timers.sleep(SECOND), timers.sleep(SECOND));
        let bells = Bells::new();
        timers.block_on(together(&bells, [second, first]));
        let order = bells.order();
        require!(
            order == [1, 0],
            WrongResult,
            "two sleeps have the same date; sleeper 0 has the one that was made later. Woken were, in this order: {order:?}"
        );
    });
}

#[test]
fn those_that_are_late_are_woken_in_the_order_of_their_dates() {
    check(|| {
        let timers = Timers::new();
        let bells = Bells::new();
        let mut sleeps =
            Box::pin(together(&bells, [3, 1, 2].map(|time| timers.sleep(time * SECOND))));
        let mut first = true;
        timers.block_on(poll_fn(|context| {
            let polled = sleeps.as_mut().poll(context);
            if std::mem::take(&mut first) {
                // The thread is busy with something else, and comes back when all of them are late.
                thread::sleep(10 * SECOND);
            }
            polled
        }));
        let order = bells.order();
        require!(
            order == [1, 2, 0],
            WrongResult,
            "sleepers 0, 1 and 2 were due after 3, 1 and 2 seconds, and the thread was busy for ten. They were woken in \
             this order: {order:?}"
        );
        bells.rang_at_most(1, "it slept once");
    });
}

#[test]
fn a_busy_future_keeps_no_sleeper_waiting() {
    check(|| {
        let timers = Timers::new();
        let bells = Bells::new();
        let mut sleep = timers.sleep(3 * SECOND);
        let mut polls = 0;
        timers.block_on(poll_fn(|context| {
            let waker = bells.waker(0, None);
            if polls == 0 && Pin::new(&mut sleep).poll(&mut Context::from_waker(&waker)).is_ready() {
                require!(false, WrongResult, "a sleep of 3 s is ready at once");
            }
            if !bells.order().is_empty() {
                return Poll::Ready(());
            }
            polls += 1;
            require!(
                polls < 20,
                Starved,
                "a future works for a second and wakes itself, again and again. Somebody else sleeps for 3 s, and was not \
                 woken in 20"
            );
            thread::sleep(SECOND);
            context.waker().wake_by_ref();
            Poll::Pending
        }));
    });
}

#[test]
fn a_sleep_begins_when_it_is_made() {
    check(|| {
        let timers = Timers::new();
        let start = Instant::now();
        timers.block_on(async {
            let sleep = timers.sleep(3 * SECOND);
            timers.sleep(2 * SECOND).await;
            sleep.await;
        });
        let slept = start.elapsed();
        require!(
            slept == 3 * SECOND,
            WrongResult,
            "a sleep of 3 s was made, then one of 2 s was awaited, then the first one, and it took {slept:?}"
        );
    });
}

#[test]
fn a_sleep_that_is_polled_too_early_goes_on() {
    check(|| {
        let timers = Timers::new();
        let start = Instant::now();
        timers.block_on(async {
            let mut sleep = timers.sleep(3 * SECOND);
            for second in 0..3 {
                let (again, ready) = poll_once(sleep).await;
                require!(!ready, WrongResult, "a sleep of 3 s is ready after {second} s");
                require!(
                    timers.waiting() == 1,
                    WrongResult,
                    "one sleep was polled several times, and {} timers wait",
                    timers.waiting()
                );
                sleep = again;
                timers.sleep(SECOND).await;
            }
            let (_, ready) = poll_once(sleep).await;
            require!(
                ready,
                WrongResult,
                "a sleep of 3 s was polled when they were over, and is not ready"
            );
        });
        let slept = start.elapsed();
        require!(slept == 3 * SECOND, WrongResult, "three times one second took {slept:?}");
        let left = timers.waiting();
        require!(left == 0, MemoryLeaked, "all sleeps are over, and {left} timers wait");
    });
}

#[test]
fn a_time_without_a_date_is_never_over() {
    check(|| {
        let timers = Timers::new();
        let start = Instant::now();
        timers.block_on(async {
            let (never, ready) = poll_once(timers.sleep(Duration::MAX)).await;
            require!(!ready, WrongResult, "a sleep of {:?} is ready at once", Duration::MAX);
            timers.sleep(SECOND).await;
            let (_, ready) = poll_once(never).await;
            require!(!ready, WrongResult, "a sleep of {:?} is ready after a second", Duration::MAX);
        });
        let slept = start.elapsed();
        require!(
            slept == SECOND,
            WrongResult,
            "of two sleeps only one of 1 s was awaited, and it took {slept:?}"
        );
    });
}

#[test]
fn no_time_is_too_long() {
    // A hundred years. Whoever looks at the clock every now and then runs out of steps.
    let long = 36_525 * 86_400 * SECOND;
    let scene = move || {
        let timers = Timers::new();
        let polls = Polls::default();
        let start = Instant::now();
        timers.block_on(polls.of(timers.sleep(long)));
        let slept = start.elapsed();
        require!(slept == long, WrongResult, "a sleep of {long:?} took {slept:?}");
        polls.at_most(2, "a future sleeps once, for a long time");
    };
    Explorer::new().budget(100).check(scene);
}

#[test]
fn the_new_waker_is_called_and_not_the_old_one() {
    check(|| {
        let timers = Timers::new();
        let (old, new) = (Bells::new(), Bells::new());
        timers.block_on(async {
            let mut sleep = timers.sleep(SECOND);
            for bells in [&old, &new] {
                let waker = bells.waker(0, None);
                let polled = Pin::new(&mut sleep).poll(&mut Context::from_waker(&waker));
                require!(polled.is_pending(), WrongResult, "a sleep of 1 s is ready at once");
            }
            timers.sleep(2 * SECOND).await;
        });
        let (old, new) = (old.order().len(), new.order().len());
        require!(
            (old, new) == (0, 1),
            WrongResult,
            "a sleep was polled with one waker, then with another; the first was called {old} times, the second {new} times"
        );
    });
}
