//! Overflows the stack.

pub struct Counter;

impl Counter {
    pub fn new() -> Counter {
        Counter
    }

    pub fn enter(&self) -> u64 {
        if self.total() == 0 {
            return self.enter() + 1;
        }
        u64::MAX
    }

    pub fn total(&self) -> u64 {
        0
    }
}
