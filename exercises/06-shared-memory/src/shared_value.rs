//! # One number for several processes
//!
//! An office has a counter of visitors, and each door is a process of its own. A number that a process changes is
//! changed in that process only, so the number has to be in memory that all of them share. Build that number: one value
//! of type `T` that stays the same value in every process that is forked after it was made.
//!
//! 1. `new` asks the kernel for memory with `mmap`: `MAP_SHARED`, so that a fork does not copy it. An anonymous mapping
//!    has no name, so nobody has to remove one. `nix::sys::mman::mmap_anonymous` makes it.
//! 2. `get` and `set` read and write the value, whole.
//! 3. `update` changes it in one step: no change by another process may be lost, wherever that one comes in. It may
//!    call `change` again if somebody came in between.
//! 4. The memory is given back when the value is dropped, with `munmap`. Nothing else is left either, no descriptor and
//!    no file.
//!
//! Nobody waits for anybody. A process may be stopped (Ctrl-Z) or killed anywhere, also in the middle of `update`, and
//! also in `change`; the others go on as if it were not there. If `change` panics, the value stays as it is.
//!
//! [`Bits`] is given: it turns a value into 64 bits and back. The `unsafe` that you need is for the memory; each piece
//! of it has a line `// SAFETY:` that says why it is right.
//!
//! Check it with `cargo test -p shared-memory --test shared_value`.

use std::io;
use std::marker::PhantomData;
// You will need `std::sync::atomic`, `std::ptr::NonNull`, and `mmap_anonymous` and `munmap` from `nix::sys::mman`.

/// What may be in a [`SharedValue`]: a type whose values are 64 bits or less, and mean the same in every process.
///
/// There is no implementation for a reference, a `Box` or a `Vec`: what they hold is an address, and the other process
/// has something else there.
pub trait Bits: Copy {
    /// The value as bits.
    fn to_bits(self) -> u64;
    /// The value that has these bits. They come from [`Bits::to_bits`].
    fn from_bits(bits: u64) -> Self;
}

impl Bits for u64 {
    fn to_bits(self) -> u64 {
        self
    }

    fn from_bits(bits: u64) -> u64 {
        bits
    }
}

impl Bits for i64 {
    fn to_bits(self) -> u64 {
        self.cast_unsigned()
    }

    fn from_bits(bits: u64) -> i64 {
        bits.cast_signed()
    }
}

impl Bits for f64 {
    fn to_bits(self) -> u64 {
        f64::to_bits(self)
    }

    fn from_bits(bits: u64) -> f64 {
        f64::from_bits(bits)
    }
}

impl Bits for bool {
    fn to_bits(self) -> u64 {
        u64::from(self)
    }

    fn from_bits(bits: u64) -> bool {
        bits != 0
    }
}

/// One value that this process shares with all that are forked from it.
#[derive(Debug)]
pub struct SharedValue<T: Bits> {
    // Your choice, beside this one.
    kind: PhantomData<T>,
}

// The threads of a process share the value, too: it has to be `Send` and `Sync`. With a pointer in it, it is
// neither until you say so: `unsafe impl<T: Bits> Send for SharedValue<T> {}`, and the same for `Sync`.

impl<T: Bits> SharedValue<T> {
    /// A value in memory of its own, `first` to begin with.
    ///
    /// # Errors
    /// When the kernel gives no memory.
    pub fn new(first: T) -> io::Result<SharedValue<T>> {
        todo!("map shared memory, and put the first value into it")
    }

    /// The value as it is now. It may be another one by the time you look at it.
    pub fn get(&self) -> T {
        todo!("read the value")
    }

    /// Makes it `value`, whatever it was.
    pub fn set(&self, value: T) {
        todo!("write the value")
    }

    /// Makes it `change` of what it is, in one step, and returns what it was.
    ///
    /// `change` is called as often as somebody else comes in between, and once more, each time with the value as it is
    /// then. What the last call returned is the new value. `change` may use this value itself: that counts as somebody
    /// who comes in between.
    pub fn update(&self, mut change: impl FnMut(T) -> T) -> T {
        todo!("put the new value in if the old one is still there; if not, try again")
    }
}

// What gives the memory back goes here: `impl<T: Bits> Drop for SharedValue<T>`.
