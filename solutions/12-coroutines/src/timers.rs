//! # Timers
//!
//! `asyncio.sleep(1)` lets others work for a second. A timer is a time and a waker: whoever sleeps leaves both, and the
//! executor sees to it that the waker is called. Write the timers, and the executor that knows of them; one future is
//! enough for it.
//!
//! 1. `timers.sleep(time)` is ready when that much time has passed since the call, and not before. A time for which
//!    there is no date is never over.
//! 2. `timers.timeout(limit, future)` is ready when the future is, with `Ok`, or when that much time has passed since
//!    the call, with `Err(Elapsed)`. If both are the case, with `Ok`. With `Err` the future has been dropped: that is how
//!    it is cancelled.
//! 3. `timers.block_on(future)` runs a future to its end on this thread, and calls the wakers of timers whose time is
//!    over: the earliest first, and of two with the same date the one that was made first. It does so too when the
//!    future is busy and wakes itself again and again. A waker may use the timers, and drop a sleep.
//! 4. It polls the future once, and after that when its waker was called. If that was not, the thread sleeps: until the
//!    next timer, or, if there is none, until it is woken from another thread.
//! 5. A sleep that is polled again leaves the new waker; the old one is not called.
//! 6. A timer is gone when its sleep is ready or is dropped, and the one of a `timeout` when that is ready or is dropped.
//!    Nobody is woken for it, and nobody wakes up for it, also if it is dropped by the waker of another one that has the
//!    same date. `waiting` says how many there are.
//!
//! No thread is started, and no time is too long: nobody looks at the clock every now and then. The same timers may be
//! used by one `block_on` after another, and by one inside of another.
//!
//! Check it with `cargo test -p coroutines --test timers`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

/// When, and the number of the timer: two may have the same date.
type Date = (Instant, u64);

/// The timers of an executor. A clone is the same timers.
#[derive(Clone, Default)]
pub struct Timers {
    /// Whom to wake, the earliest first.
    waiting: Rc<RefCell<BTreeMap<Date, Waker>>>,
    /// The number of the next timer.
    next: Rc<Cell<u64>>,
}

/// The time was over before the future was ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elapsed;

/// A future that is ready when its time has come.
pub struct Sleep {
    timers: Timers,
    /// `None` is never.
    date: Option<Date>,
}

/// A future with a limit.
pub struct Timeout<F> {
    /// Until it is ready.
    running: Option<(Pin<Box<F>>, Sleep)>,
}

impl Timers {
    /// No timers yet.
    pub fn new() -> Timers {
        Timers::default()
    }

    /// How many wait for their time.
    pub fn waiting(&self) -> usize {
        self.waiting.borrow().len()
    }

    /// A future that is ready when this much time has passed.
    pub fn sleep(&self, time: Duration) -> Sleep {
        // ANSWER
        // | todo!("the date, and a number of its own; not every time has a date")
        let number = self.next.replace(self.next.get() + 1);
        let date = Instant::now().checked_add(time).map(|at| (at, number));
        Sleep { timers: self.clone(), date }
        // END
    }

    /// This future, for at most this time.
    pub fn timeout<F: Future>(&self, limit: Duration, future: F) -> Timeout<F> {
        Timeout { running: Some((Box::pin(future), self.sleep(limit))) }
    }

    /// Runs the future to its end on this thread.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        // ANSWER
        // | todo!("call who is due; poll if the bell has rung; else park, with a limit or without")
        let mut future = pin!(future);
        let bell = Arc::new(Bell { rung: AtomicBool::new(true), thread: thread::current() });
        let waker = Waker::from(Arc::clone(&bell));
        loop {
            let now = Instant::now();
            let next = self.wake_those_due(now);
            if bell.rung.swap(false, Ordering::AcqRel) {
                let polled = future.as_mut().poll(&mut Context::from_waker(&waker));
                if let Poll::Ready(result) = polled {
                    return result;
                }
                continue;
            }
            // If the bell rings from here on, its `unpark` is not forgotten, and no `park` sleeps.
            match next {
                Some(next) => thread::park_timeout(next.duration_since(now)),
                None => thread::park(),
            }
        }
        // END
    }

    /// Calls the wakers of timers whose time has come, and returns the date of the next one.
    fn wake_those_due(&self, now: Instant) -> Option<Instant> {
        // ANSWER
        // | todo!("the earliest first, and nothing is borrowed while a waker is called")
        loop {
            let mut waiting = self.waiting.borrow_mut();
            let earliest = waiting.first_entry()?;
            let (at, _) = *earliest.key();
            if at > now {
                return Some(at);
            }
            let waker = earliest.remove();
            drop(waiting);
            waker.wake();
        }
        // END
    }
}

/// The waker of the future that `block_on` runs.
struct Bell {
    rung: AtomicBool,
    thread: Thread,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        // ANSWER
        // | todo!("leave a note, and then wake the thread")
        self.rung.store(true, Ordering::Release);
        self.thread.unpark();
        // END
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        // ANSWER
        // | todo!("is it over? Else leave the waker")
        let Some(date) = self.date else { return Poll::Pending };
        let over = date.0 <= Instant::now();
        let mut waiting = self.timers.waiting.borrow_mut();
        if over {
            waiting.remove(&date);
            return Poll::Ready(());
        }
        waiting.insert(date, context.waker().clone());
        Poll::Pending
        // END
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        // ANSWER
        // | todo!("what has it left behind?")
        if let Some(date) = self.date {
            self.timers.waiting.borrow_mut().remove(&date);
        }
        // END
    }
}

impl<F: Future> Future for Timeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // ANSWER
        // | todo!("the future first, then the time; whatever is over is dropped")
        let (future, sleep) = self.running.as_mut().expect("nobody polls it when it is ready");
        let outcome = if let Poll::Ready(result) = future.as_mut().poll(context) {
            Ok(result)
        } else if Pin::new(sleep).poll(context).is_ready() {
            Err(Elapsed)
        } else {
            return Poll::Pending;
        };
        self.running = None;
        Poll::Ready(outcome)
        // END
    }
}
