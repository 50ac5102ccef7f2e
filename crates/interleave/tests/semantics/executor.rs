//! A hand-written executor: futures, wakers that unpark, and the wake-up that gets lost.

use crate::support::{fails, holds};
use interleave::sync::{Arc, Mutex};
use interleave::{Verdict, thread};
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Wake, Waker};

struct Unpark(thread::Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
        thread::park();
    }
}

#[derive(Default)]
struct Slot {
    value: Option<u32>,
    waker: Option<Waker>,
}

/// Becomes ready when somebody fills the slot.
struct Filled {
    slot: Arc<Mutex<Slot>>,
    /// Whether looking and leaving the waker are one section of the lock.
    one_section: bool,
}

impl Future for Filled {
    type Output = u32;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        let mut slot = self.slot.lock().unwrap();
        if let Some(value) = slot.value {
            return Poll::Ready(value);
        }
        if !self.one_section {
            drop(slot);
            slot = self.slot.lock().unwrap();
        }
        slot.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

fn wait_for_another_thread(one_section: bool) {
    let slot = Arc::new(Mutex::new(Slot::default()));
    let filling = Arc::clone(&slot);
    let other = thread::spawn(move || {
        let mut slot = filling.lock().unwrap();
        slot.value = Some(7);
        let waker = slot.waker.take();
        drop(slot);
        if let Some(waker) = waker {
            waker.wake();
        }
    });
    assert_eq!(block_on(Filled { slot, one_section }), 7);
    other.join().unwrap();
}

#[test]
fn a_waker_left_in_the_section_that_looked_is_always_called() {
    holds(|| wait_for_another_thread(true));
}

#[test]
fn a_waker_left_after_the_look_can_be_missed() {
    fails(Verdict::Deadlock, || wait_for_another_thread(false));
}
