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
// You will need `std::slice`, `std::panic::catch_unwind`, and from `nix` what maps memory, forks and waits:
// `sys::mman`, `unistd::fork`, `sys::wait::waitpid`.

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
        todo!("map shared memory for `len` elements")
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
        todo!("fork a process for each part, and wait for all of them")
    }

    /// The elements.
    fn slice(&self) -> &[T] {
        todo!("a slice of the memory: `slice::from_raw_parts`")
    }

    /// The elements, to be changed.
    fn slice_mut(&mut self) -> &mut [T] {
        todo!("the same, with `mut`")
    }
}

// What gives the memory back goes here: `impl<T: Plain> Drop for SharedArray<T>`.

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
