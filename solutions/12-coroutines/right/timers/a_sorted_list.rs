//! A list, sorted when somebody asks.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::cell::{Cell, RefCell};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

type Date = (Instant, u64);

#[derive(Clone, Default)]
pub struct Timers {
    waiting: Rc<RefCell<Vec<(Date, Waker)>>>,
    next: Rc<Cell<u64>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elapsed;

pub struct Sleep {
    timers: Timers,
    date: Option<Date>,
}

pub struct Timeout<F> {
    running: Option<(Pin<Box<F>>, Sleep)>,
}

impl Timers {
    pub fn new() -> Timers {
        Timers::default()
    }

    pub fn waiting(&self) -> usize {
        self.waiting.borrow().len()
    }

    pub fn sleep(&self, time: Duration) -> Sleep {
        let number = self.next.replace(self.next.get() + 1);
        let date = Instant::now().checked_add(time).map(|at| (at, number));
        Sleep { timers: self.clone(), date }
    }

    pub fn timeout<F: Future>(&self, limit: Duration, future: F) -> Timeout<F> {
        Timeout { running: Some((Box::pin(future), self.sleep(limit))) }
    }

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
            match next {
                Some(next) => thread::park_timeout(next.duration_since(now)),
                None => thread::park(),
            }
        }
    }

    fn wake_those_due(&self, now: Instant) -> Option<Instant> {
        loop {
            let mut waiting = self.waiting.borrow_mut();
            waiting.sort_by_key(|(date, _)| *date);
            let ((at, _), _) = waiting.first()?;
            if *at > now {
                return Some(*at);
            }
            // The others are looked at again: this one may drop them.
            let (_, waker) = waiting.remove(0);
            drop(waiting);
            waker.wake();
        }
    }
}

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
        waiting.retain(|(other, _)| *other != date);
        if over {
            return Poll::Ready(());
        }
        waiting.push((date, context.waker().clone()));
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(date) = self.date {
            self.timers.waiting.borrow_mut().retain(|(other, _)| *other != date);
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
