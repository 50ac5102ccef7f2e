//! Bakery of two numbers: tickets, with the right orderings and a try_lock that exchanges.

use std::cell::UnsafeCell;
use std::hint;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::Ordering::*;
use std::sync::atomic::*;

pub struct SpinLock<T> {
    next: AtomicUsize,
    now: AtomicUsize,
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
        SpinLock {
            next: AtomicUsize::new(0),
            now: AtomicUsize::new(0),
            value: UnsafeCell::new(value),
        }
    }
    fn guard(&self) -> SpinGuard<'_, T> {
        SpinGuard { lock: self, value: PhantomData }
    }
    pub fn lock(&self) -> SpinGuard<'_, T> {
        let m = self.next.fetch_add(1, Relaxed);
        while self.now.load(Acquire) != m {
            std::thread::yield_now();
        }
        self.guard()
    }
    pub fn try_lock(&self) -> Option<SpinGuard<'_, T>> {
        let n = self.now.load(Acquire);
        self.next.compare_exchange(n, n + 1, Relaxed, Relaxed).ok().map(|_| self.guard())
    }
}
impl<T> Drop for SpinGuard<'_, T> {
    fn drop(&mut self) {
        self.lock.now.fetch_add(1, Release);
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
