//! Words of a test itself, which all its processes share.

use std::num::NonZeroUsize;
use std::sync::atomic::AtomicU64;

use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};

/// How many words [`words`] gives out.
pub(crate) const WORDS: usize = 64;

/// Words for the test itself, zero to begin with, which all processes share that are forked from now on.
pub(crate) fn words() -> &'static [AtomicU64; WORDS] {
    let size = NonZeroUsize::new(size_of::<[AtomicU64; WORDS]>()).expect("it has a size");
    let protection = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
    // SAFETY: a new mapping, where the kernel wants it, takes nothing away from anybody.
    let memory = unsafe { mmap_anonymous(None, size, protection, MapFlags::MAP_SHARED) };
    // SAFETY: it is large enough, at the beginning of a page, all zeros, which atomics may be, and never unmapped.
    unsafe { memory.expect("a page for the test").cast().as_ref() }
}
