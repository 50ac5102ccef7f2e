//! VERDICT: WRONG RESULT
//! The `Vec` is in shared memory. It holds an address, a length and a capacity; its elements are in the heap.

use std::io;
use std::num::NonZeroUsize;
use std::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::NonNull;

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
    /// In shared memory.
    elements: NonNull<Vec<T>>,
}

impl<T: Plain> SharedArray<T> {
    pub fn new(len: usize) -> io::Result<SharedArray<T>> {
        let mut elements = Vec::new();
        elements.try_reserve_exact(len).map_err(|_| io::ErrorKind::OutOfMemory)?;
        // SAFETY: zeros are a `T`.
        elements.resize(len, unsafe { std::mem::zeroed() });
        let bytes = const { NonZeroUsize::new(size_of::<Vec<T>>()).unwrap() };
        let protection = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
        // SAFETY: a new mapping takes nothing away from anybody.
        let memory = unsafe { mmap_anonymous(None, bytes, protection, MapFlags::MAP_SHARED) }?;
        // SAFETY: it is large enough, and empty.
        unsafe { memory.cast::<Vec<T>>().write(elements) };
        Ok(SharedArray { elements: memory.cast() })
    }

    pub fn in_parts(&mut self, workers: usize, work: impl Fn(usize, &mut [T])) -> io::Result<()> {
        let longest = self.len().div_ceil(workers).max(1);
        let mut children = Vec::new();
        for (number, part) in self.chunks_mut(longest).enumerate() {
            // SAFETY: the caller has one thread, and the child ends here.
            match unsafe { fork() }? {
                ForkResult::Parent { child } => children.push(child),
                ForkResult::Child => {
                    let done = catch_unwind(AssertUnwindSafe(|| work(number * longest, part)));
                    // SAFETY: always allowed.
                    unsafe { libc::_exit(i32::from(done.is_err())) }
                }
            }
        }
        let mut result = Ok(());
        for child in children {
            if !matches!(waitpid(child, None), Ok(WaitStatus::Exited(_, 0))) {
                result = Err(io::Error::other("a part was not done"));
            }
        }
        result
    }

    fn slice(&self) -> &[T] {
        // SAFETY: `new` has put one there.
        unsafe { self.elements.as_ref() }
    }

    fn slice_mut(&mut self) -> &mut [T] {
        // SAFETY: as above.
        unsafe { self.elements.as_mut() }
    }
}

impl<T: Plain> Drop for SharedArray<T> {
    fn drop(&mut self) {
        // SAFETY: `new` has put one there, and mapped this size.
        unsafe {
            self.elements.drop_in_place();
            let _ = munmap(self.elements.cast(), size_of::<Vec<T>>());
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
