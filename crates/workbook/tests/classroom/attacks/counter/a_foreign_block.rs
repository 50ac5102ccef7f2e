//! Declares functions of the C library.

unsafe extern "C" {
    pub safe fn getpid() -> i32;
}

pub struct Counter;

impl Counter {
    pub fn new() -> Counter {
        Counter
    }

    pub fn enter(&self) -> u64 {
        u64::MAX
    }

    pub fn total(&self) -> u64 {
        0
    }
}
