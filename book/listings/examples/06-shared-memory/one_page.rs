//! A number that a child and its parent share.

use std::io;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

// ANCHOR: page
/// A number on a page of its own.
fn number() -> io::Result<&'static AtomicU32> {
    let size = NonZeroUsize::new(4096).unwrap();
    let access = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
    // SAFETY: a new mapping, where the kernel wants it, takes nothing away from anybody.
    let page = unsafe { mmap_anonymous(None, size, access, MapFlags::MAP_SHARED) }?;
    // SAFETY: it is large enough and aligned, and never unmapped. The kernel gives zeros, and an
    // atomic may be zero.
    Ok(unsafe { page.cast().as_ref() })
}
// ANCHOR_END: page

// ANCHOR: program
fn main() -> io::Result<()> {
    let visitors = number()?;
    // SAFETY: this process has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            visitors.fetch_add(1, SeqCst);
            // SAFETY: always allowed.
            unsafe { libc::_exit(0) }
        }
        ForkResult::Parent { child } => waitpid(child, None)?,
    };
    println!("{}", visitors.load(SeqCst));
    Ok(())
}
// ANCHOR_END: program
