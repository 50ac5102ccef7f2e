//! Takes four gigabytes.

pub struct Counter;

impl Counter {
    pub fn new() -> Counter {
        Counter
    }

    pub fn enter(&self) -> u64 {
        let all = vec![1_u8; 4 << 30];
        assert!(all.iter().all(|byte| *byte == 1));
        u64::MAX
    }

    pub fn total(&self) -> u64 {
        0
    }
}
