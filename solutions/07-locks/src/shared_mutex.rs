//! # A lock that survives its holder
//!
//! `flock` asks the kernel each time. A mutex in memory that several processes share asks it only when somebody has to
//! sleep. Such a mutex is a word and two rules: who finds no holder in it writes its own number into it, in one step;
//! who finds one sleeps until the word changes. For sleeping there is `crate::futex`: `wait(word, expected)` sleeps if
//! the word is still `expected`, and `wake(word, most)` wakes some of those who sleep.
//!
//! And what if a process is killed with the lock? The value is perhaps half changed, and nobody is left to unlock. The
//! kernel knows who has ended. `crate::robust`, which is written, tells it which locks a thread has, and it keeps the
//! three parts of the word: [`robust::HOLDER`], [`robust::HOLDER_DIED`] and [`robust::WAITERS`]. Read its first page.
//!
//! 1. `lock` waits, asleep, until nobody has the lock, and takes it. It does so inside of `Entry::taking`. The number
//!    to be written is `robust::me()`. Before a thread sleeps, it sets `WAITERS`, so that whoever unlocks knows.
//! 2. Dropping the guard gives the lock back, inside of `Entry::giving_back`, and wakes somebody if somebody may sleep.
//!    Whoever is woken may be killed before it has looked at the word. If others sleep, one of them must still come in,
//!    also if a newcomer has the lock in between.
//! 3. If the last holder ended with the lock, `lock` returns the guard in an `Err`. The same if it dropped its guard in
//!    a panic (`std::thread::panicking()` says so). One is told: once the lock has been given back in good order, all
//!    is well.
//! 4. A child that was forked while its parent had a guard has a copy of the guard. Dropping the copy does not give
//!    back what is its parent's. (A child that wants the lock itself drops its copy before.)
//! 5. Choose an `Ordering` for each operation. What a holder did to the value is seen by the next one. (What a holder
//!    did who died was done before the kernel wrote to the word. The same `Acquire` sees it.)
//!
//! Every line of `unsafe` is written. The tests explore the mutex between threads first, and then run it in memory that
//! real processes share.
//!
//! Check it with `cargo test -p locks --test shared_mutex`.

use std::cell::UnsafeCell;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::Ordering;
use std::thread;

use crate::futex;
use crate::robust::{self, Entry};

/// A value in shared memory that one thread at a time can reach, of all threads of all processes.
///
/// `T` must mean the same to all of them: numbers, and arrays and structs of numbers. A pointer, and so a `Vec` or a
/// `String`, does not.
pub struct SharedMutex<T> {
    entry: Entry,
    value: UnsafeCell<T>,
}

// SAFETY: a shared lock hands its value from thread to thread, and never to two at once. That is sound for every value
// that may move to another thread, which is what `Send` says.
unsafe impl<T: Send> Sync for SharedMutex<T> {}

/// The right to use the value of a [`SharedMutex`]. Dropping it unlocks.
#[must_use = "the lock is free again as soon as the guard is dropped"]
pub struct SharedGuard<'a, T> {
    mutex: &'a SharedMutex<T>,
    // The kernel knows which thread has the lock, so a guard stays in its thread.
    of_this_thread: PhantomData<*const ()>,
}

/// The last holder ended with the lock, and may have left the value half changed.
///
/// It has the guard: look at the value, and repair it.
pub struct HolderDied<'a, T>(pub SharedGuard<'a, T>);

impl<T> fmt::Debug for HolderDied<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the last holder died with the lock")
    }
}

impl<T> SharedMutex<T> {
    /// An unlocked mutex around `value`, to be written into shared memory before others use it.
    pub const fn new(value: T) -> SharedMutex<T> {
        SharedMutex { entry: Entry::new(), value: UnsafeCell::new(value) }
    }

    /// Waits, asleep, until nobody has the lock, and takes it.
    ///
    /// # Errors
    /// [`HolderDied`] if the last one who had the lock died with it. The lock is taken all the same, and the guard is
    /// in the error.
    pub fn lock(&self) -> Result<SharedGuard<'_, T>, HolderDied<'_, T>> {
        // ANSWER
        // | todo!("write your number into the word; if there is another, sleep until the word changes")
        let word = self.entry.word();
        let died = self.entry.taking(|| {
            loop {
                let seen = word.load(Ordering::Relaxed);
                if seen & robust::HOLDER == 0 {
                    // WAITERS stays: the others still sleep.
                    let mine = robust::me() | (seen & robust::WAITERS);
                    // Acquire belongs to the Release in `drop`.
                    let taken =
                        word.compare_exchange(seen, mine, Ordering::Acquire, Ordering::Relaxed);
                    if taken.is_ok() {
                        return seen & robust::HOLDER_DIED != 0;
                    }
                } else {
                    let waited_for = seen | robust::WAITERS;
                    let told = seen == waited_for
                        || word
                            .compare_exchange(
                                seen,
                                waited_for,
                                Ordering::Relaxed,
                                Ordering::Relaxed,
                            )
                            .is_ok();
                    if told {
                        futex::wait(word, waited_for);
                    }
                }
            }
        });
        let guard = SharedGuard { mutex: self, of_this_thread: PhantomData };
        if died { Err(HolderDied(guard)) } else { Ok(guard) }
        // END
    }
}

impl<T> Drop for SharedGuard<'_, T> {
    fn drop(&mut self) {
        // ANSWER
        // | todo!("take your number out of the word, and wake somebody")
        let (entry, me) = (&self.mutex.entry, robust::me());
        let word = entry.word();
        if word.load(Ordering::Relaxed) & robust::HOLDER != me {
            // This is a child's copy: the lock is its parent's.
            return;
        }
        let left = if thread::panicking() { robust::HOLDER_DIED } else { 0 };
        entry.giving_back(|| {
            // Nobody but me changes these bits while they are mine. WAITERS stays, for good: one who was woken may be
            // killed before it gets here, and then the next one has to wake somebody.
            let seen = word.fetch_xor(me ^ left, Ordering::Release);
            if seen & robust::WAITERS != 0 {
                futex::wake(word, 1);
            }
        });
        // END
    }
}

impl<T> Deref for SharedGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: this guard is the only one, so nobody has a `&mut` to the value.
        unsafe { &*self.mutex.value.get() }
    }
}

impl<T> DerefMut for SharedGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this guard is the only one, and it is borrowed exclusively.
        unsafe { &mut *self.mutex.value.get() }
    }
}
