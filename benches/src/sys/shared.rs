//! Memory that forked children share with their parent.

use std::num::NonZeroUsize;
use std::ops::Deref;
use std::ptr::NonNull;

use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous, munmap};

/// A value in shared memory, for the children that are forked from now on.
///
/// Its `drop` does not run: the children may still use it.
pub struct Shared<T> {
    value: NonNull<T>,
}

// SAFETY: as for `&T`, which is all that is given out.
unsafe impl<T: Sync> Sync for Shared<T> {}
// SAFETY: as above; who drops it only gives the memory back.
unsafe impl<T: Sync> Send for Shared<T> {}

impl<T: Sync> Shared<T> {
    /// Puts the value there.
    pub fn new(value: T) -> Shared<T> {
        let memory = map(size_of::<T>()).cast::<T>();
        // SAFETY: the memory is large enough, aligned to a page, and nobody else's.
        unsafe { memory.write(value) };
        Shared { value: memory }
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: `new` has put a value there, and it stays until `drop`.
        unsafe { self.value.as_ref() }
    }
}

impl<T> Drop for Shared<T> {
    fn drop(&mut self) {
        // SAFETY: mapped by `new` with this size. Other processes have their own mapping of it.
        unsafe { munmap(self.value.cast(), size(size_of::<T>()).get()) }
            .expect("give the memory back");
    }
}

/// `n` times the same number, in shared memory that is never given back.
pub fn numbers(n: usize, number: i64) -> &'static [i64] {
    let memory = map(n * size_of::<i64>()).cast::<i64>();
    // SAFETY: the memory is there for good, large enough, zeroed, aligned to a page, and nobody else's.
    let numbers = unsafe { std::slice::from_raw_parts_mut(memory.as_ptr(), n) };
    numbers.fill(number);
    numbers
}

fn map(bytes: usize) -> NonNull<std::ffi::c_void> {
    let access = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
    // SAFETY: new memory, at an address that the kernel chooses.
    unsafe { mmap_anonymous(None, size(bytes), access, MapFlags::MAP_SHARED) }
        .expect("map shared memory")
}

fn size(bytes: usize) -> NonZeroUsize {
    NonZeroUsize::new(bytes).unwrap_or(NonZeroUsize::MIN)
}
