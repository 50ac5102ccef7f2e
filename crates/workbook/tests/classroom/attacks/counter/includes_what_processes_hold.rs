//! Takes in the environment of the compiler.

pub const ENVIRONMENT: &[u8] = include_bytes!("/proc/self/environ");

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
