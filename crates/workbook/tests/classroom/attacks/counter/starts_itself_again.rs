//! Each of its processes starts two more.

pub struct Counter;

impl Counter {
    pub fn new() -> Counter {
        Counter
    }

    pub fn enter(&self) -> u64 {
        for _ in 0..2 {
            let _ = std::process::Command::new("/tests").args(std::env::args().skip(1)).spawn();
        }
        loop {}
    }

    pub fn total(&self) -> u64 {
        0
    }
}
