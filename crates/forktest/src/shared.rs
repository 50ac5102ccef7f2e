//! Memory that a process shares with those it forks.

use std::ops::Deref;
use std::ptr::NonNull;

use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous, munmap};

/// Types that may be shared: valid when all bytes are zero, and changed through atomics only.
///
/// # Safety
/// Both must hold for the implementing type.
pub(crate) unsafe trait Zeroed: Sync {}

/// One `T` in a page of its own, which a fork does not copy.
#[derive(Debug)]
pub(crate) struct Shared<T: Zeroed> {
    at: NonNull<T>,
}

// SAFETY: it gives out `&T` only, and `T` is `Sync`.
unsafe impl<T: Zeroed> Send for Shared<T> {}
// SAFETY: as above.
unsafe impl<T: Zeroed> Sync for Shared<T> {}

impl<T: Zeroed> Shared<T> {
    /// All zeros.
    ///
    /// # Panics
    /// If the kernel has no memory.
    pub(crate) fn new() -> Shared<T> {
        let size = size_of::<T>().try_into().expect("it has a size");
        // SAFETY: a new mapping, at an address of the kernel's choice, takes nothing from anybody.
        let at = unsafe {
            mmap_anonymous(
                None,
                size,
                ProtFlags::PROT_READ | ProtFlags::PROT_WRITE,
                MapFlags::MAP_SHARED,
            )
        };
        Shared { at: at.expect("memory for the tests").cast() }
    }
}

impl<T: Zeroed> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: the mapping is large enough, aligned to a page, zeroed, which `Zeroed` says is valid, and lives as
        // long as `self`.
        unsafe { self.at.as_ref() }
    }
}

impl<T: Zeroed> Drop for Shared<T> {
    fn drop(&mut self) {
        // SAFETY: it was mapped with this size in `new`, and every `&T` borrowed `self`.
        let _ = unsafe { munmap(self.at.cast(), size_of::<T>()) };
    }
}
