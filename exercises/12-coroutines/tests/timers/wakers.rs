//! Wakers that come back to the timers while they are called.

use std::cell::RefCell;
use std::pin::Pin;
use std::task::{Context, Wake, Waker};

use coroutines::timers::{Sleep, Timers};
use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use interleave::{check, require, thread_local};

use super::SECOND;
use super::bells::Bells;

thread_local! {
    /// For wakers, which must be `Send` and cannot hold them.
    static TIMERS: Timers = Timers::new();
    static NOT_NEEDED: RefCell<Option<Sleep>> = RefCell::new(None);
}

/// A waker that looks at the timers.
struct Looks(AtomicUsize);

impl Wake for Looks {
    fn wake(self: Arc<Self>) {
        let waiting = TIMERS.with(Timers::waiting);
        self.0.store(waiting + 1, Relaxed);
    }
}

#[test]
fn a_waker_may_use_the_timers() {
    check(|| {
        let looks = Arc::new(Looks(AtomicUsize::new(0)));
        let timers = TIMERS.with(Timers::clone);
        let mut sleep = timers.sleep(SECOND);
        timers.block_on(async {
            let waker = Waker::from(looks.clone());
            let polled = Pin::new(&mut sleep).poll(&mut Context::from_waker(&waker));
            require!(polled.is_pending(), WrongResult, "a sleep of 1 s is ready at once");
            timers.sleep(2 * SECOND).await;
        });
        let seen = looks.0.load(Relaxed);
        require!(
            seen == 2,
            WrongResult,
            "one timer is due, one is not; the waker of the first looks how many wait, and sees {}",
            seen.wrapping_sub(1)
        );
    });
}

/// A waker that drops a sleep.
struct Cancels;

impl Wake for Cancels {
    fn wake(self: Arc<Self>) {
        drop(NOT_NEEDED.with_borrow_mut(Option::take));
    }
}

#[test]
fn who_is_cancelled_by_the_waker_of_another_is_not_woken() {
    check(|| {
        let timers = Timers::new();
        let bells = Bells::new();
        let (mut first, mut second) = (timers.sleep(SECOND), timers.sleep(SECOND));
        timers.block_on(async {
            let (cancels, rings) = (Waker::from(Arc::new(Cancels)), bells.waker(0, None));
            for (sleep, waker) in [(&mut first, cancels), (&mut second, rings)] {
                let polled = Pin::new(sleep).poll(&mut Context::from_waker(&waker));
                require!(polled.is_pending(), WrongResult, "a sleep of 1 s is ready at once");
            }
            NOT_NEEDED.set(Some(second));
            timers.sleep(2 * SECOND).await;
        });
        let woken = bells.order().len();
        require!(
            woken == 0,
            WrongResult,
            "two sleeps have the same date. The waker of the first drops the second one, which is woken all the same: \
             when is it decided who is woken?"
        );
    });
}
