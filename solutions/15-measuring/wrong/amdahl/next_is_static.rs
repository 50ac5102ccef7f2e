//! VERDICT: WRONG RESULT
//! The next item is a static: two calls at once share it.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;

static NEXT: AtomicUsize = AtomicUsize::new(0);

pub trait Ledger: Sync {
    fn add(&self, amount: u64);
}

pub fn speedup(serial: f64, workers: u32) -> f64 {
    1.0 / (serial + (1.0 - serial) / f64::from(workers))
}

pub fn serial_share(speedup: f64, workers: u32) -> f64 {
    let even = 1.0 / f64::from(workers);
    ((1.0 / speedup - even) / (1.0 - even)).clamp(0.0, 1.0)
}

pub fn workers_for(wanted: f64, serial: f64) -> Option<u32> {
    if wanted <= 1.0 {
        return Some(1);
    }
    let left = 1.0 / wanted - serial;
    let workers = ((1.0 - serial) / left * (1.0 - 1e-12)).ceil();
    (left > 0.0 && workers <= f64::from(u32::MAX)).then_some(workers as u32)
}

pub fn total<L: Ledger>(
    items: &[u64],
    workers: usize,
    work: impl Fn(u64) -> u64 + Sync,
    ledger: &L,
) {
    NEXT.store(0, Relaxed);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let mut sum = 0;
                while let Some(&item) = items.get(NEXT.fetch_add(1, Relaxed)) {
                    sum += work(item);
                }
                ledger.add(sum);
            });
        }
    });
}
