//! A mutex made of one number and the kernel's help to sleep, as the one in std is.

use std::hint::spin_loop;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

use crate::sys::futex;

const FREE: u32 = 0;
const HELD: u32 = 1;
/// Held, and somebody may be asleep.
const AWAITED: u32 = 2;

/// A lock that works between threads, and in shared memory between processes.
///
/// The three states are those of U. Drepper, *Futexes Are Tricky*, 2011: who unlocks goes to the kernel only if somebody
/// may be asleep.
pub struct FutexMutex(AtomicU32);

impl FutexMutex {
    /// An unlocked mutex.
    pub const fn new() -> FutexMutex {
        FutexMutex(AtomicU32::new(FREE))
    }

    /// Does `work` while nobody else does.
    #[inline]
    pub fn locked<R>(&self, work: impl FnOnce() -> R) -> R {
        self.lock();
        // Unlocks also if `work` panics.
        let _held = Held(self);
        work()
    }

    #[inline]
    fn lock(&self) {
        if self.0.compare_exchange(FREE, HELD, Acquire, Relaxed).is_err() {
            self.lock_contended();
        }
    }

    #[cold]
    fn lock_contended(&self) {
        // A holder on another core is often done soon.
        for _ in 0..100 {
            match self.0.load(Relaxed) {
                FREE if self.0.compare_exchange(FREE, HELD, Acquire, Relaxed).is_ok() => return,
                AWAITED => break,
                _ => spin_loop(),
            }
        }
        while self.0.swap(AWAITED, Acquire) != FREE {
            futex::wait(&self.0, AWAITED);
        }
    }

    #[inline]
    fn unlock(&self) {
        if self.0.swap(FREE, Release) == AWAITED {
            futex::wake(&self.0, 1);
        }
    }
}

impl Default for FutexMutex {
    fn default() -> FutexMutex {
        FutexMutex::new()
    }
}

struct Held<'a>(&'a FutexMutex);

impl Drop for Held<'_> {
    #[inline]
    fn drop(&mut self) {
        self.0.unlock();
    }
}
