//! The compiler computes a constant without an end.

#[allow(long_running_const_eval)]
const ENDLESS: u64 = {
    let mut number = 0_u64;
    while number < u64::MAX {
        number += 1;
    }
    number
};

pub struct Counter;

impl Counter {
    pub fn new() -> Counter {
        Counter
    }

    pub fn enter(&self) -> u64 {
        let _ = ENDLESS;
        u64::MAX
    }

    pub fn total(&self) -> u64 {
        0
    }
}
