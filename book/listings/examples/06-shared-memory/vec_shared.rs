//! A `Vec` that was put into shared memory.

use std::io;
use std::num::NonZeroUsize;

use forktest::held::apart;
use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};

// ANCHOR: program
fn main() -> io::Result<()> {
    let size = NonZeroUsize::new(size_of::<Vec<u64>>()).unwrap();
    let access = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
    // SAFETY: a new mapping takes nothing away from anybody.
    let page = unsafe { mmap_anonymous(None, size, access, MapFlags::MAP_SHARED) }?.cast();
    // SAFETY: the page is large enough, and empty.
    unsafe { page.write(Vec::<u64>::new()) };

    // SAFETY: this is what it is not; see below.
    let heights = || unsafe { &mut *page.as_ptr() };
    println!("a child fills it:    {}", apart(|| heights().resize(1_000_000, 7)));
    println!("its parent looks:    {} elements", heights().len());
    println!("a child reads one:   {}", apart(|| assert_eq!(heights()[0], 7)));
    Ok(())
}
// ANCHOR_END: program
