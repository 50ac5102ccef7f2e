//! The tools of the game's levels that std lacks, built on std's: raw locks, events, semaphores.

use interleave::sync::{Condvar, Mutex};
use interleave::thread::{self, ThreadId};
use interleave::time::Duration;

/// A lock that is taken and given back by calls, and that its holder may take again (C#'s `Monitor`).
pub(crate) struct Monitor {
    holder: Mutex<(Option<ThreadId>, usize)>,
    freed: Condvar,
    pulses: Condvar,
}

impl Monitor {
    pub(crate) fn new() -> Monitor {
        Monitor { holder: Mutex::new((None, 0)), freed: Condvar::new(), pulses: Condvar::new() }
    }

    pub(crate) fn enter(&self) {
        let me = thread::current().id();
        let holder = self.holder.lock().unwrap();
        let taken = |h: &mut (Option<ThreadId>, usize)| h.0.is_some_and(|other| other != me);
        let mut holder = self.freed.wait_while(holder, taken).unwrap();
        *holder = (Some(me), holder.1 + 1);
    }

    pub(crate) fn try_enter(&self) -> bool {
        let me = thread::current().id();
        let mut holder = self.holder.lock().unwrap();
        let free = holder.0.is_none_or(|other| other == me);
        if free {
            *holder = (Some(me), holder.1 + 1);
        }
        free
    }

    pub(crate) fn exit(&self) {
        let mut holder = self.holder.lock().unwrap();
        assert_eq!(holder.0, Some(thread::current().id()), "left a monitor that it did not hold");
        holder.1 -= 1;
        if holder.1 == 0 {
            holder.0 = None;
            self.freed.notify_one();
        }
    }

    /// Gives the monitor back until somebody pulses, and takes it again.
    pub(crate) fn wait(&self) {
        let mut holder = self.holder.lock().unwrap();
        let depth = std::mem::take(&mut holder.1);
        holder.0 = None;
        self.freed.notify_one();
        holder = self.pulses.wait(holder).unwrap();
        holder = self.freed.wait_while(holder, |h| h.0.is_some()).unwrap();
        *holder = (Some(thread::current().id()), depth);
    }

    pub(crate) fn pulse_all(&self) {
        let _held = self.holder.lock().unwrap();
        self.pulses.notify_all();
    }
}

/// A gate that stays open until it is reset.
pub(crate) struct Event {
    open: Mutex<bool>,
    opened: Condvar,
}

impl Event {
    pub(crate) fn new() -> Event {
        Event { open: Mutex::new(false), opened: Condvar::new() }
    }

    pub(crate) fn set(&self) {
        *self.open.lock().unwrap() = true;
        self.opened.notify_all();
    }

    pub(crate) fn reset(&self) {
        *self.open.lock().unwrap() = false;
    }

    pub(crate) fn wait(&self) {
        drop(self.opened.wait_while(self.open.lock().unwrap(), |open| !*open).unwrap());
    }
}

/// Opens when it has been signalled often enough; one signal more is an error.
pub(crate) struct Countdown {
    left: Mutex<usize>,
    zero: Condvar,
}

impl Countdown {
    pub(crate) fn new(signals: usize) -> Countdown {
        Countdown { left: Mutex::new(signals), zero: Condvar::new() }
    }

    pub(crate) fn signal(&self) {
        let mut left = self.left.lock().unwrap();
        *left = left.checked_sub(1).expect("signalled once more than announced");
        if *left == 0 {
            self.zero.notify_all();
        }
    }

    pub(crate) fn wait(&self) {
        drop(self.zero.wait_while(self.left.lock().unwrap(), |left| *left > 0).unwrap());
    }
}

/// A counting semaphore.
pub(crate) struct Semaphore {
    permits: Mutex<usize>,
    released: Condvar,
}

impl Semaphore {
    pub(crate) fn new(permits: usize) -> Semaphore {
        Semaphore { permits: Mutex::new(permits), released: Condvar::new() }
    }

    pub(crate) fn acquire(&self) {
        let permits = self.permits.lock().unwrap();
        *self.released.wait_while(permits, |n| *n == 0).unwrap() -= 1;
    }

    /// Whether it got a permit within `patience`.
    pub(crate) fn acquire_within(&self, patience: Duration) -> bool {
        let permits = self.permits.lock().unwrap();
        let (mut permits, _) =
            self.released.wait_timeout_while(permits, patience, |n| *n == 0).unwrap();
        let got = *permits > 0;
        *permits -= usize::from(got);
        got
    }

    pub(crate) fn try_acquire(&self) -> bool {
        let mut permits = self.permits.lock().unwrap();
        let got = *permits > 0;
        *permits -= usize::from(got);
        got
    }

    pub(crate) fn release(&self) {
        *self.permits.lock().unwrap() += 1;
        self.released.notify_one();
    }
}
