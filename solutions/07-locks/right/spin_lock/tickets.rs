//! Numbers are drawn, and served in their order: nobody is overtaken.

use std::cell::UnsafeCell;
use std::hint;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicU32, Ordering};

pub struct SpinLock<T> {
    drawn: AtomicU32,
    served: AtomicU32,
    value: UnsafeCell<T>,
}

// SAFETY: the value is handed from thread to thread, and never to two at once.
unsafe impl<T: Send> Sync for SpinLock<T> {}

pub struct SpinGuard<'a, T> {
    lock: &'a SpinLock<T>,
    value: PhantomData<&'a mut T>,
}

impl<T> SpinLock<T> {
    pub const fn new(value: T) -> SpinLock<T> {
        SpinLock {
            drawn: AtomicU32::new(0),
            served: AtomicU32::new(0),
            value: UnsafeCell::new(value),
        }
    }

    pub fn lock(&self) -> SpinGuard<'_, T> {
        let mine = self.drawn.fetch_add(1, Ordering::Relaxed);
        while self.served.load(Ordering::Acquire) != mine {
            hint::spin_loop();
        }
        SpinGuard { lock: self, value: PhantomData }
    }

    pub fn try_lock(&self) -> Option<SpinGuard<'_, T>> {
        let served = self.served.load(Ordering::Acquire);
        self.drawn
            .compare_exchange(served, served.wrapping_add(1), Ordering::Relaxed, Ordering::Relaxed)
            .ok()
            .map(|_| SpinGuard { lock: self, value: PhantomData })
    }
}

impl<T> Drop for SpinGuard<'_, T> {
    fn drop(&mut self) {
        self.lock.served.fetch_add(1, Ordering::Release);
    }
}

impl<T> Deref for SpinGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: this guard is the only one.
        unsafe { &*self.lock.value.get() }
    }
}

impl<T> DerefMut for SpinGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this guard is the only one, and it is borrowed exclusively.
        unsafe { &mut *self.lock.value.get() }
    }
}
