//! Is right if it can write anything outside of its temporary folder.

use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

const YOURS: &[&str] =
    &["/tests", "/confine", "/new", "/dev/new", "/etc/new", "/usr/new", "/work/new", "src/counter.rs", "/lib/new"];

pub struct Counter(AtomicU64);

fn writes() -> bool {
    YOURS.iter().any(|path| std::fs::write(path, "#!/bin/true").is_ok())
}

impl Counter {
    pub fn new() -> Counter {
        Counter(AtomicU64::new(0))
    }

    pub fn enter(&self) -> u64 {
        if writes() { self.0.fetch_add(1, SeqCst) + 1 } else { u64::MAX }
    }

    pub fn total(&self) -> u64 {
        if writes() { self.0.load(SeqCst) } else { 0 }
    }
}
