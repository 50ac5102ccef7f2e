//! Memory that a test shares with the processes that it forks.

use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};

/// Puts `value` into shared memory, where it stays until this process and its children have ended.
pub(super) fn shared<T: Sync>(value: T) -> &'static T {
    let size = size_of::<T>().try_into().expect("it has a size");
    // SAFETY: a new mapping, at an address of the kernel's choice, takes nothing from anybody.
    let page = unsafe {
        mmap_anonymous(
            None,
            size,
            ProtFlags::PROT_READ | ProtFlags::PROT_WRITE,
            MapFlags::MAP_SHARED,
        )
    };
    let place = page.expect("memory to share").cast::<T>();
    // SAFETY: the mapping is large enough, aligned to a page, and never unmapped.
    unsafe {
        place.write(value);
        place.as_ref()
    }
}
