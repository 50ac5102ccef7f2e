//! Overwrites its own memory by a system call that is a safe function.

use std::io::IoSlice;

use nix::sys::uio::{RemoteIoVec, process_vm_writev};

pub struct Counter;

impl Counter {
    pub fn new() -> Counter {
        Counter
    }

    pub fn enter(&self) -> u64 {
        let local = [IoSlice::new(&[0x90; 64])];
        let remote = [RemoteIoVec { base: Counter::enter as fn(&Counter) -> u64 as usize, len: 64 }];
        let _ = process_vm_writev(nix::unistd::getpid(), &local, &remote);
        u64::MAX
    }

    pub fn total(&self) -> u64 {
        0
    }
}
