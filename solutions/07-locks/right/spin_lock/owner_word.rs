//! A word with the number of the holder instead of a bit; a number for each lock call.

use std::cell::UnsafeCell;
use std::hint;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::Ordering::*;
use std::sync::atomic::*;

pub struct SpinLock<T> {
    who: AtomicU64,
    value: UnsafeCell<T>,
}
unsafe impl<T: Send> Sync for SpinLock<T> {}
#[must_use]
pub struct SpinGuard<'a, T> {
    lock: &'a SpinLock<T>,
    value: PhantomData<&'a mut T>,
}

impl<T> SpinLock<T> {
    pub const fn new(value: T) -> SpinLock<T> {
        SpinLock { who: AtomicU64::new(0), value: UnsafeCell::new(value) }
    }
    fn guard(&self) -> SpinGuard<'_, T> {
        SpinGuard { lock: self, value: PhantomData }
    }
    pub fn lock(&self) -> SpinGuard<'_, T> {
        let me = TICKETS.fetch_add(1, Relaxed);
        loop {
            if self.who.compare_exchange_weak(0, me, SeqCst, SeqCst).is_ok() {
                return self.guard();
            }
            hint::spin_loop();
        }
    }
    pub fn try_lock(&self) -> Option<SpinGuard<'_, T>> {
        let me = TICKETS.fetch_add(1, Relaxed);
        self.who.compare_exchange(0, me, SeqCst, SeqCst).ok()?;
        Some(self.guard())
    }
}
impl<T> Drop for SpinGuard<'_, T> {
    fn drop(&mut self) {
        self.lock.who.swap(0, SeqCst);
    }
}
impl<T> Deref for SpinGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        unsafe { &*self.lock.value.get() }
    }
}
impl<T> DerefMut for SpinGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        unsafe { &mut *self.lock.value.get() }
    }
}
static TICKETS: AtomicU64 = AtomicU64::new(1);
