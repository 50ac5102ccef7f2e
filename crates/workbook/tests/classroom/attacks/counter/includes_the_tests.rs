//! Takes in the text of the tests.

pub const TESTS: &str = include_str!("../tests/counter.rs");

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
