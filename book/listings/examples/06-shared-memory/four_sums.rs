//! Four processes, and a place for the result of each.

use std::io;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

// ANCHOR: program
fn main() -> io::Result<()> {
    let size = NonZeroUsize::new(size_of::<[AtomicU64; 4]>()).unwrap();
    let access = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
    // SAFETY: a new mapping takes nothing away from anybody.
    let page = unsafe { mmap_anonymous(None, size, access, MapFlags::MAP_SHARED) }?;
    // SAFETY: it is large enough, aligned, zero, and never unmapped.
    let sums: &[AtomicU64; 4] = unsafe { page.cast().as_ref() };

    let numbers: Vec<u64> = (1..=1_000_000).collect();
    let mut workers = Vec::new();
    for (part, sum) in numbers.chunks(250_000).zip(sums) {
        // SAFETY: this process has one thread.
        match unsafe { fork() }? {
            ForkResult::Parent { child } => workers.push(child),
            ForkResult::Child => {
                sum.store(part.iter().sum(), Relaxed);
                // SAFETY: always allowed.
                unsafe { libc::_exit(0) }
            }
        }
    }
    for worker in workers {
        waitpid(worker, None)?;
    }
    println!("{}", sums.iter().map(|sum| sum.load(Relaxed)).sum::<u64>());
    Ok(())
}
// ANCHOR_END: program
