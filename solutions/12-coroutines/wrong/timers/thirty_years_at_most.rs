//! VERDICT: WRONG RESULT
//! A time for which there is no date is taken for thirty years.

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
        let number = self.next.replace(self.next.get() + 1);
        let date = Instant::now()
            .checked_add(time)
            .or_else(|| Instant::now().checked_add(Duration::from_secs(30 * 365 * 86_400)))
            .map(|at| (at, number));
        Sleep { timers: self.clone(), date }
    }

    /// This future, for at most this time.
    pub fn timeout<F: Future>(&self, limit: Duration, future: F) -> Timeout<F> {
        Timeout { running: Some((Box::pin(future), self.sleep(limit))) }
    }

    /// Runs the future to its end on this thread.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
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
    }

    /// Calls the wakers of timers whose time has come, and returns the date of the next one.
    fn wake_those_due(&self, now: Instant) -> Option<Instant> {
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
    }
}

/// The waker of the future that `block_on` runs.
struct Bell {
    rung: AtomicBool,
    thread: Thread,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rung.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Some(date) = self.date else { return Poll::Pending };
        let over = date.0 <= Instant::now();
        let mut waiting = self.timers.waiting.borrow_mut();
        if over {
            waiting.remove(&date);
            return Poll::Ready(());
        }
        waiting.insert(date, context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(date) = self.date {
            self.timers.waiting.borrow_mut().remove(&date);
        }
    }
}

impl<F: Future> Future for Timeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
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
    }
}
