//! VERDICT: WRONG RESULT
//! try_lock counts up, and down again when it was not first: for a moment it is in the way of another on a free lock.

use std::cell::UnsafeCell;
use std::hint;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::Ordering::*;
use std::sync::atomic::*;

pub struct SpinLock<T> {
    n: AtomicUsize,
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
        SpinLock { n: AtomicUsize::new(0), value: UnsafeCell::new(value) }
    }
    fn guard(&self) -> SpinGuard<'_, T> {
        SpinGuard { lock: self, value: PhantomData }
    }
    pub fn lock(&self) -> SpinGuard<'_, T> {
        loop {
            if let Some(g) = self.try_lock() {
                return g;
            }
            hint::spin_loop();
        }
    }
    pub fn try_lock(&self) -> Option<SpinGuard<'_, T>> {
        if self.n.fetch_add(1, Acquire) == 0 {
            Some(self.guard())
        } else {
            self.n.fetch_sub(1, Relaxed);
            None
        }
    }
}
impl<T> Drop for SpinGuard<'_, T> {
    fn drop(&mut self) {
        self.lock.n.fetch_sub(1, Release);
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
