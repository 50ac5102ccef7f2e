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
// ANSWER
// | // You will need `std::sync::atomic`, `std::ptr::NonNull`, and `mmap_anonymous` and `munmap` from `nix::sys::mman`.
use std::num::NonZeroUsize;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous, munmap};
// END

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
    // ANSWER
    // | // Your choice, beside this one.
    /// The memory: a page of its own, and the value at its beginning.
    value: NonNull<AtomicU64>,
    // END
    kind: PhantomData<T>,
}

// ANSWER
// | // The threads of a process share the value, too: it has to be `Send` and `Sync`. With a pointer in it, it is
// | // neither until you say so: `unsafe impl<T: Bits> Send for SharedValue<T> {}`, and the same for `Sync`.

/// The size of the mapping, in bytes. The kernel rounds it up to a page.
const SIZE: NonZeroUsize = NonZeroUsize::new(size_of::<AtomicU64>()).unwrap();

// SAFETY: all access to the memory is by `&AtomicU64`, which any thread may have, and a `T` goes in and out as bits.
unsafe impl<T: Bits> Send for SharedValue<T> {}
// SAFETY: as above.
unsafe impl<T: Bits> Sync for SharedValue<T> {}
// END

impl<T: Bits> SharedValue<T> {
    /// A value in memory of its own, `first` to begin with.
    ///
    /// # Errors
    /// When the kernel gives no memory.
    pub fn new(first: T) -> io::Result<SharedValue<T>> {
        // ANSWER
        // | todo!("map shared memory, and put the first value into it")
        let protection = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
        // SAFETY: a new mapping, where the kernel wants it, takes nothing away from anybody.
        let memory = unsafe { mmap_anonymous(None, SIZE, protection, MapFlags::MAP_SHARED) }?;
        let shared = SharedValue { value: memory.cast(), kind: PhantomData };
        shared.set(first);
        Ok(shared)
        // END
    }

    /// The value as it is now. It may be another one by the time you look at it.
    pub fn get(&self) -> T {
        // ANSWER
        // | todo!("read the value")
        T::from_bits(self.bits().load(SeqCst))
        // END
    }

    /// Makes it `value`, whatever it was.
    pub fn set(&self, value: T) {
        // ANSWER
        // | todo!("write the value")
        self.bits().store(value.to_bits(), SeqCst);
        // END
    }

    /// Makes it `change` of what it is, in one step, and returns what it was.
    ///
    /// `change` is called as often as somebody else comes in between, and once more, each time with the value as it is
    /// then. What the last call returned is the new value. `change` may use this value itself: that counts as somebody
    /// who comes in between.
    pub fn update(&self, mut change: impl FnMut(T) -> T) -> T {
        // ANSWER
        // | todo!("put the new value in if the old one is still there; if not, try again")
        let mut old = self.bits().load(SeqCst);
        loop {
            let new = change(T::from_bits(old)).to_bits();
            match self.bits().compare_exchange(old, new, SeqCst, SeqCst) {
                Ok(_) => return T::from_bits(old),
                Err(now) => old = now,
            }
        }
        // END
    }
    // ANSWER

    fn bits(&self) -> &AtomicU64 {
        // SAFETY: the mapping is at least a page, at the beginning of one, and there until `drop`. Zeros, which it
        // began with, are an `AtomicU64`, and nobody has access to it but through this reference, in this process or
        // another.
        unsafe { self.value.as_ref() }
    }
    // END
}

// ANSWER
// | // What gives the memory back goes here: `impl<T: Bits> Drop for SharedValue<T>`.
impl<T: Bits> Drop for SharedValue<T> {
    fn drop(&mut self) {
        // SAFETY: it was mapped in `new` with this size, and no reference into it outlives `self`. Other processes have
        // mappings of their own.
        let unmapped = unsafe { munmap(self.value.cast(), SIZE.get()) };
        debug_assert!(unmapped.is_ok(), "a mapping of this process can be given back");
    }
}
// END
