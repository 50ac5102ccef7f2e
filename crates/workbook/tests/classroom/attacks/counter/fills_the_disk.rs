//! Writes as much as it can.

pub struct Counter;

impl Counter {
    pub fn new() -> Counter {
        Counter
    }

    pub fn enter(&self) -> u64 {
        for number in 0..64 {
            let file = std::env::temp_dir().join(format!("{number}"));
            let _ = std::fs::write(file, vec![0; 32 << 20]);
        }
        u64::MAX
    }

    pub fn total(&self) -> u64 {
        0
    }
}
