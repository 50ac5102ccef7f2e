//! Never comes back.

pub struct Counter;

impl Counter {
    pub fn new() -> Counter {
        Counter
    }

    pub fn enter(&self) -> u64 {
        loop {}
    }

    pub fn total(&self) -> u64 {
        0
    }
}
