//! Sleeps in the kernel until a signal comes.

pub struct Counter;

impl Counter {
    pub fn new() -> Counter {
        Counter
    }

    pub fn enter(&self) -> u64 {
        nix::unistd::pause();
        u64::MAX
    }

    pub fn total(&self) -> u64 {
        0
    }
}
