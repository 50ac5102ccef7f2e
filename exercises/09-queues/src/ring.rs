//! # A ring without a lock
//!
//! If one thread puts and one thread takes, no lock is needed. There is a ring of slots. The producer knows the slot that
//! it fills next, `tail`. The consumer knows the slot that it takes next, `head`. Each of these two numbers is written by
//! one side only, and read by the other:
//!
//! ```text
//!            head            tail
//!              ↓              ↓
//!      │      │ b    │ c    │      │      │
//!             └── filled ──┘
//! ```
//!
//! The ring is empty if they are the same. It has one slot more than its capacity, so that `tail` does not come round
//! to `head` when it is full. Filled slots belong to the consumer, and the others to the producer. So the numbers do
//! more than count: they hand over memory.
//!
//! The types are written, and so is most of the `unsafe`. It leans on you: a slot is written only while it is the
//! producer's, and read only while it is the consumer's, exactly once.
//!
//! 1. `try_push`: if there is room, fill the slot and hand it over. Otherwise the item comes back at once.
//! 2. `try_pop`: if there is something, take it and hand the slot back. Otherwise it is `None` at once. What was pushed
//!    before is found, whatever the other side is doing.
//! 3. `drop` of the ring, when both sides are gone, whichever goes first: what is still in there is dropped, once.
//! 4. Choose an `Ordering` for each access to `head` and `tail`. The tests run with a memory that may show older values,
//!    and look for two accesses to a slot that nothing puts in order.
//!
//! Neither side waits for the other, so there is no lock in it: if one of them were stopped in the middle of a call, for
//! ever, the other one's calls would return all the same.
//!
//! Check it with `cargo test -p queues --test ring`.

use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Its own line of the cache: what one side writes all the time does not slow down the other one's reading.
#[repr(align(128))]
struct Padded(AtomicUsize);

/// What both sides share.
struct Ring<T> {
    /// One more than the capacity.
    slots: Box<[UnsafeCell<MaybeUninit<T>>]>,
    /// The slot that is taken next. Only the consumer writes it.
    head: Padded,
    /// The slot that is filled next. Only the producer writes it.
    tail: Padded,
}

// SAFETY: each item goes from one thread to another, which `Send` allows; no two threads use a slot at the same time, since
// `head` and `tail` hand it over.
unsafe impl<T: Send> Sync for Ring<T> {}

impl<T> Ring<T> {
    /// The slot behind slot `at`, all the way round.
    fn behind(&self, at: usize) -> usize {
        if at + 1 == self.slots.len() { 0 } else { at + 1 }
    }

    /// Fills a slot.
    ///
    /// # Safety
    /// The slot is the caller's, and nobody else's.
    unsafe fn write(&self, at: usize, item: T) {
        // SAFETY: the caller's promise.
        unsafe { (*self.slots[at].get()).write(item) };
    }

    /// Takes the item out of a slot.
    ///
    /// # Safety
    /// The slot is the caller's, and nobody else's. It was filled, and this is the first time since then.
    unsafe fn read(&self, at: usize) -> T {
        // SAFETY: the caller's promise.
        unsafe { (*self.slots[at].get()).assume_init_read() }
    }
}

/// The end of a ring that items are put into. There is one, and it may go to another thread.
pub struct Producer<T> {
    ring: Arc<Ring<T>>,
    // If you like, keep here what you know already. The other side's number changes less often than you look.
}

/// The end of a ring that items come out of. There is one, and it may go to another thread.
pub struct Consumer<T> {
    ring: Arc<Ring<T>>,
    // The same here.
}

/// A ring for `capacity` items, as its two ends.
///
/// # Panics
/// If `capacity` is 0: nothing would ever fit.
pub fn ring<T>(capacity: usize) -> (Producer<T>, Consumer<T>) {
    assert!(capacity > 0, "a ring without room would be of no use");
    let ring = Arc::new(Ring {
        slots: (0..=capacity).map(|_| UnsafeCell::new(MaybeUninit::uninit())).collect(),
        head: Padded(AtomicUsize::new(0)),
        tail: Padded(AtomicUsize::new(0)),
    });
    (Producer { ring: ring.clone() }, Consumer { ring })
}

impl<T> Producer<T> {
    /// Puts `item` at the end if there is room.
    ///
    /// # Errors
    /// The item, if the ring is full.
    pub fn try_push(&mut self, item: T) -> Result<(), T> {
        todo!("is there room? fill the slot, and hand it over")
    }
}

impl<T> Consumer<T> {
    /// Takes the oldest item out, if there is one.
    pub fn try_pop(&mut self) -> Option<T> {
        todo!("is there something? take it, and hand the slot back")
    }
}

impl<T> Drop for Ring<T> {
    fn drop(&mut self) {
        // Both sides are gone. Drop what is left, when the rest works: this runs after a panic as well.
    }
}
