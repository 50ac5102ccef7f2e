//! `chunks_mut` cuts the parts.

use std::io;
use std::num::NonZeroUsize;
use std::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::NonNull;
use std::slice;

use nix::errno::Errno;
use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous, munmap};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};

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
        let Some(bytes) = NonZeroUsize::new(bytes) else {
            return Ok(SharedArray { first: NonNull::dangling(), len });
        };
        let protection = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
        // SAFETY: a new mapping takes nothing away from anybody.
        let memory = unsafe { mmap_anonymous(None, bytes, protection, MapFlags::MAP_SHARED) }?;
        Ok(SharedArray { first: memory.cast(), len })
    }

    pub fn in_parts(&mut self, workers: usize, work: impl Fn(usize, &mut [T])) -> io::Result<()> {
        let longest = self.len.div_ceil(workers).max(1);
        let (mut children, mut result) = (Vec::new(), Ok(()));
        for (number, part) in self.chunks_mut(longest).enumerate() {
            // SAFETY: the caller has one thread, and the child ends here.
            match unsafe { fork() } {
                Ok(ForkResult::Parent { child }) => children.push(child),
                Err(error) => result = Err(error.into()),
                Ok(ForkResult::Child) => {
                    let done = catch_unwind(AssertUnwindSafe(|| work(number * longest, part)));
                    // SAFETY: always allowed.
                    unsafe { libc::_exit(i32::from(done.is_err())) }
                }
            }
        }
        for child in children {
            let ending = loop {
                match waitpid(child, None) {
                    Err(Errno::EINTR) => {}
                    ending => break ending,
                }
            };
            if !matches!(ending, Ok(WaitStatus::Exited(_, 0))) {
                result = Err(io::Error::other("a part was not done"));
            }
        }
        result
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
        if bytes > 0 {
            // SAFETY: it was mapped with this size.
            let _ = unsafe { munmap(self.first.cast(), bytes) };
        }
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
