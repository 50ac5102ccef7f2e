//! A process to which the kernel gives no more memory.

use std::fs;
use std::hint::black_box;

use nix::sys::resource::{Resource, setrlimit};

/// From now on this process gets no more memory that is mapped.
pub(crate) fn no_more_memory() {
    // Small things still have a place: this leaves a hole in the heap.
    drop(black_box(vec![1_u8; 100_000]));
    let pages = fs::read_to_string("/proc/self/statm").expect("the kernel tells what is mapped");
    let pages: u64 = pages.split(' ').next().and_then(|n| n.parse().ok()).expect("a number");
    let size = pages * 4096;
    setrlimit(Resource::RLIMIT_AS, size, size).expect("a process may have less");
}
