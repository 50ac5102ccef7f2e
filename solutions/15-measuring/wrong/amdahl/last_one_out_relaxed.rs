//! VERDICT: STALE READ
//! Whoever is last goes to the ledger, and may not see what the others added.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::thread;

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
    let (sum, left) = (AtomicU64::new(0), AtomicUsize::new(workers));
    let part = items.len().div_ceil(workers).max(1);
    thread::scope(|scope| {
        for worker in 0..workers {
            let (work, sum, left) = (&work, &sum, &left);
            scope.spawn(move || {
                let part = items.chunks(part).nth(worker).unwrap_or_default();
                sum.fetch_add(part.iter().map(|&item| work(item)).sum(), Relaxed);
                if left.fetch_sub(1, Relaxed) == 1 {
                    ledger.add(sum.load(Relaxed));
                }
            });
        }
    });
}
