//! # A picture painted by several processes
//!
//! A picture is an array of numbers. Several processes are to paint it, each a part, and in the end the one that
//! started them wants the whole. A child that paints into a `Vec` paints into a copy. So build an array in shared
//! memory, and a method that hands out its parts.
//!
//! 1. `new` maps memory that a fork shares, as in `shared_value`, large enough for `len` elements. What comes from the
//!    kernel is all zeros. Mind a length of 0, or elements of size 0, for which there is nothing to map, and a length
//!    for which the size in bytes is more than a `usize` can say.
//! 2. An array in this process is used as any slice is: `Deref` and `DerefMut` are given, and call your `slice` and
//!    `slice_mut`.
//! 3. `in_parts` cuts the array into parts and forks a process for each part. All of them work at the same time, and
//!    the caller sleeps until the last one has ended. It waits for all of them, also when one has failed or could not
//!    be started, and when a signal interrupts the waiting (`EINTR`). It waits for nobody else: the caller may have
//!    other children.
//! 4. The memory is given back when the array is dropped.
//!
//! A forked child ends inside `in_parts`, with `libc::_exit`, whatever `work` does: it must not come back out of it,
//! not even by a panic. An exit code tells the parent whether it was done. (`process::exit` would write what is in the
//! buffers of the parent a second time.)
//!
//! [`Plain`] is given. It keeps out what must not be in shared memory, and `&mut self` keeps everybody from the array
//! while the parts are being worked on. Each process has a `&mut` of its own to a part that nobody else has.
//!
//! Check it with `cargo test -p shared-memory --test shared_array`.

use std::io;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;
// ANSWER
// | // You will need `std::slice`, `std::panic::catch_unwind`, and from `nix` what maps memory, forks and waits:
// | // `sys::mman`, `unistd::fork`, `sys::wait::waitpid`.
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::slice;

use nix::errno::Errno;
use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous, munmap};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork};
// END

/// Types whose values mean the same in every process.
///
/// # Safety
/// Every pattern of bits is a value of the type, all zeros among them, and a value is nothing but its own bytes: no
/// reference, no `Box`, no `Vec`, no descriptor. (A `bool` is not `Plain`: a byte of 2 is no `bool`.)
pub unsafe trait Plain: Copy {}

// SAFETY: an integer is its bytes, and any bytes are one.
unsafe impl Plain for u8 {}
// SAFETY: as above.
unsafe impl Plain for u32 {}
// SAFETY: as above.
unsafe impl Plain for u64 {}
// SAFETY: as above; any bytes are a floating-point number, some of them no number.
unsafe impl Plain for f32 {}
// SAFETY: as above.
unsafe impl Plain for f64 {}
// SAFETY: an array is its elements, with nothing in between.
unsafe impl<T: Plain, const N: usize> Plain for [T; N] {}

/// A slice in memory that processes share which [`SharedArray::in_parts`] forks.
#[derive(Debug)]
pub struct SharedArray<T: Plain> {
    /// The first element, at the beginning of a page; dangling if there is none.
    first: NonNull<T>,
    len: usize,
}

impl<T: Plain> SharedArray<T> {
    /// An array of `len` elements, all zeros.
    ///
    /// # Errors
    /// When the kernel has no memory of that size.
    pub fn new(len: usize) -> io::Result<SharedArray<T>> {
        // ANSWER
        // | todo!("map shared memory for `len` elements")
        let bytes = len.checked_mul(size_of::<T>()).ok_or(io::ErrorKind::OutOfMemory)?;
        let first = match NonZeroUsize::new(bytes) {
            None => NonNull::dangling(),
            Some(bytes) => {
                let protection = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
                // SAFETY: a new mapping, where the kernel wants it, takes nothing away from anybody.
                unsafe { mmap_anonymous(None, bytes, protection, MapFlags::MAP_SHARED) }?.cast()
            }
        };
        Ok(SharedArray { first, len })
        // END
    }

    /// Cuts the array into at most `workers` parts and calls `work` for each, in a process of its own, all at the same
    /// time. `work` is told the number of the first element of its part, and may change the elements of the part.
    ///
    /// Each element is in one part, no part is empty, and none is longer than the length divided by `workers`, rounded
    /// up. When `in_parts` returns, all the processes have ended, and nothing is left of them.
    ///
    /// # Errors
    /// When a process could not be started, or did not end well: `work` panicked, or the process was killed. The other
    /// processes do their parts all the same.
    ///
    /// # Panics
    /// If `workers` is 0.
    pub fn in_parts(&mut self, workers: usize, work: impl Fn(usize, &mut [T])) -> io::Result<()> {
        // ANSWER
        // | todo!("fork a process for each part, and wait for all of them")
        let longest = self.len.div_ceil(workers).max(1);
        let (mut children, mut result) = (Vec::new(), Ok(()));
        for (number, part) in self.chunks_mut(longest).enumerate() {
            // SAFETY: the caller is asked to have one thread, as everybody is who forks. The child ends here.
            match unsafe { fork() } {
                Ok(ForkResult::Parent { child }) => children.push(child),
                Ok(ForkResult::Child) => {
                    let done = catch_unwind(AssertUnwindSafe(|| work(number * longest, part)));
                    // SAFETY: it may be called at any time.
                    unsafe { libc::_exit(i32::from(done.is_err())) }
                }
                Err(error) => {
                    result = Err(error.into());
                    break;
                }
            }
        }
        for child in children {
            result = result.and(ended_well(child));
        }
        result
        // END
    }

    /// The elements.
    fn slice(&self) -> &[T] {
        // ANSWER
        // | todo!("a slice of the memory: `slice::from_raw_parts`")
        // SAFETY: so many elements are mapped, or none is needed; any bytes are a `T`; nobody changes them while `self`
        // is borrowed, since the children of `in_parts` are gone when it returns.
        unsafe { slice::from_raw_parts(self.first.as_ptr(), self.len) }
        // END
    }

    /// The elements, to be changed.
    fn slice_mut(&mut self) -> &mut [T] {
        // ANSWER
        // | todo!("the same, with `mut`")
        // SAFETY: as in `slice`; `self` is borrowed exclusively.
        unsafe { slice::from_raw_parts_mut(self.first.as_ptr(), self.len) }
        // END
    }
}

// ANSWER
// | // What gives the memory back goes here: `impl<T: Plain> Drop for SharedArray<T>`.
/// Waits until the child has ended; an error unless it ended with exit code 0.
fn ended_well(child: Pid) -> io::Result<()> {
    loop {
        match waitpid(child, None) {
            Ok(WaitStatus::Exited(_, 0)) => return Ok(()),
            Ok(how) => return Err(io::Error::other(format!("a part was not done: {how:?}"))),
            Err(Errno::EINTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

impl<T: Plain> Drop for SharedArray<T> {
    fn drop(&mut self) {
        let bytes = self.len * size_of::<T>();
        if bytes > 0 {
            // SAFETY: it was mapped in `new` with this size, and no reference into it outlives `self`.
            let unmapped = unsafe { munmap(self.first.cast(), bytes) };
            debug_assert!(unmapped.is_ok(), "a mapping of this process can be given back");
        }
    }
}
// END

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
