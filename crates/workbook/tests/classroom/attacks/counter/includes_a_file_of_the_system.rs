//! Takes in a file of the system.

pub const USERS: &str = include_str!("/etc/passwd");

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
