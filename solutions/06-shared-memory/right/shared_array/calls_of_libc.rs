//! `fork`, `waitpid` and `mmap` as `libc` has them.

use std::io;
use std::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::{self, NonNull};
use std::slice;

/// # Safety
/// Any bytes are a value of the type, and it is nothing but its bytes.
pub unsafe trait Plain: Copy {}

// SAFETY: any bytes are one.
unsafe impl Plain for u8 {}
// SAFETY: as above.
unsafe impl Plain for u32 {}
// SAFETY: as above.
unsafe impl Plain for u64 {}
// SAFETY: as above.
unsafe impl Plain for f32 {}
// SAFETY: as above.
unsafe impl Plain for f64 {}
// SAFETY: it is its elements.
unsafe impl<T: Plain, const N: usize> Plain for [T; N] {}

pub struct SharedArray<T: Plain> {
    first: NonNull<T>,
    len: usize,
}

impl<T: Plain> SharedArray<T> {
    pub fn new(len: usize) -> io::Result<SharedArray<T>> {
        let bytes = len.checked_mul(size_of::<T>()).ok_or(io::ErrorKind::OutOfMemory)?;
        let flags = libc::MAP_SHARED | libc::MAP_ANONYMOUS;
        let protection = libc::PROT_READ | libc::PROT_WRITE;
        // SAFETY: a new mapping takes nothing away from anybody.
        let memory = unsafe { libc::mmap(ptr::null_mut(), bytes.max(1), protection, flags, -1, 0) };
        if memory == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        let first = NonNull::new(memory.cast()).ok_or(io::ErrorKind::OutOfMemory)?;
        Ok(SharedArray { first, len })
    }

    pub fn in_parts(&mut self, workers: usize, work: impl Fn(usize, &mut [T])) -> io::Result<()> {
        let longest = self.len.div_ceil(workers).max(1);
        let (mut children, mut error) = (Vec::new(), None);
        for (number, part) in self.chunks_mut(longest).enumerate() {
            // SAFETY: the caller has one thread, and the child ends here.
            match unsafe { libc::fork() } {
                -1 => {
                    error = Some(io::Error::last_os_error());
                    break;
                }
                0 => {
                    let done = catch_unwind(AssertUnwindSafe(|| work(number * longest, part)));
                    // SAFETY: always allowed.
                    unsafe { libc::_exit(if done.is_ok() { 0 } else { 1 }) }
                }
                child => children.push(child),
            }
        }
        for child in children {
            let mut status = 0;
            // SAFETY: the status is there to be written.
            while unsafe { libc::waitpid(child, &mut status, 0) } == -1 {
                assert_eq!(io::Error::last_os_error().kind(), io::ErrorKind::Interrupted);
            }
            if status != 0 {
                error = Some(io::Error::other("a part was not done"));
            }
        }
        error.map_or(Ok(()), Err)
    }

    fn slice(&self) -> &[T] {
        // SAFETY: so many are mapped, any bytes are a `T`, and nobody else changes them now.
        unsafe { slice::from_raw_parts(self.first.as_ptr(), self.len) }
    }

    fn slice_mut(&mut self) -> &mut [T] {
        // SAFETY: as above.
        unsafe { slice::from_raw_parts_mut(self.first.as_ptr(), self.len) }
    }
}

impl<T: Plain> Drop for SharedArray<T> {
    fn drop(&mut self) {
        let bytes = self.len * size_of::<T>();
        // SAFETY: it was mapped with this size.
        unsafe { libc::munmap(self.first.as_ptr().cast(), bytes.max(1)) };
    }
}

impl<T: Plain> Deref for SharedArray<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.slice()
    }
}

impl<T: Plain> DerefMut for SharedArray<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        self.slice_mut()
    }
}
