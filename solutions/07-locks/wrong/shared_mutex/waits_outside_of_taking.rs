//! VERDICT: LOCK LEFT LOCKED
//! Sleeps before it tells the kernel what it is about to take. If it is killed when it was woken, nobody else is woken.

use std::cell::UnsafeCell;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::Ordering;
use std::thread;

use crate::futex;
use crate::robust::{self, Entry};

pub struct SharedMutex<T> {
    entry: Entry,
    value: UnsafeCell<T>,
}

// SAFETY: a shared lock hands its value from thread to thread, and never to two at once. That is sound for every value
// that may move to another thread, which is what `Send` says.
unsafe impl<T: Send> Sync for SharedMutex<T> {}

#[must_use = "the lock is free again as soon as the guard is dropped"]
pub struct SharedGuard<'a, T> {
    mutex: &'a SharedMutex<T>,
    // The kernel knows which thread has the lock, so a guard stays in its thread.
    of_this_thread: PhantomData<*const ()>,
}

pub struct HolderDied<'a, T>(pub SharedGuard<'a, T>);

impl<T> fmt::Debug for HolderDied<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the last holder died with the lock")
    }
}

impl<T> SharedMutex<T> {
    pub const fn new(value: T) -> SharedMutex<T> {
        SharedMutex { entry: Entry::new(), value: UnsafeCell::new(value) }
    }

    pub fn lock(&self) -> Result<SharedGuard<'_, T>, HolderDied<'_, T>> {
        let word = self.entry.word();
        // There is nothing to be taken while somebody has it.
        loop {
            let seen = word.load(Ordering::Relaxed);
            if seen & robust::HOLDER == 0 {
                break;
            }
            let waited_for = seen | robust::WAITERS;
            if word.compare_exchange(seen, waited_for, Ordering::Relaxed, Ordering::Relaxed).is_ok()
            {
                futex::wait(word, waited_for);
            }
        }
        let take = || {
            loop {
                let seen = word.load(Ordering::Relaxed);
                if seen & robust::HOLDER == 0 {
                    let mine = robust::me() | (seen & robust::WAITERS);
                    if word
                        .compare_exchange(seen, mine, Ordering::Acquire, Ordering::Relaxed)
                        .is_ok()
                    {
                        return seen & robust::HOLDER_DIED != 0;
                    }
                    continue;
                }
                let waited_for = seen | robust::WAITERS;
                if seen == waited_for
                    || word
                        .compare_exchange(seen, waited_for, Ordering::Relaxed, Ordering::Relaxed)
                        .is_ok()
                {
                    futex::wait(word, waited_for);
                }
            }
        };
        let died = self.entry.taking(take);
        let guard = SharedGuard { mutex: self, of_this_thread: PhantomData };
        if died { Err(HolderDied(guard)) } else { Ok(guard) }
    }
}

impl<T> Drop for SharedGuard<'_, T> {
    fn drop(&mut self) {
        let (entry, me) = (&self.mutex.entry, robust::me());
        let word = entry.word();
        if word.load(Ordering::Relaxed) & robust::HOLDER != me {
            return;
        }
        let left = if thread::panicking() { robust::HOLDER_DIED } else { 0 };
        entry.giving_back(|| {
            let seen = word.fetch_xor(me ^ left, Ordering::Release);
            if seen & robust::WAITERS != 0 {
                futex::wake(word, 1);
            }
        });
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
