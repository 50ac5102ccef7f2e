//! # A lock from one bit
//!
//! So far somebody else made the lock. This one you make. It is a bit, `locked`, and a value that only the holder
//! of the bit may touch. Who finds the bit set tries again, and again, until it is not: that is called spinning.
//!
//! The types are written, and so is every line of `unsafe`. Each of those lines leans on a promise of yours: one
//! thread at a time has a `SpinGuard`, and what it did to the value is seen by the next one.
//!
//! 1. `try_lock`: take the bit if it is free, and return a guard. Otherwise return `None` at once, and change nothing.
//! 2. `lock`: wait for the bit by trying. Call `std::hint::spin_loop()` in each round: it tells the processor, and
//!    the test, that this thread is waiting for another.
//! 3. `drop` of the guard: give the bit back. It also runs when a thread panics with the guard in its hands.
//! 4. Choose an `Ordering` for each operation on the bit. The tests run with a memory that may show a thread an older
//!    value wherever the orderings allow it. Use the weakest ones that are right, and know for each one which other
//!    one it belongs to. The tests refuse one that is too weak. They cannot see whether a weaker one would have done.
//!
//! Check it with `cargo test -p locks --test spin_lock`.

use std::cell::UnsafeCell;
use std::hint;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering};

/// A value that one thread at a time can reach, and a bit that says whether one does.
///
/// Unlike [`std::sync::Mutex`] it is not poisoned by a panic, and a waiting thread never sleeps.
pub struct SpinLock<T> {
    locked: AtomicBool,
    value: UnsafeCell<T>,
}

// SAFETY: a shared lock hands its value from thread to thread, and never to two at once. That is sound for every value
// that may move to another thread, which is what `Send` says.
unsafe impl<T: Send> Sync for SpinLock<T> {}

/// The right to use the value of a [`SpinLock`]. Dropping it unlocks.
#[must_use = "the lock is free again as soon as the guard is dropped"]
pub struct SpinGuard<'a, T> {
    lock: &'a SpinLock<T>,
    // Without this a `&SpinGuard<Cell<u8>>` could be sent to another thread: a guard may cross threads only as a
    // `&mut T` may.
    value: PhantomData<&'a mut T>,
}

impl<T> SpinLock<T> {
    /// An unlocked lock around `value`.
    pub const fn new(value: T) -> SpinLock<T> {
        SpinLock { locked: AtomicBool::new(false), value: UnsafeCell::new(value) }
    }

    /// Waits until no other thread has a guard, and returns one.
    pub fn lock(&self) -> SpinGuard<'_, T> {
        todo!("try until it works")
    }

    /// Returns a guard if the lock is free, and `None` at once if it is not.
    pub fn try_lock(&self) -> Option<SpinGuard<'_, T>> {
        todo!("take the bit if it is free")
    }
}

impl<T> Drop for SpinGuard<'_, T> {
    fn drop(&mut self) {
        todo!("give the bit back")
    }
}

impl<T> Deref for SpinGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: this guard is the only one, so nobody has a `&mut` to the value.
        unsafe { &*self.lock.value.get() }
    }
}

impl<T> DerefMut for SpinGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this guard is the only one, and it is borrowed exclusively.
        unsafe { &mut *self.lock.value.get() }
    }
}
